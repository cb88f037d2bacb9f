/*
 * visit_result.c - the end of a visit: the result at the terminal, and the sheet.
 *
 * Says the verdict, what is ordered and what to pack, row by row as the layout has them, and writes the sheet where it is wanted. The
 * invariants: a sheet that does not fit whole is no sheet; a file that is there already is not overwritten by a name typed at night; the
 * status is that of the verdict, whatever becomes of the sheet.
 */
#include "visit_result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "layout_visit.h"
#include "plain.h"
#include "wording_visit.h"

enum { SAY_BYTES = 4096, PROMPT_BYTES = 64 };

/* ---- Saying ---- */

static void say(struct dialogue *dialogue, const char *sentence, const char *piece)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, sentence, &piece);
    dialogue_say(dialogue, "", bytes);
}

static void say_labelled(struct dialogue *dialogue, const struct row *row)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    text_add(&text, row->label);
    text_add(&text, ": ");
    text_add(&text, row->text != NULL ? row->text : "");
    dialogue_say(dialogue, "  ", bytes);
}

static void say_blank(struct dialogue *dialogue, const struct row *row)
{
    char bytes[SAY_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    text_add(&text, row->label);
    text_add(&text, row->text != NULL ? "" : " ________");
    dialogue_say(dialogue, "  ", bytes);
}

static void say_row(struct dialogue *dialogue, const struct row *row)
{
    switch (row->kind) {
    case ROW_TITLE:
    case ROW_BANNER:
    case ROW_HEADING:
        dialogue_blank(dialogue);
        dialogue_say(dialogue, "", row->text);
        break;
    case ROW_FIELD:
    case ROW_DOSE:
    case ROW_PUMP:
    case ROW_CHECK:
    case ROW_ITEM:
        say_labelled(dialogue, row);
        break;
    case ROW_TEXT:
    case ROW_ALERT:
    case ROW_WORKING:
        dialogue_say(dialogue, "  ", row->text);
        break;
    case ROW_BULLET:
    case ROW_SLIP:
        dialogue_say(dialogue, "  - ", row->text);
        break;
    case ROW_BLANK:
        say_blank(dialogue, row);
        break;
    case ROW_PAGE:
        dialogue_say(dialogue, "", row->label);
        break;
    case ROW_CODE: /* of the sheet itself */
        break;
    }
}

/* False when the sheet does not fit: then nothing of it is shown. */
static bool say_result(const struct interview *interview)
{
    struct dialogue *dialogue = interview->dialogue;
    struct layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL) {
        return false;
    }
    sheet_build(interview->protocol, interview->request, interview->plan, interview->sheet);
    layout_visit(interview->sheet, layout);
    bool whole = !interview->sheet->full && !layout->full;
    dialogue_blank(dialogue);
    dialogue_say(dialogue, "", visit_words.ended);
    for (int i = 0; i < layout->count && whole; i++) {
        say_row(dialogue, &layout->rows[i]);
    }
    free(layout);
    return whole;
}

/* ---- The sheet ---- */

static int write_sheet(const struct visit_end *end, enum sheet_format format, const char *path)
{
    const struct self_check check = {.protocol = end->interview->protocol,
                                     .request = end->interview->request,
                                     .plan = end->interview->plan,
                                     .sheet = end->interview->sheet};
    return order_write(&check, format, end->paper, path);
}

static void show_rows(const struct interview *interview)
{
    struct layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL) {
        return;
    }
    layout_rows(interview->sheet, layout);
    for (int i = 0; i < layout->count && !layout->full; i++) {
        say_row(interview->dialogue, &layout->rows[i]);
    }
    free(layout);
}

/* In a narrow window its rows, broken where the window ends. */
static void show_sheet(const struct interview *interview)
{
    bool narrow = dialogue_columns(interview->dialogue) < PLAIN_COLUMNS;
    char *bytes = narrow ? NULL : order_text(interview->sheet);
    if (bytes != NULL) {
        dialogue_show(interview->dialogue, bytes);
    } else {
        show_rows(interview);
    }
    if (dialogue_lost_letters(interview->dialogue)) {
        dialogue_say(interview->dialogue, "", visit_words.letters_not_shown);
    }
    free(bytes);
}

