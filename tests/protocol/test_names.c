/*
 * test_names.c - what is proposed instead of a name that is not known.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "names.h"

static const char *const few[] = {"saline", "dextrose-5"};
static const char *const many[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};

static void assert_advice(const char *word, const struct names *names, const char *expected)
{
    char bytes[300];
    struct text words = text_over(bytes, sizeof bytes);
    names_advise(&words, word, names);
    assert_string_equal(bytes, expected);
}

static void test_short_lists_are_shown_whole(void **state)
{
    (void)state;
    struct names names = {few, COUNT_OF(few), "diluents"};
    assert_advice("ringer", &names, "write saline or dextrose-5");
    assert_advice("salin", &names, "did you mean \"saline\"? There are saline and dextrose-5");
    names.count = 1;
    assert_advice("ringer", &names, "write saline");
    assert_advice("salin", &names, "did you mean \"saline\"?");
    names.count = 0;
    assert_advice("salin", &names, "none is declared; declare it in diluents");
}

static void test_long_lists_show_the_nearest(void **state)
{
    (void)state;
    struct names names = {many, COUNT_OF(many), "the list"};
    assert_advice("fives-", &names, "did you mean \"five\"?");
    /* edits, by hand: seven 4, five 5, three and nine 7 (the first one stands), the others 8 and more */
    assert_advice("fiveseven", &names, "write one of those in the list, such as seven, five or three");
}

static void test_facts_go_by_other_names(void **state)
{
    (void)state;
    struct fact_rule facts[IFS_FACT_BUILTIN];
    char bytes[300];
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        facts[i] = *fact_builtin(i);
    }
    struct text words = text_over(bytes, sizeof bytes);
    names_advise_fact(&words, "bp", facts, IFS_FACT_BUILTIN);
    assert_string_equal(bytes, "did you mean \"systolic\"?");
    words = text_over(bytes, sizeof bytes);
    names_advise_fact(&words, "wieght", facts, IFS_FACT_BUILTIN);
    assert_string_equal(bytes, "did you mean \"weight\"?");
    words = text_over(bytes, sizeof bytes);
    names_advise_fact(&words, "lactate", facts, IFS_FACT_BUILTIN);
    assert_non_null(
        strstr(bytes, "declare a question of that id in questions, or write a fact of protocols/README.md"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_lists_are_shown_whole),
        cmocka_unit_test(test_long_lists_show_the_nearest),
        cmocka_unit_test(test_facts_go_by_other_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
