/*
 * test_space.c - the kinds of patient that conditions tell apart: counted by hand, and held against patients tried one by one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "renal.h"
#include "space.h"

enum { QUESTIONS = 22, CONDITIONS = 24 };

static const char *const indications[] = {"eclampsia", "preeclampsia"};
static const char *const products[] = {"premix", "vial", "other"};
static const char *const diluents[] = {"saline", "dextrose"};
static const ifs_salt salt = {246470, 24305, 2};

/* A protocol of conditions alone, with room for what they compile to. */
struct bench {
    ifs_protocol protocol;
    char names[QUESTIONS][8];
    uint16_t ops[CONDITIONS][CONDITION_OPS];
    struct condition conditions[CONDITIONS];
    int count;
    struct space space;
    struct space_point point;
};

static void begin(struct bench *bench)
{
    memset(bench, 0, sizeof *bench);
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        bench->protocol.facts[i] = *fact_builtin(i);
    }
    bench->protocol.facts[IFS_FACT_INDICATION].choices = indications;
    bench->protocol.facts[IFS_FACT_INDICATION].choice_count = 2;
    bench->protocol.facts[IFS_FACT_PRODUCT].choices = products;
    bench->protocol.facts[IFS_FACT_PRODUCT].choice_count = 3;
    bench->protocol.facts[IFS_FACT_DILUENT].choices = diluents;
    bench->protocol.facts[IFS_FACT_DILUENT].choice_count = 2;
    for (int i = 0; i < QUESTIONS; i++) {
        snprintf(bench->names[i], sizeof bench->names[i], "q%d", i);
        bench->protocol.facts[IFS_FACT_BUILTIN + i] =
            (struct fact_rule){.name = bench->names[i], .kind = FACT_QUESTION};
    }
    bench->protocol.fact_count = IFS_FACT_BUILTIN + QUESTIONS;
    bench->protocol.settings = 1U << IFS_CLINIC | 1U << IFS_WARD;
}

static const struct condition *compile(struct bench *bench, const char *text)
{
    struct symbols symbols = {.facts = bench->protocol.facts, .count = bench->protocol.fact_count, .salt = &salt};
    struct condition_code code;
    struct condition_problem problem;
    assert_true(bench->count < CONDITIONS);
    assert_true(condition_compile(text, &symbols, &bench->protocol.tests, &code, &problem));
    memcpy(bench->ops[bench->count], code.ops, sizeof code.ops);
    bench->conditions[bench->count] = (struct condition){bench->ops[bench->count], code.count, text, code.first_decides};
    return &bench->conditions[bench->count++];
}

/* All conditions compiled so far are read; how many kinds there are. */
static int count_kinds(struct bench *bench)
{
    int kinds = 0;
    space_begin(&bench->space, &bench->protocol);
    for (int i = 0; i < bench->count; i++) {
        space_read(&bench->space, &bench->conditions[i]);
    }
    assert_true(space_close(&bench->space));
    for (bool any = space_first(&bench->space, &bench->point); any; any = space_next(&bench->space, &bench->point)) {
        kinds++;
    }
    return kinds;
}

/* How many kinds meet a condition. */
static int count_meeting(struct bench *bench, const struct condition *condition)
{
    int kinds = 0;
    for (bool any = space_first(&bench->space, &bench->point); any; any = space_next(&bench->space, &bench->point)) {
        kinds += condition_truth(condition, bench->point.truths) == TRUTH_YES ? 1 : 0;
    }
    return kinds;
}

/* The first patient who meets a condition; "" when nobody does. */
static const char *first_patient(struct bench *bench, const struct condition *condition)
{
    static char patient[300];
    patient[0] = '\0';
    for (bool any = space_first(&bench->space, &bench->point); any; any = space_next(&bench->space, &bench->point)) {
        if (condition_truth(condition, bench->point.truths) == TRUTH_YES) {
            struct text text = text_over(patient, sizeof patient);
            space_add_patient(&text, &bench->space, &bench->point);
            return patient;
        }
    }
    return patient;
}

static void bands_of_one_measure(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *child = compile(&bench, "age < 18 y");
    const struct condition *middle = compile(&bench, "age >= 18 y and age < 65 y");
    const struct condition *old = compile(&bench, "age >= 65 y");
    assert_int_equal(count_kinds(&bench), 3);
    assert_int_equal(bench.space.cell_count, 3);
    assert_int_equal(bench.space.test_count, 2);
    assert_string_equal(first_patient(&bench, child), "age 0 y");
    assert_string_equal(first_patient(&bench, middle), "age 18 y");
    assert_string_equal(first_patient(&bench, old), "age 65 y");
}

