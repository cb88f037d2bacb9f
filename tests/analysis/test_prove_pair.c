/*
 * test_prove_pair.c - what is compared of two patients: weights, kidneys, doses; what is told of both, and what is not compared.
 */
#include "proving.h"

#define GRAM INT64_C(1000000)
#define RATES_WITHIN(doses, over, limits)                                                                              \
    "( { name = 'rate'; devices = ['pump']; dose = " doses "; over = " over ";" limits "bags = { product = 'premix-strong'; additive = 'premixed'; }; } )"
#define RATES(doses, over) RATES_WITHIN(doses, over, "")
#define HALF_HOUR "{ usual = '30 min';" TRIAL "}"
#define HALVED "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "} );"

static void assert_mcg(ifs_ratio figure, int64_t mcg)
{
    assert_int_equal(ratio_compare(figure, ratio_whole(mcg)), 0);
}

static bool worse_kidneys(const ifs_plan *plan)
{
    return plan->derived.crcl < 60 * RENAL_PER_ML_PER_MIN;
}

/* ---- What is given -------------------------------------------------------------------------------------------------------- */

static void what_is_given_of_one_phase(void **state)
{
    (void)state;
    static ifs_plan plan;
    const struct check refuse = {.severity = IFS_REFUSE};
    const ifs_protocol protocol = {.checks = &refuse, .check_count = 1};
    memset(&plan, 0, sizeof plan);
    plan.infusion_count = 1;
    plan.infusions[0] = (ifs_infusion){.rule = 1, .dose = {GRAM}};
    plan.check_count = 1;
    plan.checks[0] = IFS_PASS;
    static const ifs_verdict orders[] = {IFS_OVERRIDE_NEEDED, IFS_READY};
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        plan.verdict = orders[i];
        assert_int_equal(prove_given(&protocol, &plan, 1), GRAM);
        assert_int_equal(prove_given(&protocol, &plan, 0), 0); /* no part of the order */
    }
    plan.verdict = IFS_INCOMPLETE;
    assert_int_equal(prove_given(&protocol, &plan, 1), -1);
    plan.verdict = IFS_REFUSED; /* by a limit */
    assert_int_equal(prove_given(&protocol, &plan, 1), -1);
    plan.checks[0] = IFS_TRIP;
    assert_int_equal(prove_given(&protocol, &plan, 1), 0);
}

/* ---- Heavier ----------------------------------------------------------------------------------------------------------------- */

/* Below 25 kg nobody is of the kind that begins with 18 years; at 17 years somebody may be, and where the dosing does not ask for the age. */
static void no_adult_weighs_less_than_25_kg(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" USUAL("age < 17 y", "100 mg") "," USUAL("age >= 17 y and age < 18 y", "500 mg") "," USUAL("age >= 18 y", "20 mg/kg") ")", .more = NEEDS(", 'age'")};
    begin(&parts);
    assert_true(family_gather(&prove->family));
    assert_int_equal(prove->family.class_count, 3);
    for (int i = 0; i < 3; i++) {
        family_take(&prove->family, &prove->family.classes[i].point);
        assert_int_equal(prove_possible(prove, index_of(24900)), i < 2);
        assert_true(prove_possible(prove, index_of(25000)));
    }
    forget(order);
    begin(&(struct parts){.more = ADMIT("age >= 18 y") NEEDS(", 'age'")});
    assert_false(prove_possible(prove, index_of(500))); /* nobody is admitted who has it */
    assert_true(prove_possible(prove, index_of(25000)));
    forget(order);
}

