/*
 * prove.c - infusheet prove: a certificate of what holds for every patient a protocol admits, or a counterexample.
 *
 * Words and layout alone: what is examined and what it comes to is analysis/prove.h. The certificate is the same bytes for the same files and
 * program, but for the time it took. Status 0 when everything is proved, 1 otherwise.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "brute.h"
#include "claim.h"
#include "command.h"
#include "examples.h"
#include "json.h"
#include "loaded.h"
#include "order_command.h"
#include "outcome.h"
#include "prove.h"
#include "prove_words.h"

enum { WIDTH = 80 };

static const char help[] =
    "infusheet prove PROTOCOL [--brute COUNT] [--seed NUMBER] [--json] [--site FILE] [--protocols DIRECTORY] [-o "
    "FILE]\n"
    "\n"
    "Every patient that a protocol admits, exhaustively: a certificate of what holds for all of them, or the\n"
    "smallest patient for whom it does not, as a command that orders for that patient.\n"
    "\n"
    "  --brute COUNT              and that many patients one by one, at random: both must agree\n"
    "  --seed NUMBER              the first of them; the same number gives the same patients (default 1)\n"
    "  --site FILE                with the pump and syringes of this place\n"
    "  --json                     write JSON\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "  -o FILE                    write to FILE instead of standard output\n"
    "\n"
    "Exit status: 0 everything is proved, 1 a counterexample or undecided, 2 wrong usage, 3 invalid protocol,\n"
    "4 output failed.\n";

enum prove_option { OPTION_SITE, OPTION_BRUTE, OPTION_SEED };

static const struct option options[] = {
    {"--site", true, OPTION_SITE}, {"--brute", true, OPTION_BRUTE}, {"--seed", true, OPTION_SEED}};

enum { BRUTE_AT_ONCE = 100000 };
#define BRUTE_MOST INT64_C(1000000000000)

struct proving {
    const char *name;
    const char *protocols;
    const char *site_path;
    bool json;
    FILE *stream;
    struct json *list;
    struct prove *prove;
    struct brute *brute;
    int64_t brute_patients; /* 0: none */
    int64_t seed;
    int64_t took_ms;
};

/* ---- Progress --------------------------------------------------------------------------------------------------------------- */

/* A bar on a terminal, and none elsewhere. */
static void show(int thousandths, void *context)
{
    static const char full[] = "########################################";
    const struct proving *run = context;
    int length = thousandths * 40 / 1000;
    fprintf(stderr, "\r%-24.24s [%-40.*s] %3d %%", run->name, length, full, thousandths / 10);
}

