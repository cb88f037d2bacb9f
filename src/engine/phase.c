/*
 * phase.c - the phases of an order, one after another: steps 1 to 10 for each.
 *
 * Decides which phases are part of this patient's order, computes them, and finds what would be refused whatever is answered: where one
 * cannot be computed for want of answers, all that may be meant are supposed, and where each is refused, so is the order. What was supposed
 * otherwise leaves no trace in the plan: nothing is ever given on a supposition.
 *
 * The steps themselves are choose.c, dose.c, prepare.c and titrate.c, their limits outcome.c, the totals of all phases totals.c.
 */
#include "phase.h"

#include "choose.h"
#include "dose.h"
#include "outcome.h"
#include "prepare.h"
#include "suppose.h"
#include "titrate.h"
#include "totals.h"

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

/* Steps 1 to 10 for one infusion, the truths being its own. */
static bool compute_steps(struct work *work, int index, ifs_infusion *out)
{
    struct course course;
    course_begin(&course, work, index, out);
    bool first = work->plan->infusion_count == 0; /* the wait is for the end of another */
    __builtin_memset(out, 0, sizeof *out);
    out->rule = index;
    out->after.s = first ? 0 : work->protocol->infusions[index].begins_after.s;
    bool timely = dose_refuse_time(&course);
    choose_rules(&course);
    bool dosed = timely && course.dose_chosen && dose_and_time(&course);
    if (!dosed) {
        dose_refuse_anyway(&course);
    }
    if (!dosed && !work->refused) {
        dose_ask_anyway(&course);
    }
    bool computed = dosed && course.all_chosen && prepare_draw(&course) && prepare_total(&course) &&
                    prepare_flow(&course) && prepare_drops(&course) && dose_repeat(&course);
    if (!computed && !work->refused) {
        course_forget_time(&course);
    }
    outcome_of_infusion(&course);
    return computed && titrate(&course);
}

/* Steps 1 to 10 for one infusion. True when it was computed whole. */
static bool compute_infusion(struct work *work, int index, ifs_infusion *out)
{
    uint8_t common[CONDITION_TESTS];
    choose_begin_phase(work, index, common);
    bool whole = compute_steps(work, index, out);
    choose_end_phase(work, common);
    return whole;
}

/* What one infusion writes into the plan, to be taken back. */
struct kept {
    ifs_fact_set missing;
    ifs_obstacle order_obstacle;
    bool lacking;
    bool unsigned_override;
    bool missing_dose;
    bool missing_over;
    int limit_count;
    int step_count;
};

static struct kept keep(const struct work *work, int index)
{
    const ifs_plan *plan = work->plan;
    return (struct kept){plan->missing,
                         plan->order_obstacle,
                         work->lacking,
                         work->unsigned_override,
                         plan->missing_dose[index],
                         plan->missing_over[index],
                         plan->limit_count,
                         plan->step_count};
}

/* As it was, when nothing was refused. */
static void put_back(struct work *work, int index, const struct kept *kept)
{
    ifs_plan *plan = work->plan;
    plan->missing = kept->missing;
    plan->order_obstacle = kept->order_obstacle;
    work->lacking = kept->lacking;
    work->unsigned_override = kept->unsigned_override;
    plan->missing_dose[index] = kept->missing_dose;
    plan->missing_over[index] = kept->missing_over;
    plan->limit_count = kept->limit_count;
    plan->step_count = kept->step_count;
    plan->obstacle[index] = IFS_OBSTACLE_NONE;
    work->refused = false;
}

/* Why one supposition is refused; the later, the better as a reason. A band is a check, and is still open; where a total alone refuses
 * one, no limit of the infusion refuses all. */
enum refusal { REFUSAL_NONE, REFUSAL_OF_BAND, REFUSAL_OF_INFUSION, REFUSAL_OF_TOTAL };

/* A limit of an infusion, or of a step of its titration. */
struct refuser {
    const struct limit *limit;
    int step;
};

