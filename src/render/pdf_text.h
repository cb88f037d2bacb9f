/*
 * pdf_text.h - paragraphs: characters shaped, broken into lines and drawn.
 */
#ifndef IFS_PDF_TEXT_H
#define IFS_PDF_TEXT_H

#include <pango/pangocairo.h>
#include <stdbool.h>

#include "pdf_module.h"

/* The font, and what it lacked so far. */
struct face {
    PangoFontMap *map;
    PangoContext *context;
    gunichar missing; /* a character that no installed font has; 0: none */
};

enum pdf_status face_open(struct face *face);
void face_close(struct face *face);

struct style {
    double size; /* points */
    bool bold;
};

/* One text, broken at a width. All zero: no text. */
struct paragraph {
    PangoLayout *layout;
    double size;
    bool plain; /* ASCII: every line is as high as the next */
    int lines;
    double height;
    double room; /* the width it was broken at */
};

/* `mark` stands after the text and is not parted; it may be NULL, and so may the text. */
struct paragraph paragraph_make(struct face *face, const char *text, const char *mark, struct style style, double width);
void paragraph_free(struct paragraph *paragraph);
double paragraph_width(const struct paragraph *paragraph); /* of the longest line */
double paragraph_part_height(const struct paragraph *paragraph, int first, int count);

/* How many lines from `first` on are no higher than `height` together. */
int paragraph_lines_in(const struct paragraph *paragraph, int first, double height);

/* Some lines of a paragraph. */
struct passage {
    const struct paragraph *of;
    int first;
    int count;
};

void paragraph_draw(cairo_t *cairo, const struct paragraph *paragraph, double x, double y);
void passage_draw(cairo_t *cairo, struct passage passage, double x, double y);

#endif
