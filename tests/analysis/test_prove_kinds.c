/*
 * test_prove_kinds.c - prove over protocols of every kind of rule, written beside what is proved of them or not; and what has no room, which proves
 * nothing.
 *
 * Of each the same is tried for patients one by one (brute.h), who must not contradict it. Protocols from files are in tests/analysis/faulty,
 * faults of the engine in test_prove.c.
 */
#include "engine/written.h"

#include "brute.h"
#include "claim.h"
#include "plan.h"

#define TRIAL " source = 'trial'; "
#define DOSE(when, usual) "{ when = '" when "'; usual = '" usual "'; step = '10 mg';" TRIAL "}"
#define CHECK(id, when) "{ id = '" id "'; refuse-if = '" when "'; say = 'No.';" TRIAL "}"
#define VIAL "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }"
#define PATIENTS 4000

static struct prove *prove;
static struct brute *brute;
static struct order *order;

/* How a plan is made from here on; NULL: as it should be. */
static family_examine fault;

static int without_a_fault(void **state)
{
    (void)state;
    fault = NULL;
    return 0;
}

static int make(void **state)
{
    (void)state;
    prove = calloc(1, sizeof *prove);
    brute = calloc(1, sizeof *brute);
    return prove != NULL && brute != NULL ? 0 : 1;
}

static int remove_all(void **state)
{
    (void)state;
    free(prove);
    free(brute);
    return 0;
}

static void begin(const struct parts *parts)
{
    order = written(parts);
    memset(prove, 0, sizeof *prove);
    prove->family.examine = fault;
    prove_begin(prove, order->protocol, NULL);
}

static void enumerate(int64_t patients)
{
    brute_begin(brute, 3);
    brute_run(brute, prove, patients);
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (brute_contradicts(brute, prove, (enum prove_property)i)) {
            fail_msg("plain enumeration contradicts %s", prove_word((enum prove_property)i));
        }
    }
}

static void run(const struct parts *parts)
{
    begin(parts);
    prove_run(prove);
    enumerate(PATIENTS);
}

/* Every property but those of the set, one bit each. */
static void expect_proved_but(unsigned others)
{
    for (int i = 0; i < PROVE_COUNT; i++) {
        bool proved = prove->findings[i].result == PROVE_PROVED;
        if (proved == ((others >> i & 1U) != 0)) {
            fail_msg("%s is %s, reason %d", prove_word((enum prove_property)i), prove_result_word(prove->findings[i].result),
                     (int)prove->findings[i].reason);
        }
    }
}

static void expect_proved(const struct parts *parts)
{
    run(parts);
    expect_proved_but(0);
    forget(order);
}

/* Undecided for that reason, as everything is. */
static void expect_undecided(enum prove_reason reason)
{
    for (int i = 0; i < PROVE_COUNT; i++) {
        if (prove->findings[i].result != PROVE_UNDECIDED || prove->findings[i].reason != reason) {
            fail_msg("%s is %s, reason %d", prove_word((enum prove_property)i), prove_result_word(prove->findings[i].result),
                     (int)prove->findings[i].reason);
        }
    }
}

static const struct prove_finding *counterexample(enum prove_property property)
{
    const struct prove_finding *finding = &prove->findings[property];
    if (finding->result != PROVE_COUNTEREXAMPLE) {
        fail_msg("%s is %s, reason %d", prove_word(property), prove_result_word(finding->result), (int)finding->reason);
    }
    return finding;
}

static int last_told;

static void note_progress(int thousandths, void *context)
{
    assert_true(thousandths >= last_told && thousandths <= 1000);
    last_told = thousandths;
    (*(int *)context)++;
}

/* ---- Kidneys by other figures than the clearance ---- */

#define NEEDS(facts) "require = [ 'weight'" facts " ];"

static void less_for_less_urine_is_proved(void **state)
{
    (void)state;
    const struct parts hourly = {.more = NEEDS(", 'urine-output'"),
                                 .dose = "(" DOSE("urine-output < 30 mL/h", "500 mg") "," DOSE("urine-output >= 30 mL/h", "1 g") ")"};
    expect_proved(&hourly);
    const struct parts weighed = {.more = NEEDS(", 'urine-output'"),
                                  .dose = "(" DOSE("urine-output < 0.5 mL/kg/h", "500 mg") "," DOSE("urine-output >= 0.5 mL/kg/h", "1 g") ")"};
    expect_proved(&weighed);
}

static void more_for_less_urine_is_found(void **state)
{
    (void)state;
    const struct parts hourly = {.more = NEEDS(", 'urine-output'"),
                                 .dose = "(" DOSE("urine-output < 30 mL/h", "1 g") "," DOSE("urine-output >= 30 mL/h", "500 mg") ")"};
    run(&hourly);
    const struct prove_finding *finding = counterexample(PROVE_KIDNEYS);
    assert_int_equal(finding->slot, SLOT_URINE);
    assert_true(finding->patient.answer[IFS_FACT_URINE_OUTPUT] < 30000);
    assert_true(finding->first.answer[IFS_FACT_URINE_OUTPUT] >= 30000);
    forget(order);
    const struct parts weighed = {.more = NEEDS(", 'urine-output'"),
                                  .dose = "(" DOSE("urine-output < 0.5 mL/kg/h", "1 g") "," DOSE("urine-output >= 0.5 mL/kg/h", "500 mg") ")"};
    run(&weighed);
    assert_int_equal(counterexample(PROVE_KIDNEYS)->slot, SLOT_URINE_PER_WEIGHT);
    forget(order);
}

static void other_facts_about_the_kidneys(void **state)
{
    (void)state;
    const struct parts egfr = {.more = NEEDS(", 'egfr'"),
                               .dose = "(" DOSE("egfr < 60 mL/min/1.73m2", "500 mg") "," DOSE("egfr >= 60 mL/min/1.73m2", "1 g") ")"};
    expect_proved(&egfr);
    const struct parts creatinine = {.more = NEEDS(", 'creatinine'"),
                                     .dose = "(" DOSE("creatinine >= 1.5 mg/dL", "500 mg") "," DOSE("creatinine < 1.5 mg/dL", "1 g") ")"};
    expect_proved(&creatinine);
    const struct parts category = {.more = NEEDS(", 'renal'"), .dose = "(" DOSE("renal is dialysis", "1 g") "," DOSE("not renal is dialysis", "500 mg") ")"};
    run(&category);
    assert_int_equal(counterexample(PROVE_KIDNEYS)->slot, IFS_FACT_RENAL);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].patient.answer[IFS_FACT_RENAL], IFS_RENAL_DIALYSIS);
    forget(order);
}

/* ---- What is calculated with the weight ---- */

#define RATE(dose, more)                                                                                               \
    "( { name = 'rate'; devices = ['pump']; dose = { usual = '" dose "'; step = '10 mg';" TRIAL "};"                       \
    "over = { usual = '2 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; };" more " } )"

static void steps_and_antidotes_by_weight(void **state)
{
    (void)state;
    const struct parts steps = {.infusions = RATE("1 g/h", "per-kg = { hard-max = '100 mg/kg';" TRIAL "};"
                                             "steps = ( { id = 'more'; dose = '20 mg/kg/h'; if = 'magnesium < 2 mmol/L';" TRIAL "},"
                                             "{ id = 'most'; dose = '3 g/h'; if = 'magnesium < 1 mmol/L';" TRIAL "} );")};
    run(&steps);
    assert_true(prove->family.by_step);
    forget(order);
    const struct parts rescue = {.more = "rescue = { product = 'antidote'; per-kg = '20 mg/kg'; max = '1 g'; over = '30 min'; step = '10 mg';" TRIAL "};" NEEDS("")};
    run(&rescue);
    assert_true(prove->family.by_step);
    expect_proved_but(0);
    forget(order);
    const struct parts speed = {.limits = "speed-per-kg = { soft-max = '500 mg/kg/h';" TRIAL "};", .more = NEEDS("")};
    run(&speed);
    assert_true(prove->family.weighed);
    assert_false(prove->family.by_step);
    forget(order);
}

