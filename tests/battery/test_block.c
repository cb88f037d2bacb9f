/*
 * test_block.c - many patients at a time are decided as each of them alone, in every protocol.
 *
 * From each example as many patients are made as there are lanes and more: a few answers changed to those at which
 * something may change, to any other on the step, or forgotten; doses and times ordered. Expected is what
 * ifs_plan_compute says of each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "block.h"
#include "patients.h"

enum { PATIENTS = 1500, KINDS = 256, EXAMPLES_EACH = 6 };

static uint64_t seed;

static int draw(int below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)((seed >> 16) % (uint64_t)below);
}

struct crowd {
    struct patient patient; /* whom they are made from */
    ifs_request same;       /* what does not vary */
    int facts[BLOCK_COLUMNS];
    int fact_count;
    struct answer answers[IFS_FACT_MAX][REPRESENTATIVES_MAX];
    int answer_counts[IFS_FACT_MAX];
    int32_t columns[BLOCK_COLUMNS][PATIENTS];
    const int32_t *pointers[BLOCK_COLUMNS];
    uint32_t decisions[PATIENTS];
    struct block block;
    struct block_entry entries[KINDS];
    uint32_t places[2 * KINDS];
    ifs_plan plan;
};

/* ---- Patients ---- */

static void keep_answer(struct crowd *crowd, int fact, struct answer answer)
{
    bool urine = fact == IFS_FACT_URINE_OUTPUT && answer.unit != crowd->same.unit[fact];
    if (!urine && answer.base <= INT32_MAX && answer.base >= 0) {
        crowd->answers[fact][crowd->answer_counts[fact]++] = answer;
    }
}

/* Facts that have answers vary, all of them or about half; identities and dates do not. */
static void choose_columns(struct crowd *crowd, bool all)
{
    struct answer list[REPRESENTATIVES_MAX];
    crowd->fact_count = 0;
    for (int fact = 0; fact < crowd->patient.protocol->fact_count; fact++) {
        int count = representatives(crowd->patient.protocol, fact, list);
        crowd->answer_counts[fact] = 0;
        if (count > 0 && fact == IFS_FACT_URINE_OUTPUT) {
            crowd->same.unit[fact] = list[draw(count)].unit;
        }
        for (int i = 0; i < count; i++) {
            keep_answer(crowd, fact, list[i]);
        }
        if (crowd->answer_counts[fact] > 0 && (all || draw(2) == 0)) {
            crowd->facts[crowd->fact_count++] = fact;
        }
    }
    crowd->facts[crowd->fact_count++] = BLOCK_DOSE;
    crowd->facts[crowd->fact_count++] = BLOCK_OVER;
    for (int i = 0; i < crowd->fact_count; i++) {
        crowd->pointers[i] = crowd->columns[i];
    }
}

/* One answer of the list, or another of the first unit, on its step. */
static int32_t any_answer(const struct crowd *crowd, int fact)
{
    const struct fact_rule *rule = &crowd->patient.protocol->facts[fact];
    int64_t step = rule->units[0].step;
    if (rule->kind == FACT_MEASURE && fact != IFS_FACT_URINE_OUTPUT && draw(3) == 0 && step > 0) {
        int64_t steps = (rule->units[0].high - rule->units[0].low) / step;
        int64_t figure = rule->units[0].low + step * draw(steps < 1000000 ? (int)steps + 1 : 1000000);
        return figure <= INT32_MAX ? (int32_t)figure : BLOCK_UNKNOWN;
    }
    return (int32_t)crowd->answers[fact][draw(crowd->answer_counts[fact])].base;
}

static void change(const struct crowd *crowd, ifs_request *request, int fact)
{
    int32_t answer = draw(5) == 0 ? BLOCK_UNKNOWN : any_answer(crowd, fact);
    fact_set_remove(&request->known, fact);
    request->answer[fact] = 0;
    if (answer != BLOCK_UNKNOWN) {
        fact_set_add(&request->known, fact);
        request->answer[fact] = answer;
    }
}

