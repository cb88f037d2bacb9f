/*
 * test_family.c - what the dosing reads, the weights and bags it is tried with, and one patient of it; protocols by hand.
 */
#include "analysis/dosing.h"

#include "family.h"
#include "renal.h"

enum { WRITABLE = 3851 }; /* 0.5 to 10 kg by 10 g: 951; 10.1 to 300 kg by 100 g: 2,900 */

static struct family family;
static struct infusion_rule infusion;

/* The family of what the test has filled in. */
static void examine_dosing(void)
{
    memset(&family, 0, sizeof family);
    family_begin(&family, &dosing, NULL);
}

static void one_infusion(void)
{
    begin();
    infusion = (struct infusion_rule){.devices = 1U << IFS_PUMP};
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
}

/* ---- What is read ---- */

/* Every list of the dosing with two entries, and a question in each: q0 to q20. Only a check reads q21. */
static void conditions_of_every_rule(void **state)
{
    (void)state;
    begin();
    const struct dose_rule doses[] = {{.when = when("q1"), .step = {1}}, {.when = when("q11"), .step = {1}}};
    const struct time_rule times[] = {{.when = when("q2")}, {.when = when("q12")}};
    const struct container bags[] = {{.when = when("q3")}, {.when = when("q13")}};
    const struct step steps[] = {{.only = when("q4")}, {.only = when("q14")}};
    const struct limit own[] = {{.when = when("q5")}, {.when = when("")}, {.when = when("q15")}};
    const struct limit_group groups[] = {{.limits = own, .count = 1}, {.limits = &own[1], .count = 2}};
    const struct infusion_rule infusions[] = {{.when = when("q0"),
                                               .doses = doses,
                                               .dose_count = 2,
                                               .times = times,
                                               .time_count = 2,
                                               .containers = bags,
                                               .container_count = 2,
                                               .steps = steps,
                                               .step_count = 2,
                                               .limits = groups,
                                               .limit_count = 2},
                                              {.when = when("q10")}};
    const struct renal_band bands[] = {{.when = when("q6")}, {.when = when("q16")}};
    const struct limit whole[] = {{.when = when("q7")}, {.when = when("q17")}};
    const struct limit_group totals[] = {{.limits = whole, .count = 1}, {.limits = &whole[1], .count = 1}};
    const struct limit speeds[] = {{.when = when("q9")}, {.when = when("q19")}};
    const struct rescue_rule rescues[] = {{.when = when("q8"), .limits = speeds, .limit_count = 2}, {.when = when("q18")}};
    const struct check check = {.when = when("q21")};
    dosing.infusions = infusions;
    dosing.infusion_count = 2;
    dosing.renal = bands;
    dosing.renal_count = 2;
    dosing.totals = totals;
    dosing.total_count = 2;
    dosing.rescues = rescues;
    dosing.rescue_count = 2;
    dosing.checks = &check;
    dosing.check_count = 1;
    examine_dosing();
    int read = 0;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        bool expected = slot >= question(0) && slot < question(20);
        assert_int_equal(family.reads[slot], expected);
        assert_int_equal(family.space.wanted[slot], expected);
        read += family.reads[slot] ? 1 : 0;
    }
    assert_int_equal(read, 20);
    assert_int_equal(family.condition_count, 20);
    assert_int_equal(family.part.check_count, 0);
    assert_false(family.full);
}

/* The same operations are one condition, wherever they stand; and weight and bag are no axes. */
static void a_condition_is_kept_once(void **state)
{
    (void)state;
    one_infusion();
    const struct condition shared = when("q0 and not (q1 or weight < 40 kg) and product is vial");
    const struct dose_rule doses[] = {{.when = shared, .step = {1}}, {.when = shared, .step = {1}}};
    infusion.doses = doses;
    infusion.dose_count = 2;
    examine_dosing();
    assert_int_equal(family.condition_count, 1);
    assert_ptr_equal(family.conditions[0], &doses[0].when);
    assert_true(family.reads[question(0)] && family.reads[question(1)] && family.reads[IFS_FACT_WEIGHT] &&
                family.reads[SLOT_PRODUCT]);
    assert_true(family.space.wanted[question(0)] && family.space.wanted[question(1)]);
    assert_false(family.space.wanted[IFS_FACT_WEIGHT] || family.space.wanted[SLOT_PRODUCT]);
}

/* What stands before and behind the operations of a condition is none of it. */
static void only_what_a_condition_says(void **state)
{
    (void)state;
    static const uint16_t ops[] = {1, 0, 1};
    one_infusion();
    (void)when("q0");
    (void)when("diluent is vial");
    const struct dose_rule dose = {.when = {&ops[1], 1, "q0"}, .step = {1}};
    infusion.doses = &dose;
    infusion.dose_count = 1;
    examine_dosing();
    assert_true(family.reads[question(0)]);
    assert_false(family.reads[SLOT_DILUENT] || family.diluents_matter);
    assert_int_equal(family.plain_count, 1);
}

