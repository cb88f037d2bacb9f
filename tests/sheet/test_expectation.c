/*
 * test_expectation.c - every name an example may expect, on a sheet written by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "expectation.h"

/* Two infusions, one check, and names that begin alike. */
static const char longest[] = "a-check-of-a-name-as-long-as-one-may-be-which-is-a-hundred-and-twenty-seven-letters-or-"
                              "else-an-example-could-not-speak-of-it-12";
static const char too_long[] = "a-check-of-a-name-as-long-as-one-may-be-which-is-a-hundred-and-twenty-seven-letters-or-"
                               "else-an-example-could-not-speak-of-it-123";

/* The last of each list is beyond its count, and the first of two of them before its beginning: nobody may find them. */
static const struct step steps[] = {{.id = "step-2"}, {.id = "step-3"}, {.id = "step-4"}, {.id = "beyond"}};
static const struct infusion_rule infusions[] = {{.name = "before"},
                                                 {.name = "loading"},
                                                 {.name = "maintenance", .steps = steps, .step_count = 3},
                                                 {.name = "beyond"}};
static const struct check checks[] = {{.id = "before"}, {.id = "low-pressure"}, {.id = longest}, {.id = too_long}, {.id = "beyond"}};
static const struct ifs_protocol protocol = {
    .infusions = infusions + 1, .infusion_count = 2, .checks = checks + 1, .check_count = 3};
static struct ifs_sheet sheet;

static int write_sheet(void **state)
{
    (void)state;
    sheet.verdict_name = "conditional";
    sheet.crcl.text = "88.4 mL/min";
    sheet.infusion_count = 2;
    sheet.infusions[0] = (struct sheet_infusion){.name = "loading",
                                                 .dose = "4 g",
                                                 .over = "20 min",
                                                 .product = "bag-one",
                                                 .containers = 1,
                                                 .total = "100 mL",
                                                 .flow = "300 mL per hour",
                                                 .speed = "200 mg per minute, that is 12 g per hour",
                                                 .concentration = "40 mg per mL"};
    sheet.infusions[1] = (struct sheet_infusion){.name = "maintenance",
                                                 .dose = "24 g",
                                                 .over = "24 h",
                                                 .product = "vial",
                                                 .containers = 12,
                                                 .draw = "48 mL",
                                                 .diluent = "saline",
                                                 .total = "1,048 mL",
                                                 .drops = "15 (set of 20 drops per mL)"};
    sheet.infusions[1].site_volume = "24 mL";
    sheet.infusions[1].sites = 2;
    sheet.infusions[1].doses = 3;
    sheet.infusions[1].step_count = 2;
    sheet.infusions[1].steps[0] =
        (struct sheet_step){.id = "step-2", .rate = "1.5 g per hour", .flow = "37.5 mL per hour"};
    sheet.infusions[1].steps[1] = (struct sheet_step){.id = "step-3", .rate = "2 g per hour", .flow = "50 mL per hour"};
    sheet.infusions[1].steps[2] = (struct sheet_step){.id = "step-4", .rate = "beyond", .flow = "beyond"};
    sheet.infusions[2] = (struct sheet_infusion){.name = "maintenance", .dose = "beyond"};
    sheet.check_count = 3;
    sheet.checks[0] = (struct sheet_check){.id = "low-pressure", .result = IFS_UNKNOWN};
    sheet.checks[1] = (struct sheet_check){.id = "loading.speed", .result = IFS_PASS};
    sheet.checks[2] = (struct sheet_check){.id = "loading.speed", .result = IFS_OVERRIDDEN};
    sheet.checks[3] = (struct sheet_check){.id = "maintenance.speed", .result = IFS_TRIP};
    sheet.missing_count = 1;
    sheet.missing[0] = "weight";
    sheet.missing[1] = "beyond";
    sheet.start_count = 2;
    sheet.starts[0].fact = "systolic";
    sheet.starts[1].fact = "spo2";
    sheet.starts[2].fact = "beyond";
    sheet.finding_count = 1;
    sheet.findings[0].code = "no-site-file";
    sheet.findings[1].code = "beyond";
    return 0;
}

