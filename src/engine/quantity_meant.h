/*
 * quantity_meant.h - how a quantity that is not one was meant to be written.
 */
#ifndef IFS_QUANTITY_MEANT_H
#define IFS_QUANTITY_MEANT_H

#include "quantity_unit.h"

/* Adds the right form of a text with blanks or commas in its number ("2 000 mg", "1,5 g"); where a comma may stand for
 * thousands or for decimals, both forms. False, with nothing added, when no unit of that dimension stands there. */
bool quantity_meant_number(struct span whole, ifs_dimension wanted, struct text *meant);

/* Adds the sum of "2 h 30 min" in its last unit: "150 min". False, with nothing added, when the text is no such sum. */
bool quantity_meant_sum(struct span whole, ifs_dimension wanted, struct text *meant);

#endif
