/*
 * test_lint_text.c - what the writing rules find, and what they must leave alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "lint_text.h"

/* "code@offset code@offset" of every breach; "" for a clean text. */
static const char *breaches(const char *words)
{
    static char found[400];
    size_t from = 0;
    struct lint lint;
    found[0] = '\0';
    while (lint_text(words, &from, &lint)) {
        size_t length = strlen(found);
        snprintf(found + length, sizeof found - length, "%s%s@%zu", length > 0 ? " " : "", lint.code, lint.offset);
    }
    return found;
}

static const char *advice(const char *words)
{
    static struct lint lint;
    size_t from = 0;
    return lint_text(words, &from, &lint) ? lint.advice : "";
}

static void test_clean_texts(void **state)
{
    (void)state;
    static const char *const clean[] = {
        "Magnesium sulfate 1 g in 100 mL dextrose 5 %, over 15 min.",
        "Systolic pressure below 100 mmHg: do not start.",
        "At most 1,500 mg, never 0.5 g per hour more.",
        "Serum magnesium above 1.05 mmol/L, urine below 25 mL/h/m2",
        "Clearance 30 to 59 mL/min in 2026; call 5551234.",
        "In 36.7 percent, 95 percent of 1000 women; version 1.0.0 of the table.",
        "D5W, 49.3 %, a US label; success, accent, umbrella, image, magma, Mags",
        "Stop at 10. Then wait 20 min.",
        "Vitamin B12, room A3",
        "DEPENDS ON given-48h.",
        "Version 1.0.0.0 of the table",
        "",
    };
    for (size_t i = 0; i < COUNT_OF(clean); i++) {
        assert_string_equal(breaches(clean[i]), "");
    }
}

static void test_zeros(void **state)
{
    (void)state;
    assert_string_equal(breaches("give 1.0 mg"), "trailing-zero@5"); /* read as 10 */
    assert_string_equal(advice("give 1.0 mg"), "write \"1\"");
    assert_string_equal(advice("2.50 g"), "write \"2.5\"");
    assert_string_equal(advice("20.00 g"), "write \"20\"");
    assert_string_equal(breaches("give .5 mg"), "leading-zero@5"); /* read as 5 */
    assert_string_equal(advice("give .5 mg"), "write \"0.5\"");
    assert_string_equal(breaches("10 g, 0.05 g, 100.5 g"), "");
    assert_string_equal(breaches("(1.0)"), "trailing-zero@1");
    assert_string_equal(breaches("1.0 and 2.0"), "trailing-zero@0 trailing-zero@8");
}

static void test_abbreviations(void **state)
{
    (void)state;
    assert_string_equal(breaches("10 cc"), "forbidden-abbreviation@3");
    assert_string_equal(breaches("10cc"), "forbidden-abbreviation@2");
    assert_string_equal(breaches("5 ug"), "forbidden-abbreviation@2");
    assert_string_equal(breaches("5ug"), "forbidden-abbreviation@1"); /* and not its missing space */
    assert_string_equal(breaches("5 U heparin"), "forbidden-abbreviation@2");
    assert_string_equal(breaches("5U heparin"), "forbidden-abbreviation@1");
    assert_string_equal(breaches("IU, QD, qod, HS, d/c"),
                        "forbidden-abbreviation@0 forbidden-abbreviation@4 forbidden-abbreviation@8 "
                        "forbidden-abbreviation@13 forbidden-abbreviation@17");
    assert_string_equal(advice("QOD"), "write \"every other day\"");
    assert_string_equal(advice("QD"), "write \"daily\"");
}

static void test_signs(void **state)
{
    (void)state;
    assert_string_equal(breaches("5 \xc2\xb5g"), "micro-sign@2");   /* U+00B5 */
    assert_string_equal(breaches("5 \xce\xbcmol"), "micro-sign@2"); /* U+03BC */
    assert_string_equal(advice("age >= 18"), "write \"at least\"");
    assert_string_equal(advice("age > 18"), "write \"greater than\"");
    assert_string_equal(advice("age \xe2\x89\xa4 18"), "write \"at most\"");
    assert_string_equal(breaches("a < b"), "sign-for-word@2");
    assert_string_equal(breaches("5 mg @ noon & later"), "sign-for-word@5 sign-for-word@12");
}

