/*
 * calc_drug.c - dose, draw, flow, drops, concentration, time, speed, conversion.
 *
 * Each calculation reads its inputs, takes exact steps, writes the working with the inputs as they were typed, and rounds
 * once, at the answer.
 */
#include <string.h>

#include "calc.h"
#include "ratio.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_HOUR 3600
#define DEFAULT_STEP_UL_PER_H 100
#define MCG_PER_MG 1000
#define MCG_PER_G 1000000
#define UL_PER_ML INT64_C(1000)
#define MOST_UL INT64_C(1000000000)

/* One line of working: the pieces one after another. */
static void step(struct calc *calc, const char *const *pieces, size_t count)
{
    struct text text = calc_step(calc);
    for (size_t i = 0; i < count; i++) {
        text_add(&text, pieces[i]);
    }
}

static const char *volume_words(ifs_ratio ul, char bytes[64])
{
    struct text text = text_over(bytes, 64);
    quantity_add_volume(&text, ul);
    return bytes;
}

/* ---- flow ---- */

/* Volume of a dose in a concentration, in microlitres. */
static bool volume_of(struct calc *calc, ifs_ratio mcg, const ifs_quantity *from, ifs_ratio *ul)
{
    return calc_div(calc, mcg, from->base, ul);
}

static bool round_flow(struct calc *calc, ifs_ratio ul_per_h)
{
    ifs_quantity pump;
    int64_t step_ul = DEFAULT_STEP_UL_PER_H;
    if (calc_take(calc, "step", IFS_FLOW, false, &pump)) {
        step_ul = ratio_round(pump.base, IFS_ROUND_DOWN);
        if (step_ul <= 0) {
            return calc_fail(calc, "step", "write the pump's step, for example 0.1 mL/h");
        }
    }
    int64_t rounded = 0;
    ifs_ratio ml_per_h;
    if (!ratio_round_to(ul_per_h, step_ul, IFS_ROUND_HALF_UP, &rounded)) {
        return calc_fail(calc, "", "the figures are too large to calculate with; check the numbers");
    }
    if (!calc_div(calc, ratio_whole(rounded), ratio_whole(UL_PER_ML), &ml_per_h)) {
        return false;
    }
    calc_answer(calc, ml_per_h, 3, "mL per hour", "mL/h");
    return true;
}

static bool flow_over(struct calc *calc, ifs_ratio ul, const char *volume)
{
    ifs_quantity over;
    ifs_ratio per_s;
    ifs_ratio per_h;
    if (!calc_take(calc, "over", IFS_DURATION, true, &over) || !calc_div(calc, ul, over.base, &per_s) ||
        !calc_mul(calc, per_s, ratio_whole(SECONDS_PER_HOUR), &per_h) || !round_flow(calc, per_h)) {
        return false;
    }
    step(calc, (const char *const[]){volume, " ÷ ", calc_given(calc, "over"), " = ", calc->text}, 5);
    return true;
}

static bool flow_of_dose(struct calc *calc)
{
    ifs_quantity dose;
    ifs_quantity from;
    ifs_ratio ul;
    char volume[64];
    if (!calc_take(calc, "dose", IFS_MASS, true, &dose) || !calc_take_strength(calc, "from", true, &from) ||
        !volume_of(calc, dose.base, &from, &ul)) {
        return false;
    }
    volume_words(ul, volume);
    step(calc, (const char *const[]){calc_given(calc, "dose"), " ÷ (", calc_given(calc, "from"), ") = ", volume}, 5);
    return flow_over(calc, ul, volume);
}

static bool flow_of_rate(struct calc *calc)
{
    ifs_quantity rate;
    ifs_quantity from;
    ifs_ratio per_h;
    if (!calc_take(calc, "dose-rate", IFS_DOSE_RATE, true, &rate) || !calc_take_strength(calc, "from", true, &from) ||
        !calc_div(calc, rate.base, from.base, &per_h) || !round_flow(calc, per_h)) {
        return false;
    }
    step(calc, (const char *const[]){calc_given(calc, "dose-rate"), " ÷ (", calc_given(calc, "from"), ") = ", calc->text}, 5);
    return true;
}

static bool flow_of_volume(struct calc *calc)
{
    ifs_quantity volume;
    return calc_take(calc, "volume", IFS_VOLUME, true, &volume) &&
           flow_over(calc, volume.base, calc_given(calc, "volume"));
}

bool calc_flow(struct calc *calc)
{
    if (calc_given(calc, "volume") != NULL) {
        return flow_of_volume(calc);
    }
    return calc_given(calc, "dose-rate") != NULL ? flow_of_rate(calc) : flow_of_dose(calc);
}

