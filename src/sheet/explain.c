/*
 * explain.c - finds the explanation of a word.
 *
 * Decides how the tables hang together: one list of all rows, then the built-in facts, whose text is made of the fact
 * table. Invariant: a code stands once in the list; a test holds the list against what the program can say. What each
 * word means stands in the tables (explain_file.c, explain_input.c, explain_order.c, explain_term.c).
 */
#include "explain.h"

#include "claim.h"
#include "fact.h"

enum { TABLES = 5 };

static struct explain_table table_at(int index)
{
    switch (index) {
    case 0:
        return explain_files();
    case 1:
        return explain_inputs();
    case 2:
        return explain_orders();
    case 3:
        return explain_slips();
    default: /* no enum: the last of TABLES */
        return explain_terms();
    }
}

int explain_count(void)
{
    int count = IFS_FACT_BUILTIN;
    for (int i = 0; i < TABLES; i++) {
        count += table_at(i).count;
    }
    return count;
}

struct explanation explain_at(int index)
{
    claim(index >= 0);
    claim(index < explain_count());
    for (int i = 0; i < TABLES; i++) {
        struct explain_table table = table_at(i);
        if (index < table.count) {
            return table.rows[index];
        }
        index -= table.count;
    }
    return (struct explanation){.code = fact_builtin(index)->name, .kind = EXPLAIN_FACT};
}

bool explain_find(const char *code, struct explanation *found)
{
    for (int i = 0; i < explain_count(); i++) {
        *found = explain_at(i);
        if (text_equal(found->code, code)) {
            return true;
        }
    }
    return false;
}

static const struct {
    const char *word;
    const char *heading;
} kinds[EXPLAIN_KIND_COUNT] = {
    [EXPLAIN_FILE] = {"finding in a file", "Findings in protocol, drug and site files"},
    [EXPLAIN_INPUT] = {"finding in what was given", "Findings in what was typed, and files that cannot be read"},
    [EXPLAIN_ORDER] = {"finding on a sheet", "Findings on an order sheet"},
    [EXPLAIN_OBSTACLE] = {"reason without an order", "Why no order can be computed"},
    [EXPLAIN_SLIP] = {"slip or open answer", "Open answers; slips of the hand, and what stops them"},
    [EXPLAIN_CHECK] = {"check", "Severities and results of checks"},
    [EXPLAIN_VERDICT] = {"verdict", "Verdicts"},
    [EXPLAIN_FACT] = {"fact", "Facts"},
    [EXPLAIN_LIMIT] = {"limit", "Limits"},
    [EXPLAIN_TERM] = {"term", "Terms"},
};

const char *explain_kind_word(enum explain_kind kind)
{
    claim(kind < EXPLAIN_KIND_COUNT);
    return kinds[kind].word;
}

const char *explain_kind_heading(enum explain_kind kind)
{
    claim(kind < EXPLAIN_KIND_COUNT);
    return kinds[kind].heading;
}

void explain_add_text(struct text *out, const struct explanation *explanation)
{
    if (explanation->kind != EXPLAIN_FACT) {
        text_add(out, explanation->text);
        return;
    }
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        if (text_equal(fact_builtin(i)->name, explanation->code)) {
            explain_add_fact(out, i);
        }
    }
}
