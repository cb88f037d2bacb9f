/*
 * test_prove_unknown.c - what is forgotten of a patient: each answer, each two together, the weight; and what is told of an order that changes with it.
 */
#include "proving.h"

#define EITHER "speed = ( { when = 'awake or tired'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (awake or tired)'; hard-max = '9 g/min';" TRIAL "} );"
#define THREE "speed = ( { when = 'awake or tired or kidneys'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (awake or tired or kidneys)'; hard-max = '9 g/min';" TRIAL "} );"

static bool answered(const ifs_request *request, const char *question)
{
    return fact_set_has(&request->known, fact_named(order, question));
}

/* Of which two questions there must be no answer, or of which one. */
static const char *first_question;
static const char *second_question;

static bool is_forgotten(const ifs_request *request)
{
    return !answered(request, first_question) && (second_question == NULL || !answered(request, second_question));
}

/* Who has not answered them is ordered 10 mg more, all others as they should be. */
static void order_more_without_them(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request filled = *request;
    const char *const questions[] = {"awake", "tired", "kidneys"};
    bool forgotten = is_forgotten(request);
    for (size_t i = 0; i < COUNT_OF(questions); i++) {
        if (forgotten && !answered(request, questions[i])) {
            filled.answer[fact_named(order, questions[i])] = IFS_ANSWER_NO;
            fact_set_add(&filled.known, fact_named(order, questions[i]));
        }
    }
    plan_examine(of, &filled, plan);
    for (int i = 0; i < plan->infusion_count && forgotten; i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

/* Every one of three questions, and every two of them, may be the only ones on which it hangs. */
static void each_answer_and_each_two_are_forgotten(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"awake", NULL}, {"tired", NULL}, {"kidneys", NULL}, {"awake", "tired"}, {"awake", "kidneys"}, {"tired", "kidneys"}};
    const struct parts parts = {.limits = THREE, .more = NEEDS("")};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        first_question = rows[i][0];
        second_question = rows[i][1];
        prove_all(&parts, order_more_without_them);
        const struct prove_finding *finding = expect(PROVE_UNKNOWN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
        assert_true(finding->pair);
        assert_int_equal(finding->infusion, -1);
        assert_true(is_forgotten(&finding->first));
        assert_true(answered(&finding->patient, first_question));
        assert_true(fact_set_has(&finding->first.known, IFS_FACT_WEIGHT)); /* nothing else of them is forgotten */
        assert_true(second_question == NULL || answered(&finding->patient, second_question));
        assert_true(prove->seen[PROVE_UNKNOWN]);
        assert_int_equal(finding->slot, fact_named(order, first_question));
        forget(order);
    }
}

/* Without a fault nothing is found: not where the order is ready, not where it needs a reason. */
static void an_order_that_no_answer_changes(void **state)
{
    (void)state;
    prove_all(&(struct parts){.limits = THREE, .more = NEEDS("")}, NULL);
    expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
    assert_true(prove->seen[PROVE_UNKNOWN]);
    forget(order);
    /* No order is computed without the answer: nothing was compared. */
    prove_all(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "500 mg") ")", .more = NEEDS("")}, NULL);
    expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
    assert_false(prove->seen[PROVE_UNKNOWN]);
    forget(order);
}

/* Whole patients are given the same with and without: what the dosing does is nobody's. */
static void order_more_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    (of_the_part(of) ? order_more_without_them : plan_examine)(of, request, plan);
}

