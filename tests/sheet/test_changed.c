/*
 * test_changed.c - every difference between two orders is found, and nothing else.
 *
 * Lists are made by hand; the sample sheet's figures are those of sample.h (1 g, 2 mL to draw, 102 mL, 408 mL per hour).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "changed.h"
#include "sample.h"
#include "wording_draft.h"

static void test_the_same_list_has_no_difference(void **state)
{
    (void)state;
    static struct changed_items a;
    static struct changed changes[CHANGED_MAX];
    a = (struct changed_items){0};
    assert_int_equal(changed_compare(&a, &a, changes), 0);
    changed_add(&a, "infusion", "dose", "1 g");
    changed_add(&a, "check", "digoxin", "not known");
    changed_add(&a, "infusion", "draw", NULL); /* what does not apply is no item */
    assert_int_equal(a.count, 2);
    assert_int_equal(changed_compare(&a, &a, changes), 0);
}

static void test_changed_gone_and_new(void **state)
{
    (void)state;
    static struct changed_items a;
    static struct changed_items b;
    static struct changed changes[CHANGED_MAX];
    a = (struct changed_items){0};
    b = (struct changed_items){0};
    changed_add(&a, "", "verdict", "CONDITIONAL");
    changed_add(&a, "loading", "dose", "4 g");
    changed_add(&a, "maintenance", "dose", "24 g");
    changed_add(&a, "check", "digoxin", "not known");
    changed_add(&b, "", "verdict", "READY");
    changed_add(&b, "maintenance", "dose", "24 g");
    changed_add(&b, "loading", "dose", "2 g");
    changed_add(&b, "check", "elderly", "warns");
    assert_int_equal(changed_compare(&a, &b, changes), 4);
    assert_string_equal(changes[0].item, "verdict");
    assert_string_equal(changes[0].old_words, "CONDITIONAL");
    assert_string_equal(changes[0].new_words, "READY");
    assert_string_equal(changes[1].of, "loading");
    assert_string_equal(changes[1].old_words, "4 g");
    assert_string_equal(changes[1].new_words, "2 g");
    assert_string_equal(changes[2].item, "digoxin");
    assert_null(changes[2].new_words);
    assert_string_equal(changes[3].item, "elderly");
    assert_null(changes[3].old_words);
}

static void test_a_list_that_is_full_says_so(void **state)
{
    (void)state;
    static struct changed_items a;
    a = (struct changed_items){0};
    for (int i = 0; i < CHANGED_ITEM_MAX; i++) {
        changed_add(&a, "a", "b", "c");
    }
    assert_false(a.full);
    changed_add(&a, "a", "b", "c");
    assert_true(a.full);
    assert_int_equal(a.count, CHANGED_ITEM_MAX);
}

static const char *words_of(const struct changed_items *items, const char *of, const char *item)
{
    for (int i = 0; i < items->count; i++) {
        if (text_equal(items->list[i].of, of) && text_equal(items->list[i].item, item)) {
            return items->list[i].words;
        }
    }
    return "";
}

static void test_a_sheet_gives_what_a_nurse_acts_on(void **state)
{
    (void)state;
    static struct sample sample;
    static struct changed_items items;
    items = (struct changed_items){0};
    sample_begin(&sample);
    sample_build(&sample);
    changed_list(&items, &sample.sheet);
    assert_false(items.full);
    const char *name = sample.sheet.infusions[0].name;
    assert_string_equal(words_of(&items, name, "dose"), "1 g");
    assert_string_equal(words_of(&items, name, "volume to draw"), "2 mL");
    assert_string_equal(words_of(&items, name, "volume to be infused"), "102 mL");
    assert_string_equal(words_of(&items, name, "flow rate"), "408 mL per hour");
    assert_string_equal(words_of(&items, name, "time"), "15 min");
    assert_string_equal(words_of(&items, "", "verdict"), sample.sheet.verdict_words);
    for (int i = 0; i < sample.sheet.check_count; i++) {
        const struct sheet_check *check = &sample.sheet.checks[i];
        assert_int_equal(words_of(&items, "check", check->id)[0] != '\0', check->result != IFS_PASS);
    }
}

