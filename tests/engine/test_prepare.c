/*
 * test_prepare.c - draw, total, flow and drops: each rounded once, half up or inward, and what is then delivered.
 *
 * The vial holds 500 mg per mL, so the marks of 0.1 mL (no site file) stand for 50 mg; the premix holds 10 mg per mL, and
 * 100 mL over t minutes run at 6,000 / t mL per hour.
 */
#include "prepare.h"
#include "one_order.h"

static struct order *take_at(const struct parts *parts, const ifs_site *site)
{
    take(parts)->request.site = site;
    return order;
}

#define ADDED "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"
#define REPLACED                                                                                                       \
    "{ product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"
#define MADE_UP                                                                                                        \
    "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"
#define PRESCRIBED "{ step = '5 mg'; source = 'trial'; }"

/* ---- Step 5: the draw ---- */

static void draw_half_up(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t exact_ul;
        int64_t draw_ul;
        int64_t delivered_mg;
        int64_t vials;
    } rows[] = {
        {"--dose 1 g", 2000, 2000, 1000, 1},     {"--dose 1.02 g", 2040, 2000, 1000, 1},
        {"--dose 1.025 g", 2050, 2100, 1050, 2}, {"--dose 1.03 g", 2060, 2100, 1050, 2},
        {"--dose 25 mg", 50, 100, 50, 1},        {"--dose 2 g", 4000, 4000, 2000, 2},
        {"--dose 2.05 g", 4100, 4100, 2050, 3},
    };
    struct order *of = take(&(struct parts){.dose = PRESCRIBED, .bags = ADDED});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_true(equals(infusion->exact_draw_ul, rows[i].exact_ul, 1));
        assert_int_equal(infusion->draw.ul, rows[i].draw_ul);
        assert_int_equal(infusion->graduation.ul, 100);
        assert_true(equals(infusion->delivered_mcg, rows[i].delivered_mg * 1000, 1));
        assert_int_equal(infusion->containers, rows[i].vials);
        assert_false(infusion->draw_inward);
        assert_true(equals(infusion->total_ul, 100000 + rows[i].draw_ul, 1));
    }
    assert_true(refused_by(of, "--dose 20 mg", IFS_OBSTACLE_NOT_MEASURABLE)); /* 0.04 mL */
}

/* The DOSE stays what was ordered; dose per kg and speed are those of what is drawn. */
static void delivered_differs_from_ordered(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = PRESCRIBED, .bags = MADE_UP});
    const ifs_infusion *infusion = infusion_of(of, "weight=50 kg | --dose 1.03 g");
    assert_int_equal(infusion->dose.mcg, 1030000);
    assert_true(equals(infusion->delivered_mcg, 1050000, 1));
    assert_true(equals(infusion->per_kg_mcg, 21000, 1));              /* 1050 / 50 mg/kg */
    assert_true(equals(infusion->concentration_mcg_per_ul, 105, 10)); /* 1050 mg in 100 mL */
    assert_true(equals(infusion->speed_mcg_per_h, 2100000, 1));       /* in half an hour */
    assert_true(equals(infusion->delivered_s, 1800, 1));
}

struct inward_row {
    const char *words;
    const char *dose;
    const char *limits;
    int64_t draw_ul;
    bool inward;
    ifs_verdict verdict;
};

static void expect_draw(const struct inward_row *row)
{
    struct order *of = take(&(struct parts){.dose = row->dose, .limits = row->limits, .bags = ADDED});
    const ifs_plan *plan = plan_for(of, row->words);
    assert_int_equal(plan->verdict, row->verdict);
    if (plan->infusion_count > 0) {
        assert_int_equal(plan->infusions[0].draw.ul, row->draw_ul);
        assert_int_equal(plan->infusions[0].draw_inward, row->inward);
    }
}

