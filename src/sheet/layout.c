/*
 * layout.c - which row stands where.
 *
 * Decides the order of the page: who, is it allowed, what is ordered, how to make it, how to run it, what to watch,
 * when to stop, who signed; on the pharmacist's page evidence, working, checks, estimates, answers, findings,
 * provenance. On the first page only limits, start conditions and checks carry a mark of where they come from. The
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

/* Sentences without their marks: on the first page these would bury what is to be done. */
static void bullets(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct sheet_line *line = &lines->list[i];
        put(page, ROW_BULLET, NULL, line->text, NULL);
        if (line->more != NULL) {
            put(page, ROW_BULLET, NULL, line->more, NULL);
        }
        if (line->blanks != NULL) {
            put(page, ROW_BLANK, line->blanks, "", NULL);
        }
    }
}

static void marked_bullets(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        put(page, ROW_BULLET, NULL, lines->list[i].text, lines->list[i].mark);
        if (lines->list[i].blanks != NULL) {
            put(page, ROW_BLANK, lines->list[i].blanks, "", NULL);
        }
    }
}

/* Label and text of each line beside each other. */
static void fields(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        field(page, lines->list[i].text, lines->list[i].blanks);
    }
}

static void section(struct page *page, const char *title, const struct sheet_lines *lines)
{
    if (lines->count > 0) {
        heading(page, title);
        bullets(page, lines);
    }
}

/* ---- Who ------------------------------------------------------------------------------------------------------ */

static void title(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    put(page, ROW_TITLE, NULL, sheet->shown_title, NULL);
    say(page, sheet->population);
    say(page, sheet->high_alert);
}

static void verdict(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
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

/* What nobody said and the protocol can do without stands among the answers only. */
static void fact_field_if_any(struct page *page, int fact)
{
    const struct sheet_fact *row = find_fact(page->sheet, fact);
    if (row != NULL && (row->known || row->required)) {
        fact_field(page, fact);
    }
}

static const char *note_of(const struct ifs_sheet *sheet, int fact)
{
    const struct sheet_fact *row = find_fact(sheet, fact);
    return row == NULL ? NULL : row->note;
}

static void identity(struct page *page)
{
    heading(page, words.heading_patient);
    fact_field(page, IFS_FACT_NAME);
    fact_field(page, IFS_FACT_ID);
    marked(page, words.label_age_and_sex, page->sheet->age_and_sex, note_of(page->sheet, IFS_FACT_AGE));
}

static void circumstances(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    fact_field(page, IFS_FACT_ALLERGIES);
    marked(page, words.label_weight, sheet->weight_used, note_of(sheet, IFS_FACT_WEIGHT));
    fact_field_if_any(page, IFS_FACT_HEIGHT);
    field(page, words.label_renal, sheet->renal_status);
    fact_field_if_any(page, IFS_FACT_MAGNESIUM);
    fact_field_if_any(page, IFS_FACT_PREGNANT);
    fact_field_if_any(page, IFS_FACT_GIVEN_24H);
    fact_field_if_any(page, IFS_FACT_GIVEN_48H);
    fact_field_if_any(page, IFS_FACT_ADDRESS);
    fact_field_if_any(page, IFS_FACT_PHONE);
    field(page, words.label_indication, sheet->indication);
    field(page, words.label_place, sheet->place);
    field(page, words.label_phone, sheet->phone);
    field(page, words.label_moment, sheet->moment);
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
        put(page, ROW_BLANK, sheet->starts[i].text, NULL, sheet->starts[i].mark);
    }
}

static void warning(struct page *page, const char *said, bool *any)
{
    if (said == NULL) {
        return;
    }
    if (!*any) {
        heading(page, words.heading_warnings);
    }
    *any = true;
    put(page, ROW_BULLET, NULL, said, NULL);
}

/* Warnings of the protocol that apply, or may, and findings in brief. Of an order that is shown, checks that refuse or
 * need an override stand as start conditions and overrides, or have passed. */
static void warnings(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    bool any = false;
    for (int i = 0; i < sheet->check_count; i++) {
        warning(page, sheet->checks[i].caution, &any);
    }
    for (int i = 0; i < sheet->finding_count; i++) {
        warning(page, sheet->findings[i].brief, &any);
    }
}

/* An override is needed in a setting that allows none: nothing on the page may invite a signature. */
static bool nobody_may_sign(const struct ifs_sheet *sheet)
{
    return sheet->verdict == IFS_OVERRIDE_NEEDED && sheet->no_override;
}

