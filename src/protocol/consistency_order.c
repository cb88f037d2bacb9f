/*
 * consistency_order.c - the usual figures of a whole order, held against its totals, its speed, its concentration and its antidote's speed.
 *
 * Decides whether a protocol's own phases, given as it says, come to more than its rolling totals allow, whether a usual dose in its
 * usual time and bag is faster or stronger than its own limit, whether a step of titration is beyond the limits of its dose rate, and
 * whether its antidote is faster than it may be. Invariant: nothing is assumed that makes
 * an order larger than it is: no dose was given before, the patient is as light as this kind may be, a renal band
 * reduces, and phases that are not known to the end are left out. So every finding is an order that would be refused.
 */
#include "consistency.h"

#include <stdio.h>

#include "dose.h"
#include "known.h"

#define GRAMS_PER_KILOGRAM 1000
#define SECONDS_PER_HOUR 3600
#define DAY_S (24 * INT64_C(3600))

/* One phase as it is usual; time 0: not known. */
struct usual_phase {
    ifs_ratio dose_mcg;
    int64_t time_s; /* 0: not known, or all at once */
    int64_t doses;
    int64_t every_s;
};

static bool holds(const struct crowd *crowd, const struct condition *condition)
{
    return condition_truth(condition, crowd->point.truths) == TRUTH_YES;
}

/* ---- The usual dose and time of one phase, for one kind of patient ------------------------------------------------------ */

static const struct dose_rule *dose_of(const struct crowd *crowd, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->dose_count; i++) {
        if (holds(crowd, &infusion->doses[i].when)) {
            return &infusion->doses[i];
        }
    }
    return NULL;
}

static const struct time_rule *time_of(const struct crowd *crowd, const struct infusion_rule *infusion,
                                       int64_t dose_mcg)
{
    for (int i = 0; i < infusion->time_count; i++) {
        int64_t dose_to = infusion->times[i].dose_to.mcg;
        bool fits = dose_to == 0 || (dose_mcg > 0 && dose_mcg <= dose_to);
        if (fits && holds(crowd, &infusion->times[i].when)) {
            return &infusion->times[i];
        }
    }
    return NULL;
}

/* The band of this phase; bands written for it stand instead of those for all. */
static const struct renal_band *band_of(const struct crowd *crowd, int index)
{
    const struct renal_band *found = NULL;
    for (int i = 0; i < crowd->protocol->renal_count; i++) {
        const struct renal_band *band = &crowd->protocol->renal[i];
        bool closer = band->infusion == index || (band->infusion == -1 && found == NULL);
        found = closer && holds(crowd, &band->when) ? band : found;
    }
    return found;
}

/* Of actual weight only: ideal and adjusted weight hang on height and sex. */
static ifs_ratio times_weight(const struct crowd *crowd, const struct dose_rule *dose)
{
    struct space_cell weight = space_answers(&crowd->space, &crowd->point, IFS_FACT_WEIGHT);
    return dose->weight == RENAL_WEIGHT_ACTUAL ? known_times(dose->usual, ratio_make(weight.low, GRAMS_PER_KILOGRAM))
                                               : (ifs_ratio){0, 0};
}

/* Basis times weight: mcg, or mcg/h of a rate; den 0 where the prescriber says it. */
static ifs_ratio basis_of(const struct crowd *crowd, const struct dose_rule *dose)
{
    bool per_weight = dose->basis == DOSE_PER_WEIGHT || dose->basis == DOSE_RATE_PER_WEIGHT;
    return per_weight ? times_weight(crowd, dose) : dose->usual;
}

static ifs_ratio reduced(const struct crowd *crowd, int index, const struct dose_rule *dose, ifs_ratio mcg)
{
    const struct renal_band *band = band_of(crowd, index);
    if (band != NULL) {
        mcg = known_times(mcg, band->factor);
        mcg = known_above(mcg, band->maximum.hard_max) ? band->maximum.hard_max : mcg;
    }
    mcg = known_above(mcg, dose->maximum.hard_max) ? dose->maximum.hard_max : mcg;
    return known_to_step(mcg, dose->step.mcg, dose->rounding);
}

/* Seconds of a time rule for a dose; 0 where the prescriber says it. */
static int64_t seconds_of(const struct time_rule *time, ifs_ratio mcg)
{
    ifs_ratio seconds = known_times(known_over(mcg, time->at), ratio_whole(SECONDS_PER_HOUR));
    return seconds.den != 0 ? ratio_round(seconds, IFS_ROUND_UP) : time->usual.s;
}