/* 1.03 g are 2.06 mL: half up 2.1 mL, 1.05 g; inward 2 mL, 1 g. 1.02 g are 2.04 mL: half up 2 mL; inward 2.1 mL. */
static void draw_inward(void **state)
{
    (void)state;
    static const struct inward_row rows[] = {
        {"--dose 1.03 g", "{ hard = ['', '1.05 g']; step = '5 mg'; source = 'trial'; }", "", 2100, false, IFS_READY},
        {"--dose 1.03 g", "{ hard = ['', '1.049 g']; step = '5 mg'; source = 'trial'; }", "", 2000, true, IFS_READY},
        {"--dose 1.03 g", "{ hard = ['', '1.03 g']; step = '5 mg'; source = 'trial'; }", "", 2000, true, IFS_READY},
        {"--dose 1.02 g", "{ hard = ['1 g', '']; step = '5 mg'; source = 'trial'; }", "", 2000, false, IFS_READY},
        {"--dose 1.02 g", "{ hard = ['1.001 g', '']; step = '5 mg'; source = 'trial'; }", "", 2100, true, IFS_READY},
        {"--dose 1.03 g", "{ soft = ['', '1.04 g']; step = '5 mg'; source = 'trial'; }", "", 2000, true, IFS_READY},
        {"--dose 1.02 g", "{ soft = ['1.01 g', '']; step = '5 mg'; source = 'trial'; }", "", 2100, true, IFS_READY},
        {"--dose 1.03 g", "{ max = '1.04 g'; step = '5 mg'; source = 'trial'; }", "", 2000, true, IFS_READY},
        /* beyond soft either way, but not beyond hard */
        {"--dose 1.03 g", "{ soft = ['', '900 mg']; hard = ['', '1.04 g']; step = '5 mg'; source = 'trial'; }", "",
         2000, true, IFS_OVERRIDE_NEEDED},
        /* beyond hard already: there is nothing to keep */
        {"--dose 1.03 g", "{ hard = ['', '1.02 g']; step = '5 mg'; source = 'trial'; }", "", 0, false, IFS_REFUSED},
        {"--dose 1.03 g | weight=50 kg", PRESCRIBED, "per-kg = { hard-max = '20.9 mg/kg'; source = 'trial'; };", 2000,
         true, IFS_READY},
        {"--dose 1.03 g | weight=50 kg", PRESCRIBED, "per-kg = { hard-max = '21 mg/kg'; source = 'trial'; };", 2100,
         false, IFS_READY},
        {"--dose 1.03 g", PRESCRIBED, "volume = { hard-max = '102.09 mL'; source = 'trial'; };", 2000, true, IFS_READY},
        {"--dose 1.03 g", PRESCRIBED, "volume = { hard-max = '102.1 mL'; source = 'trial'; };", 2100, false, IFS_READY},
        /* 1030 mg in 102.06 mL are 10.092 mg/mL, 1050 in 102.1 10.284, 1000 in 102 9.804 */
        {"--dose 1.03 g", PRESCRIBED, "concentration = { hard-max = '10.28 mg/mL'; source = 'trial'; };", 2000, true,
         IFS_READY},
        {"--dose 1.03 g", PRESCRIBED, "concentration = { hard-max = '10.29 mg/mL'; source = 'trial'; };", 2100, false,
         IFS_READY},
        /* over 30 min: 34.33 mg/min, 35 rounded, 33.33 inward */
        {"--dose 1.03 g", PRESCRIBED, "speed = { hard-max = '34.9 mg/min'; source = 'trial'; };", 2000, true,
         IFS_READY},
        {"--dose 1.02 g", PRESCRIBED, "speed = { soft-min = '33.9 mg/min'; source = 'trial'; };", 2100, true,
         IFS_READY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_draw(&rows[i]);
    }
}

/* Inward is never nothing: 30 mg are 0.06 mL, half up 0.1 mL, 50 mg; the mark below is zero. */
static void draw_inward_is_not_nothing(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.dose = "{ hard = ['', '40 mg']; step = '5 mg'; source = 'trial'; }", .bags = ADDED});
    assert_true(refused_by(of, "--dose 30 mg", IFS_OBSTACLE_NONE));
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 50000, 1));
}

/* 20 mg are 0.04 mL, half up nothing: not to be measured, although 0.1 mL, 50 mg, would keep the limits too. */
static void draw_of_nothing_is_not_rounded_up(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.dose = "{ hard = ['10 mg', '100 mg']; step = '5 mg'; source = 'trial'; }", .bags = ADDED});
    assert_true(refused_by(of, "--dose 20 mg", IFS_OBSTACLE_NOT_MEASURABLE));
    assert_int_equal(infusion_of(of, "--dose 25 mg")->draw.ul, 100); /* 0.05 mL: half up, within the limits */
    assert_false(of->plan.infusions[0].draw_inward);
    of = take(
        &(struct parts){.dose = "{ soft = ['10 mg', '100 mg']; step = '5 mg'; source = 'trial'; }", .bags = ADDED});
    assert_true(refused_by(of, "--dose 20 mg", IFS_OBSTACLE_NOT_MEASURABLE));
}

/* Neither way: half up stays, and the limit refuses (or asks) for what would be given. */
static void draw_that_fits_neither_way(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.dose = "{ hard = ['1.01 g', '1.04 g']; step = '5 mg'; source = 'trial'; }", .bags = ADDED});
    assert_true(refused_by(of, "--dose 1.03 g", IFS_OBSTACLE_NONE));
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 1050000, 1));
    assert_true(refused_by(of, "--dose 1.02 g", IFS_OBSTACLE_NONE));
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 1000000, 1));
    of = take(
        &(struct parts){.dose = "{ soft = ['1.01 g', '1.04 g']; step = '5 mg'; source = 'trial'; }", .bags = ADDED});
    assert_int_equal(plan_for(of, "--dose 1.03 g")->verdict, IFS_OVERRIDE_NEEDED);
    assert_int_equal(of->plan.infusions[0].draw.ul, 2100);
    assert_false(of->plan.infusions[0].draw_inward);
}

