/*
 * test_arena.c - what is taken is zero, aligned and apart, also across blocks.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "arena.h"

static void test_pieces_are_zero_aligned_and_apart(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned char *before = NULL;
    for (size_t size = 1; size < 2000; size += 37) { /* more than one block in all */
        unsigned char *piece = arena_take(arena, size, 1);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(piece[i], 0);
        }
        memset(piece, 0xff, size);
        assert_ptr_not_equal(piece, before);
        before = piece;
    }
    assert_false(arena_failed(arena));
    arena_free(arena);
}

static void test_larger_than_a_block(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned char *large = arena_take(arena, 100000, 3);
    assert_non_null(large);
    large[299999] = 1;
    unsigned char *small = arena_take(arena, 1, 1);
    assert_non_null(small);
    assert_int_equal(*small, 0);
    arena_free(arena);
}

static void test_nothing_is_room_for_one(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_non_null(arena_take(arena, 0, 8));
    arena_free(arena);
    arena_free(NULL);
}

static void test_failure_is_remembered(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_null(arena_take(arena, SIZE_MAX / 2, 16)); /* the product does not fit */
    assert_true(arena_failed(arena));
    assert_non_null(arena_take(arena, 1, 1));
    assert_true(arena_failed(arena));
    arena_free(arena);
}

static void test_text_is_a_copy(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char words[] = "weight=70 kg";
    const char *copy = arena_text(arena, words, 6);
    words[0] = 'X';
    assert_string_equal(copy, "weight");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_zero_aligned_and_apart),
        cmocka_unit_test(test_larger_than_a_block),
        cmocka_unit_test(test_nothing_is_room_for_one),
        cmocka_unit_test(test_failure_is_remembered),
        cmocka_unit_test(test_text_is_a_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
