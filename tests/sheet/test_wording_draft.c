/*
 * test_wording_draft.c - no sentence is missing, none holds a forbidden form, and every case has words of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claim.h"
#include "forms.h"
#include "wording_draft.h"

static void test_every_sentence_is_there_and_fit(void **state)
{
    (void)state;
    const char *const *sentences = (const char *const *)&draft_words_all;
    for (size_t i = 0; i < sizeof draft_words_all / sizeof *sentences; i++) {
        assert_non_null(sentences[i]);
        assert_true(sentences[i][0] != '\0');
        assert_null(forbidden_form(sentences[i]));
    }
}

static void test_every_result_has_its_words(void **state)
{
    (void)state;
    assert_string_equal(wording_draft_result(IFS_REFUSE, IFS_TRIP), "refuses");
    assert_string_equal(wording_draft_result(IFS_OVERRIDE, IFS_TRIP), "needs an override");
    assert_string_equal(wording_draft_result(IFS_WARN, IFS_TRIP), "warns");
    assert_string_equal(wording_draft_result(IFS_WARN, IFS_UNKNOWN), "not known");
    assert_string_equal(wording_draft_result(IFS_OVERRIDE, IFS_OVERRIDDEN), "overridden");
    assert_null(wording_draft_result(IFS_REFUSE, IFS_PASS));
}

static void test_every_reason_to_ask_again_has_its_words(void **state)
{
    (void)state;
    assert_null(wording_draft_again(AGAIN_NOT));
    assert_string_equal(wording_draft_again(AGAIN_OPEN), "not known then");
    assert_string_equal(wording_draft_again(AGAIN_PASSING), "may have changed since");
    assert_string_equal(wording_draft_again(AGAIN_OLD), "more than a day ago");
    assert_string_equal(wording_draft_again(AGAIN_UNTIMED), "nobody knows when it was measured");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_sentence_is_there_and_fit),
        cmocka_unit_test(test_every_result_has_its_words),
        cmocka_unit_test(test_every_reason_to_ask_again_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
