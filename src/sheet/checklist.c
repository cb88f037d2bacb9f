/*
 * checklist.c - what must stand on the paper, item by item.
 *
 * Decides of each item whether this sheet needs it, and which rows it then needs. Most items are rows of the table
 * below; the rest have a function each. The invariants: an item is missing until it was looked for and found; what does
 * not apply says why; the words that are looked for are the sheet's own, never copied here.
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

/* Where the two parts of a row are kept. */
enum of {
    OF_SHEET,    /* label in words, text in the sheet */
    OF_INFUSION, /* label in words, text in each infusion */
    OF_BLANK,    /* label in words: room to write */
    OF_HEADING,  /* text in words */
    OF_TEXT,     /* text in the sheet, alone */
    OF_FACT,     /* number of the fact: it has a row on every sheet */
    OF_ORIGIN    /* label in words, text in the provenance */
};

struct required {
    int item;
    enum of of;
    size_t label; /* offset in words, or number of the fact */
    size_t text;  /* offset in the sheet or the infusion */
};

#define NOTHING 0

static const struct required required[] = {
    {4, OF_FACT, IFS_FACT_NAME, NOTHING},
    {4, OF_FACT, IFS_FACT_ID, NOTHING},
    {5, OF_SHEET, offsetof(struct wording, label_moment), offsetof(struct ifs_sheet, moment)},
    {6, OF_SHEET, offsetof(struct wording, label_prescriber), offsetof(struct ifs_sheet, prescriber)},
    {7, OF_FACT, IFS_FACT_ALLERGIES, NOTHING},
    {8, OF_SHEET, offsetof(struct wording, label_weight), offsetof(struct ifs_sheet, weight_used)},
    {9, OF_INFUSION, offsetof(struct wording, label_per_kg), offsetof(struct sheet_infusion, per_kg)},
    {10, OF_SHEET, offsetof(struct wording, label_indication), offsetof(struct ifs_sheet, indication)},
    {11, OF_SHEET, offsetof(struct wording, label_renal), offsetof(struct ifs_sheet, renal_status)},
    {13, OF_SHEET, offsetof(struct wording, label_place), offsetof(struct ifs_sheet, place)},
    {13, OF_SHEET, offsetof(struct wording, label_phone), offsetof(struct ifs_sheet, phone)},
    {13, OF_TEXT, NOTHING, offsetof(struct ifs_sheet, call)},
    {14, OF_ORIGIN, offsetof(struct wording, label_salt), NOTHING},
    {16, OF_TEXT, NOTHING, offsetof(struct ifs_sheet, high_alert)},
    {18, OF_INFUSION, offsetof(struct wording, label_check_values), offsetof(struct sheet_infusion, check_values)},
    {19, OF_INFUSION, offsetof(struct wording, label_basis), offsetof(struct sheet_infusion, basis_words)},
    {20, OF_INFUSION, offsetof(struct wording, label_dose_range), offsetof(struct sheet_infusion, dose_range)},
    {22, OF_INFUSION, offsetof(struct wording, label_strength), offsetof(struct sheet_infusion, strength)},
    {23, OF_INFUSION, offsetof(struct wording, label_product), offsetof(struct sheet_infusion, product_words)},
    {23, OF_INFUSION, offsetof(struct wording, label_contains), offsetof(struct sheet_infusion, contains)},
    {23, OF_INFUSION, offsetof(struct wording, label_containers), offsetof(struct sheet_infusion, containers_words)},
    {23, OF_INFUSION, offsetof(struct wording, label_preparation), offsetof(struct sheet_infusion, preparation)},
    {24, OF_INFUSION, offsetof(struct wording, label_diluent), offsetof(struct sheet_infusion, diluent_words)},
    {25, OF_INFUSION, offsetof(struct wording, label_total), offsetof(struct sheet_infusion, total)},
    {26, OF_INFUSION, offsetof(struct wording, label_concentration), offsetof(struct sheet_infusion, concentration)},
    {26, OF_INFUSION, offsetof(struct wording, label_limit), offsetof(struct sheet_infusion, concentration_limit)},
    {27, OF_INFUSION, offsetof(struct wording, label_draw), offsetof(struct sheet_infusion, draw)},
    {29, OF_BLANK, offsetof(struct wording, blank_use_before), NOTHING},
    {30, OF_TEXT, NOTHING, offsetof(struct ifs_sheet, incompatible_words)},
    {31, OF_INFUSION, offsetof(struct wording, label_route), offsetof(struct sheet_infusion, route)},
    {32, OF_INFUSION, offsetof(struct wording, label_device), offsetof(struct sheet_infusion, device)},
    {32, OF_INFUSION, offsetof(struct wording, pump_drops), offsetof(struct sheet_infusion, drops)},
    {33, OF_INFUSION, offsetof(struct wording, pump_flow), offsetof(struct sheet_infusion, flow_words)},
    {33, OF_INFUSION, offsetof(struct wording, pump_hand_flow), offsetof(struct sheet_infusion, hand_flow)},
    {33, OF_INFUSION, offsetof(struct wording, pump_time), offsetof(struct sheet_infusion, over_words)},
    {33, OF_INFUSION, offsetof(struct wording, label_speed), offsetof(struct sheet_infusion, speed)},
    {34, OF_INFUSION, offsetof(struct wording, pump_site_volume), offsetof(struct sheet_infusion, site_volume)},
    {35, OF_INFUSION, offsetof(struct wording, label_limit), offsetof(struct sheet_infusion, speed_limit)},
    {35, OF_INFUSION, offsetof(struct wording, label_per_kg), offsetof(struct sheet_infusion, speed_per_kg)},
    {37, OF_INFUSION, offsetof(struct wording, label_ending), offsetof(struct sheet_infusion, ending)},
    {38, OF_INFUSION, offsetof(struct wording, label_delivered), offsetof(struct sheet_infusion, delivered)},
    {47, OF_BLANK, offsetof(struct wording, blank_own_dose), NOTHING},
    {47, OF_BLANK, offsetof(struct wording, blank_own_draw), NOTHING},
    {47, OF_BLANK, offsetof(struct wording, blank_own_flow), NOTHING},
    {47, OF_BLANK, offsetof(struct wording, blank_checker), NOTHING},
    {48, OF_ORIGIN, offsetof(struct wording, label_protocol), NOTHING},
    {48, OF_ORIGIN, offsetof(struct wording, label_review), NOTHING},
    {48, OF_ORIGIN, offsetof(struct wording, label_approved), NOTHING},
    {51, OF_BLANK, offsetof(struct wording, blank_valid_until), NOTHING},
    {51, OF_HEADING, NOTHING, offsetof(struct wording, reprint)},
    {52, OF_ORIGIN, offsetof(struct wording, label_program), NOTHING},
    {52, OF_ORIGIN, offsetof(struct wording, label_fingerprint), NOTHING},
};

