/*
 * verify_sheet.c - what was handed in, held against the order of its code.
 *
 * Decides what it is (a PDF, the JSON of an order, a text sheet, or the code alone), where its code stands, and what else it says: each
 * member of the JSON, each row of what can be seen. The invariant: what was handed in is read within caps and believed in nothing; the rows
 * and members it is held against are computed here.
 *
 * The code itself is verify_code.c's, the answer verify.c's.
 */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json_hold.h"
#include "json_order.h"
#include "pdf_read.h"
#include "readback.h"

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

/* Two ways in which the rows may lie: also for a blind double check, which no code tells. */
struct ways {
    struct layout layout;
    struct readback plain;
    struct readback blind;
};

static bool hold_rows(struct verify *verify, const struct file_bytes *text, enum readback_form form)
{
    struct ways *ways = malloc(sizeof *ways);
    if (ways == NULL) {
        return false;
    }
    struct ifs_sheet *sheet = &verify->recomputed.sheet;
    const struct readback *fewest = &ways->plain;
    layout_rows(sheet, &ways->layout);
    if (!readback_hold(&ways->layout, text->bytes, text->size, form, &ways->plain)) {
        sheet->blind = true;
        layout_rows(sheet, &ways->layout);
        readback_hold(&ways->layout, text->bytes, text->size, form, &ways->blind);
        fewest = ways->blind.count < ways->plain.count ? &ways->blind : fewest;
    }
    for (int i = 0; i < fewest->count && i < READBACK_MAX; i++) {
        row_differs(verify, &fewest->list[i]);
    }
    free(ways);
    return true;
}

/* What could not be held is neither the same nor different. */
static void note_held(struct verify *verify, const char *what, bool held)
{
    if (held) {
        verify_holds(verify, what);
    } else {
        verify_cannot(verify, "There is not enough memory to hold the sheet against the order; close other programs and try again");
        verify->status = EXIT_OUTPUT_FAILED;
    }
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

static void verify_json(struct verify *verify, const struct verify_places *places, const struct file_bytes *bytes)
{
    char wrong[JSON_WRONG_BYTES];
    struct json_document *said = json_open(bytes->bytes, bytes->size, wrong);
    if (said == NULL) {
        verify_cannot(verify, "This is no JSON of an order: %s", wrong);
        return;
    }
    const char *code = json_member(said, "payload");
    if (read_code(verify, code != NULL ? code : "", code != NULL ? strlen(code) : 0, "the JSON (member payload)")) {
        verify_code(verify, places->protocols, places->site);
        if (verify->computed) {
            take_number(verify);
            note_held(verify, "JSON", hold_members(verify, said));
        }
    }
    json_close(said);
}

/* A text sheet holds more than its code: then its rows are held too. */
static void verify_text(struct verify *verify, const struct verify_places *places, const struct file_bytes *bytes)
{
    if (!read_code(verify, bytes->bytes, bytes->size, "the text")) {
        return;
    }
    verify_code(verify, places->protocols, places->site);
    const char *begin = memmem(bytes->bytes, bytes->size, "INFUSHEET=", strlen("INFUSHEET="));
    bool alone = strspn(bytes->bytes, " \t\r\n") == (size_t)(begin - bytes->bytes);
    if (verify->computed && !alone) {
        take_number(verify);
        note_held(verify, "visible text", hold_rows(verify, bytes, READBACK_PLAIN));
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

/* Rows are held only where every page is in its place. */
static void hold_paper(struct verify *verify, const struct file_bytes *text)
{
    if (verify_pages(verify, text)) {
        note_held(verify, "visible text", hold_rows(verify, text, READBACK_PAPER));
    } else {
        verify_holds(verify, "pages");
    }
}

static void verify_pdf(struct verify *verify, const struct verify_places *places, const struct file_bytes *bytes)
{
    struct file_bytes keywords = {0};
    struct file_bytes text = {0};
    if (read_pdf(verify, pdf_read_keywords(bytes, &keywords)) && read_pdf(verify, pdf_read_text(bytes, &text)) &&
        read_code(verify, keywords.bytes, keywords.size, "the PDF's metadata (Keywords)")) {
        verify_code(verify, places->protocols, places->site);
        if (verify->computed) {
            take_number(verify);
            hold_paper(verify, &text);
        }
    }
    file_free(&keywords);
    file_free(&text);
}

void verify_sheet(struct verify *verify, const struct verify_places *places, const struct file_bytes *bytes)
{
    size_t blank = strspn(bytes->bytes, " \t\r\n");
    if (bytes->size >= 5 && memcmp(bytes->bytes, "%PDF-", 5) == 0) {
        verify_pdf(verify, places, bytes);
    } else if (bytes->bytes[blank] == '{') {
        verify_json(verify, places, bytes);
    } else {
        verify_text(verify, places, bytes);
    }
}
