/*
 * test_prove_words.c - every sentence of a certificate, from findings put together by hand.
 *
 * Whether a proof finds what it should is held by tests/analysis; here only what is said of it, so each figure in a sentence is one that
 * stands in the finding.
 */
#include "engine/written.h"

#include "claim.h"
#include "prove_words.h"
#include "renal.h"

#define GRAM INT64_C(1000000)

static struct prove prove;
static struct order *order;
static char bytes[PROVE_WORDS];

static int begin(void **state)
{
    (void)state;
    const struct parts parts = {.more = "checks = ( { id = 'low'; refuse-if = 'systolic < 100 mmHg'; say = 'Low.'; source = 'trial'; } );"};
    order = written(&parts);
    memset(&prove, 0, sizeof prove);
    prove.protocol = order->protocol;
    prove.family.protocol = order->protocol;
    prove.speed.infusion = -1;
    return 0;
}

static int end(void **state)
{
    (void)state;
    forget(order);
    return 0;
}

static struct text words_of(void)
{
    bytes[0] = '\0';
    return text_over(bytes, sizeof bytes);
}

static const char *finding_words(enum prove_property property)
{
    struct text text = words_of();
    prove_words_finding(&text, &prove, property);
    return bytes;
}

static void has(const char *words, const char *piece)
{
    if (strstr(words, piece) == NULL) {
        fail_msg("\"%s\" does not hold \"%s\"", words, piece);
    }
}

/* ---- Results and properties ---- */

static void results_in_capitals(void **state)
{
    (void)state;
    assert_string_equal(prove_words_result(PROVE_UNDECIDED), "UNDECIDED");
    assert_string_equal(prove_words_result(PROVE_COUNTEREXAMPLE), "COUNTEREXAMPLE");
    assert_string_equal(prove_words_result(PROVE_PROVED), "PROVED");
}

static void each_property_has_a_sentence(void **state)
{
    (void)state;
    static const char *const sentences[] = {
        [PROVE_ONE_RULE] = "Everybody who is admitted has exactly one dose, time, renal band and alternative of each limit, or is refused in so "
                           "many words.",
        [PROVE_USUAL] = "The protocol's own dose and time pass no hard limit of the protocol or the drug library.",
        [PROVE_PREPARABLE] = "Every dose can be measured, fits its container and can be run.",
        [PROVE_WITHIN] = "Dose, dose per kg, time, speed, concentration, volume and rolling totals of every order are within the hard limits, "
                         "recomputed from what is drawn up and keyed in.",
        [PROVE_ROUNDING] = "No order that meets a limit passes it because syringe or pump round.",
        [PROVE_WEIGHT] = "Within a renal band, all else equal, a heavier patient never gets less.",
        [PROVE_KIDNEYS] = "With worse kidneys, all else equal, nobody gets more, and no prescriber may order more.",
        [PROVE_UNKNOWN] = "What is ordered with an answer unknown is what every answer orders; unknown is never milder.",
        [PROVE_TIMES] = "For a larger dose neither the usual nor the shortest time is shorter.",
        [PROVE_REACHED] = "Every check, dose, time, bag, renal band and limit of the protocol decides for somebody.",
        [PROVE_COUNT] = "",
    };
    for (int i = 0; i <= PROVE_COUNT; i++) {
        assert_string_equal(prove_words_property((enum prove_property)i), sentences[i]);
    }
}

/* ---- What was gone through ---- */

static const char *covered(void)
{
    struct text text = words_of();
    prove_words_covered(&text, &prove);
    return bytes;
}

