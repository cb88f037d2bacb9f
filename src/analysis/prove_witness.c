/*
 * prove_witness.c - a whole patient for a kind, and the proof of it.
 *
 * A kind says nothing of the facts that the dosing does not read, and of the clearance only the figure. Here every other fact gets an answer
 * that trips nothing: beginning with the answers that pass, what still stands against the order is removed one answer at a time, two
 * where one does not do; then the kind itself, for one of the same class. Invariant: the dosing sees the same patient. The patient is then computed again through every check
 * (prove_replay), and only what fails there as well is accused.
 */
#include "claim.h"
#include "derive.h"
#include "plan.h"
#include "prove.h"

#define MOMENT_S                                                                                                       \
    INT64_C(                                                                                                           \
        1795176000) /* 2026-11-20 12:00 UTC, before every review date: the certificate does not change with the calendar */
#define SECONDS_PER_DAY 86400

bool prove_replay(struct prove *prove, const ifs_request *request, ifs_plan *plan)
{
    ifs_request settled = *request;
    if (fact_settle(&settled, settled.at_s / SECONDS_PER_DAY) != FACT_CONFLICT_NONE) {
        return false;
    }
    derive_facts(prove->protocol, &settled, &plan->derived);
    family_examine_with(&prove->family, prove->protocol, &settled, plan);
    prove->plans++;
    return true;
}

/* ---- Answers ------------------------------------------------------------------------------------------------------------- */

/* One answer a fact may be given. */
struct move {
    int fact;
    int64_t figure;
    uint8_t unit;
};

/* No more are tried: two at a time these are a quarter of a million plans. */
#define MOVES 512

struct moves {
    struct move list[MOVES];
    int count;
};

static uint8_t unit_index(const struct fact_unit *unit)
{
    return (uint8_t)quantity_unit_index(unit->symbol, unit->dimension);
}

/* The first answer from `figure` on that can be written, in the first unit that can say it. */
static bool write_answer(const struct fact_rule *rule, int64_t figure, struct move *move)
{
    for (int i = 0; i < rule->unit_count; i++) {
        const struct fact_unit *unit = &rule->units[i];
        int64_t step = unit->step;
        if (unit->dimension == IFS_WEIGHT && figure > FACT_COARSE_WEIGHT_G - step) {
            step = FACT_COARSE_WEIGHT_STEP_G;
        }
        int64_t answer = (figure + step - 1) / step * step;
        claim(unit->dimension == rule->dimension); /* every urine output is said by the first */
        if (answer >= unit->low && answer <= unit->high) {
            move->figure = answer;
            move->unit = unit_index(unit);
            return true;
        }
    }
    return false;
}

static void put(ifs_request *request, const struct move *move)
{
    request->answer[move->fact] = move->figure;
    request->unit[move->fact] = move->unit;
    fact_set_add(&request->known, move->fact);
    fact_set_add(&request->given, move->fact);
}

static bool is_source_of_clearance(int fact)
{
    return fact == IFS_FACT_CREATININE || fact == IFS_FACT_EGFR || fact == IFS_FACT_RENAL ||
           fact == IFS_FACT_RENAL_BASIS;
}

static bool is_date(int fact)
{
    return fact == IFS_FACT_BORN || fact == IFS_FACT_CREATININE_TAKEN;
}

/* Facts that are the dosing's stay; dates and identities decide nothing. */
static bool may_move(const struct family *family, int fact)
{
    bool urine = fact == IFS_FACT_URINE_OUTPUT && (family->reads[SLOT_URINE] || family->reads[SLOT_URINE_PER_WEIGHT]);
    bool dosing = family->reads[fact] || fact == IFS_FACT_WEIGHT || fact == IFS_FACT_PRODUCT ||
                  fact == IFS_FACT_DILUENT || fact == IFS_FACT_DEVICE || fact == IFS_FACT_GIVEN_24H ||
                  fact == IFS_FACT_GIVEN_48H || fact == IFS_FACT_LAST_DOSE || urine ||
                  (fact == IFS_FACT_CRCL && family->reads[SLOT_CRCL]) ||
                  (fact == IFS_FACT_EGFR && family->reads[SLOT_EGFR]) || (fact == IFS_FACT_HEIGHT && family->by_build);
    return !dosing && family->protocol->facts[fact].kind != FACT_IDENTITY && !is_date(fact);
}

