/*
 * readback.c - the rows of a sheet held against the text that was read back from it.
 *
 * Two streams of letters go side by side: those that the rows say, in their order, and those that were read. Decides which letters count
 * (blanks, lines, boxes and direction marks do not), how a page is turned (its foot, the next one's head), and where to go on after a
 * difference. The invariants: every letter of every row is looked for, every letter that was read has to belong to a row, a head or a
 * foot; nothing is written of people that the rows do not know (READBACK_ANYTHING).
 *
 * What a difference means is left to the commands; whether the rows themselves are right to the checklist.
 */
#include "readback.h"

#include "claim.h"
#include "text.h"

enum { PARTS = 4, AHEAD = 48, ENOUGH = 24, ROWS_AHEAD = 12, FAR = 8192, PAGES = 64, LINE = 8 };

/* ---- Letters -------------------------------------------------------------------------------------------------- */

static bool is_one_of(char byte, const char *bytes)
{
    while (*bytes != '\0' && *bytes != byte) {
        bytes++;
    }
    return *bytes != '\0';
}

static bool is_between(const unsigned char *bytes, unsigned char low, unsigned char high)
{
    return bytes[2] >= low && bytes[2] <= high;
}

/* Direction marks, joiners, narrow and no-break blanks: how many bytes there, 0 for a letter. */
static size_t invisible(const char *at, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)at;
    if (length >= 2 && bytes[0] == 0xC2 && (bytes[1] == 0xA0 || bytes[1] == 0xAD)) {
        return 2; /* no-break blank, soft hyphen */
    }
    if (length < 3) {
        return 0;
    }
    bool marks = bytes[0] == 0xE2 && bytes[1] == 0x80 && (is_between(bytes, 0x80, 0x8F) || is_between(bytes, 0xAA, 0xAF));
    bool isolates = bytes[0] == 0xE2 && bytes[1] == 0x81 && is_between(bytes, 0xA0, 0xAF);
    bool byte_order = bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF;
    return marks || isolates || byte_order ? 3 : 0;
}

/* Bytes that count for nothing there: blanks and room to write, and in plain text what boxes and rules are drawn with. */
static size_t passed_over(const char *at, size_t length, enum readback_form form)
{
    if (length == 0) {
        return 0;
    }
    if (text_is_blank(*at) || *at == '\f' || *at == '_' || (form == READBACK_PLAIN && is_one_of(*at, "|+-=#:"))) {
        return 1;
    }
    return invisible(at, length);
}

/* Bytes of the code point there; one where it is none. */
static size_t letter_length(const char *at, size_t length)
{
    unsigned char first = (unsigned char)*at;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return size <= length ? size : 1;
}