/* A dosing weight of sex and height, of which one was tried: nothing is proved, nothing is contradicted. */
static void a_dosing_weight_of_the_height_is_undecided(void **state)
{
    (void)state;
    const struct parts ideal = {.more = NEEDS(", 'height', 'sex', 'age'"),
                                .dose = "( { when = 'age < 65 y'; usual = '20 mg/kg'; of = 'ideal'; max = '1 g'; step = '10 mg';" TRIAL "},"
                                        "{ when = 'age >= 65 y'; usual = '20 mg/kg'; of = 'ideal'; max = '1 g'; step = '10 mg';" TRIAL "} )"};
    run(&ideal);
    assert_true(prove->family.by_build);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_WITHIN].reason, PROVE_HEIGHTS);
    forget(order);
}

/* ---- What the dosing compares ---- */

static void what_was_given_before_may_choose_the_dose(void **state)
{
    (void)state;
    const struct parts given = {.more = NEEDS(", 'given-24h', 'given-48h', 'last-dose'"),
                                .dose = "(" DOSE("given-24h < 2 g and given-48h < 4 g and last-dose >= 12 h", "1 g") ","
                                        DOSE("not (given-24h < 2 g and given-48h < 4 g and last-dose >= 12 h)", "500 mg") ")"};
    expect_proved(&given);
}

static void a_contradiction_and_a_bedside_answer_of_the_dosing(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'pain', 'awake'") "bedside = ['tired'];"
                                        "contradictions = ( { if = 'pain is severe and not awake'; say = 'Both.';" TRIAL "} );"
                                        "checks = (" CHECK("tired", "tired") ");",
                                .dose = "(" DOSE("pain is severe", "1 g") "," DOSE("not pain is severe", "500 mg") ")",
                                .limits = "speed = ( { when = 'awake or tired'; hard-max = '100 mg/min';" TRIAL "}, { when = 'not (awake or tired)'; hard-max = '100 mg/min';" TRIAL "} );"};
    run(&parts);
    assert_int_equal(prove->family.part.contradiction_count, 1);
    assert_true(fact_set_has(&prove->family.part.bedside, fact_named(order, "tired")));
    assert_int_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_PROVED);
    forget(order);
}

/* Sex, age, pregnancy and its length; an answer taken out may leave others that contradict one another. */
static void births_choose_the_dose(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'age', 'sex', 'pregnant', 'postpartum'"),
                                .dose = "(" DOSE("(pregnant or postpartum) and gestation < 32w0d", "500 mg") ","
                                        DOSE("not ((pregnant or postpartum) and gestation < 32w0d)", "1 g") ")",
                                .limits = "speed = ( { when = 'sex is male'; hard-max = '100 mg/min';" TRIAL "}, { when = 'sex is female'; hard-max = '100 mg/min';" TRIAL "} );"};
    run(&parts);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_PROVED);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_PROVED);
    forget(order);
}

/* ---- Bags ---- */

#define BAGS                                                                                                           \
    "( { when = 'weight < 50 kg'; product = 'premix'; additive = 'premixed'; }, { product = 'premix'; additive = 'premixed'; },"  \
    "{ when = 'weight < 50 kg'; product = 'vial'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '50 mL'; },"   \
    "{ product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '100 mL'; } )"

static void bags_that_may_be_asked_for(void **state)
{
    (void)state;
    const struct parts parts = {.bags = BAGS, .devices = "['pump', 'gravity', 'hand']", .more = NEEDS("")};
    run(&parts);
    assert_int_equal(prove->findings[PROVE_PREPARABLE].result, PROVE_PROVED);
    forget(order);
    const struct parts diluents = {.bags = BAGS, .devices = "['pump', 'hand']", .more = NEEDS(""),
                                   .limits = "concentration = ( { when = 'diluent is saline'; hard-max = '100 mg/mL';" TRIAL "},"
                                             "{ when = 'not diluent is saline'; hard-max = '200 mg/mL';" TRIAL "} );"};
    run(&diluents);
    assert_true(prove->family.diluents_matter);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_PROVED);
    forget(order);
    const struct parts gravity = {.devices = "['gravity']", .more = NEEDS("")};
    run(&gravity);
    forget(order);
}

/* A bound above the strength of the vial, which no dose reaches; one that no figure reaches. */
static void concentrations_that_no_bag_has(void **state)
{
    (void)state;
    const struct parts above = {.bags = VIAL, .limits = "concentration = { hard-max = '600 mg/mL';" TRIAL "};", .more = NEEDS("")};
    run(&above);
    counterexample(PROVE_REACHED);
    forget(order);
}

/* A protocol with other figures in its limits than can be written. */
static ifs_protocol changed;
static struct infusion_rule rule;
static struct limit_group groups[8];
static struct limit limits[8];
static struct container containers[1];
static struct product product;

static void copy_protocol(void)
{
    changed = *order->protocol;
    rule = changed.infusions[0];
    changed.infusions = &rule;
    for (int i = 0; i < rule.limit_count; i++) {
        groups[i] = rule.limits[i];
        limits[i] = groups[i].limits[0];
        groups[i].limits = &limits[i];
    }
    rule.limits = groups;
    containers[0] = rule.containers[0];
    product = *containers[0].product;
    containers[0].product = &product;
    rule.containers = containers;
}

static int orders_with(ifs_limit_kind kind, ifs_ratio bound)
{
    for (int i = 0; i < rule.limit_count; i++) {
        limits[i].hard_max = groups[i].kind == kind ? bound : (ifs_ratio){0, 0};
    }
    memset(prove, 0, sizeof *prove);
    family_begin(&prove->family, &changed, NULL);
    assert_false(prove->family.full);
    return prove->family.order_count;
}

/* Near a bound that leaves 63 bits there is no order: the list is as long as without it. */
static void bounds_beyond_arithmetic_have_no_orders(void **state)
{
    (void)state;
    const int64_t most = INT64_MAX;
    const struct parts parts = {.bags = VIAL, .more = NEEDS(""),
                                .limits = "per-kg = { hard-max = '20 mg/kg';" TRIAL "}; speed = { hard-max = '100 mg/min';" TRIAL "};"
                                          "concentration = { hard-max = '20 mg/mL';" TRIAL "};"};
    order = written(&parts);
    copy_protocol();
    int without = orders_with(IFS_LIMIT_KIND_COUNT, ratio_whole(1));
    assert_true(orders_with(IFS_LIMIT_PER_KG, ratio_whole(20000)) > without);
    assert_int_equal(orders_with(IFS_LIMIT_PER_KG, ratio_whole(most)), without);
    assert_true(orders_with(IFS_LIMIT_SPEED, ratio_whole(6000000)) > without);
    assert_int_equal(orders_with(IFS_LIMIT_SPEED, ratio_make(1, most)), without);
    assert_int_equal(orders_with(IFS_LIMIT_SPEED, ratio_make(1, INT64_C(1) << 42)), without); /* hours, but no seconds */
    assert_true(orders_with(IFS_LIMIT_CONCENTRATION, ratio_whole(20)) > without);
    assert_int_equal(orders_with(IFS_LIMIT_CONCENTRATION, ratio_whole(most)), without);
    product.strength = ratio_whole(INT64_C(1) << 31); /* less one is the bound: of the rest a 2^31st is left */
    assert_int_equal(orders_with(IFS_LIMIT_CONCENTRATION, ratio_whole((INT64_C(1) << 31) - 1)), without);
    product.strength = ratio_whole(most);
    assert_int_equal(orders_with(IFS_LIMIT_CONCENTRATION, ratio_whole(most - 1)), without);
    product.strength = ratio_make(most, 3);
    assert_int_equal(orders_with(IFS_LIMIT_CONCENTRATION, ratio_make(5, most - 2)), without);
    forget(order);
}

/* ---- More than there is room for ---- */