static void add_move(struct moves *moves, int fact, int64_t figure, uint8_t unit)
{
    if (moves->count < MOVES) {
        moves->list[moves->count++] = (struct move){fact, figure, unit};
    }
}

/* The answers on both sides of a threshold. */
static void add_sides(const struct fact_rule *rule, int fact, int64_t threshold, struct moves *moves)
{
    struct move move = {.fact = fact};
    for (int side = -1; side <= 0; side++) {
        int64_t from = threshold + side * rule->units[0].step;
        if (write_answer(rule, from, &move)) {
            add_move(moves, fact, move.figure, move.unit);
        }
    }
}

static void add_measure(const struct family *family, int fact, struct moves *moves)
{
    const struct tests *tests = &family->protocol->tests;
    for (int i = 0; i < tests->count; i++) {
        const struct test *test = &tests->list[i];
        if (test->fact == fact && test->slot != SLOT_URINE_PER_WEIGHT) {
            add_sides(&family->protocol->facts[fact], fact, test->threshold / (test->slot == SLOT_URINE ? 2 : 1), moves);
        }
    }
}

/* Of a height nothing but the body-mass index is ordinary or not: the one that goes with the weight is looked for. Of 40 to 180 kg, which are usual, the
 * ordinary 170 cm go with 40.5 to 144.5 kg. */
static void add_heights(const struct family *family, struct moves *moves)
{
    static const int64_t heights_mm[] = {1500, 1900};
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_HEIGHT)->units[0];
    for (size_t i = 0; may_move(family, IFS_FACT_HEIGHT) && i < COUNT_OF(heights_mm); i++) {
        add_move(moves, IFS_FACT_HEIGHT, heights_mm[i], unit_index(unit));
    }
}

static void list_moves(const struct family *family, struct moves *moves)
{
    moves->count = 0;
    add_heights(family, moves);
    for (int fact = 0; fact < family->protocol->fact_count; fact++) {
        const struct fact_rule *rule = &family->protocol->facts[fact];
        if (!may_move(family, fact) || is_source_of_clearance(fact)) {
            continue;
        }
        if (rule->kind == FACT_MEASURE) {
            add_measure(family, fact, moves);
        }
        int count; /* a measure has no choices */
        fact_choices(rule, &count);
        for (int i = 0; i < count; i++) {
            add_move(moves, fact, i, 0);
        }
    }
}

static bool same_cell(const struct family *family, int64_t a, int64_t b)
{
    bool same = true;
    for (int i = 0; i < family->weight_cell_count; i++) {
        same = same && (family->weight_cells[i] <= a) == (family->weight_cells[i] <= b);
    }
    return same;
}

/* A weight that nothing is calculated with may be any of its cell. */
static void list_weights(const struct family *family, int64_t weight_g, struct moves *moves)
{
    static const int64_t ordinary_g[] = {70000, 50000, 90000, 30000, 20000, 12000, 130000};
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    for (size_t i = 0; !family->weighed && i < COUNT_OF(ordinary_g); i++) {
        if (same_cell(family, ordinary_g[i], weight_g)) {
            add_move(moves, IFS_FACT_WEIGHT, ordinary_g[i], unit_index(unit));
        }
    }
}

/* ---- What stands against the order ---------------------------------------------------------------------------------------- */

static int count_bits(const ifs_fact_set *set)
{
    int count = 0;
    for (size_t i = 0; i < COUNT_OF(set->bits); i++) {
        for (uint64_t rest = set->bits[i]; rest != 0; rest &= rest - 1) {
            count++;
        }
    }
    return count;
}

/* 0: nothing but what the dosing itself says. */
#define NOBODY (INT32_MAX / 4) /* answers that contradict one another: more than all else together */
static int hindrance(struct prove *prove, const ifs_request *request)
{
    ifs_plan *plan = &prove->other;
    if (!prove_replay(prove, request, plan)) {
        return NOBODY;
    }
    int hindrances = 10 * count_bits(&plan->confirm) + count_bits(&plan->missing) + count_bits(&plan->start);
    for (int i = 0; i < plan->check_count; i++) {
        bool against = plan->checks[i] == IFS_TRIP || plan->checks[i] == IFS_UNKNOWN;
        hindrances += against && prove->protocol->checks[i].severity != IFS_WARN ? 20 : 0;
    }
    return hindrances + (plan->contradictions != 0 ? 20 : 0);
}

