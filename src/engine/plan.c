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
#include "outcome.h"
#include "phase.h"
#include "plan.h"
#include "ratio.h"
#include "rescue.h"
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
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        plan->missing_dose[i] = false;
        plan->missing_over[i] = false;
        plan->obstacle[i] = IFS_OBSTACLE_NONE;
    }
    plan->order_obstacle = IFS_OBSTACLE_NONE;
    plan->acute_injury = false;
    plan->contradictions = 0;
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

/* How many letters of the drug's first word the text begins with, in whatever case. */
static size_t shared(const char *text, const char *drug)
{
    size_t i = 0;
    while (drug[i] != '\0' && drug[i] != ' ' && text_lower(text[i]) == text_lower(drug[i])) {
        i++;
    }
    return i;
}

/* True when the first word of the drug's name stands in the text, in whatever case. */
static bool names_drug(const char *text, const char *drug)
{
    char first = text_lower(drug[0]);
    for (; *text != '\0'; text++) {
        size_t letters = text_lower(*text) == first ? shared(text, drug) : 0;
        if (letters > 0 && (drug[letters] == '\0' || drug[letters] == ' ')) {
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

/* A check that does not pass. */
/*@ requires at_hand(work) && 0 <= index < IFS_CHECK_MAX && \valid_read(work->protocol->checks + index);
    requires compiled(&work->protocol->checks[index].when, &work->truths[0]);
    requires \separated(work->protocol->checks + index, work, work->plan);
    assigns work->plan->check_reason[index], work->plan->missing, work->refused, work->lacking, work->unsigned_override;
    ensures \result == IFS_TRIP || \result == IFS_OVERRIDDEN || \result == IFS_UNKNOWN;
    ensures adds(work->protocol->checks[index].severity, \result, \old(work->refused), work->refused,
                 \old(work->unsigned_override), work->unsigned_override);
    ensures \old(work->lacking) ==> work->lacking;
    ensures \result != IFS_UNKNOWN ==> work->lacking == \old(work->lacking);
*/
static ifs_result hold_check(struct work *work, int index, enum truth truth)
{
    const struct check *check = &work->protocol->checks[index];
    if (truth != TRUTH_UNKNOWN) {
        return trip(work, index, check);
    }
    if (check->severity != IFS_WARN) {
        work_lack_but_bedside(work, &check->when);
    }
    return IFS_UNKNOWN;
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
    const struct check *check = work->protocol->checks;
    ifs_plan *plan = work->plan;
    int count = work->protocol->check_count;
    /*@ ghost const struct check *first = check; */
    /*@ loop invariant 0 <= i <= count && at_hand(work) && plan == work->plan;
        loop invariant check == first + i && first == work->protocol->checks;
        loop invariant \forall integer j; 0 <= j < count ==> compiled(&first[j].when, &work->truths[0]);
        loop invariant \at(work->refused, Pre) ==> work->refused;
        loop invariant \at(work->lacking, Pre) ==> work->lacking;
        loop invariant \at(work->unsigned_override, Pre) ==> work->unsigned_override;
        loop invariant \forall integer j; 0 <= j < i && plan->checks[j] == IFS_TRIP ==>
            (first[j].severity == IFS_REFUSE ==> work->refused) && (first[j].severity == IFS_OVERRIDE ==> work->unsigned_override);
        loop assigns i, check, work->plan->check_reason[0 .. IFS_CHECK_MAX - 1], work->plan->checks[0 .. IFS_CHECK_MAX - 1],
            work->plan->missing, work->refused, work->lacking, work->unsigned_override;
        loop variant count - i;
    */
    for (int i = 0; i < count; i++, check++) {
        enum truth truth = work_truth(work, &check->when);
        enum truth passes = check->negated ? TRUTH_YES : TRUTH_NO;
        plan->check_reason[i] = NULL;
        /*@ assert \forall integer j; 0 <= j < count ==> compiled(&first[j].when, &work->truths[0]); */
        plan->checks[i] = (uint8_t)(truth == passes ? IFS_PASS : hold_check(work, i, truth));
    }
    plan->check_count = count;
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

/* What is refused or incomplete leaves nothing that could be prepared or keyed into a pump. Whole lists at once: one after
 * another would cost more than all the checks. */
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
    __builtin_memset(plan->steps, 0, sizeof plan->steps);
    __builtin_memset(plan->rescues, 0, sizeof plan->rescues);
    __builtin_memset(plan->infusions, 0, sizeof plan->infusions);
    plan->infusion_count = 0;
    plan->step_count = 0;
    plan->rescue_count = 0;
}

void plan_examine(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan)
{
    struct work work;
    work.protocol = protocol;
    work.request = request;
    begin(&work, plan);
    choose_materials(&work);
    ask_required(&work);
    ask_confirmation(&work);
    ask_allergy(&work);
    hold_checks(&work);
    refuse_acute_injury(&work);
    refuse_contradictions(&work);
    bool complete = phase_compute_all(&work);
    totals_check(&work, complete);
    if (!work.refused) { /* a refused order carries no antidote: its limits must not add reasons of their own */
        rescue_compute(&work);
    }
    plan->verdict = judge(&work);
}

/* Whatever the computation left: a plan that is refused or incomplete holds nothing that could be given. */
/*@ requires \valid(plan) && 0 <= plan->limit_count <= IFS_LIMIT_MAX;
    requires \forall integer i; 0 <= i < plan->limit_count ==> \valid_read(plan->limits[i].limit);
    assigns *plan;
    ensures plan->verdict == \old(plan->verdict);
    ensures plan->verdict < IFS_OVERRIDE_NEEDED ==> plan->infusion_count == 0;
    ensures plan->verdict < IFS_OVERRIDE_NEEDED ==> plan->step_count == 0 && plan->rescue_count == 0;
    ensures plan->verdict < IFS_OVERRIDE_NEEDED ==>
        \forall integer i; 0 <= i < IFS_INFUSION_MAX ==> gives_nothing(&plan->infusions[i]);
*/
void plan_withdraw(ifs_plan *plan)
{
    if (plan->verdict < IFS_OVERRIDE_NEEDED) {
        withdraw(plan);
    }
}

void ifs_plan_compute(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan)
{
    derive_facts(protocol, request, &plan->derived);
    plan_examine(protocol, request, plan);
    plan_withdraw(plan);
}
