/*
 * test_nearest_allowed.c - what a sheet proposes beside a soft stop.
 */
#include "engine/written.h"

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
    assert_non_null(strstr(text, "from 1 g in 100 mL, bag instead"));
    free(text);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_product),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
