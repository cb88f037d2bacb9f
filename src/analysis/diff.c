/*
 * diff.c - for which patients two protocols order differently.
 *
 * Both dosings are cut at the breakpoints of both, so within one class of kinds and one weight either orders one thing, and the engine says
 * what. Invariant: a patient is in a box exactly when the two orders differ, or the doubt says that not all were compared. Where doses
 * are calculated with the weight nearly every weight has figures of its own: there changes are told apart by what differs and which way, by
 * the cell of the weight, and by kinds of other figures. So from one end of a box to the other everybody's figures rise or fall with the weight
 * as those of one patient do, and what stands at its ends holds for all.
 */
#include "diff.h"

#include "claim.h"
#include "ratio.h"

#define ADULT_MONTHS (INT64_C(18) * 12)

/* ---- Both protocols ------------------------------------------------------------------------------------------------ */

static bool is_apart(const struct family *family, const char *id)
{
    bool apart = false;
    const struct check *checks = family->protocol->checks;
    for (const struct check *check = checks; check < checks + family->protocol->check_count; check++) {
        apart = apart || (text_equal(check->id, id) && !family_reads_all(family, &check->when));
    }
    return apart;
}

/* A check that reads other facts under one protocol alone is left to diff_check under both: here it would refuse people whom the other
 * protocol seems to let pass. */
static void drop_checks(struct family *family, const struct family *other)
{
    int kept = 0;
    for (int i = 0; i < family->part.check_count; i++) {
        if (!is_apart(other, family->checks[i].id)) {
            family->checks[kept++] = family->checks[i];
        }
    }
    family->part.check_count = kept;
}

/* Either reads what the other reads, so that the same checks belong to both dosings. */
static void read_both(struct diff *diff, const ifs_protocol *new, const ifs_site *site)
{
    family_begin(&diff->new, new, site);
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        if (diff->new.reads[slot]) {
            diff->old.reads[joint_slot_of_new(&diff->joint, slot)] = true;
        }
    }
    family_begin(&diff->old, &diff->joint.both, site);
    __builtin_memset(&diff->new, 0, sizeof diff->new);
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        int other = joint_slot_in_new(&diff->joint, slot);
        if (other >= 0) {
            diff->new.reads[other] = diff->old.reads[slot];
        }
    }
    family_begin(&diff->new, new, site);
    drop_checks(&diff->old, &diff->new);
    drop_checks(&diff->new, &diff->old);
}

int diff_weights(const struct tests *tests, bool every, int64_t weights[FAMILY_WEIGHTS])
{
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    int64_t before = unit->low;
    int count = 0;
    for (int64_t weight = unit->low; weight <= unit->high;) {
        bool begins = count == 0 || weight == FACT_ADULT_WEIGHT_G;
        for (int i = 0; i < tests->count && !begins; i++) {
            const struct test *test = &tests->list[i];
            begins = test->slot == IFS_FACT_WEIGHT && before < test->threshold && weight >= test->threshold;
        }
        if (every || begins) {
            claim(count < FAMILY_WEIGHTS); /* 3,851 weights can be written */
            weights[count++] = weight;
        }
        before = weight;
        weight += weight < FACT_COARSE_WEIGHT_G ? unit->step : FACT_COARSE_WEIGHT_STEP_G;
    }
    return count;
}

static void begin_dosing(struct diff *diff)
{
    int count = diff->new.condition_count;
    for (int i = 0; i < count; i++) {
        diff->also[i] = joint_condition(&diff->joint, diff->new.conditions[i], diff->ops[i]);
    }
    family_read_also(&diff->old, diff->also, count);
    diff->by_figures = diff->old.by_step || diff->new.by_step;
    bool every = diff->old.by_step || diff->old.weighed || diff->new.by_step || diff->new.weighed;
    diff->weight_count = diff_weights(&diff->joint.both.tests, every, diff->weights);
    bool build = diff->old.by_build || diff->new.by_build;
    bool full = diff->old.full || diff->new.full;
    diff->doubt = build ? DIFF_HEIGHT : full ? DIFF_TOO_MANY_KINDS : diff->doubt;
}

