/*
 * pdf_main.c - what a PDF costs: a whole process from an order to a file, and each further sheet drawn by a process that has
 * its fonts already. Usage: pdf_main PROGRAM PROTOCOLS FILE; the module lies beside the program.
 *
 * The goals are of a sheet of two pages; how many pages were drawn stands beside what was measured. The text of the same order
 * stands above, so that what the drawing adds is seen.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../sheet/sample.h"
#include "goal.h"
#include "pdf.h"
#include "process.h"
#include "typed.h"

enum { RUNS = 25, MOST_WORDS = 64 + QUESTION_COUNT };

static int by_size(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;
    return (*x > *y) - (*x < *y);
}

static double median_ms(int64_t *ns)
{
    qsort(ns, RUNS, sizeof *ns, by_size);
    return (double)ns[RUNS / 2] / 1e6;
}

static void note(const char *what, double ms, double goal, int pages)
{
    char words[32];
    snprintf(words, sizeof words, "at most %.0f ms", goal);
    printf("  %-44s %10.1f ms   %s\n", what, ms, goal_word(ms <= goal));
    goal_note((struct goal){what, words, ms <= goal}, "%.1f ms, %d pages", ms, pages);
}

/* The words of the order, and after them where its PDF goes. */
static void with_pdf(char **words, char *const *order, char *file, bool checked)
{
    static char format[] = "--format=pdf";
    static char output[] = "-o";
    static char unread[] = "--no-self-check";
    int count = 0;
    for (; order[count] != NULL && count < MOST_WORDS - 5; count++) {
        words[count] = order[count];
    }
    words[count] = format;
    words[count + 1] = output;
    words[count + 2] = file;
    words[count + 3] = checked ? NULL : unread;
    words[count + 4] = NULL;
}

static bool time_processes(char *const *words, int64_t *ns)
{
    for (int i = 0; i < RUNS; i++) {
        struct process_cost cost = process_run(words, i > 0); /* what it says, it says each time */
        ns[i] = cost.ns;
        if (cost.status != 0) {
            fprintf(stderr, "bench: %s ended with %d, not 0\n", words[0], cost.status);
            return false;
        }
    }
    return true;
}

/* -1: not drawn. */
static int time_drawing(const char *module, const struct ifs_sheet *sheet, struct layout *layout, int64_t *ns)
{
    const struct pdf_request request = {.created = sheet->moment, .payload = sheet->payload};
    struct pdf_document document = {0};
    for (int i = -1; i < RUNS; i++) { /* the first one finds the fonts and is not counted */
        int64_t began = clock_ns();
        layout_rows(sheet, layout);
        if (pdf_draw(module, layout, &request, &document) != PDF_FINE) {
            return -1;
        }
        free(document.bytes);
        if (i >= 0) {
            ns[i] = clock_ns() - began;
        }
    }
    return document.pages;
}

static bool draw_in_this_process(const char *program, int64_t *ns)
{
    char module[4096];
    struct sample *sample = calloc(1, sizeof *sample);
    struct layout *layout = calloc(1, sizeof *layout);
    int pages = -1;
    snprintf(module, sizeof module, "%s-pdf.so", program);
    if (sample != NULL && layout != NULL) {
        sample_verdict(sample, IFS_READY);
        sample_build(sample);
        pages = time_drawing(module, &sample->sheet, layout, ns);
    }
    if (pages > 0) {
        note("PDF, each further one in the same process", median_ms(ns), 6, pages);
    }
    free(layout);
    free(sample);
    return pages > 0;
}

static int run(char *program, char *protocols, char *file)
{
    struct typed typed;
    char *words[MOST_WORDS];
    int64_t ns[RUNS];
    typed_order(&typed, program, protocols);
    printf("One order as PDF, median of %d runs\n", RUNS);
    if (!time_processes(typed.words, ns)) {
        return 1;
    }
    printf("  %-44s %10.1f ms\n", "order, process start to text", median_ms(ns));
    with_pdf(words, typed.words, file, false);
    if (!time_processes(words, ns)) {
        return 1;
    }
    double drawn_ms = median_ms(ns);
    note("PDF, process start to file, not read back", drawn_ms, 35, 6);
    with_pdf(words, typed.words, file, true);
    if (!time_processes(words, ns)) {
        return 1;
    }
    printf("  %-44s %10.1f ms\n", "its self-check besides", median_ms(ns) - drawn_ms);
    bool drawn = draw_in_this_process(program, ns);
    printf("\n");
    return drawn ? 0 : 1;
}

int main(int count, char **words)
{
    return count == 4 ? run(words[1], words[2], words[3]) : 2;
}
