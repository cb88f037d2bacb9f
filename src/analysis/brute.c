/*
 * brute.c - patients one by one.
 *
 * Decides nothing: draws a patient and an order, computes the plan from the answers as an order is computed, and counts what fails. Of every few
 * patients the neighbours are computed as well: the next heavier, one with worse kidneys, one with an answer less. Invariant: kinds and
 * classes are not used; of the proof only the list of facts the dosing reads and the weights, bags and orders there are.
 */
#include "brute.h"

#include "claim.h"
#include "derive.h"
#include "ratio.h"

#define SECONDS_PER_MINUTE 60
#define NEIGHBOURS_EVERY 4
#define MOMENT_DAY 20777 /* 2026-11-20 */
#define HARD_ORDER_MCG 10000000

void brute_begin(struct brute *brute, uint64_t seed)
{
    *brute = (struct brute){.seed = seed, .state = seed * 2 + 1};
}

/* Uniform enough over 0 .. below - 1. */
static int64_t draw(struct brute *brute, int64_t below)
{
    brute->state ^= brute->state << 13;
    brute->state ^= brute->state >> 7;
    brute->state ^= brute->state << 17;
    claim(below > 0);
    return (int64_t)(brute->state >> 1) % below;
}

static void answer(ifs_request *request, int fact, int64_t figure, uint8_t unit)
{
    request->answer[fact] = figure;
    request->unit[fact] = unit;
    fact_set_add(&request->known, fact);
    fact_set_add(&request->given, fact);
}

/* Half of the figures lie within two steps of one that a condition compares it with; there is none to be found elsewhere in most ranges. */
static int64_t draw_near(struct brute *brute, const struct prove *prove, int fact, const struct fact_unit *unit)
{
    const struct tests *tests = &prove->protocol->tests;
    const struct test *test = &tests->list[draw(brute, tests->count)];
    int64_t figure = test->threshold / unit->step * unit->step + (draw(brute, 5) - 2) * unit->step;
    bool there = test->fact == fact && test->slot < SLOT_URINE;
    return there && figure >= unit->low && figure <= unit->high ? figure : unit->low - 1;
}

/* Any answer on a step of one of its units. */
static void draw_measure(struct brute *brute, const struct prove *prove, int fact, ifs_request *request)
{
    const struct fact_rule *rule = &prove->protocol->facts[fact];
    const struct fact_unit *unit = &rule->units[draw(brute, rule->unit_count)];
    if (fact == IFS_FACT_GIVEN_24H || fact == IFS_FACT_GIVEN_48H) {
        unit = &rule->units[0];
    }
    int64_t figure = unit->low - 1;
    while (figure < unit->low && draw(brute, 2) == 0) {
        figure = draw_near(brute, prove, fact, unit);
    }
    if (figure < unit->low) {
        figure = unit->low + draw(brute, (unit->high - unit->low) / unit->step + 1) * unit->step;
    }
    answer(request, fact, figure, (uint8_t)quantity_unit_index(unit->symbol, unit->dimension));
}

static int64_t draw_choice(struct brute *brute, const struct prove *prove, int fact)
{
    int choices = 0;
    fact_choices(&prove->protocol->facts[fact], &choices);
    int64_t choice = draw(brute, choices);
    while (fact == IFS_FACT_SETTING && (prove->protocol->settings >> choice & 1U) == 0) {
        choice = draw(brute, choices);
    }
    return choice;
}

static void draw_fact(struct brute *brute, const struct prove *prove, int fact, ifs_request *request)
{
    const struct fact_rule *rule = &prove->protocol->facts[fact];
    if (rule->kind == FACT_MEASURE) {
        draw_measure(brute, prove, fact, request);
    } else {
        answer(request, fact, draw_choice(brute, prove, fact), 0);
    }
}

/* What the clearance comes from; several at once, as a record has them. */
static void draw_kidneys(struct brute *brute, const struct prove *prove, ifs_request *request)
{
    static const int sources[] = {IFS_FACT_AGE, IFS_FACT_SEX, IFS_FACT_HEIGHT, IFS_FACT_CREATININE};
    const struct fact_rule *creatinine = &prove->protocol->facts[IFS_FACT_CREATININE];
    int64_t source = draw(brute, 4);
    if (source == 0 || source == 3) {
        draw_fact(brute, prove, IFS_FACT_CRCL, request);
    }
    for (size_t i = 0; source != 0 && i < COUNT_OF(sources); i++) {
        if (!fact_set_has(&request->known, sources[i])) {
            draw_fact(brute, prove, sources[i], request);
        }
    }
    if (source == 1) { /* mostly near what people have: 0.4 to 3 mg/dL */
        answer(request, IFS_FACT_CREATININE, (40 + draw(brute, 260)) * creatinine->units[0].step,
               (uint8_t)quantity_unit_index(creatinine->units[0].symbol, IFS_CREATININE));
    }
    if (source == 2) {
        draw_fact(brute, prove, IFS_FACT_RENAL, request);
    }
}

