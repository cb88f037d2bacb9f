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

/* The bound that is passed, the stricter one where there are two; false: above or below none. */
static bool passed_above(const ifs_limit_outcome *outcome, ifs_ratio *bound)
{
    const struct limit *limit = outcome->limit;
    bool soft = ratio_known(&limit->soft_max);
    bool hard = ratio_known(&limit->hard_max);
    if (!ratio_known(&outcome->delivered) || (!soft && !hard)) {
        return false;
    }
    bool stricter = soft && (!hard || ratio_compare(limit->soft_max, limit->hard_max) < 0);
    *bound = stricter ? limit->soft_max : limit->hard_max;
    return ratio_compare(outcome->delivered, *bound) > 0;
}

static bool passed_below(const ifs_limit_outcome *outcome, ifs_ratio *bound)
{
    const struct limit *limit = outcome->limit;
    bool soft = ratio_known(&limit->soft_min);
    bool hard = ratio_known(&limit->hard_min);
    if (!ratio_known(&outcome->delivered) || (!soft && !hard)) {
        return false;
    }
    bool stricter = soft && (!hard || ratio_compare(limit->soft_min, limit->hard_min) > 0);
    *bound = stricter ? limit->soft_min : limit->hard_min;
    return ratio_compare(outcome->delivered, *bound) < 0;
}

/* ---- Time ---- */

static bool is_speed(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_SPEED || kind == IFS_LIMIT_SPEED_PER_KG || kind == IFS_LIMIT_DOSE_RATE;
}

/* The time in which that limit would be kept: of a speed, time × speed ÷ bound. */
static bool time_for(const ifs_limit_outcome *outcome, ifs_ratio now, ifs_ratio *time)
{
    ifs_ratio bound;
    ifs_ratio times;
    bool above = passed_above(outcome, &bound);
    if (!above && !passed_below(outcome, &bound)) {
        return false;
    }
    if (outcome->limit->kind == IFS_LIMIT_OVER) {
        *time = bound;
        return true;
    }
    return is_speed(outcome->limit->kind) && ratio_div(outcome->delivered, bound, &times) && ratio_mul(now, times, time);
}

/* The time as it is: prescribed, computed, or what its limit was held against. */
static bool time_now(const struct search *search, ifs_ratio *time)
{
    const ifs_choice *choice = &search->request->choices[search->infusion];
    if (choice->has_over) {
        *time = ratio_whole(choice->over.s);
        return true;
    }
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        if (outcome->infusion == search->infusion && outcome->limit->kind == IFS_LIMIT_OVER &&
            ratio_known(&outcome->delivered)) {
            *time = outcome->delivered;
            return true;
        }
    }
    return false;
}

/* The farthest of the times asked for: a longer one where any is longer, else the shortest. False: none is. */
static bool time_wanted(const struct search *search, ifs_ratio now, ifs_ratio *wanted)
{
    bool found = false;
    *wanted = now;
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        ifs_ratio time;
        if (!trips(outcome, search->infusion) || !time_for(outcome, now, &time)) {
            continue;
        }
        bool longer = ratio_compare(time, now) > 0;
        bool farther = longer ? ratio_compare(time, *wanted) > 0 : ratio_compare(*wanted, now) <= 0;
        *wanted = farther ? time : *wanted;
        found = true;
    }
    return found;
}

