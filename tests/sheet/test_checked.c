/*
 * test_checked.c - the checks and limits of whole orders as rows, and what is said of a refusal: each reason, and no other.
 *
 * Each order is computed from a protocol written here; its figures are worked out beside it.
 */
#include "engine/one_order.h"

#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define PREMIX "bags = { product = 'premix'; additive = 'premixed'; };"
#define CHECK(id, kind, when, say) "{ id = '" id "'; " kind " = '" when "'; say = '" say "';" TRIAL "}"

static struct ifs_sheet sheet;

static ifs_result behind_limits = IFS_TRIP;

/* What stands before and behind the lists is no part of them: a refusal, each time. */
static void surround_lists(void)
{
    static struct check checks[IFS_CHECK_MAX + 1];
    static struct contradiction contradictions[CONTRADICTION_MAX + 1];
    static struct infusion_rule infusions[IFS_INFUSION_MAX + 2];
    static const struct limit limit = {.kind = IFS_LIMIT_DOSE, .hard_max = {1, 1}};
    ifs_protocol *protocol = order->protocol;
    ifs_plan *plan = &order->plan;
    memcpy(checks, protocol->checks, (size_t)protocol->check_count * sizeof checks[0]);
    checks[protocol->check_count] = (struct check){.id = "behind", .severity = IFS_REFUSE, .say = "Behind."};
    plan->checks[protocol->check_count] = IFS_TRIP;
    protocol->checks = checks;
    if (protocol->contradiction_count > 0) {
        memcpy(contradictions, protocol->contradictions, (size_t)protocol->contradiction_count * sizeof contradictions[0]);
    }
    contradictions[protocol->contradiction_count] = (struct contradiction){.say = "Behind."};
    plan->contradictions |= UINT32_C(1) << protocol->contradiction_count;
    protocol->contradictions = contradictions;
    memcpy(infusions + 1, protocol->infusions, (size_t)protocol->infusion_count * sizeof infusions[0]);
    infusions[0] = (struct infusion_rule){.name = "before"};
    infusions[protocol->infusion_count + 1] = (struct infusion_rule){.name = "behind"};
    protocol->infusions = infusions + 1;
    plan->obstacle[protocol->infusion_count] = IFS_OBSTACLE_NO_FLOW;
    plan->limits[plan->limit_count] = (ifs_limit_outcome){.limit = &limit, .result = behind_limits, .severity = IFS_REFUSE, .delivered = {2, 1}};
}

static ifs_verdict sheet_of(const struct parts *parts, const char *words)
{
    (void)take(parts);
    (void)plan_for(order, words);
    surround_lists();
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_false(sheet.full);
    return order->plan.verdict;
}

static const struct sheet_check *row_of(const char *id)
{
    for (int i = 0; i < sheet.check_count; i++) {
        if (strcmp(sheet.checks[i].id, id) == 0) {
            return &sheet.checks[i];
        }
    }
    fail_msg("no row %s", id);
    return NULL;
}

static int lines_with(const struct sheet_lines *lines, const char *piece)
{
    int count = 0;
    for (int i = 0; i < lines->count; i++) {
        count += strstr(lines->list[i].text, piece) != NULL ? 1 : 0;
    }
    return count;
}

static void says(const char *text, const char *piece)
{
    if (text == NULL || strstr(text, piece) == NULL) {
        fail_msg("\"%s\" is not in \"%s\"", piece, text != NULL ? text : "nothing");
    }
}

/* ---- Rows ---- */

/* 20 g in 500 mL; 1 g per hour, and a step to 2 g per hour, beyond the soft limit of 1.5. */
static void limits_of_steps_have_names_of_their_own(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g/h'; soft = ['', '1.5 g/h'];" STEP "}",
                                .over = "{ usual = '10 h';" TRIAL "}",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
                                .limits = "steps = ( { id = 'one'; dose = '1.2 g/h'; if = 'awake';" TRIAL "}, { id = 'two'; dose = '2 g/h'; if = 'tired';" TRIAL
                                          "} );"};
    assert_int_equal(sheet_of(&parts, "setting=ward"), IFS_OVERRIDE_NEEDED);
    assert_int_equal(row_of("infusion.dose")->result, IFS_PASS);
    assert_int_equal(row_of("infusion.one.dose")->result, IFS_PASS);
    assert_int_equal(row_of("infusion.two.dose")->result, IFS_TRIP);
    assert_false(row_of("infusion.two.dose")->hard);
    says(row_of("infusion.one.dose")->say, "one");
    says(row_of("infusion.two.dose")->say, "two");
    says(row_of("infusion.two.dose")->say, "2 g per hour");
    assert_int_equal(lines_with(&sheet.reasons, "infusion.two.dose"), 1);
    assert_int_equal(sheet.reasons.count, 1);
    assert_int_equal(sheet.overrides.count, 0);
    const char *const signature = "setting=ward | --prescriber Dr Example, 1 | --override infusion.two.dose=asked for";
    (void)plan_for(order, signature);
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_int_equal(order->plan.verdict, IFS_READY);
    assert_int_equal(row_of("infusion.two.dose")->result, IFS_OVERRIDDEN);
    assert_int_equal(sheet.reasons.count, 0);
    assert_int_equal(sheet.overrides.count, 1);
    says(sheet.overrides.list[0].text, "Dr Example, 1");
    says(sheet.overrides.list[0].text, "asked for");
}

