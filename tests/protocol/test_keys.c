/*
 * test_keys.c - the table of keys is well formed, and its words are those of the facts and enumerations they stand for.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "fact.h"
#include "keys.h"

static const enum key_file files[] = {KEY_FILE_PROTOCOL, KEY_FILE_DRUG, KEY_FILE_SITE};

static const struct key *by_path(const struct key_table *table, const char *path, size_t length)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strlen(table->list[i].path) == length && strncmp(table->list[i].path, path, length) == 0) {
            return &table->list[i];
        }
    }
    return NULL;
}

/* Every row stands once, and can be found from the row of its group, which is a group or a list. */
static void check_row(const struct key_table *table, const struct key *key)
{
    const char *point = strrchr(key->path, '.');
    const struct key *parent = point != NULL ? by_path(table, key->path, (size_t)(point - key->path)) : NULL;
    assert_true(point == NULL || parent != NULL);
    assert_true(parent == NULL || parent->type == KEY_GROUP || parent->type == KEY_LIST);
    assert_ptr_equal(keys_find(table, parent, keys_name(key)), key);
}

static void test_every_row_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct key_table table = keys_of(files[i]);
        for (size_t j = 0; j < table.count; j++) {
            check_row(&table, &table.list[j]);
        }
    }
}

static void check_type(const struct key *key)
{
    bool figure =
        key->type == KEY_QUANTITY || key->type == KEY_FOREIGN || key->type == KEY_QUANTITIES || key->type == KEY_RANGE;
    bool words = key->type == KEY_CHOICE || key->type == KEY_CHOICES;
    assert_int_equal(figure, key->dimensions != 0);
    assert_int_equal(words, key->words != NULL);
    size_t length = strlen(key->help);
    assert_true(length > 5 && key->help[length - 1] == '.');
    for (int i = 0; i < IFS_DIMENSION_COUNT; i++) {
        assert_true((key->dimensions >> i & 1U) == 0 || keys_example((ifs_dimension)i)[0] != '\0');
    }
}

static void test_every_row_has_what_its_type_needs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct key_table table = keys_of(files[i]);
        for (size_t j = 0; j < table.count; j++) {
            check_type(&table.list[j]);
        }
    }
}

static void test_unknown_names_are_not_found(void **state)
{
    (void)state;
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    const struct key *infusions = keys_find(&table, NULL, "infusions");
    assert_null(keys_find(&table, NULL, "infusion"));
    assert_null(keys_find(&table, NULL, "usual")); /* two groups deeper */
    assert_null(keys_find(&table, infusions, "usual"));
    assert_null(keys_find(&table, infusions, "admit")); /* of the file, not of the group */
    assert_null(keys_find(&table, keys_find(&table, infusions, "per-kg"), "notes"));
    assert_null(keys_find(&table, keys_find(&table, infusions, "speed"), "hard")); /* beginning of another name */
}

static void check_words(const char *const *words, const struct fact_rule *fact)
{
    assert_int_equal(keys_word_count(words), fact->choice_count);
    for (int i = 0; i < fact->choice_count; i++) {
        assert_string_equal(words[i], fact->choices[i]);
    }
}

static void test_words_are_those_of_the_facts(void **state)
{
    (void)state;
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    const struct key *protocol = keys_find(&table, NULL, "protocol");
    const struct key *infusions = keys_find(&table, NULL, "infusions");
    check_words(keys_find(&table, protocol, "settings")->words, fact_builtin(IFS_FACT_SETTING));
    check_words(keys_find(&table, protocol, "overrides-in")->words, fact_builtin(IFS_FACT_SETTING));
    check_words(keys_find(&table, infusions, "devices")->words, fact_builtin(IFS_FACT_DEVICE));
}

static void test_word_positions(void **state)
{
    (void)state;
    static const char *const words[] = {"no", "yes", NULL};
    assert_int_equal(keys_word(words, "no"), 0);
    assert_int_equal(keys_word(words, "yes"), 1);
    assert_int_equal(keys_word(words, "ye"), -1);
    assert_int_equal(keys_word(words, ""), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_is_found),
        cmocka_unit_test(test_every_row_has_what_its_type_needs),
        cmocka_unit_test(test_unknown_names_are_not_found),
        cmocka_unit_test(test_words_are_those_of_the_facts),
        cmocka_unit_test(test_word_positions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