void diff_begin(struct diff *diff, const ifs_protocol *old, const ifs_protocol *new, const ifs_site *site)
{
    joint_begin(&diff->joint, old, new);
    diff->change_count = 1;
    if (diff->joint.full) {
        diff->doubt = DIFF_TOO_MANY_FACTS;
        return;
    }
    read_both(diff, new, site);
    begin_dosing(diff);
}

/* ---- One order ------------------------------------------------------------------------------------------------------- */

static void note_phase(const ifs_protocol *protocol, const ifs_infusion *infusion, struct diff_phase *phase)
{
    const struct infusion_rule *rule = &protocol->infusions[infusion->rule];
    const struct product *product = rule->containers[infusion->container].product;
    *phase = (struct diff_phase){.name = rule->name,
                                 .product = product->id,
                                 .strength = product->strength,
                                 .device = infusion->device,
                                 .dose = infusion->dose,
                                 .over = infusion->over,
                                 .draw = infusion->draw,
                                 .total_ul = infusion->total_ul,
                                 .flow = infusion->flow,
                                 .drops_per_min = infusion->drops_per_min,
                                 .doses = infusion->doses,
                                 .every = infusion->every,
                                 .after = infusion->after,
                                 .sites = infusion->sites};
    if (infusion->diluent >= 0) {
        phase->diluent = protocol->drug.diluents[infusion->diluent].id;
    }
}

static void note_reason(const struct family *family, const ifs_plan *plan, struct diff_order *order)
{
    for (int i = 0; i < plan->check_count && order->check == NULL; i++) {
        const struct check *check = &family->part.checks[i];
        bool refuses = plan->checks[i] == IFS_TRIP && check->severity == IFS_REFUSE;
        order->check = refuses ? check->id : NULL;
    }
    for (int i = 0; i < plan->limit_count && order->limit == NULL; i++) {
        const ifs_limit_outcome *limit = &plan->limits[i];
        order->limit = limit->result == IFS_TRIP && limit->severity == IFS_REFUSE ? limit->limit : NULL;
    }
    order->obstacle = plan->order_obstacle;
    for (int i = 0; i < family->part.infusion_count && order->obstacle == IFS_OBSTACLE_NONE; i++) {
        order->obstacle = plan->obstacle[i];
    }
}

void diff_order_of(const struct family *family, const ifs_plan *plan, struct diff_order *order)
{
    *order = (struct diff_order){.outcome = DIFF_REFUSED};
    if (plan->verdict == IFS_REFUSED) {
        note_reason(family, plan, order);
        return;
    }
    order->outcome = plan->verdict == IFS_INCOMPLETE ? DIFF_DOSE_ASKED : DIFF_ORDERED; /* a dose may be missing: then it is incomplete */
    order->rescue_count = plan->rescue_count;
    for (int i = 0; i < plan->rescue_count; i++) {
        const ifs_rescue *rescue = &plan->rescues[i];
        order->rescues[i] = (struct diff_rescue){family->part.rescues[rescue->rule].product->id, rescue->dose,
                                                 rescue->draw_ul, rescue->over};
    }
    if (order->outcome == DIFF_DOSE_ASKED) {
        return;
    }
    order->phase_count = plan->infusion_count;
    for (int i = 0; i < plan->infusion_count; i++) {
        note_phase(&family->part, &plan->infusions[i], &order->phases[i]);
    }
    order->step_count = plan->step_count;
    for (int i = 0; i < plan->step_count; i++) {
        order->steps[i] = plan->steps[i].flow;
    }
}

/* ---- What differs ---------------------------------------------------------------------------------------------------- */

static bool same_words(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && text_equal(a, b));
}

static bool same_ratio(ifs_ratio a, ifs_ratio b)
{
    return a.den == 0 || b.den == 0 ? a.den == b.den : ratio_compare(a, b) == 0;
}

static unsigned when(bool differs, enum diff_what what)
{
    return differs ? (unsigned)what : 0;
}

