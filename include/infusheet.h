/*
 * infusheet.h - types and contract of infusheet, the one installed header.
 *
 * infusheet turns a protocol file and a patient into a checked magnesium sulfate infusion order, or a refusal with
 * reasons. This page is the table of contents of the program: quantities, facts, the request (patient and choices),
 * the plan (result), the sheet (printed), findings, and the functions that lead from one to the next.
 *
 * Rules that hold everywhere:
 *   - integers at rest in the base unit named by the member: micrograms (mcg), microlitres (ul), seconds (s), grams of
 *     body weight (g); exact fractions (ifs_ratio) in flight; one named rounding at the end; no floating point;
 *   - zero is safe: an all-zero plan is a refused plan with no dose in it, an all-zero request knows nothing;
 *   - unknown is never no: a fact that was not answered is unknown and stays unknown;
 *   - "mass" means the salt the drug library names (magnesium sulfate heptahydrate), never its element.
 *
 * infusheet is not a medical device and no substitute for the prescriber.
 */
#ifndef INFUSHEET_H
#define INFUSHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IFS_VERSION "0.1.0"

/* ---- Exact fractions ------------------------------------------------------------------------------------------ */

/* A non-negative exact fraction. den is at least 1 in a value; the all-zero ratio (den 0) means "no value". */
typedef struct ifs_ratio {
    int64_t num;
    int64_t den;
} ifs_ratio;

/* Direction of the one named rounding. */
typedef enum ifs_rounding { IFS_ROUND_DOWN, IFS_ROUND_UP, IFS_ROUND_HALF_UP } ifs_rounding;

/* ---- Quantities ----------------------------------------------------------------------------------------------- */

/* A quantity at rest: one member, named after its unit, so that a forgotten conversion does not compile. */
typedef struct ifs_mass {
    int64_t mcg;
} ifs_mass;
typedef struct ifs_volume {
    int64_t ul;
} ifs_volume;
typedef struct ifs_duration {
    int64_t s;
} ifs_duration;
typedef struct ifs_flow {
    int64_t ul_per_h;
} ifs_flow;

/* Dimensions. The comment names the base unit in which ifs_quantity.base is expressed. */
typedef enum ifs_dimension {
    IFS_DIMENSION_NONE,
    IFS_MASS,                 /* mcg of drug; mmol and mEq are converted with the salt's molar mass */
    IFS_VOLUME,               /* uL */
    IFS_DURATION,             /* s */
    IFS_WEIGHT,               /* g of body weight */
    IFS_LENGTH,               /* mm */
    IFS_AGE,                  /* completed months */
    IFS_CREATININE,           /* 0.0001 umol/L, so that 0.01 mg/dL (8842) and 1 umol/L (10000) are both whole */
    IFS_CLEARANCE,            /* 0.0000005 mL/min (half a millionth; the odd half says "a little more than") */
    IFS_INDEXED_CLEARANCE,    /* the same per 1.73 m2 */
    IFS_URINE,                /* uL/h */
    IFS_URINE_PER_WEIGHT,     /* uL/kg/h */
    IFS_SERUM_MAGNESIUM,      /* 0.0000001 mg/dL, so that 0.01 mmol/L, 0.1 mg/dL and 0.01 mEq/L are all whole */
    IFS_PRESSURE,             /* mmHg */
    IFS_FREQUENCY,            /* per minute */
    IFS_SATURATION,           /* % of haemoglobin */
    IFS_GESTATION,            /* days */
    IFS_CONCENTRATION,        /* mcg/uL, which is mg/mL */
    IFS_DOSE_RATE,            /* mcg/h */
    IFS_MASS_PER_WEIGHT,      /* mcg/kg */
    IFS_DOSE_RATE_PER_WEIGHT, /* mcg/kg/h */
    IFS_FLOW,                 /* uL/h */
    IFS_DROP_FACTOR,          /* drops/mL */
    IFS_DATE,                 /* days since 1970-01-01 */
    IFS_MOLAR_MASS,           /* mg/mol, so that 246.47 g/mol is whole */
    IFS_ELEMENTAL_MASS,       /* mcg of the element of the salt; in calc only, never a dose */
    IFS_DIMENSION_COUNT
} ifs_dimension;

/* The salt constants a mass in mmol or mEq is converted with; they come from the drug library, never from C. */
typedef struct ifs_salt {
    int64_t molar_mass_mg_per_mol; /* 246470 for magnesium sulfate heptahydrate */
    int64_t element_mg_per_mol;    /* 24305 for magnesium */
    int64_t valence;               /* mEq per mmol: 2 */
} ifs_salt;

