/*
 * names.h - what may be written instead of a name that is not known.
 */
#ifndef IFS_NAMES_H
#define IFS_NAMES_H

#include "fact.h"
#include "text.h"

/* The names there are, and where an author finds all of them ("drugs/magnesium-sulfate.cfg"). */
struct names {
    const char *const *list;
    size_t count;
    const char *all;
};

/* Adds what to write instead of `word`, without a full stop: the one that was probably meant, and all names where
 * they are at most eight, else the nearest three and where the others stand. */
void names_advise(struct text *out, const char *word, const struct names *names);

/* The same for a fact, other names of which ("bp", "pulse") are known; ends in how to declare a question. */
void names_advise_fact(struct text *out, const char *word, const struct fact_rule *facts, int count);

/* Adds "a, b or c". */
void names_list(struct text *out, const char *const *list, size_t count);

#endif
