/*
 * pdf_unit.h - rows that are placed together: one row, the boxes of a pump block, a line of cells.
 */
#ifndef IFS_PDF_UNIT_H
#define IFS_PDF_UNIT_H

#include "pdf_measure.h"

enum arrangement {
    ARRANGE_ALONE,
    ARRANGE_BOXES, /* beside each other, all of one width */
    ARRANGE_CELLS, /* the same, each with room to write */
    ARRANGE_TIMES, /* a sentence, and beside it times with room to write */
    ARRANGE_LINE,  /* a label with a line to write on */
    ARRANGE_BELOW, /* times with room to write, below the sentence */
    ARRANGE_CODE
};

struct unit {
    int first;
    int count;
    enum arrangement arrangement;
    bool wide; /* across the page, not in one of two columns */
    bool keep; /* not parted from the next unit */
    double before;
    double height;
};

/* The units of the rows from `first` to before `end`, at most one for each row; returns how many. */
int unit_make(const struct layout *layout, int first, int end, struct unit *units);

/* Breaks the words of its rows and sets height and space. */
void unit_measure(struct placed *placed, struct unit *unit, double width);

/* Whether it ends with the line of a frame. */
bool unit_is_framed(const struct placed *placed, const struct unit *unit);

/* Whether its lines may stand on two pages: words alone, without a frame or a rule. */
bool unit_may_be_parted(const struct placed *placed, const struct unit *unit);

/* Adds its fragments; of the area only page, x, y and width count. */
void unit_place(struct placed *placed, const struct unit *unit, struct fragment area);

/* Adds the fragment of `lines` lines of the text of a row that stands alone. */
void unit_place_part(struct placed *placed, const struct unit *unit, struct fragment part);

#endif
