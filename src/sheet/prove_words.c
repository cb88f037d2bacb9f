/*
 * prove_words.c - the words of a certificate.
 *
 * Says what each property means, what was gone through to show it, and of a counterexample what is wrong and where to look in the protocol. Every
 * figure is exact; nothing is computed here but their characters.
 */
#include "prove_words.h"

#include "derive.h"
#include "outcome.h"
#include "ratio.h"

const char *prove_words_result(enum prove_result result)
{
    switch (result) {
    case PROVE_UNDECIDED:
        break;
    case PROVE_COUNTEREXAMPLE:
        return "COUNTEREXAMPLE";
    case PROVE_PROVED:
        return "PROVED";
    }
    return "UNDECIDED";
}

const char *prove_words_property(enum prove_property property)
{
    switch (property) {
    case PROVE_ONE_RULE:
        return "Everybody who is admitted has exactly one dose, time, renal band and alternative of each limit, or is "
               "refused in so many words.";
    case PROVE_USUAL:
        return "The protocol's own dose and time pass no hard limit of the protocol or the drug library.";
    case PROVE_PREPARABLE:
        return "Every dose can be measured, fits its container and can be run.";
    case PROVE_WITHIN:
        return "Dose, dose per kg, time, speed, concentration, volume and rolling totals of every order are within the "
               "hard limits, "
               "recomputed from what is drawn up and keyed in.";
    case PROVE_ROUNDING:
        return "No order that meets a limit passes it because syringe or pump round.";
    case PROVE_WEIGHT:
        return "Within a renal band, all else equal, a heavier patient never gets less.";
    case PROVE_KIDNEYS:
        return "With worse kidneys, all else equal, nobody gets more, and no prescriber may order more.";
    case PROVE_UNKNOWN:
        return "What is ordered with an answer unknown is what every answer orders; unknown is never milder.";
    case PROVE_TIMES:
        return "For a larger dose neither the usual nor the shortest time is shorter.";
    case PROVE_REACHED:
        return "Every check, dose, time, bag, renal band and limit of the protocol decides for somebody.";
    case PROVE_COUNT:
        break;
    }
    return "";
}

/* ---- What was gone through ------------------------------------------------------------------------------------------------ */

/* 12,345 */
static void add_count(struct text *text, int64_t number)
{
    int64_t group = 1;
    while (number / group >= 1000) {
        group *= 1000;
    }
    text_add_whole(text, number / group);
    for (group /= 1000; group > 0; group /= 1000) {
        int64_t digits = number / group % 1000;
        text_add(text, digits < 10 ? ",00" : digits < 100 ? ",0" : ",");
        text_add_whole(text, digits);
    }
}

static void add_facts(struct text *text, const struct family *family)
{
    bool any = false;
    for (int i = 0; i < family->space.axis_count; i++) {
        int slot = family->space.axes[i].slot;
        text_add(text, any ? ", " : "");
        text_add(text, family->protocol->facts[space_fact(slot)].name);
        any = true;
    }
    text_add(text, any ? ", weight" : "weight");
}

/* prove_sweep.c: of such a weight nobody is accused there. */
static bool leaves_weights_out(const struct prove *prove)
{
    bool out = false;
    for (int i = 0; i < prove->family.weight_count; i++) {
        out = out || (prove->possible_weight[i] && !prove->usual_weight[i]);
    }
    return out;
}

/* What was computed, and what was left out or stands for another. */
static void add_extent(struct text *text, const struct prove *prove)
{
    text_add(text, ". Plans computed: ");
    add_count(text, prove->plans);
    text_add(text, ".");
    text_add(text, prove->forgot_every_kind
                       ? " Each answer was forgotten in every cell, pairs of answers in one cell of each class."
                       : " Each answer and each pair of them was forgotten in one cell of each class.");
    if (leaves_weights_out(prove)) {
        text_add(text, " Weights that a nurse must confirm (of adults below 40 kg and above 180 kg) are left out of "
                       "the first three properties: such a patient may be refused.");
    }
    if (prove->family.reads[SLOT_CRCL]) {
        text_add(text, " The clearance is gone through as a figure, for an order reads nothing else of it: a reported "
                       "one, creatinine with age, sex, "
                       "weight and height, and a category each give one.");
    }
}