/* The same of a rate, which has no dose before its time. */
static void give_rate(const struct crowd *crowd, int index, const struct dose_rule *dose, ifs_ratio rate, struct usual_phase *phase)
{
    const struct time_rule *time = time_of(crowd, &crowd->protocol->infusions[index], 0);
    phase->time_s = time != NULL ? time->usual.s : 0;
    phase->dose_mcg = (ifs_ratio){0, 0};
    if (phase->time_s > 0) {
        phase->dose_mcg = reduced(crowd, index, dose, known_times(rate, known_hours(phase->time_s)));
    }
}

static void give_mass(const struct crowd *crowd, int index, const struct dose_rule *dose, ifs_ratio mass, struct usual_phase *phase)
{
    phase->time_s = 0;
    phase->dose_mcg = reduced(crowd, index, dose, mass);
    if (phase->dose_mcg.den != 0) {
        const struct time_rule *time = time_of(crowd, &crowd->protocol->infusions[index], phase->dose_mcg.num);
        phase->time_s = time != NULL ? seconds_of(time, phase->dose_mcg) : 0;
    }
}

static bool usual_phase_of(const struct crowd *crowd, int index, struct usual_phase *phase)
{
    const struct infusion_rule *infusion = &crowd->protocol->infusions[index];
    const struct dose_rule *dose = dose_of(crowd, infusion);
    if (dose == NULL) {
        return false;
    }
    (dose->rate ? give_rate : give_mass)(crowd, index, dose, basis_of(crowd, dose), phase);
    if (phase->dose_mcg.den == 0) {
        return false;
    }
    phase->every_s = infusion->repeat.every.s;
    phase->doses = dose_count(&infusion->repeat, phase->dose_mcg); /* on a step of whole mcg */
    return true;
}

/* ---- What an order reads ------------------------------------------------------------------------------------------------ */

static void read_limits(struct space *space, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            space_read(space, &groups[i].limits[j].when);
        }
    }
}

static void read_infusion(struct space *space, const struct infusion_rule *infusion)
{
    space_read(space, &infusion->when);
    for (int i = 0; i < infusion->dose_count; i++) {
        const struct dose_rule *dose = &infusion->doses[i];
        space_read(space, &dose->when);
        if (dose->basis == DOSE_PER_WEIGHT || dose->basis == DOSE_RATE_PER_WEIGHT) {
            space_read_slot(space, IFS_FACT_WEIGHT);
        }
    }
    for (int i = 0; i < infusion->time_count; i++) {
        space_read(space, &infusion->times[i].when);
    }
}

static void read_steps(struct space *space, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->step_count; i++) {
        space_read(space, &infusion->steps[i].only);
    }
}

static void read_bags(struct space *space, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->container_count; i++) {
        space_read(space, &infusion->containers[i].when);
    }
}

static void read_bands(struct space *space, const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->renal_count; i++) {
        space_read(space, &protocol->renal[i].when);
    }
}

struct figure_words {
    char text[48];
};

static struct figure_words mass_words(ifs_ratio mcg)
{
    struct figure_words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    quantity_add_mass(&text, mcg);
    return words;
}

static struct figure_words speed_words(ifs_ratio mcg_per_h)
{
    struct figure_words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    quantity_add_speed(&text, mcg_per_h);
    return words;
}

static struct figure_words rate_words(ifs_ratio mcg_per_h)
{
    struct figure_words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    quantity_add_dose_rate(&text, mcg_per_h);
    return words;
}

static struct figure_words concentration_words(ifs_ratio mcg_per_ul)
{
    struct figure_words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    quantity_add_concentration(&text, mcg_per_ul);
    return words;
}

/* ---- Rolling totals ------------------------------------------------------------------------------------------------------ */

/* Doses that lie in the window whole. */
static int64_t whole_givings(const struct usual_phase *phase, int64_t start, int64_t window_s)
{
    int64_t room = window_s - start - (phase->time_s > 0 ? phase->time_s : 1);
    if (room < 0) {
        return 0;
    }
    int64_t fitting = phase->every_s > 0 ? room / phase->every_s + 1 : 1;
    return fitting < phase->doses ? fitting : phase->doses;
}

