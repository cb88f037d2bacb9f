/*
 * checklist_paper.c - the text of a sheet as it came back from the paper.
 *
 * Decides what counts as the same words (blanks, room to write, boxes and marks of direction do not matter, every other
 * byte does; a word or a number is never found inside a longer one) and whose words stand where. The invariant: what the
 * program cannot trace to somebody else is its own, and every rule of writing holds for it.
 */
#include "checklist_held.h"
#include "claim.h"
#include "letters.h"
#include "wording.h"

/* ---- Bytes ---------------------------------------------------------------------------------------------------- */

static bool is_alphanumeric(char byte)
{
    return letter_is_latin(byte) || letter_is_digit(byte);
}

bool words_hold(const char *text, const char *wanted)
{
    while (*text != '\0' && !letters_begin_in_any_case(text, wanted)) {
        text++;
    }
    return *text != '\0';
}

int words_number(const char **at)
{
    int number = -1;
    for (; letter_is_digit(**at) && number < 1000; (*at)++) {
        number = (number < 0 ? 0 : number) * 10 + (**at - '0');
    }
    return number;
}

/* Bytes of the blank that begins here: also a no-break space, narrow or not, and the sides of a box. */
static size_t blank_at(const char *at)
{
    if (text_is_blank(*at) || *at == '\f' || *at == '|') {
        return 1;
    }
    return letters_begin(at, "\xc2\xa0") ? 2 : letters_begin(at, "\xe2\x80\xaf") ? 3 : 0;
}

/* Two bytes and a third of that range. */
static bool is_between(const char *at, const char *two, unsigned char low, unsigned char high)
{
    return letters_begin(at, two) && (unsigned char)at[2] >= low && (unsigned char)at[2] <= high;
}

/* Bytes of what is not to be read: soft hyphen, zero width, marks of direction, byte order mark. */
static size_t unseen_at(const char *at)
{
    bool marks = is_between(at, "\xe2\x80", 0x8b, 0x8f) || is_between(at, "\xe2\x80", 0xaa, 0xae);
    if (marks || is_between(at, "\xe2\x81", 0xa0, 0xa9) || letters_begin(at, "\xef\xbb\xbf")) {
        return 3;
    }
    return letters_begin(at, "\xc2\xad") ? 2 : 0;
}

/* Of either. */
static size_t nothing_at(const char *at)
{
    size_t blank = blank_at(at);
    return blank > 0 ? blank : unseen_at(at);
}

static void read_on(struct text *out, const char *text)
{
    while (*text != '\0') {
        size_t nothing = nothing_at(text);
        if (nothing == 0) {
            text_add_bytes(out, text, 1);
        } else if (blank_at(text) > 0 && out->length > 0 && out->bytes[out->length - 1] != ' ') {
            text_add(out, " ");
        }
        text += nothing > 0 ? nothing : 1;
    }
}

static bool inside_word(const struct paper *paper, size_t at)
{
    /* cppcheck-suppress arrayIndexOutOfBoundsCond ; the words of a paper end before its last byte */
    return at > 0 && is_alphanumeric(paper->bytes[at - 1]) && is_alphanumeric(paper->bytes[at]);
}

static bool finish(struct paper *paper, const struct text *out)
{
    paper->length = out->length;
    __builtin_memset(paper->voice, VOICE_PROGRAM, out->length);
    for (size_t i = 0; i < COUNT_OF(paper->first); i++) {
        paper->first[i] = (uint32_t)out->length;
    }
    for (size_t at = out->length; at-- > 0;) {
        uint32_t *first = &paper->first[(unsigned char)paper->bytes[at]];
        if (!inside_word(paper, at)) {
            paper->next[at] = *first;
            *first = (uint32_t)at;
        }
    }
    return !out->full;
}

bool paper_read(struct paper *paper, const char *text)
{
    struct text out = text_over(paper->bytes, sizeof paper->bytes);
    read_on(&out, text);
    return finish(paper, &out);
}

