/*
 * totals.c - the largest amount in any window of 24 h or 48 h, and the interval since the last dose.
 *
 * Phases follow one another, each at a constant flow and perhaps repeated, so the amount in a window is piecewise linear in where the window
 * begins and is largest where a window begins with a phase, or ends with one; what is given at once at its end then counts, for
 * the window that begins a moment later holds it. What was given before counts whole in the window that begins with the order. An amount given that is unknown is not nothing: the total is then a lower bound,
 * which can refuse but not pass; so is the total of the phases that could be computed where another could not. One that may come between
 * two of them is then laid out as long as it may take, for it may push the later one out of the window.
 */
#include "totals.h"

#include "course.h"
#include "outcome.h"
#include "ratio.h"

#define SECONDS_PER_HOUR INT64_C(3600)
#define DAY_S (24 * SECONDS_PER_HOUR)

/* Phases one after another: the first dose of phase i begins at starts[i], its last ends at ends[i]. */
struct timeline {
    const ifs_plan *plan;
    ifs_ratio starts[IFS_INFUSION_MAX];
    ifs_ratio ends[IFS_INFUSION_MAX];
};

/* One giving of one phase. */
struct giving {
    ifs_ratio from;
    ifs_ratio to; /* the same as from: all at once */
    ifs_ratio mcg;
};

static ifs_ratio smaller(ifs_ratio a, ifs_ratio b)
{
    return ratio_compare(a, b) <= 0 ? a : b;
}

static ifs_ratio larger(ifs_ratio a, ifs_ratio b)
{
    return ratio_compare(a, b) >= 0 ? a : b;
}

/* a - b, zero where b is larger; false when it does not fit. */
static bool subtract(ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    if (ratio_compare(a, b) <= 0) {
        *out = ratio_whole(0);
        return true;
    }
    /* a - b = (a/b - 1) b keeps to non-negative fractions; b > 0 here or the difference is a itself */
    if (b.num == 0) {
        *out = a;
        return true;
    }
    ifs_ratio quotient;
    return ratio_div(a, b, &quotient) &&
           ratio_mul(ratio_make(quotient.num - quotient.den, quotient.den), b, out);
}

/* Titration may have run at its highest step all the time. */
static ifs_ratio given_by(const ifs_infusion *phase)
{
    bool titrated = ratio_known(&phase->most_mcg);
    return titrated ? larger(phase->most_mcg, phase->delivered_mcg) : phase->delivered_mcg;
}

/* From the start of its first dose to the end of its last. */
static bool length_of(const ifs_infusion *phase, ifs_ratio *length)
{
    *length = phase->delivered_s;
    return phase->doses <= 1 || ratio_add(ratio_reduce(phase->delivered_s),
                                          ratio_whole((phase->doses - 1) * phase->every.s), length);
}

/* Longer than any window: what lies so far apart is never in one. */
#define APART_S (3 * DAY_S)

/* The longest that one dose may take: no rounding of the flow makes it twice as long as it was ordered, or as long as it may not be. */
static int64_t longest_time_s(const struct work *work, int index, const struct time_rule *time)
{
    const ifs_choice *choice = &work->request->choices[index];
    int64_t twice_s = 2 * (choice->has_over ? choice->over.s : time->usual.s);
    int64_t most_s = ratio_known(&time->limit.hard_max) ? ratio_round(time->limit.hard_max, IFS_ROUND_UP) : APART_S;
    return twice_s > 0 && twice_s < most_s ? twice_s : most_s;
}

/* The longest that a phase which could not be computed may take, from the end of the one before it. */
static int64_t longest_s(const struct work *work, int index)
{
    const struct infusion_rule *rule = &work->protocol->infusions[index];
    int64_t doses = rule->repeat.doses > 0 ? rule->repeat.doses : REPEAT_MAX;
    int64_t longest = 0; /* an injection takes no time */
    for (int i = 0; i < rule->time_count; i++) {
        if (work_truth(work, &rule->times[i].when) != TRUTH_NO) {
            int64_t time_s = longest_time_s(work, index, &rule->times[i]);
            longest = time_s > longest ? time_s : longest;
        }
    }
    longest += rule->begins_after.s + (doses - 1) * rule->repeat.every.s;
    return longest < APART_S ? longest : APART_S;
}

