/*
 * family.c - what the dosing of a protocol reads, and one patient of it.
 *
 * Decides which facts can move a dose, a time, a bag, a limit or a total, and leaves all others out: a check that reads others is examined
 * by itself (prove_checks.c). Invariant: two patients that agree in every slot of `reads`, in weight, in what was given before, in bag and
 * order have the same plan under `part`. The weight is no axis of the kinds: it is gone through by the callers, by its step
 * where something is calculated with it.
 */
#include "family.h"

#include "choose.h"
#include "claim.h"
#include "derive.h"
#include "plan.h"

#define ORDINARY_CLEARANCE (120 * RENAL_PER_ML_PER_MIN)
#define ORDINARY_HEIGHT_MM 1700
#define SPACED_G 1000
#define DAY_S (24 * INT64_C(3600))

/* ---- What the dosing reads ------------------------------------------------------------------------------------------ */

static void add_condition(struct family *family, const struct condition *condition)
{
    if (condition->count == 0) {
        return;
    }
    for (int i = 0; i < family->condition_count; i++) {
        if (family->conditions[i] == condition || family->conditions[i]->ops == condition->ops) {
            return;
        }
    }
    if (family->condition_count == FAMILY_CONDITIONS) {
        family->full = true;
        return;
    }
    family->conditions[family->condition_count++] = condition;
}

static void add_limits(struct family *family, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            add_condition(family, &groups[i].limits[j].when);
        }
    }
}

static void add_infusion(struct family *family, const struct infusion_rule *rule)
{
    add_condition(family, &rule->when);
    for (int i = 0; i < rule->dose_count; i++) {
        add_condition(family, &rule->doses[i].when);
    }
    for (int i = 0; i < rule->time_count; i++) {
        add_condition(family, &rule->times[i].when);
    }
    for (int i = 0; i < rule->container_count; i++) {
        add_condition(family, &rule->containers[i].when);
    }
    for (int i = 0; i < rule->step_count; i++) {
        add_condition(family, &rule->steps[i].only);
    }
    add_limits(family, rule->limits, rule->limit_count);
}

static void add_dosing(struct family *family)
{
    const ifs_protocol *protocol = family->protocol;
    for (int i = 0; i < protocol->infusion_count; i++) {
        add_infusion(family, &protocol->infusions[i]);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        add_condition(family, &protocol->renal[i].when);
    }
    add_limits(family, protocol->totals, protocol->total_count);
    for (int i = 0; i < protocol->rescue_count; i++) {
        add_condition(family, &protocol->rescues[i].when);
        for (int j = 0; j < protocol->rescues[i].limit_count; j++) {
            add_condition(family, &protocol->rescues[i].limits[j].when);
        }
    }
}

/* The slot an operation reads; -1: none. */
static int slot_of(const struct family *family, uint16_t op)
{
    return op < CONDITION_TESTS ? family->protocol->tests.list[op].slot : -1;
}

static void read_slots(struct family *family)
{
    for (int i = 0; i < family->condition_count; i++) {
        const struct condition *condition = family->conditions[i];
        for (int j = 0; j < condition->count; j++) {
            int slot = slot_of(family, condition->ops[j]);
            if (slot >= 0) {
                family->reads[slot] = true;
            }
        }
    }
}

static bool is_material(int slot)
{
    return slot == SLOT_PRODUCT || slot == SLOT_DILUENT || slot == SLOT_DEVICE;
}

static bool is_moved(int slot)
{
    return slot == IFS_FACT_WEIGHT || is_material(slot);
}

bool family_reads_all(const struct family *family, const struct condition *condition)
{
    for (int i = 0; i < condition->count; i++) {
        int slot = slot_of(family, condition->ops[i]);
        if (slot >= 0 && !family->reads[slot] && !is_moved(slot)) {
            return false;
        }
    }
    return true;
}

/* ---- The part -------------------------------------------------------------------------------------------------------- */

