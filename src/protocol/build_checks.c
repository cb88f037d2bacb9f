/*
 * build_checks.c - everything that refuses, asks for an override or warns, in one list.
 *
 * Decides the order in which checks are printed (library, admission, setting, questions, protocol, renal bands) and
 * makes the implicit ones: a question that must be answered one way, a setting that is not listed, a renal band that
 * refuses. Invariant: ids are unique, for an override names its check by id.
 */
#include <stdio.h>
#include <string.h>

#include "loading.h"

/* The check of that id; NULL where there is none yet. */
static const struct check *find_check(const struct loading *loading, const char *id)
{
    for (int i = 0; i < loading->protocol->check_count; i++) {
        if (config_same(loading->checks[i].id, id)) {
            return &loading->checks[i];
        }
    }
    return NULL;
}

static void report_duplicate(const struct loading *loading, const struct config_node *node, const struct check *first)
{
    char place[40] = "in the drug library";
    if (first->origin.file == loading->origin) {
        snprintf(place, sizeof place, "in line %d", first->origin.line);
    }
    report_error(&loading->walk.reporter, node, "duplicate-id",
                 "there is a check \"%s\" already, %s; write another id, or leave one of the two out", first->id,
                 place);
}

/* `node` is what the check is called by. */
static void add_check(struct loading *loading, const struct config_node *node, struct check check)
{
    if (check.id == NULL || check.say == NULL) {
        return; /* the walk said what is missing */
    }
    const struct check *first = find_check(loading, check.id);
    if (first != NULL) {
        report_duplicate(loading, node, first);
        return;
    }
    if (loading->protocol->check_count == IFS_CHECK_MAX) {
        report_error(&loading->walk.reporter, node, "too-many",
                     "more checks than fit; write at most %d, library included", IFS_CHECK_MAX);
        return;
    }
    loading->checks[loading->protocol->check_count++] = check;
}

static const char *copy(struct loading *loading, const char *words)
{
    return arena_text(loading->arena, words, strlen(words));
}

/* ---- Checks as written ------------------------------------------------------------------------------------------ */

struct check_key {
    const char *name;
    ifs_check_severity severity;
    enum condition_use use;
};

static const struct check_key check_keys[] = {
    {"refuse-if", IFS_REFUSE, CONDITION_DECIDES},
    {"override-if", IFS_OVERRIDE, CONDITION_DECIDES},
    {"warn-if", IFS_WARN, CONDITION_PRINTS},
};

/* The one of the three keys that is there; NULL with a finding unless there is exactly one. */
static const struct check_key *key_of(const struct loading *loading, struct group group)
{
    const struct check_key *found = NULL;
    int count = 0;
    for (size_t i = 0; i < sizeof check_keys / sizeof check_keys[0]; i++) {
        if (read_node(loading, group, check_keys[i].name) != NULL) {
            found = &check_keys[i];
            count++;
        }
    }
    if (count == 0) {
        report_error(&loading->walk.reporter, group.node, "missing-key",
                     "no condition; write refuse-if, override-if or warn-if");
    } else if (count > 1) {
        report_error(&loading->walk.reporter, group.node, "conflicting-keys",
                     "more than one of refuse-if, override-if and warn-if; write one check for each");
    }
    return count == 1 ? found : NULL;
}

void build_checks(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "checks");
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        const struct check_key *key = key_of(loading, group);
        struct check check = {.id = read_text(loading, group, "id"), .say = read_text(loading, group, "say")};
        check.origin = read_origin(loading, group);
        if (key != NULL) {
            check.severity = key->severity;
            check.when = read_condition(loading, group, key->name, key->use);
            const struct config_node *id = read_node(loading, group, "id");
            add_check(loading, id != NULL ? id : group.node, check);
        }
    }
}

/* ---- Contradictions ---------------------------------------------------------------------------------------------- */

void build_contradictions(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "contradictions");
    refuse_excess(loading, &list, read_node(loading, file, "contradictions"), CONTRADICTION_MAX);
    struct contradiction *contradictions = arena_take(loading->arena, (size_t)list.count, sizeof *contradictions);
    int count = contradictions != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        contradictions[i].when = read_condition(loading, group, "if", CONDITION_PRINTS);
        contradictions[i].say = read_text(loading, group, "say");
        contradictions[i].origin = read_origin(loading, group);
    }
    loading->protocol->contradictions = contradictions;
    loading->protocol->contradiction_count = count;
}

/* ---- Admission and setting --------------------------------------------------------------------------------------- */

static void build_admit(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "admit");
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        struct check check = {.severity = IFS_REFUSE, .negated = true, .id = read_text(loading, group, "id")};
        char id[24];
        snprintf(id, sizeof id, "admit-%d", i + 1);
        check.id = check.id != NULL ? check.id : copy(loading, id);
        check.when = read_condition(loading, group, "when", CONDITION_DECIDES);
        check.say = read_text(loading, group, "else");
        check.origin = read_origin(loading, group);
        add_check(loading, group.node, check);
    }
}

