/*
 * pdf_place.c - which row stands where on which page of paper.
 *
 * Decides columns and pages. The invariants: the rows keep their order, down the left column, then the right one, then
 * on; nothing overlaps and nothing leaves the margins; a part of the sheet begins on a page of its own; a unit is parted
 * only when it is higher than a whole page. Two columns are made as even as they can be.
 *
 * How high a row is comes from pdf_measure.c, what goes together from pdf_unit.c.
 */
#include "pdf_place.h"

#include <stdlib.h>
#include <string.h>

#include "pdf_unit.h"

const double pdf_margin = 23;
const double pdf_foot = 18;
const double pdf_draft_width = 72;

static const double gutter = 11;      /* between the columns */
static const double least_band = 70;  /* less room than this is left free at the foot of a page */
static const double column_step = 4;  /* how finely columns are made even */

static const double after_frame = 3;

/* Where the next row goes. */
struct flow {
    struct placed *placed;
    int page;
    double y;
    double top;
    double bottom;
};

static double inner_width(const struct placed *placed)
{
    return placed->width - 2 * pdf_margin;
}

static double column_width(const struct placed *placed)
{
    return (inner_width(placed) - gutter) / 2;
}

double placed_running_height(const struct placed *placed)
{
    double most = 0;
    for (int i = 0; i < 3; i++) {
        most = placed->running[i].height > most ? placed->running[i].height : most;
    }
    return most + 2 * pdf_gap;
}

static void new_page(struct flow *flow, int part, bool continuing)
{
    struct placed *placed = flow->placed;
    flow->page = placed->page_count;
    if (placed->page_count == PDF_PAPER_PAGES) {
        placed->no_memory = true; /* no sheet is that long */
        flow->page--;
    } else {
        placed->part[flow->page] = part;
        placed->continuing[flow->page] = continuing;
        placed->page_count++;
    }
    flow->top = pdf_margin + (continuing ? placed_running_height(placed) : 0);
    flow->y = flow->top;
}

static void next_page(struct flow *flow)
{
    new_page(flow, flow->placed->part[flow->page], true);
}

/* ---- Across the page ------------------------------------------------------------------------------------------ */

/* One row that is higher than a page: as many lines as fit on each. */
static void place_parts(struct flow *flow, const struct unit *unit, double x, double width)
{
    struct placed *placed = flow->placed;
    const struct paragraph *text = &placed->rows[unit->first].text;
    int line = 0;
    while (line < text->lines && !placed->no_memory) {
        int count = paragraph_lines_in(text, line, flow->bottom - flow->y);
        if (count == 0) {
            next_page(flow);
            count = 1;
        }
        double height = paragraph_part_height(text, line, count);
        unit_place_part(placed, unit,
                        (struct fragment){.page = flow->page, .x = x, .y = flow->y, .width = width, .height = height,
                                          .first_line = line, .lines = count});
        flow->y += height;
        line += count;
    }
}

/* Units from `first` that stay together: headings with what follows. */
static int chain_of(const struct unit *units, int first, int end)
{
    int last = first;
    while (units[last].keep && last + 1 < end && units[last + 1].wide == units[first].wide) {
        last++;
    }
    return last - first + 1;
}

static double chain_height(const struct unit *units, int first, int count, bool at_top)
{
    double height = 0;
    for (int i = first; i < first + count; i++) {
        height += units[i].height + (at_top && i == first ? 0 : units[i].before);
    }
    return height;
}

static void place_wide(struct flow *flow, const struct unit *units, int first, int count)
{
    double width = inner_width(flow->placed);
    if (flow->y + chain_height(units, first, count, false) > flow->bottom && flow->y > flow->top) {
        next_page(flow);
    }
    for (int i = first; i < first + count; i++) {
        double before = flow->y > flow->top ? units[i].before : 0;
        if (flow->y + before + units[i].height > flow->bottom && units[i].arrangement == ARRANGE_ALONE) {
            place_parts(flow, &units[i], pdf_margin, width);
            continue;
        }
        unit_place(flow->placed, &units[i],
                   (struct fragment){.page = flow->page, .x = pdf_margin, .y = flow->y + before, .width = width});
        flow->y += before + units[i].height;
    }
}

