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
    order->plan.infusions[0].doses = 2; /* what stands there is of no order */
    order->plan.infusions[0].every.s = 3600;
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
    /* 30 min in ten times as long, beyond 60 min; signed for were 10 min, below 20. */
    const struct parts timed = {.over = "{ usual = '30 min'; soft = ['20 min', '60 min'];" TRIAL "}"};
    order = order_from(&timed, "weight=70 kg");
    ifs_limit_outcome *over = NULL;
    for (int i = 0; i < order->plan.limit_count; i++) {
        over = order->plan.limits[i].limit->kind == IFS_LIMIT_OVER ? &order->plan.limits[i] : over;
    }
    assert_non_null(over);
    over->result = IFS_OVERRIDDEN;
    assert_null(slip(order, SLIP_FLOW_TENTH)->beyond);
    over->delivered = ratio_whole(600);
    assert_ptr_equal(slip(order, SLIP_FLOW_TENTH)->beyond, over->limit);
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

/* Whether a dose is a rate is not read where none is prescribed: ten times 1 g is 10 g, and nothing stops it. */
static void a_wrong_dose_is_no_rate(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "weight=70 kg");
    order->request.choices[0].dose_is_rate = true;
    const struct slip *tenfold = slip(order, SLIP_DOSE_TENFOLD);
    assert_int_equal(tenfold->barrier, SLIP_NOTHING);
    assert_true(equals(tenfold->dose_mcg, 10000000, 1));
    forget(order);
}

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
    /* 440.9 pounds, 8,818 mg: refused, and what would be given is 4 g times 440.9 / 200, in the half hour of the order. */
    const struct slip *pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_true(equals(pounds->dose_mcg, 8818000, 1) && equals(pounds->time_s, 1800, 1));
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

/* ---- Whole lists ---- */

/* What is given, in which time, and what stops it; den 0: no time. */
struct expected {
    enum slip_kind kind;
    ifs_ratio dose_mcg;
    ifs_ratio time_s;
    enum slip_barrier barrier;
};

static void expect_list(const struct order *order, const struct expected *expected, int count)
{
    slips_find(order->protocol, &order->request, &order->plan, &scratch, &slips);
    assert_int_equal(slips.count, count);
    for (int i = 0; i < count; i++) {
        const struct slip *found = &slips.list[i];
        bool right = found->kind == expected[i].kind && found->barrier == expected[i].barrier && ratio_compare(found->dose_mcg, expected[i].dose_mcg) == 0 &&
                     (expected[i].time_s.den == 0 ? found->time_s.den == 0 : equals(found->time_s, expected[i].time_s.num, expected[i].time_s.den));
        if (!right) {
            fail_msg("slip %d is %s", i, slip_name(found->kind));
        }
        assert_int_equal(found->check, -1);
        assert_int_equal(found->obstacle != IFS_OBSTACLE_NONE, found->barrier == SLIP_REFUSED);
    }
}

/* 1 g in 100 mL at 200 mL per hour. Ten times the flow is as much harm as ten times the dose, and as 2 g per hour keyed as 2,000 mL per hour: in the
 * order they are looked for. Then 8.11 mEq as g, four times the strength; too slow is no harm. 1,000 mEq are 123.235 g, off the step of 10 mg. */
static void all_slips_of_a_bag(void **state)
{
    (void)state;
    static const struct expected list[] = {
        {SLIP_FLOW_TENFOLD, {1000000, 1}, {180, 1}, SLIP_NOTHING},      {SLIP_MASS_RATE_AS_FLOW, {1000000, 1}, {180, 1}, SLIP_NOTHING},
        {SLIP_DOSE_TENFOLD, {10000000, 1}, {1800, 1}, SLIP_NOTHING},    {SLIP_EQUIVALENTS_AS_GRAMS, {8110000, 1}, {1800, 1}, SLIP_NOTHING},
        {SLIP_OTHER_STRENGTH, {4000000, 1}, {1800, 1}, SLIP_NOTHING},   {SLIP_VOLUME_AS_FLOW, {1000000, 1}, {3600, 1}, SLIP_NOTHING},
        {SLIP_FLOW_TENTH, {1000000, 1}, {18000, 1}, SLIP_NOTHING},      {SLIP_MASS_AS_EQUIVALENTS, {123235000, 1}, {1800, 1}, SLIP_REFUSED},
    };
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    expect_list(order, list, COUNT_OF(list));
    forget(order);
}

