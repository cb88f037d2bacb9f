/*
 * test_nearest.c - which near names are proposed, and which are too far.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "claim.h"
#include "nearest.h"

static const char *const names[] = {"weight", "weight-basis", "height", "age", "sex", "creatinine", "reflexes", "h"};

static const char *near(const char *word)
{
    return nearest_word(word, names, COUNT_OF(names));
}

static void test_one_edit(void **state)
{
    (void)state;
    assert_string_equal(near("wieght"), "weight");  /* neighbours swapped */
    assert_string_equal(near("weigt"), "weight");   /* one missing */
    assert_string_equal(near("weighht"), "weight"); /* one too many */
    assert_string_equal(near("weighs"), "weight");  /* another letter */
    assert_string_equal(near("ehight"), "height");  /* swapped at the start */
    assert_string_equal(near("heigth"), "height");  /* swapped at the end */
    assert_string_equal(near("weight-bases"), "weight-basis");
}

static void test_two_edits(void **state)
{
    (void)state;
    assert_string_equal(near("creatnin"), "creatinine"); /* i and e missing */
    assert_string_equal(near("wiegth"), "weight");       /* two swaps */
    assert_null(near("creatn"));                         /* four missing */
    assert_null(near("craetnin"));                       /* a swap and two missing */
}

static void test_case_does_not_count(void **state)
{
    (void)state;
    assert_string_equal(near("WEIGHT"), "weight");
    assert_string_equal(near("CREATNIN"), "creatinine");
    assert_string_equal(near("h"), "h");
    assert_string_equal(near("H"), "h");
}

static void test_short_words_are_not_alike(void **state)
{
    (void)state;
    assert_string_equal(near("agee"), "age"); /* 1 edit, below half of 4 */
    assert_string_equal(near("sec"), "sex");  /* 1 edit, below half of 3 */
    assert_null(near("ag"));                  /* 1 edit is half of 2 */
    assert_null(near("g"));
    assert_null(near(""));
    assert_null(near("aexx")); /* 2 edits to age are half of 4 */
}

static void test_first_of_equals(void **state)
{
    (void)state;
    static const char *const pair[] = {"mild", "mold"};
    static const char *const reversed[] = {"mold", "mild"};
    assert_string_equal(nearest_word("muld", pair, 2), "mild");
    assert_string_equal(nearest_word("muld", reversed, 2), "mold");
    assert_string_equal(nearest_word("mold", pair, 2), "mold"); /* nearer wins over first */
    assert_null(nearest_word("muld", pair, 0));
}

/* All of them, the nearest first; a word beyond 63 letters comes last, and so does any other beside a word of that length. */
static void test_in_order(void **state)
{
    (void)state;
    static const char long_word[] = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg";
    const char *const three[] = {long_word, "mild", "mold"};
    const char *nearest[NEAREST_MAX];
    assert_int_equal(nearest_words("mold", three, 3, nearest), 3);
    assert_string_equal(nearest[0], "mold");
    assert_string_equal(nearest[1], "mild");
    assert_string_equal(nearest[2], long_word);
    assert_int_equal(nearest_words(long_word, three, 3, nearest), 3);
    assert_string_equal(nearest[0], long_word); /* as they were given */
    assert_string_equal(nearest[1], "mild");
}

