/*
 * test_key_advice.c - what is said of a key that does not stand where it was written, and how each key is shown.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "key_advice.h"
#include "value.h"

static const struct key *row_of(const struct key_table *table, const char *path)
{
    for (size_t i = 0; path != NULL && i < table->count; i++) {
        if (strcmp(table->list[i].path, path) == 0) {
            return &table->list[i];
        }
    }
    return NULL;
}

/* Of a key in a group of a protocol; NULL: at the top. */
static void assert_unknown(const char *group, const char *key, const char *expected)
{
    char bytes[500];
    struct text words = text_over(bytes, sizeof bytes);
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    struct config_node node = {.kind = CONFIG_STRING, .key = key, .string = "1 g"};
    assert_null(keys_find(&table, row_of(&table, group), key));
    key_advise_unknown(&words, &table, row_of(&table, group), &node);
    if (strstr(bytes, expected) == NULL) {
        fail_msg("%s in %s: %s", key, group != NULL ? group : "the file", bytes);
    }
}

static void test_keys_of_other_groups(void **state)
{
    (void)state;
    assert_unknown("infusions", "usual", "it belongs in dose or over; write it there");
    assert_unknown("infusions.speed", "usual", "it belongs in dose or over; write it there"); /* beside it, in the same infusion */
    assert_unknown("infusions.dose", "devices", "it belongs in infusions; write it there");
    assert_unknown("infusions.speed", "review-by", "it belongs in protocol; write it there");
    assert_unknown("protocol", "usual", "it belongs in infusions.dose or infusions.over; write it there");
    assert_unknown("protocol", "sources", "it belongs in the file itself, outside all groups; write it there");
    assert_unknown(NULL, "review-by", "it belongs in protocol; write it there");
}

static void test_other_spellings(void **state)
{
    (void)state;
    assert_unknown("infusions.dose", "Usual", "did you mean \"usual\"?");
    assert_unknown("infusions.dose", "usuals", "did you mean \"usual\"?");
    assert_unknown(NULL, "source", "did you mean \"sources\"?");
    assert_unknown("infusions.dose", "u", "unknown key; write one of when, usual"); /* only begins like one */
}

/* What is shown for a key that is missing has the shape of its type, and is itself right where it can be. */
static void check_form(const struct key_table *table, const struct key *key)
{
    static const char *const begins[] = {
        [SHAPE_GROUP] = "{ ", [SHAPE_LIST] = "( { ", [SHAPE_STRING] = "\"", [SHAPE_ARRAY] = "[ \"", [SHAPE_BOOLEAN] = "true;",
        [SHAPE_INTEGER] = "1;"};
    char bytes[400];
    char expected[100];
    struct text form = text_over(bytes, sizeof bytes);
    key_advise_form(&form, table, key);
    snprintf(expected, sizeof expected, "%s = %s", keys_name(key), begins[keys_shape(key->type)]);
    assert_memory_equal(bytes, expected, strlen(expected));
    assert_int_equal(bytes[strlen(bytes) - 1], ';');
}

static void test_every_form(void **state)
{
    (void)state;
    for (int file = KEY_FILE_PROTOCOL; file <= KEY_FILE_SITE; file++) {
        struct key_table table = keys_of((enum key_file)file);
        for (size_t i = 0; i < table.count; i++) {
            check_form(&table, &table.list[i]);
        }
    }
}

static void assert_form(const char *path, const char *expected)
{
    char bytes[400];
    struct text form = text_over(bytes, sizeof bytes);
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    key_advise_form(&form, &table, row_of(&table, path));
    assert_string_equal(bytes, expected);
}

static void test_examples_in_forms(void **state)
{
    (void)state;
    assert_form("require", "require = [ \"weight\" ];");
    assert_form("renal.factor", "factor = \"0.5\";");
    assert_form("protocol.review-by", "review-by = \"2027-11-30\";");
    assert_form("protocol.version", "version = \"1.0.0\";");
    assert_form("admit.when", "when = \"age >= 18 y\";");
    assert_form("checks.source", "source = \"project-choice\";");
    assert_form("examples.facts", "facts = [ \"weight=70 kg\" ];");
    assert_form("questions.renal-risk", "renal-risk = true;");
    assert_form("infusions.repeat", "repeat = { every = ...; source = ...; };");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_of_other_groups),
        cmocka_unit_test(test_other_spellings),
        cmocka_unit_test(test_every_form),
        cmocka_unit_test(test_examples_in_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
