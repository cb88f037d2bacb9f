/*
 * test_readback.c - a few rows, written by hand, against texts written by hand: which letters count, and where a difference is said.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "readback.h"

enum { TEXT = 32 * 1024 };

#define ANY READBACK_ANYTHING
#define ALEPH "\xD7\x90"
#define BET "\xD7\x91"

struct fixture {
    struct layout layout;
    struct readback readback;
    char text[TEXT];
};

static int set_up(void **state)
{
    struct fixture *of = calloc(1, sizeof *of);
    *state = of;
    return of == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

/* No rows; two parts, the nurse's and the pharmacist's. */
static void clear(struct fixture *of)
{
    of->layout.count = 0;
    of->layout.pages = 2;
    of->layout.repeated = (struct layout_repeated){.title = "Title",
                                                   .name = "Ada",
                                                   .identifier = "E7",
                                                   .verdict = "READY see Page two",
                                                   .sheet = "sheet",
                                                   .sheet_id = "ID9",
                                                   .numbered = {"Page {} of {}, nurse", "Page {} of {}, pharmacist"}};
}

static void add(struct fixture *of, struct row row)
{
    row.page = row.page == 0 ? 1 : row.page;
    of->layout.rows[of->layout.count++] = row;
}

static void add_text(struct fixture *of, const char *text)
{
    add(of, (struct row){.kind = ROW_TEXT, .text = text});
}

static bool holds_form(struct fixture *of, const char *text, enum readback_form form)
{
    return readback_hold(&of->layout, text, strlen(text), form, &of->readback);
}

static bool holds(struct fixture *of, const char *text)
{
    return holds_form(of, text, READBACK_PLAIN);
}

static void write_page(struct fixture *of, const char *body, int page, int pages, const char *part)
{
    size_t length = page == 1 ? 0 : strlen(of->text);
    snprintf(of->text + length, TEXT - length, "%s\nPage %d of %d, %s sheet ID9\nREADY see Page two\n\f", body, page, pages, part);
}

static bool holds_paper(struct fixture *of)
{
    return holds_form(of, of->text, READBACK_PAPER);
}

/* One row of text. */
static bool row_holds(struct fixture *of, const char *row, const char *text)
{
    clear(of);
    add_text(of, row);
    return holds(of, text);
}

static const struct readback_difference *first(const struct fixture *of)
{
    return &of->readback.list[0];
}

static void must_differ(struct fixture *of, int row, const char *about, const char *expected, const char *said)
{
    assert_in_range(of->readback.count, 1, 100);
    assert_int_equal(first(of)->row, row);
    assert_string_equal(first(of)->about, about);
    assert_string_equal(first(of)->expected, expected);
    assert_string_equal(first(of)->said, said);
}

/* ---- Letters -------------------------------------------------------------------------------------------------- */

enum passed { NEVER, IN_PLAIN, ALWAYS };

