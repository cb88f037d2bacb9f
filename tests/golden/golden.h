/*
 * golden.h - the golden cases (tests/golden/cases) as orders within a test program; README.md beside it says how one is written.
 *
 * A case is read as cases.py reads it, and comes to its sheet, its rows and its text by the way that `infusheet order` takes. Run from the
 * top of the tree. What a case holds stays where it is until golden_free: sheets point into it.
 */
#ifndef GOLDEN_H
#define GOLDEN_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "intake.h"
#include "layout.h"
#include "plain.h"
#include "protocol_load.h"
#include "sheet.h"

enum { GOLDEN_CASES = 40, GOLDEN_WORDS = 200, GOLDEN_TEXT = 256 * 1024 };

/* "--dose" and "8 g", or "weight" and "72 kg". */
struct golden_word {
    const char *name;
    const char *said;
};

struct golden_case {
    const char *name;
    const char *protocol;
    int options;
    struct golden_word option[GOLDEN_WORDS];
    int facts;
    struct golden_word fact[GOLDEN_WORDS];
};

struct golden {
    char *letters; /* of the file */
    int count;
    struct golden_case cases[GOLDEN_CASES];
};

/* The order of a case, and the paper it comes to. */
struct golden_order {
    ifs_protocol *protocol;
    void *site_storage;
    ifs_site site;
    char prescriber[100];
    ifs_request request;
    ifs_plan plan;
    struct ifs_sheet sheet;
    struct layout layout;
    char text[GOLDEN_TEXT];
};

/* The whole file, for free. */
static inline char *golden_read(const char *path)
{
    char *letters = calloc(1, GOLDEN_TEXT);
    FILE *file = fopen(path, "r");
    assert(letters != NULL && file != NULL);
    size_t length = fread(letters, 1, GOLDEN_TEXT - 1, file);
    assert(length < GOLDEN_TEXT - 1);
    fclose(file);
    return letters;
}

/* The next line that says something, cut off, its leading blanks gone; NULL at the end. */
static inline char *golden_line(char **rest)
{
    char *line = NULL;
    do {
        line = strsep(rest, "\n");
    } while (line != NULL && (line[0] == '\0' || line[0] == '#'));
    return line;
}

/* The next word, cut off; what follows it begins at *rest. */
static inline char *golden_next(char **rest)
{
    char *word = strsep(rest, " ");
    *rest += *rest != NULL ? strspn(*rest, " ") : 0;
    return word;
}

static inline void golden_put(struct golden_word *list, int *count, struct golden_word word, bool several)
{
    int i = several ? *count : 0;
    while (i < *count && strcmp(list[i].name, word.name) != 0) {
        i++;
    }
    assert(i < GOLDEN_WORDS);
    list[i] = word;
    *count += i == *count ? 1 : 0;
}

static inline struct golden_case *golden_find(struct golden *golden, const char *name)
{
    for (int i = 0; i < golden->count; i++) {
        if (strcmp(golden->cases[i].name, name) == 0) {
            return &golden->cases[i];
        }
    }
    fprintf(stderr, "tests/golden: no case %s\n", name);
    abort();
}

static inline void golden_take_over(struct golden_case *one, const struct golden_case *other)
{
    const char *name = one->name;
    *one = *other;
    one->name = name;
}

/* "heart-rate = 72 /min". */
static inline struct golden_word golden_fact(char *rest)
{
    const char *name = golden_next(&rest);
    const char *equals = golden_next(&rest);
    assert(rest != NULL && strcmp(equals, "=") == 0);
    (void)equals;
    return (struct golden_word){name, rest};
}

static inline void golden_add(struct golden *golden, const char *key, char *rest)
{
    struct golden_case *one = &golden->cases[golden->count - 1];
    if (strcmp(key, "like") == 0) {
        golden_take_over(one, golden_find(golden, rest));
    } else if (strcmp(key, "protocol") == 0) {
        one->protocol = rest;
    } else if (strcmp(key, "option") == 0) {
        const char *name = golden_next(&rest);
        golden_put(one->option, &one->options, (struct golden_word){name, rest}, strcmp(name, "--override") == 0);
    } else if (strcmp(key, "fact") == 0) {
        golden_put(one->fact, &one->facts, golden_fact(rest), false);
    } else if (strcmp(key, "yes") == 0 || strcmp(key, "no") == 0) {
        while (rest != NULL) {
            golden_put(one->fact, &one->facts, (struct golden_word){golden_next(&rest), key}, false);
        }
    }
}

