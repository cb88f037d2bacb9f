/*
 * quoted.h - one line of text between quotes, as files hold it.
 */
#ifndef IFS_QUOTED_H
#define IFS_QUOTED_H

#include "text.h"

/* True when the text is one line of valid UTF-8 without control characters and direction marks: fit to be kept. */
bool quoted_fit(const char *words);

/* Adds the text in quotes, a backslash before each quote and backslash in it. */
void quoted_add(struct text *out, const char *words);

/* Reads what quoted_add wrote, from the first quote on. The number of bytes it took, both quotes included; 0 when no such
 * text stands here, or when it does not fit whole into *out. */
size_t quoted_read(const char *bytes, size_t size, struct text *out);

#endif
