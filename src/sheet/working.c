/*
 * working.c - the calculation, step by step, so that a second person can repeat it with a pencil.
 *
 * Decides which steps are written and how: every figure of the order follows from the line above it or from an answer.
 * The invariants: a step that changes nothing (a rounding of a round figure, a factor of one) is left out; where there
 * is no order only the estimates of renal function are worked.
 *
 * The results are the engine's, never computed anew here; only what stands between two of them is (body surface, the
 * ideal weight), by the engine's own functions.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

#define MONTHS_PER_YEAR 12
#define PUMP_STEP_UL_PER_H 100 /* without a site file */
#define SURFACE_PER_M2 1000000

static ifs_ratio whole(int64_t number)
{
    return ratio_whole(number);
}

static bool differs(ifs_ratio a, ifs_ratio b)
{
    return ratio_compare(a, b) != 0;
}

static int64_t answer(const struct build *build, int fact)
{
    return build->request->answer[fact];
}

/* ---- Weights -------------------------------------------------------------------------------------------------- */

static void work_ideal(struct build *build, ifs_ratio ideal)
{
    const char *sentence = answer(build, IFS_FACT_SEX) == IFS_MALE ? words.work_ideal_male : words.work_ideal_female;
    const char *const pieces[] = {build_fact_words(build, IFS_FACT_HEIGHT), build_weight(build, ideal)};
    build_add_working(build, sentence, pieces);
}

static void work_adjusted(struct build *build, ifs_ratio ideal, ifs_ratio adjusted)
{
    ifs_ratio actual = whole(answer(build, IFS_FACT_WEIGHT));
    bool below = ratio_compare(actual, ideal) < 0;
    const char *a = build_weight(build, actual);
    const char *i = build_weight(build, ideal);
    const char *result = build_weight(build, adjusted);
    if (below) {
        build_add_working(build, words.work_adjusted_below, (const char *const[]){i, i, a, result});
    } else {
        build_add_working(build, words.work_adjusted, (const char *const[]){i, a, i, result});
    }
}

/* How the weight that is used follows from the one that was measured: where it is another, sex and height are known. */
static void work_weight(struct build *build, ifs_ratio used)
{
    ifs_ratio ideal;
    if (!differs(used, whole(answer(build, IFS_FACT_WEIGHT)))) {
        return;
    }
    claim(renal_ideal_weight((ifs_sex)answer(build, IFS_FACT_SEX), answer(build, IFS_FACT_HEIGHT), &ideal));
    work_ideal(build, ideal);
    if (differs(used, ideal)) {
        work_adjusted(build, ideal, used);
    }
}

/* ---- Renal function ------------------------------------------------------------------------------------------- */

static bool in_umol(const struct build *build)
{
    return build->request->unit[IFS_FACT_CREATININE] == quantity_unit_index("umol/L", IFS_CREATININE);
}

static const char *years(struct build *build)
{
    return build_whole(build, answer(build, IFS_FACT_AGE) / MONTHS_PER_YEAR);
}

/* The creatinine in mg/dL, with the step that leads there. */
static const char *creatinine_mg_per_dl(struct build *build)
{
    const char *given = build_fact_words(build, IFS_FACT_CREATININE);
    if (!in_umol(build)) {
        return given;
    }
    int unit = quantity_unit_index("mg/dL", IFS_CREATININE);
    const char *converted = build_in_unit(build, whole(answer(build, IFS_FACT_CREATININE)), unit, 4);
    build_add_working(build, words.work_creatinine, (const char *const[]){given, converted});
    return converted;
}

static void work_cockcroft_gault(struct build *build, const ifs_estimate *estimate, const char *result)
{
    work_weight(build, estimate->weight_g);
    const char *factor = answer(build, IFS_FACT_SEX) == IFS_FEMALE ? words.work_female : "";
    const char *const pieces[] = {years(build), build_weight(build, estimate->weight_g),
                                  build_fact_words(build, IFS_FACT_CREATININE), factor, result};
    build_add_working(build, in_umol(build) ? words.work_cockcroft_umol : words.work_cockcroft, pieces);
}

