/*
 * quantity_spelling.h - what a unit was meant to be that is not in the table.
 */
#ifndef IFS_QUANTITY_SPELLING_H
#define IFS_QUANTITY_SPELLING_H

#include "quantity_unit.h"

/* What is wrong with a text after a number which quantity_unit_find does not find: QUANTITY_FORBIDDEN_UNIT,
 * QUANTITY_WRONG_DIMENSION or QUANTITY_UNKNOWN_UNIT, with the symbol to write instead, if that is certain, added to
 * *suggestion. Near misses are other spellings of a unit ("gm", "ML", "mg per hour"), never other letters: between
 * mmol and umol there is one letter and a factor of a thousand. */
enum quantity_fault quantity_spelling_fault(struct span symbol, ifs_dimension wanted, struct text *suggestion);

/* True when the words after the first number of `whole` are imperial ("160 lb", "5 ft 11 in"); adds the converted
 * metric figure ("72.6 kg") to *suggestion where the wanted dimension can hold it. */
bool quantity_spelling_imperial(struct span whole, ifs_dimension wanted, struct text *suggestion);

/* Length of that word if the span begins with it, ASCII case ignored, else 0. */
size_t quantity_spelling_begins(struct span span, const char *word);

#endif
