/*
 * test_quantity_format.c - digits against 128-bit arithmetic written here, and the published forms of figures.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "quantity.h"
#include "traps.h"

__extension__ typedef unsigned __int128 long_natural;

static const ifs_salt salt = {246470, 24305, 2};

static ifs_ratio over(int64_t num, int64_t den)
{
    ifs_ratio r = {num, den};
    return r;
}

static void assert_number(ifs_ratio number, int decimals, const char *plain, const char *grouped)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add_decimal(&text, number, decimals);
    assert_string_equal(bytes, plain);
    text = text_over(bytes, sizeof bytes);
    quantity_add_number(&text, number, decimals);
    assert_string_equal(bytes, grouped);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number(over(0, 1), 3, "0", "0");
    assert_number(over(1, 2), 3, "0.5", "0.5");
    assert_number(over(10, 1), 3, "10", "10");
    assert_number(over(999, 1), 0, "999", "999");
    assert_number(over(1000, 1), 0, "1000", "1,000");
    assert_number(over(12345, 10), 1, "1234.5", "1,234.5");
    assert_number(over(1000000, 1), 2, "1000000", "1,000,000");
    assert_number(over(123456, 1), 0, "123456", "123,456");
    assert_number(over(INT64_MAX, 1), 9, "9223372036854775807", "9,223,372,036,854,775,807");
    assert_number(over(1, 1000000000), 9, "0.000000001", "0.000000001");
}

static void test_half_up(void **state)
{
    (void)state;
    assert_number(over(1, 2), 0, "1", "1");
    assert_number(over(49, 100), 0, "0", "0");
    assert_number(over(5, 2), 0, "3", "3"); /* not to the even neighbour */
    assert_number(over(25, 100), 1, "0.3", "0.3");
    assert_number(over(24999, 100000), 1, "0.2", "0.2");
    assert_number(over(9995, 10), 0, "1000", "1,000");
    assert_number(over(9996, 10), 0, "1000", "1,000");
    assert_number(over(99995, 100000), 4, "1", "1");
    assert_number(over(99994, 100000), 4, "0.9999", "0.9999");
    assert_number(over(2, 3), 3, "0.667", "0.667");
    assert_number(over(INT64_MAX, 2), 0, "4611686018427387904", "4,611,686,018,427,387,904");
    assert_number(over(INT64_MAX - 1, INT64_MAX), 9, "1", "1");
    assert_number(over((INT64_C(1) << 62) - 1, INT64_MAX), 0, "0", "0"); /* a half less 1/(2 INT64_MAX) */
    assert_number(over(INT64_C(1) << 62, INT64_MAX), 0, "1", "1");       /* a half and as much more */
}

/* The last digit by definition: floor(num * 10^decimals / den + 1/2), all of it in 128 bits. */
static void test_digits_on_a_grid(void **state)
{
    (void)state;
    static const int64_t dens[] = {1,        3, 7, 8, 64, 999, 1024, 1000003, (INT64_C(1) << 31) + 1, INT64_C(1) << 62,
                                   INT64_MAX};
    for (size_t i = 0; i < COUNT_OF(dens); i++) {
        for (int64_t num = 0; num < 300; num++) {
            int64_t top = num < 150 ? num : dens[i] - (num - 150) % dens[i];
            long_natural thousandths = ((long_natural)top * 2000 + (long_natural)dens[i]) / ((long_natural)dens[i] * 2);
            char expected[40];
            snprintf(expected, sizeof expected, "%llu.%03llu", (unsigned long long)(thousandths / 1000),
                     (unsigned long long)(thousandths % 1000));
            size_t length = strlen(expected);
            while (expected[length - 1] == '0') {
                expected[--length] = '\0';
            }
            if (expected[length - 1] == '.') {
                expected[length - 1] = '\0';
            }
            char bytes[64];
            struct text text = text_over(bytes, sizeof bytes);
            quantity_add_decimal(&text, over(top, dens[i]), 3);
            assert_string_equal(bytes, expected);
        }
    }
}

static void assert_form(void (*add)(struct text *, ifs_ratio), ifs_ratio base, const char *expected)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    add(&text, base);
    assert_string_equal(bytes, expected);
    assert_false(text.full);
    /* With one byte too few nothing is written at all: a number never stands without its unit. */
    text = text_over(bytes, strlen(expected));
    add(&text, base);
    assert_true(text.full);
    assert_string_equal(bytes, "");
}

