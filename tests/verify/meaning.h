/*
 * meaning.h - what the contracts in src/engine speak of, and what their proofs lean on; read by Frama-C before each source.
 *
 * Numbers in contracts are mathematical integers: they do not wrap. A lemma is proved like a contract; an axiom is not, so
 * those here are only about single bits, where the provers' integers know nothing, and bits.smt2 proves each of them.
 */
#ifndef VERIFY_MEANING_H
#define VERIFY_MEANING_H

#include "infusheet.h"

/* ---- Fractions ---- */

/*@
  predicate sound(ifs_ratio r) = r.num >= 0 && r.den > 0;

  // The sign of cross is the order of the two fractions: negative where a is below b.
  logic integer cross(ifs_ratio a, ifs_ratio b) = a.num * b.den - b.num * a.den;

  predicate same(ifs_ratio a, ifs_ratio b) = cross(a, b) == 0;

  // A bound with den 0 is no bound, and nothing passes it; what is equal to a bound does not pass it.
  predicate is_bound(ifs_ratio bound) = bound.den == 0 || sound(bound);
  predicate passes_low(ifs_ratio figure, ifs_ratio bound) = bound.den != 0 && cross(figure, bound) < 0;
  predicate passes_high(ifs_ratio figure, ifs_ratio bound) = bound.den != 0 && cross(figure, bound) > 0;

  logic integer order(integer difference) = difference < 0 ? -1 : (difference > 0 ? 1 : 0);

  // No number but 1 divides both: what divides them divides the 1 as well.
  logic integer combined(integer n, integer s, integer m, integer q) = n * s - m * q;
  predicate coprime(integer n, integer m) = \exists integer s, q; combined(n, s, m, q) == 1;


  // n is r in whole steps: not above it and less than a step below; not below it and less than a step above; or within half
  // a step, where exactly half a step goes up.
  predicate rounded(integer n, ifs_ratio r, integer step, ifs_rounding rounding) =
    (rounding == IFS_ROUND_DOWN ==> n * r.den <= r.num < (n + step) * r.den) &&
    (rounding == IFS_ROUND_UP ==> (n - step) * r.den < r.num <= n * r.den) &&
    (rounding == IFS_ROUND_HALF_UP ==> (2 * n - step) * r.den <= 2 * r.num < (2 * n + step) * r.den);

  // times(k, d) is k * d by a name, so that the provers find the k.
  axiomatic Times {
    logic integer times(integer k, integer d) reads \nothing;
    axiom times_multiplies: \forall integer k, d; times(k, d) == k * d;
  }
  predicate multiple(integer n, integer step) = \exists integer k; n == times(k, step);

  predicate is_product(ifs_ratio out, ifs_ratio a, ifs_ratio b) =
    out.num * (a.den * b.den) == (a.num * b.num) * out.den;
  predicate is_quotient(ifs_ratio out, ifs_ratio a, ifs_ratio b) =
    out.num * (a.den * b.num) == (a.num * b.den) * out.den;
  predicate is_sum(ifs_ratio out, ifs_ratio a, ifs_ratio b) =
    out.num * (a.den * b.den) == (a.num * b.den + b.num * a.den) * out.den;
*/

/*@ predicate no_fact(ifs_fact_set *facts) = \forall integer i; 0 <= i < IFS_FACT_MAX / 64 ==> facts->bits[i] == 0; */

/* Nothing that could be drawn up, run or keyed into a pump. */
/*@ predicate gives_nothing(ifs_infusion *infusion) =
      infusion->dose.mcg == 0 && infusion->draw.ul == 0 && infusion->flow.ul_per_h == 0 && infusion->drops_per_min == 0;
*/

/* ---- Steps of proofs ----
 *
 * What the provers do not find between the divisions of the code, they find here, where nothing else is in sight. */

/*@
  lemma cancel: \forall integer x, y, k; k > 0 && times(x, k) == times(y, k) ==> x == y;
  lemma quotient: \forall integer k, d; k >= 0 && d > 0 ==> times(k, d) / d == k && times(k, d) % d == 0;
  lemma plain_product: \forall ifs_ratio out, a, b;
    out.num == a.num * b.num && out.den == a.den * b.den ==> is_product(out, a, b);
*/

