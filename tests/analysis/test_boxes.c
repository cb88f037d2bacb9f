/*
 * test_boxes.c - marks of a small grid, gathered by hand; and grids that have no room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "boxes.h"

static struct boxes boxes;

/* What need not be set holds anything. */
static void begin(int axis_count, const int *lengths, boxes_mark mark)
{
    memset(&boxes, 0x7F, sizeof boxes);
    memset(boxes.covered, 0xFF, sizeof boxes.covered);
    boxes.axis_count = axis_count;
    boxes.mark = mark;
    boxes.context = lengths;
    for (int i = 0; i < axis_count; i++) {
        boxes.length[i] = lengths[i];
    }
}

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
    begin(2, (const int[]){3, 4}, mark_by_hand);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 2);
    expect_box(&boxes.list[0], 1, (const int[4]){0, 1, 0, 1});
    expect_box(&boxes.list[1], 2, (const int[4]){0, 2, 3, 3});
}

/* A row of marks; nothing is asked beyond its ends. */
static const int8_t *row;

static int mark_of_row(const void *context, const uint16_t *at)
{
    const int *length = context;
    assert_in_range(at[0], 0, length[0] - 1);
    return row[at[0]];
}

/* Runs of one mark, in their order. Nobody belongs to the run before and to the one behind. */
static void rows_by_hand(void **state)
{
    (void)state;
    static const struct {
        int8_t marks[24];
        int length;
        int ends[4][3]; /* mark, first, last */
        int count;
    } rows[] = {
        {{1}, 1, {{1, 0, 0}}, 1},
        {{-1, -1, 1, 0}, 4, {{1, 0, 2}}, 1},
        {{-1, 1, -1}, 3, {{1, 0, 2}}, 1},
        {{1, -1, -1, 2}, 4, {{1, 0, 2}, {2, 1, 3}}, 2},
        {{1, -1, 1, 2, 2, 1}, 6, {{1, 0, 2}, {2, 3, 4}, {1, 5, 5}}, 3},
        {{0, 0, 0, 0, 0, 0, 0, 0, 3}, 9, {{3, 8, 8}}, 1},
        {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4}, 24, {{4, 16, 23}}, 1},
        {{-1, -1}, 2, {{0}}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        row = rows[i].marks;
        begin(1, &rows[i].length, mark_of_row);
        assert_true(boxes_gather(&boxes));
        assert_false(boxes.full);
        assert_int_equal(boxes.count, rows[i].count);
        for (int j = 0; j < rows[i].count; j++) {
            assert_int_equal(boxes.list[j].mark, rows[i].ends[j][0]);
            assert_int_equal(boxes.list[j].low[0], rows[i].ends[j][1]);
            assert_int_equal(boxes.list[j].high[0], rows[i].ends[j][2]);
        }
    }
}

static int mark_of_board(const void *context, const uint16_t *at)
{
    (void)context;
    return 1 + (at[0] + at[1]) % 2;
}

static int mark_of_second_row(const void *context, const uint16_t *at)
{
    (void)context;
    return at[0];
}

/* Four fields of a board, each its own; and a whole row that is not the first. */
static void two_by_two(void **state)
{
    (void)state;
    static const int two[] = {2, 2};
    begin(2, two, mark_of_board);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 4);
    expect_box(&boxes.list[0], 1, (const int[4]){0, 0, 0, 0});
    expect_box(&boxes.list[1], 2, (const int[4]){0, 0, 1, 1});
    expect_box(&boxes.list[2], 2, (const int[4]){1, 1, 0, 0});
    expect_box(&boxes.list[3], 1, (const int[4]){1, 1, 1, 1});
    begin(2, two, mark_of_second_row);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 1);
    expect_box(&boxes.list[0], 1, (const int[4]){1, 1, 0, 1});
}

static int mark_of_last_axis(const void *context, const uint16_t *at)
{
    (void)context;
    return at[BOX_AXES - 1];
}

/* As many axes as there can be. */
static void every_axis(void **state)
{
    (void)state;
    int lengths[BOX_AXES];
    assert_int_equal(BOX_AXES, SPACE_AXES + 1);
    for (int i = 0; i < BOX_AXES; i++) {
        lengths[i] = i == 0 || i == BOX_AXES - 1 ? 2 : 1;
    }
    begin(BOX_AXES, lengths, mark_of_last_axis);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 1);
    assert_int_equal(boxes.list[0].low[0], 0);
    assert_int_equal(boxes.list[0].high[0], 1);
    assert_int_equal(boxes.list[0].low[BOX_AXES - 1], 1);
    assert_int_equal(boxes.list[0].high[BOX_AXES - 1], 1);
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
    begin(1, (const int[]){2 * 512}, mark_every_second);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 512);
    assert_int_equal(BOXES_MAX, 512);
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
    assert_int_equal(sizeof boxes.covered * 8, 2048 * 2048); /* one bit each */
    begin(3, (const int[]){2048, 2048, 1}, mark_nothing);
    assert_true(boxes_gather(&boxes));
    assert_int_equal(boxes.count, 0);
    boxes.length[0]++;
    assert_false(boxes_gather(&boxes));
    assert_true(boxes.full);
    boxes.length[0]--;
    boxes.length[2]++;
    assert_false(boxes_gather(&boxes));
    assert_true(boxes.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_grid_by_hand),
        cmocka_unit_test(rows_by_hand),
        cmocka_unit_test(two_by_two),
        cmocka_unit_test(every_axis),
        cmocka_unit_test(more_boxes_than_there_is_room_for),
        cmocka_unit_test(more_places_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