static void more_kinds_than_there_is_room_for(void **state)
{
    (void)state;
    char questions[2000];
    char condition[1000];
    char doses[3000];
    char *at = questions;
    char *when = condition;
    for (int i = 0; i < 21; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; }", i);
        when += sprintf(when, "%sq%d", i > 0 ? " or " : "", i);
    }
    sprintf(doses, "( { when = '%s'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not (%s)'; usual = '500 mg'; step = '10 mg';" TRIAL "} )", condition, condition);
    const struct parts parts = {.questions = questions, .dose = doses};
    begin(&parts);
    int told = 0;
    prove->progress = note_progress;
    prove->context = &told;
    last_told = 0;
    prove_run(prove);
    assert_int_equal(last_told, 1000); /* all there is */
    expect_undecided(PROVE_TOO_MANY); /* 2^21 kinds */
    forget(order);
}

static void fill_conditions(void)
{
    static const uint16_t ops[1] = {0};
    static const struct condition other = {.ops = ops, .count = 0};
    for (int i = 0; i < FAMILY_CONDITIONS; i++) {
        prove->family.conditions[i] = &other;
    }
    prove->family.condition_count = FAMILY_CONDITIONS;
}

/* Lists that are full before the first class: nothing is proved. */
static void lists_that_are_full_prove_nothing(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("age < 18 y", "500 mg") "," DOSE("age >= 18 y", "1 g") ")", .more = NEEDS(", 'age'")};
    for (int i = 0; i < 3; i++) {
        order = written(&parts);
        memset(prove, 0, sizeof *prove);
        prove->family.material_count = i == 0 ? FAMILY_MATERIALS : 0;
        if (i == 1) {
            fill_conditions();
        }
        prove_begin(prove, order->protocol, NULL);
        prove->family.class_count = i == 2 ? FAMILY_CLASSES : 0;
        assert_int_equal(prove->family.full, i < 2);
        prove_run(prove);
        for (int j = 0; j < PROVE_COUNT; j++) {
            assert_int_not_equal(prove->findings[j].result, PROVE_PROVED);
        }
        assert_int_equal(prove->findings[PROVE_WITHIN].reason, PROVE_TOO_MANY);
        forget(order);
    }
}

/* 4 conditions that bag or device move, in 16 cells of the weight, with each bag, diluent and device: more than 8,192 truths. */
static void more_truths_than_a_signature_holds(void **state)
{
    (void)state;
    char checks[4000];
    char *at = checks + sprintf(checks, NEEDS("") "checks = (" CHECK("a", "device is hand and diluent is saline") "," CHECK("b", "device is hand and diluent is dextrose-5") ","
                                CHECK("c", "device is gravity and diluent is dextrose-5") "," CHECK("d", "device is gravity and diluent is saline") "," CHECK("e", "product is vial and device is hand"));
    for (int i = 1; i <= 15; i++) {
        at += sprintf(at, ", { id = 'w%d'; warn-if = 'weight < %d kg'; say = 'W.';" TRIAL "}", i, i);
    }
    sprintf(at, ");");
#define TWO(product) "{ product = '" product "'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '100 mL'; }"
    const struct parts parts = {.more = checks, .devices = "['pump', 'gravity', 'hand']", .bags = "(" TWO("vial") "," TWO("ampoule") "," TWO("awkward") ")"};
    begin(&parts);
    assert_false(prove->family.full);
    prove_run(prove);
    expect_undecided(PROVE_TOO_MANY);
    forget(order);
}

/* Two kinds with one sum are two classes where their signatures differ. */
static void a_sum_alone_does_not_make_kinds_the_same(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("age < 18 y", "500 mg") "," DOSE("age >= 18 y", "1 g") ")", .more = NEEDS(", 'age'")};
    begin(&parts);
    struct family *family = &prove->family;
    assert_true(family_gather(family));
    int before = family->class_count;
    const struct space_point point = family->classes[0].point;
    assert_int_equal(family_class_of(family, &point), 0);
    family->classes[0].signature[FAMILY_SIGNATURE - 1] ^= 1;
    assert_int_equal(family_class_of(family, &point), before);
    forget(order);
}

/* 12 doses at five figures and both their neighbours are 180, of which 160 have room; 8 of them fit, but not with every time. */
static void more_orders_than_there_is_room_for(void **state)
{
    (void)state;
    static const struct {
        int doses;
        int times;
        bool rate;
        bool full;
    } rows[] = {{12, 1, false, true}, {12, 1, true, true}, {8, 4, false, true}, {1, 12, false, true}, {3, 3, false, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char doses[4000];
        char times[4000];
        char *at = doses + sprintf(doses, "(");
        const char *unit = rows[i].rate ? "mg/h" : "mg";
        for (int j = 0; j < rows[i].doses; j++) {
            int base = 1000 + j * 400;
            at += sprintf(at, "%s{ when = 'age >= %d y and age < %d y'; usual = '%d %s'; step = '10 mg'; soft = ['%d %s', '%d %s']; hard = ['%d %s', '%d %s'];" TRIAL "}", j > 0 ? "," : "",
                          j * 10, j + 1 == rows[i].doses ? 200 : j * 10 + 10, base + 200, unit, base + 100, unit, base + 250, unit, base + 50, unit, base + 300, unit);
        }
        sprintf(at, ")");
        at = times + sprintf(times, "(");
        for (int j = 0; j < rows[i].times; j++) {
            int base = 60 + j * 40;
            at += sprintf(at, "%s{ when = 'weight >= %d kg and weight < %d kg'; usual = '%d min'; soft = ['%d min', '%d min']; hard = ['%d min', '%d min'];" TRIAL "}", j > 0 ? "," : "", j * 10,
                          j + 1 == rows[i].times ? 400 : j * 10 + 10, base + 20, base + 10, base + 25, base + 5, base + 30);
        }
        sprintf(at, ")");
        const struct parts parts = {.dose = doses, .over = times, .more = NEEDS(", 'age'"), .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
        begin(&parts);
        if (prove->family.full != rows[i].full) {
            fail_msg("row %d: %d orders", (int)i, prove->family.order_count);
        }
        forget(order);
    }
}

/* Weight, clearance, age, pressures, rates, saturation and magnesium together are more patients than 63 bits count. */
static void more_patients_than_can_be_counted(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'age', 'crcl', 'systolic', 'diastolic', 'heart-rate', 'resp-rate', 'spo2', 'height', 'magnesium'"),
                                .dose = "(" DOSE("age < 65 y and crcl >= 60 mL/min and systolic >= 100 mmHg and diastolic >= 60 mmHg and heart-rate >= 60 /min and resp-rate >= 16 /min and spo2 >= 99 % "
                                                 "and height >= 150 cm and magnesium < 1 mmol/L", "1 g") ","
                                        DOSE("not (age < 65 y and crcl >= 60 mL/min and systolic >= 100 mmHg and diastolic >= 60 mmHg and heart-rate >= 60 /min and resp-rate >= 16 /min and spo2 >= 99 % "
                                             "and height >= 150 cm and magnesium < 1 mmol/L)", "500 mg") ")"};
    run(&parts);
    assert_int_equal(prove->family.patients, INT64_MAX);
    expect_proved_but(0);
    forget(order);
}

/* ---- Minutes ---- */

/* 10 min to 48 h are 2,871 minutes, of which 1,500 are tried: the steps of the pump may pass a limit in one of the others. */
static void a_time_too_long_for_every_minute(void **state)
{
    (void)state;
    const struct parts parts = {.over = "{ usual = '30 min'; hard = ['10 min', '48 h'];" TRIAL "}", .more = NEEDS("")};
    begin(&parts);
    prove_run(prove);
    assert_true(prove->unminuted > 0);
    assert_int_equal(prove->findings[PROVE_ROUNDING].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_ROUNDING].reason, PROVE_MINUTES);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_PROVED);
    forget(order);
    const struct parts narrow = {.over = "{ usual = '30 min'; hard = ['10 min', '60 min'];" TRIAL "}", .more = NEEDS("")};
    begin(&narrow);
    prove->minutes_left = 50; /* of 51 */
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_ROUNDING].reason, PROVE_MINUTES);
    forget(order);
    begin(&narrow);
    prove->minuted_count = PROVE_MINUTED;
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_ROUNDING].reason, PROVE_MINUTES);
    forget(order);
}

/* ---- Faults of the engine that whole patients show, or that only the dosing by itself has ---- */

static bool of_the_part(const ifs_protocol *of)
{
    return of == &prove->family.part;
}