/* "<= 17 y" ends at 17 years 0 months, "< 18 y" at 17 years 11 months: ages of 205 to 215 months lie between. */
static void closed_and_open_bounds(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    compile(&bench, "age <= 17 y");
    const struct condition *between = compile(&bench, "age > 17 y and age < 18 y");
    assert_int_equal(count_kinds(&bench), 3);
    assert_string_equal(first_patient(&bench, between), "age 205 mo");

    begin(&bench);
    const struct condition *above = compile(&bench, "crcl > 30 mL/min");
    assert_int_equal(count_kinds(&bench), 2);
    assert_string_equal(first_patient(&bench, above), "crcl 30.1 mL/min");
}

/* From 10 kg on a weight has one decimal: none lies between 49.9 and 50 kg. Below 10 kg it has two. */
static void no_answer_between_two_steps(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    compile(&bench, "weight <= 49.9 kg");
    compile(&bench, "weight < 50 kg");
    assert_int_equal(count_kinds(&bench), 2);

    begin(&bench);
    const struct condition *between = compile(&bench, "weight > 4.9 kg and weight < 5 kg");
    assert_int_equal(count_kinds(&bench), 3);
    assert_string_equal(first_patient(&bench, between), "weight 4.91 kg");
}

/* A threshold beyond the hard range cuts nothing: 300 kg is the most. */
static void hard_range(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *beyond = compile(&bench, "weight > 300 kg");
    assert_int_equal(count_kinds(&bench), 1);
    assert_int_equal(count_meeting(&bench, beyond), 0);

    begin(&bench); /* the most itself is a kind */
    const struct condition *most = compile(&bench, "weight >= 300 kg");
    assert_int_equal(count_kinds(&bench), 2);
    assert_string_equal(first_patient(&bench, most), "weight 300 kg");

    begin(&bench); /* 1,000 mL/h and 100 mL/kg/h are the most */
    const struct condition *whole = compile(&bench, "urine-output > 600 mL/h");
    assert_int_equal(count_kinds(&bench), 2);
    assert_string_equal(first_patient(&bench, whole), "urine-output 601 mL/h");
    begin(&bench);
    compile(&bench, "urine-output > 1000 mL/h");
    assert_int_equal(count_kinds(&bench), 1);
    begin(&bench);
    compile(&bench, "urine-output >= 100 mL/kg/h");
    assert_int_equal(count_kinds(&bench), 2);
    begin(&bench);
    compile(&bench, "urine-output > 100 mL/kg/h");
    assert_int_equal(count_kinds(&bench), 1);
}

/* Below 10 kg the smallest answer has two decimals, above it one; a clearance is computed, and may lie between two answers. */
static void the_smallest_answer(void **state)
{
    (void)state;
    static const struct {
        const char *condition;
        const char *patient;
    } rows[] = {{"weight >= 9.99 kg", "weight 9.99 kg"}, {"weight > 9.98 kg", "weight 9.99 kg"},
                {"weight > 9.99 kg", "weight 10 kg"},    {"weight > 10 kg", "weight 10.1 kg"}};
    struct bench bench;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin(&bench);
        const struct condition *condition = compile(&bench, rows[i].condition);
        assert_int_equal(count_kinds(&bench), 2);
        assert_string_equal(first_patient(&bench, condition), rows[i].patient);
    }
    begin(&bench);
    const struct condition *between = compile(&bench, "crcl > 30 mL/min and crcl < 30.1 mL/min");
    assert_int_equal(count_kinds(&bench), 3);
    assert_int_equal(count_meeting(&bench, between), 1);
}

/* A protocol that is for no setting has no patients. */
static void nothing_to_choose(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    bench.protocol.settings = 0;
    compile(&bench, "setting is ward");
    assert_int_equal(count_kinds(&bench), 0);
}

/* What stands behind the last test of a protocol is none. */
static void no_test_behind_the_last(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    compile(&bench, "weight < 40 kg");
    compile(&bench, "weight < 80 kg");
    bench.protocol.tests.count = 1;
    space_begin(&bench.space, &bench.protocol);
    space_read_slot(&bench.space, IFS_FACT_WEIGHT);
    assert_true(space_close(&bench.space));
    assert_int_equal(bench.space.kinds, 2);
    assert_int_equal(bench.space.test_count, 1);
}

/* Each kind has passed all before it, and those nobody can be of: male and pregnant, the last of four. */
static void kinds_that_were_passed(void **state)
{
    (void)state;
    struct bench bench;
    int64_t passed = 0;
    begin(&bench);
    compile(&bench, "age < 18 y");
    compile(&bench, "sex is male");
    compile(&bench, "pregnant");
    assert_int_equal(count_kinds(&bench), 6);
    for (bool any = space_first(&bench.space, &bench.point); any; any = space_next(&bench.space, &bench.point)) {
        assert_int_equal(bench.point.passed, passed);
        passed += passed % 4 == 2 ? 2 : 1;
    }
    assert_int_equal(passed, 8);
}

static void choices_of_the_protocol(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *mobile = compile(&bench, "setting is mobile");
    const struct condition *ward = compile(&bench, "setting is ward");
    compile(&bench, "indication is preeclampsia");
    assert_int_equal(count_kinds(&bench), 4); /* clinic, ward; two indications */
    assert_int_equal(count_meeting(&bench, mobile), 0);
    assert_int_equal(count_meeting(&bench, ward), 2);
    assert_string_equal(first_patient(&bench, ward), "setting ward, indication eclampsia");
}

