/*
 * test_dose.c - the dose and its time: basis, renal factor, maxima, step, prescriber, and the reverse order of a dose rate.
 */
#include "dose.h"
#include "one_order.h"

#define BANDS                                                                                                          \
    "renal = ( { when = 'crcl >= 60 mL/min'; },"                                                                       \
    "  { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5'; source = 'trial'; },"                        \
    "  { when = 'crcl >= 15 mL/min and crcl < 30 mL/min'; dose-max = '1 g'; source = 'trial'; },"                      \
    "  { when = 'crcl < 15 mL/min'; factor = '0.25'; dose-max = '600 mg'; source = 'trial'; } );"

/* ---- Steps 1 to 3 ---- */

static void fixed_dose(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    const ifs_infusion *infusion = infusion_of(of, "");
    assert_int_equal(infusion->dose.mcg, 1000000);
    assert_true(equals(infusion->ideal_dose_mcg, 1000000, 1));
    assert_int_equal(infusion->cap, IFS_CAP_NONE);
    assert_false(infusion->prescribed);
    assert_false(infusion->prescribed_time);
    assert_int_equal(infusion->weight_g.den, 0);
    assert_int_equal(infusion->per_kg_mcg.den, 0);
    infusion = infusion_of(of, "weight=80 kg"); /* not needed, but known: 1 g / 80 kg = 12.5 mg/kg */
    assert_true(equals(infusion->weight_g, 80000, 1));
    assert_true(equals(infusion->per_kg_mcg, 12500, 1));
}

/* 4 mmol and 8 mEq of a salt of 246.47 g/mol are both 985.88 mg: rounded down to 10 mg, 980 mg. */
static void molar_dose(void **state)
{
    (void)state;
    static const char *const doses[] = {"{ usual = '4 mmol'; step = '10 mg'; source = 'trial'; }",
                                        "{ usual = '8 mEq'; step = '10 mg'; source = 'trial'; }"};
    for (size_t i = 0; i < 2; i++) {
        const ifs_infusion *infusion = infusion_of(take(&(struct parts){.dose = doses[i]}), "");
        assert_true(equals(infusion->ideal_dose_mcg, 985880, 1));
        assert_int_equal(infusion->dose.mcg, 980000);
    }
}

/* A man of 177.8 cm: ideal 73 kg, adjusted of 100 kg 83.8 kg, of 60 kg 67.8 kg. 40 mg/kg, to 1 mg. */
static void dose_per_kg(void **state)
{
    (void)state;
    static const struct {
        const char *of;
        const char *weight;
        int64_t weight_g;
    } rows[] = {
        {"", "100 kg", 100000},
        {"of = 'actual';", "100 kg", 100000},
        {"of = 'ideal';", "100 kg", 73000},
        {"of = 'ideal';", "60 kg", 73000},
        {"of = 'adjusted';", "100 kg", 83800},
        {"of = 'adjusted';", "60 kg", 67800},
        {"of = 'customary';", "72.9 kg", 72900},
        {"of = 'customary';", "87.6 kg", 73000},
        {"of = 'customary';", "100 kg", 83800},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char dose[120];
        char words[80];
        snprintf(dose, sizeof dose, "{ usual = '40 mg/kg'; %s step = '1 mg'; source = 'trial'; }", rows[i].of);
        snprintf(words, sizeof words, "sex=male | height=177.8 cm | weight=%s", rows[i].weight);
        const ifs_infusion *infusion = infusion_of(take(&(struct parts){.dose = dose}), words);
        assert_true(equals(infusion->weight_g, rows[i].weight_g, 1));
        assert_true(equals(infusion->ideal_dose_mcg, rows[i].weight_g * 40, 1)); /* 40 mcg per g */
        assert_int_equal(infusion->dose.mcg, rows[i].weight_g * 40);
        assert_true(equals(infusion->per_kg_mcg, 40000, 1));
    }
}

