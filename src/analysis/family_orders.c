/*
 * family_orders.c - the doses and times a prescriber may order at which something changes.
 *
 * Every limit is a bound on a figure that rises or falls with the dose and with the time, so between two neighbouring bounds nothing
 * changes: what is tried is each bound on the step of the dose, one step below it and one above, and each time bound with a minute to
 * either side; of a speed, the times in which each of these doses passes it. Every dose meets every time. Invariant: the first order
 * prescribes nothing.
 */
#include "claim.h"
#include "family.h"
#include "ratio.h"

#define FIGURES 160
#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000
#define SECONDS_PER_MINUTE 60

/* Doses in mcg, rates in mcg/h, or times in s: each once. */
struct figures_tried {
    int64_t list[FIGURES];
    uint32_t rules[FIGURES]; /* the alternatives each was added for */
    int count;
    bool full;
    uint32_t adding; /* for these alternatives */
};

static void add_figure(struct figures_tried *tried, int64_t figure)
{
    for (int i = 0; i < tried->count; i++) {
        if (tried->list[i] == figure) {
            tried->rules[i] |= tried->adding;
            return;
        }
    }
    if (figure <= 0) {
        return;
    }
    if (tried->count == FIGURES) {
        tried->full = true;
        return;
    }
    tried->rules[tried->count] = tried->adding;
    tried->list[tried->count++] = figure;
}

/* The bound on its step, and its neighbours. */
static void add_around(struct figures_tried *tried, ifs_ratio bound, int64_t step)
{
    int64_t at = 0;
    if (bound.den == 0) {
        return;
    }
    claim(ratio_round_to(bound, step, IFS_ROUND_DOWN, &at));
    add_figure(tried, at);
    add_figure(tried, at - step);
    add_figure(tried, at + step);
}

static void add_bounds(struct figures_tried *tried, const struct limit *limit, int64_t step)
{
    add_around(tried, limit->soft_min, step);
    add_around(tried, limit->soft_max, step);
    add_around(tried, limit->hard_min, step);
    add_around(tried, limit->hard_max, step);
}

/* Ascending: callers rely on it. */
static void sort(struct figures_tried *tried)
{
    for (int i = 1; i < tried->count; i++) {
        int64_t figure = tried->list[i];
        uint32_t rules = tried->rules[i];
        int at = i;
        for (; at > 0 && tried->list[at - 1] > figure; at--) {
            tried->list[at] = tried->list[at - 1];
            tried->rules[at] = tried->rules[at - 1];
        }
        tried->list[at] = figure;
        tried->rules[at] = rules;
    }
}

/* ---- Doses ------------------------------------------------------------------------------------------------------------ */

static bool is_whole_dose(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_DOSE || kind == IFS_LIMIT_IN_24H || kind == IFS_LIMIT_IN_48H;
}

static void add_groups(struct figures_tried *tried, const struct limit_group *groups, int count, int64_t step)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; is_whole_dose(groups[i].kind) && j < groups[i].count; j++) {
            add_bounds(tried, &groups[i].limits[j], step);
        }
    }
}

/* A bound per kilogram, at an ordinary weight of each size: whoever weighs a little more or less passes it with its neighbours. */
static void add_per_weight(const struct limit *limit, int64_t step, struct figures_tried *tried)
{
    static const int64_t weights_g[] = {12000, 25000, 70000};
    const ifs_ratio bounds[] = {limit->soft_min, limit->soft_max, limit->hard_min, limit->hard_max};
    for (size_t i = 0; i < COUNT_OF(weights_g); i++) {
        for (size_t j = 0; j < COUNT_OF(bounds); j++) {
            ifs_ratio dose;
            if (bounds[j].den != 0 && ratio_mul(bounds[j], ratio_make(weights_g[i], GRAMS_PER_KILOGRAM), &dose)) {
                add_around(tried, dose, step);
            }
        }
    }
}

/* The dose that makes a bound of the concentration, in each bag: bound x volume, and where the drug goes on top
 * bound x volume x strength / (strength - bound). */