/* From 60 kg on half the dose. */
static void give_the_heavier_less(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && request->answer[IFS_FACT_WEIGHT] >= 60000; i++) {
        plan->infusions[i].dose.mcg /= 2;
    }
}

static void give_the_heavier_less_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    (of_the_part(of) ? give_the_heavier_less : plan_examine)(of, request, plan);
}

static void less_for_the_heavier(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS("")};
    fault = give_the_heavier_less;
    begin(&parts);
    prove_run(prove);
    assert_true(counterexample(PROVE_WEIGHT)->patient.answer[IFS_FACT_WEIGHT] >= 60000);
    brute_begin(brute, 3);
    brute_run(brute, prove, 60000); /* of which one in 3,000 is just below 60 kg */
    assert_true(brute->fails[PROVE_WEIGHT] > 0);
    forget(order);
    fault = give_the_heavier_less_in_the_part;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WEIGHT].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_WEIGHT].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* From 100.5 kg on as if it were 60. */
static void take_the_heaviest_for_60(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request weighed = *request;
    if (of_the_part(of) && request->answer[IFS_FACT_WEIGHT] >= 100500) {
        weighed.answer[IFS_FACT_WEIGHT] = 60000;
    }
    plan_examine(of, &weighed, plan);
}

/* Of whole patients from there on a limit refuses, or a check of other facts does: neither is less. */
static void nothing_said_of_the_heavier(void **state)
{
    (void)state;
    const struct parts limited = {.more = NEEDS(""), .dose = "{ usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}", .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    fault = take_the_heaviest_for_60;
    begin(&limited);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WEIGHT].reason, PROVE_NO_WITNESS);
    forget(order);
    const struct parts refused = {.more = NEEDS(", 'awake'") "checks = (" CHECK("a", "weight >= 60 kg and awake") "," CHECK("b", "weight >= 60 kg and not awake") ");"};
    fault = give_the_heavier_less_in_the_part;
    begin(&refused);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WEIGHT].reason, PROVE_NO_WITNESS);
    forget(order);
}

static void give_worse_kidneys_more_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    bool worse = of_the_part(of) && plan->derived.crcl < 60 * RENAL_PER_ML_PER_MIN;
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && worse; i++) {
        plan->infusions[i].dose.mcg *= 4;
    }
}

static void more_for_worse_kidneys_in_the_dosing_alone(void **state)
{
    (void)state;
    const struct parts parts = {.more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "} );" NEEDS(", 'crcl'")};
    fault = give_worse_kidneys_more_in_the_part;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* Doses of 1 g and more in half of the time, or with half of the least. */
static void hurry_larger_doses_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && of_the_part(of); i++) {
        plan->infusions[i].over.s /= plan->infusions[i].dose.mcg >= 1000000 ? 2 : 1;
    }
}

static void a_shorter_time_for_more(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(""), .dose = "{ usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "}", .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    fault = hurry_larger_doses_in_the_part;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_TIMES].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* Kidneys of nobody: whoever's clearance is not known is given twice as much, or another order in one figure alone. */
static int figure_of_the_fault;

static void change_one_figure(ifs_infusion *infusion)
{
    infusion->rule += figure_of_the_fault == 5 ? 1 : 0; /* of another phase */
    if (figure_of_the_fault == 5) {
        return;
    }
    int64_t *const figures[] = {&infusion->dose.mcg, &infusion->over.s, &infusion->draw.ul, &infusion->flow.ul_per_h, &infusion->doses};
    *figures[figure_of_the_fault] += 60;
}

static void order_without_a_clearance(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    bool known = plan->derived.crcl_known;
    ifs_request answered = *request;
    if (!known) {
        plan->derived.crcl_known = true;
        plan->derived.crcl = 100 * RENAL_PER_ML_PER_MIN;
        fact_set_add(&answered.known, IFS_FACT_CRCL);
    }
    plan_examine(of, &answered, plan);
    if (!known && plan->infusion_count > 0) {
        change_one_figure(&plan->infusions[0]);
    }
}

static void order_without_a_clearance_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    (of_the_part(of) ? order_without_a_clearance : plan_examine)(of, request, plan);
}

#define BANDS "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "} );"

static void an_order_without_an_answer(void **state)
{
    (void)state;
    const struct parts parts = {.more = BANDS NEEDS(", 'crcl'")};
    fault = order_without_a_clearance;
    for (figure_of_the_fault = 0; figure_of_the_fault <= 5; figure_of_the_fault++) {
        begin(&parts);
        prove_run(prove);
        assert_int_equal(counterexample(PROVE_UNKNOWN)->slot, SLOT_CRCL);
        forget(order);
    }
    figure_of_the_fault = 0;
    fault = order_without_a_clearance_in_the_part; /* the whole patient is asked for the clearance */
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* The dosing by itself gives more where an answer is missing that decides nothing; whole patients do not. */
static void change_without_tired_in_the_part(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    if (of_the_part(of) && plan->infusion_count > 0 && !fact_set_has(&request->known, fact_named(order, "tired"))) {
        plan->infusions[0].dose.mcg += 10000;
    }
}

static void an_answer_that_decides_nothing(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'awake'"),
                                .limits = "speed = ( { when = 'awake or tired'; hard-max = '100 mg/min';" TRIAL "}, { when = 'not (awake or tired)'; hard-max = '100 mg/min';" TRIAL "} );"};
    fault = change_without_tired_in_the_part;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* Without it a gestation belongs to nobody: some answers are no patient, others are. */
static void take_an_unknown_birth_for_one(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request answered = *request;
    bool known = fact_set_has(&request->known, IFS_FACT_POSTPARTUM);
    fact_set_add(&answered.known, IFS_FACT_POSTPARTUM);
    answered.answer[IFS_FACT_POSTPARTUM] = known ? request->answer[IFS_FACT_POSTPARTUM] : IFS_ANSWER_YES;
    plan_examine(of, &answered, plan);
    if (plan->infusion_count > 0 && !known) {
        plan->infusions[0].dose.mcg += 10000;
    }
}

static void a_birth_taken_for_granted(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'sex', 'pregnant', 'postpartum'") "admit = ( { id = 'birth'; when = 'postpartum'; else = 'No.';" TRIAL "} );",
                                .dose = "(" DOSE("gestation < 32w0d", "500 mg") "," DOSE("gestation >= 32w0d", "1 g") ")",
                                .limits = "speed = ( { when = 'pregnant or postpartum'; hard-max = '100 mg/min';" TRIAL "}, { when = 'not (pregnant or postpartum)'; hard-max = '100 mg/min';" TRIAL "} );"};
    fault = take_an_unknown_birth_for_one;
    begin(&parts);
    prove_run(prove);
    assert_false(fact_set_has(&counterexample(PROVE_UNKNOWN)->first.known, IFS_FACT_POSTPARTUM));
    forget(order);
}

/* Whoever is awake needs no answer about births, of which both at once are nobody's. */
static void two_answers_of_which_one_is_nobodys(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'awake'"),
                                .limits = "speed = ( { when = 'awake or pregnant or postpartum'; hard-max = '100 mg/min';" TRIAL "}, { when = 'not (awake or pregnant or postpartum)'; hard-max = '100 mg/min';" TRIAL "} );"};
    expect_proved(&parts);
}

/* Without a weight as if it were 70 kg. */
static void take_an_unknown_weight_for_70(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    ifs_request weighed = *request;
    if (!fact_set_has(&request->known, IFS_FACT_WEIGHT)) {
        fact_set_add(&weighed.known, IFS_FACT_WEIGHT);
        weighed.answer[IFS_FACT_WEIGHT] = 70000;
    }
    plan_examine(of, &weighed, plan);
}

