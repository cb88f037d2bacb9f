/*
 * space.c - all patients, cut into the finitely many kinds that a set of conditions can tell apart.
 *
 * A condition sees a patient only through its tests, so patients on the same side of every threshold are one kind. Each fact that
 * is read is an axis, cut at the thresholds of the protocol's tests; a kind is one cell on each axis, and an odometer
 * visits them all. Invariant: every patient whose facts are known and do not contradict one another is of exactly one kind, and
 * the truths of a kind are those of each of its patients. Kinds that no patient can be of are left out only where that is
 * certain; facts not named in impossible() are taken as independent.
 *
 * What the kinds are asked is left to the callers. No recursion, no allocation: the caller lends the space.
 */
#include "space.h"

#include "claim.h"
#include "derive.h"

#define ADULT_MONTHS (INT64_C(18) * 12)
#define ADULT_WEIGHT_G 25000
#define WEIGHT_FINE_BELOW_G 10000
#define WEIGHT_STEP_G 100
#define DAY_S (24 * INT64_C(3600))
#define GRAMS_PER_KILOGRAM 1000
#define NO_DILUENT (-1)

_Static_assert(SLOT_COUNT <= UINT8_MAX, "a slot fits its member");

/* ---- Which facts ------------------------------------------------------------------------------------------------ */

void space_begin(struct space *space, const ifs_protocol *protocol)
{
    space->protocol = protocol;
    space->axis_count = 0;
    space->cell_count = 0;
    space->test_count = 0;
    space->decided = false;
    for (int i = 0; i < SLOT_COUNT; i++) {
        space->wanted[i] = false;
        space->axis_of[i] = -1;
    }
}

void space_read_slot(struct space *space, int slot)
{
    claim(slot >= 0);
    claim(slot < SLOT_COUNT);
    space->wanted[slot] = true;
}

void space_read(struct space *space, const struct condition *condition)
{
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS) {
            space_read_slot(space, space->protocol->tests.list[op].slot);
        }
    }
}

/* ---- The cells of one axis -------------------------------------------------------------------------------------- */

ifs_fact space_fact(int slot)
{
    switch (slot) {
    case SLOT_CRCL:
        return IFS_FACT_CRCL;
    case SLOT_EGFR:
        return IFS_FACT_EGFR;
    case SLOT_URINE:
    case SLOT_URINE_PER_WEIGHT:
        return IFS_FACT_URINE_OUTPUT;
    case SLOT_PRODUCT:
        return IFS_FACT_PRODUCT;
    case SLOT_DILUENT:
        return IFS_FACT_DILUENT;
    case SLOT_DEVICE:
        return IFS_FACT_DEVICE;
    default: /* no enum: every other slot is a fact of the request */
        return (ifs_fact)slot;
    }
}

static const struct fact_rule *rule_of(const struct space *space, int slot)
{
    return &space->protocol->facts[space_fact(slot)];
}

static bool is_urine(int slot)
{
    return slot == SLOT_URINE || slot == SLOT_URINE_PER_WEIGHT;
}

/* Urine output is doubled in its slots (see condition.h). */
static int64_t scale_of(int slot)
{
    return is_urine(slot) ? 2 : 1;
}

static bool add_cell(struct space *space, int64_t low, int64_t high)
{
    if (space->cell_count == SPACE_CELLS) {
        return false;
    }
    space->cells[space->cell_count++] = (struct space_cell){low, high};
    return true;
}

/* The smallest answer in that unit from `low` on; a weight of 10 kg and over is a multiple of 100 g. */
static int64_t next_answer(const struct fact_unit *unit, int64_t low)
{
    int64_t step = unit->step;
    if (unit->dimension == IFS_WEIGHT && low > WEIGHT_FINE_BELOW_G - step) {
        step = WEIGHT_STEP_G;
    }
    int64_t over = low % step;
    return over == 0 ? low : low - over + step;
}

/* The unit whose smallest answer in the cell comes first in the fact's list of units; -1 when the cell holds no answer. */
static int unit_in(const struct fact_rule *rule, int slot, struct space_cell cell, int64_t *shown)
{
    int64_t scale = scale_of(slot);
    for (int i = 0; i < rule->unit_count; i++) {
        bool other = is_urine(slot) && (rule->units[i].dimension == IFS_URINE) != (slot == SLOT_URINE);
        int64_t answer = next_answer(&rule->units[i], (cell.low + scale - 1) / scale);
        if (!other && answer * scale <= cell.high) {
            *shown = answer;
            return i;
        }
    }
    return -1;
}

