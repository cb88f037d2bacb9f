/*
 * test_family_orders.c - the doses and times that are tried: each bound on its step and its neighbours, by arithmetic beside them.
 */
#include "analysis/dosing.h"

#include "family.h"

static struct family family;
static struct infusion_rule infusion;
static struct dose_rule dose;
/* What stands before and behind a list is none of it, and would be seen. */
static struct time_rule time_list[4];
static struct limit limit_list[3];
static struct limit_group group_list[4];
static struct time_rule *const time_rules = &time_list[1];
static struct limit *const limit = &limit_list[1];
static struct limit_group *const groups = &group_list[1];
static struct container bag;
static const struct product vial = {.id = "vial", .strength = {500, 1}};
static struct renal_band band;

/* One infusion of one dose in steps of 500 mg, without any bound. */
static void one_dose(void)
{
    begin();
    dose = (struct dose_rule){.basis = DOSE_BY_PRESCRIBER, .step = {500000}};
    infusion = (struct infusion_rule){.doses = &dose, .dose_count = 1, .limits = groups, .times = time_rules, .containers = &bag};
    for (int i = 0; i < 4; i++) {
        limit_list[i % 3] = (struct limit){.kind = IFS_LIMIT_PER_KG, .soft_max = {123456789, 1}};
        group_list[i] = (struct limit_group){.kind = IFS_LIMIT_SPEED, .limits = limit_list, .count = 1};
        time_list[i] = (struct time_rule){.usual = {36000}};
    }
    *limit = (struct limit){.kind = IFS_LIMIT_DOSE};
    groups[0] = (struct limit_group){.limits = limit, .count = 1};
    groups[1] = groups[0];
    bag = (struct container){.product = &vial};
    band = (struct renal_band){.infusion = -1};
    for (int i = 0; i < 2; i++) {
        time_rules[i] = (struct time_rule){.usual = {0}};
    }
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
}

static void list(void)
{
    memset(&family, 0, sizeof family);
    family_begin(&family, &dosing, NULL);
}

/* Minutes and milligrams; 0: not prescribed. */
struct expected {
    int64_t dose_mg;
    int64_t over_min;
};

/* The first order prescribes nothing; then these, of that infusion. */
static void expect_orders(int of, bool rate, const struct expected *expected, int count)
{
    assert_int_equal(family.order_count, count + 1);
    assert_int_equal(family.orders[0].infusion, -1);
    assert_false(family.orders[0].choice.has_dose || family.orders[0].choice.has_over);
    assert_int_equal(family.orders[0].dose_rules, FAMILY_ANY_RULE);
    assert_int_equal(family.orders[0].time_rules, FAMILY_ANY_RULE);
    for (int i = 0; i < count; i++) {
        const struct family_order *order = &family.orders[i + 1];
        assert_int_equal(order->infusion, of);
        assert_int_equal(order->choice.has_dose, expected[i].dose_mg > 0);
        assert_int_equal(order->choice.dose_is_rate, rate && expected[i].dose_mg > 0);
        assert_int_equal(order->choice.dose_mcg.num, expected[i].dose_mg * 1000);
        assert_int_equal(order->choice.dose_mcg.den, expected[i].dose_mg > 0 ? 1 : 0);
        assert_int_equal(order->choice.has_over, expected[i].over_min > 0);
        assert_int_equal(order->choice.over.s, expected[i].over_min * 60);
    }
    assert_false(family.full);
}

static void nothing_to_prescribe(void **state)
{
    (void)state;
    one_dose();
    list();
    expect_orders(0, false, NULL, 0);
}

/* ---- Doses ---- */

enum place {
    SOFT_MIN, SOFT_MAX, HARD_MIN, HARD_MAX, MAXIMUM, USUAL, RENAL, DOSE_TO, OWN_GROUP, OWN_24H, OWN_48H, TOTAL, LAST_OWN,
    LAST_TOTAL, PLACES
};

