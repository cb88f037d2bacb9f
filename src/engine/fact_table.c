/*
 * fact_table.c - the built-in facts.
 *
 * Decides what a patient can be asked without a protocol saying so: names, units, steps, hard ranges, choices and
 * questions; "{}" in a question is the name of the drug, which the loader of a library fills in. The invariant: a row
 * stands at the index of its ifs_fact, and the order of its choices is that of the enum in infusheet.h. Steps and ranges are in base units (see ifs_dimension).
 *
 * Ranges of unusual values are in fact_usual.c; what depends on another fact in fact.c; need, wording and the choices
 * of indication, product and diluent are the protocol's.
 */
#include "fact.h"

#include "claim.h"

static const char *const weight_bases[] = {"measured", "stated", "estimated"};
static const char *const sexes[] = {"female", "male"};
static const char *const renal_categories[] = {"normal",  "mild",     "moderate",    "severe",
                                               "failure", "dialysis", "acute-injury"};
static const char *const renal_bases[] = {"laboratory", "history"};
static const char *const reflexes[] = {"present", "absent"};
static const char *const no_yes[] = {"no", "yes"};
static const char *const settings[] = {"mobile", "clinic", "emergency", "ward", "obstetric", "critical-care"};
static const char *const devices[] = {"pump", "gravity", "hand"};
static const char *const accesses[] = {"peripheral", "central"};

_Static_assert(COUNT_OF(renal_categories) == IFS_RENAL_ACUTE_INJURY + 1, "one name for each ifs_renal");
_Static_assert(COUNT_OF(settings) == IFS_SETTING_COUNT, "one name for each ifs_setting");
_Static_assert(COUNT_OF(devices) == IFS_DEVICE_COUNT, "one name for each ifs_device");

