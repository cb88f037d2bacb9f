/*
 * test_checklist.c - the edges of the checklist: what does not fit, what comes back from the paper in another form, and sheets that no
 * shipped protocol makes. Each item against each golden sheet, and a fault for each, are in test_items.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checklist.h"
#include "plain.h"
#include "sample.h"
#include "wording.h"

enum { ROOM = 512 * 1024 };

struct held {
    struct sample sample;
    struct layout layout;
    struct checklist checklist;
    char bytes[ROOM];
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct held));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

/* Builds, lays out and prints the sample as it is by now. Its own sentences say nothing of urine. */
static void print(struct held *held)
{
    struct text text = text_over(held->bytes, sizeof held->bytes);
    held->sample.monitoring[0].say = "Urine output, and creatinine of the kidneys";
    sample_build(&held->sample);
    layout_rows(&held->sample.sheet, &held->layout);
    assert_true(plain_text(&held->sample.sheet, &text));
}

static bool hold(struct held *held)
{
    return checklist_hold(&held->sample.sheet, &held->layout, held->bytes, &held->checklist);
}

static enum item_state state_of(const struct held *held, int number)
{
    return held->checklist.items[number - 1].state;
}

/* Those that are missing, by number: "3 12". */
static const char *missing(const struct held *held)
{
    static char found[400];
    found[0] = '\0';
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        size_t length = strlen(found);
        if (held->checklist.items[i].state == ITEM_MISSING) {
            snprintf(found + length, sizeof found - length, "%s%d", length > 0 ? " " : "", i + 1);
        }
    }
    return found;
}

static void add(struct held *held, const char *words_added)
{
    size_t length = strlen(held->bytes);
    snprintf(held->bytes + length, sizeof held->bytes - length, "\n%s\n", words_added);
}

static void replace(struct held *held, const char *old, const char *new)
{
    static char after[ROOM];
    char *at = strstr(held->bytes, old);
    assert_non_null(at);
    snprintf(after, sizeof after, "%s", at + strlen(old));
    snprintf(at, (size_t)(held->bytes + sizeof held->bytes - at), "%s%s", new, after);
}

static void the_sample_has_every_item(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    assert_true(hold(held));
    assert_string_equal(missing(held), "");
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        assert_int_equal(held->checklist.items[i].number, i + 1);
        assert_true(strlen(held->checklist.items[i].words) > 0);
    }
}

/* All zero is missing, and stays so where anything does not fit. */
static void what_does_not_fit_has_nothing(void **state)
{
    struct held *held = *state;
    static char longer[CHECKLIST_PAPER + 2];
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    memset(longer, 'x', sizeof longer - 1);
    assert_false(checklist_hold(&held->sample.sheet, &held->layout, longer, &held->checklist));
    assert_int_equal(held->checklist.missing, CHECKLIST_ITEMS);
    held->layout.full = true;
    assert_false(hold(held));
    assert_int_equal(held->checklist.missing, CHECKLIST_ITEMS);
    held->layout.full = false;
    longer[300] = '\0';
    for (held->layout.count = 0; held->layout.count < LAYOUT_ROWS; held->layout.count++) {
        held->layout.rows[held->layout.count] = (struct row){.kind = ROW_TEXT, .page = 1, .text = longer};
    }
    assert_false(hold(held));
    assert_int_equal(held->checklist.missing, CHECKLIST_ITEMS);
    held->sample.sheet.full = true;
    assert_false(hold(held));
    assert_int_equal(state_of(held, 1), ITEM_MISSING);
}

/* 256 KiB, the NUL included: what a sheet is printed into, by the command and by the library. */
static void every_text_that_is_printed_fits(void **state)
{
    struct held *held = *state;
    static char longest[262144 + 1];
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    memset(longest, 'x', sizeof longest - 1);
    checklist_hold(&held->sample.sheet, &held->layout, longest, &held->checklist);
    assert_int_equal(state_of(held, 53), ITEM_MISSING);
    longest[262143] = '\0';
    checklist_hold(&held->sample.sheet, &held->layout, longest, &held->checklist);
    assert_int_equal(state_of(held, 53), ITEM_PRESENT);
}

/* An empty text misses every item that applies, but no rule of writing is broken in it. */
static void nothing_printed_is_nothing_present(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    held->bytes[0] = '\0';
    assert_false(hold(held));
    for (int number = 1; number <= 52; number++) {
        bool applies = state_of(held, number) != ITEM_NOT_APPLICABLE;
        assert_int_equal(state_of(held, number), applies && number != 38 ? ITEM_MISSING : state_of(held, number));
    }
    assert_int_equal(state_of(held, 53), ITEM_PRESENT);
}

/* Blanks of any kind, soft hyphens and marks of direction are no difference. */
static void paper_may_come_back_in_another_form(void **state)
{
    struct held *held = *state;
    static char other[ROOM];
    size_t used = (size_t)snprintf(other, sizeof other, "\n ");
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    for (const char *at = held->bytes; *at != '\0' && used + 8 < sizeof other; at++) {
        const char *as = *at == ' ' && at[1] == ' ' ? "\xc2\xa0" : *at == ' ' ? "\xe2\x80\xaf" : *at == '\n' ? "\f\r\n\t" : NULL;
        used += (size_t)snprintf(other + used, sizeof other - used, as != NULL ? "%s" : "%.1s", as != NULL ? as : at);
        if (at - held->bytes == 40) {
            used += (size_t)snprintf(other + used, sizeof other - used, "%s", "\xc2\xad\xe2\x80\x8b\xe2\x80\xae\xe2\x81\xa6\xef\xbb\xbf");
        }
    }
    assert_true(checklist_hold(&held->sample.sheet, &held->layout, other, &held->checklist));
}

static void replace_each(struct held *held, const char *old, const char *new)
{
    while (strstr(held->bytes, old) != NULL) {
        replace(held, old, new);
    }
}

