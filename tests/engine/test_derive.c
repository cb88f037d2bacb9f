/*
 * test_derive.c - estimates of renal function and urine output, against figures worked out by pencil.
 *
 * A clearance is twice its whole millionths of a mL/min, plus one when something was cut off.
 */
#include "written.h"

#include "derive.h"
#include "renal.h"

#define ML_PER_MIN INT64_C(2000000)

static struct order *order;

static const struct parts by_actual = {.head = "crcl-weight = 'actual';"};
static const struct parts by_ideal = {.head = "crcl-weight = 'ideal';"};
static const struct parts by_adjusted = {.head = "crcl-weight = 'adjusted';"};
static const struct parts by_customary = {.head = "crcl-weight = 'customary';"};
static const struct parts by_lowest = {0};

static const ifs_derived *derived_from(const struct parts *parts, const char *words)
{
    if (order != NULL) {
        forget(order);
    }
    return &plan_of(&order, parts, words)->derived;
}

/* The estimate by that method; NULL when it was not made. */
static const ifs_estimate *estimate_by(const ifs_derived *derived, ifs_estimate_method method)
{
    const ifs_estimate *found = NULL;
    for (int i = 0; i < derived->estimate_count; i++) {
        if (derived->estimates[i].method == method) {
            assert_null(found); /* once each */
            found = &derived->estimates[i];
        }
    }
    return found;
}

static int64_t clearance_by(const ifs_derived *derived, ifs_estimate_method method)
{
    const ifs_estimate *estimate = estimate_by(derived, method);
    return estimate != NULL ? estimate->clearance : -1;
}

static int end(void **state)
{
    (void)state;
    if (order != NULL) {
        forget(order);
    }
    order = NULL;
    return 0;
}

/* What was asked for is known; what nobody asked for is not. The vial is the third of the products, dextrose the second of the diluents. */
static void what_was_asked_for(void **state)
{
    (void)state;
    static const struct parts vial = {.bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '100 mL'; source = 'trial'; }"};
    (void)derived_from(&vial, "product=vial | diluent=dextrose-5");
    ifs_derived derived;
    memset(&derived, 0, sizeof derived);
    derive_facts(order->protocol, &order->request, &derived);
    assert_true(derived.product_known && derived.diluent_known && !derived.device_known);
    assert_int_equal(derived.product, 2);
    assert_int_equal(derived.diluent, 1);
    (void)derived_from(&vial, "");
    memset(&derived, 0xa5, sizeof derived);
    derive_facts(order->protocol, &order->request, &derived);
    assert_false(derived.product_known || derived.diluent_known || derived.device_known);
}

static void nothing_known(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "");
    assert_false(derived->crcl_known);
    assert_false(derived->egfr_known);
    assert_false(derived->urine_known);
    assert_false(derived->urine_per_weight_known);
    assert_int_equal(derived->estimate_count, 0);
    assert_true(derived->pregnancy_blocks);
    assert_int_equal(derived->crcl, 0); /* zero where nothing is known, whatever stood there before */
    assert_int_equal(derived->egfr, 0);
    assert_int_equal(derived->lowest, 0);
    assert_int_equal(derived->urine, 0);
    assert_int_equal(derived->urine_per_weight, 0);
}

static void reported_clearance_stands(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "crcl=45.5 mL/min");
    assert_true(derived->crcl_known);
    assert_int_equal(derived->crcl, 91000000); /* 45.5 x 2,000,000 */
    assert_int_equal(derived->lowest, 0);
    assert_int_equal(derived->estimates[0].method, IFS_ESTIMATE_REPORTED_CRCL);
    assert_false(derived->egfr_known);
}

