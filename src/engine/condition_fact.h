/*
 * condition_fact.h - one test of a fact, as a condition writes it.
 */
#ifndef IFS_CONDITION_FACT_H
#define IFS_CONDITION_FACT_H

#include "condition_parser.h"

/* "crcl >= 30 mL/min" is no test but the opposite of one. */
struct condition_said {
    struct test test;
    bool negated;
};

/* Reads a test of that fact, whose name stands at `name`: what follows decides which it is. False and the problem otherwise. */
bool condition_fact_read(struct parser *parser, int fact, struct piece name, struct condition_said *said);

#endif