static void order_something(ifs_choice *choice)
{
    static const int32_t doses[] = {500000, 1000000, 2000000, 4000000, 6000000, 400001};
    static const int32_t times[] = {59, 60, 600, 900, 1200, 3600, 14400};
    choice->has_dose = draw(4) == 0;
    choice->dose_mcg = choice->has_dose ? (ifs_ratio){doses[draw(6)], 1} : (ifs_ratio){0, 0};
    choice->dose_is_rate = false;
    choice->has_over = draw(4) == 0;
    choice->over.s = choice->has_over ? times[draw(7)] : 0;
}

static int32_t column_of(const ifs_request *request, int fact)
{
    const ifs_choice *choice = &request->choices[0];
    if (fact == BLOCK_DOSE) {
        return choice->has_dose ? (int32_t)choice->dose_mcg.num : BLOCK_UNKNOWN;
    }
    if (fact == BLOCK_OVER) {
        return choice->has_over ? (int32_t)choice->over.s : BLOCK_UNKNOWN;
    }
    return fact_set_has(&request->known, fact) ? (int32_t)request->answer[fact] : BLOCK_UNKNOWN;
}

/* The patient of that number; made again until the answers agree with one another. */
static void make_patient(struct crowd *crowd, int number)
{
    ifs_request request;
    do {
        request = crowd->same;
        for (int changes = draw(5); changes > 0; changes--) {
            change(crowd, &request, crowd->facts[draw(crowd->fact_count - 2)]);
        }
        bool given = draw(4) == 0;
        for (int i = 0; i < crowd->fact_count && given; i++) { /* the interval hangs on both */
            if (crowd->facts[i] == IFS_FACT_GIVEN_24H || crowd->facts[i] == IFS_FACT_LAST_DOSE) {
                change(crowd, &request, crowd->facts[i]);
            }
        }
        order_something(&request.choices[0]);
    } while (fact_settle(&request, BATTERY_DAY) != FACT_CONFLICT_NONE);
    for (int i = 0; i < crowd->fact_count; i++) {
        crowd->columns[i][number] = column_of(&request, crowd->facts[i]);
    }
}

/* ---- Alone and together ---- */

static void take_columns(const struct crowd *crowd, int number, ifs_request *request)
{
    *request = crowd->same;
    for (int i = 0; i < crowd->fact_count - 2; i++) {
        int32_t answer = crowd->columns[i][number];
        fact_set_remove(&request->known, crowd->facts[i]);
        request->answer[crowd->facts[i]] = answer != BLOCK_UNKNOWN ? answer : 0;
        if (answer != BLOCK_UNKNOWN) {
            fact_set_add(&request->known, crowd->facts[i]);
        }
    }
    int32_t dose = crowd->columns[crowd->fact_count - 2][number];
    int32_t over = crowd->columns[crowd->fact_count - 1][number];
    request->choices[0] = (ifs_choice){.has_dose = dose != BLOCK_UNKNOWN, .has_over = over != BLOCK_UNKNOWN};
    request->choices[0].dose_mcg = dose != BLOCK_UNKNOWN ? (ifs_ratio){dose, 1} : (ifs_ratio){0, 0};
    request->choices[0].over.s = over != BLOCK_UNKNOWN ? over : 0;
}

static bool same_infusions(const ifs_plan *plan, const struct block_outcome *outcome)
{
    bool same = plan->infusion_count == outcome->infusion_count;
    for (int i = 0; same && i < plan->infusion_count; i++) {
        const ifs_infusion *alone = &plan->infusions[i];
        const struct block_infusion *together = &outcome->infusions[i];
        same = alone->rule == together->rule && alone->dose.mcg == together->dose.mcg && alone->over.s == together->over.s &&
               alone->draw.ul == together->draw.ul && alone->flow.ul_per_h == together->flow.ul_per_h;
    }
    return same;
}

static bool same_results(const ifs_plan *plan, const struct block_outcome *outcome)
{
    bool same = true;
    uint32_t tripped = 0;
    uint32_t unknown = 0;
    for (int i = 0; i < plan->check_count; i++) {
        same = same && (outcome->tripped[i / 64] >> i % 64 & 1U) == (plan->checks[i] == IFS_TRIP ? 1U : 0U);
        same = same && (outcome->unknown[i / 64] >> i % 64 & 1U) == (plan->checks[i] == IFS_UNKNOWN ? 1U : 0U);
    }
    for (int i = 0; i < plan->limit_count; i++) {
        tripped |= plan->limits[i].result == IFS_TRIP ? 1U << plan->limits[i].limit->kind : 0U;
        unknown |= plan->limits[i].result == IFS_UNKNOWN ? 1U << plan->limits[i].limit->kind : 0U;
    }
    return same && tripped == outcome->limits_tripped && unknown == outcome->limits_unknown;
}

