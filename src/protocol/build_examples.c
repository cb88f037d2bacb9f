/*
 * build_examples.c - the worked examples of a protocol.
 *
 * Decides whether an example's patient can be entered at all: every fact there is, every answer one it can have.
 * Invariant: an example is read with the same function as the command line, so it means what a nurse would type.
 * Whether what it expects comes out is for infusheet test.
 */
#include <stdio.h>
#include <string.h>

#include "loading.h"
#include "names.h"
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
        if (strlen(name) == length && strncmp(name, words, length) == 0) {
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
    if (sign == NULL) {
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

void build_examples(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "examples");
    refuse_duplicates(loading, list, "name");
    struct example *examples = arena_take(loading->arena, (size_t)list.count, sizeof *examples);
    int count = examples != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        examples[i].name = read_text(loading, group, "name");
        examples[i].facts = read_texts(loading, group, "facts", &examples[i].fact_count);
        examples[i].options = read_texts(loading, group, "options", &examples[i].option_count);
        examples[i].expect = read_texts(loading, group, "expect", &examples[i].expect_count);
        examples[i].origin = read_origin(loading, group);
        check_facts(loading, group);
    }
    loading->protocol->examples = examples;
    loading->protocol->example_count = count;
}
