/*
 * UTF-8: which bytes are text (RFC 3629, sections 3 and 4; the boundaries of Unicode table 3-7), and how wide it is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "claim.h"
#include "utf8.h"

struct sample {
    const char *bytes; /* up to its NUL */
    enum utf8_fault fault;
    size_t offset;
};

static void assert_samples(const struct sample *samples, size_t count, bool single_line)
{
    for (size_t i = 0; i < count; i++) {
        size_t offset = 999;
        enum utf8_fault fault = utf8_check(samples[i].bytes, strlen(samples[i].bytes), single_line, &offset);
        if (fault != samples[i].fault || (fault != UTF8_FINE && offset != samples[i].offset)) {
            fail_msg("sample %d: fault %d at %d", (int)i, (int)fault, (int)offset);
        }
    }
}

static void test_strict_form(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"", UTF8_FINE, 0},
        {"plain ~", UTF8_FINE, 0},
        {"\xC2\xA0\xDF\xBF", UTF8_FINE, 0},                 /* U+00A0, U+07FF */
        {"\xE0\xA0\x80\xED\x9F\xBF", UTF8_FINE, 0},         /* U+0800, U+D7FF */
        {"\xEE\x80\x80\xEF\xBF\xBD", UTF8_FINE, 0},         /* U+E000, U+FFFD */
        {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", UTF8_FINE, 0}, /* U+10000, U+10FFFF */
        {"ab\xC0\x80", UTF8_INVALID, 2},                    /* NUL in two bytes */
        {"\xC1\xBF", UTF8_INVALID, 0},                      /* overlong */
        {"\xE0\x9F\xBF", UTF8_INVALID, 0},
        {"\xF0\x8F\xBF\xBF", UTF8_INVALID, 0},
        {"x\xED\xA0\x80", UTF8_INVALID, 1}, /* U+D800, a surrogate */
        {"x\xED\xBF\xBF", UTF8_INVALID, 1},
        {"\xF4\x90\x80\x80", UTF8_INVALID, 0}, /* U+110000 */
        {"\xF5\x80\x80\x80", UTF8_INVALID, 0},
        {"\xFF", UTF8_INVALID, 0},
        {"a\x80", UTF8_INVALID, 1},        /* continuation without lead */
        {"\xC3\xA9\xC3", UTF8_INVALID, 2}, /* cut short at the end */
        {"\xE2\x82", UTF8_INVALID, 0},
        {"\xF0\x9F\x92", UTF8_INVALID, 0},
        {"\xC3x", UTF8_INVALID, 0},
        {"\xE2\x82x", UTF8_INVALID, 0},
    };
    assert_samples(samples, COUNT_OF(samples), true);
    assert_samples(samples, COUNT_OF(samples), false);
}

static void test_nul(void **state)
{
    (void)state;
    size_t offset = 999;
    assert_int_equal(utf8_check("ab\0c", 4, true, &offset), UTF8_NUL);
    assert_int_equal(offset, 2);
    assert_int_equal(utf8_check("ab\0c", 4, false, &offset), UTF8_NUL);
}

static void test_bytes_beyond_the_size_are_not_read(void **state)
{
    (void)state;
    size_t offset = 999;
    assert_int_equal(utf8_check("\xC3\xA9", 1, true, &offset), UTF8_INVALID);
    assert_int_equal(offset, 0);
    assert_int_equal(utf8_check("ok\xFF", 2, true, &offset), UTF8_FINE);
}

static void test_control_characters(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"a\x01", UTF8_CONTROL, 1},         {"a\x1B[0m", UTF8_CONTROL, 1},      {"\x1F", UTF8_CONTROL, 0},
        {"ab\x7F", UTF8_CONTROL, 2},        {"\xC2\x80", UTF8_CONTROL, 0},      /* C1 */
        {"\xC2\x9F", UTF8_CONTROL, 0},      {"x\xE2\x80\xA8", UTF8_CONTROL, 1}, /* U+2028 line separator */
        {"x\xE2\x80\xA9", UTF8_CONTROL, 1},                                     /* U+2029 paragraph separator */
    };
    assert_samples(samples, COUNT_OF(samples), true);
    assert_samples(samples, COUNT_OF(samples), false);
}

static void test_line_layout_passes_only_where_lines_are(void **state)
{
    (void)state;
    static const struct sample one[] = {{"a\n", UTF8_CONTROL, 1}, {"ab\r", UTF8_CONTROL, 2}, {"\t", UTF8_CONTROL, 0}};
    static const struct sample many[] = {
        {"a\n\r\tb", UTF8_FINE, 0}, {"a\n\v", UTF8_CONTROL, 2}, {"\n\f", UTF8_CONTROL, 1}};
    assert_samples(one, COUNT_OF(one), true);
    assert_samples(many, COUNT_OF(many), false);
}

static void test_direction_characters(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"x\xE2\x80\xAA", UTF8_DIRECTION, 1}, /* U+202A */
        {"x\xE2\x80\xAE", UTF8_DIRECTION, 1}, /* U+202E */
        {"x\xE2\x81\xA6", UTF8_DIRECTION, 1}, /* U+2066 */
        {"x\xE2\x81\xA9", UTF8_DIRECTION, 1}, /* U+2069 */
        {"\xE2\x80\xAF", UTF8_FINE, 0},       /* U+202F, a narrow space */
        {"\xE2\x81\xA5", UTF8_FINE, 0},       /* U+2065 */
        {"\xE2\x81\xAA", UTF8_FINE, 0},       /* U+206A */
        {"\xD7\xA9\xD7\x9C", UTF8_FINE, 0},   /* right-to-left letters are text */
    };
    assert_samples(samples, COUNT_OF(samples), true);
    assert_samples(samples, COUNT_OF(samples), false);
}

static void test_invisible(void **state)
{
    (void)state;
    static const char *const names[] = {"Ada\xE2\x80\x8B", "Ada\xC2\xAD", "Ada\xE2\x81\xA0",
                                        "\xEF\xBB\xBF"
                                        "Ada"};
    size_t offset = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(utf8_check(names[i], strlen(names[i]), true, &offset), UTF8_CONTROL);
        assert_int_equal(offset, i == 3 ? 0 : 3);
    }
    const char *joined = "\xE0\xA4\x95\xE2\x80\x8D"; /* a Devanagari letter and the zero-width joiner */
    assert_int_equal(utf8_check(joined, strlen(joined), true, &offset), UTF8_FINE);
}

/* CSI in its one-byte form (U+009B) drives many terminals just as ESC [ does. */
static void test_made_printable(void **state)
{
    (void)state;
    static const char *const samples[][2] = {
        {"", ""},
        {"caf\xC3\xA9 12 mL", "caf\xC3\xA9 12 mL"},
        {"a\x1B[2Jb\x7F\n", "a?[2Jb??"},
        {"a\xC2\x9B"
         "2J",
         "a??2J"},                          /* U+009B: two bytes */
        {"x\xE2\x80\xAEy", "x???y"},        /* U+202E, right-to-left override */
        {"cut \xE2\x82", "cut ??"},         /* a letter cut in two */
        {"\x80\xC3\xA9\xFF", "?\xC3\xA9?"}, /* what follows a fault is read on */
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        char words[32];
        strcpy(words, samples[i][0]);
        utf8_make_printable(words);
        assert_string_equal(words, samples[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strict_form),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_bytes_beyond_the_size_are_not_read),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_line_layout_passes_only_where_lines_are),
        cmocka_unit_test(test_direction_characters),
        cmocka_unit_test(test_invisible),
        cmocka_unit_test(test_made_printable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
