/*
 * test_reached.c - nothing in a protocol is dead: every check trips and passes, every bound is passed, every
 * alternative is chosen.
 *
 * The examples, every answer of every fact in them, and the sweeps of doses and times are watched. What was not seen
 * by then is looked for: all answers of the facts that its condition reads, in every example. What is still not
 * reached fails, and is written for the author: either an example is missing that comes near it, or the rule can
 * never apply and should go. argued.txt holds what is left, with reasons. What a drug library says for all protocols
 * must be reached in one of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "outcome.h"
#include "sweep.h"

#define ARGUED "tests/battery/argued.txt"

enum { TARGETS_MAX = 2048, LIBRARY_MAX = 512, FACTS_IN_CONDITION = 12, SEARCH_MAX = 3000 };

enum target_kind {
    TARGET_TRIPS, /* a check */
    TARGET_PASSES,
    TARGET_CONTRADICTS,
    TARGET_DOSE, /* an alternative is chosen in an order */
    TARGET_TIME,
    TARGET_CONTAINER,
    TARGET_BAND,  /* a renal band holds */
    TARGET_PHASE, /* an infusion is part of an order */
    TARGET_NO_PHASE,
    TARGET_PRINTED, /* a line stands on an order */
    TARGET_NOT_PRINTED,
    TARGET_RESCUE,
    TARGET_PASSED, /* a bound of a limit is passed */
    TARGET_KEPT    /* a limit is kept */
};

struct target {
    enum target_kind kind;
    int infusion; /* in the protocol, -1: the whole order */
    int index;
    const struct limit *limit;
    enum bound bound;
    const struct condition *when;  /* what has to be looked for */
    const struct condition *phase; /* of the infusion it belongs to, or NULL */
    bool hit;
    bool library; /* of the drug library */
    char what[400];
    char name[120]; /* of a thing of the library: the same in all protocols */
};

/* A thing of a drug library, and whether some protocol reached it. */
struct shared {
    char name[120];
    bool hit;
};

static struct shared library[LIBRARY_MAX];
static int library_count;

static struct target targets[TARGETS_MAX];
static int target_count;
static int open_targets;

/* ---- What there is to reach ---- */

static struct target *aim(enum target_kind kind, int infusion, int index, const struct condition *when)
{
    assert_true(target_count < TARGETS_MAX);
    struct target *target = &targets[target_count++];
    *target = (struct target){.kind = kind, .infusion = infusion, .index = index, .when = when};
    return target;
}

static void aim_at_checks(const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        struct target *trips = aim(TARGET_TRIPS, -1, i, &check->when);
        struct target *passes = aim(TARGET_PASSES, -1, i, &check->when);
        snprintf(trips->what, sizeof trips->what, "check %s never trips", check->id);
        snprintf(passes->what, sizeof passes->what, "check %s never passes", check->id);
        trips->library = passes->library = check->origin.file == ORIGIN_DRUG;
        memcpy(trips->name, trips->what, sizeof trips->name);
        memcpy(passes->name, passes->what, sizeof passes->name);
    }
    for (int i = 0; i < protocol->contradiction_count; i++) {
        struct target *target = aim(TARGET_CONTRADICTS, -1, i, &protocol->contradictions[i].when);
        snprintf(target->what, sizeof target->what, "contradiction in line %d never holds",
                 protocol->contradictions[i].origin.line);
    }
}

static void name_limit(struct target *target, const char *bound)
{
    const struct limit *limit = target->limit;
    target->library = limit->origin.file == ORIGIN_DRUG;
    snprintf(target->name, sizeof target->name, "limit %s, line %d, %s", outcome_word(limit->kind), limit->origin.line,
             bound);
}

