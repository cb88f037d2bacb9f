/*
 * test_fact.c - the built-in facts: every unit, step and edge of a range, every contradiction, every
 * unusual value.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "date.h"
#include "fact.h"
#include "traps.h"

enum { HEART_BLOCK = IFS_FACT_BUILTIN, SYMPTOMS, FACTS };

static const char *const severities[] = {"none", "mild", "severe"};
static const ifs_salt salt = {246470, 24305, 2};

struct bench {
    struct fact_rule facts[FACTS];
    ifs_request request;
    struct fact_problem problem;
};

static struct bench bench_make(void)
{
    struct bench bench = {0};
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        bench.facts[i] = *fact_builtin(i);
    }
    bench.facts[HEART_BLOCK] = (struct fact_rule){.name = "heart-block", .kind = FACT_QUESTION};
    bench.facts[SYMPTOMS] =
        (struct fact_rule){.name = "symptoms", .kind = FACT_QUESTION, .choices = severities, .choice_count = 3};
    return bench;
}

static bool answer(struct bench *bench, int fact, const char *text)
{
    struct fact_words words = {text, strlen(text), QUANTITY_SPACE_REQUIRED, &salt};
    return fact_answer(&bench->request, bench->facts, fact, &words, &bench->problem);
}

static void must_answer(struct bench *bench, const char *name, const char *text)
{
    int fact = fact_index(bench->facts, FACTS, name);
    assert_true(fact >= 0);
    if (!answer(bench, fact, text)) {
        fail_msg("%s=%s: fault %d, %d", name, text, (int)bench->problem.fault, (int)bench->problem.quantity.fault);
    }
}

static void assert_written(const struct bench *bench, int fact, const char *expected)
{
    char bytes[80];
    struct text text = text_over(bytes, sizeof bytes);
    fact_add_answer(&text, &bench->request, bench->facts, fact);
    assert_string_equal(bytes, expected);
}

/* ---- The table ------------------------------------------------------------------------------------------------ */

/* The names, by ifs_fact. */
static const char *const names[] = {
    [IFS_FACT_WEIGHT] = "weight",
    [IFS_FACT_WEIGHT_BASIS] = "weight-basis",
    [IFS_FACT_HEIGHT] = "height",
    [IFS_FACT_AGE] = "age",
    [IFS_FACT_BORN] = "born",
    [IFS_FACT_SEX] = "sex",
    [IFS_FACT_CREATININE] = "creatinine",
    [IFS_FACT_CREATININE_TAKEN] = "creatinine-taken",
    [IFS_FACT_CRCL] = "crcl",
    [IFS_FACT_EGFR] = "egfr",
    [IFS_FACT_RENAL] = "renal",
    [IFS_FACT_RENAL_BASIS] = "renal-basis",
    [IFS_FACT_URINE_OUTPUT] = "urine-output",
    [IFS_FACT_MAGNESIUM] = "magnesium",
    [IFS_FACT_SYSTOLIC] = "systolic",
    [IFS_FACT_DIASTOLIC] = "diastolic",
    [IFS_FACT_HEART_RATE] = "heart-rate",
    [IFS_FACT_RESP_RATE] = "resp-rate",
    [IFS_FACT_SPO2] = "spo2",
    [IFS_FACT_REFLEXES] = "reflexes",
    [IFS_FACT_GESTATION] = "gestation",
    [IFS_FACT_PREGNANT] = "pregnant",
    [IFS_FACT_POSTPARTUM] = "postpartum",
    [IFS_FACT_BREASTFEEDING] = "breastfeeding",
    [IFS_FACT_GIVEN_24H] = "given-24h",
    [IFS_FACT_GIVEN_48H] = "given-48h",
    [IFS_FACT_LAST_DOSE] = "last-dose",
    [IFS_FACT_SETTING] = "setting",
    [IFS_FACT_INDICATION] = "indication",
    [IFS_FACT_PRODUCT] = "product",
    [IFS_FACT_DILUENT] = "diluent",
    [IFS_FACT_DEVICE] = "device",
    [IFS_FACT_ACCESS] = "access",
    [IFS_FACT_NAME] = "name",
    [IFS_FACT_ID] = "id",
    [IFS_FACT_ALLERGIES] = "allergies",
    [IFS_FACT_ADDRESS] = "address",
    [IFS_FACT_PHONE] = "phone",
};

static void names_by_index(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_int_equal(COUNT_OF(names), IFS_FACT_BUILTIN);
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        assert_string_equal(fact_builtin(i)->name, names[i]);
        assert_int_equal(fact_index(bench.facts, FACTS, names[i]), i);
        assert_true(text_length(fact_builtin(i)->ask) > 0);
    }
    assert_int_equal(fact_index(bench.facts, FACTS, "symptoms"), SYMPTOMS);
    assert_int_equal(fact_index(bench.facts, FACTS, "weights"), -1);
    assert_int_equal(fact_index(bench.facts, FACTS, "weigh"), -1);
    assert_int_equal(fact_index(bench.facts, IFS_FACT_BUILTIN, "symptoms"), -1);
}

/* A table that claims units which the one unit table does not know could not be printed. */
static void units_are_known(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        const struct fact_rule *rule = fact_builtin(i);
        assert_int_equal(rule->kind == FACT_MEASURE, rule->unit_count > 0);
        for (int j = 0; j < rule->unit_count; j++) {
            const struct fact_unit *unit = &rule->units[j];
            bool date = unit->dimension == IFS_DATE;
            assert_true(date || quantity_unit_index(unit->symbol, unit->dimension) >= 0);
            assert_true(unit->step > 0 && unit->low < unit->high);
        }
    }
}

struct listed {
    int fact;
    const char *choices[8]; /* in the order of the enum, then NULL */
};

static const struct listed listeds[] = {
    {IFS_FACT_WEIGHT_BASIS, {"measured", "stated", "estimated"}},
    {IFS_FACT_SEX, {"female", "male"}},
    {IFS_FACT_RENAL, {"normal", "mild", "moderate", "severe", "failure", "dialysis", "acute-injury"}},
    {IFS_FACT_RENAL_BASIS, {"laboratory", "history"}},
    {IFS_FACT_REFLEXES, {"present", "absent"}},
    {IFS_FACT_PREGNANT, {"no", "yes"}},
    {IFS_FACT_POSTPARTUM, {"no", "yes"}},
    {IFS_FACT_BREASTFEEDING, {"no", "yes"}},
    {IFS_FACT_SETTING, {"mobile", "clinic", "emergency", "ward", "obstetric", "critical-care"}},
    {IFS_FACT_DEVICE, {"pump", "gravity", "hand"}},
    {IFS_FACT_ACCESS, {"peripheral", "central"}},
    {SYMPTOMS, {"none", "mild", "severe"}},
    {HEART_BLOCK, {"no", "yes"}},
};