static void find_time(struct search *search)
{
    ifs_ratio now;
    ifs_ratio wanted;
    if (!time_now(search, &now) || !time_wanted(search, now, &wanted)) {
        return;
    }
    bool longer = ratio_compare(wanted, now) > 0;
    int64_t step = longer ? SECONDS_PER_MINUTE : -SECONDS_PER_MINUTE;
    int64_t over;
    if (!ratio_round_to(wanted, SECONDS_PER_MINUTE, longer ? IFS_ROUND_UP : IFS_ROUND_DOWN, &over)) {
        return;
    }
    ifs_request changed = *search->request;
    changed.choices[search->infusion].has_over = true;
    for (int i = 0; i < TRIES && over > 0; i++, over += step) {
        changed.choices[search->infusion].over.s = over;
        if (passes(search, &changed)) {
            propose(search, (struct allowed){.change = ALLOWED_TIME, .over = {over}});
            return;
        }
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

/* What the dose would have to be: of a figure that grows with it, dose × bound ÷ figure. */
static bool dose_for(const ifs_limit_outcome *outcome, ifs_ratio now, ifs_ratio *dose)
{
    ifs_ratio bound;
    ifs_ratio part;
    if (!passed_above(outcome, &bound) && !passed_below(outcome, &bound)) {
        return false;
    }
    return is_of_dose(outcome->limit->kind) && ratio_div(bound, outcome->delivered, &part) && ratio_mul(now, part, dose);
}

/* Of a rolling total the dose may have what the rest of it leaves: dose − (total − bound). */
static bool dose_left(const ifs_limit_outcome *outcome, ifs_ratio now, ifs_ratio *dose)
{
    ifs_ratio bound;
    ifs_ratio room;
    if (outcome->result != IFS_TRIP || !is_total(outcome->limit->kind) || !passed_above(outcome, &bound) ||
        !ratio_add(now, bound, &room) || ratio_compare(room, outcome->delivered) <= 0) {
        return false;
    }
    int64_t whole = ratio_round(room, IFS_ROUND_DOWN) - ratio_round(outcome->delivered, IFS_ROUND_UP);
    *dose = ratio_whole(whole > 0 ? whole : 0);
    return whole > 0;
}

/* The lowest of the doses asked for; where all ask for more, the highest. */
static bool dose_wanted(const struct search *search, ifs_ratio now, ifs_ratio *wanted)
{
    bool found = false;
    *wanted = now;
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        ifs_ratio dose;
        if (!(trips(outcome, search->infusion) && dose_for(outcome, now, &dose)) && !dose_left(outcome, now, &dose)) {
            continue;
        }
        bool lower = ratio_compare(dose, now) < 0;
        bool farther = lower ? ratio_compare(dose, *wanted) < 0
                             : ratio_compare(*wanted, now) >= 0 && ratio_compare(dose, *wanted) > 0;
        *wanted = farther ? dose : *wanted;
        found = true;
    }
    return found;
}

/* The rule by which the dose would be ordered without the prescriber's figure; NULL: not known. */
static const struct dose_rule *rule_of(const struct search *search)
{
    const struct infusion_rule *infusion = &search->protocol->infusions[search->infusion];
    ifs_request usual = *search->request;
    if (infusion->dose_count == 1) {
        return &infusion->doses[0];
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

static bool dose_now(const struct search *search, ifs_ratio *dose)
{
    const ifs_choice *choice = &search->request->choices[search->infusion];
    if (choice->has_dose) {
        *dose = choice->dose_mcg;
        return true;
    }
    for (int i = 0; i < search->plan->infusion_count; i++) {
        if (search->plan->infusions[i].rule == search->infusion) {
            *dose = ratio_whole(search->plan->infusions[i].dose.mcg);
            return true;
        }
    }
    return false;
}

static void try_doses(struct search *search, const struct dose_rule *rule, ifs_ratio wanted, bool lower)
{
    ifs_request changed = *search->request;
    ifs_choice *choice = &changed.choices[search->infusion];
    int64_t step = rule->step.mcg;
    int64_t dose;
    if (!ratio_round_to(wanted, step, lower ? IFS_ROUND_DOWN : IFS_ROUND_UP, &dose)) {
        return;
    }
    choice->has_dose = true;
    choice->dose_is_rate = rule->rate;
    for (int i = 0; i < TRIES && dose > 0; i++, dose += lower ? -step : step) {
        choice->dose_mcg = ratio_whole(dose);
        if (passes(search, &changed)) {
            propose(search, (struct allowed){.change = ALLOWED_DOSE, .dose_mcg = choice->dose_mcg, .dose_is_rate = rule->rate});
            return;
        }
    }
}

/* A prescribed dose off its step asks for the multiple below it. A usual dose rate is not the prescriber's to move by a mass. */
static void find_dose(struct search *search)
{
    ifs_ratio now;
    ifs_ratio wanted;
    const struct dose_rule *rule = rule_of(search);
    if (rule == NULL || !dose_now(search, &now) || (rule->rate && !search->request->choices[search->infusion].has_dose)) {
        return;
    }
    bool bounded = dose_wanted(search, now, &wanted);
    if (!bounded && search->plan->obstacle[search->infusion] != IFS_OBSTACLE_DOSE_OFF_STEP) {
        return;
    }
    try_doses(search, rule, wanted, !bounded || ratio_compare(wanted, now) < 0);
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
