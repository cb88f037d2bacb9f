/*
 * known.h - figures that may not be known: den 0.
 */
#ifndef IFS_KNOWN_H
#define IFS_KNOWN_H

#include "ratio.h"

/* What is computed from a figure that is not known is not known, nor is what leaves 63 bits, or divides by nothing. */
ifs_ratio known_times(ifs_ratio a, ifs_ratio b);
ifs_ratio known_over(ifs_ratio a, ifs_ratio b);
ifs_ratio known_plus(ifs_ratio a, ifs_ratio b);

/* The next multiple of the step. */
ifs_ratio known_to_step(ifs_ratio figure, int64_t step, ifs_rounding rounding);

/* Certainly above: both are known. */
bool known_above(ifs_ratio a, ifs_ratio b);

/* The lower of both; where one is not known, the other. */
ifs_ratio known_lower(ifs_ratio a, ifs_ratio b);

/* Seconds as hours: what a rate per hour is multiplied with. */
ifs_ratio known_hours(int64_t seconds);

#endif