/* An answer lies on a step of its unit, a figure computed from answers anywhere. */
static bool add_range(struct space *space, int slot, int64_t low, int64_t high)
{
    int64_t shown = 0;
    struct space_cell cell = {low, high};
    bool empty = slot < IFS_FACT_MAX && unit_in(rule_of(space, slot), slot, cell, &shown) < 0;
    return empty || add_cell(space, low, high);
}

/* The lowest threshold of that slot above `above`; false when there is none up to `high`. */
static bool next_threshold(const struct space *space, const struct space_axis *axis, struct space_cell within,
                           int64_t *threshold)
{
    bool found = false;
    for (int i = 0; i < axis->test_count; i++) {
        int64_t at = space->protocol->tests.list[space->tests[axis->first_test + i]].threshold;
        if (at > within.low && at <= within.high && (!found || at < *threshold)) {
            *threshold = at;
            found = true;
        }
    }
    return found;
}

static bool cut_range(struct space *space, const struct space_axis *axis)
{
    const struct fact_rule *rule = rule_of(space, axis->slot);
    const struct fact_unit *unit = &rule->units[axis->slot == SLOT_URINE_PER_WEIGHT ? 1 : 0];
    struct space_cell rest = {unit->low * scale_of(axis->slot), unit->high * scale_of(axis->slot)};
    int64_t threshold = 0;
    while (next_threshold(space, axis, rest, &threshold)) {
        if (!add_range(space, axis->slot, rest.low, threshold - 1)) {
            return false;
        }
        rest.low = threshold;
    }
    return add_range(space, axis->slot, rest.low, rest.high);
}

/* ---- What the protocol allows of a choice ------------------------------------------------------------------------ */

static bool holds_diluent(const struct container *container, int64_t diluent)
{
    if (container->additive == ADDITIVE_PREMIXED || container->diluent_count == 0) {
        return diluent == NO_DILUENT;
    }
    for (int i = 0; i < container->diluent_count; i++) {
        if (container->diluents[i] == diluent) {
            return true;
        }
    }
    return false;
}

/* Product, diluent and device of one preparation; UNASKED: any. */
#define UNASKED (-2)
struct materials {
    int64_t product;
    int64_t diluent;
    int64_t device;
};

static bool can_prepare(const struct infusion_rule *infusion, const struct materials *asked)
{
    bool runs = asked->device == UNASKED || (infusion->devices >> asked->device & 1U) != 0;
    for (int i = 0; runs && i < infusion->container_count; i++) {
        const struct container *container = &infusion->containers[i];
        bool product = asked->product == UNASKED || asked->product == container->product_index;
        if (product && (asked->diluent == UNASKED || holds_diluent(container, asked->diluent))) {
            return true;
        }
    }
    return false;
}

static bool some_can_prepare(const ifs_protocol *protocol, const struct materials *asked)
{
    for (int i = 0; i < protocol->infusion_count; i++) {
        if (can_prepare(&protocol->infusions[i], asked)) {
            return true;
        }
    }
    return false;
}

static bool allowed(const struct space *space, int slot, int64_t choice)
{
    const ifs_protocol *protocol = space->protocol;
    switch (slot) {
    case IFS_FACT_SETTING:
        return (protocol->settings >> choice & 1U) != 0;
    case IFS_FACT_RENAL:
        return choice != IFS_RENAL_ACUTE_INJURY || protocol->names_acute_injury;
    case SLOT_PRODUCT:
        return some_can_prepare(protocol, &(struct materials){choice, UNASKED, UNASKED});
    case SLOT_DILUENT:
        return some_can_prepare(protocol, &(struct materials){UNASKED, choice, UNASKED});
    case SLOT_DEVICE:
        return some_can_prepare(protocol, &(struct materials){UNASKED, UNASKED, choice});
    default: /* no enum: any other choice may be answered */
        return true;
    }
}

static bool list_choices(struct space *space, const struct space_axis *axis)
{
    int count = 0;
    fact_choices(rule_of(space, axis->slot), &count);
    for (int64_t choice = axis->slot == SLOT_DILUENT ? NO_DILUENT : 0; choice < count; choice++) {
        if (allowed(space, axis->slot, choice) && !add_cell(space, choice, choice)) {
            return false;
        }
    }
    return true;
}