void prove_words_covered(struct text *text, const struct prove *prove)
{
    const struct family *family = &prove->family;
    text_add(text, "Patients: ");
    text_add(text, family->patients == INT64_MAX ? "more than " : "");
    add_count(text, family->patients);
    text_add(text, ", each answer to ");
    add_facts(text, family);
    text_add(text, " counted at the step it is written in. Cells: ");
    add_count(text, family->kinds);
    text_add(text, ", of which the dosing tells ");
    add_count(text, family->class_count);
    text_add(text, " classes apart; examined at ");
    add_count(text, family->weight_count);
    text_add(text,
             family->by_step ? " weights (every one that can be written), " : " weights (the ends of each cell), ");
    add_count(text, family->material_count);
    text_add(text, " choices of product, diluent and device, ");
    add_count(text, family->order_count);
    text_add(text, " orders of dose and time");
    if (prove->minuted_count > 0) {
        text_add(text, ", and doses in every minute that may be prescribed");
    }
    if (prove->unminuted > 0) {
        text_add(text, " (");
        add_count(text, prove->unminuted);
        text_add(text, " of them at the bounds of the time alone)");
    }
    add_extent(text, prove);
}

/* ---- Findings -------------------------------------------------------------------------------------------------------------- */

static void add_phase(struct text *text, const struct prove *prove, int infusion)
{
    text_add(text, infusion >= 0 ? prove->protocol->infusions[infusion].name : "order");
}

static void add_rule_place(struct text *text, const struct prove *prove, const struct origin *origin)
{
    text_add(text, " (");
    text_add(text, origin->file == ORIGIN_DRUG ? prove->protocol->drug.file : prove->protocol->file);
    text_add(text, ", line ");
    text_add_whole(text, origin->line);
    text_add(text, ")");
}

static void add_reason(struct text *text, const struct prove *prove, const struct prove_finding *finding)
{
    (void)prove;
    switch (finding->reason) {
    case PROVE_NO_REASON:
        break;
    case PROVE_TOO_MANY:
        text_add(text, "The rules of the dosing read so many facts together that not all patients were examined; read "
                       "fewer facts in them.");
        break;
    case PROVE_MINUTES:
        text_add(text, "Some doses were tried at the bounds of their times alone, for there are too many minutes "
                       "between; write narrower bounds.");
        break;
    case PROVE_NO_WITNESS:
        text_add(text,
                 "It fails for a kind of patient, but no whole patient of that kind was found whom no check refuses.");
        break;
    case PROVE_NOBODY:
        text_add(text, "No order was computed for anybody: see infusheet check.");
        break;
    case PROVE_HEIGHTS:
        text_add(text, "A dosing weight hangs on the height, of which only 170 cm was tried.");
        break;
    }
}

/* What an obstacle says of the protocol, and what to write. Others are never accused. */
static const char *const obstacle_words[IFS_OBSTACLE_COUNT] = {
    [IFS_OBSTACLE_NO_DOSE_RULE] =
        "no alternative of the dose holds; write one for this patient, or a check that refuses",
    [IFS_OBSTACLE_TWO_DOSE_RULES] = "two alternatives of the dose hold; narrow one of them",
    [IFS_OBSTACLE_NO_TIME_RULE] = "no time is given for this dose; write one for this patient",
    [IFS_OBSTACLE_TWO_TIME_RULES] = "two times hold; narrow one of them",
    [IFS_OBSTACLE_NO_LIMIT_RULE] = "no alternative of a limit holds; write one for this patient",
    [IFS_OBSTACLE_TWO_LIMIT_RULES] = "two alternatives of a limit hold; narrow one of them",
    [IFS_OBSTACLE_NO_RENAL_BAND] = "no renal band holds; write one for this patient",
    [IFS_OBSTACLE_TWO_RENAL_BANDS] = "two renal bands hold; write bands with >= and <",
    [IFS_OBSTACLE_NO_INFUSION] = "no phase is part of the order; write a check that refuses",
    [IFS_OBSTACLE_NO_RESCUE] = "there is no antidote for this patient; write one more rescue",
    [IFS_OBSTACLE_NO_CONTAINER] = "no bag is allowed; leave out \"when\" at the last one",
    [IFS_OBSTACLE_DOSE_ZERO] = "rounding leaves nothing of the dose; write a finer step",
    [IFS_OBSTACLE_DOES_NOT_FIT] = "the dose does not fit its container; write a larger one",
    [IFS_OBSTACLE_NOT_MEASURABLE] = "the draw rounds to nothing on the smallest syringe; use a weaker product",
    [IFS_OBSTACLE_NO_FLOW] =
        "the flow rounds to nothing at the step of the pump; write a larger volume or a shorter time",
    [IFS_OBSTACLE_REPEAT_TOO_SOON] =
        "a further dose falls due before the one before it has ended; write a longer interval",
    [IFS_OBSTACLE_RESCUE_LIMIT] = "the antidote passes its own limit, or rounds to nothing",
    [IFS_OBSTACLE_BEYOND_ARITHMETIC] = "a figure leaves the bounds of exact arithmetic",
};

