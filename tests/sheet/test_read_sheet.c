/*
 * test_read_sheet.c - a whole sheet against what was read back: every letter counts, order counts, blanks and boxes do not.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"
#include "readback.h"
#include "sample.h"

enum { TEXT = 128 * 1024 };

struct fixture {
    struct sample sample;
    struct layout layout;
    struct readback readback;
    char text[TEXT];
    size_t length;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static void write_words(struct fixture *of, const char *words)
{
    assert_true(of->length + strlen(words) + 2 < TEXT);
    of->length += (size_t)sprintf(of->text + of->length, "%s", words);
}

/* One line of paper: at most 60 columns, as a reader of PDF gives it. */
static void write_line(struct fixture *of, const struct row *row)
{
    const char *const parts[] = {row->label, row->text, row->mark};
    size_t column = 0;
    for (size_t i = 0; i < 3; i++) {
        for (const char *at = parts[i] != NULL ? parts[i] : ""; *at != '\0'; at++) {
            char letter[2] = {*at, '\0'};
            bool turn = *at == ' ' && column > 60;
            write_words(of, turn ? "\n" : letter);
            column = turn ? 0 : column + 1;
        }
        write_words(of, parts[i] != NULL ? " " : "");
    }
    write_words(of, "\n");
}

static void write_foot(struct fixture *of, int page, int pages, const char *part)
{
    char foot[200];
    snprintf(foot, sizeof foot, "Page %d of %d%s sheet %s\n%s\n\f", page, pages, part, of->layout.repeated.sheet_id,
             of->layout.repeated.verdict);
    write_words(of, foot);
}

static void write_head(struct fixture *of)
{
    const struct layout_repeated *repeated = &of->layout.repeated;
    char head[400];
    snprintf(head, sizeof head, "DRAFT\n%s\n%s %s\n", repeated->title, repeated->name, repeated->identifier);
    write_words(of, head);
}

/* The pages of paper that a renderer draws: the nurse's part breaks after row `broken`. */
static void write_paper(struct fixture *of, int broken)
{
    of->length = 0;
    write_words(of, "DRAFT\n");
    for (int i = 0; i < of->layout.count; i++) {
        const struct row *row = &of->layout.rows[i];
        if (row->kind == ROW_PAGE) {
            write_foot(of, row->page == 1 ? 2 : 3, 3, row->page == 1 ? ", nurse" : ", pharmacist");
            write_words(of, row->page == 1 ? "DRAFT\n" : "");
        } else if (row->kind != ROW_CODE) {
            write_line(of, row);
        }
        if (i == broken) {
            write_foot(of, 1, 3, ", nurse");
            write_head(of);
        }
    }
}

static void lay(struct fixture *of)
{
    sample_build(&of->sample);
    layout_rows(&of->sample.sheet, &of->layout);
}

static void begin(struct fixture *of)
{
    sample_begin(&of->sample);
    lay(of);
    write_paper(of, 20);
}

static bool hold(struct fixture *of)
{
    return readback_hold(&of->layout, of->text, of->length, READBACK_PAPER, &of->readback);
}

static void say_differences(const struct fixture *of)
{
    for (int i = 0; i < of->readback.count && i < READBACK_MAX; i++) {
        print_message("%s | expected %s | said %s\n", of->readback.list[i].about, of->readback.list[i].expected,
                      of->readback.list[i].said);
    }
}

static void must_hold(struct fixture *of)
{
    if (!hold(of)) {
        say_differences(of);
        fail();
    }
}

/* ---- The same ------------------------------------------------------------------------------------------------- */

static void what_was_drawn_is_found(void **state)
{
    struct fixture *of = *state;
    begin(of);
    must_hold(of);
    for (int broken = 1; broken < 60; broken++) { /* wherever a page ends */
        if (of->layout.rows[broken].page == 1 && of->layout.rows[broken].kind != ROW_PAGE) {
            write_paper(of, broken);
            must_hold(of);
        }
    }
}