/* The smallest syringe that holds the exact volume; the largest when none does. */
static void graduation_of_the_smallest_syringe(void **state)
{
    (void)state;
    static const ifs_site site = {
        .present = true, .syringe_count = 3, .syringes = {{{1000}, {10}}, {{10000}, {200}}, {{50000}, {1000}}}};
    static const struct {
        const char *words;
        int64_t graduation_ul;
        int64_t draw_ul;
    } rows[] = {
        {"--dose 495 mg", 10, 990},      {"--dose 500 mg", 10, 1000},     {"--dose 505 mg", 200, 1000}, /* 1.01 mL */
        {"--dose 550 mg", 200, 1200}, /* 1.1 mL: half up */
        {"--dose 5 g", 200, 10000},      {"--dose 5.005 g", 1000, 10000}, {"--dose 25 g", 1000, 50000},
        {"--dose 25.25 g", 1000, 51000}, /* 50.5 mL: two fills of the largest */
    };
    struct order *of = take_at(&(struct parts){.dose = PRESCRIBED, .bags = ADDED}, &site);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->graduation.ul, rows[i].graduation_ul);
        assert_int_equal(infusion->draw.ul, rows[i].draw_ul);
    }
    static const ifs_site without = {.present = true};
    of = take_at(&(struct parts){.dose = PRESCRIBED, .bags = ADDED}, &without);
    assert_int_equal(infusion_of(of, "--dose 495 mg")->graduation.ul, 100);
}

/* 5 mL with marks every 0.3 mL: the last mark is 4.8 mL, and half up beyond it (4.98 mL: 5.1 mL) would not fit. */
static void syringe_holds_up_to_its_last_mark(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .syringe_count = 2, .syringes = {{{5000}, {300}}, {{20000}, {1000}}}};
    struct order *of = take_at(&(struct parts){.dose = PRESCRIBED, .bags = ADDED}, &site);
    const ifs_infusion *infusion = infusion_of(of, "--dose 2.4 g");
    assert_int_equal(infusion->graduation.ul, 300);
    assert_int_equal(infusion->draw.ul, 4800);
    infusion = infusion_of(of, "--dose 2.49 g");
    assert_int_equal(infusion->graduation.ul, 1000);
    assert_int_equal(infusion->draw.ul, 5000);
}

/* On a syringe whose marks are not known nothing can be read: the next one is taken. */
static void syringe_without_marks(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .syringe_count = 2, .syringes = {{{5000}, {0}}, {{20000}, {1000}}}};
    struct order *of = take_at(&(struct parts){.dose = PRESCRIBED, .bags = ADDED}, &site);
    const ifs_infusion *infusion = infusion_of(of, "--dose 1 g");
    assert_int_equal(infusion->graduation.ul, 1000);
    assert_int_equal(infusion->draw.ul, 2000);
}

#define FINE "{ step = '10 mcg'; source = 'trial'; }"

/* 500 mcg in 1 uL. A syringe without marks holds nothing that can be read; one with a mark at each microlitre is used. */
static void finest_marks(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .syringe_count = 3,
                                  .syringes = {{{5000}, {0}}, {{20000}, {1}}, {{50000}, {1000}}}};
    struct order *of = take_at(&(struct parts){.dose = FINE, .bags = ADDED}, &site);
    assert_int_equal(infusion_of(of, "--dose 500 mcg")->draw.ul, 1);
    assert_int_equal(infusion_of(of, "--dose 500 mcg")->graduation.ul, 1);
    assert_int_equal(infusion_of(of, "--dose 750 mcg")->draw.ul, 2); /* 1.5 uL */
    of = take_at(&(struct parts){.dose = "{ step = '10 mcg'; hard = ['', '900 mcg']; source = 'trial'; }", .bags = ADDED}, &site);
    const ifs_infusion *infusion = infusion_of(of, "--dose 750 mcg"); /* 2 uL are 1000 mcg, 1 uL 500 */
    assert_int_equal(infusion->draw.ul, 1);
    assert_true(infusion->draw_inward);
}

/* Of as many syringes as a site may have none holds 6 mL: several fills of the last. */
static void every_syringe_is_too_small(void **state)
{
    (void)state;
    ifs_site site = {.present = true, .syringe_count = IFS_SYRINGE_MAX};
    for (int i = 0; i < IFS_SYRINGE_MAX; i++) {
        site.syringes[i] = (ifs_syringe){{1000 + 100 * i}, {10 + i}};
    }
    struct order *of = take_at(&(struct parts){.dose = PRESCRIBED, .bags = ADDED}, &site);
    assert_int_equal(infusion_of(of, "--dose 3 g")->graduation.ul, 10 + IFS_SYRINGE_MAX - 1);
    of->request.site = NULL;
}

/* A bag that takes a microlitre takes no 102 mL. */
static void smallest_capacity(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = PRESCRIBED, .bags = ADDED});
    struct container container = of->protocol->infusions[0].containers[0];
    struct infusion_rule infusion = of->protocol->infusions[0];
    ifs_protocol protocol = *of->protocol;
    ifs_protocol *whole = of->protocol;
    container.capacity.ul = 1;
    infusion.containers = &container;
    protocol.infusions = &infusion;
    of->protocol = &protocol;
    assert_true(refused_by(of, "--dose 1 g", IFS_OBSTACLE_DOES_NOT_FIT));
    of->protocol = whole;
}

