/*
 * test_wording_fact.c - what is said of an answer that cannot be taken, and what to write instead.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "fact.h"
#include "wording_fact.h"

static const ifs_salt salt = {246470, 24305, 2};

struct row {
    const char *name;
    const char *answer;
    const char *code;
    const char *sentence;
};

static void says(const struct fact_rule *rule, const struct row *row)
{
    static ifs_request request;
    static struct fact_rule facts[IFS_FACT_BUILTIN];
    struct fact_problem problem;
    char bytes[400];
    struct text out = text_over(bytes, sizeof bytes);
    int fact = 0;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        facts[i] = *fact_builtin(i);
        fact = facts[i].name == rule->name ? i : fact;
    }
    facts[fact] = *rule;
    struct fact_words words = {row->answer, strlen(row->answer), QUANTITY_SPACE_REQUIRED, &salt};
    assert_false(fact_answer(&request, facts, fact, &words, &problem));
    wording_fact_problem(&out, rule, &problem, row->answer);
    assert_string_equal(bytes, row->sentence);
    assert_string_equal(wording_fact_fault_code(problem.fault), row->code);
}

static const struct fact_rule *rule_named(const char *name)
{
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        if (strcmp(fact_builtin(i)->name, name) == 0) {
            return fact_builtin(i);
        }
    }
    fail_msg("no fact %s", name);
    return NULL;
}

static void each_fault(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"weight", "72", "bad-quantity", "\"72\" has no unit; write the unit after the number, such as \"72 kg\""},
        {"weight", "72.01 kg", "too-fine",
         "\"72.01 kg\" is finer than this is measured; write it in steps of 0.1 kg (below 10 kg: 0.01 kg)"},
        {"systolic", "118.5 mmHg", "too-fine",
         "\"118.5 mmHg\" is finer than this is measured; write it in steps of 1 mmHg"},
        {"weight", "720 kg", "out-of-range",
         "\"720 kg\" is outside the possible range of 0.5 kg to 300 kg; check number and unit, and measure again"},
        {"sex", "f", "unknown-choice", "\"f\" is not an answer; did you mean female? answer with one of: female, male or unknown"},
        {"born", "14.3.1992", "bad-date", "\"14.3.1992\" is not a date; write year, month and day as in 1992-03-14"},
        {"name", "", "empty", "\"\" is empty; write text, or unknown"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        says(rule_named(rows[i].name), &rows[i]);
    }
}

/* The figure of one fact written for another is not given a unit it does not have. */
static void the_neighbouring_fact(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"systolic", "118/76 mmHg", "bad-quantity",
         "\"118/76 mmHg\" holds two pressures; write them apart, as 118 mmHg for systolic and 76 mmHg for diastolic"},
        {"systolic", "118/7 mmHg", "bad-quantity",
         "\"118/7 mmHg\" holds two pressures; write them apart, as 118 mmHg for systolic and 76 mmHg for diastolic"},
        {"systolic", "118/0 mmHg", "bad-quantity",
         "\"118/0 mmHg\" holds two pressures; write them apart, as 118 mmHg for systolic and 76 mmHg for diastolic"},
        {"systolic", "118/9 mmHg", "bad-quantity",
         "\"118/9 mmHg\" holds two pressures; write them apart, as 118 mmHg for systolic and 76 mmHg for diastolic"},
        {"systolic", "118 /min", "bad-quantity",
         "\"/min\" is a unit of something else; write this in mmHg, such as \"120 mmHg\""},
        {"egfr", "60 mL/min", "bad-quantity",
         "\"60 mL/min\" is a clearance, not an eGFR per 1.73 m2; write crcl instead of egfr"},
        {"egfr", "60 mL/h", "bad-quantity",
         "\"mL/h\" is a unit of something else; write this in mL/min/1.73m2, such as \"88 mL/min/1.73m2\""},
        {"crcl", "60 mL/min/1.73m2", "bad-quantity",
         "\"60 mL/min/1.73m2\" is an eGFR per 1.73 m2, not a clearance; write egfr instead of crcl"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        says(rule_named(rows[i].name), &rows[i]);
    }
}

/* What looks like the answer to a neighbouring fact and is not: the example is of the fact that was asked. */
static void no_neighbouring_fact(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"weight", "72 mL/min", "bad-quantity", "\"mL/min\" is a unit of something else; write this in kg, such as \"72 kg\""},
        {"weight", "1.73", "bad-quantity", "\"1.73\" has no unit; write the unit after the number, such as \"72 kg\""},
        {"crcl", "5.73", "bad-quantity", "\"5.73\" has no unit; write the unit after the number, such as \"88 mL/min\""},
        {"crcl", "88", "bad-quantity", "\"88\" has no unit; write the unit after the number, such as \"88 mL/min\""},
        {"egfr", "88", "bad-quantity", "\"88\" has no unit; write the unit after the number, such as \"88 mL/min/1.73m2\""},
        {"heart-rate", "72", "bad-quantity", "\"72\" has no unit; write the unit after the number, such as \"72 /min\""},
        {"given-48h", "2", "bad-quantity", "\"2\" has no unit; write the unit after the number, such as \"0 g\""},
        {"systolic", "118 /:", "bad-quantity", "unknown unit \"/:\"; write \"mmHg\""},
        {"systolic", "118 //", "bad-quantity", "unknown unit \"//\"; write \"mmHg\""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        says(rule_named(rows[i].name), &rows[i]);
    }
}

static void a_slip_of_unknown(void **state)
{
    (void)state;
    static const struct row row = {
        "weight", "unkown", "bad-quantity",
        "\"unkown\" is not a single number; write one number in digits, a space and the unit, such as \"72 kg\"; did you mean unknown?"};
    says(rule_named("weight"), &row);
}

static void nothing_to_choose_from(void **state)
{
    (void)state;
    struct fact_rule rule = *rule_named("indication");
    rule.choices = NULL;
    rule.choice_count = 0;
    static const struct row row = {
        "indication", "headache", "unknown-choice",
        "\"headache\" is not an answer: this protocol has nothing to choose from here; leave it out"};
    says(&rule, &row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault),
        cmocka_unit_test(the_neighbouring_fact),
        cmocka_unit_test(no_neighbouring_fact),
        cmocka_unit_test(a_slip_of_unknown),
        cmocka_unit_test(nothing_to_choose_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
