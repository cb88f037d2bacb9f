/*
 * wording_visit.h - every sentence of a visit that is neither the protocol's nor the sheet's. {} is a piece put in.
 */
#ifndef IFS_WORDING_VISIT_H
#define IFS_WORDING_VISIT_H

#include "ask.h"
#include "text.h"

struct wording_visit {
    /* opening */
    const char *which_protocol;
    const char *protocol_line;
    const char *protocol_name;
    const char *no_protocol;
    const char *protocol_unusable;
    const char *protocol_not_usable;
    const char *not_a_device;
    const char *opening;
    const char *how;
    const char *given_already;

    /* a question */
    const char *prompt;
    const char *prompt_with_unit;
    const char *again;
    const char *progress;
    const char *range;
    const char *yes_no;
    const char *choices_wanted;
    const char *usual_choice;
    const char *usual_word;
    const char *usual_open;
    const char *usual_taken;
    const char *answer_now;
    const char *kept;
    const char *bedside_may_wait;
    const char *ask_age;
    const char *age_wanted;
    const char *ask_renal;
    const char *renal_wanted;
    const char *ask_dose;
    const char *dose_wanted;
    const char *ask_over;
    const char *over_wanted;
    const char *ask_prescriber;
    const char *prescriber_wanted;
    const char *ask_override;
    const char *override_wanted;
    const char *override_for;
    const char *ask_weight_again;
    const char *ask_confirm;
    const char *ask_confirm_allergies;
    const char *weight_confirmed;
    const char *confirm_wanted;
    const char *not_confirmed;   /* what was typed */
    const char *confirmed;
    const char *replaced;

    /* names of questions that are no facts */
    const char *name_age;
    const char *name_dose;
    const char *name_over;
    const char *name_prescriber;
    const char *name_override;
    const char *name_between;
    const char *name_last;

    /* consequences of "unknown" and "later" */
    const char *unknown_required;
    const char *unknown_bedside;
    const char *unknown_optional;
    const char *unknown_identity;
    const char *unknown_dose;
    const char *unknown_prescriber;
    const char *unknown_override;
    const char *unknown_confirm;
    const char *later_bedside;
    const char *later_other;

    /* what cannot be taken */
    const char *empty;
    const char *empty_list;
    const char *too_long;
    const char *near_command;
    const char *no_such_name;
    const char *bare_allergies; /* what was typed */
    const char *bare_words;     /* what was typed */
    const char *bare_override;  /* what was typed */
    const char *measured_words; /* what was typed, twice */
    const char *disputed; /* what was typed */
    const char *near_name;
    const char *change_what;
    const char *nothing_before;
    const char *not_taken_conflict;
    const char *not_taken_contradiction;
    const char *no_choice_of_that_number;
    const char *not_in_list;
    const char *not_in_list_near;
    const char *not_clear_renal;
    const char *nothing_to_keep;
    const char *out_of_memory;

    /* commands */
    const char *commands;
    const char *nothing_answered;
    const char *review_line;
    const char *review_how;

    /* help */
    const char *why_required;
    const char *why_bedside;
    const char *why_optional;
    const char *why_identity;
    const char *why_choice;
    const char *read_by;
    const char *read_by_more;
    const char *read_by_dosing;
    const char *why_prescriber;
    const char *why_dose;
    const char *why_override;
    const char *why_confirm;

    /* refusals */
    const char *refused_now;
    const char *would_change;
    const char *refused_more;
    const char *refused_no_more;
    const char *go_on;
    const char *go_on_choices;
    const char *go_on_wanted;
    const char *going_on;

    /* the end */
    const char *ended;
    const char *ended_early;
    const char *quit;
    const char *sheet_name;
    const char *sheet_there_already;
    const char *sheet_offer;
    const char *sheet_wanted;
    const char *sheet_written;
    const char *sheet_failed;
    const char *sheet_not_written;
    const char *sheet_name_wrong;
    const char *letters_not_shown;
};

extern const struct wording_visit visit_words;

const char *wording_visit_stage(enum ask_stage stage); /* the heading above its questions */

/* Adds the sentence with the pieces in place of each {}. */
void wording_visit_add(struct text *out, const char *sentence, const char *const *pieces);

#endif
