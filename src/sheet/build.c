/*
 * build.c - characters kept in a sheet, and the few figures that more than one part of it writes.
 *
 * Decides how a sentence of the wording and its pieces become one string in the sheet's letters. The invariant: a
 * string is whole or the sheet is marked full; after that every string is empty and no sheet may be printed. Numbers
 * are written by engine/quantity alone; sentences come from the wording alone.
 */
#include "build.h"

#include "claim.h"
#include "date.h"
#include "quantity.h"
#include "quantity_unit.h"
#include "ratio.h"
#include "renal.h"
#include "wording.h"

enum { DAY_S = 86400, MINUTE_S = 60, TOTAL_IN_G_MCG = 10000000, HUNDREDTHS = 100 };

/* ---- Strings -------------------------------------------------------------------------------------------------- */

size_t build_begin(struct build *build)
{
    return build->sheet->text.length;
}

const char *build_end(struct build *build, size_t start)
{
    struct text *text = &build->sheet->text;
    text_add_bytes(text, "", 1);
    if (text->full) {
        build->sheet->full = true;
        return "";
    }
    return text->bytes + start;
}

const char *build_say(struct build *build, const char *sentence, const char *const *pieces)
{
    size_t start = build_begin(build);
    struct text *text = &build->sheet->text;
    for (size_t i = 0; sentence[i] != '\0'; i++) {
        if (sentence[i] == '{') {
            claim(sentence[i + 1] == '}');
            claim(*pieces != NULL);
            text_add(text, *pieces);
            pieces++;
            i++;
        } else {
            text_add_bytes(text, &sentence[i], 1);
        }
    }
    return build_end(build, start);
}

const char *build_say_one(struct build *build, const char *sentence, const char *piece)
{
    return build_say(build, sentence, &piece);
}