/* A parsed quantity: exact value in the base unit of its dimension, and the unit it was written in (index into the
 * unit table) so that it can be printed as it was given. */
typedef struct ifs_quantity {
    ifs_dimension dimension;
    int unit;
    ifs_ratio base;
} ifs_quantity;

/* ---- Findings ------------------------------------------------------------------------------------------------- */

typedef enum ifs_severity { IFS_ERROR, IFS_WARNING, IFS_NOTE } ifs_severity;

/* ---- Facts ---------------------------------------------------------------------------------------------------- */

#define IFS_FACT_MAX 128

/* Built-in facts; questions declared by protocol and drug library follow from IFS_FACT_BUILTIN. */
typedef enum ifs_fact {
    IFS_FACT_WEIGHT,
    IFS_FACT_WEIGHT_BASIS,
    IFS_FACT_HEIGHT,
    IFS_FACT_AGE,
    IFS_FACT_BORN,
    IFS_FACT_SEX,
    IFS_FACT_CREATININE,
    IFS_FACT_CREATININE_TAKEN,
    IFS_FACT_CRCL, /* as reported by a laboratory; in conditions the lowest of all estimates (derived) */
    IFS_FACT_EGFR,
    IFS_FACT_RENAL,
    IFS_FACT_RENAL_BASIS,
    IFS_FACT_URINE_OUTPUT,
    IFS_FACT_MAGNESIUM,
    IFS_FACT_SYSTOLIC,
    IFS_FACT_DIASTOLIC,
    IFS_FACT_HEART_RATE,
    IFS_FACT_RESP_RATE,
    IFS_FACT_SPO2,
    IFS_FACT_REFLEXES,
    IFS_FACT_GESTATION,
    IFS_FACT_PREGNANT,
    IFS_FACT_POSTPARTUM,
    IFS_FACT_BREASTFEEDING,
    IFS_FACT_GIVEN_24H,
    IFS_FACT_GIVEN_48H,
    IFS_FACT_LAST_DOSE,
    IFS_FACT_SETTING,
    IFS_FACT_INDICATION,
    IFS_FACT_PRODUCT,
    IFS_FACT_DILUENT,
    IFS_FACT_DEVICE,
    IFS_FACT_ACCESS,
    IFS_FACT_NAME,
    IFS_FACT_ID,
    IFS_FACT_ALLERGIES,
    IFS_FACT_ADDRESS,
    IFS_FACT_PHONE,
    IFS_FACT_BUILTIN
} ifs_fact;

/* Values of the built-in choices, in the order of their lists; a request holds them as integers. */
typedef enum ifs_sex { IFS_FEMALE, IFS_MALE } ifs_sex;
typedef enum ifs_renal {
    IFS_RENAL_NORMAL,
    IFS_RENAL_MILD,
    IFS_RENAL_MODERATE,
    IFS_RENAL_SEVERE,
    IFS_RENAL_FAILURE,
    IFS_RENAL_DIALYSIS,
    IFS_RENAL_ACUTE_INJURY
} ifs_renal;
typedef enum ifs_renal_basis { IFS_RENAL_LABORATORY, IFS_RENAL_HISTORY } ifs_renal_basis;
typedef enum ifs_device { IFS_PUMP, IFS_GRAVITY, IFS_HAND, IFS_DEVICE_COUNT } ifs_device;
typedef enum ifs_setting {
    IFS_MOBILE,
    IFS_CLINIC,
    IFS_EMERGENCY,
    IFS_WARD,
    IFS_OBSTETRIC,
    IFS_CRITICAL_CARE,
    IFS_SETTING_COUNT
} ifs_setting;
typedef enum ifs_answer { IFS_ANSWER_NO, IFS_ANSWER_YES } ifs_answer;

/* A set of facts, one bit each. */
typedef struct ifs_fact_set {
    uint64_t bits[IFS_FACT_MAX / 64];
} ifs_fact_set;

/* ---- Protocol, site, request ---------------------------------------------------------------------------------- */

#define IFS_INFUSION_MAX 8
#define IFS_CHECK_MAX 96
#define IFS_LIMIT_MAX 96
#define IFS_OVERRIDE_MAX 16
#define IFS_RESCUE_MAX 4
#define IFS_STEP_MAX 16
#define IFS_SYRINGE_MAX 12
#define IFS_DROP_SET_MAX 4

