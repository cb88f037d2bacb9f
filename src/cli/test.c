/*
 * test.c - infusheet test: the examples written in a protocol, and the rules that none of them reaches.
 *
 * Says of each failing example what was expected, what came out and how to order the same; then what no example has reached, by
 * kind, in the order of reach.h, each with its line. Unless asked for, the drug library's own rules are not counted: the protocol
 * did not write them. Running and following is done elsewhere; this file decides what is said and the exit status.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "examples.h"
#include "json.h"
#include "order_command.h"
#include "propose.h"
#include "reach.h"

static const char help[] =
    "infusheet test PROTOCOL... [--strict] [--library] [--json] [--propose] [--protocols DIRECTORY] [-o FILE]\n"
    "\n"
    "Runs the examples written in each protocol, and says which rules none of them reaches.\n"
    "\n"
    "  --strict                   a rule that no example reaches fails too, and an example that expects nothing\n"
    "  --library                  follow the rules of the drug library as well\n"
    "  --propose                  write examples at each breakpoint and one step to either side, for you to finish\n"
    "  --json                     write JSON\n"
    "  --protocols DIRECTORY      where protocols are\n"
    "  -o FILE                    write to FILE instead of standard output\n"
    "\n"
    "Examples are ordered at 2026-11-20T12:00Z unless they say --at, and without a site file unless they say --site.\n"
    "Exit status: 0 all pass, 1 an example fails, 2 wrong usage, 3 invalid protocol, 4 output failed.\n";

enum test_option { OPTION_STRICT, OPTION_LIBRARY, OPTION_PROPOSE };

static const struct option options[] = {
    {"--strict", false, OPTION_STRICT}, {"--library", false, OPTION_LIBRARY}, {"--propose", false, OPTION_PROPOSE}};

/* One test of one protocol, and where it is told. */
struct test_run {
    const char *name;      /* the protocol as typed */
    const char *protocols; /* --protocols as typed, or NULL */
    bool strict;
    bool library;
    bool propose;
    FILE *stream;
    struct json *list; /* of protocols, in JSON */
    bool json;
    const ifs_protocol *protocol;
    struct examples *examples;
    struct reach *reach;
    int failed;
    bool no_memory;
    int unreached;
};

/* ---- The command that orders the same ---- */

static void write_next(FILE *stream, const char *word)
{
    fputc(' ', stream);
    shell_write_word(stream, word);
}

/* "--dose 2 g" becomes --dose '2 g'. A site file is named from where the command is typed, not from the protocol. */
static void write_option(FILE *stream, const ifs_protocol *protocol, const char *option)
{
    char path[PLACE_BYTES];
    size_t length = strcspn(option, " ");
    fprintf(stream, " %.*s", (int)length, option);
    if (option[length] != ' ') {
        return;
    }
    const char *rest = option + length + 1;
    bool site = strncmp(option, "--site ", 7) == 0 && examples_site_path(protocol, rest, path, sizeof path);
    write_next(stream, site ? path : rest);
}

static bool names_moment(const struct example *example)
{
    for (int i = 0; i < example->option_count; i++) {
        if (strncmp(example->options[i], "--at ", 5) == 0) {
            return true;
        }
    }
    return false;
}

static void write_command(FILE *stream, const struct test_run *run, const struct example *example)
{
    fputs("infusheet order", stream);
    write_next(stream, run->name);
    if (run->protocols != NULL) {
        fputs(" --protocols", stream);
        write_next(stream, run->protocols);
    }
    if (!names_moment(example)) {
        fputs(" --at " EXAMPLES_MOMENT, stream);
    }
    for (int i = 0; i < example->option_count; i++) {
        write_option(stream, run->protocol, example->options[i]);
    }
    for (int i = 0; i < example->fact_count; i++) {
        write_next(stream, example->facts[i]);
    }
}

/* ---- Examples ---- */

static void print_failure(const struct test_run *run, const struct example *example)
{
    const struct example_miss *misses = NULL;
    int count = examples_misses(run->examples, &misses);
    for (int i = 0; i < count; i++) {
        fprintf(run->stream, "%s:%d: failed: example \"%s\": ", run->protocol->file, example->origin.line,
                example->name);
        if (misses[i].expected != NULL) {
            fprintf(run->stream, "expected %s, got %s\n", misses[i].expected, misses[i].found);
        } else {
            fprintf(run->stream, "cannot be ordered: %s\n", misses[i].found);
        }
    }
    fputs("    ", run->stream);
    write_command(run->stream, run, example);
    fputc('\n', run->stream);
}

