/*
 * test_prove_judge_edges.c - what the judge of plans finds in plans made by hand: nothing in a sound one, and each fault by itself.
 *
 * The order: 1 g from a vial of 500 mg per mL is 2 mL, added to 100 mL: 102 mL, at 204 mL per hour in half an hour, for 50 kg. So the speed is
 * 2 g per hour, and per kg 20 mg and 40 mg per hour; the concentration is 1000/102 mg per mL.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "prove.h"
#include "ratio.h"

#define GRAM INT64_C(1000000)
#define HOUR INT64_C(3600)

/* Two infusions are in the protocol, the second as a rule only where a test wants it; behind each list stands one that belongs to it no more. */
struct made {
    ifs_protocol protocol;
    struct infusion_rule rules[3];
    struct product product;
    struct container container;
    struct dose_rule dose;
    struct time_rule time;
    struct renal_band band;
    struct limit limits[2];
    struct limit_group groups[2];
    struct limit totals[2];
    struct limit_group total_groups[2];
    struct check checks[3];
    ifs_site site;
    ifs_request request;
    ifs_plan plan;
    struct prove_judgement judgement;
};

static const uint16_t first_test[] = {0};

static struct made *make(void)
{
    static struct made made;
    memset(&made, 0, sizeof made);
    made.product = (struct product){.strength = {500, 1}, .volume = {2000}};
    made.container = (struct container){.product = &made.product, .additive = ADDITIVE_ADDED, .volume = {100000}};
    made.dose = (struct dose_rule){.basis = DOSE_FIXED, .usual = {GRAM, 1}, .step = {1}};
    for (int i = 0; i < 2; i++) {
        made.groups[i] = (struct limit_group){.limits = &made.limits[i], .count = 1};
        made.total_groups[i] = (struct limit_group){.limits = &made.totals[i], .count = 1};
    }
    for (int i = 0; i < 3; i++) {
        made.rules[i] = (struct infusion_rule){.name = "infusion", .containers = &made.container, .container_count = 1, .doses = &made.dose,
                                               .dose_count = 1, .times = &made.time, .time_count = 1, .limits = made.groups, .limit_count = 1};
    }
    made.protocol.infusions = made.rules;
    made.protocol.infusion_count = 2;
    made.protocol.totals = made.total_groups;
    made.protocol.total_count = 1;
    made.protocol.renal = &made.band;
    made.protocol.checks = made.checks;
    made.protocol.check_count = 2;
    made.protocol.tests.list[0] = (struct test){.threshold = 1, .slot = IFS_FACT_PREGNANT, .equal = true};
    made.protocol.tests.count = 1;
    made.plan.verdict = IFS_READY;
    made.plan.check_count = 2;
    made.plan.checks[0] = IFS_PASS;
    made.plan.checks[1] = IFS_PASS;
    made.plan.infusion_count = 1;
    made.plan.infusions[0] = (ifs_infusion){.renal_band = -1, .diluent = -1, .dose = {GRAM}, .over = {1800}, .graduation = {100}, .draw = {2000},
                                            .flow = {204000}, .containers = 1, .doses = 1, .weight_g = {50000, 1},
                                            .delivered_mcg = {GRAM, 1}, .delivered_s = {1800, 1}};
    return &made;
}

static const struct prove_judgement *judge(struct made *made)
{
    memset(&made->judgement, 0xa5, sizeof made->judgement);
    prove_judge(&made->protocol, &made->request, &made->plan, &made->judgement);
    return &made->judgement;
}

/* That alone fails, or PROVE_COUNT: nothing does. What does not fail has no obstacle and no figure. */
static bool finds(struct made *made, int property)
{
    static const ifs_ratio none;
    const struct prove_judgement *judgement = judge(made);
    bool right = true;
    for (int i = 0; i < PROVE_COUNT; i++) {
        right = right && judgement->fails[i] == (i == property);
        right = right && (i == property || (judgement->obstacle[i] == IFS_OBSTACLE_NONE && memcmp(&judgement->figure[i], &none, sizeof none) == 0));
    }
    return right;
}

static bool is(ifs_ratio figure, int64_t num, int64_t den)
{
    return figure.den > 0 && ratio_compare(figure, ratio_make(num, den)) == 0;
}

static void nothing_is_wrong(void **state)
{
    (void)state;
    struct made *made = make();
    assert_true(finds(made, PROVE_COUNT));
    assert_true(made->judgement.ordered && !made->judgement.refused);
    made->plan.verdict = IFS_OVERRIDE_NEEDED;
    assert_true(judge(made)->ordered);
    made->plan.verdict = IFS_INCOMPLETE;
    assert_false(judge(made)->ordered);
}

/* ---- Hard limits ---- */

struct figure {
    ifs_limit_kind kind;
    int64_t num;
    int64_t den;
};