unsigned diff_phase_differs(const struct diff_phase *old, const struct diff_phase *new)
{
    return when(old->dose.mcg != new->dose.mcg, DIFF_DOSE) | when(old->dose.mcg < new->dose.mcg, DIFF_DOSE_RISES) |
           when(old->over.s != new->over.s, DIFF_TIME) | when(old->draw.ul != new->draw.ul, DIFF_DRAW) |
           when(!same_ratio(old->total_ul, new->total_ul), DIFF_TOTAL) |
           when(old->flow.ul_per_h != new->flow.ul_per_h || old->drops_per_min != new->drops_per_min, DIFF_FLOW) |
           when(!same_words(old->product, new->product) || !same_ratio(old->strength, new->strength), DIFF_PRODUCT) |
           when(!same_words(old->diluent, new->diluent), DIFF_DILUENT) | when(old->device != new->device, DIFF_DEVICE) |
           when(old->doses != new->doses || old->every.s != new->every.s, DIFF_REPEAT) |
           when(old->after.s != new->after.s, DIFF_WAIT) | when(old->sites != new->sites, DIFF_SITES);
}

const struct diff_phase *diff_phase_named(const struct diff_order *order, const char *name)
{
    for (int i = 0; i < order->phase_count; i++) {
        if (text_equal(order->phases[i].name, name)) {
            return &order->phases[i];
        }
    }
    return NULL;
}

bool diff_rescues_differ(const struct diff_order *old, const struct diff_order *new)
{
    bool differ = old->rescue_count != new->rescue_count;
    for (int i = 0; !differ && i < old->rescue_count; i++) {
        const struct diff_rescue *a = &old->rescues[i];
        const struct diff_rescue *b = &new->rescues[i];
        differ = !same_words(a->product, b->product) || a->dose.mcg != b->dose.mcg || a->over.s != b->over.s ||
                 !same_ratio(a->draw_ul, b->draw_ul);
    }
    return differ;
}

bool diff_steps_differ(const struct diff_order *old, const struct diff_order *new)
{
    bool differ = old->step_count != new->step_count;
    for (int i = 0; !differ && i < old->step_count; i++) {
        differ = old->steps[i].ul_per_h != new->steps[i].ul_per_h;
    }
    return differ;
}

/* Why somebody is refused is compared by the rules; here that they are. */
bool diff_orders_differ(const struct diff_order *old, const struct diff_order *new)
{
    if (old->outcome != new->outcome) {
        return true;
    }
    if (old->outcome == DIFF_REFUSED) {
        return false;
    }
    bool differ = old->phase_count != new->phase_count || diff_rescues_differ(old, new) || diff_steps_differ(old, new);
    for (int i = 0; !differ && i < old->phase_count; i++) {
        differ = !text_equal(old->phases[i].name, new->phases[i].name) ||
                 diff_phase_differs(&old->phases[i], &new->phases[i]) != 0;
    }
    return differ;
}

/* ---- Changes ------------------------------------------------------------------------------------------------------------ */

static bool same_reason(const struct diff_order *a, const struct diff_order *b)
{
    return a->outcome == b->outcome && same_words(a->check, b->check) && a->limit == b->limit &&
           a->obstacle == b->obstacle && a->phase_count == b->phase_count;
}

static unsigned besides_phases(const struct diff_change *change)
{
    return when(diff_rescues_differ(&change->old, &change->new), DIFF_PRODUCT) | when(diff_steps_differ(&change->old, &change->new), DIFF_FLOW);
}

/* Told apart by what differs and which way, not by the figures themselves. Where there is no phase, nothing differs. */
static bool alike(const struct diff_change *a, const struct diff_change *b)
{
    bool same = besides_phases(a) == besides_phases(b) && same_reason(&a->old, &b->old) && same_reason(&a->new, &b->new);
    for (int i = 0; same && i < IFS_INFUSION_MAX; i++) {
        same = diff_phase_differs(&a->old.phases[i], &a->new.phases[i]) == diff_phase_differs(&b->old.phases[i], &b->new.phases[i]);
    }
    return same;
}

