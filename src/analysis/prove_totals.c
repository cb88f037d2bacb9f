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
};

static ifs_ratio given_by(const ifs_infusion *infusion)
{
    bool titrated = infusion->most_mcg.den != 0 && ratio_compare(infusion->most_mcg, infusion->delivered_mcg) > 0;
    return ratio_reduce(titrated ? infusion->most_mcg : infusion->delivered_mcg);
}

static bool difference(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    ifs_ratio x = ratio_reduce(a);
    ifs_ratio y = ratio_reduce(b);
    int64_t left = 0;
    int64_t right = 0;
    int64_t den = 0;
    if (__builtin_mul_overflow(x.num, y.den, &left) || __builtin_mul_overflow(y.num, x.den, &right) ||
        __builtin_mul_overflow(x.den, y.den, &den)) {
        return false;
    }
    *out = left > right ? ratio_reduce(ratio_make(left - right, den)) : ratio_whole(0);
    return true;
}

static bool lay_out(const ifs_plan *plan, struct course_of_order *course)
{
    ifs_ratio now = ratio_whole(0);
    course->plan = plan;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        ifs_ratio last;
        course->length[i] = ratio_reduce(infusion->delivered_s);
        if (!ratio_add(now, ratio_whole(infusion->after.s), &course->from[i]) ||
            !ratio_add(course->from[i],
                       ratio_whole((infusion->doses > 1 ? infusion->doses - 1 : 0) * infusion->every.s), &last) ||
            !ratio_add(last, course->length[i], &course->to[i])) {
            return false;
        }
        now = ratio_reduce(course->to[i]);
    }
    return true;
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

/* The part of a giving that lies in the window, added. */
static bool add_part(const struct giving *giving, const struct window *window, ifs_ratio *sum)
{
    ifs_ratio to;
    ifs_ratio inside;
    ifs_ratio share;
    ifs_ratio part;
    if (giving->length.num == 0) {
        return !holds_moment(window, giving->from) || ratio_add(*sum, giving->mcg, sum);
    }
    if (!ratio_add(giving->from, giving->length, &to)) {
        return false;
    }
    ifs_ratio low = ratio_compare(giving->from, window->low) > 0 ? giving->from : window->low;
    ifs_ratio high = ratio_compare(to, window->high) < 0 ? to : window->high;
    if (!difference(high, low, &inside) || !ratio_div(inside, giving->length, &share) ||
        !ratio_mul(ratio_reduce(share), giving->mcg, &part) || !ratio_add(*sum, ratio_reduce(part), sum)) {
        return false;
    }
    *sum = ratio_reduce(*sum);
    return true;
}

static bool in_window(const struct course_of_order *course, const struct window *window, ifs_ratio *sum)
{
    for (int i = 0; i < course->plan->infusion_count; i++) {
        const ifs_infusion *infusion = &course->plan->infusions[i];
        for (int64_t dose = 0; dose < (infusion->doses > 1 ? infusion->doses : 1); dose++) {
            struct giving giving = {.length = course->length[i], .mcg = given_by(infusion)};
            if (!ratio_add(course->from[i], ratio_whole(dose * infusion->every.s), &giving.from) ||
                !add_part(&giving, window, sum)) {
                return false;
            }
        }
    }
    return true;
}

static bool consider(const struct course_of_order *course, const struct window *window, ifs_ratio *most)
{
    ifs_ratio sum = ratio_whole(0);
    if (!in_window(course, window, &sum)) {
        return false;
    }
    *most = ratio_compare(sum, *most) > 0 ? sum : *most;
    return true;
}

/* Everything lies in the first window. */
static bool everything(const ifs_plan *plan, int64_t before_mcg, ifs_ratio *most)
{
    *most = ratio_whole(before_mcg);
    for (int i = 0; i < plan->infusion_count; i++) {
        ifs_ratio all;
        int64_t doses = plan->infusions[i].doses > 1 ? plan->infusions[i].doses : 1;
        if (!ratio_mul(given_by(&plan->infusions[i]), ratio_whole(doses), &all) ||
            !ratio_add(*most, ratio_reduce(all), most)) {
            return false;
        }
    }
    return true;
}

/* The windows that begin and end with one giving. One that would begin before the order holds no more than the first. */
static bool slide_to(const struct course_of_order *course, const struct giving *giving, int64_t window_s,
                     ifs_ratio *most)
{
    struct window early = {.low = giving->from};
    struct window late = {.closes = true};
    if (!ratio_add(giving->from, ratio_whole(window_s), &early.high) ||
        !ratio_add(giving->from, giving->length, &late.high) || !consider(course, &early, most)) {
        return false;
    }
    return ratio_compare(late.high, ratio_whole(window_s)) < 0 ||
           (difference(late.high, ratio_whole(window_s), &late.low) && consider(course, &late, most));
}

static bool slide(const struct course_of_order *course, int64_t window_s, ifs_ratio *most)
{
    for (int i = 0; i < course->plan->infusion_count; i++) {
        const ifs_infusion *infusion = &course->plan->infusions[i];
        for (int64_t dose = 0; dose < (infusion->doses > 1 ? infusion->doses : 1); dose++) {
            struct giving giving = {.length = course->length[i]};
            if (!ratio_add(course->from[i], ratio_whole(dose * infusion->every.s), &giving.from) ||
                !slide_to(course, &giving, window_s, most)) {
                return false;
            }
        }
    }
    return true;
}

bool prove_most(const ifs_plan *plan, int64_t window_s, int64_t before_mcg, ifs_ratio *most)
{
    struct course_of_order course;
    const struct window first = {{0, 1}, {window_s, 1}, false};
    ifs_ratio opening = ratio_whole(before_mcg);
    if (!lay_out(plan, &course)) {
        return false;
    }
    int count = plan->infusion_count;
    if (count == 0 || ratio_compare(course.to[count - 1], ratio_whole(window_s)) < 0) {
        return everything(plan, before_mcg, most);
    }
    if (!in_window(&course, &first, &opening)) {
        return false;
    }
    *most = opening;
    return slide(&course, window_s, most);
}
