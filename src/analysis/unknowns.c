/*
 * unknowns.c - what becomes of an order under every completion of its open answers.
 *
 * Decides whether the open answers can still refuse an order, allow it, or both, and which of them to ask first. Conditions see an
 * answer only through the thresholds it lies between, so one answer of each cell stands for all (space.h). Open answers that no
 * condition reads together are apart: each group is gone through whole while the others stay at their mildest. Invariants:
 * REFUSED is said only when the engine refuses every completion of some group, in which nothing is calculated with, with all other
 * answers still open; SAFE only when every group was gone through whole and none of its answers is calculated with. Everything else is DEPENDS, or not decided.
 */
#include "unknowns.h"

#include "claim.h"
#include "derive.h"
#include "plan.h"
#include "space.h"

#define DAY_S 86400
#define ANSWERS 24   /* cells of one open answer */
#define TOGETHER 768 /* completions of one group */
#define ROUNDS 3     /* of answers that become missing once others are given */

/* One open answer. */
struct open {
    int fact;
    int slot;
    int group;
    int count;
    int best; /* of the answers */
    bool calculated; /* not only compared: one of a cell does not stand for all */
    int64_t answers[ANSWERS];
};

struct search {
    const ifs_protocol *protocol;
    const ifs_request *request;
    ifs_plan *scratch;
    struct unknowns *out;
    struct open open[UNKNOWNS_OPEN];
    int count;
    bool whole; /* every answer found its place, every group was gone through */
};

/* ---- The open answers ---- */

static int slot_of(int fact)
{
    switch (fact) {
    case IFS_FACT_CRCL:
        return SLOT_CRCL;
    case IFS_FACT_EGFR:
        return SLOT_EGFR;
    case IFS_FACT_URINE_OUTPUT:
        return SLOT_URINE;
    default: /* no enum: every other fact is its own slot */
        return fact;
    }
}

static bool is_calculated(int fact)
{
    switch (fact) {
    case IFS_FACT_WEIGHT:
    case IFS_FACT_HEIGHT:
    case IFS_FACT_CREATININE:
    case IFS_FACT_GIVEN_24H:
    case IFS_FACT_GIVEN_48H:
    case IFS_FACT_LAST_DOSE:
    case IFS_FACT_URINE_OUTPUT:
        return true;
    default: /* no enum: all others are only compared */
        return false;
    }
}

static void add_answer(struct search *search, struct open *open, int64_t answer)
{
    if (open->count == ANSWERS) {
        search->whole = false;
        return;
    }
    open->answers[open->count++] = answer;
}

/* What is calculated with begins with an ordinary answer, the lowest usual one of adults: so others are not judged by a newborn's weight. */
static void add_ordinary(struct search *search, struct open *open)
{
    struct fact_usual usual[FACT_USUAL_MOST];
    int count = open->calculated ? fact_usual_list(open->fact, usual) : 0;
    if (count > 0) {
        add_answer(search, open, usual[count - 1].low);
    }
}

/* The lowest of each cell, of what is calculated with the highest as well. */
static void list_answers(struct search *search, struct open *open)
{
    struct space space;
    struct space_point point;
    space_begin(&space, search->protocol);
    space_read_slot(&space, open->slot);
    search->whole &= space_close(&space); /* what is not closed has no kinds */
    add_ordinary(search, open);
    for (bool more = space_first(&space, &point); more; more = space_next(&space, &point)) {
        struct space_cell cell = space_answers(&space, &point, open->slot);
        add_answer(search, open, cell.low);
        if (open->calculated && cell.high > cell.low) {
            add_answer(search, open, cell.high);
        }
    }
}

static bool is_open_already(const struct search *search, int fact)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].fact == fact) {
            return true;
        }
    }
    return false;
}

