/*
 * read.c - settings of a file that passed the walk, read by the row of their key.
 *
 * Decides nothing about form: the walk has said what is wrong, and what is wrong here reads as absent, so that one slip
 * makes one finding and every builder can go on to find the next. Invariant: only keys of the table are read (a builder
 * that asks for another traps), and everything handed out is a copy in the arena, for the file's tree is freed after
 * the load.
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "names.h"
#include "nearest.h"
#include "ratio.h"
#include "value.h"

/* ---- Groups and lists ------------------------------------------------------------------------------------------ */

struct group read_root(const struct config_node *root)
{
    return (struct group){root, NULL};
}

static const struct key *row(const struct loading *loading, struct group group, const char *name)
{
    const struct key *key = keys_find(&loading->walk.table, group.key, name);
    claim(key != NULL);
    return key;
}

static const struct config_node *child_of(struct group group, const char *name)
{
    const struct config_node *child = group.node != NULL ? group.node->first_child : NULL;
    while (child != NULL && !config_same(child->key, name)) {
        child = child->next;
    }
    return child;
}

static bool fits(const struct key *key, enum config_kind kind)
{
    switch (keys_shape(key->type)) {
    case SHAPE_GROUP:
        return kind == CONFIG_GROUP;
    case SHAPE_LIST:
        return kind == CONFIG_GROUP || kind == CONFIG_LIST;
    case SHAPE_STRING:
        return kind == CONFIG_STRING;
    case SHAPE_ARRAY:
        return kind == CONFIG_ARRAY || kind == CONFIG_LIST;
    case SHAPE_BOOLEAN:
        return kind == CONFIG_BOOLEAN;
    case SHAPE_INTEGER:
        break;
    }
    return kind == CONFIG_INTEGER;
}

static const struct config_node *node_of(const struct key *key, struct group group, const char *name)
{
    const struct config_node *node = child_of(group, name);
    return node != NULL && fits(key, node->kind) ? node : NULL;
}

const struct config_node *read_node(const struct loading *loading, struct group group, const char *name)
{
    return node_of(row(loading, group, name), group, name);
}

bool read_written(struct group group, const char *name)
{
    return child_of(group, name) != NULL;
}

struct group read_group(const struct loading *loading, struct group group, const char *name)
{
    const struct key *key = row(loading, group, name);
    return (struct group){node_of(key, group, name), key};
}

static const struct config_node *next_group(const struct config_node *node)
{
    while (node != NULL && node->kind != CONFIG_GROUP) {
        node = node->next;
    }
    return node;
}

struct list read_list(const struct loading *loading, struct group group, const char *name)
{
    struct list list = {.key = row(loading, group, name)};
    const struct config_node *node = node_of(list.key, group, name);
    if (node == NULL) {
        return list;
    }
    list.single = node->kind == CONFIG_GROUP;
    list.next = list.single ? node : next_group(node->first_child);
    for (const struct config_node *at = list.next; at != NULL; at = list.single ? NULL : next_group(at->next)) {
        list.count++;
    }
    return list;
}

struct group list_next(struct list *list)
{
    struct group group = {list->next, list->key};
    claim(list->next != NULL);
    list->next = list->single ? NULL : next_group(list->next->next);
    return group;
}

/* ---- Strings and arrays ---------------------------------------------------------------------------------------- */

const char *read_text(struct loading *loading, struct group group, const char *name)
{
    const struct config_node *node = read_node(loading, group, name);
    return node != NULL ? arena_text(loading->arena, node->string, strlen(node->string)) : NULL;
}

bool read_boolean(const struct loading *loading, struct group group, const char *name)
{
    const struct config_node *node = read_node(loading, group, name);
    return node != NULL && node->boolean;
}

int read_choice(const struct loading *loading, struct group group, const char *name)
{
    const struct key *key = row(loading, group, name);
    const struct config_node *node = node_of(key, group, name);
    return node != NULL ? keys_word(key->words, node->string) : -1;
}

unsigned read_choices(const struct loading *loading, struct group group, const char *name, int *first)
{
    const struct key *key = row(loading, group, name);
    const struct config_node *node = node_of(key, group, name);
    unsigned chosen = 0;
    *first = -1;
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        int word = at->kind == CONFIG_STRING ? keys_word(key->words, at->string) : -1;
        if (word >= 0) {
            *first = *first < 0 ? word : *first;
            chosen |= 1U << word;
        }
    }
    return chosen;
}