/* ---- drops ---- */

/* Drops per minute from uL/h and drops/mL. */
static bool drops_of(struct calc *calc, ifs_ratio ul_per_h)
{
    ifs_quantity set;
    ifs_ratio drops_per_h;
    ifs_ratio drops;
    if (!calc_take(calc, "set", IFS_DROP_FACTOR, true, &set) || !calc_mul(calc, ul_per_h, set.base, &drops_per_h) ||
        !calc_div(calc, drops_per_h, ratio_whole(UL_PER_ML * SECONDS_PER_MINUTE), &drops)) {
        return false;
    }
    calc_answer(calc, drops, 0, "drops per minute", "drops/min");
    return true;
}

bool calc_drops(struct calc *calc)
{
    ifs_quantity flow;
    ifs_quantity over;
    ifs_ratio per_s;
    ifs_ratio per_h;
    if (calc_given(calc, "flow") != NULL) {
        if (!calc_take(calc, "flow", IFS_FLOW, true, &flow) || !drops_of(calc, flow.base)) {
            return false;
        }
        step(calc, (const char *const[]){calc_given(calc, "flow"), " × ", calc_given(calc, "set"), " ÷ 60 = ", calc->text}, 5);
        return true;
    }
    if (!calc_take(calc, "volume", IFS_VOLUME, true, &flow) || !calc_take(calc, "over", IFS_DURATION, true, &over) ||
        !calc_div(calc, flow.base, over.base, &per_s) ||
        !calc_mul(calc, per_s, ratio_whole(SECONDS_PER_HOUR), &per_h) || !drops_of(calc, per_h)) {
        return false;
    }
    step(calc, (const char *const[]){calc_given(calc, "volume"), " × ", calc_given(calc, "set"), " ÷ ", calc_given(calc, "over"),
                                     " = ", calc->text}, 7);
    return true;
}

/* ---- draw and diluent ---- */

/* How many containers are opened: a count that nobody would open is how a slip of the dose is noticed. */
static bool count_containers(struct calc *calc, ifs_ratio ul)
{
    ifs_quantity container;
    ifs_ratio count;
    char bytes[64];
    struct text opened = text_over(bytes, sizeof bytes);
    if (!calc_take(calc, "container", IFS_VOLUME, true, &container) || !calc_div(calc, ul, container.base, &count)) {
        return false;
    }
    quantity_add_number(&opened, ratio_whole(ratio_round(count, IFS_ROUND_UP)), 0);
    step(calc, (const char *const[]){calc->text, " in containers of ", calc_given(calc, "container"), ": ", bytes, " to open"},
         6);
    return true;
}

/* A dose per kilogram gives a volume per kilogram. */
bool calc_draw(struct calc *calc)
{
    static const ifs_dimension dimensions[] = {IFS_MASS, IFS_MASS_PER_WEIGHT, IFS_DIMENSION_NONE};
    ifs_quantity dose;
    ifs_quantity from;
    ifs_ratio ul;
    ifs_ratio ml;
    if (!calc_take_one_of(calc, "dose", dimensions, &dose) || !calc_take_strength(calc, "from", true, &from) ||
        !volume_of(calc, dose.base, &from, &ul) || !calc_div(calc, ul, ratio_whole(UL_PER_ML), &ml)) {
        return false;
    }
    bool per_weight = dose.dimension == IFS_MASS_PER_WEIGHT;
    calc_answer(calc, ml, 3, per_weight ? "mL per kg" : "mL", per_weight ? "mL/kg" : "mL");
    step(calc, (const char *const[]){calc_given(calc, "dose"), " ÷ (", calc_given(calc, "from"), ") = ", calc->text}, 5);
    return per_weight || calc_given(calc, "container") == NULL || count_containers(calc, ul);
}

bool calc_diluent(struct calc *calc)
{
    ifs_quantity draw;
    ifs_quantity total;
    ifs_ratio ml;
    if (!calc_take(calc, "draw", IFS_VOLUME, true, &draw) || !calc_take(calc, "total", IFS_VOLUME, true, &total)) {
        return false;
    }
    if (ratio_compare(draw.base, total.base) > 0) {
        return calc_fail(calc, "draw", "larger than the total; check both volumes");
    }
    if (ratio_compare(total.base, ratio_whole(MOST_UL)) > 0) {
        return calc_fail(calc, "total", "too large a volume; check number and unit");
    }
    /* denominators are at most 1,000 (a millionth of a millilitre), numerators at most 1e12: nothing overflows */
    int64_t common = draw.base.den * total.base.den;
    ifs_ratio rest = ratio_make(total.base.num * draw.base.den - draw.base.num * total.base.den, common);
    if (!calc_div(calc, rest, ratio_whole(UL_PER_ML), &ml)) {
        return false;
    }
    calc_answer(calc, ml, 3, "mL", "mL");
    step(calc, (const char *const[]){calc_given(calc, "total"), " - ", calc_given(calc, "draw"), " = ", calc->text}, 5);
    return true;
}

