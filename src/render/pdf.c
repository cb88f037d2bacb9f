/*
 * pdf.c - opens the module that draws, and says what is wrong when it cannot.
 *
 * Decides when the drawing libraries are loaded: only here, only for a PDF, and by an absolute path, never by a search.
 * The invariant: a module of another build is refused before a row of the sheet is read by it. The module stays open;
 * the process ends after the sheet. How a page looks is left to the module (pdf_*.c).
 */
#include "pdf.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"

typedef enum pdf_status (*drawing)(const struct layout *, const struct pdf_request *, struct pdf_document *);

enum pdf_status pdf_draw(const char *module, const struct layout *layout, const struct pdf_request *request,
                         struct pdf_document *out)
{
    drawing draw = NULL;
    *out = (struct pdf_document){0};
    void *opened = module[0] == '/' ? dlopen(module, RTLD_NOW | RTLD_LOCAL) : NULL;
    void *entry = opened != NULL ? dlsym(opened, PDF_ENTRY) : NULL;
    if (entry == NULL) {
        return PDF_NO_MODULE;
    }
    _Static_assert(sizeof draw == sizeof entry, "a function is called through the pointer that dlsym gives");
    memcpy(&draw, &entry, sizeof draw);
    struct pdf_request whole = *request;
    whole.program = IFS_VERSION;
    whole.layout_bytes = sizeof *layout;
    return draw(layout, &whole, out);
}

const char *pdf_status_words(enum pdf_status status)
{
    static const char *const words[] = {
        [PDF_FINE] = "done",
        [PDF_NO_MODULE] = "the part of infusheet that draws a PDF, {}, is not there or lacks a library; install infusheet whole, with the "
                          "packages libpangocairo-1.0-0 and libqrencode4",
        [PDF_OTHER_BUILD] = "the part of infusheet that draws a PDF is of another build; build or install infusheet again, whole",
        [PDF_NO_FONT] = "the font {} is not installed; install the package fonts-noto-core",
        [PDF_NO_CHARACTER] = "no installed font has the character {}; install the packages fonts-noto-core and fonts-noto-cjk, or write "
                             "the word without it",
        [PDF_NO_MEMORY] = "not enough memory to draw the PDF; close other programs and try again",
        [PDF_FAILED] = "the PDF could not be drawn; print the text instead (--format text)",
    };
    claim((size_t)status < COUNT_OF(words));
    return words[status];
}
