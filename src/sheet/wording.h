/*
 * wording.h - every sentence, heading and label that a clinician reads on a sheet.
 *
 * In sentences each {} is filled in, in order, by the sheet builder. Sentences of a protocol (questions, checks, monitoring)
 * are its author's; what is said about a wrong input is in wording_input.h and wording_fact.h.
 */
#ifndef IFS_WORDING_H
#define IFS_WORDING_H

#include "fact.h"
#include "protocol.h"

/* Fixed texts, all of them const char * and none NULL. */
struct wording {

    /* Where something comes from. A mark leads to the list of sources on the last page. */
    const char *mark;
    const char *mark_with_line;
    const char *mark_line;
    const char *mark_drug_line;
    const char *mark_protocol;
    const char *mark_drug;
    const char *project_choice;
    const char *marks;
    const char *none_verified;
    const char *source;
    const char *verified_by;
    const char *not_verified;

    /* Names for machines. */
    const char *id_confirm;
    const char *id_dose;
    const char *id_over;
    const char *id_fixed;
    const char *id_prescribed;
    const char *id_premixed;
    const char *id_added;
    const char *id_replaced;
    const char *id_made_up;
    const char *id_undiluted;

    /* Words between others. */
    const char *per;
    const char *unknown;
    const char *colon;
    const char *and_between;
    const char *or_between;
    const char *from_to;
    const char *at_least;
    const char *at_most;
    const char *less_than;
    const char *greater_than;
    const char *not_choice;
    const char *not_all_of;
    const char *in_brackets;
    const char *of_infusion;
    const char *if_it_applies;
    const char *room;
    const char *line_with_times;
    const char *with_id;
    const char *ml_per_min;
    const char *ml_per_min_indexed;
    const char *ml_per_hour;
    const char *ml_per_minute;
    const char *ml_per_kg_per_hour;

    /* Verdict and state of the sheet. */
    const char *ready_with_overrides;
    const char *ready_with_overrides_note;
    const char *no_override;
    const char *no_override_note;
    const char *draft;
    const char *draft_not_approved;
    const char *draft_no_prescriber;
    const char *draft_past_review;
    const char *high_alert;
    const char *reprint;
    const char *page_only;
    const char *page_nurse;
    const char *page_pharmacist;
    const char *page_sheet;
    const char *paper_only; /* pages of paper: two numbers */
    const char *paper_nurse;
    const char *paper_pharmacist;
    const char *draft_mark;
    const char *page_blind; /* three pages: for the second person, answers, pharmacist */
    const char *page_answers;
    const char *page_third;
    const char *paper_answers;
    const char *heading_blind;
    const char *blind;
    const char *blank_own_strength;
    const char *heading_answers_compared;
    const char *answers_compared;
    const char *blank_same_as_own;
    const char *heading_code;
    const char *code_note;

    /* Patient. */
    const char *heading_patient;
    const char *label_age_and_sex;
    const char *age_unknown;
    const char *sex_unknown;
    const char *born;
    const char *off_label;
    const char *off_label_see;
    const char *label_weight;
    const char *label_renal;
    const char *label_indication;
    const char *heading_known;
    const char *heading_evidence;
    const char *label_evidence;
    const char *label_place;
    const char *label_phone;
    const char *label_moment;
    const char *label_prescriber;
    const char *prescriber_not_named;
    const char *no_site;
    const char *unusual;
    const char *unusual_confirmed;
    const char *weight_used;
    const char *weight_basis_unknown;
    const char *creatinine_taken;
    const char *creatinine_undated;
    const char *renal_known;
    const char *renal_unknown;
    const char *renal_unknown_pregnancy;
    const char *estimate;
    const char *estimate_counts;
    const char *estimate_weight;
    const char *no_ideal_weight;
    const char *per_surface;
    const char *deindexed;
    const char *label_egfr;
    const char *label_urine;

    /* Checks and limits. */
    const char *soft_and_hard;
    const char *soft_range;
    const char *hard_range;
    const char *no_bound;
    const char *not_tripped;
    const char *within_its_limit;
    const char *limit_allows;
    const char *limit_passed;
    const char *limit_kept;
    const char *limit_kept_at;
    const char *limit_kept_shown;
    const char *limit_unknown;
    const char *above_hard;
    const char *below_hard;
    const char *above_soft;
    const char *below_soft;
    const char *above_soft_here;
    const char *below_soft_here;
    const char *overridden;
    const char *acute_injury_remedy;
    const char *answer_behind;
    const char *never_overridden;
    const char *override_blank;
    const char *override_nobody;
    const char *override_setting;
    const char *override_of_refusal;
    const char *label_reason;

