/*
 * quantity_spelling.c - what a unit was meant to be that is not in the table.
 *
 * Decides whether a text after a number is another spelling of a unit, one from the do-not-use lists, a unit of
 * something else, or imperial. The invariants: a proposal is only ever another spelling of the same unit, never a
 * likely slip of the finger, for mmol and umol differ by a letter and a factor of a thousand; an imperial figure is
 * converted to be shown, never to be used.
 *
 * Which unit a symbol names is left to quantity_unit.c, sentences to the wording.
 */
#include "quantity_spelling.h"

#include "claim.h"
#include "ratio.h"

/* One way of writing a part of a unit (what stands between strokes), ASCII case ignored. */
struct spelling {
    const char *written;
    const char *symbol;
};

static const struct spelling spellings[] = {
    {"g", "g"},
    {"gm", "g"},
    {"gms", "g"},
    {"gram", "g"},
    {"grams", "g"},
    {"gramme", "g"},
    {"grammes", "g"},
    {"mg", "mg"},
    {"mgs", "mg"},
    {"mgm", "mg"},
    {"milligram", "mg"},
    {"milligrams", "mg"},
    {"mcg", "mcg"},
    {"mcgs", "mcg"},
    {"microgram", "mcg"},
    {"micrograms", "mcg"},
    {"kg", "kg"},
    {"kgs", "kg"},
    {"kilo", "kg"},
    {"kilos", "kg"},
    {"kilogram", "kg"},
    {"kilograms", "kg"},
    {"mmol", "mmol"},
    {"mmols", "mmol"},
    {"millimole", "mmol"},
    {"millimoles", "mmol"},
    {"umol", "umol"},
    {"mEq", "mEq"},
    {"mEqs", "mEq"},
    {"milliequivalents", "mEq"},
    {"mol", "mol"},
    {"mg-elemental", "mg-elemental"},
    {"mL", "mL"},
    {"mLs", "mL"},
    {"milliliter", "mL"},
    {"milliliters", "mL"},
    {"millilitre", "mL"},
    {"millilitres", "mL"},
    {"L", "L"},
    {"liter", "L"},
    {"liters", "L"},
    {"litre", "L"},
    {"litres", "L"},
    {"dL", "dL"},
    {"s", "s"},
    {"sec", "s"},
    {"secs", "s"},
    {"second", "s"},
    {"seconds", "s"},
    {"min", "min"},
    {"mins", "min"},
    {"minute", "min"},
    {"minutes", "min"},
    {"h", "h"},
    {"hr", "h"},
    {"hrs", "h"},
    {"hour", "h"},
    {"hours", "h"},
    {"d", "d"},
    {"day", "d"},
    {"days", "d"},
    {"y", "y"},
    {"yr", "y"},
    {"yrs", "y"},
    {"year", "y"},
    {"years", "y"},
    {"mo", "mo"},
    {"mos", "mo"},
    {"mth", "mo"},
    {"mths", "mo"},
    {"month", "mo"},
    {"months", "mo"},
    {"cm", "cm"},
    {"cms", "cm"},
    {"centimeter", "cm"},
    {"centimeters", "cm"},
    {"centimetre", "cm"},
    {"centimetres", "cm"},
    {"1.73m2", "1.73m2"},
    {"1.73 m2", "1.73m2"},
    {"1.73m^2", "1.73m2"},
    {"1.73m\xC2\xB2", "1.73m2"},
    {"1.73 m\xC2\xB2", "1.73m2"},
    {"mmHg", "mmHg"},
    {"mm Hg", "mmHg"},
    {"%", "%"},
    {"percent", "%"},
    {"drop", "drops"},
    {"drops", "drops"},
    {"gtt", "drops"},
    {"gtts", "drops"},
    {"", ""},
    {"beats", ""},
    {"breaths", ""},
    {"bpm", "/min"},
};

/* On the ISMP list of error-prone abbreviations or the Joint Commission's do-not-use list; without a symbol there is nothing
 * certain to propose. */
static const struct spelling forbiddens[] = {
    {"gr", "g"},
    {"ug", "mcg"},
    {"\xC2\xB5g", "mcg"},
    {"\xCE\xBCg", "mcg"},
    {"\xC2\xB5mol", "umol"},
    {"\xCE\xBCmol", "umol"},
    {"mg elemental", "mg-elemental"},
    {"cc", "mL"},
    {"ccs", "mL"},
    {"U", NULL},
    {"IU", NULL},
    {"unit", NULL},
    {"units", NULL},
};

