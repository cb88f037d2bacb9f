/*
 * checklist.c - what must stand on the paper, item by item.
 *
 * Decides of each item whether this sheet needs it, and which rows it then needs. Most items are rows of the table
 * below; what the rest look for is checklist_order.c's and checklist_safety.c's. The invariants: an item is missing until
 * it was looked for and found; what does not apply says why; the words that are looked for are the sheet's own, never
 * copied here.
 *
 * Reading the paper is checklist_paper.c's, forms of writing are checklist_writing.c's.
 */
#include "checklist.h"

#include "checklist_held.h"
#include "claim.h"
#include "layout_page.h"
#include "wording.h"

/* Which sheets an item is for. */
enum need {
    NEED_ALWAYS,
    NEED_ORDER,    /* an order that somebody may prepare */
    NEED_COMPUTED, /* figures, if only to be reviewed */
    NEED_ANSWERS   /* not a refusal, which stands on its reasons */
};

/* ---- What is found out ---------------------------------------------------------------------------------------- */

/* As many bytes of it as there is room for. */
static void say(struct checklist_item *item, enum item_state state, const char *said, size_t length)
{
    struct text out = text_over(item->said, sizeof item->said);
    text_add_bytes(&out, said, length < sizeof item->said ? length : sizeof item->said - 1);
    item->state = state;
}

/* The first one is said. */
static void say_missing(struct held *held, const char *said, size_t length)
{
    if (held->item->state != ITEM_MISSING) {
        say(held->item, ITEM_MISSING, said, length);
    }
}

void held_missing(struct held *held, const char *said)
{
    say_missing(held, said, text_length(said));
}

/* With what stands around it. */
void held_found(struct held *held, size_t from, size_t length)
{
    enum { AROUND = 20 };
    size_t start = from > AROUND ? from - AROUND : 0;
    size_t after = from + length + AROUND;
    size_t end = after < held->paper->length ? after : held->paper->length;
    say_missing(held, held->paper->bytes + start, end - start);
}

void held_not_applicable(struct held *held, const char *reason)
{
    say(held->item, ITEM_NOT_APPLICABLE, reason, text_length(reason));
}

/* ---- Looking for rows ----------------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : text_equal(a, b);
}

int held_rows(const struct held *held, const char *label, const char *text)
{
    int count = 0;
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        count += same(row->label, label) && same(row->text, text) ? 1 : 0;
    }
    return count;
}

void held_need(struct held *held, const char *label, const char *text)
{
    bool laid_out = held_rows(held, label, text) > 0;
    int printed = paper_count(held->paper, label, text);
    held->any = true;
    if (!laid_out || printed == 0 || printed < paper_count(held->meant, label, text)) {
        held_missing(held, text != NULL && text[0] != '\0' ? text : label);
    }
}

/* With its room to write, which the layout may give it in either of two ways. */
void held_need_blank(struct held *held, const char *label)
{
    bool own_room = held_rows(held, label, "") > 0;
    held_need(held, label, own_room ? "" : NULL);
}

void held_need_once(struct held *held, const char *text)
{
    held->any = true;
    if (paper_count(held->paper, NULL, text) == 0) {
        held_missing(held, text);
    }
}

void held_need_lines(struct held *held, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct sheet_line *line = &lines->list[i];
        held_need(held, NULL, line->text);
        if (line->more != NULL) {
            held_need(held, NULL, line->more);
        }
        if (line->blanks != NULL) {
            held_need_blank(held, line->blanks);
        }
    }
}

void held_need_field(struct held *held, const char *label, const char *text)
{
    if (text != NULL) {
        held_need(held, label, text);
    }
}

const struct sheet_fact *held_fact(const struct held *held, int fact)
{
    for (int i = 0; i < held->sheet->fact_count; i++) {
        if (held->sheet->facts[i].fact == fact) {
            return &held->sheet->facts[i];
        }
    }
    return NULL;
}

void held_need_fact(struct held *held, int fact)
{
    const struct sheet_fact *row = held_fact(held, fact);
    if (row == NULL) {
        held_missing(held, wording_fact(fact));
        return;
    }
    held_need(held, row->label, row->words);
}

const char *held_string(const void *where, size_t offset)
{
    const char *string = NULL;
    __builtin_memcpy(&string, (const unsigned char *)where + offset, sizeof string);
    return string;
}

bool held_may_be_prepared(const struct ifs_sheet *sheet)
{
    return sheet->infusion_count > 0 && !page_nobody_may_sign(sheet);
}

