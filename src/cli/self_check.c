/*
 * self_check.c - a finished PDF read back before it is written.
 *
 * Three questions, each by a way of its own: does every row stand on the page as it was laid, and nothing else (readback); does the page
 * carry all that a sheet must, written as it must be (checklist); is each number one of the plan, or of a source (figures). The invariant: a
 * sheet that fails one of them is not written, and what failed is said.
 */
#include "self_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checklist.h"
#include "claim.h"
#include "command.h"
#include "figures.h"
#include "hash.h"
#include "json_order.h"
#include "pdf_read.h"
#include "protocol.h"
#include "quantity.h"
#include "ratio.h"
#include "readback.h"

enum { FILE_CAP = 65536 };

static void say(const char *what, const char *about, const char *expected, const char *found)
{
    fprintf(stderr, "infusheet: self-check: %s%s%s", what, about[0] != '\0' ? ": " : "", about);
    if (expected[0] != '\0') {
        fprintf(stderr, "; it should say \"%s\"", expected);
    }
    if (found[0] != '\0') {
        fprintf(stderr, "; it says \"%s\"", found);
    }
    fputs(". Nothing was written. This is a fault of infusheet: please report it.\n", stderr);
}

static bool say_memory(void)
{
    command_no_memory();
    return false;
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static bool rows_stand(const struct layout *layout, const struct file_bytes *text)
{
    struct readback *readback = malloc(sizeof *readback);
    if (readback == NULL) {
        return say_memory();
    }
    bool held = readback_hold(layout, text->bytes, text->size, READBACK_PAPER, readback);
    if (!held) {
        const struct readback_difference *first = &readback->list[0];
        say("the PDF does not say what was laid out", first->about, first->expected, first->said);
    }
    free(readback);
    return held;
}

/* ---- Checklist ------------------------------------------------------------------------------------------------ */

/* The text, and once more at its end what runs from right to left: its letters have been held, and a reader of PDF gives them in an
 * order of its own. */
static char *with_leftward(const struct layout *layout, const struct file_bytes *text)
{
    struct output output;
    output_open(&output);
    if (output.stream == NULL) {
        return NULL;
    }
    fwrite(text->bytes, 1, text->size, output.stream);
    for (int i = 0; i < layout->count; i++) {
        const struct row *row = &layout->rows[i];
        if (readback_is_leftward(row)) {
            fprintf(output.stream, "\n%s %s %s\n", row->label != NULL ? row->label : "", row->text != NULL ? row->text : "",
                    row->mark != NULL ? row->mark : "");
        }
    }
    bool whole = !ferror(output.stream) && fclose(output.stream) == 0;
    return whole ? output.bytes : NULL;
}

static bool checklist_stands(const struct self_check *check, const struct layout *layout, const struct file_bytes *text)
{
    struct checklist *checklist = malloc(sizeof *checklist);
    char *bytes = with_leftward(layout, text);
    if (checklist == NULL || bytes == NULL) {
        free(checklist);
        free(bytes);
        return say_memory();
    }
    bool held = checklist_hold(check->sheet, layout, bytes, checklist);
    free(bytes);
    for (int i = 0; !held && i < CHECKLIST_ITEMS; i++) {
        const struct checklist_item *item = &checklist->items[i];
        if (item->state == ITEM_MISSING) {
            char what[64];
            snprintf(what, sizeof what, "item %d of the checklist fails", item->number);
            say(what, item->words, "", item->said);
        }
    }
    free(checklist);
    return held;
}

/* ---- Figures -------------------------------------------------------------------------------------------------- */

static void take_file(struct figures *figures, const char *path)
{
    struct file_bytes bytes;
    if (path != NULL && path[0] != '\0' && file_read(path, FILE_CAP, &bytes) == FILE_FINE) {
        figures_take(figures, bytes.bytes, bytes.size);
        file_free(&bytes);
    }
}

/* Without its slips and its code, whose figures are not the order's. */
static bool take_json(struct figures *figures, const struct ifs_sheet *sheet)
{
    char *bytes = json_order(sheet);
    const char *slips = bytes != NULL ? strstr(bytes, "\n  \"slips\":") : NULL;
    const char *unknowns = slips != NULL ? strstr(slips, "\n  \"unknowns\":") : NULL;
    const char *number = unknowns != NULL ? strstr(unknowns, "\n  \"sheet_id\":") : NULL;
    if (number != NULL) {
        figures_take(figures, bytes, (size_t)(slips - bytes));
        figures_take(figures, unknowns, (size_t)(number - unknowns));
    }
    free(bytes);
    return number != NULL;
}

static void take_volume(struct figures *figures, int64_t ul, void (*add)(struct text *, ifs_ratio))
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    add(&text, ratio_whole(ul));
    figures_take(figures, bytes, text.length);
}