const char *build_join(struct build *build, const char *first, const char *between, const char *second)
{
    if (first == NULL) {
        return second;
    }
    size_t start = build_begin(build);
    text_add(&build->sheet->text, first);
    text_add(&build->sheet->text, between);
    text_add(&build->sheet->text, second);
    return build_end(build, start);
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

const char *build_whole(struct build *build, int64_t number)
{
    return build_number(build, ratio_whole(number), 0);
}

const char *build_number(struct build *build, ifs_ratio number, int decimals)
{
    size_t start = build_begin(build);
    quantity_add_number(&build->sheet->text, number, decimals);
    return build_end(build, start);
}

static const char *write_with(struct build *build, void (*add)(struct text *, ifs_ratio), ifs_ratio figure)
{
    size_t start = build_begin(build);
    add(&build->sheet->text, figure);
    return build_end(build, start);
}

const char *build_mass(struct build *build, ifs_ratio mcg)
{
    return write_with(build, quantity_add_mass, mcg);
}

/* A figure that was written in mmol or mEq is odd in mg and round in mmol: to hundredths of a mmol. Then both are said,
 * whoever wrote it; a dose in g is never round in mmol. */
static const char *with_moles(struct build *build, const char *figure, ifs_ratio mcg, int unit)
{
    int64_t mcg_per_mmol = build->protocol->drug.salt.molar_mass_mg_per_mol; /* mg per mol and mcg per mmol are one */
    ifs_ratio hundredths;
    claim(mcg_per_mmol > 0);
    if (mcg.num == 0 || !ratio_div(mcg, ratio_make(mcg_per_mmol, HUNDREDTHS), &hundredths) ||
        !ratio_is_multiple(hundredths, 1)) {
        return figure;
    }
    return build_say(build, words.with_moles, (const char *const[]){figure, build_in_unit(build, mcg, unit, 2)});
}

const char *build_dose(struct build *build, ifs_ratio mcg)
{
    return with_moles(build, build_mass(build, mcg), mcg, quantity_unit_index("mmol", IFS_MASS));
}

bool build_is_in_g(ifs_ratio mcg)
{
    return ratio_compare(mcg, ratio_whole(TOTAL_IN_G_MCG)) >= 0;
}

const char *build_total(struct build *build, ifs_ratio mcg)
{
    if (!build_is_in_g(mcg)) {
        return build_dose(build, mcg);
    }
    return build_in_unit(build, mcg, quantity_unit_index("g", IFS_MASS), 3);
}

const char *build_volume(struct build *build, ifs_ratio ul)
{
    return write_with(build, quantity_add_volume, ul);
}

const char *build_duration(struct build *build, ifs_ratio s)
{
    return write_with(build, quantity_add_duration, s);
}

const char *build_measured_time(struct build *build, ifs_ratio s)
{
    return build_duration(build, ratio_whole(ratio_round(s, IFS_ROUND_HALF_UP)));
}

const char *build_flow(struct build *build, ifs_ratio ul_per_h)
{
    return write_with(build, quantity_add_flow, ul_per_h);
}

const char *build_hand_flow(struct build *build, const ifs_infusion *of)
{
    ifs_ratio ul_per_s = build_over(build, of->total_ul, ratio_whole(of->over.s));
    ifs_ratio ml_per_min = build_times(build, ul_per_s, ratio_make(60, 1000));
    return build_say_one(build, words.ml_per_minute, build_number(build, ml_per_min, 2));
}

const char *build_speed(struct build *build, ifs_ratio mcg_per_h)
{
    return write_with(build, quantity_add_speed, mcg_per_h);
}

const char *build_dose_rate(struct build *build, ifs_ratio mcg_per_h)
{
    const char *rate = write_with(build, quantity_add_dose_rate, mcg_per_h);
    return with_moles(build, rate, mcg_per_h, quantity_unit_index("mmol/h", IFS_DOSE_RATE));
}

const char *build_concentration(struct build *build, ifs_ratio mcg_per_ul)
{
    return write_with(build, quantity_add_concentration, mcg_per_ul);
}

const char *build_per_weight(struct build *build, ifs_ratio mcg_per_kg)
{
    const char *dose = write_with(build, quantity_add_per_weight, mcg_per_kg);
    return with_moles(build, dose, mcg_per_kg, quantity_unit_index("mmol/kg", IFS_MASS_PER_WEIGHT));
}

ifs_ratio build_unit_factor(const struct build *build, int unit)
{
    ifs_ratio factor;
    bool known = quantity_unit_factor(unit, &build->protocol->drug.salt, &factor);
    claim(known);
    return factor;
}

const char *build_in_unit(struct build *build, ifs_ratio base, int unit, int decimals)
{
    ifs_ratio number = build_over(build, base, build_unit_factor(build, unit));
    size_t start = build_begin(build);
    quantity_add_number(&build->sheet->text, number, decimals);
    text_add(&build->sheet->text, " ");
    text_add(&build->sheet->text, quantity_unit(unit)->words);
    return build_end(build, start);
}

const char *build_rate_per_weight(struct build *build, ifs_ratio mcg_per_kg_per_h)
{
    int unit = quantity_unit_index("mg/kg/h", IFS_DOSE_RATE_PER_WEIGHT);
    ifs_ratio number = build_over(build, mcg_per_kg_per_h, ratio_whole(1000));
    const char *rate = build_in_unit(build, mcg_per_kg_per_h, unit, quantity_decimals(number));
    unit = quantity_unit_index("mmol/kg/h", IFS_DOSE_RATE_PER_WEIGHT);
    return with_moles(build, rate, mcg_per_kg_per_h, unit);
}

const char *build_weight(struct build *build, ifs_ratio g)
{
    return build_in_unit(build, g, quantity_unit_index("kg", IFS_WEIGHT), 3);
}

const char *build_spelled(struct build *build, const char *label_text)
{
    size_t start = build_begin(build);
    for (size_t i = 0; label_text[i] != '\0'; i++) {
        if (label_text[i] == '/') {
            text_add(&build->sheet->text, words.per);
        } else {
            text_add_bytes(&build->sheet->text, &label_text[i], 1);
        }
    }
    return build_end(build, start);
}

static const ifs_ratio nothing = {0, 1};

ifs_ratio build_times(struct build *build, ifs_ratio a, ifs_ratio b)
{
    ifs_ratio product = nothing;
    if (!ratio_mul(a, b, &product)) {
        build->sheet->full = true;
    }
    return product;
}

ifs_ratio build_over(struct build *build, ifs_ratio a, ifs_ratio b)
{
    ifs_ratio quotient = nothing;
    if (!ratio_div(a, b, &quotient)) {
        build->sheet->full = true;
    }
    return quotient;
}

/* A figure as conditions compare it: twice the whole parts of which `one` holds half as many, plus one when something is cut off. */
static int64_t compared(ifs_ratio figure, int64_t one)
{
    int64_t parts = figure.num * (one / 2);
    return parts / figure.den * 2 + (parts % figure.den != 0 ? 1 : 0);
}

/* True when the rounded figure lies on the same side of every threshold of that slot as the true one. */
static bool stands_true(const struct build *build, int64_t figure, int64_t rounded, int slot)
{
    const struct tests *tests = &build->protocol->tests;
    for (int i = 0; i < tests->count; i++) {
        const struct test *test = &tests->list[i];
        if (test->slot == slot && (figure < test->threshold) != (rounded < test->threshold)) {
            return false;
        }
    }
    return true;
}

const char *build_at_edge(struct build *build, ifs_ratio figure, int64_t one, int slot)
{
    ifs_ratio rounded = figure;
    int64_t scale = 1;
    int decimals = 0;
    bool stands = false;
    while (!stands) {
        claim(decimals < EDGE_DECIMALS);
        decimals++;
        scale *= 10;
        rounded = ratio_make(ratio_round(ratio_make(figure.num * scale, figure.den), IFS_ROUND_HALF_UP), scale);
        stands = stands_true(build, compared(figure, one), compared(rounded, one), slot);
    }
    return build_number(build, rounded, decimals);
}

/* "A little more than" some millionths, of which nobody knows how much, is taken as a quarter of one: it never rounds up by itself. */
const char *build_clearance(struct build *build, int64_t clearance, int slot)
{
    ifs_ratio figure = ratio_make(clearance / 2 * 4 + clearance % 2, 2 * RENAL_PER_ML_PER_MIN);
    return build_at_edge(build, figure, RENAL_PER_ML_PER_MIN, slot);
}

/* The same digits without the commas that are for people. */
const char *build_plain(struct build *build, const char *number)
{
    size_t start = build_begin(build);
    for (size_t i = 0; number[i] != '\0'; i++) {
        text_add_bytes(&build->sheet->text, &number[i], number[i] == ',' ? 0 : 1);
    }
    return build_end(build, start);
}

/* ---- Setting -------------------------------------------------------------------------------------------------- */

enum truth build_override_allowed(const struct build *build)
{
    int64_t setting = build->request->answer[IFS_FACT_SETTING];
    if (!fact_set_has(&build->request->known, IFS_FACT_SETTING)) {
        return TRUTH_UNKNOWN;
    }
    claim(setting >= 0);
    claim(setting < IFS_SETTING_COUNT);
    return (build->protocol->overrides_in >> setting & 1U) != 0 ? TRUTH_YES : TRUTH_NO;
}

/* ---- Dates ---------------------------------------------------------------------------------------------------- */

static int64_t divide_down(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

void build_add_two(struct text *text, int64_t number)
{
    text_add(text, number < 10 ? "0" : "");
    text_add_whole(text, number);
}

void build_add_clock(struct text *text, int64_t minutes)
{
    build_add_two(text, minutes / 60);
    text_add(text, ":");
    build_add_two(text, minutes % 60);
}

void build_add_offset(struct text *text, int64_t minutes)
{
    text_add(text, minutes < 0 ? "-" : "+");
    build_add_clock(text, minutes < 0 ? -minutes : minutes);
}

static int64_t local_s(const struct build *build)
{
    return build->request->at_s + (int64_t)build->request->at_offset_min * MINUTE_S;
}

int64_t build_day(const struct build *build)
{
    return divide_down(local_s(build), DAY_S);
}

const char *build_moment(struct build *build)
{
    int64_t minutes = divide_down(local_s(build), MINUTE_S) - build_day(build) * (DAY_S / MINUTE_S);
    struct text *text = &build->sheet->text;
    size_t start = build_begin(build);
    date_add(text, build_day(build));
    text_add(text, " ");
    build_add_clock(text, minutes);
    text_add(text, " ");
    build_add_offset(text, build->request->at_offset_min);
    return build_end(build, start);
}

/* ---- Where things come from ----------------------------------------------------------------------------------- */

/* Number of that source on the sheet's list, 0 if it is not on it; the one of the rule's own file first. */
static int source_number(const struct build *build, const struct origin *origin)
{
    int number = 0;
    for (int i = 0; i < build->protocol->source_count; i++) {
        const struct source *source = &build->protocol->sources[i];
        if (text_equal(source->id, origin->source) && (number == 0 || source->file == origin->file)) {
            number = i + 1;
        }
    }
    return number;
}

/* No rule of an order comes from anywhere else. */
static bool is_of_drug(enum origin_file file)
{
    claim(file <= ORIGIN_DRUG);
    return file == ORIGIN_DRUG;
}

const char *build_mark(struct build *build, const struct origin *origin)
{
    const char *source = is_of_drug(origin->file) ? words.mark_drug : words.mark_protocol;
    if (origin->source != NULL) {
        int number = source_number(build, origin);
        source = number > 0 ? build_whole(build, number) : build_spelled(build, origin->source);
        source = text_equal(origin->source, "project-choice") ? words.project_choice : source;
    }
    if (origin->line <= 0) {
        return build_say_one(build, words.mark, source);
    }
    const char *file =
        origin->source == NULL || origin->file == ORIGIN_PROTOCOL ? words.mark_line : words.mark_drug_line;
    return build_say(build, words.mark_with_line,
                     (const char *const[]){source, file, build_whole(build, origin->line)});
}

/* The folder is the machine's, not the order's: a sheet reads the same wherever it is computed. */
const char *build_file_name(const char *path)
{
    const char *name = path;
    for (size_t i = 0; path[i] != '\0'; i++) {
        name = path[i] == '/' ? path + i + 1 : name;
    }
    return name;
}

const char *build_where(struct build *build, const struct origin *origin)
{
    const char *file =
        build_file_name(is_of_drug(origin->file) ? build->protocol->drug.file : build->protocol->file);
    if (origin->line <= 0) {
        return file;
    }
    size_t start = build_begin(build);
    text_add(&build->sheet->text, file);
    text_add(&build->sheet->text, ":");
    text_add_whole(&build->sheet->text, origin->line);
    return build_end(build, start);
}

/* ---- Lists ---------------------------------------------------------------------------------------------------- */

void build_add_line(struct build *build, struct sheet_lines *lines, struct sheet_line line)
{
    if (lines->count >= SHEET_LINE_MAX) {
        build->sheet->full = true;
        return;
    }
    lines->list[lines->count] = line;
    lines->list[lines->count].whole = line.whole != NULL ? line.whole : line.text;
    lines->count++;
}

const char *build_blanks(struct build *build, const char *times)
{
    size_t start = build_begin(build);
    struct text *text = &build->sheet->text;
    for (size_t i = 0; times[i] != '\0'; i++) {
        if (times[i] == ',') {
            text_add(text, words.room);
            text_add(text, "  ");
            i += times[i + 1] == ' ' ? 1 : 0;
        } else {
            text_add_bytes(text, &times[i], 1);
        }
    }
    text_add(text, words.room);
    return build_end(build, start);
}

void build_add_authored(struct build *build, struct sheet_lines *lines, const struct lines *authored)
{
    for (int i = 0; i < authored->count; i++) {
        const struct line *line = &authored->list[i];
        enum truth holds = condition_truth(&line->when, build->truths);
        if (holds == TRUTH_NO) {
            continue;
        }
        const char *say = holds == TRUTH_YES ? line->say : build_say_one(build, words.if_it_applies, line->say);
        const char *blanks = line->at == NULL ? NULL : build_blanks(build, line->at);
        const char *whole =
            line->at == NULL ? say : build_say(build, words.line_with_times, (const char *const[]){say, line->at});
        const char *mark = build_mark(build, &line->origin);
        build_add_line(build, lines, (struct sheet_line){.text = say, .blanks = blanks, .mark = mark, .whole = whole});
    }
}

void build_add_working(struct build *build, const char *sentence, const char *const *pieces)
{
    struct ifs_sheet *sheet = build->sheet;
    if (sheet->working_count >= SHEET_WORKING_MAX) {
        sheet->full = true;
        return;
    }
    sheet->working[sheet->working_count] = build_say(build, sentence, pieces);
    sheet->working_count++;
}
