/*
 * unknowns.c - what becomes of an order under every completion of its open answers.
 *
 * Decides whether the open answers can still refuse an order, allow it, or both, and which of them to ask first. Conditions see an
 * answer only through the thresholds it lies between, so one answer of each cell stands for all (space.h). Answers that no rule reads
 * together are apart (apart.h): each group is gone through whole while the others stay at their mildest. Invariants: REFUSED is said only
 * when the engine refuses every completion of some group, in which nothing is calculated with, with all other answers still open;
 * SAFE only when every group was gone through whole and none of its answers is calculated with. Everything else is DEPENDS, or not decided.
 */
#include "unknowns.h"

#include "apart.h"
#include "claim.h"
#include "derive.h"
#include "plan.h"
#include "space.h"

#define MINUTE_S 60
#define DAY_S 86400
#define ANSWERS 24   /* cells of one open answer */
#define TOGETHER 768 /* completions of one group */

/* One open answer. */
struct open {
    int fact;
    int slot;
    int group; /* by one of its facts */
    int count; /* at least 1 */
    int best;  /* of the answers; -1: not found, it stays open */
    bool calculated; /* not only compared: one of a cell does not stand for all */
    int64_t answers[ANSWERS];
};

struct search {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    ifs_plan *scratch;
    struct unknowns *out;
    struct open open[UNKNOWNS_OPEN];
    int count;
    ifs_fact_set facts; /* the open ones */
    bool whole;         /* every answer found its place and stands for its cell, every group was gone through */
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

static bool is_calculated(const struct search *search, int fact)
{
    switch (fact) {
    case IFS_FACT_WEIGHT:
    case IFS_FACT_HEIGHT:
    case IFS_FACT_AGE:
    case IFS_FACT_CREATININE:
    case IFS_FACT_GIVEN_24H:
    case IFS_FACT_GIVEN_48H:
    case IFS_FACT_LAST_DOSE:
    case IFS_FACT_URINE_OUTPUT:
        return true;
    case IFS_FACT_EGFR:
        return search->plan->derived.crcl_known; /* the lowest estimate counts: it may be lowered */
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

/* The lowest of each cell; of what is calculated with the highest as well. Of the systolic pressure the highest alone: so it lies above the
 * diastolic one wherever that is possible in two cells. */
static void list_answers(struct search *search, struct open *open)
{
    struct space space;
    struct space_point point;
    space_begin(&space, search->protocol);
    space_read_slot(&space, open->slot);
    space_close(&space); /* where there are too many, there are none */
    add_ordinary(search, open);
    for (bool more = space_first(&space, &point); more; more = space_next(&space, &point)) {
        struct space_cell cell = space_answers(&space, &point, open->slot);
        add_answer(search, open, open->fact == IFS_FACT_SYSTOLIC ? cell.high : cell.low);
        if (open->calculated) {
            add_answer(search, open, cell.high);
        }
    }
}

static void open_up(struct search *search, int fact)
{
    if (fact_set_has(&search->facts, fact) || search->protocol->facts[fact].kind == FACT_IDENTITY) {
        return;
    }
    if (search->count == UNKNOWNS_OPEN) {
        search->whole = false;
        return;
    }
    struct open *open = &search->open[search->count];
    *open = (struct open){.fact = fact, .slot = slot_of(fact), .best = -1, .calculated = is_calculated(search, fact)};
    list_answers(search, open);
    search->whole = search->whole && !open->calculated && open->count > 0;
    if (open->count > 0) {
        fact_set_add(&search->facts, fact);
        search->count++;
    }
}

static void open_all(struct search *search, const ifs_fact_set *facts)
{
    for (int fact = 0; fact < search->protocol->fact_count; fact++) {
        if (fact_set_has(facts, fact)) {
            open_up(search, fact);
        }
    }
}

static void group(struct search *search)
{
    uint8_t group_of[IFS_FACT_MAX];
    apart_find(search->protocol, &search->facts, group_of);
    for (int i = 0; i < search->count; i++) {
        search->open[i].group = group_of[search->open[i].fact];
    }
}

/* ---- Completions ---- */

/* Which of its answers each open fact has; -1: none, it stays open. */
struct completion {
    int at[UNKNOWNS_OPEN];
};

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
    request->confirmed.bits[0] |= fact_usual_ranges(); /* what is unusual will be measured again, and be right */
    put_identity(search->protocol, request);
    for (int i = 0; i < search->count; i++) {
        const struct open *open = &search->open[i];
        if (completion->at[i] >= 0 && open->slot < IFS_FACT_MAX) {
            request->answer[open->fact] = open->answers[completion->at[i]];
            fact_set_add(&request->known, open->fact);
        }
    }
}

static void put_figures(const struct search *search, const struct completion *completion, ifs_derived *derived)
{
    for (int i = 0; i < search->count; i++) {
        const struct open *open = &search->open[i];
        if (completion->at[i] >= 0 && open->slot >= IFS_FACT_MAX) {
            put_derived(derived, open->slot, open->answers[completion->at[i]]);
        }
    }
}

/* False: these answers contradict one another, nobody gives them. */
static bool try(struct search *search, const struct completion *completion)
{
    ifs_request request = *search->request;
    int64_t local_s = request.at_s + (int64_t)request.at_offset_min * MINUTE_S;
    put_answers(search, completion, &request);
    if (fact_settle(&request, local_s / DAY_S) != FACT_CONFLICT_NONE) {
        return false;
    }
    derive_facts(search->protocol, &request, &search->scratch->derived);
    put_figures(search, completion, &search->scratch->derived);
    plan_examine(search->protocol, &request, search->scratch);
    return search->scratch->contradictions == 0;
}

/* ---- Which completion is the mildest ---- */

/* What stands against an order, whatever is still open. Mildest first. */
enum standing { STANDS_NOTHING, STANDS_OVERRIDE, STANDS_REFUSAL, STANDS_UNTRIED };

/* Of a plan that is not refused. */
static bool needs_override(const struct search *search)
{
    const ifs_plan *plan = search->scratch;
    for (int i = 0; i < plan->check_count; i++) {
        if (plan->checks[i] == IFS_TRIP && search->protocol->checks[i].severity == IFS_OVERRIDE) {
            return true;
        }
    }
    for (int i = 0; i < plan->limit_count; i++) {
        if (plan->limits[i].result == IFS_TRIP) {
            return true;
        }
    }
    return false;
}

static enum standing standing_of(const struct search *search)
{
    if (search->scratch->verdict == IFS_REFUSED) {
        return STANDS_REFUSAL;
    }
    return needs_override(search) ? STANDS_OVERRIDE : STANDS_NOTHING;
}

/* True when these answers are possible, and less stands against them than against all before; the first of several stays. */
static bool is_milder(struct search *search, const struct completion *completion, enum standing *mildest)
{
    if (!try(search, completion)) {
        return false;
    }
    enum standing standing = standing_of(search);
    bool milder = standing < *mildest;
    *mildest = milder ? standing : *mildest;
    return milder;
}

/* ---- One group ---- */

/* The first of each group stands for it. */
static bool names_group(const struct search *search, int index)
{
    return search->open[index].group == search->open[index].fact;
}

static bool is_small(const struct search *search, int group)
{
    int completions = 1;
    for (int i = 0; i < search->count && completions <= TOGETHER; i++) {
        completions *= search->open[i].group == group ? search->open[i].count : 1;
    }
    return completions <= TOGETHER;
}

static void start(const struct search *search, int group, struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        completion->at[i] = search->open[i].group == group ? 0 : completion->at[i];
    }
}

/* The next completion of that group, as an odometer counts; false after the last. */
static bool advance(const struct search *search, int group, struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group != group) {
            continue;
        }
        if (++completion->at[i] < search->open[i].count) {
            return true;
        }
        completion->at[i] = 0;
    }
    return false;
}

