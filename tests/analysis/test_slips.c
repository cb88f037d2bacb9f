/*
 * test_slips.c - which slips are left out: those that change nothing, and those whose figures leave 63 bits.
 *
 * What slips deliver is held by tests/accidents/v01 to v16. The figures here are no order that could be computed: they are put into
 * a plan to see that arithmetic stops where it would wrap.
 */
#include "engine/written.h"

#include "claim.h"
#include "slips.h"

#define HUGE (INT64_MAX / 2)
#define TRIAL " source = 'trial'; "
#define VIAL "( { product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )"
#define VIAL_MADE_UP "( { product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '100 mL'; } )"

static struct slips slips;
static ifs_plan scratch;

/* The slip of that kind with that infusion; NULL: it was left out. */
static const struct slip *slip_of(const struct order *order, int infusion, enum slip_kind kind)
{
    slips_find(order->protocol, &order->request, &order->plan, &scratch, &slips);
    for (int i = 0; i < slips.count; i++) {
        if (slips.list[i].infusion == infusion && slips.list[i].kind == kind) {
            return &slips.list[i];
        }
    }
    return NULL;
}

static const struct slip *slip(const struct order *order, enum slip_kind kind)
{
    return slip_of(order, 0, kind);
}

static struct order *order_from(const struct parts *parts, const char *words)
{
    struct order *order = written(parts);
    if (plan_for(order, words)->infusion_count < 1) {
        fail_msg("no order for %s", words);
    }
    return order;
}

static void no_order_has_no_slips(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    assert_non_null(slip(order, SLIP_FLOW_TENFOLD));
    order->plan.infusion_count = 0;
    assert_null(slip(order, SLIP_FLOW_TENFOLD));
    assert_int_equal(slips.count, 0);
    forget(order);
}

/* ---- At the pump: 1 g in 100 mL at 200 mL per hour, 30 min ---- */

static void a_figure_of_nothing_is_not_keyed(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    const ifs_infusion whole = order->plan.infusions[0];
    ifs_infusion *of = &order->plan.infusions[0];
    /* 2 g per hour are 2,000 mg per hour: at 2,000 mL per hour 3 min. */
    assert_true(equals(slip(order, SLIP_MASS_RATE_AS_FLOW)->time_s, 180, 1));
    of->speed_mcg_per_h = ratio_whole(0);
    assert_null(slip(order, SLIP_MASS_RATE_AS_FLOW));
    assert_non_null(slip(order, SLIP_FLOW_TENFOLD));
    of->speed_mcg_per_h = (ifs_ratio){0, 0};
    assert_null(slip(order, SLIP_MASS_RATE_AS_FLOW));
    assert_non_null(slip(order, SLIP_FLOW_TENFOLD));
    *of = whole;
    of->flow.ul_per_h = 0;
    assert_null(slip(order, SLIP_FLOW_TENFOLD));
    assert_null(slip(order, SLIP_VOLUME_AS_FLOW));
    forget(order);
}

static void figures_at_the_pump_never_wrap(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    const ifs_infusion whole = order->plan.infusions[0];
    ifs_infusion *of = &order->plan.infusions[0];
    of->flow.ul_per_h = HUGE;
    assert_null(slip(order, SLIP_FLOW_TENFOLD));
    assert_non_null(slip(order, SLIP_FLOW_TENTH));
    /* 2^62 uL at a tenth of 1 uL per hour: 2^62 * 10 hours. */
    of->flow.ul_per_h = 1;
    of->total_ul = ratio_whole(HUGE);
    assert_null(slip(order, SLIP_FLOW_TENTH));
    assert_non_null(slip(order, SLIP_VOLUME_AS_FLOW));
    /* In 3 min, a twentieth of an hour, (2^63 - 1) * 20 mcg per hour. */
    *of = whole;
    of->delivered_mcg = ratio_whole(INT64_MAX);
    assert_null(slip(order, SLIP_FLOW_TENFOLD));
    forget(order);
}

