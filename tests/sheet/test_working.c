/*
 * test_working.c - the calculation as it is written out. Every expected line was worked by hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "sample.h"

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct sample));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static bool is_there(const struct ifs_sheet *sheet, const char *line)
{
    for (int i = 0; i < sheet->working_count; i++) {
        if (strcmp(sheet->working[i], line) == 0) {
            return true;
        }
    }
    return false;
}

static void has(const struct ifs_sheet *sheet, const char *line)
{
    if (!is_there(sheet, line)) {
        for (int i = 0; i < sheet->working_count; i++) {
            print_message("    %s\n", sheet->working[i]);
        }
        fail_msg("not worked: %s", line);
    }
}

static void does_not_work(const struct ifs_sheet *sheet, const char *piece)
{
    for (int i = 0; i < sheet->working_count; i++) {
        assert_null(strstr(sheet->working[i], piece));
    }
}

/* ---- The dose ------------------------------------------------------------------------------------------------- */

static void the_plain_order(void **state)
{
    static const char *const lines[] = {
        "Cockcroft-Gault: (140 - 34) × 68 kg ÷ (72 × 0.8 mg/dL) × 0.85 = 106.4 mL/min",
        "usual dose, fixed: 1 g",
        "1 g ÷ 246.47 g/mol = 4.06 mmol",
        "1 g ÷ 246.47 g/mol × 2 = 8.11 mEq",
        "usual time: 15 min",
        "1 g ÷ 500 mg per mL = 2 mL",
        "2 mL ÷ 2 mL in each container: open 1",
        "100 mL + 2 mL = 102 mL",
        "102 mL ÷ 15 min × 60 = 408 mL per hour",
        "102 mL ÷ 408 mL per hour × 60 = 15 min",
        "1 g ÷ 15 min = 66.7 mg per minute",
        "1 g ÷ 102 mL = 9.8 mg per mL",
        "1 g ÷ 68 kg = 14.7 mg per kg",
        "Largest total in any 24 h, with 0 g given before: 1 g",
    };
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].doses = 1; /* given once: nothing is repeated */
    sample_build(sample);
    assert_int_equal(sample->sheet.working_count, sizeof lines / sizeof lines[0]);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_string_equal(sample->sheet.working[i], lines[i]);
    }
}

/* Two limits of one window: one total. The window of 48 h has its own. */
static void a_total_is_worked_once(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct limit library = sample->in_24h;
    struct limit longer = sample->in_24h;
    longer.kind = IFS_LIMIT_IN_48H;
    sample->plan.limits[4] = sample->plan.limits[3];
    sample->plan.limits[4].limit = &library;
    sample->plan.limits[5] = sample->plan.limits[3];
    sample->plan.limits[5].limit = &longer;
    sample->plan.limit_count = 6;
    sample_build(sample);
    int day = 0;
    for (int i = 0; i < sample->sheet.working_count; i++) {
        day += strstr(sample->sheet.working[i], "any 24 h") != NULL ? 1 : 0;
    }
    assert_int_equal(day, 1);
    has(&sample->sheet, "Largest total in any 48 h, with unknown given before: 1 g");
}

/* A total that is the first of all limits, and the same one again. */
static void a_total_before_all_other_limits(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.limits[0] = sample->plan.limits[3];
    sample->plan.limits[1] = sample->plan.limits[3];
    sample->plan.limit_count = 2;
    sample_build(sample);
    int day = 0;
    for (int i = 0; i < sample->sheet.working_count; i++) {
        day += strstr(sample->sheet.working[i], "any 24 h") != NULL ? 1 : 0;
    }
    assert_int_equal(day, 1);
}

/* A factor of one reduces nothing and is not written. One is written with all six decimals that it may have: 1 g x 0.123457. */
static void the_renal_factor(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->renal[0] = (struct renal_band){.infusion = -1, .factor = {1, 1}};
    sample->protocol.renal = sample->renal;
    sample->protocol.renal_count = 1;
    sample->plan.infusions[0].renal_band = 0;
    sample_build(sample);
    for (int i = 0; i < sample->sheet.working_count; i++) {
        assert_null(strstr(sample->sheet.working[i], "renal factor"));
    }
    sample->renal[0].factor = (ifs_ratio){1234567, 10000000};
    sample_build(sample);
    bool found = false;
    for (int i = 0; i < sample->sheet.working_count; i++) {
        found = found || strstr(sample->sheet.working[i], "1 g × 0.123457 (renal factor)") != NULL;
    }
    assert_true(found);
}

