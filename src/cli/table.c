/*
 * table.c - infusheet table: what a protocol orders by itself, by weight and renal band, to be read beside a chart.
 *
 * Layout alone: what is ordered is analysis/table.h. A table for each group of people whom other facts tell apart; a row for each interval of
 * weights, as long as nothing in it changes; a column for each renal band. It is no order, and says so first.
 */
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "diff_words.h"
#include "loaded.h"
#include "table.h"

enum { WIDTH = 80, WEIGHT_WIDTH = 16, COLUMNS_MOST = 3, CELL_LINES = 64, CELL_BYTES = 96, TITLE_BYTES = 4000 };

static const char help[] =
    "infusheet table PROTOCOL [--csv] [--site FILE] [--protocols DIRECTORY] [-o FILE]\n"
    "\n"
    "Dose, volume to draw, total volume, flow and time by weight and renal band, at the exact breakpoints: what the\n"
    "protocol orders by itself, for somebody whom no check refuses and who was given nothing before. Not an order.\n"
    "\n"
    "  --csv                      one line for each weight interval, band and infusion\n"
    "  --site FILE                with the pump and syringes of this place\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "  -o FILE                    write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 written, 1 too many kinds of patients for a table, 2 wrong usage, 3 invalid protocol, 4 output\n"
    "failed.\n";

enum table_option { OPTION_CSV, OPTION_SITE };

static const struct option options[] = {{"--csv", false, OPTION_CSV}, {"--site", true, OPTION_SITE}};

static const char warning[] = "NOT AN ORDER: check every patient with infusheet order.";

struct tabling {
    const char *name;
    const char *protocols;
    const char *site_path;
    bool csv;
    FILE *stream;
    struct table *table;
    const ifs_protocol *protocol;
};

/* Bands next to each other with the same orders, as one column. */
struct column {
    int first;
    int last;
};

/* The lines of one cell. */
struct cell {
    char lines[CELL_LINES][CELL_BYTES];
    int count;
};

/* ---- Words of a cell -------------------------------------------------------------------------------------------------- */

static struct text next_line(struct cell *cell)
{
    claim(cell->count < CELL_LINES);
    return text_over(cell->lines[cell->count++], CELL_BYTES);
}

static void add_figure(struct cell *cell, const char *label, const struct diff_phase *phase, enum diff_what what)
{
    struct text text = next_line(cell);
    text_add(&text, label);
    diff_words_figure(&text, phase, what);
}

static void fill_phase(struct cell *cell, const struct diff_phase *phase, bool named)
{
    if (named) {
        struct text text = next_line(cell);
        text_add(&text, phase->name);
        text_add(&text, ":");
    }
    add_figure(cell, "", phase, DIFF_DOSE);
    if (phase->draw.ul > 0) {
        add_figure(cell, "draw ", phase, DIFF_DRAW);
    }
    add_figure(cell, "total ", phase, DIFF_TOTAL);
    if (phase->flow.ul_per_h > 0 || phase->drops_per_min > 0) {
        add_figure(cell, "", phase, DIFF_FLOW);
    }
    if (phase->over.s > 0) {
        add_figure(cell, "over ", phase, DIFF_TIME);
    }
}

static void fill_cell(struct cell *cell, const struct diff_order *order)
{
    cell->count = 0;
    if (order == NULL || order->outcome == DIFF_REFUSED || order->outcome == DIFF_DOSE_ASKED) {
        struct text text = next_line(cell);
        text_add(&text, order == NULL ? "-" : order->outcome == DIFF_REFUSED ? "refused" : "prescriber's dose");
        return;
    }
    for (int i = 0; i < order->phase_count; i++) {
        fill_phase(cell, &order->phases[i], order->phase_count > 1);
    }
}

/* ---- Where a cell stands ------------------------------------------------------------------------------------------------ */

static void add_band(const struct tabling *run, struct column column, struct text *text)
{
    const struct space *space = &run->table->family.space;
    if (run->table->axis < 0) {
        text_add(text, "any kidneys");
        return;
    }
    struct box box = {.mark = 1};
    for (int i = 0; i < space->axis_count; i++) {
        box.low[i] = 0;
        box.high[i] = (uint16_t)(space->axes[i].cell_count - 1);
    }
    box.low[run->table->axis] = (uint16_t)column.first;
    box.high[run->table->axis] = (uint16_t)column.last;
    diff_words_axes(text, space, &box);
    text_add(text, text->length == 0 ? "any kidneys" : "");
}

