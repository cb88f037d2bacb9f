/*
 * test_prove_judge.c - orders that the engine computed, with one figure changed by hand: the judgement names what no longer holds.
 *
 * The order of every test is 1 g over 30 min: 2 mL of 500 mg per mL on top of 100 mL, 204 mL per hour, marks of the syringe every 0.1 mL.
 */
#include "engine/written.h"

#include "claim.h"
#include "prove.h"

#define TRIAL " source = 'trial'; "
#define BAG(more) "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; " more " }"
#define HOUR INT64_C(3600)

static struct order *order;
static ifs_plan plan;
static ifs_request request;
static struct prove_judgement judgement;

static void begin(const struct parts *parts, const char *words)
{
    order = written(parts);
    plan = *plan_for(order, words);
    assert_true(plan.verdict >= IFS_OVERRIDE_NEEDED);
    request = order->request;
}

/* As it was computed. */
static void restore(void)
{
    plan = order->plan;
    request = order->request;
}

static bool fails(enum prove_property property)
{
    prove_judge(order->protocol, &request, &plan, &judgement);
    return judgement.fails[property];
}

static bool sound(void)
{
    prove_judge(order->protocol, &request, &plan, &judgement);
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (judgement.fails[i]) {
            return false;
        }
    }
    return true;
}

static void expect_unpreparable(void)
{
    assert_true(fails(PROVE_PREPARABLE));
    assert_int_equal(judgement.infusion[PROVE_PREPARABLE], 0);
    restore();
    assert_true(sound());
}

/* ---- Measured, pumped, counted, contained ---- */

static void what_cannot_be_prepared(void **state)
{
    (void)state;
    const struct parts parts = {.bags = BAG("capacity = '105 mL';")};
    begin(&parts, "weight=70 kg");
    ifs_infusion *of = &plan.infusions[0];
    assert_int_equal(of->draw.ul, 2000);
    assert_int_equal(of->flow.ul_per_h, 204000);
    assert_true(sound());
    of->draw.ul = 2050; /* between two marks */
    expect_unpreparable();
    of->draw.ul = 0;
    expect_unpreparable();
    of->graduation.ul = 0;
    expect_unpreparable();
    of->flow.ul_per_h = 204050; /* between two steps of 0.1 mL/h */
    expect_unpreparable();
    of->flow.ul_per_h = 0;
    expect_unpreparable();
    of->drops_per_min = 101;
    expect_unpreparable();
    of->containers = 0;
    expect_unpreparable();
    of->draw.ul = 5100; /* 105.1 mL in a bag that holds 105; three vials of 2 mL */
    of->containers = 3;
    expect_unpreparable();
    of->device = IFS_HAND; /* which has no flow */
    of->flow.ul_per_h = 0;
    assert_true(sound());
    forget(order);
}

/* A pump by whole mL/h cannot be set to 204.5 mL/h, one by 0.1 can. */
static void the_pump_of_the_site(void **state)
{
    (void)state;
    const ifs_site site = {.present = true, .pump_step = {1000}};
    const ifs_site unsaid = {.present = true};
    const struct parts parts = {.bags = BAG("")};
    begin(&parts, "weight=70 kg");
    plan.infusions[0].flow.ul_per_h = 204500;
    assert_true(sound());
    request.site = &unsaid;
    assert_true(sound());
    request.site = &site;
    assert_true(fails(PROVE_PREPARABLE));
    forget(order);
}

/* 100.1 mL for the diluent taken out of 100 mL. */
static void more_is_replaced_than_there_is(void **state)
{
    (void)state;
    const struct parts parts = {.bags = "{ product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '100 mL'; }"};
    begin(&parts, "weight=70 kg");
    plan.infusions[0].draw.ul = 100100;
    plan.infusions[0].containers = 51;
    expect_unpreparable();
    forget(order);
}

/* ---- Hard limits ---- */

