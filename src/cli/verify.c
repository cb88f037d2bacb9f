/*
 * verify.c - infusheet verify: a printed or saved sheet, computed again.
 *
 * Decides what is answered: SAME, DIFFERENT or CANNOT TELL. The invariants: DIFFERENT if one digit differs anywhere; SAME only where
 * everything was held; what cannot be held is said, with what is missing. Nothing that was handed in moves the cursor of a terminal.
 *
 * What is about people is in no code: their names, addresses and reasons may be any.
 */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "file.h"
#include "json.h"
#include "utf8.h"

#define SHEET_CAP ((size_t)16 * 1024 * 1024)

static const char help[] =
    "infusheet verify FILE|- [OPTION]...\n"
    "\n"
    "Computes a sheet again from its code and says SAME, DIFFERENT (item by item) or CANNOT TELL. FILE is the PDF of "
    "an order, its JSON, its\n"
    "text, or the scanned code in a file; - is standard input. Names, addresses, reasons and the like are in no code "
    "and not compared.\n"
    "\n"
    "  --protocols DIRECTORY  where protocols are; the one the sheet was made with is found by its bytes, whatever its "
    "name\n"
    "  --site FILE            the site file the sheet was made with, where it was made with one\n"
    "  --json                 the answer for a program\n"
    "  -o FILE                write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 SAME, 1 DIFFERENT or CANNOT TELL, 2 wrong usage or unreadable input, 4 output failed, or pdftotext "
    "missing.\n";

enum { OPTION_SITE };

static const struct option options[] = {{"--site", true, OPTION_SITE}};

struct asked {
    const char *path; /* "-": standard input */
    const char *site;
    struct common_options common;
};

/* ---- The answer ----------------------------------------------------------------------------------------------- */

static const char *result_of(const struct verify *verify, bool machine)
{
    if (verify->item_count > 0) {
        return machine ? "different" : "DIFFERENT";
    }
    if (verify->missing[0] != '\0') {
        return machine ? "cannot-tell" : "CANNOT TELL";
    }
    return machine ? "same" : "SAME";
}

static const char *field(const struct verify *verify, const char *key)
{
    return payload_find(&verify->payload, key);
}

static char *answer_json(const struct verify *verify)
{
    struct json *root = json_begin();
    json_add_string(root, "result", result_of(verify, true));
    json_add_string(root, "sheet_id", field(verify, "ID"));
    json_add_string(root, "protocol", field(verify, "PROTOCOL"));
    json_add_string(root, "version", field(verify, "VERSION"));
    json_add_string(root, "file", verify->computed ? verify->recomputed.path : NULL);
    struct json *held = json_add_array(root, "held");
    for (int i = 0; i < verify->held_count; i++) {
        json_add_string(held, NULL, verify->held[i]);
    }
    struct json *differences = json_add_array(root, "differences");
    for (int i = 0; i < verify->item_count && i < VERIFY_ITEMS; i++) {
        struct json *item = json_add_object(differences, NULL);
        json_add_string(item, "where", verify->items[i].where);
        json_add_string(item, "said", verify->items[i].said);
        json_add_string(item, "expected", verify->items[i].expected);
    }
    json_add_string(root, "missing", verify->missing[0] != '\0' ? verify->missing : NULL);
    char *bytes = json_text(root);
    json_free(root);
    return bytes;
}

static void put_item(FILE *stream, const struct verify_item *item)
{
    fprintf(stream, "  %s\n      the sheet says: %s", item->where, item->said[0] != '\0' ? item->said : "(nothing)");
    if (item->expected[0] != '\0' || strcmp(item->where, "code") != 0) {
        fprintf(stream, "\n      computed again: %s", item->expected[0] != '\0' ? item->expected : "(nothing)");
    }
    fputc('\n', stream);
}

