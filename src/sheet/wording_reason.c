/*
 * wording_reason.c - why there is no order, and what a reader of one must know: obstacles and findings.
 *
 * One row for each value of its enumeration: code, sentence, remedy. Invariant: every obstacle and every finding has a
 * sentence and a stable kebab-case code. Which of them apply to a plan is decided in obstacle.c and notices.c; everything else a
 * clinician reads is in wording.c.
 */
#include "claim.h"
#include "wording.h"

/* ---- Obstacles ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *code;
    const char *sentence;
    const char *remedy;
    enum obstacle_figures figures;
    const char *with; /* the sentence where these figures are known */
} obstacles[IFS_OBSTACLE_COUNT] = {
    [IFS_OBSTACLE_NONE] = {"none", "Nothing stands in the way.", "Nothing has to change.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_NO_DOSE_RULE] = {"no-dose-for-patient", "The protocol has no dose for this patient.",
                                   "A protocol that covers this patient.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_TWO_DOSE_RULES] = {"two-doses-for-patient",
                                     "The protocol has two doses for this patient and does not say which.",
                                     "The protocol has to be corrected by its authors.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_NO_TIME_RULE] = {"no-time-for-dose", "The protocol gives no time for this dose.",
                                   "Another dose, or a protocol that gives a time for it.", OBSTACLE_DOSE,
                                   "The protocol gives no time for a dose of {}"},
    [IFS_OBSTACLE_TWO_TIME_RULES] = {"two-times-for-dose",
                                     "The protocol gives two times for this dose and does not say which.",
                                     "The protocol has to be corrected by its authors.", OBSTACLE_DOSE,
                                     "The protocol gives two times for a dose of {} and does not say which."},
    [IFS_OBSTACLE_NO_LIMIT_RULE] = {"no-limit-for-patient",
                                    "The protocol has no limit for this patient where it must have one.",
                                    "A protocol that covers this patient.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_TWO_LIMIT_RULES] = {"two-limits-for-patient",
                                      "The protocol has two limits for this patient and does not say which.",
                                      "The protocol has to be corrected by its authors.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_NO_RENAL_BAND] = {"no-renal-band", "The protocol says nothing about this renal function.",
                                    "A protocol that covers this renal function.", OBSTACLE_CLEARANCE,
                                    "The protocol says nothing about a creatinine clearance of {}"},
    [IFS_OBSTACLE_TWO_RENAL_BANDS] =
        {"two-renal-bands", "The protocol has two rules for this renal function and does not say which.",
         "The protocol has to be corrected by its authors.", OBSTACLE_CLEARANCE,
         "The protocol has two rules for a creatinine clearance of {} and does not say which."},
    [IFS_OBSTACLE_NO_CONTAINER] =
        {"product-not-allowed", "No product of the protocol may be used here, or not the one that was asked for.",
         "A product that the protocol lists for this patient.", OBSTACLE_PRODUCT,
         "The product that was asked for, {}, is not listed for this infusion, or may not be used here."},
    [IFS_OBSTACLE_NO_DILUENT] = {"diluent-not-allowed",
                                 "The diluent that was asked for is not listed for this product.",
                                 "A diluent that the protocol lists for it.", OBSTACLE_DILUENT,
                                 "The diluent that was asked for, {}, is not listed for this product."},
    [IFS_OBSTACLE_NO_DEVICE] = {"device-not-allowed", "The device that was asked for is not listed for this infusion.",
                                "A device that the protocol lists for it.", OBSTACLE_DEVICE,
                                "The device that was asked for, {}, is not listed for this infusion."},
    [IFS_OBSTACLE_DOSE_OFF_STEP] =
        {"dose-off-step", "The prescribed dose is not a multiple of the protocol's dose step; it is never rounded.",
         "A prescribed dose that is a multiple of the step.", OBSTACLE_DOSE_AND_STEP,
         "The prescribed dose of {} is not a multiple of {}, the protocol's dose step; it is never rounded."},
    [IFS_OBSTACLE_DOSE_ZERO] = {"nothing-left-to-give", "Rounded to the protocol's dose step nothing is left to give.",
                                "Another protocol, or a dose prescribed within the limits of this one.", OBSTACLE_STEP,
                                "Rounded to {}, the protocol's dose step, nothing is left to give."},
    [IFS_OBSTACLE_DOSE_DIMENSION] =
        {"dose-or-dose-rate", "A dose rate was prescribed where the protocol orders the whole dose.",
         "The whole dose as the prescriber means it (g, mg, mmol or mEq), not a dose for each hour.", OBSTACLE_DOSE_AS_GIVEN,
         "{} was prescribed: a dose rate where the protocol orders the whole dose."},
    [IFS_OBSTACLE_DOES_NOT_FIT] = {"does-not-fit", "The preparation does not fit its container.",
                                   "A larger container, or another product.", OBSTACLE_DOSE,
                                   "The preparation for a dose of {} does not fit its container."},
    [IFS_OBSTACLE_NOT_MEASURABLE] = {"not-measurable", "So little cannot be measured with the syringes at hand.",
                                     "A smaller syringe with finer marks, or a weaker product.", OBSTACLE_DOSE,
                                     "A dose of {} is too little to be measured with the syringes at hand."},
    [IFS_OBSTACLE_NO_FLOW] =
        {"no-flow", "The flow is too slow to be set, or cannot be set without passing a limit.",
         "A shorter time, a more dilute preparation, or another device.", OBSTACLE_TIME,
         "For a time of {} the flow is too slow to be set, or cannot be set without passing a limit."},
    [IFS_OBSTACLE_BEYOND_PUMP] = {"beyond-pump", "The flow lies outside the range of the pump.",
                                  "Another time, another dilution, or another pump.", OBSTACLE_TIME,
                                  "For a time of {} the flow lies outside the range of the pump."},
    [IFS_OBSTACLE_TIME_MEANING] =
        {"time-under-a-minute",
         "The time asked for is shorter than one minute; rounded to whole minutes it would mean something else.",
         "A time in whole minutes.", OBSTACLE_TIME,
         "The time asked for, {}, is shorter than one minute; rounded to whole minutes it would mean something else."},
    [IFS_OBSTACLE_NO_DROP_SET] = {"no-drop-set", "Gravity is asked for, but no drop set is known.",
                                  "A site file that names the drop sets, or a pump.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_TOO_FAST_TO_COUNT] =
        {"too-fast-to-count", "More than 100 drops per minute cannot be counted.",
         "A pump, a longer time, or a drop set with larger drops.", OBSTACLE_TIME,
         "For a time of {} more than 100 drops per minute are needed, which cannot be counted."},
    [IFS_OBSTACLE_NO_TIME] = {"no-time-to-choose", "A time was asked for, but an intramuscular dose is given at once.",
                              "The same order without a time.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_REPEAT_TOO_SOON] = {"repeat-too-soon", "The next dose would fall due before the one before has ended.",
                                      "A shorter time for each dose.", OBSTACLE_TIME,
                                      "With a time of {} the next dose would fall due before the one before has ended."},
    [IFS_OBSTACLE_NOT_IN_ORDER] = {"infusion-not-in-order",
                                   "A dose or a time was prescribed for an infusion that is not part of this order.",
                                   "Leave it out, or correct the answers that decide which infusions are given.",
                                   OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_NO_INFUSION] = {"no-infusion-for-patient", "No infusion of the protocol applies to this patient.",
                                  "A protocol that covers this patient.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_NO_RESCUE] = {"no-antidote-dose", "The protocol has no antidote dose for this patient.",
                                "A protocol that has an antidote dose for this patient.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_RESCUE_LIMIT] = {"antidote-limit",
                                   "The antidote dose of the protocol passes its own limit, or cannot be measured out.",
                                   "The protocol has to be corrected by its authors.", OBSTACLE_NO_FIGURES, NULL},
    [IFS_OBSTACLE_BEYOND_ARITHMETIC] = {"beyond-arithmetic", "A figure lies beyond anything that can be meant.",
                                        "Check every number that was given, and its unit.", OBSTACLE_DOSE,
                                        "A dose of {} lies, or leads, beyond anything that can be meant."},
};

const char *wording_obstacle(ifs_obstacle obstacle)
{
    claim((size_t)obstacle < COUNT_OF(obstacles));
    return obstacles[obstacle].sentence;
}

const char *wording_obstacle_with(ifs_obstacle obstacle)
{
    claim((size_t)obstacle < COUNT_OF(obstacles));
    return obstacles[obstacle].with;
}

enum obstacle_figures wording_obstacle_figures(ifs_obstacle obstacle)
{
    claim((size_t)obstacle < COUNT_OF(obstacles));
    return obstacles[obstacle].figures;
}

const char *wording_obstacle_code(ifs_obstacle obstacle)
{
    claim((size_t)obstacle < COUNT_OF(obstacles));
    return obstacles[obstacle].code;
}

const char *wording_obstacle_remedy(ifs_obstacle obstacle)
{
    claim((size_t)obstacle < COUNT_OF(obstacles));
    return obstacles[obstacle].remedy;
}

/* ---- Findings ------------------------------------------------------------------------------------------------- */

static const struct {
    ifs_severity severity;
    const char *code;
    const char *sentence;
    const char *brief; /* warnings only */
} notices[NOTICE_COUNT] = {
    [NOTICE_OUTSIDE_LABEL] = {IFS_WARNING, "outside-label", "{}: this indication is outside the label of {}.",
                              "{}: outside the label of the product that is used."},
    [NOTICE_READY_TO_USE_PREFERRED] =
        {IFS_WARNING, "ready-to-use-preferred",
         "{}: made from {}, although the protocol lists a ready-to-use container; prefer that one.",
         "{}: prefer the ready-to-use container that the protocol lists."},
    [NOTICE_GRAVITY_OUTSIDE_LABEL] = {IFS_WARNING, "gravity-outside-label",
                                      "{}: the label of {} asks for a pump; gravity is outside the label.",
                                      "{}: gravity is outside the label, which asks for a pump."},
    [NOTICE_DILUENT_IGNORED] = {IFS_WARNING, "diluent-ignored",
                                "{}: the diluent given is not used, for {} is ready to use; add nothing.",
                                "{}: the diluent given is not used; add nothing to the product."},
    [NOTICE_DOSE_CAPPED] = {IFS_NOTE, "dose-capped",
                            "{}: the computed dose of {} is held at the protocol's maximum; ordered is {}", NULL},
    [NOTICE_DOSE_CAPPED_RENAL] =
        {IFS_WARNING, "dose-capped",
         "{}: the computed dose of {} is held at the maximum for this renal function; ordered is {}",
         "{}: the dose is held at the maximum for this renal function."},
    [NOTICE_DELIVERED_DIFFERS] =
        {IFS_NOTE, "delivered-differs",
         "{}: the volume that can be measured contains {}, ordered is {}; every limit is held against "
         "what is contained.",
         NULL},
    [NOTICE_DOSE_FAR_OFF] = {IFS_WARNING, "dose-far-off",
                             "{}: the marks of the syringe change the dose by more than a tenth; take a smaller syringe, or another dose.",
                             "{}: the marks of the syringe change the dose by more than a tenth; take a smaller syringe."},
    [NOTICE_TIME_FAR_OFF] = {IFS_WARNING, "time-far-off",
                             "{}: the steps of pump or drops change the time by more than a tenth; take another bag or time.",
                             "{}: the steps of pump or drops change the time by more than a tenth."},
    [NOTICE_DRAW_ROUNDED_INWARD] =
        {IFS_NOTE, "draw-rounded-inward",
         "{}: the volume to draw up is rounded to {}, away from the nearest mark, to keep a limit.", NULL},
    [NOTICE_FLOW_ROUNDED_INWARD] = {IFS_NOTE, "flow-rounded-inward",
                                    "{}: the flow is rounded to {}, away from the nearest pump step, to keep a limit.",
                                    NULL},
    [NOTICE_DROPS_ROUNDED_INWARD] =
        {IFS_NOTE, "drops-rounded-inward",
         "{}: {} drops per minute are rounded away from the nearest number, to keep a limit.", NULL},
    [NOTICE_EXCEEDED_LIMIT] = {IFS_WARNING, "exceeded-limit",
                               "{}: the protocol allows up to {}, beyond the drug library's limit of {}, because: {}",
                               "{}: the protocol goes beyond the drug library's limit, see CHECKS AND LIMITS."},
    [NOTICE_UNREAD_FACT] = {IFS_NOTE, "unread-fact", "{} was given, but this protocol does not read it.", NULL},
    [NOTICE_OVERRIDE_INVALID] = {IFS_WARNING, "override-invalid", "The override of {} does not hold: {}.",
                                 "The override of {} does not hold: {}."},
    [NOTICE_OVERRIDE_NOT_NEEDED] = {IFS_NOTE, "override-not-needed",
                                    "The override of {} is not needed: that check asks for none.", NULL},
    [NOTICE_OVERRIDE_UNKNOWN] = {IFS_WARNING, "override-unknown",
                                 "There is no check named {}; its override is not used.",
                                 "There is no check named {}; its override is not used."},
    [NOTICE_NO_SITE_FILE] = {IFS_WARNING, "no-site-file",
                             "No site file: usual steps of pump and syringe are assumed, and no phone number is known.",
                             "No site file: usual device steps are assumed; no phone number is known."},
    [NOTICE_NO_PRESCRIBER] = {IFS_WARNING, "prescribed-without-prescriber",
                              "A dose or time was given as the prescriber's, but no prescriber is named.",
                              "A dose or time was given as the prescriber's, but no prescriber is named."},
    [NOTICE_UNVERIFIED_SOURCES] =
        {IFS_WARNING, "unverified-sources",
         "{} of {} sources of the protocol and its drug library have not been verified by a person.",
         "{} of {} sources have not been verified by a person."},
    [NOTICE_PAST_REVIEW] = {IFS_WARNING, "past-review", "The protocol was to be reviewed by {}; it is past that date.",
                            "The protocol was to be reviewed by {}; it is past that date."},
    [NOTICE_UNCONFIRMED] = {IFS_ERROR, "unconfirmed-value",
                            "{} {} is unusual. Measure again; if it is right, confirm it (--confirm {}).", NULL},
    [NOTICE_CONTRADICTION] = {IFS_ERROR, "contradictory-answers",
                              "These answers cannot both be true: ask again, and correct the one that is wrong."},
    [NOTICE_ACUTE_INJURY] = {IFS_ERROR, "acute-injury",
                             "Acute kidney injury: no estimate of renal function is valid, and this protocol does not "
                             "provide for it.",
                             NULL},
    [NOTICE_NO_ORDER] = {IFS_ERROR, "no-order", "No order could be computed from this plan.", NULL},
};

const char *wording_notice(enum notice notice)
{
    claim((size_t)notice < COUNT_OF(notices));
    return notices[notice].sentence;
}

const char *wording_notice_brief(enum notice notice)
{
    claim((size_t)notice < COUNT_OF(notices));
    return notices[notice].brief;
}

const char *wording_notice_code(enum notice notice)
{
    claim((size_t)notice < COUNT_OF(notices));
    return notices[notice].code;
}

ifs_severity wording_notice_severity(enum notice notice)
{
    claim((size_t)notice < COUNT_OF(notices));
    return notices[notice].severity;
}
