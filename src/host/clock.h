/*
 * clock.h - instants with their offset, and civil dates.
 */
#ifndef IFS_CLOCK_H
#define IFS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

/* An instant: seconds since 1970-01-01 UTC and the offset it was written in. */
struct instant {
    int64_t s;
    int32_t offset_min;
};

/* Now in the local offset; SOURCE_DATE_EPOCH, where set to a valid whole number (of seconds, up to the end of 2199),
 * stands for now in UTC. */
struct instant clock_now(void);

/* "2026-11-20T14:30+01:00", seconds optional, Z for +00:00; the offset is required and lies within -12:00 and +14:00,
 * the offsets in civil use. Years 1900-2199. A leap second (:60) and 24:00 are refused. */
bool clock_parse(const char *text, struct instant *out);

/* Adds "2026-11-20T14:30:00+01:00", always with seconds, as clock_parse reads it; claims an instant that it could read. */
void clock_add(struct text *text, struct instant instant);

/* The civil date at the instant's own offset, as days since 1970-01-01. */
int64_t clock_day(struct instant instant);

#endif