static void put(enum place place, ifs_ratio bound)
{
    limit->soft_max = place >= OWN_GROUP ? bound : limit->soft_max;
    infusion.limit_count = place == LAST_OWN ? 2 : place == OWN_GROUP || place == OWN_24H || place == OWN_48H ? 1 : 0;
    groups[0].count = place == LAST_OWN || place == LAST_TOTAL ? 0 : 1;
    groups[0].kind = place == OWN_24H ? IFS_LIMIT_IN_24H : place == OWN_48H ? IFS_LIMIT_IN_48H : IFS_LIMIT_DOSE;
    dosing.totals = groups;
    dosing.total_count = place == TOTAL ? 1 : place == LAST_TOTAL ? 2 : 0;
    infusion.time_count = place == DOSE_TO ? 1 : 0;
    time_rules[0].dose_to.mcg = place == DOSE_TO ? bound.num / bound.den : 0;
    dose.limit.soft_min = place == SOFT_MIN ? bound : dose.limit.soft_min;
    dose.limit.soft_max = place == SOFT_MAX ? bound : dose.limit.soft_max;
    dose.limit.hard_min = place == HARD_MIN ? bound : dose.limit.hard_min;
    dose.limit.hard_max = place == HARD_MAX ? bound : dose.limit.hard_max;
    dose.maximum.hard_max = place == MAXIMUM ? bound : dose.maximum.hard_max;
    dose.basis = place == USUAL ? DOSE_FIXED : DOSE_BY_PRESCRIBER;
    dose.usual = bound;
    band.maximum.hard_max = bound;
    dosing.renal = &band;
    dosing.renal_count = place == RENAL ? 1 : 0;
}

/* 1.2 g anywhere, in steps of 500 mg: 1 g, and 500 mg to either side. No step lies below 500 mg. */
static void bounds_of_a_dose(void **state)
{
    (void)state;
    static const struct expected around[] = {{500, 0}, {1000, 0}, {1500, 0}};
    static const struct expected low[] = {{500, 0}, {1000, 0}};
    for (enum place place = SOFT_MIN; place < PLACES; place++) {
        one_dose();
        infusion.route = ROUTE_INTRAMUSCULAR;
        put(place, (ifs_ratio){2400000, 2});
        list();
        expect_orders(0, false, around, 3);
        one_dose();
        infusion.route = ROUTE_INTRAMUSCULAR;
        put(place, (ifs_ratio){500000, 1});
        list();
        expect_orders(0, false, low, 2);
    }
}

/* A limit of the speed or the volume is not one of the dose. */
static void bounds_of_something_else(void **state)
{
    (void)state;
    static const ifs_limit_kind others[] = {IFS_LIMIT_DOSE_RATE, IFS_LIMIT_OVER, IFS_LIMIT_SPEED_PER_KG, IFS_LIMIT_VOLUME, IFS_LIMIT_INTERVAL};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        one_dose();
        put(OWN_GROUP, (ifs_ratio){1200000, 1});
        groups[0].kind = others[i];
        limit->kind = others[i];
        list();
        expect_orders(0, false, NULL, 0);
    }
}

/* Each dose once, ascending, with every alternative it was added for. */
static void doses_of_two_alternatives(void **state)
{
    (void)state;
    static const int64_t doses_mg[] = {500, 1000, 1500, 2000, 2500, 3000, 3500};
    static const uint32_t rules[] = {2, 2, 3, 1, 1, 1, 1}; /* 3 g, then 2 g of the first; 1 g of the second */
    one_dose();
    const struct dose_rule doses[] = {{.basis = DOSE_FIXED, .usual = {3000000, 1}, .step = {500000}, .limit = {.soft_max = {2000000, 1}}},
                                      {.basis = DOSE_FIXED, .usual = {1000000, 1}, .step = {500000}}};
    infusion.doses = doses;
    infusion.dose_count = 2;
    infusion.route = ROUTE_INTRAMUSCULAR;
    list();
    assert_int_equal(family.order_count, 1 + (int)COUNT_OF(doses_mg));
    for (size_t i = 0; i < COUNT_OF(doses_mg); i++) {
        assert_int_equal(family.orders[i + 1].choice.dose_mcg.num, doses_mg[i] * 1000);
        assert_int_equal(family.orders[i + 1].dose_rules, rules[i]);
        assert_int_equal(family.orders[i + 1].time_rules, FAMILY_ANY_RULE);
    }
}

