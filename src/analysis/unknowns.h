/*
 * unknowns.h - what becomes of an order under every completion of its open answers.
 */
#ifndef IFS_UNKNOWNS_H
#define IFS_UNKNOWNS_H

#include "protocol.h"

/* Zero: it was not found out. */
enum unknowns_result {
    UNKNOWNS_UNDECIDED,  /* too many completions, or something that is calculated with is open */
    UNKNOWNS_REFUSED,    /* refused whatever the open answers are */
    UNKNOWNS_DEPENDS,
    UNKNOWNS_OVERRIDE,   /* in need of an override whatever they are */
    UNKNOWNS_SAFE        /* never refused and never in need of an override */
};

#define UNKNOWNS_OPEN 48

struct unknowns {
    enum unknowns_result result;
    ifs_verdict mildest;  /* over the completions that were tried */
    ifs_verdict gravest;
    int open_count;
    int open[UNKNOWNS_OPEN];      /* facts, in the order of the protocol; a clearance is IFS_FACT_CRCL */
    bool decides[UNKNOWNS_OPEN];  /* all else at its mildest, this answer alone changes the verdict */
    int ask_first;                /* the fact whose answers refuse most often alone; -1: none does */
};

/* The open answers of a settled request, whose plan is `plan`: those that are missing, start conditions, and those that become missing
 * once these are given. Answers that no condition tells apart count as one. Answers that share a condition are tried together; those
 * that share none apart, for the verdict is the gravest of all. `scratch` is overwritten. It informs: no verdict is changed by it. */
void unknowns_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                   struct unknowns *out);

#endif
