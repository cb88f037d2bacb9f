/*
 * test_ask.c - what is asked next: everything that is lacking, in clinical order, nothing twice, and nothing that can change nothing.
 *
 * Plans are made by hand over the protocol of sample.h, so that each reason to ask stands alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ask.h"
#include "claim.h"
#include "sheet/sample.h"

static struct sample sample;
static struct ask_left left;
static struct ask_list list;
static const char *const products[] = {"vial-example", "premix-example"};
static const char *const diluents[] = {"sodium-chloride-0.9", "dextrose-5"};

/* The protocol and a patient of whom nothing is known; the plan is incomplete. */
static int begin(void **state)
{
    (void)state;
    sample_begin(&sample);
    struct fact_rule *facts = sample.protocol.facts;
    facts[IFS_FACT_PRODUCT].choices = products;
    facts[IFS_FACT_PRODUCT].choice_count = 2;
    facts[IFS_FACT_DILUENT].choices = diluents;
    facts[IFS_FACT_DILUENT].choice_count = 2;
    sample.request = (ifs_request){.at_s = 1795185000};
    sample.plan = (ifs_plan){.verdict = IFS_INCOMPLETE};
    left = (struct ask_left){0};
    return 0;
}

static void find(void)
{
    ask_find(&sample.protocol, &sample.request, &sample.plan, &left, &list);
}

/* What is asked of that fact (or, -1, of that kind); NULL: nothing. */
static const struct ask *asked(enum ask_what what, int fact)
{
    find();
    for (int i = 0; i < list.count; i++) {
        if (list.list[i].what == what && list.list[i].fact == fact) {
            return &list.list[i];
        }
    }
    return NULL;
}

static bool asks(int fact)
{
    return asked(fact == IFS_FACT_AGE ? ASK_AGE : ASK_FACT, fact) != NULL;
}

static void miss(int fact)
{
    fact_set_add(&sample.plan.missing, fact);
}

static void test_in_clinical_order(void **state)
{
    (void)state;
    static const int missing[] = {SAMPLE_DIGOXIN,     SAMPLE_HEART_BLOCK, IFS_FACT_CRCL,    IFS_FACT_ALLERGIES, IFS_FACT_WEIGHT,
                                  IFS_FACT_GIVEN_24H, IFS_FACT_SETTING,   IFS_FACT_PREGNANT, IFS_FACT_INDICATION};
    static const struct {
        enum ask_what what;
        int fact;
        enum ask_stage stage;
        enum fact_need need;
    } expected[] = {
        {ASK_FACT, IFS_FACT_NAME, ASK_WHO, FACT_OPTIONAL},          {ASK_FACT, IFS_FACT_ID, ASK_WHO, FACT_OPTIONAL},
        {ASK_FACT, IFS_FACT_SETTING, ASK_WHO, FACT_REQUIRED},       {ASK_FACT, IFS_FACT_INDICATION, ASK_WHY, FACT_REQUIRED},
        {ASK_AGE, IFS_FACT_AGE, ASK_PERSON, FACT_REQUIRED},         {ASK_FACT, IFS_FACT_PREGNANT, ASK_PERSON, FACT_REQUIRED},
        {ASK_FACT, IFS_FACT_WEIGHT, ASK_BODY, FACT_REQUIRED},       {ASK_FACT, IFS_FACT_ALLERGIES, ASK_ALLERGY, FACT_REQUIRED},
        {ASK_FACT, SAMPLE_HEART_BLOCK, ASK_HISTORY, FACT_REQUIRED}, {ASK_FACT, SAMPLE_DIGOXIN, ASK_HISTORY, FACT_REQUIRED},
        {ASK_RENAL, IFS_FACT_CRCL, ASK_KIDNEYS, FACT_REQUIRED},     {ASK_FACT, IFS_FACT_GIVEN_24H, ASK_GIVEN, FACT_REQUIRED},
        {ASK_FACT, IFS_FACT_PRODUCT, ASK_CHOICES, FACT_OPTIONAL},   {ASK_PRESCRIBER, -1, ASK_CHOICES, FACT_OPTIONAL},
        {ASK_FACT, IFS_FACT_SYSTOLIC, ASK_BEDSIDE, FACT_BEDSIDE},   {ASK_FACT, IFS_FACT_RESP_RATE, ASK_BEDSIDE, FACT_BEDSIDE},
    };
    for (size_t i = 0; i < COUNT_OF(missing); i++) {
        miss(missing[i]);
    }
    fact_set_add(&sample.plan.start, IFS_FACT_RESP_RATE);
    fact_set_add(&sample.plan.start, IFS_FACT_SYSTOLIC);
    find(); /* the age is wanted by the warning for the elderly, and required */
    assert_int_equal(list.count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_int_equal(list.list[i].what, expected[i].what);
        assert_int_equal(list.list[i].fact, expected[i].fact);
        assert_int_equal(list.list[i].stage, expected[i].stage);
        assert_int_equal(list.list[i].need, expected[i].need);
    }
}

