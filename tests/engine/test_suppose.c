/*
 * test_suppose.c - what is supposed: the open tests of an infusion's rules, of all of them and of nothing else, in every combination there is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "suppose.h"

#define KINDS 8

/* Tests 0 to 7 are of eight questions; each kind of rule reads one, and one more stands behind the end of each list, which reads the next. */
static const uint16_t ops[] = {0, 1, 2, 3, 4, 5, 6, 7};

static struct condition reads(int test)
{
    return (struct condition){.ops = &ops[test], .count = 1};
}

struct made {
    ifs_protocol protocol;
    struct infusion_rule rules[2];
    struct renal_band bands[4];
    struct limit limits[2];
    struct limit_group groups[2];
    struct dose_rule doses[2];
    struct time_rule times[2];
    struct container containers[2];
    struct step steps[2];
    struct work work;
};

/* The last test is read by what no count holds. */
static struct made *make(void)
{
    static struct made made;
    memset(&made, 0, sizeof made);
    for (int i = 0; i < KINDS; i++) {
        made.protocol.tests.list[i] = (struct test){.threshold = 1, .slot = (uint8_t)i, .equal = true};
    }
    made.bands[0] = (struct renal_band){.infusion = -1, .when = reads(0)};
    made.bands[1] = (struct renal_band){.infusion = 1, .when = reads(7)}; /* of the other infusion */
    made.bands[2] = (struct renal_band){.infusion = 0, .when = reads(6)};
    made.bands[3] = (struct renal_band){.infusion = -1, .when = reads(7)};
    made.limits[0].when = reads(1);
    made.limits[1].when = reads(7);
    made.groups[0] = (struct limit_group){.limits = &made.limits[0], .count = 1};
    made.groups[1] = (struct limit_group){.limits = &made.limits[1], .count = 1};
    for (int i = 0; i < 2; i++) {
        made.doses[i].when = reads(i == 0 ? 2 : 7);
        made.times[i].when = reads(i == 0 ? 3 : 7);
        made.containers[i].when = reads(i == 0 ? 4 : 7);
        made.steps[i].only = reads(i == 0 ? 5 : 7);
    }
    made.rules[0] = (struct infusion_rule){.limits = made.groups, .limit_count = 1, .doses = made.doses, .dose_count = 1, .times = made.times, .time_count = 1,
                                           .containers = made.containers, .container_count = 1, .steps = made.steps, .step_count = 1};
    made.protocol.infusions = made.rules;
    made.protocol.infusion_count = 2;
    made.protocol.renal = made.bands;
    made.protocol.renal_count = 3;
    made.protocol.tests.count = KINDS;
    made.work = (struct work){.protocol = &made.protocol};
    memset(made.work.truths, TRUTH_UNKNOWN, KINDS);
    return &made;
}

/* The suppositions, each once; no test but those of the rules is touched. All zero before, or full of rubbish. */
static int count_all(struct made *made, int infusion, int filled)
{
    static struct suppositions all;
    bool seen[1 << KINDS] = {false};
    int count = 0;
    memset(&all, filled, sizeof all);
    for (bool more = suppose_first(&all, &made->work, infusion); more; more = suppose_next(&all)) {
        unsigned combination = 0;
        for (int i = 0; i < KINDS; i++) {
            combination |= (unsigned)(made->work.truths[i] == TRUTH_YES) << i;
        }
        assert_false(seen[combination]);
        seen[combination] = true;
        count++;
    }
    for (int i = 0; i < KINDS; i++) {
        assert_int_equal(made->work.truths[i], TRUTH_UNKNOWN);
    }
    return count;
}

/* Six questions of six kinds of rules, and one of a band of its own: 128 combinations. The other infusion has a band for all, and one of its own. */
static void every_rule_and_no_other(void **state)
{
    (void)state;
    static const int fillings[] = {0, 0x7f, 0xff};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(count_all(make(), 0, fillings[i]), 128);
        assert_int_equal(count_all(make(), 1, fillings[i]), 4);
    }
}