static void add_weights(const struct tabling *run, int from, int to, struct text *text)
{
    const struct fact_rule *rule = fact_builtin(IFS_FACT_WEIGHT);
    const struct table *table = run->table;
    int64_t high = to < table->weight_count ? table->weights[to] - 1 : rule->units[0].high;
    bool all = from == 0 && to == table->weight_count;
    if (all) {
        text_add(text, "any weight");
    } else {
        diff_words_range(text, rule, IFS_FACT_WEIGHT, (struct space_cell){table->weights[from], high});
    }
}

/* The weight after the last with the same orders. */
static int row_end(const struct table *table, const struct table_group *group, int from)
{
    int to = from + 1;
    while (to < table->weight_count && !table_rows_differ(table, group, from, to)) {
        to++;
    }
    return to;
}

static bool row_of_nobody(const struct table *table, const struct table_group *group, int weight)
{
    bool nobody = true;
    for (int band = 0; band < table->band_count; band++) {
        nobody = nobody && table_order(table, group, band, weight) == NULL;
    }
    return nobody;
}

static int list_columns(const struct table *table, const struct table_group *group, struct column columns[TABLE_BANDS])
{
    int count = 0;
    for (int band = 0; band < table->band_count; band++) {
        if (count > 0 && !table_bands_differ(group, columns[count - 1].last, band)) {
            columns[count - 1].last = band;
        } else {
            columns[count++] = (struct column){band, band};
        }
    }
    return count;
}

/* ---- Text ---------------------------------------------------------------------------------------------------------------- */

static void write_wrapped(FILE *stream, int indent, int room, const char *line)
{
    const char *lead = "";
    while (*line != '\0') {
        int length = (int)strlen(line);
        if (length > room) {
            length = room;
            while (length > 0 && line[length] != ' ') {
                length--;
            }
            length = length > 0 ? length : room;
        }
        fprintf(stream, "%*s%.*s\n", indent, lead, length, line);
        line += length;
        line += *line == ' ' ? 1 : 0;
    }
}

/* One line of a cell after so many blanks, at least one; how many characters that took. */
static int write_cell(FILE *stream, const struct cell *cell, int line, int blanks)
{
    if (line >= cell->count || cell->lines[line][0] == '\0') {
        return 0;
    }
    return fprintf(stream, "%*s%s", blanks > 0 ? blanks : 1, "", cell->lines[line]);
}

/* Cells side by side, each in its own width. */
static void write_cells(const struct tabling *run, const char *weight, struct cell *const cells, int count)
{
    int width = (WIDTH - WEIGHT_WIDTH) / count;
    int lines = 0;
    for (int i = 0; i < count; i++) {
        lines = cells[i].count > lines ? cells[i].count : lines;
    }
    for (int line = 0; line < lines; line++) {
        int column = fprintf(run->stream, "%s", line == 0 ? weight : "");
        for (int i = 0; i < count; i++) {
            column += write_cell(run->stream, &cells[i], line, WEIGHT_WIDTH + i * width - column);
        }
        fputs("\n", run->stream);
    }
}

/* The words of a heading in lines that fit a column. */
static void wrap_cell(struct cell *cell, const char *words, size_t width)
{
    cell->count = 0;
    while (*words != '\0') {
        size_t length = strlen(words);
        if (length > width) {
            length = width;
            while (length > 0 && words[length] != ' ') {
                length--;
            }
            length = length > 0 ? length : width;
        }
        struct text text = next_line(cell);
        text_add_bytes(&text, words, length);
        words += length;
        words += *words == ' ' ? 1 : 0;
    }
}

static void write_heads(const struct tabling *run, const struct column *columns, int count)
{
    struct cell cells[COLUMNS_MOST];
    for (int i = 0; i < count; i++) {
        char words[TITLE_BYTES];
        struct text text = text_over(words, sizeof words);
        add_band(run, columns[i], &text);
        wrap_cell(&cells[i], words, (size_t)((WIDTH - WEIGHT_WIDTH) / count - 2));
    }
    write_cells(run, "weight", cells, count);
    for (int i = 0; i < WIDTH; i++) {
        fputc('-', run->stream);
    }
    fputs("\n", run->stream);
}

/* One column has room for a phase on one line. */
static void flatten(struct cell *cell)
{
    char line[CELL_LINES * CELL_BYTES];
    size_t length = 0;
    for (int i = 0; i < cell->count; i++) {
        const char *words = cell->lines[i];
        bool name = strlen(words) > 0 && words[strlen(words) - 1] == ':';
        if (i > 0 && name) {
            return; /* several phases are read better one under the other */
        }
        length += (size_t)snprintf(line + length, sizeof line - length, "%s%s", i > 0 ? "; " : "", words);
    }
    if (length <= WIDTH - WEIGHT_WIDTH) {
        cell->count = 0;
        struct text text = next_line(cell);
        text_add(&text, line);
    }
}