/* Conditions that were not read stay unknown; those on the same facts are decided. */
static void what_is_not_read_is_unknown(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    compile(&bench, "age >= 18 y");
    const struct condition *other = compile(&bench, "age >= 65 y");
    const struct condition *question = compile(&bench, "q0");
    const struct condition *both = compile(&bench, "q0 and age < 18 y");
    space_begin(&bench.space, &bench.protocol);
    space_read(&bench.space, &bench.conditions[0]);
    assert_true(space_close(&bench.space));
    assert_true(space_first(&bench.space, &bench.point));
    assert_int_equal(condition_truth(other, bench.point.truths), TRUTH_NO);
    assert_int_equal(condition_truth(question, bench.point.truths), TRUTH_UNKNOWN);
    assert_int_equal(condition_truth(both, bench.point.truths), TRUTH_UNKNOWN);
    assert_true(space_next(&bench.space, &bench.point)); /* 18 to 64 */
    assert_int_equal(condition_truth(both, bench.point.truths), TRUTH_NO);
    assert_true(space_next(&bench.space, &bench.point));
    assert_int_equal(condition_truth(other, bench.point.truths), TRUTH_YES);
    assert_false(space_next(&bench.space, &bench.point));

    begin(&bench); /* the very first test too */
    const struct condition *first = compile(&bench, "q0");
    compile(&bench, "age >= 18 y");
    space_begin(&bench.space, &bench.protocol);
    space_read(&bench.space, &bench.conditions[1]);
    assert_true(space_close(&bench.space));
    assert_true(space_first(&bench.space, &bench.point));
    assert_int_equal(condition_truth(first, bench.point.truths), TRUTH_UNKNOWN);
}

static void category_bounds_clearance(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *dialysis = compile(&bench, "renal is dialysis and crcl >= 30 mL/min");
    const struct condition *moderate = compile(&bench, "renal is moderate and crcl >= 30 mL/min");
    const struct condition *mild = compile(&bench, "renal is mild and crcl >= 60 mL/min");
    const struct condition *too_good = compile(&bench, "renal is moderate and crcl >= 60 mL/min");
    const struct condition *acute = compile(&bench, "renal is acute-injury");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, dialysis), 0);
    assert_string_equal(first_patient(&bench, moderate), "renal moderate, crcl 30 mL/min");
    assert_string_equal(first_patient(&bench, mild), "renal mild, crcl 60 mL/min");
    assert_int_equal(count_meeting(&bench, too_good), 0);
    assert_int_equal(count_meeting(&bench, acute), 0); /* refused always, unless the protocol names it */
    bench.protocol.names_acute_injury = true;
    count_kinds(&bench);
    assert_true(count_meeting(&bench, acute) > 0);
}

/* In pregnancy a category is no estimate: only what was measured counts. */
static void no_category_in_pregnancy(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *pregnant = compile(&bench, "pregnant and renal is dialysis and crcl >= 30 mL/min");
    const struct condition *other = compile(&bench, "not pregnant and renal is dialysis and crcl >= 30 mL/min");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, pregnant), 1);
    assert_int_equal(count_meeting(&bench, other), 0);
}

static void births(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *both = compile(&bench, "pregnant and postpartum");
    const struct condition *man = compile(&bench, "sex is male and (pregnant or postpartum or breastfeeding)");
    const struct condition *early = compile(&bench, "gestation < 24w0d");
    const struct condition *late = compile(&bench, "gestation >= 24w0d");
    /* female: neither, pregnant or postpartum, times breastfeeding; two gestations but for neither: 2 x (1 + 2 + 2). Male: one. */
    assert_int_equal(count_kinds(&bench), 11);
    assert_int_equal(count_meeting(&bench, both), 0);
    assert_int_equal(count_meeting(&bench, man), 0);
    assert_int_equal(count_meeting(&bench, early), 4);
    assert_int_equal(count_meeting(&bench, late), 4);

    begin(&bench); /* three gestations where there is one, and that where sex is not read and the gestation comes first */
    compile(&bench, "pregnant or postpartum");
    early = compile(&bench, "gestation < 24w0d");
    late = compile(&bench, "gestation >= 34w0d");
    const struct condition *neither = compile(&bench, "not pregnant and not postpartum");
    assert_int_equal(count_kinds(&bench), 3 + 3 + 1);
    assert_int_equal(count_meeting(&bench, early), 2);
    assert_int_equal(count_meeting(&bench, late), 2);
    assert_string_equal(first_patient(&bench, neither), "pregnant no, postpartum no");
}