/* A salt of 246.475 g/mol: 1 g are 4.057 mmol. */
static void the_molar_mass(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->protocol.drug.salt.molar_mass_mg_per_mol = 246475;
    sample_build(sample);
    has(&sample->sheet, "1 g ÷ 246.475 g/mol = 4.06 mmol");
}

/* Of two phases each is named. */
static void two_phases(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->infusions[0].name = "loading";
    sample->infusions[1] = sample->infusions[0];
    sample->infusions[1].name = "maintenance";
    sample->protocol.infusion_count = 2;
    sample->plan.infusions[1] = sample->plan.infusions[0];
    sample->plan.infusions[1].rule = 1;
    sample->plan.infusion_count = 2;
    sample_build(sample);
    int loading = 0;
    int maintenance = 0;
    for (int i = 0; i < sample->sheet.working_count; i++) {
        loading += strstr(sample->sheet.working[i], "loading") != NULL ? 1 : 0;
        maintenance += strstr(sample->sheet.working[i], "maintenance") != NULL ? 1 : 0;
    }
    assert_int_equal(loading, 1);
    assert_int_equal(maintenance, 1);
}

/* Where something is given at all its figure is worked, however small: 1 uL per hour at a step of 1 uL, a drop a minute, a rule for doses up to 1 mcg. */
static void the_least_figures_are_worked(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    of->per_kg_mcg = ratio_whole(14700);
    sample->times[0].dose_to.mcg = 1;
    sample->site.pump_step.ul_per_h = 1;
    of->exact_flow_ul_per_h = ratio_make(3, 2);
    of->flow.ul_per_h = 1;
    of->most_mcg = ratio_whole(2000000);
    of->drops_per_min = 1;
    of->drop_factor = 10;
    sample_build(sample);
    has(&sample->sheet, "1 g ÷ 68 kg = 14.7 mg per kg");
    has(&sample->sheet, "usual time for doses up to 0.001 mg: 15 min");
    has(&sample->sheet, "0.0015 mL per hour rounded to the pump step of 0.001 mL per hour = 0.001 mL per hour");
    has(&sample->sheet, "102 mL ÷ 15 min × 10 drops per mL = 1 drops per minute");
    has(&sample->sheet, "102 mL × 10 drops per mL ÷ 1 drops per minute = 1,020 min");
    has(&sample->sheet, "counted at its highest step for the whole time: 2 g");
}

/* 40 mg per kg for 68 kg are 2,720 mg; half of it 1,360 mg; at most 1,200 mg; in steps of 500 mg 1 g. */
static void a_dose_for_weight(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->doses[0].basis = DOSE_PER_WEIGHT;
    sample->doses[0].usual = ratio_whole(40000);
    sample->doses[0].usual_text = "40 mg/kg";
    sample->doses[0].maximum = (struct limit){.kind = IFS_LIMIT_DOSE_MAX, .hard_max = {1200000, 1}};
    sample->renal[0] = (struct renal_band){.infusion = -1, .factor = {1, 2}, .factor_text = "0.5"};
    sample->protocol.renal = sample->renal;
    sample->protocol.renal_count = 1;
    sample->plan.infusions[0].renal_band = 0;
    sample->plan.infusions[0].cap = IFS_CAP_MAXIMUM;
    sample->plan.infusions[0].ideal_dose_mcg = ratio_whole(2720000);
    sample_build(sample);
    has(&sample->sheet, "40 mg per kg × 68 kg = 2,720 mg");
    has(&sample->sheet, "2,720 mg × 0.5 (renal factor) = 1,360 mg");
    has(&sample->sheet, "1,360 mg is greater than the maximum of 1,200 mg: 1,200 mg");
    has(&sample->sheet, "1,200 mg rounded down to a multiple of 500 mg = 1 g");
    assert_string_equal(sample->sheet.infusions[0].basis, "40 mg/kg");
    assert_string_equal(sample->sheet.infusions[0].basis_words, "40 mg per kg for 68 kg (actual weight)");
}

/* Devine, female, 165 cm: 45.5 + 2.3 × (64.96063 - 60) = 56.90945 kg; adjusted: 56.90945 + 0.4 × (68 - 56.90945)
 * = 61.34567 kg. */
