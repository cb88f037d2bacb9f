/*
 * edit.c - a protocol's text, changed setting by setting.
 *
 * A piece is a setting with its semicolon, an element of a list or an array, or a text alone; it is found anew before
 * every edit, with the project's own scanner. Everything that is put in is a piece of a protocol, or a figure or word
 * changed by little: what comes of it is often still a protocol.
 */
#include "edit.h"

#include <string.h>

#include "scan.h"

/* ---- Cutting ---------------------------------------------------------------------------------------------------- */

static bool opens(enum scan_kind kind)
{
    return kind == SCAN_OPEN_GROUP || kind == SCAN_OPEN_LIST || kind == SCAN_OPEN_ARRAY;
}

static bool closes(enum scan_kind kind)
{
    return kind == SCAN_CLOSE_GROUP || kind == SCAN_CLOSE_LIST || kind == SCAN_CLOSE_ARRAY;
}

/* The last token of the value that begins there. */
static size_t last_of(const struct scan *scan, size_t first)
{
    int depth = 0;
    size_t at = first;
    for (; at + 1 < scan->count; at++) {
        depth += opens(scan->tokens[at].kind) ? 1 : 0;
        depth -= closes(scan->tokens[at].kind) ? 1 : 0;
        if (depth <= 0) {
            break;
        }
    }
    return at;
}

static void add_piece(struct pieces *pieces, const struct scan *scan, size_t first, size_t value)
{
    const struct scan_token *tokens = scan->tokens;
    size_t last = last_of(scan, value);
    size_t end = last + 1 < scan->count && tokens[last + 1].kind == SCAN_SEMICOLON ? last + 1 : last;
    if (pieces->count < PIECES_MAX) {
        pieces->list[pieces->count++] = (struct piece){.start = tokens[first].start,
                                                       .end = tokens[end].start + tokens[end].length,
                                                       .key_length = first < value ? tokens[first].length : 0,
                                                       .within = tokens[value].start,
                                                       .within_end = tokens[last].start + tokens[last].length,
                                                       .text = tokens[value].kind == SCAN_STRING};
    }
}

bool edit_cut(const char *text, size_t size, struct pieces *pieces)
{
    struct findings findings = {0};
    struct scan scan = {0};
    pieces->count = 0;
    bool read = scan_read(text, size, "made-up.cfg", &scan, &findings);
    for (size_t i = 0; read && i + 2 < scan.count; i++) {
        enum scan_kind before = i > 0 ? scan.tokens[i - 1].kind : SCAN_SEMICOLON;
        if (scan.tokens[i].kind == SCAN_NAME && scan.tokens[i + 1].kind == SCAN_EQUALS) {
            add_piece(pieces, &scan, i, i + 2);
        } else if ((before == SCAN_COMMA || before == SCAN_OPEN_LIST || before == SCAN_OPEN_ARRAY) &&
                   !closes(scan.tokens[i].kind)) {
            add_piece(pieces, &scan, i, i);
        }
    }
    scan_free(&scan);
    finding_free(&findings);
    return pieces->count > 0;
}

/* ---- Splicing --------------------------------------------------------------------------------------------------- */

/* Puts bytes, which must lie outside the text, in place of what is between start and end. Nothing where there is no
 * room. */
static void splice(struct edited *edited, size_t start, size_t end, const char *bytes, size_t size)
{
    size_t tail = edited->size - end;
    if (start + size + tail > EDITED_ROOM) {
        return;
    }
    memmove(edited->text + start + size, edited->text + end, tail);
    memcpy(edited->text + start, bytes, size);
    edited->size = start + size + tail;
}

static void splice_words(struct edited *edited, size_t start, size_t end, const char *words)
{
    splice(edited, start, end, words, strlen(words));
}