static void given_before(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *less = compile(&bench, "given-24h > 4 g and given-48h <= 4 g");
    const struct condition *more = compile(&bench, "given-24h > 4 g and given-48h > 4 g");
    const struct condition *recent = compile(&bench, "given-24h <= 0 g and last-dose < 24 h");
    const struct condition *old = compile(&bench, "given-24h > 0 g and last-dose > 24 h");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, less), 0);
    assert_true(count_meeting(&bench, more) > 0);
    assert_int_equal(count_meeting(&bench, recent), 0);
    assert_int_equal(count_meeting(&bench, old), 0);
}

static void bodies(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *light = compile(&bench, "age >= 18 y and weight < 25 kg");
    const struct condition *adult = compile(&bench, "age >= 18 y and weight < 50 kg");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, light), 0);
    assert_string_equal(first_patient(&bench, adult), "weight 25 kg, age 18 y");

    begin(&bench); /* adults of 25 kg there are */
    adult = compile(&bench, "age >= 18 y and weight <= 25 kg");
    assert_int_equal(count_kinds(&bench), 4);
    assert_string_equal(first_patient(&bench, adult), "weight 25 kg, age 18 y");

    begin(&bench); /* and nobody of 100/100 */
    const struct condition *equal = compile(&bench, "systolic <= 100 mmHg and diastolic >= 100 mmHg");
    assert_int_equal(count_kinds(&bench), 3);
    assert_int_equal(count_meeting(&bench, equal), 0);

    begin(&bench);
    const struct condition *crossed = compile(&bench, "systolic < 100 mmHg and diastolic >= 100 mmHg");
    assert_int_equal(count_kinds(&bench), 3);
    assert_int_equal(count_meeting(&bench, crossed), 0);
}

/* 0.5 mL/kg/h is at most 0.5 x 300 = 150 mL/h and, of an adult, at least 0.5 x 25 = 12.5 mL/h: more than 12, less than 13. */
static void urine_in_both_forms(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *much = compile(&bench, "urine-output > 150 mL/h and urine-output <= 0.5 mL/kg/h");
    const struct condition *just = compile(&bench, "urine-output >= 150 mL/h and urine-output <= 0.5 mL/kg/h");
    const struct condition *little =
        compile(&bench, "age >= 18 y and urine-output <= 12 mL/h and urine-output >= 0.5 mL/kg/h");
    const struct condition *enough =
        compile(&bench, "age >= 18 y and urine-output < 13 mL/h and urine-output >= 0.5 mL/kg/h");
    const struct condition *child =
        compile(&bench, "age < 18 y and urine-output <= 12 mL/h and urine-output >= 0.5 mL/kg/h");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, much), 0);
    assert_true(count_meeting(&bench, just) > 0);
    assert_int_equal(count_meeting(&bench, little), 0);
    assert_true(count_meeting(&bench, enough) > 0);
    assert_true(count_meeting(&bench, child) > 0);

    begin(&bench); /* 0.4 x 25 = 10 */
    const struct condition *exactly =
        compile(&bench, "age >= 18 y and urine-output <= 10 mL/h and urine-output >= 0.4 mL/kg/h");
    count_kinds(&bench);
    assert_int_equal(count_meeting(&bench, exactly), 1);
}

/* A bag of premix by pump, a vial in saline by hand: no other product, diluent or device, and no other pairing. */
static void materials(void **state)
{
    (void)state;
    static const int saline[] = {0};
    const struct container bag = {.product_index = 0, .additive = ADDITIVE_PREMIXED};
    const struct container syringe = {
        .product_index = 1, .additive = ADDITIVE_ADDED, .diluents = saline, .diluent_count = 1};
    const struct infusion_rule infusions[] = {
        {.devices = 1U << IFS_PUMP, .containers = &bag, .container_count = 1},
        {.devices = 1U << IFS_HAND, .containers = &syringe, .container_count = 1},
    };
    struct bench bench;
    begin(&bench);
    bench.protocol.infusions = infusions;
    bench.protocol.infusion_count = 2;
    const struct condition *other = compile(&bench, "product is other");
    const struct condition *by_hand = compile(&bench, "product is premix and device is hand");
    const struct condition *diluted = compile(&bench, "product is premix and diluent is saline");
    const struct condition *drawn = compile(&bench, "product is vial and diluent is saline and device is hand");
    assert_int_equal(count_kinds(&bench), 2);
    assert_int_equal(count_meeting(&bench, other), 0);
    assert_int_equal(count_meeting(&bench, by_hand), 0);
    assert_int_equal(count_meeting(&bench, diluted), 0);
    assert_int_equal(count_meeting(&bench, drawn), 1);

    begin(&bench); /* the device is not read */
    bench.protocol.infusions = infusions;
    bench.protocol.infusion_count = 2;
    compile(&bench, "product is vial and diluent is saline");
    assert_int_equal(count_kinds(&bench), 2);
}

