/*
 * order.c - infusheet order: one checked order sheet.
 *
 * Reads words, computes the plan, writes the sheet; everything clinical is decided below this room. The exit status says
 * the verdict, so that a program can act on it without reading the sheet.
 */
#include <stdio.h>
#include <stdlib.h>

#include "claim.h"
#include "order_options.h"
#include "order_sheet.h"
#include "sheet.h"
#include "text.h"

enum { ANSWERS_BYTES = 2048 };

static const char help[] =
    "infusheet order PROTOCOL [FACT=VALUE]... [OPTION]...\n"
    "\n"
    "One checked order sheet, or a refusal with reasons. Facts: infusheet facts PROTOCOL. Unknown facts stay unknown.\n"
    "\n"
    "  --patient FILE             facts from a file, under the same names\n"
    "  --dose QUANTITY            the prescriber's dose (\"1 g\", \"4 mmol\"; \"1 g/h\" for a dose rate)\n"
    "  --over TIME                the prescriber's time (\"20 min\")\n"
    "  --infusion NAME            which infusion the next --dose and --over are for, where there are several\n"
    "  --override CHECK=\"REASON\"  override a check or a soft limit; needs --prescriber\n"
    "  --prescriber \"NAME, REF\"   who orders, and licence or order number\n"
    "  --confirm FACT             an unusual value was measured again and is right\n"
    "  --at TIME                  time of the order, with offset (2026-11-20T14:30+01:00); default now\n"
    "  --format text|json|pdf     (--json for short), else by the ending of -o FILE, else text;\n"
    "                             pdf needs -o FILE, or a pipe\n"
    "  --paper a4|letter          of a PDF; default the site's, else a4\n"
    "  --blind                    for a blind double check: dose, volumes, flow and time on a page of their own\n"
    "  --no-self-check            of a PDF, in a batch: write it without reading it back; says so on standard error\n"
    "  --site FILE                place, pump, syringes; default site.cfg among the protocols, if there is one\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "  -o FILE                    write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 ready, 7 conditional, 5 needs an override, 6 incomplete, 1 refused, 2 wrong usage or input,\n"
    "3 invalid protocol, 4 output failed.\n";

enum own_option { OPTION_PATIENT = ORDER_OPTION_COUNT, OPTION_BLIND, OPTION_NO_SELF_CHECK };

static const struct option options[] = {
    {"--patient", true, OPTION_PATIENT},       {"--dose", true, ORDER_DOSE},         {"--over", true, ORDER_OVER},
    {"--infusion", true, ORDER_INFUSION},      {"--override", true, ORDER_OVERRIDE}, {"--prescriber", true, ORDER_PRESCRIBER},
    {"--confirm", true, ORDER_CONFIRM},        {"--at", true, ORDER_AT},             {"--format", true, ORDER_FORMAT},
    {"--site", true, ORDER_SITE},              {"--paper", true, ORDER_PAPER},       {"--blind", false, OPTION_BLIND},
    {"--no-self-check", false, OPTION_NO_SELF_CHECK},
};

/* What the command line says before the protocol is known, which decides what the rest of it means. */
struct order {
    const char *protocol_name;
    const char *protocols;
    const char *output;
    struct order_options options;
    bool blind;
    bool unread; /* --no-self-check */
    ifs_protocol *protocol;
    ifs_site site;
    void *site_storage;
    void *patient_storage;
    ifs_request request;
    struct findings findings;
};

static struct arguments arguments_of(int count, char **words)
{
    return (struct arguments){.count = count,
                              .words = words,
                              .options = options,
                              .option_count = (int)COUNT_OF(options),
                              .command = "order"};
}

/* First pass: what does not need the protocol. */
static bool take_common(struct order *order, int option, const char *value)
{
    if (option < ORDER_OPTION_COUNT) {
        return order_take_first(&order->options, "order", (enum order_option)option, value);
    }
    switch ((enum own_option)option) {
    case OPTION_BLIND:
        order->blind = true;
        break;
    case OPTION_NO_SELF_CHECK:
        order->unread = true;
        break;
    case OPTION_PATIENT: /* needs the protocol */
        break;
    }
    return true;
}

/* True when the order can go on; otherwise *status is the exit status. */
static bool read_first(struct order *order, int count, char **words, int *status)
{
    struct arguments arguments = arguments_of(count, words);
    int option = 0;
    *status = EXIT_USAGE;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return false;
        }
        if (option != ARGUMENT_WORD && !take_common(order, option, arguments.value)) {
            return false;
        }
        if (option == ARGUMENT_WORD && order->protocol_name == NULL) {
            order->protocol_name = arguments.value;
        }
    }
    if (argument_answered(&arguments, help, status)) {
        return false;
    }
    order->options.format = order_format(&order->options, &arguments.common);
    order->output = arguments.common.output;
    order->protocols = arguments.common.protocols;
    if (order->options.format == FORMAT_PDF && order_pdf_on_terminal(order->output)) {
        return false;
    }
    if (order->protocol_name == NULL) {
        command_misused("order", "which protocol? infusheet protocols lists them", NULL);
        return false;
    }
    return true;
}