static inline void golden_load(struct golden *golden)
{
    *golden = (struct golden){.letters = golden_read("tests/golden/cases")};
    char *rest = golden->letters;
    for (char *line = golden_line(&rest); line != NULL; line = golden_line(&rest)) {
        const char *key = golden_next(&line);
        if (strcmp(key, "case") == 0) {
            assert(golden->count < GOLDEN_CASES);
            golden->cases[golden->count++].name = line;
        } else {
            golden_add(golden, key, line);
        }
    }
}

/* ---- The order ------------------------------------------------------------------------------------------------ */

struct golden_asked {
    struct golden_order *order;
    struct intake intake;
    struct instant at;
    bool blind;
};

static inline void golden_site(struct golden_order *order, const char *path, struct findings *findings)
{
    if (strcmp(path, "none") != 0) {
        bool loaded = site_load(path, &order->site, &order->site_storage, findings);
        assert(loaded);
        (void)loaded;
        order->request.site = &order->site;
    }
}

static inline void golden_override(struct golden_asked *asked, const char *said)
{
    const char *equals = strchr(said, '=');
    for (int i = 0; i < asked->order->protocol->check_count; i++) {
        const char *check = asked->order->protocol->checks[i].id;
        if (strlen(check) == (size_t)(equals - said) && strncmp(said, check, strlen(check)) == 0) {
            intake_override_of(&asked->intake, check, equals + 1);
        }
    }
}

static inline void golden_option(struct golden_asked *asked, const char *name, const char *said)
{
    struct golden_order *order = asked->order;
    if (strcmp(name, "--at") == 0) {
        clock_parse(said, &asked->at);
        order->request.at_s = asked->at.s;
        order->request.at_offset_min = asked->at.offset_min;
    } else if (strcmp(name, "--site") == 0) {
        golden_site(order, said, asked->intake.findings);
    } else if (strcmp(name, "--dose") == 0) {
        intake_dose(&asked->intake, -1, said);
    } else if (strcmp(name, "--over") == 0) {
        intake_over(&asked->intake, -1, said);
    } else if (strcmp(name, "--override") == 0) {
        golden_override(asked, said);
    } else if (strcmp(name, "--prescriber") == 0) {
        snprintf(order->prescriber, sizeof order->prescriber, "%s", said);
        intake_prescriber(&asked->intake, order->prescriber);
    } else if (strcmp(name, "--confirm") == 0) {
        intake_confirm(&asked->intake, said);
    } else if (strcmp(name, "--blind") == 0) {
        asked->blind = true;
    } else {
        assert(strcmp(name, "--format") == 0 || strcmp(name, "--paper") == 0); /* only text is printed here */
    }
}

static inline ifs_protocol *golden_protocol(const char *name, struct findings *findings)
{
    static const struct load_places places = {.protocols = "protocols"};
    char path[200];
    snprintf(path, sizeof path, strchr(name, '/') != NULL ? "%s" : "protocols/%s.cfg", name);
    ifs_protocol *protocol = protocol_load(path, &places, findings);
    assert(protocol != NULL);
    return protocol;
}

/* The rows and the text of the sheet as it is by now. */
static inline void golden_print(struct golden_order *order)
{
    struct text text = text_over(order->text, sizeof order->text);
    layout_rows(&order->sheet, &order->layout);
    bool printed = plain_text(&order->sheet, &text);
    assert(printed);
    (void)printed;
}

/* For golden_free. */
static inline struct golden_order *golden_make(const struct golden_case *one)
{
    static struct findings findings;
    struct golden_order *order = calloc(1, sizeof *order);
    assert(order != NULL);
    order->protocol = golden_protocol(one->protocol, &findings);
    struct golden_asked asked = {.order = order,
                                 .intake = {.protocol = order->protocol,
                                            .request = &order->request,
                                            .findings = &findings,
                                            .spacing = QUANTITY_SPACE_OPTIONAL}};
    for (int i = 0; i < one->options; i++) {
        golden_option(&asked, one->option[i].name, one->option[i].said);
    }
    for (int i = 0; i < one->facts; i++) {
        intake_fact(&asked.intake, one->fact[i].name, one->fact[i].said);
    }
    intake_settle(&asked.intake, clock_day(asked.at));
    finding_free(&findings);
    ifs_plan_compute(order->protocol, &order->request, &order->plan);
    sheet_build(order->protocol, &order->request, &order->plan, &order->sheet);
    order->sheet.blind = asked.blind;
    golden_print(order);
    return order;
}

static inline void golden_free(struct golden_order *order)
{
    protocol_free(order->protocol);
    site_free(order->site_storage);
    free(order);
}

#endif
