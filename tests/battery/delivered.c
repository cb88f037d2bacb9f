/*
 * delivered.c - what an order delivers, recomputed from its integers, held against every limit of the protocol.
 *
 * Nothing of the engine's arithmetic is used: volume drawn, total, flow and the strength on the label give dose,
 * time, speed and concentration as exact fractions, phase after phase gives what flows in any window. An order must
 * keep every hard limit whose condition holds, must say so where it passes a soft one, and can be drawn up, hung and
 * keyed in. A refusal may name only limits that are really passed.
 */
#include "delivered.h"

#include "outcome.h"

#define PHASES_MAX (IFS_INFUSION_MAX * REPEAT_MAX)
#define DAY_S 86400

/* ---- Bounds ---- */

struct exact bound_of(const struct limit *limit, enum bound bound)
{
    switch (bound) {
    case BOUND_SOFT_MIN:
        return exact_of(limit->soft_min);
    case BOUND_SOFT_MAX:
        return exact_of(limit->soft_max);
    case BOUND_HARD_MIN:
        return exact_of(limit->hard_min);
    case BOUND_HARD_MAX:
        return exact_of(limit->hard_max);
    case BOUND_COUNT:
        break;
    }
    return exact_of((ifs_ratio){0, 0});
}

const char *bound_word(enum bound bound)
{
    static const char *const names[] = {"soft minimum", "soft maximum", "hard minimum", "hard maximum", ""};
    return names[bound];
}

bool beyond(struct exact figure, const struct limit *limit, enum bound bound)
{
    struct exact edge = bound_of(limit, bound);
    bool low = bound == BOUND_SOFT_MIN || bound == BOUND_HARD_MIN;
    return exact_known(edge) && exact_known(figure) && exact_compare(figure, edge) * (low ? -1 : 1) > 0;
}

bool beyond_hard(struct exact figure, const struct limit *limit)
{
    return beyond(figure, limit, BOUND_HARD_MIN) || beyond(figure, limit, BOUND_HARD_MAX);
}

bool beyond_soft(struct exact figure, const struct limit *limit)
{
    return beyond(figure, limit, BOUND_SOFT_MIN) || beyond(figure, limit, BOUND_SOFT_MAX);
}

/* ---- One infusion ---- */

static const struct container *container_of(const ifs_protocol *protocol, const ifs_infusion *infusion)
{
    return &protocol->infusions[infusion->rule].containers[infusion->container];
}

struct delivery delivery_of(const ifs_protocol *protocol, const ifs_infusion *infusion)
{
    const struct container *container = container_of(protocol, infusion);
    struct exact strength = exact_of(container->product->strength);
    struct exact draw = exact_whole(infusion->draw.ul);
    struct delivery delivery = {.dose_mcg = exact_times(draw, strength),
                                .weight_g = exact_of(infusion->weight_g),
                                .ordered_mcg = exact_whole(infusion->dose.mcg),
                                .ordered_s = exact_whole(infusion->over.s),
                                .prescribed = infusion->prescribed,
                                .sites = protocol->infusions[infusion->rule].sites};
    switch (container->additive) {
    case ADDITIVE_PREMIXED:
        delivery.dose_mcg = exact_whole(infusion->dose.mcg);
        delivery.total_ul = exact_over(delivery.dose_mcg, strength);
        break;
    case ADDITIVE_UNDILUTED:
        delivery.total_ul = draw;
        break;
    case ADDITIVE_ADDED:
        delivery.total_ul = exact_plus(draw, exact_whole(container->volume.ul));
        break;
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        delivery.total_ul = exact_whole(container->volume.ul);
        break;
    }
    delivery.time_s = exact_whole(infusion->over.s);
    if (infusion->flow.ul_per_h > 0) {
        delivery.time_s =
            exact_over(exact_times(delivery.total_ul, exact_whole(3600)), exact_whole(infusion->flow.ul_per_h));
    }
    return delivery;
}

