/*
 * test_quantity_unit.c - every unit and its factor, written out here a second time, and conversions between units.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <string.h>

#include "claim.h"
#include "quantity_unit.h"
#include "traps.h"
#include "ratio.h"

/* 246.47 g/mol, magnesium 24.305 g/mol, two charges. */
static const ifs_salt salt = {246470, 24305, 2};

/* One of each unit in the base unit of its dimension, from the definitions in infusheet.h: 1 mmol is 246,470 mcg, 1
 * mEq half of it; 1 mg/dL creatinine is 88.42 umol/L; 1 mmol/L magnesium is 2.4305 mg/dL. */
static const struct {
    const char *symbol;
    ifs_dimension dimension;
    int64_t num;
    int64_t den;
} expected[] = {
    {"g", IFS_MASS, 1000000, 1},
    {"mg", IFS_MASS, 1000, 1},
    {"mcg", IFS_MASS, 1, 1},
    {"mmol", IFS_MASS, 246470, 1},
    {"mEq", IFS_MASS, 123235, 1},
    {"mL", IFS_VOLUME, 1000, 1},
    {"L", IFS_VOLUME, 1000000, 1},
    {"s", IFS_DURATION, 1, 1},
    {"min", IFS_DURATION, 60, 1},
    {"h", IFS_DURATION, 3600, 1},
    {"d", IFS_DURATION, 86400, 1},
    {"kg", IFS_WEIGHT, 1000, 1},
    {"cm", IFS_LENGTH, 10, 1},
    {"y", IFS_AGE, 12, 1},
    {"mo", IFS_AGE, 1, 1},
    {"mg/dL", IFS_CREATININE, 884200, 1},
    {"umol/L", IFS_CREATININE, 10000, 1},
    {"mL/min", IFS_CLEARANCE, 2000000, 1},
    {"mL/min/1.73m2", IFS_INDEXED_CLEARANCE, 2000000, 1},
    {"mL/h", IFS_URINE, 1000, 1},
    {"mL/kg/h", IFS_URINE_PER_WEIGHT, 1000, 1},
    {"mmol/L", IFS_SERUM_MAGNESIUM, 24305000, 1},
    {"mg/dL", IFS_SERUM_MAGNESIUM, 10000000, 1},
    {"mEq/L", IFS_SERUM_MAGNESIUM, 12152500, 1},
    {"mmHg", IFS_PRESSURE, 1, 1},
    {"/min", IFS_FREQUENCY, 1, 1},
    {"%", IFS_SATURATION, 1, 1},
    {"mg/mL", IFS_CONCENTRATION, 1, 1},
    {"g/mL", IFS_CONCENTRATION, 1000, 1},
    {"%", IFS_CONCENTRATION, 10, 1},
    {"mmol/mL", IFS_CONCENTRATION, 24647, 100},
    {"mEq/mL", IFS_CONCENTRATION, 24647, 200},
    {"mg/h", IFS_DOSE_RATE, 1000, 1},
    {"g/h", IFS_DOSE_RATE, 1000000, 1},
    {"mg/min", IFS_DOSE_RATE, 60000, 1},
    {"g/min", IFS_DOSE_RATE, 60000000, 1},
    {"mmol/h", IFS_DOSE_RATE, 246470, 1},
    {"mEq/h", IFS_DOSE_RATE, 123235, 1},
    {"mcg/kg", IFS_MASS_PER_WEIGHT, 1, 1},
    {"mg/kg", IFS_MASS_PER_WEIGHT, 1000, 1},
    {"g/kg", IFS_MASS_PER_WEIGHT, 1000000, 1},
    {"mmol/kg", IFS_MASS_PER_WEIGHT, 246470, 1},
    {"mEq/kg", IFS_MASS_PER_WEIGHT, 123235, 1},
    {"mg/kg/h", IFS_DOSE_RATE_PER_WEIGHT, 1000, 1},
    {"mg/kg/min", IFS_DOSE_RATE_PER_WEIGHT, 60000, 1},
    {"g/kg/h", IFS_DOSE_RATE_PER_WEIGHT, 1000000, 1},
    {"mmol/kg/h", IFS_DOSE_RATE_PER_WEIGHT, 246470, 1},
    {"mEq/kg/h", IFS_DOSE_RATE_PER_WEIGHT, 123235, 1},
    {"mL/h", IFS_FLOW, 1000, 1},
    {"mL/min", IFS_FLOW, 60000, 1},
    {"L/h", IFS_FLOW, 1000000, 1},
    {"drops/mL", IFS_DROP_FACTOR, 1, 1},
    {"g/mol", IFS_MOLAR_MASS, 1000, 1},
    {"mg-elemental", IFS_ELEMENTAL_MASS, 1000, 1},
};