static void weight_that_is_lacking(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '40 mg/kg'; step = '1 mg'; source = 'trial'; }"});
    assert_true(incomplete_for(of, "sex=male | height=170 cm", "weight"));
    assert_false(misses(of, "sex"));
    assert_int_equal(infusion_of(of, "weight=70 kg")->dose.mcg, 2800000);
    of = take(&(struct parts){.dose = "{ usual = '40 mg/kg'; of = 'ideal'; step = '1 mg'; source = 'trial'; }"});
    assert_true(incomplete_for(of, "sex=male | height=170 cm", "weight"));
    assert_true(incomplete_for(of, "weight=70 kg | height=170 cm", "sex"));
    assert_true(incomplete_for(of, "weight=70 kg | sex=male", "height"));
    assert_true(incomplete_for(of, "", "weight") && misses(of, "sex") && misses(of, "height"));
    of = take(&(struct parts){.dose = "{ usual = '1 mg/kg/h'; of = 'ideal'; step = '1 mg'; source = 'trial'; }"});
    assert_true(incomplete_for(of, "weight=70 kg | sex=male", "height"));
}

/* Renal factor, then maximum of the band, then maximum of the rule; the last that reduced is said. 40 mg/kg. */
static void renal_factor_and_maxima(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t milligrams;
        ifs_cap cap;
    } rows[] = {
        {"weight=50 kg | crcl=60 mL/min", 2000, IFS_CAP_NONE},
        {"weight=62.5 kg | crcl=60 mL/min", 2500, IFS_CAP_NONE},    /* at the maximum exactly */
        {"weight=62.6 kg | crcl=60 mL/min", 2500, IFS_CAP_MAXIMUM}, /* 2504 */
        {"weight=50 kg | crcl=59.9 mL/min", 1000, IFS_CAP_NONE},    /* half of 2000 */
        {"weight=100 kg | crcl=30 mL/min", 2000, IFS_CAP_NONE}, /* half of 4000: the maximum comes after the factor */
        {"weight=130 kg | crcl=30 mL/min", 2500, IFS_CAP_MAXIMUM}, /* half of 5200 = 2600 */
        {"weight=130 kg | crcl=29.9 mL/min", 1000, IFS_CAP_RENAL},
        {"weight=25 kg | crcl=29.9 mL/min | --confirm weight", 1000, IFS_CAP_NONE},
        {"weight=60 kg | crcl=14.9 mL/min", 600, IFS_CAP_NONE},    /* a quarter of 2400 */
        {"weight=60.1 kg | crcl=14.9 mL/min", 600, IFS_CAP_RENAL}, /* 601 */
        {"weight=59.9 kg | crcl=14.9 mL/min", 590, IFS_CAP_NONE},  /* 599, down to 10 mg */
    };
    struct order *of = take(&(struct parts){
        .more = BANDS, .dose = "{ usual = '40 mg/kg'; max = '2.5 g'; step = '10 mg'; source = 'trial'; }"});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->dose.mcg, rows[i].milligrams * 1000);
        assert_int_equal(infusion->cap, rows[i].cap);
    }
}

/* The first band of a list reduces as the others do. */
static void first_band_reduces(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = "renal = ( { when = 'crcl < 60 mL/min'; factor = '0.5'; dose-max = '400 mg';"
                                                    " source = 'trial'; }, { when = 'crcl >= 60 mL/min'; } );"});
    const ifs_infusion *infusion = infusion_of(of, "crcl=50 mL/min"); /* 1 g x 0.5 = 500 mg, at most 400 mg */
    assert_int_equal(infusion->dose.mcg, 400000);
    assert_int_equal(infusion->cap, IFS_CAP_RENAL);
    assert_int_equal(infusion_of(of, "crcl=60 mL/min")->dose.mcg, 1000000);
}

/* Step 1 on the sheet is the figure before factor and maximum: 40 x 130 = 5200 mg. */
static void ideal_dose_is_before_reduction(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = BANDS, .dose = "{ usual = '40 mg/kg'; max = '2.5 g'; step = '10 mg'; source = 'trial'; }"});
    assert_true(equals(infusion_of(of, "weight=130 kg | crcl=30 mL/min")->ideal_dose_mcg, 5200000, 1));
}

