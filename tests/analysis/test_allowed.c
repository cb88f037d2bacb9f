/*
 * test_allowed.c - what is proposed where several limits are passed, where none can be kept, and where figures leave 63 bits.
 *
 * What is proposed to users is held by tests/cases/nearest.cases. Here limits are put into a plan that passes them; the protocol itself
 * has none, so that the engine takes every proposal.
 */
#include "engine/written.h"

#include "allowed.h"

#define GRAM INT64_C(1000000)
#define TRIAL " source = 'trial'; "

static ifs_plan scratch;
static struct alloweds alloweds;
static struct limit limits[4];
static struct order *order;

/* 1 g over 30 min; in need of an override, for limits that are still to be put in. */
static void begin(const char *words)
{
    const struct parts parts = {0};
    plan_of(&order, &parts, words);
    order->plan.verdict = IFS_OVERRIDE_NEEDED;
    order->plan.limit_count = 0;
}

/* A limit without bounds that counts as passed; its bounds are the test's to set. */
static struct limit *pass(int infusion, ifs_limit_kind kind, int64_t delivered)
{
    int at = order->plan.limit_count++;
    limits[at] = (struct limit){.kind = kind};
    order->plan.limits[at] = (ifs_limit_outcome){
        .limit = &limits[at], .infusion = infusion, .result = IFS_TRIP, .delivered = {delivered, 1}};
    return &limits[at];
}

/* The proposal of that kind; NULL: there is none. */
static const struct allowed *proposed(enum allowed_change change)
{
    allowed_find(order->protocol, &order->request, &order->plan, &scratch, &alloweds);
    for (int i = 0; i < alloweds.count; i++) {
        if (alloweds.list[i].change == change) {
            return &alloweds.list[i];
        }
    }
    return NULL;
}

static bool proposes_dose(int64_t mcg)
{
    const struct allowed *dose = proposed(ALLOWED_DOSE);
    return dose != NULL && equals(dose->dose_mcg, mcg, 1);
}

/* ---- Several limits ---- */

/* At most 1 g, and at least half as much again per kg, 3 g: the lower one. */
static void too_much_goes_before_too_little(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_max = (ifs_ratio){GRAM, 1};
    pass(0, IFS_LIMIT_PER_KG, 20)->soft_min = (ifs_ratio){30, 1};
    assert_true(proposes_dose(1 * GRAM));
    forget(order);
}

/* The engine holds neither: the nearer of two wishes that pass. Which of them pass is asked in tests/cases/nearest.cases. */
static void of_two_that_ask_for_more_the_nearer_one(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_min = (ifs_ratio){4 * GRAM, 1};
    pass(0, IFS_LIMIT_DOSE_MAX, 2 * GRAM)->soft_min = (ifs_ratio){3 * GRAM, 1};
    assert_true(proposes_dose(3 * GRAM));
    forget(order);
}

/* A limit with one bound only: 10 min is below 15 min. */
static void a_lower_bound_alone(void **state)
{
    (void)state;
    const struct parts parts = {.over = "{ usual = '30 min'; soft = ['15 min', ''];" TRIAL "}"};
    plan_of(&order, &parts, "setting=ward | --over 10 min");
    assert_int_equal(order->plan.verdict, IFS_OVERRIDE_NEEDED);
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 15 * 60);
    forget(order);
}

/* ---- Nothing to propose ---- */

static void nothing_is_proposed_from_a_bound_that_is_kept(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_max = (ifs_ratio){3 * GRAM, 1};
    assert_null(proposed(ALLOWED_DOSE));
    forget(order);
}

/* Times are whole minutes: 45 s is none. */
static void no_time_below_a_minute(void **state)
{
    (void)state;
    begin("weight=70 kg");
    order->request.choices[0].has_over = true;
    order->request.choices[0].over.s = 90;
    struct limit *limit = pass(0, IFS_LIMIT_OVER, 90);
    limit->soft_max = (ifs_ratio){60, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 60);
    limit->soft_max = (ifs_ratio){45, 1};
    assert_null(proposed(ALLOWED_TIME));
    forget(order);
}

/* The time since the last dose is nobody's to change. */
static void nothing_helps_an_interval(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(-1, IFS_LIMIT_INTERVAL, 3600)->soft_min = (ifs_ratio){86400, 1};
    assert_null(proposed(ALLOWED_DOSE));
    assert_int_equal(alloweds.count, 0);
    forget(order);
}

/* A total of which the rest is not known. */
static void nothing_is_left_of_an_unknown_total(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(-1, IFS_LIMIT_IN_24H, 5 * GRAM)->soft_max = (ifs_ratio){4 * GRAM, 1};
    assert_true(proposes_dose(1 * GRAM)); /* 2 g less the 1 g too much */
    order->plan.limits[0].delivered = (ifs_ratio){0, 0};
    assert_null(proposed(ALLOWED_DOSE));
    forget(order);
}

/* ---- Figures that leave 63 bits ---- */

/* 9,000,000 mcg per hour: 150 mg per minute. */
static void times_never_wrap(void **state)
{
    (void)state;
    begin("weight=70 kg");
    ifs_choice *choice = &order->request.choices[0];
    choice->has_over = true;
    choice->over.s = 600;
    pass(0, IFS_LIMIT_SPEED, 18000000)->soft_max = (ifs_ratio){9000000, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 1200); /* twice as fast, twice as long */
    limits[0].soft_max = (ifs_ratio){1, 9000000};
    order->plan.limits[0].delivered = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_TIME)); /* the quotient */
    limits[0].soft_max = (ifs_ratio){9000000, 1};
    choice->over.s = 1000000000;
    assert_null(proposed(ALLOWED_TIME)); /* the time, 10^9 s times 10^12 */
    choice->over.s = 9000000;
    assert_null(proposed(ALLOWED_TIME)); /* 2^63 - 1 s, to the next minute */
    forget(order);
}

static void doses_never_wrap(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    ifs_choice *choice = &order->request.choices[0];
    struct limit *limit = pass(0, IFS_LIMIT_DOSE, 3 * GRAM);
    limit->soft_max = (ifs_ratio){2 * GRAM, 1};
    choice->dose_mcg = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* two thirds of 2^63 - 1, which 3 does not divide: 2 (2^63 - 1) */
    choice->dose_mcg = (ifs_ratio){1, 1};
    order->plan.limits[0].delivered = (ifs_ratio){1, 1};
    limit->soft_max = (ifs_ratio){0, 0};
    limit->soft_min = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* 2^63 - 1 mcg, to the next 10 mg */
    limit->kind = IFS_LIMIT_IN_24H;
    limit->soft_min = (ifs_ratio){0, 0};
    limit->soft_max = (ifs_ratio){4 * GRAM, 1};
    order->plan.limits[0].infusion = -1;
    order->plan.limits[0].delivered = (ifs_ratio){5 * GRAM, 1};
    choice->dose_mcg = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* 4 g more than 2^63 - 1 mcg */
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_much_goes_before_too_little),
        cmocka_unit_test(of_two_that_ask_for_more_the_nearer_one),
        cmocka_unit_test(a_lower_bound_alone),
        cmocka_unit_test(nothing_is_proposed_from_a_bound_that_is_kept),
        cmocka_unit_test(no_time_below_a_minute),
        cmocka_unit_test(nothing_helps_an_interval),
        cmocka_unit_test(nothing_is_left_of_an_unknown_total),
        cmocka_unit_test(times_never_wrap),
        cmocka_unit_test(doses_never_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
