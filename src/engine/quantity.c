/*
 * quantity.c - characters become an exact quantity.
 *
 * Decides what is a number with a unit: digits, perhaps a point and digits, a space, a unit of the table. The grammar
 * is strict, for every other habit of writing numbers (comma, sign, exponent, bare point, leading zero) has been
 * misread before; a text that is not of this form is never repaired, its first fault is reported with what to write
 * instead. The invariant: what is returned is exact, in lowest terms and in the base unit of its dimension, or nothing
 * is returned.
 *
 * Units are left to quantity_unit.c and their other spellings to quantity_spelling.c, plausible ranges and steps to
 * the facts and the protocol, sentences to the wording.
 */
#include "quantity.h"

#include "claim.h"
#include "quantity_meant.h"
#include "quantity_spelling.h"
#include "quantity_unit.h"
#include "ratio.h"

/* With these bounds all digits of a number fit an int64_t. */
enum { MOST_WHOLE = 12, MOST_DECIMALS = 6 };

/* A text being read. */
struct reading {
    const char *bytes;
    size_t length;
    size_t at;
    const struct quantity_wanted *wanted;
    struct quantity_problem *problem;
};

/* Where the digits of a number stand, and the number itself: digits / 10^decimals. Whatever stands from whole_end to
 * end is the point and the digits after it. */
struct numeral {
    size_t start;
    size_t whole_end;
    size_t end;
    int decimals;
    int64_t digits;
};

/* ---- Reading bytes -------------------------------------------------------------------------------------------- */

/* The byte so many places on, NUL beyond the end. */
static char peek(const struct reading *reading, size_t ahead)
{
    return reading->length - reading->at > ahead ? reading->bytes[reading->at + ahead] : '\0';
}

static bool at_bytes(const struct reading *reading, const char *bytes)
{
    size_t i = 0;
    while (bytes[i] != '\0' && peek(reading, i) == bytes[i]) {
        i++;
    }
    return bytes[i] == '\0';
}

static void skip_digits(struct reading *reading)
{
    while (text_is_digit(peek(reading, 0))) {
        reading->at++;
    }
}

/* ---- Problems ------------------------------------------------------------------------------------------------- */

/* Printable ASCII of [from, to), cut to the room there is. */
static void set_found(struct reading *reading, size_t from, size_t to)
{
    struct quantity_problem *problem = reading->problem;
    size_t length = 0;
    for (size_t i = from; i < to && length < sizeof problem->found - 1; i++) {
        char byte = reading->bytes[i];
        problem->found[length] = byte >= ' ' && byte <= '~' ? byte : '?';
        length++;
    }
    problem->found[length] = '\0';
}

static bool fail(struct reading *reading, enum quantity_fault fault, size_t from, size_t to)
{
    reading->problem->fault = fault;
    reading->problem->offset = from;
    set_found(reading, from, to);
    return false;
}

static struct text suggestion_of(struct reading *reading)
{
    return text_over(reading->problem->suggestion, sizeof reading->problem->suggestion);
}

/* End of the run of bytes without a blank that begins at `from`. */
static size_t end_of_word(const struct reading *reading, size_t from)
{
    size_t end = from;
    while (end < reading->length && !text_is_blank(reading->bytes[end])) {
        end++;
    }
    return end;
}

static bool has_fraction(const struct numeral *numeral)
{
    return numeral->end > numeral->whole_end + 1;
}

/* The number as it should have been written, without leading zeros and with a digit on both sides of the point. None that
 * would be refused in turn for its length. */
