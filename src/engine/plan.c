/*
 * plan.c - from a protocol and a request to a plan.
 *
 * ifs_plan_compute reads as the order of calculation in protocols/README.md. The verdict is the gravest of all findings:
 * refused, else incomplete, else in need of an override, else conditional on the bedside facts, else ready. A refused or
 * incomplete plan holds no infusion. With something unknown the verdict is never milder than the mildest completion:
 * an unknown passes no check, chooses no rule and meets no limit.
 */
#include "choose.h"
#include "derive.h"
#include "dose.h"
#include "outcome.h"
#include "prepare.h"
#include "ratio.h"
#include "rescue.h"
#include "titrate.h"
#include "totals.h"

/* Only what is read back is cleared: clearing the whole of a plan would cost more than computing it. */
static void begin(struct work *work, ifs_plan *plan)
{
    const ifs_fact_set none = {{0}};
    work->plan = plan;
    work->refused = false;
    work->lacking = false;
    work->unsigned_override = false;
    plan->verdict = IFS_REFUSED;
    plan->missing = none;
    plan->confirm = none;
    plan->start = none;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        plan->missing_dose[i] = false;
        plan->missing_over[i] = false;
        plan->obstacle[i] = IFS_OBSTACLE_NONE;
    }
    plan->order_obstacle = IFS_OBSTACLE_NONE;
    plan->acute_injury = false;
    plan->contradictions = 0;
    plan->check_count = 0;
    plan->limit_count = 0;
    plan->infusion_count = 0;
    plan->step_count = 0;
    plan->rescue_count = 0;
}

/* Required facts without an answer. Renal clearance is known once one estimate is at hand. */
static void ask_required(struct work *work)
{
    const ifs_protocol *protocol = work->protocol;
    ifs_fact_set answered = work->request->known;
    if (work->plan->derived.crcl_known) {
        fact_set_add(&answered, IFS_FACT_CRCL);
    } else {
        fact_set_remove(&answered, IFS_FACT_CRCL);
    }
    if (work->plan->derived.egfr_known) {
        fact_set_add(&answered, IFS_FACT_EGFR);
    } else {
        fact_set_remove(&answered, IFS_FACT_EGFR);
    }
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        uint64_t open = protocol->required.bits[i] & ~answered.bits[i];
        work->plan->missing.bits[i] |= open;
        work->plan->start.bits[i] = protocol->bedside.bits[i] & ~answered.bits[i];
        work->lacking = work->lacking || open != 0;
    }
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* True when the first word of the drug's name stands in the text, in whatever case. */
static bool names_drug(const char *text, const char *drug)
{
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (drug[i] != '\0' && drug[i] != ' ' && lower(text[i]) == lower(drug[i])) {
            i++;
        }
        if (i > 0 && (drug[i] == '\0' || drug[i] == ' ')) {
            return true;
        }
    }
    return false;
}

/* An allergy to the very drug, written where nobody asks for it, must not pass for want of the right question. */
static void ask_allergy(struct work *work)
{
    const ifs_request *request = work->request;
    const char *allergies = request->words[IFS_FACT_ALLERGIES];
    if (fact_set_has(&request->known, IFS_FACT_ALLERGIES) && !fact_set_has(&request->confirmed, IFS_FACT_ALLERGIES) &&
        allergies != NULL && work->protocol->drug.name != NULL && names_drug(allergies, work->protocol->drug.name)) {
        fact_set_add(&work->plan->confirm, IFS_FACT_ALLERGIES);
        work->lacking = true;
    }
}

/* Unusual values are used in every check, but nothing is given before somebody confirms them. */
static void ask_confirmation(struct work *work)
{
    const ifs_request *request = work->request;
    uint64_t asked = fact_usual_ranges() & request->known.bits[0] & ~request->confirmed.bits[0];
    for (; asked != 0; asked &= asked - 1) {
        int fact = __builtin_ctzll(asked);
        if (fact_unusual(request, fact)) {
            fact_set_add(&work->plan->confirm, fact);
            work->lacking = true;
        }
    }
}

