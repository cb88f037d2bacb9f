/*
 * layout.c - which row stands where.
 *
 * Decides the order of the page: who, is it allowed, what is ordered, how to make it, how to run it, what to watch,
 * when to stop, who signed; the pharmacist's page is layout_pharmacist.c. On the first page only limits, start
 * conditions and checks carry a mark of where they come from. The invariants: the verdict stands on every page; a sheet
 * without an order has no row of preparation, volume, flow or dose, whatever the sheet holds; what does not apply has
 * no row.
 *
 * Characters are sheet.c's, fixed texts wording.c's, and how a row is drawn the renderer's.
 */
#include "layout_page.h"

#include "wording.h"

/* ---- Is it allowed -------------------------------------------------------------------------------------------- */

static void start_conditions(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->start_count == 0) {
        return;
    }
    page_heading(page, words.heading_start);
    for (int i = 0; i < sheet->start_count; i++) {
        page_put(page, ROW_BLANK, sheet->starts[i].text, NULL, sheet->starts[i].mark);
    }
}

static void nearest(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->nearest_count > 0) {
        page_heading(page, words.heading_nearest);
    }
    for (int i = 0; i < sheet->nearest_count; i++) {
        page_put(page, ROW_BULLET, NULL, sheet->nearest[i].text, NULL);
    }
}

static void overrides(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (page_nobody_may_sign(sheet)) {
        page_heading(page, words.heading_no_override);
        page_marked_bullets(page, &sheet->reasons);
        nearest(page);
    } else if (sheet->verdict == IFS_OVERRIDE_NEEDED) {
        page_heading(page, words.heading_overrides_needed);
        page_say(page, words.override_who);
        for (int i = 0; i < sheet->reasons.count; i++) {
            page_put(page, ROW_BULLET, NULL, sheet->reasons.list[i].text, sheet->reasons.list[i].mark);
            page_blank(page, words.blank_override_reason);
        }
        page_blank(page, words.blank_override_signature);
        nearest(page);
    }
    if (sheet->overrides.count > 0) {
        page_heading(page, words.heading_overrides);
        page_marked_bullets(page, &sheet->overrides);
    }
}

/* ---- The order ------------------------------------------------------------------------------------------------ */

static void ordered(struct page *page, const struct sheet_infusion *infusion)
{
    page_heading(page, infusion->heading);
    page_put(page, ROW_DOSE, words.label_dose, infusion->dose_line, NULL);
    page_field(page, words.label_check_values, infusion->check_values);
    page_field(page, words.label_per_kg, infusion->per_kg);
    page_marked(page, words.label_dose_range, infusion->dose_range, infusion->dose_range_mark);
    page_field(page, words.label_delivered, infusion->delivered);
    page_field(page, words.label_beginning, infusion->beginning);
    page_field(page, words.label_ending, infusion->ending);
    if (infusion->goes_on.count > 0) {
        page_heading(page, infusion->heading_goes_on);
        page_marked_bullets(page, &infusion->goes_on);
    }
}

