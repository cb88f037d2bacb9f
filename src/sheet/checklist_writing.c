/*
 * checklist_writing.c - how a sheet is written, as it came back from the paper.
 *
 * Decides which forms break items 53 to 67. The rules are lint_text.c's, the same as for authors; here they are held
 * over the whole paper, and each for those whose words a byte is (enum voice). The invariant: the program's own words
 * keep every rule; what others wrote is never changed, and only what has killed is refused in it.
 */
#include "checklist_held.h"
#include "claim.h"
#include "letters.h"
#include "lint_text.h"
#include "wording.h"

/* ---- Rules shared with authors -------------------------------------------------------------------------------- */

struct rule {
    const char *code;
    const char *form; /* NULL: every form of that code */
    int item;
};

static const struct rule rules[] = {
    {"formula-abbreviation", NULL, 53}, {"trailing-zero", NULL, 54},      {"leading-zero", NULL, 55},
    {"thousands-comma", NULL, 56},      {"space-before-unit", NULL, 57},  {"period-after-unit", NULL, 58},
    {"forbidden-abbreviation", "cc", 59}, {"micro-sign", NULL, 60},        {"forbidden-abbreviation", "ug", 60},
    {"sign-for-word", NULL, 61},        {"slash-for-per", NULL, 61},      {"decimal-of-gram", NULL, 63},
    {"coined-name", NULL, 64},
};
enum { FORMULA = 53, DO_NOT_USE = 62 }; /* every other abbreviation */

static int item_of(const struct paper *paper, const struct lint *lint)
{
    const char *form = paper->bytes + lint->offset;
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        if (text_equal(lint->code, rules[i].code) && (rules[i].form == NULL || letters_begin_in_any_case(form, rules[i].form))) {
            return rules[i].item;
        }
    }
    return DO_NOT_USE;
}

static bool holds_for(enum voice voice, const struct lint *lint, int item)
{
    bool holds = true;
    switch (voice) {
    case VOICE_PROGRAM:
        break;
    case VOICE_AUTHOR:
        holds = lint->severity == IFS_ERROR;
        break;
    case VOICE_SOURCE:
        holds = item == FORMULA;
        break;
    case VOICE_IDENTITY:
        holds = false;
        break;
    }
    return holds;
}

static enum voice voice_at(const struct paper *paper, size_t at)
{
    return (enum voice)(paper->voice[at] & ~VOICE_OF_A_ROW);
}

static bool is_broken(const struct held *held, const struct lint *lint, int item)
{
    return holds_for(voice_at(held->paper, lint->offset), lint, item);
}

void writing_hold(struct held *held, struct checklist_item *items)
{
    struct lint lint;
    for (size_t from = 0; lint_text(held->paper->bytes, &from, &lint);) {
        int item = item_of(held->paper, &lint);
        held->item = &items[item - 1];
        if (is_broken(held, &lint, item)) {
            held_found(held, lint.offset, lint.length);
        }
    }
    for (size_t from = 0; lint_printed(held->paper->bytes, &from, &lint);) {
        int item = item_of(held->paper, &lint);
        held->item = &items[item - 1];
        if (voice_at(held->paper, lint.offset) == VOICE_PROGRAM) {
            held_found(held, lint.offset, lint.length);
        }
    }
}

/* ---- Drug and dose -------------------------------------------------------------------------------------------- */

/* "magnesium sulfate2 g". */
void writing_space(struct held *held)
{
    const char *bytes = held->paper->bytes;
    for (const char *at = bytes; *at != '\0'; at++) {
        const char *after = letters_after(at, held->sheet->drug);
        if (after != NULL && letter_is_digit(*after)) {
            held_found(held, (size_t)(at - bytes), (size_t)(after - at) + 1);
        }
    }
}

/* In the drug line and the title, whoever wrote them. */
static void hold_coined(struct held *held, const char *text)
{
    struct lint lint;
    for (size_t from = 0; lint_text(text, &from, &lint);) {
        if (text_equal(lint.code, "coined-name")) {
            held_missing(held, text);
        }
    }
}

void writing_coined(struct held *held)
{
    hold_coined(held, held->sheet->shown_title);
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        hold_coined(held, held->sheet->infusions[i].dose_line);
        hold_coined(held, held->sheet->infusions[i].product_words);
    }
}

/* ---- Products ------------------------------------------------------------------------------------------------- */

/* Marks of where a product comes from have its label as well. */
static bool is_product(const struct row *row)
{
    return row->kind == ROW_FIELD && text_equal(row->label, words.label_product) && row->text[0] != '[';
}

static bool is_ordered(const struct ifs_sheet *sheet, const char *product)
{
    for (int i = 0; i < sheet->infusion_count; i++) {
        if (text_equal(sheet->infusions[i].product_words, product)) {
            return true;
        }
    }
    return false;
}

/* No product but those ordered, and never one or another. */
void writing_optional(struct held *held)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        bool product = is_product(row);
        held->any = held->any || product;
        if (product && (!is_ordered(held->sheet, row->text) || words_hold(row->text, " or "))) {
            held_missing(held, row->text);
        }
    }
}

/* No product's row directly after another's. */
void writing_look_alikes(struct held *held)
{
    const struct ifs_sheet *sheet = held->sheet;
    held->any = sheet->infusion_count > 1;
    for (int i = 0; i < sheet->infusion_count; i++) {
        size_t from = 0;
        size_t end = 0;
        while (paper_find(held->paper, words.label_product, sheet->infusions[i].product_words, &from, &end)) {
            size_t next = end;
            size_t after = 0;
            if (paper_find(held->paper, words.label_product, NULL, &next, &after) && next <= end + 1) {
                held_found(held, next, after - next);
            }
            from = end;
        }
    }
}

/* ---- Pages without an order ----------------------------------------------------------------------------------- */

/* A row of preparation or pump, wherever it comes from. */
static void hold_no_row(struct held *held, const char *label)
{
    size_t from = 0;
    for (size_t end = 0; paper_find(held->paper, label, NULL, &from, &end); from = end) {
        size_t after = held->paper->bytes[end] == ' ' ? end + 1 : end;
        if (letter_is_digit(held->paper->bytes[after])) {
            held_found(held, from, after - from + 1);
        }
    }
}

/* A volume or a flow that no row of the page accounts for: reasons and answers may name the one they are about. */
static void hold_no_figure(struct held *held, const char *unit)
{
    const struct paper *paper = held->paper;
    size_t from = 2; /* behind a figure and a blank */
    for (size_t end = 0; paper_find(paper, unit, NULL, &from, &end); from = end) {
        bool figure = paper->bytes[from - 1] == ' ' && letter_is_digit(paper->bytes[from - 2]);
        if (figure && !paper_is_row(paper, from)) {
            held_found(held, from, end - from);
        }
    }
}

void writing_nothing_to_prepare(struct held *held)
{
    const struct ifs_sheet *sheet = held->sheet;
    const char *const rows[] = {words.pump_dose, words.pump_volume, words.pump_volume_by_hand, words.pump_site_volume, words.pump_flow,
                                words.pump_hand_flow, words.pump_drops, words.pump_time, words.label_draw, words.label_total};
    bool order = held_may_be_prepared(sheet);
    held->any = !order;
    for (size_t i = 0; i < COUNT_OF(rows) && !order; i++) {
        hold_no_row(held, rows[i]);
    }
    if (sheet->infusion_count == 0) {
        hold_no_figure(held, "mL");
        hold_no_figure(held, "drops");
    }
}
