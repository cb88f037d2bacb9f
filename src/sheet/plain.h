/*
 * plain.h - a sheet as fixed-width text for any terminal: 80 columns, no colour.
 */
#ifndef IFS_PLAIN_H
#define IFS_PLAIN_H

#include "sheet.h"

#define PLAIN_COLUMNS 80

/* Writes the whole sheet. False, and nothing to be printed, when the sheet or *out is full. */
bool plain_text(const struct ifs_sheet *sheet, struct text *out);

#endif