static void an_order_without_a_weight(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; max = '2 g'; step = '10 mg';" TRIAL "}", .more = NEEDS("")};
    fault = take_an_unknown_weight_for_70;
    begin(&parts);
    prove_run(prove);
    const struct prove_finding *finding = counterexample(PROVE_UNKNOWN);
    assert_int_equal(finding->slot, IFS_FACT_WEIGHT);
    assert_false(fact_set_has(&finding->first.known, IFS_FACT_WEIGHT));
    brute_begin(brute, 3);
    brute_run(brute, prove, 20000);
    assert_true(brute->fails[PROVE_UNKNOWN] > 0);
    forget(order);
    const struct parts least = {.dose = "{ usual = '20 mg/kg'; max = '2 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "}", .more = NEEDS("")};
    begin(&least); /* below 25 kg there is a refusal instead */
    prove_run(prove);
    assert_int_equal(counterexample(PROVE_UNKNOWN)->slot, IFS_FACT_WEIGHT);
    forget(order);
}

/* Whoever answers at the bedside is refused, whatever it is; who does not is not. */
static void refuse_any_answer(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    if (fact_set_has(&request->known, fact_named(order, "tired"))) {
        plan->verdict = IFS_REFUSED;
    }
}

static void a_bedside_answer_that_nothing_allows(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'awake'") "bedside = ['tired']; checks = (" CHECK("tired", "tired") ");",
                                .limits = "speed = ( { when = 'awake or tired'; hard-max = '100 mg/min';" TRIAL "}, { when = 'not (awake or tired)'; hard-max = '100 mg/min';" TRIAL "} );"};
    fault = refuse_any_answer;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(counterexample(PROVE_UNKNOWN)->slot, fact_named(order, "tired"));
    forget(order);
}

/* 14 questions make 16,384 kinds: too many to forget each answer in each, so it is done in one of each class. */
static void many_kinds_of_few_classes(void **state)
{
    (void)state;
    char questions[2000];
    char condition[1000];
    char doses[3000];
    char *at = questions;
    char *when = condition;
    for (int i = 0; i < 14; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; }", i);
        when += sprintf(when, "%sq%d", i > 0 ? " or " : "", i);
    }
    sprintf(doses, "( { when = '%s'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not (%s)'; usual = '500 mg'; step = '10 mg';" TRIAL "} )", condition, condition);
    const struct parts parts = {.questions = questions, .dose = doses, .more = NEEDS("")};
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->family.kinds, 1 << 14);
    assert_int_equal(prove->family.class_count, 2);
    assert_false(prove->forgot_every_kind);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].result, PROVE_PROVED);
    forget(order);
}

/* ---- Worse kidneys ---- */

/* Only below 60 mL/min is anything given: nothing for the first, 1 g for the second. */
static void nothing_for_better_kidneys(void **state)
{
    (void)state;
    const struct parts parts = {.more = "renal = ( { when = 'crcl >= 60 mL/min'; refuse = 'Too good.';" TRIAL "}, { when = 'crcl < 60 mL/min'; } );" NEEDS(", 'crcl'")};
    run(&parts);
    const struct prove_finding *finding = counterexample(PROVE_KIDNEYS);
    assert_int_equal(finding->before.num, 0);
    assert_int_equal(ratio_compare(finding->after, ratio_whole(1000000)), 0);
    forget(order);
}

/* 23 bands and three answers are 69 classes, of which 48 tables are kept: each is compared with each all the same. */
static void more_classes_than_tables(void **state)
{
    (void)state;
    char bands[6000];
    char *at = bands + sprintf(bands, NEEDS(", 'crcl', 'pain'") "renal = ( { when = 'crcl < 10 mL/min'; refuse = 'Too low.';" TRIAL "}");
    for (int i = 10; i < 115; i += 5) {
        at += sprintf(at, ", { when = 'crcl >= %d mL/min and crcl < %d mL/min'; factor = '0.%d'; say = 'Less.';" TRIAL "}", i, i + 5, 10 + i / 5);
    }
    sprintf(at, ", { when = 'crcl >= 115 mL/min'; } );");
    const struct parts parts = {.more = bands, .dose = "(" DOSE("pain is none", "1 g") "," DOSE("pain is mild", "2 g") "," DOSE("pain is severe", "4 g") ")",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    begin(&parts);
    prove_run(prove);
    assert_true(prove->family.class_count > PROVE_TABLES);
    assert_int_equal(prove->table_count, PROVE_TABLES);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].result, PROVE_PROVED);
    forget(order);
}

/* 10 cells of the clearance and 10 of the eGFR are 100 classes: a table that is still compared with is not given away. */
static void classes_of_two_facts_about_the_kidneys(void **state)
{
    (void)state;
    char bands[6000];
    char speeds[6000];
    char *at = bands + sprintf(bands, NEEDS(", 'crcl', 'egfr'") "renal = ( { when = 'crcl < 10 mL/min'; refuse = 'Too low.';" TRIAL "}");
    char *speed = speeds + sprintf(speeds, "speed = ( { when = 'egfr < 10 mL/min/1.73m2'; hard-max = '100 mg/min';" TRIAL "}");
    for (int i = 10; i < 90; i += 10) {
        at += sprintf(at, ", { when = 'crcl >= %d mL/min and crcl < %d mL/min'; factor = '0.%d'; say = 'Less.';" TRIAL "}", i, i + 10, 10 + i / 10);
        speed += sprintf(speed, ", { when = 'egfr >= %d mL/min/1.73m2 and egfr < %d mL/min/1.73m2'; hard-max = '100 mg/min';" TRIAL "}", i, i + 10);
    }
    sprintf(at, ", { when = 'crcl >= 90 mL/min'; } );");
    sprintf(speed, ", { when = 'egfr >= 90 mL/min/1.73m2'; hard-max = '100 mg/min';" TRIAL "} );");
    const struct parts parts = {.more = bands, .limits = speeds};
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->family.class_count, 100);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].result, PROVE_PROVED);
    forget(order);
}

/* ---- Whole patients ---- */

#define BEYOND "{ usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}"
#define STRONG "{ product = 'premix-strong'; additive = 'premixed'; }"

/* 20 mg/kg pass 2 g from 100.5 kg on. Whoever shows it is found behind checks of other facts: both q0 and q1, or neither, but not none; bounds at the
 * ends of what can be answered; facts that people answer at the bedside. */
static void a_patient_behind_many_checks(void **state)
{
    (void)state;
    const struct parts parts = {
        .dose = BEYOND, .bags = STRONG, .questions = ", { id = 'q0'; ask = 'Q?'; }, { id = 'q1'; ask = 'Q?'; }",
        .more = NEEDS(", 'q0', 'q1', 'age', 'gestation', 'given-24h', 'height', 'renal'") "bedside = ['systolic', 'tired'];"
                "checks = (" CHECK("one", "q0 and not q1 or q1 and not q0") "," CHECK("none", "not q0 and not q1") "," CHECK("injury", "renal is failure") ","
                "{ id = 'w0'; warn-if = 'systolic >= 40 mmHg';" " say = 'W.';" TRIAL "}, { id = 'w1'; warn-if = 'given-24h > 200 g'; say = 'W.';" TRIAL "},"
                "{ id = 'w2'; warn-if = 'urine-output < 30 mL/h'; say = 'W.';" TRIAL "}, { id = 'w3'; warn-if = 'urine-output < 0.5 mL/kg/h'; say = 'W.';" TRIAL "},"
                "{ id = 'w4'; warn-if = 'tired'; say = 'W.';" TRIAL "}, { id = 'w5'; warn-if = 'gestation < 20w0d'; say = 'W.';" TRIAL "} );"};
    run(&parts);
    const struct prove_finding *finding = counterexample(PROVE_USUAL);
    assert_true(finding->patient.answer[IFS_FACT_WEIGHT] > 100000);
    assert_int_equal(finding->patient.answer[fact_named(order, "q0")], IFS_ANSWER_YES);
    assert_int_equal(finding->patient.answer[fact_named(order, "q1")], IFS_ANSWER_YES);
    forget(order);
}

