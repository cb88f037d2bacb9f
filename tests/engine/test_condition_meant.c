/*
 * test_condition_meant.c - what is proposed to an author who wrote something else than a condition.
 *
 * Each proposal was written by hand beside what a clinician types, and each that is whole (without UNIT) compiles.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "claim.h"
#include "fact.h"

struct meant {
    const char *text;
    const char *suggestion;
};

static const struct meant comparisons[] = {
    {"age over 65 y", "age > 65 y"},
    {"age is over 65 y", "age > 65 y"},
    {"age older than 65 y", "age > 65 y"},
    {"age under 18 y", "age < 18 y"},
    {"age at least 18 y", "age >= 18 y"},
    {"age at least 18", "age >= 18 UNIT"},
    {"age at most 65 y and pregnant", "age <= 65 y"},
    {"age no more than 65 y", "age <= 65 y"},
    {"age greater than or equal to 65 y", "age >= 65 y"},
    {"age 65 y or older", "age >= 65 y"},
    {"systolic less than 100 mmHg", "systolic < 100 mmHg"},
    {"weight between 40 kg and 60 kg", "weight >= 40 kg and weight < 60 kg"},
    {"weight between 40 and 60 kg", "weight >= 40 kg and weight < 60 kg"},
    {"weight from 40 to 60", "weight >= 40 UNIT and weight < 60 UNIT"},
    {"weight 40-60 kg", "weight >= 40 kg and weight < 60 kg"},
    {"40 kg <= weight", "weight >= 40 kg"},
    {"40 kg < weight < 60 kg", "weight > 40 kg and weight < 60 kg"},
    {"resp-rate below 12 /min or pregnant", "resp-rate < 12 /min"},
    {"age => 65 y", "age >= 65 y"},
    {"weight >= 40 kg and < 60 kg", "weight < 60 kg"}, /* stands for what follows and */
    {"weight < 40 kg or > 60", "weight > 60 UNIT"},
    {"sex is female and < 60 kg", ""}, /* a choice has no size */
    {"age = 65 y", "<, <=, > or >="}, /* which side was meant is not guessed */
    {"age 65 y", "<, <=, > or >="},
    {"creatinine unknown", "<, <=, > or >="},
};

static const struct meant choices[] = {
    {"setting is ward or critical-care", "setting is ward or setting is critical-care"},
    {"setting is ward and critical-care", "setting is ward or setting is critical-care"},
    {"setting is ward, critical-care", "setting is ward or setting is critical-care"},
    {"not setting is ward or critical-care", "(setting is ward or setting is critical-care)"},
    {"pregnant and setting is ward or critical-care", "(setting is ward or setting is critical-care)"},
    {"sex is not female", "not sex is female"},
    {"sex != female", "not sex is female"},
    {"sex = female", "sex is female"},
    {"sex == female", "sex is female"},
    {"setting in ward", "setting is ward"},
    {"setting ward", "setting is ward"},
    {"setting is \"ward\"", "setting is ward"},
    {"setting is 'ward'", "setting is ward"},
    {"female", "sex is female"},
    {"not in critical-care", "setting is critical-care"},
    {"pregnant = yes", "pregnant"},
    {"pregnant = no", "not pregnant"},
    {"pregnant is true", "pregnant"},
    {"pregnant is not true", "not pregnant"},
    {"pregnant is false", "not pregnant"},
};

static const struct meant words[] = {
    {"no pregnant", "not pregnant"},
    {"unless pregnant", "not pregnant"},
    {"age >= 18 y and without pregnant", "not pregnant"},
    {"if age >= 65 y", "age >= 65 y"},
    {"heart rate < 50 /min", "heart-rate"},
    {"serum magnesium < 1 mg/dL", "magnesium < 1 mg/dL"},
    {"zzz < 5 y", ""},
    {"in zzz", ""},
    {"severe", "renal is severe"},
};

static struct fact_rule facts[IFS_FACT_BUILTIN];
static const struct symbols symbols = {.facts = facts, .count = IFS_FACT_BUILTIN};

static bool compiles(const char *text, struct condition_problem *problem)
{
    static struct tests tests;
    struct condition_code code;
    return condition_compile(text, &symbols, &tests, &code, problem);
}

static void assert_meant(const struct meant *list, size_t count)
{
    struct condition_problem problem;
    for (size_t i = 0; i < count; i++) {
        assert_false(compiles(list[i].text, &problem));
        if (!text_equal(problem.suggestion, list[i].suggestion)) {
            fail_msg("%s suggests \"%s\"", list[i].text, problem.suggestion);
        }
    }
}

static void test_comparisons(void **state)
{
    (void)state;
    assert_meant(comparisons, COUNT_OF(comparisons));
}

static void test_choices(void **state)
{
    (void)state;
    assert_meant(choices, COUNT_OF(choices));
}

static void test_words(void **state)
{
    (void)state;
    assert_meant(words, COUNT_OF(words));
}

/* What is proposed as a whole can be written as it is. */
static void test_choices_compile(void **state)
{
    (void)state;
    struct condition_problem problem;
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        assert_true(compiles(choices[i].suggestion, &problem));
    }
}

static int set_up(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        facts[i] = *fact_builtin(i);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_choices_compile),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
