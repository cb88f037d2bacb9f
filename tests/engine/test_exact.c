/*
 * test_exact.c - figures at the edge of 63 bits: an order is exact, or it is refused; nothing wraps.
 *
 * Protocols of every shape are computed while their figures are bent, a few at a time, to numbers that share no factor and
 * whose products do not fit 63 bits. Whatever is computed then satisfies the equations of a pencil: dose = draw x strength,
 * flow x time = total, and so on. They are held modulo the prime 2^61 - 1, where every product is exact; a product that had
 * wrapped would agree with them by chance once in 10^18. The figures are beyond what a protocol file may say: the engine
 * does not rest on the loader.
 */
#include "course.h"
#include "written.h"

#define TRIAL "source = 'trial'; "

/* ---- Equations modulo a prime ---- */

#define PRIME ((INT64_C(1) << 61) - 1)

static int64_t times(int64_t a, int64_t b)
{
    __extension__ typedef __int128 wide;
    return (int64_t)((wide)(a % PRIME) * (b % PRIME) % PRIME);
}

static ifs_ratio whole(int64_t number)
{
    return (ifs_ratio){number, 1};
}

/* factors[0] * factors[1] * ... = products[0] * products[1] * ..., each list ended by a factor with den 0. */
static bool balances(const ifs_ratio *factors, const ifs_ratio *products)
{
    int64_t left = 1;
    int64_t right = 1;
    for (; factors->den != 0; factors++) {
        left = times(left, factors->num);
        right = times(right, factors->den);
    }
    for (; products->den != 0; products++) {
        right = times(right, products->num);
        left = times(left, products->den);
    }
    return left == right;
}

#define FACTORS(...) ((const ifs_ratio[]){__VA_ARGS__, {0, 0}})

/* ---- A protocol whose figures can be bent ---- */

struct bent {
    ifs_protocol protocol;
    ifs_request request;
    struct infusion_rule infusions[2];
    struct dose_rule doses[2];
    struct time_rule times[2];
    struct container containers[2];
    struct product products[2];
    struct step steps[2];
    struct renal_band bands[2];
    struct limit_group totals[2];
    struct limit total_limits[2];
    struct rescue_rule rescue;
    struct product antidote;
    ifs_site site;
};

static void copy_infusion(struct bent *bent, int i)
{
    struct infusion_rule *rule = &bent->infusions[i];
    bent->doses[i] = rule->doses[0];
    bent->times[i] = rule->times != NULL && rule->time_count > 0 ? rule->times[0] : (struct time_rule){.usual = {0}};
    bent->containers[i] = rule->containers[0];
    bent->products[i] = *rule->containers[0].product;
    bent->containers[i].product = &bent->products[i];
    rule->doses = &bent->doses[i];
    rule->times = &bent->times[i];
    rule->containers = &bent->containers[i];
    if (i == 0 && rule->step_count > 0) {
        assert_true(rule->step_count <= 2);
        memcpy(bent->steps, rule->steps, (size_t)rule->step_count * sizeof rule->steps[0]);
        rule->steps = bent->steps;
    }
}

static void copy(struct bent *bent, const struct order *order)
{
    bent->protocol = *order->protocol;
    bent->request = order->request;
    assert_in_range(bent->protocol.infusion_count, 1, 2);
    memcpy(bent->infusions, bent->protocol.infusions,
           (size_t)bent->protocol.infusion_count * sizeof bent->infusions[0]);
    bent->protocol.infusions = bent->infusions;
    for (int i = 0; i < bent->protocol.infusion_count; i++) {
        copy_infusion(bent, i);
    }
    assert_true(bent->protocol.renal_count <= 2);
    for (int i = 0; i < bent->protocol.renal_count; i++) {
        bent->bands[i] = bent->protocol.renal[i];
    }
    bent->protocol.renal = bent->bands;
    assert_true(bent->protocol.total_count <= 2);
    for (int i = 0; i < bent->protocol.total_count; i++) {
        bent->totals[i] = bent->protocol.totals[i];
        bent->total_limits[i] = bent->totals[i].limits[0];
        bent->totals[i].limits = &bent->total_limits[i];
    }
    bent->protocol.totals = bent->totals;
    if (bent->protocol.rescue_count > 0) {
        bent->rescue = bent->protocol.rescues[0];
        bent->antidote = *bent->rescue.product;
        bent->rescue.product = &bent->antidote;
        bent->protocol.rescues = &bent->rescue;
    }
    if (bent->request.site != NULL) {
        bent->site = *bent->request.site;
        bent->request.site = &bent->site;
    }
}