static void test_mass(void **state)
{
    (void)state;
    assert_form(quantity_add_mass, over(1000000, 1), "1 g");
    assert_form(quantity_add_mass, over(2000000, 2), "1 g");
    assert_form(quantity_add_mass, over(INT64_C(1000000000), 1), "1,000 g");
    assert_form(quantity_add_mass, over(1500000, 1), "1,500 mg");
    assert_form(quantity_add_mass, over(500000, 1), "500 mg");
    assert_form(quantity_add_mass, over(999999, 1), "999.999 mg");
    assert_form(quantity_add_mass, over(250, 1), "0.25 mg");
    assert_form(quantity_add_mass, over(1, 1), "0.001 mg");
    assert_form(quantity_add_mass, over(0, 1), "0 g");
    assert_form(quantity_add_mass, over(1232350, 1), "1,232.35 mg");
    assert_form(quantity_add_mass, over(1000000, 3), "333.333 mg");
    assert_form(quantity_add_mass, over(2999999, 3), "1,000 mg"); /* a third of a microgram less than 1 g is not 1 g */
}

static void test_volume(void **state)
{
    (void)state;
    assert_form(quantity_add_volume, over(100000, 1), "100 mL");
    assert_form(quantity_add_volume, over(1200000, 1), "1,200 mL");
    assert_form(quantity_add_volume, over(250, 1), "0.25 mL");
    assert_form(quantity_add_volume, over(1, 1), "0.001 mL");
    assert_form(quantity_add_volume, over(1, 2), "0.001 mL");
    assert_form(quantity_add_volume, over(0, 1), "0 mL");
}

static void test_duration(void **state)
{
    (void)state;
    assert_form(quantity_add_duration, over(900, 1), "15 min");
    assert_form(quantity_add_duration, over(20, 1), "20 s"); /* never "1 min" (SHEET, V9) */
    assert_form(quantity_add_duration, over(0, 1), "0 min");
    assert_form(quantity_add_duration, over(3600, 1), "60 min");
    assert_form(quantity_add_duration, over(5400, 1), "90 min");
    assert_form(quantity_add_duration, over(5401, 1), "1 h 30 min 1 s");
    assert_form(quantity_add_duration, over(5460, 1), "1 h 31 min");
    assert_form(quantity_add_duration, over(7200, 1), "2 h");
    assert_form(quantity_add_duration, over(7201, 1), "2 h 0 min 1 s"); /* not to be read as 2 h 1 */
    assert_form(quantity_add_duration, over(7259, 1), "2 h 0 min 59 s");
    assert_form(quantity_add_duration, over(86400, 1), "24 h");
    assert_form(quantity_add_duration, over(3600000, 1), "1,000 h");
    /* 2 g at 150 mg per minute: 2000 / 150 min = 800 s; 1 g: 400 s; 1 g at 140: 428.57 s, up to the second. */
    assert_form(quantity_add_duration, over(7, 3), "3 s");
    assert_form(quantity_add_duration, over(2000 * 60, 150), "13 min 20 s");
    assert_form(quantity_add_duration, over(1000 * 60, 140), "7 min 9 s");
}

static void test_rates(void **state)
{
    (void)state;
    assert_form(quantity_add_flow, over(133300, 1), "133.3 mL per hour");
    assert_form(quantity_add_flow, over(150000, 1), "150 mL per hour");
    assert_form(quantity_add_flow, over(400000, 3), "133.3 mL per hour");
    assert_form(quantity_add_flow, over(1000000, 1), "1,000 mL per hour");
    assert_form(quantity_add_flow, over(1250, 1), "1.25 mL per hour");
    /* 4 g over 60 min: 4000 mg / 60 = 66.67 mg per minute */
    assert_form(quantity_add_speed, over(4000000, 1), "66.7 mg per minute");
    assert_form(quantity_add_speed, over(9000000, 1), "150 mg per minute");
    assert_form(quantity_add_speed, over(400000, 1), "6.67 mg per minute");
    assert_form(quantity_add_speed, over(40000, 1), "0.667 mg per minute");
    assert_form(quantity_add_dose_rate, over(1000000, 1), "1 g per hour");
    assert_form(quantity_add_dose_rate, over(9000000, 1), "9 g per hour");
    assert_form(quantity_add_dose_rate, over(3600000, 1), "3.6 g per hour");
    assert_form(quantity_add_dose_rate, over(1250000, 1), "1.25 g per hour");
    assert_form(quantity_add_dose_rate, over(999000, 1), "999 mg per hour");
    assert_form(quantity_add_dose_rate, over(125000, 3), "41.7 mg per hour"); /* 41.67 */
    assert_form(quantity_add_dose_rate, over(0, 1), "0 mg per hour");
}

