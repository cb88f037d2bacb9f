/*
 * consistency.c - alternatives: exactly one for every patient the protocol treats.
 *
 * Decides whether lists of alternatives have gaps or overlaps, by trying every kind of patient their conditions and the admission
 * can tell apart. The engine refuses an order where none or two alternatives hold, so either is a fault of the protocol that only
 * that patient would find. Invariant: whoever a refusing check refuses on the same facts gives no finding. Times are tried at
 * every dose that ends a band or can just be ordered.
 */
#include "consistency.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "known.h"
#include "work.h"

/* ---- Findings ------------------------------------------------------------------------------------------------------- */

/* Several totals share one condition and one line: what is wrong with it is said once. */
static bool said(const struct consistency *judge, const char *code, int line)
{
    for (size_t i = 0; i < judge->findings->count; i++) {
        const struct finding *finding = &judge->findings->list[i];
        if (finding->line == line && strcmp(finding->code, code) == 0 && strcmp(finding->file, judge->protocol->file) == 0) {
            return true; /* what has a line has a file */
        }
    }
    return false;
}

void consistency_add(const struct consistency *judge, ifs_severity severity, const char *code, int line,
                     const char *format, ...)
{
    char words[1200];
    va_list arguments;
    if (said(judge, code, line)) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    finding_add(judge->findings, severity, code, (struct place){judge->protocol->file, line, 0}, "%s", words);
}

/* ---- One list of alternatives ---------------------------------------------------------------------------------------- */

struct alternative {
    const struct condition *when;
    int line;
    int64_t dose_to; /* of times: holds for doses up to and including; 0: any */
};

struct alternatives {
    const struct infusion_rule *infusion; /* NULL: of the whole order */
    const struct condition *phase;        /* for these patients alone; NULL: all */
    const char *key;
    int line; /* where the list stands */
    struct alternative list[ALTERNATIVES_MAX];
    int count;
    bool several;  /* more than one may hold: the first counts */
    bool for_dose; /* of times: those for this dose */
    int64_t dose_mcg;
};

static void add_alternative(struct alternatives *of, const struct condition *when, int line, int64_t dose_to)
{
    claim(of->count < ALTERNATIVES_MAX);
    of->list[of->count++] = (struct alternative){when, line, dose_to};
}

struct held {
    int count; /* certainly */
    bool unknown;
    int lines[2];
};

/* A band for smaller doses that holds already hides those for larger ones, as the engine reads a ladder (choose_time_rule). */
static bool hidden(const struct alternatives *of, int index, const bool *holding)
{
    for (int i = 0; i < index; i++) {
        if (holding[i] && of->list[i].dose_to != of->list[index].dose_to) {
            return true;
        }
    }
    return false;
}

static struct held held_by(const struct alternatives *of, const uint8_t *truths)
{
    struct held held = {0};
    bool holding[ALTERNATIVES_MAX] = {false};
    for (int i = 0; i < of->count; i++) {
        enum truth truth = condition_truth(of->list[i].when, truths);
        held.unknown = held.unknown || truth == TRUTH_UNKNOWN;
        holding[i] = truth == TRUTH_YES && !hidden(of, i, holding);
        if (holding[i]) {
            held.lines[held.count < 2 ? held.count : 1] = of->list[i].line;
            held.count++;
        }
    }
    return held;
}

/* "infusion.over: ", and for which dose. */
struct subject {
    char path[80];
    char dose[60];
};

static struct subject subject_of(const struct alternatives *of)
{
    struct subject subject = {.dose = ""};
    const char *name = of->infusion != NULL ? of->infusion->name : "";
    snprintf(subject.path, sizeof subject.path, "%s%s%s", name, name[0] != '\0' ? "." : "", of->key);
    if (of->for_dose && of->dose_mcg > 0) {
        char mass[40];
        struct text text = text_over(mass, sizeof mass);
        quantity_add_mass(&text, ratio_whole(of->dose_mcg));
        snprintf(subject.dose, sizeof subject.dose, "for a dose of %s ", mass);
    }
    return subject;
}