#define EVERY_LIMIT                                                                                                    \
    "per-kg = { hard-max = '20 mg/kg';" TRIAL "}; speed = { hard-max = '40 mg/min';" TRIAL "};"                            \
    "speed-per-kg = { hard-max = '40 mg/kg/h';" TRIAL "}; concentration = { hard-max = '11 mg/mL';" TRIAL "};"             \
    "volume = { hard-max = '110 mL';" TRIAL "};"

static ifs_limit_kind beyond(void)
{
    assert_true(fails(PROVE_WITHIN));
    ifs_limit_kind kind = judgement.limit[PROVE_WITHIN]->kind;
    restore();
    return kind;
}

static void what_is_delivered_is_held_against_each_limit(void **state)
{
    (void)state;
    const struct parts parts = {.bags = BAG(""), .limits = EVERY_LIMIT, .dose = "{ usual = '1 g'; hard = ['500 mg', '1.2 g']; step = '10 mg';" TRIAL "}",
                                .over = "{ usual = '30 min'; hard = ['20 min', '45 min'];" TRIAL "}"};
    begin(&parts, "weight=70 kg");
    ifs_infusion *of = &plan.infusions[0];
    assert_true(sound());
    of->draw.ul = 2500; /* 1.25 g */
    assert_int_equal(beyond(), IFS_LIMIT_DOSE);
    of->draw.ul = 900; /* 450 mg */
    assert_int_equal(beyond(), IFS_LIMIT_DOSE);
    of->flow.ul_per_h = 100000; /* 102 mL in 61.2 min */
    assert_int_equal(beyond(), IFS_LIMIT_OVER);
    of->flow.ul_per_h = 400000; /* in 15.3 min */
    assert_int_equal(beyond(), IFS_LIMIT_OVER);
    of->weight_g = ratio_whole(45000); /* 22.2 mg/kg */
    assert_int_equal(beyond(), IFS_LIMIT_PER_KG);
    of->weight_g = (ifs_ratio){0, 0}; /* nothing is calculated without a weight */
    assert_true(sound());
    forget(order);
}

/* What cannot be computed again is not said to be within: nothing of it is compared, and nothing wraps. */
static void figures_beyond_arithmetic_are_not_compared(void **state)
{
    (void)state;
    const struct parts parts = {.bags = BAG(""), .limits = EVERY_LIMIT, .dose = "{ usual = '1 g'; hard = ['500 mg', '1.2 g']; step = '10 mg';" TRIAL "}",
                                .over = "{ usual = '30 min'; hard = ['20 min', '45 min'];" TRIAL "}"};
    begin(&parts, "weight=70 kg");
    plan.infusions[0].draw.ul = INT64_MAX - 7;
    prove_judge(order->protocol, &request, &plan, &judgement);
    assert_false(judgement.fails[PROVE_WITHIN]);
    assert_true(judgement.fails[PROVE_PREPARABLE]);
    forget(order);
}

#define RATE(limits)                                                                                                   \
    "( { name = 'rate'; devices = ['pump']; dose = { usual = '1 g/h'; hard = ['', '3 g/h']; step = '10 mg';" TRIAL "};"     \
    "over = { usual = '2 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; };" limits               \
    "steps = ( { id = 'more'; dose = '2 g/h'; if = 'magnesium < 2 mmol/L';" TRIAL "} ); } )"