static void keep_checks(struct family *family)
{
    const ifs_protocol *protocol = family->protocol;
    int kept = 0;
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        if (check->severity != IFS_WARN && family_reads_all(family, &check->when)) { /* a warning moves no plan */
            family->checks[kept++] = *check;
            add_condition(family, &check->when);
        }
    }
    family->part.checks = family->checks;
    family->part.check_count = kept;
    kept = 0;
    for (int i = 0; i < protocol->contradiction_count; i++) {
        if (family_reads_all(family, &protocol->contradictions[i].when)) {
            family->contradictions[kept++] = protocol->contradictions[i];
            add_condition(family, &protocol->contradictions[i].when);
        }
    }
    family->part.contradictions = family->contradictions;
    family->part.contradiction_count = kept;
}

/* Facts nobody is asked for here are not missing either. */
static void keep_needs(struct family *family)
{
    const ifs_fact_set none = {{0}};
    ifs_fact_set required = none;
    ifs_fact_set bedside = none;
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        bool read = family->reads[i] || i == IFS_FACT_WEIGHT || (i == IFS_FACT_CRCL && family->reads[SLOT_CRCL]) ||
                    (i == IFS_FACT_EGFR && family->reads[SLOT_EGFR]) ||
                    (i == IFS_FACT_URINE_OUTPUT && (family->reads[SLOT_URINE] || family->reads[SLOT_URINE_PER_WEIGHT]));
        if (read && fact_set_has(&family->protocol->required, i)) {
            fact_set_add(&required, i);
        }
        if (read && fact_set_has(&family->protocol->bedside, i)) {
            fact_set_add(&bedside, i);
        }
    }
    family->part.required = required;
    family->part.bedside = bedside;
}

/* Whether the bag moves the condition, or where `weight` says so the weight. */
static bool moves(const struct family *family, const struct condition *condition, bool weight)
{
    for (int i = 0; i < condition->count; i++) {
        int slot = slot_of(family, condition->ops[i]);
        if (is_material(slot) || (weight && slot == IFS_FACT_WEIGHT)) {
            return true;
        }
    }
    return false;
}

/* Brings the conditions that are not moved so to the place `from`; where they end. */
static int bring_forward(struct family *family, int from, bool weight)
{
    for (int i = from; i < family->condition_count; i++) {
        const struct condition *condition = family->conditions[i];
        if (!moves(family, condition, weight)) {
            family->conditions[i] = family->conditions[from];
            family->conditions[from++] = condition;
        }
    }
    return from;
}

/* Those that are moved come last, so that the others are evaluated once for each kind. */
static void sort_conditions(struct family *family)
{
    family->plain_count = bring_forward(family, 0, true);
    family->weighed_count = bring_forward(family, family->plain_count, false);
}

/* ---- Weights ---------------------------------------------------------------------------------------------------------- */

static bool is_per_weight(const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        if (groups[i].kind == IFS_LIMIT_PER_KG || groups[i].kind == IFS_LIMIT_SPEED_PER_KG) {
            return true;
        }
    }
    return false;
}

static void note_weights(struct family *family, const struct infusion_rule *rule)
{
    bool limited = is_per_weight(rule->limits, rule->limit_count);
    bool stepped = false;
    for (int i = 0; i < rule->step_count; i++) {
        stepped = stepped || rule->steps[i].per_weight;
    }
    for (int i = 0; i < rule->dose_count; i++) {
        enum dose_basis basis = rule->doses[i].basis;
        bool calculated = basis == DOSE_PER_WEIGHT || basis == DOSE_RATE_PER_WEIGHT || stepped;
        family->by_step = family->by_step || calculated;
        family->weighed = family->weighed || calculated || limited;
        family->by_build =
            family->by_build || ((calculated || limited) && rule->doses[i].weight != RENAL_WEIGHT_ACTUAL);
    }
}

/* The next weight that can be written. */
static int64_t next_weight(int64_t weight_g, int64_t fine_g)
{
    return weight_g < FACT_COARSE_WEIGHT_G ? weight_g + fine_g : weight_g + FACT_COARSE_WEIGHT_STEP_G;
}

static bool begins_cell(const struct family *family, int64_t before_g, int64_t weight_g)
{
    const struct tests *tests = &family->protocol->tests;
    for (int i = 0; i < tests->count; i++) {
        const struct test *test = &tests->list[i];
        if (test->slot == IFS_FACT_WEIGHT && before_g < test->threshold && weight_g >= test->threshold) {
            return true;
        }
    }
    return false;
}

