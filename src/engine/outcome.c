/*
 * outcome.c - every limit held against what will be delivered.
 *
 * Beyond a hard bound is a refusal, beyond a soft one an override check named INFUSION.LIMIT. A limit whose condition is
 * unknown matters only where the figure lies beyond it: then it is undecided. A figure that is not known passes nothing.
 */
#include "outcome.h"

#include "claim.h"
#include "ratio.h"

const char *outcome_word(ifs_limit_kind kind)
{
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_RATE:
        return "dose";
    case IFS_LIMIT_DOSE_MAX:
        return "dose-max";
    case IFS_LIMIT_PER_KG:
        return "per-kg";
    case IFS_LIMIT_OVER:
        return "over";
    case IFS_LIMIT_SPEED:
        return "speed";
    case IFS_LIMIT_SPEED_PER_KG:
        return "speed-per-kg";
    case IFS_LIMIT_CONCENTRATION:
        return "concentration";
    case IFS_LIMIT_VOLUME:
        return "volume";
    case IFS_LIMIT_SITE_VOLUME:
        return "site-volume";
    case IFS_LIMIT_IN_24H:
        return "in-24h";
    case IFS_LIMIT_IN_48H:
        return "in-48h";
    case IFS_LIMIT_INTERVAL:
        return "interval";
    case IFS_LIMIT_KIND_COUNT:
        break;
    }
    return "";
}

/* ---- Overrides ---- */

static bool blank(const char *words)
{
    while (words != NULL && (*words == ' ' || *words == '\t')) {
        words++;
    }
    return words == NULL || *words == '\0';
}

bool outcome_may_override(const ifs_protocol *protocol, const ifs_request *request)
{
    if (blank(request->prescriber) || blank(request->prescriber_reference) ||
        !fact_set_has(&request->known, IFS_FACT_SETTING)) {
        return false;
    }
    return (protocol->overrides_in >> request->answer[IFS_FACT_SETTING] & 1U) != 0;
}

/* Walks over `words` where `id` begins with it; NULL where it does not. */
static const char *after(const char *id, const char *words)
{
    while (id != NULL && *words != '\0') {
        id = *id == *words ? id + 1 : NULL;
        words++;
    }
    return id;
}

/* What a limit is held against: an infusion, perhaps a step of it, or the whole order. infusion NULL: a check. */
struct named {
    const char *infusion;
    const char *step; /* NULL: none */
};

/* "infusion.dose", "maintenance.step-2.speed", or the id of a check alone. */
static bool is_named(const char *id, const struct named *named, const char *word)
{
    const char *rest = id;
    if (named->infusion != NULL) {
        rest = after(after(rest, named->infusion), ".");
    }
    if (named->step != NULL) {
        rest = after(after(rest, named->step), ".");
    }
    rest = after(rest, word);
    return rest != NULL && *rest == '\0';
}

static bool is_limit_of(const struct named *owner, const char *id)
{
    for (int kind = 0; kind < IFS_LIMIT_KIND_COUNT; kind++) {
        if (is_named(id, owner, outcome_word((ifs_limit_kind)kind))) {
            return true;
        }
    }
    return false;
}

/* Of the infusion itself, or of one of its steps. */
static bool is_limit_of_infusion(const struct infusion_rule *infusion, const char *id)
{
    struct named owner = {infusion->name, NULL};
    bool found = is_limit_of(&owner, id);
    for (int i = 0; i < infusion->step_count && !found; i++) {
        owner.step = infusion->steps[i].id;
        found = is_limit_of(&owner, id);
    }
    return found;
}

bool outcome_is_limit_name(const ifs_protocol *protocol, const char *id)
{
    static const struct named order = {OUTCOME_OF_ORDER, NULL};
    bool found = is_limit_of(&order, id);
    for (int i = 0; i < protocol->infusion_count && !found; i++) {
        found = is_limit_of_infusion(&protocol->infusions[i], id);
    }
    return found;
}

static const char *override_of(const struct work *work, const struct named *named, const char *word)
{
    const ifs_request *request = work->request;
    for (int i = 0; i < request->override_count; i++) {
        if (is_named(request->overrides[i].check, named, word) && !blank(request->overrides[i].reason) &&
            outcome_may_override(work->protocol, request)) {
            return request->overrides[i].reason;
        }
    }
    return NULL;
}

const char *outcome_override(const struct work *work, const char *check)
{
    static const struct named alone = {NULL, NULL};
    return override_of(work, &alone, check);
}

/* ---- Outcomes ---- */

static bool has_hard_bound(const struct limit *limit)
{
    return ratio_known(&limit->hard_min) || ratio_known(&limit->hard_max);
}

bool outcome_has_bound(const struct limit *limit)
{
    return has_hard_bound(limit) || ratio_known(&limit->soft_min) || ratio_known(&limit->soft_max);
}

