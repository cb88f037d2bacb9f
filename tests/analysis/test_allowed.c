/*
 * test_allowed.c - what is proposed where several limits are passed, where none can be kept, and where figures leave 63 bits.
 *
 * What is proposed to users is held by tests/cases/nearest.cases. Here limits are put into a plan that passes them; the protocol itself
 * has none, so that the engine takes every proposal.
 */
#include "engine/written.h"

#include "allowed.h"

#define GRAM INT64_C(1000000)
#define TRIAL " source = 'trial'; "

static ifs_plan scratch;
static struct alloweds alloweds;
static struct limit limits[4];
static struct order *order;

static void begin_with(const struct parts *parts, const char *words)
{
    plan_of(&order, parts, words);
    order->plan.verdict = IFS_OVERRIDE_NEEDED;
    order->plan.limit_count = 0;
}

/* 1 g over 30 min; in need of an override, for limits that are still to be put in. */
static void begin(const char *words)
{
    const struct parts parts = {0};
    begin_with(&parts, words);
}

/* A limit without bounds that counts as passed; its bounds are the test's to set. */
static struct limit *pass(int infusion, ifs_limit_kind kind, int64_t delivered)
{
    int at = order->plan.limit_count++;
    limits[at] = (struct limit){.kind = kind};
    order->plan.limits[at] = (ifs_limit_outcome){
        .limit = &limits[at], .infusion = infusion, .result = IFS_TRIP, .delivered = {delivered, 1}};
    return &limits[at];
}

/* The proposal of that kind; NULL: there is none. */
static const struct allowed *proposed(enum allowed_change change)
{
    allowed_find(order->protocol, &order->request, &order->plan, &scratch, &alloweds);
    for (int i = 0; i < alloweds.count; i++) {
        if (alloweds.list[i].change == change) {
            return &alloweds.list[i];
        }
    }
    return NULL;
}

static int count_of(enum allowed_change change)
{
    int count = 0;
    for (int i = 0; proposed(change) != NULL && i < alloweds.count; i++) {
        count += alloweds.list[i].change == change ? 1 : 0;
    }
    return count;
}

static bool proposes_dose(int64_t mcg)
{
    const struct allowed *dose = proposed(ALLOWED_DOSE);
    return dose != NULL && equals(dose->dose_mcg, mcg, 1);
}

/* ---- Several limits ---- */

/* At most 1 g, and at least half as much again per kg, 3 g: the lower one. */
static void too_much_goes_before_too_little(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_max = (ifs_ratio){GRAM, 1};
    pass(0, IFS_LIMIT_PER_KG, 20)->soft_min = (ifs_ratio){30, 1};
    assert_true(proposes_dose(1 * GRAM));
    forget(order);
}

/* The engine holds neither: the nearer of two wishes that pass. Which of them pass is asked in tests/cases/nearest.cases. */
static void of_two_that_ask_for_more_the_nearer_one(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_min = (ifs_ratio){4 * GRAM, 1};
    pass(0, IFS_LIMIT_DOSE_MAX, 2 * GRAM)->soft_min = (ifs_ratio){3 * GRAM, 1};
    assert_true(proposes_dose(3 * GRAM));
    assert_int_equal(count_of(ALLOWED_DOSE), 1);
    forget(order);
    begin("weight=70 kg | --over 10 min");
    pass(0, IFS_LIMIT_OVER, 600)->soft_min = (ifs_ratio){1800, 1};
    pass(0, IFS_LIMIT_OVER, 600)->soft_min = (ifs_ratio){1200, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 1200);
    assert_int_equal(count_of(ALLOWED_TIME), 1);
    forget(order);
}

/* The time that was held, where nobody prescribed one. */
static void the_usual_time(void **state)
{
    (void)state;
    begin("weight=70 kg");
    pass(0, IFS_LIMIT_OVER, 3600)->soft_max = (ifs_ratio){1800, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 1800);
    forget(order);
}