static void add_weight(struct family *family, int64_t weight_g)
{
    bool there = family->weight_count > 0 && family->weights[family->weight_count - 1] == weight_g;
    if (there) {
        return;
    }
    claim(family->weight_count < FAMILY_WEIGHTS); /* no more can be written */
    family->weights[family->weight_count++] = weight_g;
}

static void list_weights(struct family *family)
{
    const struct fact_unit *unit = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    int64_t before = unit->low;
    for (int64_t weight = unit->low; weight <= unit->high; weight = next_weight(weight, unit->step)) {
        bool begins = weight == unit->low || begins_cell(family, before, weight);
        if (begins) {
            add_weight(family, before);
        }
        bool spaced =
            family->weighed && weight % SPACED_G == 0; /* of a bound per kilogram, which falls as the weight rises */
        if (begins || spaced || family->by_step || weight == unit->high || weight == FACT_ADULT_WEIGHT_G) {
            add_weight(family, weight);
        }
        if (begins && family->weight_cell_count < (int)COUNT_OF(family->weight_cells)) {
            family->weight_cells[family->weight_cell_count++] = weight;
        } else {
            family->full = family->full || begins;
        }
        family->weight_answers++;
        before = weight;
    }
}

/* ---- Materials ---------------------------------------------------------------------------------------------------------- */

static void add_material(struct family *family, int64_t product, int64_t diluent, int64_t device)
{
    for (int i = 0; i < family->material_count; i++) {
        const struct family_material *other = &family->materials[i];
        if (other->product == product && other->diluent == diluent && other->device == device) {
            return;
        }
    }
    if (family->material_count == FAMILY_MATERIALS) {
        family->full = true;
        return;
    }
    family->materials[family->material_count++] = (struct family_material){product, diluent, device};
}

/* Another bag of the phase holds the same product: the diluent may choose between them. */
static bool lists_again(const struct infusion_rule *rule, int index)
{
    for (int i = 0; i < rule->container_count; i++) {
        if (i != index && rule->containers[i].product_index == rule->containers[index].product_index) {
            return true;
        }
    }
    return false;
}

static void note_diluents(struct family *family)
{
    for (int i = 0; i < family->condition_count; i++) {
        const struct condition *condition = family->conditions[i];
        for (int j = 0; j < condition->count; j++) {
            family->diluents_matter =
                family->diluents_matter || slot_of(family, condition->ops[j]) == (int)SLOT_DILUENT;
        }
    }
}

static void add_materials_of(struct family *family, const struct infusion_rule *rule, int64_t device)
{
    add_material(family, FAMILY_NOTHING, FAMILY_NOTHING, device);
    for (int i = 0; i < rule->container_count; i++) {
        const struct container *container = &rule->containers[i];
        add_material(family, container->product_index, FAMILY_NOTHING, device);
        for (int j = 0; j < container->diluent_count; j++) {
            if (family->diluents_matter || lists_again(rule, i)) {
                add_material(family, container->product_index, container->diluents[j], device);
            }
        }
    }
}

static void list_materials(struct family *family)
{
    add_material(family, FAMILY_NOTHING, FAMILY_NOTHING, FAMILY_NOTHING);
    for (int i = 0; i < family->protocol->infusion_count; i++) {
        const struct infusion_rule *rule = &family->protocol->infusions[i];
        add_materials_of(family, rule, FAMILY_NOTHING);
        for (int device = 0; device < (int)IFS_DEVICE_COUNT; device++) {
            if ((rule->devices >> device & 1U) != 0 && device != (int)rule->first_device) {
                add_materials_of(family, rule, device);
            }
        }
    }
}

/* ---- All of it ---------------------------------------------------------------------------------------------------------- */

static bool rescued_by_weight(const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->rescue_count; i++) {
        if (protocol->rescues[i].per_weight) {
            return true;
        }
    }
    return false;
}

