/*
 * lint_text.c - the writing rules for what authors write and sheets print (Writing for the sheet, protocols/README.md; the do-not-use lists of
 * ISMP and the Joint Commission).
 *
 * Decides which words, numbers and signs may not be printed on a sheet, and what to write instead. The do-not-use lists
 * of the Joint Commission and of ISMP are errors, for each of them has killed someone; rules of good setting are
 * warnings. Each rule looks at one place of the text and at what stands beside it.
 * Invariant: a text without a breach is printed exactly as its author wrote it; nothing is ever corrected here.
 * The abbreviations of the drug's formula stand here and nowhere else, in two halves.
 */
#include "lint_text.h"

#include "claim.h"
#include "letters.h"
#include "text.h"

/* What may not be written. */
struct banned {
    const char *word;
    ifs_severity severity;
    const char *code;
    const char *instead;
};

#define FORMULA IFS_ERROR, "formula-abbreviation", "write \"magnesium sulfate\""

/* Read as morphine sulfate, and the reverse. */
static const struct banned formulas[] = {
    {"Mg"
     "SO4",
     FORMULA},
    {"Mg"
     "SO\xe2\x82\x84",
     FORMULA},
    {"M"
     "SO4",
     FORMULA},
    {"M"
     "SO\xe2\x82\x84",
     FORMULA},
    {"Mg"
     "SO",
     FORMULA},
    {"Mag", FORMULA},
};
static const struct banned exact_formulas[] = {{"MS", FORMULA}};

#define FORBIDDEN IFS_ERROR, "forbidden-abbreviation"
#define COINED IFS_WARNING, "coined-name", "name the drug: \"magnesium sulfate\""

static const struct banned abbreviations[] = {
    {"cc", FORBIDDEN, "write \"mL\""},
    {"IU", FORBIDDEN, "write \"international units\""},
    {"QD", FORBIDDEN, "write \"daily\""},
    {"QOD", FORBIDDEN, "write \"every other day\""},
    {"D/C", FORBIDDEN, "write \"stop\" or \"discharge\""},
    {"Myers", COINED},
    {"banana bag", COINED},
};
static const struct banned exact_abbreviations[] = {
    {"ug", FORBIDDEN, "write \"mcg\""},
    {"U", FORBIDDEN, "write \"units\""},
    {"HS", FORBIDDEN, "write \"at bedtime\" or \"half strength\""},
};

/* Signs that are taken for a digit or for their opposite. */
static const struct banned signs[] = {
    {"\xc2\xb5", IFS_ERROR, "micro-sign", "write \"mc\" or the word in full: \"mcg\""},
    {"\xce\xbc", IFS_ERROR, "micro-sign", "write \"mc\" or the word in full: \"mcg\""},
    {">=", IFS_ERROR, "sign-for-word", "write \"at least\""},
    {"<=", IFS_ERROR, "sign-for-word", "write \"at most\""},
    {"\xe2\x89\xa5", IFS_ERROR, "sign-for-word", "write \"at least\""},
    {"\xe2\x89\xa4", IFS_ERROR, "sign-for-word", "write \"at most\""},
    {">", IFS_ERROR, "sign-for-word", "write \"greater than\""},
    {"<", IFS_ERROR, "sign-for-word", "write \"less than\""},
    {"@", IFS_WARNING, "sign-for-word", "write \"at\""},
    {"&", IFS_WARNING, "sign-for-word", "write \"and\""},
};

/* First letters, capital or not: a bit for each, counted by the low five bits of the letter. Few words begin with one of them, and no
 * other word is compared. */
enum {
    FIRST_B = 1 << ('b' & 31),
    FIRST_C = 1 << ('c' & 31),
    FIRST_D = 1 << ('d' & 31),
    FIRST_G = 1 << ('g' & 31),
    FIRST_H = 1 << ('h' & 31),
    FIRST_I = 1 << ('i' & 31),
    FIRST_M = 1 << ('m' & 31),
    FIRST_Q = 1 << ('q' & 31),
    FIRST_U = 1 << ('u' & 31)
};

/* A list of them, and how a text is compared with it. */
struct ban {
    const struct banned *list;
    size_t count;
    bool (*begins)(const char *at, const char *with);
    int firsts; /* first letters of what is in the list */
};

