/*
 * allowed.c - the smallest change of time, container or dose with which an order would pass its limits.
 *
 * Decides what is proposed beside a soft stop, or beside a prescribed figure that was refused. The invariant: a proposal is
 * never an order: it is found from the bounds that are passed, and named only when the engine, asked with it, gives an
 * order that passes them all. What cannot be reached by one change is left unsaid.
 */
#include "allowed.h"

#include "course.h"
#include "ratio.h"

#define SECONDS_PER_MINUTE 60

/* Steps tried beyond the bound: the steps of pump and syringe may ask for one or two more. */
#define TRIES 8

struct search {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    ifs_plan *scratch;
    struct alloweds *out;
    int infusion; /* index in the protocol */
};

/* ---- Asking ---- */

static bool trips(const ifs_limit_outcome *outcome, int infusion)
{
    return outcome->result == IFS_TRIP && outcome->infusion == infusion && outcome->step == 0;
}

static bool passes(const struct search *search, const ifs_request *changed)
{
    const ifs_plan *answer = search->scratch;
    ifs_plan_compute(search->protocol, changed, search->scratch);
    if (answer->verdict == IFS_REFUSED || answer->verdict == IFS_INCOMPLETE) {
        return false;
    }
    for (int i = 0; i < answer->limit_count; i++) {
        if (answer->limits[i].result == IFS_TRIP) {
            return false;
        }
    }
    return true;
}

static void propose(struct search *search, struct allowed allowed)
{
    allowed.infusion = search->infusion;
    search->out->list[search->out->count++] = allowed;
}

/* ---- Bounds ---- */

/* One of two bounds is passed. */
static bool is_passed(const ifs_limit_outcome *outcome, ifs_ratio high, ifs_ratio low, ifs_ratio *bound)
{
    bool held = ratio_known(&outcome->delivered);
    bool above = held && ratio_known(&high) && ratio_compare(outcome->delivered, high) > 0;
    bool below = held && ratio_known(&low) && ratio_compare(outcome->delivered, low) < 0;
    *bound = above ? high : low;
    return above || below;
}

/* What a time or a dose, which is `now`, would have to be for a bound to be kept; false: that bound asks for nothing of the kind. */
typedef bool wanted_for(const struct search *search, const ifs_limit_outcome *outcome, ifs_ratio bound, ifs_ratio now,
                        ifs_ratio *wanted);

/* What the bounds ask for in one direction, the nearest first: a soft one may be signed for, so each bound is a wish of its own. */
struct wishes {
    wanted_for *wanted_for;
    bool upward;
    ifs_ratio now;
    ifs_ratio last;    /* asked for last */
    ifs_ratio nearest; /* beyond that, if there is one */
    bool found;
};

static bool is_farther(const struct wishes *wishes, ifs_ratio one, ifs_ratio other)
{
    int compared = ratio_compare(one, other);
    return wishes->upward ? compared > 0 : compared < 0;
}

/* What these bounds of a limit ask for, if that is nearer. From half of 63 bits on there is no room to step; nothing is that large. */
static void hear(const struct search *search, struct wishes *wishes, const ifs_limit_outcome *outcome, ifs_ratio high, ifs_ratio low)
{
    ifs_ratio bound;
    ifs_ratio wanted;
    if (is_passed(outcome, high, low, &bound) && wishes->wanted_for(search, outcome, bound, wishes->now, &wanted) &&
        ratio_compare(wanted, ratio_whole(INT64_MAX / 2)) < 0 && is_farther(wishes, wanted, wishes->last) &&
        (!wishes->found || is_farther(wishes, wishes->nearest, wanted))) {
        wishes->nearest = wanted;
        wishes->found = true;
    }
}

static bool next_wish(const struct search *search, struct wishes *wishes)
{
    wishes->found = false;
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        hear(search, wishes, outcome, outcome->limit->hard_max, outcome->limit->hard_min);
        hear(search, wishes, outcome, outcome->limit->soft_max, outcome->limit->soft_min);
    }
    wishes->last = wishes->nearest;
    return wishes->found;
}

/* ---- Time ---- */

static bool is_speed(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_SPEED || kind == IFS_LIMIT_SPEED_PER_KG || kind == IFS_LIMIT_DOSE_RATE;
}

/* The time in which that bound would be kept: of a speed, time × speed ÷ bound. */
static bool time_for(const struct search *search, const ifs_limit_outcome *outcome, ifs_ratio bound, ifs_ratio now, ifs_ratio *time)
{
    ifs_ratio times;
    if (!trips(outcome, search->infusion)) {
        return false;
    }
    if (outcome->limit->kind == IFS_LIMIT_OVER) {
        *time = bound;
        return true;
    }
    return is_speed(outcome->limit->kind) && ratio_div(outcome->delivered, bound, &times) && ratio_mul(now, times, time);
}

