/*
 * hash.c - the fingerprint that ties a sheet to the exact bytes of its protocol.
 *
 * Invariant: the same bytes give the same 64 lower-case digits on every machine (SHA-256, FIPS 180-4).
 * The only file that names libsodium. What is fingerprinted, and what a fingerprint is compared with, is left to
 * others.
 */
#include "hash.h"

#include <sodium.h>

#include "claim.h"

void hash_sha256(const char *bytes, size_t size, char hex[HASH_HEX])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    claim(sodium_init() >= 0); /* libsodium asks for it before anything else; repeating it costs nothing */
    crypto_hash_sha256(digest, (const unsigned char *)bytes, size);
    sodium_bin2hex(hex, HASH_HEX, digest, sizeof digest);
}