/* An order that needs a reason is an order: whoever is given another one without the answer is found there too. */
static void orders_that_need_a_reason(void **state)
{
    (void)state;
    first_question = "awake";
    second_question = NULL;
    const struct parts parts = {.limits = "speed = ( { when = 'awake or tired'; soft-max = '1 mg/min'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (awake or tired)'; soft-max = '1 mg/min'; hard-max = '9 g/min';" TRIAL "} );",
                                .more = NEEDS("")};
    prove_all(&parts, order_more_without_them);
    expect(PROVE_UNKNOWN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    forget(order);
    prove_all(&parts, NULL);
    expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
    forget(order);
    prove_all(&parts, order_more_in_the_part); /* whole patients are given the same, with a reason */
    expect(PROVE_UNKNOWN, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    forget(order);
}

/* Whose awake and pain are both unknown is ordered something, whose one of them is, nothing; who is tired and has that pain, or is awake, is given 10 mg more. */
#define WHO_IS_AWAKE 3
static int64_t pain_of_the_fault;

static void change_with_two_unknown(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request filled = *request;
    const int pain = fact_named(order, "pain");
    const int awake = fact_named(order, "awake");
    const int unknown = (fact_set_has(&request->known, pain) ? 0 : 1) + (fact_set_has(&request->known, awake) ? 0 : 1);
    const bool tired = answered(request, "tired");
    const bool more = pain_of_the_fault == WHO_IS_AWAKE ? request->answer[awake] == IFS_ANSWER_YES : request->answer[pain] == pain_of_the_fault;
    if (tired && unknown == 2) {
        filled.answer[awake] = IFS_ANSWER_NO;
        filled.answer[pain] = 0;
        fact_set_add(&filled.known, awake);
        fact_set_add(&filled.known, pain);
    }
    plan_examine(of, &filled, plan);
    if (!tired || unknown == 1) {
        plan->verdict = IFS_INCOMPLETE;
    } else if (unknown == 0 && plan->infusion_count > 0 && request->answer[fact_named(order, "tired")] == IFS_ANSWER_YES && more) {
        plan->infusions[0].dose.mcg += 10000;
    }
}

static void every_answer_to_both_is_tried(void **state)
{
    (void)state;
#define RARE "tired and not awake and pain is severe"
    const struct parts parts = {.limits = "speed = ( { when = '" RARE "'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (" RARE ")'; hard-max = '9 g/min';" TRIAL "} );", .more = NEEDS("")};
    for (pain_of_the_fault = 0; pain_of_the_fault <= WHO_IS_AWAKE; pain_of_the_fault++) {
        prove_all(&parts, change_with_two_unknown);
        const struct prove_finding *finding = expect(PROVE_UNKNOWN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
        assert_true(pain_of_the_fault == WHO_IS_AWAKE || finding->patient.answer[fact_named(order, "pain")] == pain_of_the_fault);
        assert_true(pain_of_the_fault != WHO_IS_AWAKE || finding->patient.answer[fact_named(order, "awake")] == IFS_ANSWER_YES);
        forget(order);
    }
}

/* Three questions are 8 kinds in 2 classes: nobody is any of it, and all others. Each answer is forgotten in each kind: an order is there where another is yes, in 3 of
 * the 4 ways, and is compared with both answers, 3 plans instead of 1; 3 x 2 x (3 x 3 + 1). In one of each class the weight is, without which nothing is ordered,
 * and each two are: of the first, kidneys alone, those without the kidneys have an order, 1 + 4 plans, the others 1; of the second none has. */
static void as_many_plans_as_there_are_answers(void **state)
{
    (void)state;
    begin(&(struct parts){.limits = THREE, .more = NEEDS("")});
    assert_true(family_gather(&prove->family));
    assert_int_equal(prove->typical_count, 1);
    const int pairs = (1 + 5 + 1 + 1) + (1 + 1 + 1 + 1);
    prove->plans = 0;
    prove_unknown(prove);
    assert_true(prove->forgot_every_kind);
    assert_int_equal(prove->plans, 3 * 2 * (3 * 3 + 1) + pairs);
    /* Too many kinds to forget each in: in one of each class. Of the first the answers but the kidneys, 2 x 3 + 1 plans, of the second 3. */
    prove->plans = 0;
    prove->family.kinds = 100001;
    prove_unknown(prove);
    assert_false(prove->forgot_every_kind);
    assert_int_equal(prove->plans, 2 * 3 + 1 + 3 + pairs);
    forget(order);
    /* 200,000 are not too many. */
    begin(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "1 g") ")", .more = NEEDS("")});
    assert_true(family_gather(&prove->family));
    for (prove->family.kinds = 199999; prove->family.kinds <= 200001; prove->family.kinds++) {
        prove_unknown(prove);
        assert_int_equal(prove->forgot_every_kind, prove->family.kinds <= 200000);
    }
    forget(order);
}

/* An order that asks for no weight is the same for every weight. */
static void an_order_that_asks_for_no_weight(void **state)
{
    (void)state;
    prove_all(&(struct parts){.more = ""}, NULL);
    expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
    assert_true(prove->seen[PROVE_UNKNOWN]);
    forget(order);
    /* Of as many phases as there may be. */
    char infusions[4000];
    char *at = infusions + sprintf(infusions, "(");
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        at += sprintf(at, "%s{ name = 'p%d'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = { usual = '30 min';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; }", i > 0 ? "," : "", i);
    }
    sprintf(at, ")");
    begin(&(struct parts){.infusions = infusions, .more = ""});
    assert_true(family_gather(&prove->family));
    prove_unknown(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].tried, 0);
    assert_true(prove->seen[PROVE_UNKNOWN]);
    assert_int_equal(prove->plan.infusion_count, IFS_INFUSION_MAX);
    forget(order);
}

