/*
 * ratio.h - exact non-negative fractions.
 */
#ifndef IFS_RATIO_H
#define IFS_RATIO_H

#include "infusheet.h"

/* num/den as it stands, not reduced. Claims num >= 0 and den > 0. */
ifs_ratio ratio_make(int64_t num, int64_t den);

/* n/1. */
ifs_ratio ratio_whole(int64_t n);

/* Lowest terms. */
ifs_ratio ratio_reduce(ifs_ratio r);

/* Every function below claims that its operands have num >= 0 and den > 0: the all-zero "no value" traps. */

/* Products, quotients and sums. Reduced crosswise only when the raw product would not fit; false (and *out
 * untouched) when even the reduced result does not fit 63 bits, or when dividing by zero. A sum also fails when its
 * numerator over the least common denominator does not fit. Never wraps. */
bool ratio_mul(ifs_ratio a, ifs_ratio b, ifs_ratio *out);
bool ratio_div(ifs_ratio a, ifs_ratio b, ifs_ratio *out);
bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out);

/* -1, 0, 1 as a is below, equal to, above b. Exact for every pair of values; never overflows (cross products when
 * all four terms are below 2^31, else comparison of the continued fractions). */
int ratio_compare(ifs_ratio a, ifs_ratio b);

/* Nearest whole number in the named direction. Always fits. */
int64_t ratio_round(ifs_ratio r, ifs_rounding rounding);

/* Nearest multiple of step (step > 0) in the named direction: the multiple itself, in the unit of r. False when it does
 * not fit 63 bits. */
bool ratio_round_to(ifs_ratio r, int64_t step, ifs_rounding rounding, int64_t *out);

/* True when r is a whole multiple of step (step > 0), reduced or not; zero is one. */
bool ratio_is_multiple(ifs_ratio r, int64_t step);

#endif