/* ---- Rows of the table ---------------------------------------------------------------------------------------- */

struct required {
    int item;
    void (*need)(struct held *held, const struct required *row);
    size_t label; /* offset in words, or number of the fact */
    size_t text;  /* offset in the sheet or the infusion */
};

static const char *label_of(const struct required *row)
{
    return held_string(&words, row->label);
}

/* A fact: it has a row on every sheet. */
static void of_fact(struct held *held, const struct required *row)
{
    held_need_fact(held, (int)row->label);
}

static void of_sheet(struct held *held, const struct required *row)
{
    held_need_field(held, label_of(row), held_string(held->sheet, row->text));
}

static void of_each_infusion(struct held *held, const struct required *row)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        held_need_field(held, label_of(row), held_string(&held->sheet->infusions[i], row->text));
    }
}

/* Room to write. */
static void of_blank(struct held *held, const struct required *row)
{
    held_need_blank(held, label_of(row));
}

static void of_signed_blank(struct held *held, const struct required *row)
{
    if (held_may_be_prepared(held->sheet)) {
        of_blank(held, row);
    }
}

/* A heading, or a sentence of the program. */
static void of_words(struct held *held, const struct required *row)
{
    held_need(held, NULL, label_of(row));
}

/* Text of the sheet, alone. */
static void of_text(struct held *held, const struct required *row)
{
    held_need_field(held, NULL, held_string(held->sheet, row->text));
}

static const struct sheet_lines *lines_of(const struct held *held, const struct required *row)
{
    return (const struct sheet_lines *)(const void *)((const unsigned char *)held->sheet + row->text);
}

static void of_lines(struct held *held, const struct required *row)
{
    held_need_lines(held, lines_of(held, row));
}

/* Label and text of each line. */
static void of_fields(struct held *held, const struct required *row)
{
    const struct sheet_lines *lines = lines_of(held, row);
    for (int i = 0; i < lines->count; i++) {
        held_need(held, lines->list[i].text, lines->list[i].blanks);
    }
}

/* A line of the provenance. */
static void of_origin(struct held *held, const struct required *row)
{
    const char *label = label_of(row);
    const struct sheet_lines *lines = &held->sheet->provenance;
    bool found = false;
    for (int i = 0; i < lines->count; i++) {
        if (lines->list[i].blanks != NULL && text_equal(lines->list[i].text, label)) {
            held_need(held, label, lines->list[i].blanks);
            found = true;
        }
    }
    if (!found) {
        held_missing(held, label);
    }
}