/*@ ghost
  /@ requires a == t * b + rest;
     assigns \nothing;
     ensures p * a == p * t * b + p * rest;
  @/
  void multiplied(int64_t p, int64_t a, int64_t t, int64_t b, int64_t rest) { }

  /@ requires n == t * b + u * c;
     assigns \nothing;
     ensures k * l * m * o * n == k * l * m * o * t * b + k * l * m * o * u * c;
  @/
  void substituted(int64_t k, int64_t l, int64_t m, int64_t o, int64_t n, int64_t t, int64_t b, int64_t u, int64_t c)
  {
      /@ assert o * n == o * t * b + o * u * c; @/
      /@ assert m * o * n == m * o * t * b + m * o * u * c; @/
      /@ assert l * m * o * n == l * m * o * t * b + l * m * o * u * c; @/
  }

  /@ requires a * b * c * d == e * f * g * h;
     assigns \nothing;
     ensures k * l * a * b * c * d == k * l * e * f * g * h;
  @/
  void both_times(int64_t k, int64_t l, int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h)
  {
      /@ assert l * a * b * c * d == l * e * f * g * h; @/
  }

  /@ requires a >= b && k >= 0;
     assigns \nothing;
     ensures a * k >= b * k;
  @/
  void at_least(int64_t a, int64_t b, int64_t k) { }

  /@ requires n == (p * t + q) * b + p * rest && p >= 0 && t >= 0 && q >= 0 && b >= 1 && rest >= 0;
     assigns \nothing;
     ensures p * t + q <= n;
  @/
  void factor_fits(int64_t n, int64_t p, int64_t t, int64_t q, int64_t b, int64_t rest)
  {
      /@ assert (p * t + q) >= 0 && p * rest >= 0; @/
      /@ assert (p * t + q) * b >= p * t + q; @/
  }

  /@ requires 0 <= n < w * d + d && m >= v * e && 0 <= w < v && d > 0 && e > 0;
     assigns \nothing;
     ensures n * e < m * d;
  @/
  void wholes_decide(int64_t n, int64_t d, int64_t w, int64_t m, int64_t e, int64_t v)
  {
      /@ assert w * d + d <= v * d; @/
      /@ assert n < v * d; @/
      /@ assert n * e < (v * d) * e; @/
      /@ assert (v * e) * d <= m * d; @/
  }

  /@ requires sound(a) && sound(b) && sound(c) && sound(d) && sound(l) && sound(r);
     requires same(c, a) && same(d, b);
     requires same(l, x) && x.num == c.num && x.den == d.den;
     requires same(r, y) && y.num == d.num && y.den == c.den;
     requires out.num == l.num * r.num && out.den == l.den * r.den;
     assigns \nothing;
     ensures is_product(out, a, b);
  @/
  void same_product(ifs_ratio c, ifs_ratio d, ifs_ratio a, ifs_ratio b, ifs_ratio x, ifs_ratio y,
                    ifs_ratio l, ifs_ratio r, ifs_ratio out)
  {
      /@ assert l.num * d.den == c.num * l.den && r.num * c.den == d.num * r.den; @/
      /@ assert (l.num * d.den) * (r.num * c.den) == (c.num * l.den) * (d.num * r.den); @/
      /@ assert (l.num * r.num) * (c.den * d.den) == (c.num * d.num) * (l.den * r.den); @/
      /@ assert times(c.num * a.den, d.num * b.den) == times(a.num * c.den, b.num * d.den); @/
      /@ assert (c.num * a.den) * (d.num * b.den) == (a.num * c.den) * (b.num * d.den); @/
      /@ assert (c.num * d.num) * (a.den * b.den) == (a.num * b.num) * (c.den * d.den); @/
      both_times(a.den, b.den, l.num, r.num, c.den, d.den, c.num, d.num, l.den, r.den);
      both_times(l.den, r.den, c.num, d.num, a.den, b.den, a.num, b.num, c.den, d.den);
      /@ assert ((l.num * r.num) * (a.den * b.den)) * (c.den * d.den) == ((a.num * b.num) * (l.den * r.den)) * (c.den * d.den); @/
      /@ assert times((l.num * r.num) * (a.den * b.den), c.den * d.den) ==
                times((a.num * b.num) * (l.den * r.den), c.den * d.den); @/
      /@ assert (l.num * r.num) * (a.den * b.den) == (a.num * b.num) * (l.den * r.den); @/
      substituted(a.den, b.den, 1, 1, out.num, l.num, r.num, 0, 0);
      substituted(a.num, b.num, 1, 1, out.den, l.den, r.den, 0, 0);
  }

  /@ requires sound(a) && sound(b) && sound(c) && sound(d) && sound(out);
     requires same(c, a) && same(d, b) && is_sum(out, c, d);
     assigns \nothing;
     ensures is_sum(out, a, b);
  @/
  void same_sum(ifs_ratio c, ifs_ratio d, ifs_ratio a, ifs_ratio b, ifs_ratio out)
  {
      /@ assert (c.num * a.den) * (d.den * b.den) == (a.num * c.den) * (d.den * b.den); @/
      /@ assert (d.num * b.den) * (c.den * a.den) == (b.num * d.den) * (c.den * a.den); @/
      /@ assert (out.num * (c.den * d.den)) * (a.den * b.den) == ((c.num * d.den + d.num * c.den) * out.den) * (a.den * b.den); @/
      /@ assert (c.num * d.den + d.num * c.den) * (a.den * b.den) == (a.num * b.den + b.num * a.den) * (c.den * d.den); @/
      /@ assert times(out.num * (a.den * b.den), c.den * d.den) ==
                times((a.num * b.den + b.num * a.den) * out.den, c.den * d.den); @/
  }

  /@ requires a.den == p * shared && b.den == q * shared && sum == a.num * q + b.num * p;
     requires sum == s * common && shared == t * common;
     assigns \nothing;
     ensures s * (a.den * b.den) == (a.num * b.den + b.num * a.den) * (p * (q * t));
     ensures b.den == q * t * common;
  @/
  void reduced_sum(ifs_ratio a, ifs_ratio b, int64_t p, int64_t q, int64_t shared,
                   int64_t sum, int64_t s, int64_t t, int64_t common)
  {
      substituted(1, 1, s, b.den, a.den, p, shared, 0, 0);
      substituted(1, s, p, shared, b.den, q, shared, 0, 0);
      substituted(s, p, q, shared, shared, t, common, 0, 0);
      substituted(p, q, t, shared, sum, s, common, 0, 0);
      substituted(a.num, p, q, t, b.den, q, shared, 0, 0);
      substituted(b.num, p, q, t, a.den, p, shared, 0, 0);
      substituted(p, q, t, shared, sum, a.num, q, b.num, p);
      substituted(1, 1, 1, q, shared, t, common, 0, 0);
  }

  /@ requires shared > 0 && common > 0 && a.den % shared == 0 && b.den % shared == 0;
     requires sum % common == 0 && shared % common == 0 && sum >= 0 && sound(a) && sound(b);
     requires sum == a.num * (b.den / shared) + b.num * (a.den / shared);
     requires out.num == sum / common && out.den == (a.den / shared) * (b.den / common);
     assigns \nothing;
     ensures is_sum(out, a, b);
  @/
  void lowest_sum(ifs_ratio a, ifs_ratio b, int64_t shared, int64_t sum, int64_t common, ifs_ratio out)
  {
      reduced_sum(a, b, a.den / shared, b.den / shared, shared, sum, sum / common, shared / common, common);
      /@ assert b.den == times((b.den / shared) * (shared / common), common); @/
      /@ assert (b.den / shared) * (shared / common) >= 0; @/
      /@ assert b.den / common == (b.den / shared) * (shared / common); @/
      /@ assert out.den == (a.den / shared) * ((b.den / shared) * (shared / common)); @/
      /@ assert out.num * (a.den * b.den) == (a.num * b.den + b.num * a.den) * out.den; @/
  }

  /@ requires out.num == a.num * b.den + b.num * a.den && out.den == a.den * b.den;
     assigns \nothing;
     ensures is_sum(out, a, b);
  @/
  void plain_sum(ifs_ratio out, ifs_ratio a, ifs_ratio b)
  {
      substituted(1, 1, 1, out.den, out.num, a.num, b.den, b.num, a.den);
      substituted(1, 1, 1, out.num, out.den, a.den, b.den, 0, 0);
  }

  /@ requires num == whole * den + rest && 0 <= rest < den && whole >= 0;
     assigns \nothing;
     ensures rest > 0 ==> whole < INT64_MAX;
  @/
  void whole_fits(int64_t num, int64_t den, int64_t whole, int64_t rest)
  {
      if (den >= 2) { at_least(den, 2, whole); }
  }
*/

