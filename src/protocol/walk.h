/*
 * walk.h - one walk over a file's tree against the table of keys.
 */
#ifndef IFS_WALK_H
#define IFS_WALK_H

#include "keys.h"
#include "report.h"

struct walk {
    struct key_table table;
    struct reporter reporter;
    const ifs_salt *salt; /* for mmol and mEq; NULL: not known */
};

/* Findings: unknown-key, missing-key, limit-without-source, wrong-type, bad-text, the writing rules, and whatever keeps
 * one string from being the id, quantity, date, version or word it should be. */
void walk_check(const struct walk *walk, const struct config_node *root);

#endif