/* 40 mg/kg to 100 mg: 1 kg more or less on either side of the half. Down if no direction is named. */
static void rounding_to_the_step(void **state)
{
    (void)state;
    static const struct {
        const char *direction;
        const char *weight;
        int64_t milligrams;
    } rows[] = {
        {"", "weight=52.4 kg", 2000}, /* 2096 */
        {"", "weight=52.5 kg", 2100}, /* 2100 */
        {"round = 'down';", "weight=52.4 kg", 2000},
        {"round = 'up';", "weight=52.5 kg", 2100},
        {"round = 'up';", "weight=52.6 kg", 2200},      /* 2104 */
        {"round = 'nearest';", "weight=51.2 kg", 2000}, /* 2048 */
        {"round = 'nearest';", "weight=51.3 kg", 2100}, /* 2052 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char dose[120];
        snprintf(dose, sizeof dose, "{ usual = '40 mg/kg'; %s step = '100 mg'; source = 'trial'; }", rows[i].direction);
        const ifs_infusion *infusion = infusion_of(take(&(struct parts){.dose = dose}), rows[i].weight);
        assert_int_equal(infusion->dose.mcg, rows[i].milligrams * 1000);
    }
    const ifs_infusion *half = infusion_of(
        take(&(struct parts){.dose = "{ usual = '50 mg/kg'; round = 'nearest'; step = '100 mg'; source = 'trial'; }"}),
        "weight=51 kg"); /* 2550: half is up */
    assert_int_equal(half->dose.mcg, 2600000);
}

/* Rounded up beyond a maximum: not clamped again, refused. */
static void rounding_past_a_maximum(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "{ usual = '40 mg/kg'; max = '1.3 g'; step = '500 mg'; round = 'up'; source = 'trial'; }"});
    assert_true(refused_by(of, "weight=70 kg", IFS_OBSTACLE_NONE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->delivered, 1500000, 1));
}

static void nothing_left_to_give(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '40 mg/kg'; step = '2 g'; source = 'trial'; }"});
    assert_true(refused_by(of, "weight=49.9 kg", IFS_OBSTACLE_DOSE_ZERO)); /* 1996 mg, down to 2 g */
    assert_int_equal(infusion_of(of, "weight=50 kg")->dose.mcg, 2000000);
    assert_true(refused_by(of, "weight=50 kg | --dose 0 g", IFS_OBSTACLE_DOSE_ZERO));
}

/* ---- The prescriber's dose ---- */

static void prescribed_dose_replaces_basis_and_reduction(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = BANDS, .dose = "{ usual = '40 mg/kg'; max = '2.5 g'; step = '10 mg'; source = 'trial'; }"});
    const ifs_infusion *infusion = infusion_of(of, "weight=50 kg | crcl=40 mL/min | --dose 1.5 g");
    assert_int_equal(infusion->dose.mcg, 1500000); /* not halved */
    assert_true(infusion->prescribed);
    assert_true(equals(infusion->ideal_dose_mcg, 1500000, 1));
    assert_int_equal(infusion->cap, IFS_CAP_NONE);
    assert_int_equal(infusion_of(of, "crcl=40 mL/min | --dose 1.5 g")->dose.mcg, 1500000); /* no weight needed */
}

/* Every maximum is a hard limit for it: at the edge, one step beyond. */
static void prescribed_dose_against_maxima(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.more = BANDS, .dose = "{ usual = '1 g'; max = '2.5 g'; step = '10 mg'; source = 'trial'; }"});
    assert_int_equal(infusion_of(of, "crcl=60 mL/min | --dose 2.5 g")->dose.mcg, 2500000);
    assert_true(refused_by(of, "crcl=60 mL/min | --dose 2.51 g", IFS_OBSTACLE_NONE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->result, IFS_TRIP);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->severity, IFS_REFUSE);
    assert_int_equal(infusion_of(of, "crcl=20 mL/min | --dose 1 g")->dose.mcg, 1000000);
    assert_true(refused_by(of, "crcl=20 mL/min | --dose 1.01 g", IFS_OBSTACLE_NONE));
    assert_true(refused_by(of, "crcl=14.9 mL/min | --dose 610 mg", IFS_OBSTACLE_NONE));
    assert_int_equal(infusion_of(of, "crcl=14.9 mL/min | --dose 600 mg")->dose.mcg, 600000);
    /* no reason helps against a maximum */
    assert_true(refused_by(of,
                           "crcl=20 mL/min | --dose 1.01 g | setting=ward | --prescriber Dr Example, 1 | "
                           "--override infusion.dose-max=asked for",
                           IFS_OBSTACLE_NONE));
}

