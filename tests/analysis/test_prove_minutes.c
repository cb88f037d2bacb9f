/*
 * test_prove_minutes.c - which doses are given in which minutes: every one between the bounds, and once where nothing else can differ.
 *
 * A minute is taken from the account of the proof (minutes_left) for each that is tried. What is expected is doses times minutes, counted by hand.
 */
#include "proving.h"

#define GRAM INT64_C(1000000)

/* What was planned of the dosing, each once. */
static struct point {
    int64_t weight_g;
    bool chosen; /* dose, or rate */
    int64_t dose_mcg;
    int64_t over_s;
    int dose_rule;
} points[20000];
static int point_count;

static bool is_there(int64_t weight_g, bool chosen, int64_t dose_mcg, int64_t minutes)
{
    for (int i = 0; i < point_count; i++) {
        const struct point *point = &points[i];
        if ((weight_g == 0 || point->weight_g == weight_g) && point->chosen == chosen && point->dose_mcg == dose_mcg && point->over_s == minutes * 60) {
            return true;
        }
    }
    return false;
}

static void note_point(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    const ifs_choice *choice = &request->choices[0];
    if (of_the_part(of) && choice->has_over && plan->infusion_count > 0 && point_count < (int)COUNT_OF(points)) {
        points[point_count++] = (struct point){request->answer[IFS_FACT_WEIGHT], choice->has_dose, plan->infusions[0].dose.mcg, choice->over.s, plan->infusions[0].dose_rule};
    }
}

static int64_t begun_with;

static void sweep_all(const struct parts *parts)
{
    begin_with(parts, note_point);
    point_count = 0;
    begun_with = prove->minutes_left;
    assert_true(family_gather(&prove->family));
}

/* The usual order of every class and weight, and each dose of the list without a time. */
static int64_t minutes_used(const struct parts *parts)
{
    static const struct family_order usual = {.infusion = 0};
    sweep_all(parts);
    for (int class = 0; class < prove->family.class_count; class++) {
        family_take(&prove->family, &prove->family.classes[class].point);
        for (int i = 0; i < prove->few_count; i++) {
            family_weigh(&prove->family, prove->family.weights[prove->few[i]]);
            prove_minutes(prove, &usual, prove->few[i]);
        }
    }
    int64_t used = begun_with - prove->minutes_left;
    forget(order);
    return used;
}

#define OVER(least, most) "{ usual = '30 min'; hard = ['" least "', '" most "'];" TRIAL "}"
#define TWICE(key, one, two) key " = ( { when = 'awake'; " one TRIAL "}, { when = 'not awake'; " two TRIAL "} );"

