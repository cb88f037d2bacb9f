/*
 * prove_unknown.c - what is computed with an answer unknown is what every answer computes.
 *
 * The theorem asks that with something unknown the verdict is never milder than the mildest completion, and that an order is computed only if every
 * completion computes one. Held here is what both follow from, and what is easier to see: an order computed with an answer unknown is the
 * same order, with the same verdict, for every answer. A bedside answer may be open: then the order is conditional, and at least one answer
 * must allow it. Each slot the dosing reads is forgotten in every kind (of a family too large for that, in one kind of each class), pairs of
 * them in one kind of each class. Checks of other facts are Kleene conditions by themselves (prove_reach.c).
 */
#include "claim.h"
#include "prove.h"
#include "ratio.h"

#define KINDS_TO_FORGET_IN 200000 /* so that it takes a fraction of a second */

static bool same_order(const ifs_plan *a, const ifs_plan *b)
{
    bool same = a->infusion_count == b->infusion_count;
    for (int i = 0; same && i < a->infusion_count; i++) {
        claim(i < IFS_INFUSION_MAX);
        const ifs_infusion *x = &a->infusions[i];
        const ifs_infusion *y = &b->infusions[i];
        same = x->rule == y->rule && x->dose.mcg == y->dose.mcg && x->over.s == y->over.s && x->draw.ul == y->draw.ul &&
               x->flow.ul_per_h == y->flow.ul_per_h && x->doses == y->doses;
    }
    return same;
}

static bool is_bedside(const struct family *family, int slot)
{
    return fact_set_has(&family->part.bedside, (int)space_fact(slot));
}

/* Slots that are unknown together. */
struct forgotten {
    int slots[2];
    int count;
    bool bedside;
};

static struct forgotten one_slot(const struct family *family, int slot)
{
    return (struct forgotten){{slot, slot}, 1, is_bedside(family, slot)};
}

static void accuse_unknown(struct prove *prove, const struct forgotten *forgotten)
{
    struct prove_finding *finding = &prove->findings[PROVE_UNKNOWN];
    if (!prove_may_try(prove, PROVE_UNKNOWN)) {
        return;
    }
    finding->slot = forgotten->slots[0]; /* of no infusion: -1 */
    ifs_request whole;
    prove_witness(prove, &whole);
    if (!prove_replay(prove, &whole, &prove->plan)) {
        return;
    }
    ifs_request first = whole;
    for (int i = 0; i < forgotten->count; i++) {
        fact_set_remove(&first.known, (int)space_fact(forgotten->slots[i]));
    }
    if (!prove_replay(prove, &first, &prove->other) || prove->other.verdict < IFS_OVERRIDE_NEEDED ||
        (prove->plan.verdict >= IFS_OVERRIDE_NEEDED && same_order(&prove->plan, &prove->other))) {
        return;
    }
    finding->result = PROVE_COUNTEREXAMPLE;
    finding->pair = true;
    finding->first = first;
    finding->patient = whole;
}

/* ---- One class with something forgotten ---------------------------------------------------------------------------------------- */

struct completion {
    const struct forgotten *forgotten;
    int64_t weight_g;
    bool mild; /* some answer is as mild */
};

/* The plan with the slots unknown is in prove->other, one completion in prove->plan. */
static void hold_completion(struct prove *prove, const struct space_point *point, struct completion *completion)
{
    family_take(&prove->family, point);
    family_weigh(&prove->family, completion->weight_g);
    prove_plan(prove, &prove->plan);
    prove->seen[PROVE_UNKNOWN] = true;
    completion->mild = completion->mild || prove->plan.verdict >= prove->other.verdict;
    bool alike = prove->plan.verdict == prove->other.verdict && same_order(&prove->plan, &prove->other);
    if (!completion->forgotten->bedside && !alike) {
        ifs_plan unknown = prove->other;
        accuse_unknown(prove, completion->forgotten);
        prove->other = unknown;
    }
}

