/*
 * test_quantity_spelling.c - near misses that are proposed, units that are never used, and imperial figures.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "claim.h"
#include "quantity_spelling.h"

struct meant {
    const char *written;
    ifs_dimension wanted;
    enum quantity_fault fault;
    const char *suggestion;
};

static void assert_meant(const struct meant *meant)
{
    char bytes[48];
    struct text suggestion = text_over(bytes, sizeof bytes);
    struct span symbol = {meant->written, strlen(meant->written)};
    enum quantity_fault fault = quantity_spelling_fault(symbol, meant->wanted, &suggestion);
    if (fault != meant->fault || strcmp(bytes, meant->suggestion) != 0) {
        fail_msg("\"%s\": fault %d, suggestion \"%s\"", meant->written, (int)fault, bytes);
    }
}

static void assert_all_meant(const struct meant *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_meant(&rows[i]);
    }
}

static void test_other_spellings(void **state)
{
    (void)state;
    static const struct meant rows[] = {
        {"gm", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "g"},
        {"grams", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "g"},
        {"G", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "g"},
        {"Mg", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "mg"},
        {"meq", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "mEq"},
        {"micrograms", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "mcg"},
        {"ml", IFS_VOLUME, QUANTITY_UNKNOWN_UNIT, "mL"},
        {"liters", IFS_VOLUME, QUANTITY_UNKNOWN_UNIT, "L"},
        {"hr", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, "h"},
        {"hr.", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, "h"},
        {"mins", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, "min"},
        {"Kg", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, "kg"},
        {"kilos", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, "kg"},
        {"years", IFS_AGE, QUANTITY_UNKNOWN_UNIT, "y"},
        {"months", IFS_AGE, QUANTITY_UNKNOWN_UNIT, "mo"},
        {"centimetres", IFS_LENGTH, QUANTITY_UNKNOWN_UNIT, "cm"},
        {"mg/dl", IFS_CREATININE, QUANTITY_UNKNOWN_UNIT, "mg/dL"},
        {"mg/dl", IFS_SERUM_MAGNESIUM, QUANTITY_UNKNOWN_UNIT, "mg/dL"},
        {"mL/min/1.73 m2", IFS_INDEXED_CLEARANCE, QUANTITY_UNKNOWN_UNIT, "mL/min/1.73m2"},
        {"ml/min/1.73m\xC2\xB2", IFS_INDEXED_CLEARANCE, QUANTITY_UNKNOWN_UNIT, "mL/min/1.73m2"},
        {"mmhg", IFS_PRESSURE, QUANTITY_UNKNOWN_UNIT, "mmHg"},
        {"mm Hg", IFS_PRESSURE, QUANTITY_UNKNOWN_UNIT, "mmHg"},
        {"per minute", IFS_FREQUENCY, QUANTITY_UNKNOWN_UNIT, "/min"},
        {"bpm", IFS_FREQUENCY, QUANTITY_UNKNOWN_UNIT, "/min"},
        {"breaths/min", IFS_FREQUENCY, QUANTITY_UNKNOWN_UNIT, "/min"},
        {"percent", IFS_SATURATION, QUANTITY_UNKNOWN_UNIT, "%"},
        {"mL per hour", IFS_FLOW, QUANTITY_UNKNOWN_UNIT, "mL/h"},
        {"ml/hr", IFS_FLOW, QUANTITY_UNKNOWN_UNIT, "mL/h"},
        {"milligrams per kilogram per hour", IFS_DOSE_RATE_PER_WEIGHT, QUANTITY_UNKNOWN_UNIT, "mg/kg/h"},
        {"mg / min", IFS_DOSE_RATE, QUANTITY_UNKNOWN_UNIT, "mg/min"},
        {"gtt/ml", IFS_DROP_FACTOR, QUANTITY_UNKNOWN_UNIT, "drops/mL"},
        {"ml", IFS_DIMENSION_NONE, QUANTITY_UNKNOWN_UNIT, "mL"},
    };
    assert_all_meant(rows, COUNT_OF(rows));
}

/* A letter more or less is another unit: between these lies a factor of a thousand or more. */
static void test_no_guess(void **state)
{
    (void)state;
    static const struct meant rows[] = {
        {"mol", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"umol", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"g/L", IFS_CONCENTRATION, QUANTITY_UNKNOWN_UNIT, ""},
        {"m", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
        {"mgg", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"nmol/L", IFS_CREATININE, QUANTITY_UNKNOWN_UNIT, ""},
        {"", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"/", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"per ", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
        {"gm", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, ""},
        {"xyz/min", IFS_FREQUENCY, QUANTITY_UNKNOWN_UNIT, ""}, /* something per minute is not so many times a minute */
        {"mL/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr/hr", IFS_FLOW, QUANTITY_UNKNOWN_UNIT,
         ""},
    };
    assert_all_meant(rows, COUNT_OF(rows));
}

static void test_forbidden(void **state)
{
    (void)state;
    static const struct meant rows[] = {
        {"cc", IFS_VOLUME, QUANTITY_FORBIDDEN_UNIT, "mL"},
        {"CC", IFS_VOLUME, QUANTITY_FORBIDDEN_UNIT, "mL"},
        {"cc/hr", IFS_FLOW, QUANTITY_FORBIDDEN_UNIT, "mL/h"},
        {"ug", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "mcg"},
        {"\xC2\xB5g", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "mcg"},
        {"\xCE\xBCg", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "mcg"},
        {"ug/kg", IFS_MASS_PER_WEIGHT, QUANTITY_FORBIDDEN_UNIT, "mcg/kg"},
        {"\xC2\xB5mol/L", IFS_CREATININE, QUANTITY_FORBIDDEN_UNIT, "umol/L"},
        {"\xCE\xBCmol/l", IFS_CREATININE, QUANTITY_FORBIDDEN_UNIT, "umol/L"},
        {"gr", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "g"},
        {"U", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, ""},
        {"IU", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, ""},
        {"units/h", IFS_DOSE_RATE, QUANTITY_FORBIDDEN_UNIT, ""},
        {"mg elemental", IFS_ELEMENTAL_MASS, QUANTITY_FORBIDDEN_UNIT, "mg-elemental"},
        {"mg elemental", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, ""},
        {"mg elemental potassium", IFS_ELEMENTAL_MASS, QUANTITY_FORBIDDEN_UNIT, "mg-elemental"},
        {"mg of elemental magnesium", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, ""},
    };
    assert_all_meant(rows, COUNT_OF(rows));
}

static void test_wrong_dimension(void **state)
{
    (void)state;
    static const struct meant rows[] = {
        {"g", IFS_WEIGHT, QUANTITY_WRONG_DIMENSION, "kg"},
        {"mg", IFS_VOLUME, QUANTITY_WRONG_DIMENSION, "mL or L"},
        {"mL/h", IFS_MASS, QUANTITY_WRONG_DIMENSION, "mg or g"},
        {"kg", IFS_GESTATION, QUANTITY_WRONG_DIMENSION, "33w6d"},
        {"mg-elemental", IFS_MASS, QUANTITY_WRONG_DIMENSION, "mg or g"},
    };
    assert_all_meant(rows, COUNT_OF(rows));
}

/* 1 lb = 0.45359237 kg, 1 st = 14 lb, 1 oz = lb/16, 1 in = 2.54 cm, 1 ft = 12 in. */
static void test_imperial(void **state)
{
    (void)state;
    static const struct {
        const char *whole;
        ifs_dimension wanted;
        const char *metric;
    } rows[] = {
        {"160 lb", IFS_WEIGHT, "72.6 kg"},
        {"160lbs", IFS_WEIGHT, "72.6 kg"},
        {"160 Pounds", IFS_WEIGHT, "72.6 kg"},
        {"200 lb.", IFS_WEIGHT, "90.7 kg"},           /* 90.718 */
        {"11 st", IFS_WEIGHT, "69.9 kg"},             /* 69.853 */
        {"11 stone 4 pounds", IFS_WEIGHT, "71.7 kg"}, /* 71.668 */
        {"16 oz", IFS_WEIGHT, "0.5 kg"},
        {"70 in", IFS_LENGTH, "177.8 cm"},
        {"70.5 inches", IFS_LENGTH, "179.1 cm"}, /* 179.07 */
        {"70\"", IFS_LENGTH, "177.8 cm"},
        {"6 ft", IFS_LENGTH, "182.9 cm"},       /* 182.88 */
        {"5 ft 11 in", IFS_LENGTH, "180.3 cm"}, /* 71 * 2.54 = 180.34 */
        {"5'11\"", IFS_LENGTH, "180.3 cm"},
        {"5 foot 11 inches", IFS_LENGTH, "180.3 cm"},
        {"5'11", IFS_LENGTH, ""}, /* eleven of what is not said */
        {"5 ft 11 lb", IFS_LENGTH, ""},
        {"5 ft tall", IFS_LENGTH, ""},
        {"5 ft in", IFS_LENGTH, ""}, /* how many? */
        {"5 ft 11 in 3", IFS_LENGTH, ""},
        {"5 ft 3", IFS_LENGTH, ""},
        {"5 lb`", IFS_WEIGHT, ""}, /* a pound and something: the signs beside the letters are none */
        {"5 lb{", IFS_WEIGHT, ""},
        /* far enough for every digit of the definitions */
        {"1000000000 lb", IFS_WEIGHT, "453592370 kg"},
        {"1000000000 st", IFS_WEIGHT, "6350293180 kg"}, /* 14 lb */
        {"16000000000 oz", IFS_WEIGHT, "453592370 kg"},
        {"1000000000 in", IFS_LENGTH, "2540000000 cm"},
        {"1000000000 ft", IFS_LENGTH, "30480000000 cm"},
        {"99999 st", IFS_WEIGHT, "635023 kg"}, /* 100,000 - 1 times 6.35029318: 635,022.968 */
        {"160 lb", IFS_LENGTH, ""},
        {"160 lb", IFS_DIMENSION_NONE, "72.6 kg"},
        {"5 lb/h", IFS_WEIGHT, ""},
        {"999999999999999999 lb", IFS_WEIGHT, ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char bytes[48];
        struct text suggestion = text_over(bytes, sizeof bytes);
        struct span whole = {rows[i].whole, strlen(rows[i].whole)};
        if (!quantity_spelling_imperial(whole, rows[i].wanted, &suggestion)) {
            fail_msg("\"%s\" was not taken for imperial", rows[i].whole);
        }
        assert_string_equal(bytes, rows[i].metric);
    }
}

static void test_not_imperial(void **state)
{
    (void)state;
    static const char *const rows[] = {"72 kg",   "72 l", "72", "lb", "", "7 inn", "7 %", "1234567890123456789 lb",
                                       "1.2.3 lb", "5 lba", "5 lbz", "5 %", "5 `", "5 {"};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char bytes[48];
        struct text suggestion = text_over(bytes, sizeof bytes);
        struct span whole = {rows[i], strlen(rows[i])};
        assert_false(quantity_spelling_imperial(whole, IFS_DIMENSION_NONE, &suggestion));
        assert_string_equal(bytes, "");
    }
}

/* What stands behind the end of the span is not looked at. */
static void test_begins(void **state)
{
    (void)state;
    assert_int_equal(quantity_spelling_begins((struct span){"per h", 5}, "PER "), 4);
    assert_int_equal(quantity_spelling_begins((struct span){"per h", 4}, "per "), 4);
    assert_int_equal(quantity_spelling_begins((struct span){"per h", 3}, "per "), 0);
    assert_int_equal(quantity_spelling_begins((struct span){"peg h", 5}, "per "), 0);
}

/* The digit or the mark behind the end belongs to something else. */
static void test_end_of_span(void **state)
{
    (void)state;
    char bytes[48];
    struct text suggestion = text_over(bytes, sizeof bytes);
    assert_false(quantity_spelling_imperial((struct span){"725 lb", 2}, IFS_WEIGHT, &suggestion));
    assert_false(quantity_spelling_imperial((struct span){"5'", 1}, IFS_LENGTH, &suggestion));
    assert_string_equal(bytes, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_spellings), cmocka_unit_test(test_no_guess), cmocka_unit_test(test_forbidden),
        cmocka_unit_test(test_wrong_dimension), cmocka_unit_test(test_imperial), cmocka_unit_test(test_not_imperial),
        cmocka_unit_test(test_begins),
        cmocka_unit_test(test_end_of_span),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