/* 1 g of the vial is 2 mL on top of 100 mL, at 204 mL per hour. 8.11 mL of it are 4.055 g in 108.11 mL. No other vial is stronger than the one with
 * 100.05 mg per mL: 2 mL of it are 200.1 mg, in the time of the order. */
static void all_slips_of_a_vial(void **state)
{
    (void)state;
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "");
    const struct slip *drawn = slip(order, SLIP_EQUIVALENTS_AS_VOLUME);
    assert_true(equals(drawn->keyed, 8110, 1) && equals(drawn->dose_mcg, 4055000, 1) && equals(drawn->time_s, 108110 * 3600, 204000));
    assert_int_equal(drawn->barrier, SLIP_NOTHING);
    const struct slip *other = slip(order, SLIP_OTHER_STRENGTH);
    assert_string_equal(other->product->id, "awkward");
    assert_true(equals(other->keyed, 2000, 1) && equals(other->dose_mcg, INT64_C(1000300) * 2000, 9998) && equals(other->time_s, 1800, 1));
    const struct slip *tenfold = slip(order, SLIP_DOSE_TENFOLD); /* 20 mL on top of 100 mL, at 240 mL per hour */
    assert_true(equals(tenfold->dose_mcg, 10000000, 1) && equals(tenfold->time_s, 1800, 1));
    forget(order);
}

/* ---- Limits and signatures ---- */

struct stopped {
    const char *over; /* limits of the time, the order takes 30 min */
    const char *words;
    enum slip_kind kind; /* ten times as fast takes 3 min, a tenth 5 h */
    enum slip_barrier barrier;
    bool beyond;
    bool hard;
};

#define SIGNED "setting=ward | --prescriber Dr Example, 1 | --override infusion.over=asked for"

