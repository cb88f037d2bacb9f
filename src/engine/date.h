/*
 * date.h - civil days: the Gregorian calendar without a clock.
 */
#ifndef IFS_DATE_H
#define IFS_DATE_H

#include "text.h"

struct civil_date {
    int year;  /* 1-9999 */
    int month; /* 1-12 */
    int day;   /* 1-31 */
};

/* Days since 1970-01-01, negative before. Claims a date that exists. */
int64_t date_to_day(struct civil_date date);

/* The date of that day; claims a day from 0001-01-01 to 9999-12-31. */
struct civil_date date_from_day(int64_t day);

/* "2026-11-20", exactly ten characters, a date that exists, years 0001-9999. False otherwise, *day untouched. */
bool date_parse(const char *words, int64_t *day);

/* "2026-11-20". */
void date_add(struct text *text, int64_t day);

/* Completed months from born to day, at least 0; -1 when born later. A birthday on a day that the month does not
 * have is completed on the last day of that month: born on 29 February, one year old on 28 February. */
int64_t date_completed_months(int64_t born, int64_t day);

#endif
