/*
 * test_plan.c - the whole order: the verdict and its order, every obstacle, what is left of a refused plan, and the theorem of
 * the contract's section 5, held by trying every completion of what is unknown.
 */
#include "one_order.h"

#include "derive.h"
#include "plan.h"

#define SIGNED " | setting=ward | --prescriber Dr Example, 1"
#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define PREMIX "{ product = 'premix'; additive = 'premixed'; }"
#define VIAL "{ product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '2 mL';" TRIAL "}"
#define REST " devices = ['pump']; over = { usual = '30 min';" TRIAL "}; bags = " PREMIX "; "

/* ---- Zero is safe ---- */

static void zero_is_refused(void **state)
{
    (void)state;
    static const ifs_plan zero;
    assert_int_equal(zero.verdict, IFS_REFUSED);
    assert_true(holds_nothing(&zero));
    assert_int_equal(zero.checks[0], IFS_TRIP);
    assert_int_equal(zero.limits[0].result, IFS_TRIP);
    assert_int_equal(zero.limits[0].severity, IFS_REFUSE);
}

/* A request that knows nothing. */
static void nothing_known(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    static const ifs_request nothing;
    memset(&of->plan, 0xa5, sizeof of->plan);
    ifs_plan_compute(of->protocol, &nothing, &of->plan);
    assert_int_equal(of->plan.verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "setting") && misses(of, "allergies") && misses(of, "indication"));
    assert_true(holds_nothing(&of->plan));
}

/* ---- Required, bedside, unusual ---- */

static void required_facts(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = "require = ['weight', 'awake', 'crcl'];"});
    const char *all = "weight=70 kg | awake=no | crcl=90 mL/min";
    assert_int_equal(plan_for(of, all)->verdict, IFS_READY);
    assert_true(fact_set_empty(&of->plan.missing) && fact_set_empty(&of->plan.start) &&
                fact_set_empty(&of->plan.confirm));
    assert_true(incomplete_for(of, "awake=no | crcl=90 mL/min", "weight"));
    assert_false(misses(of, "awake") || misses(of, "crcl"));
    assert_true(incomplete_for(of, "weight=70 kg | crcl=90 mL/min", "awake"));
    assert_true(incomplete_for(of, "weight=70 kg | awake=no", "crcl"));
    assert_true(incomplete_for(of, "setting=unknown | weight=70 kg | awake=no | crcl=90 mL/min", "setting"));
    /* an estimate stands for the clearance; an answer that no estimate can use does not */
    assert_int_equal(plan_for(of, "weight=70 kg | awake=no | renal=mild | renal-basis=laboratory | sex=male")->verdict,
                     IFS_READY);
    assert_true(incomplete_for(of, "weight=70 kg | awake=no | renal=mild | renal-basis=history | sex=male", "crcl"));
}

/* eGFR reported in pregnancy is no answer. */
static void required_egfr(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = "require = ['egfr'];"});
    assert_int_equal(plan_for(of, "egfr=90 mL/min/1.73m2 | sex=male")->verdict, IFS_READY);
    assert_true(incomplete_for(of, "egfr=90 mL/min/1.73m2 | sex=female", "egfr"));
    assert_true(incomplete_for(of, "sex=male", "egfr"));
    /* one computed from the creatinine stands for it */
    assert_int_equal(plan_for(of, "sex=male | age=50 y | creatinine=1 mg/dL")->verdict, IFS_READY);
    assert_false(misses(of, "egfr"));
}

/* What counts is the clearance that was derived: for a kind of patient who has none, what was reported is no answer. */
static void required_clearance_is_the_derived_one(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = "require = ['crcl'];"});
    assert_int_equal(plan_for(of, "crcl=90 mL/min")->verdict, IFS_READY);
    of->plan.derived.crcl_known = false;
    plan_examine(of->protocol, &of->request, &of->plan);
    assert_int_equal(of->plan.verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "crcl"));
}

static const struct parts at_the_bedside = {
    .more = "bedside = ['systolic', 'spo2', 'crcl'];"
            "checks = ( { id = 'low-pressure'; refuse-if = 'systolic < 100 mmHg'; say = 'Low.';" TRIAL "},"
            "  { id = 'low-for-the-tired'; override-if = 'systolic < 110 mmHg and tired'; say = 'Low.';" TRIAL "},"
            "  { id = 'high'; warn-if = 'systolic > 180 mmHg'; say = 'High.';" TRIAL "},"
            "  { id = 'kidneys'; refuse-if = 'crcl < 30 mL/min'; say = 'Too low.';" TRIAL "} );"};

static void start_conditions(void **state)
{
    (void)state;
    struct order *of = take(&at_the_bedside);
    const char *rest = "tired=no | crcl=90 mL/min | spo2=98 %";
    assert_int_equal(plan_for(of, rest)->verdict, IFS_CONDITIONAL);
    assert_int_equal(of->plan.infusion_count, 1); /* computed, DO NOT START UNLESS */
    assert_true(begins_with(of, "systolic"));
    assert_false(begins_with(of, "spo2") || begins_with(of, "crcl") || misses(of, "systolic"));
    assert_int_equal(result_of(of, "low-pressure"), IFS_UNKNOWN);
    assert_int_equal(result_of(of, "high"), IFS_UNKNOWN);
    assert_int_equal(result_of(of, "low-for-the-tired"), IFS_PASS); /* not tired: the pressure does not matter */
    assert_int_equal(plan_for(of, "tired=no | crcl=90 mL/min | spo2=98 % | systolic=100 mmHg")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "tired=no | crcl=90 mL/min | spo2=98 % | systolic=99 mmHg")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "tired=no | crcl=90 mL/min | systolic=120 mmHg")->verdict,
                     IFS_CONDITIONAL); /* no check reads it */
    assert_int_equal(plan_for(of, "tired=no | spo2=98 % | systolic=120 mmHg")->verdict, IFS_CONDITIONAL);
    assert_true(begins_with(of, "crcl"));
    assert_int_equal(
        plan_for(of, "tired=no | spo2=98 % | systolic=120 mmHg | renal=mild | renal-basis=laboratory | sex=male")
            ->verdict,
        IFS_READY);
}

/* What is lacking beside a bedside fact decides. */
static void bedside_and_other_facts(void **state)
{
    (void)state;
    struct order *of = take(&at_the_bedside);
    assert_true(incomplete_for(of, "crcl=90 mL/min | spo2=98 %", "tired"));
    assert_false(misses(of, "systolic"));
    assert_true(begins_with(of, "systolic"));
    assert_int_equal(plan_for(of, "tired=yes | crcl=90 mL/min | spo2=98 %")->verdict, IFS_CONDITIONAL);
    assert_true(incomplete_for(of, "crcl=90 mL/min | spo2=98 % | systolic=105 mmHg", "tired"));
    assert_int_equal(plan_for(of, "crcl=90 mL/min | spo2=98 % | systolic=110 mmHg")->verdict,
                     IFS_READY); /* tired or not */
}

/* Measured, but by a weight that is lacking: the weight is asked for, not the measurement again. 0.5 mL/kg/h are 25 mL/h
 * of 50 kg and 30 mL/h of 60 kg. */
static void measured_without_its_other_half(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "bedside = ['urine-output'];"
                "checks = { id = 'little-urine'; refuse-if = 'urine-output < 30 mL/h'; say = 'Little.';" TRIAL "};"});
    assert_true(incomplete_for(of, "urine-output=0.5 mL/kg/h", "weight"));
    assert_false(misses(of, "urine-output") || begins_with(of, "urine-output"));
    assert_int_equal(result_of(of, "little-urine"), IFS_UNKNOWN);
    assert_int_equal(plan_for(of, "urine-output=0.5 mL/kg/h | weight=50 kg")->verdict, IFS_REFUSED);
    assert_int_equal(result_of(of, "little-urine"), IFS_TRIP);
    assert_int_equal(plan_for(of, "urine-output=0.5 mL/kg/h | weight=60 kg")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "little-urine"), IFS_PASS);
    assert_int_equal(plan_for(of, "urine-output=29 mL/h")->verdict, IFS_REFUSED); /* needs no weight */
    assert_int_equal(plan_for(of, "urine-output=30 mL/h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "")->verdict, IFS_CONDITIONAL); /* not measured yet */
    assert_true(begins_with(of, "urine-output"));
    assert_false(misses(of, "weight"));
}

/* The same where it decides which dose is given, not whether. */
static void a_dose_by_what_was_measured_without_its_other_half(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'urine-output < 30 mL/h'; usual = '500 mg'; step = '10 mg';" TRIAL "}, { when = 'urine-output >= 30 mL/h'; usual = '1 g'; step = '10 mg';" TRIAL "} )"});
    assert_true(incomplete_for(of, "urine-output=0.5 mL/kg/h", "weight"));
    assert_false(misses(of, "urine-output"));
    assert_true(incomplete_for(of, "weight=50 kg", "urine-output"));
    assert_int_equal(infusion_of(of, "urine-output=0.5 mL/kg/h | weight=60 kg")->dose.mcg, 1000000);
    assert_int_equal(infusion_of(of, "urine-output=0.5 mL/kg/h | weight=50 kg")->dose.mcg, 500000);
}

/* Not measured at all: it is asked for, and no weight. Measured: nothing of it is asked for, whatever else is lacking. */
static void not_measured_at_all(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'little-urine'; refuse-if = 'urine-output < 30 mL/h'; say = 'Little.';" TRIAL "},"
                " { id = 'tired'; refuse-if = 'tired'; say = 'Tired.';" TRIAL "} );"});
    assert_true(incomplete_for(of, "tired=no", "urine-output"));
    assert_false(misses(of, "weight"));
    assert_true(incomplete_for(of, "urine-output=30 mL/h", "tired"));
    assert_false(misses(of, "weight") || misses(of, "urine-output"));
}

