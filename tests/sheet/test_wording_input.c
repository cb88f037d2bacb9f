/*
 * test_wording_input.c - the sentence for every fault, reached through the parser wherever it can be reached.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "claim.h"
#include "wording_input.h"

static const struct {
    const char *text;
    ifs_dimension wanted;
    enum quantity_fault fault;
    const char *example;
    const char *sentence;
} rows[] = {
    {"", IFS_WEIGHT, QUANTITY_EMPTY, "72 kg",
     "nothing is written here; write a number and its unit, such as \"72 kg\""},
    {"heavy", IFS_WEIGHT, QUANTITY_NOT_A_NUMBER, "72 kg",
     "\"heavy\" is not a single number; write one number in digits, a space and the unit, such as \"72 kg\""},
    {"1,5 g", IFS_MASS, QUANTITY_COMMA, NULL,
     "\"1,5 g\" has a comma, which can be read as a decimal point or as thousands; write the number without commas, "
     "with a point for decimals: 1.5 g"},
    {"1,000 mg", IFS_MASS, QUANTITY_COMMA, "4 g",
     "\"1,000 mg\" has a comma, which can be read as a decimal point or as thousands; write the number without commas, "
     "with a point for decimals: 1000 mg or 1 mg"},
    {"2 h 30 min", IFS_DURATION, QUANTITY_TWO_UNITS, "4 h", "\"2 h 30 min\" has two units; write \"150 min\""},
    {"-3 g", IFS_MASS, QUANTITY_SIGN, "4 g",
     "\"-3\" begins with a sign; write the number without plus or minus, such as \"4 g\""},
    {"1e3 mL", IFS_VOLUME, QUANTITY_EXPONENT, "500 mL",
     "\"1e3\" is written with an exponent; write all digits of the number, such as \"500 mL\""},
    {".5 g", IFS_MASS, QUANTITY_BARE_POINT, "4 g", "\".5\" has no digit on one side of the point; write \"0.5\""},
    {"007 g", IFS_MASS, QUANTITY_LEADING_ZERO, "4 g", "\"007\" begins with a zero too many; write \"7\""},
    {"1000000000000 g", IFS_MASS, QUANTITY_TOO_LARGE, "4 g",
     "\"1000000000000\" is too large; check number and unit, and write a smaller number, such as \"4 g\""},
    {"0.0000001 g", IFS_MASS, QUANTITY_TOO_FINE, "4 g",
     "\"0.0000001\" has more than 6 digits after the point; write at most 6, or a smaller unit, such as \"4 g\""},
    {"72", IFS_WEIGHT, QUANTITY_NO_UNIT, "72 kg",
     "\"72\" has no unit; write the unit after the number, such as \"72 kg\""},
    {"75kg", IFS_WEIGHT, QUANTITY_NO_SPACE, "72 kg", "\"75kg\" has no space before the unit; write \"75 kg\""},
    {"75  kg", IFS_WEIGHT, QUANTITY_SPACES, "72 kg",
     "\"75  kg\" has a blank too many or of another kind; write one plain space between number and unit and none "
     "elsewhere: 75 kg"},
    {"4 gm", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "4 g", "unknown unit \"gm\"; write \"g\""},
    {"4 grobs", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "4 g",
     "unknown unit \"grobs\"; write a metric unit as this program spells it, such as \"4 g\""},
    {"160 lb", IFS_WEIGHT, QUANTITY_IMPERIAL, "72 kg",
     "\"160 lb\" is not metric (it converts to about 72.6 kg, which is not used); measure in metric units and write "
     "what was "
     "measured, such as \"72 kg\""},
    {"160 lb", IFS_LENGTH, QUANTITY_IMPERIAL, NULL,
     "\"160 lb\" is not metric; measure in metric units and write what was measured"},
    {"4 cc", IFS_VOLUME, QUANTITY_FORBIDDEN_UNIT, "4 mL", "\"cc\" is easily misread and never used; write \"mL\""},
    {"4 IU", IFS_MASS, QUANTITY_FORBIDDEN_UNIT, "4 g",
     "\"IU\" is easily misread and never used; write a metric unit, such as \"4 g\""},
    {"4 mmol", IFS_MASS, QUANTITY_NEEDS_SALT, "4 g",
     "\"mmol\" can be converted only for a drug whose salt is known; write the mass in g or mg, such as \"4 g\""},
    {"4 mL", IFS_MASS, QUANTITY_WRONG_DIMENSION, "4 g",
     "\"mL\" is a unit of something else; write this in mg or g, such as \"4 g\""},
    {"33 w", IFS_GESTATION, QUANTITY_NOT_A_GESTATION, NULL,
     "\"33 w\" is not a gestation; write completed weeks and days, 0 to 6, as in 33w6d"},
    {"4 g/0 mL", IFS_CONCENTRATION, QUANTITY_ZERO_VOLUME, "4 g/250 mL",
     "\"0 mL\" is no volume; write the volume that the drug is in, such as \"4 g/250 mL\""},
};

static void test_every_sentence(void **state)
{
    (void)state;
    bool reached[QUANTITY_ZERO_VOLUME + 1] = {true};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity_wanted wanted = {rows[i].wanted, QUANTITY_SPACE_REQUIRED, NULL};
        struct quantity_problem problem;
        ifs_quantity found;
        bool strength = rows[i].wanted == IFS_CONCENTRATION;
        assert_false((strength ? quantity_parse_strength : quantity_parse)(rows[i].text, strlen(rows[i].text), &wanted,
                                                                           &found, &problem));
        assert_int_equal(problem.fault, rows[i].fault);
        char bytes[256];
        struct text out = text_over(bytes, sizeof bytes);
        wording_quantity_problem(&out, &problem, rows[i].example);
        assert_string_equal(bytes, rows[i].sentence);
        reached[problem.fault] = true;
    }
    for (size_t fault = 0; fault < COUNT_OF(reached); fault++) {
        assert_true(reached[fault]);
    }
}

/* Callers set this fault themselves and may have nothing to propose. */
static void test_wrong_dimension_set_by_a_caller(void **state)
{
    (void)state;
    struct quantity_problem problem = {QUANTITY_WRONG_DIMENSION, 2, "mL", ""};
    char bytes[128];
    struct text out = text_over(bytes, sizeof bytes);
    wording_quantity_problem(&out, &problem, NULL);
    assert_string_equal(bytes, "\"mL\" is a unit of something else; write the unit that belongs here");
}