/* 384 conditions have room, one more has not. */
static void more_conditions_than_there_is_room_for(void **state)
{
    (void)state;
    static uint16_t ops[FAMILY_CONDITIONS + 1];
    static struct limit limits[FAMILY_CONDITIONS + 1];
    begin();
    (void)when("q0"); /* test 0 */
    for (int i = 0; i <= FAMILY_CONDITIONS; i++) {
        limits[i] = (struct limit){.when = {&ops[i], 1, "q0"}};
    }
    struct limit_group group = {.limits = limits, .count = FAMILY_CONDITIONS};
    dosing.totals = &group;
    dosing.total_count = 1;
    examine_dosing();
    assert_int_equal(family.condition_count, FAMILY_CONDITIONS);
    assert_false(family.full);
    group.count++;
    examine_dosing();
    assert_int_equal(family.condition_count, FAMILY_CONDITIONS);
    assert_true(family.full);
}

/* Weights for all that can be written; the others as family.h says. Nothing asked for is not the choice -1, no diluent. */
static void how_much_there_is_room_for(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF(family.weights), WRITABLE);
    assert_int_equal(COUNT_OF(family.conditions), 384);
    assert_int_equal(COUNT_OF(family.materials), 64);
    assert_int_equal(COUNT_OF(family.orders), 4096);
    assert_int_equal(COUNT_OF(family.classes), 2048);
    assert_int_equal(COUNT_OF(family.classes[0].signature), 2048);
    assert_int_equal(FAMILY_NOTHING, -2);
}

/* A check belongs to the dosing when it reads nothing else than dosing, weight and bag; a warning never. */
static void checks_of_the_dosing(void **state)
{
    (void)state;
    one_infusion();
    const struct dose_rule dose = {.when = when("q0 and q1"), .step = {1}};
    const struct check checks[] = {
        {.id = "read", .when = when("q0 and not q1"), .severity = IFS_REFUSE},
        {.id = "other", .when = when("q2"), .severity = IFS_REFUSE},
        {.id = "both", .when = when("q1 or q2"), .severity = IFS_OVERRIDE},
        {.id = "warning", .when = when("q1"), .severity = IFS_WARN},
        {.id = "moved", .when = when("q0 and weight < 40 kg and product is vial and diluent is vial and device is hand"), .severity = IFS_OVERRIDE},
        {.id = "always", .when = when(""), .severity = IFS_REFUSE}};
    const struct contradiction contradictions[] = {{.when = when("q0 or q1"), .say = "first"},
                                                   {.when = when("q2"), .say = "other"},
                                                   {.when = when("q0 and q1"), .say = "read"}};
    infusion.doses = &dose;
    infusion.dose_count = 1;
    dosing.checks = checks;
    dosing.check_count = COUNT_OF(checks);
    dosing.contradictions = contradictions;
    dosing.contradiction_count = 3;
    examine_dosing();
    assert_int_equal(family.part.check_count, 3);
    assert_string_equal(family.part.checks[0].id, "read");
    assert_string_equal(family.part.checks[1].id, "moved");
    assert_string_equal(family.part.checks[2].id, "always");
    assert_int_equal(family.part.contradiction_count, 2);
    assert_string_equal(family.part.contradictions[0].say, "first");
    assert_string_equal(family.part.contradictions[1].say, "read");
    assert_int_equal(family.condition_count, 5); /* of the dose, two checks and two contradictions */
    assert_true(family_reads_all(&family, &checks[0].when));
    assert_false(family_reads_all(&family, &checks[1].when));
    assert_false(family_reads_all(&family, &checks[2].when));
}

/* Facts that are read, and the weight, may be missing; of the others nobody is asked. */
static void facts_that_may_be_missing(void **state)
{
    (void)state;
    static const struct {
        const char *condition;
        int needed; /* with the weight and q0 */
    } rows[] = {{"q0", IFS_FACT_WEIGHT},
                {"q0 and age < 18 y", IFS_FACT_AGE},
                {"q0 and crcl < 30 mL/min", IFS_FACT_CRCL},
                {"q0 and egfr < 30 mL/min/1.73m2", IFS_FACT_EGFR},
                {"q0 and urine-output < 30 mL/h", IFS_FACT_URINE_OUTPUT},
                {"q0 and urine-output < 0.5 mL/kg/h", IFS_FACT_URINE_OUTPUT}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        one_infusion();
        const struct dose_rule dose = {.when = when(rows[i].condition), .step = {1}};
        infusion.doses = &dose;
        infusion.dose_count = 1;
        for (int fact = 0; fact < dosing.fact_count; fact++) {
            fact_set_add(fact % 2 == 0 ? &dosing.required : &dosing.bedside, fact);
        }
        examine_dosing();
        for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
            bool needed = fact == IFS_FACT_WEIGHT || fact == question(0) || fact == rows[i].needed;
            assert_int_equal(fact_set_has(&family.part.required, fact), needed && fact % 2 == 0);
            assert_int_equal(fact_set_has(&family.part.bedside, fact), needed && fact % 2 == 1);
        }
    }
}

static int place_of(const char *text)
{
    for (int i = 0; i < family.condition_count; i++) {
        if (strcmp(family.conditions[i]->text, text) == 0) {
            return i;
        }
    }
    fail_msg("no condition %s", text);
    return -1;
}

