/*
 * condition_meant.h - what an author who wrote no condition probably meant.
 */
#ifndef IFS_CONDITION_MEANT_H
#define IFS_CONDITION_MEANT_H

#include "condition.h"

/* Adds the part of a condition that says here what the words around the fault say: "age > 65 y" for "age over 65 y".
 * A figure without a unit is followed by the word UNIT, and problem->fact is then the fact whose unit it is. False, with
 * *meant of no use, when nothing is certain. */
bool condition_meant(const char *words, const struct symbols *symbols, struct condition_problem *problem,
                     struct text *meant);

#endif
