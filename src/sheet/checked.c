/*
 * checked.c - every check and every limit in words, and what a refusal or an override is about.
 *
 * Decides how a limit reads that was kept or passed, and which reasons stand on a sheet that refuses. The invariant: a
 * figure that passed a limit is never written like the limit itself; where there is no order, volume and concentration
 * are never written at all, and of doses and times only those that passed a limit.
 *
 * Whether a limit is kept is the engine's decision.
 */
#include "build.h"

#include "claim.h"
#include "outcome.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

static bool has(ifs_ratio ratio)
{
    return ratio.den > 0;
}

/* ---- Figures and ranges --------------------------------------------------------------------------------------- */

/* In mg per minute where the limit is a round number of it, else in g per hour. */
static const char *speed_words(struct build *build, ifs_ratio figure, ifs_ratio beside)
{
    bool per_minute = !has(beside) || ratio_is_multiple(beside, 60);
    return per_minute ? build_speed(build, figure) : build_dose_rate(build, figure);
}

static const char *usual_words(struct build *build, ifs_limit_kind kind, ifs_ratio figure, ifs_ratio beside)
{
    claim(kind < IFS_LIMIT_KIND_COUNT);
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_MAX:
        return build_dose(build, figure);
    case IFS_LIMIT_IN_24H:
    case IFS_LIMIT_IN_48H:
        return build_total(build, figure);
    case IFS_LIMIT_DOSE_RATE:
        return build_dose_rate(build, figure);
    case IFS_LIMIT_PER_KG:
        return build_per_weight(build, figure);
    case IFS_LIMIT_OVER:
    case IFS_LIMIT_INTERVAL:
        return build_measured_time(build, figure);
    case IFS_LIMIT_SPEED:
        return speed_words(build, figure, beside);
    case IFS_LIMIT_SPEED_PER_KG:
        return build_rate_per_weight(build, figure);
    case IFS_LIMIT_CONCENTRATION:
        return build_concentration(build, figure);
    case IFS_LIMIT_VOLUME:
    case IFS_LIMIT_SITE_VOLUME:
    case IFS_LIMIT_KIND_COUNT:
        break;
    }
    return build_volume(build, figure);
}

/* The unit in which a figure is written out to the last digit. */
static int fine_unit(ifs_limit_kind kind)
{
    static const struct {
        const char *symbol;
        ifs_dimension dimension;
    } units[IFS_LIMIT_KIND_COUNT] = {
        [IFS_LIMIT_DOSE] = {"mg", IFS_MASS},
        [IFS_LIMIT_DOSE_RATE] = {"mg/h", IFS_DOSE_RATE},
        [IFS_LIMIT_DOSE_MAX] = {"mg", IFS_MASS},
        [IFS_LIMIT_PER_KG] = {"mg/kg", IFS_MASS_PER_WEIGHT},
        [IFS_LIMIT_OVER] = {"min", IFS_DURATION},
        [IFS_LIMIT_SPEED] = {"mg/min", IFS_DOSE_RATE},
        [IFS_LIMIT_SPEED_PER_KG] = {"mg/kg/h", IFS_DOSE_RATE_PER_WEIGHT},
        [IFS_LIMIT_CONCENTRATION] = {"mg/mL", IFS_CONCENTRATION},
        [IFS_LIMIT_VOLUME] = {"mL", IFS_VOLUME},
        [IFS_LIMIT_SITE_VOLUME] = {"mL", IFS_VOLUME},
        [IFS_LIMIT_IN_24H] = {"mg", IFS_MASS},
        [IFS_LIMIT_IN_48H] = {"mg", IFS_MASS},
        [IFS_LIMIT_INTERVAL] = {"min", IFS_DURATION},
    };
    claim((size_t)kind < COUNT_OF(units));
    return quantity_unit_index(units[kind].symbol, units[kind].dimension);
}

const char *build_limit_exact(struct build *build, ifs_limit_kind kind, ifs_ratio figure)
{
    return build_in_unit(build, figure, fine_unit(kind), 9);
}

const char *build_limit_figure(struct build *build, ifs_limit_kind kind, ifs_ratio figure, ifs_ratio beside)
{
    const char *usual = usual_words(build, kind, figure, beside);
    if (!has(beside) || ratio_compare(figure, beside) == 0 ||
        !text_equal(usual, usual_words(build, kind, beside, beside))) {
        return usual;
    }
    return build_limit_exact(build, kind, figure);
}

