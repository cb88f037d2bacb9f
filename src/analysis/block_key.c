/*
 * block_key.c - whole columns of answers become words of a key, many patients at a time.
 *
 * Decides nothing: it counts how many thresholds an answer reaches and mixes words. Invariant: integers alone, and all of
 * BLOCK_LANES in every loop, so that the compiler can use the vectors of the machine; this file is compiled with them (see the
 * Makefile), which the rest of the pure rooms is not.
 */
#include "block_key.h"

void block_key_cut(const int32_t *answers, const struct block_column *column, const int32_t *cuts, uint32_t *words)
{
    uint32_t reached[BLOCK_LANES] = {0};
    for (int cut = 0; cut < column->cut_count; cut++) {
        int32_t threshold = cuts[cut];
        for (int i = 0; i < BLOCK_LANES; i++) {
            reached[i] = reached[i] + (answers[i] >= threshold ? 1U : 0U);
        }
    }
    for (int i = 0; i < BLOCK_LANES; i++) {
        words[i] |= reached[i] << column->shift;
    }
}

void block_key_hash(uint32_t (*words)[BLOCK_LANES], int count, uint32_t *hashes)
{
    const uint32_t odd = 0x9e3779b1; /* 2^32 over the golden ratio */
    for (int i = 0; i < BLOCK_LANES; i++) {
        hashes[i] = odd;
    }
    for (int word = 0; word < count; word++) {
        for (int i = 0; i < BLOCK_LANES; i++) {
            uint32_t mixed = (hashes[i] ^ words[word][i]) * odd;
            hashes[i] = mixed ^ mixed >> 15;
        }
    }
}
