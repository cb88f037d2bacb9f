/*
 * test_pdf_place.c - where rows stand on paper: nothing overlaps, nothing leaves the margins, nothing is lost, every word is
 * large enough and every room to write high enough. Layouts are made here row by row; a sample sheet of each verdict goes through as well.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pdf_measure.h"
#include "pdf_place.h"
#include "sheet/sample.h"

enum { LONG_BYTES = 30000 };

struct paper {
    struct face face;
    struct layout layout;
    struct placed placed;
    char words[LONG_BYTES];
};

static int set_up(void **state)
{
    struct paper *paper = calloc(1, sizeof *paper);
    *state = paper;
    return paper == NULL || face_open(&paper->face) != PDF_FINE ? -1 : 0;
}

static int tear_down(void **state)
{
    struct paper *paper = *state;
    placed_free(&paper->placed);
    face_close(&paper->face);
    free(paper);
    return 0;
}

static void put(struct paper *paper, enum row_kind kind, const char *label, const char *text)
{
    struct layout *layout = &paper->layout;
    assert_true(layout->count < LAYOUT_ROWS);
    layout->rows[layout->count] = (struct row){.kind = kind, .page = layout->pages, .label = label, .text = text};
    layout->count++;
}

static void begin(struct paper *paper)
{
    paper->layout.pages = 1;
    paper->layout.repeated = (struct layout_repeated){.title = "A title", .name = "Ada Example", .identifier = "EX-0001",
        .verdict = "READY", .draft = "DRAFT", .sheet = "sheet", .sheet_id = "0000", .numbered = {"{} of {}", "{} of {}", "{} of {}"}};
    put(paper, ROW_TITLE, NULL, "A title");
}

static void place(struct paper *paper, enum pdf_paper size)
{
    placed_free(&paper->placed);
    assert_true(placed_make(&paper->placed, &paper->face, &paper->layout, size));
}

/* ---- What holds of every page --------------------------------------------------------------------------------- */

static bool overlap(const struct fragment *a, const struct fragment *b)
{
    static const double slack = 0.01;
    return a->page == b->page && a->x + a->width > b->x + slack && b->x + b->width > a->x + slack &&
           a->y + a->height > b->y + slack && b->y + b->height > a->y + slack;
}

static void no_overlap(const struct placed *placed)
{
    for (int i = 0; i < placed->fragment_count; i++) {
        for (int j = i + 1; j < placed->fragment_count; j++) {
            if (overlap(&placed->fragments[i], &placed->fragments[j])) {
                fail_msg("rows %d and %d overlap on page %d", placed->fragments[i].row, placed->fragments[j].row,
                         placed->fragments[i].page + 1);
            }
        }
    }
}

static void within_margins(const struct placed *placed)
{
    static const double slack = 0.01;
    for (int i = 0; i < placed->fragment_count; i++) {
        const struct fragment *area = &placed->fragments[i];
        double top = pdf_margin + (placed->continuing[area->page] ? placed_running_height(placed) : 0);
        bool inside = area->x >= pdf_margin - slack && area->x + area->width <= placed->width - pdf_margin + slack &&
                      area->y >= top - slack && area->y + area->height <= placed->height - pdf_margin - pdf_foot + slack;
        if (!inside) {
            fail_msg("row %d leaves page %d: %.1f, %.1f, %.1f wide, %.1f high", area->row, area->page + 1, area->x, area->y,
                     area->width, area->height);
        }
    }
}

/* Lines of a row's text as they were broken, and as they stand on paper. */
static void all_lines(const struct placed *placed)
{
    int *lines = calloc((size_t)placed->layout->count + 1, sizeof *lines);
    int last = -1;
    assert_non_null(lines);
    for (int i = 0; i < placed->fragment_count; i++) {
        const struct fragment *area = &placed->fragments[i];
        assert_true(area->row >= last);
        last = area->row;
        lines[area->row] += area->shape == SHAPE_TIME ? 1 : area->lines;
    }
    for (int i = 0; i < placed->layout->count; i++) {
        const struct drawn *drawn = &placed->rows[i];
        assert_int_equal(lines[i], drawn->time_count > 0 ? drawn->time_count : drawn->text.lines);
    }
    free(lines);
}

