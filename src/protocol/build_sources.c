/*
 * build_sources.c - the declared sources of a protocol and of its drug library.
 *
 * One list for both, the library's first, so that a rule of either can name any of them by an id that means one thing.
 * Invariant: ids are unique over both files. What is not verified and what nobody names is said here, once for each
 * file.
 */
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "loading.h"

#define DATE_LENGTH 10 /* 2026-11-20 */

static const struct source *declared(const struct loading *loading, const char *id)
{
    for (int i = 0; i < loading->protocol->source_count; i++) {
        if (config_same(loading->sources[i].id, id)) {
            return &loading->sources[i];
        }
    }
    return NULL;
}

static void report_declared(const struct loading *loading, const struct config_node *id, const struct source *first)
{
    char place[40] = "in the drug library";
    if (first->file == loading->origin) {
        snprintf(place, sizeof place, "in line %d", first->line);
    }
    report_error(&loading->walk.reporter, id, "duplicate-id",
                 "\"%s\" is declared already, %s; write another id, or use that one", id->string, place);
}

/* True when some date stands in the text. */
static bool holds_date(const char *words)
{
    for (; strlen(words) >= DATE_LENGTH; words++) {
        char date[DATE_LENGTH + 1];
        int64_t day = 0;
        memcpy(date, words, DATE_LENGTH);
        date[DATE_LENGTH] = '\0';
        if (date_parse(date, &day)) {
            return true;
        }
    }
    return false;
}

/* "yes" verifies nothing: a source counts as read only with who read it and when. */
static void refuse_vague(const struct loading *loading, const struct config_node *verified)
{
    if (verified != NULL && strcmp(verified->string, "no") != 0 && !holds_date(verified->string)) {
        report_error(&loading->walk.reporter, verified, "bad-verified",
                     "\"%s\" does not say who read the original and when; write \"no\", or a name and a date such as "
                     "\"NAME, 2026-11-20\"",
                     verified->string);
    }
}

static void add_source(struct loading *loading, struct group group)
{
    const struct config_node *id = read_node(loading, group, "id");
    if (id == NULL) {
        return;
    }
    if (strcmp(id->string, "project-choice") == 0) {
        report_error(&loading->walk.reporter, id, "duplicate-id",
                     "\"project-choice\" needs no declaration; leave it out");
        return;
    }
    const struct source *first = declared(loading, id->string);
    if (first != NULL) {
        report_declared(loading, id, first);
        return;
    }
    struct source *source = &loading->sources[loading->protocol->source_count];
    source->id = read_text(loading, group, "id");
    source->cite = read_text(loading, group, "cite");
    source->verified = read_text(loading, group, "verified");
    refuse_vague(loading, read_node(loading, group, "verified"));
    source->file = loading->origin;
    source->line = group.node->line;
    loading->protocol->source_count += source->id != NULL ? 1 : 0;
}

void build_sources(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "sources");
    refuse_excess(loading, &list, read_node(loading, file, "sources"), SOURCE_MAX - loading->protocol->source_count);
    int count = list.count;
    for (int i = 0; i < count; i++) {
        add_source(loading, list_next(&list));
    }
}

void judge_unverified(const struct loading *loading, enum origin_file file)
{
    int open = 0;
    const struct reporter *reporter = &loading->walk.reporter;
    for (int i = 0; i < loading->protocol->source_count; i++) {
        const struct source *source = &loading->sources[i];
        open += source->file == file && source->verified != NULL && strcmp(source->verified, "no") == 0 ? 1 : 0;
    }
    if (open > 0) {
        finding_add(
            reporter->findings, IFS_WARNING, "unverified-sources", (struct place){reporter->file, 0, 0},
            "%d of its sources %s read by nobody yet (verified = \"no\"); read each original, then write name and date",
            open, open == 1 ? "was" : "were");
    }
}

void judge_unused(const struct loading *loading, enum origin_file file)
{
    const struct reporter *reporter = &loading->walk.reporter;
    for (int i = 0; i < loading->protocol->source_count; i++) {
        const struct source *source = &loading->sources[i];
        if (source->file == file && !loading->source_used[i]) {
            finding_add(reporter->findings, IFS_WARNING, "unused-source",
                        (struct place){reporter->file, source->line, 0},
                        "source \"%s\" is named nowhere; name it where it belongs, or leave it out", source->id);
        }
    }
}