/* Eight steps are tried beyond what a bound asks for: 2 g and seven times 10 mg, an hour and seven minutes. The ninth is not. */
static void eight_steps(void **state)
{
    (void)state;
    static const struct {
        const char *hard; /* of the protocol; the wish is 2 g, or 60 min */
        const char *words;
        int64_t wanted; /* 0: none */
    } rows[] = {
        {"['', '1.93 g']", "--dose 3 g", 1930000}, {"['', '1.92 g']", "--dose 3 g", 0},
        {"['2.07 g', '']", "--dose 1 g", 2070000}, {"['2.08 g', '']", "--dose 1 g", 0},
        {"['', '53 min']", "--over 90 min", 53 * 60}, {"['', '52 min']", "--over 90 min", 0},
        {"['67 min', '']", "--over 30 min", 67 * 60}, {"['68 min', '']", "--over 30 min", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool dose = i < 4;
        bool lower = i % 4 < 2;
        char text[200];
        snprintf(text, sizeof text, "{ usual = '%s'; hard = %s; step = '10 mg';" TRIAL "}", lower ? "1 g" : "3 g", rows[i].hard);
        if (!dose) {
            snprintf(text, sizeof text, "{ usual = '%s'; hard = %s;" TRIAL "}", lower ? "30 min" : "90 min", rows[i].hard);
        }
        const struct parts parts = {.dose = dose ? text : NULL, .over = dose ? NULL : text};
        begin_with(&parts, rows[i].words);
        struct limit *limit = pass(0, dose ? IFS_LIMIT_DOSE : IFS_LIMIT_OVER, dose ? (lower ? 3 : 1) * GRAM : (lower ? 90 : 30) * 60);
        *(lower ? &limit->soft_max : &limit->soft_min) = (ifs_ratio){dose ? 2 * GRAM : 3600, 1};
        const struct allowed *found = proposed(dose ? ALLOWED_DOSE : ALLOWED_TIME);
        int64_t figure = found == NULL ? 0 : dose ? found->dose_mcg.num / found->dose_mcg.den : found->over.s;
        if (figure != rows[i].wanted) {
            fail_msg("%s: %lld", rows[i].hard, (long long)figure);
        }
        forget(order);
    }
}

/* What an earlier plan left behind the end of a list is no part of this one. */
static void nothing_behind_the_end(void **state)
{
    (void)state;
    begin("weight=70 kg");
    pass(0, IFS_LIMIT_OVER, 3600)->soft_max = (ifs_ratio){1800, 1};
    order->plan.limit_count = 0;
    assert_null(proposed(ALLOWED_TIME));
    assert_int_equal(alloweds.count, 0);
    pass(0, IFS_LIMIT_SPEED, 200)->soft_max = (ifs_ratio){100, 1};
    pass(0, IFS_LIMIT_OVER, 600);
    order->plan.limit_count = 1;
    assert_null(proposed(ALLOWED_TIME)); /* in which time nobody knows */
    order->plan.infusion_count = 0;
    assert_null(proposed(ALLOWED_DOSE)); /* half of which dose neither */
    forget(order);
}

/* The rule whose limit was held is that of these outcomes: steps of 10 mg, not of 250 mg. */
static void the_rule_that_was_held(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not awake'; usual = '1 g'; step = '250 mg';" TRIAL "} )"};
    begin_with(&parts, "awake=yes | --dose 1.3 g");
    pass(0, IFS_LIMIT_DOSE, 1300000)->soft_max = (ifs_ratio){1200000, 1};
    order->plan.limits[1] = (ifs_limit_outcome){.limit = &order->protocol->infusions[0].doses[1].limit};
    assert_true(proposes_dose(1200000));
    forget(order);
}

/* Of two micrograms one is left: the least that can be ordered is proposed as well. */
static void down_to_one_microgram(void **state)
{
    (void)state;
    const struct parts parts = {.drug = "faint-drug", .dose = "{ usual = '0.001 mg'; step = '0.001 mg';" TRIAL "}"};
    begin_with(&parts, "--dose 0.002 mg");
    pass(0, IFS_LIMIT_DOSE, 2)->soft_max = (ifs_ratio){1, 1};
    assert_true(proposes_dose(1));
    order->plan.limit_count = 0;
    pass(-1, IFS_LIMIT_IN_24H, 4)->soft_max = (ifs_ratio){3, 1};
    assert_true(proposes_dose(1));
    limits[0].soft_max = (ifs_ratio){2, 1};
    assert_null(proposed(ALLOWED_DOSE));
    forget(order);
}

/* A concentration, or another phase, asks for no other dose of this one. */
static void what_no_dose_helps(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_CONCENTRATION, 20)->soft_max = (ifs_ratio){10, 1};
    assert_null(proposed(ALLOWED_DOSE));
    pass(1, IFS_LIMIT_DOSE, 2 * GRAM)->soft_max = (ifs_ratio){GRAM, 1};
    assert_null(proposed(ALLOWED_DOSE));
    order->request.choices[0].has_over = true;
    order->request.choices[0].over.s = 600;
    pass(1, IFS_LIMIT_OVER, 600)->soft_min = (ifs_ratio){1200, 1};
    assert_null(proposed(ALLOWED_TIME));
    forget(order);
}