static const struct figure figures[] = {
    {IFS_LIMIT_DOSE, GRAM, 1},          {IFS_LIMIT_DOSE_MAX, GRAM, 1},  {IFS_LIMIT_DOSE_RATE, 2 * GRAM, 1},
    {IFS_LIMIT_PER_KG, 20000, 1},       {IFS_LIMIT_OVER, 1800, 1},      {IFS_LIMIT_SPEED, 2 * GRAM, 1},
    {IFS_LIMIT_SPEED_PER_KG, 40000, 1}, {IFS_LIMIT_CONCENTRATION, 1000, 102}, {IFS_LIMIT_VOLUME, 102000, 1},
};

/* At the figure it is kept; a thousandth before it, passed. */
static void expect_edges_of(struct made *made, struct limit *limit, const struct figure *figure)
{
    const ifs_ratio exactly = {figure->num, figure->den};
    const ifs_ratio less = {figure->num * 999, figure->den * 1000};
    const ifs_ratio more = {figure->num * 1001, figure->den * 1000};
    *limit = (struct limit){.kind = figure->kind, .hard_max = exactly, .hard_min = exactly};
    assert_true(finds(made, PROVE_COUNT));
    limit->hard_max = less;
    limit->hard_min = (ifs_ratio){0};
    assert_true(finds(made, PROVE_WITHIN));
    assert_ptr_equal(made->judgement.limit[PROVE_WITHIN], limit);
    assert_int_equal(made->judgement.infusion[PROVE_WITHIN], made->plan.infusions[0].rule);
    assert_true(is(made->judgement.figure[PROVE_WITHIN], figure->num, figure->den));
    limit->hard_max = (ifs_ratio){0};
    limit->hard_min = more;
    assert_true(finds(made, PROVE_WITHIN));
    *limit = (struct limit){.kind = figure->kind, .soft_max = less, .soft_min = more}; /* soft bounds are somebody else's */
    assert_true(finds(made, PROVE_COUNT));
}

static void every_kind_of_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        struct made *made = make();
        expect_edges_of(made, &made->limits[0], &figures[i]);
    }
}

/* Of the dose, its maximum, its time, the band; the second infusion as well as the first. */
static void every_place_of_a_limit(void **state)
{
    (void)state;
    for (int rule = 0; rule < 2; rule++) {
        for (int place = 0; place < 5; place++) {
            struct made *made = make();
            struct limit *const limits[] = {&made->limits[0], &made->dose.limit, &made->dose.maximum, &made->time.limit, &made->band.maximum};
            made->plan.infusions[0].rule = rule;
            made->plan.infusions[0].renal_band = place == 4 ? 0 : -1;
            expect_edges_of(made, limits[place], &figures[0]);
        }
    }
}

/* No band, no limit of one; nor of what stands behind the last group; an injection has no time. */
static void limits_that_are_not_held(void **state)
{
    (void)state;
    static const struct limit nothing_allowed = {.kind = IFS_LIMIT_DOSE, .hard_max = {1, 1}};
    struct made *made = make();
    made->band.maximum = nothing_allowed;
    made->limits[1] = nothing_allowed;
    made->totals[1] = (struct limit){.kind = IFS_LIMIT_IN_24H, .hard_max = {1, 1}};
    made->plan.infusions[1] = made->plan.infusions[0];
    made->plan.infusions[1].dose.mcg = 7;
    made->plan.infusions[1].draw.ul = 7; /* behind the last of the plan */
    assert_true(finds(made, PROVE_COUNT));
    made->plan.infusion_count = 2;
    assert_true(judge(made)->fails[PROVE_PREPARABLE]);
    made = make();
    made->limits[0] = nothing_allowed;
    made->limits[0].when = (struct condition){.ops = first_test, .count = 1};
    assert_true(finds(made, PROVE_COUNT)); /* pregnant or not is not known */
    fact_set_add(&made->request.known, IFS_FACT_PREGNANT);
    assert_true(finds(made, PROVE_COUNT));
    made->request.answer[IFS_FACT_PREGNANT] = 1;
    assert_true(finds(made, PROVE_WITHIN));
}

/* Each of two limits of one group. */
static void every_limit_of_a_group(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct made *made = make();
        made->groups[0].count = 2;
        expect_edges_of(made, &made->limits[i], &figures[0]);
    }
}

/* Given at once at two sites: 2 mL of the vial are 1 mL each. */
static struct made *inject(void)
{
    struct made *made = make();
    made->container.additive = ADDITIVE_UNDILUTED;
    made->rules[0].route = ROUTE_INTRAMUSCULAR;
    made->plan.infusions[0].sites = 2;
    made->plan.infusions[0].flow.ul_per_h = 0;
    made->plan.infusions[0].delivered_s = ratio_whole(0);
    return made;
}

static void an_injection(void **state)
{
    (void)state;
    struct made *made = inject();
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_SITE_VOLUME, 1000, 1});
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_VOLUME, 2000, 1});
    made->time.limit = (struct limit){.kind = IFS_LIMIT_OVER, .hard_min = {1, 1}};
    assert_true(finds(made, PROVE_COUNT)); /* it has no rule of time */
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_OVER, .hard_min = {1, 1}};
    assert_true(finds(made, PROVE_WITHIN)); /* given at once */
    assert_true(is(made->judgement.figure[PROVE_WITHIN], 0, 1));
    made->plan.infusions[0].sites = 1;
    assert_true(finds(made, PROVE_WITHIN)); /* at one site no less */
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_SITE_VOLUME, 2000, 1});
    made = make(); /* no site, no volume of one */
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_SITE_VOLUME, .hard_max = {1, 1}};
    assert_true(finds(made, PROVE_COUNT));
}