static void numbers_are_grouped_and_what_is_left_out_is_said(void **state)
{
    (void)state;
    struct family *family = &prove.family;
    family->patients = 12034005;
    family->kinds = 1000;
    family->class_count = 45;
    family->weight_count = 3;
    prove.plans = 100200;
    family->material_count = 12;
    family->order_count = 2005;
    assert_string_equal(covered(),
                        "Patients: 12,034,005, each answer to weight counted at the step it is written in. Cells: 1,000, of which the dosing "
                        "tells 45 classes apart; examined at 3 weights (the ends of each cell), 12 choices of product, diluent and device, "
                        "2,005 orders of dose and time. Plans computed: 100,200. Each answer and each pair of them was forgotten in one cell "
                        "of each class.");
    family->patients = INT64_MAX;
    family->by_step = true;
    family->reads[SLOT_CRCL] = true;
    family->space.axis_count = 2;
    family->space.axes[0].slot = IFS_FACT_AGE;
    family->space.axes[1].slot = SLOT_CRCL;
    prove.minuted_count = 1;
    prove.unminuted = 7;
    prove.forgot_every_kind = true;
    assert_string_equal(covered(),
                        "Patients: more than 9,223,372,036,854,775,807, each answer to age, crcl, weight counted at the step it is written in. "
                        "Cells: 1,000, of which the dosing tells 45 classes apart; examined at 3 weights (every one that can be written), 12 "
                        "choices of product, diluent and device, 2,005 orders of dose and time, and doses in every minute that may be "
                        "prescribed (7 of them at the bounds of the time alone). Plans computed: 100,200. Each answer was forgotten in every "
                        "cell, pairs of answers in one cell of each class. The clearance is gone through as a figure, for an order reads "
                        "nothing else of it: a reported one, creatinine with age, sex, weight and height, and a category each give one.");
}

static void numbers_at_the_edge_of_a_group(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *words;
    } rows[] = {{9, ": 9."}, {999, ": 999."}, {1000, ": 1,000."}, {1009, ": 1,009."}, {1010, ": 1,010."}, {1099, ": 1,099."}, {1100, ": 1,100."}, {999999, ": 999,999."}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char words[40] = "Plans computed";
        prove.plans = rows[i].number;
        has(covered(), strcat(words, rows[i].words));
    }
}

/* A weight that somebody has and nobody usual is left out, the first or the last of the list. */
static void weights_that_are_left_out(void **state)
{
    (void)state;
    static const struct {
        bool possible[4];
        bool usual[4];
        bool left_out;
    } rows[] = {
        {{true, true, true, false}, {true, true, true, false}, false},   {{false, false, true, false}, {false, false, true, false}, false},
        {{true, true, true, false}, {false, true, true, false}, true},   {{true, true, true, false}, {true, true, false, false}, true},
        {{false, true, true, false}, {false, false, true, false}, true}, {{true, true, true, true}, {true, true, true, false}, false}, /* behind the last */
    };
    prove.family.weight_count = 3;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        memcpy(prove.possible_weight, rows[i].possible, sizeof rows[i].possible);
        memcpy(prove.usual_weight, rows[i].usual, sizeof rows[i].usual);
        assert_int_equal(strstr(covered(), "Weights that a nurse must confirm") != NULL, rows[i].left_out);
    }
}

static void doses_at_the_bounds_of_their_times(void **state)
{
    (void)state;
    assert_null(strstr(covered(), "bounds of the time"));
    prove.unminuted = 1;
    has(covered(), "(1 of them at the bounds of the time alone)");
}

/* ---- Findings ---- */

static void why_nothing_was_shown(void **state)
{
    (void)state;
    static const struct {
        enum prove_reason reason;
        const char *words;
    } rows[] = {
        {PROVE_TOO_MANY, "The rules of the dosing read so many facts together that not all patients were examined; read fewer facts in them."},
        {PROVE_MINUTES, "Some doses were tried at the bounds of their times alone, for there are too many minutes between; write narrower bounds."},
        {PROVE_NO_WITNESS, "It fails for a kind of patient, but no whole patient of that kind was found whom no check refuses."},
        {PROVE_NOBODY, "No order was computed for anybody: see infusheet check."},
        {PROVE_HEIGHTS, "A dosing weight hangs on the height, of which only 170 cm was tried."},
    };
    assert_string_equal(finding_words(PROVE_WITHIN), "");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        prove.findings[PROVE_WITHIN].reason = rows[i].reason;
        assert_string_equal(finding_words(PROVE_WITHIN), rows[i].words);
    }
}