/* What nobody reads off a page, and the code points just beside it. */
static void what_nobody_reads_counts_for_nothing(void **state)
{
    struct fixture *of = *state;
    static const struct {
        const char *bytes;
        enum passed passed;
    } cases[] = {
        {" ", ALWAYS},
        {"\t", ALWAYS},
        {"\n", ALWAYS},
        {"\r", ALWAYS},
        {"_", ALWAYS},
        {"\xC2\x9F", NEVER},
        {"\xC2\xA0", ALWAYS},
        {"\xC2\xA1", NEVER},
        {"\xC2\xAC", NEVER},
        {"\xC2\xAD", ALWAYS},
        {"\xC2\xAE", NEVER},
        {"\xE2\x80\x80", ALWAYS},
        {"\xE2\x80\x8F", ALWAYS},
        {"\xE2\x80\x90", NEVER},
        {"\xE2\x80\xA9", NEVER},
        {"\xE2\x80\xAA", ALWAYS},
        {"\xE2\x80\xAF", ALWAYS},
        {"\xE2\x80\xB0", NEVER},
        {"\xE1\xBF\xBF", NEVER},
        {"\xE2\x81\x9F", NEVER},
        {"\xE2\x81\xA0", ALWAYS},
        {"\xE2\x81\xAF", ALWAYS},
        {"\xE2\x81\xB0", NEVER},
        {"\xEF\xBB\xBE", NEVER},
        {"\xEF\xBB\xBF", ALWAYS},
        {"\xEF\xBC\x80", NEVER},
        {"|", IN_PLAIN},
        {"+", IN_PLAIN},
        {"-", IN_PLAIN},
        {"=", IN_PLAIN},
        {"#", IN_PLAIN},
        {":", IN_PLAIN},
        {".", NEVER},
        {",", NEVER},
        {"/", NEVER},
        {"0", NEVER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char with[16];
        snprintf(with, sizeof with, "a %s b", cases[i].bytes);
        for (int form = READBACK_PAPER; form <= READBACK_PLAIN; form++) {
            bool passed = cases[i].passed == ALWAYS || (cases[i].passed == IN_PLAIN && form == READBACK_PLAIN);
            const char *const pairs[][2] = {{"ab", with}, {with, "ab"}};
            for (size_t pair = 0; pair < 2; pair++) {
                clear(of);
                add_text(of, pairs[pair][0]);
                write_page(of, pairs[pair][1], 1, 1, "nurse");
                bool held = form == READBACK_PAPER ? holds_paper(of) : holds(of, pairs[pair][1]);
                if (held != passed) {
                    fail_msg("%zu, form %d", i, form);
                }
            }
        }
    }
    assert_true(row_holds(of, "ab", "a\fb"));
}

/* Armenian stands before Hebrew, and Latin ligatures before the drawn forms: a page full of them is not turned. */
static void only_scripts_from_right_to_left_are_turned(void **state)
{
    struct fixture *of = *state;
    static const struct {
        const char *letter;
        bool turns;
    } cases[] = {
        {"\xD6\x8F", false},     {"\xD6\x90", true},      {"\xDF\xBF", true},      {"\xE0\x9F\xBF", false}, {"\xE0\xA0\x80", true},
        {"\xE0\xA3\xBF", true},  {"\xE0\xA4\x80", false}, {"\xEF\xAC\x81", false}, {"\xEF\xAC\x9C", false}, {"\xEF\xAC\x9D", true},
        {"\xEF\xB7\xBF", true},  {"\xEF\xB8\x80", false}, {"\xEF\xB9\xAF", false}, {"\xEF\xB9\xB0", true},  {"\xEF\xBB\xBC", true},
        {"\xEF\xBB\xBD", false}, {"\xC3\xA9", false},     {"\xE5\xB1\xB1", false}, {"\xF0\x9F\x98\x80", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char row[16];
        char turned[16];
        snprintf(row, sizeof row, "1%s2", cases[i].letter);
        snprintf(turned, sizeof turned, "2%s1", cases[i].letter);
        assert_true(row_holds(of, row, row));
        assert_int_equal(row_holds(of, row, turned), cases[i].turns);
        const struct row rows[] = {{.label = row}, {.text = row}, {.mark = row}};
        for (size_t part = 0; part < 3; part++) {
            assert_int_equal(readback_is_leftward(&rows[part]), cases[i].turns);
        }
    }
}

/* In any order, but each letter whole and as often; brackets are mirrored. */
static void a_turned_row_has_the_same_letters(void **state)
{
    struct fixture *of = *state;
    static const struct {
        const char *row;
        const char *text;
        bool holds;
    } cases[] = {
        {ALEPH " 12", "21 " ALEPH, true},
        {ALEPH " 12", "2 " ALEPH, false},
        {ALEPH " 12", "122 " ALEPH, false},
        {ALEPH " 122", "112 " ALEPH, false},
        {ALEPH " 112", "122 " ALEPH, false},
        {ALEPH "()", ")(" ALEPH, true},
        {ALEPH "()", "((" ALEPH, true},
        {ALEPH "[]", "][" ALEPH, true},
        {ALEPH "()", "[]" ALEPH, true},
        {ALEPH "()", "(." ALEPH, false},
        {ALEPH "1.", "1(" ALEPH, false},
        {ALEPH "(", ALEPH ALEPH, false},
        {ALEPH, "", false},
        {ALEPH "\xC2\xB5", "\xB5\xC2" ALEPH, false},
        {ALEPH "\xC3\xB5", "\xB5\xC3" ALEPH, false},
        {"\xE0\xA0\x80\xE0\xA1\x81", "\xE0\xA0\x81\xE0\xA1\x80", false},
        {ALEPH "\xE2\x82\xAC\xE2\x83\x90", "\xE2\x82\x90\xE2\x83\xAC" ALEPH, false},
        {ALEPH "\xEF\xBC\x81\xEF\xBC\x82", "\xEF\xBC\x82\xEF\xBC\x81" ALEPH, true},
        {ALEPH "\xF0\x9F\x98\x80\xF0\x9F\x99\x81", "\xF0\x9F\x98\x81\xF0\x9F\x99\x80" ALEPH, false},
        {ALEPH "\xF0\x9F\x98\x80\xF0\x9F\x98\x81", ALEPH "\xF0\x9F\x98\x81\xF0\x9F\x98\x80", true},
        {ALEPH BET, BET ALEPH, true},
        {ALEPH, BET, false},
        {ALEPH BET, ALEPH, false},
        {ALEPH, ALEPH BET, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (row_holds(of, cases[i].row, cases[i].text) != cases[i].holds) {
            fail_msg("%zu", i);
        }
    }
}

static void a_turned_row_that_differs_is_named(void **state)
{
    struct fixture *of = *state;
    assert_false(row_holds(of, ALEPH " 12", "13 " ALEPH));
    must_differ(of, 0, "", ALEPH " 12", "13 " ALEPH);
}

/* Label, text and mark are one row; the letters of the next one are not its own. */
static void a_turned_row_ends_where_it_ends(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_FIELD, .label = "Name", .text = ALEPH "1", .mark = "[2]"});
    add(of, (struct row){.kind = ROW_TEXT, .text = BET "3"});
    add_text(of, "4 mL");
    assert_true(holds(of, "[2] 1" ALEPH " Name\n3" BET "\n4 mL"));
    assert_false(holds(of, "[2] 3" ALEPH " Name\n1" BET "\n4 mL"));
    assert_false(holds(of, "[2] 1" ALEPH " Name\n3" BET "\nmL 4"));
    assert_false(holds(of, "[2] 1" ALEPH " Name\n3" BET));
    assert_false(holds(of, "4 mL [2] 1" ALEPH " Name\n3" BET));
    clear(of);
    add_text(of, "4 mL");
    add_text(of, ALEPH "1");
    assert_true(holds(of, "4 mL 1" ALEPH));
    assert_false(holds(of, "1" ALEPH " 4 mL"));
}

/* Beside words that may be any a row is held as it is written. */
static void a_row_with_a_gap_is_not_turned(void **state)
{
    struct fixture *of = *state;
    static const char row[] = ALEPH BET " " ANY ", 12";
    assert_true(row_holds(of, row, ALEPH BET " Ada Example, 12"));
    assert_false(row_holds(of, row, BET ALEPH " Ada Example, 12"));
    assert_false(row_holds(of, row, ALEPH BET " Ada Example, 21"));
    assert_false(row_holds(of, row, "12, Ada Example " ALEPH BET));
}

/* A letter that words cut is as long as they are. */
static void words_end_where_they_end(void **state)
{
    struct fixture *of = *state;
    static const char *const cut[] = {"a\xC3\0\xA9\xA9", "a\xE5\0\xB1\xB1", "a\xF0\0\x9F\x98", "a\xF0\x9F\0\x98", "a\xF0\x9F\x98\0\x98"};
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
        assert_true(row_holds(of, cut[i], cut[i]));
        assert_false(row_holds(of, cut[i], "a"));
    }
}