bool paper_of_rows(struct paper *paper, const struct layout *layout)
{
    struct text out = text_over(paper->bytes, sizeof paper->bytes);
    for (int i = 0; i < layout->count; i++) {
        const char *const parts[] = {layout->rows[i].label, layout->rows[i].text, layout->rows[i].mark};
        bool drawn = layout->rows[i].kind == ROW_CODE; /* on paper it is no text */
        for (size_t part = 0; part < COUNT_OF(parts); part++) {
            if (parts[part] != NULL && !drawn) {
                read_on(&out, parts[part]);
                read_on(&out, " ");
            }
        }
    }
    return finish(paper, &out);
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static size_t skipped_at(const char *at)
{
    return *at == '_' ? 1 : nothing_at(at);
}

/* The byte after the words, when they begin at this byte of the paper; else 0. */
static size_t match(const struct paper *paper, size_t at, const char *wanted)
{
    while (*wanted != '\0') {
        char there = paper->bytes[at];
        if (there == *wanted) {
            at++;
            wanted++;
        } else if (skipped_at(wanted) > 0) {
            wanted += skipped_at(wanted);
        } else if (there == ' ' || there == '_') {
            at++;
        } else {
            return 0;
        }
    }
    return at;
}

static size_t match_row(const struct paper *paper, size_t at, const char *label, const char *text)
{
    size_t end = label != NULL ? match(paper, at, label) : at;
    if (text == NULL || (label != NULL && end == 0)) {
        return end;
    }
    return match(paper, end, text);
}

/* At or after that place; the end of the paper where there is none. NUL is nowhere on it. */
static size_t first_byte(const struct paper *paper, size_t at, char byte)
{
    if (at == 0) {
        return paper->first[(unsigned char)byte];
    }
    while (at < paper->length && (paper->bytes[at] != byte || inside_word(paper, at))) {
        at++;
    }
    return at;
}

bool paper_find(const struct paper *paper, const char *label, const char *text, size_t *from, size_t *end)
{
    const char *first = label != NULL ? label : text;
    while (skipped_at(first) > 0) {
        first += skipped_at(first);
    }
    for (size_t at = first_byte(paper, *from, *first); at < paper->length; at = paper->next[at]) {
        size_t after = match_row(paper, at, label, text);
        if (after > 0 && !inside_word(paper, after)) {
            *from = at;
            *end = after;
            return true;
        }
    }
    return false;
}

int paper_count(const struct paper *paper, const char *label, const char *text)
{
    int count = 0;
    size_t from = 0;
    for (size_t end = 0; paper_find(paper, label, text, &from, &end); from = end) {
        count++;
    }
    return count;
}

/* ---- Whose words ---------------------------------------------------------------------------------------------- */

static bool is_one_of(const char *label, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(label, list[i])) {
            return true;
        }
    }
    return false;
}

static bool is_line_of(const struct sheet_lines *lines, const char *text)
{
    for (int i = 0; i < lines->count; i++) {
        if (lines->list[i].text == text) {
            return true;
        }
    }
    return false;
}

static enum voice voice_of_field(const char *label)
{
    const char *const given[] = {wording_fact(IFS_FACT_NAME), wording_fact(IFS_FACT_ID), wording_fact(IFS_FACT_ALLERGIES),
                                 wording_fact(IFS_FACT_ADDRESS), wording_fact(IFS_FACT_PHONE), words.label_prescriber,
                                 words.label_place, words.label_phone, words.label_emergency, words.label_site,
                                 words.label_devices, words.label_reason, words.label_file, words.label_fingerprint};
    const char *const published[] = {words.label_strength, words.label_check_values, wording_fact(IFS_FACT_GIVEN_24H),
                                     wording_fact(IFS_FACT_GIVEN_48H)}; /* the last two in the unit they were told in */
    const char *const authored[] = {words.label_indication, words.label_evidence, words.label_product, words.label_contains,
                                    words.label_diluent, words.label_preparation, words.label_ending};
    if (is_one_of(label, given, COUNT_OF(given))) {
        return VOICE_IDENTITY;
    }
    if (is_one_of(label, published, COUNT_OF(published))) {
        return VOICE_SOURCE;
    }
    return is_one_of(label, authored, COUNT_OF(authored)) ? VOICE_AUTHOR : VOICE_PROGRAM;
}

