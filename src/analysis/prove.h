/*
 * prove.h - what holds for every patient a protocol admits.
 *
 * Each property is proved over the family of patients (family.h), or a patient is found for whom it fails. Such a patient is completed with
 * answers that trip nothing else and computed again as an order is, so that whoever reads the certificate can order the same.
 *
 *   prove_begin, prove_run       the whole of it; *prove is several megabytes of the caller's, zeroed
 *   prove_word, prove_result_word    names, for a certificate
 */
#ifndef IFS_PROVE_H
#define IFS_PROVE_H

#include "family.h"
#include "reach.h"

enum prove_property {
    PROVE_ONE_RULE,   /* exactly one dose, time, band and alternative of each limit, or an explicit refusal */
    PROVE_USUAL,      /* the protocol's own order passes no hard limit of its own */
    PROVE_PREPARABLE, /* measurable, inside its container, on the step of the pump */
    PROVE_WITHIN,     /* no order is beyond a hard limit, recomputed from what is drawn up and keyed in */
    PROVE_ROUNDING,   /* no limit is passed by rounding alone */
    PROVE_WEIGHT,     /* within a renal band a heavier patient never gets less */
    PROVE_KIDNEYS,    /* never more with worse kidneys */
    PROVE_UNKNOWN,    /* what is computed with an answer unknown is what every answer computes */
    PROVE_TIMES,      /* neither usual nor shortest time falls as the dose rises */
    PROVE_REACHED,    /* every check, band, alternative and bound decides for somebody */
    PROVE_COUNT
};

/* Zero: nothing was shown. */
enum prove_result { PROVE_UNDECIDED, PROVE_COUNTEREXAMPLE, PROVE_PROVED };

enum prove_reason {
    PROVE_NO_REASON,
    PROVE_TOO_MANY,   /* more kinds, classes or orders than there is room for */
    PROVE_MINUTES,    /* some doses were not tried in every minute */
    PROVE_NO_WITNESS, /* a class fails, but no whole patient of it was found */
    PROVE_NOBODY,     /* no order was computed for anybody: nothing was seen */
    PROVE_HEIGHTS     /* a dosing weight hangs on the height, of which one was tried */
};

struct prove_finding {
    enum prove_result result;
    enum prove_reason reason;
    int infusion; /* -1: the whole order, or none */
    ifs_obstacle obstacle;
    const struct limit *limit;
    bool pair;         /* two patients: the first fares better than it may */
    ifs_request first; /* of a pair, the one to compare with */
    ifs_request patient;
    ifs_ratio before; /* dose of a pair, or the bound; den 0: none */
    ifs_ratio after;
    int slot;  /* what differs in a pair, or is unknown; -1: none */
    int tried; /* in vain, for a whole patient */
    int class; /* the last that was tried; how often it failed; a check refused its last patient */
    int failures;
    bool hopeless;
};

/* A change of the dose within one step: reported, never a failure. */
struct prove_jump {
    int infusion; /* -1: none */
    int slot;     /* weight or a fact about the kidneys */
    ifs_ratio from_mcg;
    ifs_ratio to_mcg;
    int64_t before; /* the answers on either side; of kidneys the better one first */
    int64_t after;
    ifs_ratio ratio; /* the larger dose to the smaller */
};

/* A speed that rises with the dose although the time does not fall: reported. */
struct prove_speed {
    int infusion; /* -1: none */
    ifs_ratio from_mcg;
    ifs_ratio from_speed;
    ifs_ratio to_mcg;
    ifs_ratio to_speed;
};

#define PROVE_KIDNEYS_FACTS 6
#define PROVE_MINUTED 4096
#define PROVE_TABLES 48
#define PROVE_FEW 24
#define PROVE_JUMPS 16
#define PROVE_UNREACHED 64
#define PROVE_COMPARED (FAMILY_CLASSES / 8) /* bytes for one bit of each class */

/* Called now and then with what was done of the whole, in thousandths. */
typedef void (*prove_progress)(int thousandths, void *context);

/* What the protocol itself orders for one class, by weight. */
struct prove_table {
    int class;
    int64_t doses[FAMILY_WEIGHTS][IFS_INFUSION_MAX];
};

