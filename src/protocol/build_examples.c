/*
 * build_examples.c - the worked examples of a protocol.
 *
 * Decides whether an example's patient can be entered at all (every fact there is, every answer one it can have), what an
 * example takes over from an earlier one, and whether what it expects is something a sheet says. Invariant: an example is
 * read with the same function as the command line, so it means what a nurse would type, and one that is loaded is whole:
 * nobody else need know of `like`. Whether what it expects comes out is for infusheet test.
 */
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "expectation.h"
#include "loading.h"
#include "names.h"
#include "nearest.h"
#include "wording_fact.h"

/* One fact=value being checked. */
struct pair {
    const struct config_node *node;
    int fact;
    size_t answer; /* byte where the answer begins */
};

static void report_answer(const struct loading *loading, const struct pair *pair, const struct fact_problem *problem)
{
    const char *answer = pair->node->string + pair->answer;
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    const char *code = problem->fault == FACT_QUANTITY ? report_quantity_code(problem->quantity.fault)
                                                       : wording_fact_fault_code(problem->fault);
    struct spot spot = {IFS_ERROR, code, pair->node, pair->answer};
    wording_fact_problem(&words, &loading->facts[pair->fact], problem, answer);
    report_inside(&loading->walk.reporter, &spot, "%s", bytes);
}

static int fact_of(const struct loading *loading, const char *words, size_t length)
{
    for (int i = 0; i < loading->protocol->fact_count; i++) {
        const char *name = loading->facts[i].name;
        if (name[0] == words[0] && strncmp(name, words, length) == 0 && name[length] == '\0') {
            return i;
        }
    }
    return -1;
}

static void report_fact(const struct loading *loading, const struct config_node *node, int length)
{
    char name[40];
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    snprintf(name, sizeof name, "%.*s", length, node->string);
    names_advise_fact(&words, name, loading->facts, loading->protocol->fact_count);
    report_error(&loading->walk.reporter, node, "unknown-fact", "\"%s\" is no fact; %s", name, bytes);
}

static void check_pair(struct loading *loading, const struct config_node *node, ifs_request *request)
{
    const char *sign = strchr(node->string, '=');
    struct fact_problem problem;
    if (sign == NULL || sign == node->string || sign[1] == '\0') {
        return; /* the walk said so */
    }
    struct pair pair = {node, fact_of(loading, node->string, (size_t)(sign - node->string)),
                        (size_t)(sign - node->string) + 1};
    if (pair.fact < 0) {
        report_fact(loading, node, (int)(sign - node->string));
        return;
    }
    struct fact_words words = {sign + 1, strlen(sign + 1), QUANTITY_SPACE_REQUIRED, &loading->protocol->drug.salt};
    if (!fact_answer(request, loading->facts, pair.fact, &words, &problem)) {
        report_answer(loading, &pair, &problem);
    }
}

static void check_facts(struct loading *loading, struct group group)
{
    static const ifs_request nobody;
    ifs_request request = nobody;
    const struct config_node *node = read_node(loading, group, "facts");
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        if (at->kind == CONFIG_STRING) {
            check_pair(loading, at, &request);
        }
    }
}

/* ---- Options ---- */

static const char *const options[] = {"--dose",       "--over",    "--infusion", "--override",
                                      "--prescriber", "--confirm", "--at",       "--site"};

static bool is_option(const char *words)
{
    size_t length = strcspn(words, " ");
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        if (strlen(options[i]) == length && strncmp(options[i], words, length) == 0) {
            return words[length] == ' ' && words[length + 1] != '\0';
        }
    }
    return false;
}

static void check_options(const struct loading *loading, struct group group)
{
    const struct config_node *node = read_node(loading, group, "options");
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        if (at->kind == CONFIG_STRING && !is_option(at->string)) {
            report_error(
                &loading->walk.reporter, at, "unknown-option",
                "\"%s\" is no option of an example; write one of --dose, --over, --infusion, --override, --prescriber, "
                "--confirm, --at, --site, a space and what it takes: \"--dose 2 g\"",
                at->string);
        }
    }
}

/* ---- Like an earlier one ---- */

#define NAMES_SHOWN 24

/* The names of the examples before this one, the nearest first. */
static void report_like(const struct loading *loading, const struct config_node *node, const struct example *examples,
                        int before)
{
    char bytes[420];
    struct text text = text_over(bytes, sizeof bytes);
    const char *names[NAMES_SHOWN];
    size_t count = 0;
    for (int i = before - 1; i >= 0 && count < NAMES_SHOWN; i--) {
        if (examples[i].name != NULL) {
            names[count++] = examples[i].name;
        }
    }
    const char *near = nearest_word(node->string, names, count);
    for (size_t i = 0; i < count && near == NULL; i++) {
        text_add(&text, i == 0 ? "write the name of one above: \"" : ", \"");
        text_add(&text, names[i]);
        text_add(&text, "\"");
    }
    report_error(&loading->walk.reporter, node, "unknown-example", "no example above this one is named \"%s\"; %s%s%s",
                 node->string,
                 near != NULL ? "did you mean \""
                 : count > 0  ? bytes
                              : "write the facts themselves",
                 near != NULL ? near : "", near != NULL ? "\"?" : "");
}