static enum voice voice_of_text(const struct ifs_sheet *sheet, const char *text)
{
    if (text == sheet->call) {
        return VOICE_IDENTITY;
    }
    return text == sheet->population || text == sheet->incompatible_words ? VOICE_AUTHOR : VOICE_PROGRAM;
}

static enum voice voice_of(const struct ifs_sheet *sheet, const struct row *row)
{
    enum voice voice = VOICE_PROGRAM;
    switch (row->kind) {
    case ROW_FIELD:
        voice = voice_of_field(row->label);
        break;
    case ROW_TEXT:
        voice = voice_of_text(sheet, row->text);
        break;
    case ROW_ITEM:
        voice = row->label[0] == '[' ? VOICE_SOURCE : VOICE_AUTHOR;
        break;
    case ROW_BULLET:
        voice = is_line_of(&sheet->overrides, row->text) ? VOICE_IDENTITY : VOICE_AUTHOR;
        break;
    case ROW_TITLE:
    case ROW_CHECK:
    case ROW_BLANK:
    case ROW_SLIP:
        voice = VOICE_AUTHOR;
        break;
    case ROW_PAGE:
    case ROW_CODE:
        voice = VOICE_IDENTITY;
        break;
    case ROW_BANNER:
    case ROW_ALERT:
    case ROW_HEADING:
    case ROW_DOSE:
    case ROW_PUMP:
    case ROW_WORKING:
        break;
    }
    return voice;
}

/* Where the row is printed after the row before it, or, where rows were drawn in another order, anywhere. */
static bool find_after(const struct paper *paper, const struct row *row, size_t *from, size_t *end)
{
    const char *label = row->kind == ROW_PAGE ? NULL : row->label; /* the number may have been changed by what flows over */
    bool found = paper_find(paper, label, row->text, from, end);
    if (!found) {
        *from = 0;
        found = paper_find(paper, label, row->text, from, end);
    }
    return found;
}

bool paper_is_row(const struct paper *paper, size_t at)
{
    return (paper->voice[at] & VOICE_OF_A_ROW) != 0;
}

/* Where it stands outside the rows: a row that a page of paper repeats. */
static void mark_repeated(struct paper *paper, const char *text, enum voice voice)
{
    size_t from = 0;
    for (size_t end = 0; paper_find(paper, NULL, text, &from, &end); from = end) {
        if (!paper_is_row(paper, from)) {
            __builtin_memset(paper->voice + from, (int)voice | VOICE_OF_A_ROW, end - from);
        }
    }
}

static void mark_rows(struct paper *paper, const struct ifs_sheet *sheet, const struct layout *layout)
{
    size_t from = 0;
    for (int i = 0; i < layout->count; i++) {
        const struct row *row = &layout->rows[i];
        enum voice voice = voice_of(sheet, row);
        size_t end = 0;
        size_t start = from;
        if (find_after(paper, row, &start, &end)) {
            __builtin_memset(paper->voice + start, (int)voice | VOICE_OF_A_ROW, end - start);
            from = end;
        }
    }
}

void paper_mark_voices(struct paper *paper, const struct ifs_sheet *sheet, const struct layout *layout)
{
    mark_rows(paper, sheet, layout);
    mark_repeated(paper, layout->repeated.title, VOICE_AUTHOR);
    mark_repeated(paper, layout->repeated.name, VOICE_IDENTITY);
    mark_repeated(paper, layout->repeated.identifier, VOICE_IDENTITY);
    mark_repeated(paper, layout->repeated.sheet_id, VOICE_IDENTITY);
}
