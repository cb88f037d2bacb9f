/*
 * rescue.c - the antidote's dose for this patient.
 *
 * A protocol that lists rescue doses must have one for everybody it admits; a rescue dose that would pass its own speed
 * limit refuses the order, for a sheet must not carry an antidote nobody may give. Volumes are exact, never rounded:
 * the sheet prints them beside the product's strength.
 */
#include "rescue.h"

#include "claim.h"
#include "course.h"
#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define GRAMS_PER_KILOGRAM 1000

/* usual x weight, at most the maximum, rounded down to the step. False: the weight is lacking or it does not fit. */
static bool dose_of(struct work *work, const struct rescue_rule *rule, ifs_rescue *rescue)
{
    ifs_ratio dose = rule->usual;
    if (rule->per_weight) {
        if (!fact_set_has(&work->request->known, IFS_FACT_WEIGHT)) {
            work_lack(work, IFS_FACT_WEIGHT);
            return false;
        }
        ifs_ratio weight_kg = ratio_make(work->request->answer[IFS_FACT_WEIGHT], GRAMS_PER_KILOGRAM);
        if (!ratio_mul(rule->usual, weight_kg, &dose)) {
            work_obstruct(work, -1, IFS_OBSTACLE_BEYOND_ARITHMETIC);
            return false;
        }
    }
    if (rule->maximum.mcg > 0 && ratio_compare(dose, ratio_whole(rule->maximum.mcg)) > 0) {
        dose = ratio_whole(rule->maximum.mcg);
        rescue->capped = true;
    }
    claim(ratio_round_to(dose, rule->step.mcg, IFS_ROUND_DOWN, &rescue->dose.mcg)); /* downward it always fits */
    if (rescue->dose.mcg == 0) {
        work_obstruct(work, -1, IFS_OBSTACLE_RESCUE_LIMIT);
        return false;
    }
    return true;
}

static bool volume_and_speed(struct work *work, const struct rescue_rule *rule, ifs_rescue *rescue)
{
    ifs_ratio per_second;
    rescue->over = rule->over;
    if (ratio_div(ratio_whole(rescue->dose.mcg), rule->product->strength, &rescue->draw_ul) &&
        ratio_div(ratio_whole(rescue->dose.mcg), ratio_whole(rule->over.s), &per_second) &&
        ratio_mul(per_second, ratio_whole(SECONDS_PER_HOUR), &rescue->speed_mcg_per_h)) {
        return true;
    }
    work_obstruct(work, -1, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    return false;
}

static void check_speed(struct work *work, const struct rescue_rule *rule, const ifs_rescue *rescue)
{
    const struct condition *whens[ALTERNATIVES_MAX];
    for (int i = 0; i < rule->limit_count; i++) {
        whens[i] = &rule->limits[i].when;
    }
    int chosen = 0;
    switch (work_choose(work, whens, rule->limit_count, &chosen)) {
    case CHOICE_ONE:
        if (limit_check(rescue->speed_mcg_per_h, &rule->limits[chosen]) != LIMIT_WITHIN) {
            work_obstruct(work, -1, IFS_OBSTACLE_RESCUE_LIMIT);
        }
        break;
    case CHOICE_NONE:
    case CHOICE_TWO:
        work_obstruct(work, -1, IFS_OBSTACLE_RESCUE_LIMIT);
        break;
    case CHOICE_UNKNOWN:
        break;
    }
}

static void compute(struct work *work, int index)
{
    const struct rescue_rule *rule = &work->protocol->rescues[index];
    ifs_plan *plan = work->plan;
    ifs_rescue rescue = {.rule = index};
    if (!dose_of(work, rule, &rescue) || !volume_and_speed(work, rule, &rescue)) {
        return;
    }
    check_speed(work, rule, &rescue);
    claim(plan->rescue_count < IFS_RESCUE_MAX); /* the loader admits no more rules */
    plan->rescues[plan->rescue_count++] = rescue;
}

void rescue_compute(struct work *work)
{
    bool unknown = false;
    bool any = work->protocol->rescue_count == 0;
    for (int i = 0; i < work->protocol->rescue_count; i++) {
        switch (work_truth(work, &work->protocol->rescues[i].when)) {
        case TRUTH_YES:
            compute(work, i);
            any = true;
            break;
        case TRUTH_UNKNOWN:
            work_lack_for(work, &work->protocol->rescues[i].when);
            unknown = true;
            break;
        case TRUTH_NO:
            break;
        }
    }
    if (!any && !unknown) {
        work_obstruct(work, -1, IFS_OBSTACLE_NO_RESCUE);
    }
}