/* A checked protocol with its drug library; opaque. Immutable once loaded. */
typedef struct ifs_protocol ifs_protocol;

/* One syringe size and what its marks allow. */
typedef struct ifs_syringe {
    ifs_volume size;
    ifs_volume graduation;
} ifs_syringe;

/* The place of care and its devices. All zero: no site file; then a pump step of 0.1 mL per hour and graduations of
 * 0.1 mL are used, and the sheet says so. */
typedef struct ifs_site {
    bool present;
    const char *place;
    const char *phone;     /* reachable 24 hours */
    const char *emergency; /* the emergency number */
    const char *paper;     /* "a4" or "letter" */
    ifs_flow pump_step;
    ifs_flow pump_low; /* 0: not known */
    ifs_flow pump_high;
    int syringe_count; /* in ascending size */
    ifs_syringe syringes[IFS_SYRINGE_MAX];
    int drop_set_count;
    int64_t drop_sets[IFS_DROP_SET_MAX]; /* drops per mL */
    ifs_volume line_volume;              /* 0: not known */
    const char *source;                  /* where pump and syringe figures come from */
    const char *fingerprint;             /* SHA-256 of the site file's exact bytes; NULL: not from a file */
} ifs_site;

/* A prescriber's choice for one infusion; all zero: none. */
typedef struct ifs_choice {
    bool has_dose;
    bool dose_is_rate;  /* dose is mcg/h, for an infusion ordered as a dose rate */
    ifs_ratio dose_mcg; /* or mcg/h */
    bool has_over;
    ifs_duration over; /* as asked; rounded up to whole minutes by the engine */
} ifs_choice;

/* An override of a check: id, reason; valid only with a reason, prescriber and reference, in a setting that allows it. */
typedef struct ifs_override {
    const char *check;
    const char *reason;
} ifs_override;

/* The patient and the choices. Strings are not owned. All zero: nothing is known. */
typedef struct ifs_request {
    ifs_fact_set known;           /* facts with an answer other than unknown */
    ifs_fact_set given;           /* facts that were named at all, "unknown" included */
    ifs_fact_set confirmed;       /* unusual values confirmed by --confirm */
    int64_t answer[IFS_FACT_MAX]; /* base unit, index of a choice, or ifs_answer */
    uint8_t unit[IFS_FACT_MAX];   /* the unit an answer was given in */
    const char *words[IFS_FACT_BUILTIN]; /* identity facts as text; NULL elsewhere */
    ifs_choice choices[IFS_INFUSION_MAX];
    int override_count;
    ifs_override overrides[IFS_OVERRIDE_MAX];
    const char *prescriber;           /* name, NULL if none */
    const char *prescriber_reference; /* NULL if none */
    int64_t at_s;                     /* seconds since 1970-01-01 UTC */
    int32_t at_offset_min;
    const ifs_site *site; /* NULL: no site file */
} ifs_request;

/* ---- The plan ------------------------------------------------------------------------------------------------- */

/* Gravest first, so that zero is refused and the gravest of several is the smallest. */
typedef enum ifs_verdict { IFS_REFUSED, IFS_INCOMPLETE, IFS_OVERRIDE_NEEDED, IFS_CONDITIONAL, IFS_READY } ifs_verdict;

/* Gravest first. */
typedef enum ifs_result { IFS_TRIP, IFS_UNKNOWN, IFS_OVERRIDDEN, IFS_PASS } ifs_result;
typedef enum ifs_check_severity { IFS_REFUSE, IFS_OVERRIDE, IFS_WARN } ifs_check_severity;

/* What a limit is about. The comment names the unit of its bounds and of the checked figure. */
typedef enum ifs_limit_kind {
    IFS_LIMIT_DOSE,          /* mcg */
    IFS_LIMIT_DOSE_RATE,     /* mcg/h; the limits of a dose ordered as a rate, named "dose" in checks */
    IFS_LIMIT_DOSE_MAX,      /* mcg; a maximum of the rule or of the renal band, hard for a prescribed dose */
    IFS_LIMIT_PER_KG,        /* mcg/kg of dosing weight */
    IFS_LIMIT_OVER,          /* s */
    IFS_LIMIT_SPEED,         /* mcg/h */
    IFS_LIMIT_SPEED_PER_KG,  /* mcg/kg/h */
    IFS_LIMIT_CONCENTRATION, /* mcg/uL */
    IFS_LIMIT_VOLUME,        /* uL of the finished infusion */
    IFS_LIMIT_SITE_VOLUME,   /* uL at each site of an intramuscular dose */
    IFS_LIMIT_IN_24H,        /* mcg in any 24 h */
    IFS_LIMIT_IN_48H,        /* mcg in any 48 h */
    IFS_LIMIT_INTERVAL,      /* s since the last dose */
    IFS_LIMIT_KIND_COUNT
} ifs_limit_kind;