/* (140 - 34) x 72 x 0.85 / (72 x 0.8) = 112.625. */
static void cockcroft_gault_of_a_woman(void **state)
{
    (void)state;
    const ifs_derived *derived =
        derived_from(&by_actual, "age=34 y | sex=female | pregnant=no | weight=72 kg | creatinine=0.8 mg/dL");
    const ifs_estimate *estimate = estimate_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT);
    assert_non_null(estimate);
    assert_int_equal(estimate->clearance, 225250000);
    assert_int_equal(estimate->weight, IFS_WEIGHT_ACTUAL);
    assert_false(estimate->no_ideal); /* the protocol names the actual weight: nothing to be said */
    assert_true(equals(estimate->weight_g, 72000, 1));
}

/* Completed years: one month before the birthday the age of the year before counts. (140 - 49) x 72 / 72 = 91, then 90. */
static void completed_years(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_actual, "age=599 mo | sex=male | weight=72 kg | creatinine=1 mg/dL");
    assert_int_equal(clearance_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT), 91 * ML_PER_MIN);
    derived = derived_from(&by_actual, "age=600 mo | sex=male | weight=72 kg | creatinine=1 mg/dL");
    assert_int_equal(clearance_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT), 90 * ML_PER_MIN);
}

/* The year in which a patient becomes an adult: Schwartz before, Cockcroft-Gault and CKD-EPI after, never both. */
static void eighteen_years(void **state)
{
    (void)state;
    const char *child = "age=215 mo | sex=male | weight=72 kg | height=180 cm | creatinine=1 mg/dL";
    const ifs_derived *derived = derived_from(&by_actual, child);
    assert_int_equal(derived->estimate_count, 1);
    assert_int_equal(clearance_by(derived, IFS_ESTIMATE_SCHWARTZ), 148680000); /* 0.413 x 180 / 1 = 74.34 */
    derived = derived_from(&by_actual, "age=216 mo | sex=male | weight=72 kg | height=180 cm | creatinine=1 mg/dL");
    assert_int_equal(derived->estimate_count, 2);
    assert_int_equal(clearance_by(derived, IFS_ESTIMATE_SCHWARTZ), -1);
    assert_int_equal(clearance_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT), 122 * ML_PER_MIN); /* 140 - 18 */
}

/* 0.413 x 100 / 0.5 = 82.6; not multiplied by body surface, although height and weight are known. */
static void schwartz_stays_indexed(void **state)
{
    (void)state;
    const ifs_derived *derived =
        derived_from(&by_lowest, "age=4 y | sex=male | weight=16 kg | height=100 cm | creatinine=0.5 mg/dL");
    const ifs_estimate *estimate = estimate_by(derived, IFS_ESTIMATE_SCHWARTZ);
    assert_non_null(estimate);
    assert_int_equal(estimate->clearance, 165200000);
    assert_false(estimate->deindexed);
    assert_true(derived->egfr_known);
    assert_int_equal(derived->egfr, 165200000);
    assert_int_equal(derived->crcl, 165200000);
    assert_int_equal(
        derived_from(&by_lowest, "age=4 y | sex=male | weight=16 kg | creatinine=0.5 mg/dL")->estimate_count, 0);
}

static void creatinine_needs_age(void **state)
{
    (void)state;
    const ifs_derived *derived =
        derived_from(&by_lowest, "sex=male | weight=72 kg | height=180 cm | creatinine=1 mg/dL");
    assert_int_equal(derived->estimate_count, 0);
    assert_false(derived->crcl_known);
}

/* Sex but no weight: CKD-EPI alone, as it is. Weight but no sex: nothing. */
static void inputs_of_adults(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "age=50 y | sex=male | creatinine=0.9 mg/dL");
    assert_int_equal(derived->estimate_count, 1);
    assert_int_equal(derived->estimates[0].method, IFS_ESTIMATE_CKD_EPI_2021);
    assert_false(derived->estimates[0].deindexed);
    /* creatinine at kappa: 142 x 0.9938^50; ln 0.9938 = -0.0062193, x 50 = -0.310965, e^ = 0.732740, x 142 = 104.05 */
    assert_in_range(derived->egfr, 208080000, 208120000);
    assert_int_equal(derived->crcl, derived->egfr);
    assert_int_equal(
        derived_from(&by_lowest, "age=50 y | weight=70 kg | pregnant=no | creatinine=0.9 mg/dL")->estimate_count, 0);
}

