/*
 * one_order.h - the order a test is about: the one before is given back when the next is taken, or the test ends.
 */
#ifndef ONE_ORDER_H
#define ONE_ORDER_H

#include "written.h"

static struct order *order;

/* The teardown of such a test. */
static int end(void **state)
{
    (void)state;
    if (order != NULL) {
        forget(order);
    }
    order = NULL;
    return 0;
}

static inline struct order *take(const struct parts *parts)
{
    (void)end(NULL);
    order = written(parts);
    return order;
}

#endif