/* How long after the one before it phase i may begin at most, where phases that are or may be part of the order could not be computed. */
static int64_t longest_wait_s(const struct work *work, int i)
{
    const ifs_infusion *phases = work->plan->infusions;
    bool first = i == 0;
    int64_t wait_s = 0;
    for (int rule = first ? 0 : phases[i - 1].rule + 1; rule < phases[i].rule; rule++) {
        if (work_truth(work, &work->protocol->infusions[rule].when) != TRUTH_NO) {
            wait_s += longest_s(work, rule);
            first = false;
        }
    }
    return wait_s + (first ? 0 : work->protocol->infusions[phases[i].rule].begins_after.s);
}

static bool lay_out(const struct work *work, bool complete, struct timeline *line)
{
    const ifs_plan *plan = work->plan;
    ifs_ratio now = ratio_whole(0);
    line->plan = plan;
    for (int i = 0; i < plan->infusion_count; i++) {
        ifs_ratio length = {0};
        int64_t wait_s = complete ? plan->infusions[i].after.s : longest_wait_s(work, i);
        line->starts[i] = now;
        if ((wait_s > 0 && !ratio_add(now, ratio_whole(wait_s), &line->starts[i])) || !length_of(&plan->infusions[i], &length)) {
            return false;
        }
        if (line->starts[i].num == 0) { /* nothing to add, nothing to reduce */
            now = length;
        } else if (!ratio_add(line->starts[i], ratio_reduce(length), &now)) {
            return false;
        }
        line->ends[i] = now;
    }
    return true;
}

/* The giving number `dose` of phase i, counted from 0. */
static bool giving_of(const struct timeline *line, int i, int64_t dose, struct giving *giving)
{
    const ifs_infusion *phase = &line->plan->infusions[i];
    giving->mcg = given_by(phase);
    giving->from = line->starts[i];
    if (phase->doses <= 1) {
        giving->to = line->ends[i];
        return true;
    }
    return ratio_add(line->starts[i], ratio_whole(dose * phase->every.s), &giving->from) &&
           ratio_add(giving->from, ratio_reduce(phase->delivered_s), &giving->to);
}

/* From `from` to `to`. What is given at once just at its beginning belongs to it; of one that ends with a giving, what is given
 * at once just at its end. */
struct window {
    ifs_ratio from;
    ifs_ratio to;
    bool ends_with;
};

static bool begun_by(const struct window *window, ifs_ratio moment, ifs_ratio edge)
{
    int side = ratio_compare(moment, edge);
    return window->ends_with ? side <= 0 : side < 0;
}

/* dose x overlap / length, or all of what is given at once. Asked only of givings that have begun before the window ends. */
static bool gives(const struct giving *giving, const struct window *window, ifs_ratio *mcg)
{
    ifs_ratio overlap;
    ifs_ratio length;
    ifs_ratio share;
    if (ratio_compare(giving->from, giving->to) == 0) {
        *mcg = begun_by(window, giving->from, window->from) ? ratio_whole(0) : giving->mcg;
        return true;
    }
    return subtract(smaller(window->to, giving->to), larger(window->from, giving->from), &overlap) &&
           subtract(giving->to, giving->from, &length) && ratio_div(overlap, length, &share) &&
           ratio_mul(share, ratio_reduce(giving->mcg), mcg);
}

/* How many doses of phase i have begun before that edge of the window. */
static bool begun(const struct timeline *line, int i, const struct window *window, ifs_ratio edge, int64_t *doses)
{
    const ifs_infusion *phase = &line->plan->infusions[i];
    ifs_ratio since;
    ifs_ratio rounds;
    *doses = 0;
    if (!begun_by(window, line->starts[i], edge)) {
        return true;
    }
    if (phase->doses <= 1) {
        *doses = 1;
        return true;
    }
    if (!subtract(edge, line->starts[i], &since) || !ratio_div(since, ratio_whole(phase->every.s), &rounds)) {
        return false;
    }
    int64_t whole = window->ends_with ? ratio_round(rounds, IFS_ROUND_DOWN) + 1 : ratio_round(rounds, IFS_ROUND_UP);
    *doses = whole < phase->doses ? whole : phase->doses;
    return true;
}

