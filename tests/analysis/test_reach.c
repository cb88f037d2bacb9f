/*
 * test_reach.c - what counts as reached, on tests/analysis/unreached.cfg.
 *
 * The kinds are told apart by tests/cases/test.cases; here the properties: nothing is reached at first, marks are only added,
 * their order does not matter, and an override that was signed has tripped its check.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "protocol_load.h"
#include "reach.h"

static const struct load_places places = {.protocols = "tests/protocol/good"};
static ifs_protocol *protocol;
static struct reach reach;
static struct reach other;

struct answer {
    const char *name;
    const char *text;
};

static const struct answer plain[] = {{"setting", "ward"},      {"indication", "testing"}, {"allergies", "none"},
                                      {"age", "70 y"},          {"sex", "male"},           {"weight", "70 kg"},
                                      {"crcl", "90 mL/min"},    {"pain", "none"},          {"given-24h", "0 g"},
                                      {"systolic", "120 mmHg"}, {"heart-block", "no"},     {"other-drug", "no"}};

static int load(void **state)
{
    (void)state;
    struct findings findings = {0};
    protocol = protocol_load("tests/analysis/unreached.cfg", &places, &findings);
    finding_free(&findings);
    return protocol == NULL ? -1 : 0;
}

static int unload(void **state)
{
    (void)state;
    protocol_free(protocol);
    return 0;
}

static void answer(ifs_request *request, const char *name, const char *text)
{
    ifs_message why;
    assert_true(ifs_request_answer(protocol, request, name, text, &why));
}

static ifs_request plain_request(void)
{
    ifs_request request = {.at_s = 1795176000};
    for (size_t i = 0; i < COUNT_OF(plain); i++) {
        answer(&request, plain[i].name, plain[i].text);
    }
    return request;
}

static ifs_verdict note(const ifs_request *request, struct reach *into)
{
    static ifs_plan plan;
    ifs_plan_compute(protocol, request, &plan);
    reach_note(protocol, request, &plan, into);
    return plan.verdict;
}

static int count_reached(const struct reach *of)
{
    int count = 0;
    for (int i = 0; i < of->count; i++) {
        count += of->rules[i].reached ? 1 : 0;
    }
    return count;
}

/* The rule of that kind and name at that line of the protocol file. */
static bool is_reached(enum reach_kind kind, int line)
{
    for (int i = 0; i < reach.count; i++) {
        const struct reach_rule *rule = &reach.rules[i];
        if (rule->kind == kind && rule->origin != NULL && rule->origin->file == ORIGIN_PROTOCOL &&
            rule->origin->line == line) {
            return rule->reached;
        }
    }
    fail_msg("no rule of kind %d at line %d", (int)kind, line);
    return false;
}

static void test_nothing_at_first(void **state)
{
    (void)state;
    reach_begin(protocol, &reach);
    assert_true(reach.count > 40);
    assert_false(reach.full);
    assert_int_equal(count_reached(&reach), 0);
}

static void test_an_order_that_is_refused_uses_nothing(void **state)
{
    (void)state;
    ifs_request request = plain_request();
    answer(&request, "systolic", "99 mmHg");
    reach_begin(protocol, &reach);
    assert_int_equal(note(&request, &reach), IFS_REFUSED);
    assert_true(is_reached(REACH_CHECK_TRIPS, 13));
    assert_false(is_reached(REACH_DOSE, 18));
    assert_false(is_reached(REACH_BAG, 25));
    assert_false(is_reached(REACH_INDICATION, 8));
    assert_false(is_reached(REACH_SENTENCE, 35));
}

static void test_a_signed_override_has_tripped(void **state)
{
    (void)state;
    ifs_request request = plain_request();
    request.choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {500000, 1}};
    request.prescriber = "Eve Example";
    request.prescriber_reference = "order 7";
    request.override_count = 1;
    request.overrides[0] = (ifs_override){"infusion.dose", "a small person"};
    reach_begin(protocol, &reach);
    assert_int_equal(note(&request, &reach), IFS_READY);
    assert_true(is_reached(REACH_BELOW_SOFT, 18));
    assert_false(is_reached(REACH_ABOVE_SOFT, 18));
}

