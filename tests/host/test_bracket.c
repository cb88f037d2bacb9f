/*
 * test_bracket.c - which bracket was forgotten, and where it belongs.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "bracket.h"
#include "claim.h"

struct forgotten {
    const char *text;
    int line; /* where it was opened; 0: none is found */
    int column;
    int shown; /* line of what shows it */
    bool setting;
    const char *key; /* NULL: it belongs to none */
};

static const struct forgotten list[] = {
    {"a = { b = 1; };", 0, 0, 0, false, NULL},
    {"a = {\n  b = 1;\nc = 2;", 1, 5, 3, true, "a"},                /* the next setting is no further right */
    {"a = {\nb = 1;\n};\nc = {\nd = 1;\n};", 0, 0, 0, false, NULL}, /* nothing is indented, nothing is missing */
    {"a = (\n  { b = 1; },\n  { b = 2;\n  { b = 3; }\n);", 3, 3, 4, false, "a"},
    {"a = [ 1, 2 ;\nb = 1;", 1, 5, 1, true, "a"},
    {"a = ( { b = 1; );", 1, 7, 1, false, "a"},
    {"a = {\n  b = {\n    c = 1;\n  d = 1;\n};", 2, 7, 4, true, "b"},
    {"a = ( 1, 2", 1, 5, 1, true, "a"},
    {"a = ( { b = [ 1; }", 0, 0, 0, false, NULL}, /* two are missing: none alone mends it */
    {"a = 1; }", 0, 0, 0, false, NULL},           /* one too many */
    {"a = [ 1 );", 0, 0, 0, false, NULL},         /* another one */
};

static void check(const struct forgotten *expected)
{
    struct findings findings = {0};
    struct scan scan = {0};
    struct bracket_fault fault;
    assert_true(scan_read(expected->text, strlen(expected->text), "x.cfg", &scan, &findings));
    bool found = bracket_find(&scan, &fault);
    if (found != (expected->line > 0)) {
        fail_msg("%s", expected->text);
    }
    if (found) {
        assert_int_equal(fault.opened->line, expected->line);
        assert_int_equal(fault.opened->column, expected->column);
        assert_int_equal(fault.shown->line, expected->shown);
        assert_int_equal(fault.setting, expected->setting);
        assert_memory_equal(expected->text + fault.key->start, expected->key, fault.key->length);
    }
    scan_free(&scan);
    finding_free(&findings);
}

static void test_forgotten(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(list); i++) {
        check(&list[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_forgotten)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
