/*
 * reach.h - which rules of a protocol a set of orders has reached.
 */
#ifndef IFS_REACH_H
#define IFS_REACH_H

#include "protocol.h"

/* In the order in which they are listed. */
enum reach_kind {
    REACH_CHECK_TRIPS,
    REACH_CHECK_PASSES,
    REACH_CONTRADICTION, /* answers that meet it */
    REACH_RENAL_BAND,    /* someone lies in it */
    REACH_RENAL_MAX,     /* its dose-max cuts a dose down, or refuses one */
    REACH_DOSE,          /* alternative used in an order; so for time, bag and rescue */
    REACH_DOSE_MAX,      /* cuts a dose down, or refuses one */
    REACH_TIME,
    REACH_LIMIT, /* one of several alternatives is held */
    REACH_BAG,
    REACH_RESCUE,
    REACH_BELOW_HARD, /* a figure lies beyond the bound, and the bound decides */
    REACH_ABOVE_HARD,
    REACH_BELOW_SOFT,
    REACH_ABOVE_SOFT,
    REACH_SENTENCE,   /* printed with an order, where it has a condition; a level aimed at and a step of titration are such */
    REACH_INDICATION, /* ordered for */
    REACH_SETTING,    /* ordered in */
    REACH_KIND_COUNT
};

/* One thing to be reached. */
struct reach_rule {
    enum reach_kind kind;
    const void *rule;             /* the rule itself, in the protocol */
    int infusion;                 /* index in the protocol; -1: of the whole order */
    int index;                    /* in its list; of a setting its ifs_setting */
    const struct origin *origin;  /* NULL: a setting */
    const char *name;             /* id of check, product or indication, word of the limit, the setting; NULL: none */
    const struct condition *when; /* NULL: none */
    bool reached;
};

#define REACH_MAX 2048

struct reach {
    int count;
    bool full; /* more rules than there is room for: those beyond are not followed */
    struct reach_rule rules[REACH_MAX];
};

/* Everything of this protocol that can be reached, nothing reached yet; its drug library's rules among them. */
void reach_begin(const ifs_protocol *protocol, struct reach *reach);

/* Marks what this order reached. The request is settled, the plan computed from it. */
void reach_note(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, struct reach *reach);

#endif