static uint8_t first_unit(const struct prove *prove, int fact)
{
    const struct fact_unit *unit = &prove->protocol->facts[fact].units[0];
    return (uint8_t)quantity_unit_index(unit->symbol, unit->dimension);
}

static void draw_given(struct brute *brute, const struct prove *prove, ifs_request *request)
{
    const struct family *family = &prove->family;
    bool nothing = draw(brute, 2) == 0;
    int64_t day = nothing ? 0 : draw(brute, 4000) * 10000;
    if (!family->reads[IFS_FACT_GIVEN_24H]) {
        answer(request, IFS_FACT_GIVEN_24H, day, first_unit(prove, IFS_FACT_GIVEN_24H));
    }
    if (!family->reads[IFS_FACT_GIVEN_48H]) {
        answer(request, IFS_FACT_GIVEN_48H,
               request->answer[IFS_FACT_GIVEN_24H] + (nothing ? 0 : draw(brute, 1000) * 10000),
               first_unit(prove, IFS_FACT_GIVEN_48H));
    }
    if (!family->reads[IFS_FACT_LAST_DOSE]) {
        int64_t minutes = request->answer[IFS_FACT_GIVEN_24H] > 0 ? draw(brute, INT64_C(24) * 60) : INT64_C(48) * 60 + draw(brute, 1000);
        answer(request, IFS_FACT_LAST_DOSE, minutes * SECONDS_PER_MINUTE, first_unit(prove, IFS_FACT_LAST_DOSE));
    }
}

static void draw_body(struct brute *brute, const struct prove *prove, ifs_request *request)
{
    const struct family *family = &prove->family;
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    for (int fact = 0; fact < prove->protocol->fact_count; fact++) {
        if (family->reads[fact] && fact != IFS_FACT_CREATININE && fact != IFS_FACT_RENAL) {
            draw_fact(brute, prove, fact, request);
        }
    }
    int64_t weight = draw(brute, 8) == 0 ? unit->low + draw(brute, 950) * 10 : 10000 + draw(brute, 2901) * 100;
    answer(request, IFS_FACT_WEIGHT, weight, (uint8_t)quantity_unit_index(unit->symbol, IFS_WEIGHT));
    if (family->reads[SLOT_URINE] || family->reads[SLOT_URINE_PER_WEIGHT]) {
        draw_fact(brute, prove, IFS_FACT_URINE_OUTPUT, request);
    }
    if (family->reads[SLOT_EGFR]) {
        draw_fact(brute, prove, IFS_FACT_EGFR, request);
    }
    if (family->reads[SLOT_CRCL] || family->reads[SLOT_EGFR] || family->reads[IFS_FACT_CREATININE] ||
        family->reads[IFS_FACT_RENAL]) {
        draw_kidneys(brute, prove, request);
    }
    if (family->by_build && !fact_set_has(&request->known, IFS_FACT_HEIGHT)) {
        draw_fact(brute, prove, IFS_FACT_HEIGHT, request);
    }
}

