/*
 * Findings: kept in order, counted, sorted, and written as lines that no file name and no message can break.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "finding.h"

static void test_an_added_finding_keeps_all_its_parts(void **state)
{
    (void)state;
    struct findings findings = {0};
    char file[] = "protocols/x.cfg";
    finding_add(&findings, IFS_ERROR, "unknown-unit", (struct place){file, 12, 10}, "dose: \"%s\": write \"%s\"",
                "4 gm", "4 g");
    file[0] = 'X'; /* the list has a copy of its own */
    assert_int_equal(findings.count, 1);
    const struct finding *finding = &findings.list[0];
    assert_int_equal(finding->severity, IFS_ERROR);
    assert_string_equal(finding->code, "unknown-unit");
    assert_string_equal(finding->file, "protocols/x.cfg");
    assert_int_equal(finding->line, 12);
    assert_int_equal(finding->column, 10);
    assert_string_equal(finding->message, "dose: \"4 gm\": write \"4 g\"");
    assert_false(findings.lost);
    finding_free(&findings);
    assert_int_equal(findings.count, 0);
    assert_null(findings.list);
}

static void test_many_findings_are_all_kept_and_counted_by_severity(void **state)
{
    (void)state;
    struct findings findings = {0};
    for (int i = 0; i < 1000; i++) {
        ifs_severity severity = i % 10 == 0 ? IFS_ERROR : i % 10 < 4 ? IFS_WARNING : IFS_NOTE;
        finding_add(&findings, severity, "many", (struct place){NULL, i, 0}, "number %d", i);
    }
    assert_int_equal(findings.count, 1000);
    assert_int_equal(finding_count(&findings, IFS_ERROR), 100);
    assert_int_equal(finding_count(&findings, IFS_WARNING), 300);
    assert_int_equal(finding_count(&findings, IFS_NOTE), 600);
    assert_string_equal(findings.list[999].message, "number 999");
    finding_free(&findings);
}

static void test_a_long_message_is_not_cut(void **state)
{
    (void)state;
    struct findings findings = {0};
    finding_add(&findings, IFS_NOTE, "long", (struct place){0}, "%5000d", 7);
    assert_int_equal(strlen(findings.list[0].message), 5000);
    assert_int_equal(findings.list[0].message[4999], '7');
    finding_free(&findings);
}

static void test_what_would_break_a_line_or_a_terminal_is_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *given;
        const char *kept;
    } cases[] = {
        {"two\nlines\ttab\x1b[31m", "two?lines?tab?[31m"},
        {"caf\xC3\xA9 5 \xC2\xB5g", "caf\xC3\xA9 5 \xC2\xB5g"}, /* ordinary UTF-8 stays */
        {"a\xFF\xC3", "a??"},                                   /* invalid, and cut short at the end */
        {"x\xE2\x80\xAEy", "x???y"},                            /* U+202E turns the direction */
        {"x\xC2\x9By", "x??y"},                                 /* C1: a terminal command in one character */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct findings findings = {0};
        finding_add(&findings, IFS_ERROR, "c", (struct place){cases[i].given, 1, 1}, "%s", cases[i].given);
        assert_string_equal(findings.list[0].message, cases[i].kept);
        assert_string_equal(findings.list[0].file, cases[i].kept);
        finding_free(&findings);
    }
}

static void test_a_finding_that_could_not_be_kept_counts_as_an_error(void **state)
{
    (void)state;
    /* A list so long that its size in bytes cannot be doubled. */
    size_t longest = SIZE_MAX / sizeof(struct finding);
    struct findings findings = {.count = longest, .capacity = longest};
    finding_add(&findings, IFS_NOTE, "late", (struct place){"f", 0, 0}, "one more");
    assert_true(findings.lost);
    assert_int_equal(findings.count, longest);
    findings.count = 0;
    assert_int_equal(finding_count(&findings, IFS_ERROR), 1);
    assert_int_equal(finding_count(&findings, IFS_NOTE), 0);
    finding_free(&findings);
    assert_false(findings.lost);
}

static void test_sorting_is_by_file_line_column_and_stable(void **state)
{
    (void)state;
    struct findings findings = {0};
    finding_add(&findings, IFS_ERROR, "c", (struct place){"b.cfg", 1, 1}, "6");
    finding_add(&findings, IFS_ERROR, "c", (struct place){"a.cfg", 10, 1}, "5");
    finding_add(&findings, IFS_ERROR, "c", (struct place){"a.cfg", 2, 7}, "3");
    finding_add(&findings, IFS_NOTE, "c", (struct place){"a.cfg", 2, 7}, "4");
    finding_add(&findings, IFS_ERROR, "c", (struct place){"a.cfg", 2, 0}, "2");
    finding_add(&findings, IFS_ERROR, "c", (struct place){NULL, 99, 0}, "1");
    finding_sort(&findings);
    char order[7] = "";
    for (size_t i = 0; i < findings.count; i++) {
        order[i] = findings.list[i].message[0];
    }
    assert_string_equal(order, "123456");
    finding_free(&findings);
    finding_sort(&findings); /* an empty list is fine */
}

static void test_a_line_has_the_parts_that_are_known(void **state)
{
    (void)state;
    static const struct {
        struct place place;
        ifs_severity severity;
        const char *line;
    } cases[] = {
        {{"protocols/x.cfg", 12, 10}, IFS_ERROR, "protocols/x.cfg:12:10: error: write \"g\" [unknown-unit]\n"},
        {{"protocols/x.cfg", 18, 0}, IFS_WARNING, "protocols/x.cfg:18: warning: write \"g\" [unknown-unit]\n"},
        {{"protocols/x.cfg", 0, 0}, IFS_NOTE, "protocols/x.cfg: note: write \"g\" [unknown-unit]\n"},
        {{NULL, 0, 0}, IFS_ERROR, "error: write \"g\" [unknown-unit]\n"},
        {{NULL, 3, 4}, IFS_ERROR, "3:4: error: write \"g\" [unknown-unit]\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct findings findings = {0};
        finding_add(&findings, cases[i].severity, "unknown-unit", cases[i].place, "write \"g\"");
        char *line = finding_line(&findings.list[0]);
        assert_string_equal(line, cases[i].line);
        free(line);
        finding_free(&findings);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_added_finding_keeps_all_its_parts),
        cmocka_unit_test(test_many_findings_are_all_kept_and_counted_by_severity),
        cmocka_unit_test(test_a_long_message_is_not_cut),
        cmocka_unit_test(test_what_would_break_a_line_or_a_terminal_is_replaced),
        cmocka_unit_test(test_a_finding_that_could_not_be_kept_counts_as_an_error),
        cmocka_unit_test(test_sorting_is_by_file_line_column_and_stable),
        cmocka_unit_test(test_a_line_has_the_parts_that_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