/* Off its step it is refused, never rounded; the molar mass makes no exception. */
static void prescribed_dose_off_step(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '1 g'; step = '500 mg'; source = 'trial'; }"});
    assert_int_equal(infusion_of(of, "--dose 1.5 g")->dose.mcg, 1500000);
    assert_true(refused_by(of, "--dose 1.4 g", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(of, "--dose 1.51 g", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(of, "--dose 499 mg", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(of, "--dose 4 mmol", IFS_OBSTACLE_DOSE_OFF_STEP));                    /* 985.88 mg */
    of = take(&(struct parts){.dose = "{ usual = '1 g'; step = '1 mmol'; source = 'trial'; }"}); /* 246.47 mg */
    assert_int_equal(infusion_of(of, "--dose 4 mmol")->dose.mcg, 985880);
    assert_true(refused_by(of, "--dose 1 g", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_int_equal(infusion_of(of, "")->dose.mcg, 985880); /* 1 g down to 4 steps */
}

static void dose_by_the_prescriber_alone(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ step = '10 mg'; source = 'trial'; }"});
    const ifs_plan *plan = plan_for(of, "");
    assert_int_equal(plan->verdict, IFS_INCOMPLETE);
    assert_true(plan->missing_dose[0]);
    assert_false(plan->missing_over[0]);
    assert_true(holds_nothing(plan));
    assert_int_equal(infusion_of(of, "--dose 1 g")->dose.mcg, 1000000);
    assert_false(of->plan.missing_dose[0]);
}

static void dose_beyond_sense(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    assert_int_equal(infusion_of(of, "--dose 1000 g")->dose.mcg, INT64_C(1000000000));
    assert_true(refused_by(of, "--dose 1000.01 g", IFS_OBSTACLE_BEYOND_ARITHMETIC));
    struct order *fine = take(&(struct parts){.dose = "{ step = '1 mcg'; source = 'trial'; }"});
    assert_int_equal(infusion_of(fine, "--dose 1000 g")->dose.mcg, INT64_C(1000000000));
    assert_true(refused_by(fine, "--dose 1000000001 mcg", IFS_OBSTACLE_BEYOND_ARITHMETIC));
    of = take(&(struct parts){0});
    assert_true(refused_by(of, "--dose 1000000 g", IFS_OBSTACLE_BEYOND_ARITHMETIC));
}

/* The rule may be the one by whose limit 3 g are refused, or the one of whose step they are no multiple. */
static void prescribed_dose_refused_by_limit_or_step(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'awake'; step = '500 mg'; hard = ['', '2 g']; source = 'trial'; },"
                "  { when = 'not awake'; step = '2 g'; source = 'trial'; } )"});
    assert_true(refused_by(of, "--dose 3 g", IFS_OBSTACLE_NONE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->result, IFS_TRIP);
}

/* Where no rule for the dose applies, none is asked for. */
static void no_rule_asks_for_no_dose(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "( { when = 'awake'; step = '500 mg'; source = 'trial'; },"
                                                    "  { when = 'tired'; step = '2 g'; source = 'trial'; } )"});
    const ifs_plan *plan = plan_for(of, "awake=no | tired=no");
    assert_int_equal(plan->verdict, IFS_REFUSED);
    assert_false(plan->missing_dose[0]);
    assert_true(plan_for(of, "awake=no")->missing_dose[0]);
}

/* Doses at least until 2 g are given: 0 mg of each would never reach them, and is given once. */
static void doses_that_are_counted(void **state)
{
    (void)state;
    struct repeat repeat = {.every = {3600}, .doses = 1};
    assert_int_equal(dose_count(&repeat, ratio_whole(500000)), 1);
    repeat.doses = 2;
    assert_int_equal(dose_count(&repeat, ratio_whole(500000)), 2);
    repeat.doses = 5;
    repeat.up_to = (struct limit){.kind = IFS_LIMIT_DOSE_MAX, .hard_max = ratio_whole(2000000)};
    assert_int_equal(dose_count(&repeat, ratio_whole(500000)), 4);
    assert_int_equal(dose_count(&repeat, ratio_whole(0)), 1);
    repeat.every.s = 0;
    assert_int_equal(dose_count(&repeat, ratio_whole(500000)), 1);
}

/* A prescribed dose beyond the hard limit of every rule that may hold is refused, although the rule is not decided. */
static void prescribed_dose_beyond_every_rule(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'awake'; usual = '1 g'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; },"
                "  { when = 'not awake'; usual = '1 g'; max = '3 g'; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--dose 3 g")->verdict, IFS_INCOMPLETE); /* asleep it would be allowed */
    assert_int_equal(plan_for(of, "--dose 3.01 g")->verdict, IFS_REFUSED);
    assert_int_equal(of->plan.obstacle[0], IFS_OBSTACLE_NONE);
    assert_true(holds_nothing(&of->plan));
    assert_int_equal(plan_for(of, "awake=yes | --dose 2.01 g")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "awake=no | --dose 2.01 g")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "--dose 2.01 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "--dose 9 g/h")->verdict, IFS_REFUSED); /* neither rule orders a rate */
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
}