/* Each kind by itself: its question alone is open, of the others there is none. */
static void each_kind_by_itself(void **state)
{
    (void)state;
    for (int open = 0; open < 6; open++) {
        struct made *made = make();
        int *const counts[] = {&made->protocol.renal_count, &made->rules[0].limit_count, &made->rules[0].dose_count,
                               &made->rules[0].time_count, &made->rules[0].container_count, &made->rules[0].step_count};
        for (int i = 0; i < 6; i++) {
            *counts[i] = i == open ? 1 : 0;
        }
        assert_int_equal(count_all(made, 0, 0x7f), 2);
    }
}

/* With nothing open nothing is supposed. */
static void nothing_is_open(void **state)
{
    (void)state;
    struct made *made = make();
    memset(made->work.truths, TRUTH_NO, KINDS);
    struct suppositions all;
    assert_false(suppose_first(&all, &made->work, 0));
}

/* "0 or 1", the first being true: whatever the second is, the rule holds, and nothing is supposed for it. */
static void a_decided_condition_leaves_nothing_open(void **state)
{
    (void)state;
    static const uint16_t either[] = {0, 1, CONDITION_OR};
    struct made *made = make();
    int *const counts[] = {&made->protocol.renal_count, &made->rules[0].limit_count, &made->rules[0].time_count, &made->rules[0].container_count,
                           &made->rules[0].step_count};
    for (size_t i = 0; i < 5; i++) {
        *counts[i] = 0;
    }
    made->doses[0].when = (struct condition){.ops = either, .count = 3};
    assert_int_equal(count_all(made, 0, 0), 4);
    made->work.truths[0] = TRUTH_YES;
    struct suppositions all;
    assert_false(suppose_first(&all, &made->work, 0));
    assert_int_equal(made->work.truths[1], TRUTH_UNKNOWN);
}

/* How many suppositions there are with so many open tests in one condition, of a question each or of one measure. */
static int count_of(int tests, bool questions)
{
    static struct made made;
    static uint16_t chain[CONDITION_OPS];
    struct suppositions all = {.work = NULL};
    int ops_count = 0;
    int count = 0;
    memset(&made, 0, sizeof made);
    for (int i = 0; i < tests; i++) {
        made.protocol.tests.list[i] = (struct test){.threshold = questions ? 1 : i, .slot = (uint8_t)(questions ? i : 0), .equal = questions};
        chain[ops_count++] = (uint16_t)i;
        if (i > 0) {
            chain[ops_count++] = CONDITION_OR;
        }
    }
    made.doses[0].when = (struct condition){.ops = chain, .count = ops_count};
    made.rules[0] = (struct infusion_rule){.doses = made.doses, .dose_count = 1};
    made.protocol.infusions = made.rules;
    made.protocol.infusion_count = 1;
    made.protocol.tests.count = tests;
    made.work = (struct work){.protocol = &made.protocol};
    memset(made.work.truths, TRUTH_UNKNOWN, sizeof made.work.truths);
    for (bool more = suppose_first(&all, &made.work, 0); more; more = suppose_next(&all)) {
        count++;
    }
    return count;
}

/* Ten questions have 2^10 answers, 24 thresholds 25 regions; of more nothing is supposed. */
static void as_many_as_are_tried(void **state)
{
    (void)state;
    assert_int_equal(count_of(10, true), 1024);
    assert_int_equal(count_of(11, true), 0);
    assert_int_equal(count_of(24, false), 25);
    assert_int_equal(count_of(25, false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_and_no_other),
        cmocka_unit_test(each_kind_by_itself),
        cmocka_unit_test(nothing_is_open),
        cmocka_unit_test(as_many_as_are_tried),
        cmocka_unit_test(a_decided_condition_leaves_nothing_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
