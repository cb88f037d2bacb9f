/*
 * ratio.h - exact non-negative fractions.
 *
 * The contracts are proved for all 64-bit numbers by `make verify`; the words they use are those of tests/verify/meaning.h.
 */
#ifndef IFS_RATIO_H
#define IFS_RATIO_H

#include "claim.h"
#include "infusheet.h"

/* num/den as it stands, not reduced. Claims num >= 0 and den > 0. */
/*@ requires num >= 0 && den > 0;
    assigns \nothing;
    ensures \result.num == num && \result.den == den;
*/
static inline ifs_ratio ratio_make(int64_t num, int64_t den)
{
    claim(num >= 0);
    claim(den > 0);
    return (ifs_ratio){num, den};
}

/* n/1. */
/*@ requires n >= 0;
    assigns \nothing;
    ensures \result.num == n && \result.den == 1;
*/
static inline ifs_ratio ratio_whole(int64_t n)
{
    return ratio_make(n, 1);
}

/* Lowest terms. */
/*@ requires sound(r);
    assigns \nothing;
    ensures sound(\result) && same(\result, r);
    ensures \result.num <= r.num && \result.den <= r.den;
    ensures coprime(\result.num, \result.den);
*/
ifs_ratio ratio_reduce(ifs_ratio r);

/* Every function below claims that its operands have num >= 0 and den > 0: the all-zero "no value" traps. */

/* Products, quotients and sums. Reduced crosswise only when the raw product would not fit; false (and *out
 * untouched) when even the reduced result does not fit 63 bits, or when dividing by zero. A sum also fails when its
 * numerator over the least common denominator does not fit. Never wraps. */
/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> sound(*out) && is_product(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
bool ratio_mul_any(ifs_ratio a, ifs_ratio b, ifs_ratio *out);
/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> sound(*out) && is_sum(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out);

/* -1, 0, 1 as a is below, equal to, above b. Exact for every pair of values; never overflows (cross products when
 * all four terms are below 2^31, else comparison of the continued fractions). */
/*@ requires sound(a) && sound(b);
    assigns \nothing;
    ensures \result == order(cross(a, b));
*/
int ratio_compare_any(ifs_ratio a, ifs_ratio b);

/* Numbers of together at most 63 digits multiply to less than 2^63, as two below 2^31 always are. No division, unlike an
 * exact bound. */
/*@ requires a >= 0 && b >= 0;
    assigns \nothing;
    ensures \result ==> a * b <= INT64_MAX;
*/
static inline bool ratio_terms_fit(int64_t a, int64_t b)
{
    /*@ ghost int zeros_a = leading_zeros_of((unsigned long long)a | 1); int zeros_b = leading_zeros_of((unsigned long long)b | 1);
              if (zeros_a + zeros_b >= 65) { digits_add_up(a, b, 64 - zeros_a, 64 - zeros_b); }
              if (a <= 0x7fffffff) { at_least(0x7fffffff, a, b); } */
    return (uint64_t)(a | b) >> 31 == 0 ||
           __builtin_clzll((unsigned long long)a | 1) + __builtin_clzll((unsigned long long)b | 1) >= 65;
}

/*@ requires sound(r);
    assigns \nothing;
*/
static inline void ratio_claim_sound(ifs_ratio r)
{
    claim((r.num | (r.den - 1)) >= 0);
}

/*@ requires sound(a) && sound(b);
    assigns \nothing;
    ensures \result == order(cross(a, b));
*/
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

/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> sound(*out) && is_product(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
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

/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> b.num > 0 && sound(*out) && is_quotient(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
static inline bool ratio_div(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ratio_claim_sound(b);
    return b.num != 0 && ratio_mul(a, (ifs_ratio){b.den, b.num}, out);
}

/* Nearest whole number in the named direction. Always fits. */
/*@ requires sound(r);
    assigns \nothing;
    ensures \result >= 0 && rounded(\result, r, 1, rounding);
*/
int64_t ratio_round(ifs_ratio r, ifs_rounding rounding);

/* Nearest multiple of step (step > 0) in the named direction: the multiple itself, in the unit of r. False when it does
 * not fit 63 bits. */
/*@ requires sound(r) && step > 0 && \valid(out);
    assigns *out;
    ensures \result ==> *out >= 0 && multiple(*out, step) && rounded(*out, r, step, rounding);
    ensures !\result ==> *out == \old(*out);
    ensures !\result ==> \exists integer n; n > INT64_MAX && multiple(n, step) && rounded(n, r, step, rounding);
    ensures step == 1 ==> \result;
*/
bool ratio_round_to(ifs_ratio r, int64_t step, ifs_rounding rounding, int64_t *out);

/* True when r is a whole multiple of step (step > 0), reduced or not; zero is one. */
/*@ requires sound(r) && step > 0;
    assigns \nothing;
    ensures \result <==> \exists integer n; r.num == times(times(n, step), r.den);
*/
bool ratio_is_multiple(ifs_ratio r, int64_t step);

#endif
