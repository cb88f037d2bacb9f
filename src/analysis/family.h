/*
 * family.h - every patient and every order that the dosing of one protocol can tell apart.
 *
 * A protocol's order hangs on two things that are examined apart:
 *   - its dosing: which phases, doses, times, limits, bags, renal bands, totals and antidotes apply, and what they come to. It reads few
 *     facts. A family is all patients by those facts: kinds (space.h) for what is only compared, times the weights for what is
 *     calculated with, times what may be asked for (bag, dose, time);
 *   - its checks. Those that read no other facts than the dosing belong to it and stand in `part`, the protocol without the others.
 *     Any other check can be held by itself: the verdict is the gravest of all, and an order is what the dosing gives.
 *
 * The clearance enters through what derive_facts makes of the answers (ifs_derived), and nowhere else: so a family goes through the
 * figures it may take, not through its sources. A creatinine with age, sex, weight and height, a reported clearance or a category
 * each give one of those figures.
 *
 * Kinds are many, but the dosing sees a kind only through the truths of its conditions, whatever the weight and the bag: kinds of equal
 * truths are one class, and one patient of it stands for all (family_classes.c).
 *
 *   family_begin                       what the dosing reads, its weights, materials and orders
 *   family_gather                      every kind and its class
 *   family_take                        a patient of that class
 *   family_weigh, family_give, family_use, family_order    the patient's weight, what was given before, bag and order
 *   family_plan                        what comes out
 *
 * Memory is the caller's (struct family is a few megabytes, zeroed); nothing is allocated.
 */
#ifndef IFS_FAMILY_H
#define IFS_FAMILY_H

#include "space.h"

#define FAMILY_WEIGHTS 3851 /* 0.5 to 10 kg by 10 g, to 300 kg by 100 g */
#define FAMILY_MATERIALS 64
#define FAMILY_ORDERS 4096
#define FAMILY_CONDITIONS 384
#define FAMILY_CLASSES 2048
#define FAMILY_SIGNATURE 2048

/* How a plan is made. NULL: plan_examine; tests seed a fault in the engine. */
typedef void (*family_examine)(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan);

/* What a person may ask for; FAMILY_NOTHING: the protocol's choice. */
#define FAMILY_NOTHING (-2)
struct family_material {
    int64_t product;
    int64_t diluent;
    int64_t device;
};

/* What a prescriber orders for one phase; infusion -1: nothing, the protocol's own doses and times. The alternatives of dose and time it was
 * listed for, one bit each: for a patient who has another, it changes nothing that its neighbours do not. */
struct family_order {
    int infusion;
    ifs_choice choice;
    uint32_t dose_rules;
    uint32_t time_rules;
};
#define FAMILY_ANY_RULE UINT32_MAX

/* Kinds that no condition of the dosing tells apart. */
struct family_class {
    struct space_point point; /* the first of them */
    int64_t kinds;
    int64_t patients; /* all weights among them; at most INT64_MAX */
    uint32_t sum;     /* of the signature, to compare it sooner */
    uint8_t signature[FAMILY_SIGNATURE];
};

struct family {
    const ifs_protocol *protocol;
    const ifs_site *site;
    family_examine examine;
    ifs_protocol part; /* the same dosing, with the checks and contradictions that read no other facts */
    struct check checks[IFS_CHECK_MAX];
    struct contradiction contradictions[CONTRADICTION_MAX];
    bool reads[SLOT_COUNT];
    const struct condition
        *conditions[FAMILY_CONDITIONS]; /* of the part: plain ones, those the weight moves, those the bag moves */
    int condition_count;
    int plain_count;
    int weighed_count; /* where those that the bag moves begin */
    struct space space;
    bool by_step;         /* a dose is calculated with it: every weight there is; else the ends of each cell */
    bool weighed;         /* a limit is per kilogram: each whole kilogram as well */
    bool diluents_matter; /* some condition reads which one it is */
    bool by_build;        /* a dosing weight that is made of sex and height */
    int64_t weights[FAMILY_WEIGHTS]; /* in g, ascending */
    int weight_count;
    int64_t weight_cells[16]; /* the lowest weight of each cell of the conditions */
    int weight_cell_count;
    int64_t weight_answers;                             /* how many weights there are to write */
    struct family_material materials[FAMILY_MATERIALS]; /* the first: nothing asked for */
    int material_count;
    struct family_order orders[FAMILY_ORDERS]; /* the first: nothing prescribed */
    int order_count;
    bool full; /* something did not fit its list: not every patient is examined */
    struct family_class classes[FAMILY_CLASSES];
    int class_count;
    int16_t class_at[SPACE_KINDS_MAX]; /* by family_index; -1: nobody is of that kind */
    int64_t kinds;
    int64_t patients;
    struct space_point point; /* the patient at hand */
    ifs_request request;
    ifs_derived derived;
};

/* site may be NULL; *family is zeroed, but for what `reads` may say is read besides. */
void family_begin(struct family *family, const ifs_protocol *protocol, const ifs_site *site);

/* These tell kinds apart as well: the dosing of another protocol, in the numbers of this one (joint.h). After family_begin, before
 * family_gather; the conditions stay the caller's. */
void family_read_also(struct family *family, const struct condition *conditions, int count);

/* False: too many kinds or classes. */
bool family_gather(struct family *family);

/* The smallest patient of that kind, at the lowest weight, nothing given before, nothing asked for or prescribed. */
void family_take(struct family *family, const struct space_point *point);

void family_weigh(struct family *family, int64_t weight_g);
void family_give(struct family *family, int64_t day_mcg, int64_t two_days_mcg);
void family_since(struct family *family, int64_t last_dose_s);
void family_use(struct family *family, const struct family_material *material);
void family_order(struct family *family, const struct family_order *order);

/* The same weight, bag, order and what was given before, of another kind. */
void family_move(struct family *family, const struct space_point *point);

/* One slot becomes unknown; a fact or a derived figure. */
void family_forget(struct family *family, int slot);

/* Alternatives of one phase's dose and time that may hold for the patient at hand. The plan is that patient's. */
void family_rules(const struct family *family, const ifs_plan *plan, int infusion, uint32_t *dose_rules,
                  uint32_t *time_rules);

/* The plan of the dosing, nothing withdrawn (plan.h). */
void family_plan(const struct family *family, ifs_plan *plan);

/* A plan of any protocol as the family makes them; plan->derived is filled. */
void family_examine_with(const struct family *family, const ifs_protocol *protocol, const ifs_request *request,
                         ifs_plan *plan);

/* True when the dosing reads every slot the condition reads; weight and materials count as read. */
bool family_reads_all(const struct family *family, const struct condition *condition);

/* family_classes.c: the place of a kind in class_at, and its class; -1: no room. */
int64_t family_index(const struct family *family, const struct space_point *point);
int family_class_of(struct family *family, const struct space_point *point);

/* family_orders.c: doses and times at which something changes: every bound, and one step to either side. */
void family_list_orders(struct family *family);

#endif
