/*
 * consistency_figures.c - figures of one dose or time that leave some patients, or all, without an order.
 *
 * Decides whether a dose can be ordered on its step at all, whether a maximum lies beyond the hard limit, what a dose per kg comes to
 * at the lightest and the heaviest weight that is admitted, and whether bounds without room can be met by a pump. Invariant: the weight of
 * a finding is one that an admitted patient may have; children's lowest weight is a plausibility limit of the program and
 * gives no finding.
 */
#include "consistency.h"

#include <stdio.h>

#include "known.h"

#define GRAMS_PER_KILOGRAM 1000
#define PUMP_STEP_UL_PER_H 100 /* 0.1 mL per hour: without a site file */

struct words {
    char text[48];
};

static struct words dose_words(const struct dose_rule *dose, ifs_ratio figure)
{
    struct words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    if (dose->rate) {
        quantity_add_dose_rate(&text, figure);
    } else {
        quantity_add_mass(&text, figure);
    }
    return words;
}

static struct words weight_words(int64_t g)
{
    struct words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    fact_add_figure(&text, &fact_builtin(IFS_FACT_WEIGHT)->units[0], g);
    return words;
}

/* ---- Step and maximum ---------------------------------------------------------------------------------------------- */

/* The step of a rate acts on the dose it comes to, not on the rate. */
static void judge_step(const struct consistency *judge, const struct infusion_rule *infusion,
                       const struct dose_rule *dose)
{
    ifs_ratio most = consistency_highest(dose);
    ifs_ratio least = dose->limit.hard_min.den != 0 ? dose->limit.hard_min : ratio_whole(dose->step.mcg);
    if (!dose->rate && known_above(known_to_step(least, dose->step.mcg, IFS_ROUND_UP), most)) {
        consistency_add(judge, IFS_ERROR, "no-dose-on-step", dose->origin.line,
                        "%s.dose: no multiple of the step (%s) lies within the hard limits (up to %s), so no dose can "
                        "be ordered; write a "
                        "smaller step or wider limits",
                        infusion->name, dose_words(dose, ratio_whole(dose->step.mcg)).text,
                        dose_words(dose, most).text);
    }
}

static void judge_maximum(const struct consistency *judge, const struct infusion_rule *infusion,
                          const struct dose_rule *dose)
{
    if (!dose->rate && known_above(dose->maximum.hard_max, dose->limit.hard_max)) {
        consistency_add(judge, IFS_WARNING, "max-above-limit", dose->origin.line,
                        "%s.dose: max (%s) is above the hard limit (%s), so what lies between is refused and never "
                        "reduced to max; write "
                        "max at most as high as the limit",
                        infusion->name, dose_words(dose, dose->maximum.hard_max).text,
                        dose_words(dose, dose->limit.hard_max).text);
    }
}

/* ---- The lightest and the heaviest ------------------------------------------------------------------------------------ */

static ifs_ratio dose_at(const struct dose_rule *dose, int64_t weight_g)
{
    ifs_ratio figure = known_times(dose->usual, ratio_make(weight_g, GRAMS_PER_KILOGRAM));
    return !dose->rate && known_above(figure, dose->maximum.hard_max) ? dose->maximum.hard_max : figure;
}

/* The weights of all who may get this dose. */
static bool weights_of(const struct consistency *judge, const struct infusion_rule *infusion,
                       const struct dose_rule *dose, struct space_cell *weights)
{
    struct crowd crowd;
    bool found = false;
    crowd_begin(&crowd, judge, &infusion->when, CROWD_TREATED);
    space_read(&crowd.space, &dose->when);
    space_read_slot(&crowd.space, IFS_FACT_WEIGHT);
    if (!crowd_gather(&crowd, dose->when.count)) {
        return false;
    }
    for (bool any = crowd_first(&crowd); any; any = crowd_next(&crowd)) {
        if (condition_truth(&dose->when, crowd.point.truths) == TRUTH_NO) {
            continue;
        }
        struct space_cell here = space_answers(&crowd.space, &crowd.point, IFS_FACT_WEIGHT);
        weights->low = found ? weights->low : here.low; /* the lightest come first: weight is the first fact of a space */
        weights->high = !found || here.high > weights->high ? here.high : weights->high;
        found = true;
    }
    return found;
}

