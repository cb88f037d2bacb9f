/*
 * test_prove_edges.c - prove at its boundaries: whose weights are tried, what was found before anything was looked at, and what is told of it.
 *
 * What is proved of whole protocols is in test_prove_kinds.c; totals over windows are in test_prove_totals.c.
 */
#include "proving.h"

#define PER_KG "{ usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "}"

/* ---- Weights of somebody ---- */

/* Who weighs 24.9 kg is no adult, 25 kg may be (fact.h); usual of an adult are 40 to 180 kg, at 17 years 35 to 140 kg, under one year 14 kg and less
 * (fact_usual.c). */
static void weights_that_somebody_has(void **state)
{
    (void)state;
    static const struct {
        const char *admit;
        int64_t weight_g;
        bool possible;
        bool usual;
    } rows[] = {
        {ADMIT("age >= 18 y"), 24900, false, false},
        {ADMIT("age >= 18 y"), 25000, true, false},
        {ADMIT("age >= 18 y"), 39900, true, false},
        {ADMIT("age >= 18 y"), 40000, true, true},
        {ADMIT("age >= 18 y"), 180000, true, true},
        {ADMIT("age >= 18 y"), 180100, true, false},
        {ADMIT("age >= 17 y and age < 18 y"), 24900, true, false},
        {ADMIT("age >= 17 y and age < 18 y"), 140000, true, true},
        {ADMIT("age >= 17 y and age < 18 y"), 140100, true, false},
        {ADMIT("age < 1 y"), 500, true, true}, /* the least there is to write */
        {ADMIT("age < 1 y"), 14000, true, true},
        {ADMIT("age < 1 y"), 14100, true, false},
        {ADMIT("age >= 120 y"), 24900, false, false},
        {ADMIT("age >= 120 y"), 40000, true, true},
        {"", 500, true, true},
        {"", 300000, true, false},
        {ADMIT("age < 18 y and awake"), 180000, true, true}, /* of all ages: the answer may be yes */
        {ADMIT("age < 0 y"), 70000, false, false},
        {ADMIT("age >= 121 y"), 70000, false, false}, /* nobody says so */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[400];
        snprintf(more, sizeof more, "%s%s", rows[i].admit, NEEDS(", 'age', 'awake'"));
        begin(&(struct parts){.dose = PER_KG, .more = more});
        int index = index_of(rows[i].weight_g);
        if (prove->possible_weight[index] != rows[i].possible || prove->usual_weight[index] != rows[i].usual) {
            fail_msg("row %d: possible %d, usual %d", (int)i, prove->possible_weight[index], prove->usual_weight[index]);
        }
        forget(order);
    }
}

