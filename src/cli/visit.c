/*
 * visit.c - infusheet visit: the order by questions at a terminal.
 *
 * Reads the options, lets a protocol be chosen, holds the interview (intake/interview.c), and says at its end what the verdict is and what
 * to pack. The invariants: nothing about a patient goes to standard error; a visit that did not come to its end has no order and no
 * sheet; the exit status is that of the verdict, as for order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claim.h"
#include "drafts.h"
#include "interview.h"
#include "order_options.h"
#include "visit_protocols.h"
#include "visit_result.h"
#include "visit_saved.h"
#include "wording_draft.h"
#include "wording_visit.h"

enum { SAY_BYTES = 4096, NUMBER_BYTES = 24 };

static const char help[] =
    "infusheet visit [PROTOCOL] [FACT=VALUE]... [OPTION]...\n"
    "infusheet visit --patient FILE | --resume [N] | --drafts | --delete N\n"
    "\n"
    "The checked order by questions, one at a time, only what the protocol needs for this patient. Without PROTOCOL it first\n"
    "offers the list. What is given on the command line is not asked again. At every question: ? for help, back, review,\n"
    "change NAME, later, unknown, quit. Answers may come from a pipe, one in a line.\n"
    "\n"
    "Each answer is kept on this computer as it is given; a visit that was broken off goes on with --resume.\n"
    "\n"
    "  --patient FILE             go on with a saved patient file: asks what is open or too old, shows what has changed\n"
    "  --save FILE                save the answers in a patient file at the end (offered otherwise)\n"
    "  --resume [N]               go on with a visit that was broken off: the only one, or the one of that number or id\n"
    "  --drafts                   list the visits that are not finished (patients are named on a terminal only); --json\n"
    "  --delete N                 delete one of them, after asking\n"
    "  --dose QUANTITY            the prescriber's dose (\"1 g\"; \"1 g/h\" for a dose rate)\n"
    "  --over TIME                the prescriber's time (\"20 min\")\n"
    "  --infusion NAME            which infusion the next --dose and --over are for, where there are several\n"
    "  --override CHECK=\"REASON\"  override a check or a soft limit; needs --prescriber\n"
    "  --prescriber \"NAME, REF\"   who orders, and licence or order number\n"
    "  --confirm FACT             an unusual value was measured again and is right\n"
    "  --at TIME                  time of the order, with offset (2026-11-20T14:30+01:00); default now\n"
    "  -o FILE                    write the sheet to FILE when the visit has come to its end\n"
    "  --format text|json|pdf     of that file (--json for short), else by its ending, else text\n"
    "  --paper a4|letter          of a PDF; default that of the site file, else a4\n"
    "  --site FILE                place, pump, syringes; default site.cfg among the protocols, if there is one\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "\n"
    "Exit status: 0 ready, 7 conditional, 5 needs an override, 6 incomplete or ended before the end, 1 refused, 2 wrong usage,\n"
    "3 invalid protocol, 4 output failed.\n";

enum own_option { OPTION_PATIENT = ORDER_OPTION_COUNT, OPTION_SAVE, OPTION_RESUME, OPTION_DRAFTS, OPTION_DELETE };

static const struct option options[] = {
    {"--dose", true, ORDER_DOSE},         {"--over", true, ORDER_OVER},             {"--infusion", true, ORDER_INFUSION},
    {"--override", true, ORDER_OVERRIDE}, {"--prescriber", true, ORDER_PRESCRIBER}, {"--confirm", true, ORDER_CONFIRM},
    {"--at", true, ORDER_AT},             {"--format", true, ORDER_FORMAT},         {"--paper", true, ORDER_PAPER},
    {"--site", true, ORDER_SITE},         {"--patient", true, OPTION_PATIENT},      {"--save", true, OPTION_SAVE},
    {"--resume", false, OPTION_RESUME},   {"--drafts", false, OPTION_DRAFTS},       {"--delete", true, OPTION_DELETE},
};

struct visit {
    const char *protocol_name; /* NULL: to be chosen */
    const char *protocols;
    const char *output; /* NULL: offered at the end */
    struct order_options options;
    struct places places;
    char path[PLACE_BYTES];
    ifs_protocol *protocol;
    ifs_site site;
    void *site_storage;
    ifs_request request;
    struct findings findings;
    struct interview interview;
    struct dialogue *dialogue;
    bool resume;
    bool drafts;
    const char *delete;
    char draft[DRAFT_ID_BYTES];
    char site_before[PLACE_BYTES]; /* of the draft */
    char found[PLACE_BYTES]; /* the protocol of the draft or of the patient file, or chosen from the list */
    struct saved saved;
};