static void add_command(struct json *entry, const struct test_run *run, const struct example *example)
{
    struct output command;
    output_open(&command);
    if (command.stream != NULL) {
        write_command(command.stream, run, example);
        fflush(command.stream);
        json_add_string(entry, "command", command.bytes);
    }
    output_abandon(&command);
}

static void add_example(struct json *list, const struct test_run *run, const struct example *example, bool passes)
{
    const struct example_miss *misses = NULL;
    int count = examples_misses(run->examples, &misses);
    struct json *entry = json_add_object(list, NULL);
    json_add_string(entry, "name", example->name);
    json_add_integer(entry, "line", example->origin.line);
    json_add_boolean(entry, "passes", passes);
    struct json *failures = json_add_array(entry, "failures");
    for (int i = 0; i < count; i++) {
        struct json *failure = json_add_object(failures, NULL);
        json_add_string(failure, "expected", misses[i].expected);
        json_add_string(failure, "got", misses[i].found);
    }
    add_command(entry, run, example);
}

/* The list is NULL in text. */
static void run_examples(struct test_run *run, struct json *list)
{
    for (int i = 0; i < run->protocol->example_count; i++) {
        const struct example *example = &run->protocol->examples[i];
        const ifs_request *request = NULL;
        bool passes = examples_run(run->examples, example);
        const ifs_plan *plan = examples_plan(run->examples, &request);
        if (plan != NULL) {
            reach_note(run->protocol, request, plan, run->reach);
        }
        run->failed += passes ? 0 : 1;
        run->no_memory = run->no_memory || examples_no_memory(run->examples);
        if (run->json) {
            add_example(list, run, example, passes);
        } else if (!passes) {
            print_failure(run, example);
        }
    }
}

/* ---- What is not reached ---- */

/* Kebab-case for machines; the sentence for people: before the name, after it. */
struct unreached_words {
    const char *kind;
    const char *before;
    const char *after;
};

static const struct unreached_words unreached_words[REACH_KIND_COUNT] = {
    [REACH_CHECK_TRIPS] = {"check-never-trips", "check ", " never trips"},
    [REACH_CHECK_PASSES] = {"check-never-passes", "check ", " never passes"},
    [REACH_CONTRADICTION] = {"contradiction", "nobody gives these contradictory answers", ""},
    [REACH_RENAL_BAND] = {"renal-band", "nobody lies in the renal band", ""},
    [REACH_RENAL_MAX] = {"renal-dose-max", "dose-max of the renal band", " never cuts down or refuses a dose"},
    [REACH_DOSE] = {"dose", "dose", " is never used"},
    [REACH_DOSE_MAX] = {"dose-max", "max of the dose", " never cuts down or refuses a dose"},
    [REACH_TIME] = {"over", "over", " is never used"},
    [REACH_LIMIT] = {"limit-alternative", "this alternative of the limit ", " is never held"},
    [REACH_BAG] = {"bag", "bag ", " is never used"},
    [REACH_RESCUE] = {"rescue", "rescue ", " is never used"},
    [REACH_BELOW_HARD] = {"hard-low", "nothing is refused for lying below the lower hard bound of ", ""},
    [REACH_ABOVE_HARD] = {"hard-high", "nothing is refused for lying above the upper hard bound of ", ""},
    [REACH_BELOW_SOFT] = {"soft-low", "nothing needs an override for lying below the lower soft bound of ", ""},
    [REACH_ABOVE_SOFT] = {"soft-high", "nothing needs an override for lying above the upper soft bound of ", ""},
    [REACH_SENTENCE] = {"sentence", "sentence is never printed", ""},
    [REACH_INDICATION] = {"indication", "nothing is ordered for indication ", ""},
    [REACH_SETTING] = {"setting", "nothing is ordered in setting ", ""},
};

static bool is_bound_or_limit(enum reach_kind kind)
{
    return kind == REACH_LIMIT || (kind >= REACH_BELOW_HARD && kind <= REACH_ABOVE_SOFT);
}