static void wipe(void)
{
    fprintf(stderr, "\r%*s\r", 78, "");
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Text -------------------------------------------------------------------------------------------------------------------- */

/* Words broken at spaces, each line after the indent. */
static void write_wrapped(FILE *stream, int indent, const char *words)
{
    int room = WIDTH - indent;
    while (*words != '\0') {
        int length = (int)strlen(words);
        if (length > room) {
            length = room;
            while (length > 0 && words[length] != ' ') {
                length--;
            }
            length = length > 0 ? length : room;
        }
        fprintf(stream, "%*s%.*s\n", indent, "", length, words);
        words += length;
        words += *words == ' ' ? 1 : 0;
    }
}

static struct order_command command_of(const struct proving *run, const char *indent, size_t width)
{
    return (struct order_command){run->name, run->protocols, run->site_path, EXAMPLES_MOMENT, indent, width};
}

static void write_commands(const struct proving *run, const struct prove_finding *finding)
{
    struct order_command command = command_of(run, "      ", WIDTH);
    if (finding->pair) {
        order_command_write(run->stream, &command, run->prove->protocol, &finding->first);
        fputs("\n", run->stream);
    }
    order_command_write(run->stream, &command, run->prove->protocol, &finding->patient);
    fputs("\n", run->stream);
}

static void write_property(const struct proving *run, enum prove_property property)
{
    char words[PROVE_WORDS];
    const struct prove_finding *finding = &run->prove->findings[property];
    fprintf(run->stream, "%-15s %s\n", prove_words_result(finding->result), prove_word(property));
    write_wrapped(run->stream, 4, prove_words_property(property));
    struct text text = text_over(words, sizeof words);
    prove_words_finding(&text, run->prove, property);
    write_wrapped(run->stream, 4, words);
    bool patient = finding->result == PROVE_COUNTEREXAMPLE && property != PROVE_REACHED;
    if (patient) {
        write_commands(run, finding);
    }
}

static void write_list(const struct proving *run, void (*add)(struct text *, const struct prove *, int), int count)
{
    for (int i = 0; i < count; i++) {
        char words[PROVE_WORDS];
        struct text text = text_over(words, sizeof words);
        add(&text, run->prove, i);
        if (words[0] != '\0') {
            write_wrapped(run->stream, 4, words);
        }
    }
}

static void write_certificate(const struct proving *run)
{
    const struct prove *prove = run->prove;
    const ifs_protocol *protocol = prove->protocol;
    char words[PROVE_WORDS];
    fprintf(run->stream, "%s %s\n", protocol->id, protocol->version);
    write_wrapped(run->stream, 0, protocol->title);
    fputs("\n", run->stream);
    fprintf(run->stream, "Protocol      %s\n", protocol->fingerprint);
    fprintf(run->stream, "Drug library  %s\n", protocol->drug.fingerprint);
    fprintf(run->stream, "              %s %s\n", protocol->drug.id, protocol->drug.version);
    fprintf(run->stream, "Program       infusheet %s\n", IFS_VERSION);
    fprintf(run->stream, "Took          %" PRId64 ".%02" PRId64 " s\n\n", run->took_ms / 1000,
            run->took_ms % 1000 / 10);
    struct text text = text_over(words, sizeof words);
    prove_words_covered(&text, prove);
    write_wrapped(run->stream, 0, words);
    fputs("\n", run->stream);
    for (int i = 0; i < PROVE_COUNT; i++) {
        write_property(run, (enum prove_property)i);
    }
    write_list(run, prove_words_unreached, prove->unreached_count + prove->idle_count);
    if (prove->jump_count > 0 || prove->speed.infusion >= 0) {
        fprintf(run->stream, "\nTo know, no failures (the dose changes by %d percent or more, or runs faster)\n",
                prove->jump_percent);
        write_list(run, prove_words_note, prove->jump_count + 1);
    }
}

/* "Plain enumeration" and what it says. */
static void write_brute(const struct proving *run)
{
    const struct brute *brute = run->brute;
    char words[PROVE_WORDS];
    struct text text = text_over(words, sizeof words);
    prove_words_brute(&text, brute);
    fputs("\n", run->stream);
    write_wrapped(run->stream, 0, words);
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (brute->fails[i] == 0) {
            continue;
        }
        bool against = brute_contradicts(brute, run->prove, (enum prove_property)i);
        fprintf(run->stream, "    %s %s: %" PRId64 " fail\n", against ? "DISAGREES" : "agrees",
                prove_word((enum prove_property)i), brute->fails[i]);
        struct order_command command = command_of(run, "      ", WIDTH);
        if (against) {
            order_command_write(run->stream, &command, run->prove->protocol, &brute->worst[i]);
            fputs("\n", run->stream);
        }
    }
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------------- */

static void add_command(struct json *entry, const char *key, const struct proving *run, const ifs_request *request)
{
    struct order_command command = command_of(run, "", 0);
    struct output output;
    output_open(&output);
    if (output.stream != NULL) {
        order_command_write(output.stream, &command, run->prove->protocol, request);
        fflush(output.stream);
        json_add_string(entry, key, output.bytes);
    }
    output_abandon(&output);
}

static void add_property(struct json *list, const struct proving *run, enum prove_property property)
{
    char words[PROVE_WORDS];
    const struct prove_finding *finding = &run->prove->findings[property];
    bool patient = finding->result == PROVE_COUNTEREXAMPLE && property != PROVE_REACHED;
    struct json *entry = json_add_object(list, NULL);
    json_add_string(entry, "id", prove_word(property));
    json_add_string(entry, "result", prove_result_word(finding->result));
    if (patient) {
        add_command(entry, "command", run, &finding->patient);
    } else {
        json_add_null(entry, "command");
    }
    if (patient && finding->pair) {
        add_command(entry, "compare", run, &finding->first);
    } else {
        json_add_null(entry, "compare");
    }
    struct text text = text_over(words, sizeof words);
    prove_words_finding(&text, run->prove, property);
    json_add_string(entry, "why", words[0] != '\0' ? words : NULL);
}

static void add_list(struct json *into, const char *key, const struct proving *run,
                     void (*add)(struct text *, const struct prove *, int), int count)
{
    struct json *list = json_add_array(into, key);
    for (int i = 0; i < count; i++) {
        char words[PROVE_WORDS];
        struct text text = text_over(words, sizeof words);
        add(&text, run->prove, i);
        if (words[0] != '\0') {
            json_add_string(list, NULL, words);
        }
    }
}

static void add_brute(struct json *entry, const struct proving *run)
{
    if (run->brute == NULL) {
        json_add_null(entry, "brute");
        return;
    }
    struct json *brute = json_add_object(entry, "brute");
    json_add_integer(brute, "patients", run->brute->patients);
    json_add_integer(brute, "orders", run->brute->orders);
    json_add_integer(brute, "seed", run->seed);
    struct json *failing = json_add_array(brute, "failing");
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (run->brute->fails[i] > 0) {
            json_add_string(failing, NULL, prove_word((enum prove_property)i));
        }
    }
    struct json *disagrees = json_add_array(brute, "disagrees");
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (brute_contradicts(run->brute, run->prove, (enum prove_property)i)) {
            json_add_string(disagrees, NULL, prove_word((enum prove_property)i));
        }
    }
}

