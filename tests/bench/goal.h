/*
 * goal.h - one line of the table that stands at the end of `make bench`: what, goal, measured, met or NOT MET.
 */
#ifndef BENCH_GOAL_H
#define BENCH_GOAL_H

#include <stdbool.h>

struct goal {
    const char *what;
    const char *goal; /* in words */
    bool met;
};

/* Measured is written as printf writes. */
void goal_note(struct goal goal, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What could not be measured here, and why. */
void goal_missing(const char *what, const char *goal, const char *why);

/* The word of the other tables. */
const char *goal_word(bool met);

#endif