static void add_limit(struct text *text, const struct prove *prove, const struct prove_finding *finding)
{
    if (finding->limit == NULL) {
        const char *words = obstacle_words[finding->obstacle];
        text_add(text, words != NULL ? words : "what is drawn up or keyed in cannot be measured");
        return;
    }
    text_add(text, "the limit ");
    text_add(text, finding->infusion >= 0 ? prove->protocol->infusions[finding->infusion].name : "total");
    text_add(text, ".");
    text_add(text, outcome_word(finding->limit->kind));
    add_rule_place(text, prove, &finding->limit->origin);
}

static void add_doses(struct text *text, const struct prove *prove, const struct prove_finding *finding)
{
    add_phase(text, prove, finding->infusion);
    text_add(text, ": ");
    if (finding->before.num == 0) {
        text_add(text, "nothing");
    } else {
        quantity_add_mass(text, finding->before);
    }
    text_add(text, " for the first of these patients, ");
    quantity_add_mass(text, finding->after);
    text_add(text, " for the second.");
}

static void add_times(struct text *text, const struct prove *prove, const struct prove_finding *finding)
{
    add_phase(text, prove, finding->infusion);
    text_add(text, ": the larger dose has the shorter time, ");
    quantity_add_duration(text, finding->after);
    text_add(text, " instead of ");
    quantity_add_duration(text, finding->before);
    text_add(text, ".");
}

/* What comes before the limit or the obstacle, and after it. */
static void add_patient(struct text *text, const struct prove *prove, const struct prove_finding *finding,
                        const char *before, const char *after)
{
    text_add(text, before);
    add_limit(text, prove, finding);
    text_add(text, after);
    text_add(text, ". For this patient:");
}

static void add_failure(struct text *text, const struct prove *prove, enum prove_property property)
{
    const struct prove_finding *finding = &prove->findings[property];
    switch (property) {
    case PROVE_ONE_RULE:
    case PROVE_PREPARABLE:
        add_phase(text, prove, finding->infusion);
        add_patient(text, prove, finding, ": ", "");
        break;
    case PROVE_USUAL:
        add_patient(text, prove, finding, "What the protocol itself orders is refused by ",
                    "; lower the dose, or its max, or write a longer time or a check that refuses in words");
        break;
    case PROVE_WITHIN:
        add_patient(text, prove, finding, "What is delivered lies beyond ", "");
        break;
    case PROVE_ROUNDING:
        add_patient(text, prove, finding, "What was ordered meets, and what is delivered passes, ",
                    "; leave room for the steps of syringe and pump");
        break;
    case PROVE_WEIGHT:
    case PROVE_KIDNEYS:
        add_doses(text, prove, finding);
        break;
    case PROVE_UNKNOWN:
        text_add(text,
                 "With the answer unknown (the first) an order is computed that is not the one with it (the second).");
        break;
    case PROVE_TIMES:
        add_times(text, prove, finding);
        break;
    case PROVE_REACHED:
    case PROVE_COUNT: /* no property */
        text_add(text, "These decide for nobody who is examined: take them out, or mend their conditions.");
        break;
    }
}

/* A property of two plans. */
static bool compares(enum prove_property property)
{
    return property == PROVE_WEIGHT || property == PROVE_KIDNEYS || property == PROVE_TIMES;
}

void prove_words_finding(struct text *text, const struct prove *prove, enum prove_property property)
{
    const struct prove_finding *finding = &prove->findings[property];
    switch (finding->result) {
    case PROVE_UNDECIDED:
        add_reason(text, prove, finding);
        break;
    case PROVE_COUNTEREXAMPLE:
        add_failure(text, prove, property);
        break;
    case PROVE_PROVED:
        text_add(text, compares(property) && !prove->seen[property] ? "There was nothing to compare." : "");
        break;
    }
}

/* ---- Rules that decide for nobody --------------------------------------------------------------------------------------------- */

