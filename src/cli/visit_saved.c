/*
 * visit_saved.c - a visit that is kept as it goes, taken up again, and saved.
 *
 * Decides when answers are kept and what is said when they cannot be, and what becomes of them at the end. The invariants: no answer is taken
 * as kept that is not on the disk; a draft goes only after a sheet or a patient file has come of it; what is said about the patient is
 * said by the dialogue alone.
 */
#include "visit_saved.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "command.h"
#include "config.h"
#include "drafts.h"
#include "wording_draft.h"
#include "wording_visit.h"

enum { SAY_BYTES = 4096, PROMPT_BYTES = 64 };

void saved_say(struct saved *saved, const char *lead, const char *sentence, const char *const *pieces)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, sentence, pieces);
    dialogue_say(saved->interview->dialogue, lead, bytes);
}

static void say_plainly(struct saved *saved, const char *sentence)
{
    dialogue_say(saved->interview->dialogue, "", sentence);
}

static bool ask_line(struct saved *saved, const char *name, char line[INTERVIEW_LINE])
{
    char prompt[PROMPT_BYTES];
    struct text text = text_over(prompt, sizeof prompt);
    wording_visit_add(&text, visit_words.prompt, &name);
    enum dialogue_status status = dialogue_ask(saved->interview->dialogue, prompt, line, INTERVIEW_LINE);
    if (status == DIALOGUE_TOO_LONG) {
        line[0] = '\0';
    }
    return status == DIALOGUE_ANSWER || status == DIALOGUE_TOO_LONG;
}

bool saved_asks_yes(struct saved *saved, const char *name)
{
    char line[INTERVIEW_LINE];
    while (ask_line(saved, name, line)) {
        if (strcasecmp(line, "yes") == 0 || strcasecmp(line, "y") == 0) {
            return true;
        }
        if (strcasecmp(line, "no") == 0 || strcasecmp(line, "n") == 0) {
            return false;
        }
        say_plainly(saved, draft_words_all.yes_or_no);
    }
    return false;
}

struct instant saved_now(const struct saved *saved)
{
    return saved->at_given ? saved->at : clock_now();
}

/* ---- Keeping ---- */

static struct keeping_left left_now(const struct interview *interview)
{
    struct keeping_left left = {.facts = interview->left.facts, .later = interview->later.facts};
    memcpy(left.disputed, interview->disputed, sizeof left.disputed);
    return left;
}

/* After every line: the whole request is held against what was kept. */
static void keep(void *context)
{
    struct saved *saved = context;
    struct keeping_left left = left_now(saved->interview);
    enum file_status status = keeping_update(saved->keeping, saved->interview->request, &left, saved_now(saved));
    if (status == FILE_FINE) {
        return;
    }
    saved_say(saved, "", draft_words_all.not_kept_any_more, (const char *const[]){file_status_words(status)});
    say_plainly(saved, draft_words_all.cannot_keep_ask);
    if (!saved_asks_yes(saved, draft_words_all.name_go_on)) {
        say_plainly(saved, draft_words_all.keep_stopped);
        saved->interview->stopped = true;
    }
}

/* Asked before the first question. */
static bool goes_on_unkept(struct saved *saved, enum file_status status)
{
    char place[SAY_BYTES] = "";
    const char *where = draft_place(place) == FILE_FINE ? place : draft_words_all.usual_place;
    saved_say(saved, "", draft_words_all.cannot_keep, (const char *const[]){where, file_status_words(status)});
    say_plainly(saved, draft_words_all.cannot_keep_ask);
    return saved_asks_yes(saved, draft_words_all.name_go_on);
}

static bool begin_keeping(struct saved *saved)
{
    char *path = realpath(saved->protocol_path, NULL);
    char *site = realpath(saved->site_path, NULL);
    const struct keeping_from from = {path, saved->earlier.there ? saved->place : NULL, site};
    enum file_status status = keeping_begin(saved->keeping, &from, saved_now(saved));
    free(site);
    free(path);
    if (status == FILE_FINE) {
        say_plainly(saved, draft_words_all.kept_as_given);
        return true;
    }
    return goes_on_unkept(saved, status);
}