static void refuse_whole_patients_without_them(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    order_more_without_them(of, request, plan);
    if (!of_the_part(of) && is_forgotten(request)) {
        plan->verdict = IFS_REFUSED;
    }
}

static void what_whole_patients_do_not_show(void **state)
{
    (void)state;
    static const family_examine faults[] = {order_more_in_the_part, refuse_whole_patients_without_them};
    first_question = "awake";
    second_question = "tired";
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        prove_all(&(struct parts){.limits = EITHER, .more = NEEDS("")}, faults[i]);
        const struct prove_finding *finding = expect(PROVE_UNKNOWN, PROVE_UNDECIDED, PROVE_NO_WITNESS);
        assert_int_equal(finding->infusion, -1);
        forget(order);
    }
}

/* Of two answers one may be open at the bedside: then some answer must allow what is ordered without it, and each other answer may change it. */
static void two_answers_of_which_one_is_open_at_the_bedside(void **state)
{
    (void)state;
    const char *const bedside[] = {"bedside = ['tired'];", "bedside = ['awake'];"};
    first_question = "awake";
    second_question = "tired";
    for (size_t i = 0; i < COUNT_OF(bedside); i++) {
        char more[200];
        snprintf(more, sizeof more, "%s" NEEDS(""), bedside[i]);
        prove_all(&(struct parts){.limits = EITHER, .more = more}, order_more_without_them);
        expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
        forget(order);
    }
}

/* Without a weight as if it were the least there is, of which everybody else is given 10 mg more. */
static void order_without_a_weight(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request weighed = *request;
    bool known = fact_set_has(&request->known, IFS_FACT_WEIGHT);
    weighed.answer[IFS_FACT_WEIGHT] = known ? request->answer[IFS_FACT_WEIGHT] : 60000;
    fact_set_add(&weighed.known, IFS_FACT_WEIGHT);
    plan_examine(of, &weighed, plan);
    for (int i = 0; i < plan->infusion_count && known && request->answer[IFS_FACT_WEIGHT] == 500; i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

static void the_lightest_are_among_those_without_a_weight(void **state)
{
    (void)state;
    prove_all(&(struct parts){.more = NEEDS("")}, order_without_a_weight);
    assert_true(prove->findings[PROVE_UNKNOWN].tried > 0);
    assert_int_not_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_PROVED);
    forget(order);
    /* The same where the order needs a reason. */
    prove_all(&(struct parts){.limits = "speed = { soft-max = '1 mg/min'; hard-max = '9 g/min';" TRIAL "};", .more = NEEDS("")}, order_without_a_weight);
    assert_true(prove->findings[PROVE_UNKNOWN].tried > 0);
    forget(order);
}

/* 200,000 kinds times questions times typical weights: 14 yes-or-no questions are 16,384 kinds, 229,376; 13 are 8,192, 106,496. */
static void the_kinds_in_which_each_answer_is_forgotten(void **state)
{
    (void)state;
    for (int questions = 13; questions <= 14; questions++) {
        char ask[2000];
        char condition[600];
        char limits[1600];
        char *at = ask;
        char *when = condition;
        for (int i = 0; i < questions; i++) {
            at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; }", i);
            when += sprintf(when, "%sq%d", i > 0 ? " or " : "", i);
        }
        sprintf(limits, "speed = ( { when = '%s'; hard-max = '9 g/min';" TRIAL "}, { when = 'not (%s)'; hard-max = '9 g/min';" TRIAL "} );", condition, condition);
        begin(&(struct parts){.questions = ask, .limits = limits, .more = NEEDS("")});
        assert_true(family_gather(&prove->family));
        prove_unknown(prove);
        assert_int_equal(prove->forgot_every_kind, questions == 13);
        forget(order);
    }
}

/* Only who is not awake, or only who is, may be ordered without a weight, and is ordered 10 mg less than with one: whichever kind it is, it is found. */
static int64_t ordered_unweighed;

static void order_some_without_a_weight(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request weighed = *request;
    bool known = fact_set_has(&request->known, IFS_FACT_WEIGHT);
    bool of_them = answered(request, "awake") && request->answer[fact_named(order, "awake")] == ordered_unweighed;
    if (!known && of_them) {
        weighed.answer[IFS_FACT_WEIGHT] = 60000;
        fact_set_add(&weighed.known, IFS_FACT_WEIGHT);
    }
    plan_examine(of, &weighed, plan);
    for (int i = 0; i < plan->infusion_count && known && of_them; i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

static void the_weight_is_forgotten_in_every_class(void **state)
{
    (void)state;
    static const int64_t answers[] = {IFS_ANSWER_NO, IFS_ANSWER_YES};
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        ordered_unweighed = answers[i];
        prove_all(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "500 mg") ")", .more = NEEDS("")}, order_some_without_a_weight);
        const struct prove_finding *finding = expect(PROVE_UNKNOWN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
        assert_int_equal(finding->slot, IFS_FACT_WEIGHT);
        assert_int_equal(finding->patient.answer[fact_named(order, "awake")], answers[i]);
        forget(order);
    }
}

