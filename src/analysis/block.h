/*
 * block.h - many patients under one protocol: the facts that vary stand in columns, all else in one request.
 *
 *   block_begin     which facts vary
 *   block_decide    what the engine decides of each patient, as numbers of outcomes
 *   block_outcome   what such a number means
 */
#ifndef IFS_BLOCK_H
#define IFS_BLOCK_H

#include "protocol.h"

#define BLOCK_COLUMNS (IFS_FACT_MAX + 2)
#define BLOCK_CUTS 512
#define BLOCK_WORDS 32
#define BLOCK_LANES 128

/* An answer that is not known. Others are as in a request: base units, or the number of a choice. */
#define BLOCK_UNKNOWN INT32_MIN

/* Columns that are no facts: what the prescriber orders of the first infusion, in mcg and s; BLOCK_UNKNOWN: nothing. */
enum block_order { BLOCK_DOSE = IFS_FACT_MAX, BLOCK_OVER };

struct block_infusion {
    int rule;
    ifs_mass dose;
    ifs_duration over;
    ifs_volume draw;
    ifs_flow flow;
};

/* What is decided of every patient of one kind. */
struct block_outcome {
    ifs_verdict verdict;
    uint32_t contradictions;
    uint64_t tripped[(IFS_CHECK_MAX + 63) / 64]; /* bit by check */
    uint64_t unknown[(IFS_CHECK_MAX + 63) / 64];
    uint32_t limits_tripped; /* bit by ifs_limit_kind */
    uint32_t limits_unknown;
    int infusion_count;
    struct block_infusion infusions[IFS_INFUSION_MAX];
};

/* One kind of patient that was met, by all of it that decides. */
struct block_entry {
    uint32_t words[BLOCK_WORDS];
    struct block_outcome outcome;
};

/* Given by the caller: room for so many kinds, and twice as many places to find them by. A power of two. */
struct block_memory {
    struct block_entry *entries;
    uint32_t *places;
    uint32_t capacity;
};

/* Where a column stands in the words: the number of its cuts that an answer reaches, or the answer itself. */
struct block_column {
    int fact;
    bool whole;
    int word;
    int shift;
    int first_cut;
    int cut_count;
};

/* Opaque to callers; here only so that they can make room for it. */
struct block {
    const ifs_protocol *protocol;
    struct block_memory memory;
    ifs_request request;
    ifs_plan plan;
    struct block_column columns[BLOCK_COLUMNS];
    int column_count;
    int32_t cuts[BLOCK_CUTS];
    int cut_count;
    int word_count;
    int bits_used;          /* of the last word */
    int derived_word;       /* -1: nothing derived varies */
    uint8_t derived_tests[CONDITION_TESTS]; /* tests on derived figures */
    int derived_test_count;
    int unusual_word;       /* -1: nothing unusual is left to be confirmed */
    uint64_t unusual_asked; /* columns that may be unusual, as a first word of a set */
    int written[BLOCK_COLUMNS]; /* columns that go into the request of every patient */
    int written_count;
    uint32_t met;
    uint32_t words[BLOCK_WORDS][BLOCK_LANES];
    uint32_t hashes[BLOCK_LANES];
};

/* Facts of the columns, each once; everything else is as in `request`, which is copied. False when there are more
 * columns, thresholds or words than there is room for. */
bool block_begin(struct block *block, const ifs_protocol *protocol, const ifs_request *request, const int *facts,
                 int fact_count);

/* Room for the kinds; before the first decision. */
void block_remember(struct block *block, struct block_memory memory);

/* Decides the first patients of the columns, at least one (count > 0), at most `count`; how many. decisions[i] is the number of
 * an outcome, which holds until the next call. Fewer than count: more kinds were met than there is room for; call again with
 * the rest. The facts of each patient are settled (fact_settle). */
size_t block_decide(struct block *block, const int32_t *const *columns, size_t count, uint32_t *decisions);

static inline const struct block_outcome *block_outcome(const struct block *block, uint32_t decision)
{
    return &block->memory.entries[decision].outcome;
}

#endif
