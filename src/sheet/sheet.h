/*
 * sheet.h - a plan turned into characters: everything a sheet says, before anyone decides where it stands on the page.
 *
 * Every number is already written out by engine/quantity; the integers kept beside some of them are the same figures in
 * base units, for machines. A string that is NULL does not apply. Strings point into `letters`, into the protocol or
 * into the request, so that both must outlive the sheet, and a sheet may not be copied.
 */
#ifndef IFS_SHEET_H
#define IFS_SHEET_H

#include "infusheet.h"
#include "text.h"

#define SHEET_LETTERS (128 * 1024)
#define SHEET_LINE_MAX 160
#define SHEET_WORKING_MAX 192
#define SHEET_SLIP_MAX 128
#define SHEET_NEAREST_MAX 32
#define SHEET_OPEN_MAX 64
#define SHEET_CHECK_MAX (IFS_CHECK_MAX + IFS_LIMIT_MAX)
#define SHEET_NOTICE_MAX 128
#define SHEET_MISSING_MAX (2 * IFS_FACT_MAX)

/* One sentence. */
struct sheet_line {
    const char *text;
    const char *blanks; /* times with room to write, or NULL */
    const char *mark;   /* where it comes from ("[3, line 42]"), or NULL */
    const char *whole;  /* the text with its times, for machines */
    const char *more;   /* a second sentence that people read apart from the first, or NULL */
};

struct sheet_lines {
    int count;
    struct sheet_line list[SHEET_LINE_MAX];
};

/* One answer. */
struct sheet_fact {
    const char *name;   /* as on the command line */
    const char *label;  /* in words */
    const char *answer; /* as it was given: "72 kg", "no", "unknown" */
    const char *words;  /* for people: "16 per minute" */
    const char *note;   /* unusual and confirmed; unusual and not; or NULL */
    bool known;
    bool required; /* by the protocol */
    int fact;
};

/* One estimate of renal function. */
struct sheet_estimate {
    const char *text;   /* "88.4 mL/min" */
    const char *value;  /* "88.4" */
    const char *method; /* "cockcroft-gault" */
    const char *weight; /* "actual", "ideal", "adjusted" or NULL */
    const char *words;  /* the sentence on the sheet */
};

/* A figure computed from facts; text NULL: not known. */
struct sheet_figure {
    const char *text;
    const char *value;
};

/* One step of titration. */
struct sheet_step {
    const char *id;
    const char *rate;
    const char *flow;
    int64_t flow_ul_per_h;
    const char *when;
};