/* Nothing of an order that is refused. */
static void test_a_refused_sheet_gives_no_preparation(void **state)
{
    (void)state;
    static struct sample sample;
    static struct changed_items items;
    items = (struct changed_items){0};
    sample_begin(&sample);
    sample_verdict(&sample, IFS_REFUSED);
    sample_build(&sample);
    changed_list(&items, &sample.sheet);
    for (int i = 0; i < items.count; i++) {
        assert_string_not_equal(items.list[i].item, "dose");
        assert_string_not_equal(items.list[i].item, "volume to draw");
        assert_string_not_equal(items.list[i].item, "flow rate");
    }
    assert_string_equal(words_of(&items, "check", "heart-block"), "refuses");
}

static void test_missing_facts_and_start_conditions_are_items(void **state)
{
    (void)state;
    static struct ifs_sheet sheet;
    static struct changed_items items;
    items = (struct changed_items){0};
    sheet = (struct ifs_sheet){.verdict_words = "NOT YET"};
    sheet.missing[sheet.missing_count++] = "weight";
    sheet.starts[sheet.start_count++] = (struct sheet_start){.fact = "systolic", .text = "at least 100 mmHg"};
    sheet.rescue.list[sheet.rescue.count++] = (struct sheet_line){.text = "Give this.", .whole = "Give this at once."};
    sheet.rescue.list[sheet.rescue.count++] = (struct sheet_line){.text = "Then call."};
    changed_list(&items, &sheet);
    assert_int_equal(items.count, 5);
    assert_string_equal(words_of(&items, "before starting", "systolic"), "at least 100 mmHg");
    assert_string_equal(items.list[2].of, "missing");
    assert_string_equal(items.list[3].item, "Give this at once.");
    assert_string_equal(items.list[4].item, "Then call.");
}

/* Everything that is prepared and set, each by its name, and the sentences of how it goes on by themselves. */
static void test_every_item_of_an_infusion(void **state)
{
    (void)state;
    static struct ifs_sheet sheet;
    static struct changed_items items;
    static const char *const expected[][2] = {
        {"verdict", "READY"},          {"dose", "4 g"},           {"time", "20 min"},
        {"product", "vial-example"},   {"containers", "2 vials"}, {"volume to draw", "8 mL"},
        {"diluent", "saline"},         {"volume to be infused", "108 mL"}, {"flow rate", "324 mL per hour"},
        {"drops", "108 drops"},        {"device", "pump"},        {"volume at each site", "5 mL"},
        {"begins", "at once"},         {"ends", "after 24 h"},    {"Go on at once.", ""},
        {"Then stop.", ""},
    };
    items = (struct changed_items){0};
    sheet = (struct ifs_sheet){.verdict_words = "READY", .infusion_count = 1};
    sheet.infusions[0] = (struct sheet_infusion){.name = "loading", .dose = "4 g", .over = "20 min", .product = "vial-example",
                                                 .containers_words = "2 vials", .draw = "8 mL", .diluent = "saline", .total = "108 mL",
                                                 .flow = "324 mL per hour", .drops = "108 drops", .device = "pump", .site_volume = "5 mL",
                                                 .beginning = "at once", .ending = "after 24 h"};
    sheet.infusions[0].goes_on.list[0] = (struct sheet_line){.text = "Go on.", .whole = "Go on at once."};
    sheet.infusions[0].goes_on.list[1] = (struct sheet_line){.text = "Then stop."};
    sheet.infusions[0].goes_on.count = 2;
    changed_list(&items, &sheet);
    assert_int_equal(items.count, sizeof expected / sizeof expected[0]);
    for (int i = 0; i < items.count; i++) {
        assert_string_equal(items.list[i].of, i == 0 ? "" : "loading");
        assert_string_equal(items.list[i].item, expected[i][0]);
        assert_string_equal(items.list[i].words, expected[i][1]);
    }
}