/* What is read in a unit has that factor, names that unit, and is written as it was read (mmol and mEq apart). */
static void test_every_unit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        char typed[40] = "7 ";
        strncat(typed, expected[i].symbol, 30);
        struct quantity_wanted wanted = {expected[i].dimension, QUANTITY_SPACE_REQUIRED, &salt};
        struct quantity_problem problem;
        ifs_quantity found;
        assert_true(quantity_parse(typed, strlen(typed), &wanted, &found, &problem));
        assert_int_equal(ratio_compare(found.base, ratio_make(7 * expected[i].num, expected[i].den)), 0);
        assert_int_equal(found.unit, quantity_unit_index(expected[i].symbol, expected[i].dimension));
        assert_string_equal(quantity_unit(found.unit)->symbol, expected[i].symbol);
        assert_true(quantity_unit(found.unit)->words[0] != '\0');
        ifs_ratio number;
        assert_true(quantity_in_unit(found, found.unit, &salt, &number));
        assert_int_equal(ratio_compare(number, ratio_whole(7)), 0);
        char written[40];
        struct text text = text_over(written, sizeof written);
        quantity_add(&text, found, 0);
        if (!quantity_unit_needs_salt(found.unit)) {
            assert_string_equal(written, typed);
        }
    }
}

/* No unit is in the table that is not in the list above, but the form of a gestation. */
static void test_no_other_unit(void **state)
{
    (void)state;
    bool seen[COUNT_OF(expected) + 1] = {false};
    for (int dimension = IFS_MASS; dimension < IFS_DIMENSION_COUNT; dimension++) {
        if (dimension == IFS_DATE) {
            continue;
        }
        int first = quantity_unit_first((ifs_dimension)dimension);
        assert_false(quantity_unit_needs_salt(first));
        assert_int_equal(quantity_unit(first)->den, 1);
    }
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        int unit = quantity_unit_index(expected[i].symbol, expected[i].dimension);
        assert_true(unit >= 0 && !seen[unit]); /* none twice */
        seen[unit] = true;
    }
    seen[quantity_unit_index("33w6d", IFS_GESTATION)] = true;
    for (size_t i = 0; i <= COUNT_OF(expected); i++) {
        assert_true(seen[i]);
    }
    /* The table ends here: mg-elemental is the last dimension's only unit. */
    assert_int_equal(quantity_unit_index("mg-elemental", IFS_ELEMENTAL_MASS), COUNT_OF(expected));
}

static void test_index(void **state)
{
    (void)state;
    assert_int_equal(quantity_unit_index("g", IFS_WEIGHT), -1);
    assert_int_equal(quantity_unit_index("kg", IFS_MASS), -1);
    assert_int_equal(quantity_unit_index("G", IFS_MASS), -1);
    assert_int_equal(quantity_unit_index("", IFS_DIMENSION_NONE), -1);
    assert_int_equal(quantity_unit(quantity_unit_index("33w6d", IFS_GESTATION))->dimension, IFS_GESTATION);
    assert_int_equal(quantity_unit(quantity_unit_index("mg/dL", IFS_DIMENSION_NONE))->dimension, IFS_CREATININE);
    assert_int_equal(quantity_unit(quantity_unit_index("%", IFS_DIMENSION_NONE))->dimension, IFS_SATURATION);
    struct span gestation = {"33w6d", 5};
    assert_int_equal(quantity_unit_find(gestation, IFS_DIMENSION_NONE), -1);
    struct span start = {"mg/dL", 2};
    assert_int_equal(quantity_unit_find(start, IFS_DIMENSION_NONE), quantity_unit_index("mg", IFS_MASS));
}

static void assert_list(ifs_dimension dimension, const char *words)
{
    char bytes[48];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_unit_list(dimension, &text);
    assert_string_equal(bytes, words);
}

static void test_list(void **state)
{
    (void)state;
    assert_list(IFS_MASS, "mg or g");
    assert_list(IFS_WEIGHT, "kg");
    assert_list(IFS_CREATININE, "mg/dL or umol/L");
    assert_list(IFS_GESTATION, "33w6d");
    assert_list(IFS_DATE, "");
}

/* quantity in that unit, rounded to `decimals`. */
static void assert_converts(ifs_quantity quantity, const char *symbol, ifs_dimension dimension, int decimals,
                            const char *digits)
{
    ifs_ratio number;
    assert_true(quantity_in_unit(quantity, quantity_unit_index(symbol, dimension), &salt, &number));
    char bytes[40];
    struct text text = text_over(bytes, sizeof bytes);
    quantity_add_number(&text, number, decimals);
    assert_string_equal(bytes, digits);
}

