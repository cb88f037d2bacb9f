/*
 * Instants and dates. Expected seconds and days were computed with another calendar (Python's datetime); the small ones
 * can be counted by hand beside them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "claim.h"
#include "clock.h"

static void test_an_instant_is_parsed_with_its_offset(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t s;
        int32_t offset_min;
    } cases[] = {
        {"1970-01-01T00:00Z", 0, 0},
        {"1970-01-01T00:00:59+00:00", 59, 0},
        {"1970-01-02T00:00+01:00", 82800, 60}, /* 23 hours after the epoch */
        {"1969-12-31T23:59:59Z", -1, 0},
        {"2026-11-20T14:30+01:00", 1795181400, 60},
        {"2026-11-20T14:30:15-03:30", 1795197615, -210},
        {"1900-01-01T00:00Z", -2208988800, 0},
        {"2199-12-31T23:59:59Z", 7258118399, 0},
        {"2024-02-29T00:00+14:00", 1709114400, 840},
        {"1970-01-01T00:00-12:00", 43200, -720},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct instant instant = {-99, -99};
        assert_true(clock_parse(cases[i].text, &instant));
        assert_int_equal(instant.s, cases[i].s);
        assert_int_equal(instant.offset_min, cases[i].offset_min);
    }
}

static void test_an_instant_is_written_as_it_is_read(void **state)
{
    (void)state;
    static const char *const cases[] = {"1970-01-01T00:00:00+00:00", "2026-11-20T14:30:15-03:30", "1969-12-31T23:59:59+00:00",
                                        "2026-01-02T03:04:05+14:00", "1900-01-01T00:00:00+00:00", "2199-12-31T23:59:59-12:00",
                                        "2024-02-29T09:10:11+05:45"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char bytes[32];
        struct text text = text_over(bytes, sizeof bytes);
        struct instant instant;
        assert_true(clock_parse(cases[i], &instant));
        clock_add(&text, instant);
        assert_string_equal(bytes, cases[i]);
    }
}

static void test_what_is_not_such_an_instant_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "2026-11-20",
        "2026-11-20T14:30", /* no offset */
        "2026-11-20T14:30:15",
        "2026-11-20 14:30Z",
        "2026-11-20t14:30Z",
        "2026-11-20T14:30z",
        "2026-11-20T14:30ZZ",
        " 2026-11-20T14:30Z",
        "2026-11-20T14:30Z ",
        "2026-11-20T1430Z",
        "2026-11-20T24:00Z",
        "2026-11-20T14:60Z",
        "2026-11-20T14:30:60Z",
        "2026-11-20T14:30:5Z",
        "2026-11-20T14:30:Z",
        "2026-11-20T14:30+1:00",
        "2026-11-20T14:30+01",
        "2026-11-20T14:30+0100",
        "2026-11-20T14:30+14:01",
        "2026-11-20T14:30-12:01",
        "2026-11-20T14:30+00:60",
        "2026-02-29T14:30Z",
        "1899-12-31T23:59Z",
        "2200-01-01T00:00Z",
        "26-11-20T14:30Z",
        "2026-11-20T-4:30Z",
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct instant instant = {-99, -99};
        if (clock_parse(cases[i], &instant)) {
            fail_msg("accepted: %s", cases[i]);
        }
        assert_int_equal(instant.s, -99);
    }
}

static void test_the_day_is_that_of_the_offset(void **state)
{
    (void)state;
    struct instant instant = {0};
    assert_true(clock_parse("2026-11-21T00:30+02:00", &instant)); /* still the 20th in UTC */
    assert_int_equal(clock_day(instant), 20778);
    instant.offset_min = 0;
    assert_int_equal(clock_day(instant), 20777);
    instant = (struct instant){.s = -1, .offset_min = 0};
    assert_int_equal(clock_day(instant), -1);
    instant.offset_min = 1;
    assert_int_equal(clock_day(instant), 0);
}

static void test_source_date_epoch_stands_for_now(void **state)
{
    (void)state;
    static const struct {
        const char *set;
        int64_t s;
    } cases[] = {{"0", 0}, {"1795181400", 1795181400}, {"7258118399", 7258118399}};
    setenv("TZ", "XXX-05:30", 1);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        setenv("SOURCE_DATE_EPOCH", cases[i].set, 1);
        struct instant now = clock_now();
        assert_int_equal(now.s, cases[i].s);
        assert_int_equal(now.offset_min, 0);
    }
}

static void test_a_source_date_epoch_that_is_no_number_is_ignored(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "", "-1", "+5", " 5", "5 ", "1e9", "0x10", "7258118400", "99999999999999999999999"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        setenv("SOURCE_DATE_EPOCH", cases[i], 1);
        struct instant now = clock_now();
        assert_true(now.s >= (int64_t)time(NULL) - 60 && now.s <= (int64_t)time(NULL));
    }
}

static void test_now_has_the_local_offset(void **state)
{
    (void)state;
    static const struct {
        const char *zone; /* POSIX: the sign says how far west */
        int32_t offset_min;
    } cases[] = {{"XXX-05:30", 330}, {"XXX+03:30", -210}, {"UTC0", 0}, {"XXX-14", 840}};
    unsetenv("SOURCE_DATE_EPOCH");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        setenv("TZ", cases[i].zone, 1);
        int64_t before = (int64_t)time(NULL);
        struct instant now = clock_now();
        assert_true(now.s >= before && now.s <= (int64_t)time(NULL));
        assert_int_equal(now.offset_min, cases[i].offset_min);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_instant_is_parsed_with_its_offset),
        cmocka_unit_test(test_an_instant_is_written_as_it_is_read),
        cmocka_unit_test(test_what_is_not_such_an_instant_is_refused),
        cmocka_unit_test(test_the_day_is_that_of_the_offset),
        cmocka_unit_test(test_source_date_epoch_stands_for_now),
        cmocka_unit_test(test_a_source_date_epoch_that_is_no_number_is_ignored),
        cmocka_unit_test(test_now_has_the_local_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