static void the_weight_is_worked(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct renal_body body = {IFS_FEMALE, 1650, 68000};
    enum renal_weight used;
    sample->doses[0].basis = DOSE_PER_WEIGHT;
    sample->doses[0].usual = ratio_whole(10000);
    sample->doses[0].weight = RENAL_WEIGHT_ADJUSTED;
    sample->plan.infusions[0].weight_g = renal_weight_by(RENAL_WEIGHT_ADJUSTED, &body, &used);
    sample_build(sample);
    has(&sample->sheet, "ideal weight (Devine): 45.5 + 2.3 × (165 cm ÷ 2.54 - 60) = 56.909 kg");
    has(&sample->sheet, "adjusted weight: 56.909 kg + 0.4 × (68 kg - 56.909 kg) = 61.346 kg");
}

/* Devine, male, 180 cm: 50 + 2.3 × (70.8661 - 60) = 74.992 kg. Of 60 kg: 74.992 - 0.4 × (74.992 - 60) = 68.995 kg. */
static void a_man_below_his_ideal_weight(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct renal_body body = {IFS_MALE, 1800, 60000};
    enum renal_weight used;
    sample_answer(sample, "sex", "male");
    sample_answer(sample, "height", "180 cm");
    sample_answer(sample, "weight", "60 kg");
    sample->plan.infusions[0].weight_g = renal_weight_by(RENAL_WEIGHT_ADJUSTED, &body, &used);
    sample->doses[0].basis = DOSE_PER_WEIGHT;
    sample->doses[0].usual = ratio_whole(10000);
    sample->doses[0].weight = RENAL_WEIGHT_ADJUSTED;
    sample_build(sample);
    has(&sample->sheet, "ideal weight (Devine): 50 + 2.3 × (180 cm ÷ 2.54 - 60) = 74.992 kg");
    has(&sample->sheet, "adjusted weight: 74.992 kg - 0.4 × (74.992 kg - 60 kg) = 68.995 kg");
}

/* 59 mg per kg per hour for 68 kg and 15 min: 59 × 68 ÷ 4 = 1,003 mg. */
static void a_dose_rate_for_weight(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->doses[0].basis = DOSE_RATE_PER_WEIGHT;
    sample->doses[0].usual = ratio_whole(59000);
    sample->doses[0].usual_text = "59 mg/kg/h";
    sample->plan.infusions[0].ideal_dose_mcg = ratio_whole(1003000);
    sample_build(sample);
    has(&sample->sheet, "59 mg per kg per hour × 68 kg × 15 min = 1,003 mg");
    assert_string_equal(sample->sheet.infusions[0].basis_words, "59 mg per kg per hour for 68 kg (actual weight)");
    assert_memory_equal(sample->sheet.infusions[0].dose_range, "usual 59 mg per kg per hour; soft limit", 39);
}

/* The same for the adjusted weight of the_weight_is_worked: 59 × 61.34567 ÷ 4 = 904.8 mg. */
static void a_dose_rate_for_another_weight(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct renal_body body = {IFS_FEMALE, 1650, 68000};
    enum renal_weight used;
    sample->doses[0].basis = DOSE_RATE_PER_WEIGHT;
    sample->doses[0].usual = ratio_whole(59000);
    sample->doses[0].weight = RENAL_WEIGHT_ADJUSTED;
    sample->plan.infusions[0].weight_g = renal_weight_by(RENAL_WEIGHT_ADJUSTED, &body, &used);
    sample->plan.infusions[0].ideal_dose_mcg = ratio_whole(904800);
    sample_build(sample);
    has(&sample->sheet, "ideal weight (Devine): 45.5 + 2.3 × (165 cm ÷ 2.54 - 60) = 56.909 kg");
    has(&sample->sheet, "adjusted weight: 56.909 kg + 0.4 × (68 kg - 56.909 kg) = 61.346 kg");
    has(&sample->sheet, "59 mg per kg per hour × 61.346 kg × 15 min = 904.8 mg");
}

/* Of a usual dose of 1 g a renal function may allow 700 mg. */
static void a_maximum_for_the_renal_function(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->renal[0] = (struct renal_band){.infusion = -1, .factor = {1, 1}, .maximum = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = {700000, 1}}};
    sample->protocol.renal = sample->renal;
    sample->protocol.renal_count = 1;
    sample->plan.infusions[0].renal_band = 0;
    sample->plan.infusions[0].cap = IFS_CAP_RENAL;
    sample->plan.infusions[0].dose.mcg = 700000;
    sample_build(sample);
    has(&sample->sheet, "1 g is greater than the maximum of 700 mg for this renal function: 700 mg");
    does_not_work(&sample->sheet, "multiple of");
}