static void test_long_words(void **state)
{
    (void)state;
    static const char sixty_three[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk";
    static const char sixty_four[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl";
    const char *const longs[] = {sixty_four, sixty_three};
    assert_int_equal(sizeof sixty_three, 64);
    assert_ptr_equal(nearest_word(sixty_three, longs, 2), sixty_three);
    assert_null(nearest_word(sixty_four, longs, 2));
    assert_ptr_equal(nearest_word(sixty_three + 1, longs, 2), sixty_three);
}

/* Of two words the one that differs in nothing but case is nearer than the one with another letter. */
static void test_letters_alone_have_a_case(void **state)
{
    (void)state;
    static const char *const last_letter[] = {"sise", "size"};
    static const char *const before_a[] = {"wei@hu", "wei`ht"}; /* @ stands before A as ` does before a */
    static const char *const after_z[] = {"wei[hu", "wei{ht"};
    assert_string_equal(nearest_word("SIZE", last_letter, 2), "size");
    assert_string_equal(nearest_word("wei@ht", before_a, 2), "wei@hu"); /* both one letter away: the first */
    assert_string_equal(nearest_word("wei[ht", after_z, 2), "wei[hu");
}

/* What stands before the word in memory is not part of it. */
static void test_letters_before_the_word(void **state)
{
    (void)state;
    static const char after_b[] = "barest1";
    static const char after_x[] = "xrest12";
    static const char *const swapped[] = {"zabrest1", "brest1"}; /* two letters more; another letter */
    const char *const behind_b[] = {after_b + 1, "zabrest2"}; /* two letters less; another letter */
    static const char *const longer[] = {"rest1", "xrest12"};    /* one letter less; one more */
    assert_string_equal(nearest_word(after_b + 1, swapped, 2), "brest1");
    assert_string_equal(nearest_word(after_x + 1, longer, 2), "rest1");
    assert_string_equal(nearest_word("zabrest1", behind_b, 2), "zabrest2");
}

/* A letter too many after two that look swapped with it: one edit, and not none. */
static void test_letter_after_a_swap(void **state)
{
    (void)state;
    static const char *const words[] = {"ayxz", "ayx"};
    assert_string_equal(nearest_word("ayxy", words, 2), "ayxz"); /* both one edit away: the first */
}

/* To the word of n letters a from "a" it is n - 1 edits: the three shortest, as they were given where they are alike. */
static void test_order_of_many(void **state)
{
    (void)state;
    static const char *const words[] = {"aaaaa", "aaa", "aaaaaa", "aaaa", "AAA", "aa", "aaaaaaa"};
    const char *nearest[NEAREST_MAX + 1] = {NULL};
    assert_int_equal(nearest_words("a", words, COUNT_OF(words), nearest), 3);
    assert_null(nearest[NEAREST_MAX]); /* three are written, and no more */
    assert_string_equal(nearest[0], "aa");
    assert_string_equal(nearest[1], "aaa");
    assert_string_equal(nearest[2], "AAA");
    assert_int_equal(nearest_words("a", words, 4, nearest), 3);
    assert_string_equal(nearest[0], "aaa");
    assert_string_equal(nearest[1], "aaaa");
    assert_string_equal(nearest[2], "aaaaa");
    static const char *const far[] = {"uvwxyz", "uvw"}; /* 6 and 3 edits from "ab" */
    assert_int_equal(nearest_words("ab", far, 2, nearest), 2);
    assert_string_equal(nearest[0], "uvw");
}

/* 63 letters are compared to the last one. */
static void test_order_of_long_words(void **state)
{
    (void)state;
    static const char sixty_three[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk";
    static const char shifted[] = "bcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkq"; /* a dropped, q added */
    const char *const far_first[] = {"h", sixty_three};
    const char *nearest[NEAREST_MAX];
    assert_int_equal(nearest_words(sixty_three, far_first, 2, nearest), 2);
    assert_ptr_equal(nearest[0], sixty_three);
    assert_int_equal(nearest_words(sixty_three + 1, far_first, 2, nearest), 2);
    assert_ptr_equal(nearest[0], sixty_three);
    assert_ptr_equal(nearest_word(shifted, far_first, 2), sixty_three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_edit),
        cmocka_unit_test(test_two_edits),
        cmocka_unit_test(test_case_does_not_count),
        cmocka_unit_test(test_short_words_are_not_alike),
        cmocka_unit_test(test_first_of_equals),
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_letters_alone_have_a_case),
        cmocka_unit_test(test_letters_before_the_word),
        cmocka_unit_test(test_letter_after_a_swap),
        cmocka_unit_test(test_order_of_many),
        cmocka_unit_test(test_order_of_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