/* The same where the dosing reads the eGFR, the urine output and the height: they stay as its kind says. */
static void a_patient_of_a_kind_of_other_figures(void **state)
{
    (void)state;
    const struct parts parts = {
        .bags = STRONG, .more = NEEDS(", 'egfr', 'urine-output', 'height', 'sex', 'age'"),
        .dose = "( { when = 'egfr < 60 mL/min/1.73m2 and urine-output < 30 mL/h and height < 150 cm'; usual = '10 mg/kg'; hard = ['', '4 g']; step = '10 mg';" TRIAL "},"
                "{ when = 'not (egfr < 60 mL/min/1.73m2 and urine-output < 30 mL/h and height < 150 cm)'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "} )"};
    run(&parts);
    counterexample(PROVE_USUAL);
    forget(order);
    const struct parts urine = {
        .bags = STRONG, .more = NEEDS(", 'urine-output'"),
        .dose = "( { when = 'urine-output < 30 mL/h and urine-output < 0.5 mL/kg/h'; usual = '10 mg/kg'; hard = ['', '4 g']; step = '10 mg';" TRIAL "},"
                "{ when = 'not (urine-output < 30 mL/h and urine-output < 0.5 mL/kg/h)'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "} )"};
    run(&urine); /* the first kind has two figures that no answer gives together: nothing is shown, and nothing proved */
    assert_int_equal(prove->findings[PROVE_USUAL].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_USUAL].reason, PROVE_NO_WITNESS);
    forget(order);
    const struct parts ideal = {.bags = STRONG, .more = NEEDS(", 'height', 'sex', 'age'"), .dose = "{ usual = '40 mg/kg'; of = 'ideal'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}"};
    run(&ideal); /* a man of 170 cm: 50 kg + 0.91 kg x 17.6 = 66 kg, 2,640 mg */
    counterexample(PROVE_USUAL);
    forget(order);
}

/* Whoever is not awake has no dose; the weight is read by warnings alone. */
static void a_patient_of_any_weight(void **state)
{
    (void)state;
    const struct parts parts = {.more = "require = ['awake', 'given-24h']; checks = ( { id = 'w0'; warn-if = 'weight < 50 kg'; say = 'W.';" TRIAL "}, { id = 'w1'; warn-if = 'weight < 80 kg'; say = 'W.';" TRIAL "} );", .dose = "( { when = 'awake and given-24h < 2 g'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'awake and given-24h >= 2 g'; usual = '500 mg'; step = '10 mg';" TRIAL "} )"};
    run(&parts);
    assert_int_equal(counterexample(PROVE_ONE_RULE)->obstacle, IFS_OBSTACLE_NO_DOSE_RULE);
    assert_int_equal(prove->findings[PROVE_ONE_RULE].patient.answer[fact_named(order, "awake")], IFS_ANSWER_NO);
    forget(order);
}

/* 24 doses by age, each beyond its limit from some weight on, and two checks that refuse whatever is answered: no patient shows it, and the search
 * ends. What was given before does not help. */
static void nobody_shows_it(void **state)
{
    (void)state;
    char doses[6000];
    char *at = doses + sprintf(doses, "(");
    for (int i = 0; i < 24; i++) {
        at += sprintf(at, "%s{ when = 'age >= %d y and age < %d y'; usual = '%d mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}", i > 0 ? "," : "", i * 5, i == 23 ? 120 : i * 5 + 5, 100 + i);
    }
    sprintf(at, ")");
    const struct parts parts = {.dose = doses, .bags = STRONG,
                                .more = NEEDS(", 'age', 'awake'") "checks = (" CHECK("a", "awake") "," CHECK("b", "not awake") ","
                                        "{ id = 'w0'; warn-if = 'given-24h >= 1 g'; say = 'W.';" TRIAL "}, { id = 'w1'; warn-if = 'given-24h > 200 g'; say = 'W.';" TRIAL "} );"};
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_USUAL].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_USUAL].reason, PROVE_NO_WITNESS);
    assert_int_equal(prove->findings[PROVE_USUAL].tried, 60);
    forget(order);
}

/* 80 questions of seven answers are more than the 512 that are tried: fewer are tried, and the patient is found all the same. */
static void more_answers_than_are_tried(void **state)
{
    (void)state;
    char questions[9000];
    char *at = questions;
    for (int i = 0; i < 80; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; choices = ['a', 'b', 'c', 'd', 'e', 'f', 'g']; }", i);
    }
    const struct parts parts = {.dose = BEYOND, .bags = STRONG, .questions = questions, .more = NEEDS("")};
    begin(&parts);
    prove_run(prove);
    counterexample(PROVE_USUAL);
    forget(order);
}


/* Below 40 years a check of other facts refuses whatever is answered; from 40 on the same dose is ordered, beyond its hard limit from 100 kg on. */
static void a_kind_of_the_same_class_that_is_not_refused(void **state)
{
    (void)state;
    const struct parts parts = {.limits = "speed = ( { when = 'given-24h < 2 g'; hard-max = '9 g/min';" TRIAL "}, { when = 'given-24h >= 2 g'; hard-max = '9 g/min';" TRIAL "} );",
                                .more = NEEDS(", 'age', 'awake', 'given-24h'") "admit = ( { id = 'grown'; when = 'age >= 18 y'; else = 'No.';" TRIAL "} );"
                                        "checks = (" CHECK("a", "age < 40 y and awake") "," CHECK("b", "age < 40 y and not awake") ");",
                                .dose = "( { when = 'age < 65 y'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}, { when = 'age >= 65 y'; usual = '10 mg/kg'; hard = ['', '4 g']; step = '10 mg';" TRIAL "} )",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    run(&parts);
    const struct prove_finding *finding = counterexample(PROVE_USUAL);
    assert_true(finding->patient.answer[IFS_FACT_AGE] >= 40 * 12);
    assert_true(finding->patient.answer[IFS_FACT_AGE] < 65 * 12);
    forget(order);
}

/* Systolic below 60 mmHg and a diastolic that is asked for and nothing compares: no whole patient of it is found, for the ordinary diastolic is higher. */
static void fail_the_low_pressures(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    bool low = of_the_part(of) && request->answer[IFS_FACT_SYSTOLIC] < 60;
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && low; i++) {
        ifs_infusion *infusion = &plan->infusions[i];
        infusion->draw.ul += 50; /* beside the marks */
        infusion->dose.mcg += request->answer[IFS_FACT_WEIGHT] > 60000 ? -10000 : 0;
        infusion->dose.mcg += plan->derived.crcl < 60 * RENAL_PER_ML_PER_MIN ? 10000000 : 0;
        infusion->over.s -= infusion->dose.mcg >= 900000 ? 60 : 0;
    }
}

/* The same with an order for whoever's clearance is not known. */
static void order_the_low_pressures_without_a_clearance(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    bool low = of_the_part(of) && request->answer[IFS_FACT_SYSTOLIC] < 60;
    (low ? order_without_a_clearance : plan_examine)(of, request, plan);
}

static void an_order_without_an_answer_of_no_whole_patient(void **state)
{
    (void)state;
    const struct parts parts = {.more = BANDS NEEDS(", 'crcl', 'systolic', 'diastolic'"),
                                .dose = "(" DOSE("systolic < 60 mmHg", "500 mg") "," DOSE("systolic >= 60 mmHg", "1 g") ")"};
    figure_of_the_fault = 0;
    fault = order_the_low_pressures_without_a_clearance;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].reason, PROVE_NO_WITNESS);
    forget(order);
}

static void a_class_without_a_whole_patient(void **state)
{
    (void)state;
    static const enum prove_property undecided[] = {PROVE_PREPARABLE, PROVE_WEIGHT, PROVE_KIDNEYS, PROVE_TIMES};
    const struct parts parts = {.more = BANDS NEEDS(", 'crcl', 'systolic', 'diastolic'"),
                                .dose = "( { when = 'systolic < 60 mmHg'; usual = '500 mg'; hard = ['100 mg', '2 g']; step = '10 mg';" TRIAL "},"
                                        "{ when = 'systolic >= 60 mmHg'; usual = '1 g'; hard = ['100 mg', '2 g']; step = '10 mg';" TRIAL "} )",
                                .bags = VIAL};
    fault = fail_the_low_pressures;
    begin(&parts);
    prove_run(prove);
    for (size_t i = 0; i < COUNT_OF(undecided); i++) {
        const struct prove_finding *finding = &prove->findings[undecided[i]];
        if (finding->result != PROVE_UNDECIDED || finding->reason != PROVE_NO_WITNESS) {
            fail_msg("%s is %s, reason %d", prove_word(undecided[i]), prove_result_word(finding->result), (int)finding->reason);
        }
    }
    forget(order);
}

