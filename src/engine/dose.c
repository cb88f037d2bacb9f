/*
 * dose.c - dose and time of one infusion.
 *
 * Basis times dosing weight, renal factor, maximum, step; then the time for that dose. A prescriber's dose replaces the
 * first two and is never rounded. Nothing is clamped but by a maximum the protocol names, and that is recorded.
 * What leaves the bounds of exact arithmetic is refused.
 */
#include "dose.h"

#include "choose.h"
#include "ratio.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000

/* Beyond a kilogram of drug nothing is computed: no dose of it is a dose. */
#define DOSE_BEYOND_SENSE INT64_C(1000000000)

bool dose_is_rate(const struct course *course)
{
    const ifs_choice *choice = &course->work->request->choices[course->index];
    bool by_rule = course->rule->doses[course->out->dose_rule].rate;
    return choice->has_dose ? choice->dose_is_rate && by_rule : by_rule; /* a rate that may not be ordered needs no time */
}

/* ---- 1 to 3: the dose ---- */

/* The dosing weight, or none. */
static ifs_ratio weigh(const struct course *course, enum renal_weight by)
{
    const ifs_request *request = course->work->request;
    if (!work_weight_known(course->work, by)) {
        return (ifs_ratio){0};
    }
    if (by == RENAL_WEIGHT_ACTUAL) {
        return ratio_whole(request->answer[IFS_FACT_WEIGHT]);
    }
    struct renal_body body = {
        .sex = (ifs_sex)request->answer[IFS_FACT_SEX],
        .height_mm = request->answer[IFS_FACT_HEIGHT],
        .weight_g = request->answer[IFS_FACT_WEIGHT],
    };
    enum renal_weight used = RENAL_WEIGHT_ACTUAL;
    return renal_weight_by(by, &body, &used);
}

/* usual mcg/kg x weight g / 1000 */
static bool times_weight(struct course *course, const struct dose_rule *dose, ifs_ratio *out)
{
    if (!ratio_known(&course->out->weight_g)) {
        work_lack_weight(course->work, dose->weight);
        return false;
    }
    ifs_ratio scaled;
    return course_mul(course, dose->usual, course->out->weight_g, &scaled) &&
           course_div(course, scaled, ratio_whole(GRAMS_PER_KILOGRAM), out);
}

/* mcg/h x s / 3600 */
static bool times_time(struct course *course, ifs_ratio rate, ifs_ratio *out)
{
    ifs_ratio scaled;
    return course_mul(course, rate, ratio_whole(course->out->over.s), &scaled) &&
           course_div(course, scaled, ratio_whole(SECONDS_PER_HOUR), out);
}

static bool lack_dose(struct course *course)
{
    course->work->plan->missing_dose[course->index] = true;
    course->work->lacking = true;
    return false;
}

/* 1: basis x dosing weight, exactly. */
static bool calculate_ideal(struct course *course, const struct dose_rule *dose, ifs_ratio *ideal)
{
    ifs_ratio rate;
    switch (dose->basis) {
    case DOSE_FIXED:
        *ideal = dose->usual;
        return true;
    case DOSE_PER_WEIGHT:
        return times_weight(course, dose, ideal);
    case DOSE_RATE:
        return times_time(course, dose->usual, ideal);
    case DOSE_RATE_PER_WEIGHT:
        return times_weight(course, dose, &rate) && times_time(course, rate, ideal);
    case DOSE_BY_PRESCRIBER:
        break;
    }
    return lack_dose(course);
}

static void cap(ifs_infusion *out, ifs_ratio *ideal, const struct limit *maximum, ifs_cap reason)
{
    if (ratio_known(&maximum->hard_max) && ratio_compare(*ideal, maximum->hard_max) > 0) {
        *ideal = maximum->hard_max;
        out->cap = reason;
    }
}

/* 2: renal factor, then every maximum. */
static bool reduce(struct course *course, const struct dose_rule *dose, ifs_ratio *ideal)
{
    ifs_infusion *out = course->out;
    if (out->renal_band >= 0) {
        const struct renal_band *band = &course->work->protocol->renal[out->renal_band];
        if (!course_mul(course, *ideal, band->factor, ideal)) {
            return false;
        }
        cap(out, ideal, &band->maximum, IFS_CAP_RENAL);
    }
    cap(out, ideal, &dose->maximum, IFS_CAP_MAXIMUM);
    return true;
}

/* The dose is known from here on, whatever else fails: its limits can be held against it. */
static bool keep_dose(struct course *course, ifs_ratio dose)
{
    course->reached.dose_mcg = dose;
    if (dose.num == 0) {
        return course_obstruct(course, IFS_OBSTACLE_DOSE_ZERO);
    }
    if (ratio_compare(dose, ratio_whole(DOSE_BEYOND_SENSE)) > 0) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    course->out->dose.mcg = ratio_round(dose, IFS_ROUND_DOWN);
    return true;
}