static void add_certificate(const struct proving *run)
{
    const struct prove *prove = run->prove;
    struct json *entry = run->list;
    json_add_string(entry, "protocol", prove->protocol->id);
    json_add_string(entry, "version", prove->protocol->version);
    json_add_string(entry, "fingerprint", prove->protocol->fingerprint);
    json_add_string(entry, "drug", prove->protocol->drug.id);
    json_add_string(entry, "drug_version", prove->protocol->drug.version);
    json_add_string(entry, "drug_fingerprint", prove->protocol->drug.fingerprint);
    json_add_string(entry, "program", IFS_VERSION);
    json_add_integer(entry, "patients", prove->family.patients);
    json_add_integer(entry, "cells", prove->family.kinds);
    json_add_integer(entry, "classes", prove->family.class_count);
    json_add_integer(entry, "plans", prove->plans);
    json_add_integer(entry, "took_ms", run->took_ms);
    struct json *properties = json_add_array(entry, "properties");
    for (int i = 0; i < PROVE_COUNT; i++) {
        add_property(properties, run, (enum prove_property)i);
    }
    add_list(entry, "unreached", run, prove_words_unreached, prove->unreached_count + prove->idle_count);
    add_list(entry, "notes", run, prove_words_note, prove->jump_count + 1);
    add_brute(entry, run);
}

/* ---- One protocol ------------------------------------------------------------------------------------------------------------ */

static bool all_proved(const struct proving *run)
{
    for (int i = 0; i < PROVE_COUNT; i++) {
        bool against = run->brute != NULL && brute_contradicts(run->brute, run->prove, (enum prove_property)i);
        if (run->prove->findings[i].result != PROVE_PROVED || against) {
            return false;
        }
    }
    return true;
}

/* False without memory. */
static bool enumerate(struct proving *run)
{
    run->brute = run->brute_patients > 0 ? calloc(1, sizeof *run->brute) : NULL;
    if (run->brute == NULL) {
        return run->brute_patients == 0;
    }
    brute_begin(run->brute, (uint64_t)run->seed);
    for (int64_t done = 0; done < run->brute_patients; done += BRUTE_AT_ONCE) {
        int64_t next = done + BRUTE_AT_ONCE < run->brute_patients ? done + BRUTE_AT_ONCE : run->brute_patients;
        brute_run(run->brute, run->prove, next);
        if (run->prove->progress != NULL) {
            show((int)(next * 1000 / run->brute_patients), run);
        }
    }
    return true;
}

