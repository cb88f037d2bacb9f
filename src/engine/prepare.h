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

#endif