static void aim_at_limit(const ifs_protocol *protocol, int infusion, const struct limit *limit)
{
    const char *name = infusion < 0 ? OUTCOME_OF_ORDER : protocol->infusions[infusion].name;
    const char *file = limit->origin.file == ORIGIN_DRUG ? "drug library, " : "";
    const char *where = limit->when.count > 0 ? ", where " : "";
    const char *when = limit->when.count > 0 ? limit->when.text : "";
    if (!outcome_has_bound(limit)) {
        return;
    }
    struct target *kept = aim(TARGET_KEPT, infusion, 0, &limit->when);
    kept->limit = limit;
    snprintf(kept->what, sizeof kept->what, "limit %s.%s (%sline %d%s%s) is never kept", name,
             outcome_word(limit->kind), file, limit->origin.line, where, when);
    name_limit(kept, "kept");
    for (int i = 0; i < BOUND_COUNT; i++) {
        if (!exact_known(bound_of(limit, (enum bound)i))) {
            continue;
        }
        struct target *target = aim(TARGET_PASSED, infusion, 0, &limit->when);
        target->limit = limit;
        target->bound = (enum bound)i;
        snprintf(target->what, sizeof target->what, "limit %s.%s (%sline %d%s%s): its %s is never passed", name,
                 outcome_word(limit->kind), file, limit->origin.line, where, when, bound_word((enum bound)i));
        name_limit(target, bound_word((enum bound)i));
    }
}

static void aim_at_groups(const ifs_protocol *protocol, int infusion, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            aim_at_limit(protocol, infusion, &groups[i].limits[j]);
        }
    }
}

static void aim_at_lines(const char *section, const struct lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->list[i];
        if (line->when.count > 0 && line->origin.file == ORIGIN_PROTOCOL) {
            struct target *printed = aim(TARGET_PRINTED, -1, 0, &line->when);
            struct target *not_printed = aim(TARGET_NOT_PRINTED, -1, 0, &line->when);
            snprintf(printed->what, sizeof printed->what, "%s, line %d: on no order", section, line->origin.line);
            snprintf(not_printed->what, sizeof not_printed->what,
                     "%s, line %d: on every order, so its condition can go", section, line->origin.line);
        }
    }
}

static void aim_at_alternatives(const struct infusion_rule *rule, int infusion)
{
    for (int i = 0; i < rule->dose_count; i++) {
        struct target *target = aim(TARGET_DOSE, infusion, i, &rule->doses[i].when);
        snprintf(target->what, sizeof target->what, "%s: dose in line %d is never chosen", rule->name,
                 rule->doses[i].origin.line);
    }
    for (int i = 0; i < rule->time_count; i++) {
        struct target *target = aim(TARGET_TIME, infusion, i, &rule->times[i].when);
        snprintf(target->what, sizeof target->what, "%s: over in line %d is never chosen", rule->name,
                 rule->times[i].origin.line);
    }
    for (int i = 0; i < rule->container_count; i++) {
        struct target *target = aim(TARGET_CONTAINER, infusion, i, &rule->containers[i].when);
        snprintf(target->what, sizeof target->what, "%s: container %s in line %d is never chosen", rule->name,
                 rule->containers[i].product->id, rule->containers[i].origin.line);
    }
}

static void aim_at_infusion(const ifs_protocol *protocol, int infusion)
{
    const struct infusion_rule *rule = &protocol->infusions[infusion];
    struct target *phase = aim(TARGET_PHASE, infusion, 0, &rule->when);
    snprintf(phase->what, sizeof phase->what, "infusion %s is part of no order", rule->name);
    if (rule->when.count > 0) {
        struct target *none = aim(TARGET_NO_PHASE, infusion, 0, &rule->when);
        snprintf(none->what, sizeof none->what, "infusion %s is part of every order, so its condition can go",
                 rule->name);
    }
    aim_at_alternatives(rule, infusion);
    for (int i = 0; i < rule->dose_count; i++) {
        aim_at_limit(protocol, infusion, &rule->doses[i].limit);
        aim_at_limit(protocol, infusion, &rule->doses[i].maximum);
    }
    for (int i = 0; i < rule->time_count; i++) {
        aim_at_limit(protocol, infusion, &rule->times[i].limit);
    }
    aim_at_limit(protocol, infusion, &rule->repeat.up_to);
    aim_at_groups(protocol, infusion, rule->limits, rule->limit_count);
    aim_at_lines("notes", &rule->notes);
}