static void words_fit(const struct placed *placed)
{
    for (int i = 0; i < placed->layout->count; i++) {
        const struct paragraph *const both[] = {&placed->rows[i].label, &placed->rows[i].text};
        for (int j = 0; j < 2; j++) {
            if (both[j]->layout != NULL) {
                assert_true(both[j]->size >= 7.5);
                assert_true(paragraph_width(both[j]) <= both[j]->room + 0.1);
            }
        }
    }
}

static void holds(const struct placed *placed)
{
    assert_true(placed->fragment_count > 0);
    no_overlap(placed);
    within_margins(placed);
    all_lines(placed);
    words_fit(placed);
}

/* ---- Sheets of every verdict ---------------------------------------------------------------------------------- */

static void every_verdict(void **state)
{
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE, IFS_OVERRIDE_NEEDED, IFS_CONDITIONAL, IFS_READY};
    struct paper *paper = *state;
    struct sample *sample = calloc(1, sizeof *sample);
    assert_non_null(sample);
    for (size_t i = 0; i < COUNT_OF(verdicts) * 4; i++) {
        sample_verdict(sample, verdicts[i / 4]);
        sample_build(sample);
        sample->sheet.blind = i % 2 == 1;
        layout_rows(&sample->sheet, &paper->layout);
        place(paper, i % 4 < 2 ? PDF_A4 : PDF_LETTER);
        assert_true(paper->placed.page_count >= paper->layout.pages);
        holds(&paper->placed);
        placed_free(&paper->placed);
    }
    free(sample);
}

/* ---- Made layouts --------------------------------------------------------------------------------------------- */

static void a_part_begins_on_a_page_of_its_own(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    paper->layout.pages = 2;
    paper->layout.rows[0].page = 1;
    put(paper, ROW_PAGE, "Page 1 of 2", "0000");
    put(paper, ROW_TITLE, NULL, "The second part");
    put(paper, ROW_PAGE, "Page 2 of 2", "0000");
    place(paper, PDF_A4);
    assert_int_equal(paper->placed.page_count, 2);
    assert_int_equal(paper->placed.part[0], 1);
    assert_int_equal(paper->placed.part[1], 2);
    assert_false(paper->placed.continuing[1]);
}

/* 400 bullets of one line each: more than one page of two columns, 85 lines to a column at the very most. */
static void what_is_long_flows_on(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "A heading");
    for (int i = 0; i < 400; i++) {
        put(paper, ROW_BULLET, NULL, "One line of words.");
    }
    place(paper, PDF_A4);
    assert_true(paper->placed.page_count >= 3);
    assert_true(paper->placed.continuing[1]);
    holds(&paper->placed);
}

static void one_row_longer_than_a_page_is_parted(void **state)
{
    struct paper *paper = *state;
    for (size_t i = 0; i + 1 < sizeof paper->words; i++) {
        paper->words[i] = i % 6 == 5 ? ' ' : 'a';
    }
    begin(paper);
    put(paper, ROW_HEADING, NULL, "A heading");
    put(paper, ROW_TEXT, NULL, paper->words);
    put(paper, ROW_TEXT, NULL, "What comes after.");
    place(paper, PDF_A4);
    assert_true(paper->placed.page_count >= 3);
    holds(&paper->placed);
}

