/*
 * test_condition_words.c - conditions as they are printed: which bound, which unit, where brackets stand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "build.h"
#include "one_sample.h"

struct read {
    const char *written;
    const char *words;
};

static void reads_as(const char *written, const char *text, const char *words)
{
    sample_begin(sample);
    sample_build(sample);
    struct build build = {.protocol = &sample->protocol, .request = &sample->request, .plan = &sample->plan, .sheet = &sample->sheet};
    struct condition condition = sample_condition(sample, written);
    condition.text = text;
    assert_string_equal(build_condition_words(&build, &condition), words);
    assert_false(sample->sheet.full);
}

static void all_read(const struct read *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reads_as(list[i].written, list[i].written, list[i].words);
    }
}

/* A bound in the author's unit, and a figure computed from answers in its own. */
static void bounds(void **state)
{
    (void)state;
    static const struct read list[] = {
        {"systolic >= 100 mmHg", "systolic blood pressure at least 100 mmHg"},
        {"magnesium < 0.7 mmol/L", "serum magnesium less than 0.7 mmol/L"},
        {"magnesium > 1.25 mmol/L", "serum magnesium greater than 1.25 mmol/L"},
        {"magnesium <= 1.25 mmol/L", "serum magnesium at most 1.25 mmol/L"},
        {"crcl < 30 mL/min", "creatinine clearance less than 30 mL/min"},
        {"crcl > 30 mL/min", "creatinine clearance greater than 30 mL/min"},
        {"egfr > 45 mL/min/1.73m2", "eGFR greater than 45 mL/min/1.73 m2"},
        {"urine-output > 25 mL/h", "urine output greater than 25 mL per hour"},
        {"urine-output <= 0.5 mL/kg/h", "urine output at most 0.5 mL per kg per hour"},
        {"egfr < 45 mL/min/1.73m2", "eGFR less than 45 mL/min/1.73 m2"},
        {"urine-output >= 25 mL/h", "urine output at least 25 mL per hour"},
        {"urine-output < 0.5 mL/kg/h", "urine output less than 0.5 mL per kg per hour"},
        {"crcl < 30.5 mL/min", "creatinine clearance less than 30.5 mL/min"},
        {"age >= 18 y", "age at least 18 years"},
        {"gestation >= 33w6d", "gestation at least 33w6d"},
        {"resp-rate >= 0 /min", "respiratory rate at least 0 per minute"},
    };
    all_read(list, COUNT_OF(list));
}

/* "> 180" and ">= 181" are one test where only whole figures are read: the number that the author wrote is printed. It has to stand
 * there whole: neither the end nor the beginning of another number. */
static void the_authors_number(void **state)
{
    (void)state;
    static const struct read list[] = {
        {"systolic > 180 mmHg", "systolic blood pressure greater than 180 mmHg"},
        {"systolic >= 181 mmHg", "systolic blood pressure at least 181 mmHg"},
        {"heart-rate > 80 /min or systolic < 181 mmHg",
         "heart rate greater than 80 per minute, or systolic blood pressure less than 181 mmHg"},
        {"resp-rate > 17 /min or systolic < 180 mmHg",
         "respiratory rate greater than 17 per minute, or systolic blood pressure less than 180 mmHg"},
        {"heart-rate > 84 /min or magnesium < 0.85 mmol/L",
         "heart rate greater than 84 per minute, or serum magnesium less than 0.85 mmol/L"},
    };
    all_read(list, COUNT_OF(list));
    reads_as("resp-rate > 0 /min", "resp-rate > 0 /min", "respiratory rate greater than 0 per minute");
    reads_as("resp-rate > 0 /min", ">0 /min", "respiratory rate greater than 0 per minute");
    /* a figure before it makes it the end of another number, another sign does not */
    static const struct {
        const char *text;
        bool whole;
    } before[] = {{"h>80 /min", true}, {"h/80 /min", true}, {"h:80 /min", true}, {"h080 /min", false}, {"h980 /min", false},
                  {"h.80 /min", false}, {"h 80", false}, {"h 80.5 /min", false}, {"h 90 /min", false}, {"h 88 /min", false}};
    for (size_t i = 0; i < COUNT_OF(before); i++) {
        reads_as("heart-rate > 80 /min", before[i].text, before[i].whole ? "heart rate greater than 80 per minute" : "heart rate at least 81 per minute");
    }
    /* by a name of the author's the number is not there at all */
    reads_as("heart-rate >= 101 /min", "fast-pulse", "heart rate at least 101 per minute");
}

static void choices(void **state)
{
    (void)state;
    static const struct read list[] = {
        {"renal is severe", "renal category severe"},
        {"not renal is severe", "renal category not severe"},
        {"sex is female", "sex female"},
        {"not sex is female", "sex male"},
        {"heart-block", "Heart block? yes"},
        {"not heart-block", "Heart block? no"},
    };
    all_read(list, COUNT_OF(list));
}

/* The fact is named once; brackets stand where "and" and "or" meet. */
static void several(void **state)
{
    (void)state;
    static const struct read list[] = {
        {"magnesium >= 0.7 mmol/L and magnesium < 1 mmol/L", "serum magnesium at least 0.7 mmol/L and less than 1 mmol/L"},
        {"resp-rate >= 12 /min and systolic >= 90 mmHg and systolic < 140 mmHg",
         "respiratory rate at least 12 per minute and systolic blood pressure at least 90 mmHg and less than 140 mmHg"},
        {"(resp-rate >= 12 /min and systolic >= 90 mmHg) or systolic < 60 mmHg",
         "(respiratory rate at least 12 per minute and systolic blood pressure at least 90 mmHg), or systolic blood pressure less than 60 mmHg"},
        {"resp-rate < 12 /min and (heart-block or digoxin)",
         "respiratory rate less than 12 per minute and (Heart block? yes, or Taking digoxin? yes)"},
        {"systolic >= 100 mmHg and (systolic < 120 mmHg or systolic > 160 mmHg)",
         "systolic blood pressure at least 100 mmHg and (systolic blood pressure less than 120 mmHg, or greater than 160 mmHg)"},
        {"not (systolic < 90 mmHg and resp-rate < 12 /min)",
         "not (systolic blood pressure less than 90 mmHg and respiratory rate less than 12 per minute)"},
    };
    all_read(list, COUNT_OF(list));
    /* where the "not" ends is seen, and after it the fact is named again */
    reads_as("not (heart-block and systolic < 90 mmHg) and systolic < 140 mmHg",
             "not (heart-block and systolic < 90 mmHg) and systolic < 140 mmHg",
             "not (Heart block? yes and systolic blood pressure less than 90 mmHg) and systolic blood pressure less than 140 mmHg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds),
        cmocka_unit_test(the_authors_number),
        cmocka_unit_test(choices),
        cmocka_unit_test(several),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