/* ---- What is found out ---------------------------------------------------------------------------------------- */

static void say(struct checklist_item *item, enum item_state state, const char *said)
{
    struct text out = text_over(item->said, sizeof item->said);
    size_t length = text_length(said);
    text_add_bytes(&out, said, length < sizeof item->said ? length : sizeof item->said - 1);
    item->state = state;
}

void held_missing(struct held *held, const char *said)
{
    if (held->item->state != ITEM_MISSING) { /* the first one is said */
        say(held->item, ITEM_MISSING, said);
    }
    held->any = true;
}

void held_found(struct held *held, size_t from, size_t length)
{
    enum { AROUND = 20 };
    char found[CHECKLIST_SAID];
    struct text out = text_over(found, sizeof found);
    size_t start = from > AROUND ? from - AROUND : 0;
    size_t end = from + length + AROUND < held->paper->length ? from + length + AROUND : held->paper->length;
    text_add_bytes(&out, held->paper->bytes + start, end - start < sizeof found ? end - start : sizeof found - 1);
    held_missing(held, found);
}

void held_not_applicable(struct held *held, const char *reason)
{
    say(held->item, ITEM_NOT_APPLICABLE, reason);
}

/* ---- Looking for rows ----------------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : text_equal(a, b);
}

static int rows_of(const struct layout *layout, const char *label, const char *text)
{
    int count = 0;
    for (int i = 0; i < layout->count; i++) {
        count += same(layout->rows[i].label, label) && same(layout->rows[i].text, text) ? 1 : 0;
    }
    return count;
}

void held_need(struct held *held, const char *label, const char *text)
{
    bool laid_out = rows_of(held->layout, label, text) > 0;
    held->any = true;
    if (!laid_out || paper_count(held->paper, label, text) < paper_count(held->meant, label, text)) {
        held_missing(held, text != NULL && text[0] != '\0' ? text : label);
    }
}

/* With its room to write, which the layout may give it in either of two ways. */
void held_need_blank(struct held *held, const char *label)
{
    bool own_room = rows_of(held->layout, label, "") > 0;
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

static void need_field(struct held *held, const char *label, const char *text)
{
    if (text != NULL) {
        held_need(held, label, text);
    }
}

static void need_text(struct held *held, const char *text)
{
    if (text != NULL) {
        held_need(held, NULL, text);
    }
}

static const struct sheet_fact *find_fact(const struct ifs_sheet *sheet, int fact)
{
    for (int i = 0; i < sheet->fact_count; i++) {
        if (sheet->facts[i].fact == fact) {
            return &sheet->facts[i];
        }
    }
    return NULL;
}

static void need_fact(struct held *held, int fact)
{
    const struct sheet_fact *row = find_fact(held->sheet, fact);
    if (row == NULL) {
        held_missing(held, wording_fact(fact));
        return;
    }
    held_need(held, row->label, row->words);
}

static void need_origin(struct held *held, const char *label)
{
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

static const char *string_at(const void *where, size_t offset)
{
    const char *string = NULL;
    __builtin_memcpy(&string, (const unsigned char *)where + offset, sizeof string);
    return string;
}

static void need_of_infusions(struct held *held, const char *label, size_t offset)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        need_field(held, label, string_at(&held->sheet->infusions[i], offset));
    }
}