static void open_up(struct search *search, int fact)
{
    if (is_open_already(search, fact) || search->protocol->facts[fact].kind == FACT_IDENTITY) {
        return;
    }
    if (search->count == UNKNOWNS_OPEN) {
        search->whole = false;
        return;
    }
    struct open *open = &search->open[search->count++];
    *open = (struct open){.fact = fact, .slot = slot_of(fact), .group = search->count - 1, .best = -1, .calculated = is_calculated(fact)};
    list_answers(search, open);
}

static void open_all(struct search *search, const ifs_fact_set *facts)
{
    for (int fact = 0; fact < search->protocol->fact_count; fact++) {
        if (fact_set_has(facts, fact)) {
            open_up(search, fact);
        }
    }
}

/* ---- Groups ---- */

static void join(struct search *search, int one, int other)
{
    int from = search->open[other].group;
    int to = search->open[one].group;
    for (int i = 0; i < search->count; i++) {
        search->open[i].group = search->open[i].group == from ? to : search->open[i].group;
    }
}

static bool reads(const ifs_protocol *protocol, const struct condition *condition, int slot)
{
    for (int i = 0; i < condition->count; i++) {
        if (condition->ops[i] < CONDITION_TESTS && protocol->tests.list[condition->ops[i]].slot == slot) {
            return true;
        }
    }
    return false;
}

static void join_readers(struct search *search, const struct condition *condition)
{
    int first = -1;
    for (int i = 0; i < search->count; i++) {
        if (reads(search->protocol, condition, search->open[i].slot)) {
            first = first < 0 ? i : first;
            join(search, first, i);
        }
    }
}

/* What the dosing reads: phases, doses, times, bags, limits, renal bands and antidotes. */
struct dosing {
    const ifs_protocol *protocol;
    bool reads[SLOT_COUNT];
};

static void note(struct dosing *dosing, const struct condition *condition)
{
    for (int i = 0; i < condition->count; i++) {
        if (condition->ops[i] < CONDITION_TESTS) {
            dosing->reads[dosing->protocol->tests.list[condition->ops[i]].slot] = true;
        }
    }
}

static void note_limits(struct dosing *dosing, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            note(dosing, &groups[i].limits[j].when);
        }
    }
}

static void note_infusion(struct dosing *dosing, const struct infusion_rule *rule)
{
    note(dosing, &rule->when);
    note_limits(dosing, rule->limits, rule->limit_count);
    for (int i = 0; i < rule->dose_count; i++) {
        note(dosing, &rule->doses[i].when);
    }
    for (int i = 0; i < rule->time_count; i++) {
        note(dosing, &rule->times[i].when);
    }
    for (int i = 0; i < rule->container_count; i++) {
        note(dosing, &rule->containers[i].when);
    }
    for (int i = 0; i < rule->step_count; i++) {
        note(dosing, &rule->steps[i].only);
    }
}

static void note_dosing(struct dosing *dosing)
{
    const ifs_protocol *protocol = dosing->protocol;
    note_limits(dosing, protocol->totals, protocol->total_count);
    for (int i = 0; i < protocol->infusion_count; i++) {
        note_infusion(dosing, &protocol->infusions[i]);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        note(dosing, &protocol->renal[i].when);
    }
    for (int i = 0; i < protocol->rescue_count; i++) {
        note(dosing, &protocol->rescues[i].when);
        for (int j = 0; j < protocol->rescues[i].limit_count; j++) {
            note(dosing, &protocol->rescues[i].limits[j].when);
        }
    }
}

/* Facts that settle others, or the clearance, belong to the dosing as well. */
static bool is_of_dosing(const struct dosing *dosing, const struct open *open)
{
    return open->calculated || dosing->reads[open->slot] || open->fact == IFS_FACT_AGE || open->fact == IFS_FACT_SEX ||
           open->fact == IFS_FACT_PREGNANT || open->fact == IFS_FACT_RENAL || open->slot >= IFS_FACT_MAX;
}