static void text_ends_where_it_ends(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add_text(of, "a\xE5\xB1\xB1");
    static const char text[] = "a\xE5\xB1\xB1";
    assert_true(readback_hold(&of->layout, text, 4, READBACK_PLAIN, &of->readback));
    for (size_t length = 0; length < 4; length++) {
        assert_false(readback_hold(&of->layout, text, length, READBACK_PLAIN, &of->readback));
    }
    clear(of);
    add_text(of, "b");
    assert_false(readback_hold(&of->layout, text, 2, READBACK_PLAIN, &of->readback));
    must_differ(of, 0, "", "b", "a\xE5");
    assert_false(row_holds(of, "a\xE5\xB1\xB1", "a\xE5\xB1\xB2"));
    assert_false(row_holds(of, "a\xE5\xB1\xB1", "a\xE5\xB2\xB1"));
    assert_false(row_holds(of, "a\xF0\x9F\x98\x80", "a\xF1\x9F\x98\x80"));
    assert_false(readback_hold(&of->layout, "a\xE5\xB1\xB1\0", 5, READBACK_PLAIN, &of->readback));
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

/* The code and the end of a page stand in plain text; on paper the code is drawn, and pages have feet of their own. */
static void what_is_written_depends_on_the_form(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_FIELD, .label = "Label", .text = "text", .mark = "[1]"});
    add(of, (struct row){.kind = ROW_CODE, .text = "CODE"});
    add(of, (struct row){.kind = ROW_PAGE, .label = "Page 1", .text = "ID9", .mark = "READY"});
    assert_true(holds(of, "Label text [1]\nCODE\nPage 1 sheet ID9 READY"));
    assert_false(holds(of, "Label text [1]\nCODE\nPage 1 ID9 READY"));
    assert_false(holds(of, "Label text [1]\nPage 1 sheet ID9 READY"));
    must_differ(of, 1, "", "CODE", "");
    assert_false(holds(of, "Label [1] text\nCODE\nPage 1 sheet ID9 READY"));
    assert_false(holds(of, "Label text [1] sheet\nCODE\nPage 1 sheet ID9 READY"));
    write_page(of, "Label text [1]", 1, 1, "nurse");
    assert_true(holds_paper(of));
    write_page(of, "Label text [1]\nCODE", 1, 1, "nurse");
    assert_false(holds_paper(of));
    must_differ(of, 3, "", "", "CODE");
}