/* What was there before the first question: the answers of the patient file, and the site that a resumed visit goes on with. */
static bool keep_earlier(struct saved *saved)
{
    enum file_status status = FILE_FINE;
    if (saved->draft != NULL) {
        char *site = realpath(saved->site_path, NULL);
        status = keeping_take_site(saved->keeping, site, saved_now(saved));
        free(site);
    } else if (saved->earlier.there) {
        status = keeping_take_up(saved->keeping, saved->interview->request, &saved->earlier.visit, saved_now(saved));
    }
    return status == FILE_FINE || goes_on_unkept(saved, status);
}

/* ---- The beginning ---- */

static void say_resumed(struct saved *saved)
{
    const struct keeping_resumed *resumed = &saved->resumed;
    const char *version = saved->interview->protocol->version;
    char begun[DRAFTS_MOMENT_BYTES];
    char answers[DRAFTS_MOMENT_BYTES];
    saved_say(saved, "", draft_words_all.gone_on,
              (const char *const[]){drafts_moment(resumed->begun, begun), drafts_answers(resumed->answers, answers)});
    if (resumed->torn) {
        say_plainly(saved, draft_words_all.torn);
    }
    if (resumed->version != NULL && strcmp(resumed->version, version) != 0) {
        saved_say(saved, "", draft_words_all.older_protocol, (const char *const[]){resumed->version, version});
    }
    if (resumed->dropped > 0) {
        say_plainly(saved, draft_words_all.dropped);
    }
}

/* An answer that was typed and not taken would otherwise be lost, and with it the doubt about the other. */
static void take_up_disputed(struct saved *saved, const struct keeping_left *left)
{
    struct interview *interview = saved->interview;
    memcpy(interview->disputed, left->disputed, sizeof interview->disputed);
    for (int fact = 0; fact < interview->protocol->fact_count; fact++) {
        if (left->disputed[fact] != NULL) {
            saved_say(saved, "", draft_words_all.disputed, (const char *const[]){interview->protocol->facts[fact].name, left->disputed[fact]});
        }
    }
}

