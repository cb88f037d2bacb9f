/*
 * choose.c - which of the protocol's alternatives apply to this patient.
 *
 * Dose, time, limits and renal bands: exactly one alternative must hold, otherwise there is no order (a gap or an overlap
 * is an obstacle, an undecided one is lacking a fact). Containers are an order of preference: the first that is allowed
 * here and is what was asked for. Nothing is chosen on an unknown.
 */
#include "choose.h"

#include "ratio.h"

static bool settle(struct course *course, enum choice choice, ifs_obstacle none, ifs_obstacle two)
{
    switch (choice) {
    case CHOICE_ONE:
        return true;
    case CHOICE_NONE:
        return course_obstruct(course, none);
    case CHOICE_TWO:
        return course_obstruct(course, two);
    case CHOICE_UNKNOWN:
        break;
    }
    return false;
}

static bool choose_dose_rule(struct course *course)
{
    const struct condition *whens[ALTERNATIVES_MAX];
    for (int i = 0; i < course->rule->dose_count; i++) {
        whens[i] = &course->rule->doses[i].when;
    }
    enum choice choice = work_choose(course->work, whens, course->rule->dose_count, &course->out->dose_rule);
    if (!settle(course, choice, IFS_OBSTACLE_NO_DOSE_RULE, IFS_OBSTACLE_TWO_DOSE_RULES)) {
        return false;
    }
    const struct dose_rule *dose = &course->rule->doses[course->out->dose_rule];
    course_hold(course, &dose->limit, true);
    if (ratio_known(&dose->maximum.hard_max)) {
        course_hold(course, &dose->maximum, true);
    }
    if (ratio_known(&course->rule->repeat.up_to.hard_max)) {
        course_hold(course, &course->rule->repeat.up_to, true);
    }
    return true;
}

/* Collects the bands written for that infusion (-1: for all); how many there are. */
static int bands_for(const ifs_protocol *protocol, int infusion, int bands[ALTERNATIVES_MAX])
{
    int count = 0;
    for (int i = 0; i < protocol->renal_count; i++) {
        if (protocol->renal[i].infusion == infusion) {
            bands[count++] = i;
        }
    }
    return count;
}

/* Bands written for this infusion stand instead of those written for all. */
static bool choose_renal_band(struct course *course)
{
    const ifs_protocol *protocol = course->work->protocol;
    const struct condition *whens[ALTERNATIVES_MAX];
    int bands[ALTERNATIVES_MAX];
    int count = bands_for(protocol, course->index, bands);
    count = count > 0 ? count : bands_for(protocol, -1, bands);
    course->out->renal_band = -1;
    if (count == 0) {
        return true;
    }
    for (int i = 0; i < count; i++) {
        whens[i] = &protocol->renal[bands[i]].when;
    }
    int chosen = 0;
    enum choice choice = work_choose(course->work, whens, count, &chosen);
    if (!settle(course, choice, IFS_OBSTACLE_NO_RENAL_BAND, IFS_OBSTACLE_TWO_RENAL_BANDS)) {
        return false;
    }
    const struct renal_band *band = &protocol->renal[bands[chosen]];
    course->out->renal_band = bands[chosen];
    if (ratio_known(&band->maximum.hard_max)) {
        course_hold(course, &band->maximum, true);
    }
    return !band->refuses; /* the refusal itself is a check */
}

static bool choose_limit(struct course *course, const struct limit_group *group)
{
    const struct condition *whens[ALTERNATIVES_MAX];
    for (int i = 0; i < group->count; i++) {
        whens[i] = &group->limits[i].when;
    }
    int chosen = 0;
    enum choice choice = work_choose(course->work, whens, group->count, &chosen);
    if (!settle(course, choice, IFS_OBSTACLE_NO_LIMIT_RULE, IFS_OBSTACLE_TWO_LIMIT_RULES)) {
        return false;
    }
    course_hold(course, &group->limits[chosen], true);
    return true;
}

static bool choose_limits(struct course *course)
{
    bool decided = true;
    for (int i = 0; i < course->rule->limit_count; i++) {
        const struct limit_group *group = &course->rule->limits[i];
        if (group->alternatives) {
            decided = choose_limit(course, group) && decided;
            continue;
        }
        for (int j = 0; j < group->count; j++) {
            enum truth truth = work_truth(course->work, &group->limits[j].when);
            if (truth != TRUTH_NO) {
                course_hold(course, &group->limits[j], truth == TRUTH_YES);
            }
        }
    }
    return decided;
}