/* The heading above and the label, in the words of the page; what is lost, too much, or wrong. */
static void a_difference_is_said_in_words(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_FIELD, .label = "Place", .text = "Example ward"});
    add(of, (struct row){.kind = ROW_HEADING, .text = "THE  PUMP"});
    add_text(of, "First sentence.");
    add(of, (struct row){.kind = ROW_PUMP, .label = "FLOW", .text = "408 mL", .mark = "[3]"});
    add(of, (struct row){.kind = ROW_PAGE, .label = "Page 1", .text = "ID9"});
    add(of, (struct row){.kind = ROW_FIELD, .label = "Author", .text = "Bob"});
    static const char whole[] = "Place Example ward\nTHE PUMP\nFirst sentence.\nFLOW 408 mL [3]\nPage 1 sheet ID9\nAuthor Bob\n";
    static const struct {
        const char *from;
        const char *to;
        struct readback_difference difference;
    } cases[] = {
        {"ward", "word", {0, "Place", "Place Example ward", "Place Example word"}},
        {"THE", "THY", {1, "THE PUMP", "THE PUMP", "THY PUMP"}},
        {"First", "Final", {2, "THE PUMP", "First sentence.", "Final sentence."}},
        {"408 mL", "  480\x01\n mL", {3, "THE PUMP: FLOW", "FLOW 408 mL [3]", "FLOW 480 mL [3]"}},
        {"Page 1", "Page 2", {4, "Page 1", "Page 1 sheet ID9", "Page 2 sheet ID9"}},
        {"Bob", "Bill", {5, "Author", "Author Bob", "Author Bill"}},
        {"Bob", "", {5, "Author", "Author Bob", "Author"}},
        {"Author Bob", "", {5, "Author", "Author Bob", ""}},
        {"Author", "More words\nAuthor", {5, "Author", "", "More words"}},
        {"FLOW", "Extra FLOW", {3, "THE PUMP: FLOW", "", "Extra"}},
        {"Bob\n", "Bob and\tnothing  else \n", {6, "", "", "and nothing else"}},
        {"First sentence.\n", "", {2, "THE PUMP", "First sentence.", ""}},
    };
    assert_true(holds(of, whole));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *place = strstr(whole, cases[i].from);
        snprintf(of->text, TEXT, "%.*s%s%s", (int)(place - whole), whole, cases[i].to, place + strlen(cases[i].from));
        assert_false(holds(of, of->text));
        const struct readback_difference *difference = &cases[i].difference;
        must_differ(of, difference->row, difference->about, difference->expected, difference->said);
        assert_int_equal(of->readback.count, 1);
    }
}

/* One letter is a word, too. */
static void short_words_stand_apart(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_HEADING, .text = "A"});
    add(of, (struct row){.kind = ROW_FIELD, .label = "B", .text = "4 g"});
    assert_false(holds(of, "A\nB 5 g"));
    must_differ(of, 1, "A: B", "B 4 g", "B 5 g");
}

/* Whatever stood in the memory behind the last row. */
static void behind_the_last_row_nothing_is_wanted(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_HEADING, .text = "PUMP"});
    add_text(of, "one");
    of->layout.rows[of->layout.count] = (struct row){.kind = ROW_TEXT, .label = "old", .text = ALEPH};
    assert_true(holds(of, "PUMP one"));
    assert_false(holds(of, "PUMP one old " ALEPH));
    must_differ(of, 2, "", "", "old " ALEPH);
    assert_false(holds(of, "PUMP ane old " ALEPH));
    must_differ(of, 1, "PUMP", "one", "ane old " ALEPH);
    assert_int_equal(of->readback.count, 1);
}

/* What cannot be found by its letters is passed: what runs from right to left, and what may be any. One letter is enough. */
static void rows_are_found_again_by_their_letters(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add_text(of, "one");
    add_text(of, ALEPH);
    add_text(of, "three");
    assert_false(holds(of, "two " ALEPH " three"));
    assert_int_equal(of->readback.count, 2);
    must_differ(of, 0, "", "one", "two " ALEPH);
    clear(of);
    add_text(of, "one");
    add_text(of, "x " ANY);
    assert_false(holds(of, "two x Ada"));
    assert_int_equal(of->readback.count, 1);
    must_differ(of, 0, "", "one", "two");
    clear(of);
    add_text(of, "one row of more than twenty-four letters");
    add_text(of, "two");
    assert_false(holds(of, "more one row of more than twenty-four letters twi"));
    assert_int_equal(of->readback.count, 2);
    must_differ(of, 0, "", "", "more");
}

/* 199 bytes, and no letter is cut through. */
static void long_texts_are_cut_between_letters(void **state)
{
    struct fixture *of = *state;
    memset(of->text, 'a', 300);
    of->text[300] = '\0';
    assert_false(row_holds(of, of->text, "b"));
    assert_int_equal(strlen(first(of)->expected), 199);
    for (size_t i = 0; i < 150; i++) {
        memcpy(of->text + 2 * i, "\xC3\xA9", 3);
    }
    assert_false(row_holds(of, "b", of->text));
    assert_int_equal(strlen(first(of)->said), 198);
    assert_string_equal(first(of)->expected, "b");
    memmove(of->text + 1, of->text, 299);
    of->text[0] = 'a';
    assert_false(row_holds(of, "b", of->text));
    assert_int_equal(strlen(first(of)->said), 199);
}

/* A heading and rows, each longer than what is looked ahead; in the text every `step` of them from `from`. */
static void write_rows(struct fixture *of, int from, int count, int step)
{
    static char rows[100][48];
    clear(of);
    of->text[0] = '\0';
    for (int i = 0; i < count; i++) {
        snprintf(rows[i], sizeof rows[i], "row%03d, one of many on this long page", i);
        add(of, (struct row){.kind = i == 0 ? ROW_HEADING : ROW_TEXT, .text = rows[i]});
        if (i >= from && (i - from) % step == 0) {
            strcat(of->text, rows[i]);
            strcat(of->text, "\n");
        }
    }
}