/* Room to write, blanks and marks of direction within a name may be gone; nothing else may. */
static void a_name_may_come_back_in_another_form(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *name;
        const char *printed;
        const char *missing;
    } names[] = {{"Ada ____ Example", "Ada Example", ""},        {"Ada ^ Example", "Ada Example", "4"},
                 {"Ada ` Example", "Ada Example", "4"},          {"Ida Example", "IdaExample", ""},
                 {"Ada\xc2\xa0" "Example", "Ada Example", ""},   {"Ada\xe2\x80\xaa" "Example", "AdaExample", ""},
                 {"Ida Example", "Ida____Example", ""},          {"Ida Example", "Ida^Example", "4"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        sample_verdict(&held->sample, IFS_READY);
        held->sample.request.words[IFS_FACT_NAME] = names[i].name;
        print(held);
        replace_each(held, names[i].name, names[i].printed);
        hold(held);
        assert_string_equal(missing(held), names[i].missing);
    }
}

/* What nobody reads may also be gone before the first word. */
static void words_are_found_by_what_is_read_of_them(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.protocol.population = "_\xe2\x80\xaa Fictional adults";
    print(held);
    replace_each(held, "_\xe2\x80\xaa Fictional", "Fictional");
    hold(held);
    assert_string_equal(missing(held), "");
    held->sample.protocol.population = "____"; /* nothing to be read of it: nowhere, not everywhere */
    print(held);
    hold(held);
    assert_string_equal(missing(held), "1");
    held->sample.sheet.drug = "";
    hold(held);
    assert_int_equal(state_of(held, 14), ITEM_MISSING);
}

/* A number is never found inside a longer one. */
static void a_part_of_a_number_is_not_the_number(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    replace(held, "VOLUME TO BE INFUSED     | 102 mL", "VOLUME TO BE INFUSED     | 102 mLs");
    assert_false(hold(held));
    assert_string_equal(missing(held), "34");
    assert_string_equal(held->checklist.items[33].said, "102 mL");
}

/* The words of a row as the very first on the paper, be it one letter, or a byte that no letter has; and as the last. */
static void the_first_words_of_the_paper_count(void **state)
{
    struct held *held = *state;
    static const char *const populations[] = {"Q", "\x7f of it", "\x80 of it", "\xff of it"};
    static const char *const first[] = {"", "~ of it\n"};
    static char text[ROOM + 100];
    for (size_t i = 0; i < 4 * sizeof first / sizeof first[0]; i++) {
        const char *words_of_it = populations[i / 2];
        sample_verdict(&held->sample, IFS_READY);
        held->sample.protocol.population = words_of_it;
        print(held);
        replace_each(held, words_of_it, "");
        hold(held);
        assert_string_equal(missing(held), "1");
        snprintf(text, sizeof text, "%s%s\n%s\n%s", first[i % 2], words_of_it, held->bytes, words_of_it); /* on either page */
        checklist_hold(&held->sample.sheet, &held->layout, text, &held->checklist);
        assert_string_equal(missing(held), "");
    }
}

/* Paper needs more pages than parts: all numbered, all of the same count, the number of the sheet on each. */
static void long_sheets_flow_over(void **state)
{
    struct held *held = *state;
    static const char *const wrong[][2] = {
        {"Page 2 of 3", "Page 2 of 4"}, {"Page 2 of 3", "Page 3 of 3"}, {"Page 2 of 3", "Page two of 3"}, {"Page 1 of 3", "Page 1 of"}};
    char line[80];
    sample_verdict(&held->sample, IFS_READY);
    for (size_t i = 0; i <= sizeof wrong / sizeof wrong[0]; i++) {
        print(held);
        replace(held, "Page 1 of 2", "Page 1 of 3");
        replace(held, "Page 2 of 2", "Page 2 of 3");
        snprintf(line, sizeof line, "Page 3 of 3 sheet %s", held->sample.sheet.sheet_id);
        add(held, line);
        if (i < sizeof wrong / sizeof wrong[0]) {
            replace(held, wrong[i][0], wrong[i][1]);
        }
        assert_int_equal(hold(held), i == sizeof wrong / sizeof wrong[0]);
        assert_string_equal(missing(held), i == sizeof wrong / sizeof wrong[0] ? "" : "50");
    }
    add(held, "Page 4 of 3");
    assert_false(hold(held));
    assert_string_equal(missing(held), "50");
    static char text[ROOM + 100];
    print(held);
    snprintf(text, sizeof text, "Page 9 of 9\n%s", held->bytes);
    checklist_hold(&held->sample.sheet, &held->layout, text, &held->checklist);
    assert_string_equal(missing(held), "50");
}

/* What people typed keeps its form; what the program says about it does not. */
static void peoples_own_words_are_their_own(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.request.words[IFS_FACT_NAME] = "Mag Example .5 <2.0> 5cc";
    held->sample.request.prescriber = "Dr. MS Example";
    print(held);
    hold(held);
    assert_string_equal(missing(held), "");
    add(held, "Mag Example");
    assert_false(hold(held));
    assert_string_equal(missing(held), "53");
}

/* Of a file that somebody refers to. */
static void a_page_that_a_row_names_is_another(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.request.prescriber = "Dr. Example, Page 4 of 9 of the register";
    print(held);
    hold(held);
    assert_string_equal(missing(held), "");
}

static void pages_without_an_order_have_nothing_to_prepare(void **state)
{
    struct held *held = *state;
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE};
    for (size_t i = 0; i < 2; i++) {
        sample_verdict(&held->sample, verdicts[i]);
        print(held);
        hold(held);
        assert_string_equal(missing(held), "");
        assert_int_equal(state_of(held, 67), ITEM_PRESENT);
        assert_int_equal(state_of(held, 27), ITEM_NOT_APPLICABLE);
        add(held, "FLOW 408");
        hold(held);
        assert_string_equal(missing(held), "67");
    }
}