/* An imperial unit in g or mm, exactly. Source: international yard and pound, 1959 (0.45359237 kg, 25.4 mm). */
struct imperial {
    const char *words[5]; /* the last is NULL */
    ifs_dimension dimension;
    ifs_ratio base;
};

static const struct imperial imperials[] = {
    {{"lb", "lbs", "pound", "pounds"}, IFS_WEIGHT, {45359237, 100000}},
    {{"st", "stone", "stones"}, IFS_WEIGHT, {635029318, 100000}},
    {{"oz", "ounce", "ounces"}, IFS_WEIGHT, {45359237, 1600000}},
    {{"in", "inch", "inches", "\""}, IFS_LENGTH, {254, 10}},
    {{"ft", "foot", "feet", "'"}, IFS_LENGTH, {3048, 10}},
};

/* ---- Bytes ---------------------------------------------------------------------------------------------------- */

static struct span span_of(const char *words)
{
    struct span span = {words, text_length(words)};
    return span;
}

size_t quantity_spelling_begins(struct span span, const char *word)
{
    size_t length = text_length(word);
    if (length > span.length) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        if (text_lower(span.bytes[i]) != text_lower(word[i])) {
            return 0;
        }
    }
    return length;
}

static bool same_letters(struct span span, const char *words)
{
    return span.length == text_length(words) && quantity_spelling_begins(span, words) == span.length;
}

/* ---- Other spellings ------------------------------------------------------------------------------------------ */

static struct span skip(struct span span, size_t count)
{
    struct span rest = {span.bytes + count, span.length - count};
    return rest;
}

static struct span skip_blanks(struct span span)
{
    while (span.length > 0 && text_is_blank(span.bytes[0])) {
        span = skip(span, 1);
    }
    return span;
}

/* Cuts the first part off *rest with the separator after it, a stroke or the word "per"; *more says whether there
 * was one. */
static struct span take_part(struct span *rest, bool *more)
{
    struct span part = {rest->bytes, 0};
    size_t separator = 0;
    while (part.length < rest->length && separator == 0) {
        struct span next = skip(*rest, part.length);
        separator = quantity_spelling_begins(next, "/") + quantity_spelling_begins(next, " per ");
        part.length += separator == 0 ? 1 : 0;
    }
    *more = separator > 0;
    *rest = skip(*rest, part.length + separator);
    return part;
}

/* Without blanks around it and without a full stop after it ("hr."). */
static struct span trim(struct span part)
{
    part = skip_blanks(part);
    while (part.length > 0 && (text_is_blank(part.bytes[part.length - 1]) || part.bytes[part.length - 1] == '.')) {
        part.length--;
    }
    return part;
}

static const struct spelling *find_in(const struct spelling *list, size_t count, struct span part)
{
    for (size_t i = 0; i < count; i++) {
        if (same_letters(part, list[i].written)) {
            return &list[i];
        }
    }
    return NULL;
}

/* "mg elemental", "mg of elemental ..." whatever the element, and never a mass of the salt. */
static const struct spelling *elemental(struct span part)
{
    static const struct spelling spelling = {"mg elemental", "mg-elemental"};
    bool named = quantity_spelling_begins(part, "mg elemental ") != 0 || quantity_spelling_begins(part, "mg of elemental ") != 0;
    return named ? &spelling : NULL;
}

static const struct spelling *find_forbidden(struct span part)
{
    const struct spelling *found = find_in(forbiddens, COUNT_OF(forbiddens), part);
    return found != NULL ? found : elemental(part);
}

/* Writes the unit as this program writes it. False when a part of it is not known or cannot be proposed; *forbidden
 * is set wherever a part is on the do-not-use lists. */
