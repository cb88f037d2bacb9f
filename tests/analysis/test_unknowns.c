/*
 * test_unknowns.c - what is said of an order whose answers are open: refused whatever they are, safe whatever they are, or neither.
 *
 * Each row is a protocol small enough to be judged by hand. Whole orders are held by tests/cases/unknowns.cases.
 */
#include "engine/written.h"

#include "unknowns.h"

#define TRIAL " source = 'trial'; "

static ifs_plan scratch;
static struct unknowns unknowns;

/* Behind the last check stands one that asks for an override, which is none. */
static void find(struct order *order)
{
    static struct check checks[IFS_CHECK_MAX + 1];
    ifs_protocol *protocol = order->protocol;
    memcpy(checks, protocol->checks, (size_t)protocol->check_count * sizeof checks[0]);
    checks[protocol->check_count] = (struct check){.id = "behind", .severity = IFS_OVERRIDE};
    protocol->checks = checks;
    memset(&scratch, 0, sizeof scratch);
    memset(&unknowns, 0xa5, sizeof unknowns);
    unknowns_find(protocol, &order->request, &order->plan, &scratch, &unknowns);
}

/* One after another: whether anything is given hangs on needed, the dose on awake, then the time on tired, then a step on worse. Without need there
 * is no order; with it each of 1 g or 500 mg an hour over 2 or 4 h can be given. */
static void what_follows_is_opened(void **state)
{
    (void)state;
    const struct parts parts = {
        .questions = ", { id = 'needed'; ask = 'Needed?'; }, { id = 'worse'; ask = 'Worse?'; }",
        .devices = "['pump']; when = 'needed'",
        .dose = "( { when = 'awake'; usual = '1 g/h'; step = '10 mg';" TRIAL
                "}, { when = 'not awake'; usual = '500 mg/h'; step = '10 mg';" TRIAL "} )",
        .over = "( { when = 'tired'; usual = '2 h';" TRIAL "}, { when = 'not tired'; usual = '4 h';" TRIAL "} )",
        .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
        .limits = "steps = ( { id = 'more'; when = 'worse'; dose = '1.5 g/h'; if = 'awake';" TRIAL "} );"};
    struct order *order = NULL;
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.open_count, 4);
    assert_int_equal(unknowns.open[0], fact_named(order, "needed"));
    assert_int_equal(unknowns.open[1], fact_named(order, "awake"));
    assert_int_equal(unknowns.open[2], fact_named(order, "tired"));
    assert_int_equal(unknowns.open[3], fact_named(order, "worse"));
    assert_int_equal(unknowns.result, UNKNOWNS_DEPENDS);
    assert_int_equal(unknowns.mildest, IFS_READY);
    assert_int_equal(unknowns.ask_first, fact_named(order, "needed"));
    assert_true(unknowns.decides[0] && !unknowns.decides[1] && !unknowns.decides[2] && !unknowns.decides[3]);
    forget(order);
}

/* ---- Too many ---- */

static char many[8000];

/* first, then one piece for each number from 1, as %d in it, divided by commas; then last. */
static const char *written_often(const char *first, const char *piece, int count, const char *last)
{
    size_t length = (size_t)snprintf(many, sizeof many, "%s", first);
    for (int i = 1; i <= count; i++) {
        length += (size_t)snprintf(many + length, sizeof many - length, i > 1 ? ", " : "");
        length += (size_t)snprintf(many + length, sizeof many - length, piece, i, i);
    }
    snprintf(many + length, sizeof many - length, "%s", last);
    return many;
}

