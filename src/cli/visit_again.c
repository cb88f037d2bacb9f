/*
 * visit_again.c - the second step of a visit: a saved patient file is taken up at the bedside.
 *
 * Decides what is asked before the first question, what of the file may not stand any more, and what is shown of the difference. The
 * invariants: no answer of another patient is taken; nothing that has grown old stands without being asked; of an order that no longer
 * holds no figure is shown.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "drafts.h"
#include "visit_saved.h"
#include "wording_draft.h"

enum { WORDS_BYTES = 4096 };

static void say_plainly(struct saved *saved, const char *sentence)
{
    dialogue_say(saved->interview->dialogue, "", sentence);
}

/* ---- The file ---- */

/* What is wrong with the file is said where nobody else reads it. */
static void say_findings(struct saved *saved, struct findings *findings)
{
    finding_sort(findings);
    for (size_t i = 0; i < findings->count; i++) {
        char *line = finding_line(&findings->list[i]);
        if (line != NULL) {
            line[strcspn(line, "\n")] = '\0';
            say_plainly(saved, line);
        }
        free(line);
    }
}

static bool read_file(struct saved *saved, const char *path, struct findings *findings)
{
    struct earlier *earlier = &saved->earlier;
    struct intake intake = {.protocol = saved->interview->protocol,
                            .request = &earlier->request,
                            .findings = findings,
                            .spacing = QUANTITY_SPACE_REQUIRED,
                            .visit = &earlier->visit};
    earlier->path = path;
    earlier->request = (ifs_request){.at_s = saved->at.s, .at_offset_min = saved->at.offset_min};
    intake_file(&intake, path, &earlier->storage);
    earlier->there = finding_count(findings, IFS_ERROR) == 0;
    return earlier->there;
}

bool earlier_read(struct saved *saved, const char *path)
{
    struct findings findings = {0};
    bool read = read_file(saved, path, &findings);
    finding_free(&findings);
    return read;
}

static void say_whom(struct saved *saved)
{
    const struct earlier *earlier = &saved->earlier;
    const char *name = earlier->request.words[IFS_FACT_NAME];
    const char *id = earlier->request.words[IFS_FACT_ID];
    char bytes[WORDS_BYTES];
    struct text born = text_over(bytes, sizeof bytes);
    if (earlier->visit.present) {
        char when[DRAFTS_MOMENT_BYTES];
        saved_say(saved, "", draft_words_all.taken_up,
                  (const char *const[]){drafts_moment(earlier->visit.saved, when), saved->interview->protocol->id});
    } else {
        saved_say(saved, "", draft_words_all.taken_up_untimed, &saved->interview->protocol->id);
    }
    if (name == NULL && id == NULL) {
        say_plainly(saved, draft_words_all.nobody_named);
        return;
    }
    text_add(&born, name != NULL ? name : "");
    text_add(&born, name != NULL && id != NULL ? ", " : "");
    text_add(&born, id != NULL ? id : "");
    if (fact_set_has(&earlier->request.known, IFS_FACT_BORN)) {
        text_add(&born, draft_words_all.born);
        fact_add_answer(&born, &earlier->request, saved->interview->protocol->facts, IFS_FACT_BORN);
    }
    saved_say(saved, "", draft_words_all.whom, (const char *const[]){bytes});
}

static void say_other_version(struct saved *saved)
{
    const ifs_protocol *protocol = saved->interview->protocol;
    const struct patient_visit *visit = &saved->earlier.visit;
    if (visit->fingerprint != NULL && visit->version != NULL && strcmp(visit->fingerprint, protocol->fingerprint) != 0) {
        saved_say(saved, "", draft_words_all.other_version, (const char *const[]){visit->version, protocol->version});
    }
}

bool earlier_take_up(struct saved *saved)
{
    struct findings findings = {0};
    bool read = read_file(saved, saved->patient, &findings);
    say_findings(saved, &findings);
    finding_free(&findings);
    if (!read) {
        return false;
    }
    saved->place = realpath(saved->patient, NULL);
    say_whom(saved);
    say_other_version(saved);
    if (saved->earlier.request.words[IFS_FACT_NAME] != NULL || saved->earlier.request.words[IFS_FACT_ID] != NULL) {
        say_plainly(saved, draft_words_all.right_patient);
        if (!saved_asks_yes(saved, draft_words_all.name_right_patient)) {
            say_plainly(saved, draft_words_all.wrong_patient);
            return false;
        }
    }
    const ifs_site *site = saved->interview->request->site;
    *saved->interview->request = saved->earlier.request;
    saved->interview->request->site = site;
    return true;
}

