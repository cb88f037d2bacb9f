/*
 * judge.c - limits and usual figures of a protocol held against each other.
 *
 * Decides whether a protocol contradicts itself before any patient comes: a usual figure beyond its own limit (SHEET
 * section 3, V5: an order set that says 16 g for 16 mEq), a soft limit outside its hard one, a limit looser than the
 * drug library's, a time that falls, or a speed that rises, while the dose rises (V11). Invariant: only limits that certainly apply together
 * are compared: one without a condition with any, two with the same words. What depends on the patient is for prove.
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "known.h"

static void add_rate_per_weight(struct text *text, ifs_ratio figure)
{
    quantity_add_per_weight(text, figure);
    text_add(text, " per hour");
}

/* How a figure of that kind of limit is written, in the unit in which people read it. */
static void (*const add_figure[])(struct text *text, ifs_ratio figure) = {
    [IFS_LIMIT_DOSE] = quantity_add_mass,
    [IFS_LIMIT_DOSE_RATE] = quantity_add_dose_rate,
    [IFS_LIMIT_DOSE_MAX] = quantity_add_mass,
    [IFS_LIMIT_PER_KG] = quantity_add_per_weight,
    [IFS_LIMIT_OVER] = quantity_add_duration,
    [IFS_LIMIT_SPEED] = quantity_add_speed,
    [IFS_LIMIT_SPEED_PER_KG] = add_rate_per_weight,
    [IFS_LIMIT_CONCENTRATION] = quantity_add_concentration,
    [IFS_LIMIT_VOLUME] = quantity_add_volume,
    [IFS_LIMIT_SITE_VOLUME] = quantity_add_volume,
    [IFS_LIMIT_IN_24H] = quantity_add_mass,
    [IFS_LIMIT_IN_48H] = quantity_add_mass,
    [IFS_LIMIT_INTERVAL] = quantity_add_duration,
};
_Static_assert(COUNT_OF(add_figure) == IFS_LIMIT_KIND_COUNT, "one for each kind of limit");

/* Two figures as texts, for one message. */
struct figures_text {
    char first[64];
    char second[64];
};

static struct figures_text write_figures(ifs_limit_kind kind, ifs_ratio first, ifs_ratio second)
{
    struct figures_text texts = {0};
    struct text one = text_over(texts.first, sizeof texts.first);
    struct text two = text_over(texts.second, sizeof texts.second);
    add_figure[kind](&one, first);
    add_figure[kind](&two, second);
    return texts;
}

/* ---- One limit by itself --------------------------------------------------------------------------------------- */

/* Two bounds of which the first must not be above the second. */
struct bound_pair {
    ifs_ratio low;
    ifs_ratio high;
    const char *low_name;
    const char *high_name;
    const char *code;
};

