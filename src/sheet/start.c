/*
 * start.c - what has to be measured at the bedside before the start, and within which limits.
 *
 * Decides how a check that cannot be decided yet reads as a start condition: "systolic < 100 mmHg" refuses, so the
 * order may start with "systolic at least 100 mmHg". What is already known of the patient is put into the check first;
 * only what is left and has the plain form "this or that trips it" is turned round. The invariant: every bedside fact
 * still unknown has a start condition; a check of any other form is quoted in its author's words rather than turned
 * round wrongly.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

enum { MOST_LEAVES = 8 };

enum shape { SHAPE_LEAF, SHAPE_OR, SHAPE_AND, SHAPE_MIXED };

/* What is left of a condition once the known tests are put in: leaves joined by one word, or something else (mixed). */
struct residue {
    enum truth truth;
    enum shape shape;
    int count;
    uint16_t leaf[MOST_LEAVES];
    bool negated[MOST_LEAVES];
};

static struct residue settled(enum truth truth)
{
    return (struct residue){.truth = truth, .shape = SHAPE_LEAF};
}

static struct residue negation(struct residue of)
{
    struct residue result = of;
    result.truth = (enum truth)(TRUTH_YES - of.truth);
    for (int i = 0; i < of.count; i++) {
        result.negated[i] = !of.negated[i];
    }
    result.shape = of.shape == SHAPE_OR ? SHAPE_AND : of.shape == SHAPE_AND ? SHAPE_OR : of.shape;
    return result;
}

static struct residue junction(struct residue a, struct residue b, enum shape shape)
{
    enum truth wins = shape == SHAPE_OR ? TRUTH_YES : TRUTH_NO;
    if (a.truth == wins || b.truth == wins) {
        return settled(wins);
    }
    if (a.truth != TRUTH_UNKNOWN) {
        return b;
    }
    if (b.truth != TRUTH_UNKNOWN) {
        return a;
    }
    bool fits = (a.shape == SHAPE_LEAF || a.shape == shape) && (b.shape == SHAPE_LEAF || b.shape == shape) &&
                a.count + b.count <= MOST_LEAVES;
    struct residue both = a;
    both.shape = fits ? shape : SHAPE_MIXED;
    both.count = fits ? a.count + b.count : 0;
    for (int i = 0; fits && i < b.count; i++) {
        both.leaf[a.count + i] = b.leaf[i];
        both.negated[a.count + i] = b.negated[i];
    }
    return both;
}

static struct residue leaf_of(const struct build *build, uint16_t index)
{
    struct residue leaf = settled((enum truth)build->truths[index]);
    leaf.count = 1;
    leaf.leaf[0] = index;
    return leaf;
}

static struct residue residue_of(const struct build *build, const struct condition *condition)
{
    struct residue stack[CONDITION_STACK];
    int depth = 0;
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op == CONDITION_NOT) {
            claim(depth >= 1);
            stack[depth - 1] = negation(stack[depth - 1]);
        } else if (op == CONDITION_AND || op == CONDITION_OR) {
            claim(depth >= 2);
            depth--;
            stack[depth - 1] = junction(stack[depth - 1], stack[depth], op == CONDITION_OR ? SHAPE_OR : SHAPE_AND);
        } else {
            claim(depth < CONDITION_STACK && op < CONDITION_TESTS);
            stack[depth] = leaf_of(build, op);
            depth++;
        }
    }
    return depth == 1 ? stack[0] : settled(TRUTH_YES);
}

/* ---- One test in words ---------------------------------------------------------------------------------------- */

/* The unit a threshold reads best in: the first of the fact's whose step divides it, or it less one. */
static const struct fact_unit *unit_of(const struct fact_rule *rule, int64_t threshold, bool *strict)
{
    for (int less = 0; less <= 1; less++) {
        for (int i = 0; i < rule->unit_count; i++) {
            const struct fact_unit *unit = &rule->units[i];
            if (unit->step > 0 && (threshold - less) % unit->step == 0) {
                *strict = less == 1;
                return unit;
            }
        }
    }
    *strict = false;
    return rule->unit_count > 0 ? &rule->units[0] : NULL;
}

static bool mentions(const char *text, const char *number)
{
    size_t length = text_length(number);
    for (size_t i = 0; text[i] != '\0'; i++) {
        size_t same = 0;
        while (same < length && text[i + same] == number[same]) {
            same++;
        }
        bool digit_before = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
        char after = same == length ? text[i + same] : '0';
        if (same == length && !digit_before && !(after >= '0' && after <= '9') && after != '.') {
            return true;
        }
    }
    return false;
}

/* Whether the author wrote the number below the threshold: "> 180" is kept as "not below 181" where the step is 1. */
static bool wrote_one_less(struct build *build, const struct condition *condition, int64_t threshold, int unit)
{
    const struct unit *row = quantity_unit(unit);
    ifs_ratio one = ratio_make(row->num, row->den);
    if (condition->text == NULL || threshold < 1 || !ratio_is_multiple(one, 1) ||
        ratio_round(one, IFS_ROUND_DOWN) != 1) {
        return false;
    }
    const char *as_is = build_whole(build, threshold);
    const char *less = build_whole(build, threshold - 1);
    return !mentions(condition->text, as_is) && mentions(condition->text, less);
}

static bool doubled(uint8_t slot)
{
    return slot == SLOT_URINE || slot == SLOT_URINE_PER_WEIGHT;
}