    /* Start conditions. */
    const char *start;
    const char *start_measure;
    const char *not_if;

    /* Questions. */
    const char *prompt;
    const char *ask;
    const char *ask_yes_no;
    const char *how_to_answer;
    const char *ask_dose;
    const char *ask_over;
    const char *a_date;
    const char *yes_or_no;
    const char *in_words;
    const char *renal_wanted;
    const char *renal_wanted_pregnant;
    const char *renal_wanted_pregnancy_open;
    const char *renal_wanted_risk;
    const char *renal_wanted_age;

    /* The order. */
    const char *heading_only;
    const char *heading_numbered;
    const char *label_dose;
    const char *dose_line;
    const char *dose_and_moles;
    const char *total_and_moles;
    const char *in_mmol;
    const char *in_meq;
    const char *dose_line_hand;
    const char *dose_line_injection;
    const char *dose_line_repeated;
    const char *one_site;
    const char *sites;
    const char *dose_line_rate;
    const char *rate_for_time;
    const char *label_check_values;
    const char *check_values;
    const char *with_moles;
    const char *label_says;
    const char *heading_basis;
    const char *label_basis;
    const char *basis_prescribed;
    const char *basis_fixed;
    const char *basis_weight;
    const char *label_per_kg;
    const char *per_kg;
    const char *label_dose_range;
    const char *usual_and_range;
    const char *maximum;
    const char *maximum_renal;
    const char *label_delivered;
    const char *delivers_dose;
    const char *delivers_time;
    const char *label_beginning;
    const char *begins_at_once;
    const char *begins_after;
    const char *label_ending;
    const char *ends_with_volume;
    const char *ends_at_event;
    const char *event_at_once;
    const char *event_after;
    const char *injected_once;
    const char *ends_each;
    const char *injected_each;
    const char *repeat_count;
    const char *repeat_count_capped;
    const char *repeat_until;
    const char *repeat_if;
    const char *repeat_recheck;
    const char *repeat_dose;
    const char *repeat_more;
    const char *repeat_blanks;
    const char *repeat_blanks_always;
    const char *step_line;
    const char *level_line;
    const char *label_repeat;
    const char *heading_goes_on;
    const char *label_limit;
    const char *heading_orders;

    /* Preparation. */
    const char *heading_preparation;
    const char *label_product;
    const char *label_strength;
    const char *label_contains;
    const char *label_containers;
    const char *label_draw;
    const char *label_diluent;
    const char *label_preparation;
    const char *label_total;
    const char *label_concentration;
    const char *chosen;
    const char *protocols_choice;
    const char *strength;
    const char *count_of;
    const char *premix_container;
    const char *premix_containers;
    const char *for_each_dose;
    const char *vial;
    const char *vials;
    const char *ampoule;
    const char *ampoules;
    const char *make_premixed;
    const char *make_premixed_part;
    const char *make_added;
    const char *make_replaced;
    const char *make_up;
    const char *make_added_syringe;
    const char *make_up_syringe;
    const char *make_undiluted;
    const char *make_for_sites;
    const char *syringe_of;
    const char *syringe_holding;
    const char *blank_prepared;
    const char *blank_use_before;

    /* Running it. */
    const char *heading_pump;
    const char *heading_by_hand;
    const char *heading_gravity;
    const char *pump_dose;
    const char *pump_volume;
    const char *pump_volume_by_hand;
    const char *pump_site_volume;
    const char *pump_hand_flow;
    const char *sites_together;
    const char *pump_flow;
    const char *pump_drops;
    const char *pump_time;
    const char *drops;
    const char *about;
    const char *time_at_drops;
    const char *time_at_flow;
    const char *label_speed;
    const char *speed;
    const char *label_route;
    const char *label_device;
    const char *device_pump;
    const char *device_gravity;
    const char *device_hand;
    const char *device_injection;
    const char *device_by_protocol;
    const char *never_speed_up;
    const char *never_faster_by_hand;
    const char *next_container;
    const char *line_alone;
    const char *flush;
    const char *flush_by_hand;
    const char *line_volume;
    const char *blank_started;
    const char *blank_stopped;
    const char *blank_injected;