static bool improve(struct prove *prove, const struct moves *moves, ifs_request *request, int *left)
{
    bool better = false;
    for (int i = 0; i < moves->count && *left > 0; i++) {
        ifs_request tried = *request;
        put(&tried, &moves->list[i]);
        int hindrances = hindrance(prove, &tried);
        if (hindrances < *left) {
            *left = hindrances;
            *request = tried;
            better = true;
        }
    }
    return better;
}

/* Two answers at once: one that alone makes it no better may do so with another. */
static bool improve_by_two(struct prove *prove, const struct moves *moves, ifs_request *request, int *left)
{
    int limit = *left;
    for (int i = 0; i < moves->count; i++) {
        ifs_request tried = *request;
        put(&tried, &moves->list[i]);
        int with_one = hindrance(prove, &tried);
        if (with_one <= limit + 10 && improve(prove, moves, &tried, &with_one) && with_one < limit) {
            *left = with_one;
            *request = tried;
            return true;
        }
    }
    return false;
}

/* ---- A patient ------------------------------------------------------------------------------------------------------------- */

static int64_t passing(const struct fact_rule *rule)
{
    return rule->pass == FACT_PASS_YES ? IFS_ANSWER_YES : IFS_ANSWER_NO;
}

static int64_t first_choice(const ifs_protocol *protocol, int fact)
{
    int64_t choice = 0;
    if (fact == IFS_FACT_SETTING) {
        choice = __builtin_ctz(protocol->settings); /* no protocol is without */
    }
    return choice;
}

/* An ordinary figure: the middle of the usual range of adults, else of the hard range, which begins with 0 where there is no usual one. */
static int64_t ordinary(const struct fact_rule *rule, int fact)
{
    struct fact_usual usual[FACT_USUAL_MOST];
    int count = fact_usual_list(fact, usual);
    return count > 0 ? (usual[count - 1].low + usual[count - 1].high) / 2 : rule->units[0].high / 2;
}

static void fill(const struct family *family, ifs_request *request)
{
    for (int fact = 0; fact < family->protocol->fact_count; fact++) {
        const struct fact_rule *rule = &family->protocol->facts[fact];
        struct move move = {.fact = fact};
        if (!may_move(family, fact) || is_source_of_clearance(fact) || !rule->read || fact == IFS_FACT_GESTATION) {
            continue;
        }
        if (rule->kind == FACT_MEASURE) {
            claim(write_answer(rule, ordinary(rule, fact), &move)); /* which lies within the hard range */
            put(request, &move);
            continue;
        }
        move.figure = fact_is_yes_no(rule) ? passing(rule) : first_choice(family->protocol, fact);
        put(request, &move);
    }
}

/* The figure becomes the answer that people write: the least that is not below it. */
static void report(const struct family *family, int slot, int64_t figure, ifs_request *request)
{
    int fact = (int)space_fact(slot);
    struct move move = {.fact = fact};
    const struct fact_rule *rule = &family->protocol->facts[fact];
    if (slot == SLOT_URINE_PER_WEIGHT) {
        int64_t answer =
            (figure / 2 + rule->units[1].step - 1 + figure % 2) / rule->units[1].step * rule->units[1].step;
        move.figure = answer;
        move.unit = unit_index(&rule->units[1]);
    } else { /* the highest answer stands on a step of the first unit: no figure of a kind lies above it */
        claim(write_answer(rule, slot == SLOT_URINE ? (figure + 1) / 2 : figure, &move));
    }
    put(request, &move);
}

/* The least figure of the kind at hand that is usual, where there is one: an unusual one asks for a confirmation. */
static int64_t usual_in_cell(const struct family *family, int slot, int64_t figure)
{
    struct fact_usual usual[FACT_USUAL_MOST];
    int count = fact_usual_list((int)space_fact(slot), usual);
    if (family->space.axis_of[slot] < 0 || count == 0) {
        return figure;
    }
    struct space_cell cell = space_answers(&family->space, &family->point, slot);
    int64_t low = usual[count - 1].low;
    return figure < low && low <= cell.high ? low : figure;
}

