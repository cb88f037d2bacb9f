/*
 * read_condition.c - conditions of a file, compiled against the facts of its protocol.
 *
 * Decides what is said about a condition that does not compile, with the column inside the string. Invariant: every
 * fact a condition reads is marked as read, and as deciding where an order hangs on the condition. The grammar itself
 * is the engine's (condition_compile).
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "lookalike.h"
#include "names.h"
#include "value.h"
#include "wording_input.h"

/* What to write instead, after what was found. Quantities, facts and choices have advice of their own. */
static const char *const advice[] = {
    [CONDITION_EMPTY] = "the condition is empty; write a test such as \"age >= 18 y\", or leave the key out",
    [CONDITION_IDENTITY] = "identity may not decide anything; ask a question of its own instead",
    [CONDITION_UNKNOWN_CHOICE] = "no choice of this fact; write one of its own",
    [CONDITION_EXPECTED_TEST] = "write a test here: FACT < QUANTITY, FACT is CHOICE, or the name of a yes/no question",
    [CONDITION_EXPECTED_OPERATOR] = "write \"and\" or \"or\" here, or end the condition",
    /* One advice in two lines. NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    [CONDITION_BAD_COMPARISON] = "a measure is compared with < <= > >=, a choice with \"is\", a yes/no question stands by itself, "
                                 "and a date is compared with nothing (for born write age)",
    [CONDITION_TOO_FINE] = "finer than the fact is measured; write fewer digits",
    [CONDITION_OPEN_BRACKET] = "a bracket is not closed; write \")\"",
    [CONDITION_CLOSE_BRACKET] = "a bracket closes that was not opened; leave it out",
    /* One advice in two lines. NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    [CONDITION_TOO_LONG] = "the condition is too long, or the protocol has too many tests; ask a question of its own, or split the "
                           "rule",
    [CONDITION_FOREIGN] = "no sign of a condition; write and, or, not, is, < <= > >=",
};

/* The units of a measured fact: "y or mo"; nothing where it is none. */
static void add_units(struct text *words, const struct fact_rule *rule)
{
    const char *units[FACT_UNITS];
    int count = rule != NULL ? rule->unit_count : 0;
    for (int i = 0; i < count; i++) {
        units[i] = rule->units[i].symbol;
    }
    names_list(words, units, (size_t)count);
}

/* "systolic < 70 + 2 x age": what follows the figure is no unit but arithmetic. */
static bool is_calculated(const struct condition_problem *problem)
{
    static const char *const signs[] = {"+", "-", "*", "x", "times", "plus", "minus"};
    bool unit = problem->fault == CONDITION_QUANTITY && problem->quantity.fault == QUANTITY_UNKNOWN_UNIT;
    bool placed = unit || problem->fault == CONDITION_FOREIGN;
    const char *found = unit ? problem->quantity.found : problem->found;
    for (size_t i = 0; placed && i < COUNT_OF(signs); i++) {
        if (strcmp(found, signs[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *code_of(const struct condition_problem *problem)
{
    switch (problem->fault) {
    case CONDITION_UNKNOWN_FACT:
        return "unknown-fact";
    case CONDITION_UNKNOWN_CHOICE:
        return "unknown-choice";
    case CONDITION_QUANTITY:
        return is_calculated(problem) ? "bad-condition" : report_quantity_code(problem->quantity.fault);
    case CONDITION_EMPTY:
    case CONDITION_IDENTITY:
    case CONDITION_EXPECTED_TEST:
    case CONDITION_EXPECTED_OPERATOR:
    case CONDITION_BAD_COMPARISON:
    case CONDITION_TOO_FINE:
    case CONDITION_OPEN_BRACKET:
    case CONDITION_CLOSE_BRACKET:
    case CONDITION_TOO_LONG:
    case CONDITION_FOREIGN:
    case CONDITION_FINE:
        break;
    }
    return "bad-condition";
}

/* A measure that is compared with nothing, or with words that nobody understands. */
static void advise_measure(struct text *words, const struct fact_rule *rule)
{
    text_add(words, "write ");
    text_add(words, rule->name);
    text_add(words, ", then <, <=, > or >=, then a number with its unit: ");
    add_units(words, rule);
}

static void advise_choice(struct text *words, const struct fact_rule *rule, const char *found)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    if (strcmp(found, "unknown") == 0) {
        text_add(words,
                 "what is unknown cannot be asked for, and an unknown answer never counts as no; leave this test "
                 "out");
    } else if (fact_is_yes_no(rule)) {
        text_add(words, "a yes/no question stands by itself; write ");
        text_add(words, rule->name);
        text_add(words, ", or not ");
        text_add(words, rule->name);
    } else {
        names_advise(words, found, &(struct names){choices, (size_t)count, "the choices of this fact"});
    }
}

static void add_suggestion(struct text *words, const struct condition_problem *problem, const struct fact_rule *rule)
{
    text_add(words, "did you mean \"");
    text_add(words, problem->suggestion);
    text_add(words, "\"?");
    if (strstr(problem->suggestion, " >= ") != NULL && strstr(problem->suggestion, " < ") != NULL) {
        text_add(words, " The upper figure itself then lies outside.");
    }
    if (rule != NULL && strstr(problem->suggestion, " UNIT") != NULL) {
        text_add(words, " Write its unit for UNIT: ");
        add_units(words, rule);
    }
}

static void advise_quantity(struct text *words, const struct quantity_problem *problem, const struct fact_rule *rule)
{
    bool bare = problem->fault == QUANTITY_NO_UNIT;
    wording_quantity_problem(words, problem, NULL);
    text_add(words, bare ? ": " : "");
    add_units(words, bare ? rule : NULL);
}

/* There is no "otherwise": two readers could differ on what is left over. */
static bool is_remainder(const struct condition_problem *problem)
{
    static const char *const words[] = {"otherwise", "else", "other", "others", "default", "all", "always", "everybody"};
    for (size_t i = 0; problem->fault == CONDITION_UNKNOWN_FACT && i < COUNT_OF(words); i++) {
        if (strcmp(problem->found, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void advise(const struct loading *loading, const struct condition_problem *problem, struct text *words)
{
    const struct fact_rule *rule = problem->fact >= 0 ? &loading->facts[problem->fact] : NULL;
    bool measure = problem->suggestion[0] == '<' && problem->suggestion[1] == ','; /* "<, <=, > or >=" */
    if (is_calculated(problem)) {
        text_add(words, "a condition compares with one figure and calculates nothing; write a test with its own figure for each "
                        "band of the other fact, and join them with or: \"age < 6 y and ... or age >= 6 y and ...\"");
    } else if (problem->fault == CONDITION_QUANTITY) {
        advise_quantity(words, &problem->quantity, rule);
    } else if (rule != NULL && measure) {
        advise_measure(words, rule);
    } else if (problem->suggestion[0] != '\0') {
        add_suggestion(words, problem, rule);
    } else if (is_remainder(problem)) {
        text_add(words, "alternatives have no remainder; write the condition of those who are left over, such as not and the other "
                        "condition in brackets, or leave when out where it is for everybody");
    } else if (problem->fault == CONDITION_UNKNOWN_FACT) {
        text_add(words, "no such fact; ");
        names_advise_fact(words, problem->found, loading->facts, loading->protocol->fact_count);
    } else if (rule != NULL && problem->fault == CONDITION_UNKNOWN_CHOICE) {
        text_add(words, "no choice of this fact; ");
        advise_choice(words, rule, problem->found);
    } else {
        text_add(words, advice[problem->fault]);
    }
}

static void report_problem(const struct loading *loading, const struct config_node *node,
                           const struct condition_problem *problem)
{
    struct spot spot = {IFS_ERROR, code_of(problem), node, problem->offset};
    char bytes[500] = "";
    struct text words = text_over(bytes, sizeof bytes);
    advise(loading, problem, &words);
    bool found = problem->found[0] != '\0' && problem->fault != CONDITION_QUANTITY; /* the sentence holds it already */
    report_inside(&loading->walk.reporter, &spot, "%s%s%s%s", found ? "\"" : "", found ? problem->found : "",
                  found ? "\": " : "", bytes);
}

static struct symbols symbols_of(const struct loading *loading)
{
    return (struct symbols){loading->facts, loading->protocol->fact_count, &loading->protocol->drug.salt,
                            loading->definitions, loading->definition_count};
}

static struct condition compile(struct loading *loading, const char *words, struct condition_problem *problem)
{
    struct symbols symbols = symbols_of(loading);
    struct condition_code code = {.count = 0};
    struct condition condition = {0};
    if (!condition_compile(words, &symbols, &loading->protocol->tests, &code, problem)) {
        return condition;
    }
    uint16_t *kept = arena_take(loading->arena, (size_t)code.count, sizeof *kept);
    condition.text = arena_text(loading->arena, words, strlen(words));
    if (kept != NULL) {
        memcpy(kept, code.ops, (size_t)code.count * sizeof *kept);
        condition.ops = kept;
        condition.count = code.count;
        condition.first_decides = code.first_decides;
    }
    return condition;
}

static bool in_name(char byte)
{
    return byte != '\0' && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.", byte) != NULL;
}

static bool has_word(const char *words, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(words, name); at != NULL; at = strstr(at + 1, name)) {
        if ((at == words || !in_name(at[-1])) && !in_name(at[length])) {
            return true;
        }
    }
    return false;
}

static void mark_definitions(struct loading *loading, const char *words)
{
    for (int i = 0; i < loading->definition_count; i++) {
        loading->definition_used[i] = loading->definition_used[i] || has_word(words, loading->definitions[i].id);
    }
}

/* Compiles what is used, so that its facts are read. */
static struct condition compile_used(struct loading *loading, const char *words, struct condition_problem *problem)
{
    struct condition condition = compile(loading, words, problem);
    if (problem->fault == CONDITION_FINE) {
        mark_definitions(loading, words);
        condition_facts(&condition, &loading->protocol->tests, &loading->protocol->read);
    }
    return condition;
}

bool read_same(const struct condition *a, const struct condition *b)
{
    const char *left = a->text != NULL ? a->text : "";
    const char *right = b->text != NULL ? b->text : "";
    return strcmp(left, right) == 0;
}

struct condition read_definition(struct loading *loading, struct group group, const char *name)
{
    const struct config_node *node = read_node(loading, group, name);
    struct condition_problem problem = {.fault = CONDITION_FINE};
    if (node == NULL) {
        return (struct condition){0};
    }
    struct condition condition = compile(loading, node->string, &problem);
    if (problem.fault != CONDITION_FINE) {
        report_problem(loading, node, &problem);
    } else {
        mark_definitions(loading, node->string);
    }
    return condition;
}

struct condition read_made_condition(struct loading *loading, const struct config_node *node, const char *words)
{
    struct condition_problem problem;
    problem.fault = CONDITION_FINE;
    if (node->kind == CONFIG_STRING && !value_is_id(node->string)) {
        return (struct condition){0}; /* the walk said so */
    }
    struct condition condition = compile_used(loading, words, &problem);
    if (problem.fault == CONDITION_TOO_LONG) {
        report_error(&loading->walk.reporter, node, "bad-condition", "%s", advice[CONDITION_TOO_LONG]);
    } else if (problem.fault != CONDITION_FINE) {
        report_error(&loading->walk.reporter, node, code_of(&problem),
                     "\"%s\" cannot stand in a condition; write another name", words);
    } else {
        condition_facts(&condition, &loading->protocol->tests, &loading->deciding);
    }
    return condition;
}

struct condition read_condition(struct loading *loading, struct group group, const char *name, enum condition_use use)
{
    const struct config_node *node = read_node(loading, group, name);
    struct condition_problem problem;
    if (node == NULL || node->string[0] == '\0' || node->string[lookalike_find(node->string)] != '\0') {
        return (struct condition){0}; /* the walk said so */
    }
    problem.fault = CONDITION_FINE;
    struct condition condition = compile_used(loading, node->string, &problem);
    if (problem.fault != CONDITION_FINE) {
        report_problem(loading, node, &problem);
    } else if (use == CONDITION_DECIDES) {
        condition_facts(&condition, &loading->protocol->tests, &loading->deciding);
    }
    return condition;
}
