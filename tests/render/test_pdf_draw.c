/*
 * test_pdf_draw.c - what stands on paper: words read back from the PDF with pdftotext, lines and frames from the dots of an image of one
 * point each.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "pdf_draw.h"
#include "pdf_measure.h"
#include "pdf_read.h"

enum { LONG_BYTES = 20000, TEXT_BYTES = 65536 };

struct paper {
    struct layout layout;
    struct pdf_request request;
    struct pdf_document document;
    char words[LONG_BYTES];
    char text[TEXT_BYTES]; /* of the document, pages ended by a form feed */

    struct face face;
    struct placed placed;
    cairo_surface_t *image;
};

static int set_up(void **state)
{
    struct paper *paper = calloc(1, sizeof *paper);
    *state = paper;
    if (paper == NULL || face_open(&paper->face) != PDF_FINE) {
        return -1;
    }
    paper->request = (struct pdf_request){.program = IFS_VERSION, .layout_bytes = sizeof paper->layout, .created = "2026-11-20 14:30 +01:00"};
    paper->layout.pages = 1;
    paper->layout.repeated = (struct layout_repeated){.title = "A title", .name = "Ada Example", .identifier = "EX-0001",
        .verdict = "READY", .draft = "DRAFT", .sheet = "sheet", .sheet_id = "0000-1111", .numbered = {"Page {} of {}, one", "Page {} of {}, two", "Page {} of {}"}};
    return 0;
}

static int tear_down(void **state)
{
    struct paper *paper = *state;
    free(paper->document.bytes);
    placed_free(&paper->placed);
    cairo_surface_destroy(paper->image);
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

static void read_back(struct paper *paper)
{
    struct file_bytes text;
    free(paper->document.bytes);
    assert_int_equal(pdf_module_draw(&paper->layout, &paper->request, &paper->document), PDF_FINE);
    const struct file_bytes pdf = {paper->document.bytes, paper->document.size};
    assert_int_equal(pdf_read_text(&pdf, &text), CHILD_FINE);
    assert_true(text.size < sizeof paper->text);
    memcpy(paper->text, text.bytes, text.size);
    paper->text[text.size] = '\0';
    file_free(&text);
}

static int times_said(const char *text, const char *words)
{
    int count = 0;
    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words)) {
        count++;
    }
    return count;
}

/* ---- What stands on every page -------------------------------------------------------------------------------- */

static void two_parts_of_several_pages(struct paper *paper)
{
    for (int part = 1; part <= 2; part++) {
        paper->layout.pages = part;
        put(paper, ROW_TITLE, NULL, "What the part is");
        put(paper, ROW_HEADING, NULL, "A heading");
        for (int i = 0; i < 300; i++) {
            put(paper, ROW_BULLET, NULL, "One line of words.");
        }
        put(paper, ROW_PAGE, "Page", "0000-1111");
    }
}

static void every_page_says_what_it_is_of(void **state)
{
    struct paper *paper = *state;
    two_parts_of_several_pages(paper);
    read_back(paper);
    int pages = paper->document.pages;
    assert_true(pages >= 4);
    int on_page = 0;
    for (char *page = strtok(paper->text, "\f"); page != NULL; page = strtok(NULL, "\f")) {
        char number[64];
        on_page++;
        bool begins = strstr(page, "What the part is") != NULL;
        bool second = on_page > pages / 2;
        snprintf(number, sizeof number, "Page %d of %d, %s", on_page, pages, second ? "two" : "one");
        assert_int_equal(times_said(page, number), 1);
        assert_int_equal(times_said(page, "READY"), 1);
        assert_int_equal(times_said(page, "sheet 0000-1111"), 1);
        assert_int_equal(times_said(page, "DRAFT"), 1);
        assert_int_equal(times_said(page, "A title") + times_said(page, "Ada Example") + times_said(page, "EX-0001"), begins ? 0 : 3);
    }
    assert_int_equal(on_page, pages);
}

static void what_is_no_draft_says_nothing_of_it(void **state)
{
    struct paper *paper = *state;
    paper->layout.repeated.draft = NULL;
    two_parts_of_several_pages(paper);
    read_back(paper);
    assert_int_equal(times_said(paper->text, "DRAFT"), 0);
    assert_int_equal(times_said(paper->text, "READY"), paper->document.pages);
    assert_int_equal(times_said(paper->text, "Ada Example"), paper->document.pages - 2);
}

/* A template without a place for each number is printed as it is. */
static void numbering_without_places(void **state)
{
    static const char *const templates[] = {"Page", "Page {} only"};
    struct paper *paper = *state;
    put(paper, ROW_TITLE, NULL, "What the part is");
    for (size_t i = 0; i < COUNT_OF(templates); i++) {
        paper->layout.repeated.numbered[0] = templates[i];
        read_back(paper);
        assert_int_equal(times_said(paper->text, templates[i]), 1);
    }
}

/* ---- Rows on several pages ------------------------------------------------------------------------------------ */

