/*
 * drafts.c - visits that are not finished: listed, chosen, deleted.
 *
 * A draft is named by its number in the list, which is by the time it was begun, or by its id, which never changes. Who the patient is
 * stands on the nurse's own terminal only: not in a pipe, a file or JSON, and never on standard error.
 */
#include "drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "json.h"
#include "state.h"
#include "wording_draft.h"
#include "wording_visit.h"

enum { SENTENCE_BYTES = 1024, ANSWER_BYTES = 16, NUMBER_BYTES = 24 };

const char *drafts_moment(struct instant moment, char bytes[DRAFTS_MOMENT_BYTES])
{
    struct text text = text_over(bytes, DRAFTS_MOMENT_BYTES);
    clock_add(&text, moment);
    bytes[strlen("2026-11-20")] = ' ';
    bytes[strlen("2026-11-20 14:30")] = '\0';
    return bytes;
}

const char *drafts_answers(int count, char bytes[DRAFTS_MOMENT_BYTES])
{
    snprintf(bytes, DRAFTS_MOMENT_BYTES, "%d answer%s", count, count == 1 ? "" : "s");
    return bytes;
}

/* What stands in a list about one draft. */
struct summary {
    struct draft_records records;
    const char *protocol; /* NULL: it does not say */
    const char *name;     /* NULL: not known */
    struct instant begun;
    int answers;
};

static void summarise(const char *id, struct summary *out)
{
    *out = (struct summary){.answers = 0};
    if (draft_read(id, &out->records) != FILE_FINE) {
        return;
    }
    out->protocol = draft_words(&out->records, RECORD_VISIT, "protocol");
    out->name = draft_words(&out->records, RECORD_ANSWER, "name");
    out->begun = out->records.count > 0 ? out->records.list[0].at : (struct instant){0, 0};
    for (int i = 0; i < out->records.count; i++) {
        out->answers += out->records.list[i].kind == RECORD_ANSWER ? 1 : 0;
    }
}