/* ---- What has grown old ---- */

static void say_again(struct saved *saved, const struct again_times *times, int fact, enum again reason)
{
    const ifs_protocol *protocol = saved->interview->protocol;
    char answer[WORDS_BYTES];
    char when[DRAFTS_MOMENT_BYTES] = "";
    struct text words = text_over(answer, sizeof answer);
    bool timed = fact_set_has(&times->timed, fact);
    fact_add_answer(&words, saved->interview->request, protocol->facts, fact);
    if (timed) {
        drafts_moment((struct instant){times->at_s[fact], saved->at.offset_min}, when);
    }
    saved_say(saved, "  ", timed ? draft_words_all.asked_again_line : draft_words_all.asked_again_untimed,
              (const char *const[]){protocol->facts[fact].name, answer, timed ? when : wording_draft_again(reason),
                                    wording_draft_again(reason)});
}

/* Of the draft, or of the patient file. */
static void find_times(const struct saved *saved, struct again_times *times)
{
    struct patient_visit *own = calloc(1, sizeof *own);
    const struct patient_visit *visit = own;
    *times = (struct again_times){.now_s = saved->at.s};
    if (own == NULL) {
        return; /* nothing is timed: what passes is asked again */
    }
    if (saved->draft != NULL) {
        keeping_times(saved->keeping, own);
    } else {
        visit = &saved->earlier.visit;
    }
    times->timed = visit->timed;
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        times->at_s[fact] = visit->answered[fact].s;
    }
    free(own);
}

/* Only what was saved before: what stands at the command line was given just now. */
static bool was_saved(const struct saved *saved, int fact)
{
    return saved->draft != NULL || fact_set_has(&saved->earlier.request.given, fact);
}

/* Answers that cannot all be true, by the protocol of now: those that it reads are asked again. */
static void forget_contradicted(struct saved *saved, const struct contradiction *contradiction)
{
    const ifs_protocol *protocol = saved->interview->protocol;
    ifs_fact_set read = {{0}};
    char bytes[WORDS_BYTES];
    struct text names = text_over(bytes, sizeof bytes);
    condition_facts(&contradiction->when, &protocol->tests, &read);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact) && fact_set_has(&saved->interview->request->known, fact)) {
            text_add(&names, names.length > 0 ? ", " : "");
            text_add(&names, protocol->facts[fact].name);
            intake_forget(saved->interview->request, fact);
        }
    }
    saved_say(saved, "", draft_words_all.contradicted, (const char *const[]){bytes, contradiction->say});
}

static void ask_contradicted_again(struct saved *saved)
{
    const ifs_protocol *protocol = saved->interview->protocol;
    ifs_plan *plan = calloc(1, sizeof *plan);
    if (plan == NULL) {
        return; /* the interview takes no answer beside a contradiction */
    }
    ifs_plan_compute(protocol, saved->interview->request, plan);
    for (int i = 0; i < protocol->contradiction_count; i++) {
        if ((plan->contradictions >> i & 1U) != 0) {
            forget_contradicted(saved, &protocol->contradictions[i]);
        }
    }
    free(plan);
}

static void ask_old_again(struct saved *saved)
{
    ifs_request *request = saved->interview->request;
    const ifs_protocol *protocol = saved->interview->protocol;
    struct again_times times;
    bool said = false;
    find_times(saved, &times);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        enum again reason = again_of(protocol, request, &times, fact);
        if (reason == AGAIN_NOT || !was_saved(saved, fact) || (reason == AGAIN_OPEN && saved->draft != NULL)) {
            continue;
        }
        if (reason != AGAIN_OPEN) {
            if (!said) {
                say_plainly(saved, draft_words_all.asked_again);
            }
            said = true;
            say_again(saved, &times, fact, reason);
        }
        intake_forget(request, fact);
    }
}

void earlier_ask_again(struct saved *saved)
{
    if (saved->draft != NULL || saved->earlier.there) {
        ask_old_again(saved);
    }
    ask_contradicted_again(saved); /* those of a command line too */
}

/* ---- What has changed ---- */

