/*
 * pdf_code.c - a payload as a QR code.
 *
 * Decides size and error correction: level M where the code then stays within a column, else L. The invariants: a module
 * is three dots wide at 100 dpi and lies on whole dots; four modules around stay white; the code is one path.
 *
 * What the payload says is left to the sheet.
 */
#include "pdf_code.h"

#include <math.h>
#include <string.h>

static const double dot = 0.72; /* points: 100 dpi */
static const double module = 2.16;
enum { QUIET = 4 }; /* modules */

/* Version 24, 113 modules wide, is the largest that a column holds: 911 bytes at level M, 1,171 at level L. */
enum { BYTES_AT_M = 911 };

bool code_make(struct code *code, const char *payload)
{
    size_t length = strlen(payload);
    QRecLevel level = length <= BYTES_AT_M ? QR_ECLEVEL_M : QR_ECLEVEL_L;
    code->made = QRcode_encodeData((int)length, (const unsigned char *)payload, 0, level);
    return code->made != NULL;
}

void code_free(struct code *code)
{
    QRcode_free(code->made);
    *code = (struct code){0};
}

double code_side(const struct code *code)
{
    return (code->made->width + 2 * QUIET) * module + dot;
}

/* The black modules of one line; those beside each other as one rectangle. */
static void add_line(cairo_t *cairo, const struct code *code, int line, double x, double y)
{
    const int width = code->made->width;
    const unsigned char *modules = code->made->data + (size_t)line * (size_t)width;
    for (int i = 0; i < width; i++) {
        int start = i;
        while (i < width && (modules[i] & 1U) != 0) { /* the lowest bit says black */
            i++;
        }
        if (i > start) {
            cairo_rectangle(cairo, x + start * module, y + line * module, (i - start) * module, module);
        }
    }
}

void code_draw(cairo_t *cairo, const struct code *code, double x, double y)
{
    x = ceil(x / dot) * dot + QUIET * module;
    y = ceil(y / dot) * dot + QUIET * module;
    for (int line = 0; line < code->made->width; line++) {
        add_line(cairo, code, line, x, y);
    }
    cairo_fill(cairo);
}
