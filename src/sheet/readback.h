/*
 * readback.h - the rows of a sheet held against the text that was read back from it.
 */
#ifndef IFS_READBACK_H
#define IFS_READBACK_H

#include "layout.h"

/* Stands in a row for words that may be any: a name that is not known. */
#define READBACK_ANYTHING "\x1A"

enum readback_form {
    READBACK_PAPER, /* pages end with a form feed, each with its foot; the code is drawn, not written */
    READBACK_PLAIN  /* as plain text is drawn: boxes, rules, the code among the rows */
};

#define READBACK_SAID 200
#define READBACK_MAX 64

/* One row that is not as it should be. Texts are cut where they are longer. */
struct readback_difference {
    int row;                       /* in the layout; -1: something between the rows, see `about` */
    char about[READBACK_SAID];     /* the heading and the label of the row */
    char expected[READBACK_SAID];  /* "" : nothing more should stand there */
    char said[READBACK_SAID];      /* what stands there; "": nothing */
};

struct readback {
    int count; /* there may be more than are kept */
    struct readback_difference list[READBACK_MAX];
};

/* Whether letters stand in the row that run from right to left. */
bool readback_is_leftward(const struct row *row);

/* Holds every row, in order, against the text; blanks, lines and boxes count for nothing, neither do direction marks. In a row of a
 * script that runs from right to left, the same letters and digits must stand there in any order, for readers of PDF differ in it.
 * True when nothing differs. */
bool readback_hold(const struct layout *layout, const char *text, size_t length, enum readback_form form, struct readback *readback);

#endif