static bool comes_out(const char *words)
{
    struct expectation expectation;
    assert_int_equal(expectation_read(&protocol, words, &expectation), EXPECTATION_FINE);
    return expectation_holds(&expectation, &sheet);
}

static enum expectation_fault fault_of(const char *words)
{
    struct expectation expectation;
    return expectation_read(&protocol, words, &expectation);
}

static void test_what_stands_on_the_sheet(void **state)
{
    (void)state;
    static const char *const right[] = {"verdict=conditional",
                                        "crcl=88.4 mL/min",
                                        "check.low-pressure=unknown",
                                        "missing=weight",
                                        "start=systolic",
                                        "start=spo2",
                                        "finding=no-site-file",
                                        "loading.dose=4 g",
                                        "maintenance.dose=24 g",
                                        "loading.over=20 min",
                                        "loading.flow=300 mL per hour",
                                        "loading.product=bag-one",
                                        "loading.containers=1",
                                        "maintenance.containers=12",
                                        "loading.total=100 mL",
                                        "maintenance.total=1,048 mL",
                                        "maintenance.draw=48 mL",
                                        "maintenance.diluent=saline",
                                        "loading.concentration=40 mg per mL",
                                        "loading.speed=200 mg per minute, that is 12 g per hour"};
    for (size_t i = 0; i < COUNT_OF(right); i++) {
        assert_true(comes_out(right[i]));
    }
}

static void test_what_does_not(void **state)
{
    (void)state;
    static const char *const wrong[] = {"verdict=ready",
                                        "crcl=88.4",
                                        "check.low-pressure=trip",
                                        "missing=height",
                                        "start=resp-rate",
                                        "finding=site",
                                        "loading.dose=24 g",
                                        "maintenance.over=20 min",
                                        "loading.draw=48 mL",
                                        "maintenance.flow=300 mL per hour",
                                        "loading.containers=12",
                                        "maintenance.containers=1",
                                        "loading.diluent=saline",
                                        "loading.total=100",
                                        "maintenance.total=1",
                                        "loading.drops=15",
                                        "maintenance.speed=200 mg per minute",
                                        "loading.product=bag"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(comes_out(wrong[i]));
    }
}

static void test_without_infusion_any_of_them(void **state)
{
    (void)state;
    assert_true(comes_out("dose=4 g"));
    assert_true(comes_out("dose=24 g"));
    assert_false(comes_out("dose=2 g"));
}

/* A remark behind a figure may be left out, a part of the figure may not. */
static void test_remarks(void **state)
{
    (void)state;
    assert_true(comes_out("loading.speed=200 mg per minute"));
    assert_true(comes_out("maintenance.drops=15"));
    assert_false(comes_out("loading.speed=200 mg"));
    assert_false(comes_out("maintenance.drops=1"));
}

/* Two limits of one name: the graver result counts. */
static void test_limits_of_one_name(void **state)
{
    (void)state;
    assert_true(comes_out("check.loading.speed=overridden"));
    assert_false(comes_out("check.loading.speed=pass"));
    sheet.checks[0].result = IFS_PASS; /* one alone */
    assert_true(comes_out("check.low-pressure=pass"));
    sheet.checks[1].result = IFS_UNKNOWN; /* trip, unknown, overridden, pass: the graver one first or last */
    assert_true(comes_out("check.loading.speed=unknown"));
    sheet.checks[2].result = IFS_TRIP;
    assert_true(comes_out("check.loading.speed=trip"));
    (void)write_sheet(NULL);
}

static void assert_found(const char *words, const char *found)
{
    struct expectation expectation;
    char bytes[200];
    struct text text = text_over(bytes, sizeof bytes);
    assert_int_equal(expectation_read(&protocol, words, &expectation), EXPECTATION_FINE);
    expectation_found(&expectation, &sheet, &text);
    assert_string_equal(bytes, found);
}

static void test_what_is_found_instead(void **state)
{
    (void)state;
    assert_found("dose=2 g", "4 g; 24 g");
    assert_found("maintenance.dose=2 g", "24 g");
    assert_found("loading.draw=1 mL", "none");
    assert_found("start=reflexes", "systolic; spo2");
    assert_found("check.maintenance.volume=trip", "none");
    assert_found("check.low-pressure=pass", "unknown");
    assert_found("loading.containers=2", "1");
    sheet.infusions[0].containers = INT64_MAX;
    assert_found("loading.containers=2", "9223372036854775807");
    sheet.infusions[0].containers = 1;
}