/* ---- dose and dose rate ---- */

static bool is_molar(const ifs_quantity *basis)
{
    const char *symbol = quantity_unit(basis->unit)->symbol;
    return strncmp(symbol, "mmol", 4) == 0 || strncmp(symbol, "mEq", 3) == 0;
}

/* A dose ordered in mmol or mEq is answered in it. */
static bool answer_dose(struct calc *calc, const ifs_quantity *basis, ifs_ratio mcg)
{
    if (!is_molar(basis)) {
        calc_answer_mass(calc, mcg);
        return true;
    }
    const char *unit = strncmp(quantity_unit(basis->unit)->symbol, "mmol", 4) == 0 ? "mmol" : "mEq";
    ifs_ratio number;
    int index = quantity_unit_index(unit, IFS_MASS);
    ifs_quantity mass = {.dimension = IFS_MASS, .unit = index, .base = mcg};
    if (!quantity_in_unit(mass, index, calc_salt(calc), &number)) {
        return calc_fail(calc, "basis", "the figures are too large to calculate with; check the numbers");
    }
    calc_answer(calc, number, 3, unit, unit);
    return true;
}

static bool times_weight(struct calc *calc, const ifs_quantity *basis, ifs_ratio *mcg)
{
    ifs_quantity weight;
    ifs_ratio scaled;
    if (basis->dimension == IFS_MASS) {
        *mcg = basis->base;
        return true;
    }
    return calc_take(calc, "weight", IFS_WEIGHT, true, &weight) && calc_mul(calc, basis->base, weight.base, &scaled) &&
           calc_div(calc, scaled, ratio_whole(1000), mcg);
}

/* A plain decimal such as 0.5: parsed as that many millilitres, for numbers are read in one place only. */
static bool take_factor(struct calc *calc, ifs_ratio *factor)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    struct quantity_wanted wanted = {IFS_VOLUME, QUANTITY_SPACE_OPTIONAL, NULL};
    struct quantity_problem problem;
    ifs_quantity read;
    text_add(&text, calc_given(calc, "factor"));
    text_add(&text, " mL");
    if (text.full || !quantity_parse(bytes, text.length, &wanted, &read, &problem)) {
        return calc_fail(calc, "factor", "write a decimal such as 0.5");
    }
    return calc_div(calc, read.base, ratio_whole(UL_PER_ML), factor);
}

bool calc_dose(struct calc *calc)
{
    static const ifs_dimension dimensions[] = {IFS_MASS_PER_WEIGHT, IFS_MASS, IFS_DIMENSION_NONE};
    ifs_quantity basis;
    ifs_quantity most;
    ifs_ratio factor = {0};
    ifs_ratio mcg = {0};
    if (!calc_take_one_of(calc, "basis", dimensions, &basis) || !times_weight(calc, &basis, &mcg)) {
        return false;
    }
    if (calc_given(calc, "factor") != NULL && (!take_factor(calc, &factor) || !calc_mul(calc, mcg, factor, &mcg))) {
        return false;
    }
    if (!answer_dose(calc, &basis, mcg)) {
        return false;
    }
    const char *weight = calc_given(calc, "weight");
    const char *times = calc_given(calc, "factor");
    step(calc, (const char *const[]){calc_given(calc, "basis"), weight != NULL ? " × " : "", weight != NULL ? weight : "",
                                     times != NULL ? " × " : "", times != NULL ? times : "", " = ", calc->text}, 7);
    if (calc_take(calc, "max", IFS_MASS, false, &most) && ratio_compare(mcg, most.base) > 0) {
        step(calc, (const char *const[]){"more than the maximum of ", calc_given(calc, "max"), ": the maximum applies"}, 3);
        return answer_dose(calc, &most, most.base);
    }
    return !calc->failed;
}

