/*
 * verify.c - infusheet verify: a printed or saved sheet, computed again.
 *
 * Decides what was handed in (a PDF, the JSON of an order, a text sheet, or the code alone), finds the code in it, and holds everything it
 * says against the order of that code: the code itself, each member of the JSON, each row of what can be seen. The invariants: DIFFERENT
 * if one digit differs anywhere; SAME only where everything was held; what cannot be held is said, with what is missing.
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
#include "json_hold.h"
#include "json_order.h"
#include "pdf_read.h"
#include "readback.h"

#define SHEET_CAP ((size_t)16 * 1024 * 1024)

static const char help[] =
    "infusheet verify FILE|- [OPTION]...\n"
    "\n"
    "Computes a sheet again from its code and says SAME, DIFFERENT (item by item) or CANNOT TELL. FILE is the PDF of an order, its JSON, its\n"
    "text, or the scanned code in a file; - is standard input. Names, addresses, reasons and the like are in no code and not compared.\n"
    "\n"
    "  --protocols DIRECTORY  where protocols are; the one the sheet was made with is found by its bytes, whatever its name\n"
    "  --site FILE            the site file the sheet was made with, where it was made with one\n"
    "  --json                 the answer for a program\n"
    "  -o FILE                write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 SAME, 1 DIFFERENT or CANNOT TELL, 2 wrong usage or unreadable input, 4 output failed, or pdftotext missing.\n";

enum { OPTION_SITE };

static const struct option options[] = {{"--site", true, OPTION_SITE}};

struct asked {
    const char *path; /* "-": standard input */
    const char *site;
    struct common_options common;
};

/* ---- JSON ----------------------------------------------------------------------------------------------------- */

/* What only names of people decide is taken as it was printed; it has been held against the code. */
static void take_number(struct verify *verify)
{
    const char *number = payload_find(&verify->payload, "ID");
    verify->recomputed.sheet.sheet_id = number != NULL ? number : "";
    verify->recomputed.sheet.payload = verify->payload.bytes;
}

static void member_differs(const struct json_difference *difference, void *context)
{
    char where[VERIFY_WORDS];
    snprintf(where, sizeof where, "JSON, %s", difference->path);
    verify_differs(context, where, difference->said != NULL ? difference->said : "",
                   difference->expected != NULL ? difference->expected : "");
}

static bool hold_members(struct verify *verify, const struct json_document *said)
{
    char wrong[JSON_WRONG_BYTES];
    char *bytes = json_order(&verify->recomputed.sheet);
    struct json_document *expected = bytes != NULL ? json_open(bytes, strlen(bytes), wrong) : NULL;
    bool held = expected != NULL && json_hold(said, expected, READBACK_ANYTHING, member_differs, verify);
    json_close(expected);
    free(bytes);
    return held;
}

/* ---- What can be seen ----------------------------------------------------------------------------------------- */

static void row_differs(struct verify *verify, const struct readback_difference *difference)
{
    char where[VERIFY_WORDS];
    snprintf(where, sizeof where, "visible text%s%.200s", difference->about[0] != '\0' ? ", " : "", difference->about);
    verify_differs(verify, where, difference->said, difference->expected);
}

static bool hold_rows(struct verify *verify, const struct file_bytes *text, enum readback_form form)
{
    struct layout *layout = malloc(sizeof *layout);
    struct readback *readback = malloc(sizeof *readback);
    bool held = layout != NULL && readback != NULL;
    if (held) {
        layout_rows(&verify->recomputed.sheet, layout);
        readback_hold(layout, text->bytes, text->size, form, readback);
        for (int i = 0; i < readback->count && i < READBACK_MAX; i++) {
            row_differs(verify, &readback->list[i]);
        }
    }
    free(layout);
    free(readback);
    return held;
}

/* ---- What was handed in --------------------------------------------------------------------------------------- */

/* False where there is no code that can be read; it is said why. */
static bool read_code(struct verify *verify, const char *text, size_t length, const char *where)
{
    switch (payload_read(text, length, &verify->payload)) {
    case PAYLOAD_FINE:
        return true;
    case PAYLOAD_NONE:
        verify_cannot(verify, "There is no code in %s; scan the QR of the page and hand in what it says: infusheet verify -", where);
        return false;
    case PAYLOAD_CUT:
        verify_cannot(verify, "The code in %s has no end; scan or copy all of it, up to ID= and its 16 digits", where);
        return false;
    case PAYLOAD_DAMAGED:
        verify_cannot(verify, "The code in %s is damaged; scan it again", where);
        return false;
    case PAYLOAD_NEWER:
        verify_cannot(verify, "The code in %s is of a kind this version (" IFS_VERSION ") does not know; verify it with the version that made it",
                      where);
        return false;
    }
    return false;
}

