/*
 * test_quoted.c - text between quotes comes back byte for byte, or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "quoted.h"

static void test_text_comes_back(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        const char *written;
    } cases[] = {
        {"", "\"\""},
        {"72 kg", "\"72 kg\""},
        {"a \"b\" c", "\"a \\\"b\\\" c\""},
        {"\\", "\"\\\\\""},
        {"\\n", "\"\\\\n\""},
        {"\"\\\"", "\"\\\"\\\\\\\"\""},
        {"\xD8\xB9", "\"\xD8\xB9\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char written[40];
        char read[40];
        struct text out = text_over(written, sizeof written);
        struct text back = text_over(read, sizeof read);
        quoted_add(&out, cases[i].words);
        assert_string_equal(written, cases[i].written);
        assert_int_equal(quoted_read(written, out.length, &back), out.length);
        assert_string_equal(read, cases[i].words);
        for (size_t cut = 0; cut < out.length; cut++) { /* a text that is cut off anywhere is none */
            struct text again = text_over(read, sizeof read);
            assert_int_equal(quoted_read(written, cut, &again), 0);
        }
    }
}

static void test_what_is_no_such_text(void **state)
{
    (void)state;
    static const char *const cases[] = {"72 kg", "\"a\\nb\"", "\"a\\", "\"", "", "x\"y\""};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char read[40];
        struct text back = text_over(read, sizeof read);
        assert_int_equal(quoted_read(cases[i], strlen(cases[i]), &back), 0);
    }
    char small[3];
    struct text back = text_over(small, sizeof small);
    assert_int_equal(quoted_read("\"abc\"", 5, &back), 0);
}

static void test_what_fits_on_a_line(void **state)
{
    (void)state;
    assert_true(quoted_fit("Ada \"\\ Example"));
    assert_true(quoted_fit(""));
    assert_false(quoted_fit("two\nlines"));
    assert_false(quoted_fit("\x1B[1m"));
    assert_false(quoted_fit("\xFF"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_comes_back),
        cmocka_unit_test(test_what_is_no_such_text),
        cmocka_unit_test(test_what_fits_on_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