/* ---- Bending ---- */

/* xorshift64: the same patients every time. */
static uint64_t draw_number(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int64_t pick(uint64_t *state)
{
    /* small ones, primes near 10^6, 2^31, 10^9, 10^12, 10^15, 2^61 - 1, and the largest there is */
    static const int64_t numbers[] = {
        1, 2, 3, 7, 1000, 999983, 2147483647, 1000000007, 1000000000039, 1000000000000037, PRIME, INT64_MAX};
    return numbers[draw_number(state) % COUNT_OF(numbers)];
}

/* What a limit, a dose or a strength is bent to. */
static void bend_ratio(uint64_t *state, ifs_ratio *figure)
{
    if (figure->den != 0 && draw_number(state) % 4 == 0) {
        *figure = ratio_make(pick(state), draw_number(state) % 2 == 0 ? 1 : pick(state));
    }
}

/* Whole figures: steps, volumes, times. Products of two are formed in the engine where the loader bounds them to 10^9. */
static void bend_whole(uint64_t *state, int64_t *figure, int64_t most)
{
    int64_t number = pick(state);
    if (*figure > 0 && draw_number(state) % 4 == 0) {
        *figure = number < most ? number : most;
    }
}

static void bend_infusion(uint64_t *state, struct bent *bent, int i)
{
    bend_ratio(state, &bent->doses[i].usual);
    bend_ratio(state, &bent->doses[i].maximum.hard_max);
    bend_whole(state, &bent->doses[i].step.mcg, PRIME);
    bend_whole(state, &bent->times[i].usual.s, PRIME);
    bend_ratio(state, &bent->times[i].at);
    bend_ratio(state, &bent->products[i].strength);
    bend_whole(state, &bent->products[i].volume.ul, PRIME);
    bent->products[i].volume.ul *= draw_number(state) % 64 != 0; /* a container that holds nothing */
    bend_whole(state, &bent->containers[i].volume.ul, PRIME);
    bend_whole(state, &bent->infusions[i].repeat.every.s, 2147483647);
    bend_ratio(state, &bent->infusions[i].repeat.up_to.hard_max);
    bend_ratio(state, &bent->request.choices[i].dose_mcg);
    if (bent->request.choices[i].has_over) {
        bend_whole(state, &bent->request.choices[i].over.s, INT64_MAX);
    }
}

static void bend(uint64_t *state, struct bent *bent)
{
    for (int i = 0; i < bent->protocol.infusion_count; i++) {
        bend_infusion(state, bent, i);
    }
    bend_ratio(state, &bent->steps[0].rate);
    bend_ratio(state, &bent->steps[1].rate);
    bend_ratio(state, &bent->bands[1].factor);
    bend_ratio(state, &bent->rescue.usual);
    bend_whole(state, &bent->rescue.step.mcg, PRIME);
    bend_whole(state, &bent->rescue.over.s, PRIME);
    bent->rescue.over.s *= draw_number(state) % 64 != 0; /* at once */
    bend_ratio(state, &bent->antidote.strength);
    bend_whole(state, &bent->site.pump_step.ul_per_h, 2147483647);
    bend_whole(state, &bent->site.syringes[0].graduation.ul, 2147483647);
    bend_whole(state, &bent->site.drop_sets[0], 2147483647);
    bend_whole(state, &bent->request.answer[IFS_FACT_GIVEN_24H], INT64_MAX);
}

/* ---- What a pencil says ---- */

static bool infusion_is_exact(const struct bent *bent, const ifs_infusion *out)
{
    const struct infusion_rule *rule = &bent->infusions[out->rule];
    ifs_ratio strength = rule->containers[0].product->strength;
    bool exact = balances(FACTORS(out->concentration_mcg_per_ul, out->total_ul), FACTORS(out->delivered_mcg));
    if (out->draw.ul > 0) {
        exact = exact && balances(FACTORS(whole(out->draw.ul), strength), FACTORS(out->delivered_mcg)) &&
                balances(FACTORS(out->exact_draw_ul, strength), FACTORS(whole(out->dose.mcg)));
    }
    if (out->flow.ul_per_h > 0) {
        exact = exact &&
                balances(FACTORS(out->delivered_s, whole(out->flow.ul_per_h)), FACTORS(out->total_ul, whole(3600))) &&
                balances(FACTORS(out->exact_flow_ul_per_h, whole(out->over.s)), FACTORS(out->total_ul, whole(3600)));
    }
    if (rule->route == ROUTE_INTRAVENOUS) {
        exact = exact &&
                balances(FACTORS(out->speed_mcg_per_h, out->delivered_s), FACTORS(out->delivered_mcg, whole(3600)));
    }
    if (ratio_known(&out->per_kg_mcg)) {
        exact = exact && balances(FACTORS(out->per_kg_mcg, out->weight_g), FACTORS(out->delivered_mcg, whole(1000)));
    }
    if (out->sites > 0) {
        exact = exact && balances(FACTORS(out->site_ul, whole(out->sites)), FACTORS(out->total_ul));
    }
    return exact;
}

static bool step_is_exact(const ifs_infusion *out, const ifs_step *step)
{
    return balances(FACTORS(step->exact_flow_ul_per_h, out->concentration_mcg_per_ul), FACTORS(step->rate_mcg_per_h)) &&
           balances(FACTORS(step->dose_mcg, whole(3600)),
                    FACTORS(whole(step->flow.ul_per_h), whole(out->over.s), out->concentration_mcg_per_ul)) &&
           balances(FACTORS(step->speed_mcg_per_h, whole(out->over.s)), FACTORS(step->dose_mcg, whole(3600)));
}

static bool rescue_is_exact(const struct bent *bent, const ifs_rescue *rescue)
{
    return balances(FACTORS(rescue->draw_ul, bent->antidote.strength), FACTORS(whole(rescue->dose.mcg))) &&
           balances(FACTORS(rescue->speed_mcg_per_h, whole(rescue->over.s)),
                    FACTORS(whole(rescue->dose.mcg), whole(3600)));
}

static bool plan_is_exact(const struct bent *bent, const ifs_plan *plan)
{
    bool exact = true;
    for (int i = 0; i < plan->infusion_count; i++) {
        exact = exact && infusion_is_exact(bent, &plan->infusions[i]);
    }
    for (int i = 0; i < plan->step_count; i++) {
        exact = exact && step_is_exact(&plan->infusions[plan->steps[i].infusion], &plan->steps[i]);
    }
    for (int i = 0; i < plan->rescue_count; i++) {
        exact = exact && rescue_is_exact(bent, &plan->rescues[i]);
    }
    return exact;
}

static bool is_beyond(const ifs_plan *plan)
{
    bool beyond = plan->order_obstacle == IFS_OBSTACLE_BEYOND_ARITHMETIC;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        beyond = beyond || plan->obstacle[i] == IFS_OBSTACLE_BEYOND_ARITHMETIC;
    }
    return beyond;
}

