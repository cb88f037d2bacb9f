/*
 * test_diff.c - pairs of protocols written beside what is to be told of them, whatever they differ in.
 *
 * Shipped protocols with seeded changes are in test_diff_grid.c, held against plain enumeration; here each pair shows one thing, small enough to
 * be seen by hand: who differs, and how. What has no room is never told to be the same.
 */
#include "engine/written.h"

#include "claim.h"
#include "diff.h"
#include "diff_words.h"

#define TRIAL " source = 'trial'; "
#define DOSE "{ usual = '1 g'; step = '10 mg';" TRIAL "}"
#define CHECK(id, when) "{ id = '" id "'; refuse-if = '" when "'; say = 'No.';" TRIAL "}"
#define TOLD 60000

static struct diff *diff;
static struct order *orders[2];
static char told[TOLD];

static int make(void **state)
{
    (void)state;
    diff = calloc(1, sizeof *diff);
    return diff != NULL ? 0 : 1;
}

/* The comparison points into both protocols: they stay until the next pair. */
static void end(void)
{
    for (int i = 0; i < 2; i++) {
        if (orders[i] != NULL) {
            forget(orders[i]);
            orders[i] = NULL;
        }
    }
}

static int remove_all(void **state)
{
    (void)state;
    end();
    free(diff);
    return 0;
}

static void begin(const struct parts *old, const struct parts *new)
{
    end();
    orders[0] = written(old);
    orders[1] = written(new);
    memset(diff, 0, sizeof *diff);
    diff_begin(diff, orders[0]->protocol, orders[1]->protocol, NULL);
}

/* Of each box who it is and all that differs, a line each. */
static void tell(void)
{
    static struct diff_item items[DIFF_ITEMS];
    static struct diff_change light;
    static struct diff_change heavy;
    char where[1000];
    struct text text = text_over(told, sizeof told);
    for (int i = 0; i < diff->boxes.count; i++) {
        struct box box = diff->boxes.list[i];
        struct text who = text_over(where, sizeof where);
        diff_words_box(&who, diff, &box);
        text_add(&text, where);
        diff_order_in(diff, &box, false, &light);
        diff_order_in(diff, &box, true, &heavy);
        int count = diff_words_items(&light, &heavy, items);
        for (int j = 0; j < count; j++) {
            const char *const pieces[] = {j == 0 ? ": " : "; ", items[j].what, " ", items[j].old, " becomes ", items[j].new};
            for (size_t k = 0; k < COUNT_OF(pieces); k++) {
                text_add(&text, pieces[k]);
            }
        }
        text_add(&text, "\n");
    }
}

static void compare(const struct parts *old, const struct parts *new)
{
    begin(old, new);
    assert_true(diff_orders(diff));
    assert_int_equal(diff->doubt, DIFF_NO_DOUBT);
    tell();
}

static void says(const char *line)
{
    if (strstr(told, line) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", line, told);
    }
}

/* ---- Whom it concerns ---- */

static void everybody_is_given_another_dose(void **state)
{
    (void)state;
    const struct parts old = {0};
    const struct parts new = {.dose = "{ usual = '500 mg'; step = '10 mg';" TRIAL "}"};
    compare(&old, &new);
    /* Of 1 g in 100 mL half is 50 mL, in 30 min 100 mL/h instead of 200. */
    assert_string_equal(told, "everybody: infusion dose 1 g becomes 500 mg; infusion volume 100 mL becomes 50 mL; "
                              "infusion flow 200 mL per hour becomes 100 mL per hour\n");
    assert_int_equal(diff->boxes.list[0].mark, 1); /* the first change there is */
}