/* The usual times are the same, the shortest falls from 20 to 10 min. */
static void a_shortest_time_that_falls(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'access'"), .dose = "{ usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "}",
                                .over = "( { dose-to = '1 g'; when = 'access is peripheral'; usual = '30 min'; hard = ['20 min', '2 h'];" TRIAL "},"
                                        "{ dose-to = '1 g'; when = 'access is central'; usual = '30 min'; hard = ['10 min', '2 h'];" TRIAL "},"
                                        "{ dose-to = '2 g'; usual = '30 min'; hard = ['15 min', '2 h'];" TRIAL "} )",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    run(&parts);
    const struct prove_finding *finding = counterexample(PROVE_TIMES);
    assert_int_equal(ratio_compare(finding->before, ratio_whole(1200)), 0);
    assert_int_equal(ratio_compare(finding->after, ratio_whole(900)), 0);
    forget(order);
}

/* Whole patients are given nothing at all: what the dosing does is nobody's. */
static void hurry_the_part_and_give_others_nothing(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    hurry_larger_doses_in_the_part(of, request, plan);
    plan->infusion_count = of_the_part(of) ? plan->infusion_count : 0;
}

static void what_only_the_dosing_gives(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(""), .dose = "{ usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "}", .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    fault = hurry_the_part_and_give_others_nothing;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_TIMES].reason, PROVE_NO_WITNESS);
    forget(order);
}

/* ---- Totals ---- */

static void intervals_longer_than_a_day(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'given-24h', 'given-48h', 'last-dose'") "totals = { interval = '36 h'; in-48h = '8 g';" TRIAL "};"};
    expect_proved(&parts);
}

/* When it ends is no figure any more. */
static void end_beyond_arithmetic(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].delivered_s = ratio_make(INT64_MAX, 4);
        plan->infusions[i].after.s = INT64_MAX / 2;
    }
}

static void a_total_beyond_arithmetic(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'given-24h'") "totals = { in-24h = '8 g';" TRIAL "};"};
    fault = end_beyond_arithmetic;
    begin(&parts);
    prove_run(prove);
    assert_int_equal(counterexample(PROVE_WITHIN)->limit->kind, IFS_LIMIT_IN_24H);
    forget(order);
}

/* ---- Weights ---- */

/* One weight alone is from 50 to 50.0 kg; 11 cells with three weights each are more than the 24 at which orders are tried. */
static void cells_of_one_weight_and_many_of_them(void **state)
{
    (void)state;
    char checks[3000];
    static const int tenths[] = {400, 420, 440, 460, 480, 500, 501, 520, 540, 560};
    char *at = checks + sprintf(checks, NEEDS("") "checks = ( ");
    for (size_t i = 0; i < COUNT_OF(tenths); i++) {
        at += sprintf(at, "%s{ id = 'w%d'; warn-if = 'weight < %d.%d kg'; say = 'W.';" TRIAL "}", i > 0 ? "," : "", (int)i, tenths[i] / 10, tenths[i] % 10);
    }
    sprintf(at, ");");
    for (char *zero = strstr(checks, ".0 kg"); zero != NULL; zero = strstr(checks, ".0 kg")) {
        memmove(zero, zero + 2, strlen(zero + 2) + 1);
    }
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "}", .more = checks};
    begin(&parts);
    assert_int_equal(prove->few_count, PROVE_FEW);
    assert_int_equal(prove->typical_count, 11);
    for (int i = 1; i < prove->few_count; i++) {
        assert_true(prove->few[i] > prove->few[i - 1]); /* none twice */
    }
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_PROVED);
    forget(order);
}

/* From 50 kg on another phase, another band and another time: a heavier patient is compared in none of them. */
static void what_is_not_compared_of_a_heavier_patient(void **state)
{
    (void)state;
#define TIMED "( { when = 'weight < 60 kg'; usual = '30 min';" TRIAL "}, { when = 'weight >= 60 kg'; usual = '40 min';" TRIAL "} )"
#define PHASE(name, when, dose)                                                                                        \
    "{ name = '" name "'; when = '" when "'; devices = ['pump']; dose = { usual = '" dose "'; step = '10 mg';" TRIAL "};" \
    "over = " TIMED "; bags = { product = 'premix'; additive = 'premixed'; }; }"
    const struct parts parts = {.infusions = "(" PHASE("one", "weight < 50 kg", "1 g") "," PHASE("two", "weight >= 50 kg", "500 mg") ")",
                                .more = "renal = ( { when = 'weight < 70 kg'; }, { when = 'weight >= 70 kg'; factor = '0.5'; say = 'Half.';" TRIAL "} );" NEEDS("")};
    begin(&parts);
    prove_run(prove);
    expect_proved_but(1U << PROVE_REACHED); /* its second time begins where the first phase has ended */
    enumerate(100000); /* one in 3,000 is just below one of the three weights */
    forget(order);
    const struct parts rate = {.infusions = "( { name = 'rate'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "}; over = " TIMED ";"
                                            "bags = { product = 'premix-strong'; additive = 'premixed'; }; } )",
                               .more = NEEDS("")};
    begin(&rate);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WEIGHT].result, PROVE_PROVED);
    forget(order);
}

/* ---- One by one ---- */

/* Worse kidneys leave the dose to the prescriber: nothing is compared. */
static void a_dose_that_worse_kidneys_leave_open(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'crcl'"), .dose = "( { when = 'crcl >= 60 mL/min'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                                                   "{ when = 'crcl < 60 mL/min'; hard = ['', '1 g']; step = '10 mg';" TRIAL "} )"};
    run(&parts);
    assert_int_equal(prove->findings[PROVE_KIDNEYS].result, PROVE_PROVED);
    forget(order);
}

/* Answers drawn at random that contradict one another are no patient; where hardly any do not, the search ends. */
static void hardly_anybody(void **state)
{
    (void)state;
#define RARE "given-24h < 2 g and given-48h < 4 g and last-dose >= 12 h and systolic >= 100 mmHg and diastolic < 90 mmHg and sex is female and not pregnant and not postpartum and not breastfeeding and not gestation < 20w0d"
    const struct parts parts = {.more = NEEDS(", 'given-24h', 'given-48h', 'last-dose', 'systolic', 'diastolic', 'sex', 'pregnant', 'postpartum', 'breastfeeding'"),
                                .dose = "(" DOSE(RARE, "1 g") "," DOSE("not (" RARE ")", "500 mg") ")"};
    begin(&parts);
    prove_run(prove);
    enumerate(2000);
    assert_true(brute->patients > 0);
    assert_true(brute->patients < 2000);
    forget(order);
}

/* ---- Rules that decide for nobody ---- */

/* 70 checks that always hold, of which 64 are listed; a check on seven questions. */
static void checks_that_always_trip(void **state)
{
    (void)state;
    char checks[8000];
    char *at = checks + sprintf(checks, NEEDS(", 'age'") "checks = ( " "{ id = 'many'; warn-if = 'awake and tired and kidneys and q0 and q1 and q2 and q3'; say = 'W.';" TRIAL "}");
    for (int i = 0; i < 70; i++) {
        at += sprintf(at, ", { id = 'w%d'; warn-if = 'age >= 0 y'; say = 'W.';" TRIAL "}", i);
    }
    sprintf(at, ");");
    const struct parts parts = {.more = checks, .questions = ", { id = 'q0'; ask = 'Q?'; }, { id = 'q1'; ask = 'Q?'; }, { id = 'q2'; ask = 'Q?'; }, { id = 'q3'; ask = 'Q?'; }"};
    begin(&parts);
    prove_run(prove);
    counterexample(PROVE_REACHED);
    assert_int_equal(prove->idle_count, 64);
    assert_int_equal(prove->unreached_count, 0);
    forget(order);
}

/* ---- Progress, jumps ---- */

static void what_is_done_is_told(void **state)
{
    (void)state;
    int count = 0;
    const struct parts parts = {.dose = "(" DOSE("age < 18 y", "500 mg") "," DOSE("age >= 18 y", "1 g") ")", .more = NEEDS(", 'age'")};
    begin(&parts);
    prove->progress = note_progress;
    prove->context = &count;
    last_told = 0;
    prove_run(prove);
    assert_int_equal(last_told, 1000);
    assert_int_equal(count, prove->family.class_count + 1);
    forget(order);
}

/* 500 mg to 1 g within one step is a rise by 100 percent: told of from 100 percent on, not from 101. */
static void a_change_is_told_from_a_bound_on(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("weight < 50 kg", "500 mg") "," DOSE("weight >= 50 kg", "1 g") ")", .more = NEEDS("")};
    for (int percent = 100; percent <= 101; percent++) {
        order = written(&parts);
        memset(prove, 0, sizeof *prove);
        prove->jump_percent = percent;
        prove_begin(prove, order->protocol, NULL);
        prove_run(prove);
        assert_int_equal(prove->jump_count, percent == 100 ? 1 : 0);
        forget(order);
    }
}