/* ---- The axes ----------------------------------------------------------------------------------------------------- */

static bool add_axis(struct space *space, int slot)
{
    const struct tests *tests = &space->protocol->tests;
    if (space->axis_count == SPACE_AXES) {
        return false;
    }
    struct space_axis *axis = &space->axes[space->axis_count];
    *axis =
        (struct space_axis){.slot = (uint8_t)slot, .first_cell = space->cell_count, .first_test = space->test_count};
    for (int i = 0; i < tests->count; i++) {
        if (tests->list[i].slot == slot) {
            space->tests[space->test_count++] = (uint8_t)i;
            axis->test_count++;
        }
    }
    bool measured = rule_of(space, slot)->kind == FACT_MEASURE;
    bool fits = measured ? cut_range(space, axis) : list_choices(space, axis);
    axis->cell_count = space->cell_count - axis->first_cell;
    space->axis_of[slot] = (int16_t)space->axis_count++;
    return fits && axis->cell_count <= UINT8_MAX;
}

bool space_close(struct space *space)
{
    space->kinds = 1;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        if (!space->wanted[slot]) {
            continue;
        }
        if (!add_axis(space, slot)) {
            return false;
        }
        space->kinds *= space->axes[space->axis_count - 1].cell_count;
        if (space->kinds > SPACE_KINDS_MAX) {
            return false;
        }
    }
    space->decided = true;
    return true;
}

/* ---- Kinds no patient is of --------------------------------------------------------------------------------------- */

/* The cell of that slot; false when it is not read. */
static bool cell_at(const struct space *space, const struct space_point *point, int slot, struct space_cell *cell)
{
    int axis = space->axis_of[slot];
    if (axis < 0) {
        return false;
    }
    *cell = space->cells[space->axes[axis].first_cell + point->at[axis]];
    return true;
}

/* True when the slot is read and this is its one answer here. */
static bool is(const struct space *space, const struct space_point *point, int slot, int64_t answer)
{
    struct space_cell cell;
    return cell_at(space, point, slot, &cell) && cell.low == answer; /* a choice is a cell of its own */
}

static bool adult(const struct space *space, const struct space_point *point)
{
    struct space_cell age;
    return cell_at(space, point, IFS_FACT_AGE, &age) && age.low >= ADULT_MONTHS;
}

static bool births_contradict(const struct space *space, const struct space_point *point)
{
    bool pregnant = is(space, point, IFS_FACT_PREGNANT, IFS_ANSWER_YES);
    bool postpartum = is(space, point, IFS_FACT_POSTPARTUM, IFS_ANSWER_YES);
    bool bears = pregnant || postpartum || is(space, point, IFS_FACT_BREASTFEEDING, IFS_ANSWER_YES);
    return (pregnant && postpartum) || (bears && is(space, point, IFS_FACT_SEX, IFS_MALE));
}

static bool without_gestation(const struct space *space, const struct space_point *point)
{
    bool neither =
        is(space, point, IFS_FACT_PREGNANT, IFS_ANSWER_NO) && is(space, point, IFS_FACT_POSTPARTUM, IFS_ANSWER_NO);
    return neither || is(space, point, IFS_FACT_SEX, IFS_MALE);
}

/* No gestation to tell apart: one of its cells stands for all. */
static bool repeats_gestation(const struct space *space, const struct space_point *point)
{
    int axis = space->axis_of[IFS_FACT_GESTATION];
    return axis >= 0 && point->at[axis] > 0 && without_gestation(space, point);
}

static bool given_contradicts(const struct space *space, const struct space_point *point)
{
    static const struct {
        ifs_fact given;
        int64_t window_s;
    } windows[] = {{IFS_FACT_GIVEN_24H, DAY_S}, {IFS_FACT_GIVEN_48H, 2 * DAY_S}};
    struct space_cell last;
    struct space_cell day;
    struct space_cell given;
    for (size_t i = 0; i < COUNT_OF(windows) && cell_at(space, point, IFS_FACT_LAST_DOSE, &last); i++) {
        bool read = cell_at(space, point, (int)windows[i].given, &given);
        bool nothing = read && given.high == 0 && last.high < windows[i].window_s;
        if (nothing || (read && given.low > 0 && last.low > windows[i].window_s)) {
            return true;
        }
    }
    return cell_at(space, point, IFS_FACT_GIVEN_24H, &day) && cell_at(space, point, IFS_FACT_GIVEN_48H, &given) &&
           day.low > given.high;
}

