/*
 * reach.c - which rules of a protocol a set of orders has reached.
 *
 * Decides what counts as reached: a check that tripped and one that passed, a band someone lies in, an alternative that was used
 * in an order, a bound that decided, a sentence that was printed, an indication and a setting that were ordered for. The
 * invariant: marks are only ever added, so the result does not depend on the order of the orders. A soft bound at or beyond its
 * hard one can never decide and is not followed. How rules are told to a person is left to others.
 */
#include "reach.h"

#include "choose.h"
#include "claim.h"
#include "outcome.h"
#include "ratio.h"

/* ---- What there is to reach ---- */

static void add(struct reach *reach, struct reach_rule rule)
{
    if (reach->count == REACH_MAX) {
        reach->full = true;
        return;
    }
    reach->rules[reach->count++] = rule;
}

/* A renal band's own check says no more than the band. */
static bool is_of_band(const ifs_protocol *protocol, const struct check *check)
{
    for (int i = 0; i < protocol->renal_count; i++) {
        if (check->when.count > 0 && protocol->renal[i].when.ops == check->when.ops) {
            return true;
        }
    }
    return false;
}

static void add_checks(const ifs_protocol *protocol, enum reach_kind kind, struct reach *reach)
{
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        if (!is_of_band(protocol, check)) {
            add(reach, (struct reach_rule){kind, check, -1, i, &check->origin, check->id, &check->when, false});
        }
    }
}

static void add_contradictions(const ifs_protocol *protocol, struct reach *reach)
{
    for (int i = 0; i < protocol->contradiction_count; i++) {
        const struct contradiction *contradiction = &protocol->contradictions[i];
        add(reach, (struct reach_rule){REACH_CONTRADICTION, contradiction, -1, i, &contradiction->origin, NULL,
                                       &contradiction->when, false});
    }
}

static void add_renal(const ifs_protocol *protocol, struct reach *reach)
{
    for (int i = 0; i < protocol->renal_count; i++) {
        const struct renal_band *band = &protocol->renal[i];
        add(reach,
            (struct reach_rule){REACH_RENAL_BAND, band, band->infusion, i, &band->origin, NULL, &band->when, false});
        if (ratio_known(&band->maximum.hard_max)) {
            add(reach, (struct reach_rule){REACH_RENAL_MAX, &band->maximum, band->infusion, i, &band->origin, NULL,
                                           &band->when, false});
        }
    }
}

static bool can_decide_low(const struct limit *limit)
{
    return ratio_known(&limit->soft_min) &&
           (!ratio_known(&limit->hard_min) || ratio_compare(limit->soft_min, limit->hard_min) > 0);
}

static bool can_decide_high(const struct limit *limit)
{
    return ratio_known(&limit->soft_max) &&
           (!ratio_known(&limit->hard_max) || ratio_compare(limit->soft_max, limit->hard_max) < 0);
}

/* `when` is that of the alternative whose limit it is. */
static void add_bounds(const struct limit *limit, const struct condition *when, int infusion, struct reach *reach)
{
    const bool there[] = {ratio_known(&limit->hard_min), ratio_known(&limit->hard_max), can_decide_low(limit),
                          can_decide_high(limit)};
    static const enum reach_kind kinds[] = {REACH_BELOW_HARD, REACH_ABOVE_HARD, REACH_BELOW_SOFT, REACH_ABOVE_SOFT};
    for (size_t i = 0; i < COUNT_OF(there); i++) {
        if (there[i]) {
            add(reach, (struct reach_rule){kinds[i], limit, infusion, 0, &limit->origin, outcome_word(limit->kind),
                                           when, false});
        }
    }
}

/* One limit that always holds is no alternative. */
static void add_limit_groups(const struct limit_group *groups, int count, int infusion, struct reach *reach)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            const struct limit *limit = &groups[i].limits[j];
            if (limit->when.count > 0 && outcome_has_bound(limit)) {
                add(reach, (struct reach_rule){REACH_LIMIT, limit, infusion, j, &limit->origin,
                                               outcome_word(limit->kind), &limit->when, false});
            }
            add_bounds(limit, &limit->when, infusion, reach);
        }
    }
}

