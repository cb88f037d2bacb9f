/*
 * sweep.h - doses, times and what was given before, moved to every bound of every limit.
 */
#ifndef BATTERY_SWEEP_H
#define BATTERY_SWEEP_H

#include "delivered.h"

/* Sweeps every limit held in the order of this patient; complains of whatever comes out otherwise than it must.
 * Nothing where no order is computed. */
void sweep_limits(const struct patient *patient);

/* The same for an example, and for every answer of every fact in it. */
void sweep_example(const ifs_protocol *protocol, int example);

/* Since the last call: bounds that a dial could reach, and how many of them were seen from both sides. */
struct swept {
    int met;
    int flipped;
};
struct swept sweep_count(void);

#endif
