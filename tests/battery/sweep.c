/*
 * sweep.c - doses, times and what was given before, moved to every bound of every limit.
 *
 * For each limit held in an order, the prescriber's dose, the prescriber's time, what was given before and the time
 * since the last dose are moved to the bound, one step below it and two above. What is expected is computed here,
 * from strength, container and the steps of syringe and pump, as exact fractions: at the bound is within, one step
 * beyond is an override or a refusal. Where a rounding may go either way (the engine rounds inward to keep a limit)
 * either outcome is taken.
 */
#include "outcome.h"
#include "sweep.h"

#define SECONDS_PER_MINUTE 60
#define LONGEST_MIN (21 * 24 * 60)
#define LARGEST_MCG INT64_C(1000000000)

/* How far a figure lies beyond a limit; a set of them has one bit for each. */
enum { WITHIN = 1, PAST_SOFT = 2, PAST_HARD = 4 };

/* What is moved. */
enum dial { DIAL_DOSE, DIAL_RATE, DIAL_TIME, DIAL_GIVEN, DIAL_LAST_DOSE, DIAL_COUNT };

/* A patient whose order is computed, and what is moved in it. */
struct sweep {
    struct patient patient;
    ifs_request settled;
    ifs_plan plan;
    const ifs_infusion *infusion; /* of that plan; NULL: the whole order */
    int index;                    /* of the infusion in the protocol */
    enum dial dial;
    const struct limit *limit;
};

static struct swept swept_so_far;

static int place(struct exact figure, const struct limit *limit)
{
    if (beyond_hard(figure, limit)) {
        return PAST_HARD;
    }
    return beyond_soft(figure, limit) ? PAST_SOFT : WITHIN;
}

/* ---- What a dose and a time make, by every rounding there may be ---- */

struct making {
    const struct container *container;
    struct exact weight_g;
    bool by_hand;
    const struct infusion_rule *rule;
    struct exact dose_mcg;
    int64_t over_s;
};

static struct exact total_with(const struct making *making, struct exact draw)
{
    struct exact volume = exact_whole(making->container->volume.ul);
    switch (making->container->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        return draw;
    case ADDITIVE_ADDED:
        return exact_plus(draw, volume);
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        break;
    }
    return volume;
}

/* The multiples of a step on both sides of a figure; one and the same where it is one itself. */
static int neighbours(struct exact figure, int64_t step, struct exact list[2])
{
    list[0] = exact_whole(exact_floor(figure, step));
    list[1] = exact_whole(exact_floor(figure, step) + step);
    return exact_compare(list[0], figure) == 0 ? 1 : 2;
}

/* Places of the figure over both roundings of the flow. */
static int places_of_flow(const struct making *making, struct delivery *delivery, const struct limit *limit)
{
    struct exact flows[2];
    struct exact volume_hours = exact_times(delivery->total_ul, exact_whole(3600));
    delivery->time_s = exact_whole(making->over_s);
    if (making->by_hand) {
        return place(figure_of(delivery, limit->kind), limit);
    }
    int count = neighbours(exact_over(volume_hours, exact_whole(making->over_s)), STEP_UL, flows);
    int places = 0;
    for (int i = 0; i < count; i++) {
        if (flows[i].num > 0) {
            delivery->time_s = exact_over(volume_hours, flows[i]);
            places |= place(figure_of(delivery, limit->kind), limit);
        }
    }
    return places;
}

static struct delivery ideal_of(const struct making *making)
{
    struct exact draw = exact_over(making->dose_mcg, exact_of(making->container->product->strength));
    return (struct delivery){.dose_mcg = making->dose_mcg,
                             .time_s = exact_whole(making->over_s),
                             .total_ul = total_with(making, draw),
                             .weight_g = making->weight_g,
                             .sites = making->rule->sites};
}

