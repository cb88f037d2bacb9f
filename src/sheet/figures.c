/*
 * figures.c - every number that is printed, held against where it may come from.
 *
 * A way of its own to the figures of a sheet: not the strings that were built, but the fractions of the plan in every unit they can be said
 * in, rounded to no fewer digits than the sheet writes, and the numbers of the files, the request and the order's JSON. The invariant: what is
 * keyed into a pump (dose line, pump block) is a figure of the plan, whatever stands elsewhere.
 *
 * Slips are exempt, for their figures are not the order's; so is the code, which is held by verify's means.
 */
#include "figures.h"

#include "claim.h"
#include "protocol.h"
#include "quantity.h"
#include "ratio.h"
#include "text.h"

enum { DECIMALS_MOST = 6, DIGITS_MOST = 16, HOUR_S = 3600, MINUTE_S = 60 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The number that begins there, without its commas; how many bytes it takes, 0 where none begins. */
static size_t take_number(const char *at, size_t length, char number[FIGURE_BYTES])
{
    struct text text = text_over(number, FIGURE_BYTES);
    size_t i = 0;
    while (i < length &&
           (is_digit(at[i]) || (i > 0 && (at[i] == '.' || at[i] == ',') && i + 1 < length && is_digit(at[i + 1])))) {
        text_add_bytes(&text, &at[i], at[i] != ',' ? 1 : 0);
        i++;
    }
    return i;
}

/* ---- Sources -------------------------------------------------------------------------------------------------- */

static bool is_kept(const struct figures *figures, const char *number)
{
    for (int i = 0; i < figures->count; i++) {
        if (text_equal(figures->list[i], number)) {
            return true;
        }
    }
    return false;
}

static void keep(struct figures *figures, const char *number)
{
    if (is_kept(figures, number)) {
        return;
    }
    if (figures->count == FIGURES_MOST) {
        figures->full = true;
        return;
    }
    struct text text = text_over(figures->list[figures->count], FIGURE_BYTES);
    text_add(&text, number);
    figures->count++;
}

void figures_take(struct figures *figures, const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        char number[FIGURE_BYTES];
        size_t taken = take_number(text + at, length - at, number);
        if (taken > 0) {
            keep(figures, number);
            at += taken; /* no number begins at the byte behind one */
        }
    }
}

void figures_take_words(struct figures *figures, const char *text)
{
    if (text != NULL) {
        figures_take(figures, text, text_length(text));
    }
}

/* ---- The plan ------------------------------------------------------------------------------------------------- */

/* What the word after a number says it counts. */
enum measure {
    MEASURE_ANY,
    MEASURE_G,
    MEASURE_MG,
    MEASURE_MCG,
    MEASURE_MMOL,
    MEASURE_MEQ,
    MEASURE_ML,
    MEASURE_LITRES, /* no figure of an order is said in litres */
    MEASURE_HOURS,
    MEASURE_MINUTES,
    MEASURE_SECONDS,
    MEASURE_KG
};