static void keep_best(struct search *search, int group, const struct completion *completion)
{
    for (int i = 0; i < search->count; i++) {
        if (search->open[i].group == group) {
            search->open[i].best = completion->at[i];
        }
    }
}

/* Goes through a group whole, the others open, for the mildest of its completions. True when every one is refused, whatever the others are. */
static bool is_refused(struct search *search, int group)
{
    struct completion completion = open_everywhere();
    enum standing mildest = STANDS_UNTRIED;
    start(search, group, &completion);
    do {
        if (is_milder(search, &completion, &mildest)) {
            keep_best(search, group, &completion);
        }
    } while (advance(search, group, &completion));
    return mildest == STANDS_REFUSAL;
}

/* A group too large to be gone through: one answer after another is given where it is mildest, while those after it are open. */
static void climb(struct search *search, int group)
{
    for (int i = 0; i < search->count; i++) {
        struct completion completion = at_best(search);
        enum standing mildest = STANDS_UNTRIED;
        for (int answer = 0; search->open[i].group == group && answer < search->open[i].count; answer++) {
            completion.at[i] = answer;
            if (is_milder(search, &completion, &mildest)) {
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

static void note_verdict(struct search *search)
{
    ifs_verdict verdict = search->scratch->verdict;
    search->out->mildest = verdict > search->out->mildest ? verdict : search->out->mildest;
    search->out->gravest = verdict < search->out->gravest ? verdict : search->out->gravest;
}

/* True when the answers of that group contradict one another, or what is known; not only the answers of others. */
static bool is_impossible(struct search *search, int group, const struct completion *completion)
{
    struct completion alone = open_everywhere();
    for (int i = 0; i < UNKNOWNS_OPEN; i++) {
        alone.at[i] = search->open[i].group == group ? completion->at[i] : alone.at[i];
    }
    return !try(search, &alone);
}

/* Goes through a group whole, the others at their mildest. What is possible but contradicts those was not seen. */
static void judge(struct search *search, int group)
{
    struct completion completion = at_best(search);
    start(search, group, &completion);
    do {
        if (try(search, &completion)) {
            note_verdict(search);
        } else {
            search->whole = search->whole && is_impossible(search, group, &completion);
        }
    } while (advance(search, group, &completion));
}

/* ---- All groups ---- */

/* Finds the mildest answers of a group. True: it refuses whatever it is answered, as far as that can be known. */
static bool explore_group(struct search *search, int group)
{
    if (!is_small(search, group)) {
        climb(search, group);
        return false;
    }
    return is_refused(search, group) && !is_sampled(search, group);
}

static bool explore_groups(struct search *search)
{
    bool refused = false;
    for (int i = 0; i < search->count; i++) {
        if (names_group(search, i)) {
            refused = explore_group(search, search->open[i].group) || refused;
        }
    }
    return refused;
}

/* Once these are given others may be missing: they are open as well. What waits for the bedside only grows less. */
static void open_what_follows(struct search *search)
{
    struct completion completion = at_best(search);
    if (try(search, &completion)) {
        open_all(search, &search->scratch->missing);
    }
}

/* Open answers, their groups, and the mildest of them; again as long as more are found to be open. True: refused whatever they are. */
static bool explore(struct search *search)
{
    bool refused = false;
    int before = 0;
    ifs_fact_set open = search->plan->missing;
    fact_set_join(&open, &search->plan->start);
    open_all(search, &open);
    do {
        before = search->count;
        group(search);
        refused = explore_groups(search);
        open_what_follows(search);
    } while (search->count > before && !refused);
    return refused;
}

/* All at their mildest, then each group. */
static void judge_groups(struct search *search)
{
    struct completion completion = at_best(search);
    if (try(search, &completion)) {
        note_verdict(search);
    }
    for (int i = 0; i < search->count; i++) {
        int its_group = search->open[i].group;
        if (!is_small(search, its_group)) {
            search->whole = false;
        } else if (names_group(search, i)) {
            judge(search, its_group);
        }
    }
}

/* One answer at a time, all else at its mildest: how many of a fact's answers refuse, and whether they change anything. */
struct alone {
    int tried;
    int refused;
    bool decides;
};

static struct alone try_alone(struct search *search, int index)
{
    struct completion completion = at_best(search);
    struct alone alone = {.tried = 0};
    ifs_verdict first = IFS_READY;
    for (int i = 0; i < search->open[index].count; i++) {
        completion.at[index] = i;
        if (!try(search, &completion)) {
            continue;
        }
        ifs_verdict verdict = search->scratch->verdict;
        note_verdict(search);
        first = alone.tried == 0 ? verdict : first;
        alone.decides = alone.decides || verdict != first;
        alone.tried++;
        if (verdict == IFS_REFUSED) {
            alone.refused++;
        }
    }
    return alone;
}

/* The first of those whose answers refuse most often: refused of tried, compared crosswise. */
static void find_first(struct search *search)
{
    struct alone most = {.tried = 1};
    for (int i = 0; i < search->count; i++) {
        struct alone alone = try_alone(search, i);
        search->out->decides[i] = alone.decides;
        if (alone.decides && alone.refused * most.tried > most.refused * alone.tried) {
            most = alone;
            search->out->ask_first = search->open[i].fact;
        }
    }
}

/* ---- What is said ---- */

static enum unknowns_result result_of_verdict(ifs_verdict verdict)
{
    switch (verdict) {
    case IFS_OVERRIDE_NEEDED:
        return UNKNOWNS_OVERRIDE;
    case IFS_CONDITIONAL:
    case IFS_READY:
        return UNKNOWNS_SAFE;
    case IFS_REFUSED: /* by no group alone: not proved */
    case IFS_INCOMPLETE:
        break;
    }
    return UNKNOWNS_UNDECIDED;
}

static enum unknowns_result result_of(const struct search *search)
{
    const struct unknowns *out = search->out;
    if (out->gravest < out->mildest) {
        return UNKNOWNS_DEPENDS;
    }
    bool tried = out->gravest == out->mildest;
    return tried && search->whole ? result_of_verdict(out->gravest) : UNKNOWNS_UNDECIDED;
}

void unknowns_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                   struct unknowns *out)
{
    struct search search = {.protocol = protocol, .request = request, .plan = plan, .scratch = scratch, .out = out, .whole = true};
    *out = (struct unknowns){.result = UNKNOWNS_REFUSED, .mildest = IFS_REFUSED, .gravest = IFS_REFUSED, .ask_first = -1};
    bool refused = plan->verdict == IFS_REFUSED || explore(&search);
    out->open_count = search.count;
    for (int i = 0; i < search.count; i++) {
        out->open[i] = search.open[i].fact;
    }
    if (!refused) {
        out->gravest = IFS_READY; /* and the mildest refused: until something was tried */
        judge_groups(&search);
        find_first(&search);
        out->result = result_of(&search);
    }
}
