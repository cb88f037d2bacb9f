/*
 * obstacle.c - why there is no order, apart from checks and limits, with the figures that were asked for.
 *
 * Decides which figures stand in the sentence about an obstacle: the dose, time, device or product of the request, and
 * the step it misses. The invariants: nothing but what was asked for and what the protocol allows is named, never a
 * volume or a flow; what a hard limit of the dose says already is not said twice.
 *
 * That there is an obstacle is the engine's decision; the sentences are wording.c's.
 */
#include "build.h"

#include "claim.h"
#include "ratio.h"
#include "wording.h"

enum { MINUTE_S = 60, HOUR_S = 3600 };

static bool is_of_dose(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_DOSE || kind == IFS_LIMIT_DOSE_RATE || kind == IFS_LIMIT_DOSE_MAX ||
           kind == IFS_LIMIT_PER_KG;
}

/* A dose beyond its hard limit has no time either: the limit says it all. */
static bool said_by_limit(const ifs_plan *plan, int infusion, ifs_obstacle obstacle)
{
    for (int i = 0; obstacle == IFS_OBSTACLE_NO_TIME_RULE && i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        if (outcome->infusion == infusion && outcome->severity == IFS_REFUSE && outcome->result == IFS_TRIP &&
            is_of_dose(outcome->limit->kind)) {
            return true;
        }
    }
    return false;
}

ifs_obstacle build_obstacle(const struct build *build, int infusion)
{
    ifs_obstacle obstacle = infusion < 0 ? build->plan->order_obstacle : build->plan->obstacle[infusion];
    return said_by_limit(build->plan, infusion, obstacle) ? IFS_OBSTACLE_NONE : obstacle;
}

/* ---- What was asked for --------------------------------------------------------------------------------------- */

/* The alternative that holds for this patient, NULL where none is known to. Where two do, that is the obstacle, and no step is named. */
static const struct dose_rule *dose_rule_of(const struct build *build, int infusion)
{
    const struct infusion_rule *rule = &build->protocol->infusions[infusion];
    for (int i = 0; i < rule->dose_count; i++) {
        if (condition_truth(&rule->doses[i].when, build->truths) == TRUTH_YES) {
            return &rule->doses[i];
        }
    }
    return NULL;
}

/* In whole minutes, as it is ordered; 0: not known. */
static int64_t time_of(const struct build *build, int infusion)
{
    const struct infusion_rule *rule = &build->protocol->infusions[infusion];
    const ifs_choice *choice = &build->request->choices[infusion];
    int64_t seconds = choice->has_over ? choice->over.s : 0;
    int holding = 0;
    for (int i = 0; !choice->has_over && i < rule->time_count; i++) {
        if (condition_truth(&rule->times[i].when, build->truths) == TRUTH_YES) {
            seconds = rule->times[i].usual.s;
            holding++;
        }
    }
    return holding > 1 ? 0 : (seconds + MINUTE_S - 1) / MINUTE_S * MINUTE_S;
}

/* Never rounded: what is off its step by little must not read like what is on it. */
static const char *exact_mass(struct build *build, ifs_ratio mcg)
{
    return ratio_is_multiple(mcg, 1) ? build_dose(build, mcg) : build_limit_exact(build, IFS_LIMIT_DOSE, mcg);
}

/* "1,200 mg", "1 g per hour for 24 h (24 g)"; NULL: no dose was prescribed. */
static const char *dose_asked(struct build *build, int infusion)
{
    const ifs_choice *choice = &build->request->choices[infusion];
    if (!choice->has_dose) {
        return NULL;
    }
    if (!choice->dose_is_rate) {
        return exact_mass(build, choice->dose_mcg);
    }
    const char *rate = build_dose_rate(build, choice->dose_mcg);
    int64_t time = time_of(build, infusion);
    if (time == 0) {
        return rate;
    }
    ifs_ratio mcg;
    if (!ratio_mul(choice->dose_mcg, ratio_make(time, HOUR_S), &mcg)) {
        return rate; /* beyond exact arithmetic: the rate alone is shown */
    }
    const char *mass = exact_mass(build, mcg);
    const char *duration = build_duration(build, ratio_whole(time));
    return build_say(build, words.rate_for_time, (const char *const[]){rate, duration, mass});
}

static const char *time_asked(struct build *build, int infusion)
{
    const ifs_choice *choice = &build->request->choices[infusion];
    return choice->has_over ? build_duration(build, ratio_whole(choice->over.s)) : NULL;
}

static const char *choice_asked(struct build *build, int fact)
{
    return fact_set_has(&build->request->known, fact) ? build_fact_words(build, fact) : NULL;
}

static const char *step_of(struct build *build, int infusion)
{
    const struct dose_rule *rule = dose_rule_of(build, infusion);
    return rule == NULL ? NULL : build_dose(build, ratio_whole(rule->step.mcg));
}

/* ---- The sentence --------------------------------------------------------------------------------------------- */

struct figures {
    const char *first; /* NULL: not known, so that the sentence without figures is said */
    const char *second;
};

/* A band may test creatinine itself, and then the clearance is not what it lacks. */
static bool bands_read_clearance(const struct build *build)
{
    ifs_fact_set read = {{0}};
    for (int i = 0; i < build->protocol->renal_count; i++) {
        condition_facts(&build->protocol->renal[i].when, &build->protocol->tests, &read);
    }
    return fact_set_has(&read, IFS_FACT_CRCL);
}

static struct figures figures_of(struct build *build, int infusion, enum obstacle_figures wanted)
{
    switch (wanted) {
    case OBSTACLE_DOSE:
        return (struct figures){dose_asked(build, infusion), NULL};
    case OBSTACLE_DOSE_AS_GIVEN: {
        const ifs_choice *choice = &build->request->choices[infusion];
        return (struct figures){choice->has_dose ? build_dose_rate(build, choice->dose_mcg) : NULL, NULL};
    }
    case OBSTACLE_DOSE_AND_STEP: {
        const char *step = step_of(build, infusion);
        return (struct figures){step == NULL ? NULL : dose_asked(build, infusion), step};
    }
    case OBSTACLE_STEP:
        return (struct figures){step_of(build, infusion), NULL};
    case OBSTACLE_TIME:
        return (struct figures){time_asked(build, infusion), NULL};
    case OBSTACLE_PRODUCT:
        return (struct figures){choice_asked(build, IFS_FACT_PRODUCT), NULL};
    case OBSTACLE_DILUENT:
        return (struct figures){choice_asked(build, IFS_FACT_DILUENT), NULL};
    case OBSTACLE_DEVICE:
        return (struct figures){choice_asked(build, IFS_FACT_DEVICE), NULL};
    case OBSTACLE_CLEARANCE:
        return (struct figures){bands_read_clearance(build) ? build->sheet->crcl.text : NULL, NULL};
    case OBSTACLE_NO_FIGURES:
        break;
    }
    return (struct figures){NULL, NULL};
}

const char *build_obstacle_words(struct build *build, int infusion)
{
    ifs_obstacle obstacle = build_obstacle(build, infusion);
    enum obstacle_figures wanted = infusion < 0 ? OBSTACLE_NO_FIGURES : wording_obstacle_figures(obstacle);
    struct figures figures = figures_of(build, infusion, wanted);
    if (figures.first == NULL) {
        return wording_obstacle(obstacle);
    }
    return build_say(build, wording_obstacle_with(obstacle), (const char *const[]){figures.first, figures.second});
}