/* Places of the figure over all roundings of draw and flow. */
static int places_of(const struct making *making, const struct limit *limit)
{
    struct exact strength = exact_of(making->container->product->strength);
    struct exact draws[2] = {exact_over(making->dose_mcg, strength), {0, 0}};
    bool premixed = making->container->additive == ADDITIVE_PREMIXED;
    int count = premixed ? 1 : neighbours(draws[0], step_of_draw(making->rule), draws);
    int places = 0;
    for (int i = 0; i < count; i++) {
        struct delivery delivery = {.dose_mcg = exact_times(draws[i], strength),
                                    .total_ul = total_with(making, draws[i]),
                                    .weight_g = making->weight_g,
                                    .sites = making->rule->sites};
        if (draws[i].num > 0) {
            places |= places_of_flow(making, &delivery, limit);
        }
    }
    return places;
}

/* ---- Moving a dial ---- */

static int64_t step_of(const struct sweep *sweep)
{
    switch (sweep->dial) {
    case DIAL_DOSE:
    case DIAL_RATE:
        return sweep->patient.protocol->infusions[sweep->index].doses[sweep->infusion->dose_rule].step.mcg;
    case DIAL_TIME:
    case DIAL_LAST_DOSE:
        return SECONDS_PER_MINUTE;
    case DIAL_GIVEN:
        return sweep->patient.protocol->facts[IFS_FACT_GIVEN_24H].units[0].step;
    case DIAL_COUNT:
        break;
    }
    return 1;
}

static int64_t last_step(const struct sweep *sweep)
{
    switch (sweep->dial) {
    case DIAL_DOSE:
    case DIAL_RATE:
        return LARGEST_MCG / step_of(sweep);
    case DIAL_TIME:
        return LONGEST_MIN;
    case DIAL_GIVEN:
        return sweep->patient.protocol->facts[IFS_FACT_GIVEN_24H].units[0].high / step_of(sweep);
    case DIAL_LAST_DOSE:
        return sweep->patient.protocol->facts[IFS_FACT_LAST_DOSE].units[0].high / SECONDS_PER_MINUTE;
    case DIAL_COUNT:
        break;
    }
    return 0;
}

/* Dose and time of the infusion when the dial stands at that step. */
static struct making making_at(const struct sweep *sweep, int64_t at)
{
    const ifs_infusion *infusion = sweep->infusion;
    struct making making = {
        .container = &sweep->patient.protocol->infusions[sweep->index].containers[infusion->container],
        .weight_g = exact_of(infusion->weight_g),
        .by_hand = infusion->device == IFS_HAND,
        .rule = &sweep->patient.protocol->infusions[sweep->index],
        .dose_mcg = exact_whole(infusion->dose.mcg),
        .over_s = infusion->over.s,
    };
    if (sweep->dial == DIAL_TIME) {
        making.over_s = at * SECONDS_PER_MINUTE;
    } else {
        making.dose_mcg = exact_whole(at * step_of(sweep));
    }
    return making;
}

static struct exact figure_at(const struct sweep *sweep, int64_t at)
{
    if (sweep->dial == DIAL_LAST_DOSE) {
        return exact_whole(at * SECONDS_PER_MINUTE);
    }
    if (sweep->dial == DIAL_GIVEN) {
        static ifs_request changed;
        struct computed computed;
        changed = sweep->settled;
        changed.answer[sweep->limit->kind == IFS_LIMIT_IN_24H ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H] =
            at * step_of(sweep);
        computed_begin(&computed, &sweep->patient, &changed, &sweep->plan);
        return figure_of_order(&computed, sweep->limit);
    }
    struct making making = making_at(sweep, at);
    struct delivery ideal = ideal_of(&making);
    return figure_of(&ideal, sweep->limit->kind);
}

static void set_fact(struct patient *patient, int fact, int64_t base)
{
    struct answer answer;
    if (answer_of(&patient->protocol->facts[fact], base, &answer)) {
        patient_answer(patient, fact, answer);
    }
}

