/*
 * test_value.c - which strings are ids, factors and quantities of a key.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "claim.h"
#include "value.h"

static void test_ids(void **state)
{
    (void)state;
    assert_true(value_is_id("sodium-chloride-0.9"));
    assert_true(value_is_id("vial-500-mg-per-mL-2-mL"));
    assert_true(value_is_file_id("migraine-acute-adult"));
    assert_false(value_is_file_id("migraine-mL"));
    static const char *const wrong[] = {"", "-a", ".a", "a..b", "a b", "a/b", "a_b", "a\n", "\xc3\xa9"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(value_is_id(wrong[i]));
        assert_false(value_is_file_id(wrong[i]));
    }
}

static void test_factors(void **state)
{
    (void)state;
    ifs_ratio factor = {0, 0};
    assert_true(value_factor("0.5", &factor));
    assert_true(factor.num * 2 == factor.den);
    assert_true(value_factor("0.333333", &factor));
    assert_true(factor.num * 1000000 == factor.den * 333333);
    static const char *const wrong[] = {"0",    "1",    "1.5", "-0.5", ".5",  "0,5",
                                        "0.5 ", "50 %", "",    "half", "0.0", "0.5 mL", "0.1234567", "0.000000000000000000000000000000000000000001"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(value_factor(wrong[i], &factor));
    }
}

static const ifs_salt salt = {246470, 24305, 2};

static bool reads(const struct key *key, const char *words, ifs_dimension dimension, int64_t base)
{
    ifs_quantity quantity;
    struct quantity_problem problem;
    return value_quantity(key, words, &salt, &quantity, &problem) && quantity.dimension == dimension &&
           quantity.base.num == base && quantity.base.den == 1;
}

static void test_quantities_of_several_dimensions(void **state)
{
    (void)state;
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    const struct key *dose = keys_find(&table, keys_find(&table, NULL, "infusions"), "dose");
    const struct key *usual = keys_find(&table, dose, "usual");
    assert_true(reads(usual, "1 g", IFS_MASS, 1000000));
    assert_true(reads(usual, "4 mmol", IFS_MASS, 985880)); /* 4 x 246.47 mg */
    assert_true(reads(usual, "40 mg/kg", IFS_MASS_PER_WEIGHT, 40000));
    assert_true(reads(usual, "1 g/h", IFS_DOSE_RATE, 1000000));
    assert_true(reads(usual, "10 mg/kg/h", IFS_DOSE_RATE_PER_WEIGHT, 10000));
    assert_false(reads(usual, "100 mL", IFS_VOLUME, 100000));
    assert_false(reads(usual, "15 min", IFS_DURATION, 900));
}

/* The salt of the drug says nothing about an antidote. */
static void test_foreign_quantities_know_no_salt(void **state)
{
    (void)state;
    struct key_table table = keys_of(KEY_FILE_PROTOCOL);
    const struct key *dose = keys_find(&table, keys_find(&table, NULL, "rescue"), "dose");
    ifs_quantity quantity;
    struct quantity_problem problem;
    assert_true(reads(dose, "1 g", IFS_MASS, 1000000));
    assert_false(value_quantity(dose, "4 mmol", &salt, &quantity, &problem));
    assert_int_equal(problem.fault, QUANTITY_NEEDS_SALT);
}

/* How many findings such a text of that key has. */
static size_t faults(const char *group, const char *name, const char *words)
{
    struct findings findings = {0};
    struct walk walk = {.table = keys_of(KEY_FILE_PROTOCOL), .reporter = {&findings, "a.cfg", false}, .salt = &salt};
    struct config_node root = {.kind = CONFIG_GROUP, .line = 1, .column = 1};
    struct config_node node = {.kind = CONFIG_STRING, .key = name, .string = words, .line = 1, .column = 1, .parent = &root};
    root.first_child = &node;
    value_check(&walk, keys_find(&walk.table, keys_find(&walk.table, NULL, group), name), &node);
    size_t count = findings.count;
    finding_free(&findings);
    return count;
}

static void test_versions(void **state)
{
    (void)state;
    static const char *const right[] = {"1.0.0", "0.1.0", "10.20.30", "999999.0.1"};
    static const char *const wrong[] = {"1", "1.0", "1.0.", "1..0", ".1.0", "01.0.0", "1.0.00", "1234567.0.0", "1.0.0.0", "1.0.0a", "a.0.0", "1,0,0"};
    for (size_t i = 0; i < COUNT_OF(right); i++) {
        assert_int_equal(faults("protocol", "version", right[i]), 0);
    }
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_int_equal(faults("protocol", "version", wrong[i]), 1);
    }
}

/* The id with hyphens is proposed only where it is one and fits. */
static void test_other_spellings_of_an_id(void **state)
{
    (void)state;
    static const char *const wrong[] = {"low pressure", "low_pressure", "low/pressure", "low!", "Low Pressure",
                                        "a b-------------------------------------------------------------------------------------------------------c"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_int_equal(faults("checks", "id", wrong[i]), 1);
        assert_int_equal(faults("protocol", "id", wrong[i]), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_other_spellings_of_an_id),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_factors),
        cmocka_unit_test(test_quantities_of_several_dimensions),
        cmocka_unit_test(test_foreign_quantities_know_no_salt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