/* But what their title says, on paper on every page of it; and a row is known by a word of its own. */
static void a_title_may_name_a_volume(void **state)
{
    struct held *held = *state;
    char line[120];
    sample_verdict(&held->sample, IFS_REFUSED);
    held->sample.protocol.title = "Example of 5 mL (fictional)";
    print(held);
    assert_int_equal(strncmp(held->bytes, "Example of 5 mL", 15), 0);
    hold(held);
    assert_string_equal(missing(held), "");
    replace(held, "Page 1 of 1", "Page 1 of 2");
    snprintf(line, sizeof line, "Example of 5 mL (fictional)\nPage 2 of 2 sheet %s", held->sample.sheet.sheet_id);
    add(held, line);
    hold(held);
    assert_string_equal(missing(held), "");
    add(held, "Another example of 5 mL");
    hold(held);
    assert_string_equal(missing(held), "67");
    snprintf(held->bytes, sizeof held->bytes, "xFLOW 4");
    hold(held);
    assert_int_equal(state_of(held, 67), ITEM_PRESENT);
}

/* Headings in another order than ever. */
static void the_layout_is_the_same_every_time(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    for (int i = 0; i < held->layout.count; i++) {
        struct row *row = &held->layout.rows[i];
        bool stop = row->kind == ROW_HEADING && strcmp(row->text, words.heading_stop) == 0;
        bool monitoring = row->kind == ROW_HEADING && strcmp(row->text, words.heading_monitoring) == 0;
        row->text = stop ? words.heading_monitoring : monitoring ? words.heading_stop : row->text;
    }
    assert_false(hold(held));
    assert_string_equal(missing(held), "3");
}

/* A sheet from which something was lost before it was laid out: looked for all the same. */
static void what_the_sheet_lost_is_missing(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    held->sample.sheet.fact_count = 0;
    held->sample.sheet.provenance.list[0].blanks = NULL;
    hold(held);
    assert_string_equal(missing(held), "4 7 12 48");
    print(held);
    held->sample.sheet.provenance.count = 0;
    held->sample.sheet.infusions[0].route = NULL;
    hold(held);
    assert_string_equal(missing(held), "14 31 48 52");
    print(held);
    for (int i = 0; i < held->sample.sheet.check_count; i++) {
        held->sample.sheet.checks[i].mark = NULL;
    }
    hold(held);
    assert_string_equal(missing(held), "");
}

/* Of several facts of one item each is looked for. */
static void one_of_two_facts_is_not_both(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    for (int i = 0; i < held->sample.sheet.fact_count; i++) {
        struct sheet_fact *row = &held->sample.sheet.facts[i];
        row->fact = row->fact == IFS_FACT_NAME ? IFS_FACT_ADDRESS : row->fact;
    }
    hold(held);
    assert_string_equal(missing(held), "4");
    assert_string_equal(held->checklist.items[3].said, wording_fact(IFS_FACT_NAME));
}

/* The title nowhere on the paper: neither at the top nor on every page. */
static void a_sheet_has_its_title(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    replace_each(held, held->sample.sheet.shown_title, "Another");
    hold(held);
    assert_string_equal(missing(held), "1 2");
}

/* Of several phases each has its headings. */
static void each_phase_has_its_headings(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    struct sheet_infusion *second = &sheet->infusions[1];
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    const char **const headings[] = {&second->heading, &second->heading_preparation, &second->heading_running};
    sheet->infusion_count = 2;
    for (size_t i = 0; i < 3; i++) {
        *second = sheet->infusions[0];
        hold(held);
        assert_int_equal(state_of(held, 36), ITEM_PRESENT);
        *headings[i] = "NOWHERE";
        hold(held);
        assert_int_equal(state_of(held, 36), ITEM_MISSING);
    }
}

/* Rows that the layout lost, or that are others than the sheet's. */
static void what_the_layout_lost_is_missing(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    int titles = 0;
    for (int i = 0; i < held->layout.count; i++) {
        struct row *row = &held->layout.rows[i];
        titles += row->kind == ROW_TITLE ? 1 : 0;
        row->text = row->kind == ROW_TITLE && titles == 2 ? "Another title" : row->text;
    }
    hold(held);
    assert_string_equal(missing(held), "2");
    print(held);
    held->layout.rows[0].kind = ROW_TEXT;
    hold(held);
    assert_string_equal(missing(held), "1");
    print(held);
    for (int i = 0; i < held->layout.count; i++) {
        struct row *row = &held->layout.rows[i];
        bool product = row->kind == ROW_FIELD && strcmp(row->label, words.label_product) == 0 && row->text[0] != '[';
        row->text = product ? "another product" : row->text;
    }
    hold(held);
    assert_string_equal(missing(held), "23 65");
    held->layout.count = 0;
    hold(held);
    assert_int_equal(state_of(held, 1), ITEM_MISSING);
    assert_int_equal(state_of(held, 40), ITEM_NOT_APPLICABLE);
}

/* ---- What is said --------------------------------------------------------------------------------------------- */

static const char *said_of(const struct held *held, int number)
{
    return held->checklist.items[number - 1].said;
}

static void what_was_looked_for_is_said(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    replace(held, words.blank_use_before, "somewhere");
    held->sample.sheet.infusions[0].drops = "7";
    hold(held);
    assert_string_equal(missing(held), "29 32");
    assert_string_equal(said_of(held, 29), words.blank_use_before);
    assert_string_equal(said_of(held, 32), "7");
    print(held);
    replace(held, "5 min ____", "____");
    hold(held);
    assert_string_equal(missing(held), "42");
    assert_string_equal(said_of(held, 42), "baseline ________  5 min ________  end ________");
}

/* 119 bytes of it: as much as there is room for beside its NUL. */
static void what_is_long_is_said_in_part(void **state)
{
    struct held *held = *state;
    static const size_t lengths[] = {119, 120, 121, 240};
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char longer[241] = "";
        memset(longer, 'y', lengths[i]);
        held->sample.sheet.population = longer;
        hold(held);
        assert_string_equal(missing(held), "1");
        assert_int_equal(strlen(said_of(held, 1)), 119);
        assert_memory_equal(said_of(held, 1), longer, 119);
    }
}