#define PHASES(first, second)                                                                                                       \
    "( { name = 'first'; devices = ['pump']; " PREMIX " over = { usual = '30 min';" TRIAL "}; dose = { usual = '1 g'; " first STEP "}; }," \
    "  { name = 'second'; devices = ['pump']; " PREMIX " over = { usual = '30 min';" TRIAL "}; dose = { usual = '2 g'; " second STEP "}; } )"

/* A limit names its infusion where there are several; a total does not. */
static void limits_of_several_infusions(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = PHASES("hard = ['', '1 g'];", "hard = ['', '3 g'];"), .more = "totals = { in-24h = '9 g';" TRIAL "};"};
    assert_int_equal(sheet_of(&parts, "given-24h=0 g"), IFS_READY);
    says(row_of("first.dose")->say, "first");
    says(row_of("first.dose")->say, "1 g");
    says(row_of("second.dose")->say, "second");
    says(row_of("second.dose")->say, "2 g");
    says(row_of("total.in-24h")->say, "3 g");
    assert_null(strstr(row_of("total.in-24h")->say, "first"));
    says(sheet.infusions[0].dose_range, "1 g");
    says(sheet.infusions[1].dose_range, "3 g");
    assert_int_equal(sheet_of(&(struct parts){.dose = "{ usual = '1 g'; hard = ['', '1 g'];" STEP "}"}, ""), IFS_READY);
    assert_null(strstr(row_of("infusion.dose")->say, "infusion")); /* of one there is nothing to tell apart */
}

/* What refuses is hard, what must be signed for, warns or is passed is not. */
static void what_is_hard(void **state)
{
    (void)state;
    const struct parts parts = {.more = "checks = ( " CHECK("no", "refuse-if", "tired", "Tired.") ", " CHECK("sign", "override-if", "awake", "Awake.") ", "
                                        CHECK("warn", "warn-if", "kidneys", "Kidneys.") " );",
                                .dose = "{ usual = '1 g'; soft = ['', '2 g']; hard = ['', '3 g'];" STEP "}"};
    assert_int_equal(sheet_of(&parts, "tired=yes | awake=yes | kidneys=yes | --dose 4 g"), IFS_REFUSED);
    assert_true(row_of("no")->hard && !row_of("sign")->hard && !row_of("warn")->hard && row_of("infusion.dose")->hard);
    assert_int_equal(sheet_of(&parts, "tired=no | awake=no | kidneys=no | --dose 2.5 g"), IFS_OVERRIDE_NEEDED);
    assert_false(row_of("no")->hard || row_of("sign")->hard || row_of("warn")->hard || row_of("infusion.dose")->hard);
    assert_int_equal(sheet_of(&parts, "tired=no | awake=yes | kidneys=yes | --dose 3 g"), IFS_OVERRIDE_NEEDED);
    assert_int_equal(sheet.reasons.count, 2); /* the check and the limit */
    assert_int_equal(lines_with(&sheet.reasons, "sign"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "infusion.dose"), 1);
}

/* 1 g over 30 min for 50 kg is 40 mg per kg and hour; the only limit there is. */
static void a_speed_for_the_weight(void **state)
{
    (void)state;
    assert_int_equal(sheet_of(&(struct parts){.limits = "speed-per-kg = { hard-max = '100 mg/kg/h';" TRIAL "};"}, "weight=50 kg"), IFS_READY);
    assert_int_equal(order->plan.limit_count, 1);
    says(sheet.infusions[0].speed_per_kg, "40 mg per kg per hour");
    says(sheet.infusions[0].speed_limit, "hard limit at most 100 mg per kg per hour");
}

