/*
 * tree.h - tokens become the nodes of config.h; the step between scan.c and config.c.
 */
#ifndef IFS_TREE_H
#define IFS_TREE_H

#include "config.h"
#include "scan.h"

/* The bytes of a file that is being read, and where findings about it go. */
struct source {
    const char *bytes;
    size_t size;
    const char *file;
    struct findings *findings;
};

struct tree {
    struct config_node *nodes; /* owned; nodes[0] is the root; in file order, parents before their children */
    size_t count;
    char *words; /* owned: keys, and numbers as written */
};

/* The nodes with everything but `string` of CONFIG_STRING. False, with at least one error among the findings and *out
 * empty, where there can be no tree. Findings: duplicate-key, integer-too-large, adjacent-strings, nesting-too-deep,
 * unbalanced-bracket, syntax, missing-semicolon (a warning). */
bool tree_build(const struct source *source, const struct scan *scan, struct tree *out);
void tree_free(struct tree *tree);

#endif