/* Twelve rows that are not there are passed, and each is told; after thirteen nothing more is looked for. */
static void lost_rows_are_told_one_by_one(void **state)
{
    struct fixture *of = *state;
    for (int lost = 1; lost <= 13; lost++) {
        write_rows(of, lost, 20, 1);
        assert_false(holds(of, of->text));
        assert_int_equal(of->readback.count, lost <= 12 ? lost : 1);
        assert_int_equal(first(of)->said[0], lost <= 12 ? '\0' : 'r');
        for (int i = 0; i < of->readback.count; i++) {
            assert_int_equal(of->readback.list[i].row, i);
            assert_string_equal(of->readback.list[i].expected, of->layout.rows[i].text);
            assert_string_equal(of->readback.list[i].about, of->layout.rows[0].text);
        }
    }
}

/* The code is drawn on paper: it is neither missed nor looked for. */
static void lost_rows_are_those_that_are_written(void **state)
{
    struct fixture *of = *state;
    char body[1024];
    write_rows(of, 0, 8, 1);
    of->layout.rows[4].kind = ROW_CODE;
    snprintf(body, sizeof body, "%s %s %s %s", of->layout.rows[0].text, of->layout.rows[1].text, of->layout.rows[2].text, of->layout.rows[6].text);
    strcat(body, of->layout.rows[7].text);
    write_page(of, body, 1, 1, "nurse");
    assert_false(holds_paper(of));
    assert_int_equal(of->readback.count, 2);
    assert_int_equal(of->readback.list[0].row, 3);
    assert_int_equal(of->readback.list[1].row, 5);
}

/* Of 82 differences 64 are kept: nine rows lost after each tenth, and after the last of those the rest as one. */
static void more_differences_than_can_be_kept_are_counted(void **state)
{
    struct fixture *of = *state;
    write_rows(of, 0, 100, 10);
    assert_false(holds(of, of->text));
    assert_int_equal(of->readback.count, 9 * 9 + 1);
    assert_int_equal(sizeof of->readback.list / sizeof of->readback.list[0], 64);
    for (int i = 0; i < 64; i++) {
        assert_int_equal(of->readback.list[i].row, i + i / 9 + 1);
    }
}

/* A row begins again where its next 24 letters stand. */
static void a_row_begins_again_where_its_letters_stand(void **state)
{
    struct fixture *of = *state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCD";
    for (size_t wrong = 20; wrong < 30; wrong++) {
        clear(of);
        add_text(of, "zzz");
        add_text(of, letters);
        snprintf(of->text, TEXT, "yyy %s", letters);
        of->text[4 + wrong] = '!';
        assert_false(holds(of, of->text));
        assert_int_equal(of->readback.count, wrong < 24 ? 1 : 2);
        assert_string_equal(first(of)->expected, "zzz");
        if (wrong >= 24) {
            assert_string_equal(first(of)->said, "yyy");
            assert_string_equal(of->readback.list[1].expected, letters);
        }
    }
}

/* After 8,191 letters that belong to no row, not after more. */
static void what_is_too_much_is_passed_up_to_a_length(void **state)
{
    struct fixture *of = *state;
    for (size_t extra = 8190; extra <= 8193; extra++) {
        clear(of);
        add_text(of, "head");
        add_text(of, "row");
        memcpy(of->text, "head", 4);
        memset(of->text + 4, 'x', extra);
        memcpy(of->text + 4 + extra, "row", 4);
        assert_false(holds(of, of->text));
        assert_int_equal(of->readback.count, 1);
        assert_string_equal(first(of)->expected, extra < 8192 ? "" : "row");
        clear(of);
        add_text(of, "head " ANY);
        add_text(of, "row");
        assert_int_equal(holds(of, of->text), extra < 8192);
    }
}

/* ---- Words that may be any ------------------------------------------------------------------------------------ */

/* Up to where 48 letters of what follows stand. */
static void a_gap_ends_where_the_next_letters_stand(void **state)
{
    struct fixture *of = *state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567";
    for (int same = 44; same < 52; same++) {
        clear(of);
        add_text(of, "Name " ANY);
        add_text(of, letters);
        snprintf(of->text, TEXT, "Name Ada %.*s! %s", same, letters, letters);
        assert_int_equal(holds(of, of->text), same < 48);
    }
}

static void a_gap_is_as_long_as_it_must_be(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add(of, (struct row){.kind = ROW_FIELD, .label = "Name", .text = ANY});
    add(of, (struct row){.kind = ROW_FIELD, .label = "FLOW", .text = "408 mL"});
    assert_true(holds(of, "Name\nFLOW 408 mL"));
    assert_true(holds(of, "Name Ada FLOW 40 Example FLOW 408 mL"));
    assert_false(holds(of, "Name Ada FLOW 908 mL FLOW"));
    must_differ(of, 1, "FLOW", "FLOW 408 mL", "FLOW 908 mL FLOW");
    assert_false(holds(of, "Name Ada"));
    must_differ(of, 1, "FLOW", "FLOW 408 mL", "Ada");
    assert_false(holds(of, "Nome Ada FLOW 408 mL"));
    clear(of);
    add_text(of, "By " ANY " " ANY);
    add_text(of, ANY);
    add_text(of, "end " ANY);
    assert_true(holds(of, "By Ada Example, end of the text"));
    assert_true(holds(of, "By end"));
    assert_false(holds(of, "By Ada Example, en"));
    clear(of);
    add_text(of, "By " ANY);
    add_text(of, ALEPH);
    assert_true(holds(of, "By " ALEPH));
    assert_false(holds(of, "By Ada " ALEPH));
}

