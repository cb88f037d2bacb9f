/*
 * order_pdf.c - an order sheet as PDF, into a file.
 *
 * Decides where the drawing module is, and what is said when no PDF can be made. The invariant: whatever is missing, no
 * sheet is written, and an older one under the same name stays as it was. How the page looks is the module's.
 */
#include "order_pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "layout.h"

static bool is_standard(const char *output)
{
    return output == NULL || strcmp(output, "-") == 0;
}

bool order_pdf_on_terminal(const char *output)
{
    if (!is_standard(output) || isatty(STDOUT_FILENO) == 0) {
        return false;
    }
    command_misused("order", "a PDF is not for a terminal; name a file: -o sheet.pdf", NULL);
    return true;
}

static int explain(enum pdf_status status, const char *about)
{
    const char *words = pdf_status_words(status);
    const char *place = strstr(words, "{}");
    if (place == NULL) {
        fprintf(stderr, "infusheet: %s. Nothing was written.\n", words);
    } else {
        fprintf(stderr, "infusheet: %.*s%s%s. Nothing was written.\n", (int)(place - words), words, about, place + 2);
    }
    return EXIT_OUTPUT_FAILED;
}

static int write_checked(const struct self_check *check, const struct layout *layout, struct pdf_document *document, const char *output)
{
    const struct file_bytes pdf = {document->bytes, document->size};
    return self_check(check, layout, &pdf) ? output_write_bytes(output, pdf.bytes, pdf.size) : EXIT_OUTPUT_FAILED;
}

static int draw(const struct self_check *check, const struct layout *layout, const struct pdf_request *request, const char *output)
{
    char module[PLACE_BYTES];
    struct pdf_document document;
    places_module(module, sizeof module);
    enum pdf_status status = pdf_draw(module, layout, request, &document);
    if (status != PDF_FINE) {
        return explain(status, status == PDF_NO_MODULE ? module : document.about);
    }
    int written = write_checked(check, layout, &document, output);
    free(document.bytes);
    return written;
}

int order_pdf(const struct self_check *check, enum pdf_paper paper, const char *output)
{
    const struct ifs_sheet *sheet = check->sheet;
    struct layout *layout = calloc(1, sizeof *layout);
    const struct pdf_request request = {.paper = paper, .created = sheet->moment, .payload = sheet->payload};
    if (layout == NULL) {
        return explain(PDF_NO_MEMORY, "");
    }
    layout_rows(sheet, layout);
    int status = layout->full ? explain(PDF_FAILED, "") : draw(check, layout, &request, output);
    free(layout);
    return status;
}
