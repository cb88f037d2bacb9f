/*
 * layout.c - which row stands where.
 *
 * Decides the order of the page: who, what is ordered, is it allowed, how to make it, how to run it, what to watch,
 * when to stop, who signed; on the pharmacist's page working, checks, estimates, answers, findings, provenance. The
 * invariants: the verdict stands on every page; a sheet without an order has no row of preparation, volume, flow or
 * dose, whatever the sheet holds; what does not apply has no row.
 *
 * Characters are sheet.c's, fixed texts wording.c's, and how a row is drawn the renderer's.
 */
#include "layout.h"

#include "wording.h"

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

struct page {
    struct layout *layout;
    const struct ifs_sheet *sheet;
    int number;
};

static void put(struct page *page, enum row_kind kind, const char *label, const char *text, const char *mark)
{
    struct layout *layout = page->layout;
    if (layout->count >= LAYOUT_ROWS) {
        layout->full = true;
        return;
    }
    layout->rows[layout->count] =
        (struct row){.kind = kind, .page = page->number, .label = label, .text = text, .mark = mark};
    layout->count++;
}

static void heading(struct page *page, const char *text)
{
    put(page, ROW_HEADING, NULL, text, NULL);
}

static void say(struct page *page, const char *text)
{
    if (text != NULL) {
        put(page, ROW_TEXT, NULL, text, NULL);
    }
}

static void field(struct page *page, const char *label, const char *text)
{
    if (text != NULL) {
        put(page, ROW_FIELD, label, text, NULL);
    }
}

static void marked(struct page *page, const char *label, const char *text, const char *mark)
{
    if (text != NULL) {
        put(page, ROW_FIELD, label, text, mark);
    }
}

static void blank(struct page *page, const char *label)
{
    put(page, ROW_BLANK, label, NULL, NULL);
}

static void pump_box(struct page *page, const char *label, const char *text)
{
    if (text != NULL) {
        put(page, ROW_PUMP, label, text, NULL);
    }
}

static void bullets(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        put(page, ROW_BULLET, NULL, lines->list[i].text, lines->list[i].mark);
        if (lines->list[i].blanks != NULL) {
            put(page, ROW_BLANK, lines->list[i].blanks, "", NULL);
        }
    }
}

static void section(struct page *page, const char *title, const struct sheet_lines *lines)
{
    if (lines->count > 0) {
        heading(page, title);
        bullets(page, lines);
    }
}

/* ---- Head ----------------------------------------------------------------------------------------------------- */

static void head(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    put(page, ROW_TITLE, NULL, sheet->title, NULL);
    say(page, sheet->population);
    say(page, sheet->high_alert);
    put(page, ROW_BANNER, NULL, sheet->verdict_words, NULL);
    say(page, sheet->verdict_note);
    say(page, sheet->draft ? sheet->draft_words : NULL);
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

static void fact_field(struct page *page, int fact)
{
    const struct sheet_fact *row = find_fact(page->sheet, fact);
    if (row != NULL) {
        marked(page, row->label, row->words, row->note);
    }
}

static void patient(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_patient);
    fact_field(page, IFS_FACT_NAME);
    fact_field(page, IFS_FACT_ID);
    fact_field(page, IFS_FACT_BORN);
    fact_field(page, IFS_FACT_AGE);
    fact_field(page, IFS_FACT_SEX);
    fact_field(page, IFS_FACT_ALLERGIES);
    field(page, words.label_weight, sheet->weight_used);
    fact_field(page, IFS_FACT_HEIGHT);
    field(page, words.label_renal, sheet->renal_status);
    fact_field(page, IFS_FACT_PREGNANT);
    fact_field(page, IFS_FACT_GIVEN_24H);
    fact_field(page, IFS_FACT_GIVEN_48H);
    fact_field(page, IFS_FACT_ADDRESS);
    fact_field(page, IFS_FACT_PHONE);
    marked(page, words.label_indication, sheet->indication, sheet->indication_mark);
    field(page, words.label_evidence, sheet->indication_evidence);
    fact_field(page, IFS_FACT_SETTING);
    field(page, words.label_place, sheet->place);
    field(page, words.label_phone, sheet->phone);
    field(page, words.label_moment, sheet->moment);
    field(page, words.label_prescriber, sheet->prescriber);
}

static void end_page(struct page *page)
{
    const char *label = words.page_only;
    if (page->layout->pages == 2) {
        label = page->number == 1 ? words.page_nurse : words.page_pharmacist;
    }
    put(page, ROW_PAGE, label, page->sheet->sheet_id, page->sheet->verdict_words);
}

/* ---- Is it allowed -------------------------------------------------------------------------------------------- */

static void start_conditions(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->start_count == 0) {
        return;
    }
    heading(page, words.heading_start);
    for (int i = 0; i < sheet->start_count; i++) {
        put(page, ROW_BLANK, sheet->starts[i].text, NULL, NULL);
    }
}

