/*
 * test_outcome.c - every kind of limit at its edge, one step below and one above; and who may override what.
 */
#include "one_order.h"

#include "claim.h"
#include "outcome.h"

#define SIGNED " | setting=ward | --prescriber Dr Example, 1"
#define PRESCRIBED "{ step = '10 mg'; source = 'trial'; }"

/* The verdict, and of that limit: result, severity, and whether there is a reason. */
struct expected {
    const char *words;
    ifs_verdict verdict;
    ifs_result result;
    ifs_check_severity severity;
};

static void expect(struct order *of, ifs_limit_kind kind, const struct expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        int infusion = kind == IFS_LIMIT_IN_24H || kind == IFS_LIMIT_IN_48H || kind == IFS_LIMIT_INTERVAL ? -1 : 0;
        const ifs_limit_outcome *outcome = limit_of(plan, infusion, kind);
        if (outcome == NULL || plan->verdict != rows[i].verdict || outcome->result != rows[i].result) {
            fail_msg("%s: verdict %d, result %d", rows[i].words, (int)plan->verdict,
                     outcome != NULL ? (int)outcome->result : -1);
        }
        assert_int_equal(outcome->severity, rows[i].severity);
        assert_int_equal(outcome->reason != NULL, outcome->result == IFS_OVERRIDDEN);
    }
}

/* Severity of what is within is that of the gravest bound there is. */
static void dose(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"--dose 490 mg", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 500 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 990 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 1.01 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2.01 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4.01 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 2.01 g" SIGNED " | --override infusion.dose=asked for", IFS_READY, IFS_OVERRIDDEN, IFS_OVERRIDE},
        {"--dose 4.01 g" SIGNED " | --override infusion.dose=asked for", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 490 mg" SIGNED " | --override infusion.dose=asked for", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
    };
    struct order *of = take(&(struct parts){
        .dose = "{ soft = ['1 g', '2 g']; hard = ['500 mg', '4 g']; step = '10 mg'; source = 'trial'; }"});
    expect(of, IFS_LIMIT_DOSE, rows, sizeof rows / sizeof rows[0]);
}

