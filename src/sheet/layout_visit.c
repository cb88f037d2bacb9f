/*
 * layout_visit.c - the end of a visit in rows.
 *
 * Decides what a nurse sees at the terminal when the questions are over: the verdict first, then why, or what is ordered, how it is made and
 * run, what must be measured before the start, and what to pack. The invariants: as on the sheet, a verdict without an order has no row of
 * preparation, volume or flow; every row is one of the sheet's, word for word; the sheet itself is the order, this is not.
 */
#include "layout_visit.h"

#include "layout_page.h"
#include "wording.h"

static void ordered(struct page *page, const struct sheet_infusion *infusion)
{
    page_heading(page, infusion->heading);
    page_put(page, ROW_DOSE, words.label_dose, infusion->dose_line, NULL);
    page_field(page, words.label_delivered, infusion->delivered);
    page_field(page, words.label_beginning, infusion->beginning);
    page_field(page, words.label_ending, infusion->ending);
    page_bullets(page, &infusion->goes_on);
    page_heading(page, infusion->heading_preparation);
    page_field(page, words.label_product, infusion->product_words);
    page_field(page, words.label_containers, infusion->containers_words);
    page_field(page, words.label_draw, infusion->draw);
    page_field(page, words.label_diluent, infusion->diluent_words);
    page_field(page, words.label_preparation, infusion->preparation);
    page_field(page, words.label_concentration, infusion->concentration);
    page_bullets(page, &infusion->notes);
    page_heading(page, infusion->heading_running);
    page_pump_box(page, words.pump_drops, infusion->drops);
    page_pump_box(page, words.pump_dose, infusion->dose);
    page_pump_box(page, infusion->flow == NULL ? words.pump_volume_by_hand : words.pump_volume, infusion->total_words);
    page_pump_box(page, words.pump_site_volume, infusion->site_volume);
    page_pump_box(page, words.pump_flow, infusion->flow_words);
    page_pump_box(page, words.pump_hand_flow, infusion->hand_flow);
    page_pump_box(page, words.pump_time, infusion->over_words);
}

static void start_conditions(struct page *page)
{
    if (page->sheet->start_count > 0 && page->sheet->verdict != IFS_CONDITIONAL) { /* whose banner says the same */
        page_heading(page, words.heading_start);
    }
    for (int i = 0; i < page->sheet->start_count; i++) {
        page_put(page, ROW_BULLET, NULL, page->sheet->starts[i].text, NULL);
    }
}

static void overrides(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->verdict == IFS_OVERRIDE_NEEDED) {
        page_section(page, page_nobody_may_sign(sheet) ? words.heading_no_override : words.heading_overrides_needed,
                     &sheet->reasons);
    }
    page_section(page, words.heading_overrides, &sheet->overrides);
}

static void with_order(struct page *page)
{
    start_conditions(page);
    overrides(page);
    for (int i = 0; i < page->sheet->infusion_count && !page_nobody_may_sign(page->sheet); i++) {
        ordered(page, &page->sheet->infusions[i]);
    }
    page_warnings(page);
    page_section(page, words.heading_pack, &page->sheet->pack);
}

void layout_visit(const struct ifs_sheet *sheet, struct layout *layout)
{
    struct page page = {.layout = layout, .sheet = sheet, .number = 1};
    layout->count = 0;
    layout->full = false;
    layout->pages = 1;
    page_verdict(&page);
    switch (sheet->verdict) {
    case IFS_REFUSED:
        page_section(&page, words.heading_reasons, &sheet->reasons);
        page_section(&page, words.heading_changes, &sheet->changes);
        page_say(&page, sheet->call);
        break;
    case IFS_INCOMPLETE:
        page_section(&page, words.heading_questions, &sheet->questions);
        break;
    case IFS_OVERRIDE_NEEDED:
    case IFS_CONDITIONAL:
    case IFS_READY:
        with_order(&page);
        break;
    }
}