static void add_concentrated(const struct infusion_rule *rule, ifs_ratio bound, int64_t step,
                             struct figures_tried *tried)
{
    for (int i = 0; i < rule->container_count && bound.den != 0; i++) {
        const struct container *container = &rule->containers[i];
        ifs_ratio strength = ratio_reduce(container->product->strength);
        ifs_ratio dose = {0, 0};
        bool made = ratio_mul(bound, ratio_whole(container->volume.ul), &dose);
        if (container->additive == ADDITIVE_ADDED && ratio_compare(strength, bound) > 0) {
            ifs_ratio part = ratio_reduce(bound); /* bound / strength = p / q; 1 - p / q = (q - p) / q */
            made = made && ratio_div(part, strength, &part);
            made = made && ratio_div(dose, ratio_make(part.den - part.num, part.den), &dose);
        }
        if (made && container_is_diluted(container)) {
            add_around(tried, dose, step);
        }
    }
}

static void add_others(const struct infusion_rule *rule, int64_t step, struct figures_tried *tried)
{
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; j < rule->limits[i].count; j++) {
            const struct limit *limit = &rule->limits[i].limits[j];
            if (limit->kind == IFS_LIMIT_PER_KG) {
                add_per_weight(limit, step, tried);
            } else if (limit->kind == IFS_LIMIT_CONCENTRATION) {
                add_concentrated(rule, limit->soft_max, step, tried);
                add_concentrated(rule, limit->hard_max, step, tried);
            }
        }
    }
}

static void add_doses(const struct family *family, const struct infusion_rule *rule, const struct dose_rule *dose,
                      struct figures_tried *tried)
{
    const ifs_protocol *protocol = family->protocol;
    int64_t step = dose->step.mcg;
    add_others(rule, step, tried);
    add_bounds(tried, &dose->limit, step);
    add_bounds(tried, &dose->maximum, step);
    if (dose->basis == DOSE_FIXED) {
        add_around(tried, dose->usual, step);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        add_bounds(tried, &protocol->renal[i].maximum, step);
    }
    for (int i = 0; i < rule->time_count; i++) {
        add_around(tried, ratio_whole(rule->times[i].dose_to.mcg), step);
    }
    add_groups(tried, rule->limits, rule->limit_count, step);
    add_groups(tried, protocol->totals, protocol->total_count, step);
}

/* The least by which a rate moves: the step of the dose over the longest usual time, at least 1 mcg/h. */
static int64_t rate_step(const struct infusion_rule *rule, const struct dose_rule *dose)
{
    int64_t longest = SECONDS_PER_HOUR;
    for (int i = 0; i < rule->time_count; i++) {
        longest = rule->times[i].usual.s > longest ? rule->times[i].usual.s : longest;
    }
    int64_t step = dose->step.mcg * SECONDS_PER_HOUR / longest;
    return step > 0 ? step : 1;
}

static void add_rates(const struct infusion_rule *rule, const struct dose_rule *dose, struct figures_tried *tried)
{
    int64_t step = rate_step(rule, dose);
    add_bounds(tried, &dose->limit, step);
    if (dose->basis == DOSE_RATE) {
        add_around(tried, dose->usual, step);
    }
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; rule->limits[i].kind == IFS_LIMIT_SPEED && j < rule->limits[i].count; j++) {
            add_bounds(tried, &rule->limits[i].limits[j], step);
        }
    }
}

/* ---- Times ------------------------------------------------------------------------------------------------------------ */

static void add_times_of_speed(const struct limit *limit, int64_t dose_mcg, struct figures_tried *tried)
{
    const ifs_ratio bounds[] = {limit->soft_min, limit->soft_max, limit->hard_min, limit->hard_max};
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        ifs_ratio hours;
        ifs_ratio seconds;
        if (bounds[i].den != 0 && ratio_div(ratio_whole(dose_mcg), bounds[i], &hours) &&
            ratio_mul(hours, ratio_whole(SECONDS_PER_HOUR), &seconds)) {
            int64_t at = 0;
            claim(ratio_round_to(seconds, SECONDS_PER_MINUTE, IFS_ROUND_DOWN, &at));
            add_figure(tried, at);
            add_figure(tried, at + SECONDS_PER_MINUTE);
        }
    }
}

