/*
 * figures.c - every number that is printed, held against where it may come from.
 *
 * A way of its own to the figures of a sheet: not the strings that were built, but the fractions of the plan in every unit they can be said
 * in, rounded to as many decimals as stand there, and the numbers of the files, the request and the order's JSON. The invariant: what is
 * keyed into a pump (dose line, pump block) is a figure of the plan, whatever stands elsewhere.
 *
 * Slips are exempt, for their figures are not the order's; so is the code, which is held by verify's means.
 */
#include "figures.h"

#include "claim.h"
#include "protocol.h"
#include "ratio.h"
#include "text.h"

enum { DECIMALS_MOST = 6, DIGITS_MOST = 15, HOUR_S = 3600, MINUTE_S = 60 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The number that begins there, without its commas; how many bytes it takes, 0 where none begins. */
static size_t take_number(const char *at, size_t length, char number[FIGURE_BYTES])
{
    struct text text = text_over(number, FIGURE_BYTES);
    size_t i = 0;
    while (i < length && (is_digit(at[i]) || (i > 0 && (at[i] == '.' || at[i] == ',') && i + 1 < length && is_digit(at[i + 1])))) {
        text_add_bytes(&text, &at[i], at[i] != ',' ? 1 : 0);
        i++;
    }
    return i;
}

/* ---- Sources -------------------------------------------------------------------------------------------------- */

/* Where the number is, or would be. */
static size_t slot_of(const struct figures *figures, const char *number)
{
    size_t slot = 5381;
    for (size_t i = 0; number[i] != '\0'; i++) {
        slot = slot * 33 + (unsigned char)number[i];
    }
    slot %= FIGURE_SLOTS;
    while (figures->list[slot][0] != '\0' && !text_equal(figures->list[slot], number)) {
        slot = (slot + 1) % FIGURE_SLOTS;
    }
    return slot;
}

static void keep(struct figures *figures, const char *number)
{
    size_t slot = slot_of(figures, number);
    if (figures->list[slot][0] != '\0') {
        return;
    }
    if (figures->count >= FIGURE_SLOTS / 2) {
        figures->full = true;
        return;
    }
    struct text text = text_over(figures->list[slot], FIGURE_BYTES);
    text_add(&text, number);
    figures->count++;
}

void figures_take(struct figures *figures, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        char number[FIGURE_BYTES];
        size_t taken = take_number(text + at, length - at, number);
        if (taken > 0) {
            keep(figures, number);
        }
        at += taken > 0 ? taken : 1;
    }
}

void figures_take_words(struct figures *figures, const char *text)
{
    if (text != NULL) {
        figures_take(figures, text, text_length(text));
    }
}

static bool is_kept(const struct figures *figures, const char *number)
{
    return !figures->full && figures->list[slot_of(figures, number)][0] != '\0';
}

/* ---- The plan ------------------------------------------------------------------------------------------------- */

/* As printed: digits, and how many of them after the point. False for a number that no figure of a plan has ("0.1.0"). */
static bool read_number(const char *number, int64_t *digits, int *decimals)
{
    bool point = false;
    *digits = 0;
    *decimals = 0;
    for (size_t i = 0; number[i] != '\0'; i++) {
        if ((number[i] == '.' && point) || i > DIGITS_MOST) {
            return false;
        }
        point = point || number[i] == '.';
        if (number[i] != '.') {
            *digits = *digits * 10 + (number[i] - '0');
            *decimals += point ? 1 : 0;
        }
    }
    return *decimals <= DECIMALS_MOST;
}