/* By hand, or where nothing flows, the time is the ordered one: 1,200 s for 102 mL. By a pump it is what the flow makes of it. */
static void times(void **state)
{
    (void)state;
    struct made *made = make();
    made->plan.infusions[0].over.s = 1200;
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_OVER, 1800, 1});
    made->plan.infusions[0].device = IFS_HAND;
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_OVER, 1200, 1});
    made->plan.infusions[0].flow.ul_per_h = 0;
    expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_OVER, 1200, 1});
    made->plan.infusions[0].device = IFS_PUMP;
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_OVER, .hard_min = {1201, 1}};
    assert_true(judge(made)->fails[PROVE_WITHIN]);
    made->plan.infusions[0].flow.ul_per_h = 1; /* 102,000 h */
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_OVER, .hard_max = {102000 * HOUR, 1}};
    assert_false(judge(made)->fails[PROVE_WITHIN]);
    made->limits[0].hard_max.num--;
    assert_true(judge(made)->fails[PROVE_WITHIN]);
}

/* What is drawn stands in a premix by itself, in an undiluted syringe too, beside the volume of an added one, in it where it is replaced or made up. */
static void totals_of_additives(void **state)
{
    (void)state;
    static const struct {
        enum additive additive;
        int64_t total_ul;
    } rows[] = {{ADDITIVE_PREMIXED, 2000}, {ADDITIVE_UNDILUTED, 2000}, {ADDITIVE_ADDED, 102000}, {ADDITIVE_REPLACED, 100000}, {ADDITIVE_MADE_UP, 100000}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = make();
        made->container.additive = rows[i].additive;
        expect_edges_of(made, &made->limits[0], &(struct figure){IFS_LIMIT_VOLUME, rows[i].total_ul, 1});
    }
}

/* What is too large to be computed is no figure: as much as can be drawn is added to 100 mL, and so is a weight of nothing. */
static void figures_that_do_not_exist(void **state)
{
    (void)state;
    struct made *made = make();
    made->plan.infusions[0].weight_g = (ifs_ratio){0};
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_PER_KG, .hard_max = {1, 1}};
    assert_true(finds(made, PROVE_COUNT));
    made = make();
    made->plan.infusions[0].draw.ul = INT64_MAX - 7; /* on a mark: 2^63 - 8 is a multiple of 100 */
    made->limits[0] = (struct limit){.kind = IFS_LIMIT_VOLUME, .hard_max = {1, 1}};
    assert_false(judge(made)->fails[PROVE_WITHIN]);
    made->limits[0].kind = IFS_LIMIT_DOSE;
    assert_false(judge(made)->fails[PROVE_WITHIN]);
    made->limits[0].kind = IFS_LIMIT_KIND_COUNT;
    assert_false(judge(made)->fails[PROVE_WITHIN]);
}

/* A step to 306 mL per hour, as if it ran for the half hour that is ordered: 153 mL, 1.5 g, 3 g per hour. That of another infusion is not its own,
 * nor is one behind the last. */
static void steps_of_titration(void **state)
{
    (void)state;
    for (int second = 0; second < 2; second++) {
        struct made *made = make();
        made->plan.steps[second] = (ifs_step){.flow = {306000}};
        made->plan.steps[!second] = (ifs_step){.flow = {1}, .infusion = 1};
        made->plan.step_count = 2;
        made->limits[0] = (struct limit){.kind = IFS_LIMIT_SPEED, .hard_max = {3 * GRAM, 1}};
        assert_true(finds(made, PROVE_COUNT));
        made->limits[0].hard_max.num--;
        assert_true(finds(made, PROVE_WITHIN));
        assert_true(is(made->judgement.figure[PROVE_WITHIN], 3 * GRAM, 1));
        made->limits[0] = (struct limit){.kind = IFS_LIMIT_VOLUME, .hard_max = {152999, 1}};
        assert_true(finds(made, PROVE_WITHIN));
        made->limits[0] = (struct limit){.kind = IFS_LIMIT_DOSE, .hard_max = {1499999, 1}};
        assert_true(finds(made, PROVE_WITHIN));
        made->plan.infusions[0].flow.ul_per_h = 200000; /* its 102 mL take 30.6 min, the step is held to what was ordered all the same: 153 mL */
        made->limits[0] = (struct limit){.kind = IFS_LIMIT_VOLUME, .hard_max = {153000, 1}};
        assert_true(finds(made, PROVE_COUNT));
        made->limits[0].hard_max.num--;
        assert_true(finds(made, PROVE_WITHIN));
        made->plan.step_count = second; /* the step is behind the last */
        assert_true(finds(made, PROVE_COUNT));
    }
}

/* ---- Totals ---- */