/* A forbidden form is said with 20 bytes on either side, as far as there are any. */
static void what_was_found_is_said_with_what_is_around_it(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    add(held, "abcdefghijklmnopqrstuvwxyz Mag zyxwvutsrqponmlkjihgfedcba");
    hold(held);
    assert_string_equal(missing(held), "53");
    assert_string_equal(said_of(held, 53), "hijklmnopqrstuvwxyz Mag zyxwvutsrqponmlkjih");
    print(held);
    add(held, "abcdefghijklmnopqrstuvwxyz  Mag \t zyxwvutsrqponmlkjihgfedcba"); /* blanks as one */
    hold(held);
    assert_string_equal(said_of(held, 53), "hijklmnopqrstuvwxyz Mag zyxwvutsrqponmlkjih");
    snprintf(held->bytes, sizeof held->bytes, "\n ab Mag");
    hold(held);
    assert_string_equal(said_of(held, 53), "ab Mag");
    snprintf(held->bytes, sizeof held->bytes, "Mag ab");
    hold(held);
    assert_string_equal(said_of(held, 53), "Mag ab");
    print(held);
    add(held, "abcdefghijklm\xc2\xadnopqrstuvwxyz Mag zyxwvutsrqponmlkjihgfedcba"); /* a soft hyphen is no blank */
    hold(held);
    assert_string_equal(said_of(held, 53), "hijklmnopqrstuvwxyz Mag zyxwvutsrqponmlkjih");
    snprintf(held->bytes, sizeof held->bytes, "5 cc");
    hold(held);
    assert_string_equal(said_of(held, 59), "5 cc");
    snprintf(held->bytes, sizeof held->bytes, "0.5 g");
    hold(held);
    assert_string_equal(said_of(held, 63), "0.5 g");
}

/* ---- Whose words ---------------------------------------------------------------------------------------------- */

/* What is missing when the sheet has this row as well, printed. */
static const char *missing_with(struct held *held, struct row row)
{
    char line[300];
    int count = held->layout.count;
    size_t length = strlen(held->bytes);
    row.page = held->layout.pages;
    held->layout.rows[held->layout.count++] = row;
    snprintf(line, sizeof line, "%s %s", row.label != NULL ? row.label : "", row.text);
    add(held, line);
    hold(held);
    held->bytes[length] = '\0';
    held->layout.count = count;
    return missing(held);
}

/* A warning to authors is a breach only where the words are the program's own; an error is one but in what people said of themselves. */
static void each_row_is_somebodys(void **state)
{
    struct held *held = *state;
    static const char careless[] = "1000 mg";
    static const char wrong[] = "give 5 cc";
    const struct {
        struct row row;
        const char *missing;
    } rows[] = {
        {{.kind = ROW_FIELD, .label = "Anything", .text = careless}, "56"},
        {{.kind = ROW_FIELD, .label = "Anything", .text = wrong}, "59"},
        {{.kind = ROW_FIELD, .label = words.label_indication, .text = careless}, ""},
        {{.kind = ROW_FIELD, .label = words.label_indication, .text = wrong}, "59"},
        {{.kind = ROW_FIELD, .label = words.label_ending, .text = careless}, ""},
        {{.kind = ROW_FIELD, .label = words.label_strength, .text = wrong}, ""},
        {{.kind = ROW_FIELD, .label = words.label_strength, .text = "MS 5"}, "53"},
        {{.kind = ROW_FIELD, .label = words.label_site, .text = wrong}, ""},
        {{.kind = ROW_FIELD, .label = words.label_site, .text = "MS 5"}, ""},
        {{.kind = ROW_TEXT, .text = careless}, "56"},
        {{.kind = ROW_WORKING, .text = careless}, "56"},
        {{.kind = ROW_BULLET, .text = careless}, ""},
        {{.kind = ROW_BULLET, .text = wrong}, "59"},
        {{.kind = ROW_TITLE, .text = wrong}, "59"},
        {{.kind = ROW_CHECK, .label = "WARNING", .text = wrong}, "59"},
        {{.kind = ROW_CHECK, .label = "WARNING", .text = careless}, ""},
        {{.kind = ROW_BLANK, .label = "Room", .text = wrong}, "59"},
        {{.kind = ROW_SLIP, .text = wrong}, "59"},
        {{.kind = ROW_ITEM, .label = "no", .text = wrong}, "59"},
        {{.kind = ROW_ITEM, .label = "[7]", .text = wrong}, ""},
        {{.kind = ROW_ITEM, .label = "[7]", .text = "MS 5"}, "53"},
    };
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(missing_with(held, rows[i].row), rows[i].missing);
    }
}

/* The reasons of overrides, whom to call, for whom the protocol is. */
static void sentences_of_others_are_known_by_where_they_lie(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    static const char wrong[] = "give 5 cc";
    static const char careless[] = "at most 1000 mg";
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    sheet->overrides.list[0].text = "something else";
    sheet->overrides.list[1].text = wrong;
    sheet->overrides.count = 0;
    assert_string_equal(missing_with(held, (struct row){.kind = ROW_BULLET, .text = wrong}), "59");
    sheet->overrides.count = 1;
    assert_string_equal(missing_with(held, (struct row){.kind = ROW_BULLET, .text = wrong}), "46 59");
    sheet->overrides.list[0].text = wrong;
    assert_string_equal(missing_with(held, (struct row){.kind = ROW_BULLET, .text = wrong}), "");
    sheet->overrides.count = 0;
    sheet->call = wrong;
    assert_string_equal(missing_with(held, (struct row){.kind = ROW_TEXT, .text = wrong}), "");
    print(held);
    sheet->population = careless;
    assert_string_equal(missing_with(held, (struct row){.kind = ROW_TEXT, .text = careless}), "");
    print(held);
    sheet->incompatible_words = careless;
    hold(held);
    assert_null(strstr(missing_with(held, (struct row){.kind = ROW_TEXT, .text = careless}), "56"));
}

/* Of rows that stand on either page, each where it is. */
static void what_both_pages_say_is_known_on_both(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.protocol.title = "Example for adults, at most 1000 mg";
    held->sample.protocol.population = "adults, at most 1000 mg"; /* found below the title that has the same words */
    print(held);
    assert_int_equal(strncmp(held->bytes, held->sample.sheet.shown_title, strlen(held->sample.sheet.shown_title)), 0);
    hold(held);
    assert_string_equal(missing(held), "");
}

