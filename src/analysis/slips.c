/*
 * slips.c - what the common slips of the hand would make of one order, and what would stop each.
 *
 * Decides what is given when a figure of the order is keyed, drawn or read wrongly. The invariants: every figure is
 * exact; whatever goes wrong, no more than the container holds is given; nothing is called a barrier that a wrong figure does
 * not pass through. A wrong flow passes through the pump, so its range stops it, and a limit only where the pump itself
 * holds that limit. A wrong vial or a wrong mark on the syringe passes through nothing but a second pair of eyes. A wrong
 * answer passes through the program, which is asked.
 *
 * Words are left to the sheet.
 */
#include "slips.h"

#include "claim.h"
#include "course.h"
#include "ratio.h"

#define TEN 10
#define HUNDREDTHS 100
#define SECONDS_PER_HOUR INT64_C(3600)
#define SECONDS_PER_DAY INT64_C(86400)
#define MICROLITRES_PER_MILLILITRE 1000
#define MICROGRAMS_PER_MILLIGRAM 1000
#define MICROGRAMS_PER_GRAM INT64_C(1000000)

/* One pound is 0.45359237 kg exactly (international pound, 1959). */
#define POUND_NUM 45359237
#define POUND_DEN 100000000
#define WEIGHT_STEP_G 100

struct search {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    ifs_plan *scratch;
    struct slips *out;
};

const char *slip_name(enum slip_kind kind)
{
    static const char *const names[SLIP_KIND_COUNT] = {
        [SLIP_VOLUME_AS_FLOW] = "volume-as-flow",
        [SLIP_FLOW_TENFOLD] = "flow-tenfold",
        [SLIP_FLOW_TENTH] = "flow-tenth",
        [SLIP_MASS_RATE_AS_FLOW] = "mg-per-hour-as-ml-per-hour",
        [SLIP_LOADING_FLOW_LEFT] = "earlier-flow-left-running",
        [SLIP_DAY_AT_ONCE] = "day-at-once",
        [SLIP_EQUIVALENTS_AS_VOLUME] = "meq-as-ml",
        [SLIP_EQUIVALENTS_AS_GRAMS] = "meq-as-g",
        [SLIP_MASS_AS_EQUIVALENTS] = "mg-as-meq",
        [SLIP_DOSE_TENFOLD] = "dose-tenfold",
        [SLIP_POUNDS_AS_KILOGRAMS] = "pounds-as-kilograms",
        [SLIP_OTHER_STRENGTH] = "other-strength",
    };
    claim((size_t)kind < COUNT_OF(names)); /* begin() is called with these alone */
    return names[kind];
}

static const ifs_infusion *infusion_of(const struct search *search, const struct slip *slip)
{
    return &search->plan->infusions[slip->infusion];
}

static const struct container *container_of(const struct search *search, const ifs_infusion *of)
{
    return &search->protocol->infusions[of->rule].containers[of->container];
}

static struct slip begin(enum slip_kind kind, int infusion)
{
    return (struct slip){.kind = kind, .infusion = infusion, .check = -1, .obstacle = IFS_OBSTACLE_NONE};
}

/* ---- Limits ---- */

static enum limit_verdict hold(const struct figures *figures, const ifs_limit_outcome *outcome)
{
    ifs_ratio figure;
    if (course_figure(figures, outcome->limit->kind, &figure) != FIGURE_KNOWN) {
        return LIMIT_WITHIN;
    }
    return limit_check(figure, outcome->limit);
}

static bool is_below(ifs_ratio figure, ifs_ratio bound)
{
    return ratio_known(&bound) && ratio_compare(figure, bound) < 0;
}

/* The order itself lies beyond that soft bound, which is signed for: it tells nobody that a figure is wrong. */
static bool is_signed_for(const struct figures *figures, const ifs_limit_outcome *outcome)
{
    ifs_ratio bound = outcome->limit->soft_min;
    ifs_ratio figure;
    claim(course_figure(figures, outcome->limit->kind, &figure) == FIGURE_KNOWN); /* it was just held against the limit */
    return outcome->result != IFS_PASS && ratio_known(&outcome->delivered) &&
           is_below(figure, bound) == is_below(outcome->delivered, bound);
}

