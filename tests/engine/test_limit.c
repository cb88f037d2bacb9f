/*
 * test_limit.c - figures at, just below and just above each of the four bounds.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "limit.h"

/* Hard 10 to 40, soft 20 to 30, as thirds so that bounds are fractions: 30/3 and so on. */
static struct limit four_bounds(void)
{
    struct limit limit = {
        .kind = IFS_LIMIT_DOSE,
        .soft_min = {60, 3},
        .soft_max = {90, 3},
        .hard_min = {30, 3},
        .hard_max = {120, 3},
    };
    return limit;
}

static enum limit_verdict hold(int64_t num, int64_t den, const struct limit *limit)
{
    ifs_ratio figure = {num, den};
    return limit_check(figure, limit);
}

static void edges_are_within(void **state)
{
    (void)state;
    struct limit limit = four_bounds();
    assert_int_equal(hold(9999, 1000, &limit), LIMIT_BEYOND_HARD);
    assert_int_equal(hold(10, 1, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(19999, 1000, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(20, 1, &limit), LIMIT_WITHIN);
    assert_int_equal(hold(25, 1, &limit), LIMIT_WITHIN);
    assert_int_equal(hold(30, 1, &limit), LIMIT_WITHIN);
    assert_int_equal(hold(30001, 1000, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(40, 1, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(40001, 1000, &limit), LIMIT_BEYOND_HARD);
    assert_int_equal(hold(0, 1, &limit), LIMIT_BEYOND_HARD);
}

static void no_bounds_allow_everything(void **state)
{
    (void)state;
    struct limit limit = {0};
    assert_int_equal(hold(0, 1, &limit), LIMIT_WITHIN);
    assert_int_equal(hold(INT64_MAX, 1, &limit), LIMIT_WITHIN);
}

/* Each bound alone: the others are absent and do not count as zero. */
static void one_bound_alone(void **state)
{
    (void)state;
    struct limit limit = {.soft_min = {5, 1}};
    assert_int_equal(hold(4, 1, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(1000, 1, &limit), LIMIT_WITHIN);
    limit = (struct limit){.soft_max = {5, 1}};
    assert_int_equal(hold(6, 1, &limit), LIMIT_BEYOND_SOFT);
    assert_int_equal(hold(0, 1, &limit), LIMIT_WITHIN);
    limit = (struct limit){.hard_min = {5, 1}};
    assert_int_equal(hold(4, 1, &limit), LIMIT_BEYOND_HARD);
    assert_int_equal(hold(1000, 1, &limit), LIMIT_WITHIN);
    limit = (struct limit){.hard_max = {5, 1}};
    assert_int_equal(hold(6, 1, &limit), LIMIT_BEYOND_HARD);
    assert_int_equal(hold(0, 1, &limit), LIMIT_WITHIN);
}

/* A maximum of 0 forbids everything but nothing: it is a bound, not the absence of one. */
static void zero_is_a_bound(void **state)
{
    (void)state;
    struct limit limit = {.hard_max = {0, 1}};
    assert_int_equal(hold(0, 1, &limit), LIMIT_WITHIN);
    assert_int_equal(hold(1, 1000000, &limit), LIMIT_BEYOND_HARD);
}

/* Fractions a decimal would round together: 1/3 against 333333/1000000. */
static void exact_fractions(void **state)
{
    (void)state;
    struct limit limit = {.hard_max = {333333, 1000000}};
    assert_int_equal(hold(1, 3, &limit), LIMIT_BEYOND_HARD);
    limit.hard_max = (ifs_ratio){333334, 1000000};
    assert_int_equal(hold(1, 3, &limit), LIMIT_WITHIN);
    limit.hard_max = (ifs_ratio){1, 3};
    assert_int_equal(hold(2, 6, &limit), LIMIT_WITHIN);
}

/* Zero is safe: the gravest verdict is the zero of the enum. */
static void gravest_is_zero(void **state)
{
    (void)state;
    assert_int_equal(LIMIT_BEYOND_HARD, 0);
    struct limit crossed = {.soft_max = {1, 1}, .hard_max = {1, 1}};
    assert_int_equal(hold(2, 1, &crossed), LIMIT_BEYOND_HARD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_are_within), cmocka_unit_test(no_bounds_allow_everything),
        cmocka_unit_test(one_bound_alone),  cmocka_unit_test(zero_is_a_bound),
        cmocka_unit_test(exact_fractions),  cmocka_unit_test(gravest_is_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
