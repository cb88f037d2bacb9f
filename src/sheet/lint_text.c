/*
 * lint_text.c - the writing rules for what authors write and sheets print (Writing for the sheet, protocols/README.md; the do-not-use lists of
 * ISMP and the Joint Commission).
 *
 * Decides which words, numbers and signs may not be printed on a sheet, and what to write instead. The do-not-use lists
 * of the Joint Commission and of ISMP are errors, for each of them has killed someone; rules of good setting are
 * warnings. The text is cut into tokens (a word, a number, a sign) and each rule looks at one token and its neighbours.
 * Invariant: a text without a breach is printed exactly as its author wrote it; nothing is ever corrected here.
 * The abbreviations of the drug's formula stand here and nowhere else, in two halves.
 */
#include "lint_text.h"

#include "claim.h"
#include "text.h"

/* A word that may not be written, in any case of letters unless exact. */
struct banned {
    const char *word;
    bool exact;
    ifs_severity severity;
    const char *code;
    const char *instead;
};

#define FORMULA "formula-abbreviation", "write \"magnesium sulfate\""

/* Read as morphine sulfate, and the reverse. */
static const struct banned formulas[] = {
    {"Mg"
     "SO4",
     false, IFS_ERROR, FORMULA},
    {"Mg"
     "SO\xe2\x82\x84",
     false, IFS_ERROR, FORMULA},
    {"M"
     "SO4",
     false, IFS_ERROR, FORMULA},
    {"M"
     "SO\xe2\x82\x84",
     false, IFS_ERROR, FORMULA},
    {"Mg"
     "SO",
     false, IFS_ERROR, FORMULA},
    {"MS", true, IFS_ERROR, FORMULA},
    {"Mag", false, IFS_ERROR, FORMULA},
};

#define FORBIDDEN "forbidden-abbreviation"

static const struct banned words_banned[] = {
    {"cc", false, IFS_ERROR, FORBIDDEN, "write \"mL\""},
    {"ug", true, IFS_ERROR, FORBIDDEN, "write \"mcg\""},
    {"U", true, IFS_ERROR, FORBIDDEN, "write \"units\""},
    {"IU", false, IFS_ERROR, FORBIDDEN, "write \"international units\""},
    {"QD", false, IFS_ERROR, FORBIDDEN, "write \"daily\""},
    {"QOD", false, IFS_ERROR, FORBIDDEN, "write \"every other day\""},
    {"HS", true, IFS_ERROR, FORBIDDEN, "write \"at bedtime\" or \"half strength\""},
    {"D/C", false, IFS_ERROR, FORBIDDEN, "write \"stop\" or \"discharge\""},
    {"Myers", false, IFS_WARNING, "coined-name", "name the drug: \"magnesium sulfate\""},
    {"Myers'", false, IFS_WARNING, "coined-name", "name the drug: \"magnesium sulfate\""},
    {"banana bag", false, IFS_WARNING, "coined-name", "name the drug: \"magnesium sulfate\""},
};

/* Signs that are taken for a digit or for their opposite. */
static const struct banned signs[] = {
    {"\xc2\xb5", true, IFS_ERROR, "micro-sign", "write \"mc\" or the word in full: \"mcg\""},
    {"\xce\xbc", true, IFS_ERROR, "micro-sign", "write \"mc\" or the word in full: \"mcg\""},
    {">=", true, IFS_ERROR, "sign-for-word", "write \"at least\""},
    {"<=", true, IFS_ERROR, "sign-for-word", "write \"at most\""},
    {"\xe2\x89\xa5", true, IFS_ERROR, "sign-for-word", "write \"at least\""},
    {"\xe2\x89\xa4", true, IFS_ERROR, "sign-for-word", "write \"at most\""},
    {">", true, IFS_ERROR, "sign-for-word", "write \"greater than\""},
    {"<", true, IFS_ERROR, "sign-for-word", "write \"less than\""},
    {"@", true, IFS_WARNING, "sign-for-word", "write \"at\""},
    {"&", true, IFS_WARNING, "sign-for-word", "write \"and\""},
};

/* Units that follow a number of this field; those with a slash are written with "per" on a sheet, laboratory values are
 * not. */
static const char *const units[] = {"g",    "mg", "mcg", "kg", "mL", "L",  "mmol", "mEq", "min", "h", "s",
                                    "mmHg", "cm", "mm",  "m",  "y",  "mo", "umol", "%",   "cc",  "ug"};
static const char *const slashed[] = {"mg/kg",   "mg/min",    "g/h",  "mL/h",   "mg/mL",
                                      "mg/kg/h", "mg/kg/min", "g/mL", "mcg/kg", "mmol/h"};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Letters and digits of any script hang together; a word ends at a space or at punctuation. */
static bool is_wordly(char byte)
{
    return is_letter(byte) || is_digit(byte) || (unsigned char)byte >= 0x80;
}

static bool begins_with(const char *words, const char *wanted, bool exact)
{
    size_t i = 0;
    while (wanted[i] != '\0' && (exact ? words[i] == wanted[i] : lower(words[i]) == lower(wanted[i]))) {
        i++;
    }
    return wanted[i] == '\0';
}

