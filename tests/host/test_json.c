/*
 * JSON: key order, exact integers, escapes, and that a document with something missing is no document at all.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "json.h"

static void assert_text(struct json *root, const char *expected)
{
    char *text = json_text(root);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
    json_free(root);
}

static void test_an_empty_object(void **state)
{
    (void)state;
    assert_text(json_begin(), "{}\n");
}

static void test_keys_stay_in_the_order_they_were_set(void **state)
{
    (void)state;
    struct json *root = json_begin();
    json_add_integer(root, "schema", 1);
    json_add_string(root, "verdict", "ready");
    json_add_boolean(root, "draft", true);
    json_add_boolean(root, "approved", false);
    json_add_null(root, "drops_per_min");
    json_add_string(root, "address", NULL);
    json_add_integer(root, "a", 2);
    assert_text(root, "{\n"
                      "  \"schema\": 1,\n"
                      "  \"verdict\": \"ready\",\n"
                      "  \"draft\": true,\n"
                      "  \"approved\": false,\n"
                      "  \"drops_per_min\": null,\n"
                      "  \"address\": null,\n"
                      "  \"a\": 2\n"
                      "}\n");
}

static void test_objects_and_arrays_nest_and_stay_open(void **state)
{
    (void)state;
    struct json *root = json_begin();
    struct json *list = json_add_array(root, "infusions");
    struct json *first = json_add_object(list, NULL);
    struct json *inner = json_add_array(list, NULL);
    json_add_integer(inner, NULL, 7);
    json_add_string(inner, NULL, "x");
    json_add_boolean(inner, NULL, true);
    json_add_null(inner, NULL);
    json_add_string(first, "name", "loading"); /* a part already put in place can still be added to */
    json_add_array(root, "findings");
    assert_text(root, "{\n"
                      "  \"infusions\": [\n"
                      "    {\n"
                      "      \"name\": \"loading\"\n"
                      "    },\n"
                      "    [\n"
                      "      7,\n"
                      "      \"x\",\n"
                      "      true,\n"
                      "      null\n"
                      "    ]\n"
                      "  ],\n"
                      "  \"findings\": []\n"
                      "}\n");
}

static void test_integers_are_exact_to_the_last_digit(void **state)
{
    (void)state;
    struct json *root = json_begin();
    json_add_integer(root, "high", INT64_MAX);
    json_add_integer(root, "low", INT64_MIN);
    assert_text(root, "{\n  \"high\": 9223372036854775807,\n  \"low\": -9223372036854775808\n}\n");
}

static void test_text_is_escaped_and_otherwise_stays_utf8(void **state)
{
    (void)state;
    struct json *root = json_begin();
    json_add_string(root, "say", "\"a\\b\"\n\x01 5 \xC2\xB5g");
    assert_text(root, "{\n  \"say\": \"\\\"a\\\\b\\\"\\n\\u0001 5 \xC2\xB5g\"\n}\n");
}

static void test_a_part_that_could_not_be_made_leaves_no_document(void **state)
{
    (void)state;
    struct json *root = json_begin();
    struct json *list = json_add_array(root, "list");
    json_add_string(list, NULL, "not UTF-8: \xFF");
    json_add_integer(root, "after", 1);
    assert_null(json_add_object(root, "later"));
    assert_null(json_text(root));
    json_free(root);
}

static void test_adding_into_nothing_does_nothing(void **state)
{
    (void)state;
    assert_null(json_add_object(NULL, "a"));
    assert_null(json_add_array(NULL, NULL));
    json_add_string(NULL, "a", "text");
    json_add_integer(NULL, "a", 1);
    json_add_boolean(NULL, "a", true);
    json_add_null(NULL, "a");
    assert_null(json_text(NULL));
    json_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_object),
        cmocka_unit_test(test_keys_stay_in_the_order_they_were_set),
        cmocka_unit_test(test_objects_and_arrays_nest_and_stay_open),
        cmocka_unit_test(test_integers_are_exact_to_the_last_digit),
        cmocka_unit_test(test_text_is_escaped_and_otherwise_stays_utf8),
        cmocka_unit_test(test_a_part_that_could_not_be_made_leaves_no_document),
        cmocka_unit_test(test_adding_into_nothing_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