/* From a figure for 1.73 m2 to the body of this patient. */
static void work_deindexed(struct build *build, const char *indexed, const char *result)
{
    int64_t surface = renal_body_surface(answer(build, IFS_FACT_HEIGHT), answer(build, IFS_FACT_WEIGHT));
    const char *surface_words = build_number(build, ratio_make(surface, SURFACE_PER_M2), 4);
    const char *height = build_fact_words(build, IFS_FACT_HEIGHT);
    const char *weight = build_fact_words(build, IFS_FACT_WEIGHT);
    build_add_working(build, words.work_surface, (const char *const[]){height, weight, surface_words});
    build_add_working(build, words.work_deindexed, (const char *const[]){indexed, surface_words, result});
}

/* With three decimals where it is calculated on, and with more where it stands near the edge of a band. */
static const char *indexed_words(struct build *build, int64_t indexed, bool goes_on)
{
    const char *number = build_clearance(build, indexed, SLOT_EGFR);
    const char *finer = build_number(build, ratio_make(indexed, RENAL_PER_ML_PER_MIN), 3);
    bool fine_enough = !goes_on || text_length(number) >= text_length(finer);
    return build_say_one(build, words.ml_per_min_indexed, fine_enough ? number : finer);
}

static void work_ckd_epi(struct build *build, const ifs_estimate *estimate, const char *result)
{
    ifs_sex sex = (ifs_sex)answer(build, IFS_FACT_SEX);
    int64_t age = answer(build, IFS_FACT_AGE) / MONTHS_PER_YEAR;
    const char *creatinine = creatinine_mg_per_dl(build);
    int64_t exact = renal_ckd_epi_2021(sex, age, answer(build, IFS_FACT_CREATININE));
    const char *indexed = indexed_words(build, exact, estimate->deindexed);
    build_add_working(build, sex == IFS_FEMALE ? words.work_ckd_epi_female : words.work_ckd_epi_male,
                      (const char *const[]){creatinine, creatinine, years(build), indexed});
    if (estimate->deindexed) {
        work_deindexed(build, indexed, result);
    }
}

static void work_schwartz(struct build *build, const char *result)
{
    const char *creatinine = creatinine_mg_per_dl(build);
    const char *height = build_fact_words(build, IFS_FACT_HEIGHT);
    build_add_working(build, words.work_schwartz, (const char *const[]){height, creatinine, result});
}

static void work_reported_egfr(struct build *build, const ifs_estimate *estimate, const char *result)
{
    const char *indexed = build_fact_words(build, IFS_FACT_EGFR);
    build_add_working(build, words.work_reported, (const char *const[]){wording_method(estimate->method), indexed});
    if (estimate->deindexed) {
        work_deindexed(build, indexed, result);
    }
}

static void work_estimate(struct build *build, int index)
{
    const ifs_estimate *estimate = &build->plan->derived.estimates[index];
    const char *result = build->sheet->estimates[index].text;
    claim(estimate->method < IFS_ESTIMATE_COUNT);
    switch (estimate->method) {
    case IFS_ESTIMATE_REPORTED_CRCL:
        build_add_working(build, words.work_reported, (const char *const[]){wording_method(estimate->method), result});
        break;
    case IFS_ESTIMATE_COCKCROFT_GAULT:
        work_cockcroft_gault(build, estimate, result);
        break;
    case IFS_ESTIMATE_REPORTED_EGFR:
        work_reported_egfr(build, estimate, result);
        break;
    case IFS_ESTIMATE_CKD_EPI_2021:
        work_ckd_epi(build, estimate, result);
        break;
    case IFS_ESTIMATE_SCHWARTZ:
        work_schwartz(build, result);
        break;
    case IFS_ESTIMATE_CATEGORY:
    case IFS_ESTIMATE_COUNT:
        build_add_working(build, words.work_category,
                          (const char *const[]){build_fact_words(build, IFS_FACT_RENAL), result});
        break;
    }
}

static void work_renal(struct build *build)
{
    const ifs_derived *derived = &build->plan->derived;
    for (int i = 0; i < derived->estimate_count; i++) {
        work_estimate(build, i);
    }
    if (derived->crcl_known && derived->estimate_count > 1) {
        build_add_working(build, words.work_lowest, &build->sheet->crcl.text);
    }
}

/* ---- Dose ----------------------------------------------------------------------------------------------------- */

struct steps {
    const ifs_infusion *of;
    const struct infusion_rule *rule;
    const struct dose_rule *dose_rule;
    const struct container *container;
};