/* First what neither weight nor bag moves, then what the weight moves alone, then what the bag moves. */
static void conditions_in_their_order(void **state)
{
    (void)state;
    static const char *const texts[] = {"device is hand",    "q0", "q1 and weight < 50 kg", "weight < 60 kg and diluent is vial",
                                        "age < 18 y and q0", "weight < 40 kg", "product is vial and weight < 70 kg"};
    static const int groups[] = {2, 0, 1, 2, 0, 1, 2};
    one_infusion();
    struct dose_rule doses[COUNT_OF(texts)];
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        doses[i] = (struct dose_rule){.when = when(texts[i]), .step = {1}};
    }
    infusion.doses = doses;
    infusion.dose_count = COUNT_OF(texts);
    examine_dosing();
    assert_int_equal(family.plain_count, 2);
    assert_int_equal(family.weighed_count, 4);
    assert_int_equal(family.condition_count, 7);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        int at = place_of(texts[i]);
        assert_int_equal(at < 2 ? 0 : at < 4 ? 1 : 2, groups[i]);
    }
    const struct condition also[] = {when("q7"), when("q5 or weight < 45 kg"), when("q6"), doses[1].when, when("q8")};
    family_read_also(&family, &also[1], 3);
    assert_int_equal(family.condition_count, 9);
    assert_int_equal(family.plain_count, 3);
    assert_int_equal(family.weighed_count, 6);
    assert_int_equal(place_of("q6"), 2);
    assert_true(place_of("q5 or weight < 45 kg") >= 3 && place_of("q5 or weight < 45 kg") < 6);
}

/* ---- Weights ---- */

/* Ascending, each once. */
static void expect_weights(const int64_t *weights, int count)
{
    assert_int_equal(family.weight_count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(family.weights[i], weights[i]);
    }
    assert_int_equal(family.weight_answers, WRITABLE);
}

/* Lowest and highest, the lightest adult, and both sides of every threshold. */
static void weights_that_are_only_compared(void **state)
{
    (void)state;
    static const struct {
        const char *condition;
        int64_t weights[9];
        int count;
        int64_t cells[4];
        int cell_count;
    } rows[] = {
        {"", {500, 25000, 300000}, 3, {500}, 1},
        {"weight < 40 kg", {500, 25000, 39900, 40000, 300000}, 5, {500, 40000}, 2},
        {"weight > 40 kg", {500, 25000, 40000, 40100, 300000}, 5, {500, 40100}, 2},
        {"weight < 5 kg or weight >= 5.01 kg", {500, 4990, 5000, 5010, 25000, 300000}, 6, {500, 5000, 5010}, 3},
        {"weight > 10 kg", {500, 10000, 10100, 25000, 300000}, 5, {500, 10100}, 2},
        {"weight < 10 kg", {500, 9990, 10000, 25000, 300000}, 5, {500, 10000}, 2},
        {"weight < 25 kg and q0 and age < 18 y", {500, 24900, 25000, 300000}, 4, {500, 25000}, 2},
        {"weight < 300 kg", {500, 25000, 299900, 300000}, 4, {500, 300000}, 2},
        {"weight <= 0.5 kg", {500, 510, 25000, 300000}, 4, {500, 510}, 2},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        one_infusion();
        const struct dose_rule dose = {.when = when(rows[i].condition), .step = {1}};
        infusion.doses = &dose;
        infusion.dose_count = 1;
        examine_dosing();
        expect_weights(rows[i].weights, rows[i].count);
        assert_int_equal(family.weight_cell_count, rows[i].cell_count);
        for (int j = 0; j < rows[i].cell_count; j++) {
            assert_int_equal(family.weight_cells[j], rows[i].cells[j]);
        }
        assert_false(family.by_step || family.weighed || family.by_build);
    }
    one_infusion(); /* what stands behind the last test is none */
    (void)when("weight < 40 kg");
    (void)when("weight < 50 kg");
    dosing.tests.count = 1;
    examine_dosing();
    expect_weights(rows[1].weights, rows[1].count);
}

/* 15 thresholds make 16 cells, as many as there is room for. */
static void more_weight_cells_than_there_is_room_for(void **state)
{
    (void)state;
    for (int thresholds = 15; thresholds <= 16; thresholds++) {
        one_infusion();
        for (int i = 0; i < thresholds; i++) {
            dosing.tests.list[i] = (struct test){.threshold = (i + 1) * 1000, .slot = IFS_FACT_WEIGHT};
        }
        dosing.tests.count = thresholds;
        examine_dosing();
        assert_int_equal(family.weight_cell_count, 16);
        assert_int_equal(family.full, thresholds == 16);
        assert_int_equal(family.weight_cells[15], 15000);
    }
}

