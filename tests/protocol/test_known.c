/*
 * test_known.c - what is not known stays so, what does not fit is not known, and all else is exact.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "known.h"

static const ifs_ratio none = {0, 0};
static const ifs_ratio vast = {INT64_MAX, 1};
static const ifs_ratio two_thirds = {2, 3};
static const ifs_ratio half = {1, 2};

static void assert_ratio(ifs_ratio r, int64_t num, int64_t den)
{
    ifs_ratio lowest = ratio_reduce(r);
    assert_int_equal(lowest.num, num);
    assert_int_equal(lowest.den, den);
}

static void test_exact(void **state)
{
    (void)state;
    assert_ratio(known_times(two_thirds, half), 1, 3);
    assert_ratio(known_over(two_thirds, half), 4, 3);
    assert_ratio(known_plus(two_thirds, half), 7, 6);
    assert_ratio(known_to_step(ratio_make(7, 2), 2, IFS_ROUND_UP), 4, 1);
    assert_ratio(known_lower(two_thirds, half), 1, 2);
    assert_ratio(known_lower(half, two_thirds), 1, 2);
    assert_ratio(known_hours(5400), 3, 2);
    assert_true(known_above(two_thirds, half));
    assert_false(known_above(half, two_thirds));
    assert_false(known_above(half, half));
}

static void test_not_known(void **state)
{
    (void)state;
    assert_int_equal(known_times(none, half).den, 0);
    assert_int_equal(known_times(half, none).den, 0);
    assert_int_equal(known_over(none, half).den, 0);
    assert_int_equal(known_over(half, none).den, 0);
    assert_int_equal(known_plus(none, half).den, 0);
    assert_int_equal(known_plus(half, none).den, 0);
    assert_int_equal(known_to_step(none, 1, IFS_ROUND_UP).den, 0);
    assert_false(known_above(none, half));
    assert_false(known_above(half, none));
    assert_ratio(known_lower(none, half), 1, 2);
    assert_ratio(known_lower(half, none), 1, 2);
    assert_int_equal(known_lower(none, none).den, 0);
}

static void test_does_not_fit(void **state)
{
    (void)state;
    assert_int_equal(known_times(vast, two_thirds).den, 0); /* 2 (2^63 - 1) / 3: 3 does not divide it */
    assert_int_equal(known_over(vast, two_thirds).den, 0); /* 3 (2^63 - 1) / 2: 2 does not divide it */
    assert_int_equal(known_over(half, ratio_whole(0)).den, 0);
    assert_int_equal(known_plus(vast, half).den, 0);
    assert_int_equal(known_to_step(vast, 1000, IFS_ROUND_UP).den, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_not_known),
        cmocka_unit_test(test_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
