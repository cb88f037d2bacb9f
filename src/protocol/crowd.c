/*
 * crowd.c - the patients a rule is held against: every kind that the protocol admits, or treats.
 *
 * Decides who counts. A finding about patients whom the protocol never admits would be a false alarm, so the facts of `admit` are
 * read with those of the rule; a refusing check counts only as far as the facts at hand decide it. Invariant: whoever is
 * left out is refused whatever the answers to facts that are not read.
 */
#include "consistency.h"

#include <string.h>

#include "claim.h"

/* A question with pass makes a negated check too, but says nothing about who is admitted; the settings are those of the space. What is
 * negated refuses. */
bool crowd_is_admission(const ifs_protocol *protocol, const struct check *check)
{
    bool asks = check->when.count == 1 && protocol->tests.list[check->when.ops[0]].fact >= IFS_FACT_BUILTIN;
    return check->negated && !asks && strcmp(check->id, "setting") != 0;
}

/* Of turning to a kind and deciding whether it is possible. */
#define TURNING 32

void crowd_begin(struct crowd *crowd, const struct consistency *judge, const struct condition *phase, enum crowd_of of)
{
    const ifs_protocol *protocol = judge->protocol;
    crowd->protocol = protocol;
    crowd->work = judge->work;
    crowd->phase = phase != NULL && phase->count > 0 ? phase : NULL;
    crowd->of = of;
    crowd->holding_count = 0;
    space_begin(&crowd->space, protocol);
    if (crowd->phase != NULL) {
        space_read(&crowd->space, crowd->phase);
    }
}

/* Some test of the condition is decided here. */
static bool touches(const struct space *space, const struct condition *condition)
{
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS && space->axis_of[space->protocol->tests.list[op].slot] >= 0) {
            return true;
        }
    }
    return false;
}

static void collect_checks(struct crowd *crowd)
{
    for (int i = 0; i < crowd->protocol->check_count; i++) {
        const struct check *check = &crowd->protocol->checks[i];
        bool counts = crowd->of == CROWD_TREATED || crowd_is_admission(crowd->protocol, check);
        if (counts && check->severity == IFS_REFUSE && touches(&crowd->space, &check->when)) {
            crowd->holding[crowd->holding_count++] = check;
        }
    }
}

static bool close_without_admission(struct crowd *crowd, const bool wanted[SLOT_COUNT])
{
    space_begin(&crowd->space, crowd->protocol);
    memcpy(crowd->space.wanted, wanted, sizeof crowd->space.wanted);
    return space_close(&crowd->space);
}

static bool has_tests(const ifs_protocol *protocol, int slot)
{
    for (int i = 0; i < protocol->tests.count; i++) {
        if (protocol->tests.list[i].slot == slot) {
            return true;
        }
    }
    return false;
}

/* Facts that decide about one another: what refuses by the second may refuse all of whom the first speaks. */
static void read_bound(struct crowd *crowd)
{
    static const struct {
        uint8_t read;
        uint8_t bound;
    } pairs[] = {{IFS_FACT_RENAL, SLOT_CRCL},
                 {IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H},
                 {IFS_FACT_GIVEN_48H, IFS_FACT_GIVEN_24H}};
    struct space *space = &crowd->space;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (space->wanted[pairs[i].read] && has_tests(crowd->protocol, pairs[i].bound)) {
            space_read_slot(space, pairs[i].bound);
        }
    }
    /* In pregnancy no category bounds a measured clearance. */
    if (space->wanted[IFS_FACT_RENAL] && space->wanted[SLOT_CRCL]) {
        space_read_slot(space, IFS_FACT_PREGNANT);
    }
}

bool crowd_affords(struct crowd *crowd, int64_t trying)
{
    crowd->trying = TURNING + trying;
    crowd->counting = crowd->phase != NULL ? crowd->phase->count : 0;
    for (int i = 0; i < crowd->protocol->contradiction_count; i++) {
        crowd->counting += crowd->protocol->contradictions[i].when.count;
    }
    for (int i = 0; i < crowd->holding_count; i++) {
        crowd->counting += crowd->holding[i]->when.count;
    }
    bool affordable = crowd->space.kinds * (crowd->trying + crowd->counting) <= crowd->work->left;
    crowd->work->short_of = crowd->work->short_of || !affordable;
    return affordable;
}

bool crowd_gather(struct crowd *crowd, int64_t trying)
{
    bool wanted[SLOT_COUNT];
    read_bound(crowd);
    memcpy(wanted, crowd->space.wanted, sizeof wanted);
    for (int i = 0; i < crowd->protocol->check_count; i++) {
        const struct check *check = &crowd->protocol->checks[i];
        if (crowd_is_admission(crowd->protocol, check)) {
            space_read(&crowd->space, &check->when);
        }
    }
    read_bound(crowd);
    if (!space_close(&crowd->space) && !close_without_admission(crowd, wanted)) {
        return false;
    }
    collect_checks(crowd);
    return crowd_affords(crowd, trying);
}

bool crowd_counts(const struct crowd *crowd)
{
    const uint8_t *truths = crowd->point.truths;
    crowd->work->left -= crowd->counting;
    if (crowd->phase != NULL && condition_truth(crowd->phase, truths) == TRUTH_NO) {
        return false;
    }
    for (int i = 0; i < crowd->protocol->contradiction_count; i++) { /* answers that cannot both be true are no patient */
        if (condition_truth(&crowd->protocol->contradictions[i].when, truths) == TRUTH_YES) {
            return false;
        }
    }
    for (int i = 0; i < crowd->holding_count; i++) {
        const struct check *check = crowd->holding[i];
        enum truth truth = condition_truth(&check->when, truths);
        if (truth != TRUTH_UNKNOWN && (truth == TRUTH_YES) != check->negated) {
            return false;
        }
    }
    return true;
}

bool crowd_try_first(struct crowd *crowd)
{
    bool any = space_first(&crowd->space, &crowd->point);
    crowd->work->left -= (crowd->point.passed + 1) * crowd->trying;
    return any;
}

bool crowd_try_next(struct crowd *crowd)
{
    int64_t passed = crowd->point.passed;
    bool any = space_next(&crowd->space, &crowd->point);
    crowd->work->left -= (crowd->point.passed - passed) * crowd->trying;
    return any;
}

bool crowd_first(struct crowd *crowd)
{
    bool any = crowd_try_first(crowd);
    return any && (crowd_counts(crowd) || crowd_next(crowd));
}

bool crowd_next(struct crowd *crowd)
{
    bool any = crowd_try_next(crowd);
    while (any && !crowd_counts(crowd)) {
        any = crowd_try_next(crowd);
    }
    return any;
}

struct crowd_example crowd_example(const struct crowd *crowd)
{
    struct crowd_example example = {0};
    struct text text = text_over(example.text, sizeof example.text);
    space_add_patient(&text, &crowd->space, &crowd->point);
    return example;
}