/* 1.02 g are 2.04 mL, drawn 2 mL, which holds 1 g: that would keep a maximum of 1.01 g, and of 20.2 mg/kg for 50 kg. Ordered is more. */
static void ordered_beyond_though_drawn_within(void **state)
{
    (void)state;
    static const char vial[] =
        "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }";
    struct order *of =
        take(&(struct parts){.dose = "{ hard = ['', '1.01 g']; step = '10 mg'; source = 'trial'; }", .bags = vial});
    assert_int_equal(plan_for(of, "--dose 1.01 g")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "--dose 1.02 g")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 1020000, 1));
    of = take(&(struct parts){.dose = PRESCRIBED,
                              .bags = vial,
                              .limits = "per-kg = { hard-max = '20.2 mg/kg'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "weight=50 kg | --dose 1.01 g")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "weight=50 kg | --dose 1.02 g")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_PER_KG)->delivered, 20400, 1));
}

/* 1.02 g are drawn as 2 mL, 1 g: where either is beyond the limit, or neither, what is delivered is said. */
static void as_bad_as_ordered_is_what_is_delivered(void **state)
{
    (void)state;
    static const char *const most[] = {"990 mg", "2 g"};
    for (size_t i = 0; i < 2; i++) {
        char dose[80];
        (void)snprintf(dose, sizeof dose, "{ soft = ['', '%s']; step = '10 mg'; source = 'trial'; }", most[i]);
        struct order *of = take(&(struct parts){
            .dose = dose, .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"});
        assert_int_equal(plan_for(of, "--dose 1.02 g")->verdict, i == 0 ? IFS_OVERRIDE_NEEDED : IFS_READY);
        assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 1000000, 1));
    }
}

/* A pump in steps of 10 mL per hour, from a bag of 10 mg per mL: 201 mL in an hour, and 101 mL in half an hour, run at 200 mL per hour, which is
 * 2 g per hour. A rate of 2.01 g per hour is ordered all the same; the speed limit is held against what runs. */
static void ordered_beyond_though_pumped_within(void **state)
{
    (void)state;
    static const ifs_site tens = {.pump_step = {10000}};
    struct order *of = take(&(struct parts){.dose = "{ per-time = true; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; }",
                                            .over = "{ usual = '1 h'; source = 'trial'; }"});
    of->request.site = &tens;
    assert_int_equal(plan_for(of, "--dose 2 g/h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "--dose 2.01 g/h")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->delivered, 2010000, 1));
    of = take(&(struct parts){.dose = PRESCRIBED, .limits = "speed = { hard-max = '2.01 g/h'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "--dose 1.01 g")->verdict, IFS_REFUSED); /* in steps of 0.1 mL per hour 2.02 g per hour */
    of->request.site = &tens;
    assert_int_equal(plan_for(of, "--dose 1.01 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->delivered, 2000000, 1));
}

/* 2.05 g in an hour are 4.1 mL exactly, made up to 204 mL: 204 mL per hour, run at 200, which is 2.01 g per hour. Ordered is more than 2.04. */
static void a_drawn_rate_is_ordered_too(void **state)
{
    (void)state;
    static const ifs_site tens = {.pump_step = {10000}};
    struct order *of = take(&(struct parts){
        .dose = "{ per-time = true; hard = ['', '2.04 g/h']; step = '10 mg'; source = 'trial'; }",
        .over = "{ usual = '1 h'; source = 'trial'; }",
        .bags = "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '204 mL'; source = 'trial'; }"});
    of->request.site = &tens;
    assert_int_equal(plan_for(of, "--dose 2 g/h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "--dose 2.05 g/h")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_RATE)->delivered, 2050000, 1));
}

/* 1.02 g are drawn as 2 mL, which hold 1 g: 2 g per hour run, and the limit of the speed is about what runs. */
static void a_speed_is_of_what_runs(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = PRESCRIBED,
        .limits = "speed = { hard-max = '2 g/h'; source = 'trial'; }; concentration = { hard-max = '9.9 mg/mL'; source = 'trial'; };",
        .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"});
    assert_int_equal(plan_for(of, "--dose 1.02 g")->verdict, IFS_READY); /* 1 g in 102 mL is 9.8 mg per mL, 1.02 g would be 10 */
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->delivered, 2000000, 1));
    assert_int_equal(plan_for(of, "--dose 1.03 g")->verdict, IFS_REFUSED); /* 2.1 mL, 1.05 g */
}

/* A weight is asked for where a figure lacks it: not before the rule is known which names the weight, nor for a figure that has none. */
static void no_weight_is_asked_for_in_vain(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'awake'; usual = '20 mg/kg'; of = 'ideal'; step = '10 mg'; source = 'trial'; },"
                "  { when = 'not awake'; usual = '20 mg/kg'; step = '10 mg'; source = 'trial'; } )",
        .limits = "per-kg = { hard-max = '40 mg/kg'; source = 'trial'; };"});
    assert_true(incomplete_for(of, "weight=60 kg", "awake"));
    assert_false(misses(of, "sex") || misses(of, "height"));
    assert_int_equal(plan_for(of, "weight=60 kg | awake=no")->verdict, IFS_READY);
    of = take(&(struct parts){.over = "{ hard = ['10 min', '']; source = 'trial'; }",
                              .limits = "speed = { hard-max = '4 g/h'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_true(of->plan.missing_over[0]);
    assert_false(misses(of, "weight"));
}

/* What is no multiple of the step is refused for that; its limits are held against what was ordered, not against no dose. */
static void off_step_but_within(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ hard = ['500 mg', '2 g']; step = '10 mg'; source = 'trial'; }"});
    assert_true(refused_by(of, "--dose 1.005 g", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->result, IFS_PASS);
    assert_true(refused_by(of, "--dose 495 mg", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->result, IFS_TRIP);
    assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_DOSE)->delivered, 495000, 1));
}

/* 50 kg: 20 mg/kg are 1 g, 40 mg/kg 2 g, 60 mg/kg 3 g. */
static void per_kg(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"weight=50 kg | --dose 490 mg", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"weight=50 kg | --dose 500 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=50 kg | --dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"weight=50 kg | --dose 2 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"weight=50 kg | --dose 2.01 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=49.9 kg | --dose 2 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE}, /* 40.08 */
        {"weight=50 kg | --dose 3 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=50 kg | --dose 3.01 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"weight=50 kg | --dose 3 g" SIGNED " | --override infusion.per-kg=asked for", IFS_READY, IFS_OVERRIDDEN,
         IFS_OVERRIDE},
        {"weight=50 kg | --dose 3 g" SIGNED " | --override infusion.dose=asked for", IFS_OVERRIDE_NEEDED, IFS_TRIP,
         IFS_OVERRIDE},
    };
    struct order *of = take(&(struct parts){
        .dose = PRESCRIBED,
        .limits =
            "per-kg = { soft-min = '20 mg/kg'; soft-max = '40 mg/kg'; hard-min = '10 mg/kg'; hard-max = '60 mg/kg';"
            " source = 'trial'; };"});
    expect(of, IFS_LIMIT_PER_KG, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "--dose 1 g", "weight"));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_PER_KG)->result, IFS_UNKNOWN);
}