static void choices(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(listeds); i++) {
        struct bench bench = bench_make();
        int fact = listeds[i].fact;
        int count = 0;
        while (listeds[i].choices[count] != NULL) {
            assert_true(answer(&bench, fact, listeds[i].choices[count]));
            assert_int_equal(bench.request.answer[fact], count);
            assert_true(fact_set_has(&bench.request.known, fact));
            assert_written(&bench, fact, listeds[i].choices[count]);
            count++;
        }
        int listed;
        fact_choices(&bench.facts[fact], &listed);
        assert_int_equal(listed, count);
    }
}

/* The numbers of the enums that other modules compute with. */
static void choices_match_enums(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "sex", "male");
    must_answer(&bench, "renal", "acute-injury");
    must_answer(&bench, "renal-basis", "history");
    must_answer(&bench, "setting", "critical-care");
    must_answer(&bench, "device", "gravity");
    must_answer(&bench, "pregnant", "yes");
    must_answer(&bench, "heart-block", "no");
    assert_int_equal(bench.request.answer[IFS_FACT_SEX], IFS_MALE);
    assert_int_equal(bench.request.answer[IFS_FACT_RENAL], IFS_RENAL_ACUTE_INJURY);
    assert_int_equal(bench.request.answer[IFS_FACT_RENAL_BASIS], IFS_RENAL_HISTORY);
    assert_int_equal(bench.request.answer[IFS_FACT_SETTING], IFS_CRITICAL_CARE);
    assert_int_equal(bench.request.answer[IFS_FACT_DEVICE], IFS_GRAVITY);
    assert_int_equal(bench.request.answer[IFS_FACT_PREGNANT], IFS_ANSWER_YES);
    assert_int_equal(bench.request.answer[HEART_BLOCK], IFS_ANSWER_NO);
}

static void needs(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        bool required = i == IFS_FACT_SETTING || i == IFS_FACT_INDICATION || i == IFS_FACT_ALLERGIES;
        assert_int_equal(fact_builtin(i)->need, required ? FACT_REQUIRED : FACT_OPTIONAL);
    }
}

static void which_are_yes_no(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    for (int i = 0; i < FACTS; i++) {
        bool expected =
            i == IFS_FACT_PREGNANT || i == IFS_FACT_POSTPARTUM || i == IFS_FACT_BREASTFEEDING || i == HEART_BLOCK;
        assert_int_equal(fact_is_yes_no(&bench.facts[i]), expected);
    }
}

/* ---- Ranges and steps ----------------------------------------------------------------------------------------- */

/* One unit of a fact: the edges of its hard range as written and in the base unit, by hand; one step beyond each;
 * and a figure between two steps. NULL: a figure beyond cannot be written. */
struct range {
    const char *fact;
    const char *low;
    int64_t low_base;
    const char *below;
    const char *high;
    int64_t high_base;
    const char *above;
    const char *finer;
};

static const struct range ranges[] = {
    {"weight", "0.5 kg", 500, "0.49 kg", "300 kg", 300000, "300.1 kg", "9.995 kg"},
    {"height", "30 cm", 300, "29.9 cm", "250 cm", 2500, "250.1 cm", "170.05 cm"},
    {"age", "0 y", 0, NULL, "120 y", 1440, "121 y", "1.5 y"},
    {"age", "0 mo", 0, NULL, "1440 mo", 1440, "1441 mo", "1.5 mo"},
    /* 0.1 x 88.42 = 8.842 umol/L; 20 x 88.42 = 1768.4 umol/L; base 0.0001 umol/L */
    {"creatinine", "0.1 mg/dL", 88420, "0.09 mg/dL", "20 mg/dL", 17684000, "20.01 mg/dL", "0.805 mg/dL"},
    {"creatinine", "9 umol/L", 90000, "8 umol/L", "1768 umol/L", 17680000, "1769 umol/L", "70.7 umol/L"},
    {"crcl", "0 mL/min", 0, NULL, "250 mL/min", 500000000, "250.1 mL/min", "29.95 mL/min"},
    {"egfr", "0 mL/min/1.73m2", 0, NULL, "250 mL/min/1.73m2", 500000000, "251 mL/min/1.73m2", "59.5 mL/min/1.73m2"},
    {"urine-output", "0 mL/h", 0, NULL, "1000 mL/h", 1000000, "1001 mL/h", "25.5 mL/h"},
    {"urine-output", "0 mL/kg/h", 0, NULL, "100 mL/kg/h", 100000, "100.1 mL/kg/h", "0.55 mL/kg/h"},
    /* 1 mmol/L = 2.4305 mg/dL = 2 mEq/L; base 0.0000001 mg/dL */
    {"magnesium", "0.1 mmol/L", 2430500, "0.09 mmol/L", "10 mmol/L", 243050000, "10.01 mmol/L", "0.855 mmol/L"},
    {"magnesium", "0.3 mg/dL", 3000000, "0.2 mg/dL", "24.3 mg/dL", 243000000, "24.4 mg/dL", "2.05 mg/dL"},
    {"magnesium", "0.2 mEq/L", 2430500, "0.19 mEq/L", "20 mEq/L", 243050000, "20.01 mEq/L", "1.705 mEq/L"},
    {"systolic", "40 mmHg", 40, "39 mmHg", "300 mmHg", 300, "301 mmHg", "120.5 mmHg"},
    {"diastolic", "20 mmHg", 20, "19 mmHg", "200 mmHg", 200, "201 mmHg", "80.5 mmHg"},
    {"heart-rate", "20 /min", 20, "19 /min", "300 /min", 300, "301 /min", "72.5 /min"},
    {"resp-rate", "4 /min", 4, "3 /min", "80 /min", 80, "81 /min", "12.5 /min"},
    {"spo2", "50 %", 50, "49 %", "100 %", 100, "101 %", "97.5 %"},
    {"gestation", "0w0d", 0, NULL, "45w0d", 315, "45w1d", NULL},
    {"given-24h", "0 g", 0, NULL, "200 g", 200000000, "200.01 g", "4.005 g"},
    {"given-48h", "0 g", 0, NULL, "200 g", 200000000, "200.01 g", "4.005 g"},
    {"last-dose", "0 min", 0, NULL, "14400 min", 864000, "14401 min", "90.5 min"},
    {"last-dose", "0 h", 0, NULL, "240 h", 864000, "240.1 h", "1.25 h"},
    {"born", "1900-01-01", -25567, "1899-12-31", "2199-12-31", 84005, "2200-01-01", NULL},
    {"creatinine-taken", "1900-01-01", -25567, "1899-12-31", "2199-12-31", 84005, "2200-01-01", NULL},
};

static void check_accepted(const char *name, const char *text, int64_t base)
{
    struct bench bench = bench_make();
    must_answer(&bench, name, text);
    int fact = fact_index(bench.facts, FACTS, name);
    assert_int_equal(bench.request.answer[fact], base);
    assert_true(fact_set_has(&bench.request.known, fact));
    assert_true(fact_set_has(&bench.request.given, fact));
    assert_written(&bench, fact, text);
}

