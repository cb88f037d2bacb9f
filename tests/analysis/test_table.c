/*
 * test_table.c - the table of a protocol written beside it; and protocols too large for one page.
 *
 * Tables of shipped protocols, breakpoint by breakpoint, are in tests/cli/test_diff.sh.
 */
#include "engine/written.h"

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

static void begin(const struct parts *parts)
{
    order = written(parts);
    memset(table, 0, sizeof *table);
}

static bool made(const struct parts *parts)
{
    begin(parts);
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
    assert_int_equal(dose_at(0, 0), 1000);
    assert_true(table_people(table, 0));
    assert_int_equal(table->boxes.count, 1);
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

/* ---- Too much for one page ---- */

static void lists_that_are_full_before_the_first_class(void **state)
{
    (void)state;
    static const struct {
        int classes;
        int orders;
    } rows[] = {{FAMILY_CLASSES, 0}, {TABLE_CLASSES + 1, 0}, {0, TABLE_ORDERS}};
    const struct parts parts = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin(&parts);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_dose_for_everybody),
        cmocka_unit_test(groups_and_bands_by_hand),
        cmocka_unit_test(another_fact_about_the_kidneys),
        cmocka_unit_test(a_band_that_nobody_is_in),
        cmocka_unit_test(lists_that_are_full_before_the_first_class),
        cmocka_unit_test(more_bands_than_columns),
        cmocka_unit_test(more_groups_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, make, remove_all);
}