/* The other way round: 24 mL/h are 0.48 mL/kg/h of 50 kg and 0.5 of 48 kg. At the bedside and elsewhere. */
static void measured_by_the_hour_alone(void **state)
{
    (void)state;
    static const char *const needs[] = {"bedside = ['urine-output'];", ""};
    for (size_t i = 0; i < 2; i++) {
        char more[240];
        snprintf(more, sizeof more,
                 "%s checks = { id = 'little-urine'; override-if = 'urine-output < 0.5 mL/kg/h'; say = 'Little.';" TRIAL
                 "};",
                 needs[i]);
        struct order *of = take(&(struct parts){.more = more});
        assert_true(incomplete_for(of, "urine-output=24 mL/h", "weight"));
        assert_false(misses(of, "urine-output"));
        assert_int_equal(plan_for(of, "urine-output=24 mL/h | weight=50 kg")->verdict, IFS_OVERRIDE_NEEDED);
        assert_int_equal(plan_for(of, "urine-output=24 mL/h | weight=48 kg")->verdict, IFS_READY);
    }
}

/* Unusual and not confirmed: used in every check, and incomplete at least. */
static void unusual_answers(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'low-pressure'; refuse-if = 'systolic < 75 mmHg'; say = 'Low.';" TRIAL "};"});
    int systolic = IFS_FACT_SYSTOLIC;
    assert_int_equal(plan_for(of, "systolic=80 mmHg")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "systolic=79 mmHg")->verdict, IFS_INCOMPLETE);
    assert_true(fact_set_has(&of->plan.confirm, systolic));
    assert_false(fact_set_has(&of->plan.missing, systolic));
    assert_true(holds_nothing(&of->plan));
    assert_int_equal(plan_for(of, "systolic=79 mmHg | --confirm systolic")->verdict, IFS_READY);
    assert_false(fact_set_has(&of->plan.confirm, systolic));
    assert_int_equal(plan_for(of, "systolic=74 mmHg")->verdict, IFS_REFUSED);
    assert_true(fact_set_has(&of->plan.confirm, systolic));
    assert_int_equal(plan_for(of, "systolic=79 mmHg | weight=70 kg | --confirm weight")->verdict, IFS_INCOMPLETE);
}

/* ---- The verdict ---- */

static const struct parts all_verdicts = {
    .more = "bedside = ['systolic']; require = ['pain'];"
            "checks = ( { id = 'asleep'; refuse-if = 'not awake'; say = 'Asleep.';" TRIAL "},"
            "  { id = 'tired'; override-if = 'tired'; say = 'Tired.';" TRIAL "},"
            "  { id = 'painful'; warn-if = 'pain is severe'; say = 'Pain.';" TRIAL "} );"};

/* Refused before incomplete before override before conditional before ready. */
static void order_of_verdicts(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        ifs_verdict verdict;
    } rows[] = {
        {"awake=yes | tired=no | pain=none | systolic=120 mmHg", IFS_READY},
        {"awake=yes | tired=no | pain=severe | systolic=120 mmHg", IFS_READY}, /* a warning alone */
        {"awake=yes | tired=no | pain=none", IFS_CONDITIONAL},
        {"awake=yes | tired=yes | pain=none | systolic=120 mmHg", IFS_OVERRIDE_NEEDED},
        {"awake=yes | tired=yes | pain=none", IFS_OVERRIDE_NEEDED},
        {"awake=yes | tired=yes | pain=none" SIGNED " | --override tired=rested", IFS_CONDITIONAL},
        {"awake=yes | tired=yes | systolic=120 mmHg", IFS_INCOMPLETE},
        {"awake=yes | pain=none | systolic=120 mmHg", IFS_INCOMPLETE}, /* an override that cannot be decided */
        {"tired=no | pain=none | systolic=120 mmHg", IFS_INCOMPLETE},  /* a refusal that cannot be decided */
        {"awake=no", IFS_REFUSED},
        {"awake=no | tired=yes | pain=none | systolic=120 mmHg", IFS_REFUSED},
        {"awake=no | tired=yes" SIGNED " | --override tired=rested", IFS_REFUSED},
    };
    struct order *of = take(&all_verdicts);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        if (plan->verdict != rows[i].verdict) {
            fail_msg("%s: verdict %d", rows[i].words, (int)plan->verdict);
        }
        bool computed = plan->verdict >= IFS_OVERRIDE_NEEDED;
        assert_int_equal(plan->infusion_count, computed ? 1 : 0);
        assert_true(computed || holds_nothing(plan));
    }
}

/* An undecided warning prints as unknown and stops nothing. */
static void undecided_warning(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.more = "checks = { id = 'tired'; warn-if = 'tired'; say = 'Tired.';" TRIAL "};"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "tired"), IFS_UNKNOWN);
    assert_false(misses(of, "tired"));
}

static void admission_and_setting(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.more = "admit = { when = 'age >= 18 y'; else = 'Adults only.';" TRIAL "};"});
    assert_int_equal(plan_for(of, "age=216 mo")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "admit-1"), IFS_PASS);
    assert_int_equal(plan_for(of, "age=215 mo")->verdict, IFS_REFUSED);
    assert_int_equal(result_of(of, "admit-1"), IFS_TRIP);
    assert_true(incomplete_for(of, "", "age"));
    assert_int_equal(plan_for(of, "age=30 y | setting=emergency")->verdict, IFS_REFUSED);
    assert_int_equal(result_of(of, "setting"), IFS_TRIP);
}

/* No estimate is valid in acute injury: refused, unless the protocol speaks of it. */
static void acute_injury(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    assert_int_equal(plan_for(of, "renal=acute-injury")->verdict, IFS_REFUSED);
    assert_true(of->plan.acute_injury);
    assert_true(holds_nothing(&of->plan));
    assert_int_equal(plan_for(of, "renal=dialysis")->verdict, IFS_READY);
    assert_false(of->plan.acute_injury);
    assert_int_equal(plan_for(of, "renal=unknown")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "renal=acute-injury | crcl=90 mL/min")->verdict, IFS_REFUSED);
    of = take(&(struct parts){
        .more = "checks = { id = 'injury'; override-if = 'renal is acute-injury'; say = 'Injury.';" TRIAL "};"});
    assert_int_equal(plan_for(of, "renal=acute-injury")->verdict, IFS_OVERRIDE_NEEDED);
    assert_false(of->plan.acute_injury);
}

/* What a renal band says is a caution of whoever lies in it, and of nobody else; it stops nothing. */
static void sentence_of_a_renal_band(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl >= 60 mL/min'; },"
                "  { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5'; say = 'Halved.';" TRIAL "},"
                "  { when = 'crcl >= 20 mL/min and crcl < 30 mL/min'; dose-max = '300 mg'; say = 'Least.';" TRIAL "},"
                "  { when = 'crcl < 20 mL/min'; refuse = 'Too low.';" TRIAL "} );"});
    static const struct {
        const char *words;
        ifs_verdict verdict;
        ifs_result results[3]; /* renal-band, renal-band-2, renal */
        int64_t milligrams;
    } rows[] = {
        {"crcl=60 mL/min", IFS_READY, {IFS_PASS, IFS_PASS, IFS_PASS}, 1000},
        {"crcl=59.9 mL/min", IFS_READY, {IFS_TRIP, IFS_PASS, IFS_PASS}, 500}, /* half of 1 g */
        {"crcl=30 mL/min", IFS_READY, {IFS_TRIP, IFS_PASS, IFS_PASS}, 500},
        {"crcl=29.9 mL/min", IFS_READY, {IFS_PASS, IFS_TRIP, IFS_PASS}, 300},
        {"crcl=19.9 mL/min", IFS_REFUSED, {IFS_PASS, IFS_PASS, IFS_TRIP}, 0},
        {"", IFS_INCOMPLETE, {IFS_UNKNOWN, IFS_UNKNOWN, IFS_UNKNOWN}, 0},
    };
    static const char *const names[] = {"renal-band", "renal-band-2", "renal"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        assert_int_equal(plan->verdict, rows[i].verdict);
        for (size_t j = 0; j < 3; j++) {
            assert_int_equal(result_of(of, names[j]), rows[i].results[j]);
        }
        if (plan->verdict == IFS_READY) {
            assert_int_equal(plan->infusions[0].dose.mcg, rows[i].milligrams * 1000);
        }
    }
    for (int i = 0; i < of->protocol->check_count; i++) {
        const struct check *check = &of->protocol->checks[i];
        if (strncmp(check->id, "renal", 5) == 0) {
            bool refuses = strcmp(check->id, "renal") == 0;
            assert_int_equal(check->severity, refuses ? IFS_REFUSE : IFS_WARN);
            assert_string_equal(check->say, refuses                                ? "Too low."
                                            : strcmp(check->id, "renal-band") == 0 ? "Halved."
                                                                                   : "Least.");
        }
    }
}

/* Words in a request that is not male and not known not to be pregnant leave the clearance unknown. */
static void pregnancy_unknown(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .head = "crcl-weight = 'actual';",
        .more =
            "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5';" TRIAL "} );"});
    /* a man of 40 with 72 kg and 1 mg/dL: 100 mL/min; a woman 85 */
    assert_int_equal(infusion_of(of, "age=40 y | sex=male | weight=72 kg | creatinine=1 mg/dL")->dose.mcg, 1000000);
    assert_int_equal(
        infusion_of(of, "age=40 y | sex=female | pregnant=no | weight=72 kg | creatinine=1 mg/dL")->dose.mcg, 1000000);
    assert_true(incomplete_for(of, "age=40 y | sex=female | weight=72 kg | creatinine=1 mg/dL", "crcl"));
    assert_true(incomplete_for(of, "age=40 y | sex=female | pregnant=yes | weight=72 kg | creatinine=1 mg/dL", "crcl"));
    assert_int_equal(infusion_of(of, "sex=female | pregnant=yes | crcl=50 mL/min")->dose.mcg, 500000);
}

/* ---- Phases ---- */

static const struct parts phases = {
    .infusions = "( { name = 'loading'; when = 'not tired';" REST "dose = { usual = '2 g';" STEP "}; },"
                 "  { name = 'maintenance'; when = 'awake';" REST "dose = {" STEP "}; },"
                 "  { name = 'last'; when = 'pain is severe';" REST "dose = { usual = '3 g';" STEP "}; } )"};

