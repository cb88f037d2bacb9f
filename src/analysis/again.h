/*
 * again.h - which answers of an earlier visit have to be given again.
 */
#ifndef IFS_AGAIN_H
#define IFS_AGAIN_H

#include "protocol.h"

enum again {
    AGAIN_NOT,
    AGAIN_OPEN,    /* nobody knew, or it was left for the bedside */
    AGAIN_PASSING, /* holds for minutes only, and was given more than AGAIN_PASSING_S ago */
    AGAIN_OLD,     /* given more than AGAIN_DAY_S ago */
    AGAIN_UNTIMED  /* holds for minutes only, and nobody knows when it was given; or it was given later than now */
};

/* Project choices, printed where they are applied: what is measured at the bedside, what was given and what must be at hand stands for
 * half an hour; everything else that can change, for a day. Who somebody is does not change. */
#define AGAIN_PASSING_S (INT64_C(30) * 60)
#define AGAIN_DAY_S (INT64_C(24) * 3600)

/* When answers were given. */
struct again_times {
    ifs_fact_set timed;          /* facts whose time is known */
    int64_t at_s[IFS_FACT_MAX];
    int64_t now_s;
};

/* Of one fact that was named in the earlier visit; AGAIN_NOT for all others. */
enum again again_of(const ifs_protocol *protocol, const ifs_request *request, const struct again_times *times, int fact);

/* Every fact that has to be asked again. */
ifs_fact_set again_find(const ifs_protocol *protocol, const ifs_request *request, const struct again_times *times);

#endif
