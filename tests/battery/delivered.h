/*
 * delivered.h - what an order delivers, recomputed from its integers, held against every limit of the protocol.
 */
#ifndef BATTERY_DELIVERED_H
#define BATTERY_DELIVERED_H

#include "exact.h"
#include "patients.h"

enum bound { BOUND_SOFT_MIN, BOUND_SOFT_MAX, BOUND_HARD_MIN, BOUND_HARD_MAX, BOUND_COUNT };

struct exact bound_of(const struct limit *limit, enum bound bound);
const char *bound_word(enum bound bound);

/* True when the figure lies beyond that bound; false where there is none. */
bool beyond(struct exact figure, const struct limit *limit, enum bound bound);
bool beyond_hard(struct exact figure, const struct limit *limit);
bool beyond_soft(struct exact figure, const struct limit *limit);

/* What one infusion delivers. */
struct delivery {
    struct exact dose_mcg;
    struct exact time_s;
    struct exact total_ul;
    struct exact weight_g;
    int64_t sites; /* 0: not intramuscular */
    struct exact ordered_s;
    bool prescribed; /* only then is a dose rate one that somebody ordered */
    struct exact ordered_mcg; /* limits of the dose are held against this too; not known: only against what is delivered */
};

/* From the plan's draw, total, flow and strength alone. */
struct delivery delivery_of(const ifs_protocol *protocol, const ifs_infusion *infusion);

/* The step of syringe and pump without a site file, and of a draw that is divided among several sites. */
#define STEP_UL 100
static inline int64_t step_of_draw(const struct infusion_rule *rule)
{
    return rule->sites > 0 ? STEP_UL * rule->sites : STEP_UL;
}

/* The figure a limit of that kind is about; of rolling totals none. */
/* Of what is delivered and, for a limit of the dose, what is ordered: the one that the limit allows less. */
struct exact figure_held(const struct delivery *delivery, const struct limit *limit);
struct exact figure_of(const struct delivery *delivery, ifs_limit_kind kind);

/* A plan that is settled, and the truths of its protocol's tests. */
struct computed {
    const struct patient *patient;
    const ifs_request *settled;
    const ifs_plan *plan;
    uint8_t truths[CONDITION_TESTS];
};

void computed_begin(struct computed *computed, const struct patient *patient, const ifs_request *settled,
                    const ifs_plan *plan);

/* The most in any window of 24 h or 48 h, with what was given before; of the interval, the time since the last dose,
 * or the limit itself where nothing was given. No figure where that is not known. */
struct exact figure_of_order(const struct computed *computed, const struct limit *limit);

/* Holds the whole plan: an order against every limit whose condition holds, a refusal against what it says of limits.
 * Complains of whatever does not agree. */
void hold_plan(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan);

#endif
