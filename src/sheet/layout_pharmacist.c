/*
 * layout_pharmacist.c - the page by which the order is reviewed with a pencil.
 *
 * Decides what stands there and in which order: evidence, basis of the dose, working, checks, estimates, answers,
 * findings, provenance with the sources. The invariant: every source that a mark on any page points at is listed.
 *
 * Pages without an order take estimates, answers, findings and provenance from here; rows are layout_page.c's.
 */
#include "layout_page.h"

#include "wording.h"

static void evidence(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_evidence);
    page_marked(page, words.label_indication, sheet->indication_text, sheet->indication_mark);
    page_field(page, words.label_evidence, sheet->indication_evidence);
}

static void basis(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_basis);
    for (int i = 0; i < sheet->infusion_count; i++) {
        const struct sheet_infusion *infusion = &sheet->infusions[i];
        page_field(page, words.label_dose, infusion->dose_line);
        page_marked(page, words.label_basis, infusion->basis_words, infusion->basis_mark);
    }
    page_fields(page, &sheet->totals);
}

static void working(struct page *page)
{
    page_heading(page, words.heading_working);
    for (int i = 0; i < page->sheet->working_count; i++) {
        page_put(page, ROW_WORKING, NULL, page->sheet->working[i], NULL);
    }
}

static void checks(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_checks);
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *row = &sheet->checks[i];
        bool nowhere = page_nobody_may_sign(sheet) && row->severity == IFS_OVERRIDE && row->result == IFS_TRIP;
        const char *result = nowhere ? words.result_no_override : wording_result(row->severity, row->result);
        page_put(page, ROW_CHECK, result, row->words, row->mark);
        page_field(page, words.label_reason, row->reason);
    }
}

/* Apart from everything else: its figures are not those of the order. */
static void slips(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->slip_count == 0) {
        return;
    }
    page_heading(page, words.heading_slips);
    page_say(page, words.slips_note);
    for (int i = 0; i < sheet->slip_count; i++) {
        page_put(page, ROW_SLIP, NULL, sheet->slips[i].text, NULL);
    }
}

/* What is true of the drug in every order. On the first page it would stand between the nurse and the signatures. */
static void drug(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    if (sheet->drug_notes.count > 0) {
        page_heading(page, words.heading_drug_notes);
        page_marked_bullets(page, &sheet->drug_notes);
    }
    if (sheet->incompatible_words != NULL) {
        page_heading(page, words.heading_incompatible);
        page_say(page, sheet->incompatible_words);
    }
}

void page_estimates(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_estimates);
    page_say(page, sheet->estimate_count == 0 ? sheet->renal_status : NULL);
    for (int i = 0; i < sheet->estimate_count; i++) {
        page_put(page, ROW_BULLET, NULL, sheet->estimates[i].words, NULL);
    }
    page_field(page, words.label_egfr, sheet->egfr.text);
    page_field(page, words.label_urine, sheet->urine.text);
    page_field(page, words.label_urine, sheet->urine_per_weight.text);
}

void page_unknowns(struct page *page)
{
    page_heading(page, words.heading_unknowns);
    page_say(page, page->sheet->unknowns.text);
}

void page_answers(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_answers);
    for (int i = 0; i < sheet->fact_count; i++) {
        const struct sheet_fact *row = &sheet->facts[i];
        if (row->fact < IFS_FACT_BUILTIN && row->known) {
            page_marked(page, row->label, row->words, row->note);
        }
    }
    page_field(page, words.label_not_answered, sheet->not_answered);
    for (int i = 0; i < sheet->fact_count; i++) {
        const struct sheet_fact *row = &sheet->facts[i];
        if (row->fact >= IFS_FACT_BUILTIN) { /* a question: the answer first, for its words are long */
            page_put(page, ROW_ITEM, row->words, row->label, row->note);
        }
    }
}

void page_findings(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    bool any = false;
    for (int i = 0; i < sheet->finding_count; i++) {
        if (!sheet->findings[i].elsewhere) {
            if (!any) {
                page_heading(page, words.heading_findings);
            }
            any = true;
            page_put(page, ROW_BULLET, NULL, sheet->findings[i].message, NULL);
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
        if (*text != '[') {
            continue;
        }
        for (int i = 0; i < sheet->source_count; i++) {
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
        page_heading(page, words.heading_sources);
    }
    page_say(page, words.marks);
    page_say(page, any && !any_verified ? words.none_verified : NULL);
    for (int i = 0; i < sheet->source_count; i++) {
        const struct sheet_source *source = &sheet->sources[i];
        if (listed[i]) {
            page_put(page, ROW_ITEM, source->mark, any_verified ? source->stated : source->text, NULL);
        }
    }
}

void page_provenance(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_heading(page, words.heading_provenance);
    page_fields(page, &sheet->provenance);
    if (sheet->traces.count > 0) {
        page_heading(page, words.heading_traces);
        page_fields(page, &sheet->traces);
    }
    sources(page);
    page_say(page, words.not_a_device);
}

void page_pharmacist(struct page *page)
{
    page_title(page);
    page_identity(page);
    page_field(page, words.label_moment, page->sheet->moment);
    page_verdict(page);
    evidence(page);
    basis(page);
    working(page);
    checks(page);
    slips(page);
    drug(page);
    page_estimates(page);
    page_unknowns(page);
    page_answers(page);
    page_findings(page);
    page_provenance(page);
    page_end(page);
}
