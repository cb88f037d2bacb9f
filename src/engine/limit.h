/*
 * limit.h - soft and hard, low and high.
 */
#ifndef IFS_LIMIT_H
#define IFS_LIMIT_H

#include "condition.h"

enum origin_file { ORIGIN_PROTOCOL, ORIGIN_DRUG, ORIGIN_SITE, ORIGIN_PROGRAM };

/* Where a rule comes from: printed at every limit and check. */
struct origin {
    enum origin_file file;
    int line;
    const char *source; /* id of a source, "project-choice", or NULL */
};

/* Bounds of one figure, in the unit of its kind; a bound with den 0 is no bound. */
struct limit {
    struct condition when;
    ifs_limit_kind kind;
    ifs_ratio soft_min;
    ifs_ratio soft_max;
    ifs_ratio hard_min;
    ifs_ratio hard_max;
    struct origin origin;
    const char *because; /* of an exceeded library limit, printed; else NULL */
    ifs_ratio exceeds;   /* the library's own bound, which hard_max goes beyond; den 0: none is exceeded */
};

/* Limits of one kind. Alternatives: exactly one must apply to every patient. Otherwise each that applies is held. */
struct limit_group {
    ifs_limit_kind kind;
    bool alternatives;
    const struct limit *limits;
    int count;
};

enum limit_verdict { LIMIT_BEYOND_HARD, LIMIT_BEYOND_SOFT, LIMIT_WITHIN };

/* Holds a figure against all four bounds. */
/*@ requires sound(figure) && \valid_read(limit);
    requires is_bound(limit->hard_min) && is_bound(limit->hard_max);
    requires is_bound(limit->soft_min) && is_bound(limit->soft_max);
    assigns \nothing;
    ensures \result == LIMIT_BEYOND_HARD <==>
        passes_low(figure, limit->hard_min) || passes_high(figure, limit->hard_max);
    ensures \result == LIMIT_BEYOND_SOFT ==>
        passes_low(figure, limit->soft_min) || passes_high(figure, limit->soft_max);
    ensures \result == LIMIT_WITHIN <==>
        !passes_low(figure, limit->hard_min) && !passes_high(figure, limit->hard_max) &&
        !passes_low(figure, limit->soft_min) && !passes_high(figure, limit->soft_max);
    ensures \result == LIMIT_BEYOND_HARD || \result == LIMIT_BEYOND_SOFT || \result == LIMIT_WITHIN;
*/
enum limit_verdict limit_check(ifs_ratio figure, const struct limit *limit);

#endif
