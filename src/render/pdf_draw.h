/*
 * pdf_draw.h - the placed rows on pages of paper.
 */
#ifndef IFS_PDF_DRAW_H
#define IFS_PDF_DRAW_H

#include "pdf_place.h"

/* All pages, each ended by its foot. False without memory. */
bool placed_draw(struct placed *placed, cairo_t *cairo);

/* Where DRAFT stands on every page of a draft. */
struct fragment placed_draft_area(const struct placed *placed);

#endif