/* Warnings that apply, or may. Of an order that is shown, checks that refuse or need an override stand as start
 * conditions and overrides, or have passed. */
static void cautions(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    bool any = false;
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *row = &sheet->checks[i];
        if (row->severity == IFS_WARN && (row->result == IFS_TRIP || row->result == IFS_UNKNOWN)) {
            if (!any) {
                heading(page, words.heading_cautions);
            }
            any = true;
            put(page, ROW_CHECK, wording_result(row->severity, row->result), row->say, row->mark);
        }
    }
}

static void overrides(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->verdict == IFS_OVERRIDE_NEEDED) {
        section(page, words.heading_overrides_needed, &sheet->reasons);
        blank(page, words.blank_override_reason);
        blank(page, words.blank_override_signature);
    }
    section(page, words.heading_overrides, &sheet->overrides);
}

static void warnings(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    bool any = false;
    for (int i = 0; i < sheet->finding_count; i++) {
        if (sheet->findings[i].severity != IFS_NOTE) {
            if (!any) {
                heading(page, words.heading_warnings);
            }
            any = true;
            put(page, ROW_BULLET, NULL, sheet->findings[i].message, NULL);
        }
    }
}

/* ---- One infusion --------------------------------------------------------------------------------------------- */

static void ordered(struct page *page, const struct sheet_infusion *infusion)
{
    put(page, ROW_DOSE, words.label_dose, infusion->dose_line, NULL);
    field(page, words.label_check_values, infusion->check_values);
    marked(page, words.label_basis, infusion->basis_words, infusion->basis_mark);
    field(page, words.label_per_kg, infusion->per_kg);
    field(page, words.label_dose_range, infusion->dose_range);
    for (int i = 0; i < page->sheet->totals.count; i++) {
        field(page, page->sheet->totals.list[i].text, page->sheet->totals.list[i].blanks);
    }
    field(page, words.label_delivered, infusion->delivered);
    field(page, words.label_ending, infusion->ending);
}

static void preparation(struct page *page, const struct sheet_infusion *infusion)
{
    heading(page, words.heading_preparation);
    marked(page, words.label_product, infusion->product_words, infusion->product_mark);
    field(page, words.label_strength, infusion->strength);
    field(page, words.label_contains, infusion->contains);
    field(page, words.label_containers, infusion->containers_words);
    field(page, words.label_draw, infusion->draw);
    field(page, words.label_diluent, infusion->diluent_words);
    field(page, words.label_preparation, infusion->preparation);
    field(page, words.label_total, infusion->total);
    field(page, words.label_concentration, infusion->concentration);
    field(page, words.label_limit, infusion->concentration_limit);
    bullets(page, &infusion->notes);
    blank(page, words.blank_prepared);
    blank(page, words.blank_use_before);
}

static void running(struct page *page, const struct sheet_infusion *infusion)
{
    bool by_hand = infusion->flow == NULL;
    const char *by_device = infusion->drops != NULL ? words.heading_gravity : words.heading_pump;
    heading(page, by_hand ? words.heading_by_hand : by_device);
    pump_box(page, words.pump_dose, infusion->dose);
    pump_box(page, by_hand ? words.pump_volume_by_hand : words.pump_volume, infusion->total);
    pump_box(page, words.pump_flow, infusion->flow);
    pump_box(page, words.pump_drops, infusion->drops);
    pump_box(page, words.pump_time, infusion->over);
    field(page, words.label_speed, infusion->speed);
    field(page, words.label_limit, infusion->speed_limit);
    field(page, words.label_route, infusion->route);
    field(page, words.label_device, infusion->device);
    say(page, words.never_speed_up);
    say(page, page->sheet->line_volume != NULL ? page->sheet->line_volume : words.flush);
    blank(page, words.blank_started);
    blank(page, words.blank_stopped);
}

static void infusions(struct page *page)
{
    for (int i = 0; i < page->sheet->infusion_count; i++) {
        const struct sheet_infusion *infusion = &page->sheet->infusions[i];
        heading(page, infusion->heading);
        ordered(page, infusion);
        preparation(page, infusion);
        running(page, infusion);
    }
}

/* ---- Watching, stopping, signing ------------------------------------------------------------------------------ */

static void watching(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    section(page, words.heading_monitoring, &sheet->monitoring);
    heading(page, words.heading_stop);
    bullets(page, &sheet->stop_rules);
    say(page, words.stop_and_call);
    say(page, sheet->call);
    heading(page, words.heading_antidote);
    bullets(page, &sheet->rescue);
    say(page, sheet->rescue.count == 0 ? words.no_antidote : NULL);
    section(page, words.heading_drug_notes, &sheet->drug_notes);
    section(page, words.heading_incompatible, &sheet->incompatible);
    section(page, words.heading_follow_up, &sheet->follow_up);
}

