/*
 * test_new.c - the starting protocol shows the whole language.
 *
 * That it loads without an error, and that its examples come out, is tested in tests/protocol/test_examples.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "keys.h"
#include "new.h"

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
}

/* The word stands by itself, in a setting or in a remark. */
static bool line_has(const char *line, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(line, word); at != NULL; at = strstr(at + 1, word)) {
        if ((at == line || !is_letter(at[-1])) && !is_letter(at[length])) {
            return true;
        }
    }
    return false;
}

static bool starting_has(const char *word)
{
    for (const char *const *line = new_lines; *line != NULL; line++) {
        if (line_has(*line, word)) {
            return true;
        }
    }
    return false;
}

/* Sections of the file, and what an infusion may hold. */
static bool has_to_stand(const char *path)
{
    const char *point = strchr(path, '.');
    return point == NULL || (strncmp(path, "infusions.", 10) == 0 && strchr(point + 1, '.') == NULL);
}

static void test_every_section_stands_in_it(void **state)
{
    (void)state;
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    int missing = 0;
    for (size_t i = 0; i < table.count; i++) {
        if (has_to_stand(table.list[i].path) && !starting_has(keys_name(&table.list[i]))) {
            print_message("src/cli/new.cfg does not show %s\n", table.list[i].path);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static void test_a_word_stands_by_itself(void **state)
{
    (void)state;
    assert_true(line_has("  over = (", "over"));
    assert_false(line_has("  overrides-in = [", "over"));
    assert_false(line_has("  moreover", "over"));
    assert_false(starting_has("no-such-section"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_section_stands_in_it),
        cmocka_unit_test(test_a_word_stands_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
