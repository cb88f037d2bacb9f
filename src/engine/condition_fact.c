/*
 * condition_fact.c - one test of a fact, as a condition writes it.
 *
 * Decides what may be said of a fact: a measure is compared with a figure, a choice is one of its choices, a question stands
 * alone. Every comparison becomes "figure < threshold", perhaps negated: x <= t is x < t + 1 and x > t its negation, which is
 * exact because figures are whole in their base unit (the derived ones are doubled or in half units, plus one where something
 * was cut off). The invariant: a threshold is exact, and leaves room to be doubled and raised by one.
 *
 * Quantities are left to fact_read_quantity, what joins tests to condition_compile.c, sentences about faults to the wording.
 */
#include "condition_fact.h"

#include "fact.h"
#include "nearest.h"

/* In the base unit: 50 L/min of a clearance, 100 g/L of magnesium, 100 kg of drug. No patient comes near it, and whatever is
 * multiplied with it later has room. */
static const int64_t MOST = INT64_C(100000000000);

/* ---- What a test holds ---------------------------------------------------------------------------------------- */

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

static struct condition_said equals(int fact, int choice)
{
    struct condition_said said = {{.threshold = choice, .slot = choice_slot(fact), .fact = (uint8_t)fact, .equal = true}, false};
    return said;
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

/* ---- Measures ------------------------------------------------------------------------------------------------- */

/* Anything a quantity may hold. */
static bool is_figure(char byte)
{
    return byte != '\0' && !text_is_blank(byte) && !parser_is_sign(byte) && byte != '(' && byte != ')';
}

/* A number, and the unit after one or more blanks unless another part of the condition stands there. */
static struct piece take_quantity(struct parser *parser)
{
    struct piece number = parser_run(parser, parser->at, is_figure);
    parser->at = number.start + number.length;
    size_t end = parser->at;
    parser_skip_blanks(parser);
    struct piece unit = parser_run(parser, parser->at, is_figure);
    if (unit.length == 0 || parser_keyword(parser, unit) != NULL) {
        parser->at = end;
    } else {
        parser->at = unit.start + unit.length;
    }
    if (parser->text[parser->at - 1] == ',') {
        parser->at--; /* between two tests, not in a number */
    }
    number.length = parser->at - number.start;
    return number;
}

/* A fault of the quantity itself, or one finer than the step of its fact. */
static bool fail_quantity(struct parser *parser, struct piece piece, const struct fact_problem *problem)
{
    if (problem->fault == FACT_FINER) {
        return parser_fail(parser, CONDITION_TOO_FINE, piece);
    }
    parser_fail(parser, CONDITION_QUANTITY, piece);
    parser->problem->quantity = problem->quantity;
    parser->problem->offset += problem->quantity.offset;
    return false;
}

/* fact < quantity, the comparison sign already read. */
static bool read_comparison(struct parser *parser, int fact, struct piece sign, struct condition_said *said)
{
    parser_skip_blanks(parser);
    if (parser->text[parser->at] == '"' || parser->text[parser->at] == '\'') {
        return parser_fail_mark(parser, CONDITION_FOREIGN);
    }
    struct piece piece = take_quantity(parser);
    struct fact_words words = {parser->text + piece.start, piece.length, QUANTITY_SPACE_REQUIRED,
                               parser->symbols->salt};
    struct fact_problem problem;
    ifs_quantity quantity;
    if (!fact_read_quantity(&parser->symbols->facts[fact], &words, &quantity, &problem)) {
        return fail_quantity(parser, piece, &problem);
    }
    if (quantity.base.num > MOST) {
        problem.quantity = (struct quantity_problem){.fault = QUANTITY_TOO_LARGE};
        problem.fault = FACT_QUANTITY;
        return fail_quantity(parser, piece, &problem);
    }
    struct test test = {.slot = slot_of(fact, quantity.dimension), .fact = (uint8_t)fact};
    bool doubled = test.slot == SLOT_URINE || test.slot == SLOT_URINE_PER_WEIGHT;
    bool beyond = parser_is(parser, sign, "<=") || parser_is(parser, sign, ">");
    test.threshold = quantity.base.num * (doubled ? 2 : 1) + (beyond ? 1 : 0);
    *said = (struct condition_said){test, parser->text[sign.start] == '>'};
    return true;
}

/* ---- What may be said of a fact ------------------------------------------------------------------------------- */

/* What this fact is to be compared with: "is" and a choice, nothing, or a quantity. */
static void suggest_form(struct parser *parser, const struct fact_rule *rule)
{
    if (fact_is_yes_no(rule)) {
        parser_suggest(parser, rule->name, "", "");
    } else if (rule->kind == FACT_MEASURE) {
        parser_suggest(parser, rule->dimension == IFS_DATE ? "" : "<, <=, > or >=", "", "");
    } else {
        parser_suggest(parser, rule->name, " is ", rule->choice_count > 0 ? rule->choices[0] : "...");
    }
}

static bool fail_form(struct parser *parser, const struct fact_rule *rule, struct piece piece)
{
    suggest_form(parser, rule);
    return parser_fail(parser, CONDITION_BAD_COMPARISON, piece);
}

static bool read_sign(struct parser *parser, int fact, struct piece sign, struct condition_said *said)
{
    const struct fact_rule *rule = &parser->symbols->facts[fact];
    bool comparison = parser_is_comparison(parser, sign);
    if (comparison && rule->kind == FACT_MEASURE && rule->dimension != IFS_DATE) {
        parser->at += sign.length;
        return read_comparison(parser, fact, sign, said);
    }
    if (comparison) {
        return fail_form(parser, rule, sign);
    }
    parser_suggest_sign(parser, sign);
    bool misspelt = parser_is(parser, sign, "=") || parser_is(parser, sign, "=<") || parser_is(parser, sign, "=>");
    if (rule->kind == FACT_MEASURE && parser->problem->suggestion[0] == 'i') {
        suggest_form(parser, rule); /* "is" belongs to choices */
    }
    return parser_fail(parser, misspelt ? CONDITION_BAD_COMPARISON : CONDITION_FOREIGN, sign);
}

static int find_choice(const struct parser *parser, const struct fact_rule *rule, struct piece word)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    for (int i = 0; i < count; i++) {
        if (parser_is(parser, word, choices[i])) {
            return i;
        }
    }
    return -1;
}