/* 20 g in 500 mL: 2 g/h are 50 mL/h; 100 mL/h would be 4 g/h. */
static void a_step_of_titration_is_held_as_well(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = RATE("")};
    begin(&parts, "weight=70 kg");
    assert_int_equal(plan.steps[0].flow.ul_per_h, 50000);
    assert_true(sound());
    plan.steps[0].flow.ul_per_h = 100000;
    assert_true(fails(PROVE_WITHIN));
    assert_int_equal(judgement.limit[PROVE_WITHIN]->kind, IFS_LIMIT_DOSE_RATE);
    plan.steps[0].infusion = 1; /* of another phase */
    assert_true(sound());
    forget(order);
    const struct parts drawn = {.infusions = "( { name = 'rate'; devices = ['pump']; dose = { usual = '1 g/h'; hard = ['', '3 g/h']; step = '10 mg';" TRIAL "};"
                                             "over = { usual = '2 h';" TRIAL "}; bags = " BAG("") ";"
                                             "steps = ( { id = 'more'; dose = '2 g/h'; if = 'magnesium < 2 mmol/L';" TRIAL "} ); } )"};
    begin(&drawn, "weight=70 kg");
    assert_true(sound());
    plan.infusions[0].draw.ul = INT64_MAX - 7; /* neither it nor the step can be computed again */
    prove_judge(order->protocol, &request, &plan, &judgement);
    assert_false(judgement.fails[PROVE_WITHIN]);
    forget(order);
}

/* ---- The whole order ---- */

/* 4 g in 24 h: 1 g and 3 g before are within, 3.01 g are not. */
static void what_was_given_before_counts(void **state)
{
    (void)state;
    const struct parts parts = {.more = "totals = { in-24h = '4 g';" TRIAL "}; require = ['given-24h'];"};
    begin(&parts, "weight=70 kg | given-24h=3 g | last-dose=5 h");
    assert_true(sound());
    request.answer[IFS_FACT_GIVEN_24H] = 3010000;
    assert_true(fails(PROVE_WITHIN));
    assert_int_equal(judgement.infusion[PROVE_WITHIN], -1);
    assert_int_equal(judgement.limit[PROVE_WITHIN]->kind, IFS_LIMIT_IN_24H);
    fact_set_remove(&request.known, IFS_FACT_GIVEN_24H); /* nothing is known to count */
    assert_true(sound());
    restore();
    plan.infusions[0].delivered_s = (ifs_ratio){INT64_MAX, 4}; /* when it ends is no figure any more */
    plan.infusions[0].after.s = INT64_MAX / 2;
    assert_true(fails(PROVE_WITHIN));
    forget(order);
}

static bool too_soon(int64_t given_24h, int64_t given_48h, int64_t hours)
{
    request.answer[IFS_FACT_GIVEN_24H] = given_24h;
    request.answer[IFS_FACT_GIVEN_48H] = given_48h;
    request.answer[IFS_FACT_LAST_DOSE] = hours * HOUR;
    bool fails_now = fails(PROVE_WITHIN);
    if (fails_now) {
        assert_int_equal(judgement.limit[PROVE_WITHIN]->kind, IFS_LIMIT_INTERVAL);
        assert_int_equal(ratio_compare(judgement.figure[PROVE_WITHIN], ratio_whole(hours * HOUR)), 0);
    }
    return fails_now;
}

static void begin_interval(const char *interval)
{
    static char more[300];
    snprintf(more, sizeof more, "totals = { interval = '%s';" TRIAL "}; require = ['given-24h', 'given-48h', 'last-dose'];", interval);
    const struct parts parts = {.more = more};
    begin(&parts, "weight=70 kg | given-24h=0 g | given-48h=0 g | last-dose=100 h");
}

/* Of an interval up to 24 h what was given in 24 h says whether there was a dose, up to 48 h that of 48 h; beyond it the time alone. */
static void the_interval_since_the_last_dose(void **state)
{
    (void)state;
    begin_interval("6 h");
    assert_true(too_soon(10000, 10000, 5));
    assert_false(too_soon(10000, 10000, 6));
    assert_false(too_soon(0, 0, 5));
    fact_set_remove(&request.known, IFS_FACT_GIVEN_24H);
    assert_true(too_soon(0, 0, 5));
    fact_set_remove(&request.known, IFS_FACT_LAST_DOSE);
    assert_false(too_soon(10000, 10000, 5));
    forget(order);
    begin_interval("36 h");
    assert_true(too_soon(0, 10000, 35));
    assert_false(too_soon(0, 10000, 36));
    assert_false(too_soon(0, 0, 35));
    forget(order);
    begin_interval("60 h");
    assert_true(too_soon(0, 0, 59));
    assert_false(too_soon(0, 0, 60));
    forget(order);
}