struct prove {
    const ifs_protocol *protocol;
    struct family family;
    struct reach reach;
    bool all_reached;
    struct prove_finding findings[PROVE_COUNT];
    bool seen[PROVE_COUNT]; /* of two plans: some were compared */
    struct prove_jump jumps[PROVE_JUMPS];
    int jump_count;
    int jump_percent; /* a change of at least that much is reported */
    struct prove_speed speed;
    const struct reach_rule *unreached[PROVE_UNREACHED];
    int unreached_count;
    const struct check *idle[PROVE_UNREACHED]; /* checks that never trip, or always do */
    int idle_count;
    int64_t plans;
    prove_progress progress; /* may be NULL */
    void *context;
    bool possible_weight[FAMILY_WEIGHTS]; /* no adult weighs less than 25 kg */
    bool usual_weight[FAMILY_WEIGHTS];    /* of somebody the protocol admits by age */
    int few[PROVE_FEW]; /* weights at which prescribed orders are tried: the ends of each cell, and some between */
    int few_count;
    int typical[PROVE_FEW]; /* one weight of each cell */
    int typical_count;
    bool forgot_every_kind;
    bool ordered;                                              /* some plan is an order */
    int64_t most[FAMILY_CLASSES][PROVE_FEW][IFS_INFUSION_MAX]; /* that a prescriber may order; 0: nothing */
    uint64_t minuted[PROVE_MINUTED]; /* doses that were tried in every minute, by what decides their figures */
    int minuted_count;
    int64_t minutes_left;
    int64_t unminuted;  /* doses that were tried at the bounds of their times alone */
    struct space alone; /* of one check */
    ifs_plan plan;
    ifs_plan other;
    uint8_t compared[PROVE_KIDNEYS_FACTS][FAMILY_CLASSES][PROVE_COMPARED]; /* better and worse class */
    struct prove_table tables[PROVE_TABLES];
    int table_count;
    int next_table;
};

/* site may be NULL. family.examine may have been set by a test. */
void prove_begin(struct prove *prove, const ifs_protocol *protocol, const ifs_site *site);
void prove_run(struct prove *prove);

const char *prove_word(enum prove_property property);    /* "one-rule-for-everyone" */
const char *prove_result_word(enum prove_result result); /* "proved" */

/* ---- Its parts ---- */

/* prove_judge.c: what is wrong with one plan, nothing withdrawn, of which patient. */
struct prove_judgement {
    bool ordered; /* an order */
    bool refused; /* by a check, in so many words */
    bool fails[PROVE_COUNT];
    int infusion[PROVE_COUNT];
    ifs_obstacle obstacle[PROVE_COUNT];
    const struct limit *limit[PROVE_COUNT];
    ifs_ratio figure[PROVE_COUNT];
};
void prove_judge(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan,
                 struct prove_judgement *judgement);

/* True when the plan is refused by a check, acute injury or contradicting answers. */
bool prove_refused(const ifs_protocol *protocol, const ifs_plan *plan);

/* prove_totals.c: the most in any window of that length, with what was given before. False: beyond arithmetic. */
bool prove_most(const ifs_plan *plan, int64_t window_s, int64_t before_mcg, ifs_ratio *most);

/* prove_sweep.c: every weight, bag and order of one class */
void prove_sweep(struct prove *prove, int class);

/* prove_pair.c: properties of two plans */
bool prove_possible(const struct prove *prove, int weight); /* somebody of the kind at hand has that weight */
void prove_weights(
    struct prove *prove); /* of the patient at hand, every weight with the protocol's own order, each judged */
void prove_kidneys(struct prove *prove); /* every kind with each worse one, each pair of classes once */

/* A smaller dose for the same patient, and what it was given in. */
struct prove_smaller {
    bool there;
    int infusion;
    ifs_ratio dose_mcg;
    int64_t over_s;
    ifs_ratio shortest_s;
    ifs_ratio speed_mcg_per_h;
};
void prove_times(struct prove *prove, const struct family_order *order, struct prove_smaller *smaller);

/* The plan of the family's patient and order, counted. */
void prove_plan(struct prove *prove, ifs_plan *plan);

/* The same, and judged: prove->plan. */
void prove_examine(struct prove *prove, struct prove_judgement *judgement);
void prove_accuse_all(struct prove *prove, int weight, const struct prove_judgement *judgement);
/* What is given of one phase: 0 where a check refuses, or the phase is not part of the order; -1 where nothing is said: incomplete, or refused by a
 * limit or for want of a rule, which has nothing to do with the kidneys. */
int64_t prove_given(const ifs_protocol *protocol, const ifs_plan *plan, int phase);
const ifs_infusion *prove_infusion(const ifs_plan *plan, int rule); /* NULL: not part of it */

/* prove_minutes.c: that dose in every minute that may be written */
void prove_minutes(struct prove *prove, const struct family_order *dosed, int weight);

/* prove_unknown.c */
void prove_unknown(struct prove *prove);

/* prove_reach.c: which rules are followed, and which were never reached */
void prove_follow(struct prove *prove);
void prove_reached(struct prove *prove);

/* prove_witness.c: *request becomes a whole patient with the dosing of the family's patient at hand, with as little against the order as was found. */
void prove_witness(struct prove *prove, ifs_request *request);

/* A whole patient's answer to one slot becomes that figure. */
void prove_answer(const struct prove *prove, int slot, int64_t figure, ifs_request *request);

/* The plan of a whole patient, nothing withdrawn. False: the answers contradict one another. */
bool prove_replay(struct prove *prove, const ifs_request *request, ifs_plan *plan);

/* True when another candidate of that property is worth a patient: none was found yet, and not too many were tried in vain. Counts it. */
bool prove_may_try(struct prove *prove, enum prove_property property);

/* A candidate of one patient fails again as a whole patient: then it is the finding. */
void prove_accuse(struct prove *prove, enum prove_property property, const struct prove_judgement *judgement);

#endif
