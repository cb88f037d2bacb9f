/*
 * pdf_measure.c - how a kind of row looks, and how high it is at a width.
 *
 * Decides sizes, weights and the space around each kind of row. The invariants: no character is smaller than 7.5 points;
 * room to write is at least 6 mm high, of one of several times 4.5 mm; what is measured here is what is drawn, for the lines are kept.
 *
 * Which width a row gets is left to pdf_place.c.
 */
#include "pdf_measure.h"

#include <stdlib.h>
#include <string.h>

const double pdf_room = 17.1;
const double pdf_gap = 4;

static const double least_share = 0.8; /* of its size, where it is made smaller to stand on one line */
static const double time_width = 46; /* the least, for one time and what is written under it */

/* Body text is 8 points, or 7.5 where a part of the sheet would take more than one page of paper. */
static const double body = 8;
static const double small = 7.5;

static const struct look looks[] = {
    [ROW_TITLE] = {.text = {13, true}},
    [ROW_BANNER] = {.text = {22, true}, .before = 4, .padding = 2},
    [ROW_HEADING] = {.text = {8, true}, .before = 4, .padding = 1},
    [ROW_FIELD] = {.text = {8, false}, .label = {8, false}, .label_room = 70, .before = 0.6},
    [ROW_DOSE] = {.text = {15, true}, .label = {15, true}, .label_room = 54, .before = 3, .padding = 4},
    [ROW_PUMP] = {.text = {14, true}, .label = {8, true}, .before = 3, .padding = 2},
    [ROW_ALERT] = {.text = {8, true}, .before = 0.8},
    [ROW_TEXT] = {.text = {8, false}, .before = 0.8},
    [ROW_BULLET] = {.text = {8, false}, .inset = 7, .before = 0.8},
    [ROW_CHECK] = {.text = {7.5, false}, .label = {7.5, true}, .label_room = 50, .before = 0.8},
    [ROW_ITEM] = {.text = {7.5, false}, .label = {7.5, false}, .label_room = 38, .before = 0.4},
    [ROW_BLANK] = {.label = {8, false}, .before = 1.5, .padding = 1},
    [ROW_CODE] = {.text = {7.5, false}, .before = 2},
    [ROW_WORKING] = {.text = {8, false}, .before = 0.8},
    [ROW_SLIP] = {.text = {7.5, false}, .inset = 7, .before = 0.8},
    [ROW_PAGE] = {.text = {8, false}},
};

/* What has to be read at once on a page without an order. */
static const struct look urgent[] = {
    [ROW_TITLE] = {.text = {16, true}},
    [ROW_BANNER] = {.text = {46, true}, .before = 8, .padding = 8},
    [ROW_HEADING] = {.text = {11, true}, .before = 9, .padding = 1.5},
    [ROW_FIELD] = {.text = {10.5, false}, .label = {10.5, false}, .label_room = 104, .before = 2},
    [ROW_ALERT] = {.text = {11, true}, .before = 2},
    [ROW_TEXT] = {.text = {10.5, false}, .before = 2},
    [ROW_BULLET] = {.text = {10.5, false}, .inset = 10, .before = 3},
};

/* The verdict again where the order is reviewed. */
static const struct look second_banner = {.text = {15, true}, .before = 4, .padding = 2};

const struct look *look_of(const struct layout *layout, int row)
{
    enum row_kind kind = layout->rows[row].kind;
    if (row < layout->urgent && (size_t)kind < sizeof urgent / sizeof urgent[0] && urgent[kind].text.size > 0) {
        return &urgent[kind];
    }
    return kind == ROW_BANNER && layout->pages > 1 && layout->rows[row].page == layout->pages ? &second_banner : &looks[kind];
}

static struct style fitted(const struct placed *placed, struct style style)
{
    style.size = placed->small && style.size <= body ? small : style.size;
    return style;
}

void drawn_free(struct drawn *drawn)
{
    paragraph_free(&drawn->label);
    paragraph_free(&drawn->text);
    for (int i = 0; i < drawn->time_count; i++) {
        paragraph_free(&drawn->times[i]);
    }
    free(drawn->times);
    code_free(&drawn->code);
    *drawn = (struct drawn){0};
}

static double higher(double a, double b)
{
    return a > b ? a : b;
}

/* What the eye lands on first stands on one line where a smaller size makes it so. */
static struct paragraph on_one_line(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    struct style style = fitted(placed, look_of(placed->layout, row)->text);
    double least = style.size * least_share;
    struct paragraph made = paragraph_make(placed->face, from->text, from->mark, style, width);
    bool shrinks = from->kind == ROW_BANNER || from->kind == ROW_DOSE;
    while (shrinks && made.lines > 1 && style.size > least) {
        style.size -= 1;
        paragraph_free(&made);
        made = paragraph_make(placed->face, from->text, from->mark, style, width);
    }
    return made;
}

double measure_row(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    const struct look *look = look_of(placed->layout, row);
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    double left = look->inset + look->label_room;
    if (look->label_room > 0) {
        drawn->label = paragraph_make(placed->face, from->label, NULL, fitted(placed, look->label), look->label_room - pdf_gap);
    }
    double sides = look->padding > 1.5 ? 4 * pdf_gap : 0; /* within a frame */
    drawn->text = on_one_line(placed, row, width - left - sides);
    return higher(drawn->label.height, drawn->text.height) + 2 * look->padding;
}

double measure_box(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    const struct look *look = look_of(placed->layout, row);
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    drawn->label = paragraph_make(placed->face, from->label, NULL, fitted(placed, look->label), width - 2 * pdf_gap);
    drawn->text = paragraph_make(placed->face, from->text, NULL, look->text, width - 2 * pdf_gap);
    return drawn->label.height + drawn->text.height + 2 * look->padding;
}

