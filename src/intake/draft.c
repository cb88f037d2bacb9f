/*
 * draft.c - the answers of a visit that is not finished, kept as they are given.
 *
 * Invariant: an answer that was kept is on the disk; a kill at any byte loses at most the line that was being written, which is
 * recognised by its check and dropped. A file of a draft is named after the time and chance, never after a patient, and belongs to
 * one visit at a time.
 * Which questions there are, and what the answers mean, is left to others.
 */
#include "draft.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "claim.h"
#include "state.h"

static const char folder_name[] = "visits";

enum { TRIES = 8 };

struct draft {
    int folder;
    struct state_file file;
    char id[DRAFT_ID_BYTES];
    struct record_check check;
};

/* ---- Records ---- */

void draft_forget(struct draft_records *records)
{
    free(records->list);
    free(records->letters);
    *records = (struct draft_records){0};
}

static int find(const struct draft_records *records, enum record_kind kind, const char *name)
{
    for (int i = 0; i < records->count; i++) {
        if (records->list[i].kind == kind && strcmp(records->list[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

const char *draft_words(const struct draft_records *records, enum record_kind kind, const char *name)
{
    int found = find(records, kind, name);
    return found < 0 ? NULL : records->list[found].words;
}

/* The last word counts. */
static void settle(struct draft_records *records, const struct record *record)
{
    int found = find(records, record->kind, record->name);
    if (found < 0) {
        found = records->count++;
    }
    records->list[found] = *record;
}

static void drop_taken_back(struct draft_records *records)
{
    int kept = 0;
    for (int i = 0; i < records->count; i++) {
        if (records->list[i].words[0] != '\0') {
            records->list[kept++] = records->list[i];
        }
    }
    records->count = kept;
}

static int count_lines(const struct file_bytes *bytes)
{
    int lines = 0;
    for (size_t i = 0; i < bytes->size; i++) {
        lines += bytes->bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
}

/* Every whole line up to the first that is none. */
static enum file_status read_records(const struct file_bytes *bytes, struct draft_records *records, struct record_check *check)
{
    size_t at = 0;
    *check = record_first();
    *records = (struct draft_records){.list = calloc((size_t)count_lines(bytes) + 1, sizeof *records->list),
                                      .letters = malloc(bytes->size + 1)};
    if (records->list == NULL || records->letters == NULL) {
        draft_forget(records);
        return FILE_NO_MEMORY;
    }
    struct text letters = text_over(records->letters, bytes->size + 1);
    struct record record = {.kind = RECORD_ANSWER};
    size_t took = record_read(bytes->bytes, bytes->size, &letters, &record, check);
    while (took > 0) {
        settle(records, &record);
        records->last = record.at;
        records->lines++;
        at += took;
        took = record_read(bytes->bytes + at, bytes->size - at, &letters, &record, check);
    }
    records->lost = bytes->size - at;
    drop_taken_back(records);
    return FILE_FINE;
}

/* ---- Names ---- */

/* "20261120T133000Z-3f9a2c.visit": time in UTC, and chance. */
static const char ending[] = ".visit";

static bool is_id(const char *id)
{
    return strlen(id) < DRAFT_ID_BYTES && id[0] != '\0' && id[strspn(id, "0123456789abcdefTZ-")] == '\0';
}

static void file_name(const char *id, char name[DRAFT_ID_BYTES + sizeof ending])
{
    snprintf(name, DRAFT_ID_BYTES + sizeof ending, "%s%s", id, ending);
}

static bool make_id(struct instant now, char id[DRAFT_ID_BYTES])
{
    unsigned char chance[3];
    char bytes[40];
    char digits[DRAFT_ID_BYTES] = "";
    size_t count = 0;
    struct text moment = text_over(bytes, sizeof bytes);
    clock_add(&moment, (struct instant){now.s, 0});
    for (size_t i = 0; bytes[i] != '+'; i++) {
        if (bytes[i] != '-' && bytes[i] != ':') {
            digits[count++] = bytes[i];
        }
    }
    if (getrandom(chance, sizeof chance, 0) != (ssize_t)sizeof chance) {
        return false;
    }
    snprintf(id, DRAFT_ID_BYTES, "%.15sZ-%02x%02x%02x", digits, chance[0], chance[1], chance[2]);
    return true;
}

/* ---- One draft ---- */

static enum file_status create(struct instant now, struct draft *draft)
{
    enum file_status status = FILE_FAILED;
    for (int i = 0; i < TRIES; i++) {
        char name[DRAFT_ID_BYTES + sizeof ending];
        if (!make_id(now, draft->id)) {
            return FILE_FAILED;
        }
        file_name(draft->id, name);
        status = state_create(draft->folder, name, &draft->file);
        if (status != FILE_IN_USE) {
            return status;
        }
    }
    return status;
}

/* Takes the draft apart where it could not be had. */
static enum file_status hand_over(struct draft *draft, enum file_status status, struct draft **out)
{
    *out = status == FILE_FINE ? draft : NULL;
    if (status != FILE_FINE) {
        state_close(&draft->file);
        if (draft->folder >= 0) {
            close(draft->folder);
        }
        free(draft);
    }
    return status;
}

enum file_status draft_begin(struct instant now, struct draft **out)
{
    struct draft *draft = malloc(sizeof *draft);
    *out = NULL;
    if (draft == NULL) {
        return FILE_NO_MEMORY;
    }
    *draft = (struct draft){.folder = -1, .file = {.descriptor = -1}, .check = record_first()};
    enum file_status status = state_open(folder_name, true, &draft->folder);
    status = status == FILE_FINE ? create(now, draft) : status;
    return hand_over(draft, status, out);
}

static enum file_status take_up(struct draft *draft, struct draft_records *records)
{
    char name[DRAFT_ID_BYTES + sizeof ending];
    struct file_bytes bytes = {0};
    file_name(draft->id, name);
    enum file_status status = state_open(folder_name, false, &draft->folder);
    status = status == FILE_FINE ? state_take(draft->folder, name, DRAFT_MAX_BYTES, &draft->file, &bytes) : status;
    status = status == FILE_FINE ? read_records(&bytes, records, &draft->check) : status;
    if (status == FILE_FINE && records->lost > 0) {
        status = state_cut(&draft->file, bytes.size - records->lost);
    }
    file_free(&bytes);
    return status;
}

enum file_status draft_resume(const char *id, struct draft **out, struct draft_records *records)
{
    struct draft *draft = malloc(sizeof *draft);
    *records = (struct draft_records){0};
    *out = NULL;
    if (draft == NULL || !is_id(id)) {
        free(draft);
        return draft == NULL ? FILE_NO_MEMORY : FILE_MISSING;
    }
    *draft = (struct draft){.folder = -1, .file = {.descriptor = -1}};
    snprintf(draft->id, sizeof draft->id, "%s", id);
    enum file_status status = take_up(draft, records);
    if (status != FILE_FINE) {
        draft_forget(records);
    }
    return hand_over(draft, status, out);
}

enum file_status draft_add(struct draft *draft, const struct record *record)
{
    char bytes[RECORD_BYTES + RECORD_CHECK_BYTES + 1];
    struct text line = text_over(bytes, sizeof bytes);
    struct record_check check = draft->check;
    if (!record_write(&line, record, &check)) {
        return FILE_FAILED;
    }
    if (draft->file.size + line.length > DRAFT_MAX_BYTES) {
        return FILE_NO_SPACE;
    }
    enum file_status status = state_add(&draft->file, bytes, line.length);
    if (status == FILE_FINE) {
        draft->check = check;
    }
    return status;
}

enum file_status draft_sync(struct draft *draft)
{
    return state_sync(&draft->file);
}

enum file_status draft_keep(struct draft *draft, const struct record *record)
{
    enum file_status status = draft_add(draft, record);
    return status == FILE_FINE ? draft_sync(draft) : status;
}

const char *draft_id(const struct draft *draft)
{
    return draft->id;
}

static enum file_status remove_file(const struct draft *draft)
{
    char name[DRAFT_ID_BYTES + sizeof ending];
    file_name(draft->id, name);
    return state_remove(draft->folder, name);
}

static void let_go(struct draft *draft)
{
    state_close(&draft->file);
    close(draft->folder);
    free(draft);
}

void draft_close(struct draft *draft)
{
    if (draft->file.size == 0) {
        (void)remove_file(draft); /* there is nothing in it to lose */
    }
    let_go(draft);
}

enum file_status draft_finish(struct draft *draft)
{
    enum file_status status = remove_file(draft);
    let_go(draft);
    return status;
}

/* ---- All drafts ---- */

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct draft_entry *)a)->id, ((const struct draft_entry *)b)->id);
}

/* The id in a file name; false where it is none. */
static bool id_of(const char *name, char id[DRAFT_ID_BYTES])
{
    size_t length = strlen(name);
    if (length < sizeof ending || strcmp(name + length - (sizeof ending - 1), ending) != 0 ||
        length - (sizeof ending - 1) >= DRAFT_ID_BYTES) {
        return false;
    }
    snprintf(id, DRAFT_ID_BYTES, "%.*s", (int)(length - (sizeof ending - 1)), name);
    return is_id(id);
}

/* A visit that was killed before its first line left nothing to take up. */
static void remove_empty(int folder, const char *name)
{
    struct state_file file;
    struct file_bytes bytes;
    if (state_take(folder, name, 0, &file, &bytes) == FILE_FINE) {
        (void)state_remove(folder, name);
        file_free(&bytes);
        state_close(&file);
    }
}

/* False for one that is none. */
static bool look_at(int folder, const char *name, struct draft_entry *entry)
{
    struct file_bytes bytes;
    struct draft_records records = {0};
    struct record_check check;
    if (state_read(folder, name, DRAFT_MAX_BYTES, &bytes, &entry->in_use) != FILE_FINE) {
        return true;
    }
    bool empty = bytes.size == 0;
    entry->readable = read_records(&bytes, &records, &check) == FILE_FINE && records.lines > 0;
    draft_forget(&records);
    file_free(&bytes);
    if (empty && !entry->in_use) {
        remove_empty(folder, name);
    }
    return !empty;
}

static enum file_status list_folder(DIR *folder, struct draft_list *out)
{
    out->list = calloc(DRAFT_MOST, sizeof *out->list);
    if (out->list == NULL) {
        return FILE_NO_MEMORY;
    }
    /* cppcheck-suppress readdirCalled ; there is one thread, and readdir_r is no longer to be used */
    for (const struct dirent *file = readdir(folder); file != NULL && out->count < DRAFT_MOST; file = readdir(folder)) {
        struct draft_entry *entry = &out->list[out->count];
        if (id_of(file->d_name, entry->id) && look_at(dirfd(folder), file->d_name, entry)) {
            out->count++;
        } else {
            *entry = (struct draft_entry){.readable = false};
        }
    }
    qsort(out->list, (size_t)out->count, sizeof *out->list, by_id);
    return FILE_FINE;
}

enum file_status draft_list(struct draft_list *out)
{
    int descriptor = -1;
    *out = (struct draft_list){0};
    enum file_status status = state_open(folder_name, false, &descriptor);
    if (status != FILE_FINE) {
        return status == FILE_MISSING ? FILE_FINE : status;
    }
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        close(descriptor);
        return FILE_FAILED;
    }
    status = list_folder(folder, out);
    closedir(folder);
    return status;
}

void draft_list_free(struct draft_list *list)
{
    free(list->list);
    *list = (struct draft_list){0};
}

enum file_status draft_read(const char *id, struct draft_records *records)
{
    char name[DRAFT_ID_BYTES + sizeof ending];
    int folder = -1;
    bool in_use = false;
    struct file_bytes bytes = {0};
    struct record_check check;
    *records = (struct draft_records){0};
    if (!is_id(id)) {
        return FILE_MISSING;
    }
    file_name(id, name);
    enum file_status status = state_open(folder_name, false, &folder);
    if (status == FILE_FINE) {
        status = state_read(folder, name, DRAFT_MAX_BYTES, &bytes, &in_use);
        close(folder);
    }
    status = status == FILE_FINE ? read_records(&bytes, records, &check) : status;
    file_free(&bytes);
    return status;
}

enum file_status draft_delete(const char *id)
{
    struct draft *draft = NULL;
    struct draft_records records;
    enum file_status status = draft_resume(id, &draft, &records);
    if (status != FILE_FINE) {
        return status;
    }
    draft_forget(&records);
    return draft_finish(draft);
}

enum file_status draft_place(char path[STATE_PATH_BYTES])
{
    return state_path(folder_name, path);
}
