/*
 * test_monotone.c - a heavier patient never gets less, a patient with worse kidneys never more.
 *
 * The weight is swept by its step over the whole hard range, everything else fixed and the clearance reported, so
 * that it does not move with the weight: within a band (the same dose rule and renal band) the dose never falls.
 * Clearance, indexed clearance and urine output are swept downwards, creatinine upwards: no dose ever rises, and a
 * refusal counts as nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "delivered.h"

#define BANDS_MAX 512
#define STRIDE 13 /* of the sweeps beyond the examples themselves; thresholds and their neighbours are never left out */

static ifs_request settled;
static ifs_plan plan;

/* What the dose of one infusion is chosen by; the largest dose seen there so far. */
struct band {
    int rule;
    int dose_rule;
    int renal_band;
    int time_rule; /* of a dose rate, whose dose grows with the time; else 0 */
    int64_t dose_mcg;
    int64_t at;
};

struct bands {
    struct band list[BANDS_MAX];
    int count;
};

/* True when some condition of the protocol compares that fact itself. */
static bool is_compared(const ifs_protocol *protocol, int fact)
{
    for (int i = 0; i < protocol->tests.count; i++) {
        if (protocol->tests.list[i].fact == fact) {
            return true;
        }
    }
    return false;
}

/* The clearance that counts becomes one the laboratory reported, and what it was estimated from is forgotten where no
 * condition reads it. */
static void report_clearance(struct patient *patient)
{
    static const int sources[] = {IFS_FACT_EGFR, IFS_FACT_CREATININE, IFS_FACT_RENAL};
    const struct fact_rule *rule = &patient->protocol->facts[IFS_FACT_CRCL];
    struct answer answer;
    if (!patient_plan(patient, &settled, &plan) || !plan.derived.crcl_known) {
        return;
    }
    int64_t step = rule->units[0].step;
    if (answer_of(rule, plan.derived.crcl / step * step, &answer)) {
        patient_answer(patient, IFS_FACT_CRCL, answer);
    }
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        if (!is_compared(patient->protocol, sources[i])) {
            patient_forget(patient, sources[i]);
        }
    }
}

/* ---- Weight ---- */

static struct band *band_of(struct bands *bands, const ifs_infusion *infusion, bool rate)
{
    struct band band = {
        infusion->rule, infusion->dose_rule, infusion->renal_band, rate ? infusion->time_rule : 0, 0, 0};
    for (int i = 0; i < bands->count; i++) {
        struct band *known = &bands->list[i];
        if (known->rule == band.rule && known->dose_rule == band.dose_rule && known->renal_band == band.renal_band &&
            known->time_rule == band.time_rule) {
            return known;
        }
    }
    assert_true(bands->count < BANDS_MAX);
    bands->list[bands->count] = band;
    return &bands->list[bands->count++];
}

static void hold_rising(const struct patient *patient, struct bands *bands, int64_t weight_g)
{
    for (int i = 0; i < plan.infusion_count; i++) {
        const ifs_infusion *infusion = &plan.infusions[i];
        const struct infusion_rule *rule = &patient->protocol->infusions[infusion->rule];
        struct band *band = band_of(bands, infusion, rule->doses[infusion->dose_rule].rate);
        if (infusion->dose.mcg < band->dose_mcg) {
            complain(patient, "%s: the dose falls from %lld mcg at %lld g of body weight to %lld mcg", rule->name,
                     (long long)band->dose_mcg, (long long)band->at, (long long)infusion->dose.mcg);
        }
        band->dose_mcg = infusion->dose.mcg;
        band->at = weight_g;
    }
}

static void sweep_weight(const struct patient *patient, int64_t stride)
{
    static struct bands bands;
    const struct fact_unit *unit = &patient->protocol->facts[IFS_FACT_WEIGHT].units[0];
    bands.count = 0;
    for (int64_t base = unit->low; base <= unit->high; base += stride * step_at(unit, base)) {
        struct patient changed = *patient;
        struct answer answer;
        int64_t on_step = base / step_at(unit, base) * step_at(unit, base);
        if (answer_of(&patient->protocol->facts[IFS_FACT_WEIGHT], on_step, &answer)) {
            patient_answer(&changed, IFS_FACT_WEIGHT, answer);
            if (patient_plan(&changed, &settled, &plan)) {
                hold_rising(&changed, &bands, on_step);
            }
        }
    }
}

