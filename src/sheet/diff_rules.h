/*
 * diff_rules.h - what two protocols say differently, rule by rule.
 */
#ifndef IFS_DIFF_RULES_H
#define IFS_DIFF_RULES_H

#include "joint.h"
#include "rule_list.h"

#define DIFF_RULES_MAX 1024

struct rule_change {
    const struct listed_rule *old; /* NULL: added */
    const struct listed_rule *new; /* NULL: removed */
    int field;                     /* that differs; -1: the condition; of added and removed rules -1 */
};

struct diff_rules {
    struct rule_list old;
    struct rule_list new;
    struct rule_change list[DIFF_RULES_MAX];
    int count;
    bool full; /* more than there is room for: the protocols differ in more than this */
};

/* Rules are the same where their words are and their conditions mean the same, wherever they stand in the file. */
void diff_rules_find(struct diff_rules *rules, struct joint *joint);

/* "infusion, dose, when crcl >= 60 mL/min". */
void diff_rules_where(struct text *text, const struct rule_change *change);
void diff_rules_what(struct text *text, const struct rule_change *change); /* "usual"; "added" */
void diff_rules_side(struct text *text, const struct rule_change *change, bool new); /* what one of them says; "" where it says nothing */

#endif