bool calc_dose_rate(struct calc *calc)
{
    ifs_quantity flow;
    ifs_quantity from;
    ifs_ratio mcg_per_h;
    ifs_ratio rate;
    if (!calc_take(calc, "flow", IFS_FLOW, true, &flow) || !calc_take_strength(calc, "from", true, &from) ||
        !calc_mul(calc, flow.base, from.base, &mcg_per_h)) {
        return false;
    }
    bool grams = ratio_compare(mcg_per_h, ratio_whole(MCG_PER_G)) >= 0;
    if (!calc_div(calc, mcg_per_h, ratio_whole(grams ? MCG_PER_G : MCG_PER_MG), &rate)) {
        return false;
    }
    calc_answer(calc, rate, quantity_decimals(rate) < 3 ? quantity_decimals(rate) : 3, grams ? "g per hour" : "mg per hour",
                grams ? "g/h" : "mg/h");
    step(calc, (const char *const[]){calc_given(calc, "flow"), " × (", calc_given(calc, "from"), ") = ", calc->text}, 5);
    return true;
}

/* ---- concentration ---- */

static void answer_concentration(struct calc *calc, ifs_ratio mg_per_ml, bool with_percent)
{
    char bytes[64];
    struct text words = text_over(bytes, sizeof bytes);
    int decimals = quantity_decimals(mg_per_ml) < 3 ? quantity_decimals(mg_per_ml) : 3;
    ifs_ratio percent;
    text_add(&words, "mg per mL");
    if (with_percent && ratio_div(mg_per_ml, ratio_whole(10), &percent)) {
        text_add(&words, " (");
        quantity_add_number(&words, percent, 3);
        text_add(&words, " %)");
    }
    calc_answer(calc, mg_per_ml, decimals, bytes, "mg/mL");
}

static bool concentration_of_mixture(struct calc *calc)
{
    ifs_quantity draw;
    ifs_quantity from;
    ifs_quantity diluent;
    ifs_ratio mcg;
    ifs_ratio total;
    ifs_ratio figure;
    if (!calc_take(calc, "draw", IFS_VOLUME, true, &draw) || !calc_take_strength(calc, "from", true, &from) ||
        !calc_take(calc, "diluent", IFS_VOLUME, true, &diluent) || !calc_mul(calc, draw.base, from.base, &mcg)) {
        return false;
    }
    if (!ratio_add(draw.base, diluent.base, &total)) {
        return calc_fail(calc, "diluent", "the figures are too large to calculate with; check the numbers");
    }
    if (!calc_div(calc, mcg, total, &figure)) {
        return false;
    }
    answer_concentration(calc, figure, false);
    step(calc, (const char *const[]){calc_given(calc, "draw"), " × ", calc_given(calc, "from"), " ÷ (", calc_given(calc, "draw"),
                                     " + ", calc_given(calc, "diluent"), ") = ", calc->text}, 9);
    return true;
}

bool calc_concentration(struct calc *calc)
{
    ifs_quantity drug;
    ifs_quantity volume;
    ifs_ratio figure;
    if (calc_given(calc, "draw") != NULL) {
        return concentration_of_mixture(calc);
    }
    if (!calc_take(calc, "drug", IFS_MASS, true, &drug) || !calc_take(calc, "in", IFS_VOLUME, true, &volume) ||
        !calc_div(calc, drug.base, volume.base, &figure)) {
        return false;
    }
    answer_concentration(calc, figure, true);
    step(calc, (const char *const[]){calc_given(calc, "drug"), " ÷ ", calc_given(calc, "in"), " = ", calc->text}, 5);
    return true;
}

/* ---- time and speed ---- */

bool calc_time(struct calc *calc)
{
    ifs_quantity dose;
    ifs_quantity speed;
    ifs_ratio hours;
    ifs_ratio seconds;
    if (!calc_take(calc, "dose", IFS_MASS, true, &dose) || !calc_take(calc, "speed", IFS_DOSE_RATE, true, &speed) ||
        !calc_div(calc, dose.base, speed.base, &hours) || !calc_mul(calc, hours, ratio_whole(SECONDS_PER_HOUR), &seconds)) {
        return false;
    }
    int64_t whole = ratio_round(seconds, IFS_ROUND_UP);
    calc_answer(calc, ratio_whole(whole), 0, "s", "s");
    struct text text = text_over(calc->text, sizeof calc->text);
    quantity_add_duration(&text, ratio_whole(whole));
    text_add(&text, " (at least)");
    step(calc, (const char *const[]){calc_given(calc, "dose"), " ÷ ", calc_given(calc, "speed"), " = ", calc->text}, 5);
    return true;
}