/* What paper repeats on its pages, first and last on it. */
static void what_paper_repeats_is_known(void **state)
{
    struct held *held = *state;
    static char text[ROOM + 100];
    sample_verdict(&held->sample, IFS_READY);
    held->sample.request.words[IFS_FACT_NAME] = "Mag Example 5 cc";
    print(held);
    snprintf(text, sizeof text, "%s\n%s\n%s\n%s", "Mag Example 5 cc", held->bytes, "Mag Example 5 cc", "Mag Example 5 cc");
    checklist_hold(&held->sample.sheet, &held->layout, text, &held->checklist);
    assert_string_equal(missing(held), "");
    add(held, "Mag Example 5 cc and 7 cc");
    hold(held);
    assert_string_equal(missing(held), "59");
    print(held);
    held->layout.repeated.identifier = "EX 5 cc";
    held->layout.repeated.sheet_id = "40CC-0000-0000-0007"; /* sixteen digits may read like a volume */
    add(held, "EX 5 cc");
    add(held, "40CC-0000-0000-0007");
    hold(held);
    assert_string_equal(missing(held), "");
    add(held, "40CC-0000-0000-0008");
    hold(held);
    assert_string_equal(missing(held), "59");
}

/* A row that was drawn before those above it, as the first on the paper: whose words it has is known all the same. */
static void rows_in_another_order_are_somebodys(void **state)
{
    struct held *held = *state;
    static char text[ROOM + 100];
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    held->layout.rows[held->layout.count++] =
        (struct row){.kind = ROW_FIELD, .page = held->layout.pages, .label = words.label_site, .text = "give 5 cc"};
    snprintf(text, sizeof text, "%s give 5 cc\n%s", words.label_site, held->bytes);
    checklist_hold(&held->sample.sheet, &held->layout, text, &held->checklist);
    assert_string_equal(missing(held), "");
}

/* The same words as far as anybody can see; every other byte is another. */
static void only_what_is_not_seen_is_skipped(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *bytes;
        bool skipped;
    } marks[] = {{"\xe2\x80\x8a", false}, {"\xe2\x80\x8b", true}, {"\xe2\x80\x8f", true}, {"\xe2\x80\x90", false}, {"\xe2\x80\xa9", false},
                 {"\xe2\x80\xaa", true}, {"\xe2\x80\xae", true}, {"\xe2\x80\xaf", true}, {"\xe2\x81\x9f", false}, {"\xe2\x81\xa0", true},
                 {"\xe2\x81\xa9", true}, {"\xe2\x81\xaa", false}, {"\xef\xbb\xbf", true}, {"\xc2\xad", true}, {"\xc2\xa0", true},
                 {"_", true}, {"`", false}, {"^", false}, {"|", true}, {"-", false}};
    sample_verdict(&held->sample, IFS_READY);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        char changed[60];
        print(held);
        snprintf(changed, sizeof changed, "4%s08 mL per", marks[i].bytes);
        replace(held, "FLOW                     | 408 mL per", "FLOW | 408 mL per");
        replace(held, "FLOW | 408 mL per", "FLOW | @");
        replace(held, "@", changed);
        bool blank = strcmp(marks[i].bytes, "|") == 0 || strcmp(marks[i].bytes, "\xc2\xa0") == 0 || strcmp(marks[i].bytes, "\xe2\x80\xaf") == 0;
        hold(held);
        assert_int_equal(state_of(held, 33), marks[i].skipped || blank ? ITEM_PRESENT : ITEM_MISSING);
    }
}

static void what_is_written_together_is_said(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    add(held, "abcdefghijklmnopqrstuvwxyz magnesium sulfate2 zyxwvutsrqponmlkjihgfedcba");
    hold(held);
    assert_string_equal(missing(held), "57");
    assert_string_equal(said_of(held, 57), "hijklmnopqrstuvwxyz magnesium sulfate2 zyxwvutsrqponmlkjih");
    snprintf(held->bytes, sizeof held->bytes, "magnesium sulfate2");
    hold(held);
    assert_string_equal(said_of(held, 57), "magnesium sulfate2");
    snprintf(held->bytes, sizeof held->bytes, "magnesium sulfate");
    hold(held);
    assert_int_equal(state_of(held, 57), ITEM_PRESENT);
    sample_verdict(&held->sample, IFS_REFUSED);
    print(held);
    add(held, "abcdefghijklmnopqrstuvwxyz FLOW 40 zyxwvutsrqponmlkjihgfedcba");
    hold(held);
    assert_string_equal(said_of(held, 67), "hijklmnopqrstuvwxyz FLOW 40 zyxwvutsrqponmlkji");
    print(held);
    add(held, "abcdefghijklmnopqrstuvwxyz 5 mL zyxwvutsrqponmlkjihgfedcba");
    hold(held);
    assert_string_equal(said_of(held, 67), "jklmnopqrstuvwxyz 5 mL zyxwvutsrqponmlkjih");
    snprintf(held->bytes, sizeof held->bytes, "FLOW 4");
    hold(held);
    assert_string_equal(said_of(held, 67), "FLOW 4");
    snprintf(held->bytes, sizeof held->bytes, "5 mL");
    hold(held);
    assert_string_equal(said_of(held, 67), "5 mL");
    snprintf(held->bytes, sizeof held->bytes, " mL 0 mLs 5x mL");
    hold(held);
    assert_int_equal(state_of(held, 67), ITEM_PRESENT);
}

/* ---- The ends of lists ---------------------------------------------------------------------------------------- */

static struct row *row_of(struct held *held, enum row_kind kind, const char *text)
{
    for (int i = 0; i < held->layout.count; i++) {
        struct row *row = &held->layout.rows[i];
        if (row->kind == kind && row->text != NULL && strcmp(row->text, text) == 0) {
            return row;
        }
    }
    fail_msg("no row \"%s\"", text);
    return NULL;
}

