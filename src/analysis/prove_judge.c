/*
 * prove_judge.c - what is wrong with one plan.
 *
 * Holds a plan against what must be true of every plan, computing figures again from what is drawn up and keyed in: product strength, draw,
 * total and flow. Invariant: nothing here reads a figure that outcome.c has compared; of the engine only exact arithmetic and the truths of
 * conditions are used. Which patients and orders are judged is left to prove_sweep.c, a finding to prove_accuse.
 */
#include "choose.h"
#include "prove.h"
#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000
#define DAY_S (24 * INT64_C(3600))
#define DEFAULT_STEP 100
#define DROPS_COUNTABLE 100

/* ---- What is delivered ------------------------------------------------------------------------------------------------- */

/* den 0: no such figure. */
struct delivery {
    ifs_ratio dose_mcg;
    ifs_ratio time_s;
    ifs_ratio total_ul;
    ifs_ratio weight_g;
    int64_t sites;
};

static bool known(ifs_ratio figure)
{
    return figure.den != 0;
}

static ifs_ratio product(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio out = {0, 0};
    return known(a) && known(b) && ratio_mul(a, b, &out) ? ratio_reduce(out) : (ifs_ratio){0, 0};
}

static ifs_ratio quotient(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio out = {0, 0};
    return known(a) && known(b) && ratio_div(a, b, &out) ? ratio_reduce(out) : (ifs_ratio){0, 0};
}

static const struct container *container_of(const ifs_protocol *protocol, const ifs_infusion *infusion)
{
    return &protocol->infusions[infusion->rule].containers[infusion->container];
}

static ifs_ratio total_of(const struct container *container, ifs_ratio drawn)
{
    ifs_ratio total = {0, 0};
    switch (container->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        return drawn;
    case ADDITIVE_ADDED:
        return ratio_add(drawn, ratio_whole(container->volume.ul), &total) ? total : (ifs_ratio){0, 0};
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        break;
    }
    return ratio_whole(container->volume.ul);
}

static ifs_ratio time_of(const ifs_infusion *infusion, ifs_ratio total)
{
    if (infusion->sites > 0) {
        return ratio_whole(0);
    }
    if (infusion->device == IFS_HAND || infusion->flow.ul_per_h == 0) {
        return ratio_whole(infusion->over.s);
    }
    return product(quotient(total, ratio_whole(infusion->flow.ul_per_h)), ratio_whole(SECONDS_PER_HOUR));
}

/* From the label, the syringe and the pump. */
static struct delivery deliver(const ifs_protocol *protocol, const ifs_infusion *infusion)
{
    const struct container *container = container_of(protocol, infusion);
    ifs_ratio drawn = ratio_whole(infusion->draw.ul);
    if (container->additive == ADDITIVE_PREMIXED) {
        drawn = quotient(ratio_whole(infusion->dose.mcg), container->product->strength);
    }
    struct delivery delivery = {.weight_g = infusion->weight_g, .sites = infusion->sites};
    delivery.dose_mcg = product(drawn, container->product->strength);
    delivery.total_ul = total_of(container, drawn);
    delivery.time_s = time_of(infusion, delivery.total_ul);
    return delivery;
}

/* As it was ordered, before syringe and pump rounded anything. */
static struct delivery order(const ifs_protocol *protocol, const ifs_infusion *infusion)
{
    const struct container *container = container_of(protocol, infusion);
    struct delivery delivery = {.weight_g = infusion->weight_g, .sites = infusion->sites};
    delivery.dose_mcg = ratio_whole(infusion->dose.mcg);
    delivery.total_ul = total_of(container, quotient(delivery.dose_mcg, container->product->strength));
    delivery.time_s = ratio_whole(infusion->over.s);
    return delivery;
}