/* Half of the orders are the protocol's own; a quarter come from the list, a quarter are any dose on its step over any minutes. */
static void draw_order(struct brute *brute, struct prove *prove, ifs_request *request)
{
    struct family *family = &prove->family;
    int64_t kind = draw(brute, 4);
    if (kind == 2) {
        const struct family_order *order = &family->orders[draw(brute, family->order_count)];
        if (order->infusion >= 0) {
            request->choices[order->infusion] = order->choice;
        }
    }
    if (kind == 3) {
        int phase = (int)draw(brute, prove->protocol->infusion_count);
        const struct infusion_rule *rule = &prove->protocol->infusions[phase];
        const struct dose_rule *dose = &rule->doses[draw(brute, rule->dose_count)];
        ifs_choice *choice = &request->choices[phase];
        choice->has_dose = !dose->rate;
        choice->dose_mcg = ratio_whole((1 + draw(brute, HARD_ORDER_MCG / dose->step.mcg + 1)) * dose->step.mcg);
        choice->has_over = rule->route != ROUTE_INTRAMUSCULAR && draw(brute, 2) == 0;
        choice->over.s = (1 + draw(brute, 1500)) * SECONDS_PER_MINUTE;
    }
    if (draw(brute, 2) == 0) {
        const struct family_material *material = &family->materials[draw(brute, family->material_count)];
        const int facts[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
        const int64_t choices[] = {material->product, material->diluent, material->device};
        for (size_t i = 0; i < COUNT_OF(facts); i++) {
            if (choices[i] != FAMILY_NOTHING) {
                answer(request, facts[i], choices[i], 0);
            }
        }
    }
}

/* ---- Plans -------------------------------------------------------------------------------------------------------------------- */

/* As an order is computed, of the dosing. False: no patient. */
static bool compute(const struct prove *prove, const ifs_request *request, ifs_plan *plan)
{
    ifs_request settled = *request;
    if (fact_settle(&settled, MOMENT_DAY) != FACT_CONFLICT_NONE) {
        return false;
    }
    derive_facts(prove->protocol, &settled, &plan->derived);
    family_examine_with(&prove->family, &prove->family.part, &settled, plan);
    return true;
}

/* The weight is one of those of somebody whom the protocol admits by age. */
static bool has_weight_of(const struct prove *prove, const bool *list, int64_t weight_g)
{
    const struct family *family = &prove->family;
    int low = 0;
    int high = family->weight_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        low = family->weights[middle] <= weight_g ? middle : low;
        high = family->weights[middle] <= weight_g ? high : middle - 1;
    }
    return list[low];
}

static bool is_unusual(const struct prove *prove, const ifs_request *request)
{
    uint64_t asked = fact_usual_ranges() & request->known.bits[0];
    if (!has_weight_of(prove, prove->usual_weight, request->answer[IFS_FACT_WEIGHT])) {
        return true;
    }
    for (; asked != 0; asked &= asked - 1) {
        if (fact_unusual(request, __builtin_ctzll(asked))) {
            return true;
        }
    }
    return false;
}

static void count(struct brute *brute, enum prove_property property, const ifs_request *request)
{
    static const ifs_fact_set nothing = {{0}};
    if (brute->fails[property]++ == 0) {
        brute->worst[property] = *request;
        brute->worst[property].confirmed = nothing;
    }
}

/* ---- Neighbours ---------------------------------------------------------------------------------------------------------------- */

static bool prescribes(const ifs_request *request)
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        if (request->choices[i].has_dose || request->choices[i].has_over) {
            return true;
        }
    }
    return false;
}

static int64_t dose_in(const struct prove *prove, const ifs_plan *plan, int phase)
{
    return prove_given(&prove->family.part, plan, phase);
}

static bool clearance_is_fixed(const ifs_request *request)
{
    return !fact_set_has(&request->known, IFS_FACT_CREATININE) && !fact_set_has(&request->known, IFS_FACT_EGFR) &&
           !fact_set_has(&request->known, IFS_FACT_URINE_OUTPUT);
}

static void try_heavier(struct brute *brute, const struct prove *prove, const ifs_request *request)
{
    ifs_request heavier = *request;
    int64_t *weight = &heavier.answer[IFS_FACT_WEIGHT];
    *weight += *weight < FACT_COARSE_WEIGHT_G ? 10 : FACT_COARSE_WEIGHT_STEP_G;
    if (!clearance_is_fixed(request) || *weight > fact_builtin(IFS_FACT_WEIGHT)->units[0].high) {
        return;
    }
    claim(compute(prove, &heavier, &brute->other)); /* without a urine output nothing contradicts a weight there is */
    if (brute->other.verdict < IFS_OVERRIDE_NEEDED) {
        return;
    }
    for (int i = 0; i < prove->protocol->infusion_count; i++) {
        const ifs_infusion *lighter = prove_infusion(&brute->plan, i);
        const ifs_infusion *given = prove_infusion(&brute->other, i);
        bool same = lighter != NULL && given != NULL && given->renal_band == lighter->renal_band && given->time_rule == lighter->time_rule;
        if (same && given->dose.mcg < lighter->dose.mcg) {
            count(brute, PROVE_WEIGHT, &heavier);
        }
    }
}

