/*
 * sample.h - a small protocol, patient and plan built by hand, for the tests of the sheet.
 *
 * Fictional throughout; the figures are chosen so that they can be checked in the head. 1 g from a vial of 500 mg in 1
 * mL is 2 mL; with a bag of 100 mL that is 102 mL; over 15 min 408 mL per hour; 4 g per hour, 66.7 mg per minute; 1,000
 * mg in 102 mL is 9.8 mg per mL; for 68 kg 14.7 mg per kg.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <assert.h>
#include <string.h>

#include "fact.h"
#include "protocol.h"
#include "ratio.h"
#include "sheet.h"

enum { SAMPLE_HEART_BLOCK = IFS_FACT_BUILTIN, SAMPLE_DIGOXIN, SAMPLE_FACTS };
enum {
    SAMPLE_CHECK_HEART_BLOCK,
    SAMPLE_CHECK_PRESSURE,
    SAMPLE_CHECK_DIGOXIN,
    SAMPLE_CHECK_AGE,
    SAMPLE_CHECK_BREATHING,
    SAMPLE_CHECKS
};
enum { SAMPLE_CONDITIONS = 24 };

struct sample {
    ifs_protocol protocol;
    ifs_request request;
    ifs_plan plan;
    ifs_site site;
    struct ifs_sheet sheet;

    struct condition_code code[SAMPLE_CONDITIONS];
    int conditions;
    struct source sources[2];
    struct indication indications[1];
    struct check checks[SAMPLE_CHECKS];
    struct product products[2];
    struct product antidotes[1];
    struct diluent diluents[1];
    struct infusion_rule infusions[2];
    struct dose_rule doses[1];
    struct time_rule times[1];
    struct limit speed;
    struct limit in_24h;
    struct container containers[2];
    int diluent_list[1];
    struct renal_band renal[1];
    struct rescue_rule rescues[1];
    struct line monitoring[1];
    struct line stop_rules[1];
    struct line follow_up[1];
    struct line notes[1];
    const char *labelled[1];
};

static inline struct origin sample_origin(int line, const char *source)
{
    return (struct origin){ORIGIN_PROTOCOL, line, source};
}

/* Compiles a condition of the sample. */
static inline struct condition sample_condition(struct sample *sample, const char *text)
{
    struct symbols symbols = {.facts = sample->protocol.facts,
                               .count = sample->protocol.fact_count,
                               .salt = &sample->protocol.drug.salt};
    struct condition_problem problem;
    assert(sample->conditions < SAMPLE_CONDITIONS);
    struct condition_code *code = &sample->code[sample->conditions++];
    bool fine = condition_compile(text, &symbols, &sample->protocol.tests, code, &problem);
    assert(fine);
    (void)fine;
    return (struct condition){code->ops, code->count, text, code->first_decides};
}

static inline void sample_facts(struct sample *sample)
{
    static const char *const indications[] = {"example-headache"};
    ifs_protocol *protocol = &sample->protocol;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        protocol->facts[i] = *fact_builtin(i);
    }
    protocol->facts[IFS_FACT_INDICATION].choices = indications;
    protocol->facts[IFS_FACT_INDICATION].choice_count = 1;
    protocol->facts[SAMPLE_HEART_BLOCK] = (struct fact_rule){.name = "heart-block",
                                                             .kind = FACT_QUESTION,
                                                             .need = FACT_REQUIRED,
                                                             .ask = "Heart block?",
                                                             .pass = FACT_PASS_NO,
                                                             .read = true};
    protocol->facts[SAMPLE_DIGOXIN] = (struct fact_rule){.name = "digoxin",
                                                         .kind = FACT_QUESTION,
                                                         .need = FACT_REQUIRED,
                                                         .ask = "Taking digoxin?",
                                                         .pass = FACT_PASS_NO,
                                                         .read = true};
    protocol->fact_count = SAMPLE_FACTS;
    fact_set_add(&protocol->required, IFS_FACT_WEIGHT);
    fact_set_add(&protocol->required, IFS_FACT_AGE);
    fact_set_add(&protocol->bedside, IFS_FACT_SYSTOLIC);
    fact_set_add(&protocol->bedside, IFS_FACT_RESP_RATE);
    fact_set_add(&protocol->read, SAMPLE_HEART_BLOCK);
    fact_set_add(&protocol->read, SAMPLE_DIGOXIN);
    fact_set_add(&protocol->read, IFS_FACT_CRCL);
    fact_set_add(&protocol->read, IFS_FACT_GIVEN_24H);
}

