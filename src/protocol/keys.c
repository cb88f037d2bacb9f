/*
 * keys.c - the one table of keys.
 *
 * Decides what may stand in a protocol, a drug library and a site file: each key with its type, its dimension, whether
 * it is required, and the sentence of the reference. Invariant: the rows of a group follow the row of the group, and
 * nothing is read from a file that has no row here (read.c claims it). A new key is a new row and one line in the
 * builder that reads it. Rules between keys (one of three, needed only with another) are left to the builders and told
 * in the help.
 */
#include "keys.h"

#include <string.h>

#include "claim.h"

enum { OPTIONAL = false, REQUIRED = true };

enum {
    MASS = 1U << IFS_MASS,
    VOLUME = 1U << IFS_VOLUME,
    DURATION = 1U << IFS_DURATION,
    CONCENTRATION = 1U << IFS_CONCENTRATION,
    DOSE_RATE = 1U << IFS_DOSE_RATE,
    PER_KG = 1U << IFS_MASS_PER_WEIGHT,
    RATE_PER_KG = 1U << IFS_DOSE_RATE_PER_WEIGHT,
    FLOW = 1U << IFS_FLOW,
    DROPS = 1U << IFS_DROP_FACTOR,
    MOLAR = 1U << IFS_MOLAR_MASS,
    MASS_OR_RATE = MASS | DOSE_RATE,
    LIBRARY_LIMIT = MASS | DOSE_RATE | CONCENTRATION | VOLUME | PER_KG
};

/* In the order of the enumerations they stand for; a test holds them against the fact table. */
static const char *const settings[] = {"mobile", "clinic", "emergency", "ward", "obstetric", "critical-care", NULL};
static const char *const devices[] = {"pump", "gravity", "hand", NULL};
static const char *const weights[] = {"actual", "ideal", "adjusted", "customary", NULL};
static const char *const roundings[] = {"down", "up", "nearest", NULL};
static const char *const additives[] = {"premixed", "added", "replaced", "made-up", "undiluted", NULL};
static const char *const vessels[] = {"bag", "syringe", NULL};
static const char *const passes[] = {"no", "yes", NULL};
static const char *const routes[] = {"intravenous", "intramuscular", NULL};
static const char *const kinds[] = {"premix", "vial", "ampoule", NULL};
static const char *const papers[] = {"a4", "letter", NULL};
static const char *const limit_names[] = {"speed",  "concentration", "in-24h", "in-48h",
                                          "volume", "per-kg",        "dose",   NULL};
static const char *const exceed_names[] = {"speed", "concentration", "in-24h", "in-48h", "volume", NULL};