/* Three doses of 1 g are 3 g. At most 3 g: three doses fit, and that was the number anyway; at most 2 g: two. */
static void doses_up_to_a_total(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->infusions[0].repeat = (struct repeat){
        .every = {14400}, .doses = 3, .up_to = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = {3000000, 1}}};
    sample->plan.infusions[0].doses = 3;
    sample->plan.infusions[0].every.s = 14400;
    sample_build(sample);
    has(&sample->sheet, "1 g × 3 doses = 3 g");
    assert_false(is_there(&sample->sheet, "3 g ÷ 1 g, rounded down = 3 doses"));
    sample->infusions[0].repeat.up_to.hard_max = ratio_whole(2000000);
    sample->plan.infusions[0].doses = 2;
    sample_build(sample);
    has(&sample->sheet, "2 g ÷ 1 g, rounded down = 2 doses");
    has(&sample->sheet, "1 g × 2 doses = 2 g");
}

/* 2 g per hour of 9.8 mg per mL (1 g in 102 mL) are 204 mL per hour, 2.05 g per hour 209.1: at steps of 1 mL per hour 209. */
static void steps_of_the_pump(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    const struct step up = {.id = "up", .rate = {2000000, 1}, .when = sample_condition(sample, "systolic > 140 mmHg")};
    sample->infusions[0].steps = &up;
    sample->infusions[0].step_count = 1;
    sample->plan.step_count = 1;
    sample->plan.steps[0] = (ifs_step){
        .rate_mcg_per_h = {2000000, 1}, .exact_flow_ul_per_h = {204000, 1}, .flow = {204000}, .dose_mcg = {500000, 1}};
    sample_build(sample);
    has(&sample->sheet, "up: 2 g per hour ÷ 9.8 mg per mL = 204 mL per hour");
    assert_int_equal(sample->sheet.infusions[0].step_count, 1);
    assert_null(strstr(sample->sheet.working[sample->sheet.working_count - 2], "to the step of the pump"));
    sample->plan.steps[0].rate_mcg_per_h = ratio_whole(2050000);
    sample->plan.steps[0].exact_flow_ul_per_h = ratio_whole(209100);
    sample->plan.steps[0].flow.ul_per_h = 209000;
    sample_build(sample);
    has(&sample->sheet, "up: 2.05 g per hour ÷ 9.8 mg per mL = 209.1 mL per hour");
    has(&sample->sheet, "209.1 mL per hour, to the step of the pump: 209 mL per hour");
}

static void a_prescribed_dose_and_time(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].prescribed = true;
    sample->request.choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {1000000, 1}};
    sample->plan.infusions[0].prescribed_time = true;
    sample_build(sample);
    has(&sample->sheet, "prescribed dose: 1 g");
    has(&sample->sheet, "ordered time: 15 min");
    assert_false(is_there(&sample->sheet, "usual dose, fixed: 1 g"));
    assert_string_equal(sample->sheet.infusions[0].basis, "prescribed");
}

/* 4 g per hour for 15 min are 1 g. */
static void a_dose_rate(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->doses[0].basis = DOSE_RATE;
    sample->doses[0].usual = ratio_whole(4000000);
    sample_build(sample);
    has(&sample->sheet, "4 g per hour × 15 min = 1 g");
    sample->plan.infusions[0].prescribed = true;
    sample->request.choices[0] = (ifs_choice){.has_dose = true, .dose_is_rate = true, .dose_mcg = {4000000, 1}};
    sample_build(sample);
    has(&sample->sheet, "4 g per hour × 15 min = 1 g");
    sample->plan.infusions[0].prescribed = false;
    sample->times[0].usual.s = 0;
    sample->times[0].at = ratio_whole(4000000);
    sample_build(sample);
    has(&sample->sheet, "1 g ÷ 4 g per hour = 15 min, in whole minutes, rounded up");
}

/* ---- Rounding ------------------------------------------------------------------------------------------------- */

/* 1 g of 493 mg per mL are 2.0284 mL; marks of 0.1 mL: 2 mL, which are 986 mg; over 13 min 470.769 mL per hour, at
 * steps of 1 mL per hour 471; 102 mL at 471 mL per hour take 12.9936 min. */