static void limits_that_are_passed(void **state)
{
    (void)state;
    static const struct stopped rows[] = {
        {"soft = ['3 min', '5 h'];", "", SLIP_FLOW_TENFOLD, SLIP_NOTHING, false, false},
        {"soft = ['4 min', ''];", "", SLIP_FLOW_TENFOLD, SLIP_SOFT_LIMIT, true, false},
        {"soft = ['4 min', ''];", "", SLIP_FLOW_TENTH, SLIP_NOTHING, false, false},
        {"hard = ['4 min', ''];", "", SLIP_FLOW_TENFOLD, SLIP_LIMIT, true, true},
        {"hard = ['3 min', '5 h'];", "", SLIP_FLOW_TENFOLD, SLIP_NOTHING, false, false},
        {"soft = ['', '4 h'];", "", SLIP_FLOW_TENTH, SLIP_SOFT_LIMIT, true, false},
        {"hard = ['', '4 h'];", "", SLIP_FLOW_TENTH, SLIP_LIMIT, true, true},
        {"soft = ['40 min', ''];", SIGNED, SLIP_FLOW_TENFOLD, SLIP_NOTHING, false, false}, /* the order itself is faster: signed for */
        {"soft = ['40 min', '2 h'];", SIGNED, SLIP_FLOW_TENTH, SLIP_SOFT_LIMIT, true, false}, /* but not slower than 2 h */
        {"soft = ['', '20 min'];", SIGNED, SLIP_FLOW_TENTH, SLIP_NOTHING, false, false},
        {"soft = ['5 min', '20 min'];", SIGNED, SLIP_FLOW_TENFOLD, SLIP_SOFT_LIMIT, true, false},
        {"soft = ['30 min', ''];", "", SLIP_FLOW_TENFOLD, SLIP_SOFT_LIMIT, true, false}, /* at the bound nothing is signed for */
        {"soft = ['40 min', '']; hard = ['5 min', ''];", SIGNED, SLIP_FLOW_TENFOLD, SLIP_LIMIT, true, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char over[200];
        bool fast = strstr(rows[i].over, "'20 min'") != NULL;
        bool slow = strstr(rows[i].over, "'40 min'") != NULL;
        snprintf(over, sizeof over, "{ usual = '%s min'; %s" TRIAL "}", fast ? "15" : slow ? "45" : "30", rows[i].over);
        const struct parts parts = {.over = over};
        struct order *order = written(&parts);
        char words[200];
        snprintf(words, sizeof words, "--over 30 min%s%s", rows[i].words[0] != '\0' ? " | " : "", rows[i].words);
        assert_int_equal(plan_for(order, words)->infusion_count, 1);
        const struct slip *found = slip(order, rows[i].kind);
        bool right = found->barrier == rows[i].barrier && (found->beyond != NULL) == rows[i].beyond && found->beyond_hard == rows[i].hard;
        if (!right) {
            fail_msg("%s: barrier %d", rows[i].over, (int)found->barrier);
        }
        forget(order);
    }
}

/* Of several limits the gravest, of equal ones the first; that of another infusion is not this one's, nor is one behind the last. */
static void which_limit_is_named(void **state)
{
    (void)state;
    static const struct limit soft = {.kind = IFS_LIMIT_OVER, .soft_min = {240, 1}};
    static const struct limit hard = {.kind = IFS_LIMIT_OVER, .hard_min = {240, 1}};
    static const struct limit second = {.kind = IFS_LIMIT_SPEED, .hard_max = {1, 1}};
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    static const struct {
        const struct limit *limits[3];
        int infusions[3];
        int count;
        const struct limit *named;
    } rows[] = {
        {{&soft, &hard, &second}, {0, 0, 0}, 3, &hard}, {{&hard, &soft, &second}, {0, 0, 0}, 3, &hard}, {{&soft, &hard, &second}, {0, 1, 1}, 3, &soft},
        {{&soft, &hard, &second}, {0, 0, 0}, 1, &soft}, {{&soft, &hard, &second}, {0, 0, 0}, 0, NULL},  {{&second, &hard, &soft}, {1, 0, 0}, 3, &hard},
        {{&second, &hard, &soft}, {-1, -1, 0}, 3, &soft},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (int j = 0; j < 3; j++) {
            order->plan.limits[j] = (ifs_limit_outcome){.limit = rows[i].limits[j], .infusion = rows[i].infusions[j], .result = IFS_PASS, .delivered = {1800, 1}};
        }
        order->plan.limit_count = rows[i].count;
        assert_ptr_equal(slip(order, SLIP_FLOW_TENFOLD)->beyond, rows[i].named);
    }
    order->plan.limit_count = 1; /* a step of titration has limits of its own */
    order->plan.limits[0] = (ifs_limit_outcome){.limit = &hard, .step = 1, .result = IFS_PASS, .delivered = {1800, 1}};
    assert_null(slip(order, SLIP_FLOW_TENFOLD)->beyond);
    order->plan.limits[0].step = 0;
    order->plan.limits[0].limit = &(struct limit){.kind = IFS_LIMIT_PER_KG, .hard_max = {1, 1}}; /* no weight, no figure */
    assert_null(slip(order, SLIP_FLOW_TENFOLD)->beyond);
    forget(order);
}

/* The range of a pump includes its ends: ten times 200 mL per hour, and a tenth; the least range there is. */
static void ends_of_the_pumps_range(void **state)
{
    (void)state;
    static const struct {
        int64_t low;
        int64_t high;
        int64_t flow;
        enum slip_kind kind;
        bool stopped;
    } rows[] = {{0, 2000000, 200000, SLIP_FLOW_TENFOLD, false}, {0, 1999999, 200000, SLIP_FLOW_TENFOLD, true}, {20000, 0, 200000, SLIP_FLOW_TENTH, false},
                {20001, 0, 200000, SLIP_FLOW_TENTH, true},      {0, 1, 200000, SLIP_FLOW_TENFOLD, true},       {1, 0, 5, SLIP_FLOW_TENTH, true},
                {0, 0, 200000, SLIP_FLOW_TENFOLD, false},       {0, 0, 5, SLIP_FLOW_TENTH, false}};
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ifs_site site = {.pump_low = {rows[i].low}, .pump_high = {rows[i].high}};
        order->request.site = &site;
        order->plan.infusions[0].flow.ul_per_h = rows[i].flow;
        assert_int_equal(slip(order, rows[i].kind)->barrier == SLIP_PUMP_RANGE, rows[i].stopped);
    }
    order->request.site = NULL;
    forget(order);
}

