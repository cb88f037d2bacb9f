/*
 * protocol.h - a checked protocol with its drug library, as the engine reads it.
 *
 * Filled by the loader, immutable afterwards, everything owned by one arena. Arrays come with their count. Every list of
 * alternatives carries `when` as its first member, so that one function chooses among them.
 */
#ifndef IFS_PROTOCOL_H
#define IFS_PROTOCOL_H

#include "fact.h"
#include "limit.h"
#include "renal.h"

struct source {
    const char *id;
    const char *cite;
    const char *verified; /* "no", or who and when */
    enum origin_file file;
    int line;
};

/* A sentence to print, with its condition. */
struct line {
    struct condition when;
    const char *say;
    const char *at; /* times ("baseline", "5 min", ...) joined by commas, or NULL */
    struct origin origin;
};
struct lines {
    const struct line *list;
    int count;
};

/* ---- Drug library ---- */

enum product_kind { PRODUCT_PREMIX, PRODUCT_VIAL, PRODUCT_AMPOULE }; /* in the order of their words in files */

struct product {
    const char *id;
    const char *name;     /* as printed: "magnesium sulfate 1 g in 100 mL dextrose 5 %" */
    enum product_kind kind;
    ifs_ratio strength;   /* mcg/uL, as labelled */
    const char *strength_text;
    ifs_mass content;     /* in one container */
    ifs_volume volume;    /* of one container */
    const char *meq_text; /* the label's own figures, printed beside the exact ones; NULL when the label has none */
    const char *mmol_text;
    const char *contains; /* further components of a premix ("dextrose 5 %"), or NULL */
    const char *const *labelled; /* labelled indications */
    int labelled_count;
    bool pump_required;   /* the label asks for a pump */
    struct lines notes;   /* line notes, central route, filter needle ... */
    struct origin origin;
};

struct diluent {
    const char *id;
    const char *name;
    struct origin origin;
};

struct drug {
    const char *id;
    const char *name;  /* "magnesium sulfate" */
    const char *salt_name; /* "magnesium sulfate heptahydrate" */
    const char *element;   /* "magnesium"; or NULL */
    ifs_salt salt;
    const struct product *products;
    int product_count;
    const struct product *antidotes;
    int antidote_count;
    const struct diluent *diluents;
    int diluent_count;
    struct lines incompatible;
    struct lines notes; /* printed on every sheet of the drug */
    const char *file;
    char fingerprint[65];
    const char *version;
};

/* ---- Protocol ---- */

enum dose_basis { DOSE_BY_PRESCRIBER, DOSE_FIXED, DOSE_PER_WEIGHT, DOSE_RATE, DOSE_RATE_PER_WEIGHT };

struct dose_rule {
    struct condition when;
    enum dose_basis basis;
    bool rate;          /* ordered as a dose rate: a prescribed dose is mcg/h, the limits are IFS_LIMIT_DOSE_RATE */
    ifs_ratio usual;    /* mcg, mcg/kg, mcg/h or mcg/kg/h; den 0 for DOSE_BY_PRESCRIBER */
    const char *usual_text; /* as written, for "basis" */
    enum unit_scale scale;  /* whether the author wrote it as a mass, in mmol or in mEq */
    enum renal_weight weight; /* of a dose per weight */
    struct limit maximum;     /* IFS_LIMIT_DOSE_MAX with hard_max; den 0: none */
    ifs_mass step;            /* at least 1 mcg */
    ifs_rounding rounding;
    struct limit limit; /* IFS_LIMIT_DOSE or IFS_LIMIT_DOSE_RATE */
    struct origin origin;
};

struct time_rule {
    struct condition when;
    ifs_mass dose_to;    /* holds for doses up to and including; 0: any */
    ifs_duration usual;  /* 0: none, unless at */
    ifs_ratio at;        /* mcg/h: time = dose / at; den 0: none */
    struct limit limit;  /* IFS_LIMIT_OVER */
    struct origin origin;
};

enum additive {
    ADDITIVE_PREMIXED,
    ADDITIVE_ADDED,
    ADDITIVE_REPLACED,
    ADDITIVE_MADE_UP,
    ADDITIVE_UNDILUTED /* drawn up and given as it is */
};
enum vessel { VESSEL_BAG, VESSEL_SYRINGE };

struct container {
    struct condition when;
    const struct product *product;
    int product_index; /* in the drug library: the choice index of the fact product */
    enum vessel vessel;
    enum additive additive;
    const int *diluents; /* indices in the drug library, the first is the default; the choice index of the fact diluent */
    int diluent_count;
    ifs_volume volume;   /* of the bag, or of the whole when made up; 0 premixed */
    ifs_volume capacity; /* most it holds; 0: not known */
    struct origin origin;
};

enum route { ROUTE_INTRAVENOUS, ROUTE_INTRAMUSCULAR };

/* The phase is given again. All zero: once. The conditions speak of the doses after the first: they are printed, not held. */
struct repeat {
    ifs_duration every;   /* from start to start; 0: no repeat */
    int64_t doses;        /* most, the first included; 0: up_to alone bounds them */
    struct limit up_to;   /* IFS_LIMIT_DOSE_MAX with hard_max: most of all doses together; den 0: none */
    struct condition until;
    struct condition continue_if;
    const char *recheck; /* what is measured in between, joined by commas; or NULL */
    struct origin origin;
};

