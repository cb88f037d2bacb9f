/*
 * test_consistency.c - what check says of all patients, held against the engine and patients drawn at random.
 *
 * Of a protocol without findings no patient whom its checks let pass may meet a gap or an overlap in the engine; of a protocol with one,
 * some patient must. Answers are drawn at the thresholds of the protocol's tests and one step beside them, so that what lies
 * exactly at an edge is met often. The draw is the same on every run.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "claim.h"
#include "protocol_load.h"

enum { PATIENTS = 300000, AT_LEAST = 100 };

/* A linear congruential generator (Knuth, MMIX); its upper half. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

static int slot_of(int fact)
{
    return fact == IFS_FACT_CRCL ? (int)SLOT_CRCL : fact;
}

/* A threshold of the protocol or one step beside it; where it has none, anything in the range. */
static int64_t draw_measure(const ifs_protocol *protocol, int fact, uint64_t *state)
{
    const struct fact_unit *unit = &protocol->facts[fact].units[0];
    int64_t found[CONDITION_TESTS];
    uint32_t count = 0;
    for (int i = 0; i < protocol->tests.count; i++) {
        if (protocol->tests.list[i].slot == slot_of(fact)) {
            found[count++] = protocol->tests.list[i].threshold;
        }
    }
    int64_t steps = (unit->high - unit->low) / unit->step;
    int64_t drawn = unit->low + draw(state, (uint32_t)(steps + 1)) * unit->step;
    if (count > 0 && draw(state, 2) == 0) {
        drawn = found[draw(state, count)] + ((int64_t)draw(state, 3) - 1) * unit->step;
    }
    drawn = drawn < unit->low ? unit->low : drawn;
    return drawn > unit->high ? unit->high : drawn;
}

static int64_t draw_choice(const ifs_protocol *protocol, int fact, uint64_t *state)
{
    const struct fact_rule *rule = &protocol->facts[fact];
    int count = 0;
    fact_choices(rule, &count);
    if (rule->kind == FACT_QUESTION && rule->pass != FACT_PASS_NONE) {
        return rule->pass == FACT_PASS_YES ? IFS_ANSWER_YES : IFS_ANSWER_NO;
    }
    return draw(state, (uint32_t)count);
}

/* Everything is known but what the protocol itself chooses (product, diluent, device) and what is computed from other facts. */
static bool is_drawn(int fact)
{
    return fact != IFS_FACT_BORN && fact != IFS_FACT_CREATININE_TAKEN && fact != IFS_FACT_EGFR && fact != IFS_FACT_PRODUCT &&
           fact != IFS_FACT_DILUENT && fact != IFS_FACT_DEVICE && fact != IFS_FACT_LAST_DOSE && fact != IFS_FACT_GESTATION;
}

static ifs_request draw_patient(const ifs_protocol *protocol, uint64_t *state)
{
    ifs_request request = {0};
    for (int i = 0; i < protocol->fact_count; i++) {
        const struct fact_rule *rule = &protocol->facts[i];
        if (rule->kind == FACT_IDENTITY || !is_drawn(i)) {
            continue;
        }
        request.answer[i] = rule->kind == FACT_MEASURE ? draw_measure(protocol, i, state) : draw_choice(protocol, i, state);
        fact_set_add(&request.known, i);
        fact_set_add(&request.given, i);
        fact_set_add(&request.confirmed, i);
    }
    int unit = quantity_unit_index("mL/h", IFS_URINE);
    request.unit[IFS_FACT_URINE_OUTPUT] = (uint8_t)unit;
    if (request.answer[IFS_FACT_PREGNANT] == IFS_ANSWER_YES) {
        request.answer[IFS_FACT_GESTATION] = draw_measure(protocol, IFS_FACT_GESTATION, state);
        fact_set_add(&request.known, IFS_FACT_GESTATION);
    }
    return request;
}

/* What the protocol says of patients, not of what a prescriber asks for. */
static bool is_fault_of_protocol(ifs_obstacle obstacle)
{
    static const ifs_obstacle faults[] = {
        IFS_OBSTACLE_NO_DOSE_RULE,  IFS_OBSTACLE_TWO_DOSE_RULES,  IFS_OBSTACLE_NO_TIME_RULE,  IFS_OBSTACLE_TWO_TIME_RULES,
        IFS_OBSTACLE_NO_LIMIT_RULE, IFS_OBSTACLE_TWO_LIMIT_RULES, IFS_OBSTACLE_NO_RENAL_BAND, IFS_OBSTACLE_TWO_RENAL_BANDS,
        IFS_OBSTACLE_NO_CONTAINER,  IFS_OBSTACLE_NO_INFUSION,     IFS_OBSTACLE_NO_RESCUE,
    };
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        if (faults[i] == obstacle) {
            return true;
        }
    }
    return false;
}

static bool refused_by_check(const ifs_protocol *protocol, const ifs_plan *plan)
{
    bool refused = plan->acute_injury;
    for (int i = 0; i < plan->check_count; i++) {
        refused = refused || (protocol->checks[i].severity == IFS_REFUSE && plan->checks[i] == IFS_TRIP);
    }
    return refused;
}