/* The flow before is left running where it is faster, and runs by a pump. */
static void the_flow_before(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = ONE_AFTER_ANOTHER}; /* 25 mL and 50 mL, at 50 mL per hour both */
    struct order *order = order_from(&parts, "");
    assert_null(slip_of(order, 1, SLIP_LOADING_FLOW_LEFT));
    order->plan.infusions[0].flow.ul_per_h = 50100;
    assert_true(equals(slip_of(order, 1, SLIP_LOADING_FLOW_LEFT)->keyed, 50100, 1));
    assert_true(equals(slip_of(order, 1, SLIP_LOADING_FLOW_LEFT)->time_s, 180000000, 50100)); /* 50 mL */
    assert_null(slip_of(order, 0, SLIP_LOADING_FLOW_LEFT));
    order->plan.infusions[0].device = IFS_GRAVITY;
    assert_null(slip_of(order, 1, SLIP_LOADING_FLOW_LEFT));
    order->plan.infusions[0].device = IFS_PUMP;
    order->plan.infusions[0].flow.ul_per_h = 49900;
    assert_null(slip_of(order, 1, SLIP_LOADING_FLOW_LEFT));
    forget(order);
}

/* ---- Room ---- */

/* 8.11 mL of the vial: on top of 100 mL, in place of as much, made up, or as they are. */
static void room_in_the_container(void **state)
{
    (void)state;
    static const struct {
        enum additive additive;
        int64_t total_ul; /* of the order, where it does not change */
        int64_t capacity_ul;
        bool room;
        int64_t seconds_x_204; /* at 204 mL per hour */
    } rows[] = {
        {ADDITIVE_ADDED, 102000, 0, true, 389196},        {ADDITIVE_ADDED, 102000, 108110, true, 389196}, {ADDITIVE_ADDED, 102000, 108109, false, 389196},
        {ADDITIVE_ADDED, 102000, 1, false, 389196},       {ADDITIVE_REPLACED, 8110, 0, true, 29196},      {ADDITIVE_REPLACED, 8109, 0, false, 0},
        {ADDITIVE_MADE_UP, 8110, 8110, true, 29196},      {ADDITIVE_MADE_UP, 8110, 8109, false, 29196},   {ADDITIVE_MADE_UP, 8109, 0, false, 0},
        {ADDITIVE_UNDILUTED, 2000, 0, true, 29196},       {ADDITIVE_UNDILUTED, 2000, 8110, true, 29196},  {ADDITIVE_UNDILUTED, 2000, 8109, false, 29196},
    };
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "");
    struct container *container = (struct container *)&order->protocol->infusions[0].containers[0];
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        container->additive = rows[i].additive;
        container->capacity.ul = rows[i].capacity_ul;
        order->plan.infusions[0].total_ul = ratio_whole(rows[i].total_ul);
        const struct slip *drawn = slip(order, SLIP_EQUIVALENTS_AS_VOLUME);
        assert_int_equal(drawn->barrier, rows[i].room ? SLIP_NOTHING : SLIP_NO_ROOM);
        assert_true(rows[i].seconds_x_204 == 0 || equals(drawn->time_s, rows[i].seconds_x_204, 204));
    }
    order->plan.infusions[0].flow.ul_per_h = 0; /* by hand: in the time of the order */
    assert_true(equals(slip(order, SLIP_EQUIVALENTS_AS_VOLUME)->time_s, 1800, 1));
    order->plan.infusions[0].draw.ul = 0;
    assert_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    order->plan.infusions[0].draw.ul = 1;
    assert_non_null(slip(order, SLIP_EQUIVALENTS_AS_VOLUME));
    forget(order);
}

/* ---- Strengths ---- */

static struct product strong(enum product_kind kind, int64_t strength)
{
    return (struct product){.id = "other", .kind = kind, .strength = {strength, 1}, .volume = {2000}};
}