static void check_refused(const char *name, const char *text, enum fact_fault fault)
{
    if (text == NULL) {
        return;
    }
    struct bench bench = bench_make();
    const ifs_request nothing = {0};
    if (answer(&bench, fact_index(bench.facts, FACTS, name), text) || bench.problem.fault != fault) {
        fail_msg("%s=%s: fault %d, %d", name, text, (int)bench.problem.fault, (int)bench.problem.quantity.fault);
    }
    assert_non_null(bench.problem.unit);
    assert_memory_equal(&bench.request, &nothing, sizeof nothing);
}

static void ranges_and_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        const struct range *range = &ranges[i];
        check_accepted(range->fact, range->low, range->low_base);
        check_accepted(range->fact, range->high, range->high_base);
        check_refused(range->fact, range->below, FACT_OUT_OF_RANGE);
        check_refused(range->fact, range->above, FACT_OUT_OF_RANGE);
        check_refused(range->fact, range->finer, FACT_FINER);
    }
}

/* 0.01 kg below 10 kg, 0.1 kg from there on. */
static void weight_steps(void **state)
{
    (void)state;
    check_accepted("weight", "9.99 kg", 9990);
    check_accepted("weight", "10 kg", 10000);
    check_accepted("weight", "10.1 kg", 10100);
    check_refused("weight", "10.01 kg", FACT_FINER);
    check_refused("weight", "72.35 kg", FACT_FINER);
    check_accepted("weight", "72.3 kg", 72300);
}

static void figures_between(void **state)
{
    (void)state;
    check_accepted("creatinine", "0.83 mg/dL", 733886); /* 83 x 8842 */
    check_accepted("creatinine", "71 umol/L", 710000);
    check_accepted("crcl", "29.9 mL/min", 59800000);
    check_accepted("magnesium", "0.85 mmol/L", 20659250); /* 0.85 x 2.4305 = 2.065925 mg/dL */
    check_accepted("magnesium", "1.71 mEq/L", 20780775);  /* 1.71 x 1.21525 = 2.0780775 mg/dL */
    check_accepted("gestation", "33w6d", 237);
    check_accepted("age", "34 y", 408);
    check_accepted("last-dose", "1.5 h", 5400);
    check_accepted("given-24h", "4.01 g", 4010000);
}

/* ---- Answers -------------------------------------------------------------------------------------------------- */

static void unknown_forgets(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "weight", "72 kg");
    must_answer(&bench, "heart-block", "yes");
    must_answer(&bench, "allergies", "none known");
    for (int i = 0; i < FACTS; i++) {
        assert_true(answer(&bench, i, "unknown"));
        assert_false(fact_set_has(&bench.request.known, i));
        assert_true(fact_set_has(&bench.request.given, i));
        assert_int_equal(bench.request.answer[i], 0);
        assert_written(&bench, i, "unknown");
    }
    assert_null(bench.request.words[IFS_FACT_ALLERGIES]);
}

static void failure_changes_nothing(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "weight", "72 kg");
    must_answer(&bench, "sex", "male");
    ifs_request before = bench.request;
    assert_false(answer(&bench, IFS_FACT_WEIGHT, "999 kg"));
    assert_false(answer(&bench, IFS_FACT_SEX, "m"));
    assert_false(answer(&bench, IFS_FACT_BORN, "2026-02-30"));
    assert_false(answer(&bench, IFS_FACT_NAME, ""));
    assert_memory_equal(&bench.request, &before, sizeof before);
}

/* Of an answer that was refused before nothing is said of the next one. */
static void each_answer_has_its_own_problem(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_false(answer(&bench, HEART_BLOCK, "Yes"));
    assert_string_equal(bench.problem.suggestion, "yes");
    assert_true(answer(&bench, HEART_BLOCK, "yes"));
    assert_int_equal(bench.problem.fault, FACT_FINE);
    assert_null(bench.problem.suggestion);
    assert_false(answer(&bench, HEART_BLOCK, "Yes"));
    assert_false(answer(&bench, IFS_FACT_BORN, "1960-13-01"));
    assert_null(bench.problem.suggestion);
    struct fact_words words = {"72 kg", 5, QUANTITY_SPACE_REQUIRED, NULL};
    struct fact_problem problem = {.fault = FACT_EMPTY};
    ifs_quantity found;
    assert_true(fact_read_quantity(fact_builtin(IFS_FACT_WEIGHT), &words, &found, &problem));
    assert_int_equal(problem.fault, FACT_FINE);
}

static void spacing_by_caller(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_false(answer(&bench, IFS_FACT_WEIGHT, "72kg"));
    assert_int_equal(bench.problem.fault, FACT_QUANTITY);
    assert_int_equal(bench.problem.quantity.fault, QUANTITY_NO_SPACE);
    struct fact_words close = {"72kg", 4, QUANTITY_SPACE_OPTIONAL, NULL};
    assert_true(fact_answer(&bench.request, bench.facts, IFS_FACT_WEIGHT, &close, &bench.problem));
    assert_int_equal(bench.request.answer[IFS_FACT_WEIGHT], 72000);
    assert_written(&bench, IFS_FACT_WEIGHT, "72 kg");
}

struct unit_fault {
    int fact;
    const char *text;
    enum quantity_fault fault;
    const char *suggestion;
};

static const struct unit_fault unit_faults[] = {
    {IFS_FACT_WEIGHT, "72", QUANTITY_NO_UNIT, "72 kg"},
    {IFS_FACT_CREATININE, "0.8", QUANTITY_NO_UNIT, "0.8 mg/dL or 0.8 umol/L"},
    {IFS_FACT_MAGNESIUM, "0.85", QUANTITY_NO_UNIT, "0.85 mmol/L or 0.85 mg/dL or 0.85 mEq/L"},
    {IFS_FACT_GESTATION, "33", QUANTITY_NO_UNIT, "33w6d"},
    {IFS_FACT_WEIGHT, "72 g", QUANTITY_WRONG_DIMENSION, "kg"},
    {IFS_FACT_WEIGHT, "72 cm", QUANTITY_WRONG_DIMENSION, "kg"},
    {IFS_FACT_GIVEN_24H, "4000 mg", QUANTITY_WRONG_DIMENSION, "g"},
    {IFS_FACT_GIVEN_24H, "16 mmol", QUANTITY_WRONG_DIMENSION, "g"},
    {IFS_FACT_GIVEN_24H, "4000 milligrams", QUANTITY_UNKNOWN_UNIT, "g"},
    {IFS_FACT_GIVEN_24H, "4 grams", QUANTITY_UNKNOWN_UNIT, "g"},
    {IFS_FACT_LAST_DOSE, "2 d", QUANTITY_WRONG_DIMENSION, "min or h"},
    {IFS_FACT_LAST_DOSE, "90 minutes", QUANTITY_UNKNOWN_UNIT, "min"},
    {IFS_FACT_URINE_OUTPUT, "30 mL", QUANTITY_WRONG_DIMENSION, "mL/h or mL/kg/h"},
    {IFS_FACT_CREATININE, "80 zzz", QUANTITY_UNKNOWN_UNIT, "mg/dL or umol/L"},
    {IFS_FACT_WEIGHT, "160 lb", QUANTITY_IMPERIAL, "72.6 kg"}, /* 160 x 0.45359237 = 72.57... */
    {IFS_FACT_WEIGHT, "72,5 kg", QUANTITY_COMMA, NULL},
    {IFS_FACT_WEIGHT, "-72 kg", QUANTITY_SIGN, NULL},
    {IFS_FACT_WEIGHT, "7e1 kg", QUANTITY_EXPONENT, NULL},
};