/* 500 g and every whole kilogram to 300 kg, or every weight that can be written. */
static void weights_that_are_calculated_with(void **state)
{
    (void)state;
    static const struct {
        enum dose_basis basis;
        enum renal_weight weight;
        ifs_limit_kind limit;
        bool step;
        bool rescue;
        int count;
        bool weighed;
        bool build;
    } rows[] = {
        {DOSE_FIXED, RENAL_WEIGHT_IDEAL, IFS_LIMIT_SPEED, false, false, 3, false, false},
        {DOSE_RATE, RENAL_WEIGHT_IDEAL, IFS_LIMIT_DOSE, false, false, 3, false, false},
        {DOSE_BY_PRESCRIBER, RENAL_WEIGHT_ACTUAL, IFS_LIMIT_PER_KG, false, false, 301, true, false},
        {DOSE_BY_PRESCRIBER, RENAL_WEIGHT_IDEAL, IFS_LIMIT_PER_KG, false, false, 301, true, true},
        {DOSE_FIXED, RENAL_WEIGHT_ACTUAL, IFS_LIMIT_SPEED_PER_KG, false, false, 301, true, false},
        {DOSE_PER_WEIGHT, RENAL_WEIGHT_ACTUAL, IFS_LIMIT_DOSE, false, false, WRITABLE, true, false},
        {DOSE_PER_WEIGHT, RENAL_WEIGHT_IDEAL, IFS_LIMIT_DOSE, false, false, WRITABLE, true, true},
        {DOSE_RATE_PER_WEIGHT, RENAL_WEIGHT_ACTUAL, IFS_LIMIT_DOSE, false, false, WRITABLE, true, false},
        {DOSE_FIXED, RENAL_WEIGHT_ACTUAL, IFS_LIMIT_DOSE, true, false, WRITABLE, true, false},
        {DOSE_FIXED, RENAL_WEIGHT_IDEAL, IFS_LIMIT_DOSE, true, false, WRITABLE, true, true},
        {DOSE_FIXED, RENAL_WEIGHT_IDEAL, IFS_LIMIT_DOSE, false, true, WRITABLE, true, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        one_infusion();
        /* what decides is once the first of two, once the second */
        for (int at = 0; at < 2; at++) {
            static const struct dose_rule plain = {.basis = DOSE_FIXED, .weight = RENAL_WEIGHT_ACTUAL, .step = {1}};
            struct dose_rule doses[] = {plain, plain};
            struct step steps[] = {{.per_weight = false}, {.per_weight = false}};
            struct limit_group groups[] = {{.kind = IFS_LIMIT_OVER}, {.kind = IFS_LIMIT_OVER}};
            struct rescue_rule rescues[] = {{.per_weight = false}, {.per_weight = false}};
            doses[at].basis = rows[i].basis;
            doses[at].weight = rows[i].weight;
            steps[at].per_weight = rows[i].step;
            groups[at].kind = rows[i].limit;
            rescues[at].per_weight = rows[i].rescue;
            infusion.doses = doses;
            infusion.dose_count = 2;
            infusion.steps = steps;
            infusion.step_count = 2;
            infusion.limits = groups;
            infusion.limit_count = 2;
            dosing.rescues = rescues;
            dosing.rescue_count = 2;
            examine_dosing();
            assert_int_equal(family.weight_count, rows[i].count);
            assert_int_equal(family.by_step, rows[i].count == WRITABLE);
            assert_int_equal(family.weighed, rows[i].weighed);
            assert_int_equal(family.by_build, rows[i].build);
            assert_int_equal(family.reads[IFS_FACT_SEX], rows[i].build);
            for (int j = 1; j < family.weight_count; j++) {
                assert_true(family.weights[j - 1] < family.weights[j]);
                assert_true(rows[i].count != 301 || family.weights[j] == j * 1000);
            }
        }
    }
}

/* ---- Bags ---- */

static void expect_materials(const struct family_material *expected, int count)
{
    assert_int_equal(family.material_count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(family.materials[i].product, expected[i].product);
        assert_int_equal(family.materials[i].diluent, expected[i].diluent);
        assert_int_equal(family.materials[i].device, expected[i].device);
    }
}

#define ANY FAMILY_NOTHING
static const int both_diluents[] = {0, 1};

/* Nothing asked for; each bag; and all of that by each device that is not the first. */
static void bags_and_devices(void **state)
{
    (void)state;
    static const struct container bags[] = {{.product_index = 1, .diluents = both_diluents, .diluent_count = 2},
                                            {.product_index = 0}};
    static const struct container other = {.product_index = 2};
    static const struct family_material expected[] = {{ANY, ANY, ANY},      {1, ANY, ANY},      {0, ANY, ANY},
                                                      {ANY, ANY, IFS_HAND}, {1, ANY, IFS_HAND}, {0, ANY, IFS_HAND},
                                                      {2, ANY, ANY}};
    begin();
    const struct infusion_rule infusions[] = {
        {.devices = 1U << IFS_GRAVITY | 1U << IFS_HAND, .first_device = IFS_GRAVITY, .containers = bags, .container_count = 2},
        {.devices = 1U << IFS_PUMP, .first_device = IFS_PUMP, .containers = &other, .container_count = 1}};
    dosing.infusions = infusions;
    dosing.infusion_count = 2;
    examine_dosing();
    expect_materials(expected, COUNT_OF(expected));
    assert_false(family.diluents_matter || family.full);
}

/* The first choices of all are asked for too, by a device that is not the first; there is no fourth device. */
static void the_first_of_all_choices(void **state)
{
    (void)state;
    static const struct container bags[] = {{.product_index = 0, .diluents = both_diluents, .diluent_count = 1},
                                            {.product_index = 0, .diluents = &both_diluents[1], .diluent_count = 1}};
    static const struct family_material expected[] = {
        {ANY, ANY, ANY},      {0, ANY, ANY},      {0, 0, ANY},      {0, 1, ANY},
        {ANY, ANY, IFS_PUMP}, {0, ANY, IFS_PUMP}, {0, 0, IFS_PUMP}, {0, 1, IFS_PUMP}};
    one_infusion();
    infusion.devices = 1U << IFS_PUMP | 1U << IFS_HAND | 1U << IFS_DEVICE_COUNT;
    infusion.first_device = IFS_HAND;
    infusion.containers = bags;
    infusion.container_count = 2;
    examine_dosing();
    expect_materials(expected, COUNT_OF(expected));
}

/* A diluent is asked for where it chooses between two bags of one product, or a condition reads it. */
static void diluents_that_matter(void **state)
{
    (void)state;
    static const struct family_material each[] = {{ANY, ANY, ANY}, {1, ANY, ANY}, {1, 0, ANY}, {1, 1, ANY}, {0, ANY, ANY}};
    static const struct family_material twice[] = {{ANY, ANY, ANY}, {1, ANY, ANY}, {1, 0, ANY}, {0, ANY, ANY}, {1, 1, ANY}};
    static const struct container bags[] = {
        {.product_index = 1, .diluents = both_diluents, .diluent_count = 2},
        {.product_index = 0},
        {.product_index = 1, .diluents = both_diluents, .diluent_count = 1},
        {.product_index = 0, .diluents = both_diluents, .diluent_count = 1},
        {.product_index = 1, .diluents = &both_diluents[1], .diluent_count = 1},
        {.product_index = 0},
    };
    one_infusion();
    infusion.containers = bags;
    infusion.container_count = 2;
    static const char *const readers[] = {"q1 and diluent is vial", "diluent is vial", "diluent is vial and q1"};
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        const struct dose_rule dose = {.when = when(readers[i]), .step = {1}};
        infusion.doses = &dose;
        infusion.dose_count = 1;
        examine_dosing();
        assert_true(family.diluents_matter);
        expect_materials(each, COUNT_OF(each));
    }
    infusion.dose_count = 0; /* no condition reads it any more; the product before the first bag and behind the last is no other bag */
    infusion.containers = &bags[2];
    infusion.container_count = 3;
    examine_dosing();
    assert_false(family.diluents_matter);
    expect_materials(twice, COUNT_OF(twice));
}