/* 10 mg/kg at 12, 25 and 70 kg are 120, 250 and 700 mg; in steps of 10 mcg. Each of the four bounds, of the first group or the last. */
static void bounds_per_weight(void **state)
{
    (void)state;
    static const int64_t doses_mcg[] = {119990, 120000, 120010, 249990, 250000, 250010, 699990, 700000, 700010};
    const ifs_ratio bound = {10000, 1};
    for (int which = 0; which < 4; which++) {
        one_dose();
        dose.step.mcg = 10;
        *limit = (struct limit){.kind = IFS_LIMIT_PER_KG};
        *(which == 0 ? &limit->soft_min : which == 1 ? &limit->soft_max : which == 2 ? &limit->hard_min : &limit->hard_max) = bound;
        groups[0].kind = IFS_LIMIT_PER_KG;
        groups[1].kind = IFS_LIMIT_PER_KG;
        groups[which % 2].count = 0;
        groups[which % 2].limits = &limit_list[2];
        infusion.limit_count = 2;
        list();
        assert_int_equal(family.order_count, 1 + (int)COUNT_OF(doses_mcg));
        for (size_t i = 0; i < COUNT_OF(doses_mcg); i++) {
            assert_int_equal(family.orders[i + 1].choice.dose_mcg.num, doses_mcg[i]);
        }
    }
}

/* In steps of 1 mcg the smallest dose there is. */
static void the_smallest_dose(void **state)
{
    (void)state;
    one_dose();
    dose.step.mcg = 1;
    dose.limit.hard_max = (ifs_ratio){2, 1};
    list();
    assert_int_equal(family.order_count, 4);
    for (int i = 1; i < 4; i++) {
        assert_int_equal(family.orders[i].choice.dose_mcg.num, i);
    }
}

/* 100 mg/mL in 100 mL: 10 g; where a vial of 500 mg/mL goes on top, x / (100 mL + x / 500) = 100: x = 12.5 g. 500 mg/mL itself
 * cannot be passed by it: 50 g. */
static void bounds_of_the_concentration(void **state)
{
    (void)state;
    static const struct {
        enum additive additive;
        int64_t bound;
        int64_t dose_mg;
    } rows[] = {{ADDITIVE_MADE_UP, 100, 10000}, {ADDITIVE_REPLACED, 100, 10000}, {ADDITIVE_ADDED, 100, 12500},
                {ADDITIVE_ADDED, 500, 50000},   {ADDITIVE_PREMIXED, 100, 0},     {ADDITIVE_UNDILUTED, 100, 0}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (int which = 0; which < 2; which++) {
            const struct expected doses[] = {{rows[i].dose_mg - 500, 0}, {rows[i].dose_mg, 0}, {rows[i].dose_mg + 500, 0}};
            one_dose();
            bag.additive = rows[i].additive;
            bag.volume.ul = 100000;
            infusion.container_count = 1;
            infusion.limit_count = 1;
            groups[0].kind = IFS_LIMIT_CONCENTRATION;
            *limit = (struct limit){.kind = IFS_LIMIT_CONCENTRATION};
            *(which == 0 ? &limit->soft_max : &limit->hard_max) = (ifs_ratio){rows[i].bound, 1};
            list();
            expect_orders(0, false, doses, rows[i].dose_mg > 0 ? 3 : 0);
        }
    }
}

/* ---- Dose rates ---- */