static void hold_row(struct held *held, const struct required *row)
{
    switch (row->of) {
    case OF_SHEET:
        need_field(held, string_at(&words, row->label), string_at(held->sheet, row->text));
        break;
    case OF_INFUSION:
        need_of_infusions(held, string_at(&words, row->label), row->text);
        break;
    case OF_BLANK:
        held_need_blank(held, string_at(&words, row->label));
        break;
    case OF_HEADING:
        need_text(held, string_at(&words, row->text));
        break;
    case OF_TEXT:
        need_text(held, string_at(held->sheet, row->text));
        break;
    case OF_FACT:
        need_fact(held, (int)row->label);
        break;
    case OF_ORIGIN:
        need_origin(held, string_at(&words, row->label));
        break;
    }
}

/* ---- Items with a function of their own: identity ------------------------------------------------------------- */

static bool may_be_prepared(const struct ifs_sheet *sheet)
{
    return sheet->infusion_count > 0 && !page_nobody_may_sign(sheet);
}

static void hold_title(struct held *held)
{
    if (held->layout->count == 0 || held->layout->rows[0].kind != ROW_TITLE) {
        held_missing(held, held->sheet->shown_title);
    }
    held_need_once(held, held->sheet->shown_title);
    held_need(held, NULL, held->sheet->population);
}

/* Every page says which order set it belongs to. */
static void hold_title_everywhere(struct held *held)
{
    held_need(held, NULL, held->sheet->shown_title);
    if (rows_of(held->layout, NULL, held->sheet->shown_title) < held->layout->pages) {
        held_missing(held, held->sheet->shown_title);
    }
}

/* Headings of every sheet, in the one order they ever stand in. Those of an infusion stand where NULL does. */
static const size_t order_of_headings[] = {
    offsetof(struct wording, heading_patient),       offsetof(struct wording, heading_reasons),
    offsetof(struct wording, heading_changes),       offsetof(struct wording, heading_questions),
    offsetof(struct wording, heading_call),          offsetof(struct wording, heading_known),
    offsetof(struct wording, heading_no_override),   offsetof(struct wording, heading_overrides_needed),
    offsetof(struct wording, heading_nearest),       offsetof(struct wording, heading_overrides),
    offsetof(struct wording, heading_start),         offsetof(struct wording, heading_warnings),
    offsetof(struct wording, heading_monitoring),    offsetof(struct wording, heading_stop),
    offsetof(struct wording, heading_antidote),      offsetof(struct wording, heading_double_check),
    offsetof(struct wording, heading_signatures),    offsetof(struct wording, heading_orders),
    offsetof(struct wording, heading_follow_up),     offsetof(struct wording, heading_home_advice),
    offsetof(struct wording, heading_at_home),       offsetof(struct wording, heading_evidence),
    offsetof(struct wording, heading_basis),         offsetof(struct wording, heading_working),
    offsetof(struct wording, heading_checks),        offsetof(struct wording, heading_slips),
    offsetof(struct wording, heading_drug_notes),    offsetof(struct wording, heading_incompatible),
    offsetof(struct wording, heading_estimates),     offsetof(struct wording, heading_unknowns),
    offsetof(struct wording, heading_answers),       offsetof(struct wording, heading_findings),
    offsetof(struct wording, heading_provenance),    offsetof(struct wording, heading_traces),
    offsetof(struct wording, heading_sources),       offsetof(struct wording, heading_code),
};