static void test_formula(void **state)
{
    (void)state;
    static const char *const written[] = {"Mg"
                                          "SO4",
                                          "mg"
                                          "so4",
                                          "Mg"
                                          "SO\xe2\x82\x84",
                                          "M"
                                          "SO4",
                                          "MS",
                                          "Mag",
                                          "mag"};
    for (size_t i = 0; i < COUNT_OF(written); i++) {
        char words[40];
        snprintf(words, sizeof words, "Give %s.", written[i]);
        assert_string_equal(breaches(words), "formula-abbreviation@5");
        assert_string_equal(advice(words), "write \"magnesium sulfate\"");
    }
    assert_string_equal(breaches("5 ms, 5 mg, mg-elemental"), ""); /* units and other letters */
}

static void test_typography(void **state)
{
    (void)state;
    assert_string_equal(breaches("Give 5mg now"), "space-before-unit@5");
    assert_string_equal(advice("Give 5mg now"), "write \"5 mg\"");
    assert_string_equal(advice("dextrose 5%"), "write \"5 %\"");
    assert_string_equal(breaches("1000 mg"), "thousands-comma@0");
    assert_string_equal(advice("1000 mg"), "write \"1,000\"");
    assert_string_equal(advice("12500 mL"), "write \"12,500\"");
    assert_string_equal(advice("1000.5 mg"), "write \"1,000.5\"");
    assert_string_equal(breaches("150 mg/min"), "slash-for-per@4");
    assert_string_equal(breaches("150mg/kg"), "slash-for-per@3");
    assert_string_equal(breaches("a banana bag"), "coined-name@2");
    assert_string_equal(breaches("Myers cocktail"), "coined-name@0");
    assert_string_equal(breaches("bananas are fine"), "");
}

static void test_severities(void **state)
{
    (void)state;
    struct lint lint;
    size_t from = 0;
    assert_true(lint_text("1.0 g", &from, &lint));
    assert_int_equal(lint.severity, IFS_ERROR);
    from = 0;
    assert_true(lint_text("1000 mg", &from, &lint));
    assert_int_equal(lint.severity, IFS_WARNING);
}

static void test_verbatim_knows_the_formula_alone(void **state)
{
    (void)state;
    struct lint lint;
    size_t from = 0;
    assert_false(lint_verbatim("Lancet 2002;359:1.0 > 5cc, doi 10.1016/S0140", &from, &lint));
    from = 0;
    assert_true(lint_verbatim("momus/PB/mg"
                              "so4.htm",
                              &from, &lint));
    assert_int_equal(lint.offset, 9);
}

static const char *printed_breaches(const char *words)
{
    static char found[200];
    size_t from = 0;
    struct lint lint;
    found[0] = '\0';
    while (lint_printed(words, &from, &lint)) {
        size_t length = strlen(found);
        snprintf(found + length, sizeof found - length, "%s%s@%zu: %s", length > 0 ? "; " : "", lint.code, lint.offset, lint.advice);
    }
    return found;
}

/* What a sheet's own sentences may not hold although authors may. */
static void test_printed_rules(void **state)
{
    (void)state;
    assert_string_equal(printed_breaches("Give 2 g. Then wait"), "period-after-unit@7: write \"g\"");
    assert_string_equal(printed_breaches("____ mL."), "period-after-unit@5: write \"mL\"");
    assert_string_equal(printed_breaches("0.5 g of it"), "decimal-of-gram@0: write it in mg");
    assert_string_equal(printed_breaches("it is 9.99 g"), "decimal-of-gram@6: write it in mg");
    static const char *const clean[] = {
        "2 g.5", "the g.", "2 cm.x", "a m.", " L.", "m.", "-6 g of", "27.667 g in 24 h", "1.35 g per hour", "0.5 grain", "0.5 mL",
        "5 g", "1.0.0 g", "1,500.5 g", "x0.5 g", "version 1.2", "1.5",
    };
    for (size_t i = 0; i < COUNT_OF(clean); i++) {
        assert_string_equal(printed_breaches(clean[i]), "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_texts),   cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_signs),
        cmocka_unit_test(test_formula),       cmocka_unit_test(test_typography),
        cmocka_unit_test(test_severities),    cmocka_unit_test(test_verbatim_knows_the_formula_alone),
        cmocka_unit_test(test_printed_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