static void what_was_proved_by_nothing_is_said(void **state)
{
    (void)state;
    for (int i = 0; i < PROVE_COUNT; i++) {
        prove.findings[i].result = PROVE_PROVED;
        bool compares = i == PROVE_WEIGHT || i == PROVE_KIDNEYS || i == PROVE_TIMES;
        assert_string_equal(finding_words((enum prove_property)i), compares ? "There was nothing to compare." : "");
        prove.seen[i] = true;
        assert_string_equal(finding_words((enum prove_property)i), "");
    }
}

static struct prove_finding *failing(enum prove_property property)
{
    prove.findings[property].result = PROVE_COUNTEREXAMPLE;
    return &prove.findings[property];
}

/* The whole sentence: what stands before the name of the file, and after it. */
static void says(const char *words, const char *file, const char *before, const char *after)
{
    char expected[1000];
    snprintf(expected, sizeof expected, "%s%s%s", before, file, after);
    assert_string_equal(words, expected);
}

static void what_is_wrong_with_one_patient(void **state)
{
    (void)state;
    const char *file = order->protocol->file;
    const struct limit limit = {.kind = IFS_LIMIT_SPEED, .origin = {.file = ORIGIN_PROTOCOL, .line = 12}};
    const struct limit total = {.kind = IFS_LIMIT_IN_24H, .origin = {.file = ORIGIN_DRUG, .line = 3}};
    failing(PROVE_ONE_RULE)->obstacle = IFS_OBSTACLE_TWO_DOSE_RULES;
    assert_string_equal(finding_words(PROVE_ONE_RULE),
                        "infusion: two alternatives of the dose hold; narrow one of them. For this patient:");
    prove.findings[PROVE_ONE_RULE].obstacle = IFS_OBSTACLE_NO_INFUSION;
    prove.findings[PROVE_ONE_RULE].infusion = -1;
    assert_string_equal(finding_words(PROVE_ONE_RULE), "order: no phase is part of the order; write a check that refuses. For this patient:");
    failing(PROVE_PREPARABLE)->obstacle = IFS_OBSTACLE_NONE;
    assert_string_equal(finding_words(PROVE_PREPARABLE), "infusion: what is drawn up or keyed in cannot be measured. For this patient:");
    failing(PROVE_USUAL)->limit = &limit;
    says(finding_words(PROVE_USUAL), file, "What the protocol itself orders is refused by the limit infusion.speed (",
         ", line 12); lower the dose, or its max, or write a longer time or a check that refuses in words. For this patient:");
    failing(PROVE_WITHIN)->limit = &total;
    prove.findings[PROVE_WITHIN].infusion = -1;
    says(finding_words(PROVE_WITHIN), order->protocol->drug.file, "What is delivered lies beyond the limit total.in-24h (",
         ", line 3). For this patient:");
    failing(PROVE_ROUNDING)->limit = &limit;
    says(finding_words(PROVE_ROUNDING), file, "What was ordered meets, and what is delivered passes, the limit infusion.speed (",
         ", line 12); leave room for the steps of syringe and pump. For this patient:");
    failing(PROVE_UNKNOWN);
    assert_string_equal(finding_words(PROVE_UNKNOWN),
                        "With the answer unknown (the first) an order is computed that is not the one with it (the second).");
    failing(PROVE_REACHED);
    assert_string_equal(finding_words(PROVE_REACHED), "These decide for nobody who is examined: take them out, or mend their conditions.");
}