/* A limit with one bound only: 10 min is below 15 min. */
static void a_lower_bound_alone(void **state)
{
    (void)state;
    const struct parts parts = {.over = "{ usual = '30 min'; soft = ['15 min', ''];" TRIAL "}"};
    plan_of(&order, &parts, "setting=ward | --over 10 min");
    assert_int_equal(order->plan.verdict, IFS_OVERRIDE_NEEDED);
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 15 * 60);
    forget(order);
}

/* ---- Nothing to propose ---- */

static void nothing_is_proposed_from_a_bound_that_is_kept(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(0, IFS_LIMIT_DOSE, 2 * GRAM)->soft_max = (ifs_ratio){3 * GRAM, 1};
    assert_null(proposed(ALLOWED_DOSE));
    forget(order);
}

/* Times are whole minutes: 45 s is none. */
static void no_time_below_a_minute(void **state)
{
    (void)state;
    begin("weight=70 kg");
    order->request.choices[0].has_over = true;
    order->request.choices[0].over.s = 90;
    struct limit *limit = pass(0, IFS_LIMIT_OVER, 90);
    limit->soft_max = (ifs_ratio){60, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 60);
    limit->soft_max = (ifs_ratio){45, 1};
    assert_null(proposed(ALLOWED_TIME));
    forget(order);
}

/* The time since the last dose is nobody's to change. */
static void nothing_helps_an_interval(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(-1, IFS_LIMIT_INTERVAL, 3600)->soft_min = (ifs_ratio){86400, 1};
    assert_null(proposed(ALLOWED_DOSE));
    assert_int_equal(alloweds.count, 0);
    forget(order);
}

/* A total of which the rest is not known. */
static void nothing_is_left_of_an_unknown_total(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    pass(-1, IFS_LIMIT_IN_24H, 5 * GRAM)->soft_max = (ifs_ratio){4 * GRAM, 1};
    assert_true(proposes_dose(1 * GRAM)); /* 2 g less the 1 g too much */
    order->plan.limits[0].delivered = (ifs_ratio){0, 0};
    assert_null(proposed(ALLOWED_DOSE));
    forget(order);
}

/* A total that was signed for, or of which it is not known whether it holds, asks for no smaller dose. */
static void a_total_that_stands_asks_for_nothing(void **state)
{
    (void)state;
    static const ifs_result standing[] = {IFS_PASS, IFS_OVERRIDDEN, IFS_UNKNOWN};
    begin("weight=70 kg | --dose 2 g");
    pass(-1, IFS_LIMIT_IN_24H, 5 * GRAM)->soft_max = (ifs_ratio){4 * GRAM, 1};
    pass(0, IFS_LIMIT_CONCENTRATION, 20)->soft_max = (ifs_ratio){10, 1};
    assert_true(proposes_dose(1 * GRAM));
    for (size_t i = 0; i < COUNT_OF(standing); i++) {
        order->plan.limits[0].result = standing[i];
        assert_null(proposed(ALLOWED_DOSE));
    }
    forget(order);
}