void judge_limit(const struct loading *loading, const struct config_node *node, const struct limit *limit)
{
    const struct bound_pair pairs[] = {
        {limit->soft_min, limit->soft_max, "low soft limit", "high soft limit", "low-above-high"},
        {limit->hard_min, limit->hard_max, "low hard limit", "high hard limit", "low-above-high"},
        {limit->hard_min, limit->soft_max, "low hard limit", "high soft limit", "low-above-high"},
        {limit->soft_min, limit->hard_max, "low soft limit", "high hard limit", "low-above-high"},
        {limit->soft_max, limit->hard_max, "high soft limit", "hard one", "soft-outside-hard"},
        {limit->hard_min, limit->soft_min, "low hard limit", "soft one", "soft-outside-hard"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (known_above(pairs[i].low, pairs[i].high)) {
            struct figures_text figures = write_figures(limit->kind, pairs[i].low, pairs[i].high);
            report_error(&loading->walk.reporter, node, pairs[i].code,
                         "the %s (%s) is above the %s (%s); write the one that was meant", pairs[i].low_name,
                         figures.first, pairs[i].high_name, figures.second);
        }
    }
}

/* ---- Usual figures (V5) ---------------------------------------------------------------------------------------- */

static void report_usual(const struct loading *loading, const struct config_node *node, const struct limit *limit,
                         const struct figures_text *figures, const struct bound_pair *pair)
{
    report_error(&loading->walk.reporter, node, "usual-outside-limits",
                 "the usual figure (%s) is %s (%s, line %d%s); %s: write the one that was meant", figures->first,
                 limit->kind == IFS_LIMIT_DOSE_MAX ? "above its maximum" : pair->high_name, figures->second,
                 limit->origin.line, limit->origin.file == ORIGIN_DRUG ? " of the drug library" : "", pair->low_name);
}

/* Its own bounds cross each other: that has been said, and nothing lies between them. */
static bool is_crossed(const struct limit *limit)
{
    return known_above(limit->hard_min, limit->hard_max) || known_above(limit->soft_min, limit->soft_max);
}

bool judge_usual(const struct loading *loading, const struct config_node *node, ifs_ratio usual,
                 const struct limit *limit)
{
    static const char refused[] = "no patient could get it";
    static const char overridden[] = "every order would need an override";
    const struct bound_pair pairs[] = {
        {usual, limit->hard_max, refused, "above its hard limit", NULL},
        {limit->hard_min, usual, refused, "below its hard limit", NULL},
        {usual, limit->soft_max, overridden, "above its soft limit", NULL},
        {limit->soft_min, usual, overridden, "below its soft limit", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(pairs) && !is_crossed(limit); i++) {
        if (known_above(pairs[i].low, pairs[i].high)) {
            ifs_ratio bound = i % 2 == 0 ? pairs[i].high : pairs[i].low;
            struct figures_text figures = write_figures(limit->kind, usual, bound);
            report_usual(loading, node, limit, &figures, &pairs[i]);
            return true;
        }
    }
    return false;
}

/* True when both certainly apply to the same patients. */
static bool together(const struct condition *rule, const struct condition *limit)
{
    return limit->count == 0 || read_same(rule, limit);
}

struct usual {
    const struct config_node *node;
    const struct condition *when;
    ifs_ratio figure;
    ifs_limit_kind kind;
};

static bool judge_group(const struct loading *loading, const struct usual *usual, const struct limit_group *group)
{
    for (int i = 0; i < group->count; i++) {
        if (group->kind == usual->kind && together(usual->when, &group->limits[i].when) &&
            judge_usual(loading, usual->node, usual->figure, &group->limits[i])) {
            return true;
        }
    }
    return false;
}

static void judge_against_all(const struct loading *loading, const struct infusion_rule *infusion, struct usual usual)
{
    for (int i = 0; i < infusion->limit_count; i++) {
        if (judge_group(loading, &usual, &infusion->limits[i])) {
            return;
        }
    }
    for (int i = 0; usual.kind == IFS_LIMIT_DOSE && i < loading->protocol->total_count; i++) {
        struct usual all = usual;
        all.kind = loading->protocol->totals[i].kind;
        if (all.kind != IFS_LIMIT_INTERVAL && judge_group(loading, &all, &loading->protocol->totals[i])) {
            return;
        }
    }
}

/* The limits that stand beside it. */
static bool judge_beside(const struct loading *loading, const struct config_node *node, const struct dose_rule *dose)
{
    bool comparable = dose->basis == DOSE_FIXED || dose->basis == DOSE_RATE;
    return (comparable && judge_usual(loading, node, dose->usual, &dose->limit)) ||
           (dose->basis == DOSE_FIXED && judge_usual(loading, node, dose->usual, &dose->maximum));
}

/* What the usual figure of a dose rule is a figure of. */
static ifs_limit_kind kind_of(enum dose_basis basis)
{
    switch (basis) {
    case DOSE_BY_PRESCRIBER: /* what is ordered */
    case DOSE_FIXED:
        return IFS_LIMIT_DOSE;
    case DOSE_PER_WEIGHT:
        return IFS_LIMIT_PER_KG;
    case DOSE_RATE:
        return IFS_LIMIT_SPEED;
    case DOSE_RATE_PER_WEIGHT:
        break;
    }
    return IFS_LIMIT_SPEED_PER_KG;
}

void judge_doses(const struct loading *loading, struct list list, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->dose_count; i++) {
        const struct dose_rule *dose = &infusion->doses[i];
        struct group group = list_next(&list);
        if (dose->basis == DOSE_BY_PRESCRIBER) {
            continue;
        }
        const struct config_node *node = read_node(loading, group, "usual");
        if (!judge_beside(loading, node, dose)) { /* one figure is one mistake, however many limits it passes */
            judge_against_all(loading, infusion, (struct usual){node, &dose->when, dose->usual, kind_of(dose->basis)});
        }
    }
}

/* ---- Limits of the drug library --------------------------------------------------------------------------------- */

/* The bound that holds under this protocol. */
static ifs_ratio held_max(const struct loading *loading, const struct limit *limit, int infusion)
{
    ifs_ratio bound = limit->hard_max;
    for (int i = 0; i < loading->exceed_count; i++) {
        const struct exceed *exceed = &loading->exceeds[i];
        bool meant = exceed->kind == limit->kind && (exceed->infusion == -1 || exceed->infusion == infusion);
        bound = meant && known_above(exceed->to, bound) ? exceed->to : bound;
    }
    return bound;
}

void judge_looser(const struct loading *loading, const struct config_node *node, const struct limit *limit,
                  int infusion)
{
    for (int i = 0; i < loading->library_count; i++) {
        const struct limit *library = &loading->library[i].limit;
        if (library->kind != limit->kind || library->when.count > 0) {
            continue;
        }
        ifs_ratio most = held_max(loading, library, infusion);
        bool over = known_above(limit->hard_max, most);
        if (over || known_above(library->hard_min, limit->hard_min)) {
            struct figures_text figures = over ? write_figures(limit->kind, limit->hard_max, most)
                                               : write_figures(limit->kind, limit->hard_min, library->hard_min);
            report_error(&loading->walk.reporter, node, "looser-than-library",
                         "the hard limit (%s) is looser than the drug library's (%s, line %d); tighten it, or write "
                         "exceed with because and source",
                         figures.first, figures.second, library->origin.line);
        }
    }
}

/* ---- Times by bands of the dose --------------------------------------------------------------------------------- */

/* The band before, among those for the same patients; -1 for the first. */
static int band_before(const struct time_rule *times, int index)
{
    int before = index - 1;
    while (before >= 0 && !read_same(&times[before].when, &times[index].when)) {
        before--;
    }
    return before;
}

/* The speed of a band's largest dose in its usual time, in mcg/h; none for an open band or one without a usual time. */
static ifs_ratio usual_speed(const struct time_rule *band)
{
    ifs_ratio none = {0, 0};
    return band->dose_to.mcg > 0 ? known_over(ratio_whole(band->dose_to.mcg), known_hours(band->usual.s)) : none;
}

/* Only a note: trials do give a larger dose somewhat faster (migraine: 1 g in 15 min, 2 g in 20 min). The author sees
 * both speeds; a limit of the speed is what forbids one. */
static void judge_speeds(const struct loading *loading, const struct config_node *node, const struct time_rule *before,
                         const struct time_rule *band)
{
    ifs_ratio slower = usual_speed(before);
    ifs_ratio faster = usual_speed(band);
    if (known_above(faster, slower)) {
        struct figures_text speeds = write_figures(IFS_LIMIT_SPEED, slower, faster);
        struct figures_text doses =
            write_figures(IFS_LIMIT_DOSE, ratio_whole(before->dose_to.mcg), ratio_whole(band->dose_to.mcg));
        report_note(&loading->walk.reporter, node, "speed-rises-with-dose",
                    "the usual speed rises with the dose, from %s for %s to %s for %s; write a longer time unless the "
                    "source gives this one, and a speed limit above which nothing goes",
                    speeds.first, doses.first, speeds.second, doses.second);
    }
}

static void judge_bands(const struct loading *loading, const struct config_node *node, const struct time_rule *before,
                        const struct time_rule *band)
{
    if (before->dose_to.mcg == 0) {
        report_error(&loading->walk.reporter, node, "bands-not-ascending",
                     "stands after a band without dose-to, which holds for every dose; give that one a dose-to");
        return;
    }
    if (band->dose_to.mcg != 0 && band->dose_to.mcg <= before->dose_to.mcg) {
        report_error(&loading->walk.reporter, node, "bands-not-ascending",
                     "dose-to does not rise above that of the band before; write the bands from the smallest dose to "
                     "the largest");
        return;
    }
    bool usual = band->usual.s > 0 && before->usual.s > band->usual.s;
    if (usual || known_above(before->limit.hard_min, band->limit.hard_min) ||
        known_above(before->limit.soft_min, band->limit.soft_min)) {
        report_error(
            &loading->walk.reporter, node, "time-falls-with-dose",
            "%s time is shorter than that of the smaller dose before; a larger dose needs at least the same time",
            usual ? "the usual" : "the least");
        return;
    }
    judge_speeds(loading, node, before, band);
}

void judge_times(const struct loading *loading, struct list list, const struct infusion_rule *infusion)
{
    const struct time_rule *times = infusion->times;
    for (int i = 0; i < infusion->time_count; i++) {
        struct group group = list_next(&list);
        int before = band_before(times, i);
        if (before >= 0) {
            judge_bands(loading, group.node, &times[before], &times[i]);
        }
        if (times[i].usual.s > 0) {
            judge_usual(loading, read_node(loading, group, "usual"), ratio_whole(times[i].usual.s), &times[i].limit);
        }
    }
}

/* ---- Room in a plan --------------------------------------------------------------------------------------------- */

static int held_by(const struct limit_group *groups, int count)
{
    int held = 0;
    for (int i = 0; i < count; i++) {
        held += groups[i].alternatives ? 1 : groups[i].count;
    }
    return held;
}

/* Every limit that may be held against one order must find room in its plan: dose, maximum, renal maximum,
 * most of all doses and time come with each infusion, and all of them again with each step of titration. */
void judge_capacity(const struct loading *loading, const struct config_node *node)
{
    enum { OWN = 5 };
    int most = held_by(loading->protocol->totals, loading->protocol->total_count);
    int all_steps = 0;
    for (int i = 0; i < loading->protocol->infusion_count; i++) {
        int steps = loading->protocol->infusions[i].step_count;
        int held = OWN + held_by(loading->protocol->infusions[i].limits, loading->protocol->infusions[i].limit_count);
        claim(held <= HELD_MAX);
        most += held * (1 + steps);
        all_steps += steps;
    }
    if (all_steps > IFS_STEP_MAX) {
        report_error(&loading->walk.reporter, node, "too-many", "%d steps of titration in one order; write at most %d", all_steps,
                     IFS_STEP_MAX);
    }
    if (most > IFS_LIMIT_MAX) {
        report_error(&loading->walk.reporter, node, "too-many",
                     "%d limits in one order; write at most %d, or fewer infusions", most, IFS_LIMIT_MAX);
    }
}

static bool some_usual_dose(const struct loading *loading)
{
    for (int i = 0; i < loading->protocol->infusion_count; i++) {
        const struct infusion_rule *infusion = &loading->protocol->infusions[i];
        for (int j = 0; j < infusion->dose_count; j++) {
            if (infusion->doses[j].basis != DOSE_BY_PRESCRIBER) {
                return true;
            }
        }
    }
    return false;
}

/* A factor acts on a usual dose alone: where the prescriber chooses every dose, nothing would be reduced. */
void judge_factors(const struct loading *loading)
{
    const struct reporter *reporter = &loading->walk.reporter;
    for (int i = 0; i < loading->protocol->renal_count && !some_usual_dose(loading); i++) {
        const struct renal_band *band = &loading->protocol->renal[i];
        if (band->factor_text != NULL) {
            finding_add(reporter->findings, IFS_ERROR, "factor-without-usual",
                        (struct place){reporter->file, band->origin.line, 0},
                        "renal.factor: there is no usual dose that this factor could reduce; write the lower range as an alternative "
                        "of dose with when, or a dose-max here");
        }
    }
}