static ifs_ratio figure_of(const struct delivery *delivery, ifs_limit_kind kind)
{
    const ifs_ratio hours = quotient(delivery->time_s, ratio_whole(SECONDS_PER_HOUR));
    const ifs_ratio kilograms = quotient(delivery->weight_g, ratio_whole(GRAMS_PER_KILOGRAM));
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_MAX:
        return delivery->dose_mcg;
    case IFS_LIMIT_DOSE_RATE:
    case IFS_LIMIT_SPEED:
        return quotient(delivery->dose_mcg, hours);
    case IFS_LIMIT_PER_KG:
        return quotient(delivery->dose_mcg, kilograms);
    case IFS_LIMIT_SPEED_PER_KG:
        return quotient(quotient(delivery->dose_mcg, hours), kilograms);
    case IFS_LIMIT_OVER:
        return delivery->time_s;
    case IFS_LIMIT_CONCENTRATION:
        return quotient(delivery->dose_mcg, delivery->total_ul);
    case IFS_LIMIT_VOLUME:
        return delivery->total_ul;
    case IFS_LIMIT_SITE_VOLUME:
    case IFS_LIMIT_IN_24H: /* totals and intervals are no limits of a phase */
    case IFS_LIMIT_IN_48H:
    case IFS_LIMIT_INTERVAL:
    case IFS_LIMIT_KIND_COUNT:
        break;
    }
    return quotient(delivery->total_ul, ratio_whole(delivery->sites));
}

/* ---- Hard limits ------------------------------------------------------------------------------------------------------- */

static bool beyond_hard(ifs_ratio figure, const struct limit *limit)
{
    bool low = known(limit->hard_min) && known(figure) && ratio_compare(figure, limit->hard_min) < 0;
    return low || (known(limit->hard_max) && known(figure) && ratio_compare(figure, limit->hard_max) > 0);
}

static void fail(struct prove_judgement *judgement, enum prove_property property, int infusion,
                 const struct limit *limit)
{
    if (!judgement->fails[property]) {
        judgement->fails[property] = true;
        judgement->infusion[property] = infusion;
        judgement->limit[property] = limit;
    }
}

static void hold(struct prove_judgement *judgement, const ifs_infusion *infusion, const struct delivery *delivery,
                 const struct limit *limit)
{
    ifs_ratio figure = figure_of(delivery, limit->kind);
    if (beyond_hard(figure, limit)) {
        fail(judgement, PROVE_WITHIN, infusion->rule, limit);
        judgement->figure[PROVE_WITHIN] = figure;
    }
}

/* Whatever is delivered, against each limit of the phase that holds for this patient. */
static void hold_all(const ifs_protocol *protocol, const ifs_infusion *infusion, const struct delivery *delivery,
                     const uint8_t *truths, struct prove_judgement *judgement)
{
    const struct infusion_rule *rule = &protocol->infusions[infusion->rule];
    const struct dose_rule *dose = &rule->doses[infusion->dose_rule];
    hold(judgement, infusion, delivery, &dose->limit);
    hold(judgement, infusion, delivery, &dose->maximum);
    if (rule->route != ROUTE_INTRAMUSCULAR) {
        hold(judgement, infusion, delivery, &rule->times[infusion->time_rule].limit);
    }
    if (infusion->renal_band >= 0) {
        hold(judgement, infusion, delivery, &protocol->renal[infusion->renal_band].maximum);
    }
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; j < rule->limits[i].count; j++) {
            const struct limit *limit = &rule->limits[i].limits[j];
            if (condition_truth(&limit->when, truths) == TRUTH_YES) {
                hold(judgement, infusion, delivery, limit);
            }
        }
    }
}

/* A step of titration from the same container, as if it ran for the whole ordered time. */
static struct delivery step_of(const struct delivery *delivery, const ifs_infusion *infusion, const ifs_step *step)
{
    struct delivery taken = *delivery;
    taken.time_s = ratio_whole(infusion->over.s);
    taken.total_ul = product(ratio_whole(step->flow.ul_per_h), quotient(taken.time_s, ratio_whole(SECONDS_PER_HOUR)));
    taken.dose_mcg = product(taken.total_ul, quotient(delivery->dose_mcg, delivery->total_ul));
    return taken;
}

