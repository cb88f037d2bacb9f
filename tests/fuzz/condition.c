/*
 * condition.c - a text compiles to a condition that says in three values what its operations say, or to nothing at all.
 *
 * What is compiled is evaluated here by tables of Kleene's three values, on truths made up for every test. Learning
 * more never turns round what was decided. A text that is no condition leaves the tests as they were.
 */
#include "fuzz.h"

#include <string.h>

enum { TEXT_ROOM = 600, TRIALS = 8 };

/* Two names for conditions, so that such names are compiled too. */
static struct definition definitions[2];
static struct tests tests;

/* ---- Evaluating ------------------------------------------------------------------------------------------------- */

static uint8_t both(uint8_t a, uint8_t b)
{
    static const uint8_t table[3][3] = {
        {TRUTH_NO, TRUTH_NO, TRUTH_NO}, {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_UNKNOWN}, {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES}};
    return table[a][b];
}

static uint8_t opposite(uint8_t a)
{
    static const uint8_t table[3] = {TRUTH_YES, TRUTH_UNKNOWN, TRUTH_NO};
    return table[a];
}

/* By De Morgan: not both opposites. */
static uint8_t either(uint8_t a, uint8_t b)
{
    return opposite(both(opposite(a), opposite(b)));
}

static uint8_t evaluate(const struct condition *condition, const uint8_t *truths)
{
    uint8_t stack[CONDITION_STACK];
    int depth = 0;
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op == CONDITION_NOT) {
            held(depth >= 1, "\"%s\": there is something to turn round", condition->text);
            stack[depth - 1] = opposite(stack[depth - 1]);
        } else if (op == CONDITION_AND || op == CONDITION_OR) {
            held(depth >= 2, "\"%s\": there are two to join", condition->text);
            depth--;
            stack[depth - 1] =
                op == CONDITION_AND ? both(stack[depth - 1], stack[depth]) : either(stack[depth - 1], stack[depth]);
        } else {
            held(op < tests.count && depth < CONDITION_STACK, "\"%s\": there is such a test and room for it",
                 condition->text);
            stack[depth++] = truths[op];
        }
    }
    held(depth == 1, "\"%s\": one truth is left", condition->text);
    return stack[0];
}

static bool is_subset(const ifs_fact_set *some, const ifs_fact_set *all)
{
    bool subset = true;
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        subset = subset && (some->bits[i] & ~all->bits[i]) == 0;
    }
    return subset;
}

/* Every unknown becomes known, one after another. */
static void learn(const struct condition *condition, uint8_t *truths, uint64_t seed)
{
    uint8_t before = evaluate(condition, truths);
    for (int i = 0; i < tests.count; i++) {
        if (truths[i] == TRUTH_UNKNOWN) {
            truths[i] = (scatter(seed + (uint64_t)i) & 1U) != 0 ? TRUTH_YES : TRUTH_NO;
        }
        uint8_t after = (uint8_t)condition_truth(condition, truths);
        held(before == TRUTH_UNKNOWN || before == after, "\"%s\": what was decided stays", condition->text);
        before = after;
    }
    held(before != TRUTH_UNKNOWN, "\"%s\": with every answer it is decided", condition->text);
}

static void hold_truths(const struct condition *condition, uint64_t seed)
{
    uint8_t truths[CONDITION_TESTS];
    ifs_fact_set missing = {{0}};
    ifs_fact_set read = {{0}};
    for (int i = 0; i < tests.count; i++) {
        truths[i] = (uint8_t)(scatter(seed ^ (uint64_t)i << 32) % 3);
    }
    uint8_t expected = evaluate(condition, truths);
    held(condition_evaluate(condition, truths) == expected && condition_truth(condition, truths) == expected,
         "\"%s\" is evaluated in three values", condition->text);
    condition_missing(condition, &tests, truths, &missing);
    condition_facts(condition, &tests, &read);
    held(fact_set_empty(&missing) == (expected != TRUTH_UNKNOWN) && is_subset(&missing, &read),
         "\"%s\" lacks something, of what it reads, where it is unknown and only there", condition->text);
    learn(condition, truths, seed);
}

/* ---- Compiling -------------------------------------------------------------------------------------------------- */

static bool same_tests(const struct tests *a, const struct tests *b, int count)
{
    bool same = true;
    for (int i = 0; i < count; i++) {
        const struct test *one = &a->list[i];
        const struct test *other = &b->list[i];
        same = same && one->threshold == other->threshold && one->slot == other->slot && one->fact == other->fact &&
               one->equal == other->equal;
    }
    return same && memcmp(a->on_materials, b->on_materials, (size_t)b->on_materials_count) == 0;
}

static void hold_failure(const char *text, const struct condition_problem *problem, const struct tests *before)
{
    held(tests.count == before->count && tests.on_materials_count == before->on_materials_count &&
             same_tests(&tests, before, before->count),
         "\"%s\" is none, so the tests are as before", text);
    held(problem->fault != CONDITION_FINE && problem->offset <= strlen(text), "\"%s\" has a fault somewhere in it",
         text);
    held(memchr(problem->found, '\0', sizeof problem->found) != NULL &&
             memchr(problem->suggestion, '\0', sizeof problem->suggestion) != NULL,
         "what is said of \"%s\" is terminated", text);
}

static void hold_success(const char *text, const struct condition_code *code, const struct tests *before)
{
    struct condition condition = {code->ops, code->count, text, code->first_decides};
    held(code->count > 0 && code->count <= CONDITION_OPS && tests.count <= CONDITION_TESTS, "\"%s\" fits", text);
    held(tests.count >= before->count && same_tests(&tests, before, before->count), "\"%s\" only adds to the tests",
         text);
    uint64_t seed = scatter_bytes((const uint8_t *)text, strlen(text));
    for (int i = 0; i < TRIALS; i++) {
        hold_truths(&condition, scatter(seed + (uint64_t)i));
    }
}

/* "made-up" is one test, "far-fetched" joins several. */
static void define(const struct symbols *symbols)
{
    static struct condition_code codes[2];
    static const char *const texts[] = {"age >= 65 y", "not (weight < 50 kg or sex is female) and crcl < 30 mL/min"};
    struct condition_problem problem;
    definitions[0].id = "made-up";
    definitions[1].id = "far-fetched";
    for (int i = 0; i < 2; i++) {
        held(condition_compile(texts[i], symbols, &tests, &codes[i], &problem), "\"%s\" is a condition", texts[i]);
        definitions[i].means = (struct condition){codes[i].ops, codes[i].count, texts[i], codes[i].first_decides};
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct tests before;
    char text[TEXT_ROOM];
    struct bytes choices = {bytes, size};
    const ifs_protocol *protocol = take_protocol(&choices);
    struct symbols symbols = {.facts = protocol->facts, .count = protocol->fact_count, .salt = &protocol->drug.salt};
    struct condition_problem problem;
    struct condition_code code;
    tests = (struct tests){.count = 0};
    define(&symbols);
    symbols.definitions = definitions;
    symbols.definition_count = 2;
    before = tests;
    take_text(&choices, text, sizeof text);
    if (condition_compile(text, &symbols, &tests, &code, &problem)) {
        hold_success(text, &code, &before);
    } else {
        hold_failure(text, &problem, &before);
    }
    return 0;
}
