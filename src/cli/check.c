/*
 * check.c - infusheet check: everything that is wrong with protocol, drug and site files.
 *
 * The author's companion. Status 3 on any error, 0 with warnings alone; every finding names line, column and remedy.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "examples.h"
#include "json.h"

static const char help[] = "infusheet check FILE... [--json] [--format gcc|json] [--protocols DIRECTORY] [-o FILE]\n"
                           "\n"
                           "Everything that is wrong with protocol, drug and site files, one line each:\n"
                           "file:line:column: severity: what is wrong; what to write instead [code]\n"
                           "Examples of a protocol are run: one that fails is an error.\n"
                           "\n"
                           "Exit status: 3 on any error, 0 with warnings alone.\n";

enum check_option { OPTION_FORMAT };

static const struct option options[] = {{"--format", true, OPTION_FORMAT}};

static void add_place(struct json *entry, const struct finding *finding)
{
    char where[PLACE_BYTES];
    if (finding->file == NULL) {
        json_add_null(entry, "where");
        return;
    }
    if (finding->column > 0) {
        snprintf(where, sizeof where, "%s:%d:%d", finding->file, finding->line, finding->column);
    } else if (finding->line > 0) {
        snprintf(where, sizeof where, "%s:%d", finding->file, finding->line);
    } else {
        snprintf(where, sizeof where, "%s", finding->file);
    }
    json_add_string(entry, "where", where);
}

static int write_json(struct findings *findings, const char *path)
{
    struct json *root = json_begin();
    struct json *list = json_add_array(root, "findings");
    finding_sort(findings);
    for (size_t i = 0; i < findings->count; i++) {
        struct json *entry = json_add_object(list, NULL);
        json_add_string(entry, "severity", finding_severity_word(findings->list[i].severity));
        json_add_string(entry, "code", findings->list[i].code);
        add_place(entry, &findings->list[i]);
        json_add_string(entry, "message", findings->list[i].message);
    }
    char *text = json_text(root);
    int status = output_write(path, text);
    free(text);
    json_free(root);
    return status;
}

/* After the findings: the last line is what a reader sees first. */
static void summarise(int files, size_t errors, size_t warnings)
{
    fprintf(stderr, "%d %s checked: %zu %s, %zu %s\n", files, files == 1 ? "file" : "files", errors,
            errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
}

/* The file arguments come after all options are known. */
static int check_files(const struct arguments *known, bool json)
{
    struct arguments arguments = {.count = known->count, .words = known->words, .options = options, .option_count = 1, .command = "check"};
    struct findings findings = {0};
    struct places places;
    int files = 0;
    int option = 0;
    places_find(known->common.protocols, NULL, &places);
    struct load_places load_places = {.protocols = places.protocols};
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WORD) {
            check_file(arguments.value, &load_places, &findings);
            examples_check(arguments.value, &load_places, &findings);
            files++;
        }
    }
    if (files == 0) {
        return command_misused("check", "which file?", NULL);
    }
    bool wrong = finding_count(&findings, IFS_ERROR) > 0;
    int found = finding_no_memory(&findings) ? EXIT_OUTPUT_FAILED : EXIT_PROTOCOL_INVALID;
    int status = EXIT_READY;
    if (json) {
        status = write_json(&findings, known->common.output);
        finding_free(&findings);
    } else {
        size_t errors = finding_count(&findings, IFS_ERROR);
        size_t warnings = finding_count(&findings, IFS_WARNING);
        findings_print(&findings);
        summarise(files, errors, warnings);
    }
    if (status != EXIT_READY) {
        return status;
    }
    return wrong ? found : EXIT_READY;
}

int command_check(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .options = options, .option_count = 1, .command = "check"};
    bool json = false;
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (option == OPTION_FORMAT) {
            json = strcmp(arguments.value, "json") == 0;
            if (!json && strcmp(arguments.value, "gcc") != 0) {
                return command_misused("check", "--format is gcc or json, not", arguments.value);
            }
        }
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    return check_files(&arguments, json || arguments.common.json);
}
