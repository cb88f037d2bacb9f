/*
 * test_reference.c - the tables of the reference, and their place in a document.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "reference.h"

static void test_every_key_has_a_row(void **state)
{
    (void)state;
    for (int file = KEY_FILE_PROTOCOL; file <= KEY_FILE_SITE; file++) {
        struct key_table table = keys_of((enum key_file)file);
        char *text = reference_tables((enum key_file)file);
        assert_non_null(text);
        size_t rows = 0;
        for (const char *at = strstr(text, "\n| `"); at != NULL; at = strstr(at + 1, "\n| `")) {
            rows++;
        }
        assert_int_equal(rows, table.count);
        free(text);
    }
}

static void test_rows(void **state)
{
    (void)state;
    char *text = reference_tables(KEY_FILE_PROTOCOL);
    assert_non_null(strstr(text, "| `step` | quantity, \"1 g\" | yes | The dose is a whole multiple of this. |\n"));
    assert_non_null(strstr(text, "| `devices` | array of pump, gravity, hand | yes |"));
    assert_non_null(strstr(text, "**`infusions.dose`** - "));
    free(text);
}

static void test_update(void **state)
{
    (void)state;
    char *updated = reference_update("before\n<!-- keys: site -->\nzyx stale\n<!-- end of keys -->\nafter\n");
    assert_non_null(updated);
    assert_memory_equal(updated, "before\n<!-- keys: site -->\n", 27);
    assert_null(strstr(updated, "zyx stale"));
    assert_non_null(strstr(updated, "| `place` |"));
    assert_string_equal(strstr(updated, "<!-- end of keys -->"), "<!-- end of keys -->\nafter\n");
    char *again = reference_update(updated);
    assert_string_equal(again, updated);
    free(again);
    free(updated);
}

static void test_several_marks(void **state)
{
    (void)state;
    char *updated =
        reference_update("<!-- keys: drug -->\n<!-- end of keys -->\n<!-- keys: site -->\n<!-- end of keys -->\n");
    assert_non_null(strstr(updated, "| `molar-mass` |"));
    assert_non_null(strstr(updated, "| `place` |"));
    free(updated);
}

/* Whatever stands first comes first. */
static void test_marks_in_another_order(void **state)
{
    (void)state;
    char *updated = reference_update("<!-- keys: site -->\n<!-- end of keys -->\n<!-- keys: protocol -->\n<!-- end of keys -->\n");
    assert_non_null(updated);
    assert_true(strstr(updated, "| `place` |") < strstr(updated, "| `population` |"));
    free(updated);
}

static void test_without_marks(void **state)
{
    (void)state;
    char *same = reference_update("nothing here\n");
    assert_string_equal(same, "nothing here\n");
    free(same);
    assert_null(reference_update("<!-- keys: site -->\nno end\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_has_a_row), cmocka_unit_test(test_rows),          cmocka_unit_test(test_update),
        cmocka_unit_test(test_marks_in_another_order), cmocka_unit_test(test_several_marks),       cmocka_unit_test(test_without_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