static void rounding_is_shown(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    sample->products[0].strength = ratio_whole(493);
    sample->site.pump_step.ul_per_h = 1000;
    of->exact_draw_ul = ratio_make(1000000, 493);
    of->delivered_mcg = ratio_whole(986000);
    of->over.s = 780;
    of->exact_flow_ul_per_h = ratio_make(102000 * 60, 13);
    of->flow.ul_per_h = 471000;
    of->delivered_s = ratio_make(102 * 3600, 471);
    sample_build(sample);
    has(&sample->sheet, "1 g ÷ 493 mg per mL = 2.028 mL");
    has(&sample->sheet, "2.028 mL rounded to the syringe mark of 0.1 mL = 2 mL");
    has(&sample->sheet, "2 mL × 493 mg per mL = 986 mg");
    has(&sample->sheet, "102 mL ÷ 13 min × 60 = 470.8 mL per hour");
    has(&sample->sheet, "470.8 mL per hour rounded to the pump step of 1 mL per hour = 471 mL per hour");
    has(&sample->sheet, "102 mL ÷ 471 mL per hour × 60 = 12.9936 min");
    of->draw_inward = true;
    of->flow_inward = true;
    sample_build(sample);
    has(&sample->sheet, "2.028 mL rounded to the syringe mark of 0.1 mL that keeps the limits = 2 mL");
    has(&sample->sheet,
        "470.8 mL per hour rounded to the pump step of 1 mL per hour that keeps the limits = 471 mL per hour");
}

static void each_additive_rule(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].total_ul = ratio_whole(100000);
    sample->plan.infusions[0].diluent_volume.ul = 98000;
    sample->containers[0].additive = ADDITIVE_REPLACED;
    sample_build(sample);
    has(&sample->sheet, "100 mL - 2 mL + 2 mL = 100 mL");
    does_not_work(&sample->sheet, "of diluent"); /* that is another way to make it */
    sample->containers[0].additive = ADDITIVE_MADE_UP;
    sample_build(sample);
    has(&sample->sheet, "100 mL - 2 mL = 98 mL of diluent");
}

/* 102 mL in 15 min with 10 drops per mL: 68 drops per minute. */
static void drops_are_worked(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].device = IFS_GRAVITY;
    sample->plan.infusions[0].drops_per_min = 68;
    sample->plan.infusions[0].drop_factor = 10;
    sample_build(sample);
    has(&sample->sheet, "102 mL ÷ 15 min × 10 drops per mL = 68 drops per minute");
}

/* ---- Renal function ------------------------------------------------------------------------------------------- */

/* 71 umol/L: (140 - 34) × 68 × 88.42 / (72 × 71) × 0.85 = 105.97; 71 / 88.42 = 0.80299 mg/dL; body surface of 165 cm
 * and 68 kg: sqrt(3.116667) = 1.765408. Schwartz: 0.413 × 165 / 0.80299 = 84.8628. */
static void estimates_are_worked(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_answer(sample, "creatinine", "71 umol/L");
    ifs_derived *derived = &sample->plan.derived;
    int64_t indexed = renal_ckd_epi_2021(IFS_FEMALE, 34, 710000);
    derived->estimates[0].clearance = renal_cockcroft_gault(IFS_FEMALE, 34, ratio_whole(68000), 710000);
    derived->estimates[1] = (ifs_estimate){
        .method = IFS_ESTIMATE_CKD_EPI_2021, .clearance = renal_deindex(indexed, 1650, 68000), .deindexed = true};
    derived->estimates[2] = (ifs_estimate){.method = IFS_ESTIMATE_SCHWARTZ, .clearance = renal_schwartz(1650, 710000)};
    derived->estimate_count = 3;
    derived->lowest = 2;
    derived->crcl = derived->estimates[2].clearance;
    sample_build(sample);
    has(&sample->sheet, "Cockcroft-Gault: (140 - 34) × 68 kg × 88.42 ÷ (72 × 71 umol/L) × 0.85 = 106 mL/min");
    has(&sample->sheet, "creatinine: 71 umol/L ÷ 88.42 = 0.803 mg/dL");
    has(&sample->sheet, "body surface (Mosteller): square root of (165 cm × 68 kg ÷ 3,600) = 1.7654 m2");
    has(&sample->sheet, "bedside Schwartz: 0.413 × 165 cm ÷ 0.803 mg/dL = 84.9 mL/min");
    has(&sample->sheet, "lowest estimate, which counts: 84.9 mL/min");
    /* in floating point: 142 × (0.8029857 ÷ 0.7)^-1.2 × 0.9938^34 × 1.012 = 98.65131, × 1.765408 ÷ 1.73 = 100.6704 */
    has(&sample->sheet,
        "CKD-EPI 2021: 142 × min(0.803 mg/dL ÷ 0.7, 1)^-0.241 × max(0.803 mg/dL ÷ 0.7, 1)^-1.2 × 0.9938^34 × 1.012 = "
        "98.651 mL/min/1.73 m2");
    has(&sample->sheet, "98.651 mL/min/1.73 m2 × 1.7654 m2 ÷ 1.73 m2 = 100.7 mL/min");
}