struct sheet_infusion {
    const char *name;
    const char *heading;
    /* what is ordered */
    const char *dose_line; /* drug and dose on one line */
    int64_t dose_mcg;
    const char *dose;
    const char *dose_mmol;
    const char *dose_meq;
    const char *check_values; /* mmol, mEq and the label's own figures */
    const char *basis;        /* as the author wrote it, "fixed" or "prescribed" */
    const char *basis_words;
    const char *basis_mark;
    const char *ordered_dose; /* by the prescriber; NULL: it follows from the basis */
    const char *ordered_time; /* likewise */
    const char *dose_range; /* usual range and maximum */
    const char *dose_range_mark;
    const char *per_kg; /* of the dosing weight */
    int64_t over_s;
    const char *over; /* NULL: all at once */
    const char *route;
    const char *beginning; /* after which other infusion; NULL: the first */
    int64_t after_s;
    const char *ending; /* one dose, or the event that ends it */
    /* how it is made */
    const char *product_label;
    const char *heading_preparation; /* names the infusion where there are several */
    const char *product;             /* id */
    const char *product_words;       /* name, and whose choice it is */
    const char *product_mark;
    const char *strength; /* mg per mL, total in each container */
    const char *contains;
    int64_t containers;
    const char *containers_words;
    bool premixed;
    int64_t draw_ul;
    const char *draw;
    const char *diluent; /* id */
    const char *diluent_words;
    int64_t diluent_ul;
    const char *additive;    /* "premixed", "added", "replaced", "made-up" */
    const char *preparation; /* what to do */
    int64_t total_ul;
    const char *total;
    int64_t concentration_mcg; /* of concentration_ul */
    const char *concentration;
    const char *concentration_limit;
    /* how it is run */
    const char *heading_running;
    const char *heading_blind; /* where a second person works it out alone */
    const char *heading_goes_on;
    const char *device;
    bool has_flow;
    int64_t flow_ul_per_h;
    const char *flow;
    const char *flow_words; /* for people: by gravity it is only about that; NULL: by hand */
    const char *total_words; /* for people: of an injection at several sites, what all of them get together */
    const char *over_words; /* for people: with the time that the counted drops take, where it differs */
    const char *drops;      /* for each minute; NULL: not gravity */
    int64_t drops_per_min;
    int64_t delivered_mcg;
    int64_t delivered_s;
    int64_t speed_mcg_per_min;
    bool has_per_kg;
    int64_t per_kg_mcg;
    const char *delivered; /* what the rounding of draw and flow makes of dose and time, or NULL */
    const char *speed;     /* both mg per minute and g per hour */
    const char *speed_per_kg; /* of the dosing weight; NULL: not limited */
    const char *speed_limit;
    const char *hand_flow;    /* mL per minute of a slow injection by hand; NULL: not one */
    const char *next_container; /* when the first of several ready-to-use containers is empty */
    const char *site_volume; /* at each site of an intramuscular dose; NULL: not one */
    int64_t sites;
    int64_t site_ul;
    int64_t doses; /* of which this is the first */
    int64_t every_s;
    int step_count;
    struct sheet_step steps[IFS_STEP_MAX];
    struct sheet_lines goes_on; /* repeats, steps, level */
    struct sheet_lines notes; /* of infusion and product */
};

struct sheet_check {
    const char *id;
    ifs_check_severity severity;
    ifs_result result;
    bool hard; /* a limit whose hard bound was passed, or a refuse check that tripped */
    const char *say;
    const char *words;   /* the same for people: a check that does not trip says so */
    const char *caution; /* a warning that applies, or may: as the nurse reads it; else NULL */
    const char *source;  /* id, "project-choice" or NULL */
    const char *reason;  /* of a valid override, or NULL */
    const char *mark;
};

/* A bedside fact still unknown. */
struct sheet_start {
    const char *fact;
    const char *label;
    const char *limit; /* "at least 100 mmHg", or NULL */
    const char *text;
    const char *mark; /* of the checks behind the limit, or NULL */
};

/* One slip of the hand. */
struct sheet_slip {
    const char *id;       /* "flow-tenfold" */
    const char *infusion; /* its name */
    const char *text;
    int64_t dose_mcg; /* what would be given */
    bool timed;
    int64_t over_s;
    int64_t speed_mcg_per_h;
    const char *stopped_by; /* "pump-range"; NULL: nothing */
    const char *beyond;     /* id of the gravest limit passed, "infusion.speed"; NULL: none */
    const char *check;      /* id of the check that refuses; NULL: none */
};

/* A change with which the order would pass. */
struct sheet_nearest {
    const char *infusion;
    const char *change; /* "time", "product" or "dose" */
    const char *to;
    const char *text;
};

/* What the open answers can still do. */
struct sheet_unknowns {
    const char *result; /* "depends" */
    int depends_count;
    const char *depends_on[SHEET_OPEN_MAX];
    const char *ask_first; /* NULL: none decides alone */
    const char *text;
};

struct sheet_finding {
    ifs_severity severity;
    const char *code;
    const char *where; /* or NULL */
    const char *message;
    const char *brief; /* in one line for the nurse; NULL: it stands elsewhere on that page, or is a note */
    bool elsewhere;    /* among the reasons or the questions of a page without an order */
};

/* One source on the list; whether it is on a page depends on the marks there. */
struct sheet_source {
    const char *mark; /* "[3]" */
    const char *text;
    const char *stated; /* the same, after whether a person verified it */
    bool verified;
};

