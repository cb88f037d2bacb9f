/*
 * test_rescue.c - the antidote's dose: per kg or fixed, capped, rounded down, within its own speed, for everybody.
 */
#include "one_order.h"

#include "rescue.h"

static struct order *take_rescue(const char *rescue)
{
    return take(&(struct parts){.more = rescue});
}

static bool refused_for_order(struct order *of, const char *words, ifs_obstacle obstacle)
{
    const ifs_plan *plan = plan_for(of, words);
    return plan->verdict == IFS_REFUSED && plan->order_obstacle == obstacle && holds_nothing(plan);
}

static void none_listed(void **state)
{
    (void)state;
    const ifs_plan *plan = plan_for(take_rescue(""), "");
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(plan->rescue_count, 0);
}

/* 1 g of 100 mg per mL is 10 mL; over 5 min 200 mg/min, the antidote's limit for adults. */
static void fixed_dose(void **state)
{
    (void)state;
    struct order *of = take_rescue("rescue = { product = 'antidote'; dose = '1 g'; over = '5 min'; source = 'trial'; };");
    const ifs_plan *plan = plan_for(of, "age=40 y");
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(plan->rescue_count, 1);
    const ifs_rescue *rescue = &plan->rescues[0];
    assert_int_equal(rescue->rule, 0);
    assert_int_equal(rescue->dose.mcg, 1000000);
    assert_true(equals(rescue->draw_ul, 10000, 1));
    assert_int_equal(rescue->over.s, 300);
    assert_true(equals(rescue->speed_mcg_per_h, 12000000, 1)); /* 200 x 60 mg/h */
    assert_false(rescue->capped);
    assert_true(refused_for_order(of, "age=17 y", IFS_OBSTACLE_RESCUE_LIMIT)); /* 100 mg/min for children */
    assert_true(incomplete_for(of, "", "age"));
}

/* One second less than its limit allows. */
static void edge_of_the_speed(void **state)
{
    (void)state;
    struct order *of =
        take_rescue("rescue = { product = 'antidote'; per-kg = '50 mg/kg'; over = '20 min'; source = 'trial'; };");
    assert_int_equal(plan_for(of, "age=17 y | weight=40 kg")->verdict, IFS_READY); /* 2 g in 20 min: 100 mg/min */
    assert_true(refused_for_order(of, "age=17 y | weight=40.2 kg", IFS_OBSTACLE_RESCUE_LIMIT)); /* 2010 mg: 100.5 */
    assert_int_equal(plan_for(of, "age=18 y | weight=80 kg")->verdict, IFS_READY);
    assert_true(refused_for_order(of, "age=18 y | weight=80.2 kg", IFS_OBSTACLE_RESCUE_LIMIT));
}

/* 60 mg/kg, at most 1 g, down to 10 mg (the step that is used where none is named). */
static void dose_per_kg(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t milligrams;
        bool capped;
    } rows[] = {
        {"age=2 y | weight=12 kg", 720, false},   {"age=2 y | weight=12.1 kg", 720, false}, /* 726 */
        {"age=2 y | weight=12.5 kg", 750, false}, {"age=2 y | weight=16.6 kg", 990, false}, /* 996 */
        {"age=2 y | weight=16.7 kg", 1000, true}, {"age=40 y | weight=70 kg", 1000, true},
    };
    struct order *of = take_rescue(
        "rescue = { product = 'antidote'; per-kg = '60 mg/kg'; max = '1 g'; over = '10 min'; source = 'trial'; };");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        assert_int_equal(plan->verdict, IFS_READY);
        assert_int_equal(plan->rescues[0].dose.mcg, rows[i].milligrams * 1000);
        assert_int_equal(plan->rescues[0].capped, rows[i].capped);
        assert_true(equals(plan->rescues[0].draw_ul, rows[i].milligrams * 10, 1)); /* 100 mg per mL */
    }
    assert_true(incomplete_for(of, "age=40 y", "weight"));
}

/* At the maximum exactly nothing is capped: 20 kg x 50 mg/kg = 1 g. */
static void edge_of_the_maximum(void **state)
{
    (void)state;
    struct order *of = take_rescue(
        "rescue = { product = 'antidote'; per-kg = '50 mg/kg'; max = '1 g'; over = '10 min'; source = 'trial'; };");
    assert_false(plan_for(of, "age=6 y | weight=20 kg")->rescues[0].capped);
    assert_true(plan_for(of, "age=6 y | weight=20.1 kg")->rescues[0].capped);
    assert_int_equal(of->plan.rescues[0].dose.mcg, 1000000);
}