/* A bag may list some of the diluents there are: of 0 and 1 the second alone, though 0 stands before and behind it. */
static void the_diluents_of_a_bag(void **state)
{
    (void)state;
    static const int diluents_of_all[] = {0, 1, 0};
    const struct container bag = {.additive = ADDITIVE_ADDED, .diluents = &diluents_of_all[1], .diluent_count = 1};
    const struct infusion_rule infusion = {.devices = 1U << IFS_PUMP, .containers = &bag, .container_count = 1};
    struct bench bench;
    begin(&bench);
    bench.protocol.infusions = &infusion;
    bench.protocol.infusion_count = 1;
    const struct condition *dextrose = compile(&bench, "diluent is dextrose");
    assert_int_equal(count_kinds(&bench), 1);
    assert_int_equal(count_meeting(&bench, dextrose), 1);
}

/* 20 questions have 2^20 kinds, just as many as are tried; 21 have twice as many. */
static void too_many(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    for (int i = 0; i < 20; i++) {
        compile(&bench, bench.names[i]);
    }
    assert_int_equal(count_kinds(&bench), 1 << 20);
    compile(&bench, bench.names[20]);
    space_begin(&bench.space, &bench.protocol);
    for (int i = 0; i < bench.count; i++) {
        space_read(&bench.space, &bench.conditions[i]);
    }
    assert_false(space_close(&bench.space));
    assert_false(space_first(&bench.space, &bench.point));
}

static void nothing_read(void **state)
{
    (void)state;
    struct bench bench;
    char patient[40];
    struct text text = text_over(patient, sizeof patient);
    begin(&bench);
    assert_int_equal(count_kinds(&bench), 1);
    assert_true(space_first(&bench.space, &bench.point));
    space_add_patient(&text, &bench.space, &bench.point);
    assert_string_equal(patient, "anybody");
}

/* ---- Every patient is of exactly one kind ----------------------------------------------------------------------------- */

/* Kinds whose truths are those of the tests, held against one patient. */
static int kinds_of(struct bench *bench, const uint8_t *truths)
{
    int kinds = 0;
    for (bool any = space_first(&bench->space, &bench->point); any; any = space_next(&bench->space, &bench->point)) {
        bool same = true;
        for (int i = 0; i < bench->protocol.tests.count; i++) {
            same = same && truths[i] == bench->point.truths[i];
        }
        kinds += same ? 1 : 0;
    }
    return kinds;
}

static void every_patient_is_of_one_kind(void **state)
{
    (void)state;
    static const int64_t ages[] = {0, 11, 12, 204, 205, 215, 216, 217, 779, 780, 1440};
    static const int64_t weights[] = {500, 24990, 25000, 49900, 50000, 50100, 300000};
    static const int64_t clearances[] = {0, 59999999, 60000000, 60000001, 119999999, 120000000, 500000000};
    struct bench bench;
    begin(&bench);
    compile(&bench, "age < 18 y or age > 64 y or age <= 1 mo");
    compile(&bench, "weight >= 50 kg and not weight > 50 kg");
    compile(&bench, "crcl <= 30 mL/min or crcl >= 60 mL/min");
    compile(&bench, "crcl < 30 mL/min");
    count_kinds(&bench);
    for (size_t i = 0; i < COUNT_OF(ages) * COUNT_OF(weights) * COUNT_OF(clearances); i++) {
        ifs_request request = {0};
        ifs_derived derived = {.crcl_known = true, .crcl = clearances[i % COUNT_OF(clearances)]};
        uint8_t truths[CONDITION_TESTS];
        request.answer[IFS_FACT_AGE] = ages[i / COUNT_OF(clearances) % COUNT_OF(ages)];
        request.answer[IFS_FACT_WEIGHT] = weights[i / COUNT_OF(clearances) / COUNT_OF(ages)];
        fact_set_add(&request.known, IFS_FACT_AGE);
        fact_set_add(&request.known, IFS_FACT_WEIGHT);
        if (fact_settle(&request, 0) == FACT_CONFLICT_NONE) {
            condition_test_all(&bench.protocol.tests, &request, &derived, truths);
            assert_int_equal(kinds_of(&bench, truths), 1);
        }
    }
}

/* ---- Whom it shows ---- */

static void patients_are_shown_in_their_units(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *filtered = compile(&bench, "egfr >= 60 mL/min/1.73m2");
    assert_int_equal(count_kinds(&bench), 2);
    assert_string_equal(first_patient(&bench, filtered), "egfr 60 mL/min/1.73m2");

    begin(&bench);
    const struct condition *plenty = compile(&bench, "urine-output >= 30 mL/h and urine-output >= 0.5 mL/kg/h");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, plenty), "urine-output 30 mL/h, urine-output 0.5 mL/kg/h");

    begin(&bench); /* no answer lies between two steps: the figure of the step below is shown, as near as there is */
    const struct condition *between = compile(&bench, "urine-output > 30 mL/h and urine-output < 31 mL/h");
    const struct condition *per_kg = compile(&bench, "urine-output > 0.5 mL/kg/h and urine-output < 0.6 mL/kg/h");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, between), "urine-output 30 mL/h, urine-output 0 mL/kg/h");
    assert_string_equal(first_patient(&bench, per_kg), "urine-output 0 mL/h, urine-output 0.5 mL/kg/h");
}

