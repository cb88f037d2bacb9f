/*
 * figures.h - every number that is printed, held against where it may come from.
 */
#ifndef IFS_FIGURES_H
#define IFS_FIGURES_H

#include "layout.h"

enum { FIGURES_MOST = 8192, FIGURE_BYTES = 24 };

/* Numbers that stand in a source: the files, the request, the JSON of the order. Large: for the heap. All zero: none. */
struct figures {
    int count;
    bool full; /* more numbers than can be kept: nothing is found in it any more */
    char list[FIGURES_MOST][FIGURE_BYTES];
};

/* Takes every number of a text: "1,500" and "1500" are one. NULL: nothing. */
void figures_take(struct figures *figures, const char *text, size_t length);
void figures_take_words(struct figures *figures, const char *text);

/* What an order was computed from and what came out. */
struct figures_order {
    const ifs_protocol *protocol;
    const ifs_plan *plan;
};

struct figures_stray {
    int row; /* in the layout */
    char number[FIGURE_BYTES];
};

/* Every number outside slips and code has to be a figure of the plan in some unit or a number of the sources; in the dose line and the
 * pump block one of the plan, or of the products of the drug library. False with the first that is neither. */
bool figures_hold(const struct figures *figures, const struct figures_order *order, const struct layout *layout,
                  struct figures_stray *stray);

#endif