static inline void sample_drug(struct sample *sample)
{
    struct drug *drug = &sample->protocol.drug;
    *drug = (struct drug){.id = "magnesium-sulfate",
                          .name = "magnesium sulfate",
                          .salt_name = "magnesium sulfate heptahydrate",
                          .salt = {246470, 24305, 2},
                          .products = sample->products,
                          .product_count = 2,
                          .antidotes = sample->antidotes,
                          .antidote_count = 1,
                          .diluents = sample->diluents,
                          .diluent_count = 1,
                          .file = "protocols/drugs/magnesium-sulfate.cfg",
                          .fingerprint = "feed",
                          .version = "0.9.0"};
    sample->labelled[0] = "example-label";
    sample->products[0] = (struct product){.id = "vial-example",
                                           .name = "magnesium sulfate 50 % vial",
                                           .kind = PRODUCT_VIAL,
                                           .strength = {500, 1},
                                           .strength_text = "50 %",
                                           .content = {1000000},
                                           .volume = {2000},
                                           .meq_text = "4.06 mEq/mL",
                                           .mmol_text = "2.03 mmol/mL",
                                           .labelled = sample->labelled,
                                           .labelled_count = 1,
                                           .origin = {ORIGIN_DRUG, 20, "label-example"}};
    sample->products[1] = (struct product){.id = "premix-example",
                                           .name = "magnesium sulfate 1 g in 100 mL dextrose 5 %",
                                           .kind = PRODUCT_PREMIX,
                                           .strength = {10, 1},
                                           .strength_text = "1 %",
                                           .content = {1000000},
                                           .volume = {100000},
                                           .contains = "dextrose 5 %",
                                           .pump_required = true,
                                           .origin = {ORIGIN_DRUG, 30, "label-example"}};
    sample->antidotes[0] = (struct product){.id = "calcium-example",
                                            .name = "calcium gluconate 10 %",
                                            .kind = PRODUCT_VIAL,
                                            .strength = {100, 1},
                                            .strength_text = "10 %",
                                            .content = {1000000},
                                            .volume = {10000}};
    sample->diluents[0] =
        (struct diluent){"sodium-chloride-0.9", "sodium chloride 0.9 %", {ORIGIN_DRUG, 40, "label-example"}};
}

static inline void sample_checks(struct sample *sample)
{
    struct check *checks = sample->checks;
    checks[SAMPLE_CHECK_HEART_BLOCK] = (struct check){.when = sample_condition(sample, "heart-block"),
                                                      .id = "heart-block",
                                                      .severity = IFS_REFUSE,
                                                      .say = "Heart block: not for this patient.",
                                                      .origin = {ORIGIN_PROTOCOL, 50, "label-example"}};
    checks[SAMPLE_CHECK_PRESSURE] =
        (struct check){.when = sample_condition(sample, "systolic < 100 mmHg or systolic > 180 mmHg"),
                       .id = "pressure",
                       .severity = IFS_REFUSE,
                       .say = "Blood pressure out of range.",
                       .origin = {ORIGIN_PROTOCOL, 51, "project-choice"}};
    checks[SAMPLE_CHECK_DIGOXIN] = (struct check){.when = sample_condition(sample, "digoxin"),
                                                  .id = "digoxin",
                                                  .severity = IFS_OVERRIDE,
                                                  .say = "Digoxin: heart block may follow.",
                                                  .origin = {ORIGIN_PROTOCOL, 52, "label-example"}};
    checks[SAMPLE_CHECK_AGE] = (struct check){.when = sample_condition(sample, "age >= 65 y"),
                                              .id = "elderly",
                                              .severity = IFS_WARN,
                                              .say = "From 65 years: watch more closely.",
                                              .origin = {ORIGIN_PROTOCOL, 53, "study-example"}};
    checks[SAMPLE_CHECK_BREATHING] =
        (struct check){.when = sample_condition(sample, "crcl < 30 mL/min or resp-rate < 12 /min"),
                       .id = "breathing",
                       .severity = IFS_REFUSE,
                       .say = "Slow breathing or severe renal impairment.",
                       .origin = {ORIGIN_PROTOCOL, 54, "project-choice"}};
}

