/*
 * test_lint_text.c - what the writing rules find, and what they must leave alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
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
    assert_string_equal(breaches("at 1 g/h"), "slash-for-per@5");
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

/* ---- Each byte beside a word or a number ---------------------------------------------------------------------- */

/* Whether a breach of that code begins there. */
static bool is_found(const char *words, const char *code, size_t offset)
{
    size_t from = 0;
    struct lint lint;
    while (lint_text(words, &from, &lint)) {
        if (strcmp(lint.code, code) == 0 && lint.offset == offset) {
            return true;
        }
    }
    return false;
}

/* A word ends at everything but letters and digits of any script, and begins after a digit as well. */
static void test_words_have_ends(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char words[20];
        snprintf(words, sizeof words, "10 cc%c", byte);
        assert_int_equal(is_found(words, "forbidden-abbreviation", 3), !isalnum(byte) && byte < 0x80);
        snprintf(words, sizeof words, "%ccc", byte);
        assert_int_equal(is_found(words, "forbidden-abbreviation", 1), !isalpha(byte) && byte < 0x80);
        snprintf(words, sizeof words, "%cmg/kg", byte);
        assert_int_equal(is_found(words, "slash-for-per", 1), !isalpha(byte) && byte < 0x80);
    }
}

static void test_numbers_have_ends(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char words[20];
        snprintf(words, sizeof words, "1.0%c", byte);
        assert_int_equal(is_found(words, "trailing-zero", 0), byte < '1' || byte > '9');
        snprintf(words, sizeof words, "%c5mg", byte);
        assert_int_equal(is_found(words, "space-before-unit", 1), !isalnum(byte) && byte < 0x80 && byte != '.');
        snprintf(words, sizeof words, "5 mg.%c", byte);
        size_t from = 0;
        struct lint lint;
        assert_int_equal(lint_printed(words, &from, &lint), !isalnum(byte) && byte < 0x80);
    }
}

/* What stands before the text is no part of it. */
static void test_a_text_begins_where_it_begins(void **state)
{
    (void)state;
    struct lint lint;
    size_t from = 0;
    assert_string_equal(breaches("xcc" + 1), "forbidden-abbreviation@0");
    assert_string_equal(breaches("1.5mg" + 2), "space-before-unit@0");
    assert_string_equal(breaches("a-48h" + 1), "space-before-unit@1");
    assert_string_equal(breaches("a-48h"), "");
    assert_string_equal(breaches("x1-48h"), "space-before-unit@3");
    assert_string_equal(breaches("given-4h"), "");
    assert_false(lint_printed("5 g." + 1, &from, &lint));
    from = 0;
    assert_false(lint_printed("5 g." + 2, &from, &lint));
    from = 0;
    assert_true(lint_printed("5 g.", &from, &lint));
    assert_int_equal(lint.offset, 2);
    assert_int_equal(lint.length, 2);
    from = 0;
    assert_true(lint_printed(" _ mL.", &from, &lint));
    assert_int_equal(from, 6);
}

/* ---- Each word and each unit ---------------------------------------------------------------------------------- */

static void test_each_word(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        const char *other; /* in other letters */
        bool exact;        /* where these mean something else */
        const char *advice;
    } banned[] = {
        {"cc", "CC", false, "write \"mL\""},
        {"IU", "iu", false, "write \"international units\""},
        {"QD", "qd", false, "write \"daily\""},
        {"QOD", "qod", false, "write \"every other day\""},
        {"D/C", "d/c", false, "write \"stop\" or \"discharge\""},
        {"Myers", "MYERS", false, "name the drug: \"magnesium sulfate\""},
        {"banana bag", "BANANA BAG", false, "name the drug: \"magnesium sulfate\""},
        {"ug", "UG", true, "write \"mcg\""},
        {"U", "u", true, "write \"units\""},
        {"HS", "hs", true, "write \"at bedtime\" or \"half strength\""},
        {"MS", "ms", true, "write \"magnesium sulfate\""},
        {"\xc2\xb5", "\xce\xbc", false, "write \"mc\" or the word in full: \"mcg\""},
        {"\xe2\x89\xa5", ">=", false, "write \"at least\""},
        {"\xe2\x89\xa4", "<=", false, "write \"at most\""},
        {">", ">", false, "write \"greater than\""},
        {"<", "<", false, "write \"less than\""},
        {"@", "@", false, "write \"at\""},
        {"&", "&", false, "write \"and\""},
    };
    for (size_t i = 0; i < COUNT_OF(banned); i++) {
        assert_string_equal(advice(banned[i].words), banned[i].advice);
        assert_string_equal(advice(banned[i].other), banned[i].exact ? "" : banned[i].advice);
    }
    assert_string_equal(breaches("banana"), "");
    assert_string_equal(breaches("banana-bag, banana\tbag"), "");
}

