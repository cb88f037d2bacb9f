/*
 * pdf_measure.c - how a kind of row looks, and how high it is at a width.
 *
 * Decides sizes, weights and the space around each kind of row. The invariants: no character is smaller than 7.5 points;
 * room to write is at least 6 mm high; what is measured here is what is drawn, for the lines are kept.
 *
 * Which width a row gets is left to pdf_place.c.
 */
#include "pdf_measure.h"

#include <stdlib.h>
#include <string.h>

const double pdf_room = 17.1;
const double pdf_gap = 4;

static const double time_width = 52; /* the least, for one time and what is written under it */

static const struct look looks[] = {
    [ROW_TITLE] = {.text = {14, true}, .before = 0},
    [ROW_BANNER] = {.text = {26, true}, .before = 5, .padding = 3},
    [ROW_HEADING] = {.text = {8.5, true}, .before = 5, .padding = 1},
    [ROW_FIELD] = {.text = {8, false}, .label = {8, false}, .label_room = 82, .before = 0.8},
    [ROW_DOSE] = {.text = {15, true}, .label = {15, true}, .label_room = 54, .before = 3, .padding = 5},
    [ROW_PUMP] = {.text = {14, true}, .label = {8, true}, .before = 3, .padding = 3},
    [ROW_TEXT] = {.text = {8, false}, .before = 1},
    [ROW_BULLET] = {.text = {8, false}, .inset = 8, .before = 1},
    [ROW_CHECK] = {.text = {7.5, false}, .label = {7.5, true}, .label_room = 58, .before = 1},
    [ROW_ITEM] = {.text = {7.5, false}, .label = {7.5, false}, .label_room = 34, .before = 0.5},
    [ROW_BLANK] = {.label = {8, false}, .before = 0, .padding = 1},
    [ROW_CODE] = {.text = {7.5, false}, .before = 2},
    [ROW_WORKING] = {.text = {8, false}, .before = 1},
    [ROW_SLIP] = {.text = {7.5, false}, .inset = 8, .before = 1},
    [ROW_PAGE] = {.text = {8, false}},
};

/* A page without an order says so larger than anything else can be read. */
static const struct look refused_banner = {.text = {46, true}, .before = 8, .padding = 8};

const struct look *look_of(const struct layout *layout, int row)
{
    enum row_kind kind = layout->rows[row].kind;
    return kind == ROW_BANNER && layout->pages == 1 ? &refused_banner : &looks[kind];
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

double measure_row(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    const struct look *look = look_of(placed->layout, row);
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    double left = look->inset + look->label_room;
    if (look->label_room > 0) {
        drawn->label = paragraph_make(placed->face, from->label, NULL, look->label, look->label_room - pdf_gap);
    }
    drawn->text = paragraph_make(placed->face, from->text, from->mark, look->text, width - left - (look->padding > 2 ? 2 * pdf_gap : 0));
    return higher(drawn->label.height, drawn->text.height) + 2 * look->padding;
}

double measure_box(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    const struct look *look = look_of(placed->layout, row);
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    drawn->label = paragraph_make(placed->face, from->label, NULL, look->label, width - 2 * pdf_gap);
    drawn->text = paragraph_make(placed->face, from->text, NULL, look->text, width - 2 * pdf_gap);
    return drawn->label.height + drawn->text.height + 2 * look->padding;
}

static void measure_label(struct placed *placed, int row, double width)
{
    const struct row *from = &placed->layout->rows[row];
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    drawn->label = paragraph_make(placed->face, from->label, from->mark, look_of(placed->layout, row)->label, width);
}

double measure_cell(struct placed *placed, int row, double width)
{
    measure_label(placed, row, width - 2 * pdf_gap);
    return placed->rows[row].label.height + pdf_room + look_of(placed->layout, row)->padding;
}

double measure_line(struct placed *placed, int row, double width)
{
    measure_label(placed, row, width);
    const struct paragraph *label = &placed->rows[row].label;
    bool beside = label->lines == 1 && paragraph_width(label) < width * 0.6;
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

static struct paragraph next_time(struct placed *placed, const char **label, struct style style, double width)
{
    const char *start = *label + strspn(*label, " ");
    size_t length = strcspn(start, "_");
    *label = start + length + strspn(start + length, "_");
    while (length > 0 && start[length - 1] == ' ') {
        length--;
    }
    char *words = g_strndup(start, length);
    struct paragraph time = paragraph_make(placed->face, words, NULL, style, width);
    g_free(words);
    return time;
}

double measure_times(struct placed *placed, int row, double width, int *columns)
{
    const char *label = placed->layout->rows[row].label;
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    int count = count_times(label);
    drawn->times = calloc((size_t)count + 1, sizeof *drawn->times);
    if (drawn->times == NULL) {
        placed->no_memory = true;
        return 0;
    }
    int most = (int)(width / time_width);
    most = most < 1 ? 1 : most;
    int lines = (count + most - 1) / most;
    *columns = lines > 1 ? most : count;
    double height = 0;
    for (int i = 0; i < count; i++) {
        double room = width / *columns - pdf_gap;
        drawn->times[i] = next_time(placed, &label, look_of(placed->layout, row)->label, room);
        height = higher(height, drawn->times[i].height);
    }
    drawn->time_count = count;
    return lines * (height + pdf_room * 0.75);
}

double measure_code(struct placed *placed, int row, double width)
{
    struct drawn *drawn = &placed->rows[row];
    drawn_free(drawn);
    bool fits = code_make(&drawn->code, placed->layout->rows[row].text) && code_side(&drawn->code) <= width;
    if (!fits) {
        return measure_row(placed, row, width);
    }
    return code_side(&drawn->code);
}
