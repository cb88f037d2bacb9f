/*
 * interview_command.c - what can be typed at every question besides an answer.
 *
 * Decides which lines are commands, and what they do: going back, all answers, changing one, help, leaving. The invariants: a command
 * never changes an answer; what only looks like a command is neither taken as one nor as an answer.
 */
#include <stdlib.h>
#include <string.h>

#include "interview_parts.h"
#include "nearest.h"
#include "wording_visit.h"

enum { NAME_BYTES = 128, ANSWER_BYTES = 1024, NUMBER_BYTES = 24, NAMES_MOST = ASK_MOST + IFS_FACT_MAX };

static const char *const commands[] = {"back", "review", "change", "later", "unknown", "quit", "help", "keep"};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

bool interview_same(const struct ask *a, const struct ask *b)
{
    return a->what == b->what && a->fact == b->fact && a->infusion == b->infusion;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* True when the line begins with that word, in whatever case; what comes after it is *rest. */
static bool begins(const char *line, const char *word, const char **rest)
{
    size_t i = 0;
    while (word[i] != '\0' && lower(line[i]) == word[i]) {
        i++;
    }
    *rest = line + i + strspn(line + i, " ");
    return word[i] == '\0' && (line[i] == '\0' || line[i] == ' ');
}

static bool is(const char *line, const char *word)
{
    const char *rest = NULL;
    return begins(line, word, &rest) && *rest == '\0';
}

const char *interview_near_command(const char *line)
{
    return strchr(line, ' ') == NULL && strlen(line) > 2 ? nearest_word(line, commands, COMMANDS) : NULL;
}

/* ---- Review ---- */

static void review_one(struct interview *interview, int index)
{
    char name[NAME_BYTES];
    char answer[ANSWER_BYTES];
    char number[NUMBER_BYTES];
    struct question_of of = interview_question_of(interview);
    struct text name_text = text_over(name, sizeof name);
    struct text answer_text = text_over(answer, sizeof answer);
    struct text number_text = text_over(number, sizeof number);
    question_add_name(&name_text, interview->protocol, &interview->answered[index]);
    question_add_answer(&answer_text, &of, &interview->answered[index]);
    text_add_whole(&number_text, index + 1);
    char line[ANSWER_BYTES + NAME_BYTES + NUMBER_BYTES];
    struct text line_text = text_over(line, sizeof line);
    wording_visit_add(&line_text, visit_words.review_line, (const char *const[]){number, name, answer});
    dialogue_say(interview->dialogue, "", line);
}

static void review(struct interview *interview)
{
    if (interview->answered_count == 0) {
        dialogue_say(interview->dialogue, "", visit_words.nothing_answered);
        return;
    }
    for (int i = 0; i < interview->answered_count; i++) {
        review_one(interview, i);
    }
    if (dialogue_lost_letters(interview->dialogue)) {
        dialogue_say(interview->dialogue, "", visit_words.letters_not_shown);
    }
    dialogue_say(interview->dialogue, "", visit_words.review_how);
}

/* ---- Change ---- */

static bool named(const struct interview *interview, const struct ask *ask, const char *name)
{
    char bytes[NAME_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    question_add_name(&text, interview->protocol, ask);
    return strcmp(bytes, name) == 0;
}

/* Questions that are no facts, whether they were asked or not. */
static bool find_other(const struct interview *interview, const char *name, struct ask *found)
{
    struct ask ask = {.what = ASK_PRESCRIBER, .stage = ASK_CHOICES, .need = FACT_OPTIONAL, .fact = -1, .infusion = -1};
    bool is_there = named(interview, &ask, name);
    for (int i = 0; i < 2 * interview->protocol->infusion_count && !is_there; i++) {
        ask = (struct ask){.what = i % 2 == 0 ? ASK_DOSE : ASK_OVER,
                           .stage = ASK_CHOICES,
                           .need = FACT_REQUIRED,
                           .fact = -1,
                           .infusion = i / 2};
        is_there = named(interview, &ask, name);
    }
    *found = ask;
    return is_there;
}

static bool find_fact(const struct interview *interview, const char *name, struct ask *found)
{
    int fact = fact_index(interview->protocol->facts, interview->protocol->fact_count, name);
    if (fact < 0) {
        return false;
    }
    *found = ask_for(interview->protocol, fact == IFS_FACT_BORN ? IFS_FACT_AGE : fact);
    return true;
}

static bool find_number(const struct interview *interview, const char *name, struct ask *found)
{
    long number = strspn(name, "0123456789") == strlen(name) ? strtol(name, NULL, 10) : 0;
    if (number < 1 || number > interview->answered_count) {
        return false;
    }
    *found = interview->answered[number - 1];
    return true;
}

static void say_no_such(struct interview *interview, const char *name)
{
    const char *names[IFS_FACT_MAX];
    for (int i = 0; i < interview->protocol->fact_count; i++) {
        names[i] = interview->protocol->facts[i].name;
    }
    const char *near = nearest_word(name, names, (size_t)interview->protocol->fact_count);
    if (near != NULL) {
        interview_say(interview, visit_words.near_name, (const char *const[]){name, near});
    } else {
        interview_say_one(interview, visit_words.no_such_name, name);
    }
}

static enum interview_step change(struct interview *interview, const char *name, struct ask *next)
{
    bool override = is(name, visit_words.name_override);
    if (*name == '\0') {
        dialogue_say(interview->dialogue, "", visit_words.change_what);
        return STEP_AGAIN;
    }
    if (override) { /* all reasons are asked for anew */
        interview->request->override_count = 0;
        interview->left.overrides = false;
        return STEP_TAKEN;
    }
    if (find_number(interview, name, next) || find_other(interview, name, next) || find_fact(interview, name, next)) {
        return STEP_MOVED;
    }
    say_no_such(interview, name);
    return STEP_AGAIN;
}

/* ---- The others ---- */

static enum interview_step back(struct interview *interview, int position, struct ask *next)
{
    if (position <= 0) {
        dialogue_say(interview->dialogue, "", visit_words.nothing_before);
        return STEP_AGAIN;
    }
    *next = interview->answered[position - 1];
    return STEP_MOVED;
}

static void help(struct interview *interview, const struct ask *ask)
{
    struct question_help lines;
    struct question_of of = interview_question_of(interview);
    question_explain(&of, ask, &lines);
    for (int i = 0; i < lines.count; i++) {
        dialogue_say(interview->dialogue, "  ", lines.lines[i]);
    }
    dialogue_say(interview->dialogue, "  ", visit_words.commands);
}

static enum interview_step keep(struct interview *interview, const struct command_at *at)
{
    if (at->position >= interview->answered_count) {
        dialogue_say(interview->dialogue, "", visit_words.nothing_to_keep);
        return STEP_AGAIN;
    }
    dialogue_say(interview->dialogue, "", visit_words.kept);
    return STEP_TAKEN;
}

bool interview_command(struct interview *interview, const struct command_at *at, char *line, struct ask *next, enum interview_step *step)
{
    const char *rest = NULL;
    *step = STEP_AGAIN;
    if (is(line, "back")) {
        *step = back(interview, at->position, next);
    } else if (is(line, "review")) {
        review(interview);
    } else if (begins(line, "change", &rest)) {
        *step = change(interview, rest, next);
    } else if (is(line, "?") || is(line, "help")) {
        help(interview, at->ask);
    } else if (is(line, "later")) {
        *step = interview_take_later(interview, at->ask);
    } else if (is(line, "unknown")) {
        *step = interview_take_unknown(interview, at->ask);
    } else if (is(line, "keep")) {
        *step = keep(interview, at);
    } else if (is(line, "quit")) {
        *step = STEP_QUIT;
    } else {
        return false;
    }
    return true;
}
