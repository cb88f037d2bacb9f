/*
 * readback.c - the rows of a sheet held against the text that was read back from it.
 *
 * The letters that the rows say and those that were read go side by side (readback_stream). Decides how a page is turned (its foot, the next
 * one's head), and where to go on after a difference. The invariants: every letter of every row is looked for, on a page of its part of the
 * sheet; every letter that was read has to belong to a row, a head or a foot; nothing is written of people that the rows do not know
 * (READBACK_ANYTHING).
 *
 * What a difference means is left to the commands; whether the rows themselves are right to the checklist.
 */
#include "readback.h"

#include "readback_stream.h"
#include "text.h"

enum { AHEAD = 48, ENOUGH = 24, ROWS_AHEAD = 12, FAR = 8192, PAGES = 64, LINE = 8 };

struct page_of_text {
    size_t start;
    size_t foot; /* where its foot begins */
    size_t end;
    int part; /* 0 nurse, 1 pharmacist, -1 not known */
};

struct holding {
    const struct layout *layout;
    struct wanted wanted;
    struct read read;
    size_t row_began; /* where the row under way begins in the text */
    int page;
    int page_count; /* 0: the text has no pages */
    struct page_of_text pages[PAGES];
    struct readback *readback;
};

/* ---- Differences ---------------------------------------------------------------------------------------------- */

/* Behind what stands there already; runs of blanks become one, and what does not fit any more is left out. */
static void keep(struct text *into, const char *bytes, size_t length)
{
    bool blank = into->length > 0;
    for (size_t i = 0; i < length;) {
        size_t size = letter_at(bytes + i, length - i).length;
        if ((unsigned char)bytes[i] <= ' ') {
            blank = into->length > 0;
        } else {
            text_add(into, blank ? " " : "");
            text_add_bytes(into, bytes + i, size);
            blank = false;
        }
        i += size;
    }
}

static void keep_words(char into[READBACK_SAID], const char *bytes, size_t length)
{
    struct text text = text_over(into, READBACK_SAID);
    keep(&text, bytes, length);
}

/* NULL where there are more differences than can be kept. */
static struct readback_difference *add_difference(struct readback *readback, int row)
{
    struct readback_difference *difference = NULL;
    if (readback->count < READBACK_MAX) {
        difference = &readback->list[readback->count];
        *difference = (struct readback_difference){.row = row};
    }
    readback->count++;
    return difference;
}

/* The heading above, and the label. */
static void name_row(const struct layout *layout, int row, char about[READBACK_SAID])
{
    struct text name = text_over(about, READBACK_SAID);
    const char *label = layout->rows[row].label;
    int heading = row;
    while (heading > 0 && layout->rows[heading].kind != ROW_HEADING && layout->rows[heading].kind != ROW_PAGE) {
        heading--;
    }
    if (layout->rows[heading].kind == ROW_HEADING) {
        const char *title = layout->rows[heading].text;
        keep(&name, title, text_length(title));
    }
    if (label != NULL) {
        text_add(&name, name.length > 0 ? ":" : "");
        keep(&name, label, text_length(label));
    }
}

static void say_row(char into[READBACK_SAID], const struct wanted *wanted, int row)
{
    struct text said = text_over(into, READBACK_SAID);
    for (int part = 0; part < ROW_PARTS; part++) {
        const char *words_of_it = wanted_words(wanted, row, part);
        keep(&said, words_of_it, text_length(words_of_it));
    }
}

/* A row that was not found. */
static struct readback_difference *report_row(struct holding *holding, int row)
{
    struct readback_difference *difference = add_difference(holding->readback, row);
    if (difference != NULL && row < holding->layout->count) {
        name_row(holding->layout, row, difference->about);
        say_row(difference->expected, &holding->wanted, row);
    }
    return difference;
}

/* Rows from `row` up to `next` were not found where the text holds what stands between; none of them: it is too much. */
static void report_rows(struct holding *holding, int row, int next, size_t until)
{
    struct readback_difference *difference = report_row(holding, row);
    if (difference != NULL) {
        keep_words(difference->said, holding->read.text + holding->row_began, until - holding->row_began);
        if (row == next) {
            difference->expected[0] = '\0';
        }
    }
    for (int lost = row + 1; lost < next; lost++) {
        if (wanted_is_written(&holding->wanted, lost)) {
            report_row(holding, lost);
        }
    }
}

/* What stands around the rows of a page: from here to its end. */
static void report_around(struct holding *holding, const char *about, const struct row *expected, size_t from)
{
    struct readback_difference *difference = add_difference(holding->readback, -1);
    if (difference != NULL) {
        const struct wanted wanted = {.rows = expected, .count = 1};
        keep_words(difference->about, about, text_length(about));
        say_row(difference->expected, &wanted, 0);
        keep_words(difference->said, holding->read.text + from, holding->pages[holding->page].end - from);
    }
}

