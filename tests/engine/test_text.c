/*
 * test_text.c - a text never leaves its buffer, and a piece is written whole or not at all.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/mman.h>

#include "text.h"
#include "traps.h"

static void test_adds_up(void **state)
{
    (void)state;
    char bytes[32];
    struct text text = text_over(bytes, sizeof bytes);
    assert_string_equal(bytes, "");
    text_add(&text, "flow ");
    text_add_bytes(&text, "100xyz", 3);
    text_add(&text, "");
    text_add(&text, " mL");
    assert_string_equal(bytes, "flow 100 mL");
    assert_int_equal(text.length, 11);
    assert_false(text.full);
}

static void test_last_byte_is_for_the_end(void **state)
{
    (void)state;
    char bytes[6] = "#####";
    struct text text = text_over(bytes, 5); /* bytes[5] is not the text's */
    bytes[5] = '#';
    text_add(&text, "1234");
    assert_false(text.full);
    assert_string_equal(bytes, "1234");
    text_add(&text, "");
    assert_false(text.full);
    text_add(&text, "5");
    assert_true(text.full);
    assert_string_equal(bytes, "1234");
    assert_int_equal(bytes[5], '#');
}

static void test_a_number_is_never_cut(void **state)
{
    (void)state;
    char bytes[5];
    struct text text = text_over(bytes, sizeof bytes);
    text_add_whole(&text, 12345);
    assert_string_equal(bytes, "");
    assert_true(text.full);
    text_add(&text, "1"); /* would fit, but something is missing before it */
    assert_string_equal(bytes, "");
    assert_int_equal(text.length, 0);
}

static void test_no_room_at_all(void **state)
{
    (void)state;
    struct text text = text_over(NULL, 0);
    text_add(&text, "");
    assert_false(text.full);
    text_add(&text, "a");
    assert_true(text.full);
    char byte = '#';
    struct text one = text_over(&byte, 1);
    text_add(&one, "a");
    assert_true(one.full);
    assert_int_equal(byte, '\0');
}

static void assert_whole(int64_t number, const char *expected)
{
    char bytes[24];
    struct text text = text_over(bytes, sizeof bytes);
    text_add_whole(&text, number);
    assert_string_equal(bytes, expected);
}

static void test_whole_numbers(void **state)
{
    (void)state;
    assert_whole(0, "0");
    assert_whole(9, "9");
    assert_whole(10, "10");
    assert_whole(1000000, "1000000");
    assert_whole(INT64_MAX, "9223372036854775807");
}

static void test_equal_and_length(void **state)
{
    (void)state;
    assert_true(text_equal("", ""));
    assert_true(text_equal("mL", "mL"));
    assert_false(text_equal("mL", "ml"));
    assert_false(text_equal("mL", "mL/h"));
    assert_false(text_equal("mL/h", "mL"));
    assert_false(text_equal("", "m"));
    assert_int_equal(text_length(""), 0);
    assert_int_equal(text_length("mL/h"), 4);
}

/* Behind the last byte there is no memory: it is not read. */
static void test_bytes_without_an_end(void **state)
{
    (void)state;
    const size_t page = 4096;
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0);
    memcpy(pages + page - 3, "abc", 3);
    char bytes[8];
    struct text text = text_over(bytes, sizeof bytes);
    text_add_bytes(&text, pages + page - 3, 3);
    assert_string_equal(bytes, "abc");
    munmap(pages, 2 * page);
}

static void write_whole(int64_t number)
{
    char bytes[24];
    struct text text = text_over(bytes, sizeof bytes);
    text_add_whole(&text, number);
}

static void test_no_negative_numbers(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"text_add_whole", write_whole, 0, INT64_MAX});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_up),
        cmocka_unit_test(test_last_byte_is_for_the_end),
        cmocka_unit_test(test_a_number_is_never_cut),
        cmocka_unit_test(test_no_room_at_all),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_equal_and_length),
        cmocka_unit_test(test_bytes_without_an_end),
        cmocka_unit_test(test_no_negative_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