static void unit_suggestions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(unit_faults); i++) {
        const struct unit_fault *fault = &unit_faults[i];
        struct bench bench = bench_make();
        assert_false(answer(&bench, fault->fact, fault->text));
        const struct quantity_problem *problem = &bench.problem.quantity;
        bool suggested = fault->suggestion == NULL || text_equal(problem->suggestion, fault->suggestion);
        if (bench.problem.fault != FACT_QUANTITY || problem->fault != fault->fault || !suggested) {
            fail_msg("%s: %d, %d, suggests \"%s\"", fault->text, (int)bench.problem.fault, (int)problem->fault,
                     problem->suggestion);
        }
    }
}

static void refused_unit_is_shown(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_false(answer(&bench, IFS_FACT_GIVEN_24H, "4000 mg"));
    assert_int_equal(bench.problem.quantity.offset, 5);
    assert_string_equal(bench.problem.quantity.found, "mg");
}

struct near {
    int fact;
    const char *text;
    const char *suggestion; /* NULL: none */
};

static const struct near nears[] = {
    {HEART_BLOCK, "y", "yes"},
    {HEART_BLOCK, "Yes", "yes"},
    {HEART_BLOCK, "YES", "yes"},
    {HEART_BLOCK, "true", "yes"},
    {HEART_BLOCK, "True", "yes"},
    {HEART_BLOCK, "1", "yes"},
    {HEART_BLOCK, "n", "no"},
    {HEART_BLOCK, "No", "no"},
    {HEART_BLOCK, "false", "no"},
    {HEART_BLOCK, "0", "no"},
    {HEART_BLOCK, "maybe", NULL},
    {HEART_BLOCK, "10", NULL}, /* begins as 1 does */
    {HEART_BLOCK, "tomorrow", NULL},
    {HEART_BLOCK, "nonetheless", NULL},
    {HEART_BLOCK, "", NULL},
    {HEART_BLOCK, "Unknown", "unknown"},
    {IFS_FACT_PREGNANT, "y", "yes"},
    {SYMPTOMS, "Mild", "mild"},
    {SYMPTOMS, "yes", NULL},
    {IFS_FACT_SEX, "f", "female"},
    {IFS_FACT_SEX, "M", "male"},
    {IFS_FACT_RENAL, "m", NULL},
    {IFS_FACT_RENAL, "dialisis", "dialysis"},
    {IFS_FACT_SETTING, "crit", "critical-care"},
    {IFS_FACT_PRODUCT, "vial", NULL},
    {IFS_FACT_SETTING, "moblie", "mobile"},
};

static void near_choices(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(nears); i++) {
        struct bench bench = bench_make();
        assert_false(answer(&bench, nears[i].fact, nears[i].text));
        assert_int_equal(bench.problem.fault, FACT_NOT_A_CHOICE);
        const char *found = bench.problem.suggestion;
        bool same =
            nears[i].suggestion == NULL ? found == NULL : found != NULL && text_equal(found, nears[i].suggestion);
        if (!same) {
            fail_msg("%s suggests %s", nears[i].text, found != NULL ? found : "nothing");
        }
    }
}

static void nearly_unknown(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_false(answer(&bench, IFS_FACT_WEIGHT, "Unknown"));
    assert_string_equal(bench.problem.suggestion, "unknown");
    assert_false(answer(&bench, IFS_FACT_BORN, "unkown"));
    assert_int_equal(bench.problem.fault, FACT_NOT_A_DATE);
    assert_string_equal(bench.problem.suggestion, "unknown");
    assert_false(answer(&bench, IFS_FACT_WEIGHT, "72"));
    assert_null(bench.problem.suggestion);
}

static void dates(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    static const char *const wrong[] = {"12/05/1990", "1990-5-12", "1990-02-30", "34 y", ""};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(answer(&bench, IFS_FACT_BORN, wrong[i]));
        assert_int_equal(bench.problem.fault, FACT_NOT_A_DATE);
    }
    must_answer(&bench, "creatinine-taken", "2026-11-19");
    assert_written(&bench, IFS_FACT_CREATININE_TAKEN, "2026-11-19");
}

static void identity(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    static const char name[] = "Ada Example";
    must_answer(&bench, "name", name);
    assert_ptr_equal(bench.request.words[IFS_FACT_NAME], name);
    assert_written(&bench, IFS_FACT_NAME, "Ada Example");
    assert_false(answer(&bench, IFS_FACT_ID, ""));
    assert_int_equal(bench.problem.fault, FACT_EMPTY);
    assert_false(answer(&bench, IFS_FACT_ID, "   "));
    assert_int_equal(bench.problem.fault, FACT_EMPTY);
    assert_false(fact_set_has(&bench.request.given, IFS_FACT_ID));
}

static void figures_of_the_table(void **state)
{
    (void)state;
    char bytes[40];
    struct text text = text_over(bytes, sizeof bytes);
    const struct fact_rule *weight = fact_builtin(IFS_FACT_WEIGHT);
    fact_add_figure(&text, &weight->units[0], weight->units[0].low);
    text_add(&text, " to ");
    fact_add_figure(&text, &weight->units[0], weight->units[0].high);
    assert_string_equal(bytes, "0.5 kg to 300 kg");
    text = text_over(bytes, sizeof bytes);
    const struct fact_rule *born = fact_builtin(IFS_FACT_BORN);
    fact_add_figure(&text, &born->units[0], born->units[0].low);
    assert_string_equal(bytes, "1900-01-01");
    text = text_over(bytes, sizeof bytes);
    fact_add_figure(&text, &fact_builtin(IFS_FACT_CREATININE)->units[1], 17684000);
    assert_string_equal(bytes, "1768.4 umol/L");
}

/* ---- Contradictions ------------------------------------------------------------------------------------------- */

#define DAY_OF_ORDER INT64_C(20777) /* 2026-11-20: 56 x 365 + 14 leap days + 323 days before it in 2026 */

/* Pairs of name and text, settled on 2026-11-20. */
struct settling {
    const char *answers[9];
    enum fact_conflict conflict;
};