static const struct ban ban_of_formulas = {formulas, COUNT_OF(formulas), letters_begin_in_any_case, FIRST_M};
static const struct ban ban_of_exact_formulas = {exact_formulas, COUNT_OF(exact_formulas), letters_begin, FIRST_M};
static const struct ban ban_of_abbreviations = {abbreviations, COUNT_OF(abbreviations), letters_begin_in_any_case,
                                                FIRST_B | FIRST_C | FIRST_D | FIRST_I | FIRST_M | FIRST_Q};
static const struct ban ban_of_exact_abbreviations = {exact_abbreviations, COUNT_OF(exact_abbreviations), letters_begin,
                                                      FIRST_H | FIRST_U};

/* Units that follow a number of this field; those with a slash are written with "per" on a sheet, laboratory values are
 * not. */
static const char *const units[] = {"g",    "mg", "mcg", "kg", "mL", "L", "mmol", "mEq",  "min", "h",
                                    "s", "mmHg", "cm",  "mm", "m",  "y", "mo",   "umol", "%"};
static const char *const slashed[] = {"mg/kg",   "mg/min",    "g/h",  "mL/h",   "mg/mL",
                                      "mg/kg/h", "mg/kg/min", "g/mL", "mcg/kg", "mmol/h"};

enum {
    FIRSTS_SLASHED = FIRST_G | FIRST_M,
    FIRSTS_BANNED = FIRSTS_SLASHED | FIRST_B | FIRST_C | FIRST_D | FIRST_H | FIRST_I | FIRST_Q | FIRST_U
};

/* Letters and digits of any script hang together; a word ends at a space or at punctuation. */
static bool is_wordly(char byte)
{
    return letter_is_latin(byte) || letter_is_digit(byte) || (byte & 0x80) != 0;
}

/* A word begins at the start, after a sign, or after the digits of a number ("5cc"). */
static bool begins_word(const char *words, size_t at)
{
    return at == 0 || !is_wordly(words[at - 1]) || letter_is_digit(words[at - 1]);
}

static bool is_among(int firsts, char letter)
{
    return (firsts >> (letter & 31) & 1) != 0;
}

static const struct banned *banned_at(const char *at, const struct ban *ban)
{
    for (size_t i = 0; i < ban->count; i++) {
        if (ban->begins(at, ban->list[i].word)) {
            return &ban->list[i];
        }
    }
    return NULL;
}

static const struct banned *sign_banned_at(const char *at)
{
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (letters_begin(at, signs[i].word)) {
            return &signs[i];
        }
    }
    return NULL;
}

static void tell(struct lint *lint, const struct banned *banned, size_t offset, size_t length)
{
    *lint = (struct lint){.severity = banned->severity, .code = banned->code, .offset = offset, .length = length};
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, banned->instead);
}

static bool word_at(const char *words, size_t at, const struct ban *ban, struct lint *lint)
{
    const struct banned *banned = is_among(ban->firsts, words[at]) ? banned_at(words + at, ban) : NULL;
    size_t length = banned != NULL ? text_length(banned->word) : 0;
    if (banned == NULL || is_wordly(words[at + length])) {
        return false;
    }
    tell(lint, banned, at, length);
    return true;
}

static bool formula_at(const char *words, size_t at, struct lint *lint)
{
    return word_at(words, at, &ban_of_formulas, lint) || word_at(words, at, &ban_of_exact_formulas, lint);
}

static bool abbreviation_at(const char *words, size_t at, struct lint *lint)
{
    return word_at(words, at, &ban_of_abbreviations, lint) || word_at(words, at, &ban_of_exact_abbreviations, lint);
}

