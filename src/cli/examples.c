/*
 * examples.c - the worked examples of a protocol, run.
 *
 * An example goes the whole way of an order: its facts and options through intake, the plan, the sheet; and what it expects is held
 * against that sheet. The invariant: nothing about an example differs from an order of the same words but the moment, which is fixed
 * unless the example names one (--at), and the site file, of which there is none unless it names one (--site). What the results are good for is left to the commands.
 */
#include "examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "expectation.h"
#include "intake.h"
#include "sheet.h"

struct examples {
    const ifs_protocol *protocol;
    ifs_request request;
    ifs_plan plan;
    struct ifs_sheet sheet;
    struct findings findings;
    struct instant at;
    ifs_site site;
    void *site_storage;
    bool computed;
    bool no_memory;
    char *words; /* copies of facts and options, which the request points into */
    size_t words_length;
    int miss_count;
    struct example_miss misses[EXAMPLE_MISS_MAX];
};

struct examples *examples_open(const ifs_protocol *protocol)
{
    struct examples *examples = calloc(1, sizeof *examples);
    if (examples != NULL) {
        examples->protocol = protocol;
    }
    return examples;
}

static void forget(struct examples *examples)
{
    finding_free(&examples->findings);
    site_free(examples->site_storage);
    examples->site_storage = NULL;
    free(examples->words);
    examples->words = NULL;
    examples->words_length = 0;
    examples->miss_count = 0;
    examples->computed = false;
    examples->no_memory = false;
    memset(&examples->request, 0, sizeof examples->request);
}

void examples_close(struct examples *examples)
{
    if (examples != NULL) {
        forget(examples);
        free(examples);
    }
}

static struct text add_miss(struct examples *examples, const char *expected)
{
    if (examples->miss_count == EXAMPLE_MISS_MAX) {
        return text_over(NULL, 0);
    }
    struct example_miss *miss = &examples->misses[examples->miss_count++];
    miss->expected = expected;
    return text_over(miss->found, sizeof miss->found);
}

static void say_miss(struct examples *examples, const char *why)
{
    struct text found = add_miss(examples, NULL);
    size_t length = strlen(why);
    text_add_bytes(&found, why, length < EXAMPLE_FOUND_BYTES ? length : EXAMPLE_FOUND_BYTES - 1);
}

/* ---- The patient and the order, as typed ---- */

static size_t length_of(const char *const *list, int count)
{
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        length += strlen(list[i]) + 1;
    }
    return length;
}

/* Room for a copy of every word; false without memory. */
static bool make_room(struct examples *examples, const struct example *example)
{
    size_t length = length_of(example->facts, example->fact_count) + length_of(example->options, example->option_count);
    examples->words = malloc(length + 1);
    return examples->words != NULL;
}

static char *copy(struct examples *examples, const char *words)
{
    char *copied = examples->words + examples->words_length;
    size_t size = strlen(words) + 1;
    memcpy(copied, words, size);
    examples->words_length += size;
    return copied;
}

static void take_moment(struct examples *examples, const char *moment)
{
    if (!clock_parse(moment, &examples->at)) {
        say_miss(examples, "--at: write date, time and offset as in 2026-11-20T14:30+01:00");
    }
}

bool examples_site_path(const ifs_protocol *protocol, const char *name, char *path, size_t capacity)
{
    const char *slash = strrchr(protocol->file, '/');
    int folder = slash != NULL && name[0] != '/' ? (int)(slash - protocol->file) + 1 : 0;
    int length = snprintf(path, capacity, "%.*s%s", folder, protocol->file, name);
    return length >= 0 && (size_t)length < capacity;
}

static void take_site(struct examples *examples, const char *name)
{
    char path[4096];
    if (examples->site_storage != NULL) {
        say_miss(examples, "--site: given twice; an order has one place");
    } else if (!examples_site_path(examples->protocol, name, path, sizeof path)) {
        say_miss(examples, "--site: the path is too long; write a shorter one");
    } else if (site_load(path, &examples->site, &examples->site_storage, &examples->findings)) {
        examples->request.site = &examples->site;
    }
}

/* "--dose 2 g": the loader has seen that the option is known and that something follows. */
static void take_option(struct examples *examples, struct intake *intake, char *words, int *infusion)
{
    char *blank = strchr(words, ' ');
    char *rest = blank != NULL ? blank + 1 : words + strlen(words);
    if (blank != NULL) {
        *blank = '\0';
    }
    if (strcmp(words, "--dose") == 0) {
        intake_dose(intake, *infusion, rest);
    } else if (strcmp(words, "--over") == 0) {
        intake_over(intake, *infusion, rest);
    } else if (strcmp(words, "--infusion") == 0) {
        *infusion = intake_infusion(intake, rest);
    } else if (strcmp(words, "--confirm") == 0) {
        intake_confirm(intake, rest);
    } else if (strcmp(words, "--override") == 0) {
        intake_override(intake, rest);
    } else if (strcmp(words, "--prescriber") == 0) {
        intake_prescriber(intake, rest);
    } else if (strcmp(words, "--at") == 0) {
        take_moment(examples, rest);
    } else if (strcmp(words, "--site") == 0) {
        take_site(examples, rest);
    }
}

