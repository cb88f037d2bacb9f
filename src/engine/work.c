/*
 * work.c - choosing among alternatives, and keeping what a computation lacks.
 *
 * Alternatives may not overlap and together cover whom the protocol admits. Here that is not believed but seen: exactly
 * one must hold for this patient, otherwise there is no order. Nothing is ever chosen on an unknown.
 */
#include "work.h"

#include "claim.h"

/* A urine output that is known does not decide for lack of the weight it is measured by. */
/*@ requires at_hand(work);
    assigns work->plan->missing;
*/
static void name_weight(struct work *work)
{
    ifs_fact_set *missing = &work->plan->missing;
    const ifs_fact_set *known = &work->request->known;
    if (fact_set_has(missing, IFS_FACT_URINE_OUTPUT) && fact_set_has(known, IFS_FACT_URINE_OUTPUT)) {
        fact_set_remove(missing, IFS_FACT_URINE_OUTPUT);
        fact_set_add(missing, IFS_FACT_WEIGHT);
    }
}

void work_lack(struct work *work, int fact)
{
    fact_set_add(&work->plan->missing, fact);
    work->lacking = true;
}

void work_lack_for(struct work *work, const struct condition *condition)
{
    condition_missing(condition, &work->protocol->tests, work->truths, &work->plan->missing);
    name_weight(work);
    work->lacking = true;
}

void work_lack_but_bedside(struct work *work, const struct condition *condition)
{
    ifs_fact_set lacking = {{0}};
    condition_missing(condition, &work->protocol->tests, work->truths, &lacking);
    /*@ loop invariant 0 <= i <= IFS_FACT_MAX / 64;
        loop invariant \at(work->lacking, Pre) ==> work->lacking;
        loop assigns i, work->plan->missing, work->lacking;
        loop variant IFS_FACT_MAX / 64 - i;
    */
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        /* a bedside fact that was measured and still does not decide lacks its other half: urine output without weight */
        uint64_t deferred = work->protocol->bedside.bits[i] & ~work->request->known.bits[i];
        uint64_t needed = lacking.bits[i] & ~deferred;
        work->plan->missing.bits[i] |= needed;
        work->lacking = work->lacking || needed != 0;
    }
    name_weight(work);
}

static const ifs_fact weight_made_of[] = {IFS_FACT_WEIGHT, IFS_FACT_SEX, IFS_FACT_HEIGHT};

/*@ assigns \nothing;
    ensures 1 <= \result <= 3;
*/
static size_t count_made_of(enum renal_weight by)
{
    return by == RENAL_WEIGHT_ACTUAL ? 1 : COUNT_OF(weight_made_of);
}

bool work_weight_known(const struct work *work, enum renal_weight by)
{
    bool known = true;
    /*@ loop invariant 0 <= i <= 3;
        loop assigns i, known;
        loop variant 3 - i;
    */
    for (size_t i = 0; i < count_made_of(by); i++) {
        known = known && fact_set_has(&work->request->known, (int)weight_made_of[i]);
    }
    return known;
}

void work_lack_weight(struct work *work, enum renal_weight by)
{
    /*@ loop invariant 0 <= i <= 3 && at_hand(work);
        loop invariant \at(work->lacking, Pre) ==> work->lacking;
        loop assigns i, work->plan->missing, work->lacking;
        loop variant 3 - i;
    */
    for (size_t i = 0; i < count_made_of(by); i++) {
        if (!fact_set_has(&work->request->known, (int)weight_made_of[i])) {
            work_lack(work, (int)weight_made_of[i]);
        }
    }
}

void work_obstruct(struct work *work, int infusion, ifs_obstacle obstacle)
{
    ifs_obstacle *kept = infusion < 0 ? &work->plan->order_obstacle : &work->plan->obstacle[infusion];
    if (*kept == IFS_OBSTACLE_NONE) {
        *kept = obstacle;
    }
    work->refused = true;
}

enum choice work_choose(struct work *work, const struct condition *const *whens, int count, int *chosen)
{
    int holding = 0;
    bool unknown = false;
    /*@ loop invariant 0 <= i <= count && 0 <= holding <= i && at_hand(work);
        loop invariant \forall integer j; 0 <= j < count ==> compiled(whens[j], &work->truths[0]);
        loop invariant holding > 0 ==> 0 <= *chosen < count;
        loop invariant unknown ==> work->lacking;
        loop invariant \at(work->lacking, Pre) ==> work->lacking;
        loop assigns i, holding, unknown, *chosen, work->plan->missing, work->lacking;
        loop variant count - i;
    */
    for (int i = 0; i < count; i++) {
        switch (work_truth(work, whens[i])) {
        case TRUTH_YES:
            *chosen = i;
            holding++;
            break;
        case TRUTH_UNKNOWN:
            work_lack_for(work, whens[i]);
            unknown = true;
            break;
        case TRUTH_NO:
            break;
        }
    }
    if (holding > 1) {
        return CHOICE_TWO;
    }
    if (unknown) {
        return CHOICE_UNKNOWN;
    }
    return holding == 1 ? CHOICE_ONE : CHOICE_NONE;
}
