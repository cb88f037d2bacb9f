/*
 * prove_minutes.c - every whole minute a prescriber may write.
 *
 * Between two bounds no limit changes its mind, but the steps of pump and syringe do: whether a flow can be set that keeps every limit hangs on the very
 * minute. So each dose of the list is given in each minute between the bounds of its times. The same dose in the same bag under the same limits
 * has the same figures, whoever it is for: it is gone through once. Invariant: what there was no time for is counted, and leaves the
 * property of the rounding undecided.
 */
#include "claim.h"
#include "prove.h"
#include "ratio.h"

#define SECONDS_PER_MINUTE 60
#define MINUTES_MOST 1500
#define ANY_MINUTE 60
#define MINUTES_UNBOUNDED 60 /* tried beyond the first where no bound is written */

struct minutes {
    int64_t first;
    int64_t last;
};

/* ---- The same figures ----------------------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t key, uint64_t word)
{
    return (key ^ word) * UINT64_C(0xff51afd7ed558ccd);
}

/* What the time moves. Of a dose rate that is the dose as well, and so everything. */
static bool moves_with_time(ifs_limit_kind kind, bool rate)
{
    return rate || kind == IFS_LIMIT_OVER || kind == IFS_LIMIT_SPEED || kind == IFS_LIMIT_SPEED_PER_KG;
}

/* The limits that hold, by where they stand. False: one that the time does not move refuses in any minute. */
static bool mix_limits(const struct prove *prove, int phase, bool rate, uint64_t *key)
{
    bool per_weight = false;
    for (int i = 0; i < prove->plan.limit_count; i++) {
        const ifs_limit_outcome *outcome = &prove->plan.limits[i];
        if (outcome->infusion != phase) {
            continue;
        }
        if (moves_with_time(outcome->limit->kind, rate)) {
            *key = mix(*key, (uint64_t)(uintptr_t)outcome->limit);
            per_weight = per_weight || outcome->limit->kind == IFS_LIMIT_SPEED_PER_KG ||
                         outcome->limit->kind == IFS_LIMIT_PER_KG;
        } else if (outcome->result == IFS_TRIP && outcome->severity == IFS_REFUSE) {
            return false;
        }
    }
    if (per_weight) {
        *key = mix(*key, (uint64_t)prove->family.request.answer[IFS_FACT_WEIGHT]);
    }
    return true;
}

/* A dose that grows with the time is the same in every minute where its rule, which rounds it, and the rate are. */
static uint64_t mix_rate(const struct prove *prove, const struct family_order *dosed, const ifs_infusion *infusion,
                         uint64_t key)
{
    const struct dose_rule *dose = &prove->protocol->infusions[dosed->infusion].doses[infusion->dose_rule];
    bool own = !dosed->choice.has_dose && dose->basis == DOSE_RATE_PER_WEIGHT;
    key = mix(mix(key, (uint64_t)infusion->dose_rule), (uint64_t)dosed->choice.dose_mcg.num);
    return own ? mix(key, (uint64_t)prove->family.request.answer[IFS_FACT_WEIGHT]) : key;
}

/* What decides the figures of that dose in each of these minutes. The plan is one of any minute. False: it is refused in all. */
static bool key_of(const struct prove *prove, const struct family_order *dosed, const ifs_infusion *infusion,
                   const struct minutes *minutes, uint64_t *key)
{
    bool rate = prove->protocol->infusions[dosed->infusion].doses[infusion->dose_rule].rate;
    *key = mix(mix(mix((uint64_t)dosed->infusion, (uint64_t)infusion->dose.mcg), (uint64_t)infusion->container),
               (uint64_t)infusion->device);
    *key = mix(mix(*key, (uint64_t)minutes->first), (uint64_t)minutes->last);
    *key = rate ? mix_rate(prove, dosed, infusion, *key) : *key;
    return mix_limits(prove, dosed->infusion, rate, key);
}

/* True when it was not seen before and there is room to remember it. */
static bool is_new(struct prove *prove, uint64_t key)
{
    for (int i = 0; i < prove->minuted_count; i++) {
        if (prove->minuted[i] == key) {
            return false;
        }
    }
    if (prove->minuted_count == PROVE_MINUTED) {
        prove->unminuted++;
        return false;
    }
    prove->minuted[prove->minuted_count++] = key;
    return true;
}

/* ---- Minutes ----------------------------------------------------------------------------------------------------------------------- */

static int64_t minutes_in(ifs_ratio seconds, ifs_rounding rounding)
{
    int64_t whole_s;
    claim(ratio_round_to(seconds, SECONDS_PER_MINUTE, rounding, &whole_s));
    return whole_s / SECONDS_PER_MINUTE;
}

/* From the shortest to the longest that is allowed. */
static struct minutes minutes_of(const struct time_rule *time)
{
    const struct limit *limit = &time->limit;
    int64_t usual = time->usual.s / SECONDS_PER_MINUTE;
    int64_t first = limit->hard_min.den != 0 ? minutes_in(limit->hard_min, IFS_ROUND_UP) : 1;
    int64_t last = limit->hard_max.den != 0 ? minutes_in(limit->hard_max, IFS_ROUND_DOWN)
                                            : (usual > first ? usual : first) + MINUTES_UNBOUNDED;
    return (struct minutes){first, last};
}

static void order_minute(struct prove *prove, const struct family_order *dosed, int64_t minute)
{
    struct family_order order = *dosed;
    order.choice.has_over = true;
    order.choice.over.s = minute * SECONDS_PER_MINUTE;
    family_order(&prove->family, &order);
}

static void try_minutes(struct prove *prove, const struct family_order *dosed, const struct minutes *minutes,
                        int weight)
{
    int64_t count = minutes->last - minutes->first + 1;
    if (count > MINUTES_MOST || count > prove->minutes_left) {
        prove->unminuted++;
        return;
    }
    prove->minutes_left -= count;
    for (int64_t minute = minutes->first; minute <= minutes->last; minute++) {
        struct prove_judgement judgement;
        order_minute(prove, dosed, minute);
        prove_examine(prove, &judgement);
        prove_accuse_all(prove, weight, &judgement);
    }
}

/* NULL: not computed. At a rate the dose may be off its step in one minute, and not in another. */
static const ifs_infusion *plan_minute(struct prove *prove, const struct family_order *dosed, int64_t minute)
{
    order_minute(prove, dosed, minute);
    family_plan(&prove->family, &prove->plan);
    return prove_infusion(&prove->plan, dosed->infusion);
}

void prove_minutes(struct prove *prove, const struct family_order *dosed, int weight)
{
    const struct infusion_rule *rule = &prove->protocol->infusions[dosed->infusion];
    if (rule->route == ROUTE_INTRAMUSCULAR) {
        return;
    }
    const ifs_infusion *infusion = plan_minute(prove, dosed, ANY_MINUTE);
    for (int i = 0; infusion == NULL && i < rule->time_count; i++) {
        infusion = plan_minute(prove, dosed, rule->times[i].usual.s / SECONDS_PER_MINUTE);
    }
    if (infusion == NULL) {
        return;
    }
    const struct minutes minutes = minutes_of(&rule->times[infusion->time_rule]);
    uint64_t key;
    if (key_of(prove, dosed, infusion, &minutes, &key) && is_new(prove, key)) {
        try_minutes(prove, dosed, &minutes, weight);
    }
}
