/*
 * test_child.c - other programs through pipes: what they say, and every way in which they fail.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include "child.h"
#include "pdf_read.h"

#define SHELL(words) ((const char *const[]){"sh", "-c", words, NULL})

static struct file_bytes bytes_of(const char *text)
{
    return (struct file_bytes){(char *)(uintptr_t)text, strlen(text)};
}

static void what_goes_in_comes_out(void **state)
{
    (void)state;
    struct file_bytes large = {malloc(3000000), 3000000};
    struct file_bytes out;
    assert_non_null(large.bytes);
    memset(large.bytes, 'x', large.size);
    assert_int_equal(child_run((const char *const[]){"cat", NULL}, &large, large.size, &out), CHILD_FINE);
    assert_int_equal(out.size, large.size); /* far more than a pipe holds: both ends move at once */
    assert_memory_equal(out.bytes, large.bytes, large.size);
    assert_int_equal(out.bytes[out.size], '\0');
    file_free(&out);
    assert_int_equal(child_run((const char *const[]){"cat", NULL}, &large, large.size - 1, &out), CHILD_TOO_LARGE);
    assert_null(out.bytes);
    file_free(&large);
}

static void nothing_in_nothing_out(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("");
    struct file_bytes out;
    assert_int_equal(child_run((const char *const[]){"cat", NULL}, &none, 10, &out), CHILD_FINE);
    assert_int_equal(out.size, 0);
    assert_string_equal(out.bytes, "");
    file_free(&out);
}

static void one_that_does_not_read_is_heard_too(void **state)
{
    (void)state;
    struct file_bytes large = {calloc(1, 3000000), 3000000};
    struct file_bytes out;
    void (*before)(int) = signal(SIGPIPE, SIG_DFL); /* the write that fails must not end this program */
    assert_int_equal(child_run(SHELL("exec <&-; echo heard"), &large, 100, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "heard\n");
    file_free(&out);
    assert_ptr_equal(signal(SIGPIPE, before), SIG_DFL); /* and is as it was */
    file_free(&large);
}

static void one_that_fails_is_unhappy(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("x");
    struct file_bytes out;
    assert_int_equal(child_run(SHELL("echo half; exit 3"), &none, 100, &out), CHILD_UNHAPPY);
    assert_null(out.bytes);
    assert_int_equal(child_run(SHELL("kill -9 $$"), &none, 100, &out), CHILD_UNHAPPY);
    assert_int_equal(child_run(SHELL("exit 127"), &none, 100, &out), CHILD_MISSING);
    assert_int_equal(child_run((const char *const[]){"no-such-program-here", NULL}, &none, 100, &out), CHILD_MISSING);
    assert_int_equal(child_run((const char *const[]){"/etc", NULL}, &none, 100, &out), CHILD_MISSING);
}

/* Where the end of a program is ignored, as a parent may have left it, nobody would be told that it failed. */
static void one_that_fails_is_unhappy_where_ends_are_ignored(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("x");
    struct file_bytes out;
    void (*before)(int) = signal(SIGCHLD, SIG_IGN);
    assert_int_equal(child_run(SHELL("echo half; exit 3"), &none, 100, &out), CHILD_UNHAPPY);
    assert_null(out.bytes);
    assert_ptr_equal(signal(SIGCHLD, before), SIG_IGN); /* and is as it was */
}

static void one_that_ends_after_its_output_is_waited_for(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("x");
    struct file_bytes out;
    assert_int_equal(child_run(SHELL("echo said; exec >&-; sleep 0.1; exit 3"), &none, 100, &out), CHILD_UNHAPPY);
    assert_int_equal(child_run(SHELL("echo said; exec >&-; sleep 0.1"), &none, 100, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "said\n");
    file_free(&out);
}

static void what_it_says_on_standard_error_is_dropped(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("");
    struct file_bytes out;
    assert_int_equal(child_run(SHELL("echo noise >&2; echo said"), &none, 100, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "said\n");
    file_free(&out);
}

static void what_is_no_pdf_is_said(void **state)
{
    (void)state;
    struct file_bytes none = bytes_of("%PDF-1.5 and then nothing that could be read");
    struct file_bytes out;
    assert_int_equal(pdf_read_text(&none, &out), CHILD_UNHAPPY);
    assert_int_equal(pdf_read_keywords(&none, &out), CHILD_UNHAPPY);
    for (int status = CHILD_FINE; status <= CHILD_FAILED; status++) {
        assert_true(strlen(pdf_read_words((enum child_status)status)) > 3);
    }
    assert_non_null(strstr(pdf_read_words(CHILD_MISSING), "poppler-utils"));
}

/* A PDF written by hand: a page without words. */
static const char by_hand[] = "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                              "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Title(Keywords: no)%s>>endobj\n"
                              "trailer<</Root 1 0 R/Info 4 0 R>>\n";

static void keywords_are_the_line_of_that_name(void **state)
{
    (void)state;
    char bytes[2000];
    struct file_bytes out;
    snprintf(bytes, sizeof bytes, by_hand, "/Keywords(one two)");
    struct file_bytes pdf = bytes_of(bytes);
    assert_int_equal(pdf_read_keywords(&pdf, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "one two");
    assert_int_equal(out.size, 7);
    file_free(&out);
    snprintf(bytes, sizeof bytes, by_hand, "");
    pdf = bytes_of(bytes);
    assert_int_equal(pdf_read_keywords(&pdf, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "");
    file_free(&out);
    assert_int_equal(pdf_read_text(&pdf, &out), CHILD_FINE);
    assert_string_equal(out.bytes, "\f");
    file_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(nothing_in_nothing_out),
        cmocka_unit_test(one_that_does_not_read_is_heard_too),
        cmocka_unit_test(one_that_fails_is_unhappy),
        cmocka_unit_test(one_that_fails_is_unhappy_where_ends_are_ignored),
        cmocka_unit_test(one_that_ends_after_its_output_is_waited_for),
        cmocka_unit_test(what_it_says_on_standard_error_is_dropped),
        cmocka_unit_test(what_is_no_pdf_is_said),
        cmocka_unit_test(keywords_are_the_line_of_that_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