/* "infusion.dose", "total.in-24h", the id; "" where the rule has no name. */
static void name_rule(const struct test_run *run, const struct reach_rule *rule, char *name, size_t capacity)
{
    const char *owner = rule->infusion >= 0 ? run->protocol->infusions[rule->infusion].name : "total";
    if (is_bound_or_limit(rule->kind)) {
        snprintf(name, capacity, "%s.%s", owner, rule->name);
    } else if (rule->name != NULL) {
        snprintf(name, capacity, "%s", rule->name);
    } else if (rule->infusion >= 0 && rule->kind != REACH_SENTENCE) {
        snprintf(name, capacity, " of %s", owner);
    } else {
        name[0] = '\0';
    }
}

static const char *file_of(const struct test_run *run, const struct reach_rule *rule)
{
    return rule->origin != NULL && rule->origin->file == ORIGIN_DRUG ? run->protocol->drug.file : run->protocol->file;
}

static int line_of(const struct reach_rule *rule)
{
    return rule->origin != NULL ? rule->origin->line : 0;
}

static void print_unreached(const struct test_run *run, const struct reach_rule *rule)
{
    const struct unreached_words *words = &unreached_words[rule->kind];
    char name[256];
    name_rule(run, rule, name, sizeof name);
    fprintf(run->stream, "%s:", file_of(run, rule));
    if (line_of(rule) > 0) {
        fprintf(run->stream, "%d:", line_of(rule));
    }
    fprintf(run->stream, " unreached: %s%s%s", words->before, name, words->after);
    if (rule->when != NULL && rule->when->text != NULL && rule->kind > REACH_CHECK_PASSES) {
        fprintf(run->stream, " (when %s)", rule->when->text);
    }
    fputc('\n', run->stream);
}

static void add_unreached(struct json *list, const struct test_run *run, const struct reach_rule *rule)
{
    char name[256];
    name_rule(run, rule, name, sizeof name);
    struct json *entry = json_add_object(list, NULL);
    json_add_string(entry, "kind", unreached_words[rule->kind].kind);
    json_add_string(entry, "file", file_of(run, rule));
    json_add_integer(entry, "line", line_of(rule));
    json_add_string(entry, "name", name[0] == ' ' ? name + strlen(" of ") : name[0] != '\0' ? name : NULL);
    json_add_string(entry, "when", rule->when != NULL ? rule->when->text : NULL);
}

static bool is_followed(const struct test_run *run, const struct reach_rule *rule)
{
    return run->library || rule->origin == NULL || rule->origin->file == ORIGIN_PROTOCOL;
}

/* The list is NULL in text. */
static void tell_unreached(struct test_run *run, struct json *list)
{
    for (int kind = 0; kind < REACH_KIND_COUNT; kind++) {
        for (int i = 0; i < run->reach->count; i++) {
            const struct reach_rule *rule = &run->reach->rules[i];
            if ((int)rule->kind != kind || rule->reached || !is_followed(run, rule)) {
                continue;
            }
            run->unreached++;
            if (run->json) {
                add_unreached(list, run, rule);
            } else {
                print_unreached(run, rule);
            }
        }
    }
}

/* ---- One protocol ---- */

/* Those that --propose wrote and nobody has finished: they pass whatever comes out. */
static int expecting_nothing(const struct test_run *run)
{
    int count = 0;
    for (int i = 0; i < run->protocol->example_count; i++) {
        count += run->protocol->examples[i].expect_count == 0 ? 1 : 0;
    }
    return count;
}

static void print_rules(const struct test_run *run)
{
    if (run->unreached == 0) {
        fputs("every rule is reached", run->stream);
    } else {
        fprintf(run->stream, "%d %s not reached by any", run->unreached, run->unreached == 1 ? "rule is" : "rules are");
    }
    fputs(run->reach->full ? " (more rules than can be followed)\n" : "\n", run->stream);
}

static void print_summary(const struct test_run *run)
{
    int empty = expecting_nothing(run);
    if (empty > 0) {
        fprintf(run->stream, "%s: %d of the examples expect nothing and pass whatever comes out; write into expect what must\n",
                run->protocol->id, empty);
    }
    int count = run->protocol->example_count;
    fprintf(run->stream, "%s: %d %s, ", run->protocol->id, count, count == 1 ? "example" : "examples");
    if (run->failed == 0) {
        fprintf(run->stream, "%s; ", count == 1 ? "it passes" : count == 0 ? "write some" : "all pass");
    } else {
        fprintf(run->stream, "%d %s; ", run->failed, run->failed == 1 ? "fails" : "fail");
    }
    print_rules(run);
}