/* The smallest answers that agree: what was given in 48 h is at least what was in 24, systolic is above diastolic. */
static void answers_that_bound_one_another(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *given = compile(&bench, "given-24h >= 4 g and given-48h >= 2 g");
    const struct condition *less = compile(&bench, "given-24h < 4 g and given-48h >= 2 g");
    assert_int_equal(count_kinds(&bench), 3); /* 4 g in 24 h and under 2 g in 48 is nobody */
    assert_string_equal(first_patient(&bench, given), "given-24h 4 g, given-48h 4 g");
    assert_string_equal(first_patient(&bench, less), "given-24h 0 g, given-48h 2 g");
    begin(&bench);
    const struct condition *pressure = compile(&bench, "systolic >= 80 mmHg and diastolic >= 90 mmHg");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, pressure), "systolic 91 mmHg, diastolic 90 mmHg");
    const struct condition *same = compile(&bench, "systolic >= 90 mmHg and diastolic >= 90 mmHg");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, same), "systolic 91 mmHg, diastolic 90 mmHg");
    const struct condition *low = compile(&bench, "systolic >= 80 mmHg and diastolic < 90 mmHg");
    assert_int_equal(strncmp(first_patient(&bench, low), "systolic 80 mmHg, diastolic ", 28), 0);
    begin(&bench); /* what was given bounds nothing else */
    const struct condition *awake = compile(&bench, "given-24h >= 4 g and age >= 18 y and not q0");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, awake), "age 18 y, given-24h 4 g, q0 no");
    begin(&bench); /* alone each stands for itself */
    const struct condition *alone = compile(&bench, "given-48h >= 2 g and systolic >= 80 mmHg");
    count_kinds(&bench);
    assert_string_equal(first_patient(&bench, alone), "systolic 80 mmHg, given-48h 2 g");
}

/* Something given and a last dose longer ago than that cannot both be; what was given in 48 h is not read here. */
static void last_dose_before_the_day(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *contrary = compile(&bench, "given-24h > 0 g and last-dose > 24 h");
    compile(&bench, "last-dose <= 24 h");
    assert_int_equal(count_kinds(&bench), 3);
    assert_int_equal(count_meeting(&bench, contrary), 0);
    begin(&bench);
    compile(&bench, "last-dose < 24 h");
    assert_int_equal(count_kinds(&bench), 2); /* nothing else is read: nothing is contradicted */
    begin(&bench);
    compile(&bench, "renal is mild");
    assert_int_equal(count_kinds(&bench), 6); /* all but acute injury, whatever the clearance is */
}

/* A man has no gestation, and none is shown of him. */
static void men_have_no_gestation(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *man = compile(&bench, "sex is male");
    const struct condition *early = compile(&bench, "gestation < 24w0d");
    assert_int_equal(count_kinds(&bench), 3);
    assert_string_equal(first_patient(&bench, man), "sex male");
    assert_int_equal(count_meeting(&bench, early), 1);
    assert_non_null(strstr(first_patient(&bench, early), "sex female, gestation "));
}

/* A premix and what is given undiluted have no diluent. */
static void no_diluent(void **state)
{
    (void)state;
    static const int saline[] = {0};
    const struct container containers[] = {
        {.product_index = 0, .additive = ADDITIVE_UNDILUTED},
        {.product_index = 1, .additive = ADDITIVE_ADDED, .diluents = saline, .diluent_count = 1}};
    const struct infusion_rule infusion = {.devices = 1U << IFS_PUMP, .containers = containers, .container_count = 2};
    struct bench bench;
    begin(&bench);
    bench.protocol.infusions = &infusion;
    bench.protocol.infusion_count = 1;
    const struct condition *none = compile(&bench, "not diluent is saline");
    assert_int_equal(count_kinds(&bench), 2);
    assert_string_equal(first_patient(&bench, none), "diluent none");
    begin(&bench);
    bench.protocol.infusions = &infusion;
    bench.protocol.infusion_count = 1;
    const struct condition *pumped = compile(&bench, "device is pump");
    assert_int_equal(count_kinds(&bench), 1);
    assert_string_equal(first_patient(&bench, pumped), "device pump");
}

/* Facts that allow adults of at most 20 kg alone allow nobody. */
static void nobody_at_all(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    bench.protocol.facts[IFS_FACT_AGE].units[0].low = 216;
    bench.protocol.facts[IFS_FACT_WEIGHT].units[0].high = 20000;
    space_begin(&bench.space, &bench.protocol);
    space_read_slot(&bench.space, IFS_FACT_AGE);
    space_read_slot(&bench.space, IFS_FACT_WEIGHT);
    assert_true(space_close(&bench.space));
    assert_false(space_first(&bench.space, &bench.point));
}

/* ---- More than there is room for: undecided, never cut short ---- */

static const char *many_choices[300];