static struct made *total(ifs_limit_kind kind, int64_t most)
{
    struct made *made = make();
    made->totals[0] = (struct limit){.kind = kind, .hard_max = {most, 1}};
    return made;
}

static void know(struct made *made, int fact, int64_t answer)
{
    fact_set_add(&made->request.known, fact);
    made->request.answer[fact] = answer;
}

/* 1 g with half a gram given before, in either window; what is not known is nothing here. */
static void given_before(void **state)
{
    (void)state;
    static const struct {
        ifs_limit_kind kind;
        int given;
    } rows[] = {{IFS_LIMIT_IN_24H, IFS_FACT_GIVEN_24H}, {IFS_LIMIT_IN_48H, IFS_FACT_GIVEN_48H}};
    for (size_t i = 0; i < 2; i++) {
        struct made *made = total(rows[i].kind, GRAM);
        made->request.answer[rows[i].given] = GRAM;
        assert_true(finds(made, PROVE_COUNT));
        made->totals[0].hard_max.num = 3 * GRAM / 2;
        know(made, rows[i].given, GRAM / 2);
        know(made, rows[1 - i].given, 7 * GRAM);
        assert_true(finds(made, PROVE_COUNT));
        know(made, rows[i].given, GRAM / 2 + 1);
        assert_true(finds(made, PROVE_WITHIN));
        assert_int_equal(made->judgement.infusion[PROVE_WITHIN], -1);
        assert_ptr_equal(made->judgement.limit[PROVE_WITHIN], &made->totals[0]);
        assert_true(is(made->judgement.figure[PROVE_WITHIN], 3 * GRAM / 2 + 1, 1));
    }
}

/* The windows are 24 h and 48 h to the second: a gram that flows all that time lies in one whole; two grams that begin as far apart never do. */
static void lengths_of_the_windows(void **state)
{
    (void)state;
    for (int days = 1; days <= 2; days++) {
        ifs_limit_kind kind = days == 1 ? IFS_LIMIT_IN_24H : IFS_LIMIT_IN_48H;
        int64_t length = days * 24 * HOUR;
        struct made *made = total(kind, GRAM);
        made->plan.infusions[0].delivered_s = ratio_whole(length);
        assert_true(finds(made, PROVE_COUNT));
        made->totals[0].hard_max.num--;
        assert_true(finds(made, PROVE_WITHIN));
        made = total(kind, GRAM);
        made->plan.infusions[0].doses = 2;
        made->plan.infusions[0].every.s = length;
        assert_true(finds(made, PROVE_COUNT));
        made->plan.infusions[0].every.s--;
        assert_true(finds(made, PROVE_WITHIN));
    }
}

/* A total without a hard bound, or whose condition does not hold, is not looked at; each of the others is. */
static void totals_that_are_held(void **state)
{
    (void)state;
    struct made *made = total(IFS_LIMIT_IN_24H, GRAM - 1);
    made->totals[0].when = (struct condition){.ops = first_test, .count = 1};
    assert_true(finds(made, PROVE_COUNT));
    know(made, IFS_FACT_PREGNANT, 1);
    assert_true(finds(made, PROVE_WITHIN));
    made->totals[0] = (struct limit){.kind = IFS_LIMIT_IN_24H, .soft_max = {1, 1}};
    assert_true(finds(made, PROVE_COUNT));
    made->plan.infusions[0].delivered_mcg = (ifs_ratio){INT64_MAX, 1}; /* beyond arithmetic: not looked at either */
    know(made, IFS_FACT_GIVEN_24H, 7);
    assert_true(finds(made, PROVE_COUNT));
    made->totals[0].hard_min = ratio_whole(0);
    assert_true(judge(made)->fails[PROVE_WITHIN]); /* what cannot be computed is not within */
    made = total(IFS_LIMIT_IN_24H, GRAM);
    made->totals[1] = (struct limit){.kind = IFS_LIMIT_IN_24H, .hard_max = {GRAM - 1, 1}};
    made->total_groups[0].count = 2;
    assert_true(finds(made, PROVE_WITHIN));
    made->total_groups[0].count = 1;
    made->protocol.total_count = 2;
    assert_true(finds(made, PROVE_WITHIN));
}

