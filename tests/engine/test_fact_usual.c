/*
 * test_fact_usual.c - the usual ranges of section 2 of the contract, each edge to the last digit of the base unit, and the same in lists.
 */
#include "fact.h"

#include "claim.h"
#include "traps.h"

/* mg/dL of creatinine are 88.42 umol/L, in 0.0001 of them; mL/min are two million halves of a millionth; mmol/L of magnesium are 2.4305 mg/dL,
 * in 0.0000001 of them. */
#define CREATININE(tenths) (INT64_C(884200) * (tenths) / 10)
#define CLEARANCE(whole) (INT64_C(2000000) * (whole))
#define MAGNESIUM(tenths) (INT64_C(24305000) * (tenths) / 10)

struct row {
    int fact;
    int64_t months; /* the age; -1: not known */
    int64_t low;    /* -1: none */
    int64_t high;
};

static const struct row rows[] = {
    {IFS_FACT_CREATININE, -1, CREATININE(3), CREATININE(50)},
    {IFS_FACT_CRCL, -1, CLEARANCE(5), CLEARANCE(180)},
    {IFS_FACT_EGFR, -1, CLEARANCE(5), CLEARANCE(180)},
    {IFS_FACT_MAGNESIUM, -1, MAGNESIUM(3), MAGNESIUM(25)},
    {IFS_FACT_SYSTOLIC, -1, 80, 200},
    {IFS_FACT_DIASTOLIC, -1, 40, 120},
    {IFS_FACT_RESP_RATE, -1, 10, 40},
    {IFS_FACT_SPO2, -1, 88, 100},
    {IFS_FACT_HEART_RATE, 144, 45, 140},
    {IFS_FACT_HEART_RATE, 143, 50, 180},
    {IFS_FACT_HEART_RATE, -1, 50, 140}, /* usual at every age */
    {IFS_FACT_HEIGHT, 216, 1400, 2000},
    {IFS_FACT_WEIGHT, 216, 40000, 180000},
    {IFS_FACT_WEIGHT, 11, -1, 14000},
    {IFS_FACT_WEIGHT, 12, 7000, 14000},
    {IFS_FACT_WEIGHT, 23, 7000, 14000},
    {IFS_FACT_WEIGHT, 24, 9000, 18000},
    {IFS_FACT_WEIGHT, 36, 9000, 26000}, /* between two rows the wider of both */
    {IFS_FACT_WEIGHT, 48, 11000, 26000},
    {IFS_FACT_WEIGHT, 60, 11000, 38000},
    {IFS_FACT_WEIGHT, 72, 14000, 38000},
    {IFS_FACT_WEIGHT, 84, 14000, 55000},
    {IFS_FACT_WEIGHT, 96, 17000, 55000},
    {IFS_FACT_WEIGHT, 108, 17000, 75000},
    {IFS_FACT_WEIGHT, 120, 20000, 75000},
    {IFS_FACT_WEIGHT, 132, 20000, 95000},
    {IFS_FACT_WEIGHT, 144, 24000, 95000},
    {IFS_FACT_WEIGHT, 156, 24000, 120000},
    {IFS_FACT_WEIGHT, 168, 30000, 120000},
    {IFS_FACT_WEIGHT, 180, 30000, 140000},
    {IFS_FACT_WEIGHT, 192, 35000, 140000},
    {IFS_FACT_WEIGHT, 215, 35000, 140000},
};

static bool unusual(const struct row *row, int64_t figure)
{
    ifs_request request = {0};
    fact_set_add(&request.known, row->fact);
    request.answer[row->fact] = figure;
    if (row->months >= 0) {
        fact_set_add(&request.known, IFS_FACT_AGE);
        request.answer[IFS_FACT_AGE] = row->months;
    }
    return fact_unusual(&request, row->fact);
}

static void edges_of_every_range(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *row = &rows[i];
        bool right = !unusual(row, row->high) && unusual(row, row->high + 1);
        right = right && (row->low < 0 ? !unusual(row, 0) : !unusual(row, row->low) && unusual(row, row->low - 1));
        if (!right) {
            fail_msg("row %zu", i);
        }
    }
}