static void premix_has_no_draw(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = PRESCRIBED});
    const ifs_infusion *infusion = infusion_of(of, "--dose 1.005 g");
    assert_int_equal(infusion->draw.ul, 0);
    assert_int_equal(infusion->exact_draw_ul.den, 0);
    assert_int_equal(infusion->diluent, -1);
    assert_int_equal(infusion->diluent_volume.ul, 0);
    assert_int_equal(infusion->graduation.ul, 0);
    assert_true(equals(infusion->total_ul, 100500, 1)); /* not rounded to a mark */
    assert_true(equals(infusion->delivered_mcg, 1005000, 1));
    assert_true(equals(infusion->concentration_mcg_per_ul, 10, 1));
    assert_int_equal(infusion->containers, 2);
    assert_int_equal(infusion_of(of, "--dose 1 g")->containers, 1);
    assert_int_equal(infusion_of(of, "--dose 5 mg")->containers, 1);
    assert_int_equal(infusion_of(of, "--dose 2 g")->containers, 2);
    of = take(&(struct parts){.dose = PRESCRIBED, .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"});
    assert_true(equals(infusion_of(of, "--dose 1.005 g")->total_ul, 25125, 1)); /* 1005 / 40 mL */
}

/* ---- Step 6: the total ---- */

static void additive_rules(void **state)
{
    (void)state;
    static const struct {
        const char *bags;
        int64_t total_ul;
        int64_t diluent_ul;
    } rows[] = {{ADDED, 102000, 100000}, {REPLACED, 100000, 98000}, {MADE_UP, 100000, 98000}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(take(&(struct parts){.bags = rows[i].bags}), "");
        assert_int_equal(infusion->draw.ul, 2000);
        assert_true(equals(infusion->total_ul, rows[i].total_ul, 1));
        assert_int_equal(infusion->diluent_volume.ul, rows[i].diluent_ul);
        assert_true(equals(infusion->concentration_mcg_per_ul, 1000000, rows[i].total_ul));
    }
}

/* 1 g is 2 mL. */
static void what_does_not_fit(void **state)
{
    (void)state;
    static const char *const inside[] = {
        "{ product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '2 mL'; source = 'trial'; }",
        "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '2 mL'; source = 'trial'; }"};
    for (size_t i = 0; i < 2; i++) {
        struct order *of = take(&(struct parts){.dose = PRESCRIBED, .bags = inside[i]});
        assert_int_equal(infusion_of(of, "--dose 1 g")->diluent_volume.ul, 0);
        assert_true(refused_by(of, "--dose 1.05 g", IFS_OBSTACLE_DOES_NOT_FIT));
    }
    struct order *of = take(&(struct parts){.dose = PRESCRIBED,
                                            .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; "
                                                    "volume = '100 mL'; capacity = '102 mL'; source = 'trial'; }"});
    assert_int_equal(plan_for(of, "--dose 1 g")->verdict, IFS_READY);
    assert_true(refused_by(of, "--dose 1.05 g", IFS_OBSTACLE_DOES_NOT_FIT));
    of = take(&(struct parts){.dose = PRESCRIBED,
                              .bags = "{ product = 'premix'; additive = 'premixed'; capacity = '100 mL'; }"});
    assert_int_equal(plan_for(of, "--dose 1 g")->verdict, IFS_READY);
    assert_true(refused_by(of, "--dose 1.005 g", IFS_OBSTACLE_DOES_NOT_FIT));
}

/* ---- Steps 7 and 8: the flow ---- */

static void flow_half_up(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t flow; /* uL per hour */
    } rows[] = {
        {"--over 30 min", 200000}, {"--over 7 min", 857100}, /* 857.143 */
        {"--over 9 min", 666700},                            /* 666.667 */
        {"--over 11 min", 545500},                           /* 545.4545 */
        {"--over 960 min", 6300},                            /* 6.25: half up */
        {"--over 961 min", 6200},                            /* 6.2435 */
    };
    struct order *of = take(&(struct parts){0});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->flow.ul_per_h, rows[i].flow);
        assert_false(infusion->flow_inward);
        assert_true(equals(infusion->exact_flow_ul_per_h, INT64_C(100000) * 3600, infusion->over.s));
        /* delivered time = total / flow; speed = dose / that time; 10 mcg in each uL */
        assert_true(equals(infusion->delivered_s, INT64_C(360000000), rows[i].flow));
        assert_true(equals(infusion->speed_mcg_per_h, rows[i].flow * 10, 1));
    }
}

static const ifs_site whole_pump = {.present = true, .pump_step = {1000}};