/* Two checks that are signed for, by one prescriber. */
static void what_must_be_signed_for(void **state)
{
    (void)state;
    const struct parts parts = {.more = "checks = ( " CHECK("sign", "override-if", "awake", "Awake.") ", " CHECK("again", "override-if", "tired", "Tired.") " );"};
    assert_int_equal(sheet_of(&parts, "setting=ward | awake=yes | tired=yes"), IFS_OVERRIDE_NEEDED);
    assert_int_equal(sheet.reasons.count, 2);
    says(sheet.reasons.list[0].text, "Awake.");
    says(sheet.reasons.list[1].text, "Tired.");
    assert_int_equal(sheet_of(&parts, "setting=ward | awake=yes | tired=yes | --prescriber Dr Example, 1 | --override sign=asked for | --override again=asked twice"),
                     IFS_READY);
    assert_int_equal(sheet.overrides.count, 2);
    says(sheet.overrides.list[0].text, "asked for");
    says(sheet.overrides.list[1].text, "asked twice");
    order->request.prescriber_reference = NULL; /* a name alone is nobody who can be asked */
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    says(sheet.overrides.list[0].text, "unknown");
    assert_null(strstr(sheet.overrides.list[0].text, "Dr Example"));
    order->request.prescriber_reference = "1"; /* nor is a number alone */
    order->request.prescriber = NULL;
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    says(sheet.overrides.list[0].text, "unknown");
}

/* ---- Reasons ---- */

/* Of three contradictions the second. */
static void which_contradiction(void **state)
{
    (void)state;
    const struct parts parts = {.more = "contradictions = ( { if = 'awake and kidneys'; say = 'First.';" TRIAL "}, { if = 'awake and tired'; say = 'Second.';" TRIAL
                                        "}, { if = 'tired and kidneys'; say = 'Third.';" TRIAL "} );"};
    assert_int_equal(sheet_of(&parts, "awake=yes | tired=yes | kidneys=no"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "First."), 0);
    assert_int_equal(lines_with(&sheet.reasons, "Second."), 1);
    assert_int_equal(lines_with(&sheet.reasons, "Third."), 0);
    assert_int_equal(sheet_of(&parts, "awake=yes | tired=no | kidneys=yes"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "First."), 1);
    assert_int_equal(lines_with(&sheet.reasons, "Second."), 0);
    assert_int_equal(sheet_of(&parts, "awake=yes | tired=no | kidneys=no"), IFS_READY);
    assert_int_equal(sheet.reasons.count, 0);
}

/* Of two limits of one name that refuse the tighter one is said; one passed from above says nothing of one passed from below. 1 g over 10 min is 100 mg
 * per minute. */
static void the_tighter_of_two(void **state)
{
    (void)state;
    const struct parts parts = {.drug = "limited-drug", /* at most 150 mg per minute */
                                .limits = "speed = { hard-max = '90 mg/min';" TRIAL "};"};
    assert_int_equal(sheet_of(&parts, "frail=no | given-24h=0 g | systolic=120 mmHg | --over 5 min"), IFS_REFUSED); /* 200 */
    assert_int_equal(lines_with(&sheet.reasons, "90 mg per minute"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "150 mg per minute"), 0);
    assert_int_equal(lines_with(&sheet.changes, "at most 90 mg per minute"), 1);
    assert_int_equal(sheet_of(&parts, "frail=no | given-24h=0 g | systolic=120 mmHg | --over 10 min"), IFS_REFUSED); /* 100: the one alone */
    assert_int_equal(lines_with(&sheet.reasons, "90 mg per minute"), 1);
    assert_int_equal(sheet_of(&parts, "frail=no | given-24h=0 g | systolic=120 mmHg | --over 12 min"), IFS_READY); /* 83.3 */
    assert_int_equal(sheet.reasons.count, 0);
    const struct parts low = {.over = "{ usual = '30 min'; hard = ['20 min', '60 min'];" TRIAL "}"};
    assert_int_equal(sheet_of(&low, "--over 10 min"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.changes, "at least 20 min"), 1);
    assert_int_equal(sheet_of(&low, "--over 70 min"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.changes, "at most 60 min"), 1);
}