/* The dosing weight is the one the rule names: ideal weight of a man of 177.8 cm is 73 kg, 40 mg/kg of it 2.92 g. */
static void per_kg_of_the_dosing_weight(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"weight=100 kg | sex=male | height=177.8 cm | --dose 2.92 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"weight=100 kg | sex=male | height=177.8 cm | --dose 2.93 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
    };
    struct order *of =
        take(&(struct parts){.dose = "{ usual = '40 mg/kg'; of = 'ideal'; step = '10 mg'; source = 'trial'; }",
                             .limits = "per-kg = { hard-max = '40 mg/kg'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_PER_KG, rows, 2);
}

/* A dose that is prescribed needs no body for itself, but its limit does. A man of 177.8 cm: ideal weight 73 kg. */
static void per_kg_of_a_weight_that_is_lacking(void **state)
{
    (void)state;
    static const char *const limits[] = {"per-kg = { hard-max = '40 mg/kg'; source = 'trial'; };",
                                         "speed-per-kg = { hard-max = '80 mg/kg/h'; source = 'trial'; };"};
    for (size_t i = 0; i < 2; i++) {
        struct order *of = take(&(struct parts){
            .dose = "{ usual = '40 mg/kg'; of = 'ideal'; step = '10 mg'; source = 'trial'; }", .limits = limits[i]});
        assert_true(incomplete_for(of, "weight=100 kg | sex=male | --dose 1 g", "height"));
        assert_false(misses(of, "weight") || misses(of, "sex"));
        assert_true(incomplete_for(of, "weight=100 kg | height=177.8 cm | --dose 1 g", "sex"));
        assert_false(misses(of, "weight") || misses(of, "height"));
        assert_true(incomplete_for(of, "--dose 1 g", "height") && misses(of, "weight") && misses(of, "sex"));
        /* 2.92 g / 73 kg = 40 mg/kg, in half an hour 80 mg/kg/h */
        const char *man = "weight=100 kg | sex=male | height=177.8 cm | --dose 2.92 g";
        assert_int_equal(plan_for(of, man)->verdict, IFS_READY);
        man = "weight=100 kg | sex=male | height=177.8 cm | --dose 2.93 g";
        assert_int_equal(plan_for(of, man)->verdict, IFS_REFUSED);
        of = take(&(struct parts){.dose = PRESCRIBED, .limits = limits[i]});
        assert_true(incomplete_for(of, "sex=male | --dose 1 g", "weight")); /* of actual weight: nothing else */
        assert_false(misses(of, "height"));
    }
}

static void over(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"--over 9 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--over 10 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 14 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 15 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--over 60 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--over 61 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 120 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 121 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--over 10 min" SIGNED " | --override infusion.over=asked for", IFS_READY, IFS_OVERRIDDEN, IFS_OVERRIDE},
        {"--over 59 s", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
    };
    struct order *of = take(&(struct parts){
        .over = "{ usual = '20 min'; soft = ['15 min', '60 min']; hard = ['10 min', '120 min']; source = 'trial'; }"});
    expect(of, IFS_LIMIT_OVER, rows, sizeof rows / sizeof rows[0]);
}