static void hold_infusion(const ifs_protocol *protocol, const ifs_plan *plan, const ifs_infusion *infusion,
                          const uint8_t *truths, struct prove_judgement *judgement)
{
    struct delivery delivery = deliver(protocol, infusion);
    hold_all(protocol, infusion, &delivery, truths, judgement);
    for (int i = 0; i < plan->step_count; i++) {
        if (plan->steps[i].infusion == infusion->rule) {
            struct delivery taken = step_of(&delivery, infusion, &plan->steps[i]);
            hold_all(protocol, infusion, &taken, truths, judgement);
        }
    }
}

static void hold_window(const ifs_request *request, const ifs_plan *plan, const struct limit *limit,
                        struct prove_judgement *judgement)
{
    bool day = limit->kind == IFS_LIMIT_IN_24H;
    int given = day ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    int64_t before = fact_set_has(&request->known, given) ? request->answer[given] : 0;
    ifs_ratio most;
    if (!prove_most(plan, day ? DAY_S : 2 * DAY_S, before, &most) || beyond_hard(most, limit)) {
        fail(judgement, PROVE_WITHIN, -1, limit);
        judgement->figure[PROVE_WITHIN] = most;
    }
}

/* What is longer ago than the window of the interval was not given in it. */
static void hold_interval(const ifs_request *request, const struct limit *limit, struct prove_judgement *judgement)
{
    bool short_one = ratio_compare(limit->hard_min, ratio_whole(DAY_S)) <= 0;
    bool long_one = ratio_compare(limit->hard_min, ratio_whole(2 * DAY_S)) > 0;
    int given = short_one ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    bool nothing = !long_one && fact_set_has(&request->known, given) && request->answer[given] == 0;
    bool since = fact_set_has(&request->known, IFS_FACT_LAST_DOSE);
    if (!nothing && since && beyond_hard(ratio_whole(request->answer[IFS_FACT_LAST_DOSE]), limit)) {
        fail(judgement, PROVE_WITHIN, -1, limit);
        judgement->figure[PROVE_WITHIN] = ratio_whole(request->answer[IFS_FACT_LAST_DOSE]);
    }
}

static void hold_totals(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan,
                        const uint8_t *truths, struct prove_judgement *judgement)
{
    for (int i = 0; i < protocol->total_count; i++) {
        for (int j = 0; j < protocol->totals[i].count; j++) {
            const struct limit *limit = &protocol->totals[i].limits[j];
            if (condition_truth(&limit->when, truths) != TRUTH_YES ||
                (!known(limit->hard_max) && !known(limit->hard_min))) {
                continue;
            }
            if (limit->kind == IFS_LIMIT_INTERVAL) {
                hold_interval(request, limit, judgement);
            } else {
                hold_window(request, plan, limit, judgement);
            }
        }
    }
}

/* ---- Measurable, inside its container ------------------------------------------------------------------------------------ */

static bool fits(const struct container *container, const struct delivery *delivery, int64_t draw_ul)
{
    bool inside = container->additive == ADDITIVE_REPLACED || container->additive == ADDITIVE_MADE_UP;
    bool held =
        container->capacity.ul == 0 || ratio_compare(delivery->total_ul, ratio_whole(container->capacity.ul)) <= 0;
    return held && (!inside || draw_ul <= container->volume.ul);
}

static void hold_preparation(const ifs_protocol *protocol, const ifs_request *request, const ifs_infusion *infusion,
                             struct prove_judgement *judgement)
{
    const struct container *container = container_of(protocol, infusion);
    struct delivery delivery = deliver(protocol, infusion);
    bool drawn = container->additive != ADDITIVE_PREMIXED;
    int64_t marks = infusion->graduation.ul * (infusion->sites > 0 ? infusion->sites : 1);
    int64_t pump_step = request->site != NULL && request->site->pump_step.ul_per_h > 0
                            ? request->site->pump_step.ul_per_h
                            : DEFAULT_STEP;
    bool measured = !drawn || (marks > 0 && infusion->draw.ul > 0 && infusion->draw.ul % marks == 0);
    bool pumped = infusion->sites > 0 || infusion->device == IFS_HAND ||
                  (infusion->flow.ul_per_h > 0 && infusion->flow.ul_per_h % pump_step == 0);
    bool counted = infusion->drops_per_min <= DROPS_COUNTABLE;
    bool contained = ratio_compare(ratio_whole(infusion->containers * container->product->volume.ul),
                                   drawn ? ratio_whole(infusion->draw.ul) : delivery.total_ul) >= 0;
    if (!measured || !pumped || !counted || !contained || !fits(container, &delivery, infusion->draw.ul)) {
        fail(judgement, PROVE_PREPARABLE, infusion->rule, NULL);
    }
}

