/*
 * json_hold.h - a JSON document read, and held against another member by member.
 */
#ifndef IFS_JSON_HOLD_H
#define IFS_JSON_HOLD_H

#include <stdbool.h>
#include <stddef.h>

struct json_document; /* an object that was read */

enum { JSON_WRONG_BYTES = 200, JSON_PATH_BYTES = 160 };

/* NULL, and one sentence with line and column in `wrong`, when the bytes are no JSON object. A key that stands twice is wrong too. */
struct json_document *json_open(const char *bytes, size_t size, char wrong[JSON_WRONG_BYTES]);
void json_close(struct json_document *document);

/* The text of that member of the whole, NULL when it is none. */
const char *json_member(const struct json_document *document, const char *key);

/* One member that differs: "infusions[0].dose_mcg". `said` and `expected` are JSON, NULL where there is no such member. */
struct json_difference {
    const char *path;
    const char *said;
    const char *expected;
};
typedef void (*json_differs)(const struct json_difference *difference, void *context);

/* Every member of either that is not the same in both. In an expected text `anything` stands for any letters. False without memory. */
bool json_hold(const struct json_document *said, const struct json_document *expected, const char *anything,
               json_differs differs, void *context);

#endif