/* Body surface of 180 cm and 80 kg: sqrt(180 x 80 / 3600) = 2 m2 exactly. 60 x 2 / 1.73 = 69.364161 and a rest. */
static void reported_egfr_is_deindexed(void **state)
{
    (void)state;
    const ifs_derived *derived =
        derived_from(&by_lowest, "age=50 y | sex=male | weight=80 kg | height=180 cm | egfr=60 mL/min/1.73m2");
    const ifs_estimate *estimate = estimate_by(derived, IFS_ESTIMATE_REPORTED_EGFR);
    assert_non_null(estimate);
    assert_true(estimate->deindexed);
    assert_int_equal(estimate->clearance, 2 * 69364161 + 1);
    assert_int_equal(derived->egfr, 60 * ML_PER_MIN);
    assert_true(derived->crcl_known);
}

static void reported_egfr_without_body(void **state)
{
    (void)state;
    static const char *const lacking[] = {
        "age=50 y | sex=male | weight=80 kg | egfr=60 mL/min/1.73m2",                 /* height */
        "age=50 y | sex=male | height=180 cm | egfr=60 mL/min/1.73m2",                /* weight */
        "age=10 y | sex=male | weight=30 kg | height=140 cm | egfr=60 mL/min/1.73m2", /* a child */
    };
    for (size_t i = 0; i < sizeof lacking / sizeof lacking[0]; i++) {
        const ifs_derived *derived = derived_from(&by_lowest, lacking[i]);
        assert_int_equal(clearance_by(derived, IFS_ESTIMATE_REPORTED_EGFR), 60 * ML_PER_MIN);
        assert_false(estimate_by(derived, IFS_ESTIMATE_REPORTED_EGFR)->deindexed);
    }
}

/* The lower of the reported and the computed figure is the eGFR of conditions, whichever it is. */
static void lowest_egfr(void **state)
{
    (void)state;
    const ifs_derived *derived =
        derived_from(&by_lowest, "age=50 y | sex=male | creatinine=0.9 mg/dL | egfr=60 mL/min/1.73m2");
    assert_int_equal(derived->egfr, 60 * ML_PER_MIN); /* the computed one is 104 */
    derived = derived_from(&by_lowest, "age=50 y | sex=male | creatinine=0.9 mg/dL | egfr=120 mL/min/1.73m2");
    assert_in_range(derived->egfr, 208080000, 208120000);
}

