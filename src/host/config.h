/*
 * config.h - bytes of a libconfig file become a tree with lines and columns.
 */
#ifndef IFS_CONFIG_H
#define IFS_CONFIG_H

#include <string.h>

#include "finding.h"

enum config_kind {
    CONFIG_GROUP,
    CONFIG_LIST,
    CONFIG_ARRAY,
    CONFIG_STRING,
    CONFIG_INTEGER,
    CONFIG_FLOAT,
    CONFIG_BOOLEAN
};

/* One setting. Children are a linked list in file order. */
struct config_node {
    enum config_kind kind;
    const char *key;    /* NULL for elements of lists and arrays and for the root */
    const char *string; /* CONFIG_STRING: the text, NUL-free; for CONFIG_INTEGER and CONFIG_FLOAT the number exactly as
                           written; otherwise NULL */
    int64_t integer;    /* CONFIG_INTEGER: fits 32 bits */
    bool boolean;       /* CONFIG_BOOLEAN */
    int line, column;   /* of the key, or of the element itself; from 1, columns in characters; the root has 1, 1 */
    int value_line, value_column; /* of what follows = */
    const struct config_node *parent, *first_child, *next;
    int child_count;
};

struct config {
    struct config_node *root; /* a CONFIG_GROUP; NULL when the bytes could not be parsed */
    void *storage;            /* everything the tree points to */
};

/* The same word. Most words that are compared differ in their first letter, and strcmp need not be called for that. */
static inline bool config_same(const char *a, const char *b)
{
    return a[0] == b[0] && strcmp(a, b) == 0;
}

#define CONFIG_MAX_BYTES 65536
#define CONFIG_MAX_DEPTH 16 /* brackets inside one another */

/* Parses exactly these bytes. Refused with a finding each, before libconfig sees them: more than CONFIG_MAX_BYTES
 * (file-too-large), NUL (nul-byte), invalid UTF-8 (invalid-utf8), control characters other than newline, CR before
 * newline and tab, a byte-order mark and direction characters too (control-character; the escapes \n \r \t are allowed
 * in texts),
 * @include (include-not-allowed), nesting deeper than CONFIG_MAX_DEPTH (nesting-too-deep), an integer beyond 32 bits,
 * which libconfig would truncate (integer-too-large), a key twice in one group (duplicate-key), what scan.h lists,
 * brackets that do not match (unbalanced-bracket) and any other mistake of syntax (syntax). Of errors of syntax proper
 * the first one is reported, because what follows it is guesswork. Adjacent strings (a forgotten ; or ,) are an error
 * finding at the second string (adjacent-strings); a setting that begins where the one before has no ; is a warning
 * (missing-semicolon). True when a tree could be built (there may be findings all the same); otherwise *out is all zero
 * and there is at least one error. */
bool config_parse(const char *bytes, size_t size, const char *file, struct config *out, struct findings *findings);
void config_free(struct config *config); /* *config is all zero afterwards */

#endif