/* ---- Rounding ---- */

/* The outcome of a limit that the order meets is written as if what is delivered passed it. */
static void a_limit_that_rounding_alone_passes(void **state)
{
    (void)state;
    const struct parts parts = {.bags = BAG(""), .limits = "speed = { hard-max = '40 mg/min'; soft-max = '35 mg/min';" TRIAL "};"
                                                           "volume = { hard-max = '110 mL';" TRIAL "};"};
    begin(&parts, "weight=70 kg");
    assert_true(sound());
    assert_int_equal(plan.limits[0].limit->kind, IFS_LIMIT_SPEED);
    plan.limits[0].result = IFS_TRIP;
    assert_true(fails(PROVE_ROUNDING));
    assert_int_equal(judgement.limit[PROVE_ROUNDING]->kind, IFS_LIMIT_SPEED);
    plan.limits[1].result = IFS_TRIP; /* two: the first is named */
    assert_true(fails(PROVE_ROUNDING));
    assert_ptr_equal(judgement.limit[PROVE_ROUNDING], plan.limits[0].limit);
    restore();
    plan.limits[0].result = IFS_OVERRIDDEN; /* 33.3 mg/min is below the soft 35 as well */
    plan.limits[0].severity = IFS_OVERRIDE;
    assert_true(fails(PROVE_ROUNDING));
    plan.limits[0].step = 1; /* of a step nothing was ordered */
    assert_false(fails(PROVE_ROUNDING));
    plan.limits[0].step = 0;
    plan.limits[0].infusion = 1; /* of a phase that is not in the order */
    assert_false(fails(PROVE_ROUNDING));
    plan.limits[0].infusion = -1;
    assert_false(fails(PROVE_ROUNDING));
    restore();
    plan.limits[0].result = IFS_TRIP;
    plan.infusions[0].dose.mcg = INT64_MAX - 7; /* what was ordered cannot be computed again */
    assert_false(fails(PROVE_ROUNDING));
    forget(order);
}

/* ---- Refusals ---- */

static void the_first_obstacle_is_named(void **state)
{
    (void)state;
    static const int asked[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
    const struct parts parts = {0};
    begin(&parts, "weight=70 kg");
    plan.verdict = IFS_REFUSED;
    plan.obstacle[0] = IFS_OBSTACLE_NO_DOSE_RULE;
    plan.obstacle[1] = IFS_OBSTACLE_NO_TIME_RULE;
    plan.order_obstacle = IFS_OBSTACLE_NO_FLOW;
    assert_true(fails(PROVE_ONE_RULE));
    assert_int_equal(judgement.obstacle[PROVE_ONE_RULE], IFS_OBSTACLE_NO_DOSE_RULE);
    assert_true(judgement.fails[PROVE_PREPARABLE]);
    assert_int_equal(judgement.infusion[PROVE_PREPARABLE], -1);
    for (size_t i = 0; i < COUNT_OF(asked); i++) { /* what is asked for may be what is not there */
        fact_set_add(&request.known, asked[i]);
        assert_false(fails(PROVE_ONE_RULE));
        fact_set_remove(&request.known, asked[i]);
    }
    request.choices[0].has_over = true; /* and what is prescribed */
    assert_false(fails(PROVE_ONE_RULE));
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_prepared),
        cmocka_unit_test(the_pump_of_the_site),
        cmocka_unit_test(more_is_replaced_than_there_is),
        cmocka_unit_test(what_is_delivered_is_held_against_each_limit),
        cmocka_unit_test(figures_beyond_arithmetic_are_not_compared),
        cmocka_unit_test(a_step_of_titration_is_held_as_well),
        cmocka_unit_test(what_was_given_before_counts),
        cmocka_unit_test(the_interval_since_the_last_dose),
        cmocka_unit_test(a_limit_that_rounding_alone_passes),
        cmocka_unit_test(the_first_obstacle_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
