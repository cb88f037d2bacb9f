/*
 * test_again.c - an answer is asked again when it may not be true any more, and not a minute before.
 *
 * The times are the project's choices: 30 minutes (1,800 s) and 24 hours (86,400 s).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "again.h"
#include "claim.h"

enum { LEVEL = IFS_FACT_BUILTIN, AT_HAND, PAIN, FACTS };

static const int64_t now = 1795181400;

static void make(ifs_protocol *protocol)
{
    *protocol = (ifs_protocol){.fact_count = FACTS};
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        protocol->facts[i] = *fact_builtin(i);
    }
    protocol->facts[LEVEL] = (struct fact_rule){.name = "digoxin", .kind = FACT_QUESTION, .pass = FACT_PASS_NO};
    protocol->facts[AT_HAND] = (struct fact_rule){.name = "antidote-present", .kind = FACT_QUESTION, .pass = FACT_PASS_YES};
    protocol->facts[PAIN] = (struct fact_rule){.name = "pain", .kind = FACT_QUESTION};
    fact_set_add(&protocol->bedside, PAIN);
}

static enum again after(int fact, bool timed, int64_t age_s)
{
    static ifs_protocol protocol;
    ifs_request request = {.at_s = now};
    struct again_times times = {.now_s = now};
    make(&protocol);
    fact_set_add(&request.given, fact);
    fact_set_add(&request.known, fact);
    if (timed) {
        fact_set_add(&times.timed, fact);
        times.at_s[fact] = now - age_s;
    }
    enum again found = again_of(&protocol, &request, &times, fact);
    ifs_fact_set set = again_find(&protocol, &request, &times);
    assert_int_equal(fact_set_has(&set, fact), found != AGAIN_NOT);
    return found;
}

static void test_who_somebody_is_stays(void **state)
{
    (void)state;
    static const int facts[] = {IFS_FACT_NAME, IFS_FACT_ID,   IFS_FACT_ADDRESS, IFS_FACT_PHONE,
                                IFS_FACT_BORN, IFS_FACT_SEX, IFS_FACT_CREATININE_TAKEN};
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        assert_int_equal(after(facts[i], true, INT64_C(400) * 86400), AGAIN_NOT);
        assert_int_equal(after(facts[i], false, 0), AGAIN_NOT);
    }
}

static void test_what_minutes_change(void **state)
{
    (void)state;
    static const int facts[] = {IFS_FACT_SYSTOLIC,  IFS_FACT_DIASTOLIC, IFS_FACT_HEART_RATE, IFS_FACT_RESP_RATE,
                                IFS_FACT_SPO2,      IFS_FACT_REFLEXES,  IFS_FACT_GIVEN_24H,  IFS_FACT_GIVEN_48H,
                                IFS_FACT_LAST_DOSE, IFS_FACT_URINE_OUTPUT, AT_HAND,          PAIN};
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        assert_int_equal(after(facts[i], true, 0), AGAIN_NOT);
        assert_int_equal(after(facts[i], true, 1800), AGAIN_NOT);
        assert_int_equal(after(facts[i], true, 1801), AGAIN_PASSING);
        assert_int_equal(after(facts[i], true, 86400), AGAIN_PASSING);
        assert_int_equal(after(facts[i], true, 86401), AGAIN_OLD);
        assert_int_equal(after(facts[i], false, 0), AGAIN_UNTIMED);
        assert_int_equal(after(facts[i], true, -1), AGAIN_UNTIMED);
    }
}

static void test_what_stands_for_a_day(void **state)
{
    (void)state;
    static const int facts[] = {IFS_FACT_WEIGHT, IFS_FACT_ALLERGIES, IFS_FACT_CREATININE, IFS_FACT_AGE,
                                IFS_FACT_GESTATION, IFS_FACT_PREGNANT, IFS_FACT_SETTING, LEVEL};
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        assert_int_equal(after(facts[i], true, 86400), AGAIN_NOT);
        assert_int_equal(after(facts[i], true, 86401), AGAIN_OLD);
        assert_int_equal(after(facts[i], false, 0), AGAIN_NOT);
        assert_int_equal(after(facts[i], true, -1), AGAIN_UNTIMED);
    }
}

static void test_what_was_open_and_what_nobody_asked(void **state)
{
    (void)state;
    static ifs_protocol protocol;
    ifs_request request = {.at_s = now};
    struct again_times times = {.now_s = now};
    make(&protocol);
    assert_int_equal(again_of(&protocol, &request, &times, IFS_FACT_SYSTOLIC), AGAIN_NOT);
    fact_set_add(&request.given, IFS_FACT_SYSTOLIC);
    fact_set_add(&request.given, IFS_FACT_NAME);
    assert_int_equal(again_of(&protocol, &request, &times, IFS_FACT_SYSTOLIC), AGAIN_OPEN);
    assert_int_equal(again_of(&protocol, &request, &times, IFS_FACT_NAME), AGAIN_OPEN);
    fact_set_add(&request.given, FACTS); /* no fact of this protocol */
    ifs_fact_set found = again_find(&protocol, &request, &times);
    assert_true(fact_set_has(&found, IFS_FACT_SYSTOLIC));
    assert_false(fact_set_has(&found, FACTS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_somebody_is_stays),
        cmocka_unit_test(test_what_minutes_change),
        cmocka_unit_test(test_what_stands_for_a_day),
        cmocka_unit_test(test_what_was_open_and_what_nobody_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