static bool is_rounded(ifs_ratio figure, ifs_ratio unit, int64_t digits, int decimals)
{
    static const int64_t tens[DECIMALS_MOST + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    ifs_ratio in_unit;
    ifs_ratio shifted;
    if (figure.den <= 0 || !ratio_mul_any(figure, unit, &in_unit) ||
        !ratio_mul_any(in_unit, ratio_whole(tens[decimals]), &shifted)) {
        return false;
    }
    return ratio_round(shifted, IFS_ROUND_HALF_UP) == digits;
}

enum kind { KIND_COUNT, KIND_MASS, KIND_SPEED, KIND_VOLUME, KIND_FLOW, KIND_WEIGHT, KIND_CONCENTRATION, KINDS };

/* What one of the base unit is in each unit it may be printed in; den 0: no further one. */
enum { UNITS = 4 };
static const ifs_ratio units[KINDS][UNITS] = {
    [KIND_COUNT] = {{1, 1}},
    [KIND_MASS] = {{1, 1}, {1, 1000}, {1, 1000000}},                        /* mcg, mg, g; for each kg likewise */
    [KIND_SPEED] = {{1, 60000}, {1, 1000000}, {1, 1000}},                   /* mg per minute, g and mg per hour */
    [KIND_VOLUME] = {{1, 1000}},                                            /* mL */
    [KIND_FLOW] = {{1, 1000}, {1, 60000}},                                  /* mL per hour, per minute */
    [KIND_WEIGHT] = {{1, 1000}},                                            /* kg */
    [KIND_CONCENTRATION] = {{1, 1}, {1, 10}},                               /* mg per mL, percent */
};

/* What the word after a number says it counts. */
enum measure {
    MEASURE_ANY,
    MEASURE_MASS,
    MEASURE_MOLES,
    MEASURE_VOLUME,
    MEASURE_LITRES, /* no figure of an order is said in litres */
    MEASURE_HOURS,
    MEASURE_MINUTES,
    MEASURE_SECONDS,
    MEASURE_WEIGHT
};

static const struct {
    const char *word;
    enum measure measure;
} measures[] = {
    {"g", MEASURE_MASS},     {"mg", MEASURE_MASS},  {"mcg", MEASURE_MASS}, {"mmol", MEASURE_MOLES}, {"mEq", MEASURE_MOLES},
    {"mL", MEASURE_VOLUME},  {"L", MEASURE_LITRES}, {"h", MEASURE_HOURS},  {"min", MEASURE_MINUTES}, {"s", MEASURE_SECONDS},
    {"kg", MEASURE_WEIGHT},
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static enum measure measure_after(const char *at)
{
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

static bool may_count(enum measure measure, enum kind kind)
{
    bool mass = kind == KIND_MASS || kind == KIND_SPEED;
    switch (measure) {
    case MEASURE_ANY:
        return true;
    case MEASURE_MASS:
        return mass || kind == KIND_CONCENTRATION;
    case MEASURE_VOLUME:
        return kind == KIND_VOLUME || kind == KIND_FLOW;
    case MEASURE_WEIGHT:
        return kind == KIND_WEIGHT;
    case MEASURE_MOLES:
    case MEASURE_LITRES:
    case MEASURE_HOURS:
    case MEASURE_MINUTES:
    case MEASURE_SECONDS:
        break;
    }
    return false;
}

/* A number as printed: its digits without the point, how many stand after that, and what it counts. */
struct printed {
    int64_t digits;
    int decimals;
    enum measure measure;
};

static bool in_moles(const ifs_salt *salt, ifs_ratio figure, const struct printed *printed)
{
    int64_t molar = salt->molar_mass_mg_per_mol;
    return molar > 0 && (is_rounded(figure, (ifs_ratio){1, molar}, printed->digits, printed->decimals) ||
                         is_rounded(figure, (ifs_ratio){salt->valence, molar}, printed->digits, printed->decimals));
}

static bool in_some_unit(enum kind kind, ifs_ratio figure, const struct printed *printed)
{
    for (size_t i = 0; i < UNITS && units[kind][i].den > 0; i++) {
        if (is_rounded(figure, units[kind][i], printed->digits, printed->decimals)) {
            return true;
        }
    }
    return false;
}

/* Hours, minutes and seconds apart: "2 h 13 min 20 s". Up to 90 minutes are said in minutes alone. */
static bool in_time(int64_t s, const struct printed *printed)
{
    bool hours = printed->digits == s / HOUR_S;
    bool minutes = printed->digits == s % HOUR_S / MINUTE_S || printed->digits == s / MINUTE_S;
    bool seconds = printed->digits == s % MINUTE_S;
    switch (printed->measure) {
    case MEASURE_ANY:
        return hours || minutes || seconds;
    case MEASURE_HOURS:
        return hours;
    case MEASURE_MINUTES:
        return minutes;
    case MEASURE_SECONDS:
        return seconds;
    case MEASURE_MASS:
    case MEASURE_MOLES:
    case MEASURE_VOLUME:
    case MEASURE_LITRES:
    case MEASURE_WEIGHT:
        break;
    }
    return false;
}

static bool is_time(ifs_ratio s, const struct printed *printed)
{
    return s.den > 0 && printed->decimals == 0 &&
           (in_time(ratio_round(s, IFS_ROUND_UP), printed) || in_time(ratio_round(s, IFS_ROUND_HALF_UP), printed));
}

struct figure {
    enum kind kind;
    ifs_ratio figure;
};

static bool is_figure(const struct figure *list, size_t count, const ifs_salt *salt, const struct printed *printed)
{
    for (size_t i = 0; i < count; i++) {
        bool moles = printed->measure == MEASURE_MOLES && (list[i].kind == KIND_MASS || list[i].kind == KIND_SPEED);
        if ((may_count(printed->measure, list[i].kind) && in_some_unit(list[i].kind, list[i].figure, printed)) ||
            (moles && in_moles(salt, list[i].figure, printed))) {
            return true;
        }
    }
    return false;
}

/* Of a slow injection by hand, which has no pump's flow: uL per hour. */
static ifs_ratio flow_by_hand(const ifs_infusion *of)
{
    ifs_ratio flow = {0};
    bool has = of->over.s > 0 && of->total_ul.den > 0 && ratio_mul_any(of->total_ul, (ifs_ratio){HOUR_S, of->over.s}, &flow);
    return has ? flow : (ifs_ratio){0};
}

/* What counted drops take: uL x drops per mL x 60 s per min / (1,000 uL per mL x drops per minute). */
static ifs_ratio time_by_drops(const ifs_infusion *of)
{
    ifs_ratio drops = {0};
    bool has = of->drops_per_min > 0 && ratio_mul_any(of->total_ul, (ifs_ratio){of->drop_factor * MINUTE_S, 1000 * of->drops_per_min}, &drops);
    return has ? drops : (ifs_ratio){0};
}

static bool of_infusion(const ifs_salt *salt, const ifs_infusion *of, const struct printed *printed)
{
    const struct figure figures[] = {
        {KIND_MASS, {of->dose.mcg, 1}},
        {KIND_MASS, of->ideal_dose_mcg},
        {KIND_MASS, of->delivered_mcg},
        {KIND_MASS, of->most_mcg},
        {KIND_MASS, of->per_kg_mcg},
        {KIND_SPEED, of->speed_mcg_per_h},
        {KIND_CONCENTRATION, of->concentration_mcg_per_ul},
        {KIND_VOLUME, {of->draw.ul, 1}},
        {KIND_VOLUME, of->exact_draw_ul},
        {KIND_VOLUME, {of->graduation.ul, 1}},
        {KIND_VOLUME, {of->diluent_volume.ul, 1}},
        {KIND_VOLUME, of->total_ul},
        {KIND_VOLUME, of->site_ul},
        {KIND_FLOW, {of->flow.ul_per_h, 1}},
        {KIND_FLOW, flow_by_hand(of)},
        {KIND_WEIGHT, of->weight_g},
        {KIND_COUNT, {of->containers, 1}},
        {KIND_COUNT, {of->doses, 1}},
        {KIND_COUNT, {of->sites, 1}},
        {KIND_COUNT, {of->drops_per_min, 1}},
        {KIND_COUNT, {of->drop_factor, 1}},
    };
    const ifs_ratio times[] = {{of->over.s, 1}, of->delivered_s, {of->every.s, 1}, {of->after.s, 1}, time_by_drops(of)};
    bool found = is_figure(figures, COUNT_OF(figures), salt, printed);
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        found = found || is_time(times[i], printed);
    }
    return found;
}

static bool of_plan(const struct figures_order *order, const char *number, const char *after)
{
    struct printed printed = {.measure = measure_after(after)};
    const ifs_plan *plan = order->plan;
    if (!read_number(number, &printed.digits, &printed.decimals)) {
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
    for (size_t at = 0; at < length;) {
        size_t taken = take_number(part + at, length - at, stray->number);
        in_mark = part[at] == '[' || (in_mark && part[at] != ']');
        bool known = taken == 0 || in_mark || of_plan(order, stray->number, part + at + taken) ||
                     (!is_keyed(row->kind) && is_kept(figures, stray->number));
        if (!known) {
            return false;
        }
        at += taken > 0 ? taken : 1;
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