/* The gravest limit of that infusion which the wrong figures pass and the order does not; the first of equally grave ones. */
static void find_limit(const struct search *search, struct slip *slip, const struct figures *figures)
{
    const ifs_infusion *of = infusion_of(search, slip);
    for (int i = 0; i < search->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &search->plan->limits[i];
        if (outcome->infusion != of->rule || outcome->step != 0) {
            continue;
        }
        enum limit_verdict verdict = hold(figures, outcome);
        if (verdict == LIMIT_BEYOND_HARD && !slip->beyond_hard) {
            slip->beyond = outcome->limit;
            slip->beyond_hard = true;
        } else if (verdict == LIMIT_BEYOND_SOFT && slip->beyond == NULL && !is_signed_for(figures, outcome)) {
            slip->beyond = outcome->limit;
        }
    }
}

/* ---- Keeping ---- */

/* Intramuscular doses have no time. */
static ifs_ratio time_or_none(ifs_ratio time_s)
{
    return time_s.num > 0 ? time_s : ratio_whole(0);
}

/* What is given, in which time; the slip is left out when that is just what was ordered, or cannot be written exactly. */
static void keep(struct search *search, struct slip *slip, const struct figures *figures)
{
    const ifs_infusion *of = infusion_of(search, slip);
    slip->dose_mcg = figures->dose_mcg;
    if (figures->time_s.num > 0) {
        slip->time_s = figures->time_s;
        if (course_figure(figures, IFS_LIMIT_SPEED, &slip->speed_mcg_per_h) != FIGURE_KNOWN) {
            return;
        }
    }
    if (ratio_compare(slip->dose_mcg, of->delivered_mcg) == 0 &&
        ratio_compare(time_or_none(slip->time_s), time_or_none(of->delivered_s)) == 0) {
        return;
    }
    search->out->list[search->out->count++] = *slip;
}

static struct figures as_ordered(const ifs_infusion *of)
{
    return (struct figures){.dose_mcg = of->delivered_mcg,
                            .weight_g = of->weight_g,
                            .time_s = of->delivered_s,
                            .total_ul = of->total_ul,
                            .sites = of->sites};
}

/* ---- Slips at the pump ---- */

static bool outside_pump(const ifs_site *site, ifs_ratio flow)
{
    if (site == NULL) {
        return false;
    }
    bool above = site->pump_high.ul_per_h > 0 && ratio_compare(flow, ratio_whole(site->pump_high.ul_per_h)) > 0;
    bool below = site->pump_low.ul_per_h > 0 && ratio_compare(flow, ratio_whole(site->pump_low.ul_per_h)) < 0;
    return above || below;
}

/* The container runs empty at another flow. */
static void key_flow(struct search *search, struct slip slip, ifs_ratio flow)
{
    struct figures figures = as_ordered(infusion_of(search, &slip));
    ifs_ratio hours;
    if (!ratio_div(figures.total_ul, flow, &hours) ||
        !ratio_mul(hours, ratio_whole(SECONDS_PER_HOUR), &figures.time_s)) {
        return;
    }
    slip.keyed = flow;
    find_limit(search, &slip, &figures);
    if (outside_pump(search->request->site, flow)) {
        slip.barrier = SLIP_PUMP_RANGE;
    } else if (slip.beyond != NULL) {
        slip.barrier = slip.beyond_hard ? SLIP_LIMIT : SLIP_SOFT_LIMIT;
    }
    keep(search, &slip, &figures);
}

static void key_ten_times(struct search *search, int infusion)
{
    int64_t flow = search->plan->infusions[infusion].flow.ul_per_h;
    ifs_ratio wrong;
    if (ratio_mul(ratio_whole(flow), ratio_whole(TEN), &wrong)) {
        key_flow(search, begin(SLIP_FLOW_TENFOLD, infusion), wrong);
    }
    key_flow(search, begin(SLIP_FLOW_TENTH, infusion), ratio_make(flow, TEN));
}

/* mcg per hour is a thousand times the mg per hour, and so is uL per hour of the mL per hour: the same number. */
static void key_mass_rate(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    if (ratio_known(&of->speed_mcg_per_h)) {
        key_flow(search, begin(SLIP_MASS_RATE_AS_FLOW, infusion), of->speed_mcg_per_h);
    }
}

