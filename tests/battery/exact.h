/*
 * exact.h - fractions of 128 bits, for arithmetic that owes nothing to the engine's.
 *
 * The engine compares and rounds with its own functions on 63 bits; what the battery holds against its plans must not
 * be computed with the same ones. Always in lowest terms; den 0: no figure.
 */
#ifndef BATTERY_EXACT_H
#define BATTERY_EXACT_H

#include "infusheet.h"

__extension__ typedef __int128 wide;

struct exact {
    wide num;
    wide den;
};

static inline wide exact_divisor(wide a, wide b)
{
    while (b != 0 && (a > INT64_MAX || b > INT64_MAX)) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    if (b == 0) {
        return a;
    }
    int64_t c = (int64_t)a;
    int64_t d = (int64_t)b;
    while (d != 0) {
        int64_t rest = c % d;
        c = d;
        d = rest;
    }
    return c;
}

static inline struct exact exact_make(wide num, wide den)
{
    if (den == 0) {
        return (struct exact){0, 0};
    }
    wide divisor = exact_divisor(num, den);
    return divisor <= 1 ? (struct exact){num, den} : (struct exact){num / divisor, den / divisor};
}

static inline struct exact exact_whole(int64_t number)
{
    return (struct exact){number, 1};
}

static inline struct exact exact_of(ifs_ratio ratio)
{
    return exact_make(ratio.num, ratio.den);
}

static inline bool exact_known(struct exact a)
{
    return a.den != 0;
}

static inline struct exact exact_times(struct exact a, struct exact b)
{
    return exact_make(a.num * b.num, a.den * b.den);
}

/* No figure where b is zero or no figure. */
static inline struct exact exact_over(struct exact a, struct exact b)
{
    return exact_make(a.num * b.den, a.den * b.num);
}

static inline struct exact exact_plus(struct exact a, struct exact b)
{
    return exact_make(a.num * b.den + b.num * a.den, a.den * b.den);
}

/* May be negative. */
static inline struct exact exact_minus(struct exact a, struct exact b)
{
    wide num = a.num * b.den - b.num * a.den;
    struct exact size = exact_make(num < 0 ? -num : num, a.den * b.den);
    return (struct exact){num < 0 ? -size.num : size.num, size.den};
}

/* -1, 0, 1. */
static inline int exact_compare(struct exact a, struct exact b)
{
    wide left = a.num * b.den;
    wide right = b.num * a.den;
    return (left > right) - (left < right);
}

static inline struct exact exact_smaller(struct exact a, struct exact b)
{
    return exact_compare(a, b) <= 0 ? a : b;
}

static inline struct exact exact_larger(struct exact a, struct exact b)
{
    return exact_compare(a, b) >= 0 ? a : b;
}

/* The largest multiple of step that is not above a. */
static inline int64_t exact_floor(struct exact a, int64_t step)
{
    return (int64_t)(a.num / (a.den * step)) * step;
}

/* The nearest multiple of step, the upper one where both are as near. */
static inline int64_t exact_nearest(struct exact a, int64_t step)
{
    return (int64_t)((2 * a.num + a.den * step) / (2 * a.den * step)) * step;
}

static inline bool exact_same(struct exact a, struct exact b)
{
    return exact_known(a) == exact_known(b) && (!exact_known(a) || exact_compare(a, b) == 0);
}

#endif