/* A dose at a rate grows with the time as well: it is compared where the time is the same alternative. Any other dose is compared in any time. */
static void which_doses_are_compared_by_weight(void **state)
{
    (void)state;
    static const char by_weight[] = "(" USUAL("weight < 60 kg", "1 g") "," USUAL("weight >= 60 kg", "500 mg") ")";
    static const char times[] = "( { when = 'weight < 60 kg'; usual = '40 min';" TRIAL "}, { when = 'weight >= 60 kg'; usual = '30 min';" TRIAL "} )";
    prove_all(&(struct parts){.dose = by_weight, .over = times, .more = NEEDS("")}, NULL);
    const struct prove_finding *finding = expect(PROVE_WEIGHT, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_true(finding->pair);
    assert_int_equal(finding->slot, IFS_FACT_WEIGHT);
    assert_mcg(finding->before, GRAM);
    assert_mcg(finding->after, GRAM / 2);
    forget(order);
    prove_all(&(struct parts){.infusions = RATES("{ usual = '1 g/h'; step = '10 mg';" TRIAL "}", "( { when = 'weight < 60 kg'; usual = '60 min';" TRIAL "}, { when = 'weight >= 60 kg'; usual = '30 min';" TRIAL "} )"), .more = NEEDS("")}, NULL);
    expect(PROVE_WEIGHT, PROVE_PROVED, PROVE_NO_REASON);
    assert_true(prove->seen[PROVE_WEIGHT]);
    forget(order);
    prove_all(&(struct parts){.infusions = RATES("(" USUAL("weight < 60 kg", "2 g/h") "," USUAL("weight >= 60 kg", "1 g/h") ")", HALF_HOUR), .more = NEEDS("")}, NULL);
    finding = expect(PROVE_WEIGHT, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_mcg(finding->before, GRAM);
    assert_mcg(finding->after, GRAM / 2);
    forget(order);
}

/* Of the least weight there is, and of that alone; a whole patient, whose age is made up as an adult's, shows nothing of it. */
static void give_500_g_more(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && request->answer[IFS_FACT_WEIGHT] == 500 && worse_kidneys(plan); i++) {
        plan->infusions[i].dose.mcg *= 4;
    }
}

static void the_lightest_are_compared_too(void **state)
{
    (void)state;
    prove_all(&(struct parts){.more = HALVED NEEDS(", 'crcl'")}, give_500_g_more);
    expect(PROVE_WEIGHT, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    expect(PROVE_KIDNEYS, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    forget(order);
}

/* From 200 kg on half the dose: both weights are unusual, and whoever computes the two patients again confirms them. */
static void unusual_patients_are_confirmed(void **state)
{
    (void)state;
    prove_all(&(struct parts){.dose = "(" USUAL("weight < 200 kg", "1 g") "," USUAL("weight >= 200 kg", "500 mg") ")", .more = ADMIT("age >= 18 y") NEEDS(", 'age'")}, NULL);
    const struct prove_finding *finding = expect(PROVE_WEIGHT, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(finding->first.answer[IFS_FACT_WEIGHT], 199900);
    assert_int_equal(finding->patient.answer[IFS_FACT_WEIGHT], 200000);
    assert_true(fact_set_has(&finding->first.confirmed, IFS_FACT_WEIGHT));
    assert_true(fact_set_has(&finding->patient.confirmed, IFS_FACT_WEIGHT));
    forget(order);
}

/* ---- Jumps ------------------------------------------------------------------------------------------------------------------- */

static const struct prove_jump *jump_of(int slot)
{
    const struct prove_jump *found = NULL;
    for (int i = 0; i < prove->jump_count; i++) {
        if (prove->jumps[i].slot == slot) {
            assert_null(found); /* one of each */
            found = &prove->jumps[i];
        }
    }
    assert_non_null(found);
    return found;
}

/* 500 mg, from 30 kg on 1 g, from 50 kg on 3 g, from 70 kg on 4 g and from 90 kg on 12 g: twice, three times, a third more, three times. The first
 * of the largest is kept. Half of it for worse kidneys is another jump, twice at any weight. */
static void the_largest_jump_of_each_fact(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" USUAL("weight < 30 kg", "500 mg") "," USUAL("weight >= 30 kg and weight < 50 kg", "1 g") ","
                                        USUAL("weight >= 50 kg and weight < 70 kg", "3 g") "," USUAL("weight >= 70 kg and weight < 90 kg", "4 g") "," USUAL("weight >= 90 kg", "12 g") ")",
                                .bags = PREMIX_STRONG, .more = HALVED NEEDS(", 'crcl'")};
    prove_all(&parts, NULL);
    assert_int_equal(prove->jump_count, 2);
    const struct prove_jump *jump = jump_of(IFS_FACT_WEIGHT);
    assert_mcg(jump->ratio, 3);
    assert_int_equal(ratio_compare(jump->to_mcg, ratio_make(jump->from_mcg.num * 3, jump->from_mcg.den)), 0);
    assert_int_equal(jump->before, 49900);
    assert_int_equal(jump->after, 50000);
    jump = jump_of(SLOT_CRCL);
    assert_mcg(jump->ratio, 2);
    assert_true(ratio_compare(jump->to_mcg, jump->from_mcg) < 0);
    forget(order);
    /* Without a band nothing is compared with the first weight; a dose that is the same everywhere makes no jump. */
    prove_all(&(struct parts){.more = "renal = ( { when = 'crcl >= 0 mL/min'; } );" NEEDS(", 'crcl'")}, NULL);
    assert_int_equal(prove->jump_count, 0);
    forget(order);
}

/* There is room for 16 of them. */
static void as_many_jumps_as_there_is_room_for(void **state)
{
    (void)state;
    for (int before = 15; before <= 16; before++) {
        begin(&(struct parts){.more = HALVED NEEDS(", 'crcl'")});
        for (int i = 0; i < before; i++) {
            prove->jumps[i].infusion = -1;
        }
        prove->jump_count = before;
        prove_run(prove);
        assert_int_equal(prove->jump_count, 16);
        forget(order);
    }
}

/* One microgram or three, by the kidneys. */
static int64_t given_to_worse;

static void give_micrograms(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].dose.mcg = worse_kidneys(plan) ? given_to_worse : 4 - given_to_worse;
    }
}

static void a_jump_of_the_smallest_doses(void **state)
{
    (void)state;
    for (given_to_worse = 1; given_to_worse <= 3; given_to_worse += 2) {
        prove_all(&(struct parts){.more = HALVED NEEDS(", 'crcl'")}, give_micrograms);
        assert_mcg(jump_of(SLOT_CRCL)->ratio, 3);
        forget(order);
    }
}

/* ---- Worse kidneys --------------------------------------------------------------------------------------------------------- */

#define SLOW(when, other) "speed = ( { when = '" when "'; hard-max = '1 mg/min';" TRIAL "}, { when = '" other "'; hard-max = '9 g/min';" TRIAL "} );"
#define RATE_OF(when) "{ when = '" when "'; usual = '1 g/h'; step = '10 mg';" TRIAL "}"
#define GOOD "crcl >= 60 mL/min"
#define BAD "crcl < 60 mL/min"
#define REFUSE_BAD "renal = ( { when = '" GOOD "'; }, { when = '" BAD "'; refuse = 'No.';" TRIAL "} );"
#define REFUSE_GOOD "renal = ( { when = '" GOOD "'; refuse = 'No.';" TRIAL "}, { when = '" BAD "'; } );"

static void give_one_microgram(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].dose.mcg = 1;
    }
}