/* What all its doses give before the window is over. Those after the whole ones take time, and the window ends in between. */
static ifs_ratio given_by(const struct usual_phase *phase, int64_t start, int64_t window_s)
{
    int64_t whole = whole_givings(phase, start, window_s);
    int64_t parts_s = 0;
    for (int64_t dose = whole; dose < phase->doses && start + dose * phase->every_s < window_s; dose++) {
        parts_s += window_s - (start + dose * phase->every_s);
    }
    ifs_ratio times = parts_s > 0 ? known_plus(ratio_whole(whole), ratio_make(parts_s, phase->time_s)) : ratio_whole(whole);
    return known_times(phase->dose_mcg, times);
}

/* At least what the usual order gives in the window from its start; phases after one that is not known are left out. */
static ifs_ratio given_from_start(const struct crowd *crowd, int64_t window_s)
{
    ifs_ratio sum = ratio_whole(0);
    int64_t start = 0;
    bool first = true; /* of the order: it waits for nothing */
    for (int i = 0; i < crowd->protocol->infusion_count; i++) {
        struct usual_phase phase;
        enum truth truth = condition_truth(&crowd->protocol->infusions[i].when, crowd->point.truths);
        if (truth == TRUTH_NO) {
            continue;
        }
        bool known = truth == TRUTH_YES && usual_phase_of(crowd, i, &phase) &&
                     (phase.time_s > 0 || crowd->protocol->infusions[i].route == ROUTE_INTRAMUSCULAR);
        start += first ? 0 : crowd->protocol->infusions[i].begins_after.s;
        first = false;
        ifs_ratio more = known ? known_plus(sum, given_by(&phase, start, window_s)) : (ifs_ratio){0, 0};
        if (more.den == 0) {
            return sum;
        }
        sum = ratio_reduce(more);
        start += phase.time_s + (phase.doses - 1) * phase.every_s;
    }
    return sum;
}

static void judge_total(const struct consistency *judge, const struct crowd *crowd, const struct limit *limit,
                        ifs_ratio given)
{
    if (limit->hard_max.den != 0 && holds(crowd, &limit->when) && known_above(given, limit->hard_max)) {
        bool own = limit->origin.file == ORIGIN_PROTOCOL;
        consistency_add(judge, IFS_ERROR, "phases-exceed-total",
                        own ? limit->origin.line : judge->protocol->infusions[0].origin.line,
                        "totals: the usual order comes to %s in %d hours, above the hard limit (%s%s), for example "
                        "for: %s; write a smaller "
                        "dose or a shorter time for them, refuse them with a check, or correct the total",
                        mass_words(given).text, limit->kind == IFS_LIMIT_IN_24H ? 24 : 48,
                        mass_words(limit->hard_max).text, own ? "" : " of the drug library", crowd_example(crowd).text);
    }
}

static void judge_totals(const struct consistency *judge, const struct crowd *crowd)
{
    ifs_ratio day = given_from_start(crowd, DAY_S);
    ifs_ratio two_days = given_from_start(crowd, 2 * DAY_S);
    for (int i = 0; i < judge->protocol->total_count; i++) {
        const struct limit_group *group = &judge->protocol->totals[i];
        for (int j = 0; group->kind != IFS_LIMIT_INTERVAL && j < group->count; j++) {
            judge_total(judge, crowd, &group->limits[j], group->kind == IFS_LIMIT_IN_24H ? day : two_days);
        }
    }
}

/* Of working out the usual figures of a phase, and of holding a limit against them. */
#define FIGURING INT64_C(256)
#define HOLDING 8

static int64_t work_of(const struct limit_group *groups, int count)
{
    int64_t work = 0;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            work += HOLDING + groups[i].limits[j].when.count;
        }
    }
    return work;
}

static void try_totals(const struct consistency *judge)
{
    struct crowd crowd;
    crowd_begin(&crowd, judge, NULL, CROWD_TREATED);
    for (int i = 0; i < judge->protocol->infusion_count; i++) {
        read_infusion(&crowd.space, &judge->protocol->infusions[i]);
    }
    read_bands(&crowd.space, judge->protocol);
    read_limits(&crowd.space, judge->protocol->totals, judge->protocol->total_count);
    bool tried = crowd_gather(&crowd, 2 * FIGURING * judge->protocol->infusion_count +
                                          work_of(judge->protocol->totals, judge->protocol->total_count));
    for (bool any = tried && crowd_first(&crowd); any; any = crowd_next(&crowd)) {
        judge_totals(judge, &crowd);
    }
}

