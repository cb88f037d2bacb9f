/*
 * test_explain.c - every word explained is found by its code, and what is said of a fact stands in the tables of facts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "explain.h"
#include "fact.h"

static char bytes[EXPLAIN_TEXT_BYTES];

static struct text empty(void)
{
    bytes[0] = '\0';
    return text_over(bytes, sizeof bytes);
}

static void every_word_is_found_by_its_code(void **state)
{
    (void)state;
    const struct explain_table tables[] = {explain_files(), explain_inputs(), explain_orders(), explain_slips(), explain_terms()};
    int before = 0;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        for (int j = 0; j < tables[i].count; j++) {
            struct explanation found;
            const struct explanation *row = &tables[i].rows[j];
            assert_string_equal(explain_at(before + j).code, row->code);
            assert_true(explain_find(row->code, &found));
            assert_string_equal(found.code, row->code);
            struct text text = empty();
            explain_add_text(&text, row);
            assert_string_equal(bytes, row->text);
        }
        before += tables[i].count;
    }
    assert_int_equal(explain_count(), before + IFS_FACT_BUILTIN);
    for (int fact = 0; fact < IFS_FACT_BUILTIN; fact++) {
        struct explanation found;
        assert_string_equal(explain_at(before + fact).code, fact_builtin(fact)->name);
        assert_true(explain_find(fact_builtin(fact)->name, &found));
        if (found.kind == EXPLAIN_FACT) { /* a term may bear the same name, and comes first */
            char expected[EXPLAIN_TEXT_BYTES];
            struct text text = text_over(expected, sizeof expected);
            explain_add_fact(&text, fact);
            text = empty();
            explain_add_text(&text, &found);
            assert_string_equal(bytes, expected);
        }
    }
    const struct explanation term = {.code = "weight", .kind = EXPLAIN_TERM, .text = "A term."};
    struct text text = empty();
    explain_add_text(&text, &term);
    assert_string_equal(bytes, "A term."); /* and nothing of the fact of that name */
    struct explanation found;
    assert_false(explain_find("no-such-word", &found));
    for (int kind = 0; kind < EXPLAIN_KIND_COUNT; kind++) {
        assert_true(strlen(explain_kind_word((enum explain_kind)kind)) > 3);
        assert_true(strlen(explain_kind_heading((enum explain_kind)kind)) > 3);
    }
}

/* Ranges and steps are those of fact_table.c, what is usual that of fact_usual.c. */
static const struct {
    int fact;
    const char *words;
} facts[] = {
    {IFS_FACT_WEIGHT,
     "Body weight? Allowed: 0.5 kg to 300 kg, in steps of 0.01 kg (from 10 kg on, of 0.1 kg). From 18 years on at least 25 kg. Usual, to catch slips: 7 kg to 14 kg at 1 year; "
     "9 kg to 18 kg at 2 years; 11 kg to 26 kg at 4 years; 14 kg to 38 kg at 6 years; 17 kg to 55 kg at 8 years; 20 kg to 75 kg at 10 years; 24 kg to 95 kg at 12 years; "
     "30 kg to 120 kg at 14 years; 35 kg to 140 kg at 16 years; 40 kg to 180 kg from 18 years; between two of these ages the wider of both, below the first only its upper bound; "
     "with a body-mass index of 14 to 50 from 18 years. Outside this it has to be measured again and, if it is right, confirmed: --confirm weight."},
    {IFS_FACT_HEART_RATE,
     "Heart rate? Allowed: 20 /min to 300 /min, in steps of 1 /min. Usual, to catch slips: 50 /min to 180 /min under 12 years; 45 /min to 140 /min from 12 years. "
     "Outside this it has to be measured again and, if it is right, confirmed: --confirm heart-rate."},
    {IFS_FACT_SPO2, "Oxygen saturation? Allowed: 50 % to 100 %, in steps of 1 %. Usual, to catch slips: 88 % to 100 %. Outside this it has to be measured again and, if it is right, "
                    "confirmed: --confirm spo2."},
    {IFS_FACT_GIVEN_24H, "How much of the drug was already given in the last 24 hours, from any source? Allowed: 0 g to 200 g, in steps of 0.01 g. "
                         "Counted whole in the 24 hours from the start."},
    /* 0.1 mmol/L is 0.24305 mg/dL, 10 mmol/L 24.305 mg/dL: answered in tenths. 0.1 mg/dL of creatinine is 8.842 umol/L, 20 mg/dL 1,768.4. */
    {IFS_FACT_MAGNESIUM, "Serum magnesium? Allowed: 0.1 mmol/L to 10 mmol/L, in steps of 0.01 mmol/L; or 0.3 mg/dL to 24.3 mg/dL, in steps of 0.1 mg/dL; "
                         "or 0.2 mEq/L to 20 mEq/L, in steps of 0.01 mEq/L. Usual, to catch slips: 0.3 mmol/L to 2.5 mmol/L. Outside this it has to be "
                         "measured again and, if it is right, confirmed: --confirm magnesium."},
    {IFS_FACT_CREATININE, "Serum creatinine? Allowed: 0.1 mg/dL to 20 mg/dL, in steps of 0.01 mg/dL; or 9 umol/L to 1768 umol/L, in steps of 1 umol/L. "
                          "Usual, to catch slips: 0.3 mg/dL to 5 mg/dL. Outside this it has to be measured again and, if it is right, confirmed: "
                          "--confirm creatinine."},
    {IFS_FACT_BORN, "Date of birth? Allowed: 1900-01-01 to 2199-12-31. The age is counted at the time of the order."},
    {IFS_FACT_AGE, "Age? Allowed: 0 y to 120 y, in steps of 1 y; or 0 mo to 1440 mo, in steps of 1 mo. In completed years or months; or give the date of "
                   "birth (born)."},
    {IFS_FACT_PREGNANT, "Pregnant? Answers: no, yes or unknown. Unknown counts as pregnant where renal function is estimated, unless the sex is male."},
    {IFS_FACT_NAME, "Patient's name? Plain text, printed as it is given; it stands in no condition."},
    {IFS_FACT_SEX, "Sex, as used by the equations for renal function? Answers: female, male or unknown."},
};

