/*
 * verify_pages.c - which pages of a sheet a PDF has, by what stands at their feet.
 *
 * A page that is missing, doubled or in another place is one item, said as such: held row by row it would be a heap of rows that are not
 * where they should be. Invariant: only pages that say all by themselves that they are wrong are reported; whatever else stands at a foot,
 * or does not, is readback's.
 */
#include "verify.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "text.h"

enum { PAGES = 64, DIGITS_MOST = 3 };

struct pages {
    int count;
    int all; /* as each of them says */
    int number[PAGES];
};

/* A number at that place, which is moved behind it; 0: none. */
static int take_number(const char **at, const char *end)
{
    int number = 0;
    for (int digits = 0; *at < end && **at >= '0' && **at <= '9' && digits < DIGITS_MOST; digits++) {
        number = number * 10 + (**at - '0');
        (*at)++;
    }
    return number;
}

/* "Page {} of {}, nurse": the words before the first number and those before the second. */
static bool read_foot(const char *sentence, const char *at, const char *end, int numbers[2])
{
    for (int i = 0; i < 2; i++) {
        size_t length = strcspn(sentence, "{");
        if ((size_t)(end - at) < length || memcmp(at, sentence, length) != 0) {
            return false;
        }
        at += length;
        numbers[i] = take_number(&at, end);
        sentence += length + strlen("{}");
    }
    return numbers[0] > 0 && numbers[1] > 0;
}

/* The last line of the page that is a foot. */
static bool find_foot(const char *sentence, const char *start, const char *end, int numbers[2])
{
    bool found = false;
    for (const char *line = end; line > start && !found;) {
        line--;
        found = (line == start || line[-1] == '\n') && read_foot(sentence, line, end, numbers);
    }
    return found;
}

/* False where a page does not say which it is, or another says of how many. */
static bool read_page(const char *sentence, const char *start, const char *end, struct pages *pages)
{
    int numbers[2] = {0, 0};
    if (pages->count == PAGES || !find_foot(sentence, start, end, numbers) || (pages->count > 0 && numbers[1] != pages->all)) {
        return false;
    }
    pages->all = numbers[1];
    pages->number[pages->count++] = numbers[0];
    return true;
}

static bool read_pages(const char *sentence, const struct file_bytes *text, struct pages *pages)
{
    const char *end = text->bytes + text->size;
    const char *start = text->bytes;
    while (start < end) {
        const char *stop = memchr(start, '\f', (size_t)(end - start));
        stop = stop != NULL ? stop : end;
        if (!read_page(sentence, start, stop, pages)) {
            return false;
        }
        start = stop + 1;
    }
    return pages->count > 0;
}

static bool in_order(const struct pages *pages)
{
    bool held = pages->count == pages->all;
    for (int i = 0; i < pages->count; i++) {
        held = held && pages->number[i] == i + 1;
    }
    return held;
}

static void report(struct verify *verify, const struct pages *pages)
{
    char said[VERIFY_WORDS];
    char expected[VERIFY_WORDS];
    struct text there = text_over(said, sizeof said);
    struct text wanted = text_over(expected, sizeof expected);
    for (int i = 0; i < pages->count; i++) {
        text_add(&there, i == 0 ? "page " : ", page ");
        text_add_whole(&there, pages->number[i]);
    }
    text_add(&wanted, "all pages from 1 to ");
    text_add_whole(&wanted, pages->all);
    text_add(&wanted, ", each once and in this order; print or save the sheet again, whole");
    verify_differs(verify, "visible text, pages", said, expected);
}

bool verify_pages(struct verify *verify, const struct file_bytes *text)
{
    struct layout *layout = calloc(1, sizeof *layout);
    struct pages pages = {.count = 0};
    if (layout == NULL) {
        return true; /* holding the rows needs more, and says so */
    }
    layout_rows(&verify->recomputed.sheet, layout);
    bool said = read_pages(layout->repeated.numbered[0], text, &pages);
    free(layout);
    bool held = !said || in_order(&pages);
    if (!held) {
        report(verify, &pages);
    }
    return held;
}