static const struct settling settlings[] = {
    {{NULL}, FACT_CONFLICT_NONE},
    {{"born", "2026-11-20"}, FACT_CONFLICT_NONE},
    {{"born", "2026-11-21"}, FACT_CONFLICT_BORN_LATER},
    {{"born", "1906-11-20"}, FACT_CONFLICT_NONE}, /* 120 years to the day */
    {{"born", "1906-10-20"}, FACT_CONFLICT_AGE_BORN},
    {{"born", "1990-11-20", "age", "36 y"}, FACT_CONFLICT_NONE},
    {{"born", "1990-11-21", "age", "36 y"}, FACT_CONFLICT_AGE_BORN},
    {{"born", "1990-11-21", "age", "35 y"}, FACT_CONFLICT_NONE},
    {{"born", "1989-11-21", "age", "36 y"}, FACT_CONFLICT_NONE},
    {{"born", "1989-11-20", "age", "36 y"}, FACT_CONFLICT_AGE_BORN},
    {{"born", "2026-05-20", "age", "6 mo"}, FACT_CONFLICT_NONE},
    {{"born", "2026-05-21", "age", "6 mo"}, FACT_CONFLICT_AGE_BORN},
    {{"born", "2026-05-20", "age", "unknown"}, FACT_CONFLICT_NONE},
    {{"age", "18 y", "weight", "24.9 kg"}, FACT_CONFLICT_ADULT_WEIGHT},
    {{"age", "18 y", "weight", "25 kg"}, FACT_CONFLICT_NONE},
    {{"age", "17 y", "weight", "24.9 kg"}, FACT_CONFLICT_NONE},
    {{"age", "215 mo", "weight", "20 kg"}, FACT_CONFLICT_NONE},
    {{"weight", "3 kg"}, FACT_CONFLICT_NONE},
    {{"born", "2008-11-20", "weight", "24.9 kg"}, FACT_CONFLICT_ADULT_WEIGHT},
    {{"born", "2008-11-21", "weight", "24.9 kg"}, FACT_CONFLICT_NONE},
    {{"sex", "male", "pregnant", "yes"}, FACT_CONFLICT_MALE_PREGNANT},
    {{"sex", "male", "postpartum", "yes"}, FACT_CONFLICT_MALE_PREGNANT},
    {{"sex", "male", "breastfeeding", "yes"}, FACT_CONFLICT_MALE_PREGNANT},
    {{"sex", "male", "gestation", "0w0d"}, FACT_CONFLICT_MALE_PREGNANT},
    {{"sex", "male", "pregnant", "no", "postpartum", "no", "breastfeeding", "no"}, FACT_CONFLICT_NONE},
    {{"sex", "male", "pregnant", "unknown"}, FACT_CONFLICT_NONE},
    {{"sex", "female", "pregnant", "yes", "breastfeeding", "yes"}, FACT_CONFLICT_NONE},
    {{"pregnant", "yes"}, FACT_CONFLICT_NONE},
    {{"systolic", "100 mmHg", "diastolic", "99 mmHg"}, FACT_CONFLICT_NONE},
    {{"systolic", "100 mmHg", "diastolic", "100 mmHg"}, FACT_CONFLICT_PRESSURES},
    {{"systolic", "100 mmHg", "diastolic", "101 mmHg"}, FACT_CONFLICT_PRESSURES},
    {{"diastolic", "90 mmHg"}, FACT_CONFLICT_NONE},
    {{"given-24h", "2 g", "given-48h", "2 g"}, FACT_CONFLICT_NONE},
    {{"given-24h", "2.01 g", "given-48h", "2 g"}, FACT_CONFLICT_GIVEN},
    {{"given-24h", "2 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "1439 min", "given-24h", "0 g"}, FACT_CONFLICT_LAST_DOSE},
    {{"last-dose", "24 h", "given-24h", "0 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "24 h", "given-24h", "1 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "1441 min", "given-24h", "1 g"}, FACT_CONFLICT_LAST_DOSE},
    {{"last-dose", "1441 min", "given-24h", "0 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "1439 min", "given-24h", "0.01 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "2879 min", "given-48h", "0 g"}, FACT_CONFLICT_LAST_DOSE},
    {{"last-dose", "48 h", "given-48h", "0 g"}, FACT_CONFLICT_NONE},
    {{"last-dose", "2881 min", "given-48h", "1 g"}, FACT_CONFLICT_LAST_DOSE},
    {{"last-dose", "1 h"}, FACT_CONFLICT_NONE},
    {{"gestation", "20w0d", "pregnant", "no", "postpartum", "no"}, FACT_CONFLICT_GESTATION},
    {{"gestation", "20w0d", "pregnant", "no"}, FACT_CONFLICT_GESTATION},
    {{"pregnant", "yes", "postpartum", "yes"}, FACT_CONFLICT_PREGNANT_POSTPARTUM},
    {{"pregnant", "yes", "postpartum", "no"}, FACT_CONFLICT_NONE},
    {{"gestation", "20w0d", "postpartum", "no"}, FACT_CONFLICT_NONE},
    {{"gestation", "20w0d", "pregnant", "yes", "postpartum", "no"}, FACT_CONFLICT_NONE},
    {{"gestation", "38w0d", "pregnant", "no", "postpartum", "yes"}, FACT_CONFLICT_NONE},
    {{"pregnant", "no", "postpartum", "no"}, FACT_CONFLICT_NONE},
    {{"creatinine-taken", "2026-11-20"}, FACT_CONFLICT_NONE},
    {{"creatinine-taken", "2026-11-21"}, FACT_CONFLICT_CREATININE_LATER},
    {{"urine-output", "10 mL/kg/h", "weight", "100 kg"}, FACT_CONFLICT_NONE}, /* 1,000 mL/h */
    {{"urine-output", "10 mL/kg/h", "weight", "100.1 kg"}, FACT_CONFLICT_URINE},
    {{"urine-output", "1000 mL/h", "weight", "200 kg"}, FACT_CONFLICT_NONE},
    {{"urine-output", "100 mL/kg/h"}, FACT_CONFLICT_NONE},
};

static void contradictions(void **state)
{
    (void)state;
    int64_t day;
    assert_true(date_parse("2026-11-20", &day));
    assert_int_equal(day, DAY_OF_ORDER);
    bool seen[FACT_CONFLICT_COUNT] = {false};
    for (size_t i = 0; i < COUNT_OF(settlings); i++) {
        struct bench bench = bench_make();
        for (size_t j = 0; settlings[i].answers[j] != NULL; j += 2) {
            must_answer(&bench, settlings[i].answers[j], settlings[i].answers[j + 1]);
        }
        enum fact_conflict conflict = fact_settle(&bench.request, DAY_OF_ORDER);
        if (conflict != settlings[i].conflict) {
            fail_msg("case %zu: conflict %d", i, (int)conflict);
        }
        seen[conflict] = true;
        assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER), conflict);
    }
    for (int i = 0; i < FACT_CONFLICT_COUNT; i++) {
        assert_true(seen[i]);
    }
}

