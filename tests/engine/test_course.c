/*
 * test_course.c - the steps of one infusion at the edges of what a protocol can ask of them, and beyond: figures that do not exist or do not
 * fit, the least and the most of everything. Each step is called by itself, with a course made by hand.
 */
#include "course.h"

#include "choose.h"
#include "dose.h"
#include "outcome.h"
#include "prepare.h"
#include "traps.h"
#include "ratio.h"

/* One infusion, all in one place. */
struct made {
    ifs_protocol protocol;
    struct infusion_rule rule;
    struct dose_rule dose;
    struct time_rule time;
    struct renal_band band;
    struct container container;
    struct product product;
    ifs_request request;
    ifs_plan plan;
    ifs_infusion out;
    struct work work;
    struct course course;
};

static struct made *make(void)
{
    static struct made made;
    made = (struct made){
        .dose = {.basis = DOSE_FIXED, .usual = {1000, 1}, .step = {1}},
        .time = {.usual = {60}},
        .band = {.infusion = -1, .factor = {1, 1}},
        .product = {.strength = {1, 1}, .volume = {1}},
    };
    made.container.product = &made.product;
    made.rule = (struct infusion_rule){.name = "infusion", .doses = &made.dose, .dose_count = 1, .times = &made.time, .time_count = 1,
                                       .containers = &made.container, .container_count = 1};
    made.protocol.infusions = &made.rule;
    made.protocol.infusion_count = 1;
    made.protocol.renal = &made.band;
    made.protocol.renal_count = 1;
    made.work = (struct work){.protocol = &made.protocol, .request = &made.request, .plan = &made.plan};
    course_begin(&made.course, &made.work, 0, &made.out);
    return &made;
}

static bool is_beyond(const struct made *made)
{
    return made->work.refused && made->plan.obstacle[0] == IFS_OBSTACLE_BEYOND_ARITHMETIC;
}

static bool is(ifs_ratio figure, int64_t num, int64_t den)
{
    return figure.den > 0 && ratio_compare(figure, ratio_make(num, den)) == 0;
}

/* Whatever stood there before: nothing is chosen, reached or held at the beginning of a course. */
static void a_course_begins_with_nothing(void **state)
{
    (void)state;
    struct made *made = make();
    made->course.dose_chosen = true;
    made->course.all_chosen = true;
    made->course.held_count = 3;
    made->course.step = 2;
    made->course.reached.dose_mcg = ratio_whole(5);
    course_begin(&made->course, &made->work, 0, &made->out);
    assert_false(made->course.dose_chosen);
    assert_false(made->course.all_chosen);
    assert_int_equal(made->course.held_count, 0);
    assert_int_equal(made->course.step, 0);
    assert_int_equal(made->course.reached.dose_mcg.den, 0);
}

/* ---- Figures ---- */

/* A weight or a time of nothing has no figure per weight or time; one gram and one second have. */
static void least_weight_and_time(void **state)
{
    (void)state;
    ifs_ratio figure;
    struct figures figures = {.dose_mcg = {2, 1}, .weight_g = {0, 1}, .time_s = {1, 1}};
    assert_int_equal(course_figure(&figures, IFS_LIMIT_PER_KG, &figure), FIGURE_UNKNOWN);
    assert_int_equal(course_figure(&figures, IFS_LIMIT_SPEED_PER_KG, &figure), FIGURE_UNKNOWN);
    figures.weight_g = ratio_whole(1);
    assert_int_equal(course_figure(&figures, IFS_LIMIT_PER_KG, &figure), FIGURE_KNOWN);
    assert_true(is(figure, 2000, 1)); /* 2 mcg per gram */
    assert_int_equal(course_figure(&figures, IFS_LIMIT_SPEED, &figure), FIGURE_KNOWN);
    assert_true(is(figure, 7200, 1)); /* 2 mcg per second */
    figures.time_s = ratio_whole(0);
    assert_int_equal(course_figure(&figures, IFS_LIMIT_SPEED, &figure), FIGURE_UNKNOWN);
    figures.weight_g = (ifs_ratio){0};
    assert_int_equal(course_figure(&figures, IFS_LIMIT_PER_KG, &figure), FIGURE_UNKNOWN);
}

