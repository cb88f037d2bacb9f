/*
 * build_definitions.c - names for conditions.
 *
 * Decides what a name means that an author gives to a condition. Invariant: a definition reads facts and definitions
 * above it only, so that none can mean itself; its name is no fact's. Facts count as read, or as deciding, where the
 * name is used, not where it is defined.
 */
#include <string.h>

#include "loading.h"

static bool is_free(const struct loading *loading, const struct config_node *id)
{
    static const char *const words[] = {"and", "or", "not", "is", "unknown", NULL};
    if (keys_word(words, id->string) >= 0) {
        report_error(&loading->walk.reporter, id, "bad-id", "\"%s\" is a word of the language; write another id",
                     id->string);
        return false;
    }
    bool taken = fact_index(loading->facts, loading->protocol->fact_count, id->string) >= 0;
    for (int i = 0; i < loading->definition_count; i++) {
        taken = taken || strcmp(loading->definitions[i].id, id->string) == 0;
    }
    if (taken) {
        report_error(&loading->walk.reporter, id, "duplicate-id",
                     "there is a fact or a definition \"%s\" already; write another id", id->string);
    }
    return !taken;
}

void build_definitions(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "definitions");
    refuse_excess(loading, &list, read_node(loading, file, "definitions"), DEFINITION_MAX);
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        const struct config_node *id = read_node(loading, group, "id");
        struct condition means = read_definition(loading, group, "means");
        if (id != NULL && means.count > 0 && is_free(loading, id)) {
            struct definition *definition = &loading->definitions[loading->definition_count];
            definition->id = read_text(loading, group, "id");
            definition->means = means;
            loading->definition_nodes[loading->definition_count] = id;
            loading->definition_count += definition->id != NULL ? 1 : 0;
        }
    }
}

void judge_definitions(const struct loading *loading)
{
    for (int i = 0; i < loading->definition_count; i++) {
        if (!loading->definition_used[i]) {
            report_warning(&loading->walk.reporter, loading->definition_nodes[i], "unused-definition",
                           "\"%s\" is used nowhere; use it in a condition, or leave it out",
                           loading->definitions[i].id);
        }
    }
}