static void add_answers(const struct saved *saved, const ifs_request *request, struct changed_items *items, struct text *letters)
{
    const ifs_protocol *protocol = saved->interview->protocol;
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&request->known, fact) && fact_set_has(&request->given, fact)) {
            const char *words = letters->bytes + letters->length;
            fact_add_answer(letters, request, protocol->facts, fact);
            text_add_bytes(letters, "", 1);
            changed_add(items, draft_words_all.of_answer, protocol->facts[fact].name, words);
        }
    }
    items->full = items->full || letters->full;
}

struct comparison {
    struct changed_items before;
    struct changed_items after;
    struct changed changes[CHANGED_MAX];
    char before_letters[WORDS_BYTES * 4];
    char after_letters[WORDS_BYTES * 4];
};

static void say_change(struct saved *saved, const struct changed *change)
{
    const struct wording_draft *words = &draft_words_all;
    char bytes[WORDS_BYTES];
    struct text what = text_over(bytes, sizeof bytes);
    text_add(&what, change->of);
    text_add(&what, change->of[0] != '\0' ? " " : "");
    text_add(&what, change->item);
    const char *was = change->old_words != NULL && change->old_words[0] != '\0' ? change->old_words : words->there;
    const char *now = change->new_words != NULL && change->new_words[0] != '\0' ? change->new_words : words->there;
    const char *sentence = change->new_words == NULL ? words->gone_line : change->old_words == NULL ? words->new_line : words->changed_line;
    const char *pieces[] = {bytes, change->new_words == NULL ? was : now, was};
    saved_say(saved, "  - ", sentence, pieces);
}

/* How many were said. Of an order that is no more nothing is shown but why. */
static int say_changes(struct saved *saved, const struct comparison *comparison, int count)
{
    bool no_order = saved->interview->sheet->infusion_count == 0;
    char when[DRAFTS_MOMENT_BYTES];
    int said = 0;
    drafts_moment(saved->earlier.visit.saved, when);
    for (int i = 0; i < count; i++) {
        const struct changed *change = &comparison->changes[i];
        if (changed_is_settled(change) || (no_order && changed_is_of_order(change))) {
            continue;
        }
        if (said == 0) {
            saved_say(saved, "", draft_words_all.changes, (const char *const[]){when});
        }
        say_change(saved, change);
        said++;
    }
    if (said == 0) {
        saved_say(saved, "", draft_words_all.nothing_changed, (const char *const[]){when});
    }
    return said;
}

static void say_what_becomes_of_it(struct saved *saved, bool same)
{
    const struct wording_draft *words = &draft_words_all;
    const char *sheet = saved->earlier.visit.sheet;
    bool no_order = saved->interview->sheet->infusion_count == 0;
    if (sheet == NULL) {
        say_plainly(saved, words->no_sheet_before);
    } else if (no_order) {
        saved_say(saved, "", words->throw_away_no_order, &sheet);
    } else {
        saved_say(saved, "", same ? words->still_holds : words->throw_away, &sheet);
    }
}

static void compare(struct saved *saved, struct comparison *comparison)
{
    struct text before = text_over(comparison->before_letters, sizeof comparison->before_letters);
    struct text after = text_over(comparison->after_letters, sizeof comparison->after_letters);
    comparison->before = saved->earlier.visit.items;
    if (saved->earlier.visit.sheet != NULL) {
        changed_list(&comparison->after, saved->interview->sheet);
    }
    add_answers(saved, &saved->earlier.request, &comparison->before, &before);
    add_answers(saved, saved->interview->request, &comparison->after, &after);
    dialogue_blank(saved->interview->dialogue);
    if (comparison->before.full || comparison->after.full) {
        say_plainly(saved, draft_words_all.not_comparable);
        say_what_becomes_of_it(saved, false);
        return;
    }
    int count = changed_compare(&comparison->before, &comparison->after, comparison->changes);
    say_what_becomes_of_it(saved, say_changes(saved, comparison, count) == 0);
}

void earlier_compare(struct saved *saved)
{
    struct comparison *comparison = calloc(1, sizeof *comparison);
    if (!saved->earlier.visit.present) {
        free(comparison);
        return;
    }
    if (comparison == NULL) {
        say_plainly(saved, file_status_words(FILE_NO_MEMORY));
        return;
    }
    compare(saved, comparison);
    free(comparison);
}
