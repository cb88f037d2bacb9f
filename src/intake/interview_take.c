/*
 * interview_take.c - a line becomes an answer.
 *
 * Decides what a line means as the answer to the question that was asked, through the same reader as every other answer (intake.c), so
 * that the same words are taken and the same mistakes refused in the same sentences. The invariants: the request changes only by a whole
 * answer that contradicts no other; an unusual weight counts only when the same figure was given twice; what cannot be taken leaves
 * everything as it was, and says what to type.
 */
#include <string.h>

#include "fact.h"
#include "intake.h"
#include "interview_parts.h"
#include "nearest.h"
#include "quantity.h"
#include "utf8.h"
#include "wording_fact.h"
#include "wording_visit.h"

enum { MESSAGE_BYTES = 2048 };

/* ---- The request, changed ---- */

/* Age and date of birth stand for one another: the new one replaces both. */
static void forget(ifs_request *request, int fact)
{
    intake_forget(request, fact);
    if (fact == IFS_FACT_AGE || fact == IFS_FACT_BORN) {
        intake_forget(request, IFS_FACT_AGE);
        intake_forget(request, IFS_FACT_BORN);
    }
}

/* The answers a contradiction rests on, as they are typed. */
static void add_answers_behind(struct text *out, const ifs_protocol *protocol, const ifs_request *request,
                               const struct condition *condition)
{
    ifs_fact_set read = {{0}};
    condition_facts(condition, &protocol->tests, &read);
    size_t before = out->length;
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact) && fact_set_has(&request->known, fact)) {
            text_add(out, out->length > before ? ", " : "");
            text_add(out, protocol->facts[fact].name);
            text_add(out, " ");
            fact_add_answer(out, request, protocol->facts, fact);
        }
    }
}

static void say_contradictions(struct interview *interview, const ifs_request *trial)
{
    const ifs_protocol *protocol = interview->protocol;
    for (int i = 0; i < protocol->contradiction_count; i++) {
        if ((interview->trial->contradictions >> i & 1U) != 0) {
            char bytes[MESSAGE_BYTES];
            struct text answers = text_over(bytes, sizeof bytes);
            const struct contradiction *contradiction = &protocol->contradictions[i];
            add_answers_behind(&answers, protocol, trial, &contradiction->when);
            interview_say(interview, visit_words.not_taken_contradiction, (const char *const[]){contradiction->say, bytes});
        }
    }
}

/* Takes the changed request over when nothing in it contradicts; says what does otherwise. */
static bool accept(struct interview *interview, ifs_request *trial)
{
    enum fact_conflict conflict = fact_settle(trial, interview->day);
    if (conflict != FACT_CONFLICT_NONE) {
        interview_say_one(interview, visit_words.not_taken_conflict, wording_fact_conflict(conflict));
        return false;
    }
    ifs_plan_compute(interview->protocol, trial, interview->trial);
    if (interview->trial->contradictions != 0) {
        say_contradictions(interview, trial);
        return false;
    }
    *interview->request = *trial;
    return true;
}

/* ---- What is wrong ---- */

void interview_say_near_command(struct interview *interview, const char *line, bool *said)
{
    const char *near = interview_near_command(line);
    *said = near != NULL;
    if (near != NULL) {
        interview_say(interview, visit_words.near_command, (const char *const[]){near, line});
    }
}

static void say_first(struct interview *interview, struct findings *findings, const char *line)
{
    bool said = false;
    interview_say_near_command(interview, line, &said);
    if (!said && findings->count > 0) {
        dialogue_say(interview->dialogue, "", findings->list[0].message);
    }
    finding_free(findings);
}

/* ---- Facts ---- */

static void unleave(struct interview *interview, int fact)
{
    fact_set_remove(&interview->left.facts, fact);
    fact_set_remove(&interview->left.confirm, fact);
    fact_set_remove(&interview->later.facts, fact);
}

/* Age and date of birth are one question. */
static struct ask asked_as(const struct interview *interview, int fact)
{
    return ask_for(interview->protocol, fact == IFS_FACT_BORN ? IFS_FACT_AGE : fact);
}