/* A prescriber's dose replaces steps 1 and 2 and is never rounded. */
static bool take_prescribed(struct course *course, const struct dose_rule *dose, const ifs_choice *choice)
{
    ifs_ratio prescribed = choice->dose_mcg;
    course->out->prescribed = true;
    if (choice->dose_is_rate && !dose->rate) {
        return course_obstruct(course, IFS_OBSTACLE_DOSE_DIMENSION);
    }
    if (choice->dose_is_rate && !times_time(course, choice->dose_mcg, &prescribed)) {
        return false;
    }
    course->out->ideal_dose_mcg = prescribed;
    course->reached.dose_mcg = prescribed;
    if (!ratio_is_multiple(prescribed, dose->step.mcg)) {
        return course_obstruct(course, IFS_OBSTACLE_DOSE_OFF_STEP);
    }
    return keep_dose(course, prescribed);
}

bool dose_calculate(struct course *course)
{
    const struct dose_rule *dose = &course->rule->doses[course->out->dose_rule];
    const ifs_choice *choice = &course->work->request->choices[course->index];
    course->out->weight_g = weigh(course, dose->weight);
    course->reached.weight_g = course->out->weight_g;
    if (choice->has_dose) {
        return take_prescribed(course, dose, choice);
    }
    ifs_ratio ideal;
    if (!calculate_ideal(course, dose, &ideal)) {
        return false;
    }
    course->out->ideal_dose_mcg = ideal;
    int64_t rounded;
    if (!reduce(course, dose, &ideal)) {
        return false;
    }
    if (!ratio_round_to(ideal, dose->step.mcg, dose->rounding, &rounded)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    return keep_dose(course, ratio_whole(rounded));
}

static bool would_refuse(const struct dose_rule *dose, const ifs_choice *choice)
{
    if (dose->rate != choice->dose_is_rate) {
        return false;
    }
    bool above_maximum = !dose->rate && limit_check(choice->dose_mcg, &dose->maximum) == LIMIT_BEYOND_HARD;
    return above_maximum || limit_check(choice->dose_mcg, &dose->limit) == LIMIT_BEYOND_HARD;
}

/* What stands against the prescribed dose under this rule whatever its limits; none: nothing. */
static ifs_obstacle bar_of(const struct dose_rule *dose, const ifs_choice *choice)
{
    if (choice->dose_mcg.num == 0) {
        return IFS_OBSTACLE_DOSE_ZERO;
    }
    if (choice->dose_is_rate) {
        return dose->rate ? IFS_OBSTACLE_NONE : IFS_OBSTACLE_DOSE_DIMENSION;
    }
    return ratio_is_multiple(choice->dose_mcg, dose->step.mcg) ? IFS_OBSTACLE_NONE : IFS_OBSTACLE_DOSE_OFF_STEP;
}

/* What was prescribed becomes the figure the limits are held against: a dose, or a rate whose time is not known. */
static void reach_prescribed(struct course *course, const ifs_choice *choice)
{
    if (choice->dose_is_rate) {
        course->reached.rate_mcg_per_h = choice->dose_mcg;
    } else {
        course->reached.dose_mcg = choice->dose_mcg;
    }
}

static void ask_dose_anyway(struct course *course)
{
    for (int i = 0; i < course->rule->dose_count; i++) {
        const struct dose_rule *dose = &course->rule->doses[i];
        if (work_truth(course->work, &dose->when) != TRUTH_NO && dose->basis != DOSE_BY_PRESCRIBER) {
            return;
        }
    }
    (void)lack_dose(course);
}

/* A dose that was prescribed is known before its rule is. */
static bool may_hold(const struct course *course, const struct time_rule *time, const ifs_choice *choice)
{
    bool known = choice->has_dose && !choice->dose_is_rate;
    bool too_large = known && time->dose_to.mcg > 0 && ratio_compare(choice->dose_mcg, ratio_whole(time->dose_to.mcg)) > 0;
    return !too_large && work_truth(course->work, &time->when) != TRUTH_NO;
}

static void ask_time_anyway(struct course *course, const ifs_choice *choice)
{
    bool asked = false;
    for (int i = 0; i < course->rule->time_count; i++) {
        const struct time_rule *time = &course->rule->times[i];
        if (may_hold(course, time, choice)) {
            if (time->usual.s > 0 || ratio_known(&time->at)) {
                return;
            }
            asked = true;
        }
    }
    if (asked) {
        course->work->plan->missing_over[course->index] = true;
        course->work->lacking = true;
    }
}

void dose_ask_anyway(struct course *course)
{
    const ifs_choice *choice = &course->work->request->choices[course->index];
    if (!choice->has_dose) {
        ask_dose_anyway(course);
    }
    if (!choice->has_over) {
        ask_time_anyway(course, choice);
    }
}

static void refuse_prescribed_anyway(struct course *course, const ifs_choice *choice)
{
    const struct dose_rule *refusing = NULL;
    ifs_obstacle bar = IFS_OBSTACLE_NONE;
    for (int i = 0; i < course->rule->dose_count; i++) {
        const struct dose_rule *dose = &course->rule->doses[i];
        if (work_truth(course->work, &dose->when) == TRUTH_NO) {
            continue;
        }
        if (would_refuse(dose, choice)) {
            refusing = dose;
            continue;
        }
        bar = bar_of(dose, choice);
        if (bar == IFS_OBSTACLE_NONE) {
            return;
        }
    }
    if (refusing == NULL && bar != IFS_OBSTACLE_NONE) {
        (void)course_obstruct(course, bar);
    }
    if (refusing != NULL) {
        reach_prescribed(course, choice);
        course_hold(course, &refusing->limit, true);
        course_hold(course, &refusing->maximum, true);
    }
}

void dose_refuse_anyway(struct course *course)
{
    const ifs_choice *choice = &course->work->request->choices[course->index];
    if (choice->has_dose && !ratio_known(&course->reached.dose_mcg)) {
        refuse_prescribed_anyway(course, choice);
    }
    if (choice->has_over && !ratio_known(&course->reached.time_s) && choice->over.s < SECONDS_PER_MINUTE) {
        (void)course_obstruct(course, IFS_OBSTACLE_TIME_MEANING);
    }
}

/* ---- 4: the time ---- */

static bool whole_minutes(struct course *course, ifs_ratio seconds)
{
    int64_t rounded;
    if (!ratio_round_to(seconds, SECONDS_PER_MINUTE, IFS_ROUND_UP, &rounded)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    course->out->over.s = rounded;
    course->reached.time_s = ratio_whole(rounded);
    return true;
}

static bool take_prescribed_time(struct course *course, ifs_duration over)
{
    course->out->prescribed_time = true;
    course->reached.time_s = ratio_whole(over.s);
    if (over.s < SECONDS_PER_MINUTE) {
        return course_obstruct(course, IFS_OBSTACLE_TIME_MEANING);
    }
    return whole_minutes(course, ratio_whole(over.s));
}

bool dose_take_time(struct course *course)
{
    const ifs_choice *choice = &course->work->request->choices[course->index];
    if (!choose_time_rule(course)) {
        return false;
    }
    const struct time_rule *time = &course->rule->times[course->out->time_rule];
    if (choice->has_over) {
        return take_prescribed_time(course, choice->over);
    }
    if (ratio_known(&time->at)) {
        ifs_ratio hours;
        ifs_ratio seconds;
        return course_div(course, ratio_whole(course->out->dose.mcg), time->at, &hours) &&
               course_mul(course, hours, ratio_whole(SECONDS_PER_HOUR), &seconds) && whole_minutes(course, seconds);
    }
    if (time->usual.s == 0) {
        course->work->plan->missing_over[course->index] = true;
        course->work->lacking = true;
        return false;
    }
    return whole_minutes(course, ratio_whole(time->usual.s));
}

bool dose_refuse_time(struct course *course)
{
    if (course->rule->route != ROUTE_INTRAMUSCULAR) {
        return true;
    }
    course->reached.time_s = ratio_whole(0);
    if (!course->work->request->choices[course->index].has_over) {
        return true;
    }
    return course_obstruct(course, IFS_OBSTACLE_NO_TIME);
}

/* ---- Repeats ---- */

int64_t dose_count(const struct repeat *repeat, ifs_ratio delivered_mcg)
{
    if (repeat->every.s == 0) {
        return 1;
    }
    int64_t doses = repeat->doses > 0 ? repeat->doses : REPEAT_MAX;
    if (ratio_known(&repeat->up_to.hard_max)) {
        ifs_ratio fitting;
        bool divided = ratio_div(repeat->up_to.hard_max, delivered_mcg, &fitting);
        int64_t most = divided ? ratio_round(fitting, IFS_ROUND_DOWN) : 1;
        doses = most < doses ? most : doses;
    }
    return doses > 1 ? doses : 1;
}

bool dose_repeat(struct course *course)
{
    const struct repeat *repeat = &course->rule->repeat;
    course->out->doses = dose_count(repeat, course->reached.dose_mcg);
    course->out->every = course->out->doses > 1 ? repeat->every : (ifs_duration){0};
    bool overlapping = course->out->doses > 1 &&
                       ratio_compare(course->out->delivered_s, ratio_whole(repeat->every.s)) > 0;
    if (overlapping) {
        return course_obstruct(course, IFS_OBSTACLE_REPEAT_TOO_SOON);
    }
    return true;
}