static void preparation(struct page *page, const struct sheet_infusion *infusion)
{
    page_heading(page, infusion->heading_preparation);
    page_field(page, words.label_product, infusion->product_words);
    page_field(page, words.label_strength, infusion->strength);
    page_field(page, words.label_contains, infusion->contains);
    page_field(page, words.label_containers, infusion->containers_words);
    page_field(page, words.label_draw, infusion->draw);
    page_field(page, words.label_diluent, infusion->diluent_words);
    page_field(page, words.label_preparation, infusion->preparation);
    page_field(page, words.label_total, infusion->total);
    page_field(page, words.label_concentration, infusion->concentration);
    page_field(page, words.label_limit, infusion->concentration_limit);
    page_bullets(page, &infusion->notes);
    page_blank(page, words.blank_prepared);
    page_blank(page, words.blank_use_before);
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
    page_heading(page, infusion->heading_running);
    page_alert(page, once_more(page->sheet));
    page_pump_box(page, words.pump_drops, infusion->drops); /* what is counted comes first */
    page_pump_box(page, words.pump_dose, infusion->dose);
    page_pump_box(page, by_hand ? words.pump_volume_by_hand : words.pump_volume, infusion->total_words);
    page_pump_box(page, words.pump_site_volume, infusion->site_volume);
    page_pump_box(page, words.pump_flow, infusion->flow_words);
    page_pump_box(page, words.pump_hand_flow, infusion->hand_flow);
    page_pump_box(page, words.pump_time, infusion->over_words);
    page_field(page, words.label_speed, infusion->speed);
    page_field(page, words.label_per_kg, infusion->speed_per_kg);
    page_field(page, words.label_limit, infusion->speed_limit);
    page_field(page, words.label_route, infusion->route);
    page_field(page, words.label_device, infusion->device);
    if (infusion->site_volume != NULL) { /* no line, nothing that could be paused */
        page_blank(page, words.blank_injected);
        return;
    }
    page_say(page, infusion->next_container);
    page_say(page, page->sheet->incompatible_words != NULL ? words.line_alone : NULL);
    page_say(page, by_hand ? words.never_faster_by_hand : words.never_speed_up);
    const char *flush = page->sheet->line_volume != NULL ? page->sheet->line_volume : words.flush;
    page_say(page, by_hand ? words.flush_by_hand : flush);
    page_blank(page, words.blank_started);
    page_blank(page, words.blank_stopped);
}

/* ---- Watching, stopping, signing ------------------------------------------------------------------------------ */

/* What was injected into a muscle cannot be stopped. */
static bool anything_runs(const struct ifs_sheet *sheet)
{
    for (int i = 0; i < sheet->infusion_count; i++) {
        if (sheet->infusions[i].site_volume == NULL) {
            return true;
        }
    }
    return false;
}

static void watching(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_section(page, words.heading_monitoring, &sheet->monitoring);
    page_heading(page, words.heading_stop);
    page_bullets(page, &sheet->stop_rules);
    page_alert(page, anything_runs(sheet) ? words.stop_and_call : NULL);
    page_say(page, sheet->call);
    page_heading(page, words.heading_antidote);
    page_bullets(page, &sheet->rescue);
    page_say(page, sheet->rescue.count == 0 ? words.no_antidote : NULL);
}

/* After the signatures: the first page of paper is to hold all that the hand needs during the infusion. */
static void afterwards(struct page *page)
{
    page_section(page, words.heading_orders, &page->sheet->orders);
    page_section(page, words.heading_follow_up, &page->sheet->follow_up);
}

static void at_home(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_section(page, words.heading_home_advice, &sheet->home_advice);
    if (!sheet->at_home) {
        return;
    }
    page_heading(page, words.heading_at_home);
    page_say(page, words.home_warmth);
    page_blank(page, words.blank_second_checker);
    page_blank(page, words.blank_observed_until);
    page_blank(page, words.blank_driving);
    if (sheet->emergency == NULL) { /* else it stands beside whom to call */
        page_blank(page, words.blank_emergency);
    }
}

static void double_check(struct page *page)
{
    page_heading(page, words.heading_double_check);
    page_say(page, words.double_check);
    page_blank(page, words.blank_own_dose);
    page_blank(page, words.blank_own_draw);
    page_blank(page, words.blank_own_flow);
    page_blank(page, words.blank_same);
    page_blank(page, words.blank_checker);
}

static void signatures(struct page *page)
{
    page_heading(page, words.heading_signatures);
    page_blank(page, words.blank_prescriber);
    page_blank(page, words.blank_valid_until);
    page_blank(page, words.blank_given);
    page_say(page, words.reprint);
}

/* What is ordered and how it is made and run. */
static void orders(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    int shown = page_nobody_may_sign(sheet) ? 0 : sheet->infusion_count; /* nothing to prepare where nothing may be given */
    for (int i = 0; i < shown; i++) {
        ordered(page, &sheet->infusions[i]);
    }
    start_conditions(page);
    page_warnings(page);
    for (int i = 0; i < shown; i++) {
        preparation(page, &sheet->infusions[i]);
        running(page, &sheet->infusions[i]);
    }
}

