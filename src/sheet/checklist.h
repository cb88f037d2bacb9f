/*
 * checklist.h - a finished sheet held against what every sheet must carry, and how it must be written.
 *
 * The items are those of the checklist that pharmacists review an order sheet by: 1 to 13 identity, 14 to 30 drug, dose
 * and preparation, 31 to 38 administration, 39 to 47 safety, 48 to 52 governance, 53 to 66 writing; 67 is what a page
 * without an order must never show. All are held against the text as it was read back from the paper, not against what
 * was meant to be printed.
 */
#ifndef IFS_CHECKLIST_H
#define IFS_CHECKLIST_H

#include "layout.h"

#define CHECKLIST_ITEMS 67
#define CHECKLIST_PAPER ((size_t)256 * 1024)
#define CHECKLIST_SAID 120
#define CHECKLIST_BYTES 256 /* different ones */

enum item_state {
    ITEM_MISSING, /* or, of an item on writing, a form that is forbidden */
    ITEM_NOT_APPLICABLE,
    ITEM_PRESENT
};

struct checklist_item {
    int number;
    const char *words; /* "volume to draw up" */
    enum item_state state;
    char said[CHECKLIST_SAID]; /* not applicable: why; missing: what was looked for, or the form that was found; cut where longer */
};

/* The text as it is searched: blanks are one space, and what is no character to read (direction marks, boxes) is gone. */
struct paper {
    size_t length;
    char bytes[CHECKLIST_PAPER];
    unsigned char voice[CHECKLIST_PAPER]; /* whose words a byte belongs to */
    /* Where a byte stands first, and where it stands next, but for places within a word; the length where nowhere. */
    uint32_t first[CHECKLIST_BYTES];
    uint32_t next[CHECKLIST_PAPER];
};

struct checklist {
    int missing;
    struct checklist_item items[CHECKLIST_ITEMS]; /* in the order of their numbers */
    struct paper paper;
    struct paper meant; /* the rows as they were laid out: how often a row's words occur where nothing is missing */
};

/* Holds the sheet, laid out, and its text. A row counts as printed where its label and its text follow each other, with
 * nothing but blanks, lines and boxes between them: rows must be read in the order in which they were drawn. True when
 * no item is missing; never true of a text or a sheet that does not fit. About 3 MB: for the heap, not the stack. */
bool checklist_hold(const struct ifs_sheet *sheet, const struct layout *layout, const char *text,
                    struct checklist *checklist);

#endif