static void trip_soft(struct work *work, ifs_limit_outcome *outcome, const struct named *named)
{
    outcome->severity = IFS_OVERRIDE;
    outcome->reason = override_of(work, named, outcome_word(outcome->limit->kind));
    outcome->result = outcome->reason != NULL ? IFS_OVERRIDDEN : IFS_TRIP;
    work->unsigned_override = work->unsigned_override || outcome->reason == NULL;
}

/* One figure against one limit; *outcome is complete but for the infusion. */
static void judge(struct work *work, bool certain, struct order_figure held, ifs_limit_outcome *outcome,
                  const struct named *named)
{
    const struct limit *limit = outcome->limit;
    outcome->severity = has_hard_bound(limit) ? IFS_REFUSE : IFS_OVERRIDE;
    outcome->delivered = held.figure;
    outcome->result = IFS_UNKNOWN;
    if (!ratio_known(&held.figure)) {
        return;
    }
    enum limit_verdict verdict = limit_check(held.figure, limit);
    if (verdict == LIMIT_WITHIN) {
        outcome->result = held.whole ? IFS_PASS : IFS_UNKNOWN;
        return;
    }
    if (!certain) { /* what is measured at the bedside is a start condition already */
        work_lack_but_bedside(work, &limit->when);
        return;
    }
    if (verdict == LIMIT_BEYOND_HARD) {
        outcome->result = IFS_TRIP;
        work->refused = true;
        return;
    }
    trip_soft(work, outcome, named);
}

/* The next of the plan. */
static ifs_limit_outcome *note(struct work *work, const struct limit *limit, int infusion, int step)
{
    claim(work->plan->limit_count < IFS_LIMIT_MAX);
    ifs_limit_outcome *outcome = &work->plan->limits[work->plan->limit_count++];
    outcome->limit = limit;
    outcome->infusion = infusion;
    outcome->step = step;
    outcome->reason = NULL;
    return outcome;
}

/* A limit per kilogram of a dose that is known lacks only the weight. */
static void lack_for_figure(struct course *course, const struct limit *limit)
{
    bool per_weight = limit->kind == IFS_LIMIT_PER_KG || limit->kind == IFS_LIMIT_SPEED_PER_KG;
    if (per_weight && !ratio_known(&course->reached.weight_g) && course->dose_chosen) {
        work_lack_weight(course->work, course->rule->doses[course->out->dose_rule].weight);
    }
}

/* A usual dose rate is moved by the step of its dose alone: nobody ordered that. */
static bool is_of_dose(ifs_limit_kind kind, bool prescribed)
{
    return kind == IFS_LIMIT_DOSE || kind == IFS_LIMIT_DOSE_MAX || kind == IFS_LIMIT_PER_KG ||
           (kind == IFS_LIMIT_DOSE_RATE && prescribed);
}

/* The marks of a syringe or the steps of a pump may bring an ordered dose back within its limits; but nobody may order, or read on a sheet, a dose beyond
 * them. So of what is ordered and what is delivered the worse one counts. */
static ifs_ratio worse_of(const struct course *course, const struct limit *limit, ifs_ratio delivered)
{
    const ifs_infusion *out = course->out;
    bool asked = is_of_dose(limit->kind, out->prescribed) && course->step == 0 && out->dose.mcg > 0;
    bool same = limit->kind != IFS_LIMIT_DOSE_RATE && course->reached.dose_mcg.den == 1 &&
                course->reached.dose_mcg.num == out->dose.mcg;
    if (!asked || same) {
        return delivered;
    }
    struct figures ordered = course->reached;
    ifs_ratio figure;
    ordered.dose_mcg = ratio_whole(out->dose.mcg);
    ordered.time_s = out->over.s > 0 ? ratio_whole(out->over.s) : ordered.time_s;
    enum figure_state state = course_figure(&ordered, limit->kind, &figure);
    claim(state == FIGURE_KNOWN); /* as the delivered one is, of a dose of at most 1 kg */
    return limit_check(figure, limit) < limit_check(delivered, limit) ? figure : delivered;
}

void outcome_of_infusion(struct course *course)
{
    for (int i = 0; i < course->held_count; i++) {
        const struct held_limit *held = &course->held[i];
        if (!outcome_has_bound(held->limit)) {
            continue;
        }
        struct order_figure figure = {.figure = {0, 0}, .whole = true};
        enum figure_state state = course_figure(&course->reached, held->limit->kind, &figure.figure);
        if (state != FIGURE_KNOWN) {
            figure.figure = (ifs_ratio){0, 0};
            lack_for_figure(course, held->limit);
        } else {
            figure.figure = worse_of(course, held->limit, figure.figure);
        }
        if (state == FIGURE_BEYOND) { /* a limit that cannot be held is not met */
            course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
        }
        const struct named named = {course->rule->name, course->step > 0 ? course->rule->steps[course->step - 1].id : NULL};
        judge(course->work, held->certain, figure, note(course->work, held->limit, course->index, course->step), &named);
    }
}

void outcome_of_order(struct work *work, const struct limit *limit, bool certain, struct order_figure figure)
{
    static const struct named order = {OUTCOME_OF_ORDER, NULL};
    judge(work, certain, figure, note(work, limit, -1, 0), &order);
}
