/*
 * changed.h - what has changed between two orders for one patient, item by item.
 */
#ifndef IFS_CHANGED_H
#define IFS_CHANGED_H

#include "sheet.h"

#define CHANGED_ITEM_MAX 400

/* One item of an order in words: what it belongs to ("infusion"; "" for the order as a whole), which it is ("dose") and how it reads
 * ("1 g"). Strings are those of the sheet or of the file they come from. */
struct changed_item {
    const char *of;
    const char *item;
    const char *words;
};

struct changed_items {
    int count;
    bool full; /* some did not fit: such a list says nothing about what is not in it */
    struct changed_item list[CHANGED_ITEM_MAX];
};

/* Adds one; full beyond CHANGED_ITEM_MAX. */
void changed_add(struct changed_items *items, const char *of, const char *item, const char *words);

/* Adds what a nurse acts on: verdict, doses, preparation, flow, times, checks that do not pass, start conditions, what is missing, rescue. */
void changed_list(struct changed_items *items, const struct ifs_sheet *sheet);

/* One difference; NULL: it was, or is, not there. */
struct changed {
    const char *of;
    const char *item;
    const char *old_words;
    const char *new_words;
};

/* True for what was open before and is no longer (a start condition or an undecided check that has found its answer), and for answers that only one
 * of the two orders has: what they do to the order is there beside them. */
bool changed_is_settled(const struct changed *change);

/* True for what belongs to an order alone: of one that is refused or not complete nothing of the kind may be shown, the old one's neither. */
bool changed_is_of_order(const struct changed *change);

/* The differences in the order of the old list, then what is new; how many. Stops at CHANGED_MAX, which is then returned. */
#define CHANGED_MAX (2 * CHANGED_ITEM_MAX)
int changed_compare(const struct changed_items *before, const struct changed_items *after, struct changed changes[CHANGED_MAX]);

#endif
