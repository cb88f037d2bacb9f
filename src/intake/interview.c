/*
 * interview.c - question after question until the protocol needs nothing more.
 *
 * Decides the course of the talk: which question stands next, when a refusal is said, when it ends. After every answer the whole plan is
 * computed anew, so that nothing is asked that no longer matters and a refusal is said as soon as it is certain. The invariants: each
 * question is printed once until it is answered; no figure of an order is printed here; the request always holds only answers that
 * contradict none of the others.
 */
#include "interview.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "interview_parts.h"
#include "wording_visit.h"

enum { SAY_BYTES = 4096, NAME_BYTES = 128, NUMBER_BYTES = 24, LEAD_BYTES = 96 };

/* One text that something points to. */
struct interview_words {
    struct interview_words *next;
    char bytes[];
};

char *interview_copy(struct interview *interview, const char *words)
{
    size_t size = strlen(words) + 1;
    struct interview_words *kept = malloc(sizeof *kept + size);
    if (kept == NULL) {
        return NULL;
    }
    memcpy(kept->bytes, words, size);
    kept->next = interview->words;
    interview->words = kept;
    return kept->bytes;
}

void interview_say(struct interview *interview, const char *sentence, const char *const *pieces)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, sentence, pieces);
    dialogue_say(interview->dialogue, "", bytes);
}

void interview_say_one(struct interview *interview, const char *sentence, const char *piece)
{
    interview_say(interview, sentence, &piece);
}

struct question_of interview_question_of(const struct interview *interview)
{
    return (struct question_of){.protocol = interview->protocol,
                                .request = interview->request,
                                .plan = interview->plan,
                                .left = &interview->left,
                                .scratch = interview->sheet};
}

/* ---- What was answered ---- */

static int position_of(const struct interview *interview, const struct ask *ask)
{
    int position = 0;
    while (position < interview->answered_count && !interview_same(&interview->answered[position], ask)) {
        position++;
    }
    return position;
}

void interview_note_answered(struct interview *interview, struct ask ask)
{
    int position = position_of(interview, &ask);
    if (position == interview->answered_count && position < ASK_MOST) {
        interview->answered[interview->answered_count++] = ask;
    }
}

void interview_recompute(struct interview *interview)
{
    ifs_plan_compute(interview->protocol, interview->request, interview->plan);
    ask_find(interview->protocol, interview->request, interview->plan, &interview->left, interview->asks);
}

/* ---- Asking ---- */

static void say_heading(struct interview *interview, const struct ask *ask)
{
    char number[NUMBER_BYTES];
    struct text text = text_over(number, sizeof number);
    dialogue_blank(interview->dialogue);
    if (interview->stage == (int)ask->stage) {
        return;
    }
    interview->stage = (int)ask->stage;
    text_add_whole(&text, interview->asks->count);
    interview_say(interview, visit_words.progress, (const char *const[]){wording_visit_stage(ask->stage), number});
    dialogue_blank(interview->dialogue);
}

static void say_choices(struct interview *interview, const struct ask *ask, const struct question *question)
{
    for (int i = 0; i < question->choice_count; i++) {
        const struct question_choice *choice = &question->choices[i];
        char lead[LEAD_BYTES];
        char bytes[SAY_BYTES];
        struct text lead_text = text_over(lead, sizeof lead);
        struct text text = text_over(bytes, sizeof bytes);
        text_add(&lead_text, "  ");
        if (ask->what != ASK_RENAL) {
            text_add_whole(&lead_text, i + 1);
            text_add(&lead_text, " ");
            text_add(&text, choice->name);
            text_add(&text, choice->text != NULL ? ": " : "");
        }
        text_add(&text, choice->text != NULL ? choice->text : "");
        dialogue_say(interview->dialogue, lead, bytes);
    }
}

static void say_usual(struct interview *interview, const struct question *question)
{
    if (question->usual == NULL) {
        return;
    }
    if (question->usual[0] == '\0') {
        interview_say_one(interview, visit_words.usual_open, visit_words.usual_word);
        return;
    }
    interview_say(interview, visit_words.usual_choice, (const char *const[]){question->usual, visit_words.usual_word});
}

static void say_answer_now(struct interview *interview, const struct ask *ask)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    struct question_of of = interview_question_of(interview);
    bool there = position_of(interview, ask) < interview->answered_count;
    if (there && ask->what != ASK_OVERRIDE) {
        question_add_answer(&text, &of, ask);
        interview_say_one(interview, visit_words.answer_now, bytes);
    }
}