/* A number as printed: its digits without the point, how many stand after that, and what it counts. */
struct printed {
    int64_t digits;
    int decimals;
    enum measure measure;
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static enum measure measure_after(const char *at)
{
    static const struct {
        const char *word;
        enum measure measure;
    } measures[] = {
        {"g", MEASURE_G},         {"mg", MEASURE_MG},     {"mcg", MEASURE_MCG},  {"mmol", MEASURE_MMOL},
        {"mEq", MEASURE_MEQ},     {"mL", MEASURE_ML},     {"L", MEASURE_LITRES}, {"h", MEASURE_HOURS},
        {"min", MEASURE_MINUTES}, {"s", MEASURE_SECONDS}, {"kg", MEASURE_KG},
    };
    at += *at == ' ' ? 1 : 0;
    for (size_t i = 0; i < COUNT_OF(measures); i++) {
        size_t same = 0;
        while (measures[i].word[same] != '\0' && at[same] == measures[i].word[same]) {
            same++;
        }
        if (measures[i].word[same] == '\0' && !is_letter(at[same])) {
            return measures[i].measure;
        }
    }
    return MEASURE_ANY;
}

/* False for a number that no figure of a plan has ("0.1.0"). */
static bool read_number(const char *number, struct printed *printed)
{
    bool point = false;
    for (size_t i = 0; number[i] != '\0'; i++) {
        if ((number[i] == '.' && point) || i >= DIGITS_MOST) {
            return false;
        }
        if (number[i] == '.') {
            point = true;
        } else {
            printed->digits = printed->digits * 10 + (number[i] - '0');
            printed->decimals += point ? 1 : 0;
        }
    }
    return printed->decimals <= DECIMALS_MOST;
}

/* Nothing where one of them is not known (den 0), or the product is too large. */
static ifs_ratio times(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio product = {0};
    bool fits = a.den > 0 && b.den > 0 && ratio_mul_any(a, b, &product);
    return fits ? product : (ifs_ratio){0};
}

/* What cannot be written out is never cut shorter than the sheet writes it, but for zeros at the end: "1 g" is not 1.4 g. */
static bool is_rounded(ifs_ratio figure, ifs_ratio unit, const struct printed *printed)
{
    static const int64_t tens[DECIMALS_MOST + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    ifs_ratio amount = times(figure, unit);
    int decimals = amount.den > 0 ? quantity_decimals(amount) : 0;
    decimals = decimals < printed->decimals ? printed->decimals : decimals;
    ifs_ratio shifted = times(amount, ratio_whole(tens[decimals]));
    if (shifted.den == 0) {
        return false;
    }
    int64_t zeros = tens[decimals - printed->decimals];
    int64_t rounded = ratio_round(shifted, IFS_ROUND_HALF_UP);
    return rounded % zeros == 0 && rounded / zeros == printed->digits;
}

enum kind { KIND_COUNT, KIND_MASS, KIND_SPEED, KIND_VOLUME, KIND_FLOW, KIND_WEIGHT, KIND_CONCENTRATION };

struct figure {
    enum kind kind;
    ifs_ratio figure;
};

/* By what a figure is multiplied to be said in a unit: mcg, mcg per h, uL, uL per h, g of weight, mcg per uL. A mass for each kg as a mass.
 * Where no unit is said, any may be meant. */
static bool in_some_unit(const struct figure *figure, const struct printed *printed)
{
    static const struct {
        enum kind kind;
        enum measure measure;
        ifs_ratio unit;
    } units[] = {
        {KIND_COUNT, MEASURE_ANY, {1, 1}},          {KIND_MASS, MEASURE_G, {1, 1000000}},
        {KIND_MASS, MEASURE_MG, {1, 1000}},         {KIND_MASS, MEASURE_MCG, {1, 1}},
        {KIND_SPEED, MEASURE_G, {1, 1000000}},                                            /* per hour */
        {KIND_SPEED, MEASURE_MG, {1, 1000}},        {KIND_SPEED, MEASURE_MG, {1, 60000}}, /* per minute */
        {KIND_VOLUME, MEASURE_ML, {1, 1000}},       {KIND_FLOW, MEASURE_ML, {1, 1000}},
        {KIND_FLOW, MEASURE_ML, {1, 60000}},                                                  /* per minute */
        {KIND_WEIGHT, MEASURE_KG, {1, 1000}},       {KIND_CONCENTRATION, MEASURE_MG, {1, 1}}, /* per mL */
        {KIND_CONCENTRATION, MEASURE_ANY, {1, 10}},                                           /* percent */
    };
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        bool meant = printed->measure == MEASURE_ANY || printed->measure == units[i].measure;
        if (meant && units[i].kind == figure->kind && is_rounded(figure->figure, units[i].unit, printed)) {
            return true;
        }
    }
    return false;
}

/* Moles, or equivalents, of a mass or of a speed. */
static bool in_moles(const ifs_salt *salt, const struct figure *figure, const struct printed *printed)
{
    bool equivalents = printed->measure == MEASURE_MEQ;
    const ifs_ratio unit = {equivalents ? salt->valence : 1, salt->molar_mass_mg_per_mol};
    return (equivalents || printed->measure == MEASURE_MMOL) &&
           (figure->kind == KIND_MASS || figure->kind == KIND_SPEED) && is_rounded(figure->figure, unit, printed);
}

/* Hours, minutes and seconds apart: "2 h 13 min 20 s". Up to 90 minutes are said in minutes alone. */
static bool in_time(int64_t s, const struct printed *printed)
{
    const struct {
        enum measure measure;
        int64_t figure;
    } parts[] = {
        {MEASURE_HOURS, s / HOUR_S},
        {MEASURE_MINUTES, s % HOUR_S / MINUTE_S},
        {MEASURE_MINUTES, s / MINUTE_S},
        {MEASURE_SECONDS, s % MINUTE_S},
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        bool meant = printed->measure == MEASURE_ANY || printed->measure == parts[i].measure;
        if (meant && printed->digits == parts[i].figure) {
            return true;
        }
    }
    return false;
}

static bool is_time(ifs_ratio s, const struct printed *printed)
{
    return s.den > 0 && printed->decimals == 0 &&
           (in_time(ratio_round(s, IFS_ROUND_UP), printed) || in_time(ratio_round(s, IFS_ROUND_HALF_UP), printed));
}

/* Of a slow injection by hand, which has no pump's flow: uL per hour. */
static ifs_ratio flow_by_hand(const ifs_infusion *of)
{
    return times(of->total_ul, (ifs_ratio){HOUR_S, of->over.s});
}

/* What counted drops take: uL x drops per mL x 60 s per min / (1,000 uL per mL x drops per minute). */
static ifs_ratio time_by_drops(const ifs_infusion *of)
{
    return times(of->total_ul, (ifs_ratio){of->drop_factor * MINUTE_S, 1000 * of->drops_per_min});
}

/* Zero stands where a plan has no such figure. */
static ifs_ratio known(int64_t figure)
{
    return (ifs_ratio){figure, figure > 0 ? 1 : 0};
}

static bool of_infusion(const ifs_salt *salt, const ifs_infusion *of, const struct printed *printed)
{
    const struct figure figures[] = {
        {KIND_MASS, known(of->dose.mcg)},
        {KIND_MASS, of->ideal_dose_mcg},
        {KIND_MASS, of->delivered_mcg},
        {KIND_MASS, of->most_mcg},
        {KIND_MASS, of->per_kg_mcg},
        {KIND_SPEED, of->speed_mcg_per_h},
        {KIND_CONCENTRATION, of->concentration_mcg_per_ul},
        {KIND_VOLUME, known(of->draw.ul)},
        {KIND_VOLUME, of->exact_draw_ul},
        {KIND_VOLUME, known(of->graduation.ul)},
        {KIND_VOLUME, known(of->diluent_volume.ul)},
        {KIND_VOLUME, of->total_ul},
        {KIND_VOLUME, of->site_ul},
        {KIND_FLOW, known(of->flow.ul_per_h)},
        {KIND_FLOW, flow_by_hand(of)},
        {KIND_WEIGHT, of->weight_g},
        {KIND_COUNT, known(of->containers)},
        {KIND_COUNT, known(of->doses)},
        {KIND_COUNT, known(of->sites)},
        {KIND_COUNT, known(of->drops_per_min)},
        {KIND_COUNT, known(of->drop_factor)},
    };
    const ifs_ratio durations[] = {known(of->over.s), of->delivered_s, known(of->every.s), known(of->after.s),
                                   time_by_drops(of)};
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        const struct figure figure = figures[i];
        if (in_some_unit(&figure, printed) || in_moles(salt, &figure, printed)) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(durations); i++) {
        if (is_time(durations[i], printed)) {
            return true;
        }
    }
    return false;
}