/* ---- The command line ---- */

static struct arguments arguments_of(int count, char **words)
{
    return (struct arguments){.count = count,
                              .words = words,
                              .options = options,
                              .option_count = (int)COUNT_OF(options),
                              .command = "visit"};
}

/* First pass: what does not need the protocol. */
static bool take_common(struct visit *visit, int option, const char *value)
{
    if (option < ORDER_OPTION_COUNT) {
        return order_take_first(&visit->options, "visit", (enum order_option)option, value);
    }
    switch ((enum own_option)option) {
    case OPTION_PATIENT:
        visit->saved.patient = value;
        break;
    case OPTION_SAVE:
        visit->saved.output = value;
        break;
    case OPTION_RESUME:
        visit->resume = true;
        break;
    case OPTION_DRAFTS:
        visit->drafts = true;
        break;
    case OPTION_DELETE:
        visit->delete = value;
        break;
    }
    return true;
}

static bool is_assignment(const char *word)
{
    return strchr(word, '=') != NULL;
}

/* A word is the protocol or an answer; answers wait for the second pass. */
static bool take_word(struct visit *visit, const char *word)
{
    if (is_assignment(word)) {
        return true;
    }
    if (visit->protocol_name != NULL) {
        command_misused("visit", "one protocol at a time; an answer is written NAME=VALUE", NULL);
        return false;
    }
    visit->protocol_name = word;
    return true;
}

static bool take_all(struct visit *visit, struct arguments *arguments)
{
    int option = argument_next(arguments);
    bool fine = true;
    while (fine && option != ARGUMENT_END) {
        fine = option == ARGUMENT_WORD ? take_word(visit, arguments->value)
                                       : option != ARGUMENT_WRONG && take_common(visit, option, arguments->value);
        option = fine ? argument_next(arguments) : ARGUMENT_END;
    }
    return fine;
}

/* False after saying which of the options do not go together. */
static bool goes_together(const struct visit *visit)
{
    if (visit->drafts || visit->delete != NULL) {
        return true;
    }
    if (visit->resume && visit->saved.patient != NULL) {
        command_misused("visit", "--resume goes on with a visit that has its answers; leave --patient out", NULL);
        return false;
    }
    if (visit->output != NULL && visit->saved.output != NULL && strcmp(visit->output, visit->saved.output) == 0) {
        command_misused("visit", "the sheet and the answers go to two files; name another with --save", NULL);
        return false;
    }
    bool to_file = visit->output != NULL && strcmp(visit->output, "-") != 0;
    if (!to_file && (visit->options.format != FORMAT_TEXT || visit->output != NULL)) {
        command_misused("visit", "standard output is for the questions; the sheet goes to a file: write -o FILE", NULL);
        return false;
    }
    return true;
}

/* A sheet that has no place is said before forty questions are answered for it. False after saying so. */
static bool may_write(const char *path)
{
    enum file_status status = path == NULL ? FILE_FINE : file_may_write(path);
    if (status != FILE_FINE) {
        fprintf(stderr, "infusheet visit: %s: %s. Nothing was asked yet: begin again with another name.\n", path, file_status_words(status));
    }
    return status == FILE_FINE;
}

/* True when the visit can go on; otherwise *status is the exit status. */
static bool read_first(struct visit *visit, int count, char **words, int *status)
{
    struct arguments arguments = arguments_of(count, words);
    *status = EXIT_USAGE;
    if (!take_all(visit, &arguments) || argument_answered(&arguments, help, status)) {
        return false;
    }
    visit->options.format = order_format(&visit->options, &arguments.common);
    visit->output = arguments.common.output;
    visit->protocols = arguments.common.protocols;
    visit->saved.at_given = visit->options.at_given;
    if (!goes_together(visit)) {
        return false;
    }
    bool asks = !visit->drafts && visit->delete == NULL;
    *status = EXIT_OUTPUT_FAILED;
    return !asks || (may_write(visit->output) && may_write(visit->saved.output));
}

