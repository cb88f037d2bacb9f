/*
 * test_table.c - the table of a protocol written beside it; and protocols too large for one page.
 *
 * Tables of shipped protocols, breakpoint by breakpoint, are in tests/cli/test_diff.sh.
 */
#include "engine/written.h"

#include "analysis/dosing.h"
#include "claim.h"
#include "diff_words.h"
#include "table.h"

#define TRIAL " source = 'trial'; "
#define DOSE(when, usual) "{ when = '" when "'; usual = '" usual "'; step = '10 mg';" TRIAL "}"

static struct table *table;
static struct order *order;

static int make(void **state)
{
    (void)state;
    table = calloc(1, sizeof *table);
    return table != NULL ? 0 : 1;
}

static int remove_all(void **state)
{
    (void)state;
    free(table);
    return 0;
}

static void begin_with(const struct parts *parts)
{
    order = written(parts);
    memset(table, 0, sizeof *table);
}

static bool made(const struct parts *parts)
{
    begin_with(parts);
    return table_make(table, order->protocol, NULL);
}

/* The dose of that group and band at the last weight; 0: nobody, or refused. */
static int64_t dose_at(int group, int band)
{
    const struct diff_order *of = table_order(table, &table->groups[group], band, table->weight_count - 1);
    return of != NULL && of->outcome == DIFF_ORDERED ? of->phases[0].dose.mcg / 1000 : 0;
}

/* Without renal rules there is one column, and one group for everybody. */
static void one_dose_for_everybody(void **state)
{
    (void)state;
    const struct parts parts = {0};
    assert_true(made(&parts));
    assert_int_equal(table->axis, -1);
    assert_int_equal(table->band_count, 1);
    assert_int_equal(table->group_count, 1);
    assert_int_equal(table->order_count, 1);
    assert_int_equal(table->weight_count, 2);
    assert_int_equal(dose_at(0, 0), 1000);
    assert_true(table_people(table, 0));
    assert_int_equal(table->boxes.axis_count, 1);
    assert_int_equal(table->boxes.count, 1);
    assert_int_equal(table->boxes.list[0].mark, 1);
    assert_int_equal(table->boxes.list[0].high[0], 0);
    forget(order);
}

/* Bands at 30 and 60 mL/min, children and adults at another dose: of both groups three bands. */
static void groups_and_bands_by_hand(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("age < 18 y", "500 mg") "," DOSE("age >= 18 y", "1 g") ")",
                                .more = "renal = ( { when = 'crcl >= 60 mL/min'; },"
                                        "{ when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "},"
                                        "{ when = 'crcl < 30 mL/min'; refuse = 'Too low.';" TRIAL "} );"};
    static const int64_t expected[2][3] = {{0, 250, 500}, {0, 500, 1000}};
    assert_true(made(&parts));
    assert_int_equal(table->band_count, 3);
    assert_int_equal(table->group_count, 2);
    for (int i = 0; i < 2; i++) {
        for (int band = 0; band < 3; band++) {
            assert_int_equal(dose_at(i, band), expected[i][band]);
        }
    }
    forget(order);
}

/* An eGFR of the report makes the columns where no clearance is read. Nobody is pregnant and postpartum at once. */
static void another_fact_about_the_kidneys(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("egfr < 60 mL/min/1.73m2 and not (pregnant or postpartum)", "500 mg") ","
                                        DOSE("egfr >= 60 mL/min/1.73m2 or pregnant or postpartum", "1 g") ")"};
    assert_true(made(&parts));
    assert_int_equal(table->band_count, 2);
    assert_int_equal(table->group_count, 2);
    assert_int_equal(dose_at(0, 0), 500);
    assert_int_equal(dose_at(0, 1), 1000);
    assert_int_equal(dose_at(1, 0), 1000);
    assert_true(table_people(table, 1));
    for (int i = 0; i < table->boxes.count; i++) {
        char who[400];
        struct text text = text_over(who, sizeof who);
        diff_words_axes(&text, &table->family.space, &table->boxes.list[i]);
        assert_non_null(strstr(who, "yes"));
    }
    assert_int_equal(table->boxes.count, 2);
    forget(order);
}