/* Beside a vial of 500 mg per mL: a twentieth more or less is the same strength, a bag is no vial, and the strongest of all is taken, the first of equals. */
static void the_strongest_of_the_others(void **state)
{
    (void)state;
    static const struct {
        enum product_kind kinds[3];
        int64_t strengths[3];
        int count;
        int taken; /* -1: none */
    } rows[] = {
        {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {475, 0, 0}, 1, 0},      {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {476, 0, 0}, 1, -1},
        {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {500, 0, 0}, 1, -1},     {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {524, 0, 0}, 1, -1},
        {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {525, 0, 0}, 1, 0},      {{PRODUCT_PREMIX, PRODUCT_VIAL, PRODUCT_VIAL}, {900, 0, 0}, 1, -1},
        {{PRODUCT_AMPOULE, PRODUCT_VIAL, PRODUCT_VIAL}, {900, 0, 0}, 1, 0},   {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {100, 200, 150}, 3, 1},
        {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {100, 200, 900}, 2, 1},  {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_VIAL}, {200, 200, 100}, 3, 0},
        {{PRODUCT_VIAL, PRODUCT_VIAL, PRODUCT_PREMIX}, {600, 500, 900}, 3, 0},
    };
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "");
    struct drug *drug = &order->protocol->drug;
    const struct drug whole = *drug;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct product products[3];
        for (int j = 0; j < 3; j++) {
            products[j] = strong(rows[i].kinds[j], rows[i].strengths[j]);
        }
        drug->products = products;
        drug->product_count = rows[i].count;
        const struct slip *found = slip(order, SLIP_OTHER_STRENGTH);
        assert_ptr_equal(found != NULL ? found->product : NULL, rows[i].taken >= 0 ? &products[rows[i].taken] : NULL);
        if (found != NULL) {
            assert_true(equals(found->dose_mcg, 2000 * rows[i].strengths[rows[i].taken], 1));
        }
    }
    *drug = whole;
    forget(order);
}

/* Of the ordered 100 mL as many bags of the other kind may hold less: two of 30 mL are 60 mL, run at 200 mL per hour. */
static void bags_that_hold_less(void **state)
{
    (void)state;
    static const struct {
        int64_t volume_ul;
        int64_t bags;
        int64_t taken_ul;
    } rows[] = {{30000, 2, 60000}, {30000, 1, 30000}, {50000, 2, 100000}, {49999, 2, 99998}, {500000, 1, 100000}};
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    struct drug *drug = &order->protocol->drug;
    const struct drug whole = *drug;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct product other = strong(PRODUCT_PREMIX, 40);
        other.volume.ul = rows[i].volume_ul;
        drug->products = &other;
        drug->product_count = 1;
        order->plan.infusions[0].containers = rows[i].bags;
        const struct slip *found = slip(order, SLIP_OTHER_STRENGTH);
        assert_true(equals(found->keyed, rows[i].taken_ul, 1) && equals(found->dose_mcg, rows[i].taken_ul * 40, 1));
        assert_true(equals(found->time_s, rows[i].taken_ul * 3600, 200000));
    }
    *drug = whole;
    forget(order);
}

/* One microlitre that is drawn is drawn from the other vial too. */
static void the_least_draw_of_another(void **state)
{
    (void)state;
    const struct parts parts = {.bags = VIAL};
    struct order *order = order_from(&parts, "");
    order->plan.infusions[0].draw.ul = 1;
    assert_true(equals(slip(order, SLIP_OTHER_STRENGTH)->keyed, 1, 1));
    forget(order);
}

/* ---- Ranks ---- */

static int rank_of(enum slip_kind kind)
{
    int rank = 0;
    while (rank < slips.count && slips.list[rank].kind != kind) {
        rank++;
    }
    assert_true(rank < slips.count);
    return rank;
}

/* Ten times the flow, which a limit of the time stops only if the pump holds it, ranks before 123 times the dose, which is refused for certain; and of two
 * that do ten times the harm that one which nothing stops ranks first. */