/* What is to be overridden is a row of the sheet; its id stands in the prompt. */
static void say_override(struct interview *interview, struct text *prompt)
{
    char name[NAME_BYTES];
    struct text text = text_over(name, sizeof name);
    const char *shown = name;
    sheet_build(interview->protocol, interview->request, interview->plan, interview->sheet);
    const struct sheet_check *row = interview_override_wanted(interview);
    if (row == NULL) {
        return;
    }
    interview_say_one(interview, visit_words.ask_override, row->words);
    dialogue_say(interview->dialogue, "", visit_words.override_wanted);
    wording_visit_add(&text, visit_words.override_for, &row->id);
    *prompt = text_over(prompt->bytes, prompt->capacity);
    wording_visit_add(prompt, visit_words.prompt, &shown);
}

static void say_question(struct interview *interview, const struct ask *ask, const struct question *question)
{
    say_heading(interview, ask);
    if (question->text != NULL) {
        dialogue_say(interview->dialogue, "", question->text);
    }
    if (question->expected != NULL) {
        dialogue_say(interview->dialogue, "", question->expected);
    }
    say_choices(interview, ask, question);
    say_usual(interview, question);
    if (ask->need == FACT_BEDSIDE && ask->what == ASK_FACT) {
        dialogue_say(interview->dialogue, "", visit_words.bedside_may_wait);
    }
}

static void write_prompt(struct text *out, const struct question *question)
{
    if (question->units != NULL) {
        wording_visit_add(out, visit_words.prompt_with_unit, (const char *const[]){question->name, question->units});
    } else {
        wording_visit_add(out, visit_words.prompt, &question->name);
    }
}

/* ---- Refusals ---- */

static bool said_already(const struct interview *interview, const char *reason)
{
    return interview->reasons != NULL && strstr(interview->reasons, reason) != NULL;
}

/* All reasons there are now, one after another. */
static void remember(struct interview *interview)
{
    const struct sheet_lines *reasons = &interview->sheet->reasons;
    size_t size = 1;
    for (int i = 0; i < reasons->count; i++) {
        size += strlen(reasons->list[i].text);
    }
    char *all = calloc(1, size);
    free(interview->reasons);
    interview->reasons = all;
    interview->out_of_memory = interview->out_of_memory || all == NULL;
    struct text text = text_over(all, all == NULL ? 0 : size);
    for (int i = 0; i < reasons->count; i++) {
        text_add(&text, reasons->list[i].text);
    }
}

static void say_changes(struct interview *interview)
{
    dialogue_say(interview->dialogue, "", visit_words.would_change);
    for (int i = 0; i < interview->sheet->changes.count; i++) {
        dialogue_say(interview->dialogue, "- ", interview->sheet->changes.list[i].text);
    }
}

/* Reasons not said before; `heading` above the first. */
static void say_reasons(struct interview *interview, const char *heading)
{
    sheet_build(interview->protocol, interview->request, interview->plan, interview->sheet);
    bool first = true;
    for (int i = 0; i < interview->sheet->reasons.count; i++) {
        const char *reason = interview->sheet->reasons.list[i].text;
        if (said_already(interview, reason)) {
            continue;
        }
        if (first) {
            dialogue_blank(interview->dialogue);
            dialogue_say(interview->dialogue, "", heading);
        }
        first = false;
        dialogue_say(interview->dialogue, "- ", reason);
    }
    if (interview->reasons == NULL && interview->sheet->changes.count > 0) {
        say_changes(interview);
    }
    remember(interview);
}

static void say_no_more(struct interview *interview)
{
    dialogue_blank(interview->dialogue);
    dialogue_say(interview->dialogue, "", visit_words.refused_no_more);
    free(interview->reasons);
    interview->reasons = NULL;
    interview->recording = false;
}

/* ---- The course ---- */

/* The turn: a question, and where in the answers it stands. */
struct turn {
    struct ask ask;
    bool forced; /* back, or change */
    bool go_on;  /* refused: whether to go on */
    enum interview_end end;
};

static enum interview_step take_empty(struct interview *interview, const struct question *question)
{
    bool list = question->choice_count > 0;
    dialogue_say(interview->dialogue, "", list ? visit_words.empty_list : visit_words.empty);
    return STEP_AGAIN;
}

/* Whatever came of a line, so that no change is forgotten; false when the nurse ends it because that failed. */
static bool keep_changes(struct interview *interview)
{
    if (interview->keep != NULL) {
        interview->keep(interview->context);
    }
    return !interview->stopped;
}

