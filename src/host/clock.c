/*
 * clock.c - when is now, and which day is that where it was written.
 *
 * Invariant: the same text gives the same instant and the same day on every machine; only clock_now asks the machine
 * (the clock, TZ, SOURCE_DATE_EPOCH). The offset stays with the instant: an order written at 00:30 +02:00 belongs to
 * that day, not to the day before in UTC.
 * The calendar is that of src/engine/date.c. What an age or an expired protocol means is left to others.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "clock.h"

#include <stdlib.h>
#include <time.h>

#include "claim.h"
#include "date.h"

enum { DATE_LENGTH = 10 };

static const int64_t minute_s = 60;
static const int64_t hour_s = 3600;
static const int64_t day_s = 86400;

/* The years that clock_parse accepts. */
static const int64_t first_day = -25567; /* 1900-01-01: 70 years with 17 leap days before 1970 */
static const int64_t last_day = 84005;   /* 2199-12-31: 230 years with 56 leap days, less one */
static const int64_t end_of_last_day_s = INT64_C(84006) * 86400;

static int64_t divide_down(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

/* Exactly `count` digits at *text, which moves past them; -1 if one is missing. */
static int take_digits(const char **text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        char digit = **text;
        if (digit < '0' || digit > '9') {
            return -1;
        }
        number = number * 10 + (digit - '0');
        (*text)++;
    }
    return number;
}

static bool take_mark(const char **text, char mark)
{
    if (**text != mark) {
        return false;
    }
    (*text)++;
    return true;
}

static bool take_date(const char **text, int64_t *day)
{
    char date[DATE_LENGTH + 1] = "";
    for (int i = 0; i < DATE_LENGTH && (*text)[i] != '\0'; i++) {
        date[i] = (*text)[i];
    }
    int64_t parsed = 0;
    if (!date_parse(date, &parsed) || parsed < first_day || parsed > last_day) {
        return false;
    }
    *text += DATE_LENGTH;
    *day = parsed;
    return true;
}

/* hh:mm as minutes; -1 if it is none. */
static int take_minutes(const char **text)
{
    int hours = take_digits(text, 2);
    if (hours < 0 || hours > 23 || !take_mark(text, ':')) {
        return -1;
    }
    int minutes = take_digits(text, 2);
    return minutes < 0 || minutes > 59 ? -1 : hours * 60 + minutes;
}

static bool take_offset(const char **text, int32_t *offset_min)
{
    if (take_mark(text, 'Z')) {
        *offset_min = 0;
        return true;
    }
    bool west = **text == '-';
    if (!take_mark(text, west ? '-' : '+')) {
        return false;
    }
    int minutes = take_minutes(text);
    if (minutes < 0 || minutes > (west ? 12 : 14) * 60) {
        return false;
    }
    *offset_min = west ? -minutes : minutes;
    return true;
}

/* ":ss", or nothing for zero; -1 if it is neither. */
static int take_seconds(const char **text)
{
    if (!take_mark(text, ':')) {
        return 0;
    }
    int seconds = take_digits(text, 2);
    return seconds > 59 ? -1 : seconds;
}

bool clock_parse(const char *text, struct instant *out)
{
    int64_t day = 0;
    if (!take_date(&text, &day) || !take_mark(&text, 'T')) {
        return false;
    }
    int minutes = take_minutes(&text);
    if (minutes < 0) {
        return false;
    }
    int seconds = take_seconds(&text);
    int32_t offset_min = 0;
    if (seconds < 0 || !take_offset(&text, &offset_min) || *text != '\0') {
        return false;
    }
    *out = (struct instant){.s = day * day_s + (minutes - offset_min) * minute_s + seconds, .offset_min = offset_min};
    return true;
}

/* SOURCE_DATE_EPOCH: digits only; -1 if it is not set or does not hold such a number. */
static int64_t fixed_now(void)
{
    const char *digits = getenv("SOURCE_DATE_EPOCH");
    if (digits == NULL || digits[0] == '\0') {
        return -1;
    }
    int64_t seconds = 0;
    for (; *digits != '\0'; digits++) {
        if (*digits < '0' || *digits > '9') {
            return -1;
        }
        seconds = seconds * 10 + (*digits - '0');
        if (seconds >= end_of_last_day_s) {
            return -1;
        }
    }
    return seconds;
}

/* The local clock as if it were UTC, less UTC, in whole minutes. */
static int32_t local_offset(time_t now)
{
    struct tm local = {0};
    if (localtime_r(&now, &local) == NULL) {
        return 0;
    }
    struct civil_date date = {.year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday};
    int64_t shown = date_to_day(date) * day_s + local.tm_hour * hour_s + local.tm_min * minute_s + local.tm_sec;
    return (int32_t)divide_down(shown - now, minute_s);
}

struct instant clock_now(void)
{
    int64_t fixed = fixed_now();
    if (fixed >= 0) {
        return (struct instant){.s = fixed, .offset_min = 0};
    }
    time_t now = time(NULL);
    tzset();
    return (struct instant){.s = now, .offset_min = local_offset(now)};
}

static int64_t local_seconds(struct instant instant)
{
    return instant.s + instant.offset_min * minute_s;
}

int64_t clock_day(struct instant instant)
{
    return divide_down(local_seconds(instant), day_s);
}

/* Two digits. */
static void add_pair(struct text *text, int64_t number)
{
    text_add(text, number < 10 ? "0" : "");
    text_add_whole(text, number);
}

void clock_add(struct text *text, struct instant instant)
{
    int64_t day = clock_day(instant);
    int64_t seconds = local_seconds(instant) - day * day_s;
    int32_t offset = instant.offset_min < 0 ? -instant.offset_min : instant.offset_min;
    claim(day >= first_day && day <= last_day);
    date_add(text, day);
    text_add(text, "T");
    add_pair(text, seconds / hour_s);
    text_add(text, ":");
    add_pair(text, seconds % hour_s / minute_s);
    text_add(text, ":");
    add_pair(text, seconds % minute_s);
    text_add(text, instant.offset_min < 0 ? "-" : "+");
    add_pair(text, offset / 60);
    text_add(text, ":");
    add_pair(text, offset % 60);
}