/* The reported clearance halved, or the creatinine doubled. */
static void try_worse(struct brute *brute, const struct prove *prove, const ifs_request *request)
{
    ifs_request worse = *request;
    bool reported = fact_set_has(&request->known, IFS_FACT_CRCL);
    bool measured = fact_set_has(&request->known, IFS_FACT_CREATININE);
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_CRCL)->units[0];
    int64_t step = fact_builtin(IFS_FACT_CREATININE)->units[0].step;
    int64_t most = fact_builtin(IFS_FACT_CREATININE)->units[0].high;
    worse.answer[IFS_FACT_CRCL] = draw(brute, request->answer[IFS_FACT_CRCL] / unit->step + 1) * unit->step;
    worse.answer[IFS_FACT_CREATININE] += measured ? draw(brute, 200) * step : 0;
    if (worse.answer[IFS_FACT_CREATININE] > most) {
        worse.answer[IFS_FACT_CREATININE] = most;
    }
    if (!reported && !measured) {
        return;
    }
    claim(compute(prove, &worse, &brute->other)); /* nothing contradicts a clearance or a creatinine */
    if (brute->other.verdict == IFS_INCOMPLETE) {
        return;
    }
    for (int i = 0; i < prove->protocol->infusion_count; i++) {
        int64_t better = dose_in(prove, &brute->plan, i);
        if (better >= 0 && dose_in(prove, &brute->other, i) > better) {
            count(brute, PROVE_KIDNEYS, &worse);
        }
    }
}

/* One answer less; of the clearance all sources at once, which is what it is unknown by. */
static void try_unknown(struct brute *brute, const struct prove *prove, const ifs_request *request)
{
    ifs_request unknown = *request;
    int fact = (int)draw(brute, prove->protocol->fact_count);
    bool read = prove->family.reads[fact] || fact == IFS_FACT_WEIGHT || fact == IFS_FACT_GIVEN_24H ||
                fact == IFS_FACT_GIVEN_48H;
    bool moves_clearance = fact == IFS_FACT_AGE || fact == IFS_FACT_SEX || fact == IFS_FACT_WEIGHT ||
                           fact == IFS_FACT_CREATININE || fact == IFS_FACT_RENAL || fact == IFS_FACT_EGFR ||
                           fact == IFS_FACT_PREGNANT || fact == IFS_FACT_HEIGHT;
    fact_set_remove(&unknown.known, fact);
    if (!read || fact_set_has(&prove->protocol->bedside, fact) ||
        (moves_clearance && !clearance_is_fixed(request)) || fact_set_has(&request->known, IFS_FACT_RENAL) ||
        !compute(prove, &unknown, &brute->other)) {
        return;
    }
    bool differs = brute->other.verdict != brute->plan.verdict;
    for (int i = 0; i < prove->protocol->infusion_count; i++) {
        differs = differs || dose_in(prove, &brute->other, i) != dose_in(prove, &brute->plan, i);
    }
    if (brute->other.verdict >= IFS_OVERRIDE_NEEDED && differs) {
        count(brute, PROVE_UNKNOWN, &unknown);
    }
}

/* ---- One patient after another ----------------------------------------------------------------------------------------------------- */

static void judge(struct brute *brute, const struct prove *prove, const ifs_request *request)
{
    struct prove_judgement judgement;
    prove_judge(&prove->family.part, request, &brute->plan, &judgement);
    brute->patients++;
    brute->orders += judgement.ordered ? 1 : 0;
    brute->refused += judgement.refused ? 1 : 0;
    bool unusual = is_unusual(prove, request);
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (judgement.fails[i] && (i >= PROVE_WITHIN || !unusual)) {
            count(brute, (enum prove_property)i, request);
        }
    }
}

static void try_patient(struct brute *brute, struct prove *prove)
{
    ifs_request request = {.site = prove->family.site};
    draw_body(brute, prove, &request);
    draw_given(brute, prove, &request);
    draw_order(brute, prove, &request);
    for (size_t i = 0; i < COUNT_OF(request.confirmed.bits); i++) {
        request.confirmed.bits[i] = UINT64_MAX;
    }
    bool possible =
        !prove->family.by_step || has_weight_of(prove, prove->possible_weight, request.answer[IFS_FACT_WEIGHT]);
    if (!possible || !compute(prove, &request, &brute->plan)) {
        return;
    }
    judge(brute, prove, &request);
    if (brute->patients % NEIGHBOURS_EVERY != 0 || prescribes(&request) || brute->plan.verdict == IFS_INCOMPLETE) {
        return;
    }
    if (brute->plan.verdict >= IFS_OVERRIDE_NEEDED) {
        try_heavier(brute, prove, &request);
    }
    try_worse(brute, prove, &request);
    try_unknown(brute, prove, &request);
}

void brute_run(struct brute *brute, struct prove *prove, int64_t patients)
{
    for (int64_t tried = 0; brute->patients < patients && tried < 64 * patients; tried++) {
        try_patient(brute, prove);
    }
}

bool brute_contradicts(const struct brute *brute, const struct prove *prove, enum prove_property property)
{
    return prove->findings[property].result == PROVE_PROVED && brute->fails[property] > 0;
}