static void phases_of_an_order(void **state)
{
    (void)state;
    struct order *of = take(&phases);
    const ifs_plan *plan =
        plan_for(of, "tired=no | awake=yes | pain=severe | --infusion maintenance | --dose 1 g | --over 1 h");
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(plan->infusion_count, 3);
    static const int64_t milligrams[] = {2000, 1000, 3000};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(plan->infusions[i].rule, i);
        assert_int_equal(plan->infusions[i].dose.mcg, milligrams[i] * 1000);
        assert_int_equal(plan->infusions[i].prescribed, i == 1);
        assert_int_equal(plan->infusions[i].over.s, i == 1 ? 3600 : 1800);
    }
    plan = plan_for(of, "tired=yes | awake=no | pain=severe");
    assert_int_equal(plan->infusion_count, 1);
    assert_int_equal(plan->infusions[0].rule, 2);
    plan = plan_for(of, "tired=no | awake=yes | pain=severe");
    assert_int_equal(plan->verdict, IFS_INCOMPLETE);
    assert_true(plan->missing_dose[1]);
    assert_false(plan->missing_dose[0] || plan->missing_dose[2]);
    assert_true(holds_nothing(plan));
    assert_int_equal(plan_for(of, "tired=yes | awake=no | pain=none")->order_obstacle, IFS_OBSTACLE_NO_INFUSION);
    assert_int_equal(of->plan.verdict, IFS_REFUSED);
    assert_true(incomplete_for(of, "tired=no | awake=no", "pain"));
    assert_true(incomplete_for(of, "tired=yes | awake=no", "pain"));
    assert_int_equal(of->plan.order_obstacle, IFS_OBSTACLE_NONE); /* it may have one */
}

/* A phase that fails takes the whole order with it, wherever it stands. */
static void one_phase_fails(void **state)
{
    (void)state;
    struct order *of = take(&phases);
    const ifs_plan *plan = plan_for(of, "tired=no | awake=yes | pain=severe | --infusion maintenance | --dose 1.005 g");
    assert_int_equal(plan->verdict, IFS_REFUSED);
    assert_int_equal(plan->obstacle[0], IFS_OBSTACLE_NONE);
    assert_int_equal(plan->obstacle[1], IFS_OBSTACLE_DOSE_OFF_STEP);
    assert_int_equal(plan->obstacle[2], IFS_OBSTACLE_NONE);
    assert_true(holds_nothing(plan));
}

/* ---- Every obstacle ---- */

struct obstacle_row {
    ifs_obstacle obstacle;
    bool of_order;
    struct parts parts;
    const char *words;
};

static const struct obstacle_row obstacles[] = {
    {IFS_OBSTACLE_NO_DOSE_RULE, false, {.dose = "{ when = 'awake'; usual = '1 g';" STEP "}"}, "awake=no"},
    {IFS_OBSTACLE_TWO_DOSE_RULES,
     false,
     {.dose = "( { when = 'awake'; usual = '1 g';" STEP "}, { when = 'tired'; usual = '1 g';" STEP "} )"},
     "awake=yes | tired=yes"},
    {IFS_OBSTACLE_NO_TIME_RULE, false, {.over = "{ dose-to = '900 mg'; usual = '30 min';" TRIAL "}"}, ""},
    {IFS_OBSTACLE_TWO_TIME_RULES,
     false,
     {.over = "( { when = 'awake'; usual = '30 min';" TRIAL "}, { when = 'tired'; usual = '30 min';" TRIAL "} )"},
     "awake=yes | tired=yes"},
    {IFS_OBSTACLE_NO_LIMIT_RULE,
     false,
     {.limits = "speed = { when = 'awake'; hard-max = '1 g/min';" TRIAL "};"},
     "awake=no"},
    {IFS_OBSTACLE_TWO_LIMIT_RULES,
     false,
     {.limits = "speed = ( { when = 'awake'; hard-max = '1 g/min';" TRIAL
                "}, { when = 'tired'; hard-max = '1 g/min';" TRIAL "} );"},
     "awake=yes | tired=yes"},
    {IFS_OBSTACLE_NO_RENAL_BAND, false, {.more = "renal = { when = 'crcl > 60 mL/min'; };"}, "crcl=60 mL/min"},
    {IFS_OBSTACLE_TWO_RENAL_BANDS,
     false,
     {.more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl <= 60 mL/min'; } );"},
     "crcl=60 mL/min"},
    {IFS_OBSTACLE_NO_CONTAINER,
     false,
     {.bags = "{ when = 'awake'; product = 'premix'; additive = 'premixed'; }"},
     "awake=no"},
    {IFS_OBSTACLE_NO_DILUENT, false, {.bags = VIAL}, "diluent=dextrose-5"},
    {IFS_OBSTACLE_NO_DEVICE, false, {0}, "device=hand"},
    {IFS_OBSTACLE_DOSE_OFF_STEP, false, {0}, "--dose 1.005 g"},
    {IFS_OBSTACLE_DOSE_ZERO, false, {0}, "--dose 0 g"},
    {IFS_OBSTACLE_DOSE_DIMENSION, false, {0}, "--dose 1 g/h"},
    {IFS_OBSTACLE_DOES_NOT_FIT, false, {.bags = VIAL}, "--dose 1.05 g"},
    {IFS_OBSTACLE_NOT_MEASURABLE, false, {.bags = VIAL}, "--dose 20 mg"},
    {IFS_OBSTACLE_NO_FLOW, false, {0}, "--over 2500 h"},    /* 0.04 mL per hour */
    {IFS_OBSTACLE_BEYOND_PUMP, false, {0}, "--over 5 min"}, /* 1,200 mL per hour */
    {IFS_OBSTACLE_TIME_MEANING, false, {0}, "--over 59 s"},
    {IFS_OBSTACLE_NO_DROP_SET, false, {.devices = "['gravity']"}, ""},
    {IFS_OBSTACLE_TOO_FAST_TO_COUNT, false, {.devices = "['gravity']"}, "drops"}, /* see below */
    {IFS_OBSTACLE_NO_TIME,
     false,
     {.infusions =
          "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g';" STEP "};"
          "    bags = { product = 'vial'; additive = 'undiluted'; }; } )"},
     "--over 10 min"},
    {IFS_OBSTACLE_REPEAT_TOO_SOON, false, {.limits = "repeat = { every = '29 min'; doses = 2;" TRIAL "};"}, ""},
    {IFS_OBSTACLE_NOT_IN_ORDER,
     false,
     {.infusions = "( { name = 'first'; when = 'awake'; devices = ['pump']; dose = { usual = '1 g';" STEP "};"
                   "    over = { usual = '1 h';" TRIAL "}; bags = " PREMIX "; },"
                   "  { name = 'second'; devices = ['pump']; dose = { usual = '1 g';" STEP "};"
                   "    over = { usual = '1 h';" TRIAL "}; bags = " PREMIX "; } )"},
     "awake=no | --infusion first | --dose 2 g"},
    {IFS_OBSTACLE_NO_INFUSION, true, {.limits = "when = 'awake';"}, "awake=no"},
    {IFS_OBSTACLE_NO_RESCUE,
     true,
     {.more = "rescue = { when = 'awake'; product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL "};"},
     "awake=no"},
    {IFS_OBSTACLE_RESCUE_LIMIT,
     true,
     {.more = "rescue = { product = 'antidote'; dose = '1 g'; over = '5 min';" TRIAL "};"},
     "age=9 y"},
    {IFS_OBSTACLE_BEYOND_ARITHMETIC, false, {0}, "--dose 2000 g"},
};

/* The name of a drug is its first word, whole; a protocol whose drug has no name, and an answer without words, name none. */
static void allergy_to_a_drug_of_one_word(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    static const struct {
        const char *drug;
        const char *allergies;
        bool asked;
    } rows[] = {{"exampline", "Exampline: rash", true},
                {"exampline", "exampl", false},
                {"exampline", "an exampline", true},
                {"exampline", "some exampline", true},
                {"exampline sulfate", "exampline: rash", true},
                {"exampline sulfate", "exampline oxide", true},
                {"exampline sulfate", "exampline sulfide", true},
                {"exampline sulfate", "example", false},
                {"exampline", NULL, false},
                {"azalea", "AZALEA: rash", true}, /* the first letter and the last */
                {"AZALEA", "azalea: rash", true},
                {"k@", "k`", false}, /* signs next to the letters are none */
                {"k[", "k{", false},
                {"k", "k", true},
                {"k salt", "nickel", true}, /* the letter stands in it: asked rather once more */
                {"k salt", "pollen", false},
                {"k\0rest", "k\0other", true},
                {NULL, "exampline", false},
                {"", "exampline", false},
                {" leading", "leading", false},
                {" leading", "a leading", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(ask_for(of, ""));
        ifs_protocol protocol = *of->protocol;
        protocol.drug.name = rows[i].drug;
        of->request.words[IFS_FACT_ALLERGIES] = rows[i].allergies;
        ifs_plan_compute(&protocol, &of->request, &of->plan);
        assert_int_equal(fact_set_has(&of->plan.confirm, IFS_FACT_ALLERGIES), rows[i].asked);
        assert_int_equal(of->plan.verdict, rows[i].asked ? IFS_INCOMPLETE : IFS_READY);
    }
}

/* An allergy to the drug itself in the line of allergies is confirmed before anything is computed; unknown asks for itself. */
static void allergy_to_the_drug(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){0});
    assert_int_equal(plan_for(of, "")->verdict, IFS_READY);
    static const char *const names[] = {"Plain drug: rash", "penicillin, PLAIN", "test drug", "TEST"};
    bool any = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        of->request = (ifs_request){0};
        (void)plan_for(of, "");
        of->request.words[IFS_FACT_ALLERGIES] = names[i];
        ifs_plan_compute(of->protocol, &of->request, &of->plan);
        bool asked = fact_set_has(&of->plan.confirm, IFS_FACT_ALLERGIES);
        assert_int_equal(of->plan.verdict, asked ? IFS_INCOMPLETE : IFS_READY);
        assert_int_equal(asked, i >= 2); /* the drug of the tests is called "test drug" */
        any = any || asked;
        fact_set_add(&of->request.confirmed, IFS_FACT_ALLERGIES);
        ifs_plan_compute(of->protocol, &of->request, &of->plan);
        assert_int_equal(of->plan.verdict, IFS_READY);
    }
    assert_true(any);
}