static const char *time_words(struct build *build, const ifs_infusion *of)
{
    return build_duration(build, whole(of->over.s));
}

static void work_prescribed(struct build *build, const struct steps *steps, const char *dose)
{
    const ifs_choice *choice = &build->request->choices[steps->of->rule];
    if (choice->dose_is_rate) {
        const char *rate = build_dose_rate(build, choice->dose_mcg);
        build_add_working(build, words.work_rate, (const char *const[]){rate, time_words(build, steps->of), dose});
    } else {
        build_add_working(build, words.work_prescribed, &dose);
    }
}

static void work_basis(struct build *build, const struct steps *steps, const char *ideal)
{
    const struct dose_rule *rule = steps->dose_rule;
    const char *time = time_words(build, steps->of);
    claim(rule->basis != DOSE_BY_PRESCRIBER); /* that is worked as a prescribed one */
    switch (rule->basis) {
    case DOSE_BY_PRESCRIBER:
    case DOSE_FIXED:
        build_add_working(build, words.work_fixed, &ideal);
        break;
    case DOSE_PER_WEIGHT:
        work_weight(build, steps->of->weight_g);
        build_add_working(build, words.work_product,
                          (const char *const[]){build_per_weight(build, rule->usual),
                                                build_weight(build, steps->of->weight_g), ideal});
        break;
    case DOSE_RATE:
        build_add_working(build, words.work_rate,
                          (const char *const[]){build_dose_rate(build, rule->usual), time, ideal});
        break;
    case DOSE_RATE_PER_WEIGHT:
        work_weight(build, steps->of->weight_g);
        build_add_working(build, words.work_rate_per_weight,
                          (const char *const[]){build_rate_per_weight(build, rule->usual),
                                                build_weight(build, steps->of->weight_g), time, ideal});
        break;
    }
}

/* The renal factor of the band, where there is one; the dose that follows from it. */
static ifs_ratio work_factor(struct build *build, const struct steps *steps, ifs_ratio dose)
{
    if (steps->of->renal_band < 0) {
        return dose;
    }
    const struct renal_band *band = &build->protocol->renal[steps->of->renal_band];
    if (!differs(band->factor, whole(1))) {
        return dose;
    }
    ifs_ratio reduced = build_times(build, dose, band->factor);
    const char *factor = build_number(build, band->factor, 6);
    build_add_working(build, words.work_factor,
                      (const char *const[]){build_dose(build, dose), factor, build_dose(build, reduced)});
    return reduced;
}

static ifs_ratio work_cap(struct build *build, const struct steps *steps, ifs_ratio dose)
{
    ifs_ratio most = {0, 0};
    switch (steps->of->cap) {
    case IFS_CAP_NONE:
        break;
    case IFS_CAP_MAXIMUM:
        most = steps->dose_rule->maximum.hard_max;
        break;
    case IFS_CAP_RENAL:
        claim(steps->of->renal_band >= 0);
        most = build->protocol->renal[steps->of->renal_band].maximum.hard_max;
        break;
    }
    if (most.den <= 0) {
        return dose;
    }
    const char *figure = build_limit_figure(build, IFS_LIMIT_DOSE, dose, most);
    const char *words_of_most = build_dose(build, most);
    const char *sentence = steps->of->cap == IFS_CAP_RENAL ? words.work_cap_renal : words.work_cap;
    build_add_working(build, sentence, (const char *const[]){figure, words_of_most, words_of_most});
    return most;
}

static void work_step(struct build *build, const struct steps *steps, ifs_ratio dose)
{
    if (!differs(dose, whole(steps->of->dose.mcg))) {
        return;
    }
    const char *before = build_limit_figure(build, IFS_LIMIT_DOSE, dose, whole(steps->of->dose.mcg));
    const char *after = build_dose(build, whole(steps->of->dose.mcg));
    const char *step = build_dose(build, whole(steps->dose_rule->step.mcg));
    const char *way = wording_rounding(steps->dose_rule->rounding);
    build_add_working(build, words.work_step, (const char *const[]){before, way, step, after});
}

static void work_moles(struct build *build, const struct steps *steps, const struct sheet_infusion *row)
{
    const ifs_salt *salt = &build->protocol->drug.salt;
    const char *dose = build_mass(build, whole(steps->of->dose.mcg));
    const char *molar = build_number(build, ratio_make(salt->molar_mass_mg_per_mol, 1000), 3);
    const char *valence = build_whole(build, salt->valence);
    build_add_working(build, words.work_mmol, (const char *const[]){dose, molar, row->dose_mmol});
    build_add_working(build, words.work_meq, (const char *const[]){dose, molar, valence, row->dose_meq});
}

