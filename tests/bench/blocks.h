/*
 * blocks.h - many patients under one protocol, decided together.
 */
#ifndef BENCH_BLOCKS_H
#define BENCH_BLOCKS_H

#include "pool.h"

/* False when one of them is decided otherwise than alone, or there is no memory. */
bool race_blocks(const ifs_protocol *protocol, const struct pool_names *names, const struct patient *patients, size_t count);

#endif
