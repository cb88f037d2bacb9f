/*
 * pdf_code.c - a payload as a QR code.
 *
 * Decides size and error correction: level M where the code stays small enough, else L. The invariants: a module is
 * three dots wide at 100 dpi and lies on whole dots; four modules around stay white; the code is one path.
 *
 * What the payload says is left to the sheet.
 */
#include "pdf_code.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

static const double dot = 0.72; /* points: 100 dpi */
static const double module = 2.16;
enum { QUIET = 4, WIDEST = 121 }; /* modules */

static QRcode *encode(const char *payload)
{
    size_t length = strlen(payload);
    QRcode *code = QRcode_encodeData((int)length, (const unsigned char *)payload, 0, QR_ECLEVEL_M);
    if (code != NULL && code->width <= WIDEST) {
        return code;
    }
    QRcode_free(code);
    return QRcode_encodeData((int)length, (const unsigned char *)payload, 0, QR_ECLEVEL_L);
}

double code_side(const char *payload)
{
    QRcode *code = encode(payload);
    double side = code == NULL ? 0 : (code->width + 2 * QUIET) * module;
    QRcode_free(code);
    return side;
}

/* The black modules of one line; those beside each other as one rectangle. */
static void add_line(cairo_t *cairo, const QRcode *code, int line, double x, double y)
{
    const unsigned char *modules = code->data + (size_t)line * (size_t)code->width;
    for (int i = 0; i < code->width; i++) {
        int start = i;
        while (i < code->width && (modules[i] & 1U) != 0) {
            i++;
        }
        if (i > start) {
            cairo_rectangle(cairo, x + start * module, y + line * module, (i - start) * module, module);
        }
    }
}

void code_draw(cairo_t *cairo, const char *payload, double x, double y)
{
    QRcode *code = encode(payload);
    if (code == NULL) {
        return;
    }
    x = ceil(x / dot) * dot + QUIET * module;
    y = ceil(y / dot) * dot + QUIET * module;
    for (int line = 0; line < code->width; line++) {
        add_line(cairo, code, line, x, y);
    }
    cairo_fill(cairo);
    QRcode_free(code);
}
