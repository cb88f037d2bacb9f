/*
 * ratio.c - exact non-negative fractions.
 *
 * Decides how two fractions are multiplied, divided, added, compared and rounded. Every operation takes fractions as
 * they stand, reduced or not, and is exact. The invariant: nothing wraps. A product is formed only after it was shown
 * to fit 63 bits; where the raw product does not fit, the operands are reduced first; where that does not help, the
 * caller is told. No 128-bit product is needed anywhere (wasm32 would call a helper for it).
 *
 * Plausible ranges, units and the choice of a rounding direction are left to the callers.
 */
#include "ratio.h"

#include "claim.h"

static void claim_sound(ifs_ratio r)
{
    claim(r.num >= 0);
    claim(r.den > 0);
}

/* Greatest common divisor; gcd(0, b) = b. */
static int64_t gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool multiply(int64_t a, int64_t b, int64_t *product)
{
    if (!ratio_terms_fit(a, b) && b != 0 && a > INT64_MAX / b) {
        return false;
    }
    *product = a * b;
    return true;
}

static bool multiply_both(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ifs_ratio product;
    if (!multiply(a.num, b.num, &product.num) || !multiply(a.den, b.den, &product.den)) {
        return false;
    }
    *out = product;
    return true;
}

ifs_ratio ratio_reduce(ifs_ratio r)
{
    claim_sound(r);
    int64_t divisor = gcd(r.num, r.den);
    ifs_ratio lowest = {r.num / divisor, r.den / divisor};
    return lowest;
}

bool ratio_mul_any(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    claim_sound(a);
    claim_sound(b);
    if (multiply_both(a, b, out)) {
        return true;
    }
    a = ratio_reduce(a);
    b = ratio_reduce(b);
    ifs_ratio left = ratio_reduce(ratio_make(a.num, b.den));
    ifs_ratio right = ratio_reduce(ratio_make(b.num, a.den));
    return multiply_both(left, right, out);
}

/* nums[0] * scales[0] + nums[1] * scales[1] */
static bool add_scaled(const int64_t nums[2], const int64_t scales[2], int64_t *sum)
{
    int64_t left;
    int64_t right;
    if (!multiply(nums[0], scales[0], &left) || !multiply(nums[1], scales[1], &right) || left > INT64_MAX - right) {
        return false;
    }
    *sum = left + right;
    return true;
}

static bool add_raw(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ifs_ratio sum;
    if (!multiply(a.den, b.den, &sum.den) ||
        !add_scaled((int64_t[2]){a.num, b.num}, (int64_t[2]){b.den, a.den}, &sum.num)) {
        return false;
    }
    *out = sum;
    return true;
}

/* Over the least common denominator; what the sum shares with it is taken out before the denominator is formed. */
static bool add_reduced(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    int64_t shared = gcd(a.den, b.den);
    int64_t sum;
    if (!add_scaled((int64_t[2]){a.num, b.num}, (int64_t[2]){b.den / shared, a.den / shared}, &sum)) {
        return false;
    }
    int64_t common = gcd(sum, shared);
    int64_t den;
    if (!multiply(a.den / shared, b.den / common, &den)) {
        return false;
    }
    *out = ratio_make(sum / common, den);
    return true;
}

bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    claim_sound(a);
    claim_sound(b);
    return add_raw(a, b, out) || add_reduced(ratio_reduce(a), ratio_reduce(b), out);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Compares the continued fractions term by term: whole parts first; where they agree, the reciprocals of the rests,
 * whose order is the reverse. Denominators shrink as in Euclid's algorithm, so it ends. */
static int compare_terms(ifs_ratio a, ifs_ratio b)
{
    int sign = 1;
    for (;;) {
        int whole = order(a.num / a.den, b.num / b.den);
        if (whole != 0) {
            return sign * whole;
        }
        int64_t rest_a = a.num % a.den;
        int64_t rest_b = b.num % b.den;
        if (rest_a == 0 || rest_b == 0) {
            return sign * order(rest_a, rest_b);
        }
        a = ratio_make(a.den, rest_a);
        b = ratio_make(b.den, rest_b);
        sign = -sign;
    }
}

int ratio_compare_any(ifs_ratio a, ifs_ratio b)
{
    claim_sound(a);
    claim_sound(b);
    return compare_terms(a, b);
}

/* True when whole + rest/den is to be rounded up to the next multiple of step; past = whole % step. Halves need no
 * product: past + rest/den >= step/2 is decided by past alone unless exactly half a unit is missing. */
static bool rounds_up(int64_t past, int64_t step, int64_t rest, int64_t den, ifs_rounding rounding)
{
    switch (rounding) {
    case IFS_ROUND_UP:
        return past > 0 || rest > 0;
    case IFS_ROUND_HALF_UP:
        return past >= step - past || (step - past - past == 1 && rest >= den - rest);
    case IFS_ROUND_DOWN:
        break;
    }
    return false;
}

bool ratio_round_to(ifs_ratio r, int64_t step, ifs_rounding rounding, int64_t *out)
{
    claim_sound(r);
    claim(step > 0);
    int64_t whole = r.num / r.den;
    int64_t past = whole % step;
    int64_t below = whole - past;
    if (!rounds_up(past, step, r.num % r.den, r.den, rounding)) {
        *out = below;
        return true;
    }
    if (below > INT64_MAX - step) {
        return false;
    }
    *out = below + step;
    return true;
}

int64_t ratio_round(ifs_ratio r, ifs_rounding rounding)
{
    int64_t nearest;
    claim(ratio_round_to(r, 1, rounding, &nearest)); /* with a rest the whole part is at most INT64_MAX / 2 */
    return nearest;
}

bool ratio_is_multiple(ifs_ratio r, int64_t step)
{
    claim_sound(r);
    claim(step > 0);
    return r.num % r.den == 0 && r.num / r.den % step == 0;
}