static const struct required required[] = {
    {4, of_fact, .label = IFS_FACT_NAME},
    {4, of_fact, .label = IFS_FACT_ID},
    {5, of_sheet, offsetof(struct wording, label_moment), offsetof(struct ifs_sheet, moment)},
    {5, of_signed_blank, .label = offsetof(struct wording, blank_prepared)},
    {6, of_sheet, offsetof(struct wording, label_prescriber), offsetof(struct ifs_sheet, prescriber)},
    {6, of_signed_blank, .label = offsetof(struct wording, blank_prescriber)},
    {7, of_fact, .label = IFS_FACT_ALLERGIES},
    {8, of_sheet, offsetof(struct wording, label_weight), offsetof(struct ifs_sheet, weight_used)},
    {9, of_each_infusion, offsetof(struct wording, label_per_kg), offsetof(struct sheet_infusion, per_kg)},
    {10, of_sheet, offsetof(struct wording, label_indication), offsetof(struct ifs_sheet, indication)},
    {11, of_sheet, offsetof(struct wording, label_renal), offsetof(struct ifs_sheet, renal_status)},
    {13, of_sheet, offsetof(struct wording, label_place), offsetof(struct ifs_sheet, place)},
    {13, of_sheet, offsetof(struct wording, label_phone), offsetof(struct ifs_sheet, phone)},
    {13, of_text, .text = offsetof(struct ifs_sheet, call)},
    {14, of_origin, .label = offsetof(struct wording, label_salt)},
    {15, of_each_infusion, offsetof(struct wording, label_dose), offsetof(struct sheet_infusion, dose_line)},
    {16, of_text, .text = offsetof(struct ifs_sheet, high_alert)},
    {17, of_each_infusion, offsetof(struct wording, pump_dose), offsetof(struct sheet_infusion, dose)},
    {18, of_each_infusion, offsetof(struct wording, label_check_values), offsetof(struct sheet_infusion, check_values)},
    {19, of_each_infusion, offsetof(struct wording, label_basis), offsetof(struct sheet_infusion, basis_words)},
    {20, of_each_infusion, offsetof(struct wording, label_dose_range), offsetof(struct sheet_infusion, dose_range)},
    {21, of_fields, .text = offsetof(struct ifs_sheet, totals)},
    {22, of_each_infusion, offsetof(struct wording, label_strength), offsetof(struct sheet_infusion, strength)},
    {23, of_each_infusion, offsetof(struct wording, label_product), offsetof(struct sheet_infusion, product_words)},
    {23, of_each_infusion, offsetof(struct wording, label_contains), offsetof(struct sheet_infusion, contains)},
    {23, of_each_infusion, offsetof(struct wording, label_containers), offsetof(struct sheet_infusion, containers_words)},
    {23, of_each_infusion, offsetof(struct wording, label_preparation), offsetof(struct sheet_infusion, preparation)},
    {24, of_each_infusion, offsetof(struct wording, label_diluent), offsetof(struct sheet_infusion, diluent_words)},
    {25, of_each_infusion, offsetof(struct wording, label_total), offsetof(struct sheet_infusion, total)},
    {26, of_each_infusion, offsetof(struct wording, label_concentration), offsetof(struct sheet_infusion, concentration)},
    {26, of_each_infusion, offsetof(struct wording, label_limit), offsetof(struct sheet_infusion, concentration_limit)},
    {27, of_each_infusion, offsetof(struct wording, label_draw), offsetof(struct sheet_infusion, draw)},
    {28, of_words, .label = offsetof(struct wording, heading_working)},
    {29, of_blank, .label = offsetof(struct wording, blank_use_before)},
    {30, of_text, .text = offsetof(struct ifs_sheet, incompatible_words)},
    {31, of_each_infusion, offsetof(struct wording, label_route), offsetof(struct sheet_infusion, route)},
    {32, of_each_infusion, offsetof(struct wording, label_device), offsetof(struct sheet_infusion, device)},
    {32, of_each_infusion, offsetof(struct wording, pump_drops), offsetof(struct sheet_infusion, drops)},
    {33, of_each_infusion, offsetof(struct wording, pump_flow), offsetof(struct sheet_infusion, flow_words)},
    {33, of_each_infusion, offsetof(struct wording, pump_hand_flow), offsetof(struct sheet_infusion, hand_flow)},
    {33, of_each_infusion, offsetof(struct wording, pump_time), offsetof(struct sheet_infusion, over_words)},
    {33, of_each_infusion, offsetof(struct wording, label_speed), offsetof(struct sheet_infusion, speed)},
    {34, of_each_infusion, offsetof(struct wording, pump_site_volume), offsetof(struct sheet_infusion, site_volume)},
    {35, of_each_infusion, offsetof(struct wording, label_limit), offsetof(struct sheet_infusion, speed_limit)},
    {35, of_each_infusion, offsetof(struct wording, label_per_kg), offsetof(struct sheet_infusion, speed_per_kg)},
    {37, of_each_infusion, offsetof(struct wording, label_ending), offsetof(struct sheet_infusion, ending)},
    {38, of_each_infusion, offsetof(struct wording, label_delivered), offsetof(struct sheet_infusion, delivered)},
    {42, of_lines, .text = offsetof(struct ifs_sheet, monitoring)},
    {43, of_words, .label = offsetof(struct wording, heading_stop)},
    {43, of_lines, .text = offsetof(struct ifs_sheet, stop_rules)},
    {44, of_words, .label = offsetof(struct wording, heading_antidote)},
    {44, of_lines, .text = offsetof(struct ifs_sheet, rescue)},
    {46, of_lines, .text = offsetof(struct ifs_sheet, overrides)},
    {47, of_blank, .label = offsetof(struct wording, blank_own_dose)},
    {47, of_blank, .label = offsetof(struct wording, blank_own_draw)},
    {47, of_blank, .label = offsetof(struct wording, blank_own_flow)},
    {47, of_blank, .label = offsetof(struct wording, blank_checker)},
    {48, of_origin, .label = offsetof(struct wording, label_protocol)},
    {48, of_origin, .label = offsetof(struct wording, label_review)},
    {48, of_origin, .label = offsetof(struct wording, label_approved)},
    {51, of_blank, .label = offsetof(struct wording, blank_valid_until)},
    {51, of_words, .label = offsetof(struct wording, reprint)},
    {52, of_origin, .label = offsetof(struct wording, label_program)},
    {52, of_origin, .label = offsetof(struct wording, label_fingerprint)},
};

/* ---- The items ------------------------------------------------------------------------------------------------ */