/* ---- Products of 64 bits ---- */

/*@
  axiomatic Powers {
    logic integer power(integer n) reads \nothing;
    axiom power_none: power(0) == 1;
    axiom power_next: \forall integer n; n > 0 ==> power(n) == 2 * power(n - 1);
  }
  lemma power_8: power(8) == 0x100;
  lemma power_16: power(16) == 0x10000;
  lemma power_32: power(32) == 0x100000000;
  lemma power_63: power(63) == 0x8000000000000000;
*/

/*@ ghost
  /@ requires 0 <= a < power(n) && 0 <= b < power(m);
     requires 0 <= n && 0 <= m && n + m <= 63;
     assigns \nothing;
     ensures a * b < power(63);
  @/
  void digits_add_up(int64_t a, int64_t b, int n, int m)
  {
      int i = 0;
      /@ loop invariant 0 <= i <= n;
         loop invariant power(i) * power(m) == power(i + m);
         loop assigns i;
         loop variant n - i;
      @/
      while (i < n) {
          /@ assert power(i + 1) == 2 * power(i); @/
          /@ assert power(i + m + 1) == 2 * power(i + m); @/
          /@ assert power(i + 1) * power(m) == power(i + m + 1); @/
          i = i + 1;
      }
      i = 0;
      /@ loop invariant 0 <= i <= n + m && power(i) > 0;
         loop assigns i;
         loop variant n + m - i;
      @/
      while (i < n + m) { i = i + 1; }
      /@ loop invariant n + m <= i <= 63 && power(n + m) <= power(i);
         loop assigns i;
         loop variant 63 - i;
      @/
      while (i < 63) { i = i + 1; }
      /@ assert a * b <= a * power(m) <= power(n) * power(m); @/
      /@ assert a * b < power(n) * power(m); @/
  }
*/