static inline void sample_infusion_rule(struct sample *sample)
{
    sample->doses[0] = (struct dose_rule){.basis = DOSE_FIXED,
                                          .usual = {1000000, 1},
                                          .usual_text = "1 g",
                                          .weight = RENAL_WEIGHT_ACTUAL,
                                          .step = {500000},
                                          .limit = {.kind = IFS_LIMIT_DOSE,
                                                    .soft_min = {1000000, 1},
                                                    .soft_max = {2000000, 1},
                                                    .hard_min = {500000, 1},
                                                    .hard_max = {3000000, 1},
                                                    .origin = {ORIGIN_PROTOCOL, 60, "study-example"}},
                                          .origin = {ORIGIN_PROTOCOL, 60, "study-example"}};
    sample->times[0] = (struct time_rule){.usual = {900},
                                          .limit = {.kind = IFS_LIMIT_OVER,
                                                    .hard_min = {600, 1},
                                                    .hard_max = {7200, 1},
                                                    .origin = {ORIGIN_PROTOCOL, 61, "study-example"}},
                                          .origin = {ORIGIN_PROTOCOL, 61, "study-example"}};
    sample->speed = (struct limit){
        .kind = IFS_LIMIT_SPEED, .hard_max = {9000000, 1}, .origin = {ORIGIN_PROTOCOL, 62, "label-example"}};
    sample->in_24h = (struct limit){
        .kind = IFS_LIMIT_IN_24H, .hard_max = {2000000, 1}, .origin = {ORIGIN_PROTOCOL, 63, "project-choice"}};
    sample->containers[0] = (struct container){.product = &sample->products[0],
                                               .product_index = 0,
                                               .vessel = VESSEL_BAG,
                                               .additive = ADDITIVE_ADDED,
                                               .diluents = sample->diluent_list,
                                               .diluent_count = 1,
                                               .volume = {100000},
                                               .origin = {ORIGIN_PROTOCOL, 65, NULL}};
    sample->containers[1] = (struct container){.product = &sample->products[1],
                                               .product_index = 1,
                                               .vessel = VESSEL_BAG,
                                               .additive = ADDITIVE_PREMIXED,
                                               .origin = {ORIGIN_PROTOCOL, 66, NULL}};
    sample->infusions[0] = (struct infusion_rule){.name = "infusion",
                                                  .route = ROUTE_INTRAVENOUS,
                                                  .devices = 1U << IFS_PUMP,
                                                  .doses = sample->doses,
                                                  .dose_count = 1,
                                                  .times = sample->times,
                                                  .time_count = 1,
                                                  .containers = sample->containers,
                                                  .container_count = 2,
                                                  .origin = {ORIGIN_PROTOCOL, 59, NULL}};
}

static inline void sample_lines(struct sample *sample)
{
    ifs_protocol *protocol = &sample->protocol;
    sample->monitoring[0] = (struct line){.say = "Blood pressure, pulse, breathing.",
                                          .at = "baseline, 5 min, end",
                                          .origin = {ORIGIN_PROTOCOL, 80, "project-choice"}};
    sample->stop_rules[0] =
        (struct line){.say = "Stop when reflexes are lost.", .origin = {ORIGIN_PROTOCOL, 81, "label-example"}};
    sample->follow_up[0] =
        (struct line){.say = "Ask again the next day.", .origin = {ORIGIN_PROTOCOL, 82, "project-choice"}};
    protocol->monitoring = (struct lines){sample->monitoring, 1};
    protocol->stop_rules = (struct lines){sample->stop_rules, 1};
    protocol->follow_up = (struct lines){sample->follow_up, 1};
    sample->rescues[0] = (struct rescue_rule){.product = &sample->antidotes[0],
                                              .usual = {1000000, 1},
                                              .usual_text = "1 g",
                                              .step = {10000},
                                              .over = {300},
                                              .say = "Repeat only on a call.",
                                              .origin = {ORIGIN_PROTOCOL, 83, "study-example"}};
    protocol->rescues = sample->rescues;
    protocol->rescue_count = 1;
}

