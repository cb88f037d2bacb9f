/*
 * nothing.c - what is refused or incomplete prints nothing that could be prepared or keyed into a pump.
 *
 * Looked for in the sheet's own lists, in the JSON, and in the text by every heading and label under which a
 * preparation, a volume or a flow stands on an order.
 */
#include "nothing.h"

#include <stdio.h>
#include <string.h>

#include "wording.h"

enum { LINE = 200 };

static bool has_line(const char *text, const char *before, const char *label, const char *after)
{
    char line[LINE];
    snprintf(line, sizeof line, "\n%s%s%s", before, label, after);
    return strstr(text, line) != NULL;
}

const char *fault_of_nothing(const struct ifs_sheet *sheet, const char *text, const char *json)
{
    const char *const parts[] = {words.heading_preparation, words.label_draw,      words.label_total,
                                 words.heading_pump,        words.heading_by_hand, words.heading_gravity,
                                 words.heading_goes_on};
    if (sheet->infusion_count != 0 || sheet->rescue.count != 0) {
        return "the sheet holds an infusion";
    }
    if (json != NULL && strstr(json, "\"infusions\": []") == NULL) {
        return "the JSON holds an infusion";
    }
    for (size_t i = 0; text != NULL && i < sizeof parts / sizeof parts[0]; i++) {
        if (has_line(text, "  ", parts[i], " ") || has_line(text, "", parts[i], "\n")) {
            return parts[i];
        }
    }
    return NULL;
}