/* Every answer to the second slot, or the point itself where there is none. */
static void complete_second(struct prove *prove, const struct space_point *point, struct completion *completion)
{
    const struct space *space = &prove->family.space;
    if (completion->forgotten->count < 2) {
        hold_completion(prove, point, completion);
        return;
    }
    int slot = completion->forgotten->slots[1];
    int at = point->at[space->axis_of[slot]];
    for (int i = 0; i < space->axes[space->axis_of[slot]].cell_count; i++) {
        struct space_point beside;
        if (space_beside(space, point, slot, i - at, &beside)) {
            hold_completion(prove, &beside, completion);
        }
    }
}

static void complete(struct prove *prove, const struct space_point *point, const struct forgotten *forgotten,
                     int weight)
{
    const struct space *space = &prove->family.space;
    struct completion completion = {.forgotten = forgotten, .weight_g = prove->family.weights[prove->typical[weight]]};
    int slot = forgotten->slots[0];
    int at = point->at[space->axis_of[slot]];
    for (int i = 0; i < space->axes[space->axis_of[slot]].cell_count; i++) {
        struct space_point beside;
        if (space_beside(space, point, slot, i - at, &beside)) {
            complete_second(prove, &beside, &completion);
        }
    }
    if (!completion.mild) { /* the point itself is one completion */
        accuse_unknown(prove, forgotten);
    }
}

/* Where an order is computed without the answer; otherwise something is asked for, and nothing can be milder. */
static void forget(struct prove *prove, const struct space_point *point, const struct forgotten *forgotten)
{
    struct family *family = &prove->family;
    for (int weight = 0; weight < prove->typical_count; weight++) {
        family_take(family, point);
        family_weigh(family, family->weights[prove->typical[weight]]);
        for (int i = 0; i < forgotten->count; i++) {
            family_forget(family, forgotten->slots[i]);
        }
        prove_plan(prove, &prove->other);
        if (prove->other.verdict >= IFS_OVERRIDE_NEEDED) {
            complete(prove, point, forgotten, weight);
        }
    }
}

/* ---- Each slot, each pair -------------------------------------------------------------------------------------------------------- */

static void forget_each(struct prove *prove, const struct space_point *point)
{
    const struct space *space = &prove->family.space;
    for (int i = 0; i < space->axis_count; i++) {
        const struct forgotten forgotten = one_slot(&prove->family, space->axes[i].slot);
        forget(prove, point, &forgotten);
    }
}

static void forget_pairs(struct prove *prove, const struct space_point *point)
{
    const struct space *space = &prove->family.space;
    for (int i = 0; i < space->axis_count; i++) {
        for (int j = i + 1; j < space->axis_count; j++) {
            int first = space->axes[i].slot;
            int second = space->axes[j].slot;
            bool bedside = is_bedside(&prove->family, first) || is_bedside(&prove->family, second);
            forget(prove, point, &(struct forgotten){{first, second}, 2, bedside});
        }
    }
}

/* What is calculated with: where an order is computed without the weight, every weight gives the same. */
static void forget_weight(struct prove *prove, const struct space_point *point)
{
    struct family *family = &prove->family;
    const struct forgotten forgotten = one_slot(family, IFS_FACT_WEIGHT);
    family_take(family, point);
    family_forget(family, IFS_FACT_WEIGHT);
    prove_plan(prove, &prove->other);
    for (int i = 0; prove->other.verdict >= IFS_OVERRIDE_NEEDED && i < family->weight_count; i++) {
        family_weigh(family, family->weights[i]);
        prove_plan(prove, &prove->plan);
        prove->seen[PROVE_UNKNOWN] = true;
        if (prove->plan.verdict != prove->other.verdict || !same_order(&prove->plan, &prove->other)) {
            accuse_unknown(prove, &forgotten);
            return;
        }
    }
}

void prove_unknown(struct prove *prove)
{
    struct family *family = &prove->family;
    struct space_point point;
    prove->forgot_every_kind = family->kinds * family->space.axis_count * prove->typical_count <= KINDS_TO_FORGET_IN;
    for (bool any = space_first(&family->space, &point); prove->forgot_every_kind && any;
         any = space_next(&family->space, &point)) {
        forget_each(prove, &point);
    }
    for (int i = 0; i < family->class_count; i++) {
        point = family->classes[i].point;
        forget_weight(prove, &point);
        forget_pairs(prove, &point);
        if (!prove->forgot_every_kind) {
            forget_each(prove, &point);
        }
    }
}