static void say(FILE *stream, const char *sentence, const char *const *pieces)
{
    char bytes[SENTENCE_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    wording_visit_add(&text, sentence, pieces);
    fputs(bytes, stream);
}

static int fail(const char *sentence, const char *const *pieces)
{
    fputs("infusheet visit: ", stderr);
    say(stderr, sentence, pieces);
    fputc('\n', stderr);
    return EXIT_USAGE;
}

static int fail_place(enum file_status status)
{
    char place[STATE_PATH_BYTES] = "";
    (void)draft_place(place);
    fail(draft_words_all.state_folder, (const char *const[]){place[0] != '\0' ? place : "~/.local/state", file_status_words(status)});
    return EXIT_OUTPUT_FAILED;
}

/* ---- The list ---- */

static void write_entry(FILE *stream, const struct draft_entry *entry, int number, bool named)
{
    const struct wording_draft *words = &draft_words_all;
    struct summary summary;
    char digits[NUMBER_BYTES];
    snprintf(digits, sizeof digits, "%d", number);
    summarise(entry->id, &summary);
    if (summary.protocol == NULL) {
        say(stream, words->list_damaged, (const char *const[]){digits, entry->id});
    } else {
        char begun[DRAFTS_MOMENT_BYTES];
        char last[DRAFTS_MOMENT_BYTES];
        char answers[DRAFTS_MOMENT_BYTES];
        say(stream, words->list_line,
            (const char *const[]){digits, summary.protocol, drafts_moment(summary.begun, begun),
                                  drafts_moment(summary.records.last, last), drafts_answers(summary.answers, answers)});
        if (named && summary.name != NULL) {
            say(stream, words->list_name, &summary.name);
        }
        fputs(entry->in_use ? words->list_in_use : "", stream);
    }
    fputc('\n', stream);
    draft_forget(&summary.records);
}

static void write_list(FILE *stream, const struct draft_list *list)
{
    bool named = isatty(STDOUT_FILENO) == 1;
    for (int i = 0; i < list->count; i++) {
        write_entry(stream, &list->list[i], i + 1, named);
    }
    fprintf(stream, "%s\n", list->count > 0 ? draft_words_all.list_how : draft_words_all.none_waits);
}

static void add_entry(struct json *array, const struct draft_entry *entry, int number)
{
    struct summary summary;
    char moment[DRAFTS_MOMENT_BYTES];
    struct text text = text_over(moment, sizeof moment);
    struct json *object = json_add_object(array, NULL);
    summarise(entry->id, &summary);
    json_add_integer(object, "number", number);
    json_add_string(object, "id", entry->id);
    json_add_string(object, "protocol", summary.protocol);
    clock_add(&text, summary.begun);
    json_add_string(object, "begun", summary.protocol != NULL ? moment : NULL);
    json_add_integer(object, "answers", summary.answers);
    json_add_boolean(object, "in_use", entry->in_use);
    draft_forget(&summary.records);
}

static int write_json(const struct draft_list *list)
{
    struct json *root = json_begin();
    struct json *array = json_add_array(root, "drafts");
    for (int i = 0; i < list->count; i++) {
        add_entry(array, &list->list[i], i + 1);
    }
    char *bytes = json_text(root);
    json_free(root);
    int status = output_write(NULL, bytes);
    free(bytes);
    return status;
}

int drafts_show(bool json)
{
    struct draft_list list;
    struct output output;
    enum file_status status = draft_list(&list);
    if (status != FILE_FINE) {
        return fail_place(status);
    }
    int ended = EXIT_READY;
    if (json) {
        ended = write_json(&list);
    } else {
        output_open(&output);
        if (output.stream != NULL) {
            write_list(output.stream, &list);
        }
        ended = output_close(&output, NULL);
    }
    draft_list_free(&list);
    return ended;
}

void drafts_remind(char *sentence, size_t capacity)
{
    struct draft_list list;
    char digits[NUMBER_BYTES];
    struct text text = text_over(sentence, capacity);
    if (draft_list(&list) != FILE_FINE) {
        return; /* said when the first answer is to be kept */
    }
    int waiting = 0;
    for (int i = 0; i < list.count; i++) {
        waiting += list.list[i].in_use ? 0 : 1;
    }
    draft_list_free(&list);
    snprintf(digits, sizeof digits, "%d", waiting);
    if (waiting > 0) {
        wording_visit_add(&text, waiting == 1 ? draft_words_all.one_waits : draft_words_all.some_wait,
                          (const char *const[]){digits});
    }
}

/* ---- One of them ---- */

/* By number or id; -1: there is none. */
static int find(const struct draft_list *list, const char *which)
{
    for (int i = 0; i < list->count; i++) {
        char digits[NUMBER_BYTES];
        snprintf(digits, sizeof digits, "%d", i + 1);
        if (strcmp(which, digits) == 0 || strcmp(which, list->list[i].id) == 0) {
            return i;
        }
    }
    return -1;
}

/* The only one that is not in use; -1: none, or several. */
static int find_only(const struct draft_list *list)
{
    int found = -1;
    for (int i = 0; i < list->count; i++) {
        if (!list->list[i].in_use) {
            if (found >= 0) {
                return -1;
            }
            found = i;
        }
    }
    return list->count == 1 ? 0 : found;
}

static int choose(const struct draft_list *list, const char *which, char id[DRAFT_ID_BYTES])
{
    const struct wording_draft *words = &draft_words_all;
    char digits[NUMBER_BYTES];
    int found = which != NULL ? find(list, which) : find_only(list);
    snprintf(digits, sizeof digits, "%d", list->count);
    if (found < 0 && which != NULL) {
        return fail(words->no_such, &which);
    }
    if (found < 0) {
        return fail(list->count == 0 ? words->none_to_resume : words->which_one, (const char *const[]){digits});
    }
    snprintf(digits, sizeof digits, "%d", found + 1);
    if (list->list[found].in_use) {
        return fail(words->all_in_use, (const char *const[]){digits});
    }
    snprintf(id, DRAFT_ID_BYTES, "%s", list->list[found].id);
    return EXIT_READY;
}

int drafts_choose(const char *which, char id[DRAFT_ID_BYTES])
{
    struct draft_list list;
    char protocol[SENTENCE_BYTES];
    enum file_status status = draft_list(&list);
    if (status != FILE_FINE) {
        return fail_place(status);
    }
    int ended = choose(&list, which, id);
    if (ended == EXIT_READY && !drafts_protocol(id, protocol, sizeof protocol)) {
        ended = fail(draft_words_all.not_a_visit, (const char *const[]){id, id});
    }
    draft_list_free(&list);
    return ended;
}

bool drafts_protocol(const char *id, char *protocol, size_t capacity)
{
    struct summary summary;
    summarise(id, &summary);
    const char *path = draft_words(&summary.records, RECORD_VISIT, "path");
    const char *name = path != NULL && access(path, R_OK) == 0 ? path : summary.protocol;
    bool found = summary.protocol != NULL && strlen(name) < capacity;
    snprintf(protocol, capacity, "%s", found ? name : "");
    draft_forget(&summary.records);
    return found;
}

bool drafts_site(const char *id, char *path, size_t capacity)
{
    struct summary summary;
    summarise(id, &summary);
    const char *site = draft_words(&summary.records, RECORD_VISIT, "site");
    bool found = site != NULL && strlen(site) < capacity;
    snprintf(path, capacity, "%s", found ? site : "");
    draft_forget(&summary.records);
    return found;
}

/* ---- Deleting ---- */

/* The whole line; anything but yes is no, and so is the end of the input. */
static bool says_yes(void)
{
    char answer[ANSWER_BYTES];
    if (fgets(answer, sizeof answer, stdin) == NULL) {
        fputc('\n', stdout);
        return false;
    }
    answer[strcspn(answer, "\r\n")] = '\0';
    return strcmp(answer, "yes") == 0 || strcmp(answer, "y") == 0;
}

static void ask(const char *which, const char *id)
{
    struct summary summary;
    char begun[DRAFTS_MOMENT_BYTES];
    char answers[DRAFTS_MOMENT_BYTES];
    summarise(id, &summary);
    say(stdout, draft_words_all.delete_ask,
        (const char *const[]){which, summary.protocol != NULL ? summary.protocol : id, drafts_moment(summary.begun, begun),
                              drafts_answers(summary.answers, answers)});
    draft_forget(&summary.records);
    fflush(stdout);
}

static int delete_chosen(const char *which, const char *id)
{
    ask(which, id);
    bool yes = says_yes();
    enum file_status status = yes ? draft_delete(id) : FILE_FINE;
    if (status != FILE_FINE) {
        return fail_place(status);
    }
    say(stdout, yes ? draft_words_all.deleted : draft_words_all.not_deleted, &which);
    fputc('\n', stdout);
    return EXIT_READY;
}

int drafts_delete(const char *which)
{
    struct draft_list list;
    char id[DRAFT_ID_BYTES];
    enum file_status status = draft_list(&list);
    if (status != FILE_FINE) {
        return fail_place(status);
    }
    int ended = choose(&list, which, id);
    draft_list_free(&list);
    return ended == EXIT_READY ? delete_chosen(which, id) : ended;
}
