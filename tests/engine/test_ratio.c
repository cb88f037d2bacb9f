/*
 * test_ratio.c - exact fractions against 128-bit arithmetic written here, on a grid of edges (2^31, 2^62, 2^63 - 1).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "claim.h"
#include "ratio.h"

__extension__ typedef __int128 long_whole;
__extension__ typedef unsigned __int128 long_natural;

/* Zero, ones, ties, both sides of 2^31 (where the short way of comparing ends), 2^32, 2^62, and the largest number. */
static const int64_t edges[] = {
    0,
    1,
    2,
    3,
    7,
    10,
    999,
    1000003,
    (INT64_C(1) << 31) - 2,
    (INT64_C(1) << 31) - 1,
    INT64_C(1) << 31,
    (INT64_C(1) << 31) + 1,
    (INT64_C(1) << 32) - 1,
    INT64_C(1) << 32,
    INT64_C(3037000499), /* the largest whose square fits */
    INT64_C(3037000500),
    (INT64_C(1) << 62) - 1,
    INT64_C(1) << 62,
    (INT64_C(1) << 62) + 1,
    INT64_MAX - 1,
    INT64_MAX,
};

static ifs_ratio over(int64_t num, int64_t den)
{
    ifs_ratio r = {num, den};
    return r;
}

static void assert_ratio(ifs_ratio found, int64_t num, int64_t den)
{
    if (found.num != num || found.den != den) {
        fail_msg("found %" PRId64 "/%" PRId64 ", expected %" PRId64 "/%" PRId64, found.num, found.den, num, den);
    }
}