static void swap(struct edited *edited, const struct piece *one, const struct piece *other)
{
    static char first[EDITED_ROOM];
    static char second[EDITED_ROOM];
    const struct piece *a = one->within <= other->within ? one : other;
    const struct piece *b = one->within <= other->within ? other : one;
    if (a->within_end > b->within) {
        return; /* one lies in the other */
    }
    size_t first_size = a->within_end - a->within;
    size_t second_size = b->within_end - b->within;
    memcpy(first, edited->text + a->within, first_size);
    memcpy(second, edited->text + b->within, second_size);
    splice(edited, b->within, b->within_end, first, first_size);
    splice(edited, a->within, a->within_end, second, second_size);
}

static void twice(struct edited *edited, const struct piece *piece)
{
    static char copy[EDITED_ROOM];
    size_t size = piece->end - piece->start;
    memcpy(copy, edited->text + piece->start, size);
    splice(edited, piece->end, piece->end, copy, size);
    splice_words(edited, piece->end, piece->end, piece->key_length > 0 ? "\n" : ", ");
}

/* ---- Inside a text ---------------------------------------------------------------------------------------------- */

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* The which-th number from the piece on, or the last of all; false where there is none. */
static bool find_number(const struct edited *edited, const struct piece *piece, uint64_t which, size_t *start,
                        size_t *end)
{
    uint64_t found = 0;
    for (size_t at = piece->within; at < edited->size && found <= which; at++) {
        if (is_digit(edited->text[at]) && !is_digit(edited->text[at - 1])) {
            found++;
            *start = at;
        }
    }
    *end = *start;
    while (found > 0 && *end < edited->size && is_digit(edited->text[*end])) {
        (*end)++;
    }
    return found > 0;
}

static void change_figure(struct edited *edited, const struct piece *piece, uint64_t how)
{
    static const char *const figures[] = {"0", "1", "2", "10", "50", "60", "100", "999", "1000", "500000", "999999999"};
    size_t start = 0;
    size_t end = 0;
    if (!find_number(edited, piece, how >> 4 & 3U, &start, &end)) {
        return;
    }
    switch (how % 5) {
    case 0:
        splice_words(edited, end, end, "0");
        break;
    case 1:
        splice_words(edited, end - (end - start > 1 ? 1 : 0), end, end - start > 1 ? "" : ".5");
        break;
    case 2:
        edited->text[end - 1] = (char)('0' + (edited->text[end - 1] - '0' + 1 + (int)(how >> 8 & 7U)) % 10);
        break;
    case 3:
        splice_words(edited, start, end, figures[(how >> 6) % (sizeof figures / sizeof figures[0])]);
        break;
    case 4:
        splice_words(edited, end, end, (how >> 6 & 1U) != 0 ? ".25" : ",5");
        break;
    }
}

/* Another of the words of conditions and units in place of one of them, the next from the piece on. */
static void change_word(struct edited *edited, const struct piece *piece, uint64_t how)
{
    static const char *const kinds[][7] = {{" < ", " >= ", " > ", " <= ", " is ", " = ", NULL},
                                           {" and ", " or ", " and not ", " or not ", ", ", NULL},
                                           {" mg", " g", " mcg", " mmol", " mEq", " kg", NULL},
                                           {" min", " h", " s", " d", " mg/min", " g/h", NULL},
                                           {" mL", " mL/h", " mg/kg", " mg/mL", " g/h", " mL/kg/h", NULL},
                                           {"yes", "no", "unknown", "", NULL},
                                           {"down", "up", "half-up", NULL},
                                           {"added", "replaced", "made-up", "premixed", "undiluted", NULL},
                                           {"pump", "gravity", "hand", NULL}};
    const char *const *words = kinds[how % (sizeof kinds / sizeof kinds[0])];
    size_t count = 0;
    while (words[count] != NULL) {
        count++;
    }
    const char *old = words[(how >> 4) % count];
    const char *new = words[(how >> 8) % count];
    size_t length = strlen(old);
    for (size_t at = piece->within; length > 0 && at + length <= edited->size; at++) {
        if (memcmp(edited->text + at, old, length) == 0) {
            splice_words(edited, at, at + length, new);
            return;
        }
    }
}

