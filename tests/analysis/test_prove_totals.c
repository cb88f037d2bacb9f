/*
 * test_prove_totals.c - the most in any window of an order, held against counting hour by hour.
 *
 * Orders are of whole hours here, so that a window which holds the most begins at a whole hour: all of them are tried, with either edge. The
 * figures are counted in integers, a dose and an hour at a time. What does not fit 63 bits is tried with figures made for it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "prove.h"
#include "ratio.h"

#define HOUR INT64_C(3600)
#define GRAM INT64_C(1000000)
#define HOURS 200

static ifs_plan plan;

/* ---- Counted hour by hour -------------------------------------------------------------------------------------------------- */

/* What begins at each hour: at once, or evenly until the next. */
static int64_t at_once[HOURS];
static int64_t during[HOURS];

static int lay_down(const ifs_infusion *infusion, int hour)
{
    int length = (int)(infusion->delivered_s.num / HOUR);
    int64_t dose = infusion->most_mcg.num > infusion->delivered_mcg.num ? infusion->most_mcg.num : infusion->delivered_mcg.num;
    hour += (int)(infusion->after.s / HOUR);
    for (int64_t i = 0; i < infusion->doses; i++) {
        int begin = hour + (int)(i * infusion->every.s / HOUR);
        at_once[begin] += length == 0 ? dose : 0;
        for (int j = 0; j < length; j++) {
            during[begin + j] += dose / length;
        }
    }
    return hour + (int)((infusion->doses - 1) * infusion->every.s / HOUR) + length;
}

/* What is given at once belongs to the window at one of its edges. */
static int64_t counted(int from, int hours, bool closes)
{
    int64_t sum = 0;
    for (int hour = from; hour <= from + hours && hour < HOURS; hour++) {
        sum += hour < from + hours ? during[hour] : 0;
        sum += hour < from + hours && !closes ? at_once[hour] : 0;
        sum += hour > from && closes ? at_once[hour] : 0;
    }
    return sum;
}

static int64_t counted_most(int hours, int64_t before)
{
    int hour = 0;
    memset(at_once, 0, sizeof at_once);
    memset(during, 0, sizeof during);
    for (int i = 0; i < plan.infusion_count; i++) {
        hour = lay_down(&plan.infusions[i], hour);
    }
    int64_t most = counted(0, hours, false) + before;
    for (int from = 0; from < hour; from++) {
        for (int closes = 0; closes < 2; closes++) {
            int64_t held = counted(from, hours, closes == 1);
            most = held > most ? held : most;
        }
    }
    return most;
}

static uint64_t state;

static int drawn(int below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)(state >> 33) % below;
}

static void draw_phase(ifs_infusion *infusion)
{
    int length = drawn(2) == 0 ? 0 : 1 + drawn(9);
    int64_t dose = (length > 0 ? length : 1) * (1 + drawn(4)) * GRAM;
    int doses = 1 + (drawn(2) == 0 ? drawn(4) : 0);
    *infusion = (ifs_infusion){.delivered_mcg = ratio_whole(dose), .delivered_s = ratio_whole(length * HOUR), .doses = doses};
    infusion->every.s = (length + drawn(5)) * HOUR;
    infusion->after.s = drawn(4) * HOUR;
    if (drawn(8) == 0) {
        infusion->most_mcg = ratio_whole(dose * 2);
    }
}

static void as_counted_hour_by_hour(void **ignored)
{
    (void)ignored;
    state = 1;
    for (int i = 0; i < 4000; i++) {
        ifs_ratio most;
        int hours = 1 + drawn(24);
        int64_t before = drawn(3) * GRAM / 2;
        plan.infusion_count = 1 + drawn(3);
        for (int j = 0; j < plan.infusion_count; j++) {
            draw_phase(&plan.infusions[j]);
        }
        assert_true(prove_most(&plan, hours * HOUR, before, &most));
        int64_t expected = counted_most(hours, before);
        if (ratio_compare(most, ratio_whole(expected)) != 0) {
            fail_msg("order %d in %d h: %lld/%lld mcg, counted are %lld", i, hours, (long long)most.num, (long long)most.den, (long long)expected);
        }
    }
}