static inline void sample_protocol(struct sample *sample)
{
    ifs_protocol *protocol = &sample->protocol;
    *protocol = (ifs_protocol){.file = "protocols/example.cfg",
                               .fingerprint = "c0ffee",
                               .id = "example",
                               .title = "Example infusion (fictional)",
                               .version = "1.2.3",
                               .population = "Fictional adults",
                               .review_by_text = "2027-11-30",
                               .review_by = 21152,
                               .settings = 63,
                               .overrides_in = 1U << IFS_CLINIC,
                               .checks = sample->checks,
                               .check_count = SAMPLE_CHECKS,
                               .sources = sample->sources,
                               .source_count = 2,
                               .indications = sample->indications,
                               .indication_count = 1,
                               .infusions = sample->infusions,
                               .infusion_count = 1};
    sample->sources[0] = (struct source){"label-example", "A label that was made up.", "no", ORIGIN_DRUG, 5};
    sample->sources[1] =
        (struct source){"study-example", "A study that was made up.", "Ada Example, 2026-01-02", ORIGIN_PROTOCOL, 8};
    sample->indications[0] = (struct indication){
        "example-headache", "Headache of an example", "made up", NULL, {ORIGIN_PROTOCOL, 30, "study-example"}};
    sample_facts(sample);
    sample_drug(sample);
    sample_checks(sample);
    sample_infusion_rule(sample);
    sample_lines(sample);
}

static inline void sample_answer(struct sample *sample, const char *name, const char *answer)
{
    struct fact_problem problem;
    int fact = fact_index(sample->protocol.facts, sample->protocol.fact_count, name);
    assert(fact >= 0);
    struct fact_words words_given = {answer, strlen(answer), QUANTITY_SPACE_REQUIRED, &sample->protocol.drug.salt};
    bool fine = fact_answer(&sample->request, sample->protocol.facts, fact, &words_given, &problem);
    assert(fine);
    (void)fine;
}

static inline void sample_patient(struct sample *sample)
{
    static const char *const answers[][2] = {{"name", "Ada Example"},
                                             {"id", "EXAMPLE-1"},
                                             {"allergies", "none known"},
                                             {"weight", "68 kg"},
                                             {"weight-basis", "measured"},
                                             {"height", "165 cm"},
                                             {"age", "34 y"},
                                             {"sex", "female"},
                                             {"creatinine", "0.8 mg/dL"},
                                             {"pregnant", "no"},
                                             {"given-24h", "0 g"},
                                             {"setting", "clinic"},
                                             {"indication", "example-headache"},
                                             {"heart-block", "no"},
                                             {"digoxin", "no"},
                                             {"systolic", "120 mmHg"},
                                             {"resp-rate", "16 /min"}};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        sample_answer(sample, answers[i][0], answers[i][1]);
    }
    sample->request.at_s = 1795185000; /* 2026-11-20 14:30 UTC */
    sample->request.at_offset_min = 60;
    sample->request.prescriber = "Bea Invented";
    sample->request.prescriber_reference = "order 7";
    sample->site = (ifs_site){.present = true,
                              .place = "Example Clinic",
                              .phone = "555 0100",
                              .emergency = "555 0911",
                              .paper = "a4",
                              .pump_step = {100},
                              .line_volume = {2500},
                              .source = "Made-up pump"};
    sample->request.site = &sample->site;
}

/* An estimate in mL/min, as Cockcroft-Gault gives it for the sample: (140 - 34) x 68 / (72 x 0.8) x 0.85 = 106.368...
 */
static inline void sample_derived(struct sample *sample)
{
    ifs_derived *derived = &sample->plan.derived;
    int64_t clearance = renal_cockcroft_gault(IFS_FEMALE, 34, ratio_whole(68000), 8 * 88420);
    derived->estimates[0] = (ifs_estimate){.method = IFS_ESTIMATE_COCKCROFT_GAULT,
                                           .clearance = clearance,
                                           .weight = IFS_WEIGHT_ACTUAL,
                                           .weight_g = {68000, 1}};
    derived->estimates[1] = (ifs_estimate){.method = IFS_ESTIMATE_CATEGORY, .clearance = 120 * RENAL_PER_ML_PER_MIN};
    derived->estimate_count = 1;
    derived->crcl_known = true;
    derived->crcl = clearance;
}