/* What a second person needs to work the order out alone, and room for the results. */
static void blind_order(struct page *page, const struct sheet_infusion *infusion)
{
    page_heading(page, infusion->heading_blind);
    page_say(page, words.blind);
    page_marked(page, words.label_basis, infusion->basis_words, infusion->basis_mark);
    page_field(page, words.label_dose, infusion->ordered_dose);
    page_field(page, words.pump_time, infusion->ordered_time);
    page_field(page, words.label_product, infusion->product_words);
    page_field(page, words.label_strength, infusion->strength);
    page_field(page, words.label_contains, infusion->contains);
    page_field(page, words.label_route, infusion->route);
    page_blank(page, words.blank_own_dose);
    page_blank(page, words.blank_own_draw);
    page_blank(page, words.blank_own_strength);
    page_blank(page, words.blank_own_flow);
    page_blank(page, words.blank_checker);
}

static void blind_orders(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    for (int i = 0; i < sheet->infusion_count; i++) {
        blind_order(page, &sheet->infusions[i]);
    }
    start_conditions(page);
    page_warnings(page);
}

static void answers(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_title(page);
    page_identity(page);
    page_verdict(page);
    for (int i = 0; i < sheet->infusion_count; i++) {
        ordered(page, &sheet->infusions[i]);
        preparation(page, &sheet->infusions[i]);
        running(page, &sheet->infusions[i]);
    }
    page_heading(page, words.heading_answers_compared);
    page_say(page, words.answers_compared);
    page_blank(page, words.blank_same_as_own);
    page_blank(page, words.blank_checker);
    page_end(page);
}

static void nurse(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_title(page);
    page_identity(page);
    page_circumstances(page);
    page_field(page, words.label_prescriber, sheet->prescriber);
    page_verdict(page);
    overrides(page);
    if (page_is_blind(sheet)) {
        blind_orders(page);
    } else {
        orders(page);
    }
    watching(page);
    if (!page_is_blind(sheet) && !page_nobody_may_sign(sheet)) {
        double_check(page);
    }
    if (!page_nobody_may_sign(sheet)) {
        signatures(page);
    }
    afterwards(page);
    at_home(page);
    page_end(page);
}

/* ---- Pages without an order ----------------------------------------------------------------------------------- */

static void whom_to_call(struct page *page)
{
    page_heading(page, words.heading_call);
    page_field(page, words.label_prescriber, page->sheet->prescriber);
    page_say(page, page->sheet->call);
}

static void refused(struct page *page)
{
    page_title(page);
    page_identity(page);
    page_verdict(page);
    page_heading(page, words.heading_reasons);
    page_marked_bullets(page, &page->sheet->reasons);
    page_section(page, words.heading_changes, &page->sheet->changes);
    whom_to_call(page);
    page->layout->urgent = page->layout->count;
    page_heading(page, words.heading_known);
    page_circumstances(page);
    page_estimates(page);
    page_findings(page);
    page_provenance(page);
    page_end(page);
}

static void incomplete(struct page *page)
{
    page_title(page);
    page_identity(page);
    page_verdict(page);
    page_heading(page, words.heading_questions);
    page_say(page, words.how_to_answer);
    page_bullets(page, &page->sheet->questions);
    whom_to_call(page);
    page->layout->urgent = page->layout->count;
    page_heading(page, words.heading_known);
    page_circumstances(page);
    page_unknowns(page);
    page_answers(page);
    page_findings(page);
    page_provenance(page);
    page_end(page);
}

void layout_rows(const struct ifs_sheet *sheet, struct layout *layout)
{
    struct page page = {.layout = layout, .sheet = sheet, .number = 1};
    layout->count = 0;
    layout->urgent = 0;
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
        layout->pages = page_is_blind(sheet) ? 3 : 2;
        nurse(&page);
        if (page_is_blind(sheet)) {
            page.number = 2;
            answers(&page);
        }
        page.number = layout->pages;
        page_pharmacist(&page);
        break;
    }
    page_repeated(&page);
}