static void ask_choices(struct bench *bench, int question, int count)
{
    struct fact_rule *rule = &bench->protocol.facts[IFS_FACT_BUILTIN + question];
    rule->choices = many_choices;
    rule->choice_count = count;
    space_read_slot(&bench->space, IFS_FACT_BUILTIN + question);
}

/* Questions with one answer are one kind, however many; but only 40 are told apart. */
static void too_many_facts(void **state)
{
    (void)state;
    for (int facts = SPACE_AXES; facts <= SPACE_AXES + 1; facts++) {
        struct bench bench;
        begin(&bench);
        space_begin(&bench.space, &bench.protocol);
        for (int i = 0; i < facts; i++) {
            bench.protocol.facts[i + IFS_FACT_BUILTIN] = (struct fact_rule){.name = "one", .kind = FACT_QUESTION};
            ask_choices(&bench, i, 1);
        }
        assert_int_equal(space_close(&bench.space), facts == SPACE_AXES);
    }
}

/* An axis has at most 255 cells, all together have 640: 255 + 255 of choices and n + 1 bands of clearance. */
static void too_many_cells(void **state)
{
    (void)state;
    struct bench bench;
    for (int choices = 255; choices <= 256; choices++) {
        begin(&bench);
        space_begin(&bench.space, &bench.protocol);
        ask_choices(&bench, 0, choices);
        assert_int_equal(space_close(&bench.space), choices == 255);
    }
    begin(&bench);
    space_begin(&bench.space, &bench.protocol);
    ask_choices(&bench, 0, 255);
    ask_choices(&bench, 1, 255);
    ask_choices(&bench, 2, 131);
    assert_false(space_close(&bench.space));          /* 641 */
    for (int bounds = 130; bounds <= 131; bounds++) { /* the last band finds no room, or the one before it */
        begin(&bench);
        space_begin(&bench.space, &bench.protocol);
        ask_choices(&bench, 0, 255);
        ask_choices(&bench, 1, 255);
        space_read_slot(&bench.space, SLOT_CRCL);
        for (int i = 0; i < bounds; i++) {
            bench.protocol.tests.list[i] =
                (struct test){.threshold = (i + 1) * 2000000, .slot = SLOT_CRCL, .fact = IFS_FACT_CRCL};
        }
        bench.protocol.tests.count = bounds;
        assert_false(space_close(&bench.space));
        assert_int_equal(bench.space.cell_count, SPACE_CELLS);
    }
}

/* Whether the walk over all kinds comes to this one, with the same truths. */
static bool walk_meets(struct bench *bench, const struct space_point *beside)
{
    struct space_point point;
    for (bool any = space_first(&bench->space, &point); any; any = space_next(&bench->space, &point)) {
        if (memcmp(point.at, beside->at, (size_t)bench->space.axis_count * sizeof point.at[0]) == 0) {
            assert_memory_equal(point.truths, beside->truths, (size_t)bench->protocol.tests.count);
            return true;
        }
    }
    return false;
}

/* From every kind to the next one of a slot and back: how many steps there are. */
static int steps_of(struct bench *bench, int slot)
{
    int steps = 0;
    (void)count_kinds(bench);
    for (bool any = space_first(&bench->space, &bench->point); any; any = space_next(&bench->space, &bench->point)) {
        struct space_point beside;
        for (int by = -1; by <= 1; by += 2) {
            if (space_beside(&bench->space, &bench->point, slot, by, &beside)) {
                assert_true(walk_meets(bench, &beside));
                steps++;
            }
        }
    }
    return steps;
}

/* Three bands of weight have two steps up and two down, each for both answers. What is not read has no steps. */
static void the_kind_beside(void **state)
{
    (void)state;
    static struct bench bench;
    begin(&bench);
    (void)compile(&bench, "weight < 40 kg");
    (void)compile(&bench, "weight < 80 kg");
    (void)compile(&bench, "q0");
    int kinds = count_kinds(&bench);
    int others = kinds / 3;
    assert_int_equal(kinds % 3, 0);
    assert_int_equal(steps_of(&bench, IFS_FACT_WEIGHT), 4 * others);
    assert_int_equal(steps_of(&bench, IFS_FACT_HEIGHT), 0);
}

/* Of two gestations one stands for all where there is none: from it to pregnant, to postpartum, and back. */
static void the_kind_beside_without_gestation(void **state)
{
    (void)state;
    static struct bench bench;
    begin(&bench);
    (void)compile(&bench, "gestation >= 30w0d");
    (void)compile(&bench, "pregnant or postpartum");
    assert_int_equal(count_kinds(&bench), 5);
    assert_int_equal(steps_of(&bench, IFS_FACT_PREGNANT), 2);
    assert_int_equal(steps_of(&bench, IFS_FACT_POSTPARTUM), 2);
    assert_int_equal(steps_of(&bench, IFS_FACT_GESTATION), 4);
}

