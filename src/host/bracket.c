/*
 * bracket.c - which bracket was forgotten.
 *
 * Decides where a closing bracket is missing in a file whose brackets do not come out even. A place is suspected where
 * the lines show it (a setting that begins no further right than the line on which the bracket before it was opened) or
 * where the syntax does (a group where a setting must stand, another closing bracket); the first suspect is taken that
 * makes the rest of the file come out even. Invariant: with the bracket put in there, every bracket has its partner.
 */
#include "bracket.h"

#include "claim.h"
#include "config.h"

/* An open bracket: its token, the setting it is the value of, and where its line begins. */
struct open {
    size_t token;
    size_t key; /* NO_TOKEN: an element of a list */
    int indent;
};

enum { MOST_OPEN = CONFIG_MAX_DEPTH + 2 };

#define NO_TOKEN SIZE_MAX

struct walk {
    const struct scan_token *tokens;
    size_t count;
    struct open open[MOST_OPEN];
    size_t depth;
    int indent; /* column of the first token of the current line */
};

static bool opens(enum scan_kind kind)
{
    return kind == SCAN_OPEN_GROUP || kind == SCAN_OPEN_LIST || kind == SCAN_OPEN_ARRAY;
}

static bool closes(enum scan_kind kind)
{
    return kind == SCAN_CLOSE_GROUP || kind == SCAN_CLOSE_LIST || kind == SCAN_CLOSE_ARRAY;
}

static bool are_partners(enum scan_kind opened, enum scan_kind closed)
{
    return (opened == SCAN_OPEN_GROUP && closed == SCAN_CLOSE_GROUP) ||
           (opened == SCAN_OPEN_LIST && closed == SCAN_CLOSE_LIST) ||
           (opened == SCAN_OPEN_ARRAY && closed == SCAN_CLOSE_ARRAY);
}

char bracket_closing(enum scan_kind opened)
{
    return opened == SCAN_OPEN_GROUP ? '}' : opened == SCAN_OPEN_LIST ? ')' : ']';
}

static bool begins_line(const struct walk *walk, size_t at)
{
    return at == 0 || walk->tokens[at - 1].line < walk->tokens[at].line;
}

static bool begins_setting(const struct walk *walk, size_t at)
{
    return walk->tokens[at].kind == SCAN_NAME && at + 1 < walk->count && walk->tokens[at + 1].kind == SCAN_EQUALS;
}

/* One token onto or off the stack; false where it does not fit there. */
static bool take(struct walk *walk, size_t at)
{
    enum scan_kind kind = walk->tokens[at].kind;
    if (begins_line(walk, at)) {
        walk->indent = walk->tokens[at].column;
    }
    if (opens(kind)) {
        if (walk->depth == MOST_OPEN) {
            return false;
        }
        bool setting = at >= 2 && walk->tokens[at - 1].kind == SCAN_EQUALS;
        walk->open[walk->depth] = (struct open){at, setting ? at - 2 : NO_TOKEN, walk->indent};
        walk->depth++;
    } else if (closes(kind)) {
        if (walk->depth == 0 || !are_partners(walk->tokens[walk->open[walk->depth - 1].token].kind, kind)) {
            return false;
        }
        walk->depth--;
    }
    return true;
}

/* True when everything from `at` comes out even, the innermost bracket being closed before it. */
static bool comes_out_even(const struct walk *walk, size_t at)
{
    struct walk rest = *walk;
    rest.depth--;
    while (at < rest.count && take(&rest, at)) {
        at++;
    }
    return at == rest.count && rest.depth == 0;
}

/* A token that cannot stand, or by its place in the line hardly stands, inside the innermost bracket. */
static bool is_suspect(const struct walk *walk, size_t at)
{
    if (walk->depth == 0) {
        return false;
    }
    const struct open *open = &walk->open[walk->depth - 1];
    const struct scan_token *token = &walk->tokens[at];
    const struct scan_token *opened = &walk->tokens[open->token];
    bool group = opened->kind == SCAN_OPEN_GROUP;
    if (begins_setting(walk, at)) {
        bool left = begins_line(walk, at) && token->line > opened->line && token->column <= open->indent;
        return !group || left;
    }
    if (opens(token->kind)) {
        return group && walk->tokens[at - 1].kind != SCAN_EQUALS;
    }
    if (closes(token->kind)) {
        return !are_partners(opened->kind, token->kind);
    }
    return token->kind == SCAN_END || (token->kind == SCAN_SEMICOLON && !group);
}

/* The setting a bracket belongs to, or that of the list around it. */
static const struct scan_token *key_of(const struct walk *walk)
{
    for (size_t i = walk->depth; i > 0; i--) {
        if (walk->open[i - 1].key != NO_TOKEN) {
            return &walk->tokens[walk->open[i - 1].key];
        }
    }
    return NULL;
}

bool bracket_find(const struct scan *scan, struct bracket_fault *fault)
{
    struct walk walk = {.tokens = scan->tokens, .count = scan->count};
    for (size_t at = 0; at < walk.count; at++) {
        if (at > 0 && is_suspect(&walk, at) && comes_out_even(&walk, at)) {
            const struct open *open = &walk.open[walk.depth - 1];
            *fault = (struct bracket_fault){.opened = &walk.tokens[open->token],
                                            .key = key_of(&walk),
                                            .shown = &walk.tokens[at],
                                            .before = &walk.tokens[at - 1],
                                            .setting = open->key != NO_TOKEN};
            return true;
        }
        if (!take(&walk, at)) {
            return false;
        }
    }
    return false;
}