/* ---- The shapes ---- */

#define DOSE_PER_KG "{ usual = '40 mg/kg'; step = '10 mg';" TRIAL "}"
#define VIAL_ADDED "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL';" TRIAL "}"
#define VIAL_MADE_UP "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '100 mL';" TRIAL "}"
#define UNDILUTED "{ product = 'vial'; additive = 'undiluted'; }"
#define PREMIX_STRONG "{ product = 'premix-strong'; additive = 'premixed'; }"

struct shape {
    struct parts parts;
    const char *words;
};

static const struct shape shapes[] = {
    {{.limits = "speed = { hard-max = '900 g/h';" TRIAL "}; concentration = { hard-max = '1000 mg/mL';" TRIAL "};"},
     ""},
    {{.dose = DOSE_PER_KG,
      .bags = VIAL_ADDED,
      .limits = "per-kg = { hard-max = '9000 mg/kg';" TRIAL "}; speed-per-kg = { soft-max = '9000 mg/kg/h';" TRIAL "};",
      .more = "renal = ( { when = 'crcl < 30 mL/min'; }, { when = 'crcl >= 30 mL/min'; factor = '0.5';" TRIAL "} );"},
     "weight=70.1 kg | crcl=60 mL/min"},
    {{.dose = "{ usual = '10 mg/kg/h'; step = '10 mg';" TRIAL "}",
      .over = "{ usual = '100 min';" TRIAL "}",
      .bags = VIAL_MADE_UP,
      .limits = "steps = ( { id = 'a'; dose = '20 mg/kg/h'; if = 'tired';" TRIAL "},"
                "  { id = 'b'; dose = '2 g/h'; if = 'tired';" TRIAL "} );"
                "per-kg = { hard-max = '9000 mg/kg';" TRIAL "};"},
     "weight=70.1 kg"},
    {{.dose = "{ usual = '1 g/h'; step = '10 mg';" TRIAL "}",
      .over = "{ usual = '100 min';" TRIAL "}",
      .bags = PREMIX_STRONG,
      .limits = "steps = ( { id = 'a'; dose = '1500 mg/h'; if = 'tired';" TRIAL "} );"},
     ""},
    {{.dose = "{ usual = '1 g/h'; hard = ['1 mg/h', '900 g/h']; step = '10 mg';" TRIAL "}",
      .over = "{ usual = '100 min';" TRIAL "}",
      .bags = PREMIX_STRONG},
     "--dose 2 g/h | --over 3 h"},
    {{.devices = "['gravity']",
      .bags = VIAL_ADDED,
      .dose = DOSE_PER_KG,
      .limits = "speed = { hard-max = '900 g/h';" TRIAL "};"},
     "weight=70.1 kg"},
    {{.devices = "['hand']", .bags = UNDILUTED, .dose = DOSE_PER_KG, .over = "{ at = '150 mg/min';" TRIAL "}"},
     "weight=70.1 kg"},
    {{.infusions =
          "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; sites = 2; dose = " DOSE_PER_KG ";"
          "    bags = " UNDILUTED "; repeat = { every = '4 h'; doses = 3; up-to = '20 g';" TRIAL "};"
          "    site-volume = { hard-max = '10000 mL';" TRIAL "}; } )",
      .more = "totals = { in-24h = '900 g'; in-48h = '900 g';" TRIAL "};"},
     "weight=70.1 kg | given-24h=1 g | given-48h=2 g"},
    {{.infusions = "( { name = 'loading'; devices = ['pump']; dose = { usual = '4 g'; step = '10 mg';" TRIAL "};"
                   "    over = { usual = '30 min';" TRIAL "}; bags = " PREMIX_STRONG "; },"
                   "  { name = 'maintenance'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "};"
                   "    over = { usual = '30 h';" TRIAL "}; bags = " PREMIX_STRONG ";"
                   "    repeat = { every = '31 h'; doses = 2;" TRIAL "}; } )",
      .more = "totals = { in-24h = '900 g';" TRIAL "};"},
     "given-24h=1 g"},
    {{.more = "rescue = { product = 'antidote'; per-kg = '20 mg/kg'; step = '10 mg'; over = '10 min';" TRIAL "};"},
     "weight=70.1 kg | age=40 y"},
};

