/*
 * prove_totals.c - the most in any window, computed once more.
 *
 * Every giving of every phase is an interval with a constant flow, or a moment. The amount in a window that slides along them is greatest where
 * the window begins or ends with one of them, and what was given before counts whole in the first. Invariant: nothing is shared with
 * totals.c but the plan's integers; where everything lies in one window it is a sum.
 */
#include "prove.h"
#include "ratio.h"

/* Phase i begins at from[i]; the last of its givings ends at to[i]. */
struct course_of_order {
    const ifs_plan *plan;
    ifs_ratio from[IFS_INFUSION_MAX];
    ifs_ratio length[IFS_INFUSION_MAX]; /* of one giving */
    ifs_ratio to[IFS_INFUSION_MAX];
    bool fits; /* false: a figure did not, and the others mean nothing */
};

/* ---- Arithmetic that says when it did not fit ----------------------------------------------------------------------------- */

static ifs_ratio sum(struct course_of_order *course, ifs_ratio a, ifs_ratio b)
{
    ifs_ratio out = a;
    course->fits = ratio_add(a, b, &out) && course->fits;
    return ratio_reduce(out);
}

static ifs_ratio product(struct course_of_order *course, ifs_ratio a, ifs_ratio b)
{
    ifs_ratio out = a;
    course->fits = ratio_mul(a, b, &out) && course->fits;
    return ratio_reduce(out);
}

/* Nothing where b is the larger. */
static ifs_ratio difference(struct course_of_order *course, ifs_ratio a, ifs_ratio b)
{
    int64_t left = 0;
    int64_t right = 0;
    int64_t den = 1;
    bool fits = !__builtin_mul_overflow(a.num, b.den, &left) && !__builtin_mul_overflow(b.num, a.den, &right) &&
                !__builtin_mul_overflow(a.den, b.den, &den);
    course->fits = fits && course->fits;
    return fits && left > right ? ratio_reduce(ratio_make(left - right, den)) : ratio_whole(0);
}

/* ---- When what is given ------------------------------------------------------------------------------------------------------ */

static ifs_ratio given_by(const ifs_infusion *infusion)
{
    bool titrated = infusion->most_mcg.den != 0 && ratio_compare(infusion->most_mcg, infusion->delivered_mcg) > 0;
    return ratio_reduce(titrated ? infusion->most_mcg : infusion->delivered_mcg);
}

static int64_t doses_of(const ifs_infusion *infusion)
{
    return infusion->doses > 1 ? infusion->doses : 1;
}

static void lay_out(const ifs_plan *plan, struct course_of_order *course)
{
    ifs_ratio now = ratio_whole(0);
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        course->length[i] = ratio_reduce(infusion->delivered_s);
        course->from[i] = sum(course, now, ratio_whole(infusion->after.s));
        ifs_ratio last = sum(course, course->from[i], ratio_whole((doses_of(infusion) - 1) * infusion->every.s));
        course->to[i] = sum(course, last, course->length[i]);
        now = course->to[i];
    }
}

/* What is given at once just at one edge belongs to the window, at the other no more: two givings a whole day apart are of two days. */
struct window {
    ifs_ratio low;
    ifs_ratio high;
    bool closes; /* holds its end, not its beginning */
};

static bool holds_moment(const struct window *window, ifs_ratio moment)
{
    int low = ratio_compare(moment, window->low);
    int high = ratio_compare(moment, window->high);
    return window->closes ? low > 0 && high <= 0 : low >= 0 && high < 0;
}

/* One giving. */
struct giving {
    ifs_ratio from;
    ifs_ratio length;
    ifs_ratio mcg;
};

static struct giving giving_of(struct course_of_order *course, int phase, int64_t dose)
{
    const ifs_infusion *infusion = &course->plan->infusions[phase];
    return (struct giving){sum(course, course->from[phase], ratio_whole(dose * infusion->every.s)),
                           course->length[phase], given_by(infusion)};
}

/* The part of a giving that lies in the window. */
static ifs_ratio part_of(struct course_of_order *course, const struct giving *giving, const struct window *window)
{
    if (giving->length.num == 0) {
        return holds_moment(window, giving->from) ? giving->mcg : ratio_whole(0);
    }
    ifs_ratio to = sum(course, giving->from, giving->length);
    ifs_ratio low = ratio_compare(giving->from, window->low) > 0 ? giving->from : window->low;
    ifs_ratio high = ratio_compare(to, window->high) < 0 ? to : window->high;
    ifs_ratio per_second = ratio_make(giving->length.den, giving->length.num);
    return product(course, product(course, difference(course, high, low), per_second), giving->mcg);
}

static ifs_ratio in_window(struct course_of_order *course, const struct window *window)
{
    ifs_ratio all = {0, 1};
    for (int i = 0; i < course->plan->infusion_count; i++) {
        for (int64_t dose = 0; dose < doses_of(&course->plan->infusions[i]); dose++) {
            struct giving giving = giving_of(course, i, dose);
            all = sum(course, all, part_of(course, &giving, window));
        }
    }
    return all;
}

/* ---- The most ------------------------------------------------------------------------------------------------------------------ */

static void consider(struct course_of_order *course, const struct window *window, ifs_ratio *most)
{
    ifs_ratio given = in_window(course, window);
    *most = ratio_compare(given, *most) > 0 ? given : *most;
}

/* Everything lies in the first window. */
static ifs_ratio everything(struct course_of_order *course, int64_t before_mcg)
{
    ifs_ratio all = {before_mcg, 1};
    for (int i = 0; i < course->plan->infusion_count; i++) {
        const ifs_infusion *infusion = &course->plan->infusions[i];
        all = sum(course, all, product(course, given_by(infusion), ratio_whole(doses_of(infusion))));
    }
    return all;
}

/* The windows that begin and end with one giving. One that would begin before the order is cut, and holds no more than the first. */
static void slide_to(struct course_of_order *course, const struct giving *giving, int64_t window_s, ifs_ratio *most)
{
    const ifs_ratio length = ratio_whole(window_s);
    struct window early = {.low = giving->from, .high = sum(course, giving->from, length)};
    struct window late = {.high = sum(course, giving->from, giving->length), .closes = true};
    late.low = difference(course, late.high, length);
    consider(course, &early, most);
    consider(course, &late, most);
}

bool prove_most(const ifs_plan *plan, int64_t window_s, int64_t before_mcg, ifs_ratio *most)
{
    struct course_of_order course = {.plan = plan, .fits = true};
    const struct window first = {ratio_whole(0), ratio_whole(window_s), false};
    int count = plan->infusion_count;
    lay_out(plan, &course);
    if (count == 0 || ratio_compare(course.to[count - 1], ratio_whole(window_s)) < 0) {
        *most = everything(&course, before_mcg);
        return course.fits;
    }
    *most = sum(&course, ratio_whole(before_mcg), in_window(&course, &first));
    for (int i = 0; i < count; i++) {
        for (int64_t dose = 0; dose < doses_of(&plan->infusions[i]); dose++) {
            struct giving giving = giving_of(&course, i, dose);
            slide_to(&course, &giving, window_s, most);
        }
    }
    return course.fits;
}
