/*
 * test_boxes.c - marks of a small grid, gathered by hand; and grids that have no room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "boxes.h"

static struct boxes boxes;

/* Rows are the first axis. 1 and 2 are marks, -1 is nobody. */
static int mark_by_hand(const void *context, const uint16_t *at)
{
    static const int grid[3][4] = {{1, 1, 0, 2}, {1, -1, 0, 2}, {0, 0, 0, 2}};
    (void)context;
    return grid[at[0]][at[1]];
}

static void expect_box(const struct box *box, int mark, const int corners[4])
{
    assert_int_equal(box->mark, mark);
    assert_int_equal(box->low[0], corners[0]);
    assert_int_equal(box->high[0], corners[1]);
    assert_int_equal(box->low[1], corners[2]);
    assert_int_equal(box->high[1], corners[3]);
}

static void a_small_grid_by_hand(void **state)
{
    (void)state;
    boxes = (struct boxes){.axis_count = 2, .length = {3, 4}, .mark = mark_by_hand};
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 2);
    expect_box(&boxes.list[0], 1, (const int[4]){0, 1, 0, 1});
    expect_box(&boxes.list[1], 2, (const int[4]){0, 2, 3, 3});
}

static int mark_every_second(const void *context, const uint16_t *at)
{
    (void)context;
    return at[0] % 2;
}

/* Every second place is a box of its own: 512 fit, more do not. */
static void more_boxes_than_there_is_room_for(void **state)
{
    (void)state;
    boxes = (struct boxes){.axis_count = 1, .length = {2 * BOXES_MAX}, .mark = mark_every_second};
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, BOXES_MAX);
    boxes.length[0] += 4;
    assert_false(boxes_gather(&boxes));
    assert_true(boxes.full);
}

static int mark_nothing(const void *context, const uint16_t *at)
{
    (void)context;
    (void)at;
    return BOX_NOTHING;
}

/* 2^22 places fit: 2,048 times 2,048, not one row more. */
static void more_places_than_there_is_room_for(void **state)
{
    (void)state;
    boxes = (struct boxes){.axis_count = 3, .length = {2048, 2048, 1}, .mark = mark_nothing};
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 0);
    boxes.length[0]++;
    assert_false(boxes_gather(&boxes));
    assert_true(boxes.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_grid_by_hand),
        cmocka_unit_test(more_boxes_than_there_is_room_for),
        cmocka_unit_test(more_places_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
