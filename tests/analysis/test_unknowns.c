/*
 * test_unknowns.c - open answers that are too many to be gone through: then nothing is claimed of them.
 *
 * What is said of fewer is held by tests/cases/unknowns.cases.
 */
#include "engine/written.h"

#include "unknowns.h"

#define TRIAL " source = 'trial'; "

static ifs_plan scratch;
static struct unknowns unknowns;

static void find(struct order *order)
{
    unknowns_find(order->protocol, &order->request, &order->plan, &scratch, &unknowns);
}

/* One after another: whether anything is given hangs on needed, the dose on awake, then the time on tired, then a step on worse. Of the third
 * question that follows nothing is tried any more: with it open no order is whole, so nothing is claimed to be safe. */
static void what_follows_is_opened_three_times(void **state)
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

/* 25 pressures tell 26 kinds apart; two do not. Every one of them is warned of at most, but not all are tried. */
static void of_too_many_kinds_of_one_answer_nothing_is_claimed(void **state)
{
    (void)state;
    const char *const check = "{ id = 'low-%d'; warn-if = 'systolic < 1%02d mmHg'; say = 'Low.'; source = 'trial'; }";
    struct parts parts = {.more = written_often("bedside = ['systolic']; checks = ( ", check, 2, " );")};
    struct order *order = NULL;
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.result, UNKNOWNS_SAFE);
    forget(order);
    parts.more = written_often("bedside = ['systolic']; checks = ( ", check, 25, " );");
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.open_count, 1);
    assert_int_equal(unknowns.result, UNKNOWNS_UNDECIDED);
    forget(order);
}

/* No rule reads them, yet of more than 48 the rest is not looked at. */
static void of_too_many_answers_nothing_is_claimed(void **state)
{
    (void)state;
    static char questions[8000];
    const struct {
        int count;
        enum unknowns_result result;
    } rows[] = {{48, UNKNOWNS_SAFE}, {49, UNKNOWNS_UNDECIDED}};
    for (size_t i = 0; i < 2; i++) {
        struct order *order = NULL;
        snprintf(questions, sizeof questions, "%s", written_often(", ", "{ id = 'asked-%d'; ask = 'Asked?'; }", rows[i].count, ""));
        const struct parts parts = {.questions = questions, .more = written_often("require = [ ", "'asked-%d'", rows[i].count, " ];")};
        plan_of(&order, &parts, "weight=70 kg");
        find(order);
        assert_int_equal(unknowns.open_count, 48);
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
#define FIVE ", { id = 'q1'; ask = 'Q?'; }, { id = 'q2'; ask = 'Q?'; }, { id = 'q3'; ask = 'Q?'; }, { id = 'q4'; ask = 'Q?'; }, { id = 'q5'; ask = 'Q?'; }"
#define SIX FIVE ", { id = 'q6'; ask = 'Q?'; }"
#define BY_WEIGHT "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}"

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
        memset(&unknowns, 0xa5, sizeof unknowns);
        find(order);
        char open[200];
        char decide[200];
        names_of(order, NULL, open, sizeof open);
        names_of(order, unknowns.decides, decide, sizeof decide);
        char first[80] = "";
        if (unknowns.ask_first >= 0) {
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_follows_is_opened_three_times),
        cmocka_unit_test(of_too_many_kinds_of_one_answer_nothing_is_claimed),
        cmocka_unit_test(of_too_many_answers_nothing_is_claimed),
        cmocka_unit_test(few_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
