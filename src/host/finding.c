/*
 * finding.c - keeps findings and writes them as lines.
 *
 * Invariant: whatever stands in a kept finding may be printed on one line of a terminal; no control character, no
 * direction override and no broken UTF-8 out of a file or an argument reaches the reader. A finding that could not be
 * kept is never forgotten: `lost` stays set and counts as an error.
 * What a finding says, and in which order the findings are made, is left to whoever adds them.
 */
#include "finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "utf8.h"

static char *copy_printable(const char *words)
{
    size_t size = strlen(words) + 1;
    char *copy = malloc(size);
    if (copy != NULL) {
        memcpy(copy, words, size);
        utf8_make_printable(copy);
    }
    return copy;
}

static bool make_room(struct findings *findings)
{
    if (findings->count < findings->capacity) {
        return true;
    }
    if (findings->capacity > SIZE_MAX / 2 / sizeof *findings->list) {
        return false;
    }
    size_t capacity = findings->capacity == 0 ? 16 : findings->capacity * 2;
    struct finding *list = realloc(findings->list, capacity * sizeof *list);
    if (list == NULL) {
        return false;
    }
    findings->list = list;
    findings->capacity = capacity;
    return true;
}

static bool keep(struct findings *findings, struct finding finding, const char *file)
{
    if (finding.message == NULL || !make_room(findings)) {
        return false;
    }
    if (file != NULL) {
        finding.file = copy_printable(file);
        if (finding.file == NULL) {
            return false;
        }
    }
    findings->list[findings->count] = finding;
    findings->count++;
    /* The list keeps the copied name; gcc loses sight of it there. NOLINTNEXTLINE(analyzer-malloc-leak) */
    return true;
}

static char *format_message(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *message = length < 0 ? NULL : malloc((size_t)length + 1);
    if (message != NULL) {
        vsnprintf(message, (size_t)length + 1, format, again);
        utf8_make_printable(message);
    }
    va_end(again);
    return message;
}

void finding_add(struct findings *findings, ifs_severity severity, const char *code, struct place place,
                 const char *format, ...)
{
    struct finding finding = {.severity = severity, .line = place.line, .column = place.column};
    size_t code_size = strlen(code) + 1;
    claim(code_size <= sizeof finding.code);
    memcpy(finding.code, code, code_size);

    va_list arguments;
    va_start(arguments, format);
    finding.message = format_message(format, arguments);
    va_end(arguments);

    if (!keep(findings, finding, place.file)) {
        free(finding.message);
        findings->lost = true;
    }
}

size_t finding_count(const struct findings *findings, ifs_severity severity)
{
    size_t count = findings->lost && severity == IFS_ERROR ? 1 : 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].severity == severity) {
            count++;
        }
    }
    return count;
}

bool finding_no_memory(const struct findings *findings)
{
    bool found = findings->lost;
    for (size_t i = 0; !found && i < findings->count; i++) {
        found = strcmp(findings->list[i].code, "no-memory") == 0;
    }
    return found;
}

static int compare_files(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return (a != NULL) - (b != NULL);
    }
    return strcmp(a, b);
}

static bool comes_after(const struct finding *a, const struct finding *b)
{
    int files = compare_files(a->file, b->file);
    if (files != 0) {
        return files > 0;
    }
    if (a->line != b->line) {
        return a->line > b->line;
    }
    return a->column > b->column;
}

/* Insertion: stable, in place, and near-linear here, for findings are made almost in file order. */
void finding_sort(struct findings *findings)
{
    struct finding *list = findings->list;
    for (size_t i = 1; i < findings->count; i++) {
        struct finding moving = list[i];
        size_t to = i;
        while (to > 0 && comes_after(&list[to - 1], &moving)) {
            list[to] = list[to - 1];
            to--;
        }
        list[to] = moving;
    }
}

void finding_free(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        free(findings->list[i].file);
        free(findings->list[i].message);
    }
    free(findings->list);
    *findings = (struct findings){0};
}

const char *finding_severity_word(ifs_severity severity)
{
    switch (severity) {
    case IFS_ERROR:
        return "error";
    case IFS_WARNING:
        return "warning";
    case IFS_NOTE:
        return "note";
    }
    claim(false);
    return "";
}

/* "12:10:" or "12:" or nothing, at most two ints with their colons. */
static void write_position(const struct finding *finding, char out[32])
{
    out[0] = '\0';
    if (finding->line > 0 && finding->column > 0) {
        snprintf(out, 32, "%d:%d:", finding->line, finding->column);
    } else if (finding->line > 0) {
        snprintf(out, 32, "%d:", finding->line);
    }
}

char *finding_line(const struct finding *finding)
{
    char position[32];
    write_position(finding, position);
    const char *file = finding->file == NULL ? "" : finding->file;
    const char *colon = finding->file == NULL ? "" : ":";
    const char *space = finding->file == NULL && position[0] == '\0' ? "" : " ";
    const char *severity = finding_severity_word(finding->severity);

    static const char layout[] = "%s%s%s%s%s: %s [%s]\n";
    int length = snprintf(NULL, 0, layout, file, colon, position, space, severity, finding->message, finding->code);
    char *line = length < 0 ? NULL : malloc((size_t)length + 1);
    if (line != NULL) {
        snprintf(line, (size_t)length + 1, layout, file, colon, position, space, severity, finding->message,
                 finding->code);
    }
    return line;
}