/* What a check adds to what stands against an order, by its result. Nothing is ever taken away, so that of two results of a check
 * the worse one leaves no milder verdict (the lemma): a trip of a refuse check leaves none at all. */
/*@ predicate adds(integer severity, integer result, integer refused, integer refused_then,
                   integer unsigned_override, integer unsigned_then) =
      (refused_then != 0 <==> refused != 0 || (result == IFS_TRIP && severity == IFS_REFUSE)) &&
      (unsigned_then != 0 <==> unsigned_override != 0 || (result == IFS_TRIP && severity == IFS_OVERRIDE));

    logic integer verdict_of(integer refused, integer lacking, integer unsigned_override, integer waiting) =
      refused != 0 ? IFS_REFUSED : lacking != 0 ? IFS_INCOMPLETE :
      unsigned_override != 0 ? IFS_OVERRIDE_NEEDED : waiting != 0 ? IFS_CONDITIONAL : IFS_READY;

    lemma worse_is_not_milder: \forall integer r, l, u, r_then, l_then, u_then, integer w;
      (r != 0 ==> r_then != 0) && (l != 0 ==> l_then != 0) && (u != 0 ==> u_then != 0) ==>
        verdict_of(r_then, l_then, u_then, w) <= verdict_of(r, l, u, w);

    lemma worse_check_is_not_milder: \forall integer severity, result, r, l, u, r_good, u_good, r_bad, l_bad, u_bad, integer w;
      adds(severity, IFS_PASS, r, r_good, u, u_good) && adds(severity, result, r, r_bad, u, u_bad) && (l != 0 ==> l_bad != 0) ==>
        verdict_of(r_bad, l_bad, u_bad, w) <= verdict_of(r_good, l, u_good, w);

    lemma refuse_check_refuses: \forall integer r, l, u, r_then, u_then, integer w;
      adds(IFS_REFUSE, IFS_TRIP, r, r_then, u, u_then) ==> verdict_of(r_then, l, u_then, w) == IFS_REFUSED;
*/

/*@ requires at_hand(work) && 0 <= index < IFS_CHECK_MAX && \valid_read(check);
    requires \separated(check, work, work->plan);
    assigns work->plan->check_reason[index], work->refused, work->unsigned_override;
    ensures \result == IFS_TRIP || \result == IFS_OVERRIDDEN;
    ensures adds(check->severity, \result, \old(work->refused), work->refused,
                 \old(work->unsigned_override), work->unsigned_override);
*/
static ifs_result trip(struct work *work, int index, const struct check *check)
{
    switch (check->severity) {
    case IFS_REFUSE:
        work->refused = true;
        break;
    case IFS_OVERRIDE:
        work->plan->check_reason[index] = outcome_override(work, check->id);
        if (work->plan->check_reason[index] != NULL) {
            return IFS_OVERRIDDEN;
        }
        work->unsigned_override = true;
        break;
    case IFS_WARN:
        break;
    }
    return IFS_TRIP;
}

/*@ requires at_hand(work) && 0 <= index < IFS_CHECK_MAX && \valid_read(check);
    requires compiled(&check->when, &work->truths[0]) && \separated(check, work, work->plan);
    assigns work->plan->check_reason[index], work->plan->missing, work->refused, work->lacking, work->unsigned_override;
    ensures IFS_TRIP <= \result <= IFS_PASS;
    ensures adds(check->severity, \result, \old(work->refused), work->refused,
                 \old(work->unsigned_override), work->unsigned_override);
    ensures \old(work->lacking) ==> work->lacking;
    ensures \result != IFS_UNKNOWN ==> work->lacking == \old(work->lacking);
*/
static ifs_result hold_check(struct work *work, int index, const struct check *check)
{
    enum truth truth = work_truth(work, &check->when);
    work->plan->check_reason[index] = NULL;
    if (truth == TRUTH_UNKNOWN) {
        if (check->severity != IFS_WARN) {
            work_lack_but_bedside(work, &check->when);
        }
        return IFS_UNKNOWN;
    }
    return (truth == TRUTH_YES) == check->negated ? IFS_PASS : trip(work, index, check);
}