static int prove_loaded(struct proving *run, const ifs_protocol *protocol, const ifs_site *site)
{
    run->prove = calloc(1, sizeof *run->prove);
    if (run->prove == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    bool terminal = isatty(STDERR_FILENO) != 0;
    run->prove->progress = terminal ? show : NULL;
    run->prove->context = run;
    int64_t began = now_ms();
    prove_begin(run->prove, protocol, site);
    prove_run(run->prove);
    run->took_ms = now_ms() - began;
    if (!enumerate(run)) {
        command_no_memory();
    }
    if (terminal) {
        wipe();
    }
    if (run->json) {
        add_certificate(run);
    } else {
        write_certificate(run);
    }
    if (!run->json && run->brute != NULL) {
        write_brute(run);
    }
    int status = all_proved(run) ? EXIT_READY : EXIT_REFUSED;
    free(run->brute);
    free(run->prove);
    return status;
}

static int prove_one(struct proving *run)
{
    const struct wanted wanted = {.name = run->name, .protocols = run->protocols, .site = run->site_path};
    struct loaded loaded;
    int status = loaded_open(&wanted, &loaded);
    if (status == EXIT_READY) {
        status = prove_loaded(run, loaded.protocol, loaded.site);
    }
    loaded_close(&loaded);
    return status;
}

static int write_proof(struct proving *run, const char *path)
{
    if (run->json) {
        struct json *root = json_begin();
        run->list = root;
        int status = prove_one(run);
        char *text = json_text(root);
        bool told = status == EXIT_READY || status == EXIT_REFUSED;
        int written = told ? output_write(path, text) : EXIT_READY;
        free(text);
        json_free(root);
        return written != EXIT_READY ? written : status;
    }
    struct output output;
    output_open(&output);
    run->stream = output.stream;
    int status = output.stream != NULL ? prove_one(run) : EXIT_OUTPUT_FAILED;
    int written = output_close(&output, path);
    return written != EXIT_READY ? written : status;
}

/* A whole number, 1 to `most`; 0: not one. */
static int64_t whole_number(const char *word, int64_t most)
{
    int64_t number = 0;
    for (const char *at = word; *at != '\0'; at++) {
        if (*at < '0' || *at > '9' || number > most / 10) {
            return 0;
        }
        number = number * 10 + (*at - '0');
    }
    return number <= most ? number : 0;
}

/* One option or word, as argument_next names it. EXIT_READY, or wrong usage explained. */
static int take(struct proving *run, int option, const char *value, int *protocols)
{
    if (option == OPTION_BRUTE || option == OPTION_SEED) {
        int64_t *number = option == OPTION_BRUTE ? &run->brute_patients : &run->seed;
        *number = whole_number(value, BRUTE_MOST);
        if (*number == 0) {
            return command_misused("prove", "--brute and --seed take a whole number, not", value);
        }
    } else if (option == OPTION_SITE) {
        run->site_path = value;
    } else if (option == ARGUMENT_WORD) {
        run->name = value;
        (*protocols)++;
    }
    return EXIT_READY;
}

int command_prove(int count, char **words)
{
    struct arguments arguments = {
        .count = count, .words = words, .options = options, .option_count = COUNT_OF(options), .command = "prove"};
    struct proving run = {.seed = 1};
    int status = EXIT_USAGE;
    int option = 0;
    int protocols = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (take(&run, option, arguments.value, &protocols) != EXIT_READY) {
            return EXIT_USAGE;
        }
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    if (protocols != 1) {
        return command_misused("prove", "which protocol? one at a time; infusheet protocols lists them", NULL);
    }
    run.protocols = arguments.common.protocols;
    run.json = arguments.common.json;
    return write_proof(&run, arguments.common.output);
}
