/*
 * edit.h - a protocol's text, changed setting by setting.
 */
#ifndef FUZZ_EDIT_H
#define FUZZ_EDIT_H

#include "fuzz.h"

/* What one edit takes, its donor included. */
#define EDIT_BYTES 8

#define EDITED_ROOM (96 * 1024)
#define PIECES_MAX 8192

/* A setting with its semicolon, an element of a list or an array: bytes of a text. */
struct piece {
    size_t start;
    size_t end;
    size_t key_length; /* at start; 0: an element */
    size_t within;     /* where its value begins */
    size_t within_end;
    bool text; /* the value is one string */
};

struct pieces {
    struct piece list[PIECES_MAX];
    int count;
};

/* A file that pieces are taken from. */
struct donor {
    const char *text;
    const struct pieces *pieces;
};

struct edited {
    char text[EDITED_ROOM];
    size_t size;
};

/* False, and no pieces, where the text cannot be cut into settings. */
bool edit_cut(const char *text, size_t size, struct pieces *pieces);

void edit_begin(struct edited *edited, const char *text, size_t size);

/* Removes, doubles, swaps or replaces a setting, or changes the figure, the unit or the condition in it. What is
 * replaced comes from the donor, under the same key where it has one. A text that cannot be cut into settings any more
 * stays as it is. */
void edit_once(struct edited *edited, struct bytes *bytes, const struct donor *from);

#endif