/* Each of the estimates in turn is the lowest. A man of 40, 72 kg: Cockcroft-Gault 100 / creatinine; no height. */
static void lowest_of_all_counts(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        ifs_estimate_method lowest;
    } rows[] = {
        {"creatinine=1 mg/dL | crcl=40 mL/min | egfr=90 mL/min/1.73m2 | renal=mild", IFS_ESTIMATE_REPORTED_CRCL},
        {"creatinine=1 mg/dL | crcl=110 mL/min | egfr=50 mL/min/1.73m2 | renal=mild", IFS_ESTIMATE_REPORTED_EGFR},
        {"creatinine=1 mg/dL | crcl=110 mL/min | egfr=90 mL/min/1.73m2 | renal=severe", IFS_ESTIMATE_CATEGORY},
        /* 100 / 4 = 25; CKD-EPI of 4 mg/dL: 142 x (4/0.9)^-1.2 x 0.9938^40 = 142 x 0.1671 x 0.7798 = 18.5 */
        {"creatinine=4 mg/dL | crcl=110 mL/min | egfr=90 mL/min/1.73m2 | renal=mild", IFS_ESTIMATE_CKD_EPI_2021},
        /* 100 / 0.6 = 166.7; CKD-EPI of 0.6: 142 x (0.6/0.9)^-0.302 x 0.7798 = 142 x 1.1303 x 0.7798 = 125.2 */
        {"creatinine=0.6 mg/dL | crcl=170 mL/min", IFS_ESTIMATE_CKD_EPI_2021},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char words[300];
        snprintf(words, sizeof words, "age=40 y | sex=male | weight=72 kg | renal-basis=laboratory | %s",
                 rows[i].words);
        const ifs_derived *derived = derived_from(&by_actual, words);
        assert_int_equal(derived->estimates[derived->lowest].method, rows[i].lowest);
        assert_int_equal(derived->crcl, derived->estimates[derived->lowest].clearance);
        for (int j = 0; j < derived->estimate_count; j++) {
            assert_true(derived->estimates[j].clearance >= derived->crcl);
        }
    }
    /* 45 kg: 100 x 45 / 72 = 62.5, CKD-EPI of 1 mg/dL about 97: Cockcroft-Gault */
    const ifs_derived *light = derived_from(&by_actual, "age=40 y | sex=male | weight=45 kg | creatinine=1 mg/dL");
    assert_int_equal(light->estimates[light->lowest].method, IFS_ESTIMATE_COCKCROFT_GAULT);
    assert_int_equal(light->crcl, 125000000);
}

/* A man of 177.8 cm (70 in): ideal 50 + 2.3 x 10 = 73 kg, 120 % of it 87.6 kg. */
static void weights_of_cockcroft_gault(void **state)
{
    (void)state;
    static const struct {
        const struct parts *parts;
        const char *weight;
        ifs_weight_used used;
        int64_t num; /* of g */
        int64_t den;
    } rows[] = {
        {&by_actual, "100 kg", IFS_WEIGHT_ACTUAL, 100000, 1},
        {&by_ideal, "100 kg", IFS_WEIGHT_IDEAL, 73000, 1},
        {&by_ideal, "60 kg", IFS_WEIGHT_IDEAL, 73000, 1},
        {&by_adjusted, "100 kg", IFS_WEIGHT_ADJUSTED, 83800, 1}, /* 73 + 0.4 x 27 */
        {&by_adjusted, "60 kg", IFS_WEIGHT_ADJUSTED, 67800, 1},  /* 73 - 0.4 x 13 */
        {&by_lowest, "100 kg", IFS_WEIGHT_IDEAL, 73000, 1},
        {&by_lowest, "60 kg", IFS_WEIGHT_ACTUAL, 60000, 1},
        {&by_customary, "72.9 kg", IFS_WEIGHT_ACTUAL, 72900, 1},
        {&by_customary, "73 kg", IFS_WEIGHT_IDEAL, 73000, 1},
        {&by_customary, "87.6 kg", IFS_WEIGHT_IDEAL, 73000, 1},
        {&by_customary, "87.7 kg", IFS_WEIGHT_ADJUSTED, 78880, 1}, /* 73 + 0.4 x 14.7 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char words[200];
        snprintf(words, sizeof words, "age=40 y | sex=male | height=177.8 cm | creatinine=1 mg/dL | weight=%s",
                 rows[i].weight);
        const ifs_estimate *estimate = estimate_by(derived_from(rows[i].parts, words), IFS_ESTIMATE_COCKCROFT_GAULT);
        assert_non_null(estimate);
        assert_int_equal(estimate->weight, rows[i].used);
        assert_true(equals(estimate->weight_g, rows[i].num, rows[i].den));
        assert_false(estimate->no_ideal);
        /* 100 x kg / 72, in half millionths: 100 x g x 2000 / 72, odd when something was cut off */
        assert_int_equal(estimate->clearance / 2, rows[i].num * 100000 / 72 / rows[i].den);
    }
}