void family_begin(struct family *family, const ifs_protocol *protocol, const ifs_site *site)
{
    family->protocol = protocol;
    family->site = site;
    family->part = *protocol;
    add_dosing(family);
    read_slots(family);
    family->by_step = rescued_by_weight(protocol);
    family->weighed = family->by_step;
    for (int i = 0; i < protocol->infusion_count; i++) {
        note_weights(family, &protocol->infusions[i]);
    }
    if (family->by_build) {
        family->reads[IFS_FACT_SEX] = true;
    }
    keep_checks(family);
    keep_needs(family);
    sort_conditions(family);
    list_weights(family);
    note_diluents(family);
    list_materials(family);
    family_list_orders(family);
    space_begin(&family->space, protocol);
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        if (family->reads[slot] && !is_moved(slot)) {
            space_read_slot(&family->space, slot);
        }
    }
}

void family_read_also(struct family *family, const struct condition *conditions, int count)
{
    for (int i = 0; i < count; i++) {
        add_condition(family, &conditions[i]);
    }
    sort_conditions(family);
}

/* ---- One patient ---------------------------------------------------------------------------------------------------------- */

static void set_derived(ifs_derived *derived, int slot, int64_t figure)
{
    switch (slot) {
    case SLOT_CRCL:
        derived->crcl_known = true;
        derived->crcl = figure;
        break;
    case SLOT_EGFR:
        derived->egfr_known = true;
        derived->egfr = figure;
        break;
    case SLOT_URINE:
        derived->urine_known = true;
        derived->urine = figure;
        break;
    default: /* no enum: product, diluent and device are never an axis */
        claim(slot == SLOT_URINE_PER_WEIGHT);
        derived->urine_per_weight_known = true;
        derived->urine_per_weight = figure;
    }
}

static void answer(ifs_request *request, int fact, int64_t figure)
{
    request->answer[fact] = figure;
    fact_set_add(&request->known, fact);
}

/* A gestation is unknown where there is none to tell (space.h), any slot where it was forgotten. */
static bool is_known(const struct family *family, const struct space_point *point, const struct space_axis *axis)
{
    return axis->test_count == 0 || point->truths[family->space.tests[axis->first_test]] != TRUTH_UNKNOWN;
}

void family_take(struct family *family, const struct space_point *point)
{
    family->point = *point;
    family->request = (ifs_request){.site = family->site};
    family->derived = (ifs_derived){.crcl_known = true, .crcl = ORDINARY_CLEARANCE};
    for (int i = 0; i < family->space.axis_count; i++) {
        const struct space_axis *axis = &family->space.axes[i];
        int64_t figure = space_answers(&family->space, point, axis->slot).low;
        if (!is_known(family, point, axis)) {
            family_forget(family, axis->slot);
        } else if (axis->slot >= IFS_FACT_MAX) {
            set_derived(&family->derived, axis->slot, figure);
            fact_set_add(&family->request.known, (int)space_fact(axis->slot)); /* what was asked for is not missing */
        } else {
            answer(&family->request, axis->slot, figure);
        }
    }
    if (family->by_build) {
        answer(&family->request, IFS_FACT_HEIGHT, ORDINARY_HEIGHT_MM);
    }
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        family->request.confirmed.bits[i] = UINT64_MAX;
    }
    family_weigh(family, family->weights[0]);
    family_give(family, 0, 0);
}

void family_weigh(struct family *family, int64_t weight_g)
{
    answer(&family->request, IFS_FACT_WEIGHT, weight_g);
}

/* What a condition reads stays within the cell of the kind. */
static void give(struct family *family, int fact, int64_t mcg)
{
    if (family->space.axis_of[fact] >= 0) {
        struct space_cell cell = space_answers(&family->space, &family->point, fact);
        mcg = mcg < cell.low ? cell.low : mcg > cell.high ? cell.high : mcg;
    }
    answer(&family->request, fact, mcg);
}

void family_give(struct family *family, int64_t day_mcg, int64_t two_days_mcg)
{
    give(family, IFS_FACT_GIVEN_24H, day_mcg);
    int64_t day = family->request.answer[IFS_FACT_GIVEN_24H];
    give(family, IFS_FACT_GIVEN_48H, two_days_mcg < day ? day : two_days_mcg);
    family_since(family, day > 0 ? DAY_S : 2 * DAY_S);
}