static void work_dose(struct build *build, const struct steps *steps)
{
    ifs_ratio dose = steps->of->ideal_dose_mcg;
    if (steps->of->prescribed) {
        work_prescribed(build, steps, build_dose(build, whole(steps->of->dose.mcg)));
        return;
    }
    work_basis(build, steps, build_dose(build, dose));
    dose = work_factor(build, steps, dose);
    dose = work_cap(build, steps, dose);
    work_step(build, steps, dose);
}

static void work_time(struct build *build, const struct steps *steps)
{
    const ifs_infusion *of = steps->of;
    const char *time = time_words(build, of);
    if (of->prescribed_time) {
        build_add_working(build, words.work_time_prescribed, &time);
        return;
    }
    claim(of->time_rule >= 0);
    claim(of->time_rule < steps->rule->time_count);
    const struct time_rule *rule = &steps->rule->times[of->time_rule];
    if (rule->at.den > 0) {
        const char *dose = build_mass(build, whole(of->dose.mcg));
        build_add_working(build, words.work_time_at,
                          (const char *const[]){dose, build_dose_rate(build, rule->at), time});
    } else if (rule->dose_to.mcg > 0) {
        const char *most = build_mass(build, whole(rule->dose_to.mcg));
        build_add_working(build, words.work_time_to, (const char *const[]){most, time});
    } else {
        build_add_working(build, words.work_time, &time);
    }
}

/* ---- Preparation ---------------------------------------------------------------------------------------------- */

static void work_draw(struct build *build, const struct steps *steps)
{
    const ifs_infusion *of = steps->of;
    const struct product *product = steps->container->product;
    bool premixed = steps->container->additive == ADDITIVE_PREMIXED;
    const char *dose = build_mass(build, whole(of->dose.mcg));
    const char *strength = build_concentration(build, product->strength);
    const char *exact = build_volume(build, premixed ? of->total_ul : of->exact_draw_ul);
    const char *draw = premixed ? exact : build_volume(build, whole(of->draw.ul));
    build_add_working(build, words.work_quotient, (const char *const[]){dose, strength, exact});
    if (!premixed && differs(of->exact_draw_ul, whole(of->draw.ul))) {
        const char *mark = build_volume(build, whole(of->graduation.ul));
        const char *shown = build_limit_figure(build, IFS_LIMIT_VOLUME, of->exact_draw_ul, whole(of->draw.ul));
        const char *sentence = of->draw_inward ? words.work_draw_inward : words.work_draw;
        build_add_working(build, sentence, (const char *const[]){shown, mark, draw});
        build_add_working(build, words.work_product,
                          (const char *const[]){draw, strength, build_mass(build, of->delivered_mcg)});
    }
    const char *each = build_volume(build, whole(product->volume.ul));
    build_add_working(build, words.work_containers,
                      (const char *const[]){draw, each, build_whole(build, of->containers)});
}

static void work_total(struct build *build, const struct steps *steps)
{
    const char *bag = build_volume(build, whole(steps->container->volume.ul));
    const char *draw = build_volume(build, whole(steps->of->draw.ul));
    const char *total = build_volume(build, steps->of->total_ul);
    const char *diluent = build_volume(build, whole(steps->of->diluent_volume.ul));
    switch (steps->container->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        break;
    case ADDITIVE_ADDED:
        build_add_working(build, words.work_added, (const char *const[]){bag, draw, total});
        break;
    case ADDITIVE_REPLACED:
        build_add_working(build, words.work_replaced, (const char *const[]){bag, draw, draw, total});
        break;
    case ADDITIVE_MADE_UP:
        build_add_working(build, words.work_made_up, (const char *const[]){total, draw, diluent});
        break;
    }
}

/* ---- Running it ----------------------------------------------------------------------------------------------- */

static const char *minutes(struct build *build, ifs_ratio s)
{
    return build_number(build, build_over(build, s, whole(60)), 4);
}