/* A rule that orders a rate has no limit of mass; and a gap that is certain stays a gap. */
static void nothing_refuses_anyway(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose =
            "( { when = 'awake'; usual = '1 g'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; },"
            "  { when = 'pain is none'; usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--dose 9 g | --over 5 h")->verdict, IFS_INCOMPLETE); /* as a rate 1.8 g per hour */
    assert_int_equal(plan_for(of, "--dose 9 g")->verdict, IFS_REFUSED); /* as a rate, in the usual 30 minutes, 18 g per hour */
    assert_int_equal(plan_for(of, "pain=mild | --dose 9 g")->verdict, IFS_REFUSED);
    assert_true(refused_by(of, "awake=no | pain=mild | --dose 9 g", IFS_OBSTACLE_NO_DOSE_RULE));
    assert_null(limit_of(&of->plan, 0, IFS_LIMIT_DOSE));
}

/* Whatever else refuses the order, a rate beyond its limit is said, with the figure. */
static void a_rate_beyond_its_limit_is_said_of_a_refused_order(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'not-tired'; refuse-if = 'tired'; say = 'Tired.'; source = 'trial'; };",
        .dose = "( { when = 'awake'; usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; },"
                "  { when = 'not awake'; usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "tired=yes | --dose 2.01 g/h")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->delivered, 2010000, 1));
}

/* More rules, by the weight, than are supposed one after another: `first`, then others with these keys in each. */
static struct order *take_rules_after(const char *first, const char *keys)
{
    static char doses[4000];
    size_t length = (size_t)snprintf(doses, sizeof doses, "( %s", first);
    for (int kg = 31; kg < 55; kg++) {
        length += (size_t)snprintf(doses + length, sizeof doses - length, ", { when = 'weight >= %d kg and weight < %d kg'; %s source = 'trial'; }", kg,
                                   kg + 1, keys);
    }
    (void)snprintf(doses + length, sizeof doses - length, ", { when = 'weight >= 55 kg'; %s source = 'trial'; } )", keys);
    return take(&(struct parts){.dose = doses});
}

static struct order *take_many_rules(const char *keys)
{
    char first[120];
    (void)snprintf(first, sizeof first, "{ when = 'weight < 31 kg'; %s source = 'trial'; }", keys);
    return take_rules_after(first, keys);
}

