/*
 * test_prove_sweep.c - what is tried of one class: every bag, every listed order, and what was given before at the edge of every total.
 *
 * Each patient that is planned is noted; those that are expected are counted by hand.
 */
#include "proving.h"

#define GRAM INT64_C(1000000)
#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define STEP INT64_C(10000)
#define UNDOSED (-1)

/* Who was planned, each once. */
struct seen {
    int64_t weight_g;
    int64_t dose_mcg; /* UNDOSED: the protocol's own */
    int64_t over_s;
    int64_t day_mcg;
    int64_t two_days_mcg;
    int64_t since_s;
    int64_t product; /* -1: not asked for */
};

static struct seen list[60000];
static int count;

static bool alike(const struct seen *a, const struct seen *b)
{
    return a->weight_g == b->weight_g && a->dose_mcg == b->dose_mcg && a->over_s == b->over_s && a->day_mcg == b->day_mcg && a->two_days_mcg == b->two_days_mcg && a->since_s == b->since_s &&
           a->product == b->product;
}

static void note(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    const ifs_choice *choice = &request->choices[0];
    const struct seen seen = {request->answer[IFS_FACT_WEIGHT],
                              choice->has_dose ? choice->dose_mcg.num : UNDOSED,
                              choice->has_over ? choice->over.s : 0,
                              request->answer[IFS_FACT_GIVEN_24H],
                              request->answer[IFS_FACT_GIVEN_48H],
                              request->answer[IFS_FACT_LAST_DOSE],
                              fact_set_has(&request->known, IFS_FACT_PRODUCT) ? request->answer[IFS_FACT_PRODUCT] : -1};
    for (int i = 0; i < count; i++) {
        if (alike(&list[i], &seen)) {
            return;
        }
    }
    assert_true(count < (int)COUNT_OF(list));
    list[count++] = seen;
}

static void sweep(const struct parts *parts, int class)
{
    begin_with(parts, note);
    assert_true(family_gather(&prove->family));
    assert_true(class < prove->family.class_count);
    count = 0;
    prove_sweep(prove, class);
}

/* ---- What was given before ------------------------------------------------------------------------------------------------ */

struct before {
    int64_t day_mcg;
    int64_t two_days_mcg;
    int64_t since_s;
};

static bool is_expected(const struct before *expected, const struct seen *seen)
{
    for (int i = 0; i < 6; i++) {
        if (expected[i].since_s == seen->since_s && expected[i].day_mcg == seen->day_mcg && expected[i].two_days_mcg == seen->two_days_mcg) {
            return true;
        }
    }
    return false;
}

static bool is_tried(const struct before *before)
{
    for (int i = 0; i < count; i++) {
        if (list[i].day_mcg == before->day_mcg && list[i].two_days_mcg == before->two_days_mcg && list[i].since_s == before->since_s && list[i].dose_mcg == UNDOSED) {
            return true;
        }
    }
    return false;
}

/* The order is 1 g. Up to the bound and one step of 10 mg beyond; one minute before the interval ends, and just then. Whoever was given nothing in two days
 * was given something before that, whoever was given something today was not today. */