/* 100 mL over 160 min: 37.5 mL per hour; half up 38 (157.89 min, 380 mg per hour), inward 37 (162.16 min, 370 mg per hour). */
static void flow_inward(void **state)
{
    (void)state;
    static const struct {
        const char *over; /* limits of the time */
        const char *limits;
        int64_t flow;
        bool inward;
        ifs_verdict verdict;
    } rows[] = {
        {"", "", 38000, false, IFS_READY},
        {"hard = ['', '160 min'];", "", 38000, false, IFS_READY},
        {"hard = ['160 min', ''];", "", 37000, true, IFS_READY},
        {"soft = ['160 min', ''];", "", 37000, true, IFS_READY},
        {"hard = ['157 min', '163 min'];", "", 38000, false, IFS_READY},
        {"hard = ['158 min', '162 min'];", "", 38000, false, IFS_REFUSED}, /* neither way */
        {"soft = ['158 min', '162 min'];", "", 38000, false, IFS_OVERRIDE_NEEDED},
        {"", "speed = { hard-max = '379 mg/h'; source = 'trial'; };", 37000, true, IFS_READY},
        {"", "speed = { hard-max = '380 mg/h'; source = 'trial'; };", 38000, false, IFS_READY},
        {"", "speed = { hard-max = '375 mg/h'; hard-min = '371 mg/h'; source = 'trial'; };", 38000, false, IFS_REFUSED},
        {"", "speed-per-kg = { hard-max = '7.5 mg/kg/h'; source = 'trial'; };", 37000, true, IFS_READY},
        {"", "speed-per-kg = { hard-max = '7.6 mg/kg/h'; source = 'trial'; };", 38000, false, IFS_READY},
        {"", "speed-per-kg = { hard-max = '7.4 mg/kg/h'; source = 'trial'; };", 38000, false,
         IFS_REFUSED}, /* exact: 7.5 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char over[120];
        snprintf(over, sizeof over, "{ usual = '160 min'; %s source = 'trial'; }", rows[i].over);
        struct order *of = take_at(&(struct parts){.over = over, .limits = rows[i].limits}, &whole_pump);
        const ifs_plan *plan = plan_for(of, "weight=50 kg");
        assert_int_equal(plan->verdict, rows[i].verdict);
        if (plan->infusion_count > 0) {
            assert_int_equal(plan->infusions[0].flow.ul_per_h, rows[i].flow);
            assert_int_equal(plan->infusions[0].flow_inward, rows[i].inward);
        }
    }
}

/* The other way too: 100 mL over 161 min are 37.267 mL per hour, half up 37 (162.16 min); inward is up, 38. */
static void flow_inward_upwards(void **state)
{
    (void)state;
    struct order *of = take_at(
        &(struct parts){.over = "{ usual = '161 min'; hard = ['', '161 min']; source = 'trial'; }"}, &whole_pump);
    assert_int_equal(infusion_of(of, "")->flow.ul_per_h, 38000);
    assert_true(of->plan.infusions[0].flow_inward);
}

static void flow_of_nothing(void **state)
{
    (void)state;
    static const ifs_site coarse = {.present = true, .pump_step = {10000}};
    struct order *of = take_at(&(struct parts){.over = "{ usual = '21 h'; source = 'trial'; }"}, &coarse);
    assert_true(refused_by(of, "", IFS_OBSTACLE_NO_FLOW));                  /* 4.76 mL per hour */
    assert_int_equal(infusion_of(of, "--over 20 h")->flow.ul_per_h, 10000); /* 5: half up */
    of = take_at(&(struct parts){.over = "{ usual = '20 h'; hard = ['20 h', '']; source = 'trial'; }"}, &coarse);
    assert_true(refused_by(of, "", IFS_OBSTACLE_NONE)); /* 10 mL per hour is too fast, and inward is nothing */
}

static void range_of_the_pump(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .pump_step = {100}, .pump_low = {10000}, .pump_high = {200000}};
    struct order *of = take_at(&(struct parts){.devices = "['pump', 'gravity', 'hand']"}, &site);
    assert_int_equal(plan_for(of, "--over 30 min")->verdict, IFS_READY);     /* 200 mL per hour */
    assert_true(refused_by(of, "--over 29 min", IFS_OBSTACLE_BEYOND_PUMP));  /* 206.9 */
    assert_int_equal(plan_for(of, "--over 600 min")->verdict, IFS_READY);    /* 10 */
    assert_int_equal(plan_for(of, "--over 601 min")->verdict, IFS_READY);    /* 9.98, rounded to 10 */
    assert_true(refused_by(of, "--over 604 min", IFS_OBSTACLE_BEYOND_PUMP)); /* 9.93: 9.9 */
    assert_int_equal(plan_for(of, "--over 29 min | device=hand")->verdict, IFS_READY);
    assert_true(refused_by(of, "--over 29 min | device=gravity", IFS_OBSTACLE_NO_DROP_SET));
    static const ifs_site slow = {.present = true, .pump_step = {1}, .pump_high = {1}}; /* 0.001 mL per hour */
    assert_true(refused_by(take_at(&(struct parts){0}, &slow), "", IFS_OBSTACLE_BEYOND_PUMP));
    static const ifs_site fine = {.present = true, .pump_step = {1}}; /* 100 mL in 7 min: 857.142857 mL per hour */
    assert_int_equal(infusion_of(take_at(&(struct parts){0}, &fine), "--over 7 min")->flow.ul_per_h, 857143);
    static const ifs_site open = {.present = true, .pump_step = {100}};
    of = take_at(&(struct parts){0}, &open);
    assert_int_equal(plan_for(of, "--over 1 min")->verdict, IFS_READY); /* 6,000 mL per hour: no range is known */
}

/* By hand: no flow, the ordered time is the delivered one, limits hold all the same. 1 g in 7 min: 142.86 mg/min. */
static void by_hand(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.devices = "['hand']", .limits = "speed = { hard-max = '150 mg/min'; source = 'trial'; };"});
    const ifs_infusion *infusion = infusion_of(of, "weight=50 kg | --over 7 min");
    assert_int_equal(infusion->flow.ul_per_h, 0);
    assert_int_equal(infusion->exact_flow_ul_per_h.den, 0);
    assert_int_equal(infusion->drops_per_min, 0);
    assert_true(equals(infusion->delivered_s, 420, 1));
    assert_true(equals(infusion->speed_mcg_per_h, 60000000, 7));
    assert_true(equals(infusion->per_kg_mcg, 20000, 1));
    assert_true(refused_by(of, "--over 6 min", IFS_OBSTACLE_NONE)); /* 166.67 mg/min */
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->result, IFS_TRIP);
}