static bool some_infusion_allows(const struct work *work, ifs_device device)
{
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        const struct infusion_rule *rule = &work->protocol->infusions[i];
        if ((rule->devices >> device & 1U) != 0 && work_truth(work, &rule->when) != TRUTH_NO) {
            return true;
        }
    }
    return false;
}

/* A device asked for serves the infusions that allow it; the others keep their own first. */
static ifs_device device_of(const struct work *work, const struct infusion_rule *rule, bool *asked_here)
{
    const ifs_request *request = work->request;
    ifs_device asked = (ifs_device)request->answer[IFS_FACT_DEVICE];
    *asked_here = fact_set_has(&request->known, IFS_FACT_DEVICE) && (rule->devices >> asked & 1U) != 0;
    return *asked_here ? asked : rule->first_device;
}

static bool choose_device(struct course *course)
{
    const ifs_request *request = course->work->request;
    course->out->device = device_of(course->work, course->rule, &course->out->device_chosen);
    if (!fact_set_has(&request->known, IFS_FACT_DEVICE) || course->out->device_chosen ||
        some_infusion_allows(course->work, (ifs_device)request->answer[IFS_FACT_DEVICE])) {
        return true;
    }
    return course_obstruct(course, IFS_OBSTACLE_NO_DEVICE);
}

static bool lists_product(const struct infusion_rule *rule, int64_t product)
{
    for (int i = 0; i < rule->container_count; i++) {
        if (rule->containers[i].product_index == product) {
            return true;
        }
    }
    return false;
}

static bool some_infusion_lists(const struct work *work, int64_t product)
{
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        const struct infusion_rule *rule = &work->protocol->infusions[i];
        if (lists_product(rule, product) && work_truth(work, &rule->when) != TRUTH_NO) {
            return true;
        }
    }
    return false;
}

/* The diluent to use, -1 for none: premixed, whatever was asked. False when the one asked for is not listed. */
static bool diluent_of(const struct container *container, const ifs_request *request, int *diluent)
{
    bool asked = fact_set_has(&request->known, IFS_FACT_DILUENT);
    *diluent = -1;
    if (!container_is_diluted(container)) {
        return true;
    }
    for (int i = 0; i < container->diluent_count; i++) {
        if (!asked || container->diluents[i] == request->answer[IFS_FACT_DILUENT]) {
            *diluent = container->diluents[i];
            return true;
        }
    }
    return false;
}

/* The first listed container that is allowed here and fits what was asked for. */
static bool choose_container(struct course *course)
{
    const ifs_request *request = course->work->request;
    const struct infusion_rule *rule = course->rule;
    bool asked = fact_set_has(&request->known, IFS_FACT_PRODUCT);
    int64_t product = request->answer[IFS_FACT_PRODUCT];
    bool asked_here = asked && lists_product(rule, product);
    if (asked && !asked_here && !some_infusion_lists(course->work, product)) {
        return course_obstruct(course, IFS_OBSTACLE_NO_CONTAINER);
    }
    bool diluent_missed = false;
    for (int i = 0; i < rule->container_count; i++) {
        const struct container *container = &rule->containers[i];
        enum truth truth = work_truth(course->work, &container->when);
        if (truth == TRUTH_NO || (asked_here && container->product_index != product)) {
            continue;
        }
        if (!diluent_of(container, request, &course->out->diluent)) {
            diluent_missed = true; /* whether it is allowed here need not be asked */
            continue;
        }
        if (truth == TRUTH_UNKNOWN) {
            work_lack_for(course->work, &container->when);
            return false;
        }
        bool diluted = container_is_diluted(container);
        bool asked_diluent = fact_set_has(&request->known, IFS_FACT_DILUENT);
        course->out->diluent_chosen = diluted && asked_diluent;
        course->out->diluent_ignored = !diluted && asked_diluent;
        course->out->container = i;
        course->out->product_chosen = asked_here;
        return true;
    }
    return course_obstruct(course, diluent_missed ? IFS_OBSTACLE_NO_DILUENT : IFS_OBSTACLE_NO_CONTAINER);
}

/* What one phase would use; not known where it cannot be said. */
struct materials {
    int64_t product;
    int64_t diluent;
    bool known;
};