static bool of_plan(const struct figures_order *order, const char *number, const char *after)
{
    struct printed printed = {.measure = measure_after(after)};
    const ifs_plan *plan = order->plan;
    if (!read_number(number, &printed)) {
        return false;
    }
    for (int i = 0; i < plan->infusion_count; i++) {
        if (of_infusion(&order->protocol->drug.salt, &plan->infusions[i], &printed)) {
            return true;
        }
    }
    return false;
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static bool is_exempt(enum row_kind kind)
{
    return kind == ROW_SLIP || kind == ROW_CODE || kind == ROW_PAGE;
}

static bool is_keyed(enum row_kind kind)
{
    return kind == ROW_PUMP || kind == ROW_DOSE;
}

/* What a mark leads to: a source on the list, a line of a file. */
static bool hold_part(const struct figures *figures, const struct figures_order *order, const struct row *row,
                      const char *part, struct figures_stray *stray)
{
    size_t length = part != NULL ? text_length(part) : 0;
    bool in_mark = false;
    for (size_t at = 0; at < length; at++) {
        size_t taken = take_number(part + at, length - at, stray->number);
        at += taken;
        bool stands = taken == 0 || in_mark || of_plan(order, stray->number, part + at) ||
                      (!is_keyed(row->kind) && !figures->full && is_kept(figures, stray->number));
        if (!stands) {
            return false;
        }
        in_mark = part[at] == '[' || (in_mark && part[at] != ']');
    }
    return true;
}

bool figures_hold(const struct figures *figures, const struct figures_order *order, const struct layout *layout,
                  struct figures_stray *stray)
{
    for (int i = 0; i < layout->count; i++) {
        const struct row *row = &layout->rows[i];
        stray->row = i;
        if (is_exempt(row->kind)) {
            continue;
        }
        if (!hold_part(figures, order, row, row->label, stray) || !hold_part(figures, order, row, row->text, stray)) {
            return false;
        }
    }
    return true;
}