static void take_for_patient(struct order *order, struct intake *intake, int option, char *value, int *infusion)
{
    if (option < ORDER_OPTION_COUNT) {
        order_take_for_patient(intake, (enum order_option)option, value, infusion);
    } else if (option == OPTION_PATIENT && order->patient_storage == NULL) {
        intake_file(intake, value, &order->patient_storage);
    } else if (option == OPTION_PATIENT) {
        finding_add(intake->findings, IFS_ERROR, "patient-twice", intake->place, "--patient given twice; one order is for one patient");
    }
}

/* Second pass: facts and choices, held against the protocol. */
static void read_patient(struct order *order, int count, char **words)
{
    struct arguments arguments = arguments_of(count, words);
    struct intake intake = {.protocol = order->protocol,
                            .request = &order->request,
                            .findings = &order->findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    int infusion = -1;
    bool named = false;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option != ARGUMENT_WORD) {
            take_for_patient(order, &intake, option, arguments.value, &infusion);
        } else if (named) {
            intake_assignment(&intake, arguments.value);
        }
        named = named || option == ARGUMENT_WORD;
    }
    intake_settle(&intake, clock_day(order->options.at));
}

static bool load(struct order *order)
{
    struct places places;
    char path[PLACE_BYTES];
    places_find(order->protocols, order->options.site_path, &places);
    struct load_places load_places = {.protocols = places.protocols};
    if (places.site[0] != '\0') {
        if (!site_load(places.site, &order->site, &order->site_storage, &order->findings)) {
            return false;
        }
        order->request.site = &order->site;
    }
    if (!places_protocol(order->protocol_name, &places, path, &order->findings)) {
        return false;
    }
    order->protocol = protocol_load(path, &load_places, &order->findings);
    return order->protocol != NULL;
}

/* A sheet that did not fit whole is no sheet. */
static int write_sheet(struct order *order, const ifs_plan *plan, struct ifs_sheet *sheet)
{
    sheet_build(order->protocol, &order->request, plan, sheet);
    sheet->blind = order->blind;
    if (sheet->full) {
        fputs("infusheet: the sheet would be longer than it can be; shorten names and reasons. Nothing was written.\n", stderr);
        return EXIT_OUTPUT_FAILED;
    }
    const struct self_check check = {.skip = order->unread,
                                     .protocol = order->protocol,
                                     .request = &order->request,
                                     .plan = plan,
                                     .sheet = sheet};
    int status = order_write(&check, order->options.format, order_paper(&order->options, &order->site), order->output);
    return status != EXIT_READY ? status : order_status(plan->verdict);
}

/* With the answers it rests on, as they are typed: somebody has to find them among seventy. */
static void say_contradiction(struct order *order, const struct contradiction *contradiction)
{
    char bytes[ANSWERS_BYTES];
    struct text answers = text_over(bytes, sizeof bytes);
    ifs_fact_set read = {{0}};
    condition_facts(&contradiction->when, &order->protocol->tests, &read);
    for (int fact = 0; fact < order->protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact) && fact_set_has(&order->request.known, fact)) {
            text_add(&answers, answers.length > 0 ? ", " : ": ");
            text_add(&answers, order->protocol->facts[fact].name);
            text_add(&answers, "=");
            fact_add_answer(&answers, &order->request, order->protocol->facts, fact);
        }
    }
    finding_add(&order->findings, IFS_ERROR, "contradictory-answers", (struct place){0},
                "%s Ask again, and correct the answer that is wrong%s", contradiction->say, bytes);
}

/* Contradictory answers are unreadable input: nothing is written until somebody has asked again. */
static bool contradicted(struct order *order, const ifs_plan *plan)
{
    for (int i = 0; i < order->protocol->contradiction_count; i++) {
        if ((plan->contradictions >> i & 1U) != 0) {
            say_contradiction(order, &order->protocol->contradictions[i]);
        }
    }
    findings_print(&order->findings);
    return plan->contradictions != 0;
}

static int run(struct order *order)
{
    ifs_plan *plan = calloc(1, sizeof *plan);
    struct ifs_sheet *sheet = malloc(sizeof *sheet); /* sheet_build clears it */
    int status = EXIT_OUTPUT_FAILED;
    if (plan == NULL || sheet == NULL) {
        command_no_memory();
    } else {
        ifs_plan_compute(order->protocol, &order->request, plan);
        status = contradicted(order, plan) ? EXIT_USAGE : write_sheet(order, plan, sheet);
    }
    free(sheet);
    free(plan);
    return status;
}

static int order_patient(struct order *order, int count, char **words)
{
    if (!load(order)) {
        int status = findings_status(&order->findings);
        findings_print(&order->findings);
        return status;
    }
    finding_free(&order->findings); /* what an author should mend is for check, not for the nurse */
    order->request.at_s = order->options.at.s;
    order->request.at_offset_min = order->options.at.offset_min;
    read_patient(order, count, words);
    bool wrong = finding_count(&order->findings, IFS_ERROR) > 0;
    findings_print(&order->findings);
    return wrong ? EXIT_USAGE : run(order);
}

int command_order(int count, char **words)
{
    struct order order = {.options = {.at = clock_now()}};
    int status = EXIT_USAGE;
    if (!read_first(&order, count, words, &status)) {
        return status;
    }
    status = order_patient(&order, count, words);
    protocol_free(order.protocol);
    site_free(order.site_storage);
    intake_free_file(order.patient_storage);
    return status;
}
