/*
 * explain_order.c - findings on a sheet, and why no order can be computed, explained.
 *
 * One row for each code of wording_reason.c, in its order.
 */
#include "claim.h"
#include "explain.h"

static const struct explanation rows[] = {
    /* ---- Findings on a sheet ---- */
    {"outside-label", EXPLAIN_ORDER,
     "No label of the product names this indication. That is often customary and always the prescriber's decision; the "
     "sheet says it so that everyone who signs knows.",
     NULL, NULL, NULL},
    {"ready-to-use-preferred", EXPLAIN_ORDER,
     "The protocol lists a ready-to-use container, but the order is made from a vial. Each step of mixing is a chance "
     "for a slip: take the ready-to-use one where it is at hand.",
     NULL, NULL, NULL},
    {"gravity-outside-label", EXPLAIN_ORDER,
     "The label of the product asks for an infusion pump, and the order runs by gravity.", NULL, NULL, NULL},
    {"diluent-ignored", EXPLAIN_ORDER, "A diluent was given for a container that is ready to use. Add nothing to it.",
     NULL, NULL, NULL},
    {"dose-capped", EXPLAIN_ORDER,
     "The dose computed from weight or rate was greater than a maximum of the protocol; the maximum is ordered, and "
     "the working shows both. A dose that a prescriber asked for is never cut down: it is refused.",
     NULL, NULL, NULL},
    {"delivered-differs", EXPLAIN_ORDER,
     "A syringe can be read only to its marks, so the volume that is drawn contains a little more or less than "
     "ordered. Every limit was held against what is contained.",
     NULL, NULL, NULL},
    {"dose-far-off", EXPLAIN_ORDER,
     "The marks of the syringe are so coarse for this volume that what is drawn differs from the dose by more than a tenth. Take a "
     "smaller syringe (name it in the site file), or order a dose that falls on a mark.",
     NULL, NULL, NULL},
    {"time-far-off", EXPLAIN_ORDER,
     "The steps of the pump, or whole drops, are so coarse for this flow that the infusion takes more than a tenth longer or shorter "
     "than ordered. Take another bag, another time, or a pump with finer steps.",
     NULL, NULL, NULL},
    {"draw-rounded-inward", EXPLAIN_ORDER,
     "The nearest mark of the syringe would have passed a limit that the exact volume keeps; the mark on the safe side "
     "was taken.",
     NULL, NULL, NULL},
    {"flow-rounded-inward", EXPLAIN_ORDER,
     "The nearest step of the pump would have passed a limit that the exact flow keeps; the step on the safe side was "
     "taken.",
     NULL, NULL, NULL},
    {"drops-rounded-inward", EXPLAIN_ORDER,
     "The nearest whole number of drops would have passed a limit that the exact one keeps; the number on the safe "
     "side was taken.",
     NULL, NULL, NULL},
    {"exceeded-limit", EXPLAIN_ORDER,
     "The protocol allows more than the drug library, with a reason and a source, and the order makes use of it. Page "
     "2 shows both limits.",
     NULL, NULL, NULL},
    {"unread-fact", EXPLAIN_ORDER,
     "A fact was given that no rule of this protocol reads. It is listed and changes nothing.", NULL, NULL, NULL},
    {"override-invalid", EXPLAIN_ORDER,
     "An override was given that does not hold: it needs a reason, the prescriber's name and reference, and a place "
     "where the protocol allows overrides.",
     "--override digoxin=\"ECG watched\"",
     "--override digoxin=\"ECG watched\" --prescriber \"Dr. Example, telephone order 12\"", NULL},
    {"override-not-needed", EXPLAIN_ORDER, "An override was given for a check that passed, or that only warns.", NULL,
     NULL, NULL},
    {"override-unknown", EXPLAIN_ORDER, "An override names a check that this order does not have; it is not used.",
     NULL, NULL, NULL},
    {"no-site-file", EXPLAIN_ORDER,
     "No site file tells the pump, the syringes and the phone number. Usual steps are assumed; write a site.cfg for "
     "your place.",
     NULL, NULL, NULL},
    {"prescribed-without-prescriber", EXPLAIN_ORDER,
     "A dose or a time was given as the prescriber's, but nobody is named. Name the prescriber and the reference of "
     "the order.",
     "--dose \"2 g\"", "--dose \"2 g\" --prescriber \"Dr. Example, telephone order 12\"", NULL},
    {"past-review", EXPLAIN_ORDER,
     "The protocol was to be reviewed before the day of this order. The sheet is a draft.", NULL, NULL, NULL},
    {"unconfirmed-value", EXPLAIN_ORDER,
     "A value is possible but unusual, as slips are. Measure again; if it is right, confirm it. Until then the order "
     "is incomplete.",
     "weight=\"190 kg\"", "weight=\"190 kg\" --confirm weight", NULL},
    {"contradictory-answers", EXPLAIN_ORDER,
     "Two answers cannot both be true by a rule of the protocol or the drug library. Ask again, and correct the one "
     "that is wrong; until then nothing is computed.",
     NULL, NULL, NULL},
    {"acute-injury", EXPLAIN_ORDER,
     "With acute kidney injury no estimate of renal function holds, for creatinine lags behind. Only a protocol that "
     "names it may be used.",
     NULL, NULL, NULL},
    {"no-order", EXPLAIN_ORDER, "Nothing could be computed from what was given; the other findings say why.", NULL,
     NULL, NULL},

    /* ---- Why no order can be computed ---- */
    {"no-dose-for-patient", EXPLAIN_OBSTACLE,
     "None of the protocol's alternatives of dose is for this patient. Use one that covers the patient.", NULL, NULL,
     NULL},
    {"two-doses-for-patient", EXPLAIN_OBSTACLE,
     "Two alternatives of dose are for this patient, and the program never chooses. The authors have to close the "
     "overlap.",
     NULL, NULL, NULL},
    {"no-time-for-dose", EXPLAIN_OBSTACLE,
     "No row of times holds this dose. Another dose, or a protocol that gives a time for it.", NULL, NULL, NULL},
    {"two-times-for-dose", EXPLAIN_OBSTACLE,
     "Two alternatives of time are for this patient, and the program never chooses. The authors have to close the "
     "overlap.",
     NULL, NULL, NULL},
    {"no-limit-for-patient", EXPLAIN_OBSTACLE,
     "A limit has alternatives, and none is for this patient. Without its limit nothing is ordered; the authors have "
     "to close the gap.",
     NULL, NULL, NULL},
    {"two-limits-for-patient", EXPLAIN_OBSTACLE,
     "Two alternatives of a limit are for this patient, and the program never chooses. The authors have to close the "
     "overlap.",
     NULL, NULL, NULL},
    {"no-renal-band", EXPLAIN_OBSTACLE,
     "No band of the protocol holds this renal function; the authors have to close the gap.", NULL, NULL, NULL},
    {"two-renal-bands", EXPLAIN_OBSTACLE,
     "Two bands of the protocol hold this renal function, and the program never chooses. The authors have to close the "
     "overlap.",
     NULL, NULL, NULL},
    {"product-not-allowed", EXPLAIN_OBSTACLE,
     "The product asked for is not listed for this infusion, or none of those listed may be used for this patient. "
     "infusheet facts lists them.",
     NULL, NULL, NULL},
    {"diluent-not-allowed", EXPLAIN_OBSTACLE,
     "The diluent asked for is not listed for this product. infusheet facts lists them.", NULL, NULL, NULL},
    {"device-not-allowed", EXPLAIN_OBSTACLE,
     "The device asked for is not listed for this infusion. infusheet facts lists them.", NULL, NULL, NULL},
    {"dose-off-step", EXPLAIN_OBSTACLE,
     "A prescribed dose has to be a multiple of the protocol's step; it is refused, never rounded, for nobody may "
     "change a prescription.",
     "--dose \"1.2 g\"", "--dose \"1 g\"", NULL},
    {"nothing-left-to-give", EXPLAIN_OBSTACLE,
     "Rounded to the protocol's step the dose is nothing. For a patient this small or ill another protocol is needed.",
     NULL, NULL, NULL},
    {"dose-or-dose-rate", EXPLAIN_OBSTACLE,
     "A dose per hour was prescribed where the protocol orders the whole dose. Prescribe it in the protocol's "
     "form.",
     "--dose \"1 g/h\"", "--dose \"4 g\"", NULL},
    {"does-not-fit", EXPLAIN_OBSTACLE,
     "The finished preparation is more than its container holds. A larger container, or another product.", NULL, NULL,
     NULL},
    {"not-measurable", EXPLAIN_OBSTACLE, "The volume to draw is less than the finest mark of any syringe at hand.",
     NULL, NULL, NULL},
    {"no-flow", EXPLAIN_OBSTACLE,
     "The flow rounds to nothing, or no step of the pump near it keeps every limit. A shorter time, a more dilute "
     "preparation, or another device.",
     NULL, NULL, NULL},
    {"beyond-pump", EXPLAIN_OBSTACLE,
     "The flow is below the lowest or above the highest of the pump named in the site file.", NULL, NULL, NULL},
    {"time-under-a-minute", EXPLAIN_OBSTACLE,
     "Times are whole minutes, and rounding up so short a time would change what was meant.", NULL, NULL, NULL},
    {"no-drop-set", EXPLAIN_OBSTACLE,
     "By gravity drops are counted, and no site file names the drop set. Write it there, or use a pump.", NULL, NULL,
     NULL},
    {"too-fast-to-count", EXPLAIN_OBSTACLE,
     "More than 100 drops per minute cannot be counted by eye. A pump, a longer time, or larger drops.", NULL, NULL,
     NULL},
    {"no-time-to-choose", EXPLAIN_OBSTACLE, "A dose into a muscle is given at once; leave the time out.", NULL, NULL,
     NULL},
    {"repeat-too-soon", EXPLAIN_OBSTACLE,
     "The dose is given again every so many hours, and runs longer than that. A shorter time for each dose.", NULL,
     NULL, NULL},
    {"infusion-not-in-order", EXPLAIN_OBSTACLE,
     "A dose or a time was prescribed for an infusion which the answers leave out of this order. Leave it out, or "
     "correct the answers.",
     NULL, NULL, NULL},
    {"no-infusion-for-patient", EXPLAIN_OBSTACLE,
     "Every infusion of the protocol has a condition, and none holds for this patient.", NULL, NULL, NULL},
    {"no-antidote-dose", EXPLAIN_OBSTACLE,
     "The protocol has no antidote dose for this patient. Where the antidote cannot be given nothing is ordered.", NULL,
     NULL, NULL},
    {"antidote-limit", EXPLAIN_OBSTACLE,
     "The antidote would run faster than its own limit allows, or its dose cannot be measured out. The authors have to "
     "correct it.",
     NULL, NULL, NULL},
    {"beyond-arithmetic", EXPLAIN_OBSTACLE,
     "A figure is so large or so small that nobody can mean it. Check every number, and above all its unit.", NULL,
     NULL, NULL},
};

struct explain_table explain_orders(void)
{
    return (struct explain_table){rows, COUNT_OF(rows)};
}
