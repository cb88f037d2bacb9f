/*
 * wording_draft.h - what is said about visits that are not finished, saved patient files and what has changed since. {} is a piece put in.
 */
#ifndef IFS_WORDING_DRAFT_H
#define IFS_WORDING_DRAFT_H

#include "again.h"

struct wording_draft {
    /* items of an order that is compared */
    const char *item_verdict;
    const char *item_dose;
    const char *item_time;
    const char *item_product;
    const char *item_containers;
    const char *item_draw;
    const char *item_diluent;
    const char *item_total;
    const char *item_flow;
    const char *item_drops;
    const char *item_device;
    const char *item_site_volume;
    const char *item_beginning;
    const char *item_ending;
    const char *of_answer;
    const char *of_check;
    const char *of_start;
    const char *of_missing;
    const char *of_rescue;

    /* what has changed since the sheet that was printed */
    const char *changes;
    const char *changed_line;
    const char *gone_line;
    const char *new_line;
    const char *there;
    const char *nothing_changed;
    const char *not_comparable;
    const char *throw_away;
    const char *throw_away_no_order;
    const char *still_holds;
    const char *no_sheet_before;

    /* a saved patient file taken up again */
    const char *taken_up;
    const char *taken_up_untimed;
    const char *whom;
    const char *nobody_named;
    const char *born;
    const char *right_patient;
    const char *name_right_patient;
    const char *wrong_patient;
    const char *asked_again;
    const char *asked_again_line;
    const char *contradicted;
    const char *asked_again_untimed;
    const char *other_version;

    /* visits that are not finished */
    const char *one_waits;
    const char *some_wait;
    const char *none_waits;
    const char *list_line;
    const char *list_name;
    const char *list_in_use;
    const char *list_damaged;
    const char *list_how;
    const char *gone_on;
    const char *torn;
    const char *older_protocol;
    const char *dropped;
    const char *disputed; /* name of a fact, what was typed */
    const char *site_gone; /* its file, what it goes on with */
    const char *site_none;
    const char *earlier_gone;
    const char *delete_ask;
    const char *deleted;
    const char *not_deleted;
    const char *no_such;
    const char *none_to_resume;
    const char *which_one;
    const char *all_in_use;
    const char *not_a_visit;
    const char *state_folder;

    /* keeping */
    const char *kept_for_later;
    const char *kept_as_given;
    const char *cannot_keep;
    const char *cannot_keep_ask;
    const char *name_go_on;
    const char *usual_place;
    const char *not_kept_any_more;
    const char *keep_stopped;
    const char *draft_done;
    const char *draft_left;

    /* the patient file */
    const char *file_offer;
    const char *name_file;
    const char *file_name_wrong;
    const char *name_write_over;
    const char *file_exists;
    const char *file_written;
    const char *file_unfit;
    const char *file_too_long;
    const char *file_failed;
    const char *yes_or_no;
};

extern const struct wording_draft draft_words_all;

/* What a check does to the order, NULL where it passes. */
const char *wording_draft_result(ifs_check_severity severity, ifs_result result);

/* Why an answer is asked again; NULL for AGAIN_NOT. */
const char *wording_draft_again(enum again again);

#endif