/* Rates are compared by the protocol's own order alone: what its own limit refuses says nothing, what a check refuses is nothing given, one microgram is something. */
static void what_is_compared_of_the_kidneys(void **state)
{
    (void)state;
    static const struct {
        const char *doses;
        const char *more;
        family_examine fault;
        bool seen;
        enum prove_result result;
    } rows[] = {
        {RATES("(" RATE_OF(GOOD) "," RATE_OF(BAD) ")", HALF_HOUR), "", NULL, true, PROVE_PROVED},
        {RATES_WITHIN(RATE_OF("weight >= 0.5 kg"), HALF_HOUR, SLOW(BAD, GOOD)), "", NULL, false, PROVE_PROVED},
        {RATES_WITHIN(RATE_OF("weight >= 0.5 kg"), HALF_HOUR, SLOW(GOOD, BAD)), "", NULL, false, PROVE_PROVED},
        {RATES(RATE_OF("weight >= 0.5 kg"), HALF_HOUR), REFUSE_BAD, NULL, true, PROVE_PROVED},
        {RATES(RATE_OF("weight >= 0.5 kg"), HALF_HOUR), REFUSE_BAD, give_one_microgram, true, PROVE_PROVED},
        {RATES(RATE_OF("weight >= 0.5 kg"), HALF_HOUR), REFUSE_GOOD, NULL, true, PROVE_COUNTEREXAMPLE},
        {RATES(RATE_OF("weight >= 0.5 kg"), HALF_HOUR), REFUSE_GOOD, give_one_microgram, true, PROVE_COUNTEREXAMPLE},
        /* Refused from 30 mL/min on, whether below 60 or not; refused by its limit below: nothing was given to compare. */
        {RATES_WITHIN(RATE_OF("weight >= 0.5 kg"), HALF_HOUR, SLOW("crcl < 30 mL/min", "crcl >= 30 mL/min")),
         "renal = ( { when = '" GOOD "'; refuse = 'No.';" TRIAL "}, { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; refuse = 'No, no.';" TRIAL "}, { when = 'crcl < 30 mL/min'; } );", NULL, false, PROVE_PROVED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[600];
        snprintf(more, sizeof more, "%s" NEEDS(", 'crcl'"), rows[i].more);
        prove_all(&(struct parts){.infusions = rows[i].doses, .more = more}, rows[i].fault);
        if (prove->seen[PROVE_KIDNEYS] != rows[i].seen || prove->findings[PROVE_KIDNEYS].result != rows[i].result) {
            fail_msg("row %d: seen %d, %s, reason %d", (int)i, prove->seen[PROVE_KIDNEYS], prove_result_word(prove->findings[PROVE_KIDNEYS].result), (int)prove->findings[PROVE_KIDNEYS].reason);
        }
        forget(order);
    }
}

#define OPEN(when, most) "{ when = '" when "'; hard = ['', '" most "']; step = '500 mg';" TRIAL "}"

/* Who may prescribe 1 g to good kidneys and 2 g to bad ones: the second is ordered 2 g, which the first is refused. Of the same range nothing is told, but
 * it was compared, were it of one microgram. */
static void what_may_be_prescribed_is_compared(void **state)
{
    (void)state;
    prove_all(&(struct parts){.dose = "(" OPEN(GOOD, "1 g") "," OPEN(BAD, "2 g") ")", .bags = PREMIX_STRONG, .more = NEEDS(", 'crcl'")}, NULL);
    const struct prove_finding *finding = expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_true(finding->pair);
    assert_int_equal(finding->slot, SLOT_CRCL);
    assert_mcg(finding->before, 0);
    assert_mcg(finding->after, 2 * GRAM);
    assert_mcg(finding->patient.choices[0].dose_mcg, 2 * GRAM);
    forget(order);
    for (int i = 0; i < 2; i++) {
        prove_all(&(struct parts){.dose = "(" OPEN(GOOD, "2 g") "," OPEN(BAD, "2 g") ")", .bags = PREMIX_STRONG, .more = NEEDS(", 'crcl'")}, i == 0 ? NULL : give_one_microgram);
        expect(PROVE_KIDNEYS, PROVE_PROVED, PROVE_NO_REASON);
        assert_true(prove->seen[PROVE_KIDNEYS]);
        forget(order);
    }
    /* Bad kidneys may have 2 g from 80 kg on: the two patients weigh as much. */
    prove_all(&(struct parts){.dose = "(" OPEN(GOOD, "1 g") "," OPEN(BAD " and weight < 80 kg", "1 g") "," OPEN(BAD " and weight >= 80 kg", "2 g") ")", .bags = PREMIX_STRONG, .more = NEEDS(", 'crcl'")}, NULL);
    finding = expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_true(finding->patient.answer[IFS_FACT_WEIGHT] >= 80000);
    assert_int_equal(finding->first.answer[IFS_FACT_WEIGHT], finding->patient.answer[IFS_FACT_WEIGHT]);
    forget(order);
    /* Of two phases it is the second. */
    const struct parts two = {.infusions = "( { name = 'one'; devices = ['pump']; dose = { usual = '500 mg'; step = '10 mg';" TRIAL "}; over = " HALF_HOUR "; bags = " PREMIX_STRONG "; },"
                                           "{ name = 'two'; devices = ['pump']; dose = (" OPEN(GOOD, "1 g") "," OPEN(BAD, "2 g") "); over = " HALF_HOUR "; bags = " PREMIX_STRONG "; } )",
                              .more = NEEDS(", 'crcl'")};
    prove_all(&two, NULL);
    finding = expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(finding->infusion, 1);
    assert_mcg(finding->after, 2 * GRAM);
    forget(order);
}

/* ---- Whole patients who show nothing ------------------------------------------------------------------------------------------ */

static void give_worse_kidneys_more(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && worse_kidneys(plan); i++) {
        plan->infusions[i].dose.mcg *= 4;
    }
}