/* Its place in that order; -1: it has none, as the headings of the infusions between them. */
static int rank_of(const char *heading)
{
    for (size_t i = 0; i < COUNT_OF(order_of_headings); i++) {
        if (text_equal(heading, string_at(&words, order_of_headings[i]))) {
            return (int)i;
        }
    }
    return -1;
}

static void hold_headings(struct held *held)
{
    int page = 0;
    int last = -1;
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind != ROW_HEADING) {
            continue;
        }
        int rank = rank_of(row->text);
        last = row->page == page ? last : -1;
        page = row->page;
        if (rank >= 0 && rank <= last) {
            held_missing(held, row->text);
        }
        last = rank > last ? rank : last;
        held_need(held, NULL, row->text);
    }
}

static void hold_preparation_time(struct held *held)
{
    if (may_be_prepared(held->sheet)) {
        held_need_blank(held, words.blank_prepared);
    }
}

static void hold_signature(struct held *held)
{
    if (may_be_prepared(held->sheet)) {
        held_need_blank(held, words.blank_prescriber);
    }
}

static void hold_evidence(struct held *held)
{
    if (held->sheet->infusion_count > 0) {
        need_field(held, words.label_indication, held->sheet->indication_text);
        need_field(held, words.label_evidence, held->sheet->indication_evidence);
    }
}

/* Years at the beginning of "34 years, female" or "23 months, female"; -1: not known. */
static int years_of(const char *age_and_sex)
{
    int number = 0;
    const char *at = age_and_sex;
    for (; *at >= '0' && *at <= '9'; at++) {
        number = number * 10 + (*at - '0');
    }
    if (at == age_and_sex) {
        return -1;
    }
    return at[0] == ' ' && at[1] == 'm' ? number / 12 : number;
}

static void hold_pregnancy(struct held *held)
{
    enum { YOUNGEST = 10, OLDEST = 60 }; /* beyond what any protocol asks */
    const struct sheet_fact *sex = find_fact(held->sheet, IFS_FACT_SEX);
    int years = years_of(held->sheet->age_and_sex);
    if (sex != NULL && sex->known && text_equal(sex->words, "male")) {
        held_not_applicable(held, "male");
    } else if (years >= 0 && (years < YOUNGEST || years > OLDEST)) {
        held_not_applicable(held, "outside the age of childbearing");
    } else {
        need_fact(held, IFS_FACT_PREGNANT);
    }
}

/* ---- Drug, dose, preparation ---------------------------------------------------------------------------------- */

static void hold_drug_name(struct held *held)
{
    held_need_once(held, held->sheet->drug);
}

static void hold_dose_line(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        held_need(held, words.label_dose, held->sheet->infusions[i].dose_line);
    }
}

/* The word DOSE before the drug, and in a box of its own where the hand is on the pump. */
static void hold_dose_word(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        size_t from = 0;
        size_t end = 0;
        held_need(held, words.pump_dose, held->sheet->infusions[i].dose);
        if (!paper_find(held->paper, words.label_dose, held->sheet->drug, &from, &end)) {
            held_missing(held, words.label_dose);
        }
    }
}

static bool names_moles(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((text[0] == 'm' && text[1] == 'E' && text[2] == 'q') ||
            (text[0] == 'm' && text[1] == 'm' && text[2] == 'o' && text[3] == 'l')) {
            return true;
        }
    }
    return false;
}

static void hold_pump_units(struct held *held)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind == ROW_PUMP && names_moles(row->text)) {
            held_missing(held, row->text);
        }
    }
}