/* Project choice, to catch slips: at most 200 g given before, a last dose at most 10 days ago. */
static const struct fact_rule rows[] = {
    [IFS_FACT_WEIGHT] = {.name = "weight",
                         .kind = FACT_MEASURE,
                         .dimension = IFS_WEIGHT,
                         .ask = "Body weight?",
                         /* 0.01 kg; from 10 kg on 0.1 kg: see fact_read_quantity */
                         .units = {{"kg", IFS_WEIGHT, 10, 500, 300000}},
                         .unit_count = 1},
    [IFS_FACT_WEIGHT_BASIS] = {.name = "weight-basis",
                               .kind = FACT_CHOICE,
                               .ask = "How is the weight known?",
                               .choices = weight_bases,
                               .choice_count = COUNT_OF(weight_bases)},
    [IFS_FACT_HEIGHT] = {.name = "height",
                         .kind = FACT_MEASURE,
                         .dimension = IFS_LENGTH,
                         .ask = "Body height?",
                         .units = {{"cm", IFS_LENGTH, 1, 300, 2500}},
                         .unit_count = 1},
    [IFS_FACT_AGE] = {.name = "age",
                      .kind = FACT_MEASURE,
                      .dimension = IFS_AGE,
                      .ask = "Age?",
                      .units = {{"y", IFS_AGE, 12, 0, 1440}, {"mo", IFS_AGE, 1, 0, 1440}},
                      .unit_count = 2},
    [IFS_FACT_BORN] = {.name = "born",
                       .kind = FACT_MEASURE,
                       .dimension = IFS_DATE,
                       .ask = "Date of birth?",
                       /* 1900-01-01 to 2199-12-31 */
                       .units = {{"YYYY-MM-DD", IFS_DATE, 1, -25567, 84005}},
                       .unit_count = 1},
    [IFS_FACT_SEX] = {.name = "sex",
                      .kind = FACT_CHOICE,
                      .ask = "Sex, as used by the equations for renal function?",
                      .choices = sexes,
                      .choice_count = COUNT_OF(sexes)},
    [IFS_FACT_CREATININE] = {.name = "creatinine",
                             .kind = FACT_MEASURE,
                             .dimension = IFS_CREATININE,
                             .ask = "Serum creatinine?", /* 0.1 to 20 mg/dL in both units; 88.42 umol/L per mg/dL */
                             .units = {{"mg/dL", IFS_CREATININE, 8842, 88420, 17684000},
                                       {"umol/L", IFS_CREATININE, 10000, 88420, 17684000}},
                             .unit_count = 2},
    [IFS_FACT_CREATININE_TAKEN] = {.name = "creatinine-taken",
                                   .kind = FACT_MEASURE,
                                   .dimension = IFS_DATE,
                                   .ask = "On which date was the creatinine taken?",
                                   .units = {{"YYYY-MM-DD", IFS_DATE, 1, -25567, 84005}},
                                   .unit_count = 1},
    [IFS_FACT_CRCL] = {.name = "crcl",
                       .kind = FACT_MEASURE,
                       .dimension = IFS_CLEARANCE,
                       .ask = "Creatinine clearance as reported by a laboratory? Creatinine with age, sex and weight serves as well, or an eGFR or "
                              "a renal category.",
                       .units = {{"mL/min", IFS_CLEARANCE, 200000, 0, 500000000}},
                       .unit_count = 1},
    [IFS_FACT_EGFR] = {.name = "egfr",
                       .kind = FACT_MEASURE,
                       .dimension = IFS_INDEXED_CLEARANCE,
                       .ask = "eGFR as reported by a laboratory?",
                       .units = {{"mL/min/1.73m2", IFS_INDEXED_CLEARANCE, 2000000, 0, 500000000}},
                       .unit_count = 1},
    [IFS_FACT_RENAL] = {.name = "renal",
                        .kind = FACT_CHOICE,
                        .ask = "Renal function by category?",
                        .choices = renal_categories,
                        .choice_count = COUNT_OF(renal_categories)},
    [IFS_FACT_RENAL_BASIS] = {.name = "renal-basis",
                              .kind = FACT_CHOICE,
                              .ask = "Is the category of renal function known from a laboratory, or from the history?",
                              .choices = renal_bases,
                              .choice_count = COUNT_OF(renal_bases)},
    [IFS_FACT_URINE_OUTPUT] = {.name = "urine-output",
                               .kind = FACT_MEASURE,
                               .dimension = IFS_URINE,
                               .ask = "Urine output?",
                               .units = {{"mL/h", IFS_URINE, 1000, 0, 1000000},
                                         {"mL/kg/h", IFS_URINE_PER_WEIGHT, 100, 0, 100000}},
                               .unit_count = 2},
    [IFS_FACT_MAGNESIUM] =
        {.name = "magnesium",
         .kind = FACT_MEASURE,
         .dimension = IFS_SERUM_MAGNESIUM,
         .ask = "Serum magnesium?", /* 0.1 to 10 mmol/L in each unit; 1 mmol/L is 2 mEq/L and 2.4305 mg/dL */
         .units = {{"mmol/L", IFS_SERUM_MAGNESIUM, 243050, 2430500, 243050000},
                   {"mg/dL", IFS_SERUM_MAGNESIUM, 1000000, 2430500, 243050000},
                   {"mEq/L", IFS_SERUM_MAGNESIUM, 121525, 2430500, 243050000}},
         .unit_count = 3},
    [IFS_FACT_SYSTOLIC] = {.name = "systolic",
                           .kind = FACT_MEASURE,
                           .dimension = IFS_PRESSURE,
                           .ask = "Systolic blood pressure?",
                           .units = {{"mmHg", IFS_PRESSURE, 1, 40, 300}},
                           .unit_count = 1},
    [IFS_FACT_DIASTOLIC] = {.name = "diastolic",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_PRESSURE,
                            .ask = "Diastolic blood pressure?",
                            .units = {{"mmHg", IFS_PRESSURE, 1, 20, 200}},
                            .unit_count = 1},
    [IFS_FACT_HEART_RATE] = {.name = "heart-rate",
                             .kind = FACT_MEASURE,
                             .dimension = IFS_FREQUENCY,
                             .ask = "Heart rate?",
                             .units = {{"/min", IFS_FREQUENCY, 1, 20, 300}},
                             .unit_count = 1},
    [IFS_FACT_RESP_RATE] = {.name = "resp-rate",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_FREQUENCY,
                            .ask = "Respiratory rate?",
                            .units = {{"/min", IFS_FREQUENCY, 1, 4, 80}},
                            .unit_count = 1},
    [IFS_FACT_SPO2] = {.name = "spo2",
                       .kind = FACT_MEASURE,
                       .dimension = IFS_SATURATION,
                       .ask = "Oxygen saturation?",
                       .units = {{"%", IFS_SATURATION, 1, 50, 100}},
                       .unit_count = 1},
    [IFS_FACT_REFLEXES] = {.name = "reflexes",
                           .kind = FACT_CHOICE,
                           .ask = "Patellar reflexes?",
                           .choices = reflexes,
                           .choice_count = COUNT_OF(reflexes)},
    [IFS_FACT_GESTATION] = {.name = "gestation",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_GESTATION,
                            .ask = "Gestation in weeks and days?",
                            .units = {{"33w6d", IFS_GESTATION, 1, 0, 315}},
                            .unit_count = 1},
    [IFS_FACT_PREGNANT] = {.name = "pregnant",
                           .kind = FACT_CHOICE,
                           .ask = "Pregnant?",
                           .choices = no_yes,
                           .choice_count = COUNT_OF(no_yes)},
    [IFS_FACT_POSTPARTUM] = {.name = "postpartum",
                             .kind = FACT_CHOICE,
                             .ask = "Postpartum?",
                             .choices = no_yes,
                             .choice_count = COUNT_OF(no_yes)},
    [IFS_FACT_BREASTFEEDING] = {.name = "breastfeeding",
                                .kind = FACT_CHOICE,
                                .ask = "Breastfeeding?",
                                .choices = no_yes,
                                .choice_count = COUNT_OF(no_yes)},
    [IFS_FACT_GIVEN_24H] = {.name = "given-24h",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_MASS,
                            .ask = "How much {} was already given in the last 24 hours, from any source?",
                            .units = {{"g", IFS_MASS, 10000, 0, 200000000}},
                            .unit_count = 1},
    [IFS_FACT_GIVEN_48H] = {.name = "given-48h",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_MASS,
                            .ask = "How much {} was already given in the last 48 hours, from any source?",
                            .units = {{"g", IFS_MASS, 10000, 0, 200000000}},
                            .unit_count = 1},
    [IFS_FACT_LAST_DOSE] = {.name = "last-dose",
                            .kind = FACT_MEASURE,
                            .dimension = IFS_DURATION,
                            .ask = "How long ago was the last dose of {}?", /* h by 0.1 */
                            .units = {{"min", IFS_DURATION, 60, 0, 864000}, {"h", IFS_DURATION, 360, 0, 864000}},
                            .unit_count = 2},
    [IFS_FACT_SETTING] = {.name = "setting",
                          .kind = FACT_CHOICE,
                          .need = FACT_REQUIRED,
                          .ask = "Where is it given?",
                          .choices = settings,
                          .choice_count = COUNT_OF(settings)},
    [IFS_FACT_INDICATION] = {.name = "indication",
                             .kind = FACT_CHOICE,
                             .need = FACT_REQUIRED,
                             .ask = "For which indication?"},
    [IFS_FACT_PRODUCT] = {.name = "product", .kind = FACT_CHOICE, .ask = "Which product?"},
    [IFS_FACT_DILUENT] = {.name = "diluent", .kind = FACT_CHOICE, .ask = "Which diluent?"},
    [IFS_FACT_DEVICE] = {.name = "device",
                         .kind = FACT_CHOICE,
                         .ask = "Given by pump, by gravity or by hand?",
                         .choices = devices,
                         .choice_count = COUNT_OF(devices)},
    [IFS_FACT_ACCESS] = {.name = "access",
                         .kind = FACT_CHOICE,
                         .ask = "Peripheral or central venous access?",
                         .choices = accesses,
                         .choice_count = COUNT_OF(accesses)},
    [IFS_FACT_NAME] = {.name = "name", .kind = FACT_IDENTITY, .ask = "Patient's name?"},
    [IFS_FACT_ID] = {.name = "id", .kind = FACT_IDENTITY, .ask = "Patient's identification?"},
    [IFS_FACT_ALLERGIES] = {.name = "allergies",
                            .kind = FACT_IDENTITY,
                            .need = FACT_REQUIRED,
                            .ask = "Allergies (\"none known\" is an answer)?"},
    [IFS_FACT_ADDRESS] = {.name = "address", .kind = FACT_IDENTITY, .ask = "Address?"},
    [IFS_FACT_PHONE] = {.name = "phone", .kind = FACT_IDENTITY, .ask = "Telephone number?"},
};

_Static_assert(COUNT_OF(rows) == IFS_FACT_BUILTIN, "one row for each ifs_fact");

const struct fact_rule *fact_builtin(int fact)
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_BUILTIN);
    return &rows[fact];
}

bool fact_is_yes_no(const struct fact_rule *rule)
{
    if (rule->kind == FACT_QUESTION && rule->choices == NULL) {
        return true;
    }
    bool chosen = rule->kind == FACT_QUESTION || rule->kind == FACT_CHOICE;
    return chosen && rule->choice_count == 2 && text_equal(rule->choices[IFS_ANSWER_NO], "no") &&
           text_equal(rule->choices[IFS_ANSWER_YES], "yes");
}

const char *const *fact_choices(const struct fact_rule *rule, int *count)
{
    bool unnamed = rule->kind == FACT_QUESTION && rule->choices == NULL;
    *count = unnamed ? (int)COUNT_OF(no_yes) : rule->choice_count;
    return unnamed ? no_yes : rule->choices;
}

int fact_index(const struct fact_rule *facts, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (text_equal(facts[i].name, name)) {
            return i;
        }
    }
    return -1;
}