static int unit_of_slot(uint8_t slot)
{
    if (slot == SLOT_URINE || slot == SLOT_URINE_PER_WEIGHT) {
        return slot == SLOT_URINE ? quantity_unit_index("mL/h", IFS_URINE)
                                  : quantity_unit_index("mL/kg/h", IFS_URINE_PER_WEIGHT);
    }
    return slot == SLOT_CRCL ? quantity_unit_index("mL/min", IFS_CLEARANCE)
                             : quantity_unit_index("mL/min/1.73m2", IFS_INDEXED_CLEARANCE);
}

/* "at least 100 mmHg" or, where the test has to hold, "less than 100 mmHg". */
static const char *bound_words(struct build *build, const struct condition *condition, const struct test *test,
                               bool holds)
{
    const struct fact_rule *rule = &build->protocol->facts[test->fact];
    bool strict = test->threshold % 2 != 0;
    int unit = -1;
    if (test->slot >= SLOT_CRCL) {
        unit = unit_of_slot(test->slot);
    } else {
        const struct fact_unit *row = unit_of(rule, test->threshold, &strict);
        claim(row != NULL);
        unit = quantity_unit_index(row->symbol, row->dimension);
        strict = strict || wrote_one_less(build, condition, test->threshold, unit);
    }
    int64_t base = test->threshold - (strict ? 1 : 0);
    ifs_quantity bound = quantity_of(base, unit);
    bound.base = ratio_make(base, doubled(test->slot) ? 2 : 1);
    const char *sentence =
        holds ? (strict ? words.at_most : words.less_than) : (strict ? words.greater_than : words.at_least);
    if (bound.dimension == IFS_GESTATION) {
        size_t start = build_begin(build);
        quantity_add(&build->sheet->text, bound, 0);
        return build_say_one(build, sentence, build_end(build, start));
    }
    return build_say_one(build, sentence, build_in_unit(build, bound.base, unit, 6));
}

static const char *choice_words(struct build *build, const struct test *test, bool holds)
{
    int count = 0;
    const char *const *choices = fact_choices(&build->protocol->facts[test->fact], &count);
    claim(test->threshold >= 0 && test->threshold < count);
    if (holds) {
        return choices[test->threshold];
    }
    return count == 2 ? choices[1 - test->threshold] : build_say_one(build, words.not_choice, choices[test->threshold]);
}

/* ---- Start conditions ----------------------------------------------------------------------------------------- */

static const char *add_limit(struct build *build, const char *limit, const char *more)
{
    return limit != NULL && text_equal(limit, more) ? limit : build_join(build, limit, words.and_between, more);
}

/* Adds to the limit of one fact what an undecided check asks of it. */
static const char *limit_by_check(struct build *build, const struct check *check, int fact, const char *limit)
{
    struct residue left = residue_of(build, &check->when);
    left = check->negated ? negation(left) : left; /* now: what trips the check */
    bool plain = left.shape == SHAPE_LEAF || left.shape == SHAPE_OR;
    for (int i = 0; plain && i < left.count; i++) {
        const struct test *test = &build->protocol->tests.list[left.leaf[i]];
        if (test->fact == fact) {
            const char *more = test->equal ? choice_words(build, test, left.negated[i])
                                           : bound_words(build, &check->when, test, left.negated[i]);
            limit = add_limit(build, limit, more);
        }
    }
    ifs_fact_set lacking = {{0}};
    condition_missing(&check->when, &build->protocol->tests, build->truths, &lacking);
    if (!plain && fact_set_has(&lacking, fact)) {
        limit = add_limit(build, limit, build_say_one(build, words.not_if, check->say));
    }
    return limit;
}

static void add_check(struct build *build, const struct check *check, int fact, struct sheet_start *start)
{
    const char *limit = limit_by_check(build, check, fact, start->limit);
    if (limit != start->limit) {
        start->mark = build_join(build, start->mark, " ", build_mark(build, &check->origin));
    }
    start->limit = limit;
}

/* A limit that is passed if its undecided condition holds refuses like a check of that condition. */
static void add_passed_limits(struct build *build, int fact, struct sheet_start *start)
{
    for (int i = 0; i < build->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &build->plan->limits[i];
        if (outcome->result == IFS_UNKNOWN && outcome->delivered.den != 0 && outcome->limit->when.count > 0) {
            struct check check = {.when = outcome->limit->when,
                                  .say = wording_limit(outcome->limit->kind),
                                  .origin = outcome->limit->origin};
            add_check(build, &check, fact, start);
        }
    }
}

/* Writes the limit of that fact, and the marks of the checks it comes from. */
static void add_limits(struct build *build, int fact, struct sheet_start *start)
{
    for (int i = 0; i < build->protocol->check_count; i++) {
        const struct check *check = &build->protocol->checks[i];
        if (i < build->plan->check_count && build->plan->checks[i] == IFS_UNKNOWN && check->severity != IFS_WARN) {
            add_check(build, check, fact, start);
        }
    }
    add_passed_limits(build, fact, start);
}

void build_starts(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (!fact_set_has(&build->plan->start, fact)) {
            continue;
        }
        struct sheet_start *start = &sheet->starts[sheet->start_count];
        start->fact = build->protocol->facts[fact].name;
        start->label = build_fact_label(build, fact);
        add_limits(build, fact, start);
        const char *wanted = start->limit == NULL ? words.start_measure : start->limit;
        start->text = build_say(build, words.start, (const char *const[]){build_fact_prompt(build, fact), wanted});
        sheet->start_count++;
    }
}
