/*
 * walk.c - one walk over a file's tree against the table of keys.
 *
 * Decides for every setting of a file whether its key exists, whether it has the shape its type asks for, and for every
 * group which required keys it lacks. Invariant: what passes here has only keys of the table, each of its kind, so
 * builders ask only for what they know; a subtree under a wrong key is passed over, so that one slip makes one finding.
 * Strings themselves are for value.c. The walk keeps its own stack: nothing here recurs.
 */
#include "walk.h"

#include <string.h>

#include "claim.h"
#include "key_advice.h"
#include "value.h"

/* ---- Unknown and missing keys ---------------------------------------------------------------------------------- */

static void report_unknown(const struct walk *walk, const struct key *parent, const struct config_node *node)
{
    char bytes[500];
    struct text words = text_over(bytes, sizeof bytes);
    key_advise_unknown(&words, &walk->table, parent, node);
    report_error(&walk->reporter, node, "unknown-key", "%s", bytes);
}

static const struct config_node *child_named(const struct config_node *group, const char *name)
{
    const struct config_node *child = group->first_child;
    while (child != NULL && !config_same(child->key, name)) {
        child = child->next;
    }
    return child;
}

/* A key that bounds what may be given: its group must say where the bound comes from. */
static const struct config_node *limit_in(const struct config_node *group)
{
    static const char *const bounds[] = {"hard",   "soft",   "hard-max", "hard-min", "soft-max", "soft-min",
                                         "in-24h", "in-48h", "interval", "max",      "to"};
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        const struct config_node *bound = child_named(group, bounds[i]);
        if (bound != NULL) {
            return bound;
        }
    }
    return NULL;
}

static void report_missing(const struct walk *walk, const struct key *key, const struct config_node *group)
{
    const struct config_node *limit = strcmp(keys_name(key), "source") == 0 ? limit_in(group) : NULL;
    if (limit != NULL) {
        report_error(&walk->reporter, limit, "limit-without-source", "no source; say where this limit comes from");
    } else {
        char bytes[200];
        struct text form = text_over(bytes, sizeof bytes);
        key_advise_form(&form, &walk->table, key);
        report_error(&walk->reporter, group, "missing-key", "no \"%s\"; write it, as in %s %s", keys_name(key), bytes,
                     key->help);
    }
}

/* A key stands there that was meant as this one: the finding about it is enough. */
static bool is_misspelt(const struct walk *walk, const struct key *parent, const struct key *key,
                        const struct config_node *group)
{
    for (const struct config_node *child = group->first_child; child != NULL; child = child->next) {
        bool known = keys_find(&walk->table, parent, child->key) != NULL;
        if (!known && key_meant(&walk->table, parent, child->key) == key) {
            return true;
        }
    }
    return false;
}

static void check_missing(const struct walk *walk, const struct key *parent, const struct config_node *group)
{
    const struct key *key = NULL;
    while ((key = keys_next(&walk->table, parent, key)) != NULL) {
        bool missing = key->required && child_named(group, keys_name(key)) == NULL;
        if (missing && !is_misspelt(walk, parent, key, group)) {
            report_missing(walk, key, group);
        }
    }
}

/* ---- Shapes ---------------------------------------------------------------------------------------------------- */

static const char *shape_words(const struct key *key)
{
    bool figures = key->dimensions != 0;
    switch (keys_shape(key->type)) {
    case SHAPE_GROUP:
        return "a group: { ... }";
    case SHAPE_LIST:
        return "a list of groups: ( { ... }, { ... } )";
    case SHAPE_STRING:
        return figures ? "a quantity with its unit in double quotes" : "a text in double quotes";
    case SHAPE_ARRAY:
        if (key->type == KEY_RANGE) {
            return "[ \"low\", \"high\" ], two quantities with their units in double quotes";
        }
        return figures ? "an array of quantities with their units in double quotes"
                       : "an array of texts: [ \"...\", \"...\" ]";
    case SHAPE_BOOLEAN:
        return "true or false without quotes";
    case SHAPE_INTEGER:
        break;
    }
    return "a whole number without quotes";
}

static void report_shape(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    const char *example = keys_example(keys_first_dimension(key->dimensions));
    bool figures = key->dimensions != 0;
    char bytes[300] = "";
    struct text form = text_over(bytes, sizeof bytes);
    key_advise_shape(&form, &walk->table, key, node);
    bool shown = bytes[0] != '\0' || !figures;
    report_error(&walk->reporter, node, "wrong-type", "write %s%s%s%s%s", shape_words(key), shown ? "" : ", such as \"",
                 shown ? "" : example, shown ? "" : "\"", bytes);
}

static void check_kind(const struct walk *walk, const struct key *key, const struct config_node *node,
                       enum config_kind kind)
{
    if (node->kind != kind) {
        report_shape(walk, key, node);
    } else if (kind == CONFIG_STRING) {
        value_check(walk, key, node);
    }
}

/* An array, or a list whose elements are all texts: libconfig authors use both brackets. */
static void check_array(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    bool pair = key->type == KEY_RANGE;
    if ((node->kind != CONFIG_ARRAY && node->kind != CONFIG_LIST) || (pair && node->child_count != 2)) {
        report_shape(walk, key, node);
        return;
    }
    for (const struct config_node *element = node->first_child; element != NULL; element = element->next) {
        check_kind(walk, key, element, CONFIG_STRING);
    }
}

/* A group, or a list whose elements are walked next; true when the children of this node are to be walked. */
static bool check_groups(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    if (node->kind == CONFIG_GROUP) {
        check_missing(walk, key, node);
        return true;
    }
    if (key->type == KEY_LIST && node->kind == CONFIG_LIST && node->key != NULL) {
        return true;
    }
    report_shape(walk, key, node);
    return false;
}

static bool check_node(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    switch (keys_shape(key->type)) {
    case SHAPE_GROUP:
    case SHAPE_LIST:
        return check_groups(walk, key, node);
    case SHAPE_STRING:
        check_kind(walk, key, node, CONFIG_STRING);
        return false;
    case SHAPE_BOOLEAN:
        check_kind(walk, key, node, CONFIG_BOOLEAN);
        return false;
    case SHAPE_INTEGER:
        check_kind(walk, key, node, CONFIG_INTEGER);
        return false;
    case SHAPE_ARRAY:
        check_array(walk, key, node);
        break;
    }
    return false;
}

/* ---- The walk -------------------------------------------------------------------------------------------------- */

/* A group or list being walked: the next child, and the row of the group. */
struct level {
    const struct config_node *next;
    const struct key *key;
};

/* The row of a node; elements of a list have that of the list. NULL with a finding when there is none. */
static const struct key *row_of(const struct walk *walk, const struct key *parent, const struct config_node *node)
{
    if (node->key == NULL) {
        return parent;
    }
    const struct key *key = keys_find(&walk->table, parent, node->key);
    if (key == NULL) {
        report_unknown(walk, parent, node);
    }
    return key;
}

void walk_check(const struct walk *walk, const struct config_node *root)
{
    struct level levels[CONFIG_MAX_DEPTH + 2] = {{root->first_child, NULL}};
    size_t depth = 1;
    check_missing(walk, NULL, root);
    while (depth > 0) {
        struct level *level = &levels[depth - 1];
        const struct config_node *node = level->next;
        if (node == NULL) {
            depth--;
            continue;
        }
        level->next = node->next;
        const struct key *key = row_of(walk, level->key, node);
        if (key != NULL && check_node(walk, key, node)) {
            claim(depth < COUNT_OF(levels));
            levels[depth++] = (struct level){node->first_child, key};
        }
    }
}
