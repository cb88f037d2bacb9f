/*
 * json.c - builds a JSON document and writes it out.
 *
 * Invariant: json_text gives the whole document or nothing. A part that could not be made marks the root as failed; no
 * half document is ever printed. Numbers are integers only: no decimal passes through a double here.
 * The only file that names jansson. Which keys a document has, and their order, is left to the caller.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "json.h"

/* A handle for one object or array. The root keeps all others in a list and dies with them. */
struct json {
    json_t *container;
    struct json *root;
    struct json *next; /* the handle made after this one */
    struct json *last; /* of the root: the end of that list */
    bool failed;       /* of the root: something is missing */
};

static void put(struct json *into, const char *key, json_t *part)
{
    if (into == NULL) {
        json_decref(part);
        return;
    }
    claim((key == NULL) == json_is_array(into->container));
    claim(key == NULL || json_object_get(into->container, key) == NULL);
    int failure =
        key == NULL ? json_array_append_new(into->container, part) : json_object_set_new(into->container, key, part);
    if (failure != 0) {
        into->root->failed = true;
    }
}

static struct json *make_handle(struct json *root, json_t *container)
{
    struct json *handle = malloc(sizeof *handle);
    if (handle == NULL) {
        return NULL;
    }
    *handle = (struct json){.container = container, .root = root};
    if (root == NULL) {
        handle->root = handle;
        handle->last = handle;
    } else {
        root->last->next = handle;
        root->last = handle;
    }
    return handle;
}

struct json *json_begin(void)
{
    json_t *container = json_pack("{}");
    if (container == NULL) {
        return NULL;
    }
    struct json *root = make_handle(NULL, container);
    if (root == NULL) {
        json_decref(container);
    }
    return root;
}

/* The container belongs to `into` once it is put there; the handle only points to it. */
static struct json *add_container(struct json *into, const char *key, json_t *container)
{
    put(into, key, container);
    if (into == NULL || into->root->failed) {
        return NULL;
    }
    struct json *handle = make_handle(into->root, container);
    if (handle == NULL) {
        into->root->failed = true;
    }
    return handle;
}

struct json *json_add_object(struct json *into, const char *key)
{
    return add_container(into, key, json_pack("{}"));
}

struct json *json_add_array(struct json *into, const char *key)
{
    return add_container(into, key, json_array());
}

void json_add_string(struct json *into, const char *key, const char *text)
{
    put(into, key, text == NULL ? json_null() : json_string(text));
}

void json_add_integer(struct json *into, const char *key, int64_t number)
{
    put(into, key, json_integer(number));
}

void json_add_boolean(struct json *into, const char *key, bool truth)
{
    put(into, key, json_boolean(truth));
}

void json_add_null(struct json *into, const char *key)
{
    put(into, key, json_null());
}

char *json_text(const struct json *root)
{
    if (root == NULL || root->failed) {
        return NULL;
    }
    claim(root->root == root);
    char *text = json_dumps(root->container, JSON_INDENT(2));
    if (text == NULL) {
        return NULL;
    }
    size_t length = strlen(text);
    char *line = realloc(text, length + 2);
    if (line == NULL) {
        free(text);
        return NULL;
    }
    line[length] = '\n';
    line[length + 1] = '\0';
    return line;
}

void json_free(struct json *root)
{
    if (root == NULL) {
        return;
    }
    claim(root->root == root);
    json_decref(root->container);
    struct json *handle = root;
    while (handle != NULL) {
        struct json *next = handle->next;
        free(handle);
        handle = next;
    }
}
