/*
 * pdf_read.h - what a PDF says: its text in the order it was drawn, and its keywords.
 */
#ifndef IFS_PDF_READ_H
#define IFS_PDF_READ_H

#include "child.h"

/* Both by poppler's programs, run as processes: nothing of it is linked. CHILD_MISSING: the package poppler-utils is not installed.
 * CHILD_UNHAPPY: it is no PDF, or a broken one. Pages of the text end with a form feed. */
enum child_status pdf_read_text(const struct file_bytes *pdf, struct file_bytes *text);

/* Empty text where there are no keywords. */
enum child_status pdf_read_keywords(const struct file_bytes *pdf, struct file_bytes *keywords);

/* One sentence on anything but CHILD_FINE. */
const char *pdf_read_words(enum child_status status);

#endif