/* Without an answer the dosing orders as for whoever is awake; whoever is not is ordered 10 mg more. Whole patients are asked. */
static void order_the_sleeping_more(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request filled = *request;
    const int awake = fact_named(order, "awake");
    if (!answered(request, "awake") && of_the_part(of)) {
        filled.answer[awake] = IFS_ANSWER_YES;
        fact_set_add(&filled.known, awake);
    }
    plan_examine(of, &filled, plan);
    for (int i = 0; i < plan->infusion_count && of_the_part(of) && filled.answer[awake] == IFS_ANSWER_NO; i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

/* One of two answers differs, in each of two kinds and at each typical weight: no more is tried, whatever was computed in between. */
static void each_completion_is_held_against_the_same_order(void **state)
{
    (void)state;
    const struct parts parts = {.limits = "speed = ( { when = 'awake'; hard-max = '9 g/min';" TRIAL "}, { when = 'not awake'; hard-max = '9 g/min';" TRIAL "} );", .more = NEEDS("")};
    begin_with(&parts, order_the_sleeping_more);
    assert_true(family_gather(&prove->family));
    prove_unknown(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].failures, 2 * prove->typical_count);
    forget(order);
}

/* Of 60 kg and more nobody has 20 mL/kg/h of urine, more than a litre in an hour. They would be ordered 10 mg more: but they are no patients. */
static void order_more_for_much_urine(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request filled = *request;
    const bool known = plan->derived.urine_per_weight_known;
    const bool much = known && plan->derived.urine_per_weight >= 2 * 20000;
    if (!known) {
        plan->derived.urine_per_weight_known = true;
        plan->derived.urine_per_weight = 0;
        fact_set_add(&filled.known, IFS_FACT_URINE_OUTPUT);
    }
    plan_examine(of, &filled, plan);
    for (int i = 0; i < plan->infusion_count && much; i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

static void what_is_no_patient_shows_nothing(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" USUAL("urine-output < 20 mL/kg/h", "1 g") "," USUAL("urine-output >= 20 mL/kg/h", "1 g") ")", .more = ADMIT("weight >= 60 kg") NEEDS("")};
    prove_all(&parts, order_more_for_much_urine);
    expect(PROVE_UNKNOWN, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    forget(order);
}

/* Without a weight as for 60 kg, with any 10 mg more; whole patients are ordered the same. One weight that differs is enough of a class. */
static void order_the_weighed_more(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request weighed = *request;
    bool known = fact_set_has(&request->known, IFS_FACT_WEIGHT);
    if (!known) {
        weighed.answer[IFS_FACT_WEIGHT] = 60000;
        fact_set_add(&weighed.known, IFS_FACT_WEIGHT);
    }
    plan_examine(of, &weighed, plan);
    for (int i = 0; i < plan->infusion_count && known && of_the_part(of); i++) {
        plan->infusions[i].dose.mcg += 10000;
    }
}

static void one_weight_that_differs_is_enough(void **state)
{
    (void)state;
    begin_with(&(struct parts){.more = NEEDS("")}, order_the_weighed_more);
    assert_true(family_gather(&prove->family));
    assert_int_equal(prove->family.class_count, 1);
    assert_true(prove->family.weight_count > 1);
    prove_unknown(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].failures, 1);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_and_each_two_are_forgotten),
        cmocka_unit_test(the_weight_is_forgotten_in_every_class),
        cmocka_unit_test(one_weight_that_differs_is_enough),
        cmocka_unit_test(each_completion_is_held_against_the_same_order),
        cmocka_unit_test(what_is_no_patient_shows_nothing),
        cmocka_unit_test(an_order_that_no_answer_changes),
        cmocka_unit_test(orders_that_need_a_reason),
        cmocka_unit_test(every_answer_to_both_is_tried),
        cmocka_unit_test(as_many_plans_as_there_are_answers),
        cmocka_unit_test(an_order_that_asks_for_no_weight),
        cmocka_unit_test(what_whole_patients_do_not_show),
        cmocka_unit_test(two_answers_of_which_one_is_open_at_the_bedside),
        cmocka_unit_test(the_lightest_are_among_those_without_a_weight),
        cmocka_unit_test(the_kinds_in_which_each_answer_is_forgotten),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
