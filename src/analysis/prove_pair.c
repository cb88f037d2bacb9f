/*
 * prove_pair.c - properties of two plans: a heavier patient, worse kidneys, a larger dose.
 *
 * Only plans that differ in that one thing are compared. Heavier: the same kind, so the same clearance, and the same renal band. Worse: each
 * worse answer to one fact about the kidneys, at every weight; a check that refuses counts as no dose at all; an incomplete order says nothing, nor does
 * one that a limit refuses: whoever was given much before may still have the smaller dose of worse kidneys.
 * Larger: the next larger dose of the same phase with the protocol's own time. Invariant: what is accused is two whole
 * patients that were computed again. Jumps and speeds that rise are noted, never accused.
 */
#include "claim.h"
#include "prove.h"
#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define ADULT_MONTHS (INT64_C(18) * 12)

const ifs_infusion *prove_infusion(const ifs_plan *plan, int rule)
{
    for (int i = 0; i < plan->infusion_count; i++) {
        if (plan->infusions[i].rule == rule) {
            return &plan->infusions[i];
        }
    }
    return NULL;
}

int64_t prove_given(const ifs_protocol *protocol, const ifs_plan *plan, int phase)
{
    const ifs_infusion *infusion = prove_infusion(plan, phase);
    if (plan->verdict >= IFS_OVERRIDE_NEEDED) {
        return infusion != NULL ? infusion->dose.mcg : 0;
    }
    return prove_refused(protocol, plan) ? 0 : -1;
}

/* ---- Two whole patients ------------------------------------------------------------------------------------------------------ */

/* What a whole patient is given; where a prescriber ordered it, any refusal is nothing. -1: nothing is said, or no patient. */
static int64_t dose_of(struct prove *prove, const ifs_request *request, int infusion)
{
    if (!prove_replay(prove, request, &prove->other)) {
        return -1;
    }
    ifs_plan *plan = &prove->other;
    if (!fact_set_empty(&plan->confirm)) { /* an unusual answer is confirmed */
        ifs_request confirmed = *request;
        confirmed.confirmed = plan->confirm;
        ifs_fact_set unusual = plan->confirm;
        (void)prove_replay(prove, &confirmed, plan);
        plan->confirm = unusual;
    }
    bool refused = request->choices[infusion].has_dose && plan->verdict == IFS_REFUSED;
    return refused ? 0 : prove_given(prove->protocol, plan, infusion);
}

/* One thing in which the first of two patients differs from the one at hand. */
struct difference {
    int infusion;
    int slot;
    int64_t figure; /* of the first */
};

static void accuse_pair(struct prove *prove, enum prove_property property, const struct difference *difference)
{
    struct prove_finding *finding = &prove->findings[property];
    ifs_request whole;
    if (!prove_may_try(prove, property)) {
        return;
    }
    finding->infusion = difference->infusion;
    finding->slot = difference->slot;
    prove_witness(prove, &whole);
    ifs_request first = whole;
    prove_answer(prove, difference->slot, difference->figure, &first);
    int64_t before = dose_of(prove, &first, difference->infusion);
    first.confirmed = prove->other.confirm;
    int64_t after = dose_of(prove, &whole, difference->infusion);
    bool fails = before >= 0 && after > 0 && (property == PROVE_WEIGHT ? after < before : after > before);
    if (!fails) {
        return;
    }
    whole.confirmed = prove->other.confirm;
    finding->result = PROVE_COUNTEREXAMPLE;
    finding->pair = true;
    finding->first = first;
    finding->patient = whole;
    finding->before = ratio_whole(before);
    finding->after = ratio_whole(after);
}

/* ---- Jumps -------------------------------------------------------------------------------------------------------------------- */

/* The largest of each phase and fact is kept. */
static void note_jump(struct prove *prove, struct prove_jump jump)
{
    bool rises = ratio_compare(jump.to_mcg, jump.from_mcg) > 0;
    ifs_ratio larger = rises ? jump.to_mcg : jump.from_mcg;
    ifs_ratio smaller = rises ? jump.from_mcg : jump.to_mcg;
    if ((larger.num - smaller.num) * 100 < smaller.num * prove->jump_percent) {
        return;
    }
    jump.ratio = ratio_make(larger.num, smaller.num);
    for (int i = 0; i < prove->jump_count; i++) {
        struct prove_jump *kept = &prove->jumps[i];
        if (kept->infusion == jump.infusion && kept->slot == jump.slot) {
            *kept = ratio_compare(jump.ratio, kept->ratio) > 0 ? jump : *kept;
            return;
        }
    }
    if (prove->jump_count < PROVE_JUMPS) {
        prove->jumps[prove->jump_count++] = jump;
    }
}