/* 100 mg/min: 1 g in 10 min; 20 mg/min in 50 min; 10 in 100; 200 in 5. All flows are whole: 6,000 / t mL per hour. */
static void speed(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"--over 4 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--over 5 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 8 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 10 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--over 50 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--over 60 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 100 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--over 120 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--over 5 min" SIGNED " | --override infusion.speed=asked for", IFS_READY, IFS_OVERRIDDEN, IFS_OVERRIDE},
    };
    struct order *of = take(&(struct parts){.limits = "speed = { soft-min = '20 mg/min'; soft-max = '100 mg/min'; "
                                                      "hard-min = '10 mg/min'; hard-max = '200 mg/min';"
                                                      " source = 'trial'; };"});
    expect(of, IFS_LIMIT_SPEED, rows, sizeof rows / sizeof rows[0]);
}

/* 50 kg, 1 g in 60 min: 20 mg/kg/h; in 30 min 40; in 20 min 60; in 120 min 10. */
static void speed_per_kg(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"weight=50 kg | --over 15 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"weight=50 kg | --over 20 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=49.9 kg | --over 20 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"weight=50 kg | --over 30 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"weight=49.9 kg | --over 30 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=50 kg | --over 60 min", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"weight=50.1 kg | --over 60 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=50 kg | --over 120 min", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"weight=50.1 kg | --over 120 min", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"weight=50 kg | --over 20 min" SIGNED " | --override infusion.speed-per-kg=asked for", IFS_READY,
         IFS_OVERRIDDEN, IFS_OVERRIDE},
    };
    struct order *of = take(&(struct parts){
        .limits = "speed-per-kg = { soft-min = '20 mg/kg/h'; soft-max = '40 mg/kg/h'; hard-min = '10 mg/kg/h';"
                  " hard-max = '60 mg/kg/h'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_SPEED_PER_KG, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "", "weight"));
}

/* Made up to 100 mL: 1 g are 10 mg/mL; draws of whole marks are multiples of 50 mg. */
static void concentration(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"--dose 450 mg", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 500 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 950 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2.05 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4.05 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 4 g" SIGNED " | --override infusion.concentration=asked for", IFS_READY, IFS_OVERRIDDEN, IFS_OVERRIDE},
    };
    struct order *of = take(&(struct parts){
        .dose = PRESCRIBED,
        .bags =
            "{ product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }",
        .limits = "concentration = { soft-min = '10 mg/mL'; soft-max = '20 mg/mL'; hard-min = '5 mg/mL'; hard-max = "
                  "'40 mg/mL';"
                  " source = 'trial'; };"});
    expect(of, IFS_LIMIT_CONCENTRATION, rows, sizeof rows / sizeof rows[0]);
}