static void test_the_hard_bound_alone_decides_beyond_it(void **state)
{
    (void)state;
    ifs_request request = plain_request();
    request.choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {5000000, 1}};
    reach_begin(protocol, &reach);
    assert_int_equal(note(&request, &reach), IFS_REFUSED);
    assert_true(is_reached(REACH_ABOVE_HARD, 18));
    assert_false(is_reached(REACH_ABOVE_SOFT, 18));
}

/* 20 mg/kg x 120 kg = 2.4 g, cut down to 2 g. 20 mg/kg x 70 kg = 1.4 g is not. */
static void test_a_maximum_that_cuts_down(void **state)
{
    (void)state;
    ifs_request request = plain_request();
    answer(&request, "pain", "some");
    reach_begin(protocol, &reach);
    note(&request, &reach);
    assert_true(is_reached(REACH_DOSE, 19));
    assert_false(is_reached(REACH_DOSE_MAX, 19));
    answer(&request, "weight", "120 kg");
    note(&request, &reach);
    assert_true(is_reached(REACH_DOSE_MAX, 19));
}

/* 20 mg/kg x 70 kg = 1.4 g, cut down to 1 g by the band; 1 g alone is not cut. */
static void test_a_maximum_of_a_renal_band(void **state)
{
    (void)state;
    ifs_request request = plain_request();
    answer(&request, "crcl", "45 mL/min");
    reach_begin(protocol, &reach);
    note(&request, &reach);
    assert_true(is_reached(REACH_RENAL_BAND, 31));
    assert_false(is_reached(REACH_RENAL_MAX, 31));
    answer(&request, "pain", "some");
    note(&request, &reach);
    assert_true(is_reached(REACH_RENAL_MAX, 31));
}

static void test_the_order_of_orders_does_not_matter(void **state)
{
    (void)state;
    ifs_request one = plain_request();
    ifs_request two = plain_request();
    answer(&two, "weight", "45 kg");
    answer(&two, "pain", "some");
    reach_begin(protocol, &reach);
    note(&one, &reach);
    int first = count_reached(&reach);
    note(&two, &reach);
    assert_true(count_reached(&reach) > first);
    reach_begin(protocol, &other);
    note(&two, &other);
    note(&one, &other);
    note(&one, &other);
    assert_int_equal(other.count, reach.count);
    for (int i = 0; i < reach.count; i++) {
        assert_int_equal(other.rules[i].reached, reach.rules[i].reached);
    }
}

/* ---- Protocols and plans by hand ---- */

static bool reached_of(enum reach_kind kind, int infusion, int index)
{
    for (int i = 0; i < reach.count; i++) {
        if (reach.rules[i].kind == kind && reach.rules[i].infusion == infusion && reach.rules[i].index == index) {
            return reach.rules[i].reached;
        }
    }
    fail_msg("no rule of kind %d", (int)kind);
    return false;
}

/* Each check stands there twice, tripped and passed: 1024 fill the room, one more does not fit. */
static void test_more_rules_than_room(void **state)
{
    (void)state;
    static struct check checks[REACH_MAX / 2 + 1];
    static const struct renal_band band;
    ifs_protocol many = {.checks = checks, .check_count = REACH_MAX / 2, .renal = &band};
    reach_begin(&many, &reach);
    assert_int_equal(reach.count, REACH_MAX);
    assert_false(reach.full);
    many.check_count++;
    reach_begin(&many, &reach);
    assert_int_equal(reach.count, REACH_MAX);
    assert_true(reach.full);
    many.check_count = 1; /* a check and a band without conditions are not the same rule */
    many.renal_count = 1;
    reach_begin(&many, &reach);
    assert_int_equal(reach.count, 3);
}

