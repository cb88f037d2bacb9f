/*
 * quantity_format.c - an exact quantity becomes characters.
 *
 * Decides how many digits a person reads, in which unit, and how they are written (Writing for the sheet, protocols/README.md): leading zero,
 * no trailing zero, comma from 1,000, space before the unit, "per" in words. The invariants: digits come from long
 * division, so they are exact and nothing overflows; the one rounding is half up on the last digit written; a number
 * and its unit are written together or not at all.
 *
 * What is printed where is left to the sheet, and so is every rounding to a step of pump or syringe.
 */
#include "quantity.h"

#include "claim.h"
#include "quantity_unit.h"
#include "ratio.h"

/* Up to 90 min a time is written in minutes alone. */
enum { MOST_DECIMALS = 9, LONGEST = 64, MINUTES_ONLY_S = 5400 };

/* number / divisor, not divided out: the product of divisor and denominator need not fit. */
struct scaled {
    ifs_ratio number;
    int64_t divisor; /* base units in the unit written, below 2^31 */
};

/* What is left of a scaled number under long division: (past + rest/den) / divisor, below 1. */
struct remainder {
    uint64_t past;
    uint64_t rest;
    uint64_t den;
    uint64_t divisor;
};

/* A decimal number: whole part and digits after the point, most significant first. */
struct decimal {
    int64_t whole;
    int count;
    char digits[MOST_DECIMALS];
};

/* ---- Digits --------------------------------------------------------------------------------------------------- */

static struct scaled scale(ifs_ratio number, int64_t divisor)
{
    claim(number.num >= 0);
    claim(number.den > 0);
    claim(divisor > 0);
    claim(divisor < INT64_C(1) << 31);
    struct scaled scaled = {number, divisor};
    return scaled;
}

static struct remainder remainder_of(struct scaled scaled)
{
    int64_t whole = scaled.number.num / scaled.number.den;
    struct remainder left = {(uint64_t)(whole % scaled.divisor), (uint64_t)(scaled.number.num % scaled.number.den),
                             (uint64_t)scaled.number.den, (uint64_t)scaled.divisor};
    return left;
}

static bool is_zero(const struct remainder *left)
{
    return left->past == 0 && left->rest == 0;
}

/* Ten times rest/den: the whole part is returned, the rest stays. By addition, for ten times the rest may not fit. */
static uint64_t carry(struct remainder *left)
{
    uint64_t whole = 0;
    uint64_t sum = 0;
    for (int i = 0; i < 10; i++) {
        sum += left->rest; /* both below den, den below 2^63 */
        if (sum >= left->den) {
            sum -= left->den;
            whole++;
        }
    }
    left->rest = sum;
    return whole;
}

static char next_digit(struct remainder *left)
{
    uint64_t tenfold = left->past * 10 + carry(left);
    left->past = tenfold % left->divisor;
    return (char)(tenfold / left->divisor);
}

/* At least half of the last place is left. */
static bool is_half(const struct remainder *left)
{
    uint64_t missing = left->divisor - left->past;
    return left->past >= missing || (missing - left->past == 1 && left->rest >= left->den - left->rest);
}

static void add_one(struct decimal *decimal)
{
    int at = decimal->count;
    while (at > 0 && decimal->digits[at - 1] == 9) {
        at--;
        decimal->digits[at] = 0;
    }
    if (at > 0) {
        decimal->digits[at - 1]++;
    } else {
        decimal->whole++; /* at most INT64_MAX / 2 where something is left */
    }
}

static struct decimal decimal_of(struct scaled scaled, int decimals)
{
    claim(decimals >= 0);
    claim(decimals <= MOST_DECIMALS);
    struct decimal decimal = {scaled.number.num / scaled.number.den / scaled.divisor, decimals, {0}};
    struct remainder left = remainder_of(scaled);
    for (int i = 0; i < decimals; i++) {
        decimal.digits[i] = next_digit(&left);
    }
    if (is_half(&left)) {
        add_one(&decimal);
    }
    while (decimal.count > 0 && decimal.digits[decimal.count - 1] == 0) {
        decimal.count--;
    }
    return decimal;
}

static void add_grouped(struct text *text, int64_t whole)
{
    char bytes[LONGEST];
    struct text plain = text_over(bytes, sizeof bytes);
    text_add_whole(&plain, whole);
    for (size_t i = 0; i < plain.length; i++) {
        if (i > 0 && (plain.length - i) % 3 == 0) {
            text_add(text, ",");
        }
        text_add_bytes(text, &bytes[i], 1);
    }
}

static void add_decimals(struct text *text, const struct decimal *decimal)
{
    text_add(text, decimal->count > 0 ? "." : "");
    for (int i = 0; i < decimal->count; i++) {
        char digit = (char)('0' + decimal->digits[i]);
        text_add_bytes(text, &digit, 1);
    }
}

static void add_number(struct text *text, struct scaled scaled, int decimals)
{
    struct decimal decimal = decimal_of(scaled, decimals);
    add_grouped(text, decimal.whole);
    add_decimals(text, &decimal);
}

static void add_decimal(struct text *text, struct scaled scaled, int decimals)
{
    struct decimal decimal = decimal_of(scaled, decimals);
    text_add_whole(text, decimal.whole);
    add_decimals(text, &decimal);
}

void quantity_add_number(struct text *text, ifs_ratio number, int decimals)
{
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    add_number(&piece, scale(number, 1), decimals);
    text_add(text, bytes);
}

