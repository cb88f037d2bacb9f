/*
 * pdf_draw.c - the placed rows on pages of paper.
 *
 * Decides frames, lines and what stands on every page. The invariants: rows are drawn in their order, all words as
 * characters; black on white, with no word in another colour; every page carries its number, the sheet id, the verdict
 * and, of a draft, DRAFT.
 *
 * Places are pdf_place.c's, words the layout's; only page numbers become digits here.
 */
#include "pdf_draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_code.h"
#include "pdf_measure.h"

static const double thin = 0.5;
static const double firm = 1;
static const double thick = 2.5;

static void frame(cairo_t *cairo, const struct fragment *area, double line)
{
    cairo_set_line_width(cairo, line);
    cairo_rectangle(cairo, area->x + line / 2, area->y + line / 2, area->width - line, area->height - line);
    cairo_stroke(cairo);
}

static void rule(cairo_t *cairo, double x, double y, double width, double line)
{
    cairo_set_line_width(cairo, line);
    cairo_move_to(cairo, x, y);
    cairo_line_to(cairo, x + width, y);
    cairo_stroke(cairo);
}

static void bullet(cairo_t *cairo, double x, double y, double size)
{
    static const double side = 2.4;
    cairo_rectangle(cairo, x + 1.5, y + size * 0.68 - side / 2, side, side);
    cairo_fill(cairo);
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static void draw_centred(cairo_t *cairo, const struct paragraph *text, const struct fragment *area, double y)
{
    paragraph_draw(cairo, text, area->x + (area->width - paragraph_width(text)) / 2, y);
}

static void draw_banner(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    const struct look *look = look_of(placed->layout, area->row);
    frame(cairo, area, thick);
    draw_centred(cairo, &placed->rows[area->row].text, area, area->y + look->padding);
}

static void draw_words(cairo_t *cairo, const struct placed *placed, const struct fragment *area, double pad)
{
    const struct drawn *drawn = &placed->rows[area->row];
    const struct look *look = look_of(placed->layout, area->row);
    double x = area->x + pad + look->inset;
    if (area->first_line == 0) {
        paragraph_draw(cairo, &drawn->label, x, area->y + look->padding);
    }
    passage_draw(cairo, (struct passage){&drawn->text, area->first_line, area->lines}, x + look->label_room, area->y + look->padding);
}

static void draw_heading(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    draw_words(cairo, placed, area, 0);
    rule(cairo, area->x, area->y + area->height - thin, area->width, firm);
}

static void draw_listed(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    if (area->first_line == 0) {
        bullet(cairo, area->x, area->y, placed->rows[area->row].text.size);
    }
    draw_words(cairo, placed, area, 0);
}

static void draw_row(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    switch (placed->layout->rows[area->row].kind) {
    case ROW_BANNER:
        draw_banner(cairo, placed, area);
        break;
    case ROW_HEADING:
        draw_heading(cairo, placed, area);
        break;
    case ROW_DOSE:
        frame(cairo, area, thick * 0.7);
        draw_words(cairo, placed, area, 2 * pdf_gap);
        break;
    case ROW_BULLET:
    case ROW_SLIP:
        draw_listed(cairo, placed, area);
        break;
    case ROW_TITLE:
    case ROW_FIELD:
    case ROW_PUMP:
    case ROW_ALERT:
    case ROW_TEXT:
    case ROW_CHECK:
    case ROW_ITEM:
    case ROW_BLANK:
    case ROW_WORKING:
    case ROW_CODE:
    case ROW_PAGE:
        draw_words(cairo, placed, area, 0);
        break;
    }
}

/* ---- Boxes and room to write ---------------------------------------------------------------------------------- */

static void draw_box(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    const struct drawn *drawn = &placed->rows[area->row];
    double pad = look_of(placed->layout, area->row)->padding;
    frame(cairo, area, firm * 1.4);
    paragraph_draw(cairo, &drawn->label, area->x + pdf_gap, area->y + pad);
    paragraph_draw(cairo, &drawn->text, area->x + pdf_gap, area->y + pad + drawn->label.height);
}

static void draw_cell(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    frame(cairo, area, thin);
    paragraph_draw(cairo, &placed->rows[area->row].label, area->x + pdf_gap, area->y + 1);
}

static void draw_time(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    frame(cairo, area, thin);
    paragraph_draw(cairo, &placed->rows[area->row].times[area->time], area->x + pdf_gap / 2, area->y + 1);
}

static void draw_line(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    const struct paragraph *label = &placed->rows[area->row].label;
    double foot = area->y + area->height - 1;
    if (area->height > label->height + pdf_room - 0.1) { /* measured so: the room is below the label */
        paragraph_draw(cairo, label, area->x, area->y);
        rule(cairo, area->x, foot, area->width, thin);
        return;
    }
    double taken = paragraph_width(label) + pdf_gap;
    paragraph_draw(cairo, label, area->x, area->y + area->height - label->height);
    rule(cairo, area->x + taken, foot, area->width - taken, thin);
}

static void draw_fragment(cairo_t *cairo, const struct placed *placed, const struct fragment *area)
{
    switch (area->shape) {
    case SHAPE_ROW:
        draw_row(cairo, placed, area);
        break;
    case SHAPE_BOX:
        draw_box(cairo, placed, area);
        break;
    case SHAPE_CELL:
        draw_cell(cairo, placed, area);
        break;
    case SHAPE_TIME:
        draw_time(cairo, placed, area);
        break;
    case SHAPE_LINE:
        draw_line(cairo, placed, area);
        break;
    case SHAPE_CODE:
        code_draw(cairo, &placed->rows[area->row].code, area->x, area->y);
        break;
    }
}

/* ---- What stands on every page -------------------------------------------------------------------------------- */

/* Beside the title, and no lower than one line of it: the rows below go across the page. */
struct fragment placed_draft_area(const struct placed *placed)
{
    return (struct fragment){.x = placed->width - pdf_margin - pdf_draft_width + 8, .y = pdf_margin - 6, .width = pdf_draft_width - 8,
                             .height = 20};
}

static void draw_draft(struct placed *placed, cairo_t *cairo)
{
    struct fragment area = placed_draft_area(placed);
    struct paragraph mark = paragraph_make(placed->face, placed->layout->repeated.draft, NULL, (struct style){16, true}, 200);
    frame(cairo, &area, thick);
    draw_centred(cairo, &mark, &area, area.y + (area.height - mark.height) / 2);
    paragraph_free(&mark);
}

static void draw_running(const struct placed *placed, cairo_t *cairo)
{
    double width = placed->width - 2 * pdf_margin - (placed->layout->repeated.draft != NULL ? pdf_draft_width : 0);
    const double places[] = {0, width * 0.5, width * 0.78};
    for (int i = 0; i < 3; i++) {
        paragraph_draw(cairo, &placed->running[i], pdf_margin + places[i], pdf_margin);
    }
}

/* The template with its two numbers. */
static void number_page(char *into, size_t capacity, const char *template, int page, int count)
{
    const char *first = strstr(template, "{}");
    const char *second = first != NULL ? strstr(first + 2, "{}") : NULL;
    if (second == NULL) {
        snprintf(into, capacity, "%s", template);
        return;
    }
    snprintf(into, capacity, "%.*s%d%.*s%d%s", (int)(first - template), template, page, (int)(second - first - 2), first + 2,
             count, second + 2);
}

static void draw_words_at(struct placed *placed, cairo_t *cairo, const char *words, struct style style, double place)
{
    double width = placed->width - 2 * pdf_margin;
    struct paragraph said = paragraph_make(placed->face, words, NULL, style, width);
    double y = placed->height - pdf_margin - pdf_foot + 6;
    paragraph_draw(cairo, &said, pdf_margin + place * (width - paragraph_width(&said)), y);
    paragraph_free(&said);
}

static void draw_foot(struct placed *placed, cairo_t *cairo, int page)
{
    const struct layout_repeated *repeated = &placed->layout->repeated;
    char number[96];
    char *sheet = g_strconcat(repeated->sheet, " ", repeated->sheet_id, NULL);
    number_page(number, sizeof number, repeated->numbered[placed->part[page] - 1], page + 1, placed->page_count);
    rule(cairo, pdf_margin, placed->height - pdf_margin - pdf_foot + 4, placed->width - 2 * pdf_margin, firm);
    draw_words_at(placed, cairo, number, (struct style){9, true}, 0);
    draw_words_at(placed, cairo, sheet, (struct style){9, false}, 1);
    draw_words_at(placed, cairo, repeated->verdict, (struct style){10, true}, 0.5);
    g_free(sheet);
}

/* Whether a slip and the next row stand in one frame: below each other, both slips. */
static bool in_one_frame(const struct placed *placed, int at)
{
    const struct fragment *area = &placed->fragments[at];
    const struct row *rows = placed->layout->rows;
    return rows[area[0].row].kind == ROW_SLIP && rows[area[1].row].kind == ROW_SLIP && area[0].page == area[1].page &&
           area[1].y > area[0].y;
}

/* From the first slip of a column to the last of them. */
static void draw_slips_frame(cairo_t *cairo, const struct placed *placed, int first)
{
    struct fragment area = placed->fragments[first];
    int last = first;
    while (last + 1 < placed->fragment_count && in_one_frame(placed, last)) {
        last++;
    }
    area.height = placed->fragments[last].y + placed->fragments[last].height - area.y;
    area.x -= 3;
    area.y -= 2;
    area.width += 6;
    area.height += 4;
    frame(cairo, &area, firm);
}

static bool begins_slips(const struct placed *placed, int at)
{
    return placed->layout->rows[placed->fragments[at].row].kind == ROW_SLIP && (at == 0 || !in_one_frame(placed, at - 1));
}

static int draw_page(struct placed *placed, cairo_t *cairo, int page, int at)
{
    if (placed->layout->repeated.draft != NULL) {
        draw_draft(placed, cairo);
    }
    if (placed->continuing[page]) {
        draw_running(placed, cairo);
    }
    for (; at < placed->fragment_count && placed->fragments[at].page == page; at++) {
        if (begins_slips(placed, at)) {
            draw_slips_frame(cairo, placed, at);
        }
        draw_fragment(cairo, placed, &placed->fragments[at]);
    }
    draw_foot(placed, cairo, page);
    cairo_show_page(cairo);
    return at;
}

bool placed_draw(struct placed *placed, cairo_t *cairo)
{
    int at = 0;
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (int page = 0; page < placed->page_count; page++) {
        at = draw_page(placed, cairo, page, at);
    }
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}