/* The first fault of the protocol that the plan met; NONE where there is none. */
static ifs_obstacle fault_of(const ifs_plan *plan)
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        if (is_fault_of_protocol(plan->obstacle[i])) {
            return plan->obstacle[i];
        }
    }
    return is_fault_of_protocol(plan->order_obstacle) ? plan->order_obstacle : IFS_OBSTACLE_NONE;
}

struct met {
    int treated; /* patients whom no check refuses */
    bool faults[IFS_OBSTACLE_COUNT];
};

static struct met try_patients(const char *path, const char *directory)
{
    struct findings findings = {0};
    const struct load_places places = {directory};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    finding_free(&findings);
    assert_non_null(protocol);
    uint64_t state = 1;
    struct met met = {0};
    for (int i = 0; i < PATIENTS; i++) {
        static ifs_plan plan;
        ifs_request request = draw_patient(protocol, &state);
        if (fact_settle(&request, 0) != FACT_CONFLICT_NONE) {
            continue;
        }
        ifs_plan_compute(protocol, &request, &plan);
        if (!refused_by_check(protocol, &plan)) {
            met.faults[fault_of(&plan)] = true;
            met.treated++;
        }
    }
    protocol_free(protocol);
    return met;
}

static void nobody_falls_between_the_rules_of_a_clean_protocol(void **state)
{
    (void)state;
    static const char *const clean[] = {
        "protocols/asthma-acute-child.cfg",  "protocols/migraine-acute-adult.cfg", "protocols/preeclampsia-zuspan.cfg",
        "tests/protocol/good/minimal.cfg",   "tests/protocol/good/patients.cfg",
    };
    for (size_t i = 0; i < COUNT_OF(clean); i++) {
        struct met met = try_patients(clean[i], "tests/protocol/good");
        if (met.treated < AT_LEAST) {
            print_message("%s: only %d patients pass its checks\n", clean[i], met.treated);
        }
        assert_true(met.treated >= AT_LEAST);
        for (int fault = IFS_OBSTACLE_NONE + 1; fault < IFS_OBSTACLE_COUNT; fault++) {
            if (met.faults[fault]) {
                print_message("%s: somebody meets obstacle %d\n", clean[i], fault);
            }
            assert_false(met.faults[fault]);
        }
    }
}

static void somebody_meets_what_check_finds(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        ifs_obstacle fault;
    } wrong[] = {
        {"tests/protocol/bad/gap-in-doses.cfg", IFS_OBSTACLE_NO_DOSE_RULE},
        {"tests/protocol/bad/gap-in-levels.cfg", IFS_OBSTACLE_NO_DOSE_RULE},
        {"tests/protocol/bad/overlapping-doses.cfg", IFS_OBSTACLE_TWO_DOSE_RULES},
        {"tests/protocol/bad/overlapping-limits.cfg", IFS_OBSTACLE_TWO_LIMIT_RULES},
        {"tests/protocol/bad/gap-in-renal-bands.cfg", IFS_OBSTACLE_NO_RENAL_BAND},
        {"tests/protocol/bad/gap-in-totals.cfg", IFS_OBSTACLE_NO_LIMIT_RULE},
        {"tests/protocol/bad/gap-in-times-without-ladder.cfg", IFS_OBSTACLE_NO_TIME_RULE},
        {"tests/protocol/bad/rate-on-a-ladder.cfg", IFS_OBSTACLE_NO_TIME_RULE},
        {"tests/protocol/bad/no-bag-for-some.cfg", IFS_OBSTACLE_NO_CONTAINER},
        {"tests/protocol/bad/no-phase-for-some.cfg", IFS_OBSTACLE_NO_INFUSION},
        {"tests/protocol/bad/no-rescue-for-some.cfg", IFS_OBSTACLE_NO_RESCUE},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct met met = try_patients(wrong[i].path, "tests/protocol/good");
        if (!met.faults[wrong[i].fault]) {
            print_message("%s: nobody of %d meets obstacle %d\n", wrong[i].path, met.treated, (int)wrong[i].fault);
        }
        assert_true(met.faults[wrong[i].fault]);
    }
}

/* The doses of a rate are counted by what each comes to, not by what it gives in an hour. */
static void repeats_of_a_rate_are_counted_by_the_dose(void **state)
{
    (void)state;
    struct findings findings = {0};
    check_file("tests/protocol/good/repeated-rate.cfg", &(struct load_places){"tests/protocol/good"}, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        assert_string_not_equal(findings.list[i].code, "phases-exceed-total");
    }
    assert_int_equal(finding_count(&findings, IFS_ERROR), 0);
    finding_free(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_falls_between_the_rules_of_a_clean_protocol),
        cmocka_unit_test(repeats_of_a_rate_are_counted_by_the_dose),
        cmocka_unit_test(somebody_meets_what_check_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
