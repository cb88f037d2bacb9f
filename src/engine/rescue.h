/*
 * rescue.h - the antidote's dose for this patient.
 */
#ifndef IFS_RESCUE_H
#define IFS_RESCUE_H

#include "work.h"

/* Every rescue dose that applies, checked against its speed limit like any other dose. */
void rescue_compute(struct work *work);

#endif
