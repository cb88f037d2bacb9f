/*
 * readback.c - a printed sheet that was changed is never taken for the one that was ordered.
 *
 * The bytes choose an order (made.c) and up to four changes of its text. As printed it must hold; changed, it may hold only where
 * what was changed counts for nothing: blanks, and what boxes and lines are drawn with. The code of the sheet is read the same
 * way: whole it must be what was written, with one letter changed its number must not fit it any more.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "layout.h"
#include "payload.h"
#include "plain.h"
#include "readback.h"

enum { TEXT_ROOM = 512 * 1024, CHANGES = 4, RUN_MOST = 40 };

struct printed {
    ifs_plan plan;
    struct ifs_sheet sheet;
    struct layout layout;
    struct readback readback;
    struct payload payload;
    char text[TEXT_ROOM];
    char changed[TEXT_ROOM];
    size_t size;
    size_t changed_size;
};

static bool is_written(char letter)
{
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/* A hyphen or a colon within a word or a number is no box: 5-10 is not 510. */
static bool counts(const char *text, size_t size, size_t at)
{
    bool within = at > 0 && at + 1 < size && is_written(text[at - 1]) && is_written(text[at + 1]);
    bool drawn = strchr("|+-=#:", text[at]) != NULL && !within;
    return !drawn && strchr(" \n\r\t\f_", text[at]) == NULL && (unsigned char)text[at] < 0x80;
}

static size_t next_counting(const char *text, size_t size, size_t at)
{
    while (at < size && !counts(text, size, at)) {
        at++;
    }
    return at;
}

/* But for what counts for nothing. */
static bool is_same(const struct printed *printed)
{
    size_t a = next_counting(printed->text, printed->size, 0);
    size_t b = next_counting(printed->changed, printed->changed_size, 0);
    while (a < printed->size && b < printed->changed_size && printed->text[a] == printed->changed[b]) {
        a = next_counting(printed->text, printed->size, a + 1);
        b = next_counting(printed->changed, printed->changed_size, b + 1);
    }
    return a == printed->size && b == printed->changed_size;
}

/* Letters from right to left may stand in any order. */
static bool runs_leftward(const struct layout *layout)
{
    bool found = false;
    for (int i = 0; i < layout->count; i++) {
        found = found || readback_is_leftward(&layout->rows[i]);
    }
    return found;
}

/* The rows end where the code begins, which holds itself by its number: see hold_code. */
static size_t end_of_rows(const struct printed *printed)
{
    static const char begin[] = "INFUSHEET=";
    const char *code = memmem(printed->changed, printed->changed_size, begin, sizeof begin - 1);
    return code != NULL && code != printed->changed ? (size_t)(code - printed->changed) : printed->changed_size;
}

/* A letter replaced, some left out, or some said twice. */
static void change_once(struct printed *printed, struct bytes *choices)
{
    char *text = printed->changed;
    size_t end = end_of_rows(printed);
    size_t at = (size_t)(take(choices, 3) % end);
    size_t run = (size_t)take_below(choices, RUN_MOST) + 1;
    int how = take_below(choices, 4);
    run = run < end - at ? run : end - at;
    if (how == 0 && printed->changed_size > run) {
        memmove(text + at, text + at + run, printed->changed_size - at - run);
        printed->changed_size -= run;
    } else if (how == 1 && printed->changed_size + run < TEXT_ROOM) {
        memmove(text + at + run, text + at, printed->changed_size - at);
        printed->changed_size += run;
    } else {
        text[at] = (char)(how == 2 ? '0' + run % 10 : ' ' + run * 2 % 95);
    }
}

static void hold_text(struct printed *printed, struct bytes *choices)
{
    held(readback_hold(&printed->layout, printed->text, printed->size, READBACK_PLAIN, &printed->readback),
         "a sheet holds as it was printed; it says \"%s\" for \"%s\"", printed->readback.list[0].said, printed->readback.list[0].expected);
    memcpy(printed->changed, printed->text, printed->size);
    printed->changed_size = printed->size;
    for (int i = 0; i < CHANGES && choices->left > 0; i++) {
        change_once(printed, choices);
    }
    bool holds = readback_hold(&printed->layout, printed->changed, printed->changed_size, READBACK_PLAIN, &printed->readback);
    held(!holds || is_same(printed) || runs_leftward(&printed->layout), "a changed sheet is not taken for the same");
}

/* The number follows from everything before it. */
static bool number_fits(const struct payload *payload)
{
    char number[PAYLOAD_NUMBER_BYTES];
    const char *end = strstr(payload->bytes, ";ID=");
    const char *said = payload_find(payload, "ID");
    payload_number(payload->bytes, end != NULL ? (size_t)(end - payload->bytes) : payload->length, number);
    return said != NULL && strcmp(number, said) == 0;
}

static void hold_code(struct printed *printed, uint64_t number)
{
    size_t length = strlen(printed->sheet.payload);
    held(payload_read(printed->sheet.payload, length, &printed->payload) == PAYLOAD_FINE && number_fits(&printed->payload),
         "a code is read as it was written");
    size_t at = (size_t)(number % length);
    char letter = (char)('!' + number / length % 94);
    memcpy(printed->changed, printed->sheet.payload, length);
    printed->changed[at] = letter;
    bool same = printed->sheet.payload[at] == letter;
    held(same || payload_read(printed->changed, length, &printed->payload) != PAYLOAD_FINE || !number_fits(&printed->payload),
         "a code with another letter at %zu is found out", at);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct printed printed;
    static struct patient patient;
    size_t own = size < 16 ? size : 16; /* the changes come first, so that a patient of any length leaves some */
    struct bytes changes = {bytes, own};
    struct bytes choices = {bytes + own, size - own};
    payload_read((const char *)bytes, size, &printed.payload);
    const ifs_protocol *protocol = take_protocol(&choices);
    make_patient(&patient, protocol, &choices);
    ifs_plan_compute(protocol, &patient.request, &printed.plan);
    sheet_build(protocol, &patient.request, &printed.plan, &printed.sheet);
    struct text text = text_over(printed.text, sizeof printed.text);
    layout_rows(&printed.sheet, &printed.layout);
    if (!printed.sheet.full && !printed.layout.full && plain_text(&printed.sheet, &text) && printed.sheet.sheet_id[0] != '\0') {
        printed.size = text.length;
        hold_text(&printed, &changes);
        hold_code(&printed, scatter_bytes(bytes, size));
    }
    return 0;
}