/*@ requires at_hand(work) && 0 <= work->protocol->check_count <= IFS_CHECK_MAX;
    requires \valid_read(work->protocol->checks + (0 .. work->protocol->check_count - 1));
    requires \separated(work->protocol->checks + (0 .. work->protocol->check_count - 1), work, work->plan);
    requires \forall integer i; 0 <= i < work->protocol->check_count ==>
        compiled(&work->protocol->checks[i].when, &work->truths[0]);
    assigns work->plan->check_reason[0 .. IFS_CHECK_MAX - 1], work->plan->checks[0 .. IFS_CHECK_MAX - 1],
        work->plan->check_count, work->plan->missing, work->refused, work->lacking, work->unsigned_override;
    ensures \old(work->refused) ==> work->refused;
    ensures \old(work->lacking) ==> work->lacking;
    ensures \old(work->unsigned_override) ==> work->unsigned_override;
    ensures \forall integer i; 0 <= i < work->protocol->check_count && work->plan->checks[i] == IFS_TRIP ==>
        (work->protocol->checks[i].severity == IFS_REFUSE ==> work->refused) &&
        (work->protocol->checks[i].severity == IFS_OVERRIDE ==> work->unsigned_override);
*/
static void hold_checks(struct work *work)
{
    const ifs_protocol *protocol = work->protocol;
    /*@ loop invariant 0 <= i <= protocol->check_count && at_hand(work);
        loop invariant \forall integer j; 0 <= j < protocol->check_count ==> compiled(&protocol->checks[j].when, &work->truths[0]);
        loop invariant \at(work->refused, Pre) ==> work->refused;
        loop invariant \at(work->lacking, Pre) ==> work->lacking;
        loop invariant \at(work->unsigned_override, Pre) ==> work->unsigned_override;
        loop invariant \forall integer j; 0 <= j < i && work->plan->checks[j] == IFS_TRIP ==>
            (protocol->checks[j].severity == IFS_REFUSE ==> work->refused) &&
            (protocol->checks[j].severity == IFS_OVERRIDE ==> work->unsigned_override);
        loop assigns i, work->plan->check_reason[0 .. IFS_CHECK_MAX - 1], work->plan->checks[0 .. IFS_CHECK_MAX - 1],
            work->plan->missing, work->refused, work->lacking, work->unsigned_override;
        loop variant protocol->check_count - i;
    */
    for (int i = 0; i < protocol->check_count; i++) {
        work->plan->checks[i] = (uint8_t)hold_check(work, i, &protocol->checks[i]);
    }
    work->plan->check_count = protocol->check_count;
}

/* No estimate of renal function is valid in acute kidney injury: refused unless the protocol speaks of it. */
static void refuse_acute_injury(struct work *work)
{
    const ifs_request *request = work->request;
    if (fact_set_has(&request->known, IFS_FACT_RENAL) && request->answer[IFS_FACT_RENAL] == IFS_RENAL_ACUTE_INJURY &&
        !work->protocol->names_acute_injury) {
        work->plan->acute_injury = true;
        work->refused = true;
    }
}

/* Answers that cannot both be true are no patient. What is unknown contradicts nothing. */
static void refuse_contradictions(struct work *work)
{
    for (int i = 0; i < work->protocol->contradiction_count; i++) {
        if (work_truth(work, &work->protocol->contradictions[i].when) == TRUTH_YES) {
            work->plan->contradictions |= UINT32_C(1) << i;
            work->refused = true;
        }
    }
}

/* Dose before time, but for a dose rate, whose dose is rate times time. An intramuscular dose has no time. */
static bool dose_and_time(struct course *course)
{
    if (course->rule->route == ROUTE_INTRAMUSCULAR) {
        return dose_calculate(course);
    }
    if (dose_is_rate(course)) {
        return dose_take_time(course) && dose_calculate(course);
    }
    return dose_calculate(course) && dose_take_time(course);
}