/* "500 mg to 2 g", "4 g" where both are one, "at most 2 g", "at least 10 min"; NULL without a bound. */
static const char *span_words(struct build *build, ifs_limit_kind kind, ifs_ratio low, ifs_ratio high)
{
    const char *least = has(low) ? build_limit_figure(build, kind, low, low) : NULL;
    const char *most = has(high) ? build_limit_figure(build, kind, high, high) : NULL;
    if (least != NULL && most != NULL && ratio_compare(low, high) == 0) {
        return least;
    }
    if (least != NULL && most != NULL) {
        return build_say(build, words.from_to, (const char *const[]){least, most});
    }
    if (least != NULL) {
        return build_say_one(build, words.at_least, least);
    }
    return most != NULL ? build_say_one(build, words.at_most, most) : NULL;
}

const char *build_limit_range(struct build *build, const struct limit *limit)
{
    const char *soft = span_words(build, limit->kind, limit->soft_min, limit->soft_max);
    const char *hard = span_words(build, limit->kind, limit->hard_min, limit->hard_max);
    if (soft != NULL && hard != NULL) {
        return build_say(build, words.soft_and_hard, (const char *const[]){soft, hard});
    }
    if (soft != NULL) {
        return build_say_one(build, words.soft_range, soft);
    }
    return hard != NULL ? build_say_one(build, words.hard_range, hard) : words.no_bound;
}

/* Limits of one name. */
static bool is_named(const ifs_limit_outcome *outcome, int infusion, int step, ifs_limit_kind kind)
{
    return outcome->infusion == infusion && outcome->step == step && outcome->limit->kind == kind;
}

const char *build_limit_ranges(struct build *build, int infusion, ifs_limit_kind kind)
{
    const char *ranges = NULL;
    for (int i = 0; i < build->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &build->plan->limits[i];
        if (is_named(outcome, infusion, 0, kind)) {
            const char *range = build_limit_range(build, outcome->limit);
            const char *mark = build_mark(build, &outcome->limit->origin);
            ranges = build_join(build, ranges, "; ", build_join(build, range, " ", mark));
        }
    }
    return ranges;
}

const char *build_limit_delivered(struct build *build, int infusion, ifs_limit_kind kind)
{
    for (int i = 0; i < build->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &build->plan->limits[i];
        if (is_named(outcome, infusion, 0, kind)) {
            return build_limit_figure(build, kind, outcome->delivered, outcome->limit->hard_max);
        }
    }
    return NULL;
}

/* ---- Limits as checks ----------------------------------------------------------------------------------------- */

static const char *limit_id(struct build *build, const ifs_limit_outcome *outcome)
{
    const char *whole = OUTCOME_OF_ORDER;
    if (outcome->infusion >= 0) {
        whole = build->protocol->infusions[outcome->infusion].name;
    }
    if (outcome->step > 0) {
        whole = build_join(build, whole, ".", build->protocol->infusions[outcome->infusion].steps[outcome->step - 1].id);
    }
    return build_join(build, whole, ".", outcome_word(outcome->limit->kind));
}

static const char *limit_label(struct build *build, const ifs_limit_outcome *outcome)
{
    const char *label = wording_limit(outcome->limit->kind);
    if (outcome->step > 0) {
        const char *step = build->protocol->infusions[outcome->infusion].steps[outcome->step - 1].id;
        label = build_say(build, words.of_infusion, (const char *const[]){step, label});
    }
    if (outcome->infusion < 0 || build->protocol->infusion_count < 2) {
        return label;
    }
    const char *infusion = build->protocol->infusions[outcome->infusion].name;
    return build_say(build, words.of_infusion, (const char *const[]){infusion, label});
}

/* Never to be written where there is no order. */
static bool is_preparation(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_CONCENTRATION || kind == IFS_LIMIT_VOLUME || kind == IFS_LIMIT_SITE_VOLUME;
}

/* The bound that the figure passed, and whether it lies above it. */
struct passed {
    ifs_ratio bound;
    bool above;
};

static struct passed passed_bound(const ifs_limit_outcome *outcome)
{
    const struct limit *limit = outcome->limit;
    bool hard = outcome->severity == IFS_REFUSE;
    ifs_ratio low = hard ? limit->hard_min : limit->soft_min;
    ifs_ratio high = hard ? limit->hard_max : limit->soft_max;
    bool above = has(high) && has(outcome->delivered) && ratio_compare(outcome->delivered, high) > 0;
    return (struct passed){above ? high : low, above};
}