/* One infusion that could not be computed, its open answers supposed. */
struct trial {
    struct work *work;
    int index;
    bool follows_all; /* every phase before it was computed: its total can only grow */
    struct kept before;
    struct suppositions all;
    struct refuser tripped[IFS_LIMIT_MAX]; /* whatever is answered, but for a band that refuses */
    int tripped_count;
};

/* The infusion stands in the plan; its totals are held as they will be in the end, with nothing supposed. */
static bool total_refuses(struct work *work)
{
    int limit_count = work->plan->limit_count;
    work->plan->infusion_count++;
    totals_check(work, false);
    work->plan->infusion_count--;
    work->plan->limit_count = limit_count;
    return work->refused;
}

/* Computes what is supposed, from what was before. */
static enum refusal refusal_of(struct trial *trial)
{
    struct work *work = trial->work;
    ifs_infusion *supposed = &work->plan->infusions[work->plan->infusion_count];
    put_back(work, trial->index, &trial->before);
    bool computed = compute_infusion(work, trial->index, supposed);
    if (work->refused) {
        return REFUSAL_OF_INFUSION;
    }
    if (supposed->renal_band >= 0 && work->protocol->renal[supposed->renal_band].refuses) {
        return REFUSAL_OF_BAND;
    }
    if (!computed || !trial->follows_all) {
        return REFUSAL_NONE;
    }
    suppose_nothing(&trial->all);
    return total_refuses(work) ? REFUSAL_OF_TOTAL : REFUSAL_NONE;
}

static bool is_of(const ifs_limit_outcome *outcome, const struct refuser *refuser)
{
    return outcome->limit == refuser->limit && outcome->step == refuser->step;
}

/* True when it refuses the infusion as it stands in the plan. */
static bool trips(const struct trial *trial, const struct refuser *refuser)
{
    const ifs_plan *plan = trial->work->plan;
    for (int i = trial->before.limit_count; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        if (is_of(outcome, refuser) && outcome->result == IFS_TRIP && outcome->severity == IFS_REFUSE) {
            return true;
        }
    }
    return false;
}

/* Of the first reason all limits, of the others only those that refuse again. */
static void keep_tripped(struct trial *trial, bool first)
{
    const ifs_plan *plan = trial->work->plan;
    int count = 0;
    for (int i = trial->before.limit_count; first && i < plan->limit_count; i++) {
        trial->tripped[trial->tripped_count++] = (struct refuser){plan->limits[i].limit, plan->limits[i].step};
    }
    for (int i = 0; i < trial->tripped_count; i++) {
        if (trips(trial, &trial->tripped[i])) {
            trial->tripped[count++] = trial->tripped[i];
        }
    }
    trial->tripped_count = count;
}

/* The best reason there is when whatever is answered to the open tests of its rules would be refused. */
static enum refusal try_all(struct trial *trial)
{
    enum refusal best = REFUSAL_OF_BAND;
    bool first = true;
    bool more = true;
    while (more) {
        enum refusal refusal = refusal_of(trial);
        if (refusal == REFUSAL_NONE) {
            suppose_nothing(&trial->all);
            return REFUSAL_NONE;
        }
        if (refusal != REFUSAL_OF_BAND) {
            keep_tripped(trial, first);
            first = false;
        }
        best = refusal > best ? refusal : best;
        more = suppose_next(&trial->all);
    }
    return best;
}

/* A step is a reason only where the infusion itself is none. */
static bool is_reason(const struct trial *trial, const ifs_limit_outcome *outcome)
{
    bool found = false;
    bool of_infusion = false;
    for (int i = 0; i < trial->tripped_count; i++) {
        found = found || is_of(outcome, &trial->tripped[i]);
        of_infusion = of_infusion || trial->tripped[i].step == 0;
    }
    return found && (outcome->step == 0 || !of_infusion);
}

/* Of what one supposition came to only what is so whatever is answered is said. */
static void unsay(struct trial *trial)
{
    ifs_plan *plan = trial->work->plan;
    plan->obstacle[trial->index] = IFS_OBSTACLE_NONE;
    for (int i = trial->before.limit_count; i < plan->limit_count; i++) {
        ifs_limit_outcome *outcome = &plan->limits[i];
        if (!is_reason(trial, outcome)) {
            outcome->result = IFS_UNKNOWN;
            outcome->delivered = (ifs_ratio){0, 0};
            outcome->reason = NULL;
        }
    }
}