/* ---- Figures that leave 63 bits ---- */

/* 9,000,000 mcg per hour: 150 mg per minute. */
static void times_never_wrap(void **state)
{
    (void)state;
    begin("weight=70 kg");
    ifs_choice *choice = &order->request.choices[0];
    choice->has_over = true;
    choice->over.s = 600;
    pass(0, IFS_LIMIT_SPEED, 18000000)->soft_max = (ifs_ratio){9000000, 1};
    assert_int_equal(proposed(ALLOWED_TIME)->over.s, 1200); /* twice as fast, twice as long */
    limits[0].soft_max = (ifs_ratio){1, 9000000};
    order->plan.limits[0].delivered = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_TIME)); /* the quotient */
    limits[0].soft_max = (ifs_ratio){9000000, 1};
    choice->over.s = 1000000000;
    assert_null(proposed(ALLOWED_TIME)); /* the time, 10^9 s times 10^12 */
    choice->over.s = 9000000;
    assert_null(proposed(ALLOWED_TIME)); /* 2^63 - 1 s, to the next minute */
    forget(order);
}

static void doses_never_wrap(void **state)
{
    (void)state;
    begin("weight=70 kg | --dose 2 g");
    ifs_choice *choice = &order->request.choices[0];
    struct limit *limit = pass(0, IFS_LIMIT_DOSE, 3 * GRAM);
    limit->soft_max = (ifs_ratio){2 * GRAM, 1};
    choice->dose_mcg = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* two thirds of 2^63 - 1, which 3 does not divide: 2 (2^63 - 1) */
    choice->dose_mcg = (ifs_ratio){1, 1};
    order->plan.limits[0].delivered = (ifs_ratio){1, 1};
    limit->soft_max = (ifs_ratio){0, 0};
    limit->soft_min = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* 2^63 - 1 mcg, to the next 10 mg */
    limit->soft_min.num--;
    assert_null(proposed(ALLOWED_DOSE));
    limit->kind = IFS_LIMIT_IN_24H;
    limit->soft_min = (ifs_ratio){0, 0};
    limit->soft_max = (ifs_ratio){4 * GRAM, 1};
    order->plan.limits[0].infusion = -1;
    order->plan.limits[0].delivered = (ifs_ratio){5 * GRAM, 1};
    choice->dose_mcg = (ifs_ratio){INT64_MAX, 1};
    assert_null(proposed(ALLOWED_DOSE)); /* 4 g more than 2^63 - 1 mcg */
    forget(order);
}

/* ---- Whole orders ---- */

struct row {
    const char *of;
    struct parts parts;
    const char *words;
    const char *proposals; /* minutes, product, milligrams (per hour) */
};

#define STEP " step = '10 mg';" TRIAL
#define OVER(more) "{ usual = '60 min'; " more TRIAL "}"
#define TWO_BAGS "( { product = 'premix-strong'; additive = 'premixed'; }, { product = 'premix'; additive = 'premixed'; } )"
#define FOUR_BAGS \
    "( { product = 'premix'; when = 'tired'; additive = 'premixed'; }, { product = 'premix-strong'; when = 'not tired'; additive = 'premixed'; }, " \
    "{ product = 'vial'; when = 'not tired'; additive = 'added'; diluents = ['saline']; volume = '100 mL';" TRIAL "}, " \
    "{ product = 'premix'; when = 'not tired'; additive = 'premixed'; } )"
#define LIKE_EACH_OTHER \
    "( { when = 'awake'; usual = '1 g'; hard = ['', '2 g'];" STEP "}, { when = 'not awake'; usual = '1 g'; hard = ['', '2 g']; step = '250 mg';" TRIAL "} )"
#define PHASE(name, dose) \
    "{ name = '" name "'; devices = ['pump']; bags = { product = 'premix'; additive = 'premixed'; }; over = " OVER("") "; dose = { " dose STEP "}; }"