static void plain_text_is_found(void **state)
{
    struct fixture *of = *state;
    for (int verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        sample_verdict(&of->sample, (ifs_verdict)verdict);
        lay(of);
        struct text text = text_over(of->text, TEXT);
        assert_true(plain_text(&of->sample.sheet, &text));
        if (!readback_hold(&of->layout, of->text, text.length, READBACK_PLAIN, &of->readback)) {
            say_differences(of);
            fail();
        }
    }
}

static void direction_marks_and_blanks_count_for_nothing(void **state)
{
    struct fixture *of = *state;
    static char marked[TEXT];
    begin(of);
    size_t length = 0;
    for (size_t i = 0; i < of->length; i++) {
        if (i % 17 == 0 && ((unsigned char)of->text[i] & 0xC0U) != 0x80U && of->text[i] != 'P') {
            length += (size_t)sprintf(marked + length, "\xE2\x80\xAA\xE2\x80\x8F\xC2\xA0\xE2\x81\xA6\xEF\xBB\xBF\xC2\xAD ");
        }
        marked[length++] = of->text[i];
        assert_true(length + 30 < TEXT);
    }
    memcpy(of->text, marked, length);
    of->length = length;
    must_hold(of);
}

/* ---- One letter ----------------------------------------------------------------------------------------------- */

static void every_changed_digit_differs(void **state)
{
    struct fixture *of = *state;
    begin(of);
    int tried = 0;
    for (size_t i = 0; i < of->length; i++) {
        char before = of->text[i];
        if (before >= '0' && before <= '9') {
            of->text[i] = before == '9' ? '0' : (char)(before + 1);
            assert_false(hold(of));
            assert_in_range(of->readback.count, 1, 3);
            of->text[i] = before;
            tried++;
        }
    }
    assert_in_range(tried, 300, 5000);
    must_hold(of);
}

