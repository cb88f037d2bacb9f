/*
 * build_phases.c - how an infusion is given: route and sites, repeats, steps of titration, serum level, what ends it.
 *
 * Decides which keys belong together: an intramuscular dose has sites and no time, a repeat has a last dose, a step is a
 * step of a dose rate. Invariant: whatever is repeated ends, by a count or by an amount; conditions of later doses are
 * printed and decide nothing now.
 */
#include <string.h>

#include "loading.h"
#include "ratio.h"

enum { SITES_MAX = 4, STEPS_MAX = 8 };

/* ---- Route ------------------------------------------------------------------------------------------------------ */

void build_route(struct loading *loading, struct group group, struct infusion_rule *infusion)
{
    infusion->route = read_choice(loading, group, "route") == 1 ? ROUTE_INTRAMUSCULAR : ROUTE_INTRAVENOUS;
    int64_t sites = read_count(loading, group, "sites", (struct counts){1, SITES_MAX});
    if (infusion->route == ROUTE_INTRAMUSCULAR) {
        infusion->sites = sites > 0 ? sites : 1;
    }
}

static void refuse_keys(const struct loading *loading, struct group group, const char *const *names, const char *code,
                        const char *words)
{
    for (int i = 0; names[i] != NULL; i++) {
        const struct config_node *node = read_node(loading, group, names[i]);
        if (node != NULL) {
            report_error(&loading->walk.reporter, node, code, "%s", words);
        }
    }
}

static void judge_intramuscular(const struct loading *loading, struct group group, const struct infusion_rule *infusion)
{
    static const char *const timed[] = {"over", "speed", "speed-per-kg", "steps", NULL};
    const struct config_node *devices = read_node(loading, group, "devices");
    refuse_keys(loading, group, timed, "not-intramuscular", "an intramuscular dose is given at once; leave this out");
    if (devices != NULL && infusion->devices != 1U << IFS_HAND) {
        report_error(&loading->walk.reporter, devices, "not-intramuscular",
                     "an intramuscular dose is given by hand; write devices = [ \"hand\" ]");
    }
    for (int i = 0; i < infusion->dose_count; i++) {
        if (infusion->doses[i].rate) {
            report_error(&loading->walk.reporter, read_node(loading, group, "dose"), "not-intramuscular",
                         "an intramuscular dose is no dose rate; write a mass, such as \"5 g\" or \"250 mg/kg\"");
        }
    }
}

/* A step is another dose rate, so the dose itself must be one. */
static void judge_steps(const struct loading *loading, struct group group, const struct infusion_rule *infusion)
{
    bool rates = true;
    for (int i = 0; i < infusion->dose_count; i++) {
        rates = rates && infusion->doses[i].rate;
    }
    if (infusion->step_count > 0 && !rates) {
        report_error(&loading->walk.reporter, read_node(loading, group, "steps"), "conflicting-keys",
                     "only a dose rate is titrated; write the dose as a rate, such as usual = \"1 g/h\", or leave the steps out");
    }
}

void judge_route(const struct loading *loading, struct group group, const struct infusion_rule *infusion)
{
    static const char *const injected[] = {"sites", "site-volume", NULL};
    if (infusion->route == ROUTE_INTRAMUSCULAR) {
        judge_intramuscular(loading, group, infusion);
        return;
    }
    judge_steps(loading, group, infusion);
    refuse_keys(loading, group, injected, "conflicting-keys",
                "only an intramuscular dose has sites; leave this out, or write route = \"intramuscular\"");
    if (read_node(loading, group, "over") == NULL) {
        report_error(&loading->walk.reporter, group.node, "missing-key", "no \"over\"; write it: the time");
    }
}

/* ---- Repeats ---------------------------------------------------------------------------------------------------- */

