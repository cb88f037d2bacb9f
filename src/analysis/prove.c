/*
 * prove.c - the procedure: what is examined in which order, and what it comes to.
 *
 * prove_run reads as what a certificate says. A property is proved when something it speaks of was met, everything was examined and nothing
 * failed; it has a counterexample when a whole patient fails who was computed again; anything else leaves it undecided, with the reason.
 * Invariant: nothing is proved for want of looking. Zero is undecided.
 */
#include "prove.h"

#include "claim.h"

#define MONTHS_PER_YEAR 12
#define YEARS_MOST 120
#define ADULT_YEARS 18
#define JUMP_PERCENT 50
#define MINUTES_IN_ALL 600000 /* so that a proof takes less than a second */

/* ---- Names ----------------------------------------------------------------------------------------------------------------- */

const char *prove_word(enum prove_property property)
{
    switch (property) {
    case PROVE_ONE_RULE:
        return "one-rule-for-everyone";
    case PROVE_USUAL:
        return "usual-order-within-limits";
    case PROVE_PREPARABLE:
        return "can-be-prepared";
    case PROVE_WITHIN:
        return "delivered-within-limits";
    case PROVE_ROUNDING:
        return "rounding-crosses-no-limit";
    case PROVE_WEIGHT:
        return "never-less-for-the-heavier";
    case PROVE_KIDNEYS:
        return "never-more-with-worse-kidneys";
    case PROVE_UNKNOWN:
        return "unknown-is-never-milder";
    case PROVE_TIMES:
        return "no-shorter-time-for-more";
    case PROVE_REACHED:
        return "every-rule-decides";
    case PROVE_COUNT:
        break;
    }
    return "";
}

const char *prove_result_word(enum prove_result result)
{
    switch (result) {
    case PROVE_UNDECIDED:
        break;
    case PROVE_COUNTEREXAMPLE:
        return "counterexample";
    case PROVE_PROVED:
        return "proved";
    }
    return "undecided";
}

/* ---- Weights of somebody ------------------------------------------------------------------------------------------------------ */

static bool reads_age_alone(const ifs_protocol *protocol, const struct condition *condition)
{
    bool age = true;
    for (int i = 0; i < condition->count; i++) {
        age = age &&
              (condition->ops[i] >= CONDITION_TESTS || protocol->tests.list[condition->ops[i]].slot == IFS_FACT_AGE);
    }
    return age;
}

static bool admits_age(const ifs_protocol *protocol, const ifs_request *request)
{
    static const ifs_derived nothing;
    uint8_t truths[CONDITION_TESTS];
    condition_test_all(&protocol->tests, request, &nothing, truths);
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        bool trips = (condition_truth(&check->when, truths) == TRUTH_YES) != check->negated;
        if (check->severity == IFS_REFUSE && trips && reads_age_alone(protocol, &check->when)) {
            return false;
        }
    }
    return true;
}

/* A weight is usual, or possible, where it is so for an age the protocol admits. */
static void note_usual_weights(struct prove *prove)
{
    const struct family *family = &prove->family;
    static const ifs_request nobody;
    ifs_request request = nobody;
    fact_set_add(&request.known, IFS_FACT_AGE);
    fact_set_add(&request.known, IFS_FACT_WEIGHT);
    for (int year = 0; year <= YEARS_MOST; year++) {
        request.answer[IFS_FACT_AGE] = (int64_t)year * MONTHS_PER_YEAR;
        if (!admits_age(prove->protocol, &request)) {
            continue;
        }
        for (int i = 0; i < family->weight_count; i++) {
            request.answer[IFS_FACT_WEIGHT] = family->weights[i];
            prove->usual_weight[i] =
                prove->usual_weight[i] || !family->weighed || !fact_unusual(&request, IFS_FACT_WEIGHT);
            bool heavy_enough = year < ADULT_YEARS || family->weights[i] >= FACT_ADULT_WEIGHT_G;
            prove->possible_weight[i] = prove->possible_weight[i] || heavy_enough;
        }
    }
}

static int cell_of(const struct family *family, int64_t weight_g)
{
    int cell = 0;
    while (cell + 1 < family->weight_cell_count && family->weight_cells[cell + 1] <= weight_g) {
        cell++;
    }
    return cell;
}

