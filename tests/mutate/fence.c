/*
 * fence.c - the arena of the protocol loader with a fence around each array, in place of src/protocol/arena.c.
 *
 * Decides that a mutant which reads beyond an array of a protocol is killed: of some arrays there is no memory behind the last
 * element, of the others none before the first, and on the other side there are bytes that no protocol holds: as a count they
 * are large, as an address there is nothing. Which one it is changes from array to array and from load to load, the same in
 * each run. The invariant is that of arena.h: what is handed out is zero.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "arena.h"

enum { PAGE = 4096, OUTSIDE = 0x5A };

struct piece {
    struct piece *next;
    void *pages;
    size_t length;
};

struct arena {
    struct piece *pieces;
    bool failed;
};

struct arena *arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    while (arena != NULL && arena->pieces != NULL) {
        struct piece *piece = arena->pieces;
        arena->pieces = piece->next;
        munmap(piece->pages, piece->length);
        free(piece);
    }
    free(arena);
}

static void *fail(struct arena *arena)
{
    arena->failed = true;
    return NULL;
}

/* Fibonacci hashing of how many were taken before: no period that a loader could share. */
static bool fenced_before(void)
{
    static unsigned taken;
    return (++taken * 2654435769U >> 31) != 0;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    count = count == 0 ? 1 : count;
    if (size > SIZE_MAX / 4 / count) {
        return fail(arena);
    }
    size_t wanted = size % 8 == 0 ? count * size : (count * size + 7) / 8 * 8;
    size_t length = (wanted + PAGE - 1) / PAGE * PAGE;
    struct piece *piece = malloc(sizeof *piece);
    char *pages = mmap(NULL, length + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (piece == NULL || pages == MAP_FAILED || mprotect(pages + PAGE, length, PROT_READ | PROT_WRITE) != 0) {
        free(piece);
        return fail(arena);
    }
    *piece = (struct piece){arena->pieces, pages, length + 2 * PAGE};
    arena->pieces = piece;
    bool before = fenced_before();
    memset(pages + PAGE + (before ? wanted : 0), OUTSIDE, length - wanted);
    return pages + PAGE + (before ? 0 : length - wanted);
}

const char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length + 1, 1);
    return copy != NULL ? memcpy(copy, bytes, length) : NULL;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}