/* What came out of a check; one that was not held has neither tripped nor passed. */
static void test_results_of_a_check(void **state)
{
    (void)state;
    static const struct check check = {.id = "asked"};
    static const ifs_protocol one = {.checks = &check, .check_count = 1};
    static const ifs_request request;
    static const struct {
        int count;
        ifs_result result;
        bool tripped;
        bool passed;
    } rows[] = {{1, IFS_TRIP, true, false},
                {1, IFS_OVERRIDDEN, true, false},
                {1, IFS_PASS, false, true},
                {1, IFS_UNKNOWN, false, false},
                {0, IFS_TRIP, false, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ifs_plan plan = {.check_count = rows[i].count, .checks = {(uint8_t)rows[i].result}};
        reach_begin(&one, &reach);
        reach_note(&one, &request, &plan, &reach);
        assert_int_equal(reached_of(REACH_CHECK_TRIPS, -1, 0), rows[i].tripped);
        assert_int_equal(reached_of(REACH_CHECK_PASSES, -1, 0), rows[i].passed);
    }
}

/* One limit of the drug library stands under two infusions, and is held under the second alone; it has a soft bound and no
 * hard one. The first infusion, whose maximum refused the dose, is no part of the order. */
static void test_two_infusions_share_a_limit(void **state)
{
    (void)state;
    static const uint16_t ops[] = {0};
    static const struct limit limit = {.when = {ops, 1, "asked"}, .kind = IFS_LIMIT_SPEED, .soft_max = {5, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_SPEED, .limits = &limit, .count = 1};
    static const struct line note_line = {.when = {ops, 1, "asked"}, .say = "Said."};
    static const struct dose_rule dose = {.maximum = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = {7, 1}}};
    static const struct infusion_rule infusions[] = {
        {.limits = &group, .limit_count = 1, .doses = &dose, .dose_count = 1, .notes = {&note_line, 1}},
        {.limits = &group, .limit_count = 1, .doses = &dose, .dose_count = 1, .notes = {&note_line, 1}}};
    static const struct indication indication = {.id = "testing"};
    static ifs_protocol two = {
        .infusions = infusions, .infusion_count = 2, .indications = &indication, .indication_count = 1};
    two.tests.list[0] =
        (struct test){.threshold = IFS_ANSWER_YES, .slot = IFS_FACT_PREGNANT, .fact = IFS_FACT_PREGNANT, .equal = true};
    two.tests.count = 1;
    ifs_request request = {.answer = {[IFS_FACT_PREGNANT] = IFS_ANSWER_YES}};
    fact_set_add(&request.known, IFS_FACT_PREGNANT);
    ifs_plan plan = {
        .verdict = IFS_READY,
        .infusion_count = 1,
        .infusions = {{.rule = 1, .cap = IFS_CAP_MAXIMUM}},
        .limit_count = 2,
        .limits = {
            {.limit = &limit, .infusion = 1, .result = IFS_OVERRIDDEN, .severity = IFS_OVERRIDE, .delivered = {6, 1}},
            {.limit = &dose.maximum, .infusion = 0, .result = IFS_TRIP, .delivered = {8, 1}}}};
    reach_begin(&two, &reach);
    reach_note(&two, &request, &plan, &reach);
    assert_true(reached_of(REACH_LIMIT, 1, 0) && reached_of(REACH_ABOVE_SOFT, 1, 0) &&
                reached_of(REACH_SENTENCE, 1, 0));
    assert_false(reached_of(REACH_LIMIT, 0, 0) || reached_of(REACH_ABOVE_SOFT, 0, 0) ||
                 reached_of(REACH_SENTENCE, 0, 0));
    assert_true(reached_of(REACH_DOSE, 1, 0) && reached_of(REACH_DOSE_MAX, 1, 0) && reached_of(REACH_DOSE_MAX, 0, 0));
    assert_false(reached_of(REACH_DOSE, 0, 0));
    assert_false(reached_of(REACH_INDICATION, -1, 0)); /* not answered */
    plan.limit_count = 1;
    reach_begin(&two, &reach);
    reach_note(&two, &request, &plan, &reach);
    assert_false(reached_of(REACH_DOSE_MAX, 0, 0));
}

/* ---- Everything that is listed ---- */

static const uint16_t test_0[8];

/* A condition that reads test 0; those with another `which` are other conditions. */
#define WHEN(which) {&test_0[which], 1, "asked"}

/* What is to be listed: kind, infusion, index, name and the rule itself. */
static void expect_rule(int at, enum reach_kind kind, const int place[2], const char *name, const void *rule)
{
    const struct reach_rule *found = &reach.rules[at];
    assert_int_equal(found->kind, kind);
    assert_ptr_equal(found->rule, rule);
    assert_int_equal(found->infusion, place[0]);
    assert_int_equal(found->index, place[1]);
    assert_int_equal(name == NULL, found->name == NULL);
    if (name != NULL) {
        assert_string_equal(found->name, name);
    }
}

#define RULE(kind, infusion, index, name, rule) expect_rule(at++, kind, (const int[2]){infusion, index}, name, rule)

/* Lists of which the first entry, the last and none behind it count: bands[0] and choices[3] are not the protocol's. */
static void test_rules_of_the_whole_order(void **state)
{
    (void)state;
    static const struct renal_band bands[] = {
        {.when = WHEN(1)}, {.when = WHEN(0)}, {.when = WHEN(2), .infusion = -1, .maximum = {.hard_max = {1, 1}}}, {.when = WHEN(3)}};
    static const struct check checks[] = {
        {.id = "of band", .when = WHEN(0)}, {.id = "own", .when = WHEN(1)}, {.id = "last", .when = WHEN(3)}};
    static const struct contradiction contradictions[] = {{.when = WHEN(4)}, {.when = WHEN(5)}};
    static const struct limit total = {.when = WHEN(6), .kind = IFS_LIMIT_IN_24H, .hard_max = {4, 1}};
    static const struct limit_group totals = {.kind = IFS_LIMIT_IN_24H, .limits = &total, .count = 1};
    static const struct product antidote = {.id = "antidote"};
    static const struct rescue_rule rescues[] = {{.product = &antidote}, {.product = &antidote}};
    static const struct line lines[] = {{.say = "Always."}, {.when = WHEN(7), .say = "Then."}};
    static const struct indication indications[] = {{.id = "one"}, {.id = "two"}};
    static const char *const choices[] = {"mobile", "clinic", "emergency", "ward"};
    static const struct lines page = {lines, 2};
    static ifs_protocol all = {.renal = &bands[1],
                               .renal_count = 2,
                               .checks = checks,
                               .check_count = 3,
                               .contradictions = contradictions,
                               .contradiction_count = 2,
                               .totals = &totals,
                               .total_count = 1,
                               .rescues = rescues,
                               .rescue_count = 2,
                               .indications = indications,
                               .indication_count = 2,
                               .settings = 1U << 0 | 1U << 2 | 1U << 3};
    all.facts[IFS_FACT_SETTING] = (struct fact_rule){.choices = choices, .choice_count = 3};
    struct lines *const pages[] = {&all.orders,      &all.monitoring, &all.stop_rules,       &all.follow_up,
                                   &all.home_advice, &all.drug.notes, &all.drug.incompatible};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        *pages[i] = page;
    }
    reach_begin(&all, &reach);
    int at = 0;
    for (int tripped = 0; tripped < 2; tripped++) {
        RULE(tripped == 0 ? REACH_CHECK_TRIPS : REACH_CHECK_PASSES, -1, 1, "own", &checks[1]);
        RULE(tripped == 0 ? REACH_CHECK_TRIPS : REACH_CHECK_PASSES, -1, 2, "last", &checks[2]);
    }
    RULE(REACH_CONTRADICTION, -1, 0, NULL, &contradictions[0]);
    RULE(REACH_CONTRADICTION, -1, 1, NULL, &contradictions[1]);
    RULE(REACH_RENAL_BAND, 0, 0, NULL, &bands[1]);
    RULE(REACH_RENAL_BAND, -1, 1, NULL, &bands[2]);
    RULE(REACH_RENAL_MAX, -1, 1, NULL, &bands[2].maximum);
    RULE(REACH_LIMIT, -1, 0, "in-24h", &total);
    RULE(REACH_ABOVE_HARD, -1, 0, "in-24h", &total);
    RULE(REACH_RESCUE, -1, 0, "antidote", &rescues[0]);
    RULE(REACH_RESCUE, -1, 1, "antidote", &rescues[1]);
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        RULE(REACH_SENTENCE, -1, 1, NULL, &lines[1]);
    }
    RULE(REACH_INDICATION, -1, 0, "one", &indications[0]);
    RULE(REACH_INDICATION, -1, 1, "two", &indications[1]);
    RULE(REACH_SETTING, -1, 0, "mobile", NULL);
    RULE(REACH_SETTING, -1, 2, "emergency", NULL);
    assert_int_equal(reach.count, at);
    assert_int_equal(count_reached(&reach), 0);
}

