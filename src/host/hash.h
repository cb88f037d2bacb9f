/*
 * hash.h - the fingerprint of a file's exact bytes.
 */
#ifndef IFS_HASH_H
#define IFS_HASH_H

#include <stddef.h>

#define HASH_HEX 65 /* 64 hexadecimal digits and a NUL */

/* SHA-256 in lower-case hexadecimal. */
void hash_sha256(const char *bytes, size_t size, char hex[HASH_HEX]);

#endif