/* Limits of another name, or that ask for a signature alone, say nothing of one that refuses. 1 g over 5 min is 200 mg per minute. */
static void each_name_that_refuses_is_said(void **state)
{
    (void)state;
    const char *const words = "frail=no | given-24h=0 g | systolic=120 mmHg | --over 5 min";
    const struct parts soft = {.drug = "limited-drug", .limits = "speed = { soft-max = '90 mg/min';" TRIAL "};"}; /* the drug's own: 150 at most */
    assert_int_equal(sheet_of(&soft, words), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 1);
    assert_int_equal(lines_with(&sheet.reasons, "150 mg per minute"), 1);
    const struct parts two = {.dose = "{ usual = '1 g'; hard = ['', '2 g'];" STEP "}", .limits = "speed = { hard-max = '90 mg/min';" TRIAL "};"};
    assert_int_equal(sheet_of(&two, "--dose 3 g"), IFS_REFUSED); /* over 30 min 100 mg per minute */
    assert_int_equal(sheet.reasons.count, 2);
    assert_int_equal(lines_with(&sheet.reasons, "90 mg per minute"), 1);
    const struct parts phases = {.infusions = PHASES("hard = ['', '1 g'];", "hard = ['', '2.5 g'];")};
    assert_int_equal(sheet_of(&phases, "--infusion first | --dose 2 g | --infusion second | --dose 3 g"), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 2);
    assert_int_equal(lines_with(&sheet.reasons, "first"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "second"), 1);
    const struct parts steps = {.dose = "{ usual = '1 g/h'; hard = ['', '1.5 g/h'];" STEP "}", .over = "{ usual = '2 h';" TRIAL "}",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
                                .limits = "steps = ( { id = 'one'; dose = '2 g/h'; if = 'awake';" TRIAL "}, { id = 'two'; dose = '2 g/h'; if = 'tired';" TRIAL "} );"};
    assert_int_equal(sheet_of(&steps, ""), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "one"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "two"), 1);
}

/* The obstacle of an infusion names it where there are several; that of the order names none. */
static void whose_obstacle(void **state)
{
    (void)state;
    const struct parts two = {.infusions = PHASES("", "")};
    assert_int_equal(sheet_of(&two, "--infusion first | --dose 1.005 g"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "first"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "second"), 0);
    assert_int_equal(lines_with(&sheet.changes, "multiple of the step"), 1); /* what to do instead */
    assert_int_equal(sheet_of(&two, "--infusion second | --dose 1.005 g"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "second"), 1);
    assert_int_equal(lines_with(&sheet.reasons, "first"), 0);
    const struct parts none = {.infusions = "( { name = 'first'; when = 'awake'; devices = ['pump']; " PREMIX " over = { usual = '30 min';" TRIAL
                                            "}; dose = { usual = '1 g';" STEP "}; }, { name = 'second'; when = 'tired'; devices = ['pump']; " PREMIX
                                            " over = { usual = '30 min';" TRIAL "}; dose = { usual = '1 g';" STEP "}; } )"};
    assert_int_equal(sheet_of(&none, "awake=no | tired=no"), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 1);
    assert_int_equal(lines_with(&sheet.reasons, "No infusion of the protocol applies to this patient."), 1);
    assert_int_equal(lines_with(&sheet.changes, "A protocol that covers this patient."), 1);
    assert_int_equal(lines_with(&sheet.reasons, "before"), 0);
    assert_int_equal(sheet_of(&(struct parts){0}, "--dose 1.005 g"), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 1);
    assert_int_equal(lines_with(&sheet.reasons, "infusion:"), 0);
    assert_int_equal(sheet_of(&(struct parts){.limits = "when = 'awake';"}, "awake=no"), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 1);
}

/* Of a kidney that is failing now no estimate holds: the reason, and where such a patient is ordered for. */
static void acute_kidney_injury(void **state)
{
    (void)state;
    assert_int_equal(sheet_of(&(struct parts){0}, "renal=acute-injury"), IFS_REFUSED);
    assert_int_equal(sheet.reasons.count, 1);
    assert_int_equal(lines_with(&sheet.changes, "Another protocol, or a prescriber who orders outside this program."), 1);
}

/* The answers behind a check that refuses, all that it reads and no other. */
static void answers_behind_a_refusal(void **state)
{
    (void)state;
    const struct parts parts = {.more = "checks = ( " CHECK("no", "refuse-if", "tired and weight < 50 kg", "No.") ", " CHECK("other", "refuse-if", "kidneys", "Never.") " );"};
    assert_int_equal(sheet_of(&parts, "tired=yes | weight=45 kg | kidneys=no"), IFS_REFUSED);
    assert_int_equal(lines_with(&sheet.reasons, "No."), 1);
    assert_int_equal(lines_with(&sheet.reasons, "Never."), 0);
    assert_int_equal(lines_with(&sheet.changes, "45 kg"), 1);
    assert_int_equal(lines_with(&sheet.changes, "Tired?"), 1);
    assert_int_equal(lines_with(&sheet.changes, "Ill kidneys?"), 0);
}