/* Of two entries and one behind them that is not the protocol's. */
static void test_rules_of_an_infusion(void **state)
{
    (void)state;
    static const struct product vial = {.id = "vial"};
    static const struct dose_rule doses[] = {
        {.maximum = {.hard_max = {7, 1}}}, {.limit = {.kind = IFS_LIMIT_DOSE, .soft_min = {1, 1}}}, {.step = {1}}};
    static const struct time_rule times[] = {{.usual = {60}}, {.limit = {.kind = IFS_LIMIT_OVER, .hard_min = {60, 1}}}, {.usual = {60}}};
    static const struct container bags[] = {{.product = &vial}, {.product = &vial}, {.product = &vial}};
    static const struct step steps[] = {{.only = WHEN(0)}, {.id = "always"}, {.only = WHEN(1)}, {.only = WHEN(2)}};
    static const struct level levels[] = {{.when = WHEN(0)}, {.recheck = "4 h"}, {.when = WHEN(1)}, {.when = WHEN(2)}};
    static const struct line lines[] = {{.when = WHEN(0)}, {.say = "Always."}, {.when = WHEN(1)}, {.when = WHEN(2)}};
    static const struct infusion_rule infusions[] = {{.name = "other"},
                                                     {.doses = doses,
                                                      .dose_count = 2,
                                                      .times = times,
                                                      .time_count = 2,
                                                      .containers = bags,
                                                      .container_count = 2,
                                                      .steps = steps,
                                                      .step_count = 3,
                                                      .levels = levels,
                                                      .level_count = 3,
                                                      .notes = {lines, 3}}};
    static const ifs_protocol two = {.infusions = infusions, .infusion_count = 2};
    reach_begin(&two, &reach);
    int at = 0;
    RULE(REACH_DOSE, 1, 0, NULL, &doses[0]);
    RULE(REACH_DOSE_MAX, 1, 0, NULL, &doses[0].maximum);
    RULE(REACH_DOSE, 1, 1, NULL, &doses[1]);
    RULE(REACH_BELOW_SOFT, 1, 0, "dose", &doses[1].limit);
    RULE(REACH_TIME, 1, 0, NULL, &times[0]);
    RULE(REACH_TIME, 1, 1, NULL, &times[1]);
    RULE(REACH_BELOW_HARD, 1, 0, "over", &times[1].limit);
    RULE(REACH_BAG, 1, 0, "vial", &bags[0]);
    RULE(REACH_BAG, 1, 1, "vial", &bags[1]);
    RULE(REACH_SENTENCE, 1, 0, NULL, &steps[0]);
    RULE(REACH_SENTENCE, 1, 2, NULL, &steps[2]);
    RULE(REACH_SENTENCE, 1, 0, NULL, &levels[0]);
    RULE(REACH_SENTENCE, 1, 2, NULL, &levels[2]);
    RULE(REACH_SENTENCE, 1, 0, NULL, &lines[0]);
    RULE(REACH_SENTENCE, 1, 2, NULL, &lines[2]);
    assert_int_equal(reach.count, at);
    assert_int_equal(count_reached(&reach), 0);
}

