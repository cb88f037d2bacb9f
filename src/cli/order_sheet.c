/*
 * order_sheet.c - a sheet that is written, and what its verdict comes to.
 *
 * Decides which form goes which way; what stands in it was decided below. Invariant: a sheet that does not fit whole is no sheet.
 */
#include "order_sheet.h"

#include <stdlib.h>

#include "json_order.h"
#include "plain.h"
#include "sheet.h"
#include "text.h"

#define SHEET_TEXT_BYTES ((size_t)256 * 1024)

int order_status(ifs_verdict verdict)
{
    switch (verdict) {
    case IFS_REFUSED:
        return EXIT_REFUSED;
    case IFS_INCOMPLETE:
        return EXIT_INCOMPLETE;
    case IFS_OVERRIDE_NEEDED:
        return EXIT_OVERRIDE;
    case IFS_CONDITIONAL:
        return EXIT_CONDITIONAL;
    case IFS_READY:
        return EXIT_READY;
    }
    return EXIT_REFUSED;
}

char *order_text(const struct ifs_sheet *sheet)
{
    char *bytes = malloc(SHEET_TEXT_BYTES);
    if (bytes == NULL) {
        return NULL;
    }
    struct text text = text_over(bytes, SHEET_TEXT_BYTES);
    if (!plain_text(sheet, &text)) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

int order_write(const struct self_check *check, enum sheet_format format, enum pdf_paper paper, const char *path)
{
    if (format == FORMAT_PDF) {
        return order_pdf(check, paper, path);
    }
    char *bytes = format == FORMAT_JSON ? json_order(check->sheet) : order_text(check->sheet);
    int status = output_write(path, bytes);
    free(bytes);
    return status;
}