/* No height, or below 152.4 cm: actual, and said. */
static void no_ideal_weight(void **state)
{
    (void)state;
    static const char *const bodies[] = {"age=40 y | sex=male | creatinine=1 mg/dL | weight=72 kg",
                                         "age=40 y | sex=male | creatinine=1 mg/dL | weight=72 kg | height=152.3 cm"};
    static const struct parts *const parts[] = {&by_ideal, &by_adjusted, &by_customary, &by_lowest};
    for (size_t i = 0; i < 8; i++) {
        const ifs_estimate *estimate =
            estimate_by(derived_from(parts[i % 4], bodies[i / 4]), IFS_ESTIMATE_COCKCROFT_GAULT);
        assert_non_null(estimate);
        assert_true(estimate->no_ideal);
        assert_int_equal(estimate->weight, IFS_WEIGHT_ACTUAL);
        assert_int_equal(estimate->clearance, 100 * ML_PER_MIN);
    }
    const ifs_derived *derived =
        derived_from(&by_ideal, "age=40 y | sex=male | creatinine=1 mg/dL | weight=72 kg | height=152.4 cm");
    assert_false(estimate_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT)->no_ideal);
    assert_true(equals(estimate_by(derived, IFS_ESTIMATE_COCKCROFT_GAULT)->weight_g, 50000, 1));
}