static void test_each_unit(void **state)
{
    (void)state;
    static const char *const units[] = {"g", "mg",  "mcg", "kg", "mL", "L", "mmol", "mEq", "min", "h",
                                        "s", "mmHg", "cm",  "mm", "m",  "y", "mo",   "umol", "%"};
    static const char *const slashed[] = {"mg/kg",   "mg/min",    "g/h",  "mL/h",   "mg/mL",
                                          "mg/kg/h", "mg/kg/min", "g/mL", "mcg/kg", "mmol/h"};
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        char words[40];
        char expected[60];
        struct lint lint;
        size_t from = 0;
        snprintf(words, sizeof words, "1%s 1000 %s", units[i], units[i]);
        snprintf(expected, sizeof expected, "space-before-unit@0 thousands-comma@%zu", strlen(units[i]) + 2);
        assert_string_equal(breaches(words), expected);
        snprintf(expected, sizeof expected, "write \"1 %s\"", units[i]);
        assert_string_equal(advice(words), expected);
        snprintf(words, sizeof words, "1 %s.", units[i]);
        assert_true(lint_printed(words, &from, &lint));
        assert_int_equal(lint.length, strlen(units[i]) + 1);
        snprintf(expected, sizeof expected, "write \"%s\"", units[i]);
        assert_string_equal(lint.advice, expected);
    }
    for (size_t i = 0; i < COUNT_OF(slashed); i++) {
        assert_string_equal(breaches(slashed[i]), "slash-for-per@0");
        assert_string_equal(advice(slashed[i]), "write \"per\": \"mg per kg\", \"mL per hour\"");
    }
    assert_string_equal(breaches("5mG, 5MG, 5l, 5gal, mg/kG"), "");
}

/* ---- Numbers -------------------------------------------------------------------------------------------------- */

/* Where it begins, how long it is, and what to write instead; 0 long: nothing is wrong. */
static void test_each_form_of_number(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t offset;
        size_t length;
        const char *advice;
    } numbers[] = {
        {"1.0 mg", 0, 3, "write \"1\""},
        {"10.50", 0, 5, "write \"10.5\""},
        {"10.00", 0, 5, "write \"10\""},
        {"0.0", 0, 3, "write \"0\""},
        {"1,000.0 mg", 0, 7, "write \"1,000\""},
        {"x .5 mg", 2, 2, "write \"0.5\""},
        {".50", 0, 3, "write \"0.50\""},
        {"999 mg", 0, 0, ""},
        {"1000 mg", 0, 4, "write \"1,000\""},
        {"10000 mg", 0, 5, "write \"10,000\""},
        {"100000 mg", 0, 6, "write \"100,000\""},
        {"1234567 mg", 0, 7, "write \"1,234,567\""},
        {"at 1000.25 mg", 3, 7, "write \"1,000.25\""},
        {"1,000 mg", 0, 0, ""},
        {"1000,000 mg", 0, 0, ""}, /* has one, if not where it belongs */
        {"1,000,000.25 mg", 0, 0, ""},
        {"1000, mg", 0, 0, ""},
        {"1000  mg", 0, 0, ""},
        {"1000 magnets", 0, 0, ""},
        {"1000mg", 0, 4, "write \"1000 mg\""},
        {"x 1,000.5mg", 2, 7, "write \"1,000.5 mg\""},
        {"1.0.0", 0, 0, ""},
        {".5.3", 0, 0, ""},
        {"1.1000 mg", 0, 6, "write \"1.1\""},
        {"1.1001 mg", 0, 0, ""},
        {"1.0.1000 mg", 0, 0, ""},
        {"5.mg", 0, 0, ""},
        {"end.Then", 0, 0, ""},
        {"2.5-1.0", 4, 3, "write \"1\""},
        {"5-1.0", 2, 3, "write \"1\""},
    };
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        struct lint lint = {.length = 0};
        size_t from = 0;
        assert_int_equal(lint_text(numbers[i].words, &from, &lint), numbers[i].length > 0);
        assert_int_equal(lint.offset, numbers[i].offset);
        assert_int_equal(lint.length, numbers[i].length);
        assert_string_equal(lint.advice, numbers[i].advice);
        assert_int_equal(from, numbers[i].length > 0 ? numbers[i].offset + numbers[i].length : strlen(numbers[i].words));
    }
}