static bool body_contradicts(const struct space *space, const struct space_point *point)
{
    struct space_cell weight;
    struct space_cell systolic;
    struct space_cell diastolic;
    bool light = cell_at(space, point, IFS_FACT_WEIGHT, &weight) && weight.high < ADULT_WEIGHT_G;
    bool crossed = cell_at(space, point, IFS_FACT_SYSTOLIC, &systolic) &&
                   cell_at(space, point, IFS_FACT_DIASTOLIC, &diastolic) && diastolic.low >= systolic.high;
    return crossed || (light && adult(space, point));
}

/* Outside pregnancy a category is itself an estimate, at the worst of its band, and the lowest estimate counts. */
static bool category_contradicts(const struct space *space, const struct space_point *point)
{
    struct space_cell category;
    struct space_cell clearance;
    return cell_at(space, point, IFS_FACT_RENAL, &category) && cell_at(space, point, SLOT_CRCL, &clearance) &&
           !is(space, point, IFS_FACT_PREGNANT, IFS_ANSWER_YES) &&
           clearance.low > derive_category_clearance(category.low);
}

static struct space_cell weight_of(const struct space *space, const struct space_point *point)
{
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    struct space_cell weight = {unit->low, unit->high};
    cell_at(space, point, IFS_FACT_WEIGHT, &weight);
    if (adult(space, point) && weight.low < ADULT_WEIGHT_G) {
        weight.low = ADULT_WEIGHT_G;
    }
    return weight;
}

/* mL/h is mL/kg/h times weight. Bounds: 2e5 uL/kg/h x 3e5 g, 2e6 uL/h x 1e3. */
static bool urine_contradicts(const struct space *space, const struct space_point *point)
{
    struct space_cell whole;
    struct space_cell per_weight;
    if (!cell_at(space, point, SLOT_URINE, &whole) || !cell_at(space, point, SLOT_URINE_PER_WEIGHT, &per_weight)) {
        return false;
    }
    struct space_cell weight = weight_of(space, point);
    return per_weight.low * weight.low > whole.high * GRAMS_PER_KILOGRAM ||
           per_weight.high * weight.high < whole.low * GRAMS_PER_KILOGRAM;
}

static int64_t choice_at(const struct space *space, const struct space_point *point, int slot)
{
    struct space_cell cell;
    return cell_at(space, point, slot, &cell) ? cell.low : UNASKED;
}

static bool materials_contradict(const struct space *space, const struct space_point *point)
{
    struct materials asked = {choice_at(space, point, SLOT_PRODUCT), choice_at(space, point, SLOT_DILUENT),
                              choice_at(space, point, SLOT_DEVICE)};
    bool any = asked.product != UNASKED || asked.diluent != UNASKED || asked.device != UNASKED;
    return any && !some_can_prepare(space->protocol, &asked);
}

static bool impossible(const struct space *space, const struct space_point *point)
{
    return births_contradict(space, point) || repeats_gestation(space, point) || given_contradicts(space, point) ||
           body_contradicts(space, point) || category_contradicts(space, point) || urine_contradicts(space, point) ||
           materials_contradict(space, point);
}

/* ---- Every kind in turn --------------------------------------------------------------------------------------------- */

static void set_truths(const struct space *space, struct space_point *point, int index)
{
    const struct space_axis *axis = &space->axes[index];
    int64_t figure = space->cells[axis->first_cell + point->at[index]].low;
    bool known = axis->slot != IFS_FACT_GESTATION || !without_gestation(space, point);
    for (int i = 0; i < axis->test_count; i++) {
        int number = space->tests[axis->first_test + i];
        const struct test *test = &space->protocol->tests.list[number];
        bool holds = test->equal ? figure == test->threshold : figure < test->threshold;
        point->truths[number] = (uint8_t)(!known ? TRUTH_UNKNOWN : holds ? TRUTH_YES : TRUTH_NO);
    }
}

/* The next kind, possible or not: the first axis that changed; -1 after the last kind. */
static int turn(const struct space *space, struct space_point *point)
{
    point->passed++;
    for (int i = space->axis_count - 1; i >= 0; i--) {
        if (point->at[i] + 1 < space->axes[i].cell_count) {
            point->at[i]++;
            return i;
        }
        point->at[i] = 0;
    }
    return -1;
}