struct item {
    enum need need;
    const char *words;
    const char *otherwise; /* why nothing was to be looked for */
    void (*hold)(struct held *held);
    void (*each)(struct held *held, const struct sheet_infusion *infusion);
};

#define IN_WRITING "" /* held over the whole paper at once */

static const struct item items[CHECKLIST_ITEMS] = {
    {NEED_ALWAYS, .words = "order-set name and population at the top", .hold = hold_title},
    {NEED_ALWAYS, .words = "the title on every page", .hold = hold_title_everywhere},
    {NEED_ALWAYS, .words = "the same layout every time", .hold = hold_headings},
    {NEED_ALWAYS, .words = "full name and a second identifier"},
    {NEED_ALWAYS, .words = "date and time of order and of preparation"},
    {NEED_ALWAYS, .words = "prescriber named, signature line"},
    {NEED_ALWAYS, .words = "allergies"},
    {NEED_ALWAYS, .words = "weight in kg, measured or stated, with its date"},
    {NEED_ORDER, .words = "which weight was used", .otherwise = "no weight is known"},
    {NEED_ALWAYS, .words = "indication", .hold = hold_evidence},
    {NEED_ALWAYS, .words = "renal status"},
    {NEED_ALWAYS, .words = "pregnancy status", .hold = hold_pregnancy},
    {NEED_ALWAYS, .words = "place of care and 24-hour phone"},
    {NEED_ALWAYS, .words = "name and salt of the drug in full", .hold = hold_drug_name},
    {NEED_ORDER, .words = "drug and dose on one line"},
    {NEED_ALWAYS, .words = "HIGH-ALERT MEDICATION"},
    {NEED_ORDER, .words = "the word DOSE", .hold = hold_dose_word},
    {NEED_ORDER, .words = "check values in mmol and mEq, never in the pump block", .hold = hold_pump_units},
    {NEED_COMPUTED, .words = "basis beside the calculated dose"},
    {NEED_ORDER, .words = "usual range and maximum", .otherwise = "the protocol has no limit of this dose"},
    {NEED_COMPUTED, .words = "maximum in 24 h, and 48 h where renal", .otherwise = "the protocol has no rolling total and no interval"},
    {NEED_ORDER, .words = "product as mg per mL and total per container"},
    {NEED_ORDER, .words = "every component's name, strength, amount"},
    {NEED_ORDER, .words = "diluent and volume", .otherwise = "nothing is added: ready to use, or undiluted"},
    {NEED_ORDER, .words = "total volume"},
    {NEED_ORDER, .words = "final concentration and its limit"},
    {NEED_ORDER, .words = "volume to draw up", .otherwise = "nothing is drawn up: ready to use", .hold = hold_ready_to_use},
    {NEED_COMPUTED, .words = "working shown", .hold = hold_working},
    {NEED_ORDER, .words = "use before, start time", .each = hold_start_time},
    {NEED_COMPUTED, .words = "compatibility and line note", .otherwise = "the drug library names no incompatibility", .each = hold_line_note},
    {NEED_ORDER, .words = "route"},
    {NEED_ORDER, .words = "device: pump, drop set or hand"},
    {NEED_ORDER, .words = "flow, time and dose rate", .otherwise = "injected at once: no flow and no time"},
    {NEED_ORDER, .words = "volume apart from the flow", .each = hold_volume},
    {NEED_ORDER, .words = "speed against its limit", .otherwise = "no limit of speed: nothing runs"},
    {NEED_ORDER, .words = "phases apart, each with container, flow and end", .otherwise = "one infusion in this order", .each = hold_phases},
    {NEED_ORDER, .words = "number of doses, duration, end", .each = hold_repeats},
    {NEED_ORDER, .words = "values after rounding are the ones checked", .otherwise = "by hand, and nothing was rounded", .each = hold_rounded},
    {NEED_ANSWERS, .words = "contraindications as answered", .otherwise = "the protocol asks no question", .hold = hold_answers},
    {NEED_COMPUTED, .words = "renal caution and urine rule", .otherwise = "neither the protocol nor its drug library speaks of kidneys or urine", .hold = hold_renal_rules},
    {NEED_COMPUTED, .words = "interaction cautions", .otherwise = "the drug library has none", .hold = hold_interactions},
    {NEED_COMPUTED, .words = "monitoring with times and blanks", .otherwise = "the protocol orders no monitoring"},
    {NEED_COMPUTED, .words = "stop rules and whom to call"},
    {NEED_COMPUTED, .words = "antidote with its dose", .hold = hold_antidote},
    {NEED_COMPUTED, .words = "every check with result, limit, source", .otherwise = "no check applies", .hold = hold_checks},
    {NEED_COMPUTED, .words = "overrides: what, who, why", .otherwise = "no override in this order", .hold = hold_overrides},
    {NEED_ORDER, .words = "independent double check", .hold = hold_second_checker},
    {NEED_ALWAYS, .words = "protocol id, version, dates, approvers"},
    {NEED_ALWAYS, .words = "references", .otherwise = "no source is referred to", .hold = hold_references},
    {NEED_ALWAYS, .words = "page x of y and sheet id on every page", .hold = hold_pages},
    {NEED_ORDER, .words = "not valid after; reprints marked"},
    {NEED_ALWAYS, .words = "program version and protocol fingerprint"},
    {NEED_ALWAYS, .words = "no abbreviation of the drug's formula", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "no trailing zero", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "a zero before the decimal point", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "a comma from 1,000", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "a space between number and unit, drug and dose", .otherwise = IN_WRITING, .hold = writing_space},
    {NEED_ALWAYS, .words = "no period after a unit", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "mL and L, never cc", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "mcg, never the micro sign", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "words for symbols", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "nothing of the do-not-use list", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "no decimal where a unit change removes it", .otherwise = IN_WRITING},
    {NEED_ALWAYS, .words = "no coined name", .otherwise = IN_WRITING, .hold = writing_coined},
    {NEED_ORDER, .words = "no list of optional drugs", .hold = writing_optional},
    {NEED_ORDER, .words = "look-alikes not next to each other", .otherwise = "one product on this sheet", .hold = writing_look_alikes},
    {NEED_ALWAYS, .words = "nothing to prepare on a page without an order", .otherwise = "this sheet holds an order", .hold = writing_nothing_to_prepare},
};