/* The time as its limit was held against, in which the speeds are; else as prescribed. */
static bool time_now(const struct search *search, ifs_ratio *time)
{
    const ifs_choice *choice = &search->request->choices[search->infusion];
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        if (outcome->infusion == search->infusion && outcome->limit->kind == IFS_LIMIT_OVER &&
            ratio_known(&outcome->delivered)) {
            *time = outcome->delivered;
            return true;
        }
    }
    *time = ratio_whole(choice->over.s);
    return choice->has_over;
}

/* From the minute below it: the speeds were held in the time that the pump makes of the prescribed one. */
static bool try_times(struct search *search, ifs_ratio wanted, bool longer)
{
    ifs_request changed = *search->request;
    int64_t step = longer ? SECONDS_PER_MINUTE : -SECONDS_PER_MINUTE;
    int64_t over;
    bool down = ratio_round_to(wanted, SECONDS_PER_MINUTE, IFS_ROUND_DOWN, &over);
    claim(down); /* what is rounded down always fits */
    changed.choices[search->infusion].has_over = true;
    for (int i = 0; i < TRIES && over > 0; i++, over += step) {
        changed.choices[search->infusion].over.s = over;
        if (passes(search, &changed)) {
            propose(search, (struct allowed){.change = ALLOWED_TIME, .over = {over}});
            return true;
        }
    }
    return false;
}

static bool find_time_towards(struct search *search, ifs_ratio now, bool longer)
{
    struct wishes wishes = {.wanted_for = time_for, .upward = longer, .now = now, .last = now, .nearest = now};
    bool found = false;
    while (!found && next_wish(search, &wishes)) {
        found = try_times(search, wishes.last, longer);
    }
    return found;
}

/* A longer one, where any bound asks for that. */
static void find_time(struct search *search)
{
    ifs_ratio now;
    if (time_now(search, &now) && !find_time_towards(search, now, true)) {
        find_time_towards(search, now, false);
    }
}

/* ---- Product ---- */

/* The first container of the infusion, in the author's order, that was not used. */
static void find_product(struct search *search)
{
    const struct infusion_rule *rule = &search->protocol->infusions[search->infusion];
    ifs_request changed = *search->request;
    if (search->plan->verdict == IFS_REFUSED || fact_set_has(&changed.known, IFS_FACT_PRODUCT)) {
        return;
    }
    fact_set_add(&changed.known, IFS_FACT_PRODUCT);
    for (int i = 0; i < rule->container_count; i++) {
        changed.answer[IFS_FACT_PRODUCT] = rule->containers[i].product_index;
        if (passes(search, &changed)) {
            propose(search, (struct allowed){.change = ALLOWED_PRODUCT, .product = rule->containers[i].product});
            return;
        }
    }
}

/* ---- Dose ---- */

static bool is_total(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_IN_24H || kind == IFS_LIMIT_IN_48H;
}

static bool is_of_dose(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_DOSE || kind == IFS_LIMIT_DOSE_MAX || kind == IFS_LIMIT_PER_KG || is_speed(kind);
}

/* Of a rolling total the dose may have what the rest of it leaves: dose − (total − bound). */
static bool dose_left(const ifs_limit_outcome *outcome, ifs_ratio bound, ifs_ratio now, ifs_ratio *dose)
{
    ifs_ratio room;
    if (outcome->result != IFS_TRIP || !ratio_add(now, bound, &room)) {
        return false;
    }
    int64_t whole = ratio_round(room, IFS_ROUND_DOWN) - ratio_round(outcome->delivered, IFS_ROUND_UP);
    if (whole <= 0) {
        return false;
    }
    *dose = ratio_whole(whole);
    return true;
}

/* What the dose would have to be: of a figure that grows with it, dose × bound ÷ figure. */
static bool dose_for(const struct search *search, const ifs_limit_outcome *outcome, ifs_ratio bound, ifs_ratio now, ifs_ratio *dose)
{
    ifs_ratio part;
    if (is_total(outcome->limit->kind)) {
        return dose_left(outcome, bound, now, dose);
    }
    if (!trips(outcome, search->infusion) || !is_of_dose(outcome->limit->kind)) {
        return false;
    }
    return ratio_div(bound, outcome->delivered, &part) && ratio_mul(now, part, dose);
}