/* A ladder that ends too early. */
static void report_no_time(const struct consistency *judge, const struct alternatives *of, const struct crowd *crowd)
{
    struct subject subject = subject_of(of);
    if (of->dose_mcg == 0) {
        consistency_add(
            judge, IFS_ERROR, "gap-in-alternatives", of->line,
            "%s: a dose rate has no dose before its time, so no band with dose-to gives it one; write a time "
            "without dose-to",
            subject.path);
        return;
    }
    consistency_add(
        judge, IFS_WARNING, "no-time-for-some-doses", of->line,
        "%s: %sno band gives a time, though it may be ordered, for example for: %s; raise the last dose-to, or "
        "lower the hard limit or max of the dose",
        subject.path, subject.dose, crowd_example(crowd).text);
}

static void report_gap(const struct consistency *judge, const struct alternatives *of, const struct crowd *crowd)
{
    struct subject subject = subject_of(of);
    struct crowd_example example = crowd_example(crowd);
    if (of->count == 0) {
        report_no_time(judge, of, crowd);
    } else if (of->several) {
        bool bags = strcmp(of->key, "bags") == 0;
        consistency_add(judge, IFS_ERROR, bags ? "no-bag-for-some" : "gap-in-alternatives", of->line,
                        "%s: for some patients none is allowed, for example: %s; leave out \"when\" at the last one, "
                        "or write one more for them",
                        subject.path, example.text);
    } else {
        consistency_add(judge, IFS_ERROR, "gap-in-alternatives", of->line,
                        "%s: %snone of the alternatives holds for some patients, for example: %s; write one more "
                        "alternative for them, widen one of these, or refuse them with a check",
                        subject.path, subject.dose, example.text);
    }
}

static void report_overlap(const struct consistency *judge, const struct alternatives *of, const struct held *held,
                           const struct crowd *crowd)
{
    struct subject subject = subject_of(of);
    struct crowd_example example = crowd_example(crowd);
    consistency_add(
        judge, IFS_ERROR, "overlapping-alternatives", held->lines[1],
        "%s: %sthis alternative and that of line %d both hold for some patients, for example: %s; narrow one of them "
        "(write bands with >= and <)",
        subject.path, subject.dose, held->lines[0], example.text);
}

/* ---- Doses that may be ordered ---------------------------------------------------------------------------------------- */

ifs_ratio consistency_highest(const struct dose_rule *dose)
{
    return dose->rate ? dose->limit.hard_max : known_lower(dose->limit.hard_max, dose->maximum.hard_max);
}

/* Dose 0: a dose rate, which has none before its time. */
static bool may_order(const struct dose_rule *dose, int64_t dose_mcg)
{
    if (dose->rate || dose_mcg == 0) {
        return dose->rate && dose_mcg == 0;
    }
    ifs_ratio figure = ratio_whole(dose_mcg);
    return !known_above(figure, consistency_highest(dose)) && !known_above(dose->limit.hard_min, figure);
}

/* Limits that bound one dose by itself. */
static bool bounds_dose(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_DOSE || kind == IFS_LIMIT_IN_24H || kind == IFS_LIMIT_IN_48H;
}

/* Above a hard limit that certainly applies. */
static bool passes(const struct limit_group *groups, int count, int64_t dose_mcg, const uint8_t *truths)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; bounds_dose(groups[i].kind) && j < groups[i].count; j++) {
            const struct limit *limit = &groups[i].limits[j];
            if (known_above(ratio_whole(dose_mcg), limit->hard_max) && condition_truth(&limit->when, truths) == TRUTH_YES) {
                return true;
            }
        }
    }
    return false;
}

static bool dose_reaches(const struct consistency *judge, const struct alternatives *of, const uint8_t *truths)
{
    if (of->for_dose && (passes(of->infusion->limits, of->infusion->limit_count, of->dose_mcg, truths) ||
                         passes(judge->protocol->totals, judge->protocol->total_count, of->dose_mcg, truths))) {
        return false;
    }
    for (int i = 0; of->for_dose && i < of->infusion->dose_count; i++) {
        const struct dose_rule *dose = &of->infusion->doses[i];
        if (condition_truth(&dose->when, truths) != TRUTH_NO && may_order(dose, of->dose_mcg)) {
            return true;
        }
    }
    return !of->for_dose;
}

/* ---- Trying every patient ---------------------------------------------------------------------------------------------- */

