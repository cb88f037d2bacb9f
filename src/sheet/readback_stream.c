/*
 * readback_stream.c - two streams of letters: what rows say, and what was read.
 *
 * Decides which letters count (blanks, room to write, direction marks do not, nor do boxes in plain text), which run from right to left, and
 * when two are the same. The invariant: a letter that counts is never passed over, in neither stream.
 *
 * Which rows are wanted, and what a difference means, is left to readback.
 */
#include "readback_stream.h"

#include "claim.h"

/* ---- Letters -------------------------------------------------------------------------------------------------- */

enum nature { NATURE_SEEN, NATURE_UNSEEN, NATURE_LEFTWARD };

/* What nobody sees, and what runs from right to left: Hebrew, Arabic and their neighbours, and the forms of them that are drawn. */
static enum nature nature_of(struct letter letter)
{
    static const struct {
        uint32_t low;
        uint32_t high;
        enum nature nature;
    } ranges[] = {
        {0xC2A0, 0xC2A0, NATURE_UNSEEN},       /* U+00A0: no-break blank */
        {0xC2AD, 0xC2AD, NATURE_UNSEEN},       /* U+00AD: soft hyphen */
        {0xD690, 0xDFBF, NATURE_LEFTWARD},     /* U+0590 to U+07FF */
        {0xE0A080, 0xE0A3BF, NATURE_LEFTWARD}, /* U+0800 to U+08FF */
        {0xE28080, 0xE2808F, NATURE_UNSEEN},   /* U+2000 to U+200F: blanks, joiners, direction marks */
        {0xE280AA, 0xE280AF, NATURE_UNSEEN},   /* U+202A to U+202F: direction marks, a narrow blank */
        {0xE281A0, 0xE281AF, NATURE_UNSEEN},   /* U+2060 to U+206F: joiners, isolates */
        {0xEFAC9D, 0xEFB7BF, NATURE_LEFTWARD}, /* U+FB1D to U+FDFF */
        {0xEFB9B0, 0xEFBBBC, NATURE_LEFTWARD}, /* U+FE70 to U+FEFC */
        {0xEFBBBF, 0xEFBBBF, NATURE_UNSEEN},   /* U+FEFF: byte order */
    };
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        if (letter.code >= ranges[i].low && letter.code <= ranges[i].high) {
            return ranges[i].nature;
        }
    }
    return NATURE_SEEN;
}

static bool is_one_of(uint32_t code, const char *bytes)
{
    while (*bytes != '\0' && (unsigned char)*bytes != code) {
        bytes++;
    }
    return *bytes != '\0';
}

struct letter letter_at(const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)*bytes;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    struct letter letter = {.length = size <= length ? size : 1};
    for (size_t i = 0; i < letter.length; i++) {
        letter.code = letter.code << 8 | (unsigned char)bytes[i];
    }
    return letter;
}

static struct letter letter_of_words(const char *words_of_it)
{
    size_t length = 1;
    while (length < sizeof(uint32_t) && words_of_it[length] != '\0') {
        length++;
    }
    return letter_at(words_of_it, length);
}

static bool is_same(struct letter a, struct letter b)
{
    return a.code == b.code;
}

bool letter_is_anything(struct letter letter)
{
    return is_one_of(letter.code, READBACK_ANYTHING);
}

/* Those that are mirrored in a row from right to left. */
static bool is_bracket(struct letter letter)
{
    return is_one_of(letter.code, "()[]");
}

/* Blanks, room to write, and what nobody sees. */
static bool is_blank(struct letter letter)
{
    return is_one_of(letter.code, " \t\n\r\f_") || nature_of(letter) == NATURE_UNSEEN;
}

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* What boxes and rules of plain text are drawn with counts for nothing, but within a word or a number: 5-10 is not 510. */
static bool counts(struct letter letter, enum readback_form form, const char *bytes, size_t at, size_t end)
{
    bool drawn = form == READBACK_PLAIN && is_one_of(letter.code, "|+-=#:");
    bool within = at > 0 && at + 1 < end && is_of_word(bytes[at - 1]) && is_of_word(bytes[at + 1]);
    return !is_blank(letter) && (!drawn || within);
}

static bool is_leftward(struct letter letter)
{
    return nature_of(letter) == NATURE_LEFTWARD;
}

static bool has(const char *words_of_it, bool (*is)(struct letter))
{
    while (words_of_it != NULL && *words_of_it != '\0') {
        struct letter letter = letter_of_words(words_of_it);
        if (is(letter)) {
            return true;
        }
        words_of_it += letter.length;
    }
    return false;
}

static bool row_has(const struct row *row, bool (*is)(struct letter))
{
    return has(row->label, is) || has(row->text, is) || has(row->mark, is);
}