static void a_word_without_end_is_broken(void **state)
{
    struct paper *paper = *state;
    memset(paper->words, 'W', 900);
    begin(paper);
    put(paper, ROW_FIELD, "Name", paper->words);
    put(paper, ROW_BANNER, NULL, "READY");
    put(paper, ROW_DOSE, "DOSE", paper->words);
    put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
    put(paper, ROW_PUMP, "TIME", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW");
    paper->layout.repeated.name = paper->words;
    place(paper, PDF_LETTER);
    holds(&paper->placed);
}

/* No heading is the last thing of a column or a page. */
static void a_heading_stays_with_what_follows(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    for (int i = 0; i < 150; i++) {
        put(paper, ROW_HEADING, NULL, "A heading");
        for (int j = 0; j < i % 5 + 1; j++) {
            put(paper, ROW_BULLET, NULL, "Words under it.");
        }
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    for (int i = 0; i < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        if (paper->layout.rows[area->row].kind == ROW_HEADING) {
            assert_int_equal(area[1].page, area->page);
            assert_true(area[1].x - area->x < 1 && area->x - area[1].x < 1);
            assert_true(area[1].y > area->y);
        }
    }
}

static void rooms_to_write_are_6_mm_high(void **state)
{
    const double room = 6.0 / 25.4 * 72; /* points */
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "In a row");
    put(paper, ROW_BLANK, "Own result: dose", NULL);
    put(paper, ROW_BLANK, "Second checker (name, signature, date and time)", NULL);
    put(paper, ROW_BLANK, "Own result: flow and time", NULL);
    put(paper, ROW_HEADING, NULL, "In a column");
    put(paper, ROW_BLANK, "Prepared by", NULL);
    put(paper, ROW_BLANK, "A label that takes nearly the whole width of a column of this page", NULL);
    place(paper, PDF_A4);
    holds(&paper->placed);
    int found = 0;
    for (int i = 0; i < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        const struct paragraph *label = &paper->placed.rows[area->row].label;
        if (area->shape == SHAPE_CELL) {
            assert_true(area->height - label->height >= room);
            found++;
        } else if (area->shape == SHAPE_LINE) {
            bool beside = paragraph_width(label) < area->width * 0.75;
            assert_true((beside ? area->height : area->height - label->height) >= room);
            found++;
        }
    }
    assert_int_equal(found, 5);
}

/* Each time has a cell, and the cells fill the line. */
static void times_have_cells(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "MONITORING");
    for (int i = 0; i < 3; i++) {
        put(paper, ROW_BULLET, NULL, "Blood pressure");
        put(paper, ROW_BLANK, "baseline ________  5 min ________  30 min after the end ________", "");
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    int cells = 0;
    double filled = 0;
    for (int i = 0; i < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        cells += area->shape == SHAPE_TIME ? 1 : 0;
        filled += area->shape == SHAPE_TIME ? area->width : 0;
    }
    assert_int_equal(cells, 9);
    double right = paper->placed.width - pdf_margin;
    double left = paper->placed.fragments[3].x; /* title, heading, sentence, first cell */
    assert_true(paper->placed.fragments[3].shape == SHAPE_TIME);
    assert_true(filled / 3 > right - left - 0.1 && filled / 3 < right - left + 0.1);
}

/* Volume and flow side by side, each under its own label, in boxes of one height. */
static void the_pump_block_is_one_line_of_boxes(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "PUMP");
    put(paper, ROW_PUMP, "DOSE", "1 g");
    put(paper, ROW_PUMP, "VOLUME TO BE INFUSED", "100 mL");
    put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
    put(paper, ROW_PUMP, "TIME", "15 min");
    place(paper, PDF_A4);
    holds(&paper->placed);
    const struct fragment *box = &paper->placed.fragments[2];
    for (int i = 0; i < 4; i++) {
        assert_int_equal(box[i].shape, SHAPE_BOX);
        assert_true(box[i].y - box[0].y < 0.01 && box[i].height - box[0].height < 0.01);
        assert_string_equal(pango_layout_get_text(paper->placed.rows[box[i].row].label.layout), paper->layout.rows[2 + i].label);
    }
}

