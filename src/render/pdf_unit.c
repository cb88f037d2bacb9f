/*
 * pdf_unit.c - rows that are placed together.
 *
 * Decides what goes across the page and what into a column: title, verdict, dose and pump block across; a section with
 * three or more rows of times, or blanks in a row, as a grid across; everything else into columns. The invariants:
 * each row belongs to one unit, in the order of the rows; a heading is kept with what follows it; a sentence with the
 * times, cells or code that belong to it.
 *
 * On which page a unit stands is left to pdf_place.c.
 */
#include "pdf_unit.h"

#include <stdlib.h>
#include <string.h>

enum { GRID_ROWS = 3, CELLS_BESIDE = 5, BOXES_BESIDE = 5 };

static const double sentence_part = 0.33; /* of the width, beside its times */

/* ---- What goes together --------------------------------------------------------------------------------------- */

static bool is_times(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_BLANK && layout->rows[row].text != NULL;
}

static bool is_blank(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_BLANK && layout->rows[row].text == NULL && layout->rows[row].mark == NULL;
}

/* A sentence with its times beside it. A very long one stands above them: beside them it could be higher than a page. */
static bool is_beside_times(const struct layout *layout, int row)
{
    enum { BYTES_BESIDE = 1000 };
    return layout->rows[row].kind == ROW_BULLET && is_times(layout, row + 1) && strlen(layout->rows[row].text) <= BYTES_BESIDE;
}

static bool is_broad_code(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_CODE && strlen(layout->rows[row].text) > CODE_BYTES_OF_COLUMN;
}

/* Whether the section that begins at `row` prepares one of several infusions: another pump block or more than one dose stands
 * before it, a pump block after it. Nothing of two infusions may stand side by side. */
static bool is_of_several(const struct layout *layout, int row)
{
    int doses = 0;
    bool pump = false;
    int headings = 0;
    for (int i = row - 1; i >= 0 && layout->rows[i].kind != ROW_PAGE; i--) {
        doses += layout->rows[i].kind == ROW_DOSE ? 1 : 0;
        pump = pump || layout->rows[i].kind == ROW_PUMP;
    }
    for (int i = row; (pump || doses > 1) && i < layout->count && headings <= 2 && layout->rows[i].kind != ROW_PAGE; i++) {
        headings += layout->rows[i].kind == ROW_HEADING ? 1 : 0;
        if (headings == 2 && layout->rows[i].kind == ROW_PUMP) {
            return true;
        }
    }
    return false;
}

static bool begins_section(enum row_kind kind)
{
    return kind == ROW_HEADING || kind == ROW_TITLE || kind == ROW_BANNER;
}

/* How the section that begins at `first` is laid. */
struct section {
    int end;       /* its last row, plus one */
    int wide_end;  /* rows up to here go across the page */
    bool grid;     /* all of it goes across */
};

static bool goes_across(const struct layout *layout, int row)
{
    enum row_kind kind = layout->rows[row].kind;
    return kind == ROW_DOSE || kind == ROW_PUMP || is_broad_code(layout, row);
}

static struct section look_at(const struct layout *layout, int first, int end)
{
    struct section section = {.end = first + 1, .wide_end = first};
    int times = 0;
    int blanks = 0;
    int most = 0;
    while (section.end < end && !begins_section(layout->rows[section.end].kind)) {
        times += is_times(layout, section.end) ? 1 : 0;
        blanks = is_blank(layout, section.end) ? blanks + 1 : 0;
        most = blanks > most ? blanks : most;
        section.wide_end = goes_across(layout, section.end) ? section.end + 1 : section.wide_end;
        section.end++;
    }
    enum row_kind kind = layout->rows[first].kind;
    bool patient = section.end < end && layout->rows[section.end].kind == ROW_BANNER;
    if (section.wide_end == first && kind == ROW_HEADING && (patient || is_of_several(layout, first))) {
        section.wide_end = first + 1; /* the columns begin below the heading */
    }
    section.grid = times >= GRID_ROWS || most >= GRID_ROWS || kind == ROW_TITLE || kind == ROW_BANNER || first < layout->urgent;
    return section;
}