/* Only a faster one does harm that the slips above do not show. */
static void leave_flow(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    if (infusion == 0) {
        return;
    }
    const ifs_infusion *before = &search->plan->infusions[infusion - 1];
    if (before->device == IFS_PUMP && before->flow.ul_per_h > of->flow.ul_per_h) {
        key_flow(search, begin(SLIP_LOADING_FLOW_LEFT, infusion), ratio_whole(before->flow.ul_per_h));
    }
}

static void key_wrongly(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    if (of->device != IFS_PUMP || of->flow.ul_per_h == 0) {
        return;
    }
    key_flow(search, begin(SLIP_VOLUME_AS_FLOW, infusion), of->total_ul);
    key_ten_times(search, infusion);
    key_mass_rate(search, infusion);
    leave_flow(search, infusion);
}

/* ---- Slips with vial and syringe ---- */

/* The total by the additive rule, when another volume of the product is drawn; it comes as that of the order, which a container of a given size keeps. */
static bool total_with(const struct search *search, const ifs_infusion *of, ifs_ratio draw, ifs_ratio *total)
{
    switch (container_of(search, of)->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        *total = draw;
        return true;
    case ADDITIVE_ADDED:
        return ratio_add(draw, ratio_whole(of->diluent_volume.ul), total);
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        break;
    }
    return true;
}

static bool has_room(const struct search *search, const ifs_infusion *of, ifs_ratio draw, ifs_ratio total)
{
    const struct container *container = container_of(search, of);
    bool drowned = container->additive != ADDITIVE_UNDILUTED && ratio_compare(draw, total) > 0;
    return !drowned && (container->capacity.ul == 0 || ratio_compare(total, ratio_whole(container->capacity.ul)) <= 0);
}

/* At the flow of the order, which nobody has reason to change; an injection by hand in the time of the order. */
static bool time_with(const ifs_infusion *of, ifs_ratio total, ifs_ratio *time_s)
{
    ifs_ratio hours;
    if (of->flow.ul_per_h == 0) {
        return true;
    }
    return ratio_div(total, ratio_whole(of->flow.ul_per_h), &hours) &&
           ratio_mul(hours, ratio_whole(SECONDS_PER_HOUR), time_s);
}

/* mEq of a mass, mass ÷ molar mass × valence, as it is read off the sheet: to the hundredth. */
static bool equivalents_of(const struct search *search, ifs_mass mass, ifs_ratio *meq)
{
    const ifs_salt *salt = &search->protocol->drug.salt;
    ifs_ratio mmol;
    if (!ratio_div(ratio_whole(mass.mcg), ratio_whole(salt->molar_mass_mg_per_mol), &mmol) ||
        !ratio_mul(mmol, ratio_whole(salt->valence * HUNDREDTHS), meq)) {
        return false;
    }
    *meq = ratio_make(ratio_round(*meq, IFS_ROUND_HALF_UP), HUNDREDTHS);
    return true;
}

static void draw_equivalents(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    struct slip slip = begin(SLIP_EQUIVALENTS_AS_VOLUME, infusion);
    struct figures figures = as_ordered(of);
    ifs_ratio meq;
    if (of->draw.ul == 0 || !equivalents_of(search, of->dose, &meq) ||
        !ratio_mul(meq, ratio_whole(MICROLITRES_PER_MILLILITRE), &slip.keyed) ||
        !ratio_mul(slip.keyed, container_of(search, of)->product->strength, &figures.dose_mcg) ||
        !total_with(search, of, slip.keyed, &figures.total_ul) ||
        !time_with(of, figures.total_ul, &figures.time_s)) {
        return;
    }
    find_limit(search, &slip, &figures);
    slip.barrier = has_room(search, of, slip.keyed, figures.total_ul) ? SLIP_NOTHING : SLIP_NO_ROOM;
    keep(search, &slip, &figures);
}

/* Less than a twentieth apart: a vial may differ from its own label by as much (project choice). */
static bool is_of_strength(const struct product *other, const struct product *own)
{
    ifs_ratio times;
    return ratio_div(other->strength, own->strength, &times) && ratio_compare(times, ratio_make(95, HUNDREDTHS)) > 0 &&
           ratio_compare(times, ratio_make(105, HUNDREDTHS)) < 0;
}

