/*
 * test_library.c - the public functions, used as a program that links the library would.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "infusheet.h"

static int count_line(const char *line)
{
    assert_true(strchr(line, '\n') == line + strlen(line) - 1);
    return strstr(line, ": error: ") != NULL;
}

static void count_errors(const char *line, void *context)
{
    *(int *)context += count_line(line);
}

static void an_order_from_a_file(void **state)
{
    (void)state;
    ifs_protocol *protocol = ifs_protocol_load("protocols/migraine-acute-adult.cfg", "protocols", NULL, NULL);
    static ifs_request request;
    static ifs_plan plan;
    ifs_message why = {""};
    assert_non_null(protocol);
    assert_true(ifs_request_answer(protocol, &request, "weight", "72kg", &why));
    assert_true(ifs_request_answer(protocol, &request, "born", "1992-03-14", &why));
    assert_false(ifs_request_answer(protocol, &request, "height", "5 ft", &why));
    assert_non_null(strstr(why.text, "metric"));
    assert_false(ifs_request_answer(protocol, &request, "wieght", "72 kg", &why));
    assert_string_equal(why.text, "no such fact; did you mean weight");
    why.text[0] = '\0';
    assert_false(ifs_request_answer(protocol, &request, "horoscope", "lion", &why));
    assert_string_equal(why.text, "no such fact");
    assert_false(ifs_request_answer(protocol, &request, "name", "Ada\x1b[2J", &why));
    request.at_s = INT64_C(1795176000); /* 2026-11-20 12:00 UTC */
    assert_null(ifs_request_settle(&request));
    ifs_plan_compute(protocol, &request, &plan);
    assert_int_equal(plan.verdict, IFS_INCOMPLETE);
    char *text = ifs_sheet_text(protocol, &request, &plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "NOT YET AN ORDER"));
    assert_non_null(strstr(text, "34 years"));
    free(text);
    ifs_protocol_free(protocol);
}

static void contradictions_have_a_sentence(void **state)
{
    (void)state;
    static ifs_request request;
    ifs_protocol *protocol = ifs_protocol_load("protocols/migraine-acute-adult.cfg", NULL, NULL, NULL);
    ifs_message why = {""};
    assert_non_null(protocol);
    assert_true(ifs_request_answer(protocol, &request, "sex", "male", &why));
    assert_true(ifs_request_answer(protocol, &request, "pregnant", "yes", &why));
    assert_non_null(strstr(ifs_request_settle(&request), "male"));
    ifs_protocol_free(protocol);
}

static void findings_are_reported(void **state)
{
    (void)state;
    int errors = 0;
    assert_null(ifs_protocol_load("tests/protocol/bad/unknown-unit.cfg", "tests/protocol/good", count_errors, &errors));
    assert_int_equal(errors, 1);
    errors = 0;
    assert_null(ifs_protocol_load("tests/protocol/none.cfg", NULL, count_errors, &errors));
    assert_int_equal(errors, 1);
    ifs_protocol_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_from_a_file),
        cmocka_unit_test(contradictions_have_a_sentence),
        cmocka_unit_test(findings_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