/* ---- Kept ---- */

/* Nothing in 24 h: the interval is at least so long; the last dose 30 h ago: it is 30 h. */
static void intervals_that_are_kept(void **state)
{
    (void)state;
    const struct parts parts = {.more = "totals = { interval = '24 h';" TRIAL "};"};
    assert_int_equal(sheet_of(&parts, "given-24h=0 g"), IFS_READY);
    says(row_of("total.interval")->say, "at least 24 h");
    assert_int_equal(sheet_of(&parts, "last-dose=30 h"), IFS_READY);
    says(row_of("total.interval")->say, "30 h");
    assert_null(strstr(row_of("total.interval")->say, "at least 30 h"));
}

/* Where one figure is not known a limit that another keeps is not settled either; where nothing is open it is. */
static void limits_of_what_was_not_computed(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g'; hard = ['', '2 g'];" STEP "}", .limits = "per-kg = { hard-max = '60 mg/kg';" TRIAL "};",
                                .more = "checks = ( " CHECK("no", "refuse-if", "tired", "No.") " );"};
    assert_int_equal(sheet_of(&parts, "tired=no"), IFS_INCOMPLETE);
    assert_int_equal(row_of("infusion.dose")->result, IFS_UNKNOWN);
    behind_limits = IFS_UNKNOWN;
    assert_int_equal(sheet_of(&parts, "tired=yes | weight=50 kg"), IFS_REFUSED);
    behind_limits = IFS_TRIP;
    assert_int_equal(row_of("infusion.dose")->result, IFS_PASS);
    assert_int_equal(sheet_of(&parts, "tired=no | weight=50 kg"), IFS_READY);
    assert_int_equal(row_of("infusion.dose")->result, IFS_PASS);
    says(row_of("infusion.dose")->say, "1 g");
}

/* The limit that is not known is the first of two: the other is not settled. */
static void a_limit_that_was_not_computed(void **state)
{
    (void)state;
    const struct parts parts = {.limits = "per-kg = { hard-max = '60 mg/kg';" TRIAL "}; speed = { hard-max = '3 g/h';" TRIAL "};"};
    assert_int_equal(sheet_of(&parts, ""), IFS_INCOMPLETE);
    assert_int_equal(order->plan.limits[0].limit->kind, IFS_LIMIT_PER_KG);
    assert_int_equal(row_of("infusion.per-kg")->result, IFS_UNKNOWN);
    assert_int_equal(row_of("infusion.speed")->result, IFS_UNKNOWN);
}

/* Of one dose in mg, for a total alone is said in g from 10 g on: 12.5 g are 12,500 mg. */
static void a_maximum_of_many_grams(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; max = '12.5 g';" STEP "}"};
    assert_int_equal(sheet_of(&parts, "weight=50 kg"), IFS_READY);
    says(row_of("infusion.dose-max")->say, "at most 12,500 mg");
}

/* 1 g for 70 kg is 14.2857... mg per kg: less than 14.3, so it is not written like it. */
static void a_figure_just_below_its_limit(void **state)
{
    (void)state;
    assert_int_equal(sheet_of(&(struct parts){.limits = "per-kg = { hard-max = '14.3 mg/kg';" TRIAL "};"}, "weight=70 kg"), IFS_READY);
    says(row_of("infusion.per-kg")->say, "14.285714286 mg per kg: hard limit at most 14.3 mg per kg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(limits_of_steps_have_names_of_their_own, end),
        cmocka_unit_test_teardown(limits_of_several_infusions, end),
        cmocka_unit_test_teardown(what_is_hard, end),
        cmocka_unit_test_teardown(which_contradiction, end),
        cmocka_unit_test_teardown(the_tighter_of_two, end),
        cmocka_unit_test_teardown(whose_obstacle, end),
        cmocka_unit_test_teardown(answers_behind_a_refusal, end),
        cmocka_unit_test_teardown(intervals_that_are_kept, end),
        cmocka_unit_test_teardown(limits_of_what_was_not_computed, end),
        cmocka_unit_test_teardown(a_limit_that_was_not_computed, end),
        cmocka_unit_test_teardown(a_figure_just_below_its_limit, end),
        cmocka_unit_test_teardown(what_must_be_signed_for, end),
        cmocka_unit_test_teardown(a_speed_for_the_weight, end),
        cmocka_unit_test_teardown(each_name_that_refuses_is_said, end),
        cmocka_unit_test_teardown(acute_kidney_injury, end),
        cmocka_unit_test_teardown(a_maximum_of_many_grams, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
