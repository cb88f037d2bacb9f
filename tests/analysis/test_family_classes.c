/*
 * test_family_classes.c - which kinds are one class, how many patients they are, and what has no room.
 */
#include "analysis/dosing.h"

#include "family.h"

static struct family family;
static struct infusion_rule infusion;
static struct dose_rule doses[16];

enum { WRITABLE = 3851, HEADER = 24 }; /* weights; truths of six bytes before the conditions */

/* One infusion with a dose for each condition. */
static void conditions(const char *const *texts, int count)
{
    begin();
    for (int i = 0; i < count; i++) {
        doses[i] = (struct dose_rule){.basis = DOSE_BY_PRESCRIBER, .when = when(texts[i]), .step = {1}};
    }
    infusion = (struct infusion_rule){.devices = 1U << IFS_PUMP, .doses = doses, .dose_count = count};
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
    memset(&family, 0, sizeof family);
}

static void gather(const char *text)
{
    conditions(&text, 1);
    family_begin(&family, &dosing, NULL);
    assert_true(family_gather(&family));
}

/* Under 12 years or q0: yes for three of four kinds. In whole years 12 ages lie below 12, 109 from 12 to 120. */
static void kinds_with_the_same_truths(void **state)
{
    (void)state;
    gather("age < 12 y or q0");
    assert_int_equal(family.kinds, 4);
    assert_int_equal(family.class_count, 2);
    assert_int_equal(family.classes[0].kinds, 3);
    assert_int_equal(family.classes[0].patients, WRITABLE * (12 + 12 + 109));
    assert_int_equal(family.classes[1].kinds, 1);
    assert_int_equal(family.classes[1].patients, WRITABLE * 109);
    assert_int_equal(family.patients, WRITABLE * 2 * 121);
    assert_int_equal(family.classes[1].point.passed, 2);
    static const int16_t class_at[] = {0, 0, 1, 0};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(family.class_at[i], class_at[i]);
    }
}

/* The place of a kind counts those before it; of a kind that nobody is of there is no class. */
static void places_of_kinds(void **state)
{
    (void)state;
    struct space_point point;
    gather("age < 12 y or pregnant and sex is male or age >= 65 y");
    int64_t next = 0;
    int met = 0;
    for (bool any = space_first(&family.space, &point); any; any = space_next(&family.space, &point)) {
        int64_t at = family_index(&family, &point);
        assert_int_equal(at, point.passed);
        for (; next < at; next++) {
            assert_int_equal(family.class_at[next], -1);
        }
        assert_int_equal(family.class_at[next++], family_class_of(&family, &point));
        met++;
    }
    assert_int_equal(next, 11); /* of 12 the last is nobody: male and pregnant */
    assert_int_equal(family.class_at[11], -1);
    assert_int_equal(met, 9);
    assert_int_equal(family.kinds, 9);
}