static bool breach(struct lint *lint, const struct banned *banned, size_t offset)
{
    *lint = (struct lint){
        .severity = banned->severity, .code = banned->code, .offset = offset, .length = text_length(banned->word)};
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, banned->instead);
    return true;
}

/* A word begins at the start, after a sign, or after the digits of a number ("5cc"). */
static bool begins_word(const char *words, size_t at)
{
    return at == 0 || !is_wordly(words[at - 1]) || is_digit(words[at - 1]);
}

/* Words of which one may not stand in a text, and the letters they begin with, in both cases. */
struct ban {
    const struct banned *list;
    size_t count;
    const char *letters;
};

static const struct ban ban_of_formulas = {formulas, COUNT_OF(formulas), "mM"};
static const struct ban ban_of_words = {words_banned, COUNT_OF(words_banned), "cCuUiIqQhHdDmMbB"};

static bool is_one_of(const char *letters, char byte)
{
    while (*letters != '\0' && *letters != byte) {
        letters++;
    }
    return *letters != '\0';
}

static bool any_word_at(const char *words, size_t at, const struct ban *ban, struct lint *lint)
{
    bool begins = is_one_of(ban->letters, words[at]) && begins_word(words, at);
    for (size_t i = 0; begins && i < ban->count; i++) {
        const struct banned *banned = &ban->list[i];
        if (begins_with(words + at, banned->word, banned->exact) && !is_wordly(words[at + text_length(banned->word)])) {
            return breach(lint, banned, at);
        }
    }
    return false;
}

static bool sign_at(const char *words, size_t at, struct lint *lint)
{
    bool plain = is_letter(words[at]) || is_digit(words[at]); /* most of a text: no sign */
    for (size_t i = 0; !plain && i < COUNT_OF(signs); i++) {
        if (begins_with(words + at, signs[i].word, true)) {
            return breach(lint, &signs[i], at);
        }
    }
    return false;
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

/* A number as it stands in a text: where its digits end, and its decimal point. */
struct numeral {
    size_t start;
    size_t end;
    size_t point; /* end when there is none */
    bool several; /* "1.0.0", "10.1016": more than one point: a version, not a figure */
    bool comma;
};

static bool joins(char byte)
{
    return byte == '.' || byte == ',';
}

static struct numeral numeral_at(const char *words, size_t at)
{
    struct numeral numeral = {.start = at, .end = at};
    while (is_digit(words[numeral.end]) || (joins(words[numeral.end]) && is_digit(words[numeral.end + 1]))) {
        numeral.end++;
    }
    numeral.point = numeral.end;
    for (size_t i = numeral.end; i > at; i--) {
        if (words[i - 1] == '.') {
            numeral.several = numeral.several || numeral.point < numeral.end;
            numeral.point = i - 1;
        }
        numeral.comma = numeral.comma || words[i - 1] == ',';
    }
    return numeral;
}

/* The unit that begins here and ends as a word does; NULL if none. */
static const char *unit_at(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (words[0] != list[i][0]) { /* most of them */
            continue;
        }
        size_t length = text_length(list[i]);
        if (begins_with(words, list[i], true) && !is_wordly(words[length]) && words[length] != '/') {
            return list[i];
        }
    }
    return NULL;
}

static bool number_breach(struct lint *lint, ifs_severity severity, const char *code, const struct numeral *numeral)
{
    *lint = (struct lint){
        .severity = severity, .code = code, .offset = numeral->start, .length = numeral->end - numeral->start};
    return true;
}

/* Some of the characters found. */
struct piece {
    const char *bytes;
    size_t length;
};

static void advise(struct lint *lint, struct piece before, const char *between, struct piece after)
{
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, "write \"");
    text_add_bytes(&advice, before.bytes, before.length);
    text_add(&advice, between);
    text_add_bytes(&advice, after.bytes, after.length);
    text_add(&advice, "\"");
}

static const struct piece nothing = {"", 0};

static bool decimal_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    if (numeral->point == numeral->end || numeral->several) {
        return false;
    }
    if (numeral->point == numeral->start) {
        number_breach(lint, IFS_ERROR, "leading-zero", numeral);
        advise(lint, nothing, "0", (struct piece){words + numeral->start, numeral->end - numeral->start});
        return true;
    }
    if (words[numeral->end - 1] != '0') {
        return false;
    }
    number_breach(lint, IFS_ERROR, "trailing-zero", numeral);
    size_t kept = numeral->end;
    while (words[kept - 1] == '0') {
        kept--;
    }
    kept -= words[kept - 1] == '.' ? 1 : 0;
    advise(lint, (struct piece){words + numeral->start, kept - numeral->start}, "", nothing);
    return true;
}