/* A dose that is calculated with the weight in one of them alone: 1 g is 20 mg/kg x 50 kg, 1,010 mg x 50.5 kg. */
static void a_weight_that_one_alone_calculates_with(void **state)
{
    (void)state;
    const struct parts fixed = {0};
    const struct parts weighed = {.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"};
    compare(&fixed, &weighed);
    says("weight up to 49.9 kg: infusion dose 1 g becomes 10 mg to 990 mg;");
    says("weight 50.5 kg and over: infusion dose 1 g becomes 1,010 mg to 6 g;");
    compare(&weighed, &fixed);
    says("weight up to 49.9 kg: infusion dose 10 mg to 990 mg becomes 1 g;");
}

/* 1 g is more than 20 mg/kg below 50 kg. */
static void a_limit_per_kilogram_of_one_alone(void **state)
{
    (void)state;
    const struct parts without = {0};
    const struct parts limited = {.limits = "per-kg = { hard-max = '20 mg/kg';" TRIAL "};"};
    compare(&without, &limited);
    assert_string_equal(told, "weight up to 49.9 kg: newly refused infusion 1 g over 30 min becomes refused by the limit per-kg\n");
    compare(&limited, &without);
    assert_string_equal(told, "weight up to 49.9 kg: newly admitted refused by the limit per-kg becomes infusion 1 g over 30 min\n");
}

static void a_middle_of_the_weights(void **state)
{
    (void)state;
    const struct parts old = {.more = "checks = (" CHECK("a", "age < 18 y") ");"};
    const struct parts new = {.more = "checks = (" CHECK("a", "age < 18 y") ");",
                              .dose = "( { when = 'weight >= 40 kg and weight < 60 kg and age >= 65 y'; usual = '500 mg'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'not (weight >= 40 kg and weight < 60 kg and age >= 65 y)'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    compare(&old, &new);
    says("age 65 y and over, weight 40 to 59.9 kg: infusion dose 1 g becomes 500 mg;");
}

static void choices_of_a_question(void **state)
{
    (void)state;
    const struct parts old = {.dose = "( { when = 'pain is severe'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'not pain is severe'; usual = '500 mg'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = DOSE};
    compare(&old, &new);
    says("pain none or mild: infusion dose 500 mg becomes 1 g;");
}

/* Whoever was given 4 g in 24 h was given it in 48 h as well: below 4 g in 48 h there is nobody with it. */
static void a_box_that_begins_where_nobody_is(void **state)
{
    (void)state;
    const struct parts old = {.dose = "( { when = 'given-24h < 4 g and given-48h < 4 g'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'given-24h < 4 g and given-48h >= 4 g'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'given-24h >= 4 g'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "( { when = 'given-24h < 4 g and given-48h < 4 g'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'given-24h < 4 g and given-48h >= 4 g'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'given-24h >= 4 g'; usual = '500 mg'; step = '10 mg';" TRIAL "} )"};
    compare(&old, &new);
    says("drug given in 24 h 4 g and over: infusion dose 1 g becomes 500 mg;");
}

/* Nobody has a diastolic pressure of 90 mmHg and a systolic one below: the first place of the box is nobody's. */
static void a_box_whose_lowest_is_nobody(void **state)
{
    (void)state;
#define PRESSURES(high)                                                                                                \
    "( { when = 'systolic < 90 mmHg'; usual = '1 g'; step = '10 mg';" TRIAL "},"                                           \
    "{ when = 'systolic >= 90 mmHg and diastolic < 90 mmHg'; usual = '1 g'; step = '10 mg';" TRIAL "},"                    \
    "{ when = 'systolic >= 90 mmHg and diastolic >= 90 mmHg'; usual = '" high "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = PRESSURES("1 g")};
    const struct parts new = {.dose = PRESSURES("500 mg")};
    compare(&old, &new);
    says("diastolic blood pressure 90 mmHg and over: infusion dose 1 g becomes 500 mg;");
    assert_int_equal(diff->boxes.list[0].low[0], 0);
}

/* ---- Changes that are told apart ---- */

static void reasons_of_a_refusal_are_told_apart(void **state)
{
    (void)state;
    const struct parts refusing = {.more = "checks = (" CHECK("young", "age < 18 y") ", " CHECK("old", "age >= 80 y") ");",
                                   .limits = "speed = ( { when = 'age < 40 y'; hard-max = '30 mg/min';" TRIAL "},"
                                             "{ when = 'age >= 40 y'; hard-max = '100 mg/min';" TRIAL "} );"};
    const struct parts new = {.limits = "speed = ( { when = 'age < 40 y'; hard-max = '100 mg/min';" TRIAL "},"
                                        "{ when = 'age >= 40 y'; hard-max = '100 mg/min';" TRIAL "} );"};
    compare(&refusing, &new);
    says("age up to 17 y: newly admitted refused by check young becomes infusion 1 g over 30 min");
    /* 1 g in 30 min is 33.3 mg/min. */
    says("age 18 to 39 y: newly admitted refused by the limit speed becomes infusion 1 g over 30 min");
    says("age 80 y and over: newly admitted refused by check old becomes infusion 1 g over 30 min");
}

/* Not a check that asks for an override or warns, nor one that passes, nor a soft limit: what refuses, the first of it. */
static void a_refusal_names_what_refuses(void **state)
{
    (void)state;
#define OTHERWISE(id, kind, when) "{ id = '" id "'; " kind " = '" when "'; say = 'No.';" TRIAL "}"
    const char *const speeds = "speed = ( { when = 'age < 40 y'; hard-max = '100 mg/min';" TRIAL "}, { when = 'age >= 40 y'; hard-max = '100 mg/min';" TRIAL "} );";
    const struct parts checked = {.limits = speeds, .more = "checks = (" OTHERWISE("over", "override-if", "age >= 0 y") "," OTHERWISE("warn", "warn-if", "age >= 0 y") ","
                                          CHECK("passes", "age < 1 y") "," CHECK("refuses", "age >= 1 y") "," CHECK("too", "age >= 1 y") ");"};
    const struct parts aged = {.limits = speeds};
    const struct parts plain = {0};
    compare(&checked, &aged);
    says("age 1 y and over: newly admitted refused by check refuses becomes infusion 1 g over 30 min");
    /* 1 g is 10 mg/kg of 100 kg, and 33.33 mg/min are 0.5 mg/kg/min, 30 mg/kg/h, of 66.67 kg: below 66.7 kg the soft limit is passed and the hard one
     * refuses. */
    const struct parts limited = {.limits = "per-kg = { soft-max = '10 mg/kg';" TRIAL "}; speed-per-kg = { hard-max = '30 mg/kg/h';" TRIAL "};"};
    compare(&limited, &plain);
    assert_string_equal(told, "weight up to 66.6 kg: newly admitted refused by the limit speed-per-kg becomes infusion 1 g over 30 min\n");
}

static void adults_are_18(void **state)
{
    (void)state;
    static struct space space;
    struct space_point point = {.passed = 0};
    space.axis_of[IFS_FACT_AGE] = 1;
    space.axes[1] = (struct space_axis){.slot = IFS_FACT_AGE, .first_cell = 3, .cell_count = 2};
    space.cells[3] = (struct space_cell){0, 215};
    space.cells[4] = (struct space_cell){216, 1440}; /* months */
    point.at[0] = 1;
    assert_false(diff_is_adult(&space, &point));
    point.at[1] = 1;
    assert_true(diff_is_adult(&space, &point));
    space.cells[4].low = 215;
    assert_false(diff_is_adult(&space, &point));
    space.axis_of[IFS_FACT_AGE] = 0; /* the age is the first axis */
    space.axes[0] = space.axes[1];
    space.cells[4].low = 217;
    assert_true(diff_is_adult(&space, &point));
    space.axis_of[IFS_FACT_AGE] = -1; /* is not asked for */
    assert_false(diff_is_adult(&space, &point));
}

#define PHASE(name, when, dose)                                                                                        \
    "{ name = '" name "'; when = '" when "'; devices = ['pump']; dose = { usual = '" dose "'; step = '10 mg';" TRIAL "};"  \
    "over = { usual = '30 min';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; }"

#define SPEED_BY_AGE                                                                                                   \
    "speed = ( { when = 'age < 40 y'; hard-max = '100 mg/min';" TRIAL "}, { when = 'age >= 40 y'; hard-max = '100 mg/min';" TRIAL "} );"

/* One of them reads another fact in its check: children who are awake are refused under both, so it is told by the check. */
static void a_check_that_comes_to_read_another_fact(void **state)
{
    (void)state;
    const struct parts old = {.limits = SPEED_BY_AGE, .more = "checks = (" CHECK("a", "age < 18 y") ");"};
    const struct parts new = {.limits = SPEED_BY_AGE, .more = "checks = (" CHECK("a", "age < 18 y and awake") "," CHECK("b", "age >= 80 y") ");"};
    compare(&old, &new);
    assert_string_equal(told, "age 80 y and over: newly refused infusion 1 g over 30 min becomes refused by check b\n");
    compare(&new, &old);
    assert_string_equal(told, "age 80 y and over: newly admitted refused by check b becomes infusion 1 g over 30 min\n");
}

/* What the dosing of one of them reads, the other's checks are asked as well: the same check refuses under both. */
static void a_check_on_what_one_dosing_reads(void **state)
{
    (void)state;
    const struct parts old = {.limits = SPEED_BY_AGE, .more = "checks = (" CHECK("a", "age < 18 y") ");"};
    const struct parts new = {.more = "checks = (" CHECK("a", "age < 18 y") ");"};
    compare(&old, &new);
    assert_string_equal(told, "");
    compare(&new, &old);
    assert_string_equal(told, "");
    const struct parts halved = {.dose = "{ usual = '500 mg'; step = '10 mg';" TRIAL "}", .more = "checks = (" CHECK("a", "age < 18 y") ");"};
    compare(&old, &halved); /* of children nothing is told */
    says("age 18 y and over: infusion dose 1 g becomes 500 mg;");
    compare(&halved, &old);
    says("age 18 y and over: infusion dose 500 mg becomes 1 g;");
}

/* What stands behind the last of a list is of no patient, and what stands in it is. */
static void an_order_holds_what_the_plan_lists(void **state)
{
    (void)state;
    static struct family family;
    static ifs_plan plan;
    static struct diff_order order;
    static const struct limit speed = {.kind = IFS_LIMIT_SPEED};
    static const struct check checks[] = {{.id = "first", .severity = IFS_REFUSE}, {.id = "second", .severity = IFS_REFUSE}};
    static const struct product vial = {.id = "vial"};
    static const struct container container = {.product = &vial};
    static const struct infusion_rule rules[] = {{.name = "one", .containers = &container}, {.name = "two", .containers = &container}};
    family.part.checks = checks;
    family.part.infusions = rules;
    family.part.infusion_count = 1;
    plan.verdict = IFS_REFUSED;
    plan.check_count = 1;
    plan.checks[0] = IFS_PASS;
    plan.limits[0].result = IFS_PASS;
    plan.checks[1] = IFS_TRIP;
    plan.limit_count = 1;
    plan.limits[1] = (ifs_limit_outcome){.result = IFS_TRIP, .severity = IFS_REFUSE, .limit = &speed};
    plan.obstacle[1] = IFS_OBSTACLE_NO_DOSE_RULE;
    diff_order_of(&family, &plan, &order);
    assert_true(order.outcome == DIFF_REFUSED && order.check == NULL && order.limit == NULL && order.obstacle == IFS_OBSTACLE_NONE);
    plan.check_count = 2;
    plan.limit_count = 2;
    family.part.infusion_count = 2;
    diff_order_of(&family, &plan, &order);
    assert_string_equal(order.check, "second");
    assert_ptr_equal(order.limit, &speed);
    assert_int_equal(order.obstacle, IFS_OBSTACLE_NO_DOSE_RULE);
    plan.obstacle[0] = IFS_OBSTACLE_NO_TIME_RULE; /* the first of them */
    diff_order_of(&family, &plan, &order);
    assert_int_equal(order.obstacle, IFS_OBSTACLE_NO_TIME_RULE);
    plan.order_obstacle = IFS_OBSTACLE_NO_RENAL_BAND; /* that of the whole order before those */
    diff_order_of(&family, &plan, &order);
    assert_int_equal(order.obstacle, IFS_OBSTACLE_NO_RENAL_BAND);
    plan.verdict = IFS_READY;
    plan.infusion_count = 1;
    plan.infusions[0].diluent = plan.infusions[1].diluent = -1;
    plan.infusions[1].rule = 1;
    plan.step_count = 1;
    plan.steps[0].flow.ul_per_h = 5;
    plan.steps[1].flow.ul_per_h = 7;
    diff_order_of(&family, &plan, &order);
    assert_true(order.outcome == DIFF_ORDERED && order.phase_count == 1 && order.step_count == 1);
    assert_string_equal(order.phases[0].name, "one");
    assert_null(order.phases[1].name);
    assert_int_equal(order.steps[0].ul_per_h, 5);
    assert_int_equal(order.steps[1].ul_per_h, 0);
}

/* 20 mg/kg in steps of 100 mg is never 1,050 mg: 100 mg from 5 kg on, 1 g up to 54.9 kg, 1,100 mg from 55 kg. */
static void a_dose_that_falls_and_one_that_rises(void **state)
{
    (void)state;
    const struct parts old = {.dose = "{ usual = '1050 mg'; step = '10 mg';" TRIAL "}"};
    const struct parts new = {.dose = "{ usual = '20 mg/kg'; step = '100 mg';" TRIAL "}"};
    compare(&old, &new);
    says("weight 5 to 54.9 kg: infusion dose 1,050 mg becomes 100 mg to 1 g;");
    says("weight 55 kg and over: infusion dose 1,050 mg becomes 1,100 mg to 6 g;");
    const struct parts both = {.infusions = "(" PHASE("one", "age >= 0 y", "1 g") ", " PHASE("two", "age >= 0 y", "20 mg/kg") ")"};
    const struct parts doubled = {.infusions = "(" PHASE("one", "age >= 0 y", "2 g") ", " PHASE("two", "age >= 0 y", "1050 mg") ")"};
    compare(&both, &doubled);
    /* 20 mg/kg x 52.5 kg = 1,050 mg: the same for 52.5 to 52.9 kg. */
    says("weight up to 52.4 kg: one dose 1 g becomes 2 g; ");
    says("two dose 10 mg to 1,040 mg becomes 1,050 mg;");
    says("weight 53 kg and over: one dose 1 g becomes 2 g; ");
    says("two dose 1,060 mg to 6 g becomes 1,050 mg;");
}

/* No dose below 18 years, two from 80 on: both are refused, for other reasons. */
static void obstacles_are_told_apart(void **state)
{
    (void)state;
    const struct parts old = {.dose = "( { when = 'age >= 18 y'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'age >= 80 y'; usual = '500 mg'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "( { when = 'age >= 0 y'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    begin(&old, &new);
    assert_true(diff_orders(diff));
    tell();
    assert_int_equal(diff->boxes.count, 2);
    end();
    says("age up to 17 y: newly admitted refused, no order can be made becomes infusion 1 g over 30 min");
    says("age 80 y and over: newly admitted refused, no order can be made becomes infusion 1 g over 30 min");
}

/* One phase for children, another for adults, and both for the old: then nothing at all. */
static void phases_are_told_apart(void **state)
{
    (void)state;
    const struct parts old = {.infusions = "(" PHASE("one", "age < 18 y or age >= 80 y", "1 g") ", " PHASE("two", "age >= 18 y", "1 g") ")"};
    const struct parts new = {.more = "checks = (" CHECK("all", "age >= 0 y") ");",
                              .infusions = "(" PHASE("one", "age < 18 y or age >= 80 y", "1 g") ", " PHASE("two", "age >= 18 y", "1 g") ")"};
    compare(&old, &new);
    says("age up to 17 y: newly refused one 1 g over 30 min becomes refused by check all");
    says("age 18 to 79 y: newly refused two 1 g over 30 min becomes refused by check all");
    says("age 80 y and over: newly refused one 1 g over 30 min; two 1 g over 30 min becomes refused by check all");
}

/* The same of doses by weight, whose figures do not tell changes apart. */
static void phases_by_weight_are_told_apart(void **state)
{
    (void)state;
    const struct parts old = {.infusions = "(" PHASE("one", "age < 18 y", "20 mg/kg") ", " PHASE("two", "age >= 18 y", "20 mg/kg") ")"};
    const struct parts new = {.infusions = "(" PHASE("one", "age < 18 y", "40 mg/kg") ", " PHASE("two", "age >= 18 y", "40 mg/kg") ")"};
    compare(&old, &new);
    says("age up to 17 y: one dose 10 mg to 6 g becomes 20 mg to 12 g;");
    says("age 18 y and over: two dose 500 mg to 6 g becomes 1 g to 12 g;");
    /* 10 mg becomes 30 mg, thrice as much, from 0.75 to 0.99 kg; nowhere is it more. */
    assert_string_equal(diff->largest.phase, "one");
    assert_int_equal(diff->largest.old.mcg, 10000);
    assert_int_equal(diff->largest.new.mcg, 30000);
    assert_int_equal(diff->largest.weight_g, 750);
}

/* No adult weighs 0.75 kg. From 25 kg on 40 mg/kg x 25.3 kg = 1,012 mg is the first that is a step more than twice 20 mg/kg x 25.3 kg = 506 mg. */
static void the_largest_change_is_somebodys(void **state)
{
    (void)state;
    const struct parts old = {.dose = "( { when = 'age >= 18 y'; usual = '20 mg/kg'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "( { when = 'age >= 18 y'; usual = '40 mg/kg'; step = '10 mg';" TRIAL "} )"};
    compare(&old, &new);
    says("age 18 y and over: infusion dose 500 mg to 6 g becomes 1 g to 12 g;");
    assert_int_equal(diff->largest.old.mcg, 500000);
    assert_int_equal(diff->largest.new.mcg, 1010000);
    assert_int_equal(diff->largest.weight_g, 25300);
}

/* One phase, other figures for adults, and the same way: 20 mg/kg x 0.67 kg is the first 10 mg where 30 mg/kg makes 20 mg; 30 mg/kg x 300 kg = 9 g;
 * adults from 25 kg on: 40 mg/kg x 25 kg = 1 g, 60 mg/kg x 300 kg = 18 g. */
static void kinds_of_other_figures_are_told_apart(void **state)
{
    (void)state;
#define BY_AGE(child, adult)                                                                                           \
    "( { when = 'age < 18 y'; usual = '" child "'; step = '10 mg';" TRIAL "},"                                             \
    "{ when = 'age >= 18 y'; usual = '" adult "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = BY_AGE("20 mg/kg", "40 mg/kg")};
    const struct parts new = {.dose = BY_AGE("30 mg/kg", "60 mg/kg")};
    compare(&old, &new);
    assert_int_equal(diff->boxes.count, 2);
    says("age up to 17 y, weight 0.67 kg and over: infusion dose 10 mg to 6 g becomes 20 mg to 9 g;");
    says("age 18 y and over: infusion dose 1 g to 12 g becomes 1,500 mg to 18 g;");
    const struct parts again = {.dose = BY_AGE("20 mg/kg", "20 mg/kg")};
    const struct parts raised = {.dose = BY_AGE("40 mg/kg", "40 mg/kg")};
    compare(&again, &raised);
    assert_int_equal(diff->boxes.count, 1); /* the same figures: not by age */
    says("everybody: infusion dose 10 mg to 6 g becomes 20 mg to 12 g;");
}

/* Adults get what children get but at 300 kg, where 20 mg/kg x 300 kg is more than their maximum; the old get what children get. */
static void one_figure_that_is_another_tells_apart(void **state)
{
    (void)state;
#define CAPPED(dose)                                                                                                   \
    "( { when = 'age < 18 y'; usual = '" dose "'; step = '10 mg';" TRIAL "},"                                              \
    "{ when = 'age >= 18 y and age < 65 y'; usual = '" dose "'; max = '5990 mg'; step = '10 mg';" TRIAL "},"               \
    "{ when = 'age >= 65 y'; usual = '" dose "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = CAPPED("20 mg/kg")};
    const struct parts new = {.dose = CAPPED("10 mg/kg")};
    compare(&old, &new);
    /* 10 mg/kg x 0.5 kg is less than a step: nobody gets it; from 1 kg on 10 mg. */
    assert_int_equal(diff->boxes.count, 4);
    says("weight up to 0.99 kg: newly refused infusion 10 mg over 30 min becomes refused, no order can be made\n");
    says("age up to 17 y, weight 1 kg and over: infusion dose 20 mg to 6 g becomes 10 mg to 3 g;");
    says("age 18 to 64 y: infusion dose 500 mg to 5,990 mg becomes 250 mg to 3 g;");
    says("age 65 y and over: infusion dose 500 mg to 6 g becomes 250 mg to 3 g;");
    assert_int_equal(diff->changes[diff->boxes.list[1].mark].old.phase_count, 1);
}

/* Kinds are told apart only from that weight on where their figures are others: 20 mg/kg x 49.9 kg = 998 mg, x 2 = 1,996 mg. */
static void kinds_are_told_apart_where_they_differ(void **state)
{
    (void)state;
#define FROM_50(usual, child, adult)                                                                                   \
    "( { when = 'weight < 50 kg'; usual = '" usual "'; step = '10 mg';" TRIAL "},"                                         \
    "{ when = 'weight >= 50 kg and age < 18 y'; usual = '" child "'; step = '10 mg';" TRIAL "},"                           \
    "{ when = 'weight >= 50 kg and age >= 18 y'; usual = '" adult "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = FROM_50("20 mg/kg", "1 g", "1500 mg")};
    const struct parts new = {.dose = FROM_50("40 mg/kg", "2 g", "3 g")};
    compare(&old, &new);
    assert_int_equal(diff->boxes.count, 3);
    says("weight up to 49.9 kg: infusion dose 10 mg to 990 mg becomes 20 mg to 1,990 mg;");
    says("age up to 17 y, weight 50 kg and over: infusion dose 1 g becomes 2 g;");
    says("age 18 y and over, weight 50 kg and over: infusion dose 1,500 mg becomes 3 g;");
}

/* At one weight alone, the lightest that can be written. */
static void kinds_are_told_apart_at_one_weight(void **state)
{
    (void)state;
#define AT_500_G(male, female, usual)                                                                                  \
    "( { when = 'weight < 0.51 kg and sex is male'; usual = '" male "'; step = '10 mg';" TRIAL "},"                        \
    "{ when = 'weight < 0.51 kg and sex is female'; usual = '" female "'; step = '10 mg';" TRIAL "},"                      \
    "{ when = 'weight >= 0.51 kg'; usual = '" usual "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = AT_500_G("100 mg", "200 mg", "20 mg/kg")};
    const struct parts new = {.dose = AT_500_G("200 mg", "400 mg", "40 mg/kg")};
    compare(&old, &new);
    assert_int_equal(diff->boxes.count, 3);
    says("sex male, weight up to 0.5 kg: infusion dose 100 mg becomes 200 mg;");
    says("sex female, weight up to 0.5 kg: infusion dose 200 mg becomes 400 mg;");
    says("weight 0.51 kg and over: infusion dose 10 mg to 6 g becomes 20 mg to 12 g;");
}

/* Neither from a weight on where another dose is: 40 mg/kg x 49.9 kg = 1,996 mg, and 1 g from 50 kg on. */
static void figures_of_one_cell_of_the_weight(void **state)
{
    (void)state;
#define BANDS(light, heavy)                                                                                            \
    "( { when = 'weight < 50 kg'; usual = '" light "'; step = '10 mg';" TRIAL "},"                                         \
    "{ when = 'weight >= 50 kg'; usual = '" heavy "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = BANDS("40 mg/kg", "1 g")};
    const struct parts new = {.dose = BANDS("80 mg/kg", "1500 mg")};
    compare(&old, &new);
    assert_int_equal(diff->boxes.count, 2);
    says("weight up to 49.9 kg: infusion dose 20 mg to 1,990 mg becomes 40 mg to 3,990 mg;");
    says("weight 50 kg and over: infusion dose 1 g becomes 1,500 mg;");
}

/* Below 50 kg from a bag, from there on drawn up: the same doses before and after, in another time. */
static void products_by_weight_are_told_apart(void **state)
{
    (void)state;
    const char *const bags = "( { when = 'weight < 50 kg'; product = 'premix'; additive = 'premixed'; },"
                             "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )";
    const struct parts old = {.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", .bags = bags};
    const struct parts new = {.dose = "{ usual = '30 mg/kg'; step = '10 mg';" TRIAL "}", .bags = bags};
    compare(&old, &new);
    /* 30 mg/kg x 0.67 kg is the first of 20 mg; 20 mg/kg x 49.9 kg = 998 mg, 30 mg/kg x 49.9 kg = 1,497 mg. */
    says("weight 0.67 to 49.9 kg: infusion dose 10 mg to 990 mg becomes 20 mg to 1,490 mg;");
    says("weight 50 kg and over: infusion dose 1 g to 6 g becomes 1,500 mg to 9 g; infusion draw 2 mL to 12 mL becomes 3 mL to 18 mL;");
}

/* Drawn up with a diluent, then from a bag without one; and the reverse. */
static void a_diluent_of_one_alone(void **state)
{
    (void)state;
    const struct parts drawn = {.bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }"};
    const struct parts bag = {0};
    compare(&drawn, &bag);
    says("infusion draw 2 mL becomes none; infusion volume 102 mL becomes 100 mL;");
    says("infusion diluent saline becomes none");
    compare(&bag, &drawn);
    says("infusion diluent none becomes saline");
}

/* The dose rises for the young, 1 g to 2 g, and falls for the old, 1 g to 250 mg: four times as little is the larger change. */
static void the_largest_change_may_be_either_way(void **state)
{
    (void)state;
    const char *const young = "( { when = 'age < 65 y'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'age >= 65 y'; usual = '1 g'; step = '10 mg';" TRIAL "} )";
    const char *const changed = "( { when = 'age < 65 y'; usual = '2 g'; step = '10 mg';" TRIAL "}, { when = 'age >= 65 y'; usual = '250 mg'; step = '10 mg';" TRIAL "} )";
    const struct parts old = {.dose = young};
    const struct parts new = {.dose = changed};
    compare(&old, &new);
    char words[300];
    struct text text = text_over(words, sizeof words);
    diff_words_largest(&text, diff);
    assert_string_equal(words, "Largest change of a dose: infusion, 1 g becomes 250 mg (25 percent of it), first at 25 kg.");
    compare(&new, &old);
    text = text_over(words, sizeof words);
    diff_words_largest(&text, diff);
    assert_string_equal(words, "Largest change of a dose: infusion, 250 mg becomes 1 g (400 percent of it), first at 25 kg.");
}

/* 1 g in 30 min is 33.3 mg/min: two limits refuse it, of the young and of the old. */
static void limits_are_told_apart(void **state)
{
    (void)state;
#define SPEEDS(young, old)                                                                                             \
    "speed = ( { when = 'age < 40 y'; hard-max = '" young "';" TRIAL "}, { when = 'age >= 40 y'; hard-max = '" old "';" TRIAL "} );"
    const struct parts old = {.limits = SPEEDS("30 mg/min", "20 mg/min")};
    const struct parts new = {.limits = SPEEDS("100 mg/min", "100 mg/min")};
    compare(&old, &new);
    assert_string_equal(told, "age up to 39 y: newly admitted refused by the limit speed becomes infusion 1 g over 30 min\n"
                              "age 40 y and over: newly admitted refused by the limit speed becomes infusion 1 g over 30 min\n");
    const struct parts weighed = {.limits = SPEEDS("100 mg/min", "100 mg/min"), .dose = "{ usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "}"};
    const struct parts refusing = {.limits = weighed.limits,
                                   .dose = weighed.dose,
                                   .more = "checks = (" CHECK("young", "age < 40 y") ", " CHECK("old", "age >= 40 y") ");"};
    compare(&weighed, &refusing);
    says("age up to 39 y: newly refused infusion 10 mg to 1 g over 30 min becomes refused by check young");
    says("age 40 y and over: newly refused infusion 500 mg to 1 g over 30 min becomes refused by check old");
    compare(&refusing, &weighed);
    says("age 40 y and over: newly admitted refused by check old becomes infusion 500 mg to 1 g over 30 min");
    const struct parts fixed = {.limits = weighed.limits};
    struct parts fixed_refusing = refusing;
    fixed_refusing.dose = NULL;
    compare(&fixed, &fixed_refusing);
    says("age up to 39 y: newly refused infusion 1 g over 30 min becomes refused by check young");
}

static void what_was_given_before_is_told_apart(void **state)
{
    (void)state;
#define BY_SEX(female, male)                                                                                           \
    "( { when = 'sex is female'; usual = '" female "'; step = '10 mg';" TRIAL "},"                                         \
    "{ when = 'sex is male'; usual = '" male "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = BY_SEX("1 g", "500 mg")};
    const struct parts new = {.dose = BY_SEX("2 g", "2 g")};
    compare(&old, &new);
    says("sex female: infusion dose 1 g becomes 2 g;");
    says("sex male: infusion dose 500 mg becomes 2 g;");
}

/* A man has no gestation: his order waits for one. */
static void a_dose_that_waits_for_an_answer(void **state)
{
    (void)state;
    const struct parts old = {.limits = "speed = ( { when = 'sex is male'; hard-max = '100 mg/min';" TRIAL "}, { when = 'sex is female'; hard-max = '100 mg/min';" TRIAL "} );",
                              .dose = "( { when = 'gestation < 32w0d'; usual = '1 g'; step = '10 mg';" TRIAL "},"
                                      "{ when = 'gestation >= 32w0d'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "{ usual = '1 g'; step = '10 mg';" TRIAL "}"};
    compare(&old, &new);
    says("sex male: order the prescriber names the dose becomes infusion 1 g over 30 min");
}

/* ---- What else an order holds ---- */

#define RATE(more)                                                                                                     \
    "( { name = 'rate'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "};"                          \
    "over = { usual = '2 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; };" more " } )"
#define STEP(id, dose, only) "{ id = '" id "'; dose = '" dose "'; if = 'magnesium < 2 mmol/L'; when = '" only "';" TRIAL "}"
#define ANTIDOTE(when, dose) "{ when = '" when "'; product = 'antidote'; dose = '" dose "'; over = '10 min'; step = '100 mg';" TRIAL "}"

/* 20 g in 500 mL: 2 g/h are 50 mL/h, 3 g/h are 75. */
static void steps_and_antidotes_of_some(void **state)
{
    (void)state;
    const struct parts old = {.infusions = RATE("")};
    const struct parts steps = {.infusions = RATE("steps = (" STEP("more", "2 g/h", "age >= 18 y") ");")};
    compare(&old, &steps);
    says("age 18 y and over: flows of the steps none becomes 50 mL per hour");
    const struct parts others = {.infusions = RATE("steps = (" STEP("more", "3 g/h", "age >= 18 y") ");")};
    compare(&steps, &others);
    says("age 18 y and over: flows of the steps 50 mL per hour becomes 75 mL per hour");
    const struct parts one = {.more = "rescue = (" ANTIDOTE("age >= 0 y", "1 g") ");"};
    const struct parts two = {.more = "rescue = (" ANTIDOTE("age < 18 y", "1 g") "," ANTIDOTE("age >= 18 y", "500 mg") ");"};
    compare(&one, &two);
    says("age 18 y and over: rescue antidote 1 g (10 mL) over 10 min becomes antidote 500 mg (5 mL) over 10 min");
}

/* With a dose by weight, where figures do not tell changes apart: adults get other steps, or another antidote, besides. */
static void steps_and_antidotes_besides_a_dose_by_weight(void **state)
{
    (void)state;
#define BY_WEIGHT(dose, more)                                                                                          \
    "( { name = 'rate'; devices = ['pump']; dose = { usual = '" dose "'; step = '10 mg';" TRIAL "};"                       \
    "over = { usual = '2 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; };" more " } )"
    const struct parts old = {.infusions = BY_WEIGHT("10 mg/kg/h", ""), .more = "rescue = (" ANTIDOTE("age >= 0 y", "1 g") ");"};
    const struct parts steps = {.infusions = BY_WEIGHT("20 mg/kg/h", "steps = (" STEP("more", "3 g/h", "age >= 18 y") ");"),
                                .more = "rescue = (" ANTIDOTE("age >= 0 y", "1 g") ");"};
    compare(&old, &steps);
    says("age up to 17 y: rate dose 10 mg to 6 g becomes 20 mg to 12 g;");
    says("flows of the steps none becomes 75 mL per hour");
    const struct parts two = {.infusions = BY_WEIGHT("20 mg/kg/h", ""),
                              .more = "rescue = (" ANTIDOTE("age < 18 y", "1 g") "," ANTIDOTE("age >= 18 y", "500 mg") ");"};
    compare(&old, &two);
    says("rescue antidote 1 g (10 mL) over 10 min becomes antidote 500 mg (5 mL) over 10 min");
    /* Another antidote for either kind, and the dose as it was. */
    struct parts doubled = two;
    doubled.more = "rescue = (" ANTIDOTE("age < 18 y", "600 mg") "," ANTIDOTE("age >= 18 y", "1 g") ");";
    compare(&two, &doubled);
    assert_string_equal(told, "age up to 17 y: rescue antidote 1 g (10 mL) over 10 min becomes antidote 600 mg (6 mL) over 10 min\n"
                              "age 18 y and over: rescue antidote 500 mg (5 mL) over 10 min becomes antidote 1 g (10 mL) over 10 min\n");
}

/* Adults of 25 kg get 20 mg/kg/h x 25 kg = 500 mg/h, 12.5 mL/h of 40 mg/mL; those of 300 kg 6 g/h, 150 mL/h; and twice that. Of the antidote
 * 20 mg/kg x 25 kg = 500 mg, 5 mL of 100 mg/mL; x 300 kg 6 g, 60 mL. */
static void steps_and_antidotes_by_weight(void **state)
{
    (void)state;
#define PER_KG(dose)                                                                                                   \
    "rescue = (" ANTIDOTE("age < 18 y", "100 mg") ", { when = 'age >= 18 y'; product = 'antidote'; per-kg = '" dose "'; max = '12 g'; "  \
    "over = '60 min'; step = '100 mg';" TRIAL "} );"
    const struct parts old = {.infusions = RATE("steps = (" STEP("more", "20 mg/kg/h", "age >= 18 y") ");"), .more = PER_KG("20 mg/kg")};
    const struct parts new = {.infusions = RATE("steps = (" STEP("more", "40 mg/kg/h", "age >= 18 y") ");"), .more = PER_KG("40 mg/kg")};
    compare(&old, &new);
    assert_string_equal(told, "age 18 y and over: flows of the steps 12.5 mL per hour to 150 mL per hour becomes 25 mL per hour to 300 mL per hour; "
                              "rescue antidote 500 mg (5 mL) to 6 g (60 mL) over 60 min becomes antidote 1 g (10 mL) to 12 g (120 mL) over 60 min\n");
}

/* 20 mg/kg of the antidote are more than 1 g from 55 kg on (in steps of 100 mg), and there alone the higher maximum counts. */
static void an_antidote_that_differs_from_a_weight_on(void **state)
{
    (void)state;
#define AT_MOST(most)                                                                                                  \
    "rescue = ( { product = 'antidote'; per-kg = '20 mg/kg'; max = '" most "'; over = '60 min'; step = '100 mg';" TRIAL "} );"
    const struct parts old = {.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", .more = AT_MOST("1 g")};
    const struct parts new = {.dose = "{ usual = '40 mg/kg'; step = '10 mg';" TRIAL "}", .more = AT_MOST("2 g")};
    compare(&old, &new);
    says("rescue antidote 1 g (10 mL) over 60 min becomes antidote 1,100 mg (11 mL) to 2 g (20 mL) over 60 min\n");
    says("to 54.9 kg: infusion dose ");
    says("weight 55 kg and over: infusion dose 1,100 mg to 6 g becomes 2,200 mg to 12 g;");
}

#define ASKED(name)                                                                                                    \
    "{ name = '" name "'; devices = ['pump']; dose = { hard = ['', '2 g']; step = '10 mg';" TRIAL "};"                      \
    "over = { usual = '30 min';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; }"

static void a_dose_that_is_the_prescribers(void **state)
{
    (void)state;
    const struct parts old = {0};
    const struct parts dose = {.dose = "{ step = '10 mg'; hard = ['', '2 g'];" TRIAL "}"};
    const struct parts time = {.over = "{ hard = ['10 min', '2 h'];" TRIAL "}"};
    compare(&old, &dose);
    assert_string_equal(told, "everybody: order infusion 1 g over 30 min becomes the prescriber names the dose\n");
    compare(&old, &time);
    assert_string_equal(told, "everybody: order infusion 1 g over 30 min becomes the prescriber names the dose\n");
    const struct parts two = {.infusions = "(" PHASE("one", "age >= 0 y", "1 g") ", " PHASE("two", "age >= 0 y", "1 g") ")"};
    const struct parts asked = {.infusions = "(" ASKED("one") ", " ASKED("two") ")"};
    compare(&two, &asked);
    says("order one 1 g over 30 min; two 1 g over 30 min becomes the prescriber names the dose\n");
}

/* ---- Who is not compared ---- */

static void expect_doubt(const struct parts *old, const struct parts *new, enum diff_doubt doubt)
{
    begin(old, new);
    assert_false(diff_orders(diff));
    assert_int_equal(diff->doubt, doubt);
    end();
}

static void a_dosing_weight_made_of_the_height_is_not_compared(void **state)
{
    (void)state;
    const struct parts plain = {0};
    const struct parts ideal = {.dose = "{ usual = '20 mg/kg'; of = 'ideal'; step = '10 mg';" TRIAL "}"};
    expect_doubt(&plain, &ideal, DIFF_HEIGHT);
    expect_doubt(&ideal, &plain, DIFF_HEIGHT);
}

/* Thresholds at 1, 2 ... 17 kg make 18 cells of the weight, two more than a family has room for. */
static void more_cells_of_the_weight_than_there_is_room_for(void **state)
{
    (void)state;
    char checks[3000];
    char *at = checks + sprintf(checks, "checks = (");
    for (int i = 1; i <= 17; i++) {
        at += sprintf(at, "%s{ id = 'w%d'; warn-if = 'weight < %d kg'; say = 'W.'; source = 'trial'; }", i > 1 ? "," : "", i, i);
    }
    sprintf(at, ");");
    const struct parts plain = {0};
    const struct parts cells = {.more = checks};
    expect_doubt(&plain, &cells, DIFF_TOO_MANY_KINDS);
    expect_doubt(&cells, &plain, DIFF_TOO_MANY_KINDS);
}

/* 12 doses with five figures of their own, each tried with both its neighbours, are 180: there is room for 160. */
static void more_doses_than_there_is_room_for(void **state)
{
    (void)state;
    char doses[4000];
    char *at = doses + sprintf(doses, "(");
    for (int i = 0; i < 12; i++) {
        int ages[2] = {i * 10, i * 10 + 10};
        int base = 1000 + i * 400;
        at += sprintf(at, "%s{ when = 'age >= %d y and age < %d y'; usual = '%d mg'; step = '10 mg'; soft = ['%d mg', '%d mg']; hard = ['%d mg', '%d mg'];" TRIAL "}",
                      i > 0 ? "," : "", ages[0], ages[1], base + 200, base + 100, base + 250, base + 50, base + 300);
    }
    sprintf(at, ")");
    const struct parts plain = {0};
    const struct parts many = {.dose = doses};
    expect_doubt(&plain, &many, DIFF_TOO_MANY_KINDS);
    expect_doubt(&many, &plain, DIFF_TOO_MANY_KINDS);
}

static const char *questions(char *out, char letter)
{
    char *at = out;
    for (int i = 0; i < 45; i++) {
        at += sprintf(at, ", { id = '%c%d'; ask = 'Q?'; }", letter, i);
    }
    return out;
}

/* 45 questions of each besides the built-in facts are more than 128. */
static void more_facts_than_there_is_room_for(void **state)
{
    (void)state;
    static char bytes[2][3000];
    const struct parts old = {.questions = questions(bytes[0], 'q'), .more = "checks = (" CHECK("a", "awake") ");"};
    const struct parts new = {.questions = questions(bytes[1], 'r'), .more = "checks = (" CHECK("a", "awake") ");"};
    begin(&old, &new);
    assert_false(diff_orders(diff));
    assert_int_equal(diff->doubt, DIFF_TOO_MANY_FACTS);
    const struct parts ideal = {.questions = new.questions, .more = new.more, .dose = "{ usual = '20 mg/kg'; of = 'ideal'; step = '10 mg';" TRIAL "}"};
    begin(&old, &ideal); /* nothing else is looked at then */
    assert_int_equal(diff->doubt, DIFF_TOO_MANY_FACTS);
    const struct check *check = &orders[0]->protocol->checks[0];
    assert_false(diff_check(diff, check, NULL));
    end();
}

/* A list that is full before the first class or change. */
static void no_room_for_classes_or_changes(void **state)
{
    (void)state;
    const struct parts old = {0};
    const struct parts new = {.dose = "{ usual = '500 mg'; step = '10 mg';" TRIAL "}"};
    static const struct {
        int classes;
        int changes;
        enum diff_doubt doubt;
    } rows[] = {{FAMILY_CLASSES, 1, DIFF_TOO_MANY_KINDS}, {1024 + 1, 1, DIFF_TOO_MANY_KINDS}, {0, 1024, DIFF_TOO_MANY_CHANGES}};
    begin(&old, &new); /* as many as there is room for */
    diff->old.class_count = 1024;
    assert_true(diff_orders(diff));
    /* Of a dose by weight the kinds of one change have a number of their own. */
    const struct parts weighed = {.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"};
    const struct parts doubled = {.dose = "{ usual = '40 mg/kg'; step = '10 mg';" TRIAL "}"};
    begin(&weighed, &doubled);
    diff->change_count = 1024 - 2;
    assert_true(diff_orders(diff));
    assert_int_equal(diff->boxes.list[0].mark, 1024 - 1);
    begin(&weighed, &doubled);
    diff->change_count = 1024 - 1;
    assert_false(diff_orders(diff));
    assert_int_equal(diff->doubt, DIFF_TOO_MANY_CHANGES);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin(&old, &new);
        diff->old.class_count = rows[i].classes;
        diff->change_count = rows[i].changes;
        assert_false(diff_orders(diff));
        assert_int_equal(diff->doubt, rows[i].doubt);
        end();
    }
}

/* 40 mg/kg in steps of 10 mg changes every 0.25 kg; at 40.1 mg/kg each of these lies a little lower: up to 100 kg, where a whole step is between
 * them, hundreds of intervals differ and as many do not. Children, adults and the old at other doses: more than 512 in all. */
static void more_intervals_than_there_is_room_for(void **state)
{
    (void)state;
#define THREE(child, adult, old)                                                                                       \
    "( { when = 'age < 18 y'; usual = '" child "'; step = '10 mg';" TRIAL "},"                                             \
    "{ when = 'age >= 18 y and age < 65 y'; usual = '" adult "'; step = '10 mg';" TRIAL "},"                               \
    "{ when = 'age >= 65 y'; usual = '" old "'; step = '10 mg';" TRIAL "} )"
    const struct parts old = {.dose = THREE("40 mg/kg", "41 mg/kg", "43 mg/kg")};
    const struct parts new = {.dose = THREE("40.1 mg/kg", "41.1 mg/kg", "43.1 mg/kg")};
    expect_doubt(&old, &new, DIFF_TOO_MANY_CHANGES);
}

/* 100 mg/kg of the antidote are 1 mg more every 10 g up to 10 kg, and 10 mg more every 100 g from there on: in steps twice as large every other one is
 * the same, and of 950 and 2,901 weights each is an interval of its own. */
static void each_weight_may_be_an_interval_of_its_own(void **state)
{
    (void)state;
#define EVERY(weights, step)                                                                                           \
    "{ when = 'weight " weights " 10 kg'; product = 'antidote'; per-kg = '100 mg/kg'; max = '100 g'; over = '10 h'; step = '" step "';" TRIAL "}"
    const struct parts old = {.more = "rescue = (" EVERY("<", "1 mg") "," EVERY(">=", "10 mg") ");"};
    const struct parts new = {.more = "rescue = (" EVERY("<", "2 mg") "," EVERY(">=", "20 mg") ");"};
    expect_doubt(&old, &new, DIFF_TOO_MANY_CHANGES); /* there is room for 512 boxes */
    assert_int_equal(diff->run_count, 3851);
    for (int i = 0; i <= 3851; i++) { /* behind the last stands where it ends */
        assert_int_equal(diff->runs[i], i);
    }
}

/* ---- One check ---- */

static const struct check *check_named(int which, const char *id)
{
    for (int i = 0; i < orders[which]->protocol->check_count; i++) {
        if (strcmp(orders[which]->protocol->checks[i].id, id) == 0) {
            return &orders[which]->protocol->checks[i];
        }
    }
    return NULL;
}

static void expect_stopped(const struct check *old, const struct check *new, int mark, const char *where)
{
    assert_true(diff_check(diff, old, new));
    assert_int_equal(diff->boxes.count, 1);
    assert_int_equal(diff->boxes.list[0].mark, mark);
    assert_int_equal(diff->boxes.list[0].high[diff->space.axis_count], 0); /* no weights by themselves */
    struct text text = text_over(told, sizeof told);
    diff_words_check_box(&text, diff, &diff->boxes.list[0]);
    assert_string_equal(told, where);
}

#define ADMIT(id, when) "admit = ( { id = '" id "'; when = '" when "'; else = 'No.';" TRIAL "} );"

static void whom_a_check_newly_stops(void **state)
{
    (void)state;
    const struct parts old = {.more = ADMIT("grown", "age >= 18 y") "checks = (" CHECK("a", "systolic < 100 mmHg") ");"};
    const struct parts new = {.more = ADMIT("grown", "age >= 21 y") "checks = (" CHECK("b", "product is premix") ");"};
    begin(&old, &new);
    expect_stopped(check_named(0, "grown"), check_named(1, "grown"), 1, "age 18 to 20 y");
    expect_stopped(check_named(0, "a"), NULL, 2, "systolic blood pressure up to 99 mmHg");
    expect_stopped(NULL, check_named(1, "grown"), 1, "age up to 20 y");
    expect_stopped(check_named(0, "grown"), NULL, 2, "age up to 17 y");
    /* Bag, diluent and device are asked for or chosen: no kinds of patients. */
    assert_false(diff_check(diff, NULL, check_named(1, "b")));
    end();
}

/* No man is pregnant: of him nobody has to say so. */
static void nobody_is_told_of_by_a_check(void **state)
{
    (void)state;
    const struct parts old = {0};
    const struct parts new = {.more = "checks = (" CHECK("a", "sex is male or pregnant") ");"};
    static const char *const expected[] = {"sex male", "pregnant yes"};
    begin(&old, &new);
    assert_true(diff_check(diff, NULL, check_named(1, "a")));
    assert_int_equal(diff->boxes.count, 2);
    for (int i = 0; i < 2; i++) {
        struct text text = text_over(told, sizeof told);
        diff_words_check_box(&text, diff, &diff->boxes.list[i]);
        assert_true(strcmp(told, expected[0]) == 0 || strcmp(told, expected[1]) == 0);
    }
    end();
}

static void a_check_on_materials_or_on_too_much_is_not_compared(void **state)
{
    (void)state;
    static char bytes[3000];
    char check[2000];
    char *at = check + sprintf(check, "checks = (" CHECK("d", "diluent is saline") "," CHECK("e", "device is hand") ", { id = 'f'; refuse-if = '");
    for (int i = 0; i < 21; i++) {
        at += sprintf(at, "%sq%d", i > 0 ? " and " : "", i);
    }
    sprintf(at, "'; say = 'No.'; source = 'trial'; } );");
    const struct parts plain = {.devices = "['pump', 'hand']", .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '100 mL'; }"};
    struct parts more = plain;
    more.questions = questions(bytes, 'q');
    more.more = check;
    begin(&plain, &more);
    assert_false(diff_check(diff, NULL, check_named(1, "d")));
    assert_false(diff_check(diff, NULL, check_named(1, "e")));
    assert_false(diff_check(diff, NULL, check_named(1, "f"))); /* 2^21 kinds */
    end();
}

/* ---- Orders by hand ---- */

static const struct diff_phase plain_phase = {
    .name = "infusion", .product = "a", .strength = {500, 1}, .diluent = "d", .dose = {1000}, .over = {600}, .total_ul = {100, 1}, .doses = 2, .every = {60}};

/* Twelve bits of their own, so that one difference is never told as another: their sum is 1 + 2 + ... + 2,048. */
static void each_difference_has_a_bit(void **state)
{
    (void)state;
    static const unsigned bits[] = {DIFF_DOSE,    DIFF_DOSE_RISES, DIFF_TIME,   DIFF_DRAW,   DIFF_TOTAL, DIFF_FLOW,
                                    DIFF_PRODUCT, DIFF_DILUENT,    DIFF_DEVICE, DIFF_REPEAT, DIFF_WAIT,  DIFF_SITES};
    unsigned sum = 0;
    unsigned any = 0;
    for (size_t i = 0; i < COUNT_OF(bits); i++) {
        sum += bits[i];
        any |= bits[i];
    }
    assert_int_equal(sum, 4095);
    assert_int_equal(any, 4095);
}

/* One figure of a phase that differs is told by its own bit; a ratio by its number, whatever its terms. */
static void what_differs_in_a_phase(void **state)
{
    (void)state;
    struct diff_phase phases[16];
    static const unsigned expected[16] = {0, DIFF_DOSE | DIFF_DOSE_RISES, DIFF_DOSE, DIFF_TIME, DIFF_DRAW, DIFF_TOTAL, DIFF_FLOW, DIFF_FLOW,
                                          DIFF_PRODUCT, DIFF_PRODUCT, DIFF_PRODUCT, DIFF_DILUENT, DIFF_DEVICE, DIFF_REPEAT, DIFF_REPEAT, DIFF_WAIT};
    for (int i = 0; i < 16; i++) {
        phases[i] = plain_phase;
    }
    phases[0].strength = (ifs_ratio){1000, 2};
    phases[1].dose.mcg++;
    phases[2].dose.mcg--;
    phases[3].over.s++;
    phases[4].draw.ul++;
    phases[5].total_ul.num++;
    phases[6].flow.ul_per_h++;
    phases[7].drops_per_min++;
    phases[8].product = "b";
    phases[9].strength.num++;
    phases[10].strength = (ifs_ratio){0, 0};
    phases[11].diluent = NULL;
    phases[12].device = IFS_HAND;
    phases[13].doses++;
    phases[14].every.s++;
    phases[15].after.s++;
    for (int i = 0; i < 16; i++) {
        unsigned back = expected[i] == DIFF_DOSE ? DIFF_DOSE | DIFF_DOSE_RISES : expected[i] & ~(unsigned)DIFF_DOSE_RISES;
        assert_int_equal(diff_phase_differs(&plain_phase, &phases[i]), expected[i]);
        assert_int_equal(diff_phase_differs(&phases[i], &plain_phase), back);
    }
    assert_int_equal(diff_phase_differs(&phases[10], &phases[10]), 0); /* none is the same as none */
    phases[10].strength = (ifs_ratio){7, 0};
    assert_int_equal(diff_phase_differs(&phases[10], &plain_phase), DIFF_PRODUCT);
}

/* One figure of an antidote, or of a step; what stands behind the last is not looked at. */
static void antidotes_and_steps_that_differ(void **state)
{
    (void)state;
    struct diff_order one = {.outcome = DIFF_ORDERED, .rescue_count = 1, .step_count = 1, .phase_count = 1};
    one.phases[0] = plain_phase;
    one.rescues[0] = (struct diff_rescue){"antidote", {1000}, {10, 1}, {600}};
    struct diff_order other = one;
    other.rescues[1].dose.mcg = 1;
    other.steps[1].ul_per_h = 1;
    assert_false(diff_rescues_differ(&one, &other) || diff_steps_differ(&one, &other) || diff_orders_differ(&one, &other));
    for (int i = 0; i < 7; i++) {
        other = one;
        struct diff_rescue *rescue = &other.rescues[0];
        rescue->product = i == 0 ? "another" : rescue->product;
        rescue->dose.mcg += i == 1 ? 1 : 0;
        rescue->draw_ul.num += i == 2 ? 1 : 0;
        rescue->over.s += i == 3 ? 1 : 0;
        other.rescue_count += i == 4 ? 1 : 0;
        other.steps[0].ul_per_h += i == 5 ? 1 : 0;
        other.step_count += i == 6 ? 1 : 0;
        assert_int_equal(diff_rescues_differ(&one, &other), i < 5);
        assert_int_equal(diff_steps_differ(&one, &other), i >= 5);
        assert_true(diff_orders_differ(&one, &other));
    }
}

/* An order that waits for a dose and one that does not are others, though nothing else of them is; two refused ones are the same, though all else
 * of them is other. */
static void outcomes_come_first(void **state)
{
    (void)state;
    const struct diff_order asked = {.outcome = DIFF_DOSE_ASKED};
    const struct diff_order given = {.outcome = DIFF_ORDERED};
    const struct diff_order refused = {.outcome = DIFF_REFUSED};
    const struct diff_order other = {.outcome = DIFF_REFUSED, .step_count = 1};
    assert_true(diff_orders_differ(&asked, &given));
    assert_true(diff_orders_differ(&given, &refused) && diff_orders_differ(&refused, &given));
    assert_false(diff_orders_differ(&refused, &other));
}

/* Two who are refused are treated alike; one who is not, or who is asked for a dose, is not; nor one with a phase more. */
static void orders_that_differ(void **state)
{
    (void)state;
    struct diff_order outcomes[4] = {{.outcome = DIFF_REFUSED, .phase_count = 0},
                                   {.outcome = DIFF_DOSE_ASKED},
                                   {.outcome = DIFF_ORDERED, .phase_count = 1},
                                   {.outcome = DIFF_ORDERED, .phase_count = 2}};
    for (int i = 2; i < 4; i++) {
        outcomes[i].phases[0] = plain_phase;
        outcomes[i].phases[1] = plain_phase;
    }
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            assert_int_equal(diff_orders_differ(&outcomes[i], &outcomes[j]), i != j);
        }
    }
}

/* The lowest, that of the lightest adult, and the first from each threshold on; or all. What is no test on the weight cuts nothing. */
static void weights_that_are_compared(void **state)
{
    (void)state;
    static struct tests tests;
    static int64_t weights[FAMILY_WEIGHTS];
    static const int64_t expected[] = {500, 5000, 25000, 40100, 300000};
    const int64_t thresholds[] = {40001, 5000, 500, 300000, 70000, 80000};
    for (size_t i = 0; i < COUNT_OF(thresholds); i++) {
        tests.list[i] = (struct test){.threshold = thresholds[i], .slot = i == 4 ? IFS_FACT_HEIGHT : IFS_FACT_WEIGHT};
    }
    tests.count = 5; /* the sixth stands behind the last */
    assert_int_equal(diff_weights(&tests, false, weights), COUNT_OF(expected));
    assert_memory_equal(weights, expected, sizeof expected);
    assert_int_equal(diff_weights(&tests, true, weights), 3851);
    assert_int_equal(weights[0], 500);
    assert_int_equal(weights[951], 10100);
    assert_int_equal(weights[3850], 300000);
}

/* Who is male and 18 years old is given twice as much. Below 25 kg no adult is, and no man is pregnant: the first places of the box are nobody's. */
static void a_box_that_begins_with_nobody(void **state)
{
    (void)state;
#define MAN "age >= 18 y and sex is male and not pregnant"
    const struct parts old = {.dose = "( { when = '" MAN "'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not (" MAN ")'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "( { when = '" MAN "'; usual = '2 g'; step = '10 mg';" TRIAL "}, { when = 'not (" MAN ")'; usual = '1 g'; step = '10 mg';" TRIAL "} )",
                              .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    const struct parts before = {.dose = old.dose, .bags = new.bags};
    compare(&before, &new);
    assert_int_equal(diff->boxes.count, 1);
    says("age 18 y and over, sex male: infusion dose 1 g becomes 2 g;");
}

/* A dose that is asked for leaves the order open: what was computed of other phases is no order. */
static void what_waits_for_a_dose_has_no_phases(void **state)
{
    (void)state;
    const struct parts parts = {0};
    begin(&parts, &parts);
    assert_true(diff_orders(diff));
    static struct diff_order asked;
    diff_order_of(&diff->old, &(ifs_plan){.verdict = IFS_INCOMPLETE, .infusion_count = 1, .infusions = {{.diluent = -1}}, .step_count = 1}, &asked);
    assert_int_equal(asked.outcome, DIFF_DOSE_ASKED);
    assert_int_equal(asked.phase_count, 0);
    assert_int_equal(asked.step_count, 0);
}

/* A pump that is set by 1 mL per hour: 100 mL in 70 min are 86 mL per hour under both. */
static void the_pump_of_the_site_is_that_of_both(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .pump_step = {1000}};
    const struct parts parts = {.over = "{ usual = '70 min';" TRIAL "}"};
    begin(&parts, &parts);
    memset(diff, 0, sizeof *diff);
    diff_begin(diff, orders[0]->protocol, orders[1]->protocol, &site);
    assert_true(diff_orders(diff));
    assert_int_equal(diff->boxes.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adults_are_18),
        cmocka_unit_test(a_box_that_begins_with_nobody),
        cmocka_unit_test(what_waits_for_a_dose_has_no_phases),
        cmocka_unit_test(the_pump_of_the_site_is_that_of_both),
        cmocka_unit_test(each_difference_has_a_bit),
        cmocka_unit_test(what_differs_in_a_phase),
        cmocka_unit_test(antidotes_and_steps_that_differ),
        cmocka_unit_test(orders_that_differ),
        cmocka_unit_test(outcomes_come_first),
        cmocka_unit_test(an_order_holds_what_the_plan_lists),
        cmocka_unit_test(weights_that_are_compared),
        cmocka_unit_test(everybody_is_given_another_dose),
        cmocka_unit_test(a_weight_that_one_alone_calculates_with),
        cmocka_unit_test(a_limit_per_kilogram_of_one_alone),
        cmocka_unit_test(a_middle_of_the_weights),
        cmocka_unit_test(choices_of_a_question),
        cmocka_unit_test(a_box_that_begins_where_nobody_is),
        cmocka_unit_test(a_box_whose_lowest_is_nobody),
        cmocka_unit_test(reasons_of_a_refusal_are_told_apart),
        cmocka_unit_test(obstacles_are_told_apart),
        cmocka_unit_test(phases_are_told_apart),
        cmocka_unit_test(phases_by_weight_are_told_apart),
        cmocka_unit_test(kinds_of_other_figures_are_told_apart),
        cmocka_unit_test(one_figure_that_is_another_tells_apart),
        cmocka_unit_test(kinds_are_told_apart_where_they_differ),
        cmocka_unit_test(kinds_are_told_apart_at_one_weight),
        cmocka_unit_test(figures_of_one_cell_of_the_weight),
        cmocka_unit_test(a_refusal_names_what_refuses),
        cmocka_unit_test(a_dose_that_falls_and_one_that_rises),
        cmocka_unit_test(a_check_on_what_one_dosing_reads),
        cmocka_unit_test(a_check_that_comes_to_read_another_fact),
        cmocka_unit_test(the_largest_change_is_somebodys),
        cmocka_unit_test(products_by_weight_are_told_apart),
        cmocka_unit_test(a_diluent_of_one_alone),
        cmocka_unit_test(the_largest_change_may_be_either_way),
        cmocka_unit_test(limits_are_told_apart),
        cmocka_unit_test(what_was_given_before_is_told_apart),
        cmocka_unit_test(a_dose_that_waits_for_an_answer),
        cmocka_unit_test(steps_and_antidotes_of_some),
        cmocka_unit_test(steps_and_antidotes_besides_a_dose_by_weight),
        cmocka_unit_test(steps_and_antidotes_by_weight),
        cmocka_unit_test(an_antidote_that_differs_from_a_weight_on),
        cmocka_unit_test(a_dose_that_is_the_prescribers),
        cmocka_unit_test(a_dosing_weight_made_of_the_height_is_not_compared),
        cmocka_unit_test(more_cells_of_the_weight_than_there_is_room_for),
        cmocka_unit_test(more_doses_than_there_is_room_for),
        cmocka_unit_test(more_facts_than_there_is_room_for),
        cmocka_unit_test(no_room_for_classes_or_changes),
        cmocka_unit_test(more_intervals_than_there_is_room_for),
        cmocka_unit_test(each_weight_may_be_an_interval_of_its_own),
        cmocka_unit_test(whom_a_check_newly_stops),
        cmocka_unit_test(nobody_is_told_of_by_a_check),
        cmocka_unit_test(a_check_on_materials_or_on_too_much_is_not_compared),
    };
    return cmocka_run_group_tests(tests, make, remove_all);
}