/* ---- In two columns ------------------------------------------------------------------------------------------- */

/* How many units from `first` on fit into one column of that height. */
static int fit_column(const struct unit *units, int first, int end, double height)
{
    double taken = 0;
    int at = first;
    while (at < end) {
        int count = chain_of(units, at, end);
        taken += chain_height(units, at, count, at == first);
        if (taken > height) {
            break;
        }
        at += count;
    }
    return at - first;
}

static void place_column(struct flow *flow, const struct unit *units, int first, int count, int column)
{
    double width = column_width(flow->placed);
    double x = pdf_margin + column * (width + gutter);
    double y = flow->y;
    for (int i = first; i < first + count; i++) {
        y += i == first ? 0 : units[i].before;
        unit_place(flow->placed, &units[i], (struct fragment){.page = flow->page, .x = x, .y = y, .width = width});
        y += units[i].height;
    }
}

/* The least height at which all fit into two columns, or `most`. */
static double even_height(const struct unit *units, int first, int end, double most)
{
    const double half = chain_height(units, first, end - first, true) / 2;
    double height = half;
    for (int step = 1; height < most; step++) {
        int left = fit_column(units, first, end, height);
        if (left + fit_column(units, first + left, end, height) == end - first) {
            return height;
        }
        height = half + step * column_step;
    }
    return most;
}

static double taken_height(const struct unit *units, int first, int left, int right)
{
    double a = chain_height(units, first, left, true);
    double b = right > 0 ? chain_height(units, first + left, right, true) : 0;
    return a > b ? a : b;
}

/* As many units as fit on the page; returns how many. */
static int place_band_here(struct flow *flow, const struct unit *units, int first, int end)
{
    double height = even_height(units, first, end, flow->bottom - flow->y);
    int left = fit_column(units, first, end, height);
    int right = fit_column(units, first + left, end, height);
    place_column(flow, units, first, left, 0);
    place_column(flow, units, first + left, right, 1);
    flow->y += taken_height(units, first, left, right);
    return left + right;
}

static void place_band(struct flow *flow, const struct unit *units, int first, int end)
{
    flow->y += flow->y > flow->top ? units[first].before : 0;
    while (first < end && !flow->placed->no_memory) {
        double room = flow->bottom - flow->y;
        bool whole = even_height(units, first, end, room) < room;
        if (!whole && room < least_band && flow->y > flow->top) {
            next_page(flow);
        }
        int count = place_band_here(flow, units, first, end);
        if (count == 0 && flow->y <= flow->top) { /* higher than a page */
            place_parts(flow, &units[first], pdf_margin, column_width(flow->placed));
            count = 1;
        }
        first += count;
        if (first < end) {
            next_page(flow);
        }
    }
}

/* ---- All ------------------------------------------------------------------------------------------------------ */

static int band_end(const struct unit *units, int first, int count)
{
    int end = first;
    while (end < count && !units[end].wide) {
        end++;
    }
    return end;
}

static void measure_units(struct flow *flow, struct unit *units, int count)
{
    for (int i = 0; i < count; i++) {
        double width = units[i].wide ? inner_width(flow->placed) : column_width(flow->placed);
        if (i == 0 && flow->placed->layout->repeated.draft != NULL) {
            width -= pdf_draft_width; /* the title leaves room for the mark */
        }
        unit_measure(flow->placed, &units[i], width);
        if (i > 0 && unit_is_framed(flow->placed, &units[i - 1]) && units[i].before < after_frame) {
            units[i].before = after_frame;
        }
    }
}

static void place_units(struct flow *flow, const struct unit *units, int count)
{
    for (int i = 0; i < count && !flow->placed->no_memory;) {
        int taken = units[i].wide ? chain_of(units, i, count) : band_end(units, i, count) - i;
        if (units[i].wide) {
            place_wide(flow, units, i, taken);
        } else {
            place_band(flow, units, i, i + taken);
        }
        i += taken;
    }
}

