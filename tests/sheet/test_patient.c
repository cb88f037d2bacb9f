/*
 * test_patient.c - who the order is for: answers in words, unusual ones, and what nobody said.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "build.h"
#include "one_sample.h"

static const struct sheet_fact *row_of(int fact)
{
    for (int i = 0; i < sample->sheet.fact_count; i++) {
        if (sample->sheet.facts[i].fact == fact) {
            return &sample->sheet.facts[i];
        }
    }
    fail_msg("fact %d is not on the sheet", fact);
    return NULL;
}

/* For people in words, for machines as it is answered; a name is the name. */
static void answers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *answer;
        const char *words;
        const char *again;
    } cases[] = {
        {"name", "Cy Example", "Cy Example", "Cy Example"},
        {"age", "34 y", "34 years", "34 y"},
        {"age", "30 mo", "30 months", "30 mo"},
        {"weight", "9.55 kg", "9.55 kg", "9.55 kg"},
        {"given-24h", "1.25 g", "1.25 g", "1.25 g"},
        {"gestation", "33w6d", "33w6d", "33w6d"},
        {"born", "1992-03-14", "1992-03-14", "1992-03-14"},
        {"creatinine-taken", "2026-11-19", "2026-11-19", "2026-11-19"},
        {"resp-rate", "16 /min", "16 per minute", "16 /min"},
        {"heart-block", "yes", "yes", "yes"},
        {"height", "unknown", "unknown", "unknown"},
        {"address", "unknown", "unknown", "unknown"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sample_begin(sample);
        sample_answer(sample, cases[i].name, cases[i].answer);
        sample_build(sample);
        const struct sheet_fact *row = row_of(fact_index(sample->protocol.facts, SAMPLE_FACTS, cases[i].name));
        assert_string_equal(row->words, cases[i].words);
        assert_string_equal(row->answer, cases[i].again);
        assert_string_equal(row->name, cases[i].name);
    }
}

/* 40 kg are usual of an adult, less is measured again. */
static void unusual_answers_are_marked(void **state)
{
    (void)state;
    sample_verdict(sample, IFS_INCOMPLETE);
    sample_answer(sample, "weight", "40 kg");
    sample_build(sample);
    assert_null(row_of(IFS_FACT_WEIGHT)->note);
    sample_answer(sample, "weight", "39.9 kg");
    sample_build(sample);
    assert_string_equal(row_of(IFS_FACT_WEIGHT)->note, "unusual: measure again and confirm");
    assert_null(row_of(IFS_FACT_NAME)->note);
    assert_null(row_of(SAMPLE_HEART_BLOCK)->note);
    fact_set_add(&sample->request.confirmed, IFS_FACT_WEIGHT);
    sample_build(sample);
    assert_string_equal(row_of(IFS_FACT_WEIGHT)->note, "unusual, confirmed");
}

/* Who it is stands on every sheet, also where nobody said it. Questions have rows of their own; weight is asked first. */
static void what_nobody_said(void **state)
{
    (void)state;
    sample_begin(sample);
    memset(&sample->request, 0, sizeof sample->request);
    memset(&sample->plan, 0, sizeof sample->plan);
    sample->plan.verdict = IFS_INCOMPLETE;
    sample_build(sample);
    static const int always[] = {IFS_FACT_NAME, IFS_FACT_ID, IFS_FACT_ALLERGIES};
    for (size_t i = 0; i < COUNT_OF(always); i++) {
        assert_string_equal(row_of(always[i])->words, "unknown");
        assert_false(row_of(always[i])->known);
    }
    assert_memory_equal(sample->sheet.not_answered, "Weight, ", 8);
    assert_null(strstr(sample->sheet.not_answered, "Heart block?"));
    assert_null(strstr(sample->sheet.not_answered, "Taking digoxin?"));
    assert_string_equal(row_of(SAMPLE_HEART_BLOCK)->words, "unknown");
    assert_string_equal(sample->sheet.age_and_sex, "age unknown, sex unknown"); /* two things that nobody said */
    assert_string_equal(sample->sheet.weight_used, "unknown");
    assert_string_equal(sample->sheet.indication, "unknown");
    assert_string_equal(sample->sheet.indication_text, "unknown");
    assert_string_equal(sample->sheet.renal_status, "unknown");
}

