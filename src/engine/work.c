/*
 * work.c - choosing among alternatives, and keeping what a computation lacks.
 *
 * Alternatives may not overlap and together cover whom the protocol admits. Here that is not believed but seen: exactly
 * one must hold for this patient, otherwise there is no order. Nothing is ever chosen on an unknown.
 */
#include "work.h"

void work_lack(struct work *work, int fact)
{
    fact_set_add(&work->plan->missing, fact);
    work->lacking = true;
}

void work_lack_for(struct work *work, const struct condition *condition)
{
    condition_missing(condition, &work->protocol->tests, work->truths, &work->plan->missing);
    work->lacking = true;
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