static void what_is_stopped_for_certain_comes_last(void **state)
{
    (void)state;
    static const char *const overs[] = {"{ usual = '30 min'; hard = ['4 min', ''];" TRIAL "}", "{ usual = '30 min'; soft = ['4 min', ''];" TRIAL "}"};
    for (size_t i = 0; i < 2; i++) {
        const struct parts parts = {.over = overs[i]};
        struct order *order = order_from(&parts, "");
        assert_int_equal(slip(order, SLIP_MASS_AS_EQUIVALENTS)->barrier, SLIP_REFUSED);
        assert_true(rank_of(SLIP_FLOW_TENFOLD) < rank_of(SLIP_MASS_AS_EQUIVALENTS));
        assert_true(rank_of(SLIP_DOSE_TENFOLD) < rank_of(SLIP_FLOW_TENFOLD));
        assert_true(rank_of(SLIP_FLOW_TENFOLD) < rank_of(SLIP_EQUIVALENTS_AS_GRAMS));
        forget(order);
    }
}

/* An injection has no speed: its dose alone is compared. 1 g is 2 mL; 8.11 g are 16.22 mL, drawn 16.2 mL, 8.1 g. */
static void ranks_of_an_injection(void **state)
{
    (void)state;
    static const enum slip_kind kinds[] = {SLIP_DOSE_TENFOLD, SLIP_EQUIVALENTS_AS_GRAMS, SLIP_EQUIVALENTS_AS_VOLUME, SLIP_OTHER_STRENGTH, SLIP_MASS_AS_EQUIVALENTS};
    static const int64_t milligrams[] = {10000, 8100, 4055, 0, 123235};
    const struct parts parts = {.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g'; step = '10 mg';" TRIAL
                                             "}; bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )"};
    struct order *order = order_from(&parts, "");
    slips_find(order->protocol, &order->request, &order->plan, &scratch, &slips);
    assert_int_equal(slips.count, COUNT_OF(kinds));
    for (int i = 0; i < slips.count; i++) {
        assert_int_equal(slips.list[i].kind, kinds[i]);
        assert_true(milligrams[i] == 0 || equals(slips.list[i].dose_mcg, milligrams[i] * 1000, 1));
        assert_int_equal(slips.list[i].time_s.den, 0);
    }
    forget(order);
}

/* ---- Days ---- */

/* How many doses of 1 g begin within 24 h of the first. */
static void doses_of_a_day(void **state)
{
    (void)state;
    static const struct {
        int64_t doses;
        int64_t every_s;
        int64_t grams; /* 0: nothing more than the order */
    } rows[] = {{3, 36000, 3}, {5, 43200, 2}, {5, 43199, 3}, {2, 86400, 0}, {2, 86399, 2}, {2, 3600, 2}, {30, 3600, 24}, {1, 3600, 0}, {3, 1, 3}};
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        order->plan.infusions[0].doses = rows[i].doses;
        order->plan.infusions[0].every.s = rows[i].every_s;
        const struct slip *day = slip(order, SLIP_DAY_AT_ONCE);
        if (rows[i].grams == 0) {
            assert_null(day);
        } else {
            assert_true(equals(day->keyed, rows[i].grams * 1000000, 1) && equals(day->dose_mcg, rows[i].grams * 1000000, 1) && equals(day->time_s, 1800, 1));
        }
    }
    forget(order);
}

/* Of one that runs for longer than a day its speed counts, of two phases both; a volume is not known of what nobody mixed. */
static void days_of_long_infusions(void **state)
{
    (void)state;
    static const struct limit no_volume = {.kind = IFS_LIMIT_VOLUME, .hard_min = {1, 1}, .hard_max = {2, 1}};
    const struct parts alone = {0};
    struct order *order = order_from(&alone, "");
    order->plan.infusions[0].delivered_s = ratio_whole(172800);
    assert_null(slip(order, SLIP_DAY_AT_ONCE)); /* one infusion is what it is, however long */
    forget(order);
    const struct parts parts = {.infusions = ONE_AFTER_ANOTHER};
    order = order_from(&parts, "");
    ifs_infusion *second = &order->plan.infusions[1];
    order->plan.limit_count = 1;
    order->plan.limits[0] = (ifs_limit_outcome){.limit = &no_volume, .result = IFS_PASS};
    assert_true(equals(slip(order, SLIP_DAY_AT_ONCE)->keyed, 3000000, 1)); /* 1 g and 2 g */
    assert_null(slip(order, SLIP_DAY_AT_ONCE)->beyond);
    second->speed_mcg_per_h = ratio_whole(1000);
    second->delivered_s = ratio_whole(86400);
    assert_true(equals(slip(order, SLIP_DAY_AT_ONCE)->keyed, 3000000, 1));
    second->delivered_s = ratio_whole(86401);
    assert_true(equals(slip(order, SLIP_DAY_AT_ONCE)->keyed, 1000000 + 24 * 1000, 1));
    forget(order);
}

