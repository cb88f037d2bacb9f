/*
 * prepare.c - draw, total, flow and drops of one infusion.
 *
 * Exact fractions in flight; each figure is rounded once, where the syringe, the pump or the eye rounds it: half up, or
 * inward (the other way) where half up would break a limit that the exact figure meets. If neither way fits, the limit
 * refuses later. Nothing is clamped. Holding the results against the limits is outcome.c.
 */
#include "prepare.h"

#include "ratio.h"

#define SECONDS_PER_HOUR 3600
#define MINUTES_PER_HOUR 60
#define MICROLITRES_PER_MILLILITRE 1000

/* Without a site file: 0.1 mL per hour, 0.1 mL. */
#define DEFAULT_PUMP_STEP INT64_C(100)
#define DEFAULT_GRADUATION INT64_C(100)

/* More drops than this in a minute cannot be counted. */
#define DROPS_COUNTABLE 100

/* ---- 5: the draw ---- */

static const struct container *container_of(const struct course *course)
{
    return &course->rule->containers[course->out->container];
}

static int64_t last_mark(const ifs_syringe *syringe)
{
    return syringe->graduation.ul > 0 ? syringe->size.ul - syringe->size.ul % syringe->graduation.ul : 0;
}

/* Marks of the smallest syringe that holds the volume; of the largest there is when none does (several fills). Beyond
 * the last mark it holds nothing that can be read: half up would lie outside it. */
static int64_t graduation_for(const ifs_site *site, ifs_ratio draw)
{
    if (site == NULL || site->syringe_count == 0) {
        return DEFAULT_GRADUATION;
    }
    int chosen = 0;
    while (chosen < site->syringe_count - 1 &&
           ratio_compare(draw, ratio_whole(last_mark(&site->syringes[chosen]))) > 0) {
        chosen++;
    }
    return site->syringes[chosen].graduation.ul;
}

/* Total volume by the additive rule. */
static bool total_of(const struct container *container, ifs_ratio draw, ifs_ratio *total)
{
    switch (container->additive) {
    case ADDITIVE_PREMIXED:
    case ADDITIVE_UNDILUTED:
        *total = draw;
        return true;
    case ADDITIVE_ADDED:
        return ratio_add(draw, ratio_whole(container->volume.ul), total);
    case ADDITIVE_REPLACED:
    case ADDITIVE_MADE_UP:
        break;
    }
    *total = ratio_whole(container->volume.ul);
    return true;
}

static bool figures_for_draw(const struct course *course, ifs_ratio draw, struct figures *figures)
{
    const struct container *container = container_of(course);
    *figures = course->reached;
    return ratio_mul(draw, container->product->strength, &figures->dose_mcg) &&
           total_of(container, draw, &figures->total_ul);
}

/* The multiple of `step` next to `figure` on the other side of it than `nearest`; 0, which is never taken, where it does not fit. */
static int64_t other_neighbour(ifs_ratio figure, int64_t nearest, int64_t step)
{
    if (ratio_compare(ratio_whole(nearest), figure) > 0) {
        return nearest - step;
    }
    return nearest <= INT64_MAX - step ? nearest + step : 0;
}

bool prepare_round(const struct course *course, struct rounding *rounding)
{
    struct figures ideal;
    struct figures other;
    if (!ratio_round_to(rounding->exact, rounding->step, IFS_ROUND_HALF_UP, &rounding->rounded) ||
        !rounding->figures_of(course, rounding->exact, &ideal)) {
        return false;
    }
    if (rounding->rounded == 0) {
        return true;
    }
    if (!rounding->figures_of(course, ratio_whole(rounding->rounded), &rounding->figures)) {
        return false;
    }
    if (ratio_compare(rounding->exact, ratio_whole(rounding->rounded)) == 0 ||
        !course_breaks(course, &rounding->figures, &ideal)) {
        return true;
    }
    int64_t inward = other_neighbour(rounding->exact, rounding->rounded, rounding->step);
    if (inward > 0 && rounding->figures_of(course, ratio_whole(inward), &other) &&
        !course_breaks(course, &other, &ideal)) {
        rounding->rounded = inward;
        rounding->figures = other;
        rounding->inward = true;
    }
    return true;
}

