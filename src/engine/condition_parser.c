/*
 * condition_parser.c - the text of a condition, piece by piece, while it is compiled.
 *
 * Decides what belongs together: a name, a run of signs, a run of characters beyond ASCII; and how a piece that has no place
 * is shown, with what is written here instead. The invariant: no piece begins or ends beyond the text.
 *
 * What may follow what is left to condition_compile.c, what may be said of a fact to condition_fact.c.
 */
#include "condition_parser.h"

#include "claim.h"

/* ---- Pieces of text ------------------------------------------------------------------------------------------- */

static bool is_name(char byte)
{
    char small = text_lower(byte);
    return (small >= 'a' && small <= 'z') || text_is_digit(byte) || byte == '-' || byte == '.' || byte == '_';
}

bool parser_is_sign(char byte)
{
    return byte == '<' || byte == '>' || byte == '=' || byte == '!' || byte == '&' || byte == '|';
}

bool parser_is_foreign(char byte)
{
    return (unsigned char)byte >= 0x80;
}

void parser_skip_blanks(struct parser *parser)
{
    while (text_is_blank(parser->text[parser->at])) {
        parser->at++;
    }
}

struct piece parser_run(const struct parser *parser, size_t start, bool (*belongs)(char))
{
    struct piece piece = {start, 0};
    while (belongs(parser->text[start + piece.length])) {
        piece.length++;
    }
    return piece;
}

struct piece parser_mark(const struct parser *parser)
{
    struct piece piece = parser_run(parser, parser->at, parser_is_sign);
    if (piece.length == 0) {
        piece = parser_run(parser, parser->at, parser_is_foreign);
    }
    if (piece.length == 0) {
        piece.length = 1;
    }
    return piece;
}

struct piece parser_word(const struct parser *parser)
{
    return parser_run(parser, parser->at, is_name);
}

struct piece parser_here(const struct parser *parser)
{
    struct piece piece = {parser->at, 0};
    return piece;
}

bool parser_is(const struct parser *parser, struct piece piece, const char *words)
{
    size_t i = 0;
    while (i < piece.length && parser->text[piece.start + i] == words[i]) {
        i++;
    }
    return i == piece.length && words[i] == '\0';
}

bool parser_is_comparison(const struct parser *parser, struct piece piece)
{
    return parser_is(parser, piece, "<") || parser_is(parser, piece, "<=") || parser_is(parser, piece, ">") ||
           parser_is(parser, piece, ">=");
}

const char *parser_keyword(const struct parser *parser, struct piece piece)
{
    static const char *const keywords[] = {"and", "or", "not", "is"};
    for (size_t k = 0; k < COUNT_OF(keywords); k++) {
        size_t i = 0;
        while (i < piece.length && text_lower(parser->text[piece.start + i]) == keywords[k][i]) {
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

bool parser_fail(struct parser *parser, enum condition_fault fault, struct piece piece)
{
    parser->problem->fault = fault;
    parser->problem->offset = piece.start;
    copy_piece(parser, piece, parser->problem->found, sizeof parser->problem->found);
    return false;
}

void parser_suggest(struct parser *parser, const char *first, const char *second, const char *third)
{
    struct text suggestion = text_over(parser->problem->suggestion, sizeof parser->problem->suggestion);
    text_add(&suggestion, first);
    text_add(&suggestion, second);
    text_add(&suggestion, third);
    if (suggestion.full) {
        parser->problem->suggestion[0] = '\0';
    }
}

void parser_suggest_sign(struct parser *parser, struct piece piece)
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
        if (parser_is(parser, piece, signs[i][0])) {
            parser_suggest(parser, signs[i][1], "", "");
        }
    }
}

bool parser_fail_mark(struct parser *parser, enum condition_fault otherwise)
{
    struct piece mark = parser_mark(parser);
    bool known = parser_is(parser, mark, "(") || parser_is(parser, mark, ")") || parser_is(parser, mark, "=") ||
                 parser_is_comparison(parser, mark);
    parser_suggest_sign(parser, mark);
    return parser_fail(parser, known ? otherwise : CONDITION_FOREIGN, mark);
}