/* Nothing asked for, and 63 products: 64. */
static void more_bags_than_there_is_room_for(void **state)
{
    (void)state;
    static struct container bags[FAMILY_MATERIALS];
    for (int i = 0; i < FAMILY_MATERIALS; i++) {
        bags[i].product_index = i;
    }
    for (int count = FAMILY_MATERIALS - 1; count <= FAMILY_MATERIALS; count++) {
        one_infusion();
        infusion.containers = bags;
        infusion.container_count = count;
        examine_dosing();
        assert_int_equal(family.material_count, FAMILY_MATERIALS);
        assert_int_equal(family.full, count == FAMILY_MATERIALS);
        assert_int_equal(family.materials[FAMILY_MATERIALS - 1].product, FAMILY_MATERIALS - 2);
    }
}

/* ---- One patient ---- */

static struct dose_rule dose_of_patient;

/* The family of one dose with that condition, and its first kind. */
static struct space_point first_kind(const char *condition)
{
    struct space_point point;
    one_infusion();
    dose_of_patient = (struct dose_rule){.when = when(condition), .step = {1}};
    infusion.doses = &dose_of_patient;
    infusion.dose_count = 1;
    examine_dosing();
    assert_true(space_close(&family.space));
    assert_true(space_first(&family.space, &point));
    return point;
}

static bool known(int fact)
{
    return fact_set_has(&family.request.known, fact);
}

static void expect_answer(int fact, int64_t figure)
{
    assert_true(known(fact));
    assert_int_equal(family.request.answer[fact], figure);
}

/* The lightest, an ordinary clearance of 120 mL/min, and nothing given for two days. */
static void a_patient_of_few_facts(void **state)
{
    (void)state;
    static const ifs_site site = {0};
    struct space_point point = first_kind("q0 or age >= 18 y");
    family.site = &site;
    family_take(&family, &point);
    assert_ptr_equal(family.request.site, &site);
    expect_answer(IFS_FACT_WEIGHT, 500);
    expect_answer(IFS_FACT_AGE, 0);
    expect_answer(question(0), IFS_ANSWER_NO);
    expect_answer(IFS_FACT_GIVEN_24H, 0);
    expect_answer(IFS_FACT_GIVEN_48H, 0);
    expect_answer(IFS_FACT_LAST_DOSE, 2 * 86400);
    int answers = 0;
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        answers += known(fact) ? 1 : 0;
    }
    assert_int_equal(answers, 6);
    assert_true(family.derived.crcl_known);
    assert_int_equal(family.derived.crcl, 120 * INT64_C(2000000));
    assert_false(family.derived.egfr_known || family.derived.urine_known || family.derived.urine_per_weight_known);
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        assert_true(family.request.confirmed.bits[i] == UINT64_MAX);
    }
    while (space_next(&family.space, &point)) {
        family_take(&family, &point);
    }
    expect_answer(IFS_FACT_AGE, 216); /* months: the last kind is an adult who answers yes */
    expect_answer(question(0), IFS_ANSWER_YES);
}