static void age_from_born(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "born", "1990-03-05");
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER), FACT_CONFLICT_NONE);
    assert_true(fact_set_has(&bench.request.known, IFS_FACT_AGE));
    assert_false(fact_set_has(&bench.request.given, IFS_FACT_AGE));
    assert_int_equal(bench.request.answer[IFS_FACT_AGE], 440); /* 36 x 12 + 8 */
    assert_written(&bench, IFS_FACT_AGE, "36 y");
    assert_written(&bench, IFS_FACT_BORN, "1990-03-05");
    /* another day, another age: what was derived is derived anew */
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER + 366), FACT_CONFLICT_NONE);
    assert_int_equal(bench.request.answer[IFS_FACT_AGE], 452);
}

static void age_of_infants_in_months(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "born", "2024-11-21");
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER), FACT_CONFLICT_NONE);
    assert_written(&bench, IFS_FACT_AGE, "23 mo");
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER + 1), FACT_CONFLICT_NONE);
    assert_written(&bench, IFS_FACT_AGE, "2 y");
}

static void given_age_becomes_exact(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "born", "2009-01-20");
    must_answer(&bench, "age", "17 y");
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER), FACT_CONFLICT_NONE);
    assert_int_equal(bench.request.answer[IFS_FACT_AGE], 214); /* 17 x 12 + 10 */
    assert_written(&bench, IFS_FACT_AGE, "17 y");
}

static void age_unknown_by_word_is_counted(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "age", "unknown");
    must_answer(&bench, "born", "1990-11-20");
    assert_int_equal(fact_settle(&bench.request, DAY_OF_ORDER), FACT_CONFLICT_NONE);
    assert_int_equal(bench.request.answer[IFS_FACT_AGE], 432);
    assert_written(&bench, IFS_FACT_AGE, "36 y");
}

/* ---- Unusual values ------------------------------------------------------------------------------------------- */

/* The usual range of a fact, given one other answer or two: its edges and one step beyond each. */
struct usual {
    const char *given[5];
    const char *fact;
    const char *below;
    const char *low;
    const char *high;
    const char *above;
};

static const struct usual usuals[] = {
    {{"age", "18 y"}, "weight", "39.9 kg", "40 kg", "180 kg", "180.1 kg"},
    {{"age", "90 y"}, "weight", "39.9 kg", "40 kg", "180 kg", "180.1 kg"},
    /* 200 cm: 14 x 4 = 56 kg; 50 x 4 = 200 kg, but 180 kg holds before. 150 cm: 31.5 kg, 40 kg holds; 112.5 kg */
    {{"age", "18 y", "height", "200 cm"}, "weight", "55.9 kg", "56 kg", "180 kg", "180.1 kg"},
    {{"age", "18 y", "height", "150 cm"}, "weight", "39.9 kg", "40 kg", "112.5 kg", "112.6 kg"},
    {{"age", "18 y"}, "height", "139.9 cm", "140 cm", "200 cm", "200.1 cm"},
    {{"age", "0 mo"}, "weight", NULL, "0.5 kg", "14 kg", "14.1 kg"},
    {{"age", "11 mo"}, "weight", NULL, "0.5 kg", "14 kg", "14.1 kg"},
    {{"age", "1 y"}, "weight", "6.99 kg", "7 kg", "14 kg", "14.1 kg"},
    {{"age", "23 mo"}, "weight", "6.99 kg", "7 kg", "14 kg", "14.1 kg"},
    {{"age", "2 y"}, "weight", "8.99 kg", "9 kg", "18 kg", "18.1 kg"},
    {{"age", "3 y"}, "weight", "8.99 kg", "9 kg", "26 kg", "26.1 kg"}, /* rows of 2 and 4 years */
    {{"age", "4 y"}, "weight", "10.9 kg", "11 kg", "26 kg", "26.1 kg"},
    {{"age", "5 y"}, "weight", "10.9 kg", "11 kg", "38 kg", "38.1 kg"},
    {{"age", "6 y"}, "weight", "13.9 kg", "14 kg", "38 kg", "38.1 kg"},
    {{"age", "7 y"}, "weight", "13.9 kg", "14 kg", "55 kg", "55.1 kg"},
    {{"age", "8 y"}, "weight", "16.9 kg", "17 kg", "55 kg", "55.1 kg"},
    {{"age", "9 y"}, "weight", "16.9 kg", "17 kg", "75 kg", "75.1 kg"},
    {{"age", "10 y"}, "weight", "19.9 kg", "20 kg", "75 kg", "75.1 kg"},
    {{"age", "11 y"}, "weight", "19.9 kg", "20 kg", "95 kg", "95.1 kg"},
    {{"age", "12 y"}, "weight", "23.9 kg", "24 kg", "95 kg", "95.1 kg"},
    {{"age", "13 y"}, "weight", "23.9 kg", "24 kg", "120 kg", "120.1 kg"},
    {{"age", "14 y"}, "weight", "29.9 kg", "30 kg", "120 kg", "120.1 kg"},
    {{"age", "15 y"}, "weight", "29.9 kg", "30 kg", "140 kg", "140.1 kg"},
    {{"age", "16 y"}, "weight", "34.9 kg", "35 kg", "140 kg", "140.1 kg"},
    {{"age", "17 y"}, "weight", "34.9 kg", "35 kg", "140 kg", "140.1 kg"},
    {{"age", "215 mo", "height", "100 cm"},
     "weight",
     "34.9 kg",
     "35 kg",
     "140 kg",
     "140.1 kg"}, /* no body-mass index */
    {{NULL}, "creatinine", "0.29 mg/dL", "0.3 mg/dL", "5 mg/dL", "5.01 mg/dL"},
    {{NULL}, "creatinine", "26 umol/L", "27 umol/L", "442 umol/L", "443 umol/L"}, /* 26.526 and 442.1 umol/L */
    {{NULL}, "crcl", "4.9 mL/min", "5 mL/min", "180 mL/min", "180.1 mL/min"},
    {{NULL}, "egfr", "4 mL/min/1.73m2", "5 mL/min/1.73m2", "180 mL/min/1.73m2", "181 mL/min/1.73m2"},
    {{NULL}, "magnesium", "0.29 mmol/L", "0.3 mmol/L", "2.5 mmol/L", "2.51 mmol/L"},
    {{NULL}, "magnesium", "0.59 mEq/L", "0.6 mEq/L", "5 mEq/L", "5.01 mEq/L"},
    {{NULL}, "magnesium", "0.7 mg/dL", "0.8 mg/dL", "6 mg/dL", "6.1 mg/dL"}, /* 0.72915 and 6.07625 mg/dL */
    {{NULL}, "systolic", "79 mmHg", "80 mmHg", "200 mmHg", "201 mmHg"},
    {{NULL}, "diastolic", "39 mmHg", "40 mmHg", "120 mmHg", "121 mmHg"},
    {{"age", "12 y"}, "heart-rate", "44 /min", "45 /min", "140 /min", "141 /min"},
    {{"age", "143 mo"}, "heart-rate", "49 /min", "50 /min", "180 /min", "181 /min"},
    {{NULL}, "heart-rate", "49 /min", "50 /min", "140 /min", "141 /min"}, /* usual at every age */
    {{NULL}, "resp-rate", "9 /min", "10 /min", "40 /min", "41 /min"},
    {{NULL}, "spo2", "87 %", "88 %", "100 %", NULL},
    /* no usual range */
    {{NULL}, "weight", NULL, "0.5 kg", "300 kg", NULL},
    {{NULL}, "height", NULL, "30 cm", "250 cm", NULL},
    {{"age", "17 y"}, "height", NULL, "30 cm", "250 cm", NULL},
    {{NULL}, "age", NULL, "0 y", "120 y", NULL},
    {{NULL}, "gestation", NULL, "0w0d", "45w0d", NULL},
    {{NULL}, "urine-output", NULL, "0 mL/h", "1000 mL/h", NULL},
    {{NULL}, "given-24h", NULL, "0 g", "200 g", NULL},
    {{NULL}, "last-dose", NULL, "0 min", "240 h", NULL},
    {{NULL}, "sex", NULL, "female", "male", NULL},
    {{NULL}, "born", NULL, "1900-01-01", "2020-01-01", NULL},
    {{NULL}, "heart-block", NULL, "yes", "no", NULL},
    {{NULL}, "name", NULL, "Ada Example", "Ben Example", NULL},
};