/* No condition at all, and one that holds: nothing to try. */
static bool is_plain(const struct alternatives *of)
{
    static const uint8_t none[CONDITION_TESTS] = {0};
    for (int i = 0; i < of->count; i++) {
        if (of->list[i].when->count > 0) {
            return false;
        }
    }
    return of->count > 0 && held_by(of, none).count == 1;
}

static void read_all(struct crowd *crowd, const struct alternatives *of)
{
    for (int i = 0; i < of->count; i++) {
        space_read(&crowd->space, of->list[i].when);
    }
    for (int i = 0; of->for_dose && i < of->infusion->dose_count; i++) {
        space_read(&crowd->space, &of->infusion->doses[i].when);
    }
}

/* Of what is done with one kind: the conditions of the list and, of times, whatever bounds the dose. */
static int64_t work_of(const struct consistency *judge, const struct alternatives *of)
{
    int64_t work = 0;
    for (int i = 0; i < of->count; i++) {
        work += of->list[i].when->count;
    }
    int bounds = of->for_dose ? of->infusion->dose_count + of->infusion->limit_count + judge->protocol->total_count : 0;
    return work + bounds;
}

static bool gather(const struct consistency *judge, const struct alternatives *of, struct crowd *crowd)
{
    crowd_begin(crowd, judge, of->phase, CROWD_TREATED);
    read_all(crowd, of);
    bool gathered = crowd_gather(crowd, work_of(judge, of));
    if (!gathered) {
        consistency_add(
            judge, IFS_WARNING, "undecided-alternatives", of->line,
            "%s: these alternatives read so many facts together that gaps and overlaps cannot be looked for; read "
            "fewer facts in them",
            subject_of(of).path);
    }
    return gathered;
}

static void try_all(const struct consistency *judge, const struct alternatives *of)
{
    struct crowd crowd;
    if (is_plain(of) || !gather(judge, of, &crowd)) {
        return;
    }
    bool gap = false;
    bool overlap = of->several;
    bool any = crowd_try_first(&crowd);
    for (; any && !(gap && overlap); any = crowd_try_next(&crowd)) {
        struct held held = held_by(of, crowd.point.truths);
        bool none = !gap && held.count == 0 && !held.unknown;
        bool two = !overlap && held.count > 1;
        if (!(none || two) || !crowd_counts(&crowd) || !dose_reaches(judge, of, crowd.point.truths)) {
            continue; /* who counts is asked last: it is seldom needed, and takes every check */
        }
        gap = gap || none;
        overlap = overlap || two;
        if (none) {
            report_gap(judge, of, &crowd);
        } else {
            report_overlap(judge, of, &held, &crowd);
        }
    }
}

/* Where there is none at all, the key was left out. */
static void try_any(const struct consistency *judge, const struct alternatives *of)
{
    if (of->count > 0) {
        try_all(judge, of);
    }
}

/* ---- The lists of a protocol ------------------------------------------------------------------------------------------- */

/* Alternatives inside an infusion are for whose order it is part of. */
static struct alternatives inside(const struct infusion_rule *infusion, const char *key)
{
    return (struct alternatives){
        .infusion = infusion, .phase = &infusion->when, .key = key, .line = infusion->origin.line};
}

static void try_doses(const struct consistency *judge, const struct infusion_rule *infusion)
{
    struct alternatives of = inside(infusion, "dose");
    for (int i = 0; i < infusion->dose_count; i++) {
        of.line = i == 0 ? infusion->doses[i].origin.line : of.line;
        add_alternative(&of, &infusion->doses[i].when, infusion->doses[i].origin.line, 0);
    }
    try_any(judge, &of);
}

#define ANY_DOSE (-1)

static void try_times_for(const struct consistency *judge, const struct infusion_rule *infusion, int64_t dose_mcg)
{
    struct alternatives of = inside(infusion, "over");
    of.for_dose = dose_mcg != ANY_DOSE;
    of.dose_mcg = dose_mcg;
    for (int i = 0; i < infusion->time_count; i++) {
        const struct time_rule *time = &infusion->times[i];
        of.line = i == 0 || time->dose_to.mcg > 0 ? time->origin.line : of.line;
        if (time->dose_to.mcg == 0 || (dose_mcg > 0 && dose_mcg <= time->dose_to.mcg)) {
            add_alternative(&of, &time->when, time->origin.line, time->dose_to.mcg);
        }
    }
    of.line = of.count > 0 ? of.list[0].line : of.line;
    try_all(judge, &of);
}