static void tell(struct test_run *run)
{
    if (!run->json) {
        run_examples(run, NULL);
        tell_unreached(run, NULL);
        print_summary(run);
        return;
    }
    struct json *entry = json_add_object(run->list, NULL);
    json_add_string(entry, "id", run->protocol->id);
    json_add_string(entry, "file", run->protocol->file);
    run_examples(run, json_add_array(entry, "examples"));
    tell_unreached(run, json_add_array(entry, "unreached"));
}

static int run_status(const struct test_run *run)
{
    if (run->no_memory) {
        fputs("infusheet: out of memory; not every example was run. Close other programs and try again.\n", stderr);
        return EXIT_OUTPUT_FAILED;
    }
    bool loose = run->unreached > 0 || run->reach->full || expecting_nothing(run) > 0;
    return run->failed > 0 || (run->strict && loose) ? EXIT_REFUSED : EXIT_READY;
}

static int test_loaded(struct test_run *run)
{
    int status = EXIT_OUTPUT_FAILED;
    if (run->propose) {
        return propose_write(run->stream, run->protocol) ? EXIT_READY : EXIT_OUTPUT_FAILED;
    }
    run->examples = examples_open(run->protocol);
    run->reach = calloc(1, sizeof *run->reach);
    if (run->examples == NULL || run->reach == NULL) {
        command_no_memory();
    } else {
        reach_begin(run->protocol, run->reach);
        tell(run);
        status = run_status(run);
    }
    free(run->reach);
    examples_close(run->examples);
    return status;
}

static int test_one(struct test_run *run, const struct places *places)
{
    char path[PLACE_BYTES];
    struct findings findings = {0};
    struct load_places load_places = {.protocols = places->protocols};
    ifs_protocol *protocol = NULL;
    if (places_protocol(run->name, places, path, &findings)) {
        protocol = protocol_load(path, &load_places, &findings);
    }
    if (protocol == NULL) {
        int status = findings_status(&findings);
        findings_print(&findings);
        return status;
    }
    finding_free(&findings); /* warnings are for check */
    run->protocol = protocol;
    run->failed = 0;
    run->unreached = 0;
    int status = test_loaded(run);
    protocol_free(protocol);
    return status;
}

/* ---- The command ---- */

/* The graver of two exit statuses, in the order of README.md. */
static int graver(int a, int b)
{
    static const int order[] = {EXIT_OUTPUT_FAILED, EXIT_PROTOCOL_INVALID, EXIT_USAGE, EXIT_REFUSED};
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return EXIT_READY;
}

/* The protocols come after all options are known. */
static int test_all(const struct arguments *known, struct test_run *run)
{
    struct arguments arguments = {.count = known->count,
                                  .words = known->words,
                                  .options = options,
                                  .option_count = COUNT_OF(options),
                                  .command = "test"};
    struct places places;
    int status = EXIT_READY;
    int option = 0;
    places_find(known->common.protocols, NULL, &places);
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WORD) {
            run->name = arguments.value;
            status = graver(status, test_one(run, &places));
        }
    }
    return status;
}

static int write_json(const struct arguments *known, struct test_run *run)
{
    struct json *root = json_begin();
    run->list = json_add_array(root, "protocols");
    int status = test_all(known, run);
    char *text = json_text(root);
    status = graver(status, output_write(known->common.output, text));
    free(text);
    json_free(root);
    return status;
}

static int write_text(const struct arguments *known, struct test_run *run)
{
    struct output output;
    output_open(&output);
    run->stream = output.stream;
    int status = output.stream != NULL ? test_all(known, run) : EXIT_OUTPUT_FAILED;
    return graver(status, output_close(&output, known->common.output));
}

int command_test(int count, char **words)
{
    struct arguments arguments = {
        .count = count, .words = words, .options = options, .option_count = COUNT_OF(options), .command = "test"};
    struct test_run run = {0};
    int protocols = 0;
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        run.strict = run.strict || option == OPTION_STRICT;
        run.library = run.library || option == OPTION_LIBRARY;
        run.propose = run.propose || option == OPTION_PROPOSE;
        protocols += option == ARGUMENT_WORD ? 1 : 0;
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    if (protocols == 0) {
        return command_misused("test", "which protocol? infusheet protocols lists them", NULL);
    }
    run.protocols = arguments.common.protocols;
    run.json = arguments.common.json;
    if (run.propose && (run.json || protocols > 1)) {
        return command_misused("test", "--propose writes protocol text for one protocol; leave --json out, and name one", NULL);
    }
    return run.json ? write_json(&arguments, &run) : write_text(&arguments, &run);
}
