/*
 * interview_order.c - a line becomes what the prescriber orders: a dose, a time, a name, a reason.
 *
 * Through the same reader as the options of a command line (intake.c). Invariant: an override rests on words that were meant as its reason.
 */
#include <string.h>
#include <strings.h>

#include "intake.h"
#include "interview_take.h"
#include "wording_visit.h"

/* Not a command line: what is wrong is said of the dose, not of --dose. */
static const struct place here = {.file = "visit"};

enum interview_step interview_take_prescribed(struct interview *interview, const struct ask *ask, const char *line)
{
    bool dose = ask->what == ASK_DOSE;
    ifs_request trial = *interview->request;
    ifs_choice *choice = &trial.choices[ask->infusion];
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol,
                            .request = &trial,
                            .findings = &findings,
                            .place = here,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    if (dose) {
        choice->has_dose = false;
        intake_dose(&intake, ask->infusion, line);
    } else {
        choice->has_over = false;
        intake_over(&intake, ask->infusion, line);
    }
    if (finding_count(&findings, IFS_ERROR) > 0) {
        interview_say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    if (!interview_accept(interview, &trial)) {
        return STEP_AGAIN;
    }
    interview_note_answered(interview, *ask);
    return STEP_TAKEN;
}

enum interview_step interview_take_prescriber(struct interview *interview, const struct ask *ask, const char *line)
{
    char *kept = interview_copy(interview, line);
    ifs_request trial = *interview->request;
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol, .request = &trial, .findings = &findings, .place = here};
    trial.prescriber = NULL;
    trial.prescriber_reference = NULL;
    if (kept == NULL) {
        dialogue_say(interview->dialogue, "", visit_words.out_of_memory);
        return STEP_AGAIN;
    }
    intake_prescriber(&intake, kept);
    if (finding_count(&findings, IFS_ERROR) > 0) {
        interview_say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    *interview->request = trial;
    interview->left.prescriber = false;
    interview_note_answered(interview, *ask);
    return STEP_TAKEN;
}

static bool has_override(const ifs_request *request, const char *check)
{
    for (int i = 0; i < request->override_count; i++) {
        if (strcmp(request->overrides[i].check, check) == 0) {
            return true;
        }
    }
    return false;
}

/* The first that needs one and has none; NULL: none. The sheet is that of the plan. */
const struct sheet_check *interview_override_wanted(const struct interview *interview)
{
    for (int i = 0; i < interview->sheet->check_count; i++) {
        const struct sheet_check *row = &interview->sheet->checks[i];
        if (row->severity == IFS_OVERRIDE && row->result == IFS_TRIP && !has_override(interview->request, row->id)) {
            return row;
        }
    }
    return NULL;
}

/* "no." is no more than "no". */
static bool is_word(const char *line, const char *word)
{
    size_t length = strlen(line);
    while (length > 0 && strchr(" .,;!?", line[length - 1]) != NULL) {
        length--;
    }
    return strlen(word) == length && strncasecmp(line, word, length) == 0;
}

/* "no" is said to the question whether there is an override, and "yes" is nobody's reason; neither is a letter or two. */
static bool is_no_reason(const char *line)
{
    static const char *const none[] = {"yes",    "no",     "nope",        "none",          "never", "not",  "not yet",
                                       "no one", "nobody", "no override", "no prescriber", "okay",  "sure", "done", "confirm"};
    enum { LETTERS_LEAST = 3 };
    bool no_reason = strlen(line) < LETTERS_LEAST;
    for (size_t i = 0; i < sizeof none / sizeof none[0] && !no_reason; i++) {
        no_reason = is_word(line, none[i]);
    }
    return no_reason;
}

/* True after saying that it is none. */
static bool say_no_reason(struct interview *interview, const char *line)
{
    bool no_reason = is_no_reason(line);
    bool measured = interview_is_measured(line);
    if (no_reason) {
        interview_say_one(interview, visit_words.bare_override, line);
    } else if (measured) {
        interview_say(interview, visit_words.measured_words, (const char *const[]){line, line});
    }
    return no_reason || measured;
}

static enum interview_step take_reason(struct interview *interview, const struct ask *ask, const char *line)
{
    sheet_build(interview->protocol, interview->request, interview->plan, interview->sheet);
    const struct sheet_check *row = interview_override_wanted(interview);
    char *id = row != NULL ? interview_copy(interview, row->id) : NULL;
    char *reason = interview_copy(interview, line);
    if (id == NULL || reason == NULL) {
        dialogue_say(interview->dialogue, "", visit_words.out_of_memory);
        return STEP_AGAIN;
    }
    ifs_request trial = *interview->request;
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol, .request = &trial, .findings = &findings, .place = here};
    intake_override_of(&intake, id, reason);
    if (finding_count(&findings, IFS_ERROR) > 0) {
        interview_say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    *interview->request = trial;
    interview_note_answered(interview, *ask);
    return STEP_TAKEN;
}

enum interview_step interview_take_override(struct interview *interview, const struct ask *ask, char *line)
{
    bool said = false;
    const char *quoted = interview_quoted(line);
    if (quoted != NULL) {
        return take_reason(interview, ask, quoted);
    }
    interview_say_near_command(interview, line, &said);
    return said || say_no_reason(interview, line) ? STEP_AGAIN : take_reason(interview, ask, line);
}
