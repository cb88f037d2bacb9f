/*
 * pdf_code.h - a payload as a QR code.
 */
#ifndef IFS_PDF_CODE_H
#define IFS_PDF_CODE_H

#include <cairo.h>
#include <qrencode.h>
#include <stdbool.h>

/* A code of this many bytes is no wider than a column of the page. */
enum { CODE_BYTES_OF_COLUMN = 1171 };

struct code {
    QRcode *made; /* owned; NULL: none */
};

/* False when the payload does not fit into a code, or without memory: then it stands on paper as words. */
bool code_make(struct code *code, const char *payload);
void code_free(struct code *code);

/* Side of the whole code with its quiet zone, in points. */
double code_side(const struct code *code);

/* One path. x and y are moved by less than a dot of a 100 dpi page, so that its modules fall on whole dots. */
void code_draw(cairo_t *cairo, const struct code *code, double x, double y);

#endif