/* A form that is right without doubt is what to write; of the others the person has to know what was meant. */
static void test_what_is_proposed_word_for_word(void **state)
{
    (void)state;
    static const enum quantity_fault certain[] = {QUANTITY_BARE_POINT,   QUANTITY_LEADING_ZERO,   QUANTITY_NO_SPACE,
                                                  QUANTITY_UNKNOWN_UNIT, QUANTITY_FORBIDDEN_UNIT, QUANTITY_TWO_UNITS};
    for (int fault = QUANTITY_FINE + 1; fault <= QUANTITY_ZERO_VOLUME; fault++) {
        bool expected = false;
        for (size_t i = 0; i < COUNT_OF(certain); i++) {
            expected = expected || certain[i] == (enum quantity_fault)fault;
        }
        struct quantity_problem problem = {(enum quantity_fault)fault, 0, "found", "9 g"};
        char bytes[300];
        struct text out = text_over(bytes, sizeof bytes);
        wording_quantity_problem(&out, &problem, "4 g");
        assert_int_equal(strstr(bytes, "; write \"9 g\"") != NULL, expected);
        assert_int_equal(strstr(bytes, "\"found\"") != NULL, fault != QUANTITY_EMPTY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_sentence),
        cmocka_unit_test(test_wrong_dimension_set_by_a_caller),
        cmocka_unit_test(test_what_is_proposed_word_for_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