static void test_concentration_and_weight(void **state)
{
    (void)state;
    assert_form(quantity_add_concentration, over(4000, 250), "16 mg per mL");
    /* 5 mL of 493 mg per mL with 7.5 mL: 2465 / 12.5 */
    assert_form(quantity_add_concentration, over(24650, 125), "197.2 mg per mL");
    assert_form(quantity_add_concentration, over(6000, 512), "11.7 mg per mL"); /* 11.71875 */
    assert_form(quantity_add_per_weight, over(1000000, 72), "13.9 mg per kg");  /* 13.89 */
    assert_form(quantity_add_per_weight, over(40000, 1), "40 mg per kg");
}

/* A denominator near 2^63 times 60,000 would not fit: digits come without that product. */
static void test_denominators_near_the_edge(void **state)
{
    (void)state;
    assert_form(quantity_add_speed, over(INT64_MAX, INT64_MAX - 1), "0.000017 mg per minute"); /* 1/60000 */
    assert_form(quantity_add_mass, over(INT64_MAX, INT64_C(4) << 60), "0.002 mg");             /* 2 mcg less a trifle */
    assert_form(quantity_add_flow, over(INT64_MAX, INT64_C(1) << 40), "8,388.6 mL per hour");  /* 2^23 = 8,388,608 */
}

static void test_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t num;
        int64_t den;
        int decimals;
    } rows[] = {
        {5, 1, 3},   {12345, 1000, 3}, {100, 3, 1},   {30, 3, 3}, {31, 3, 1}, {29, 3, 2},
        {10, 3, 2},  {4, 3, 2},        {2, 3, 3},     {1, 3, 3},  {1, 7, 3},  {1, 15, 4},
        {1, 150, 5}, {1, 1500, 6},     {1, 15000, 6}, {1, 8, 3},  {1, 16, 4}, {161, 16, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(quantity_decimals(over(rows[i].num, rows[i].den)), rows[i].decimals);
    }
}

static void assert_given(int64_t base, const char *symbol, ifs_dimension dimension, int decimals, const char *expected)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add(&text, quantity_of(base, quantity_unit_index(symbol, dimension)), decimals);
    assert_string_equal(bytes, expected);
}

static void test_as_given(void **state)
{
    (void)state;
    assert_given(72000, "kg", IFS_WEIGHT, 1, "72 kg");
    assert_given(72500, "kg", IFS_WEIGHT, 1, "72.5 kg");
    assert_given(7250, "kg", IFS_WEIGHT, 1, "7.3 kg"); /* half up */
    assert_given(7250, "kg", IFS_WEIGHT, 2, "7.25 kg");
    assert_given(80 * 8842, "mg/dL", IFS_CREATININE, 2, "0.8 mg/dL");
    assert_given(1200000, "mL", IFS_VOLUME, 0, "1200 mL"); /* no comma in files */
    assert_given(237, "33w6d", IFS_GESTATION, 0, "33w6d");
    assert_given(0, "33w6d", IFS_GESTATION, 0, "0w0d");
    assert_given(16, "/min", IFS_FREQUENCY, 0, "16 /min");
    assert_given(493, "%", IFS_CONCENTRATION, 1, "49.3 %");
    assert_given(985880, "mmol", IFS_MASS, 3, "985.88 mg"); /* without the salt 4 mmol cannot be said */
    assert_given(12, "mEq/mL", IFS_CONCENTRATION, 3, "12 mg/mL");
}

