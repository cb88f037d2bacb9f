/*
 * test_drug_load.c - a drug library on its own.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "protocol_load.h"

static void test_library_alone(void **state)
{
    (void)state;
    struct findings findings = {0};
    ifs_protocol *library = drug_load("tests/protocol/good/drugs/test-drug.cfg", &findings);
    assert_non_null(library);
    assert_int_equal(findings.count, 0);
    assert_string_equal(library->drug.name, "test drug");
    assert_int_equal(library->drug.salt.molar_mass_mg_per_mol, 246470);
    assert_int_equal(library->drug.product_count, 2);
    assert_string_equal(library->drug.file, "tests/protocol/good/drugs/test-drug.cfg");
    assert_int_equal(library->infusion_count, 0);
    assert_null(library->id);
    protocol_free(library);
}

static void test_not_a_library(void **state)
{
    (void)state;
    struct findings findings = {0};
    assert_null(drug_load("tests/protocol/good/minimal.cfg", &findings));
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].code, "unknown-kind");
    finding_free(&findings);
}

static void test_missing(void **state)
{
    (void)state;
    struct findings findings = {0};
    assert_null(drug_load("tests/protocol/good/drugs/none.cfg", &findings));
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].code, "unreadable-file");
    finding_free(&findings);
}

/* What stood among the findings before is not held against the library. */
static void test_earlier_errors_do_not_count(void **state)
{
    (void)state;
    struct findings findings = {0};
    finding_add(&findings, IFS_ERROR, "earlier", (struct place){0}, "something else");
    ifs_protocol *library = drug_load("tests/protocol/good/drugs/test-drug.cfg", &findings);
    assert_non_null(library);
    protocol_free(library);
    finding_free(&findings);
}

/* What is to be warned of in a library is said when the library is checked, not with every protocol of the drug. */
static void test_warnings_are_said_once(void **state)
{
    (void)state;
    static const struct load_places places = {"tests/protocol/good"};
    struct findings findings = {0};
    ifs_protocol *library = drug_load("tests/protocol/good/drugs/test-other.cfg", &findings);
    assert_non_null(library);
    assert_int_equal(finding_count(&findings, IFS_WARNING), 2);
    finding_free(&findings);
    protocol_free(library);
    ifs_protocol *protocol = protocol_load("tests/protocol/good/variants.cfg", &places, &findings);
    assert_non_null(protocol);
    assert_int_equal(findings.count, 0);
    protocol_free(protocol);
}

/* 246,470 mcg / 3 is no whole number: what was given is asked in g and mmol, not in mEq. */
static void test_units_of_what_was_given(void **state)
{
    (void)state;
    struct findings findings = {0};
    ifs_protocol *library = drug_load("tests/protocol/good/drugs/odd-drug.cfg", &findings);
    assert_non_null(library);
    const struct fact_rule *given = &library->facts[IFS_FACT_GIVEN_24H];
    assert_int_equal(given->unit_count, 2);
    assert_string_equal(given->units[1].symbol, "mmol");
    assert_int_equal(given->units[1].step, 246470);
    protocol_free(library);
    finding_free(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units_of_what_was_given),
        cmocka_unit_test(test_library_alone),
        cmocka_unit_test(test_not_a_library),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_warnings_are_said_once),
        cmocka_unit_test(test_earlier_errors_do_not_count),
    };
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20, the last day of variants.cfg */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