static void aim_at_all(const ifs_protocol *protocol)
{
    target_count = 0;
    aim_at_checks(protocol);
    for (int i = 0; i < protocol->infusion_count; i++) {
        aim_at_infusion(protocol, i);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        struct target *target = aim(TARGET_BAND, protocol->renal[i].infusion, i, &protocol->renal[i].when);
        snprintf(target->what, sizeof target->what, "renal band in line %d is never reached",
                 protocol->renal[i].origin.line);
        aim_at_limit(protocol, protocol->renal[i].infusion, &protocol->renal[i].maximum);
    }
    for (int i = 0; i < protocol->rescue_count; i++) {
        struct target *target = aim(TARGET_RESCUE, -1, i, &protocol->rescues[i].when);
        snprintf(target->what, sizeof target->what, "rescue in line %d is on no order",
                 protocol->rescues[i].origin.line);
    }
    aim_at_groups(protocol, -1, protocol->totals, protocol->total_count);
    aim_at_lines("orders", &protocol->orders);
    aim_at_lines("monitoring", &protocol->monitoring);
    aim_at_lines("stop-rules", &protocol->stop_rules);
    aim_at_lines("follow-up", &protocol->follow_up);
    aim_at_lines("home-advice", &protocol->home_advice);
}

/* ---- Watching ---- */

static const ifs_infusion *ordered(const ifs_plan *plan, int infusion)
{
    for (int i = 0; i < plan->infusion_count; i++) {
        if (plan->infusions[i].rule == infusion) {
            return &plan->infusions[i];
        }
    }
    return NULL;
}

/* Beyond that bound; volumes are withdrawn from a refusal, which then has only its severity to say. */
static bool passes_bound(const ifs_limit_outcome *outcome, enum bound bound)
{
    bool hard = bound == BOUND_HARD_MIN || bound == BOUND_HARD_MAX;
    if (outcome->result != IFS_TRIP && outcome->result != IFS_OVERRIDDEN) {
        return false;
    }
    if (outcome->delivered.den != 0) {
        return beyond(exact_of(outcome->delivered), outcome->limit, bound);
    }
    return hard == (outcome->severity == IFS_REFUSE);
}

static bool meets_limit(const struct target *target, const ifs_plan *plan)
{
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        bool same = outcome->limit == target->limit;
        if (same &&
            (target->kind == TARGET_KEPT ? outcome->result == IFS_PASS : passes_bound(outcome, target->bound))) {
            return true;
        }
    }
    return false;
}

static bool meets_choice(const struct target *target, const ifs_plan *plan)
{
    const ifs_infusion *infusion = ordered(plan, target->infusion);
    if (infusion == NULL) {
        return target->kind == TARGET_NO_PHASE && has_order(plan);
    }
    return (target->kind == TARGET_DOSE && infusion->dose_rule == target->index) ||
           (target->kind == TARGET_TIME && infusion->time_rule == target->index) ||
           (target->kind == TARGET_CONTAINER && infusion->container == target->index) || target->kind == TARGET_PHASE;
}

static bool meets_rescue(const struct target *target, const ifs_plan *plan)
{
    for (int i = 0; i < plan->rescue_count; i++) {
        if (plan->rescues[i].rule == target->index) {
            return true;
        }
    }
    return false;
}

static bool meets(const struct target *target, const struct computed *computed)
{
    const ifs_plan *plan = computed->plan;
    enum truth truth = condition_truth(target->when, computed->truths);
    switch (target->kind) {
    case TARGET_TRIPS:
        return plan->checks[target->index] == IFS_TRIP || plan->checks[target->index] == IFS_OVERRIDDEN;
    case TARGET_PASSES:
        return plan->checks[target->index] == IFS_PASS;
    case TARGET_CONTRADICTS:
        return (plan->contradictions >> target->index & 1U) != 0;
    case TARGET_DOSE:
    case TARGET_TIME:
    case TARGET_CONTAINER:
    case TARGET_PHASE:
    case TARGET_NO_PHASE:
        return meets_choice(target, plan);
    case TARGET_BAND:
        return truth == TRUTH_YES;
    case TARGET_PRINTED:
        return has_order(plan) && truth == TRUTH_YES;
    case TARGET_NOT_PRINTED:
        return has_order(plan) && truth == TRUTH_NO;
    case TARGET_RESCUE:
        return meets_rescue(target, plan);
    case TARGET_PASSED:
    case TARGET_KEPT:
        return meets_limit(target, plan);
    }
    return false;
}

static void watch(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan)
{
    struct computed computed;
    if (open_targets == 0) {
        return;
    }
    computed_begin(&computed, patient, settled, plan);
    for (int i = 0; i < target_count; i++) {
        if (!targets[i].hit && meets(&targets[i], &computed)) {
            targets[i].hit = true;
            open_targets--;
        }
    }
}

/* ---- Looking for what was not seen ---- */

