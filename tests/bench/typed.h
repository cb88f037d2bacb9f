/*
 * typed.h - the words of one whole order, for a fictional patient to whom it can be given.
 */
#ifndef BENCH_TYPED_H
#define BENCH_TYPED_H

#include "specialised.h"

struct typed {
    char answers[QUESTION_COUNT][64];
    char *words[48 + QUESTION_COUNT]; /* NULL after the last */
};

/* Every question answered so that nothing trips: ready, and the process ends with 0. */
void typed_order(struct typed *typed, char *program, char *directory);

#endif
