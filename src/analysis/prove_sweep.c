/*
 * prove_sweep.c - every weight, bag and order of one class.
 *
 * A class is gone through by its weights with the protocol's own order, for each bag that may be asked for; at some weights (the ends of
 * each cell, and some between) with every order of the list, and with what was given before at the edge of every total. Invariant: each
 * plan is judged (prove_judge.c), and what somebody may prescribe is followed for prove_reach.c.
 */
#include "claim.h"
#include "plan.h"
#include "prove.h"
#include "ratio.h"

#define GIVEN_STEP_MCG 10000
#define DAY_S (24 * INT64_C(3600))
#define SECONDS_PER_MINUTE 60

void prove_plan(struct prove *prove, ifs_plan *plan)
{
    family_plan(&prove->family, plan);
    prove->plans++;
}

void prove_examine(struct prove *prove, struct prove_judgement *judgement)
{
    prove_plan(prove, &prove->plan);
    prove_judge(&prove->family.part, &prove->family.request, &prove->plan, judgement);
    prove->ordered = prove->ordered || judgement->ordered;
}

/* Of what hangs on a weight that nobody has whom the protocol admits, nobody is an example. */
void prove_accuse_all(struct prove *prove, int weight, const struct prove_judgement *judgement)
{
    for (int i = 0; i < PROVE_COUNT; i++) {
        bool nobody = i < PROVE_WITHIN && !prove->usual_weight[weight];
        if (judgement->fails[i] && !nobody) {
            prove_accuse(prove, (enum prove_property)i, judgement);
        }
    }
}

static void note_reached(struct prove *prove)
{
    if (prove->all_reached) {
        return;
    }
    plan_withdraw(&prove->plan);
    reach_note(&prove->family.part, &prove->family.request, &prove->plan, &prove->reach);
}

static void judge_and_follow(struct prove *prove, int weight)
{
    struct prove_judgement judgement;
    prove_examine(prove, &judgement);
    prove_accuse_all(prove, weight, &judgement);
    note_reached(prove);
}

/* ---- What may be prescribed ----------------------------------------------------------------------------------------------------- */

static void note_most(const struct prove *prove, const struct family_order *order, int64_t most[IFS_INFUSION_MAX])
{
    const ifs_infusion *infusion = prove_infusion(&prove->plan, order->infusion); /* none of the whole order */
    bool chosen = infusion != NULL && order->choice.has_dose && !order->choice.dose_is_rate;
    if (chosen && infusion->dose.mcg > most[order->infusion]) {
        most[order->infusion] = infusion->dose.mcg;
    }
}

static void sweep_order(struct prove *prove, const struct family_order *order, int weight,
                        struct prove_smaller *smaller, int64_t most[IFS_INFUSION_MAX])
{
    struct prove_judgement judgement;
    family_order(&prove->family, order);
    prove_examine(prove, &judgement);
    prove_accuse_all(prove, weight, &judgement);
    prove_times(prove, order, smaller);
    if (judgement.ordered) {
        note_most(prove, order, most);
    }
    note_reached(prove);
}

/* The usual dose of each phase, and each that may be prescribed, in every minute. */
static void sweep_minutes(struct prove *prove, int weight, const uint32_t dose_rules[IFS_INFUSION_MAX])
{
    struct family *family = &prove->family;
    for (int i = 0; i < prove->protocol->infusion_count; i++) {
        prove_minutes(prove, &(struct family_order){.infusion = i}, weight);
    }
    for (int i = 1; i < family->order_count; i++) {
        const struct family_order *order = &family->orders[i];
        claim(order->infusion >= 0); /* but the first */
        if (!order->choice.has_over && (order->dose_rules & dose_rules[order->infusion]) != 0) {
            prove_minutes(prove, order, weight);
        }
    }
}

/* Orders listed for an alternative that this patient does not have are left out. */
static void sweep_orders(struct prove *prove, int weight, int64_t most[IFS_INFUSION_MAX])
{
    struct family *family = &prove->family;
    struct prove_smaller smaller = {.there = false};
    uint32_t dose_rules[IFS_INFUSION_MAX];
    uint32_t time_rules[IFS_INFUSION_MAX];
    family_plan(family, &prove->plan);
    for (int i = 0; i < prove->protocol->infusion_count; i++) {
        family_rules(family, &prove->plan, i, &dose_rules[i], &time_rules[i]);
    }
    for (int i = 0; i < family->order_count; i++) {
        const struct family_order *order = &family->orders[i];
        bool listed = order->infusion < 0 || ((order->dose_rules & dose_rules[order->infusion]) != 0 &&
                                              (order->time_rules & time_rules[order->infusion]) != 0);
        if (listed) {
            sweep_order(prove, order, weight, &smaller, most);
        }
    }
    sweep_minutes(prove, weight, dose_rules);
    family_order(family, &family->orders[0]);
}