/* "1000 mg": a comma from 1,000 where a unit follows; a year or a telephone number has none. */
static bool comma_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    size_t digits = numeral->point - numeral->start;
    if (numeral->comma || digits < 4 || words[numeral->end] != ' ' ||
        unit_at(words + numeral->end + 1, units, COUNT_OF(units)) == NULL) {
        return false;
    }
    number_breach(lint, IFS_WARNING, "thousands-comma", numeral);
    advise(lint, (struct piece){words + numeral->start, digits - 3}, ",",
           (struct piece){words + numeral->point - 3, numeral->end - numeral->point + 3});
    return true;
}

static bool spacing_breach(const char *words, const struct numeral *numeral, struct lint *lint)
{
    const char *unit = unit_at(words + numeral->end, units, COUNT_OF(units));
    if (unit == NULL || text_equal(unit, "cc") || text_equal(unit, "ug")) {
        return false;
    }
    number_breach(lint, IFS_WARNING, "space-before-unit", numeral);
    advise(lint, (struct piece){words + numeral->start, numeral->end - numeral->start}, " ",
           (struct piece){unit, text_length(unit)});
    return true;
}

/* A number begins where no letter, digit or point stands before it ("D5W", "1.0.0" and the name "given-48h" hold none). */
static bool begins_number(const char *words, size_t at)
{
    if (!is_digit(words[at]) && !(words[at] == '.' && is_digit(words[at + 1]))) {
        return false;
    }
    bool in_a_name = at > 1 && words[at - 1] == '-' && is_letter(words[at - 2]); /* "given-48h" */
    return at == 0 || (!in_a_name && !is_wordly(words[at - 1]) && !joins(words[at - 1]));
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

static bool slash_at(const char *words, size_t at, struct lint *lint)
{
    if (!begins_word(words, at)) {
        return false;
    }
    const char *unit = unit_at(words + at, slashed, COUNT_OF(slashed));
    if (unit == NULL) {
        return false;
    }
    *lint = (struct lint){.severity = IFS_WARNING, .code = "slash-for-per", .offset = at, .length = text_length(unit)};
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, "write \"per\": \"mg per kg\", \"mL per hour\"");
    return true;
}

/* ---- Texts ---------------------------------------------------------------------------------------------------- */

static bool text_at(const char *words, size_t at, struct lint *lint)
{
    return any_word_at(words, at, &ban_of_formulas, lint) || any_word_at(words, at, &ban_of_words, lint) || sign_at(words, at, lint) ||
           slash_at(words, at, lint) || number_at(words, at, lint);
}

/* With a space and within a word nothing begins: no word, no sign, no number. */
static bool begins_nothing(const char *words, size_t at)
{
    return words[at] == ' ' || (at > 0 && is_letter(words[at]) && is_letter(words[at - 1]));
}

bool lint_text(const char *words, size_t *from, struct lint *lint)
{
    for (; words[*from] != '\0'; (*from)++) {
        if (!begins_nothing(words, *from) && text_at(words, *from, lint)) {
            *from += lint->length;
            return true;
        }
    }
    return false;
}

bool lint_verbatim(const char *words, size_t *from, struct lint *lint)
{
    for (; words[*from] != '\0'; (*from)++) {
        if (!begins_nothing(words, *from) && any_word_at(words, *from, &ban_of_formulas, lint)) {
            *from += lint->length;
            return true;
        }
    }
    return false;
}

/* ---- Sheets ---------------------------------------------------------------------------------------------------- */

/* A unit of this field after a figure or room for one, and then a period that ends no abbreviation of its own. */
static bool period_at(const char *words, size_t at, struct lint *lint)
{
    bool begins = at > 1 && words[at - 1] == ' ' && (is_digit(words[at - 2]) || words[at - 2] == '_');
    const char *unit = begins ? unit_at(words + at, units, COUNT_OF(units)) : NULL;
    size_t length = unit != NULL ? text_length(unit) : 0;
    if (unit == NULL || words[at + length] != '.' || is_wordly(words[at + length + 1])) {
        return false;
    }
    *lint = (struct lint){.severity = IFS_WARNING, .code = "period-after-unit", .offset = at, .length = length + 1};
    advise(lint, (struct piece){unit, length}, "", nothing);
    return true;
}

/* "0.5 g", "1.5 g": below 10 g, above which a total keeps its decimals. */
static bool gram_at(const char *words, size_t at, struct lint *lint)
{
    if (!begins_number(words, at)) {
        return false;
    }
    struct numeral numeral = numeral_at(words, at);
    const char *after = words + numeral.end;
    bool short_decimal = numeral.point == at + 1 && numeral.point < numeral.end && !numeral.several && !numeral.comma;
    if (!short_decimal || !begins_with(after, " g", true) || is_wordly(after[2]) || begins_with(after, " g per ", true)) {
        return false;
    }
    number_breach(lint, IFS_WARNING, "decimal-of-gram", &numeral);
    struct text advice = text_over(lint->advice, sizeof lint->advice);
    text_add(&advice, "write it in mg");
    return true;
}

bool lint_printed(const char *words, size_t *from, struct lint *lint)
{
    for (; words[*from] != '\0'; (*from)++) {
        if (!begins_nothing(words, *from) && (period_at(words, *from, lint) || gram_at(words, *from, lint))) {
            *from += lint->length;
            return true;
        }
    }
    return false;
}