static bool same_letter(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

/* Hebrew, Arabic and their neighbours: U+0590 to U+08FF, U+FB1D to U+FDFF, U+FE70 to U+FEFC. */
static bool is_leftward(const char *letter)
{
    const unsigned char *bytes = (const unsigned char *)letter;
    bool two = bytes[0] >= 0xD6 && bytes[0] <= 0xDF;
    bool three = bytes[0] == 0xE0 && bytes[1] < 0xA4;
    bool forms = bytes[0] == 0xEF && bytes[1] >= 0xAC && bytes[1] <= 0xBB;
    return two || three || forms;
}

/* ---- What the rows say ---------------------------------------------------------------------------------------- */

struct wanted {
    const struct layout *layout;
    enum readback_form form;
    int row;
    int part; /* label, what stands between, text, mark */
    size_t at;
};

static const char *part_of(const struct layout *layout, int row, int part)
{
    const struct row *of = &layout->rows[row];
    const char *between = of->kind == ROW_PAGE ? layout->repeated.sheet : NULL;
    const char *const parts[PARTS] = {of->label, between, of->text, of->mark};
    return parts[part];
}

/* On paper pages have feet of their own, and the code is drawn. */
static bool is_written(const struct wanted *wanted, int row)
{
    enum row_kind kind = wanted->layout->rows[row].kind;
    return wanted->form == READBACK_PLAIN || (kind != ROW_PAGE && kind != ROW_CODE);
}

static const char *wanted_part(const struct wanted *wanted)
{
    return is_written(wanted, wanted->row) ? part_of(wanted->layout, wanted->row, wanted->part) : NULL;
}

/* Moves to the next letter; NULL at the end of the rows. */
static const char *next_wanted(struct wanted *wanted)
{
    while (wanted->row < wanted->layout->count) {
        const char *part = wanted_part(wanted);
        if (part == NULL || part[wanted->at] == '\0') {
            wanted->at = 0;
            wanted->part++;
            if (wanted->part == PARTS) {
                wanted->part = 0;
                wanted->row++;
            }
            continue;
        }
        size_t skipped = passed_over(part + wanted->at, text_length(part + wanted->at), wanted->form);
        if (skipped == 0) {
            return part + wanted->at;
        }
        wanted->at += skipped;
    }
    return NULL;
}

static struct wanted row_start(const struct wanted *of, int row)
{
    return (struct wanted){.layout = of->layout, .form = of->form, .row = row};
}

/* ---- What was read -------------------------------------------------------------------------------------------- */

struct page_of_text {
    size_t start;
    size_t foot; /* where its foot begins */
    size_t end;
    int part; /* 0 nurse, 1 pharmacist, -1 not known */
};

struct read {
    const char *text;
    enum readback_form form;
    size_t at;
    size_t end; /* of the rows on this page */
    int page;
    int pages;
    struct page_of_text list[PAGES];
};

static const char *next_read(struct read *read)
{
    while (read->at < read->end) {
        size_t skipped = passed_over(read->text + read->at, read->end - read->at, read->form);
        if (skipped == 0) {
            return read->text + read->at;
        }
        read->at += skipped;
    }
    return NULL;
}

struct holding {
    struct wanted wanted;
    struct read read;
    size_t row_began; /* where the row under way begins in the text */
    struct readback *readback;
};

/* Letters in common from here, up to `most`, to the next gap, to what runs from right to left, or to the end of either. `whole`: nothing
 * differed. */
static size_t in_common(struct wanted wanted, struct read read, size_t most, bool *whole)
{
    size_t count = 0;
    *whole = true;
    while (count < most) {
        const char *want = next_wanted(&wanted);
        const char *have = next_read(&read);
        if (want == NULL || *want == READBACK_ANYTHING[0] || is_leftward(want)) {
            return count;
        }
        size_t length = letter_length(want, text_length(want));
        if (have == NULL || read.end - read.at < length || !same_letter(want, have, length)) {
            *whole = false;
            return count;
        }
        wanted.at += length;
        read.at += length;
        count++;
    }
    return count;
}

/* ---- Differences ---------------------------------------------------------------------------------------------- */

/* Cut between letters; runs of blanks become one. */
static void keep(char into[READBACK_SAID], const char *bytes, size_t length)
{
    struct text text = text_over(into, READBACK_SAID);
    bool blank = false;
    for (size_t i = 0; i < length;) {
        size_t size = letter_length(bytes + i, length - i);
        bool control = (unsigned char)bytes[i] < ' ';
        if (control || bytes[i] == ' ') {
            blank = text.length > 0;
        } else if (text.length + size + 2 < READBACK_SAID) {
            text_add(&text, blank ? " " : "");
            text_add_bytes(&text, bytes + i, size);
            blank = false;
        }
        i += size;
    }
}

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
    char bytes[READBACK_SAID];
    struct text name = text_over(bytes, sizeof bytes);
    int heading = row;
    while (heading > 0 && layout->rows[heading].kind != ROW_HEADING && layout->rows[heading].kind != ROW_PAGE) {
        heading--;
    }
    const struct row *of = &layout->rows[row];
    text_add(&name, layout->rows[heading].kind == ROW_HEADING ? layout->rows[heading].text : "");
    text_add(&name, name.length > 0 && of->label != NULL ? ": " : "");
    text_add(&name, of->label != NULL ? of->label : "");
    keep(about, bytes, name.length);
}

static void say_row(char into[READBACK_SAID], const struct layout *layout, int row)
{
    char bytes[4 * READBACK_SAID];
    struct text said = text_over(bytes, sizeof bytes);
    for (int part = 0; part < PARTS; part++) {
        const char *words_of_it = part_of(layout, row, part);
        text_add(&said, said.length > 0 && words_of_it != NULL ? " " : "");
        text_add(&said, words_of_it != NULL ? words_of_it : "");
    }
    keep(into, bytes, said.length);
}

/* Rows from `row` up to `next` were not found where the text holds what stands between. */
static void report_rows(struct holding *holding, int row, int next, size_t until)
{
    const struct layout *layout = holding->wanted.layout;
    bool extra = row == next || row >= layout->count;
    struct readback_difference *difference = add_difference(holding->readback, row);
    if (difference != NULL) {
        if (row < layout->count) {
            name_row(layout, row, difference->about);
        }
        if (!extra) {
            say_row(difference->expected, layout, row);
        }
        keep(difference->said, holding->read.text + holding->row_began, until - holding->row_began);
    }
    for (int lost = row + 1; lost < next; lost++) {
        difference = is_written(&holding->wanted, lost) ? add_difference(holding->readback, lost) : NULL;
        if (difference != NULL) {
            name_row(layout, lost, difference->about);
            say_row(difference->expected, layout, lost);
        }
    }
}

