/*
 * order_pdf.h - an order sheet as PDF, into a file.
 */
#ifndef IFS_ORDER_PDF_H
#define IFS_ORDER_PDF_H

#include "pdf.h"
#include "self_check.h"

/* True, and explained on standard error, when a PDF would go to a terminal. `output` NULL or "-": standard output. */
bool order_pdf_on_terminal(const char *output);

/* Draws the sheet, reads it back, and writes it whole or not at all. EXIT_READY, or EXIT_OUTPUT_FAILED explained. */
int order_pdf(const struct self_check *check, enum pdf_paper paper, const char *output);

#endif
