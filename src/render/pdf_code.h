/*
 * pdf_code.h - a payload as a QR code.
 */
#ifndef IFS_PDF_CODE_H
#define IFS_PDF_CODE_H

#include <cairo.h>
#include <stdbool.h>

/* Side of the whole code with its quiet zone, in points; 0: it does not fit into a code. */
double code_side(const char *payload);

/* One path. x and y are moved by less than a dot of a 100 dpi page, so that its modules fall on whole dots. */
void code_draw(cairo_t *cairo, const char *payload, double x, double y);

#endif