/* 2,500 words of which each is another, so that one that is lost or comes twice is seen. */
static void count_up(struct paper *paper)
{
    size_t used = 0;
    for (int i = 0; i < 2500; i++) {
        used += (size_t)snprintf(paper->words + used, sizeof paper->words - used, "w%04dx ", i);
    }
}

static void all_words_are_there_once(const struct paper *paper)
{
    const char *at = paper->text;
    for (int i = 0; i < 2500; i++) {
        char word[8];
        snprintf(word, sizeof word, "w%04dx", i);
        assert_int_equal(times_said(paper->text, word), 1);
        assert_true(strstr(paper->text, word) >= at);
        at = strstr(paper->text, word);
    }
}

static void a_parted_row_has_its_label_once(void **state)
{
    struct paper *paper = *state;
    count_up(paper);
    put(paper, ROW_TITLE, NULL, "What the part is");
    put(paper, ROW_FIELD, "Label", paper->words);
    read_back(paper);
    assert_true(paper->document.pages >= 2);
    assert_int_equal(times_said(paper->text, "Label"), 1);
    all_words_are_there_once(paper);
}

static void a_row_higher_than_a_column_is_whole(void **state)
{
    struct paper *paper = *state;
    count_up(paper);
    put(paper, ROW_TITLE, NULL, "What the part is");
    put(paper, ROW_HEADING, NULL, "Heading");
    put(paper, ROW_BULLET, NULL, paper->words);
    put(paper, ROW_BULLET, NULL, "Afterwards");
    read_back(paper);
    assert_true(paper->document.pages >= 2);
    all_words_are_there_once(paper);
    assert_true(strstr(paper->text, "Afterwards") > strstr(paper->text, "w2499x"));
}

/* ---- Lines and frames ----------------------------------------------------------------------------------------- */

/* Draws the one page as dots of one point. */
static void draw_dots(struct paper *paper)
{
    assert_int_equal(placed_make(&paper->placed, &paper->face, &paper->layout, PDF_A4), PDF_FINE);
    assert_int_equal(paper->placed.page_count, 1);
    paper->image = cairo_image_surface_create(CAIRO_FORMAT_A8, 596, 842);
    cairo_t *cairo = cairo_create(paper->image);
    assert_true(placed_draw(&paper->placed, cairo));
    cairo_destroy(cairo);
    cairo_surface_flush(paper->image);
}

static bool is_black(const struct paper *paper, double x, double y)
{
    int stride = cairo_image_surface_get_stride(paper->image);
    return cairo_image_surface_get_data(paper->image)[(int)y * stride + (int)x] > 60;
}

static const struct fragment *fragment_of(const struct paper *paper, int row)
{
    int at = 0;
    while (paper->placed.fragments[at].row != row) {
        at++;
        assert_true(at < paper->placed.fragment_count);
    }
    return &paper->placed.fragments[at];
}

/* From the one row to the other, on both sides, 3 points from their words; and nothing between two of one frame. */
static void is_framed(const struct paper *paper, const struct fragment *first, const struct fragment *last)
{
    for (double y = first->y; y < last->y + last->height; y += 1) {
        assert_true(is_black(paper, first->x - 2.5, y));
        assert_true(is_black(paper, first->x + first->width + 2.5, y));
    }
    double middle = first->x + first->width - 5;
    assert_true(is_black(paper, middle, first->y - 2) || is_black(paper, middle, first->y - 1));
    assert_true(is_black(paper, middle, last->y + last->height + 1) || is_black(paper, middle, last->y + last->height + 2));
    if (last != first) {
        assert_false(is_black(paper, middle, first->y + first->height + 1));
    }
}

/* Slips that follow each other have one frame, of each column its own; other rows have none. Also where nothing stands before or after. */
static void slips_are_framed(void **state)
{
    struct paper *paper = *state;
    for (int i = 0; i < 7; i++) {
        put(paper, ROW_SLIP, NULL, "A slip.");
    }
    put(paper, ROW_HEADING, NULL, "A heading");
    put(paper, ROW_SLIP, NULL, "A slip.");
    draw_dots(paper);
    const struct fragment *area = paper->placed.fragments;
    int left = 0;
    for (int i = 0; i < 7; i++) {
        left += area[i].x < paper->placed.width / 2 - 20 ? 1 : 0;
    }
    assert_in_range(left, 2, 6); /* of the seven, some stand in the right column */
    is_framed(paper, &area[0], &area[left - 1]);
    is_framed(paper, &area[left], &area[6]);
    is_framed(paper, &area[8], &area[8]);
    assert_false(is_black(paper, area[7].x - 2.5, area[7].y + 4));
}

static void slips_of_two_pages_have_two_frames(void **state)
{
    struct paper *paper = *state;
    put(paper, ROW_HEADING, NULL, "A heading");
    for (int i = 0; i < 200; i++) {
        put(paper, ROW_SLIP, NULL, "w0000x");
    }
    read_back(paper);
    assert_int_equal(paper->document.pages, 2);
    assert_int_equal(times_said(paper->text, "w0000x"), 200);
}