/* A tenth of 200 mL per hour is below 50 mL per hour, ten times is above 1,000: the pump holds what its range says, and no more. */
static void a_pump_stops_what_lies_outside_its_range(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    const ifs_site low = {.pump_low = {50000}};
    const ifs_site high = {.pump_high = {1000000}};
    order->request.site = &low;
    assert_int_equal(slip(order, SLIP_FLOW_TENTH)->barrier, SLIP_PUMP_RANGE);
    assert_int_equal(slip(order, SLIP_FLOW_TENFOLD)->barrier, SLIP_NOTHING);
    order->request.site = &high;
    assert_int_equal(slip(order, SLIP_FLOW_TENTH)->barrier, SLIP_NOTHING);
    assert_int_equal(slip(order, SLIP_FLOW_TENFOLD)->barrier, SLIP_PUMP_RANGE);
    forget(order);
}

/* Nothing is given as ordered: no number of times can be told, and the order of the list is that in which they were found. */
static void harm_of_nothing_is_once(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    order->plan.infusions[0].delivered_mcg = ratio_whole(0);
    order->plan.infusions[0].speed_mcg_per_h = ratio_whole(0);
    order->plan.infusions[0].dose.mcg = 0;
    assert_non_null(slip(order, SLIP_FLOW_TENFOLD));
    assert_int_equal(slips.list[0].kind, SLIP_VOLUME_AS_FLOW);
    assert_int_equal(slips.list[1].kind, SLIP_FLOW_TENFOLD);
    assert_int_equal(slips.list[2].kind, SLIP_FLOW_TENTH);
    forget(order);
}

/* ---- With vial and syringe: 1 g are 2 mL of the vial, in 102 mL ---- */

static void figures_drawn_never_wrap(void **state)
{
    (void)state;
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "weight=70 kg");
    const ifs_infusion whole = order->plan.infusions[0];
    ifs_infusion *of = &order->plan.infusions[0];
    /* 1,000 mg / 246.47 * 2 = 8.1146 mEq, read as 8.11; 8.11 mL are 4,055 mg. */
    assert_true(equals(slip(order, SLIP_EQUIVALENTS_AS_VOLUME)->dose_mcg, 4055000, 1));
    of->diluent_volume.ul = INT64_MAX;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    *of = whole;
    of->draw.ul = INT64_MAX;
    assert_null(slip(order, SLIP_OTHER_STRENGTH));
    *of = whole;
    /* A salt of which 1 mg is 1 mmol, 2 mEq: 4 * 10^13 mg are 8 * 10^13 mEq, as mL 8 * 10^16 uL, of 500 mcg each. */
    order->protocol->drug.salt.molar_mass_mg_per_mol = 1000;
    of->dose.mcg = INT64_C(40000000000000000);
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    /* 1 mcg is 1 mmol, 2 mEq: 8 * 10^16 mEq are 8 * 10^19 uL, and 8 * 10^22 mcg. */
    order->protocol->drug.salt.molar_mass_mg_per_mol = 1;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_GRAMS));
    of->dose.mcg = INT64_MAX;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    assert_null(slip(order, SLIP_DOSE_TENFOLD));
    order->protocol->drug.salt.molar_mass_mg_per_mol = 246470; /* as many mEq as mg: 123 times the dose */
    assert_null(slip(order, SLIP_MASS_AS_EQUIVALENTS));
    forget(order);
}

static void times_drawn_never_wrap(void **state)
{
    (void)state;
    const struct parts parts = {.bags = VIAL_MADE_UP};
    struct order *order = order_from(&parts, "weight=70 kg");
    ifs_infusion *of = &order->plan.infusions[0];
    assert_non_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    of->total_ul = ratio_whole(HUGE); /* at 1 uL per hour, in seconds */
    of->flow.ul_per_h = 1;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    of->total_ul = (ifs_ratio){1, INT64_C(1) << 40}; /* 2^-80 h */
    of->flow.ul_per_h = INT64_C(1) << 40;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    forget(order);
    const struct parts bag = {0};
    order = order_from(&bag, "weight=70 kg");
    of = &order->plan.infusions[0];
    assert_non_null(slip(order, SLIP_OTHER_STRENGTH));
    of->total_ul = (ifs_ratio){1, INT64_C(1) << 40};
    of->flow.ul_per_h = INT64_C(1) << 40;
    assert_null(slip(order, SLIP_OTHER_STRENGTH));
    forget(order);
}