bool calc_speed(struct calc *calc)
{
    ifs_quantity dose;
    ifs_quantity over;
    ifs_ratio per_s;
    ifs_ratio figure;
    if (!calc_take(calc, "dose", IFS_MASS, true, &dose) || !calc_take(calc, "over", IFS_DURATION, true, &over) ||
        !calc_div(calc, dose.base, over.base, &per_s) ||
        !calc_mul(calc, per_s, ratio_make(SECONDS_PER_MINUTE, MCG_PER_MG), &figure)) {
        return false;
    }
    calc_answer(calc, figure, quantity_decimals(figure) < 3 ? quantity_decimals(figure) : 3, "mg per minute", "mg/min");
    step(calc, (const char *const[]){calc_given(calc, "dose"), " ÷ ", calc_given(calc, "over"), " = ", calc->text}, 5);
    return true;
}

/* ---- convert ---- */

/* Two decimals, three below 1; umol/L one, as laboratories print it. */
static int decimals_for(const char *unit, ifs_ratio number)
{
    if (strcmp(unit, "umol/L") == 0) {
        return 1;
    }
    return strcmp(unit, "g") == 0 || strcmp(unit, "L/h") == 0 || ratio_compare(number, ratio_whole(1)) < 0 ? 3 : 2;
}

/* What is converted: creatinine=, magnesium=, or a plain quantity. */
static bool take_source(struct calc *calc, ifs_quantity *source, const char **typed)
{
    static const ifs_dimension plain[] = {IFS_MASS,          IFS_ELEMENTAL_MASS, IFS_DOSE_RATE,     IFS_CONCENTRATION,
                                          IFS_MASS_PER_WEIGHT, IFS_DOSE_RATE_PER_WEIGHT, IFS_VOLUME, IFS_FLOW,
                                          IFS_DURATION,      IFS_WEIGHT,    IFS_LENGTH, IFS_DIMENSION_NONE};
    *typed = calc_given(calc, "creatinine");
    if (*typed != NULL) {
        return calc_take(calc, "creatinine", IFS_CREATININE, true, source);
    }
    *typed = calc_given(calc, "magnesium");
    if (*typed != NULL) {
        return calc_take(calc, "magnesium", IFS_SERUM_MAGNESIUM, true, source);
    }
    *typed = calc_given(calc, "");
    if (*typed == NULL) {
        return calc_fail(calc, "", "convert what? Write for example: calc convert \"4 g\" to=mmol");
    }
    return calc_take_one_of(calc, "", plain, source);
}

static int target_unit(const char *to, ifs_dimension dimension)
{
    int unit = quantity_unit_index(to, dimension);
    if (unit < 0 && dimension == IFS_MASS) {
        unit = quantity_unit_index(to, IFS_ELEMENTAL_MASS);
    }
    if (unit < 0 && dimension == IFS_ELEMENTAL_MASS) {
        unit = quantity_unit_index(to, IFS_MASS);
    }
    return unit;
}

/* "486.21 mg of elemental magnesium", where the library names the element. */
static void name_element(struct calc *calc, ifs_ratio number, int decimals)
{
    char bytes[CALC_LINE];
    struct text text = text_over(bytes, sizeof bytes);
    if (calc->drug != NULL && calc->drug->drug.element != NULL) {
        text_add(&text, "mg of elemental ");
        text_add(&text, calc->drug->drug.element);
        calc_answer(calc, number, decimals, bytes, "mg-elemental");
    }
}

bool calc_convert(struct calc *calc)
{
    ifs_quantity source = {.dimension = IFS_DIMENSION_NONE};
    const char *typed = NULL;
    ifs_ratio number = {0};
    if (!take_source(calc, &source, &typed)) {
        return false;
    }
    const char *to = calc_given(calc, "to");
    int unit = to != NULL ? target_unit(to, source.dimension) : -1;
    if (unit < 0) {
        return calc_fail(calc, "to", "write the unit wanted, of the same kind: to=mmol, to=g/h, to=mg/dL");
    }
    if (!quantity_in_unit(source, unit, NULL, &number)) {
        const ifs_salt *salt = calc_salt(calc);
        if (salt == NULL || !quantity_in_unit(source, unit, salt, &number)) {
            return calc_fail(calc, "to", "this cannot be converted; write a unit of the same kind");
        }
    }
    calc_answer(calc, number, decimals_for(to, number), quantity_unit(unit)->words, to);
    if (quantity_unit(unit)->dimension == IFS_ELEMENTAL_MASS) {
        name_element(calc, number, decimals_for(to, number));
    }
    step(calc, (const char *const[]){typed, " = ", calc->text}, 3);
    return true;
}