static void every_obstacle(void **state)
{
    (void)state;
    static const ifs_site pump = {.present = true, .pump_high = {999000}};
    static const ifs_site drops = {.present = true, .drop_set_count = 1, .drop_sets = {60}};
    bool met[IFS_OBSTACLE_COUNT] = {[IFS_OBSTACLE_NONE] = true};
    for (size_t i = 0; i < sizeof obstacles / sizeof obstacles[0]; i++) {
        const struct obstacle_row *row = &obstacles[i];
        bool falls = strcmp(row->words, "drops") == 0;
        struct order *of = take(&row->parts);
        of->request.site = falls ? &drops : &pump;
        const ifs_plan *plan = plan_for(of, falls ? "" : row->words);
        ifs_obstacle found = row->of_order ? plan->order_obstacle : plan->obstacle[0];
        ifs_obstacle other = row->of_order ? plan->obstacle[0] : plan->order_obstacle;
        if (found != row->obstacle || plan->verdict != IFS_REFUSED) {
            fail_msg("obstacle %d: found %d, verdict %d", (int)row->obstacle, (int)found, (int)plan->verdict);
        }
        assert_int_equal(other, IFS_OBSTACLE_NONE);
        assert_true(holds_nothing(plan));
        met[row->obstacle] = true;
    }
    for (int i = 0; i < IFS_OBSTACLE_COUNT; i++) {
        assert_true(met[i]);
    }
}

/* ---- What is left of a plan ---- */

/* The same request gives the same bytes, whatever stood in the plan before. */
static void nothing_of_the_plan_before(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .drug = "limited-drug", .more = "rescue = { product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL "};"});
    static const char *const words[] = {"age=30 y | frail=no | given-24h=0 g", "age=30 y | frail=no | given-24h=9.5 g",
                                        "age=30 y | given-24h=0 g | --dose 3 g",
                                        "age=30 y | frail=no | given-24h=0 g | --dose 1.005 g"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        ifs_plan plans[2];
        (void)plan_for(of, words[i]);
        for (int j = 0; j < 2; j++) {
            memset(&plans[j], j == 0 ? 0 : 0xff, sizeof plans[j]);
            ifs_plan_compute(of->protocol, &of->request, &plans[j]);
        }
        assert_int_equal(plans[0].verdict, plans[1].verdict);
        assert_int_equal(plans[0].limit_count, plans[1].limit_count);
        assert_int_equal(plans[0].infusion_count, plans[1].infusion_count);
        assert_memory_equal(&plans[0].missing, &plans[1].missing, sizeof plans[0].missing);
        assert_memory_equal(&plans[0].start, &plans[1].start, sizeof plans[0].start);
        assert_memory_equal(&plans[0].confirm, &plans[1].confirm, sizeof plans[0].confirm);
        assert_memory_equal(plans[0].obstacle, plans[1].obstacle, sizeof plans[0].obstacle);
        assert_memory_equal(plans[0].checks, plans[1].checks, (size_t)plans[0].check_count);
        assert_memory_equal(plans[0].missing_dose, plans[1].missing_dose, sizeof plans[0].missing_dose);
        assert_memory_equal(plans[0].missing_over, plans[1].missing_over, sizeof plans[0].missing_over);
        for (int j = 0; j < plans[0].infusion_count; j++) {
            assert_int_equal(plans[0].infusions[j].flow.ul_per_h, plans[1].infusions[j].flow.ul_per_h);
        }
    }
}

/* A refusal shows the limit that was passed, and no figure of those that were kept. */
static void refusal_shows_what_was_passed(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '1 g'; hard = ['', '2 g'];" STEP "}",
                                            .over = "{ usual = '30 min'; hard = ['10 min', ''];" TRIAL "}",
                                            .limits = "concentration = { hard-max = '20 mg/mL';" TRIAL
                                                      "}; volume = { hard-max = '200 mL';" TRIAL "};"
                                                      "speed = { hard-max = '90 mg/min';" TRIAL "};"});
    const ifs_plan *plan = plan_for(of, "--dose 3 g");
    assert_int_equal(plan->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(plan, 0, IFS_LIMIT_DOSE)->delivered, 3000000, 1));
    assert_true(equals(limit_of(plan, 0, IFS_LIMIT_SPEED)->delivered, 6000000, 1)); /* 100 mg/min */
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_VOLUME)->result, IFS_TRIP);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_VOLUME)->delivered.den, 0);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_CONCENTRATION)->result, IFS_PASS);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_CONCENTRATION)->delivered.den, 0);
    assert_int_equal(limit_of(plan, 0, IFS_LIMIT_OVER)->delivered.den, 0);
    assert_true(holds_nothing(plan));
}

/* ---- What is still open is supposed ---- */

/* A pump in whole mL per hour: 516 mL over 719 min are 43.06, at 43 it takes 720 min; 104 mL are 8.68, at 9 it takes 693 min 20 s. */
static void nobody_is_refused_before_rounding(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "{ hard = ['', '8 g']; step = '10 mg'; source = 'trial'; }",
        .over = "{ usual = '12 h'; hard = ['12 h', '24 h']; source = 'trial'; }",
        .bags = "( { when = 'awake'; product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '516 mL'; source = 'trial'; },"
                "  { product = 'vial'; additive = 'made-up'; diluents = ['saline']; volume = '104 mL'; source = 'trial'; } )"});
    static const ifs_site whole = {.pump_step = {1000}};
    of->request.site = &whole;
    const char *const open = "--dose 4 g | --over 719 min";
    assert_int_equal(plan_for(of, open)->verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "awake"));
    of->request.site = &whole;
    assert_int_equal(plan_for(of, "awake=yes | --dose 4 g | --over 719 min")->verdict, IFS_READY);
    of->request.site = &whole;
    assert_int_equal(plan_for(of, "awake=no | --dose 4 g | --over 719 min")->verdict, IFS_REFUSED);
    of->request.site = &whole;
    assert_int_equal(plan_for(of, "--dose 4 g | --over 600 min")->verdict, IFS_REFUSED); /* with either */
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_OVER)->result, IFS_TRIP);
    assert_true(holds_nothing(&of->plan));
}

/* 1 g over 30 min is 2 g per hour. Below 60 mL/min at most 1 g per hour, from 60 on 1.5: refused whatever the clearance is. */
static void every_answer_refuses(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .limits = "speed = ( { when = 'crcl < 60 mL/min'; hard-max = '1 g/h'; source = 'trial'; },"
                  " { when = 'crcl >= 60 mL/min'; hard-max = '1.5 g/h'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_REFUSED);
    assert_int_equal(of->plan.limit_count, 1); /* of one answer, once */
    assert_int_equal(plan_for(of, "--over 45 min")->verdict, IFS_INCOMPLETE); /* 1.33 g per hour */
    assert_true(misses(of, "crcl"));
    assert_int_equal(plan_for(of, "--over 60 min")->verdict, IFS_INCOMPLETE);
}

/* A band that refuses is an answer that refuses; so is a choice that no alternative has. */
static void a_refusing_band_is_refused(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl < 30 mL/min'; refuse = 'No.'; source = 'trial'; },"
                " { when = 'crcl >= 30 mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; } );",
        .limits = "per-kg = ( { when = 'pain is none'; hard-max = '20 mg/kg'; source = 'trial'; },"
                  " { when = 'pain is mild or pain is severe'; hard-max = '30 mg/kg'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "weight=70 kg | --dose 1 g")->verdict, IFS_REFUSED); /* 900 mg at most */
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->result, IFS_TRIP); /* the reason is never only a check that is unknown */
    assert_int_equal(plan_for(of, "weight=70 kg | --dose 900 mg")->verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "crcl") && misses(of, "pain"));
    assert_int_equal(plan_for(of, "weight=25 kg | crcl=90 mL/min | --dose 900 mg")->verdict, IFS_REFUSED); /* 36 mg/kg */
    assert_int_equal(plan_for(of, "weight=35 kg | crcl=90 mL/min | --dose 900 mg")->verdict, IFS_INCOMPLETE); /* 25.7 mg/kg */
}

/* 1 g may be ordered asleep; that awake it is refused in the second phase is not yet known, however the first is tried. */
static void what_was_supposed_is_forgotten(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .infusions = "( { name = 'first'; devices = ['pump']; dose = ( { when = 'awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; },"
                     "    { when = 'not awake'; usual = '1.5 g'; step = '10 mg'; source = 'trial'; } );"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "  { name = 'second'; devices = ['pump']; dose = ( { when = 'awake'; hard = ['', '500 mg']; step = '10 mg'; source = 'trial'; },"
                     "    { when = 'not awake'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; } );"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; } )"});
    assert_int_equal(plan_for(of, "--infusion second | --dose 1 g")->verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "awake"));
    assert_int_equal(plan_for(of, "awake=yes | --infusion second | --dose 1 g")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "awake=no | --infusion second | --dose 1 g")->verdict, IFS_READY);
}

/* Where each band refuses, the checks say so once the clearance is known; until then everything that is open is asked for. */
static void bands_that_all_refuse(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl < 30 mL/min'; refuse = 'No.'; source = 'trial'; },"
                " { when = 'crcl >= 30 mL/min'; refuse = 'Not either.'; source = 'trial'; } );",
        .limits = "speed = ( { when = 'awake'; hard-max = '4 g/h'; source = 'trial'; }, { when = 'not awake'; hard-max = '5 g/h'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "crcl") && misses(of, "awake"));
    assert_int_equal(plan_for(of, "crcl=30 mL/min")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "crcl=29 mL/min")->verdict, IFS_REFUSED);
}

/* Facts are kept in words of 64 bits: the last of sixty questions lies in the second, and an answer is required of it no less. */
static void required_in_the_second_word(void **state)
{
    (void)state;
    static char questions[4000];
    size_t length = 0;
    for (int i = 1; i <= 60; i++) {
        length += (size_t)snprintf(questions + length, sizeof questions - length, ", { id = 'q%d'; ask = 'Question %d?'; }", i, i);
    }
    struct order *of = take(&(struct parts){.questions = questions, .more = "require = ['q60'];"});
    assert_true(fact_named(of, "q60") >= 64);
    assert_true(incomplete_for(of, "", "q60"));
    assert_int_equal(plan_for(of, "q60=no")->verdict, IFS_READY);
    of = take(&(struct parts){.questions = questions,
                              .more = "checks = ( { id = 'never'; refuse-if = 'q60'; say = 'Not then.'; source = 'trial'; } );"});
    assert_true(incomplete_for(of, "", "q60"));
    assert_int_equal(plan_for(of, "q60=yes")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "q60=no")->verdict, IFS_READY);
}

