/*
 * layout_page.h - a page being laid out; private to the files of the layout.
 */
#ifndef IFS_LAYOUT_PAGE_H
#define IFS_LAYOUT_PAGE_H

#include "layout.h"

struct page {
    struct layout *layout;
    const struct ifs_sheet *sheet;
    int number;
};

/* One row, or several, at the end of the page; none where the text is NULL. */
void page_put(struct page *page, enum row_kind kind, const char *label, const char *text, const char *mark);
void page_heading(struct page *page, const char *text);
void page_say(struct page *page, const char *text);
void page_alert(struct page *page, const char *text);
void page_field(struct page *page, const char *label, const char *text);
void page_marked(struct page *page, const char *label, const char *text, const char *mark);
void page_blank(struct page *page, const char *label);
void page_pump_box(struct page *page, const char *label, const char *text);
void page_bullets(struct page *page, const struct sheet_lines *lines);
void page_marked_bullets(struct page *page, const struct sheet_lines *lines);
void page_fields(struct page *page, const struct sheet_lines *lines);
void page_section(struct page *page, const char *title, const struct sheet_lines *lines);
void page_warnings(struct page *page);

/* What stands on every page, and what is known of the patient and the place. */
void page_title(struct page *page);
void page_verdict(struct page *page);
void page_identity(struct page *page);
void page_circumstances(struct page *page);
void page_end(struct page *page); /* the code, then the number */
void page_repeated(struct page *page);

/* Parts of the pharmacist's page that pages without an order have as well; the last one is the whole of it. */
void page_estimates(struct page *page);
void page_unknowns(struct page *page);
void page_answers(struct page *page);
void page_findings(struct page *page);
void page_provenance(struct page *page);
void page_pharmacist(struct page *page);

/* The answers stand on a page of their own. */
bool page_is_blind(const struct ifs_sheet *sheet);
bool page_nobody_may_sign(const struct ifs_sheet *sheet);

#endif
