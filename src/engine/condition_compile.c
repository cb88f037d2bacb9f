/*
 * condition_compile.c - text becomes postfix.
 *
 * Decides what a condition says: "not" binds closer than "and", "and" closer than "or", and every test is typed by the
 * dimension of its fact. Two stacks of fixed size and no recursion (shunting-yard). Every comparison becomes "figure <
 * threshold", perhaps negated: x <= t is x < t + 1 and x > t its negation, which is exact because figures are whole in
 * their base unit (the derived ones are doubled or in half units, plus one where something was cut off). The invariant:
 * what compiles can be evaluated within CONDITION_STACK, and what does not compile leaves the tests as they were.
 *
 * Quantities are left to fact_read_quantity, evaluation to condition.c, sentences about faults to the wording.
 */
#include "condition.h"

#include "claim.h"
#include "condition_meant.h"
#include "fact.h"
#include "nearest.h"

/* Stands in the stack of pending operators, never in a compiled condition. */
enum { OPEN_BRACKET = 0xfffc };

_Static_assert(CONDITION_TESTS <= OPEN_BRACKET, "an index of a test is no operation");

/* A stretch of the text. */
struct piece {
    size_t start;
    size_t length;
};

struct pending {
    uint16_t op;
    size_t offset;
};

struct parser {
    const char *text;
    size_t length;
    size_t at;
    const struct symbols *symbols;
    struct tests *tests;
    uint16_t *ops;
    int count;
    int depth;       /* truths that evaluation holds after these ops */
    bool wants_test; /* a test must come next, not "and" or "or" */
    int pending_count;
    struct pending pending[CONDITION_OPS];
    struct condition_problem *problem;
};

/* ---- Pieces of text ------------------------------------------------------------------------------------------- */

static bool is_name(char byte)
{
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return letter || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
}

static bool is_sign(char byte)
{
    return byte == '<' || byte == '>' || byte == '=' || byte == '!' || byte == '&' || byte == '|';
}

static bool is_foreign(char byte)
{
    return (unsigned char)byte >= 0x80;
}

/* Anything a quantity may hold. */
static bool is_figure(char byte)
{
    return !text_is_blank(byte) && !is_sign(byte) && byte != '(' && byte != ')';
}

static void skip_blanks(struct parser *parser)
{
    while (parser->at < parser->length && text_is_blank(parser->text[parser->at])) {
        parser->at++;
    }
}

static struct piece run_of(const struct parser *parser, size_t start, bool (*belongs)(char))
{
    struct piece piece = {start, 0};
    while (start + piece.length < parser->length && belongs(parser->text[start + piece.length])) {
        piece.length++;
    }
    return piece;
}

/* The next signs, the next characters beyond ASCII, or one character. */
static struct piece next_mark(const struct parser *parser)
{
    struct piece piece = run_of(parser, parser->at, is_sign);
    if (piece.length == 0) {
        piece = run_of(parser, parser->at, is_foreign);
    }
    if (piece.length == 0 && parser->at < parser->length) {
        piece.length = 1;
    }
    return piece;
}