static enum interview_step take_line(struct interview *interview, struct turn *turn, const struct question *question, char *line)
{
    enum interview_step step = STEP_AGAIN;
    struct ask next = turn->ask;
    int position = position_of(interview, &turn->ask);
    struct command_at at = {&turn->ask, question, position};
    if (line[0] == '\0') {
        return take_empty(interview, question);
    }
    if (!interview_command(interview, &at, line, &next, &step)) {
        return interview_take(interview, &turn->ask, question, line);
    }
    if (step == STEP_MOVED) {
        turn->ask = next;
        turn->forced = true;
    }
    return step;
}

/* Asks one question until something comes of it. */
static enum interview_step ask_one(struct interview *interview, struct turn *turn)
{
    char prompt[INTERVIEW_LINE];
    char line[INTERVIEW_LINE];
    struct question question;
    enum interview_step step = STEP_AGAIN;
    struct question_of of = interview_question_of(interview);
    question_build(&of, &turn->ask, &question);
    say_question(interview, &turn->ask, &question);
    struct text text = text_over(prompt, sizeof prompt);
    write_prompt(&text, &question);
    if (turn->ask.what == ASK_OVERRIDE) {
        say_override(interview, &text);
    } else {
        say_answer_now(interview, &turn->ask);
    }
    while (step == STEP_AGAIN) {
        switch (dialogue_ask(interview->dialogue, prompt, line, sizeof line)) {
        case DIALOGUE_ANSWER:
            question_build(&of, &turn->ask, &question); /* its letters may have been written over */
            step = take_line(interview, turn, &question, line);
            step = keep_changes(interview) ? step : STEP_QUIT;
            break;
        case DIALOGUE_TOO_LONG:
            dialogue_say(interview->dialogue, "", visit_words.too_long);
            break;
        case DIALOGUE_END:
            turn->end = INTERVIEW_ENDED;
            step = STEP_QUIT;
            break;
        case DIALOGUE_FAILED:
            turn->end = INTERVIEW_FAILED;
            step = STEP_QUIT;
            break;
        }
    }
    explicit_bzero(line, sizeof line);
    return step;
}

/* ---- Refused: go on? ---- */

static enum interview_step take_go_on(struct interview *interview, struct turn *turn, char *line)
{
    struct ask next = turn->ask;
    enum interview_step step = STEP_AGAIN;
    struct question none = {.name = visit_words.go_on};
    struct command_at at = {&turn->ask, &none, interview->answered_count};
    bool moves = strncasecmp(line, "change", 6) == 0 || strcasecmp(line, "back") == 0;
    if (strcasecmp(line, "end") == 0) {
        turn->end = INTERVIEW_DONE;
        return STEP_QUIT;
    }
    if (strcasecmp(line, "go on") == 0 || strcasecmp(line, "go-on") == 0) {
        interview->recording = true;
        dialogue_say(interview->dialogue, "", visit_words.going_on);
        return STEP_TAKEN;
    }
    if ((moves || strcasecmp(line, "review") == 0 || strcasecmp(line, "quit") == 0) &&
        interview_command(interview, &at, line, &next, &step)) {
        turn->ask = next;
        turn->forced = step == STEP_MOVED;
        return step;
    }
    dialogue_say(interview->dialogue, "", visit_words.go_on_wanted);
    return STEP_AGAIN;
}

static enum interview_step ask_go_on(struct interview *interview, struct turn *turn)
{
    char prompt[NAME_BYTES];
    char line[INTERVIEW_LINE];
    enum interview_step step = STEP_AGAIN;
    struct text text = text_over(prompt, sizeof prompt);
    wording_visit_add(&text, visit_words.prompt_with_unit, (const char *const[]){visit_words.go_on, visit_words.go_on_choices});
    dialogue_blank(interview->dialogue);
    dialogue_say(interview->dialogue, "", visit_words.go_on_wanted);
    while (step == STEP_AGAIN) {
        enum dialogue_status status = dialogue_ask(interview->dialogue, prompt, line, sizeof line);
        if (status == DIALOGUE_ANSWER || status == DIALOGUE_TOO_LONG) {
            step = take_go_on(interview, turn, status == DIALOGUE_ANSWER ? line : prompt);
            step = keep_changes(interview) ? step : STEP_QUIT;
        } else {
            turn->end = status == DIALOGUE_END ? INTERVIEW_ENDED : INTERVIEW_FAILED;
            step = STEP_QUIT;
        }
    }
    explicit_bzero(line, sizeof line);
    return step;
}