struct exact figure_of(const struct delivery *delivery, ifs_limit_kind kind)
{
    struct exact per_kg = exact_over(exact_whole(1000), delivery->weight_g);
    struct exact speed = exact_over(exact_times(delivery->dose_mcg, exact_whole(3600)), delivery->time_s);
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_MAX:
        return delivery->dose_mcg;
    case IFS_LIMIT_DOSE_RATE:
    case IFS_LIMIT_SPEED:
        return speed;
    case IFS_LIMIT_PER_KG:
        return exact_times(delivery->dose_mcg, per_kg);
    case IFS_LIMIT_SPEED_PER_KG:
        return exact_times(speed, per_kg);
    case IFS_LIMIT_OVER:
        return delivery->time_s;
    case IFS_LIMIT_CONCENTRATION:
        return exact_over(delivery->dose_mcg, delivery->total_ul);
    case IFS_LIMIT_VOLUME:
        return delivery->total_ul;
    case IFS_LIMIT_SITE_VOLUME:
        return exact_over(delivery->total_ul, exact_whole(delivery->sites));
    case IFS_LIMIT_IN_24H:
    case IFS_LIMIT_IN_48H:
    case IFS_LIMIT_INTERVAL:
    case IFS_LIMIT_KIND_COUNT:
        break;
    }
    return (struct exact){0, 0};
}

static int gravity(struct exact figure, const struct limit *limit)
{
    return beyond_hard(figure, limit) ? 2 : beyond_soft(figure, limit) ? 1 : 0;
}

struct exact figure_held(const struct delivery *delivery, const struct limit *limit)
{
    struct exact delivered = figure_of(delivery, limit->kind);
    bool of_dose = limit->kind == IFS_LIMIT_DOSE || (limit->kind == IFS_LIMIT_DOSE_RATE && delivery->prescribed) ||
                   limit->kind == IFS_LIMIT_DOSE_MAX || limit->kind == IFS_LIMIT_PER_KG;
    if (!of_dose || !exact_known(delivery->ordered_mcg)) {
        return delivered;
    }
    struct delivery asked = *delivery;
    asked.dose_mcg = delivery->ordered_mcg;
    asked.time_s = delivery->ordered_s;
    struct exact ordered = figure_of(&asked, limit->kind);
    return gravity(ordered, limit) > gravity(delivered, limit) ? ordered : delivered;
}

void computed_begin(struct computed *computed, const struct patient *patient, const ifs_request *settled,
                    const ifs_plan *plan)
{
    computed->patient = patient;
    computed->settled = settled;
    computed->plan = plan;
    patient_truths(patient, settled, plan, computed->truths);
}

static enum truth truth_of(const struct computed *computed, const struct condition *condition)
{
    return condition_truth(condition, computed->truths);
}

/* What a limit is held against: an infusion, a step of it counted from 1, or (infusion -1) the whole order. */
struct owner {
    int infusion;
    int step;
};

static const ifs_limit_outcome *outcome_for(const ifs_plan *plan, const struct limit *limit, struct owner owner)
{
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        if (outcome->limit == limit && outcome->infusion == owner.infusion && outcome->step == owner.step) {
            return &plan->limits[i];
        }
    }
    return NULL;
}

