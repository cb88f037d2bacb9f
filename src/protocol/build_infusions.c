/*
 * build_infusions.c - the infusions of a protocol: dose, time, limits.
 *
 * Decides what the usual dose is a dose of (fixed, per kg, per hour) by the unit it is written in, and so of which kind
 * its limits are. Invariant: limits of a dose rate are rates and limits of a dose are masses; nothing is converted
 * silently.
 */
#include <string.h>

#include "loading.h"
#include "ratio.h"

/* ---- Dose ------------------------------------------------------------------------------------------------------ */

static enum dose_basis basis_of(ifs_dimension dimension)
{
    if (dimension == IFS_MASS_PER_WEIGHT) {
        return DOSE_PER_WEIGHT;
    }
    if (dimension == IFS_DOSE_RATE) {
        return DOSE_RATE;
    }
    return dimension == IFS_DOSE_RATE_PER_WEIGHT ? DOSE_RATE_PER_WEIGHT : DOSE_FIXED;
}

/* A usual dose that could not be read says nothing of the limits beside it: these then say what it was to be. */
static bool is_rate_beside(const struct loading *loading, struct group group)
{
    bool unread = read_written(group, "usual");
    return unread && (read_range(loading, group, "hard").dimension == IFS_DOSE_RATE ||
                      read_range(loading, group, "soft").dimension == IFS_DOSE_RATE);
}

static void read_usual(struct loading *loading, struct group group, struct dose_rule *dose)
{
    ifs_quantity usual;
    if (read_quantity(loading, group, "usual", &usual)) {
        dose->basis = basis_of(usual.dimension);
        dose->usual = ratio_reduce(usual.base);
        dose->usual_text = read_text(loading, group, "usual");
        dose->rate = dose->basis == DOSE_RATE || dose->basis == DOSE_RATE_PER_WEIGHT;
        dose->scale = quantity_unit(usual.unit)->scale;
    } else {
        dose->basis = DOSE_BY_PRESCRIBER;
        dose->rate = read_boolean(loading, group, "per-time") || is_rate_beside(loading, group);
        dose->scale = read_quantity(loading, group, "step", &usual) ? quantity_unit(usual.unit)->scale : UNIT_PLAIN;
    }
    bool weighed = dose->basis == DOSE_PER_WEIGHT || dose->basis == DOSE_RATE_PER_WEIGHT;
    const struct config_node *of = read_node(loading, group, "of");
    dose->weight =
        of != NULL ? (enum renal_weight)(read_choice(loading, group, "of") + RENAL_WEIGHT_ACTUAL) : RENAL_WEIGHT_ACTUAL;
    if (of != NULL && !weighed && read_node(loading, group, "usual") != NULL) {
        report_error(&loading->walk.reporter, of, "conflicting-keys",
                     "a dose that is not per kg has no weight; leave this out");
    }
}

static void refuse_dimension(const struct loading *loading, const struct range *range, ifs_dimension wanted)
{
    if (range->dimension != IFS_DIMENSION_NONE && range->dimension != wanted) {
        report_error(&loading->walk.reporter, range->node, "wrong-dimension", "limits of %s; write them like \"%s\"%s",
                     wanted == IFS_DOSE_RATE ? "a dose rate are rates" : "a dose are masses", keys_example(wanted),
                     wanted == IFS_MASS ? ", or usual as a rate like them" : "");
    }
}

static void read_dose_limits(struct loading *loading, struct group group, struct dose_rule *dose)
{
    ifs_dimension wanted = dose->rate ? IFS_DOSE_RATE : IFS_MASS;
    struct range soft = read_range(loading, group, "soft");
    struct range hard = read_range(loading, group, "hard");
    refuse_dimension(loading, &soft, wanted);
    refuse_dimension(loading, &hard, wanted);
    dose->limit = (struct limit){.kind = dose->rate ? IFS_LIMIT_DOSE_RATE : IFS_LIMIT_DOSE, .origin = dose->origin};
    dose->limit.soft_min = soft.low;
    dose->limit.soft_max = soft.high;
    dose->limit.hard_min = hard.low;
    dose->limit.hard_max = hard.high;
    judge_limit(loading, group.node, &dose->limit);
    ifs_ratio most = read_ratio(loading, group, "max");
    if (most.den > 0) {
        dose->maximum = (struct limit){.kind = IFS_LIMIT_DOSE_MAX, .hard_max = most, .origin = dose->origin};
    }
}

static ifs_rounding rounding_of(int word)
{
    static const ifs_rounding roundings[] = {IFS_ROUND_DOWN, IFS_ROUND_UP, IFS_ROUND_HALF_UP};
    return word >= 0 ? roundings[word] : IFS_ROUND_DOWN;
}