static bool same_figures(const struct diff_change *a, const struct diff_change *b)
{
    return same_reason(&a->old, &b->old) && same_reason(&a->new, &b->new) && !diff_orders_differ(&a->old, &b->old) &&
           !diff_orders_differ(&a->new, &b->new);
}

/* 0: no room. */
static int add_change(struct diff *diff, const struct diff_change *change, struct diff_told_apart apart)
{
    if (diff->change_count == DIFF_CHANGES) {
        diff->doubt = DIFF_TOO_MANY_CHANGES;
        return 0;
    }
    diff->apart[diff->change_count] = apart;
    diff->changes[diff->change_count] = *change;
    return diff->change_count++;
}

/* The number of the change in the list; 0 where nothing differs. */
static int number_of(struct diff *diff, const struct diff_change *change, int weight_cell)
{
    if (!diff_orders_differ(&change->old, &change->new)) {
        return 0;
    }
    for (int i = diff->change_count - 1; i > 0; i--) {
        const struct diff_change *other = &diff->changes[i];
        bool same = diff->by_figures ? diff->apart[i].weight_cell == weight_cell && alike(other, change) : same_figures(other, change);
        if (same) {
            return i;
        }
    }
    return add_change(diff, change, (struct diff_told_apart){.weight_cell = weight_cell});
}

/* Whether b is to a more than d is to c; all above zero, doses below 2^40 mcg: the products stay within bounds of ratio_compare. */
static bool further(int64_t a, int64_t b, int64_t c, int64_t d)
{
    ifs_ratio first = a > b ? ratio_make(a, b) : ratio_make(b, a);
    ifs_ratio second = c > d ? ratio_make(c, d) : ratio_make(d, c);
    return ratio_compare(first, second) > 0;
}

static void note_largest(struct diff *diff, const struct diff_change *change, int64_t weight_g)
{
    struct diff_largest *largest = &diff->largest;
    for (int i = 0; i < change->old.phase_count; i++) {
        const struct diff_phase *old = &change->old.phases[i];
        const struct diff_phase *new = diff_phase_named(&change->new, old->name);
        bool both = new != NULL && old->dose.mcg != new->dose.mcg;
        if (both && (largest->phase == NULL ||
                     further(old->dose.mcg, new->dose.mcg, largest->old.mcg, largest->new.mcg))) {
            *largest = (struct diff_largest){old->name, old->dose, new->dose, weight_g};
        }
    }
}

/* ---- Every class ---------------------------------------------------------------------------------------------------------- */

static void take(struct diff *diff, const struct space_point *point)
{
    family_take(&diff->old, point);
    const ifs_site *site = diff->old.request.site;
    joint_request_for_new(&diff->joint, &diff->old.request, &diff->request);
    diff->new.request = diff->request;
    diff->new.request.site = site;
    diff->new.derived = diff->old.derived;
}

static void compare_at(struct diff *diff, int64_t weight_g, struct diff_change *change)
{
    family_weigh(&diff->old, weight_g);
    family_weigh(&diff->new, weight_g);
    family_plan(&diff->old, &diff->plan);
    diff_order_of(&diff->old, &diff->plan, &change->old);
    family_plan(&diff->new, &diff->plan);
    diff_order_of(&diff->new, &diff->plan, &change->new);
}

static bool are_adults(const struct space *space, int axis, int cell)
{
    return space->cells[space->axes[axis].first_cell + cell].low >= ADULT_MONTHS;
}

bool diff_is_adult(const struct space *space, const struct space_point *point)
{
    int axis = space->axis_of[IFS_FACT_AGE];
    return axis >= 0 && are_adults(space, axis, point->at[axis]);
}

/* How many thresholds that either protocol compares the weight with are reached. */
static int cell_of(const struct diff *diff, int64_t weight_g)
{
    const struct tests *tests = &diff->joint.both.tests;
    int cell = 0;
    for (const struct test *test = tests->list; test < tests->list + tests->count; test++) {
        cell += test->slot == IFS_FACT_WEIGHT && weight_g >= test->threshold ? 1 : 0;
    }
    return cell;
}