/* 14 and 50 kg/m2 of 2 m are 56 and 200 kg; of 1.5 m 31.5 and 112.5 kg. The weight alone would be usual from 40 to 180 kg. */
static void body_mass(void **state)
{
    (void)state;
    static const struct {
        int64_t height_mm;
        int64_t weight_g;
        bool unusual;
    } cases[] = {{2000, 56000, false}, {2000, 55999, true}, {1500, 112500, false}, {1500, 112501, true}, {1500, 40000, false}, {2000, 180000, false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ifs_request request = {0};
        fact_set_add(&request.known, IFS_FACT_AGE);
        fact_set_add(&request.known, IFS_FACT_WEIGHT);
        fact_set_add(&request.known, IFS_FACT_HEIGHT);
        request.answer[IFS_FACT_AGE] = 480;
        request.answer[IFS_FACT_WEIGHT] = cases[i].weight_g;
        request.answer[IFS_FACT_HEIGHT] = cases[i].height_mm;
        assert_int_equal(fact_unusual(&request, IFS_FACT_WEIGHT), cases[i].unusual);
        assert_false(fact_unusual(&request, IFS_FACT_HEIGHT));
    }
    assert_int_equal(fact_usual_body_mass().low, 14);
    assert_int_equal(fact_usual_body_mass().high, 50);
    assert_int_equal(fact_usual_body_mass().from_months, 216);
}

/* Those and no others are looked at before an order is given. */
static void facts_with_a_range(void **state)
{
    (void)state;
    uint64_t ranged = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ranged |= UINT64_C(1) << rows[i].fact;
    }
    assert_true(fact_usual_ranges() == ranged);
    for (int fact = 0; fact < IFS_FACT_BUILTIN; fact++) {
        struct fact_usual list[FACT_USUAL_MOST];
        int count = fact_usual_list(fact, list);
        assert_true((ranged >> fact & 1) != 0 ? count > 0 : count == 0);
    }
}

static void expect_list(int fact, const struct fact_usual *expected, int count)
{
    struct fact_usual list[FACT_USUAL_MOST];
    assert_int_equal(fact_usual_list(fact, list), count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(list[i].low, expected[i].low);
        assert_int_equal(list[i].high, expected[i].high);
        assert_int_equal(list[i].from_months, expected[i].from_months);
        assert_int_equal(list[i].to_months, expected[i].to_months);
    }
}

static void lists_of_ranges(void **state)
{
    (void)state;
    static const struct fact_usual weights[] = {
        {.from_months = 12, .to_months = 24, .low = 7000, .high = 14000},   {.from_months = 24, .to_months = 36, .low = 9000, .high = 18000},
        {.from_months = 48, .to_months = 60, .low = 11000, .high = 26000},  {.from_months = 72, .to_months = 84, .low = 14000, .high = 38000},
        {.from_months = 96, .to_months = 108, .low = 17000, .high = 55000}, {.from_months = 120, .to_months = 132, .low = 20000, .high = 75000},
        {.from_months = 144, .to_months = 156, .low = 24000, .high = 95000}, {.from_months = 168, .to_months = 180, .low = 30000, .high = 120000},
        {.from_months = 192, .to_months = 204, .low = 35000, .high = 140000}, {.from_months = 216, .low = 40000, .high = 180000}};
    static const struct fact_usual heights[] = {{.from_months = 216, .low = 1400, .high = 2000}};
    static const struct fact_usual rates[] = {{.to_months = 144, .low = 50, .high = 180}, {.from_months = 144, .low = 45, .high = 140}};
    static const struct fact_usual pressures[] = {{.low = 80, .high = 200}};
    expect_list(IFS_FACT_WEIGHT, weights, COUNT_OF(weights));
    expect_list(IFS_FACT_HEIGHT, heights, 1);
    expect_list(IFS_FACT_HEART_RATE, rates, 2);
    expect_list(IFS_FACT_SYSTOLIC, pressures, 1);
}

static void is_unusual(int64_t fact)
{
    static const ifs_request nothing;
    (void)fact_unusual(&nothing, (int)fact);
}

static void list_usual(int64_t fact)
{
    struct fact_usual list[FACT_USUAL_MOST];
    (void)fact_usual_list((int)fact, list);
}

static void facts_there_are(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"fact_unusual", is_unusual, 0, IFS_FACT_MAX - 1});
    expect_edges(&(struct edges){"fact_usual_list", list_usual, 0, IFS_FACT_BUILTIN - 1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_of_every_range), cmocka_unit_test(body_mass),       cmocka_unit_test(facts_with_a_range),
        cmocka_unit_test(lists_of_ranges),      cmocka_unit_test(facts_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