/* The figure an order delivers against one limit that certainly applies. */
static void hold_limit(const struct computed *computed, const struct limit *limit, struct owner owner,
                       struct exact figure)
{
    const struct patient *patient = computed->patient;
    const char *name = owner.infusion < 0 ? OUTCOME_OF_ORDER : patient->protocol->infusions[owner.infusion].name;
    const char *word = outcome_word(limit->kind);
    if (!outcome_has_bound(limit)) { /* an alternative without bounds */
        return;
    }
    const ifs_limit_outcome *outcome = outcome_for(computed->plan, limit, owner);
    if (beyond_hard(figure, limit)) {
        complain(patient, "%s.%s: an order is computed although its hard limit (line %d) is passed", name, word,
                 limit->origin.line);
    }
    if (outcome == NULL || !exact_known(figure)) {
        complain(patient, "%s.%s (line %d): an order is computed, but %s", name, word, limit->origin.line,
                 outcome == NULL ? "the limit is not among those held" : "its figure is not known");
        return;
    }
    if (!exact_same(exact_of(outcome->delivered), figure)) {
        complain(patient, "%s.%s (line %d): the plan holds another figure against it than is delivered", name, word,
                 limit->origin.line);
    }
    bool soft = beyond_soft(figure, limit);
    bool said = outcome->result == IFS_OVERRIDDEN
                    ? outcome->reason != NULL
                    : outcome->result == IFS_TRIP && computed->plan->verdict == IFS_OVERRIDE_NEEDED;
    if (soft ? !said : outcome->result != IFS_PASS) {
        complain(patient, "%s.%s (line %d): %s, yet the plan says otherwise", name, word, limit->origin.line,
                 soft ? "a soft limit is passed" : "the limit is kept");
    }
}

static void hold_groups(const struct computed *computed, struct owner owner, const struct delivery *delivery)
{
    const struct infusion_rule *rule = &computed->patient->protocol->infusions[owner.infusion];
    for (int i = 0; i < rule->limit_count; i++) {
        int holding = 0;
        for (int j = 0; j < rule->limits[i].count; j++) {
            const struct limit *limit = &rule->limits[i].limits[j];
            if (truth_of(computed, &limit->when) == TRUTH_YES) {
                holding++;
                hold_limit(computed, limit, owner, figure_held(delivery, limit));
            }
        }
        if (rule->limits[i].alternatives && holding != 1) {
            complain(computed->patient, "%s: an order is computed although %d alternatives of a limit hold", rule->name,
                     holding);
        }
    }
}

static void hold_rules(const struct computed *computed, const ifs_infusion *infusion, int step,
                       const struct delivery *delivery)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    const struct infusion_rule *rule = &protocol->infusions[infusion->rule];
    const struct dose_rule *dose = &rule->doses[infusion->dose_rule];
    struct owner owner = {infusion->rule, step};
    hold_limit(computed, &dose->limit, owner, figure_held(delivery, &dose->limit));
    hold_limit(computed, &dose->maximum, owner, figure_held(delivery, &dose->maximum));
    hold_limit(computed, &rule->repeat.up_to, owner, figure_held(delivery, &rule->repeat.up_to));
    if (rule->route != ROUTE_INTRAMUSCULAR) {
        hold_limit(computed, &rule->times[infusion->time_rule].limit, owner, delivery->time_s);
    }
    if (infusion->renal_band >= 0) {
        hold_limit(computed, &protocol->renal[infusion->renal_band].maximum, owner, delivery->dose_mcg);
        if (protocol->renal[infusion->renal_band].refuses) {
            complain(computed->patient, "%s: an order is computed in a renal band that refuses", rule->name);
        }
    }
    hold_groups(computed, owner, delivery);
}

/* What the plan prints is what its integers give. */
static void hold_figures(const struct computed *computed, const ifs_infusion *infusion, const struct delivery *delivery)
{
    const struct {
        const char *name;
        ifs_ratio printed;
        struct exact figure;
    } figures[] = {
        {"total volume", infusion->total_ul, delivery->total_ul},
        {"delivered dose", infusion->delivered_mcg, delivery->dose_mcg},
        {"delivered time", infusion->delivered_s, delivery->time_s},
        {"speed", infusion->speed_mcg_per_h, figure_of(delivery, IFS_LIMIT_SPEED)},
        {"dose per kg", infusion->per_kg_mcg, figure_of(delivery, IFS_LIMIT_PER_KG)},
        {"concentration", infusion->concentration_mcg_per_ul, figure_of(delivery, IFS_LIMIT_CONCENTRATION)},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        if (!exact_same(exact_of(figures[i].printed), figures[i].figure)) {
            complain(computed->patient, "%s: the plan's %s is not that of its draw, flow and strength",
                     computed->patient->protocol->infusions[infusion->rule].name, figures[i].name);
        }
    }
}