static void measure_label(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    drawn->label = paragraph_make(placed->face, from->label, from->mark, fitted(placed, look_of(placed->layout, row)->label), width);
}

/* Shares the width among cells by how much their labels need, up to twice an even share; none gets less than half of one.
 * `needs` becomes the widths. */
static void share_width(double *needs, int count, double width)
{
    double even = width / count;
    double sum = 0;
    for (int i = 0; i < count; i++) {
        needs[i] = needs[i] < even / 2 ? even / 2 : needs[i];
        needs[i] = needs[i] > even * 2 ? even * 2 : needs[i];
        sum += needs[i];
    }
    for (int i = 0; i < count; i++) {
        bool more = sum > width; /* than there is: those that need more than half of an even share give way */
        needs[i] = more ? even / 2 + (needs[i] - even / 2) * (width / 2) / (sum - width / 2) : needs[i] * width / sum;
    }
}

double measure_cells(struct placed *placed, int row, int count, double width)
{
    double needs[MEASURE_BESIDE];
    double height = 0;
    for (int i = 0; i < count; i++) {
        measure_label(placed, row + i, width);
        needs[i] = paragraph_width(&placed->rows[row + i].label) + 3 * pdf_gap;
    }
    share_width(needs, count, width);
    for (int i = 0; i < count; i++) {
        measure_label(placed, row + i, needs[i] - 2 * pdf_gap);
        height = higher(height, placed->rows[row + i].label.height);
    }
    return height + pdf_room;
}

double measure_line(struct placed *placed, int row, double width)
{
    measure_label(placed, row, width);
    const struct paragraph *label = &placed->rows[row].label;
    bool beside = label->lines == 1 && paragraph_width(label) < width * 0.72;
    return beside ? higher(pdf_room, label->height) : label->height + pdf_room;
}

/* ---- Times ---------------------------------------------------------------------------------------------------- */

/* Each time stands before its room to write, a run of underscores. */
static int count_times(const char *label)
{
    int count = 0;
    for (; *label != '\0'; label++) {
        count += label[0] == '_' && label[1] != '_' ? 1 : 0;
    }
    return count;
}

/* Moves past one time and its room, and returns the time. */
static char *next_time(const char **label)
{
    const char *start = *label + strspn(*label, " ");
    size_t length = strcspn(start, "_");
    *label = start + length + strspn(start + length, "_");
    while (length > 0 && start[length - 1] == ' ') {
        length--;
    }
    return g_strndup(start, length);
}

/* Breaks the words of each time for the width that stands in its place; the height of the highest. */
static double break_times(struct placed *placed, int row, const double *widths)
{
    const char *label = placed->layout->rows[row].label;
    struct drawn *drawn = &placed->rows[row];
    struct style style = fitted(placed, look_of(placed->layout, row)->label);
    double height = 0;
    for (int i = 0; i < drawn->time_count; i++) {
        char *words = next_time(&label);
        paragraph_free(&drawn->times[i]);
        drawn->times[i] = paragraph_make(placed->face, words, NULL, style, widths[i % MEASURE_BESIDE] - pdf_gap);
        height = higher(height, drawn->times[i].height);
        g_free(words);
    }
    return height;
}

static int times_beside(int count, double width)
{
    int most = (int)(width / time_width);
    most = most > MEASURE_BESIDE ? MEASURE_BESIDE : most;
    return count > most ? most : count;
}

int drawn_lines(const struct drawn *drawn)
{
    return drawn->time_count == 0 ? 0 : (drawn->time_count + drawn->beside - 1) / drawn->beside;
}

static void fill_widths(double widths[MEASURE_BESIDE], double width)
{
    for (int i = 0; i < MEASURE_BESIDE; i++) {
        widths[i] = width;
    }
}

/* Times that fit on one line take the room their words need. */
static void share_line(struct placed *placed, int row, double width, double widths[MEASURE_BESIDE])
{
    const struct drawn *drawn = &placed->rows[row];
    fill_widths(widths, width);
    break_times(placed, row, widths);
    for (int i = 0; i < drawn->time_count; i++) {
        widths[i] = paragraph_width(&drawn->times[i]) + 2 * pdf_gap;
    }
    share_width(widths, drawn->time_count, width);
}

/* False where there are none, or without memory. */
static bool make_times(struct placed *placed, struct drawn *drawn, int count)
{
    if (count == 0) {
        return false;
    }
    drawn->times = calloc((size_t)count, sizeof *drawn->times);
    /* Kept by the row, see drawn_free; gcc loses sight of it there. NOLINTNEXTLINE(analyzer-malloc-leak) */
    if (drawn->times == NULL) {
        placed->status = PDF_NO_MEMORY;
        return false;
    }
    drawn->time_count = count;
    return true;
}

double measure_times(struct placed *placed, int row, double width)
{
    struct drawn *drawn = &placed->rows[row];
    double widths[MEASURE_BESIDE];
    drawn_free(drawn);
    if (!make_times(placed, drawn, count_times(placed->layout->rows[row].label))) {
        return 0;
    }
    drawn->beside = times_beside(drawn->time_count, width);
    fill_widths(widths, width / drawn->beside);
    if (drawn->time_count == drawn->beside) {
        share_line(placed, row, width, widths);
    }
    double height = break_times(placed, row, widths);
    return drawn_lines(drawn) * (height + pdf_room * 0.75);
}

double measure_code(struct placed *placed, int row, double width)
{
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    bool fits = code_make(&drawn->code, placed->layout->rows[row].text);
    return fits ? code_side(&drawn->code) : measure_row(placed, row, width);
}