static void overrides(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (nobody_may_sign(sheet)) {
        heading(page, words.heading_no_override);
        marked_bullets(page, &sheet->reasons);
    } else if (sheet->verdict == IFS_OVERRIDE_NEEDED) {
        heading(page, words.heading_overrides_needed);
        say(page, words.override_who);
        for (int i = 0; i < sheet->reasons.count; i++) {
            put(page, ROW_BULLET, NULL, sheet->reasons.list[i].text, sheet->reasons.list[i].mark);
            blank(page, words.blank_override_reason);
        }
        blank(page, words.blank_override_signature);
    }
    if (sheet->overrides.count > 0) {
        heading(page, words.heading_overrides);
        marked_bullets(page, &sheet->overrides);
    }
}

/* ---- The order ------------------------------------------------------------------------------------------------ */

static void ordered(struct page *page, const struct sheet_infusion *infusion)
{
    heading(page, infusion->heading);
    put(page, ROW_DOSE, words.label_dose, infusion->dose_line, NULL);
    field(page, words.label_check_values, infusion->check_values);
    field(page, words.label_per_kg, infusion->per_kg);
    marked(page, words.label_dose_range, infusion->dose_range, infusion->dose_range_mark);
    field(page, words.label_delivered, infusion->delivered);
    field(page, words.label_beginning, infusion->beginning);
    field(page, words.label_ending, infusion->ending);
    if (infusion->goes_on.count > 0) {
        heading(page, infusion->heading_goes_on);
        marked_bullets(page, &infusion->goes_on);
    }
}

static void preparation(struct page *page, const struct sheet_infusion *infusion)
{
    heading(page, infusion->heading_preparation);
    field(page, words.label_product, infusion->product_words);
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

/* The verdict once more, where the hand is on the pump. */
static const char *once_more(const struct ifs_sheet *sheet)
{
    const char *words_of_it = sheet->verdict == IFS_CONDITIONAL ? words.start_first : sheet->verdict_words;
    return sheet->verdict < IFS_READY ? words_of_it : NULL;
}

static void running(struct page *page, const struct sheet_infusion *infusion)
{
    bool by_hand = infusion->flow == NULL;
    heading(page, infusion->heading_running);
    say(page, once_more(page->sheet));
    pump_box(page, words.pump_drops, infusion->drops); /* what is counted comes first */
    pump_box(page, words.pump_dose, infusion->dose);
    pump_box(page, by_hand ? words.pump_volume_by_hand : words.pump_volume, infusion->total_words);
    pump_box(page, words.pump_site_volume, infusion->site_volume);
    pump_box(page, words.pump_flow, infusion->flow_words);
    pump_box(page, words.pump_hand_flow, infusion->hand_flow);
    pump_box(page, words.pump_time, infusion->over_words);
    field(page, words.label_speed, infusion->speed);
    field(page, words.label_limit, infusion->speed_limit);
    field(page, words.label_route, infusion->route);
    field(page, words.label_device, infusion->device);
    if (infusion->site_volume != NULL) { /* no line, nothing that could be paused */
        blank(page, words.blank_injected);
        return;
    }
    say(page, infusion->next_container);
    say(page, by_hand ? words.never_faster_by_hand : words.never_speed_up);
    const char *flush = page->sheet->line_volume != NULL ? page->sheet->line_volume : words.flush;
    say(page, by_hand ? words.flush_by_hand : flush);
    blank(page, words.blank_started);
    blank(page, words.blank_stopped);
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
    if (sheet->incompatible_words != NULL) {
        heading(page, words.heading_incompatible);
        say(page, sheet->incompatible_words);
    }
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
    field(page, words.label_emergency, sheet->emergency);
    if (sheet->emergency == NULL) {
        blank(page, words.blank_emergency);
    }
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
    const struct ifs_sheet *sheet = page->sheet;
    title(page);
    identity(page);
    circumstances(page);
    field(page, words.label_prescriber, sheet->prescriber);
    verdict(page);
    overrides(page);
    for (int i = 0; i < sheet->infusion_count && !nobody_may_sign(sheet); i++) {
        ordered(page, &sheet->infusions[i]);
    }
    start_conditions(page);
    warnings(page);
    for (int i = 0; i < sheet->infusion_count && !nobody_may_sign(sheet); i++) { /* nothing to prepare where nothing may be given */
        preparation(page, &sheet->infusions[i]);
        running(page, &sheet->infusions[i]);
    }
    section(page, words.heading_orders, &sheet->orders);
    watching(page);
    at_home(page);
    if (!nobody_may_sign(sheet)) {
        signatures(page);
    }
    end_page(page);
}

/* ---- The pharmacist's page ------------------------------------------------------------------------------------ */

static void evidence(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_evidence);
    marked(page, words.label_indication, sheet->indication_text, sheet->indication_mark);
    field(page, words.label_evidence, sheet->indication_evidence);
}