    /* What to watch, when to stop, whom to call. */
    const char *heading_start;
    const char *start_first;
    const char *heading_warnings;
    const char *heading_overrides;
    const char *heading_overrides_needed;
    const char *override_who;
    const char *heading_no_override;
    const char *result_no_override;
    const char *blank_override_reason;
    const char *blank_override_signature;
    const char *heading_monitoring;
    const char *heading_stop;
    const char *stop_and_call;
    const char *call_phone;
    const char *call_emergency;
    const char *call_blank;
    const char *heading_antidote;
    const char *rescue;
    const char *rescue_capped;
    const char *no_antidote;
    const char *heading_drug_notes;
    const char *heading_incompatible;
    const char *heading_follow_up;
    const char *heading_home_advice;
    const char *heading_at_home;
    const char *home_warmth;
    const char *blank_second_checker;
    const char *blank_observed_until;
    const char *blank_driving;
    const char *blank_emergency;
    const char *label_emergency;
    const char *heading_call;

    /* Double check and signatures. */
    const char *heading_double_check;
    const char *double_check;
    const char *blank_own_dose;
    const char *blank_own_draw;
    const char *blank_own_flow;
    const char *blank_same;
    const char *blank_checker;
    const char *heading_signatures;
    const char *blank_prescriber;
    const char *blank_valid_until;
    const char *blank_given;

    /* Sheets without an order. */
    const char *heading_reasons;
    const char *heading_changes;
    const char *heading_questions;

    /* The pharmacist's page. */
    const char *heading_working;
    const char *heading_checks;
    const char *heading_estimates;
    const char *heading_answers;
    const char *label_not_answered;
    const char *heading_findings;
    const char *heading_provenance;
    const char *heading_traces;
    const char *heading_sources;
    const char *label_protocol;
    const char *label_file;
    const char *label_fingerprint;
    const char *label_review;
    const char *label_approved;
    const char *approved_by_nobody;
    const char *label_library;
    const char *label_salt;
    const char *label_site;
    const char *label_devices;
    const char *no_site_figures;
    const char *label_program;
    const char *program;
    const char *not_a_device;

    /* Working. Constants of the equations stand here as they are printed; engine/renal.c has them with their sources. */
    const char *work_infusion;
    const char *work_creatinine;
    const char *work_cockcroft;
    const char *work_cockcroft_umol;
    const char *work_female;
    const char *work_ckd_epi_female;
    const char *work_ckd_epi_male;
    const char *work_schwartz;
    const char *work_surface;
    const char *work_deindexed;
    const char *work_reported;
    const char *work_category;
    const char *work_lowest;
    const char *work_ideal_female;
    const char *work_ideal_male;
    const char *work_adjusted;
    const char *work_adjusted_below;
    const char *work_prescribed;
    const char *work_fixed;
    const char *work_product;
    const char *work_rate;
    const char *work_rate_per_weight;
    const char *work_factor;
    const char *work_cap;
    const char *work_cap_renal;
    const char *work_step;
    const char *work_mmol;
    const char *work_meq;
    const char *work_time;
    const char *work_time_to;
    const char *work_time_at;
    const char *work_time_prescribed;
    const char *work_quotient;
    const char *work_draw;
    const char *work_draw_inward;
    const char *work_containers;
    const char *work_added;
    const char *work_replaced;
    const char *work_made_up;
    const char *work_sites;
    const char *work_doses;
    const char *work_up_to;
    const char *work_titration;
    const char *work_titration_step;
    const char *work_highest;
    const char *work_flow;
    const char *work_flow_step;
    const char *work_flow_inward;
    const char *work_delivered_time;
    const char *work_drops;
    const char *work_drops_time;
    const char *work_hand_flow;
    const char *work_speed;
    const char *work_rolling;

    /* what the open answers can still do */
    const char *heading_unknowns;
    const char *unknowns_safe;
    const char *unknowns_depends;
    const char *unknowns_depends_jointly;
    const char *unknowns_ask_first;
    const char *unknowns_override;
    const char *unknowns_refused;
    const char *unknowns_undecided;

    /* the smallest change that would pass */
    const char *heading_nearest;
    const char *nearest_time;
    const char *nearest_product;
    const char *nearest_dose;