/* Answers that one condition reads belong together; so does everything that may be read by the dosing. */
static void group(struct search *search)
{
    struct dosing dosing = {.protocol = search->protocol};
    int first = -1;
    note_dosing(&dosing);
    for (int i = 0; i < search->protocol->check_count; i++) {
        join_readers(search, &search->protocol->checks[i].when);
    }
    for (int i = 0; i < search->count; i++) {
        if (is_of_dosing(&dosing, &search->open[i])) {
            first = first < 0 ? i : first;
            join(search, first, i);
        }
    }
}

/* ---- Completions ---- */

/* Which of its answers each open fact has; -1: none, it stays open. */
struct completion {
    int at[UNKNOWNS_OPEN];
};

/* The figures of a clearance are not written, only known: so no unit is in the way. */
static void put_derived(ifs_derived *derived, int slot, int64_t figure)
{
    if (slot == SLOT_CRCL) {
        derived->crcl_known = true;
        derived->crcl = figure;
    } else if (slot == SLOT_EGFR) {
        derived->egfr_known = true;
        derived->egfr = figure;
    } else {
        derived->urine_known = true;
        derived->urine = figure;
    }
}

/* Who somebody is decides nothing once it is known. */
static void put_identity(const ifs_protocol *protocol, ifs_request *request)
{
    for (int fact = 0; fact < IFS_FACT_BUILTIN; fact++) {
        if (protocol->facts[fact].kind == FACT_IDENTITY) {
            fact_set_add(&request->known, fact);
        }
    }
}

static void put_answers(const struct search *search, const struct completion *completion, ifs_request *request)
{
    put_identity(search->protocol, request);
    for (int i = 0; i < search->count; i++) {
        const struct open *open = &search->open[i];
        if (completion->at[i] >= 0 && open->slot < IFS_FACT_MAX) {
            request->answer[open->fact] = open->answers[completion->at[i]];
            fact_set_add(&request->known, open->fact);
            fact_set_add(&request->given, open->fact);
            fact_set_add(&request->confirmed, open->fact);
        }
    }
}

/* False: these answers contradict one another, nobody gives them. */
static bool try(struct search *search, const struct completion *completion)
{
    ifs_request request = *search->request;
    request.confirmed.bits[0] |= fact_usual_ranges(); /* what is unusual will be measured again, and be right */
    put_answers(search, completion, &request);
    if (fact_settle(&request, request.at_s / DAY_S) != FACT_CONFLICT_NONE) {
        return false;
    }
    derive_facts(search->protocol, &request, &search->scratch->derived);
    for (int i = 0; i < search->count; i++) {
        const struct open *open = &search->open[i];
        if (completion->at[i] >= 0 && open->slot >= IFS_FACT_MAX) {
            put_derived(&search->scratch->derived, open->slot, open->answers[completion->at[i]]);
        }
    }
    plan_examine(search->protocol, &request, search->scratch);
    return search->scratch->contradictions == 0;
}

#define STANDS 64 /* what stands against an order weighs more than all that is open */

static int trips_of(const struct search *search)
{
    const ifs_plan *plan = search->scratch;
    int trips = plan->acute_injury ? 1 : 0;
    for (int i = 0; i < plan->check_count; i++) {
        trips += plan->checks[i] == IFS_TRIP && search->protocol->checks[i].severity != IFS_WARN ? 1 : 0;
    }
    for (int i = 0; i < plan->limit_count; i++) {
        trips += plan->limits[i].result == IFS_TRIP ? 1 : 0;
    }
    for (int i = 0; i < search->protocol->infusion_count; i++) {
        trips += plan->obstacle[i] != IFS_OBSTACLE_NONE ? 1 : 0;
    }
    return trips + (plan->order_obstacle != IFS_OBSTACLE_NONE ? 1 : 0);
}

/* How far the plan is from an order: what stands against it, then what is still open. */
static int distance(const struct search *search)
{
    const ifs_plan *plan = search->scratch;
    int open = 0;
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        for (uint64_t bits = plan->missing.bits[i] | plan->start.bits[i]; bits != 0; bits &= bits - 1) {
            open++;
        }
    }
    return trips_of(search) * STANDS + open;
}

