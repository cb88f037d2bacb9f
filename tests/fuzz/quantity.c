/*
 * quantity.c - a text is a quantity of exactly the figure written, and is written again as it was read; or it is none.
 *
 * The figure is computed here from the digits and the unit's row alone, as fractions of 128 bits. A text that is no
 * quantity gives a fault that can be said in one sentence.
 */
#include "fuzz.h"

#include <string.h>

#include "exact.h"
#include "text.h"
#include "wording_input.h"

enum { TEXT_ROOM = 200, DECIMALS = 6, DIGITS = 12 /* most that a text may have after and before the point */ };

static const ifs_salt salt = {246470, 24305, 2};

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* The number a text begins with. */
static struct exact number_of(const char *text)
{
    wide number = 0;
    wide scale = 1;
    bool point = false;
    for (; is_digit(*text) || (*text == '.' && !point); text++) {
        point = point || *text == '.';
        number = *text == '.' ? number : number * 10 + (*text - '0');
        scale = point && *text != '.' ? scale * 10 : scale;
    }
    return exact_make(number, scale);
}

static bool is_plain(const ifs_quantity *quantity)
{
    return quantity_unit(quantity->unit)->scale == UNIT_PLAIN;
}

static void hold_figure(const char *text, const ifs_quantity *quantity)
{
    const struct unit *unit = quantity_unit(quantity->unit);
    struct exact figure = exact_times(number_of(text), exact_make(unit->num, unit->den));
    switch (unit->scale) {
    case UNIT_PLAIN:
        break;
    case UNIT_MMOL:
        figure = exact_times(figure, exact_whole(salt.molar_mass_mg_per_mol));
        break;
    case UNIT_MEQ:
        figure = exact_times(figure, exact_make(salt.molar_mass_mg_per_mol, salt.valence));
        break;
    }
    held(exact_same(figure, exact_of(quantity->base)), "\"%s\" is the figure written", text);
}

/* Read again with a space before the unit, whatever the first spacing was. */
static void hold_round_trip(const char *text, const ifs_quantity *quantity)
{
    char bytes[TEXT_ROOM];
    struct text written = text_over(bytes, sizeof bytes);
    struct quantity_wanted wanted = {quantity->dimension, QUANTITY_SPACE_REQUIRED, &salt};
    struct quantity_problem problem;
    ifs_quantity again;
    quantity_add(&written, *quantity, DECIMALS);
    if (!is_plain(quantity) && strspn(bytes, "0123456789") > DIGITS) { /* more mg than mmol: beyond what is read */
        return;
    }
    held(!written.full && quantity_parse(bytes, written.length, &wanted, &again, &problem),
         "\"%s\", written as \"%s\", is read again", text, bytes);
    held(!is_plain(quantity) ||
             (exact_same(exact_of(quantity->base), exact_of(again.base)) && quantity->unit == again.unit),
         "\"%s\", written as \"%s\", is the same", text, bytes);
}

/* Whole or not at all, into any room. */
static void hold_room(const ifs_quantity *quantity, size_t room)
{
    char whole[TEXT_ROOM];
    char bytes[TEXT_ROOM];
    struct text all = text_over(whole, sizeof whole);
    struct text some = text_over(bytes, room);
    quantity_add(&all, *quantity, DECIMALS);
    quantity_add(&some, *quantity, DECIMALS);
    held(some.full ? some.length == 0 : strcmp(whole, bytes) == 0, "\"%s\" is written whole or not at all", whole);
    held(room == 0 || bytes[some.length] == '\0', "what is written is terminated");
}

/* As much as a text may say. */
#define MOST_READ INT64_C(999999999999000)

/* Half of the last digit written for people, 3 decimals of a milligram or a millilitre, is half of a base unit. */
static void hold_for_people(const ifs_quantity *quantity, void (*add)(struct text *, ifs_ratio))
{
    char bytes[TEXT_ROOM];
    char plain[TEXT_ROOM];
    struct text written = text_over(bytes, sizeof bytes);
    struct quantity_wanted wanted = {quantity->dimension, QUANTITY_SPACE_REQUIRED, NULL};
    struct quantity_problem problem;
    ifs_quantity again;
    size_t length = 0;
    add(&written, quantity->base);
    for (size_t i = 0; i < written.length; i++) {
        plain[length] = bytes[i];
        length += bytes[i] != ',' ? 1 : 0;
    }
    held(quantity_parse(plain, length, &wanted, &again, &problem), "\"%s\" is read again", bytes);
    held(exact_same(exact_whole(exact_nearest(exact_of(quantity->base), 1)), exact_of(again.base)),
         "\"%s\" is the nearest that three decimals say", bytes);
}

static void hold_quantity(const char *text, const ifs_quantity *quantity, size_t room)
{
    if (quantity->dimension != IFS_GESTATION) {
        hold_figure(text, quantity);
    }
    hold_round_trip(text, quantity);
    hold_room(quantity, room % TEXT_ROOM);
    bool readable = exact_compare(exact_of(quantity->base), exact_whole(MOST_READ)) <= 0;
    if (quantity->dimension == IFS_MASS && readable) {
        hold_for_people(quantity, quantity_add_mass);
    }
    if (quantity->dimension == IFS_VOLUME && readable) {
        hold_for_people(quantity, quantity_add_volume);
    }
}

static bool is_printable(const char *piece, size_t room)
{
    size_t length = strnlen(piece, room);
    for (size_t i = 0; i < length; i++) {
        if (piece[i] < ' ' || piece[i] > '~') {
            return false;
        }
    }
    return length < room;
}

static void hold_problem(const char *text, const struct quantity_problem *problem, const ifs_quantity *out)
{
    char bytes[1024];
    struct text sentence = text_over(bytes, sizeof bytes);
    held(problem->fault != QUANTITY_FINE && problem->offset <= strlen(text), "\"%s\" has a fault somewhere in it",
         text);
    held(out->base.num == 0 && out->base.den == 0, "\"%s\" leaves no figure", text);
    held(is_printable(problem->found, sizeof problem->found) &&
             is_printable(problem->suggestion, sizeof problem->suggestion),
         "what was found in \"%s\" can be printed", text);
    wording_quantity_problem(&sentence, problem, "72 kg");
    held(!sentence.full && sentence.length > 0, "what is wrong with \"%s\" is said in one sentence", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char text[TEXT_ROOM];
    struct bytes choices = {bytes, size};
    int dimension = (int)(take(&choices, 1) % (IFS_DIMENSION_COUNT + 1));
    uint64_t form = take(&choices, 1);
    size_t room = (size_t)take(&choices, 1);
    bool strength = dimension == IFS_DIMENSION_COUNT;
    struct quantity_wanted wanted = {strength ? IFS_DIMENSION_NONE : (ifs_dimension)dimension,
                                     (form & 1U) != 0 ? QUANTITY_SPACE_OPTIONAL : QUANTITY_SPACE_REQUIRED,
                                     (form & 2U) != 0 ? NULL : &salt};
    struct quantity_problem problem;
    ifs_quantity quantity;
    take_text(&choices, text, sizeof text);
    bool read = strength ? quantity_parse_strength(text, strlen(text), &wanted, &quantity, &problem)
                         : quantity_parse(text, strlen(text), &wanted, &quantity, &problem);
    if (!read) {
        hold_problem(text, &problem, &quantity);
    } else if (strength) {
        held(quantity.base.num >= 0 && quantity.base.den > 0, "\"%s\" is a strength", text);
    } else {
        hold_quantity(text, &quantity, room);
    }
    return 0;
}
