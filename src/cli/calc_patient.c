/*
 * calc_patient.c - renal function, ideal and adjusted weight, body surface.
 *
 * The equations are the engine's own (engine/renal); ages count in completed years, heights to the millimetre.
 */
#include <string.h>

#include "calc.h"
#include "ratio.h"
#include "renal.h"

#define MONTHS_PER_YEAR 12
#define ADULT_YEARS 18
#define LOWEST_CREATININE 88420    /* 0.1 mg/dL in 0.0001 umol/L */
#define HIGHEST_CREATININE 17684000 /* 20 mg/dL */

/* An input and the hard range of its fact, in base units. */
struct input {
    const char *name;
    ifs_dimension dimension;
    int64_t low;
    int64_t high;
};

static const struct input creatinine_input = {"creatinine", IFS_CREATININE, LOWEST_CREATININE, HIGHEST_CREATININE};
static const struct input height_input = {"height", IFS_LENGTH, 300, 2500};
static const struct input weight_input = {"weight", IFS_WEIGHT, 500, 300000};
static const struct input age_input = {"age", IFS_AGE, 0, INT64_C(120) * MONTHS_PER_YEAR};

/* An input inside its range, as a whole number of base units. */
static bool take_whole(struct calc *calc, const struct input *input, int64_t *out)
{
    ifs_quantity quantity;
    if (!calc_take(calc, input->name, input->dimension, true, &quantity)) {
        return false;
    }
    *out = ratio_round(quantity.base, IFS_ROUND_HALF_UP);
    if (*out < input->low || *out > input->high) {
        return calc_fail(calc, input->name, "outside the possible range; check number and unit");
    }
    return true;
}

static bool take_creatinine(struct calc *calc, int64_t *creatinine)
{
    return take_whole(calc, &creatinine_input, creatinine);
}

static bool take_height(struct calc *calc, int64_t *height_mm)
{
    return take_whole(calc, &height_input, height_mm);
}

static bool take_weight(struct calc *calc, int64_t *weight_g)
{
    return take_whole(calc, &weight_input, weight_g);
}

static bool take_years(struct calc *calc, int64_t *years)
{
    int64_t months = 0;
    if (!take_whole(calc, &age_input, &months)) {
        return false;
    }
    *years = months / MONTHS_PER_YEAR;
    return true;
}

static bool take_sex(struct calc *calc, ifs_sex *sex)
{
    const char *text = calc_given(calc, "sex");
    *sex = text != NULL && strcmp(text, "male") == 0 ? IFS_MALE : IFS_FEMALE;
    if (text != NULL && (strcmp(text, "male") == 0 || strcmp(text, "female") == 0)) {
        return true;
    }
    return calc_fail(calc, "sex", "write sex=female or sex=male");
}

/* The sticky half millionth becomes the plain figure again: what was cut off is below every printed place. */
static ifs_ratio clearance_figure(int64_t clearance)
{
    return ratio_make(clearance / 2, RENAL_PER_ML_PER_MIN / 2);
}

static void explain(struct calc *calc, const char *equation)
{
    struct text text = calc_step(calc);
    text_add(&text, equation);
}

static void say_inputs(struct calc *calc, const char *const *names, size_t count)
{
    struct text text = calc_step(calc);
    for (size_t i = 0; i < count; i++) {
        text_add(&text, i == 0 ? "" : ", ");
        text_add(&text, names[i]);
        text_add(&text, " ");
        text_add(&text, calc_given(calc, names[i]));
    }
    text_add(&text, ": ");
    text_add(&text, calc->text);
}

bool calc_crcl(struct calc *calc)
{
    static const char *const names[] = {"age", "weight", "sex", "creatinine"};
    int64_t years = 0;
    int64_t weight_g = 0;
    int64_t creatinine = 0;
    ifs_sex sex = IFS_FEMALE;
    if (!take_years(calc, &years) || !take_weight(calc, &weight_g) || !take_sex(calc, &sex) ||
        !take_creatinine(calc, &creatinine)) {
        return false;
    }
    if (years < ADULT_YEARS) {
        return calc_fail(calc, "age", "Cockcroft-Gault is for adults; under 18 years use calc egfr height= creatinine=");
    }
    int64_t clearance = renal_cockcroft_gault(sex, years, ratio_whole(weight_g), creatinine);
    calc_answer(calc, clearance_figure(clearance), 1, "mL/min", "mL/min");
    explain(calc, "Cockcroft-Gault: (140 - age) × weight ÷ (72 × creatinine in mg/dL), × 0.85 for women");
    explain(calc, "88.42 umol/L per mg/dL; the weight is the one given");
    say_inputs(calc, names, 4);
    return true;
}