/* From the premix 10 mg are 1 mL. A refusal does not say the volume. */
static void volume(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"--dose 490 mg", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"--dose 500 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 990 mg", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"--dose 2.01 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"--dose 4 g" SIGNED " | --override infusion.volume=asked for", IFS_READY, IFS_OVERRIDDEN, IFS_OVERRIDE},
        {"--dose 4.01 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
    };
    struct order *of = take(&(struct parts){.dose = PRESCRIBED,
                                            .limits = "volume = { soft-min = '100 mL'; soft-max = '200 mL'; hard-min = "
                                                      "'50 mL'; hard-max = '400 mL'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_VOLUME, rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_VOLUME)->delivered.den, 0);
    assert_true(holds_nothing(&of->plan));
}

/* ---- Limits of the drug library ---- */

/* Each that applies is held. Unknown whether it applies: matters only to a figure beyond it. */
static void library_limits(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.drug = "limited-drug", .dose = PRESCRIBED});
    static const struct expected rows[] = {
        {"frail=yes | given-24h=0 g | given-48h=0 g | --dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"frail=yes | given-24h=0 g | given-48h=0 g | --dose 1.01 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, IFS_OVERRIDE},
        {"frail=yes | given-24h=0 g | given-48h=0 g | --dose 2.01 g", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
        {"given-24h=0 g | given-48h=0 g | --dose 1 g", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"given-24h=0 g | given-48h=0 g | --dose 1.01 g", IFS_INCOMPLETE, IFS_UNKNOWN, IFS_REFUSE},
        {"given-24h=0 g | given-48h=0 g | --dose 2.01 g", IFS_INCOMPLETE, IFS_UNKNOWN, IFS_REFUSE},
    };
    expect(of, IFS_LIMIT_DOSE, rows, sizeof rows / sizeof rows[0]);
    assert_true(misses(of, "frail"));
    /* 200 mL: no matter whether the pressure is low; 201 mL: it matters */
    assert_int_equal(plan_for(of, "frail=no | given-24h=0 g | --dose 2 g")->verdict, IFS_READY);
    assert_true(incomplete_for(of, "frail=no | given-24h=0 g | --dose 2.01 g", "systolic"));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_VOLUME)->result, IFS_UNKNOWN);
    assert_int_equal(plan_for(of, "frail=no | systolic=120 mmHg | given-24h=0 g | --dose 2.01 g")->verdict, IFS_READY);
    assert_null(limit_of(&of->plan, 0, IFS_LIMIT_DOSE));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->result, IFS_PASS);
    /* 150 mg/min: 3 g in 20 min; 857.1 mL per hour in 7 min of 1 g are 142.86 mg/min; 6 min are 166.67 */
    assert_int_equal(plan_for(of, "frail=no | systolic=120 mmHg | given-24h=0 g | --dose 3 g | --over 20 min")->verdict,
                     IFS_READY);
    assert_int_equal(
        plan_for(of, "frail=no | systolic=120 mmHg | given-24h=0 g | --dose 3.01 g | --over 20 min")->verdict,
        IFS_REFUSED);
}

/* A limit for low pressure, measured at the bedside: 201 mL may start unless it is low. 10 mg are 1 mL of the premix. */
static void library_limit_at_the_bedside(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.drug = "limited-drug", .dose = PRESCRIBED, .more = "bedside = ['systolic'];"});
    static const struct expected rows[] = {
        {"frail=no | given-24h=0 g | --dose 2 g", IFS_CONDITIONAL, IFS_PASS, IFS_REFUSE},
        {"frail=no | given-24h=0 g | --dose 2.01 g", IFS_CONDITIONAL, IFS_UNKNOWN, IFS_REFUSE},
        {"frail=no | given-24h=0 g | --dose 2 g | systolic=99 mmHg", IFS_READY, IFS_PASS, IFS_REFUSE},
        {"frail=no | given-24h=0 g | --dose 2.01 g | systolic=99 mmHg", IFS_REFUSED, IFS_TRIP, IFS_REFUSE},
    };
    expect(of, IFS_LIMIT_VOLUME, rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(plan_for(of, "frail=no | given-24h=0 g | --dose 2.01 g")->infusion_count, 1);
    assert_true(begins_with(of, "systolic"));
    assert_true(fact_set_empty(&of->plan.missing));
    assert_int_equal(plan_for(of, "frail=no | given-24h=0 g | --dose 2.01 g | systolic=100 mmHg")->verdict, IFS_READY);
    assert_null(limit_of(&of->plan, 0, IFS_LIMIT_VOLUME));                     /* the pressure is not low */
    assert_true(incomplete_for(of, "given-24h=0 g | --dose 2.01 g", "frail")); /* another fact still decides */
    assert_false(misses(of, "systolic"));
}