static const struct example *find_like(const struct loading *loading, struct group group,
                                       const struct example *examples, int before)
{
    const struct config_node *node = read_node(loading, group, "like");
    for (int i = 0; node != NULL && i < before; i++) {
        if (examples[i].name != NULL && strcmp(examples[i].name, node->string) == 0) {
            return &examples[i];
        }
    }
    if (node != NULL) {
        report_like(loading, node, examples, before);
    }
    return NULL;
}

/* The same fact: the same letters up to the equals sign. */
static bool same_fact(const char *a, const char *b)
{
    size_t name = strcspn(a, "=");
    return strncmp(a, b, name) == 0 && b[name] == '=';
}

static bool is_named(const char *const *facts, int count, const char *fact)
{
    for (int i = 0; i < count; i++) {
        if (same_fact(facts[i], fact)) {
            return true;
        }
    }
    return false;
}

/* The earlier example's facts but those named again, then its own. */
static void take_over(struct loading *loading, const struct example *earlier, bool own_options, struct example *example)
{
    size_t room = (size_t)earlier->fact_count + (size_t)example->fact_count;
    const char **facts = arena_take(loading->arena, room, sizeof *facts);
    int count = 0;
    for (int i = 0; facts != NULL && i < earlier->fact_count; i++) {
        if (!is_named(example->facts, example->fact_count, earlier->facts[i])) {
            facts[count++] = earlier->facts[i];
        }
    }
    for (int i = 0; facts != NULL && i < example->fact_count; i++) {
        facts[count++] = example->facts[i];
    }
    example->facts = facts;
    example->fact_count = count;
    if (!own_options) {
        example->options = earlier->options;
        example->option_count = earlier->option_count;
    }
}

static void refuse_fact_twice(const struct loading *loading, struct group group)
{
    const struct config_node *node = read_node(loading, group, "facts");
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        for (const struct config_node *earlier = node->first_child; earlier != at; earlier = earlier->next) {
            if (at->kind == CONFIG_STRING && earlier->kind == CONFIG_STRING && same_fact(earlier->string, at->string)) {
                report_error(&loading->walk.reporter, at, "duplicate-fact",
                             "the same fact stands in line %d already; keep the right one", earlier->line);
                break;
            }
        }
    }
}

static void build_example(struct loading *loading, struct group group, struct example *examples, int index)
{
    struct example *example = &examples[index];
    example->name = read_text(loading, group, "name");
    example->facts = read_texts(loading, group, "facts", &example->fact_count);
    example->options = read_texts(loading, group, "options", &example->option_count);
    example->expect = read_texts(loading, group, "expect", &example->expect_count);
    example->origin = read_origin(loading, group);
    check_facts(loading, group);
    check_options(loading, group);
    refuse_fact_twice(loading, group);
    const struct example *earlier = find_like(loading, group, examples, index);
    if (earlier != NULL) {
        take_over(loading, earlier, read_node(loading, group, "options") != NULL, example);
    }
    if (read_node(loading, group, "like") == NULL && read_node(loading, group, "facts") == NULL) {
        report_error(&loading->walk.reporter, group.node, "missing-key",
                     "no facts; write facts = [ \"weight=70 kg\" ], or like = \"the name of an example above\"");
    }
}

void build_examples(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "examples");
    refuse_duplicates(loading, list, "name");
    struct example *examples = arena_take(loading->arena, (size_t)list.count, sizeof *examples);
    int count = examples != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        build_example(loading, list_next(&list), examples, i);
    }
    loading->protocol->examples = examples;
    loading->protocol->example_count = count;
}

/* ---- What is expected ---- */

/* What is wrong, and into `text` what to write instead. */
static const char *say_expectation(enum expectation_fault fault, struct text *text)
{
    switch (fault) {
    case EXPECTATION_UNKNOWN:
        text_add(text, "write one of ");
        expectation_add_names(text);
        text_add(text, "; from dose on, the infusion and a point may stand before it");
        return "nothing of that name can be expected";
    case EXPECTATION_OF_WHOLE_ORDER:
        text_add(text, "write it without the infusion");
        return "this belongs to the whole order";
    case EXPECTATION_UNKNOWN_CHECK:
        text_add(text, "write check.ID=result with the id of a check, or INFUSION.LIMIT as in infusion.dose");
        return "there is no such check";
    case EXPECTATION_UNKNOWN_VERDICT:
        text_add(text, "write one of ");
        expectation_add_verdicts(text);
        return "there is no such verdict";
    case EXPECTATION_UNKNOWN_RESULT:
    case EXPECTATION_FINE: /* has no advice */
        break;
    }
    text_add(text, "write one of ");
    expectation_add_results(text);
    return "there is no such result of a check";
}

static void judge_expected(const struct loading *loading, const struct config_node *node)
{
    struct expectation expectation;
    char bytes[400];
    struct text text = text_over(bytes, sizeof bytes);
    enum expectation_fault fault = expectation_read(loading->protocol, node->string, &expectation);
    if (fault != EXPECTATION_FINE) {
        const char *wrong = say_expectation(fault, &text);
        report_error(&loading->walk.reporter, node, "unknown-expectation", "\"%s\": %s; %s", node->string, wrong,
                     bytes);
    }
}

/* The walk found every example whole. */
void judge_examples(const struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "examples");
    int count = list.count;
    for (int i = 0; i < count; i++) {
        const struct config_node *node = read_node(loading, list_next(&list), "expect");
        for (const struct config_node *at = node->first_child; at != NULL; at = at->next) {
            judge_expected(loading, at);
        }
    }
}
