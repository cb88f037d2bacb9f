/*
 * held.c - one order, its text, and what the checklist says of it: what test_items.py asks.
 *
 *   held [--drop WORD | --fault NAME]... [--text FILE] PROTOCOL [OPTION TEXT | NAME=ANSWER]...
 *
 * Options and answers as after `infusheet order`. The sheet is built, then made faulty where that is asked: --drop takes out every check,
 * question and sentence with that word in it, as if nobody had thought of it; the other faults are in the table below. Its text is that of
 * FILE (- standard input), or, without one, that of the faulty sheet. One line for each item: number, state, words, what was said.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checklist.h"
#include "clock.h"
#include "command.h"
#include "intake.h"
#include "plain.h"
#include "protocol_load.h"
#include "sheet.h"
#include "wording.h"

enum { PAPER = 512 * 1024 };

static struct ifs_sheet sheet;
static struct layout layout;
static struct checklist checklist;
static char bytes[PAPER];
static ifs_plan plan;
static ifs_site site;
static struct findings findings;

/* ---- Faults of the sheet -------------------------------------------------------------------------------------- */

static bool has(const char *text, const char *word)
{
    return text != NULL && strcasestr(text, word) != NULL;
}

static void drop_lines(struct sheet_lines *lines, const char *word)
{
    int kept = 0;
    for (int i = 0; i < lines->count; i++) {
        if (!has(lines->list[i].text, word) && !has(lines->list[i].blanks, word) && !has(lines->list[i].more, word)) {
            lines->list[kept++] = lines->list[i];
        }
    }
    lines->count = kept;
}

static void drop(const char *word)
{
    struct sheet_lines *const lists[] = {&sheet.orders, &sheet.monitoring, &sheet.stop_rules, &sheet.rescue, &sheet.follow_up,
                                         &sheet.home_advice, &sheet.drug_notes, &sheet.incompatible, &sheet.totals};
    int kept = 0;
    for (int i = 0; i < sheet.check_count; i++) {
        if (!has(sheet.checks[i].words, word) && !has(sheet.checks[i].caution, word) && !has(sheet.checks[i].mark, word)) {
            sheet.checks[kept++] = sheet.checks[i];
        }
    }
    sheet.check_count = kept;
    kept = 0;
    for (int i = 0; i < sheet.fact_count; i++) {
        if (sheet.facts[i].fact < IFS_FACT_BUILTIN || !has(sheet.facts[i].label, word)) {
            sheet.facts[kept++] = sheet.facts[i];
        }
    }
    sheet.fact_count = kept;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        drop_lines(lists[i], word);
    }
    for (int i = 0; i < sheet.infusion_count; i++) {
        drop_lines(&sheet.infusions[i].goes_on, word);
        drop_lines(&sheet.infusions[i].notes, word);
    }
}

static void fault(const char *name)
{
    struct sheet_infusion *infusion = &sheet.infusions[0];
    if (strcmp(name, "a choice of products") == 0) {
        infusion->product_words = "magnesium sulfate 1 g in 100 mL dextrose 5 % or magnesium sulfate 2 g in 50 mL water";
    } else if (strcmp(name, "mmol in the pump block") == 0) {
        infusion->total_words = "100 mL (4.06 mmol)";
    } else if (strcmp(name, "a flow nobody worked out") == 0) {
        infusion->flow = "401 mL per hour";
        infusion->flow_words = infusion->flow;
    } else if (strcmp(name, "a coined title") == 0) {
        sheet.shown_title = "Myers cocktail for migraine, adult";
    } else if (strcmp(name, "no salt") == 0) {
        drop_lines(&sheet.provenance, words.label_salt);
    } else if (strcmp(name, "a preparation") == 0) {
        sheet.changes.list[0].text = "Draw up 4 mL and give it all the same";
    } else {
        fprintf(stderr, "held: no fault \"%s\"\n", name);
        exit(2);
    }
}

/* ---- The order ------------------------------------------------------------------------------------------------ */