/* What intake has to say is what the example misses. */
static bool enter(struct examples *examples, const struct example *example)
{
    struct intake intake = {.protocol = examples->protocol,
                            .request = &examples->request,
                            .findings = &examples->findings,
                            .spacing = QUANTITY_SPACE_REQUIRED};
    int infusion = -1;
    clock_parse(EXAMPLES_MOMENT, &examples->at);
    for (int i = 0; i < example->fact_count; i++) {
        intake_assignment(&intake, copy(examples, example->facts[i]));
    }
    for (int i = 0; i < example->option_count; i++) {
        take_option(examples, &intake, copy(examples, example->options[i]), &infusion);
    }
    examples->request.at_s = examples->at.s;
    examples->request.at_offset_min = examples->at.offset_min;
    intake_settle(&intake, clock_day(examples->at));
    for (size_t i = 0; i < examples->findings.count; i++) {
        say_miss(examples, examples->findings.list[i].message);
    }
    examples->no_memory = finding_no_memory(&examples->findings);
    return examples->miss_count == 0 && !examples->no_memory;
}

/* ---- What came out ---- */

static void hold(struct examples *examples, const char *expected)
{
    struct expectation expectation;
    if (expectation_read(examples->protocol, expected, &expectation) != EXPECTATION_FINE) {
        struct text found = add_miss(examples, expected);
        text_add(&found, "nothing of that name");
        return;
    }
    if (!expectation_holds(&expectation, &examples->sheet)) {
        struct text found = add_miss(examples, expected);
        expectation_found(&expectation, &examples->sheet, &found);
    }
}

bool examples_run(struct examples *examples, const struct example *example)
{
    forget(examples);
    if (!make_room(examples, example)) {
        examples->no_memory = true;
        return false;
    }
    if (!enter(examples, example)) {
        return false;
    }
    ifs_plan_compute(examples->protocol, &examples->request, &examples->plan);
    examples->computed = true;
    sheet_build(examples->protocol, &examples->request, &examples->plan, &examples->sheet);
    if (examples->sheet.full) {
        say_miss(examples, "the sheet would be longer than it can be");
    }
    for (int i = 0; i < example->expect_count; i++) {
        hold(examples, example->expect[i]);
    }
    return examples->miss_count == 0;
}

bool examples_no_memory(const struct examples *examples)
{
    return examples->no_memory;
}

int examples_misses(const struct examples *examples, const struct example_miss **misses)
{
    *misses = examples->misses;
    return examples->miss_count;
}

const ifs_plan *examples_plan(const struct examples *examples, const ifs_request **request)
{
    *request = &examples->request;
    return examples->computed ? &examples->plan : NULL;
}

/* ---- For check ---- */

static void report(const struct examples *examples, const struct example *example, struct findings *findings)
{
    struct place place = {examples->protocol->file, example->origin.line, 0};
    for (int i = 0; i < examples->miss_count; i++) {
        const struct example_miss *miss = &examples->misses[i];
        if (miss->expected != NULL) {
            finding_add(findings, IFS_ERROR, "example-fails", place,
                        "example \"%s\": expected %s, got %s; mend the rule, or what the example expects",
                        example->name, miss->expected, miss->found);
        } else {
            finding_add(findings, IFS_ERROR, "example-fails", place, "example \"%s\" cannot be ordered: %s",
                        example->name, miss->found);
        }
    }
}

static void check_protocol(const ifs_protocol *protocol, struct findings *findings)
{
    struct examples *examples = examples_open(protocol);
    bool no_memory = examples == NULL;
    for (int i = 0; !no_memory && i < protocol->example_count; i++) {
        if (!examples_run(examples, &protocol->examples[i])) {
            report(examples, &protocol->examples[i], findings);
            no_memory = examples_no_memory(examples);
        }
    }
    if (no_memory) {
        finding_add(findings, IFS_ERROR, "no-memory", (struct place){.file = protocol->file},
                    "not enough memory to run the examples; close other programs and try again");
    }
    examples_close(examples);
}

void examples_check(const char *path, const struct load_places *places, struct findings *findings)
{
    struct findings said = {0}; /* by check already */
    ifs_protocol *protocol = protocol_load(path, places, &said);
    if (protocol != NULL) {
        check_protocol(protocol, findings);
    }
    protocol_free(protocol);
    finding_free(&said);
}
