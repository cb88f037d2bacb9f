/*
 * test_ckd_epi.c - ckd_epi.c against published values, points computed at 50 digits, and 128-bit integers at the
 * knee.
 *
 * reference_ckd_epi.py holds each input against the equation and names the one that is wrong; here stands what needs no
 * other program.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>

#include "claim.h"
#include "renal.h"
#include "traps.h"

__extension__ typedef unsigned __int128 long_whole;

static void assert_whole(int64_t found, int64_t expected)
{
    if (found != expected) {
        fail_msg("found %" PRId64 ", expected %" PRId64, found, expected);
    }
}

/* A unit test in public code has a man of 50 years with 1.1 mg/dL at 82, exactly 81.782; a man of 70 with 100
 * umol/L, to whom the equation of 2009 gives 65, has 69.9 by that of 2021. */
static void as_published(void **state)
{
    (void)state;
    assert_whole((renal_ckd_epi_2021(IFS_MALE, 50, 110 * 8842) + 1000) / 2000, 81782);
    assert_whole((renal_ckd_epi_2021(IFS_MALE, 70, 1000000) + 100000) / 200000, 699);
}

/* Millionths from the equation in Python's decimal module at 50 digits, cut off: corners, and both sides of both
 * knees. */
static void as_computed_at_fifty_digits(void **state)
{
    static const struct {
        ifs_sex sex;
        int64_t age;
        int64_t creatinine;
        int64_t millionths;
    } rows[] = {
        {IFS_FEMALE, 18, 88420, 205361651},   /* 205.3616513424... */
        {IFS_MALE, 18, 88420, 246519595},     /* 246.5195950202... */
        {IFS_FEMALE, 120, 17684000, 1219634}, /* 1.2196342147... */
        {IFS_MALE, 120, 17684000, 1629380},   /* 1.6293802580... */
        {IFS_FEMALE, 30, 530520, 123757864},  /* 123.7578641216... */
        {IFS_FEMALE, 65, 1000000, 53936358},  /* 53.9363587962... */
        {IFS_MALE, 40, 700000, 115098039},    /* 115.0980391024... */
        {IFS_MALE, 50, 972620, 81782005},     /* 81.7820050587... */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_whole(renal_ckd_epi_2021(rows[i].sex, rows[i].age, rows[i].creatinine), 2 * rows[i].millionths + 1);
    }
}

/* At the knee both powers are 1: 142 * 0.9938^age, times 1.012 for women. Held between a product cut off and one
 * rounded up at 24 decimals; where both have the same millionths, these are the true ones. */
static void exact_at_the_knee(void **state)
{
    const long_whole scale = (long_whole)1000000000000 * 1000000;
    long_whole low = 142 * scale * 1000000;
    long_whole high = low;
    (void)state;
    for (int64_t age = 1; age <= 120; age++) {
        low = low * 9938 / 10000;
        high = high * 9938 / 10000 + 1;
        assert_true(low / scale == high / scale && low * 1012 / 1000 / scale == high * 1012 / 1000 / scale);
        if (age >= 18) {
            assert_whole(renal_ckd_epi_2021(IFS_MALE, age, 90 * 8842), 2 * (int64_t)(low / scale) + 1);
            assert_whole(renal_ckd_epi_2021(IFS_FEMALE, age, 70 * 8842), 2 * (int64_t)(low * 1012 / 1000 / scale) + 1);
        }
    }
}

static uint64_t add_age(uint64_t check, ifs_sex sex, int64_t age)
{
    for (int64_t hundredths = 10; hundredths <= 2000; hundredths++) {
        check = check * 31 + (uint64_t)renal_ckd_epi_2021(sex, age, hundredths * 8842);
    }
    for (int64_t umol = 9; umol <= 1768; umol++) {
        check = check * 31 + (uint64_t)renal_ckd_epi_2021(sex, age, umol * 10000);
    }
    return check;
}

/* Every input there is, against the check numbers which reference_ckd_epi.py forms from the equation at 50 digits. */
static void every_input_as_computed_at_fifty_digits(void **state)
{
    uint64_t female = 0;
    uint64_t male = 0;
    (void)state;
    for (int64_t age = 18; age <= 120; age++) {
        female = add_age(female, IFS_FEMALE, age);
        male = add_age(male, IFS_MALE, age);
    }
    assert_true(female == 0x5da335c2a1090ad3);
    assert_true(male == 0x4faebe4436e4a79d);
}

static void falls_with_creatinine(void **state)
{
    (void)state;
    for (int64_t creatinine = 88420; creatinine + 997 <= 17684000; creatinine += 997) {
        assert_true(renal_ckd_epi_2021(IFS_FEMALE, 44, creatinine) >
                    renal_ckd_epi_2021(IFS_FEMALE, 44, creatinine + 997));
        assert_true(renal_ckd_epi_2021(IFS_MALE, 44, creatinine) > renal_ckd_epi_2021(IFS_MALE, 44, creatinine + 997));
    }
}

static void falls_with_age(void **state)
{
    (void)state;
    for (int64_t creatinine = 88420; creatinine <= 17684000; creatinine += 88420) {
        for (int64_t age = 0; age < 120; age++) {
            assert_true(renal_ckd_epi_2021(IFS_FEMALE, age, creatinine) >
                        renal_ckd_epi_2021(IFS_FEMALE, age + 1, creatinine));
            assert_true(renal_ckd_epi_2021(IFS_MALE, age, creatinine) >
                        renal_ckd_epi_2021(IFS_MALE, age + 1, creatinine));
        }
    }
}

static void at_age(int64_t age)
{
    renal_ckd_epi_2021(IFS_MALE, age, 884200);
}

static void at_creatinine(int64_t creatinine)
{
    renal_ckd_epi_2021(IFS_MALE, 50, creatinine);
}

/* The hard ranges of the facts: 0 to 120 years; 0.1 to 20 mg/dL are 88420 to 17684000 of 0.0001 umol/L. */
static void within_the_hard_ranges(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"age", at_age, 0, 120});
    expect_edges(&(struct edges){"creatinine", at_creatinine, 88420, 17684000});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_published),          cmocka_unit_test(as_computed_at_fifty_digits),
        cmocka_unit_test(exact_at_the_knee),     cmocka_unit_test(every_input_as_computed_at_fifty_digits),
        cmocka_unit_test(within_the_hard_ranges),
        cmocka_unit_test(falls_with_creatinine), cmocka_unit_test(falls_with_age),
    };
    return cmocka_run_group_tests_name("ckd_epi", tests, NULL, NULL);
}
