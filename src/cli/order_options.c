/*
 * order_options.c - the options that order and visit have in common.
 *
 * The command line is read twice, because the protocol decides what some of it means: first what names protocol, place, time and form,
 * then what is said of the patient. Invariant: an option means the same to both commands.
 */
#include "order_options.h"

#include <string.h>

#include "claim.h"

static bool take_format(struct order_options *options, const char *command, const char *format)
{
    static const char *const names[] = {[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_PDF] = "pdf"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(format, names[i]) == 0) {
            options->format = (enum sheet_format)i;
            options->format_given = true;
            return true;
        }
    }
    command_misused(command, "--format is text, json or pdf, not", format);
    return false;
}

static bool take_paper(struct order_options *options, const char *command, const char *paper)
{
    options->paper = paper;
    if (strcmp(paper, "a4") != 0 && strcmp(paper, "letter") != 0) {
        command_misused(command, "--paper is a4 or letter, not", paper);
        return false;
    }
    return true;
}

static bool take_time(struct order_options *options, const char *command, const char *time)
{
    options->at_given = true;
    if (!clock_parse(time, &options->at)) {
        command_misused(command, "--at: write date, time and offset as in 2026-11-20T14:30+01:00, not", time);
        return false;
    }
    return true;
}

bool order_take_first(struct order_options *options, const char *command, enum order_option option, const char *value)
{
    switch (option) {
    case ORDER_SITE:
        options->site_path = value;
        break;
    case ORDER_FORMAT:
        return take_format(options, command, value);
    case ORDER_PAPER:
        return take_paper(options, command, value);
    case ORDER_AT:
        return take_time(options, command, value);
    case ORDER_DOSE:
    case ORDER_OVER:
    case ORDER_INFUSION:
    case ORDER_OVERRIDE:
    case ORDER_PRESCRIBER:
    case ORDER_CONFIRM:
    case ORDER_OPTION_COUNT:
        break;
    }
    return true;
}

void order_take_for_patient(struct intake *intake, enum order_option option, char *value, int *infusion)
{
    switch (option) {
    case ORDER_DOSE:
        intake_dose(intake, *infusion, value);
        break;
    case ORDER_OVER:
        intake_over(intake, *infusion, value);
        break;
    case ORDER_INFUSION:
        *infusion = intake_infusion(intake, value);
        break;
    case ORDER_OVERRIDE:
        intake_override(intake, value);
        break;
    case ORDER_PRESCRIBER:
        intake_prescriber(intake, value);
        break;
    case ORDER_CONFIRM:
        intake_confirm(intake, value);
        break;
    case ORDER_AT:
    case ORDER_FORMAT:
    case ORDER_PAPER:
    case ORDER_SITE:
    case ORDER_OPTION_COUNT:
        break;
    }
}

enum sheet_format order_format_of(const char *name)
{
    const char *ending = strrchr(name, '.');
    if (ending != NULL && strcmp(ending, ".pdf") == 0) {
        return FORMAT_PDF;
    }
    return ending != NULL && strcmp(ending, ".json") == 0 ? FORMAT_JSON : FORMAT_TEXT;
}

enum sheet_format order_format(const struct order_options *options, const struct common_options *common)
{
    if (common->json) {
        return FORMAT_JSON;
    }
    return options->format_given || common->output == NULL ? options->format : order_format_of(common->output);
}

enum pdf_paper order_paper(const struct order_options *options, const ifs_site *site)
{
    const char *paper = options->paper != NULL ? options->paper : site->paper;
    return paper != NULL && strcmp(paper, "letter") == 0 ? PDF_LETTER : PDF_A4;
}