static void compare(struct crowd *crowd, int number, const struct block_outcome *outcome)
{
    ifs_request request;
    take_columns(crowd, number, &request);
    ifs_plan_compute(crowd->patient.protocol, &request, &crowd->plan);
    struct patient shown = crowd->patient;
    shown.request = request;
    if (crowd->plan.verdict != outcome->verdict || crowd->plan.contradictions != outcome->contradictions) {
        complain(&shown, "alone the verdict is %s, together %s", verdict_word(crowd->plan.verdict),
                 verdict_word(outcome->verdict));
    } else if (!same_infusions(&crowd->plan, outcome)) {
        complain(&shown, "the infusions differ between alone and together");
    } else if (!same_results(&crowd->plan, outcome)) {
        complain(&shown, "the results of checks or limits differ between alone and together");
    }
}

/* More kinds than there is room for: the rest is asked again. */
static void decide_all(struct crowd *crowd)
{
    size_t done = 0;
    const int32_t *columns[BLOCK_COLUMNS];
    while (done < PATIENTS) {
        for (int i = 0; i < crowd->fact_count; i++) {
            columns[i] = crowd->pointers[i] + done;
        }
        size_t more = block_decide(&crowd->block, columns, PATIENTS - done, crowd->decisions);
        assert_true(more > 0);
        for (size_t i = 0; i < more; i++) {
            compare(crowd, (int)(done + i), block_outcome(&crowd->block, crowd->decisions[i]));
        }
        done += more;
    }
}

static void try_example(struct crowd *crowd, const ifs_protocol *protocol, int example)
{
    patient_of_example(&crowd->patient, protocol, example);
    crowd->same = crowd->patient.request;
    crowd->same.confirmed.bits[0] = example % 2 == 0 ? fact_usual_ranges() : 0;
    choose_columns(crowd, example < EXAMPLES_EACH / 2);
    for (int i = 0; i < PATIENTS; i++) {
        make_patient(crowd, i);
    }
    assert_true(block_begin(&crowd->block, protocol, &crowd->same, crowd->facts, crowd->fact_count));
    block_remember(&crowd->block, (struct block_memory){crowd->entries, crowd->places, KINDS});
    decide_all(crowd);
}

static void together_as_alone(void **state)
{
    (void)state;
    struct crowd *crowd = calloc(1, sizeof *crowd);
    assert_non_null(crowd);
    seed = UINT64_C(88172645463325252);
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < EXAMPLES_EACH && j < protocol->example_count; j++) {
            try_example(crowd, protocol, j);
        }
    }
    assert_int_equal(battery_complaints(), 0);
    free(crowd);
}

/* The same patient over and over is one kind. */
static void one_kind_is_computed_once(void **state)
{
    (void)state;
    struct crowd *crowd = calloc(1, sizeof *crowd);
    assert_non_null(crowd);
    patient_of_example(&crowd->patient, battery_protocol(0), 0);
    crowd->same = crowd->patient.request;
    choose_columns(crowd, true);
    for (int i = 0; i < PATIENTS; i++) {
        for (int j = 0; j < crowd->fact_count; j++) {
            crowd->columns[j][i] = column_of(&crowd->same, crowd->facts[j]);
        }
    }
    assert_true(block_begin(&crowd->block, battery_protocol(0), &crowd->same, crowd->facts, crowd->fact_count));
    block_remember(&crowd->block, (struct block_memory){crowd->entries, crowd->places, KINDS});
    assert_int_equal(block_decide(&crowd->block, crowd->pointers, PATIENTS, crowd->decisions), PATIENTS);
    for (int i = 0; i < PATIENTS; i++) {
        assert_int_equal(crowd->decisions[i], 0);
    }
    free(crowd);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_as_alone),
        cmocka_unit_test(one_kind_is_computed_once),
    };
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
