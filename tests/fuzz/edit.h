/*
 * edit.h - a protocol's text, changed setting by setting.
 */
#ifndef FUZZ_EDIT_H
#define FUZZ_EDIT_H

#include "fuzz.h"

/* What one edit takes, its donor included. */
#define EDIT_BYTES 8

#define EDITED_ROOM (96 * 1024)

struct edited {
    char text[EDITED_ROOM];
    size_t size;
};

void edit_begin(struct edited *edited, const char *text, size_t size);

/* Removes, doubles, swaps or replaces a setting, or changes the figure, the unit or the condition in it. What is
 * replaced comes from the donor, under the same key where it has one. A text that cannot be cut into settings any more
 * stays as it is. */
void edit_once(struct edited *edited, struct bytes *bytes, const char *donor, size_t donor_size);

#endif