/* 1 g, from a bag of 100 mL, over 60 min: 1 g per hour; over 30 min 2 g per hour. */
static const struct row rows[] = {
    {"nothing passed", {.over = OVER("")}, "--over 30 min", ""},
    {"2 g per hour, at most 1.5: 30 x 2 / 1.5", {.over = OVER(""), .limits = "speed = { hard-max = '1.5 g/h';" TRIAL "};"}, "--over 30 min", "40 min; "},
    {"likewise, to be signed for: or three quarters of the dose", {.over = OVER(""), .limits = "speed = { soft-max = '1.5 g/h';" TRIAL "};"}, "--over 30 min",
     "40 min; 750 mg; "},
    {"at most 1.4: 42.9 min, the minute above", {.over = OVER(""), .limits = "speed = { hard-max = '1.4 g/h';" TRIAL "};"}, "--over 30 min", "43 min; "},
    {"too slow: at least 0.8 g per hour", {.over = OVER(""), .limits = "speed = { hard-min = '0.8 g/h';" TRIAL "};"}, "--over 90 min", "75 min; "},
    {"per kg of 50 kg: 40 mg/kg/h, at most 32", {.over = OVER(""), .limits = "speed-per-kg = { hard-max = '32 mg/kg/h';" TRIAL "};"}, "weight=50 kg | --over 30 min",
     "38 min; "}, /* 37.5 */
    {"too short", {.over = OVER("hard = ['40 min', ''];")}, "--over 30 min", "40 min; "},
    {"too long", {.over = OVER("hard = ['', '70 min'];")}, "--over 90 min", "70 min; "},
    {"too short twice: what is left to sign for is no proposal", {.over = OVER("soft = ['40 min', '']; hard = ['20 min', ''];")}, "--over 10 min", "40 min; "},
    {"too long twice", {.over = OVER("soft = ['', '70 min']; hard = ['', '80 min'];")}, "--over 90 min", "70 min; "},
    {"too much", {.dose = "{ usual = '1 g'; hard = ['', '2 g'];" STEP "}"}, "--dose 3 g", "2000 mg; "},
    {"too much twice", {.dose = "{ usual = '1 g'; soft = ['', '1.5 g']; hard = ['', '2 g'];" STEP "}"}, "--dose 3 g", "1500 mg; "},
    {"too little", {.dose = "{ usual = '1 g'; hard = ['500 mg', ''];" STEP "}"}, "--dose 100 mg", "500 mg; "},
    {"too much for 50 kg", {.limits = "per-kg = { hard-max = '20.1 mg/kg';" TRIAL "};"}, "weight=50 kg | --dose 1.2 g", "1000 mg; "}, /* 1,005 */
    {"off the step", {.over = OVER("")}, "--dose 1.005 g", "1000 mg; "},
    {"off the step, below the least", {.over = OVER("")}, "--dose 5 mg", ""},
    {"after 3.5 g of 4", {.more = "totals = { in-24h = '4 g';" TRIAL "};"}, "given-24h=3.5 g | --dose 1 g", "500 mg; "},
    {"after 3.5 g of 4, when the usual dose would not be ordered", {.dose = LIKE_EACH_OTHER, .more = "totals = { in-24h = '4 g';" TRIAL "};"},
     "awake=yes | given-24h=3.5 g | --dose 810 mg", "500 mg; "},
    {"likewise by the second rule", {.dose = LIKE_EACH_OTHER, .more = "totals = { in-24h = '4 g';" TRIAL "};"}, "awake=no | given-24h=3.4 g | --dose 750 mg", "500 mg; "},
    {"the usual dose is refused: by which rule is not known", {.dose = "( { when = 'awake'; usual = '2 g';" STEP "}, { when = 'not awake'; usual = '2 g';" STEP "} )", .over = OVER(""),
                                                              .limits = "speed = { hard-max = '1.5 g/h';" TRIAL "};"}, "awake=yes | --dose 1.7 g | --over 60 min", "68 min; "}, /* 60 x 1.7 / 1.5 */
    {"a usual dose of one step, too slow: of 1 mL in 90 min the pump makes 0.7 mL per hour, 7 mg; 90 x 7 / 8 is 78.75, in 78 min it is 0.8", {.dose = "{ usual = '10 mg';" STEP "}", .over = OVER(""), .limits = "speed = { hard-min = '8 mg/h';" TRIAL "};"}, "--over 90 min",
     "78 min; "},
    {"after 4 g of 4", {.more = "totals = { in-24h = '4 g';" TRIAL "};"}, "given-24h=4 g | --dose 1 g", ""},
    {"a rate", {.dose = "{ per-time = true; hard = ['', '2 g/h'];" STEP "}", .over = OVER("")}, "--dose 3 g/h", "2000 mg/h; "},
    {"a usual rate is nobody's to move", {.dose = "{ usual = '1 g/h'; hard = ['', '2 g/h'];" STEP "}", .over = OVER(""), .limits = "volume = { soft-max = '150 mL';" TRIAL "};"},
     "--over 2 h", ""},
    {"too strong: the other bag", {.bags = TWO_BAGS, .limits = "concentration = { soft-max = '20 mg/mL';" TRIAL "};"}, "", "premix; "},
    {"too strong: the first in the author's order that passes, though it is its second mention that is used", {.bags = FOUR_BAGS, .limits = "concentration = { soft-max = '20 mg/mL';" TRIAL "};"},
     "tired=no", "premix; "},
    {"too strong, and asked for", {.bags = TWO_BAGS, .limits = "concentration = { soft-max = '20 mg/mL';" TRIAL "};"}, "product=premix-strong", ""},
    {"too strong, refused", {.bags = TWO_BAGS, .limits = "concentration = { hard-max = '20 mg/mL';" TRIAL "};"}, "--dose 1 g", ""},
    {"refused, and nobody chose anything", {.bags = TWO_BAGS, .limits = "concentration = { hard-max = '20 mg/mL';" TRIAL "};"}, "", ""},
    {"refused by a check as well", {.dose = "{ usual = '1 g'; hard = ['', '2 g'];" STEP "}", .more = "checks = ( { id = 'no'; refuse-if = 'tired'; say = 'No.';" TRIAL "} );"},
     "tired=yes | --dose 3 g", ""},
    {"which rule is not known", {.dose = "( { when = 'awake'; usual = '1 g'; hard = ['', '2 g'];" STEP "}, { when = 'not awake'; usual = '1 g'; hard = ['', '1.5 g'];" STEP "} )"},
     "awake=yes | --dose 3 g", "2000 mg; "},
    {"the second rule", {.dose = "( { when = 'awake'; usual = '1 g'; hard = ['', '2 g'];" STEP "}, { when = 'not awake'; usual = '1 g'; hard = ['', '1.5 g']; step = '250 mg';" TRIAL
                                 "} )"}, "awake=no | --dose 3 g", "1500 mg; "},
    {"the second rule has no limit of its own", {.dose = "( { when = 'awake'; usual = '1 g'; step = '100 mg';" TRIAL "}, { when = 'not awake'; usual = '1 g'; step = '250 mg';" TRIAL "} )",
                                                 .limits = "volume = { hard-max = '160 mL';" TRIAL "};"}, "awake=no | --dose 1.3 g", "1250 mg; "},
    {"the second phase", {.infusions = "( " PHASE("first", "usual = '1 g';") ", " PHASE("second", "usual = '1 g'; hard = ['', '2 g'];") " )"}, "--infusion second | --dose 3 g", "2000 mg; "},
};