/* Lists of what is told that are full: nothing is lost but the telling. */
static void no_room_to_tell(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("weight < 50 kg", "500 mg") "," DOSE("weight >= 50 kg", "1 g") ")", .limits = "concentration = { hard-max = '600 mg/mL';" TRIAL "};", .more = NEEDS("")};
    begin(&parts);
    for (int i = 0; i < PROVE_JUMPS; i++) {
        prove->jumps[i].infusion = -1;
    }
    prove->jump_count = PROVE_JUMPS;
    prove->unreached_count = PROVE_UNREACHED;
    prove_run(prove);
    assert_int_equal(prove->jump_count, PROVE_JUMPS);
    assert_int_equal(prove->unreached_count, PROVE_UNREACHED);
    counterexample(PROVE_REACHED);
    forget(order);
    const struct parts plain = {.more = NEEDS("")};
    begin(&plain);
    prove->reach.full = true;
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_REACHED].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_REACHED].reason, PROVE_TOO_MANY);
    forget(order);
}

/* Two phases that change within one step of the weight are told of each. */
static void jumps_of_two_phases(void **state)
{
    (void)state;
#define JUMPING(name, below, above)                                                                                    \
    "{ name = '" name "'; devices = ['pump']; dose = (" DOSE("weight < 50 kg", below) "," DOSE("weight >= 50 kg", above) ");" \
    "over = { usual = '30 min';" TRIAL "}; bags = " STRONG "; }"
    const struct parts parts = {.infusions = "(" JUMPING("one", "500 mg", "1 g") "," JUMPING("two", "1 g", "3 g") ")", .more = NEEDS("")};
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->jump_count, 2);
    forget(order);
}

/* Nobody is given anything. */
static void nothing_is_proved_of_nobody(void **state)
{
    (void)state;
    const struct parts parts = {.more = NEEDS(", 'age'") "checks = (" CHECK("all", "age >= 0 y") ");"};
    begin(&parts);
    prove_run(prove);
    assert_int_equal(prove->findings[PROVE_WITHIN].result, PROVE_UNDECIDED);
    assert_int_equal(prove->findings[PROVE_WITHIN].reason, PROVE_NOBODY);
    assert_string_equal(prove_word(PROVE_COUNT), "");
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(less_for_less_urine_is_proved, without_a_fault),
        cmocka_unit_test_setup(more_for_less_urine_is_found, without_a_fault),
        cmocka_unit_test_setup(other_facts_about_the_kidneys, without_a_fault),
        cmocka_unit_test_setup(steps_and_antidotes_by_weight, without_a_fault),
        cmocka_unit_test_setup(a_dosing_weight_of_the_height_is_undecided, without_a_fault),
        cmocka_unit_test_setup(what_was_given_before_may_choose_the_dose, without_a_fault),
        cmocka_unit_test_setup(a_contradiction_and_a_bedside_answer_of_the_dosing, without_a_fault),
        cmocka_unit_test_setup(births_choose_the_dose, without_a_fault),
        cmocka_unit_test_setup(bags_that_may_be_asked_for, without_a_fault),
        cmocka_unit_test_setup(concentrations_that_no_bag_has, without_a_fault),
        cmocka_unit_test_setup(bounds_beyond_arithmetic_have_no_orders, without_a_fault),
        cmocka_unit_test_setup(more_kinds_than_there_is_room_for, without_a_fault),
        cmocka_unit_test_setup(lists_that_are_full_prove_nothing, without_a_fault),
        cmocka_unit_test_setup(more_truths_than_a_signature_holds, without_a_fault),
        cmocka_unit_test_setup(a_sum_alone_does_not_make_kinds_the_same, without_a_fault),
        cmocka_unit_test_setup(more_orders_than_there_is_room_for, without_a_fault),
        cmocka_unit_test_setup(more_patients_than_can_be_counted, without_a_fault),
        cmocka_unit_test_setup(a_time_too_long_for_every_minute, without_a_fault),
        cmocka_unit_test_setup(less_for_the_heavier, without_a_fault),
        cmocka_unit_test_setup(nothing_said_of_the_heavier, without_a_fault),
        cmocka_unit_test_setup(more_for_worse_kidneys_in_the_dosing_alone, without_a_fault),
        cmocka_unit_test_setup(a_shorter_time_for_more, without_a_fault),
        cmocka_unit_test_setup(an_order_without_an_answer, without_a_fault),
        cmocka_unit_test_setup(an_answer_that_decides_nothing, without_a_fault),
        cmocka_unit_test_setup(a_birth_taken_for_granted, without_a_fault),
        cmocka_unit_test_setup(two_answers_of_which_one_is_nobodys, without_a_fault),
        cmocka_unit_test_setup(an_order_without_a_weight, without_a_fault),
        cmocka_unit_test_setup(a_bedside_answer_that_nothing_allows, without_a_fault),
        cmocka_unit_test_setup(many_kinds_of_few_classes, without_a_fault),
        cmocka_unit_test_setup(nothing_for_better_kidneys, without_a_fault),
        cmocka_unit_test_setup(more_classes_than_tables, without_a_fault),
        cmocka_unit_test_setup(classes_of_two_facts_about_the_kidneys, without_a_fault),
        cmocka_unit_test_setup(a_patient_behind_many_checks, without_a_fault),
        cmocka_unit_test_setup(a_patient_of_a_kind_of_other_figures, without_a_fault),
        cmocka_unit_test_setup(a_patient_of_any_weight, without_a_fault),
        cmocka_unit_test_setup(nobody_shows_it, without_a_fault),
        cmocka_unit_test_setup(more_answers_than_are_tried, without_a_fault),
        cmocka_unit_test_setup(a_kind_of_the_same_class_that_is_not_refused, without_a_fault),
        cmocka_unit_test_setup(an_order_without_an_answer_of_no_whole_patient, without_a_fault),
        cmocka_unit_test_setup(a_class_without_a_whole_patient, without_a_fault),
        cmocka_unit_test_setup(a_shortest_time_that_falls, without_a_fault),
        cmocka_unit_test_setup(what_only_the_dosing_gives, without_a_fault),
        cmocka_unit_test_setup(intervals_longer_than_a_day, without_a_fault),
        cmocka_unit_test_setup(a_total_beyond_arithmetic, without_a_fault),
        cmocka_unit_test_setup(cells_of_one_weight_and_many_of_them, without_a_fault),
        cmocka_unit_test_setup(what_is_not_compared_of_a_heavier_patient, without_a_fault),
        cmocka_unit_test_setup(a_dose_that_worse_kidneys_leave_open, without_a_fault),
        cmocka_unit_test_setup(hardly_anybody, without_a_fault),
        cmocka_unit_test_setup(checks_that_always_trip, without_a_fault),
        cmocka_unit_test_setup(what_is_done_is_told, without_a_fault),
        cmocka_unit_test_setup(a_change_is_told_from_a_bound_on, without_a_fault),
        cmocka_unit_test_setup(no_room_to_tell, without_a_fault),
        cmocka_unit_test_setup(jumps_of_two_phases, without_a_fault),
        cmocka_unit_test_setup(nothing_is_proved_of_nobody, without_a_fault),
    };
    return cmocka_run_group_tests(tests, make, remove_all);
}