static bool sign_at(const char *words, size_t at, struct lint *lint)
{
    const struct banned *banned = sign_banned_at(words + at);
    if (banned != NULL) {
        tell(lint, banned, at, text_length(banned->word));
    }
    return banned != NULL;
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

/* A number as it stands in a text: "12,500.75". */
struct numeral {
    size_t start;
    size_t digits; /* where those that it begins with end */
    size_t point;  /* the end where there is none */
    size_t end;
    bool several; /* "1.0.0", "10.1016": more than one point: a version, not a figure */
};

static size_t after_digits(const char *words, size_t at)
{
    while (letter_is_digit(words[at])) {
        at++;
    }
    return at;
}

/* That sign, and a digit after it. */
static bool goes_on(const char *words, size_t at, char sign)
{
    return words[at] == sign && letter_is_digit(words[at + 1]);
}

/* After the digits behind that sign; the same place where it does not go on. */
static size_t after_sign(const char *words, size_t at, char sign)
{
    return goes_on(words, at, sign) ? after_digits(words, at + 1) : at;
}

static struct numeral numeral_at(const char *words, size_t at)
{
    struct numeral numeral = {.start = at, .digits = after_digits(words, at)};
    numeral.point = numeral.digits;
    while (goes_on(words, numeral.point, ',')) {
        numeral.point = after_sign(words, numeral.point, ',');
    }
    numeral.end = after_sign(words, numeral.point, '.');
    numeral.several = goes_on(words, numeral.end, '.');
    return numeral;
}

static bool is_unit(const char *words, const char *unit)
{
    const char *after = letters_after(words, unit);
    return after != NULL && !is_wordly(*after) && *after != '/';
}

/* The unit that begins here and ends as a word does; NULL if none. */
static const char *unit_at(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_unit(words, list[i])) {
            return list[i];
        }
    }
    return NULL;
}

/* The advice begun: what follows is between quotation marks. */
static struct text found(struct lint *lint, ifs_severity severity, const char *code, size_t offset, size_t length)
{
    *lint = (struct lint){.severity = severity, .code = code, .offset = offset, .length = length};
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, "write \"");
    return advice;
}

static struct text number_found(struct lint *lint, ifs_severity severity, const char *code, const struct numeral *numeral)
{
    return found(lint, severity, code, numeral->start, numeral->end - numeral->start);
}

static void tell_leading(const char *words, const struct numeral *numeral, struct lint *lint)
{
    struct text advice = number_found(lint, IFS_ERROR, "leading-zero", numeral);
    text_add(&advice, "0");
    text_add_bytes(&advice, words + numeral->start, numeral->end - numeral->start);
    text_add(&advice, "\"");
}

static void tell_trailing(const char *words, const struct numeral *numeral, struct lint *lint)
{
    struct text advice = number_found(lint, IFS_ERROR, "trailing-zero", numeral);
    size_t kept = numeral->end;
    while (words[kept - 1] == '0') {
        kept--;
    }
    kept -= words[kept - 1] == '.' ? 1 : 0;
    text_add_bytes(&advice, words + numeral->start, kept - numeral->start);
    text_add(&advice, "\"");
}

static bool decimal_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    bool decimal = numeral->point < numeral->end && !numeral->several;
    bool leading = decimal && numeral->point == numeral->start;
    bool trailing = decimal && !leading && words[numeral->end - 1] == '0';
    if (leading) {
        tell_leading(words, numeral, lint);
    } else if (trailing) {
        tell_trailing(words, numeral, lint);
    }
    return leading || trailing;
}

/* "1000 mg": a comma from 1,000 where a unit follows; a year or a telephone number has none. */
static bool comma_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    bool without = numeral->digits - numeral->start > 3 && numeral->point == numeral->digits;
    if (!without || words[numeral->end] != ' ' || unit_at(words + numeral->end + 1, units, COUNT_OF(units)) == NULL) {
        return false;
    }
    struct text advice = number_found(lint, IFS_WARNING, "thousands-comma", numeral);
    for (size_t i = numeral->start; i < numeral->digits; i++) {
        bool comma = i > numeral->start && (numeral->digits - i) % 3 == 0;
        text_add(&advice, comma ? "," : "");
        text_add_bytes(&advice, words + i, 1);
    }
    text_add_bytes(&advice, words + numeral->digits, numeral->end - numeral->digits);
    text_add(&advice, "\"");
    return true;
}

static bool spacing_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    const char *unit = unit_at(words + numeral->end, units, COUNT_OF(units));
    if (unit == NULL) {
        return false;
    }
    struct text advice = number_found(lint, IFS_WARNING, "space-before-unit", numeral);
    text_add_bytes(&advice, words + numeral->start, numeral->end - numeral->start);
    text_add(&advice, " ");
    text_add(&advice, unit);
    text_add(&advice, "\"");
    return true;
}

