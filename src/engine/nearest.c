/*
 * nearest.c - "did you mean" for names.
 *
 * Decides which known word is close enough to an unknown one to be worth proposing: edit distance with swaps of
 * neighbours (optimal string alignment), at most two edits and fewer than half the letters, so that two short words
 * are never called alike. The invariant: buffers of fixed size; a word that does not fit has no neighbour.
 *
 * Whether to propose anything, and in what sentence, is left to the wording. Units have their own rule in
 * quantity_spelling.c.
 */
#include "nearest.h"

#include <stdint.h>

#include "text.h"

enum { LONGEST = 63, MOST_EDITS = 2 };

/* Rows of the table of distances: rows[0] is the current one, rows[1] and rows[2] those one and two letters back. */
struct table {
    size_t rows[3][LONGEST + 1];
};

static bool same(char a, char b)
{
    return text_lower(a) == text_lower(b);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void shift_rows(struct table *table, size_t length)
{
    for (size_t j = 0; j <= length; j++) {
        table->rows[2][j] = table->rows[1][j];
        table->rows[1][j] = table->rows[0][j];
    }
}

/* Fills rows[0] with the distances of the first i letters of a to every start of b. */
static void fill_row(struct table *table, const char *a, size_t i, const char *b, size_t length)
{
    table->rows[0][0] = i;
    for (size_t j = 1; j <= length; j++) {
        size_t substituted = table->rows[1][j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
        size_t inserted = smaller(table->rows[1][j], table->rows[0][j - 1]) + 1;
        table->rows[0][j] = smaller(substituted, inserted);
        if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
            table->rows[0][j] = smaller(table->rows[0][j], table->rows[2][j - 2] + 1);
        }
    }
}

static size_t distance(const char *a, size_t length_a, const char *b, size_t length_b)
{
    struct table table = {0};
    for (size_t j = 0; j <= length_b; j++) {
        table.rows[0][j] = j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        shift_rows(&table, length_b);
        fill_row(&table, a, i, b, length_b);
    }
    return table.rows[0][length_b];
}

const char *nearest_word(const char *word, const char *const *words, size_t count)
{
    size_t length = text_length(word);
    if (length > LONGEST) {
        return NULL;
    }
    const char *nearest = NULL;
    size_t fewest = MOST_EDITS + 1;
    for (size_t i = 0; i < count; i++) {
        size_t other = text_length(words[i]);
        if (other > LONGEST) {
            continue;
        }
        size_t edits = distance(word, length, words[i], other);
        if (edits < fewest && 2 * edits < length) {
            fewest = edits;
            nearest = words[i];
        }
    }
    return nearest;
}

/* Beyond LONGEST nothing can be compared: such words come last. */
static size_t distance_of(const char *word, const char *other)
{
    size_t length = text_length(word);
    size_t length_other = text_length(other);
    return length > LONGEST || length_other > LONGEST ? SIZE_MAX : distance(word, length, other, length_other);
}

size_t nearest_words(const char *word, const char *const *words, size_t count, const char *nearest[NEAREST_MAX])
{
    size_t edits[NEAREST_MAX] = {0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t here = distance_of(word, words[i]);
        size_t at = kept < NEAREST_MAX ? kept++ : NEAREST_MAX;
        for (; at > 0 && here < edits[at - 1]; at--) {
            if (at < NEAREST_MAX) {
                edits[at] = edits[at - 1];
                nearest[at] = nearest[at - 1];
            }
        }
        if (at < NEAREST_MAX) {
            edits[at] = here;
            nearest[at] = words[i];
        }
    }
    return kept;
}