/* ---- The devices of the place of care ---- */

static int64_t step_of_flow(const ifs_site *site)
{
    return site != NULL && site->pump_step.ul_per_h > 0 ? site->pump_step.ul_per_h : STEP_UL;
}

static int64_t sites_of(const struct infusion_rule *rule)
{
    return rule->sites > 0 ? rule->sites : 1;
}

static int64_t last_mark(const ifs_syringe *syringe)
{
    return syringe->size.ul / syringe->graduation.ul * syringe->graduation.ul;
}

/* The smallest syringe that holds what is drawn for one site, else the largest; NULL without a list of them. */
static const ifs_syringe *syringe_of(const struct computed *computed, const ifs_infusion *infusion)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    const ifs_site *site = computed->settled->site;
    struct exact strength = exact_of(container_of(protocol, infusion)->product->strength);
    struct exact drawn = exact_over(exact_whole(infusion->dose.mcg), strength);
    int64_t parts = sites_of(&protocol->infusions[infusion->rule]);
    int i = 0;
    if (site == NULL || site->syringe_count == 0) {
        return NULL;
    }
    while (i + 1 < site->syringe_count &&
           exact_compare(drawn, exact_whole(last_mark(&site->syringes[i]) * parts)) > 0) {
        i++;
    }
    return &site->syringes[i];
}

/* What the volume drawn is a multiple of. */
static int64_t mark_of(const struct computed *computed, const ifs_infusion *infusion)
{
    const struct infusion_rule *rule = &computed->patient->protocol->infusions[infusion->rule];
    const ifs_syringe *syringe = syringe_of(computed, infusion);
    return syringe != NULL ? syringe->graduation.ul * sites_of(rule) : step_of_draw(rule);
}

static bool pump_runs(const ifs_site *site, const ifs_infusion *infusion, ifs_flow flow)
{
    if (site == NULL || infusion->device != IFS_PUMP) {
        return true;
    }
    bool fast = site->pump_high.ul_per_h > 0 && flow.ul_per_h > site->pump_high.ul_per_h;
    return flow.ul_per_h >= site->pump_low.ul_per_h && !fast;
}

/* What is wrong with the making of it, NULL if nothing is. */
static const char *fault_of_preparation(const struct computed *computed, const ifs_infusion *infusion,
                                        const struct delivery *delivery)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    const struct container *container = container_of(protocol, infusion);
    bool premixed = container->additive == ADDITIVE_PREMIXED;
    struct exact taken = premixed ? delivery->total_ul : exact_whole(infusion->draw.ul);
    struct exact opened = exact_whole(infusion->containers * container->product->volume.ul);
    struct exact fewer = exact_whole((infusion->containers - 1) * container->product->volume.ul);
    struct exact diluted = exact_plus(exact_whole(infusion->draw.ul), exact_whole(infusion->diluent_volume.ul));
    if (infusion->dose.mcg <= 0 || exact_compare(delivery->dose_mcg, exact_whole(0)) <= 0) {
        return "there is nothing to give";
    }
    if (!premixed && (infusion->draw.ul <= 0 || infusion->draw.ul % mark_of(computed, infusion) != 0)) {
        return "the volume to draw is not a multiple of the graduation";
    }
    if (exact_compare(taken, delivery->total_ul) > 0) {
        return "more is drawn than the infusion holds";
    }
    if (infusion->containers <= 0 || exact_compare(opened, taken) < 0 || exact_compare(fewer, taken) >= 0) {
        return "the containers to open do not suffice, or are too many";
    }
    if (!premixed && !exact_same(diluted, delivery->total_ul)) {
        return "drug and diluent do not add up to the total";
    }
    const ifs_syringe *syringe = premixed ? NULL : syringe_of(computed, infusion);
    int64_t parts = sites_of(&protocol->infusions[infusion->rule]);
    bool fits = syringe == NULL ||
                exact_compare(exact_over(exact_whole(infusion->dose.mcg), exact_of(container->product->strength)),
                              exact_whole(last_mark(syringe) * parts)) > 0;
    if (!fits && infusion->draw.ul > syringe->size.ul * parts) {
        return "more is drawn than the syringe holds";
    }
    if (container->capacity.ul > 0 && exact_compare(delivery->total_ul, exact_whole(container->capacity.ul)) > 0) {
        return "the total does not fit into its container";
    }
    return NULL;
}

