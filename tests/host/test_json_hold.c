/*
 * test_json_hold.c - one JSON document held against another.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_hold.h"

static char found[2000];

static void keep(const struct json_difference *difference, void *context)
{
    assert_ptr_equal(context, found);
    size_t length = strlen(found);
    snprintf(found + length, sizeof found - length, "%s: %s / %s\n", difference->path,
             difference->said != NULL ? difference->said : "-", difference->expected != NULL ? difference->expected : "-");
}

static struct json_document *open_text(const char *text)
{
    char wrong[JSON_WRONG_BYTES];
    struct json_document *document = json_open(text, strlen(text), wrong);
    if (document == NULL) {
        fail_msg("%s: %s", text, wrong);
    }
    return document;
}

static const char *differences(const char *said, const char *expected)
{
    struct json_document *one = open_text(said);
    struct json_document *other = open_text(expected);
    found[0] = '\0';
    assert_true(json_hold(one, other, "\x1A", keep, found));
    json_close(one);
    json_close(other);
    return found;
}

static void the_same_has_no_difference(void **state)
{
    (void)state;
    assert_string_equal(differences("{\"a\": 1, \"b\": [1, {\"c\": null}]}", "{\"b\":[1,{\"c\":null}],\"a\":1}"), "");
    assert_string_equal(differences("{}", "{}"), "");
}

static void each_difference_has_its_path(void **state)
{
    (void)state;
    assert_string_equal(differences("{\"a\": {\"b\": [1, 2, {\"c\": \"x\"}]}, \"d\": true}", "{\"a\": {\"b\": [1, 3, {\"c\": \"y\"}]}, \"d\": false}"),
                        "a.b[1]: 2 / 3\na.b[2].c: \"x\" / \"y\"\nd: true / false\n");
    assert_string_equal(differences("{\"a\": [1], \"x\": 5}", "{\"a\": [1, 2], \"y\": 6}"), "a[1]: - / 2\ny: - / 6\nx: 5 / -\n");
    assert_string_equal(differences("{\"a\": [1, 2]}", "{\"a\": [1]}"), "a[1]: 2 / -\n");
    assert_string_equal(differences("{\"a\": {}}", "{\"a\": []}"), "a: {} / []\n");
}

static void nothing_is_converted(void **state)
{
    (void)state;
    assert_string_equal(differences("{\"a\": \"1\"}", "{\"a\": 1}"), "a: \"1\" / 1\n");
    assert_string_equal(differences("{\"a\": 1.0}", "{\"a\": 1}"), "a: 1.0 / 1\n");
    assert_string_equal(differences("{\"a\": null}", "{}"), "a: null / -\n");
    assert_string_equal(differences("{}", "{\"a\": null}"), "a: - / null\n");
}

static void any_words_stand_where_they_may(void **state)
{
    (void)state;
    static const struct {
        const char *said;
        const char *expected;
        bool same;
    } cases[] = {
        {"Ada", "\\u001a", true},          {"", "\\u001a", true},
        {"by Ada, 7", "by \\u001a, \\u001a", true}, {"by Ada 7", "by \\u001a, \\u001a", false},
        {"for Ada, 7", "by \\u001a, 7", false},     {"by Ada, 8", "by \\u001a, 7", false},
        {"by Ada, 7", "by \\u001a, 7", true},       {"7", "by \\u001a", false},
        {"by 7", "by \\u001a 7", false},            {"aXb and aYb", "a\\u001ab", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char said[100];
        char expected[100];
        snprintf(said, sizeof said, "{\"a\": \"%s\"}", cases[i].said);
        snprintf(expected, sizeof expected, "{\"a\": \"%s\"}", cases[i].expected);
        assert_int_equal(differences(said, expected)[0] == '\0', cases[i].same);
    }
    assert_string_not_equal(differences("{\"a\": \"\\u001a\"}", "{\"a\": \"x\"}"), ""); /* only where it is expected */
}

static void what_is_no_object_is_said(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "[]", "1", "{", "{\"a\": 1,}", "{\"a\": 1, \"a\": 1}", "{\"a\": \"\\u0000\"}", "{\"a\": \"\xFF\"}", "{} x"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char why[JSON_WRONG_BYTES] = "";
        assert_null(json_open(wrong[i], strlen(wrong[i]), why));
        assert_true(strlen(why) > 5);
    }
}

static void depth_is_no_danger(void **state)
{
    (void)state;
    enum { DEEP = 2000 };
    static char text[4 * DEEP + 20];
    size_t length = (size_t)sprintf(text, "{\"a\":");
    memset(text + length, '[', DEEP);
    memset(text + length + DEEP, ']', DEEP);
    strcpy(text + length + 2 * DEEP, "}");
    char why[JSON_WRONG_BYTES];
    struct json_document *deep = json_open(text, strlen(text), why);
    assert_non_null(deep);
    found[0] = '\0';
    assert_true(json_hold(deep, deep, "\x1A", keep, found));
    assert_string_equal(found, "");
    json_close(deep);
    memset(text + length, '[', 3 * DEEP);
    assert_null(json_open(text, length + 3 * DEEP, why));
}

static void a_member_is_a_text_or_nothing(void **state)
{
    (void)state;
    struct json_document *document = open_text("{\"a\": \"x\", \"b\": 1}");
    assert_string_equal(json_member(document, "a"), "x");
    assert_null(json_member(document, "b"));
    assert_null(json_member(document, "c"));
    json_close(document);
    json_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_has_no_difference),
        cmocka_unit_test(each_difference_has_its_path),
        cmocka_unit_test(nothing_is_converted),
        cmocka_unit_test(any_words_stand_where_they_may),
        cmocka_unit_test(what_is_no_object_is_said),
        cmocka_unit_test(depth_is_no_danger),
        cmocka_unit_test(a_member_is_a_text_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