static void what_is_wrong_with_two_patients(void **state)
{
    (void)state;
    struct prove_finding *weight = failing(PROVE_WEIGHT);
    weight->before = (ifs_ratio){2 * GRAM, 1};
    weight->after = (ifs_ratio){GRAM, 1};
    assert_string_equal(finding_words(PROVE_WEIGHT), "infusion: 2 g for the first of these patients, 1 g for the second.");
    struct prove_finding *kidneys = failing(PROVE_KIDNEYS);
    kidneys->before = (ifs_ratio){0, 1};
    kidneys->after = (ifs_ratio){GRAM, 1};
    assert_string_equal(finding_words(PROVE_KIDNEYS), "infusion: nothing for the first of these patients, 1 g for the second.");
    struct prove_finding *times = failing(PROVE_TIMES);
    times->before = (ifs_ratio){1800, 1};
    times->after = (ifs_ratio){1200, 1};
    assert_string_equal(finding_words(PROVE_TIMES), "infusion: the larger dose has the shorter time, 20 min instead of 30 min.");
}

/* ---- Rules that decide for nobody ---- */

static const char *unreached(int index)
{
    struct text text = words_of();
    prove_words_unreached(&text, &prove, index);
    return bytes;
}

static void rules_that_decide_for_nobody(void **state)
{
    (void)state;
    static const struct {
        enum reach_kind kind;
        const char *words;
    } rows[] = {{REACH_RENAL_BAND, "renal band ("}, {REACH_RENAL_MAX, "dose-max of a renal band ("}, {REACH_DOSE, "dose ("},
                {REACH_DOSE_MAX, "max of a dose ("}, {REACH_TIME, "time ("}, {REACH_LIMIT, "alternative of a limit ("},
                {REACH_BAG, "bag ("}, {REACH_RESCUE, "rescue ("}, {REACH_BELOW_HARD, "lower hard bound ("},
                {REACH_ABOVE_HARD, "upper hard bound ("}, {REACH_BELOW_SOFT, "lower soft bound ("},
                {REACH_ABOVE_SOFT, "upper soft bound ("}, {REACH_SETTING, " ("}};
    const struct origin origin = {.file = ORIGIN_PROTOCOL, .line = 7};
    struct reach_rule rule = {.infusion = -1, .origin = &origin};
    prove.unreached[0] = &rule;
    prove.unreached_count = 1;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        rule.kind = rows[i].kind;
        says(unreached(0), order->protocol->file, rows[i].words, ", line 7)");
    }
    const struct condition when = {.text = "age < 18 y"};
    const struct condition without = {.text = NULL};
    rule = (struct reach_rule){.kind = REACH_BAG, .name = "premix", .origin = &origin, .when = &when};
    says(unreached(0), order->protocol->file, "bag premix of infusion, when age < 18 y (", ", line 7)");
    rule.when = &without;
    says(unreached(0), order->protocol->file, "bag premix of infusion (", ", line 7)");
    struct check low = order->protocol->checks[order->protocol->check_count - 1];
    low.origin.line = 8;
    prove.idle[0] = &low;
    says(unreached(1), order->protocol->file, "check low (", ", line 8)");
}

/* ---- To know ---- */

static const char *note(int index)
{
    struct text text = words_of();
    prove_words_note(&text, &prove, index);
    return bytes;
}