    /* what to have at hand */
    const char *heading_pack;
    const char *pack_of;
    const char *pack_bag;
    const char *pack_fluid;
    const char *pack_each;
    const char *pack_doses;
    const char *pack_syringe;
    const char *pack_vessel;
    const char *pack_syringes;
    const char *pack_pump;
    const char *pack_drop_set;
    const char *pack_antidote;
    const char *pack_bedside;

    /* slips of the hand: what, what it delivers, what stops it */
    const char *heading_slips;
    const char *slips_note;
    const char *slip;
    const char *slip_delivers;
    const char *slip_limit;
    const char *slip_pump;
    const char *slip_cannot;
    const char *slip_answer;
    const char *slip_unusual;
};

extern const struct wording words;

const char *wording_verdict(ifs_verdict verdict);      /* "DO NOT INFUSE" */
const char *wording_verdict_name(ifs_verdict verdict); /* "refused" */
const char *wording_verdict_note(ifs_verdict verdict); /* what it means for the reader */

/* Figures that the sentence about an obstacle names, where they are known. */
enum obstacle_figures {
    OBSTACLE_NO_FIGURES,
    OBSTACLE_DOSE,
    OBSTACLE_DOSE_AS_GIVEN, /* a rate without what it comes to */
    OBSTACLE_DOSE_AND_STEP,
    OBSTACLE_STEP,
    OBSTACLE_TIME,
    OBSTACLE_PRODUCT,
    OBSTACLE_DILUENT,
    OBSTACLE_DEVICE,
    OBSTACLE_CLEARANCE
};

/* Why there is no order, and what would have to change. */
const char *wording_obstacle(ifs_obstacle obstacle);
const char *wording_obstacle_with(ifs_obstacle obstacle); /* the same with its figures; NULL: it has none */
enum obstacle_figures wording_obstacle_figures(ifs_obstacle obstacle);
const char *wording_obstacle_code(ifs_obstacle obstacle);
const char *wording_obstacle_remedy(ifs_obstacle obstacle);

/* A built-in fact in words: "Systolic blood pressure". */
const char *wording_fact(int fact);

const char *wording_route(enum route route);
const char *wording_limit(ifs_limit_kind kind); /* "Speed" */
const char *wording_method(ifs_estimate_method method);
const char *wording_weight(enum renal_weight weight);
const char *wording_rounding(ifs_rounding rounding);

/* The result of a check as it stands before its sentence: "PASS", "STOP", "OVERRIDE NEEDED", "WARNING", ... */
const char *wording_result(ifs_check_severity severity, ifs_result result);

const char *wording_would(ifs_check_severity severity); /* what a check does when it trips */

/* What a reader of the order should know beyond its checks. */
enum notice {
    NOTICE_OUTSIDE_LABEL,
    NOTICE_READY_TO_USE_PREFERRED,
    NOTICE_GRAVITY_OUTSIDE_LABEL,
    NOTICE_DILUENT_IGNORED,
    NOTICE_DOSE_CAPPED,
    NOTICE_DOSE_CAPPED_RENAL,
    NOTICE_DELIVERED_DIFFERS,
    NOTICE_DOSE_FAR_OFF,
    NOTICE_TIME_FAR_OFF,
    NOTICE_DRAW_ROUNDED_INWARD,
    NOTICE_FLOW_ROUNDED_INWARD,
    NOTICE_DROPS_ROUNDED_INWARD,
    NOTICE_EXCEEDED_LIMIT,
    NOTICE_UNREAD_FACT,
    NOTICE_OVERRIDE_INVALID,
    NOTICE_OVERRIDE_NOT_NEEDED,
    NOTICE_OVERRIDE_UNKNOWN,
    NOTICE_NO_SITE_FILE,
    NOTICE_NO_PRESCRIBER,
    NOTICE_UNVERIFIED_SOURCES,
    NOTICE_PAST_REVIEW,
    NOTICE_UNCONFIRMED,
    NOTICE_ACUTE_INJURY,
    NOTICE_CONTRADICTION,
    NOTICE_NO_ORDER,
    NOTICE_COUNT
};

const char *wording_notice(enum notice notice);       /* the sentence */
const char *wording_notice_brief(enum notice notice); /* in one line, from the same pieces; NULL for a note */
const char *wording_notice_code(enum notice notice);
ifs_severity wording_notice_severity(enum notice notice);

#endif