static void whole_patients_are_given_the_same(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    (of_the_part(of) ? give_worse_kidneys_more : plan_examine)(of, request, plan);
}

/* As a limit does: no check says why. */
static void whole_patients_with_better_kidneys_are_refused(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    give_worse_kidneys_more(of, request, plan);
    if (!of_the_part(of) && !worse_kidneys(plan)) {
        plan->verdict = IFS_REFUSED;
    }
}

static void kidneys_of_whole_patients_who_show_nothing(void **state)
{
    (void)state;
    static const family_examine faults[] = {whole_patients_are_given_the_same, whole_patients_with_better_kidneys_are_refused};
    const struct parts parts = {.dose = "(" USUAL(GOOD, "1 g") "," USUAL(BAD, "1 g") ")", .more = NEEDS(", 'crcl'")};
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        prove_all(&parts, faults[i]);
        expect(PROVE_KIDNEYS, PROVE_UNDECIDED, PROVE_NO_WITNESS);
        forget(order);
    }
    prove_all(&parts, give_worse_kidneys_more);
    expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    forget(order);
}

static void give_the_heavy_more_for_less_urine(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    bool less = plan->derived.urine_per_weight < 2 * 20000;
    for (int i = 0; i < plan->infusion_count && less && request->answer[IFS_FACT_WEIGHT] > 60000; i++) {
        plan->infusions[i].dose.mcg *= 4;
    }
}

