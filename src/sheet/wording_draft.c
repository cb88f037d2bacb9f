/*
 * wording_draft.c - what is said about visits that are not finished, saved patient files and what has changed since.
 *
 * Decides the words and nothing else; those of the questions are in wording_visit.c. A sentence says what happened and what to do.
 * Nothing here names a patient but where a piece does, and such a piece is only ever put on the nurse's own terminal.
 */
#include "wording_draft.h"

const struct wording_draft draft_words_all = {
    .item_verdict = "verdict",
    .item_dose = "dose",
    .item_time = "time",
    .item_product = "product",
    .item_containers = "containers",
    .item_draw = "volume to draw",
    .item_diluent = "diluent",
    .item_total = "volume to be infused",
    .item_flow = "flow rate",
    .item_drops = "drops",
    .item_device = "device",
    .item_site_volume = "volume at each site",
    .item_beginning = "begins",
    .item_ending = "ends",
    .of_answer = "answer",
    .of_check = "check",
    .of_start = "before starting",
    .of_missing = "missing",
    .of_rescue = "rescue",

    .changes = "CHANGED SINCE THE SHEET OF {}:",
    .changed_line = "{}: now {}, before {}",
    .gone_line = "{}: no longer; before {}",
    .new_line = "{}: now {}, before nothing of the kind",
    .there = "there",
    .nothing_changed = "NOTHING HAS CHANGED since the sheet of {}.",
    .not_comparable = "The earlier order is too long to be compared item by item. Take it as changed.",
    .throw_away = "THROW AWAY THE SHEET {}, every copy of it. What counts now is the new one.",
    .throw_away_no_order = "THROW AWAY THE SHEET {}, every copy of it. Its order no longer holds, and there is no order now.",
    .still_holds = "The sheet {} still says the same; its code and number stay with the time it was made.",
    .no_sheet_before = "The file does not say which sheet was printed; throw away any you find that is older than this.",

    .taken_up = "Saved answers of {}, for {}.",
    .taken_up_untimed = "Saved answers, for {}. The file does not say when they were given.",
    .whom = "They are those of {}.",
    .nobody_named = "The file names no patient.",
    .born = ", born ",
    .right_patient = "Ask the patient for name and date of birth, or read the wristband. Is this the patient?",
    .name_right_patient = "this patient (yes, no)",
    .wrong_patient = "Then nothing was changed. Take the file of this patient, or begin a new visit.",
    .asked_again = "Too old to stand; asked again where needed (project choice: what is measured, what was given and what must be in place "
                   "stands for 30 minutes, the rest for 24 hours, who the patient is for good):",
    .contradicted = "Asked again, because these answers contradict each other: {}. {}",
    .asked_again_line = "{}: {} at {}; {}",
    .asked_again_untimed = "{}: {}; {}",
    .other_version = "The protocol has changed since (then version {}, now {}): the order is worked out by the protocol of now.",

    .one_waits = "1 visit is not finished. infusheet visit --resume goes on with it, infusheet visit --drafts shows it.",
    .some_wait = "{} visits are not finished. infusheet visit --drafts lists them, infusheet visit --resume N goes on with one.",
    .none_waits = "No visit waits to be finished.",
    .list_line = "{}. {}, begun {}, last answer {}, {}",
    .list_name = ", {}",
    .list_in_use = ", in use now",
    .list_damaged = "{}. {}: damaged, nothing in it can be read",
    .list_how = "infusheet visit --resume N goes on with one, infusheet visit --delete N deletes one.",
    .gone_on = "Going on with the visit begun {}: {} kept.",
    .torn = "What was being kept when it broke off is not whole and was dropped: look through the answers (review) before going on.",
    .older_protocol = "The protocol has changed since this visit was begun (then version {}, now {}); an answer that no longer fits is asked again.",
    .dropped = "Some answers are no answers to this protocol any more; they are asked again.",
    .disputed = "For {}, \"{}\" was typed and not taken, because it contradicts another answer: ask again, and correct the one that is wrong.",
    .site_gone = "THE SITE FILE OF THIS VISIT, {}, cannot be read any more. Going on with {}. If another is right, type quit, and go on "
                 "with infusheet visit --resume --site FILE.",
    .site_none = "none: usual device steps, and no phone number",
    .earlier_gone = "The patient file {} cannot be read any more: what has changed since its sheet cannot be shown.",
    .delete_ask = "Delete visit {} ({}, begun {}, {})? It cannot be brought back. yes or no: ",
    .deleted = "Visit {} is deleted.",
    .not_deleted = "Visit {} stays.",
    .no_such = "there is no visit {}; infusheet visit --drafts lists those there are",
    .none_to_resume = "no visit waits to be finished; begin one with infusheet visit",
    .which_one = "{} visits are not finished: say which, with its number. infusheet visit --drafts lists them",
    .all_in_use = "visit {} is in use by another infusheet; go on there, or end it first",
    .not_a_visit = "visit {} is damaged and nothing in it can be read; infusheet visit --delete {} deletes it",
    .state_folder = "{}: {}",

    .kept_for_later = "The answers so far are kept. infusheet visit --resume goes on with them.",
    .kept_as_given = "Each answer is kept on this computer as it is given, until the visit is finished.",
    .cannot_keep = "THE ANSWERS CANNOT BE KEPT ({}: {}). If this is broken off, they are lost.",
    .cannot_keep_ask = "Go on without keeping them?",
    .name_go_on = "go on (yes, no)",
    .usual_place = "~/.local/state",
    .not_kept_any_more = "THIS ANSWER COULD NOT BE KEPT ({}). It counts, but it and those after it are lost if this is broken off.",
    .keep_stopped = "Then it ends here. What was kept before is there: infusheet visit --resume goes on with it.",
    .draft_done = "The answers kept on the way are deleted.",
    .draft_left = "The answers stay kept: infusheet visit --resume shows them again, infusheet visit --delete deletes them.",

    .file_offer = "Save the answers in a patient file, for the bedside or for infusheet order? Write its name, or no.",
    .name_file = "patient file",
    .file_name_wrong = "That is no file name; write one with a point, as in ada.cfg, or no.",
    .name_write_over = "write over it (yes, no)",
    .file_exists = "{} is there already; it may be another patient's.",
    .file_written = "Answers saved in {}. It names the patient: keep it where only those can read it who treat them.",
    .file_unfit = "Not saved: an answer holds a character that cannot be kept. Change it and save again.",
    .file_too_long = "Not saved: the answers are longer than a patient file may be. Shorten names and reasons.",
    .file_failed = "Not saved in {}: {}.",
    .yes_or_no = "Write yes or no.",
};

const char *wording_draft_result(ifs_check_severity severity, ifs_result result)
{
    static const char *const trips[] = {"refuses", "needs an override", "warns"};
    switch (result) {
    case IFS_TRIP:
        return trips[severity];
    case IFS_UNKNOWN:
        return "not known";
    case IFS_OVERRIDDEN:
        return "overridden";
    case IFS_PASS:
        break;
    }
    return NULL;
}

const char *wording_draft_again(enum again again)
{
    switch (again) {
    case AGAIN_NOT:
        break;
    case AGAIN_OPEN:
        return "not known then";
    case AGAIN_PASSING:
        return "may have changed since";
    case AGAIN_OLD:
        return "more than a day ago";
    case AGAIN_UNTIMED:
        return "nobody knows when it was measured";
    }
    return NULL;
}