static long_natural divisor(long_natural a, long_natural b)
{
    while (b != 0) {
        long_natural rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* found must be num/den exactly, or (found NULL) num/den in lowest terms must not fit 63 bits. */
static void assert_exact(const ifs_ratio *found, long_natural num, long_natural den)
{
    long_natural shared = divisor(num, den);
    num /= shared;
    den /= shared;
    if (found == NULL) {
        assert_true(num > (long_natural)INT64_MAX || den > (long_natural)INT64_MAX);
        return;
    }
    assert_true(found->num >= 0 && found->den > 0);
    long_natural own = divisor((long_natural)found->num, (long_natural)found->den);
    assert_true((long_natural)found->num / own == num && (long_natural)found->den / own == den);
}

static int sign(long_whole number)
{
    return (number > 0) - (number < 0);
}

typedef void visit(ifs_ratio a, ifs_ratio b);

static void for_all_pairs(visit *look)
{
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        for (size_t j = 1; j < COUNT_OF(edges); j++) {
            for (size_t k = 0; k < COUNT_OF(edges); k++) {
                for (size_t m = 1; m < COUNT_OF(edges); m++) {
                    look(over(edges[i], edges[j]), over(edges[k], edges[m]));
                }
            }
        }
    }
}

static void look_at_compare(ifs_ratio a, ifs_ratio b)
{
    int expected = sign((long_whole)a.num * b.den - (long_whole)b.num * a.den);
    if (ratio_compare(a, b) != expected) {
        fail_msg("%" PRId64 "/%" PRId64 " against %" PRId64 "/%" PRId64 ": not %d", a.num, a.den, b.num, b.den,
                 expected);
    }
}

static void test_compare_on_all_edges(void **state)
{
    (void)state;
    for_all_pairs(look_at_compare);
}

/* Neighbours in the Farey sense differ by 1 in the cross products, so every term of the continued fraction counts. */
static void test_compare_of_nearest_fractions(void **state)
{
    (void)state;
    ifs_ratio below = over(INT64_C(4660046610375530309), INT64_C(7540113804746346429)); /* F(90)/F(91) ... */
    ifs_ratio above = over(INT64_C(2880067194370816120), INT64_C(4660046610375530309));
    long_whole cross = (long_whole)below.num * above.den - (long_whole)above.num * below.den;
    assert_true(cross == 1 || cross == -1); /* consecutive Fibonacci numbers */
    assert_int_equal(ratio_compare(below, above), sign(cross));
    assert_int_equal(ratio_compare(above, below), -sign(cross));
    assert_int_equal(ratio_compare(above, above), 0);
}

static void look_at_product(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio product = {-7, -7};
    bool fits = ratio_mul(a, b, &product);
    if (!fits) {
        assert_ratio(product, -7, -7); /* untouched */
    }
    assert_exact(fits ? &product : NULL, (long_natural)a.num * (long_natural)b.num,
                 (long_natural)a.den * (long_natural)b.den);
}

static void test_products_on_all_edges(void **state)
{
    (void)state;
    for_all_pairs(look_at_product);
}

static void look_at_quotient(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio quotient = {-7, -7};
    bool fits = ratio_div(a, b, &quotient);
    if (b.num == 0) {
        assert_false(fits);
        assert_ratio(quotient, -7, -7);
        return;
    }
    assert_exact(fits ? &quotient : NULL, (long_natural)a.num * (long_natural)b.den,
                 (long_natural)a.den * (long_natural)b.num);
}

static void test_quotients_on_all_edges(void **state)
{
    (void)state;
    for_all_pairs(look_at_quotient);
}

/* A sum that is given is exact; one that fits raw is given. */
static void look_at_sum(ifs_ratio a, ifs_ratio b)
{
    ifs_ratio sum = {-7, -7};
    long_natural num = (long_natural)a.num * (long_natural)b.den + (long_natural)b.num * (long_natural)a.den;
    long_natural den = (long_natural)a.den * (long_natural)b.den;
    if (ratio_add(a, b, &sum)) {
        assert_exact(&sum, num, den);
    } else {
        assert_ratio(sum, -7, -7);
        assert_true(num > (long_natural)INT64_MAX || den > (long_natural)INT64_MAX);
    }
}

static void test_sums_on_all_edges(void **state)
{
    (void)state;
    for_all_pairs(look_at_sum);
}

static void test_sum_over_the_common_denominator(void **state)
{
    (void)state;
    int64_t large = INT64_C(1) << 40;
    ifs_ratio sum;
    assert_true(ratio_add(over(1, large), over(3, large), &sum)); /* raw, the denominator would be 2^80 */
    assert_ratio(sum, 1, INT64_C(1) << 38);
    assert_true(ratio_add(over(INT64_MAX - 1, 1), over(1, 1), &sum));
    assert_ratio(sum, INT64_MAX, 1);
    assert_false(ratio_add(over(INT64_MAX, 1), over(1, 1), &sum));
    assert_false(ratio_add(over(1, INT64_MAX), over(1, INT64_MAX - 1), &sum));
    assert_true(ratio_add(over(INT64_MAX, 2), over(0, 5), &sum)); /* raw, 5 * INT64_MAX */
    assert_ratio(sum, INT64_MAX, 2);
}

/* floor(num / (den * step)) and what is left, in 128 bits. */
static void assert_rounded(ifs_ratio r, int64_t step, ifs_rounding rounding)
{
    long_whole unit = (long_whole)r.den * step;
    long_whole steps = r.num / unit;
    long_whole left = r.num % unit;
    long_whole expected = steps * step;
    if ((rounding == IFS_ROUND_UP && left > 0) || (rounding == IFS_ROUND_HALF_UP && left >= unit - left)) {
        expected += step;
    }
    int64_t found = -7;
    bool fits = ratio_round_to(r, step, rounding, &found);
    assert_true(fits == (expected <= INT64_MAX));
    assert_true(found == (fits ? (int64_t)expected : -7));
    if (step == 1) {
        assert_true(fits && ratio_round(r, rounding) == (int64_t)expected);
    }
    assert_true(ratio_is_multiple(r, step) == (left == 0));
}

static void test_rounding_on_all_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        for (size_t j = 1; j < COUNT_OF(edges); j++) {
            for (size_t k = 1; k < COUNT_OF(edges); k++) {
                assert_rounded(over(edges[i], edges[j]), edges[k], IFS_ROUND_DOWN);
                assert_rounded(over(edges[i], edges[j]), edges[k], IFS_ROUND_UP);
                assert_rounded(over(edges[i], edges[j]), edges[k], IFS_ROUND_HALF_UP);
            }
        }
    }
}

/* Odd and even steps around the half, where whole part and fraction decide together. */
static void test_rounding_near_halves(void **state)
{
    (void)state;
    for (int64_t step = 1; step <= 12; step++) {
        for (int64_t den = 1; den <= 12; den++) {
            for (int64_t num = 0; num <= 300; num++) {
                assert_rounded(over(num, den), step, IFS_ROUND_HALF_UP);
                assert_rounded(over(num, den), step, IFS_ROUND_UP);
            }
        }
    }
}

static void test_rounding_of_published_figures(void **state)
{
    (void)state;
    int64_t found;
    /* 37.5 drops a minute are 38 (published case P113); 133,333.3 uL/h to a pump step of 0.1 mL/h are 133.3 mL/h. */
    assert_int_equal(ratio_round(over(75, 2), IFS_ROUND_HALF_UP), 38);
    assert_true(ratio_round_to(over(400000, 3), 100, IFS_ROUND_HALF_UP, &found));
    assert_int_equal(found, 133300);
    assert_true(ratio_round_to(over(400000, 3), 100, IFS_ROUND_UP, &found));
    assert_int_equal(found, 133400);
}