/* Less than a line of what follows, 8 letters, and there is another page: it stands there. */
static void a_gap_at_the_end_of_a_page_goes_on_overleaf(void **state)
{
    struct fixture *of = *state;
    static const char letters[] = "abcdefghijkl";
    for (int same = 0; same <= 11; same++) {
        char body[64];
        clear(of);
        add_text(of, "Name " ANY);
        add_text(of, letters);
        snprintf(body, sizeof body, "Name Ada %.*s!", same, letters);
        write_page(of, body, 1, 2, "nurse");
        write_page(of, "Title Ada E7 abcdefghijkl", 2, 2, "nurse");
        assert_int_equal(holds_paper(of), same < 8);
    }
    write_page(of, "Name Ada abcdefghijkl", 1, 1, "nurse");
    assert_true(holds_paper(of));
    write_page(of, "Name Ada abcde!", 1, 1, "nurse");
    assert_false(holds_paper(of));
    must_differ(of, 1, "", "abcdefghijkl", "abcde!");
}

/* ---- Pages ---------------------------------------------------------------------------------------------------- */

static bool many_pages_hold(struct fixture *of, int pages)
{
    clear(of);
    add_text(of, "row");
    for (int page = 1; page <= pages; page++) {
        write_page(of, page == 1 ? "row" : "Title Ada E7", page, pages, "nurse");
    }
    return holds_paper(of);
}

static void a_sheet_has_up_to_64_pages(void **state)
{
    struct fixture *of = *state;
    assert_true(many_pages_hold(of, 1));
    assert_true(many_pages_hold(of, 64));
    assert_false(many_pages_hold(of, 65));
    assert_int_equal(of->readback.count, 1);
    assert_int_equal(first(of)->row, -1);
    of->layout.full = true;
    many_pages_hold(of, 1);
    of->layout.full = true;
    assert_false(holds_paper(of));
    must_differ(of, -1, "", "", "");
    write_page(of, "another row", 1, 1, "nurse"); /* nothing is held against rows that are not all there */
    of->layout.full = true;
    assert_false(holds_paper(of));
    assert_int_equal(of->readback.count, 1);
    of->layout.full = false;
}

/* Of each page its number, how many there are, its part, the number of the sheet, the verdict; and nothing behind it. */
static void feet_are_held_whole(void **state)
{
    struct fixture *of = *state;
    static const char whole[] = "row\nPage 1 of 2, nurse sheet ID9\nREADY see Page two\n\fPage 2 of 2, pharmacist sheet ID9\nREADY see Page two\n";
    static const char *const wrong[][2] = {
        {"Page 1", "Page 2"},   {"1 of 2", "1 of 3"}, {"nurse", "nurze"},  {"nurse sheet", "nurse shoot"}, {"ID9", "ID8"},
        {"READY", "HEADY"},     {"two\n\f", "two!\n\f"}, {"two\n\f", "two\nmore\n\f"}, {"Page 2", "Page 1"}, {"pharmacist", "nurse"},
    };
    clear(of);
    add_text(of, "row");
    assert_true(holds_form(of, whole, READBACK_PAPER));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *place = strstr(whole, wrong[i][0]);
        snprintf(of->text, TEXT, "%.*s%s%s", (int)(place - whole), whole, wrong[i][1], place + strlen(wrong[i][0]));
        assert_false(holds_paper(of));
        if (i < 8) {
            assert_string_equal(first(of)->about, "foot of a page");
            assert_string_equal(first(of)->expected, "ID9");
            assert_non_null(strstr(first(of)->said, "of"));
            assert_null(strstr(first(of)->said, "row"));
            assert_null(strstr(first(of)->said, "pharmacist"));
        }
    }
    assert_false(holds_form(of, "row\n", READBACK_PAPER));
    must_differ(of, -1, "foot of a page", "ID9", "");
}

/* The last line that begins as one does; "Page" within a line begins none, nor does a line that the page cuts. */
static void a_foot_is_the_last_line_that_begins_so(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add_text(of, "Page 7 is a row");
    write_page(of, "Page 7 is a row", 1, 1, "nurse");
    assert_true(holds_paper(of));
    assert_false(readback_hold(&of->layout, "Page 7 is a row\nPage 1", 20, READBACK_PAPER, &of->readback)); /* "Page" */
    must_differ(of, -1, "foot of a page", "ID9", "Page 7 is a row Page");
    assert_false(holds_form(of, "Page 7 is a row\nPage {", READBACK_PAPER));
    must_differ(of, -1, "foot of a page", "ID9", "Page {");
    of->layout.repeated.verdict = "Cage 9";
    assert_true(holds_form(of, "Page 7 is a row\nPage 1 of 1, nurse sheet ID9\nCage 9", READBACK_PAPER));
    assert_false(readback_hold(&of->layout, "Page 7 is a row\nPage 1", 21, READBACK_PAPER, &of->readback)); /* "Page " */
    must_differ(of, -1, "foot of a page", "ID9", "Page");
}