/* A step of 10 mg in two hours is 5 mg per hour, in an hour or less 10. Half a microgram is none: 1 mcg per hour. */
static void rates(void **state)
{
    (void)state;
    static const struct {
        int64_t usual_s[2];
        int64_t step_mcg;
        int64_t rate_step_mcg;
    } rows[] = {{{7200, 1800}, 10000, 5000}, {{1800, 7200}, 10000, 5000}, {{1800, 600}, 10000, 10000},
                {{3600, 0}, 10000, 10000},   {{7200, 0}, 1, 1},           {{7200, 0}, 3, 1}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (int which = 0; which < 4; which++) { /* usual, limit of the dose, of the speed, of the last speed */
            one_dose();
            dose.rate = true;
            dose.step.mcg = rows[i].step_mcg;
            dose.basis = which == 0 ? DOSE_RATE : DOSE_BY_PRESCRIBER;
            dose.usual = (ifs_ratio){1000000, 1};
            dose.limit.hard_max = which == 1 ? dose.usual : dose.limit.hard_max;
            limit->hard_max = dose.usual;
            infusion.limit_count = which == 2 ? 1 : which == 3 ? 2 : 0;
            groups[0].kind = which == 3 ? IFS_LIMIT_VOLUME : IFS_LIMIT_SPEED;
            groups[1].kind = IFS_LIMIT_SPEED;
            infusion.time_count = 2;
            time_rules[0].usual.s = rows[i].usual_s[0];
            time_rules[1].usual.s = rows[i].usual_s[1];
            infusion.route = ROUTE_INTRAMUSCULAR;
            list();
            assert_int_equal(family.order_count, 4);
            for (int j = 0; j < 3; j++) {
                const struct family_order *order = &family.orders[j + 1];
                assert_true(order->choice.has_dose && order->choice.dose_is_rate);
                assert_int_equal(order->choice.dose_mcg.num, 1000000 + (j - 1) * rows[i].rate_step_mcg);
                assert_int_equal(order->dose_rules, 1);
            }
        }
    }
}

/* ---- Times ---- */

/* Bounds of a time and the usual one, with a minute to either side; with the usual dose, and with each that may be ordered. */
static void bounds_of_a_time(void **state)
{
    (void)state;
    for (int which = 0; which < 5; which++) {
        static const struct expected times[] = {{0, 30}, {0, 29}, {0, 31}};
        one_dose();
        dose.step.mcg = 0; /* no dose is tried */
        infusion.dose_count = 0;
        infusion.time_count = 1;
        struct limit *of = &time_rules[0].limit;
        const ifs_ratio bound = {1830, 1}; /* in whole minutes 30 */
        *(which == 0 ? &of->soft_min : which == 1 ? &of->soft_max : which == 2 ? &of->hard_min : &of->hard_max) = bound;
        time_rules[0].usual.s = 1800;
        list();
        expect_orders(0, false, times, 3);
    }
}

/* A time is listed once, with every alternative it was added for; those of the first alternative come first. */
static void times_of_two_alternatives(void **state)
{
    (void)state;
    static const struct expected orders[] = {
        {500, 0},  {1000, 0}, {0, 10},    {0, 9},    {0, 11},    {0, 12},   {500, 10},
        {500, 9},  {500, 11}, {500, 12}, {1000, 10}, {1000, 9}, {1000, 11}, {1000, 12}};
    static const uint32_t times[] = {3, 1, 3, 2};
    one_dose();
    infusion.time_count = 2;
    time_rules[0].usual.s = 600;
    time_rules[1].usual.s = 660;
    time_rules[0].dose_to.mcg = 500000; /* and none of the other: 0, 500 and 1,000 mg */
    list();
    expect_orders(0, false, orders, COUNT_OF(orders));
    for (size_t i = 2; i < COUNT_OF(orders); i++) {
        assert_int_equal(family.orders[i + 1].time_rules, times[(i - 2) % 4]);
        assert_int_equal(family.orders[i + 1].dose_rules, i < 6 ? FAMILY_ANY_RULE : 1);
    }
}

/* 1 g at 7 g per hour takes 514 s: 8 and 9 min; 500 mg takes 257 s: 4 and 5 min; 1.5 g 771 s: 12 and 13 min. */
static void times_of_a_speed(void **state)
{
    (void)state;
    static const struct expected orders[] = {{500, 0}, {1000, 0},  {1500, 0},  {500, 4},  {500, 5},
                                             {1000, 8}, {1000, 9}, {1500, 12}, {1500, 13}};
    for (int which = 0; which < 4; which++) {
        one_dose();
        dose.basis = DOSE_FIXED;
        dose.usual = (ifs_ratio){1000000, 1};
        *limit = (struct limit){.kind = IFS_LIMIT_SPEED};
        *(which == 0 ? &limit->soft_min : which == 1 ? &limit->soft_max : which == 2 ? &limit->hard_min : &limit->hard_max) =
            (ifs_ratio){7000000, 1};
        groups[0].kind = which % 2 == 0 ? IFS_LIMIT_SPEED : IFS_LIMIT_VOLUME;
        groups[1].kind = IFS_LIMIT_SPEED;
        infusion.limit_count = which % 2 == 0 ? 1 : 2;
        list();
        expect_orders(0, false, orders, COUNT_OF(orders));
        for (int i = 4; i < family.order_count; i++) {
            assert_int_equal(family.orders[i].time_rules, FAMILY_ANY_RULE);
            assert_int_equal(family.orders[i].dose_rules, 1);
        }
    }
}