static void write_rows(const struct tabling *run, const struct table_group *group, const struct column *columns,
                       int count)
{
    struct cell cells[COLUMNS_MOST];
    int from = 0;
    while (from < run->table->weight_count) {
        int to = row_end(run->table, group, from);
        char weight[CELL_BYTES];
        struct text text = text_over(weight, sizeof weight);
        add_weights(run, from, to, &text);
        for (int i = 0; i < count; i++) {
            fill_cell(&cells[i], table_order(run->table, group, columns[i].first, from));
        }
        if (count == 1) {
            flatten(&cells[0]);
        }
        if (!row_of_nobody(run->table, group, from)) {
            write_cells(run, weight, cells, count);
        }
        from = to;
    }
}

static void write_table(const struct tabling *run, const struct table_group *group)
{
    struct column columns[TABLE_BANDS];
    int count = list_columns(run->table, group, columns);
    for (int first = 0; first < count; first += COLUMNS_MOST) {
        int shown = count - first < COLUMNS_MOST ? count - first : COLUMNS_MOST;
        fputs("\n", run->stream);
        write_heads(run, columns + first, shown);
        write_rows(run, group, columns + first, shown);
    }
}

/* ---- Groups ---------------------------------------------------------------------------------------------------------------- */

static bool refused_whole(const struct table *table, const struct table_group *group)
{
    for (int band = 0; band < table->band_count; band++) {
        for (int weight = 0; weight < table->weight_count; weight++) {
            const struct diff_order *order = table_order(table, group, band, weight);
            if (order != NULL && order->outcome != DIFF_REFUSED) {
                return false;
            }
        }
    }
    return true;
}

/* Who the table is for: "age 18 y and over", or several such joined by "or". */
static void add_title(const struct tabling *run, int group, struct text *text)
{
    if (!table_people(run->table, group)) {
        text_add(text, "people of many kinds");
        return;
    }
    for (int i = 0; i < run->table->boxes.count; i++) {
        char words[TITLE_BYTES / 4];
        struct text one = text_over(words, sizeof words);
        diff_words_axes(&one, &run->table->family.space, &run->table->boxes.list[i]);
        text_add(text, i > 0 ? "; or " : "");
        text_add(text, one.length > 0 ? words : "everybody");
    }
}

static void write_group(const struct tabling *run, int number)
{
    const struct table_group *group = &run->table->groups[number];
    char title[TITLE_BYTES];
    struct text text = text_over(title, sizeof title);
    bool refused = refused_whole(run->table, group);
    text_add(&text, refused ? "Refused whatever the weight: " : "For ");
    add_title(run, number, &text);
    fputs("\n", run->stream);
    write_wrapped(run->stream, 0, WIDTH, title);
    if (!refused) {
        write_table(run, group);
    }
}