struct limit;

/* One limit held against what will be delivered. */
typedef struct ifs_limit_outcome {
    const struct limit *limit;
    int infusion; /* index in the protocol, -1 for the whole order (rolling totals, interval) */
    int step;     /* of titration, counted from 1; 0: the dose itself */
    ifs_result result;
    ifs_check_severity severity; /* of the bound that was passed; of the gravest bound there is, when it passed */
    ifs_ratio delivered;         /* den 0: could not be computed */
    const char *reason;          /* of a valid override, else NULL */
} ifs_limit_outcome;

/* What capped a computed dose. */
typedef enum ifs_cap { IFS_CAP_NONE, IFS_CAP_MAXIMUM, IFS_CAP_RENAL } ifs_cap;

/* Why an order could not be computed or is refused apart from checks and limits. */
typedef enum ifs_obstacle {
    IFS_OBSTACLE_NONE,
    IFS_OBSTACLE_NO_DOSE_RULE,        /* no alternative of dose covers this patient */
    IFS_OBSTACLE_TWO_DOSE_RULES,      /* two do: the protocol contradicts itself */
    IFS_OBSTACLE_NO_TIME_RULE,        /* no time is given for this dose */
    IFS_OBSTACLE_TWO_TIME_RULES,
    IFS_OBSTACLE_NO_LIMIT_RULE,       /* no alternative of a limit covers this patient */
    IFS_OBSTACLE_TWO_LIMIT_RULES,
    IFS_OBSTACLE_NO_RENAL_BAND,
    IFS_OBSTACLE_TWO_RENAL_BANDS,
    IFS_OBSTACLE_NO_CONTAINER,        /* no listed container is allowed here, or not the product asked for */
    IFS_OBSTACLE_NO_DILUENT,          /* the diluent asked for is not listed for the container */
    IFS_OBSTACLE_NO_DEVICE,           /* the device asked for is not listed for the infusion */
    IFS_OBSTACLE_DOSE_OFF_STEP,       /* a prescribed dose that is not a multiple of the step */
    IFS_OBSTACLE_DOSE_ZERO,           /* rounding leaves nothing to give */
    IFS_OBSTACLE_DOSE_DIMENSION,      /* a dose rate prescribed where a dose is ordered */
    IFS_OBSTACLE_DOES_NOT_FIT,        /* the draw or the total does not fit its container */
    IFS_OBSTACLE_NOT_MEASURABLE,      /* the draw rounds to nothing on the smallest syringe */
    IFS_OBSTACLE_NO_FLOW,             /* the flow rounds to nothing at the pump's step */
    IFS_OBSTACLE_BEYOND_PUMP,         /* the flow lies outside the range of the site's pump */
    IFS_OBSTACLE_TIME_MEANING,        /* rounding to whole minutes would change what was asked (20 s shown as 1 min) */
    IFS_OBSTACLE_NO_DROP_SET,         /* gravity without a known drop set */
    IFS_OBSTACLE_TOO_FAST_TO_COUNT,   /* more than 100 drops per minute */
    IFS_OBSTACLE_NO_TIME,             /* a time was prescribed for an intramuscular dose, which has none */
    IFS_OBSTACLE_REPEAT_TOO_SOON,     /* a repeated dose falls due before the one before it has ended */
    IFS_OBSTACLE_NOT_IN_ORDER,        /* a dose or time was prescribed for a phase that is not part of this order */
    IFS_OBSTACLE_NO_INFUSION,         /* no phase of the protocol applies to this patient */
    IFS_OBSTACLE_NO_RESCUE,           /* no rescue dose covers this patient */
    IFS_OBSTACLE_RESCUE_LIMIT,        /* a rescue dose passes its own limit */
    IFS_OBSTACLE_BEYOND_ARITHMETIC,   /* a figure leaves the bounds in which arithmetic is exact */
    IFS_OBSTACLE_COUNT
} ifs_obstacle;