static void steps(void **state)
{
    (void)state;
    struct order *of = take_rescue(
        "rescue = { product = 'antidote'; per-kg = '50 mg/kg'; step = '250 mg'; over = '10 min'; source = 'trial'; };");
    assert_int_equal(plan_for(of, "age=6 y | weight=19.9 kg")->rescues[0].dose.mcg, 750000); /* 995 */
    assert_int_equal(plan_for(of, "age=6 y | weight=20 kg")->rescues[0].dose.mcg, 1000000);
    of = take_rescue(
        "rescue = { product = 'antidote'; per-kg = '50 mg/kg'; step = '1 g'; over = '10 min'; source = 'trial'; };");
    assert_true(
        refused_for_order(of, "age=6 y | weight=19.9 kg", IFS_OBSTACLE_RESCUE_LIMIT)); /* nothing would be left */
    assert_int_equal(plan_for(of, "age=6 y | weight=20 kg")->verdict, IFS_READY);
}

/* Whoever is treated must have an antidote. */
static void rescues_by_condition(void **state)
{
    (void)state;
    struct order *of = take_rescue("rescue = ( { when = 'weight < 50 kg'; product = 'antidote'; dose = '500 mg'; over = '10 "
                            "min'; source = 'trial'; },"
                            "  { when = 'weight >= 40 kg and weight < 80 kg'; product = 'antidote'; dose = '1 g'; over "
                            "= '10 min'; source = 'trial'; } );");
    const ifs_plan *plan = plan_for(of, "age=20 y | weight=50 kg");
    assert_int_equal(plan->rescue_count, 1);
    assert_int_equal(plan->rescues[0].rule, 1);
    plan = plan_for(of, "age=20 y | weight=45 kg"); /* two hold: both are printed */
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(plan->rescue_count, 2);
    assert_int_equal(plan->rescues[0].dose.mcg, 500000);
    assert_int_equal(plan->rescues[1].dose.mcg, 1000000);
    assert_true(refused_for_order(of, "age=20 y | weight=80 kg", IFS_OBSTACLE_NO_RESCUE));
    assert_true(incomplete_for(of, "age=20 y", "weight"));
}

/* One holds, another is unknown: lacking, for the other may be needed as well. */
static void one_known_another_not(void **state)
{
    (void)state;
    struct order *of =
        take_rescue("rescue = ( { when = 'awake'; product = 'antidote'; dose = '500 mg'; over = '10 min'; source = 'trial'; },"
             "  { when = 'tired'; product = 'antidote'; dose = '1 g'; over = '10 min'; source = 'trial'; } );");
    assert_true(incomplete_for(of, "age=20 y | awake=yes", "tired"));
    assert_true(incomplete_for(of, "age=20 y | awake=no", "tired"));
    assert_true(refused_for_order(of, "age=20 y | awake=no | tired=no", IFS_OBSTACLE_NO_RESCUE));
}

/* Limits of its own stand instead of the antidote's; none for this patient, or two, is no limit at all: refused. */
static void own_speed(void **state)
{
    (void)state;
    struct order *of = take_rescue("rescue = { product = 'antidote'; dose = '1 g'; over = '5 min'; source = 'trial';"
                            "  speed = ( { when = 'awake'; hard-max = '200 mg/min'; source = 'trial'; },"
                            "            { when = 'tired'; hard-max = '300 mg/min'; source = 'trial'; } ); };");
    assert_int_equal(plan_for(of, "age=10 y | awake=yes | tired=no")->verdict,
                     IFS_READY); /* beyond the antidote's own */
    assert_true(refused_for_order(of, "awake=yes | tired=yes", IFS_OBSTACLE_RESCUE_LIMIT));
    assert_true(refused_for_order(of, "awake=no | tired=no", IFS_OBSTACLE_RESCUE_LIMIT));
    assert_true(incomplete_for(of, "awake=yes", "tired"));
}

/* An antidote that cannot be given stops an order that is fine otherwise; the first obstacle is kept. */
static void gravest_obstacle_is_kept(void **state)
{
    (void)state;
    struct order *of =
        take_rescue("totals = ( { when = 'awake'; in-24h = '2 g'; source = 'trial'; }, { when = 'tired'; in-24h = '2 g'; "
             "source = 'trial'; } );"
             "rescue = { when = 'awake'; product = 'antidote'; dose = '1 g'; over = '5 min'; source = 'trial'; };");
    assert_true(refused_for_order(of, "age=20 y | given-24h=0 g | awake=no | tired=no", IFS_OBSTACLE_NO_LIMIT_RULE));
    assert_true(refused_for_order(of, "age=20 y | given-24h=0 g | awake=no | tired=yes", IFS_OBSTACLE_NO_RESCUE));
}

/* ---- At the edges of what the loader lets through, and beyond ---- */

struct direct {
    ifs_protocol protocol;
    ifs_request request;
    ifs_plan plan;
    struct work work;
};

static struct direct *compute(const struct rescue_rule *rule)
{
    static struct direct direct;
    direct = (struct direct){.protocol = {.rescues = rule, .rescue_count = 1}};
    direct.work = (struct work){.protocol = &direct.protocol, .request = &direct.request, .plan = &direct.plan};
    return &direct;
}