/* Who may be pregnant has no estimate: said where there is something to estimate from, or where she was asked. */
static void pregnancy_matters_where_kidneys_do(void **state)
{
    (void)state;
    static const char blocked[] = "unknown: in pregnancy, or where it is not excluded, no estimate is valid";
    static const char *const answers_given[][2] = {{"creatinine", "0.8 mg/dL"}, {"crcl", "90 mL/min"}, {"egfr", "90 mL/min/1.73m2"}, {"renal", "normal"}, {"pregnant", "yes"}};
    for (size_t i = 0; i <= COUNT_OF(answers_given); i++) {
        sample_begin(sample);
        memset(&sample->request, 0, sizeof sample->request);
        memset(&sample->plan, 0, sizeof sample->plan);
        sample->plan.derived.pregnancy_blocks = true;
        if (i < COUNT_OF(answers_given)) {
            sample_answer(sample, answers_given[i][0], answers_given[i][1]);
        }
        sample_build(sample);
        if (i < COUNT_OF(answers_given)) {
            assert_memory_equal(sample->sheet.renal_status, blocked, sizeof blocked - 1);
        } else {
            assert_string_equal(sample->sheet.renal_status, "unknown");
        }
    }
}

/* Counted from a date of birth an age has months beyond its years: 34 years and 5 months are 34 years. */
static void completed_years(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->request.answer[IFS_FACT_AGE] = 34 * 12 + 5;
    sample_build(sample);
    assert_string_equal(row_of(IFS_FACT_AGE)->words, "34 years");
    assert_string_equal(sample->sheet.age_and_sex, "34 years, female");
}

/* Cockcroft-Gault of the sample, 106.368 mL/min, and a lower one for the whole body. */
static void estimates_as_figures_too(void **state)
{
    (void)state;
    sample_begin(sample);
    ifs_derived *derived = &sample->plan.derived;
    derived->estimates[1] = (ifs_estimate){.method = IFS_ESTIMATE_CKD_EPI_2021, .clearance = 90 * RENAL_PER_ML_PER_MIN, .deindexed = true};
    derived->estimate_count = 2;
    derived->lowest = 1;
    derived->crcl = 90 * RENAL_PER_ML_PER_MIN;
    sample_build(sample);
    assert_int_equal(sample->sheet.lowest, 1);
    assert_string_equal(sample->sheet.estimates[0].value, "106.4");
    assert_string_equal(sample->sheet.estimates[1].value, "90");
    assert_null(strstr(sample->sheet.estimates[0].words, "multiplied by body surface over 1.73 m2"));
    assert_non_null(strstr(sample->sheet.estimates[1].words, ", multiplied by body surface over 1.73 m2"));
}

/* A question is its own prompt, however short it is. */
static void prompts(void **state)
{
    (void)state;
    sample_begin(sample);
    sample_build(sample);
    struct build build = {.protocol = &sample->protocol, .request = &sample->request, .plan = &sample->plan, .sheet = &sample->sheet};
    assert_string_equal(build_fact_prompt(&build, IFS_FACT_WEIGHT), "Weight:");
    assert_string_equal(build_fact_prompt(&build, SAMPLE_DIGOXIN), "Taking digoxin?");
    sample->protocol.facts[SAMPLE_DIGOXIN].ask = "?";
    assert_string_equal(build_fact_prompt(&build, SAMPLE_DIGOXIN), "?");
    sample->protocol.facts[SAMPLE_DIGOXIN].ask = "Why? Say it";
    assert_string_equal(build_fact_prompt(&build, SAMPLE_DIGOXIN), "Why? Say it:");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),
        cmocka_unit_test(unusual_answers_are_marked),
        cmocka_unit_test(what_nobody_said),
        cmocka_unit_test(prompts),
        cmocka_unit_test(pregnancy_matters_where_kidneys_do),
        cmocka_unit_test(completed_years),
        cmocka_unit_test(estimates_as_figures_too),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