static void take_site(struct figures *figures, const ifs_site *site)
{
    const char *const words_of_it[] = {site->place, site->phone, site->emergency, site->source};
    const int64_t flows[] = {site->pump_step.ul_per_h, site->pump_low.ul_per_h, site->pump_high.ul_per_h};
    for (size_t i = 0; i < COUNT_OF(words_of_it); i++) {
        figures_take_words(figures, words_of_it[i]);
    }
    for (size_t i = 0; i < COUNT_OF(flows); i++) {
        take_volume(figures, flows[i], quantity_add_flow);
    }
    for (int i = 0; i < site->syringe_count; i++) {
        take_volume(figures, site->syringes[i].size.ul, quantity_add_volume);
        take_volume(figures, site->syringes[i].graduation.ul, quantity_add_volume);
    }
    for (int i = 0; i < site->drop_set_count; i++) {
        take_volume(figures, site->drop_sets[i] * 1000, quantity_add_volume);
    }
    take_volume(figures, site->line_volume.ul, quantity_add_volume);
}

static void take_request(struct figures *figures, const ifs_request *request)
{
    for (int fact = IFS_FACT_NAME; fact < IFS_FACT_BUILTIN; fact++) {
        figures_take_words(figures, request->words[fact]);
    }
    figures_take_words(figures, request->prescriber);
    figures_take_words(figures, request->prescriber_reference);
    for (int i = 0; i < request->override_count; i++) {
        figures_take_words(figures, request->overrides[i].reason);
    }
}

/* What the table of facts allows, in whole steps: the bounds that a question names. */
static void take_bounds(struct figures *figures, const ifs_protocol *protocol)
{
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        const struct fact_rule *rule = &protocol->facts[fact];
        for (int i = 0; i < rule->unit_count && rule->dimension != IFS_DATE; i++) {
            const struct fact_unit *unit = &rule->units[i];
            const int64_t bounds[] = {(unit->low + unit->step - 1) / unit->step * unit->step, unit->high / unit->step * unit->step};
            char bytes[64];
            for (size_t bound = 0; bound < COUNT_OF(bounds); bound++) {
                struct text text = text_over(bytes, sizeof bytes);
                fact_add_figure(&text, unit, bounds[bound]);
                figures_take(figures, bytes, text.length);
            }
        }
    }
}

static bool take_sources(const struct self_check *check, struct figures *figures)
{
    /* what is printed where no site file or height is, and words of the page: "in 24 h", "SHA-256" */
    static const char of_the_program[] = IFS_VERSION " 0.1 152.4 256 24 48 2 10";
    const ifs_protocol *protocol = check->protocol;
    take_file(figures, protocol->file);
    take_file(figures, protocol->drug.file);
    if (check->request->site != NULL) {
        take_site(figures, check->request->site);
    }
    take_bounds(figures, protocol);
    take_request(figures, check->request);
    figures_take_words(figures, protocol->fingerprint);
    figures_take_words(figures, protocol->drug.fingerprint);
    figures_take_words(figures, check->sheet->moment);
    figures_take_words(figures, of_the_program);
    return take_json(figures, check->sheet);
}

/* Whether the file still holds the bytes that were read from it: a visit takes its time. */
static bool is_as_it_was(const char *path, const char *fingerprint)
{
    struct file_bytes bytes;
    char found[HASH_HEX] = "";
    if (file_read(path, FILE_CAP, &bytes) == FILE_FINE) {
        hash_sha256(bytes.bytes, bytes.size, found);
        file_free(&bytes);
    }
    return strcmp(found, fingerprint) == 0;
}

static void say_stray(const struct self_check *check, const struct layout *layout, const struct figures_stray *stray)
{
    const ifs_protocol *protocol = check->protocol;
    const struct row *row = &layout->rows[stray->row];
    bool drug = is_as_it_was(protocol->file, protocol->fingerprint);
    if (drug && is_as_it_was(protocol->drug.file, protocol->drug.fingerprint)) {
        say("a number that is neither the plan's nor a source's", stray->number, "", row->text != NULL ? row->text : row->label);
    } else {
        fprintf(stderr,
                "infusheet: %s was changed or removed since this order was begun, so its figures cannot be held against it. Nothing was "
                "written. Make the order again with the protocol of now.\n",
                drug ? protocol->drug.file : protocol->file);
    }
}

static bool figures_stand(const struct self_check *check, const struct layout *layout)
{
    struct figures *figures = calloc(1, sizeof *figures);
    struct figures_stray stray;
    const struct figures_order order = {check->protocol, check->plan};
    if (figures == NULL || !take_sources(check, figures)) {
        free(figures);
        return say_memory();
    }
    bool held = figures_hold(figures, &order, layout, &stray);
    if (!held) {
        say_stray(check, layout, &stray);
    }
    free(figures);
    return held;
}

/* ---- All ------------------------------------------------------------------------------------------------------ */

bool self_check(const struct self_check *check, const struct layout *layout, const struct file_bytes *pdf)
{
    if (check->skip) {
        fputs("infusheet: --no-self-check: the sheet is written without being read back\n", stderr);
        return true;
    }
    struct file_bytes text;
    enum child_status status = pdf_read_text(pdf, &text);
    if (status != CHILD_FINE) {
        fprintf(stderr,
                "infusheet: the sheet cannot be read back: %s. Nothing was written. --no-self-check writes it unread, and says so.\n",
                status == CHILD_MISSING ? "pdftotext is not installed; install the package poppler-utils" : pdf_read_words(status));
        return false;
    }
    bool held = rows_stand(layout, &text) && checklist_stands(check, layout, &text) && figures_stand(check, layout);
    file_free(&text);
    return held;
}
