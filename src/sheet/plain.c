/*
 * plain.c - rows become lines of text.
 *
 * Decides where a line is broken and what is drawn around it. The invariants: no line is longer than 80 columns; a
 * number is never parted from its unit, nor "per" from what it stands between, unless a single expression is longer
 * than the line; the renderer writes no sentence and no figure of its own.
 *
 * A column is a code point; the caller has checked what people typed for control characters.
 */
#include "plain.h"

#include "claim.h"
#include "layout.h"
#include "wording.h"

enum { INDENT = 2, LABEL_COLUMNS = 26, RESULT_COLUMNS = 18, ITEM_COLUMNS = 11, MARK_GAP = 1 };

/* One paragraph on its way: where its lines begin, and what stands before the first. */
struct paragraph {
    struct text *out;
    const char *lead; /* before the first line, after INDENT columns; filled up to `indent`. NULL: nothing */
    size_t indent;    /* columns before every line */
    bool rooms;       /* times with room to write: broken only after the room */
};

static size_t columns_of(const char *bytes, size_t length)
{
    size_t columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)bytes[i] & 0xC0U) != 0x80U ? 1 : 0;
    }
    return columns;
}

static void repeat(struct text *out, char sign, size_t times)
{
    char signs[PLAIN_COLUMNS];
    claim(times <= sizeof signs);
    for (size_t i = 0; i < times; i++) {
        signs[i] = sign;
    }
    text_add_bytes(out, signs, times);
}

/* ---- Breaking lines ------------------------------------------------------------------------------------------- */

static bool is_per(const char *at)
{
    return at[0] == 'p' && at[1] == 'e' && at[2] == 'r' && at[3] == ' ';
}

/* Whether the line may be broken at this space: not after a number, nor before or after "per", nor before room to
 * write. */
static bool may_break(const char *words_of_line, size_t space, char before, bool rooms)
{
    if (words_of_line[space + 1] == '_' || (rooms && before != '_')) {
        return false;
    }
    bool number = before >= '0' && before <= '9';
    bool after_per = space >= 4 && words_of_line[space - 4] == ' ' && is_per(words_of_line + space - 3);
    return !number && !after_per && !is_per(words_of_line + space + 1);
}

/* Bytes of the next line: up to the last space that fits, or, where one expression is longer, as many as fit. */
size_t plain_take_line(const char *rest, size_t width, bool rooms)
{
    size_t best = 0;
    size_t columns = 0;
    size_t i = 0;
    bool in_mark = false; /* "[3, line 42]" stays together */
    for (; rest[i] != '\0' && columns <= width; i++) {
        columns += columns_of(&rest[i], 1);
        if (rest[i] == '[' || rest[i] == ']') {
            in_mark = rest[i] == '[';
        } else if (rest[i] == ' ' && !in_mark && may_break(rest, i, rest[i > 0 ? i - 1 : 0], rooms)) {
            best = i;
        }
    }
    if (columns <= width) {
        return i;
    }
    return best > 0 ? best : i - 1; /* the last byte began the column too many */
}

static void write_lead(const struct paragraph *paragraph, bool first)
{
    if (!first || paragraph->lead == NULL) {
        repeat(paragraph->out, ' ', paragraph->indent);
        return;
    }
    size_t columns = INDENT + columns_of(paragraph->lead, text_length(paragraph->lead));
    claim(columns <= paragraph->indent);
    repeat(paragraph->out, ' ', INDENT);
    text_add(paragraph->out, paragraph->lead);
    repeat(paragraph->out, ' ', paragraph->indent - columns);
}

static void write_paragraph(const struct paragraph *paragraph, const char *said)
{
    size_t width = PLAIN_COLUMNS - paragraph->indent;
    bool first = true;
    const char *rest = said;
    while (first || *rest != '\0') {
        size_t length = plain_take_line(rest, width, paragraph->rooms);
        write_lead(paragraph, first);
        text_add_bytes(paragraph->out, rest, length);
        text_add(paragraph->out, "\n");
        rest += length;
        while (*rest == ' ') {
            rest++;
        }
        first = false;
    }
}

