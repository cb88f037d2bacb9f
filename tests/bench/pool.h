/*
 * pool.h - fictional patients at random, the same from the same seed, and the same patients as requests of the engine.
 */
#ifndef BENCH_POOL_H
#define BENCH_POOL_H

#include <stddef.h>

#include "protocol.h"
#include "specialised.h"

/* Where the protocol keeps what the specialised function knows by number; -1 in the lists: nothing of that name. */
struct pool_names {
    int facts[FIELD_COUNT]; /* fact of each field */
    int checks[CHECK_COUNT];
    int64_t products[2]; /* choice of each container */
    int64_t other_product;
    int64_t diluents[2];
};

/* False, with a line on standard error, when the protocol is no longer the one that specialised.c was written for. */
bool pool_find_names(const ifs_protocol *protocol, struct pool_names *names);

/* What a field is called on the command line. */
const char *pool_field_name(int field);

void pool_fill(struct patient *patients, size_t count, uint64_t seed);

/* The request that says the same as the patient. */
void pool_request(const struct patient *patient, const struct pool_names *names, ifs_request *request);

#endif