static void add_doses(const struct infusion_rule *rule, int infusion, struct reach *reach)
{
    for (int i = 0; i < rule->dose_count; i++) {
        const struct dose_rule *dose = &rule->doses[i];
        add(reach, (struct reach_rule){REACH_DOSE, dose, infusion, i, &dose->origin, NULL, &dose->when, false});
        if (ratio_known(&dose->maximum.hard_max)) {
            add(reach, (struct reach_rule){REACH_DOSE_MAX, &dose->maximum, infusion, i, &dose->origin, NULL,
                                           &dose->when, false});
        }
        add_bounds(&dose->limit, &dose->when, infusion, reach);
    }
}

static void add_times(const struct infusion_rule *rule, int infusion, struct reach *reach)
{
    for (int i = 0; i < rule->time_count; i++) {
        const struct time_rule *time = &rule->times[i];
        add(reach, (struct reach_rule){REACH_TIME, time, infusion, i, &time->origin, NULL, &time->when, false});
        add_bounds(&time->limit, &time->when, infusion, reach);
    }
}

static void add_bags(const struct infusion_rule *rule, int infusion, struct reach *reach)
{
    for (int i = 0; i < rule->container_count; i++) {
        const struct container *bag = &rule->containers[i];
        add(reach, (struct reach_rule){REACH_BAG, bag, infusion, i, &bag->origin, bag->product->id, &bag->when, false});
    }
}

static void add_sentences(const struct lines *lines, int infusion, struct reach *reach)
{
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->list[i];
        if (line->when.count > 0) {
            add(reach, (struct reach_rule){REACH_SENTENCE, line, infusion, i, &line->origin, NULL, &line->when, false});
        }
    }
}

static void add_levels(const struct infusion_rule *rule, int infusion, struct reach *reach)
{
    for (int i = 0; i < rule->level_count; i++) {
        const struct level *level = &rule->levels[i];
        if (level->when.count > 0) {
            add(reach,
                (struct reach_rule){REACH_SENTENCE, level, infusion, i, &level->origin, NULL, &level->when, false});
        }
    }
}

static void add_steps(const struct infusion_rule *rule, int infusion, struct reach *reach)
{
    for (int i = 0; i < rule->step_count; i++) {
        const struct step *step = &rule->steps[i];
        if (step->only.count > 0) {
            add(reach, (struct reach_rule){REACH_SENTENCE, step, infusion, i, &step->origin, NULL, &step->only, false});
        }
    }
}

static void add_infusion(const ifs_protocol *protocol, int infusion, struct reach *reach)
{
    const struct infusion_rule *rule = &protocol->infusions[infusion];
    add_doses(rule, infusion, reach);
    add_times(rule, infusion, reach);
    add_limit_groups(rule->limits, rule->limit_count, infusion, reach);
    add_bags(rule, infusion, reach);
    add_steps(rule, infusion, reach);
    add_levels(rule, infusion, reach);
    add_sentences(&rule->notes, infusion, reach);
}

static void add_pages(const ifs_protocol *protocol, struct reach *reach)
{
    const struct lines *const pages[] = {&protocol->orders,           &protocol->monitoring,  &protocol->stop_rules,
                                         &protocol->follow_up,        &protocol->home_advice, &protocol->drug.notes,
                                         &protocol->drug.incompatible};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        add_sentences(pages[i], -1, reach);
    }
}

static void add_rescues(const ifs_protocol *protocol, struct reach *reach)
{
    for (int i = 0; i < protocol->rescue_count; i++) {
        const struct rescue_rule *rescue = &protocol->rescues[i];
        add(reach, (struct reach_rule){REACH_RESCUE, rescue, -1, i, &rescue->origin, rescue->product->id, &rescue->when,
                                       false});
    }
}