static void what_is_said_of_a_fact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        struct text text = empty();
        explain_add_fact(&text, facts[i].fact);
        assert_string_equal(bytes, facts[i].words);
    }
}

static void nothing_but_what_is_asked(void **state)
{
    (void)state;
    struct text text = empty();
    explain_add_asked(&text, fact_builtin(IFS_FACT_SEX), IFS_FACT_SEX);
    assert_string_equal(bytes, " Answers: female, male or unknown.");
    text = empty();
    explain_add_asked(&text, fact_builtin(IFS_FACT_HEART_RATE), IFS_FACT_HEART_RATE);
    assert_string_equal(bytes, " Allowed: 20 /min to 300 /min, in steps of 1 /min. Usual, to catch slips: 50 /min to 180 /min under 12 years; 45 /min to 140 /min from 12 years. "
                               "Outside this it has to be measured again and, if it is right, confirmed.");
    text = empty();
    explain_add_asked(&text, fact_builtin(IFS_FACT_GESTATION), IFS_FACT_GESTATION); /* no usual range: nothing is confirmed */
    assert_null(strstr(bytes, "Usual"));
    assert_null(strstr(bytes, "confirm"));
    assert_null(strstr(bytes, ".."));
    text = empty();
    explain_add_asked(&text, fact_builtin(IFS_FACT_PRODUCT), IFS_FACT_PRODUCT); /* the protocol lists them */
    assert_string_equal(bytes, " Answer: one that infusheet facts lists for the protocol, or unknown.");
}

/* 1 mmol is 246.47 mg of magnesium sulfate: 200 g are 811.46 mmol, of which whole ones can be answered. */
static void in_the_units_of_the_protocol(void **state)
{
    (void)state;
    struct fact_rule rule = *fact_builtin(IFS_FACT_GIVEN_24H);
    rule.units[rule.unit_count++] = (struct fact_unit){"mmol", IFS_MASS, 246470, 0, 811 * 246470};
    struct text text = empty();
    explain_add_asked(&text, &rule, IFS_FACT_GIVEN_24H);
    assert_string_equal(bytes, " Allowed: 0 g to 200 g, in steps of 0.01 g; or 0 mmol to 811 mmol, in steps of 1 mmol. Counted whole in the 24 hours from the start.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_found_by_its_code),
        cmocka_unit_test(what_is_said_of_a_fact),
        cmocka_unit_test(nothing_but_what_is_asked),
        cmocka_unit_test(in_the_units_of_the_protocol),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