/* Each example with an order step by step; and each of its choices made otherwise, in larger strides. */
static void with_each_choice(const ifs_protocol *protocol, int example, void (*sweep)(const struct patient *, int64_t))
{
    static struct answer list[REPRESENTATIVES_MAX];
    struct patient patient;
    if (!patient_with_order(&patient, protocol, example)) {
        return;
    }
    report_clearance(&patient);
    sweep(&patient, 1);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        bool choice = protocol->facts[fact].kind == FACT_CHOICE || protocol->facts[fact].kind == FACT_QUESTION;
        int count = choice && protocol->facts[fact].read ? representatives(protocol, fact, list) : 0;
        for (int i = 0; i < count; i++) {
            struct patient changed = patient;
            bool same = patient_knows(&patient, fact) && patient.request.answer[fact] == list[i].base;
            patient_answer(&changed, fact, list[i]);
            if (!same && patient_plan(&changed, &settled, &plan) && has_order(&plan)) {
                sweep(&changed, STRIDE);
            }
        }
    }
}

static void for_each_order(void (*sweep)(const struct patient *, int64_t))
{
    for (int i = 0; i < battery_count(); i++) {
        for (int j = 0; j < battery_protocol(i)->example_count; j++) {
            with_each_choice(battery_protocol(i), j, sweep);
        }
    }
    battery_end();
}

static void no_dose_falls_with_weight(void **state)
{
    (void)state;
    for_each_order(sweep_weight);
}

/* ---- Kidneys ---- */

/* The last dose seen of each infusion; a refusal is nothing at all. */
struct descent {
    bool begun;
    int64_t dose_mcg[IFS_INFUSION_MAX];
};

static void doses_of(int64_t doses[IFS_INFUSION_MAX])
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        doses[i] = 0;
    }
    for (int i = 0; i < plan.infusion_count; i++) {
        doses[plan.infusions[i].rule] = plan.infusions[i].dose.mcg;
    }
}

static void hold_falling(const struct patient *patient, struct descent *descent, int fact)
{
    int64_t doses[IFS_INFUSION_MAX];
    if (plan.verdict == IFS_INCOMPLETE) {
        return; /* neither given nor refused */
    }
    doses_of(doses);
    for (int i = 0; descent->begun && i < patient->protocol->infusion_count; i++) {
        if (doses[i] > descent->dose_mcg[i]) {
            complain(patient, "%s: the dose rises from %lld mcg (one step of %s before) to %lld mcg with worse kidneys",
                     patient->protocol->infusions[i].name, (long long)descent->dose_mcg[i],
                     patient->protocol->facts[fact].name, (long long)doses[i]);
        }
    }
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        descent->dose_mcg[i] = doses[i];
    }
    descent->begun = true;
}

/* True within two steps of a threshold of that fact. */
static bool near_threshold(const ifs_protocol *protocol, int fact, int64_t base, int64_t step)
{
    for (int i = 0; i < protocol->tests.count; i++) {
        const struct test *test = &protocol->tests.list[i];
        int64_t threshold = test->slot == SLOT_URINE ? test->threshold / 2 : test->threshold;
        if (test->fact == fact && base >= threshold - 2 * step && base <= threshold + 2 * step) {
            return true;
        }
    }
    return false;
}

static void try_kidneys(const struct patient *patient, int fact, struct answer answer, struct descent *descent)
{
    struct patient changed = *patient;
    patient_answer(&changed, fact, answer);
    if (patient_plan(&changed, &settled, &plan)) {
        hold_falling(&changed, descent, fact);
    }
}

/* From the best figure to the worst. */
static void sweep_measure(const struct patient *patient, int fact, int64_t stride)
{
    const struct fact_rule *rule = &patient->protocol->facts[fact];
    const struct fact_unit *unit = &rule->units[0];
    bool rising = fact == IFS_FACT_CREATININE;
    struct descent descent = {0};
    int64_t steps = (unit->high - unit->low) / unit->step;
    for (int64_t i = 0; i <= steps; i++) {
        struct answer answer;
        int64_t base = rising ? unit->low + i * unit->step : unit->low + (steps - i) * unit->step;
        bool worth = i % stride == 0 || near_threshold(patient->protocol, fact, base, unit->step);
        if (worth && answer_of(rule, base, &answer)) {
            try_kidneys(patient, fact, answer, &descent);
        }
    }
}

/* The categories stand in the order from normal to dialysis, and acute injury last. */
static void sweep_category(const struct patient *patient)
{
    struct descent descent = {0};
    for (int i = 0; i < patient->protocol->facts[IFS_FACT_RENAL].choice_count; i++) {
        try_kidneys(patient, IFS_FACT_RENAL, (struct answer){i, 0}, &descent);
    }
}

static void sweep_kidneys(const struct patient *patient, int64_t stride)
{
    static const int facts[] = {IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_CREATININE, IFS_FACT_URINE_OUTPUT};
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (patient->protocol->facts[facts[i]].read || is_compared(patient->protocol, facts[i])) {
            sweep_measure(patient, facts[i], stride);
        }
    }
    sweep_category(patient);
}

static void no_dose_rises_as_kidneys_fail(void **state)
{
    (void)state;
    for_each_order(sweep_kidneys);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_dose_falls_with_weight),
        cmocka_unit_test(no_dose_rises_as_kidneys_fail),
    };
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