/* The facts a search turns, and where each of them stands. */
struct wheels {
    int facts[FACTS_IN_CONDITION];
    int at[FACTS_IN_CONDITION];
    int counts[FACTS_IN_CONDITION];
    int count;
    struct answer answers[FACTS_IN_CONDITION][REPRESENTATIVES_MAX];
};

static void add_wheel(struct wheels *wheels, const ifs_protocol *protocol, int fact)
{
    for (int i = 0; i < wheels->count; i++) {
        if (wheels->facts[i] == fact) {
            return;
        }
    }
    int count = representatives(protocol, fact, wheels->answers[wheels->count]);
    if (wheels->count < FACTS_IN_CONDITION - 1 && count > 0) {
        wheels->facts[wheels->count] = fact;
        wheels->at[wheels->count] = 0;
        wheels->counts[wheels->count++] = count;
    }
}

static void add_wheels(struct wheels *wheels, const ifs_protocol *protocol, const struct condition *condition)
{
    ifs_fact_set read = {{0}};
    if (condition == NULL) {
        return;
    }
    condition_facts(condition, &protocol->tests, &read);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact)) {
            add_wheel(wheels, protocol, fact);
        }
    }
}

static void fit_wheels(struct wheels *wheels, const ifs_protocol *protocol, const struct target *target)
{
    wheels->count = 0;
    add_wheels(wheels, protocol, target->when);
    if (target->infusion >= 0) {
        add_wheels(wheels, protocol, &protocol->infusions[target->infusion].when);
    }
    if (target->kind == TARGET_CONTAINER) {
        add_wheel(wheels, protocol, IFS_FACT_PRODUCT);
    }
    if (target->limit != NULL && target->infusion < 0) {
        add_wheel(wheels, protocol, target->limit->kind == IFS_LIMIT_IN_48H ? IFS_FACT_GIVEN_48H : IFS_FACT_GIVEN_24H);
    }
}

/* The next combination; false after the last. */
static bool turn_wheels(struct wheels *wheels)
{
    for (int i = 0; i < wheels->count; i++) {
        if (++wheels->at[i] < wheels->counts[i]) {
            return true;
        }
        wheels->at[i] = 0;
    }
    return false;
}

/* One combination of answers; the limits of an order it gives are swept where a bound is looked for. */
static void try_wheels(const struct patient *patient, const struct wheels *wheels, const struct target *target)
{
    static ifs_request settled;
    static ifs_plan plan;
    struct patient changed = *patient;
    changed.changed_count = 0;
    for (int i = 0; i < wheels->count; i++) {
        int fact = wheels->facts[i];
        if (i < CHANGES_MAX) {
            patient_answer(&changed, fact, wheels->answers[i][wheels->at[i]]);
        }
    }
    if (patient_plan(&changed, &settled, &plan) && has_order(&plan) && target->limit != NULL && target->infusion >= 0 &&
        !target->hit) {
        struct computed computed;
        computed_begin(&computed, &changed, &settled, &plan);
        if (condition_truth(target->when, computed.truths) == TRUTH_YES) {
            sweep_limits(&changed);
        }
    }
}

static void look_in_example(const ifs_protocol *protocol, int example, struct target *target)
{
    static struct wheels wheels;
    struct patient patient;
    patient_with_order(&patient, protocol, example);
    fit_wheels(&wheels, protocol, target);
    for (int tries = 0; tries < SEARCH_MAX && !target->hit; tries++) {
        try_wheels(&patient, &wheels, target);
        if (!turn_wheels(&wheels)) {
            return;
        }
    }
}

/* A place that can count drops: without one nothing runs by gravity. Limits are not swept there. */
static const ifs_site with_drops = {
    .present = true, .place = "Example Ward", .pump_step = {100}, .drop_set_count = 3, .drop_sets = {10, 20, 60}};

static void look_for_the_rest(const ifs_protocol *protocol)
{
    for (int i = 0; i < target_count; i++) {
        for (int j = 0; j < protocol->example_count && !targets[i].hit; j++) {
            look_in_example(protocol, j, &targets[i]);
        }
    }
}

/* ---- What cannot be reached at all ---- */