/* Four doses of 1 g at 0, 6, 12 and 18 h, then 4 g from 18 to 30 h. From 6 h on 24 hours hold the last three and all of these: 7 g. */
static void what_follows_repeated_doses(void **ignored)
{
    (void)ignored;
    ifs_ratio most;
    plan.infusion_count = 2;
    plan.infusions[0] = (ifs_infusion){.delivered_mcg = ratio_whole(GRAM), .delivered_s = ratio_whole(0), .doses = 4, .every = {6 * HOUR}};
    plan.infusions[1] = (ifs_infusion){.delivered_mcg = ratio_whole(4 * GRAM), .delivered_s = ratio_whole(12 * HOUR), .doses = 1};
    assert_true(prove_most(&plan, 24 * HOUR, 0, &most));
    assert_int_equal(ratio_compare(most, ratio_whole(7 * GRAM)), 0);
}

/* ---- Beyond arithmetic ------------------------------------------------------------------------------------------------------- */

static ifs_infusion over(ifs_ratio mcg, ifs_ratio seconds)
{
    return (ifs_infusion){.delivered_mcg = mcg, .delivered_s = seconds, .doses = 1};
}

/* Where everything lies in the window it is a sum, whatever the times are; where it does not these times leave 63 bits (test_prove.c). */
static void a_sum_where_everything_lies_in_the_window(void **ignored)
{
    (void)ignored;
    ifs_ratio most;
    plan.infusion_count = 3;
    plan.infusions[0] = over(ratio_whole(GRAM), ratio_make(1, INT64_C(1) << 20));
    plan.infusions[1] = over(ratio_whole(GRAM), ratio_make(3, (INT64_C(1) << 41) - 1));
    plan.infusions[2] = over(ratio_whole(GRAM), ratio_whole(1));
    assert_true(prove_most(&plan, 10, GRAM, &most));
    assert_int_equal(ratio_compare(most, ratio_whole(4 * GRAM)), 0);
    assert_false(prove_most(&plan, 1, GRAM, &most));
}

/* Four doses, one each 2^61 s: the last at 3 2^61 s, which fits; there is none at 4 2^61 s, which would not. */
static void no_dose_after_the_last(void **ignored)
{
    (void)ignored;
    ifs_ratio most;
    plan.infusion_count = 1;
    plan.infusions[0] = (ifs_infusion){.delivered_mcg = ratio_whole(GRAM), .delivered_s = ratio_whole(0), .doses = 4, .every = {INT64_C(1) << 61}};
    assert_true(prove_most(&plan, HOUR, 0, &most));
    assert_int_equal(ratio_compare(most, ratio_whole(GRAM)), 0);
}

/* Two times of which every figure fits but products within differences of them: in the first row one of the two cross products is 2^63 and more,
 * in the second row both are; the product of the denominators, below 2^50, fits. */
static void one_difference_beyond_arithmetic(void **ignored)
{
    (void)ignored;
    static const int64_t rows[][4] = {{49153, 16384, 35184372088833, 262144}, {20971521, 4194304, 4947802324993, 18874368}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ifs_ratio most;
        plan.infusion_count = 2;
        plan.infusions[0] = over(ratio_whole(rows[i][0]), ratio_make(rows[i][0], rows[i][1]));
        plan.infusions[1] = over(ratio_whole(rows[i][2]), ratio_make(rows[i][2], rows[i][3]));
        assert_false(prove_most(&plan, HOUR, 0, &most));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_counted_hour_by_hour),
        cmocka_unit_test(what_follows_repeated_doses),
        cmocka_unit_test(a_sum_where_everything_lies_in_the_window),
        cmocka_unit_test(no_dose_after_the_last),
        cmocka_unit_test(one_difference_beyond_arithmetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
