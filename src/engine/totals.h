/*
 * totals.h - rolling totals over all phases, and the interval since the last dose.
 */
#ifndef IFS_TOTALS_H
#define IFS_TOTALS_H

#include "work.h"

/* Holds the limits of the whole order; `complete` when every infusion of the order was computed. */
void totals_check(struct work *work, bool complete);

#endif