/* A limit that the protocol loosens. */
static void exceeded_library_limit(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .drug = "limited-drug",
        .dose = PRESCRIBED,
        .more = "exceed = { limit = 'speed'; to = '200 mg/min'; because = 'Tests need it.'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "frail=no | systolic=120 mmHg | given-24h=0 g | --dose 4 g | --over 20 min")->verdict,
                     IFS_READY);
    assert_non_null(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->limit->because);
    assert_int_equal(
        plan_for(of, "frail=no | systolic=120 mmHg | given-24h=0 g | --dose 4.01 g | --over 20 min")->verdict,
        IFS_REFUSED);
}

/* A bound that is not there limits nothing and is not listed. */
static void no_bounds(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    assert_int_equal(plan_for(of, "")->limit_count, 0);
    of = take(&(struct parts){.dose = "{ usual = '1 g'; soft = ['', '2 g']; step = '10 mg'; source = 'trial'; }"});
    assert_int_equal(plan_for(of, "")->limit_count, 1);
    assert_int_equal(of->plan.limits[0].severity, IFS_OVERRIDE);
}

/* ---- Overrides ---- */

static const struct parts with_override = {
    .more = "checks = ( { id = 'tired'; override-if = 'tired'; say = 'Tired.'; source = 'trial'; },"
            "  { id = 'asleep'; refuse-if = 'not awake'; say = 'Asleep.'; source = 'trial'; },"
            "  { id = 'hurts'; warn-if = 'pain is severe'; say = 'Hurts.'; source = 'trial'; } );"};

static void overrides_of_checks(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        ifs_verdict verdict;
        ifs_result result;
    } rows[] = {
        {"awake=yes | tired=no", IFS_READY, IFS_PASS},
        {"awake=yes | tired=yes", IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes | setting=ward | --override tired=rested", IFS_OVERRIDE_NEEDED,
         IFS_TRIP}, /* by whom? */
        {"awake=yes | tired=yes | setting=ward | --prescriber Dr Example, 1", IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes | setting=clinic | --prescriber Dr Example, 1 | --override tired=rested",
         IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes | setting=mobile | --prescriber Dr Example, 1 | --override tired=rested",
         IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes" SIGNED " | --override hurts=no matter", IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes" SIGNED " | --override infusion.dose=no matter", IFS_OVERRIDE_NEEDED, IFS_TRIP},
        {"awake=yes | tired=yes" SIGNED " | --override tired=rested", IFS_READY, IFS_OVERRIDDEN},
        {"awake=yes | tired=yes" SIGNED " | --override hurts=no matter | --override tired=rested", IFS_READY,
         IFS_OVERRIDDEN},
        {"awake=yes | tired=no" SIGNED " | --override tired=rested", IFS_READY, IFS_PASS},
        {"awake=yes" SIGNED " | --override tired=rested", IFS_INCOMPLETE,
         IFS_UNKNOWN}, /* an unknown cannot be overridden */
        {"awake=no | tired=yes" SIGNED " | --override tired=rested", IFS_REFUSED, IFS_OVERRIDDEN},
        {"awake=no | tired=no" SIGNED " | --override asleep=will wake", IFS_REFUSED, IFS_PASS},
    };
    struct order *of = take(&with_override);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        if (plan->verdict != rows[i].verdict || result_of(of, "tired") != (int)rows[i].result) {
            fail_msg("%s: verdict %d, result %d", rows[i].words, (int)plan->verdict, result_of(of, "tired"));
        }
    }
}

/* The words of the override are printed; nothing is printed where it does not count. */
static void reasons(void **state)
{
    (void)state;
    struct order *of = take(&with_override);
    const ifs_plan *plan = plan_for(of, "awake=yes | tired=yes" SIGNED " | --override tired=rested");
    int reasons_given = 0;
    for (int i = 0; i < plan->check_count; i++) {
        reasons_given += plan->check_reason[i] != NULL ? 1 : 0;
        if (plan->check_reason[i] != NULL) {
            assert_string_equal(plan->check_reason[i], "rested");
            assert_string_equal(of->protocol->checks[i].id, "tired");
        }
    }
    assert_int_equal(reasons_given, 1);
    plan = plan_for(of, "awake=no | tired=yes" SIGNED " | --override asleep=will wake");
    for (int i = 0; i < plan->check_count; i++) {
        assert_null(plan->check_reason[i]);
    }
}