static struct piece next_word(const struct parser *parser)
{
    return run_of(parser, parser->at, is_name);
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool is_words(const struct parser *parser, struct piece piece, const char *words)
{
    size_t i = 0;
    while (i < piece.length && parser->text[piece.start + i] == words[i]) {
        i++;
    }
    return i == piece.length && words[i] == '\0';
}

/* The word of the language that a piece is, upper and lower case alike; NULL if none. */
static const char *keyword(const struct parser *parser, struct piece piece)
{
    static const char *const keywords[] = {"and", "or", "not", "is"};
    for (size_t k = 0; k < COUNT_OF(keywords); k++) {
        size_t i = 0;
        while (i < piece.length && lower(parser->text[piece.start + i]) == keywords[k][i]) {
            i++;
        }
        if (i == piece.length && keywords[k][i] == '\0') {
            return keywords[k];
        }
    }
    return NULL;
}

/* ---- Problems ------------------------------------------------------------------------------------------------- */

/* Printable ASCII, cut to the room there is. */
static void copy_piece(const struct parser *parser, struct piece piece, char *bytes, size_t capacity)
{
    size_t length = 0;
    while (length < piece.length && length + 1 < capacity) {
        char byte = parser->text[piece.start + length];
        bytes[length] = byte >= ' ' && byte <= '~' ? byte : '?';
        length++;
    }
    bytes[length] = '\0';
}

static bool fail(struct parser *parser, enum condition_fault fault, struct piece piece)
{
    parser->problem->fault = fault;
    parser->problem->offset = piece.start;
    copy_piece(parser, piece, parser->problem->found, sizeof parser->problem->found);
    return false;
}

/* Proposes up to three words, one after the other; nothing when they do not fit. */
static void suggest(struct parser *parser, const char *first, const char *second, const char *third)
{
    struct text suggestion = text_over(parser->problem->suggestion, sizeof parser->problem->suggestion);
    text_add(&suggestion, first);
    text_add(&suggestion, second);
    text_add(&suggestion, third);
    if (suggestion.full) {
        parser->problem->suggestion[0] = '\0';
    }
}

/* What other languages write, and what is written here. */
static void suggest_sign(struct parser *parser, struct piece piece)
{
    static const char *const signs[][2] = {
        {"&&", "and"},
        {"&", "and"},
        {"||", "or"},
        {"|", "or"},
        {"!", "not"},
        {"==", "is"},
        {"=", "is"},
        {"===", "is"},
        {"!=", "not ... is"},
        {"<>", "not ... is"},
        {"=<", "<="},
        {"=>", ">="},
        {"\xE2\x89\xA4", "<="},
        {"\xE2\x89\xA5", ">="},
        {"\xE2\x89\xA0", "not ... is"},
        {",", "and"},
    };
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (is_words(parser, piece, signs[i][0])) {
            suggest(parser, signs[i][1], "", "");
        }
    }
}

/* A mark that no test, operator or bracket begins with. */
static bool fail_mark(struct parser *parser, enum condition_fault otherwise)
{
    struct piece mark = next_mark(parser);
    char byte = parser->text[parser->at];
    bool bracket = byte == '(' || byte == ')';
    bool comparison = is_words(parser, mark, "<") || is_words(parser, mark, "<=") || is_words(parser, mark, ">") ||
                      is_words(parser, mark, ">=") || is_words(parser, mark, "=");
    suggest_sign(parser, mark);
    return fail(parser, bracket || comparison ? otherwise : CONDITION_FOREIGN, mark);
}

/* ---- Operations ----------------------------------------------------------------------------------------------- */

static struct piece here(const struct parser *parser)
{
    struct piece piece = {parser->at, 0};
    return piece;
}

/* Twice "not" is nothing. */
static bool emit(struct parser *parser, uint16_t op)
{
    if (op == CONDITION_NOT && parser->ops[parser->count - 1] == CONDITION_NOT) {
        parser->count--;
        return true;
    }
    if (op < CONDITION_TESTS) {
        parser->depth++;
    } else if (op != CONDITION_NOT) {
        parser->depth--;
    }
    if (parser->count == CONDITION_OPS || parser->depth > CONDITION_STACK) {
        return fail(parser, CONDITION_TOO_LONG, here(parser));
    }
    parser->ops[parser->count++] = op;
    return true;
}