/* Each infusion has its own orders. */
static void two_infusions(void **state)
{
    (void)state;
    one_dose();
    dose.basis = DOSE_FIXED;
    dose.usual = (ifs_ratio){500000, 1};
    const struct infusion_rule infusions[] = {infusion, infusion};
    dosing.infusions = infusions;
    dosing.infusion_count = 2;
    list();
    assert_int_equal(family.order_count, 5);
    for (int i = 1; i < 5; i++) {
        assert_int_equal(family.orders[i].infusion, (i - 1) / 2);
        assert_int_equal(family.orders[i].choice.dose_mcg.num, i % 2 == 1 ? 500000 : 1000000);
    }
}

/* ---- No room ---- */

/* Limits whose bounds lie three steps apart: three doses each. 160 doses have room: 53 limits and one more dose. */
static void more_doses_than_there_is_room_for(void **state)
{
    (void)state;
    static struct limit limits[54];
    one_dose();
    infusion.route = ROUTE_INTRAMUSCULAR;
    for (int i = 0; i < 54; i++) {
        limits[i] = (struct limit){.hard_max = {INT64_C(1500000) * i + 1000000, 1}};
    }
    limits[53].hard_max.num = 53 * INT64_C(1500000); /* of it and its neighbours one is new: that above */
    groups[0] = (struct limit_group){.limits = limits, .count = 54};
    infusion.limit_count = 1;
    list();
    assert_int_equal(family.order_count, 1 + 160);
    assert_false(family.full);
    limits[53].hard_max.num += 500000;
    list();
    assert_int_equal(family.order_count, 1 + 160);
    assert_true(family.full);
}

/* 144 doses with 27 times each have room, with 30 they have not. */
static void more_orders_than_there_is_room_for(void **state)
{
    (void)state;
    static struct limit limits[48];
    one_dose();
    for (int i = 0; i < 48; i++) {
        limits[i] = (struct limit){.hard_max = {INT64_C(1500000) * i + 1000000, 1}};
    }
    groups[0] = (struct limit_group){.limits = limits, .count = 48};
    infusion.limit_count = 1;
    static struct time_rule times[12];
    for (int i = 0; i < 12; i++) {
        times[i].limit.hard_max = (ifs_ratio){180 * i + 120, 1};
        times[i].dose_to.mcg = 1000000;
    }
    infusion.times = times;
    infusion.time_count = 9;
    list(); /* 144 doses, 27 times and one of none: the usual time of 0 adds one minute, which is there */
    assert_int_equal(family.order_count, 1 + 144 + 27 + 144 * 27);
    assert_false(family.full);
    infusion.time_count = 10;
    list();
    assert_int_equal(family.order_count, 4096);
    assert_true(family.full);
}

/* The list is begun anew. */
static void listed_once(void **state)
{
    (void)state;
    begin();
    memset(&family, 0, sizeof family);
    family_begin(&family, &dosing, NULL);
    int orders = family.order_count;
    family_list_orders(&family);
    assert_true(orders > 0);
    assert_int_equal(family.order_count, orders);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_prescribe),
        cmocka_unit_test(listed_once),
        cmocka_unit_test(bounds_of_a_dose),
        cmocka_unit_test(bounds_of_something_else),
        cmocka_unit_test(doses_of_two_alternatives),
        cmocka_unit_test(bounds_per_weight),
        cmocka_unit_test(the_smallest_dose),
        cmocka_unit_test(bounds_of_the_concentration),
        cmocka_unit_test(rates),
        cmocka_unit_test(bounds_of_a_time),
        cmocka_unit_test(times_of_two_alternatives),
        cmocka_unit_test(times_of_a_speed),
        cmocka_unit_test(two_infusions),
        cmocka_unit_test(more_doses_than_there_is_room_for),
        cmocka_unit_test(more_orders_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