struct ifs_sheet {
    struct text text; /* over letters */
    char letters[SHEET_LETTERS];
    bool full; /* something did not fit: no sheet may be printed */

    ifs_verdict verdict;
    const char *verdict_name;  /* "ready" */
    const char *verdict_words; /* "DO NOT INFUSE" */
    const char *verdict_note;  /* what that means for the reader */
    bool approved;
    bool blind;       /* to be laid out for a blind double check: set by the caller, after the sheet is built */
    bool no_override; /* the protocol allows none in this setting */
    bool draft;
    const char *draft_words; /* DRAFT with the reasons */
    const char *sheet_id; /* the last field of the payload */
    const char *payload;  /* the code: see payload.h */

    const char *drug;
    const char *high_alert;
    const char *protocol_id;
    const char *title;
    const char *shown_title; /* on the page: a refusal shows no title that carries a dose */
    const char *version;
    const char *population;
    const char *fingerprint;
    const char *moment; /* of the order */
    const char *prescriber;
    const char *place;
    const char *phone;
    const char *emergency;
    const char *call; /* whom to call, in one sentence */
    bool at_home;     /* a mobile visit */
    const char *line_volume;
    bool may_be_pregnant; /* as far as age and sex say: then the answer stands on every sheet, unknown as unknown */
    const char *age_and_sex;
    const char *indication; /* "(off label, see EVIDENCE)" where it is outside any label */
    const char *indication_text;
    const char *indication_evidence;
    const char *indication_mark;
    const char *weight_used;
    const char *renal_status;

    int fact_count;
    struct sheet_fact facts[IFS_FACT_MAX];
    const char *not_answered; /* facts, not questions, without an answer; NULL: none */
    struct sheet_figure crcl;
    struct sheet_figure egfr;
    struct sheet_figure urine;
    struct sheet_figure urine_per_weight;
    int lowest; /* the estimate that counts */
    int estimate_count;
    struct sheet_estimate estimates[IFS_ESTIMATE_COUNT];

    int infusion_count; /* 0 when refused or incomplete */
    struct sheet_infusion infusions[IFS_INFUSION_MAX];
    struct sheet_lines totals; /* limits of 24 h, 48 h, interval */
    int check_count;
    struct sheet_check checks[SHEET_CHECK_MAX];
    int start_count;
    struct sheet_start starts[IFS_FACT_MAX];
    int missing_count;
    const char *missing[SHEET_MISSING_MAX];
    struct sheet_lines questions; /* what to ask, with units and ranges */
    struct sheet_lines reasons;   /* refused: why; override: what has to be signed */
    struct sheet_lines changes;   /* refused: what would have to change */
    struct sheet_lines overrides; /* valid ones: what, who, why */
    int finding_count;
    struct sheet_finding findings[SHEET_NOTICE_MAX];
    int working_count;
    const char *working[SHEET_WORKING_MAX];
    int nearest_count;
    struct sheet_nearest nearest[SHEET_NEAREST_MAX];
    struct sheet_unknowns unknowns;
    int slip_count;
    struct sheet_slip slips[SHEET_SLIP_MAX];

    struct sheet_lines orders;
    struct sheet_lines monitoring;
    struct sheet_lines stop_rules;
    struct sheet_lines rescue;
    struct sheet_lines follow_up;
    struct sheet_lines home_advice;
    struct sheet_lines pack; /* what to have at hand */
    struct sheet_lines drug_notes;
    struct sheet_lines incompatible;
    const char *incompatible_words; /* all of them in one paragraph, or NULL */
    struct sheet_lines traces;      /* text: heading on the first page, blanks: the marks of its sentences */
    int source_count;
    struct sheet_source sources[SHEET_LINE_MAX];
    struct sheet_lines provenance; /* text: label, blanks: text */
};

/* Builds the whole sheet of this plan. Total: any plan gives a sheet; one that does not fit is marked full. A refused
 * or incomplete plan gives a sheet without preparation, volume, flow or dose line, whatever else the plan holds. */
void sheet_build(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan,
                 struct ifs_sheet *sheet);

#endif