/* How the sentence about a limit begins: "Dose 1 g". For people a label that ends in a time has a colon: "any 24 h 1 g"
 * would read as one figure. */
struct opening {
    const char *label;
    const char *between;
    bool for_people;
};

static const char *open_with(struct build *build, const struct opening *opening, const char *figure)
{
    return build_join(build, opening->label, opening->between, figure);
}

/* A soft limit invites a signature only where one is possible. */
static const char *passed_sentence(const struct build *build, bool hard, bool above)
{
    if (hard) {
        return above ? words.above_hard : words.below_hard;
    }
    if (build_override_allowed(build) == TRUTH_NO) {
        return above ? words.above_soft_here : words.below_soft_here;
    }
    return above ? words.above_soft : words.below_soft;
}

static const char *passed_words(struct build *build, const ifs_limit_outcome *outcome, const struct opening *opening)
{
    ifs_limit_kind kind = outcome->limit->kind;
    struct passed passed = passed_bound(outcome);
    bool hidden = !build_has_order(build) && is_preparation(kind);
    if (hidden || !has(passed.bound) || !has(outcome->delivered)) { /* without an order figures are withdrawn */
        return build_say_one(build, words.limit_passed, opening->label);
    }
    const char *sentence = passed_sentence(build, outcome->severity == IFS_REFUSE, passed.above);
    const char *figure = build_limit_figure(build, kind, outcome->delivered, passed.bound);
    const char *bound = build_limit_figure(build, kind, passed.bound, passed.bound);
    return build_say(build, sentence, (const char *const[]){open_with(build, opening, figure), bound});
}

static const char *kept_words(struct build *build, const ifs_limit_outcome *outcome, const struct opening *opening)
{
    ifs_limit_kind kind = outcome->limit->kind;
    if (!build_has_order(build)) {
        return build_say_one(build, words.limit_kept, opening->label);
    }
    ifs_ratio bound = has(outcome->limit->hard_max) ? outcome->limit->hard_max : outcome->limit->soft_max;
    const char *figure = build_limit_figure(build, kind, outcome->delivered, bound);
    if (kind == IFS_LIMIT_INTERVAL && !fact_set_has(&build->request->known, IFS_FACT_LAST_DOSE)) {
        figure = build_say_one(build, words.at_least, figure); /* nothing was given in that time: no more is known */
    }
    const char *range = build_limit_range(build, outcome->limit);
    return build_say(build, opening->for_people ? words.limit_kept_shown : words.limit_kept_at,
                     (const char *const[]){open_with(build, opening, figure), range});
}

/* Limits hold for what is delivered. Where an infusion was not computed to its end that figure is not known, and what
 * was ordered may have kept its limit without anything being settled. */
static bool computed_whole(const ifs_plan *plan, int infusion)
{
    bool whole = plan->obstacle[infusion] == IFS_OBSTACLE_NONE;
    for (int i = 0; i < plan->limit_count; i++) {
        whole = whole && (plan->limits[i].infusion != infusion || plan->limits[i].result != IFS_UNKNOWN);
    }
    return whole;
}

static ifs_result outcome_result(const struct build *build, const ifs_limit_outcome *outcome)
{
    bool settled = outcome->result != IFS_PASS || build_has_order(build) || outcome->infusion < 0 ||
                   computed_whole(build->plan, outcome->infusion);
    return settled ? outcome->result : IFS_UNKNOWN;
}

static const char *outcome_words(struct build *build, const ifs_limit_outcome *outcome, bool for_people)
{
    bool of_time = outcome->infusion < 0; /* rolling totals and interval */
    const struct opening opening = {limit_label(build, outcome), for_people && of_time ? words.colon : " ", for_people};
    switch (outcome_result(build, outcome)) {
    case IFS_TRIP:
    case IFS_OVERRIDDEN:
        return passed_words(build, outcome, &opening);
    case IFS_UNKNOWN:
        return build_say_one(build, words.limit_unknown, opening.label);
    case IFS_PASS:
        break;
    }
    return kept_words(build, outcome, &opening);
}

static void add_reason(struct build *build, const char *say, const char *mark)
{
    build_add_line(build, &build->sheet->reasons, (struct sheet_line){.text = say, .mark = mark});
}

static void add_overridden(struct build *build, const struct sheet_check *row)
{
    const ifs_request *request = build->request;
    const char *who = words.unknown;
    if (request->prescriber != NULL && request->prescriber_reference != NULL) {
        who = build_join(build, request->prescriber, ", ", request->prescriber_reference);
    }
    const char *line = build_say(build, words.overridden, (const char *const[]){who, row->reason, row->say});
    build_add_line(build, &build->sheet->overrides, (struct sheet_line){.text = line, .mark = row->mark});
}