static const ifs_site device_site = {.present = true,
                                     .pump_step = {100},
                                     .syringe_count = 1,
                                     .syringes = {{{50000}, {1000}}},
                                     .drop_set_count = 1,
                                     .drop_sets = {20}};

enum { BENDINGS = 40000 };

/* Without bending each shape is an order; bent, some are still orders, and some do not fit. */
static void exact_or_refused(void **state)
{
    (void)state;
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        struct order *order = written(&shapes[i].parts);
        order->request.site = &device_site;
        assert_true(ask_for(order, shapes[i].words));
        ifs_plan_compute(order->protocol, &order->request, &order->plan);
        if (order->plan.verdict != IFS_READY) {
            fail_msg("shape %zu: verdict %d, obstacle %d", i, (int)order->plan.verdict, (int)order->plan.obstacle[0]);
        }
        int computed = 0;
        int beyond = 0;
        for (int n = 0; n < BENDINGS; n++) {
            static struct bent bent;
            copy(&bent, order);
            bend(&random, &bent);
            ifs_plan_compute(&bent.protocol, &bent.request, &order->plan);
            if (!plan_is_exact(&bent, &order->plan)) {
                fail_msg("shape %zu, bending %d: the figures do not agree", i, n);
            }
            if (is_beyond(&order->plan)) {
                assert_int_equal(order->plan.verdict, IFS_REFUSED);
                assert_true(holds_nothing(&order->plan));
            }
            computed += order->plan.infusion_count > 0;
            beyond += is_beyond(&order->plan);
        }
        if (computed < 100 || beyond < 100) {
            fail_msg("shape %zu: %d computed, %d beyond: this tests nothing", i, computed, beyond);
        }
        forget(order);
    }
}