/* One dose in 10 to 40 min are 31 minutes. */
static void the_same_figures_are_gone_through_once(void **state)
{
    (void)state;
    static const struct {
        const char *dose;
        const char *over;
        const char *limits;
        const char *more;
        int64_t used;
    } rows[] = {
        {NULL, OVER("10 min", "40 min"), "", "", 31},
        /* No bound: from the first minute to an hour beyond the usual time, or beyond the shortest where that is all there is. */
        {NULL, "{ usual = '30 min';" TRIAL "}", "", "", 90},
        {NULL, "{ usual = '30 min'; hard = ['10 min', ''];" TRIAL "}", "", "", 81},
        {NULL, "{ hard = ['100 min', ''];" TRIAL "}", "", "", 61},
        {NULL, "{ usual = '30 min'; hard = ['', '40 min'];" TRIAL "}", "", "", 40},
        {NULL, OVER("1 min", "25 h"), "", "", 1500},
        {NULL, OVER("1 min", "1501 min"), "", "", 0}, /* more than are gone through */
        {NULL, OVER("30 s", "40 min"), "", "", 40}, /* the first whole minutes that are allowed */
        {NULL, OVER("90 s", "40 min"), "", "", 39},
        /* Two weights, two doses; two answers with one dose; with two limits that the time moves; with two that it does not. */
        {"(" USUAL("weight < 50 kg", "500 mg") "," USUAL("weight >= 50 kg", "1 g") ")", OVER("10 min", "40 min"), "", "", 62},
        {"(" USUAL("awake", "1 g") "," USUAL("not awake", "1 g") ")", OVER("10 min", "40 min"), "", "", 31},
        {NULL, OVER("10 min", "40 min"), TWICE("speed", "hard-max = '9 g/min';", "hard-max = '8 g/min';"), "", 62},
        {NULL, OVER("10 min", "40 min"), TWICE("concentration", "hard-max = '90 mg/mL';", "hard-max = '80 mg/mL';"), "", 31},
        /* Two times without a bound, 30 and 60 min: 90 and 120 minutes. */
        {NULL, "( { when = 'awake'; usual = '30 min';" TRIAL "}, { when = 'not awake'; usual = '60 min';" TRIAL "} )", "", "", 210},
        {NULL, "( { when = 'awake'; usual = '30 min'; hard = ['10 min', '40 min'];" TRIAL "}, { when = 'not awake'; usual = '30 min'; hard = ['11 min', '40 min'];" TRIAL "} )", "", "", 61},
        /* A speed per kilogram: each weight that is tried has figures of its own. */
        {NULL, OVER("10 min", "40 min"), "speed-per-kg = { hard-max = '9000 mg/kg/h';" TRIAL "};", "", -1},
        /* Refused in every minute, or in some: 1 g in 20 min and less is faster than 50 mg/min. */
        {NULL, OVER("10 min", "40 min"), "concentration = ( { when = 'awake'; hard-max = '90 mg/mL';" TRIAL "}, { when = 'not awake'; hard-max = '1 mg/mL';" TRIAL "} );", "", 31},
        {NULL, OVER("10 min", "40 min"), "concentration = { hard-max = '1 mg/mL';" TRIAL "};", "", 0},
        {NULL, OVER("10 min", "40 min"), "concentration = { soft-max = '1 mg/mL';" TRIAL "};", "", 31},
        {NULL, OVER("10 min", "90 min"), "speed = { hard-max = '12 mg/min';" TRIAL "};", "", 81},
        /* A rate of 1 g/h in one rule, in two, and by weight: 20 mg/kg/h are 1.04 g in an hour for 52.1 and for 52.2 kg, but not the same in every minute. */
        {"{ usual = '1 g/h'; step = '10 mg';" TRIAL "}", OVER("10 min", "40 min"), "", "", 31},
        {"(" USUAL("awake", "1 g/h") "," "{ when = 'not awake'; usual = '1 g/h'; step = '20 mg';" TRIAL "})", OVER("10 min", "40 min"), "", "", 62},
        {"{ usual = '20 mg/kg/h'; max = '100 g'; step = '10 mg';" TRIAL "}", OVER("10 min", "40 min"), "", "", -1},
        {"{ usual = '1 g/h'; step = '10 mg';" TRIAL "}", OVER("10 min", "40 min"), "per-kg = { hard-max = '9 g/kg';" TRIAL "};", "", -1},
        {NULL, OVER("10 min", "40 min"), "per-kg = { hard-max = '9 g/kg';" TRIAL "};", "", 31},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct parts parts = {.dose = rows[i].dose, .over = rows[i].over, .limits = rows[i].limits, .bags = "{ product = 'premix-strong'; additive = 'premixed'; }", .more = NEEDS(", 'awake'") "checks = ( { id = 'light'; warn-if = 'weight < 52.2 kg'; say = 'Light.';" TRIAL "} );"};
        int64_t used = minutes_used(&parts);
        int64_t expected = rows[i].used >= 0 ? rows[i].used : 31 * prove->few_count;
        if (used != expected) {
            fail_msg("row %d: %d minutes instead of %d, %d weights", (int)i, (int)used, (int)expected, prove->few_count);
        }
    }
}

/* Whatever limits hold for another phase: the minutes of the first are the same, 31. */
static void limits_of_another_phase_are_not_its_own(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = "( { name = 'one'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = " OVER("10 min", "40 min") "; bags = " PREMIX_STRONG "; },"
                                             "{ name = 'two'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = " OVER("10 min", "40 min") "; bags = " PREMIX_STRONG "; "
                                             TWICE("speed", "hard-max = '9 g/min';", "hard-max = '8 g/min';") "} )",
                                .more = NEEDS(", 'awake'")};
    assert_int_equal(minutes_used(&parts), 31);
}