/* Clearance, eGFR and urine are figures that are derived; what was asked for to derive them is not missing. */
static void figures_that_are_derived(void **state)
{
    (void)state;
    struct space_point point = first_kind("crcl >= 30 mL/min and egfr >= 60 mL/min/1.73m2 and urine-output >= 40 mL/h and "
                                          "urine-output >= 0.5 mL/kg/h");
    for (struct space_point next = point; space_next(&family.space, &next);) {
        point = next;
    }
    family_take(&family, &point);
    assert_int_equal(family.derived.crcl, 30 * INT64_C(2000000));
    assert_int_equal(family.derived.egfr, 60 * INT64_C(2000000));
    assert_int_equal(family.derived.urine, 2 * 40000);
    assert_int_equal(family.derived.urine_per_weight, 2 * 500);
    static const int asked[] = {IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_URINE_OUTPUT};
    static const int slots[] = {SLOT_CRCL, SLOT_EGFR, SLOT_URINE, SLOT_URINE_PER_WEIGHT};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        assert_true(known(asked[i]));
    }
    for (size_t i = 0; i < COUNT_OF(slots); i++) {
        family_take(&family, &point);
        family_forget(&family, slots[i]);
        assert_false(known((int)space_fact(slots[i])));
        assert_int_equal(family.derived.crcl_known, slots[i] != SLOT_CRCL);
        assert_int_equal(family.derived.egfr_known, slots[i] != SLOT_EGFR);
        assert_int_equal(family.derived.urine_known, slots[i] != SLOT_URINE);
        assert_int_equal(family.derived.urine_per_weight_known, slots[i] != SLOT_URINE_PER_WEIGHT);
    }
    family_take(&family, &point);
    family_forget(&family, IFS_FACT_AGE);
    assert_true(family.derived.crcl_known && family.derived.egfr_known && family.derived.urine_known &&
                family.derived.urine_per_weight_known);
    point.truths[family.space.tests[family.space.axes[family.space.axis_of[SLOT_CRCL]].first_test]] = TRUTH_UNKNOWN;
    family_take(&family, &point);
    assert_false(family.derived.crcl_known || known(IFS_FACT_CRCL));
    assert_true(family.derived.egfr_known);
}

/* Who is neither pregnant nor postpartum has no gestation. */
static void no_gestation_without_pregnancy(void **state)
{
    (void)state;
    struct space_point point = first_kind("gestation < 24w0d and pregnant");
    family_take(&family, &point);
    expect_answer(IFS_FACT_PREGNANT, IFS_ANSWER_NO);
    expect_answer(IFS_FACT_GESTATION, 0);
    point = first_kind("gestation < 24w0d and (pregnant or postpartum)");
    family_take(&family, &point);
    expect_answer(IFS_FACT_PREGNANT, IFS_ANSWER_NO);
    assert_false(known(IFS_FACT_GESTATION));
}

/* Nothing tests the sex of an ideal weight: it is known all the same, and so is a height of 170 cm. */
static void the_build_of_an_ideal_weight(void **state)
{
    (void)state;
    struct space_point point;
    one_infusion();
    const struct dose_rule dose = {.basis = DOSE_PER_WEIGHT, .weight = RENAL_WEIGHT_IDEAL, .step = {1}};
    infusion.doses = &dose;
    infusion.dose_count = 1;
    examine_dosing();
    assert_true(space_close(&family.space));
    assert_true(space_first(&family.space, &point));
    family_take(&family, &point);
    expect_answer(IFS_FACT_SEX, IFS_FEMALE);
    expect_answer(IFS_FACT_HEIGHT, 1700);
    assert_true(space_next(&family.space, &point));
    family_take(&family, &point);
    expect_answer(IFS_FACT_SEX, IFS_MALE);
}

static void expect_given(int64_t day_mcg, int64_t two_days_mcg, int64_t since_s)
{
    expect_answer(IFS_FACT_GIVEN_24H, day_mcg);
    expect_answer(IFS_FACT_GIVEN_48H, two_days_mcg);
    expect_answer(IFS_FACT_LAST_DOSE, since_s);
}

/* What was given in two days is not less than in one; a last dose a day ago, or two where nothing was given in one. */
static void what_was_given_before(void **state)
{
    (void)state;
    struct space_point point = first_kind("q0");
    family_take(&family, &point);
    family_give(&family, 2000000, 1000000);
    expect_given(2000000, 2000000, 86400);
    family_give(&family, 1, 3000000);
    expect_given(1, 3000000, 86400);
    family_give(&family, 0, 4000000);
    expect_given(0, 4000000, 2 * 86400);
    family_since(&family, 3600);
    expect_given(0, 4000000, 3600);
    family_weigh(&family, 70000);
    expect_answer(IFS_FACT_WEIGHT, 70000);
}