/* Leaves the first supposition that is refused for the best reason, and of it what all have in common, if they have. One that only a total
 * refuses stays in the plan, where the totals are held in the end. */
static void refuse_for(struct trial *trial, enum refusal best)
{
    struct work *work = trial->work;
    (void)suppose_first(&trial->all, work, trial->index);
    while (refusal_of(trial) != best) {
        (void)suppose_next(&trial->all);
    }
    suppose_nothing(&trial->all);
    if (best == REFUSAL_OF_TOTAL) {
        work->refused = false; /* the total will say so */
        work->plan->infusion_count++;
        unsay(trial);
    } else if (trial->tripped_count > 0) {
        unsay(trial);
    }
}

/* What is refused whatever is answered is not asked for. What was tried leaves no trace, otherwise. */
static void refuse_anyway(struct trial *trial)
{
    struct work *work = trial->work;
    enum refusal best = try_all(trial);
    if (best > REFUSAL_OF_BAND) {
        refuse_for(trial, best);
        return;
    }
    put_back(work, trial->index, &trial->before);
    (void)compute_infusion(work, trial->index, &work->plan->infusions[work->plan->infusion_count]);
}

/* One infusion; true when it was computed whole. `follows_all`: so was every phase before it. */
static bool order_infusion(struct work *work, int index, bool follows_all)
{
    struct trial trial;
    trial.before = keep(work, index);
    if (compute_infusion(work, index, &work->plan->infusions[work->plan->infusion_count])) {
        return true;
    }
    if (!work->refused && suppose_first(&trial.all, work, index)) {
        trial.work = work;
        trial.index = index;
        trial.follows_all = follows_all;
        trial.tripped_count = 0;
        refuse_anyway(&trial);
    }
    return false;
}

static bool is_asked_for(const struct work *work, int index)
{
    const ifs_choice *choice = &work->request->choices[index];
    return choice->has_dose || choice->has_over;
}

/* What a prescriber asks of a phase is refused where that is no part of the order. Where it would be refused as a part of it as well, it is
 * refused before that is known; otherwise nothing of it is left. */
static void refuse_either_way(struct work *work, int index, bool follows_all)
{
    ifs_plan *plan = work->plan;
    int count = plan->infusion_count;
    struct kept before = keep(work, index);
    bool whole = order_infusion(work, index, follows_all);
    if (whole && follows_all && !work->refused && total_refuses(work)) {
        work->refused = false; /* the total will say so */
        plan->infusion_count++;
    } else if (!work->refused && plan->infusion_count == count) {
        put_back(work, index, &before);
    }
}

/* Steps 1 to 10 for one phase; true when the order is known as far as it is concerned. */
static bool compute_phase(struct work *work, int index, bool follows_all)
{
    const struct condition *when = &work->protocol->infusions[index].when;
    switch (work_truth(work, when)) {
    case TRUTH_YES:
        if (!order_infusion(work, index, follows_all)) {
            return false;
        }
        work->plan->infusion_count++;
        return true;
    case TRUTH_UNKNOWN:
        if (is_asked_for(work, index) && !work->refused) {
            refuse_either_way(work, index, follows_all);
        }
        work_lack_for(work, when);
        return false;
    case TRUTH_NO:
        break;
    }
    if (is_asked_for(work, index)) {
        work_obstruct(work, index, IFS_OBSTACLE_NOT_IN_ORDER); /* a prescriber's figure is never dropped in silence */
    }
    return true;
}

bool phase_compute_all(struct work *work)
{
    bool complete = true;
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        complete = compute_phase(work, i, complete) && complete;
    }
    if (complete && work->plan->infusion_count == 0) {
        work_obstruct(work, -1, IFS_OBSTACLE_NO_INFUSION);
    }
    return complete;
}