struct asked {
    const char *text_file;
    ifs_protocol *protocol;
    ifs_request request;
    struct instant at;
    int infusion;
    bool blind;
};

static void take_option(struct asked *asked, struct intake *intake, const char *option, char *text)
{
    void *storage = NULL; /* kept to the end of the program */
    if (strcmp(option, "--at") == 0 && clock_parse(text, &asked->at)) {
        asked->request.at_s = asked->at.s;
        asked->request.at_offset_min = asked->at.offset_min;
    } else if (strcmp(option, "--site") == 0 && site_load(text, &site, &storage, &findings)) {
        asked->request.site = &site;
    } else if (strcmp(option, "--dose") == 0) {
        intake_dose(intake, asked->infusion, text);
    } else if (strcmp(option, "--over") == 0) {
        intake_over(intake, asked->infusion, text);
    } else if (strcmp(option, "--infusion") == 0) {
        asked->infusion = intake_infusion(intake, text);
    } else if (strcmp(option, "--override") == 0) {
        intake_override(intake, text);
    } else if (strcmp(option, "--prescriber") == 0) {
        intake_prescriber(intake, text);
    } else if (strcmp(option, "--confirm") == 0) {
        intake_confirm(intake, text);
    } else {
        fprintf(stderr, "held: %s %s\n", option, text);
        exit(2);
    }
}

static void order(struct asked *asked, int count, char **said)
{
    struct places places;
    char path[PLACE_BYTES];
    places_find(NULL, NULL, &places);
    struct load_places load_places = {.protocols = places.protocols};
    bool loaded = places_protocol(said[0], &places, path, &findings);
    asked->protocol = loaded ? protocol_load(path, &load_places, &findings) : NULL;
    finding_free(&findings);
    if (asked->protocol == NULL) {
        exit(2);
    }
    struct intake intake = {
        .protocol = asked->protocol, .request = &asked->request, .findings = &findings, .spacing = QUANTITY_SPACE_OPTIONAL};
    for (int i = 1; i < count; i++) {
        if (strcmp(said[i], "--blind") == 0) {
            asked->blind = true;
        } else if (strncmp(said[i], "--", 2) == 0 && i + 1 < count) {
            take_option(asked, &intake, said[i], said[i + 1]);
            i++;
        } else {
            intake_assignment(&intake, said[i]);
        }
    }
    intake_settle(&intake, clock_day(asked->at));
    findings_print(&findings);
    ifs_plan_compute(asked->protocol, &asked->request, &plan);
    sheet_build(asked->protocol, &asked->request, &plan, &sheet);
    sheet.blind = asked->blind;
}

static void read_text(const char *name)
{
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
    size_t length = file != NULL ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
    bytes[length] = '\0';
}

int main(int count, char **said)
{
    static const char *const states[] = {
        [ITEM_MISSING] = "missing", [ITEM_NOT_APPLICABLE] = "not applicable", [ITEM_PRESENT] = "present"};
    struct asked asked = {.infusion = -1};
    int first = 1;
    while (first + 1 < count && strncmp(said[first], "--", 2) == 0) {
        asked.text_file = strcmp(said[first], "--text") == 0 ? said[first + 1] : asked.text_file;
        first += 2;
    }
    order(&asked, count - first, said + first);
    for (int i = 1; i < first; i += 2) {
        if (strcmp(said[i], "--drop") == 0) {
            drop(said[i + 1]);
        } else if (strcmp(said[i], "--fault") == 0) {
            fault(said[i + 1]);
        }
    }
    layout_rows(&sheet, &layout);
    struct text text = text_over(bytes, sizeof bytes);
    if (asked.text_file != NULL) {
        read_text(asked.text_file);
    } else if (!plain_text(&sheet, &text)) {
        return 2;
    }
    checklist_hold(&sheet, &layout, bytes, &checklist);
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        const struct checklist_item *item = &checklist.items[i];
        printf("%d|%s|%s|%s\n", item->number, states[item->state], item->words, item->said);
    }
    protocol_free(asked.protocol);
    return checklist.missing > 0 ? 1 : 0;
}