/* The first container that is allowed here and is what was asked for, without noting what is lacking. */
static struct materials materials_of(const struct work *work, const struct infusion_rule *rule)
{
    const struct materials none = {.known = false};
    const ifs_request *request = work->request;
    bool asked = fact_set_has(&request->known, IFS_FACT_PRODUCT) && lists_product(rule, request->answer[IFS_FACT_PRODUCT]);
    for (int i = 0; i < rule->container_count; i++) {
        const struct container *container = &rule->containers[i];
        enum truth truth = work_truth(work, &container->when);
        int diluent = -1;
        if (truth == TRUTH_NO || (asked && container->product_index != request->answer[IFS_FACT_PRODUCT]) ||
            !diluent_of(container, request, &diluent)) {
            continue;
        }
        return truth == TRUTH_UNKNOWN ? none : (struct materials){container->product_index, diluent, true};
    }
    return none;
}

/* The first device of all phases that are, or may be, part of the order; false where they differ. Whether a phase is part of it
 * may not depend on the device itself, so tests on the device are still undecided here. */
static bool common_device(const struct work *work, ifs_device *device)
{
    bool any = false;
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        const struct infusion_rule *rule = &work->protocol->infusions[i];
        if (work_truth(work, &rule->when) == TRUTH_NO) {
            continue;
        }
        if (any && rule->first_device != *device) {
            return false;
        }
        *device = rule->first_device;
        any = true;
    }
    return any;
}

/* True when every phase that is, or may be, part of the order can run by the device that was asked for. */
static bool all_run_by(const struct work *work, int64_t device)
{
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        const struct infusion_rule *rule = &work->protocol->infusions[i];
        if (work_truth(work, &rule->when) != TRUTH_NO && (rule->devices >> device & 1U) == 0) {
            return false;
        }
    }
    return true;
}

static void settle_device(struct work *work)
{
    ifs_derived *derived = &work->plan->derived;
    ifs_device device = IFS_PUMP;
    if (derived->device_known) {
        derived->device_known = all_run_by(work, derived->device);
    } else if (common_device(work, &device)) {
        derived->device_known = true;
        derived->device = (int64_t)device;
    }
    condition_test_materials(&work->protocol->tests, derived, work->truths);
}

/* What all phases that are, or may be, part of the order use; not known where they differ. */
static struct materials common_materials(const struct work *work)
{
    struct materials common = {.known = false};
    bool first = true;
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        if (work_truth(work, &work->protocol->infusions[i].when) == TRUTH_NO) {
            continue;
        }
        struct materials used = materials_of(work, &work->protocol->infusions[i]);
        bool differs = used.product != common.product || used.diluent != common.diluent;
        if (!used.known || (!first && differs)) {
            return (struct materials){.known = false};
        }
        common = used;
        first = false;
    }
    return common;
}

/* ---- Phase by phase ---- */

static void hold_materials(struct work *work, uint8_t slot, int64_t used)
{
    const struct tests *tests = &work->protocol->tests;
    for (int i = 0; i < tests->on_materials_count; i++) {
        const struct test *test = &tests->list[tests->on_materials[i]];
        if (test->slot == slot) {
            work->truths[tests->on_materials[i]] = test->threshold == used ? TRUTH_YES : TRUTH_NO;
        }
    }
}

/* What is true of one phase: its device, then what it uses, which may hang on the device. What cannot be said stays as it was. */
static void test_phase(struct work *work, const struct infusion_rule *rule)
{
    bool asked_here = false;
    hold_materials(work, SLOT_DEVICE, (int64_t)device_of(work, rule, &asked_here));
    struct materials used = materials_of(work, rule);
    if (used.known) {
        hold_materials(work, SLOT_PRODUCT, used.product);
        hold_materials(work, SLOT_DILUENT, used.diluent);
    }
}

static void copy_materials(const struct tests *tests, const uint8_t *from, uint8_t *to)
{
    for (int i = 0; i < tests->on_materials_count; i++) {
        to[tests->on_materials[i]] = from[tests->on_materials[i]];
    }
}

static void agree(const struct tests *tests, const uint8_t *here, uint8_t *agreed)
{
    for (int i = 0; i < tests->on_materials_count; i++) {
        int test = tests->on_materials[i];
        agreed[test] = agreed[test] == here[test] ? here[test] : (uint8_t)TRUTH_UNKNOWN;
    }
}