static int resume(struct saved *saved)
{
    struct interview *interview = saved->interview;
    struct findings findings = {0};
    struct keeping_left left = {.facts = {{0}}};
    struct intake intake = {.protocol = interview->protocol,
                            .request = interview->request,
                            .findings = &findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    enum file_status status = keeping_resume(saved->keeping, saved->draft, &intake, &left, &saved->resumed);
    finding_free(&findings); /* what no longer fits is asked again */
    interview->left.facts = left.facts;
    interview->later.facts = left.later;
    if (status == FILE_NO_MEMORY) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    if (status != FILE_FINE) {
        say_plainly(saved, file_status_words(status));
        return EXIT_USAGE;
    }
    say_resumed(saved);
    take_up_disputed(saved, &left);
    if (saved->resumed.file != NULL && !earlier_read(saved, saved->resumed.file)) {
        saved_say(saved, "", draft_words_all.earlier_gone, &saved->resumed.file);
    }
    return EXIT_READY;
}

int saved_read(struct saved *saved)
{
    saved->keeping = keeping_open(saved->interview->protocol);
    if (saved->keeping == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    if (saved->draft != NULL) {
        return resume(saved);
    }
    return saved->patient == NULL || earlier_take_up(saved) ? EXIT_READY : EXIT_USAGE;
}

bool saved_begin(struct saved *saved)
{
    earlier_ask_again(saved);
    if ((saved->draft == NULL && !begin_keeping(saved)) || !keep_earlier(saved)) {
        return false;
    }
    saved->interview->keep = keep;
    saved->interview->context = saved;
    keep(saved);
    return !saved->interview->stopped;
}

/* ---- The end ---- */

static void fill_visit(const struct saved *saved, struct patient_visit *visit)
{
    const struct ifs_sheet *sheet = saved->interview->sheet;
    const ifs_protocol *protocol = saved->interview->protocol;
    *visit = (struct patient_visit){.present = true,
                                    .protocol = protocol->id,
                                    .version = protocol->version,
                                    .fingerprint = protocol->fingerprint,
                                    .saved = saved->at};
    keeping_times(saved->keeping, visit);
    if (saved->sheet_out) {
        visit->sheet = sheet->sheet_id;
        visit->verdict = sheet->verdict_name;
        visit->payload = sheet->payload;
        changed_list(&visit->items, sheet);
    }
}

static const char *status_words(enum patient_status status)
{
    switch (status) {
    case PATIENT_FINE:
        break;
    case PATIENT_UNFIT:
        return draft_words_all.file_unfit;
    case PATIENT_TOO_LONG:
        return draft_words_all.file_too_long;
    }
    return NULL;
}

static bool write_bytes(struct saved *saved, const char *path, char *bytes, struct patient_visit *visit)
{
    struct text text = text_over(bytes, CONFIG_MAX_BYTES);
    fill_visit(saved, visit);
    enum patient_status written = patient_write(&text, saved->interview->protocol, saved->interview->request, visit);
    if (written != PATIENT_FINE) {
        say_plainly(saved, status_words(written));
        return false;
    }
    enum file_status status = file_write_private(path, bytes, text.length);
    if (status != FILE_FINE) {
        saved_say(saved, "", draft_words_all.file_failed, (const char *const[]){path, file_status_words(status)});
        return false;
    }
    saved_say(saved, "", draft_words_all.file_written, &path);
    return true;
}

static bool write_file(struct saved *saved, const char *path)
{
    char *bytes = calloc(1, CONFIG_MAX_BYTES);
    struct patient_visit *visit = calloc(1, sizeof *visit);
    bool written = false;
    if (bytes == NULL || visit == NULL) {
        say_plainly(saved, file_status_words(FILE_NO_MEMORY));
    } else {
        written = write_bytes(saved, path, bytes, visit);
        explicit_bzero(bytes, CONFIG_MAX_BYTES);
    }
    free(visit);
    free(bytes);
    return written;
}

/* An existing file is written over only when told so: it may be another patient's. */
static bool may_write(struct saved *saved, const char *path)
{
    if (access(path, F_OK) != 0) {
        return true;
    }
    saved_say(saved, "", draft_words_all.file_exists, &path);
    return saved_asks_yes(saved, draft_words_all.name_write_over);
}

/* "7.2 kg" and "A. Example, EX-77" hold a point too, and are answers to other questions. */
static bool is_file_name(const char *line)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *ending = strrchr(line, '.');
    bool has_ending = ending != NULL && ending[1] != '\0' && ending[1 + strspn(ending + 1, letters)] == '\0';
    return has_ending || strchr(line, '/') != NULL;
}

/* Offered until it was written or declined; the end of the input declines. */
static bool offer_file(struct saved *saved)
{
    char line[INTERVIEW_LINE];
    dialogue_blank(saved->interview->dialogue);
    say_plainly(saved, draft_words_all.file_offer);
    while (ask_line(saved, draft_words_all.name_file, line) && strcasecmp(line, "no") != 0 && strcasecmp(line, "n") != 0) {
        if (!is_file_name(line)) {
            say_plainly(saved, draft_words_all.file_name_wrong);
        } else if (may_write(saved, line) && write_file(saved, line)) {
            return true;
        }
    }
    return false;
}

bool saved_end(struct saved *saved)
{
    bool asked = saved->output != NULL;
    bool written = asked && write_file(saved, saved->output);
    written = written || (!saved->ended && (asked || saved->offered) && offer_file(saved)); /* under another name, where that one would not do */
    if (keeping_id(saved->keeping) == NULL) {
        return written || !asked;
    }
    if (written || saved->sheet_out) {
        enum file_status status = keeping_finish(saved->keeping);
        say_plainly(saved, status == FILE_FINE ? draft_words_all.draft_done : file_status_words(status));
    } else {
        say_plainly(saved, draft_words_all.draft_left);
    }
    return written || !asked;
}

void saved_break_off(struct saved *saved)
{
    if (keeping_holds(saved->keeping)) {
        say_plainly(saved, draft_words_all.kept_for_later);
    }
}

void saved_compare(struct saved *saved)
{
    if (saved->earlier.there) {
        earlier_compare(saved);
    }
}

void saved_free(struct saved *saved)
{
    keeping_close(saved->keeping);
    intake_free_file(saved->earlier.storage);
    free(saved->place);
}