static bool push(struct parser *parser, uint16_t op, size_t offset)
{
    if (parser->pending_count == CONDITION_OPS) {
        return fail(parser, CONDITION_TOO_LONG, here(parser));
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

/* ---- Tests ---------------------------------------------------------------------------------------------------- */

static bool same_test(const struct test *a, const struct test *b)
{
    return a->threshold == b->threshold && a->slot == b->slot; /* the slot says whether it is compared or equal */
}

static bool emit_test(struct parser *parser, const struct test *test, bool negated)
{
    struct tests *tests = parser->tests;
    int index = 0;
    while (index < tests->count && !same_test(&tests->list[index], test)) {
        index++;
    }
    if (index == CONDITION_TESTS) {
        return fail(parser, CONDITION_TOO_LONG, here(parser));
    }
    if (index == tests->count) {
        if (test->slot == SLOT_PRODUCT || test->slot == SLOT_DILUENT || test->slot == SLOT_DEVICE) {
            tests->on_materials[tests->on_materials_count++] = (uint8_t)index;
        }
        tests->list[tests->count++] = *test;
    }
    return emit(parser, (uint16_t)index) && (!negated || emit(parser, CONDITION_NOT)) && end_unit(parser);
}

/* Product, diluent and device are what will be used, asked for or not. */
static uint8_t choice_slot(int fact)
{
    if (fact == IFS_FACT_PRODUCT) {
        return SLOT_PRODUCT;
    }
    if (fact == IFS_FACT_DILUENT) {
        return SLOT_DILUENT;
    }
    return fact == IFS_FACT_DEVICE ? SLOT_DEVICE : (uint8_t)fact;
}

static bool emit_equal(struct parser *parser, int fact, int choice)
{
    struct test test = {.threshold = choice, .slot = choice_slot(fact), .fact = (uint8_t)fact, .equal = true};
    return emit_test(parser, &test, false);
}

static uint8_t slot_of(int fact, ifs_dimension dimension)
{
    if (fact == IFS_FACT_CRCL) {
        return SLOT_CRCL;
    }
    if (fact == IFS_FACT_EGFR) {
        return SLOT_EGFR;
    }
    if (fact == IFS_FACT_URINE_OUTPUT) {
        return dimension == IFS_URINE_PER_WEIGHT ? SLOT_URINE_PER_WEIGHT : SLOT_URINE;
    }
    return (uint8_t)fact;
}

/* A number, and the unit after one or more blanks unless another part of the condition stands there. */
static struct piece take_quantity(struct parser *parser)
{
    struct piece number = run_of(parser, parser->at, is_figure);
    parser->at = number.start + number.length;
    size_t end = parser->at;
    skip_blanks(parser);
    struct piece unit = run_of(parser, parser->at, is_figure);
    if (unit.length == 0 || keyword(parser, unit) != NULL) {
        parser->at = end;
    } else {
        parser->at = unit.start + unit.length;
    }
    if (parser->at > number.start + 1 && parser->text[parser->at - 1] == ',') {
        parser->at--; /* between two tests, not in a number */
    }
    number.length = parser->at - number.start;
    return number;
}

/* A fault of the quantity itself, or one finer than the step of its fact. */
static bool fail_quantity(struct parser *parser, struct piece piece, const struct fact_problem *problem)
{
    if (problem->fault == FACT_FINER) {
        return fail(parser, CONDITION_TOO_FINE, piece);
    }
    fail(parser, CONDITION_QUANTITY, piece);
    parser->problem->quantity = problem->quantity;
    parser->problem->offset += problem->quantity.offset;
    return false;
}

/* fact < quantity, the comparison sign already read. A threshold leaves room to be doubled and raised by one. */
static bool compile_comparison(struct parser *parser, int fact, struct piece sign)
{
    skip_blanks(parser);
    if (parser->at < parser->length && (parser->text[parser->at] == '"' || parser->text[parser->at] == '\'')) {
        return fail_mark(parser, CONDITION_FOREIGN);
    }
    struct piece piece = take_quantity(parser);
    struct fact_words words = {parser->text + piece.start, piece.length, QUANTITY_SPACE_REQUIRED,
                               parser->symbols->salt};
    struct fact_problem problem;
    ifs_quantity quantity;
    if (!fact_read_quantity(&parser->symbols->facts[fact], &words, &quantity, &problem)) {
        return fail_quantity(parser, piece, &problem);
    }
    if (quantity.base.num >= INT64_MAX / 2) {
        problem.quantity = (struct quantity_problem){.fault = QUANTITY_TOO_LARGE};
        problem.fault = FACT_QUANTITY;
        return fail_quantity(parser, piece, &problem);
    }
    struct test test = {.slot = slot_of(fact, quantity.dimension), .fact = (uint8_t)fact};
    bool doubled = test.slot == SLOT_URINE || test.slot == SLOT_URINE_PER_WEIGHT;
    bool beyond = is_words(parser, sign, "<=") || is_words(parser, sign, ">");
    test.threshold = quantity.base.num * (doubled ? 2 : 1) + (beyond ? 1 : 0);
    return emit_test(parser, &test, parser->text[sign.start] == '>');
}

/* What this fact is to be compared with: "is" and a choice, nothing, or a quantity. */
static void suggest_form(struct parser *parser, const struct fact_rule *rule)
{
    if (fact_is_yes_no(rule)) {
        suggest(parser, rule->name, "", "");
    } else if (rule->kind == FACT_MEASURE) {
        suggest(parser, rule->dimension == IFS_DATE ? "" : "<, <=, > or >=", "", "");
    } else {
        suggest(parser, rule->name, " is ", rule->choice_count > 0 ? rule->choices[0] : "...");
    }
}

static bool fail_form(struct parser *parser, int fact, struct piece piece)
{
    parser->problem->fact = fact;
    suggest_form(parser, &parser->symbols->facts[fact]);
    return fail(parser, CONDITION_BAD_COMPARISON, piece);
}

static bool compile_sign(struct parser *parser, int fact, struct piece sign)
{
    parser->problem->fact = fact; /* read only with a fault */
    const struct fact_rule *rule = &parser->symbols->facts[fact];
    bool comparison = is_words(parser, sign, "<") || is_words(parser, sign, "<=") || is_words(parser, sign, ">") ||
                      is_words(parser, sign, ">=");
    if (comparison && rule->kind == FACT_MEASURE && rule->dimension != IFS_DATE) {
        parser->at += sign.length;
        return compile_comparison(parser, fact, sign);
    }
    if (comparison) {
        return fail_form(parser, fact, sign);
    }
    suggest_sign(parser, sign);
    bool misspelt = is_words(parser, sign, "=") || is_words(parser, sign, "=<") || is_words(parser, sign, "=>");
    if (rule->kind == FACT_MEASURE && parser->problem->suggestion[0] == 'i') {
        suggest_form(parser, rule); /* "is" belongs to choices */
    }
    return fail(parser, misspelt ? CONDITION_BAD_COMPARISON : CONDITION_FOREIGN, sign);
}

static int find_choice(const struct parser *parser, const struct fact_rule *rule, struct piece word)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    for (int i = 0; i < count; i++) {
        if (is_words(parser, word, choices[i])) {
            return i;
        }
    }
    return -1;
}

static bool fail_choice(struct parser *parser, const struct fact_rule *rule, struct piece word)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    fail(parser, CONDITION_UNKNOWN_CHOICE, word);
    const char *near = nearest_word(parser->problem->found, choices, (size_t)count);
    suggest(parser, near != NULL ? near : "", "", "");
    return false;
}

