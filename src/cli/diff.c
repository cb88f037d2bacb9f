/*
 * diff.c - infusheet diff: which patients get another order under a new version of a protocol, and what else it says differently.
 *
 * Words and layout alone: who is concerned is analysis/diff.h, what the rules say sheet/diff_rules.h. "Same" is said only where every rule of
 * the one is a rule of the other. Status 0 the same, 1 different.
 */
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "diff.h"
#include "diff_rules.h"
#include "diff_words.h"
#include "json.h"

enum { WIDTH = 80, LINE_BYTES = 40000, WHERE_BYTES = 4 * DIFF_WORDS };

static const char help[] =
    "infusheet diff OLD NEW [--format text|markdown] [--json] [--site FILE] [--protocols DIRECTORY] [-o FILE]\n"
    "\n"
    "Which patients get another order under NEW than under OLD, in intervals, not in text: who is newly refused or\n"
    "admitted, whose dose, time, volume or flow changes, whom a check stops; then every rule, limit, sentence,\n"
    "product and source that is not the same. OLD and NEW are files, or ids of protocols. Files that differ in the\n"
    "order of rules or in remarks alone are the same. Figures of intervals stand at the step in which people\n"
    "answer: a computed clearance between two of them belongs to the lower.\n"
    "\n"
    "  --format text|markdown     how to write it (default text)\n"
    "  --json                     write JSON\n"
    "  --site FILE                with the pump and syringes of this place\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "  -o FILE                    write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 the same, 1 different, 2 wrong usage, 3 invalid protocol, 4 output failed.\n";

enum diff_option { OPTION_SITE, OPTION_FORMAT };

static const struct option options[] = {{"--site", true, OPTION_SITE}, {"--format", true, OPTION_FORMAT}};

enum diff_form { FORM_TEXT, FORM_MARKDOWN, FORM_JSON };

struct differing {
    const char *names[2];
    const char *protocols;
    const char *site_path;
    enum diff_form form;
    FILE *stream;
    struct json *list; /* the changes */
    struct json *root;
    struct diff *diff;
    struct diff_rules *rules;
};

/* One line of what differs. */
struct telling {
    const char *where;
    const char *what;
    const char *old;
    const char *new;
};

/* ---- Writing ------------------------------------------------------------------------------------------------------------ */

static void write_wrapped(FILE *stream, int indent, const char *first, const char *line)
{
    int room = WIDTH - indent;
    const char *lead = first;
    while (*line != '\0') {
        int length = (int)strlen(line);
        if (length > room) {
            length = room;
            while (length > 0 && line[length] != ' ') {
                length--;
            }
            length = length > 0 ? length : room;
        }
        fprintf(stream, "%-*s%.*s\n", indent, lead, length, line);
        lead = "";
        line += length;
        line += *line == ' ' ? 1 : 0;
    }
}

/* A cell of a table: a bar would end it. */
static void write_cell(FILE *stream, const char *cell)
{
    for (; *cell != '\0'; cell++) {
        fputs(*cell == '|' ? "\\" : "", stream);
        fputc(*cell == '\n' ? ' ' : *cell, stream);
    }
    fputs(" | ", stream);
}

static void write_text(const struct differing *run, const struct telling *change)
{
    char line[LINE_BYTES];
    const char *old = change->old[0] != '\0' ? change->old : "nothing";
    const char *new = change->new[0] != '\0' ? change->new : "nothing";
    bool added = strcmp(change->what, "added") == 0;
    if (added || strcmp(change->what, "removed") == 0) {
        snprintf(line, sizeof line, "%s: %s: %s", change->where, change->what, added ? new : old);
    } else {
        snprintf(line, sizeof line, "%s: %s: %s becomes %s", change->where, change->what, old, new);
    }
    write_wrapped(run->stream, 2, "-", line);
}

