/*
 * visit_result.h - the end of a visit: the result at the terminal, and the sheet.
 */
#ifndef IFS_VISIT_RESULT_H
#define IFS_VISIT_RESULT_H

#include "interview.h"
#include "order_sheet.h"
#include "visit_saved.h"

struct visit_end {
    struct interview *interview; /* all its questions answered */
    const char *output;          /* NULL: the sheet is offered */
    enum sheet_format format;    /* of that file */
    enum pdf_paper paper;
    struct saved *saved;
};

/* Says the result and writes the sheet. The exit status of the verdict, or EXIT_OUTPUT_FAILED. */
int visit_conclude(const struct visit_end *end);

#endif