static void verify_json(struct verify *verify, const struct asked *asked, const struct file_bytes *bytes)
{
    char wrong[JSON_WRONG_BYTES];
    struct json_document *said = json_open(bytes->bytes, bytes->size, wrong);
    if (said == NULL) {
        verify_cannot(verify, "This is no JSON of an order: %s", wrong);
        return;
    }
    const char *code = json_member(said, "payload");
    if (read_code(verify, code != NULL ? code : "", code != NULL ? strlen(code) : 0, "the JSON (member payload)")) {
        verify_code(verify, asked->common.protocols, asked->site);
        if (verify->computed) {
            take_number(verify);
            verify_holds(verify, "JSON");
            verify->status = hold_members(verify, said) ? verify->status : EXIT_OUTPUT_FAILED;
        }
    }
    json_close(said);
}

/* A text sheet holds more than its code: then its rows are held too. */
static void verify_text(struct verify *verify, const struct asked *asked, const struct file_bytes *bytes)
{
    if (!read_code(verify, bytes->bytes, bytes->size, "the text")) {
        return;
    }
    verify_code(verify, asked->common.protocols, asked->site);
    const char *begin = memmem(bytes->bytes, bytes->size, "INFUSHEET=", strlen("INFUSHEET="));
    bool alone = strspn(bytes->bytes, " \t\r\n") == (size_t)(begin - bytes->bytes);
    if (verify->computed && !alone) {
        take_number(verify);
        verify_holds(verify, "visible text");
        verify->status = hold_rows(verify, bytes, READBACK_PLAIN) ? verify->status : EXIT_OUTPUT_FAILED;
    }
}

static bool read_pdf(struct verify *verify, enum child_status status)
{
    if (status != CHILD_FINE) {
        verify_cannot(verify, "The PDF cannot be read: %s", pdf_read_words(status));
        verify->status = status == CHILD_MISSING || status == CHILD_FAILED ? EXIT_OUTPUT_FAILED : verify->status;
    }
    return status == CHILD_FINE;
}

static void verify_pdf(struct verify *verify, const struct asked *asked, const struct file_bytes *bytes)
{
    struct file_bytes keywords = {0};
    struct file_bytes text = {0};
    if (read_pdf(verify, pdf_read_keywords(bytes, &keywords)) && read_pdf(verify, pdf_read_text(bytes, &text)) &&
        read_code(verify, keywords.bytes, keywords.size, "the PDF's metadata (Keywords)")) {
        verify_code(verify, asked->common.protocols, asked->site);
        if (verify->computed) {
            take_number(verify);
            verify_holds(verify, "visible text");
            verify->status = hold_rows(verify, &text, READBACK_PAPER) ? verify->status : EXIT_OUTPUT_FAILED;
        }
    }
    file_free(&keywords);
    file_free(&text);
}

static void verify_bytes(struct verify *verify, const struct asked *asked, const struct file_bytes *bytes)
{
    size_t blank = strspn(bytes->bytes, " \t\r\n");
    if (bytes->size >= 5 && memcmp(bytes->bytes, "%PDF-", 5) == 0) {
        verify_pdf(verify, asked, bytes);
    } else if (bytes->bytes[blank] == '{') {
        verify_json(verify, asked, bytes);
    } else {
        verify_text(verify, asked, bytes);
    }
}

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

/* What people typed may be anything: nothing that moves a terminal's cursor is repeated. */
static void put_plain(FILE *stream, const char *words)
{
    for (; *words != '\0'; words++) {
        unsigned char byte = (unsigned char)*words;
        if (strncmp(words, READBACK_ANYTHING, 1) == 0) {
            fputs("(any words)", stream);
        } else {
            fputc(byte < ' ' || byte == 0x7F ? '?' : byte, stream);
        }
    }
}

static void put_item(FILE *stream, const struct verify_item *item)
{
    fputs("  ", stream);
    put_plain(stream, item->where);
    fputs("\n      the sheet says: ", stream);
    put_plain(stream, item->said[0] != '\0' ? item->said : "(nothing)");
    if (item->expected[0] != '\0' || strcmp(item->where, "code") != 0) {
        fputs("\n      computed again: ", stream);
        put_plain(stream, item->expected[0] != '\0' ? item->expected : "(nothing)");
    }
    fputc('\n', stream);
}

static void put_answer(FILE *stream, const struct verify *verify)
{
    const char *number = field(verify, "ID");
    fprintf(stream, "%s", result_of(verify, false));
    if (number != NULL) {
        fputs(": sheet ", stream);
        put_plain(stream, number);
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
        fputs("  ", stream);
        put_plain(stream, verify->missing);
        fputs(".\n", stream);
    }
    if (verify->item_count > 0) {
        fputs("Do not give anything by this sheet: have it ordered again.\n", stream);
    }
    for (int i = 0; i < verify->held_count; i++) {
        fprintf(stream, "%s%s", i == 0 ? "Held: " : ", ", verify->held[i]);
    }
    fputs(verify->held_count > 0 ? ". Not held: names, identifiers, addresses, allergies, prescriber, reasons.\n" : "", stream);
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
        fputs("infusheet: out of memory\n", stderr);
        return EXIT_OUTPUT_FAILED;
    }
    verify_bytes(verify, asked, bytes);
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