/* fact is choice, the "is" not yet read. */
static bool compile_is(struct parser *parser, int fact, struct piece is)
{
    parser->problem->fact = fact; /* read only with a fault */
    const struct fact_rule *rule = &parser->symbols->facts[fact];
    if (!is_words(parser, is, "is")) {
        suggest(parser, "is", "", "");
        return fail(parser, CONDITION_BAD_COMPARISON, is);
    }
    if (rule->kind == FACT_MEASURE) {
        return fail_form(parser, fact, is);
    }
    parser->at += is.length;
    skip_blanks(parser);
    struct piece word = next_word(parser);
    if (word.length == 0 && parser->at < parser->length) {
        return fail_mark(parser, CONDITION_UNKNOWN_CHOICE);
    }
    int choice = find_choice(parser, rule, word);
    if (choice < 0 && keyword(parser, word) != NULL) {
        suggest(parser, "not ", rule->name, " is");
        return fail(parser, CONDITION_UNKNOWN_CHOICE, word);
    }
    if (choice < 0) {
        return fail_choice(parser, rule, word);
    }
    parser->at += word.length;
    return emit_equal(parser, fact, choice);
}

/* What follows the name of a fact decides which test it is. */
static bool compile_test(struct parser *parser, int fact, struct piece name)
{
    parser->at += name.length;
    size_t end = parser->at;
    skip_blanks(parser);
    struct piece mark = next_mark(parser);
    char first = mark.length > 0 ? parser->text[mark.start] : '\0';
    bool compared = first == '<' || first == '>' || first == '=' || first == '!' || is_foreign(first);
    if (compared) {
        return compile_sign(parser, fact, mark);
    }
    struct piece word = next_word(parser);
    const char *follows = keyword(parser, word);
    if (follows != NULL && follows[0] == 'i') {
        return compile_is(parser, fact, word);
    }
    if (!fact_is_yes_no(&parser->symbols->facts[fact])) {
        return fail_form(parser, fact, name);
    }
    parser->at = end;
    return emit_equal(parser, fact, IFS_ANSWER_YES);
}

