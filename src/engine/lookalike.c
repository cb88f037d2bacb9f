/*
 * lookalike.c - characters that look like those of the language and are none.
 *
 * Decides what a character is that a word processor, a mobile keyboard or a web page put in the place of one that the
 * language knows, and what to type instead. Invariant: a character that is not in the table is named by its number and
 * called no look-alike. Where such characters may stand (in text that people read) is left to the callers.
 */
#include "lookalike.h"

#include "claim.h"

struct lookalike {
    const char *bytes;
    enum lookalike_kind kind;
    const char *name;
    const char *write;
};

#define SPACE_ADVICE "type an ordinary space"
#define GLUE_ADVICE "delete it and the letters beside it, and type them again"

static const struct lookalike lookalikes[] = {
    {"\xC2\xA0", LOOKALIKE_SPACE, "a no-break space", SPACE_ADVICE},
    {"\xE2\x80\x80", LOOKALIKE_SPACE, "a wide space", SPACE_ADVICE},
    {"\xE2\x80\x81", LOOKALIKE_SPACE, "a wide space", SPACE_ADVICE},
    {"\xE2\x80\x82", LOOKALIKE_SPACE, "a wide space", SPACE_ADVICE},
    {"\xE2\x80\x83", LOOKALIKE_SPACE, "a wide space", SPACE_ADVICE},
    {"\xE2\x80\x87", LOOKALIKE_SPACE, "a figure space", SPACE_ADVICE},
    {"\xE2\x80\x88", LOOKALIKE_SPACE, "a narrow space", SPACE_ADVICE},
    {"\xE2\x80\x89", LOOKALIKE_SPACE, "a thin space", SPACE_ADVICE},
    {"\xE2\x80\x8A", LOOKALIKE_SPACE, "a hair space", SPACE_ADVICE},
    {"\xE2\x80\xAF", LOOKALIKE_SPACE, "a narrow no-break space", SPACE_ADVICE},
    {"\xE3\x80\x80", LOOKALIKE_SPACE, "a wide space", SPACE_ADVICE},
    {"\xC2\xAD", LOOKALIKE_INVISIBLE, "an invisible soft hyphen", GLUE_ADVICE},
    {"\xE2\x80\x8B", LOOKALIKE_INVISIBLE, "an invisible space without width", GLUE_ADVICE},
    {"\xE2\x80\x8C", LOOKALIKE_INVISIBLE, "an invisible joiner", GLUE_ADVICE},
    {"\xE2\x80\x8D", LOOKALIKE_INVISIBLE, "an invisible joiner", GLUE_ADVICE},
    {"\xE2\x81\xA0", LOOKALIKE_INVISIBLE, "an invisible joiner", GLUE_ADVICE},
    {"\xEF\xBB\xBF", LOOKALIKE_INVISIBLE, "an invisible byte-order mark", GLUE_ADVICE},
    {"\xE2\x80\x90", LOOKALIKE_DASH, "a typographic hyphen", "type - instead"},
    {"\xE2\x80\x91", LOOKALIKE_DASH, "a no-break hyphen", "type - instead"},
    {"\xE2\x80\x92", LOOKALIKE_DASH, "a figure dash", "type - instead"},
    {"\xE2\x80\x93", LOOKALIKE_DASH, "a long dash", "type - instead"},
    {"\xE2\x80\x94", LOOKALIKE_DASH, "a long dash", "type - instead"},
    {"\xE2\x88\x92", LOOKALIKE_DASH, "a minus sign of print", "type - instead"},
    {"\xE2\x80\x98", LOOKALIKE_QUOTE, "a curly quote", "leave it out"},
    {"\xE2\x80\x99", LOOKALIKE_QUOTE, "a curly quote", "leave it out"},
    {"\xE2\x80\x9C", LOOKALIKE_QUOTE, "a curly quote", "leave it out"},
    {"\xE2\x80\x9D", LOOKALIKE_QUOTE, "a curly quote", "leave it out"},
    {"\xE2\x80\x9E", LOOKALIKE_QUOTE, "a curly quote", "leave it out"},
    {"\xC2\xAB", LOOKALIKE_QUOTE, "a pointed quote", "leave it out"},
    {"\xC2\xBB", LOOKALIKE_QUOTE, "a pointed quote", "leave it out"},
    {"\xE2\x89\xA4", LOOKALIKE_SIGN, "a printed sign", "type <= instead"},
    {"\xE2\x89\xA5", LOOKALIKE_SIGN, "a printed sign", "type >= instead"},
    {"\xE2\xA9\xBD", LOOKALIKE_SIGN, "a printed sign", "type <= instead"},
    {"\xE2\xA9\xBE", LOOKALIKE_SIGN, "a printed sign", "type >= instead"},
    {"\xEF\xBC\x9C", LOOKALIKE_SIGN, "a wide sign", "type < instead"},
    {"\xEF\xBC\x9E", LOOKALIKE_SIGN, "a wide sign", "type > instead"},
    {"\xE2\x89\xA0", LOOKALIKE_SIGN, "a printed sign", "write not before the test, as in \"not sex is male\""},
    {"\xE2\x88\xA7", LOOKALIKE_SIGN, "a printed sign", "write and instead"},
    {"\xE2\x88\xA8", LOOKALIKE_SIGN, "a printed sign", "write or instead"},
    {"\xC2\xAC", LOOKALIKE_SIGN, "a printed sign", "write not instead"},
    {"\xE2\x88\x95", LOOKALIKE_SIGN, "a printed stroke", "type / instead"},
    {"\xE2\x81\x84", LOOKALIKE_SIGN, "a printed stroke", "type / instead"},
    {"\xC3\x97", LOOKALIKE_SIGN, "a printed sign", "write the result of the multiplication"},
    {"\xC2\xB2", LOOKALIKE_SIGN, "a raised 2", "type 2 instead, as in mL/min/1.73m2"},
    {"\xC2\xB5", LOOKALIKE_MICRO, "the micro sign, easily misread,", "write mcg for micrograms, umol for micromoles"},
    {"\xCE\xBC", LOOKALIKE_MICRO, "the Greek letter mu, easily misread,",
     "write mcg for micrograms, umol for micromoles"},
    {"\xC2\xBD", LOOKALIKE_FIGURE, "a fraction in one character", "write it as a decimal: 0.5"},
    {"\xC2\xBC", LOOKALIKE_FIGURE, "a fraction in one character", "write it as a decimal: 0.25"},
    {"\xC2\xBE", LOOKALIKE_FIGURE, "a fraction in one character", "write it as a decimal: 0.75"},
};

