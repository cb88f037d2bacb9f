/*
 * nothing.h - what is refused or incomplete prints nothing that could be prepared or keyed into a pump.
 */
#ifndef BATTERY_NOTHING_H
#define BATTERY_NOTHING_H

#include "sheet.h"

/* What the sheet, its text or its JSON (NULL: not printed) say although nothing may be given; NULL if nothing. */
const char *fault_of_nothing(const struct ifs_sheet *sheet, const char *text, const char *json);

#endif