static void test_nothing_twice(void **state)
{
    (void)state;
    miss(IFS_FACT_WEIGHT);
    miss(SAMPLE_DIGOXIN);
    miss(SAMPLE_HEART_BLOCK);
    assert_true(asks(IFS_FACT_WEIGHT) && asks(SAMPLE_DIGOXIN) && asks(SAMPLE_HEART_BLOCK));
    sample_answer(&sample, "weight", "68 kg");
    sample_answer(&sample, "digoxin", "unknown");
    fact_set_add(&left.facts, SAMPLE_HEART_BLOCK);
    assert_false(asks(IFS_FACT_WEIGHT) || asks(SAMPLE_DIGOXIN) || asks(SAMPLE_HEART_BLOCK));
}

static void test_the_company_of_an_answer(void **state)
{
    (void)state;
    assert_false(asks(IFS_FACT_WEIGHT_BASIS) || asks(IFS_FACT_ADDRESS) || asks(IFS_FACT_PHONE));
    sample_answer(&sample, "weight", "68 kg");
    sample_answer(&sample, "setting", "clinic");
    assert_true(asks(IFS_FACT_WEIGHT_BASIS));
    assert_false(asks(IFS_FACT_ADDRESS) || asks(IFS_FACT_PHONE));
    sample_answer(&sample, "setting", "mobile");
    assert_true(asks(IFS_FACT_ADDRESS) && asks(IFS_FACT_PHONE));
}

/* ---- Kidneys ---- */

static bool asks_for_an_estimate(void)
{
    bool all = asks(IFS_FACT_HEIGHT) && asks(IFS_FACT_SEX) && asks(IFS_FACT_WEIGHT);
    bool some = asks(IFS_FACT_HEIGHT) || asks(IFS_FACT_SEX) || asks(IFS_FACT_WEIGHT);
    assert_int_equal(all, some);
    return all;
}

static void test_what_an_estimate_is_made_of(void **state)
{
    (void)state;
    assert_false(asks_for_an_estimate());
    sample_answer(&sample, "creatinine", "0.8 mg/dL");
    assert_true(asks_for_an_estimate() && asks(IFS_FACT_CREATININE_TAKEN));
    sample.plan.derived.pregnancy_blocks = true; /* no estimate holds then */
    assert_false(asks_for_an_estimate());
    sample.plan.derived.pregnancy_blocks = false;
    sample_answer(&sample, "creatinine", "unknown");
    sample_answer(&sample, "egfr", "74 mL/min/1.73m2");
    assert_true(asks_for_an_estimate());
    assert_false(asks(IFS_FACT_CREATININE_TAKEN));
}

/* A clearance is read where a rule reads it or the protocol requires it; else a creatinine serves nothing. */
static void test_estimates_only_where_they_are_read(void **state)
{
    (void)state;
    sample_answer(&sample, "creatinine", "0.8 mg/dL");
    sample_answer(&sample, "renal", "mild");
    fact_set_remove(&sample.protocol.read, IFS_FACT_CRCL);
    assert_false(asks_for_an_estimate() || asks(IFS_FACT_RENAL_BASIS));
    fact_set_add(&sample.protocol.required, IFS_FACT_EGFR);
    assert_true(asks_for_an_estimate() && asks(IFS_FACT_RENAL_BASIS));
    fact_set_remove(&sample.protocol.required, IFS_FACT_EGFR);
    fact_set_add(&sample.protocol.read, IFS_FACT_EGFR);
    assert_true(asks_for_an_estimate() && asks(IFS_FACT_RENAL_BASIS));
}

