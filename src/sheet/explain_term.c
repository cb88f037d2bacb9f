/*
 * explain_term.c - severities, results, verdicts, limits, and the words of the field, explained.
 *
 * Limits bear the names of outcome.c, which are also the last part of the checks of limits (infusion.dose).
 */
#include "claim.h"
#include "explain.h"

static const struct explanation rows[] = {
    /* ---- Checks ---- */
    {"refuse", EXPLAIN_CHECK,
     "A check of this severity that trips refuses the order: no preparation, volume or flow is printed, and no "
     "signature changes it. Written refuse-if.",
     NULL, NULL, NULL},
    {"warn", EXPLAIN_CHECK, "A check of this severity that trips is printed and changes nothing else. Written warn-if.",
     NULL, NULL, NULL},
    {"pass", EXPLAIN_CHECK, "The check was decided and does not stand in the way.", NULL, NULL, NULL},
    {"trip", EXPLAIN_CHECK,
     "The condition of the check holds. What follows depends on its severity: refuse, override or warn.", NULL, NULL,
     NULL},
    {"unknown", EXPLAIN_CHECK,
     "The check cannot be decided, for an answer it needs is not known. Unknown is never no: a refuse or override that "
     "stays unknown makes the order incomplete, or conditional where only bedside facts are missing. Every fact may be "
     "answered with this word.",
     NULL, NULL, NULL},
    {"overridden", EXPLAIN_CHECK,
     "The check tripped, and a prescriber has overridden it with a reason, in a place that allows it.", NULL, NULL,
     NULL},

    /* ---- Verdicts ---- */
    {"ready", EXPLAIN_VERDICT,
     "Nothing refuses, everything required is known, every limit is kept. It may be given as printed, with the "
     "signatures it asks for. Exit status 0.",
     NULL, NULL, NULL},
    {"ready-with-overrides", EXPLAIN_VERDICT,
     "Printed as READY WITH OVERRIDES: ready, with at least one check or soft limit that the named prescriber has "
     "overridden. Read each reason before giving it. Exit status 0.",
     NULL, NULL, NULL},
    {"conditional", EXPLAIN_VERDICT,
     "Computed, but something that is measured at the bedside is still open. The sheet prints DO NOT START UNLESS, "
     "with each limit and a blank. Exit status 7.",
     NULL, NULL, NULL},
    {"override", EXPLAIN_VERDICT,
     "The severity of a check (written override-if), what happens beyond a soft limit, and a verdict: it may not be "
     "given before the prescriber has signed with a reason, a name and a reference, in a place that allows it. Exit "
     "status 5.",
     NULL, NULL, NULL},
    {"incomplete", EXPLAIN_VERDICT,
     "No order yet: something has to be asked, measured or confirmed first, and the sheet says what. Exit status 6.",
     NULL, NULL, NULL},
    {"refused", EXPLAIN_VERDICT,
     "Do not infuse. A check refuses, the patient is not admitted, or a hard limit is passed. Reasons are printed, "
     "never a preparation, a volume or a flow. Exit status 1.",
     NULL, NULL, NULL},

    /* ---- Limits ---- */
    {"dose", EXPLAIN_LIMIT,
     "Least and most of one infusion, or of its dose rate; held against what the drawn volume contains.", NULL, NULL,
     NULL},
    {"dose-max", EXPLAIN_LIMIT,
     "The most for this weight or this renal function. A computed dose is held there; a prescribed one beyond it is "
     "refused.",
     NULL, NULL, NULL},
    {"per-kg", EXPLAIN_LIMIT, "The delivered dose for each kilogram of the dosing weight.", NULL, NULL, NULL},
    {"over", EXPLAIN_LIMIT, "The time in which the infusion runs, as the rounded flow really takes.", NULL, NULL, NULL},
    {"speed", EXPLAIN_LIMIT, "How much of the drug enters the vein in a minute or an hour, at the rounded flow.", NULL,
     NULL, NULL},
    {"speed-per-kg", EXPLAIN_LIMIT, "The speed for each kilogram of body weight.", NULL, NULL, NULL},
    {"concentration", EXPLAIN_LIMIT, "Drug in each mL of the finished preparation. Concentrated solutions hurt veins.",
     NULL, NULL, NULL},
    {"volume", EXPLAIN_LIMIT, "The volume that is infused altogether.", NULL, NULL, NULL},
    {"site-volume", EXPLAIN_LIMIT, "The volume at each site of a dose that is divided among several muscles.", NULL,
     NULL, NULL},
    {"in-24h", EXPLAIN_LIMIT, "The most in any 24 hours, with what was given before counted whole.", NULL, NULL, NULL},
    {"in-48h", EXPLAIN_LIMIT, "The most in any 48 hours, with what was given before counted whole.", NULL, NULL, NULL},
    {"interval", EXPLAIN_LIMIT,
     "The least time since the last dose. Met when nothing was given in that time; otherwise last-dose has to be "
     "known.",
     NULL, NULL, NULL},

    /* ---- Terms ---- */
    {"soft-limit", EXPLAIN_TERM,
     "A bound beyond which the order needs an override: customary practice ends there. Written soft, soft-min, "
     "soft-max.",
     NULL, NULL, NULL},
    {"hard-limit", EXPLAIN_TERM,
     "A bound beyond which the order is refused, whoever signs. Written hard, hard-min, hard-max.", NULL, NULL, NULL},
    {"start-condition", EXPLAIN_TERM,
     "What has to be measured before the infusion is started, with its limit and a blank for the value: DO NOT START "
     "UNLESS.",
     NULL, NULL, NULL},
    {"finding", EXPLAIN_TERM,
     "One thing that is wrong or worth knowing, with a code, a place, and what to do. Errors stop, warnings and notes "
     "do not.",
     NULL, NULL, NULL},
    {"bedside", EXPLAIN_TERM,
     "Of a fact: measured at the visit. While it is unknown the order is conditional, not incomplete.", NULL, NULL,
     NULL},
    {"dosing-weight", EXPLAIN_TERM,
     "The weight that a dose per kg is multiplied with: actual, ideal or adjusted, as the protocol names it.", NULL,
     NULL, NULL},
    {"ideal-weight", EXPLAIN_TERM,
     "By Devine, from height and sex; not defined below 152.4 cm. Without it the actual weight is used, and the sheet "
     "says so.",
     NULL, NULL, NULL},
    {"adjusted-weight", EXPLAIN_TERM, "Ideal weight plus 0.4 times what the actual weight is above it.", NULL, NULL,
     NULL},
    {"code", EXPLAIN_TERM,
     "The last thing on a sheet, as a QR or in letters: protocol, answers without names, and what came out, from which infusheet verify "
     "computes the order again. The number of the sheet follows from it.",
     NULL, NULL, NULL},
    {"same", EXPLAIN_TERM,
     "Answer of infusheet verify: the order was computed again from the code, and everything that was held is the same. What was not held "
     "is named beside it.",
     NULL, NULL, NULL},
    {"different", EXPLAIN_TERM,
     "Answer of infusheet verify: at least one item is not what comes out when the order is computed again. Give nothing by that sheet; "
     "where a code was scanned or typed, scan it again first.",
     NULL, NULL, NULL},
    {"cannot-tell", EXPLAIN_TERM,
     "Answer of infusheet verify: something that the sheet was made with is not here (its protocol, drug library or site file, the same "
     "version of infusheet), or the code cannot be read. It says neither that the sheet is right nor that it is wrong.",
     NULL, NULL, NULL},
    {"self-check", EXPLAIN_TERM,
     "Before a PDF is written, its text is read back: every row as it was laid and nothing else, the checklist met, every number one of "
     "the plan or of the files. If not, nothing is written. Left out with --no-self-check.",
     NULL, NULL, NULL},
    {"premixed", EXPLAIN_TERM, "A ready-to-use container: nothing is drawn or added.", NULL, NULL, NULL},
    {"added", EXPLAIN_TERM, "The drug goes on top of the full bag: total is bag volume plus drug volume.", NULL, NULL,
     NULL},
    {"replaced", EXPLAIN_TERM,
     "As much diluent as the drug takes is withdrawn from the bag first: total is the bag volume.", NULL, NULL, NULL},
    {"made-up", EXPLAIN_TERM,
     "The drug is drawn first and diluent added up to the total; the sheet prints how much diluent that is.", NULL,
     NULL, NULL},
    {"undiluted", EXPLAIN_TERM, "Drawn up and given as the product is: no diluent. For doses into a muscle.", NULL,
     NULL, NULL},
    {"intramuscular", EXPLAIN_TERM,
     "Given into a muscle, by hand, at one or several sites; there is no flow and no time.", NULL, NULL, NULL},
    {"titration-step", EXPLAIN_TERM,
     "A dose rate to which the infusion is changed when its condition holds: the same container, the flow computed, "
     "every limit held as for the dose itself.",
     NULL, NULL, NULL},
    {"repeat", EXPLAIN_TERM,
     "The whole is given again after a fixed time, start to start. All doses count in the totals; what must hold "
     "before each further dose is printed with a blank.",
     NULL, NULL, NULL},
    {"product-strength", EXPLAIN_TERM,
     "Drug in each mL of the product as its label prints it, before anything is diluted.", NULL, NULL, NULL},
    {"drop-factor", EXPLAIN_TERM,
     "Drops of a gravity set that make 1 mL, printed on its package. Flow times drop factor gives drops per minute.",
     NULL, NULL, NULL},
    {"volume-to-be-infused", EXPLAIN_TERM,
     "What the pump is set to deliver before it stops. Less than the bag where the bag holds more than one dose.", NULL,
     NULL, NULL},
    {"flow", EXPLAIN_TERM, "Volume per time, in mL per hour: what the pump is set to. Not the dose rate.", NULL, NULL,
     NULL},
    {"dose-rate", EXPLAIN_TERM, "Drug per time, in g per hour: what the patient receives. Not the flow.", NULL, NULL,
     NULL},
    {"delivered-dose", EXPLAIN_TERM,
     "What the drawn and rounded volume really contains. Every limit is held against it.", NULL, NULL, NULL},
    {"working", EXPLAIN_TERM, "Each step of the arithmetic, printed so that it can be repeated with a pencil.", NULL,
     NULL, NULL},
    {"draft", EXPLAIN_TERM,
     "Printed on every page unless these exact protocol bytes are approved, the review date is not over and a "
     "prescriber is named.",
     NULL, NULL, NULL},
    {"fingerprint", EXPLAIN_TERM,
     "A number computed from every byte of a file (SHA-256), printed on the sheet: one changed letter gives another "
     "one.",
     NULL, NULL, NULL},
    {"provenance-mark", EXPLAIN_TERM,
     "The brackets beside a figure or sentence of the sheet: number of the source in the list at the end, and line of "
     "the file.",
     NULL, NULL, NULL},
    {"project-choice", EXPLAIN_TERM,
     "Written as source where no text was found and the authors decided themselves. The sheet prints it as such.", NULL,
     NULL, NULL},
    {"drug-library", EXPLAIN_TERM,
     "The file of a drug: products with their labels, diluents, antidote, and the limits, questions and checks of "
     "every protocol of it.",
     NULL, NULL, NULL},
    {"double-check", EXPLAIN_TERM,
     "Two people work out dose, draw and flow without seeing each other's result, then compare. Both sign.", NULL, NULL,
     NULL},
    /* ---- What prove shows ---- */
    {"one-rule-for-everyone", EXPLAIN_TERM,
     "What infusheet prove shows: whoever is admitted has exactly one dose, time, renal band and alternative of each "
     "limit, or is refused in so "
     "many words by a check. A counterexample lies in a gap or an overlap: write one more alternative, narrow one, or "
     "refuse with a check.",
     NULL, NULL, NULL},
    {"usual-order-within-limits", EXPLAIN_TERM,
     "What infusheet prove shows: the protocol's own dose and time, for somebody of a usual weight who was given "
     "nothing before, pass no hard limit. "
     "A counterexample is a patient for whom the protocol forbids what it orders: lower the dose, write max, or refuse "
     "them with a check that "
     "says why.",
     NULL, NULL, NULL},
    {"can-be-prepared", EXPLAIN_TERM,
     "What infusheet prove shows: the draw can be measured on the marks of the syringe, drug and diluent fit the "
     "container, and the flow lies on "
     "the step of the pump.",
     NULL, NULL, NULL},
    {"delivered-within-limits", EXPLAIN_TERM,
     "What infusheet prove shows: no order is beyond a hard limit, each figure computed once more from the label, the "
     "draw, the total and the flow.",
     NULL, NULL, NULL},
    {"rounding-crosses-no-limit", EXPLAIN_TERM,
     "What infusheet prove shows: no order that meets a limit passes it because syringe or pump round. A "
     "counterexample has two limits with no step "
     "between them: bound one of time and rate tightly, not both.",
     NULL, NULL, NULL},
    {"never-less-for-the-heavier", EXPLAIN_TERM,
     "What infusheet prove shows: with the same answers, the same clearance and the same renal band, a heavier patient "
     "is not given less.",
     NULL, NULL, NULL},
    {"never-more-with-worse-kidneys", EXPLAIN_TERM,
     "What infusheet prove shows: with a lower clearance or urine output, a higher creatinine or a worse category, and "
     "all else equal, nobody is given "
     "more and no prescriber may order more. A check that refuses counts as nothing given.",
     NULL, NULL, NULL},
    {"unknown-is-never-milder", EXPLAIN_TERM,
     "What infusheet prove shows: an order computed with an answer unknown is the same order for every answer, and no "
     "verdict is milder for want of "
     "one. Unknown is never no.",
     NULL, NULL, NULL},
    {"no-shorter-time-for-more", EXPLAIN_TERM,
     "What infusheet prove shows: for a larger dose of the same infusion neither the usual nor the shortest time is "
     "shorter.",
     NULL, NULL, NULL},
    {"every-rule-decides", EXPLAIN_TERM,
     "What infusheet prove shows: every check, dose, time, bag, renal band and bound of the protocol decides for "
     "somebody. A rule that decides for "
     "nobody is often a slip: a decimal point, a unit, two conditions that exclude each other.",
     NULL, NULL, NULL},
};

struct explain_table explain_terms(void)
{
    return (struct explain_table){rows, COUNT_OF(rows)};
}
