/*
 * rule_list.h - everything a protocol says, as a list of rules with their figures in words.
 */
#ifndef IFS_RULE_LIST_H
#define IFS_RULE_LIST_H

#include "protocol.h"

#define RULE_LIST_MAX 2048
#define RULE_FIELDS 13 /* of a dose: no rule has more */
#define RULE_LIST_BYTES (1 << 20)

struct rule_field {
    const char *label; /* "usual" */
    const char *words; /* "1 g"; "" where there is none */
};

struct listed_rule {
    const char *place; /* "infusion, dose": rules of one place are alternatives or a list */
    const char *key;   /* the name the author gave it; "" where rules of this place have none */
    const struct condition *when;
    struct rule_field fields[RULE_FIELDS];
    int field_count;
    bool matched; /* diff_rules.h */
};

struct rule_list {
    struct listed_rule rules[RULE_LIST_MAX];
    int count;
    struct text text;
    char bytes[RULE_LIST_BYTES];
    bool full; /* not everything is listed */
};

/* All rules, sentences, products and sources; the examples are left out, for nobody is given anything by them. */
void rule_list_fill(struct rule_list *list, const ifs_protocol *protocol);

#endif