static void hold_totals(struct held *held)
{
    const struct sheet_lines *totals = &held->sheet->totals;
    for (int i = 0; i < totals->count; i++) {
        held_need(held, totals->list[i].text, totals->list[i].blanks);
    }
}

static void hold_ready_to_use(struct held *held)
{
    for (int i = 0; i < held->sheet->finding_count; i++) {
        const struct sheet_finding *finding = &held->sheet->findings[i];
        if (text_equal(finding->code, wording_notice_code(NOTICE_READY_TO_USE_PREFERRED))) {
            held_need(held, NULL, finding->brief);
        }
    }
}

static void hold_working(struct held *held)
{
    held_need(held, NULL, words.heading_working);
    for (int i = 0; i < held->sheet->working_count; i++) {
        held_need(held, NULL, held->sheet->working[i]);
    }
}

static void hold_start_time(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        bool injected = held->sheet->infusions[i].site_volume != NULL;
        held_need_blank(held, injected ? words.blank_injected : words.blank_started);
    }
}

static void hold_line_note(struct held *held)
{
    const char *line = held->sheet->line_volume != NULL ? held->sheet->line_volume : words.flush;
    for (int i = 0; i < held->sheet->infusion_count && may_be_prepared(held->sheet); i++) {
        const struct sheet_infusion *infusion = &held->sheet->infusions[i];
        if (infusion->site_volume == NULL) {
            held_need(held, NULL, infusion->flow == NULL ? words.flush_by_hand : line);
            need_text(held, held->sheet->incompatible_words != NULL ? words.line_alone : NULL);
        }
    }
}

/* ---- Administration ------------------------------------------------------------------------------------------- */

static void hold_volume(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        const struct sheet_infusion *infusion = &held->sheet->infusions[i];
        held_need(held, infusion->flow == NULL ? words.pump_volume_by_hand : words.pump_volume, infusion->total_words);
    }
}

static void hold_phases(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count && held->sheet->infusion_count > 1; i++) {
        const struct sheet_infusion *infusion = &held->sheet->infusions[i];
        held_need(held, NULL, infusion->heading);
        held_need(held, NULL, infusion->heading_preparation);
        held_need(held, NULL, infusion->heading_running);
        need_field(held, words.label_beginning, infusion->beginning);
    }
}

static void hold_repeats(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        held_need_lines(held, &held->sheet->infusions[i].goes_on);
    }
}

static bool ends_with(const char *text, const char *with)
{
    size_t length = text_length(text);
    size_t wanted = text_length(with);
    return length > wanted && text[length - wanted - 1] == ' ' && text_equal(text + length - wanted, with);
}

/* The flow on the pump is the one that the working comes to, rounding included. */
static void hold_rounded(struct held *held)
{
    for (int i = 0; i < held->sheet->infusion_count; i++) {
        const char *flow = held->sheet->infusions[i].flow;
        bool worked = flow == NULL;
        for (int j = 0; j < held->sheet->working_count && !worked; j++) {
            worked = ends_with(held->sheet->working[j], flow);
        }
        if (!worked) {
            held_missing(held, flow);
        }
        held->any = held->any || flow != NULL;
    }
}

/* ---- Safety --------------------------------------------------------------------------------------------------- */

static void hold_answers(struct held *held)
{
    for (int i = 0; i < held->sheet->fact_count; i++) {
        const struct sheet_fact *row = &held->sheet->facts[i];
        if (row->fact >= IFS_FACT_BUILTIN) {
            held_need(held, row->words, row->label);
        }
    }
}

/* Kidneys, in one of these words; urine in the other. */
static const char *const kidney_words[] = {"kidney", "renal", "creatinine"};
static const char *const urine_words[] = {"urine"};

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool speaks_of(const char *text, const char *const *list, size_t count)
{
    for (; *text != '\0'; text++) {
        for (size_t i = 0; i < count; i++) {
            size_t same_bytes = 0;
            while (list[i][same_bytes] != '\0' && lower(text[same_bytes]) == list[i][same_bytes]) {
                same_bytes++;
            }
            if (list[i][same_bytes] == '\0') {
                return true;
            }
        }
    }
    return false;
}

