/*
 * order_options.h - the options that order and visit have in common.
 */
#ifndef IFS_ORDER_OPTIONS_H
#define IFS_ORDER_OPTIONS_H

#include "clock.h"
#include "command.h"
#include "intake.h"
#include "pdf.h"

/* A command's own options are numbered from ORDER_OPTION_COUNT on. */
enum order_option {
    ORDER_DOSE,
    ORDER_OVER,
    ORDER_INFUSION,
    ORDER_OVERRIDE,
    ORDER_PRESCRIBER,
    ORDER_CONFIRM,
    ORDER_AT,
    ORDER_FORMAT,
    ORDER_PAPER,
    ORDER_SITE,
    ORDER_OPTION_COUNT
};

enum sheet_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_PDF };

/* What is said of the sheet before the protocol is known. */
struct order_options {
    const char *site_path; /* NULL: looked for */
    enum sheet_format format;
    bool format_given;
    const char *paper; /* NULL: the site's */
    struct instant at;
    bool at_given;
};

/* First pass: takes what does not need the protocol. False after saying what is wrong with it. */
bool order_take_first(struct order_options *options, const char *command, enum order_option option, const char *value);

/* Second pass: what is for the patient; --infusion sets *infusion for the --dose and --over that follow. */
void order_take_for_patient(struct intake *intake, enum order_option option, char *value, int *infusion);

/* The format asked for, else what the ending of the file says (a PDF under .pdf, never a text), else text. */
enum sheet_format order_format(const struct order_options *options, const struct common_options *common);
enum sheet_format order_format_of(const char *name);

/* The paper asked for, else the site's, else A4. */
enum pdf_paper order_paper(const struct order_options *options, const ifs_site *site);

#endif