static void build_doses(struct loading *loading, struct group infusion, struct infusion_rule *rule, int index)
{
    struct list list = read_list(loading, infusion, "dose");
    refuse_excess(loading, &list, read_node(loading, infusion, "dose"), ALTERNATIVES_MAX);
    struct dose_rule *doses = arena_take(loading->arena, (size_t)list.count, sizeof *doses);
    int count = doses != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        struct dose_rule *dose = &doses[i];
        dose->when = read_condition(loading, group, "when", CONDITION_DECIDES);
        dose->origin = read_origin(loading, group);
        dose->step.mcg = read_whole(loading, group, "step");
        dose->rounding = rounding_of(read_choice(loading, group, "round"));
        read_usual(loading, group, dose);
        read_dose_limits(loading, group, dose);
        judge_looser(loading, group.node, &dose->limit, index);
    }
    rule->doses = doses;
    rule->dose_count = count;
}

/* ---- Time ------------------------------------------------------------------------------------------------------ */

static void build_time(struct loading *loading, struct group group, struct time_rule *time)
{
    struct range soft = read_range(loading, group, "soft");
    struct range hard = read_range(loading, group, "hard");
    time->when = read_condition(loading, group, "when", CONDITION_DECIDES);
    time->origin = read_origin(loading, group);
    time->dose_to.mcg = read_whole(loading, group, "dose-to");
    time->usual.s = read_whole(loading, group, "usual");
    time->at = read_ratio(loading, group, "at");
    time->limit = (struct limit){.kind = IFS_LIMIT_OVER, .origin = time->origin};
    time->limit.soft_min = soft.low;
    time->limit.soft_max = soft.high;
    time->limit.hard_min = hard.low;
    time->limit.hard_max = hard.high;
    judge_limit(loading, group.node, &time->limit);
    if (time->usual.s > 0 && time->at.den > 0) {
        report_error(&loading->walk.reporter, read_node(loading, group, "at"), "conflicting-keys",
                     "the usual time is given already; write usual or at");
    }
    if (time->usual.s % 60 != 0) {
        struct spot spot = {IFS_ERROR, "bad-quantity", read_node(loading, group, "usual"), 0};
        report_inside(&loading->walk.reporter, &spot, "\"%s\" is not whole minutes; write whole minutes",
                      spot.node->string);
    }
}

static void build_times(struct loading *loading, struct group infusion, struct infusion_rule *rule)
{
    struct list list = read_list(loading, infusion, "over");
    refuse_excess(loading, &list, read_node(loading, infusion, "over"), ALTERNATIVES_MAX);
    struct time_rule *times = arena_take(loading->arena, (size_t)list.count, sizeof *times);
    int count = times != NULL ? list.count : 0;
    struct list groups = list;
    for (int i = 0; i < count; i++) {
        build_time(loading, list_next(&groups), &times[i]);
    }
    rule->times = times;
    rule->time_count = count;
    judge_times(loading, list, rule);
}

/* ---- Infusions -------------------------------------------------------------------------------------------------- */

/* A dose rate is multiplied by its time: a time that follows from the dose would follow from itself. */
static void judge_rate_times(struct loading *loading, struct group group, const struct infusion_rule *infusion)
{
    bool rate = false;
    for (int i = 0; i < infusion->dose_count; i++) {
        rate = rate || infusion->doses[i].rate;
    }
    struct list list = read_list(loading, group, "over");
    for (int i = 0; rate && i < infusion->time_count; i++) {
        struct group time = list_next(&list);
        if (infusion->times[i].at.den != 0) {
            report_error(&loading->walk.reporter, time.node, "time-from-a-rate",
                         "the dose is a rate and follows from the time; write usual here instead of at");
        }
    }
}

static void build_infusion(struct loading *loading, struct group group, struct infusion_rule *infusion, int index)
{
    int first = -1;
    infusion->origin = (struct origin){ORIGIN_PROTOCOL, group.node->line, NULL};
    infusion->when = read_condition(loading, group, "when", CONDITION_DECIDES);
    infusion->name = read_text(loading, group, "name");
    build_route(loading, group, infusion);
    infusion->devices = read_choices(loading, group, "devices", &first);
    infusion->first_device = first >= 0 ? (ifs_device)first : IFS_PUMP;
    build_giving(loading, group, infusion, index);
    infusion->notes = read_lines(loading, group, "notes");
    build_doses(loading, group, infusion, index);
    build_times(loading, group, infusion);
    build_infusion_limits(loading, group, infusion, index);
    build_containers(loading, group, infusion);
    judge_doses(loading, read_list(loading, group, "dose"), infusion);
    judge_rate_times(loading, group, infusion);
    judge_route(loading, group, infusion);
}

void build_infusions(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "infusions");
    refuse_excess(loading, &list, read_node(loading, file, "infusions"), IFS_INFUSION_MAX);
    refuse_duplicates(loading, list, "name");
    struct infusion_rule *infusions = arena_take(loading->arena, (size_t)list.count, sizeof *infusions);
    int count = infusions != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        build_infusion(loading, list_next(&list), &infusions[i], i);
    }
    loading->protocol->infusions = infusions;
    loading->protocol->infusion_count = count;
}