/* While it is not known what will be delivered, no volume is held against a limit, nor a time. The dose stays. */
static void what_is_forgotten_with_the_time(void **state)
{
    (void)state;
    struct made *made = make();
    made->course.reached = (struct figures){.dose_mcg = {1000, 1}, .time_s = {60, 1}, .total_ul = {5, 1}};
    course_forget_time(&made->course);
    assert_int_equal(made->course.reached.time_s.den, 0);
    assert_int_equal(made->course.reached.total_ul.den, 0);
    assert_true(is(made->course.reached.dose_mcg, 1000, 1));
}

/* 5/(2^63 - 1) mcg for 3 g have no dose per weight that fits, and so break its limit; without a weight there is none to break. */
static void a_limit_that_cannot_be_held_is_broken(void **state)
{
    (void)state;
    static const struct limit most = {.kind = IFS_LIMIT_PER_KG, .hard_max = {INT64_MAX, 1}};
    struct figures rounded = {.dose_mcg = {5, INT64_MAX}, .weight_g = {3, 1}};
    const struct figures exact = {.dose_mcg = {1, 1}, .weight_g = {3, 1}};
    struct made *made = make();
    course_hold(&made->course, &most, true);
    assert_true(course_breaks(&made->course, &rounded, &exact));
    rounded.weight_g = (ifs_ratio){0, 0};
    assert_false(course_breaks(&made->course, &rounded, &exact));
    rounded = exact;
    assert_false(course_breaks(&made->course, &rounded, &exact));
}

/* No infusion is held against more: judge_capacity claims it. */
enum { MOST_HELD = 32 };

static void hold_as_many(int64_t count)
{
    static const struct limit limits[MOST_HELD + 1];
    struct made *made = make();
    for (int64_t i = 0; i < count; i++) {
        course_hold(&made->course, &limits[i], true);
    }
}

static void note_as_many(int64_t count)
{
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {1, 1}};
    struct made *made = make();
    for (int64_t i = 0; i < count; i++) {
        outcome_of_order(&made->work, &limit, true, (struct order_figure){.figure = {1, 1}, .whole = true});
    }
}

static void most_limits(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"limits of one infusion", hold_as_many, INT64_MIN, MOST_HELD});
    expect_edges(&(struct edges){"limits of an order", note_as_many, INT64_MIN, IFS_LIMIT_MAX});
}

/* The first that is held is held once, as the others are. */
static void held_once(void **state)
{
    (void)state;
    static const struct limit limits[3];
    struct made *made = make();
    for (int i = 0; i < 9; i++) {
        course_hold(&made->course, &limits[i % 3], true);
    }
    assert_int_equal(made->course.held_count, 3);
}

/* Of two groups of limits one belongs to the infusion. */
static void limits_of_its_own(void **state)
{
    (void)state;
    static const struct limit limits[] = {{.kind = IFS_LIMIT_SPEED}, {.kind = IFS_LIMIT_VOLUME}};
    static const struct limit_group groups[] = {{.limits = &limits[0], .count = 1}, {.limits = &limits[1], .count = 1}};
    struct made *made = make();
    made->rule.limits = groups;
    made->rule.limit_count = 1;
    choose_rules(&made->course);
    for (int i = 0; i < made->course.held_count; i++) {
        assert_ptr_not_equal(made->course.held[i].limit, &limits[1]);
    }
    assert_ptr_equal(made->course.held[made->course.held_count - 1].limit, &limits[0]);
}

/* A dose of one microgram has the time of doses up to one. */
static void time_of_the_least_dose(void **state)
{
    (void)state;
    struct made *made = make();
    made->time.dose_to.mcg = 1;
    made->out.dose.mcg = 1;
    assert_true(choose_time_rule(&made->course));
    made->out.dose.mcg = 2;
    assert_false(choose_time_rule(&made->course));
    assert_int_equal(made->plan.obstacle[0], IFS_OBSTACLE_NO_TIME_RULE);
}

/* ---- Dose ---- */