/* 75 / 88.42 = 0.84822 mg/dL. Two estimates: the lower one counts. */
static void four_decimals_of_a_creatinine(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_answer(sample, "creatinine", "75 umol/L");
    ifs_derived *derived = &sample->plan.derived;
    derived->estimates[0] = (ifs_estimate){.method = IFS_ESTIMATE_REPORTED_CRCL, .clearance = 90 * RENAL_PER_ML_PER_MIN};
    derived->estimates[1] = (ifs_estimate){.method = IFS_ESTIMATE_SCHWARTZ, .clearance = renal_schwartz(1650, 750000)};
    derived->estimate_count = 2;
    derived->lowest = 1;
    derived->crcl = derived->estimates[1].clearance; /* 0.413 × 165 / 0.84822 = 80.34 */
    sample_build(sample);
    has(&sample->sheet, "creatinine: 75 umol/L ÷ 88.42 = 0.8482 mg/dL");
    has(&sample->sheet, "lowest estimate, which counts: 80.3 mL/min");
    does_not_work(&sample->sheet, "renal category"); /* nobody gave one */
}

/* For the ideal weight of the_weight_is_worked: 106 × 56.90945 ÷ (72 × 0.8) × 0.85 = 89.02. */
static void a_clearance_for_another_weight(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct renal_body body = {IFS_FEMALE, 1650, 68000};
    enum renal_weight used;
    ifs_estimate *estimate = &sample->plan.derived.estimates[0];
    estimate->weight = IFS_WEIGHT_IDEAL;
    estimate->weight_g = renal_weight_by(RENAL_WEIGHT_IDEAL, &body, &used);
    estimate->clearance = renal_cockcroft_gault(IFS_FEMALE, 34, estimate->weight_g, 8 * 88420);
    sample_build(sample);
    assert_string_equal(sample->sheet.working[0], "ideal weight (Devine): 45.5 + 2.3 × (165 cm ÷ 2.54 - 60) = 56.909 kg");
    assert_string_equal(sample->sheet.working[1], "Cockcroft-Gault: (140 - 34) × 56.909 kg ÷ (72 × 0.8 mg/dL) × 0.85 = 89 mL/min");
}

/* sqrt(150 × 68 / 3600) = 1.683250 8, sqrt(150 × 114 / 3600) = 2.179449 47: with four decimals on either side of a half. 75 × 1.68325 / 1.73 = 72.97. */
static void a_reported_figure_for_the_whole_body(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_answer(sample, "height", "150 cm");
    sample_answer(sample, "egfr", "75 mL/min/1.73m2");
    ifs_derived *derived = &sample->plan.derived;
    int64_t indexed = 75 * RENAL_PER_ML_PER_MIN;
    derived->estimates[0] =
        (ifs_estimate){.method = IFS_ESTIMATE_REPORTED_EGFR, .clearance = renal_deindex(indexed, 1500, 68000), .deindexed = true};
    derived->crcl = derived->estimates[0].clearance;
    sample_build(sample);
    has(&sample->sheet, "body surface (Mosteller): square root of (150 cm × 68 kg ÷ 3,600) = 1.6833 m2");
    has(&sample->sheet, "75 mL/min/1.73 m2 × 1.6833 m2 ÷ 1.73 m2 = 73 mL/min");
    sample_answer(sample, "weight", "114 kg");
    sample_build(sample);
    has(&sample->sheet, "body surface (Mosteller): square root of (150 cm × 114 kg ÷ 3,600) = 2.1794 m2");
    derived->estimates[0].deindexed = false;
    sample_build(sample);
    for (int i = 0; i < sample->sheet.working_count; i++) {
        assert_null(strstr(sample->sheet.working[i], "body surface"));
    }
}

