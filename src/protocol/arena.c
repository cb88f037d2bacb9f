/*
 * arena.c - memory that is taken piece by piece and given back at once.
 *
 * A protocol is a few hundred small arrays and texts which live and die together; one owner for all of them means that
 * no path through the loader can leak or free twice. Invariant: everything handed out is zero, so a struct of which
 * only a part was filled says "none" in the rest. Failure is remembered, so that builders need not stop at once: the
 * loader asks at the end.
 */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 32768, ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *next;
    max_align_t bytes[];
};

struct arena {
    struct block *blocks; /* the first is the one being filled */
    size_t used;
    size_t capacity;
    bool failed;
};

struct arena *arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    struct block *block = arena->blocks;
    while (block != NULL) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

static bool add_block(struct arena *arena, size_t size)
{
    size_t capacity = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    struct block *block = calloc(1, sizeof *block + capacity);
    if (block == NULL) {
        return false;
    }
    block->next = arena->blocks;
    arena->blocks = block;
    arena->capacity = capacity;
    arena->used = 0;
    return true;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    count = count == 0 ? 1 : count;
    if (size > SIZE_MAX / 2 / count) {
        arena->failed = true;
        return NULL;
    }
    size_t wanted = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->capacity - arena->used < wanted && !add_block(arena, wanted)) {
        arena->failed = true;
        return NULL;
    }
    void *place = (char *)arena->blocks->bytes + arena->used;
    arena->used += wanted;
    return place;
}

const char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}
