/*
 * test_wording_visit.c - no text of a visit is missing, none breaks the rules of writing, any terminal shows them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "forms.h"
#include "wording_visit.h"

static void is_sound(const char *text)
{
    assert_non_null(text);
    assert_string_not_equal(text, "");
    /* What shows how an answer is typed shows its unit as it is typed: 1 g/h, 4 h. */
    if (text != visit_words.dose_wanted && text != visit_words.over_wanted) {
        assert_null(forbidden_form(text));
    }
    for (size_t i = 0; text[i] != '\0'; i++) {
        assert_in_range((unsigned char)text[i], ' ', '~');
        assert_true(text[i] != '{' || text[i + 1] == '}');
    }
}

static void texts_are_there(void **state)
{
    (void)state;
    const char *texts[sizeof visit_words / sizeof(const char *)];
    memcpy(texts, &visit_words, sizeof visit_words);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        is_sound(texts[i]);
    }
}

static void stages_have_headings_of_their_own(void **state)
{
    (void)state;
    for (int i = 0; i < ASK_STAGE_COUNT; i++) {
        is_sound(wording_visit_stage((enum ask_stage)i));
        for (int other = 0; other < i; other++) {
            assert_string_not_equal(wording_visit_stage((enum ask_stage)i), wording_visit_stage((enum ask_stage)other));
        }
    }
}

static void pieces_stand_in_their_place(void **state)
{
    (void)state;
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, "{} and {}, no more", (const char *const[]){"one", "{}"});
    assert_string_equal(bytes, "one and {}, no more");
    text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, "no pieces", NULL);
    assert_string_equal(bytes, "no pieces");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_there),
        cmocka_unit_test(stages_have_headings_of_their_own),
        cmocka_unit_test(pieces_stand_in_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