static void compare_class(struct diff *diff, int class)
{
    struct diff_change change;
    take(diff, &diff->old.classes[class].point);
    for (int i = 0; i < diff->weight_count; i++) {
        compare_at(diff, diff->weights[i], &change);
        int number = number_of(diff, &change, cell_of(diff, diff->weights[i]));
        diff->changes_at[class][i] = (int16_t)number;
        bool adult = diff_is_adult(&diff->old.space, &diff->old.classes[class].point);
        if (!adult || diff->weights[i] >= FACT_ADULT_WEIGHT_G) {
            note_largest(diff, &change, diff->weights[i]);
        }
    }
}

static void cut_runs(struct diff *diff)
{
    for (int i = 0; i < diff->weight_count; i++) {
        bool cut = i == 0 || diff->weights[i] == FACT_ADULT_WEIGHT_G;
        for (int class = 0; class < diff->old.class_count && !cut; class++) {
            cut = diff->changes_at[class][i] != diff->changes_at[class][i - 1];
        }
        if (cut) {
            diff->runs[diff->run_count++] = i;
        }
    }
    diff->runs[diff->run_count] = diff->weight_count;
}

static bool same_in_run(struct diff *diff, int class, int other, int run)
{
    struct diff_change one;
    struct diff_change two;
    bool same = true;
    for (int i = diff->runs[run + 1] - 1; same && i >= diff->runs[run]; i--) { /* the heaviest differ soonest */
        take(diff, &diff->old.classes[class].point);
        compare_at(diff, diff->weights[i], &one);
        take(diff, &diff->old.classes[other].point);
        compare_at(diff, diff->weights[i], &two);
        same = same_figures(&one, &two);
    }
    return same;
}

/* The number of a change for the kinds whose figures are those of that class. */
static int number_for_class(struct diff *diff, int change, int class)
{
    for (int i = 1; i < diff->change_count; i++) {
        if (diff->apart[i].of == change && diff->apart[i].class == class) {
            return i;
        }
    }
    return add_change(diff, &diff->changes[change], (struct diff_told_apart){.of = change, .class = class});
}

static int first_of_figures(struct diff *diff, int class, int run)
{
    int at = diff->runs[run];
    int first = 0;
    while (first < class && (diff->changes_at[first][at] != diff->changes_at[class][at] || !same_in_run(diff, class, first, run))) {
        first++;
    }
    return first;
}

/* Kinds whose changes are alike and whose figures are not get numbers of their own: each that of the first class with its figures. From the last
 * class on, so that those before it still have the number they share. */
static void part_kinds(struct diff *diff, int run)
{
    for (int left = diff->old.class_count; left > 0; left--) {
        int16_t *number = &diff->changes_at[left - 1][diff->runs[run]];
        if (*number > 0) {
            *number = (int16_t)number_for_class(diff, *number, first_of_figures(diff, left - 1, run));
        }
    }
}

/* No adult weighs so little: places of nobody. */
static bool too_light(const struct diff *diff, const uint16_t *at, int run)
{
    const struct space *space = &diff->old.space;
    int axis = space->axis_of[IFS_FACT_AGE];
    return axis >= 0 && are_adults(space, axis, at[axis]) && diff->weights[diff->runs[run]] < FACT_ADULT_WEIGHT_G;
}

static int64_t index_of(const struct space *space, const uint16_t *at)
{
    int64_t index = 0;
    for (int i = 0; i < space->axis_count; i++) {
        index = index * space->axes[i].cell_count + at[i];
    }
    return index;
}

static int mark_of_order(const void *context, const uint16_t *at)
{
    const struct diff *diff = context;
    int class = diff->old.class_at[index_of(&diff->old.space, at)];
    int run = at[diff->old.space.axis_count];
    if (class < 0 || too_light(diff, at, run)) {
        return BOX_NOBODY;
    }
    return diff->changes_at[class][diff->runs[run]];
}

