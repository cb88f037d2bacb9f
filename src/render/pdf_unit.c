/*
 * pdf_unit.c - rows that are placed together.
 *
 * Decides what goes across the page and what into a column: title, verdict, dose and pump block across; a section with
 * three or more rows of times, or blanks in a row, as a grid across; everything else into columns. The invariants:
 * each row belongs to one unit, in the order of the rows; a heading is kept with what follows it; a sentence with the
 * times that belong to it.
 *
 * On which page a unit stands is left to pdf_place.c.
 */
#include "pdf_unit.h"

#include <stdlib.h>
#include <string.h>

enum { GRID_ROWS = 3, CELLS_BESIDE = 3 };

static const double sentence_part = 0.36; /* of the width, beside its times */

/* ---- What goes together --------------------------------------------------------------------------------------- */

static bool is_times(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_BLANK && layout->rows[row].text != NULL;
}

static bool is_blank(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_BLANK && layout->rows[row].text == NULL && layout->rows[row].mark == NULL;
}

static bool is_broad_code(const struct layout *layout, int row)
{
    return layout->rows[row].kind == ROW_CODE && strlen(layout->rows[row].text) > CODE_BYTES_OF_COLUMN;
}

static bool begins_section(enum row_kind kind)
{
    return kind == ROW_HEADING || kind == ROW_TITLE || kind == ROW_BANNER || kind == ROW_PAGE;
}

/* How the section that begins at `first` is laid. */
struct section {
    int end;       /* its last row, plus one */
    int wide_end;  /* rows up to here go across the page */
    bool grid;     /* all of it goes across */
};

static struct section look_at(const struct layout *layout, int first, int end)
{
    struct section section = {.end = first + 1, .wide_end = first};
    int times = 0;
    int blanks = 0;
    int most = 0;
    while (section.end < end && !begins_section(layout->rows[section.end].kind)) {
        enum row_kind kind = layout->rows[section.end].kind;
        times += is_times(layout, section.end) ? 1 : 0;
        blanks = is_blank(layout, section.end) ? blanks + 1 : 0;
        most = blanks > most ? blanks : most;
        bool broad = is_broad_code(layout, section.end);
        section.end++;
        section.wide_end = kind == ROW_DOSE || kind == ROW_PUMP || broad ? section.end : section.wide_end;
    }
    enum row_kind kind = layout->rows[first].kind;
    section.grid = times >= GRID_ROWS || most >= GRID_ROWS || kind == ROW_TITLE || kind == ROW_BANNER || layout->pages == 1;
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

static struct unit unit_at(const struct layout *layout, int row, const struct section *section)
{
    bool wide = section->grid || row < section->wide_end;
    struct unit unit = {.first = row, .count = 1, .wide = wide};
    enum row_kind kind = layout->rows[row].kind;
    if (kind == ROW_PUMP) {
        unit.count = run_of(layout, row, section->end);
        unit.arrangement = ARRANGE_BOXES;
    } else if (wide && is_blank(layout, row)) {
        unit.count = blanks_from(layout, row, section->end);
        unit.arrangement = ARRANGE_CELLS;
    } else if (wide && kind == ROW_BULLET && row + 1 < section->end && is_times(layout, row + 1)) {
        unit.count = 2;
        unit.arrangement = ARRANGE_TIMES;
    } else if (is_times(layout, row)) {
        unit.arrangement = ARRANGE_BELOW;
    } else if (kind == ROW_CODE) {
        unit.arrangement = ARRANGE_CODE;
    } else if (kind == ROW_BLANK) {
        unit.arrangement = ARRANGE_LINE;
    }
    unit.keep = kind == ROW_HEADING || (!wide && row + 1 < section->end && is_times(layout, row + 1));
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

static double highest(struct placed *placed, const struct unit *unit, double width)
{
    double most = 0;
    for (int i = 0; i < unit->count; i++) {
        double room = width / unit->count;
        double height = unit->arrangement == ARRANGE_BOXES ? measure_box(placed, unit->first + i, room)
                                                           : measure_cell(placed, unit->first + i, room);
        most = height > most ? height : most;
    }
    return most;
}

static double times_height(struct placed *placed, const struct unit *unit, double width)
{
    int columns = 0;
    double sentence = measure_row(placed, unit->first, width * sentence_part);
    double times = measure_times(placed, unit->first + 1, width * (1 - sentence_part), &columns);
    return sentence > times ? sentence : times;
}

void unit_measure(struct placed *placed, struct unit *unit, double width)
{
    int columns = 0;
    unit->before = look_of(placed->layout, unit->first)->before;
    switch (unit->arrangement) {
    case ARRANGE_ALONE:
        unit->height = measure_row(placed, unit->first, width);
        break;
    case ARRANGE_BOXES:
    case ARRANGE_CELLS:
        unit->height = highest(placed, unit, width);
        break;
    case ARRANGE_TIMES:
        unit->before = 0;
        unit->height = times_height(placed, unit, width);
        break;
    case ARRANGE_LINE:
        unit->height = measure_line(placed, unit->first, width);
        break;
    case ARRANGE_BELOW:
        unit->height = measure_times(placed, unit->first, width, &columns);
        break;
    case ARRANGE_CODE:
        unit->height = measure_code(placed, unit->first, width);
        break;
    }
}

/* ---- Placing -------------------------------------------------------------------------------------------------- */

static void add(struct placed *placed, struct fragment fragment)
{
    enum { FIRST_ROOM = 1024 };
    if (placed->fragment_count == placed->room) {
        int room = placed->room == 0 ? FIRST_ROOM : placed->room * 2;
        struct fragment *grown = realloc(placed->fragments, (size_t)room * sizeof *grown);
        if (grown == NULL) {
            placed->no_memory = true;
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
    static const double least = 52;
    int most = (int)(area.width / least);
    int lines = (drawn->time_count + most - 1) / (most < 1 ? 1 : most);
    int columns = lines > 1 ? most : drawn->time_count;
    for (int i = 0; i < drawn->time_count; i++) {
        struct fragment cell = area;
        cell.row = row;
        cell.shape = SHAPE_TIME;
        cell.time = i;
        cell.width = area.width / columns;
        cell.height = area.height / lines;
        cell.x = area.x + cell.width * (i % columns);
        cell.y = area.y + cell.height * (i / columns); /* a line after another */
        add(placed, cell);
    }
}

static void place_beside(struct placed *placed, const struct unit *unit, struct fragment area)
{
    area.width /= unit->count;
    area.shape = unit->arrangement == ARRANGE_BOXES ? SHAPE_BOX : SHAPE_CELL;
    for (int i = 0; i < unit->count; i++) {
        area.row = unit->first + i;
        area.lines = placed->rows[area.row].text.lines;
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
        area.shape = placed->rows[unit->first].code.width > 0 ? SHAPE_CODE : SHAPE_ROW;
        add(placed, area);
        break;
    }
}