/* What an earlier order left in the memory behind the last of each is no item. */
static void test_what_stands_behind_the_last_is_no_item(void **state)
{
    (void)state;
    static struct ifs_sheet sheet;
    static struct changed_items a;
    static struct changed_items b;
    static struct changed changes[CHANGED_MAX];
    a = (struct changed_items){0};
    sheet = (struct ifs_sheet){.verdict_words = "READY"};
    sheet.infusions[0].dose = "4 g";
    sheet.infusions[0].name = "loading";
    sheet.checks[0] = (struct sheet_check){.id = "digoxin", .result = IFS_UNKNOWN};
    sheet.starts[0] = (struct sheet_start){.fact = "systolic", .text = "at least 100 mmHg"};
    sheet.missing[0] = "weight";
    sheet.rescue.list[0].text = "Give this.";
    changed_list(&a, &sheet);
    assert_int_equal(a.count, 1);
    b = a;
    a.list[1] = b.list[1] = (struct changed_item){"loading", "dose", "4 g"};
    assert_int_equal(changed_compare(&a, &b, changes), 0);
    b.count = 2;
    assert_int_equal(changed_compare(&a, &b, changes), 1);
    assert_null(changes[0].old_words);
    assert_int_equal(changed_compare(&b, &a, changes), 1);
    assert_null(changes[0].new_words);
}

/* Two full lists of 400 that have nothing in common: 800 differences. */
static void test_as_many_differences_as_there_can_be(void **state)
{
    (void)state;
    static struct changed_items a;
    static struct changed_items b;
    static struct changed changes[CHANGED_MAX];
    a = (struct changed_items){0};
    b = (struct changed_items){0};
    for (int i = 0; i < 400; i++) {
        changed_add(&a, "old", "dose", "4 g");
        changed_add(&b, "new", "dose", "4 g");
    }
    assert_false(a.full);
    assert_int_equal(changed_compare(&a, &b, changes), 800);
    assert_int_equal(sizeof changes / sizeof changes[0], 800);
    changed_add(&a, "old", "dose", "4 g");
    assert_true(a.full);
}

static void test_open_questions_that_found_their_answer(void **state)
{
    (void)state;
    static const struct {
        struct changed change;
        bool settled;
        bool of_order;
    } cases[] = {
        {{"before starting", "systolic", "at least 100 mmHg", NULL}, true, true},
        {{"before starting", "systolic", NULL, "at least 100 mmHg"}, false, true},
        {{"before starting", "systolic", "at least 90 mmHg", "at least 100 mmHg"}, false, true},
        {{"missing", "weight", "", NULL}, true, false},
        {{"missing", "weight", NULL, ""}, false, false},
        {{"check", "digoxin", "not known", NULL}, true, false},
        {{"check", "digoxin", "warns", NULL}, false, false},
        {{"check", "digoxin", "not known", "warns"}, false, false},
        {{"answer", "systolic", NULL, "120 mmHg"}, true, false},
        {{"answer", "systolic", "110 mmHg", "120 mmHg"}, false, false},
        {{"answer", "systolic", "110 mmHg", NULL}, true, false},
        {{"", "verdict", "READY", "DO NOT INFUSE"}, false, false},
        {{"infusion", "dose", "1 g", NULL}, false, true},
        {{"infusion", "dose", NULL, "1 g"}, false, true},
        {{"rescue", "Give it.", "", NULL}, false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(changed_is_settled(&cases[i].change), cases[i].settled);
        assert_int_equal(changed_is_of_order(&cases[i].change), cases[i].of_order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_list_has_no_difference),
        cmocka_unit_test(test_changed_gone_and_new),
        cmocka_unit_test(test_a_list_that_is_full_says_so),
        cmocka_unit_test(test_a_sheet_gives_what_a_nurse_acts_on),
        cmocka_unit_test(test_a_refused_sheet_gives_no_preparation),
        cmocka_unit_test(test_every_item_of_an_infusion),
        cmocka_unit_test(test_what_stands_behind_the_last_is_no_item),
        cmocka_unit_test(test_as_many_differences_as_there_can_be),
        cmocka_unit_test(test_open_questions_that_found_their_answer),
        cmocka_unit_test(test_missing_facts_and_start_conditions_are_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
