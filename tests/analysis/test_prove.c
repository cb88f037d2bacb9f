/*
 * test_prove.c - faults of the engine that no protocol can write: prove finds each, for a protocol of which everything is proved without it.
 *
 * The fault is seeded into how a plan is made (family.examine). What is proved of the rolling totals is held against figures worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "brute.h"
#include "plan.h"
#include "protocol_load.h"
#include "ratio.h"

#define GRAM INT64_C(1000000)
#define HOUR INT64_C(3600)

static ifs_protocol *protocol;
static struct prove *prove;

static int load(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct load_places places = {.protocols = "tests/accidents"};
    protocol = protocol_load("tests/analysis/faulty/sound.cfg", &places, &findings);
    prove = calloc(1, sizeof *prove);
    return protocol != NULL && prove != NULL ? 0 : 1;
}

static int unload(void **state)
{
    (void)state;
    protocol_free(protocol);
    free(prove);
    return 0;
}

static void run(family_examine fault)
{
    memset(prove, 0, sizeof *prove);
    prove->family.examine = fault;
    prove_begin(prove, protocol, NULL);
    prove_run(prove);
}

static const struct prove_finding *found(enum prove_property property)
{
    assert_int_equal(prove->findings[property].result, PROVE_COUNTEREXAMPLE);
    return &prove->findings[property];
}

/* ---- Without a fault ---- */

static void everything_is_proved_without_a_fault(void **state)
{
    (void)state;
    run(NULL);
    for (int i = 0; i < PROVE_COUNT; i++) {
        assert_int_equal(prove->findings[i].result, PROVE_PROVED);
    }
    /* Cells by hand: crcl below 30, 30 to 59.9, 60 and over; nothing else is compared by the dosing of this protocol. */
    assert_int_equal(prove->family.kinds, 3);
    /* 0 to 250 mL/min by 0.1 are 2,501 answers; 0.5 to 9.99 kg by 0.01 are 950 weights, 10 to 300 kg by 0.1 are 2,901. */
    assert_int_equal(prove->family.patients, INT64_C(2501) * (950 + 2901));
}

/* As a certificate has it: nothing but a proof is called one. */
static void the_words_of_a_result(void **state)
{
    (void)state;
    assert_string_equal(prove_result_word(PROVE_PROVED), "proved");
    assert_string_equal(prove_result_word(PROVE_COUNTEREXAMPLE), "counterexample");
    assert_string_equal(prove_result_word(PROVE_UNDECIDED), "undecided");
}

/* Zero is safe: what was not run proves nothing. */
static void nothing_is_proved_before_it_was_looked_at(void **state)
{
    (void)state;
    memset(prove, 0, sizeof *prove);
    prove_begin(prove, protocol, NULL);
    for (int i = 0; i < PROVE_COUNT; i++) {
        assert_int_equal(prove->findings[i].result, PROVE_UNDECIDED);
    }
}

/* ---- Faults ---- */

static void forget_hard_limits(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    if (plan->verdict == IFS_REFUSED && plan->infusion_count > 0 && fact_set_empty(&plan->missing) &&
        !prove_refused(of, plan)) {
        plan->verdict = IFS_READY;
    }
}

static void a_limit_that_does_not_refuse_is_found(void **state)
{
    (void)state;
    run(forget_hard_limits);
    const struct prove_finding *finding = found(PROVE_WITHIN);
    assert_non_null(finding->limit);
    assert_true(finding->limit->hard_max.den != 0);
}

static void forget_what_was_given(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request nothing = *request;
    nothing.answer[IFS_FACT_GIVEN_24H] = 0;
    plan_examine(of, &nothing, plan);
}

static void a_total_without_what_was_given_is_found(void **state)
{
    (void)state;
    run(forget_what_was_given);
    const struct prove_finding *finding = found(PROVE_WITHIN);
    assert_int_equal(finding->limit->kind, IFS_LIMIT_IN_24H);
    assert_true(finding->patient.answer[IFS_FACT_GIVEN_24H] > 0);
}