/* An interval of up to 24 h is met by nothing given in 24 h, one of up to 48 h by nothing in 48 h, a longer one by the last dose alone. */
static void intervals(void **state)
{
    (void)state;
    static const struct {
        int64_t hours;
        int given; /* -1: nothing is known to have been given in no time */
        int64_t amount;
        int64_t last_h; /* -1: not known */
        bool fails;
    } rows[] = {
        {6, -1, 0, 6, false},    {6, -1, 0, 5, true},    {6, -1, 0, -1, false}, {6, IFS_FACT_GIVEN_24H, 0, 5, false},
        {6, IFS_FACT_GIVEN_24H, 1, 5, true}, {6, IFS_FACT_GIVEN_48H, 0, 5, true}, {24, IFS_FACT_GIVEN_24H, 0, 23, false}, {24, IFS_FACT_GIVEN_48H, 0, 23, true},
        {25, IFS_FACT_GIVEN_24H, 0, 24, true}, {25, IFS_FACT_GIVEN_48H, 0, 24, false}, {48, IFS_FACT_GIVEN_48H, 0, 47, false}, {48, IFS_FACT_GIVEN_48H, 1, 47, true},
        {49, IFS_FACT_GIVEN_48H, 0, 48, true}, {49, IFS_FACT_GIVEN_48H, 0, 49, false}, {71, IFS_FACT_GIVEN_48H, 0, 70, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = make();
        made->totals[0] = (struct limit){.kind = IFS_LIMIT_INTERVAL, .hard_min = {rows[i].hours * HOUR, 1}};
        if (rows[i].given >= 0) {
            know(made, rows[i].given, rows[i].amount);
        }
        if (rows[i].last_h >= 0) {
            know(made, IFS_FACT_LAST_DOSE, rows[i].last_h * HOUR);
        }
        if (!finds(made, rows[i].fails ? PROVE_WITHIN : PROVE_COUNT)) {
            fail_msg("row %zu", i);
        }
        if (rows[i].fails) {
            assert_int_equal(made->judgement.infusion[PROVE_WITHIN], -1);
            assert_true(is(made->judgement.figure[PROVE_WITHIN], rows[i].last_h * HOUR, 1));
        }
    }
}

/* ---- Preparation ---- */

/* Each figure by which the order could not be made up, and the nearest by which it can. */
static void what_can_be_prepared(void **state)
{
    (void)state;
    enum { DRAW, MARKS, FLOW, DROPS, CONTAINERS, CAPACITY, VOLUME, KINDS };
    static const struct {
        int what;
        enum additive additive;
        int64_t figure;
        bool fails;
    } rows[] = {
        {DRAW, ADDITIVE_ADDED, 1900, false},       {DRAW, ADDITIVE_ADDED, 1950, true},      {DRAW, ADDITIVE_ADDED, 100, false},
        {DRAW, ADDITIVE_ADDED, 0, true},           {DRAW, ADDITIVE_ADDED, 1, true},         {DRAW, ADDITIVE_PREMIXED, 0, false},
        {MARKS, ADDITIVE_ADDED, 0, true},          {MARKS, ADDITIVE_ADDED, 1, false},       {MARKS, ADDITIVE_ADDED, 2000, false},
        {MARKS, ADDITIVE_ADDED, 2001, true},       {FLOW, ADDITIVE_ADDED, 100, false},      {FLOW, ADDITIVE_ADDED, 204050, true},
        {FLOW, ADDITIVE_ADDED, 1, true},           {FLOW, ADDITIVE_ADDED, 0, true},         {DROPS, ADDITIVE_ADDED, 100, false},
        {DROPS, ADDITIVE_ADDED, 101, true},        {CONTAINERS, ADDITIVE_ADDED, 1, false},  {CONTAINERS, ADDITIVE_ADDED, 0, true},
        {CONTAINERS, ADDITIVE_ADDED, 2, false},    {CAPACITY, ADDITIVE_ADDED, 102000, false}, {CAPACITY, ADDITIVE_ADDED, 101999, true},
        {CAPACITY, ADDITIVE_ADDED, 1, true},       {CAPACITY, ADDITIVE_ADDED, 0, false},    {VOLUME, ADDITIVE_REPLACED, 2000, false},
        {VOLUME, ADDITIVE_REPLACED, 1999, true},   {VOLUME, ADDITIVE_MADE_UP, 2000, false}, {VOLUME, ADDITIVE_MADE_UP, 1999, true},
        {VOLUME, ADDITIVE_ADDED, 1999, false},     {VOLUME, ADDITIVE_UNDILUTED, 1999, false}, {CONTAINERS, ADDITIVE_PREMIXED, 0, true},
        {CONTAINERS, ADDITIVE_PREMIXED, 1, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = make();
        ifs_infusion *infusion = &made->plan.infusions[0];
        int64_t *const figures_of[KINDS] = {&infusion->draw.ul,    &infusion->graduation.ul,       &infusion->flow.ul_per_h, &infusion->drops_per_min,
                                            &infusion->containers, &made->container.capacity.ul, &made->container.volume.ul};
        made->container.additive = rows[i].additive;
        *figures_of[rows[i].what] = rows[i].figure;
        if (!finds(made, rows[i].fails ? PROVE_PREPARABLE : PROVE_COUNT)) {
            fail_msg("row %zu", i);
        }
        assert_int_equal(made->judgement.infusion[PROVE_PREPARABLE] == 0 || !rows[i].fails, true);
    }
}

/* Each of two sites gets a draw to a mark: 2 x 100 uL. An injection and what is given by hand need no pump. */
static void marks_of_sites_and_pumps(void **state)
{
    (void)state;
    struct made *made = inject();
    assert_true(finds(made, PROVE_COUNT));
    made->plan.infusions[0].draw.ul = 1900;
    assert_true(finds(made, PROVE_PREPARABLE)); /* 950 each */
    made->plan.infusions[0].draw.ul = 1800;
    assert_true(finds(made, PROVE_COUNT));
    made->plan.infusions[0].sites = 1;
    made->plan.infusions[0].draw.ul = 1900;
    assert_true(finds(made, PROVE_COUNT));
    made = make();
    made->plan.infusions[0].flow.ul_per_h = 0;
    made->plan.infusions[0].device = IFS_HAND;
    assert_true(finds(made, PROVE_COUNT));
    made->plan.infusions[0].device = IFS_GRAVITY;
    assert_true(finds(made, PROVE_PREPARABLE));
}

/* The least draw there is, to the finest mark. */
static void the_least_draw(void **state)
{
    (void)state;
    struct made *made = make();
    made->plan.infusions[0].draw.ul = 1;
    made->plan.infusions[0].graduation.ul = 1;
    assert_true(finds(made, PROVE_COUNT));
}

/* The pump of the site: its step, or where none is known 0.1 mL per hour. */
static void steps_of_the_pump(void **state)
{
    (void)state;
    static const struct {
        bool site;
        int64_t step;
        int64_t flow;
        bool fails;
    } rows[] = {{false, 0, 204100, false}, {false, 0, 204010, true}, {true, 0, 204100, false}, {true, 0, 204010, true}, {true, 1000, 204100, true},
                {true, 1000, 204000, false}, {true, 1, 204001, false}, {true, 10, 204010, false}, {true, 1, 1, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = make();
        made->site.pump_step.ul_per_h = rows[i].step;
        made->request.site = rows[i].site ? &made->site : NULL;
        made->plan.infusions[0].flow.ul_per_h = rows[i].flow;
        if (!finds(made, rows[i].fails ? PROVE_PREPARABLE : PROVE_COUNT)) {
            fail_msg("row %zu", i);
        }
    }
}

/* ---- Rounding ---- */

static ifs_limit_outcome *add_outcome(struct made *made, const struct limit *limit, ifs_result result, ifs_check_severity severity)
{
    ifs_limit_outcome *outcome = &made->plan.limits[made->plan.limit_count++];
    *outcome = (ifs_limit_outcome){.limit = limit, .result = result, .severity = severity, .delivered = {7, 1}};
    return outcome;
}

/* Somebody prescribed it: then it is not the protocol's own order. */
static struct made *prescribed(void)
{
    struct made *made = make();
    made->request.choices[IFS_INFUSION_MAX - 1].has_over = true;
    return made;
}

/* 1 g was ordered. Where a limit is passed that 1 g keeps, or 30 min, or 20 mg/kg, rounding passed it; where it is passed by what was ordered, it
 * did not, and then no other outcome matters. */
static void passed_by_rounding_alone(void **state)
{
    (void)state;
    static const struct limit kept = {.kind = IFS_LIMIT_DOSE, .soft_max = {GRAM, 1}, .hard_max = {2 * GRAM, 1}};
    static const struct limit kept_hard = {.kind = IFS_LIMIT_DOSE, .hard_max = {GRAM, 1}};
    static const struct limit soft = {.kind = IFS_LIMIT_DOSE, .soft_max = {GRAM - 1, 1}, .hard_max = {GRAM, 1}};
    static const struct limit passed = {.kind = IFS_LIMIT_DOSE, .hard_max = {GRAM - 1, 1}};
    static const struct limit kept_time = {.kind = IFS_LIMIT_OVER, .hard_min = {1800, 1}};
    static const struct limit kept_volume = {.kind = IFS_LIMIT_VOLUME, .hard_max = {102000, 1}};
    static const struct limit none = {.kind = IFS_LIMIT_SITE_VOLUME, .hard_max = {1, 1}};
    static const struct {
        const struct limit *first;
        ifs_result result;
        ifs_check_severity severity;
        const struct limit *second; /* trips, refuses */
        bool fails;
    } rows[] = {
        {&kept, IFS_TRIP, IFS_OVERRIDE, NULL, true},        {&kept, IFS_OVERRIDDEN, IFS_OVERRIDE, NULL, true}, {&kept, IFS_PASS, IFS_OVERRIDE, NULL, false},
        {&kept, IFS_UNKNOWN, IFS_OVERRIDE, NULL, false},    {&kept_hard, IFS_TRIP, IFS_REFUSE, NULL, true},    {&soft, IFS_TRIP, IFS_REFUSE, NULL, true},
        {&soft, IFS_TRIP, IFS_OVERRIDE, NULL, false},       {&passed, IFS_TRIP, IFS_REFUSE, NULL, false},      {&kept_time, IFS_TRIP, IFS_REFUSE, NULL, true},
        {&kept_volume, IFS_TRIP, IFS_REFUSE, NULL, true},   {&none, IFS_TRIP, IFS_REFUSE, NULL, false},        {&kept_hard, IFS_TRIP, IFS_REFUSE, &passed, false},
        {&kept_hard, IFS_TRIP, IFS_REFUSE, &kept_time, true}, {&soft, IFS_TRIP, IFS_OVERRIDE, &kept_hard, true}, {&soft, IFS_OVERRIDDEN, IFS_OVERRIDE, &kept_hard, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = prescribed();
        ifs_limit_outcome *first = add_outcome(made, rows[i].first, rows[i].result, rows[i].severity);
        if (rows[i].second != NULL) {
            add_outcome(made, rows[i].second, IFS_TRIP, IFS_REFUSE)->delivered = ratio_whole(8);
        }
        *(struct limit *)&made->limits[1] = kept_hard; /* behind the last */
        made->plan.limits[made->plan.limit_count] = (ifs_limit_outcome){.limit = &made->limits[1], .result = IFS_TRIP};
        if (!finds(made, rows[i].fails ? PROVE_ROUNDING : PROVE_COUNT)) {
            fail_msg("row %zu", i);
        }
        if (rows[i].fails && rows[i].first != &soft) { /* the first is named */
            assert_ptr_equal(made->judgement.limit[PROVE_ROUNDING], first->limit);
            assert_true(is(made->judgement.figure[PROVE_ROUNDING], 7, 1));
        }
    }
}

/* Of the second infusion in the plan, whose rule is the first; not of one that is not in it, nor of the whole order, nor of a step. */
static void rounding_of_which_infusion(void **state)
{
    (void)state;
    static const struct limit kept = {.kind = IFS_LIMIT_DOSE, .hard_max = {GRAM, 1}};
    static const struct {
        int infusion;
        int step;
        bool fails;
    } rows[] = {{0, 0, true}, {1, 0, false}, {2, 0, false}, {-1, 0, false}, {0, 1, false}, {0, 2, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct made *made = prescribed();
        made->plan.infusions[1] = made->plan.infusions[0];
        made->plan.infusions[0].rule = 1;
        made->plan.infusions[0].dose.mcg = 2 * GRAM;
        made->plan.infusions[2] = made->plan.infusions[1];
        made->plan.infusions[2].rule = 2;
        made->plan.infusion_count = 2;
        ifs_limit_outcome *outcome = add_outcome(made, &kept, IFS_TRIP, IFS_OVERRIDE);
        outcome->severity = IFS_REFUSE;
        outcome->infusion = rows[i].infusion;
        outcome->step = rows[i].step;
        if (!finds(made, rows[i].fails ? PROVE_ROUNDING : PROVE_COUNT)) {
            fail_msg("row %zu", i);
        }
    }
}

/* ---- Refusals ---- */

/* A refuse check that trips, acute injury, answers that contradict each other: then nothing else is looked at. */
static void refused_in_so_many_words(void **state)
{
    (void)state;
    static const struct limit passed = {.kind = IFS_LIMIT_DOSE, .hard_max = {1, 1}};
    for (int which = 0; which < 8; which++) {
        struct made *made = make();
        bool refused = which < 4;
        made->limits[0] = passed;
        made->checks[0].severity = which == 4 ? IFS_OVERRIDE : which == 5 ? IFS_WARN : IFS_REFUSE;
        made->plan.checks[0] = which == 0 || which == 4 || which == 5 ? IFS_TRIP : which == 6 ? IFS_UNKNOWN : IFS_PASS;
        made->plan.checks[1] = which == 1 ? IFS_TRIP : IFS_PASS;
        made->plan.checks[2] = IFS_TRIP; /* behind the last */
        made->plan.acute_injury = which == 2;
        made->plan.contradictions = which == 3 ? 1 : 0;
        assert_int_equal(prove_refused(&made->protocol, &made->plan), refused);
        assert_true(finds(made, refused ? PROVE_COUNT : PROVE_WITHIN));
        assert_int_equal(made->judgement.refused, refused);
    }
}

/* Every obstacle of the protocol's own order, of an infusion and of the whole. */
static void obstacles(void **state)
{
    (void)state;
    static const int found[IFS_OBSTACLE_COUNT] = {
        [IFS_OBSTACLE_NO_DOSE_RULE] = 1, [IFS_OBSTACLE_TWO_DOSE_RULES] = 1,  [IFS_OBSTACLE_NO_TIME_RULE] = 1,   [IFS_OBSTACLE_TWO_TIME_RULES] = 1,
        [IFS_OBSTACLE_NO_LIMIT_RULE] = 1, [IFS_OBSTACLE_TWO_LIMIT_RULES] = 1, [IFS_OBSTACLE_NO_RENAL_BAND] = 1, [IFS_OBSTACLE_TWO_RENAL_BANDS] = 1,
        [IFS_OBSTACLE_NO_INFUSION] = 1,  [IFS_OBSTACLE_NO_RESCUE] = 1,       [IFS_OBSTACLE_NO_CONTAINER] = 1,   [IFS_OBSTACLE_DOSE_ZERO] = 2,
        [IFS_OBSTACLE_DOES_NOT_FIT] = 2, [IFS_OBSTACLE_NOT_MEASURABLE] = 2,  [IFS_OBSTACLE_NO_FLOW] = 2,        [IFS_OBSTACLE_REPEAT_TOO_SOON] = 2,
        [IFS_OBSTACLE_RESCUE_LIMIT] = 2, [IFS_OBSTACLE_BEYOND_ARITHMETIC] = 2};
    for (int obstacle = 0; obstacle < IFS_OBSTACLE_COUNT; obstacle++) {
        int property = found[obstacle] == 1 ? PROVE_ONE_RULE : found[obstacle] == 2 ? PROVE_PREPARABLE : PROVE_COUNT;
        for (int of = -1; of < IFS_INFUSION_MAX; of++) {
            struct made *made = make();
            made->plan.verdict = IFS_REFUSED;
            *(of < 0 ? &made->plan.order_obstacle : &made->plan.obstacle[of]) = (ifs_obstacle)obstacle;
            assert_true(finds(made, property));
            if (property < PROVE_COUNT) {
                assert_int_equal(made->judgement.obstacle[property], obstacle);
                assert_int_equal(made->judgement.infusion[property], of);
            }
            made->request.choices[of < 0 ? 0 : of].has_dose = true; /* a prescriber's own doing */
            assert_true(finds(made, PROVE_COUNT));
        }
    }
}

/* The first obstacle is named. */
static void two_obstacles(void **state)
{
    (void)state;
    struct made *made = make();
    made->plan.verdict = IFS_REFUSED;
    made->plan.obstacle[1] = IFS_OBSTACLE_NO_DOSE_RULE;
    made->plan.obstacle[2] = IFS_OBSTACLE_NO_RENAL_BAND;
    assert_true(finds(made, PROVE_ONE_RULE));
    assert_int_equal(made->judgement.obstacle[PROVE_ONE_RULE], IFS_OBSTACLE_NO_DOSE_RULE);
    assert_int_equal(made->judgement.infusion[PROVE_ONE_RULE], 1);
}

/* The protocol's own order is refused by a limit, for what was ordered: unless somebody prescribed it, or asked for a bag, diluent or device; a total
 * may be passed by what was given before. */
static void the_usual_order_is_refused(void **state)
{
    (void)state;
    static const struct limit passed = {.kind = IFS_LIMIT_DOSE, .hard_max = {GRAM - 1, 1}};
    static const int asked[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
    for (int which = 0; which < 16; which++) {
        struct made *made = make();
        made->plan.verdict = IFS_REFUSED;
        ifs_limit_outcome *outcome = add_outcome(made, &passed, which == 1 ? IFS_OVERRIDDEN : which == 2 ? IFS_PASS : IFS_TRIP, which == 3 ? IFS_OVERRIDE : IFS_REFUSE);
        bool usual = which == 0 || which >= 10;
        if (which >= 4 && which < 7) {
            fact_set_add(&made->request.known, asked[which - 4]);
        }
        made->request.choices[which == 7 ? IFS_INFUSION_MAX - 1 : 0].has_dose = which == 7;
        made->request.choices[0].has_over = which == 8;
        outcome->infusion = which == 9 || which == 10 || which == 11 || which == 15 ? -1 : which == 12 ? 1 : 0;
        if (which == 9) {
            made->request.answer[IFS_FACT_GIVEN_24H] = 1;
        }
        if (which == 13) {
            made->request.answer[IFS_FACT_GIVEN_24H] = 1; /* of an infusion: what was given before has nothing to do with it */
        }
        if (which == 15) {
            made->request.answer[IFS_FACT_GIVEN_48H] = 1;
            usual = false;
        }
        made->plan.limits[1] = (ifs_limit_outcome){.limit = &passed, .result = IFS_TRIP, .severity = IFS_REFUSE}; /* behind the last */
        if (!finds(made, usual ? PROVE_USUAL : PROVE_COUNT)) {
            fail_msg("case %d", which);
        }
        if (usual) {
            assert_int_equal(made->judgement.infusion[PROVE_USUAL], outcome->infusion);
            assert_ptr_equal(made->judgement.limit[PROVE_USUAL], &passed);
            assert_true(is(made->judgement.figure[PROVE_USUAL], 7, 1));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong),          cmocka_unit_test(every_kind_of_limit),      cmocka_unit_test(every_place_of_a_limit),
        cmocka_unit_test(limits_that_are_not_held),  cmocka_unit_test(every_limit_of_a_group),   cmocka_unit_test(an_injection),
        cmocka_unit_test(times),                     cmocka_unit_test(totals_of_additives),      cmocka_unit_test(figures_that_do_not_exist),
        cmocka_unit_test(steps_of_titration),        cmocka_unit_test(given_before),             cmocka_unit_test(lengths_of_the_windows),
        cmocka_unit_test(totals_that_are_held),      cmocka_unit_test(intervals),                cmocka_unit_test(what_can_be_prepared),
        cmocka_unit_test(marks_of_sites_and_pumps),  cmocka_unit_test(steps_of_the_pump),        cmocka_unit_test(the_least_draw),        cmocka_unit_test(passed_by_rounding_alone),
        cmocka_unit_test(rounding_of_which_infusion), cmocka_unit_test(refused_in_so_many_words), cmocka_unit_test(obstacles),
        cmocka_unit_test(two_obstacles),             cmocka_unit_test(the_usual_order_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