/* Published figures, and the label's 8.11 mEq to the gram. */
static void test_published_conversions(void **state)
{
    (void)state;
    ifs_quantity four_grams = quantity_of(4000000, quantity_unit_index("g", IFS_MASS));
    ifs_quantity one_gram = quantity_of(1000000, quantity_unit_index("g", IFS_MASS));
    assert_converts(four_grams, "mmol", IFS_MASS, 2, "16.23");
    assert_converts(one_gram, "mmol", IFS_MASS, 2, "4.06");
    assert_converts(one_gram, "mEq", IFS_MASS, 2, "8.11");
    ifs_quantity speed = quantity_of(9000000, quantity_unit_index("mg/min", IFS_DOSE_RATE));
    assert_converts(speed, "g/h", IFS_DOSE_RATE, 3, "9");
    ifs_quantity magnesium = quantity_of(77 * INT64_C(243050), quantity_unit_index("mmol/L", IFS_SERUM_MAGNESIUM));
    assert_converts(magnesium, "mg/dL", IFS_SERUM_MAGNESIUM, 2, "1.87");
    ifs_quantity creatinine = quantity_of(80 * 8842, quantity_unit_index("mg/dL", IFS_CREATININE));
    assert_converts(creatinine, "umol/L", IFS_CREATININE, 1, "70.7");
    /* 10 mEq are 121.525 mg of the element (published case P095: 24.305 * 10 / 2). */
    ifs_quantity ten = quantity_of(1232350, quantity_unit_index("mEq", IFS_MASS));
    assert_converts(ten, "mg-elemental", IFS_ELEMENTAL_MASS, 3, "121.525");
    ifs_quantity elemental = quantity_of(121525, quantity_unit_index("mg-elemental", IFS_ELEMENTAL_MASS));
    assert_converts(elemental, "mEq", IFS_MASS, 3, "10");
    assert_converts(elemental, "mg-elemental", IFS_ELEMENTAL_MASS, 3, "121.525");
}

static void test_impossible_conversions(void **state)
{
    (void)state;
    ifs_quantity gram = quantity_of(1000000, quantity_unit_index("g", IFS_MASS));
    ifs_quantity weight = quantity_of(72000, quantity_unit_index("kg", IFS_WEIGHT));
    int mmol = quantity_unit_index("mmol", IFS_MASS);
    int elemental = quantity_unit_index("mg-elemental", IFS_ELEMENTAL_MASS);
    ifs_salt without_element = {246470, 0, 2};
    ifs_salt absurd = {INT64_MAX, 24305, 2};
    ifs_ratio number;
    assert_false(quantity_in_unit(gram, mmol, NULL, &number));
    assert_false(quantity_in_unit(gram, mmol, &absurd, &number));
    assert_false(quantity_in_unit(gram, elemental, NULL, &number));
    assert_false(quantity_in_unit(gram, elemental, &without_element, &number));
    assert_false(quantity_in_unit(weight, mmol, &salt, &number));
    assert_false(quantity_in_unit(weight, elemental, &salt, &number));
    assert_false(quantity_in_unit(gram, quantity_unit_index("mL", IFS_VOLUME), &salt, &number));
    ifs_quantity tiny = {IFS_MASS, mmol, {1, INT64_MAX}};
    assert_false(quantity_in_unit(tiny, mmol, &salt, &number)); /* 1 / (INT64_MAX * 246,470) */
}

/* A salt is usable up to 10^9 in each constant, and of one charge. */
static void test_bounds_of_a_salt(void **state)
{
    (void)state;
    static const struct {
        ifs_salt salt;
        bool usable;
    } rows[] = {{{1, 1, 1}, true},           {{1000000000, 1, 1}, true}, {{1000000001, 1, 1}, false}, {{1, 1, 1000000000}, true},
                {{1, 1, 1000000001}, false}, {{0, 1, 1}, false},         {{1, 1, 0}, false}};
    int meq = quantity_unit_index("mEq", IFS_MASS);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ifs_ratio factor;
        assert_int_equal(quantity_unit_factor(meq, &rows[i].salt, &factor), rows[i].usable);
    }
}

/* Days of gestation are counted in days. */
static void test_days_of_gestation(void **state)
{
    (void)state;
    ifs_ratio number;
    int unit = quantity_unit_first(IFS_GESTATION);
    assert_true(quantity_in_unit(quantity_of(237, unit), unit, NULL, &number));
    assert_true(number.num == 237 && number.den == 1);
}

static void look_up(int64_t unit)
{
    volatile const struct unit *row = quantity_unit((int)unit);
    (void)row;
}

static void test_units_there_are(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"quantity_unit", look_up, 0, quantity_unit_index("mg-elemental", IFS_ELEMENTAL_MASS)});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_unit),
        cmocka_unit_test(test_no_other_unit),
        cmocka_unit_test(test_index),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_published_conversions),
        cmocka_unit_test(test_impossible_conversions),
        cmocka_unit_test(test_bounds_of_a_salt),
        cmocka_unit_test(test_days_of_gestation),
        cmocka_unit_test(test_units_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
