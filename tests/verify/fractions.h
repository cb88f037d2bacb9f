/*
 * fractions.h - what Eva reads in the place of src/engine/ratio.h: each function does anything that its contract there allows.
 *
 * That the functions of ratio.c keep those contracts is proved by WP; Eva, which knows intervals, could not follow their products.
 * A claim is checked here as it is there.
 */
#ifndef IFS_RATIO_H
#define IFS_RATIO_H

#include "__fc_builtin.h"

#include "claim.h"
#include "infusheet.h"

static inline ifs_ratio ratio_make(int64_t num, int64_t den)
{
    claim(num >= 0);
    claim(den > 0);
    return (ifs_ratio){num, den};
}

static inline ifs_ratio ratio_whole(int64_t n)
{
    return ratio_make(n, 1);
}

static inline bool any_ratio(bool possible, ifs_ratio *out)
{
    if (!possible || Frama_C_interval(0, 1) == 0) {
        return false;
    }
    out->num = Frama_C_long_interval(0, INT64_MAX);
    out->den = Frama_C_long_interval(1, INT64_MAX);
    return true;
}

static inline void sound_one(ifs_ratio r)
{
    claim(r.num >= 0);
    claim(r.den > 0);
}

static inline bool of_two(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    sound_one(a);
    sound_one(b);
    return any_ratio(true, out);
}

static inline ifs_ratio ratio_reduce(ifs_ratio r)
{
    sound_one(r);
    return (ifs_ratio){Frama_C_long_interval(0, r.num), Frama_C_long_interval(1, r.den)};
}

static inline bool ratio_mul(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    return of_two(a, b, out);
}

static inline bool ratio_add(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    return of_two(a, b, out);
}

static inline bool ratio_div(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    sound_one(a);
    sound_one(b);
    return any_ratio(b.num != 0, out);
}

static inline int ratio_compare(ifs_ratio a, ifs_ratio b)
{
    sound_one(a);
    sound_one(b);
    return Frama_C_interval(-1, 1);
}

static inline int64_t ratio_round(ifs_ratio r, ifs_rounding rounding)
{
    (void)rounding;
    sound_one(r);
    return Frama_C_long_interval(0, INT64_MAX);
}

static inline bool ratio_round_to(ifs_ratio r, int64_t step, ifs_rounding rounding, int64_t *out)
{
    (void)rounding;
    sound_one(r);
    claim(step > 0);
    if (step != 1 && Frama_C_interval(0, 1) == 0) {
        return false;
    }
    *out = Frama_C_long_interval(0, INT64_MAX);
    return true;
}

static inline bool ratio_is_multiple(ifs_ratio r, int64_t step)
{
    sound_one(r);
    claim(step > 0);
    return Frama_C_interval(0, 1) != 0;
}

#endif