/* ---- Going on after a difference ------------------------------------------------------------------------------ */

/* Whether the row, with what follows it, begins at this place. */
static bool begins_here(const struct holding *holding, int row, size_t at)
{
    struct wanted wanted = wanted_from(&holding->wanted, row);
    struct read read = holding->read;
    bool whole = false;
    read.at = at;
    size_t count = read_common(&wanted, &read, ENOUGH, &whole);
    return whole && count > 0;
}

/* The nearest place at which this row or one of the next begins again; the end of the page where there is none. */
static size_t find_again(const struct holding *holding, int *row)
{
    int first = *row;
    size_t began = holding->row_began;
    size_t at = began;
    for (; at < holding->read.end && at - began < FAR; at++) {
        for (int next = at == began ? first + 1 : first; next <= first + ROWS_AHEAD && next < holding->layout->count; next++) {
            if (wanted_is_written(&holding->wanted, next) && begins_here(holding, next, at)) {
                *row = next;
                return at;
            }
        }
    }
    *row = -1;
    return at;
}

/* False when the rest cannot be held against anything. */
static bool go_on(struct holding *holding)
{
    int row = holding->wanted.row;
    int next = row;
    size_t at = find_again(holding, &next);
    report_rows(holding, row, next < 0 ? row + 1 : next, at);
    if (next < 0) {
        return false;
    }
    holding->wanted = wanted_from(&holding->wanted, next);
    holding->read.at = at;
    return true;
}

/* ---- Words that may be any ------------------------------------------------------------------------------------ */

static bool goes_on_overleaf(const struct holding *holding)
{
    return holding->page + 1 < holding->page_count;
}

/* To the place where what follows fits, or fits best; to the end of the page where not so much as a line of it does. */
static void pass_anything(struct holding *holding)
{
    struct read read = holding->read;
    size_t best = read.at;
    size_t most = 0;
    bool whole = false;
    for (size_t passed = 0; passed < FAR && !whole && read_next(&read).length > 0; passed++) {
        struct wanted wanted = holding->wanted;
        struct read here = read;
        size_t count = read_common(&wanted, &here, AHEAD, &whole);
        best = count > most ? read.at : best;
        most = count > most ? count : most;
        read.at += read_next(&read).length;
    }
    bool overleaf = !whole && most < LINE && goes_on_overleaf(holding);
    holding->read.at = overleaf || wanted_next(&holding->wanted).length == 0 ? holding->read.end : best;
}

/* ---- Pages ---------------------------------------------------------------------------------------------------- */

/* Whether the row comes next; then the text stands behind it, as far as it has no gap. */
static bool take_row(const struct row *row, struct read *read)
{
    struct wanted wanted = {.rows = row, .count = 1, .form = read->form};
    struct read ahead = *read;
    bool held = false;
    if (row_may_turn(row)) {
        held = read_in_any_order(wanted, &ahead);
    } else {
        read_common(&wanted, &ahead, SIZE_MAX, &held);
    }
    *read = held ? ahead : *read;
    return held;
}

/* "Page {} of {}, nurse" with its numbers. */
static void number_page(const char *sentence, int page, int pages, struct text *into)
{
    int number = page;
    for (size_t i = 0; sentence[i] != '\0'; i++) {
        if (sentence[i] == '{') {
            text_add_whole(into, number);
            number = pages;
            i++;
        } else {
            text_add_bytes(into, &sentence[i], 1);
        }
    }
}

/* The part of the sheet whose foot stands there, and all of the foot; -1: none does. */
static int part_of_foot(const struct holding *holding, int page)
{
    const struct layout_repeated *repeated = &holding->layout->repeated;
    for (int part = 0; part < holding->layout->pages; part++) {
        char bytes[READBACK_SAID];
        struct text numbered = text_over(bytes, sizeof bytes);
        number_page(repeated->numbered[part], page + 1, holding->page_count, &numbered);
        text_add(&numbered, repeated->sheet);
        const struct row foot = {.label = bytes, .text = repeated->sheet_id, .mark = repeated->verdict};
        struct read read = holding->read;
        read.at = holding->pages[page].foot;
        read.end = holding->pages[page].end;
        if (take_row(&foot, &read) && read_next(&read).length == 0) {
            return part;
        }
    }
    return -1;
}

/* Up to the number of the page. */
static bool begins_as_foot(const char *sentence, const char *at, size_t length)
{
    size_t same = 0;
    while (same < length && sentence[same] != '{' && at[same] == sentence[same]) {
        same++;
    }
    return sentence[same] == '{';
}

/* The last line of the page that begins as a foot does. */
static size_t find_foot(const struct layout *layout, const char *text, size_t start, size_t end)
{
    for (size_t at = end; at > start;) {
        at--;
        bool line = at == start || text[at - 1] == '\n';
        if (line && begins_as_foot(layout->repeated.numbered[0], text + at, end - at)) {
            return at;
        }
    }
    return end;
}

