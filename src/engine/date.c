/*
 * date.c - civil days: the Gregorian calendar without a clock.
 *
 * Decides which dates exist, how many days lie between them, and when a month of life is completed. The invariant:
 * date_to_day and date_from_day are inverse to each other over the years 1 to 9999. A year is counted from March, so
 * that the leap day is the last day of a year and lengths of months need no table.
 *
 * Which dates are plausible for a patient is left to fact.c; time of day and offsets to the host's clock.
 */
#include "date.h"

#include "claim.h"

enum { DAYS_OF_400_YEARS = 146097, DAYS_TO_1970 = 719468 /* from 0000-03-01 */ };

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool exists(struct civil_date date)
{
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_of_month(date.year, date.month);
}

/* Days before the first of that month in a year that begins in March (0: March, 11: February): 0, 31, 61, 92, ... */
static int64_t days_from_march(int64_t month)
{
    return (153 * month + 2) / 5;
}

int64_t date_to_day(struct civil_date date)
{
    claim(exists(date));
    claim(date.year <= 9999);
    int64_t month = (date.month + 9) % 12;
    int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    int64_t days = days_from_march(month) + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + days - DAYS_TO_1970;
}

struct civil_date date_from_day(int64_t day)
{
    claim(day >= -719162); /* 0001-01-01 and 9999-12-31 */
    claim(day <= 2932896);
    int64_t count = day + DAYS_TO_1970;
    int64_t cycle = count / DAYS_OF_400_YEARS;
    int64_t rest = count % DAYS_OF_400_YEARS;
    int64_t year = (rest - rest / 1460 + rest / 36524 - rest / (DAYS_OF_400_YEARS - 1)) / 365;
    int64_t days = rest - (year * 365 + year / 4 - year / 100);
    int64_t month = (5 * days + 2) / 153;
    struct civil_date date = {
        .year = (int)(cycle * 400 + year + (month >= 10 ? 1 : 0)),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(days - days_from_march(month) + 1),
    };
    return date;
}

/* The number in `count` digits; -1 when something else stands there. */
static int read_digits(const char *digits, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return -1;
        }
        number = number * 10 + (digits[i] - '0');
    }
    return number;
}

bool date_parse(const char *words, int64_t *day)
{
    if (text_length(words) != 10 || words[4] != '-' || words[7] != '-') {
        return false;
    }
    struct civil_date date = {read_digits(words, 4), read_digits(words + 5, 2), read_digits(words + 8, 2)};
    if (!exists(date)) {
        return false;
    }
    *day = date_to_day(date);
    return true;
}

/* Written backwards from its last digit; a NUL ends the buffer. */
static void write_digits(char *digits, int count, int number)
{
    for (int i = count - 1; i >= 0; i--) {
        digits[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void date_add(struct text *text, int64_t day)
{
    struct civil_date date = date_from_day(day);
    char words[] = "0000-00-00";
    write_digits(words, 4, date.year);
    write_digits(words + 5, 2, date.month);
    write_digits(words + 8, 2, date.day);
    text_add(text, words);
}

int64_t date_completed_months(int64_t born, int64_t day)
{
    if (born > day) {
        return -1;
    }
    struct civil_date from = date_from_day(born);
    struct civil_date to = date_from_day(day);
    int64_t months = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
    bool completed = to.day >= from.day || to.day == days_of_month(to.year, to.month);
    return completed ? months : months - 1;
}
