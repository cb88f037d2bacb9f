/*
 * pdf_place.h - which row stands where on which page of paper.
 */
#ifndef IFS_PDF_PLACE_H
#define IFS_PDF_PLACE_H

#include "pdf_code.h"
#include "pdf_text.h"

/* A row with its words broken into lines; which of them are used depends on its kind. */
struct drawn {
    struct paragraph label;
    struct paragraph text;
    struct paragraph *times; /* of a row of times with room to write */
    int time_count;
    int beside; /* of them, on one line */
    struct code code;
};

enum shape {
    SHAPE_ROW,  /* label and text beside each other */
    SHAPE_BOX,  /* one box of the pump block */
    SHAPE_CELL, /* label above room to write, framed */
    SHAPE_TIME, /* the same for one time of a row: `time` */
    SHAPE_LINE, /* label, and a line to write on */
    SHAPE_CODE
};

/* A row, or a part of it, in its place: points from the top left corner of the paper. */
struct fragment {
    int row;
    enum shape shape;
    int page; /* of paper, from 0 */
    int time;
    int first_line; /* of the text */
    int lines;
    double x, y, width, height;
};

struct placed {
    const struct layout *layout;
    struct face *face;
    double width, height; /* of the paper */
    struct drawn *rows;   /* as many as the layout has */
    struct fragment *fragments;
    int fragment_count;
    int room; /* for fragments */
    int page_count;
    int *part;         /* of each page of paper: 1 the nurse's, 2 the pharmacist's */
    bool *continuing;  /* whether the page goes on with a part */
    struct paragraph running[3]; /* title, name and identifier on a page that goes on */
    bool small;             /* body text as small as it may be */
    enum pdf_status status; /* the first failure */
};

enum { PDF_PAPER_PAGES = 256 };

/* Margins, and what the rows leave free for what stands on every page. */
extern const double pdf_margin;
extern const double pdf_foot;
extern const double pdf_draft_width;
extern const double pdf_gap; /* within boxes, and between a label and what it labels */

/* PDF_FAILED: a row is higher than a page and cannot be parted, or there are more pages than a sheet has. In any case placed_free. */
enum pdf_status placed_make(struct placed *placed, struct face *face, const struct layout *layout, enum pdf_paper paper);
void placed_free(struct placed *placed);

/* Height of what stands at the head of a page that goes on with a part. */
double placed_running_height(const struct placed *placed);

#endif
