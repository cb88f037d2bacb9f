/*
 * known.c - figures that may not be known.
 *
 * Decides what follows from a figure that a file does not give: nothing. Invariant: den 0 comes out wherever it goes in, and wherever
 * an exact result does not fit, so that who judges a protocol judges only what is certain. What a patient gets is computed elsewhere.
 */
#include "known.h"

#define SECONDS_PER_HOUR 3600

static bool both(ifs_ratio a, ifs_ratio b)
{
    return a.den != 0 && b.den != 0;
}

ifs_ratio known_times(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio product;
    return both(a, b) && ratio_mul(a, b, &product) ? product : (ifs_ratio){0, 0};
}

ifs_ratio known_over(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio quotient;
    return both(a, b) && ratio_div(a, b, &quotient) ? quotient : (ifs_ratio){0, 0};
}

ifs_ratio known_plus(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio sum;
    return both(a, b) && ratio_add(a, b, &sum) ? sum : (ifs_ratio){0, 0};
}

ifs_ratio known_to_step(ifs_ratio figure, int64_t step, ifs_rounding rounding)
{
    int64_t rounded = 0;
    return figure.den != 0 && ratio_round_to(figure, step, rounding, &rounded) ? ratio_whole(rounded) : (ifs_ratio){0, 0};
}

bool known_above(ifs_ratio a, ifs_ratio b)
{
    return both(a, b) && ratio_compare(a, b) > 0;
}

ifs_ratio known_lower(ifs_ratio a, ifs_ratio b)
{
    return a.den == 0 || known_above(a, b) ? b : a;
}

ifs_ratio known_hours(int64_t seconds)
{
    return ratio_make(seconds, SECONDS_PER_HOUR);
}