/* ---- The usual dose in its usual time and bag ------------------------------------------------------------------------------ */

/* The protocol's choice: the first that is allowed here. The engine tries no other when that one passes a limit. */
static const struct container *bag_of(const struct crowd *crowd, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->container_count; i++) {
        if (holds(crowd, &infusion->containers[i].when)) {
            return &infusion->containers[i];
        }
    }
    return NULL;
}

static void judge_speed(const struct consistency *judge, const struct crowd *crowd,
                        const struct infusion_rule *infusion, const struct usual_phase *phase, const struct limit *limit)
{
    ifs_ratio speed = known_over(phase->dose_mcg, known_hours(phase->time_s));
    if (!known_above(speed, limit->hard_max)) {
        return;
    }
    consistency_add(judge, IFS_ERROR, "usual-outside-limits", infusion->origin.line,
                    "%s: the usual dose (%s) in its usual time is %s, above the hard limit of speed (%s), "
                    "for example for: %s; "
                    "write a longer time or a smaller dose",
                    infusion->name, mass_words(phase->dose_mcg).text, speed_words(speed).text,
                    speed_words(limit->hard_max).text, crowd_example(crowd).text);
}

static void judge_concentration(const struct consistency *judge, const struct crowd *crowd,
                                const struct infusion_rule *infusion, const struct usual_phase *phase,
                                const struct limit *limit)
{
    const struct container *bag = bag_of(crowd, infusion);
    ifs_ratio none = {0, 0};
    ifs_ratio finished = bag != NULL ? known_over(phase->dose_mcg, consistency_total(bag, phase->dose_mcg)) : none;
    if (!known_above(finished, limit->hard_max)) {
        return;
    }
    consistency_add(judge, IFS_ERROR, "usual-outside-limits", bag->origin.line,
                    "%s: the usual dose (%s) in this bag makes %s, above the hard limit of concentration (%s), so the "
                    "whole order is refused, for example for: %s; write a larger volume, or another bag for them with when",
                    infusion->name, mass_words(phase->dose_mcg).text, concentration_words(finished).text,
                    concentration_words(limit->hard_max).text, crowd_example(crowd).text);
}

static void judge_usual_dose(const struct consistency *judge, const struct crowd *crowd,
                             const struct infusion_rule *infusion, const struct usual_phase *phase)
{
    for (int i = 0; i < infusion->limit_count; i++) {
        const struct limit_group *group = &infusion->limits[i];
        for (int j = 0; j < group->count; j++) {
            bool held = holds(crowd, &group->limits[j].when);
            if (held && group->kind == IFS_LIMIT_SPEED) {
                judge_speed(judge, crowd, infusion, phase, &group->limits[j]);
            }
            if (held && group->kind == IFS_LIMIT_CONCENTRATION) {
                judge_concentration(judge, crowd, infusion, phase, &group->limits[j]);
            }
        }
    }
}

/* A step is held against the limits of the dose rate it takes the place of: beyond them the whole order is refused,
 * whether or not the step is ever taken. One per kg is left to the order. */
static void judge_step_rate(const struct consistency *judge, const struct crowd *crowd,
                            const struct infusion_rule *infusion, const struct step *step)
{
    const struct dose_rule *dose = dose_of(crowd, infusion);
    if (dose == NULL || step->per_weight || !holds(crowd, &step->only)) {
        return;
    }
    bool over = known_above(step->rate, dose->limit.hard_max);
    if (over || known_above(dose->limit.hard_min, step->rate)) {
        consistency_add(judge, IFS_ERROR, "usual-outside-limits", step->origin.line,
                        "%s.steps: %s (%s) is %s the hard limit of the dose rate (%s, line %d), so the whole order is "
                        "refused, for example for: %s; write the whole rate of the step, not what is added, or the "
                        "limit that was meant",
                        infusion->name, step->id, rate_words(step->rate).text, over ? "above" : "below",
                        rate_words(over ? dose->limit.hard_max : dose->limit.hard_min).text,
                        dose->limit.origin.line, crowd_example(crowd).text);
    }
}

static void judge_phase(const struct consistency *judge, const struct crowd *crowd, int index)
{
    const struct infusion_rule *infusion = &crowd->protocol->infusions[index];
    struct usual_phase phase;
    if (usual_phase_of(crowd, index, &phase)) {
        judge_usual_dose(judge, crowd, infusion, &phase);
    }
    for (int i = 0; i < infusion->step_count; i++) {
        judge_step_rate(judge, crowd, infusion, &infusion->steps[i]);
    }
}

