/*
 * course.h - one infusion under way: the rules that apply to it, and how far its figures are known.
 */
#ifndef IFS_COURSE_H
#define IFS_COURSE_H

#include "work.h"

/* Limits of one infusion that apply to this patient, or may. */
#define HELD_MAX 32

struct held_limit {
    const struct limit *limit;
    bool certain; /* false: whether it applies is unknown */
};

/* Figures that limits are held against; den 0: not known (yet). */
struct figures {
    ifs_ratio dose_mcg;
    ifs_ratio weight_g;
    ifs_ratio time_s;
    ifs_ratio total_ul;
    int64_t sites; /* 0: not intramuscular */
    ifs_ratio rate_mcg_per_h; /* prescribed, and refused whatever its time will be; else den 0 */
};

struct course {
    struct work *work;
    const struct infusion_rule *rule;
    int index; /* in the protocol */
    ifs_infusion *out;
    bool dose_chosen; /* dose rule and renal band are decided */
    bool all_chosen;  /* limits, device and container too */
    struct figures reached; /* as far as the steps came */
    struct held_limit held[HELD_MAX];
    int held_count;
    int step; /* of titration, counted from 1; 0: the dose itself */
};

/*@ requires \valid_read(figure);
    assigns \nothing;
    ensures \result <==> figure->den != 0;
*/
static inline bool ratio_known(const ifs_ratio *figure)
{
    return figure->den != 0;
}

/* Nothing is reached, nothing held yet. The list itself is not cleared: only its first held_count entries are read. */
void course_begin(struct course *course, struct work *work, int index, ifs_infusion *out);

/* Notes the obstacle; always false, so that a step can return it. */
bool course_obstruct(struct course *course, ifs_obstacle obstacle);

/* Either the result or an obstacle: arithmetic never wraps. */
bool course_mul(struct course *course, ifs_ratio a, ifs_ratio b, ifs_ratio *out);
bool course_div(struct course *course, ifs_ratio a, ifs_ratio b, ifs_ratio *out);

/* While it is not known what will be delivered, neither time nor speed is: the step of the pump moves them either way. What is ordered as a
 * rate is a figure all the same. */
void course_forget_time(struct course *course);

void course_hold(struct course *course, const struct limit *limit, bool certain);

/* Whether a figure is known. FIGURE_BEYOND: what it is made of is known, but it leaves the bounds of exact arithmetic. */
enum figure_state { FIGURE_UNKNOWN, FIGURE_KNOWN, FIGURE_BEYOND };

/* The figure a limit of that kind is about. */
enum figure_state course_figure(const struct figures *figures, ifs_limit_kind kind, ifs_ratio *figure);

/* True when some limit is passed further by the rounded figures than by the exact ones, or cannot be held against them. */
bool course_breaks(const struct course *course, const struct figures *rounded, const struct figures *exact);

#endif
