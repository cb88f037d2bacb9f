/*
 * plan.h - the two halves of ifs_plan_compute, for analysis.
 *
 * What prove reads of an order that is refused must never be printed, sent to a pump or handed to a person: only ifs_plan_compute
 * makes plans for them.
 */
#ifndef IFS_PLAN_H
#define IFS_PLAN_H

#include "protocol.h"

/* Everything after plan->derived, which the caller has filled (derive_facts, or a kind of patient): the plan depends on the sources of the
 * clearance through it alone. A refused or incomplete plan still holds what was computed of it. */
void plan_examine(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan);

/* Takes from a refused or incomplete plan what could be prepared. */
void plan_withdraw(ifs_plan *plan);

#endif
