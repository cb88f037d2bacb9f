/*
 * diff.h - for which patients two protocols order differently.
 *
 * Compared is what either orders by itself: nothing prescribed, nothing asked for, nothing given before unless a rule reads it. What rules say
 * of prescribed doses, and everything else a protocol says, is compared rule by rule (sheet/diff_rules.h).
 *
 *   diff_begin      both protocols in one language
 *   diff_orders     patients whose order differs, as boxes
 *   diff_check      patients whom one check stops under one protocol alone, as boxes
 *
 * struct diff is some tens of megabytes of the caller's, zeroed.
 */
#ifndef IFS_DIFF_H
#define IFS_DIFF_H

#include "boxes.h"
#include "family.h"
#include "joint.h"

#define DIFF_CHANGES 1024
#define DIFF_CLASSES 1024

/* What becomes of a patient under one protocol. Zero: refused. */
enum diff_outcome { DIFF_REFUSED, DIFF_DOSE_ASKED, DIFF_ORDERED };

struct diff_phase {
    const char *name;
    const char *product;
    ifs_ratio strength;
    const char *diluent; /* NULL: none */
    ifs_device device;
    ifs_mass dose;
    ifs_duration over;
    ifs_volume draw;
    ifs_ratio total_ul;
    ifs_flow flow;
    int64_t drops_per_min;
    int64_t doses;
    ifs_duration every;
    ifs_duration after;
    int64_t sites;
};

struct diff_rescue {
    const char *product;
    ifs_mass dose;
    ifs_ratio draw_ul;
    ifs_duration over;
};

/* One patient's order under one protocol. */
struct diff_order {
    enum diff_outcome outcome;
    const char *check;        /* that refuses, or NULL */
    const struct limit *limit; /* whose hard bound is passed, or NULL */
    ifs_obstacle obstacle;
    int phase_count;
    struct diff_phase phases[IFS_INFUSION_MAX];
    int step_count;
    ifs_flow steps[IFS_STEP_MAX];
    int rescue_count;
    struct diff_rescue rescues[IFS_RESCUE_MAX];
};

/* What differs in a phase that both order, one bit each; of figures, whether they rise. */
enum diff_what {
    DIFF_DOSE = 1,
    DIFF_DOSE_RISES = 2,
    DIFF_TIME = 4,
    DIFF_DRAW = 8,
    DIFF_TOTAL = 16,
    DIFF_FLOW = 32,
    DIFF_PRODUCT = 64,
    DIFF_DILUENT = 128,
    DIFF_DEVICE = 256,
    DIFF_REPEAT = 512,
    DIFF_WAIT = 1024,
    DIFF_SITES = 2048
};
unsigned diff_phase_differs(const struct diff_phase *old, const struct diff_phase *new);
const struct diff_phase *diff_phase_named(const struct diff_order *order, const char *name); /* or NULL */
bool diff_rescues_differ(const struct diff_order *old, const struct diff_order *new);
bool diff_steps_differ(const struct diff_order *old, const struct diff_order *new);

/* Why somebody is refused is compared by the rules; here that they are. */
bool diff_orders_differ(const struct diff_order *old, const struct diff_order *new);

/* What a plan of the family comes to. */
void diff_order_of(const struct family *family, const ifs_plan *plan, struct diff_order *order);

/* Every weight that can be written, or the first of every cell of the tests; how many. */
int diff_weights(const struct tests *tests, bool every, int64_t weights[FAMILY_WEIGHTS]);

/* True where everybody of that kind is 18 and over: nobody of them weighs less than 25 kg. */
bool diff_is_adult(const struct space *space, const struct space_point *point);

struct diff_change {
    struct diff_order old;
    struct diff_order new;
};

/* Of figures that hang on the weight: what tells a change apart besides what differs. */
struct diff_told_apart {
    int weight_cell;
    int of;    /* the change that the classes share; 0: this is one of them */
    int class; /* whose figures they are */
};

/* Why patients were not compared. */
enum diff_doubt { DIFF_NO_DOUBT, DIFF_TOO_MANY_KINDS, DIFF_TOO_MANY_CHANGES, DIFF_TOO_MANY_FACTS, DIFF_HEIGHT };

/* The largest change of what is given in one phase. */
struct diff_largest {
    const char *phase; /* NULL: no dose differs */
    ifs_mass old;
    ifs_mass new;
    int64_t weight_g;
};

struct diff {
    struct joint joint;
    struct family old; /* over joint.both: its space holds the kinds */
    struct family new;
    uint16_t ops[FAMILY_CONDITIONS][CONDITION_OPS];
    struct condition also[FAMILY_CONDITIONS];
    enum diff_doubt doubt;
    bool by_figures; /* a dose is calculated with the weight: figures do not tell changes apart */
    int64_t weights[FAMILY_WEIGHTS];
    int weight_count;
    int16_t changes_at[DIFF_CLASSES][FAMILY_WEIGHTS];
    struct diff_change changes[DIFF_CHANGES]; /* the first is none */
    struct diff_told_apart apart[DIFF_CHANGES];
    int change_count;
    int runs[FAMILY_WEIGHTS + 1]; /* the first weight of each run, and the end */
    int run_count;
    struct diff_largest largest;
    struct boxes boxes;
    struct space space; /* of diff_check */
    int16_t marks[SPACE_KINDS_MAX];
    ifs_request request; /* of the patient at hand, for the new protocol */
    ifs_plan plan;
};

void diff_begin(struct diff *diff, const ifs_protocol *old, const ifs_protocol *new, const ifs_site *site);

/* False with a doubt: not all were compared. Marks of boxes are indices of changes; their axes those of old.space, then the runs. */
bool diff_orders(struct diff *diff);

/* The order of the lightest (or heaviest) patient of a box, under either. */
void diff_order_in(struct diff *diff, const struct box *box, bool heaviest, struct diff_change *change);

/* Who is stopped by the new check alone (mark 1) and by the old one alone (mark 2); either may be NULL: the protocol has no such check. Axes are those of
 * diff->space, the last one is empty. False: too many kinds, or it hangs on product, diluent or device. */
bool diff_check(struct diff *diff, const struct check *old, const struct check *new);

#endif