/* Text and mark as one paragraph, in a buffer of their own. */
static void write_marked(const struct paragraph *paragraph, const char *said, const char *mark)
{
    char bytes[2048];
    struct text both = text_over(bytes, sizeof bytes);
    if (mark == NULL) {
        write_paragraph(paragraph, said);
        return;
    }
    text_add(&both, said);
    repeat(&both, ' ', MARK_GAP);
    text_add(&both, mark);
    if (both.full) { /* too long for one piece: the mark on a line of its own */
        write_paragraph(paragraph, said);
        write_paragraph(&(struct paragraph){.out = paragraph->out, .indent = paragraph->indent}, mark);
    } else {
        write_paragraph(paragraph, bytes);
    }
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static void rule(struct text *out, char sign)
{
    repeat(out, sign, PLAIN_COLUMNS);
    text_add(out, "\n");
}

static void write_text(struct text *out, const char *said, const char *mark, size_t indent)
{
    const struct paragraph paragraph = {.out = out, .lead = NULL, .indent = indent};
    write_marked(&paragraph, said, mark);
}

static void write_banner(struct text *out, const char *said)
{
    size_t columns = columns_of(said, text_length(said));
    text_add(out, "\n");
    rule(out, '#');
    claim(columns < PLAIN_COLUMNS);
    write_text(out, said, NULL, (PLAIN_COLUMNS - columns) / 2);
    rule(out, '#');
}

static void write_heading(struct text *out, const char *said)
{
    size_t columns = columns_of(said, text_length(said)) + 1;
    text_add(out, "\n");
    if (columns >= PLAIN_COLUMNS) {
        write_text(out, said, NULL, 0);
        return;
    }
    text_add(out, said);
    text_add(out, " ");
    repeat(out, '-', PLAIN_COLUMNS - columns);
    text_add(out, "\n");
}

static void write_with_lead(struct text *out, const char *lead, const struct row *row, size_t indent)
{
    const struct paragraph paragraph = {.out = out, .lead = lead, .indent = indent};
    write_marked(&paragraph, row->text, row->mark);
}

/* The label in its column, the text beside it; a label that is too long stands on lines of its own. */
static void write_field(struct text *out, const struct row *row)
{
    if (INDENT + columns_of(row->label, text_length(row->label)) >= LABEL_COLUMNS) {
        write_text(out, row->label, NULL, INDENT);
        write_text(out, row->text, row->mark, LABEL_COLUMNS);
    } else {
        write_with_lead(out, row->label, row, LABEL_COLUMNS);
    }
}

/* The label fills up to `columns`; a longer one is followed by one space. */
static void write_beside(struct text *out, const struct row *row, size_t columns)
{
    size_t label = INDENT + columns_of(row->label, text_length(row->label));
    if (label > PLAIN_COLUMNS / 2) {
        write_text(out, row->label, NULL, INDENT);
        write_text(out, row->text, row->mark, columns);
    } else {
        write_with_lead(out, row->label, row, label < columns ? columns : label + 1);
    }
}

static size_t mark_columns(const char *mark)
{
    return columns_of(mark, text_length(mark)) + MARK_GAP;
}

/* Room to write after the label, on the same line where there is enough of it; then where the label comes from. */
static void write_blank(struct text *out, const struct row *row)
{
    enum { ROOM = 10, ROOM_BELOW = 20 };
    if (row->text != NULL) {
        const struct paragraph rooms = {.out = out, .indent = INDENT + INDENT, .rooms = true};
        write_paragraph(&rooms, row->label);
        return;
    }
    size_t columns = columns_of(row->label, text_length(row->label)) + INDENT + 2;
    bool beside = row->mark != NULL && columns + ROOM + mark_columns(row->mark) <= PLAIN_COLUMNS;
    if (beside) {
        columns += mark_columns(row->mark);
    }
    char bytes[512];
    struct text line = text_over(bytes, sizeof bytes);
    text_add(&line, row->label);
    text_add(&line, ": ");
    repeat(&line, '_', columns + ROOM <= PLAIN_COLUMNS ? PLAIN_COLUMNS - columns : ROOM_BELOW);
    if (line.full) { /* a label that long has its room on a line of its own */
        write_text(out, row->label, row->mark, INDENT);
        repeat(out, ' ', INDENT);
        repeat(out, '_', ROOM_BELOW);
        text_add(out, "\n");
        return;
    }
    write_text(out, bytes, beside ? row->mark : NULL, INDENT);
    if (row->mark != NULL && !beside) {
        write_text(out, row->mark, NULL, INDENT + INDENT);
    }
}

static void write_dose(struct text *out, const struct row *row)
{
    rule(out, '=');
    write_beside(out, row, INDENT + text_length(row->label) + INDENT);
    rule(out, '=');
}

static void box_edge(struct text *out, size_t label_columns)
{
    text_add(out, "  +");
    repeat(out, '-', label_columns + 2);
    text_add(out, "+");
    repeat(out, '-', PLAIN_COLUMNS - INDENT - label_columns - 5);
    text_add(out, "+\n");
}

enum { BOX_LABEL = 24, BOX_TEXT = PLAIN_COLUMNS - INDENT - BOX_LABEL - 7 };

static void box_line(struct text *out, const char *label, const char *said, size_t length)
{
    size_t taken = columns_of(label, text_length(label));
    claim(taken <= BOX_LABEL);
    text_add(out, "  | ");
    text_add(out, label);
    repeat(out, ' ', BOX_LABEL - taken);
    text_add(out, " | ");
    text_add_bytes(out, said, length);
    repeat(out, ' ', BOX_TEXT - columns_of(said, length));
    text_add(out, " |\n");
}

/* One box for each value as it is keyed; the next one stands on its lower edge. */
static void write_pump(struct text *out, const struct row *row, bool first)
{
    const char *label = row->label;
    if (first) {
        box_edge(out, BOX_LABEL);
    }
    for (const char *rest = row->text; *rest != '\0'; label = "") {
        size_t length = plain_take_line(rest, BOX_TEXT, false);
        box_line(out, label, rest, length);
        rest += length;
        rest += *rest == ' ' ? 1 : 0;
    }
    box_edge(out, BOX_LABEL);
}

static void write_page(struct text *out, const struct row *row)
{
    size_t taken = columns_of(row->label, text_length(row->label)) + text_length(words.page_sheet) + 1 +
                   columns_of(row->text, text_length(row->text));
    text_add(out, "\n");
    rule(out, '-');
    text_add(out, row->label);
    claim(taken < PLAIN_COLUMNS);
    repeat(out, ' ', PLAIN_COLUMNS - taken);
    text_add(out, words.page_sheet);
    text_add(out, " ");
    text_add(out, row->text);
    text_add(out, "\n");
    write_text(out, row->mark, NULL, 0);
    rule(out, '-');
}

/* `first`: the row before is of another kind. */
static void write_row(struct text *out, const struct row *row, bool first)
{
    switch (row->kind) {
    case ROW_BANNER:
        write_banner(out, row->text);
        break;
    case ROW_HEADING:
        write_heading(out, row->text);
        break;
    case ROW_FIELD:
        write_field(out, row);
        break;
    case ROW_DOSE:
        write_dose(out, row);
        break;
    case ROW_PUMP:
        write_pump(out, row, first);
        break;
    case ROW_TITLE:
    case ROW_ALERT:
    case ROW_TEXT:
    case ROW_WORKING:
    case ROW_CODE:
        write_text(out, row->text, row->mark, row->kind == ROW_TITLE ? 0 : INDENT);
        break;
    case ROW_BULLET:
    case ROW_SLIP:
        write_with_lead(out, "- ", row, INDENT + 2);
        break;
    case ROW_CHECK:
    case ROW_ITEM:
        write_beside(out, row, row->kind == ROW_CHECK ? RESULT_COLUMNS : ITEM_COLUMNS);
        break;
    case ROW_BLANK:
        write_blank(out, row);
        break;
    case ROW_PAGE:
        write_page(out, row);
        break;
    }
}

bool plain_text(const struct ifs_sheet *sheet, struct text *out)
{
    struct layout layout;
    layout_rows(sheet, &layout);
    if (sheet->full || layout.full) {
        return false;
    }
    for (int i = 0; i < layout.count; i++) {
        write_row(out, &layout.rows[i], i == 0 || layout.rows[i - 1].kind != layout.rows[i].kind);
    }
    return !out->full;
}