/* Steps 1 to 10 for one infusion. True when it was computed whole. */
static bool compute_infusion(struct work *work, int index, ifs_infusion *out)
{
    struct course course;
    course_begin(&course, work, index, out);
    bool first = work->plan->infusion_count == 0; /* the wait is for the end of another */
    *out = (ifs_infusion){.rule = index, .renal_band = -1, .diluent = -1};
    out->after.s = first ? 0 : work->protocol->infusions[index].begins_after.s;
    bool timely = dose_refuse_time(&course);
    choose_rules(&course);
    bool dosed = timely && course.dose_chosen && dose_and_time(&course);
    if (!dosed) {
        dose_refuse_anyway(&course);
    }
    if (!course.dose_chosen && !work->refused) {
        dose_ask_anyway(&course);
    }
    bool computed = dosed && course.all_chosen && prepare_draw(&course) && prepare_total(&course) &&
                    prepare_flow(&course) && prepare_drops(&course) && dose_repeat(&course);
    outcome_of_infusion(&course);
    return computed && titrate(&course);
}

/* Every phase that is part of this patient's order, one after another. True when all were computed. */
static bool compute_infusions(struct work *work)
{
    const ifs_protocol *protocol = work->protocol;
    bool complete = true;
    for (int i = 0; i < protocol->infusion_count; i++) {
        switch (work_truth(work, &protocol->infusions[i].when)) {
        case TRUTH_YES:
            if (compute_infusion(work, i, &work->plan->infusions[work->plan->infusion_count])) {
                work->plan->infusion_count++;
            } else {
                complete = false;
            }
            break;
        case TRUTH_UNKNOWN:
            work_lack_for(work, &protocol->infusions[i].when);
            complete = false;
            break;
        case TRUTH_NO:
            if (work->request->choices[i].has_dose || work->request->choices[i].has_over) {
                work_obstruct(work, i, IFS_OBSTACLE_NOT_IN_ORDER); /* a prescriber's figure is never dropped in silence */
            }
            break;
        }
    }
    if (complete && work->plan->infusion_count == 0) {
        work_obstruct(work, -1, IFS_OBSTACLE_NO_INFUSION);
    }
    return complete;
}

/*@ requires \valid_read(work) && \valid_read(work->plan);
    assigns \nothing;
    ensures no_fact(&work->plan->start) ==>
        \result == verdict_of(work->refused, work->lacking, work->unsigned_override, 0);
    ensures !no_fact(&work->plan->start) ==>
        \result == verdict_of(work->refused, work->lacking, work->unsigned_override, 1);
*/
static ifs_verdict judge(const struct work *work)
{
    if (work->refused) {
        return IFS_REFUSED;
    }
    if (work->lacking) {
        return IFS_INCOMPLETE;
    }
    if (work->unsigned_override) {
        return IFS_OVERRIDE_NEEDED;
    }
    return fact_set_empty(&work->plan->start) ? IFS_READY : IFS_CONDITIONAL;
}

/*@ assigns \nothing; */
static bool is_volume(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_VOLUME || kind == IFS_LIMIT_SITE_VOLUME;
}

