/*
 * nearest.h - which known word was probably meant.
 */
#ifndef IFS_NEAREST_H
#define IFS_NEAREST_H

#include <stddef.h>

/* The word of the list closest to `word`: fewest insertions, deletions, substitutions and swaps of neighbours (at
 * most 2, and fewer than half the letters of `word`), ASCII case ignored. The first one of equally close words. NULL
 * if none is near enough, and for words over 63 bytes. Entries over 63 bytes are passed over. Never use it on units:
 * a guess at a unit is a guess at a power of ten (see quantity_spelling.h). */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
