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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_at_first),
        cmocka_unit_test(test_an_order_that_is_refused_uses_nothing),
        cmocka_unit_test(test_a_signed_override_has_tripped),
        cmocka_unit_test(test_the_hard_bound_alone_decides_beyond_it),
        cmocka_unit_test(test_a_maximum_that_cuts_down),
        cmocka_unit_test(test_a_maximum_of_a_renal_band),
        cmocka_unit_test(test_the_order_of_orders_does_not_matter),
        cmocka_unit_test(test_more_rules_than_room),
        cmocka_unit_test(test_results_of_a_check),
        cmocka_unit_test(test_two_infusions_share_a_limit),
        cmocka_unit_test(test_no_kind),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