static void every_changed_letter_differs(void **state)
{
    struct fixture *of = *state;
    begin(of);
    for (size_t i = 0; i < of->length; i += 13) {
        char before = of->text[i];
        if ((before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z')) {
            of->text[i] = before == 'x' ? 'y' : 'x';
            assert_false(hold(of));
            of->text[i] = before;
        }
    }
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static void every_dropped_row_is_missed(void **state)
{
    struct fixture *of = *state;
    begin(of);
    struct layout whole = of->layout;
    for (int row = 0; row < whole.count; row++) {
        enum row_kind kind = whole.rows[row].kind;
        if (kind == ROW_PAGE || kind == ROW_CODE) {
            continue;
        }
        of->layout.rows[row] = (struct row){.kind = kind, .page = whole.rows[row].page};
        write_paper(of, 20);
        of->layout = whole;
        assert_false(hold(of));
        assert_int_equal(of->readback.count, 1);
        assert_int_equal(of->readback.list[0].row, row);
    }
}

static void a_row_too_many_is_noticed(void **state)
{
    struct fixture *of = *state;
    begin(of);
    char *place = strstr(of->text, "PREPARATION");
    assert_non_null(place);
    static const char extra[] = "Give 5 g at once\n";
    memmove(place + strlen(extra), place, of->length - (size_t)(place - of->text));
    memcpy(place, extra, strlen(extra));
    of->length += strlen(extra);
    assert_false(hold(of));
    assert_int_equal(of->readback.count, 1);
    assert_string_equal(of->readback.list[0].said, "Give 5 g at once");
    assert_string_equal(of->readback.list[0].expected, "");
}

static void what_stands_after_the_end_is_noticed(void **state)
{
    struct fixture *of = *state;
    begin(of);
    write_words(of, "Page 4 of 4\nmore\n\f");
    assert_false(hold(of));
    begin(of);
    of->length = (size_t)(strstr(of->text, "CHECKS AND LIMITS") - of->text);
    assert_false(hold(of));
    of->length = 0;
    assert_false(hold(of));
}

static void two_rows_exchanged_differ(void **state)
{
    struct fixture *of = *state;
    begin(of);
    struct layout whole = of->layout;
    for (int row = 0; row + 1 < whole.count; row++) {
        const struct row *first = &whole.rows[row];
        const struct row *second = &whole.rows[row + 1];
        if (first->kind != ROW_PUMP || second->kind != ROW_PUMP) {
            continue;
        }
        of->layout.rows[row].text = second->text;
        of->layout.rows[row + 1].text = first->text;
        write_paper(of, 20);
        of->layout = whole;
        assert_false(hold(of));
        assert_true(of->readback.list[0].row == row || of->readback.list[0].row == row + 1);
    }
}

static void a_difference_names_its_place(void **state)
{
    struct fixture *of = *state;
    begin(of);
    char *flow = strstr(of->text, "FLOW 408 mL");
    assert_non_null(flow);
    flow[5] = '9';
    assert_false(hold(of));
    assert_int_equal(of->readback.count, 1);
    assert_string_equal(of->readback.list[0].about, "PUMP: FLOW");
    assert_string_equal(of->readback.list[0].expected, "FLOW 408 mL per hour");
    assert_string_equal(of->readback.list[0].said, "FLOW 908 mL per hour");
}

/* ---- Pages ---------------------------------------------------------------------------------------------------- */

static void feet_and_heads_are_held(void **state)
{
    struct fixture *of = *state;
    static const char *const wrong[][2] = {{"Page 1 of 3, nurse", "Page 2 of 3, nurse"},
                                           {"Page 2 of 3, nurse", "Page 2 of 4, nurse"},
                                           {"Page 3 of 3, pharmacist", "Page 3 of 3, farmacist "},
                                           {"DRAFT\nExample", "GRAFT\nExample"},
                                           {"Ada Example EXAMPLE-1\n", "Ade Example EXAMPLE-1\n"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        begin(of);
        char *place = strstr(of->text, wrong[i][0]);
        assert_non_null(place);
        memcpy(place, wrong[i][1], strlen(wrong[i][1]));
        assert_false(hold(of));
    }
    begin(of);
    for (int i = 0; i < 70; i++) {
        write_words(of, "Page 1 of 1\n\f");
    }
    assert_false(hold(of));
}

static void a_layout_that_does_not_fit_is_never_held(void **state)
{
    struct fixture *of = *state;
    begin(of);
    of->layout.full = true;
    assert_false(hold(of));
    of->layout.full = false;
    of->text[strstr(of->text, "nurse sheet ") - of->text + 12]++; /* and without a whole foot */
    assert_false(hold(of));
}

/* ---- Words that may be any ------------------------------------------------------------------------------------ */

static void names_may_be_any_where_they_are_not_known(void **state)
{
    struct fixture *of = *state;
    static const char *const names[] = {"Cy", "A name of several words", "\xD8\xA3\xD9\x85\xD9\x84", "", "Age and sex"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        begin(of);
        of->sample.request.words[IFS_FACT_NAME] = names[i];
        of->sample.request.words[IFS_FACT_ID] = "7";
        of->sample.request.prescriber = "Somebody";
        lay(of);
        write_paper(of, 20);
        of->sample.request.words[IFS_FACT_NAME] = READBACK_ANYTHING;
        of->sample.request.words[IFS_FACT_ID] = READBACK_ANYTHING;
        of->sample.request.prescriber = READBACK_ANYTHING;
        of->sample.request.prescriber_reference = READBACK_ANYTHING;
        const char *number = of->sample.sheet.sheet_id;
        char kept[32];
        snprintf(kept, sizeof kept, "%s", number);
        sample_build(&of->sample);
        of->sample.sheet.sheet_id = kept;
        layout_rows(&of->sample.sheet, &of->layout);
        must_hold(of);
        char *flow = strstr(of->text, "FLOW 408 mL");
        flow[5] = '9';
        assert_false(hold(of));
    }
}

/* ---- From right to left --------------------------------------------------------------------------------------- */

/* Readers of PDF give such a row in an order of their own: the same letters must be there, each as often. */
static void a_row_from_right_to_left_may_be_turned(void **state)
{
    struct fixture *of = *state;
    static const char name[] = "\xD7\x90\xD7\x91 (7) 12";
    static const char turned[] = "12 )7( \xD7\x91\xD7\x90";
    static const char *const wrong[] = {"13 )7( \xD7\x91\xD7\x90", "12 )7( \xD7\x91\xD7\x91", "12 )7. \xD7\x91\xD7\x90"};
    begin(of);
    of->sample.request.words[IFS_FACT_NAME] = name;
    lay(of);
    write_paper(of, 20);
    must_hold(of);
    for (char *at = strstr(of->text, name); at != NULL; at = strstr(at, name)) {
        memcpy(at, turned, strlen(turned));
    }
    must_hold(of);
    char *at = strstr(of->text, turned);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        memcpy(at, wrong[i], strlen(wrong[i]));
        assert_false(hold(of));
        memcpy(at, turned, strlen(turned));
    }
}

/* Hebrew, Syriac, N'Ko, Samaritan, and the forms of presentation run leftward; Greek, Devanagari, Chinese and private signs do not. */
static void scripts_that_run_leftward_are_known(void **state)
{
    (void)state;
    static const char *const leftward[] = {"\xD6\x90", "\xD7\xAA", "\xD8\xA7", "\xDC\x90", "\xDF\x8A", "\xE0\xA0\x80", "\xE0\xA3\xBF",
                                           "\xEF\xAC\x9D", "\xEF\xB7\xBA", "\xEF\xBB\xBC"};
    static const char *const others[] = {"", "a 1", "\xCE\xB1", "\xD0\x96", "\xE0\xA4\x85", "\xE5\xB1\xB1", "\xEE\x80\x80", "\xEF\xBC\x81", "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < sizeof leftward / sizeof leftward[0]; i++) {
        const struct row rows[] = {{.label = leftward[i]}, {.text = leftward[i]}, {.mark = leftward[i]}};
        for (size_t part = 0; part < 3; part++) {
            assert_true(readback_is_leftward(&rows[part]));
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const struct row row = {.label = others[i], .text = others[i], .mark = others[i]};
        assert_false(readback_is_leftward(&row));
    }
}

static void other_scripts_are_letters(void **state)
{
    struct fixture *of = *state;
    begin(of);
    of->sample.request.words[IFS_FACT_NAME] = "\xE5\xB1\xB1\xE7\x94\xB0 Nguy\xE1\xBB\x85n e\xCC\x81 \xF0\x9F\x98\x80";
    lay(of);
    write_paper(of, 20);
    must_hold(of);
    char *at = strstr(of->text, "\xE7\x94\xB0");
    at[2] = '\xB1';
    assert_false(hold(of));
}

/* ---- Anything at all ------------------------------------------------------------------------------------------ */

static void noise_never_holds(void **state)
{
    struct fixture *of = *state;
    uint32_t seed = 7;
    begin(of);
    for (int round = 0; round < 50; round++) {
        of->length = seed % 4000;
        for (size_t i = 0; i < of->length; i++) {
            seed = seed * 1664525U + 1013904223U;
            of->text[i] = (char)(seed >> 24);
        }
        assert_false(hold(of));
        assert_false(readback_hold(&of->layout, of->text, of->length, READBACK_PLAIN, &of->readback));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_drawn_is_found),
        cmocka_unit_test(plain_text_is_found),
        cmocka_unit_test(direction_marks_and_blanks_count_for_nothing),
        cmocka_unit_test(every_changed_digit_differs),
        cmocka_unit_test(every_changed_letter_differs),
        cmocka_unit_test(every_dropped_row_is_missed),
        cmocka_unit_test(a_row_too_many_is_noticed),
        cmocka_unit_test(what_stands_after_the_end_is_noticed),
        cmocka_unit_test(two_rows_exchanged_differ),
        cmocka_unit_test(a_difference_names_its_place),
        cmocka_unit_test(feet_and_heads_are_held),
        cmocka_unit_test(a_layout_that_does_not_fit_is_never_held),
        cmocka_unit_test(names_may_be_any_where_they_are_not_known),
        cmocka_unit_test(a_row_from_right_to_left_may_be_turned),
        cmocka_unit_test(scripts_that_run_leftward_are_known),
        cmocka_unit_test(other_scripts_are_letters),
        cmocka_unit_test(noise_never_holds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