/* Never written like the flow it is rounded to. */
static const char *exact_flow(struct build *build, ifs_ratio exact, ifs_ratio flow)
{
    const char *usual = build_flow(build, exact);
    bool alike = differs(exact, flow) && text_equal(usual, build_flow(build, flow));
    return alike ? build_in_unit(build, exact, quantity_unit_index("mL/h", IFS_FLOW), 6) : usual;
}

static void work_flow(struct build *build, const struct steps *steps)
{
    const ifs_infusion *of = steps->of;
    const ifs_site *site = build->request->site;
    int64_t step = site != NULL && site->pump_step.ul_per_h > 0 ? site->pump_step.ul_per_h : PUMP_STEP_UL_PER_H;
    ifs_ratio flow = whole(of->flow.ul_per_h);
    const char *total = build_volume(build, of->total_ul);
    const char *exact = exact_flow(build, of->exact_flow_ul_per_h, flow);
    build_add_working(build, words.work_flow, (const char *const[]){total, minutes(build, whole(of->over.s)), exact});
    if (differs(of->exact_flow_ul_per_h, flow)) {
        const char *sentence = of->flow_inward ? words.work_flow_inward : words.work_flow_step;
        build_add_working(build, sentence,
                          (const char *const[]){exact, build_flow(build, whole(step)), build_flow(build, flow)});
    }
    const char *const pieces[] = {total, build_flow(build, flow), minutes(build, of->delivered_s)};
    build_add_working(build, words.work_delivered_time, pieces);
}

static void work_drops(struct build *build, const ifs_infusion *of)
{
    const char *const pieces[] = {build_volume(build, of->total_ul), minutes(build, whole(of->over.s)),
                                  build_whole(build, of->drop_factor), build_whole(build, of->drops_per_min)};
    build_add_working(build, words.work_drops, pieces);
}

/* What the counted drops take, and what a hand gives in a minute: both stand on the nurse's page. */
static void work_counted(struct build *build, const ifs_infusion *of)
{
    const char *total = build_volume(build, of->total_ul);
    if (of->drops_per_min > 0) {
        ifs_ratio drops = build_times(build, of->total_ul, ratio_make(of->drop_factor, 1000));
        const char *time = build_number(build, build_over(build, drops, whole(of->drops_per_min)), 4);
        build_add_working(build, words.work_drops_time,
                          (const char *const[]){total, build_whole(build, of->drop_factor),
                                                build_whole(build, of->drops_per_min), time});
    }
    if (of->device == IFS_HAND && of->sites == 0) {
        const char *time = minutes(build, whole(of->over.s));
        build_add_working(build, words.work_hand_flow, (const char *const[]){total, time, build_hand_flow(build, of)});
    }
}

/* Where the speed is limited for the weight. */
static void work_speed_for_weight(struct build *build, const ifs_infusion *of)
{
    const char *delivered = build_limit_delivered(build, of->rule, IFS_LIMIT_SPEED_PER_KG);
    if (delivered != NULL) {
        const char *rate = build_dose_rate(build, of->speed_mcg_per_h);
        build_add_working(build, words.work_quotient,
                          (const char *const[]){rate, build_weight(build, of->weight_g), delivered});
    }
}

static void work_running(struct build *build, const struct steps *steps)
{
    const ifs_infusion *of = steps->of;
    const char *delivered = build_mass(build, of->delivered_mcg);
    if (of->flow.ul_per_h > 0) {
        work_flow(build, steps);
    }
    if (of->drops_per_min > 0) {
        work_drops(build, of);
    }
    work_counted(build, of);
    if (of->sites > 0) {
        const char *const pieces[] = {build_volume(build, of->total_ul), build_whole(build, of->sites),
                                      build_volume(build, of->site_ul)};
        build_add_working(build, words.work_sites, pieces);
    } else {
        const char *time = minutes(build, of->delivered_s);
        build_add_working(build, words.work_speed,
                          (const char *const[]){delivered, time, build_speed(build, of->speed_mcg_per_h)});
        work_speed_for_weight(build, of);
    }
    build_add_working(build, words.work_quotient,
                      (const char *const[]){delivered, build_volume(build, of->total_ul),
                                            build_concentration(build, of->concentration_mcg_per_ul)});
    if (of->per_kg_mcg.den > 0) {
        build_add_working(build, words.work_quotient,
                          (const char *const[]){delivered, build_weight(build, of->weight_g),
                                                build_per_weight(build, of->per_kg_mcg)});
    }
}