/* Where phases differ, what is true of each of them is true: neither of two bags is the dextrose one. Otherwise unknown. */
static void test_by_phase(struct work *work)
{
    const struct tests *tests = &work->protocol->tests;
    uint8_t before[CONDITION_TESTS];
    uint8_t agreed[CONDITION_TESTS];
    bool first = true;
    copy_materials(tests, work->truths, before);
    for (int i = 0; i < work->protocol->infusion_count; i++) {
        if (work_truth(work, &work->protocol->infusions[i].when) == TRUTH_NO) {
            continue;
        }
        test_phase(work, &work->protocol->infusions[i]);
        if (first) {
            copy_materials(tests, work->truths, agreed);
        }
        agree(tests, work->truths, agreed);
        copy_materials(tests, before, work->truths);
        first = false;
    }
    if (!first) {
        copy_materials(tests, agreed, work->truths);
    }
}

static bool phases_agree(const ifs_derived *derived)
{
    return derived->product_known && derived->device_known;
}

void choose_begin_phase(struct work *work, int index, uint8_t *common)
{
    if (!phases_agree(&work->plan->derived)) {
        copy_materials(&work->protocol->tests, work->truths, common);
        test_phase(work, &work->protocol->infusions[index]);
    }
}

void choose_end_phase(struct work *work, const uint8_t *common)
{
    if (!phases_agree(&work->plan->derived)) {
        copy_materials(&work->protocol->tests, common, work->truths);
    }
}

/* ---- Before the phases ---- */

void choose_truths(const ifs_protocol *protocol, const ifs_request *request, const ifs_derived *derived, uint8_t *truths)
{
    struct work work = {.protocol = protocol, .request = request};
    condition_test_all(&protocol->tests, request, derived, work.truths);
    if (!phases_agree(derived)) {
        test_by_phase(&work);
    }
    for (int i = 0; i < protocol->tests.count; i++) {
        truths[i] = work.truths[i];
    }
}

void choose_materials(struct work *work)
{
    ifs_derived *derived = &work->plan->derived;
    condition_test_all(&work->protocol->tests, work->request, derived, work->truths);
    settle_device(work);
    struct materials common = common_materials(work);
    derived->product_known = common.known;
    derived->product = common.product;
    derived->diluent_known = common.known;
    derived->diluent = common.diluent;
    condition_test_materials(&work->protocol->tests, derived, work->truths);
    if (!phases_agree(derived)) {
        test_by_phase(work);
    }
}

/* All of them are chosen before the first failure counts, so that a person sees everything that is lacking at once. */
void choose_rules(struct course *course)
{
    bool dose = choose_dose_rule(course);
    bool renal = choose_renal_band(course);
    bool limits = choose_limits(course);
    bool device = choose_device(course);
    bool container = choose_container(course);
    course->dose_chosen = dose && renal;
    course->all_chosen = course->dose_chosen && limits && device && container;
}

/* True when an earlier rule for smaller doses already holds for this dose. */
static bool shadowed(const struct course *course, const int *fitting, int count, int64_t dose_to)
{
    for (int i = 0; i < count; i++) {
        const struct time_rule *earlier = &course->rule->times[fitting[i]];
        if (earlier->dose_to.mcg != dose_to && work_truth(course->work, &earlier->when) == TRUTH_YES) {
            return true;
        }
    }
    return false;
}

/* The first listed band that holds the dose; a dose rate has no dose yet and takes rules without one. */
bool choose_time_rule(struct course *course)
{
    const struct infusion_rule *rule = course->rule;
    const struct condition *whens[ALTERNATIVES_MAX];
    int fitting[ALTERNATIVES_MAX];
    int count = 0;
    for (int i = 0; i < rule->time_count; i++) {
        int64_t dose_to = rule->times[i].dose_to.mcg;
        int64_t dose = course->out->dose.mcg; /* 0: a dose rate, which has none before its time */
        bool fits = dose_to == 0 || (dose > 0 && dose <= dose_to);
        if (fits && !shadowed(course, fitting, count, dose_to)) {
            whens[count] = &rule->times[i].when;
            fitting[count++] = i;
        }
    }
    int chosen = 0;
    enum choice choice = work_choose(course->work, whens, count, &chosen);
    if (!settle(course, choice, IFS_OBSTACLE_NO_TIME_RULE, IFS_OBSTACLE_TWO_TIME_RULES)) {
        return false;
    }
    course->out->time_rule = fitting[chosen];
    course_hold(course, &rule->times[fitting[chosen]].limit, true);
    return true;
}
