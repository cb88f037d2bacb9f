/*
 * diff_rules.c - what two protocols say differently, rule by rule.
 *
 * Rules are paired by what they share: first all of it, then the condition, then the figures, then the name alone; what is left was added or
 * removed. Invariant: no change at all means that the two lists hold the same rules with conditions of the same meaning.
 */
#include "diff_rules.h"

#include "claim.h"

static bool same_place(const struct listed_rule *a, const struct listed_rule *b)
{
    return text_equal(a->place, b->place) && text_equal(a->key, b->key);
}

static bool same_fields(const struct listed_rule *a, const struct listed_rule *b)
{
    bool same = a->field_count == b->field_count;
    for (int i = 0; same && i < a->field_count; i++) {
        same = text_equal(a->fields[i].words, b->fields[i].words);
    }
    return same;
}

static void add_change(struct diff_rules *rules, const struct listed_rule *old, const struct listed_rule *new, int field)
{
    if (rules->count == DIFF_RULES_MAX) {
        rules->full = true;
        return;
    }
    rules->list[rules->count++] = (struct rule_change){old, new, field};
}

enum pass { SAME, SAME_CONDITION, SAME_FIELDS, SAME_NAME };

static bool pairs(struct joint *joint, const struct listed_rule *old, const struct listed_rule *new, enum pass pass)
{
    if (new->matched || !same_place(old, new)) {
        return false;
    }
    switch (pass) {
    case SAME:
        return same_fields(old, new) && joint_same_meaning(joint, old->when, new->when);
    case SAME_CONDITION:
        return joint_same_meaning(joint, old->when, new->when);
    case SAME_FIELDS:
        return same_fields(old, new);
    case SAME_NAME:
        break;
    }
    return old->key[0] != '\0';
}

static void note_pair(struct diff_rules *rules, const struct listed_rule *old, const struct listed_rule *new,
                      enum pass pass)
{
    if (pass == SAME_FIELDS || pass == SAME_NAME) {
        add_change(rules, old, new, -1);
    }
    for (int i = 0; i < old->field_count; i++) {
        if (!text_equal(old->fields[i].words, new->fields[i].words)) {
            add_change(rules, old, new, i);
        }
    }
}

static void pair(struct diff_rules *rules, struct joint *joint, enum pass pass)
{
    for (int i = 0; i < rules->old.count; i++) {
        struct listed_rule *old = &rules->old.rules[i];
        for (int j = 0; j < rules->new.count && !old->matched; j++) {
            struct listed_rule *new = &rules->new.rules[j];
            if (pairs(joint, old, new, pass)) {
                old->matched = true;
                new->matched = true;
                note_pair(rules, old, new, pass);
            }
        }
    }
}

void diff_rules_find(struct diff_rules *rules, struct joint *joint)
{
    rules->count = 0;
    rule_list_fill(&rules->old, joint->old);
    rule_list_fill(&rules->new, joint->new);
    rules->full = rules->old.full || rules->new.full;
    pair(rules, joint, SAME);
    pair(rules, joint, SAME_CONDITION);
    pair(rules, joint, SAME_FIELDS);
    pair(rules, joint, SAME_NAME);
    for (int i = 0; i < rules->old.count; i++) {
        if (!rules->old.rules[i].matched) {
            add_change(rules, &rules->old.rules[i], NULL, -1);
        }
    }
    for (int i = 0; i < rules->new.count; i++) {
        if (!rules->new.rules[i].matched) {
            add_change(rules, NULL, &rules->new.rules[i], -1);
        }
    }
}

/* ---- Words ----------------------------------------------------------------------------------------------------------------- */

void diff_rules_where(struct text *text, const struct rule_change *change)
{
    const struct listed_rule *rule = change->old != NULL ? change->old : change->new;
    bool changed = change->old != NULL && change->new != NULL && change->field < 0;
    text_add(text, rule->place);
    if (rule->key[0] != '\0') {
        text_add(text, " ");
        text_add(text, rule->key);
    }
    if (!changed && rule->when->count > 0) {
        text_add(text, ", when ");
        text_add(text, rule->when->text);
    }
}

void diff_rules_what(struct text *text, const struct rule_change *change)
{
    if (change->old == NULL) {
        text_add(text, "added");
    } else if (change->new == NULL) {
        text_add(text, "removed");
    } else {
        text_add(text, change->field < 0 ? "condition" : change->old->fields[change->field].label);
    }
}

static void add_whole(struct text *text, const struct listed_rule *rule)
{
    bool any = false;
    for (int i = 0; i < rule->field_count; i++) {
        if (rule->fields[i].words[0] != '\0') {
            text_add(text, any ? "; " : "");
            text_add(text, rule->fields[i].label);
            text_add(text, " ");
            text_add(text, rule->fields[i].words);
            any = true;
        }
    }
}

void diff_rules_side(struct text *text, const struct rule_change *change, bool new)
{
    const struct listed_rule *rule = new ? change->new : change->old;
    if (rule == NULL) {
        return;
    }
    if (change->old == NULL || change->new == NULL) {
        add_whole(text, rule);
    } else if (change->field >= 0) {
        text_add(text, rule->fields[change->field].words);
    } else {
        text_add(text, rule->when->count > 0 ? rule->when->text : "always");
    }
}