/* One infusion (one phase) of an order. Indices point into the protocol's rules. */
typedef struct ifs_infusion {
    int rule;      /* index of the infusion in the protocol */
    int dose_rule; /* index in the infusion's alternatives */
    int time_rule;
    int container;
    int renal_band; /* -1: none */
    int diluent;    /* index in the drug library's diluents, -1: none (premixed) */
    ifs_device device;
    bool prescribed;      /* the dose is the prescriber's */
    bool prescribed_time; /* the time is the prescriber's */
    bool product_chosen;  /* by the user; else the protocol's choice */
    bool diluent_chosen;
    bool device_chosen;
    bool diluent_ignored; /* a diluent was given for a premix */
    ifs_cap cap;
    ifs_ratio weight_g; /* the dosing weight; den 0: none was needed or known */
    ifs_ratio ideal_dose_mcg; /* step 1 of the order of calculation, before renal factor, maximum and rounding */
    ifs_mass dose;            /* the DOSE */
    ifs_duration over;        /* the ordered time */
    ifs_ratio exact_draw_ul;  /* before rounding to the graduation; den 0: premixed */
    ifs_volume draw;          /* 0: premixed */
    ifs_volume graduation;
    bool draw_inward; /* rounded inward to keep a limit */
    int64_t containers;
    ifs_volume diluent_volume; /* diluent in the finished infusion; 0: premixed */
    ifs_ratio total_ul;
    ifs_ratio exact_flow_ul_per_h; /* before rounding to the pump's step */
    ifs_flow flow;                 /* 0: by hand */
    bool flow_inward;
    int64_t drops_per_min; /* 0: not gravity */
    int64_t drop_factor;   /* drops per mL; 0: not gravity */
    bool drops_inward;
    ifs_ratio delivered_mcg;
    ifs_ratio delivered_s;
    ifs_ratio speed_mcg_per_h;
    ifs_ratio per_kg_mcg; /* den 0: weight unknown */
    ifs_ratio concentration_mcg_per_ul;
    int64_t doses;      /* how often the whole is given; 1: once */
    ifs_duration every; /* from start to start; 0: once */
    ifs_duration after; /* from the end of the infusion before it to its start; 0: at once, and for the first */
    int64_t sites;      /* 0: not intramuscular */
    ifs_ratio site_ul;  /* at each site; den 0: not intramuscular */
    ifs_ratio most_mcg; /* by its highest step of titration in the ordered time; den 0: no steps */
} ifs_infusion;

/* One step of titration: the same container at another dose rate, over the whole ordered time. */
typedef struct ifs_step {
    int infusion; /* index in the protocol */
    int step;     /* index in the infusion's steps */
    ifs_ratio rate_mcg_per_h;      /* as ordered */
    ifs_ratio exact_flow_ul_per_h; /* before rounding to the pump's step */
    ifs_flow flow;
    bool flow_inward;
    ifs_ratio speed_mcg_per_h; /* delivered */
    ifs_ratio dose_mcg;        /* delivered in the ordered time */
} ifs_step;

/* One rescue dose (antidote) for this patient. */
typedef struct ifs_rescue {
    int rule;
    ifs_mass dose;
    ifs_ratio draw_ul;
    ifs_duration over;
    ifs_ratio speed_mcg_per_h;
    bool capped;
} ifs_rescue;

/* One estimate of renal function at hand. */
typedef enum ifs_estimate_method {
    IFS_ESTIMATE_REPORTED_CRCL,
    IFS_ESTIMATE_COCKCROFT_GAULT,
    IFS_ESTIMATE_REPORTED_EGFR,
    IFS_ESTIMATE_CKD_EPI_2021,
    IFS_ESTIMATE_SCHWARTZ,
    IFS_ESTIMATE_CATEGORY,
    IFS_ESTIMATE_COUNT
} ifs_estimate_method;

/* Weight a Cockcroft-Gault estimate used. */
typedef enum ifs_weight_used { IFS_WEIGHT_NONE, IFS_WEIGHT_ACTUAL, IFS_WEIGHT_IDEAL, IFS_WEIGHT_ADJUSTED } ifs_weight_used;

typedef struct ifs_estimate {
    ifs_estimate_method method;
    int64_t clearance; /* IFS_CLEARANCE base unit */
    ifs_weight_used weight;
    ifs_ratio weight_g;
    bool deindexed; /* multiplied by body surface over 1.73 */
    bool no_ideal;  /* actual weight used for lack of a height or because of a height below 152.4 cm */
} ifs_estimate;