/* Second pass: facts and choices, held against the protocol. False after saying what is wrong. */
static bool read_patient(struct visit *visit, int count, char **words)
{
    struct arguments arguments = arguments_of(count, words);
    struct intake intake = {.protocol = visit->protocol,
                            .request = &visit->request,
                            .findings = &visit->findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    int infusion = -1;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WORD && is_assignment(arguments.value)) {
            intake_assignment(&intake, arguments.value);
        } else if (option >= 0 && option < ORDER_OPTION_COUNT) {
            order_take_for_patient(&intake, (enum order_option)option, arguments.value, &infusion);
        }
    }
    intake_settle(&intake, clock_day(visit->options.at));
    bool wrong = finding_count(&visit->findings, IFS_ERROR) > 0;
    for (size_t i = 0; i < visit->findings.count; i++) { /* about a patient: not for standard error */
        dialogue_say(visit->dialogue, "", visit->findings.list[i].message);
    }
    finding_free(&visit->findings);
    return !wrong;
}

/* ---- Loading ---- */

static int fail_to_load(struct visit *visit)
{
    int status = findings_status(&visit->findings);
    findings_print(&visit->findings);
    return status;
}

static int load(struct visit *visit)
{
    struct load_places load_places = {.protocols = visit->places.protocols};
    if (visit->places.site[0] != '\0') {
        if (!site_load(visit->places.site, &visit->site, &visit->site_storage, &visit->findings)) {
            return fail_to_load(visit);
        }
        visit->request.site = &visit->site;
    }
    if (!places_protocol(visit->protocol_name, &visit->places, visit->path, &visit->findings)) {
        return fail_to_load(visit);
    }
    visit->protocol = protocol_load(visit->path, &load_places, &visit->findings);
    if (visit->protocol == NULL) {
        return fail_to_load(visit);
    }
    finding_free(&visit->findings); /* what an author should mend is for check, not for the nurse */
    return EXIT_READY;
}

/* ---- The visit ---- */

static void say(struct visit *visit, const char *sentence, const char *const *pieces)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, sentence, pieces);
    dialogue_say(visit->dialogue, "", bytes);
}

static void say_given(struct visit *visit)
{
    char bytes[NUMBER_BYTES];
    struct text number = text_over(bytes, sizeof bytes);
    int given = 0;
    for (int fact = 0; fact < visit->protocol->fact_count; fact++) {
        given += fact_set_has(&visit->request.given, fact) ? 1 : 0;
    }
    text_add_whole(&number, given);
    if (given > 0) {
        say(visit, visit_words.given_already, (const char *const[]){bytes});
    }
}

static void open_visit(struct visit *visit)
{
    const ifs_protocol *protocol = visit->protocol;
    say(visit, visit_words.opening, (const char *const[]){protocol->id, protocol->version, protocol->population});
    dialogue_say(visit->dialogue, "", visit_words.how);
    say_given(visit);
    dialogue_say(visit->dialogue, "", visit_words.not_a_device);
}

/* The questions are over: result and sheet. */
static int conclude(struct visit *visit)
{
    const struct visit_end end = {.interview = &visit->interview,
                                  .output = visit->output,
                                  .format = visit->options.format,
                                  .saved = &visit->saved,
                                  .paper = order_paper(&visit->options, &visit->site)};
    return visit_conclude(&end);
}

static int hold_interview(struct visit *visit)
{
    open_visit(visit);
    if (!saved_begin(&visit->saved)) {
        return EXIT_INCOMPLETE;
    }
    switch (interview_run(&visit->interview)) {
    case INTERVIEW_DONE:
        return conclude(visit);
    case INTERVIEW_STOPPED:
        dialogue_say(visit->dialogue, "", visit_words.quit);
        saved_break_off(&visit->saved);
        return EXIT_INCOMPLETE;
    case INTERVIEW_ENDED:
        dialogue_say(visit->dialogue, "", visit_words.ended_early);
        saved_break_off(&visit->saved);
        return EXIT_INCOMPLETE;
    case INTERVIEW_FAILED:
        break;
    }
    fputs("infusheet: out of memory, or standard output cannot be written; there is no order. Close other programs, or mend where the output goes, and try again.\n", stderr);
    return EXIT_OUTPUT_FAILED;
}