/* ---- Units and operators -------------------------------------------------------------------------------------- */

static int find_fact(const struct parser *parser, struct piece word)
{
    for (int i = 0; i < parser->symbols->count; i++) {
        if (is_words(parser, word, parser->symbols->facts[i].name)) {
            return i;
        }
    }
    return -1;
}

static const struct definition *find_definition(const struct parser *parser, struct piece word)
{
    for (int i = 0; i < parser->symbols->definition_count; i++) {
        if (is_words(parser, word, parser->symbols->definitions[i].id)) {
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
    fail(parser, CONDITION_UNKNOWN_FACT, word);
    const char *near = nearest_word(parser->problem->found, names, count);
    suggest(parser, near != NULL ? near : "", "", "");
    return false;
}

static bool compile_word(struct parser *parser, struct piece word)
{
    if (is_words(parser, word, "not")) {
        parser->at += word.length;
        return push(parser, CONDITION_NOT, word.start);
    }
    const char *misplaced = keyword(parser, word);
    if (misplaced != NULL) {
        suggest(parser, misplaced[0] == 'n' ? misplaced : "", "", "");
        return fail(parser, CONDITION_EXPECTED_TEST, word);
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
        return fail(parser, CONDITION_IDENTITY, word);
    }
    return compile_test(parser, fact, word);
}

static bool compile_unit(struct parser *parser)
{
    if (parser->text[parser->at] == '(') {
        parser->at++;
        return push(parser, OPEN_BRACKET, parser->at - 1);
    }
    struct piece word = next_word(parser);
    return word.length > 0 ? compile_word(parser, word) : fail_mark(parser, CONDITION_EXPECTED_TEST);
}

static bool close_bracket(struct parser *parser)
{
    if (!emit_closer(parser, CONDITION_OR)) {
        return false;
    }
    if (!top_is(parser, OPEN_BRACKET)) {
        return fail(parser, CONDITION_CLOSE_BRACKET, next_mark(parser));
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
    struct piece word = next_word(parser);
    if (word.length == 0) {
        return fail_mark(parser, CONDITION_EXPECTED_OPERATOR);
    }
    bool and = is_words(parser, word, "and");
    if (!and&&!is_words(parser, word, "or")) {
        const char *meant = keyword(parser, word);
        bool operator= meant != NULL &&(meant[0] == 'a' || meant[0] == 'o');
        suggest(parser, operator? meant : "", "", "");
        return fail(parser, CONDITION_EXPECTED_OPERATOR, word);
    }
    uint16_t op = and? CONDITION_AND : CONDITION_OR;
    parser->wants_test = true;
    parser->at += word.length;
    return emit_closer(parser, op) && push(parser, op, word.start);
}

static bool finish(struct parser *parser)
{
    if (parser->wants_test) {
        bool empty = parser->count == 0 && parser->pending_count == 0;
        return fail(parser, empty ? CONDITION_EMPTY : CONDITION_EXPECTED_TEST, here(parser));
    }
    if (!emit_closer(parser, CONDITION_OR)) {
        return false;
    }
    if (parser->pending_count > 0) {
        struct piece bracket = {parser->pending[parser->pending_count - 1].offset, 1};
        return fail(parser, CONDITION_OPEN_BRACKET, bracket);
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
        suggest(parser, bytes, "", "");
    }
}

static bool compile(struct parser *parser)
{
    for (;;) {
        skip_blanks(parser);
        if (parser->at == parser->length) {
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
        .length = text_length(text),
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