/* Usual are 40 to 180 kg by 0.1 kg. Below 50 kg these are 100 weights, the 50th is 44.9 kg; from there on 1,301, the 651st is 115 kg. */
static void the_ends_and_the_middle_of_each_cell(void **state)
{
    (void)state;
    static const struct {
        const char *admit;
        const char *dose;
        const char *below;
        int typical_count;
        int64_t typical_g[2];
        int few_count;
        int64_t few_g[6];
    } rows[] = {
        {ADMIT("age >= 18 y"), PER_KG, "50", 2, {44900, 115000}, 6, {40000, 44900, 49900, 50000, 115000, 180000}},
        {ADMIT("age >= 18 y"), PER_KG, "40.1", 2, {40000, 110000}, 4, {40000, 40100, 110000, 180000}}, /* 40 kg alone; 1,400, the 700th is 110 kg */
        {ADMIT("age >= 18 y"), PER_KG, "40", 1, {110000}, 3, {40000, 110000, 180000}},                 /* nobody usual below 40 kg; 1,401 */
        {ADMIT("age >= 18 y"), PER_KG, "180.1", 1, {110000}, 3, {40000, 110000, 180000}},              /* nobody from 180.1 kg on */
        /* Of the youngest 0.5 to 9.99 kg by 0.01 kg and to 14 kg by 0.1 kg are 991 weights, the 496th is 5.45 kg. */
        {ADMIT("age < 1 y"), PER_KG, "40", 1, {5450}, 3, {500, 5450, 14000}},
        /* Nothing is calculated: 25 and 49.9 kg, 50 and 300 kg are tried at all, and one of each cell with every order. */
        {ADMIT("age >= 18 y"), "{ usual = '1 g'; step = '10 mg';" TRIAL "}", "50", 2, {25000, 50000}, 2, {25000, 50000}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[600];
        snprintf(more, sizeof more, "%s" NEEDS(", 'age'") "checks = ( { id = 'light'; warn-if = 'weight < %s kg'; say = 'Light.';" TRIAL "} );", rows[i].admit, rows[i].below);
        begin(&(struct parts){.dose = rows[i].dose, .more = more});
        assert_int_equal(prove->typical_count, rows[i].typical_count);
        for (int j = 0; j < prove->typical_count; j++) {
            assert_int_equal(prove->family.weights[prove->typical[j]], rows[i].typical_g[j]);
        }
        assert_int_equal(prove->few_count, rows[i].few_count);
        for (int j = 0; j < prove->few_count; j++) {
            assert_int_equal(prove->family.weights[prove->few[j]], rows[i].few_g[j]);
        }
        forget(order);
    }
}

/* ---- Before and after ---- */

/* Half more or less is told of unless another bound is given, 1 percent as well; nothing is accused; ten thousand hours are gone through by minutes. */
static void what_is_there_before_anything_was_looked_at(void **state)
{
    (void)state;
    static const int bounds[][2] = {{0, 50}, {1, 1}, {50, 50}, {200, 200}};
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        order = written(&(struct parts){.more = NEEDS("")});
        memset(prove, 0, sizeof *prove);
        prove->jump_percent = bounds[i][0];
        prove_begin(prove, order->protocol, NULL);
        assert_int_equal(prove->jump_percent, bounds[i][1]);
        assert_int_equal(prove->speed.infusion, -1);
        assert_int_equal(prove->minutes_left, 10000 * 60);
        for (int j = 0; j < PROVE_COUNT; j++) {
            assert_int_equal(prove->findings[j].infusion, -1);
            assert_int_equal(prove->findings[j].slot, -1);
        }
        forget(order);
    }
}

static int told[8];
static int told_count;

static void note_told(int thousandths, void *context)
{
    assert_null(context);
    assert_true(told_count < (int)COUNT_OF(told));
    told[told_count++] = thousandths;
}

/* The classes are two thirds of the work: of two the second begins with 1 of 3 done; of one nothing else is counted. */
static void progress_is_told_in_thousandths(void **state)
{
    (void)state;
    const struct parts one = {.more = NEEDS("")};
    const struct parts two = {.dose = "({ when = 'awake'; usual = '1 g'; step = '10 mg';" TRIAL "},{ when = 'not awake'; usual = '500 mg'; step = '10 mg';" TRIAL "})", .more = NEEDS(", 'awake'")};
    told_count = 0;
    begin(&two);
    prove->progress = note_told;
    prove_run(prove);
    assert_int_equal(told_count, 3);
    assert_int_equal(told[0], 0);
    assert_int_equal(told[1], 333);
    assert_int_equal(told[2], 1000);
    forget(order);
    told_count = 0;
    begin(&one);
    prove->progress = note_told;
    prove_run(prove);
    assert_int_equal(told_count, 2);
    assert_int_equal(told[0], 0);
    assert_int_equal(told[1], 1000);
    forget(order);
}

/* One dose that was not tried in every minute leaves the rounding undecided. Of a single plan nothing is compared. */
static void one_dose_that_was_not_tried_in_every_minute(void **state)
{
    (void)state;
    begin(&(struct parts){.more = NEEDS("")});
    prove->unminuted = 1;
    prove_run(prove);
    for (int i = 0; i < PROVE_COUNT; i++) {
        assert_int_equal(prove->findings[i].result, i == PROVE_ROUNDING ? PROVE_UNDECIDED : PROVE_PROVED);
        assert_int_equal(prove->findings[i].reason, i == PROVE_ROUNDING ? PROVE_MINUTES : PROVE_NO_REASON);
    }
    for (int i = 0; i < PROVE_WEIGHT; i++) {
        assert_false(prove->seen[i]);
    }
    assert_true(prove->seen[PROVE_WEIGHT]);
    forget(order);
}