/* True when two figures are less than one step apart. */
static bool near(struct exact a, struct exact b, int64_t step)
{
    struct exact apart = exact_minus(a, b);
    apart.num = apart.num < 0 ? -apart.num : apart.num;
    return exact_compare(apart, exact_whole(step)) < 0;
}

static const char *fault_of_running(const struct computed *computed, const ifs_infusion *infusion,
                                    const struct delivery *delivery)
{
    const struct infusion_rule *rule = &computed->patient->protocol->infusions[infusion->rule];
    const ifs_site *site = computed->settled->site;
    int64_t step = step_of_flow(site);
    bool by_hand = infusion->device == IFS_HAND;
    struct exact exact_flow =
        exact_over(exact_times(delivery->total_ul, exact_whole(3600)), exact_whole(infusion->over.s));
    if ((rule->devices >> infusion->device & 1U) == 0) {
        return "the device is none of those the infusion lists";
    }
    if (rule->route == ROUTE_INTRAMUSCULAR) {
        return infusion->over.s == 0 && infusion->flow.ul_per_h == 0 ? NULL
                                                                     : "an intramuscular dose has a time or a flow";
    }
    if (infusion->over.s <= 0 || infusion->over.s % 60 != 0) {
        return "the time is not in whole minutes";
    }
    if (by_hand) {
        return infusion->flow.ul_per_h == 0 ? NULL : "a flow is printed for an injection by hand";
    }
    if (infusion->flow.ul_per_h <= 0 || infusion->flow.ul_per_h % step != 0) {
        return "the flow is not a multiple of the pump's step";
    }
    if (!pump_runs(site, infusion, infusion->flow)) {
        return "the pump does not run at that flow";
    }
    return near(exact_whole(infusion->flow.ul_per_h), exact_flow, step) ? NULL : "the flow is more than one step off";
}

/* How often it is given, and that all of it stays within what the protocol allows altogether. */
static const char *fault_of_repeats(const struct infusion_rule *rule, const ifs_infusion *infusion,
                                    const struct delivery *delivery)
{
    struct exact all = exact_times(delivery->dose_mcg, exact_whole(infusion->doses));
    if (infusion->doses < 1 || (infusion->doses > 1) != (infusion->every.s > 0)) {
        return "the number of doses and the time between them do not agree";
    }
    if (infusion->doses > 1 && rule->repeat.doses > 0 && infusion->doses > rule->repeat.doses) {
        return "there are more doses than the protocol allows";
    }
    if (beyond_hard(all, &rule->repeat.up_to)) {
        return "all doses together are more than the protocol allows (repeat up-to)";
    }
    if (infusion->doses > 1 && exact_compare(delivery->time_s, exact_whole(infusion->every.s)) > 0) {
        return "a dose falls due before the one before it has ended";
    }
    return NULL;
}

