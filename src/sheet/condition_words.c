/*
 * condition_words.c - conditions in words: "serum magnesium at least 0.7 mmol/L and urine output at least 25 mL per hour".
 *
 * Decides how a test reads, and how tests are joined. The invariants: a bound is written in a unit that shows it exactly;
 * brackets stand wherever "and" and "or" would otherwise be read another way; no symbol of the language is printed.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

/* ---- One test in words ---------------------------------------------------------------------------------------- */

static const struct fact_unit *unit_in_steps(const struct fact_rule *rule, int64_t threshold)
{
    for (int i = 0; i < rule->unit_count; i++) {
        if (threshold % rule->units[i].step == 0) {
            return &rule->units[i];
        }
    }
    return NULL;
}

/* The unit a threshold reads best in: the first of the fact's whose step divides it, or it less one. */
static const struct fact_unit *unit_of(const struct fact_rule *rule, int64_t threshold, bool *strict)
{
    const struct fact_unit *unit = unit_in_steps(rule, threshold);
    *strict = unit == NULL;
    return *strict ? unit_in_steps(rule, threshold - 1) : unit;
}

static bool begins_with_number(const char *text, const char *number)
{
    size_t i = 0;
    for (; number[i] != '\0'; i++) {
        if (text[i] != number[i]) {
            return false;
        }
    }
    return text[i] == ' ';
}

/* Whether the number stands there, whole: a digit or a point before it makes it the end of another, and a unit follows it. */
static bool mentions(const char *text, const char *number)
{
    for (size_t i = 0; text[i] != '\0'; i++) {
        bool digit_before = (unsigned char)(text[i] - '0') < 10;
        if (!digit_before && text[i] != '.' && begins_with_number(&text[i + 1], number)) {
            return true;
        }
    }
    return false;
}

/* Whether the author wrote the number below the threshold: "> 180" is kept as "not below 181" where the step is 1. */
static bool wrote_one_less(struct build *build, const struct condition *condition, int64_t threshold, int unit)
{
    const struct unit *row = quantity_unit(unit);
    if (threshold < 1 || row->num != row->den) {
        return false;
    }
    const char *as_is = build_whole(build, threshold);
    const char *less = build_whole(build, threshold - 1);
    return !mentions(condition->text, as_is) && mentions(condition->text, less);
}

static bool doubled(uint8_t slot)
{
    return slot >= SLOT_URINE;
}

static int unit_of_urine(uint8_t slot)
{
    claim(slot <= SLOT_URINE_PER_WEIGHT); /* what follows is chosen, not measured */
    return slot == SLOT_URINE ? quantity_unit_index("mL/h", IFS_URINE) : quantity_unit_index("mL/kg/h", IFS_URINE_PER_WEIGHT);
}

/* "at least 100 mmHg" or, where the test has to hold, "less than 100 mmHg". */
static const char *bound_words(struct build *build, const struct condition *condition, const struct test *test,
                               bool holds)
{
    const struct fact_rule *rule = &build->protocol->facts[test->fact];
    bool strict = test->threshold % 2 != 0;
    int unit = -1;
    if (doubled(test->slot)) {
        unit = unit_of_urine(test->slot);
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
    int count;
    const char *const *choices = fact_choices(&build->protocol->facts[test->fact], &count);
    claim(test->threshold >= 0);
    claim(test->threshold < count);
    if (holds) {
        return choices[test->threshold];
    }
    return count == 2 ? choices[1 - test->threshold] : build_say_one(build, words.not_choice, choices[test->threshold]);
}

const char *build_test_words(struct build *build, const struct condition *condition, const struct test *test, bool holds)
{
    return test->equal ? choice_words(build, test, holds) : bound_words(build, condition, test, holds);
}

/* ---- A whole condition ---------------------------------------------------------------------------------------- */

/* What a part of a condition is, so that brackets stand where they are needed. */
enum part_kind { PART_TEST, PART_AND, PART_OR, PART_NOT };

struct part {
    enum part_kind kind;
    const char *text; /* NULL: a test, not yet written */
    uint16_t test;    /* the last one */
    bool negated;
};

/* The label inside a sentence: "Serum magnesium" begins small, as "eGFR" does. */
static const char *label_within(struct build *build, const char *label)
{
    const char small = (char)(label[0] | 0x20); /* the bit that makes a capital small */
    size_t start = build_begin(build);
    text_add_bytes(&build->sheet->text, &small, 1);
    text_add(&build->sheet->text, label + 1);
    return build_end(build, start);
}

static const char *write_test(struct build *build, const struct condition *condition, const struct part *part)
{
    const struct test *test = &build->protocol->tests.list[part->test];
    const char *label = build_fact_label(build, test->fact);
    const char *figure = build_test_words(build, condition, test, !part->negated);
    bool question = test->fact >= IFS_FACT_BUILTIN;
    return build_join(build, question ? label : label_within(build, label), " ", figure);
}

static const char *written(struct build *build, const struct condition *condition, const struct part *part)
{
    return part->text != NULL ? part->text : write_test(build, condition, part);
}

static struct part negate(struct build *build, const struct condition *condition, struct part of)
{
    if (of.text == NULL) {
        of.negated = !of.negated;
        return of;
    }
    return (struct part){.kind = PART_NOT,
                         .test = of.test,
                         .text = build_say_one(build, words.not_all_of, written(build, condition, &of))};
}

static const char *bracketed(struct build *build, const struct condition *condition, const struct part *part,
                             enum part_kind inside)
{
    const char *text = written(build, condition, part);
    bool other = (part->kind == PART_AND || part->kind == PART_OR) && part->kind != inside;
    return other ? build_say_one(build, words.in_brackets, text) : text;
}

static int fact_of(const struct build *build, const struct part *part)
{
    return build->protocol->tests.list[part->test].fact;
}

/* "serum magnesium at least 2 mmol/L and less than 3.5 mmol/L": the fact is named once. */
static const char *second_words(struct build *build, const struct condition *condition, const struct part *first,
                                const struct part *second, enum part_kind kind)
{
    bool same = second->text == NULL && first->kind != PART_NOT && fact_of(build, first) == fact_of(build, second) &&
                (first->kind == PART_TEST || first->kind == kind);
    if (!same) {
        return bracketed(build, condition, second, kind);
    }
    return build_test_words(build, condition, &build->protocol->tests.list[second->test], !second->negated);
}

static struct part join(struct build *build, const struct condition *condition, const struct part *first,
                        const struct part *second, enum part_kind kind)
{
    const char *one = bracketed(build, condition, first, kind);
    const char *two = second_words(build, condition, first, second, kind);
    const char *between = kind == PART_AND ? words.and_between : words.or_between;
    return (struct part){.kind = kind, .test = second->test, .text = build_join(build, one, between, two)};
}

const char *build_condition_words(struct build *build, const struct condition *condition)
{
    struct part stack[CONDITION_STACK];
    int depth = 0;
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op == CONDITION_NOT) {
            claim(depth >= 1);
            stack[depth - 1] = negate(build, condition, stack[depth - 1]);
        } else if (op == CONDITION_AND || op == CONDITION_OR) {
            claim(depth >= 2);
            enum part_kind kind = op == CONDITION_AND ? PART_AND : PART_OR;
            depth--;
            stack[depth - 1] = join(build, condition, &stack[depth - 1], &stack[depth], kind);
        } else {
            claim(depth < CONDITION_STACK);
            claim(op < CONDITION_TESTS);
            stack[depth++] = (struct part){.kind = PART_TEST, .test = op};
        }
    }
    return depth == 1 ? written(build, condition, &stack[0]) : NULL;
}
