/*
 * test_pdf_place.c - where rows stand on paper: nothing overlaps, nothing leaves the margins, nothing is lost, every word is
 * large enough and every room to write high enough. Layouts are made here row by row; a sample sheet of each verdict goes through as well.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_draw.h"
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

/* Frees what was placed: that refers to the rows. */
static void begin(struct paper *paper)
{
    placed_free(&paper->placed);
    paper->layout.count = 0;
    paper->layout.urgent = 0;
    paper->layout.pages = 1;
    paper->layout.repeated = (struct layout_repeated){.title = "A title", .name = "Ada Example", .identifier = "EX-0001",
        .verdict = "READY", .draft = "DRAFT", .sheet = "sheet", .sheet_id = "0000", .numbered = {"{} of {}", "{} of {}", "{} of {}"}};
    put(paper, ROW_TITLE, NULL, "A title");
}

static void long_words(struct paper *paper)
{
    for (size_t i = 0; i + 1 < sizeof paper->words; i++) {
        paper->words[i] = i % 6 == 5 ? ' ' : 'a';
    }
}

static void place(struct paper *paper, enum pdf_paper size)
{
    placed_free(&paper->placed);
    assert_int_equal(placed_make(&paper->placed, &paper->face, &paper->layout, size), PDF_FINE);
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

/* The title leaves room beside it; what stands below the title, or on a page that goes on, may take the whole width. */
static void draft_is_clear(const struct placed *placed)
{
    struct fragment mark = placed_draft_area(placed);
    for (int i = 0; i < placed->fragment_count; i++) {
        const struct fragment *area = &placed->fragments[i];
        mark.page = area->page;
        bool title = i == 0 || placed->part[placed->fragments[i - 1].page] != placed->part[area->page];
        assert_false(!title && overlap(&mark, area));
        assert_true(!title || placed->rows[area->row].text.room <= mark.x - area->x);
    }
}

static void holds(const struct placed *placed)
{
    assert_true(placed->fragment_count > 0);
    draft_is_clear(placed);
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
    long_words(paper);
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

static const struct fragment *first_of(const struct placed *placed, int row)
{
    int at = 0;
    while (placed->fragments[at].row != row) {
        at++;
        assert_true(at < placed->fragment_count);
    }
    return &placed->fragments[at];
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

/* Of several infusions, a heading goes across the page and what follows it into columns; it comes to every height of a page. */
static void a_heading_across_stays_with_its_columns(void **state)
{
    struct paper *paper = *state;
    for (int above = 40; above < 110; above++) { /* 80 of them are about a page */
        begin(paper);
        for (int i = 0; i < above; i++) {
            put(paper, ROW_FIELD, "Field", "words");
        }
        put(paper, ROW_DOSE, "DOSE", "1 g");
        put(paper, ROW_DOSE, "DOSE", "2 g");
        int heading = paper->layout.count;
        put(paper, ROW_HEADING, NULL, "PREPARATION");
        for (int i = 0; i < 9; i++) {
            put(paper, ROW_FIELD, "Field", "words");
        }
        put(paper, ROW_HEADING, NULL, "PUMP");
        put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
        place(paper, PDF_A4);
        holds(&paper->placed);
        const struct fragment *area = first_of(&paper->placed, heading);
        assert_true(area->width > paper->placed.width / 2);
        assert_true(area[1].width < paper->placed.width / 2);
        assert_int_equal(area[1].page, area->page);
    }
}

/* What is longer than a column begins below its heading and takes the whole width, and what follows goes on below it. */
static void a_long_row_stays_with_its_heading(void **state)
{
    struct paper *paper = *state;
    long_words(paper);
    paper->words[20000] = '\0';
    begin(paper);
    put(paper, ROW_BULLET, NULL, "What stands before.");
    put(paper, ROW_HEADING, NULL, "A heading");
    put(paper, ROW_BULLET, NULL, paper->words);
    put(paper, ROW_BULLET, NULL, "What comes after.");
    place(paper, PDF_A4);
    holds(&paper->placed);
    const struct fragment *area = first_of(&paper->placed, 2);
    assert_int_equal(area[1].page, area->page);
    assert_true(area[1].width > paper->placed.width / 2);
    const struct fragment *after = first_of(&paper->placed, 4);
    assert_int_equal(after->page, after[-1].page);
}

/* The label is kept with the first lines, however few fit above the foot of the page. */
static void a_label_stays_with_a_parted_row(void **state)
{
    struct paper *paper = *state;
    long_words(paper);
    for (int above = 60; above < 90; above++) {
        begin(paper);
        put(paper, ROW_BANNER, NULL, "READY"); /* goes across, and what follows it up to the next heading */
        for (int i = 0; i < above; i++) {
            put(paper, ROW_ALERT, NULL, "Words kept with what follows.");
        }
        put(paper, ROW_FIELD, "a label of several lines, more than words beside it", paper->words);
        place(paper, PDF_A4);
        holds(&paper->placed);
        const struct fragment *area = first_of(&paper->placed, above + 2);
        double foot = paper->placed.height - pdf_margin - pdf_foot;
        assert_true(paper->placed.rows[area->row].label.lines > 2);
        assert_true(area->y + paper->placed.rows[area->row].label.height <= foot);
    }
}

/* What has a frame is not parted: at the end of a page it goes to the next, whatever it is kept with. */
static void boxes_are_whole_after_any_number_of_alerts(void **state)
{
    struct paper *paper = *state;
    for (int alerts = 60; alerts < 100; alerts++) {
        begin(paper);
        put(paper, ROW_HEADING, NULL, "PUMP");
        for (int i = 0; i < alerts; i++) {
            put(paper, ROW_ALERT, NULL, "Words that must not be passed over.");
        }
        put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
        put(paper, ROW_PUMP, "TIME", "15 min");
        place(paper, PDF_A4);
        holds(&paper->placed);
    }
}

/* No line of a frame runs through the letters above or below it. */
static void a_frame_leaves_the_words_beside_it_free(void **state)
{
    const double frame_of_slips = 2.5; /* around the outermost rows, with half of its line */
    struct paper *paper = *state;
    int met = 0;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "IF KEYED WRONGLY");
    for (int i = 0; i < 10; i++) {
        put(paper, ROW_TEXT, NULL, "Slips, and what each would give.");
        put(paper, ROW_SLIP, NULL, "A slip.");
        put(paper, ROW_SLIP, NULL, "Another slip.");
        put(paper, ROW_TEXT, NULL, "What comes after.");
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    for (int i = 2; i + 1 < paper->placed.fragment_count; i++) {
        const struct fragment *area = &paper->placed.fragments[i];
        bool edge = (paper->layout.rows[area->row].kind == ROW_SLIP) != (paper->layout.rows[area[1].row].kind == ROW_SLIP);
        if (edge && area[1].y > area->y) { /* not the next column */
            assert_true(area[1].y >= area->y + area->height + frame_of_slips);
            met++;
        }
    }
    assert_true(met >= 19);
}

static void cells_leave_the_words_above_them_free(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "FOLLOW-UP");
    put(paper, ROW_BULLET, NULL, "Blood pressure");
    put(paper, ROW_BLANK, "0 min ________  5 min ________", "");
    put(paper, ROW_HEADING, NULL, "SIGNATURES");
    put(paper, ROW_TEXT, NULL, "Who signs.");
    put(paper, ROW_BLANK, "Prepared", NULL);
    put(paper, ROW_BLANK, "Checked", NULL);
    put(paper, ROW_BLANK, "Given", NULL);
    place(paper, PDF_A4);
    holds(&paper->placed);
    for (int row = 3; row <= 6; row += 3) {
        const struct fragment *cell = first_of(&paper->placed, row);
        assert_int_equal(cell->shape, row == 3 ? SHAPE_TIME : SHAPE_CELL);
        assert_true(cell->y >= cell[-1].y + cell[-1].height + 1);
    }
}

/* Wherever the column ends. */
static void a_code_stays_with_its_heading(void **state)
{
    struct paper *paper = *state;
    memset(paper->words, 'A', 300);
    for (int above = 0; above < 180; above += 6) {
        begin(paper);
        for (int i = 0; i < above; i++) {
            put(paper, ROW_FIELD, "Field", "words");
        }
        put(paper, ROW_HEADING, NULL, "CODE");
        put(paper, ROW_TEXT, NULL, "What the code is for.");
        put(paper, ROW_CODE, NULL, paper->words);
        place(paper, PDF_A4);
        holds(&paper->placed);
        const struct fragment *code = first_of(&paper->placed, above + 3);
        assert_int_equal(code->shape, SHAPE_CODE);
        assert_int_equal(code[-2].page, code->page);
        assert_true(code[-2].x - code->x < 1 && code->x - code[-2].x < 1);
    }
}

/* 911 bytes are a code of 113 modules, which a column holds; 1,400 bytes one of 125 at level L, which goes across the page; 2,954 bytes are
 * more than any code holds (ISO/IEC 18004: at most 2,953), and stand there as words. */
static void codes_of_every_size(void **state)
{
    static const struct {
        size_t bytes;
        enum shape shape;
        int modules;
        bool wide;
    } sizes[] = {{911, SHAPE_CODE, 113, false}, {912, SHAPE_CODE, 101, false}, {1171, SHAPE_CODE, 113, false},
                 {1400, SHAPE_CODE, 125, true}, {2953, SHAPE_CODE, 177, true}, {2954, SHAPE_ROW, 0, true}};
    struct paper *paper = *state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        memset(paper->words, 'a', sizes[i].bytes);
        paper->words[sizes[i].bytes] = '\0';
        begin(paper);
        put(paper, ROW_HEADING, NULL, "CODE");
        put(paper, ROW_CODE, NULL, paper->words);
        place(paper, PDF_A4);
        holds(&paper->placed);
        const struct fragment *area = first_of(&paper->placed, 2);
        const struct code *code = &paper->placed.rows[2].code;
        assert_int_equal(area->shape, sizes[i].shape);
        assert_int_equal(code->made == NULL ? 0 : code->made->width, sizes[i].modules);
        assert_int_equal(area->width > paper->placed.width / 2, sizes[i].wide);
        assert_true(code->made == NULL || code_side(code) <= area->width);
        assert_true(code->made != NULL || paper->placed.rows[2].text.lines > 1);
    }
}

/* Beside words that need much room, a short one still gets half of an even share, and stays whole. */
static void a_short_time_beside_long_ones_is_whole(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "MONITORING");
    for (int i = 0; i < 3; i++) {
        put(paper, ROW_BULLET, NULL, "Blood pressure");
        put(paper, ROW_BLANK,
            "start ________  one hour after the end of it ________  two hours after the end of it ________  four hours after the end of it "
            "________  six hours after the end of it ________  eight hours after the end of the whole infusion ________", "");
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    const struct drawn *drawn = &paper->placed.rows[3];
    assert_int_equal(drawn->time_count, 6);
    assert_int_equal(drawn->beside, 6);
    assert_int_equal(drawn->times[0].lines, 1);
    assert_true(drawn->times[1].lines > 1);
}

/* ---- What cannot be placed ------------------------------------------------------------------------------------ */

static enum pdf_status placing(struct paper *paper)
{
    placed_free(&paper->placed);
    return placed_make(&paper->placed, &paper->face, &paper->layout, PDF_A4);
}

static void a_frame_higher_than_a_page_is_no_sheet(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    long_words(paper);
    put(paper, ROW_DOSE, "DOSE", paper->words);
    assert_int_equal(placing(paper), PDF_FAILED);
}

/* 1,600 letters of the name take 790 points on each page that goes on: next to nothing is left for the rows. */
static void more_pages_than_a_sheet_has_are_no_sheet(void **state)
{
    struct paper *paper = *state;
    char name[1601];
    memset(name, 'W', sizeof name);
    name[sizeof name - 1] = '\0';
    begin(paper);
    long_words(paper);
    for (int i = 0; i < 20; i++) {
        put(paper, ROW_TEXT, NULL, paper->words);
    }
    paper->layout.repeated.name = name;
    assert_int_equal(placing(paper), PDF_FAILED);
    assert_int_equal(paper->placed.page_count, PDF_PAPER_PAGES);
}

/* A row whose label holds no time has nothing to draw; it costs the other rows nothing. */
static void a_row_without_times_takes_no_room(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_BULLET, NULL, "Blood pressure");
    put(paper, ROW_BLANK, "", "");
    put(paper, ROW_TEXT, NULL, "What comes after.");
    assert_int_equal(placing(paper), PDF_FINE);
    assert_int_equal(paper->placed.fragment_count, 3);
    assert_int_equal(paper->placed.fragments[2].row, 3);
    within_margins(&paper->placed);
}