/* Most doses of one phase. */
#define REPEAT_MAX 96

/* A step of titration: another dose rate from the same container. */
struct step {
    const char *id;
    ifs_ratio rate; /* mcg/h, or mcg/kg/h */
    bool per_weight;
    const char *rate_text;
    struct condition only; /* the step belongs to the order where this holds */
    struct condition when; /* printed: when the step is taken */
    const char *say;       /* or NULL */
    struct origin origin;
};

/* The serum level aimed at: printed, not held. */
struct level {
    struct condition when;
    struct condition target;
    const char *recheck; /* times joined by commas */
    struct origin origin;
};

/* An event that ends the phase before its time. */
struct ending {
    const char *event;
    ifs_duration after; /* 0: at once */
    struct origin origin;
};

/*@ requires \valid_read(container);
    assigns \nothing;
*/
static inline bool container_is_diluted(const struct container *container)
{
    return container->additive != ADDITIVE_PREMIXED && container->additive != ADDITIVE_UNDILUTED;
}

struct infusion_rule {
    struct condition when; /* the phase is part of the order when this holds */
    const char *name;
    enum route route;
    int64_t sites; /* of an intramuscular dose, among which it is divided equally */
    unsigned devices; /* bit by ifs_device */
    ifs_device first_device;
    const struct dose_rule *doses;
    int dose_count;
    const struct time_rule *times;
    int time_count;
    const struct limit_group *limits; /* own limits, and those of drug library (or as exceeded) */
    int limit_count;
    const struct container *containers;
    int container_count;
    ifs_duration begins_after; /* the end of the infusion before it in the order; 0: at once */
    struct repeat repeat;
    const struct step *steps;
    int step_count;
    const struct level *levels;
    int level_count;
    const struct ending *endings;
    int ending_count;
    struct lines notes;
    struct origin origin;
};

struct renal_band {
    struct condition when;
    int infusion;         /* -1: all */
    ifs_ratio factor;     /* 1 where none is given */
    const char *factor_text;
    struct limit maximum; /* IFS_LIMIT_DOSE_MAX with hard_max; den 0: none */
    bool refuses;         /* the refusal itself is a check */
    const char *say;
    struct origin origin;
};

struct check {
    struct condition when; /* the check trips when this holds */
    bool negated;          /* admit: trips when it does not hold */
    const char *id;
    ifs_check_severity severity;
    const char *say;
    struct origin origin;
};

/* Answers that cannot both be true. */
struct contradiction {
    struct condition when;
    const char *say;
    struct origin origin;
};

#define CONTRADICTION_MAX 32

struct indication {
    const char *id;
    const char *text;
    const char *evidence;
    const char *labelled_as; /* the label's name for it, or NULL: outside any label */
    struct origin origin;
};

struct rescue_rule {
    struct condition when;
    const struct product *product;
    bool per_weight;
    ifs_ratio usual; /* mcg or mcg/kg */
    const char *usual_text;
    ifs_mass maximum; /* 0: none */
    ifs_mass step;
    ifs_duration over;
    const struct limit *limits; /* IFS_LIMIT_SPEED by age: exactly one applies */
    int limit_count;
    const char *say;
    struct origin origin;
};

struct example {
    const char *name;
    const char *const *facts;
    int fact_count;
    const char *const *options; /* "--dose 2 g" */
    int option_count;
    const char *const *expect;
    int expect_count;
    struct origin origin;
};

struct ifs_protocol {
    const char *file;
    char fingerprint[65]; /* SHA-256 of the protocol's exact bytes */
    const char *id;
    const char *title;
    const char *version;
    const char *population;
    const char *review_by_text;
    int64_t review_by; /* days since 1970-01-01 */
    struct drug drug;
    unsigned settings;     /* bit by ifs_setting */
    unsigned overrides_in; /* bit by ifs_setting */
    enum renal_weight crcl_weight;
    bool names_acute_injury; /* some condition tests renal is acute-injury */
    struct fact_rule facts[IFS_FACT_MAX];
    int fact_count;
    ifs_fact_set required;
    ifs_fact_set bedside;
    ifs_fact_set read; /* every fact some rule reads */
    struct tests tests;
    const struct source *sources;
    int source_count;
    const struct indication *indications;
    int indication_count;
    const struct check *checks; /* admit, settings, questions with pass, checks of library and protocol, refusing renal bands */
    int check_count;
    const struct contradiction *contradictions;
    int contradiction_count;
    const struct infusion_rule *infusions;
    int infusion_count;
    const struct renal_band *renal;
    int renal_count;
    const struct limit_group *totals; /* IN_24H, IN_48H, INTERVAL, of protocol and library */
    int total_count;
    const struct rescue_rule *rescues;
    int rescue_count;
    struct lines orders;
    struct lines monitoring;
    struct lines stop_rules;
    struct lines follow_up;
    struct lines home_advice;
    const struct example *examples;
    int example_count;
    void *storage; /* the loader's arena */
};

#endif