/* dialysis is a category, for which a clearance of 15 mL/min and over is nobody's: the column is empty there. */
static void a_band_that_nobody_is_in(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("renal is dialysis", "500 mg") "," DOSE("not renal is dialysis", "1 g") ")",
                                .more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "} );"};
    assert_true(made(&parts));
    int empty = 0;
    for (int i = 0; i < table->group_count; i++) {
        empty += table->groups[i].columns[1] == TABLE_NOBODY ? 1 : 0;
    }
    assert_true(empty > 0);
    for (int i = 0; i < table->group_count; i++) {
        if (table->groups[i].columns[1] == TABLE_NOBODY) {
            assert_int_equal(dose_at(i, 1), 0);
        }
    }
    forget(order);
}

/* The dose of that group at that weight, in mg. */
static int64_t dose_of(int group, int weight)
{
    return table_order(table, &table->groups[group], 0, weight)->phases[0].dose.mcg / 1000;
}

/* Below 1 kg half a gram, for whoever sleeps: at 0.5, 1 and 25 kg. Who sleeps stands first. */
static void groups_that_differ_at_the_lowest_weight(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("weight < 1 kg and not awake", "500 mg") ","
                                        DOSE("not (weight < 1 kg and not awake)", "1 g") ")"};
    static const int64_t weights[] = {500, 1000, 25000};
    static const int64_t doses[2][3] = {{500, 1000, 1000}, {1000, 1000, 1000}};
    begin_with(&parts);
    memset(table->same_as, 0x11, sizeof table->same_as);
    assert_true(table_make(table, order->protocol, NULL));
    assert_int_equal(table->weight_count, 3);
    assert_int_equal(table->group_count, 2);
    assert_int_equal(table->order_count, 2);
    for (int group = 0; group < 2; group++) {
        for (int weight = 0; weight < 3; weight++) {
            assert_int_equal(table->weights[weight], weights[weight]);
            assert_int_equal(dose_of(group, weight), doses[group][weight]);
        }
        assert_int_equal(table_rows_differ(table, &table->groups[group], 0, 1), group == 0);
        assert_false(table_rows_differ(table, &table->groups[group], 1, 2));
        assert_true(table_people(table, group));
        assert_int_equal(table->boxes.axis_count, 2);
        assert_int_equal(table->boxes.count, 1);
        assert_int_equal(table->boxes.list[0].low[0], group);
        assert_int_equal(table->boxes.list[0].high[0], group);
        assert_int_equal(table->boxes.list[0].high[1], 0);
    }
    forget(order);
}

/* From 60 mL/min on half the dose below 1 kg; under 30 the same dose as under 60. Rows differ where the last band alone does. */
static void rows_and_bands_that_differ(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("weight < 1 kg and crcl >= 60 mL/min", "500 mg") ","
                                        DOSE("not (weight < 1 kg and crcl >= 60 mL/min) and crcl >= 30 mL/min", "1 g") ","
                                        DOSE("crcl < 30 mL/min", "1 g") ")"};
    assert_true(made(&parts));
    assert_int_equal(table->band_count, 3);
    assert_int_equal(table->group_count, 1);
    const struct table_group *group = &table->groups[0];
    assert_true(table_rows_differ(table, group, 0, 1));
    assert_false(table_rows_differ(table, group, 1, 2));
    assert_false(table_bands_differ(group, 0, 0));
    assert_false(table_bands_differ(group, 0, 1)); /* the same figures, though other bands */
    assert_true(table_bands_differ(group, 1, 2));
    table->band_count = 2; /* a band behind the last does not count */
    assert_false(table_rows_differ(table, group, 0, 1));
    forget(order);
}