/*@
  axiomatic Bits {
    axiom or_one: \forall integer x; 0 <= x <= UINT64_MAX ==> x <= (x | 1) <= UINT64_MAX && 0 < (x | 1);
    axiom or_none: \forall integer x, y; 0 <= x <= UINT64_MAX && 0 <= y <= UINT64_MAX ==> ((x | y) == 0 <==> x == 0 && y == 0);
    axiom or_signs: \forall integer x, y; INT64_MIN <= x <= INT64_MAX && INT64_MIN <= y <= INT64_MAX ==>
      ((x | y) >= 0 <==> x >= 0 && y >= 0);
    axiom or_short: \forall integer x, y; 0 <= x <= INT64_MAX && 0 <= y <= INT64_MAX && ((x | y) & -0x80000000) == 0 ==>
      x <= 0x7fffffff && y <= 0x7fffffff;
  }
*/

/* ---- What the compiler brings along ---- */

/*@ axiomatic LeadingZeros { logic integer leading_zeros(integer x) reads \nothing; } */

/*@ requires x != 0;
    assigns \nothing;
    ensures \result == leading_zeros(x);
    ensures 0 <= \result <= 63;
    ensures x < power(64 - \result);
*/
int __builtin_clzll(unsigned long long x);

/*@ ghost
  /@ requires x != 0;
     assigns \nothing;
     ensures \result == leading_zeros(x);
     ensures 0 <= \result <= 63;
     ensures x < power(64 - \result);
  @/
  int leading_zeros_of(unsigned long long x);
*/

/*@ requires x != 0;
    assigns \nothing;
    ensures 0 <= \result <= 63;
*/
int __builtin_ctzll(unsigned long long x);

/* memset with 0, for each list that is cleared by it. */
/*@ requires \valid(infusions + (0 .. IFS_INFUSION_MAX - 1));
    assigns infusions[0 .. IFS_INFUSION_MAX - 1];
    ensures \forall integer i; 0 <= i < IFS_INFUSION_MAX ==> gives_nothing(infusions + i);
*/
void clear_infusions(ifs_infusion *infusions);
/*@ requires \valid(steps + (0 .. IFS_STEP_MAX - 1));
    assigns steps[0 .. IFS_STEP_MAX - 1];
*/
void clear_steps(ifs_step *steps);
/*@ requires \valid(rescues + (0 .. IFS_RESCUE_MAX - 1));
    assigns rescues[0 .. IFS_RESCUE_MAX - 1];
*/
void clear_rescues(ifs_rescue *rescues);

/*@ requires \false;
    assigns \nothing;
    ensures \false;
*/
void __builtin_trap(void);

#endif
