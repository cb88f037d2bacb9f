/*
 * keeping.h - the answers of a visit as they were last kept, and when each was given.
 */
#ifndef IFS_KEEPING_H
#define IFS_KEEPING_H

#include "draft.h"
#include "intake.h"
#include "patient.h"

struct keeping;

/* Nothing is kept on the disk yet. NULL without memory. The protocol must outlive it. */
struct keeping *keeping_open(const ifs_protocol *protocol);

/* What a visit was begun with, by their full paths; NULL: not known, or none. */
struct keeping_from {
    const char *protocol;
    const char *patient;
    const char *site;
};

/* Begins a draft. On failure the visit can go on, with its times but without a draft. */
enum file_status keeping_begin(struct keeping *keeping, const struct keeping_from *from, struct instant now);

/* Facts that are not asked for now, and answers that were not taken. All zero: none. */
struct keeping_left {
    ifs_fact_set facts; /* left to the protocol, or for later */
    ifs_fact_set later; /* of these, the ones to be asked at the end or at the bedside */
    const char *disputed[IFS_FACT_MAX]; /* what was typed, and contradicts another answer; NULL: nothing */
};

/* What the visit says now. Everything that differs from before is kept, with the time `now`; what is no longer there is taken back.
 * After a failure nothing more is kept: the status comes once. */
enum file_status keeping_update(struct keeping *keeping, const ifs_request *request, const struct keeping_left *left, struct instant now);

/* The same for answers of a patient file, with the times it gives; those it has no time for count as given when it was saved. */
enum file_status keeping_take_up(struct keeping *keeping, const ifs_request *request, const struct patient_visit *visit,
                                 struct instant now);

/* What a draft that is taken up again says beside the answers. Its strings live as long as the keeping. */
struct keeping_resumed {
    struct instant begun;
    const char *version;  /* of the protocol then; NULL: not known */
    const char *file;     /* the patient file taken up then; NULL: none */
    int answers;
    int dropped;          /* which this protocol does not take any more */
    bool torn;            /* something was not kept whole */
};

/* Takes up a draft: its answers go through `intake` into its request, findings of dropped ones too; those left into *left. */
enum file_status keeping_resume(struct keeping *keeping, const char *id, struct intake *intake, struct keeping_left *left,
                                struct keeping_resumed *out);

/* The site file it goes on with, by its full path, where that is another than before; NULL: none. */
enum file_status keeping_take_site(struct keeping *keeping, const char *site, struct instant now);

/* When each answer was given, into visit->timed and visit->answered. */
void keeping_times(const struct keeping *keeping, struct patient_visit *visit);

/* NULL: nothing is being kept. */
const char *keeping_id(const struct keeping *keeping);

/* Whether anything that was said is being kept. */
bool keeping_holds(const struct keeping *keeping);

/* Leaves the draft for later; one that holds nothing that was said is removed. */
void keeping_close(struct keeping *keeping);

/* Removes the draft, where there is one; to be closed all the same. */
enum file_status keeping_finish(struct keeping *keeping);

#endif