static void test_reduce_and_make(void **state)
{
    (void)state;
    assert_ratio(ratio_reduce(over(20, 500)), 1, 25);
    assert_ratio(ratio_reduce(over(0, 500)), 0, 1);
    assert_ratio(ratio_reduce(over(INT64_MAX, INT64_MAX)), 1, 1);
    assert_ratio(ratio_make(20, 500), 20, 500);
    assert_ratio(ratio_whole(7), 7, 1);
    ifs_ratio product;
    assert_true(ratio_mul(over(2, 4), over(6, 3), &product));
    assert_ratio(product, 12, 12); /* as it stands: reducing costs more than the plan does */
}

/* True when `act` stops the process by a trap. */
static bool traps(void (*act)(void))
{
    pid_t child = fork();
    if (child == 0) {
        signal(SIGILL, SIG_DFL);
        signal(SIGTRAP, SIG_DFL);
        act();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGILL || WTERMSIG(status) == SIGTRAP); /* not by a division */
}

static void make_without_denominator(void)
{
    ratio_make(1, 0);
}

static void make_negative(void)
{
    ratio_make(-1, 2);
}

static void make_negative_denominator(void)
{
    ratio_make(1, -2);
}

static void compare_no_value(void)
{
    ratio_compare(over(0, 0), over(1, 1));
}

static void multiply_no_value(void)
{
    ifs_ratio product;
    ratio_mul(over(1, 1), over(0, 0), &product);
}

static void divide_by_no_value(void)
{
    ifs_ratio quotient;
    ratio_div(over(1, 1), over(0, 0), &quotient);
}

static void add_no_value(void)
{
    ifs_ratio sum;
    ratio_add(over(0, 0), over(1, 1), &sum);
}

static void round_to_no_step(void)
{
    int64_t found;
    ratio_round_to(over(1, 1), 0, IFS_ROUND_DOWN, &found);
}

static void round_to_negative_step(void)
{
    int64_t found;
    ratio_round_to(over(1, 1), -1, IFS_ROUND_DOWN, &found);
}

static void reduce_negative(void)
{
    ratio_reduce(over(-1, 2));
}

/* 1/2 is not whole, so that no step is divided by. */
static void multiple_of_no_step(void)
{
    ratio_is_multiple(over(1, 2), 0);
}

static void multiple_of_negative_step(void)
{
    ratio_is_multiple(over(1, 2), -1);
}

static ifs_ratio left;
static ifs_ratio right;

static void compare_them(void)
{
    ratio_compare(left, right);
}

static void multiply_them(void)
{
    ifs_ratio product;
    ratio_mul(left, right, &product);
}

static void divide_them(void)
{
    ifs_ratio quotient;
    ratio_div(left, right, &quotient);
}

static void add_them(void)
{
    ifs_ratio sum;
    ratio_add(left, right, &sum);
}

/* What is no fraction stops the program as either operand, whatever it would come to. */
static void test_neither_operand_without_a_value(void **state)
{
    (void)state;
    static void (*const acts[])(void) = {compare_them, multiply_them, divide_them, add_them};
    static const ifs_ratio none[] = {{0, 0}, {1, 0}, {-1, 1}, {1, -1}};
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        for (size_t j = 0; j < COUNT_OF(none); j++) {
            left = none[j];
            right = over(1, 2);
            assert_true(traps(acts[i]));
            left = over(1, 2);
            right = none[j];
            assert_true(traps(acts[i]));
        }
    }
}

static void nothing(void)
{
}

static void test_no_value_is_never_computed_with(void **state)
{
    (void)state;
    assert_false(traps(nothing));
    assert_true(traps(make_without_denominator));
    assert_true(traps(make_negative));
    assert_true(traps(make_negative_denominator));
    assert_true(traps(compare_no_value));
    assert_true(traps(multiply_no_value));
    assert_true(traps(divide_by_no_value));
    assert_true(traps(add_no_value));
    assert_true(traps(round_to_no_step));
    assert_true(traps(round_to_negative_step));
    assert_true(traps(reduce_negative));
    assert_true(traps(multiple_of_no_step));
    assert_true(traps(multiple_of_negative_step));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare_on_all_edges),
        cmocka_unit_test(test_compare_of_nearest_fractions),
        cmocka_unit_test(test_products_on_all_edges),
        cmocka_unit_test(test_quotients_on_all_edges),
        cmocka_unit_test(test_sums_on_all_edges),
        cmocka_unit_test(test_sum_over_the_common_denominator),
        cmocka_unit_test(test_rounding_on_all_edges),
        cmocka_unit_test(test_rounding_near_halves),
        cmocka_unit_test(test_rounding_of_published_figures),
        cmocka_unit_test(test_reduce_and_make),
        cmocka_unit_test(test_no_value_is_never_computed_with),
        cmocka_unit_test(test_neither_operand_without_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