/* 1 g over 30 min is 2 g per hour. Allowed for one answer, or one pair of answers, of all: asked, whichever it is; refused when none is left. */
static void one_answer_that_allows_is_supposed(void **state)
{
    (void)state;
    static const char *const groups[][4] = {
        {"crcl < 30 mL/min", "crcl >= 30 mL/min and crcl < 60 mL/min", "crcl >= 60 mL/min and crcl < 90 mL/min", "crcl >= 90 mL/min"},
        {"pain is none", "pain is mild", "pain is severe", NULL},
        {"crcl < 60 mL/min and awake", "crcl >= 60 mL/min and awake", "crcl < 60 mL/min and not awake", "crcl >= 60 mL/min and not awake"},
        {"awake and tired", "awake and not tired", "not awake and tired", "not awake and not tired"},
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        for (int allowed = 0; allowed <= 4; allowed++) {
            char limits[600] = "speed = (";
            bool some = false;
            for (int j = 0; j < 4 && groups[i][j] != NULL; j++) {
                size_t length = strlen(limits);
                snprintf(limits + length, sizeof limits - length, "%s { when = '%s'; hard-max = '%s'; source = 'trial'; }", j > 0 ? "," : "",
                         groups[i][j], j == allowed ? "3 g/h" : "1 g/h");
                some = some || j == allowed;
            }
            strcat(limits, " );");
            struct order *of = take(&(struct parts){.limits = limits});
            assert_int_equal(plan_for(of, "")->verdict, some ? IFS_INCOMPLETE : IFS_REFUSED);
        }
    }
}

/* Times of which each forbids 5 minutes, the first as much as the others. */
static void the_first_alternative_is_supposed(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.over = "( { when = 'pain is none'; usual = '20 min'; hard = ['10 min', '']; source = 'trial'; },"
                                                    "  { when = 'pain is mild'; usual = '20 min'; hard = ['9 min', '']; source = 'trial'; },"
                                                    "  { when = 'pain is severe'; usual = '20 min'; hard = ['8 min', '']; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "--over 5 min")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "--over 8 min")->verdict, IFS_INCOMPLETE);
}

/* 24 thresholds, each band of which allows 900 mg at most, are tried; with one question more, wherever it stands, it is asked. */
static void one_test_too_many_to_suppose(void **state)
{
    (void)state;
    static const struct parts rows[] = {
        {.limits = "speed = ( { when = 'awake'; hard-max = '4 g/h'; source = 'trial'; }, { when = 'not awake'; hard-max = '5 g/h'; source = 'trial'; } );"},
        {.over = "( { when = 'awake'; usual = '30 min'; source = 'trial'; }, { when = 'not awake'; usual = '40 min'; source = 'trial'; } )"},
        {.bags = "( { when = 'awake'; product = 'premix'; additive = 'premixed'; }, { product = 'premix-strong'; additive = 'premixed'; } )"},
    };
    static char bands[4000];
    size_t length = (size_t)snprintf(bands, sizeof bands, "renal = ( { when = 'crcl < 30 mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; }");
    for (int floor = 30; floor < 53; floor++) {
        length += (size_t)snprintf(bands + length, sizeof bands - length,
                                   ", { when = 'crcl >= %d mL/min and crcl < %d mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; }", floor, floor + 1);
    }
    (void)snprintf(bands + length, sizeof bands - length, ", { when = 'crcl >= 53 mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; } );");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct parts parts = rows[i];
        parts.more = bands;
        struct order *of = take(&parts);
        assert_int_equal(plan_for(of, "awake=yes | --dose 1 g")->verdict, IFS_REFUSED);
        assert_int_equal(plan_for(of, "awake=no | --dose 1 g")->verdict, IFS_REFUSED);
        assert_int_equal(plan_for(of, "--dose 1 g")->verdict, IFS_INCOMPLETE);
        assert_int_equal(plan_for(of, "crcl=30 mL/min | --dose 1 g")->verdict, IFS_REFUSED);
    }
}

/* Alternatives with more thresholds than are tried: asked, not refused. */
static void too_many_to_suppose(void **state)
{
    (void)state;
    static char times[4000];
    size_t length = (size_t)snprintf(times, sizeof times, "( { when = 'weight < 30 kg'; usual = '20 min'; hard = ['10 min', '']; source = 'trial'; }");
    for (int kg = 30; kg < 54; kg++) {
        length += (size_t)snprintf(times + length, sizeof times - length,
                                   ", { when = 'weight >= %d kg and weight < %d kg'; usual = '20 min'; hard = ['10 min', '']; source = 'trial'; }", kg, kg + 1);
    }
    (void)snprintf(times + length, sizeof times - length, ", { when = 'weight >= 54 kg'; usual = '20 min'; hard = ['10 min', '']; source = 'trial'; } )");
    struct order *of = take(&(struct parts){.over = times});
    assert_int_equal(plan_for(of, "weight=40 kg | --over 5 min")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "--over 5 min")->verdict, IFS_INCOMPLETE);
}

/* Ten yes or no are 1024 suppositions, eleven are 2048. */
static void ten_questions_are_supposed(void **state)
{
    (void)state;
    const char *const ten = "q1 or q2 or q3 or q4 or q5 or q6 or q7 or q8 or q9 or awake";
    char limits[600];
    struct parts parts = {
        .questions = ", { id = 'q1'; ask = '1?'; }, { id = 'q2'; ask = '2?'; }, { id = 'q3'; ask = '3?'; }, { id = 'q4'; ask = '4?'; },"
                     " { id = 'q5'; ask = '5?'; }, { id = 'q6'; ask = '6?'; }, { id = 'q7'; ask = '7?'; }, { id = 'q8'; ask = '8?'; },"
                     " { id = 'q9'; ask = '9?'; }",
        .limits = limits};
    snprintf(limits, sizeof limits, "speed = ( { when = '%s'; hard-max = '3 g/h'; source = 'trial'; }, { when = 'not (%s)'; hard-max = '4 g/h'; source = 'trial'; } );", ten, ten);
    struct order *of = take(&parts);
    assert_int_equal(plan_for(of, "--over 10 min")->verdict, IFS_REFUSED); /* 1 g over 10 min: 6 g per hour */
    assert_int_equal(plan_for(of, "--over 20 min")->verdict, IFS_INCOMPLETE);
    snprintf(limits, sizeof limits, "speed = ( { when = '%s or tired'; hard-max = '3 g/h'; source = 'trial'; }, { when = 'not (%s or tired)'; hard-max = '4 g/h'; source = 'trial'; } );", ten, ten);
    of = take(&parts);
    assert_int_equal(plan_for(of, "--over 10 min")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "tired=no | --over 10 min")->verdict, IFS_REFUSED);
    snprintf(limits, sizeof limits, "speed = ( { when = '%s or tired or kidneys'; hard-max = '3 g/h'; source = 'trial'; }, { when = 'not (%s or tired or kidneys)'; hard-max = '4 g/h'; source = 'trial'; } );", ten, ten);
    of = take(&parts); /* twelve */
    assert_int_equal(plan_for(of, "--over 10 min")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "tired=no | kidneys=no | --over 10 min")->verdict, IFS_REFUSED);
}

/* A band of another infusion says nothing of this one; a step that may be part of the order, and a choice that is another. */
static void what_is_supposed_belongs_to_the_infusion(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { infusion = 'second'; when = 'crcl < 30 mL/min'; dose-max = '500 mg'; say = 'Less.'; source = 'trial'; },"
                " { infusion = 'second'; when = 'crcl >= 30 mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "  { name = 'second'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; } )"});
    assert_int_equal(plan_for(of, "--infusion first | --dose 1 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "--infusion second | --dose 900 mg")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "--infusion second | --dose 1 g")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "crcl=90 mL/min | --infusion second | --dose 900 mg")->verdict, IFS_READY);
}

#define BANDS                                                                                                        \
    "renal = ( { when = 'crcl < 30 mL/min'; refuse = 'No.'; source = 'trial'; },"                                    \
    " { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; dose-max = '1 g'; say = 'Less.'; source = 'trial'; },"      \
    " { when = 'crcl >= 60 mL/min'; } );"

static bool says(const struct order *of, int infusion, ifs_limit_kind kind, ifs_result result)
{
    return limit_of(&of->plan, infusion, kind) != NULL && limit_of(&of->plan, infusion, kind)->result == result;
}

/* At most 2 g in 24 h. Below 30 mL/min it is refused, and 1 g is given from 30 on: with 1.01 g before it is too much for everybody. */
static void a_total_refuses_every_answer(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = BANDS " totals = { in-24h = '2 g'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "given-24h=1.01 g")->verdict, IFS_REFUSED);
    assert_true(says(of, -1, IFS_LIMIT_IN_24H, IFS_TRIP));
    assert_true(equals(limit_of(&of->plan, -1, IFS_LIMIT_IN_24H)->delivered, 2010000, 1));
    assert_true(says(of, 0, IFS_LIMIT_DOSE_MAX, IFS_UNKNOWN)); /* whether there is a maximum is not known */
    assert_true(holds_nothing(&of->plan));
    assert_true(incomplete_for(of, "given-24h=1 g", "crcl"));
    assert_int_equal(of->plan.order_obstacle, IFS_OBSTACLE_NONE);
    assert_true(incomplete_for(of, "given-24h=0 g | --dose 1.5 g", "crcl"));
    assert_int_equal(plan_for(of, "crcl=60 mL/min | given-24h=0 g | --dose 1.5 g")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "crcl=59 mL/min | given-24h=0 g | --dose 1.5 g")->verdict, IFS_REFUSED);
    /* 1.5 g after 1 g: the maximum of 1 g refuses some, the total all others */
    assert_int_equal(plan_for(of, "given-24h=1 g | --dose 1.5 g")->verdict, IFS_REFUSED);
    assert_true(says(of, -1, IFS_LIMIT_IN_24H, IFS_TRIP) && !says(of, 0, IFS_LIMIT_DOSE_MAX, IFS_TRIP));
    assert_int_equal(plan_for(of, "--dose 2.01 g")->verdict, IFS_REFUSED); /* whatever was given before */
    assert_true(says(of, -1, IFS_LIMIT_IN_24H, IFS_TRIP));
}