/* The rule whose limit was held; NULL: it has none. */
static const struct dose_rule *rule_held(const struct search *search)
{
    const struct infusion_rule *infusion = &search->protocol->infusions[search->infusion];
    for (int i = 0; i < search->plan->limit_count; i++) {
        for (int j = 0; j < infusion->dose_count; j++) {
            if (search->plan->limits[i].limit == &infusion->doses[j].limit) {
                return &infusion->doses[j];
            }
        }
    }
    return NULL;
}

/* The rule by which the dose would be ordered without the prescriber's figure; NULL: not known. */
static const struct dose_rule *rule_of(const struct search *search)
{
    const struct infusion_rule *infusion = &search->protocol->infusions[search->infusion];
    const struct dose_rule *held = rule_held(search);
    ifs_request usual = *search->request;
    if (held != NULL || infusion->dose_count == 1) {
        return held != NULL ? held : &infusion->doses[0];
    }
    usual.choices[search->infusion] = (ifs_choice){0};
    ifs_plan_compute(search->protocol, &usual, search->scratch);
    for (int i = 0; i < search->scratch->infusion_count; i++) {
        if (search->scratch->infusions[i].rule == search->infusion) {
            return &infusion->doses[search->scratch->infusions[i].dose_rule];
        }
    }
    return NULL;
}

/* None where nothing is ordered: of that nothing can be made by more or less of it. */
static ifs_ratio dose_now(const struct search *search)
{
    const ifs_choice *choice = &search->request->choices[search->infusion];
    if (choice->has_dose) {
        return choice->dose_mcg;
    }
    for (int i = 0; i < search->plan->infusion_count; i++) {
        if (search->plan->infusions[i].rule == search->infusion) {
            return ratio_whole(search->plan->infusions[i].dose.mcg);
        }
    }
    return ratio_whole(0);
}

static bool try_doses(struct search *search, const struct dose_rule *rule, ifs_ratio wanted, bool lower)
{
    ifs_request changed = *search->request;
    ifs_choice *choice = &changed.choices[search->infusion];
    int64_t step = rule->step.mcg;
    int64_t dose;
    bool rounded = ratio_round_to(wanted, step, lower ? IFS_ROUND_DOWN : IFS_ROUND_UP, &dose);
    claim(rounded); /* a wish leaves room for a step */
    choice->has_dose = true;
    choice->dose_is_rate = rule->rate;
    for (int i = 0; i < TRIES && dose > 0; i++, dose += lower ? -step : step) {
        choice->dose_mcg = ratio_whole(dose);
        if (passes(search, &changed)) {
            propose(search, (struct allowed){.change = ALLOWED_DOSE, .dose_mcg = choice->dose_mcg, .dose_is_rate = rule->rate});
            return true;
        }
    }
    return false;
}

static bool find_dose_towards(struct search *search, const struct dose_rule *rule, ifs_ratio now, bool lower)
{
    struct wishes wishes = {.wanted_for = dose_for, .upward = !lower, .now = now, .last = now, .nearest = now};
    bool found = false;
    while (!found && next_wish(search, &wishes)) {
        found = try_doses(search, rule, wishes.last, lower);
    }
    return found;
}

/* A prescribed dose off its step asks for the multiple below it. A usual dose rate is not the prescriber's to move by a mass. */
static void find_dose(struct search *search)
{
    ifs_ratio now = dose_now(search);
    const struct dose_rule *rule = rule_of(search);
    if (rule == NULL || (rule->rate && !search->request->choices[search->infusion].has_dose)) {
        return;
    }
    bool found = find_dose_towards(search, rule, now, true) || find_dose_towards(search, rule, now, false);
    if (!found && search->plan->obstacle[search->infusion] == IFS_OBSTACLE_DOSE_OFF_STEP) {
        try_doses(search, rule, now, true);
    }
}

/* ---- Which infusions ---- */

/* A soft limit of its own is passed, or a figure that the prescriber chose is refused. */
static bool is_asked_for(const struct search *search)
{
    const ifs_choice *choice = &search->request->choices[search->infusion];
    bool chosen = choice->has_dose || choice->has_over;
    if (search->plan->verdict == IFS_REFUSED) {
        return chosen;
    }
    for (int i = 0; search->plan->verdict == IFS_OVERRIDE_NEEDED && i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        if (trips(outcome, search->infusion) || (trips(outcome, -1) && is_total(outcome->limit->kind))) {
            return true;
        }
    }
    return false;
}

void allowed_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                  struct alloweds *out)
{
    struct search search = {.protocol = protocol, .request = request, .plan = plan, .scratch = scratch, .out = out};
    out->count = 0;
    for (int i = 0; i < protocol->infusion_count; i++) {
        search.infusion = i;
        if (is_asked_for(&search)) {
            find_time(&search);
            find_product(&search);
            find_dose(&search);
        }
    }
}