static void add_bounds_of_time(const struct infusion_rule *rule, struct figures_tried *tried)
{
    for (int i = 0; i < rule->time_count; i++) {
        tried->adding = UINT32_C(1) << i;
        add_bounds(tried, &rule->times[i].limit, SECONDS_PER_MINUTE);
        add_around(tried, ratio_whole(rule->times[i].usual.s), SECONDS_PER_MINUTE);
    }
}

/* In which this dose passes a bound of the speed. */
static void add_speeds(const struct infusion_rule *rule, int64_t dose_mcg, struct figures_tried *tried)
{
    tried->adding = FAMILY_ANY_RULE;
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; rule->limits[i].kind == IFS_LIMIT_SPEED && j < rule->limits[i].count; j++) {
            add_times_of_speed(&rule->limits[i].limits[j], dose_mcg, tried);
        }
    }
}

/* ---- Orders ----------------------------------------------------------------------------------------------------------- */

static void add_order(struct family *family, const struct family_order *order)
{
    if (family->order_count == FAMILY_ORDERS) {
        family->full = true;
        return;
    }
    family->orders[family->order_count++] = *order;
}

static ifs_choice with_dose(int64_t figure, bool rate)
{
    return (ifs_choice){.has_dose = true, .dose_is_rate = rate, .dose_mcg = ratio_whole(figure)};
}

static void list_doses(struct family *family, int infusion, const struct figures_tried *doses, bool rate)
{
    for (int i = 0; i < doses->count; i++) {
        add_order(family,
                  &(struct family_order){infusion, with_dose(doses->list[i], rate), doses->rules[i], FAMILY_ANY_RULE});
    }
}

static void list_times(struct family *family, const struct family_order *dosed, const struct figures_tried *times)
{
    for (int i = 0; i < times->count; i++) {
        struct family_order order = *dosed;
        order.choice.has_over = true;
        order.choice.over.s = times->list[i];
        order.time_rules = times->rules[i];
        add_order(family, &order);
    }
}

/* Each time with the usual dose, and with each dose that may be prescribed. */
static void list_all_times(struct family *family, int infusion, const struct figures_tried *doses)
{
    const struct infusion_rule *rule = &family->protocol->infusions[infusion];
    struct figures_tried times = {.count = 0};
    add_bounds_of_time(rule, &times);
    list_times(family, &(struct family_order){.infusion = infusion, .dose_rules = FAMILY_ANY_RULE}, &times);
    for (int i = 0; i < doses->count; i++) {
        struct figures_tried with_speeds = times;
        add_speeds(rule, doses->list[i], &with_speeds);
        const struct family_order dosed = {
            .infusion = infusion, .choice = with_dose(doses->list[i], false), .dose_rules = doses->rules[i]};
        list_times(family, &dosed, &with_speeds);
        family->full = family->full || with_speeds.full;
    }
}

static void list_of_infusion(struct family *family, int infusion)
{
    const struct infusion_rule *rule = &family->protocol->infusions[infusion];
    struct figures_tried doses = {.count = 0};
    struct figures_tried rates = {.count = 0};
    for (int i = 0; i < rule->dose_count; i++) {
        doses.adding = UINT32_C(1) << i;
        rates.adding = doses.adding;
        if (rule->doses[i].rate) {
            add_rates(rule, &rule->doses[i], &rates);
        } else {
            add_doses(family, rule, &rule->doses[i], &doses);
        }
    }
    sort(&doses);
    sort(&rates);
    list_doses(family, infusion, &doses, false);
    list_doses(family, infusion, &rates, true);
    if (rule->route != ROUTE_INTRAMUSCULAR) {
        list_all_times(family, infusion, &doses);
    }
    family->full = family->full || doses.full || rates.full;
}

void family_list_orders(struct family *family)
{
    family->order_count = 0;
    add_order(family, &(struct family_order){-1, {.has_dose = false}, FAMILY_ANY_RULE, FAMILY_ANY_RULE});
    for (int i = 0; i < family->protocol->infusion_count; i++) {
        list_of_infusion(family, i);
    }
}
