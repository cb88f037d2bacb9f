/*
 * json.h - a JSON document under construction; keys stay in the order they were set.
 */
#ifndef IFS_JSON_H
#define IFS_JSON_H

#include <stdbool.h>
#include <stdint.h>

struct json; /* an object or an array */

/* Every add returns nothing: the first failure (no memory, or text that is not UTF-8) is remembered and json_text
 * returns NULL. After a failure json_add_object and json_add_array return NULL, and adding into NULL does nothing, so a
 * document may be built without a check at every step. key NULL: append to an array. A key in an array, no key in an
 * object, or the same key twice is a programming error and traps. */
struct json *json_begin(void);                                   /* a new root; NULL without memory */
struct json *json_add_object(struct json *into, const char *key); /* owned by the root */
struct json *json_add_array(struct json *into, const char *key);
void json_add_string(struct json *into, const char *key, const char *text); /* NULL text: null */
void json_add_integer(struct json *into, const char *key, int64_t number);
void json_add_boolean(struct json *into, const char *key, bool truth);
void json_add_null(struct json *into, const char *key);

/* The whole document, indented by two, one newline at the end; the caller frees it. NULL after a failure. */
char *json_text(const struct json *root);
void json_free(struct json *root); /* the root and everything in it; NULL is fine */

#endif