static void write_all(const struct tabling *run)
{
    fprintf(run->stream, "%s\n\n%s %s\n", warning, run->protocol->id, run->protocol->version);
    write_wrapped(run->stream, 0, WIDTH, run->protocol->title);
    write_wrapped(run->stream, 0, WIDTH,
                  "What the protocol orders by itself, nothing given before, where no check refuses. Bands of the kidneys "
                  "hold for the lowest of all estimates.");
    if (run->table->by_height) {
        write_wrapped(run->stream, 0, WIDTH, "The dosing weight hangs on the height: these figures are for 170 cm.");
    }
    for (int i = 0; i < run->table->group_count; i++) {
        write_group(run, i);
    }
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------- */

static void write_quoted(FILE *stream, const char *words, const char *after)
{
    fputc('"', stream);
    for (; *words != '\0'; words++) {
        fputs(*words == '"' ? "\"" : "", stream);
        fputc(*words, stream);
    }
    fprintf(stream, "\"%s", after);
}

static void write_figure(FILE *stream, const struct diff_phase *phase, enum diff_what what, const char *after)
{
    char words[CELL_BYTES];
    struct text text = text_over(words, sizeof words);
    diff_words_figure(&text, phase, what);
    write_quoted(stream, words, after);
}

/* What stands before the figures of every line of a cell. */
struct csv_place {
    const char *people;
    const char *weight;
    const char *band;
};

static void write_phases(FILE *stream, const struct csv_place *place, const struct diff_order *order)
{
    int count = order->outcome == DIFF_ORDERED ? order->phase_count : 1;
    for (int i = 0; i < count; i++) {
        write_quoted(stream, place->people, ",");
        write_quoted(stream, place->weight, ",");
        write_quoted(stream, place->band, ",");
        if (order->outcome != DIFF_ORDERED) {
            fprintf(stream, "%s,,,,,,\n", order->outcome == DIFF_REFUSED ? "refused" : "prescriber");
            continue;
        }
        fputs("ordered,", stream);
        write_quoted(stream, order->phases[i].name, ",");
        write_figure(stream, &order->phases[i], DIFF_DOSE, ",");
        write_figure(stream, &order->phases[i], DIFF_DRAW, ",");
        write_figure(stream, &order->phases[i], DIFF_TOTAL, ",");
        write_figure(stream, &order->phases[i], DIFF_FLOW, ",");
        write_figure(stream, &order->phases[i], DIFF_TIME, "\n");
    }
}

static void write_csv_group(const struct tabling *run, int number)
{
    const struct table_group *group = &run->table->groups[number];
    struct column columns[TABLE_BANDS];
    int count = list_columns(run->table, group, columns);
    char people[TITLE_BYTES];
    struct text title = text_over(people, sizeof people);
    add_title(run, number, &title);
    int to = 0;
    for (int from = 0; from < run->table->weight_count; from = to) {
        to = row_end(run->table, group, from);
        for (int i = 0; i < count; i++) {
            const struct diff_order *order = table_order(run->table, group, columns[i].first, from);
            char weight[CELL_BYTES];
            char band[TITLE_BYTES];
            struct text text = text_over(weight, sizeof weight);
            add_weights(run, from, to, &text);
            text = text_over(band, sizeof band);
            add_band(run, columns[i], &text);
            if (order != NULL) {
                write_phases(run->stream, &(struct csv_place){people, weight, band}, order);
            }
        }
    }
}

static void write_csv(const struct tabling *run)
{
    fprintf(run->stream, "# %s\nfor,weight,kidneys,verdict,infusion,dose,draw,total,flow,over\n", warning);
    for (int i = 0; i < run->table->group_count; i++) {
        write_csv_group(run, i);
    }
}

/* ---- One protocol ------------------------------------------------------------------------------------------------------------ */

static int table_loaded(struct tabling *run, const ifs_site *site)
{
    run->table = calloc(1, sizeof *run->table);
    if (run->table == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    bool made = table_make(run->table, run->protocol, site);
    if (!made) {
        fputs("infusheet table: UNDECIDED: the dosing reads so many facts together that no table holds them; order for single "
              "patients with infusheet order\n",
              stderr);
    } else if (run->csv) {
        write_csv(run);
    } else {
        write_all(run);
    }
    free(run->table);
    return made ? EXIT_READY : EXIT_REFUSED;
}

static int table_one(struct tabling *run)
{
    const struct wanted wanted = {.name = run->name, .protocols = run->protocols, .site = run->site_path};
    struct loaded loaded;
    int status = loaded_open(&wanted, &loaded);
    if (status == EXIT_READY) {
        run->protocol = loaded.protocol;
        status = table_loaded(run, loaded.site);
    }
    loaded_close(&loaded);
    return status;
}

static int write_tables(struct tabling *run, const char *path)
{
    struct output output;
    output_open(&output);
    run->stream = output.stream;
    int status = output.stream != NULL ? table_one(run) : EXIT_OUTPUT_FAILED;
    if (status != EXIT_READY) {
        output_abandon(&output);
        return status;
    }
    return output_close(&output, path);
}

int command_table(int count, char **given)
{
    struct arguments arguments = {
        .count = count, .words = given, .options = options, .option_count = COUNT_OF(options), .command = "table"};
    struct tabling run = {.csv = false};
    int status = EXIT_USAGE;
    int option = 0;
    int protocols = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        run.csv = run.csv || option == OPTION_CSV;
        run.site_path = option == OPTION_SITE ? arguments.value : run.site_path;
        run.name = option == ARGUMENT_WORD ? arguments.value : run.name;
        protocols += option == ARGUMENT_WORD ? 1 : 0;
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    if (protocols != 1) {
        return command_misused("table", "which protocol? one at a time; infusheet protocols lists them", NULL);
    }
    if (arguments.common.json) {
        return command_misused("table", "a table for programs is --csv, not", "--json");
    }
    run.protocols = arguments.common.protocols;
    return write_tables(&run, arguments.common.output);
}
