/*
 * verify_code.c - the code of a sheet held against the order computed again.
 *
 * Decides what is one item: a field, and of an infusion each figure, said in the units people read. The invariant: a code that was changed
 * in one character differs, for its number follows from all of it; fields that stand for people (PERSON, WHO) are held by that alone.
 */
#include "verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "quantity.h"
#include "ratio.h"
#include "readback.h"
#include "utf8.h"

enum { FIGURES = 10, DIGITS_MOST = 18 };

/* What people typed may be anything: nothing that moves the cursor of a terminal is repeated, and no letter is cut. */
static void keep(char words[VERIFY_WORDS], const char *from)
{
    static const char any[] = "(any words)";
    size_t length = 0;
    for (; *from != '\0' && length + sizeof any < VERIFY_WORDS; from++) {
        bool anything = *from == READBACK_ANYTHING[0];
        memcpy(words + length, anything ? any : from, anything ? sizeof any - 1 : 1);
        length += anything ? sizeof any - 1 : 1;
    }
    words[length] = '\0';
    utf8_make_printable(words);
}

void verify_differs(struct verify *verify, const char *where, const char *said, const char *expected)
{
    if (verify->item_count < VERIFY_ITEMS) {
        struct verify_item *item = &verify->items[verify->item_count];
        keep(item->where, where);
        keep(item->said, said);
        keep(item->expected, expected);
    }
    verify->item_count++;
}

void verify_cannot(struct verify *verify, const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    vsnprintf(verify->missing, sizeof verify->missing, format, rest);
    va_end(rest);
    utf8_make_printable(verify->missing);
}

void verify_holds(struct verify *verify, const char *what)
{
    if (verify->held_count < VERIFY_HELD) {
        verify->held[verify->held_count++] = what;
    }
}

/* ---- One infusion --------------------------------------------------------------------------------------------- */

static const struct figure {
    const char *name;
    void (*add)(struct text *, ifs_ratio); /* NULL: a word */
} figures[FIGURES] = {
    {"name", NULL},
    {"dose", quantity_add_mass},
    {"time", quantity_add_duration},
    {"product", NULL},
    {"draw", quantity_add_volume},
    {"diluent", NULL},
    {"diluent volume", quantity_add_volume},
    {"total volume", quantity_add_volume},
    {"flow", quantity_add_flow},
    {"drops per minute", NULL},
};

/* The part after so many commas; its length. */
static size_t part(const char *text, int number, const char **begin)
{
    for (int i = 0; i < number && text != NULL; i++) {
        text = strchr(text, ',');
        text = text != NULL ? text + 1 : NULL;
    }
    *begin = text != NULL ? text : "";
    return strcspn(*begin, ",");
}

static void say_figure(const struct figure *figure, const char *digits, size_t length, char words[VERIFY_WORDS])
{
    struct text said = text_over(words, VERIFY_WORDS);
    int64_t number = 0;
    size_t count = strspn(digits, "0123456789");
    if (figure->add == NULL || count != length || count == 0 || count > DIGITS_MOST) {
        snprintf(words, VERIFY_WORDS, "%.*s", (int)length, digits);
        return;
    }
    for (size_t i = 0; i < length; i++) {
        number = number * 10 + (digits[i] - '0');
    }
    figure->add(&said, ratio_whole(number));
}

static void hold_infusion(struct verify *verify, const char *said, const char *expected)
{
    const char *name = NULL;
    int length = (int)part(expected, 0, &name);
    for (int i = 0; i < FIGURES; i++) {
        const char *said_at = NULL;
        const char *expected_at = NULL;
        size_t said_length = part(said, i, &said_at);
        size_t expected_length = part(expected, i, &expected_at);
        if (said_length == expected_length && strncmp(said_at, expected_at, said_length) == 0) {
            continue;
        }
        char where[VERIFY_WORDS];
        char said_words[VERIFY_WORDS];
        char expected_words[VERIFY_WORDS];
        snprintf(where, sizeof where, "code, %.*s: %s", length, name, figures[i].name);
        say_figure(&figures[i], said_at, said_length, said_words);
        say_figure(&figures[i], expected_at, expected_length, expected_words);
        verify_differs(verify, where, said_words, expected_words);
    }
}

/* ---- All fields ----------------------------------------------------------------------------------------------- */

static bool stands_for_people(const char *key)
{
    return strcmp(key, "PERSON") == 0 || strcmp(key, "WHO") == 0 || strcmp(key, "ID") == 0;
}

/* One field that only one of the two has. */
static void differ_alone(struct verify *verify, const struct payload_field *field, bool is_said)
{
    if (field != NULL) {
        char where[VERIFY_WORDS];
        snprintf(where, sizeof where, "code, %s", field->key);
        verify_differs(verify, where, is_said ? field->text : "", is_said ? "" : field->text);
    }
}

/* Both under the same key. */
static void hold_texts(struct verify *verify, const struct payload_field *said, const struct payload_field *expected)
{
    char where[VERIFY_WORDS];
    if (stands_for_people(said->key) || strcmp(said->text, expected->text) == 0) {
        return;
    }
    if (strcmp(said->key, "INFUSION") == 0) {
        size_t before = (size_t)verify->item_count;
        hold_infusion(verify, said->text, expected->text);
        if ((size_t)verify->item_count > before) {
            return;
        }
    }
    snprintf(where, sizeof where, "code, %s", said->key);
    verify_differs(verify, where, said->text, expected->text);
}

static void hold_field(struct verify *verify, const struct payload_field *said, const struct payload_field *expected)
{
    if (said != NULL && expected != NULL && strcmp(said->key, expected->key) == 0) {
        hold_texts(verify, said, expected);
    } else {
        differ_alone(verify, said, true);
        differ_alone(verify, expected, false);
    }
}

static void hold_number(struct verify *verify)
{
    char number[PAYLOAD_NUMBER_BYTES];
    const struct payload *payload = &verify->payload;
    payload_number(payload->bytes, payload->length - (sizeof ";ID=" - 1) - (PAYLOAD_NUMBER_BYTES - 1), number);
    const char *said = payload_find(payload, "ID");
    if (said == NULL || strcmp(said, number) != 0) {
        verify_differs(verify, "code, number of the sheet (the code was changed, or misread: scan it again)",
                       said != NULL ? said : "", number);
    }
}

static void hold_fields(struct verify *verify)
{
    struct payload *expected = &verify->expected;
    const struct payload *said = &verify->payload;
    const char *code = verify->recomputed.sheet.payload;
    if (payload_read(code, strlen(code), expected) != PAYLOAD_FINE) {
        verify_cannot(verify, "The code computed again cannot be read; please report this");
        return;
    }
    for (int i = 0; i < said->count || i < expected->count; i++) {
        hold_field(verify, i < said->count ? &said->fields[i] : NULL,
                   i < expected->count ? &expected->fields[i] : NULL);
    }
}

void verify_code(struct verify *verify, const char *protocols, const char *site)
{
    verify_holds(verify, "code");
    hold_number(verify);
    switch (recompute(&verify->payload, protocols, site, &verify->recomputed)) {
    case RECOMPUTE_FINE:
        verify->computed = true;
        hold_fields(verify);
        break;
    case RECOMPUTE_CANNOT:
        verify_cannot(verify, "%s", verify->recomputed.why);
        break;
    case RECOMPUTE_IMPOSSIBLE:
        verify_differs(verify, "code", verify->recomputed.why, "");
        break;
    }
}