/* With what was signed for, or has to be signed before anything may be given. */
static void add_row(struct build *build, const struct sheet_check *row)
{
    struct ifs_sheet *sheet = build->sheet;
    claim(sheet->check_count < SHEET_CHECK_MAX);
    sheet->checks[sheet->check_count] = *row;
    sheet->check_count++;
    if (row->result == IFS_OVERRIDDEN) {
        add_overridden(build, row);
    }
    if (build->plan->verdict == IFS_OVERRIDE_NEEDED && row->severity == IFS_OVERRIDE && row->result == IFS_TRIP) {
        add_reason(build, build_say(build, words.with_id, (const char *const[]){row->words, row->id}), row->mark);
    }
}

static void add_outcome(struct build *build, const ifs_limit_outcome *outcome)
{
    struct sheet_check row = {
        .id = limit_id(build, outcome),
        .severity = outcome->severity,
        .result = outcome_result(build, outcome),
        .hard = outcome->severity == IFS_REFUSE && outcome->result == IFS_TRIP,
        .say = outcome_words(build, outcome, false),
        .words = outcome_words(build, outcome, true),
        .source = outcome->limit->origin.source,
        .reason = outcome->reason,
        .mark = build_mark(build, &outcome->limit->origin),
    };
    add_row(build, &row);
}

static bool same_key(const ifs_limit_outcome *a, const ifs_limit_outcome *b)
{
    return is_named(a, b->infusion, b->step, b->limit->kind);
}

static bool first_of_key(const ifs_plan *plan, int index)
{
    for (int i = 0; i < index; i++) {
        if (same_key(&plan->limits[i], &plan->limits[index])) {
            return false;
        }
    }
    return true;
}

/* Limits of one name stand together, the gravest result first, so that whoever looks a name up finds the worst. */
static void add_outcomes_like(struct build *build, const ifs_limit_outcome *first)
{
    for (int result = IFS_TRIP; result <= IFS_PASS; result++) {
        for (int severity = IFS_REFUSE; severity <= IFS_OVERRIDE; severity++) {
            for (int i = 0; i < build->plan->limit_count; i++) {
                const ifs_limit_outcome *outcome = &build->plan->limits[i];
                if (same_key(outcome, first) && (int)outcome->result == result && (int)outcome->severity == severity) {
                    add_outcome(build, outcome);
                }
            }
        }
    }
}

/* ---- Checks --------------------------------------------------------------------------------------------------- */

/* What a check that does not trip would do: its sentence alone would read as if it did. */
static const char *check_words(struct build *build, const struct check *check, ifs_result result)
{
    if (result != IFS_PASS) {
        return check->say;
    }
    const char *would = wording_would(check->severity);
    return build_say(build, words.not_tripped, (const char *const[]){check->id, would, check->say});
}

static const char *caution(const struct check *check, ifs_result result)
{
    return check->severity == IFS_WARN && result == IFS_TRIP ? check->say : NULL; /* unknown ones stand among the checks */
}

static void add_check(struct build *build, int index)
{
    const struct check *check = &build->protocol->checks[index];
    ifs_result result = (ifs_result)build->plan->checks[index];
    struct sheet_check row = {
        .id = check->id,
        .severity = check->severity,
        .result = result,
        .hard = check->severity == IFS_REFUSE && result == IFS_TRIP,
        .say = check->say,
        .words = check_words(build, check, result),
        .caution = caution(check, result),
        .source = check->origin.source,
        .reason = result == IFS_OVERRIDDEN ? build->plan->check_reason[index] : NULL,
        .mark = build_mark(build, &check->origin),
    };
    add_row(build, &row);
}

/* ---- Reasons -------------------------------------------------------------------------------------------------- */

static void add_change(struct build *build, const char *say)
{
    build_add_line(build, &build->sheet->changes, (struct sheet_line){.text = say});
}

/* The answers behind a refusal: what would have to be otherwise. */
static void add_answers(struct build *build, const struct check *check)
{
    ifs_fact_set read = {{0}};
    condition_facts(&check->when, &build->protocol->tests, &read);
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact)) {
            const char *prompt = build_fact_prompt(build, fact);
            bool derived = fact == IFS_FACT_CRCL && build->sheet->crcl.text != NULL;
            const char *answer = derived ? build->sheet->crcl.text : build_fact_words(build, fact);
            add_change(build, build_say(build, words.answer_behind, (const char *const[]){prompt, answer}));
        }
    }
}