/* So many pressures tell one kind more apart. Every one of them is warned of at most, but of more than 24 not all are tried. */
static void of_too_many_kinds_of_one_answer_nothing_is_claimed(void **state)
{
    (void)state;
    const char *const check = "{ id = 'low-%d'; warn-if = 'systolic < 1%02d mmHg'; say = 'Low.'; source = 'trial'; }";
    const struct {
        int pressures;
        enum unknowns_result result;
    } rows[] = {{2, UNKNOWNS_SAFE}, {23, UNKNOWNS_SAFE}, {24, UNKNOWNS_UNDECIDED}, {25, UNKNOWNS_UNDECIDED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct parts parts = {.more = written_often("bedside = ['systolic']; checks = ( ", check, rows[i].pressures, " );")};
        struct order *order = NULL;
        plan_of(&order, &parts, "weight=70 kg");
        find(order);
        assert_int_equal(unknowns.open_count, 1);
        assert_int_equal(unknowns.result, rows[i].result);
        forget(order);
    }
}

/* 23 pressures tell 24 kinds apart; with six questions they are 1,536 completions. A pressure of 123 and more is refused, tired or not. */
static void the_last_of_all_kinds_is_tried_too(void **state)
{
    (void)state;
    const char *const warning = "{ id = 'low-%d'; warn-if = 'systolic < 1%02d mmHg'; say = 'Low.'; source = 'trial'; }";
    struct parts parts = {.questions = ", { id = 'q1'; ask = 'Q?'; }, { id = 'q2'; ask = 'Q?'; }, { id = 'q3'; ask = 'Q?'; }",
                          .more = written_often("bedside = ['systolic']; checks = ( ", warning, 23,
                                                ", { id = 'high'; refuse-if = 'systolic >= 123 mmHg or awake and tired and kidneys and q1 and q2 and q3'; "
                                                "say = 'High.'; source = 'trial'; } );")};
    struct order *order = NULL;
    plan_of(&order, &parts, "");
    find(order);
    assert_int_equal(unknowns.open_count, 7);
    assert_int_equal(unknowns.result, UNKNOWNS_DEPENDS);
    assert_int_equal(unknowns.ask_first, IFS_FACT_SYSTOLIC);
    forget(order);
}

/* No rule reads them, yet of more than 48 the rest is not looked at: whether they are required, or wait for the bedside. One that refuses both ways
 * refuses whatever the others are. Ten in one check are 1,024 completions, too many. */
static void of_too_many_answers_nothing_is_claimed(void **state)
{
    (void)state;
    static char questions[8000];
    const struct {
        int required;
        const char *last;
        int open;
        enum unknowns_result result;
    } rows[] = {{48, " ];", 48, UNKNOWNS_SAFE},
                {49, " ];", 48, UNKNOWNS_UNDECIDED},
                {47, " ]; bedside = ['asked-49'];", 48, UNKNOWNS_SAFE},
                {48, " ]; bedside = ['asked-49'];", 48, UNKNOWNS_UNDECIDED},
                {48, " ]; checks = ( { id = 'both'; refuse-if = 'asked-48 or not asked-48'; say = 'No.';" TRIAL "} );", 48, UNKNOWNS_REFUSED},
                {48, " ]; checks = ( { id = 'ten'; refuse-if = 'asked-1 and asked-2 and asked-3 and asked-4 and asked-5 and asked-6 and asked-7 and asked-8 and "
                     "asked-9 and asked-10'; say = 'No.';" TRIAL "} );", 48, UNKNOWNS_UNDECIDED}};
    snprintf(questions, sizeof questions, "%s", written_often(", ", "{ id = 'asked-%d'; ask = 'Asked?'; }", 86, ""));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *order = NULL;
        const struct parts parts = {.questions = questions, .more = written_often("require = [ ", "'asked-%d'", rows[i].required, rows[i].last)};
        plan_of(&order, &parts, "weight=70 kg");
        assert_int_equal(order->protocol->fact_count, IFS_FACT_MAX); /* and there are no facts behind these */
        find(order);
        assert_int_equal(unknowns.open_count, rows[i].open);
        assert_int_equal(unknowns.result, rows[i].result);
        forget(order);
    }
}

/* ---- Few enough to be gone through ---- */

#define CHECK(id, kind, when) "{ id = '" id "'; " kind " = '" when "'; say = 'So.';" TRIAL "}"