static int whole_patients;

static void give_each_whole_patient_more(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    give_the_heavy_more_for_less_urine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && !of_the_part(of); i++) {
        plan->infusions[i].dose.mcg = ++whole_patients;
    }
}

/* Whoever has more than 20 mL/kg/h of urine and more than 60 kg has more than a litre in an hour, which is believed of nobody (fact.c). */
static void who_cannot_be_compared_with_anybody(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" USUAL("urine-output < 20 mL/kg/h", "500 mg") "," USUAL("urine-output >= 20 mL/kg/h", "1 g") ")", .more = NEEDS(", 'urine-output'")};
    prove_all(&parts, give_the_heavy_more_for_less_urine);
    expect(PROVE_KIDNEYS, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    forget(order);
    whole_patients = 0;
    prove_all(&parts, give_each_whole_patient_more); /* what was computed before of somebody else, and was less, is not theirs */
    assert_true(whole_patients > 1);
    expect(PROVE_KIDNEYS, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    forget(order);
}

/* ---- Every pair once --------------------------------------------------------------------------------------------------------- */

static int worse_band;

/* Ten bands of 10 mL/min from 0 on: whoever is in that one is given four times as much, whole patients are not. */
static void give_one_band_more_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    int64_t band = plan->derived.crcl / (10 * RENAL_PER_ML_PER_MIN);
    for (int i = 0; i < plan->infusion_count && of_the_part(of) && band == worse_band; i++) {
        plan->infusions[i].dose.mcg *= 4;
    }
}

/* Awake and tired in four ways are two classes, one of three kinds: each pair of classes is compared once, whichever kinds show it. So of a band with
 * nine better ones as many patients are tried as its pairs of classes ask for, and each band that is given more is found. */
static void each_pair_of_classes_is_compared_once(void **state)
{
    (void)state;
    char doses[3000];
    char *at = doses + sprintf(doses, "(");
    for (int i = 0; i < 20; i++) {
        at += sprintf(at, "%s{ when = 'crcl >= %d mL/min and crcl < %d mL/min'; usual = '1 g'; step = '10 mg';" TRIAL "}", i > 0 ? "," : "", i * 10, i == 19 ? 260 : i * 10 + 10);
    }
    sprintf(at, ")");
    const struct parts parts = {.dose = doses, .more = NEEDS(", 'crcl', 'awake', 'tired'"),
                                .limits = "speed = ( { when = 'awake or tired'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (awake or tired)'; hard-max = '9 g/min';" TRIAL "} );"};
    for (worse_band = 0; worse_band < 19; worse_band++) {
        prove_all(&parts, give_one_band_more_in_the_part);
        const struct prove_finding *finding = expect(PROVE_KIDNEYS, PROVE_UNDECIDED, PROVE_NO_WITNESS);
        /* Two classes of that band, each with 19 - band better ones, at each weight; of n failures in a row 3 are tried, then the 4th, 8th, 16th. */
        int weights = 0;
        for (int i = 0; i < prove->family.weight_count; i++) {
            weights += prove->possible_weight[i] ? 1 : 0;
        }
        int failures = weights * (19 - worse_band);
        int tried = 3;
        for (int power = 4; power <= failures; power *= 2) {
            tried++;
        }
        assert_true(failures >= 3);
        if (finding->tried != 2 * tried) {
            fail_msg("band %d: %d tried instead of %d", worse_band, finding->tried, 2 * tried);
        }
        forget(order);
    }
}

