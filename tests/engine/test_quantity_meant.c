/*
 * test_quantity_meant.c - what is proposed for a quantity with commas, blanks or two units. Sums by hand: 2 h 30 min =
 * 2 * 60 + 30 = 150 min; 1 min 20 s = 80 s; 2 y 6 mo = 30 mo.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "claim.h"
#include "quantity.h"
#include "quantity_spelling.h"
#include "ratio.h"

struct proposal {
    const char *text;
    ifs_dimension dimension;
    enum quantity_fault fault;
    const char *suggestion;
};

static const struct proposal proposals[] = {
    {"1,5 g", IFS_MASS, QUANTITY_COMMA, "1.5 g"},
    {"0,500 g", IFS_MASS, QUANTITY_COMMA, "0.5 g"},
    {"72,25 kg", IFS_WEIGHT, QUANTITY_COMMA, "72.25 kg"},
    {"1,000 mg", IFS_MASS, QUANTITY_COMMA, "1000 mg or 1 mg"}, /* thousands to some, decimals to others */
    {"1,250 mg", IFS_MASS, QUANTITY_COMMA, "1250 mg or 1.25 mg"},
    {"1234,567 mL/min/1.73m2", IFS_INDEXED_CLEARANCE, QUANTITY_COMMA,
     "1234567 mL/min/1.73m2 or 1234.567 mL/min/1.73m2"}, /* 47 letters: all there is room for */
    {"12345,678 mL/min/1.73m2", IFS_INDEXED_CLEARANCE, QUANTITY_COMMA, ""},
    {"1,000.5 mg", IFS_MASS, QUANTITY_COMMA, "1000.5 mg"},
    {"1,000,000 mg", IFS_MASS, QUANTITY_COMMA, "1000000 mg"},
    {"1,5g", IFS_MASS, QUANTITY_COMMA, "1.5 g"},
    {"4 g,", IFS_MASS, QUANTITY_COMMA, "4 g"},
    {"4, g", IFS_MASS, QUANTITY_COMMA, ""}, /* no digit follows the comma */
    {"10,0 g", IFS_MASS, QUANTITY_COMMA, "10 g"},
    {"10,000 mg", IFS_MASS, QUANTITY_COMMA, "10000 mg or 10 mg"},
    {"1,5 mL", IFS_MASS, QUANTITY_COMMA, ""}, /* a unit of something else */
    {",5 g", IFS_MASS, QUANTITY_COMMA, ""},
    {"1,5,3 g", IFS_MASS, QUANTITY_COMMA, ""},
    {"1,00.5 g", IFS_MASS, QUANTITY_COMMA, ""},
    {"1,5", IFS_MASS, QUANTITY_COMMA, ""},
    {"2  g", IFS_MASS, QUANTITY_SPACES, "2 g"},
    {" 2 g", IFS_MASS, QUANTITY_SPACES, "2 g"},
    {"2 g ", IFS_MASS, QUANTITY_SPACES, "2 g"},
    {"2\xC2\xA0g", IFS_MASS, QUANTITY_SPACES, "2 g"},
    {"2 000 mg", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "2000 mg"},
    {"2\xC2\xA0""000 mg", IFS_MASS, QUANTITY_SPACES, "2000 mg"},
    {"2 00 mg", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""}, /* no group of three */
    {"2 h 30 min", IFS_DURATION, QUANTITY_TWO_UNITS, "150 min"},
    {"2h30min", IFS_DURATION, QUANTITY_TWO_UNITS, "150 min"},
    {"2 hours 30 minutes", IFS_DURATION, QUANTITY_TWO_UNITS, "150 min"},
    {"1 min 20 s", IFS_DURATION, QUANTITY_TWO_UNITS, "80 s"},
    {"2 y 6 mo", IFS_AGE, QUANTITY_TWO_UNITS, "30 mo"},
    {"30 min 2 h", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    /* two answers in one line: never their sum */
    {"72 kg 168 cm", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, ""},
    {"1 kg 500 g", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, ""},
    {"72 kg 5 kg", IFS_WEIGHT, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 y 6 mo", IFS_LENGTH, QUANTITY_UNKNOWN_UNIT, ""},
    {"120 min 1 h", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 h 30", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 h 30 mL", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 gm", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "g"},
    {"60 /MIN", IFS_FREQUENCY, QUANTITY_UNKNOWN_UNIT, "/min"},
    {"100 cc", IFS_VOLUME, QUANTITY_FORBIDDEN_UNIT, "mL"},
    {"100 ug", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "mcg"},
    {"2 y 0 mo", IFS_AGE, QUANTITY_TWO_UNITS, "24 mo"},
    {"1 mmol/L 1 mg/dL", IFS_SERUM_MAGNESIUM, QUANTITY_UNKNOWN_UNIT, ""}, /* 3.4305 mg/dL: nobody adds these up */
    {"0 h 30 min", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""}, /* a sum is more than its last piece */
    {"1 min 2 h", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"1 h 30 min 20 s", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"1 h 30 min 5", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 h 999999999999 min", IFS_DURATION, QUANTITY_TWO_UNITS, "1000000000119 min"}, /* and 2 * 60 */
    {"2 hours 5 xyz", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 mmol 1 g", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""}, /* without the salt nobody knows */
    {"1 g 2 mmol", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 h min", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    {"2 h 1234567890123 min", IFS_DURATION, QUANTITY_UNKNOWN_UNIT, ""},
    /* 6 x 10^7 mcg/h in 1 g/min: 6 x 10^19 is beyond 2^63 */
    {"999999999999 g/min 1 g/h", IFS_DOSE_RATE, QUANTITY_UNKNOWN_UNIT, ""},
    {"1,234,567,890,123,456,789,012,345,678,901,234,567,890 g", IFS_MASS, QUANTITY_COMMA, ""}, /* over 40 digits */
    /* thirteen groups of three are 39 digits */
    {"123,456,789,012,345,678,901,234,567,890,123,456,789 g", IFS_MASS, QUANTITY_COMMA,
     "123456789012345678901234567890123456789 g"},
    {"1 \x7F", IFS_MASS, QUANTITY_UNKNOWN_UNIT, ""},
    {"30 mg per kg", IFS_MASS_PER_WEIGHT, QUANTITY_UNKNOWN_UNIT, "mg/kg"},
};

/* 6000000000000001 ft are 9.144 * 10^18 fifths of a mm, as many in 7.62 * 10^17: each fits 63 bits, their sum does not. */
static const struct proposal imperials[] = {
    {"5 ft 11 in", IFS_LENGTH, QUANTITY_IMPERIAL, "180.3 cm"}, /* 71 * 25.4 mm = 1803.4 mm */
    {"6000000000000001 ft 6000000000000001 in", IFS_LENGTH, QUANTITY_IMPERIAL, ""},
    {"5 ft 999999999999999999 in", IFS_LENGTH, QUANTITY_IMPERIAL, ""},
};

static void test_imperials(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(imperials); i++) {
        char bytes[48];
        struct text suggestion = text_over(bytes, sizeof bytes);
        struct span whole = {imperials[i].text, strlen(imperials[i].text)};
        assert_true(quantity_spelling_imperial(whole, IFS_LENGTH, &suggestion));
        assert_string_equal(bytes, imperials[i].suggestion);
    }
}

/* What is elemental is a mass of the salt, and nothing else. */
static void test_element_is_no_volume(void **state)
{
    (void)state;
    static const ifs_salt salt = {246470, 24305, 2};
    ifs_quantity element = {IFS_ELEMENTAL_MASS, quantity_unit_first(IFS_ELEMENTAL_MASS), {24305, 1}};
    ifs_ratio number = {0, 0};
    assert_false(quantity_in_unit(element, quantity_unit_index("mL", IFS_VOLUME), &salt, &number));
    assert_true(quantity_in_unit(element, quantity_unit_index("mcg", IFS_MASS), &salt, &number));
    assert_true(ratio_compare(number, ratio_make(246470, 1)) == 0); /* 24305 of 246470 are the element */
}

static void test_proposals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(proposals); i++) {
        struct quantity_wanted wanted = {proposals[i].dimension, QUANTITY_SPACE_REQUIRED, NULL};
        struct quantity_problem problem;
        ifs_quantity found;
        assert_false(quantity_parse(proposals[i].text, strlen(proposals[i].text), &wanted, &found, &problem));
        if (problem.fault != proposals[i].fault || strcmp(problem.suggestion, proposals[i].suggestion) != 0) {
            fail_msg("%s: fault %d suggests \"%s\"", proposals[i].text, (int)problem.fault, problem.suggestion);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_proposals), cmocka_unit_test(test_imperials),
                                       cmocka_unit_test(test_element_is_no_volume)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