/* Within the cell of the kind, where a condition reads it: under 4 g, and from 4 g on. */
static void what_was_given_stays_in_its_kind(void **state)
{
    (void)state;
    struct space_point point = first_kind("given-24h >= 4 g");
    family_take(&family, &point);
    family_give(&family, 5000000, 6000000);
    expect_given(3999999, 6000000, 86400);
    family_give(&family, 3000000, 6000000);
    expect_given(3000000, 6000000, 86400);
    family_give(&family, 3999999, 0);
    expect_given(3999999, 3999999, 86400);
    assert_true(space_next(&family.space, &point));
    family_take(&family, &point);
    expect_given(4000000, 4000000, 86400);
    family_give(&family, 3999999, 6000000);
    expect_given(4000000, 6000000, 86400);
    family_give(&family, 4000001, 6000000);
    expect_given(4000001, 6000000, 86400);
    point = first_kind("last-dose >= 6 h");
    family_take(&family, &point);
    family_since(&family, 7 * 3600);
    expect_given(0, 0, 0);
}

static void what_is_used(void **state)
{
    (void)state;
    static const struct family_material all = {2, 1, IFS_HAND};
    static const struct family_material rows[] = {{2, ANY, ANY}, {ANY, 1, ANY}, {ANY, ANY, IFS_HAND}, {0, 0, IFS_PUMP}};
    struct space_point point = first_kind("q0");
    family_take(&family, &point);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        family_use(&family, &all);
        family_use(&family, &rows[i]);
        const int64_t asked[] = {rows[i].product, rows[i].diluent, rows[i].device};
        const bool derived[] = {family.derived.product_known, family.derived.diluent_known, family.derived.device_known};
        const int64_t choices[] = {family.derived.product, family.derived.diluent, family.derived.device};
        static const int facts[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
        for (size_t j = 0; j < COUNT_OF(facts); j++) {
            assert_int_equal(known(facts[j]), asked[j] != ANY);
            assert_int_equal(derived[j], asked[j] != ANY);
            assert_true(asked[j] == ANY || (family.request.answer[facts[j]] == asked[j] && choices[j] == asked[j]));
        }
    }
}

/* A choice is of one phase: it leaves none of an earlier one. */
static void what_is_prescribed(void **state)
{
    (void)state;
    struct space_point point = first_kind("q0");
    family_take(&family, &point);
    for (int ordered = IFS_INFUSION_MAX - 1; ordered >= -1; ordered--) {
        family_order(&family, &(struct family_order){ordered, {.has_dose = true, .dose_mcg = {7, 1}}, 0, 0});
        for (int i = 0; i < IFS_INFUSION_MAX; i++) {
            assert_int_equal(family.request.choices[i].has_dose, i == ordered);
            assert_int_equal(family.request.choices[i].dose_mcg.num, i == ordered ? 7 : 0);
        }
        for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
            assert_null(family.request.words[i]); /* they stand before the choices */
        }
    }
}

/* To another answer, with the same weight, bag, order and doses before. */
static void moved_to_another_kind(void **state)
{
    (void)state;
    struct space_point point = first_kind("q0");
    family_take(&family, &point);
    family_weigh(&family, 70000);
    family_give(&family, 1000000, 2000000);
    family_since(&family, 5 * 3600);
    family_use(&family, &(struct family_material){2, ANY, IFS_HAND});
    family_order(&family, &(struct family_order){0, {.has_dose = true, .dose_mcg = {7, 1}}, 0, 0});
    family.request.choices[IFS_INFUSION_MAX - 1].has_over = true;
    family.request.words[IFS_FACT_PHONE] = "of nobody";
    assert_true(space_next(&family.space, &point));
    family_move(&family, &point);
    expect_answer(question(0), IFS_ANSWER_YES);
    expect_answer(IFS_FACT_WEIGHT, 70000);
    expect_given(1000000, 2000000, 5 * 3600);
    expect_answer(IFS_FACT_PRODUCT, 2);
    assert_false(known(IFS_FACT_DILUENT));
    expect_answer(IFS_FACT_DEVICE, IFS_HAND);
    assert_true(family.derived.product_known && family.derived.device_known && !family.derived.diluent_known);
    assert_int_equal(family.derived.product, 2);
    assert_int_equal(family.derived.device, IFS_HAND);
    assert_int_equal(family.request.choices[0].dose_mcg.num, 7);
    assert_true(family.request.choices[IFS_INFUSION_MAX - 1].has_over);
    assert_null(family.request.words[IFS_FACT_PHONE]);
    family_use(&family, &(struct family_material){ANY, 1, ANY});
    fact_set_remove(&family.request.known, IFS_FACT_WEIGHT);
    family_move(&family, &point);
    assert_false(known(IFS_FACT_WEIGHT) || known(IFS_FACT_PRODUCT) || family.derived.product_known);
    assert_true(family.derived.diluent_known);
    assert_int_equal(family.derived.diluent, 1);
}

/* But what the kinds themselves say is that of the other kind. */
static void moved_to_what_the_kind_says(void **state)
{
    (void)state;
    struct space_point point = first_kind("given-24h >= 4 g");
    family_take(&family, &point);
    family_give(&family, 1000000, 5000000);
    assert_true(space_next(&family.space, &point));
    family_move(&family, &point);
    expect_given(4000000, 5000000, 86400);
}

