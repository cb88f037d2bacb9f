/*
 * space.h - all patients, cut into the finitely many kinds that a set of conditions can tell apart.
 *
 *   space_begin, space_read..., space_close       which conditions, and the partition they make
 *   space_first, space_next                       every kind of patient once, with the truths of the tests
 *   space_add_patient                             the smallest patient of that kind, as text
 */
#ifndef IFS_SPACE_H
#define IFS_SPACE_H

#include "protocol.h"

#define SPACE_AXES 40                      /* facts read together */
#define SPACE_CELLS 640                    /* of all axes together */
#define SPACE_KINDS_MAX (INT64_C(1) << 20) /* beyond it nothing is enumerated: undecided */

/* Answers that no test of the protocol tells apart, from low to high, both included, in the base unit of the slot. A choice, yes
 * and no are cells of one answer each; diluent -1 is none. */
struct space_cell {
    int64_t low;
    int64_t high;
};

/* One slot that is read: its cells, and the tests on it, as parts of the lists of the space. */
struct space_axis {
    uint8_t slot;
    int first_cell;
    int cell_count;
    int first_test;
    int test_count;
};

struct space {
    const ifs_protocol *protocol;
    bool wanted[SLOT_COUNT];
    int16_t axis_of[SLOT_COUNT]; /* -1: the slot is not read */
    struct space_axis axes[SPACE_AXES];
    int axis_count;
    struct space_cell cells[SPACE_CELLS];
    int cell_count;
    uint8_t tests[CONDITION_TESTS];
    int test_count;
    int64_t kinds; /* possible or not; 1 where nothing is read */
    bool decided;  /* false: too many kinds */
};

/* One kind of patient. */
struct space_point {
    int64_t passed;                  /* kinds since the first, those no patient can be of among them */
    uint8_t at[SPACE_AXES];          /* the cell on each axis */
    uint8_t truths[CONDITION_TESTS]; /* of tests on slots that are not read: unknown */
};

/* The fact that people answer for a slot. */
ifs_fact space_fact(int slot);

/* Nothing is read yet. */
void space_begin(struct space *space, const ifs_protocol *protocol);

/* The facts of a condition are read; or one slot without a condition. */
void space_read(struct space *space, const struct condition *condition);
void space_read_slot(struct space *space, int slot);

/* Cuts every slot that is read at the thresholds of all tests the protocol has on it, within the fact's hard range, and to what the
 * protocol allows: its settings, indications, products, diluents and devices. So every condition on these slots alone is
 * decided in every kind. False, and nothing to enumerate, when there would be more than SPACE_KINDS_MAX kinds. */
bool space_close(struct space *space);

/* Every kind in turn, all facts known. Left out are kinds no patient can be of, as far as it is certain from facts that are read:
 * contradictions an input is refused for (fact_settle), a clearance above the worst of the category's band outside pregnancy (the
 * lowest estimate counts), a product that is not in the bag of any infusion run by that device. A gestation is unknown where the
 * patient is neither pregnant nor postpartum. Facts are independent otherwise. False at the end. */
bool space_first(const struct space *space, struct space_point *point);
bool space_next(const struct space *space, struct space_point *point);

/* The kind that differs in one slot alone: its next answers up (by 1) or down (by -1). False: the slot is not read, there are none, or no patient
 * is of that kind. */
bool space_beside(const struct space *space, const struct space_point *point, int slot, int by, struct space_point *beside);

/* The answers to that slot in this kind, narrowed by its other facts (adults weigh 25 kg and more). Claims it is read. */
struct space_cell space_answers(const struct space *space, const struct space_point *point, int slot);

/* The smallest answers of this kind, "age 18 y, crcl 29 mL/min, indication eclampsia"; "anybody" where nothing is read. */
void space_add_patient(struct text *text, const struct space *space, const struct space_point *point);

#endif