/* ---- One by one ---- */

static const ifs_plan *bent_plan(struct order *order, const struct bent *bent)
{
    ifs_plan_compute(&bent->protocol, &bent->request, &order->plan);
    return &order->plan;
}

static bool refused_beyond(struct order *order, const struct bent *bent)
{
    const ifs_plan *plan = bent_plan(order, bent);
    return plan->verdict == IFS_REFUSED && is_beyond(plan) && holds_nothing(plan);
}

/* 2^63 - 1 is 807 past a multiple of 1000 and 7 past one of 60: the next multiple up does not fit. */
static void next_multiple_does_not_fit(void **state)
{
    (void)state;
    struct order *order = written(&(struct parts){.bags = VIAL_ADDED});
    order->request.site = &device_site;
    assert_true(ask_for(order, ""));
    struct bent bent;
    copy(&bent, order);
    bent.doses[0].usual = whole(INT64_MAX);
    bent.doses[0].rounding = IFS_ROUND_UP;
    assert_true(refused_beyond(order, &bent));
    copy(&bent, order); /* the draw: 1 g of 10^6 mcg in 2^63 - 1 uL, marks of 1000 uL */
    bent.products[0].strength = ratio_make(1000000, INT64_MAX);
    assert_true(refused_beyond(order, &bent));
    copy(&bent, order);
    bent.request.choices[0] = (ifs_choice){.has_over = true, .over = {INT64_MAX}};
    assert_true(refused_beyond(order, &bent));
    copy(&bent, order); /* 10^6 mcg at 3.6 * 10^9 mcg in 2^63 - 1 hours take 2^63 - 1 seconds */
    bent.times[0].at = ratio_make(INT64_C(3600000000), INT64_MAX);
    assert_true(refused_beyond(order, &bent));
    forget(order);
}

/* 1 mcg by hand from 1000/PRIME mcg/uL over 1 h. A step of 10^6/PRIME mcg/h flows at 1000 uL/h and gives 10^6/PRIME mcg in the hour;
 * for each second that is 2500/(9 PRIME), and 9 PRIME is beyond 2^63. */
static void speed_of_a_step_does_not_fit(void **state)
{
    (void)state;
    struct order *order = written(&shapes[3].parts);
    order->request.site = &device_site;
    assert_true(ask_for(order, ""));
    struct bent bent;
    copy(&bent, order);
    bent.infusions[0].first_device = IFS_HAND; /* no flow of its own */
    bent.doses[0].basis = DOSE_FIXED;
    bent.doses[0].rate = false;
    bent.doses[0].usual = whole(1);
    bent.doses[0].step.mcg = 1;
    bent.times[0].usual.s = 3600;
    bent.products[0].strength = ratio_make(1000, PRIME);
    bent.steps[0].rate = ratio_make(1000000, PRIME);
    assert_true(refused_beyond(order, &bent));
    bent.infusions[0].step_count = 0;
    assert_int_equal(bent_plan(order, &bent)->verdict, IFS_READY); /* it was the step */
    forget(order);
}

/* Two sites: with the prime 2^63 - 25 as strength, half of 1000003 * 1001/(2^63 - 25) uL has a denominator beyond 2^63, whether it is drawn or comes as a premix. */
static void half_at_each_site_does_not_fit(void **state)
{
    (void)state;
    struct order *order = written(&shapes[7].parts);
    assert_true(ask_for(order, shapes[7].words));
    struct bent bent;
    copy(&bent, order);
    bent.doses[0].basis = DOSE_FIXED;
    bent.doses[0].usual = whole(1000003);
    bent.doses[0].step.mcg = 1;
    bent.products[0].strength = ratio_make(INT64_MAX - 24, 1001);
    bent.products[0].volume.ul = 1;
    assert_true(refused_beyond(order, &bent));
    bent.containers[0].additive = ADDITIVE_PREMIXED;
    assert_true(refused_beyond(order, &bent));
    forget(order);
}