/* Rules, questions and answers about it, not only the label of a row that may say unknown: laid out, and printed. */
static int spoken_of(const struct held *held, const char *const *list, size_t count, bool printed)
{
    int rows = 0;
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        bool rule = row->kind == ROW_BULLET || row->kind == ROW_CHECK || row->kind == ROW_ITEM;
        if (rule && speaks_of(row->text, list, count)) {
            rows += !printed || paper_count(held->paper, NULL, row->text) > 0 ? 1 : 0;
        }
    }
    return rows;
}

/* Of a drug that has nothing to do with either nothing is asked; of any other both. */
static void hold_renal_rules(struct held *held)
{
    if (spoken_of(held, kidney_words, COUNT_OF(kidney_words), false) + spoken_of(held, urine_words, COUNT_OF(urine_words), false) == 0) {
        return;
    }
    held->any = true;
    if (spoken_of(held, kidney_words, COUNT_OF(kidney_words), true) == 0) {
        held_missing(held, kidney_words[0]);
    }
    if (spoken_of(held, urine_words, COUNT_OF(urine_words), true) == 0) {
        held_missing(held, urine_words[0]);
    }
}

static bool names_library(const char *mark)
{
    for (; mark != NULL && *mark != '\0'; mark++) {
        size_t i = 0;
        while (words.mark_drug_line[i] != '\0' && mark[i] == words.mark_drug_line[i]) {
            i++;
        }
        if (words.mark_drug_line[i] == '\0') {
            return true;
        }
    }
    return false;
}

/* What the drug itself does not go with: checks of the drug library that do not refuse. */
static bool is_interaction(const struct sheet_check *check)
{
    return check->severity != IFS_REFUSE && names_library(check->mark);
}

static void hold_check(struct held *held, const struct sheet_check *check)
{
    bool nowhere = page_nobody_may_sign(held->sheet) && check->severity == IFS_OVERRIDE && check->result == IFS_TRIP;
    held_need(held, nowhere ? words.result_no_override : wording_result(check->severity, check->result), check->words);
    if (check->mark != NULL) {
        held_need_once(held, check->mark);
    }
}

static void hold_interactions(struct held *held)
{
    for (int i = 0; i < held->sheet->check_count; i++) {
        if (is_interaction(&held->sheet->checks[i])) {
            hold_check(held, &held->sheet->checks[i]);
        }
    }
}

static void hold_checks(struct held *held)
{
    for (int i = 0; i < held->sheet->check_count; i++) {
        if (!is_interaction(&held->sheet->checks[i])) {
            hold_check(held, &held->sheet->checks[i]);
        }
    }
}

static void hold_monitoring(struct held *held)
{
    held_need_lines(held, &held->sheet->monitoring);
}

static void hold_stop_rules(struct held *held)
{
    held_need(held, NULL, words.heading_stop);
    held_need_lines(held, &held->sheet->stop_rules);
}

static void hold_antidote(struct held *held)
{
    held_need(held, NULL, words.heading_antidote);
    held_need_lines(held, &held->sheet->rescue);
    if (held->sheet->rescue.count == 0) {
        held_need(held, NULL, words.no_antidote);
    }
}

/* Valid ones say what, who and why; of those still to be signed each has room for a reason. */
static void hold_overrides(struct held *held)
{
    const struct ifs_sheet *sheet = held->sheet;
    held_need_lines(held, &sheet->overrides);
    if (sheet->verdict == IFS_OVERRIDE_NEEDED) {
        held_need_lines(held, &sheet->reasons);
    }
    if (sheet->verdict == IFS_OVERRIDE_NEEDED && may_be_prepared(sheet)) {
        held_need_blank(held, words.blank_override_reason);
        held_need_blank(held, words.blank_override_signature);
    }
}

/* Own results first, then the comparison: below each other, or, for a blind check, on a page of its own. */
static void hold_second_checker(struct held *held)
{
    bool blind = page_is_blind(held->sheet);
    held_need(held, NULL, blind ? words.blind : words.double_check);
    held_need(held, NULL, blind ? words.heading_answers_compared : words.heading_double_check);
    held_need_blank(held, blind ? words.blank_same_as_own : words.blank_same);
    if (blind) {
        held_need_blank(held, words.blank_own_strength);
    }
    if (held->sheet->at_home) {
        held_need_blank(held, words.blank_second_checker);
    }
}