/* What was derived is given as reported; other sources of the clearance stay unknown unless the dosing reads them. */
static void realise_derived(const struct family *family, ifs_request *request)
{
    const ifs_derived *derived = &family->derived;
    const bool known[] = {derived->crcl_known, derived->egfr_known, derived->urine_known,
                          derived->urine_per_weight_known && !derived->urine_known};
    const int64_t figures[] = {derived->crcl, derived->egfr, derived->urine, derived->urine_per_weight};
    static const int slots[] = {SLOT_CRCL, SLOT_EGFR, SLOT_URINE, SLOT_URINE_PER_WEIGHT};
    for (int i = 0; i < 4; i++) {
        if (known[i]) {
            report(family, slots[i], usual_in_cell(family, slots[i], figures[i]), request);
        }
    }
}

static void realise_measures(const struct family *family, ifs_request *request)
{
    for (int fact = 0; fact < family->protocol->fact_count; fact++) {
        const struct fact_rule *rule = &family->protocol->facts[fact];
        if (!fact_set_has(&request->known, fact) || rule->kind != FACT_MEASURE ||
            fact == IFS_FACT_URINE_OUTPUT || fact == IFS_FACT_CRCL || fact == IFS_FACT_EGFR) {
            continue;
        }
        report(family, fact, usual_in_cell(family, fact, request->answer[fact]), request);
    }
}

void prove_answer(const struct prove *prove, int slot, int64_t figure, ifs_request *request)
{
    const struct family *family = &prove->family;
    if (family->protocol->facts[space_fact(slot)].kind != FACT_MEASURE) {
        put(request, &(struct move){.fact = slot, .figure = figure});
    } else {
        report(family, slot, figure, request);
    }
}

/* An answer that nothing reads would only be noted. */
static void forget_unread(const struct family *family, ifs_request *request)
{
    for (int fact = 0; fact < family->protocol->fact_count; fact++) {
        if (!fact_set_has(&family->protocol->read, fact) && fact != IFS_FACT_WEIGHT) {
            fact_set_remove(&request->known, fact);
        }
    }
}

/* The family's patient with answers to everything else; what still stands against it. */
static int complete(struct prove *prove, ifs_request *request)
{
    static const ifs_fact_set nothing = {{0}};
    const struct family *family = &prove->family;
    struct moves moves;
    *request = family->request;
    request->confirmed = nothing;
    request->given = request->known;
    request->at_s = MOMENT_S;
    request->words[IFS_FACT_ALLERGIES] = "none known";
    fact_set_add(&request->known, IFS_FACT_ALLERGIES);
    realise_derived(family, request);
    realise_measures(family, request);
    fill(family, request);
    forget_unread(family, request);
    list_moves(family, &moves);
    list_weights(family, request->answer[IFS_FACT_WEIGHT], &moves);
    int left = hindrance(prove, request);
    bool better = true;
    while (better && left > 0) { /* there is less against it each time */
        better = improve(prove, &moves, request, &left) || improve_by_two(prove, &moves, request, &left);
    }
    return left;
}

/* Another kind of the same class, which differs in one fact, may have less against it. True when one was taken. */
static bool take_better_kind(struct prove *prove, int class, ifs_request *request, int *left)
{
    struct family *family = &prove->family;
    const struct space_point from = family->point;
    for (int i = 0; i < family->space.axis_count; i++) {
        const struct space_axis *axis = &family->space.axes[i];
        for (int cell = 0; cell < axis->cell_count; cell++) {
            struct space_point beside;
            ifs_request tried;
            if (cell == from.at[i] || !space_beside(&family->space, &from, axis->slot, cell - from.at[i], &beside) ||
                family_class_of(family, &beside) != class) {
                continue;
            }
            family_move(family, &beside);
            int hindrances = complete(prove, &tried);
            if (hindrances < *left) {
                *left = hindrances;
                *request = tried;
                return true;
            }
        }
    }
    return false;
}