/* A total is held of phases that were all computed: one that is not may be refused, or move the others out of the window. */
static void a_total_follows_all_phases(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { infusion = 'second'; when = 'crcl < 30 mL/min'; dose-max = '900 mg'; say = 'Less.'; source = 'trial'; },"
                " { infusion = 'second'; when = 'crcl >= 30 mL/min'; } ); totals = { in-24h = '2 g'; source = 'trial'; };",
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '20 mg/kg'; step = '10 mg'; source = 'trial'; };"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "  { name = 'second'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
                     "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; } )"});
    const char *const too_much = "weight=60 kg | given-24h=0 g"; /* 1,200 mg and 900 mg at the least */
    assert_int_equal(plan_for(of, too_much)->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&of->plan, -1, IFS_LIMIT_IN_24H)->delivered, 2100000, 1));
    assert_int_equal(of->plan.infusion_count, 0);
    assert_true(incomplete_for(of, "weight=50 kg | given-24h=0 g", "crcl")); /* 1 g and 900 mg */
    assert_true(incomplete_for(of, "given-24h=1.5 g", "weight")); /* the second alone would be too much */
}

/* 2 g over 5 min are too fast for all; more than the maximum of a band only for some, which is not said. */
static void only_what_refuses_all_is_said(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = BANDS, .over = "{ usual = '30 min'; hard = ['14 min', '']; source = 'trial'; }"});
    assert_int_equal(plan_for(of, "--dose 2 g | --over 5 min")->verdict, IFS_REFUSED);
    assert_true(says(of, 0, IFS_LIMIT_OVER, IFS_TRIP) && says(of, 0, IFS_LIMIT_DOSE_MAX, IFS_UNKNOWN));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_DOSE_MAX)->delivered.den, 0);
    assert_true(incomplete_for(of, "--dose 2 g | --over 14 min", "crcl"));
    assert_int_equal(plan_for(of, "crcl=90 mL/min | --dose 2 g | --over 14 min")->verdict, IFS_READY);
}

/* At 40 mg per mL 2 g per hour are 50 mL per hour, more than this pump can; with the other dose alone. A time that is too short for both. */
static void an_obstacle_of_one_answer_is_not_said(void **state)
{
    (void)state;
    static const ifs_site slow = {.pump_step = {100}, .pump_high = {49000}};
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'awake'; usual = '2 g'; step = '10 mg'; source = 'trial'; }, { when = 'not awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; } )",
        .over = "{ usual = '3 h'; hard = ['90 min', '']; source = 'trial'; }",
        .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"});
    of->request.site = &slow;
    assert_int_equal(plan_for(of, "awake=yes | --over 60 min")->obstacle[0], IFS_OBSTACLE_BEYOND_PUMP);
    of->request.site = &slow;
    assert_int_equal(plan_for(of, "awake=no | --over 60 min")->obstacle[0], IFS_OBSTACLE_NONE);
    assert_int_equal(of->plan.verdict, IFS_REFUSED);
    of->request.site = &slow;
    assert_int_equal(plan_for(of, "--over 60 min")->verdict, IFS_REFUSED);
    assert_int_equal(of->plan.obstacle[0], IFS_OBSTACLE_NONE);
    assert_true(says(of, 0, IFS_LIMIT_OVER, IFS_TRIP));
}

#define UP(n) "{ id = '" n "'; dose = '1.1 g/h'; if = 'tired'; source = 'trial'; }, "
#define SEVEN UP("a") UP("b") UP("c") UP("d") UP("e") UP("f") UP("g")
#define STEPPED(name, eighth)                                                                                        \
    "{ name = '" name "'; devices = ['pump']; dose = { usual = '1 g/h'; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; };"      \
    " over = { usual = '10 h'; hard = ['5 h', '']; source = 'trial'; }; bags = { product = 'premix-strong'; additive = 'premixed'; };"   \
    " steps = ( " SEVEN "{ id = 'h'; dose = '1.2 g/h'; if = 'tired'; " eighth " source = 'trial'; } ); }"

/* Sixteen steps are the most of an order: none may stay of what was supposed. */
static void what_was_supposed_leaves_room(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.infusions = "( " STEPPED("first", "") ", " STEPPED("second", "when = 'awake';") " )"});
    assert_true(incomplete_for(of, "", "awake"));
    assert_int_equal(of->plan.limit_count, 2 * 9 + 2 * 8); /* of 9 and 8 rates the dose and the time */
    assert_int_equal(plan_for(of, "awake=yes")->step_count, 16);
    assert_int_equal(plan_for(of, "awake=no")->step_count, 15);
    assert_int_equal(plan_for(of, "--infusion second | --over 4 h")->verdict, IFS_REFUSED); /* too short, with the step or without */
    assert_int_equal(of->plan.infusion_count, 0);
}

/* 1 g per hour for 4 h are 100 mL at 40 mg per mL, too short and too little whatever the clearance is. A step to 2.5 g per hour is too short as
 * well, but the infusion itself is a reason, and of its steps nothing is said then. */
static void nothing_is_said_of_supposed_steps(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl < 30 mL/min'; dose-max = '30 g'; say = 'Less.'; source = 'trial'; }, { when = 'crcl >= 30 mL/min'; } );",
        .dose = "{ usual = '1 g/h'; step = '10 mg'; source = 'trial'; }",
        .over = "{ usual = '10 h'; hard = ['5 h', '']; source = 'trial'; }",
        .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
        .limits = "volume = { hard-min = '110 mL'; source = 'trial'; }; steps = ( { id = 'up'; dose = '2.5 g/h'; if = 'tired'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "--over 4 h")->verdict, IFS_REFUSED);
    assert_true(says(of, 0, IFS_LIMIT_VOLUME, IFS_TRIP) && says(of, 0, IFS_LIMIT_OVER, IFS_TRIP));
    assert_true(says(of, 0, IFS_LIMIT_DOSE_MAX, IFS_UNKNOWN));
    int steps = 0;
    for (int i = 0; i < of->plan.limit_count; i++) {
        steps += of->plan.limits[i].step;
        assert_true(of->plan.limits[i].step == 0 || of->plan.limits[i].result == IFS_UNKNOWN);
    }
    assert_true(steps > 0);
    assert_int_equal(plan_for(of, "crcl=90 mL/min | --over 4 h")->verdict, IFS_REFUSED);
}

/* 1 g is 25 mL at 40 mg per mL, and 100 mL at 10. Each answer is refused for a reason that the other has not: that of the first is said. */
static void no_reason_in_common(void **state)
{
    (void)state;
    static const char *const strong[] = {"awake", "not awake"};
    for (size_t i = 0; i < 2; i++) {
        char bags[200];
        snprintf(bags, sizeof bags, "( { when = '%s'; product = 'premix-strong'; additive = 'premixed'; }, " PREMIX " )", strong[i]);
        struct order *of = take(&(struct parts){
            .bags = bags, .limits = "concentration = { hard-max = '20 mg/mL';" TRIAL "}; volume = { hard-max = '80 mL';" TRIAL "};"});
        assert_int_equal(plan_for(of, "")->verdict, IFS_REFUSED);
        assert_true(says(of, 0, IFS_LIMIT_CONCENTRATION, IFS_TRIP) != says(of, 0, IFS_LIMIT_VOLUME, IFS_TRIP));
        assert_true(says(of, 0, IFS_LIMIT_CONCENTRATION, IFS_PASS) != says(of, 0, IFS_LIMIT_VOLUME, IFS_PASS));
    }
}

/* 10 min are too short for some; of the others 1.05 g do not fit 2 mL, at 500 mg per mL. What was held for the first is not held for the others. */
static void one_reason_each(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "{ hard = ['', '8 g'];" STEP "}",
        .over = "( { when = 'awake'; usual = '30 min'; hard = ['20 min', ''];" TRIAL "}, { when = 'not awake'; usual = '30 min';" TRIAL "} )",
        .bags = "( { when = 'awake'; product = 'premix'; additive = 'premixed'; }, " VIAL " )"});
    assert_int_equal(plan_for(of, "--dose 1.05 g | --over 10 min")->verdict, IFS_REFUSED);
    assert_true(says(of, 0, IFS_LIMIT_OVER, IFS_TRIP) && says(of, 0, IFS_LIMIT_DOSE, IFS_PASS));
    assert_true(incomplete_for(of, "--dose 1 g | --over 10 min", "awake"));
    assert_true(incomplete_for(of, "--dose 1.05 g | --over 20 min", "awake"));
}

/* The first phase is too much after 1.01 g, the second too short, each whatever the clearance is: both are said. */
static void a_total_refuses_and_so_does_a_limit(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = BANDS " totals = { in-24h = '2 g';" TRIAL "};",
        .infusions = "( { name = 'first';" REST "dose = { usual = '1 g';" STEP "}; },"
                     "  { name = 'second'; devices = ['pump']; over = { usual = '30 min'; hard = ['14 min', ''];" TRIAL "};"
                     "    bags = " PREMIX "; dose = { usual = '10 mg';" STEP "}; } )"});
    const char *const too_much = "given-24h=1.01 g | --infusion second | --over 5 min";
    assert_int_equal(plan_for(of, too_much)->verdict, IFS_REFUSED);
    assert_true(says(of, -1, IFS_LIMIT_IN_24H, IFS_TRIP) && says(of, 1, IFS_LIMIT_OVER, IFS_TRIP));
}

/* 1 g after 1.5 g is more than 2 g in a day, whether the first phase is part of the order or not; the second is too short whatever the clearance is. */
static void a_total_refuses_either_way_and_so_does_a_limit(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { infusion = 'second'; when = 'crcl < 30 mL/min'; dose-max = '1 g'; say = 'Less.';" TRIAL
                "}, { infusion = 'second'; when = 'crcl >= 30 mL/min'; } ); totals = { in-24h = '2 g';" TRIAL "};",
        .infusions = "( { name = 'first'; when = 'awake';" REST "dose = { usual = '1 g';" STEP "}; },"
                     "  { name = 'second'; devices = ['pump']; over = { usual = '30 min'; hard = ['14 min', ''];" TRIAL "};"
                     "    bags = " PREMIX "; dose = { usual = '10 mg';" STEP "}; } )"});
    const char *const too_much = "given-24h=1.5 g | --infusion first | --dose 1 g | --infusion second | --over 5 min";
    assert_int_equal(plan_for(of, too_much)->verdict, IFS_REFUSED);
    assert_true(says(of, -1, IFS_LIMIT_IN_24H, IFS_TRIP) && says(of, 1, IFS_LIMIT_OVER, IFS_TRIP));
}

