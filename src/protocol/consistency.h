/*
 * consistency.h - what the rules of a protocol that loaded without error do to every patient it admits.
 *
 * For check alone: an order is computed without it.
 */
#ifndef IFS_CONSISTENCY_H
#define IFS_CONSISTENCY_H

#include "finding.h"
#include "space.h"

/* All of it. Errors: gap-in-alternatives, overlapping-alternatives, no-bag-for-some, admits-nobody, refuses-everybody, no-dose-on-step,
 * phases-exceed-total, rescue-too-fast, usual-outside-limits. Warnings: unreachable-rule, no-time-for-some-doses, max-above-limit,
 * usual-passes-limit-for-some, bounds-without-room, undecided-alternatives. One finding of a code at each line. */
void consistency_check(const ifs_protocol *protocol, struct findings *findings);

/* ---- Its parts ---- */

/* In operations of conditions, each of about a nanosecond: whatever is written in a file, it is checked in seconds. The most that any
 * shipped protocol takes is a hundredth of it. */
#define CONSISTENCY_WORK (INT64_C(1) << 28)

struct consistency_work {
    int64_t left;  /* a crowd that may need more is not gathered */
    bool short_of; /* one was not */
};

struct consistency {
    const ifs_protocol *protocol;
    struct findings *findings;
    struct consistency_work *work;
};

void consistency_add(const struct consistency *judge, ifs_severity severity, const char *code, int line,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));

/* consistency_reach.c: false when nobody is admitted */
bool consistency_admission(const struct consistency *judge);
void consistency_reach(const struct consistency *judge);

/* consistency_figures.c: one dose rule by itself */
void consistency_figures(const struct consistency *judge);

/* The volume that runs in, in uL, of a dose in this container; den 0 where it hangs on what is not known here. */
ifs_ratio consistency_total(const struct container *container, ifs_ratio dose_mcg);

/* consistency_order.c: the usual figures of a whole order, and its antidote */
void consistency_order(const struct consistency *judge);

/* The most that may be ordered under a dose rule, in mcg (mcg/h for a rate); den 0: no bound. */
ifs_ratio consistency_highest(const struct dose_rule *dose);

/* ---- The patients a rule is held against (crowd.c) ---- */

enum crowd_of {
    CROWD_ADMITTED, /* whom the protocol admits */
    CROWD_TREATED   /* and no refusing check that reads the same facts refuses */
};

struct crowd {
    const ifs_protocol *protocol;
    struct consistency_work *work;
    int64_t trying;   /* work for each kind */
    int64_t counting; /* work to decide whether it counts */
    const struct condition *phase; /* these patients alone; NULL: all */
    enum crowd_of of;
    struct space space;
    struct space_point point;
    const struct check *holding[IFS_CHECK_MAX]; /* refusing checks that may be decided here */
    int holding_count;
};

/* True for what `admit` wrote. */
bool crowd_is_admission(const ifs_protocol *protocol, const struct check *check);

void crowd_begin(struct crowd *crowd, const struct consistency *judge, const struct condition *phase, enum crowd_of of);

/* Together with the facts of the admission or, where that makes too many kinds, without them. False: too many even so, or more work
 * than is left. `trying`: what the caller does with each kind. */
bool crowd_gather(struct crowd *crowd, int64_t trying);

/* Whether trying every kind of a space that is closed is within what is left, counted as if all had to be tried. For crowd_gather, and who
 * closes the space without it. */
bool crowd_affords(struct crowd *crowd, int64_t trying);

/* Every kind in turn, whether it counts or not. */
bool crowd_try_first(struct crowd *crowd);
bool crowd_try_next(struct crowd *crowd);

/* True when crowd->point is one of these patients. */
bool crowd_counts(const struct crowd *crowd);

/* Every kind of these patients in turn: crowd->point. False at the end. */
bool crowd_first(struct crowd *crowd);
bool crowd_next(struct crowd *crowd);

/* The example patient of a finding. */
#define CROWD_EXAMPLE 400
struct crowd_example {
    char text[CROWD_EXAMPLE];
};
struct crowd_example crowd_example(const struct crowd *crowd);

#endif
