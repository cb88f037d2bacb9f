/*
 * allowed.h - the smallest change of time, container or dose with which an order would pass its limits.
 */
#ifndef IFS_ALLOWED_H
#define IFS_ALLOWED_H

#include "protocol.h"

/* In the order in which they are proposed: a dose is the prescriber's to change. */
enum allowed_change { ALLOWED_TIME, ALLOWED_PRODUCT, ALLOWED_DOSE, ALLOWED_CHANGE_COUNT };

struct allowed {
    enum allowed_change change;
    int infusion; /* index in the protocol */
    ifs_duration over;
    const struct product *product;
    ifs_ratio dose_mcg; /* or mcg/h */
    bool dose_is_rate;
};

struct alloweds {
    int count;
    struct allowed list[IFS_INFUSION_MAX * ALLOWED_CHANGE_COUNT];
};

/* For every infusion that passes a soft limit, or whose prescribed dose or time is refused: at most one time, one product and one dose
 * each of which alone makes the order pass. Bounds come from the limits that are passed; a proposal is rounded towards what is
 * allowed (whole minutes, the step of the dose) and stands only if an order computed with it passes every limit. No product is
 * proposed where the order is refused. None where something else refuses, or nothing that near would pass. The plan is
 * computed from the settled request; `scratch` is overwritten. */
void allowed_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                  struct alloweds *out);

#endif
