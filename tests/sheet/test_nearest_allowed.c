/*
 * test_nearest_allowed.c - what a sheet proposes beside a soft stop.
 */
#include "engine/written.h"

#include "sheet.h"

static struct ifs_sheet sheet;

static void expect_nearest(const struct parts *parts, const char *words, const char *change, const char *to, const char *text)
{
    struct order *order = NULL;
    const ifs_plan *plan = plan_of(&order, parts, words);
    sheet_build(order->protocol, &order->request, plan, &sheet);
    int at = 0;
    while (at < sheet.nearest_count && strcmp(sheet.nearest[at].change, change) != 0) {
        at++;
    }
    assert_true(at < sheet.nearest_count);
    assert_string_equal(sheet.nearest[at].to, to);
    assert_string_equal(sheet.nearest[at].text, text);
    bool second = order->protocol->infusion_count > 1;
    assert_string_equal(sheet.nearest[at].infusion, second ? "second" : "infusion");
    forget(order);
}

/* 1 g in 30 min are 2 g/h; of 1.5 g/h it takes 40 min, or 750 mg. Of 3 g or 3 g/h the most that is allowed are 2. */
static void time_and_dose(void **state)
{
    (void)state;
    const struct parts fast = {.over = "{ usual = '60 min'; source = 'trial'; }", .limits = "speed = { soft-max = '1.5 g/h'; source = 'trial'; };"};
    expect_nearest(&fast, "--over 30 min", "time", "40 min", "over 40 min instead");
    expect_nearest(&fast, "--over 30 min", "dose", "750 mg", "a dose of 750 mg instead, if the prescriber orders it");
    expect_nearest(&(struct parts){.dose = "{ per-time = true; hard = ['', '2 g/h']; step = '10 mg'; source = 'trial'; }",
                                   .over = "{ usual = '60 min'; source = 'trial'; }"},
                   "--dose 3 g/h", "dose", "2 g per hour", "a dose of 2 g per hour instead, if the prescriber orders it");
}

/* Of two infusions the one is named. */
static void of_two_infusions(void **state)
{
    (void)state;
    expect_nearest(&(struct parts){.infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
                                                " over = { usual = '30 min'; source = 'trial'; };"
                                                " bags = { product = 'premix'; additive = 'premixed'; }; },"
                                                "  { name = 'second'; devices = ['pump'];"
                                                " dose = { usual = '1 g'; hard = ['', '2 g']; step = '10 mg'; source = 'trial'; };"
                                                " over = { usual = '60 min'; source = 'trial'; };"
                                                " bags = { product = 'premix'; additive = 'premixed'; }; } )"},
                   "--infusion second | --dose 3 g", "dose", "2 g", "second: a dose of 2 g instead, if the prescriber orders it");
}

/* 1 g of the vial are 2 mL, with a bag of 100 mL 102 mL: above a soft limit of 101 mL. The ready-to-use bag has 100 mL. */
static void another_product(void **state)
{
    (void)state;
    struct order *order = NULL;
    const struct parts parts = {
        .limits = "volume = { soft-max = '101 mL'; source = 'trial'; };",
        .bags = "( { product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; },"
                "  { product = 'premix'; additive = 'premixed'; } )"};
    const ifs_plan *plan = plan_of(&order, &parts, "setting=ward");
    assert_int_equal(plan->verdict, IFS_OVERRIDE_NEEDED);
    char *text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "Volume 102 mL is above the soft limit of 101 mL"));
    assert_non_null(strstr(text, "\n  - from 1 g in 100 mL, bag instead\n"));
    sheet_build(order->protocol, &order->request, plan, &sheet);
    assert_string_equal(sheet.nearest[0].change, "product");
    assert_string_equal(sheet.nearest[0].to, "1 g in 100 mL, bag");
    assert_string_equal(sheet.nearest[0].infusion, "infusion");
    free(text);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_product),
        cmocka_unit_test(time_and_dose),
        cmocka_unit_test(of_two_infusions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