/* A rule that does not hold for the patient, whatever the weight, allows nothing: the 3 g that only it would allow are refused. */
static void a_rule_that_does_not_hold_allows_nothing(void **state)
{
    (void)state;
    struct order *of = take_rules_after("{ when = 'weight < 31 kg and awake'; hard = ['', '9 g']; step = '10 mg'; source = 'trial'; },"
                                        "{ when = 'weight < 31 kg and not awake'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; }",
                                        "hard = ['', '2 g']; step = '10 mg';");
    assert_int_equal(plan_for(of, "--dose 3 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "awake=yes | --dose 3 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "awake=no | --dose 2 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "awake=no | --dose 3 g")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->result, IFS_TRIP);
}

/* A dose, or a rate, beyond the limit or the maximum of every rule is refused although the rule is not known; so is one off every step. */
static void refused_by_rules_too_many_to_suppose(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        const char *within;
        const char *beyond;
        ifs_limit_kind kind;
    } rows[] = {{"hard = ['', '2 g']; step = '10 mg';", "--dose 2 g", "--dose 2.01 g", IFS_LIMIT_DOSE},
                {"per-time = true; hard = ['', '2 g/h']; step = '10 mg';", "--dose 2 g/h", "--dose 2.01 g/h", IFS_LIMIT_DOSE_RATE},
                {"max = '2 g'; step = '10 mg';", "--dose 2 g", "--dose 2.01 g", IFS_LIMIT_DOSE_MAX}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *of = take_many_rules(rows[i].keys);
        assert_int_equal(plan_for(of, rows[i].within)->verdict, IFS_INCOMPLETE);
        assert_int_equal(plan_for(of, rows[i].beyond)->verdict, IFS_REFUSED);
        assert_int_equal(limit_of(&of->plan, 0, rows[i].kind)->result, IFS_TRIP);
        assert_true(equals(limit_of(&of->plan, 0, rows[i].kind)->delivered, 2010000, 1));
    }
    struct order *of = take_many_rules("step = '500 mg';");
    assert_true(refused_by(of, "--dose 1.3 g", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(of, "--dose 1 g/h", IFS_OBSTACLE_DOSE_DIMENSION));
    assert_int_equal(plan_for(of, "--dose 1.5 g")->verdict, IFS_INCOMPLETE);
}

/* What the first rule allows is not refused for the second: 9 g in 5 h are 1.8 g per hour; 3 g per hour in half an hour are 1.5 g, and a
 * maximum of 2 g is one of mass. */
static void the_other_rule_allows_it(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "( { when = 'awake'; usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; },"
                                                    "  { when = 'not awake'; usual = '1 g'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--dose 9 g | --over 5 h")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "awake=yes | --dose 9 g | --over 5 h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "awake=no | --dose 9 g | --over 5 h")->verdict, IFS_REFUSED);
    of = take(&(struct parts){.dose = "( { when = 'awake'; usual = '1 g/h'; max = '2 g'; hard = ['', '5 g/h']; step = '10 mg'; source = 'trial'; },"
                                      "  { when = 'not awake'; usual = '1 g/h'; max = '2 g'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--dose 3 g/h")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "awake=yes | --dose 3 g/h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "awake=no | --dose 3 g/h")->verdict, IFS_REFUSED);
}

/* A rate above its hard limit stays above it, however long it runs; what is within it needs its time. */
static void a_rate_is_refused_before_its_time(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; }",
                                            .over = "( { when = 'awake'; usual = '2 h'; source = 'trial'; },"
                                                    "  { when = 'not awake'; usual = '1 h'; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--dose 2.01 g/h")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->delivered, 2010000, 1));
    assert_int_equal(plan_for(of, "--dose 2 g/h")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "--dose 9 g | --over 5 h")->verdict, IFS_INCOMPLETE); /* 1.8 g per hour, whoever is awake */
    assert_int_equal(plan_for(of, "--dose 9 g")->verdict, IFS_REFUSED); /* 4.5 or 9 g per hour */
    assert_int_equal(plan_for(of, "--dose 3 g")->verdict, IFS_INCOMPLETE); /* 1.5 or 3 */
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
}

/* ---- Step 4: the time ---- */

static void time_in_whole_minutes(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t s;
    } rows[] = {{"--over 1 min", 60},
                {"--over 20 min", 1200},
                {"--over 90 s", 120},
                {"--over 61 s", 120},
                {"--over 2 h", 7200}};
    struct order *of = take(&(struct parts){0});
    assert_int_equal(infusion_of(of, "")->over.s, 1800);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->over.s, rows[i].s);
        assert_true(infusion->prescribed_time);
    }
    assert_true(refused_by(of, "--over 59 s", IFS_OBSTACLE_TIME_MEANING));
    assert_true(refused_by(of, "--over 20 s", IFS_OBSTACLE_TIME_MEANING));
    assert_true(refused_by(of, "--over 0 min", IFS_OBSTACLE_TIME_MEANING));
    assert_true(refused_by(of, "weight=70 kg | --over 59 s", IFS_OBSTACLE_TIME_MEANING));
}

/* What no dose, or no rule of the dose, would make acceptable is refused before they are known. */
static void nothing_ordered_is_refused_at_once(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ step = '10 mg'; source = 'trial'; }"});
    assert_true(refused_by(of, "--over 59 s", IFS_OBSTACLE_TIME_MEANING)); /* the dose is not known */
    assert_int_equal(plan_for(of, "--over 1 min")->verdict, IFS_INCOMPLETE);
    of = take(&(struct parts){.dose = "( { when = 'awake'; usual = '2 g/h'; step = '10 mg'; source = 'trial'; },"
                                      "  { when = 'not awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; } )"});
    assert_true(refused_by(of, "--dose 0 g", IFS_OBSTACLE_DOSE_ZERO));
    assert_true(refused_by(of, "--dose 0 g/h", IFS_OBSTACLE_DOSE_ZERO));
    assert_true(incomplete_for(of, "--dose 1 g", "awake"));
    of = take(&(struct parts){.dose = "{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", .over = "{ source = 'trial'; }"});
    assert_true(refused_by(of, "--dose 0 g/h", IFS_OBSTACLE_DOSE_ZERO)); /* the time is not known */
}

