/*
 * course.c - figures of one infusion, and whether a rounding of them would break a limit.
 *
 * A figure that is not known yet is not zero: limits are only held against figures that exist. All arithmetic is
 * exact; what does not fit is an obstacle, never a wrapped number.
 */
#include "course.h"

#include "claim.h"
#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000

void course_begin(struct course *course, struct work *work, int index, ifs_infusion *out)
{
    course->work = work;
    course->rule = &work->protocol->infusions[index];
    course->index = index;
    course->out = out;
    course->dose_chosen = false;
    course->all_chosen = false;
    course->reached = (struct figures){.sites = course->rule->sites};
    course->held_count = 0;
    course->step = 0;
}

bool course_obstruct(struct course *course, ifs_obstacle obstacle)
{
    work_obstruct(course->work, course->index, obstacle);
    return false;
}

bool course_mul(struct course *course, ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    if (ratio_mul(a, b, out)) {
        return true;
    }
    return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
}

bool course_div(struct course *course, ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    if (ratio_div(a, b, out)) {
        return true;
    }
    return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
}

void course_hold(struct course *course, const struct limit *limit, bool certain)
{
    for (int i = 0; i < course->held_count; i++) {
        if (course->held[i].limit == limit) {
            return; /* each limit is held, and printed, once */
        }
    }
    claim(course->held_count < HELD_MAX);
    course->held[course->held_count++] = (struct held_limit){.limit = limit, .certain = certain};
}

static enum figure_state given(ifs_ratio figure, ifs_ratio *out)
{
    *out = figure;
    return ratio_known(&figure) ? FIGURE_KNOWN : FIGURE_UNKNOWN;
}

static enum figure_state exactly(bool fits)
{
    return fits ? FIGURE_KNOWN : FIGURE_BEYOND;
}

static enum figure_state speed(const struct figures *figures, ifs_ratio *out)
{
    ifs_ratio per_second;
    if (!ratio_known(&figures->dose_mcg) || !ratio_known(&figures->time_s) || figures->time_s.num == 0) {
        return FIGURE_UNKNOWN;
    }
    return exactly(ratio_div(figures->dose_mcg, figures->time_s, &per_second) &&
                   ratio_mul(per_second, ratio_whole(SECONDS_PER_HOUR), out));
}

static enum figure_state per_weight(const struct figures *figures, ifs_ratio figure, ifs_ratio *out)
{
    ifs_ratio per_gram;
    if (!ratio_known(&figures->weight_g) || figures->weight_g.num == 0) {
        return FIGURE_UNKNOWN;
    }
    return exactly(ratio_div(figure, figures->weight_g, &per_gram) &&
                   ratio_mul(per_gram, ratio_whole(GRAMS_PER_KILOGRAM), out));
}

static enum figure_state dose_per_weight(const struct figures *figures, ifs_ratio *out)
{
    return ratio_known(&figures->dose_mcg) ? per_weight(figures, figures->dose_mcg, out) : FIGURE_UNKNOWN;
}

static enum figure_state speed_per_weight(const struct figures *figures, ifs_ratio *out)
{
    ifs_ratio rate;
    enum figure_state state = speed(figures, &rate);
    return state == FIGURE_KNOWN ? per_weight(figures, rate, out) : state;
}

static enum figure_state concentration(const struct figures *figures, ifs_ratio *out)
{
    if (!ratio_known(&figures->dose_mcg) || !ratio_known(&figures->total_ul)) {
        return FIGURE_UNKNOWN;
    }
    return exactly(ratio_div(figures->dose_mcg, figures->total_ul, out));
}

static enum figure_state site_volume(const struct figures *figures, ifs_ratio *out)
{
    if (!ratio_known(&figures->total_ul)) {
        return FIGURE_UNKNOWN;
    }
    return exactly(ratio_div(figures->total_ul, ratio_whole(figures->sites), out));
}

enum figure_state course_figure(const struct figures *figures, ifs_limit_kind kind, ifs_ratio *figure)
{
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_MAX:
        return given(figures->dose_mcg, figure);
    case IFS_LIMIT_DOSE_RATE:
        return ratio_known(&figures->rate_mcg_per_h) ? given(figures->rate_mcg_per_h, figure) : speed(figures, figure);
    case IFS_LIMIT_SPEED:
        return speed(figures, figure);
    case IFS_LIMIT_PER_KG:
        return dose_per_weight(figures, figure);
    case IFS_LIMIT_SPEED_PER_KG:
        return speed_per_weight(figures, figure);
    case IFS_LIMIT_OVER:
        return given(figures->time_s, figure);
    case IFS_LIMIT_CONCENTRATION:
        return concentration(figures, figure);
    case IFS_LIMIT_VOLUME:
        return given(figures->total_ul, figure);
    case IFS_LIMIT_SITE_VOLUME:
        return site_volume(figures, figure);
    case IFS_LIMIT_IN_24H:
    case IFS_LIMIT_IN_48H:
    case IFS_LIMIT_INTERVAL:
    case IFS_LIMIT_KIND_COUNT:
        break;
    }
    return FIGURE_UNKNOWN;
}

void course_forget_time(struct course *course)
{
    struct figures *reached = &course->reached;
    const ifs_choice *choice = &course->work->request->choices[course->index];
    if (choice->has_dose && !ratio_known(&reached->rate_mcg_per_h)) {
        ifs_ratio rate = choice->dose_mcg;
        bool timed = choice->dose_is_rate || speed(reached, &rate) == FIGURE_KNOWN;
        reached->rate_mcg_per_h = timed ? rate : reached->rate_mcg_per_h;
    }
    if (course->rule->route != ROUTE_INTRAMUSCULAR) {
        reached->time_s = (ifs_ratio){0, 0};
    }
    reached->total_ul = (ifs_ratio){0, 0};
}

/* A limit that cannot be held against the rounded figure counts as broken. */
static bool breaks_one(const struct limit *limit, const struct figures *rounded, const struct figures *exact)
{
    ifs_ratio after = {0};
    ifs_ratio before = {0};
    enum figure_state state = course_figure(rounded, limit->kind, &after);
    if (state != FIGURE_KNOWN) {
        return state == FIGURE_BEYOND;
    }
    return course_figure(exact, limit->kind, &before) == FIGURE_KNOWN &&
           limit_check(after, limit) < limit_check(before, limit);
}

bool course_breaks(const struct course *course, const struct figures *rounded, const struct figures *exact)
{
    for (int i = 0; i < course->held_count; i++) {
        if (breaks_one(course->held[i].limit, rounded, exact)) {
            return true;
        }
    }
    return false;
}