/* Rows that would each break an item, or be looked for in vain. */
static const struct {
    struct row row;
    const char *missing; /* where it stands first in the layout, in place of the title */
} odd_rows[] = {
    {{.kind = ROW_PUMP, .label = "X", .text = "5 mmol"}, "1 2 18"},
    {{.kind = ROW_HEADING, .text = "Nowhere"}, "1 2 3"},
    {{.kind = ROW_ITEM, .label = "[9]", .text = "Nowhere"}, "1 2 49"},
    {{.kind = ROW_FIELD, .label = "Product", .text = "Nowhere"}, "1 2 65"},
};

static void the_first_row_counts(void **state)
{
    struct held *held = *state;
    assert_string_equal(words.label_product, "Product");
    for (size_t i = 0; i < sizeof odd_rows / sizeof odd_rows[0]; i++) {
        sample_verdict(&held->sample, IFS_READY);
        print(held);
        held->layout.rows[0] = odd_rows[i].row;
        hold(held);
        assert_string_equal(missing(held), odd_rows[i].missing);
    }
}

static void what_is_behind_the_end_is_not_there(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    sample_verdict(&held->sample, IFS_READY);
    for (size_t i = 0; i < sizeof odd_rows / sizeof odd_rows[0]; i++) {
        print(held);
        held->layout.rows[held->layout.count] = odd_rows[i].row;
        assert_true(hold(held));
    }
    sheet->infusions[sheet->infusion_count] = sheet->infusions[0];
    sheet->infusions[sheet->infusion_count].route = "nowhere";
    sheet->infusions[sheet->infusion_count].flow = "nowhere";
    sheet->facts[sheet->fact_count] = (struct sheet_fact){.fact = IFS_FACT_BUILTIN, .label = "Nowhere?", .words = "no"};
    sheet->checks[sheet->check_count] = (struct sheet_check){.words = "nowhere", .severity = IFS_REFUSE};
    sheet->findings[sheet->finding_count] =
        (struct sheet_finding){.code = wording_notice_code(NOTICE_READY_TO_USE_PREFERRED), .brief = "nowhere"};
    sheet->working[sheet->working_count] = "nowhere";
    assert_true(hold(held));
}

static void what_is_first_is_there(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    sheet->findings[0] = (struct sheet_finding){.code = wording_notice_code(NOTICE_READY_TO_USE_PREFERRED), .brief = "nowhere"};
    sheet->finding_count = 1;
    hold(held);
    assert_string_equal(missing(held), "27");
    print(held);
    sheet->working[0] = "nowhere";
    hold(held);
    assert_string_equal(missing(held), "28");
    print(held);
    sheet->facts[0] = (struct sheet_fact){.fact = IFS_FACT_BUILTIN, .label = "Nowhere?", .words = "no"};
    hold(held);
    assert_string_equal(missing(held), "39");
    print(held);
    sheet->checks[0].mark = "[77, line 1]";
    hold(held);
    assert_string_equal(missing(held), "45");
}

/* One shorter: the last of it is gone although it lies there still. */
static void what_a_list_lost_at_its_end_is_missing(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    while (sheet->facts[sheet->fact_count].fact != IFS_FACT_ALLERGIES || sheet->facts[sheet->fact_count].label == NULL) {
        sheet->fact_count--;
    }
    hold(held);
    assert_int_equal(state_of(held, 7), ITEM_MISSING);
    assert_int_equal(state_of(held, 4), ITEM_PRESENT);
    print(held);
    sheet->provenance.count--;
    hold(held);
    assert_string_equal(missing(held), "52");
    print(held);
    held->layout.count = (int)(row_of(held, ROW_HEADING, words.heading_provenance) - held->layout.rows);
    held->layout.rows[held->layout.count] =
        (struct row){.kind = ROW_FIELD, .label = words.label_check_values, .text = sheet->infusions[0].check_values};
    *row_of(held, ROW_FIELD, sheet->infusions[0].check_values) = (struct row){.kind = ROW_TEXT, .text = ""};
    hold(held);
    assert_int_equal(state_of(held, 18), ITEM_MISSING);
}

/* ---- Single items --------------------------------------------------------------------------------------------- */

static void the_drug_is_named(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    held->sample.sheet.drug = "another drug";
    hold(held);
    assert_string_equal(missing(held), "14 17");
}

static const char not_spoken_of[] = "neither the protocol nor its drug library speaks of kidneys or urine";

/* With a rule in place of the sample's one on kidneys and urine. */
static void print_rule(struct held *held, const char *rule, bool printed)
{
    print(held);
    for (int row = 0; row < held->layout.count; row++) {
        const char *text = held->layout.rows[row].text;
        held->layout.rows[row].text = text != NULL && strstr(text, "creatinine of the kidneys") != NULL ? rule : text;
    }
    if (printed) {
        add(held, rule);
    }
}

/* Whoever speaks of one of them, kidneys or urine, has to speak of both. */
static void kidneys_and_urine_belong_together(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *rule;
        enum item_state state;
        const char *said;
    } rules[] = {{"Urine output", ITEM_MISSING, "kidney"}, {"Kidney disease", ITEM_MISSING, "urine"}, {"RENAL failure", ITEM_MISSING, "urine"},
                 {"a creatinine", ITEM_MISSING, "urine"}, {"kidneys, urine", ITEM_PRESENT, ""},
                 {"Breathing", ITEM_NOT_APPLICABLE, not_spoken_of}};
    sample_verdict(&held->sample, IFS_READY);
    held->sample.checks[SAMPLE_CHECK_BREATHING].say = "Slow breathing.";
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        print_rule(held, rules[i].rule, true);
        hold(held);
        assert_int_equal(state_of(held, 40), rules[i].state);
        assert_string_equal(said_of(held, 40), rules[i].said);
    }
}