/* Time = dose / at: 1 g at 60 mg/min = 16 min 40 s, up to 17 min; at 100 mg/min 10 min exactly; at 2 g/h 30 min. */
static void time_at_a_speed(void **state)
{
    (void)state;
    assert_int_equal(infusion_of(take(&(struct parts){.over = "{ at = '60 mg/min'; source = 'trial'; }"}), "")->over.s,
                     1020);
    assert_int_equal(infusion_of(take(&(struct parts){.over = "{ at = '100 mg/min'; source = 'trial'; }"}), "")->over.s,
                     600);
    struct order *of = take(&(struct parts){.over = "{ at = '2 g/h'; source = 'trial'; }"});
    assert_int_equal(infusion_of(of, "")->over.s, 1800);
    assert_int_equal(infusion_of(of, "--dose 1.01 g")->over.s, 1860); /* 30.3 min */
    assert_int_equal(infusion_of(of, "--over 20 min")->over.s, 1200);
}

static void time_that_is_missing(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.over = "{ hard = ['10 min', '']; source = 'trial'; }"});
    const ifs_plan *plan = plan_for(of, "");
    assert_int_equal(plan->verdict, IFS_INCOMPLETE);
    assert_true(plan->missing_over[0]);
    assert_false(plan->missing_dose[0]);
    assert_true(holds_nothing(plan));
    assert_int_equal(infusion_of(of, "--over 10 min")->over.s, 600);
    assert_int_equal(plan_for(of, "--over 9 min")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->result, IFS_TRIP);
}

/* ---- Dose rates ---- */

#define FOUR_HOURS "{ usual = '4 h'; source = 'trial'; }"

static void dose_rates(void **state)
{
    (void)state;
    static const struct {
        const char *dose;
        const char *words;
        int64_t milligrams;
        int64_t minutes;
    } rows[] = {
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "", 8000, 240},
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "--over 30 min", 1000, 30},
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "--over 20 min", 660, 20}, /* 666.67, down */
        {"{ usual = '2 g/h'; step = '10 mg'; round = 'up'; source = 'trial'; }", "--over 20 min", 670, 20},
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "--dose 1 g/h", 4000, 240},
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "--dose 25 mg/min", 6000, 240},
        {"{ usual = '2 g/h'; max = '5 g'; step = '10 mg'; source = 'trial'; }", "", 5000, 240},
        {"{ usual = '25 mg/kg/h'; step = '10 mg'; source = 'trial'; }", "weight=60 kg", 6000, 240},
        {"{ per-time = true; step = '10 mg'; source = 'trial'; }", "--dose 1 g/h", 4000, 240},
        {"{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", "--dose 3 g", 3000, 240}, /* a mass over the time */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion =
            infusion_of(take(&(struct parts){.dose = rows[i].dose, .over = FOUR_HOURS}), rows[i].words);
        assert_int_equal(infusion->dose.mcg, rows[i].milligrams * 1000);
        assert_int_equal(infusion->over.s, rows[i].minutes * 60);
    }
}