/* 50/11 x 3/(2^63 - 1), which 2, 3, 5 and 11 do not divide, has no room. The dose is then not known, and none of its limits is held against it. */
static void a_factor_beyond_arithmetic(void **state)
{
    (void)state;
    struct made *made = make();
    made->dose.usual = (ifs_ratio){50, 11};
    made->band.factor = (ifs_ratio){3, INT64_MAX};
    made->out.renal_band = 0;
    assert_false(dose_calculate(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->course.reached.dose_mcg.den, 0);
    assert_int_equal(made->out.dose.mcg, 0);
}

/* 5/(2^63 - 1) mcg an hour for 7 s is 35/3600 of it: 720 times 2^63 - 1 does not fit. */
static void a_prescribed_rate_beyond_arithmetic(void **state)
{
    (void)state;
    struct made *made = make();
    made->dose.rate = true;
    made->request.choices[0] = (ifs_choice){.has_dose = true, .dose_is_rate = true, .dose_mcg = {5, INT64_MAX}};
    made->out.over.s = 7;
    made->out.renal_band = -1;
    assert_false(dose_calculate(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->out.dose.mcg, 0);
    assert_int_equal(made->course.reached.dose_mcg.den, 0); /* a rate is held against no limit of a dose */
    assert_int_equal(made->out.ideal_dose_mcg.den, 0);
}

/* An injection takes no time at all. */
static void an_injection_takes_no_time(void **state)
{
    (void)state;
    struct made *made = make();
    made->rule.route = ROUTE_INTRAMUSCULAR;
    assert_true(dose_refuse_time(&made->course));
    assert_true(is(made->course.reached.time_s, 0, 1));
}

/* A usual time of one second is one; a time up to one microgram is not for a dose of two. */
static void least_time_and_least_dose_of_a_time(void **state)
{
    (void)state;
    struct made *made = make();
    made->request.choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {2, 1}};
    made->time.usual.s = 1;
    dose_ask_anyway(&made->course);
    assert_false(made->plan.missing_over[0] || made->work.lacking);
    made->time.usual.s = 0;
    dose_ask_anyway(&made->course);
    assert_true(made->plan.missing_over[0] && made->work.lacking);
    for (int64_t to = 1; to <= 2; to++) { /* a usual time for 2 mcg makes another that has none no matter */
        const struct time_rule times[] = {{.dose_to = {to}, .usual = {60}}, {.usual = {0}}};
        made = make();
        made->request.choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {2, 1}};
        made->rule.times = times;
        made->rule.time_count = 2;
        dose_ask_anyway(&made->course);
        assert_int_equal(made->plan.missing_over[0], to == 1);
        assert_int_equal(made->work.lacking, to == 1);
    }
}

/* Where no time may hold, none is asked for. */
static void no_time_to_ask_for(void **state)
{
    (void)state;
    struct made *made = make();
    made->rule.time_count = 0;
    made->request.choices[0].has_dose = true;
    dose_ask_anyway(&made->course);
    assert_false(made->plan.missing_over[0] || made->work.lacking);
}

/* ---- Preparation ---- */

/* 5 of 2^63 - 1 parts in containers of 3. */
static void containers_beyond_counting(void **state)
{
    (void)state;
    struct made *made = make();
    made->out.dose.mcg = 5;
    made->product = (struct product){.strength = {INT64_MAX, 1}, .volume = {3}};
    made->container.additive = ADDITIVE_PREMIXED;
    assert_false(prepare_draw(&made->course));
    assert_true(is_beyond(made));
}