static void test_a_category_by_history(void **state)
{
    (void)state;
    sample.protocol.facts[SAMPLE_DIGOXIN].renal_risk = true;
    assert_false(asks(SAMPLE_DIGOXIN) || asks(IFS_FACT_RENAL_BASIS));
    sample_answer(&sample, "renal", "mild");
    assert_true(asks(SAMPLE_DIGOXIN) && asks(IFS_FACT_RENAL_BASIS));
    assert_false(asks(SAMPLE_HEART_BLOCK));
    sample_answer(&sample, "renal-basis", "laboratory");
    assert_false(asks(SAMPLE_DIGOXIN) || asks(IFS_FACT_RENAL_BASIS));
    sample_answer(&sample, "renal-basis", "history");
    assert_true(asks(SAMPLE_DIGOXIN));
}

static void test_one_question_for_both_clearances(void **state)
{
    (void)state;
    miss(IFS_FACT_CRCL);
    miss(IFS_FACT_EGFR);
    assert_non_null(asked(ASK_RENAL, IFS_FACT_CRCL));
    assert_null(asked(ASK_RENAL, IFS_FACT_EGFR));
    sample.plan.derived.crcl_known = true;
    assert_non_null(asked(ASK_RENAL, IFS_FACT_EGFR));
    sample.plan.derived.crcl_known = false;
    fact_set_add(&left.facts, IFS_FACT_CRCL);
    assert_non_null(asked(ASK_RENAL, IFS_FACT_EGFR));
    left = (struct ask_left){0};
    sample_answer(&sample, "crcl", "88 mL/min"); /* known, though it does not count */
    assert_null(asked(ASK_RENAL, IFS_FACT_CRCL));
    assert_non_null(asked(ASK_RENAL, IFS_FACT_EGFR));
}

static void test_a_clearance_asked_itself(void **state)
{
    (void)state;
    miss(IFS_FACT_CRCL);
    sample.plan.derived.pregnancy_blocks = true;
    assert_non_null(asked(ASK_FACT, IFS_FACT_CRCL));
    assert_null(asked(ASK_RENAL, IFS_FACT_CRCL));
    sample.plan.derived.pregnancy_blocks = false;
    sample_answer(&sample, "creatinine", "unknown");
    sample_answer(&sample, "egfr", "unknown");
    assert_non_null(asked(ASK_RENAL, IFS_FACT_CRCL));
    sample_answer(&sample, "renal", "unknown"); /* nothing else is left to know it from */
    assert_non_null(asked(ASK_FACT, IFS_FACT_CRCL));
    int facts[ASK_RENAL_FACTS];
    assert_int_equal(ask_renal_facts(&sample.request, facts), 1);
    assert_int_equal(facts[0], IFS_FACT_CRCL);
}

/* ---- Warnings and printed sentences ---- */

static void test_what_a_warning_or_a_sentence_hangs_on(void **state)
{
    (void)state;
    assert_false(asks(IFS_FACT_SPO2) || asks(IFS_FACT_MAGNESIUM) || asks(SAMPLE_DIGOXIN));
    sample.checks[SAMPLE_CHECK_AGE].when = sample_condition(&sample, "spo2 < 92 %");
    sample.monitoring[0].when = sample_condition(&sample, "digoxin");
    sample.notes[0].when = sample_condition(&sample, "magnesium > 2 mmol/L");
    sample.infusions[0].notes = (struct lines){sample.notes, 1};
    assert_true(asks(IFS_FACT_SPO2) && asks(IFS_FACT_MAGNESIUM) && asks(SAMPLE_DIGOXIN));
    sample.infusions[0].when = sample_condition(&sample, "heart-block"); /* a phase that is not given has no notes */
    sample_answer(&sample, "heart-block", "no");
    assert_false(asks(IFS_FACT_MAGNESIUM));
    sample.checks[SAMPLE_CHECK_AGE].severity = IFS_REFUSE; /* what refuses is the plan's to miss */
    assert_false(asks(IFS_FACT_SPO2));
}