/* ---- Rules that may hold, and the plan ---- */

static void expect_rules(uint32_t dose_rules, uint32_t time_rules)
{
    static const ifs_plan plan;
    uint32_t found[2];
    family_rules(&family, &plan, 0, &found[0], &found[1]);
    assert_int_equal(found[0], dose_rules);
    assert_int_equal(found[1], time_rules);
}

/* One bit each: those that hold, and those of which nobody can say. */
static void rules_that_may_hold(void **state)
{
    (void)state;
    struct space_point point;
    one_infusion();
    const struct dose_rule doses[] = {
        {.when = when("q0"), .step = {1}}, {.when = when("not q0"), .step = {1}}, {.when = when(""), .step = {1}}};
    const struct time_rule times[] = {{.when = when("q1")}, {.when = when("not q1")}};
    infusion.doses = doses;
    infusion.dose_count = 3;
    infusion.times = times;
    infusion.time_count = 2;
    examine_dosing();
    assert_true(space_close(&family.space));
    assert_true(space_first(&family.space, &point)); /* no, no */
    family_take(&family, &point);
    expect_rules(2 + 4, 2);
    family_forget(&family, question(0));
    expect_rules(1 + 2 + 4, 2);
    assert_true(space_next(&family.space, &point)); /* no, yes */
    family_take(&family, &point);
    expect_rules(2 + 4, 1);
    assert_true(space_next(&family.space, &point)); /* yes, no */
    family_take(&family, &point);
    expect_rules(1 + 4, 2);
    infusion.time_count = 0;
    expect_rules(1 + 4, FAMILY_ANY_RULE);
}

static const ifs_protocol *examined;

static void examine_by_hand(const ifs_protocol *protocol, const ifs_request *request, ifs_plan *plan)
{
    examined = protocol;
    plan->limit_count = (int)request->answer[IFS_FACT_WEIGHT];
}

/* The plan is that of the part, with what was derived; tests may put another engine in its place. */
static void the_plan_of_a_patient(void **state)
{
    (void)state;
    static ifs_plan plan;
    struct space_point point = first_kind("crcl < 30 mL/min");
    family_take(&family, &point);
    plan.limit_count = 50;
    family_plan(&family, &plan);
    assert_int_equal(plan.derived.crcl, 0);
    assert_true(plan.derived.crcl_known);
    assert_int_equal(plan.limit_count, 0); /* a rule without a bound is not held */
    family.examine = examine_by_hand;
    family_plan(&family, &plan);
    assert_int_equal(plan.limit_count, 500);
    assert_ptr_equal(examined, &family.part);
}

/* The pump is that of the site; an indexed clearance alone leaves the urine output unknown. */
static void the_site_and_one_figure_alone(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true};
    struct space_point point;
    one_infusion();
    const struct dose_rule doses[] = {{.when = when("egfr >= 60 mL/min/1.73m2"), .step = {1}}};
    infusion.doses = doses;
    infusion.dose_count = 1;
    memset(&family, 0, sizeof family);
    family_begin(&family, &dosing, &site);
    assert_true(family_gather(&family));
    assert_true(space_first(&family.space, &point));
    family_take(&family, &point);
    assert_ptr_equal(family.request.site, &site);
    assert_true(family.derived.egfr_known);
    assert_false(family.derived.urine_known || family.derived.urine_per_weight_known);
    assert_int_equal(family.derived.urine, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_of_every_rule),
        cmocka_unit_test(the_site_and_one_figure_alone),
        cmocka_unit_test(a_condition_is_kept_once),
        cmocka_unit_test(only_what_a_condition_says),
        cmocka_unit_test(more_conditions_than_there_is_room_for),
        cmocka_unit_test(how_much_there_is_room_for),
        cmocka_unit_test(checks_of_the_dosing),
        cmocka_unit_test(facts_that_may_be_missing),
        cmocka_unit_test(conditions_in_their_order),
        cmocka_unit_test(weights_that_are_only_compared),
        cmocka_unit_test(more_weight_cells_than_there_is_room_for),
        cmocka_unit_test(weights_that_are_calculated_with),
        cmocka_unit_test(bags_and_devices),
        cmocka_unit_test(the_first_of_all_choices),
        cmocka_unit_test(diluents_that_matter),
        cmocka_unit_test(more_bags_than_there_is_room_for),
        cmocka_unit_test(a_patient_of_few_facts),
        cmocka_unit_test(figures_that_are_derived),
        cmocka_unit_test(no_gestation_without_pregnancy),
        cmocka_unit_test(the_build_of_an_ideal_weight),
        cmocka_unit_test(what_was_given_before),
        cmocka_unit_test(what_was_given_stays_in_its_kind),
        cmocka_unit_test(what_is_used),
        cmocka_unit_test(what_is_prescribed),
        cmocka_unit_test(moved_to_another_kind),
        cmocka_unit_test(moved_to_what_the_kind_says),
        cmocka_unit_test(rules_that_may_hold),
        cmocka_unit_test(the_plan_of_a_patient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
