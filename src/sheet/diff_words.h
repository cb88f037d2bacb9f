/*
 * diff_words.h - which patients a difference concerns, and what it is, in clinical words.
 */
#ifndef IFS_DIFF_WORDS_H
#define IFS_DIFF_WORDS_H

#include "diff.h"

/* Room for 16 steps from one flow to another. Of each phase eleven figures, and what is given besides. */
enum { DIFF_WORDS = 1000, DIFF_ITEMS = 11 * IFS_INFUSION_MAX + 2 };

/* One thing that differs. */
struct diff_item {
    char what[100];
    char old[DIFF_WORDS];
    char new[DIFF_WORDS];
};

/* "age 18 y and over, weight 40 to 66.6 kg, creatinine clearance 30 to 59.9 mL/min"; "everybody". Figures stand at the step in which people
 * answer: a computed figure between two of them belongs to the lower. */
void diff_words_box(struct text *text, const struct diff *diff, const struct box *box);
void diff_words_check_box(struct text *text, const struct diff *diff, const struct box *box);

/* What differs between the orders, for the lightest and the heaviest patient of a box; how many. */
int diff_words_items(const struct diff_change *light, const struct diff_change *heavy,
                     struct diff_item items[DIFF_ITEMS]);

/* What a check does to whom it stops. */
void diff_words_check(struct text *text, const struct check *check);

/* Why patients were not compared, and what to do. */
const char *diff_words_doubt(enum diff_doubt doubt);

/* "largest change of a dose: infusion, 2 g becomes 1 g (one half) at 70 kg"; nothing where no dose differs. */
void diff_words_largest(struct text *text, const struct diff *diff);

/* One figure of a phase: "1 g", "400 mL per hour", "none". */
void diff_words_figure(struct text *text, const struct diff_phase *phase, enum diff_what what);

/* The axes of a space in a box, and nothing for those it does not narrow. */
void diff_words_axes(struct text *text, const struct space *space, const struct box *box);

/* A range of answers to a slot, "30 to 59.9 mL/min", "60 mL/min and over", "up to 17 y"; for tables as well. */
void diff_words_range(struct text *text, const struct fact_rule *rule, int slot, struct space_cell range);

#endif