static void add_uses(const ifs_protocol *protocol, struct reach *reach)
{
    const struct fact_rule *settings = &protocol->facts[IFS_FACT_SETTING];
    for (int i = 0; i < protocol->indication_count; i++) {
        const struct indication *indication = &protocol->indications[i];
        add(reach,
            (struct reach_rule){REACH_INDICATION, indication, -1, i, &indication->origin, indication->id, NULL, false});
    }
    for (int i = 0; i < settings->choice_count; i++) {
        if ((protocol->settings >> i & 1U) != 0) {
            add(reach, (struct reach_rule){REACH_SETTING, NULL, -1, i, NULL, settings->choices[i], NULL, false});
        }
    }
}

void reach_begin(const ifs_protocol *protocol, struct reach *reach)
{
    reach->count = 0;
    reach->full = false;
    add_checks(protocol, REACH_CHECK_TRIPS, reach);
    add_checks(protocol, REACH_CHECK_PASSES, reach);
    add_contradictions(protocol, reach);
    add_renal(protocol, reach);
    for (int i = 0; i < protocol->infusion_count; i++) {
        add_infusion(protocol, i, reach);
    }
    add_limit_groups(protocol->totals, protocol->total_count, -1, reach);
    add_rescues(protocol, reach);
    add_pages(protocol, reach);
    add_uses(protocol, reach);
}

/* ---- What one order reached ---- */

struct order {
    const ifs_request *request;
    const ifs_plan *plan;
    bool computed;
    uint8_t truths[CONDITION_TESTS];
};

/* The infusion of the plan that follows that rule; NULL where it is not part of the order. */
static const ifs_infusion *infusion_of(const ifs_plan *plan, int rule)
{
    for (int i = 0; i < plan->infusion_count; i++) {
        if (plan->infusions[i].rule == rule) {
            return &plan->infusions[i];
        }
    }
    return NULL;
}

/* Beyond a bound that is there, by its figure where that is kept; a figure that was withdrawn from a refused order passed the only bound there is. */
static bool beyond(const ifs_limit_outcome *outcome, ifs_ratio bound, ifs_ratio other, bool high)
{
    if (!ratio_known(&outcome->delivered)) {
        return !ratio_known(&other);
    }
    int side = ratio_compare(outcome->delivered, bound);
    return high ? side > 0 : side < 0;
}

static bool bound_decided(enum reach_kind kind, const ifs_limit_outcome *outcome)
{
    const struct limit *limit = outcome->limit;
    bool hard = kind == REACH_BELOW_HARD || kind == REACH_ABOVE_HARD;
    bool high = kind == REACH_ABOVE_HARD || kind == REACH_ABOVE_SOFT;
    if (hard != (outcome->severity == IFS_REFUSE) ||
        (outcome->result != IFS_TRIP && outcome->result != IFS_OVERRIDDEN)) {
        return false;
    }
    ifs_ratio low_bound = hard ? limit->hard_min : limit->soft_min;
    ifs_ratio high_bound = hard ? limit->hard_max : limit->soft_max;
    return high ? beyond(outcome, high_bound, low_bound, true) : beyond(outcome, low_bound, high_bound, false);
}

static bool holds(const struct order *order, const struct reach_rule *rule)
{
    return condition_truth(rule->when, order->truths) == TRUTH_YES;
}

static bool limit_reached(const struct order *order, const struct reach_rule *rule)
{
    for (int i = 0; i < order->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &order->plan->limits[i];
        if (outcome->limit != rule->rule || outcome->infusion != rule->infusion) {
            continue;
        }
        bool held = outcome->result != IFS_UNKNOWN && holds(order, rule); /* one that may apply is held too */
        if (rule->kind == REACH_LIMIT ? held : bound_decided(rule->kind, outcome)) {
            return true;
        }
    }
    return false;
}

/* It refused a prescribed dose. */
static bool maximum_refused(const struct order *order, const struct reach_rule *rule)
{
    for (int i = 0; i < order->plan->limit_count; i++) {
        if (order->plan->limits[i].limit == rule->rule && order->plan->limits[i].result == IFS_TRIP) {
            return true;
        }
    }
    return false;
}