static void tell(struct differing *run, const struct telling *change)
{
    switch (run->form) {
    case FORM_TEXT:
        write_text(run, change);
        break;
    case FORM_MARKDOWN:
        fputs("| ", run->stream);
        write_cell(run->stream, change->where);
        write_cell(run->stream, change->what);
        write_cell(run->stream, change->old);
        write_cell(run->stream, change->new);
        fputs("\n", run->stream);
        break;
    case FORM_JSON: {
        struct json *entry = json_add_object(run->list, NULL);
        json_add_string(entry, "where", change->where);
        json_add_string(entry, "what", change->what);
        json_add_string(entry, "old", change->old);
        json_add_string(entry, "new", change->new);
        break;
    }
    }
}

static void write_heading(const struct differing *run, const char *heading, const char *column)
{
    if (run->form == FORM_TEXT) {
        fprintf(run->stream, "\n%s\n", heading);
    } else if (run->form == FORM_MARKDOWN) {
        fprintf(run->stream, "\n### %s\n\n| %s | what | old | new |\n| --- | --- | --- | --- |\n", heading, column);
    }
}

static void write_remark(const struct differing *run, const char *remark)
{
    if (run->form == FORM_TEXT) {
        write_wrapped(run->stream, 2, "", remark);
    } else if (run->form == FORM_MARKDOWN) {
        fprintf(run->stream, "\n%s\n", remark);
    }
}

/* ---- Orders --------------------------------------------------------------------------------------------------------------- */

/* All that differs for them in one sentence. */
static void write_box(const struct differing *run, const char *where, const struct diff_item *items, int count)
{
    char line[WHERE_BYTES + DIFF_ITEMS * (sizeof *items + sizeof ";  becomes ")];
    int length = snprintf(line, sizeof line, "%s:", where);
    for (int i = 0; i < count; i++) {
        const struct diff_item *item = &items[i];
        length += snprintf(line + length, sizeof line - (size_t)length, "%s %s %s becomes %s", i > 0 ? ";" : "",
                           item->what, item->old, item->new);
    }
    write_wrapped(run->stream, 2, "-", line);
}

static void tell_box(struct differing *run, const struct box *box)
{
    struct diff_change light;
    struct diff_change heavy;
    struct diff_item items[DIFF_ITEMS];
    char where[WHERE_BYTES];
    struct text text = text_over(where, sizeof where);
    diff_words_box(&text, run->diff, box);
    diff_order_in(run->diff, box, false, &light);
    diff_order_in(run->diff, box, true, &heavy);
    int count = diff_words_items(&light, &heavy, items);
    if (run->form == FORM_TEXT) {
        write_box(run, where, items, count);
        return;
    }
    for (int i = 0; i < count; i++) {
        tell(run, &(struct telling){where, items[i].what, items[i].old, items[i].new});
    }
}

static void tell_largest(struct differing *run)
{
    char line[DIFF_WORDS];
    struct text text = text_over(line, sizeof line);
    diff_words_largest(&text, run->diff);
    if (line[0] != '\0') {
        write_remark(run, line);
    }
    if (run->form == FORM_JSON) {
        json_add_string(run->root, "largest", line[0] != '\0' ? line : NULL);
    }
}

static void tell_orders(struct differing *run)
{
    bool compared = diff_orders(run->diff);
    write_heading(run, "Patients whose order differs", "patients");
    for (int i = 0; compared && i < run->diff->boxes.count; i++) {
        struct box box = run->diff->boxes.list[i];
        tell_box(run, &box);
    }
    if (run->form == FORM_JSON) {
        json_add_string(run->root, "undecided", compared ? NULL : diff_words_doubt(run->diff->doubt));
    } else if (!compared) {
        fputs(run->form == FORM_TEXT ? "  UNDECIDED\n" : "\nUNDECIDED\n", run->stream);
        write_remark(run, diff_words_doubt(run->diff->doubt));
    } else if (run->diff->boxes.count == 0) {
        write_remark(run, "none: what either protocol orders by itself is the same for everybody");
    }
    tell_largest(run);
}

/* ---- Checks ---------------------------------------------------------------------------------------------------------------- */