/* What is calculated with tells kinds apart even where no condition does; what is only compared does not. */
static void what_is_calculated_with(void **state)
{
    (void)state;
    static const struct {
        const char *condition; /* no, whoever it is */
        int classes;
    } rows[] = {{"sex is male and sex is female", 2},
                {"given-24h >= 4 g and given-24h < 4 g", 2},
                {"given-48h >= 4 g and given-48h < 4 g", 2},
                {"last-dose >= 6 h and last-dose < 6 h", 2},
                {"renal is mild and renal is dialysis", 6},
                {"systolic < 90 mmHg and systolic >= 90 mmHg", 1},
                {"q0 and not q0", 1},
                {"q0 and not q0 and gestation < 24w0d", 1},
                {"q0 and not q0 and gestation < 24w0d and (pregnant or postpartum)", 2}, /* there is one, or none */
                {"q0 and not q0 and age < 18 y and gestation < 24w0d and (pregnant or postpartum)", 2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        gather(rows[i].condition);
        assert_int_equal(family.class_count, rows[i].classes);
    }
}

/* Who is neither pregnant nor postpartum has no gestation: said in the sixth byte. */
static void a_gestation_that_is_not_known(void **state)
{
    (void)state;
    gather("q0 and not q0 and gestation < 24w0d and (pregnant or postpartum)");
    assert_int_equal(family.classes[0].signature[5], 1);
    assert_int_equal(family.classes[1].signature[5], 0);
}

/* Women and men: they differ in the first byte alone. Sums that are the same by chance do not make one class of them. */
static void a_sum_is_no_signature(void **state)
{
    (void)state;
    gather("sex is male and sex is female");
    const struct space_point man = family.classes[1].point;
    assert_int_equal(family_class_of(&family, &man), 1);
    family.classes[0].sum = family.classes[1].sum;
    assert_int_equal(family_class_of(&family, &man), 1);
    assert_int_equal(family.class_count, 2);
}

/* As many tests as there can be: 70 thresholds of one fact, the last of them again and again, and a condition that reads the first: each of
 * the 71 cells is a class. */
static void many_cells_of_one_fact(void **state)
{
    (void)state;
    static const char *const text = "given-24h < 1 g";
    conditions(&text, 1);
    for (int i = 1; i < CONDITION_TESTS; i++) {
        int threshold_g = i < 70 ? i + 1 : 70;
        dosing.tests.list[i] = (struct test){.threshold = threshold_g * 1000000, .slot = IFS_FACT_GIVEN_24H, .fact = IFS_FACT_GIVEN_24H};
    }
    dosing.tests.count = CONDITION_TESTS;
    family_begin(&family, &dosing, NULL);
    assert_true(family_gather(&family));
    assert_int_equal(family.class_count, 71);
}

/* ---- Signatures ---- */

static int signed_truth(int class, int at)
{
    return family.classes[class].signature[at / 4] >> at % 4 * 2 & 3;
}

static int truth(bool known, bool holds)
{
    return !known ? TRUTH_UNKNOWN : holds ? TRUTH_YES : TRUTH_NO;
}

/* What a condition on one thing comes to; a device of -1: nobody has chosen yet. */
static int expected_truth(const char *text, const struct family_material *material, int device)
{
    if (strcmp(text, "product is vial") == 0) {
        return truth(material->product != FAMILY_NOTHING, material->product == 1);
    }
    if (strcmp(text, "diluent is premix") == 0) {
        return truth(material->diluent != FAMILY_NOTHING || device >= 0, material->diluent == 0);
    }
    assert_string_equal(text, "device is hand");
    return material->device != FAMILY_NOTHING ? truth(true, material->device == (int)IFS_HAND) : truth(device >= 0, device == (int)IFS_HAND);
}

/* Plain conditions once, those of the weight in each of its cells, those of the bag for each bag and each device besides. */
static void a_signature_truth_by_truth(void **state)
{
    (void)state;
    static const char *const texts[] = {"weight < 40 kg", "product is vial", "q0", "diluent is premix", "device is hand"};
    static const int diluents[] = {0, 1};
    static const struct container bag = {.product_index = 1, .diluents = diluents, .diluent_count = 2};
    conditions(texts, COUNT_OF(texts));
    infusion.containers = &bag;
    infusion.container_count = 1;
    infusion.devices |= 1U << IFS_HAND;
    family_begin(&family, &dosing, NULL);
    assert_true(family_gather(&family));
    assert_int_equal(family.class_count, 2);
    assert_int_equal(family.material_count, 8);
    for (int class = 0; class < 2; class++) {
        int at = 0;
        for (; at < HEADER; at++) {
            assert_int_equal(signed_truth(class, at), 0);
        }
        assert_int_equal(signed_truth(class, at++), class == 0 ? TRUTH_NO : TRUTH_YES);
        for (int weight = 0; weight < 2; weight++) {
            assert_int_equal(signed_truth(class, at++), weight == 0 ? TRUTH_YES : TRUTH_NO);
            for (int i = 0; i < family.material_count; i++) {
                for (int device = -1; device < 3; device++) {
                    for (int j = 2; j < 5; j++) {
                        assert_int_equal(signed_truth(class, at++), expected_truth(family.conditions[j]->text, &family.materials[i], device));
                    }
                }
            }
        }
        assert_int_equal(at, HEADER + 1 + 2 * (1 + 8 * 4 * 3));
        for (; at < 4 * FAMILY_SIGNATURE; at++) {
            assert_int_equal(signed_truth(class, at), 0);
        }
    }
}

/* Two kinds that a weight, or a bag, tells apart and nothing else. */
static void kinds_apart_by_weight_or_bag(void **state)
{
    (void)state;
    static const char *const apart[] = {"weight >= 40 kg and q0", "weight >= 40 kg and weight < 50 kg and q0", "q0 and device is hand",
                                        "q0 and product is vial and not product is vial"};
    for (size_t i = 0; i < COUNT_OF(apart); i++) {
        gather(apart[i]);
        assert_int_equal(family.class_count, 2);
    }
}

/* ---- How many patients ---- */

/* Answers of two decimals or none, on the steps in which they are asked for. */
static void answers_of_a_cell(void **state)
{
    (void)state;
    static const struct {
        const char *condition;
        int64_t answers[3]; /* of each cell */
        int cells;
    } rows[] = {
        {"crcl < 30 mL/min", {300, 2201}, 2},           /* 0 to 29.9, 30 to 250 */
        {"egfr < 60 mL/min/1.73m2", {60, 191}, 2},      /* 0 to 59, 60 to 250 */
        {"urine-output < 30 mL/h", {30, 971}, 2},       /* 0 to 29, 30 to 1,000 */
        {"urine-output < 0.5 mL/kg/h", {5, 996}, 2},    /* 0 to 0.4, 0.5 to 100 */
        {"spo2 < 90 %", {40, 11}, 2},                   /* 50 to 89, 90 to 100 */
        {"q0", {1, 1}, 2},
        {"crcl <= 30 mL/min or crcl >= 30.1 mL/min", {301, 1, 2200}, 3},  /* nothing can be written between, but may be computed */
        {"age <= 17 y or age >= 18 y", {18, 1, 103}, 3},                  /* 205 to 215 months are no whole year */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct space_point point;
        int64_t all = 0;
        int cell = 0;
        gather(rows[i].condition);
        for (bool any = space_first(&family.space, &point); any; any = space_next(&family.space, &point)) {
            all += WRITABLE * rows[i].answers[cell++];
        }
        assert_int_equal(cell, rows[i].cells);
        assert_int_equal(family.patients, all);
        assert_int_equal(family.classes[family.class_at[0]].patients,
                         WRITABLE * (rows[i].answers[0] + (rows[i].cells == 3 ? rows[i].answers[2] : 0)));
    }
}

/* 3851 x 2501 x 251 x 1001 x 1001 x 51 x 261 are 3.2e19 patients, more than can be counted; of either answer to q0. */
static void more_patients_than_can_be_counted(void **state)
{
    (void)state;
    gather("(q0 or not q0) and crcl <= 250 mL/min and egfr <= 250 mL/min/1.73m2 and urine-output <= 1000 mL/h and "
           "urine-output <= 100 mL/kg/h and spo2 <= 100 % and systolic <= 300 mmHg");
    assert_int_equal(family.kinds, 2);
    assert_int_equal(family.class_count, 1);
    assert_true(family.classes[0].patients == INT64_MAX);
    assert_true(family.patients == INT64_MAX);
    static const char *const text = "spo2 <= 100 %";
    conditions(&text, 1);
    family_begin(&family, &dosing, NULL);
    family.weight_answers = INT64_MAX / 51; /* the most of which 51 times can be counted */
    assert_true(family_gather(&family));
    assert_true(family.patients == INT64_MAX / 51 * 51);
}

/* ---- No room ---- */

/* 21 questions have twice as many kinds as are tried. */
static void more_kinds_than_there_is_room_for(void **state)
{
    (void)state;
    static const char *const text = "q0 and q1 and q2 and q3 and q4 and q5 and q6 and q7 and q8 and q9 and q10 and q11 and q12 and q13 and "
                                    "q14 and q15 and q16 and q17 and q18 and q19 and q20";
    conditions(&text, 1);
    family_begin(&family, &dosing, NULL);
    assert_false(family_gather(&family));
}

/* Nobody is of the first kind: nothing in 24 hours, and a last dose less than 6 hours ago. Behind the last kind is no place. */
static void places_that_nobody_is_at(void **state)
{
    (void)state;
    static const char *const text = "given-24h > 0 g and last-dose < 6 h";
    conditions(&text, 1);
    memset(family.class_at, 0x55, sizeof family.class_at);
    family_begin(&family, &dosing, NULL);
    assert_true(family_gather(&family));
    assert_int_equal(family.space.kinds, 4);
    assert_int_equal(family.class_at[0], -1);
    assert_true(family.class_at[1] >= 0);
    assert_int_equal(family.class_at[4], 0x5555);
}

/* 2,048 classes: 11 questions are as many, 12 are too many. */
static void more_classes_than_there_is_room_for(void **state)
{
    (void)state;
    static const char *const texts[] = {"q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11"};
    struct space_point point;
    conditions(texts, 11);
    family_begin(&family, &dosing, NULL);
    assert_true(family_gather(&family));
    assert_int_equal(family.class_count, 2048);
    assert_true(space_first(&family.space, &point));
    assert_int_equal(family_class_of(&family, &point), -1); /* there is no room to write its signature */
    conditions(texts, 12);
    family_begin(&family, &dosing, NULL);
    assert_false(family_gather(&family));
}

/* 62 products make 63 bags, 15 thresholds 16 weights: 24 + 8 + 16 x (6 + 63 x 4 x 2) are 8,192 truths, as many as there is room for. */
static void more_truths_than_there_is_room_for(void **state)
{
    (void)state;
    static const char *const texts[] = {"product is vial", "device is hand", "weight < 1 kg", "weight < 2 kg", "weight < 3 kg",
                                        "weight < 4 kg",   "weight < 5 kg",  "weight < 6 kg", "q0",            "q1",
                                        "q2",              "q3",             "q4",            "q5",            "q6",
                                        "q7"};
    static struct container bags[62];
    static const struct check ninth = {.severity = IFS_REFUSE};
    for (int i = 0; i < 62; i++) {
        bags[i].product_index = i;
    }
    for (int more = 0; more < 2; more++) {
        conditions(texts, COUNT_OF(texts));
        struct check check = ninth;
        check.when = when("q0 and q1");
        dosing.checks = &check;
        dosing.check_count = more;
        for (int i = 0; i < 9; i++) {
            dosing.tests.list[dosing.tests.count++] = (struct test){.threshold = 20000 + i * 1000, .slot = IFS_FACT_WEIGHT};
        }
        infusion.containers = bags;
        infusion.container_count = 62;
        family_begin(&family, &dosing, NULL);
        assert_int_equal(family.material_count, 63);
        assert_int_equal(family.weight_cell_count, 16);
        assert_int_equal(family_gather(&family), more == 0);
    }
    /* One bag more: nothing is written behind the signature. */
    static const struct family_class nobody;
    static struct container one_more[63];
    for (int i = 0; i < 63; i++) {
        one_more[i].product_index = i;
    }
    conditions(texts, COUNT_OF(texts));
    for (int i = 0; i < 9; i++) {
        dosing.tests.list[dosing.tests.count++] = (struct test){.threshold = 20000 + i * 1000, .slot = IFS_FACT_WEIGHT};
    }
    infusion.containers = one_more;
    infusion.container_count = 63;
    family_begin(&family, &dosing, NULL);
    assert_int_equal(family.material_count, 64);
    assert_false(family_gather(&family));
    assert_int_equal(family.class_count, 0);
    assert_memory_equal(&family.classes[1], &nobody, sizeof nobody);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_with_the_same_truths),
        cmocka_unit_test(places_of_kinds),
        cmocka_unit_test(what_is_calculated_with),
        cmocka_unit_test(a_gestation_that_is_not_known),
        cmocka_unit_test(a_sum_is_no_signature),
        cmocka_unit_test(many_cells_of_one_fact),
        cmocka_unit_test(a_signature_truth_by_truth),
        cmocka_unit_test(kinds_apart_by_weight_or_bag),
        cmocka_unit_test(answers_of_a_cell),
        cmocka_unit_test(more_patients_than_can_be_counted),
        cmocka_unit_test(more_kinds_than_there_is_room_for),
        cmocka_unit_test(places_that_nobody_is_at),
        cmocka_unit_test(more_classes_than_there_is_room_for),
        cmocka_unit_test(more_truths_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