/* A rule that was laid out is looked for on the paper. Of what was not laid out nothing is. */
static void a_rule_on_kidneys_that_is_not_printed_is_missing(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *rule;
        const char *said;
    } rules[] = {{"For the kidneys, by urine", "kidney"}, {"For the kidneys", "kidney"}, {"Of urine", "kidney"}};
    const struct row both = {.kind = ROW_BULLET, .page = 1, .text = "Kidneys and urine"};
    sample_verdict(&held->sample, IFS_READY);
    held->sample.checks[SAMPLE_CHECK_BREATHING].say = "Slow breathing.";
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        print_rule(held, rules[i].rule, false);
        hold(held);
        assert_int_equal(state_of(held, 40), ITEM_MISSING);
        assert_string_equal(said_of(held, 40), rules[i].said);
    }
    print_rule(held, "For the kidneys", true);
    held->layout.rows[held->layout.count++] = (struct row){.kind = ROW_BULLET, .page = 1, .text = "Of urine"};
    hold(held);
    assert_string_equal(said_of(held, 40), "urine");
    print_rule(held, "Breathing", true);
    add(held, both.text);
    held->layout.rows[held->layout.count] = both;
    hold(held);
    assert_string_equal(said_of(held, 40), not_spoken_of);
    held->layout.rows[0] = both;
    hold(held);
    assert_int_equal(state_of(held, 40), ITEM_PRESENT);
}

/* Without an antidote's dose there is room for one. */
static void a_sheet_without_an_antidote_says_so(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.protocol.rescue_count = 0;
    held->sample.plan.rescue_count = 0;
    print(held);
    hold(held);
    assert_string_equal(missing(held), "");
    replace(held, "This protocol computes no antidote dose", "");
    hold(held);
    assert_string_equal(missing(held), "44");
}

/* In the drug line of any infusion, whoever wrote it. */
static void no_drug_line_has_a_coined_name(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    sheet->infusions[0].dose_line = "Myers cocktail";
    hold(held);
    assert_string_equal(missing(held), "15 64");
    assert_string_equal(said_of(held, 64), "Myers cocktail");
    print(held);
    sheet->infusions[0].product_words = "Myers cocktail, 1 g in 2 mL";
    hold(held);
    assert_string_equal(said_of(held, 64), "Myers cocktail, 1 g in 2 mL");
}

/* Directly after each other, of products of this order. */
static void no_product_stands_beside_another(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    static const struct {
        const char *text;
        enum item_state state;
        const char *said;
    } texts[] = {{"Product one Product two abcdefghijklmnopqrstuvwxyz", ITEM_MISSING, "Product one Product two abcdefghijklmno"},
                 {"Product two Product one", ITEM_MISSING, "Product two Product one"},
                 {"Product one, Product two", ITEM_PRESENT, ""},
                 {"Product one of Product two", ITEM_PRESENT, ""},
                 {"Product three Product one", ITEM_PRESENT, ""}};
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    assert_string_equal(words.label_product, "Product");
    sheet->infusions[1] = sheet->infusions[0];
    sheet->infusions[2] = sheet->infusions[0];
    sheet->infusions[0].product_words = "one";
    sheet->infusions[1].product_words = "two";
    sheet->infusions[2].product_words = "three";
    sheet->infusion_count = 2;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        snprintf(held->bytes, sizeof held->bytes, "%s", texts[i].text);
        hold(held);
        assert_int_equal(state_of(held, 66), texts[i].state);
        assert_string_equal(said_of(held, 66), texts[i].said);
    }
}

/* A heading that is not printed is missing from the layout, and from what stands below it. */
static void headings_stand_over_what_they_name(void **state)
{
    struct held *held = *state;
    const struct {
        const char *heading;
        const char *missing;
    } lost[] = {{words.heading_working, "3 28"}, {words.heading_stop, "3 43"}, {words.heading_antidote, "3 44"}, {words.heading_double_check, "3 47"}, {words.heading_checks, "3"}};
    sample_verdict(&held->sample, IFS_READY);
    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        char line[100];
        print(held);
        snprintf(line, sizeof line, "\n%s -", lost[i].heading);
        replace(held, line, "\n-");
        hold(held);
        assert_string_equal(missing(held), lost[i].missing);
    }
}

/* The first may not come second, and none twice. */
static void headings_keep_their_order(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    struct row *first = row_of(held, ROW_HEADING, words.heading_patient);
    struct row *second = first + 1;
    while (second->kind != ROW_HEADING || strcmp(second->text, words.heading_warnings) != 0) {
        second++;
    }
    first->text = words.heading_warnings;
    second->text = words.heading_patient;
    hold(held);
    assert_string_equal(missing(held), "3");
    print(held);
    second->text = words.heading_patient;
    add(held, words.heading_patient);
    hold(held);
    assert_string_equal(missing(held), "3");
}

/* The flow is the result of a line of the working, as a number of its own. */
static void the_flow_follows_from_the_working(void **state)
{
    struct held *held = *state;
    struct ifs_sheet *sheet = &held->sample.sheet;
    static const struct {
        const char *working;
        enum item_state state;
    } lines[] = {{"102 mL over 15 min = 408 mL per hour", ITEM_PRESENT}, {"102 mL over 15 min = 1408 mL per hour", ITEM_MISSING},
                 {"408 mL per hour", ITEM_MISSING}, {"408 mL per hour = 102 mL over 15 min", ITEM_MISSING}, {"hour", ITEM_MISSING}};
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    assert_string_equal(sheet->infusions[0].flow, "408 mL per hour"); /* 102 mL x 4, sample.h */
    sheet->working_count = 1;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        sheet->working[0] = lines[i].working;
        hold(held);
        assert_int_equal(state_of(held, 38), lines[i].state);
    }
}

/* Nothing in the pump block but g, mg and mL. */
static void the_pump_block_has_no_moles(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *said;
        bool good;
    } texts[] = {{"m mE mm mmo mEx mmoo 5 mL", true}, {"5 mEq", false}, {"5 mmol", false}};
    sample_verdict(&held->sample, IFS_READY);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        print(held);
        held->sample.sheet.infusions[0].total_words = texts[i].said;
        layout_rows(&held->sample.sheet, &held->layout);
        struct text text = text_over(held->bytes, sizeof held->bytes);
        assert_true(plain_text(&held->sample.sheet, &text));
        hold(held);
        assert_string_equal(missing(held), texts[i].good ? "" : "18");
    }
}

