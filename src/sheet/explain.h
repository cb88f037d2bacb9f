/*
 * explain.h - the long form of every word the program answers with: findings, checks, verdicts, facts, limits, terms.
 */
#ifndef IFS_EXPLAIN_H
#define IFS_EXPLAIN_H

#include "fact.h"
#include "text.h"

enum explain_kind {
    EXPLAIN_FILE,     /* findings about protocol, drug and site files */
    EXPLAIN_INPUT,    /* findings about what was typed, and about files that cannot be read */
    EXPLAIN_ORDER,    /* findings on a sheet */
    EXPLAIN_OBSTACLE, /* why no order can be computed */
    EXPLAIN_SLIP,     /* slips of the hand */
    EXPLAIN_CHECK,    /* severities and results of checks */
    EXPLAIN_VERDICT,
    EXPLAIN_FACT,
    EXPLAIN_LIMIT,
    EXPLAIN_TERM,
    EXPLAIN_KIND_COUNT
};

/* One word explained. A new code is one row in the table of its kind. */
struct explanation {
    const char *code;
    enum explain_kind kind;
    const char *text;  /* what it means, why it matters, what to do; NULL for facts: see explain_add_text */
    const char *wrong; /* a line as it was written, or NULL */
    const char *right; /* the same as it should be */
    const char
        *place; /* what `right` or `wrong` stands for in the starting protocol; NULL: `right` stands there as it is */
};

#define EXPLAIN_TEXT_BYTES 2500

struct explain_table {
    const struct explanation *rows;
    int count;
};

/* Each in a file of its own name. */
struct explain_table explain_files(void);
struct explain_table explain_inputs(void);
struct explain_table explain_orders(void);
struct explain_table explain_slips(void);
struct explain_table explain_terms(void);

int explain_count(void);
struct explanation explain_at(int index); /* claims 0 <= index < explain_count() */

/* False when nothing bears that code. */
bool explain_find(const char *code, struct explanation *found);

/* "finding in a file", "fact" and so on; and the heading of all of that kind. */
const char *explain_kind_word(enum explain_kind kind);
const char *explain_kind_heading(enum explain_kind kind);

/* The text of an explanation; that of a fact is made of the tables that read it. */
void explain_add_text(struct text *out, const struct explanation *explanation);

/* explain_fact.c: question, units, steps, hard and usual ranges, choices. */
void explain_add_fact(struct text *out, int fact);

/* The same after its question, where it is confirmed by answering again: in the units of a protocol, whose drug may be counted in more. */
void explain_add_asked(struct text *out, const struct fact_rule *rule, int fact);

#endif