/* All tables are taken, and the next to be given away is the one that is compared with: another is. */
static void a_table_that_is_compared_with_is_kept(void **state)
{
    (void)state;
    prove_all(&(struct parts){.more = HALVED NEEDS(", 'crcl'")}, give_worse_kidneys_more);
    assert_int_equal(prove->table_count, 2);
    const int better = prove->tables[0].class;
    expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    for (int i = 1; i < PROVE_TABLES; i++) {
        prove->tables[i].class = -1;
    }
    prove->table_count = PROVE_TABLES;
    prove->next_table = 0;
    memset(prove->compared, 0, sizeof prove->compared);
    memset(&prove->findings[PROVE_KIDNEYS], 0, sizeof prove->findings[0]);
    prove_kidneys(prove);
    expect(PROVE_KIDNEYS, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(prove->tables[0].class, better);
    assert_true(prove->tables[1].class >= 0);
    assert_int_equal(prove->next_table, 2);
    forget(order);
}

/* Three bands are three classes, compared in three pairs: each is computed once, at the weights somebody may have whom the protocol admits. */
static void a_table_is_filled_once(void **state)
{
    (void)state;
    begin(&(struct parts){.more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "}, "
                                  "{ when = 'crcl < 30 mL/min'; factor = '0.25'; say = 'A quarter.';" TRIAL "} );" ADMIT("age >= 18 y") NEEDS(", 'crcl', 'age'")});
    assert_true(family_gather(&prove->family));
    assert_int_equal(prove->family.class_count, 3);
    int64_t possible = 0;
    for (int i = 0; i < prove->family.weight_count; i++) {
        possible += prove->family.weights[i] >= 25000 ? 1 : 0;
    }
    assert_true(possible > 0 && possible < prove->family.weight_count);
    prove_kidneys(prove);
    assert_int_equal(prove->table_count, 3);
    assert_int_equal(prove->plans, 3 * possible);
    forget(order);
}

/* As many phases as there may be, and as many weights with every order: each is compared, and nothing beside them. */
static void as_many_phases_and_weights_as_there_may_be(void **state)
{
    (void)state;
    char infusions[5000];
    char more[3000];
    char *at = infusions + sprintf(infusions, "(");
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        at += sprintf(at, "%s{ name = 'p%d'; devices = ['pump']; dose = { usual = '%s'; step = '10 mg';" TRIAL "}; over = " HALF_HOUR "; bags = { product = 'premix'; additive = 'premixed'; }; }", i > 0 ? "," : "", i, i == 7 ? "20 mg/kg'; max = '1 g" : "1 g");
    }
    sprintf(at, ")");
    at = more + sprintf(more, HALVED NEEDS(", 'crcl'") "checks = ( ");
    for (int i = 0; i < 10; i++) {
        at += sprintf(at, "%s{ id = 'w%d'; warn-if = 'weight < %d kg'; say = 'W.';" TRIAL "}", i > 0 ? "," : "", i, 40 + 2 * i);
    }
    sprintf(at, ");");
    begin(&(struct parts){.infusions = infusions, .more = more});
    assert_int_equal(prove->few_count, 24); /* of 33 */
    assert_true(family_gather(&prove->family));
    prove_kidneys(prove);
    assert_true(prove->seen[PROVE_KIDNEYS]);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].tried, 0);
    assert_true(prove->plans > 0);
    forget(order);
}

/* ---- Larger doses ------------------------------------------------------------------------------------------------------------- */

#define RANGE "{ usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "}"

static void keep_one_speed(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].over.s = plan->infusions[i].dose.mcg / 1000 * 3;
    }
}

