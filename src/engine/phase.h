/*
 * phase.h - the phases of an order, one after another.
 */
#ifndef IFS_PHASE_H
#define IFS_PHASE_H

#include "work.h"

/* Computes every phase that is part of this patient's order. True when all were, so that the plan holds the whole of it; otherwise what is
 * lacking, or why it is refused, has been noted. */
bool phase_compute_all(struct work *work);

#endif