/* What the command line does not let through must not count either. */
static void overrides_of_other_programs(void **state)
{
    (void)state;
    struct order *of = take(&with_override);
    static const struct {
        const char *prescriber;
        const char *reference;
        const char *check;
        const char *reason;
        ifs_verdict verdict;
    } rows[] = {
        {"Dr Example", "1", "tired", "rested", IFS_READY},
        {NULL, "1", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", NULL, "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"", "1", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {" ", "1", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "  ", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", NULL, "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired", NULL, IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tire", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired.", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tiredness", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "infusion.tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired", "", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired", "   ", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired", "\t", IFS_OVERRIDE_NEEDED},
        {"\t", "1", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", " \t", "tired", "rested", IFS_OVERRIDE_NEEDED},
        {"Dr Example", "1", "tired", &"x "[1], IFS_OVERRIDE_NEEDED}, /* what stands before the text is no part of it */
        {"Dr Example", "1", "tired", &"\0 rested"[1], IFS_READY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        (void)plan_for(of, "awake=yes | tired=yes | setting=ward");
        of->request.prescriber = rows[i].prescriber;
        of->request.prescriber_reference = rows[i].reference;
        of->request.override_count = 1;
        of->request.overrides[0] = (ifs_override){rows[i].check, rows[i].reason};
        ifs_plan_compute(of->protocol, &of->request, &of->plan);
        assert_int_equal(of->plan.verdict, rows[i].verdict);
    }
}

/* The first without a reason, the second with one; and what lies behind the count is not read. */
static void several_overrides(void **state)
{
    (void)state;
    struct order *of = take(&with_override);
    (void)plan_for(of, "awake=yes | tired=yes" SIGNED);
    of->request.override_count = 2;
    of->request.overrides[0] = (ifs_override){"tired", " "};
    of->request.overrides[1] = (ifs_override){"tired", "rested"};
    ifs_plan_compute(of->protocol, &of->request, &of->plan);
    assert_int_equal(of->plan.verdict, IFS_READY);
    of->request.override_count = 0;
    of->request.overrides[0] = (ifs_override){"tired", "rested"};
    ifs_plan_compute(of->protocol, &of->request, &of->plan);
    assert_int_equal(of->plan.verdict, IFS_OVERRIDE_NEEDED);
}

static void names_of_limits(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "{ soft = ['', '900 mg']; step = '50 mg'; source = 'trial'; }",
        .bags =
            "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"});
    static const struct {
        const char *check;
        ifs_verdict verdict;
    } rows[] = {{"infusion.dose", IFS_READY},
                {"infusion.dos", IFS_OVERRIDE_NEEDED},
                {"infusion.dose-max", IFS_OVERRIDE_NEEDED},
                {"infusion.doses", IFS_OVERRIDE_NEEDED},
                {"infusion", IFS_OVERRIDE_NEEDED},
                {"infusion.", IFS_OVERRIDE_NEEDED},
                {"dose", IFS_OVERRIDE_NEEDED},
                {"infusiondose", IFS_OVERRIDE_NEEDED},
                {"total.dose", IFS_OVERRIDE_NEEDED},
                {".dose", IFS_OVERRIDE_NEEDED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        (void)plan_for(of, "--dose 1 g | setting=ward | --prescriber Dr Example, 1");
        of->request.override_count = 1;
        of->request.overrides[0] = (ifs_override){rows[i].check, "asked for"};
        ifs_plan_compute(of->protocol, &of->request, &of->plan);
        assert_int_equal(of->plan.verdict, rows[i].verdict);
    }
    static const char *const words[IFS_LIMIT_KIND_COUNT] = {"dose",   "dose",   "dose-max",     "per-kg",
                                                            "over",   "speed",  "speed-per-kg", "concentration",
                                                            "volume", "site-volume", "in-24h",  "in-48h",
                                                            "interval"};
    for (int kind = 0; kind < IFS_LIMIT_KIND_COUNT; kind++) {
        assert_string_equal(outcome_word((ifs_limit_kind)kind), words[kind]);
    }
    assert_string_equal(outcome_word(IFS_LIMIT_KIND_COUNT), "");
}

/* A protocol that names no setting for overrides allows none. */
static void nobody_may_override(void **state)
{
    (void)state;
    struct order *of = take(&with_override);
    (void)plan_for(of, "awake=yes | tired=yes" SIGNED " | --override tired=rested");
    assert_true(outcome_may_override(of->protocol, &of->request));
    of->protocol->overrides_in = 0;
    ifs_plan_compute(of->protocol, &of->request, &of->plan);
    assert_int_equal(of->plan.verdict, IFS_OVERRIDE_NEEDED);
    of->protocol->overrides_in = 1U << IFS_WARD;
    fact_set_remove(&of->request.known, IFS_FACT_SETTING);
    assert_false(outcome_may_override(of->protocol, &of->request));
}

/* The same names without an order: of the whole order, of an infusion, never of a check. */
static void limit_names_of_a_protocol(void **state)
{
    (void)state;
    static const struct step steps[] = {{.id = "step-2"}};
    static const struct infusion_rule infusions[] = {{.name = "loading"},
                                                     {.name = "maintenance", .steps = steps, .step_count = 1}};
    static const struct check checks[] = {{.id = "low-pressure"}};
    static const struct ifs_protocol protocol = {
        .infusions = infusions, .infusion_count = 2, .checks = checks, .check_count = 1};
    static const char *const names[] = {"loading.dose", "maintenance.over", "total.in-24h", "maintenance.step-2.speed"};
    static const char *const others[] = {"loading.doses", "load.dose", "dose", "total", "loading.step-2.speed", "low-pressure", "",
                                         "loading.", "total.", "maintenance.step-2."};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_true(outcome_is_limit_name(&protocol, names[i]));
    }
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        assert_false(outcome_is_limit_name(&protocol, others[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(dose, end),
        cmocka_unit_test_teardown(ordered_beyond_though_drawn_within, end),
        cmocka_unit_test_teardown(ordered_beyond_though_pumped_within, end),
        cmocka_unit_test_teardown(a_drawn_rate_is_ordered_too, end),
        cmocka_unit_test_teardown(a_speed_is_of_what_runs, end),
        cmocka_unit_test_teardown(no_weight_is_asked_for_in_vain, end),
        cmocka_unit_test_teardown(off_step_but_within, end),
        cmocka_unit_test_teardown(per_kg, end),
        cmocka_unit_test_teardown(per_kg_of_the_dosing_weight, end),
        cmocka_unit_test_teardown(per_kg_of_a_weight_that_is_lacking, end),
        cmocka_unit_test_teardown(over, end),
        cmocka_unit_test_teardown(speed, end),
        cmocka_unit_test_teardown(speed_per_kg, end),
        cmocka_unit_test_teardown(concentration, end),
        cmocka_unit_test_teardown(volume, end),
        cmocka_unit_test_teardown(library_limits, end),
        cmocka_unit_test_teardown(library_limit_at_the_bedside, end),
        cmocka_unit_test_teardown(exceeded_library_limit, end),
        cmocka_unit_test_teardown(no_bounds, end),
        cmocka_unit_test_teardown(overrides_of_checks, end),
        cmocka_unit_test_teardown(reasons, end),
        cmocka_unit_test_teardown(overrides_of_other_programs, end),
        cmocka_unit_test_teardown(several_overrides, end),
        cmocka_unit_test_teardown(names_of_limits, end),
        cmocka_unit_test_teardown(nobody_may_override, end),
        cmocka_unit_test(limit_names_of_a_protocol),
        cmocka_unit_test_teardown(as_bad_as_ordered_is_what_is_delivered, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