/* A step of titration runs from the same container, at worst for the whole time. */
static void hold_step(const struct computed *computed, const ifs_infusion *infusion, const ifs_step *step)
{
    struct delivery whole = delivery_of(computed->patient->protocol, infusion);
    struct exact concentration = figure_of(&whole, IFS_LIMIT_CONCENTRATION);
    struct exact flow = exact_whole(step->flow.ul_per_h);
    struct exact hours = exact_over(exact_whole(infusion->over.s), exact_whole(3600));
    struct delivery delivery = {.time_s = exact_whole(infusion->over.s), .weight_g = whole.weight_g};
    delivery.total_ul = exact_times(flow, hours);
    delivery.dose_mcg = exact_times(delivery.total_ul, concentration);
    int64_t by = step_of_flow(computed->settled->site);
    bool wrong = step->flow.ul_per_h <= 0 || step->flow.ul_per_h % by != 0 ||
                 !near(flow, exact_over(exact_of(step->rate_mcg_per_h), concentration), by) ||
                 !pump_runs(computed->settled->site, infusion, step->flow);
    if (wrong) {
        complain(computed->patient, "step %d of titration: the flow is not that of its dose rate", step->step + 1);
    }
    if (!exact_same(exact_of(step->dose_mcg), delivery.dose_mcg) ||
        !exact_same(exact_of(step->speed_mcg_per_h), figure_of(&delivery, IFS_LIMIT_SPEED))) {
        complain(computed->patient, "step %d of titration: dose or speed are not those of its flow", step->step + 1);
    }
    hold_rules(computed, infusion, step->step + 1, &delivery);
}

/* Every step of the protocol is there, in its order. */
static void hold_steps(const struct computed *computed, const ifs_infusion *infusion)
{
    int steps = 0;
    for (int i = 0; i < computed->plan->step_count; i++) {
        const ifs_step *step = &computed->plan->steps[i];
        if (step->infusion == infusion->rule && step->step == steps) {
            hold_step(computed, infusion, step);
            steps++;
        }
    }
    if (steps != computed->patient->protocol->infusions[infusion->rule].step_count) {
        complain(computed->patient, "only %d steps of titration are in the order", steps);
    }
}

static void hold_infusion(const struct computed *computed, const ifs_infusion *infusion)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    const struct infusion_rule *rule = &protocol->infusions[infusion->rule];
    const struct container *container = container_of(protocol, infusion);
    struct delivery delivery = delivery_of(protocol, infusion);
    const char *fault = fault_of_preparation(computed, infusion, &delivery);
    fault = fault != NULL ? fault : fault_of_running(computed, infusion, &delivery);
    fault = fault != NULL ? fault : fault_of_repeats(rule, infusion, &delivery);
    if (fault != NULL) {
        complain(computed->patient, "%s: %s", rule->name, fault);
    }
    struct exact mark = exact_times(exact_of(container->product->strength), exact_whole(mark_of(computed, infusion)));
    if (container->additive != ADDITIVE_PREMIXED &&
        !near(delivery.dose_mcg, exact_whole(infusion->dose.mcg), exact_floor(mark, 1) + 1)) {
        complain(computed->patient, "%s: what is drawn is more than one mark away from the dose", rule->name);
    }
    hold_figures(computed, infusion, &delivery);
    hold_rules(computed, infusion, 0, &delivery);
    hold_steps(computed, infusion);
}

/* ---- The whole order ---- */

/* One dose under way: what flows evenly from start to end. */
struct phase {
    struct exact start;
    struct exact end;
    struct exact mcg;
};

struct phases {
    struct phase list[PHASES_MAX];
    int count;
};

/* What a phase gives at most: titration may have run at its highest step all the time. */
static struct exact most_of_phase(const ifs_plan *plan, const ifs_infusion *infusion, const struct delivery *delivery)
{
    struct exact most = delivery->dose_mcg;
    for (int i = 0; i < plan->step_count; i++) {
        if (plan->steps[i].infusion == infusion->rule) {
            most = exact_larger(most, exact_of(plan->steps[i].dose_mcg));
        }
    }
    return most;
}

