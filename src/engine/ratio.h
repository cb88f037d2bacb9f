/*
 * ratio.h - exact non-negative fractions.
 */
#ifndef IFS_RATIO_H
#define IFS_RATIO_H

#include "claim.h"
#include "infusheet.h"

/* num/den as it stands, not reduced. Claims num >= 0 and den > 0. */
static inline ifs_ratio ratio_make(int64_t num, int64_t den)
{
    claim(num >= 0);
    claim(den > 0);
    return (ifs_ratio){num, den};
}

/* n/1. */
static inline ifs_ratio ratio_whole(int64_t n)
{
    return ratio_make(n, 1);
}

/* Lowest terms. */
ifs_ratio ratio_reduce(ifs_ratio r);

/* Every function below claims that its operands have num >= 0 and den > 0: the all-zero "no value" traps. */

/* Products, quotients and sums. Reduced crosswise only when the raw product would not fit; false (and *out
 * untouched) when even the reduced result does not fit 63 bits, or when dividing by zero. A sum also fails when its
 * numerator over the least common denominator does not fit. Never wraps. */
bool ratio_mul_any(ifs_ratio a, ifs_ratio b, ifs_ratio *out);
bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out);

/* -1, 0, 1 as a is below, equal to, above b. Exact for every pair of values; never overflows (cross products when
 * all four terms are below 2^31, else comparison of the continued fractions). */
int ratio_compare_any(ifs_ratio a, ifs_ratio b);

/* Numbers of together at most 63 digits multiply to less than 2^63, as two below 2^31 always are. No division, unlike an
 * exact bound. */
static inline bool ratio_terms_fit(int64_t a, int64_t b)
{
    return (uint64_t)(a | b) >> 31 == 0 ||
           __builtin_clzll((unsigned long long)a | 1) + __builtin_clzll((unsigned long long)b | 1) >= 65;
}

static inline void ratio_claim_sound(ifs_ratio r)
{
    claim((r.num | (r.den - 1)) >= 0);
}

static inline int ratio_compare(ifs_ratio a, ifs_ratio b)
{
    ratio_claim_sound(a);
    ratio_claim_sound(b);
    if (a.den == b.den) {
        return (a.num > b.num) - (a.num < b.num);
    }
    if (ratio_terms_fit(a.num, b.den) && ratio_terms_fit(b.num, a.den)) {
        int64_t left = a.num * b.den;
        int64_t right = b.num * a.den;
        return (left > right) - (left < right);
    }
    return ratio_compare_any(a, b);
}

static inline bool ratio_mul(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ratio_claim_sound(a);
    ratio_claim_sound(b);
    if (ratio_terms_fit(a.num, b.num) && ratio_terms_fit(a.den, b.den)) {
        *out = (ifs_ratio){a.num * b.num, a.den * b.den};
        return true;
    }
    return ratio_mul_any(a, b, out);
}

static inline bool ratio_div(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ratio_claim_sound(b);
    return b.num != 0 && ratio_mul(a, (ifs_ratio){b.den, b.num}, out);
}

/* Nearest whole number in the named direction. Always fits. */
int64_t ratio_round(ifs_ratio r, ifs_rounding rounding);

/* Nearest multiple of step (step > 0) in the named direction: the multiple itself, in the unit of r. False when it does
 * not fit 63 bits. */
bool ratio_round_to(ifs_ratio r, int64_t step, ifs_rounding rounding, int64_t *out);

/* True when r is a whole multiple of step (step > 0), reduced or not; zero is one. */
bool ratio_is_multiple(ifs_ratio r, int64_t step);

#endif