/* Who may be pregnant is asked for, of others nothing. */
static void pregnancy_is_asked_where_age_and_sex_allow(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *age_and_sex;
        enum item_state state;
    } patients[] = {{"34 years, female", ITEM_MISSING}, {"age unknown, female", ITEM_MISSING}, {"34", ITEM_MISSING}, {"34 ", ITEM_MISSING},
                    {"9 years, female", ITEM_NOT_APPLICABLE}, {"61 years, female", ITEM_NOT_APPLICABLE},
                    {"11 months, female", ITEM_NOT_APPLICABLE}, {"119 months, female", ITEM_NOT_APPLICABLE}, {"120 months, female", ITEM_MISSING}};
    sample_verdict(&held->sample, IFS_READY);
    print(held);
    held->sample.sheet.fact_count = 0;
    for (size_t i = 0; i < sizeof patients / sizeof patients[0]; i++) {
        held->sample.sheet.age_and_sex = patients[i].age_and_sex;
        hold(held);
        assert_int_equal(state_of(held, 12), patients[i].state);
    }
    held->sample.sheet.fact_count = 1;
    held->sample.sheet.facts[0] = (struct sheet_fact){.fact = IFS_FACT_SEX, .words = "male", .known = true};
    held->sample.sheet.age_and_sex = "34 years, male";
    hold(held);
    assert_int_equal(state_of(held, 12), ITEM_NOT_APPLICABLE);
    held->sample.sheet.facts[0].known = false;
    hold(held);
    assert_int_equal(state_of(held, 12), ITEM_MISSING);
    held->sample.sheet.facts[0] = (struct sheet_fact){.fact = IFS_FACT_SEX, .words = "female", .known = true};
    hold(held);
    assert_int_equal(state_of(held, 12), ITEM_MISSING);
}

/* The same decided when the sheet is built: its row stands there, whoever asks for it. */
static void the_row_of_pregnancy_stands_where_it_may_be(void **state)
{
    struct held *held = *state;
    static const struct {
        const char *age;
        const char *sex;
        bool may;
    } patients[] = {{"119 mo", "female", false}, {"10 y", "female", true}, {"60 y", "female", true}, {"61 y", "female", false},
                    {"34 y", "male", false}, {"34 y", "unknown", true}, {"unknown", "unknown", true}, {"unknown", "male", false}};
    for (size_t i = 0; i < sizeof patients / sizeof patients[0]; i++) {
        sample_verdict(&held->sample, IFS_READY);
        sample_answer(&held->sample, "age", patients[i].age);
        sample_answer(&held->sample, "sex", patients[i].sex);
        sample_answer(&held->sample, "pregnant", "unknown");
        print(held);
        assert_int_equal(held->sample.sheet.may_be_pregnant, patients[i].may);
        hold(held);
        assert_int_equal(state_of(held, 12), patients[i].may ? ITEM_PRESENT : ITEM_NOT_APPLICABLE);
    }
}

/* Signs beside those that are not read: they are read. And words that only look like a page's number, or like a volume. */
static void what_looks_alike_is_no_other(void **state)
{
    struct held *held = *state;
    sample_verdict(&held->sample, IFS_READY);
    held->sample.request.words[IFS_FACT_NAME] = "\xe2\x80\xaa_ Ada\xe2\x80\x94\xe2\x80\xb0\xe2\x81\xb0\xe2\x81\x84\xe2\x80\x80 Example";
    print(held);
    add(held, "Page, Page,1 of 2, Page 12345 of 2, Page 1 xf 2, Page 1 oz 2 Page 1 of x [Allergies {Allergies \xe2");
    hold(held);
    assert_string_equal(missing(held), "");
    held->sample.sheet.shown_title = "Myers 5cc of it";
    hold(held);
    assert_int_equal(state_of(held, 64), ITEM_MISSING);
    snprintf(held->bytes, sizeof held->bytes, "%s %s", words.label_product, held->sample.sheet.infusions[0].product_words);
    hold(held);
    assert_int_equal(state_of(held, 66), ITEM_NOT_APPLICABLE);
    sample_verdict(&held->sample, IFS_REFUSED);
    print(held);
    add(held, "mL of it, 5mL, no mL, FLOW none");
    hold(held);
    assert_int_equal(state_of(held, 67), ITEM_PRESENT);
    snprintf(held->bytes, sizeof held->bytes, "%s", "mL");
    hold(held);
    assert_int_equal(state_of(held, 67), ITEM_PRESENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sample_has_every_item, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_fit_has_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_text_that_is_printed_fits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_printed_is_nothing_present, set_up, tear_down),
        cmocka_unit_test_setup_teardown(paper_may_come_back_in_another_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_may_come_back_in_another_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_found_by_what_is_read_of_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_of_a_number_is_not_the_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_words_of_the_paper_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_sheets_flow_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(peoples_own_words_are_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_a_row_names_is_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_without_an_order_have_nothing_to_prepare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_title_may_name_a_volume, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_layout_is_the_same_every_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_sheet_lost_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_of_two_facts_is_not_both, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sheet_has_its_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_phase_has_its_headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_layout_lost_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_looked_for_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_long_is_said_in_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_found_is_said_with_what_is_around_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_row_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_behind_the_end_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_first_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_list_lost_at_its_end_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_drug_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headings_stand_over_what_they_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(kidneys_and_urine_belong_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_on_kidneys_that_is_not_printed_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sheet_without_an_antidote_says_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_drug_line_has_a_coined_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_product_stands_beside_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headings_keep_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_flow_follows_from_the_working, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_row_is_somebodys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sentences_of_others_are_known_by_where_they_lie, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_both_pages_say_is_known_on_both, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_paper_repeats_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_in_another_order_are_somebodys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_what_is_not_seen_is_skipped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_together_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_pump_block_has_no_moles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pregnancy_is_asked_where_age_and_sex_allow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_row_of_pregnancy_stands_where_it_may_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_looks_alike_is_no_other, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