static const struct product product = {.strength = {1, 1}};

/* A maximum of one microgram is a maximum. */
static void least_maximum(void **state)
{
    (void)state;
    static const struct limit none = {.hard_max = {INT64_MAX, 1}};
    static const struct rescue_rule rule = {.product = &product, .usual = {5, 1}, .maximum = {1}, .step = {1}, .over = {60}, .limits = &none, .limit_count = 1};
    struct direct *direct = compute(&rule);
    rescue_compute(&direct->work);
    assert_int_equal(direct->plan.rescue_count, 1);
    assert_int_equal(direct->plan.rescues[0].dose.mcg, 1);
    assert_true(direct->plan.rescues[0].capped);
}

/* What does not fit, or is nothing, or lacks its weight stands against the whole order, and no rescue of it is in the plan. */
static void no_rescue_without_a_dose(void **state)
{
    (void)state;
    static const struct product thin = {.strength = {1, 1000}};
    static const struct {
        struct rescue_rule rule;
        bool weighed;
        ifs_obstacle obstacle;
    } rows[] = {
        {{.product = &product, .per_weight = true, .usual = {INT64_MAX, 1}, .step = {1}, .over = {60}}, true, IFS_OBSTACLE_BEYOND_ARITHMETIC},
        /* 10^17 mcg per kg of 300 kg do not fit, though as a dose, and as its speed of 6 10^18 mcg per hour, they would */
        {{.product = &product, .per_weight = true, .usual = {INT64_C(100000000000000000), 1}, .step = {1}, .over = {60}}, true, IFS_OBSTACLE_BEYOND_ARITHMETIC},
        {{.product = &thin, .usual = {INT64_MAX / 2, 1}, .step = {1}, .over = {60}}, true, IFS_OBSTACLE_BEYOND_ARITHMETIC},
        {{.product = &product, .usual = {5, 1}, .step = {10}, .over = {60}}, true, IFS_OBSTACLE_RESCUE_LIMIT},
        {{.product = &product, .per_weight = true, .usual = {5, 1}, .step = {1}, .over = {60}}, false, IFS_OBSTACLE_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct direct *direct = compute(&rows[i].rule);
        if (rows[i].weighed) {
            fact_set_add(&direct->request.known, IFS_FACT_WEIGHT);
            direct->request.answer[IFS_FACT_WEIGHT] = 300000;
        }
        rescue_compute(&direct->work);
        assert_int_equal(direct->plan.order_obstacle, rows[i].obstacle);
        assert_int_equal(direct->plan.obstacle[0], IFS_OBSTACLE_NONE);
        assert_int_equal(direct->work.refused, rows[i].weighed);
        assert_int_equal(direct->work.lacking, !rows[i].weighed);
        assert_int_equal(direct->plan.rescue_count, 0);
    }
}

/* The most limits of its speed there may be, of which the last applies: 60 mcg a minute are 3,600 an hour. */
static void most_limits_of_a_speed(void **state)
{
    (void)state;
    static struct limit limits[ALTERNATIVES_MAX];
    static const uint16_t tests[] = {0, 1};
    static const struct rescue_rule rule = {.product = &product, .usual = {60, 1}, .step = {1}, .over = {60}, .limits = limits, .limit_count = ALTERNATIVES_MAX};
    for (int64_t most = 3599; most <= 3600; most++) {
        for (int i = 0; i < ALTERNATIVES_MAX; i++) {
            bool last = i == ALTERNATIVES_MAX - 1;
            limits[i] = (struct limit){.kind = IFS_LIMIT_SPEED, .hard_max = {last ? most : 1, 1}, .when = {.ops = &tests[last], .count = 1}};
        }
        struct direct *direct = compute(&rule);
        direct->work.truths[1] = TRUTH_YES;
        rescue_compute(&direct->work);
        assert_int_equal(direct->plan.order_obstacle, most < 3600 ? IFS_OBSTACLE_RESCUE_LIMIT : IFS_OBSTACLE_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(none_listed, end),
        cmocka_unit_test_teardown(fixed_dose, end),
        cmocka_unit_test_teardown(edge_of_the_speed, end),
        cmocka_unit_test_teardown(dose_per_kg, end),
        cmocka_unit_test_teardown(edge_of_the_maximum, end),
        cmocka_unit_test_teardown(steps, end),
        cmocka_unit_test_teardown(rescues_by_condition, end),
        cmocka_unit_test_teardown(one_known_another_not, end),
        cmocka_unit_test_teardown(own_speed, end),
        cmocka_unit_test_teardown(gravest_obstacle_is_kept, end),
        cmocka_unit_test(least_maximum),
        cmocka_unit_test(no_rescue_without_a_dose),
        cmocka_unit_test(most_limits_of_a_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