static enum interview_step take_fact(struct interview *interview, int fact, const char *words)
{
    const char *name = interview->protocol->facts[fact].name;
    const char *kept = interview_copy(interview, words);
    ifs_request trial = *interview->request;
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol,
                            .request = &trial,
                            .findings = &findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    if (kept == NULL) {
        dialogue_say(interview->dialogue, "", visit_words.out_of_memory);
        return STEP_AGAIN;
    }
    forget(&trial, fact);
    intake_fact(&intake, name, kept);
    if (finding_count(&findings, IFS_ERROR) > 0) {
        say_first(interview, &findings, words);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    if (!accept(interview, &trial)) {
        fact_set_add(&interview->disputed, fact);
        return STEP_AGAIN;
    }
    fact_set_remove(&interview->disputed, fact);
    unleave(interview, fact);
    if (fact == IFS_FACT_BORN || fact == IFS_FACT_AGE) {
        interview_keep(interview, INTERVIEW_ANSWER, fact == IFS_FACT_BORN ? "age" : "born", "");
    }
    interview_keep(interview, INTERVIEW_CONFIRMED, name, "");
    interview_keep(interview, INTERVIEW_ANSWER, name, words);
    interview_note_answered(interview, asked_as(interview, fact));
    return STEP_TAKEN;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool same_letters(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* The answer as it is spelled, where only small and large letters differ. */
static const char *spelled(const struct interview *interview, int fact, const char *line)
{
    int count = 0;
    const char *const *choices = fact_choices(&interview->protocol->facts[fact], &count);
    for (int i = 0; i < count; i++) {
        if (same_letters(choices[i], line)) {
            return choices[i];
        }
    }
    return line;
}

static bool is_digits(const char *line)
{
    return line[0] != '\0' && line[strspn(line, "0123456789")] == '\0';
}

/* The name behind a number of the list; NULL after saying that there is none. */
static const char *numbered(struct interview *interview, const struct question *question, const char *line)
{
    int number = 0;
    for (size_t i = 0; line[i] != '\0' && number <= QUESTION_CHOICES; i++) {
        number = number * 10 + (line[i] - '0');
    }
    if (number < 1 || number > question->choice_count) {
        interview_say_one(interview, visit_words.no_choice_of_that_number, line);
        return NULL;
    }
    return question->choices[number - 1].name;
}

/* The protocol chooses. */
static enum interview_step take_usual(struct interview *interview, int fact)
{
    ifs_request trial = *interview->request;
    forget(&trial, fact);
    if (!accept(interview, &trial)) {
        return STEP_AGAIN;
    }
    fact_set_add(&interview->left.facts, fact);
    fact_set_remove(&interview->later.facts, fact);
    interview_keep(interview, INTERVIEW_ANSWER, interview->protocol->facts[fact].name, "");
    interview_keep(interview, INTERVIEW_LATER, interview->protocol->facts[fact].name, visit_words.usual_word);
    interview_note_answered(interview, ask_for(interview->protocol, fact));
    return STEP_TAKEN;
}

/* Of a long list only what is offered is said again, and that by its numbers. */
static enum interview_step refuse_choice(struct interview *interview, const struct question *question, const char *line)
{
    const char *names[QUESTION_CHOICES];
    bool said = false;
    for (int i = 0; i < question->choice_count; i++) {
        names[i] = question->choices[i].name;
    }
    const char *near = nearest_word(line, names, (size_t)question->choice_count);
    interview_say_near_command(interview, line, &said);
    if (near != NULL && !said) {
        interview_say(interview, visit_words.not_in_list_near, (const char *const[]){line, near});
    } else if (!said) {
        interview_say_one(interview, visit_words.not_in_list, line);
    }
    return STEP_AGAIN;
}

static bool is_choice(const struct interview *interview, int fact, const char *line)
{
    int count = 0;
    const char *const *choices = fact_choices(&interview->protocol->facts[fact], &count);
    for (int i = 0; i < count; i++) {
        if (strcmp(choices[i], line) == 0) {
            return true;
        }
    }
    return strcmp(line, "unknown") == 0;
}

/* Of yes and no the first letter is enough. */
static enum interview_step take_choice(struct interview *interview, const struct ask *ask, const struct question *question, const char *line)
{
    size_t offset = 0;
    if (question->usual != NULL && same_letters(line, visit_words.usual_word)) {
        return take_usual(interview, ask->fact);
    }
    if (question->yes_no && same_letters(line, "y")) {
        return take_fact(interview, ask->fact, "yes");
    }
    if (question->yes_no && same_letters(line, "n")) {
        return take_fact(interview, ask->fact, "no");
    }
    bool number = question->choice_count > 0 && is_digits(line);
    const char *name = number ? numbered(interview, question, line) : spelled(interview, ask->fact, line);
    if (name == NULL) {
        return STEP_AGAIN;
    }
    bool fit = utf8_check(line, strlen(line), true, &offset) == UTF8_FINE;
    if (question->choice_count > 0 && fit && !is_choice(interview, ask->fact, name)) {
        return refuse_choice(interview, question, line);
    }
    return take_fact(interview, ask->fact, name);
}

/* Yes and no answer no question that wants words: nobody can tell whether it means none, or which. */
static bool is_bare(const char *line)
{
    static const char *const bare[] = {"yes", "no", "y", "n", "nope"};
    for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++) {
        if (same_letters(line, bare[i])) {
            return true;
        }
    }
    return false;
}

/* A measured figure, as the weight is, typed one question too late or too early. */
static bool is_measured(const char *line)
{
    struct quantity_wanted any = {IFS_DIMENSION_NONE, QUANTITY_SPACE_OPTIONAL, NULL};
    struct quantity_problem problem;
    ifs_quantity found;
    return quantity_parse(line, strlen(line), &any, &found, &problem);
}

/* True after saying why the line is hardly the answer to this question. */
static bool say_other_question(struct interview *interview, int fact, const char *line)
{
    if (is_bare(line)) {
        interview_say_one(interview, fact == IFS_FACT_ALLERGIES ? visit_words.bare_allergies : visit_words.bare_words, line);
        return true;
    }
    if ((fact == IFS_FACT_NAME || fact == IFS_FACT_ALLERGIES) && is_measured(line)) {
        interview_say(interview, visit_words.measured_words, (const char *const[]){line, line});
        return true;
    }
    return false;
}

/* A name that is nearly a command is asked for in quotes, not taken. */
static enum interview_step take_text(struct interview *interview, int fact, char *line)
{
    size_t length = strlen(line);
    bool said = false;
    if (length > 2 && line[0] == '"' && line[length - 1] == '"') {
        line[length - 1] = '\0';
        return take_fact(interview, fact, line + 1);
    }
    interview_say_near_command(interview, line, &said);
    return said || say_other_question(interview, fact, line) ? STEP_AGAIN : take_fact(interview, fact, line);
}

static enum interview_step take_asked(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    switch (interview->protocol->facts[ask->fact].kind) {
    case FACT_MEASURE:
        return take_fact(interview, ask->fact, line);
    case FACT_CHOICE:
    case FACT_QUESTION:
        return take_choice(interview, ask, question, line);
    case FACT_IDENTITY:
        break;
    }
    return take_text(interview, ask->fact, line);
}

/* 1992-03-14, and what people write for it: then the sentence about dates is said. */
static bool looks_like_date(const char *line)
{
    return strpbrk(line, "-/") != NULL || (strchr(line, '.') != NULL && strchr(line, '.') != strrchr(line, '.'));
}

static enum interview_step take_age(struct interview *interview, const char *line)
{
    return take_fact(interview, looks_like_date(line) ? IFS_FACT_BORN : IFS_FACT_AGE, line);
}

/* ---- Renal function ---- */

/* True when the words are an answer to that fact. */
static bool is_answer(const struct interview *interview, int fact, const char *words)
{
    ifs_request trial = *interview->request;
    struct fact_problem problem;
    struct fact_words as = {words, strlen(words), QUANTITY_SPACE_OPTIONAL, &interview->protocol->drug.salt};
    return fact_answer(&trial, interview->protocol->facts, fact, &as, &problem);
}

/* Which of them was meant where none could be read, by its unit; -1: it cannot be told. */
static int renal_meant(const char *words)
{
    if (strstr(words, "1.73") != NULL) {
        return IFS_FACT_EGFR;
    }
    if (strstr(words, "mL/min") != NULL) {
        return IFS_FACT_CRCL;
    }
    return strstr(words, "mg/dL") != NULL || strstr(words, "mol/L") != NULL ? IFS_FACT_CREATININE : -1;
}

static bool is_word(const char *words)
{
    return words[0] != '\0' && strpbrk(words, "0123456789") == NULL;
}

/* The units tell them apart. */
static enum interview_step take_renal(struct interview *interview, const char *line)
{
    int facts[ASK_RENAL_FACTS];
    int count = ask_renal_facts(interview->request, facts);
    if (is_word(line)) {
        return take_fact(interview, IFS_FACT_RENAL, spelled(interview, IFS_FACT_RENAL, line));
    }
    for (int i = 0; i < count; i++) {
        if (is_answer(interview, facts[i], line)) {
            return take_fact(interview, facts[i], line);
        }
    }
    int meant = renal_meant(line);
    if (meant < 0) {
        interview_say_one(interview, visit_words.not_clear_renal, line);
        return STEP_AGAIN;
    }
    return take_fact(interview, meant, line);
}

/* ---- Once more ---- */

static void confirm(struct interview *interview, int fact)
{
    fact_set_add(&interview->request->confirmed, fact);
    interview_keep(interview, INTERVIEW_CONFIRMED, interview->protocol->facts[fact].name, "yes");
}

static bool same_figure(const ifs_request *a, const ifs_request *b, int fact)
{
    return a->answer[fact] == b->answer[fact] && a->unit[fact] == b->unit[fact];
}

/* Another figure is the answer from now on, and asked again if it is unusual too. */
static enum interview_step take_again(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    int fact = ask->fact;
    ifs_request before = *interview->request;
    bool identity = interview->protocol->facts[fact].kind == FACT_IDENTITY;
    if (fact != IFS_FACT_WEIGHT && strcmp(line, "confirm") == 0) {
        confirm(interview, fact);
        dialogue_say(interview->dialogue, "", visit_words.confirmed);
        return STEP_TAKEN;
    }
    enum interview_step step = take_asked(interview, ask, question, line);
    if (step != STEP_TAKEN) {
        return step;
    }
    if (!identity && same_figure(&before, interview->request, fact)) {
        confirm(interview, fact);
        dialogue_say(interview->dialogue, "", visit_words.weight_confirmed);
        return STEP_TAKEN;
    }
    char bytes[MESSAGE_BYTES];
    struct text now = text_over(bytes, sizeof bytes);
    fact_add_answer(&now, interview->request, interview->protocol->facts, fact);
    interview_say_one(interview, visit_words.replaced, bytes);
    return STEP_TAKEN;
}

/* ---- What the prescriber orders ---- */

static enum interview_step take_choice_of(struct interview *interview, const struct ask *ask, const char *line)
{
    bool dose = ask->what == ASK_DOSE;
    ifs_request trial = *interview->request;
    ifs_choice *choice = &trial.choices[ask->infusion];
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol,
                            .request = &trial,
                            .findings = &findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    if (dose) {
        choice->has_dose = false;
        intake_dose(&intake, ask->infusion, line);
    } else {
        choice->has_over = false;
        intake_over(&intake, ask->infusion, line);
    }
    if (finding_count(&findings, IFS_ERROR) > 0) {
        say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    if (!accept(interview, &trial)) {
        return STEP_AGAIN;
    }
    const char *infusion = interview->protocol->infusions[ask->infusion].name;
    interview_keep(interview, dose ? INTERVIEW_DOSE : INTERVIEW_OVER, infusion, line);
    interview_note_answered(interview, *ask);
    return STEP_TAKEN;
}

static enum interview_step take_prescriber(struct interview *interview, const struct ask *ask, const char *line)
{
    char *kept = interview_copy(interview, line);
    ifs_request trial = *interview->request;
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol, .request = &trial, .findings = &findings};
    trial.prescriber = NULL;
    trial.prescriber_reference = NULL;
    if (kept == NULL) {
        dialogue_say(interview->dialogue, "", visit_words.out_of_memory);
        return STEP_AGAIN;
    }
    intake_prescriber(&intake, kept);
    if (finding_count(&findings, IFS_ERROR) > 0) {
        say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    *interview->request = trial;
    interview->left.prescriber = false;
    interview_keep(interview, INTERVIEW_PRESCRIBER, visit_words.name_prescriber, line);
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

static enum interview_step take_override(struct interview *interview, const struct ask *ask, char *line)
{
    sheet_build(interview->protocol, interview->request, interview->plan, interview->sheet);
    const struct sheet_check *row = interview_override_wanted(interview);
    bool said = false;
    interview_say_near_command(interview, line, &said);
    char *id = row != NULL ? interview_copy(interview, row->id) : NULL;
    char *reason = interview_copy(interview, line);
    if (said || id == NULL || reason == NULL) {
        return STEP_AGAIN;
    }
    ifs_request trial = *interview->request;
    struct findings findings = {0};
    struct intake intake = {.protocol = interview->protocol, .request = &trial, .findings = &findings};
    intake_override_of(&intake, id, reason);
    if (finding_count(&findings, IFS_ERROR) > 0) {
        say_first(interview, &findings, line);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    *interview->request = trial;
    interview_keep(interview, INTERVIEW_OVERRIDE, id, reason);
    interview_note_answered(interview, *ask);
    return STEP_TAKEN;
}

enum interview_step interview_take(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    switch (ask->what) {
    case ASK_FACT:
        return take_asked(interview, ask, question, line);
    case ASK_AGE:
        return take_age(interview, line);
    case ASK_RENAL:
        return take_renal(interview, line);
    case ASK_CONFIRM:
        return take_again(interview, ask, question, line);
    case ASK_DOSE:
    case ASK_OVER:
        return take_choice_of(interview, ask, line);
    case ASK_PRESCRIBER:
        return take_prescriber(interview, ask, line);
    case ASK_OVERRIDE:
        break;
    }
    return take_override(interview, ask, line);
}

/* ---- Nobody knows, or later ---- */

/* Left aside, of whatever kind. */
static void leave(struct ask_left *left, const struct ask *ask)
{
    switch (ask->what) {
    case ASK_RENAL: /* none of what it can be known from */
        fact_set_add(&left->facts, IFS_FACT_CREATININE);
        fact_set_add(&left->facts, IFS_FACT_CRCL);
        fact_set_add(&left->facts, IFS_FACT_EGFR);
        fact_set_add(&left->facts, IFS_FACT_RENAL);
        break;
    case ASK_FACT:
    case ASK_AGE:
        fact_set_add(&left->facts, ask->fact);
        break;
    case ASK_CONFIRM:
        fact_set_add(&left->confirm, ask->fact);
        break;
    case ASK_DOSE:
        left->dose[ask->infusion] = true;
        break;
    case ASK_OVER:
        left->over[ask->infusion] = true;
        break;
    case ASK_PRESCRIBER:
        left->prescriber = true;
        left->overrides = ask->stage == ASK_SIGNING || left->overrides;
        break;
    case ASK_OVERRIDE:
        left->overrides = true;
        break;
    }
}

static const char *consequence(const struct interview *interview, const struct ask *ask)
{
    bool identity = interview->protocol->facts[ask->fact].kind == FACT_IDENTITY && ask->fact != IFS_FACT_ALLERGIES;
    if (identity) {
        return visit_words.unknown_identity;
    }
    switch (ask->need) {
    case FACT_REQUIRED:
        return visit_words.unknown_required;
    case FACT_BEDSIDE:
        return visit_words.unknown_bedside;
    case FACT_OPTIONAL:
        break;
    }
    return visit_words.unknown_optional;
}

static enum interview_step take_unknown_fact(struct interview *interview, const struct ask *ask)
{
    enum interview_step step = take_fact(interview, ask->fact, "unknown");
    if (step == STEP_TAKEN) {
        leave(&interview->left, ask);
        dialogue_say(interview->dialogue, "", consequence(interview, ask));
    }
    return step;
}

/* Unknown is no way round a contradiction: a figure that was read off is not dropped by a tired hand. True after saying so, once. */
static bool say_disputed(struct interview *interview, const struct ask *ask)
{
    bool disputed = ask->what == ASK_FACT && fact_set_has(&interview->disputed, ask->fact);
    if (disputed) {
        fact_set_remove(&interview->disputed, ask->fact);
        dialogue_say(interview->dialogue, "", visit_words.disputed);
    }
    return disputed;
}

enum interview_step interview_take_unknown(struct interview *interview, const struct ask *ask)
{
    const char *said = NULL;
    if (say_disputed(interview, ask)) {
        return STEP_AGAIN;
    }
    switch (ask->what) {
    case ASK_FACT:
    case ASK_AGE:
    case ASK_RENAL:
        return take_unknown_fact(interview, ask);
    case ASK_CONFIRM:
        said = visit_words.unknown_confirm;
        break;
    case ASK_DOSE:
        interview->request->choices[ask->infusion].has_dose = false;
        said = visit_words.unknown_dose;
        break;
    case ASK_OVER:
        interview->request->choices[ask->infusion].has_over = false;
        said = visit_words.unknown_dose;
        break;
    case ASK_PRESCRIBER:
        interview->request->prescriber = NULL;
        interview->request->prescriber_reference = NULL;
        said = ask->stage == ASK_SIGNING ? visit_words.unknown_override : visit_words.unknown_prescriber;
        break;
    case ASK_OVERRIDE:
        said = visit_words.unknown_override;
        break;
    }
    leave(&interview->left, ask);
    interview_note_answered(interview, *ask);
    dialogue_say(interview->dialogue, "", said);
    return STEP_TAKEN;
}

/* What was answered before is not taken back by leaving it for later. */
enum interview_step interview_take_later(struct interview *interview, const struct ask *ask)
{
    bool fact = ask->what == ASK_FACT || ask->what == ASK_AGE || ask->what == ASK_RENAL;
    bool bedside = fact && ask->need == FACT_BEDSIDE;
    leave(&interview->left, ask);
    if (fact) {
        interview_keep(interview, INTERVIEW_LATER, interview->protocol->facts[ask->fact].name, "yes");
    }
    if (!bedside) {
        leave(&interview->later, ask);
    }
    dialogue_say(interview->dialogue, "", bedside ? visit_words.later_bedside : visit_words.later_other);
    return STEP_TAKEN;
}
