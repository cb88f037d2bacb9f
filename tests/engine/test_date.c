/*
 * test_date.c - the calendar, counted day by day from an independent rule, and known days.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "claim.h"
#include "date.h"
#include "traps.h"

static int64_t day_of(const char *words)
{
    int64_t day = 0;
    if (!date_parse(words, &day)) {
        fail_msg("not a date: %s", words);
    }
    return day;
}

/* Known days: the epoch, 10957 days to 2000 (30 x 365 + 7 leap days), 24 h before the epoch, and the Unix times
 * 951782400 (2000-02-29), 1000000000 (2001-09-09) and 2147483647 (2038-01-19) divided by 86400. */
static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-01-01"), 10957);
    assert_int_equal(day_of("2000-02-29"), 951782400 / 86400);
    assert_int_equal(day_of("2001-09-09"), 1000000000 / 86400);
    assert_int_equal(day_of("2038-01-19"), 2147483647 / 86400);
    assert_int_equal(day_of("1900-01-01"), -25567); /* 70 x 365 + 17 leap days: 1904 to 1968 */
}

static int length_of_month(int year, int month)
{
    if (month == 2) {
        bool leap = (year % 400 == 0) || (year % 4 == 0 && year % 100 != 0);
        return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Every day from 0001-01-01 to 9999-12-31, one after the other, there and back. */
static void every_day(void **state)
{
    (void)state;
    int64_t day = -719162; /* 719162 days from 0001-01-01 to 1970-01-01: 1969 x 365 + 492 - 19 + 4 */
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int of_month = 1; of_month <= length_of_month(year, month); of_month++) {
                struct civil_date date = date_from_day(day);
                bool same = date.year == year && date.month == month && date.day == of_month;
                if (!same || date_to_day(date) != day) {
                    fail_msg("%d-%d-%d", year, month, of_month);
                }
                day++;
            }
        }
    }
    assert_int_equal(day - 1, 2932896);
}

static void written_back(void **state)
{
    (void)state;
    static const char *const dates[] = {"1900-01-01", "2199-12-31", "2024-02-29",
                                        "0001-01-01", "9999-12-31", "2026-11-20"};
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        char bytes[11];
        struct text text = text_over(bytes, sizeof bytes);
        date_add(&text, day_of(dates[i]));
        assert_string_equal(bytes, dates[i]);
    }
}

static void not_dates(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",           "2026-11-2",  "2026-11-200", " 2026-11-20", "2026-11-20 ", "2026/11/20", "20-11-2026",
        "2026-13-01", "2026-00-10", "2026-01-00",  "2026-01-32",  "2026-04-31",  "2026-02-29", "1900-02-29",
        "2100-02-29", "2026-02-30", "0000-01-01",  "2026-1a-01",  "+026-01-01",  "2026-11-2O", "20261120",
        "2026--1-01", "2026-11:20", "2026-01-1:",  "2026-01-1/",  "2024-06-31",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        int64_t day = 4711;
        if (date_parse(words[i], &day)) {
            fail_msg("taken for a date: %s", words[i]);
        }
        assert_int_equal(day, 4711);
    }
    day_of("2000-02-29");
    day_of("2400-02-29");
}

/* The last day of each month is one, and the day after it is none; there is no month 0. */
static void ends_of_months(void **state)
{
    (void)state;
    for (int month = 0; month <= 13; month++) {
        int last = month == 0 || month == 13 ? 0 : length_of_month(2026, month);
        for (int of_month = 0; of_month <= 33; of_month++) {
            char words[32];
            int64_t day = 0;
            snprintf(words, sizeof words, "2026-%02d-%02d", month, of_month);
            if (date_parse(words, &day) != (of_month >= 1 && of_month <= last)) {
                fail_msg("%s", words);
            }
        }
    }
}

static void first_of_year(int64_t year)
{
    date_to_day((struct civil_date){(int)year, 1, 1});
}

static void count_day(int64_t day)
{
    date_from_day(day);
}

static void what_is_counted(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"year", first_of_year, 1, 9999});
    expect_edges(&(struct edges){"day", count_day, -719162, 2932896});
}

struct life {
    const char *born;
    const char *day;
    int64_t months;
};

static const struct life lives[] = {
    {"2000-05-15", "2000-05-15", 0},   {"2000-05-15", "2000-06-14", 0},    {"2000-05-15", "2000-06-15", 1},
    {"2000-05-15", "2018-05-14", 215}, {"2000-05-15", "2018-05-15", 216},  {"2000-05-15", "2018-05-16", 216},
    {"2000-12-31", "2001-01-01", 0},   {"2000-12-31", "2001-01-31", 1},    {"2000-12-31", "2001-02-27", 1},
    {"2000-12-31", "2001-02-28", 2},   {"2000-12-31", "2001-03-30", 2},    {"2000-12-31", "2001-03-31", 3},
    {"2000-12-31", "2001-04-29", 3},   {"2000-12-31", "2001-04-30", 4},    {"2000-12-31", "2004-02-28", 37},
    {"2000-12-31", "2004-02-29", 38},  {"2004-02-29", "2005-02-27", 11},   {"2004-02-29", "2005-02-28", 12},
    {"2004-02-29", "2008-02-28", 47},  {"2004-02-29", "2008-02-29", 48},   {"2001-01-30", "2001-02-28", 1},
    {"2004-01-30", "2004-02-28", 0},   {"1906-11-20", "2026-11-20", 1440}, {"2026-11-21", "2026-11-20", -1},
    {"2026-11-20", "2026-08-01", -1},  {"2026-11-20", "2025-11-30", -1},
};

static void completed_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lives); i++) {
        int64_t months = date_completed_months(day_of(lives[i].born), day_of(lives[i].day));
        if (months != lives[i].months) {
            fail_msg("born %s, on %s: %lld months", lives[i].born, lives[i].day, (long long)months);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days), cmocka_unit_test(every_day),        cmocka_unit_test(written_back),
        cmocka_unit_test(not_dates),  cmocka_unit_test(completed_months),
        cmocka_unit_test(ends_of_months), cmocka_unit_test(what_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