/* "setting is clinic or setting is ward", of the settings that are listed. */
static void build_setting(struct loading *loading, struct group file)
{
    const struct config_node *node = read_node(loading, read_group(loading, file, "protocol"), "settings");
    const struct fact_rule *setting = &loading->facts[IFS_FACT_SETTING];
    char condition_bytes[256];
    char say_bytes[200];
    struct text condition = text_over(condition_bytes, sizeof condition_bytes);
    struct text say = text_over(say_bytes, sizeof say_bytes);
    text_add(&say, "Only for these settings: ");
    for (int i = 0; i < setting->choice_count; i++) {
        if ((loading->protocol->settings >> i & 1U) != 0) {
            text_add(&say, condition.length > 0 ? ", " : "");
            text_add(&condition, condition.length > 0 ? " or setting is " : "setting is ");
            text_add(&condition, setting->choices[i]);
            text_add(&say, setting->choices[i]);
        }
    }
    text_add(&say, ".");
    if (node == NULL || condition.length == 0) {
        return;
    }
    struct check check = {.id = "setting", .severity = IFS_REFUSE, .negated = true};
    check.when = read_made_condition(loading, node, condition_bytes);
    check.say = copy(loading, say_bytes);
    check.origin = (struct origin){ORIGIN_PROTOCOL, node->line, NULL};
    add_check(loading, node, check);
}

void build_admission(struct loading *loading, struct group file)
{
    build_admit(loading, file);
    build_setting(loading, file);
}

/* ---- Questions that must be answered one way --------------------------------------------------------------------- */

static const char *say_of(struct loading *loading, struct group group, const struct fact_rule *question)
{
    const char *say = read_text(loading, group, "say");
    if (say != NULL || question->ask == NULL) {
        return say;
    }
    char bytes[600];
    struct text text = text_over(bytes, sizeof bytes);
    text_add(&text, question->ask);
    text_add(&text, question->pass == FACT_PASS_NO ? " The answer must be no." : " The answer must be yes.");
    return copy(loading, bytes);
}

static void add_question_check(struct loading *loading, struct group group, const struct config_node *id)
{
    int fact = fact_index(loading->facts, loading->protocol->fact_count, id->string);
    struct origin origin = read_origin(loading, group);
    if (fact < IFS_FACT_BUILTIN || loading->question_nodes[fact] != id || loading->facts[fact].kind != FACT_QUESTION ||
        loading->facts[fact].pass == FACT_PASS_NONE) {
        return;
    }
    struct check check = {.id = loading->facts[fact].name, .severity = IFS_REFUSE, .origin = origin};
    check.negated = loading->facts[fact].pass == FACT_PASS_YES;
    check.when = read_made_condition(loading, id, id->string);
    check.say = say_of(loading, group, &loading->facts[fact]);
    add_check(loading, id, check);
}

void build_question_checks(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "questions");
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        const struct config_node *id = read_node(loading, group, "id");
        if (id != NULL) {
            add_question_check(loading, group, id);
        }
    }
}

/* ---- Renal bands ------------------------------------------------------------------------------------------------- */

/* A name of its own for each: renal, renal-2, ... */
static const char *numbered(struct loading *loading, const char *name, int number)
{
    char id[40];
    if (number > 1) {
        snprintf(id, sizeof id, "%s-%d", name, number);
    } else {
        snprintf(id, sizeof id, "%s", name);
    }
    return copy(loading, id);
}

/* A band of one infusion speaks only where that infusion is part of the order. One of more infusions than fit is none. */
static struct condition band_condition(struct loading *loading, struct group group, const struct renal_band *band)
{
    bool of_one = band->infusion >= 0 && band->infusion < loading->protocol->infusion_count;
    const struct infusion_rule *infusion = of_one ? &loading->protocol->infusions[band->infusion] : NULL;
    if (infusion == NULL || infusion->when.text == NULL || band->when.text == NULL) {
        return band->when;
    }
    char bytes[2048];
    struct text both = text_over(bytes, sizeof bytes);
    text_add(&both, "(");
    text_add(&both, infusion->when.text);
    text_add(&both, ") and (");
    text_add(&both, band->when.text);
    text_add(&both, ")");
    if (both.full) {
        report_error(&loading->walk.reporter, group.node, "bad-condition",
                     "the conditions of this band and of its infusion are too long together; shorten one of them");
        return band->when;
    }
    return read_made_condition(loading, group.node, bytes);
}

/* What a band says is a caution of whoever lies in it; what it refuses is a refusal. */
void build_renal_checks(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "renal");
    int refusals = 0;
    int cautions = 0;
    for (int i = 0; i < loading->protocol->renal_count; i++) {
        const struct renal_band *band = &loading->protocol->renal[i];
        struct group group = list_next(&list);
        struct check check = {.when = band_condition(loading, group, band), .severity = IFS_REFUSE, .origin = band->origin};
        if (band->refuses) {
            check.id = numbered(loading, "renal", ++refusals);
            check.say = read_text(loading, group, "refuse");
            add_check(loading, group.node, check);
        } else if (band->say != NULL) {
            check.severity = IFS_WARN;
            check.id = numbered(loading, "renal-band", ++cautions);
            check.say = band->say;
            add_check(loading, group.node, check);
        }
    }
}