/* ---- Rows of any kind in any order ---------------------------------------------------------------------------- */

struct any {
    struct paper *paper;
    uint64_t state;
    size_t used; /* of paper->words */
};

static unsigned any_number(struct any *any, unsigned below)
{
    any->state = any->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(any->state >> 33) % below;
}

static const char *any_words(struct any *any, unsigned most, const char *after)
{
    static const char *const list[] = {"infusion", "1 g", "per hour", "a", "stop", "WWWWWWWWWWWW", "例題", "سارة"};
    char *start = any->paper->words + any->used;
    unsigned count = any_number(any, most) + 1;
    for (unsigned i = 0; i < count && any->used + 64 < sizeof any->paper->words; i++) {
        const char *word = list[any_number(any, COUNT_OF(list))];
        any->used += (size_t)snprintf(any->paper->words + any->used, 64, "%s%s", word, after);
    }
    while (any->paper->words[any->used - 1] == ' ') {
        any->used--;
    }
    any->paper->words[any->used++] = '\0';
    return start;
}

static void any_row(struct any *any)
{
    enum row_kind kind = (enum row_kind)any_number(any, ROW_PAGE);
    bool labelled = kind == ROW_FIELD || kind == ROW_CHECK || kind == ROW_ITEM || kind == ROW_PUMP || kind == ROW_BLANK;
    bool times = kind == ROW_BLANK && any_number(any, 2) == 1;
    bool short_words = kind == ROW_HEADING || kind == ROW_TITLE || kind == ROW_BANNER || kind == ROW_DOSE || kind == ROW_PUMP;
    const char *label = times ? any_words(any, 8, " ________  ") : labelled ? any_words(any, 4, " ") : NULL;
    const char *text = times ? "" : kind == ROW_BLANK ? NULL : any_words(any, short_words ? 5 : any_number(any, 30) == 0 ? 1200 : 12, " ");
    put(any->paper, kind, label, text);
    if (any_number(any, 3) == 0 && (kind == ROW_TEXT || kind == ROW_BULLET || (kind == ROW_BLANK && !times))) {
        any->paper->layout.rows[any->paper->layout.count - 1].mark = "[project choice, line 12]";
    }
}

