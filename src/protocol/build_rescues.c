/*
 * build_rescues.c - the antidote and its dose.
 *
 * Decides which limits of speed a rescue dose has: its own, or those of the antidote in the drug library. Invariant:
 * there is always one, for the engine refuses every order whose rescue has none; a fixed rescue dose keeps to it from
 * the start.
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "names.h"
#include "known.h"
#include "value.h"

#define DEFAULT_STEP_MCG 10000

static int antidote_index(const struct drug *drug, const char *id)
{
    for (int i = 0; i < drug->antidote_count; i++) {
        if (drug->antidotes[i].id != NULL && strcmp(drug->antidotes[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static void report_antidote(const struct loading *loading, const struct config_node *node)
{
    const struct drug *drug = &loading->protocol->drug;
    const char *ids[ANTIDOTE_MAX];
    size_t count = 0;
    for (int i = 0; i < drug->antidote_count; i++) {
        ids[count] = drug->antidotes[i].id;
        count += drug->antidotes[i].id != NULL;
    }
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    names_advise(&words, node->string, &(struct names){ids, count, "antidotes of the drug library"});
    report_error(&loading->walk.reporter, node, "unknown-product", "\"%s\" is no antidote of the drug library; %s",
                 node->string, bytes);
}

static void find_antidote(const struct loading *loading, struct group group, struct rescue_rule *rescue)
{
    const struct config_node *node = read_node(loading, group, "product");
    int index = node != NULL ? antidote_index(&loading->protocol->drug, node->string) : -1;
    if (index >= 0) {
        rescue->product = &loading->protocol->drug.antidotes[index];
        rescue->limits = loading->antidote_speeds[index].list;
        rescue->limit_count = loading->antidote_speeds[index].count;
    } else if (node != NULL && value_is_id(node->string)) {
        report_antidote(loading, node);
    }
}

static void read_dose(struct loading *loading, struct group group, struct rescue_rule *rescue)
{
    bool fixed = read_node(loading, group, "dose") != NULL;
    rescue->per_weight = read_node(loading, group, "per-kg") != NULL;
    if (fixed == rescue->per_weight) {
        report_error(&loading->walk.reporter, group.node, fixed ? "conflicting-keys" : "missing-key",
                     fixed ? "both dose and per-kg; write one of them" : "no dose; write dose or per-kg");
    }
    const char *key = rescue->per_weight ? "per-kg" : "dose";
    rescue->usual = read_ratio(loading, group, key);
    rescue->usual_text = read_text(loading, group, key);
    rescue->maximum.mcg = read_whole(loading, group, "max");
    rescue->step.mcg =
        read_node(loading, group, "step") != NULL ? read_whole(loading, group, "step") : DEFAULT_STEP_MCG;
    rescue->over.s = read_whole(loading, group, "over");
}

static void choose_limits(struct loading *loading, struct group group, struct rescue_rule *rescue)
{
    if (read_node(loading, group, "speed") != NULL) {
        struct limits own = read_speeds(loading, group);
        rescue->limits = own.list;
        rescue->limit_count = own.count;
    }
    if (rescue->limit_count == 0 && rescue->product != NULL) {
        report_error(&loading->walk.reporter, group.node, "missing-key",
                     "no \"speed\" here nor at the antidote; write how fast it may be given");
    }
}

/* A fixed dose beyond its own maximum or its own speed: no patient could get it. */
static void judge_rescue(struct loading *loading, struct group group, const struct rescue_rule *rescue)
{
    const struct config_node *node = read_node(loading, group, "dose");
    if (node == NULL || rescue->usual.den == 0 || rescue->per_weight) {
        return;
    }
    struct limit most = {.kind = IFS_LIMIT_DOSE_MAX, .origin = rescue->origin};
    most.hard_max = rescue->maximum.mcg > 0 ? ratio_whole(rescue->maximum.mcg) : most.hard_max;
    judge_usual(loading, node, rescue->usual, &most);
    ifs_ratio speed = known_over(rescue->usual, known_hours(rescue->over.s));
    for (int i = 0; i < rescue->limit_count; i++) {
        if (rescue->limits[i].when.count == 0) {
            judge_usual(loading, node, speed, &rescue->limits[i]);
        }
    }
}

void build_rescues(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "rescue");
    refuse_excess(loading, &list, read_node(loading, file, "rescue"), IFS_RESCUE_MAX);
    struct rescue_rule *rescues = arena_take(loading->arena, (size_t)list.count, sizeof *rescues);
    int count = rescues != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        struct rescue_rule *rescue = &rescues[i];
        rescue->when = read_condition(loading, group, "when", CONDITION_DECIDES);
        rescue->say = read_text(loading, group, "say");
        rescue->origin = read_origin(loading, group);
        find_antidote(loading, group, rescue);
        read_dose(loading, group, rescue);
        choose_limits(loading, group, rescue);
        judge_rescue(loading, group, rescue);
    }
    loading->protocol->rescues = rescues;
    loading->protocol->rescue_count = count;
}