static bool fail_choice(struct parser *parser, const struct fact_rule *rule, struct piece word)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    parser_fail(parser, CONDITION_UNKNOWN_CHOICE, word);
    const char *near = nearest_word(parser->problem->found, choices, (size_t)count);
    parser_suggest(parser, near != NULL ? near : "", "", "");
    return false;
}

/* fact is choice, the "is" not yet read. */
static bool read_is(struct parser *parser, int fact, struct piece is, struct condition_said *said)
{
    const struct fact_rule *rule = &parser->symbols->facts[fact];
    if (!parser_is(parser, is, "is")) {
        parser_suggest(parser, "is", "", "");
        return parser_fail(parser, CONDITION_BAD_COMPARISON, is);
    }
    if (rule->kind == FACT_MEASURE) {
        return fail_form(parser, rule, is);
    }
    parser->at += is.length;
    parser_skip_blanks(parser);
    struct piece word = parser_word(parser);
    if (word.length == 0 && parser->text[parser->at] != '\0') {
        return parser_fail_mark(parser, CONDITION_UNKNOWN_CHOICE);
    }
    int choice = find_choice(parser, rule, word);
    if (choice >= 0) {
        parser->at += word.length;
        *said = equals(fact, choice);
        return true;
    }
    if (parser_keyword(parser, word) != NULL) {
        parser_suggest(parser, "not ", rule->name, " is");
        return parser_fail(parser, CONDITION_UNKNOWN_CHOICE, word);
    }
    return fail_choice(parser, rule, word);
}

bool condition_fact_read(struct parser *parser, int fact, struct piece name, struct condition_said *said)
{
    parser->at += name.length;
    size_t end = parser->at;
    parser_skip_blanks(parser);
    char first = parser->text[parser->at];
    if (first == '<' || first == '>' || first == '=' || first == '!' || parser_is_foreign(first)) {
        return read_sign(parser, fact, parser_mark(parser), said);
    }
    struct piece word = parser_word(parser);
    const char *follows = parser_keyword(parser, word);
    if (follows != NULL && follows[0] == 'i') {
        return read_is(parser, fact, word, said);
    }
    const struct fact_rule *rule = &parser->symbols->facts[fact];
    if (!fact_is_yes_no(rule)) {
        return fail_form(parser, rule, name);
    }
    parser->at = end;
    *said = equals(fact, IFS_ANSWER_YES);
    return true;
}
