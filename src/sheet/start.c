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
    struct residue stack[CONDITION_STACK] = {0};
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
            claim(depth < CONDITION_STACK);
            claim(op < CONDITION_TESTS);
            stack[depth] = leaf_of(build, op);
            depth++;
        }
    }
    claim(depth == 1);
    return stack[0];
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
    /* Set below the depth of the stack in residue_of; gcc does not follow it there.
     * NOLINTNEXTLINE(analyzer-use-of-uninitialized-value) */
    left = check->negated ? negation(left) : left; /* now: what trips the check */
    bool plain = left.shape == SHAPE_LEAF || left.shape == SHAPE_OR;
    for (int i = 0; plain && i < left.count; i++) {
        const struct test *test = &build->protocol->tests.list[left.leaf[i]];
        if (test->fact == fact) {
            const char *more = build_test_words(build, &check->when, test, left.negated[i]);
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
        if (build->plan->checks[i] == IFS_UNKNOWN && check->severity != IFS_WARN) {
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
