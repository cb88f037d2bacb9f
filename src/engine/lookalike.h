/*
 * lookalike.h - characters that look like those of the language and are none.
 */
#ifndef IFS_LOOKALIKE_H
#define IFS_LOOKALIKE_H

#include "text.h"

enum lookalike_kind {
    LOOKALIKE_NONE, /* a character like any other: a letter of another alphabet, a drawing */
    LOOKALIKE_SPACE,
    LOOKALIKE_INVISIBLE, /* takes no room, or is a soft hyphen */
    LOOKALIKE_DASH,
    LOOKALIKE_QUOTE,
    LOOKALIKE_SIGN,
    LOOKALIKE_MICRO,
    LOOKALIKE_FIGURE
};

/* The first byte that begins a character beyond ASCII; the length of the text when there is none. */
size_t lookalike_find(const char *words);

/* What the character that begins there is (UTF-8, NUL-terminated). */
enum lookalike_kind lookalike_kind_of(const char *at);

/* Adds what stands there and what to type instead: `a no-break space (U+00A0) stands here; type an ordinary space`. */
void lookalike_explain(struct text *out, const char *at);

#endif
