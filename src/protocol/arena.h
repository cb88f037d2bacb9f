/*
 * arena.h - memory that is taken piece by piece and given back at once.
 */
#ifndef IFS_ARENA_H
#define IFS_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* NULL without memory. */
struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Room for count things of that size, all zero and aligned for any type. NULL without memory, and then arena_failed()
 * stays true; a count of 0 gives room for one, so that NULL always means failure. */
void *arena_take(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of length bytes. */
const char *arena_text(struct arena *arena, const char *bytes, size_t length);

/* True once anything was not given. Whoever builds in an arena asks this once, at the end. */
bool arena_failed(const struct arena *arena);

#endif
