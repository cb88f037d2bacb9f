/*
 * condition_parser.h - the text of a condition, piece by piece, while it is compiled.
 */
#ifndef IFS_CONDITION_PARSER_H
#define IFS_CONDITION_PARSER_H

#include "condition.h"

/* A stretch of the text. */
struct piece {
    size_t start;
    size_t length;
};

/* An operator or a bracket that waits for what belongs to it. */
struct pending {
    uint16_t op;
    size_t offset;
};

struct parser {
    const char *text;
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

void parser_skip_blanks(struct parser *parser);

/* As many bytes from `start` on as belong; the NUL never does. */
struct piece parser_run(const struct parser *parser, size_t start, bool (*belongs)(char));

/* What stands next: a word (maybe of no length); the signs, the characters beyond ASCII, or one character (not at the end of the
 * text); nothing. */
struct piece parser_word(const struct parser *parser);
struct piece parser_mark(const struct parser *parser);
struct piece parser_here(const struct parser *parser);

bool parser_is_sign(char byte);    /* <, >, =, !, & and | */
bool parser_is_foreign(char byte); /* beyond ASCII */

bool parser_is(const struct parser *parser, struct piece piece, const char *words);
bool parser_is_comparison(const struct parser *parser, struct piece piece); /* <, <=, > or >= */

/* The word of the language that a piece is, upper and lower case alike; NULL if none. */
const char *parser_keyword(const struct parser *parser, struct piece piece);

/* Says what is wrong, and where; always false. */
bool parser_fail(struct parser *parser, enum condition_fault fault, struct piece piece);

/* The same for a mark that nothing begins with: the fault is `otherwise` where it has a place in other conditions. */
bool parser_fail_mark(struct parser *parser, enum condition_fault otherwise);

/* Proposes up to three words, one after the other; nothing when they do not fit. */
void parser_suggest(struct parser *parser, const char *first, const char *second, const char *third);

/* Proposes what is written here for what other languages write, if it is that. */
void parser_suggest_sign(struct parser *parser, struct piece piece);

#endif