/* A protocol for whoever was given some before refuses everybody else: the least that is not below what its checks ask for. */
static void take_given_before(struct prove *prove, ifs_request *request, int *left)
{
    struct family *family = &prove->family;
    const struct tests *tests = &family->protocol->tests;
    const struct fact_rule *rule = &family->protocol->facts[IFS_FACT_GIVEN_24H];
    if (family->space.axis_of[IFS_FACT_GIVEN_24H] >= 0 || family->request.answer[IFS_FACT_GIVEN_24H] != 0) {
        return;
    }
    for (int i = 0; i < tests->count && *left > 0; i++) {
        ifs_request tried;
        struct move move;
        if (tests->list[i].fact != IFS_FACT_GIVEN_24H ||
            !write_answer(rule, tests->list[i].threshold, &move)) {
            continue;
        }
        family_give(family, move.figure, move.figure);
        int hindrances = complete(prove, &tried);
        if (hindrances < *left) {
            *left = hindrances;
            *request = tried;
        }
    }
}

void prove_witness(struct prove *prove, ifs_request *request)
{
    struct family *family = &prove->family;
    const struct space_point point = family->point;
    const ifs_request before = family->request;
    const ifs_derived derived = family->derived;
    int class = family_class_of(family, &point);
    int left = complete(prove, request);
    bool better = true;
    while (better && left > 0) {
        better = take_better_kind(prove, class, request, &left);
    }
    take_given_before(prove, request, &left);
    family->point = point;
    family->request = before;
    family->derived = derived;
}

/* ---- Accusing ------------------------------------------------------------------------------------------------------------ */

#define TRIES 60
#define TRIES_IN_A_ROW 3

static void begin_class(struct prove_finding *finding, int class)
{
    if (finding->class != class) {
        finding->class = class;
        finding->failures = 0;
        finding->hopeless = false;
    }
}

/* One class must not use up the tries of all others: the first failures of each are tried, then ever fewer, so that those of the lightest,
 * whom nobody is like, do not stand for the whole. */
bool prove_may_try(struct prove *prove, enum prove_property property)
{
    struct prove_finding *finding = &prove->findings[property];
    const struct family *family = &prove->family;
    if (finding->result == PROVE_COUNTEREXAMPLE || finding->tried == TRIES) {
        return false;
    }
    begin_class(finding, family->class_at[family_index(family, &family->point)]);
    int failure = ++finding->failures;
    bool in_turn = failure <= TRIES_IN_A_ROW || (failure & (failure - 1)) == 0;
    if (!in_turn || (finding->hopeless && failure > TRIES_IN_A_ROW)) {
        return false;
    }
    finding->tried++;
    return true;
}

/* Of what an order does, an unusual weight that was confirmed is a patient too: nothing is ordered before. */
static bool replay_accused(struct prove *prove, enum prove_property property, ifs_request *request)
{
    bool possible = prove_replay(prove, request, &prove->other);
    if (possible && property >= PROVE_WITHIN) {
        request->confirmed = prove->other.confirm;
        possible = prove_replay(prove, request, &prove->other);
    }
    return possible;
}

/* Of what a nurse would see at once (no rule, no room, a limit), somebody unusual is no example. */
void prove_accuse(struct prove *prove, enum prove_property property, const struct prove_judgement *judgement)
{
    struct prove_finding *finding = &prove->findings[property];
    struct prove_judgement again;
    ifs_request request;
    if (!prove_may_try(prove, property)) {
        return;
    }
    finding->infusion = judgement->infusion[property];
    prove_witness(prove, &request);
    if (!replay_accused(prove, property, &request)) {
        return;
    }
    finding->hopeless = prove_refused(prove->protocol, &prove->other);
    prove_judge(prove->protocol, &request, &prove->other, &again);
    if (!again.fails[property] || !fact_set_empty(&prove->other.confirm)) {
        return;
    }
    finding->result = PROVE_COUNTEREXAMPLE;
    finding->infusion = again.infusion[property];
    finding->obstacle = again.obstacle[property];
    finding->limit = again.limit[property];
    finding->after = again.figure[property];
    finding->patient = request;
    finding->slot = -1;
}