/* A strength that cannot be compared is another one; the strongest of the others, 100 mg per mL, is taken for 500 mg per mL all the same. */
static void strengths_that_never_wrap(void **state)
{
    (void)state;
    static struct product products[8];
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "weight=70 kg");
    struct drug *drug = &order->protocol->drug;
    assert_string_equal(slip(order, SLIP_OTHER_STRENGTH)->product->id, "awkward");
    assert_true(drug->product_count <= 8);
    memcpy(products, drug->products, (size_t)drug->product_count * sizeof products[0]);
    for (int i = 0; i < drug->product_count; i++) {
        bool ampoule = strcmp(products[i].id, "ampoule") == 0;
        products[i].strength = ampoule ? ratio_make(1, INT64_MAX) : products[i].strength;
    }
    drug->products = products;
    assert_string_equal(slip(order, SLIP_OTHER_STRENGTH)->product->id, "awkward");
    forget(order);
}

/* 1 g in 30 min are 33.3 mg per minute, at ten times the flow 333: beyond a soft bound that the order meets, or whose figure nobody knows. */
static void a_soft_bound_that_was_not_signed_for(void **state)
{
    (void)state;
    const struct parts parts = {.limits = "speed = { soft-max = '60 mg/min';" TRIAL "};"};
    struct order *order = order_from(&parts, "weight=70 kg");
    assert_int_equal(order->plan.limits[0].limit->kind, IFS_LIMIT_SPEED);
    assert_ptr_equal(slip(order, SLIP_FLOW_TENFOLD)->beyond, order->plan.limits[0].limit);
    order->plan.limits[0].result = IFS_OVERRIDDEN;
    assert_null(slip(order, SLIP_FLOW_TENFOLD)->beyond);
    order->plan.limits[0].delivered = (ifs_ratio){0, 0};
    assert_ptr_equal(slip(order, SLIP_FLOW_TENFOLD)->beyond, order->plan.limits[0].limit);
    forget(order);
}

/* No loader takes such a drug. */
static void a_salt_of_nothing_has_no_equivalents(void **state)
{
    (void)state;
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "weight=70 kg");
    assert_non_null(slip(order, SLIP_MASS_AS_EQUIVALENTS));
    order->protocol->drug.salt.molar_mass_mg_per_mol = 0;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_GRAMS));
    order->protocol->drug.salt.molar_mass_mg_per_mol = 246470;
    order->protocol->drug.salt.valence = 0;
    assert_null(slip(order, SLIP_MASS_AS_EQUIVALENTS));
    forget(order);
}

/* ---- A day at once ---- */

static void a_day_is_what_its_first_hours_give(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    ifs_infusion *of = &order->plan.infusions[0];
    assert_null(slip(order, SLIP_DAY_AT_ONCE));
    of->doses = 2;
    of->every.s = 12 * 3600;
    assert_true(equals(slip(order, SLIP_DAY_AT_ONCE)->keyed, 2000000, 1));
    of->every.s = 0; /* nobody knows when the second is due: a day of it is the first, as ordered */
    assert_null(slip(order, SLIP_DAY_AT_ONCE));
    /* 24 g in 48 h are 500 mg per hour: 12 g in a day. */
    of->delivered_mcg = ratio_whole(24000000);
    of->delivered_s = ratio_whole(172800);
    of->speed_mcg_per_h = ratio_whole(500000);
    assert_true(equals(slip(order, SLIP_DAY_AT_ONCE)->keyed, 12000000, 1));
    of->speed_mcg_per_h = ratio_whole(HUGE);
    assert_null(slip(order, SLIP_DAY_AT_ONCE));
    of->delivered_s = ratio_whole(1800);
    of->delivered_mcg = ratio_whole(INT64_MAX);
    order->plan.infusions[1] = *of;
    order->plan.infusion_count = 2;
    assert_null(slip(order, SLIP_DAY_AT_ONCE));
    forget(order);
}