/* ---- Going on after a difference ------------------------------------------------------------------------------ */

/* Whether the row, with what follows it, begins at this place. */
static bool begins_here(const struct holding *holding, int row, size_t at)
{
    struct read read = holding->read;
    bool whole = false;
    read.at = at;
    size_t count = in_common(row_start(&holding->wanted, row), read, ENOUGH, &whole);
    return whole && count > 0;
}

/* The nearest place at which this row or one of the next begins again; the end of the page where there is none. */
static size_t find_again(const struct holding *holding, int *row)
{
    int first = *row;
    size_t far = holding->read.end - holding->row_began > FAR ? holding->row_began + FAR : holding->read.end;
    for (size_t at = holding->row_began; at < far; at += letter_length(holding->read.text + at, far - at)) {
        if (passed_over(holding->read.text + at, far - at, holding->read.form) > 0) {
            continue;
        }
        for (int next = at == holding->row_began ? first + 1 : first;
             next <= first + ROWS_AHEAD && next < holding->wanted.layout->count; next++) {
            if (is_written(&holding->wanted, next) && begins_here(holding, next, at)) {
                *row = next;
                return at;
            }
        }
    }
    *row = -1;
    return far;
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
    holding->wanted = row_start(&holding->wanted, next);
    holding->read.at = at;
    holding->row_began = at;
    return true;
}

/* ---- Words that may be any ------------------------------------------------------------------------------------ */

static bool goes_on_overleaf(const struct read *read)
{
    return read->page + 1 < read->pages;
}

/* To the place where what follows fits, or fits best; to the end of the page where not so much as a line of it does. */
static void pass_anything(struct holding *holding)
{
    struct read best = holding->read;
    size_t most = 0;
    bool whole = false;
    struct read read = holding->read;
    for (size_t passed = 0; passed < FAR && !whole && next_read(&read) != NULL; passed++) {
        size_t count = in_common(holding->wanted, read, AHEAD, &whole);
        if (count > most || (whole && count == 0)) {
            best = read;
            most = count;
        }
        whole = whole && count > 0;
        read.at += letter_length(read.text + read.at, read.end - read.at);
    }
    bool to_the_end = next_wanted(&holding->wanted) == NULL || (!whole && most < LINE && goes_on_overleaf(&holding->read));
    holding->read.at = to_the_end ? holding->read.end : best.at;
}

/* ---- From right to left --------------------------------------------------------------------------------------- */

static bool has_leftward(const char *words_of_it)
{
    while (words_of_it != NULL && *words_of_it != '\0') {
        if (is_leftward(words_of_it)) {
            return true;
        }
        words_of_it++;
    }
    return false;
}

bool readback_is_leftward(const struct row *row)
{
    return has_leftward(row->label) || has_leftward(row->text) || has_leftward(row->mark);
}

/* How often the letter stands among the next `count` letters; brackets, which are mirrored, are one. */
static int occurrences(struct read read, size_t count, const char *letter)
{
    int found = 0;
    size_t length = letter_length(letter, text_length(letter));
    for (size_t i = 0; i < count && next_read(&read) != NULL; i++) {
        const char *have = read.text + read.at;
        size_t size = letter_length(have, read.end - read.at);
        bool brackets = is_one_of(*have, "()[]") && is_one_of(*letter, "()[]");
        found += brackets || (size == length && same_letter(have, letter, length)) ? 1 : 0;
        read.at += size;
    }
    return found;
}

static int wanted_occurrences(struct wanted wanted, const char *letter)
{
    int found = 0;
    int row = wanted.row;
    size_t length = letter_length(letter, text_length(letter));
    for (const char *want = next_wanted(&wanted); want != NULL && wanted.row == row; want = next_wanted(&wanted)) {
        size_t size = letter_length(want, text_length(want));
        bool brackets = is_one_of(*want, "()[]") && is_one_of(*letter, "()[]");
        found += brackets || (size == length && same_letter(want, letter, length)) ? 1 : 0;
        wanted.at += size;
    }
    return found;
}