/* The tightest of what certainly bounds this dose, and what it is. */
struct bound {
    ifs_ratio most;
    const char *name;
};

static void tighten(struct bound *bound, ifs_ratio most, const char *name)
{
    if (bound->most.den == 0 || known_above(bound->most, most)) {
        *bound = (struct bound){most, name};
    }
}

static int64_t longest_usual(const struct infusion_rule *infusion)
{
    int64_t longest = 0;
    for (int i = 0; i < infusion->time_count; i++) {
        const struct time_rule *time = &infusion->times[i];
        if (time->usual.s == 0) {
            return 0; /* the prescriber may take as long as it needs */
        }
        longest = time->usual.s > longest ? time->usual.s : longest;
    }
    return longest;
}

static void tighten_by(struct bound *bound, const struct limit_group *groups, int count, int64_t time_s)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            const struct limit *limit = &groups[i].limits[j];
            ifs_ratio most = limit->hard_max;
            if (limit->when.count > 0) {
                continue;
            }
            if (groups[i].kind == IFS_LIMIT_IN_24H || groups[i].kind == IFS_LIMIT_IN_48H) {
                tighten(bound, most, "the most in 24 or 48 hours");
            } else if (groups[i].kind == IFS_LIMIT_DOSE) {
                tighten(bound, most, "the drug library's limit");
            } else if (groups[i].kind == IFS_LIMIT_SPEED && time_s > 0) {
                tighten(bound, known_times(most, known_hours(time_s)), "the most its usual time allows at the hard limit of speed");
            }
        }
    }
}

static struct bound bound_of(const struct consistency *judge, const struct infusion_rule *infusion,
                             const struct dose_rule *dose)
{
    struct bound bound = {dose->limit.hard_max, "the hard limit"};
    if (!dose->rate) {
        tighten_by(&bound, infusion->limits, infusion->limit_count, longest_usual(infusion));
        tighten_by(&bound, judge->protocol->totals, judge->protocol->total_count, 0);
    }
    return bound;
}

static void judge_edge(const struct consistency *judge, const struct infusion_rule *infusion,
                       const struct dose_rule *dose, struct space_cell weights)
{
    ifs_ratio least = dose_at(dose, weights.low);
    ifs_ratio most = dose_at(dose, weights.high);
    struct bound bound = bound_of(judge, infusion, dose);
    if (known_above(most, bound.most)) {
        consistency_add(
            judge, IFS_WARNING, "usual-passes-limit-for-some", dose->origin.line,
            "%s.dose: at %s the usual dose comes to %s, above %s (%s): heavy patients are refused; write %s",
            infusion->name, weight_words(weights.high).text, dose_words(dose, most).text, bound.name,
            dose_words(dose, bound.most).text,
            dose->rate ? "an alternative with when for them, or a check that says so"
                       : "max so low that it reduces the dose, or a check that says so");
    }
    bool meant = weights.low > fact_builtin(IFS_FACT_WEIGHT)->units[0].low;
    if (meant && known_above(dose->limit.hard_min, least)) {
        consistency_add(judge, IFS_WARNING, "usual-passes-limit-for-some", dose->origin.line,
                        "%s.dose: at %s the usual dose comes to %s, below the hard limit (%s): light patients are "
                        "refused; write a lower "
                        "limit, or a check that says so",
                        infusion->name, weight_words(weights.low).text, dose_words(dose, least).text,
                        dose_words(dose, dose->limit.hard_min).text);
    }
}

/* Of actual weight only: ideal and adjusted weight hang on height and sex. */
static void judge_weights(const struct consistency *judge, const struct infusion_rule *infusion,
                          const struct dose_rule *dose)
{
    struct space_cell weights = {0, 0};
    bool per_weight = dose->basis == DOSE_PER_WEIGHT || dose->basis == DOSE_RATE_PER_WEIGHT;
    if (per_weight && dose->weight == RENAL_WEIGHT_ACTUAL && weights_of(judge, infusion, dose, &weights)) {
        judge_edge(judge, infusion, dose, weights);
    }
}