/* ---- Step 10: drops ---- */

static const ifs_site sixty = {.present = true, .drop_set_count = 1, .drop_sets = {60}};
static const ifs_site twenty = {.present = true, .drop_set_count = 1, .drop_sets = {20}};
static const ifs_site both = {.present = true, .drop_set_count = 2, .drop_sets = {60, 20}};

#define GRAVITY .devices = "['gravity']"

/* mL per hour x drops per mL / 60: with 60 drops per mL as many drops in a minute as mL in an hour. */
static void drops_half_up(void **state)
{
    (void)state;
    static const struct {
        const ifs_site *site;
        const char *words;
        int64_t drops;
        int64_t factor;
    } rows[] = {
        {&sixty, "--over 160 min", 38, 60},  /* 37.5 */
        {&sixty, "--over 161 min", 37, 60},  /* 37.3 */
        {&sixty, "--over 60 min", 100, 60},  /* 100 */
        {&twenty, "--over 30 min", 67, 20},  /* 200 / 3 = 66.67 */
        {&twenty, "--over 20 min", 100, 20}, /* 300 / 3 */
        {&both, "--over 60 min", 100, 60},
        {&both, "--over 59 min", 34, 20}, /* 101.7 with the first: 101.7 / 3 = 33.9 with the second */
        {&both, "--over 20 min", 100, 20},
        {&sixty, "--over 200 h", 1, 60}, /* 0.5 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(take_at(&(struct parts){GRAVITY}, rows[i].site), rows[i].words);
        assert_int_equal(infusion->drops_per_min, rows[i].drops);
        assert_int_equal(infusion->drop_factor, rows[i].factor);
        assert_false(infusion->drops_inward);
    }
}

/* 100.4 mL an hour are 100 drops, 100.5 mL 101. */
static void drops_that_cannot_be_counted(void **state)
{
    (void)state;
    static const struct parts nearly = {GRAVITY, .over = "{ usual = '60 min'; source = 'trial'; }",
                                        .bags = "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; "
                                                "volume = '100.4 mL'; source = 'trial'; }"};
    static const struct parts beyond = {GRAVITY, .over = "{ usual = '60 min'; source = 'trial'; }",
                                        .bags = "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; "
                                                "volume = '100.5 mL'; source = 'trial'; }"};
    assert_int_equal(infusion_of(take_at(&nearly, &sixty), "")->drops_per_min, 100);
    assert_true(refused_by(take_at(&beyond, &sixty), "", IFS_OBSTACLE_TOO_FAST_TO_COUNT));
    assert_true(refused_by(take_at(&(struct parts){GRAVITY}, &both), "--over 19 min",
                           IFS_OBSTACLE_TOO_FAST_TO_COUNT));                                                  /* 105 */
    assert_true(refused_by(take_at(&(struct parts){GRAVITY}, &sixty), "--over 250 h", IFS_OBSTACLE_NO_FLOW)); /* 0.4 */
}

static void drops_without_a_set(void **state)
{
    (void)state;
    static const ifs_site without = {.present = true};
    assert_true(refused_by(take(&(struct parts){GRAVITY}), "", IFS_OBSTACLE_NO_DROP_SET));
    assert_true(refused_by(take_at(&(struct parts){GRAVITY}, &without), "", IFS_OBSTACLE_NO_DROP_SET));
    struct order *of = take_at(&(struct parts){.devices = "['pump', 'gravity']"}, &without);
    assert_int_equal(infusion_of(of, "")->drops_per_min, 0);
    assert_int_equal(of->plan.infusions[0].drop_factor, 0);
}

/* 37.5 drops: 38 take 157.89 min, 37 take 162.16 min. */
static void drops_inward(void **state)
{
    (void)state;
    static const struct {
        const char *limits; /* of the time */
        int64_t drops;      /* 0: refused */
        bool inward;
    } rows[] = {{"hard = ['160 min', ''];", 37, true},
                {"soft = ['160 min', ''];", 37, true},
                {"hard = ['157 min', ''];", 38, false},
                {"hard = ['', '160 min'];", 38, false},
                {"hard = ['158 min', '162 min'];", 0, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char over[120];
        snprintf(over, sizeof over, "{ usual = '160 min'; %s source = 'trial'; }", rows[i].limits);
        struct order *of = take_at(&(struct parts){GRAVITY, .over = over}, &sixty);
        if (rows[i].drops == 0) {
            assert_int_equal(plan_for(of, "")->verdict, IFS_REFUSED);
            assert_true(holds_nothing(&of->plan));
            continue;
        }
        assert_int_equal(infusion_of(of, "")->drops_per_min, rows[i].drops);
        assert_int_equal(of->plan.infusions[0].drops_inward, rows[i].inward);
    }
}

/* A bag that runs in an hour: as many mL per hour as it holds, as many drops with 60 in a mL, a third of it with 20. */
static struct order *take_bag(const char *millilitres, const char *over, const ifs_site *site)
{
    char bags[160];
    snprintf(bags, sizeof bags,
             "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '%s mL'; source = 'trial'; }",
             millilitres);
    return take_at(&(struct parts){GRAVITY, .over = over, .bags = bags}, site);
}

static void drops_of_a_tie(void **state)
{
    (void)state;
    static const struct {
        const ifs_site *site;
        const char *millilitres;
        int64_t drops;
    } rows[] = {
        {&sixty, "60.4", 60},  {&sixty, "60.5", 61},  /* even below */
        {&sixty, "61.5", 62},                         /* odd below */
        {&sixty, "99.5", 100}, {&twenty, "61.4", 20}, /* 20.47 */
        {&twenty, "61.5", 21},                        /* 20.5 */
        {&twenty, "64.5", 22},                        /* 21.5 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *of = take_bag(rows[i].millilitres, "{ usual = '60 min'; source = 'trial'; }", rows[i].site);
        assert_int_equal(infusion_of(of, "")->drops_per_min, rows[i].drops);
        assert_false(of->plan.infusions[0].drops_inward);
    }
}

/* 100.4 mL in 60 min: 100 drops take 60.24 min, longer than allowed; the next way, 101, cannot be counted. 99.4 mL: 99
 * drops take 60.24 min too, and 100 take 59.64 min. */
static void drops_inward_never_beyond_counting(void **state)
{
    (void)state;
    static const char *const overs[] = {"{ usual = '60 min'; hard = ['', '60 min']; source = 'trial'; }",
                                        "{ usual = '60 min'; soft = ['', '60 min']; source = 'trial'; }"};
    for (size_t i = 0; i < 2; i++) {
        assert_true(refused_by(take_bag("100.4", overs[i], &sixty), "", IFS_OBSTACLE_TOO_FAST_TO_COUNT));
        struct order *of = take_bag("99.4", overs[i], &sixty);
        assert_int_equal(infusion_of(of, "")->drops_per_min, 100);
        assert_true(of->plan.infusions[0].drops_inward);
        assert_int_equal(of->plan.verdict, IFS_READY);
    }
}

/* 37.5 drops: 38 take 100 mL / 38 mL per hour = 3000/19 min, 37 take 162.16 min; 158 to 162 min allow neither. */
static void drops_that_fit_neither_way(void **state)
{
    (void)state;
    struct order *of = take_at(
        &(struct parts){GRAVITY, .over = "{ usual = '160 min'; soft = ['158 min', '162 min']; source = 'trial'; }"},
        &sixty);
    const ifs_plan *plan = plan_for(of, "");
    assert_int_equal(plan->verdict, IFS_OVERRIDE_NEEDED);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_OVER)->result, IFS_TRIP);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_OVER)->severity, IFS_OVERRIDE);
    assert_true(equals(limit_of(plan, 0, IFS_LIMIT_OVER)->delivered, 180000, 19)); /* seconds */
    assert_int_equal(plan->infusions[0].drops_per_min, 38);
    assert_false(plan->infusions[0].drops_inward);
    plan = plan_for(of, "setting=ward | --prescriber Dr Example, 1 | --override infusion.over=asked for");
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_OVER)->result, IFS_OVERRIDDEN);
    of = take_at(
        &(struct parts){GRAVITY, .over = "{ usual = '160 min'; hard = ['158 min', '162 min']; source = 'trial'; }"},
        &sixty);
    assert_true(refused_by(of, "", IFS_OBSTACLE_NONE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->delivered, 180000, 19));
}