void quantity_add_decimal(struct text *text, ifs_ratio number, int decimals)
{
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    add_decimal(&piece, scale(number, 1), decimals);
    text_add(text, bytes);
}

/* True when that many decimals say the number exactly. */
static bool is_exact(struct scaled scaled, int decimals)
{
    struct remainder left = remainder_of(scaled);
    for (int i = 0; i < decimals; i++) {
        next_digit(&left);
    }
    return is_zero(&left);
}

/* One decimal from 10, two from 1, three from 0.1, and so on to six: three significant digits and never fewer than
 * one decimal. */
static int measured_decimals(struct scaled scaled)
{
    if (is_exact(scaled, 3)) {
        return 3;
    }
    int decimals = 1;
    ifs_ratio bound = {scaled.divisor * 10, 1};
    while (decimals < 6 && ratio_compare(scaled.number, bound) < 0) {
        decimals++;
        bound = decimals == 2 ? ratio_whole(scaled.divisor) : ratio_make(scaled.divisor, bound.den * 10);
    }
    return decimals;
}

int quantity_decimals(ifs_ratio number)
{
    return measured_decimals(scale(number, 1));
}

/* ---- For people ----------------------------------------------------------------------------------------------- */

static void add_with_words(struct text *text, struct scaled scaled, int decimals, const char *words)
{
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    add_number(&piece, scaled, decimals);
    text_add(&piece, " ");
    text_add(&piece, words);
    claim(!piece.full);
    text_add(text, bytes);
}

static void add_measured(struct text *text, struct scaled scaled, const char *words)
{
    add_with_words(text, scaled, measured_decimals(scaled), words);
}

void quantity_add_mass(struct text *text, ifs_ratio mcg)
{
    if (ratio_is_multiple(mcg, 1000000)) {
        add_with_words(text, scale(mcg, 1000000), 0, "g");
    } else {
        add_with_words(text, scale(mcg, 1000), 3, "mg");
    }
}

void quantity_add_volume(struct text *text, ifs_ratio ul)
{
    add_with_words(text, scale(ul, 1000), 3, "mL");
}

/* A part of nothing is left out, but for one between two others: "2 h 0 min 59 s". */
static void add_part(struct text *text, int64_t count, const char *words, bool between)
{
    if (count > 0 || between) {
        text_add(text, text->length > 0 ? " " : "");
        add_with_words(text, scale(ratio_whole(count), 1), 0, words);
    }
}

void quantity_add_duration(struct text *text, ifs_ratio s)
{
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    int64_t seconds = ratio_round(s, IFS_ROUND_UP);
    int64_t hours = seconds > MINUTES_ONLY_S ? seconds / 3600 : 0;
    int64_t minutes = (seconds - hours * 3600) / 60;
    add_part(&piece, hours, "h", false);
    add_part(&piece, minutes, "min", hours > 0 && seconds % 60 > 0);
    add_part(&piece, seconds % 60, "s", false);
    text_add(text, seconds > 0 ? bytes : "0 min");
}

void quantity_add_flow(struct text *text, ifs_ratio ul_per_h)
{
    add_measured(text, scale(ul_per_h, 1000), "mL per hour");
}

void quantity_add_speed(struct text *text, ifs_ratio mcg_per_h)
{
    add_measured(text, scale(mcg_per_h, 60000), "mg per minute");
}

void quantity_add_dose_rate(struct text *text, ifs_ratio mcg_per_h)
{
    if (ratio_compare(mcg_per_h, ratio_whole(1000000)) >= 0) {
        add_measured(text, scale(mcg_per_h, 1000000), "g per hour");
    } else {
        add_measured(text, scale(mcg_per_h, 1000), "mg per hour");
    }
}

void quantity_add_concentration(struct text *text, ifs_ratio mcg_per_ul)
{
    add_measured(text, scale(mcg_per_ul, 1), "mg per mL");
}

void quantity_add_per_weight(struct text *text, ifs_ratio mcg_per_kg)
{
    add_measured(text, scale(mcg_per_kg, 1000), "mg per kg");
}

/* ---- As it was given ------------------------------------------------------------------------------------------ */

static void add_gestation(struct text *text, ifs_ratio base)
{
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    int64_t days = ratio_round(base, IFS_ROUND_DOWN); /* completed days */
    text_add_whole(&piece, days / 7);
    text_add(&piece, "w");
    text_add_whole(&piece, days % 7);
    text_add(&piece, "d");
    text_add(text, bytes);
}

void quantity_add(struct text *text, ifs_quantity quantity, int decimals)
{
    if (quantity.dimension == IFS_GESTATION) {
        add_gestation(text, quantity.base);
        return;
    }
    claim(quantity_unit(quantity.unit)->dimension == quantity.dimension);
    int unit = quantity_unit_needs_salt(quantity.unit) ? quantity_unit_first(quantity.dimension) : quantity.unit;
    claim(quantity_unit(unit)->den == 1); /* so it is for every unit that needs no salt */
    char bytes[LONGEST];
    struct text piece = text_over(bytes, sizeof bytes);
    add_decimal(&piece, scale(quantity.base, quantity_unit(unit)->num), decimals);
    text_add(&piece, " ");
    text_add(&piece, quantity_unit(unit)->symbol);
    text_add(text, bytes);
}

ifs_quantity quantity_of(int64_t base, int unit)
{
    return (ifs_quantity){quantity_unit(unit)->dimension, unit, ratio_whole(base)};
}
