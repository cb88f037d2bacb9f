/*
 * layout_visit.h - the end of a visit: what the nurse has to know before the sheet is opened.
 */
#ifndef IFS_LAYOUT_VISIT_H
#define IFS_LAYOUT_VISIT_H

#include "layout.h"

/* Verdict, reasons or questions; of an order its dose, preparation, running, start conditions and what to pack. */
void layout_visit(const struct ifs_sheet *sheet, struct layout *layout);

#endif
