/*
 * test_record.c - a line of a draft is read as it was written, whole and in its place, or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "record.h"

static const struct record records[] = {
    {RECORD_VISIT, "protocol", "migraine-acute-adult", {1795181400, 60}},
    {RECORD_ANSWER, "weight", "72 kg", {1795181401, 60}},
    {RECORD_ANSWER, "name", "Ada \"Ex\\ample\" \xD8\xB9", {1795181402, 60}},
    {RECORD_LATER, "systolic", "later", {1795181403, -210}},
    {RECORD_DOSE, "infusion", "1 g", {1795181404, 0}},
    {RECORD_OVER, "infusion", "20 min", {1795181404, 0}},
    {RECORD_OVERRIDE, "infusion.dose", "why; # \"not\"", {1795181405, 0}},
    {RECORD_CONFIRMED, "weight", "yes", {1795181406, 0}},
    {RECORD_PRESCRIBER, "prescriber", "Dr. Example, 12", {1795181407, 0}},
    {RECORD_DISPUTED, "weight", "7.2 kg", {1795181407, 0}},
    {RECORD_ANSWER, "weight", "", {1795181408, 0}},
};

static size_t write_all(char *bytes, size_t capacity)
{
    struct record_check check = record_first();
    struct text text = text_over(bytes, capacity);
    for (size_t i = 0; i < COUNT_OF(records); i++) {
        assert_true(record_write(&text, &records[i], &check));
    }
    return text.length;
}

/* How many lines are read before the first that is none. */
static size_t read_all(const char *bytes, size_t size)
{
    char letters[4096];
    struct text text = text_over(letters, sizeof letters);
    struct record_check check = record_first();
    struct record record;
    size_t count = 0;
    size_t at = 0;
    size_t took = record_read(bytes, size, &text, &record, &check);
    while (took > 0) {
        assert_true(count < COUNT_OF(records));
        assert_int_equal(record.kind, records[count].kind);
        assert_string_equal(record.name, records[count].name);
        assert_string_equal(record.words, records[count].words);
        assert_int_equal(record.at.s, records[count].at.s);
        assert_int_equal(record.at.offset_min, records[count].at.offset_min);
        count++;
        at += took;
        took = record_read(bytes + at, size - at, &text, &record, &check);
    }
    return count;
}

static void test_lines_are_read_as_they_were_written(void **state)
{
    (void)state;
    char bytes[4096];
    size_t size = write_all(bytes, sizeof bytes);
    assert_int_equal(read_all(bytes, size), COUNT_OF(records));
    assert_non_null(strstr(bytes, "\nweight = \"72 kg\"; # 2026-11-20T14:30:01+01:00 "));
    assert_non_null(strstr(bytes, "\n# dose infusion = \"1 g\"; # "));
}

/* Wherever writing was broken off, the lines before are read, and nothing of the broken one. */
static void test_a_torn_line_is_dropped(void **state)
{
    (void)state;
    char bytes[4096];
    size_t size = write_all(bytes, sizeof bytes);
    for (size_t cut = 0; cut < size; cut++) {
        size_t whole = 0;
        for (size_t i = 0; i < cut; i++) {
            whole += bytes[i] == '\n' ? 1 : 0;
        }
        assert_int_equal(read_all(bytes, cut), whole);
    }
}

static void test_a_changed_byte_ends_what_is_read(void **state)
{
    (void)state;
    char bytes[4096];
    size_t size = write_all(bytes, sizeof bytes);
    for (size_t i = 0; i < size; i++) {
        size_t whole = 0;
        for (size_t k = 0; k < i; k++) {
            whole += bytes[k] == '\n' ? 1 : 0;
        }
        char before = bytes[i];
        static const char others[] = {'x', '0', '"', '\n', '\0', '\x01', ' '};
        for (size_t k = 0; k < COUNT_OF(others); k++) {
            bytes[i] = others[k];
            if (others[k] != before) {
                assert_int_equal(read_all(bytes, size), whole);
            }
        }
        bytes[i] = before;
    }
}

/* A line that was taken out, or two that changed places, are no lines of this draft. */
static void test_a_line_belongs_behind_the_ones_before(void **state)
{
    (void)state;
    char bytes[4096];
    size_t size = write_all(bytes, sizeof bytes);
    const char *second = strchr(bytes, '\n') + 1;
    assert_int_equal(read_all(second, size - (size_t)(second - bytes)), 0);
}

static void test_what_has_no_place_on_a_line_is_not_written(void **state)
{
    (void)state;
    static const struct record unfit[] = {
        {RECORD_ANSWER, "name", "two\nlines", {0, 0}}, {RECORD_ANSWER, "name", "\xFF", {0, 0}}, {RECORD_ANSWER, "", "x", {0, 0}},
        {RECORD_ANSWER, "a b", "x", {0, 0}},           {RECORD_ANSWER, "a\"", "x", {0, 0}},
    };
    char bytes[400];
    for (size_t i = 0; i < COUNT_OF(unfit); i++) {
        struct record_check check = record_first();
        struct text text = text_over(bytes, sizeof bytes);
        assert_false(record_write(&text, &unfit[i], &check));
        assert_string_equal(check.hex, record_first().hex);
    }
    char small[60];
    struct record_check check = record_first();
    struct text text = text_over(small, sizeof small);
    assert_false(record_write(&text, &records[0], &check));
    assert_string_equal(check.hex, record_first().hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_read_as_they_were_written),
        cmocka_unit_test(test_a_torn_line_is_dropped),
        cmocka_unit_test(test_a_changed_byte_ends_what_is_read),
        cmocka_unit_test(test_a_line_belongs_behind_the_ones_before),
        cmocka_unit_test(test_what_has_no_place_on_a_line_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
