/*
 * json_hold.c - a JSON document read, and held against another member by member.
 *
 * Invariants: the order of keys in an object counts for nothing, the order in a list does; nothing is converted, an integer differs from
 * the same figure as a text. What was read may be nested as deeply as a text of its size can be, and this code does not call itself:
 * places yet to be held wait in a list.
 */
#include "json_hold.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two members of the same path; NULL: that one has none. */
struct pair {
    json_t *said;
    json_t *expected;
    char path[JSON_PATH_BYTES];
};

struct holding {
    struct pair *waiting; /* the last is next */
    size_t count;
    size_t room;
    bool failed;
    const char *anything;
    json_differs differs;
    void *context;
};

struct json_document *json_open(const char *bytes, size_t size, char wrong[JSON_WRONG_BYTES])
{
    json_error_t error;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        snprintf(wrong, JSON_WRONG_BYTES, "line %d, column %d: %s", error.line, error.column, error.text);
        return NULL;
    }
    if (!json_is_object(root)) {
        snprintf(wrong, JSON_WRONG_BYTES, "it is not one object");
        json_decref(root);
        return NULL;
    }
    return (struct json_document *)root;
}

void json_close(struct json_document *document)
{
    json_decref((json_t *)document);
}

const char *json_member(const struct json_document *document, const char *key)
{
    return json_string_value(json_object_get((const json_t *)document, key));
}

/* ---- Places that wait ----------------------------------------------------------------------------------------- */

static struct pair *add_pair(struct holding *holding, json_t *said, json_t *expected)
{
    if (holding->count == holding->room) {
        size_t room = holding->room * 2 + 64;
        struct pair *waiting = realloc(holding->waiting, room * sizeof *waiting);
        if (waiting == NULL) {
            holding->failed = true;
            return NULL;
        }
        holding->waiting = waiting;
        holding->room = room;
    }
    struct pair *pair = &holding->waiting[holding->count++];
    pair->said = said;
    pair->expected = expected;
    pair->path[0] = '\0';
    return pair;
}

static void add_member(struct holding *holding, const struct pair *whole, const char *key, bool extra)
{
    struct pair *pair = extra ? add_pair(holding, json_object_get(whole->said, key), NULL)
                              : add_pair(holding, json_object_get(whole->said, key), json_object_get(whole->expected, key));
    if (pair != NULL) {
        snprintf(pair->path, sizeof pair->path, "%.100s%s%.50s", whole->path, whole->path[0] != '\0' ? "." : "", key);
    }
}

static void add_members(struct holding *holding, const struct pair *whole)
{
    const char *key;
    json_t *member;
    json_object_foreach(whole->expected, key, member) {
        add_member(holding, whole, key, false);
    }
    json_object_foreach(whole->said, key, member) {
        if (json_object_get(whole->expected, key) == NULL) {
            add_member(holding, whole, key, true);
        }
    }
}

static void add_entries(struct holding *holding, const struct pair *whole)
{
    size_t said = json_array_size(whole->said);
    size_t expected = json_array_size(whole->expected);
    for (size_t i = 0; i < said || i < expected; i++) {
        struct pair *pair = add_pair(holding, json_array_get(whole->said, i), json_array_get(whole->expected, i));
        if (pair != NULL) {
            snprintf(pair->path, sizeof pair->path, "%.130s[%zu]", whole->path, i);
        }
    }
}

/* ---- Holding -------------------------------------------------------------------------------------------------- */

static void report(struct holding *holding, const struct pair *pair)
{
    char *said = pair->said != NULL ? json_dumps(pair->said, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    char *expected = pair->expected != NULL ? json_dumps(pair->expected, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    const struct json_difference difference = {.path = pair->path, .said = said, .expected = expected};
    holding->differs(&difference, holding->context);
    free(said);
    free(expected);
}

/* Pieces between what may be any, each found after the one before it; the last at the end. */
static bool fits(const char *said, const char *expected, const char *anything)
{
    const char *gap = strstr(expected, anything);
    size_t first = gap != NULL ? (size_t)(gap - expected) : 0;
    if (gap == NULL) {
        return strcmp(said, expected) == 0;
    }
    if (strncmp(said, expected, first) != 0) {
        return false;
    }
    said += first;
    for (;;) {
        const char *piece = gap + strlen(anything);
        gap = strstr(piece, anything);
        if (gap == NULL) {
            size_t tail = strlen(piece);
            return strlen(said) >= tail && strcmp(said + strlen(said) - tail, piece) == 0;
        }
        size_t length = (size_t)(gap - piece);
        const char *found = memmem(said, strlen(said), piece, length);
        if (found == NULL) {
            return false;
        }
        said = found + length;
    }
}

static bool is_same(const struct holding *holding, const struct pair *pair)
{
    if (json_is_string(pair->expected) && json_is_string(pair->said)) {
        bool whole = json_string_length(pair->said) == strlen(json_string_value(pair->said));
        return whole && fits(json_string_value(pair->said), json_string_value(pair->expected), holding->anything);
    }
    return json_equal(pair->said, pair->expected) != 0;
}

static void hold_one(struct holding *holding, const struct pair *pair)
{
    if (json_is_object(pair->said) && json_is_object(pair->expected)) {
        add_members(holding, pair);
    } else if (json_is_array(pair->said) && json_is_array(pair->expected)) {
        add_entries(holding, pair);
    } else if (!is_same(holding, pair)) {
        report(holding, pair);
    }
}

/* Those added last come first: turned round, they come in their order. */
static void turn_round(struct holding *holding, size_t from)
{
    for (size_t to = holding->count; from + 1 < to; from++) {
        to--;
        struct pair kept = holding->waiting[from];
        holding->waiting[from] = holding->waiting[to];
        holding->waiting[to] = kept;
    }
}

bool json_hold(const struct json_document *said, const struct json_document *expected, const char *anything,
               json_differs differs, void *context)
{
    struct holding holding = {.anything = anything, .differs = differs, .context = context};
    add_pair(&holding, (json_t *)(uintptr_t)said, (json_t *)(uintptr_t)expected);
    while (holding.count > 0) {
        struct pair pair = holding.waiting[--holding.count];
        size_t before = holding.count;
        hold_one(&holding, &pair);
        turn_round(&holding, before);
    }
    free(holding.waiting);
    return !holding.failed;
}