static int64_t completions_of(const struct search *search, int group)
{
    int64_t completions = 1;
    for (int i = 0; i < search->count && completions <= TOGETHER; i++) {
        completions *= search->open[i].group == group && search->open[i].count > 0 ? search->open[i].count : 1;
    }
    return completions;
}

/* The next completion of that group, as an odometer counts; false after the last. */
static bool advance(const struct search *search, int group, struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group != group || search->open[i].count == 0) {
            continue;
        }
        if (++completion->at[i] < search->open[i].count) {
            return true;
        }
        completion->at[i] = 0;
    }
    return false;
}

static void start(const struct search *search, int group, struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group == group && search->open[i].count > 0) {
            completion->at[i] = 0;
        }
    }
}

static void keep_best(struct search *search, int group, const struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group == group) {
            search->open[i].best = completion->at[i];
        }
    }
}

static void note_verdict(struct search *search)
{
    ifs_verdict verdict = search->scratch->verdict;
    search->out->mildest = verdict > search->out->mildest ? verdict : search->out->mildest;
    search->out->gravest = verdict < search->out->gravest ? verdict : search->out->gravest;
}

/* Goes through a group whole. True when every completion is refused, whatever the others are. `best` holds what the groups before it
 * were given, or nothing. */
static bool go_through(struct search *search, int group, const struct completion *others, bool judged)
{
    struct completion completion = *others;
    int nearest = -1;
    bool refused = true;
    start(search, group, &completion);
    do {
        if (!try(search, &completion)) {
            continue;
        }
        refused = refused && search->scratch->verdict == IFS_REFUSED;
        int far = distance(search);
        if (nearest < 0 || far < nearest) {
            nearest = far;
            keep_best(search, group, &completion);
        }
        if (judged) {
            note_verdict(search);
        }
    } while (advance(search, group, &completion));
    return refused && nearest >= 0;
}

static struct completion open_everywhere(void)
{
    struct completion completion;
    for (int i = 0; i < UNKNOWNS_OPEN; i++) {
        completion.at[i] = -1;
    }
    return completion;
}

static struct completion at_best(const struct search *search)
{
    struct completion completion = open_everywhere();
    for (int i = 0; i < search->count; i++) {
        completion.at[i] = search->open[i].best;
    }
    return completion;
}

/* One answer at a time, all else at its mildest: how many of a fact's answers refuse, and whether they change anything. */
static int refusing(struct search *search, int index, int *tried, bool *decides)
{
    struct completion completion = at_best(search);
    ifs_verdict first = IFS_READY;
    int refused = 0;
    *tried = 0;
    for (int i = 0; i < search->open[index].count; i++) {
        completion.at[index] = i;
        if (!try(search, &completion)) {
            continue;
        }
        ifs_verdict verdict = search->scratch->verdict;
        note_verdict(search);
        *decides = *decides || (*tried > 0 && verdict != first);
        first = *tried == 0 ? verdict : first;
        refused += verdict == IFS_REFUSED ? 1 : 0;
        (*tried)++;
    }
    return refused;
}

/* The first of those whose answers refuse most often: refused of tried, compared crosswise. */
static void find_first(struct search *search)
{
    int most = 0;
    int of = 1;
    search->out->ask_first = -1;
    for (int i = 0; i < search->count; i++) {
        int tried = 0;
        int refused = refusing(search, i, &tried, &search->out->decides[i]);
        if (refused < tried && refused * of > most * tried) {
            most = refused;
            of = tried;
            search->out->ask_first = search->open[i].fact;
        }
    }
}

/* A group too large to be gone through: one answer after another moves to where it is mildest, twice. */
static void climb(struct search *search, int group)
{
    for (int step = 0; step < 2 * search->count; step++) {
        int i = step % search->count;
        if (search->open[i].group != group) {
            continue;
        }
        struct completion completion = at_best(search);
        int nearest = -1;
        for (int answer = 0; answer < search->open[i].count; answer++) {
            completion.at[i] = answer;
            if (!try(search, &completion)) {
                continue;
            }
            int far = distance(search);
            if (nearest < 0 || far < nearest) {
                nearest = far;
                search->open[i].best = answer;
            }
        }
    }
}

