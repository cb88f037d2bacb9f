/*
 * facts.c - infusheet facts: what a protocol asks, with units and ranges.
 *
 * The same table that reads the answers prints the questions, so the two cannot drift apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json.h"
#include "offer.h"

#define FIGURE_BYTES 64

static const char help[] = "infusheet facts PROTOCOL [--json] [--protocols DIRECTORY] [-o FILE]\n"
                           "\n"
                           "What the protocol asks: name, how it is answered, range, question.\n"
                           "required: the order is incomplete without; bedside: measured at the visit; optional: the rest.\n";

static const char *kind_word(enum fact_kind kind)
{
    switch (kind) {
    case FACT_MEASURE:
        return "measure";
    case FACT_CHOICE:
        return "choice";
    case FACT_QUESTION:
        return "question";
    case FACT_IDENTITY:
        return "identity";
    }
    return "";
}

/* A declared question with named choices is a choice to whoever answers it. */
static enum fact_kind kind_of(const struct fact_rule *rule)
{
    return rule->kind == FACT_QUESTION && rule->choice_count > 0 ? FACT_CHOICE : rule->kind;
}

static const char *need_word(enum fact_need need)
{
    switch (need) {
    case FACT_OPTIONAL:
        return "optional";
    case FACT_BEDSIDE:
        return "bedside";
    case FACT_REQUIRED:
        return "required";
    }
    return "";
}

static const char *figure(const struct fact_unit *unit, int64_t base, char bytes[FIGURE_BYTES])
{
    struct text text = text_over(bytes, FIGURE_BYTES);
    fact_add_figure(&text, unit, base);
    return bytes;
}

static void add_answers(struct json *entry, const ifs_protocol *protocol, int fact)
{
    const struct fact_rule *rule = &protocol->facts[fact];
    struct json *units = json_add_array(entry, "units");
    for (int i = 0; i < rule->unit_count && rule->dimension != IFS_DATE; i++) {
        json_add_string(units, NULL, rule->units[i].symbol);
    }
    struct json *choices = json_add_array(entry, "choices");
    int count = 0;
    const char *const *list = rule->kind == FACT_CHOICE || rule->kind == FACT_QUESTION ? fact_choices(rule, &count) : NULL;
    for (int i = 0; i < count; i++) {
        if (offer_has(protocol, fact, i)) {
            json_add_string(choices, NULL, list[i]);
        }
    }
    char bytes[FIGURE_BYTES];
    bool ranged = rule->kind == FACT_MEASURE && rule->unit_count > 0;
    json_add_string(entry, "low", ranged ? figure(&rule->units[0], rule->units[0].low, bytes) : NULL);
    json_add_string(entry, "high", ranged ? figure(&rule->units[0], rule->units[0].high, bytes) : NULL);
}

static int write_json(const ifs_protocol *protocol, const char *path)
{
    struct json *root = json_begin();
    struct json *list = json_add_array(root, "facts");
    for (int i = 0; i < protocol->fact_count; i++) {
        const struct fact_rule *rule = &protocol->facts[i];
        struct json *entry = json_add_object(list, NULL);
        json_add_string(entry, "name", rule->name);
        json_add_string(entry, "kind", kind_word(kind_of(rule)));
        json_add_string(entry, "need", need_word(rule->need));
        add_answers(entry, protocol, i);
        json_add_string(entry, "pass", rule->pass_word);
        json_add_string(entry, "ask", rule->ask);
    }
    char *text = json_text(root);
    int status = output_write(path, text);
    free(text);
    json_free(root);
    return status;
}

static void print_choices(FILE *stream, const ifs_protocol *protocol, int fact)
{
    const struct fact_rule *rule = &protocol->facts[fact];
    bool first = true;
    int count = 0;
    const char *const *choices = fact_choices(rule, &count);
    for (int i = 0; i < count; i++) {
        if (offer_has(protocol, fact, i)) {
            fprintf(stream, "%s%s", first ? "" : ", ", choices[i]);
            first = false;
        }
    }
    fprintf(stream, "\n");
}

