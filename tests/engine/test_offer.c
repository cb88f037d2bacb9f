/*
 * test_offer.c - of what there is, what this protocol uses is proposed, wherever it stands in it, and nothing else.
 */
#include "offer.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

/* Behind the end of each list stands what would be offered if it belonged to it: product 9, diluent 9, a device by hand. */
static const int first_diluents[] = {2, 4, 9};
static const int second_diluents[] = {5, 9};
static const struct container first[] = {{.product_index = 1, .diluents = first_diluents, .diluent_count = 2}, {.product_index = 9}};
static const struct container second[] = {{.product_index = 3}, {.product_index = 6, .diluents = second_diluents, .diluent_count = 1}, {.product_index = 9}};
static const struct infusion_rule infusions[] = {
    {.containers = first, .container_count = 1, .devices = 1U << IFS_PUMP},
    {.containers = second, .container_count = 2, .devices = 1U << IFS_GRAVITY},
    {.containers = first, .container_count = 2, .devices = 1U << IFS_HAND},
};
static const ifs_protocol protocol = {.infusions = infusions, .infusion_count = 2, .settings = 1U << IFS_CLINIC | 1U << IFS_WARD};

static void expect(int fact, int choices, unsigned offered)
{
    for (int choice = 0; choice < choices; choice++) {
        assert_int_equal(offer_has(&protocol, fact, choice), offered >> choice & 1U);
    }
}

static void what_is_used(void **state)
{
    (void)state;
    expect(IFS_FACT_PRODUCT, 10, 1U << 1 | 1U << 3 | 1U << 6);
    expect(IFS_FACT_DILUENT, 10, 1U << 2 | 1U << 4 | 1U << 5);
    expect(IFS_FACT_DEVICE, IFS_DEVICE_COUNT, 1U << IFS_PUMP | 1U << IFS_GRAVITY);
    expect(IFS_FACT_SETTING, IFS_SETTING_COUNT, 1U << IFS_CLINIC | 1U << IFS_WARD);
}

/* Of anything else every answer. */
static void other_facts(void **state)
{
    (void)state;
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        if (fact != IFS_FACT_PRODUCT && fact != IFS_FACT_DILUENT && fact != IFS_FACT_DEVICE && fact != IFS_FACT_SETTING) {
            expect(fact, 10, ~0U);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_used), cmocka_unit_test(other_facts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