/* The same letters as often, in any order; then both streams are past the row. */
static bool hold_leftward(struct holding *holding)
{
    struct wanted wanted = holding->wanted;
    struct read read = holding->read;
    size_t count = 0;
    int row = wanted.row;
    for (const char *want = next_wanted(&wanted); want != NULL && wanted.row == row; want = next_wanted(&wanted)) {
        wanted.at += letter_length(want, text_length(want));
        count++;
    }
    struct wanted letter = holding->wanted;
    for (const char *want = next_wanted(&letter); want != NULL && letter.row == row; want = next_wanted(&letter)) {
        if (occurrences(holding->read, count, want) != wanted_occurrences(holding->wanted, want)) {
            return false;
        }
        letter.at += letter_length(want, text_length(want));
    }
    for (size_t i = 0; i < count && next_read(&read) != NULL; i++) {
        read.at += letter_length(read.text + read.at, read.end - read.at);
    }
    holding->wanted = wanted;
    holding->read = read;
    return true;
}

/* ---- Pages ---------------------------------------------------------------------------------------------------- */

/* Letters of one text after another, as a row that is nowhere in the layout. */
static size_t in_common_with(const char *words_of_it, struct read *read)
{
    size_t count = 0;
    for (size_t at = 0; words_of_it[at] != '\0';) {
        size_t skipped = passed_over(words_of_it + at, text_length(words_of_it + at), read->form);
        size_t length = letter_length(words_of_it + at, text_length(words_of_it + at));
        if (skipped == 0) {
            const char *have = next_read(read);
            if (have == NULL || read->end - read->at < length || !same_letter(have, words_of_it + at, length)) {
                return count;
            }
            read->at += length;
            count++;
        }
        at += skipped > 0 ? skipped : length;
    }
    return count + 1; /* all of it */
}

static bool begins_with_words(const char *words_of_it, struct read *read)
{
    struct read before = *read;
    size_t all = 1;
    for (size_t at = 0; words_of_it[at] != '\0';) {
        size_t skipped = passed_over(words_of_it + at, text_length(words_of_it + at), read->form);
        all += skipped == 0 ? 1 : 0;
        at += skipped > 0 ? skipped : letter_length(words_of_it + at, text_length(words_of_it + at));
    }
    if (in_common_with(words_of_it, read) == all) {
        return true;
    }
    *read = before;
    return false;
}

/* "Page {} of {}, nurse" with its numbers. */
static void number_page(const char *sentence, int page, int pages, struct text *into)
{
    int number = page;
    for (size_t i = 0; sentence[i] != '\0'; i++) {
        if (sentence[i] == '{' && sentence[i + 1] == '}') {
            text_add_whole(into, number);
            number = pages;
            i++;
        } else {
            text_add_bytes(into, &sentence[i], 1);
        }
    }
}

/* The part of the sheet whose foot stands there, and all of the foot; -1: none does. */
static int part_of_foot(const struct layout *layout, const struct read *pages, int page)
{
    const struct layout_repeated *repeated = &layout->repeated;
    for (int part = 0; part < layout->pages; part++) {
        char bytes[READBACK_SAID];
        struct text foot = text_over(bytes, sizeof bytes);
        struct read read = *pages;
        read.at = pages->list[page].foot;
        read.end = pages->list[page].end;
        number_page(repeated->numbered[part], page + 1, pages->pages, &foot);
        text_add(&foot, repeated->sheet);
        text_add(&foot, repeated->sheet_id);
        text_add(&foot, repeated->verdict);
        if (!foot.full && begins_with_words(bytes, &read) && next_read(&read) == NULL) {
            return part;
        }
    }
    return -1;
}

/* The last line of the page that begins as a foot does. */
static size_t find_foot(const struct layout *layout, const char *text, size_t start, size_t end)
{
    const char *sentence = layout->repeated.numbered[0];
    size_t length = 0;
    while (sentence[length] != '\0' && sentence[length] != '{') {
        length++;
    }
    for (size_t at = end; at > start; at--) {
        bool line = at - 1 == start || text[at - 2] == '\n';
        if (line && end - (at - 1) >= length && same_letter(text + at - 1, sentence, length)) {
            return at - 1;
        }
    }
    return end;
}

/* False when there are more pages than a sheet can have. */
static bool find_pages(const struct layout *layout, size_t length, struct read *read)
{
    for (size_t start = 0; start < length;) {
        size_t end = start;
        while (end < length && read->text[end] != '\f') {
            end++;
        }
        if (read->pages == PAGES) {
            return false;
        }
        read->list[read->pages].start = start;
        read->list[read->pages].end = end;
        read->list[read->pages].foot = find_foot(layout, read->text, start, end);
        read->pages++;
        start = end + 1;
    }
    for (int page = 0; page < read->pages; page++) {
        read->list[page].part = part_of_foot(layout, read, page);
    }
    return true;
}