/* ---- Materials ---- */

static bool offers(int fact, int choice)
{
    return ask_offers(&sample.protocol, &sample.request, &sample.plan, fact, choice);
}

static void test_products_and_diluents(void **state)
{
    (void)state;
    assert_true(asks(IFS_FACT_PRODUCT)); /* the vial or the bag */
    assert_false(asks(IFS_FACT_DILUENT)); /* one alone */
    assert_true(offers(IFS_FACT_DILUENT, 0));
    assert_false(offers(IFS_FACT_DILUENT, 1));
    sample.plan.derived.product_known = true;
    sample.plan.derived.product = 1; /* the ready-to-use bag takes none */
    assert_false(offers(IFS_FACT_DILUENT, 0));
    sample.plan.derived.product = 0;
    assert_true(offers(IFS_FACT_DILUENT, 0));
    sample.containers[0].when = sample_condition(&sample, "heart-block");
    assert_true(offers(IFS_FACT_PRODUCT, 0)); /* nobody knows yet */
    sample_answer(&sample, "heart-block", "yes");
    assert_true(offers(IFS_FACT_PRODUCT, 0));
    sample_answer(&sample, "heart-block", "no");
    assert_false(offers(IFS_FACT_PRODUCT, 0));
    assert_false(asks(IFS_FACT_PRODUCT));
}

static void test_no_material_of_a_phase_that_is_not_given_nor_of_one_refused(void **state)
{
    (void)state;
    sample.plan.verdict = IFS_REFUSED;
    assert_false(asks(IFS_FACT_PRODUCT));
    assert_null(asked(ASK_PRESCRIBER, -1));
    sample.plan.verdict = IFS_INCOMPLETE;
    sample.infusions[0].when = sample_condition(&sample, "heart-block");
    sample_answer(&sample, "heart-block", "no");
    assert_false(asks(IFS_FACT_PRODUCT));
    assert_false(offers(IFS_FACT_DEVICE, IFS_PUMP));
}

static void test_settings_of_the_protocol(void **state)
{
    (void)state;
    sample.protocol.settings = 1U << IFS_CLINIC;
    assert_true(offers(IFS_FACT_SETTING, IFS_CLINIC));
    assert_false(offers(IFS_FACT_SETTING, IFS_MOBILE));
}

/* Gravity needs a set whose drops are known from the site file. */
static void test_devices(void **state)
{
    (void)state;
    sample.infusions[0].devices = 1U << IFS_PUMP | 1U << IFS_GRAVITY;
    assert_true(offers(IFS_FACT_DEVICE, IFS_PUMP));
    assert_false(offers(IFS_FACT_DEVICE, IFS_HAND));
    assert_false(offers(IFS_FACT_DEVICE, IFS_GRAVITY));
    sample.request.site = &sample.site;
    assert_false(offers(IFS_FACT_DEVICE, IFS_GRAVITY));
    assert_false(asks(IFS_FACT_DEVICE));
    sample.site.drop_set_count = 1;
    sample.site.drop_sets[0] = 20;
    assert_true(offers(IFS_FACT_DEVICE, IFS_GRAVITY));
    assert_true(asks(IFS_FACT_DEVICE));
}

/* ---- Once more, and the prescriber ---- */

static void test_unusual_answers_first(void **state)
{
    (void)state;
    sample_answer(&sample, "weight", "68 kg");
    fact_set_add(&sample.plan.confirm, IFS_FACT_WEIGHT);
    fact_set_add(&sample.plan.confirm, IFS_FACT_SYSTOLIC);
    find();
    assert_int_equal(list.list[0].what, ASK_CONFIRM);
    assert_int_equal(list.list[0].fact, IFS_FACT_WEIGHT);
    assert_int_equal(list.list[0].stage, ASK_BODY);
    assert_int_equal(list.list[1].fact, IFS_FACT_SYSTOLIC);
    assert_int_equal(list.list[1].stage, ASK_BEDSIDE);
    fact_set_add(&left.confirm, IFS_FACT_WEIGHT);
    assert_null(asked(ASK_CONFIRM, IFS_FACT_WEIGHT));
}