/* ---- Governance ----------------------------------------------------------------------------------------------- */

/* Every source whose number stands in a mark of the sheet. */
static void hold_references(struct held *held)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind == ROW_ITEM && row->label[0] == '[') {
            held_need(held, row->label, row->text);
        }
    }
}

static int number_at(const char **at)
{
    int number = 0;
    *at += **at == ' ' ? 1 : 0;
    for (; **at >= '0' && **at <= '9' && number < 1000; (*at)++) {
        number = number * 10 + (**at - '0');
    }
    return number;
}

/* "Page 1 of 2", after its first word; 0: something else. */
static int page_number(const char *at, int *count)
{
    int number = number_at(&at);
    bool counted = at[0] == ' ' && at[1] == 'o' && at[2] == 'f';
    at += counted ? 3 : 0;
    *count = counted ? number_at(&at) : 0;
    return *count > 0 ? number : 0;
}

/* Each number from 1 on, all of the same count, and the sheet's id as often. */
static void hold_pages(struct held *held)
{
    static const char page_word[] = "Page";
    int pages = held->layout->pages;
    int seen = 0;
    bool agree = true;
    size_t from = 0;
    for (size_t end = 0; paper_find(held->paper, NULL, page_word, &from, &end); from = end) {
        int count = 0;
        int number = page_number(held->paper->bytes + end, &count);
        seen += number > 0 && number == seen + 1 ? 1 : 0;
        agree = agree && (number == 0 || seen == 1 || count == pages);
        pages = number == 1 && count > pages ? count : pages; /* what is long flows over */
    }
    if (!agree || seen != pages) {
        held_missing(held, page_word);
    }
    held->any = true;
    if (paper_count(held->paper, words.page_sheet, held->sheet->sheet_id) < pages) {
        held_missing(held, held->sheet->sheet_id);
    }
}

/* ---- The items ------------------------------------------------------------------------------------------------ */

struct item {
    enum need need;
    const char *words;
    const char *otherwise; /* why nothing was to be looked for */
    void (*hold)(struct held *held);
};

#define IN_WRITING "" /* held over the whole paper at once */