static void try_usual(const struct consistency *judge, int index)
{
    struct crowd crowd;
    const struct infusion_rule *infusion = &judge->protocol->infusions[index];
    crowd_begin(&crowd, judge, &infusion->when, CROWD_TREATED);
    read_infusion(&crowd.space, infusion);
    read_bags(&crowd.space, infusion);
    read_steps(&crowd.space, infusion);
    read_bands(&crowd.space, judge->protocol);
    read_limits(&crowd.space, infusion->limits, infusion->limit_count);
    bool tried = crowd_gather(&crowd, FIGURING + work_of(infusion->limits, infusion->limit_count));
    for (bool any = tried && crowd_first(&crowd); any; any = crowd_next(&crowd)) {
        judge_phase(judge, &crowd, index);
    }
}

/* ---- The antidote ------------------------------------------------------------------------------------------------------- */

/* Of this kind; of all where the weight is not read. */
static int64_t heaviest(const struct crowd *crowd)
{
    bool read = crowd->space.axis_of[IFS_FACT_WEIGHT] >= 0;
    return read ? space_answers(&crowd->space, &crowd->point, IFS_FACT_WEIGHT).high
                : fact_builtin(IFS_FACT_WEIGHT)->units[0].high;
}

/* " (300 kg)" */
static struct figure_words heaviest_words(const struct crowd *crowd, const struct rescue_rule *rescue)
{
    struct figure_words words = {0};
    struct text text = text_over(words.text, sizeof words.text);
    if (rescue->per_weight) {
        text_add(&text, " (");
        fact_add_figure(&text, &fact_builtin(IFS_FACT_WEIGHT)->units[0], heaviest(crowd));
        text_add(&text, ")");
    }
    return words;
}

static ifs_ratio rescue_speed(const struct crowd *crowd, const struct rescue_rule *rescue)
{
    ifs_ratio dose = rescue->usual;
    ifs_ratio most = ratio_whole(rescue->maximum.mcg);
    if (rescue->per_weight) {
        dose = known_times(dose, ratio_make(heaviest(crowd), GRAMS_PER_KILOGRAM));
    }
    dose = most.num > 0 && known_above(dose, most) ? most : dose;
    return known_over(known_to_step(dose, rescue->step.mcg, IFS_ROUND_DOWN), known_hours(rescue->over.s));
}

/* A refusal of the whole order is what follows for these patients, however few. */
static void judge_rescue(const struct consistency *judge, const struct crowd *crowd, const struct rescue_rule *rescue)
{
    ifs_ratio speed = rescue_speed(crowd, rescue);
    for (int i = 0; i < rescue->limit_count; i++) {
        const struct limit *limit = &rescue->limits[i];
        if (holds(crowd, &limit->when) && known_above(speed, limit->hard_max)) {
            consistency_add(judge, IFS_ERROR, "rescue-too-fast", rescue->origin.line,
                            "rescue: the antidote at %s%s is faster than its limit (%s%s), so the whole order is "
                            "refused, for example for: "
                            "%s; write a longer time%s",
                            speed_words(speed).text, heaviest_words(crowd, rescue).text,
                            speed_words(limit->hard_max).text,
                            limit->origin.file == ORIGIN_DRUG ? " in the drug library" : "", crowd_example(crowd).text,
                            rescue->per_weight ? ", or max" : "");
        }
    }
}

static void try_rescue(const struct consistency *judge, const struct rescue_rule *rescue)
{
    struct crowd crowd;
    crowd_begin(&crowd, judge, &rescue->when, CROWD_TREATED);
    for (int i = 0; i < rescue->limit_count; i++) {
        space_read(&crowd.space, &rescue->limits[i].when);
    }
    bool tried = crowd_gather(&crowd, FIGURING);
    for (bool any = tried && crowd_first(&crowd); any; any = crowd_next(&crowd)) {
        judge_rescue(judge, &crowd, rescue);
    }
}

void consistency_order(const struct consistency *judge)
{
    try_totals(judge);
    for (int i = 0; i < judge->protocol->infusion_count; i++) {
        try_usual(judge, i);
    }
    for (int i = 0; i < judge->protocol->rescue_count; i++) {
        try_rescue(judge, &judge->protocol->rescues[i]);
    }
}
