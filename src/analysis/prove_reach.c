/*
 * prove_reach.c - whether every rule decides for somebody.
 *
 * The sweep has followed which doses, times, bags, bands, antidotes and bounds were reached (reach.h). A limit of the drug library that is never
 * passed is no fault of the protocol: a stricter one of its own holds first. A check is held by itself: over the kinds its own condition tells
 * apart there must be one in which it trips and one in which it does not. In these kinds each of its facts is forgotten as well, the first six in every
 * combination: what is decided then is decided for every answer (the other half of prove_unknown.c).
 */
#include "prove.h"

#define TOGETHER 6 /* facts forgotten in every combination */

/* ---- Checks -------------------------------------------------------------------------------------------------------------------- */

/* What one condition comes to over its own kinds. */
struct outcomes {
    bool yes;
    bool no;
    bool wrong; /* decided without a fact that decides it otherwise */
};

/* A set has a bit for each axis. */
static void forget_set(const struct space *space, const struct space_point *point, const struct condition *condition,
                       uint64_t set, struct outcomes *outcomes)
{
    struct space_point unknown = *point;
    for (int i = 0; i < space->axis_count; i++) {
        const struct space_axis *axis = &space->axes[i];
        for (int j = 0; (set >> i & 1U) != 0 && j < axis->test_count; j++) {
            unknown.truths[space->tests[axis->first_test + j]] = TRUTH_UNKNOWN;
        }
    }
    enum truth truth = condition_truth(condition, unknown.truths);
    bool differs = truth != condition_truth(condition, point->truths);
    outcomes->wrong = outcomes->wrong || (truth != TRUTH_UNKNOWN && differs);
}

static void forget_axes(const struct space *space, const struct space_point *point, const struct condition *condition,
                        struct outcomes *outcomes)
{
    int together = space->axis_count < TOGETHER ? space->axis_count : TOGETHER;
    for (uint64_t set = 1; set >> together == 0; set++) {
        forget_set(space, point, condition, set, outcomes);
    }
    for (int i = together; i < space->axis_count; i++) {
        forget_set(space, point, condition, UINT64_C(1) << i, outcomes);
    }
}

static bool try_condition(struct prove *prove, const struct condition *condition, struct outcomes *outcomes)
{
    struct space *space = &prove->alone;
    struct space_point point;
    space_begin(space, prove->protocol);
    space_read(space, condition);
    if (!space_close(space)) {
        return false;
    }
    for (bool any = space_first(space, &point); any; any = space_next(space, &point)) {
        enum truth truth = condition_truth(condition, point.truths);
        outcomes->yes = outcomes->yes || truth == TRUTH_YES;
        outcomes->no = outcomes->no || truth == TRUTH_NO;
        forget_axes(space, &point, condition, outcomes);
    }
    return true;
}

/* Kinds of patients stand in the settings of the protocol: the check that refuses the others has nobody to refuse among them. */
static bool is_of_settings(const ifs_protocol *protocol, const struct condition *condition)
{
    bool settings = true;
    for (int i = 0; i < condition->count; i++) {
        settings = settings && (condition->ops[i] >= CONDITION_TESTS ||
                                protocol->tests.list[condition->ops[i]].slot == IFS_FACT_SETTING);
    }
    return settings;
}

/* A check of the library may have nobody here whom it concerns (nobody is given that bag). */
static void try_check(struct prove *prove, const struct check *check)
{
    struct outcomes outcomes = {false, false, false};
    if (!try_condition(prove, &check->when, &outcomes)) {
        prove->findings[PROVE_REACHED].reason = PROVE_TOO_MANY;
        return;
    }
    if (outcomes.wrong) {
        prove->findings[PROVE_UNKNOWN].tried++; /* then it is undecided: no patient shows it */
    }
    bool own = check->origin.file == ORIGIN_PROTOCOL && !is_of_settings(prove->protocol, &check->when);
    bool trips = check->negated ? outcomes.no : outcomes.yes;
    bool passes = check->negated ? outcomes.yes : outcomes.no;
    if (own && (!trips || !passes) && prove->idle_count < PROVE_UNREACHED) {
        prove->idle[prove->idle_count++] = check;
    }
}

/* ---- Rules of the dosing ---------------------------------------------------------------------------------------------------------- */

static bool is_of_dosing(enum reach_kind kind)
{
    switch (kind) {
    case REACH_RENAL_BAND:
    case REACH_DOSE:
    case REACH_TIME:
    case REACH_LIMIT:
    case REACH_BAG:
    case REACH_RESCUE:
    case REACH_BELOW_HARD:
    case REACH_ABOVE_HARD:
    case REACH_BELOW_SOFT:
    case REACH_ABOVE_SOFT:
    case REACH_RENAL_MAX:
    case REACH_DOSE_MAX:
        return true;
    case REACH_CHECK_TRIPS:
    case REACH_CHECK_PASSES:
    case REACH_CONTRADICTION:
    case REACH_SENTENCE:
    case REACH_INDICATION:
    case REACH_SETTING:
    case REACH_KIND_COUNT:
        break;
    }
    return false;
}

void prove_follow(struct prove *prove)
{
    reach_begin(&prove->family.part, &prove->reach);
    for (int i = 0; i < prove->reach.count; i++) {
        struct reach_rule *rule = &prove->reach.rules[i];
        bool own = rule->origin != NULL && rule->origin->file == ORIGIN_PROTOCOL;
        rule->reached = !is_of_dosing(rule->kind) || !own;
    }
}

void prove_reached(struct prove *prove)
{
    struct prove_finding *finding = &prove->findings[PROVE_REACHED];
    for (int i = 0; i < prove->reach.count; i++) {
        if (!prove->reach.rules[i].reached && prove->unreached_count < PROVE_UNREACHED) {
            prove->unreached[prove->unreached_count++] = &prove->reach.rules[i];
        }
    }
    for (int i = 0; i < prove->protocol->check_count; i++) {
        try_check(prove, &prove->protocol->checks[i]);
    }
    if (prove->unreached_count > 0 || prove->idle_count > 0) {
        finding->result = PROVE_COUNTEREXAMPLE;
    }
    if (prove->reach.full) {
        finding->reason = PROVE_TOO_MANY;
    }
}
