/*
 * boxes.h - kinds of patients to whom the same happens, gathered into the largest intervals.
 *
 * The grid is every kind of a space times the runs of one more axis (the weight). Invariant: a mark is in a box of that mark, and a box
 * holds nothing else, but for places nobody is at.
 */
#ifndef IFS_BOXES_H
#define IFS_BOXES_H

#include "space.h"

#define BOXES_MAX 512
#define BOXES_PLACES (INT64_C(1) << 22)

enum { BOX_AXES = SPACE_AXES + 1 }; /* those of the space, and the runs */

enum { BOX_NOBODY = -1, BOX_NOTHING = 0 }; /* marks from 1 on are the caller's */

/* From place to place on each axis, both included; the runs come last. */
struct box {
    int mark;
    uint16_t low[BOX_AXES];
    uint16_t high[BOX_AXES];
};

/* What is at one place. */
typedef int (*boxes_mark)(const void *context, const uint16_t *at);

struct boxes {
    int axis_count;               /* the runs included */
    int length[BOX_AXES];
    boxes_mark mark;
    const void *context;
    struct box list[BOXES_MAX];
    int count;
    bool full; /* too many places or boxes: the list is not the whole */
    uint8_t covered[BOXES_PLACES / 8];
};

/* Axes of the space, and the runs; list, count and covered need not be set. False: too much, and `full` is set. */
bool boxes_gather(struct boxes *boxes);

#endif
