/*
 * quantity_unit.h - what the parser asks about units: which one a text names, and its factor.
 */
#ifndef IFS_QUANTITY_UNIT_H
#define IFS_QUANTITY_UNIT_H

#include "quantity.h"

/* A stretch of the text being read; not NUL-terminated. */
struct span {
    const char *bytes;
    size_t length;
};

/* Index of the unit written exactly so, in that dimension (IFS_DIMENSION_NONE: in any, the first); -1 if none. The
 * form of a gestation is not a symbol anyone writes and is never found. */
int quantity_unit_find(struct span symbol, ifs_dimension wanted);

/* A number in that unit times *factor is in the base unit. False when the salt is needed and NULL or not usable. */
bool quantity_unit_factor(int unit, const ifs_salt *salt, ifs_ratio *factor);

/* True when that unit is mmol or mEq of the drug, alone or in a rate. */
bool quantity_unit_needs_salt(int unit);

/* Adds the first two units of a dimension: "mg or g". Nothing where it has none. */
void quantity_unit_list(ifs_dimension dimension, struct text *text);

/* Index of the first plain unit of that dimension; claims there is one. */
int quantity_unit_first(ifs_dimension dimension);

#endif