static void print_answer(FILE *stream, const ifs_protocol *protocol, int fact)
{
    const struct fact_rule *rule = &protocol->facts[fact];
    char low[FIGURE_BYTES];
    char high[FIGURE_BYTES];
    switch (rule->kind) {
    case FACT_MEASURE:
        for (int i = 0; i < rule->unit_count; i++) {
            fprintf(stream, "%s%s to %s", i == 0 ? "" : ", or ", figure(&rule->units[i], rule->units[i].low, low),
                   figure(&rule->units[i], rule->units[i].high, high));
        }
        fprintf(stream, "\n");
        break;
    case FACT_CHOICE:
    case FACT_QUESTION:
        print_choices(stream, protocol, fact);
        break;
    case FACT_IDENTITY:
        fprintf(stream, "text\n");
        break;
    }
}

static void print_one(FILE *stream, const ifs_protocol *protocol, int fact)
{
    const struct fact_rule *rule = &protocol->facts[fact];
    fprintf(stream, "  %s: ", rule->name);
    print_answer(stream, protocol, fact);
    if (rule->ask != NULL && rule->ask[0] != '\0') {
        bool passes = rule->pass_word != NULL && fact_is_yes_no(rule); /* of named choices several may pass */
        fprintf(stream, "      %s%s%s\n", rule->ask, passes ? "  Passes with: " : "", passes ? rule->pass_word : "");
    }
}

static bool dose_is_open(const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->dose_count; i++) {
        if (infusion->doses[i].basis == DOSE_BY_PRESCRIBER) {
            return true;
        }
    }
    return false;
}

static bool time_is_open(const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->time_count; i++) {
        if (infusion->times[i].usual.s == 0 && infusion->times[i].at.den == 0) {
            return true;
        }
    }
    return false;
}

static void print_open(FILE *stream, const char *option, const char *name, const char **title)
{
    fprintf(stream, "%s  %s of %s\n", *title, option, name);
    *title = "";
}

/* No facts of the patient, yet the order is incomplete without them. */
static void print_ordered(FILE *stream, const ifs_protocol *protocol)
{
    const char *title = "\nOrdered by the prescriber: the protocol leaves it open, for some patients at least\n";
    for (int i = 0; i < protocol->infusion_count; i++) {
        const struct infusion_rule *infusion = &protocol->infusions[i];
        if (dose_is_open(infusion)) {
            print_open(stream, "--dose: the dose", infusion->name, &title);
        }
        if (time_is_open(infusion)) {
            print_open(stream, "--over: the time", infusion->name, &title);
        }
    }
}

static void print_all(FILE *stream, const ifs_protocol *protocol)
{
    static const enum fact_need order[] = {FACT_REQUIRED, FACT_BEDSIDE, FACT_OPTIONAL};
    static const char *const titles[] = {"Required: the order is incomplete without", "Bedside: measured at the visit",
                                         "Optional"};
    fprintf(stream, "%s %s\n", protocol->id, protocol->version);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        fprintf(stream, "\n%s\n", titles[i]);
        for (int j = 0; j < protocol->fact_count; j++) {
            if (protocol->facts[j].need == order[i]) {
                print_one(stream, protocol, j);
            }
        }
        if (order[i] == FACT_REQUIRED) {
            print_ordered(stream, protocol);
        }
    }
}

static int write_text(const ifs_protocol *protocol, const char *path)
{
    struct output output;
    output_open(&output);
    if (output.stream != NULL) {
        print_all(output.stream, protocol);
    }
    return output_close(&output, path);
}

static int list_facts(const char *name, const struct common_options *common)
{
    struct places places;
    struct findings findings = {0};
    char path[PLACE_BYTES];
    places_find(common->protocols, NULL, &places);
    struct load_places load_places = {.protocols = places.protocols};
    ifs_protocol *protocol = NULL;
    if (places_protocol(name, &places, path, &findings)) {
        protocol = protocol_load(path, &load_places, &findings);
    }
    if (protocol == NULL) {
        int status = findings_status(&findings);
        findings_print(&findings);
        return status;
    }
    int status = common->json ? write_json(protocol, common->output) : write_text(protocol, common->output);
    protocol_free(protocol);
    finding_free(&findings);
    return status;
}

int command_facts(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .command = "facts"};
    const char *name = NULL;
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (name != NULL) {
            return command_misused("facts", "one protocol at a time; not also", arguments.value);
        }
        name = arguments.value;
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    if (name == NULL) {
        return command_misused("facts", "which protocol? infusheet protocols lists them", NULL);
    }
    return list_facts(name, &arguments.common);
}