/* A number begins where no letter, digit or point stands before it ("D5W", "1.0.0" and the name "given-48h" hold none). */
static bool begins_number(const char *words, size_t at)
{
    bool figure = letter_is_digit(words[at]) || goes_on(words, at, '.');
    if (!figure || at == 0) {
        return figure;
    }
    bool in_a_name = at > 1 && words[at - 1] == '-' && letter_is_latin(words[at - 2]); /* "given-48h" */
    return !in_a_name && !is_wordly(words[at - 1]) && words[at - 1] != '.';
}

static bool number_at(const char *words, size_t at, struct lint *lint)
{
    if (!begins_number(words, at)) {
        return false;
    }
    struct numeral numeral = numeral_at(words, at);
    return decimal_breach(words, &numeral, lint) || comma_breach(words, &numeral, lint) ||
           spacing_breach(words, &numeral, lint);
}

static const struct banned slash = {"/", IFS_WARNING, "slash-for-per", "write \"per\": \"mg per kg\", \"mL per hour\""};

static bool slash_at(const char *words, size_t at, struct lint *lint)
{
    const char *unit = is_among(FIRSTS_SLASHED, words[at]) ? unit_at(words + at, slashed, COUNT_OF(slashed)) : NULL;
    if (unit != NULL) {
        tell(lint, &slash, at, text_length(unit));
    }
    return unit != NULL;
}

/* ---- Texts ---------------------------------------------------------------------------------------------------- */

static bool next_breach(const char *words, size_t *from, struct lint *lint,
                        bool (*breach_at)(const char *words, size_t at, struct lint *lint))
{
    for (; words[*from] != '\0'; (*from)++) {
        if (breach_at(words, *from, lint)) {
            *from += lint->length;
            return true;
        }
    }
    return false;
}

static bool verbatim_at(const char *words, size_t at, struct lint *lint)
{
    return is_among(FIRST_M, words[at]) && begins_word(words, at) && formula_at(words, at, lint);
}

/* What is banned begins with a letter, or is a sign or a number; nothing of it begins with a space. */
static bool text_at(const char *words, size_t at, struct lint *lint)
{
    if (letter_is_latin(words[at])) {
        return is_among(FIRSTS_BANNED, words[at]) && begins_word(words, at) &&
               (formula_at(words, at, lint) || abbreviation_at(words, at, lint) || slash_at(words, at, lint));
    }
    return words[at] != ' ' && (sign_at(words, at, lint) || number_at(words, at, lint));
}

bool lint_text(const char *words, size_t *from, struct lint *lint)
{
    return next_breach(words, from, lint, text_at);
}

bool lint_verbatim(const char *words, size_t *from, struct lint *lint)
{
    return next_breach(words, from, lint, verbatim_at);
}

/* ---- Sheets ---------------------------------------------------------------------------------------------------- */

/* A unit of this field after a figure or room for one, and then a period that ends no abbreviation of its own. */
static bool period_at(const char *words, size_t at, struct lint *lint)
{
    bool begins = at > 1 && words[at - 1] == ' ' && (letter_is_digit(words[at - 2]) || words[at - 2] == '_');
    const char *unit = begins ? unit_at(words + at, units, COUNT_OF(units)) : NULL;
    size_t length = unit != NULL ? text_length(unit) : 0;
    if (unit == NULL || words[at + length] != '.' || is_wordly(words[at + length + 1])) {
        return false;
    }
    struct text advice = found(lint, IFS_WARNING, "period-after-unit", at, length + 1);
    text_add(&advice, unit);
    text_add(&advice, "\"");
    return true;
}

static const struct banned gram = {".", IFS_WARNING, "decimal-of-gram", "write it in mg"};

/* "0.5 g", "1.5 g": below 10 g, above which a total keeps its decimals. */
static bool gram_at(const char *words, size_t at, struct lint *lint)
{
    if (!begins_number(words, at)) {
        return false;
    }
    struct numeral numeral = numeral_at(words, at);
    const char *after = words + numeral.end;
    bool short_decimal = numeral.point == at + 1 && numeral.point < numeral.end && !numeral.several;
    if (!short_decimal || !is_unit(after, " g") || letters_begin(after, " g per ")) {
        return false;
    }
    tell(lint, &gram, at, numeral.end - at);
    return true;
}

static bool printed_at(const char *words, size_t at, struct lint *lint)
{
    return period_at(words, at, lint) || gram_at(words, at, lint);
}

bool lint_printed(const char *words, size_t *from, struct lint *lint)
{
    return next_breach(words, from, lint, printed_at);
}