/* A soft bound decides where a figure passes it before the hard one; an alternative is one that has a condition and a bound. */
static void test_bounds_that_can_decide(void **state)
{
    (void)state;
    static const struct {
        struct limit limit;
        bool listed[5]; /* as an alternative, below and above hard, below and above soft */
    } rows[] = {
        {{.when = {NULL, 0, NULL}}, {0, 0, 0, 0, 0}},
        {{.when = WHEN(0)}, {0, 0, 0, 0, 0}},
        {{.hard_min = {2, 1}, .soft_min = {3, 1}, .soft_max = {4, 1}, .hard_max = {5, 1}}, {0, 1, 1, 1, 1}},
        {{.when = WHEN(0), .hard_min = {2, 1}, .soft_min = {2, 1}, .soft_max = {5, 1}, .hard_max = {5, 1}}, {1, 1, 1, 0, 0}},
        {{.hard_min = {3, 1}, .soft_min = {2, 1}, .soft_max = {6, 1}, .hard_max = {5, 1}}, {0, 1, 1, 0, 0}},
        {{.when = WHEN(0), .soft_min = {2, 1}, .soft_max = {5, 1}}, {1, 0, 0, 1, 1}},
        {{.hard_min = {3, 2}, .soft_min = {2, 1}, .soft_max = {9, 2}, .hard_max = {5, 1}}, {0, 1, 1, 1, 1}},
    };
    static const enum reach_kind kinds[] = {REACH_LIMIT, REACH_BELOW_HARD, REACH_ABOVE_HARD, REACH_BELOW_SOFT, REACH_ABOVE_SOFT};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct limit_group group = {.limits = &rows[i].limit, .count = 1};
        const struct infusion_rule infusion = {.limits = &group, .limit_count = 1};
        const ifs_protocol one = {.infusions = &infusion, .infusion_count = 1};
        int at = 0;
        reach_begin(&one, &reach);
        for (size_t j = 0; j < COUNT_OF(kinds); j++) {
            if (rows[i].listed[j]) {
                RULE(kinds[j], 0, 0, "dose", &rows[i].limit);
            }
        }
        assert_int_equal(reach.count, at);
    }
}