/* The first possible kind from this one on, of which the axes from `changed` on are new. Whether a gestation is known hangs on other
 * axes, so it is always set. */
static bool settle(const struct space *space, struct space_point *point, int changed)
{
    while (impossible(space, point)) {
        int turned = turn(space, point);
        if (turned < 0) {
            return false;
        }
        changed = turned < changed ? turned : changed;
    }
    for (int i = changed; i < space->axis_count; i++) {
        set_truths(space, point, i);
    }
    if (space->axis_of[IFS_FACT_GESTATION] >= 0) {
        set_truths(space, point, space->axis_of[IFS_FACT_GESTATION]);
    }
    return true;
}

bool space_first(const struct space *space, struct space_point *point)
{
    bool any = space->decided;
    point->passed = 0;
    for (int i = 0; i < space->axis_count; i++) {
        point->at[i] = 0;
        any = any && space->axes[i].cell_count > 0;
    }
    for (int i = 0; i < CONDITION_TESTS; i++) {
        point->truths[i] = TRUTH_UNKNOWN;
    }
    return any && settle(space, point, 0);
}

bool space_next(const struct space *space, struct space_point *point)
{
    int changed = turn(space, point);
    return changed >= 0 && settle(space, point, changed);
}

bool space_beside(const struct space *space, const struct space_point *point, int slot, int by, struct space_point *beside)
{
    int axis = space->axis_of[slot];
    if (axis < 0 || point->at[axis] + by < 0 || point->at[axis] + by >= space->axes[axis].cell_count) {
        return false;
    }
    *beside = *point;
    beside->at[axis] = (uint8_t)(point->at[axis] + by);
    set_truths(space, beside, axis);
    if (space->axis_of[IFS_FACT_GESTATION] >= 0) {
        set_truths(space, beside, space->axis_of[IFS_FACT_GESTATION]);
    }
    return !impossible(space, beside);
}

/* ---- One patient of a kind ------------------------------------------------------------------------------------------- */

struct space_cell space_answers(const struct space *space, const struct space_point *point, int slot)
{
    struct space_cell cell = {0, 0};
    struct space_cell other;
    claim(cell_at(space, point, slot, &cell));
    if (slot == IFS_FACT_WEIGHT) {
        return weight_of(space, point);
    }
    if (slot == IFS_FACT_GIVEN_48H && cell_at(space, point, IFS_FACT_GIVEN_24H, &other) && other.low > cell.low) {
        cell.low = other.low;
    }
    if (slot == IFS_FACT_SYSTOLIC && cell_at(space, point, IFS_FACT_DIASTOLIC, &other) && other.low >= cell.low) {
        cell.low = other.low + 1;
    }
    return cell;
}

static void add_measure(struct text *text, const struct fact_rule *rule, int slot, struct space_cell cell)
{
    int64_t shown = 0;
    int unit = unit_in(rule, slot, cell, &shown);
    if (unit < 0) { /* a computed figure between two steps: as it is */
        unit = slot == SLOT_URINE_PER_WEIGHT ? 1 : 0;
        shown = cell.low / scale_of(slot);
    }
    fact_add_figure(text, &rule->units[unit], shown);
}

static void add_answer(struct text *text, const struct space *space, const struct space_point *point, int index)
{
    int slot = space->axes[index].slot;
    const struct fact_rule *rule = rule_of(space, slot);
    struct space_cell cell = space_answers(space, point, slot);
    text_add(text, rule->name);
    text_add(text, " ");
    if (rule->kind == FACT_MEASURE) {
        add_measure(text, rule, slot, cell);
        return;
    }
    int count = 0;
    const char *const *choices = fact_choices(rule, &count); /* the cells of a choice are all of them, or some */
    text_add(text, cell.low == NO_DILUENT ? "none" : choices[cell.low]);
}

void space_add_patient(struct text *text, const struct space *space, const struct space_point *point)
{
    bool any = false;
    for (int i = 0; i < space->axis_count; i++) {
        if (space->axes[i].slot == IFS_FACT_GESTATION && without_gestation(space, point)) {
            continue;
        }
        text_add(text, any ? ", " : "");
        add_answer(text, space, point, i);
        any = true;
    }
    text_add(text, any ? "" : "anybody");
}