/* Unknown kidneys taken for healthy ones. */
static void take_unknown_for_healthy(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request known = *request;
    if (!plan->derived.crcl_known) {
        plan->derived.crcl_known = true;
        plan->derived.crcl = 100 * RENAL_PER_ML_PER_MIN;
        fact_set_add(&known.known, IFS_FACT_CRCL);
    }
    plan_examine(of, &known, plan);
}

static void unknown_taken_for_healthy_is_found(void **state)
{
    (void)state;
    run(take_unknown_for_healthy);
    const struct prove_finding *finding = found(PROVE_UNKNOWN);
    assert_int_equal(finding->slot, SLOT_CRCL);
    assert_false(fact_set_has(&finding->first.known, IFS_FACT_CRCL));
    assert_true(fact_set_has(&finding->patient.known, IFS_FACT_CRCL));
}

/* 0.05 mL beside the mark of a syringe of 0.1 mL. */
static void draw_beside_the_mark(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].draw.ul += 50;
    }
}

static void a_draw_beside_the_marks_is_found(void **state)
{
    (void)state;
    run(draw_beside_the_mark);
    assert_int_equal(found(PROVE_PREPARABLE)->obstacle, IFS_OBSTACLE_NONE);
}

/* Half of the dose is drawn up twice: what is delivered is twice the dose, and 2 g become 4 g. */
static void draw_twice(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].draw.ul *= 2;
    }
}

static void twice_the_dose_in_the_syringe_is_found(void **state)
{
    (void)state;
    run(draw_twice);
    const struct prove_finding *finding = found(PROVE_WITHIN);
    assert_non_null(finding->limit);
}

/* ---- Plain enumeration ---- */

static void the_same_seed_tries_the_same_patients(void **state)
{
    (void)state;
    static struct brute one;
    static struct brute two;
    run(NULL);
    brute_begin(&one, 5);
    brute_run(&one, prove, 2000);
    brute_begin(&two, 5);
    brute_run(&two, prove, 1000);
    brute_run(&two, prove, 2000);
    assert_int_equal(one.patients, 2000);
    assert_int_equal(one.orders, two.orders);
    assert_int_equal(one.state, two.state);
    assert_true(one.orders > 0);
}

static void plain_enumeration_contradicts_a_proof_that_is_wrong(void **state)
{
    (void)state;
    static struct brute brute;
    run(NULL);
    prove->family.examine = draw_beside_the_mark;
    brute_begin(&brute, 1);
    brute_run(&brute, prove, 1000);
    assert_true(brute_contradicts(&brute, prove, PROVE_PREPARABLE));
    assert_false(brute_contradicts(&brute, prove, PROVE_ONE_RULE));
}

/* ---- Totals by hand ---- */

static ifs_infusion phase(int64_t mcg, int64_t seconds)
{
    return (ifs_infusion){.delivered_mcg = ratio_whole(mcg), .delivered_s = ratio_whole(seconds), .doses = 1};
}

static void assert_most(const ifs_plan *plan, int64_t hours, int64_t before, ifs_ratio expected)
{
    ifs_ratio most;
    assert_true(prove_most(plan, hours * HOUR, before, &most));
    assert_int_equal(ratio_compare(most, expected), 0);
}

static void the_most_in_a_window_is_as_by_hand(void **state)
{
    (void)state;
    static ifs_plan plan;
    /* 4 g in 20 min, then 24 g in 24 h. From the start: 4 g and 23 h 40 min at 1 g/h = 27 2/3 g; later windows hold less. */
    plan.infusion_count = 2;
    plan.infusions[0] = phase(4 * GRAM, HOUR / 3);
    plan.infusions[1] = phase(24 * GRAM, 24 * HOUR);
    assert_most(&plan, 24, 0, ratio_make(83 * GRAM, 3));
    /* 2 g before count whole in the window from the start: 29 2/3 g. In 48 h everything: 30 g. */
    assert_most(&plan, 24, 2 * GRAM, ratio_make(89 * GRAM, 3));
    assert_most(&plan, 48, 2 * GRAM, ratio_whole(30 * GRAM));
    /* 1 g/h for 24 h, then 4 g in 1 h: the last 24 h hold 23 g and 4 g, more than the 24 g from the start. */
    plan.infusions[0] = phase(24 * GRAM, 24 * HOUR);
    plan.infusions[1] = phase(4 * GRAM, HOUR);
    assert_most(&plan, 24, 0, ratio_whole(27 * GRAM));
    /* 1 g into a muscle every 6 h, 8 times: in 24 h the doses at 0, 6, 12 and 18 h, not the one at 24 h: 4 g; all 8 g in 48 h. */
    plan.infusion_count = 1;
    plan.infusions[0] = (ifs_infusion){
        .delivered_mcg = ratio_whole(GRAM), .delivered_s = ratio_whole(0), .doses = 8, .every = {6 * HOUR}, .sites = 1};
    assert_most(&plan, 24, 0, ratio_whole(4 * GRAM));
    assert_most(&plan, 48, GRAM, ratio_whole(9 * GRAM));
}