/* What was read is written back as it stood. */
static void test_round_trips(void **state)
{
    (void)state;
    static const struct {
        const char *given;
        ifs_dimension dimension;
    } rows[] = {
        {"72.5 kg", IFS_WEIGHT},
        {"0.83 mg/dL", IFS_CREATININE},
        {"71 umol/L", IFS_CREATININE},
        {"88.4 mL/min", IFS_CLEARANCE},
        {"0.77 mmol/L", IFS_SERUM_MAGNESIUM},
        {"1.9 mg/dL", IFS_SERUM_MAGNESIUM},
        {"1.54 mEq/L", IFS_SERUM_MAGNESIUM},
        {"0.000001 mcg", IFS_MASS},
        {"30 min", IFS_DURATION},
        {"36w2d", IFS_GESTATION},
        {"123456.789012 mL/h", IFS_FLOW},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity_wanted wanted = {rows[i].dimension, QUANTITY_SPACE_REQUIRED, &salt};
        struct quantity_problem problem;
        ifs_quantity found;
        assert_true(quantity_parse(rows[i].given, strlen(rows[i].given), &wanted, &found, &problem));
        char bytes[64];
        struct text text = text_over(bytes, sizeof bytes);
        quantity_add(&text, found, 6);
        assert_string_equal(bytes, rows[i].given);
    }
}

typedef void writes(struct text *text, ifs_ratio figure);

static void assert_writes(writes *write, int64_t num, int64_t den, const char *expected)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    write(&text, over(num, den));
    assert_string_equal(bytes, expected);
}

/* So many digits that a unit off by a millionth would show. */
static void test_many_digits(void **state)
{
    (void)state;
    assert_writes(quantity_add_mass, INT64_C(1234567000000), 1, "1,234,567 g");
    assert_writes(quantity_add_mass, 1234567001, 1, "1,234,567.001 mg");
    assert_writes(quantity_add_volume, 1234567891, 1, "1,234,567.891 mL");
    assert_writes(quantity_add_flow, 1234567891, 1, "1,234,567.891 mL per hour");
    assert_writes(quantity_add_speed, INT64_C(1234567) * 60000, 1, "1,234,567 mg per minute");
    assert_writes(quantity_add_dose_rate, INT64_C(1234567000000), 1, "1,234,567 g per hour");
    assert_writes(quantity_add_dose_rate, 999999, 1, "999.999 mg per hour");
    assert_writes(quantity_add_dose_rate, 1000000, 1, "1 g per hour");
    assert_writes(quantity_add_concentration, 1234567, 1, "1,234,567 mg per mL");
    assert_writes(quantity_add_per_weight, 1234567000, 1, "1,234,567 mg per kg");
}

static void test_edges_of_durations(void **state)
{
    (void)state;
    assert_writes(quantity_add_duration, 0, 1, "0 min");
    assert_writes(quantity_add_duration, 1, 1, "1 s");
    assert_writes(quantity_add_duration, 5400, 1, "90 min");
    assert_writes(quantity_add_duration, 5401, 1, "1 h 30 min 1 s");
    assert_writes(quantity_add_duration, 7199, 1, "1 h 59 min 59 s");
    assert_writes(quantity_add_duration, 7200, 1, "2 h");
    assert_writes(quantity_add_duration, 7201, 1, "2 h 0 min 1 s");
}

/* Three digits that count: one decimal from 10, two from 1, three from 0.1, four below. None of these is said exactly by three decimals. */
static void test_edges_of_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t tenthousandths;
        int decimals;
    } rows[] = {{100001, 1}, {99999, 2}, {10001, 2}, {9999, 3}, {1111, 3}, {1051, 3}, {1001, 3}, {999, 4}, {951, 4},
                {909, 4},    {101, 4},   {99, 5},    {91, 5},   {11, 5},   {9, 6}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(quantity_decimals(over(rows[i].tenthousandths, 10000)), rows[i].decimals);
    }
}

static void write_over(int64_t den)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add_number(&text, over(1, den), 3);
}

static void write_number(int64_t num)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add_number(&text, over(num, 7), 3);
}

static void write_decimals(int64_t decimals)
{
    char bytes[64];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add_number(&text, over(1, 7), (int)decimals);
}

static void test_what_can_be_written(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"the denominator", write_over, 1, INT64_MAX});
    expect_edges(&(struct edges){"the numerator", write_number, 0, INT64_MAX});
    expect_edges(&(struct edges){"the decimals", write_decimals, 0, 9});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_half_up),
        cmocka_unit_test(test_digits_on_a_grid),
        cmocka_unit_test(test_mass),
        cmocka_unit_test(test_volume),
        cmocka_unit_test(test_duration),
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_concentration_and_weight),
        cmocka_unit_test(test_denominators_near_the_edge),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_as_given),
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_many_digits),
        cmocka_unit_test(test_edges_of_durations),
        cmocka_unit_test(test_edges_of_decimals),
        cmocka_unit_test(test_what_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
