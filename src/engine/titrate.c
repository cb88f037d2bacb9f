/*
 * titrate.c - steps of titration.
 *
 * A step is the same container run at another dose rate. Nobody knows how long it will run, so it is held against every
 * limit as if it ran for the whole ordered time: dose = rate x time, total = flow x time. Its flow is rounded like any
 * other. The invariant: no step is printed that is not within the limits; the rolling totals count the highest one.
 */
#include "titrate.h"

#include "claim.h"
#include "outcome.h"
#include "prepare.h"
#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000

/* What flows in the ordered time, and the drug in it. */
static bool figures_of_step(const struct course *course, ifs_ratio flow, struct figures *figures)
{
    ifs_ratio scaled;
    ifs_ratio total;
    *figures = course->reached;
    figures->time_s = ratio_whole(course->out->over.s);
    if (!ratio_mul(flow, figures->time_s, &scaled) || !ratio_div(scaled, ratio_whole(SECONDS_PER_HOUR), &total)) {
        return false;
    }
    figures->total_ul = ratio_reduce(total);
    ifs_ratio dose;
    if (!ratio_mul(figures->total_ul, ratio_reduce(course->out->concentration_mcg_per_ul), &dose)) {
        return false;
    }
    figures->dose_mcg = ratio_reduce(dose);
    return true;
}

/* mcg/h, the dosing weight put in. */
static bool rate_of(struct course *course, const struct step *step, ifs_ratio *rate)
{
    ifs_ratio scaled;
    if (!step->per_weight) {
        *rate = step->rate;
        return true;
    }
    if (!ratio_known(&course->out->weight_g)) {
        work_lack_weight(course->work, course->rule->doses[course->out->dose_rule].weight);
        return false;
    }
    return course_mul(course, step->rate, course->out->weight_g, &scaled) &&
           course_div(course, scaled, ratio_whole(GRAMS_PER_KILOGRAM), rate);
}

static bool flow_of(struct course *course, struct rounding *rounding)
{
    if (!prepare_round(course, rounding)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    if (rounding->rounded == 0) {
        return course_obstruct(course, IFS_OBSTACLE_NO_FLOW);
    }
    if (!prepare_within_pump(course, (ifs_flow){rounding->rounded})) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_PUMP);
    }
    return true;
}

static void keep_most(ifs_infusion *out, ifs_ratio dose)
{
    bool more = !ratio_known(&out->most_mcg) || ratio_compare(dose, out->most_mcg) > 0;
    out->most_mcg = more ? dose : out->most_mcg;
}

static bool compute_step(struct course *course, int index, ifs_step *out)
{
    const struct step *step = &course->rule->steps[index];
    *out = (ifs_step){.infusion = course->index, .step = index};
    struct rounding rounding = {.step = prepare_pump_step(course), .figures_of = figures_of_step};
    if (!rate_of(course, step, &out->rate_mcg_per_h) ||
        !course_div(course, out->rate_mcg_per_h, ratio_reduce(course->out->concentration_mcg_per_ul), &rounding.exact) ||
        !flow_of(course, &rounding)) {
        return false;
    }
    struct course at_step = *course;
    at_step.step = index + 1;
    at_step.reached = rounding.figures;
    out->exact_flow_ul_per_h = rounding.exact;
    out->flow.ul_per_h = rounding.rounded;
    out->flow_inward = rounding.inward;
    out->dose_mcg = rounding.figures.dose_mcg;
    keep_most(course->out, out->dose_mcg);
    outcome_of_infusion(&at_step);
    if (course_figure(&at_step.reached, IFS_LIMIT_SPEED, &out->speed_mcg_per_h) != FIGURE_KNOWN) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    return true;
}

/* Computes one step where it belongs to this patient's order. */
static bool take_step(struct course *course, int index)
{
    ifs_plan *plan = course->work->plan;
    claim(plan->step_count < IFS_STEP_MAX);
    switch (work_truth(course->work, &course->rule->steps[index].only)) {
    case TRUTH_NO:
        return true;
    case TRUTH_UNKNOWN:
        work_lack_for(course->work, &course->rule->steps[index].only);
        return false;
    case TRUTH_YES:
        break;
    }
    bool computed = compute_step(course, index, &plan->steps[plan->step_count]);
    plan->step_count += computed ? 1 : 0;
    return computed;
}

bool titrate(struct course *course)
{
    bool complete = true;
    for (int i = 0; i < course->rule->step_count; i++) {
        complete = take_step(course, i) && complete;
    }
    return complete;
}