/* 90 mL over 50 h are 1.8 mL per hour, with 20 drops per mL 0.6 a minute: one drop makes it 30 h, and the other neighbour is
 * none at all. */
static void drops_inward_are_not_none(void **state)
{
    (void)state;
    static const ifs_site coarse = {.present = true, .drop_set_count = 1, .drop_sets = {20}};
    struct order *of = take_at(
        &(struct parts){.devices = "['gravity']",
                        .over = "{ usual = '50 h'; hard = ['49 h', '51 h']; source = 'trial'; }",
                        .bags = "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '90 mL'; "
                                "source = 'trial'; }"},
        &coarse);
    assert_true(refused_by(of, "", IFS_OBSTACLE_NONE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->delivered, 30 * 3600, 1));
}

/* ---- What leaves exact arithmetic ---- */

/* Ideal weight of a man of 186.5 cm (73.425 in) 80.878 kg, adjusted of 136.3 kg 103.047 kg; 64.77 mg/kg of it are
 * 6,674 mg, to 10 mg 6,670 mg; of 1000.3 mg in 9.998 mL 66.67 mL, drawn 66.7 mL, 6,673.3 mg; with 850 mL in 8 min
 * 6,875.25 mL per hour, pumped at 6,875.3. That is about 50 g per hour, 486 mg/kg/h, far beyond 1. The exact fraction of
 * it does not fit: never passed over. */