/* Doses at which a ladder is tried, each once. */
struct trial_doses {
    int64_t list[6 * ALTERNATIVES_MAX]; /* bands, two of each dose, totals of two windows, and the library's */
    size_t count;
};

static void add_dose(struct trial_doses *doses, ifs_ratio mcg)
{
    int64_t dose_mcg = mcg.den != 0 ? ratio_round(mcg, IFS_ROUND_DOWN) : 0;
    for (size_t i = 0; i < doses->count; i++) {
        if (doses->list[i] == dose_mcg) {
            return;
        }
    }
    if (dose_mcg > 0) {
        claim(doses->count < COUNT_OF(doses->list));
        doses->list[doses->count++] = dose_mcg;
    }
}

static void add_bounds(struct trial_doses *doses, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; bounds_dose(groups[i].kind) && j < groups[i].count; j++) {
            add_dose(doses, groups[i].limits[j].hard_max);
        }
    }
}

/* Each dose that ends a band, and each that is the most or the usual one. */
static struct trial_doses doses_for(const struct consistency *judge, const struct infusion_rule *infusion)
{
    struct trial_doses doses = {.count = 0};
    for (int i = 0; i < infusion->time_count; i++) {
        add_dose(&doses, ratio_whole(infusion->times[i].dose_to.mcg));
    }
    for (int i = 0; i < infusion->dose_count; i++) {
        const struct dose_rule *dose = &infusion->doses[i];
        if (!dose->rate) {
            add_dose(&doses, consistency_highest(dose));
        }
        if (dose->basis == DOSE_FIXED) {
            add_dose(&doses, dose->usual);
        }
    }
    add_bounds(&doses, infusion->limits, infusion->limit_count);
    add_bounds(&doses, judge->protocol->totals, judge->protocol->total_count);
    return doses;
}

static bool is_ladder(const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->time_count; i++) {
        if (infusion->times[i].dose_to.mcg > 0) {
            return true;
        }
    }
    return false;
}

/* Of a ladder at each dose, and without one: a dose rate has none before its time. */
static void try_times(const struct consistency *judge, const struct infusion_rule *infusion)
{
    if (infusion->route == ROUTE_INTRAMUSCULAR) {
        return; /* given at once */
    }
    struct trial_doses doses = doses_for(judge, infusion);
    if (!is_ladder(infusion)) {
        try_times_for(judge, infusion, ANY_DOSE);
        return;
    }
    for (int i = 0; i < infusion->dose_count; i++) {
        if (infusion->doses[i].rate) {
            try_times_for(judge, infusion, 0);
            break;
        }
    }
    for (size_t i = 0; i < doses.count; i++) {
        try_times_for(judge, infusion, doses.list[i]);
    }
}

static const char *const kind_keys[] = {
    [IFS_LIMIT_DOSE] = "dose",
    [IFS_LIMIT_DOSE_RATE] = "dose",
    [IFS_LIMIT_DOSE_MAX] = "dose.max",
    [IFS_LIMIT_PER_KG] = "per-kg",
    [IFS_LIMIT_OVER] = "over",
    [IFS_LIMIT_SPEED] = "speed",
    [IFS_LIMIT_SPEED_PER_KG] = "speed-per-kg",
    [IFS_LIMIT_CONCENTRATION] = "concentration",
    [IFS_LIMIT_VOLUME] = "volume",
    [IFS_LIMIT_SITE_VOLUME] = "site-volume",
    [IFS_LIMIT_IN_24H] = "totals",
    [IFS_LIMIT_IN_48H] = "totals",
    [IFS_LIMIT_INTERVAL] = "totals",
};
_Static_assert(COUNT_OF(kind_keys) == IFS_LIMIT_KIND_COUNT, "one key for each kind of limit");

static void try_group(const struct consistency *judge, const struct infusion_rule *infusion,
                      const struct limit_group *group)
{
    struct alternatives of = {.key = kind_keys[group->kind]};
    if (infusion != NULL) {
        of = inside(infusion, kind_keys[group->kind]);
    }
    if (!group->alternatives) {
        return;
    }
    of.line = group->limits[0].origin.line;
    for (int i = 0; i < group->count; i++) {
        add_alternative(&of, &group->limits[i].when, group->limits[i].origin.line, 0);
    }
    try_all(judge, &of);
}