/* One order for all who are asked for the dose, whatever else; others have theirs. The first axis is awake, then tired. */
static void doses_that_are_asked_for(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "(" DOSE("not awake and not tired", "1 g") ", { when = 'not awake and tired'; step = '10 mg';" TRIAL "},"
                                        DOSE("awake and not tired", "500 mg") ", { when = 'awake and tired'; step = '10 mg';" TRIAL "} )"};
    static const enum diff_outcome outcomes[] = {DIFF_ORDERED, DIFF_DOSE_ASKED, DIFF_ORDERED};
    assert_true(made(&parts));
    assert_int_equal(table->order_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(table->orders[i].outcome, outcomes[i]);
    }
    assert_int_equal(table->group_count, 3);
    assert_true(table_people(table, 1));
    assert_int_equal(table->boxes.count, 1); /* all who are tired */
    forget(order);
}

/* Per kilogram every weight that can be written, whether the dose is calculated with it or a limit; adults from 25 kg. */
static void every_weight(void **state)
{
    (void)state;
    const struct parts parts[] = {
        {.dose = "(" DOSE("age < 18 y", "20 mg/kg") "," DOSE("age >= 18 y", "20 mg/kg") ")"},
        {.limits = "per-kg = { hard-max = '50 mg/kg';" TRIAL "};",
         .dose = "(" DOSE("age < 18 y", "1 g") "," DOSE("age >= 18 y", "1 g") ")"}};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        assert_true(made(&parts[i]));
        assert_int_equal(table->weight_count, 3851);
        assert_int_equal(table->group_count, 2);
        assert_int_equal(table->groups[0].columns[0], table->groups[1].columns[0]);
        assert_false(table->groups[0].adult);
        assert_true(table->groups[1].adult);
        assert_non_null(table_order(table, &table->groups[0], 0, 0));
        assert_null(table_order(table, &table->groups[1], 0, 0));
        forget(order);
    }
}

/* ---- Too much for one page ---- */

/* 1,024 classes, of ten questions, and 24 bands, of 23 thresholds, have room. */
static void as_much_as_there_is_room_for(void **state)
{
    (void)state;
    assert_int_equal(COUNT_OF(table->orders), 4096);
    assert_int_equal(COUNT_OF(table->at), 1024);
    assert_int_equal(COUNT_OF(table->groups), 256);
    assert_int_equal(COUNT_OF(table->groups[0].columns), 24);
    struct dose_rule doses[10];
    struct infusion_rule infusion = {.devices = 1U << IFS_PUMP, .doses = doses, .dose_count = 10};
    begin();
    for (int i = 0; i < 10; i++) {
        doses[i] = (struct dose_rule){.when = when(question_names[i]), .step = {1}};
    }
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
    memset(table, 0, sizeof *table);
    assert_true(table_make(table, &dosing, NULL));
    assert_int_equal(table->family.class_count, 1024);
    begin();
    doses[0] = (struct dose_rule){.when = when("crcl < 10 mL/min or q0 and not q0"), .step = {1}};
    for (int i = 1; i < 23; i++) {
        dosing.tests.list[dosing.tests.count++] = (struct test){.threshold = 20000000 + i * 2000000, .slot = SLOT_CRCL, .fact = IFS_FACT_CRCL};
    }
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
    infusion.dose_count = 1;
    memset(table, 0, sizeof *table);
    assert_true(table_make(table, &dosing, NULL));
    assert_int_equal(table->band_count, 24);
    assert_int_equal(table->group_count, 1); /* of both answers to q0 */
}

static void lists_that_are_full_before_the_first_class(void **state)
{
    (void)state;
    static const struct {
        int classes;
        int orders;
    } rows[] = {{FAMILY_CLASSES, 0}, {TABLE_CLASSES + 1, 0}, {0, TABLE_ORDERS}};
    const struct parts parts = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin_with(&parts);
        table->family.class_count = rows[i].classes;
        table->order_count = rows[i].orders;
        assert_false(table_make(table, order->protocol, NULL));
        forget(order);
    }
}

