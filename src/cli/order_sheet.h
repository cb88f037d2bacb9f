/*
 * order_sheet.h - a sheet that is written, and what its verdict comes to.
 */
#ifndef IFS_ORDER_SHEET_H
#define IFS_ORDER_SHEET_H

#include "order_options.h"
#include "order_pdf.h"

/* The exit status of a verdict. */
int order_status(ifs_verdict verdict);

/* The sheet as plain text, to be freed; NULL when it does not fit, or without memory. */
char *order_text(const struct ifs_sheet *sheet);

/* Writes it whole or not at all; `path` NULL or "-": standard output. EXIT_READY, or EXIT_OUTPUT_FAILED explained. */
int order_write(const struct self_check *check, enum sheet_format format, enum pdf_paper paper, const char *path);

#endif