/* What is refused or incomplete leaves nothing that could be prepared or keyed into a pump. */
/*@ predicate gives_nothing(ifs_infusion *infusion) =
      infusion->dose.mcg == 0 && infusion->draw.ul == 0 && infusion->flow.ul_per_h == 0 && infusion->drops_per_min == 0;
*/
/*@ requires \valid(plan) && 0 <= plan->limit_count <= IFS_LIMIT_MAX;
    requires \forall integer i; 0 <= i < plan->limit_count ==> \valid_read(plan->limits[i].limit);
    assigns plan->infusions[0 .. IFS_INFUSION_MAX - 1], plan->rescues[0 .. IFS_RESCUE_MAX - 1], plan->steps[0 .. IFS_STEP_MAX - 1],
        plan->limits[0 .. IFS_LIMIT_MAX - 1].delivered, plan->infusion_count, plan->step_count, plan->rescue_count;
    ensures plan->verdict == \old(plan->verdict);
    ensures plan->infusion_count == 0 && plan->step_count == 0 && plan->rescue_count == 0;
    ensures \forall integer i; 0 <= i < IFS_INFUSION_MAX ==> gives_nothing(&plan->infusions[i]);
*/
static void withdraw(ifs_plan *plan)
{
    /*@ loop invariant 0 <= i <= IFS_INFUSION_MAX;
        loop invariant \forall integer j; 0 <= j < i ==> gives_nothing(&plan->infusions[j]);
        loop invariant plan->verdict == \at(plan->verdict, Pre);
        loop assigns i, plan->infusions[0 .. IFS_INFUSION_MAX - 1];
        loop variant IFS_INFUSION_MAX - i;
    */
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        plan->infusions[i] = (ifs_infusion){0};
    }
    /*@ loop invariant 0 <= i <= IFS_RESCUE_MAX;
        loop invariant plan->verdict == \at(plan->verdict, Pre);
        loop assigns i, plan->rescues[0 .. IFS_RESCUE_MAX - 1];
        loop variant IFS_RESCUE_MAX - i;
    */
    for (int i = 0; i < IFS_RESCUE_MAX; i++) {
        plan->rescues[i] = (ifs_rescue){0};
    }
    /*@ loop invariant 0 <= i <= plan->limit_count;
        loop invariant plan->verdict == \at(plan->verdict, Pre);
        loop assigns i, plan->limits[0 .. IFS_LIMIT_MAX - 1].delivered;
        loop variant plan->limit_count - i;
    */
    for (int i = 0; i < plan->limit_count; i++) {
        ifs_limit_outcome *outcome = &plan->limits[i];
        bool shown = outcome->result == IFS_TRIP && !is_volume(outcome->limit->kind);
        outcome->delivered = shown ? outcome->delivered : (ifs_ratio){0, 0};
    }
    /*@ loop invariant 0 <= i <= IFS_STEP_MAX;
        loop invariant plan->verdict == \at(plan->verdict, Pre);
        loop assigns i, plan->steps[0 .. IFS_STEP_MAX - 1];
        loop variant IFS_STEP_MAX - i;
    */
    for (int i = 0; i < IFS_STEP_MAX; i++) {
        plan->steps[i] = (ifs_step){0};
    }
    plan->infusion_count = 0;
    plan->step_count = 0;
    plan->rescue_count = 0;
}

/* Whatever the computation left: a plan that is refused or incomplete holds nothing that could be given. */
/*@ requires \valid(work) && \valid(work->plan) && \separated(work, work->plan);
    requires 0 <= work->plan->limit_count <= IFS_LIMIT_MAX;
    requires \forall integer i; 0 <= i < work->plan->limit_count ==> \valid_read(work->plan->limits[i].limit);
    assigns *work->plan;
    ensures \old(work->refused) ==> work->plan->verdict == IFS_REFUSED;
    ensures !\old(work->refused) && \old(work->lacking) ==> work->plan->verdict == IFS_INCOMPLETE;
    ensures !\old(work->refused) && !\old(work->lacking) ==> work->plan->verdict >= IFS_OVERRIDE_NEEDED;
    ensures work->plan->verdict < IFS_OVERRIDE_NEEDED ==> work->plan->infusion_count == 0;
    ensures work->plan->verdict < IFS_OVERRIDE_NEEDED ==> work->plan->step_count == 0 && work->plan->rescue_count == 0;
    ensures work->plan->verdict < IFS_OVERRIDE_NEEDED ==>
        \forall integer i; 0 <= i < IFS_INFUSION_MAX ==> gives_nothing(&work->plan->infusions[i]);
*/
static void conclude(struct work *work)
{
    work->plan->verdict = judge(work);
    if (work->plan->verdict < IFS_OVERRIDE_NEEDED) {
        withdraw(work->plan);
    }
}

void ifs_plan_compute(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan)
{
    struct work work;
    work.protocol = protocol;
    work.request = request;
    begin(&work, plan);
    derive_facts(protocol, request, &plan->derived);
    choose_materials(&work);
    ask_required(&work);
    ask_confirmation(&work);
    ask_allergy(&work);
    hold_checks(&work);
    refuse_acute_injury(&work);
    refuse_contradictions(&work);
    bool complete = compute_infusions(&work);
    totals_check(&work, complete);
    if (!work.refused) { /* a refused order carries no antidote: its limits must not add reasons of their own */
        rescue_compute(&work);
    }
    conclude(&work);
}