static void test_dose_time_and_name_of_the_prescriber(void **state)
{
    (void)state;
    assert_null(asked(ASK_DOSE, -1));
    assert_null(asked(ASK_OVER, -1));
    sample.plan.missing_dose[0] = true;
    sample.plan.missing_over[0] = true;
    assert_int_equal(asked(ASK_DOSE, -1)->infusion, 0);
    assert_int_equal(asked(ASK_OVER, -1)->infusion, 0);
    assert_non_null(asked(ASK_PRESCRIBER, -1));
    left.dose[0] = left.over[0] = left.prescriber = true;
    assert_null(asked(ASK_DOSE, -1));
    assert_null(asked(ASK_OVER, -1));
    assert_null(asked(ASK_PRESCRIBER, -1));
    left.prescriber = false;
    sample.request.prescriber = "Bea Invented";
    assert_null(asked(ASK_PRESCRIBER, -1));
}

static void test_overrides_last_and_only_where_they_are_allowed(void **state)
{
    (void)state;
    sample.plan.verdict = IFS_OVERRIDE_NEEDED;
    sample_answer(&sample, "setting", "clinic");
    assert_non_null(asked(ASK_OVERRIDE, -1));
    assert_int_equal(list.list[list.count - 1].what, ASK_OVERRIDE);
    assert_int_equal(list.list[list.count - 1].stage, ASK_SIGNING);
    sample.request.override_count = 1; /* a reason of nobody */
    left.prescriber = true;
    assert_null(asked(ASK_OVERRIDE, -1));
    assert_int_equal(asked(ASK_PRESCRIBER, -1)->stage, ASK_SIGNING);
    sample.request.prescriber = "Bea Invented";
    assert_non_null(asked(ASK_OVERRIDE, -1));
    left.overrides = true;
    assert_null(asked(ASK_OVERRIDE, -1));
    left.overrides = false;
    sample_answer(&sample, "setting", "mobile");
    assert_null(asked(ASK_OVERRIDE, -1));
}

/* ---- One question ---- */

