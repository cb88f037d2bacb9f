/*
 * test_site_load.c - every figure of a site file in its place, and nothing of a wrong one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol_load.h"

static void test_site(void **state)
{
    (void)state;
    struct findings findings = {0};
    ifs_site site;
    void *storage = NULL;
    assert_true(site_load("tests/protocol/good/site.cfg", &site, &storage, &findings));
    assert_int_equal(findings.count, 0);
    assert_true(site.present);
    assert_string_equal(site.place, "Test Clinic");
    assert_string_equal(site.phone, "000 0000");
    assert_string_equal(site.emergency, "000");
    assert_string_equal(site.paper, "letter");
    assert_int_equal(site.pump_step.ul_per_h, 100);
    assert_int_equal(site.pump_low.ul_per_h, 1000);
    assert_int_equal(site.pump_high.ul_per_h, 999000);
    assert_string_equal(site.source, "manual");
    assert_int_equal(site.syringe_count, 2);
    assert_int_equal(site.syringes[0].graduation.ul, 10);
    assert_int_equal(site.syringes[1].size.ul, 10000);
    assert_int_equal(site.drop_set_count, 2);
    assert_int_equal(site.drop_sets[0], 20);
    assert_int_equal(site.drop_sets[1], 60);
    assert_int_equal(site.line_volume.ul, 2000);
    site_free(storage);
}

static void assert_nothing(const char *path, const char *code)
{
    struct findings findings = {0};
    ifs_site site = {.present = true};
    void *storage = &site;
    assert_false(site_load(path, &site, &storage, &findings));
    assert_true(findings.count > 0);
    assert_string_equal(findings.list[0].code, code);
    assert_false(site.present);
    assert_null(storage);
    site_free(storage);
    finding_free(&findings);
}

static void test_nothing_of_a_wrong_file(void **state)
{
    (void)state;
    assert_nothing("tests/protocol/bad/site-syringes.cfg", "bands-not-ascending");
    assert_nothing("tests/protocol/good/minimal.cfg", "unknown-kind");
    assert_nothing("tests/protocol/good/none.cfg", "unreadable-file");
    assert_nothing("tests/protocol/bad/drugs/kindless-drug.cfg", "unknown-kind");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_site),
        cmocka_unit_test(test_nothing_of_a_wrong_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