static void basis(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_basis);
    for (int i = 0; i < sheet->infusion_count; i++) {
        const struct sheet_infusion *infusion = &sheet->infusions[i];
        field(page, words.label_dose, infusion->dose_line);
        marked(page, words.label_basis, infusion->basis_words, infusion->basis_mark);
    }
    fields(page, &sheet->totals);
}

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
        bool nowhere = nobody_may_sign(sheet) && row->severity == IFS_OVERRIDE && row->result == IFS_TRIP;
        const char *result = nowhere ? words.result_no_override : wording_result(row->severity, row->result);
        put(page, ROW_CHECK, result, row->words, row->mark);
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
        const struct sheet_fact *row = &sheet->facts[i];
        if (row->fact < IFS_FACT_BUILTIN && row->known) {
            marked(page, row->label, row->words, row->note);
        }
    }
    field(page, words.label_not_answered, sheet->not_answered);
    for (int i = 0; i < sheet->fact_count; i++) {
        const struct sheet_fact *row = &sheet->facts[i];
        if (row->fact >= IFS_FACT_BUILTIN) { /* a question: the answer first, for its words are long */
            put(page, ROW_ITEM, row->words, row->label, row->note);
        }
    }
}

static void findings(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    bool any = false;
    for (int i = 0; i < sheet->finding_count; i++) {
        if (!sheet->findings[i].elsewhere) {
            if (!any) {
                heading(page, words.heading_findings);
            }
            any = true;
            put(page, ROW_BULLET, NULL, sheet->findings[i].message, NULL);
        }
    }
}

/* Whether the mark stands at the beginning of the text: "[3" in "[3, line 42]", not in "[31]". */
static bool begins_with_mark(const char *text, const char *mark)
{
    size_t length = text_length(mark) - 1; /* without its bracket */
    size_t same = 0;
    while (same < length && text[same] == mark[same]) {
        same++;
    }
    return same == length && (text[same] == ',' || text[same] == ']');
}

/* Lists the sources whose marks stand in the text. */
static void list_marks(const struct ifs_sheet *sheet, const char *text, bool *listed)
{
    for (; text != NULL && *text != '\0'; text++) {
        for (int i = 0; *text == '[' && i < sheet->source_count; i++) {
            listed[i] = listed[i] || begins_with_mark(text, sheet->sources[i].mark);
        }
    }
}

/* The sources that the rows laid so far refer to. Where a person verified none of them, that is said once. */
static void sources(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    struct layout *layout = page->layout;
    bool listed[SHEET_LINE_MAX] = {false};
    bool any = false;
    bool any_verified = false;
    for (int i = 0; i < layout->count; i++) {
        list_marks(sheet, layout->rows[i].mark, listed);
        list_marks(sheet, layout->rows[i].text, listed);
    }
    for (int i = 0; i < sheet->source_count; i++) {
        any = any || listed[i];
        any_verified = any_verified || (listed[i] && sheet->sources[i].verified);
    }
    if (any) {
        heading(page, words.heading_sources);
    }
    say(page, words.marks);
    say(page, any && !any_verified ? words.none_verified : NULL);
    for (int i = 0; i < sheet->source_count; i++) {
        const struct sheet_source *source = &sheet->sources[i];
        if (listed[i]) {
            put(page, ROW_ITEM, source->mark, any_verified ? source->stated : source->text, NULL);
        }
    }
}

static void provenance(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    heading(page, words.heading_provenance);
    fields(page, &sheet->provenance);
    if (sheet->traces.count > 0) {
        heading(page, words.heading_traces);
        fields(page, &sheet->traces);
    }
    sources(page);
    say(page, words.not_a_device);
}

static void pharmacist(struct page *page)
{
    title(page);
    identity(page);
    field(page, words.label_moment, page->sheet->moment);
    verdict(page);
    evidence(page);
    basis(page);
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
    field(page, words.label_prescriber, page->sheet->prescriber);
    say(page, page->sheet->call);
}

static void refused(struct page *page)
{
    title(page);
    identity(page);
    verdict(page);
    heading(page, words.heading_reasons);
    marked_bullets(page, &page->sheet->reasons);
    section(page, words.heading_changes, &page->sheet->changes);
    whom_to_call(page);
    heading(page, words.heading_known);
    circumstances(page);
    estimates(page);
    findings(page);
    provenance(page);
    end_page(page);
}

static void incomplete(struct page *page)
{
    title(page);
    identity(page);
    verdict(page);
    heading(page, words.heading_questions);
    say(page, words.how_to_answer);
    bullets(page, &page->sheet->questions);
    whom_to_call(page);
    heading(page, words.heading_known);
    circumstances(page);
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