/* ---- Rounding ------------------------------------------------------------------------------------------------------------ */

static const ifs_infusion *infusion_of(const ifs_plan *plan, int rule)
{
    for (int i = 0; i < plan->infusion_count; i++) {
        if (plan->infusions[i].rule == rule) {
            return &plan->infusions[i];
        }
    }
    return NULL;
}

/* Passed by what is delivered, met by what was ordered. */
static bool passed_by_rounding(const ifs_protocol *protocol, const ifs_plan *plan, const ifs_limit_outcome *outcome)
{
    const ifs_infusion *infusion =
        outcome->infusion >= 0 && outcome->step == 0 ? infusion_of(plan, outcome->infusion) : NULL;
    if (infusion == NULL) {
        return false;
    }
    struct delivery ordered = order(protocol, infusion);
    ifs_ratio figure = figure_of(&ordered, outcome->limit->kind);
    enum limit_verdict passed = outcome->severity == IFS_REFUSE ? LIMIT_BEYOND_HARD : LIMIT_BEYOND_SOFT;
    return known(figure) && limit_check(figure, outcome->limit) > passed;
}

/* An order that is refused for what was ordered is not refused for the rounding. */
static void hold_rounding(const ifs_protocol *protocol, const ifs_plan *plan, struct prove_judgement *judgement)
{
    const ifs_limit_outcome *rounded = NULL;
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        if (outcome->result != IFS_TRIP && outcome->result != IFS_OVERRIDDEN) {
            continue;
        }
        if (passed_by_rounding(protocol, plan, outcome)) {
            rounded = rounded == NULL ? outcome : rounded;
        } else if (outcome->severity == IFS_REFUSE) {
            return;
        }
    }
    if (rounded != NULL) {
        fail(judgement, PROVE_ROUNDING, rounded->infusion, rounded->limit);
        judgement->figure[PROVE_ROUNDING] = rounded->delivered;
    }
}

/* ---- Refusals ------------------------------------------------------------------------------------------------------------ */

bool prove_refused(const ifs_protocol *protocol, const ifs_plan *plan)
{
    for (int i = 0; i < plan->check_count; i++) {
        if (protocol->checks[i].severity == IFS_REFUSE && plan->checks[i] == IFS_TRIP) {
            return true;
        }
    }
    return plan->acute_injury || plan->contradictions != 0;
}

enum fault { FAULT_NONE, FAULT_OF_RULES, FAULT_OF_PREPARATION };

/* What a refusal for that reason says of the protocol. Pump and drop sets are the site's; what was asked for and is not there is the
 * asker's; a dose that is off its step or without a time was prescribed. */