/* Before the plan is emptied, too: what is not known, or not said, is no figure at all. */
static void nothing_unknown_has_a_figure(void **state)
{
    (void)state;
    static const ifs_ratio none;
    struct order *of = take(&(struct parts){.more = BANDS,
                                            .over = "{ usual = '30 min'; hard = ['14 min', ''];" TRIAL "}",
                                            .limits = "per-kg = { hard-max = '60 mg/kg';" TRIAL "};"});
    static const char *const words[] = {"weight=70 kg | --dose 2 g | --over 5 min", "--dose 2 g | crcl=90 mL/min", "weight=70 kg | --dose 2 g"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_true(ask_for(of, words[i]));
        derive_facts(of->protocol, &of->request, &of->plan.derived);
        plan_examine(of->protocol, &of->request, &of->plan);
        int unknown = 0;
        for (int j = 0; j < of->plan.limit_count; j++) {
            const ifs_limit_outcome *outcome = &of->plan.limits[j];
            if (outcome->result == IFS_UNKNOWN) {
                assert_memory_equal(&outcome->delivered, &none, sizeof none);
                unknown++;
            }
        }
        assert_true(unknown > 0);
    }
}

#define MANY_BAGS 25

/* Bags by more thresholds of the pressure than are supposed. */
static const char *many_bags(void)
{
    static char bags[4000];
    size_t length = (size_t)snprintf(bags, sizeof bags, "( { when = 'systolic < 80 mmHg'; product = 'premix'; additive = 'premixed'; }");
    for (int i = 1; i < MANY_BAGS; i++) {
        length += (size_t)snprintf(bags + length, sizeof bags - length, ", { when = 'systolic < %d mmHg'; product = 'premix'; additive = 'premixed'; }", 80 + i);
    }
    (void)snprintf(bags + length, sizeof bags - length, ", " PREMIX " )");
    return bags;
}

/* Nobody may order 2.5 g per hour where 2 g are the most, from whatever bag; nor 2.5 g in an hour. What is computed of a weight is rounded by the
 * pump: 20 mg/kg/h of 100.2 kg are 2.004 g, 200.4 mL per hour, which run at 200. */
static void a_rate_from_an_unknown_bag(void **state)
{
    (void)state;
    static const ifs_site tens = {.pump_step = {10000}};
    struct order *of = take(&(struct parts){.dose = "{ usual = '20 mg/kg/h'; hard = ['', '2 g/h']; step = '1 mg';" TRIAL "}",
                                            .over = "{ usual = '1 h';" TRIAL "}", .bags = many_bags()});
    of->request.site = &tens;
    assert_int_equal(plan_for(of, "weight=70 kg | --dose 2.5 g/h")->verdict, IFS_REFUSED);
    assert_true(says(of, 0, IFS_LIMIT_DOSE_RATE, IFS_TRIP));
    assert_int_equal(of->plan.limit_count, 1);
    assert_int_equal(plan_for(of, "weight=70 kg | --dose 2.5 g")->verdict, IFS_REFUSED);
    assert_true(says(of, 0, IFS_LIMIT_DOSE_RATE, IFS_TRIP));
    assert_true(incomplete_for(of, "weight=70 kg | --dose 2 g/h", "systolic"));
    assert_true(incomplete_for(of, "weight=70 kg | --dose 2 g", "systolic"));
    assert_true(incomplete_for(of, "weight=100.2 kg | age=40 y", "systolic"));
    assert_int_equal(plan_for(of, "weight=100 kg | systolic=120 mmHg")->verdict, IFS_READY);
}

/* A rate beyond its limit whose time nobody has said is refused by one limit, which is said once. */
static void a_rate_without_a_time(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ per-time = true; hard = ['', '2 g/h'];" STEP "}", .over = "{ hard = ['10 min', ''];" TRIAL "}"});
    assert_int_equal(plan_for(of, "--dose 2.5 g/h")->verdict, IFS_REFUSED);
    int said = 0;
    for (int i = 0; i < of->plan.limit_count; i++) {
        said += of->plan.limits[i].limit->kind == IFS_LIMIT_DOSE_RATE ? 1 : 0;
    }
    assert_int_equal(said, 1);
    assert_int_equal(plan_for(of, "--dose 2 g/h")->verdict, IFS_INCOMPLETE);
    assert_true(of->plan.missing_over[0]);
}

/* A time that every alternative leaves to the prescriber is asked for with what decides them. */
static void the_time_is_asked_for_at_once(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; }, { when = 'not awake'; usual = '2 g'; step = '10 mg'; source = 'trial'; } )",
        .over = "( { dose-to = '1 g'; usual = '1 h'; source = 'trial'; }, { hard = ['', '2 h']; source = 'trial'; } )"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_false(of->plan.missing_over[0]); /* 1 g has a time */
    assert_int_equal(plan_for(of, "--dose 1 g")->verdict, IFS_INCOMPLETE);
    assert_false(of->plan.missing_over[0]); /* and so has it when it is ordered */
    assert_int_equal(plan_for(of, "--dose 1.01 g")->verdict, IFS_INCOMPLETE);
    assert_true(of->plan.missing_over[0]);
    assert_int_equal(plan_for(of, "--dose 1.01 g | --over 1 h")->verdict, IFS_INCOMPLETE);
    assert_false(of->plan.missing_over[0]);
    assert_int_equal(plan_for(of, "awake=no")->verdict, IFS_INCOMPLETE); /* 2 g, for which nobody gives a time */
    assert_true(of->plan.missing_over[0]);
    assert_int_equal(plan_for(of, "awake=no | --over 2 h")->verdict, IFS_READY);
}

/* ---- The theorem ---- */

#define FACTS_MAX 5
#define ANSWERS_MAX 4
#define TABLE_MAX 2000

/* A fact left unknown or answered in each of these ways. */
struct varied {
    const char *name;
    const char *answers[ANSWERS_MAX];
    bool bedside;
};

struct theorem {
    struct parts parts;
    struct varied facts[FACTS_MAX];
    const char *words; /* the same in every request */
    bool orders_only;  /* its limits refuse behind alternatives: look at plans that hold an order alone */
};

static int answers_of(const struct varied *fact)
{
    int count = 0;
    while (count < ANSWERS_MAX && fact->answers[count] != NULL) {
        count++;
    }
    return count;
}

/* Digit k of a number of the table: 0 unknown, else the answer. */
struct table {
    const struct theorem *theorem;
    int facts;
    int size;
    bool possible[TABLE_MAX]; /* the answers do not contradict each other */
    ifs_verdict verdicts[TABLE_MAX];
    bool computed[TABLE_MAX];
};

static int digit(const struct table *table, int row, int fact)
{
    for (int i = 0; i < fact; i++) {
        row /= answers_of(&table->theorem->facts[i]) + 1;
    }
    return row % (answers_of(&table->theorem->facts[fact]) + 1);
}

static void fill_table(struct table *table, struct order *of)
{
    const struct theorem *theorem = table->theorem;
    table->size = 1;
    for (table->facts = 0; table->facts < FACTS_MAX && theorem->facts[table->facts].name != NULL; table->facts++) {
        table->size *= answers_of(&theorem->facts[table->facts]) + 1;
    }
    assert_true(table->size <= TABLE_MAX);
    for (int row = 0; row < table->size; row++) {
        char words[400];
        snprintf(words, sizeof words, "%s", theorem->words);
        for (int i = 0; i < table->facts; i++) {
            int answer_number = digit(table, row, i);
            size_t length = strlen(words);
            snprintf(words + length, sizeof words - length, " | %s=%s", theorem->facts[i].name,
                     answer_number == 0 ? "unknown" : theorem->facts[i].answers[answer_number - 1]);
        }
        table->possible[row] = ask_for(of, words);
        if (!table->possible[row]) {
            continue;
        }
        const ifs_plan *plan = plan_for(of, words);
        table->verdicts[row] = plan->verdict;
        table->computed[row] = plan->infusion_count > 0;
        assert_int_equal(table->computed[row], plan->verdict >= IFS_OVERRIDE_NEEDED);
        assert_true(table->computed[row] || holds_nothing(plan));
    }
}

/* True when `row` answers everything that `partly` answers in the same way; bedside facts: also what it leaves unknown. */
static bool completes(const struct table *table, int partly, int row, bool keep_bedside)
{
    if (!table->possible[row]) {
        return false;
    }
    for (int i = 0; i < table->facts; i++) {
        int before = digit(table, partly, i);
        int after = digit(table, row, i);
        bool kept = keep_bedside && table->theorem->facts[i].bedside;
        if (kept ? before != after : after == 0 || (before != 0 && before != after)) {
            return false;
        }
    }
    return true;
}

/* The row against every completion of it. */
static void hold_row(const struct table *table, int partly)
{
    ifs_verdict mildest = IFS_REFUSED;
    for (int row = 0; row < table->size; row++) {
        if (completes(table, partly, row, false) && table->verdicts[row] > mildest) {
            mildest = table->verdicts[row];
        }
        if (table->computed[partly] && completes(table, partly, row, true) && !table->computed[row]) {
            fail_msg("an order is computed in row %d, none in its completion %d", partly, row);
        }
    }
    bool looked_at = table->computed[partly] || !table->theorem->orders_only;
    if (looked_at && table->verdicts[partly] > mildest) {
        fail_msg("row %d: verdict %d is milder than its mildest completion %d", partly, (int)table->verdicts[partly],
                 (int)mildest);
    }
}

static void hold_theorem(const struct theorem *theorem)
{
    struct table *table = calloc(1, sizeof *table);
    assert_non_null(table);
    table->theorem = theorem;
    fill_table(table, take(&theorem->parts));
    int seen[IFS_READY + 1] = {0};
    for (int partly = 0; partly < table->size; partly++) {
        if (table->possible[partly]) {
            hold_row(table, partly);
            seen[table->verdicts[partly]]++;
        }
    }
    assert_true(seen[IFS_REFUSED] > 0 && seen[IFS_INCOMPLETE] > 0 &&
                seen[IFS_READY] > 0); /* otherwise little was tried */
    free(table);
}

#define YES_NO                                                                                                         \
    {                                                                                                                  \
        "no", "yes"                                                                                                    \
    }

