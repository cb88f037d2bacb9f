/*
 * pdf_module.h - the one entry of the module that draws, and what goes through it. The program opens the module only
 * when a PDF is asked for, so that no other command loads the libraries that draw.
 */
#ifndef IFS_PDF_MODULE_H
#define IFS_PDF_MODULE_H

#include <stddef.h>

#include "layout.h"

enum pdf_paper { PDF_A4, PDF_LETTER };

enum pdf_status {
    PDF_FINE,
    PDF_NO_MODULE,    /* the module, or a library it needs, is not there */
    PDF_OTHER_BUILD,  /* the module is of another build than the program */
    PDF_NO_FONT,      /* the font family is not installed */
    PDF_NO_CHARACTER, /* no installed font has a character of the sheet */
    PDF_NO_MEMORY,
    PDF_FAILED
};

/* What is drawn besides the rows; all strings come from the sheet. */
struct pdf_request {
    const char *program; /* its version, and the size of the rows: another build is refused */
    size_t layout_bytes;
    enum pdf_paper paper;
    const char *created; /* "2026-11-20 14:30 +01:00" */
    const char *payload; /* into the metadata as it is; NULL: none */
};

enum { PDF_ABOUT = 64 };

struct pdf_document {
    char *bytes; /* to be freed */
    size_t size;
    int pages;
    char about[PDF_ABOUT]; /* what is missing: a family, a character as U+0041 */
};

#define PDF_ENTRY "pdf_module_draw"
#define PDF_FAMILY "Noto Sans"

enum pdf_status pdf_module_draw(const struct layout *layout, const struct pdf_request *request, struct pdf_document *out);

#endif
