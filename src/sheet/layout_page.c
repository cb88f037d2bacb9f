/*
 * layout_page.c - the rows that every page is made of, and those that stand on every page.
 *
 * Decides how a line of the sheet becomes a row, and how a page begins and ends: title, patient, verdict, number. The
 * invariant: what the sheet does not hold (NULL) has no row, and when the rows are full that is said, never forgotten.
 *
 * Which rows stand on which page is left to layout.c and layout_pharmacist.c.
 */
#include "layout_page.h"

#include "claim.h"
#include "wording.h"

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

void page_put(struct page *page, enum row_kind kind, const char *label, const char *text, const char *mark)
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

void page_heading(struct page *page, const char *text)
{
    page_put(page, ROW_HEADING, NULL, text, NULL);
}

void page_say(struct page *page, const char *text)
{
    if (text != NULL) {
        page_put(page, ROW_TEXT, NULL, text, NULL);
    }
}

void page_alert(struct page *page, const char *text)
{
    if (text != NULL) {
        page_put(page, ROW_ALERT, NULL, text, NULL);
    }
}

void page_field(struct page *page, const char *label, const char *text)
{
    if (text != NULL) {
        page_put(page, ROW_FIELD, label, text, NULL);
    }
}

void page_marked(struct page *page, const char *label, const char *text, const char *mark)
{
    page_put(page, ROW_FIELD, label, text, mark);
}

void page_blank(struct page *page, const char *label)
{
    page_put(page, ROW_BLANK, label, NULL, NULL);
}

void page_pump_box(struct page *page, const char *label, const char *text)
{
    if (text != NULL) {
        page_put(page, ROW_PUMP, label, text, NULL);
    }
}

/* Sentences without their marks: on the first page these would bury what is to be done. */
void page_bullets(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct sheet_line *line = &lines->list[i];
        page_put(page, ROW_BULLET, NULL, line->text, NULL);
        if (line->more != NULL) {
            page_put(page, ROW_BULLET, NULL, line->more, NULL);
        }
        if (line->blanks != NULL) {
            page_put(page, ROW_BLANK, line->blanks, "", NULL);
        }
    }
}

void page_marked_bullets(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        page_put(page, ROW_BULLET, NULL, lines->list[i].text, lines->list[i].mark);
        if (lines->list[i].blanks != NULL) {
            page_put(page, ROW_BLANK, lines->list[i].blanks, "", NULL);
        }
    }
}

/* Label and text of each line beside each other. */
void page_fields(struct page *page, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        page_field(page, lines->list[i].text, lines->list[i].blanks);
    }
}

void page_section(struct page *page, const char *title, const struct sheet_lines *lines)
{
    if (lines->count > 0) {
        page_heading(page, title);
        page_bullets(page, lines);
    }
}

static void warning(struct page *page, const char *said, bool *any)
{
    if (said == NULL) {
        return;
    }
    if (!*any) {
        page_heading(page, words.heading_warnings);
    }
    *any = true;
    page_put(page, ROW_BULLET, NULL, said, NULL);
}

/* Warnings of the protocol that apply, or may, and findings in brief. Of an order that is shown, checks that refuse or
 * need an override stand as start conditions and overrides, or have passed. */
void page_warnings(struct page *page)
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

/* ---- Who ------------------------------------------------------------------------------------------------------ */

void page_title(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_put(page, ROW_TITLE, NULL, sheet->shown_title, NULL);
    page_say(page, sheet->population);
    page_alert(page, sheet->high_alert);
}

void page_verdict(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    page_put(page, ROW_BANNER, NULL, sheet->verdict_words, NULL);
    page_say(page, sheet->verdict_note);
    page_say(page, sheet->draft_words);
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

/* One of those that stand on every sheet, see build_patient. */
static const struct sheet_fact *sure_fact(const struct ifs_sheet *sheet, int fact)
{
    const struct sheet_fact *row = find_fact(sheet, fact);
    claim(row != NULL);
    return row;
}

static void fact_field(struct page *page, int fact)
{
    const struct sheet_fact *row = sure_fact(page->sheet, fact);
    page_marked(page, row->label, row->words, row->note);
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

void page_identity(struct page *page)
{
    page_heading(page, words.heading_patient);
    fact_field(page, IFS_FACT_NAME);
    fact_field(page, IFS_FACT_ID);
    page_marked(page, words.label_age_and_sex, page->sheet->age_and_sex, note_of(page->sheet, IFS_FACT_AGE));
}

void page_circumstances(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    fact_field(page, IFS_FACT_ALLERGIES);
    page_marked(page, words.label_weight, sheet->weight_used, note_of(sheet, IFS_FACT_WEIGHT));
    fact_field_if_any(page, IFS_FACT_HEIGHT);
    page_field(page, words.label_renal, sheet->renal_status);
    fact_field_if_any(page, IFS_FACT_MAGNESIUM);
    if (sheet->may_be_pregnant) {
        fact_field(page, IFS_FACT_PREGNANT);
    } else {
        fact_field_if_any(page, IFS_FACT_PREGNANT);
    }
    fact_field_if_any(page, IFS_FACT_GIVEN_24H);
    fact_field_if_any(page, IFS_FACT_GIVEN_48H);
    fact_field_if_any(page, IFS_FACT_ADDRESS);
    fact_field_if_any(page, IFS_FACT_PHONE);
    page_field(page, words.label_indication, sheet->indication);
    page_field(page, words.label_place, sheet->place);
    page_field(page, words.label_phone, sheet->phone);
    page_field(page, words.label_moment, sheet->moment);
}

/* On the last page, which is the only one of a sheet without an order. */
static void code(struct page *page)
{
    page_heading(page, words.heading_code);
    page_say(page, words.code_note);
    page_put(page, ROW_CODE, NULL, page->sheet->payload, NULL);
}

void page_end(struct page *page)
{
    const char *label = words.page_only;
    if (page->number == page->layout->pages) {
        code(page);
    }
    if (page->layout->pages == 2) {
        label = page->number == 1 ? words.page_nurse : words.page_pharmacist;
    } else if (page->layout->pages == 3) {
        const char *const labels[] = {words.page_blind, words.page_answers, words.page_third};
        label = labels[page->number - 1];
    }
    page_put(page, ROW_PAGE, label, page->sheet->sheet_id, page->sheet->verdict_words);
}

void page_repeated(struct page *page)
{
    const struct ifs_sheet *sheet = page->sheet;
    int pages = page->layout->pages;
    page->layout->repeated = (struct layout_repeated){
        .title = sheet->shown_title,
        .name = sure_fact(sheet, IFS_FACT_NAME)->words,
        .identifier = sure_fact(sheet, IFS_FACT_ID)->words,
        .verdict = sheet->verdict_words,
        .draft = sheet->draft ? words.draft_mark : NULL,
        .sheet = words.page_sheet,
        .sheet_id = sheet->sheet_id,
        .numbered = {pages > 1 ? words.paper_nurse : words.paper_only,
                     pages == 3 ? words.paper_answers : words.paper_pharmacist, words.paper_pharmacist},
    };
}

/* An override is needed in a setting that allows none: nothing on the page may invite a signature. */
bool page_nobody_may_sign(const struct ifs_sheet *sheet)
{
    return sheet->verdict == IFS_OVERRIDE_NEEDED && sheet->no_override;
}

bool page_is_blind(const struct ifs_sheet *sheet)
{
    return sheet->blind && !page_nobody_may_sign(sheet);
}