static void report_between(struct holding *holding, const char *about, const char *expected, size_t from)
{
    struct readback_difference *difference = add_difference(holding->readback, -1);
    if (difference != NULL) {
        const struct page_of_text *page = &holding->read.list[holding->read.page];
        keep(difference->about, about, text_length(about));
        keep(difference->expected, expected, text_length(expected));
        keep(difference->said, holding->read.text + from, page->end - from);
    }
}

/* Title, name and identifier where a part goes on; before them, on every page of a draft, that word. */
static void hold_head(struct holding *holding)
{
    struct read *read = &holding->read;
    const struct layout_repeated *repeated = &holding->wanted.layout->repeated;
    int part = read->list[read->page].part;
    bool goes_on = read->page > 0 && part >= 0 && part == read->list[read->page - 1].part;
    const char *const head[] = {repeated->draft, goes_on ? repeated->title : NULL, goes_on ? repeated->name : NULL,
                                goes_on ? repeated->identifier : NULL};
    for (size_t i = 0; i < COUNT_OF(head); i++) {
        if (head[i] == NULL) {
            continue;
        }
        if (head[i][0] == READBACK_ANYTHING[0] || has_leftward(head[i])) { /* held where the part begins */
            pass_anything(holding);
            return;
        }
        if (!begins_with_words(head[i], read)) {
            report_between(holding, "head of a page", head[i], read->at);
            pass_anything(holding);
        }
    }
}

static void open_page(struct holding *holding, int page)
{
    struct read *read = &holding->read;
    read->page = page;
    read->at = read->list[page].start;
    read->end = read->list[page].foot;
    if (read->list[page].part < 0) {
        report_between(holding, "foot of a page", holding->wanted.layout->repeated.sheet_id, read->list[page].foot);
    }
    hold_head(holding);
}

/* ---- Row by row ----------------------------------------------------------------------------------------------- */

/* True while there is another page. */
static bool turn_page(struct holding *holding)
{
    if (holding->read.page + 1 >= holding->read.pages) {
        return false;
    }
    open_page(holding, holding->read.page + 1);
    holding->row_began = holding->read.at;
    return true;
}

/* One letter, one gap or one row from right to left; false at a difference. */
static bool step(struct holding *holding, const char *want, const char *have)
{
    struct wanted *wanted = &holding->wanted;
    struct read *read = &holding->read;
    size_t length = letter_length(want, text_length(want));
    if (*want == READBACK_ANYTHING[0]) {
        wanted->at += length;
        pass_anything(holding);
        return true;
    }
    if (wanted->part == 0 && wanted->at == 0 && readback_is_leftward(&wanted->layout->rows[wanted->row])) {
        return hold_leftward(holding);
    }
    if (read->end - read->at < length || !same_letter(want, have, length)) {
        return false;
    }
    wanted->at += length;
    read->at += length;
    return true;
}

/* One step of both streams; false when they have ended, or when the rest cannot be held against anything. */
static bool hold_next(struct holding *holding, int *row)
{
    const char *want = next_wanted(&holding->wanted);
    const char *have = next_read(&holding->read);
    bool gap = want != NULL && *want == READBACK_ANYTHING[0];
    if (have == NULL && !gap && turn_page(holding)) {
        return true;
    }
    if (want == NULL && have == NULL) {
        return false;
    }
    if (holding->wanted.row != *row) {
        *row = holding->wanted.row;
        holding->row_began = holding->read.at;
    }
    bool held = want != NULL && (have != NULL || gap) && step(holding, want, have);
    *row = held ? *row : -1;
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

bool readback_hold(const struct layout *layout, const char *text, size_t length, enum readback_form form, struct readback *readback)
{
    struct holding holding = {.wanted = {.layout = layout, .form = form},
                              .read = {.text = text, .form = form, .end = length},
                              .readback = readback};
    readback->count = 0;
    if (layout->full) {
        add_difference(readback, -1);
        return false;
    }
    if (form == READBACK_PAPER && !find_pages(layout, length, &holding.read)) {
        add_difference(readback, -1);
        return false;
    }
    if (holding.read.pages > 0) {
        open_page(&holding, 0);
    }
    hold_rows(&holding);
    return readback->count == 0;
}