/* ---- Heavier ------------------------------------------------------------------------------------------------------------------- */

/* The next lighter patient who is given that phase. */
struct lighter {
    bool there;
    int band;
    int time_rule;
    int64_t dose_mcg;
    int64_t weight_g;
};

static void compare_weight(struct prove *prove, const ifs_infusion *infusion, struct lighter *lighter, int weight)
{
    int64_t weight_g = prove->family.weights[weight];
    const struct infusion_rule *rule = &prove->protocol->infusions[infusion->rule];
    bool rate = rule->doses[infusion->dose_rule].rate; /* its dose grows with the time as well */
    bool same =
        lighter->there && lighter->band == infusion->renal_band && (!rate || lighter->time_rule == infusion->time_rule);
    if (same && infusion->dose.mcg < lighter->dose_mcg) {
        accuse_pair(prove, PROVE_WEIGHT, &(struct difference){infusion->rule, IFS_FACT_WEIGHT, lighter->weight_g});
    }
    if (same && prove->usual_weight[weight]) {
        note_jump(prove, (struct prove_jump){.infusion = infusion->rule,
                                             .slot = IFS_FACT_WEIGHT,
                                             .from_mcg = ratio_whole(lighter->dose_mcg),
                                             .to_mcg = ratio_whole(infusion->dose.mcg),
                                             .before = lighter->weight_g,
                                             .after = weight_g});
    }
    prove->seen[PROVE_WEIGHT] = true;
    *lighter = (struct lighter){true, infusion->renal_band, infusion->time_rule, infusion->dose.mcg, weight_g};
}

bool prove_possible(const struct prove *prove, int weight)
{
    const struct family *family = &prove->family;
    bool adult = family->request.answer[IFS_FACT_AGE] >= ADULT_MONTHS; /* 0 where the dosing does not read it */
    return prove->possible_weight[weight] && (!adult || family->weights[weight] >= FACT_ADULT_WEIGHT_G);
}

void prove_weights(struct prove *prove)
{
    struct family *family = &prove->family;
    struct lighter lighter[IFS_INFUSION_MAX] = {{.there = false}};
    for (int i = 0; i < family->weight_count; i++) {
        struct prove_judgement judgement;
        if (!prove_possible(prove, i)) {
            continue;
        }
        family_weigh(family, family->weights[i]);
        prove_examine(prove, &judgement);
        prove_accuse_all(prove, i, &judgement);
        for (int j = 0; judgement.ordered && j < prove->plan.infusion_count; j++) {
            const ifs_infusion infusion = prove->plan.infusions[j];
            compare_weight(prove, &infusion, &lighter[infusion.rule], i);
        }
    }
}

/* ---- Worse kidneys -------------------------------------------------------------------------------------------------------------- */

/* The doses of one class by weight, of the protocol's own order; -1: nothing said. */
static void fill_table(struct prove *prove, int class, struct prove_table *table)
{
    struct family *family = &prove->family;
    table->class = class;
    family_take(family, &family->classes[class].point);
    for (int i = 0; i < family->weight_count; i++) {
        if (!prove->possible_weight[i]) {
            continue;
        }
        family_weigh(family, family->weights[i]);
        prove_plan(prove, &prove->plan);
        for (int j = 0; j < prove->protocol->infusion_count; j++) {
            table->doses[i][j] = prove_given(&family->part, &prove->plan, j);
        }
    }
}

/* The last few are kept; the one asked for before stays. */
static const struct prove_table *table_of(struct prove *prove, int class, const struct prove_table *keep)
{
    for (int i = 0; i < prove->table_count; i++) {
        if (prove->tables[i].class == class) {
            return &prove->tables[i];
        }
    }
    int at = prove->table_count < PROVE_TABLES ? prove->table_count++ : prove->next_table;
    at = (at + (&prove->tables[at] == keep)) % PROVE_TABLES;
    prove->next_table = (at + 1) % PROVE_TABLES;
    fill_table(prove, class, &prove->tables[at]);
    return &prove->tables[at];
}

/* Both ends of one step: the answers that differ. */
struct worsening {
    const struct prove_table *better;
    const struct prove_table *worse;
    int slot;
    int64_t before;
    int64_t after;
};