static const char *reason_without(enum need need, const struct ifs_sheet *sheet)
{
    const char *no_order = sheet->infusion_count == 0 ? "no order on this sheet" : NULL;
    const char *reason = NULL;
    switch (need) {
    case NEED_ALWAYS:
        break;
    case NEED_ANSWERS:
        reason = sheet->verdict == IFS_REFUSED ? "a refusal stands on its reasons" : NULL;
        break;
    case NEED_COMPUTED:
        reason = no_order;
        break;
    case NEED_ORDER:
        reason = no_order == NULL && page_nobody_may_sign(sheet) ? "nobody may sign it here: nothing to prepare" : no_order;
        break;
    }
    return reason;
}

static void hold_item(struct held *held, int number)
{
    const struct item *item = &items[number - 1];
    const char *reason = reason_without(item->need, held->sheet);
    held->any = false;
    if (reason != NULL) {
        held_not_applicable(held, reason);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(required); i++) {
        if (required[i].item == number) {
            required[i].need(held, &required[i]);
        }
    }
    if (item->hold != NULL) {
        item->hold(held);
    }
    for (int i = 0; item->each != NULL && i < held->sheet->infusion_count; i++) {
        item->each(held, &held->sheet->infusions[i]);
    }
    if (held->any || held->item->state != ITEM_PRESENT) {
        return;
    }
    if (item->otherwise == NULL) {
        held_missing(held, item->words);
    } else if (item->otherwise[0] != '\0') {
        held_not_applicable(held, item->otherwise);
    }
}

static void hold_all(struct held *held, struct checklist *checklist)
{
    for (int number = 1; number <= CHECKLIST_ITEMS; number++) {
        held->item = &checklist->items[number - 1];
        held->item->state = ITEM_PRESENT; /* until something is not found */
        hold_item(held, number);
    }
    writing_hold(held, checklist->items);
}

bool checklist_hold(const struct ifs_sheet *sheet, const struct layout *layout, const char *text,
                    struct checklist *checklist)
{
    struct held held = {.sheet = sheet, .layout = layout, .paper = &checklist->paper, .meant = &checklist->meant};
    checklist->missing = CHECKLIST_ITEMS;
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        checklist->items[i] = (struct checklist_item){.number = i + 1, .words = items[i].words};
    }
    if (sheet->full || layout->full || !paper_read(&checklist->paper, text) ||
        !paper_of_rows(&checklist->meant, layout)) {
        return false;
    }
    paper_mark_voices(&checklist->paper, sheet, layout);
    hold_all(&held, checklist);
    checklist->missing = 0;
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        checklist->missing += checklist->items[i].state == ITEM_MISSING ? 1 : 0;
    }
    return checklist->missing == 0;
}