/* Phases one after another, each as long as it really takes; one that is given several times stands there as often. */
static void lay_out(const ifs_protocol *protocol, const ifs_plan *plan, struct phases *phases)
{
    struct exact at = exact_whole(0);
    phases->count = 0;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        struct delivery delivery = delivery_of(protocol, infusion);
        at = i > 0 ? exact_plus(at, exact_whole(protocol->infusions[infusion->rule].begins_after.s)) : at;
        for (int64_t dose = 0; dose < infusion->doses && phases->count < PHASES_MAX; dose++) {
            struct exact start = exact_plus(at, exact_whole(dose * infusion->every.s));
            struct exact end = exact_plus(start, delivery.time_s);
            phases->list[phases->count++] = (struct phase){start, end, most_of_phase(plan, infusion, &delivery)};
        }
        at = phases->list[phases->count - 1].end;
    }
}

/* In the window from `from` to `to`: what is given at once counts at one of its edges, the first one or the last. */
static struct exact in_window(const struct phases *phases, struct exact from, struct exact to, bool with_last)
{
    struct exact sum = exact_whole(0);
    for (int i = 0; i < phases->count; i++) {
        const struct phase *phase = &phases->list[i];
        struct exact start = exact_larger(from, phase->start);
        struct exact end = exact_smaller(to, phase->end);
        int after_first = exact_compare(phase->start, from);
        int after_last = exact_compare(phase->start, to);
        bool at_once = exact_compare(phase->start, phase->end) == 0;
        if (exact_compare(start, end) < 0) {
            struct exact share = exact_over(exact_minus(end, start), exact_minus(phase->end, phase->start));
            sum = exact_plus(sum, exact_times(share, phase->mcg));
        } else if (at_once && (with_last ? after_first > 0 && after_last <= 0 : after_first >= 0 && after_last < 0)) {
            sum = exact_plus(sum, phase->mcg);
        }
    }
    return sum;
}

/* Windows that begin where a phase begins, and windows that end where one ends: in one of them it is largest. The latter stand for
 * those a moment later, so they hold what is given at once at their end. */
static struct exact most_in_any(const struct phases *phases, int64_t window_s, int64_t before)
{
    struct exact window = exact_whole(window_s);
    struct exact most = exact_plus(in_window(phases, exact_whole(0), window, false), exact_whole(before));
    for (int i = 0; i < phases->count; i++) {
        struct exact start = phases->list[i].start;
        struct exact end = phases->list[i].end;
        most = exact_larger(most, in_window(phases, start, exact_plus(start, window), false));
        if (exact_compare(end, window) >= 0) {
            most = exact_larger(most, in_window(phases, exact_minus(end, window), end, true));
        }
    }
    return most;
}

static struct exact interval_figure(const struct computed *computed, const struct limit *limit)
{
    const ifs_request *settled = computed->settled;
    struct exact interval = exact_of(limit->hard_min);
    bool day = exact_compare(interval, exact_whole(DAY_S)) <= 0;
    bool two_days = exact_compare(interval, exact_whole(2 * (int64_t)DAY_S)) <= 0;
    int given = day ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    if (two_days && fact_set_has(&settled->known, given) && settled->answer[given] == 0) {
        return interval;
    }
    bool known = fact_set_has(&settled->known, IFS_FACT_LAST_DOSE);
    return known ? exact_whole(settled->answer[IFS_FACT_LAST_DOSE]) : (struct exact){0, 0};
}

struct exact figure_of_order(const struct computed *computed, const struct limit *limit)
{
    static struct phases phases;
    int given = limit->kind == IFS_LIMIT_IN_24H ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    if (limit->kind == IFS_LIMIT_INTERVAL) {
        return interval_figure(computed, limit);
    }
    if (!fact_set_has(&computed->settled->known, given)) {
        return (struct exact){0, 0};
    }
    lay_out(computed->patient->protocol, computed->plan, &phases);
    return most_in_any(&phases, limit->kind == IFS_LIMIT_IN_24H ? DAY_S : 2 * (int64_t)DAY_S,
                       computed->settled->answer[given]);
}