struct row {
    const char *of;
    const char *more;
    const char *dose;
    const char *words;
    enum unknowns_result result;
    ifs_verdict mildest;
    ifs_verdict gravest;
    const char *open;      /* in the order of the protocol */
    const char *decide;    /* of these the ones that change the verdict alone, all else being mildest */
    const char *ask_first; /* "" where none refuses more often than never */
    struct parts parts;    /* what else there is */
};

/* Eight or nine questions of two answers and one of three, in one condition: 768 completions are gone through, twice as many are not. */
#define MANY "tired and kidneys and q1 and q2 and q3 and q4 and q5 and pain is none and pain is mild"
#define MANY_OF_THREE "tired and kidneys and q1 and q2 and q3 and q4 and q5 and pain is severe"
#define FIVE ", { id = 'q1'; ask = 'Q?'; }, { id = 'q2'; ask = 'Q?'; }, { id = 'q3'; ask = 'Q?'; }, { id = 'q4'; ask = 'Q?'; }, { id = 'q5'; ask = 'Q?'; }"
#define SIX FIVE ", { id = 'q6'; ask = 'Q?'; }"
#define BY_WEIGHT "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"

#define KIDNEYS "weight=70 kg | sex=female | pregnant=no | creatinine=0.8 mg/dL | crcl=90 mL/min"

#define VITAL "spo2=98 % | heart-rate=80 /min | resp-rate=16 /min"