/* ---- What is asked ---- */

#define ONE_AFTER_ANOTHER                                                                                                            \
    "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = { usual = '30 min';" TRIAL    \
    "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; },"                                                            \
    "  { name = 'second'; devices = ['pump']; dose = { usual = '2 g'; step = '10 mg';" TRIAL "}; over = { usual = '60 min';" TRIAL   \
    "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; } )"

/* Ten times 2 g, and of the second infusion: the first of the order is 1 g as before. */
static void a_wrong_dose_is_that_of_its_own_infusion(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = ONE_AFTER_ANOTHER};
    struct order *order = order_from(&parts, "weight=70 kg");
    assert_int_equal(order->plan.infusion_count, 2);
    const struct slip *tenfold = slip_of(order, 1, SLIP_DOSE_TENFOLD);
    assert_int_equal(tenfold->barrier, SLIP_NOTHING);
    assert_true(equals(tenfold->dose_mcg, 20000000, 1));
    forget(order);
}

#define INJECTION                                                                                                                    \
    "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" \
    TRIAL "}; bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )"

/* 20 mg per kg of 30 kg are 600 mg; 30 kg are 66.1 pounds, of which 1,322 mg become the 1 g that is the most. From 50 kg on it is 1 g whatever
 * the scale says: nothing else is given, at no time, so there is no slip. */
static void pounds_that_change_nothing_are_no_slip(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = INJECTION};
    struct order *order = order_from(&parts, "weight=30 kg");
    const struct slip *pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_true(equals(pounds->keyed, 66100, 1));
    assert_true(equals(pounds->dose_mcg, 1000000, 1));
    assert_int_equal(plan_for(order, "weight=60 kg")->infusion_count, 1);
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    forget(order);
}

static void weights_in_pounds_never_wrap(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; hard = ['', '5 g']; step = '10 mg';" TRIAL "}"};
    struct order *order = order_from(&parts, "weight=200 kg");
    /* 440.9 pounds, 8,818 mg: refused, and what would be given is 4 g times 440.9 / 200. */
    assert_true(equals(slip(order, SLIP_POUNDS_AS_KILOGRAMS)->dose_mcg, 8818000, 1));
    order->plan.infusions[0].delivered_mcg = ratio_whole(INT64_MAX);
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    order->request.answer[IFS_FACT_WEIGHT] = 0;
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    order->request.answer[IFS_FACT_WEIGHT] = INT64_MAX;
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    order->request.answer[IFS_FACT_WEIGHT] = INT64_C(45359237) * 200000000000; /* 2 * 10^19 pounds exactly */
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    forget(order);
}

static void every_slip_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < SLIP_KIND_COUNT; i++) {
        assert_true(strlen(slip_name((enum slip_kind)i)) > 0);
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(slip_name((enum slip_kind)i), slip_name((enum slip_kind)j));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_has_no_slips),
        cmocka_unit_test(a_figure_of_nothing_is_not_keyed),
        cmocka_unit_test(figures_at_the_pump_never_wrap),
        cmocka_unit_test(a_pump_stops_what_lies_outside_its_range),
        cmocka_unit_test(harm_of_nothing_is_once),
        cmocka_unit_test(figures_drawn_never_wrap),
        cmocka_unit_test(times_drawn_never_wrap),
        cmocka_unit_test(a_salt_of_nothing_has_no_equivalents),
        cmocka_unit_test(a_day_is_what_its_first_hours_give),
        cmocka_unit_test(a_wrong_dose_is_that_of_its_own_infusion),
        cmocka_unit_test(pounds_that_change_nothing_are_no_slip),
        cmocka_unit_test(strengths_that_never_wrap),
        cmocka_unit_test(a_soft_bound_that_was_not_signed_for),
        cmocka_unit_test(weights_in_pounds_never_wrap),
        cmocka_unit_test(every_slip_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