static void try_bags(const struct consistency *judge, const struct infusion_rule *infusion)
{
    struct alternatives of = inside(infusion, "bags");
    of.several = true;
    for (int i = 0; i < infusion->container_count; i++) {
        const struct container *container = &infusion->containers[i];
        of.line = i == 0 ? container->origin.line : of.line;
        if (container->when.count == 0) {
            return; /* allowed for everybody */
        }
        add_alternative(&of, &container->when, container->origin.line, 0);
    }
    try_any(judge, &of);
}

/* Bands written for this infusion stand instead of those written for all, as the engine reads them. */
static void try_bands(const struct consistency *judge, const struct infusion_rule *infusion, int index)
{
    struct alternatives of = inside(infusion, "renal");
    for (int wanted = index; of.count == 0 && wanted >= -1; wanted = wanted == index ? -1 : -2) {
        for (int i = 0; i < judge->protocol->renal_count; i++) {
            const struct renal_band *band = &judge->protocol->renal[i];
            if (band->infusion == wanted) {
                of.line = of.count == 0 ? band->origin.line : of.line;
                add_alternative(&of, &band->when, band->origin.line, 0);
            }
        }
    }
    try_any(judge, &of);
}

/* Several antidotes may be printed; one there must be. Each has one limit of its speed. */
static void try_rescues(const struct consistency *judge)
{
    struct alternatives of = {.key = "rescue", .several = true};
    for (int i = 0; i < judge->protocol->rescue_count; i++) {
        const struct rescue_rule *rescue = &judge->protocol->rescues[i];
        struct alternatives speeds = {.key = "rescue.speed", .phase = &rescue->when, .line = rescue->origin.line};
        for (int j = 0; j < rescue->limit_count; j++) {
            const struct origin *origin = &rescue->limits[j].origin;
            int line = origin->file == ORIGIN_PROTOCOL ? origin->line : rescue->origin.line;
            speeds.line = j == 0 ? line : speeds.line;
            add_alternative(&speeds, &rescue->limits[j].when, line, 0);
        }
        of.line = i == 0 ? rescue->origin.line : of.line;
        add_alternative(&of, &rescue->when, rescue->origin.line, 0);
        try_all(judge, &speeds);
    }
    try_any(judge, &of);
}

static void try_infusion(const struct consistency *judge, int index)
{
    const struct infusion_rule *infusion = &judge->protocol->infusions[index];
    try_doses(judge, infusion);
    try_times(judge, infusion);
    for (int i = 0; i < infusion->limit_count; i++) {
        try_group(judge, infusion, &infusion->limits[i]);
    }
    try_bags(judge, infusion);
    try_bands(judge, infusion, index);
}

/* At least one phase is part of everybody's order. */
static void try_phases(const struct consistency *judge)
{
    struct alternatives of = {.key = "infusions", .several = true};
    for (int i = 0; i < judge->protocol->infusion_count; i++) {
        const struct infusion_rule *infusion = &judge->protocol->infusions[i];
        of.line = i == 0 ? infusion->origin.line : of.line;
        add_alternative(&of, &infusion->when, infusion->origin.line, 0);
    }
    try_all(judge, &of);
}

void consistency_check(const ifs_protocol *protocol, struct findings *findings)
{
    struct consistency_work work = {CONSISTENCY_WORK, false};
    struct consistency judge = {protocol, findings, &work};
    if (!consistency_admission(&judge)) {
        return; /* of nobody everything is true */
    }
    try_phases(&judge);
    for (int i = 0; i < protocol->infusion_count; i++) {
        try_infusion(&judge, i);
    }
    for (int i = 0; i < protocol->total_count; i++) {
        try_group(&judge, NULL, &protocol->totals[i]);
    }
    try_rescues(&judge);
    consistency_reach(&judge);
    consistency_figures(&judge);
    consistency_order(&judge);
    if (work.short_of) {
        consistency_add(&judge, IFS_WARNING, "undecided-alternatives", protocol->infusions[0].origin.line,
                        "infusions: the conditions of this protocol read so many facts together that not all its rules can be tried; "
                        "read fewer facts together");
    }
}