/* ---- What an order reaches ---- */

/* Hard bounds of 2 and 6, soft ones of 3 and 5. What was withdrawn is taken to have passed the only bound of its kind. */
static void test_which_bound_was_passed(void **state)
{
    (void)state;
    static const struct limit both = {
        .hard_min = {2, 1}, .soft_min = {3, 1}, .soft_max = {5, 1}, .hard_max = {6, 1}};
    static const struct limit high = {.soft_max = {5, 1}, .hard_max = {6, 1}};
    static const struct limit low = {.hard_min = {2, 1}, .soft_min = {3, 1}};
    static const struct {
        const struct limit *limit;
        ifs_ratio delivered;
        ifs_check_severity severity;
        ifs_result result;
        int reached; /* the kind; -1: none */
    } rows[] = {
        {&both, {1, 1}, IFS_REFUSE, IFS_TRIP, REACH_BELOW_HARD},
        {&both, {2, 1}, IFS_REFUSE, IFS_TRIP, -1},
        {&both, {2, 1}, IFS_OVERRIDE, IFS_TRIP, REACH_BELOW_SOFT},
        {&both, {3, 1}, IFS_OVERRIDE, IFS_OVERRIDDEN, -1},
        {&both, {5, 1}, IFS_OVERRIDE, IFS_TRIP, -1},
        {&both, {11, 2}, IFS_OVERRIDE, IFS_OVERRIDDEN, REACH_ABOVE_SOFT},
        {&both, {6, 1}, IFS_REFUSE, IFS_TRIP, -1},
        {&both, {7, 1}, IFS_REFUSE, IFS_TRIP, REACH_ABOVE_HARD},
        {&both, {7, 1}, IFS_REFUSE, IFS_PASS, -1},
        {&both, {7, 1}, IFS_REFUSE, IFS_UNKNOWN, -1},
        {&both, {0, 0}, IFS_REFUSE, IFS_TRIP, -1},
        {&high, {0, 0}, IFS_REFUSE, IFS_TRIP, REACH_ABOVE_HARD},
        {&high, {0, 0}, IFS_OVERRIDE, IFS_TRIP, REACH_ABOVE_SOFT},
        {&low, {0, 0}, IFS_REFUSE, IFS_TRIP, REACH_BELOW_HARD},
        {&low, {0, 0}, IFS_OVERRIDE, IFS_TRIP, REACH_BELOW_SOFT},
    };
    static const ifs_request request;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct limit_group group = {.limits = rows[i].limit, .count = 1};
        const struct infusion_rule infusion = {.limits = &group, .limit_count = 1};
        const ifs_protocol one = {.infusions = &infusion, .infusion_count = 1};
        const ifs_plan plan = {.limit_count = 1,
                               .limits = {{.limit = rows[i].limit,
                                           .result = rows[i].result,
                                           .severity = rows[i].severity,
                                           .delivered = rows[i].delivered}}};
        reach_begin(&one, &reach);
        reach_note(&one, &request, &plan, &reach);
        for (int j = 0; j < reach.count; j++) {
            assert_int_equal(reach.rules[j].reached, (int)reach.rules[j].kind == rows[i].reached);
        }
    }
}