static void categories_at_their_worst(void **state)
{
    (void)state;
    static const struct {
        const char *category;
        int64_t ml_per_min;
    } rows[] = {{"normal", 90}, {"mild", 60}, {"moderate", 30}, {"severe", 15}, {"failure", 0}, {"dialysis", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char words[120];
        snprintf(words, sizeof words, "age=80 y | sex=male | renal-basis=laboratory | renal=%s", rows[i].category);
        const ifs_derived *derived = derived_from(&by_lowest, words);
        assert_true(derived->crcl_known);
        assert_int_equal(derived->crcl, rows[i].ml_per_min * ML_PER_MIN);
        assert_false(derived->egfr_known);
    }
}

/* By history: only under 65 years and with the question marked renal-risk answered no. */
static void categories_by_history(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        bool counts;
    } rows[] = {
        {"age=779 mo | renal-basis=history | kidneys=no", true},
        {"age=780 mo | renal-basis=history | kidneys=no", false},
        {"age=40 y | renal-basis=history | kidneys=yes", false},
        {"age=40 y | renal-basis=history", false},
        {"age=40 y | renal-basis=history | kidneys=unknown", false},
        {"renal-basis=history | kidneys=no", false},
        {"age=40 y | kidneys=no", true}, /* of unknown basis: taken as history */
        {"age=40 y", false},
        {"age=80 y | renal-basis=laboratory | kidneys=yes", true},
        {"renal-basis=laboratory", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char words[160];
        snprintf(words, sizeof words, "sex=male | renal=normal | awake=yes | %s", rows[i].words);
        assert_int_equal(derived_from(&by_lowest, words)->crcl_known, rows[i].counts);
    }
}

/* Of named choices none is a no, not even the first of them: only a plain no excludes a renal risk. */
static void renal_risk_with_choices(void **state)
{
    (void)state;
    static const struct parts parts = {
        .questions = ", { id = 'stones'; ask = 'Stones?'; choices = ['none', 'one', 'no']; renal-risk = true; }"};
    static const char *const stones[] = {"none", "one", "no", "unknown"};
    for (size_t i = 0; i < sizeof stones / sizeof stones[0]; i++) {
        char words[160];
        snprintf(words, sizeof words,
                 "age=40 y | sex=male | renal=normal | renal-basis=history | kidneys=no | stones=%s", stones[i]);
        assert_false(derived_from(&parts, words)->crcl_known);
    }
    assert_false(derived_from(&parts, "age=40 y | sex=male | renal=normal | kidneys=no")->crcl_known);
    assert_true(
        derived_from(&parts, "age=40 y | sex=male | renal=normal | renal-basis=laboratory | stones=one")->crcl_known);
    static const struct parts plain = {
        .questions = ", { id = 'stones'; ask = 'Stones?'; choices = ['none', 'one', 'no']; }"}; /* no risk: no matter */
    assert_true(
        derived_from(&plain, "age=40 y | sex=male | renal=normal | renal-basis=history | kidneys=no")->crcl_known);
}

/* In pregnancy only a measured clearance counts; pregnancy that is not excluded is pregnancy, but for men. */
static void pregnancy(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        bool blocks;
    } rows[] = {
        {"sex=female | pregnant=yes", true},
        {"sex=female", true},
        {"sex=female | pregnant=no", false},
        {"sex=male", false},
        {"pregnant=no", false},
        {"pregnant=yes", true},
        {"sex=female | pregnant=unknown", true},
        {"sex=male | pregnant=no", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char words[240];
        snprintf(words, sizeof words,
                 "age=30 y | weight=70 kg | height=170 cm | creatinine=1 mg/dL | egfr=60 mL/min/1.73m2 | renal=mild | "
                 "renal-basis=laboratory | %s",
                 rows[i].words);
        const ifs_derived *derived = derived_from(&by_lowest, words);
        assert_int_equal(derived->pregnancy_blocks, rows[i].blocks);
        assert_int_equal(derived->crcl_known, !rows[i].blocks);
        assert_int_equal(derived->egfr_known, !rows[i].blocks);
        assert_int_equal(derived->estimate_count == 0, rows[i].blocks);
    }
    const ifs_derived *derived =
        derived_from(&by_lowest, "sex=female | pregnant=yes | crcl=80 mL/min | egfr=20 mL/min/1.73m2");
    assert_true(derived->crcl_known);
    assert_int_equal(derived->crcl, 80 * ML_PER_MIN);
    assert_int_equal(derived->estimate_count, 1);
}

/* Figures of urine output are doubled, plus one when something was cut off. */
static void urine_output(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "urine-output=30 mL/h");
    assert_true(derived->urine_known);
    assert_false(derived->urine_per_weight_known);
    assert_int_equal(derived->urine, 60000);
    derived = derived_from(&by_lowest, "urine-output=30 mL/h | weight=70.5 kg");
    assert_true(derived->urine_per_weight_known);
    assert_int_equal(derived->urine_per_weight, 2 * 425 + 1); /* 30,000 / 70.5 = 425.53 uL/kg/h */
    derived = derived_from(&by_lowest, "urine-output=30 mL/h | weight=75 kg");
    assert_int_equal(derived->urine_per_weight, 800); /* 400 exactly */
    derived = derived_from(&by_lowest, "urine-output=0.5 mL/kg/h");
    assert_false(derived->urine_known);
    assert_true(derived->urine_per_weight_known);
    assert_int_equal(derived->urine_per_weight, 1000);
    derived = derived_from(&by_lowest, "urine-output=0.5 mL/kg/h | weight=70.5 kg");
    assert_true(derived->urine_known);
    assert_int_equal(derived->urine, 70500); /* 0.5 x 70.5 = 35.25 mL/h */
    derived = derived_from(&by_lowest, "urine-output=0.1 mL/kg/h | weight=3.33 kg");
    assert_int_equal(derived->urine, 2 * 333); /* 0.333 mL/h exactly */
}

/* One estimate is enough for a category of the history to count beside it, though it could not stand alone: at 70 years severe is 15. */
static void a_category_beside_one_estimate(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "age=70 y | sex=male | crcl=80 mL/min | renal=severe | renal-basis=history");
    assert_int_equal(derived->estimate_count, 2);
    assert_int_equal(derived->crcl, 15 * ML_PER_MIN);
    assert_int_equal(derived->lowest, 1);
    assert_false(derived_from(&by_lowest, "age=70 y | sex=male | renal=severe | renal-basis=history")->crcl_known);
}