const char *const *read_texts(struct loading *loading, struct group group, const char *name, int *count)
{
    const struct config_node *node = read_node(loading, group, name);
    const char **texts = arena_take(loading->arena, node != NULL ? (size_t)node->child_count : 0, sizeof *texts);
    *count = 0;
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL && texts != NULL;
         at = at->next) {
        if (at->kind == CONFIG_STRING) {
            texts[*count] = arena_text(loading->arena, at->string, strlen(at->string));
            *count += texts[*count] != NULL ? 1 : 0;
        }
    }
    return texts;
}

/* ---- Quantities ------------------------------------------------------------------------------------------------ */

static bool parse(const struct loading *loading, const struct key *key, const struct config_node *node,
                  ifs_quantity *out)
{
    struct quantity_problem problem;
    *out = (ifs_quantity){0};
    return node != NULL && node->kind == CONFIG_STRING &&
           value_quantity(key, node->string, loading->walk.salt, out, &problem) && out->base.num > 0;
}

bool read_quantity(const struct loading *loading, struct group group, const char *name, ifs_quantity *out)
{
    return parse(loading, row(loading, group, name), read_node(loading, group, name), out);
}

ifs_ratio read_ratio(const struct loading *loading, struct group group, const char *name)
{
    ifs_quantity quantity;
    return read_quantity(loading, group, name, &quantity) ? ratio_reduce(quantity.base) : (ifs_ratio){0, 0};
}

int64_t read_whole(const struct loading *loading, struct group group, const char *name)
{
    ifs_ratio ratio = read_ratio(loading, group, name);
    if (ratio.den > 1) {
        struct spot spot = {IFS_ERROR, "bad-quantity", read_node(loading, group, name), 0};
        claim(spot.node != NULL);
        report_inside(&loading->walk.reporter, &spot,
                      "\"%s\" is finer than is counted (1 mcg, 0.001 mL, 1 s, 1 mg/mol); write fewer digits", spot.node->string);
        return 0;
    }
    return ratio.num;
}

struct range read_range(const struct loading *loading, struct group group, const char *name)
{
    const struct key *key = row(loading, group, name);
    struct range range = {.node = read_node(loading, group, name)};
    ifs_quantity low;
    ifs_quantity high;
    if (range.node == NULL || range.node->child_count != 2) {
        return range;
    }
    bool has_low = parse(loading, key, range.node->first_child, &low);
    bool has_high = parse(loading, key, range.node->first_child->next, &high);
    range.dimension = has_low ? low.dimension : high.dimension;
    if (has_low && has_high && low.dimension != high.dimension) {
        report_error(&loading->walk.reporter, range.node, "wrong-dimension",
                     "the two limits are of different kinds; write both as \"%s\"", keys_example(low.dimension));
        return range;
    }
    range.low = has_low ? ratio_reduce(low.base) : range.low;
    range.high = has_high ? ratio_reduce(high.base) : range.high;
    return range;
}

/* ---- Sources --------------------------------------------------------------------------------------------------- */

static const char *find_source(struct loading *loading, const char *id)
{
    for (int i = 0; i < loading->protocol->source_count; i++) {
        if (config_same(loading->sources[i].id, id)) {
            loading->source_used[i] = true;
            return loading->sources[i].id;
        }
    }
    return NULL;
}

/* Any declared source may be meant; to choose from, those of this file are enough. */
static void report_source(const struct loading *loading, const struct config_node *node)
{
    const char *ids[SOURCE_MAX];
    const char *own[SOURCE_MAX + 1] = {"project-choice"};
    size_t count = 0;
    size_t own_count = 1;
    for (; count < (size_t)loading->protocol->source_count; count++) {
        ids[count] = loading->sources[count].id;
        if (loading->sources[count].file == loading->origin) {
            own[own_count++] = ids[count];
        }
    }
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    if (nearest_word(node->string, ids, count) != NULL) {
        names_advise(&words, node->string, &(struct names){ids, count, "sources"});
    } else {
        text_add(&words, "declare it there, or ");
        names_advise(&words, node->string, &(struct names){own, own_count, "sources"});
    }
    report_error(&loading->walk.reporter, node, "unknown-source", "\"%s\" is not declared in sources; %s", node->string,
                 bytes);
}