/* What was left for the end is asked once more. True when there is any. */
static bool take_up_later(struct interview *interview)
{
    bool any = !interview->asked_later;
    interview->asked_later = true;
    for (size_t i = 0; i < IFS_FACT_MAX / 64 && any; i++) {
        interview->left.facts.bits[i] &= ~interview->later.facts.bits[i];
        interview->left.confirm.bits[i] &= ~interview->later.confirm.bits[i];
    }
    for (int i = 0; i < IFS_INFUSION_MAX && any; i++) {
        interview->left.dose[i] = interview->left.dose[i] && !interview->later.dose[i];
        interview->left.over[i] = interview->left.over[i] && !interview->later.over[i];
    }
    if (any) {
        interview->left.prescriber = interview->left.prescriber && !interview->later.prescriber;
        interview->left.overrides = interview->left.overrides && !interview->later.overrides;
        interview_recompute(interview);
    }
    return any && interview->asks->count > 0;
}

/* A refusal is said before anything else is asked. */
static bool choose_turn(struct interview *interview, struct turn *turn)
{
    bool refused = interview->plan->verdict == IFS_REFUSED;
    bool first = refused && interview->reasons == NULL;
    turn->go_on = false;
    if (refused) {
        say_reasons(interview, first ? visit_words.refused_now : visit_words.refused_more);
    } else if (interview->reasons != NULL) {
        say_no_more(interview);
    }
    if (turn->forced) {
        return true;
    }
    bool signing = interview->asks->count > 0 && interview->asks->list[0].stage == ASK_SIGNING;
    bool taken_up = (signing || interview->asks->count == 0) && take_up_later(interview);
    if (interview->asks->count == 0 && !taken_up) {
        return false;
    }
    turn->go_on = refused && !interview->recording;
    turn->ask = interview->asks->list[0];
    return true;
}

static bool allocate(struct interview *interview)
{
    interview->plan = calloc(1, sizeof *interview->plan);
    interview->trial = calloc(1, sizeof *interview->trial);
    interview->sheet = calloc(1, sizeof *interview->sheet);
    interview->asks = calloc(1, sizeof *interview->asks);
    interview->answered = calloc(ASK_MOST, sizeof *interview->answered);
    interview->stage = -1;
    return interview->plan != NULL && interview->trial != NULL && interview->sheet != NULL && interview->asks != NULL &&
           interview->answered != NULL;
}

/* What was given before the first question can be reviewed and changed like any other answer. */
static void note_given(struct interview *interview)
{
    const ifs_request *request = interview->request;
    for (int fact = 0; fact < interview->protocol->fact_count; fact++) {
        if (fact_set_has(&request->given, fact)) {
            interview_note_answered(interview, ask_for(interview->protocol, fact == IFS_FACT_BORN ? IFS_FACT_AGE : fact));
        }
    }
    for (int i = 0; i < interview->protocol->infusion_count; i++) {
        struct ask ask = {.what = ASK_DOSE, .stage = ASK_CHOICES, .need = FACT_REQUIRED, .fact = -1, .infusion = i};
        if (request->choices[i].has_dose) {
            interview_note_answered(interview, ask);
        }
        ask.what = ASK_OVER;
        if (request->choices[i].has_over) {
            interview_note_answered(interview, ask);
        }
    }
    if (request->prescriber != NULL) {
        struct ask ask = {.what = ASK_PRESCRIBER, .stage = ASK_CHOICES, .need = FACT_OPTIONAL, .fact = -1, .infusion = -1};
        interview_note_answered(interview, ask);
    }
}

enum interview_end interview_run(struct interview *interview)
{
    struct turn turn = {.end = INTERVIEW_STOPPED};
    enum interview_step step = STEP_TAKEN;
    if (!allocate(interview)) {
        return INTERVIEW_FAILED;
    }
    note_given(interview);
    while (step != STEP_QUIT) {
        interview_recompute(interview);
        if (!choose_turn(interview, &turn)) {
            return INTERVIEW_DONE;
        }
        turn.forced = false;
        step = turn.go_on ? ask_go_on(interview, &turn) : ask_one(interview, &turn);
    }
    return interview->out_of_memory ? INTERVIEW_FAILED : turn.end;
}

void interview_free(struct interview *interview)
{
    free(interview->plan);
    free(interview->trial);
    free(interview->sheet);
    free(interview->asks);
    free(interview->answered);
    free(interview->reasons);
    while (interview->words != NULL) {
        struct interview_words *next = interview->words->next;
        free(interview->words);
        interview->words = next;
    }
}
