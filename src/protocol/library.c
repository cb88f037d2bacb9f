/*
 * library.c - the public functions beside ifs_plan_compute: a protocol from its file, answers, the sheet as text.
 *
 * Thin on purpose: each is what the command line does, under the names of infusheet.h. Nothing is decided here.
 */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "nearest.h"
#include "plain.h"
#include "protocol_load.h"
#include "utf8.h"
#include "wording_fact.h"

#define SHEET_BYTES ((size_t)256 * 1024)

static void report_all(const struct findings *findings, ifs_report report, void *context)
{
    for (size_t i = 0; report != NULL && i < findings->count; i++) {
        char *line = finding_line(&findings->list[i]);
        report(line != NULL ? line : "out of memory", context);
        free(line);
    }
}

ifs_protocol *ifs_protocol_load(const char *path, const char *directory, ifs_report report, void *context)
{
    struct findings findings = {0};
    struct load_places places = {.protocols = directory};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    finding_sort(&findings);
    report_all(&findings, report, context);
    finding_free(&findings);
    return protocol;
}

void ifs_protocol_free(ifs_protocol *protocol)
{
    protocol_free(protocol);
}

/* A near name of a fact, "" where none is near. */
static const char *near_fact(const ifs_protocol *protocol, const char *name)
{
    const char *names[IFS_FACT_MAX];
    for (int i = 0; i < protocol->fact_count; i++) {
        names[i] = protocol->facts[i].name;
    }
    const char *near = nearest_word(name, names, (size_t)protocol->fact_count);
    return near != NULL ? near : "";
}

bool ifs_request_answer(const ifs_protocol *protocol, ifs_request *request, const char *name, const char *text,
                        ifs_message *why)
{
    struct text message = text_over(why->text, sizeof why->text);
    struct fact_words words = {text, strlen(text), QUANTITY_SPACE_OPTIONAL, &protocol->drug.salt};
    struct fact_problem problem;
    size_t offset = 0;
    int fact = fact_index(protocol->facts, protocol->fact_count, name);
    if (fact < 0) {
        const char *near = near_fact(protocol, name);
        text_add(&message, near[0] != '\0' ? "no such fact; did you mean " : "no such fact");
        text_add(&message, near);
        return false;
    }
    if (utf8_check(text, words.length, true, &offset) != UTF8_FINE) {
        text_add(&message, "the text holds a control character or is not UTF-8; type it again without");
        return false;
    }
    if (fact_answer(request, protocol->facts, fact, &words, &problem)) {
        return true;
    }
    wording_fact_problem(&message, &protocol->facts[fact], &problem, text);
    return false;
}

const char *ifs_request_settle(ifs_request *request)
{
    enum fact_conflict conflict = fact_settle(request, clock_day((struct instant){request->at_s, request->at_offset_min}));
    return conflict == FACT_CONFLICT_NONE ? NULL : wording_fact_conflict(conflict);
}

static bool write_sheet(const struct ifs_sheet *sheet, char *bytes)
{
    struct text text = text_over(bytes, SHEET_BYTES);
    return plain_text(sheet, &text);
}

char *ifs_sheet_text(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan)
{
    struct ifs_sheet *sheet = calloc(1, sizeof *sheet);
    char *bytes = malloc(SHEET_BYTES);
    bool written = false;
    if (sheet != NULL && bytes != NULL) {
        sheet_build(protocol, request, plan, sheet);
        written = write_sheet(sheet, bytes);
    }
    free(sheet);
    if (!written) {
        free(bytes);
        bytes = NULL;
    }
    return bytes;
}
