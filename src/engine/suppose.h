/*
 * suppose.h - the answers that are still open to the rules of one infusion, supposed one after another.
 */
#ifndef IFS_SUPPOSE_H
#define IFS_SUPPOSE_H

#include "work.h"

/* More open tests, or more suppositions, are not tried. */
#define SUPPOSE_TESTS_MAX 24
#define SUPPOSE_MOST 1024

/* One open test: which of its slot's open tests it is, counted by threshold, and which slot. */
struct supposed_test {
    uint8_t test;
    uint8_t rank;
    uint8_t slot;
};

/* One open slot: in `state` k of `states` every comparison from the rank k on holds, or the choice of rank k alone. The last: none. */
struct supposed_slot {
    uint8_t slot;
    uint8_t states;
    uint8_t state;
};

struct suppositions {
    struct work *work;
    struct supposed_test tests[SUPPOSE_TESTS_MAX];
    int test_count;
    bool too_many; /* tests than there is room for */
    struct supposed_slot slots[SUPPOSE_TESTS_MAX];
    int slot_count;
};

/* Supposes the first: the open tests of this infusion's rules are then decided in work->truths. False, and nothing supposed, where
 * none is open or they are too many. */
bool suppose_first(struct suppositions *all, struct work *work, int infusion);

/* Supposes the next; false, and nothing supposed any more, after the last. */
bool suppose_next(struct suppositions *all);

/* Nothing is supposed any more. */
void suppose_nothing(struct suppositions *all);

#endif