/* A course of titration counts with the most it may come to, where that is more than what is ordered. */
static void the_most_of_a_titration_counts(void **state)
{
    (void)state;
    static ifs_plan plan;
    plan.infusion_count = 1;
    plan.infusions[0] = phase(4 * GRAM, HOUR);
    plan.infusions[0].most_mcg = ratio_whole(6 * GRAM);
    assert_most(&plan, 24, 0, ratio_whole(6 * GRAM));
    plan.infusions[0].most_mcg = ratio_whole(3 * GRAM);
    assert_most(&plan, 24, 0, ratio_whole(4 * GRAM));
    plan.infusion_count = 0;
    assert_most(&plan, 24, GRAM, ratio_whole(GRAM));
}

/* Sums, products and differences that leave 63 bits: nothing is said of the total. */
static void a_total_beyond_arithmetic_is_not_told(void **state)
{
    (void)state;
    static ifs_plan plan;
    ifs_ratio most;
    plan.infusion_count = 2;
    plan.infusions[0] = phase(GRAM, INT64_MAX - 5);
    plan.infusions[1] = phase(GRAM, HOUR); /* begins at the last second there is */
    assert_false(prove_most(&plan, HOUR, 0, &most));
    plan.infusion_count = 1;
    plan.infusions[0] = phase(INT64_MAX / 2, HOUR); /* three of them */
    plan.infusions[0].doses = 3;
    assert_false(prove_most(&plan, 24 * HOUR, 0, &most));
    plan.infusions[0] = phase(GRAM, HOUR);
    assert_false(prove_most(&plan, 24 * HOUR, INT64_MAX - 5, &most));
    /* A 2^20th of a second, then 3 / (2^41 - 1) s, then 1 s: the second ends over 2^20 (2^41 - 1), and less its begin over 2^20 times that. */
    plan.infusion_count = 3;
    plan.infusions[0] = phase(GRAM, 0);
    plan.infusions[0].delivered_s = ratio_make(1, INT64_C(1) << 20);
    plan.infusions[1] = phase(GRAM, 0);
    plan.infusions[1].delivered_s = ratio_make(3, (INT64_C(1) << 41) - 1);
    plan.infusions[2] = phase(GRAM, 1);
    assert_false(prove_most(&plan, 1, 0, &most));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_of_a_result),
        cmocka_unit_test(everything_is_proved_without_a_fault),
        cmocka_unit_test(nothing_is_proved_before_it_was_looked_at),
        cmocka_unit_test(a_limit_that_does_not_refuse_is_found),
        cmocka_unit_test(a_total_without_what_was_given_is_found),
        cmocka_unit_test(unknown_taken_for_healthy_is_found),
        cmocka_unit_test(a_draw_beside_the_marks_is_found),
        cmocka_unit_test(twice_the_dose_in_the_syringe_is_found),
        cmocka_unit_test(the_same_seed_tries_the_same_patients),
        cmocka_unit_test(plain_enumeration_contradicts_a_proof_that_is_wrong),
        cmocka_unit_test(the_most_in_a_window_is_as_by_hand),
        cmocka_unit_test(the_most_of_a_titration_counts),
        cmocka_unit_test(a_total_beyond_arithmetic_is_not_told),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