/* Beside a short label, below a long one: the line to write on begins after the one and at the margin under the other. */
static void lines_to_write_on(void **state)
{
    struct paper *paper = *state;
    paper->layout.repeated.draft = NULL;
    put(paper, ROW_TITLE, NULL, "What the part is");
    put(paper, ROW_HEADING, NULL, "A heading");
    put(paper, ROW_BLANK, "Short", NULL);
    put(paper, ROW_TEXT, NULL, "Words between.");
    put(paper, ROW_BLANK, "A label that takes nearly the whole width of a column of this page", NULL);
    put(paper, ROW_TEXT, NULL, "Words between.");
    put(paper, ROW_BLANK, "", NULL);
    draw_dots(paper);
    for (int row = 2; row <= 6; row += 2) {
        const struct fragment *area = fragment_of(paper, row);
        assert_int_equal(area->shape, SHAPE_LINE);
        double foot = area->y + area->height - 1;
        bool right = is_black(paper, area->x + area->width - 3, foot) || is_black(paper, area->x + area->width - 3, foot - 1);
        bool left = is_black(paper, area->x + 1, foot) && is_black(paper, area->x + 8, foot) && is_black(paper, area->x + 15, foot);
        assert_true(right);
        assert_int_equal(left, row != 2);
    }
}

/* ---- What is no PDF ------------------------------------------------------------------------------------------- */

static void refuses(struct paper *paper, enum pdf_status status)
{
    free(paper->document.bytes);
    assert_int_equal(pdf_module_draw(&paper->layout, &paper->request, &paper->document), status);
    assert_null(paper->document.bytes);
    assert_int_equal(paper->document.size, 0);
    assert_int_equal(paper->document.pages, 0);
}

static void another_build_is_refused(void **state)
{
    struct paper *paper = *state;
    put(paper, ROW_TITLE, NULL, "What the part is");
    paper->request.program = "0.0.0-other";
    refuses(paper, PDF_OTHER_BUILD);
    paper->request.program = IFS_VERSION;
    paper->request.layout_bytes--;
    refuses(paper, PDF_OTHER_BUILD);
    paper->request.layout_bytes++;
    read_back(paper);
}

static void rows_that_fit_no_page_are_refused(void **state)
{
    struct paper *paper = *state;
    count_up(paper);
    put(paper, ROW_TITLE, NULL, "What the part is");
    put(paper, ROW_DOSE, "DOSE", paper->words);
    refuses(paper, PDF_FAILED);
}

/* U+10FFFC and U+10FFFD are for private use, in no font. */
static void a_character_missing_at_the_foot_is_named(void **state)
{
    struct paper *paper = *state;
    put(paper, ROW_TITLE, NULL, "What the part is");
    paper->layout.repeated.sheet_id = "0000\xF4\x8F\xBF\xBC";
    refuses(paper, PDF_NO_CHARACTER);
    assert_non_null(strstr(paper->document.about, "U+10FFFC"));
}

static void the_first_missing_character_is_named(void **state)
{
    struct paper *paper = *state;
    put(paper, ROW_TITLE, NULL, "What \xF4\x8F\xBF\xBC is, and words after it in another script, \xE4\xBE\x8B, and so many of them that they take a further line");
    put(paper, ROW_TEXT, NULL, "And \xF4\x8F\xBF\xBD.");
    refuses(paper, PDF_NO_CHARACTER);
    assert_string_equal(paper->document.about, "\xF4\x8F\xBF\xBC (U+10FFFC)");
}

static void keywords_are_the_payload_or_none(void **state)
{
    struct paper *paper = *state;
    struct file_bytes keywords;
    put(paper, ROW_TITLE, NULL, "What the part is");
    for (int i = 0; i < 2; i++) {
        paper->request.payload = i == 0 ? NULL : "INFUSHEET=1;A=b";
        read_back(paper);
        const struct file_bytes pdf = {paper->document.bytes, paper->document.size};
        assert_int_equal(pdf_read_keywords(&pdf, &keywords), CHILD_FINE);
        assert_int_equal(keywords.size, i == 0 ? 0 : strlen("INFUSHEET=1;A=b"));
        assert_memory_equal(keywords.bytes, "INFUSHEET=1;A=b", keywords.size);
        file_free(&keywords);
    }
}

static void what_cannot_be_drawn_on_is_said(void **state)
{
    struct paper *paper = *state;
    put(paper, ROW_TITLE, NULL, "What the part is");
    assert_int_equal(placed_make(&paper->placed, &paper->face, &paper->layout, PDF_A4), PDF_FINE);
    cairo_t *cairo = cairo_create(NULL); /* no surface */
    assert_false(placed_draw(&paper->placed, cairo));
    cairo_destroy(cairo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_page_says_what_it_is_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_draft_says_nothing_of_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbering_without_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_parted_row_has_its_label_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_higher_than_a_column_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slips_are_framed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slips_of_two_pages_have_two_frames, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_to_write_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_build_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_that_fit_no_page_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_character_missing_at_the_foot_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_missing_character_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keywords_are_the_payload_or_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_drawn_on_is_said, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
