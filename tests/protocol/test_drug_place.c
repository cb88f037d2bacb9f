/*
 * test_drug_place.c - where a drug library is looked for, and what is said when it is not there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drug_place.h"
#include "finding.h"

static char folder[] = "/tmp/infusheet-place-XXXXXX";
static char path[DRUG_PATH_BYTES];

static void test_places(void **state)
{
    (void)state;
    const struct load_places places = {"tests/protocol/good"};
    const struct load_places nowhere = {NULL};
    assert_true(drug_locate("tests/protocol/good/minimal.cfg", &nowhere, "test-drug", path));
    assert_string_equal(path, "tests/protocol/good/drugs/test-drug.cfg");
    assert_true(drug_locate("tests/protocol/bad/elsewhere.cfg", &places, "test-drug", path));
    assert_string_equal(path, "tests/protocol/good/drugs/test-drug.cfg");
    assert_false(drug_locate("minimal.cfg", &nowhere, "test-drug", path)); /* drugs/ of the working folder */
    assert_false(drug_locate("minimal.cfg", NULL, "test-drug", path));
}

/* A path without room is no place; the other one still is. */
static void test_paths_that_do_not_fit(void **state)
{
    (void)state;
    const struct load_places places = {"tests/protocol/good"};
    char far[DRUG_PATH_BYTES + 20];
    char name[DRUG_PATH_BYTES];
    memset(far, 'x', sizeof far);
    far[sizeof far - 10] = '/';
    far[sizeof far - 1] = '\0';
    assert_true(drug_locate(far, &places, "test-drug", path));
    assert_string_equal(path, "tests/protocol/good/drugs/test-drug.cfg");
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_false(drug_locate("tests/protocol/good/minimal.cfg", &places, name, path));
}

/* The one finding about a library that is not there. */
static void say_missing(const char *protocol, const struct load_places *places, const char *drug, char *said, size_t capacity)
{
    struct findings findings = {0};
    struct reporter reporter = {&findings, protocol, false};
    struct config_node root = {.kind = CONFIG_GROUP, .line = 1, .column = 1};
    struct config_node node = {.kind = CONFIG_STRING, .key = "drug", .string = drug, .line = 1, .column = 1, .parent = &root};
    root.first_child = &node;
    drug_report_missing(&reporter, &node, places);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].code, "unknown-drug");
    snprintf(said, capacity, "%s", findings.list[0].message);
    finding_free(&findings);
}

static void test_where_it_was_looked_for(void **state)
{
    (void)state;
    const struct load_places places = {"tests/protocol/good"};
    const struct load_places nowhere = {NULL};
    char far[DRUG_PATH_BYTES + 20];
    char said[900];
    say_missing("tests/protocol/good/a.cfg", &places, "none", said, sizeof said); /* both places are one */
    assert_non_null(strstr(said, "(looked in tests/protocol/good/drugs);"));
    say_missing("tests/protocol/bad/a.cfg", &places, "test-drugs", said, sizeof said);
    assert_non_null(strstr(said, "(looked in tests/protocol/bad/drugs and tests/protocol/good/drugs)"));
    assert_non_null(strstr(said, "did you mean \"test-drug\"?"));
    say_missing("a.cfg", &nowhere, "none", said, sizeof said);
    assert_non_null(strstr(said, "(looked in drugs); none is declared"));
    memset(far, 'x', sizeof far);
    far[sizeof far - 10] = '/';
    far[sizeof far - 1] = '\0';
    say_missing(far, &places, "none", said, sizeof said);
    assert_non_null(strstr(said, "(looked in tests/protocol/good/drugs)"));
}

static void touch(const char *name)
{
    char file[300];
    snprintf(file, sizeof file, "%s/drugs/%s", folder, name);
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    fclose(out);
}

/* Of a full folder the first are proposed; what is no library, or twice there, is none of them. */
static void test_a_full_folder(void **state)
{
    (void)state;
    char said[900];
    char protocol[100];
    char name[120];
    assert_non_null(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/drugs", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    touch("readme.txt");
    touch(".cfg");
    memset(name, 'l', 70);
    memcpy(name + 70, ".cfg", 5); /* too long for a name */
    touch(name);
    snprintf(protocol, sizeof protocol, "%s/a.cfg", folder);
    say_missing(protocol, &(struct load_places){folder}, "zz", said, sizeof said);
    assert_non_null(strstr(said, "none is declared"));
    touch("one.cfg");
    touch("two.cfg");
    snprintf(name, sizeof name, "%s/.", folder); /* the same folder by another name */
    say_missing(protocol, &(struct load_places){name}, "zz", said, sizeof said);
    assert_non_null(strstr(said, "write one or two"));
    for (int i = 0; i < 70; i++) {
        snprintf(name, sizeof name, "drug-%d.cfg", i);
        touch(name);
    }
    say_missing(protocol, &(struct load_places){NULL}, "two", said, sizeof said); /* the 72nd of them: not among the first 64 */
    assert_null(strstr(said, "did you mean"));
    snprintf(name, sizeof name, "rm -r '%s'", folder);
    assert_int_equal(system(name), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_paths_that_do_not_fit),
        cmocka_unit_test(test_where_it_was_looked_for),
        cmocka_unit_test(test_a_full_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
