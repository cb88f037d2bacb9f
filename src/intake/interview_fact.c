/*
 * interview_fact.c - a line becomes the answer to a question about the patient.
 *
 * Decides what a line means as that answer, through the same reader as every other answer (intake.c), so that the same words are taken and
 * the same mistakes refused in the same sentences. The invariants: an unusual weight counts only when the same figure was given twice; a
 * near word is proposed and never taken.
 */
#include <string.h>

#include "fact.h"
#include "intake.h"
#include "interview_take.h"
#include "nearest.h"
#include "quantity.h"
#include "utf8.h"
#include "wording_visit.h"

enum { MESSAGE_BYTES = 2048 };

/* ---- One answer ---- */

/* Age and date of birth stand for one another: the new one replaces both. */
static void forget(ifs_request *request, int fact)
{
    intake_forget(request, fact);
    if (fact == IFS_FACT_AGE || fact == IFS_FACT_BORN) {
        intake_forget(request, IFS_FACT_AGE);
        intake_forget(request, IFS_FACT_BORN);
    }
}

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

enum interview_step interview_take_fact(struct interview *interview, int fact, const char *words)
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
        interview_say_first(interview, &findings, words);
        return STEP_AGAIN;
    }
    finding_free(&findings);
    if (!interview_accept(interview, &trial)) {
        interview->disputed[fact] = kept;
        return STEP_AGAIN;
    }
    interview->disputed[fact] = NULL;
    unleave(interview, fact);
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
    if (!interview_accept(interview, &trial)) {
        return STEP_AGAIN;
    }
    fact_set_add(&interview->left.facts, fact);
    fact_set_remove(&interview->later.facts, fact);
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
        return interview_take_fact(interview, ask->fact, "yes");
    }
    if (question->yes_no && same_letters(line, "n")) {
        return interview_take_fact(interview, ask->fact, "no");
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
    return interview_take_fact(interview, ask->fact, name);
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

bool interview_is_measured(const char *line)
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
    if ((fact == IFS_FACT_NAME || fact == IFS_FACT_ALLERGIES) && interview_is_measured(line)) {
        interview_say(interview, visit_words.measured_words, (const char *const[]){line, line});
        return true;
    }
    return false;
}

const char *interview_quoted(char *line)
{
    size_t length = strlen(line);
    bool quoted = length > 2 && line[0] == '"' && line[length - 1] == '"';
    if (quoted) {
        line[length - 1] = '\0';
    }
    return quoted ? line + 1 : NULL;
}

/* A name that is nearly a command is asked for in quotes, not taken. */
static enum interview_step take_text(struct interview *interview, int fact, char *line)
{
    bool said = false;
    const char *quoted = interview_quoted(line);
    if (quoted != NULL) {
        return interview_take_fact(interview, fact, quoted);
    }
    interview_say_near_command(interview, line, &said);
    return said || say_other_question(interview, fact, line) ? STEP_AGAIN : interview_take_fact(interview, fact, line);
}

enum interview_step interview_take_asked(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    switch (interview->protocol->facts[ask->fact].kind) {
    case FACT_MEASURE:
        return interview_take_fact(interview, ask->fact, line);
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

enum interview_step interview_take_age(struct interview *interview, const char *line)
{
    return interview_take_fact(interview, looks_like_date(line) ? IFS_FACT_BORN : IFS_FACT_AGE, line);
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
enum interview_step interview_take_renal(struct interview *interview, const char *line)
{
    int facts[ASK_RENAL_FACTS];
    int count = ask_renal_facts(interview->request, facts);
    if (is_word(line)) {
        return interview_take_fact(interview, IFS_FACT_RENAL, spelled(interview, IFS_FACT_RENAL, line));
    }
    for (int i = 0; i < count; i++) {
        if (is_answer(interview, facts[i], line)) {
            return interview_take_fact(interview, facts[i], line);
        }
    }
    int meant = renal_meant(line);
    if (meant < 0) {
        interview_say_one(interview, visit_words.not_clear_renal, line);
        return STEP_AGAIN;
    }
    return interview_take_fact(interview, meant, line);
}

/* ---- Once more ---- */

static void confirm(struct interview *interview, int fact)
{
    fact_set_add(&interview->request->confirmed, fact);
}

static bool same_figure(const ifs_request *a, const ifs_request *b, int fact)
{
    return a->answer[fact] == b->answer[fact] && a->unit[fact] == b->unit[fact];
}

/* Words alone, as allergies are, would be taken for another answer: confirm mistyped, or said otherwise. True after saying so. */
static bool say_not_confirmed(struct interview *interview, const char *line)
{
    static const char *const meant[] = {"confirm", "confirmed"};
    static const char *const said[] = {"ok", "okay", "right", "correct", "true", "sure", "same"};
    bool assent = nearest_word(line, meant, sizeof meant / sizeof meant[0]) != NULL;
    for (size_t i = 0; i < sizeof said / sizeof said[0] && !assent; i++) {
        assent = same_letters(line, said[i]);
    }
    if (assent) {
        interview_say_one(interview, visit_words.not_confirmed, line);
    }
    return assent;
}

/* Another figure is the answer from now on, and asked again if it is unusual too. */
enum interview_step interview_take_again(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    int fact = ask->fact;
    ifs_request before = *interview->request;
    bool identity = interview->protocol->facts[fact].kind == FACT_IDENTITY;
    if (fact != IFS_FACT_WEIGHT && same_letters(line, "confirm")) {
        confirm(interview, fact);
        dialogue_say(interview->dialogue, "", visit_words.confirmed);
        return STEP_TAKEN;
    }
    if (identity && say_not_confirmed(interview, line)) {
        return STEP_AGAIN;
    }
    enum interview_step step = interview_take_asked(interview, ask, question, line);
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