static void build_repeat(struct loading *loading, struct group group, struct repeat *repeat)
{
    repeat->origin = read_origin(loading, group);
    repeat->every.s = read_whole(loading, group, "every");
    repeat->doses = read_count(loading, group, "doses", (struct counts){2, REPEAT_MAX});
    repeat->up_to = (struct limit){.kind = IFS_LIMIT_DOSE_MAX, .origin = repeat->origin};
    repeat->up_to.hard_max = read_ratio(loading, group, "up-to");
    repeat->until = read_condition(loading, group, "until", CONDITION_PRINTS);
    repeat->continue_if = read_condition(loading, group, "continue-if", CONDITION_PRINTS);
    repeat->recheck = read_joined(loading, group, "recheck");
    if (!read_written(group, "doses") && !read_written(group, "up-to")) {
        report_error(&loading->walk.reporter, group.node, "repeat-without-end",
                     "nothing ends the repeats for certain; write doses = 3 (the first included), or up-to = \"6 g\", or both");
    }
}

/* ---- Steps of titration ------------------------------------------------------------------------------------------ */

static void build_steps(struct loading *loading, struct group infusion, struct infusion_rule *rule)
{
    struct list list = read_list(loading, infusion, "steps");
    refuse_excess(loading, &list, read_node(loading, infusion, "steps"), STEPS_MAX);
    refuse_duplicates(loading, list, "id");
    struct step *steps = arena_take(loading->arena, (size_t)list.count, sizeof *steps);
    int count = steps != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        ifs_quantity rate;
        steps[i].id = read_text(loading, group, "id");
        steps[i].rate_text = read_text(loading, group, "dose");
        steps[i].only = read_condition(loading, group, "when", CONDITION_DECIDES);
        steps[i].when = read_condition(loading, group, "if", CONDITION_PRINTS);
        steps[i].say = read_text(loading, group, "say");
        steps[i].origin = read_origin(loading, group);
        if (read_quantity(loading, group, "dose", &rate)) {
            steps[i].rate = ratio_reduce(rate.base);
            steps[i].per_weight = rate.dimension == IFS_DOSE_RATE_PER_WEIGHT;
        }
    }
    rule->steps = steps;
    rule->step_count = count;
}

/* ---- Level and end ----------------------------------------------------------------------------------------------- */

/* A list of times without any is no time: the sheet would have nowhere to write a level. */
static const char *build_recheck(struct loading *loading, struct group group)
{
    const struct config_node *node = read_node(loading, group, "recheck");
    const char *times = read_joined(loading, group, "recheck");
    if (node != NULL && times == NULL) {
        report_error(&loading->walk.reporter, node, "missing-key", "no time in \"recheck\"; write one at least, such as [ \"4 h\" ]");
    }
    return times;
}

static void build_levels(struct loading *loading, struct group infusion, struct infusion_rule *rule)
{
    struct list list = read_list(loading, infusion, "level");
    struct level *levels = arena_take(loading->arena, (size_t)list.count, sizeof *levels);
    int count = levels != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        levels[i].when = read_condition(loading, group, "when", CONDITION_PRINTS);
        levels[i].target = read_condition(loading, group, "target", CONDITION_PRINTS);
        levels[i].recheck = build_recheck(loading, group);
        levels[i].origin = read_origin(loading, group);
    }
    rule->levels = levels;
    rule->level_count = count;
}

static void build_endings(struct loading *loading, struct group infusion, struct infusion_rule *rule)
{
    struct list list = read_list(loading, infusion, "ends");
    struct ending *endings = arena_take(loading->arena, (size_t)list.count, sizeof *endings);
    int count = endings != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        endings[i].event = read_text(loading, group, "event");
        endings[i].after.s = read_whole(loading, group, "after");
        endings[i].origin = read_origin(loading, group);
    }
    rule->endings = endings;
    rule->ending_count = count;
}

static void build_beginning(struct loading *loading, struct group group, struct infusion_rule *infusion, int index)
{
    const struct config_node *node = read_node(loading, group, "begins-after");
    infusion->begins_after.s = read_whole(loading, group, "begins-after");
    if (node != NULL && index == 0) {
        report_error(&loading->walk.reporter, node, "conflicting-keys",
                     "nothing is given before the first infusion; leave this out, or write it in the one that waits");
    }
}

void build_giving(struct loading *loading, struct group group, struct infusion_rule *infusion, int index)
{
    build_beginning(loading, group, infusion, index);
    struct group repeat = read_group(loading, group, "repeat");
    if (repeat.node != NULL) {
        build_repeat(loading, repeat, &infusion->repeat);
    }
    build_steps(loading, group, infusion);
    build_levels(loading, group, infusion);
    build_endings(loading, group, infusion);
}
