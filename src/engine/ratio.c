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

/*@ requires sound(r);
    assigns \nothing;
*/
static void claim_sound(ifs_ratio r)
{
    claim(r.num >= 0);
    claim(r.den > 0);
}

/* Greatest common divisor; gcd(0, b) = b. */
/*@ requires a >= 0 && b > 0;
    assigns \nothing;
    ensures 0 < \result <= b;
    ensures a % \result == 0 && b % \result == 0;
    ensures coprime(a / \result, b / \result);
*/
static int64_t gcd(int64_t a, int64_t b)
{
    /* What a and b were is p a + q b and r a + s b of what they are. */
    /*@ ghost int64_t given_a = a; int64_t given_b = b; */
    /*@ ghost int64_t p = 1; int64_t q = 0; int64_t r = 0; int64_t s = 1; int sign = 1; */
    /*@ loop invariant a >= 0 && b >= 0 && a + b > 0;
        loop invariant p >= 0 && q >= 0 && r >= 0 && s >= 0;
        loop invariant \at(a, Pre) == p * a + q * b && \at(b, Pre) == r * a + s * b;
        loop invariant (sign == 1 || sign == -1) && p * s - q * r == sign;
        loop invariant a <= \at(b, Pre) || b == \at(b, Pre);
        loop assigns a, b, p, q, r, s, sign;
        loop variant b;
    */
    while (b != 0) {
        /*@ assert a == (a / b) * b + a % b && 0 <= a % b < b; */
        /*@ ghost multiplied(p, a, a / b, b, a % b); multiplied(r, a, a / b, b, a % b); */
        /*@ assert \at(a, Pre) == (p * (a / b) + q) * b + p * (a % b); */
        /*@ assert \at(b, Pre) == (r * (a / b) + s) * b + r * (a % b); */
        /*@ ghost factor_fits(given_a, p, a / b, q, b, a % b); factor_fits(given_b, r, a / b, s, b, a % b); */
        /*@ ghost int64_t next_p = p * (a / b) + q; q = p; p = next_p;
                  int64_t next_r = r * (a / b) + s; s = r; r = next_r; sign = -sign; */
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    /*@ assert \at(a, Pre) == p * a && \at(b, Pre) == r * a; */
    /*@ assert \at(a, Pre) / a == p && \at(b, Pre) / a == r; */
    /*@ assert combined(p, sign * s, r, sign * q) == 1; */
    return a;
}

/*@ requires a >= 0 && b >= 0 && \valid(product);
    assigns *product;
    ensures \result <==> a * b <= INT64_MAX;
    ensures \result ==> *product == a * b;
    ensures !\result ==> *product == \old(*product);
*/
static bool multiply(int64_t a, int64_t b, int64_t *product)
{
    if (!ratio_terms_fit(a, b) && b != 0 && a > INT64_MAX / b) {
        return false;
    }
    *product = a * b;
    return true;
}

/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result <==> a.num * b.num <= INT64_MAX && a.den * b.den <= INT64_MAX;
    ensures \result ==> out->num == a.num * b.num && out->den == a.den * b.den;
    ensures !\result ==> *out == \old(*out);
*/
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
    /*@ assert r.num == lowest.num * divisor && r.den == lowest.den * divisor; */
    /*@ ghost multiplied(lowest.num, r.den, lowest.den, divisor, 0); multiplied(lowest.den, r.num, lowest.num, divisor, 0); */
    return lowest;
}

bool ratio_mul_any(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    claim_sound(a);
    claim_sound(b);
    if (multiply_both(a, b, out)) {
        return true;
    }
    ifs_ratio c = ratio_reduce(a);
    ifs_ratio d = ratio_reduce(b);
    ifs_ratio c_over_d = ratio_make(c.num, d.den);
    ifs_ratio d_over_c = ratio_make(d.num, c.den);
    ifs_ratio left = ratio_reduce(c_over_d);
    ifs_ratio right = ratio_reduce(d_over_c);
    bool fits = multiply_both(left, right, out);
    /*@ ghost if (fits) { same_product(c, d, a, b, c_over_d, d_over_c, left, right, *out); } */
    return fits;
}

/* nums[0] * scales[0] + nums[1] * scales[1] */
/*@ requires \valid_read(nums + (0..1)) && \valid_read(scales + (0..1)) && \valid(sum);
    requires nums[0] >= 0 && nums[1] >= 0 && scales[0] >= 0 && scales[1] >= 0;
    requires \separated(sum, nums + (0..1)) && \separated(sum, scales + (0..1));
    assigns *sum;
    ensures \result <==> nums[0] * scales[0] + nums[1] * scales[1] <= INT64_MAX;
    ensures \result ==> *sum == nums[0] * scales[0] + nums[1] * scales[1];
*/
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