/* Facts computed from facts. */
typedef struct ifs_derived {
    bool crcl_known;
    bool pregnancy_blocks; /* pregnant, or not known not to be: no estimate is valid */
    int lowest;            /* index in estimates of the one that counts */
    int estimate_count;
    ifs_estimate estimates[IFS_ESTIMATE_COUNT];
    int64_t crcl; /* IFS_CLEARANCE */
    bool egfr_known;
    int64_t egfr; /* IFS_INDEXED_CLEARANCE, lowest of reported and computed */
    bool urine_known;
    int64_t urine; /* uL/h, doubled, plus one when something was cut off */
    bool urine_per_weight_known;
    int64_t urine_per_weight; /* uL/kg/h, doubled, plus one when something was cut off */
    bool product_known; /* what will be used by every phase, asked for or the protocol's choice; not known where phases differ */
    bool diluent_known;
    bool device_known;
    int64_t product; /* index of the choice */
    int64_t diluent; /* -1: none, premixed */
    int64_t device;
} ifs_derived;

/* The result. All zero: refused, no dose. */
typedef struct ifs_plan {
    ifs_verdict verdict;
    ifs_fact_set missing;   /* facts to be given before the order can be computed or allowed */
    ifs_fact_set confirm;   /* unusual values to be confirmed */
    ifs_fact_set start;     /* bedside facts still unknown: start conditions */
    bool missing_dose[IFS_INFUSION_MAX]; /* the prescriber must name the dose */
    bool missing_over[IFS_INFUSION_MAX];
    ifs_derived derived;
    int check_count;
    uint8_t checks[IFS_CHECK_MAX];          /* ifs_result of each check of the protocol */
    const char *check_reason[IFS_CHECK_MAX]; /* of a valid override, else NULL; only the first check_count are set */
    int limit_count;
    ifs_limit_outcome limits[IFS_LIMIT_MAX];
    ifs_obstacle obstacle[IFS_INFUSION_MAX]; /* by infusion of the protocol */
    ifs_obstacle order_obstacle;             /* of the whole order: rescue, totals */
    bool acute_injury;                       /* refused because of acute kidney injury */
    uint32_t contradictions;                 /* bit by contradiction of the protocol: answers that cannot both be true */
    int infusion_count;                      /* 0 when refused or incomplete */
    ifs_infusion infusions[IFS_INFUSION_MAX];
    int step_count; /* steps of titration, in the order of the protocol */
    ifs_step steps[IFS_STEP_MAX];
    int rescue_count;
    ifs_rescue rescues[IFS_RESCUE_MAX];
} ifs_plan;

/* ---- Functions ------------------------------------------------------------------------------------------------ */

/* Computes the plan of this request under this protocol, in the order of calculation of the contract (section 5), and
 * checks every limit on what will be delivered. Total: any request gives a plan; what is unknown makes it incomplete or
 * conditional, never a default. Pure: no allocation, no clock. Of every list in *plan only the first `count` entries mean anything. */
void ifs_plan_compute(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan);

/* A protocol with its drug library (looked up in drugs/ beside it, then in `directory`; NULL: only beside it). Every finding is
 * reported as one line, "file:line:column: error: ... [code]", through `report` (NULL: not at all). NULL when there is any
 * error. The protocol is freed with ifs_protocol_free. */
typedef void (*ifs_report)(const char *line, void *context);
ifs_protocol *ifs_protocol_load(const char *path, const char *directory, ifs_report report, void *context);
void ifs_protocol_free(ifs_protocol *protocol);

/* Answers one fact of the request, as NAME=TEXT on the command line does ("weight", "72 kg"); "unknown" forgets it. Text of people is kept by
 * pointer. False, the request unchanged, when there is no such fact or the text is no answer to it; what is wrong and what
 * to write instead is then in *why. */
typedef struct ifs_message {
    char text[512]; /* NUL-terminated */
} ifs_message;
bool ifs_request_answer(const ifs_protocol *protocol, ifs_request *request, const char *name, const char *text,
                        ifs_message *why);

/* Holds the answers against each other and counts the age from the date of birth, at the time of the order (request->at_s). The
 * sentence about the first contradiction, NULL if there is none. */
const char *ifs_request_settle(ifs_request *request);

/* The order sheet as text of 80 columns, to be freed with free(); NULL without memory or when it would not fit whole. */
char *ifs_sheet_text(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan);

#endif