static bool gather_boxes(struct diff *diff, const struct space *space, int runs, boxes_mark mark)
{
    struct boxes *boxes = &diff->boxes;
    boxes->axis_count = space->axis_count + 1;
    for (int i = 0; i < space->axis_count; i++) {
        boxes->length[i] = space->axes[i].cell_count;
    }
    boxes->length[space->axis_count] = runs;
    boxes->mark = mark;
    boxes->context = diff;
    return boxes_gather(boxes);
}

bool diff_orders(struct diff *diff)
{
    if (diff->doubt != DIFF_NO_DOUBT) {
        return false;
    }
    if (!family_gather(&diff->old) || diff->old.class_count > DIFF_CLASSES) {
        diff->doubt = DIFF_TOO_MANY_KINDS;
        return false;
    }
    for (int i = 0; i < diff->old.class_count; i++) {
        compare_class(diff, i);
    }
    cut_runs(diff);
    for (int run = 0; diff->by_figures && run < diff->run_count; run++) {
        part_kinds(diff, run);
    }
    bool gathered = diff->doubt == DIFF_NO_DOUBT && gather_boxes(diff, &diff->old.space, diff->run_count, mark_of_order);
    if (!gathered) {
        diff->doubt = DIFF_TOO_MANY_CHANGES;
    }
    return gathered;
}

/* The next place of the box, the kinds of one run after another; the last is never passed. */
static void step(const struct box *box, uint16_t *at)
{
    int axis = 0;
    while (at[axis] == box->high[axis]) {
        at[axis] = box->low[axis];
        axis++;
    }
    at[axis]++;
}

void diff_order_in(struct diff *diff, const struct box *box, bool heaviest, struct diff_change *change)
{
    const struct space *space = &diff->old.space;
    uint16_t at[BOX_AXES];
    __builtin_memcpy(at, box->low, sizeof at);
    while (mark_of_order(diff, at) != box->mark) { /* there is a place with somebody in it: it began the box */
        step(box, at);
    }
    take(diff, &diff->old.classes[diff->old.class_at[index_of(space, at)]].point);
    int weight = heaviest ? diff->runs[box->high[space->axis_count] + 1] - 1 : diff->runs[at[space->axis_count]];
    compare_at(diff, diff->weights[weight], change);
}

/* ---- One check ------------------------------------------------------------------------------------------------------------- */

static const struct condition none;

static bool trips(const struct condition *when, bool negated, bool there, const uint8_t *truths)
{
    enum truth truth = condition_truth(when, truths);
    return there && (negated ? truth == TRUTH_NO : truth == TRUTH_YES);
}

static int mark_of_check(const void *context, const uint16_t *at)
{
    const struct diff *diff = context;
    return diff->marks[index_of(&diff->space, at)];
}

static bool reads_materials(const struct space *space)
{
    return space->wanted[SLOT_PRODUCT] || space->wanted[SLOT_DILUENT] || space->wanted[SLOT_DEVICE];
}

bool diff_check(struct diff *diff, const struct check *old, const struct check *new)
{
    struct space *space = &diff->space;
    struct space_point point;
    uint16_t ops[CONDITION_OPS];
    uint16_t at[SPACE_AXES];
    const struct condition before = old != NULL ? old->when : none;
    const struct condition after = new != NULL ? joint_condition(&diff->joint, &new->when, ops) : none;
    space_begin(space, &diff->joint.both);
    space_read(space, &before);
    space_read(space, &after);
    if (diff->joint.full || reads_materials(space) || !space_close(space)) {
        return false;
    }
    __builtin_memset(diff->marks, BOX_NOBODY, (size_t)space->kinds * sizeof diff->marks[0]); /* -1 is all bits of any size */
    for (bool any = space_first(space, &point); any; any = space_next(space, &point)) {
        bool was = trips(&before, old != NULL && old->negated, old != NULL, point.truths);
        bool is = trips(&after, new != NULL && new->negated, new != NULL, point.truths);
        for (int i = 0; i < space->axis_count; i++) {
            at[i] = point.at[i];
        }
        diff->marks[index_of(space, at)] = (int16_t)(was == is ? BOX_NOTHING : is ? 1 : 2);
    }
    return gather_boxes(diff, space, 1, mark_of_check);
}
