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

#define NEAREST_MAX 3

/* The closest words of the list, however far, the nearest first; how many there are (at most NEAREST_MAX). For lists
 * of names to choose from, never as "did you mean". */
size_t nearest_words(const char *word, const char *const *words, size_t count, const char *nearest[NEAREST_MAX]);

#endif
