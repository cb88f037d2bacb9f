/*
 * pdf_place.c - which row stands where on which page of paper.
 *
 * Decides columns and pages. The invariants: the rows keep their order, down the left column, then the right one, then
 * on; nothing overlaps and nothing leaves the margins; a part of the sheet begins on a page of its own; a unit is parted
 * only when it, with what it is kept with, is higher than a whole page. Two columns are made as even as they can be.
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

static const double beside_frame = 3; /* free above and below a frame */

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
    if (placed->page_count == PDF_PAPER_PAGES) {
        placed->status = PDF_FAILED; /* no sheet is that long */
    } else {
        flow->page = placed->page_count;
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

/* Lines of a row that stands alone and has no frame: as many as fit on each page. */
static void place_parts(struct flow *flow, const struct unit *unit)
{
    struct placed *placed = flow->placed;
    const struct paragraph *text = &placed->rows[unit->first].text;
    double label = placed->rows[unit->first].label.height;
    int line = 0;
    while (line < text->lines && placed->status == PDF_FINE) {
        int count = paragraph_lines_in(text, line, flow->bottom - flow->y);
        if (count == 0 || (line == 0 && flow->y + label > flow->bottom)) {
            next_page(flow);
            continue;
        }
        double height = paragraph_part_height(text, line, count);
        unit_place_part(placed, unit,
                        (struct fragment){.page = flow->page, .x = pdf_margin, .y = flow->y, .width = inner_width(placed),
                                          .height = height, .first_line = line, .lines = count});
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

/* What cannot be parted and does not fit below what it is kept with goes to the next page. */
static void place_across(struct flow *flow, const struct unit *unit)
{
    double before = flow->y > flow->top ? unit->before : 0;
    bool fits = flow->y + before + unit->height <= flow->bottom;
    if (!fits && unit_may_be_parted(flow->placed, unit)) {
        place_parts(flow, unit);
        return;
    }
    if (!fits) {
        next_page(flow);
        before = 0;
    }
    if (flow->y + unit->height > flow->bottom) {
        flow->placed->status = PDF_FAILED;
    }
    unit_place(flow->placed, unit,
               (struct fragment){.page = flow->page, .x = pdf_margin, .y = flow->y + before, .width = inner_width(flow->placed)});
    flow->y += before + unit->height;
}

/* Of the chain, with what a heading across the page is kept with in the columns below it. */
static double kept_height(const struct unit *units, int first, int count, int all)
{
    int next = first + count;
    double height = chain_height(units, first, count, false);
    if (next < all && units[next - 1].keep) {
        height += units[next].before + chain_height(units, next, chain_of(units, next, all), true);
    }
    return height;
}

/* One chain; returns how many units. */
static int place_wide(struct flow *flow, const struct unit *units, int first, int all)
{
    int count = chain_of(units, first, all);
    if (flow->y + kept_height(units, first, count, all) > flow->bottom && flow->y > flow->top) {
        next_page(flow);
    }
    for (int i = first; i < first + count; i++) {
        place_across(flow, &units[i]);
    }
    return count;
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

/* What is higher than a column goes across the page; returns how many units. */
static int place_high(struct flow *flow, struct unit *units, int first, int end)
{
    int count = chain_of(units, first, end);
    for (int i = first; i < first + count; i++) {
        unit_measure(flow->placed, &units[i], inner_width(flow->placed));
        place_across(flow, &units[i]);
    }
    flow->y += first + count < end ? units[first + count].before : 0;
    return count;
}

static void place_band(struct flow *flow, struct unit *units, int first, int end)
{
    bool kept = first > 0 && units[first - 1].keep; /* below a heading across the page: not parted from it */
    flow->y += flow->y > flow->top ? units[first].before : 0;
    while (first < end && flow->placed->status == PDF_FINE) {
        bool fresh = kept || flow->y <= flow->top;
        double room = flow->bottom - flow->y;
        if (!fresh && room < least_band && even_height(units, first, end, room) >= room) {
            next_page(flow);
            fresh = true;
        }
        int count = place_band_here(flow, units, first, end);
        bool high = count == 0 && fresh;
        first += high ? place_high(flow, units, first, end) : count;
        if (!high && first < end) {
            next_page(flow);
        }
        kept = false;
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
        bool slips = flow->placed->layout->rows[units[i].first].kind == ROW_SLIP; /* one frame around all of them */
        if (i > 0 && (slips || unit_is_framed(flow->placed, &units[i - 1])) && units[i].before < beside_frame) {
            units[i].before = beside_frame;
        }
    }
}

static void place_units(struct flow *flow, struct unit *units, int count)
{
    for (int i = 0; i < count && flow->placed->status == PDF_FINE;) {
        int end = band_end(units, i, count);
        if (units[i].wide) {
            i += place_wide(flow, units, i, count);
        } else {
            place_band(flow, units, i, end);
            i = end;
        }
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
    placed->status = units == NULL ? PDF_NO_MEMORY : placed->status;
    for (int first = 0; first < placed->layout->count && placed->status == PDF_FINE;) {
        int end = part_end(placed->layout, first);
        fit_part(&flow, units, first, end);
        first = end + 1;
    }
    free(units);
}

enum pdf_status placed_make(struct placed *placed, struct face *face, const struct layout *layout, enum pdf_paper paper)
{
    static const double sizes[][2] = {[PDF_A4] = {595.276, 841.89}, [PDF_LETTER] = {612, 792}};
    *placed = (struct placed){.layout = layout, .face = face, .width = sizes[paper][0], .height = sizes[paper][1]};
    placed->rows = calloc((size_t)layout->count + 1, sizeof *placed->rows);
    placed->part = calloc(PDF_PAPER_PAGES, sizeof *placed->part);
    placed->continuing = calloc(PDF_PAPER_PAGES, sizeof *placed->continuing);
    if (placed->rows == NULL || placed->part == NULL || placed->continuing == NULL) {
        placed->status = PDF_NO_MEMORY;
        return placed->status;
    }
    make_running(placed);
    place_all(placed);
    return placed->status;
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
