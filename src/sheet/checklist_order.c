/*
 * checklist_order.c - items of the checklist on who is treated, with what, and how it is prepared and given: 1 to 38.
 *
 * Decides what the items look for that are no plain rows of the table in checklist.c. The invariant: what is looked for follows
 * from the sheet alone; what the layout made of it is what is held. When an item applies at all is decided there.
 */
#include "checklist_held.h"
#include "claim.h"
#include "wording.h"

/* ---- Identity ------------------------------------------------------------------------------------------------- */

void hold_title(struct held *held)
{
    if (held->layout->rows[0].kind != ROW_TITLE) {
        held_missing(held, held->sheet->shown_title);
    }
    held_need_once(held, held->sheet->shown_title);
    held_need(held, NULL, held->sheet->population);
}

/* Every page says which order set it belongs to. */
void hold_title_everywhere(struct held *held)
{
    held_need(held, NULL, held->sheet->shown_title);
    if (held_rows(held, NULL, held->sheet->shown_title) < held->layout->pages) {
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

/* Its place in that order, from 1; 0: it has none, as the headings of the infusions between them. */
static size_t rank_of(const char *heading)
{
    for (size_t i = 0; i < COUNT_OF(order_of_headings); i++) {
        if (text_equal(heading, held_string(&words, order_of_headings[i]))) {
            return i + 1;
        }
    }
    return 0;
}

static void hold_heading(struct held *held, const char *heading, size_t *last)
{
    size_t rank = rank_of(heading);
    held_need(held, NULL, heading);
    if (rank == 0) {
        return;
    }
    if (rank <= *last) {
        held_missing(held, heading);
    }
    *last = rank;
}

/* Each after those that come before it on its page. */
void hold_headings(struct held *held)
{
    size_t last = 0;
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind == ROW_HEADING) {
            hold_heading(held, row->text, &last);
        }
        last = row->kind == ROW_PAGE ? 0 : last;
    }
}

void hold_evidence(struct held *held)
{
    if (held->sheet->infusion_count > 0) {
        held_need_field(held, words.label_indication, held->sheet->indication_text);
        held_need_field(held, words.label_evidence, held->sheet->indication_evidence);
    }
}

/* Years at the beginning of "34 years, female" or "23 months, female"; -1: not known. */
static int years_of(const char *age_and_sex)
{
    const char *at = age_and_sex;
    int number = words_number(&at);
    return at[0] == ' ' && at[1] == 'm' ? number / 12 : number;
}

void hold_pregnancy(struct held *held)
{
    enum { YOUNGEST = 10, OLDEST = 60 }; /* beyond what any protocol asks */
    const struct sheet_fact *sex = held_fact(held, IFS_FACT_SEX);
    int years = years_of(held->sheet->age_and_sex);
    if (sex != NULL && sex->known && text_equal(sex->words, "male")) {
        held_not_applicable(held, "male");
    } else if (years >= 0 && (years < YOUNGEST || years > OLDEST)) {
        held_not_applicable(held, "outside the age of childbearing");
    } else {
        held_need_fact(held, IFS_FACT_PREGNANT);
    }
}

/* ---- Drug, dose, preparation ---------------------------------------------------------------------------------- */

void hold_drug_name(struct held *held)
{
    held_need_once(held, held->sheet->drug);
}

/* The word DOSE before the drug, and not only in a box of its own where the hand is on the pump. */
void hold_dose_word(struct held *held)
{
    if (paper_count(held->paper, words.label_dose, held->sheet->drug) == 0) {
        held_missing(held, words.label_dose);
    }
}

void hold_pump_units(struct held *held)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind == ROW_PUMP && (words_hold(row->text, "mEq") || words_hold(row->text, "mmol"))) {
            held_missing(held, row->text);
        }
    }
}

void hold_ready_to_use(struct held *held)
{
    for (int i = 0; i < held->sheet->finding_count; i++) {
        const struct sheet_finding *finding = &held->sheet->findings[i];
        if (text_equal(finding->code, wording_notice_code(NOTICE_READY_TO_USE_PREFERRED))) {
            held_need(held, NULL, finding->brief);
        }
    }
}

void hold_working(struct held *held)
{
    for (int i = 0; i < held->sheet->working_count; i++) {
        held_need(held, NULL, held->sheet->working[i]);
    }
}

void hold_start_time(struct held *held, const struct sheet_infusion *infusion)
{
    held_need_blank(held, infusion->site_volume != NULL ? words.blank_injected : words.blank_started);
}

void hold_line_note(struct held *held, const struct sheet_infusion *infusion)
{
    const char *line = held->sheet->line_volume != NULL ? held->sheet->line_volume : words.flush;
    if (infusion->site_volume == NULL && held_may_be_prepared(held->sheet)) {
        held_need(held, NULL, infusion->flow == NULL ? words.flush_by_hand : line);
        held_need_field(held, NULL, held->sheet->incompatible_words != NULL ? words.line_alone : NULL);
    }
}

/* ---- Administration ------------------------------------------------------------------------------------------- */

void hold_volume(struct held *held, const struct sheet_infusion *infusion)
{
    held_need(held, infusion->flow == NULL ? words.pump_volume_by_hand : words.pump_volume, infusion->total_words);
}

void hold_phases(struct held *held, const struct sheet_infusion *infusion)
{
    if (held->sheet->infusion_count > 1) {
        held_need(held, NULL, infusion->heading);
        held_need(held, NULL, infusion->heading_preparation);
        held_need(held, NULL, infusion->heading_running);
        held_need_field(held, words.label_beginning, infusion->beginning);
    }
}

void hold_repeats(struct held *held, const struct sheet_infusion *infusion)
{
    held_need_lines(held, &infusion->goes_on);
}

static bool ends_with(const char *text, const char *with)
{
    for (; *text != '\0'; text++) {
        if (*text == ' ' && text_equal(text + 1, with)) {
            return true;
        }
    }
    return false;
}

static bool is_worked_out(const struct ifs_sheet *sheet, const char *flow)
{
    for (int i = 0; i < sheet->working_count; i++) {
        if (ends_with(sheet->working[i], flow)) {
            return true;
        }
    }
    return false;
}

/* The flow on the pump is the one that the working comes to, rounding included. */
void hold_rounded(struct held *held, const struct sheet_infusion *infusion)
{
    held->any = held->any || infusion->flow != NULL;
    if (infusion->flow != NULL && !is_worked_out(held->sheet, infusion->flow)) {
        held_missing(held, infusion->flow);
    }
}