static void compare_kidneys(struct prove *prove, const struct worsening *worsening, int weight, int infusion)
{
    int64_t better = worsening->better->doses[weight][infusion];
    int64_t worse = worsening->worse->doses[weight][infusion];
    if (better < 0 || worse < 0) {
        return;
    }
    prove->seen[PROVE_KIDNEYS] = prove->seen[PROVE_KIDNEYS] || worse > 0 || better > 0;
    if (worse > better) {
        family_weigh(&prove->family, prove->family.weights[weight]);
        accuse_pair(prove, PROVE_KIDNEYS, &(struct difference){infusion, worsening->slot, worsening->before});
    }
    if (worse > 0 && better > 0 && prove->usual_weight[weight]) {
        note_jump(prove, (struct prove_jump){.infusion = infusion,
                                             .slot = worsening->slot,
                                             .from_mcg = ratio_whole(better),
                                             .to_mcg = ratio_whole(worse),
                                             .before = worsening->before,
                                             .after = worsening->after});
    }
}

/* Where the prescriber chooses: the most that may be ordered. The order that shows it is looked for in the list. */
static void compare_most(struct prove *prove, const struct worsening *worsening, int few, int phase)
{
    struct family *family = &prove->family;
    int64_t better = prove->most[worsening->better->class][few][phase];
    int64_t worse = prove->most[worsening->worse->class][few][phase];
    prove->seen[PROVE_KIDNEYS] = prove->seen[PROVE_KIDNEYS] || better > 0;
    for (int i = 0; worse > better && i < family->order_count; i++) {
        const struct family_order *order = &family->orders[i];
        bool shows = order->infusion == phase && order->choice.has_dose && !order->choice.dose_is_rate &&
                     ratio_compare(order->choice.dose_mcg, ratio_whole(worse)) == 0;
        if (shows) {
            family_weigh(family, family->weights[prove->few[few]]);
            family_order(family, order);
            accuse_pair(prove, PROVE_KIDNEYS, &(struct difference){phase, worsening->slot, worsening->before});
        }
    }
}

static void compare_classes(struct prove *prove, const struct worsening *worsening)
{
    for (int i = 0; i < prove->family.weight_count; i++) {
        for (int j = 0; prove_possible(prove, i) && j < prove->protocol->infusion_count; j++) {
            compare_kidneys(prove, worsening, i, j);
        }
    }
    for (int i = 0; i < prove->few_count; i++) {
        for (int j = 0; j < prove->protocol->infusion_count; j++) {
            compare_most(prove, worsening, i, j);
        }
    }
}

/* Whose worse answers are higher; the others' are lower. */
static const struct {
    int slot;
    bool rising;
} kidneys[PROVE_KIDNEYS_FACTS] = {
    {SLOT_CRCL, false},          {SLOT_EGFR, false},     {SLOT_URINE, false}, {SLOT_URINE_PER_WEIGHT, false},
    {IFS_FACT_CREATININE, true}, {IFS_FACT_RENAL, true},
};

/* Once for each pair of classes and fact: which kinds show it does not matter. */
static bool is_new(struct prove *prove, int fact, int better, int worse)
{
    uint8_t *seen = &prove->compared[fact][better][worse % PROVE_COMPARED];
    unsigned bit = 1U << worse / PROVE_COMPARED;
    bool new = better != worse && (*seen & bit) == 0;
    *seen = (uint8_t)(*seen | bit);
    return new;
}

static void worsen(struct prove *prove, const struct space_point *point, int fact)
{
    struct family *family = &prove->family;
    const struct space *space = &family->space;
    int slot = kidneys[fact].slot;
    int axis = space->axis_of[slot];
    int better = family->class_at[family_index(family, point)];
    for (int cell = 0; axis >= 0 && cell < space->axes[axis].cell_count; cell++) {
        struct space_point worse = *point;
        bool is_worse = kidneys[fact].rising ? cell > point->at[axis] : cell < point->at[axis];
        worse.at[axis] = (uint8_t)cell;
        int class = is_worse ? family->class_at[family_index(family, &worse)] : -1;
        if (class < 0 || !is_new(prove, fact, better, class)) {
            continue;
        }
        claim(space_beside(space, point, slot, cell - point->at[axis], &worse)); /* somebody is of that class */
        const struct prove_table *table = table_of(prove, better, NULL);
        struct worsening worsening = {table, table_of(prove, class, table), slot, space_answers(space, point, slot).low,
                                      space_answers(space, &worse, slot).low};
        family_take(family, &worse);
        compare_classes(prove, &worsening);
    }
}