static inline void sample_order(struct sample *sample)
{
    ifs_plan *plan = &sample->plan;
    plan->infusions[0] = (ifs_infusion){.renal_band = -1,
                                        .device = IFS_PUMP,
                                        .weight_g = {68000, 1},
                                        .ideal_dose_mcg = {1000000, 1},
                                        .dose = {1000000},
                                        .over = {900},
                                        .exact_draw_ul = {2000, 1},
                                        .draw = {2000},
                                        .graduation = {100},
                                        .containers = 1,
                                        .diluent_volume = {100000},
                                        .total_ul = {102000, 1},
                                        .exact_flow_ul_per_h = {408000, 1},
                                        .flow = {408000},
                                        .delivered_mcg = {1000000, 1},
                                        .delivered_s = {900, 1},
                                        .speed_mcg_per_h = {4000000, 1},
                                        .per_kg_mcg = {1000000, 68},
                                        .concentration_mcg_per_ul = {1000, 102}};
    plan->infusion_count = 1;
    plan->rescues[0] =
        (ifs_rescue){.dose = {1000000}, .draw_ul = {10000, 1}, .over = {300}, .speed_mcg_per_h = {12000000, 1}};
    plan->rescue_count = 1;
    const struct limit *limits[] = {&sample->doses[0].limit, &sample->times[0].limit, &sample->speed, &sample->in_24h};
    const ifs_ratio figures[] = {{1000000, 1}, {900, 1}, {4000000, 1}, {1000000, 1}};
    for (int i = 0; i < 4; i++) {
        plan->limits[i] = (ifs_limit_outcome){.limit = limits[i],
                                              .infusion = i == 3 ? -1 : 0,
                                              .result = IFS_PASS,
                                              .severity = IFS_REFUSE,
                                              .delivered = figures[i]};
    }
    plan->limit_count = 4;
}

/* A plan that is ready, with one infusion from a vial. */
static inline void sample_begin(struct sample *sample)
{
    memset(sample, 0, sizeof *sample);
    sample_protocol(sample);
    sample_patient(sample);
    sample->plan.verdict = IFS_READY;
    sample->plan.check_count = SAMPLE_CHECKS;
    for (int i = 0; i < SAMPLE_CHECKS; i++) {
        sample->plan.checks[i] = IFS_PASS;
    }
    sample_derived(sample);
    sample_order(sample);
}

/* Every verdict from the same patient. The figures of the order stay in the plan, so that a sheet that must not show
 * them is put to the test. */
static inline void sample_verdict(struct sample *sample, ifs_verdict verdict)
{
    sample_begin(sample);
    sample->plan.verdict = verdict;
    switch (verdict) {
    case IFS_REFUSED:
        sample_answer(sample, "heart-block", "yes");
        sample->plan.checks[SAMPLE_CHECK_HEART_BLOCK] = IFS_TRIP;
        sample->plan.limits[0].result = IFS_TRIP;
        sample->plan.limits[0].delivered = ratio_whole(51000000);
        break;
    case IFS_INCOMPLETE:
        sample_answer(sample, "heart-block", "unknown");
        sample->plan.checks[SAMPLE_CHECK_HEART_BLOCK] = IFS_UNKNOWN;
        fact_set_add(&sample->plan.missing, SAMPLE_HEART_BLOCK);
        break;
    case IFS_OVERRIDE_NEEDED:
        sample_answer(sample, "digoxin", "yes");
        sample->plan.checks[SAMPLE_CHECK_DIGOXIN] = IFS_TRIP;
        break;
    case IFS_CONDITIONAL:
        sample_answer(sample, "systolic", "unknown");
        sample_answer(sample, "resp-rate", "unknown");
        sample->plan.checks[SAMPLE_CHECK_PRESSURE] = IFS_UNKNOWN;
        sample->plan.checks[SAMPLE_CHECK_BREATHING] = IFS_UNKNOWN;
        fact_set_add(&sample->plan.start, IFS_FACT_SYSTOLIC);
        fact_set_add(&sample->plan.start, IFS_FACT_RESP_RATE);
        break;
    case IFS_READY:
        break;
    }
}

static inline void sample_build(struct sample *sample)
{
    sheet_build(&sample->protocol, &sample->request, &sample->plan, &sample->sheet);
}

#endif