static void test_steps_sites_and_repeats(void **state)
{
    (void)state;
    assert_true(comes_out("maintenance.step-2.dose=1.5 g per hour"));
    assert_true(comes_out("maintenance.step-2.flow=37.5 mL per hour"));
    assert_true(comes_out("maintenance.step-3.dose=2 g per hour"));
    assert_false(comes_out("maintenance.step-3.flow=37.5 mL per hour"));
    assert_found("maintenance.step-4.flow=50 mL per hour", "none"); /* not among the steps of this order */
    assert_false(comes_out("maintenance.flow=37.5 mL per hour"));
    assert_true(comes_out("maintenance.sites=2"));
    assert_true(comes_out("maintenance.site-volume=24 mL"));
    assert_true(comes_out("maintenance.doses=3"));
    assert_false(comes_out("loading.sites=0"));
    assert_int_equal(fault_of("check.maintenance.step-2.dose=trip"), EXPECTATION_FINE);
    assert_int_equal(fault_of("check.loading.step-2.dose=trip"), EXPECTATION_UNKNOWN_CHECK);
    assert_int_equal(fault_of("maintenance.step-2.total=1 mL"), EXPECTATION_UNKNOWN);
    assert_int_equal(fault_of("loading.step-2.flow=1"), EXPECTATION_UNKNOWN);
}

static void test_what_cannot_be_expected(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum expectation_fault fault;
    } wrong[] = {
        {"dosis=1 g", EXPECTATION_UNKNOWN},
        {"loading.dosis=1 g", EXPECTATION_UNKNOWN},
        {"load.dose=1 g", EXPECTATION_UNKNOWN},
        {"check=pass", EXPECTATION_UNKNOWN},
        {"loading.crcl=1", EXPECTATION_OF_WHOLE_ORDER},
        {"loading.check.low-pressure=pass", EXPECTATION_OF_WHOLE_ORDER},
        {"check.slow=pass", EXPECTATION_UNKNOWN_CHECK},
        {"check.loading.colour=pass", EXPECTATION_UNKNOWN_CHECK},
        {"check.low-pressure", EXPECTATION_UNKNOWN_RESULT},
        {"check.low-pressure=ready", EXPECTATION_UNKNOWN_RESULT},
        {"verdict=pass", EXPECTATION_UNKNOWN_VERDICT},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct expectation expectation = {.answer = NULL};
        assert_int_equal(expectation_read(&protocol, wrong[i].words, &expectation), wrong[i].fault);
        assert_true(expectation.answer >= wrong[i].words && expectation.answer <= wrong[i].words + strlen(wrong[i].words)); /* for whoever says it */
    }
    struct expectation expectation;
    assert_int_equal(expectation_read(&protocol, "check.total.in-24h=trip", &expectation), EXPECTATION_FINE);
}

static void test_nothing_beyond_its_count(void **state)
{
    (void)state;
    static const char *const wrong[] = {"missing=beyond", "start=beyond", "finding=beyond", "dose=beyond", "maintenance.dose=beyond",
                                        "maintenance.step-4.dose=beyond", "check.maintenance.speed=trip"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(comes_out(wrong[i]));
    }
    assert_int_equal(fault_of("beyond.dose=1 g"), EXPECTATION_UNKNOWN);
    assert_int_equal(fault_of("maintenance.beyond.dose=1 g"), EXPECTATION_UNKNOWN);
    assert_int_equal(fault_of("check.beyond=pass"), EXPECTATION_UNKNOWN_CHECK);
    assert_int_equal(fault_of("before.dose=1 g"), EXPECTATION_UNKNOWN);
    assert_int_equal(fault_of("check.before=pass"), EXPECTATION_UNKNOWN_CHECK);
    /* nor what stands behind the end of the words */
    assert_int_equal(fault_of("check.low-pressure\0=pass"), EXPECTATION_UNKNOWN_RESULT);
    assert_int_equal(fault_of("check.low-pressure\0pass"), EXPECTATION_UNKNOWN_RESULT);
    assert_found("missing=height", "weight");
    assert_found("finding=other", "no-site-file");
    assert_found("dose=2 g", "4 g; 24 g");
}