/* The author's condition is turned round, emptied or joined with another. */
static void change_condition(struct edited *edited, const struct piece *piece, uint64_t how)
{
    static const char *const heads[] = {"not ", "not (", "(", "pregnant or ", "age >= 18 y and "};
    static const char *const tails[] = {" and not pregnant", " or crcl < 30 mL/min", ")", " and weight > 72 kg"};
    if (!piece->text) {
        return;
    }
    switch (how % 4) {
    case 0:
        splice_words(edited, piece->within + 1, piece->within + 1, heads[(how >> 4) % 5]);
        break;
    case 1:
        splice_words(edited, piece->within_end - 1, piece->within_end - 1, tails[(how >> 4) % 4]);
        break;
    case 2:
        splice_words(edited, piece->within_end - 1, piece->within_end - 1, ")");
        splice_words(edited, piece->within + 1, piece->within + 1, "not (");
        break;
    case 3:
        splice_words(edited, piece->within + 1, piece->within_end - 1, "");
        break;
    }
}

/* ---- One edit --------------------------------------------------------------------------------------------------- */

void edit_begin(struct edited *edited, const char *text, size_t size)
{
    edited->size = size < EDITED_ROOM ? size : EDITED_ROOM;
    memcpy(edited->text, text, edited->size);
}

/* A piece of the donor with the same key, counted from a random one; the random one where none has it. */
static const struct piece *counterpart(const struct pieces *pieces, const char *donor, const struct piece *wanted,
                                       const struct edited *edited, size_t which)
{
    for (int i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->list[((size_t)i + which) % (size_t)pieces->count];
        if (piece->key_length == wanted->key_length &&
            memcmp(donor + piece->start, edited->text + wanted->start, wanted->key_length) == 0) {
            return piece;
        }
    }
    return &pieces->list[which % (size_t)pieces->count];
}

static void replace(struct edited *edited, const struct piece *piece, const struct piece *other, const char *donor)
{
    splice(edited, piece->within, piece->within_end, donor + other->within, other->within_end - other->within);
}

/* Beside the piece; whatever the donor has there may be new to this group. */
static void insert(struct edited *edited, const struct piece *piece, const struct piece *other, const char *donor)
{
    splice(edited, piece->start, piece->start, donor + other->start, other->end - other->start);
}

static void change_inside(struct edited *edited, const struct piece *piece, uint64_t kind, uint64_t how)
{
    if (kind == 11) {
        change_condition(edited, piece, how);
    } else if (kind >= 9) {
        change_word(edited, piece, how);
    } else {
        change_figure(edited, piece, how);
    }
}

void edit_once(struct edited *edited, struct bytes *bytes, const struct donor *from)
{
    static struct pieces pieces;
    const char *donor = from->text;
    uint64_t kind = take(bytes, 1) % 12;
    size_t which = (size_t)take(bytes, 2);
    size_t other = (size_t)take(bytes, 2);
    uint64_t how = take(bytes, EDIT_BYTES - 6);
    if (!edit_cut(edited->text, edited->size, &pieces)) {
        return;
    }
    const struct piece *piece = &pieces.list[which % (size_t)pieces.count];
    const struct piece *second = &pieces.list[other % (size_t)pieces.count];
    const struct piece *found = counterpart(from->pieces, donor, piece, edited, other);
    switch (kind) {
    case 0:
        splice_words(edited, piece->start, piece->end, "");
        break;
    case 1:
        twice(edited, piece);
        break;
    case 2:
        swap(edited, piece, second);
        break;
    case 3:
        swap(edited, piece, counterpart(&pieces, edited->text, piece, edited, other));
        break;
    case 4:
    case 5:
        replace(edited, piece, found, donor);
        break;
    case 6:
        insert(edited, piece, &from->pieces->list[other % (size_t)from->pieces->count], donor);
        break;
    default:
        change_inside(edited, piece, kind, how);
        break;
    }
}
