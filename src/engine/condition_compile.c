/*
 * condition_compile.c - text becomes postfix.
 *
 * Decides what a condition says: "not" binds closer than "and", "and" closer than "or", and a name of the protocol stands
 * for what it means. Two stacks of fixed size and no recursion (shunting-yard). The invariant: what compiles can be
 * evaluated within CONDITION_STACK, and what does not compile leaves the tests as they were.
 *
 * One test of a fact is left to condition_fact.c, evaluation to condition.c, sentences about faults to the wording.
 */
#include "claim.h"
#include "condition_fact.h"
#include "condition_meant.h"
#include "fact.h"
#include "nearest.h"

/* Stands in the stack of pending operators, never in a compiled condition: no test has this index. */
enum { OPEN_BRACKET = CONDITION_TESTS };

/* ---- Operations ----------------------------------------------------------------------------------------------- */

/* Twice "not" is nothing. */
static bool emit(struct parser *parser, uint16_t op)
{
    if (op == CONDITION_NOT && parser->ops[parser->count - 1] == CONDITION_NOT) {
        parser->count--;
        return true;
    }
    if (op == CONDITION_AND || op == CONDITION_OR) {
        parser->depth--;
    } else if (op != CONDITION_NOT) {
        parser->depth++;
    }
    if (parser->count == CONDITION_OPS || parser->depth > CONDITION_STACK) {
        return parser_fail(parser, CONDITION_TOO_LONG, parser_here(parser));
    }
    parser->ops[parser->count++] = op;
    return true;
}

static bool push(struct parser *parser, uint16_t op, size_t offset)
{
    if (parser->pending_count == CONDITION_OPS) {
        return parser_fail(parser, CONDITION_TOO_LONG, parser_here(parser));
    }
    parser->pending[parser->pending_count++] = (struct pending){op, offset};
    return true;
}

static bool top_is(const struct parser *parser, uint16_t op)
{
    return parser->pending_count > 0 && parser->pending[parser->pending_count - 1].op == op;
}

static bool emit_top(struct parser *parser)
{
    parser->pending_count--;
    return emit(parser, parser->pending[parser->pending_count].op);
}

/* A whole unit has been read: the "not" before it, then an operator may follow. */
static bool end_unit(struct parser *parser)
{
    parser->wants_test = false;
    while (top_is(parser, CONDITION_NOT)) {
        if (!emit_top(parser)) {
            return false;
        }
    }
    return true;
}

/* Emits what binds at least as closely as the operator to come. */
static bool emit_closer(struct parser *parser, uint16_t op)
{
    while (top_is(parser, CONDITION_AND) || (op == CONDITION_OR && top_is(parser, CONDITION_OR))) {
        if (!emit_top(parser)) {
            return false;
        }
    }
    return true;
}

static bool same_test(const struct test *a, const struct test *b)
{
    return a->threshold == b->threshold && a->slot == b->slot; /* the slot says whether it is compared or equal */
}

static bool emit_test(struct parser *parser, const struct condition_said *said)
{
    struct tests *tests = parser->tests;
    const struct test *test = &said->test;
    int index = 0;
    while (index < tests->count && !same_test(&tests->list[index], test)) {
        index++;
    }
    if (index == CONDITION_TESTS) {
        return parser_fail(parser, CONDITION_TOO_LONG, parser_here(parser));
    }
    if (index == tests->count) {
        if (test->slot == SLOT_PRODUCT || test->slot == SLOT_DILUENT || test->slot == SLOT_DEVICE) {
            tests->on_materials[tests->on_materials_count++] = (uint8_t)index;
        }
        tests->list[tests->count++] = *test;
    }
    return emit(parser, (uint16_t)index) && (!said->negated || emit(parser, CONDITION_NOT)) && end_unit(parser);
}

/* ---- Units and operators -------------------------------------------------------------------------------------- */

static int find_fact(const struct parser *parser, struct piece word)
{
    for (int i = 0; i < parser->symbols->count; i++) {
        if (parser_is(parser, word, parser->symbols->facts[i].name)) {
            return i;
        }
    }
    return -1;
}

static const struct definition *find_definition(const struct parser *parser, struct piece word)
{
    for (int i = 0; i < parser->symbols->definition_count; i++) {
        if (parser_is(parser, word, parser->symbols->definitions[i].id)) {
            return &parser->symbols->definitions[i];
        }
    }
    return NULL;
}

/* What the name stands for, in its place. Its tests are among the tests already. */
static bool emit_definition(struct parser *parser, const struct definition *definition, struct piece word)
{
    parser->at += word.length;
    for (int i = 0; i < definition->means.count; i++) {
        if (!emit(parser, definition->means.ops[i])) {
            return false;
        }
    }
    return end_unit(parser);
}

static bool fail_fact(struct parser *parser, struct piece word)
{
    const char *names[IFS_FACT_MAX + DEFINITION_MAX];
    size_t count = 0;
    for (int i = 0; i < parser->symbols->count; i++) {
        if (parser->symbols->facts[i].kind != FACT_IDENTITY) {
            names[count++] = parser->symbols->facts[i].name;
        }
    }
    for (int i = 0; i < parser->symbols->definition_count; i++) {
        names[count++] = parser->symbols->definitions[i].id;
    }
    parser_fail(parser, CONDITION_UNKNOWN_FACT, word);
    const char *near = nearest_word(parser->problem->found, names, count);
    parser_suggest(parser, near != NULL ? near : "", "", "");
    return false;
}

