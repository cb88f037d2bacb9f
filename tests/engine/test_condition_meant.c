/*
 * test_condition_meant.c - what is proposed to an author who wrote something else than a condition.
 *
 * Each proposal was written by hand beside what a clinician types, and each that is whole (without UNIT) compiles.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

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
    {"pregnant and weight >= 40 kg and < 60 kg", "weight < 60 kg"},
    {"weight >= 40 kg and (< 60 kg)", ""}, /* a bracket begins a test of its own */
    {"sex is female and < 60 kg", ""}, /* a choice has no size */
    {"(((weight >= 40 kg))) and < 60 kg", ""}, /* too far back to be sure of the fact */
    {"weight >= 40 kg and < high", ""},
    {"weight >= 40 kg and )", ""},
    {"weight >= 40 kg and < "
     "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
     "00000000000000000000000000000000000000000000000000000000 kg",
     ""}, /* 160 digits and the rest do not fit */
    {"age = 65 y", "<, <=, > or >="}, /* which side was meant is not guessed */
    {"age 65 y", "<, <=, > or >="},
    {"creatinine unknown", "<, <=, > or >="},
    {"age over 65 pregnant", "age > 65 UNIT"}, /* the next fact, sign, bracket or figure is no unit */
    {"(age over 65)", "age > 65 UNIT"},
    {"age over 65 66", "age > 65 UNIT"},
    {"40 < weight", "weight > 40 UNIT"},
    {"age over 65y", "age > 65 y"},
    {"weight between 40 to 60kg", "weight >= 40 kg and weight < 60 kg"},
    {"weight 40 kg and pregnant", "<, <=, > or >="}, /* no band */
    {"weight 40-60", "weight >= 40 UNIT and weight < 60 UNIT"},
    {"weight 40-ish kg", "<, <=, > or >="},
    {"weight 40- kg", "<, <=, > or >="},
    {"age 18 y and older", "age >= 18 y"},
    {"age 65 y or younger", "age <= 65 y"},
    {"age 65 y or pregnant", "<, <=, > or >="},
    {"weight over 60.5kg", "weight > 60.5 kg"},
    {"gestation over 33w6d", "gestation > 33w6d"}, /* is written so */
    {"gestation over 3w6d", "gestation > 3w6d"},
    {"weight 40-60kg", "weight >= 40 kg and weight < 60 kg"},
    {"weight 40.5-60.5 kg", "weight >= 40.5 kg and weight < 60.5 kg"},
    {"given-24h 2-4 g", "given-24h >= 2 g and given-24h < 4 g"},
    {"given-24h between 2 and 4 g", "given-24h >= 2 g and given-24h < 4 g"},
    {"given-24h between 2 g and 4", "given-24h >= 2 g and given-24h < 4 UNIT"}, /* not the other way */
    {"weight between 40 kg", "<, <=, > or >="},
    {"weight between 40 kg and pregnant", "<, <=, > or >="},
    {"40 kg < weight and pregnant", "weight > 40 kg"},
    {"40 kg < weight <", "weight > 40 kg"},
    {"(weight >= 40 kg) and < 60 kg", "weight < 60 kg"},
    {"((weight >= 40 kg)) and < 60 kg", ""}, /* too far back */
    {"weight >= 40 kg or < 20 kg", "weight < 20 kg"},
    {"weight >= 40 kg and NOT pregnant", "not"},
    {"40 kg < zzz", ""},
    {"40 kg is weight", ""},
    {"40 kg < 60 kg", ""},
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
    {"setting is ward or critical-care and pregnant", "(setting is ward or setting is critical-care)"},
    {"sex=female", "sex is female"},
    {"sex\r\n=\tfemale", "sex is female"},
    {"sex: female", "sex is female"},
    {"sex:male", "sex is male"},
    {"sex=female;", "sex is female"},
    {"setting is ward or critical-care)", "(setting is ward or setting is critical-care)"},
    {"(setting is ward or critical-care", "(setting is ward or setting is critical-care)"},
    {"setting is is ward", "setting is ward"},
    {"setting is not not ward", "setting is ward"},
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
    {"setting is ward or zzz", ""},
    {"setting is ward, zzz", "and"}, /* a comma is "and" until the next word is a choice */
    {"setting is ward,", "and"},
    {"pregnant is no or yes", ""},
    {"no zzz", "not"},
    {"no setting", "not"},
    {"if", ""},
    {"renal is severe && pregnant", "and"}, /* the test before is right */
    {"renal is severe; pregnant", ""},
    {"Heart Rate < 50 /min", "heart-rate"},
    {"heart block", ""},
    {"in pregnant", "pregnant"},
    {"in female", "sex is female"},
    /* 33 + 1 + 30 letters are more than any name has */
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", ""},
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

/* One or two facts of a protocol, of whichever kind, are understood as those further down are; before the first and after the
 * last there is none, and who asks it for its choices has no address to look at. */