/* 142 × (1.7 ÷ 0.9)^-1.2 × 0.9938^81 = 39.999912 in floating point. With three decimals it would stand on the wrong side of a band that
 * begins at 40: it is worked on with four. */
static void an_estimate_near_an_edge(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    (void)sample_condition(sample, "egfr < 40 mL/min/1.73m2");
    sample_answer(sample, "sex", "male");
    sample_answer(sample, "age", "81 y");
    sample_answer(sample, "creatinine", "1.7 mg/dL");
    ifs_derived *derived = &sample->plan.derived;
    int64_t indexed = renal_ckd_epi_2021(IFS_MALE, 81, 17 * 88420);
    derived->estimates[0] = (ifs_estimate){
        .method = IFS_ESTIMATE_CKD_EPI_2021, .clearance = renal_deindex(indexed, 1650, 68000), .deindexed = true};
    derived->estimate_count = 1;
    derived->crcl = derived->estimates[0].clearance;
    sample_build(sample);
    has(&sample->sheet, "CKD-EPI 2021: 142 × min(1.7 mg/dL ÷ 0.9, 1)^-0.302 × max(1.7 mg/dL ÷ 0.9, 1)^-1.2 × 0.9938^81 = "
                        "39.9999 mL/min/1.73 m2");
}

static void reported_and_by_category(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_answer(sample, "renal", "moderate");
    sample_answer(sample, "egfr", "75 mL/min/1.73m2");
    ifs_derived *derived = &sample->plan.derived;
    derived->estimates[0] =
        (ifs_estimate){.method = IFS_ESTIMATE_REPORTED_CRCL, .clearance = 70 * RENAL_PER_ML_PER_MIN};
    derived->estimates[1] =
        (ifs_estimate){.method = IFS_ESTIMATE_REPORTED_EGFR, .clearance = 75 * RENAL_PER_ML_PER_MIN};
    derived->estimates[2] = (ifs_estimate){.method = IFS_ESTIMATE_CATEGORY, .clearance = 30 * RENAL_PER_ML_PER_MIN};
    derived->estimate_count = 3;
    derived->lowest = 2;
    derived->crcl = 30 * RENAL_PER_ML_PER_MIN;
    sample_build(sample);
    has(&sample->sheet, "creatinine clearance reported by a laboratory: 70 mL/min");
    has(&sample->sheet, "eGFR reported by a laboratory: 75 mL/min/1.73 m2");
    has(&sample->sheet, "renal category moderate, taken at the worst of its band: 30 mL/min");
}

static void without_an_order_only_renal_function_is_worked(void **state)
{
    struct sample *sample = *state;
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE};
    for (size_t i = 0; i < 2; i++) {
        sample_verdict(sample, verdicts[i]);
        sample_build(sample);
        assert_int_equal(sample->sheet.working_count, 1);
        assert_memory_equal(sample->sheet.working[0], "Cockcroft-Gault", 15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_order),
        cmocka_unit_test(a_total_is_worked_once),
        cmocka_unit_test(a_total_before_all_other_limits),
        cmocka_unit_test(the_renal_factor),
        cmocka_unit_test(the_molar_mass),
        cmocka_unit_test(two_phases),
        cmocka_unit_test(the_least_figures_are_worked),
        cmocka_unit_test(four_decimals_of_a_creatinine),
        cmocka_unit_test(a_reported_figure_for_the_whole_body),
        cmocka_unit_test(a_dose_for_weight),
        cmocka_unit_test(the_weight_is_worked),
        cmocka_unit_test(a_man_below_his_ideal_weight),
        cmocka_unit_test(a_dose_rate_for_weight),
        cmocka_unit_test(a_dose_rate_for_another_weight),
        cmocka_unit_test(a_maximum_for_the_renal_function),
        cmocka_unit_test(a_clearance_for_another_weight),
        cmocka_unit_test(doses_up_to_a_total),
        cmocka_unit_test(steps_of_the_pump),
        cmocka_unit_test(an_estimate_near_an_edge),
        cmocka_unit_test(a_prescribed_dose_and_time),
        cmocka_unit_test(a_dose_rate),
        cmocka_unit_test(rounding_is_shown),
        cmocka_unit_test(each_additive_rule),
        cmocka_unit_test(drops_are_worked),
        cmocka_unit_test(estimates_are_worked),
        cmocka_unit_test(reported_and_by_category),
        cmocka_unit_test(without_an_order_only_renal_function_is_worked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
