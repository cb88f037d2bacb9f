/*
 * brute.h - patients one by one, at random, held against the same properties.
 *
 * What prove reasons about by kinds and classes is tried here on whole answers: every fact the dosing reads at its step, the clearance from whichever
 * source it comes (reported, creatinine with age, sex, weight and height, category), doses and times on their steps. A sample proves nothing;
 * but where it finds what was proved not to be, one of the two is wrong.
 */
#ifndef IFS_BRUTE_H
#define IFS_BRUTE_H

#include "prove.h"

struct brute {
    uint64_t seed;
    uint64_t state;
    int64_t patients; /* tried: answers that contradict one another are no patient */
    int64_t orders;   /* of them with an order */
    int64_t refused;
    int64_t fails[PROVE_COUNT];
    ifs_request worst[PROVE_COUNT]; /* the first that failed, where any did */
    ifs_plan plan;
    ifs_plan other;
};

/* That many patients of the family of a proof that was run, from this seed on; the same seed gives the same patients. */
void brute_begin(struct brute *brute, uint64_t seed);
void brute_run(struct brute *brute, struct prove *prove, int64_t patients);

/* True when what was proved failed for a patient that was tried. */
bool brute_contradicts(const struct brute *brute, const struct prove *prove, enum prove_property property);

#endif