static void test_first_fact(void **state)
{
    (void)state;
    static const char *const units[] = {"ward", "icu"};
    static const char *const only[] = {"ward"};
    static const struct fact_rule around = {.name = "zzz", .kind = FACT_CHOICE, .choices = (const char *const *)1, .choice_count = 2};
    static const struct fact_rule question = {.name = "heart-block", .kind = FACT_QUESTION};
    static const struct fact_rule unit = {.name = "unit", .kind = FACT_CHOICE, .choices = units, .choice_count = 2};
    static const struct fact_rule place = {.name = "place", .kind = FACT_CHOICE, .choices = only, .choice_count = 1};
    static const struct fact_rule name = {.name = "name", .kind = FACT_IDENTITY};
    static const struct fact_rule measure = {.name = "5-alpha", .kind = FACT_MEASURE, .dimension = IFS_MASS,
                                            .units = {{"g", IFS_MASS, 10000, 0, 200000000}}, .unit_count = 1};
    static const struct {
        struct fact_rule first;
        struct fact_rule second;
        struct meant meant;
    } rows[] = {
        {unit, question, {"unit is ward or icu", "unit is ward or unit is icu"}},
        {unit, question, {"icu", "unit is icu"}},
        {unit, question, {"in icu", "unit is icu"}},
        {unit, question, {"if unit is icu", "unit is icu"}},
        {place, question, {"ward", "place is ward"}},
        {unit, place, {"ward", ""}}, /* of the one or of the other */
        {unit, place, {"icu", "unit is icu"}},
        {question, unit, {"heart block", "heart-block"}},
        {question, unit, {"no heart-block", "not heart-block"}},
        {question, unit, {"no block", "not"}},
        {question, unit, {"no unit", "not"}},
        {question, measure, {"yes", ""}}, /* to what? */
        {question, name, {"yes", ""}},
        {question, measure, {"5-alph", "5-alpha"}},
        {question, measure, {"5-alpha over 4 heart-block", "5-alpha > 4 UNIT"}}, /* the next fact is no unit */
        {measure, question, {"4 g < 5-alpha", "5-alpha > 4 g"}},
        {measure, question, {"5-alpha over 4 g", "5-alpha > 4 g"}},
        {measure, question, {"5-alpha < 4 g and > 2 g", "5-alpha > 2 g"}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct fact_rule table[] = {around, rows[i].first, rows[i].second, around};
        const struct symbols own = {.facts = table + 1, .count = 2};
        static struct tests tests;
        struct condition_code code;
        struct condition_problem problem;
        assert_false(condition_compile(rows[i].meant.text, &own, &tests, &code, &problem));
        if (!text_equal(problem.suggestion, rows[i].meant.suggestion)) {
            fail_msg("%s suggests \"%s\"", rows[i].meant.text, problem.suggestion);
        }
    }
}

/* Two facts have the choice "severe": nobody knows which was meant. What does not fit 160 bytes is not proposed. */
static void test_own_questions(void **state)
{
    (void)state;
    static const char *const pains[] = {"mild", "severe", "x23456789x123456789x123456789x123456789x123456789"};
    static struct fact_rule more[IFS_FACT_BUILTIN + 1];
    memcpy(more, facts, sizeof facts);
    more[IFS_FACT_BUILTIN] = (struct fact_rule){.name = "y23456789y123456789y123456789y123456789y123456789y",
                                                .kind = FACT_QUESTION,
                                                .choices = pains,
                                                .choice_count = 3};
    struct symbols own = {.facts = more, .count = IFS_FACT_BUILTIN + 1};
    static const struct meant asked[] = {
        {"severe", ""},
        {"laboratory", "renal-basis is laboratory"},
        /* 50 + 4 + 50, " or ", and again: 212 */
        {"y23456789y123456789y123456789y123456789y123456789y is x23456789x123456789x123456789x123456789x123456789"
         " or x23456789x123456789x123456789x123456789x123456789",
         ""},
        {"y23456789y123456789y123456789y123456789y123456789y is x23456789x123456789x123456789x123456789x123456789,"
         " x23456789x123456789x123456789x123456789x123456789",
         "and"},
    };
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        static struct tests tests;
        struct condition_code code;
        struct condition_problem problem;
        assert_false(condition_compile(asked[i].text, &own, &tests, &code, &problem));
        assert_string_equal(problem.suggestion, asked[i].suggestion);
    }
}

/* Words beyond the ninety-sixth are not looked at: brackets, 64 words, and "no pregnant". */
static void test_long_sentence(void **state)
{
    (void)state;
    static const char *const meant[] = {"not pregnant", "not", ""};
    for (int more = 0; more < 3; more++) {
        char text[600] = "";
        struct condition_problem problem;
        for (int i = 0; i < 30 + more; i++) {
            strcat(text, "( ");
        }
        for (int i = 0; i < 4; i++) {
            strcat(text,
                   "pregnant or pregnant or pregnant or pregnant or pregnant or pregnant or pregnant or pregnant or ");
        }
        strcat(text, "no pregnant");
        assert_false(compiles(text, &problem));
        assert_int_equal(problem.fault, CONDITION_UNKNOWN_FACT);
        assert_string_equal(problem.suggestion, meant[more]);
    }
}

/* What is proposed as a whole can be written as it is. */
static void test_proposals_compile(void **state)
{
    (void)state;
    struct condition_problem problem;
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        assert_true(compiles(choices[i].suggestion, &problem));
    }
    for (size_t i = 0; i < COUNT_OF(comparisons); i++) {
        const char *suggestion = comparisons[i].suggestion;
        bool whole = strstr(suggestion, "UNIT") == NULL && strchr(suggestion, ' ') != NULL && suggestion[0] != '<';
        if (whole && !compiles(suggestion, &problem)) {
            fail_msg("%s", suggestion);
        }
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
        cmocka_unit_test(test_comparisons),   cmocka_unit_test(test_choices),
        cmocka_unit_test(test_words),         cmocka_unit_test(test_own_questions),
        cmocka_unit_test(test_long_sentence), cmocka_unit_test(test_proposals_compile),
        cmocka_unit_test(test_first_fact),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