/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> sound(*out) && is_sum(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
static bool add_raw(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ifs_ratio sum;
    if (!multiply(a.den, b.den, &sum.den) ||
        !add_scaled((int64_t[2]){a.num, b.num}, (int64_t[2]){b.den, a.den}, &sum.num)) {
        return false;
    }
    /*@ ghost plain_sum(sum, a, b); */
    *out = sum;
    return true;
}

/* Over the least common denominator; what the sum shares with it is taken out before the denominator is formed. */
/*@ requires sound(a) && sound(b) && \valid(out);
    assigns *out;
    ensures \result ==> sound(*out) && is_sum(*out, a, b);
    ensures !\result ==> *out == \old(*out);
*/
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
    /*@ ghost lowest_sum(a, b, shared, sum, common, *out); */
    return true;
}

bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    claim_sound(a);
    claim_sound(b);
    if (add_raw(a, b, out)) {
        return true;
    }
    ifs_ratio c = ratio_reduce(a);
    ifs_ratio d = ratio_reduce(b);
    bool fits = add_reduced(c, d, out);
    /*@ ghost if (fits) { same_sum(c, d, a, b, *out); } */
    return fits;
}

/*@ assigns \nothing;
    ensures \result == order(a - b);
*/
static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Compares the continued fractions term by term: whole parts first; where they agree, the reciprocals of the rests,
 * whose order is the reverse. Denominators shrink as in Euclid's algorithm, so it ends. */
/*@ requires sound(a) && sound(b);
    assigns \nothing;
    ensures \result == order(cross(a, b));
*/
static int compare_terms(ifs_ratio a, ifs_ratio b)
{
    int sign = 1;
    /*@ loop invariant sound(a) && sound(b) && (sign == 1 || sign == -1);
        loop invariant sign * order(cross(a, b)) == order(cross(\at(a, Pre), \at(b, Pre)));
        loop assigns a, b, sign;
        loop variant a.den;
    */
    for (;;) {
        int64_t whole_a = a.num / a.den;
        int64_t whole_b = b.num / b.den;
        /*@ ghost if (whole_a < whole_b) { wholes_decide(a.num, a.den, whole_a, b.num, b.den, whole_b); }
                  if (whole_b < whole_a) { wholes_decide(b.num, b.den, whole_b, a.num, a.den, whole_a); } */
        int whole = order(whole_a, whole_b);
        if (whole != 0) {
            return sign * whole;
        }
        int64_t rest_a = a.num % a.den;
        int64_t rest_b = b.num % b.den;
        /*@ ghost multiplied(b.den, a.num, whole_a, a.den, rest_a); multiplied(a.den, b.num, whole_b, b.den, rest_b); */
        /*@ assert cross(a, b) == rest_a * b.den - rest_b * a.den; */
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
/*@ requires 0 <= past < step && 0 <= rest < den;
    assigns \nothing;
    ensures rounding == IFS_ROUND_UP ==> (\result <==> past > 0 || rest > 0);
    ensures rounding == IFS_ROUND_HALF_UP ==> (\result <==> 2 * (past * den + rest) >= step * den);
    ensures \result ==> rounding == IFS_ROUND_UP || rounding == IFS_ROUND_HALF_UP;
*/
static bool rounds_up(int64_t past, int64_t step, int64_t rest, int64_t den, ifs_rounding rounding)
{
    /*@ ghost if (step - past - past >= 2) { at_least(step - past - past, 2, den); }
              if (past >= step - past) { at_least(past, step - past, den); } */
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
    /*@ assert r.num == below * r.den + (past * r.den + r.num % r.den) && 0 <= r.num % r.den < r.den; */
    /*@ ghost at_least(step - 1, past, r.den); */
    /*@ assert below == times(whole / step, step) && below + step == times(whole / step + 1, step); */
    if (!rounds_up(past, step, r.num % r.den, r.den, rounding)) {
        *out = below;
        return true;
    }
    /*@ assert multiple(below + step, step) && rounded(below + step, r, step, rounding); */
    if (below > INT64_MAX - step) {
        /*@ ghost whole_fits(r.num, r.den, whole, r.num % r.den); */
        /*@ assert step == 1 ==> past == 0 && whole == INT64_MAX && r.num % r.den == 0; */
        /*@ assert step == 1 ==> past * r.den + r.num % r.den == 0; */
        return false;
    }
    *out = below + step;
    return true;
}

int64_t ratio_round(ifs_ratio r, ifs_rounding rounding)
{
    int64_t nearest;
    bool fits = ratio_round_to(r, 1, rounding, &nearest);
    claim(fits); /* with a rest the whole part is at most INT64_MAX / 2 */
    return nearest;
}

bool ratio_is_multiple(ifs_ratio r, int64_t step)
{
    claim_sound(r);
    claim(step > 0);
    /*@ assert r.num % r.den == 0 ==> r.num == times(r.num / r.den, r.den); */
    /*@ assert r.num / r.den % step == 0 ==> r.num / r.den == times(r.num / r.den / step, step); */
    return r.num % r.den == 0 && r.num / r.den % step == 0;
}
