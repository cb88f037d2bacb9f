/*
 * suppose.c - the answers that are still open to the rules of one infusion, supposed one after another.
 *
 * Decides which truths the open tests of an infusion's alternatives may have together: the thresholds that a measure is compared with cut
 * its answers into regions, and of the choices one holds, or none that is tested. The invariant: every patient who may still be meant is
 * among the suppositions, so what each of them refuses is refused whatever is answered. That some of them may be nobody (a choice that is
 * none of all there are) only makes it less certain.
 *
 * What is computed of a supposition, and what follows, is left to plan.c.
 */
#include "suppose.h"

/* Adds an open test once, if there is room. */
static void add_test(struct suppositions *all, uint16_t test)
{
    for (int i = 0; i < all->test_count; i++) {
        if (all->tests[i].test == test) {
            return;
        }
    }
    if (all->test_count == SUPPOSE_TESTS_MAX) {
        all->too_many = true;
        return;
    }
    all->tests[all->test_count++] = (struct supposed_test){.test = (uint8_t)test};
}

/* A condition that is decided stays so, whatever else is answered. */
static void add_condition(struct suppositions *all, const struct condition *condition)
{
    if (work_truth(all->work, condition) != TRUTH_UNKNOWN) {
        return;
    }
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS && all->work->truths[op] == TRUTH_UNKNOWN) {
            add_test(all, op);
        }
    }
}

static void add_limits(struct suppositions *all, const struct infusion_rule *rule)
{
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; j < rule->limits[i].count; j++) {
            add_condition(all, &rule->limits[i].limits[j].when);
        }
    }
}

static void add_bands(struct suppositions *all, int infusion)
{
    const ifs_protocol *protocol = all->work->protocol;
    for (int i = 0; i < protocol->renal_count; i++) {
        if (protocol->renal[i].infusion < 0 || protocol->renal[i].infusion == infusion) {
            add_condition(all, &protocol->renal[i].when);
        }
    }
}

static void add_rules(struct suppositions *all, int infusion)
{
    const struct infusion_rule *rule = &all->work->protocol->infusions[infusion];
    add_bands(all, infusion);
    add_limits(all, rule);
    for (int i = 0; i < rule->dose_count; i++) {
        add_condition(all, &rule->doses[i].when);
    }
    for (int i = 0; i < rule->time_count; i++) {
        add_condition(all, &rule->times[i].when);
    }
    for (int i = 0; i < rule->container_count; i++) {
        add_condition(all, &rule->containers[i].when);
    }
    for (int i = 0; i < rule->step_count; i++) {
        add_condition(all, &rule->steps[i].only);
    }
}

static const struct test *test_of(const struct suppositions *all, int i)
{
    return &all->work->protocol->tests.list[all->tests[i].test];
}

static int slot_of(struct suppositions *all, uint8_t slot)
{
    for (int i = 0; i < all->slot_count; i++) {
        if (all->slots[i].slot == slot) {
            return i;
        }
    }
    all->slots[all->slot_count] = (struct supposed_slot){.slot = slot, .states = 1};
    return all->slot_count++;
}

/* Sorts the tests by what they read and counts the suppositions; false where they are too many. */
static bool arrange(struct suppositions *all)
{
    int many = 1;
    for (int i = 0; i < all->test_count; i++) {
        const struct test *test = test_of(all, i);
        int slot = slot_of(all, test->slot);
        all->tests[i].slot = (uint8_t)slot;
        all->slots[slot].states++;
        for (int j = 0; j < all->test_count; j++) {
            bool below = test_of(all, j)->slot == test->slot && test_of(all, j)->threshold < test->threshold;
            all->tests[i].rank = (uint8_t)(all->tests[i].rank + below);
        }
    }
    for (int i = 0; i < all->slot_count && many <= SUPPOSE_MOST; i++) {
        many *= all->slots[i].states;
    }
    return many <= SUPPOSE_MOST;
}

static void suppose(struct suppositions *all)
{
    for (int i = 0; i < all->test_count; i++) {
        const struct supposed_test *supposed = &all->tests[i];
        int state = all->slots[supposed->slot].state;
        bool holds = test_of(all, i)->equal ? supposed->rank == state : supposed->rank >= state;
        all->work->truths[supposed->test] = (uint8_t)(holds ? TRUTH_YES : TRUTH_NO);
    }
}

bool suppose_first(struct suppositions *all, struct work *work, int infusion)
{
    all->work = work;
    all->test_count = 0;
    all->slot_count = 0;
    all->too_many = false;
    add_rules(all, infusion);
    if (all->too_many || all->test_count == 0 || !arrange(all)) {
        return false;
    }
    suppose(all);
    return true;
}

bool suppose_next(struct suppositions *all)
{
    for (int i = 0; i < all->slot_count; i++) {
        struct supposed_slot *slot = &all->slots[i];
        if (++slot->state < slot->states) {
            suppose(all);
            return true;
        }
        slot->state = 0;
    }
    suppose_nothing(all);
    return false;
}

void suppose_nothing(struct suppositions *all)
{
    for (int i = 0; i < all->test_count; i++) {
        all->work->truths[all->tests[i].test] = TRUTH_UNKNOWN;
    }
}