/* Nobody is given anything: no two plans are compared, and nothing is proved. */
static void nothing_is_compared_of_nobody(void **state)
{
    (void)state;
    begin(&(struct parts){.more = NEEDS(", 'age'") ADMIT("age < 0 y")});
    prove_run(prove);
    for (int i = 0; i < PROVE_REACHED; i++) {
        assert_int_equal(prove->findings[i].result, PROVE_UNDECIDED);
        assert_int_equal(prove->findings[i].reason, PROVE_NOBODY);
    }
    for (int i = 0; i < PROVE_COUNT; i++) {
        assert_false(prove->seen[i]);
    }
    forget(order);
}

/* A check that never trips or always does, alone; a refusal of those who are not what is admitted is the other way round. */
static void one_check_that_decides_for_nobody(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        int idle;
    } rows[] = {
        {"checks = ( { id = 'never'; warn-if = 'age < 0 y'; say = 'W.';" TRIAL "} );", 1},
        {"checks = ( { id = 'always'; warn-if = 'age >= 0 y'; say = 'W.';" TRIAL "} );", 1},
        {"checks = ( { id = 'some'; warn-if = 'age >= 18 y'; say = 'W.';" TRIAL "} );", 0},
        {ADMIT("age >= 0 y"), 1},
        {ADMIT("age >= 18 y"), 0},
        {ADMIT("setting is ward"), 0},
        {ADMIT("setting is ward or setting is clinic or setting is mobile"), 0}, /* the settings of the protocol: nobody is elsewhere */
        {"checks = ( { id = 'mixed'; warn-if = 'age < 0 y and setting is ward'; say = 'W.';" TRIAL "} );", 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[400];
        snprintf(more, sizeof more, "%s" NEEDS(", 'age'"), rows[i].more);
        prove_all(&(struct parts){.more = more}, NULL);
        if (prove->idle_count != rows[i].idle) {
            fail_msg("row %d: %d checks", (int)i, prove->idle_count);
        }
        expect(PROVE_REACHED, rows[i].idle > 0 ? PROVE_COUNTEREXAMPLE : PROVE_PROVED, PROVE_NO_REASON);
        expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
        forget(order);
    }
}

/* The first rule there is, and it alone: a band of the kidneys that is nobody's. */
static void one_rule_that_decides_for_nobody(void **state)
{
    (void)state;
    prove_all(&(struct parts){.more = "renal = ( { when = 'awake and not awake'; }, { when = 'not (awake and not awake)'; } );" NEEDS(", 'awake'")}, NULL);
    expect(PROVE_REACHED, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(prove->unreached_count, 1);
    assert_int_equal(prove->unreached[0]->kind, REACH_RENAL_BAND);
    forget(order);
    /* A check is no rule of the dosing, the first of the list or not. */
    prove_all(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "1 g") ")",
                              .more = "checks = ( { id = 'never'; refuse-if = 'awake and not awake'; say = 'No.';" TRIAL "} );" NEEDS(", 'awake'")},
              NULL);
    expect(PROVE_REACHED, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(prove->unreached_count, 0);
    assert_int_equal(prove->idle_count, 1);
    forget(order);
}

/* 21 questions are 2^21 kinds: too many to look at one check. */
static void a_check_of_too_many_questions(void **state)
{
    (void)state;
    char questions[1200];
    char more[600];
    char *at = questions;
    char *check = more + sprintf(more, "checks = ( { id = 'all'; warn-if = '");
    for (int i = 0; i < 21; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; }", i);
        check += sprintf(check, "%sq%d", i > 0 ? " or " : "", i);
    }
    sprintf(check, "'; say = 'W.';" TRIAL "} );" NEEDS(""));
    prove_all(&(struct parts){.questions = questions, .more = more}, NULL);
    expect(PROVE_REACHED, PROVE_UNDECIDED, PROVE_TOO_MANY);
    assert_int_equal(prove->idle_count, 0);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_that_somebody_has),
        cmocka_unit_test(the_ends_and_the_middle_of_each_cell),
        cmocka_unit_test(what_is_there_before_anything_was_looked_at),
        cmocka_unit_test(progress_is_told_in_thousandths),
        cmocka_unit_test(one_dose_that_was_not_tried_in_every_minute),
        cmocka_unit_test(nothing_is_compared_of_nobody),
        cmocka_unit_test(one_check_that_decides_for_nobody),
        cmocka_unit_test(one_rule_that_decides_for_nobody),
        cmocka_unit_test(a_check_of_too_many_questions),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