/* Bands at 10, 15 ... 125 mL/min: 24 thresholds make 25 columns. */
static void more_bands_than_columns(void **state)
{
    (void)state;
    char bands[4000];
    char *at = bands + sprintf(bands, "renal = ( { when = 'crcl < 10 mL/min'; refuse = 'Too low.';" TRIAL "}");
    for (int i = 10; i < 125; i += 5) {
        at += sprintf(at, ", { when = 'crcl >= %d mL/min and crcl < %d mL/min'; factor = '0.5'; say = 'Half.';" TRIAL "}", i, i + 5);
    }
    sprintf(at, ", { when = 'crcl >= 125 mL/min'; } );");
    const struct parts parts = {.more = bands};
    bool fits = made(&parts);
    assert_int_equal(table->band_count, 25);
    assert_false(fits);
    forget(order);
}

/* 257 groups of people: every two ages another dose, and phases that differ by two more questions. */
static void more_groups_than_there_is_room_for(void **state)
{
    (void)state;
    char phases[12000];
    char *at = phases + sprintf(phases, "( ");
    for (int i = 0; i < 3; i++) {
        at += sprintf(at, "%s{ name = 'p%d'; devices = ['pump']; dose = (", i > 0 ? "," : "", i);
        for (int j = 0; j < 8; j++) {
            at += sprintf(at, "%s{ when = 'q%d is c%d'; usual = '%d mg'; step = '10 mg';" TRIAL "}", j > 0 ? "," : "", i, j, 100 + 10 * j);
        }
        at += sprintf(at, "); over = { usual = '30 min';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; }");
    }
    sprintf(at, " )");
    char questions[2000];
    at = questions;
    for (int i = 0; i < 3; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; choices = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']; }", i);
    }
    const struct parts parts = {.infusions = phases, .questions = questions};
    assert_false(made(&parts));
    assert_int_equal(table->group_count, TABLE_GROUPS); /* of 8 x 8 x 8 = 512 */
    forget(order);
}

/* The height is said to be made up where the dosing weight hangs on it, and only there. */
static void a_table_by_height(void **state)
{
    (void)state;
    assert_true(made(&(struct parts){.dose = "{ usual = '20 mg/kg'; of = 'ideal'; step = '10 mg';" TRIAL "}"}));
    assert_true(table->by_height);
    forget(order);
    assert_true(made(&(struct parts){.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"}));
    assert_false(table->by_height);
    forget(order);
}

/* 21 questions are more kinds than are enumerated: there is no table. */
static void more_kinds_than_are_enumerated(void **state)
{
    (void)state;
    struct dose_rule doses[21];
    struct infusion_rule infusion = {.devices = 1U << IFS_PUMP, .doses = doses, .dose_count = 21};
    begin();
    for (int i = 0; i < 21; i++) {
        doses[i] = (struct dose_rule){.when = when(question_names[i]), .step = {1}};
    }
    dosing.infusions = &infusion;
    dosing.infusion_count = 1;
    memset(table, 0, sizeof *table);
    assert_false(table_make(table, &dosing, NULL));
    assert_int_equal(table->group_count, 0);
    assert_int_equal(table->band_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_dose_for_everybody),
        cmocka_unit_test(a_table_by_height),
        cmocka_unit_test(more_kinds_than_are_enumerated),
        cmocka_unit_test(groups_and_bands_by_hand),
        cmocka_unit_test(another_fact_about_the_kidneys),
        cmocka_unit_test(a_band_that_nobody_is_in),
        cmocka_unit_test(groups_that_differ_at_the_lowest_weight),
        cmocka_unit_test(rows_and_bands_that_differ),
        cmocka_unit_test(doses_that_are_asked_for),
        cmocka_unit_test(every_weight),
        cmocka_unit_test(as_much_as_there_is_room_for),
        cmocka_unit_test(lists_that_are_full_before_the_first_class),
        cmocka_unit_test(more_bands_than_columns),
        cmocka_unit_test(more_groups_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, make, remove_all);
}