/* ---- Refusals of the program ---- */

/* A check that the wrong answer trips is named, not one that only warns, nor one that the order trips itself; likewise the limit that refuses. */
static void what_the_program_says(void **state)
{
    (void)state;
    const struct parts parts = {.more = "checks = ( { id = 'warned'; warn-if = 'weight > 100 kg'; say = 'W.';" TRIAL "},"
                                        "  { id = 'heavy'; refuse-if = 'weight > 100 kg'; say = 'H.';" TRIAL "},"
                                        "  { id = 'heavier'; refuse-if = 'weight > 110 kg'; say = 'H.';" TRIAL "} );",
                                .dose = "{ usual = '20 mg/kg'; soft = ['', '2 g']; hard = ['', '4 g']; step = '10 mg';" TRIAL "}"};
    struct order *order = order_from(&parts, "weight=50 kg"); /* 110.2 pounds, 2.204 g: 2.2 g */
    const struct slip *pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_int_equal(pounds->barrier, SLIP_REFUSED);
    assert_string_equal(order->protocol->checks[pounds->check].id, "heavy");
    assert_null(pounds->beyond);
    assert_false(pounds->beyond_hard);
    const struct slip *tenfold = slip(order, SLIP_DOSE_TENFOLD); /* 10 g */
    assert_int_equal(tenfold->barrier, SLIP_REFUSED);
    assert_int_equal(tenfold->check, -1);
    assert_true(tenfold->beyond != NULL && tenfold->beyond->kind == IFS_LIMIT_DOSE && tenfold->beyond_hard);
    for (int i = 0; i < order->plan.check_count; i++) {
        order->plan.checks[i] = IFS_TRIP; /* as if the order tripped them all */
    }
    assert_int_equal(slip(order, SLIP_POUNDS_AS_KILOGRAMS)->check, -1);
    forget(order);
}

/* 90 kg are 198.4 pounds: unusual, asked to be confirmed, and then 3,968 mg: 3,960 mg. */
static void what_is_asked_to_be_confirmed(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"};
    struct order *order = order_from(&parts, "weight=90 kg | age=40 y");
    const struct slip *pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_int_equal(pounds->barrier, SLIP_CONFIRM);
    assert_true(equals(pounds->keyed, 198400, 1) && equals(pounds->dose_mcg, 3960000, 1));
    forget(order);
    order = order_from(&parts, "weight=70 kg | age=40 y"); /* 154.3 pounds: 3,080 mg, and nobody asks */
    pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_int_equal(pounds->barrier, SLIP_NOTHING);
    assert_true(equals(pounds->keyed, 154300, 1) && equals(pounds->dose_mcg, 3080000, 1));
    forget(order);
    order = order_from(&parts, "weight=90 kg | age=40 y | --confirm weight"); /* 198.4 kg have to be confirmed anew */
    assert_int_equal(slip(order, SLIP_POUNDS_AS_KILOGRAMS)->barrier, SLIP_CONFIRM);
    forget(order);
    const struct parts fixed = {0}; /* a dose that does not hang on the weight is what it was */
    order = order_from(&fixed, "weight=70 kg | age=40 y");
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS));
    forget(order);
}

