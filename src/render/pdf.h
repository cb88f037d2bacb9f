/*
 * pdf.h - a sheet as PDF, drawn by the module beside the program.
 */
#ifndef IFS_PDF_H
#define IFS_PDF_H

#include "pdf_module.h"

/* Opens the module at that absolute path and lets it draw. Anything but PDF_FINE: *out is empty but for `about`. */
enum pdf_status pdf_draw(const char *module, const struct layout *layout, const struct pdf_request *request,
                         struct pdf_document *out);

/* One sentence on what is missing and what to do; {} stands for `about`. */
const char *pdf_status_words(enum pdf_status status);

#endif