static void what_was_given_before_at_each_edge(void **state)
{
    (void)state;
    static const struct {
        const char *totals;
        const char *over;
        struct before expected[6]; /* zero: no further one */
    } rows[] = {
        {"", "30 min", {{0, 0, 2 * DAY}}},
        {"totals = { in-24h = '4 g';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {3 * GRAM, 3 * GRAM, DAY}, {3 * GRAM + STEP, 3 * GRAM + STEP, DAY}}},
        {"totals = { in-48h = '6 g';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {0, 5 * GRAM, 2 * DAY}, {0, 5 * GRAM + STEP, 2 * DAY}}},
        /* Nothing is left but the step beyond. */
        {"totals = { in-24h = '1 g';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {STEP, STEP, DAY}}},
        {"totals = { interval = '12 h';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {STEP, STEP, 12 * HOUR - 60}, {STEP, STEP, 12 * HOUR}}},
        {"totals = { interval = '24 h';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {STEP, STEP, DAY - 60}, {STEP, STEP, DAY}}},
        {"totals = { interval = '86410 s';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {STEP, STEP, DAY - 50}, {0, STEP, DAY + 10}}},
        {"totals = { interval = '1441 min';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {STEP, STEP, DAY}, {0, STEP, DAY + 60}}},
        {"totals = { interval = '36 h';" TRIAL "};", "30 min", {{0, 0, 2 * DAY}, {0, STEP, 36 * HOUR - 60}, {0, STEP, 36 * HOUR}}},
        /* 100 mL in 60 h are 1.7 mL/h: 40.8 mL or 408 mg in a day, 816 mg in two. 4 g less 408 mg are 3.592 g, 6 g less 816 mg 5.184 g; by 10 mg 3.59 and 5.18 g. */
        {"totals = { in-24h = '4 g'; in-48h = '6 g';" TRIAL "};",
         "60 h",
         {{0, 0, 2 * DAY}, {3590000, 3590000, DAY}, {3600000, 3600000, DAY}, {0, 5180000, 2 * DAY}, {0, 5190000, 2 * DAY}}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char over[100];
        char more[300];
        snprintf(over, sizeof over, "{ usual = '%s';" TRIAL "}", rows[i].over);
        snprintf(more, sizeof more, "%s" NEEDS(", 'given-24h', 'given-48h', 'last-dose'"), rows[i].totals);
        sweep(&(struct parts){.over = over, .more = more}, 0);
        for (int j = 0; j < 6 && rows[i].expected[j].since_s != 0; j++) {
            if (!is_tried(&rows[i].expected[j])) {
                fail_msg("row %d: edge %d is not tried", (int)i, j);
            }
        }
        for (int j = 0; j < count; j++) {
            if (!is_expected(rows[i].expected, &list[j])) {
                fail_msg("row %d: %d and %d mcg before, %d s ago", (int)i, (int)list[j].day_mcg, (int)list[j].two_days_mcg, (int)list[j].since_s);
            }
            assert_true(list[j].day_mcg + list[j].two_days_mcg == 0 || (list[j].dose_mcg == UNDOSED && list[j].over_s == 0)); /* with the protocol's own order */
        }
        forget(order);
    }
}

/* No total is read behind the last. */
static void as_many_totals_as_there_are(void **state)
{
    (void)state;
    order = written(&(struct parts){.more = "totals = { in-24h = '4 g';" TRIAL "};" NEEDS(", 'given-24h'")});
    ifs_protocol protocol = *order->protocol;
    struct limit_group totals[2] = {protocol.totals[0], {.count = 1, .limits = NULL}}; /* behind the last: there is no limit */
    protocol.totals = totals;
    memset(prove, 0, sizeof *prove);
    prove_begin(prove, &protocol, NULL);
    assert_true(family_gather(&prove->family));
    prove_sweep(prove, 0);
    assert_int_equal(protocol.total_count, 1);
    assert_true(prove->ordered);
    forget(order);
}

/* ---- Orders ---------------------------------------------------------------------------------------------------------------------- */

static bool is_ordered(int64_t dose_mcg, int64_t minutes)
{
    for (int i = 0; i < count; i++) {
        if (list[i].dose_mcg == dose_mcg && list[i].over_s == minutes * 60) {
            return true;
        }
    }
    return false;
}

/* Who is awake may be given 500 mg to 2 g in 20 to 50 min, others 3 to 4 g in 100 to 140 min. Each is given every dose and time at a bound of their own, the
 * first and last of the list among them, in every minute, and none of the others'. */
static void the_orders_of_the_alternative_that_holds(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "( { when = 'awake'; usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "},"
                                        "{ when = 'not awake'; usual = '3.5 g'; hard = ['3 g', '4 g']; step = '10 mg';" TRIAL "} )",
                                .over = "( { when = 'awake'; usual = '30 min'; hard = ['20 min', '50 min'];" TRIAL "}, { when = 'not awake'; usual = '2 h'; hard = ['100 min', '140 min'];" TRIAL "} )",
                                .bags = PREMIX_STRONG, .more = NEEDS(", 'awake'")};
    for (int class = 0; class < 2; class++) {
        sweep(&parts, class);
        bool awake = prove->family.request.answer[fact_named(order, "awake")] == IFS_ANSWER_YES;
        static const int64_t doses[2][9] = {{490000, 500000, 510000, 990000, 1000000, 1010000, 1990000, 2000000, 2010000},
                                            {2990000, 3000000, 3010000, 3490000, 3500000, 3510000, 3990000, 4000000, 4010000}};
        static const int64_t times[2][4] = {{20, 37, 45, 50}, {100, 113, 125, 140}};
        static const int64_t bounds[2][4] = {{19, 20, 50, 51}, {99, 100, 140, 141}};
        for (int other = 0; other < 2; other++) {
            bool own = (other == 0) == awake;
            for (int i = 0; i < 9; i++) {
                bool allowed = i > 0 && i < 8;
                assert_int_equal(is_ordered(doses[other][i], 0), own);
                assert_int_equal(is_ordered(doses[other][i], 60), own); /* in which the alternatives are looked up */
                for (int j = 0; j < 4; j++) {
                    assert_int_equal(is_ordered(doses[other][i], bounds[other][j]), own);
                    bool same = doses[other][i] == 1000000 || doses[other][i] == 3500000; /* the usual one, gone through as that */
                    assert_int_equal(is_ordered(doses[other][i], times[other][j]) || same || !allowed, own || same || !allowed);
                }
            }
            for (int j = 0; j < 4; j++) {
                assert_int_equal(is_ordered(UNDOSED, bounds[other][j]), own);
                assert_int_equal(is_ordered(UNDOSED, times[other][j]), own);
            }
        }
        assert_int_equal(prove->most[class][0][0], awake ? 2 * GRAM : 4 * GRAM);
        forget(order);
    }
}

/* From the first dose of the list on, and rates as well, which are listed without a time; with the protocol's own order alone nothing is prescribed. */
static void the_first_of_the_list_and_rates(void **state)
{
    (void)state;
    sweep(&(struct parts){.over = "{ usual = '30 min'; hard = ['20 min', '50 min'];" TRIAL "}", .bags = PREMIX_STRONG, .more = NEEDS("")}, 0);
    assert_true(is_ordered(10000, 37)); /* the least there is to write */
    assert_true(is_ordered(990000, 37));
    forget(order);
    sweep(&(struct parts){.dose = "{ usual = '1 g/h'; hard = ['500 mg/h', '2 g/h']; step = '10 mg';" TRIAL "}", .over = "{ usual = '60 min'; hard = ['20 min', '60 min'];" TRIAL "}",
                          .bags = PREMIX_STRONG, .more = NEEDS("")},
          0);
    assert_true(is_ordered(1010000, 37));
    forget(order);
    begin(&(struct parts){.more = NEEDS("")});
    assert_true(family_gather(&prove->family));
    prove->family.order_count = 1;
    prove_sweep(prove, 0);
    assert_int_equal(prove->most[0][0][0], 0); /* the protocol's own order alone */
    assert_true(prove->ordered);
    forget(order);
}

/* ---- Bags --------------------------------------------------------------------------------------------------------------------------- */

static bool is_asked(int64_t product, int64_t dose_mcg)
{
    for (int i = 0; i < count; i++) {
        if (list[i].product == product && list[i].dose_mcg == dose_mcg) {
            return true;
        }
    }
    return false;
}

static int64_t plans_with(const struct parts *parts, int materials)
{
    begin_with(parts, note);
    assert_true(family_gather(&prove->family));
    assert_true(materials <= prove->family.material_count);
    prove->family.material_count = materials;
    count = 0;
    prove_sweep(prove, 0);
    int64_t plans = prove->plans;
    forget(order);
    return plans;
}

/* Whoever asks for what is given anyway is gone through once: the bag, its diluent and the pump. Where the bag hangs on the weight, were it of the lightest
 * alone, each bag is asked for with every order. */
static void bags_that_are_asked_for(void **state)
{
    (void)state;
    const struct parts one = {.bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }", .more = NEEDS("")};
    int64_t alone = plans_with(&one, 1);
    assert_true(alone > 0);
    assert_int_equal(plans_with(&one, 2), alone);
    const struct parts two = {.bags = "( { when = 'weight < 40.1 kg'; product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; },"
                                      "{ when = 'weight >= 40.1 kg'; product = 'ampoule'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )",
                              .dose = "{ usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "}", .more = ADMIT("age >= 18 y") NEEDS(", 'age'")};
    alone = plans_with(&two, 1);
    assert_false(is_asked(0, UNDOSED));
    int64_t first = plans_with(&two, 2);
    int64_t both = plans_with(&two, 3);
    assert_true(first > alone);
    assert_true(both > first);
    int products = 0;
    for (int product = 0; product < 8; product++) {
        products += is_asked(product, GRAM - STEP) ? 1 : 0; /* a prescribed order with it */
    }
    assert_int_equal(products, 2);
    /* The first bag is nobody's: whoever asks for the second asks for what is given anyway. */
    const struct parts nobody = {.bags = "( { when = 'weight < 1 kg'; product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; },"
                                         "{ product = 'ampoule'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )",
                                 .more = ADMIT("age >= 18 y") NEEDS(", 'age'")};
    assert_int_equal(plans_with(&nobody, 3), plans_with(&nobody, 2));
    /* Another device, another bag, another diluent: each differs in that alone. */
    static const struct {
        const char *bags;
        const char *devices;
        int materials;
    } others[] = {
        {"{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }", "['pump', 'gravity']", 3},
        {"( { product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }, { product = 'ampoule'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )", "['pump']", 3},
        {"( { product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }, { product = 'vial'; additive = 'added'; diluents = ['dextrose-5']; volume = '100 mL'; } )", "['pump']", 4},
    };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        const struct parts parts = {.bags = others[i].bags, .devices = others[i].devices, .more = NEEDS("")};
        assert_true(plans_with(&parts, others[i].materials) > plans_with(&parts, 2));
        assert_int_equal(plans_with(&parts, 2), plans_with(&parts, 1));
    }
}

/* ---- Who is left out ------------------------------------------------------------------------------------------------------------------ */

/* A class that a check refuses at every weight is not gone through; nor is anything followed any more once everything was reached. */
static void whom_a_check_refuses_at_every_weight(void **state)
{
    (void)state;
#define BOTH "(" USUAL("awake", "1 g") "," USUAL("not awake", "1 g") ")"
    static const struct {
        const char *check;
        bool swept[2];
    } rows[] = {
        {"not awake", {true, false}},
        {"not awake and weight >= 25 kg", {true, false}}, /* nobody lighter is admitted */
        {"not awake and weight >= 25.1 kg", {true, true}},
        {"not awake and tired", {true, true}}, /* nothing of the dosing */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[400];
        snprintf(more, sizeof more, "checks = ( { id = 'no'; refuse-if = '%s'; say = 'No.';" TRIAL "} );" ADMIT("age >= 18 y") NEEDS(", 'awake', 'age'"), rows[i].check);
        int swept[2] = {0, 0};
        for (int class = 0; class < 2; class++) {
            sweep(&(struct parts){.dose = BOTH, .more = more}, class);
            bool awake = prove->family.request.answer[fact_named(order, "awake")] == IFS_ANSWER_YES;
            swept[awake ? 0 : 1] = prove->plans > 0 ? 1 : 0;
            forget(order);
        }
        assert_int_equal(swept[0], rows[i].swept[0]);
        assert_int_equal(swept[1], rows[i].swept[1]);
    }
    prove_all(&(struct parts){.dose = BOTH, .more = NEEDS(", 'awake'")}, NULL);
    prove_sweep(prove, 0);
    assert_true(prove->all_reached);
    forget(order);
    /* From 50 kg on the most of the dose is reached, by the protocol's own order alone. */
    prove_all(&(struct parts){.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "};"
                                           "bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )",
                              .more = NEEDS("")},
              NULL);
    expect(PROVE_REACHED, PROVE_PROVED, PROVE_NO_REASON);
    forget(order);
}

/* Of what a nurse would see at once, a weight that nobody usual has is no example; of what an order does it is. */
static void whose_weight_is_an_example(void **state)
{
    (void)state;
    static struct prove_judgement judgement;
    for (int i = 0; i < PROVE_COUNT; i++) {
        judgement.fails[i] = i != PROVE_REACHED;
    }
    for (int usual = 0; usual < 2; usual++) {
        begin(&(struct parts){.dose = "{ usual = '20 mg/kg'; max = '1 g'; step = '10 mg';" TRIAL "}", .more = ADMIT("age >= 18 y") NEEDS(", 'age'")});
        assert_true(family_gather(&prove->family));
        family_take(&prove->family, &prove->family.classes[0].point);
        prove_accuse_all(prove, index_of(usual == 1 ? 40000 : 39900), &judgement);
        for (int i = 0; i < PROVE_REACHED; i++) {
            assert_int_equal(prove->findings[i].tried, usual == 1 || i >= PROVE_WITHIN ? 1 : 0);
        }
        forget(order);
    }
}

/* Who was given something before is forgotten again: the next weight begins with nothing. */
static void nothing_given_before_is_left(void **state)
{
    (void)state;
    static const char *const totals[] = {"totals = { in-24h = '4 g';" TRIAL "};", "totals = { in-48h = '6 g';" TRIAL "};", "totals = { interval = '12 h';" TRIAL "};"};
    for (size_t i = 0; i < COUNT_OF(totals); i++) {
        char more[300];
        snprintf(more, sizeof more, "%s" NEEDS(", 'given-24h', 'given-48h', 'last-dose'"), totals[i]);
        sweep(&(struct parts){.more = more}, 0);
        assert_int_equal(prove->family.request.answer[IFS_FACT_GIVEN_24H], 0);
        assert_int_equal(prove->family.request.answer[IFS_FACT_GIVEN_48H], 0);
        assert_int_equal(prove->family.request.answer[IFS_FACT_LAST_DOSE], 2 * DAY);
        forget(order);
    }
}

/* 3 g in a day need a reason, 4 g are the most: with an order of 1 g what was given before is tried at both. */
static void both_bounds_of_a_total(void **state)
{
    (void)state;
    static const struct before edges[] = {{2 * GRAM, 2 * GRAM, DAY}, {2 * GRAM + STEP, 2 * GRAM + STEP, DAY}, {3 * GRAM, 3 * GRAM, DAY}, {3 * GRAM + STEP, 3 * GRAM + STEP, DAY}};
    order = written(&(struct parts){.more = "totals = { in-24h = '4 g';" TRIAL "};" NEEDS(", 'given-24h', 'given-48h', 'last-dose'")});
    ifs_protocol protocol = *order->protocol;
    struct limit soft = protocol.totals[0].limits[0];
    const struct limit_group group = {.limits = &soft, .count = 1};
    soft.soft_max = ratio_whole(3 * GRAM);
    protocol.totals = &group;
    memset(prove, 0, sizeof *prove);
    prove->family.examine = note;
    prove_begin(prove, &protocol, NULL);
    assert_true(family_gather(&prove->family));
    count = 0;
    prove_sweep(prove, 0);
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        assert_true(is_tried(&edges[i]));
    }
    forget(order);
}

/* The most that may be prescribed is that of each weight: 200 mg below 50 kg, 2 g from there on. */
static void the_alternative_of_each_weight(void **state)
{
    (void)state;
    sweep(&(struct parts){.dose = "( { when = 'weight < 50 kg'; usual = '150 mg'; hard = ['100 mg', '200 mg']; step = '10 mg';" TRIAL "}, { when = 'weight >= 50 kg'; usual = '1 g'; hard = ['1 g', '2 g']; step = '10 mg';" TRIAL "} )",
                          .bags = PREMIX_STRONG, .more = ADMIT("age >= 18 y") NEEDS(", 'age'")},
          0);
    assert_true(prove->few_count > 1);
    for (int i = 0; i < prove->few_count; i++) {
        assert_int_equal(prove->most[0][i][0], prove->family.weights[prove->few[i]] < 50000 ? 200000 : 2 * GRAM);
    }
    forget(order);
}

/* Below 50 kg it is the vial, from there on the ampoule, and each has doses of its own. */
static void the_alternative_of_each_bag(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "( { when = 'product is vial'; usual = '150 mg'; hard = ['100 mg', '200 mg']; step = '10 mg';" TRIAL "}, { when = 'product is ampoule'; usual = '300 mg'; hard = ['300 mg', '400 mg']; step = '10 mg';" TRIAL "} )",
                          .bags = "( { when = 'weight < 50 kg'; product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; },"
                                  "{ when = 'weight >= 50 kg'; product = 'ampoule'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; } )",
                          .more = ADMIT("age >= 18 y") NEEDS(", 'age'")};
    begin_with(&parts, NULL);
    assert_true(family_gather(&prove->family));
    prove->family.material_count = 1; /* nobody asks for a bag */
    prove_sweep(prove, 0);
    assert_true(prove->few_count > 1);
    for (int i = 0; i < prove->few_count; i++) {
        assert_int_equal(prove->most[0][i][0], prove->family.weights[prove->few[i]] < 50000 ? 200000 : 400000);
    }
    forget(order);
}

/* Who is awake is refused: the dose that is theirs is nobody's. */
static void what_is_refused_reaches_nothing(void **state)
{
    (void)state;
    prove_all(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "500 mg") ")",
                              .more = "checks = ( { id = 'no'; refuse-if = 'awake and weight < 300 kg'; say = 'No.';" TRIAL "} );" NEEDS(", 'awake'")},
              NULL);
    assert_int_equal(prove->unreached_count, 0); /* but of 300 kg */
    forget(order);
    prove_all(&(struct parts){.dose = "(" USUAL("awake", "1 g") "," USUAL("not awake", "500 mg") ")",
                              .more = "checks = ( { id = 'no'; refuse-if = 'awake'; say = 'No.';" TRIAL "} );" NEEDS(", 'awake'")},
              NULL);
    assert_int_equal(prove->unreached_count, 1);
    expect(PROVE_REACHED, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    forget(order);
}

/* An injection has no minutes: what one prescribed dose alone shows is told all the same. 2 g are 4 mL, drawn as 12 mL: 6 g of at most 2 g. */
static void draw_more_of_one_dose(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    bool of_it = request->choices[0].has_dose && ratio_compare(request->choices[0].dose_mcg, ratio_whole(2 * GRAM)) == 0;
    for (int i = 0; i < plan->infusion_count && of_it; i++) {
        plan->infusions[i].draw.ul *= 3;
    }
}

static void what_one_prescribed_injection_shows(void **state)
{
    (void)state;
    prove_all(&(struct parts){.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g'; hard = ['500 mg', '2 g']; step = '10 mg';" TRIAL "};"
                                           "bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )",
                              .more = NEEDS("")},
              draw_more_of_one_dose);
    const struct prove_finding *finding = expect(PROVE_WITHIN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_true(ratio_compare(finding->patient.choices[0].dose_mcg, ratio_whole(2 * GRAM)) == 0);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_given_before_at_each_edge),
        cmocka_unit_test(nothing_given_before_is_left),
        cmocka_unit_test(both_bounds_of_a_total),
        cmocka_unit_test(the_alternative_of_each_weight),
        cmocka_unit_test(the_alternative_of_each_bag),
        cmocka_unit_test(what_is_refused_reaches_nothing),
        cmocka_unit_test(what_one_prescribed_injection_shows),
        cmocka_unit_test(as_many_totals_as_there_are),
        cmocka_unit_test(the_orders_of_the_alternative_that_holds),
        cmocka_unit_test(the_first_of_the_list_and_rates),
        cmocka_unit_test(bags_that_are_asked_for),
        cmocka_unit_test(whom_a_check_refuses_at_every_weight),
        cmocka_unit_test(whose_weight_is_an_example),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