/* What was given in 48 h holds what was given in 24 h. */
static void set_given(struct patient *patient, ifs_limit_kind kind, int64_t base)
{
    bool day = kind == IFS_LIMIT_IN_24H;
    int other = day ? IFS_FACT_GIVEN_48H : IFS_FACT_GIVEN_24H;
    int64_t known = patient->request.answer[other];
    set_fact(patient, day ? IFS_FACT_GIVEN_24H : IFS_FACT_GIVEN_48H, base);
    if (patient_knows(patient, other) && (day ? known < base : known > base)) {
        set_fact(patient, other, base);
    }
}

static void prescribe(struct patient *patient, const struct sweep *sweep, int64_t at)
{
    struct making making = making_at(sweep, at);
    ifs_choice *choice = &patient->request.choices[sweep->index];
    *choice = (ifs_choice){.has_dose = true, .dose_mcg = {(int64_t)making.dose_mcg.num, (int64_t)making.dose_mcg.den}};
    choice->has_over = making.rule->route != ROUTE_INTRAMUSCULAR;
    choice->over.s = choice->has_over ? making.over_s : 0;
    if (sweep->dial == DIAL_RATE) {
        struct exact rate = exact_over(exact_times(making.dose_mcg, exact_whole(3600)), exact_whole(making.over_s));
        choice->dose_is_rate = true;
        choice->dose_mcg = (ifs_ratio){(int64_t)rate.num, (int64_t)rate.den};
    }
}

static void turn(struct patient *patient, const struct sweep *sweep, int64_t at)
{
    switch (sweep->dial) {
    case DIAL_DOSE:
    case DIAL_RATE:
    case DIAL_TIME:
        prescribe(patient, sweep, at);
        break;
    case DIAL_GIVEN:
        set_given(patient, sweep->limit->kind, at * step_of(sweep));
        break;
    case DIAL_LAST_DOSE:
        if (patient->request.answer[IFS_FACT_GIVEN_24H] == 0) {
            set_given(patient, IFS_LIMIT_IN_24H, patient->protocol->facts[IFS_FACT_GIVEN_24H].units[0].step);
        }
        set_fact(patient, IFS_FACT_LAST_DOSE, at * SECONDS_PER_MINUTE);
        break;
    case DIAL_COUNT:
        break;
    }
}

/* ---- Holding what comes out against what must ---- */

static int place_of_outcome(const ifs_limit_outcome *outcome)
{
    switch (outcome->result) {
    case IFS_TRIP:
        return outcome->severity == IFS_REFUSE ? PAST_HARD : PAST_SOFT;
    case IFS_OVERRIDDEN:
        return PAST_SOFT;
    case IFS_PASS:
        return WITHIN;
    case IFS_UNKNOWN:
        break;
    }
    return 0;
}

/* The places where this limit may come out, at that step of the dial. */
static int places_expected(const struct sweep *sweep, int64_t at, const ifs_limit_outcome *outcome, bool obstructed)
{
    if (sweep->infusion == NULL) {
        return place(figure_at(sweep, at), outcome->limit);
    }
    struct making making = making_at(sweep, at);
    int places = places_of(&making, outcome->limit);
    if (obstructed) { /* the steps ended before anything was rounded */
        struct delivery ideal = ideal_of(&making);
        places |= place(figure_of(&ideal, outcome->limit->kind), outcome->limit);
    }
    return places;
}

static const char *words_of(int places)
{
    return places == PAST_HARD ? "beyond the hard bound" : places == PAST_SOFT ? "beyond the soft bound" : "within";
}

static void hold_outcome(const struct sweep *sweep, const struct patient *patient, int64_t at,
                         const ifs_limit_outcome *outcome, const ifs_plan *plan)
{
    bool obstructed = sweep->infusion != NULL && plan->obstacle[sweep->index] != IFS_OBSTACLE_NONE;
    int came_out = place_of_outcome(outcome);
    int expected = places_expected(sweep, at, outcome, obstructed);
    if (came_out == 0 && (obstructed || outcome->limit->when.count > 0)) {
        return; /* no figure, or whether it applies is not known */
    }
    if ((came_out & expected) == 0) {
        complain(patient, "%s.%s (line %d): the figure is %s, the plan says %s",
                 sweep->infusion != NULL ? patient->protocol->infusions[sweep->index].name : OUTCOME_OF_ORDER,
                 outcome_word(outcome->limit->kind), outcome->limit->origin.line, words_of(expected),
                 came_out == 0 ? "that it is not known" : words_of(came_out));
    }
}