/* 1000003 mcg in n/d uL, n = 1000003 * 4000000000039 and d = 3600 * 66666666666667, which have no common factor: over 1 min
 * n/(60 * 66666666666667) = 1000.003 uL/h, pumped at 1000, and d * 1000 is beyond 2^63. */
static void hours_at_the_pumped_flow_do_not_fit(void **state)
{
    (void)state;
    struct order *order = written(&(struct parts){.limits = NULL});
    assert_true(ask_for(order, ""));
    struct bent bent;
    copy(&bent, order);
    bent.doses[0].usual = whole(1000003);
    bent.doses[0].step.mcg = 1;
    bent.times[0].usual.s = 60;
    bent.products[0].strength = ratio_make(3600 * INT64_C(66666666666667), INT64_C(4000000000039));
    bent.products[0].volume.ul = 1;
    assert_true(refused_beyond(order, &bent));
    forget(order);
}

/* 1 mcg in n/d uL, n = 1000000000039, d = 1000000000037: in 1 h at 1 uL/h, with 5999999 drops per mL 99.99998 a minute. A
 * hundred take n * 5999999 * 3600/(d * 6000000) s, in lowest terms n * 5999999 * 3/(d * 5000), whose numerator does not fit. */
static void drops_whose_time_does_not_fit(void **state)
{
    (void)state;
    struct order *order = written(&(struct parts){.devices = "['gravity']"});
    order->request.site = &device_site;
    assert_true(ask_for(order, ""));
    struct bent bent;
    copy(&bent, order);
    bent.doses[0].usual = whole(1);
    bent.doses[0].step.mcg = 1;
    bent.times[0].usual.s = 3600;
    bent.site.pump_step.ul_per_h = 1;
    bent.site.drop_sets[0] = 5999999;
    bent.products[0].strength = ratio_make(INT64_C(1000000000037), INT64_C(1000000000039));
    const ifs_plan *plan = bent_plan(order, &bent);
    assert_int_equal(plan->verdict, IFS_REFUSED);
    assert_int_equal(plan->obstacle[0], IFS_OBSTACLE_NO_FLOW);
    forget(order);
}

/* A time of nothing and a weight of nothing divide nothing: there is no speed, and no dose per kg. */
static void nothing_to_divide_by(void **state)
{
    (void)state;
    struct order *order = written(&(struct parts){.limits = "speed = { hard-max = '900 g/h';" TRIAL "};"
                                                            "per-kg = { hard-max = '9000 mg/kg';" TRIAL "};"});
    assert_true(ask_for(order, "weight=70 kg"));
    order->request.choices[0] = (ifs_choice){.has_over = true};
    ifs_plan_compute(order->protocol, &order->request, &order->plan);
    assert_int_equal(order->plan.verdict, IFS_REFUSED);
    assert_int_equal(order->plan.obstacle[0], IFS_OBSTACLE_TIME_MEANING);
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_SPEED)->result, IFS_UNKNOWN);
    assert_true(ask_for(order, "weight=70 kg"));
    order->request.answer[IFS_FACT_WEIGHT] = 0;
    ifs_plan_compute(order->protocol, &order->request, &order->plan);
    assert_int_equal(order->plan.verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_PER_KG)->result, IFS_UNKNOWN);
    forget(order);
}

/* What belongs to the whole order is no figure of one infusion. */
static void figures_of_the_order(void **state)
{
    (void)state;
    static const ifs_limit_kind kinds[] = {IFS_LIMIT_IN_24H, IFS_LIMIT_IN_48H, IFS_LIMIT_INTERVAL,
                                           IFS_LIMIT_KIND_COUNT};
    struct figures figures = {.dose_mcg = {1, 1}, .weight_g = {1, 1}, .time_s = {1, 1}, .total_ul = {1, 1}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        ifs_ratio figure;
        assert_int_equal(course_figure(&figures, kinds[i], &figure), FIGURE_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_or_refused),
        cmocka_unit_test(next_multiple_does_not_fit),
        cmocka_unit_test(speed_of_a_step_does_not_fit),
        cmocka_unit_test(half_at_each_site_does_not_fit),
        cmocka_unit_test(hours_at_the_pumped_flow_do_not_fit),
        cmocka_unit_test(drops_whose_time_does_not_fit),
        cmocka_unit_test(nothing_to_divide_by),
        cmocka_unit_test(figures_of_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