static void put_answer(FILE *stream, const struct verify *verify)
{
    fprintf(stream, "%s", result_of(verify, false));
    if (field(verify, "ID") != NULL) {
        char number[VERIFY_WORDS];
        snprintf(number, sizeof number, ": sheet %s", field(verify, "ID"));
        utf8_make_printable(number);
        fputs(number, stream);
    }
    if (verify->computed) {
        fprintf(stream, ", protocol %s %s (%s)", verify->recomputed.protocol->id, verify->recomputed.protocol->version,
                verify->recomputed.path);
    }
    fputc('\n', stream);
    for (int i = 0; i < verify->item_count && i < VERIFY_ITEMS; i++) {
        put_item(stream, &verify->items[i]);
    }
    if (verify->item_count > VERIFY_ITEMS) {
        fprintf(stream, "  and %d more\n", verify->item_count - VERIFY_ITEMS);
    }
    if (verify->missing[0] != '\0') {
        fprintf(stream, "  %s.\n", verify->missing);
    }
    if (verify->item_count > 0) {
        fputs("Do not give anything by this sheet: have it ordered again.\n", stream);
    }
    for (int i = 0; i < verify->held_count; i++) {
        fprintf(stream, "%s%s", i == 0 ? "Held: " : ", ", verify->held[i]);
    }
    fputs(verify->held_count > 0
              ? ". Not held: names, identifiers, addresses, phones of patients, allergies, prescriber, reasons.\n"
              : "",
          stream);
}

static int answer(const struct verify *verify, const struct asked *asked)
{
    struct output output;
    int status = verify->status;
    if (asked->common.json) {
        char *bytes = answer_json(verify);
        int written = output_write(asked->common.output, bytes);
        free(bytes);
        status = written != EXIT_READY ? written : status;
    } else {
        output_open(&output);
        if (output.stream != NULL) {
            put_answer(output.stream, verify);
        }
        int written = output_close(&output, asked->common.output);
        status = written != EXIT_READY ? written : status;
    }
    bool same = verify->item_count == 0 && verify->missing[0] == '\0';
    return status != EXIT_READY || same ? status : EXIT_REFUSED;
}

/* ---- The command ---------------------------------------------------------------------------------------------- */

/* True when there is something to verify; otherwise *status is the exit status. */
static bool read_arguments(struct asked *asked, int count, char **words, int *status)
{
    struct arguments arguments = {.count = count,
                                  .words = words,
                                  .options = options,
                                  .option_count = (int)(sizeof options / sizeof options[0]),
                                  .command = "verify"};
    int option = 0;
    *status = EXIT_USAGE;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return false;
        }
        if (option == OPTION_SITE) {
            asked->site = arguments.value;
        } else if (asked->path != NULL) {
            command_misused("verify", "one sheet at a time; not also", arguments.value);
            return false;
        } else {
            asked->path = arguments.value;
        }
    }
    if (argument_answered(&arguments, help, status)) {
        return false;
    }
    if (asked->path == NULL) {
        command_misused("verify", "which sheet? name its file, or - for standard input", NULL);
    }
    asked->common = arguments.common;
    return asked->path != NULL;
}

static int verify_read(const struct asked *asked, const struct file_bytes *bytes)
{
    struct verify *verify = calloc(1, sizeof *verify);
    if (verify == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    const struct verify_places places = {asked->common.protocols, asked->site};
    verify_sheet(verify, &places, bytes);
    int status = answer(verify, asked);
    recompute_free(&verify->recomputed);
    free(verify);
    return status;
}

int command_verify(int count, char **words)
{
    struct asked asked = {0};
    struct file_bytes bytes;
    int status = EXIT_USAGE;
    if (!read_arguments(&asked, count, words, &status)) {
        return status;
    }
    bool standard = strcmp(asked.path, "-") == 0;
    enum file_status read = standard ? file_read_stdin(SHEET_CAP, &bytes) : file_read(asked.path, SHEET_CAP, &bytes);
    if (read != FILE_FINE) {
        fprintf(stderr, "infusheet: %s: %s\n", standard ? "standard input" : asked.path, file_status_words(read));
        return EXIT_USAGE;
    }
    status = verify_read(&asked, &bytes);
    file_free(&bytes);
    return status;
}