static void add_few(struct prove *prove, int index)
{
    bool there = prove->few_count > 0 && prove->few[prove->few_count - 1] == index;
    if (!there && prove->few_count < PROVE_FEW) {
        prove->few[prove->few_count++] = index;
    }
}

/* The first and the last usual weight of a cell, if it has one. */
struct ends {
    bool any;
    int first;
    int last;
};

static struct ends usual_ends(const struct prove *prove, int cell)
{
    const struct family *family = &prove->family;
    struct ends ends = {.any = false};
    for (int i = 0; i < family->weight_count; i++) {
        if (cell_of(family, family->weights[i]) == cell && prove->usual_weight[i] && prove->possible_weight[i]) {
            ends.first = ends.any ? ends.first : i;
            ends.last = i;
            ends.any = true;
        }
    }
    return ends;
}

/* Of each cell the first and last usual weight, and the middle of them, which is typical. */
static void choose_few(struct prove *prove)
{
    for (int cell = 0; cell < prove->family.weight_cell_count; cell++) {
        struct ends ends = usual_ends(prove, cell);
        if (!ends.any) {
            continue;
        }
        int middle = (ends.first + ends.last) / 2;
        claim(prove->typical_count < PROVE_FEW); /* there are fewer cells */
        prove->typical[prove->typical_count++] = middle;
        add_few(prove, ends.first);
        if (prove->family.weighed) {
            add_few(prove, middle);
            add_few(prove, ends.last);
        }
    }
}

/* ---- The procedure -------------------------------------------------------------------------------------------------------------- */

void prove_begin(struct prove *prove, const ifs_protocol *protocol, const ifs_site *site)
{
    prove->protocol = protocol;
    prove->jump_percent = prove->jump_percent > 0 ? prove->jump_percent : JUMP_PERCENT;
    prove->speed.infusion = -1;
    prove->minutes_left = MINUTES_IN_ALL;
    for (int i = 0; i < PROVE_COUNT; i++) {
        prove->findings[i].infusion = -1;
        prove->findings[i].slot = -1;
    }
    family_begin(&prove->family, protocol, site);
    note_usual_weights(prove);
    choose_few(prove);
    prove_follow(prove);
}

static void tell(const struct prove *prove, int done, int of)
{
    if (prove->progress != NULL) {
        prove->progress(of > 0 ? done * 1000 / of : 1000, prove->context);
    }
}

/* Everything was examined, something was seen, nothing failed. */
static void settle(struct prove *prove, enum prove_property property, bool complete)
{
    claim(property < PROVE_COUNT);
    struct prove_finding *finding = &prove->findings[property];
    if (finding->result == PROVE_COUNTEREXAMPLE) {
        return;
    }
    enum prove_reason reason = finding->reason;
    reason = reason == PROVE_NO_REASON && !complete ? PROVE_TOO_MANY : reason;
    reason = reason == PROVE_NO_REASON && finding->tried > 0 ? PROVE_NO_WITNESS : reason;
    reason = reason == PROVE_NO_REASON && prove->family.by_build ? PROVE_HEIGHTS : reason;
    reason = reason == PROVE_NO_REASON && !prove->ordered ? PROVE_NOBODY : reason;
    finding->reason = reason;
    finding->result = reason == PROVE_NO_REASON ? PROVE_PROVED : PROVE_UNDECIDED;
}

void prove_run(struct prove *prove)
{
    struct family *family = &prove->family;
    bool gathered = family_gather(family);
    int of = family->class_count + family->class_count / 2;
    for (int i = 0; gathered && i < family->class_count; i++) {
        prove_sweep(prove, i);
        tell(prove, i, of);
    }
    if (prove->unminuted > 0) {
        prove->findings[PROVE_ROUNDING].reason = PROVE_MINUTES;
    }
    if (gathered) {
        prove_kidneys(prove);
        prove_unknown(prove);
        prove_reached(prove);
    }
    for (int i = 0; i < PROVE_COUNT; i++) {
        settle(prove, (enum prove_property)i, gathered && !family->full);
    }
    tell(prove, of, of);
}