/* 3 g are ordered in the 37th minute, which no bound and no usual time is: no dose above 2 g is allowed. */
static void order_more_in_one_minute(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    plan_examine(of, request, plan);
    for (int i = 0; i < plan->infusion_count && request->choices[0].has_over && request->choices[0].over.s == 37 * 60; i++) {
        plan->infusions[i].dose.mcg = 3 * GRAM;
    }
}

static void what_one_minute_alone_shows_is_told(void **state)
{
    (void)state;
    prove_all(&(struct parts){.dose = "{ usual = '1 g'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}", .over = OVER("10 min", "40 min"), .bags = PREMIX_STRONG, .more = NEEDS("")},
              order_more_in_one_minute);
    const struct prove_finding *finding = expect(PROVE_WITHIN, PROVE_COUNTEREXAMPLE, PROVE_NO_REASON);
    assert_int_equal(finding->patient.choices[0].over.s, 37 * 60);
    forget(order);
}

/* Each of them prescribed to everybody: the weight does not matter, the rate does, also one that is on its step in two hours and not in one: 1.05 g/h. 10 min to 2 h are 111 minutes. */
static void a_rate_that_is_prescribed(void **state)
{
    (void)state;
    static const char *const doses[] = {"{ usual = '20 mg/kg/h'; max = '100 g'; step = '100 mg';" TRIAL "}", "{ usual = '1 g/h'; step = '100 mg';" TRIAL "}"};
    for (size_t i = 0; i < COUNT_OF(doses); i++) {
        sweep_all(&(struct parts){.dose = doses[i], .over = "{ usual = '2 h'; hard = ['10 min', '2 h'];" TRIAL "}", .bags = PREMIX_STRONG, .more = NEEDS("") "checks = ( { id = 'light'; warn-if = 'weight < 52.2 kg'; say = 'Light.';" TRIAL "} );"});
        assert_true(prove->few_count > 1);
        family_take(&prove->family, &prove->family.classes[0].point);
        for (int64_t rate = GRAM; rate <= GRAM + 50000; rate += 50000) {
            const struct family_order order_of = {.infusion = 0, .choice = {.has_dose = true, .dose_is_rate = true, .dose_mcg = ratio_whole(rate)}};
            for (int j = 0; j < prove->few_count; j++) {
                family_weigh(&prove->family, prove->family.weights[prove->few[j]]);
                prove_minutes(prove, &order_of, prove->few[j]);
            }
        }
        assert_int_equal(begun_with - prove->minutes_left, 2 * 111);
        forget(order);
    }
}

/* In each minute from the first to the last, and in no other. */
static void every_minute_between_the_bounds(void **state)
{
    (void)state;
    static const struct family_order usual = {.infusion = 0};
    sweep_all(&(struct parts){.over = OVER("10 min", "40 min"), .more = NEEDS("")});
    family_take(&prove->family, &prove->family.classes[0].point);
    prove_minutes(prove, &usual, 0);
    for (int minute = 1; minute <= 60; minute++) {
        assert_int_equal(is_there(0, false, GRAM, minute), (minute >= 10 && minute <= 40) || minute == 60); /* which is asked first */
    }
    /* The account is used up to the last minute; one less, and the dose is left out and counted. */
    prove->minuted_count = 0;
    prove->minutes_left = 31;
    prove_minutes(prove, &usual, 0);
    assert_int_equal(prove->minutes_left, 0);
    assert_int_equal(prove->unminuted, 0);
    prove->minuted_count = 0;
    prove->minutes_left = 30;
    prove_minutes(prove, &usual, 0);
    assert_int_equal(prove->minutes_left, 30);
    assert_int_equal(prove->unminuted, 1);
    /* No room to remember it. */
    prove->minuted_count = PROVE_MINUTED;
    memset(prove->minuted, 0, sizeof prove->minuted);
    prove->minutes_left = 100;
    prove_minutes(prove, &usual, 0);
    assert_int_equal(prove->minutes_left, 100);
    assert_int_equal(prove->unminuted, 2);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_figures_are_gone_through_once),
        cmocka_unit_test(limits_of_another_phase_are_not_its_own),
        cmocka_unit_test(what_one_minute_alone_shows_is_told),
        cmocka_unit_test(a_rate_that_is_prescribed),
        cmocka_unit_test(every_minute_between_the_bounds),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