static void test_any_fact_may_be_asked(void **state)
{
    (void)state;
    static const struct {
        int fact;
        enum ask_what what;
        enum ask_stage stage;
        enum fact_need need;
    } rows[] = {
        {IFS_FACT_AGE, ASK_AGE, ASK_PERSON, FACT_REQUIRED},      {IFS_FACT_SYSTOLIC, ASK_FACT, ASK_BEDSIDE, FACT_BEDSIDE},
        {IFS_FACT_SPO2, ASK_FACT, ASK_BEDSIDE, FACT_OPTIONAL},   {IFS_FACT_CRCL, ASK_FACT, ASK_KIDNEYS, FACT_OPTIONAL},
        {SAMPLE_DIGOXIN, ASK_FACT, ASK_HISTORY, FACT_OPTIONAL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct ask ask = ask_for(&sample.protocol, rows[i].fact);
        assert_int_equal(ask.what, rows[i].what);
        assert_int_equal(ask.stage, rows[i].stage);
        assert_int_equal(ask.need, rows[i].need);
        assert_int_equal(ask.fact, rows[i].fact);
        assert_int_equal(ask.infusion, -1);
    }
}

/* Which course is wanted stands with the indication; a choice with an answer that passes is history. */
static void test_where_questions_of_the_protocol_stand(void **state)
{
    (void)state;
    static const char *const courses[] = {"first", "second"};
    struct fact_rule *rule = &sample.protocol.facts[SAMPLE_DIGOXIN];
    rule->choices = courses;
    rule->choice_count = 2;
    assert_int_equal(ask_for(&sample.protocol, SAMPLE_DIGOXIN).stage, ASK_WHY);
    rule->choice_count = 1;
    assert_int_equal(ask_for(&sample.protocol, SAMPLE_DIGOXIN).stage, ASK_WHY);
    assert_int_equal(ask_for(&sample.protocol, IFS_FACT_BUILTIN).stage, ASK_HISTORY); /* the first question */
    rule->pass_word = "first";
    assert_int_equal(ask_for(&sample.protocol, SAMPLE_DIGOXIN).stage, ASK_HISTORY);
    fact_set_add(&sample.protocol.bedside, SAMPLE_DIGOXIN);
    assert_int_equal(ask_for(&sample.protocol, SAMPLE_DIGOXIN).stage, ASK_BEDSIDE);
}

/* ---- Nothing but what the protocol lists ---- */

/* A warning hangs on its own answers; the checks before the first and behind the last are none of the protocol. */
static void test_the_warnings_of_the_protocol(void **state)
{
    (void)state;
    const struct check checks[] = {{.severity = IFS_WARN, .when = sample_condition(&sample, "systolic < 90 mmHg")},
                                   {.severity = IFS_WARN, .when = sample_condition(&sample, "digoxin")},
                                   {.severity = IFS_WARN, .when = sample_condition(&sample, "heart-block")}};
    sample.protocol.checks = &checks[1];
    sample.protocol.check_count = 1;
    assert_true(asks(SAMPLE_DIGOXIN));
    assert_false(asks(IFS_FACT_SYSTOLIC) || asks(SAMPLE_HEART_BLOCK));
}

/* A sentence of the orders, which come first on the page; notes of the one phase, not of what stands behind it. */
static void test_the_sentences_of_the_protocol(void **state)
{
    (void)state;
    const struct line lines[] = {{.when = sample_condition(&sample, "digoxin"), .say = "Said."},
                                 {.when = sample_condition(&sample, "systolic < 90 mmHg"), .say = "Said."},
                                 {.when = sample_condition(&sample, "heart-block"), .say = "Said."}};
    static const int diluents_of_other[] = {1};
    static const struct container container = {.product_index = 1, .diluents = diluents_of_other, .diluent_count = 1};
    const struct infusion_rule infusions[] = {
        {.notes = {&lines[1], 1}, .devices = 1U << IFS_PUMP},
        {.notes = {&lines[2], 1}, .devices = 1U << IFS_HAND, .containers = &container, .container_count = 1}};
    sample.protocol.orders = (struct lines){lines, 1};
    sample.protocol.check_count = 0;
    sample.protocol.infusions = infusions;
    sample.protocol.infusion_count = 1;
    assert_true(asks(SAMPLE_DIGOXIN) && asks(IFS_FACT_SYSTOLIC));
    assert_false(asks(SAMPLE_HEART_BLOCK));
    assert_true(ask_offers(&sample.protocol, &sample.request, &sample.plan, IFS_FACT_DEVICE, IFS_PUMP));
    assert_false(ask_offers(&sample.protocol, &sample.request, &sample.plan, IFS_FACT_DEVICE, IFS_HAND));
    assert_false(ask_offers(&sample.protocol, &sample.request, &sample.plan, IFS_FACT_PRODUCT, 1));
    sample.plan.missing_dose[1] = true;
    sample.plan.missing_over[1] = true;
    find();
    for (int i = 0; i < list.count; i++) {
        assert_int_equal(list.list[i].infusion, -1); /* no dose and no time of a second phase */
    }
}

/* Two products are there, and one of them in a bag; a bag of a third, which nobody knows, is no choice. */
static void test_a_choice_is_one_of_those_there_are(void **state)
{
    (void)state;
    static const struct container containers[] = {{.product_index = 0}, {.product_index = 2}, {.product_index = 1}};
    struct infusion_rule infusion = {.containers = containers, .container_count = 2};
    sample.protocol.infusions = &infusion;
    sample.protocol.infusion_count = 1;
    assert_false(asks(IFS_FACT_PRODUCT));
    infusion.container_count = 3;
    assert_true(asks(IFS_FACT_PRODUCT));
}

/* An estimate needs the age, whether from a creatinine or from a category; nothing else asks for it here. */
static void test_the_age_of_an_estimate(void **state)
{
    (void)state;
    sample.protocol.check_count = 0;
    assert_false(asks(IFS_FACT_AGE));
    sample_answer(&sample, "renal", "mild");
    assert_true(asks(IFS_FACT_AGE));
    sample.request.known = (ifs_fact_set){{0}};
    sample.request.given = sample.request.known;
    sample_answer(&sample, "creatinine", "1 mg/dL");
    assert_true(asks(IFS_FACT_AGE));
}

/* As many facts as there can be; built-in facts alone are unusual. */
static void test_the_last_fact_there_is(void **state)
{
    (void)state;
    for (int i = SAMPLE_FACTS; i < IFS_FACT_MAX; i++) {
        sample.protocol.facts[i] = sample.protocol.facts[SAMPLE_DIGOXIN];
        sample.protocol.facts[i].renal_risk = i == IFS_FACT_MAX - 1;
    }
    sample.protocol.fact_count = IFS_FACT_MAX;
    assert_int_equal(COUNT_OF(list.list), 2 * 128 + 2 * 8 + 4); /* each fact and its confirmation, dose and time of each phase, and the prescriber */
    sample_answer(&sample, "renal", "mild");
    assert_true(asks(IFS_FACT_MAX - 1));
    assert_false(asks(IFS_FACT_MAX - 2));
    fact_set_add(&sample.plan.confirm, IFS_FACT_BUILTIN);
    assert_null(asked(ASK_CONFIRM, IFS_FACT_BUILTIN));
}

/* What a clearance can be known from, the creatinine first. */
static void test_what_a_clearance_can_be_known_from(void **state)
{
    (void)state;
    static const int all[] = {IFS_FACT_CREATININE, IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL};
    int facts[ASK_RENAL_FACTS];
    assert_int_equal(ask_renal_facts(&sample.request, facts), 4);
    assert_memory_equal(facts, all, sizeof all);
    sample_answer(&sample, "creatinine", "unknown");
    assert_int_equal(ask_renal_facts(&sample.request, facts), 3);
    assert_memory_equal(facts, &all[1], 3 * sizeof all[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_in_clinical_order, begin),
        cmocka_unit_test_setup(test_nothing_twice, begin),
        cmocka_unit_test_setup(test_the_company_of_an_answer, begin),
        cmocka_unit_test_setup(test_what_an_estimate_is_made_of, begin),
        cmocka_unit_test_setup(test_estimates_only_where_they_are_read, begin),
        cmocka_unit_test_setup(test_a_category_by_history, begin),
        cmocka_unit_test_setup(test_one_question_for_both_clearances, begin),
        cmocka_unit_test_setup(test_a_clearance_asked_itself, begin),
        cmocka_unit_test_setup(test_what_a_warning_or_a_sentence_hangs_on, begin),
        cmocka_unit_test_setup(test_products_and_diluents, begin),
        cmocka_unit_test_setup(test_no_material_of_a_phase_that_is_not_given_nor_of_one_refused, begin),
        cmocka_unit_test_setup(test_settings_of_the_protocol, begin),
        cmocka_unit_test_setup(test_devices, begin),
        cmocka_unit_test_setup(test_unusual_answers_first, begin),
        cmocka_unit_test_setup(test_dose_time_and_name_of_the_prescriber, begin),
        cmocka_unit_test_setup(test_overrides_last_and_only_where_they_are_allowed, begin),
        cmocka_unit_test_setup(test_any_fact_may_be_asked, begin),
        cmocka_unit_test_setup(test_where_questions_of_the_protocol_stand, begin),
        cmocka_unit_test_setup(test_the_warnings_of_the_protocol, begin),
        cmocka_unit_test_setup(test_the_sentences_of_the_protocol, begin),
        cmocka_unit_test_setup(test_a_choice_is_one_of_those_there_are, begin),
        cmocka_unit_test_setup(test_the_age_of_an_estimate, begin),
        cmocka_unit_test_setup(test_the_last_fact_there_is, begin),
        cmocka_unit_test_setup(test_what_a_clearance_can_be_known_from, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