/* False when there are more pages than a sheet can have. */
static bool find_pages(struct holding *holding, const char *text, size_t length)
{
    for (size_t start = 0; start < length;) {
        size_t end = start;
        while (end < length && text[end] != '\f') {
            end++;
        }
        if (holding->page_count == PAGES) {
            return false;
        }
        holding->pages[holding->page_count] =
            (struct page_of_text){.start = start, .foot = find_foot(holding->layout, text, start, end), .end = end};
        holding->page_count++;
        start = end + 1;
    }
    for (int page = 0; page < holding->page_count; page++) {
        holding->pages[page].part = part_of_foot(holding, page);
    }
    return true;
}

/* What follows a name that may be any is held where the part begins. */
static void hold_head(struct holding *holding, const struct row *head)
{
    bool held = take_row(head, &holding->read);
    if (!held) {
        report_around(holding, "head of a page", head, holding->read.at);
    }
    if (!held || row_is_open(head)) {
        pass_anything(holding);
    }
}

/* On every page of a draft that word; title, name and identifier where a part goes on. */
static void hold_heads(struct holding *holding)
{
    const struct layout_repeated *repeated = &holding->layout->repeated;
    const struct row draft = {.text = repeated->draft};
    const struct row running = {.label = repeated->title, .text = repeated->name, .mark = repeated->identifier};
    int page = holding->page;
    hold_head(holding, &draft);
    if (page > 0 && holding->pages[page].part == holding->pages[page - 1].part) {
        hold_head(holding, &running);
    }
}

static void report_foot(struct holding *holding)
{
    const struct row foot = {.text = holding->layout->repeated.sheet_id};
    report_around(holding, "foot of a page", &foot, holding->pages[holding->page].foot);
}

static void open_page(struct holding *holding, int page)
{
    holding->page = page;
    holding->read.at = holding->pages[page].start;
    holding->read.end = holding->pages[page].foot;
    if (holding->pages[page].part < 0) {
        report_foot(holding);
    }
    hold_heads(holding);
}

/* ---- Row by row ----------------------------------------------------------------------------------------------- */

/* True while there is another page. */
static bool turn_page(struct holding *holding)
{
    if (!goes_on_overleaf(holding)) {
        return false;
    }
    open_page(holding, holding->page + 1);
    holding->row_began = holding->read.at;
    return true;
}

/* A row begins on a page whose foot names its part of the sheet; a foot that names none was reported. */
static void hold_part(struct holding *holding, int row)
{
    int part = holding->page_count > 0 ? holding->pages[holding->page].part : -1;
    if (part >= 0 && part + 1 != holding->layout->rows[row].page) {
        report_foot(holding);
    }
}

/* One letter, one gap or one row from right to left; false at a difference. */
static bool step(struct holding *holding, bool begins)
{
    struct wanted *wanted = &holding->wanted;
    struct letter want = wanted_next(wanted);
    if (letter_is_anything(want)) {
        wanted->at += want.length;
        pass_anything(holding);
        return true;
    }
    if (begins && row_may_turn(&wanted->rows[wanted->row])) {
        bool held = read_in_any_order(wanted_to_end_of_row(wanted), &holding->read);
        *wanted = held ? wanted_from(wanted, wanted->row + 1) : *wanted;
        return held;
    }
    return read_take(wanted, &holding->read);
}

/* One step of both streams; false when they have ended, or when the rest cannot be held against anything. */
static bool hold_next(struct holding *holding, int *row)
{
    struct letter want = wanted_next(&holding->wanted);
    bool end = read_next_or(&holding->read, want).length == 0;
    if (end && !letter_is_anything(want) && turn_page(holding)) {
        return true;
    }
    if (end && want.length == 0) {
        return false;
    }
    int now = holding->wanted.row;
    bool begins = now != *row;
    if (begins) {
        holding->row_began = holding->read.at;
    }
    bool held = want.length > 0 && step(holding, begins);
    if (held && begins) {
        hold_part(holding, now);
    }
    *row = held ? now : -1;
    return held || go_on(holding);
}

static void hold_rows(struct holding *holding)
{
    int row = -1; /* the one under way */
    bool more = true;
    while (more) {
        more = hold_next(holding, &row);
    }
}

bool readback_hold(const struct layout *layout, const char *text, size_t length, enum readback_form form,
                   struct readback *readback)
{
    struct holding holding = {
        .layout = layout,
        .wanted = {.rows = layout->rows, .count = layout->count, .sheet = layout->repeated.sheet, .form = form},
        .read = {.text = text, .form = form, .end = length},
        .readback = readback};
    readback->count = 0;
    if (layout->full || (form == READBACK_PAPER && !find_pages(&holding, text, length))) {
        add_difference(readback, -1);
        return false;
    }
    if (holding.page_count > 0) {
        open_page(&holding, 0);
    }
    hold_rows(&holding);
    return readback->count == 0;
}