static int run_of(const struct layout *layout, int first, int end)
{
    int count = 1;
    while (first + count < end && layout->rows[first + count].kind == layout->rows[first].kind) {
        count++;
    }
    return count;
}

static int blanks_from(const struct layout *layout, int first, int end)
{
    int count = 0;
    while (count < CELLS_BESIDE && first + count < end && is_blank(layout, first + count)) {
        count++;
    }
    return count;
}

/* A heading with what it heads, a sentence with the room to write that belongs to it, what goes across with the next that does. */
static bool stays_with_next(const struct layout *layout, int row, const struct section *section, const struct unit *unit)
{
    enum row_kind kind = layout->rows[row].kind;
    bool followed = row + 1 < section->end;
    bool across = row + 1 < section->wide_end && kind != ROW_PUMP && kind != ROW_DOSE;
    bool opens_cells = unit->wide && kind == ROW_TEXT && followed && is_blank(layout, row + 1); /* what the cells are for */
    bool opens_code = followed && layout->rows[row + 1].kind == ROW_CODE;
    bool opens_times = unit->arrangement != ARRANGE_TIMES && followed && is_times(layout, row + 1);
    return across || kind == ROW_HEADING || kind == ROW_ALERT || opens_cells || opens_code || opens_times;
}

static struct unit unit_at(const struct layout *layout, int row, const struct section *section)
{
    bool wide = section->grid || row < section->wide_end;
    struct unit unit = {.first = row, .count = 1, .wide = wide};
    enum row_kind kind = layout->rows[row].kind;
    bool followed = row + 1 < section->end;
    if (kind == ROW_PUMP) {
        int run = run_of(layout, row, section->end);
        unit.count = run > BOXES_BESIDE ? (run + 1) / 2 : run;
        unit.arrangement = ARRANGE_BOXES;
    } else if (wide && is_blank(layout, row)) {
        unit.count = blanks_from(layout, row, section->end);
        unit.arrangement = ARRANGE_CELLS;
    } else if (wide && followed && is_beside_times(layout, row)) {
        unit.count = 2;
        unit.arrangement = ARRANGE_TIMES;
    } else if (is_times(layout, row)) {
        unit.arrangement = ARRANGE_BELOW;
    } else if (kind == ROW_CODE) {
        unit.arrangement = ARRANGE_CODE;
    } else if (kind == ROW_BLANK) {
        unit.arrangement = ARRANGE_LINE;
    }
    unit.keep = stays_with_next(layout, row, section, &unit);
    return unit;
}

int unit_make(const struct layout *layout, int first, int end, struct unit *units)
{
    int count = 0;
    struct section section = {.end = first};
    for (int row = first; row < end; row += units[count - 1].count) {
        if (row >= section.end) {
            section = look_at(layout, row, end);
        }
        units[count] = unit_at(layout, row, &section);
        count++;
    }
    return count;
}

/* ---- Measuring ------------------------------------------------------------------------------------------------ */

static double boxes_height(struct placed *placed, const struct unit *unit, double width)
{
    double most = 0;
    for (int i = 0; i < unit->count; i++) {
        double height = measure_box(placed, unit->first + i, width / unit->count);
        most = height > most ? height : most;
    }
    return most;
}

static double times_height(struct placed *placed, const struct unit *unit, double width)
{
    double sentence = measure_row(placed, unit->first, width * sentence_part);
    double times = measure_times(placed, unit->first + 1, width * (1 - sentence_part));
    return sentence > times ? sentence : times;
}

void unit_measure(struct placed *placed, struct unit *unit, double width)
{
    unit->before = look_of(placed->layout, unit->first)->before;
    switch (unit->arrangement) {
    case ARRANGE_ALONE:
        unit->height = measure_row(placed, unit->first, width);
        break;
    case ARRANGE_BOXES:
        unit->height = boxes_height(placed, unit, width);
        break;
    case ARRANGE_CELLS:
        unit->height = measure_cells(placed, unit->first, unit->count, width);
        break;
    case ARRANGE_TIMES:
        unit->before = 0;
        unit->height = times_height(placed, unit, width);
        break;
    case ARRANGE_LINE:
        unit->height = measure_line(placed, unit->first, width);
        break;
    case ARRANGE_BELOW:
        unit->height = measure_times(placed, unit->first, width);
        break;
    case ARRANGE_CODE:
        unit->height = measure_code(placed, unit->first, width);
        break;
    }
}

