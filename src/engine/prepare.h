/*
 * prepare.h - draw, total, flow and drops of one infusion: steps 5 to 8 and 10 of the order of calculation.
 */
#ifndef IFS_PREPARE_H
#define IFS_PREPARE_H

#include "course.h"

/* Each returns true when the next step can be taken; otherwise an obstacle has been noted. */
bool prepare_draw(struct course *course);  /* 5 */
bool prepare_total(struct course *course); /* 6 */
bool prepare_flow(struct course *course);  /* 7, 8 */
bool prepare_drops(struct course *course); /* 10 */

/* One rounding: half up to a multiple of `step`, inward (the other way) where half up would break a limit that the exact figure
 * meets. `rounded` 0: it rounds to nothing. */
struct rounding {
    ifs_ratio exact;
    int64_t step;
    bool (*figures_of)(const struct course *course, ifs_ratio rounded, struct figures *figures);
    int64_t rounded;
    struct figures figures; /* of the rounded figure */
    bool inward;
};

/* False: beyond the bounds of exact arithmetic. */
bool prepare_round(const struct course *course, struct rounding *rounding);

int64_t prepare_pump_step(const struct course *course); /* uL/h */
bool prepare_within_pump(const struct course *course, ifs_flow flow);

#endif
