/*
 * SHA-256 against published vectors: FIPS 180-2 appendix B ("abc", the 448-bit message, one million "a"), and the empty
 * message of NIST's byte-oriented test vectors.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"

static void assert_hash(const char *bytes, size_t size, const char *expected)
{
    char hex[HASH_HEX];
    memset(hex, 'x', sizeof hex);
    hash_sha256(bytes, size, hex);
    assert_string_equal(hex, expected);
}

static void test_published_vectors(void **state)
{
    (void)state;
    assert_hash("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_hash("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void test_one_million_letters(void **state)
{
    (void)state;
    size_t size = 1000000;
    char *letters = malloc(size);
    assert_non_null(letters);
    memset(letters, 'a', size);
    assert_hash(letters, size, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}

static void test_only_the_given_bytes_count(void **state)
{
    (void)state;
    assert_hash("abcd", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    char with_nul[HASH_HEX];
    char without[HASH_HEX];
    hash_sha256("abc\0", 4, with_nul);
    hash_sha256("abc", 3, without);
    assert_string_not_equal(with_nul, without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_vectors),
        cmocka_unit_test(test_one_million_letters),
        cmocka_unit_test(test_only_the_given_bytes_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