static bool compile_word(struct parser *parser, struct piece word)
{
    if (parser_is(parser, word, "not")) {
        parser->at += word.length;
        return push(parser, CONDITION_NOT, word.start);
    }
    const char *misplaced = parser_keyword(parser, word);
    if (misplaced != NULL) {
        parser_suggest(parser, misplaced[0] == 'n' ? misplaced : "", "", "");
        return parser_fail(parser, CONDITION_EXPECTED_TEST, word);
    }
    const struct definition *definition = find_definition(parser, word);
    if (definition != NULL) {
        return emit_definition(parser, definition, word);
    }
    int fact = find_fact(parser, word);
    if (fact < 0) {
        return fail_fact(parser, word);
    }
    if (parser->symbols->facts[fact].kind == FACT_IDENTITY) {
        return parser_fail(parser, CONDITION_IDENTITY, word);
    }
    struct condition_said said;
    if (!condition_fact_read(parser, fact, word, &said)) {
        parser->problem->fact = fact;
        return false;
    }
    return emit_test(parser, &said);
}

static bool compile_unit(struct parser *parser)
{
    if (parser->text[parser->at] == '(') {
        parser->at++;
        return push(parser, OPEN_BRACKET, parser->at - 1);
    }
    struct piece word = parser_word(parser);
    return word.length > 0 ? compile_word(parser, word) : parser_fail_mark(parser, CONDITION_EXPECTED_TEST);
}

static bool close_bracket(struct parser *parser)
{
    if (!emit_closer(parser, CONDITION_OR)) {
        return false;
    }
    if (!top_is(parser, OPEN_BRACKET)) {
        return parser_fail(parser, CONDITION_CLOSE_BRACKET, parser_mark(parser));
    }
    parser->pending_count--;
    parser->at++;
    return end_unit(parser);
}

static bool compile_operator(struct parser *parser)
{
    if (parser->text[parser->at] == ')') {
        return close_bracket(parser);
    }
    struct piece word = parser_word(parser);
    if (word.length == 0) {
        return parser_fail_mark(parser, CONDITION_EXPECTED_OPERATOR);
    }
    bool both = parser_is(parser, word, "and");
    if (!both && !parser_is(parser, word, "or")) {
        const char *meant = parser_keyword(parser, word);
        bool joins = meant != NULL && (meant[0] == 'a' || meant[0] == 'o');
        parser_suggest(parser, joins ? meant : "", "", "");
        return parser_fail(parser, CONDITION_EXPECTED_OPERATOR, word);
    }
    uint16_t op = both ? CONDITION_AND : CONDITION_OR;
    parser->wants_test = true;
    parser->at += word.length;
    return emit_closer(parser, op) && push(parser, op, word.start);
}

static bool finish(struct parser *parser)
{
    if (parser->wants_test) {
        bool empty = parser->count == 0 && parser->pending_count == 0;
        return parser_fail(parser, empty ? CONDITION_EMPTY : CONDITION_EXPECTED_TEST, parser_here(parser));
    }
    if (!emit_closer(parser, CONDITION_OR)) {
        return false;
    }
    if (parser->pending_count > 0) {
        struct piece bracket = {parser->pending[parser->pending_count - 1].offset, 1};
        return parser_fail(parser, CONDITION_OPEN_BRACKET, bracket);
    }
    claim(parser->depth == 1);
    return true;
}

/* What was probably meant is worth more than the one word that is wrong. */
static void suggest_meant(struct parser *parser)
{
    char bytes[sizeof parser->problem->suggestion];
    struct text meant = text_over(bytes, sizeof bytes);
    if (condition_meant(parser->text, parser->symbols, parser->problem, &meant)) {
        parser_suggest(parser, bytes, "", "");
    }
}

static bool compile(struct parser *parser)
{
    for (;;) {
        parser_skip_blanks(parser);
        if (parser->text[parser->at] == '\0') {
            return finish(parser);
        }
        if (!(parser->wants_test ? compile_unit(parser) : compile_operator(parser))) {
            return false;
        }
    }
}

/* The first test lies at the bottom of the stack until the end, and nothing but "and" ever reaches it there. */
static bool first_decides(const struct condition_code *code)
{
    int depth = 1;
    bool decides = true;
    for (int i = 1; i < code->count; i++) {
        bool joins = code->ops[i] == CONDITION_AND || code->ops[i] == CONDITION_OR;
        depth += code->ops[i] < CONDITION_TESTS ? 1 : joins ? -1 : 0;
        decides = decides && (depth > 1 || code->ops[i] == CONDITION_AND);
    }
    return decides;
}

bool condition_compile(const char *text, const struct symbols *symbols, struct tests *tests, struct condition_code *code,
                       struct condition_problem *problem)
{
    claim(symbols->count <= IFS_FACT_MAX);
    claim(symbols->definition_count <= DEFINITION_MAX);
    struct parser parser = {
        .text = text,
        .symbols = symbols,
        .tests = tests,
        .ops = code->ops,
        .wants_test = true,
        .problem = problem,
    };
    int tests_before = tests->count;
    int materials_before = tests->on_materials_count;
    *problem = (struct condition_problem){.fault = CONDITION_FINE, .fact = -1};
    if (!compile(&parser)) {
        suggest_meant(&parser);
        tests->count = tests_before;
        tests->on_materials_count = materials_before;
        return false;
    }
    code->count = parser.count;
    code->first_decides = first_decides(code);
    return true;
}