static const struct check *check_of(const ifs_protocol *protocol, const struct listed_rule *rule)
{
    for (int i = 0; rule != NULL && i < protocol->check_count; i++) {
        if (&protocol->checks[i].when == rule->when) {
            return &protocol->checks[i];
        }
    }
    return NULL;
}

static void tell_check(struct differing *run, const struct check *old, const struct check *new)
{
    char what[DIFF_WORDS];
    snprintf(what, sizeof what, "check %s", (old != NULL ? old : new)->id);
    char stops[DIFF_WORDS * 2];
    if (!diff_check(run->diff, old, new)) {
        tell(run, &(struct telling){"UNDECIDED: too many kinds of patients to compare", what, "see the rule", "see the rule"});
        return;
    }
    for (int i = 0; i < run->diff->boxes.count; i++) {
        struct box box = run->diff->boxes.list[i];
        char where[DIFF_WORDS * 4];
        struct text text = text_over(where, sizeof where);
        diff_words_check_box(&text, run->diff, &box);
        text = text_over(stops, sizeof stops);
        diff_words_check(&text, box.mark == 1 ? new : old);
        tell(run, &(struct telling){where, what, box.mark == 1 ? "passes" : stops, box.mark == 1 ? stops : "passes"});
    }
}

/* Of a condition that changed, and of checks that one protocol alone has. */
static void tell_checks(struct differing *run)
{
    bool any = false;
    for (int i = 0; i < run->rules->count; i++) {
        const struct rule_change *change = &run->rules->list[i];
        const struct check *old = check_of(run->diff->joint.old, change->old);
        const struct check *new = check_of(run->diff->joint.new, change->new);
        bool turned = old != NULL && new != NULL && old->negated != new->negated;
        if ((old == NULL && new == NULL) || (change->field >= 0 && !turned)) {
            continue;
        }
        if (!any) {
            write_heading(run, "Patients whom a check newly stops, or stops no more", "patients");
        }
        any = true;
        tell_check(run, old, new);
    }
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------------- */

static void tell_rules(struct differing *run)
{
    char old[LINE_BYTES / 4];
    char new[LINE_BYTES / 4];
    char where[DIFF_WORDS * 2];
    char what[DIFF_WORDS];
    write_heading(run, "Rules, sentences, products and sources", "rule");
    for (int i = 0; i < run->rules->count; i++) {
        const struct rule_change *change = &run->rules->list[i];
        struct text text = text_over(where, sizeof where);
        diff_rules_where(&text, change);
        text = text_over(what, sizeof what);
        diff_rules_what(&text, change);
        text = text_over(old, sizeof old);
        diff_rules_side(&text, change, false);
        text = text_over(new, sizeof new);
        diff_rules_side(&text, change, true);
        tell(run, &(struct telling){where, what, old, new});
    }
    if (run->rules->full) {
        tell(run, &(struct telling){"UNDECIDED", "more rules than there is room for", "not all compared", "not all compared"});
    }
}

/* ---- Both protocols ------------------------------------------------------------------------------------------------------------ */

static void write_title(const struct differing *run, bool same)
{
    const ifs_protocol *old = run->diff->joint.old;
    const ifs_protocol *new = run->diff->joint.new;
    if (run->form == FORM_JSON) {
        json_add_boolean(run->root, "same", same);
        return;
    }
    const char *mark = run->form == FORM_MARKDOWN ? "## " : "";
    fprintf(run->stream, "%s%s %s, then %s %s: %s\n", mark, old->id, old->version, new->id, new->version,
            same ? "SAME" : "DIFFERENT");
}

static int diff_loaded(struct differing *run, ifs_protocol *const protocols[2], const ifs_site *site)
{
    run->diff = calloc(1, sizeof *run->diff);
    run->rules = calloc(1, sizeof *run->rules);
    if (run->diff == NULL || run->rules == NULL) {
        free(run->diff);
        free(run->rules);
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    diff_begin(run->diff, protocols[0], protocols[1], site);
    diff_rules_find(run->rules, &run->diff->joint);
    bool same = run->rules->count == 0 && !run->rules->full;
    write_title(run, same);
    if (run->form == FORM_JSON) {
        run->list = json_add_array(run->root, "changes");
    }
    if (!same) {
        tell_orders(run);
        tell_checks(run);
        tell_rules(run);
    }
    free(run->diff);
    free(run->rules);
    return same ? EXIT_READY : EXIT_REFUSED;
}

static ifs_protocol *load(const char *name, const struct places *places, struct findings *findings)
{
    char path[PLACE_BYTES];
    struct load_places load_places = {.protocols = places->protocols};
    return places_protocol(name, places, path, findings) ? protocol_load(path, &load_places, findings) : NULL;
}

static int diff_both(struct differing *run)
{
    struct places places;
    struct findings findings = {0};
    ifs_protocol *protocols[2] = {NULL, NULL};
    ifs_site site = {.present = false};
    void *site_storage = NULL;
    int status = EXIT_READY;
    places_find(run->protocols, run->site_path, &places);
    bool loaded = places.site[0] == '\0' || site_load(places.site, &site, &site_storage, &findings);
    for (int i = 0; loaded && i < 2; i++) {
        protocols[i] = load(run->names[i], &places, &findings);
        loaded = protocols[i] != NULL;
    }
    if (!loaded) {
        status = findings_status(&findings);
        findings_print(&findings);
    } else {
        finding_free(&findings); /* warnings are for check */
        status = diff_loaded(run, protocols, places.site[0] != '\0' ? &site : NULL);
    }
    protocol_free(protocols[0]);
    protocol_free(protocols[1]);
    site_free(site_storage);
    return status;
}

static int write_json(struct differing *run, const char *path)
{
    run->root = json_begin();
    int status = diff_both(run);
    char *text = json_text(run->root);
    bool told = status == EXIT_READY || status == EXIT_REFUSED;
    int written = told ? output_write(path, text) : EXIT_READY;
    free(text);
    json_free(run->root);
    return written != EXIT_READY ? written : status;
}

static int write_difference(struct differing *run, const char *path)
{
    if (run->form == FORM_JSON) {
        return write_json(run, path);
    }
    struct output output;
    output_open(&output);
    run->stream = output.stream;
    int status = output.stream != NULL ? diff_both(run) : EXIT_OUTPUT_FAILED;
    bool told = status == EXIT_READY || status == EXIT_REFUSED;
    if (!told) {
        output_abandon(&output);
        return status;
    }
    int written = output_close(&output, path);
    return written != EXIT_READY ? written : status;
}

/* One option or word, as argument_next names it. EXIT_READY, or wrong usage explained. */
static int take(struct differing *run, int option, const char *value, int *named)
{
    if (option == OPTION_FORMAT && strcmp(value, "text") != 0 && strcmp(value, "markdown") != 0) {
        return command_misused("diff", "--format is text or markdown, not", value);
    }
    if (option == OPTION_FORMAT) {
        run->form = strcmp(value, "markdown") == 0 ? FORM_MARKDOWN : run->form;
    } else if (option == OPTION_SITE) {
        run->site_path = value;
    } else if (option == ARGUMENT_WORD) {
        run->names[*named < 2 ? *named : 1] = value;
        (*named)++;
    }
    return EXIT_READY;
}

int command_diff(int count, char **given)
{
    struct arguments arguments = {
        .count = count, .words = given, .options = options, .option_count = COUNT_OF(options), .command = "diff"};
    struct differing run = {.form = FORM_TEXT};
    int status = EXIT_USAGE;
    int option = 0;
    int named = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (take(&run, option, arguments.value, &named) != EXIT_READY) {
            return EXIT_USAGE;
        }
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    if (named != 2) {
        return command_misused("diff", "which two protocols? first the old one, then the new one", NULL);
    }
    run.protocols = arguments.common.protocols;
    run.form = arguments.common.json ? FORM_JSON : run.form;
    return write_difference(&run, arguments.common.output);
}