static void rows_of_any_kind_in_any_order(void **state)
{
    struct any any = {.paper = *state};
    for (unsigned i = 0; i < 24; i++) {
        any.state = i;
        any.used = 0;
        begin(any.paper);
        while (any.used < sizeof any.paper->words - 8192 && any.paper->layout.count < 120) {
            any_row(&any);
        }
        any.paper->layout.urgent = i % 4 == 3 ? any.paper->layout.count / 2 : 0;
        place(any.paper, i % 2 == 0 ? PDF_A4 : PDF_LETTER);
        holds(&any.paper->placed);
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
    put(paper, ROW_BLANK, "", NULL);
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
    assert_int_equal(found, 6);
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

/* More than five would be too narrow: they stand in two lines, half of them in each. */
static void six_boxes_are_two_lines(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "PUMP");
    for (int i = 0; i < 6; i++) {
        put(paper, ROW_PUMP, "FLOW", "400 mL per hour");
    }
    place(paper, PDF_A4);
    holds(&paper->placed);
    const struct fragment *box = &paper->placed.fragments[2];
    for (int i = 0; i < 6; i++) {
        assert_true(box[i].y - box[i / 3 * 3].y < 0.01);
        assert_true(box[i].x - box[i % 3].x < 0.01);
    }
    assert_true(box[3].y > box[0].y);
}

/* Of a time that is not named there is only the room. */
static void a_time_may_have_no_words(void **state)
{
    struct paper *paper = *state;
    begin(paper);
    put(paper, ROW_HEADING, NULL, "FOLLOW-UP");
    put(paper, ROW_BLANK, "________  5 min ________", "");
    place(paper, PDF_A4);
    holds(&paper->placed);
    const struct drawn *drawn = &paper->placed.rows[2];
    assert_int_equal(drawn->time_count, 2);
    assert_null(drawn->times[0].layout);
    assert_string_equal(pango_layout_get_text(drawn->times[1].layout), "5 min");
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
        cmocka_unit_test_setup_teardown(a_heading_across_stays_with_its_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_row_stays_with_its_heading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_label_stays_with_a_parted_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(boxes_are_whole_after_any_number_of_alerts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_frame_leaves_the_words_beside_it_free, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_leave_the_words_above_them_free, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_code_stays_with_its_heading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(codes_of_every_size, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_short_time_beside_long_ones_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_frame_higher_than_a_page_is_no_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_pages_than_a_sheet_has_are_no_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_without_times_takes_no_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_any_kind_in_any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rooms_to_write_are_6_mm_high, set_up, tear_down),
        cmocka_unit_test_setup_teardown(times_have_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_pump_block_is_one_line_of_boxes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(six_boxes_are_two_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_time_may_have_no_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_infusions_do_not_stand_side_by_side, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_preparation_is_not_beside_another_dose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_glyph_is_remembered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_scripts_have_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_keeps_its_unit, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