/* Bags are taken for bags, and what is drawn up for what is drawn up. */
static bool may_be_taken_for(const struct product *other, const struct product *own)
{
    return other != own && (other->kind == PRODUCT_PREMIX) == (own->kind == PRODUCT_PREMIX) && !is_of_strength(other, own);
}

/* The strongest of the others. */
static const struct product *other_strength(const struct drug *drug, const struct product *own)
{
    const struct product *worst = NULL;
    for (int i = 0; i < drug->product_count; i++) {
        const struct product *other = &drug->products[i];
        if (may_be_taken_for(other, own) && (worst == NULL || ratio_compare(other->strength, worst->strength) > 0)) {
            worst = other;
        }
    }
    return worst;
}

/* Of the ordered volume, what as many bags of the other product hold. */
static ifs_ratio left_in(const ifs_infusion *of, const struct product *product)
{
    ifs_ratio held = ratio_whole(product->volume.ul * of->containers);
    return ratio_compare(held, of->total_ul) < 0 ? held : of->total_ul;
}

static void take_other_strength(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    const struct product *own = container_of(search, of)->product;
    struct slip slip = begin(SLIP_OTHER_STRENGTH, infusion);
    struct figures figures = as_ordered(of);
    slip.product = other_strength(&search->protocol->drug, own);
    if (slip.product == NULL) {
        return;
    }
    slip.keyed = of->draw.ul > 0 ? ratio_whole(of->draw.ul) : left_in(of, slip.product);
    if (!ratio_mul(slip.keyed, slip.product->strength, &figures.dose_mcg) ||
        (of->draw.ul == 0 && !time_with(of, slip.keyed, &figures.time_s))) {
        return;
    }
    find_limit(search, &slip, &figures);
    keep(search, &slip, &figures);
}

/* ---- A day's dose at once ---- */

/* What one infusion of the plan gives within 24 h of its start, all its doses together. */
static bool given_in_a_day(const ifs_infusion *of, ifs_ratio *mcg)
{
    int64_t doses = of->doses;
    *mcg = of->delivered_mcg;
    if (doses > 1 && of->every.s > 0) {
        int64_t fit = (SECONDS_PER_DAY + of->every.s - 1) / of->every.s;
        return ratio_mul(of->delivered_mcg, ratio_whole(doses < fit ? doses : fit), mcg);
    }
    if (ratio_compare(time_or_none(of->delivered_s), ratio_whole(SECONDS_PER_DAY)) > 0) {
        return ratio_mul(of->speed_mcg_per_h, ratio_whole(SECONDS_PER_DAY / SECONDS_PER_HOUR), mcg);
    }
    return true;
}

static bool day_of(const struct search *search, ifs_ratio *mcg)
{
    *mcg = ratio_whole(0);
    for (int i = 0; i < search->plan->infusion_count; i++) {
        ifs_ratio one;
        if (!given_in_a_day(&search->plan->infusions[i], &one) || !ratio_add(*mcg, one, mcg)) {
            return false;
        }
    }
    return true;
}

/* In the time of the first infusion of the order, at its concentration. */
static void give_day_at_once(struct search *search)
{
    struct slip slip = begin(SLIP_DAY_AT_ONCE, 0);
    const ifs_infusion *of = infusion_of(search, &slip);
    struct figures figures = as_ordered(of);
    bool more = search->plan->infusion_count > 1 || of->doses > 1;
    if (!more || !day_of(search, &figures.dose_mcg)) {
        return;
    }
    figures.total_ul = (ifs_ratio){0, 0};
    slip.keyed = figures.dose_mcg;
    find_limit(search, &slip, &figures);
    keep(search, &slip, &figures);
}

/* ---- Slips in what the program is asked ---- */

static int new_refusal(const struct search *search)
{
    const ifs_plan *wrong = search->scratch;
    for (int i = 0; i < wrong->check_count; i++) {
        if (wrong->checks[i] == IFS_TRIP && search->plan->checks[i] != IFS_TRIP &&
            search->protocol->checks[i].severity == IFS_REFUSE) {
            return i;
        }
    }
    return -1;
}