static void theorem_of_checks(void **state)
{
    (void)state;
    hold_theorem(&(struct theorem){
        .parts = {.more = "bedside = ['systolic']; require = ['kidneys'];"
                          "checks = ( { id = 'a'; refuse-if = 'not awake and pain is severe'; say = 'A.';" TRIAL "},"
                          "  { id = 'b'; override-if = 'tired or pain is mild'; say = 'B.';" TRIAL "},"
                          "  { id = 'c'; refuse-if = 'systolic < 100 mmHg and not tired'; say = 'C.';" TRIAL "},"
                          "  { id = 'd'; warn-if = 'awake or tired'; say = 'D.';" TRIAL "},"
                          "  { id = 'e'; override-if = 'systolic < 110 mmHg'; say = 'E.';" TRIAL "} );"},
        .facts = {{"awake", YES_NO, false},
                  {"tired", YES_NO, false},
                  {"pain", {"none", "mild", "severe"}, false},
                  {"systolic", {"90 mmHg", "105 mmHg", "120 mmHg"}, true},
                  {"kidneys", YES_NO, false}},
        .words = "age=40 y"});
}

static void theorem_of_alternatives(void **state)
{
    (void)state;
    hold_theorem(&(struct theorem){
        .parts = {.dose = "( { when = 'awake'; soft = ['', '1.5 g'];" STEP "},"
                          "  { when = 'not awake and pain is none'; soft = ['', '2.5 g'];" STEP "},"
                          "  { when = 'not awake and not pain is none'; hard = ['', '1.9 g'];" STEP "} )",
                  .over = "( { when = 'tired'; dose-to = '1 g'; usual = '20 min';" TRIAL
                          "}, { when = 'tired'; usual = '30 min';" TRIAL "},"
                          "  { when = 'not tired'; usual = '40 min';" TRIAL "} )",
                  .limits = "speed = ( { when = 'weight < 50 kg'; hard-max = '70 mg/min';" TRIAL "},"
                            "  { when = 'weight >= 50 kg'; hard-min = '60 mg/min';" TRIAL "} );",
                  .bags =
                      "( { when = 'pain is mild'; product = 'premix-strong'; additive = 'premixed'; }, " PREMIX " )"},
        .facts = {{"awake", YES_NO, false},
                  {"tired", YES_NO, false},
                  {"pain", {"none", "mild", "severe"}, false},
                  {"weight", {"45 kg", "50 kg", "80 kg"}, false}},
        .words = "age=40 y | --dose 2 g",
        .orders_only = true});
}

static void theorem_of_weights_and_levels(void **state)
{
    (void)state;
    hold_theorem(&(struct theorem){
        .parts = {.dose = "( { when = 'magnesium < 0.7 mmol/L'; usual = '40 mg/kg'; max = '3 g';" STEP "},"
                          "  { when = 'magnesium >= 0.7 mmol/L'; usual = '1 g';" STEP "} )",
                  .limits = "per-kg = { soft-max = '40 mg/kg'; hard-min = '11 mg/kg';" TRIAL "};",
                  .more =
                      "bedside = ['spo2']; checks = { id = 'a'; refuse-if = 'spo2 < 94 %'; say = 'A.';" TRIAL "};"
                      "rescue = ( { when = 'awake'; product = 'antidote'; per-kg = '20 mg/kg'; over = '10 min';" TRIAL
                      "},"
                      "  { when = 'not awake'; product = 'antidote'; dose = '2 g'; over = '9 min';" TRIAL "} );"},
        .facts = {{"weight", {"45 kg", "70 kg", "95 kg"}, false},
                  {"magnesium", {"0.6 mmol/L", "0.8 mmol/L"}, false},
                  {"awake", YES_NO, false},
                  {"spo2", {"90 %", "98 %"}, true}},
        .words = "age=40 y"});
}

static void theorem_of_phases_and_totals(void **state)
{
    (void)state;
    hold_theorem(&(struct theorem){
        .parts = {.drug = "limited-drug",
                  .more = "totals = { in-24h = '9 g'; interval = '12 h';" TRIAL "};",
                  .infusions = "( { name = 'loading'; when = 'awake';" REST "dose = { usual = '2 g';" STEP "}; },"
                               "  { name = 'maintenance';" REST "dose = { usual = '1 g';" STEP "}; } )"},
        .facts = {{"awake", YES_NO, false},
                  {"frail", YES_NO, false},
                  {"given-24h", {"0 g", "1 g", "6 g", "8.5 g"}, false},
                  {"given-48h", {"0 g", "1 g", "6 g", "8.5 g"}, false},
                  {"last-dose", {"11 h", "12 h", "30 h", "60 h"}, false}},
        .words = "systolic=120 mmHg"});
}

static void theorem_of_renal_function(void **state)
{
    (void)state;
    hold_theorem(&(struct theorem){
        .parts = {.more = "renal = ( { when = 'crcl >= 60 mL/min'; },"
                          "  { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5';" TRIAL "},"
                          "  { when = 'crcl < 30 mL/min'; refuse = 'Too low.';" TRIAL "} );"
                          "checks = ( { id = 'a'; override-if = 'crcl < 60 mL/min and tired'; say = 'A.';" TRIAL "},"
                          "  { id = 'b'; refuse-if = 'urine-output < 30 mL/h'; say = 'B.';" TRIAL "} );"},
        .facts = {{"crcl", {"20 mL/min", "45 mL/min", "80 mL/min"}, false},
                  {"tired", YES_NO, false},
                  {"urine-output", {"20 mL/h", "0.5 mL/kg/h", "60 mL/h"}, false},
                  {"weight", {"50 kg", "80 kg"}, false}},
        .words = "age=40 y"});
}

/* Whatever the clearance is, a band refuses it. That is the check of the band, which is unknown until the clearance is: it is asked for. */
static void bands_that_all_refuse_are_asked_first(void **state)
{
    (void)state;
    const struct parts parts = {.more = "renal = ( { when = 'crcl >= 60 mL/min'; refuse = 'Too good.'; source = 'trial'; },"
                                        "  { when = 'crcl < 60 mL/min'; refuse = 'Too bad.'; source = 'trial'; } );"};
    const ifs_plan *plan = plan_of(&order, &parts, "weight=70 kg");
    assert_int_equal(plan->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(order, "weight=70 kg | crcl=90 mL/min")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(order, "weight=70 kg | crcl=20 mL/min")->verdict, IFS_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(zero_is_refused, end),
        cmocka_unit_test_teardown(nothing_known, end),
        cmocka_unit_test_teardown(bands_that_all_refuse_are_asked_first, end),
        cmocka_unit_test_teardown(required_facts, end),
        cmocka_unit_test_teardown(required_egfr, end),
        cmocka_unit_test_teardown(required_clearance_is_the_derived_one, end),
        cmocka_unit_test_teardown(start_conditions, end),
        cmocka_unit_test_teardown(bedside_and_other_facts, end),
        cmocka_unit_test_teardown(measured_without_its_other_half, end),
        cmocka_unit_test_teardown(a_dose_by_what_was_measured_without_its_other_half, end),
        cmocka_unit_test_teardown(measured_by_the_hour_alone, end),
        cmocka_unit_test_teardown(not_measured_at_all, end),
        cmocka_unit_test_teardown(unusual_answers, end),
        cmocka_unit_test_teardown(order_of_verdicts, end),
        cmocka_unit_test_teardown(undecided_warning, end),
        cmocka_unit_test_teardown(admission_and_setting, end),
        cmocka_unit_test_teardown(acute_injury, end),
        cmocka_unit_test_teardown(sentence_of_a_renal_band, end),
        cmocka_unit_test_teardown(pregnancy_unknown, end),
        cmocka_unit_test_teardown(phases_of_an_order, end),
        cmocka_unit_test_teardown(one_phase_fails, end),
        cmocka_unit_test_teardown(allergy_to_the_drug, end),
        cmocka_unit_test_teardown(allergy_to_a_drug_of_one_word, end),
        cmocka_unit_test_teardown(every_obstacle, end),
        cmocka_unit_test_teardown(nothing_of_the_plan_before, end),
        cmocka_unit_test_teardown(refusal_shows_what_was_passed, end),
        cmocka_unit_test_teardown(nobody_is_refused_before_rounding, end),
        cmocka_unit_test_teardown(every_answer_refuses, end),
        cmocka_unit_test_teardown(a_refusing_band_is_refused, end),
        cmocka_unit_test_teardown(too_many_to_suppose, end),
        cmocka_unit_test_teardown(one_answer_that_allows_is_supposed, end),
        cmocka_unit_test_teardown(the_first_alternative_is_supposed, end),
        cmocka_unit_test_teardown(one_test_too_many_to_suppose, end),
        cmocka_unit_test_teardown(what_was_supposed_is_forgotten, end),
        cmocka_unit_test_teardown(bands_that_all_refuse, end),
        cmocka_unit_test_teardown(required_in_the_second_word, end),
        cmocka_unit_test_teardown(ten_questions_are_supposed, end),
        cmocka_unit_test_teardown(what_is_supposed_belongs_to_the_infusion, end),
        cmocka_unit_test_teardown(a_total_refuses_every_answer, end),
        cmocka_unit_test_teardown(a_total_follows_all_phases, end),
        cmocka_unit_test_teardown(only_what_refuses_all_is_said, end),
        cmocka_unit_test_teardown(an_obstacle_of_one_answer_is_not_said, end),
        cmocka_unit_test_teardown(what_was_supposed_leaves_room, end),
        cmocka_unit_test_teardown(nothing_is_said_of_supposed_steps, end),
        cmocka_unit_test_teardown(no_reason_in_common, end),
        cmocka_unit_test_teardown(one_reason_each, end),
        cmocka_unit_test_teardown(a_total_refuses_and_so_does_a_limit, end),
        cmocka_unit_test_teardown(a_total_refuses_either_way_and_so_does_a_limit, end),
        cmocka_unit_test_teardown(nothing_unknown_has_a_figure, end),
        cmocka_unit_test_teardown(a_rate_from_an_unknown_bag, end),
        cmocka_unit_test_teardown(a_rate_without_a_time, end),
        cmocka_unit_test_teardown(the_time_is_asked_for_at_once, end),
        cmocka_unit_test_teardown(theorem_of_checks, end),
        cmocka_unit_test_teardown(theorem_of_alternatives, end),
        cmocka_unit_test_teardown(theorem_of_weights_and_levels, end),
        cmocka_unit_test_teardown(theorem_of_phases_and_totals, end),
        cmocka_unit_test_teardown(theorem_of_renal_function, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