/* Under any other ending a text would pass for something else. */
static bool is_sheet_name(const char *name)
{
    static const char *const endings[] = {".pdf", ".txt", ".json"};
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending != NULL && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcmp(ending, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* True when the sheet is in the file of that name. */
static bool write_named(const struct visit_end *end, const char *name)
{
    struct dialogue *dialogue = end->interview->dialogue;
    bool is_name = is_sheet_name(name);
    if (!is_name || access(name, F_OK) == 0) {
        dialogue_say(dialogue, "", is_name ? visit_words.sheet_there_already : visit_words.sheet_name_wrong);
        return false;
    }
    if (write_sheet(end, order_format_of(name), name) != EXIT_READY) {
        dialogue_say(dialogue, "", visit_words.sheet_failed);
        return false;
    }
    say(dialogue, visit_words.sheet_written, name);
    end->saved->sheet_out = true;
    return true;
}

/* True when there is nothing more to offer. The end of the input declines. */
static bool take_offer(const struct visit_end *end, enum dialogue_status status, const char *line)
{
    bool ended = status == DIALOGUE_END || status == DIALOGUE_FAILED;
    if (ended || strcasecmp(line, "no") == 0 || strcasecmp(line, "n") == 0) {
        dialogue_say(end->interview->dialogue, "", visit_words.sheet_not_written);
        end->saved->ended = ended;
        return true;
    }
    if (strcasecmp(line, "show") == 0) {
        show_sheet(end->interview);
        end->saved->sheet_out = true;
        return true;
    }
    return write_named(end, line);
}

/* Until it is somewhere or declined. */
static void ask_where(const struct visit_end *end)
{
    char line[INTERVIEW_LINE];
    char prompt[PROMPT_BYTES];
    struct text text = text_over(prompt, sizeof prompt);
    bool done = false;
    wording_visit_add(&text, visit_words.prompt, &visit_words.sheet_name);
    while (!done) {
        line[0] = '\0'; /* too long a line is no name */
        enum dialogue_status status = dialogue_ask(end->interview->dialogue, prompt, line, sizeof line);
        done = take_offer(end, status, line);
    }
}

static void offer_sheet(const struct visit_end *end)
{
    struct dialogue *dialogue = end->interview->dialogue;
    dialogue_blank(dialogue);
    dialogue_say(dialogue, "", visit_words.sheet_offer);
    dialogue_say(dialogue, "", visit_words.sheet_wanted);
    ask_where(end);
}

/* Forty answers are not to end in a name that turned out wrong: another is asked for. False when the sheet is nowhere. */
static bool write_asked(const struct visit_end *end)
{
    struct dialogue *dialogue = end->interview->dialogue;
    dialogue_blank(dialogue);
    if (fflush(stdout) == 0 && write_sheet(end, end->format, end->output) == EXIT_READY) {
        say(dialogue, visit_words.sheet_written, end->output);
        end->saved->sheet_out = true;
    } else {
        dialogue_say(dialogue, "", visit_words.sheet_failed);
        ask_where(end);
    }
    return end->saved->sheet_out;
}

int visit_conclude(const struct visit_end *end)
{
    struct interview *interview = end->interview;
    if (!say_result(interview)) {
        fputs("infusheet: the sheet would be longer than it can be; shorten names and reasons. Nothing was written.\n", stderr);
        return EXIT_OUTPUT_FAILED;
    }
    int status = order_status(interview->plan->verdict);
    saved_compare(end->saved);
    if (end->output == NULL) {
        offer_sheet(end);
    } else if (!write_asked(end)) {
        status = EXIT_OUTPUT_FAILED;
    }
    return saved_end(end->saved) ? status : EXIT_OUTPUT_FAILED;
}