static void whole_orders(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char found[200] = "";
        plan_of(&order, &rows[i].parts, rows[i].words);
        allowed_find(order->protocol, &order->request, &order->plan, &scratch, &alloweds);
        for (int j = 0; j < alloweds.count; j++) {
            const struct allowed *allowed = &alloweds.list[j];
            size_t length = strlen(found);
            switch (allowed->change) {
            case ALLOWED_TIME:
                snprintf(found + length, sizeof found - length, "%d min; ", (int)(allowed->over.s / 60));
                assert_int_equal(allowed->over.s % 60, 0);
                break;
            case ALLOWED_PRODUCT:
                snprintf(found + length, sizeof found - length, "%s; ", allowed->product->id);
                break;
            case ALLOWED_DOSE:
            case ALLOWED_CHANGE_COUNT:
                snprintf(found + length, sizeof found - length, "%d mg%s; ", (int)(allowed->dose_mcg.num / allowed->dose_mcg.den / 1000), allowed->dose_is_rate ? "/h" : "");
                break;
            }
        }
        if (strcmp(found, rows[i].proposals) != 0) {
            print_message("%s: %s (verdict %d)\n", rows[i].of, found, (int)order->plan.verdict);
            fail_msg("%s", rows[i].of);
        }
        forget(order);
    }
}