bool readback_is_leftward(const struct row *row)
{
    return row_has(row, is_leftward);
}

bool row_is_open(const struct row *row)
{
    return row_has(row, letter_is_anything);
}

bool row_may_turn(const struct row *row)
{
    return readback_is_leftward(row) && !row_is_open(row);
}

/* ---- What the rows say ---------------------------------------------------------------------------------------- */

const char *wanted_words(const struct wanted *wanted, int row, int part)
{
    const struct row *of = &wanted->rows[row];
    const char *const parts[ROW_PARTS] = {of->label, of->kind == ROW_PAGE ? wanted->sheet : NULL, of->text, of->mark};
    return parts[part] != NULL ? parts[part] : "";
}

bool wanted_is_written(const struct wanted *wanted, int row)
{
    enum row_kind kind = wanted->rows[row].kind;
    return wanted->form == READBACK_PLAIN || (kind != ROW_PAGE && kind != ROW_CODE);
}

struct wanted wanted_from(const struct wanted *wanted, int row)
{
    return (struct wanted){
        .rows = wanted->rows, .count = wanted->count, .sheet = wanted->sheet, .form = wanted->form, .row = row};
}

struct wanted wanted_to_end_of_row(const struct wanted *wanted)
{
    struct wanted row = *wanted;
    row.count = wanted->row + 1;
    return row;
}

static void next_part(struct wanted *wanted)
{
    wanted->at = 0;
    wanted->part++;
    if (wanted->part == ROW_PARTS) {
        wanted->part = 0;
        wanted->row++;
    }
}

struct letter wanted_next(struct wanted *wanted)
{
    while (wanted->row < wanted->count) {
        const char *said = wanted_words(wanted, wanted->row, wanted->part);
        /* `at` stays within the words: it passes letters, up to the NUL. NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
        if (said[wanted->at] == '\0' || !wanted_is_written(wanted, wanted->row)) {
            next_part(wanted);
            continue;
        }
        struct letter letter = letter_of_words(said + wanted->at);
        if (counts(letter, wanted->form, said, wanted->at, SIZE_MAX)) {
            return letter;
        }
        wanted->at += letter.length;
    }
    return (struct letter){0};
}

/* ---- What was read -------------------------------------------------------------------------------------------- */

struct letter read_next_or(struct read *read, struct letter hoped)
{
    while (read->at < read->end) {
        struct letter letter = letter_at(read->text + read->at, read->end - read->at);
        if (is_same(letter, hoped) || counts(letter, read->form, read->text, read->at, read->end)) {
            return letter;
        }
        read->at += letter.length;
    }
    return (struct letter){0};
}

struct letter read_next(struct read *read)
{
    return read_next_or(read, (struct letter){0});
}

bool read_take(struct wanted *wanted, struct read *read)
{
    struct letter want = wanted_next(wanted);
    if (!is_same(want, read_next_or(read, want))) {
        return false;
    }
    wanted->at += want.length;
    read->at += want.length;
    return true;
}

size_t read_common(struct wanted *wanted, struct read *read, size_t most, bool *whole)
{
    *whole = true;
    for (size_t count = 0; count < most; count++) {
        struct letter want = wanted_next(wanted);
        if (want.length == 0 || letter_is_anything(want) || is_leftward(want)) {
            return count;
        }
        if (!read_take(wanted, read)) {
            *whole = false;
            return count;
        }
    }
    return most;
}

/* ---- From right to left --------------------------------------------------------------------------------------- */

/* Brackets, which are mirrored, are one. */
static bool is_like(struct letter a, struct letter b)
{
    return is_same(a, b) || (is_bracket(a) && is_bracket(b));
}

/* How much more often the letter is wanted than it stands among the next `count` letters. */
static int missing(struct wanted wanted, struct read read, size_t count, struct letter letter)
{
    int times = 0;
    for (size_t i = 0; i < count; i++) {
        struct letter want = wanted_next(&wanted);
        struct letter have = read_next(&read);
        times += is_like(want, letter) - is_like(have, letter);
        wanted.at += want.length;
        read.at += have.length;
    }
    return times;
}

static size_t count_letters(struct wanted wanted)
{
    size_t count = 0;
    for (struct letter want = wanted_next(&wanted); want.length > 0; want = wanted_next(&wanted)) {
        wanted.at += want.length;
        count++;
    }
    return count;
}

bool read_in_any_order(struct wanted wanted, struct read *read)
{
    size_t count = count_letters(wanted);
    struct wanted rest = wanted;
    for (struct letter want = wanted_next(&rest); want.length > 0; want = wanted_next(&rest)) {
        if (missing(wanted, *read, count, want) != 0) {
            return false;
        }
        rest.at += want.length;
    }
    for (size_t i = 0; i < count; i++) {
        read->at += read_next(read).length;
    }
    return true;
}
