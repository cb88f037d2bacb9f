/*
 * joint.h - two protocols spoken of in one language: the facts, choices and tests of both.
 *
 * Facts and choices are matched by name. What only the new protocol knows is added to what the old one knows, so a kind of patient (space.h)
 * over `both` is one kind under either: the old protocol's numbers of facts and tests hold there as they are, those of the new are looked
 * up.
 */
#ifndef IFS_JOINT_H
#define IFS_JOINT_H

#include "space.h"

#define JOINT_WORDS 1024

struct joint {
    const ifs_protocol *old;
    const ifs_protocol *new;
    ifs_protocol both; /* the old protocol, with the facts, choices and tests of the new one besides */
    int16_t fact_of_new[IFS_FACT_MAX];
    int16_t fact_in_new[IFS_FACT_MAX]; /* by fact of both; -1: only the old one knows it */
    uint8_t test_of_new[CONDITION_TESTS];
    const char *choices[JOINT_WORDS];
    int choice_count;
    bool full;           /* something had no room: nothing may be said about patients */
    struct space space;  /* of joint_same_meaning */
};

void joint_begin(struct joint *joint, const ifs_protocol *old, const ifs_protocol *new);

int joint_slot_of_new(const struct joint *joint, int slot);
int joint_slot_in_new(const struct joint *joint, int slot); /* -1: only the old one knows it */

/* A condition of the new protocol with the numbers of both; ops has room for CONDITION_OPS. */
struct condition joint_condition(const struct joint *joint, const struct condition *condition, uint16_t *ops);

/* True when both hold, fail and are unknown for the same answers, unknown among them. False also where that is too much to try. */
bool joint_same_meaning(struct joint *joint, const struct condition *old, const struct condition *new);

/* A request over the facts of both, as the new protocol reads it: an answer it does not know is left out. Site and what was prescribed
 * stay out too. */
void joint_request_for_new(const struct joint *joint, const ifs_request *request, ifs_request *out);

#endif