/* 2^63 - 1 is no multiple of 3: 5 (2^63 - 1)/3 uL have no room, and of what is not known no container is counted. */
static void a_volume_beyond_arithmetic(void **state)
{
    (void)state;
    struct made *made = make();
    made->out.dose.mcg = 5;
    made->product = (struct product){.strength = {3, INT64_MAX}, .volume = {3}};
    made->container.additive = ADDITIVE_PREMIXED;
    assert_false(prepare_draw(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->course.reached.total_ul.den, 0);
    assert_int_equal(made->out.containers, 0);
}

/* 5/(2^63 - 1) uL for three sites: no third of it has room, and no mark is chosen for it. */
static void a_share_of_a_site_beyond_arithmetic(void **state)
{
    (void)state;
    struct made *made = make();
    made->out.dose.mcg = 5;
    made->rule.sites = 3;
    made->product = (struct product){.strength = {INT64_MAX, 1}, .volume = {3}};
    made->container.additive = ADDITIVE_UNDILUTED;
    assert_false(prepare_draw(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->out.graduation.ul, 0);
    assert_int_equal(made->out.draw.ul, 0);
}

/* (2^63 - 1) uL in 7 s: 3600 times as much has no room. Nothing is said to be delivered. */
static void a_flow_beyond_arithmetic(void **state)
{
    (void)state;
    struct made *made = make();
    made->out.over.s = 7;
    made->out.total_ul = (ifs_ratio){INT64_MAX, 1};
    made->course.reached = (struct figures){.dose_mcg = {1000, 1}, .time_s = {7, 1}, .total_ul = {INT64_MAX, 1}};
    assert_false(prepare_flow(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->out.delivered_s.den, 0);
}

/* 2^63 - 1 uL per hour x 61 drops per mL / 60,000: no drops are counted, by whichever set. */
static void drops_beyond_arithmetic(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .drop_set_count = 2, .drop_sets = {61, 61}};
    struct made *made = make();
    made->request.site = &site;
    made->out.device = IFS_GRAVITY;
    made->out.flow.ul_per_h = INT64_MAX;
    assert_false(prepare_drops(&made->course));
    assert_true(is_beyond(made));
    assert_int_equal(made->out.drops_per_min, 0);
}

/* The volume of a site, or the dose per weight: what does not fit alone is enough. */
static void an_injection_beyond_arithmetic(void **state)
{
    (void)state;
    static const struct {
        struct figures reached;
        int64_t sites;
        bool fits;
    } rows[] = {
        {{.dose_mcg = {5, 1}, .total_ul = {6, 1}}, 2, true},
        {{.dose_mcg = {5, 1}, .total_ul = {5, INT64_MAX}}, 3, false},
        {{.dose_mcg = {5, 1}, .weight_g = {3, 1}, .total_ul = {5, INT64_MAX}}, 3, false},
        {{.dose_mcg = {5, INT64_MAX}, .weight_g = {3, 1}, .total_ul = {6, 1}}, 2, false},
        {{.dose_mcg = {5, 1}, .weight_g = {3, 1}, .total_ul = {6, 1}}, 2, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct made *made = make();
        made->rule.route = ROUTE_INTRAMUSCULAR;
        made->rule.sites = rows[i].sites;
        made->course.reached = rows[i].reached;
        made->course.reached.sites = rows[i].sites;
        assert_int_equal(prepare_flow(&made->course), rows[i].fits);
        assert_int_equal(is_beyond(made), !rows[i].fits);
    }
}

/* ---- Limits ---- */

/* One microgram is ordered and two are drawn: less than one and a half may not be ordered. */
static void the_least_dose_that_is_ordered(void **state)
{
    (void)state;
    static const struct limit least = {.kind = IFS_LIMIT_DOSE, .hard_min = {3, 2}};
    struct made *made = make();
    made->out.dose.mcg = 1;
    made->out.prescribed = true;
    made->course.reached.dose_mcg = ratio_whole(2);
    course_hold(&made->course, &least, true);
    outcome_of_infusion(&made->course);
    assert_int_equal(made->plan.limits[0].result, IFS_TRIP);
    assert_true(made->work.refused && is(made->plan.limits[0].delivered, 1, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_weight_and_time),
        cmocka_unit_test(most_limits),
        cmocka_unit_test(held_once),
        cmocka_unit_test(limits_of_its_own),
        cmocka_unit_test(time_of_the_least_dose),
        cmocka_unit_test(a_factor_beyond_arithmetic),
        cmocka_unit_test(a_prescribed_rate_beyond_arithmetic),
        cmocka_unit_test(an_injection_takes_no_time),
        cmocka_unit_test(least_time_and_least_dose_of_a_time),
        cmocka_unit_test(no_time_to_ask_for),
        cmocka_unit_test(containers_beyond_counting),
        cmocka_unit_test(a_volume_beyond_arithmetic),
        cmocka_unit_test(a_share_of_a_site_beyond_arithmetic),
        cmocka_unit_test(a_flow_beyond_arithmetic),
        cmocka_unit_test(drops_beyond_arithmetic),
        cmocka_unit_test(an_injection_beyond_arithmetic),
        cmocka_unit_test(the_least_dose_that_is_ordered),
        cmocka_unit_test(a_course_begins_with_nothing),
        cmocka_unit_test(what_is_forgotten_with_the_time),
        cmocka_unit_test(a_limit_that_cannot_be_held_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