static void check_usual(const struct usual *usual, const char *text, bool unusual)
{
    if (text == NULL) {
        return;
    }
    struct bench bench = bench_make();
    for (size_t i = 0; usual->given[i] != NULL; i += 2) {
        must_answer(&bench, usual->given[i], usual->given[i + 1]);
    }
    must_answer(&bench, usual->fact, text);
    if (fact_unusual(&bench.request, fact_index(bench.facts, FACTS, usual->fact)) != unusual) {
        fail_msg("%s %s, %s=%s", usual->given[0] != NULL ? usual->given[0] : "",
                 usual->given[0] != NULL ? usual->given[1] : "", usual->fact, text);
    }
}

static void unusual_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(usuals); i++) {
        check_usual(&usuals[i], usuals[i].below, true);
        check_usual(&usuals[i], usuals[i].low, false);
        check_usual(&usuals[i], usuals[i].high, false);
        check_usual(&usuals[i], usuals[i].above, true);
    }
}

/* An index out of range makes the weight unusual, not the height; and an unknown answer is never unusual. */
static void unusual_is_of_one_fact(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    must_answer(&bench, "age", "40 y");
    must_answer(&bench, "height", "200 cm");
    must_answer(&bench, "weight", "50 kg");
    assert_true(fact_unusual(&bench.request, IFS_FACT_WEIGHT));
    assert_false(fact_unusual(&bench.request, IFS_FACT_HEIGHT));
    must_answer(&bench, "weight", "unknown");
    assert_false(fact_unusual(&bench.request, IFS_FACT_WEIGHT));
    for (int i = 0; i < FACTS; i++) {
        ifs_request nothing = {0};
        assert_false(fact_unusual(&nothing, i));
    }
}

/* ---- Sets ----------------------------------------------------------------------------------------------------- */

/* Each alone, each taken from all, and two joined: exactly those that belong. */
static void sets(void **state)
{
    (void)state;
    ifs_fact_set all = {0};
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        fact_set_add(&all, i);
    }
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        ifs_fact_set one = {0};
        ifs_fact_set others = all;
        assert_true(fact_set_empty(&one));
        fact_set_add(&one, i);
        fact_set_remove(&others, i);
        ifs_fact_set joined = others;
        fact_set_join(&joined, &one);
        for (int j = 0; j < IFS_FACT_MAX; j++) {
            assert_int_equal(fact_set_has(&one, j), j == i);
            assert_int_equal(fact_set_has(&others, j), j != i);
            assert_true(fact_set_has(&joined, j));
        }
        assert_false(fact_set_empty(&one));
    }
}

/* A question whose two choices are no and something else is answered in words. */
static void yes_no_questions(void **state)
{
    (void)state;
    static const char *const answers[][2] = {{"no", "yes"}, {"no", "maybe"}, {"never", "yes"}};
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        struct fact_rule rule = {.name = "asked", .kind = FACT_QUESTION, .choices = answers[i], .choice_count = 2};
        assert_int_equal(fact_is_yes_no(&rule), i == 0);
    }
}

/* "NUMBER mg/dL or NUMBER umol/L" with 23 digits each is longer than the 48 bytes of a proposal: then none is made. */
static void proposal_of_a_long_number(void **state)
{
    (void)state;
    struct fact_problem problem;
    ifs_quantity found;
    struct fact_words words = {"123456789012", 12, QUANTITY_SPACE_OPTIONAL, NULL};
    assert_false(fact_read_quantity(fact_builtin(IFS_FACT_CREATININE), &words, &found, &problem));
    assert_string_equal(problem.quantity.suggestion, "123456789012 mg/dL or 123456789012 umol/L");
    words = (struct fact_words){"123456789012.123456", 19, QUANTITY_SPACE_OPTIONAL, NULL};
    assert_false(fact_read_quantity(fact_builtin(IFS_FACT_CREATININE), &words, &found, &problem));
    assert_int_equal(problem.quantity.fault, QUANTITY_NO_UNIT);
    assert_string_equal(problem.quantity.suggestion, "");
}

/* ---- Hard ranges to the last digit ---- */

/* They are printed, and answers are on steps: so they are held in base units. 1 mg/dL of creatinine is 88.42 umol/L; 1 mmol/L of magnesium is 2.4305 mg/dL. */
static void hard_ranges_in_base_units(void **state)
{
    (void)state;
    static const struct {
        int fact;
        int64_t low;
        int64_t high;
    } rows[] = {
        {IFS_FACT_AGE, 0, 120 * 12},
        {IFS_FACT_CREATININE, 884200 / 10, 884200 * 20},
        {IFS_FACT_CRCL, 0, INT64_C(250) * 2000000},
        {IFS_FACT_EGFR, 0, INT64_C(250) * 2000000},
        {IFS_FACT_MAGNESIUM, 24305000 / 10, 24305000 * 10},
        {IFS_FACT_GESTATION, 0, 45 * 7},
        {IFS_FACT_GIVEN_24H, 0, 200 * 1000000},
        {IFS_FACT_GIVEN_48H, 0, 200 * 1000000},
        {IFS_FACT_LAST_DOSE, 0, 10 * 86400},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct fact_rule *rule = fact_builtin(rows[i].fact);
        for (int j = 0; j < rule->unit_count; j++) {
            if (rule->units[j].low != rows[i].low || rule->units[j].high != rows[i].high) {
                fail_msg("%s in %s", rule->name, rule->units[j].symbol);
            }
        }
    }
    const struct fact_rule *urine = fact_builtin(IFS_FACT_URINE_OUTPUT); /* mL/h, mL/kg/h: in uL */
    assert_true(urine->units[0].low == 0 && urine->units[0].high == 1000 * 1000);
    assert_true(urine->units[1].low == 0 && urine->units[1].high == 100 * 1000);
    assert_int_equal(fact_builtin(IFS_FACT_BORN)->units[0].step, 1); /* every day */
    assert_int_equal(fact_builtin(IFS_FACT_CREATININE_TAKEN)->units[0].step, 1);
}