static const struct item items[CHECKLIST_ITEMS] = {
    {NEED_ALWAYS, "order-set name and population at the top", NULL, hold_title},
    {NEED_ALWAYS, "the title on every page", NULL, hold_title_everywhere},
    {NEED_ALWAYS, "the same layout every time", NULL, hold_headings},
    {NEED_ALWAYS, "full name and a second identifier", NULL, NULL},
    {NEED_ALWAYS, "date and time of order and of preparation", NULL, hold_preparation_time},
    {NEED_ALWAYS, "prescriber named, signature line", NULL, hold_signature},
    {NEED_ALWAYS, "allergies", NULL, NULL},
    {NEED_ALWAYS, "weight in kg, measured or stated, with its date", NULL, NULL},
    {NEED_ORDER, "which weight was used", "no weight is known", NULL},
    {NEED_ALWAYS, "indication", NULL, hold_evidence},
    {NEED_ALWAYS, "renal status", NULL, NULL},
    {NEED_ALWAYS, "pregnancy status", NULL, hold_pregnancy},
    {NEED_ALWAYS, "place of care and 24-hour phone", NULL, NULL},
    {NEED_ALWAYS, "name and salt of the drug in full", NULL, hold_drug_name},
    {NEED_ORDER, "drug and dose on one line", NULL, hold_dose_line},
    {NEED_ALWAYS, "HIGH-ALERT MEDICATION", NULL, NULL},
    {NEED_ORDER, "the word DOSE", NULL, hold_dose_word},
    {NEED_ORDER, "check values in mmol and mEq, never in the pump block", NULL, hold_pump_units},
    {NEED_COMPUTED, "basis beside the calculated dose", NULL, NULL},
    {NEED_ORDER, "usual range and maximum", "the protocol has no limit of this dose", NULL},
    {NEED_COMPUTED, "maximum in 24 h, and 48 h where renal", "the protocol has no rolling total and no interval", hold_totals},
    {NEED_ORDER, "product as mg per mL and total per container", NULL, NULL},
    {NEED_ORDER, "every component's name, strength, amount", NULL, NULL},
    {NEED_ORDER, "diluent and volume", "nothing is added: ready to use, or undiluted", NULL},
    {NEED_ORDER, "total volume", NULL, NULL},
    {NEED_ORDER, "final concentration and its limit", NULL, NULL},
    {NEED_ORDER, "volume to draw up", "nothing is drawn up: ready to use", hold_ready_to_use},
    {NEED_COMPUTED, "working shown", NULL, hold_working},
    {NEED_ORDER, "use before, start time", NULL, hold_start_time},
    {NEED_COMPUTED, "compatibility and line note", "the drug library names no incompatibility", hold_line_note},
    {NEED_ORDER, "route", NULL, NULL},
    {NEED_ORDER, "device: pump, drop set or hand", NULL, NULL},
    {NEED_ORDER, "flow, time and dose rate", "injected at once: no flow and no time", NULL},
    {NEED_ORDER, "volume apart from the flow", NULL, hold_volume},
    {NEED_ORDER, "speed against its limit", "no limit of speed: nothing runs", NULL},
    {NEED_ORDER, "phases apart, each with container, flow and end", "one infusion in this order", hold_phases},
    {NEED_ORDER, "number of doses, duration, end", NULL, hold_repeats},
    {NEED_ORDER, "values after rounding are the ones checked", "by hand, and nothing was rounded", hold_rounded},
    {NEED_ANSWERS, "contraindications as answered", "the protocol asks no question", hold_answers},
    {NEED_COMPUTED, "renal caution and urine rule", "neither the protocol nor its drug library speaks of kidneys or urine", hold_renal_rules},
    {NEED_COMPUTED, "interaction cautions", "the drug library has none", hold_interactions},
    {NEED_COMPUTED, "monitoring with times and blanks", "the protocol orders no monitoring", hold_monitoring},
    {NEED_COMPUTED, "stop rules and whom to call", NULL, hold_stop_rules},
    {NEED_COMPUTED, "antidote with its dose", NULL, hold_antidote},
    {NEED_COMPUTED, "every check with result, limit, source", "no check applies", hold_checks},
    {NEED_COMPUTED, "overrides: what, who, why", "no override in this order", hold_overrides},
    {NEED_ORDER, "independent double check", NULL, hold_second_checker},
    {NEED_ALWAYS, "protocol id, version, dates, approvers", NULL, NULL},
    {NEED_ALWAYS, "references", "no source is referred to", hold_references},
    {NEED_ALWAYS, "page x of y and sheet id on every page", NULL, hold_pages},
    {NEED_ORDER, "not valid after; reprints marked", NULL, NULL},
    {NEED_ALWAYS, "program version and protocol fingerprint", NULL, NULL},
    {NEED_ALWAYS, "no abbreviation of the drug's formula", IN_WRITING, NULL},
    {NEED_ALWAYS, "no trailing zero", IN_WRITING, NULL},
    {NEED_ALWAYS, "a zero before the decimal point", IN_WRITING, NULL},
    {NEED_ALWAYS, "a comma from 1,000", IN_WRITING, NULL},
    {NEED_ALWAYS, "a space between number and unit, drug and dose", IN_WRITING, writing_space},
    {NEED_ALWAYS, "no period after a unit", IN_WRITING, NULL},
    {NEED_ALWAYS, "mL and L, never cc", IN_WRITING, NULL},
    {NEED_ALWAYS, "mcg, never the micro sign", IN_WRITING, NULL},
    {NEED_ALWAYS, "words for symbols", IN_WRITING, NULL},
    {NEED_ALWAYS, "nothing of the do-not-use list", IN_WRITING, NULL},
    {NEED_ALWAYS, "no decimal where a unit change removes it", IN_WRITING, NULL},
    {NEED_ALWAYS, "no coined name", IN_WRITING, writing_coined},
    {NEED_ORDER, "no list of optional drugs", NULL, writing_optional},
    {NEED_ORDER, "look-alikes not next to each other", "one product on this sheet", writing_look_alikes},
    {NEED_ALWAYS, "nothing to prepare on a page without an order", "this sheet holds an order", writing_nothing_to_prepare},
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
            hold_row(held, &required[i]);
        }
    }
    if (item->hold != NULL) {
        item->hold(held);
    }
    if (held->any || held->item->state == ITEM_NOT_APPLICABLE) {
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