/* One answer of a cell does not stand for all: nothing is known of those between. */
static bool is_sampled(const struct search *search, int group)
{
    bool sampled = false;
    for (int i = 0; i < search->count; i++) {
        sampled = sampled || (search->open[i].group == group && search->open[i].calculated);
    }
    return sampled;
}

/* Every group with the others open: the mildest answers, and whether one of them refuses whatever it is answered. */
static bool must_refuse(struct search *search)
{
    bool refused = false;
    struct completion others = open_everywhere();
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group != i) {
            continue;
        }
        if (completions_of(search, i) > TOGETHER) {
            search->whole = false;
            climb(search, i);
            continue;
        }
        refused = (go_through(search, i, &others, false) && !is_sampled(search, i)) || refused;
    }
    return refused;
}

/* Every group with the others at their mildest. */
static void judge_groups(struct search *search)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group == i && completions_of(search, i) <= TOGETHER) {
            struct completion others = at_best(search);
            go_through(search, i, &others, true);
        }
    }
}

/* Once these are given others may be missing: they are open as well. */
static void open_what_follows(struct search *search)
{
    struct completion completion = at_best(search);
    if (try(search, &completion)) {
        ifs_fact_set more = search->scratch->missing;
        ifs_fact_set bedside = search->scratch->start;
        open_all(search, &more);
        open_all(search, &bedside);
    }
}

static enum unknowns_result result_of_verdict(ifs_verdict verdict)
{
    switch (verdict) {
    case IFS_REFUSED:
        return UNKNOWNS_REFUSED;
    case IFS_OVERRIDE_NEEDED:
        return UNKNOWNS_OVERRIDE;
    case IFS_CONDITIONAL:
    case IFS_READY:
        return UNKNOWNS_SAFE;
    case IFS_INCOMPLETE:
        break;
    }
    return UNKNOWNS_UNDECIDED;
}

static enum unknowns_result result_of(const struct search *search)
{
    const struct unknowns *out = search->out;
    bool calculated = !search->whole;
    for (int i = 0; i < search->count; i++) {
        calculated = calculated || search->open[i].calculated;
    }
    if (out->gravest != out->mildest) {
        return UNKNOWNS_DEPENDS;
    }
    if (calculated || out->gravest == IFS_INCOMPLETE) {
        return UNKNOWNS_UNDECIDED;
    }
    return result_of_verdict(out->gravest);
}

/* Open answers, their groups, and the mildest of them; again as long as more are found to be open. */
static bool explore(struct search *search, const ifs_plan *plan)
{
    bool refused = false;
    int before = -1;
    open_all(search, &plan->missing);
    open_all(search, &plan->start);
    for (int round = 0; round < ROUNDS && search->count > before && !refused; round++) {
        before = search->count;
        group(search);
        refused = must_refuse(search);
        open_what_follows(search);
    }
    group(search);
    return refused;
}

void unknowns_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                   struct unknowns *out)
{
    struct search search = {.protocol = protocol, .request = request, .scratch = scratch, .out = out, .whole = true};
    *out = (struct unknowns){.mildest = plan->verdict, .gravest = plan->verdict, .ask_first = -1};
    if (plan->verdict == IFS_REFUSED) {
        out->result = UNKNOWNS_REFUSED;
        return;
    }
    bool refused = explore(&search, plan);
    out->open_count = search.count;
    for (int i = 0; i < search.count; i++) {
        out->open[i] = search.open[i].fact;
    }
    if (refused || search.count == 0) {
        out->gravest = refused ? IFS_REFUSED : plan->verdict;
        out->mildest = out->gravest;
        out->result = result_of_verdict(out->gravest);
        return;
    }
    out->mildest = IFS_REFUSED;
    out->gravest = IFS_READY;
    judge_groups(&search);
    find_first(&search);
    out->result = result_of(&search);
}