#define WEIGHED(name, limits) "{ name = '" name "'; devices = ['pump']; dose = { usual = '20 mg/kg'; step = '10 mg';" TRIAL "}; over = { usual = '30 min'; hard = ['5 min', '2 h'];" TRIAL "}; " limits "bags = { product = 'premix-strong'; additive = 'premixed'; }; }"
#define NOT_FAST "speed = { soft-max = '2 g/h';" TRIAL "};"

/* 20 mg per kg of 70 kg are 1.4 g, in half an hour 2.8 g per hour; at 2 g per hour they take 42 min, which nobody had prescribed. */
static void a_time_where_none_was_prescribed(void **state)
{
    (void)state;
    static const char *const infusions[] = {"( " WEIGHED("first", NOT_FAST) " )", "( " WEIGHED("first", "") ", " WEIGHED("second", NOT_FAST) " )"};
    for (int i = 0; i < 2; i++) {
        plan_of(&order, &(struct parts){.infusions = infusions[i]}, "weight=70 kg");
        assert_int_equal(order->plan.verdict, IFS_OVERRIDE_NEEDED);
        const struct allowed *time = proposed(ALLOWED_TIME);
        assert_non_null(time);
        assert_int_equal(time->over.s, 42 * 60);
        assert_int_equal(time->infusion, i); /* its own */
        forget(order);
    }
}

/* Whether a dose is a rate is not read where none is prescribed: 1 g is proposed as a mass. */
static void a_proposed_dose_is_no_rate(void **state)
{
    (void)state;
    begin("weight=70 kg");
    order->request.choices[0].dose_is_rate = true;
    pass(0, IFS_LIMIT_DOSE, GRAM)->soft_max = (ifs_ratio){GRAM / 2, 1};
    assert_true(proposes_dose(GRAM / 2));
    assert_false(proposed(ALLOWED_DOSE)->dose_is_rate);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_much_goes_before_too_little),
        cmocka_unit_test(a_time_where_none_was_prescribed),
        cmocka_unit_test(a_proposed_dose_is_no_rate),
        cmocka_unit_test(of_two_that_ask_for_more_the_nearer_one),
        cmocka_unit_test(the_usual_time),
        cmocka_unit_test(eight_steps),
        cmocka_unit_test(nothing_behind_the_end),
        cmocka_unit_test(the_rule_that_was_held),
        cmocka_unit_test(down_to_one_microgram),
        cmocka_unit_test(what_no_dose_helps),
        cmocka_unit_test(a_lower_bound_alone),
        cmocka_unit_test(nothing_is_proposed_from_a_bound_that_is_kept),
        cmocka_unit_test(no_time_below_a_minute),
        cmocka_unit_test(nothing_helps_an_interval),
        cmocka_unit_test(nothing_is_left_of_an_unknown_total),
        cmocka_unit_test(a_total_that_stands_asks_for_nothing),
        cmocka_unit_test(times_never_wrap),
        cmocka_unit_test(doses_never_wrap),
        cmocka_unit_test(whole_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