static bool round_draw(struct course *course, ifs_ratio exact, int64_t step)
{
    struct rounding rounding = {.exact = exact, .step = step, .figures_of = figures_for_draw};
    if (!prepare_round(course, &rounding)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    if (rounding.rounded == 0) {
        return course_obstruct(course, IFS_OBSTACLE_NOT_MEASURABLE);
    }
    course->out->draw.ul = rounding.rounded;
    course->out->draw_inward = rounding.inward;
    course->reached = rounding.figures;
    return true;
}

static bool count_containers(struct course *course, ifs_ratio volume)
{
    ifs_ratio containers;
    const struct product *product_used = container_of(course)->product;
    if (!course_div(course, volume, ratio_whole(product_used->volume.ul), &containers)) {
        return false;
    }
    course->out->containers = ratio_round(containers, IFS_ROUND_UP);
    return true;
}

bool prepare_draw(struct course *course)
{
    const struct container *container = container_of(course);
    ifs_infusion *out = course->out;
    ifs_ratio exact;
    if (!course_div(course, ratio_whole(out->dose.mcg), container->product->strength, &exact)) {
        return false;
    }
    if (container->additive == ADDITIVE_PREMIXED) {
        course->reached.total_ul = exact;
        return count_containers(course, exact);
    }
    out->exact_draw_ul = exact;
    int64_t syringes = course->rule->sites > 0 ? course->rule->sites : 1; /* one for each site, each to a mark of its own */
    ifs_ratio in_each;
    if (!course_div(course, exact, ratio_whole(syringes), &in_each)) {
        return false;
    }
    out->graduation.ul = graduation_for(course->work->request->site, in_each);
    return round_draw(course, exact, out->graduation.ul * syringes) && count_containers(course, ratio_whole(out->draw.ul));
}

/* ---- 6: the total ---- */

bool prepare_total(struct course *course)
{
    const struct container *container = container_of(course);
    ifs_infusion *out = course->out;
    out->total_ul = course->reached.total_ul;
    bool over_full = container->capacity.ul > 0 &&
                     ratio_compare(out->total_ul, ratio_whole(container->capacity.ul)) > 0;
    bool inside = container->additive == ADDITIVE_REPLACED || container->additive == ADDITIVE_MADE_UP;
    if (over_full || (inside && out->draw.ul > container->volume.ul)) {
        return course_obstruct(course, IFS_OBSTACLE_DOES_NOT_FIT);
    }
    if (container_is_diluted(container)) {
        out->diluent_volume.ul = inside ? container->volume.ul - out->draw.ul : container->volume.ul;
    }
    out->delivered_mcg = course->reached.dose_mcg;
    return course_div(course, out->delivered_mcg, out->total_ul, &out->concentration_mcg_per_ul);
}

/* ---- 7 and 8: the flow and what it delivers ---- */

/* Time in which the total flows at that rate: total x 3600 / flow. */
static bool time_at_flow(const struct course *course, ifs_ratio flow, ifs_ratio *seconds)
{
    ifs_ratio hours;
    return ratio_div(course->out->total_ul, flow, &hours) &&
           ratio_mul(hours, ratio_whole(SECONDS_PER_HOUR), seconds);
}

static bool figures_at_flow(const struct course *course, ifs_ratio flow, struct figures *figures)
{
    *figures = course->reached;
    return time_at_flow(course, flow, &figures->time_s);
}

int64_t prepare_pump_step(const struct course *course)
{
    const ifs_site *site = course->work->request->site;
    return site != NULL && site->pump_step.ul_per_h > 0 ? site->pump_step.ul_per_h : DEFAULT_PUMP_STEP;
}

bool prepare_within_pump(const struct course *course, ifs_flow flow)
{
    const ifs_site *site = course->work->request->site;
    if (site == NULL || course->out->device != IFS_PUMP) {
        return true;
    }
    bool slow = flow.ul_per_h < site->pump_low.ul_per_h;
    bool fast = site->pump_high.ul_per_h > 0 && flow.ul_per_h > site->pump_high.ul_per_h;
    return !slow && !fast;
}

static bool round_flow(struct course *course, ifs_ratio exact)
{
    ifs_infusion *out = course->out;
    struct rounding rounding = {.exact = exact, .step = prepare_pump_step(course), .figures_of = figures_at_flow};
    if (ratio_is_multiple(exact, rounding.step)) { /* nothing is rounded: the ordered time is the delivered one */
        out->flow.ul_per_h = exact.num / exact.den;
        course->reached.time_s = ratio_whole(out->over.s);
        return true;
    }
    if (!prepare_round(course, &rounding)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    if (rounding.rounded == 0) {
        return course_obstruct(course, IFS_OBSTACLE_NO_FLOW);
    }
    out->flow.ul_per_h = rounding.rounded;
    out->flow_inward = rounding.inward;
    course->reached = rounding.figures;
    return true;
}

static bool known_figure(const struct course *course, ifs_limit_kind kind, ifs_ratio *figure)
{
    return course_figure(&course->reached, kind, figure) == FIGURE_KNOWN;
}

static bool keep_delivered(struct course *course)
{
    ifs_infusion *out = course->out;
    out->delivered_s = course->reached.time_s;
    if (!known_figure(course, IFS_LIMIT_SPEED, &out->speed_mcg_per_h)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    if (ratio_known(&course->reached.weight_g) &&
        !known_figure(course, IFS_LIMIT_PER_KG, &out->per_kg_mcg)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    return true;
}

/* An intramuscular dose is given at once. */
static bool keep_injection(struct course *course)
{
    ifs_infusion *out = course->out;
    out->delivered_s = ratio_whole(0);
    out->sites = course->rule->sites;
    bool divided = known_figure(course, IFS_LIMIT_SITE_VOLUME, &out->site_ul);
    bool weighed = !ratio_known(&course->reached.weight_g) || known_figure(course, IFS_LIMIT_PER_KG, &out->per_kg_mcg);
    if (!divided || !weighed) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    }
    return true;
}

bool prepare_flow(struct course *course)
{
    ifs_infusion *out = course->out;
    if (course->rule->route == ROUTE_INTRAMUSCULAR) {
        return keep_injection(course);
    }
    if (out->device == IFS_HAND) {
        return keep_delivered(course);
    }
    ifs_ratio scaled;
    if (!course_mul(course, out->total_ul, ratio_whole(SECONDS_PER_HOUR), &scaled) ||
        !course_div(course, scaled, ratio_whole(out->over.s), &out->exact_flow_ul_per_h) ||
        !round_flow(course, out->exact_flow_ul_per_h)) {
        return false;
    }
    if (!prepare_within_pump(course, out->flow)) {
        return course_obstruct(course, IFS_OBSTACLE_BEYOND_PUMP);
    }
    return keep_delivered(course);
}

/* ---- 10: drops ---- */

/* Drops per minute = flow uL/h x drops/mL / (60 x 1000). */
static bool drops_at(ifs_ratio flow, int64_t factor, ifs_ratio *drops)
{
    return ratio_mul(flow, ratio_make(factor, (int64_t)MINUTES_PER_HOUR * MICROLITRES_PER_MILLILITRE), drops);
}

/* Figures when that many drops fall in a minute; there are none where none falls. */
static bool figures_at_drops(const struct course *course, int64_t drops, int64_t factor, struct figures *figures)
{
    ifs_ratio flow = ratio_make(drops * MINUTES_PER_HOUR * MICROLITRES_PER_MILLILITRE, factor);
    return figures_at_flow(course, flow, figures);
}

/* Half up, or inward; where neither keeps every limit, half up stands and the outcomes are those of the drops. */
static int64_t count_drops(struct course *course, ifs_ratio exact, int64_t factor, struct figures *counted)
{
    struct figures other;
    int64_t drops = ratio_round(exact, IFS_ROUND_HALF_UP);
    int64_t inward = other_neighbour(exact, drops, 1);
    if (!figures_at_drops(course, drops, factor, counted)) {
        return 0;
    }
    if (ratio_compare(exact, ratio_whole(drops)) != 0 && course_breaks(course, counted, &course->reached) &&
        figures_at_drops(course, inward, factor, &other) && !course_breaks(course, &other, &course->reached)) {
        *counted = other;
        course->out->drops_inward = true;
        return inward;
    }
    return drops;
}

static bool round_drops(struct course *course, ifs_ratio exact, int64_t factor)
{
    struct figures counted;
    int64_t drops = count_drops(course, exact, factor, &counted);
    if (drops == 0) {
        return course_obstruct(course, IFS_OBSTACLE_NO_FLOW);
    }
    if (drops > DROPS_COUNTABLE) { /* inward */
        return course_obstruct(course, IFS_OBSTACLE_TOO_FAST_TO_COUNT);
    }
    course->out->drops_per_min = drops;
    course->out->drop_factor = factor;
    if (course_breaks(course, &counted, &course->reached)) { /* the limits are then held against what the drops deliver */
        course->reached = counted;
    }
    return true;
}

/* The first drop set of the site with which the drops can be counted. */
bool prepare_drops(struct course *course)
{
    const ifs_site *site = course->work->request->site;
    if (course->out->device != IFS_GRAVITY) {
        return true;
    }
    if (site == NULL || site->drop_set_count == 0) {
        return course_obstruct(course, IFS_OBSTACLE_NO_DROP_SET);
    }
    for (int i = 0; i < site->drop_set_count; i++) {
        ifs_ratio exact;
        if (!drops_at(ratio_whole(course->out->flow.ul_per_h), site->drop_sets[i], &exact)) {
            return course_obstruct(course, IFS_OBSTACLE_BEYOND_ARITHMETIC);
        }
        if (ratio_round(exact, IFS_ROUND_HALF_UP) <= DROPS_COUNTABLE) {
            return round_drops(course, exact, site->drop_sets[i]);
        }
    }
    return course_obstruct(course, IFS_OBSTACLE_TOO_FAST_TO_COUNT);
}