void family_since(struct family *family, int64_t last_dose_s)
{
    if (family->space.axis_of[IFS_FACT_LAST_DOSE] < 0) {
        answer(&family->request, IFS_FACT_LAST_DOSE, last_dose_s);
    }
}

static void ask_for(ifs_request *request, int fact, int64_t choice)
{
    if (choice == FAMILY_NOTHING) {
        fact_set_remove(&request->known, fact);
    } else {
        answer(request, fact, choice);
    }
}

void family_use(struct family *family, const struct family_material *material)
{
    ask_for(&family->request, IFS_FACT_PRODUCT, material->product);
    ask_for(&family->request, IFS_FACT_DILUENT, material->diluent);
    ask_for(&family->request, IFS_FACT_DEVICE, material->device);
    family->derived.product_known = material->product != FAMILY_NOTHING;
    family->derived.product = material->product;
    family->derived.diluent_known = material->diluent != FAMILY_NOTHING;
    family->derived.diluent = material->diluent;
    family->derived.device_known = material->device != FAMILY_NOTHING;
    family->derived.device = material->device;
}

void family_order(struct family *family, const struct family_order *order)
{
    static const ifs_choice none = {0};
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        family->request.choices[i] = i == order->infusion ? order->choice : none;
    }
}

void family_forget(struct family *family, int slot)
{
    fact_set_remove(&family->request.known, (int)space_fact(slot));
    family->derived.crcl_known = family->derived.crcl_known && slot != SLOT_CRCL;
    family->derived.egfr_known = family->derived.egfr_known && slot != SLOT_EGFR;
    family->derived.urine_known = family->derived.urine_known && slot != SLOT_URINE;
    family->derived.urine_per_weight_known = family->derived.urine_per_weight_known && slot != SLOT_URINE_PER_WEIGHT;
}

/* What the kinds do not say stays. */
void family_move(struct family *family, const struct space_point *point)
{
    static const int kept[] = {IFS_FACT_WEIGHT,    IFS_FACT_PRODUCT,   IFS_FACT_DILUENT,  IFS_FACT_DEVICE,
                               IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H, IFS_FACT_LAST_DOSE};
    const ifs_request before = family->request;
    const ifs_derived derived = family->derived;
    family_take(family, point);
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        if (family->space.axis_of[kept[i]] >= 0) {
            continue;
        }
        family->request.answer[kept[i]] = before.answer[kept[i]];
        fact_set_remove(&family->request.known, kept[i]);
        if (fact_set_has(&before.known, kept[i])) {
            fact_set_add(&family->request.known, kept[i]);
        }
    }
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        family->request.choices[i] = before.choices[i];
    }
    family->derived.product_known = derived.product_known;
    family->derived.product = derived.product;
    family->derived.diluent_known = derived.diluent_known;
    family->derived.diluent = derived.diluent;
    family->derived.device_known = derived.device_known;
    family->derived.device = derived.device;
}

void family_rules(const struct family *family, const ifs_plan *plan, int infusion, uint32_t *dose_rules,
                  uint32_t *time_rules)
{
    const struct infusion_rule *rule = &family->protocol->infusions[infusion];
    uint8_t truths[CONDITION_TESTS];
    choose_truths(family->protocol, &family->request, &plan->derived, truths);
    *dose_rules = 0;
    *time_rules = rule->time_count == 0 ? FAMILY_ANY_RULE : 0; /* an intramuscular dose has none */
    for (int i = 0; i < rule->dose_count; i++) {
        *dose_rules |= condition_truth(&rule->doses[i].when, truths) != TRUTH_NO ? UINT32_C(1) << i : 0;
    }
    for (int i = 0; i < rule->time_count; i++) {
        *time_rules |= condition_truth(&rule->times[i].when, truths) != TRUTH_NO ? UINT32_C(1) << i : 0;
    }
}

void family_examine_with(const struct family *family, const ifs_protocol *protocol, const ifs_request *request,
                         ifs_plan *plan)
{
    if (family->examine != NULL) {
        family->examine(protocol, request, plan);
    } else {
        plan_examine(protocol, request, plan);
    }
}

void family_plan(const struct family *family, ifs_plan *plan)
{
    plan->derived = family->derived;
    family_examine_with(family, &family->part, &family->request, plan);
}