static const struct key protocol_keys[] = {
    {"schema", KEY_INTEGER, REQUIRED, 0, NULL, "Version of this language: 1."},
    {"protocol", KEY_GROUP, REQUIRED, 0, NULL, "What this protocol is."},
    {"protocol.id", KEY_FILE_ID, REQUIRED, 0, NULL, "The file's name without .cfg."},
    {"protocol.title", KEY_TEXT, REQUIRED, 0, NULL, "Printed at the top of every sheet."},
    {"protocol.version", KEY_VERSION, REQUIRED, 0, NULL, "Three numbers; counted up with every change."},
    {"protocol.population", KEY_TEXT, REQUIRED, 0, NULL, "Whom the protocol is for, in words."},
    {"protocol.review-by", KEY_DATE, REQUIRED, 0, NULL,
     "After this day sheets are drafts until someone has reviewed the protocol."},
    {"protocol.drug", KEY_FILE_ID, REQUIRED, 0, NULL, "Name of the drug library, a file in drugs/."},
    {"protocol.settings", KEY_CHOICES, REQUIRED, 0, settings, "Where it may be used; every other setting refuses."},
    {"protocol.overrides-in", KEY_CHOICES, OPTIONAL, 0, settings,
     "Where a prescriber may override a check; nowhere unless named."},
    {"protocol.crcl-weight", KEY_CHOICE, OPTIONAL, 0, weights,
     "Weight for Cockcroft-Gault; without it the lowest result counts."},
    {"sources", KEY_LIST, OPTIONAL, 0, NULL, "Where figures and sentences come from."},
    {"sources.id", KEY_ID, REQUIRED, 0, NULL, "Name of the source in this file."},
    {"sources.cite", KEY_VERBATIM, REQUIRED, 0, NULL, "Author, title, year, section: enough to find it."},
    {"sources.verified", KEY_VERBATIM, REQUIRED, 0, NULL, "\"no\", or the name and the date of who read the original."},
    {"admit", KEY_LIST, OPTIONAL, 0, NULL, "Whom the protocol admits; anyone else is refused."},
    {"admit.when", KEY_CONDITION, REQUIRED, 0, NULL, "Must hold."},
    {"admit.else", KEY_TEXT, REQUIRED, 0, NULL, "What the sheet says when it does not hold."},
    {"admit.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the rule comes from."},
    {"admit.id", KEY_ID, OPTIONAL, 0, NULL, "Name of the check; admit-1, admit-2 and so on without it."},
    {"indications", KEY_LIST, REQUIRED, 0, NULL, "The indications; a request names one of them."},
    {"indications.id", KEY_ID, REQUIRED, 0, NULL, "Name of the indication in requests and conditions."},
    {"indications.text", KEY_TEXT, REQUIRED, 0, NULL, "The indication in words."},
    {"indications.evidence", KEY_TEXT, REQUIRED, 0, NULL, "How good the evidence is, in words."},
    {"indications.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the evidence comes from."},
    {"indications.labelled-as", KEY_ID, OPTIONAL, 0, NULL,
     "Its name in the products' labelled lists; without it, outside any label."},
    {"require", KEY_FACTS, OPTIONAL, 0, NULL,
     "Facts without which no order is computed; indication, allergies and setting always are."},
    {"bedside", KEY_FACTS, OPTIONAL, 0, NULL, "Facts measured at the visit; unknown, they become start conditions."},
    {"questions", KEY_LIST, OPTIONAL, 0, NULL, "Yes/no questions, or questions with named choices."},
    {"questions.id", KEY_ID, REQUIRED, 0, NULL, "Name of the fact."},
    {"questions.ask", KEY_TEXT, REQUIRED, 0, NULL, "The question as a nurse reads it."},
    {"questions.pass", KEY_CHOICE, OPTIONAL, 0, passes,
     "The answer that must be given: makes a refusing check of this id."},
    {"questions.say", KEY_TEXT, OPTIONAL, 0, NULL, "What that check says."},
    {"questions.choices", KEY_IDS, OPTIONAL, 0, NULL, "Named choices instead of yes and no; then no pass."},
    {"questions.renal-risk", KEY_BOOLEAN, OPTIONAL, 0, NULL,
     "A renal category by history counts only with this question answered no."},
    {"questions.source", KEY_SOURCE, OPTIONAL, 0, NULL, "Where the question comes from; required with pass."},
    {"definitions", KEY_LIST, OPTIONAL, 0, NULL, "Names for conditions, for use in the conditions below."},
    {"definitions.id", KEY_ID, REQUIRED, 0, NULL, "The name; it stands in a condition as a question does."},
    {"definitions.means", KEY_CONDITION, REQUIRED, 0, NULL, "The condition it stands for."},
    {"contradictions", KEY_LIST, OPTIONAL, 0, NULL, "Answers that cannot both be true; unknown holds nothing up."},
    {"contradictions.if", KEY_CONDITION, REQUIRED, 0, NULL, "Where this holds, the answers are not accepted."},
    {"contradictions.say", KEY_TEXT, REQUIRED, 0, NULL, "What contradicts what, and what to ask again."},
    {"contradictions.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"checks", KEY_LIST, OPTIONAL, 0, NULL, "What refuses, needs an override, or warns."},
    {"checks.id", KEY_ID, REQUIRED, 0, NULL, "Name of the check."},
    {"checks.refuse-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Refuses where this holds. Exactly one of the three."},
    {"checks.override-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Needs a prescriber's override where this holds."},
    {"checks.warn-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Warns where this holds."},
    {"checks.say", KEY_TEXT, REQUIRED, 0, NULL, "What the sheet says when it trips."},
    {"checks.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the check comes from."},
    {"infusions", KEY_LIST, REQUIRED, 0, NULL, "The infusions, one after another."},
    {"infusions.name", KEY_ID, REQUIRED, 0, NULL, "Name of the infusion: infusion, loading, maintenance."},
    {"infusions.route", KEY_CHOICE, OPTIONAL, 0, routes, "The route; intravenous unless named."},
    {"infusions.devices", KEY_CHOICES, REQUIRED, 0, devices, "How it may run; the first is the protocol's choice."},
    {"infusions.when", KEY_CONDITION, OPTIONAL, 0, NULL, "The infusion is part of the order where this holds."},
    {"infusions.sites", KEY_INTEGER, OPTIONAL, 0, NULL,
     "Intramuscular: among how many sites the dose is divided equally; 1 unless named."},
    {"infusions.begins-after", KEY_QUANTITY, OPTIONAL, DURATION, NULL,
     "How long after the end of the infusion before it; at once unless named."},
    {"infusions.ends", KEY_LIST, OPTIONAL, 0, NULL,
     "Events that end it before its time; the ordered time is the latest end."},
    {"infusions.ends.event", KEY_TEXT, REQUIRED, 0, NULL, "The event in words: \"birth\", \"the last seizure\"."},
    {"infusions.ends.after", KEY_QUANTITY, OPTIONAL, DURATION, NULL, "How long after the event; at once unless named."},
    {"infusions.ends.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"infusions.repeat", KEY_GROUP, OPTIONAL, 0, NULL,
     "The whole is given again; every dose counts in the rolling totals."},
    {"infusions.repeat.every", KEY_QUANTITY, REQUIRED, DURATION, NULL, "From the start of one dose to the start of the next."},
    {"infusions.repeat.doses", KEY_INTEGER, OPTIONAL, 0, NULL,
     "Most doses, the first included; this, or up-to, or both."},
    {"infusions.repeat.up-to", KEY_QUANTITY, OPTIONAL, MASS, NULL, "Most of all doses together."},
    {"infusions.repeat.until", KEY_CONDITION, OPTIONAL, 0, NULL,
     "No further dose once this holds; printed for each further dose."},
    {"infusions.repeat.continue-if", KEY_CONDITION, OPTIONAL, 0, NULL,
     "A further dose only where this holds; printed for each further dose."},
    {"infusions.repeat.recheck", KEY_TEXTS, OPTIONAL, 0, NULL,
     "What is measured in between: [\"serum magnesium before the third dose\"]."},
    {"infusions.repeat.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"infusions.steps", KEY_LIST, OPTIONAL, 0, NULL,
     "Steps of titration of a dose rate; each is computed and held against every limit."},
    {"infusions.steps.id", KEY_ID, REQUIRED, 0, NULL, "Name of the step."},
    {"infusions.steps.when", KEY_CONDITION, OPTIONAL, 0, NULL, "The step is part of the order where this holds."},
    {"infusions.steps.dose", KEY_QUANTITY, REQUIRED, DOSE_RATE | RATE_PER_KG, NULL,
     "The dose rate of this step, from the same container."},
    {"infusions.steps.if", KEY_CONDITION, REQUIRED, 0, NULL, "When the step is taken; printed."},
    {"infusions.steps.say", KEY_TEXT, OPTIONAL, 0, NULL, "What the sheet says with it."},
    {"infusions.steps.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the step comes from."},
    {"infusions.level", KEY_LIST, OPTIONAL, 0, NULL, "The serum level aimed at, and when it is measured."},
    {"infusions.level.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"infusions.level.target", KEY_CONDITION, REQUIRED, 0, NULL,
     "The level aimed at: \"magnesium >= 2 mmol/L and magnesium < 3.5 mmol/L\"."},
    {"infusions.level.recheck", KEY_TEXTS, REQUIRED, 0, NULL, "When it is measured: [\"4 h\", \"then every 6 hours\"]."},
    {"infusions.level.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"infusions.notes", KEY_LIST, OPTIONAL, 0, NULL, "Lines printed with this infusion."},
    {"infusions.notes.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"infusions.notes.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"infusions.notes.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"infusions.dose", KEY_LIST, REQUIRED, 0, NULL, "The dose; alternatives with when."},
    {"infusions.dose.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"infusions.dose.usual", KEY_QUANTITY, OPTIONAL, MASS | PER_KG | DOSE_RATE | RATE_PER_KG, NULL,
     "The usual dose or dose rate, fixed or per kg; without it the prescriber must give --dose."},
    {"infusions.dose.per-time", KEY_BOOLEAN, OPTIONAL, 0, NULL,
     "Without a usual dose: true when a dose rate is to be given."},
    {"infusions.dose.of", KEY_CHOICE, OPTIONAL, 0, weights, "The dosing weight of a dose per kg; actual unless named."},
    {"infusions.dose.max", KEY_QUANTITY, OPTIONAL, MASS, NULL, "Most that is given, however heavy the patient."},
    {"infusions.dose.soft", KEY_RANGE, OPTIONAL, MASS_OR_RATE, NULL,
     "[low, high]: beyond it an override is needed; rates for a dose rate."},
    {"infusions.dose.hard", KEY_RANGE, OPTIONAL, MASS_OR_RATE, NULL, "[low, high]: beyond it the order is refused."},
    {"infusions.dose.step", KEY_QUANTITY, REQUIRED, MASS, NULL, "The dose is a whole multiple of this."},
    {"infusions.dose.round", KEY_CHOICE, OPTIONAL, 0, roundings,
     "Direction of rounding to the step; down unless named."},
    {"infusions.dose.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where dose and limits come from."},
    {"infusions.per-kg", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of the dose per kg of dosing weight; alternatives with when."},
    {"infusions.per-kg.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"infusions.per-kg.soft-min", KEY_QUANTITY, OPTIONAL, PER_KG, NULL, "Below it an override is needed."},
    {"infusions.per-kg.soft-max", KEY_QUANTITY, OPTIONAL, PER_KG, NULL, "Above it an override is needed."},
    {"infusions.per-kg.hard-min", KEY_QUANTITY, OPTIONAL, PER_KG, NULL, "Below it the order is refused."},
    {"infusions.per-kg.hard-max", KEY_QUANTITY, OPTIONAL, PER_KG, NULL, "Above it the order is refused."},
    {"infusions.per-kg.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.over", KEY_LIST, OPTIONAL, 0, NULL,
     "The time, by bands of the dose; alternatives with when. Required, but not for an intramuscular dose."},
    {"infusions.over.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"infusions.over.dose-to", KEY_QUANTITY, OPTIONAL, MASS, NULL,
     "Holds for doses up to and including this; bands ascend, the last may be open."},
    {"infusions.over.usual", KEY_QUANTITY, OPTIONAL, DURATION, NULL, "The usual time; or at."},
    {"infusions.over.at", KEY_QUANTITY, OPTIONAL, DOSE_RATE, NULL,
     "A dose rate instead: time = dose divided by this, rounded up to whole minutes."},
    {"infusions.over.soft", KEY_RANGE, OPTIONAL, DURATION, NULL, "[low, high]: beyond it an override is needed."},
    {"infusions.over.hard", KEY_RANGE, OPTIONAL, DURATION, NULL, "[low, high]: beyond it the order is refused."},
    {"infusions.over.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where times and limits come from."},
    {"infusions.speed", KEY_LIST, OPTIONAL, 0, NULL, "Limits of the drug given in a time; alternatives with when."},
    {"infusions.speed.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"infusions.speed.soft-min", KEY_QUANTITY, OPTIONAL, DOSE_RATE, NULL, "Below it an override is needed."},
    {"infusions.speed.soft-max", KEY_QUANTITY, OPTIONAL, DOSE_RATE, NULL, "Above it an override is needed."},
    {"infusions.speed.hard-min", KEY_QUANTITY, OPTIONAL, DOSE_RATE, NULL, "Below it the order is refused."},
    {"infusions.speed.hard-max", KEY_QUANTITY, OPTIONAL, DOSE_RATE, NULL, "Above it the order is refused."},
    {"infusions.speed.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.speed-per-kg", KEY_LIST, OPTIONAL, 0, NULL,
     "The same per kg of dosing weight; alternatives with when."},
    {"infusions.speed-per-kg.when", KEY_CONDITION, OPTIONAL, 0, NULL,
     "This alternative is for those for whom this holds."},
    {"infusions.speed-per-kg.soft-min", KEY_QUANTITY, OPTIONAL, RATE_PER_KG, NULL, "Below it an override is needed."},
    {"infusions.speed-per-kg.soft-max", KEY_QUANTITY, OPTIONAL, RATE_PER_KG, NULL, "Above it an override is needed."},
    {"infusions.speed-per-kg.hard-min", KEY_QUANTITY, OPTIONAL, RATE_PER_KG, NULL, "Below it the order is refused."},
    {"infusions.speed-per-kg.hard-max", KEY_QUANTITY, OPTIONAL, RATE_PER_KG, NULL, "Above it the order is refused."},
    {"infusions.speed-per-kg.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.concentration", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of the finished infusion's concentration; alternatives with when."},
    {"infusions.concentration.when", KEY_CONDITION, OPTIONAL, 0, NULL,
     "This alternative is for those for whom this holds."},
    {"infusions.concentration.soft-min", KEY_QUANTITY, OPTIONAL, CONCENTRATION, NULL,
     "Below it an override is needed."},
    {"infusions.concentration.soft-max", KEY_QUANTITY, OPTIONAL, CONCENTRATION, NULL,
     "Above it an override is needed."},
    {"infusions.concentration.hard-min", KEY_QUANTITY, OPTIONAL, CONCENTRATION, NULL, "Below it the order is refused."},
    {"infusions.concentration.hard-max", KEY_QUANTITY, OPTIONAL, CONCENTRATION, NULL, "Above it the order is refused."},
    {"infusions.concentration.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.volume", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of the finished infusion's volume; alternatives with when."},
    {"infusions.volume.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"infusions.volume.soft-min", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Below it an override is needed."},
    {"infusions.volume.soft-max", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Above it an override is needed."},
    {"infusions.volume.hard-min", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Below it the order is refused."},
    {"infusions.volume.hard-max", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Above it the order is refused."},
    {"infusions.volume.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.site-volume", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of the volume at each site of an intramuscular dose; alternatives with when."},
    {"infusions.site-volume.when", KEY_CONDITION, OPTIONAL, 0, NULL,
     "This alternative is for those for whom this holds."},
    {"infusions.site-volume.soft-min", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Below it an override is needed."},
    {"infusions.site-volume.soft-max", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Above it an override is needed."},
    {"infusions.site-volume.hard-min", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Below it the order is refused."},
    {"infusions.site-volume.hard-max", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Above it the order is refused."},
    {"infusions.site-volume.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"infusions.bags", KEY_LIST, REQUIRED, 0, NULL, "Containers; the first whose when holds is the protocol's choice."},
    {"infusions.bags.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Allowed where this holds."},
    {"infusions.bags.product", KEY_ID, REQUIRED, 0, NULL, "A product of the drug library."},
    {"infusions.bags.additive", KEY_CHOICE, REQUIRED, 0, additives,
     "premixed; added (bag volume plus drug); replaced (the same volume withdrawn first); made-up (to a total); undiluted."},
    {"infusions.bags.vessel", KEY_CHOICE, OPTIONAL, 0, vessels, "bag unless named."},
    {"infusions.bags.diluents", KEY_IDS, OPTIONAL, 0, NULL,
     "Diluents of the drug library, the first is the protocol's choice; required unless premixed or undiluted."},
    {"infusions.bags.volume", KEY_QUANTITY, OPTIONAL, VOLUME, NULL,
     "Of the diluent bag, or of the whole when made up; required unless premixed or undiluted."},
    {"infusions.bags.capacity", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "Most the container holds."},
    {"infusions.bags.source", KEY_SOURCE, OPTIONAL, 0, NULL, "Where the preparation comes from."},
    {"renal", KEY_LIST, OPTIONAL, 0, NULL, "Bands of renal function: exactly one applies to everyone."},
    {"renal.when", KEY_CONDITION, REQUIRED, 0, NULL, "The band."},
    {"renal.infusion", KEY_ID, OPTIONAL, 0, NULL, "The infusion it is for; all unless named."},
    {"renal.factor", KEY_FACTOR, OPTIONAL, 0, NULL, "The dose is multiplied by this."},
    {"renal.dose-max", KEY_QUANTITY, OPTIONAL, MASS, NULL, "Most that is given in this band."},
    {"renal.refuse", KEY_TEXT, OPTIONAL, 0, NULL, "Refuses, and says this."},
    {"renal.say", KEY_TEXT, OPTIONAL, 0, NULL, "What the sheet says in this band."},
    {"renal.source", KEY_SOURCE, OPTIONAL, 0, NULL,
     "Where the band comes from; required with factor, dose-max or refuse."},
    {"totals", KEY_LIST, OPTIONAL, 0, NULL, "Limits of what is given altogether; alternatives with when."},
    {"totals.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"totals.in-24h", KEY_QUANTITY, OPTIONAL, MASS, NULL, "Most in any 24 hours, what was given before included."},
    {"totals.in-48h", KEY_QUANTITY, OPTIONAL, MASS, NULL, "Most in any 48 hours."},
    {"totals.interval", KEY_QUANTITY, OPTIONAL, DURATION, NULL, "Least time since the last dose."},
    {"totals.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limits come from."},
    {"exceed", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of the drug library which this protocol loosens; printed on the sheet."},
    {"exceed.limit", KEY_CHOICE, REQUIRED, 0, exceed_names, "The limit."},
    {"exceed.infusion", KEY_ID, OPTIONAL, 0, NULL, "The infusion it is for; all unless named."},
    {"exceed.to", KEY_QUANTITY, REQUIRED, LIBRARY_LIMIT, NULL, "The limit that holds instead."},
    {"exceed.because", KEY_TEXT, REQUIRED, 0, NULL, "Why, as printed."},
    {"exceed.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the looser limit comes from."},
    {"orders", KEY_LIST, OPTIONAL, 0, NULL, "Plain lines of the order set: laboratory, oral first, calls."},
    {"orders.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"orders.at", KEY_TEXTS, OPTIONAL, 0, NULL, "Times, as text."},
    {"orders.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"orders.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"monitoring", KEY_LIST, OPTIONAL, 0, NULL, "What is watched, and when."},
    {"monitoring.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"monitoring.at", KEY_TEXTS, OPTIONAL, 0, NULL, "Times, as text: [\"baseline\", \"5 min\"]."},
    {"monitoring.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"monitoring.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"stop-rules", KEY_LIST, OPTIONAL, 0, NULL, "When to stop, and whom to call."},
    {"stop-rules.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"stop-rules.at", KEY_TEXTS, OPTIONAL, 0, NULL, "Times, as text."},
    {"stop-rules.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"stop-rules.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"rescue", KEY_LIST, OPTIONAL, 0, NULL, "The antidote and its dose; alternatives with when."},
    {"rescue.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"rescue.product", KEY_ID, REQUIRED, 0, NULL, "An antidote of the drug library."},
    {"rescue.dose", KEY_FOREIGN, OPTIONAL, MASS, NULL, "A fixed dose of the antidote; or per-kg."},
    {"rescue.per-kg", KEY_FOREIGN, OPTIONAL, PER_KG, NULL, "A dose of the antidote per kg of actual weight."},
    {"rescue.max", KEY_FOREIGN, OPTIONAL, MASS, NULL, "Most that is given; with per-kg."},
    {"rescue.step", KEY_FOREIGN, OPTIONAL, MASS, NULL, "The dose is rounded down to this; \"10 mg\" unless named."},
    {"rescue.over", KEY_QUANTITY, REQUIRED, DURATION, NULL, "The time."},
    {"rescue.speed", KEY_LIST, OPTIONAL, 0, NULL,
     "Limits of its speed; those of the drug library's antidote unless named."},
    {"rescue.speed.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"rescue.speed.hard-max", KEY_FOREIGN, REQUIRED, DOSE_RATE, NULL, "Above it the order is refused."},
    {"rescue.speed.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limit comes from."},
    {"rescue.say", KEY_TEXT, OPTIONAL, 0, NULL, "What the sheet says with it."},
    {"rescue.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the dose comes from."},
    {"follow-up", KEY_LIST, OPTIONAL, 0, NULL, "What happens afterwards."},
    {"follow-up.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"follow-up.at", KEY_TEXTS, OPTIONAL, 0, NULL, "Times, as text."},
    {"follow-up.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"follow-up.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"home-advice", KEY_LIST, OPTIONAL, 0, NULL, "What the patient is told at home."},
    {"home-advice.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"home-advice.at", KEY_TEXTS, OPTIONAL, 0, NULL, "Times, as text."},
    {"home-advice.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"home-advice.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"examples", KEY_LIST, OPTIONAL, 0, NULL, "Worked examples: a patient, and what must come out."},
    {"examples.name", KEY_TEXT, REQUIRED, 0, NULL, "What the example shows."},
    {"examples.like", KEY_TEXT, OPTIONAL, 0, NULL, "Name of an earlier example: its facts, and its options unless given, are taken over."},
    {"examples.facts", KEY_PAIRS, OPTIONAL, 0, NULL, "The patient: [\"weight=70 kg\", \"sex=female\"]; with like, what differs. Required without like."},
    {"examples.options", KEY_WORDS, OPTIONAL, 0, NULL, "Options of the order: [\"--dose 2 g\"]."},
    {"examples.expect", KEY_PAIRS, REQUIRED, 0, NULL, "What must come out: [\"verdict=ready\", \"dose=1 g\"]."},
    {"examples.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the expected figures come from."},
};

static const struct key drug_keys[] = {
    {"schema", KEY_INTEGER, REQUIRED, 0, NULL, "Version of this language: 1."},
    {"drug", KEY_GROUP, REQUIRED, 0, NULL, "What the drug is."},
    {"drug.id", KEY_FILE_ID, REQUIRED, 0, NULL, "The file's name without .cfg."},
    {"drug.name", KEY_TEXT, REQUIRED, 0, NULL, "As printed."},
    {"drug.salt", KEY_TEXT, REQUIRED, 0, NULL, "The salt in full; every mass of the drug means this."},
    {"drug.molar-mass", KEY_QUANTITY, REQUIRED, MOLAR, NULL, "Of the salt."},
    {"drug.element", KEY_TEXT, OPTIONAL, 0, NULL, "The element, in words."},
    {"drug.element-molar-mass", KEY_QUANTITY, REQUIRED, MOLAR, NULL, "Of the element."},
    {"drug.valence", KEY_INTEGER, REQUIRED, 0, NULL, "mEq in one mmol."},
    {"drug.version", KEY_VERSION, REQUIRED, 0, NULL, "Three numbers; counted up with every change."},
    {"drug.high-alert", KEY_BOOLEAN, OPTIONAL, 0, NULL, "True for a high-alert drug."},
    {"drug.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the constants come from."},
    {"sources", KEY_LIST, OPTIONAL, 0, NULL, "Where figures and sentences come from; protocols may name them too."},
    {"sources.id", KEY_ID, REQUIRED, 0, NULL, "Name of the source in this file."},
    {"sources.cite", KEY_VERBATIM, REQUIRED, 0, NULL, "Author, title, year, section: enough to find it."},
    {"sources.verified", KEY_VERBATIM, REQUIRED, 0, NULL, "\"no\", or the name and the date of who read the original."},
    {"products", KEY_LIST, REQUIRED, 0, NULL, "What can be prepared from; strengths as the label prints them."},
    {"products.id", KEY_ID, REQUIRED, 0, NULL, "Name of the product in requests and protocols."},
    {"products.name", KEY_TEXT, REQUIRED, 0, NULL, "As printed."},
    {"products.kind", KEY_CHOICE, REQUIRED, 0, kinds, "premix, vial or ampoule; what the sheet says is opened."},
    {"products.strength", KEY_QUANTITY, REQUIRED, CONCENTRATION, NULL, "As the label prints it."},
    {"products.volume", KEY_QUANTITY, REQUIRED, VOLUME, NULL, "Of one container."},
    {"products.meq", KEY_TEXT, OPTIONAL, 0, NULL, "The label's own figure in mEq."},
    {"products.mmol", KEY_TEXT, OPTIONAL, 0, NULL, "The label's own figure in mmol."},
    {"products.contains", KEY_TEXT, OPTIONAL, 0, NULL, "What else a premix holds."},
    {"products.labelled", KEY_IDS, OPTIONAL, 0, NULL, "Indications on its label."},
    {"products.pump-required", KEY_BOOLEAN, OPTIONAL, 0, NULL, "True when the label asks for a pump."},
    {"products.notes", KEY_LIST, OPTIONAL, 0, NULL, "Lines printed with this product."},
    {"products.notes.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"products.notes.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"products.notes.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"products.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the figures come from."},
    {"diluents", KEY_LIST, OPTIONAL, 0, NULL, "What it may be diluted with."},
    {"diluents.id", KEY_ID, REQUIRED, 0, NULL, "Name of the diluent in requests and protocols."},
    {"diluents.name", KEY_TEXT, REQUIRED, 0, NULL, "As printed."},
    {"diluents.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the compatibility comes from."},
    {"antidotes", KEY_LIST, OPTIONAL, 0, NULL, "Antidotes, for the rescue doses of protocols."},
    {"antidotes.id", KEY_ID, REQUIRED, 0, NULL, "Name of the antidote in protocols."},
    {"antidotes.name", KEY_TEXT, REQUIRED, 0, NULL, "As printed."},
    {"antidotes.kind", KEY_CHOICE, REQUIRED, 0, kinds, "premix, vial or ampoule; what the sheet says is opened."},
    {"antidotes.strength", KEY_FOREIGN, REQUIRED, CONCENTRATION, NULL, "As the label prints it; not in mmol or mEq."},
    {"antidotes.volume", KEY_QUANTITY, REQUIRED, VOLUME, NULL, "Of one container."},
    {"antidotes.speed", KEY_LIST, OPTIONAL, 0, NULL, "Limits of its speed; alternatives with when."},
    {"antidotes.speed.when", KEY_CONDITION, OPTIONAL, 0, NULL, "This alternative is for those for whom this holds."},
    {"antidotes.speed.hard-max", KEY_FOREIGN, REQUIRED, DOSE_RATE, NULL, "Above it the order is refused."},
    {"antidotes.speed.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limit comes from."},
    {"antidotes.notes", KEY_LIST, OPTIONAL, 0, NULL, "Lines printed with this antidote."},
    {"antidotes.notes.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"antidotes.notes.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"antidotes.notes.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"antidotes.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the figures come from."},
    {"limits", KEY_LIST, OPTIONAL, 0, NULL, "Limits of the drug under every protocol; each that applies is held."},
    {"limits.limit", KEY_CHOICE, REQUIRED, 0, limit_names, "What is limited."},
    {"limits.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Held where this holds."},
    {"limits.soft-min", KEY_QUANTITY, OPTIONAL, LIBRARY_LIMIT, NULL, "Below it an override is needed."},
    {"limits.soft-max", KEY_QUANTITY, OPTIONAL, LIBRARY_LIMIT, NULL, "Above it an override is needed."},
    {"limits.hard-min", KEY_QUANTITY, OPTIONAL, LIBRARY_LIMIT, NULL, "Below it the order is refused."},
    {"limits.hard-max", KEY_QUANTITY, OPTIONAL, LIBRARY_LIMIT, NULL, "Above it the order is refused."},
    {"limits.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the limit comes from."},
    {"questions", KEY_LIST, OPTIONAL, 0, NULL, "Asked by every protocol of this drug."},
    {"questions.id", KEY_ID, REQUIRED, 0, NULL, "Name of the fact."},
    {"questions.ask", KEY_TEXT, REQUIRED, 0, NULL, "The question as a nurse reads it."},
    {"questions.pass", KEY_CHOICE, OPTIONAL, 0, passes,
     "The answer that must be given: makes a refusing check of this id."},
    {"questions.say", KEY_TEXT, OPTIONAL, 0, NULL, "What that check says."},
    {"questions.choices", KEY_IDS, OPTIONAL, 0, NULL, "Named choices instead of yes and no; then no pass."},
    {"questions.renal-risk", KEY_BOOLEAN, OPTIONAL, 0, NULL,
     "A renal category by history counts only with this question answered no."},
    {"questions.source", KEY_SOURCE, OPTIONAL, 0, NULL, "Where the question comes from; required with pass."},
    {"checks", KEY_LIST, OPTIONAL, 0, NULL, "Checks of every protocol of this drug."},
    {"checks.id", KEY_ID, REQUIRED, 0, NULL, "Name of the check."},
    {"checks.refuse-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Refuses where this holds. Exactly one of the three."},
    {"checks.override-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Needs a prescriber's override where this holds."},
    {"checks.warn-if", KEY_CONDITION, OPTIONAL, 0, NULL, "Warns where this holds."},
    {"checks.say", KEY_TEXT, REQUIRED, 0, NULL, "What the sheet says when it trips."},
    {"checks.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where the check comes from."},
    {"incompatible", KEY_LIST, OPTIONAL, 0, NULL, "What must not run in the same line."},
    {"incompatible.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"incompatible.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"incompatible.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
    {"notes", KEY_LIST, OPTIONAL, 0, NULL, "Lines printed on every sheet of the drug."},
    {"notes.say", KEY_TEXT, REQUIRED, 0, NULL, "The line."},
    {"notes.when", KEY_CONDITION, OPTIONAL, 0, NULL, "Printed where this holds."},
    {"notes.source", KEY_SOURCE, REQUIRED, 0, NULL, "Where it comes from."},
};

static const struct key site_keys[] = {
    {"schema", KEY_INTEGER, REQUIRED, 0, NULL, "Version of this language: 1."},
    {"site", KEY_GROUP, REQUIRED, 0, NULL, "The place of care and its devices."},
    {"site.place", KEY_VERBATIM, REQUIRED, 0, NULL, "Printed on every sheet."},
    {"site.phone", KEY_VERBATIM, REQUIRED, 0, NULL, "A number that is answered 24 hours a day."},
    {"site.emergency", KEY_VERBATIM, REQUIRED, 0, NULL, "The emergency number."},
    {"site.paper", KEY_CHOICE, OPTIONAL, 0, papers, "a4 unless named."},
    {"site.pump", KEY_GROUP, OPTIONAL, 0, NULL, "The infusion pump."},
    {"site.pump.step", KEY_QUANTITY, REQUIRED, FLOW, NULL, "The smallest step of its flow."},
    {"site.pump.low", KEY_QUANTITY, OPTIONAL, FLOW, NULL, "Its lowest flow."},
    {"site.pump.high", KEY_QUANTITY, OPTIONAL, FLOW, NULL, "Its highest flow."},
    {"site.pump.source", KEY_VERBATIM, REQUIRED, 0, NULL, "The pump's manual, or who measured it."},
    {"site.syringes", KEY_LIST, OPTIONAL, 0, NULL, "The syringes at hand, smallest first."},
    {"site.syringes.size", KEY_QUANTITY, REQUIRED, VOLUME, NULL, "What it holds."},
    {"site.syringes.graduation", KEY_QUANTITY, REQUIRED, VOLUME, NULL, "From mark to mark."},
    {"site.drop-sets", KEY_QUANTITIES, OPTIONAL, DROPS, NULL, "The gravity sets at hand; the first that gives at most 100 drops per minute is used."},
    {"site.line-volume", KEY_QUANTITY, OPTIONAL, VOLUME, NULL, "What the line holds."},
};

struct key_table keys_of(enum key_file file)
{
    switch (file) {
    case KEY_FILE_PROTOCOL:
        return (struct key_table){file, protocol_keys, COUNT_OF(protocol_keys)};
    case KEY_FILE_DRUG:
        return (struct key_table){file, drug_keys, COUNT_OF(drug_keys)};
    case KEY_FILE_SITE:
        break;
    }
    return (struct key_table){file, site_keys, COUNT_OF(site_keys)};
}

/* What is left of a row's path below the parent; NULL when it lies elsewhere. */
static const char *below(const struct key *key, const struct key *parent)
{
    if (parent == NULL) {
        return key->path;
    }
    size_t length = strlen(parent->path);
    return strncmp(key->path, parent->path, length) == 0 && key->path[length] == '.' ? key->path + length + 1 : NULL;
}

bool keys_lies_in(const struct key *key, const struct key *group)
{
    return below(key, group) != NULL;
}

const struct key *keys_next(const struct key_table *table, const struct key *parent, const struct key *previous)
{
    const struct key *end = table->list + table->count;
    const struct key *key = previous != NULL ? previous + 1 : parent != NULL ? parent + 1 : table->list;
    for (; key < end && below(key, parent) != NULL; key++) {
        if (strchr(below(key, parent), '.') == NULL) {
            return key;
        }
    }
    return NULL;
}

const struct key *keys_find(const struct key_table *table, const struct key *parent, const char *name)
{
    const struct key *end = table->list + table->count;
    size_t skip = parent != NULL ? strlen(parent->path) + 1 : 0;
    for (const struct key *key = parent != NULL ? parent + 1 : table->list; key < end; key++) {
        if (parent != NULL && (strncmp(key->path, parent->path, skip - 1) != 0 || key->path[skip - 1] != '.')) {
            return NULL; /* the rows of a group follow the row of the group */
        }
        if (key->path[skip] == name[0] && strcmp(key->path + skip, name) == 0) { /* a name has no point: a child, not a grandchild */
            return key;
        }
    }
    return NULL;
}

enum key_shape keys_shape(enum key_type type)
{
    switch (type) {
    case KEY_GROUP:
        return SHAPE_GROUP;
    case KEY_LIST:
        return SHAPE_LIST;
    case KEY_TEXT:
    case KEY_VERBATIM:
    case KEY_ID:
    case KEY_FILE_ID:
    case KEY_SOURCE:
    case KEY_CONDITION:
    case KEY_DATE:
    case KEY_VERSION:
    case KEY_CHOICE:
    case KEY_QUANTITY:
    case KEY_FOREIGN:
    case KEY_FACTOR:
        return SHAPE_STRING;
    case KEY_TEXTS:
    case KEY_IDS:
    case KEY_FACTS:
    case KEY_PAIRS:
    case KEY_WORDS:
    case KEY_CHOICES:
    case KEY_QUANTITIES:
    case KEY_RANGE:
        return SHAPE_ARRAY;
    case KEY_BOOLEAN:
        return SHAPE_BOOLEAN;
    case KEY_INTEGER:
        break;
    }
    return SHAPE_INTEGER;
}

const char *keys_name(const struct key *key)
{
    const char *point = strrchr(key->path, '.');
    return point == NULL ? key->path : point + 1;
}

const char *keys_example(ifs_dimension dimension)
{
    static const char *const examples[IFS_DIMENSION_COUNT] = {
        [IFS_MASS] = "1 g",
        [IFS_VOLUME] = "100 mL",
        [IFS_DURATION] = "20 min",
        [IFS_CONCENTRATION] = "500 mg/mL",
        [IFS_DOSE_RATE] = "1 g/h",
        [IFS_MASS_PER_WEIGHT] = "40 mg/kg",
        [IFS_DOSE_RATE_PER_WEIGHT] = "10 mg/kg/h",
        [IFS_FLOW] = "0.1 mL/h",
        [IFS_DROP_FACTOR] = "20 drops/mL",
        [IFS_MOLAR_MASS] = "246.47 g/mol",
    };
    return examples[dimension] != NULL ? examples[dimension] : "";
}

ifs_dimension keys_first_dimension(unsigned dimensions)
{
    for (int i = 0; i < IFS_DIMENSION_COUNT; i++) {
        if ((dimensions >> i & 1U) != 0) {
            return (ifs_dimension)i;
        }
    }
    return IFS_DIMENSION_NONE;
}

int keys_word(const char *const *words, const char *word)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

size_t keys_word_count(const char *const *words)
{
    size_t count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return count;
}
