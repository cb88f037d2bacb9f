/*
 * outcome.h - every limit held against what will be delivered, and who may override a soft one.
 */
#ifndef IFS_OUTCOME_H
#define IFS_OUTCOME_H

#include "course.h"

/* Holds the limits of one infusion against the figures it reached, and notes each outcome. */
void outcome_of_infusion(struct course *course);

/* Holds one figure of the whole order (den 0: not known) against a limit. `whole` false: the figure is only a lower bound, so it can
 * refuse but not pass. */
struct order_figure {
    ifs_ratio figure;
    bool whole;
};
void outcome_of_order(struct work *work, const struct limit *limit, bool certain, struct order_figure figure);

/* The reason of a valid override of that check, NULL if there is none. Valid: a reason, prescriber and reference, and
 * a setting in which the protocol allows overrides. */
/*@ requires at_hand(work);
    assigns \result \from *work, check;
*/
const char *outcome_override(const struct work *work, const char *check);

/* True when a valid override is possible at all: prescriber, reference, setting. */
bool outcome_may_override(const ifs_protocol *protocol, const ifs_request *request);

/* True when the limit bounds anything at all. */
bool outcome_has_bound(const struct limit *limit);

/* The last part of a limit's name in checks: "dose", "per-kg", "in-24h" ...; the first part of limits of the whole order. */
const char *outcome_word(ifs_limit_kind kind);
#define OUTCOME_OF_ORDER "total"

/* True for INFUSION.LIMIT, INFUSION.STEP.LIMIT and total.LIMIT: what the checks of limits are named by, on the sheet and in overrides. */
bool outcome_is_limit_name(const ifs_protocol *protocol, const char *id);

#endif