static bool schwartz(struct calc *calc)
{
    static const char *const names[] = {"height", "creatinine"};
    int64_t height_mm = 0;
    int64_t creatinine = 0;
    if (!take_height(calc, &height_mm) || !take_creatinine(calc, &creatinine)) {
        return false;
    }
    calc_answer(calc, clearance_figure(renal_schwartz(height_mm, creatinine)), 1, "mL/min/1.73m2", "mL/min/1.73m2");
    explain(calc, "bedside Schwartz (under 18 years): 0.413 × height in cm ÷ creatinine in mg/dL");
    say_inputs(calc, names, 2);
    return true;
}

bool calc_egfr(struct calc *calc)
{
    static const char *const names[] = {"age", "sex", "creatinine"};
    int64_t years = 0;
    int64_t creatinine = 0;
    ifs_sex sex = IFS_FEMALE;
    if (calc_given(calc, "height") != NULL) {
        return schwartz(calc);
    }
    if (!take_years(calc, &years) || !take_sex(calc, &sex) || !take_creatinine(calc, &creatinine)) {
        return false;
    }
    if (years < ADULT_YEARS) {
        return calc_fail(calc, "age", "CKD-EPI 2021 is for adults; under 18 years give height= and creatinine= (Schwartz)");
    }
    calc_answer(calc, clearance_figure(renal_ckd_epi_2021(sex, years, creatinine)), 1, "mL/min/1.73m2", "mL/min/1.73m2");
    explain(calc, "CKD-EPI 2021: 142 × min(creatinine/k, 1)^a × max(creatinine/k, 1)^-1.200 × 0.9938^age, × 1.012 for women");
    explain(calc, sex == IFS_MALE ? "men: k = 0.9 mg/dL, a = -0.302" : "women: k = 0.7 mg/dL, a = -0.241");
    say_inputs(calc, names, 3);
    return true;
}

static bool answer_weight(struct calc *calc, ifs_ratio g)
{
    ifs_ratio kg;
    if (!calc_div(calc, g, ratio_whole(1000), &kg)) {
        return false;
    }
    calc_answer(calc, kg, 1, "kg", "kg");
    return true;
}

static bool too_short(struct calc *calc)
{
    return calc_fail(calc, "height", "below 152.4 cm the ideal weight is not defined; use the actual weight");
}

bool calc_ibw(struct calc *calc)
{
    static const char *const names[] = {"height", "sex"};
    int64_t height_mm = 0;
    ifs_sex sex = IFS_FEMALE;
    ifs_ratio g;
    if (!take_height(calc, &height_mm) || !take_sex(calc, &sex)) {
        return false;
    }
    if (!renal_ideal_weight(sex, height_mm, &g)) {
        return too_short(calc);
    }
    if (!answer_weight(calc, g)) {
        return false;
    }
    explain(calc, "Devine: men 50 kg, women 45.5 kg, and 2.3 kg for each inch (2.54 cm) over 152.4 cm");
    say_inputs(calc, names, 2);
    return true;
}

bool calc_adjbw(struct calc *calc)
{
    static const char *const names[] = {"height", "sex", "weight"};
    int64_t height_mm = 0;
    int64_t weight_g = 0;
    ifs_sex sex = IFS_FEMALE;
    ifs_ratio g;
    if (!take_height(calc, &height_mm) || !take_sex(calc, &sex) || !take_weight(calc, &weight_g)) {
        return false;
    }
    if (!renal_adjusted_weight(sex, height_mm, weight_g, &g)) {
        return too_short(calc);
    }
    if (!answer_weight(calc, g)) {
        return false;
    }
    explain(calc, "adjusted weight = ideal weight (Devine) + 0.4 × (actual weight - ideal weight)");
    say_inputs(calc, names, 3);
    return true;
}

bool calc_bsa(struct calc *calc)
{
    static const char *const names[] = {"height", "weight"};
    int64_t height_mm = 0;
    int64_t weight_g = 0;
    if (!take_height(calc, &height_mm) || !take_weight(calc, &weight_g)) {
        return false;
    }
    calc_answer(calc, ratio_make(renal_body_surface(height_mm, weight_g), 1000000), 2, "m2", "m2");
    explain(calc, "Mosteller: square root of (height in cm × weight in kg ÷ 3,600)");
    say_inputs(calc, names, 2);
    return true;
}
