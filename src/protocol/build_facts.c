/*
 * build_facts.c - the facts of a protocol: the built-in ones, then the questions of library and protocol.
 *
 * Decides the choices a protocol gives to a built-in fact (its indications, the products and diluents of its library,
 * in their order) and what each question is. Invariant: no two facts have one name, and none has a word of the language
 * for its name. Which facts are needed is decided when every rule has been read (build_needs.c).
 */
#include <stdio.h>
#include <string.h>

#include "loading.h"

void build_facts(struct loading *loading)
{
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        loading->facts[i] = *fact_builtin(i);
        loading->facts[i].need = FACT_OPTIONAL;
        loading->facts[i].read = false;
    }
    loading->protocol->fact_count = IFS_FACT_BUILTIN;
}

void build_choices(struct loading *loading, int fact, struct list list)
{
    const char **ids = arena_take(loading->arena, (size_t)list.count, sizeof *ids);
    int count = ids != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        const char *id = read_text(loading, list_next(&list), "id");
        ids[i] = id != NULL ? id : "";
    }
    loading->facts[fact].choices = ids;
    loading->facts[fact].choice_count = count;
}

static void report_duplicate(const struct loading *loading, const struct config_node *id, int fact)
{
    const struct config_node *first = loading->question_nodes[fact];
    char place[60] = "every protocol has it";
    if (first != NULL && loading->origin == ORIGIN_PROTOCOL && fact < loading->library_fact_count) {
        snprintf(place, sizeof place, "the drug library asks it");
    } else if (first != NULL) {
        snprintf(place, sizeof place, "in line %d", first->line);
    }
    report_error(&loading->walk.reporter, id, "duplicate-id",
                 "there is a fact \"%s\" already (%s); use it, or write another id", id->string, place);
}

/* Of letters, digits, hyphens and points, which is all an id holds, the letters come last in ASCII. */
static bool begins_with_letter(const char *id)
{
    return id[0] > '9';
}

/* True when a question may have this id. */
static bool check_name(const struct loading *loading, const struct config_node *id)
{
    static const char *const words[] = {"and", "or", "not", "is", "unknown", NULL};
    if (keys_word(words, id->string) >= 0) {
        report_error(&loading->walk.reporter, id, "bad-id", "\"%s\" is a word of the language; write another id",
                     id->string);
        return false;
    }
    static const char *const groups[] = {"order", "visit", NULL};
    if (keys_word(groups, id->string) >= 0 || !begins_with_letter(id->string) || strchr(id->string, '.') != NULL) {
        report_error(&loading->walk.reporter, id, "bad-id",
                     "\"%s\" cannot stand in a patient file; write another id, which begins with a letter and has no point (order and "
                     "visit are groups there)",
                     id->string);
        return false;
    }
    int fact = fact_index(loading->facts, loading->protocol->fact_count, id->string);
    if (fact >= 0) {
        report_duplicate(loading, id, fact);
        return false;
    }
    return true;
}

static enum fact_pass pass_of(const struct loading *loading, struct group group)
{
    const struct config_node *pass = read_node(loading, group, "pass");
    if (pass == NULL) {
        return FACT_PASS_NONE;
    }
    if (read_node(loading, group, "choices") != NULL) {
        report_error(&loading->walk.reporter, pass, "conflicting-keys",
                     "a question with named choices has no pass; write a check instead");
    }
    if (read_node(loading, group, "source") == NULL) {
        report_error(&loading->walk.reporter, pass, "missing-key",
                     "no \"source\"; write it: where this refusal comes from");
    }
    return read_choice(loading, group, "pass") == 1 ? FACT_PASS_YES : FACT_PASS_NO;
}

/* As many of them as fit. */
static int refuse_choices(const struct loading *loading, struct group group, int count)
{
    if (count > CHOICES_MAX) {
        report_error(&loading->walk.reporter, read_node(loading, group, "choices"), "too-many",
                     "%d choices; write at most %d, or ask several questions", count, CHOICES_MAX);
        return CHOICES_MAX;
    }
    return count;
}

static void add_question(struct loading *loading, struct group group)
{
    const struct config_node *id = read_node(loading, group, "id");
    int fact = loading->protocol->fact_count;
    if (id == NULL || !check_name(loading, id)) {
        return;
    }
    if (fact == IFS_FACT_MAX) {
        report_error(&loading->walk.reporter, id, "too-many",
                     "more questions than fit; ask at most %d, library included", IFS_FACT_MAX - IFS_FACT_BUILTIN);
        return;
    }
    struct fact_rule *rule = &loading->facts[fact];
    rule->name = read_text(loading, group, "id");
    rule->ask = read_text(loading, group, "ask");
    rule->kind = FACT_QUESTION;
    rule->renal_risk = read_boolean(loading, group, "renal-risk");
    rule->pass = pass_of(loading, group);
    if (read_node(loading, group, "choices") != NULL) {
        rule->kind = FACT_CHOICE;
        rule->choices = read_texts(loading, group, "choices", &rule->choice_count);
        rule->choice_count = refuse_choices(loading, group, rule->choice_count);
    }
    if (rule->name != NULL) {
        loading->question_nodes[fact] = id;
        loading->protocol->fact_count++;
    }
}

void build_questions(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "questions");
    int count = list.count;
    for (int i = 0; i < count; i++) {
        add_question(loading, list_next(&list));
    }
}