/* Errors may never be printed, warnings are advice. */
static void test_each_severity(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        ifs_severity severity;
    } said[] = {{"1.0", IFS_ERROR}, {".5", IFS_ERROR}, {"cc", IFS_ERROR}, {"ug", IFS_ERROR}, {"MS", IFS_ERROR}, {">", IFS_ERROR},
                {"\xc2\xb5", IFS_ERROR}, {"@", IFS_WARNING}, {"Myers", IFS_WARNING}, {"5mg", IFS_WARNING}, {"1000 mg", IFS_WARNING},
                {"mg/kg", IFS_WARNING}};
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct lint lint;
        size_t from = 0;
        assert_true(lint_text(said[i].words, &from, &lint));
        assert_int_equal(lint.severity, said[i].severity);
    }
}

static void test_every_formula_of_a_citation(void **state)
{
    (void)state;
    static const char cited[] = "MS 1.0, 5cc; Mag. MS";
    static const size_t offsets[] = {0, 13, 18};
    struct lint lint;
    size_t from = 0;
    for (size_t i = 0; i < COUNT_OF(offsets); i++) {
        assert_true(lint_verbatim(cited, &from, &lint));
        assert_int_equal(lint.offset, offsets[i]);
    }
    assert_false(lint_verbatim(cited, &from, &lint));
    from = 0;
    assert_false(lint_verbatim("xMS MSx", &from, &lint));
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
    assert_string_equal(printed_breaches("0.5 g PER hour, 2.25 g"), "decimal-of-gram@0: write it in mg; decimal-of-gram@16: write it in mg");
    assert_string_equal(printed_breaches("x 0.5 g, 0.5 g"), "decimal-of-gram@2: write it in mg; decimal-of-gram@9: write it in mg");
    assert_string_equal(printed_breaches("0.5 g. 0.5 g"), "decimal-of-gram@0: write it in mg; period-after-unit@4: write \"g\"; "
                                                          "decimal-of-gram@7: write it in mg");
    assert_string_equal(printed_breaches("it is 9.99 g"), "decimal-of-gram@6: write it in mg");
    static const char *const clean[] = {
        "2 g.5", "the g.", "2 cm.x", "a m.", " L.", "m.", "-6 g of", "27.667 g in 24 h", "1.35 g per hour", "0.5 grain", "0.5 mL",
        "5 g", "1.0.0 g", "1,500.5 g", "x0.5 g", "version 1.2", "1.5", "10.5 g", "0.5 G", "0.5 g/kg", "0.5.1 g", ".5 g", "0.5 g per kg",
        "5 G.", "5  g.", "x g.", "5 g,", "5. g", "5",
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
        cmocka_unit_test(test_printed_rules), cmocka_unit_test(test_words_have_ends),
        cmocka_unit_test(test_numbers_have_ends), cmocka_unit_test(test_a_text_begins_where_it_begins),
        cmocka_unit_test(test_each_word), cmocka_unit_test(test_each_unit),
        cmocka_unit_test(test_each_form_of_number), cmocka_unit_test(test_each_severity),
        cmocka_unit_test(test_every_formula_of_a_citation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