static bool renal_maximum_reached(const struct order *order, const struct reach_rule *rule)
{
    for (int i = 0; i < order->plan->infusion_count; i++) {
        const ifs_infusion *infusion = &order->plan->infusions[i];
        if (infusion->renal_band == rule->index && infusion->cap == IFS_CAP_RENAL) {
            return true;
        }
    }
    return maximum_refused(order, rule);
}

static bool rescue_reached(const struct order *order, const struct reach_rule *rule)
{
    for (int i = 0; i < order->plan->rescue_count; i++) {
        if (order->plan->rescues[i].rule == rule->index) {
            return true;
        }
    }
    return false;
}

static bool check_came_out(const struct order *order, const struct reach_rule *rule, bool tripped)
{
    uint8_t result = rule->index < order->plan->check_count ? order->plan->checks[rule->index] : IFS_UNKNOWN;
    return tripped ? result == IFS_TRIP || result == IFS_OVERRIDDEN : result == IFS_PASS;
}

static bool answered(const struct order *order, ifs_fact fact, int answer)
{
    return order->computed && fact_set_has(&order->request->known, (int)fact) && order->request->answer[fact] == answer;
}

/* The infusion where it is part of a computed order; else one that uses no rule. */
static const ifs_infusion *computed_by(const struct order *order, const struct reach_rule *rule)
{
    static const ifs_infusion none = {.dose_rule = -1, .time_rule = -1, .container = -1};
    const ifs_infusion *infusion = infusion_of(order->plan, rule->infusion);
    return infusion != NULL ? infusion : &none;
}

static bool dose_maximum_reached(const struct order *order, const struct reach_rule *rule)
{
    const ifs_infusion *infusion = infusion_of(order->plan, rule->infusion);
    if (infusion == NULL) {
        return maximum_refused(order, rule);
    }
    return infusion->dose_rule == rule->index && infusion->cap == IFS_CAP_MAXIMUM;
}

static bool sentence_reached(const struct order *order, const struct reach_rule *rule)
{
    bool there = rule->infusion < 0 || infusion_of(order->plan, rule->infusion) != NULL;
    return order->computed && there && holds(order, rule);
}

static bool reached(const struct order *order, const struct reach_rule *rule)
{
    switch (rule->kind) {
    case REACH_CHECK_TRIPS:
        return check_came_out(order, rule, true);
    case REACH_CHECK_PASSES:
        return check_came_out(order, rule, false);
    case REACH_CONTRADICTION:
    case REACH_RENAL_BAND:
        return holds(order, rule);
    case REACH_RENAL_MAX:
        return renal_maximum_reached(order, rule);
    case REACH_DOSE:
        return computed_by(order, rule)->dose_rule == rule->index;
    case REACH_DOSE_MAX:
        return dose_maximum_reached(order, rule);
    case REACH_TIME:
        return computed_by(order, rule)->time_rule == rule->index;
    case REACH_BAG:
        return computed_by(order, rule)->container == rule->index;
    case REACH_LIMIT:
    case REACH_BELOW_HARD:
    case REACH_ABOVE_HARD:
    case REACH_BELOW_SOFT:
    case REACH_ABOVE_SOFT:
        return limit_reached(order, rule);
    case REACH_RESCUE:
        return rescue_reached(order, rule);
    case REACH_SENTENCE:
        return sentence_reached(order, rule);
    case REACH_INDICATION:
        return answered(order, IFS_FACT_INDICATION, rule->index);
    case REACH_SETTING:
        return answered(order, IFS_FACT_SETTING, rule->index);
    case REACH_KIND_COUNT:
        break;
    }
    return false;
}

void reach_note(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, struct reach *reach)
{
    struct order order = {.request = request, .plan = plan};
    order.computed = plan->verdict >= IFS_OVERRIDE_NEEDED;
    choose_truths(protocol, request, &plan->derived, order.truths);
    for (int i = 0; i < reach->count; i++) {
        struct reach_rule *rule = &reach->rules[i];
        rule->reached = rule->reached || reached(&order, rule);
    }
}
