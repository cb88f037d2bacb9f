/*
 * slips.h - what the common slips of the hand would make of one order, and what would stop each.
 */
#ifndef IFS_SLIPS_H
#define IFS_SLIPS_H

#include "protocol.h"

enum slip_kind {
    SLIP_VOLUME_AS_FLOW,       /* the volume to be infused keyed as the flow */
    SLIP_FLOW_TENFOLD,
    SLIP_FLOW_TENTH,
    SLIP_MASS_RATE_AS_FLOW,    /* mg per hour keyed as mL per hour */
    SLIP_LOADING_FLOW_LEFT,    /* the flow of the infusion before it left running */
    SLIP_DAY_AT_ONCE,          /* all that is ordered for 24 h, in the time of this infusion */
    SLIP_EQUIVALENTS_AS_VOLUME,/* mEq read as mL to draw */
    SLIP_EQUIVALENTS_AS_GRAMS, /* mEq read as g and prescribed */
    SLIP_MASS_AS_EQUIVALENTS,  /* mg prescribed as mEq */
    SLIP_DOSE_TENFOLD,         /* ten times the dose prescribed */
    SLIP_POUNDS_AS_KILOGRAMS,  /* the weight in pounds answered in kg */
    SLIP_OTHER_STRENGTH,       /* the same volume of another product of the drug library */
    SLIP_KIND_COUNT
};

/* What would stop it. Gravest first: nothing. */
enum slip_barrier {
    SLIP_NOTHING,
    SLIP_SOFT_LIMIT, /* a soft limit on what is keyed: a pump that holds it warns, and goes on when that is confirmed */
    SLIP_LIMIT,      /* a hard limit on what is keyed: only a pump that holds it stops */
    SLIP_PUMP_RANGE, /* the flow lies outside the range of the site's pump */
    SLIP_NO_ROOM,    /* what is drawn does not go into the container */
    SLIP_CONFIRM,    /* an unusual answer: asked to be confirmed before anything is computed */
    SLIP_REFUSED     /* no order is computed from it */
};

struct slip {
    enum slip_kind kind;
    int infusion;      /* position in the plan */
    ifs_ratio keyed;   /* the wrong figure: uL/h, uL, mcg or g (weight), as the kind says; den 0: none */
    const struct product *product; /* the other strength; else NULL */
    ifs_ratio dose_mcg;            /* what would be given */
    ifs_ratio time_s;              /* in which time; den 0: no time is known (intramuscular) */
    ifs_ratio speed_mcg_per_h;     /* den 0: likewise */
    enum slip_barrier barrier;
    const struct limit *beyond; /* the gravest limit that is passed, whether or not it stops; NULL: none */
    bool beyond_hard;
    int check; /* index of the check that refuses, -1: none */
    ifs_obstacle obstacle;
};

#define SLIPS_MAX (IFS_INFUSION_MAX * SLIP_KIND_COUNT)

struct slips {
    int count;
    struct slip list[SLIPS_MAX];
};

/* The slips that would change what this order delivers, ranked by harm: first those that may reach the patient, then those that are
 * stopped for certain; within each the one that would give most of the ordered speed or dose (the larger of the two quotients)
 * first, those that would give too little last; of equal harm the one that less would stop. The plan is computed from
 * the settled request; `scratch` is overwritten. None where the plan holds no infusion. A figure that leaves 63 bits
 * leaves its slip out. */
void slips_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                struct slips *out);

/* "flow-tenfold": the name in JSON. */
const char *slip_name(enum slip_kind kind);

#endif