/* Rows of a further infusion never stand beside those of the one before. */
static void two_infusions_do_not_stand_side_by_side(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    for (int i = 0; i < 2; i++) {
        put(paper, ROW_HEADING, NULL, "PREPARATION");
        put(paper, ROW_FIELD, "Product", "a product");
        put(paper, ROW_FIELD, "Open", "1 container");
        put(paper, ROW_HEADING, NULL, "PUMP");
        put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
        put(paper, ROW_FIELD, "Route", "intravenous");
        put(paper, ROW_FIELD, "Device", "pump");
    }
    place(paper, PDF_A4);
    double end_of_first = 0;
    for (int i = 0; i < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        if (area->row <= 7) {
            end_of_first = area->y + area->height > end_of_first ? area->y + area->height : end_of_first;
        } else {
            assert_true(area->y >= end_of_first - 0.01);
        }
    }
}

/* With two doses ordered, the preparation of the first begins below what is said of the second, never beside it. */
static void a_preparation_is_not_beside_another_dose(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    for (int i = 0; i < 2; i++) {
        put(paper, ROW_HEADING, NULL, "ORDER");
        put(paper, ROW_DOSE, "DOSE", "4 g");
        put(paper, ROW_FIELD, "Ends", "one dose");
        put(paper, ROW_FIELD, "Limits", "at most 4 g");
    }
    put(paper, ROW_HEADING, NULL, "PREPARATION");
    put(paper, ROW_FIELD, "Product", "a product");
    put(paper, ROW_FIELD, "Open", "1 container");
    put(paper, ROW_HEADING, NULL, "PUMP");
    put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
    place(paper, PDF_A4);
    double end_of_orders = 0;
    for (int i = 0; i < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        if (area->row < 9) {
            end_of_orders = area->y + area->height > end_of_orders ? area->y + area->height : end_of_orders;
        } else {
            assert_true(area->y >= end_of_orders - 0.01);
        }
    }
}

static void a_missing_glyph_is_remembered(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_FIELD, "Name", "Ada \xF4\x8F\xBF\xBD"); /* U+10FFFD: private use, in no font */
    place(paper, PDF_A4);
    assert_int_equal(paper->face.missing, 0x10FFFD);
}

/* Arabic, Vietnamese, CJK and combining marks all have glyphs, and none of their lines is lower than its ink. */
static void other_scripts_have_room(void **state)
{
    static const char *const names[] = {"سارة مثال", "Nguyễn Thị Ví Dụ", "例題 花子", "Zoe\xCC\x88\xCC\x81\xCC\x83 Example", "דוגמה"};
    struct paper *paper = *state;
    begin(paper);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        put(paper, ROW_FIELD, "Name", names[i]);
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    assert_int_equal(paper->face.missing, 0);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        PangoRectangle ink;
        const struct paragraph *name = &paper->placed.rows[1 + i].text;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(name->layout, 0), &ink, NULL);
        assert_true(name->height >= (double)ink.height / PANGO_SCALE);
    }
}

/* Points of a number stay with their unit, whatever the width. */
static void a_number_keeps_its_unit(void **state)
{
    struct paper *paper = *state;
    for (double width = 40; width < 200; width += 3) {
        struct paragraph said = paragraph_make(&paper->face, "at 400 mL per hour over 15 min", "[3, line 42]", (struct style){8, false}, width);
        const char *text = pango_layout_get_text(said.layout);
        for (int i = 0; i + 1 < said.lines && paragraph_width(&said) <= width; i++) {
            const PangoLayoutLine *line = pango_layout_get_line_readonly(said.layout, i + 1);
            const char *start = text + line->start_index;
            bool unit = strncmp(start, "mL", 2) == 0 || strncmp(start, "min", 3) == 0 || strncmp(start, "per", 3) == 0;
            assert_false(unit && width > 80);
            assert_false(strncmp(start, "line", 4) == 0 && width > 80);
        }
        paragraph_free(&said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_verdict, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_begins_on_a_page_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_long_flows_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_row_longer_than_a_page_is_parted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_word_without_end_is_broken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_heading_stays_with_what_follows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rooms_to_write_are_6_mm_high, set_up, tear_down),
        cmocka_unit_test_setup_teardown(times_have_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_pump_block_is_one_line_of_boxes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_infusions_do_not_stand_side_by_side, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_preparation_is_not_beside_another_dose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_glyph_is_remembered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_scripts_have_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_keeps_its_unit, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
