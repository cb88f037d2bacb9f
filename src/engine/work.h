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

enum choice { CHOICE_ONE, CHOICE_NONE, CHOICE_TWO, CHOICE_UNKNOWN };

/* The one alternative that holds. Unknown as long as any of them cannot be decided (what is lacking is then noted), for only
 * then is it certain that no second one holds. */
enum choice work_choose(struct work *work, const struct condition *const *whens, int count, int *chosen);

static inline enum truth work_truth(const struct work *work, const struct condition *condition)
{
    return condition_truth(condition, work->truths);
}

/* A fact must be given before the order can be computed. */
void work_lack(struct work *work, int fact);
void work_lack_for(struct work *work, const struct condition *condition);

/* The same where the order can be computed without: facts measured at the bedside do not count. */
void work_lack_but_bedside(struct work *work, const struct condition *condition);

/* Whether all that a dosing weight of that kind is made of is known: the weight, and for any but the actual one sex and height. */
bool work_weight_known(const struct work *work, enum renal_weight by);

/* What is lacking of it must be given. */
void work_lack_weight(struct work *work, enum renal_weight by);

/* Infusion -1: the whole order. Keeps the first obstacle of each. */
void work_obstruct(struct work *work, int infusion, ifs_obstacle obstacle);

#endif
