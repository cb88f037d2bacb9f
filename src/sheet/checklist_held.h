/*
 * checklist_held.h - one item while it is being held; private to the files of the checklist.
 */
#ifndef IFS_CHECKLIST_HELD_H
#define IFS_CHECKLIST_HELD_H

#include "checklist.h"

/* Whose words: the fewer of them are the program's, the fewer rules of writing hold. */
enum voice {
    VOICE_PROGRAM,  /* every rule */
    VOICE_AUTHOR,   /* of protocol or library: rules that are errors when it is loaded; the others were warnings there */
    VOICE_SOURCE,   /* copied as published, a label or a citation: the abbreviations of the formula alone */
    VOICE_IDENTITY  /* names, addresses, numbers, reasons as somebody gave them: none */
};

/* Set beside the voice of a byte that belongs to a row of the layout. */
enum { VOICE_OF_A_ROW = 0x10 };

struct held {
    const struct ifs_sheet *sheet;
    const struct layout *layout;
    const struct paper *paper;
    const struct paper *meant;
    struct checklist_item *item;
    bool any; /* something was looked for */
};

/* ---- The paper (checklist_paper.c) ---- */

/* False when the text does not fit. */
bool paper_read(struct paper *paper, const char *text);
bool paper_of_rows(struct paper *paper, const struct layout *layout); /* as if they were printed */

/* Where a row is printed at or after *from, a byte of the paper; *end is the byte after it. False: nowhere. Either of
 * label and text may be NULL. */
bool paper_find(const struct paper *paper, const char *label, const char *text, size_t *from, size_t *end);
int paper_count(const struct paper *paper, const char *label, const char *text);

/* Says of every byte whose words it belongs to. */
void paper_mark_voices(struct paper *paper, const struct ifs_sheet *sheet, const struct layout *layout);

/* ---- What is found out about an item (checklist.c) ---- */

void held_missing(struct held *held, const char *said);
void held_found(struct held *held, size_t from, size_t length); /* missing, for this stands on the paper */
void held_not_applicable(struct held *held, const char *reason);

/* Missing unless the layout has such a row, and the paper its words as often as the rows have them: a row that is gone
 * is not excused by another that happens to say the same. */
void held_need(struct held *held, const char *label, const char *text);
void held_need_blank(struct held *held, const char *label);
void held_need_lines(struct held *held, const struct sheet_lines *lines);
void held_need_once(struct held *held, const char *text); /* anywhere */

/* ---- Items on writing (checklist_writing.c) ---- */

/* Holds the whole paper; the state of each item on writing that it breaks. */
void writing_hold(struct held *held, struct checklist_item *items);

/* No space before the drug's dose; a coined name; a list of drugs; look-alikes beside each other; anything to prepare on
 * a page without an order. */
void writing_space(struct held *held);
void writing_coined(struct held *held);
void writing_optional(struct held *held);
void writing_look_alikes(struct held *held);
void writing_nothing_to_prepare(struct held *held);

#endif