/* Yes to the question of test 0. */
static void answer_yes(ifs_protocol *of, ifs_request *request)
{
    of->tests.list[0] =
        (struct test){.threshold = IFS_ANSWER_YES, .slot = IFS_FACT_PREGNANT, .fact = IFS_FACT_PREGNANT, .equal = true};
    of->tests.count = 1;
    request->answer[IFS_FACT_PREGNANT] = IFS_ANSWER_YES;
    fact_set_add(&request->known, IFS_FACT_PREGNANT);
}

/* An alternative is held where it holds and came out; not where it only may, or what it came to is not known. */
static void test_an_alternative_is_held(void **state)
{
    (void)state;
    static const struct limit limit = {.when = WHEN(0), .hard_max = {5, 1}};
    static const struct limit_group group = {.limits = &limit, .count = 1};
    static const struct infusion_rule infusion = {.limits = &group, .limit_count = 1};
    ifs_plan plan = {.limit_count = 1, .limits = {{.limit = &limit, .result = IFS_PASS, .delivered = {4, 1}}}};
    ifs_protocol one = {.infusions = &infusion, .infusion_count = 1};
    ifs_request request = {.at_s = 0};
    answer_yes(&one, &request);
    static const struct {
        bool known;
        ifs_result result;
        int count;
        int infusion;
        bool held;
    } rows[] = {{true, IFS_PASS, 1, 0, true},     {false, IFS_PASS, 1, 0, false}, {true, IFS_UNKNOWN, 1, 0, false},
                {false, IFS_UNKNOWN, 1, 0, false}, {true, IFS_PASS, 0, 0, false},  {true, IFS_PASS, 1, 1, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        request.known = (ifs_fact_set){{rows[i].known ? UINT64_C(1) << IFS_FACT_PREGNANT : 0}};
        plan.limits[0].result = rows[i].result;
        plan.limits[0].infusion = rows[i].infusion;
        plan.limit_count = rows[i].count;
        reach_begin(&one, &reach);
        reach_note(&one, &request, &plan, &reach);
        assert_int_equal(reached_of(REACH_LIMIT, 0, 0), rows[i].held);
    }
}

/* Two rescues, bands with a maximum and infusions; of each list of the plan only the first `count` mean anything. */
static void test_what_the_plan_uses(void **state)
{
    (void)state;
    static const struct product product = {.id = "product"};
    static const struct rescue_rule rescues[] = {{.product = &product}, {.product = &product}};
    static const struct renal_band bands[] = {{.when = WHEN(0), .maximum = {.hard_max = {7, 1}}},
                                              {.when = WHEN(1), .maximum = {.hard_max = {8, 1}}}};
    static const struct dose_rule doses[] = {{.step = {1}}, {.step = {1}}};
    static const struct time_rule times[] = {{.usual = {60}}, {.usual = {60}}};
    static const struct container bags[] = {{.product = &product}, {.product = &product}};
    static const struct infusion_rule infusion = {
        .doses = doses, .dose_count = 2, .times = times, .time_count = 2, .containers = bags, .container_count = 2};
    static const ifs_protocol one = {.infusions = &infusion,
                                     .infusion_count = 1,
                                     .rescues = rescues,
                                     .rescue_count = 2,
                                     .renal = bands,
                                     .renal_count = 2,
                                     .tests = {.count = 0}};
    static const ifs_request request;
    ifs_plan plan = {.verdict = IFS_READY,
                     .infusion_count = 1,
                     .infusions = {{.dose_rule = 1, .time_rule = 1, .container = 0, .renal_band = 1, .cap = IFS_CAP_RENAL}},
                     .rescue_count = 1,
                     .rescues = {{.rule = 1}, {.rule = 0}}};
    reach_begin(&one, &reach);
    reach_note(&one, &request, &plan, &reach);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(reached_of(REACH_RESCUE, -1, i), i == 1);
        assert_int_equal(reached_of(REACH_DOSE, 0, i), i == 1);
        assert_int_equal(reached_of(REACH_TIME, 0, i), i == 1);
        assert_int_equal(reached_of(REACH_BAG, 0, i), i == 0);
        assert_int_equal(reached_of(REACH_RENAL_MAX, 0, i), i == 1);
    }
    plan.infusion_count = 0; /* what stands behind the count is not part of the order */
    plan.rescue_count = 0;
    reach_begin(&one, &reach);
    reach_note(&one, &request, &plan, &reach);
    assert_int_equal(count_reached(&reach), 0);
    plan.limits[0] = (ifs_limit_outcome){.limit = &bands[0].maximum, .result = IFS_TRIP};
    reach_note(&one, &request, &plan, &reach);
    assert_int_equal(count_reached(&reach), 0);
    plan.limit_count = 1; /* a maximum that refused what was prescribed */
    reach_note(&one, &request, &plan, &reach);
    assert_int_equal(count_reached(&reach), 1);
    assert_true(reached_of(REACH_RENAL_MAX, 0, 0));
}

