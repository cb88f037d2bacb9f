/*
 * wording_fact.h - what is said about an answer that cannot be taken, and about answers that contradict each other.
 */
#ifndef IFS_WORDING_FACT_H
#define IFS_WORDING_FACT_H

#include "fact.h"

/* Adds what is wrong with the answer `given` and what to write instead. Claims that there is a fault. */
void wording_fact_problem(struct text *out, const struct fact_rule *rule, const struct fact_problem *problem,
                          const char *given);

/* The sentence for a contradiction. */
const char *wording_fact_conflict(enum fact_conflict conflict);

/* The kebab-case code of a fault or contradiction. */
const char *wording_fact_fault_code(enum fact_fault fault);
#define WORDING_CONFLICT_CODE "contradictory-facts"

#endif