static void dose_rates_that_cannot_be(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.dose = "{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }", .over = FOUR_HOURS});
    assert_true(refused_by(of, "--dose 1 g/h | --over 20 min", IFS_OBSTACLE_DOSE_OFF_STEP)); /* 333.3 mg */
    assert_true(refused_by(of, "--dose 0 g/h", IFS_OBSTACLE_DOSE_ZERO));
    of = take(&(struct parts){0});
    assert_true(refused_by(of, "--dose 1 g/h", IFS_OBSTACLE_DOSE_DIMENSION)); /* the rule orders a mass */
    of = take(&(struct parts){.dose = "{ per-time = true; step = '10 mg'; source = 'trial'; }", .over = FOUR_HOURS});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_true(of->plan.missing_dose[0]);
    of = take(&(struct parts){.dose = "{ per-time = true; step = '10 mg'; source = 'trial'; }",
                              .over = "( { when = 'awake'; usual = '4 h'; source = 'trial'; },"
                                      "  { when = 'not awake'; usual = '2 h'; source = 'trial'; } )"});
    assert_true(incomplete_for(of, "", "awake"));
    assert_true(of->plan.missing_dose[0]); /* whatever the time */
    assert_true(incomplete_for(of, "--dose 1 g/h", "awake"));
    assert_false(of->plan.missing_dose[0]);
    of = take(&(struct parts){.dose = "{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }",
                              .over = "{ source = 'trial'; }"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_true(of->plan.missing_over[0]);
    of = take(
        &(struct parts){.dose = "{ usual = '25 mg/kg/h'; step = '10 mg'; source = 'trial'; }", .over = FOUR_HOURS});
    assert_true(incomplete_for(of, "", "weight"));
}

/* Limits of a dose rate are rates, held against what will run. */
static void limits_of_a_dose_rate(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '1 g/h'; soft = ['', '2 g/h']; hard = ['500 mg/h', '3 "
                                                    "g/h']; step = '10 mg'; source = 'trial'; }",
                                            .over = FOUR_HOURS});
    static const struct {
        const char *words;
        ifs_verdict verdict;
    } rows[] = {{"", IFS_READY},
                {"--dose 2 g/h", IFS_READY},
                {"--dose 2.01 g/h", IFS_OVERRIDE_NEEDED},
                {"--dose 3 g/h", IFS_OVERRIDE_NEEDED},
                {"--dose 3.01 g/h", IFS_REFUSED},
                {"--dose 500 mg/h", IFS_READY},
                {"--dose 490 mg/h", IFS_REFUSED},
                {"--dose 12.01 g", IFS_REFUSED}}; /* over 4 h: 3.0025 g/h */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(plan_for(of, rows[i].words)->verdict, rows[i].verdict);
        assert_non_null(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE));
    }
    assert_int_equal(
        plan_for(of, "--dose 3 g/h | setting=ward | --prescriber Dr Example, 1 | --override infusion.dose=asked for")
            ->verdict,
        IFS_READY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(first_band_reduces, end),
        cmocka_unit_test_teardown(prescribed_dose_refused_by_limit_or_step, end),
        cmocka_unit_test_teardown(no_rule_asks_for_no_dose, end),
        cmocka_unit_test(doses_that_are_counted),
        cmocka_unit_test_teardown(fixed_dose, end),
        cmocka_unit_test_teardown(molar_dose, end),
        cmocka_unit_test_teardown(dose_per_kg, end),
        cmocka_unit_test_teardown(weight_that_is_lacking, end),
        cmocka_unit_test_teardown(renal_factor_and_maxima, end),
        cmocka_unit_test_teardown(ideal_dose_is_before_reduction, end),
        cmocka_unit_test_teardown(rounding_to_the_step, end),
        cmocka_unit_test_teardown(rounding_past_a_maximum, end),
        cmocka_unit_test_teardown(nothing_left_to_give, end),
        cmocka_unit_test_teardown(prescribed_dose_replaces_basis_and_reduction, end),
        cmocka_unit_test_teardown(prescribed_dose_against_maxima, end),
        cmocka_unit_test_teardown(prescribed_dose_off_step, end),
        cmocka_unit_test_teardown(dose_by_the_prescriber_alone, end),
        cmocka_unit_test_teardown(dose_beyond_sense, end),
        cmocka_unit_test_teardown(prescribed_dose_beyond_every_rule, end),
        cmocka_unit_test_teardown(nothing_refuses_anyway, end),
        cmocka_unit_test_teardown(a_rate_is_refused_before_its_time, end),
        cmocka_unit_test_teardown(refused_by_rules_too_many_to_suppose, end),
        cmocka_unit_test_teardown(a_rule_that_does_not_hold_allows_nothing, end),
        cmocka_unit_test_teardown(a_rate_beyond_its_limit_is_said_of_a_refused_order, end),
        cmocka_unit_test_teardown(the_other_rule_allows_it, end),
        cmocka_unit_test_teardown(time_in_whole_minutes, end),
        cmocka_unit_test_teardown(nothing_ordered_is_refused_at_once, end),
        cmocka_unit_test_teardown(time_at_a_speed, end),
        cmocka_unit_test_teardown(time_that_is_missing, end),
        cmocka_unit_test_teardown(dose_rates, end),
        cmocka_unit_test_teardown(dose_rates_that_cannot_be, end),
        cmocka_unit_test_teardown(limits_of_a_dose_rate, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
