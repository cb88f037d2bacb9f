/*
 * work.h - one computation under way: what every step of the plan reads, and how a step says what it lacks.
 */
#ifndef IFS_WORK_H
#define IFS_WORK_H

#include "protocol.h"

/* Most alternatives of one kind; the loader refuses more. */
#define ALTERNATIVES_MAX 32

struct work {
    const ifs_protocol *protocol;
    const ifs_request *request;
    ifs_plan *plan;
    bool refused;    /* a refuse check, a hard limit or an obstacle */
    bool lacking;    /* something is missing: no order can be computed */
    bool unsigned_override; /* an override check or a soft limit without a valid override */
    uint8_t truths[CONDITION_TESTS];
};

/* Everything a step reads is there and apart from what it writes. The arrays of the protocol are spoken of where they are read. */
/*@ predicate at_hand(struct work *work) =
      \valid(work) && \valid(work->plan) && \valid_read(work->protocol) && \valid_read(work->request) &&
      \separated(work, work->plan, work->protocol, work->request);
*/

enum choice { CHOICE_ONE, CHOICE_NONE, CHOICE_TWO, CHOICE_UNKNOWN };

/* The one alternative that holds. Unknown as long as any of them cannot be decided (what is lacking is then noted), for only
 * then is it certain that no second one holds. */
/*@ requires at_hand(work) && count >= 0 && \valid_read(whens + (0 .. count - 1)) && \valid(chosen);
    requires \forall integer i; 0 <= i < count ==> compiled(whens[i], &work->truths[0]);
    requires \forall integer i; 0 <= i < count ==> \separated(whens[i], chosen, work, work->plan);
    requires \separated(chosen, work, work->plan, whens + (0 .. count - 1));
    requires \separated(whens + (0 .. count - 1), work, work->plan);
    assigns *chosen, work->plan->missing, work->lacking;
    ensures \result == CHOICE_ONE || \result == CHOICE_TWO ==> 0 <= *chosen < count;
    ensures \result == CHOICE_UNKNOWN ==> work->lacking;
    ensures \old(work->lacking) ==> work->lacking;
*/
enum choice work_choose(struct work *work, const struct condition *const *whens, int count, int *chosen);

/*@ requires \valid_read(work) && compiled(condition, &work->truths[0]);
    assigns \nothing;
    ensures TRUTH_NO <= \result <= TRUTH_YES;
*/
static inline enum truth work_truth(const struct work *work, const struct condition *condition)
{
    return condition_truth(condition, work->truths);
}

/* A fact must be given before the order can be computed. */
/*@ requires at_hand(work) && 0 <= fact < IFS_FACT_MAX;
    assigns work->plan->missing, work->lacking;
    ensures work->lacking;
*/
void work_lack(struct work *work, int fact);
/*@ requires at_hand(work) && compiled(condition, &work->truths[0]);
    requires \separated(condition, work, work->plan);
    assigns work->plan->missing, work->lacking;
    ensures work->lacking;
*/
void work_lack_for(struct work *work, const struct condition *condition);

/* The same where the order can be computed without: facts measured at the bedside do not count. */
/*@ requires at_hand(work) && compiled(condition, &work->truths[0]);
    requires \separated(condition, work, work->plan);
    assigns work->plan->missing, work->lacking;
    ensures \old(work->lacking) ==> work->lacking;
*/
void work_lack_but_bedside(struct work *work, const struct condition *condition);

/* Whether all that a dosing weight of that kind is made of is known: the weight, and for any but the actual one sex and height. */
/*@ requires \valid_read(work) && \valid_read(work->request);
    assigns \nothing;
*/
bool work_weight_known(const struct work *work, enum renal_weight by);

/* What is lacking of it must be given. */
/*@ requires at_hand(work);
    assigns work->plan->missing, work->lacking;
    ensures \old(work->lacking) ==> work->lacking;
*/
void work_lack_weight(struct work *work, enum renal_weight by);

/* Infusion -1: the whole order. Keeps the first obstacle of each. */
/*@ requires at_hand(work) && infusion < IFS_INFUSION_MAX;
    assigns work->plan->order_obstacle, work->plan->obstacle[0 .. IFS_INFUSION_MAX - 1], work->refused;
    ensures work->refused;
*/
void work_obstruct(struct work *work, int infusion, ifs_obstacle obstacle);

#endif