/* An order that waits for an override is computed, an incomplete one is not; sentences of the whole order need no infusion. */
static void test_what_counts_as_an_order(void **state)
{
    (void)state;
    static const struct line line = {.when = WHEN(0), .say = "Said."};
    static const struct indication indications[] = {{.id = "one"}, {.id = "two"}};
    ifs_protocol one = {.orders = {&line, 1}, .indications = indications, .indication_count = 2};
    ifs_request request = {.answer = {[IFS_FACT_INDICATION] = 1}};
    answer_yes(&one, &request);
    fact_set_add(&request.known, IFS_FACT_INDICATION);
    for (ifs_verdict verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        const ifs_plan plan = {.verdict = verdict};
        reach_begin(&one, &reach);
        reach_note(&one, &request, &plan, &reach);
        bool ordered = verdict != IFS_REFUSED && verdict != IFS_INCOMPLETE;
        assert_int_equal(reached_of(REACH_SENTENCE, -1, 0), ordered);
        assert_int_equal(reached_of(REACH_INDICATION, -1, 1), ordered);
        assert_false(reached_of(REACH_INDICATION, -1, 0));
    }
    const ifs_plan plan = {.verdict = IFS_READY};
    reach_begin(&one, &reach);
    reach.count = 0; /* nothing is listed: nothing is marked */
    reach_note(&one, &request, &plan, &reach);
    assert_false(reach.rules[0].reached);
}

/* The end of the list of kinds is no kind. */
static void test_no_kind(void **state)
{
    (void)state;
    static const ifs_protocol none;
    static const ifs_request request;
    static const ifs_plan plan = {.verdict = IFS_READY};
    reach.count = 1;
    reach.rules[0] = (struct reach_rule){.kind = REACH_KIND_COUNT};
    reach_note(&none, &request, &plan, &reach);
    assert_false(reach.rules[0].reached);
}

/* A list that was full before is begun anew. */
static void test_a_list_is_begun_anew(void **state)
{
    (void)state;
    reach.full = true;
    reach.count = 7;
    reach_begin(protocol, &reach);
    assert_false(reach.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_at_first),
        cmocka_unit_test(test_a_list_is_begun_anew),
        cmocka_unit_test(test_an_order_that_is_refused_uses_nothing),
        cmocka_unit_test(test_a_signed_override_has_tripped),
        cmocka_unit_test(test_the_hard_bound_alone_decides_beyond_it),
        cmocka_unit_test(test_a_maximum_that_cuts_down),
        cmocka_unit_test(test_a_maximum_of_a_renal_band),
        cmocka_unit_test(test_the_order_of_orders_does_not_matter),
        cmocka_unit_test(test_more_rules_than_room),
        cmocka_unit_test(test_results_of_a_check),
        cmocka_unit_test(test_two_infusions_share_a_limit),
        cmocka_unit_test(test_rules_of_the_whole_order),
        cmocka_unit_test(test_rules_of_an_infusion),
        cmocka_unit_test(test_bounds_that_can_decide),
        cmocka_unit_test(test_which_bound_was_passed),
        cmocka_unit_test(test_an_alternative_is_held),
        cmocka_unit_test(test_what_the_plan_uses),
        cmocka_unit_test(test_what_counts_as_an_order),
        cmocka_unit_test(test_no_kind),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