/* The first check of all may be the one; what an earlier wrong answer was refused for is not said of the next. */
static void which_refusal_is_named(void **state)
{
    (void)state;
    const struct parts admitted = {.more = "admit = { when = 'weight <= 100 kg'; else = 'Too heavy.';" TRIAL "};",
                                   .dose = "( { when = 'weight <= 100 kg'; usual = '1 g'; hard = ['', '2 g']; step = '10 mg';" TRIAL
                                           "}, { when = 'weight > 100 kg'; usual = '1.5 g'; step = '10 mg';" TRIAL "} )"};
    struct order *order = order_from(&admitted, "weight=50 kg");
    assert_string_equal(order->protocol->checks[0].id, "admit-1");
    assert_null(slip(order, SLIP_POUNDS_AS_KILOGRAMS)); /* refused, and its dose does not hang on the weight */
    assert_int_equal(slip(order, SLIP_DOSE_TENFOLD)->barrier, SLIP_REFUSED);
    forget(order);
    const struct parts weighed = {.more = admitted.more,
                                  .dose = "( { when = 'weight <= 100 kg'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL
                                          "}, { when = 'weight > 100 kg'; usual = '20 mg/kg'; step = '10 mg';" TRIAL "} )"};
    order = order_from(&weighed, "weight=50 kg");
    const struct slip *pounds = slip(order, SLIP_POUNDS_AS_KILOGRAMS);
    assert_int_equal(pounds->check, 0);
    assert_null(pounds->beyond);
    forget(order);
}

/* A salt of one charge has equivalents too: as many as mmol. */
static void a_salt_of_one_charge(void **state)
{
    (void)state;
    const struct parts parts = {0};
    struct order *order = order_from(&parts, "");
    order->protocol->drug.salt.valence = 1;
    assert_true(equals(slip(order, SLIP_MASS_AS_EQUIVALENTS)->keyed, 246470000, 1)); /* 1,000 mmol of 246.47 g/mol */
    assert_true(equals(slip(order, SLIP_EQUIVALENTS_AS_GRAMS)->keyed, 4060000, 1));  /* 4.06 mmol */
    forget(order);
}

/* A pound is 0.45359237 kg: weights that lie so near the middle between two steps of the scale that another last digit would move them. */
static void pounds_to_the_last_digit(void **state)
{
    (void)state;
    static const int64_t grams[][2] = {{254488, 561100}, {259160, 571300}, {88700, 195600}};
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; hard = ['', '5 g']; step = '10 mg';" TRIAL "}"};
    struct order *order = order_from(&parts, "weight=70 kg");
    for (size_t i = 0; i < COUNT_OF(grams); i++) {
        order->request.answer[IFS_FACT_WEIGHT] = grams[i][0];
        assert_true(equals(slip(order, SLIP_POUNDS_AS_KILOGRAMS)->keyed, grams[i][1], 1));
    }
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
        cmocka_unit_test(a_wrong_dose_is_no_rate),
        cmocka_unit_test(a_wrong_dose_is_that_of_its_own_infusion),
        cmocka_unit_test(pounds_that_change_nothing_are_no_slip),
        cmocka_unit_test(strengths_that_never_wrap),
        cmocka_unit_test(a_soft_bound_that_was_not_signed_for),
        cmocka_unit_test(weights_in_pounds_never_wrap),
        cmocka_unit_test(all_slips_of_a_bag),
        cmocka_unit_test(all_slips_of_a_vial),
        cmocka_unit_test(limits_that_are_passed),
        cmocka_unit_test(which_limit_is_named),
        cmocka_unit_test(ends_of_the_pumps_range),
        cmocka_unit_test(the_flow_before),
        cmocka_unit_test(room_in_the_container),
        cmocka_unit_test(the_strongest_of_the_others),
        cmocka_unit_test(bags_that_hold_less),
        cmocka_unit_test(doses_of_a_day),
        cmocka_unit_test(days_of_long_infusions),
        cmocka_unit_test(what_the_program_says),
        cmocka_unit_test(what_is_asked_to_be_confirmed),
        cmocka_unit_test(the_least_draw_of_another),
        cmocka_unit_test(what_is_stopped_for_certain_comes_last),
        cmocka_unit_test(ranks_of_an_injection),
        cmocka_unit_test(which_refusal_is_named),
        cmocka_unit_test(a_salt_of_one_charge),
        cmocka_unit_test(pounds_to_the_last_digit),
        cmocka_unit_test(every_slip_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
