/*
 * quantity_meant.c - how a quantity that is not one was meant to be written.
 *
 * Decides what is proposed for a number with commas or blanks in it, and for a sum of two units. Invariant: the digits
 * proposed are those that were written, and the unit is one of the dimension that is wanted, spelt as in the table; a
 * comma that may be a decimal point or a sign of thousands is proposed both ways, never one. What is proposed is for a
 * person to write, never used.
 */
#include "quantity_meant.h"

#include "claim.h"
#include "quantity_spelling.h"
#include "ratio.h"

enum { MOST_BYTES = 40, GROUP = 3, MOST_DIGITS = 12 };

/* Bytes of the blank that stands there (at < length), the no-break space included; 0 where there is none. */
static size_t blank_length(struct span span, size_t at)
{
    if (text_is_blank(span.bytes[at])) {
        return 1;
    }
    return quantity_spelling_begins((struct span){span.bytes + at, span.length - at}, "\xC2\xA0");
}

static size_t digits_from(struct span span, size_t at)
{
    size_t count = 0;
    while (at + count < span.length && text_is_digit(span.bytes[at + count])) {
        count++;
    }
    return count;
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

/* A number being gathered: its digits and points, and the commas that stood between them. */
struct gathered {
    char bytes[MOST_BYTES];
    struct text number;
    int commas;
    size_t comma; /* where in the number the last one stood */
    bool point;
    bool uneven; /* a comma that no group of three follows */
};

/* Blanks before the number, or before a group of three. */
static size_t passed_blank(struct span span, size_t at, const struct gathered *gathered)
{
    size_t blank = blank_length(span, at);
    bool group = !gathered->point && digits_from(span, at + blank) == GROUP;
    return gathered->number.length == 0 || group ? blank : 0;
}

/* Takes what belongs to the number at `at`; the bytes taken, 0 where the unit begins. */
static size_t gather_one(struct span span, size_t at, struct gathered *gathered)
{
    bool point = span.bytes[at] == '.' && !gathered->point;
    if (text_is_digit(span.bytes[at]) || point) {
        text_add_bytes(&gathered->number, span.bytes + at, 1);
        gathered->point = gathered->point || point;
        return 1;
    }
    if (span.bytes[at] == ',' && digits_from(span, at + 1) > 0) {
        gathered->commas++;
        gathered->uneven = gathered->uneven || digits_from(span, at + 1) != GROUP;
        gathered->comma = gathered->number.length;
        return 1;
    }
    return passed_blank(span, at, gathered);
}

/* Digits, one point, commas between digits, and blanks before a group of three. Where the unit begins. */
static size_t gather(struct span span, struct gathered *gathered)
{
    size_t at = 0;
    size_t taken = 1;
    while (at < span.length && taken > 0) {
        taken = gather_one(span, at, gathered);
        at += taken;
    }
    return at;
}

/* The unit without blanks and commas around it. */
static struct span unit_from(struct span span, size_t at)
{
    while (at < span.length && blank_length(span, at) > 0) {
        at += blank_length(span, at);
    }
    struct span unit = {span.bytes + at, span.length - at};
    while (unit.length > 0 && (text_is_blank(unit.bytes[unit.length - 1]) || unit.bytes[unit.length - 1] == ',')) {
        unit.length--;
    }
    return unit;
}

static void add_unit(struct text *meant, struct span unit)
{
    text_add(meant, " ");
    text_add_bytes(meant, unit.bytes, unit.length);
}

/* Zeros at the end of decimals are not written. */
static void add_decimal(struct text *meant, const struct gathered *gathered, struct span unit)
{
    size_t end = gathered->number.length;
    while (end > gathered->comma && gathered->bytes[end - 1] == '0') {
        end--;
    }
    text_add_bytes(meant, gathered->bytes, gathered->comma);
    text_add(meant, end > gathered->comma ? "." : "");
    text_add_bytes(meant, gathered->bytes + gathered->comma, end - gathered->comma);
    add_unit(meant, unit);
}

bool quantity_meant_number(struct span whole, ifs_dimension wanted, struct text *meant)
{
    struct gathered gathered = {.commas = 0};
    gathered.number = text_over(gathered.bytes, sizeof gathered.bytes);
    struct span unit = unit_from(whole, gather(whole, &gathered));
    size_t length = gathered.number.length;
    if (gathered.number.full || !text_is_digit(gathered.bytes[0]) || !text_is_digit(gathered.bytes[length - 1]) ||
        quantity_unit_find(unit, wanted) < 0) {
        return false;
    }
    bool one = gathered.commas == 1 && !gathered.point;
    if (one ? gathered.comma == 0 : gathered.uneven) {
        return false;
    }
    bool group = length - gathered.comma == GROUP && gathered.bytes[0] != '0';
    if (!one || group) {
        text_add(meant, gathered.bytes);
        add_unit(meant, unit);
    }
    text_add(meant, one && group ? " or " : "");
    if (one) {
        add_decimal(meant, &gathered, unit);
    }
    return !meant->full;
}

/* ---- Sums ----------------------------------------------------------------------------------------------------- */

/* One "30 min" of a sum. */
struct piece {
    int64_t number;
    int unit;
};

/* Cuts a whole number and its unit, spelt in whatever way, off *rest. */
static bool take_piece(struct span *rest, ifs_dimension wanted, struct piece *piece)
{
    char bytes[MOST_BYTES];
    struct text respelt = text_over(bytes, sizeof bytes);
    struct span at = unit_from(*rest, 0);
    size_t digits = digits_from(at, 0);
    uint64_t number = 0;
    for (size_t i = 0; i < digits; i++) {
        number = number * 10 + (uint64_t)(at.bytes[i] - '0');
    }
    piece->number = (int64_t)number;
    struct span unit = unit_from(at, digits);
    size_t length = 0;
    while (length < unit.length && !text_is_digit(unit.bytes[length])) {
        length++;
    }
    *rest = (struct span){unit.bytes + length, unit.length - length};
    unit = unit_from((struct span){unit.bytes, length}, 0);
    piece->unit = quantity_unit_find(unit, wanted);
    /* A unit of something else is no spelling of this one: "72 kg 168 cm" is two answers, not 240 kg. */
    if (quantity_spelling_fault(unit, wanted, &respelt) != QUANTITY_WRONG_DIMENSION) {
        piece->unit = quantity_unit_find((struct span){bytes, respelt.length}, wanted);
    }
    return digits - 1 < MOST_DIGITS && piece->unit >= 0; /* no digits: 0 - 1 is the largest number there is */
}

bool quantity_meant_sum(struct span whole, ifs_dimension wanted, struct text *meant)
{
    struct piece first;
    struct piece second;
    ifs_ratio factor;
    ifs_ratio last;
    ifs_ratio total;
    struct span rest = whole;
    if (!take_piece(&rest, wanted, &first) || !take_piece(&rest, wanted, &second) || rest.length > 0 ||
        !quantity_unit_factor(first.unit, NULL, &factor) || !quantity_unit_factor(second.unit, NULL, &last) ||
        !ratio_mul(ratio_whole(first.number), factor, &total)) {
        return false;
    }
    if (ratio_compare(factor, last) <= 0) {
        return false; /* "72 kg 5 kg" is two answers; "30 min 2 h" is no sum anyone writes */
    }
    claim(ratio_div(total, last, &total)); /* factors are whole, below 10^8 */
    claim(ratio_add(total, ratio_whole(second.number), &total));
    total = ratio_reduce(total);
    if (total.den != 1 || total.num <= second.number) {
        return false; /* "0 h 30 min" is no sum either */
    }
    text_add_whole(meant, total.num);
    text_add(meant, " ");
    text_add(meant, quantity_unit(second.unit)->symbol);
    return !meant->full;
}
