/*
 * test_offer.c - of what there is, what this protocol uses is proposed, wherever it stands in it, and nothing else.
 */
#include "offer.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

/* Before and behind each list stands what would be offered if it belonged to it: product 9, diluent 9, a device by hand. */
static const int no_diluents[] = {9};
static const int first_diluents[] = {9, 2, 4, 9};
static const int second_diluents[] = {9, 5, 9};
static const struct container other = {.product_index = 9, .diluents = no_diluents, .diluent_count = 1};
static struct container first[3];
static struct container second[4];
static struct infusion_rule infusions[4];
static ifs_protocol protocol;

static int make(void **state)
{
    (void)state;
    first[0] = first[2] = second[0] = second[3] = other;
    first[1] = (struct container){.product_index = 1, .diluents = &first_diluents[1], .diluent_count = 2};
    second[1] = (struct container){.product_index = 3};
    second[2] = (struct container){.product_index = 6, .diluents = &second_diluents[1], .diluent_count = 1};
    infusions[0] = infusions[3] = (struct infusion_rule){.containers = first, .container_count = 3, .devices = 1U << IFS_HAND};
    infusions[1] = (struct infusion_rule){.containers = &first[1], .container_count = 1, .devices = 1U << IFS_PUMP};
    infusions[2] = (struct infusion_rule){.containers = &second[1], .container_count = 2, .devices = 1U << IFS_GRAVITY};
    protocol = (ifs_protocol){.infusions = &infusions[1], .infusion_count = 2, .settings = 1U << IFS_CLINIC | 1U << IFS_WARD};
    return 0;
}

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
    return cmocka_run_group_tests(tests, make, NULL);
}