static const struct limit *new_limit(const ifs_plan *wrong)
{
    for (int i = 0; i < wrong->limit_count; i++) {
        const ifs_limit_outcome *outcome = &wrong->limits[i];
        if (outcome->result == IFS_TRIP && outcome->severity == IFS_REFUSE) {
            return outcome->limit;
        }
    }
    return NULL;
}

/* Which of the program's answers stands in the way. A soft limit does not stop: it can be signed. */
static void ask_program(struct search *search, struct slip *slip, const ifs_request *wrong)
{
    const ifs_plan *answer = search->scratch;
    ifs_plan_compute(search->protocol, wrong, search->scratch);
    if (answer->verdict == IFS_REFUSED) {
        slip->barrier = SLIP_REFUSED;
        slip->check = new_refusal(search);
        slip->beyond = new_limit(answer);
        slip->beyond_hard = slip->beyond != NULL;
        slip->obstacle = answer->obstacle[infusion_of(search, slip)->rule];
    } else if (answer->infusion_count == 0) {
        slip->barrier = SLIP_CONFIRM;
    }
}

/* The dose of that infusion as the program would order it; false when it would order none. */
static bool ordered_by(const struct search *search, const struct slip *slip, struct figures *figures)
{
    int rule = infusion_of(search, slip)->rule;
    for (int i = 0; i < search->scratch->infusion_count; i++) {
        if (search->scratch->infusions[i].rule == rule) {
            *figures = as_ordered(&search->scratch->infusions[i]);
            return true;
        }
    }
    return false;
}

static void prescribe(struct search *search, struct slip slip, ifs_ratio dose_mcg)
{
    const ifs_infusion *of = infusion_of(search, &slip);
    struct figures figures = as_ordered(of);
    ifs_request wrong = *search->request;
    slip.keyed = dose_mcg;
    wrong.choices[of->rule].has_dose = true;
    wrong.choices[of->rule].dose_is_rate = false;
    wrong.choices[of->rule].dose_mcg = dose_mcg;
    ask_program(search, &slip, &wrong);
    if (!ordered_by(search, &slip, &figures)) {
        figures.dose_mcg = dose_mcg;
    }
    keep(search, &slip, &figures);
}

/* The mass of as many mEq as the dose has mg. */
static bool mass_of(const struct search *search, ifs_mass dose, ifs_ratio *mcg)
{
    const ifs_salt *salt = &search->protocol->drug.salt;
    return salt->valence > 0 && ratio_mul(ratio_make(dose.mcg, MICROGRAMS_PER_MILLIGRAM * salt->valence),
                                          ratio_whole(salt->molar_mass_mg_per_mol), mcg);
}

/* The number of the dose with another unit, or with one more nought. A dose that goes on as a rate is prescribed as such: its number is
 * another one. */
static void prescribe_wrongly(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    ifs_ratio wrong;
    if (search->protocol->infusions[of->rule].doses[of->dose_rule].rate) {
        return;
    }
    if (equivalents_of(search, of->dose, &wrong) && ratio_mul(wrong, ratio_whole(MICROGRAMS_PER_GRAM), &wrong)) {
        prescribe(search, begin(SLIP_EQUIVALENTS_AS_GRAMS, infusion), wrong);
    }
    if (mass_of(search, of->dose, &wrong)) {
        prescribe(search, begin(SLIP_MASS_AS_EQUIVALENTS, infusion), wrong);
    }
    if (ratio_mul(ratio_whole(of->dose.mcg), ratio_whole(TEN), &wrong)) {
        prescribe(search, begin(SLIP_DOSE_TENFOLD, infusion), wrong);
    }
}

/* The weight in pounds, as far as a scale shows it. */
static bool in_pounds(int64_t weight_g, ifs_ratio *pounds_g)
{
    ifs_ratio steps;
    return ratio_div(ratio_whole(weight_g), ratio_make(POUND_NUM, POUND_DEN / WEIGHT_STEP_G), &steps) &&
           ratio_mul(ratio_whole(ratio_round(steps, IFS_ROUND_HALF_UP)), ratio_whole(WEIGHT_STEP_G), pounds_g);
}