/* Where every limit is kept and nothing is in the way, the order is as good as it was. */
static void hold_verdict(const struct sweep *sweep, const struct patient *patient, const ifs_plan *plan)
{
    bool kept = sweep->infusion != NULL && plan->order_obstacle == IFS_OBSTACLE_NONE;
    for (int i = 0; i < plan->limit_count; i++) {
        kept = kept && place_of_outcome(&plan->limits[i]) == WITHIN;
    }
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        kept = kept && plan->obstacle[i] == IFS_OBSTACLE_NONE;
    }
    if (kept && plan->verdict < sweep->plan.verdict) {
        complain(patient, "every limit is kept, yet the verdict is %s and was %s before", verdict_word(plan->verdict),
                 verdict_word(sweep->plan.verdict));
    }
}

/* The place of the limit that is swept, at that step; 0 where it is not held there. */
static int try_step(const struct sweep *sweep, int64_t at)
{
    static ifs_request settled;
    static ifs_plan plan;
    struct patient patient = sweep->patient;
    int found = 0;
    if (at < 0 || at > last_step(sweep) || (at == 0 && sweep->infusion != NULL)) {
        return 0;
    }
    turn(&patient, sweep, at);
    if (!patient_plan(&patient, &settled, &plan)) {
        return 0;
    }
    for (int i = 0; i < plan.limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan.limits[i];
        bool swept = outcome->limit == sweep->limit;
        if (outcome->step == 0 && (sweep->infusion != NULL ? outcome->infusion == sweep->index : swept)) {
            hold_outcome(sweep, &patient, at, outcome, &plan);
            found = swept ? place_of_outcome(outcome) : found;
        }
    }
    hold_verdict(sweep, &patient, &plan);
    hold_plan(&patient, &settled, &plan);
    return found;
}

/* The last step before the figure rises above the bound, or falls to it; -1 where it never does. */
static int64_t step_at_bound(const struct sweep *sweep, enum bound bound)
{
    struct exact edge = bound_of(sweep->limit, bound);
    int64_t low = 1;
    int64_t high = last_step(sweep);
    struct exact first = figure_at(sweep, low);
    if (!exact_known(first)) {
        return -1;
    }
    bool above = exact_compare(first, edge) > 0;
    if (above == (exact_compare(figure_at(sweep, high), edge) > 0)) {
        return -1;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        bool same = (exact_compare(figure_at(sweep, middle), edge) > 0) == above;
        low = same ? middle : low;
        high = same ? high : middle;
    }
    return low;
}

/* The bits of a place that lie beyond that bound. */
static int places_beyond(enum bound bound)
{
    bool hard = bound == BOUND_HARD_MIN || bound == BOUND_HARD_MAX;
    return hard ? PAST_HARD : PAST_HARD | PAST_SOFT;
}

/* Around the bound; and on in growing strides until it is passed, for a pump's step may swallow a few minutes of a
 * day. */
static int try_around(const struct sweep *sweep, int64_t edge, enum bound bound)
{
    int seen = 0;
    for (int64_t at = edge - 1; at <= edge + 2; at++) {
        seen |= try_step(sweep, at);
    }
    for (int64_t stride = 2; stride <= 256 && (seen & places_beyond(bound)) == 0; stride *= 2) {
        seen |= try_step(sweep, edge - stride);
        seen |= try_step(sweep, edge + stride);
    }
    return seen;
}