static void jumps_and_speeds(void **state)
{
    (void)state;
    const ifs_ratio one = {GRAM, 1};
    const ifs_ratio two = {2 * GRAM, 1};
    assert_string_equal(note(0), "");
    prove.jump_count = 1;
    struct prove_jump *jump = &prove.jumps[0];
    *jump = (struct prove_jump){.slot = IFS_FACT_WEIGHT, .from_mcg = one, .to_mcg = two, .before = 49900, .after = 50000};
    assert_string_equal(note(0), "infusion: the dose changes from 1 g to 2 g within one step of weight (49.9 kg, 50 kg).");
    *jump = (struct prove_jump){.slot = SLOT_CRCL, .from_mcg = two, .to_mcg = one, .before = 60 * RENAL_PER_ML_PER_MIN,
                                .after = 30 * RENAL_PER_ML_PER_MIN};
    assert_string_equal(note(0), "infusion: the dose changes from 2 g to 1 g within one step of crcl (60 mL/min and over, 30 mL/min and over).");
    /* Urine is kept in halves of its unit: 60 halves of a step of 1 mL/h are 30 mL/h, 20 of 0.1 mL/kg/h are 1 mL/kg/h. */
    const struct fact_rule *urine = &order->protocol->facts[IFS_FACT_URINE_OUTPUT];
    *jump = (struct prove_jump){.slot = SLOT_URINE, .from_mcg = two, .to_mcg = one, .before = 60 * urine->units[0].step, .after = 0};
    assert_string_equal(note(0), "infusion: the dose changes from 2 g to 1 g within one step of urine-output (30 mL/h and over, 0 mL/h and over).");
    jump->slot = SLOT_URINE_PER_WEIGHT;
    jump->before = 20 * urine->units[1].step;
    has(note(0), "within one step of urine-output (1 mL/kg/h and over, 0 mL/kg/h and over).");
    /* of a question the answers */
    *jump = (struct prove_jump){.slot = fact_named(order, "pain"), .from_mcg = two, .to_mcg = one, .before = 0, .after = 2};
    has(note(0), "within one step of pain (none and over, severe and over).");
    /* 6 g in an hour are 100 mg in a minute, 12 g are 200 mg. */
    prove.speed = (struct prove_speed){.from_mcg = one, .from_speed = {6 * GRAM, 1}, .to_mcg = two, .to_speed = {12 * GRAM, 1}};
    assert_string_equal(note(1), "infusion: the usual speed rises with the dose, from 100 mg per minute at 1 g to 200 mg per minute at 2 g.");
    assert_string_equal(note(0), "infusion: the dose changes from 2 g to 1 g within one step of pain (none and over, severe and over).");
}

static void plain_enumeration(void **state)
{
    (void)state;
    static struct brute brute;
    brute = (struct brute){.seed = 7, .patients = 20000, .orders = 1500, .refused = 99};
    struct text text = words_of();
    prove_words_brute(&text, &brute);
    assert_string_equal(bytes, "Plain enumeration, seed 7: 20,000 patients one by one, 1,500 of them with an order, 99 refused by a "
                               "check. Every property was held against each; none fails.");
    brute.fails[PROVE_KIDNEYS] = 1;
    text = words_of();
    prove_words_brute(&text, &brute);
    has(bytes, "Every property was held against each; these fail:");
    brute.fails[PROVE_KIDNEYS] = 0;
    brute.fails[PROVE_ONE_RULE] = 1; /* the first of them */
    text = words_of();
    prove_words_brute(&text, &brute);
    has(bytes, "these fail:");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(results_in_capitals, begin, end),
        cmocka_unit_test_setup_teardown(each_property_has_a_sentence, begin, end),
        cmocka_unit_test_setup_teardown(numbers_are_grouped_and_what_is_left_out_is_said, begin, end),
        cmocka_unit_test_setup_teardown(numbers_at_the_edge_of_a_group, begin, end),
        cmocka_unit_test_setup_teardown(weights_that_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(doses_at_the_bounds_of_their_times, begin, end),
        cmocka_unit_test_setup_teardown(why_nothing_was_shown, begin, end),
        cmocka_unit_test_setup_teardown(what_was_proved_by_nothing_is_said, begin, end),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_one_patient, begin, end),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_two_patients, begin, end),
        cmocka_unit_test_setup_teardown(rules_that_decide_for_nobody, begin, end),
        cmocka_unit_test_setup_teardown(jumps_and_speeds, begin, end),
        cmocka_unit_test_setup_teardown(plain_enumeration, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