/* 500 mg over 30 min are 1 g/h, the next dose of the list is one step more: 510 mg, 1.02 g/h. The first is kept. */
static void a_speed_that_rises_with_the_dose(void **state)
{
    (void)state;
    prove_all(&(struct parts){.dose = RANGE, .bags = PREMIX_STRONG, .more = NEEDS("")}, NULL);
    assert_int_equal(prove->speed.infusion, 0);
    assert_mcg(prove->speed.from_mcg, 500000);
    assert_mcg(prove->speed.from_speed, GRAM);
    assert_mcg(prove->speed.to_mcg, 510000);
    assert_mcg(prove->speed.to_speed, 1020000);
    assert_true(prove->seen[PROVE_TIMES]);
    expect(PROVE_TIMES, PROVE_PROVED, PROVE_NO_REASON);
    forget(order);
    prove_all(&(struct parts){.dose = RANGE, .bags = PREMIX_STRONG, .more = NEEDS("")}, keep_one_speed);
    assert_int_equal(prove->speed.infusion, -1);
    forget(order);
}

static void what_is_told_of_a_shorter_time(void **state)
{
    (void)state;
#define ACCESS(peripheral, central, more)                                                                              \
    "( { dose-to = '1 g'; when = 'access is peripheral'; " peripheral TRIAL "}, { dose-to = '1 g'; when = 'access is central'; " central TRIAL "}, { dose-to = '2 g'; " more TRIAL "} )"
    static const struct {
        const char *dose;
        const char *over;
        int64_t before_s;
        int64_t after_s;
    } rows[] = {
        {RANGE, ACCESS("usual = '40 min';", "usual = '20 min';", "usual = '20 min';"), 2400, 1200},
        /* The shortest time falls from 20 min to none. */
        {RANGE, ACCESS("usual = '30 min'; hard = ['20 min', '2 h'];", "usual = '30 min';", "usual = '30 min';"), 1200, 0},
        /* Above 500 mg a reason is needed: those are orders too. */
        {"{ usual = '500 mg'; soft = ['', '500 mg']; hard = ['', '2 g']; step = '10 mg';" TRIAL "}", ACCESS("usual = '40 min';", "usual = '20 min';", "usual = '20 min';"), 2400, 1200},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        prove_all(&(struct parts){.dose = rows[i].dose, .over = rows[i].over, .bags = PREMIX_STRONG, .more = NEEDS(", 'access'")}, NULL);
        const struct prove_finding *finding = expect(PROVE_TIMES, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
        assert_true(finding->pair);
        assert_int_equal(finding->slot, -1);
        assert_mcg(finding->before, rows[i].before_s);
        assert_mcg(finding->after, rows[i].after_s);
        assert_int_equal(finding->infusion, 0);
        assert_int_equal(finding->first.answer[IFS_FACT_WEIGHT], finding->patient.answer[IFS_FACT_WEIGHT]);
        assert_true(ratio_compare(finding->first.choices[0].dose_mcg, finding->patient.choices[0].dose_mcg) < 0);
        forget(order);
    }
    /* Of two phases that show it the first is told. */
#define PHASE(name) "{ name = '" name "'; devices = ['pump']; dose = " RANGE "; over = " ACCESS("usual = '40 min';", "usual = '20 min';", "usual = '20 min';") "; bags = " PREMIX_STRONG "; }"
    prove_all(&(struct parts){.infusions = "( " PHASE("one") ", " PHASE("two") " )", .more = NEEDS(", 'access'")}, NULL);
    assert_int_equal(expect(PROVE_TIMES, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON)->infusion, 0);
    forget(order);
    /* From 200 kg on alone: a weight that must be confirmed, of both. */
    prove_all(&(struct parts){.dose = RANGE, .over = "( { dose-to = '1 g'; when = 'weight >= 200 kg'; usual = '40 min';" TRIAL "}, { dose-to = '1 g'; when = 'weight < 200 kg'; usual = '20 min';" TRIAL
                                                     "}, { dose-to = '2 g'; usual = '20 min';" TRIAL "} )", .bags = PREMIX_STRONG, .more = ADMIT("age >= 18 y") NEEDS(", 'age'")}, NULL);
    const struct prove_finding *heavy = expect(PROVE_TIMES, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_true(heavy->patient.answer[IFS_FACT_WEIGHT] >= 200000);
    assert_true(fact_set_has(&heavy->first.confirmed, IFS_FACT_WEIGHT) && fact_set_has(&heavy->patient.confirmed, IFS_FACT_WEIGHT));
    forget(order);
}

/* The dosing hurries from 1 g on; whole patients are given the smaller doses alone, or the larger alone: there are no two times. */
static bool larger_alone;

static void hurry_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    bool large = plan->infusion_count > 0 && plan->infusions[0].dose.mcg > GRAM;
    if (of_the_part(of)) {
        plan->infusions[0].over.s /= large ? 2 : 1;
    } else if (large != larger_alone) {
        plan->infusion_count = 0;
    }
}

static void times_of_one_whole_patient_alone(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        larger_alone = i == 1;
        prove_all(&(struct parts){.dose = RANGE, .bags = PREMIX_STRONG, .more = NEEDS("")}, hurry_in_the_part);
        expect(PROVE_TIMES, PROVE_UNDECIDED, PROVE_NO_WITNESS);
        forget(order);
    }
}