static void sweep_bound(const struct sweep *sweep, enum bound bound)
{
    if (!exact_known(bound_of(sweep->limit, bound))) {
        return;
    }
    int64_t edge = step_at_bound(sweep, bound);
    if (edge < 0) {
        return;
    }
    int seen = try_around(sweep, edge, bound);
    swept_so_far.met++;
    swept_so_far.flipped += (seen & places_beyond(bound)) != 0 && (seen & ~places_beyond(bound)) != 0;
}

/* ---- Every limit of every order ---- */

static void sweep_limit(struct sweep *sweep, enum dial dial)
{
    sweep->dial = dial;
    for (int bound = 0; bound < BOUND_COUNT; bound++) {
        sweep_bound(sweep, (enum bound)bound);
    }
}

static void sweep_dials(struct sweep *sweep)
{
    if (sweep->infusion == NULL) {
        sweep_limit(sweep, sweep->limit->kind == IFS_LIMIT_INTERVAL ? DIAL_LAST_DOSE : DIAL_GIVEN);
        return;
    }
    sweep_limit(sweep, DIAL_DOSE);
    if (sweep->patient.protocol->infusions[sweep->index].route == ROUTE_INTRAMUSCULAR) {
        return;
    }
    sweep_limit(sweep, DIAL_TIME);
    if (sweep->patient.protocol->infusions[sweep->index].doses[sweep->infusion->dose_rule].rate) {
        sweep_limit(sweep, DIAL_RATE);
    }
}

static void sweep_patient(struct sweep *sweep)
{
    for (int i = 0; i < sweep->plan.limit_count; i++) {
        const ifs_limit_outcome *outcome = &sweep->plan.limits[i];
        sweep->limit = outcome->limit;
        sweep->index = outcome->infusion;
        sweep->infusion = NULL;
        for (int j = 0; j < sweep->plan.infusion_count; j++) {
            if (sweep->plan.infusions[j].rule == outcome->infusion) {
                sweep->infusion = &sweep->plan.infusions[j];
            }
        }
        if (outcome->step == 0) {
            sweep_dials(sweep);
        }
    }
}

static bool begin(struct sweep *sweep)
{
    return patient_plan(&sweep->patient, &sweep->settled, &sweep->plan) && has_order(&sweep->plan);
}

/* The same patient with every other answer: alternatives have limits of their own. */
static void sweep_answers(const struct patient *patient)
{
    static struct answer list[REPRESENTATIVES_MAX];
    for (int fact = 0; fact < patient->protocol->fact_count; fact++) {
        int count = patient->protocol->facts[fact].read ? representatives(patient->protocol, fact, list) : 0;
        for (int i = 0; i < count; i++) {
            struct patient changed = *patient;
            patient_answer(&changed, fact, list[i]);
            sweep_limits(&changed);
        }
    }
}

/* The order once more with the largest dose of each time rule: its limits are held there alone. */
static void sweep_time_rules(const struct patient *patient, const ifs_plan *plan)
{
    static struct sweep sweep;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        const struct infusion_rule *rule = &patient->protocol->infusions[infusion->rule];
        for (int j = 0; j < rule->time_count; j++) {
            if (rule->times[j].dose_to.mcg == 0 || j == infusion->time_rule) {
                continue;
            }
            ifs_choice *choice = &sweep.patient.request.choices[infusion->rule];
            sweep.patient = *patient;
            *choice = (ifs_choice){.has_dose = true, .dose_mcg = {rule->times[j].dose_to.mcg, 1}};
            if (begin(&sweep)) {
                sweep_patient(&sweep);
            }
        }
    }
}

void sweep_limits(const struct patient *patient)
{
    static struct sweep sweep;
    sweep.patient = *patient;
    if (begin(&sweep)) {
        sweep_patient(&sweep);
        sweep_time_rules(patient, &sweep.plan);
    }
}

void sweep_example(const ifs_protocol *protocol, int example)
{
    struct patient patient;
    if (patient_with_order(&patient, protocol, example)) {
        sweep_limits(&patient);
        sweep_answers(&patient);
    }
}

struct swept sweep_count(void)
{
    struct swept swept = swept_so_far;
    swept_so_far = (struct swept){0, 0};
    return swept;
}