static enum fault fault_of(ifs_obstacle obstacle)
{
    switch (obstacle) {
    case IFS_OBSTACLE_NO_DOSE_RULE:
    case IFS_OBSTACLE_TWO_DOSE_RULES:
    case IFS_OBSTACLE_NO_TIME_RULE:
    case IFS_OBSTACLE_TWO_TIME_RULES:
    case IFS_OBSTACLE_NO_LIMIT_RULE:
    case IFS_OBSTACLE_TWO_LIMIT_RULES:
    case IFS_OBSTACLE_NO_RENAL_BAND:
    case IFS_OBSTACLE_TWO_RENAL_BANDS:
    case IFS_OBSTACLE_NO_INFUSION:
    case IFS_OBSTACLE_NO_RESCUE:
    case IFS_OBSTACLE_NO_CONTAINER:
        return FAULT_OF_RULES;
    case IFS_OBSTACLE_DOSE_ZERO:
    case IFS_OBSTACLE_DOES_NOT_FIT:
    case IFS_OBSTACLE_NOT_MEASURABLE:
    case IFS_OBSTACLE_NO_FLOW:
    case IFS_OBSTACLE_REPEAT_TOO_SOON:
    case IFS_OBSTACLE_RESCUE_LIMIT:
    case IFS_OBSTACLE_BEYOND_ARITHMETIC:
        return FAULT_OF_PREPARATION;
    case IFS_OBSTACLE_NONE:
    case IFS_OBSTACLE_NO_DILUENT:
    case IFS_OBSTACLE_NO_DEVICE:
    case IFS_OBSTACLE_DOSE_OFF_STEP:
    case IFS_OBSTACLE_DOSE_DIMENSION:
    case IFS_OBSTACLE_BEYOND_PUMP:
    case IFS_OBSTACLE_TIME_MEANING:
    case IFS_OBSTACLE_NO_DROP_SET:
    case IFS_OBSTACLE_TOO_FAST_TO_COUNT:
    case IFS_OBSTACLE_NO_TIME:
    case IFS_OBSTACLE_NOT_IN_ORDER:
    case IFS_OBSTACLE_COUNT:
        break;
    }
    return FAULT_NONE;
}

static void judge_obstacle(struct prove_judgement *judgement, int infusion, ifs_obstacle obstacle)
{
    enum fault fault = fault_of(obstacle);
    enum prove_property property = fault == FAULT_OF_RULES ? PROVE_ONE_RULE : PROVE_PREPARABLE;
    if (fault != FAULT_NONE && !judgement->fails[property]) {
        fail(judgement, property, infusion, NULL);
        judgement->obstacle[property] = obstacle;
    }
}

static bool asks(const ifs_request *request)
{
    return fact_set_has(&request->known, IFS_FACT_PRODUCT) || fact_set_has(&request->known, IFS_FACT_DILUENT) ||
           fact_set_has(&request->known, IFS_FACT_DEVICE);
}

static bool prescribes(const ifs_request *request)
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        if (request->choices[i].has_dose || request->choices[i].has_over) {
            return true;
        }
    }
    return false;
}

static bool given_before(const ifs_request *request)
{
    return request->answer[IFS_FACT_GIVEN_24H] > 0 || request->answer[IFS_FACT_GIVEN_48H] > 0;
}

/* The protocol's own order, nothing given before: no limit of the protocol refuses it. */
static void judge_usual(const ifs_request *request, const ifs_plan *plan, struct prove_judgement *judgement)
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        judge_obstacle(judgement, i, plan->obstacle[i]);
    }
    judge_obstacle(judgement, -1, plan->order_obstacle);
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        bool whole_order = outcome->infusion < 0;
        if (outcome->result == IFS_TRIP && outcome->severity == IFS_REFUSE && !(whole_order && given_before(request))) {
            fail(judgement, PROVE_USUAL, outcome->infusion, outcome->limit);
            judgement->figure[PROVE_USUAL] = outcome->delivered;
        }
    }
}

void prove_judge(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan,
                 struct prove_judgement *judgement)
{
    uint8_t truths[CONDITION_TESTS];
    for (int i = 0; i < PROVE_COUNT; i++) {
        judgement->fails[i] = false;
        judgement->obstacle[i] = IFS_OBSTACLE_NONE;
        judgement->figure[i] = (ifs_ratio){0, 0};
    }
    judgement->refused = prove_refused(protocol, plan);
    judgement->ordered = plan->verdict >= IFS_OVERRIDE_NEEDED;
    if (judgement->refused) {
        return;
    }
    if (!prescribes(request) && !asks(request)) {
        judge_usual(request, plan, judgement);
    }
    hold_rounding(protocol, plan, judgement);
    if (!judgement->ordered) {
        return;
    }
    choose_truths(protocol, request, &plan->derived, truths);
    for (int i = 0; i < plan->infusion_count; i++) {
        hold_infusion(protocol, plan, &plan->infusions[i], truths, judgement);
        hold_preparation(protocol, request, &plan->infusions[i], judgement);
    }
    hold_totals(protocol, request, plan, truths, judgement);
}
