/*
 * readback_stream.h - two streams of letters: what rows say, and what was read; private to the readback.
 */
#ifndef IFS_READBACK_STREAM_H
#define IFS_READBACK_STREAM_H

#include "readback.h"

/* One code point as it is written, or a byte that belongs to none. */
struct letter {
    uint32_t code; /* its bytes, the first the highest */
    size_t length; /* in bytes; 0: no letter, the end of a stream */
};

struct letter letter_at(const char *bytes, size_t length);
bool letter_is_anything(struct letter letter);

/* Whether words stand in the row that may be any; whether its letters may stand in any order, for which it must have none of those. */
bool row_is_open(const struct row *row);
bool row_may_turn(const struct row *row);

/* The next letter of some rows. A row says its label, at the end of a page the word before the sheet id, its text and its mark. */
struct wanted {
    const struct row *rows;
    int count;
    const char *sheet;
    enum readback_form form;
    int row;
    int part;
    size_t at;
};

enum { ROW_PARTS = 4 };

/* Words of one part of a row; "": none. */
const char *wanted_words(const struct wanted *wanted, int row, int part);

/* Whether the row is written: on paper pages have feet of their own, and the code is drawn. */
bool wanted_is_written(const struct wanted *wanted, int row);

/* The same rows from the beginning of this one; the rows up to the end of the one under way. */
struct wanted wanted_from(const struct wanted *wanted, int row);
struct wanted wanted_to_end_of_row(const struct wanted *wanted);

/* The next letter that counts, none at the end of the rows; then the stream stands at it. */
struct letter wanted_next(struct wanted *wanted);

/* The next letter of a text up to `end`. */
struct read {
    const char *text;
    enum readback_form form;
    size_t at;
    size_t end;
};

struct letter read_next(struct read *read);

/* The same, but that the letter hoped for counts wherever it stands: a line may end at the hyphen of a long word. */
struct letter read_next_or(struct read *read, struct letter hoped);

/* Whether both streams say the same letter next; then both stand behind it. */
bool read_take(struct wanted *wanted, struct read *read);

/* Letters in common from here, up to `most`, to the next gap, to what runs from right to left, or to the end of the rows; both streams stand
 * behind them. `whole`: nothing differed. */
size_t read_common(struct wanted *wanted, struct read *read, size_t most, bool *whole);

/* Whether the letters of these rows come next, each as often, in any order; then the text stands behind them. */
bool read_in_any_order(struct wanted wanted, struct read *read);

#endif
