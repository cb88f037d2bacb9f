/*
 * test_lookalike.c - which character stands there, and what to type instead. Numbers are those of the Unicode charts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "lookalike.h"

#define OTHER(character, number)                                                                                         \
    "a character that is not on the keyboard's plain keys (" character ", U+" number ") stands here; write letters a to z, " \
    "digits and signs of the language"

struct known {
    const char *at;
    enum lookalike_kind kind;
    const char *words;
};

static const struct known knowns[] = {
    {"\xC2\xA0kg", LOOKALIKE_SPACE, "a no-break space (U+00A0) stands here; type an ordinary space"},
    {"\xE2\x80\x8B", LOOKALIKE_INVISIBLE,
     "an invisible space without width (U+200B) stands here; delete it and the letters beside it, and type them again"},
    {"\xE2\x80\x93 60", LOOKALIKE_DASH, "a long dash (\xE2\x80\x93, U+2013) stands here; type - instead"},
    {"\xE2\x89\xA5 65", LOOKALIKE_SIGN, "a printed sign (\xE2\x89\xA5, U+2265) stands here; type >= instead"},
    {"\xE2\x80\x9Cx", LOOKALIKE_QUOTE, "a curly quote (\xE2\x80\x9C, U+201C) stands here; leave it out"},
    {"\xC2\xB5g", LOOKALIKE_MICRO,
     "the micro sign, easily misread, (\xC2\xB5, U+00B5) stands here; write mcg for micrograms, umol for micromoles"},
    {"\xC2\xBD h", LOOKALIKE_FIGURE,
     "a fraction in one character (\xC2\xBD, U+00BD) stands here; write it as a decimal: 0.5"},
    {"\xD0\xB0", LOOKALIKE_NONE,
     "a character that is not on the keyboard's plain keys (\xD0\xB0, U+0430) stands here; write letters a to z, "
     "digits and signs of the language"},
    {"\xF0\x9F\x92\x8A", LOOKALIKE_NONE,
     "a character that is not on the keyboard's plain keys (\xF0\x9F\x92\x8A, U+01F48A) stands here; write letters a "
     "to z, digits and signs of the language"},
    {"\xC3\x97 2", LOOKALIKE_SIGN, "a printed sign (\xC3\x97, U+00D7) stands here; write the result of the multiplication"},
    {"\xE3\x80\x80", LOOKALIKE_SPACE, "a wide space (U+3000) stands here; type an ordinary space"},
    {"\xEF\xBF\xBF", LOOKALIKE_NONE, OTHER("\xEF\xBF\xBF", "FFFF")},
    {"\xF0\x90\x80\x80", LOOKALIKE_NONE, OTHER("\xF0\x90\x80\x80", "010000")},
    {"\xF1\x80\x80\x80", LOOKALIKE_NONE, OTHER("\xF1\x80\x80\x80", "040000")},
    {"\xFFz", LOOKALIKE_NONE, OTHER("\xFF", "007F")}, /* broken off: the byte alone, by its low seven bits */
};

static void test_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(knowns); i++) {
        char bytes[200];
        struct text words = text_over(bytes, sizeof bytes);
        lookalike_explain(&words, knowns[i].at);
        assert_string_equal(bytes, knowns[i].words);
        assert_int_equal(lookalike_kind_of(knowns[i].at), knowns[i].kind);
    }
}

static void test_first(void **state)
{
    (void)state;
    assert_int_equal(lookalike_find("age >= 65 y"), 11);
    assert_int_equal(lookalike_find(""), 0);
    assert_int_equal(lookalike_find("2\xC2\xA0g"), 1);
    assert_int_equal(lookalike_find("\xC2\xB5g"), 0);
    assert_int_equal(lookalike_find("a\x7F"), 2); /* the last that is plain, and the first that is not */
    assert_int_equal(lookalike_find("a\x80"), 1);
    assert_int_equal(lookalike_kind_of("\xF0\x80\x80\x80\x80"),
                     LOOKALIKE_NONE); /* no character is longer than four bytes */
}

/* No character is longer than four bytes: of five that go on and on four are shown. */
static void test_broken(void **state)
{
    (void)state;
    char bytes[200];
    struct text words = text_over(bytes, sizeof bytes);
    lookalike_explain(&words, "\xF0\x80\x80\x80\x80");
    assert_non_null(strstr(bytes, "(\xF0\x80\x80\x80, U+"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_first),
                                       cmocka_unit_test(test_broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