static const struct row rows[] = {
    {"one alone, two together", "checks = ( " CHECK("a", "refuse-if", "awake and tired") ", " CHECK("b", "refuse-if", "kidneys") " );", NULL, "",
     UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "awake tired kidneys ", "kidneys ", "kidneys ", {0}},
    {"either answer refuses", "checks = ( " CHECK("a", "refuse-if", "awake") ", " CHECK("b", "refuse-if", "not awake") " );", NULL, "", UNKNOWNS_REFUSED,
     IFS_REFUSED, IFS_REFUSED, "awake ", "", "", {0}},
    {"either answer refuses, the other question does not", "checks = ( " CHECK("a", "refuse-if", "awake") ", " CHECK("b", "refuse-if", "not awake") ", "
     CHECK("c", "refuse-if", "tired") " );", NULL, "", UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED, "awake tired ", "", "", {0}},
    {"either answer must be signed for", "checks = ( " CHECK("a", "override-if", "awake") ", " CHECK("b", "override-if", "not awake") " );", NULL, "",
     UNKNOWNS_OVERRIDE, IFS_OVERRIDE_NEEDED, IFS_OVERRIDE_NEEDED, "awake ", "", "", {0}},
    {"warned at most", "require = ['awake']; checks = ( " CHECK("a", "warn-if", "awake") " );", NULL, "", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "awake ", "", "", {0}},
    {"signed for or not", "checks = ( " CHECK("a", "override-if", "awake") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_OVERRIDE_NEEDED, "awake ", "awake ",
     "", {0}},
    {"two of three against one of two", "checks = ( " CHECK("a", "refuse-if", "not pain is none") ", " CHECK("b", "refuse-if", "awake") " );", NULL, "",
     UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "awake pain ", "awake pain ", "pain ", {0}},
    {"one of three against one of two", "checks = ( " CHECK("a", "refuse-if", "pain is mild") ", " CHECK("b", "refuse-if", "tired") " );", NULL, "",
     UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "tired pain ", "tired pain ", "tired ", {0}},
    {"one of two each", "checks = ( " CHECK("a", "refuse-if", "tired") ", " CHECK("b", "refuse-if", "awake") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "awake tired ", "awake tired ", "awake ", {0}},
    {"the first answer is the mildest, or the last", "checks = ( " CHECK("a", "refuse-if", "awake and not pain is severe") " );", NULL, "", UNKNOWNS_DEPENDS,
     IFS_READY, IFS_REFUSED, "awake pain ", "awake ", "awake ", {0}}, /* asleep any pain is as mild: the first is taken */
    {"refused with one that is open already", "checks = ( " CHECK("a", "refuse-if", "awake or tired") " );", NULL, "tired=yes", UNKNOWNS_REFUSED, IFS_REFUSED,
     IFS_REFUSED, "", "", "", {0}},
    {"nothing is open", "", NULL, "", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "", "", "", {0}},
    {"nothing is open but a signature", "checks = ( " CHECK("a", "override-if", "awake") " );", NULL, "awake=yes", UNKNOWNS_OVERRIDE, IFS_OVERRIDE_NEEDED,
     IFS_OVERRIDE_NEEDED, "", "", "", {0}},
    {"what contradicts is nobody", "contradictions = ( { if = 'awake and tired'; say = 'No.';" TRIAL "} ); checks = ( " CHECK("a", "refuse-if", "awake and tired")
     " );", NULL, "", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "awake tired ", "", "", {0}},
    {"measured at the bedside", "bedside = ['systolic']; checks = ( " CHECK("a", "refuse-if", "systolic < 100 mmHg") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "systolic ", "systolic ", "systolic ", {0}},
    {"a dose by weight", "", "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", "", UNKNOWNS_UNDECIDED, IFS_READY, IFS_READY, "weight ", "", "", {0}},
    {"a dose by weight, and a question that decides", "checks = ( " CHECK("a", "refuse-if", "kidneys") " );", "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}",
     "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "weight kidneys ", "kidneys ", "kidneys ", {0}},
    {"too heavy for a limit", "checks = ( " CHECK("a", "refuse-if", "weight > 100 kg") " );", "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", "",
     UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "weight ", "weight ", "weight ", {0}},
    {"bands of the clearance", "renal = ( { when = 'crcl >= 30 mL/min'; }, { when = 'crcl < 30 mL/min'; refuse = 'Too low.';" TRIAL "} );", NULL, "",
     UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "crcl ", "crcl ", "crcl ", {0}},
    {"every band of the clearance refuses", "renal = ( { when = 'crcl >= 30 mL/min'; refuse = 'Too high.';" TRIAL "}, { when = 'crcl < 30 mL/min'; refuse = 'Too low.';"
     TRIAL "} );", NULL, "", UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED, "crcl ", "", "", {0}},
    {"one check of two questions refuses whatever they are", "checks = ( " CHECK("a", "refuse-if", "awake and tired or not awake or not tired") " );", NULL, "",
     UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED, "awake tired ", "", "", {0}},
    {"two checks that share a question", "checks = ( " CHECK("a", "refuse-if", "awake and pain is none or not awake and pain is none") ", "
     CHECK("b", "refuse-if", "tired and not pain is none or not tired and not pain is none") " );", NULL, "", UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED,
     "awake tired pain ", "", "", {0}},
    {"every weight that is tried refuses, but not every weight is tried", "checks = ( " CHECK("a", "refuse-if", "weight < 50 kg") ", " CHECK("b", "refuse-if", "weight >= 50 kg") " );",
     BY_WEIGHT, "", UNKNOWNS_UNDECIDED, IFS_REFUSED, IFS_REFUSED, "weight ", "", "", {0}},
    {"either answer refuses, whatever the weight", "checks = ( " CHECK("a", "refuse-if", "awake") ", " CHECK("b", "refuse-if", "not awake") " );", BY_WEIGHT, "",
     UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED, "weight awake ", "", "", {0}},
    {"768 completions", "checks = ( " CHECK("a", "refuse-if", "awake or not awake or " MANY) " );", NULL, "", UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED,
     "awake tired pain kidneys q1 q2 q3 q4 q5 ", "", "", {.questions = FIVE}},
    {"1,536 completions", "checks = ( " CHECK("a", "refuse-if", "awake or not awake or q6 and " MANY) " );", NULL, "", UNKNOWNS_UNDECIDED, IFS_REFUSED, IFS_REFUSED,
     "awake tired pain kidneys q1 q2 q3 q4 q5 q6 ", "", "", {.questions = SIX}},
    {"1,536 completions, of which one answer decides", "checks = ( " CHECK("a", "refuse-if", "awake or q6 and " MANY) " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "awake tired pain kidneys q1 q2 q3 q4 q5 q6 ", "awake ", "awake ", {.questions = SIX}},
    {"1,536 completions, and another group", "checks = ( " CHECK("a", "refuse-if", "q6 and " MANY) ", " CHECK("b", "refuse-if", "awake") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "awake tired pain kidneys q1 q2 q3 q4 q5 q6 ", "awake ", "awake ", {.questions = SIX}},
    /* A clearance of 90 mL/min is known; a creatinine of 0.8 mg/dL gives (140 - age) x 70 x 0.85 / (72 x 0.8): 20.7 mL/min at 120 years, more than 60 up to
     * 81 years, 57.8 at 84. No answer that is tried lies there. */
    {"an age makes a clearance lower", "require = ['age']; checks = ( " CHECK("a", "refuse-if", "crcl < 60 mL/min") " );", NULL, KIDNEYS, UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "age ", "age ", "age ", {0}},
    {"an age between those that are tried", "require = ['age']; checks = ( " CHECK("a", "refuse-if", "crcl >= 50 mL/min and crcl < 60 mL/min") " );", NULL, KIDNEYS,
     UNKNOWNS_UNDECIDED, IFS_READY, IFS_READY, "age ", "", "", {0}},
    {"a laboratory's figure beside a known clearance may lower it", "require = ['egfr']; checks = ( " CHECK("a", "refuse-if", "crcl < 30 mL/min") " );", NULL,
     "crcl=90 mL/min | pregnant=no", UNKNOWNS_UNDECIDED, IFS_READY, IFS_READY, "egfr ", "", "", {0}},
    {"a laboratory's figure that nothing reads", "require = ['egfr'];", NULL, "", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "egfr ", "", "", {0}},
    {"a laboratory's figure that is read", "checks = ( " CHECK("a", "refuse-if", "egfr < 30 mL/min/1.73m2") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "egfr ", "egfr ", "egfr ", {0}},
    /* 120 over 95 is refused. Of 90 over 90 and less nobody knows. */
    {"two pressures above a bound", "checks = ( " CHECK("a", "refuse-if", "systolic >= 90 mmHg and diastolic >= 90 mmHg") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "systolic diastolic ", "", "", {0}},
    {"two pressures below a bound", "checks = ( " CHECK("a", "refuse-if", "systolic < 90 mmHg or diastolic < 90 mmHg") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY,
     IFS_REFUSED, "systolic diastolic ", "diastolic ", "diastolic ", {0}},
    {"a diluent and a question", "require = ['diluent', 'awake']; checks = ( " CHECK("a", "refuse-if", "diluent is dextrose-5 and awake") " );", NULL, "", UNKNOWNS_DEPENDS,
     IFS_READY, IFS_REFUSED, "diluent awake ", "", "", {.bags = "{ product = 'vial'; additive = 'added'; volume = '100 mL'; diluents = ['saline', 'dextrose-5']; }"}},
    {"one answer must be signed for twice, the other refuses", "checks = ( " CHECK("a", "refuse-if", "awake") ", " CHECK("b", "override-if", "not awake") ", "
     CHECK("c", "override-if", "not awake") ", " CHECK("d", "refuse-if", "tired") ", " CHECK("e", "override-if", "not tired") ", " CHECK("f", "override-if", "not tired")
     " );", NULL, "", UNKNOWNS_DEPENDS, IFS_OVERRIDE_NEEDED, IFS_REFUSED, "awake tired ", "awake tired ", "awake ", {0}},
    /* Nobody is tired and not awake: but tired and awake somebody may be, and is refused. */
    {"possible, but not beside the first answer to another question", "require = ['awake']; contradictions = ( { if = 'tired and not awake'; say = 'No.';" TRIAL "} ); checks = ( "
     CHECK("a", "refuse-if", "tired") " );", NULL, "", UNKNOWNS_UNDECIDED, IFS_READY, IFS_READY, "awake tired ", "", "", {0}},
    {"what is impossible whatever the others are", "require = ['pain']; contradictions = ( { if = 'tired and (awake or not awake)'; say = 'No.';" TRIAL "} ); checks = ( "
     CHECK("a", "refuse-if", "tired") " );", NULL, "awake=no", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "tired pain ", "", "", {0}},
    {"two overrides, each by itself", "checks = ( " CHECK("a", "override-if", "not awake") ", " CHECK("b", "override-if", "not tired") " );", NULL, "", UNKNOWNS_DEPENDS,
     IFS_READY, IFS_OVERRIDE_NEEDED, "awake tired ", "awake tired ", "", {0}},
    {"two warnings, each by itself", "require = ['awake', 'tired']; checks = ( " CHECK("a", "warn-if", "not awake") ", " CHECK("b", "warn-if", "not tired") " );", NULL, "",
     UNKNOWNS_SAFE, IFS_READY, IFS_READY, "awake tired ", "", "", {0}},
    /* 1 g over 10 min is 6 g per hour. */
    {"a limit to be overridden, and a check", "checks = ( " CHECK("b", "override-if", "not tired") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_OVERRIDE_NEEDED,
     "awake tired ", "awake tired ", "",
     {.over = "( { when = 'not awake'; usual = '10 min';" TRIAL "}, { when = 'awake'; usual = '30 min';" TRIAL "} )", .limits = "speed = { soft-max = '4 g/h';" TRIAL "};"}},
    {"a clearance and a question", "renal = ( { when = 'crcl >= 30 mL/min'; }, { when = 'crcl < 30 mL/min'; refuse = 'Too low.';" TRIAL "} ); checks = ( "
     CHECK("a", "override-if", "tired") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "crcl tired ", "crcl tired ", "crcl ", {0}},
    {"only a name is missing", "require = ['name'];", NULL, "", UNKNOWNS_SAFE, IFS_READY, IFS_READY, "", "", "", {0}},
    {"a name and an answer are missing", "require = ['name']; checks = ( " CHECK("a", "refuse-if", "tired") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "tired ", "tired ", "tired ", {0}},
    {"an unusual weight is measured again", "checks = ( " CHECK("a", "refuse-if", "tired") " );", NULL, "weight=250 kg | age=40 y", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "tired ", "tired ", "tired ", {0}},
    {"1,536 completions, of which one refuses", "require = ['access']; checks = ( " CHECK("a", "refuse-if", "awake and q6 and " MANY_OF_THREE) " );", NULL, "", UNKNOWNS_UNDECIDED,
     IFS_READY, IFS_READY, "access awake tired pain kidneys q1 q2 q3 q4 q5 q6 ", "", "", {.questions = SIX}},
    /* Neither the first answers nor the last ones: awake, kidneys and q1 must be yes, tired and q2 no, pain mild. */
    {"1,536 completions, of which few do not refuse", "checks = ( " CHECK("a", "refuse-if",
     "not awake or tired or not pain is mild or not kidneys or not q1 or q2 or q3 and q4 and q5 and q6") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "awake tired pain kidneys q1 q2 q3 q4 q5 q6 ", "awake tired pain kidneys q1 q2 ", "pain ", {.questions = SIX}},
    /* (140 - 60) x 70 / 72 x 1 mg/dL: 77.8 mL/min of a man, 66.1 of a woman. */
    {"a clearance that hangs on the sex, and a question", "require = ['sex', 'tired']; checks = ( " CHECK("a", "refuse-if", "crcl >= 70 mL/min and tired") " );", NULL,
     "weight=70 kg | age=60 y | creatinine=1 mg/dL | pregnant=no | crcl=90 mL/min", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "sex tired ", "", "", {0}},
    /* 20 mg per kg are 800 mg at 40 kg, the least usual weight of adults; 700 mg at 35 kg, that of children of 16 years. At 0.5 kg and at 300 kg they are refused. */
    {"the dose of an ordinary weight", "", "{ usual = '20 mg/kg'; hard = ['750 mg', '3 g']; step = '10 mg';" TRIAL "}", "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "weight ", "weight ", "weight ", {0}},
    /* (140 - 90) x 30 x 0.85 / 72 = 17.7 mL/min at 1 mg/dL: 59 at 0.3, the least usual creatinine; 177 at 0.1 and 0.9 at 20, the least and the most there is. */
    {"the clearance of an ordinary creatinine", "require = ['creatinine']; checks = ( " CHECK("a", "refuse-if", "(crcl < 50 mL/min or crcl >= 70 mL/min) and (tired or not tired)") " );", NULL,
     "weight=30 kg | age=90 y | sex=female | pregnant=no | crcl=200 mL/min", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "creatinine tired ", "creatinine ", "creatinine ", {0}},
    {"urine output", "checks = ( " CHECK("a", "refuse-if", "urine-output < 25 mL/h") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "urine-output ",
     "urine-output ", "urine-output ", {0}},
    {"one combination of three refuses", "checks = ( " CHECK("a", "refuse-if", "not awake and tired and kidneys") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED,
     "awake tired kidneys ", "", "", {0}},
    {"an override of the drug library, and one of the protocol", "checks = ( " CHECK("b", "override-if", "not tired") " );", NULL,
     "spo2=98 % | heart-rate=80 /min", UNKNOWNS_DEPENDS, IFS_READY, IFS_OVERRIDE_NEEDED, "resp-rate tired ", "resp-rate tired ", "", {.drug = "watched-drug"}},
    {"nothing to choose from", "require = ['diluent'];", NULL, VITAL, UNKNOWNS_UNDECIDED, IFS_INCOMPLETE, IFS_INCOMPLETE, "", "", "", {.drug = "watched-drug"}},
    {"nothing to choose from at the bedside", "bedside = ['diluent'];", NULL, VITAL, UNKNOWNS_UNDECIDED, IFS_CONDITIONAL, IFS_CONDITIONAL, "", "", "",
     {.drug = "watched-drug"}},
    {"urine output for a weight that nobody knows", "checks = ( " CHECK("a", "refuse-if", "urine-output < 0.5 mL/kg/h") " );", NULL, "", UNKNOWNS_UNDECIDED, IFS_INCOMPLETE,
     IFS_INCOMPLETE, "urine-output ", "", "", {0}},
    {"every weight that is tried refuses, and a question", "require = ['tired']; checks = ( " CHECK("a", "refuse-if", "weight < 50 kg") ", "
     CHECK("b", "refuse-if", "weight >= 50 kg and (tired or not tired)") " );", BY_WEIGHT, "", UNKNOWNS_UNDECIDED, IFS_REFUSED, IFS_REFUSED, "weight tired ", "", "", {0}},
    {"what contradicts is nobody, whatever the weight", "contradictions = ( { if = 'awake and tired'; say = 'No.';" TRIAL "} ); checks = ( "
     CHECK("a", "refuse-if", "awake and tired") " );", BY_WEIGHT, "", UNKNOWNS_UNDECIDED, IFS_READY, IFS_READY, "weight awake tired ", "", "", {0}},
    {"refused whatever follows", "checks = ( " CHECK("a", "refuse-if", "awake or not awake") " );", BY_WEIGHT, "", UNKNOWNS_REFUSED, IFS_REFUSED, IFS_REFUSED,
     "awake tired weight ", "", "", {.limits = "when = 'tired';"}},
    /* Neither is refused, both are ready. One alone must be signed for: beside the mildest nothing refuses, and still the order may be refused. */
    {"refused only where two answers differ from the mildest", "checks = ( " CHECK("a", "refuse-if", "not awake and not tired") ", "
     CHECK("b", "override-if", "awake and not tired or tired and not awake") " );", NULL, "", UNKNOWNS_DEPENDS, IFS_READY, IFS_REFUSED, "awake tired ", "awake tired ",
     "", {0}},
    {"a dose that nobody has said", "", "{ step = '10 mg';" TRIAL "}", "", UNKNOWNS_UNDECIDED, IFS_INCOMPLETE, IFS_INCOMPLETE, "", "", "", {0}},
};

static void names_of(const struct order *of, const bool *which, char *out, size_t capacity)
{
    struct text text = text_over(out, capacity);
    for (int i = 0; i < unknowns.open_count; i++) {
        if (which == NULL || which[i]) {
            text_add(&text, of->protocol->facts[unknowns.open[i]].name);
            text_add(&text, " ");
        }
    }
}

static void few_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct parts parts = row->parts;
        parts.more = row->more;
        parts.dose = row->dose;
        struct order *order = NULL;
        plan_of(&order, &parts, row->words);
        find(order);
        char open[200];
        char decide[200];
        names_of(order, NULL, open, sizeof open);
        names_of(order, unknowns.decides, decide, sizeof decide);
        char first[80] = "";
        if (unknowns.ask_first != -1) {
            snprintf(first, sizeof first, "%s ", order->protocol->facts[unknowns.ask_first].name);
        }
        if (unknowns.result != row->result || unknowns.mildest != row->mildest || unknowns.gravest != row->gravest || strcmp(open, row->open) != 0 ||
            strcmp(decide, row->decide) != 0 || strcmp(first, row->ask_first) != 0) {
            fail_msg("%s: result %d, from %d to %d; open %s; decide %s; first %s", row->of, (int)unknowns.result, (int)unknowns.gravest, (int)unknowns.mildest,
                     open, decide, first);
        }
        forget(order);
    }
}

/* A creatinine of 20 November 2026, the day 20,777, is no contradiction from the first second of that day on, where the patient is. Before, nobody
 * is such a patient, and nothing is said of the open question. */
static void the_day_is_that_of_the_place(void **state)
{
    (void)state;
    const int64_t midnight = INT64_C(20777) * 86400;
    const struct {
        int64_t at_s;
        int32_t offset_min;
        enum unknowns_result result;
    } whens[] = {{midnight, 0, UNKNOWNS_DEPENDS},           {midnight - 1, 0, UNKNOWNS_UNDECIDED},         {midnight - 60, 1, UNKNOWNS_DEPENDS},
                 {midnight - 61, 1, UNKNOWNS_UNDECIDED},    {midnight - 3600, 60, UNKNOWNS_DEPENDS},       {midnight - 3601, 60, UNKNOWNS_UNDECIDED},
                 {midnight + 3600, -60, UNKNOWNS_DEPENDS}, {midnight + 3599, -60, UNKNOWNS_UNDECIDED}};
    const struct parts parts = {.more = "checks = ( " CHECK("a", "refuse-if", "awake") " );"};
    struct order *order = NULL;
    plan_of(&order, &parts, "creatinine-taken=2026-11-20");
    for (size_t i = 0; i < sizeof whens / sizeof whens[0]; i++) {
        order->request.at_s = whens[i].at_s;
        order->request.at_offset_min = whens[i].offset_min;
        find(order);
        if (unknowns.open_count != 1 || unknowns.result != whens[i].result || unknowns.decides[0] != (whens[i].result == UNKNOWNS_DEPENDS)) {
            fail_msg("row %d: result %d", (int)i, (int)unknowns.result);
        }
    }
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_follows_is_opened),
        cmocka_unit_test(of_too_many_kinds_of_one_answer_nothing_is_claimed),
        cmocka_unit_test(of_too_many_answers_nothing_is_claimed),
        cmocka_unit_test(the_last_of_all_kinds_is_tried_too),
        cmocka_unit_test(few_answers),
        cmocka_unit_test(the_day_is_that_of_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