/* No mixture is stronger than what goes into it, and what is made up to a volume has that volume. */
static bool beyond_containers(const ifs_protocol *protocol, const struct target *target)
{
    const struct limit *limit = target->limit;
    bool most = target->kind == TARGET_PASSED && (target->bound == BOUND_HARD_MAX || target->bound == BOUND_SOFT_MAX);
    if (!most || target->infusion < 0 || (limit->kind != IFS_LIMIT_CONCENTRATION && limit->kind != IFS_LIMIT_VOLUME)) {
        return false;
    }
    const struct infusion_rule *rule = &protocol->infusions[target->infusion];
    for (int i = 0; i < rule->container_count; i++) {
        const struct container *container = &rule->containers[i];
        bool made_up = container->additive == ADDITIVE_MADE_UP || container->additive == ADDITIVE_REPLACED;
        bool holds = limit->kind == IFS_LIMIT_CONCENTRATION
                         ? beyond(exact_of(container->product->strength), limit, target->bound)
                         : !made_up || beyond(exact_whole(container->volume.ul), limit, target->bound);
        if (holds) {
            return false;
        }
    }
    return true;
}

/* What follows `said` in the line; in the line a * stands for any number. NULL where the line says something else. */
static const char *after(const char *line, const char *said)
{
    while (*said != '\0') {
        if (*line == '*' && *said >= '0' && *said <= '9') {
            said += strspn(said, "0123456789");
            line++;
        } else if (*line++ != *said++) {
            return NULL;
        }
    }
    return line;
}

/* A line "PROTOCOL: WHAT: why" of argued.txt. */
static bool is_argued(const ifs_protocol *protocol, const char *what)
{
    char line[1000];
    char said[600];
    bool found = false;
    FILE *file = fopen(ARGUED, "r");
    snprintf(said, sizeof said, "%s: %s: ", protocol->id, what);
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        const char *why = after(line, said);
        found = why != NULL && strlen(why) > 10;
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return found;
}

static void note_in_library(const struct target *target)
{
    int at = 0;
    while (at < library_count && strcmp(library[at].name, target->name) != 0) {
        at++;
    }
    assert_true(at < LIBRARY_MAX);
    if (at == library_count) {
        library[library_count++] = (struct shared){.hit = false};
        memcpy(library[at].name, target->name, sizeof library[at].name);
    }
    library[at].hit = library[at].hit || target->hit;
}

static void report(const ifs_protocol *protocol)
{
    for (int i = 0; i < target_count; i++) {
        const struct target *target = &targets[i];
        bool argued = is_argued(protocol, target->what);
        if (target->library) {
            note_in_library(target);
        } else if (target->hit && argued) {
            complain_of(protocol, "%s: this is argued away in " ARGUED ", but it was reached; take the line out",
                        target->what);
        } else if (!target->hit && beyond_containers(protocol, target)) {
            printf("%s: %s: cannot be, for no container is so strong or so large\n", protocol->file, target->what);
        } else if (!target->hit && !argued) {
            complain_of(protocol, "%s; write an example that comes near it, or take it out if it can never apply",
                        target->what);
        }
    }
}

static void report_library(void)
{
    for (int i = 0; battery_is_whole() && i < library_count; i++) {
        if (!library[i].hit) {
            complain_of(battery_protocol(0), "its drug library: %s: reached in no protocol at all", library[i].name);
        }
    }
}

static void watch_everything(const ifs_protocol *protocol, int example)
{
    static struct answer list[REPRESENTATIVES_MAX];
    static ifs_request settled;
    static ifs_plan plan;
    struct patient patient;
    patient_of_example(&patient, protocol, example);
    (void)patient_plan(&patient, &settled, &plan);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        int count = representatives(protocol, fact, list);
        for (int i = 0; i < count; i++) {
            struct patient changed = patient;
            patient_answer(&changed, fact, list[i]);
            (void)patient_plan(&changed, &settled, &plan);
        }
    }
    sweep_example(protocol, example);
}

static void everything_is_reached(void **state)
{
    (void)state;
    battery_watch(watch);
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        aim_at_all(protocol);
        open_targets = target_count;
        for (int j = 0; j < protocol->example_count && open_targets > 0; j++) {
            watch_everything(protocol, j);
        }
        int seen = target_count - open_targets;
        look_for_the_rest(protocol);
        battery_site(&with_drops);
        look_for_the_rest(protocol);
        battery_site(NULL);
        printf("%s: %d things to reach, %d by examples and sweeps, %d more looked for and found\n", protocol->file,
               target_count, seen, target_count - open_targets - seen);
        report(protocol);
    }
    report_library();
    battery_watch(NULL);
    battery_end();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_is_reached)};
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
