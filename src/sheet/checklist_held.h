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

/* Set beside the voice of a byte that belongs to a row of the layout, also where a page of paper repeats it. */
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

/* That byte belongs to a row of the layout. */
bool paper_is_row(const struct paper *paper, size_t at);

bool words_hold(const char *text, const char *wanted); /* capitals are taken for small letters */
int words_number(const char **at); /* and moves behind it; -1: no number begins there */

/* ---- What is found out about an item (checklist.c) ---- */

void held_missing(struct held *held, const char *said);
void held_found(struct held *held, size_t from, size_t length); /* missing, for this stands on the paper */
void held_not_applicable(struct held *held, const char *reason);

/* Missing unless the layout has such a row, and the paper its words as often as the rows have them: a row that is gone
 * is not excused by another that happens to say the same, and words of which nothing can be read stand nowhere. */
void held_need(struct held *held, const char *label, const char *text);
void held_need_blank(struct held *held, const char *label);
void held_need_lines(struct held *held, const struct sheet_lines *lines);
void held_need_once(struct held *held, const char *text); /* anywhere */
void held_need_field(struct held *held, const char *label, const char *text); /* nothing where there is no text */
void held_need_fact(struct held *held, int fact);

int held_rows(const struct held *held, const char *label, const char *text); /* of the layout */
const struct sheet_fact *held_fact(const struct held *held, int fact);        /* NULL: none */
bool held_may_be_prepared(const struct ifs_sheet *sheet);                     /* an order, and somebody may sign it */
const char *held_string(const void *where, size_t offset);                    /* a text of a structure */

/* ---- Items that are more than rows (checklist_order.c, checklist_safety.c): the item that is held at the moment ---- */

void hold_title(struct held *held);
void hold_title_everywhere(struct held *held);
void hold_headings(struct held *held);
void hold_evidence(struct held *held);
void hold_pregnancy(struct held *held);
void hold_drug_name(struct held *held);
void hold_dose_word(struct held *held);
void hold_pump_units(struct held *held);
void hold_ready_to_use(struct held *held);
void hold_working(struct held *held);
void hold_start_time(struct held *held, const struct sheet_infusion *infusion);
void hold_line_note(struct held *held, const struct sheet_infusion *infusion);
void hold_volume(struct held *held, const struct sheet_infusion *infusion);
void hold_phases(struct held *held, const struct sheet_infusion *infusion);
void hold_repeats(struct held *held, const struct sheet_infusion *infusion);
void hold_rounded(struct held *held, const struct sheet_infusion *infusion);

void hold_answers(struct held *held);
void hold_renal_rules(struct held *held);
void hold_interactions(struct held *held);
void hold_checks(struct held *held);
void hold_antidote(struct held *held);
void hold_overrides(struct held *held);
void hold_second_checker(struct held *held);
void hold_references(struct held *held);
void hold_pages(struct held *held);

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