static void suggest_number(struct reading *reading, const struct numeral *numeral)
{
    struct text suggestion = suggestion_of(reading);
    size_t first = numeral->start;
    while (first < numeral->whole_end && reading->bytes[first] == '0') {
        first++;
    }
    if (numeral->whole_end - first > MOST_WHOLE || numeral->end - numeral->whole_end > MOST_DECIMALS + 1) {
        return;
    }
    if (first < numeral->whole_end) {
        text_add_bytes(&suggestion, reading->bytes + first, numeral->whole_end - first);
    } else {
        text_add(&suggestion, "0");
    }
    if (has_fraction(numeral)) {
        text_add_bytes(&suggestion, reading->bytes + numeral->whole_end, numeral->end - numeral->whole_end);
    }
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

/* Minus, plus, and the dashes that a word processor makes of a minus (U+2212, U+2013, U+2014). */
static bool at_sign(const struct reading *reading)
{
    return peek(reading, 0) == '-' || peek(reading, 0) == '+' || at_bytes(reading, "\xE2\x88\x92") ||
           at_bytes(reading, "\xE2\x80\x93") || at_bytes(reading, "\xE2\x80\x94");
}

static bool at_exponent(const struct reading *reading)
{
    if (peek(reading, 0) != 'e' && peek(reading, 0) != 'E') {
        return false;
    }
    bool sign = peek(reading, 1) == '-' || peek(reading, 1) == '+';
    return text_is_digit(peek(reading, sign ? 2 : 1));
}

/* Something that makes the digits before it part of a range, a fraction, a power or a date: "30-60", "1/2", "10^3",
 * "1.2.3". */
static bool at_more_number(const struct reading *reading)
{
    char byte = peek(reading, 0);
    bool joins = byte == '-' || byte == '+' || byte == '/' || byte == ':' || byte == '^' || byte == '*';
    return byte == '.' || (joins && text_is_digit(peek(reading, 1)));
}

/* Finds where the digits are; what they may not look like is judged afterwards. */
static void find_digits(struct reading *reading, struct numeral *numeral)
{
    *numeral = (struct numeral){.start = reading->at};
    skip_digits(reading);
    numeral->whole_end = reading->at;
    if (peek(reading, 0) == '.') {
        reading->at++;
        skip_digits(reading);
    }
    numeral->end = reading->at;
}

static bool judge_form(struct reading *reading, const struct numeral *numeral)
{
    size_t word_end = end_of_word(reading, numeral->start);
    bool whole = numeral->whole_end > numeral->start;
    bool point = numeral->end > numeral->whole_end;
    if (!whole && !has_fraction(numeral)) {
        return fail(reading, QUANTITY_NOT_A_NUMBER, numeral->start, word_end);
    }
    if (at_exponent(reading)) {
        return fail(reading, QUANTITY_EXPONENT, numeral->start, word_end);
    }
    if (at_more_number(reading)) {
        return fail(reading, QUANTITY_NOT_A_NUMBER, numeral->start, word_end);
    }
    if (!whole || (point && !has_fraction(numeral))) {
        suggest_number(reading, numeral);
        return fail(reading, QUANTITY_BARE_POINT, numeral->start, numeral->end);
    }
    if (numeral->whole_end - numeral->start > 1 && reading->bytes[numeral->start] == '0') {
        suggest_number(reading, numeral);
        return fail(reading, QUANTITY_LEADING_ZERO, numeral->start, numeral->end);
    }
    return true;
}

static bool judge_length(struct reading *reading, const struct numeral *numeral)
{
    if (numeral->whole_end - numeral->start > MOST_WHOLE) {
        return fail(reading, QUANTITY_TOO_LARGE, numeral->start, numeral->end);
    }
    if (numeral->end - numeral->whole_end > MOST_DECIMALS + 1) {
        return fail(reading, QUANTITY_TOO_FINE, numeral->start, numeral->end);
    }
    return true;
}

static void read_digits(const struct reading *reading, struct numeral *numeral)
{
    for (size_t i = numeral->start; i < numeral->end; i++) {
        if (i == numeral->whole_end) {
            continue; /* the point */
        }
        numeral->digits = numeral->digits * 10 + (reading->bytes[i] - '0');
        numeral->decimals += i > numeral->whole_end ? 1 : 0;
    }
}

static bool read_numeral(struct reading *reading, struct numeral *numeral)
{
    if (at_sign(reading)) {
        return fail(reading, QUANTITY_SIGN, reading->at, end_of_word(reading, reading->at));
    }
    find_digits(reading, numeral);
    if (!judge_form(reading, numeral) || !judge_length(reading, numeral)) {
        return false;
    }
    read_digits(reading, numeral);
    return true;
}

static ifs_ratio number_of(const struct numeral *numeral)
{
    int64_t den = 1;
    for (int i = 0; i < numeral->decimals; i++) {
        den *= 10;
    }
    return ratio_make(numeral->digits, den);
}

/* ---- Spaces --------------------------------------------------------------------------------------------------- */

/* Faults of the text as a whole: nothing in it, a blank at either end, a comma anywhere. */
static bool judge_text(struct reading *reading)
{
    size_t first = 0;
    while (first < reading->length && text_is_blank(reading->bytes[first])) {
        first++;
    }
    if (first == reading->length) {
        return fail(reading, QUANTITY_EMPTY, 0, 0);
    }
    if (first > 0) {
        return fail(reading, QUANTITY_SPACES, 0, reading->length);
    }
    if (text_is_blank(reading->bytes[reading->length - 1])) {
        return fail(reading, QUANTITY_SPACES, reading->length - 1, reading->length);
    }
    for (size_t i = 0; i < reading->length; i++) {
        if (reading->bytes[i] == ',') {
            fail(reading, QUANTITY_COMMA, i, i);
            set_found(reading, 0, reading->length);
            return false;
        }
    }
    return true;
}

/* Steps over the space before the unit. *spaced: there was one. A no-break space (U+00A0) looks right and is not. */
static bool read_gap(struct reading *reading, const struct numeral *numeral, bool *spaced)
{
    if (reading->at == reading->length) {
        return fail(reading, QUANTITY_NO_UNIT, numeral->start, numeral->end);
    }
    *spaced = peek(reading, 0) == ' ';
    reading->at += *spaced ? 1 : 0;
    if (text_is_blank(peek(reading, 0)) || at_bytes(reading, "\xC2\xA0")) {
        fail(reading, QUANTITY_SPACES, reading->at, reading->at);
        set_found(reading, numeral->start, reading->length);
        return false;
    }
    return true;
}

/* ---- Units ---------------------------------------------------------------------------------------------------- */

static bool fail_unit(struct reading *reading, const struct numeral *numeral, struct span symbol)
{
    struct text suggestion = suggestion_of(reading);
    struct span whole = {reading->bytes + numeral->start, reading->length - numeral->start};
    if (quantity_spelling_imperial(whole, reading->wanted->dimension, &suggestion)) {
        return fail(reading, QUANTITY_IMPERIAL, numeral->start, reading->length);
    }
    enum quantity_fault fault = quantity_spelling_fault(symbol, reading->wanted->dimension, &suggestion);
    return fail(reading, fault, reading->at, reading->length);
}

static bool judge_spacing(struct reading *reading, const struct numeral *numeral, bool spaced)
{
    if (spaced || reading->wanted->spacing == QUANTITY_SPACE_OPTIONAL) {
        return true;
    }
    struct text suggestion = suggestion_of(reading);
    text_add_bytes(&suggestion, reading->bytes + numeral->start, numeral->end - numeral->start);
    text_add(&suggestion, " ");
    text_add_bytes(&suggestion, reading->bytes + reading->at, reading->length - reading->at);
    return fail(reading, QUANTITY_NO_SPACE, numeral->start, reading->length);
}

static bool read_unit(struct reading *reading, const struct numeral *numeral, int *unit)
{
    bool spaced = false;
    if (!read_gap(reading, numeral, &spaced)) {
        return false;
    }
    struct span symbol = {reading->bytes + reading->at, reading->length - reading->at};
    *unit = quantity_unit_find(symbol, reading->wanted->dimension);
    if (*unit < 0) {
        return fail_unit(reading, numeral, symbol);
    }
    return judge_spacing(reading, numeral, spaced);
}

static bool convert(struct reading *reading, const struct numeral *numeral, int unit, ifs_quantity *out)
{
    ifs_ratio factor;
    if (!quantity_unit_factor(unit, reading->wanted->salt, &factor)) {
        return fail(reading, QUANTITY_NEEDS_SALT, reading->at, reading->length);
    }
    ifs_ratio base;
    if (!ratio_mul(number_of(numeral), factor, &base)) {
        return fail(reading, QUANTITY_TOO_LARGE, numeral->start, reading->length);
    }
    *out = (ifs_quantity){quantity_unit(unit)->dimension, unit, ratio_reduce(base)};
    return true;
}

/* ---- Gestation ------------------------------------------------------------------------------------------------ */

/* Where any dimension will do, "33w6" begins a gestation. */
static bool reads_gestation(const struct reading *reading)
{
    bool wanted = reading->wanted->dimension == IFS_GESTATION;
    bool any = reading->wanted->dimension == IFS_DIMENSION_NONE;
    return wanted || (any && peek(reading, 0) == 'w' && text_is_digit(peek(reading, 1)));
}

/* The rest of "33w6d" after the weeks. */
static bool read_gestation(struct reading *reading, const struct numeral *weeks, ifs_quantity *out)
{
    if (reading->at == reading->length) {
        return fail(reading, QUANTITY_NO_UNIT, weeks->start, weeks->end);
    }
    char days = peek(reading, 1);
    bool formed = peek(reading, 0) == 'w' && days >= '0' && days <= '6' && peek(reading, 2) == 'd';
    if (!formed || reading->length - reading->at != 3 || weeks->decimals > 0) {
        return fail(reading, QUANTITY_NOT_A_GESTATION, weeks->start, reading->length);
    }
    int64_t whole_days = weeks->digits * 7 + (days - '0');
    *out = (ifs_quantity){IFS_GESTATION, quantity_unit_first(IFS_GESTATION), ratio_whole(whole_days)};
    return true;
}

/* ---- Entry ---------------------------------------------------------------------------------------------------- */

/* The whole right form, where it is certain, of what has blanks or commas in its number or is a sum. False, for the
 * caller to return. */
static bool propose(struct reading *reading)
{
    struct quantity_problem *problem = reading->problem;
    struct span whole = {reading->bytes, reading->length};
    ifs_dimension wanted = reading->wanted->dimension;
    char bytes[sizeof problem->suggestion];
    struct text meant = text_over(bytes, sizeof bytes);
    bool unknown = problem->fault == QUANTITY_UNKNOWN_UNIT && problem->suggestion[0] == '\0';
    bool sum = unknown && quantity_meant_sum(whole, wanted, &meant);
    bool number = unknown || problem->fault == QUANTITY_COMMA || problem->fault == QUANTITY_SPACES;
    if (sum) {
        fail(reading, QUANTITY_TWO_UNITS, 0, reading->length);
    }
    if (sum || (number && quantity_meant_number(whole, wanted, &meant))) {
        struct text suggestion = suggestion_of(reading);
        text_add(&suggestion, bytes);
    }
    return false;
}

bool quantity_parse(const char *bytes, size_t length, const struct quantity_wanted *wanted, ifs_quantity *out,
                    struct quantity_problem *problem)
{
    /* cppcheck-suppress ctuuninitvar ; the problem is written here, by the one who finds it */
    struct reading reading = {bytes, length, 0, wanted, problem};
    struct numeral numeral;
    int unit;
    *out = (ifs_quantity){0};
    *problem = (struct quantity_problem){0};
    if (!judge_text(&reading) || !read_numeral(&reading, &numeral)) {
        return propose(&reading);
    }
    if (reads_gestation(&reading)) {
        return read_gestation(&reading, &numeral, out);
    }
    return read_unit(&reading, &numeral, &unit) ? convert(&reading, &numeral, unit, out) : propose(&reading);
}

/* Where the volume of "20 g/500 mL" begins: after the first stroke that a digit follows; 0 where there is none. */
static size_t find_volume(const char *bytes, size_t length)
{
    for (size_t i = 1; i + 1 < length; i++) {
        if (bytes[i] == '/' && text_is_digit(bytes[i + 1])) {
            return i + 1;
        }
    }
    return 0;
}

bool quantity_parse_strength(const char *bytes, size_t length, const struct quantity_wanted *wanted, ifs_quantity *out,
                             struct quantity_problem *problem)
{
    struct quantity_wanted piece = {IFS_CONCENTRATION, wanted->spacing, wanted->salt};
    size_t start = find_volume(bytes, length);
    if (start == 0) {
        return quantity_parse(bytes, length, &piece, out, problem);
    }
    ifs_quantity mass;
    ifs_quantity volume;
    *out = (ifs_quantity){0};
    piece.dimension = IFS_MASS;
    if (!quantity_parse(bytes, start - 1, &piece, &mass, problem)) {
        return false;
    }
    piece.dimension = IFS_VOLUME;
    if (!quantity_parse(bytes + start, length - start, &piece, &volume, problem)) {
        problem->offset += start;
        return false;
    }
    struct reading whole = {bytes, length, start, &piece, problem};
    if (volume.base.num == 0) {
        return fail(&whole, QUANTITY_ZERO_VOLUME, start, length);
    }
    ifs_ratio base;
    if (!ratio_div(mass.base, volume.base, &base)) {
        return fail(&whole, QUANTITY_TOO_LARGE, 0, length);
    }
    *out = (ifs_quantity){IFS_CONCENTRATION, quantity_unit_first(IFS_CONCENTRATION), ratio_reduce(base)};
    return true;
}