static void at_home(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    section(page, words.heading_home_advice, &sheet->home_advice);
    if (!sheet->at_home) {
        return;
    }
    heading(page, words.heading_at_home);
    say(page, words.home_warmth);
    blank(page, words.blank_second_checker);
    blank(page, words.blank_observed_until);
    blank(page, words.blank_driving);
    field(page, words.label_emergency, sheet->emergency != NULL ? sheet->emergency : words.no_site);
}

static void signatures(struct page *page)
{
    heading(page, words.heading_double_check);
    say(page, words.double_check);
    blank(page, words.blank_own_dose);
    blank(page, words.blank_own_draw);
    blank(page, words.blank_own_flow);
    blank(page, words.blank_same);
    blank(page, words.blank_checker);
    heading(page, words.heading_signatures);
    blank(page, words.blank_prescriber);
    blank(page, words.blank_valid_until);
    blank(page, words.blank_given);
    say(page, words.reprint);
}

static void nurse(struct page *page)
{
    head(page);
    patient(page);
    overrides(page);
    start_conditions(page);
    cautions(page);
    warnings(page);
    infusions(page);
    section(page, words.heading_orders, &page->sheet->orders);
    watching(page);
    at_home(page);
    signatures(page);
    end_page(page);
}

/* ---- The pharmacist's page ------------------------------------------------------------------------------------ */

static void working(struct page *page)
{
    heading(page, words.heading_working);
    for (int i = 0; i < page->sheet->working_count; i++) {
        put(page, ROW_WORKING, NULL, page->sheet->working[i], NULL);
    }
}

static void checks(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_checks);
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *row = &sheet->checks[i];
        put(page, ROW_CHECK, wording_result(row->severity, row->result), row->words, row->mark);
        field(page, words.label_reason, row->reason);
    }
}

static void estimates(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_estimates);
    say(page, sheet->estimate_count == 0 ? sheet->renal_status : NULL);
    for (int i = 0; i < sheet->estimate_count; i++) {
        put(page, ROW_BULLET, NULL, sheet->estimates[i].words, NULL);
    }
    field(page, words.label_egfr, sheet->egfr.text);
    field(page, words.label_urine, sheet->urine.text);
    field(page, words.label_urine, sheet->urine_per_weight.text);
}

static void answers(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_answers);
    for (int i = 0; i < sheet->fact_count; i++) {
        marked(page, sheet->facts[i].label, sheet->facts[i].words, sheet->facts[i].note);
    }
}

static void findings(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->finding_count > 0) {
        heading(page, words.heading_findings);
    }
    for (int i = 0; i < sheet->finding_count; i++) {
        put(page, ROW_BULLET, NULL, sheet->findings[i].message, NULL);
    }
}

static void provenance(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_provenance);
    for (int i = 0; i < sheet->provenance.count; i++) {
        field(page, sheet->provenance.list[i].text, sheet->provenance.list[i].blanks);
    }
    heading(page, words.heading_sources);
    say(page, words.marks);
    bullets(page, &sheet->sources);
    say(page, words.not_a_device);
}

static void pharmacist(struct page *page)
{
    head(page);
    heading(page, words.heading_patient);
    fact_field(page, IFS_FACT_NAME);
    fact_field(page, IFS_FACT_ID);
    field(page, words.label_moment, page->sheet->moment);
    working(page);
    checks(page);
    estimates(page);
    answers(page);
    findings(page);
    provenance(page);
    end_page(page);
}

/* ---- Pages without an order ----------------------------------------------------------------------------------- */

static void whom_to_call(struct page *page)
{
    heading(page, words.heading_call);
    say(page, page->sheet->call);
}

static void refused(struct page *page)
{
    head(page);
    section(page, words.heading_reasons, &page->sheet->reasons);
    section(page, words.heading_changes, &page->sheet->changes);
    whom_to_call(page);
    patient(page);
    estimates(page);
    findings(page);
    provenance(page);
    end_page(page);
}

static void incomplete(struct page *page)
{
    head(page);
    section(page, words.heading_questions, &page->sheet->questions);
    whom_to_call(page);
    patient(page);
    answers(page);
    findings(page);
    provenance(page);
    end_page(page);
}

void layout_rows(const struct ifs_sheet *sheet, struct layout *layout)
{
    struct page page = {.layout = layout, .sheet = sheet, .number = 1};
    layout->count = 0;
    layout->full = false;
    layout->pages = 1;
    switch (sheet->verdict) {
    case IFS_REFUSED:
        refused(&page);
        break;
    case IFS_INCOMPLETE:
        incomplete(&page);
        break;
    case IFS_OVERRIDE_NEEDED:
    case IFS_CONDITIONAL:
    case IFS_READY:
        layout->pages = 2;
        nurse(&page);
        page.number = 2;
        pharmacist(&page);
        break;
    }
}