/* From a woman with a gestation there is no step to a man. */
static void the_kind_beside_may_be_nobody(void **state)
{
    (void)state;
    static struct bench bench;
    begin(&bench);
    (void)compile(&bench, "sex is male");
    (void)compile(&bench, "gestation >= 30w0d");
    int both = 0;
    (void)count_kinds(&bench);
    for (bool any = space_first(&bench.space, &bench.point); any; any = space_next(&bench.space, &bench.point)) {
        struct space_point beside;
        bool up = space_beside(&bench.space, &bench.point, IFS_FACT_SEX, 1, &beside);
        bool down = space_beside(&bench.space, &bench.point, IFS_FACT_SEX, -1, &beside);
        both += up ? 1 : 0;
        both += down ? 1 : 0;
    }
    assert_true(both > 0);
    assert_int_equal(steps_of(&bench, IFS_FACT_SEX), both);
    assert_int_equal(both % 2, 0); /* where there is a step there is one back */
}

/* What people answer for a slot that is derived or chosen. */
static void facts_behind_the_slots(void **state)
{
    (void)state;
    static const struct {
        int slot;
        ifs_fact fact;
    } rows[] = {{SLOT_CRCL, IFS_FACT_CRCL},          {SLOT_EGFR, IFS_FACT_EGFR},       {SLOT_URINE, IFS_FACT_URINE_OUTPUT}, {SLOT_URINE_PER_WEIGHT, IFS_FACT_URINE_OUTPUT},
                {SLOT_PRODUCT, IFS_FACT_PRODUCT}, {SLOT_DILUENT, IFS_FACT_DILUENT}, {SLOT_DEVICE, IFS_FACT_DEVICE},      {IFS_FACT_AGE, IFS_FACT_AGE}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(space_fact(rows[i].slot), rows[i].fact);
    }
}

/* A device that runs no infusion of the protocol is no kind of its own. */
static void devices_of_the_protocol(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    static const struct container container = {.product_index = 0};
    static const struct infusion_rule infusion = {.devices = 1U << IFS_PUMP | 1U << IFS_HAND, .containers = &container, .container_count = 1};
    bench.protocol.infusions = &infusion;
    bench.protocol.infusion_count = 1;
    space_begin(&bench.space, &bench.protocol);
    space_read_slot(&bench.space, SLOT_DEVICE);
    assert_true(space_close(&bench.space));
    assert_int_equal(bench.space.kinds, 2);
}

/* At the very edge nothing contradicts: a dose just 24 h ago may be one of the last 24 h, and all of 48 h may have been given in 24. */
static void what_was_given_at_the_edge(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench);
    const struct condition *edge = compile(&bench, "given-24h > 0 g and last-dose >= 24 h");
    assert_int_equal(count_kinds(&bench), 3); /* nothing in 24 h, and yet a dose less than 24 h ago: nobody */
    assert_int_equal(count_meeting(&bench, edge), 1);
    begin(&bench);
    const struct condition *all = compile(&bench, "given-24h >= 1 g and given-48h <= 1 g");
    assert_int_equal(count_kinds(&bench), 4);
    assert_int_equal(count_meeting(&bench, all), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_of_one_measure),
        cmocka_unit_test(facts_behind_the_slots),
        cmocka_unit_test(devices_of_the_protocol),
        cmocka_unit_test(what_was_given_at_the_edge),
        cmocka_unit_test(closed_and_open_bounds),
        cmocka_unit_test(no_answer_between_two_steps),
        cmocka_unit_test(hard_range),
        cmocka_unit_test(the_smallest_answer),
        cmocka_unit_test(nothing_to_choose),
        cmocka_unit_test(no_test_behind_the_last),
        cmocka_unit_test(kinds_that_were_passed),
        cmocka_unit_test(choices_of_the_protocol),
        cmocka_unit_test(what_is_not_read_is_unknown),
        cmocka_unit_test(category_bounds_clearance),
        cmocka_unit_test(no_category_in_pregnancy),
        cmocka_unit_test(births),
        cmocka_unit_test(given_before),
        cmocka_unit_test(bodies),
        cmocka_unit_test(urine_in_both_forms),
        cmocka_unit_test(materials),
        cmocka_unit_test(the_diluents_of_a_bag),
        cmocka_unit_test(too_many),
        cmocka_unit_test(nothing_read),
        cmocka_unit_test(patients_are_shown_in_their_units),
        cmocka_unit_test(answers_that_bound_one_another),
        cmocka_unit_test(last_dose_before_the_day),
        cmocka_unit_test(men_have_no_gestation),
        cmocka_unit_test(no_diluent),
        cmocka_unit_test(nobody_at_all),
        cmocka_unit_test(too_many_facts),
        cmocka_unit_test(the_kind_beside),
        cmocka_unit_test(the_kind_beside_without_gestation),
        cmocka_unit_test(the_kind_beside_may_be_nobody),
        cmocka_unit_test(too_many_cells),
        cmocka_unit_test(every_patient_is_of_one_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
