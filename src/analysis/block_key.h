/*
 * block_key.h - whole columns of answers become words of a key.
 */
#ifndef IFS_BLOCK_KEY_H
#define IFS_BLOCK_KEY_H

#include "block.h"

/* Adds to each word, `shift` bits up, how many of the cuts that lane's answer reaches. All of BLOCK_LANES. */
void block_key_cut(const int32_t *answers, const struct block_column *column, const int32_t *cuts, uint32_t *words);

/* hashes[i] from the words of lane i. */
void block_key_hash(uint32_t (*words)[BLOCK_LANES], int count, uint32_t *hashes);

#endif