size_t lookalike_find(const char *words)
{
    size_t at = 0;
    while (words[at] != '\0' && (unsigned char)words[at] < 0x80) {
        at++;
    }
    return at;
}

static const struct lookalike *find(const char *at)
{
    for (size_t i = 0; i < COUNT_OF(lookalikes); i++) {
        size_t length = 0;
        while (lookalikes[i].bytes[length] != '\0' && at[length] == lookalikes[i].bytes[length]) {
            length++;
        }
        if (lookalikes[i].bytes[length] == '\0') {
            return &lookalikes[i];
        }
    }
    return NULL;
}

enum lookalike_kind lookalike_kind_of(const char *at)
{
    const struct lookalike *lookalike = find(at);
    return lookalike != NULL ? lookalike->kind : LOOKALIKE_NONE;
}

/* Bytes of the character that begins here; one where it is broken off. */
static size_t length_of(const char *at)
{
    size_t length = 1;
    while (length < 4 && ((unsigned char)at[length] & 0xC0) == 0x80) {
        length++;
    }
    return length;
}

static uint32_t number_of(const char *at, size_t length)
{
    static const unsigned char masks[] = {0x7F, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t number = (unsigned char)at[0] & masks[length];
    for (size_t i = 1; i < length; i++) {
        number = number << 6 | ((unsigned char)at[i] & 0x3F);
    }
    return number;
}

static void add_number(struct text *out, uint32_t number)
{
    static const char digits[] = "0123456789ABCDEF";
    text_add(out, "U+");
    for (int shift = number > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
        text_add_bytes(out, &digits[number >> shift & 0xF], 1);
    }
}

/* What cannot be seen is not shown; everything else is, so that it can be found. */
static bool is_visible(enum lookalike_kind kind)
{
    return kind != LOOKALIKE_SPACE && kind != LOOKALIKE_INVISIBLE;
}

void lookalike_explain(struct text *out, const char *at)
{
    const struct lookalike *lookalike = find(at);
    size_t length = length_of(at);
    text_add(out, lookalike != NULL ? lookalike->name : "a character that is not on the keyboard's plain keys");
    text_add(out, " (");
    if (lookalike == NULL || is_visible(lookalike->kind)) {
        text_add_bytes(out, at, length);
        text_add(out, ", ");
    }
    add_number(out, number_of(at, length));
    text_add(out, ") stands here; ");
    text_add(out, lookalike != NULL ? lookalike->write : "write letters a to z, digits and signs of the language");
}
