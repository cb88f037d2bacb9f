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

static void assert_format(const char *text, const char *expected)
{
    struct instant instant = {0};
    assert_true(clock_parse(text, &instant));
    char out[32];
    clock_format(instant, out);
    assert_string_equal(out, expected);
}

static void test_an_instant_is_written_as_its_own_place_reads_the_clock(void **state)
{
    (void)state;
    assert_format("2026-11-20T14:30+01:00", "2026-11-20 14:30 +01:00");
    assert_format("2026-11-20T14:30:59Z", "2026-11-20 14:30 +00:00");
    assert_format("2026-01-01T00:05-03:30", "2026-01-01 00:05 -03:30");
    assert_format("1969-12-31T23:59:59Z", "1969-12-31 23:59 +00:00");
    assert_format("1900-01-01T00:00+14:00", "1900-01-01 00:00 +14:00");
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

static void test_dates_go_to_days_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t day;
    } cases[] = {{"1970-01-01", 0},     {"1969-12-31", -1},     {"2026-11-20", 20777},
                 {"2000-02-29", 11016}, {"1900-01-01", -25567}, {"2199-12-31", 84005}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t day = -99;
        assert_true(clock_parse_date(cases[i].text, &day));
        assert_int_equal(day, cases[i].day);
        char out[11];
        clock_format_date(day, out);
        assert_string_equal(out, cases[i].text);
    }
}

static void test_impossible_dates_are_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {"",           "2026-02-29", "1900-02-29",  "2100-02-29", "2026-04-31",
                                        "2026-13-01", "2026-00-10", "2026-01-00",  "2026-1-01",  "2026-01-1",
                                        "20260101",   "2026/01/01", "2026-01-01 ", "1899-12-31", "2200-01-01",
                                        "2026-01-01T"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t day = -99;
        if (clock_parse_date(cases[i], &day)) {
            fail_msg("accepted: %s", cases[i]);
        }
        assert_int_equal(day, -99);
    }
}

static int64_t months(const char *born, const char *day)
{
    int64_t from = 0;
    int64_t to = 0;
    assert_true(clock_parse_date(born, &from));
    assert_true(clock_parse_date(day, &to));
    return clock_months_between(from, to);
}

static void test_months_are_completed_on_the_birthday(void **state)
{
    (void)state;
    assert_int_equal(months("2000-05-20", "2000-05-20"), 0);
    assert_int_equal(months("2000-05-20", "2000-06-19"), 0);
    assert_int_equal(months("2000-05-20", "2000-06-20"), 1);
    assert_int_equal(months("2000-05-20", "2018-05-19"), 215); /* 18 years less a day */
    assert_int_equal(months("2000-05-20", "2018-05-20"), 216);
    assert_int_equal(months("2000-12-31", "2001-01-01"), 0);
    assert_int_equal(months("2000-05-20", "2000-05-19"), -1);
}

static void test_a_birthday_that_a_month_does_not_have_is_its_last_day(void **state)
{
    (void)state;
    assert_int_equal(months("2001-01-31", "2001-02-27"), 0);
    assert_int_equal(months("2001-01-31", "2001-02-28"), 1);
    assert_int_equal(months("2000-01-31", "2000-02-28"), 0); /* a leap year */
    assert_int_equal(months("2000-01-31", "2000-02-29"), 1);
    assert_int_equal(months("2000-02-29", "2001-02-28"), 12);
    assert_int_equal(months("2000-08-31", "2000-09-30"), 1);
    assert_int_equal(months("2000-04-30", "2000-05-30"), 1);
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
        cmocka_unit_test(test_what_is_not_such_an_instant_is_refused),
        cmocka_unit_test(test_an_instant_is_written_as_its_own_place_reads_the_clock),
        cmocka_unit_test(test_the_day_is_that_of_the_offset),
        cmocka_unit_test(test_dates_go_to_days_and_back),
        cmocka_unit_test(test_impossible_dates_are_refused),
        cmocka_unit_test(test_months_are_completed_on_the_birthday),
        cmocka_unit_test(test_a_birthday_that_a_month_does_not_have_is_its_last_day),
        cmocka_unit_test(test_source_date_epoch_stands_for_now),
        cmocka_unit_test(test_a_source_date_epoch_that_is_no_number_is_ignored),
        cmocka_unit_test(test_now_has_the_local_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