bool unit_is_framed(const struct placed *placed, const struct unit *unit)
{
    enum row_kind kind = placed->layout->rows[unit->first].kind;
    bool plain = unit->arrangement == ARRANGE_ALONE || unit->arrangement == ARRANGE_LINE || unit->arrangement == ARRANGE_TIMES;
    return kind == ROW_BANNER || kind == ROW_DOSE || kind == ROW_SLIP || !plain;
}

bool unit_may_be_parted(const struct placed *placed, const struct unit *unit)
{
    bool words = unit->arrangement == ARRANGE_ALONE && placed->rows[unit->first].text.lines > 1;
    return words && look_of(placed->layout, unit->first)->padding <= 0;
}

/* ---- Placing -------------------------------------------------------------------------------------------------- */

static void add(struct placed *placed, struct fragment fragment)
{
    enum { FIRST_ROOM = 1024 };
    if (placed->fragment_count == placed->room) {
        int room = placed->room == 0 ? FIRST_ROOM : placed->room * 2;
        struct fragment *grown = realloc(placed->fragments, (size_t)room * sizeof *grown);
        if (grown == NULL) {
            placed->status = PDF_NO_MEMORY;
            return;
        }
        placed->fragments = grown;
        placed->room = room;
    }
    placed->fragments[placed->fragment_count] = fragment;
    placed->fragment_count++;
}

void unit_place_part(struct placed *placed, const struct unit *unit, struct fragment part)
{
    part.row = unit->first;
    part.shape = SHAPE_ROW;
    add(placed, part);
}

static void place_times(struct placed *placed, int row, struct fragment area)
{
    const struct drawn *drawn = &placed->rows[row];
    double left = area.x;
    area.row = row;
    area.shape = SHAPE_TIME;
    area.height /= drawn_lines(drawn);
    for (area.time = 0; area.time < drawn->time_count; area.time++) {
        area.width = drawn->times[area.time].room + pdf_gap;
        add(placed, area);
        bool last = (area.time + 1) % drawn->beside == 0;
        area.x = last ? left : area.x + area.width;
        area.y += last ? area.height : 0; /* a line after another */
    }
}

static void place_beside(struct placed *placed, const struct unit *unit, struct fragment area)
{
    bool boxes = unit->arrangement == ARRANGE_BOXES;
    area.shape = boxes ? SHAPE_BOX : SHAPE_CELL;
    for (int i = 0; i < unit->count; i++) {
        area.row = unit->first + i;
        area.lines = placed->rows[area.row].text.lines;
        area.width = placed->rows[area.row].label.room + 2 * pdf_gap;
        add(placed, area);
        area.x += area.width;
    }
}

void unit_place(struct placed *placed, const struct unit *unit, struct fragment area)
{
    double width = area.width;
    area.row = unit->first;
    area.height = unit->height;
    area.lines = placed->rows[unit->first].text.lines;
    switch (unit->arrangement) {
    case ARRANGE_ALONE:
        area.shape = SHAPE_ROW;
        add(placed, area);
        break;
    case ARRANGE_BOXES:
    case ARRANGE_CELLS:
        place_beside(placed, unit, area);
        break;
    case ARRANGE_TIMES:
        area.width = width * sentence_part;
        add(placed, area);
        area.x += area.width;
        area.width = width - area.width;
        place_times(placed, unit->first + 1, area);
        break;
    case ARRANGE_LINE:
        area.shape = SHAPE_LINE;
        add(placed, area);
        break;
    case ARRANGE_BELOW:
        place_times(placed, unit->first, area);
        break;
    case ARRANGE_CODE:
        area.shape = placed->rows[unit->first].code.made != NULL ? SHAPE_CODE : SHAPE_ROW;
        add(placed, area);
        break;
    }
}
