/*
 * limit.c - soft and hard, low and high.
 *
 * Decides whether a figure lies within a limit, beyond its soft bounds, or beyond its hard ones. The invariant: a bound
 * is part of what it allows (equal is within), the gravest bound passed decides, and an absent bound (den 0) allows
 * everything.
 *
 * Which figure is checked (the delivered one, after rounding), whether the limit applies to this patient, and what
 * follows from the verdict are left to the plan.
 */
#include "limit.h"

#include "ratio.h"

/*@ requires sound(figure) && is_bound(bound);
    assigns \nothing;
    ensures \result <==> passes_low(figure, bound);
*/
static bool below(ifs_ratio figure, ifs_ratio bound)
{
    return bound.den != 0 && ratio_compare(figure, bound) < 0;
}

/*@ requires sound(figure) && is_bound(bound);
    assigns \nothing;
    ensures \result <==> passes_high(figure, bound);
*/
static bool above(ifs_ratio figure, ifs_ratio bound)
{
    return bound.den != 0 && ratio_compare(figure, bound) > 0;
}

enum limit_verdict limit_check(ifs_ratio figure, const struct limit *limit)
{
    if (below(figure, limit->hard_min) || above(figure, limit->hard_max)) {
        return LIMIT_BEYOND_HARD;
    }
    if (below(figure, limit->soft_min) || above(figure, limit->soft_max)) {
        return LIMIT_BEYOND_SOFT;
    }
    return LIMIT_WITHIN;
}