/* ---- What was given before ------------------------------------------------------------------------------------------------------- */

static void try_interval(struct prove *prove, int weight, const struct limit *limit)
{
    int64_t least = ratio_round(limit->hard_min, IFS_ROUND_DOWN);
    for (int64_t since = least - SECONDS_PER_MINUTE; since <= least; since += SECONDS_PER_MINUTE) {
        family_give(&prove->family, since <= DAY_S ? GIVEN_STEP_MCG : 0, GIVEN_STEP_MCG);
        family_since(&prove->family, since);
        judge_and_follow(prove, weight);
    }
    family_give(&prove->family, 0, 0);
}

/* Up to the bound and one step beyond, with the protocol's own order. */
static void try_bound(struct prove *prove, int weight, const struct limit *limit, ifs_ratio bound)
{
    bool day = limit->kind == IFS_LIMIT_IN_24H;
    ifs_ratio ordered;
    family_plan(&prove->family, &prove->plan);
    if (bound.den == 0 || !prove_most(&prove->plan, day ? DAY_S : 2 * DAY_S, 0, &ordered)) {
        return;
    }
    int64_t room =
        (ratio_round(bound, IFS_ROUND_DOWN) - ratio_round(ordered, IFS_ROUND_UP)) / GIVEN_STEP_MCG * GIVEN_STEP_MCG;
    for (int64_t given = room; given >= 0 && given <= room + GIVEN_STEP_MCG; given += GIVEN_STEP_MCG) {
        family_give(&prove->family, day ? given : 0, given);
        judge_and_follow(prove, weight);
        family_give(&prove->family, 0, 0);
    }
}

static void sweep_totals(struct prove *prove, int weight)
{
    const ifs_protocol *protocol = prove->protocol;
    for (int i = 0; i < protocol->total_count; i++) {
        for (int j = 0; j < protocol->totals[i].count; j++) {
            const struct limit *limit = &protocol->totals[i].limits[j];
            if (limit->kind != IFS_LIMIT_INTERVAL) {
                try_bound(prove, weight, limit, limit->soft_max);
                try_bound(prove, weight, limit, limit->hard_max);
            } else {
                try_interval(prove, weight, limit);
            }
        }
    }
}

/* ---- One class --------------------------------------------------------------------------------------------------------------------- */

/* Whom a check of the dosing's own facts refuses at every weight; nothing else is left to see. */
static bool refuses_all(struct prove *prove)
{
    struct family *family = &prove->family;
    for (int i = 0; i < prove->few_count; i++) {
        family_weigh(family, family->weights[prove->few[i]]);
        family_plan(family, &prove->plan);
        note_reached(prove);
        if (!prove_refused(&family->part, &prove->plan)) {
            return false;
        }
    }
    return true;
}

static bool reached_all(const struct reach *reach)
{
    for (int i = 0; i < reach->count; i++) {
        if (!reach->rules[i].reached) {
            return false;
        }
    }
    return true;
}

/* What was asked for is what the protocol chooses anyway, for a patient of every weight: then nothing differs. Phases with different bags have
 * no common material to tell. */
static bool asks_for_the_usual(struct prove *prove, const struct family_material *material)
{
    struct family *family = &prove->family;
    bool same = true;
    for (int i = 0; same && i < prove->few_count; i++) {
        family_weigh(family, family->weights[prove->few[i]]);
        family_use(family, &family->materials[0]);
        family_plan(family, &prove->plan);
        family_use(family, material);
        family_plan(family, &prove->other);
        const ifs_derived *a = &prove->plan.derived;
        const ifs_derived *b = &prove->other.derived;
        int known = a->product_known + b->product_known + a->diluent_known + b->diluent_known + a->device_known +
                    b->device_known;
        same = known == 6 && a->product == b->product && a->diluent == b->diluent && a->device == b->device;
    }
    return same;
}

static void sweep_material(struct prove *prove, int class)
{
    struct family *family = &prove->family;
    prove_weights(prove);
    for (int i = 0; i < prove->few_count; i++) {
        family_weigh(family, family->weights[prove->few[i]]);
        sweep_orders(prove, prove->few[i], prove->most[class][i]);
        sweep_totals(prove, prove->few[i]);
    }
}

void prove_sweep(struct prove *prove, int class)
{
    struct family *family = &prove->family;
    prove->all_reached = reached_all(&prove->reach); /* then nothing needs to be followed any more */
    family_take(family, &family->classes[class].point);
    for (int i = 0; i < family->material_count; i++) {
        bool again = i > 0 && asks_for_the_usual(prove, &family->materials[i]);
        family_use(family, &family->materials[i]);
        if (!again && !refuses_all(prove)) {
            sweep_material(prove, class);
        }
    }
}