static bool respell(struct span symbol, struct text *respelt, bool *forbidden)
{
    size_t per = quantity_spelling_begins(symbol, "per ");
    symbol = skip(symbol, per);
    text_add(respelt, per == 0 ? "" : "/");
    bool known = true;
    bool more = true;
    while (more) {
        struct span part = trim(take_part(&symbol, &more));
        const struct spelling *banned = find_forbidden(part);
        const struct spelling *spelling = banned != NULL ? banned : find_in(spellings, COUNT_OF(spellings), part);
        if (spelling != NULL && spelling->symbol != NULL) {
            text_add(respelt, spelling->symbol);
        } else {
            known = false;
        }
        *forbidden = *forbidden || banned != NULL;
        text_add(respelt, more ? "/" : "");
    }
    return known; /* a cut text is longer than any unit, so it names none */
}

enum quantity_fault quantity_spelling_fault(struct span symbol, ifs_dimension wanted, struct text *suggestion)
{
    if (quantity_unit_find(symbol, IFS_DIMENSION_NONE) >= 0) {
        quantity_unit_list(wanted, suggestion);
        return QUANTITY_WRONG_DIMENSION;
    }
    char bytes[48];
    struct text respelt = text_over(bytes, sizeof bytes);
    bool forbidden = false;
    bool known = respell(symbol, &respelt, &forbidden);
    if (known && quantity_unit_find(span_of(bytes), wanted) >= 0) {
        text_add(suggestion, bytes);
    }
    return forbidden ? QUANTITY_FORBIDDEN_UNIT : QUANTITY_UNKNOWN_UNIT;
}

/* ---- Imperial ------------------------------------------------------------------------------------------------- */

/* Digits with at most one point, at most 18 of them; the grammar proper is the parser's. */
static bool take_number(struct span *rest, ifs_ratio *number)
{
    ifs_ratio read = {0, 1};
    int digits = 0;
    bool point = false;
    struct span at = *rest;
    while (at.length > 0 && (text_is_digit(at.bytes[0]) || (at.bytes[0] == '.' && !point)) && digits < 18) {
        if (at.bytes[0] == '.') {
            point = true;
        } else {
            read.num = read.num * 10 + (at.bytes[0] - '0');
            read.den *= point ? 10 : 1;
            digits++;
        }
        at = skip(at, 1);
    }
    *rest = at;
    *number = read;
    return digits > 0;
}

static const struct imperial *take_imperial(struct span *rest)
{
    struct span at = skip_blanks(*rest);
    struct span word = {at.bytes, 0};
    while (word.length < at.length && text_lower(at.bytes[word.length]) >= 'a' && text_lower(at.bytes[word.length]) <= 'z') {
        word.length++;
    }
    if (word.length == 0 && at.length > 0) {
        word.length = 1;
    }
    *rest = trim(skip(at, word.length));
    for (size_t i = 0; i < COUNT_OF(imperials); i++) {
        for (const char *const *name = imperials[i].words; *name != NULL; name++) {
            if (same_letters(word, *name)) {
                return &imperials[i];
            }
        }
    }
    return NULL;
}

/* Adds the second piece of "5 ft 11 in" to *total. */
static bool add_second(struct span rest, ifs_dimension dimension, ifs_ratio *total)
{
    ifs_ratio number;
    if (!take_number(&rest, &number)) {
        return false;
    }
    const struct imperial *unit = take_imperial(&rest);
    ifs_ratio piece;
    return unit != NULL && unit->dimension == dimension && rest.length == 0 && ratio_mul(number, unit->base, &piece) &&
           ratio_add(*total, piece, total);
}

/* One decimal of a kg or a cm, half up: to be shown, not to be used. */
static void suggest_metric(ifs_dimension dimension, ifs_ratio base, struct text *suggestion)
{
    int unit = quantity_unit_first(dimension);
    ifs_quantity metric = {dimension, unit, base};
    quantity_add(suggestion, metric, 1);
}

bool quantity_spelling_imperial(struct span whole, ifs_dimension wanted, struct text *suggestion)
{
    ifs_ratio number;
    struct span rest = whole;
    if (!take_number(&rest, &number)) {
        return false;
    }
    const struct imperial *unit = take_imperial(&rest);
    if (unit == NULL) {
        return false;
    }
    ifs_ratio total;
    bool known = ratio_mul(number, unit->base, &total);
    if (known && rest.length > 0) {
        known = add_second(rest, unit->dimension, &total);
    }
    if (known && (wanted == IFS_DIMENSION_NONE || wanted == unit->dimension)) {
        suggest_metric(unit->dimension, total, suggestion);
    }
    return true;
}