static void rows_stand_on_the_pages_of_their_part(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add_text(of, "one");
    add(of, (struct row){.kind = ROW_TEXT, .page = 2, .text = "two"});
    write_page(of, "one", 1, 2, "nurse");
    write_page(of, "two", 2, 2, "pharmacist");
    assert_true(holds_paper(of));
    write_page(of, "one two", 1, 2, "nurse");
    write_page(of, "", 2, 2, "pharmacist");
    assert_false(holds_paper(of));
    assert_int_equal(of->readback.count, 1);
    must_differ(of, -1, "foot of a page", "ID9", "Page 1 of 2, nurse sheet ID9 READY see Page two");
    write_page(of, "one", 1, 2, "pharmacist");
    write_page(of, "two", 2, 2, "nurse");
    assert_false(holds_paper(of));
    assert_int_equal(of->readback.count, 2);
    assert_true(holds(of, "one two")); /* plain text has no feet */
    write_page(of, "one", 1, 3, "nurse");
    write_page(of, "two", 2, 3, "pharmacist");
    write_page(of, "Title Ada E7", 3, 3, "pharmacist");
    assert_true(holds_paper(of));
    write_page(of, "one", 1, 3, "nurse");
    write_page(of, "two", 2, 3, "pharmacist");
    write_page(of, "Title Ada E7 three", 3, 3, "pharmacist");
    assert_false(holds_paper(of));
    must_differ(of, 2, "", "", "three");
    write_page(of, "one two", 1, 1, "nurse");
    assert_false(holds_paper(of));
    must_differ(of, -1, "foot of a page", "ID9", "Page 1 of 1, nurse sheet ID9 READY see Page two");
}