/* The bound that was passed and no other figure: a refused page proposes no dose. */
static const char *allowed(struct build *build, const ifs_limit_outcome *outcome)
{
    ifs_limit_kind kind = outcome->limit->kind;
    struct passed passed = passed_bound(outcome);
    if (is_preparation(kind) || !has(passed.bound)) {
        return words.within_its_limit;
    }
    const char *bound = build_limit_figure(build, kind, passed.bound, passed.bound);
    return build_say_one(build, passed.above ? words.at_most : words.at_least, bound);
}

/* True when another limit of the same name was passed by more: the tighter one says it all. */
static bool outdone(const ifs_plan *plan, const ifs_limit_outcome *outcome)
{
    struct passed passed = passed_bound(outcome);
    for (int i = 0; i < plan->limit_count && has(passed.bound); i++) {
        const ifs_limit_outcome *other = &plan->limits[i];
        bool refuses = other->severity == IFS_REFUSE && other->result == IFS_TRIP;
        struct passed tighter = passed_bound(other);
        if (!refuses || !same_key(other, outcome) || !has(tighter.bound) || passed.above != tighter.above) {
            continue;
        }
        int order = passed.above ? ratio_compare(passed.bound, tighter.bound) : ratio_compare(tighter.bound, passed.bound);
        if (order > 0 || (order == 0 && other < outcome)) {
            return true;
        }
    }
    return false;
}

static void add_refusing_limit(struct build *build, const ifs_limit_outcome *outcome)
{
    const char *label = limit_label(build, outcome);
    add_reason(build, outcome_words(build, outcome, true), build_mark(build, &outcome->limit->origin));
    add_change(build, build_say(build, words.limit_allows, (const char *const[]){label, allowed(build, outcome)}));
}

static void add_obstacle(struct build *build, int infusion)
{
    ifs_obstacle obstacle = build_obstacle(build, infusion);
    if (obstacle == IFS_OBSTACLE_NONE) {
        return;
    }
    const char *sentence = build_obstacle_words(build, infusion);
    if (infusion >= 0 && build->protocol->infusion_count > 1) {
        const char *name = build->protocol->infusions[infusion].name;
        sentence = build_say(build, words.of_infusion, (const char *const[]){name, sentence});
    }
    add_reason(build, sentence, NULL);
    add_change(build, wording_obstacle_remedy(obstacle));
}

static void add_obstacles(struct build *build)
{
    for (int i = 0; i < build->protocol->infusion_count; i++) {
        add_obstacle(build, i);
    }
    add_obstacle(build, -1);
}

static void add_contradictions(struct build *build)
{
    for (int i = 0; i < build->protocol->contradiction_count; i++) {
        const struct contradiction *contradiction = &build->protocol->contradictions[i];
        if ((build->plan->contradictions >> i & 1U) != 0) {
            add_reason(build, contradiction->say, build_mark(build, &contradiction->origin));
        }
    }
}

static void add_refusals(struct build *build)
{
    const ifs_plan *plan = build->plan;
    for (int i = 0; i < plan->check_count; i++) {
        const struct check *check = &build->protocol->checks[i];
        if (check->severity == IFS_REFUSE && plan->checks[i] == IFS_TRIP) {
            add_reason(build, check->say, build_mark(build, &check->origin));
            add_answers(build, check);
        }
    }
    if (plan->acute_injury) {
        add_reason(build, wording_notice(NOTICE_ACUTE_INJURY), NULL);
        add_change(build, words.acute_injury_remedy);
    }
    add_contradictions(build);
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        if (outcome->severity == IFS_REFUSE && outcome->result == IFS_TRIP && !outdone(plan, outcome)) {
            add_refusing_limit(build, outcome);
        }
    }
    add_obstacles(build);
    if (build->sheet->reasons.count == 0) {
        add_reason(build, wording_notice(NOTICE_NO_ORDER), NULL);
    }
    add_change(build, words.never_overridden);
}

void build_checked(struct build *build)
{
    const ifs_plan *plan = build->plan;
    for (int i = 0; i < plan->check_count; i++) {
        add_check(build, i);
    }
    for (int i = 0; i < plan->limit_count; i++) {
        if (first_of_key(plan, i)) {
            add_outcomes_like(build, &plan->limits[i]);
        }
    }
    if (plan->verdict == IFS_REFUSED) {
        add_refusals(build);
    }
}