static bool add_giving(const struct timeline *line, int i, int64_t dose, const struct window *window, ifs_ratio *mcg)
{
    struct giving giving = {0};
    ifs_ratio part;
    return giving_of(line, i, dose, &giving) && gives(&giving, window, &part) && ratio_add(*mcg, ratio_reduce(part), mcg);
}

/* What phase i gives in the window, added. A dose ends before the next begins (dose_repeat), so of the doses that begin inside all but
 * the last lie inside whole, and of those that began before only the last reaches inside. */
static bool add_phase(const struct timeline *line, int i, const struct window *window, ifs_ratio *mcg)
{
    int64_t before = 0;
    int64_t until = 0;
    ifs_ratio whole;
    if (!begun(line, i, window, window->from, &before) || !begun(line, i, window, window->to, &until) ||
        (before > 0 && !add_giving(line, i, before - 1, window, mcg))) {
        return false;
    }
    if (until - before > 1 && (!ratio_mul(given_by(&line->plan->infusions[i]), ratio_whole(until - before - 1), &whole) ||
                               !ratio_add(*mcg, ratio_reduce(whole), mcg))) {
        return false;
    }
    return until <= before || add_giving(line, i, until - 1, window, mcg);
}

/* What all phases give in the window. */
static bool window_gives(const struct timeline *line, const struct window *window, ifs_ratio *mcg)
{
    *mcg = ratio_whole(0);
    for (int i = 0; i < line->plan->infusion_count; i++) {
        if (!add_phase(line, i, window, mcg)) {
            return false;
        }
    }
    return true;
}

static bool consider(const struct timeline *line, const struct window *window, ifs_ratio *most)
{
    ifs_ratio mcg;
    if (!window_gives(line, window, &mcg)) {
        return false;
    }
    *most = larger(*most, mcg);
    return true;
}

/* Everything lies in one window: the sum of it. */
static bool sum_of_all(const struct timeline *line, ifs_ratio before, ifs_ratio *most)
{
    *most = before;
    for (int i = 0; i < line->plan->infusion_count; i++) {
        const ifs_infusion *phase = &line->plan->infusions[i];
        ifs_ratio all = given_by(phase);
        if ((phase->doses > 1 && !ratio_mul(all, ratio_whole(phase->doses), &all)) || !ratio_add(*most, all, most)) {
            return false;
        }
    }
    return true;
}

/* The windows that begin or end with one giving. One that would begin before the order holds no more than the one that begins with it. */
static bool consider_giving(const struct timeline *line, const struct giving *giving, int64_t window_s, ifs_ratio *most)
{
    struct window early = {.from = giving->from};
    struct window late = {.to = giving->to, .ends_with = true};
    if (!ratio_add(giving->from, ratio_whole(window_s), &early.to) || !consider(line, &early, most)) {
        return false;
    }
    return ratio_compare(giving->to, ratio_whole(window_s)) < 0 ||
           (subtract(giving->to, ratio_whole(window_s), &late.from) && consider(line, &late, most));
}

/* The largest amount in any window, `before` counted whole in the window from the start. */
static bool largest(const struct timeline *line, int64_t window_s, ifs_ratio before, ifs_ratio *most)
{
    const struct window from_start = {ratio_whole(0), ratio_whole(window_s), false};
    ifs_ratio first;
    int count = line->plan->infusion_count;
    if (count == 0 || ratio_compare(line->ends[count - 1], ratio_whole(window_s)) < 0) {
        return sum_of_all(line, before, most);
    }
    if (!window_gives(line, &from_start, &first) || !ratio_add(first, before, most)) {
        return false;
    }
    for (int i = 0; i < line->plan->infusion_count; i++) {
        for (int64_t dose = 0; dose < line->plan->infusions[i].doses; dose++) {
            struct giving giving = {0};
            if (!giving_of(line, i, dose, &giving) || !consider_giving(line, &giving, window_s, most)) {
                return false;
            }
        }
    }
    return true;
}

/* Given in 48 h is at least what was given in 24 h. */
static int64_t given_before(const ifs_request *request, ifs_limit_kind kind, bool *known)
{
    ifs_fact fact = kind == IFS_LIMIT_IN_24H ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    *known = fact_set_has(&request->known, (int)fact);
    if (*known) {
        return request->answer[fact];
    }
    bool day_known = fact_set_has(&request->known, IFS_FACT_GIVEN_24H);
    return day_known ? request->answer[IFS_FACT_GIVEN_24H] : 0;
}

