/*
 * plain.h - a sheet as fixed-width text for any terminal: 80 columns, no colour.
 */
#ifndef IFS_PLAIN_H
#define IFS_PLAIN_H

#include "sheet.h"

#define PLAIN_COLUMNS 80

/* Writes the whole sheet. False, and nothing to be printed, when the sheet or *out is full. */
bool plain_text(const struct ifs_sheet *sheet, struct text *out);

/* Bytes of the next line of at most `width` columns: up to the last space at which it may be broken, or, where one expression is longer, as
 * many as fit. `rooms`: broken only after room to write. */
size_t plain_take_line(const char *rest, size_t width, bool rooms);

#endif