static void prepare(struct visit *visit)
{
    visit->request.at_s = visit->options.at.s;
    visit->request.at_offset_min = visit->options.at.offset_min;
    visit->interview.protocol = visit->protocol;
    visit->interview.request = &visit->request;
    visit->interview.dialogue = visit->dialogue;
    visit->interview.day = clock_day(visit->options.at);
    visit->saved.interview = &visit->interview;
    visit->saved.at = visit->options.at;
    visit->saved.protocol_path = visit->path;
    visit->saved.site_path = visit->places.site;
    visit->saved.offered = visit->output == NULL;
    visit->saved.draft = visit->draft[0] != '\0' ? visit->draft : NULL;
}

/* The protocol that what is gone on with was begun for. */
static int find_earlier(struct visit *visit)
{
    if (visit->resume) {
        int status = drafts_choose(visit->protocol_name, visit->draft);
        bool named = status == EXIT_READY && drafts_protocol(visit->draft, visit->found, sizeof visit->found);
        visit->protocol_name = named ? visit->found : NULL;
        return status;
    }
    if (visit->saved.patient != NULL && visit->protocol_name == NULL &&
        patient_protocol(visit->saved.patient, visit->found, sizeof visit->found)) {
        visit->protocol_name = visit->found;
    }
    return EXIT_READY;
}

static void remind(struct visit *visit)
{
    char sentence[SAY_BYTES] = "";
    drafts_remind(sentence, sizeof sentence);
    if (!visit->resume && sentence[0] != '\0') {
        dialogue_say(visit->dialogue, "", sentence);
        dialogue_blank(visit->dialogue);
    }
}

/* A visit that is gone on with has the place, the pump and the syringes it was begun with, unless another site is named. */
static void find_places(struct visit *visit)
{
    bool wanted = visit->resume && visit->options.site_path == NULL &&
                  drafts_site(visit->draft, visit->site_before, sizeof visit->site_before);
    bool there = wanted && access(visit->site_before, R_OK) == 0;
    places_find(visit->protocols, there ? visit->site_before : visit->options.site_path, &visit->places);
    if (wanted && !there) {
        const char *now = visit->places.site[0] != '\0' ? visit->places.site : draft_words_all.site_none;
        say(visit, draft_words_all.site_gone, (const char *const[]){visit->site_before, now});
    }
}

static int choose_protocol(struct visit *visit)
{
    int status = find_earlier(visit);
    if (status != EXIT_READY) {
        return status;
    }
    remind(visit);
    find_places(visit);
    if (visit->protocol_name == NULL) {
        status = visit_choose_protocol(visit->dialogue, &visit->places, visit->found);
        visit->protocol_name = visit->found;
    }
    return status;
}

static int visit_patient(struct visit *visit, int count, char **words)
{
    int status = choose_protocol(visit);
    status = status == EXIT_READY ? load(visit) : status;
    if (status != EXIT_READY) {
        return status;
    }
    prepare(visit);
    status = saved_read(&visit->saved);
    if (status != EXIT_READY) {
        return status;
    }
    return read_patient(visit, count, words) ? hold_interview(visit) : EXIT_USAGE;
}

static int hold_visit(struct visit *visit, int count, char **words)
{
    visit->dialogue = dialogue_open();
    if (visit->dialogue == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    int status = visit_patient(visit, count, words);
    dialogue_close(visit->dialogue);
    saved_free(&visit->saved);
    interview_free(&visit->interview);
    protocol_free(visit->protocol);
    site_free(visit->site_storage);
    finding_free(&visit->findings);
    return fflush(stdout) == 0 && !ferror(stdout) ? status : EXIT_OUTPUT_FAILED;
}

int command_visit(int count, char **words)
{
    struct visit visit = {.options = {.at = clock_now()}};
    int status = EXIT_USAGE;
    if (!read_first(&visit, count, words, &status)) {
        return status;
    }
    if (visit.drafts) {
        return drafts_show(visit.options.format == FORMAT_JSON);
    }
    return visit.delete != NULL ? drafts_delete(visit.delete) : hold_visit(&visit, count, words);
}