/* The totals of one order: its phases laid out, if they fit exact arithmetic. */
struct totals {
    struct work *work;
    bool complete;
    bool fits;
    struct timeline line; /* when they fit */
};

static void check_window(struct totals *totals, const struct limit *limit, bool certain)
{
    struct work *work = totals->work;
    ifs_fact fact = limit->kind == IFS_LIMIT_IN_24H ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    int64_t window_s = limit->kind == IFS_LIMIT_IN_24H ? DAY_S : 2 * DAY_S;
    bool known = false;
    ifs_ratio before = ratio_whole(given_before(work->request, limit->kind, &known));
    struct order_figure figure = {.figure = {0, 0}, .whole = known && totals->complete};
    if (!totals->fits || !largest(&totals->line, window_s, before, &figure.figure)) {
        work_obstruct(work, -1, IFS_OBSTACLE_BEYOND_ARITHMETIC);
        return;
    }
    if (!known) {
        work_lack(work, (int)fact);
    }
    outcome_of_order(work, limit, certain, figure);
}

/* Nothing given within the interval's own window meets it; otherwise the time of the last dose decides. */
static void check_interval(struct work *work, const struct limit *limit, bool certain)
{
    const ifs_request *request = work->request;
    bool short_one = ratio_compare(limit->hard_min, ratio_whole(DAY_S)) <= 0;
    bool long_one = ratio_compare(limit->hard_min, ratio_whole(2 * DAY_S)) > 0; /* no answer tells what was given before */
    ifs_fact given = short_one ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H;
    bool given_known = !long_one && fact_set_has(&request->known, (int)given);
    struct order_figure figure = {.figure = {0, 0}, .whole = true};
    if (given_known && request->answer[given] == 0) {
        figure.figure = limit->hard_min;
    } else if (fact_set_has(&request->known, IFS_FACT_LAST_DOSE)) {
        figure.figure = ratio_whole(request->answer[IFS_FACT_LAST_DOSE]);
    } else {
        work_lack(work, given_known || long_one ? IFS_FACT_LAST_DOSE : (int)given);
    }
    outcome_of_order(work, limit, certain, figure);
}

/* An alternative may leave a bound out that another one has. */
static void check_one(struct totals *totals, const struct limit *limit, bool certain)
{
    if (!outcome_has_bound(limit)) {
        return;
    }
    if (limit->kind == IFS_LIMIT_INTERVAL) {
        check_interval(totals->work, limit, certain);
    } else {
        check_window(totals, limit, certain);
    }
}

static void check_alternatives(struct totals *totals, const struct limit_group *group)
{
    struct work *work = totals->work;
    const struct condition *whens[ALTERNATIVES_MAX];
    for (int i = 0; i < group->count; i++) {
        whens[i] = &group->limits[i].when;
    }
    int chosen = 0;
    switch (work_choose(work, whens, group->count, &chosen)) {
    case CHOICE_ONE:
        check_one(totals, &group->limits[chosen], true);
        break;
    case CHOICE_NONE:
        work_obstruct(work, -1, IFS_OBSTACLE_NO_LIMIT_RULE);
        break;
    case CHOICE_TWO:
        work_obstruct(work, -1, IFS_OBSTACLE_TWO_LIMIT_RULES);
        break;
    case CHOICE_UNKNOWN:
        break;
    }
}

void totals_check(struct work *work, bool complete)
{
    struct totals totals;
    totals.work = work;
    totals.complete = complete;
    totals.fits = lay_out(work, complete, &totals.line);
    for (int i = 0; i < work->protocol->total_count; i++) {
        const struct limit_group *group = &work->protocol->totals[i];
        if (group->alternatives) {
            check_alternatives(&totals, group);
            continue;
        }
        for (int j = 0; j < group->count; j++) {
            enum truth truth = work_truth(work, &group->limits[j].when);
            if (truth != TRUTH_NO) {
                check_one(&totals, &group->limits[j], truth == TRUTH_YES);
            }
        }
    }
}