/* Rows from `first` to the one that ends the part. */
static int part_end(const struct layout *layout, int first)
{
    int end = first;
    while (end < layout->count && layout->rows[end].kind != ROW_PAGE) {
        end++;
    }
    return end;
}

static void make_running(struct placed *placed)
{
    const struct layout_repeated *repeated = &placed->layout->repeated;
    const char *const words[] = {repeated->title, repeated->name, repeated->identifier};
    static const double share[] = {0.5, 0.28, 0.22};
    double width = inner_width(placed) - (repeated->draft != NULL ? pdf_draft_width : 0);
    for (int i = 0; i < 3; i++) {
        placed->running[i] =
            paragraph_make(placed->face, words[i], NULL, (struct style){8, i > 0}, width * share[i] - 2 * pdf_gap);
    }
}

static void place_part(struct flow *flow, struct unit *units, int first, int end)
{
    new_page(flow, flow->placed->layout->rows[first].page, false);
    int count = unit_make(flow->placed->layout, first, end, units);
    measure_units(flow, units, count);
    place_units(flow, units, count);
}

/* More words than any page of body text takes: not tried at that size. */
enum { BYTES_OF_A_PAGE = 8000 };

static bool is_long(const struct layout *layout, int first, int end)
{
    size_t bytes = 0;
    for (int i = first; i < end; i++) {
        bytes += layout->rows[i].text != NULL && layout->rows[i].kind != ROW_CODE ? strlen(layout->rows[i].text) : 0;
    }
    return bytes > BYTES_OF_A_PAGE;
}

/* Smaller where the part would take more than one page of paper. */
static void fit_part(struct flow *flow, struct unit *units, int first, int end)
{
    struct placed *placed = flow->placed;
    int pages = placed->page_count;
    int fragments = placed->fragment_count;
    placed->small = is_long(placed->layout, first, end);
    place_part(flow, units, first, end);
    if (!placed->small && placed->page_count > pages + 1) {
        placed->page_count = pages;
        placed->fragment_count = fragments;
        placed->small = true;
        place_part(flow, units, first, end);
    }
}

static void place_all(struct placed *placed)
{
    struct flow flow = {.placed = placed, .bottom = placed->height - pdf_margin - pdf_foot};
    struct unit *units = calloc((size_t)placed->layout->count + 1, sizeof *units);
    placed->no_memory = placed->no_memory || units == NULL;
    for (int first = 0; first < placed->layout->count && !placed->no_memory;) {
        int end = part_end(placed->layout, first);
        fit_part(&flow, units, first, end);
        first = end + 1;
    }
    free(units);
}

bool placed_make(struct placed *placed, struct face *face, const struct layout *layout, enum pdf_paper paper)
{
    static const double sizes[][2] = {[PDF_A4] = {595.276, 841.89}, [PDF_LETTER] = {612, 792}};
    *placed = (struct placed){.layout = layout, .face = face, .width = sizes[paper][0], .height = sizes[paper][1]};
    placed->rows = calloc((size_t)layout->count + 1, sizeof *placed->rows);
    placed->part = calloc(PDF_PAPER_PAGES, sizeof *placed->part);
    placed->continuing = calloc(PDF_PAPER_PAGES, sizeof *placed->continuing);
    placed->no_memory = placed->rows == NULL || placed->part == NULL || placed->continuing == NULL;
    if (!placed->no_memory) {
        make_running(placed);
        place_all(placed);
    }
    return !placed->no_memory;
}

void placed_free(struct placed *placed)
{
    for (int i = 0; placed->rows != NULL && i < placed->layout->count; i++) {
        drawn_free(&placed->rows[i]);
    }
    for (int i = 0; i < 3; i++) {
        paragraph_free(&placed->running[i]);
    }
    free(placed->rows);
    free(placed->part);
    free(placed->continuing);
    free(placed->fragments);
    *placed = (struct placed){0};
}