static void expect_list(void (*add)(struct text *), const char *list)
{
    char bytes[300];
    struct text text = text_over(bytes, sizeof bytes);
    add(&text);
    assert_string_equal(bytes, list);
}

/* Each name that may be expected can be read; the first and the last too. */
static void test_the_lists(void **state)
{
    (void)state;
    expect_list(expectation_add_names, "verdict, check.ID, missing, start, finding, crcl, dose, flow, over, draw, total, diluent, product, "
                                       "concentration, speed, containers, drops, sites, site-volume, doses");
    expect_list(expectation_add_verdicts, "ready, conditional, override, incomplete, refused");
    expect_list(expectation_add_results, "trip, unknown, overridden, pass");
    static const char *const fine[] = {"verdict=ready", "verdict=conditional", "verdict=override", "verdict=incomplete",
                                       "verdict=refused", "check.low-pressure=trip", "check.low-pressure=unknown",
                                       "check.low-pressure=overridden", "check.low-pressure=pass", "doses=1"};
    for (size_t i = 0; i < COUNT_OF(fine); i++) {
        assert_int_equal(fault_of(fine[i]), EXPECTATION_FINE);
    }
}

/* 127 letters have room. */
static void test_an_id_as_long_as_one_may_be(void **state)
{
    (void)state;
    char words[200];
    assert_int_equal(sizeof longest - 1, 127);
    struct text text = text_over(words, sizeof words);
    text_add(&text, "check.");
    text_add(&text, longest);
    text_add(&text, "=pass");
    assert_int_equal(fault_of(words), EXPECTATION_FINE);
    text = text_over(words, sizeof words);
    text_add(&text, "check.");
    text_add(&text, too_long);
    text_add(&text, "=pass");
    assert_int_equal(fault_of(words), EXPECTATION_UNKNOWN_CHECK);
}

static void test_an_id_too_long(void **state)
{
    (void)state;
    static const char words[] =
        "check.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=pass";
    struct expectation expectation;
    assert_int_equal(expectation_read(&protocol, words, &expectation), EXPECTATION_UNKNOWN_CHECK);
}

/* A file with errors may lack the names that an example of it speaks of. */
static void test_what_has_no_name(void **state)
{
    (void)state;
    static const struct step unnamed_steps[] = {{.id = NULL}};
    static const struct infusion_rule unnamed[] = {{.name = NULL},
                                                   {.name = "second", .steps = unnamed_steps, .step_count = 1}};
    static const struct check nothing[] = {{.id = NULL}};
    static const struct ifs_protocol broken = {
        .infusions = unnamed, .infusion_count = 2, .checks = nothing, .check_count = 1};
    static const struct {
        const char *words;
        enum expectation_fault fault;
    } rows[] = {{"first.dose=1 g", EXPECTATION_UNKNOWN},
                {"second.slow.dose=1 g", EXPECTATION_UNKNOWN},
                {"check.low-pressure=pass", EXPECTATION_UNKNOWN_CHECK},
                {"second.dose=1 g", EXPECTATION_FINE}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct expectation expectation;
        assert_int_equal(expectation_read(&broken, rows[i].words, &expectation), rows[i].fault);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stands_on_the_sheet),
        cmocka_unit_test(test_what_does_not),
        cmocka_unit_test(test_without_infusion_any_of_them),
        cmocka_unit_test(test_remarks),
        cmocka_unit_test(test_limits_of_one_name),
        cmocka_unit_test(test_what_is_found_instead),
        cmocka_unit_test(test_steps_sites_and_repeats),
        cmocka_unit_test(test_what_cannot_be_expected),
        cmocka_unit_test(test_nothing_beyond_its_count),
        cmocka_unit_test(test_the_lists),
        cmocka_unit_test(test_an_id_as_long_as_one_may_be),
        cmocka_unit_test(test_an_id_too_long),
        cmocka_unit_test(test_what_has_no_name),
    };
    return cmocka_run_group_tests(tests, write_sheet, NULL);
}
