/*
 * test_limits.c - every bound of every limit is passed exactly where the author wrote it, and not one step earlier or
 * later.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "sweep.h"

static void every_bound_flips_where_it_is_written(void **state)
{
    (void)state;
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            sweep_example(protocol, j);
        }
        struct swept swept = sweep_count();
        printf("%s: %d bounds met, %d of them passed both ways\n", protocol->file, swept.met, swept.flipped);
        if (swept.flipped == 0) {
            complain_of(
                protocol,
                "no bound of any limit could be reached: no example has an order whose dose or time can be prescribed");
        }
    }
    battery_end();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_bound_flips_where_it_is_written)};
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