/* ---- Bounds without room -------------------------------------------------------------------------------------------- */

static bool same(ifs_ratio low, ifs_ratio high)
{
    return low.den != 0 && high.den != 0 && ratio_compare(low, high) == 0;
}

static bool without_room(const struct limit *limit)
{
    return same(limit->soft_min, limit->soft_max) || same(limit->hard_min, limit->hard_max);
}

ifs_ratio consistency_total(const struct container *container, ifs_ratio dose_mcg)
{
    ifs_ratio volume = ratio_whole(container->volume.ul);
    ifs_ratio drawn = known_over(dose_mcg, container->product->strength);
    switch (container->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        return drawn;
    case ADDITIVE_ADDED:
        return known_plus(drawn, volume);
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        break;
    }
    return volume;
}

/* Whether the pump has a flow that takes exactly this time; where the volume is not known nothing is said. */
static bool pump_meets(const struct container *container, ifs_ratio dose_mcg, ifs_duration time)
{
    ifs_ratio flow = known_over(consistency_total(container, dose_mcg), known_hours(time.s));
    return flow.den == 0 || ratio_is_multiple(flow, PUMP_STEP_UL_PER_H);
}

/* The dose that is usual with this time: of a rate, times the time. den 0: not one figure. */
static ifs_ratio dose_with(const struct dose_rule *dose, ifs_duration time)
{
    if (dose->basis == DOSE_FIXED) {
        return dose->usual;
    }
    return dose->basis == DOSE_RATE ? known_times(dose->usual, known_hours(time.s)) : (ifs_ratio){0, 0};
}

/* A ladder gives this time to doses up to its own dose-to alone. */
static bool goes_with(const struct infusion_rule *infusion, const struct time_rule *time, ifs_ratio dose_mcg)
{
    for (int i = 0; i < infusion->time_count && dose_mcg.den != 0; i++) {
        const struct time_rule *other = &infusion->times[i];
        if (other->dose_to.mcg == 0 || !known_above(dose_mcg, ratio_whole(other->dose_to.mcg))) {
            return other == time || other->when.count > 0;
        }
    }
    return true;
}

static void judge_room(const struct consistency *judge, const struct infusion_rule *infusion,
                       const struct time_rule *time, const struct dose_rule *dose)
{
    bool tight = without_room(&time->limit) || (dose->rate && without_room(&dose->limit));
    bool by_pump = (infusion->devices & ~(1U << IFS_HAND)) != 0;
    ifs_ratio dose_mcg = dose_with(dose, time->usual);
    if (!tight || !by_pump || time->usual.s == 0 || !goes_with(infusion, time, dose_mcg)) {
        return;
    }
    for (int i = 0; i < infusion->container_count; i++) {
        const struct container *container = &infusion->containers[i];
        if (!pump_meets(container, dose_mcg, time->usual)) {
            consistency_add(judge, IFS_WARNING, "bounds-without-room",
                            without_room(&time->limit) ? time->origin.line : dose->origin.line,
                            "%s.%s: low and high are the same, but with the bag of line %d a pump with steps of 0.1 mL "
                            "per hour cannot meet "
                            "it exactly; leave room between low and high, or write only one of them",
                            infusion->name, without_room(&time->limit) ? "over" : "dose", container->origin.line);
            return;
        }
    }
}

void consistency_figures(const struct consistency *judge)
{
    for (int i = 0; i < judge->protocol->infusion_count; i++) {
        const struct infusion_rule *infusion = &judge->protocol->infusions[i];
        for (int j = 0; j < infusion->dose_count; j++) {
            judge_step(judge, infusion, &infusion->doses[j]);
            judge_maximum(judge, infusion, &infusion->doses[j]);
            judge_weights(judge, infusion, &infusion->doses[j]);
            for (int k = 0; k < infusion->time_count; k++) {
                judge_room(judge, infusion, &infusion->times[k], &infusion->doses[j]);
            }
        }
    }
}