/* What goes on overleaf begins with the title and whom the sheet is for; a part that begins does not. */
static void heads_are_held(void **state)
{
    struct fixture *of = *state;
    static const struct {
        const char *head;
        const char *name;
        const char *identifier;
        bool holds;
    } cases[] = {
        {"Title Ada E7", "Ada", "E7", true},
        {"Title Ade E7", "Ada", "E7", false},
        {"Tittle Ada E7", "Ada", "E7", false},
        {"Title Ada E8", "Ada", "E7", false},
        {"Title Ada", "Ada", "E7", false},
        {"Title Ada E7 more", "Ada", "E7", false},
        {"", "Ada", "E7", false},
        {"Title Bob E8", ANY, ANY, true},
        {"Title Bob E8", "Bob", ANY, true},
        {"Title Ada E8", "Bob", ANY, false},
        {"Tittle Bob E8", ANY, ANY, false},
        {"Title E7 " BET ALEPH, ALEPH BET, "E7", true},
        {"Title E7 " BET BET, ALEPH BET, "E7", false},
        {"Title E8 " BET ALEPH, ALEPH BET, "E7", false},
        {"Title E7 " BET ALEPH " more", ALEPH BET, "E7", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char body[64];
        clear(of);
        of->layout.repeated.name = cases[i].name;
        of->layout.repeated.identifier = cases[i].identifier;
        add_text(of, "one two");
        add_text(of, "three");
        write_page(of, "one", 1, 2, "nurse");
        snprintf(body, sizeof body, "%s\ntwo three", cases[i].head);
        write_page(of, body, 2, 2, "nurse");
        if (holds_paper(of) != cases[i].holds) {
            fail_msg("%s", cases[i].head);
        }
        assert_int_equal(of->readback.count, cases[i].holds ? 0 : 1);
    }
    clear(of);
    add_text(of, "one two");
    write_page(of, "one", 1, 2, "nurse");
    write_page(of, "Title Eva E7\ntwo", 2, 2, "nurse");
    assert_false(holds_paper(of));
    must_differ(of, -1, "head of a page", "Title Ada E7", "Title Eva E7 two Page 2 of 2, nurse sheet ID9 READY see Page two");
}

static void every_page_of_a_draft_says_so(void **state)
{
    struct fixture *of = *state;
    for (int said = 0; said < 4; said++) {
        clear(of);
        of->layout.repeated.draft = "DRAFT";
        add_text(of, "one two");
        write_page(of, (said & 1) != 0 ? "DRAFT one" : "one", 1, 2, "nurse");
        write_page(of, (said & 2) != 0 ? "DRAFT Title Ada E7 two" : "Title Ada E7 two", 2, 2, "nurse");
        assert_int_equal(holds_paper(of), said == 3);
        assert_string_equal(said == 3 ? "DRAFT" : first(of)->expected, "DRAFT");
    }
}

/* Of a row that goes on overleaf what stands there is said. */
static void a_row_that_goes_on_overleaf_is_said_from_there(void **state)
{
    struct fixture *of = *state;
    clear(of);
    add_text(of, "one two");
    add_text(of, "three");
    write_page(of, "one", 1, 2, "nurse");
    write_page(of, "Title Ada E7 tvo three", 2, 2, "nurse");
    assert_false(holds_paper(of));
    assert_int_equal(of->readback.count, 1);
    must_differ(of, 0, "", "one two", "tvo");
}

/* ---- Signs that boxes are drawn with -------------------------------------------------------------------------- */

struct signs {
    const char *said; /* by one row */
    const char *text;
    bool holds;
};

/* In plain text: | + - = # and : count within a word or a number alone. */
static void signs_count_within_words(void **state)
{
    static const struct signs signs[] = {
        {"every 5-10 min", "every 5-10 min", true},
        {"every 5-10 min", "every 510 min", false},
        {"every 5-10 min", "every 5 10 min", false},
        {"every 5-10 min", "every 5:10 min", false},
        {"every 510 min", "every 5-10 min", false},
        {"at 14:30", "at 1430", false},
        {"A=B", "AB", false},
        {"a+Z", "aZ", false},
        {"0#9", "09", false},
        {"z|A", "zA", false},
        {"5-10", "  5-\n  10", true},      /* a line may end there */
        {"5-10", "  5\n  -10", true},
        {"FLOW 400", "+----+\n| FLOW : 400 |\n+----+", true}, /* a box */
        {"FLOW 400", "=FLOW 400-", true},  /* the first and the last byte have one neighbour */
        {"FLOW: 400", "FLOW 400", true},
        {"5 - 10", "5 10", true},          /* no word */
        {"5-: 7", "5 7", true},
        {"51", "5-1", false},              /* a word ends behind it */
        {"/-5", "/5", true},
        {"5-/", "5/", true},
        {"@-a", "@a", true},               /* beside the letters and digits in ASCII */
        {"a-[", "a[", true},
        {"`-a", "`a", true},
        {"a-{", "a{", true},
    };
    struct fixture *of = *state;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        of->layout = (struct layout){.count = 1, .pages = 1, .rows = {{.kind = ROW_TEXT, .page = 1, .text = signs[i].said}}};
        bool holds = readback_hold(&of->layout, signs[i].text, strlen(signs[i].text), READBACK_PLAIN, &of->readback);
        if (holds != signs[i].holds) {
            fail_msg("\"%s\" for \"%s\"", signs[i].text, signs[i].said);
        }
    }
    of->layout.rows[0].text = "5-10";
    assert_false(readback_hold(&of->layout, "5-10", 2, READBACK_PLAIN, &of->readback)); /* what follows the end is not read */
    assert_true(readback_hold(&of->layout, "5-10-7", 4, READBACK_PLAIN, &of->readback));
    of->layout.rows[0].text = "5";
    assert_true(readback_hold(&of->layout, "5-10", 2, READBACK_PLAIN, &of->readback));
    of->layout.rows[0].text = "10";
    assert_true(readback_hold(&of->layout, &"5-10"[1], 3, READBACK_PLAIN, &of->readback)); /* nor what comes before it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_reads_counts_for_nothing),
        cmocka_unit_test(only_scripts_from_right_to_left_are_turned),
        cmocka_unit_test(a_turned_row_has_the_same_letters),
        cmocka_unit_test(a_turned_row_that_differs_is_named),
        cmocka_unit_test(a_turned_row_ends_where_it_ends),
        cmocka_unit_test(a_row_with_a_gap_is_not_turned),
        cmocka_unit_test(words_end_where_they_end),
        cmocka_unit_test(text_ends_where_it_ends),
        cmocka_unit_test(what_is_written_depends_on_the_form),
        cmocka_unit_test(a_difference_is_said_in_words),
        cmocka_unit_test(short_words_stand_apart),
        cmocka_unit_test(behind_the_last_row_nothing_is_wanted),
        cmocka_unit_test(rows_are_found_again_by_their_letters),
        cmocka_unit_test(long_texts_are_cut_between_letters),
        cmocka_unit_test(lost_rows_are_told_one_by_one),
        cmocka_unit_test(lost_rows_are_those_that_are_written),
        cmocka_unit_test(more_differences_than_can_be_kept_are_counted),
        cmocka_unit_test(a_row_begins_again_where_its_letters_stand),
        cmocka_unit_test(what_is_too_much_is_passed_up_to_a_length),
        cmocka_unit_test(a_gap_ends_where_the_next_letters_stand),
        cmocka_unit_test(a_gap_is_as_long_as_it_must_be),
        cmocka_unit_test(a_gap_at_the_end_of_a_page_goes_on_overleaf),
        cmocka_unit_test(a_sheet_has_up_to_64_pages),
        cmocka_unit_test(feet_are_held_whole),
        cmocka_unit_test(a_foot_is_the_last_line_that_begins_so),
        cmocka_unit_test(rows_stand_on_the_pages_of_their_part),
        cmocka_unit_test(heads_are_held),
        cmocka_unit_test(every_page_of_a_draft_says_so),
        cmocka_unit_test(a_row_that_goes_on_overleaf_is_said_from_there),
        cmocka_unit_test(signs_count_within_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