static void look_up_fact(int64_t fact)
{
    volatile const struct fact_rule *rule = fact_builtin((int)fact);
    (void)rule;
}

static void facts_there_are(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"fact_builtin", look_up_fact, 0, IFS_FACT_BUILTIN - 1});
}

/* ---- At the edges ---- */

/* Letters alone are the same in either case, the first and the last of them too; nothing at all begins no choice, though there is but one. */
static void edges_of_the_alphabet(void **state)
{
    (void)state;
    static const char *const alphabet[] = {"azimuth", "zebra"};
    static const char *const signs[] = {"`tick", "{brace"};
    static const char *const one[] = {"alone"};
    static const struct {
        const char *const *choices;
        int count;
        const char *text;
        const char *suggestion;
    } rows[] = {{alphabet, 2, "AZ", "azimuth"}, {alphabet, 2, "ZE", "zebra"}, {signs, 2, "@t", NULL}, {signs, 2, "[b", NULL}, {one, 1, "", NULL}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct bench bench = bench_make();
        bench.facts[SYMPTOMS].choices = rows[i].choices;
        bench.facts[SYMPTOMS].choice_count = rows[i].count;
        assert_false(answer(&bench, SYMPTOMS, rows[i].text));
        assert_int_equal(bench.problem.fault, FACT_NOT_A_CHOICE);
        if (rows[i].suggestion == NULL) {
            assert_null(bench.problem.suggestion);
        } else {
            assert_non_null(bench.problem.suggestion);
            assert_string_equal(bench.problem.suggestion, rows[i].suggestion);
        }
    }
}

/* What stands before an answer is no part of it. */
static void blanks_after_other_bytes(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_false(answer(&bench, IFS_FACT_NAME, &"x  "[1]));
    assert_int_equal(bench.problem.fault, FACT_EMPTY);
    assert_true(answer(&bench, IFS_FACT_NAME, &"\0 Ada"[1]));
}

/* 1,000 mL/h are 10^9 uL g/kg/h: 10 mL/kg/h of 100 kg are as much, 3333.335 mL/kg/h of 300 g a two-millionth more. */
static void most_urine(void **state)
{
    (void)state;
    static const struct {
        int64_t urine;
        int64_t weight;
        bool too_much;
    } rows[] = {{10000, 100000, false}, {3333335, 300, true}, {10000, 100001, true}, {3333333, 300, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ifs_request request = {0};
        fact_set_add(&request.known, IFS_FACT_URINE_OUTPUT);
        fact_set_add(&request.known, IFS_FACT_WEIGHT);
        request.answer[IFS_FACT_URINE_OUTPUT] = rows[i].urine;
        request.answer[IFS_FACT_WEIGHT] = rows[i].weight;
        request.unit[IFS_FACT_URINE_OUTPUT] = (uint8_t)quantity_unit_index("mL/kg/h", IFS_URINE_PER_WEIGHT);
        assert_int_equal(fact_settle(&request, 20777) == FACT_CONFLICT_URINE, rows[i].too_much);
        fact_set_remove(&request.known, IFS_FACT_WEIGHT); /* what is not known contradicts nothing */
        assert_int_equal(fact_settle(&request, 20777), FACT_CONFLICT_NONE);
    }
}

/* Given in mmol of a salt with 246.47 g/mol, as the loader adds it to the grams: written back as it was given. Three units are the most; a fourth is
 * none of them. */
static void amounts_in_moles(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    struct fact_rule *rule = &bench.facts[IFS_FACT_GIVEN_24H];
    rule->units[1] = (struct fact_unit){"mmol", IFS_MASS, 246470, 0, INT64_C(1000) * 246470};
    rule->units[2] = (struct fact_unit){"mEq", IFS_MASS, 123235, 0, INT64_C(1000) * 123235};
    rule->unit_count = FACT_UNITS;
    must_answer(&bench, "given-24h", "16 mmol");
    assert_int_equal(bench.request.answer[IFS_FACT_GIVEN_24H], 3943520);
    assert_written(&bench, IFS_FACT_GIVEN_24H, "16 mmol");
    must_answer(&bench, "given-24h", "7 mEq");
    assert_written(&bench, IFS_FACT_GIVEN_24H, "7 mEq");
    assert_false(answer(&bench, IFS_FACT_GIVEN_24H, "4000 mg"));
    assert_int_equal(bench.problem.quantity.fault, QUANTITY_WRONG_DIMENSION);
    assert_string_equal(bench.problem.quantity.suggestion, "g or mmol or mEq");
}

static void write_choice(int64_t choice)
{
    char bytes[80];
    struct text text = text_over(bytes, sizeof bytes);
    struct bench bench = bench_make();
    fact_set_add(&bench.request.known, SYMPTOMS);
    bench.request.answer[SYMPTOMS] = choice;
    fact_add_answer(&text, &bench.request, bench.facts, SYMPTOMS);
}

static void choices_there_are(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"fact_add_answer", write_choice, 0, 2});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yes_no_questions),
        cmocka_unit_test(proposal_of_a_long_number),
        cmocka_unit_test(names_by_index),
        cmocka_unit_test(units_are_known),
        cmocka_unit_test(choices),
        cmocka_unit_test(choices_match_enums),
        cmocka_unit_test(needs),
        cmocka_unit_test(which_are_yes_no),
        cmocka_unit_test(ranges_and_steps),
        cmocka_unit_test(weight_steps),
        cmocka_unit_test(figures_between),
        cmocka_unit_test(unknown_forgets),
        cmocka_unit_test(failure_changes_nothing),
        cmocka_unit_test(spacing_by_caller),
        cmocka_unit_test(unit_suggestions),
        cmocka_unit_test(refused_unit_is_shown),
        cmocka_unit_test(near_choices),
        cmocka_unit_test(nearly_unknown),
        cmocka_unit_test(dates),
        cmocka_unit_test(identity),
        cmocka_unit_test(figures_of_the_table),
        cmocka_unit_test(contradictions),
        cmocka_unit_test(age_from_born),
        cmocka_unit_test(age_of_infants_in_months),
        cmocka_unit_test(given_age_becomes_exact),
        cmocka_unit_test(age_unknown_by_word_is_counted),
        cmocka_unit_test(unusual_values),
        cmocka_unit_test(unusual_is_of_one_fact),
        cmocka_unit_test(sets),
        cmocka_unit_test(edges_of_the_alphabet),
        cmocka_unit_test(blanks_after_other_bytes),
        cmocka_unit_test(most_urine),
        cmocka_unit_test(choices_there_are),
        cmocka_unit_test(amounts_in_moles),
        cmocka_unit_test(hard_ranges_in_base_units),
        cmocka_unit_test(facts_there_are),
        cmocka_unit_test(each_answer_has_its_own_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
