/*
 * layout.h - the rows of a sheet in the order of the page; every renderer prints the same rows.
 */
#ifndef IFS_LAYOUT_H
#define IFS_LAYOUT_H

#include "sheet.h"

enum row_kind {
    ROW_TITLE,   /* text */
    ROW_BANNER,  /* text, the largest on the page; what it means stands in the text row after it */
    ROW_HEADING, /* text */
    ROW_FIELD,   /* label, text, mark */
    ROW_DOSE,    /* label (DOSE), text: drug and dose on one line, boxed */
    ROW_PUMP,    /* label, text: one box of the pump block */
    ROW_ALERT,   /* text that must not be passed over */
    ROW_TEXT,    /* text, mark */
    ROW_BULLET,  /* text, mark */
    ROW_CHECK,   /* label (result), text, mark */
    ROW_ITEM,    /* label (an answer, the number of a source), text, mark */
    ROW_BLANK,   /* label, room to write, mark; text not NULL: the label has its own room */
    ROW_WORKING, /* text */
    ROW_SLIP,    /* text: figures that are not the order's */
    ROW_CODE,    /* text: the payload; a renderer that can draw a QR of it need not print it */
    ROW_PAGE     /* label: "Page 1 of 2, nurse"; text: sheet id; ends the page */
};

struct row {
    enum row_kind kind;
    int page; /* 1 the nurse's, the last the pharmacist's; between them, for a blind double check, the answers */
    const char *label;
    const char *text;
    const char *mark;
};

#define LAYOUT_ROWS 2048

/* What a renderer that has pages of paper repeats on each of them; a part of the sheet may take several. */
struct layout_repeated {
    const char *title;
    const char *name;
    const char *identifier;
    const char *verdict;
    const char *draft; /* "DRAFT", or NULL */
    const char *sheet; /* the word before the sheet id */
    const char *sheet_id;
    const char *numbered[3]; /* of each part: "Page {} of {}, nurse" */
};

struct layout {
    int count;
    int pages;
    int urgent; /* of a sheet without an order: rows before this one are what has to be read at once */
    bool full; /* not all rows fit: nothing may be printed */
    struct layout_repeated repeated;
    struct row rows[LAYOUT_ROWS];
};

/* Lays out a sheet. One page for a sheet without an order, else two; three where it is blind. */
void layout_rows(const struct ifs_sheet *sheet, struct layout *layout);

#endif
