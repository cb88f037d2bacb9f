/*
 * test_wording.c - no text is missing, and none breaks the rules of writing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "forms.h"
#include "wording.h"
#include "wording_slip.h"

static void is_sound(const char *text)
{
    assert_non_null(text);
    assert_string_not_equal(text, "");
    assert_null(forbidden_form(text));
}

static void fixed_texts_are_there(void **state)
{
    (void)state;
    const char *texts[sizeof words / sizeof(const char *)];
    memcpy(texts, &words, sizeof words);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        is_sound(texts[i]);
    }
}

static void verdicts_have_words(void **state)
{
    (void)state;
    for (int verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        is_sound(wording_verdict((ifs_verdict)verdict));
        is_sound(wording_verdict_name((ifs_verdict)verdict));
        is_sound(wording_verdict_note((ifs_verdict)verdict));
    }
    assert_string_equal(wording_verdict((ifs_verdict)0), "DO NOT INFUSE"); /* zero is safe */
    assert_string_equal(wording_verdict_name(IFS_OVERRIDE_NEEDED), "override");
}

static void obstacles_have_sentences_of_their_own(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_OBSTACLE_COUNT; i++) {
        is_sound(wording_obstacle((ifs_obstacle)i));
        is_sound(wording_obstacle_remedy((ifs_obstacle)i));
        const char *code = wording_obstacle_code((ifs_obstacle)i);
        is_sound(code);
        assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz-"), strlen(code));
        for (int other = 0; other < i; other++) {
            assert_string_not_equal(wording_obstacle((ifs_obstacle)i), wording_obstacle((ifs_obstacle)other));
            assert_string_not_equal(code, wording_obstacle_code((ifs_obstacle)other));
        }
        bool figures = wording_obstacle_figures((ifs_obstacle)i) != OBSTACLE_NO_FIGURES;
        assert_true((wording_obstacle_with((ifs_obstacle)i) != NULL) == figures);
        if (figures) {
            is_sound(wording_obstacle_with((ifs_obstacle)i));
        }
    }
}

static void notices_have_code_and_sentence(void **state)
{
    (void)state;
    for (int i = 0; i < NOTICE_COUNT; i++) {
        is_sound(wording_notice((enum notice)i));
        bool warning = wording_notice_severity((enum notice)i) == IFS_WARNING;
        assert_true((wording_notice_brief((enum notice)i) != NULL) == warning); /* notes are for the pharmacist */
        if (warning) {
            is_sound(wording_notice_brief((enum notice)i));
        }
        const char *code = wording_notice_code((enum notice)i);
        is_sound(code);
        assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz-"), strlen(code));
        bool blocks = i == NOTICE_UNCONFIRMED || i == NOTICE_ACUTE_INJURY || i == NOTICE_CONTRADICTION ||
                      i == NOTICE_NO_ORDER;
        assert_true((wording_notice_severity((enum notice)i) == IFS_ERROR) == blocks);
    }
}

static void names_are_there(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        is_sound(wording_fact(i));
    }
    for (int i = 0; i < IFS_LIMIT_KIND_COUNT; i++) {
        is_sound(wording_limit((ifs_limit_kind)i));
    }
    for (int i = 0; i < IFS_ESTIMATE_COUNT; i++) {
        is_sound(wording_method((ifs_estimate_method)i));
    }
    for (int i = 0; i <= RENAL_WEIGHT_CUSTOMARY; i++) {
        is_sound(wording_weight((enum renal_weight)i));
    }
    for (int i = 0; i <= IFS_ROUND_HALF_UP; i++) {
        is_sound(wording_rounding((ifs_rounding)i));
    }
}

static void every_result_has_a_word(void **state)
{
    (void)state;
    for (int severity = IFS_REFUSE; severity <= IFS_WARN; severity++) {
        is_sound(wording_would((ifs_check_severity)severity));
        for (int result = IFS_TRIP; result <= IFS_PASS; result++) {
            is_sound(wording_result((ifs_check_severity)severity, (ifs_result)result));
        }
    }
    assert_string_equal(wording_result(IFS_REFUSE, IFS_TRIP), "STOP");
    assert_string_not_equal(wording_result(IFS_WARN, IFS_UNKNOWN), wording_result(IFS_WARN, IFS_PASS));
}

static void forbidden_forms_are_found(void **state)
{
    (void)state;
    static const char *const wrong[] = {"5mg",     "1.0 mg", ".5 mL", "1 g/h", "mL/h",
                                        "1000 mg", "2 mL.",  "5 cc",  "> 3",   "10 \xC2\xB5g"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_non_null(forbidden_form(wrong[i]));
    }
    assert_null(forbidden_form("1,000 mg, 0.5 mL, 88.4 mL/min, 1.2.0, 10 mL per hour"));
}

/* What stops a wrong figure, and nothing that does not. */
static void barriers_have_words_of_their_own(void **state)
{
    (void)state;
    static const struct {
        enum slip_barrier barrier;
        const char *name;
        const char *words;
    } rows[] = {
        {SLIP_NOTHING, NULL, "NOTHING WOULD STOP THIS"},
        {SLIP_SOFT_LIMIT, "soft-limit", "NOTHING WOULD STOP THIS; a pump that itself holds this limit would warn: {}"},
        {SLIP_LIMIT, "limit", "stopped only by a pump that itself holds this limit: {}"},
        {SLIP_PUMP_RANGE, "pump-range", "stopped by the pump, whose range is {}"},
        {SLIP_NO_ROOM, "container", "stopped by the container, which does not hold it"},
        {SLIP_CONFIRM, "confirmation", "stopped by this program, which asks first: {}"},
        {SLIP_REFUSED, "program", "stopped by this program, which refuses it: {}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(wording_slip_barrier(rows[i].barrier, false), rows[i].words);
        if (rows[i].name == NULL) {
            assert_null(wording_slip_barrier_name(rows[i].barrier));
        } else {
            assert_string_equal(wording_slip_barrier_name(rows[i].barrier), rows[i].name);
        }
    }
    assert_string_equal(wording_slip_barrier(SLIP_NOTHING, true), "beyond a limit ({}), but NOTHING WOULD STOP THIS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_texts_are_there),
        cmocka_unit_test(verdicts_have_words),
        cmocka_unit_test(obstacles_have_sentences_of_their_own),
        cmocka_unit_test(notices_have_code_and_sentence),
        cmocka_unit_test(names_are_there),
        cmocka_unit_test(every_result_has_a_word),
        cmocka_unit_test(forbidden_forms_are_found),
        cmocka_unit_test(barriers_have_words_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