/* Of two that are the same the first counts: it is named on the sheet. */
static void the_first_of_two_equals(void **state)
{
    (void)state;
    const ifs_derived *derived = derived_from(&by_lowest, "sex=male | crcl=60 mL/min | renal=mild | renal-basis=laboratory");
    assert_int_equal(derived->estimate_count, 2);
    assert_int_equal(derived->crcl, 60 * ML_PER_MIN);
    assert_int_equal(derived->lowest, 0);
}

/* No clearance is counted on in acute injury. */
static void floors_of_all_categories(void **state)
{
    (void)state;
    static const int64_t floors[] = {[IFS_RENAL_NORMAL] = 90, [IFS_RENAL_MILD] = 60, [IFS_RENAL_MODERATE] = 30, [IFS_RENAL_SEVERE] = 15,
                                     [IFS_RENAL_FAILURE] = 0, [IFS_RENAL_DIALYSIS] = 0, [IFS_RENAL_ACUTE_INJURY] = 0};
    for (int64_t category = 0; category < (int64_t)(sizeof floors / sizeof floors[0]); category++) {
        assert_int_equal(derive_category_clearance(category), floors[category] * ML_PER_MIN);
    }
}

/* What stands behind the last question of a protocol is none of it. */
static void a_risk_behind_the_last_question(void **state)
{
    (void)state;
    static ifs_protocol protocol = {.fact_count = IFS_FACT_BUILTIN};
    static ifs_request request;
    static ifs_derived derived;
    protocol.facts[IFS_FACT_BUILTIN].renal_risk = true;
    for (int i = 0; i < 3; i++) {
        const int known[] = {IFS_FACT_SEX, IFS_FACT_AGE, IFS_FACT_RENAL};
        fact_set_add(&request.known, known[i]);
    }
    request.answer[IFS_FACT_SEX] = IFS_MALE;
    request.answer[IFS_FACT_AGE] = 480;
    request.answer[IFS_FACT_RENAL] = IFS_RENAL_MILD;
    derive_facts(&protocol, &request, &derived);
    assert_true(derived.crcl_known && derived.crcl == 60 * ML_PER_MIN);
    protocol.fact_count++;
    derive_facts(&protocol, &request, &derived);
    assert_false(derived.crcl_known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_known, end),
        cmocka_unit_test_teardown(reported_clearance_stands, end),
        cmocka_unit_test_teardown(cockcroft_gault_of_a_woman, end),
        cmocka_unit_test_teardown(completed_years, end),
        cmocka_unit_test_teardown(eighteen_years, end),
        cmocka_unit_test_teardown(schwartz_stays_indexed, end),
        cmocka_unit_test_teardown(creatinine_needs_age, end),
        cmocka_unit_test_teardown(inputs_of_adults, end),
        cmocka_unit_test_teardown(reported_egfr_is_deindexed, end),
        cmocka_unit_test_teardown(reported_egfr_without_body, end),
        cmocka_unit_test_teardown(lowest_egfr, end),
        cmocka_unit_test_teardown(lowest_of_all_counts, end),
        cmocka_unit_test_teardown(weights_of_cockcroft_gault, end),
        cmocka_unit_test_teardown(no_ideal_weight, end),
        cmocka_unit_test_teardown(categories_at_their_worst, end),
        cmocka_unit_test_teardown(categories_by_history, end),
        cmocka_unit_test_teardown(renal_risk_with_choices, end),
        cmocka_unit_test_teardown(pregnancy, end),
        cmocka_unit_test_teardown(urine_output, end),
        cmocka_unit_test(floors_of_all_categories),
        cmocka_unit_test(a_risk_behind_the_last_question),
        cmocka_unit_test_teardown(a_category_beside_one_estimate, end),
        cmocka_unit_test_teardown(the_first_of_two_equals, end),
        cmocka_unit_test_teardown(what_was_asked_for, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