static void limit_beyond_arithmetic(void **state)
{
    (void)state;
    static const char *const limits[] = {"speed-per-kg = { hard-max = '1 mg/kg/h'; source = 'trial'; };",
                                         "speed-per-kg = { soft-max = '1 mg/kg/h'; source = 'trial'; };"};
    for (size_t i = 0; i < 2; i++) {
        struct order *of = take(&(struct parts){
            .dose = "{ usual = '64.77 mg/kg'; of = 'adjusted'; step = '10 mg'; round = 'nearest'; source = 'trial'; }",
            .over = "{ usual = '8 min'; source = 'trial'; }",
            .limits = limits[i],
            .bags = "{ product = 'awkward'; additive = 'added'; diluents = ['saline']; volume = '850 mL'; "
                    "source = 'trial'; }"});
        assert_true(refused_by(of, "sex=male | height=186.5 cm | weight=136.3 kg", IFS_OBSTACLE_BEYOND_ARITHMETIC));
        assert_int_not_equal(limit_of(&of->plan, 0, IFS_LIMIT_SPEED_PER_KG)->result, IFS_PASS);
    }
}

static bool dose_alone(const struct course *course, ifs_ratio rounded, struct figures *figures)
{
    (void)course;
    *figures = (struct figures){.dose_mcg = rounded};
    return true;
}

/* A limit that allows nothing below the exact figure, which is rounded down to a multiple of the step: the next multiple above is
 * taken when there is one below 2^63. 2^63 - 1 is itself a multiple of 7; the multiple of 2^62 above 2^62 is 2^63. */
static void inward_beyond_arithmetic(void **state)
{
    (void)state;
    static const struct {
        int64_t exact;
        int64_t step;
        int64_t rounded;
        bool inward;
    } rows[] = {
        {INT64_MAX - 6, 7, INT64_MAX, true},
        {(INT64_C(1) << 62) + 1, INT64_C(1) << 62, INT64_C(1) << 62, false},
        {(INT64_C(1) << 62) + 1, INT64_C(1) << 61, (INT64_C(1) << 62) + (INT64_C(1) << 61), true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct limit least = {.kind = IFS_LIMIT_DOSE, .hard_min = ratio_whole(rows[i].exact)};
        struct course course = {.held = {{&least, true}}, .held_count = 1};
        struct rounding rounding = {.exact = ratio_whole(rows[i].exact), .step = rows[i].step, .figures_of = dose_alone};
        assert_true(prepare_round(&course, &rounding));
        assert_true(rounding.rounded == rows[i].rounded);
        assert_true(rounding.inward == rows[i].inward);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(finest_marks, end),
        cmocka_unit_test_teardown(smallest_capacity, end),
        cmocka_unit_test_teardown(every_syringe_is_too_small, end),
        cmocka_unit_test_teardown(draw_half_up, end),
        cmocka_unit_test_teardown(delivered_differs_from_ordered, end),
        cmocka_unit_test_teardown(draw_inward, end),
        cmocka_unit_test_teardown(draw_inward_is_not_nothing, end),
        cmocka_unit_test_teardown(draw_of_nothing_is_not_rounded_up, end),
        cmocka_unit_test_teardown(draw_that_fits_neither_way, end),
        cmocka_unit_test_teardown(graduation_of_the_smallest_syringe, end),
        cmocka_unit_test_teardown(syringe_holds_up_to_its_last_mark, end),
        cmocka_unit_test_teardown(syringe_without_marks, end),
        cmocka_unit_test_teardown(premix_has_no_draw, end),
        cmocka_unit_test_teardown(additive_rules, end),
        cmocka_unit_test_teardown(what_does_not_fit, end),
        cmocka_unit_test_teardown(flow_half_up, end),
        cmocka_unit_test_teardown(flow_inward, end),
        cmocka_unit_test_teardown(flow_inward_upwards, end),
        cmocka_unit_test_teardown(flow_of_nothing, end),
        cmocka_unit_test_teardown(range_of_the_pump, end),
        cmocka_unit_test_teardown(by_hand, end),
        cmocka_unit_test_teardown(drops_half_up, end),
        cmocka_unit_test_teardown(drops_that_cannot_be_counted, end),
        cmocka_unit_test_teardown(drops_without_a_set, end),
        cmocka_unit_test_teardown(drops_inward, end),
        cmocka_unit_test_teardown(drops_of_a_tie, end),
        cmocka_unit_test_teardown(drops_inward_never_beyond_counting, end),
        cmocka_unit_test_teardown(drops_that_fit_neither_way, end),
        cmocka_unit_test_teardown(drops_inward_are_not_none, end),
        cmocka_unit_test_teardown(limit_beyond_arithmetic, end),
        cmocka_unit_test(inward_beyond_arithmetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