static void work_repeat(struct build *build, const struct steps *steps)
{
    const ifs_infusion *of = steps->of;
    const struct repeat *repeat = &steps->rule->repeat;
    if (of->doses <= 1) {
        return;
    }
    const char *doses = build_whole(build, of->doses);
    if (repeat->up_to.hard_max.den > 0 && of->doses != repeat->doses) {
        build_add_working(build, words.work_up_to,
                          (const char *const[]){build_dose(build, repeat->up_to.hard_max),
                                                build_dose(build, of->delivered_mcg), doses});
    }
    ifs_ratio all = build_times(build, of->delivered_mcg, whole(of->doses));
    const char *each = build_limit_figure(build, IFS_LIMIT_DOSE, of->delivered_mcg, whole(of->dose.mcg));
    build_add_working(build, words.work_doses, (const char *const[]){each, doses, build_dose(build, all)});
}

static void work_titration(struct build *build, const ifs_infusion *of)
{
    for (int i = 0; i < build->plan->step_count; i++) {
        const ifs_step *step = &build->plan->steps[i];
        if (step->infusion == of->rule) {
            ifs_ratio flow = whole(step->flow.ul_per_h);
            const char *exact = exact_flow(build, step->exact_flow_ul_per_h, flow);
            const char *const pieces[] = {build->protocol->infusions[of->rule].steps[step->step].id,
                                          build_dose_rate(build, step->rate_mcg_per_h),
                                          build_concentration(build, of->concentration_mcg_per_ul), exact};
            build_add_working(build, words.work_titration, pieces);
            if (differs(step->exact_flow_ul_per_h, flow)) {
                const char *const rounded[] = {exact, build_flow(build, flow)};
                build_add_working(build, words.work_titration_step, rounded);
            }
        }
    }
    if (of->most_mcg.den > 0) {
        const char *most = build_total(build, of->most_mcg);
        build_add_working(build, words.work_highest, &most);
    }
}

static void work_infusion(struct build *build, int index)
{
    const ifs_infusion *of = &build->plan->infusions[index];
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    const struct steps steps = {
        .of = of,
        .rule = rule,
        .dose_rule = &rule->doses[of->dose_rule],
        .container = &rule->containers[of->container],
    };
    if (build->plan->infusion_count > 1) {
        build_add_working(build, words.work_infusion, &rule->name);
    }
    work_dose(build, &steps);
    work_moles(build, &steps, &build->sheet->infusions[index]);
    if (of->sites == 0) {
        work_time(build, &steps);
    }
    work_draw(build, &steps);
    work_total(build, &steps);
    work_running(build, &steps);
    work_repeat(build, &steps);
    work_titration(build, of);
}

/* ---- Rolling totals ------------------------------------------------------------------------------------------- */

/* Several limits of one window are held against one total: it is worked once. */
static bool worked_before(const ifs_plan *plan, int index)
{
    for (int i = 0; i < index; i++) {
        if (plan->limits[i].limit->kind == plan->limits[index].limit->kind) {
            return true;
        }
    }
    return false;
}

/* Grams in the unit of the total they are added to; moles as they were told, for somebody ordered in them. */
static const char *given_before(struct build *build, int fact)
{
    bool grams = fact_set_has(&build->request->known, fact) && build->request->unit[fact] == quantity_unit_index("g", IFS_MASS);
    return grams ? build_total(build, ratio_whole(build->request->answer[fact])) : build_fact_words(build, fact);
}

static void work_rolling(struct build *build)
{
    for (int i = 0; i < build->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &build->plan->limits[i];
        ifs_limit_kind kind = outcome->limit->kind;
        bool total = kind == IFS_LIMIT_IN_24H || kind == IFS_LIMIT_IN_48H;
        if (total && !worked_before(build->plan, i)) {
            const char *given = given_before(build, kind == IFS_LIMIT_IN_24H ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H);
            const char *figure = build_total(build, outcome->delivered);
            build_add_working(build, words.work_rolling, (const char *const[]){wording_limit(kind), given, figure});
        }
    }
}

void build_working(struct build *build)
{
    work_renal(build);
    if (!build_has_order(build)) {
        return;
    }
    for (int i = 0; i < build->plan->infusion_count; i++) {
        work_infusion(build, i);
    }
    work_rolling(build);
}