/* More may be prescribed to worse kidneys, but no order of a list that is full to the last shows it: nothing is told of, and nothing read beyond. */
static void a_list_of_orders_that_is_full(void **state)
{
    (void)state;
    begin(&(struct parts){.more = HALVED NEEDS(", 'crcl'")});
    assert_true(family_gather(&prove->family));
    memset(prove->family.orders, 0, sizeof prove->family.orders);
    prove->family.order_count = FAMILY_ORDERS;
    for (int i = 0; i < prove->family.class_count; i++) {
        prove->most[i][0][0] = i == 0 ? 2 * GRAM : GRAM; /* the first class has the least clearance */
    }
    prove_kidneys(prove);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].tried, 0);
    assert_true(prove->seen[PROVE_KIDNEYS]);
    forget(order);
}

/* The most that may be prescribed is a mass: 2 g per hour do not show it, 2 g do. */
static void a_rate_shows_no_mass(void **state)
{
    (void)state;
    for (int rate = 0; rate <= 1; rate++) {
        begin(&(struct parts){.more = HALVED NEEDS(", 'crcl'")});
        assert_true(family_gather(&prove->family));
        prove->family.orders[1] = (struct family_order){.infusion = 0, .choice = {.has_dose = true, .dose_is_rate = rate == 1, .dose_mcg = ratio_whole(2 * GRAM)}};
        prove->family.order_count = 2;
        for (int i = 0; i < prove->family.class_count; i++) {
            prove->most[i][0][0] = i == 0 ? 2 * GRAM : GRAM; /* the first class has the least clearance */
        }
        prove_kidneys(prove);
        assert_int_equal(prove->findings[PROVE_KIDNEYS].tried, 1 - rate);
        forget(order);
    }
}

/* An injection has no time that could fall. */
static void an_injection_has_no_time(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = " RANGE "; bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )",
                                .more = NEEDS("")};
    prove_all(&parts, NULL);
    expect(PROVE_TIMES, PROVE_PROVED, PROVE_NO_REASON);
    assert_false(prove->seen[PROVE_TIMES]);
    assert_int_equal(prove->speed.infusion, -1);
    assert_true(prove->ordered);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_of_one_phase),
        cmocka_unit_test(no_adult_weighs_less_than_25_kg),
        cmocka_unit_test(which_doses_are_compared_by_weight),
        cmocka_unit_test(the_lightest_are_compared_too),
        cmocka_unit_test(unusual_patients_are_confirmed),
        cmocka_unit_test(the_largest_jump_of_each_fact),
        cmocka_unit_test(as_many_jumps_as_there_is_room_for),
        cmocka_unit_test(a_jump_of_the_smallest_doses),
        cmocka_unit_test(what_is_compared_of_the_kidneys),
        cmocka_unit_test(what_may_be_prescribed_is_compared),
        cmocka_unit_test(kidneys_of_whole_patients_who_show_nothing),
        cmocka_unit_test(who_cannot_be_compared_with_anybody),
        cmocka_unit_test(each_pair_of_classes_is_compared_once),
        cmocka_unit_test(a_table_that_is_compared_with_is_kept),
        cmocka_unit_test(a_table_is_filled_once),
        cmocka_unit_test(as_many_phases_and_weights_as_there_may_be),
        cmocka_unit_test(a_speed_that_rises_with_the_dose),
        cmocka_unit_test(what_is_told_of_a_shorter_time),
        cmocka_unit_test(times_of_one_whole_patient_alone),
        cmocka_unit_test(a_list_of_orders_that_is_full),
        cmocka_unit_test(a_rate_shows_no_mass),
        cmocka_unit_test(an_injection_has_no_time),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