struct origin read_origin(struct loading *loading, struct group group)
{
    const struct config_node *node = read_node(loading, group, "source");
    struct origin origin = {.file = loading->origin, .line = group.node != NULL ? group.node->line : 0};
    if (node == NULL) {
        return origin;
    }
    origin.source = strcmp(node->string, "project-choice") == 0 ? "project-choice" : find_source(loading, node->string);
    if (origin.source == NULL && value_is_id(node->string)) {
        report_source(loading, node);
    }
    return origin;
}

/* ---- Lists of the same thing ------------------------------------------------------------------------------------ */

void refuse_duplicates(const struct loading *loading, struct list list, const char *name)
{
    struct list all = list;
    for (int i = 0; i < all.count; i++) {
        const struct config_node *id = read_node(loading, list_next(&list), name);
        struct list before = all;
        for (int j = 0; id != NULL && j < i; j++) {
            const struct config_node *earlier = child_of(list_next(&before), name);
            if (earlier != NULL && earlier->kind == CONFIG_STRING && config_same(earlier->string, id->string)) {
                report_error(&loading->walk.reporter, id, "duplicate-id",
                             "\"%s\" stands in line %d already; write another", id->string, earlier->line);
                break;
            }
        }
    }
}

void refuse_excess(const struct loading *loading, struct list *list, const struct config_node *node, int most)
{
    if (list->count > most) {
        report_error(&loading->walk.reporter, node, "too-many", "%d of them; write at most %d", list->count, most);
        list->count = most;
    }
}

static void report_infusion(const struct loading *loading, struct group file, const struct config_node *node)
{
    struct list list = read_list(loading, file, "infusions");
    const char *names[IFS_INFUSION_MAX];
    size_t count = 0;
    for (int i = list.count; i > 0 && count < COUNT_OF(names); i--) {
        const struct config_node *name = read_node(loading, list_next(&list), "name");
        names[count] = name != NULL ? name->string : NULL;
        count += name != NULL;
    }
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    names_advise(&words, node->string, &(struct names){names, count, "infusions"});
    report_error(&loading->walk.reporter, node, "unknown-infusion", "no infusion is named \"%s\"; %s", node->string,
                 bytes);
}

int read_infusion(const struct loading *loading, struct group file, struct group group)
{
    const struct config_node *node = read_node(loading, group, "infusion");
    struct list list = read_list(loading, file, "infusions");
    int count = node != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        const struct config_node *name = read_node(loading, list_next(&list), "name");
        if (name != NULL && strcmp(name->string, node->string) == 0) {
            return i;
        }
    }
    if (node != NULL && value_is_id(node->string)) {
        report_infusion(loading, file, node);
    }
    return -1;
}

int64_t read_count(const struct loading *loading, struct group group, const char *name, struct counts counts)
{
    const struct config_node *node = read_node(loading, group, name);
    if (node == NULL) {
        return 0;
    }
    if (node->integer < counts.least || node->integer > counts.most) {
        report_error(&loading->walk.reporter, node, "bad-count", "%lld does not fit here; write a whole number from %lld to %lld",
                     (long long)node->integer, (long long)counts.least, (long long)counts.most);
        return 0;
    }
    return node->integer;
}

const char *read_joined(struct loading *loading, struct group group, const char *name)
{
    const struct config_node *node = read_node(loading, group, name);
    if (node == NULL || node->child_count == 0) {
        return NULL;
    }
    char bytes[512];
    struct text times = text_over(bytes, sizeof bytes);
    for (const struct config_node *at = node->first_child; at != NULL; at = at->next) {
        text_add(&times, at == node->first_child ? "" : ", ");
        text_add(&times, at->kind == CONFIG_STRING ? at->string : "");
    }
    if (times.full) {
        report_error(&loading->walk.reporter, node, "too-many",
                     "the times do not fit a line; write fewer or shorter ones");
    }
    return arena_text(loading->arena, bytes, times.length);
}

static const char *join_times(struct loading *loading, struct group group)
{
    return keys_find(&loading->walk.table, group.key, "at") != NULL ? read_joined(loading, group, "at") : NULL;
}

struct lines read_lines(struct loading *loading, struct group group, const char *name)
{
    struct list list = read_list(loading, group, name);
    struct line *lines = arena_take(loading->arena, (size_t)list.count, sizeof *lines);
    if (lines == NULL) {
        return (struct lines){NULL, 0};
    }
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group line = list_next(&list);
        lines[i].when = read_condition(loading, line, "when", CONDITION_PRINTS);
        lines[i].say = read_text(loading, line, "say");
        lines[i].at = join_times(loading, line);
        lines[i].origin = read_origin(loading, line);
    }
    return (struct lines){lines, count};
}
