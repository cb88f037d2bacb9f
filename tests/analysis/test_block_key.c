/*
 * test_block_key.c - cuts that are counted and words that are mixed, lane by lane; the hashes by the same arithmetic done elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "block_key.h"

/* Cuts at 10 and 20, three bits up, beside what stands there; in the first lane, the last, and none behind it. */
static void cuts_that_are_reached(void **state)
{
    (void)state;
    static const int32_t cuts[] = {10, 20, 0};
    static const struct {
        int32_t answer;
        uint32_t reached;
    } rows[] = {{INT32_MIN, 0}, {9, 0}, {10, 1}, {11, 1}, {19, 1}, {20, 2}, {INT32_MAX, 2}};
    const struct block_column column = {.shift = 3, .cut_count = 2};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int32_t answers[BLOCK_LANES + 1];
        uint32_t words[BLOCK_LANES + 1];
        for (int lane = 0; lane <= BLOCK_LANES; lane++) {
            answers[lane] = lane % 2 == 0 ? rows[i].answer : 0;
            words[lane] = 5;
        }
        block_key_cut(answers, &column, cuts, words);
        for (int lane = 0; lane < BLOCK_LANES; lane++) {
            assert_int_equal(words[lane], lane % 2 == 0 ? 5U + 8U * rows[i].reached : 5U);
        }
        assert_int_equal(words[BLOCK_LANES], 5);
    }
}

/* From 0x9e3779b1, for each word: times itself what is mixed with the word, mixed with its own bits from the 15th on, in 32 bits. */
static void words_that_are_mixed(void **state)
{
    (void)state;
    static const struct {
        uint32_t words[2];
        uint32_t hash;
    } rows[] = {{{0U, 0U}, 0x783bf59aU}, {{1U, 0U}, 0xc47eeb70U}, {{0U, 1U}, 0x16725379U}, {{4294967295U, 7U}, 0x6aa98458U}, {{123456789U, 987654321U}, 0x8dc5dd00U}};
    enum { ROWS = sizeof rows / sizeof rows[0] };
    uint32_t words[3][BLOCK_LANES] = {{0}};
    uint32_t hashes[BLOCK_LANES + 1] = {[BLOCK_LANES] = 77};
    for (int lane = 0; lane < BLOCK_LANES; lane++) {
        words[0][lane] = rows[lane % ROWS].words[0];
        words[1][lane] = rows[lane % ROWS].words[1];
        words[2][lane] = 99; /* not one of the two */
    }
    block_key_hash(words, 2, hashes);
    for (int lane = 0; lane < BLOCK_LANES; lane++) {
        assert_int_equal(hashes[lane], rows[lane % ROWS].hash);
    }
    assert_int_equal(hashes[BLOCK_LANES], 77);
    block_key_hash(words, 0, hashes);
    assert_int_equal(hashes[0], 0x9e3779b1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_that_are_reached),
        cmocka_unit_test(words_that_are_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