static const char *kind_words(enum reach_kind kind)
{
    switch (kind) {
    case REACH_RENAL_BAND:
        return "renal band";
    case REACH_RENAL_MAX:
        return "dose-max of a renal band";
    case REACH_DOSE:
        return "dose";
    case REACH_DOSE_MAX:
        return "max of a dose";
    case REACH_TIME:
        return "time";
    case REACH_LIMIT:
        return "alternative of a limit";
    case REACH_BAG:
        return "bag";
    case REACH_RESCUE:
        return "rescue";
    case REACH_BELOW_HARD:
        return "lower hard bound";
    case REACH_ABOVE_HARD:
        return "upper hard bound";
    case REACH_BELOW_SOFT:
        return "lower soft bound";
    case REACH_ABOVE_SOFT:
        return "upper soft bound";
    case REACH_CHECK_TRIPS:
    case REACH_CHECK_PASSES:
    case REACH_CONTRADICTION:
    case REACH_SENTENCE:
    case REACH_INDICATION:
    case REACH_SETTING:
    case REACH_KIND_COUNT:
        break;
    }
    return "";
}

void prove_words_unreached(struct text *text, const struct prove *prove, int index)
{
    if (index >= prove->unreached_count) {
        const struct check *check = prove->idle[index - prove->unreached_count];
        text_add(text, "check ");
        text_add(text, check->id);
        add_rule_place(text, prove, &check->origin);
        return;
    }
    const struct reach_rule *rule = prove->unreached[index];
    text_add(text, kind_words(rule->kind));
    if (rule->name != NULL) {
        text_add(text, " ");
        text_add(text, rule->name);
    }
    if (rule->infusion >= 0) {
        text_add(text, " of ");
        add_phase(text, prove, rule->infusion);
    }
    if (rule->when != NULL && rule->when->text != NULL) {
        text_add(text, ", when ");
        text_add(text, rule->when->text);
    }
    add_rule_place(text, prove, rule->origin);
}

/* ---- To know ----------------------------------------------------------------------------------------------------------------- */

static void add_figure(struct text *text, const struct prove *prove, int slot, int64_t figure)
{
    const struct fact_rule *rule = &prove->protocol->facts[space_fact(slot)];
    if (rule->kind != FACT_MEASURE) {
        int count;
        text_add(text, fact_choices(rule, &count)[figure]);
        return;
    }
    int64_t shown = slot == SLOT_URINE || slot == SLOT_URINE_PER_WEIGHT ? figure / 2 : figure;
    fact_add_figure(text, &rule->units[slot == SLOT_URINE_PER_WEIGHT ? 1 : 0], shown);
}

static void add_jump(struct text *text, const struct prove *prove, const struct prove_jump *jump)
{
    add_phase(text, prove, jump->infusion);
    text_add(text, ": the dose changes from ");
    quantity_add_mass(text, jump->from_mcg);
    text_add(text, " to ");
    quantity_add_mass(text, jump->to_mcg);
    text_add(text, " within one step of ");
    text_add(text, prove->protocol->facts[space_fact(jump->slot)].name);
    text_add(text, " (");
    add_figure(text, prove, jump->slot, jump->before);
    text_add(text, jump->slot == IFS_FACT_WEIGHT ? ", " : " and over, ");
    add_figure(text, prove, jump->slot, jump->after);
    text_add(text, jump->slot == IFS_FACT_WEIGHT ? ")." : " and over).");
}

void prove_words_note(struct text *text, const struct prove *prove, int index)
{
    const struct prove_speed *speed = &prove->speed;
    if (index < prove->jump_count) {
        add_jump(text, prove, &prove->jumps[index]);
        return;
    }
    if (speed->infusion < 0) {
        return;
    }
    add_phase(text, prove, speed->infusion);
    text_add(text, ": the usual speed rises with the dose, from ");
    quantity_add_speed(text, speed->from_speed);
    text_add(text, " at ");
    quantity_add_mass(text, speed->from_mcg);
    text_add(text, " to ");
    quantity_add_speed(text, speed->to_speed);
    text_add(text, " at ");
    quantity_add_mass(text, speed->to_mcg);
    text_add(text, ".");
}

void prove_words_brute(struct text *text, const struct brute *brute)
{
    text_add(text, "Plain enumeration, seed ");
    text_add_whole(text, (int64_t)brute->seed);
    text_add(text, ": ");
    add_count(text, brute->patients);
    text_add(text, " patients one by one, ");
    add_count(text, brute->orders);
    text_add(text, " of them with an order, ");
    add_count(text, brute->refused);
    text_add(text, " refused by a check. Every property was held against each; ");
    bool any = false;
    for (int i = 0; i < PROVE_COUNT; i++) {
        any = any || brute->fails[i] > 0;
    }
    text_add(text, any ? "these fail:" : "none fails.");
}