void prove_kidneys(struct prove *prove)
{
    struct space_point point;
    for (bool any = space_first(&prove->family.space, &point); any; any = space_next(&prove->family.space, &point)) {
        for (int fact = 0; fact < PROVE_KIDNEYS_FACTS; fact++) {
            worsen(prove, &point, fact);
        }
    }
}

/* ---- A larger dose ---------------------------------------------------------------------------------------------------------------- */

static ifs_ratio shortest_of(const struct prove *prove, const ifs_infusion *infusion)
{
    ifs_ratio shortest = prove->protocol->infusions[infusion->rule].times[infusion->time_rule].limit.hard_min;
    return shortest.den == 0 ? ratio_whole(0) : shortest;
}

/* Of a whole patient who is given that phase. */
static struct prove_smaller time_of(struct prove *prove, const ifs_request *request, int phase)
{
    struct prove_smaller of = {.there = false, .shortest_s = ratio_whole(0)};
    if (!prove_replay(prove, request, &prove->other)) {
        return of;
    }
    const ifs_infusion *infusion = prove_infusion(&prove->other, phase);
    if (infusion != NULL) {
        of.there = true;
        of.over_s = infusion->over.s;
        of.shortest_s = shortest_of(prove, infusion);
    }
    return of;
}

static bool falls(const struct prove_smaller *smaller, const struct prove_smaller *larger)
{
    return larger->over_s < smaller->over_s || ratio_compare(larger->shortest_s, smaller->shortest_s) < 0;
}

static void accuse_time(struct prove *prove, int phase, ifs_ratio smaller_mcg)
{
    struct prove_finding *finding = &prove->findings[PROVE_TIMES];
    ifs_request whole;
    if (!prove_may_try(prove, PROVE_TIMES)) {
        return;
    }
    finding->infusion = phase;
    prove_witness(prove, &whole);
    ifs_request first = whole;
    first.choices[phase].dose_mcg = smaller_mcg;
    const struct prove_smaller small = time_of(prove, &first, phase);
    const struct prove_smaller large = time_of(prove, &whole, phase);
    if (!large.there || !falls(&small, &large)) { /* no time is less than that of nothing */
        return;
    }
    bool usual = large.over_s < small.over_s;
    first.confirmed = prove->other.confirm;
    whole.confirmed = prove->other.confirm;
    finding->result = PROVE_COUNTEREXAMPLE;
    finding->pair = true; /* of no fact: slot is -1 */
    finding->first = first;
    finding->patient = whole;
    finding->before = usual ? ratio_whole(small.over_s) : small.shortest_s;
    finding->after = usual ? ratio_whole(large.over_s) : large.shortest_s;
}

static void note_speed(struct prove *prove, const struct prove_smaller *smaller, const struct prove_smaller *larger)
{
    bool rises = ratio_compare(larger->speed_mcg_per_h, smaller->speed_mcg_per_h) > 0;
    if (rises && prove->speed.infusion < 0) {
        prove->speed = (struct prove_speed){larger->infusion, smaller->dose_mcg, smaller->speed_mcg_per_h,
                                            larger->dose_mcg, larger->speed_mcg_per_h};
    }
}

void prove_times(struct prove *prove, const struct family_order *order, struct prove_smaller *smaller)
{
    const ifs_infusion *infusion = prove_infusion(&prove->plan, order->infusion); /* none of the whole order */
    bool timed = !order->choice.dose_is_rate && !order->choice.has_over; /* then the dose was chosen */
    if (!timed || infusion == NULL || infusion->over.s == 0 || prove->plan.verdict < IFS_OVERRIDE_NEEDED) {
        return;
    }
    struct prove_smaller larger = {.there = true,
                                   .infusion = infusion->rule,
                                   .dose_mcg = order->choice.dose_mcg,
                                   .over_s = infusion->over.s,
                                   .shortest_s = shortest_of(prove, infusion),
                                   .speed_mcg_per_h =
                                       ratio_make(infusion->dose.mcg * SECONDS_PER_HOUR, infusion->over.s)};
    bool next = smaller->there && smaller->infusion == larger.infusion; /* doses are listed from small to large */
    if (next && falls(smaller, &larger)) {
        accuse_time(prove, larger.infusion, smaller->dose_mcg);
    }
    if (next) {
        note_speed(prove, smaller, &larger);
    }
    prove->seen[PROVE_TIMES] = true;
    *smaller = larger;
}