static void hold_totals(const struct computed *computed)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    for (int i = 0; i < protocol->total_count; i++) {
        int holding = 0;
        for (int j = 0; j < protocol->totals[i].count; j++) {
            const struct limit *limit = &protocol->totals[i].limits[j];
            if (truth_of(computed, &limit->when) == TRUTH_YES) {
                holding++;
                struct owner order = {-1, 0};
                hold_limit(computed, limit, order,
                           outcome_has_bound(limit) ? figure_of_order(computed, limit) : exact_whole(0));
            }
        }
        if (protocol->totals[i].alternatives && holding != 1) {
            complain(computed->patient, "totals: an order is computed although %d alternatives hold", holding);
        }
    }
}

/* A check that trips decides what it says it decides. */
static void hold_checks(const struct computed *computed)
{
    const ifs_protocol *protocol = computed->patient->protocol;
    const ifs_plan *plan = computed->plan;
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        enum truth truth = truth_of(computed, &check->when);
        bool trips = truth != TRUTH_UNKNOWN && (truth == TRUTH_YES) != check->negated;
        bool wrong = (trips && check->severity == IFS_REFUSE && plan->verdict != IFS_REFUSED) ||
                     (trips && check->severity == IFS_OVERRIDE && plan->verdict > IFS_OVERRIDE_NEEDED &&
                      plan->check_reason[i] == NULL);
        if (wrong) {
            complain(computed->patient, "check %s trips, yet the verdict is %s", check->id,
                     verdict_word(plan->verdict));
        }
    }
}

/* What a plan says of limits it holds is true, whatever its verdict. */
static void hold_outcomes(const struct computed *computed)
{
    const ifs_plan *plan = computed->plan;
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        struct exact figure = exact_of(outcome->delivered);
        bool hard = outcome->result == IFS_TRIP && outcome->severity == IFS_REFUSE;
        bool soft = outcome->result == IFS_OVERRIDDEN || (outcome->result == IFS_TRIP && !hard);
        bool true_of =
            !exact_known(figure) || (hard ? beyond_hard(figure, outcome->limit) : !beyond_hard(figure, outcome->limit));
        true_of = true_of && (!exact_known(figure) || hard || soft == beyond_soft(figure, outcome->limit) ||
                              outcome->result == IFS_UNKNOWN);
        if (!true_of) {
            complain(computed->patient, "limit %s (line %d): the outcome is not that of the figure beside it",
                     outcome_word(outcome->limit->kind), outcome->limit->origin.line);
        }
        if (hard && plan->verdict != IFS_REFUSED) {
            complain(computed->patient, "limit %s (line %d): its hard bound is passed, yet the verdict is %s",
                     outcome_word(outcome->limit->kind), outcome->limit->origin.line, verdict_word(plan->verdict));
        }
    }
}

static void hold_nothing(const struct computed *computed)
{
    const ifs_plan *plan = computed->plan;
    bool empty = plan->infusion_count == 0 && plan->rescue_count == 0;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        empty = empty && infusion->dose.mcg == 0 && infusion->draw.ul == 0 && infusion->flow.ul_per_h == 0;
    }
    empty = empty && plan->step_count == 0;
    if (!empty) {
        complain(computed->patient, "the verdict is %s, yet the plan holds an infusion", verdict_word(plan->verdict));
    }
}

void hold_plan(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan)
{
    struct computed computed;
    computed_begin(&computed, patient, settled, plan);
    hold_checks(&computed);
    hold_outcomes(&computed);
    if (!has_order(plan)) {
        hold_nothing(&computed);
        return;
    }
    if (plan->infusion_count == 0) {
        complain(patient, "the verdict is %s, yet there is no infusion", verdict_word(plan->verdict));
    }
    for (int i = 0; i < plan->infusion_count; i++) {
        hold_infusion(&computed, &plan->infusions[i]);
    }
    hold_totals(&computed);
}
