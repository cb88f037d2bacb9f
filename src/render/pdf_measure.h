/*
 * pdf_measure.h - how a kind of row looks, and how high it is at a width.
 */
#ifndef IFS_PDF_MEASURE_H
#define IFS_PDF_MEASURE_H

#include "pdf_place.h"

enum { MEASURE_BESIDE = 12 }; /* boxes, cells or times beside each other */

struct look {
    struct style text;
    struct style label;
    double label_room; /* beside the text; 0: no label there */
    double inset;      /* of the whole row, for its bullet */
    double before;     /* free space above */
    double padding;    /* inside its frame, above and below */
};

const struct look *look_of(const struct layout *layout, int row);

/* Room to write: 6 mm. */
extern const double pdf_room;

/* Each breaks the words of the row for that width, keeps them, and returns the height. */
double measure_row(struct placed *placed, int row, double width);
double measure_box(struct placed *placed, int row, double width);
double measure_cells(struct placed *placed, int row, int count, double width);
double measure_line(struct placed *placed, int row, double width);
double measure_times(struct placed *placed, int row, double width);
/* What does not fit into a code is measured as words. */
double measure_code(struct placed *placed, int row, double width);

/* The lines that the times of a measured row take. */
int drawn_lines(const struct drawn *drawn);

void drawn_free(struct drawn *drawn);

#endif