static bool is_per_weight(const struct search *search, const ifs_infusion *of)
{
    switch (search->protocol->infusions[of->rule].doses[of->dose_rule].basis) {
    case DOSE_PER_WEIGHT:
    case DOSE_RATE_PER_WEIGHT:
        return !of->prescribed;
    case DOSE_BY_PRESCRIBER:
    case DOSE_FIXED:
    case DOSE_RATE:
        break;
    }
    return false;
}

/* What follows from the wrong weight once an unusual one is confirmed: the dose as the program would order it, which changes with the
 * clearance as well; a dose per weight that is refused is shown as it would be: that many times, in the time of the order. */
static void weigh_in_pounds(struct search *search, int infusion)
{
    const ifs_infusion *of = &search->plan->infusions[infusion];
    struct slip slip = begin(SLIP_POUNDS_AS_KILOGRAMS, infusion);
    struct figures figures = as_ordered(of);
    ifs_request wrong = *search->request;
    int64_t weight = search->request->answer[IFS_FACT_WEIGHT];
    ifs_ratio factor;
    if (!fact_set_has(&wrong.known, IFS_FACT_WEIGHT) || !in_pounds(weight, &slip.keyed) ||
        !ratio_div(slip.keyed, ratio_whole(weight), &factor)) {
        return;
    }
    wrong.answer[IFS_FACT_WEIGHT] = slip.keyed.num;
    fact_set_remove(&wrong.confirmed, IFS_FACT_WEIGHT);
    ask_program(search, &slip, &wrong);
    if (slip.barrier == SLIP_CONFIRM) {
        fact_set_add(&wrong.confirmed, IFS_FACT_WEIGHT);
        ask_program(search, &slip, &wrong);
    }
    if (ordered_by(search, &slip, &figures) ||
        (is_per_weight(search, of) && ratio_mul(of->delivered_mcg, factor, &figures.dose_mcg))) {
        keep(search, &slip, &figures);
    }
}

/* ---- Ranking ---- */

/* How many times the ordered speed or dose, whichever is more; 1 where it cannot be told. */
static ifs_ratio harm_of(const struct search *search, const struct slip *slip)
{
    const ifs_infusion *of = infusion_of(search, slip);
    ifs_ratio dose = ratio_whole(1);
    ifs_ratio speed = ratio_whole(0);
    (void)ratio_div(slip->dose_mcg, of->delivered_mcg, &dose);
    if (!ratio_known(&slip->speed_mcg_per_h) || !ratio_known(&of->speed_mcg_per_h) ||
        !ratio_div(slip->speed_mcg_per_h, of->speed_mcg_per_h, &speed)) {
        return dose;
    }
    return ratio_compare(speed, dose) > 0 ? speed : dose;
}

/* Nothing, or no more than a pump that may or may not hold a limit, stands in the way. */
static bool may_reach(const struct slip *slip)
{
    return slip->barrier <= SLIP_LIMIT;
}

/* Too slow does less harm than too fast, and the same dose in a longer time counts as the dose alone does: not at all. */
static bool does_more_harm(const struct search *search, const struct slip *one, const struct slip *other)
{
    if (may_reach(one) != may_reach(other)) {
        return may_reach(one);
    }
    int compared = ratio_compare(harm_of(search, one), harm_of(search, other));
    return compared > 0 || (compared == 0 && one->barrier < other->barrier);
}

/* Insertion: as they were found where they do equal harm. */
static void rank(const struct search *search)
{
    struct slips *slips = search->out;
    for (int i = 1; i < slips->count; i++) {
        struct slip moving = slips->list[i];
        int place = i;
        while (place > 0 && does_more_harm(search, &moving, &slips->list[place - 1])) {
            slips->list[place] = slips->list[place - 1];
            place--;
        }
        slips->list[place] = moving;
    }
}

void slips_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, ifs_plan *scratch,
                struct slips *out)
{
    struct search search = {.protocol = protocol, .request = request, .plan = plan, .scratch = scratch, .out = out};
    out->count = 0;
    for (int i = 0; i < plan->infusion_count; i++) {
        key_wrongly(&search, i);
        draw_equivalents(&search, i);
        prescribe_wrongly(&search, i);
        weigh_in_pounds(&search, i);
        take_other_strength(&search, i);
    }
    if (plan->infusion_count > 0) {
        give_day_at_once(&search);
    }
    rank(&search);
}
