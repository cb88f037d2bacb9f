/*
 * block.c - many patients under one protocol, each kind of patient computed once.
 *
 * Decides which patients the engine cannot tell apart. A key holds all of a patient that decides: of a measured fact how many
 * of the protocol's thresholds it reaches, of every other fact the answer, of what arithmetic uses the figure itself, then what
 * is derived (clearance, urine output) and which answers are unusual. The invariant: there is no clinical rule here; every
 * outcome was computed by ifs_plan_compute for the first patient of its kind, and keys are compared whole, never by their hash
 * alone.
 *
 * Which patients there are, and whether their answers agree with one another, is left to the callers.
 */
#include "block.h"

#include "block_key.h"
#include "claim.h"
#include "derive.h"

enum { WORD_BITS = 32, DERIVED_BITS = 16 };

/* ---- What decides ---- */

static bool is_renal_input(const ifs_protocol *protocol, int fact)
{
    static const ifs_fact inputs[] = {IFS_FACT_WEIGHT, IFS_FACT_HEIGHT, IFS_FACT_AGE, IFS_FACT_SEX, IFS_FACT_CREATININE,
                                      IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL, IFS_FACT_RENAL_BASIS, IFS_FACT_URINE_OUTPUT,
                                      IFS_FACT_PREGNANT};
    for (size_t i = 0; i < COUNT_OF(inputs); i++) {
        if ((int)inputs[i] == fact) {
            return true;
        }
    }
    return fact < protocol->fact_count && protocol->facts[fact].renal_risk;
}

static bool is_derived(unsigned slot)
{
    return slot >= SLOT_CRCL && slot <= SLOT_URINE_PER_WEIGHT;
}

static void list_derived(struct block *block)
{
    const struct tests *tests = &block->protocol->tests;
    block->derived_test_count = 0;
    for (int i = 0; i < tests->count; i++) {
        if (is_derived(tests->list[i].slot)) {
            block->derived_tests[block->derived_test_count++] = (uint8_t)i;
        }
    }
}

static bool infusion_weighs(const struct infusion_rule *rule)
{
    for (int i = 0; i < rule->dose_count; i++) {
        if (rule->doses[i].basis == DOSE_PER_WEIGHT || rule->doses[i].basis == DOSE_RATE_PER_WEIGHT) {
            return true;
        }
    }
    for (int i = 0; i < rule->limit_count; i++) {
        if (rule->limits[i].kind == IFS_LIMIT_PER_KG || rule->limits[i].kind == IFS_LIMIT_SPEED_PER_KG) {
            return true;
        }
    }
    for (int i = 0; i < rule->step_count; i++) {
        if (rule->steps[i].per_weight) {
            return true;
        }
    }
    return false;
}

/* True when the arithmetic of an order uses the weight. */
static bool weighs(const ifs_protocol *protocol)
{
    bool any = false;
    for (int i = 0; i < protocol->infusion_count; i++) {
        any = any || infusion_weighs(&protocol->infusions[i]);
    }
    for (int i = 0; i < protocol->rescue_count; i++) {
        any = any || protocol->rescues[i].per_weight;
    }
    return any;
}

/* Figures that are computed with, not only compared with thresholds. */
static bool is_computed_with(const ifs_protocol *protocol, int fact)
{
    if (fact == IFS_FACT_WEIGHT || fact == IFS_FACT_HEIGHT) {
        return weighs(protocol);
    }
    return fact == IFS_FACT_GIVEN_24H || fact == IFS_FACT_GIVEN_48H || fact == IFS_FACT_LAST_DOSE || fact >= IFS_FACT_MAX;
}

/* ---- The layout of the key ---- */

/* A threshold beyond every answer that fits a column is taken for the last of them: that tells apart more, never less. */
static void add_cut(struct block *block, struct block_column *column, int64_t threshold)
{
    claim(block->cut_count < BLOCK_CUTS);
    block->cuts[block->cut_count++] = (int32_t)(threshold < INT32_MAX ? threshold : INT32_MAX);
    column->cut_count++;
}

static int choices_of(const struct fact_rule *rule)
{
    int choices = 0;
    if (rule->kind == FACT_CHOICE || rule->kind == FACT_QUESTION) {
        fact_choices(rule, &choices);
    }
    return choices;
}

/* Known or not, then every threshold; of a choice every answer. */
static bool cut(struct block *block, struct block_column *column)
{
    const struct tests *tests = &block->protocol->tests;
    int choices = choices_of(&block->protocol->facts[column->fact]);
    if (block->cut_count + 1 + choices + tests->count > BLOCK_CUTS) {
        return false;
    }
    column->first_cut = block->cut_count;
    add_cut(block, column, (int64_t)BLOCK_UNKNOWN + 1);
    for (int i = 1; i < choices; i++) {
        add_cut(block, column, i);
    }
    for (int i = 0; i < tests->count && choices == 0; i++) {
        if (tests->list[i].slot == column->fact) {
            add_cut(block, column, tests->list[i].threshold);
        }
    }
    return true;
}

static int bits_for(int count)
{
    return WORD_BITS - __builtin_clz((unsigned)count);
}

static bool take_words(struct block *block, int count, int *first)
{
    *first = block->word_count;
    block->word_count += count;
    return block->word_count <= BLOCK_WORDS;
}

/* The bits go into the word begun last, or into a new one. */
static bool place_bits(struct block *block, struct block_column *column, int *open)
{
    int bits = bits_for(column->cut_count);
    if (*open < 0 || block->bits_used + bits > WORD_BITS) {
        block->bits_used = 0;
        if (!take_words(block, 1, open)) {
            return false;
        }
    }
    column->word = *open;
    column->shift = block->bits_used;
    block->bits_used += bits;
    return true;
}

static bool place_column(struct block *block, int fact, int *open)
{
    struct block_column *column = &block->columns[block->column_count++];
    *column = (struct block_column){.fact = fact, .whole = is_computed_with(block->protocol, fact)};
    return column->whole ? take_words(block, 1, &column->word) : cut(block, column) && place_bits(block, column, open);
}

/* What is looked at in every patient: what a derived figure is made of, and what may be unusual. */
static bool place_rest(struct block *block)
{
    const ifs_protocol *protocol = block->protocol;
    uint64_t open = fact_usual_ranges() & ~block->request.confirmed.bits[0];
    bool derives = false;
    bool ages = false;
    list_derived(block);
    for (int i = 0; i < block->column_count; i++) {
        int fact = block->columns[i].fact;
        derives = derives || is_renal_input(protocol, fact);
        ages = ages || fact == IFS_FACT_AGE || fact == IFS_FACT_WEIGHT || fact == IFS_FACT_HEIGHT;
        block->unusual_asked |= fact < IFS_FACT_BUILTIN ? open & UINT64_C(1) << fact : 0;
    }
    /* whether a weight, a height and a heart rate are usual hangs on the age, and on one another */
    block->unusual_asked |= ages ? open & (UINT64_C(1) << IFS_FACT_WEIGHT | UINT64_C(1) << IFS_FACT_HEIGHT |
                                           UINT64_C(1) << IFS_FACT_HEART_RATE)
                                 : 0;
    block->derived_word = -1;
    block->unusual_word = -1;
    return (!derives || take_words(block, 2, &block->derived_word)) &&
           (block->unusual_asked == 0 || take_words(block, 2, &block->unusual_word));
}

/* Age, weight and height, on which hangs what is usual, are inputs of the renal figures too. */
static void choose_written(struct block *block)
{
    for (int i = 0; i < block->column_count; i++) {
        int fact = block->columns[i].fact;
        bool unusual = fact < IFS_FACT_BUILTIN && (block->unusual_asked >> fact & 1U) != 0;
        if (unusual || is_renal_input(block->protocol, fact)) {
            block->written[block->written_count++] = i;
        }
    }
}

bool block_begin(struct block *block, const ifs_protocol *protocol, const ifs_request *request, const int *facts,
                 int fact_count)
{
    int open = -1;
    block->protocol = protocol;
    block->request = *request;
    block->column_count = 0;
    block->cut_count = 0;
    block->word_count = 0;
    block->unusual_asked = 0;
    block->written_count = 0;
    block->memory.capacity = 0;
    for (int i = 0; i < fact_count; i++) {
        claim(facts[i] >= 0);
        claim(facts[i] <= BLOCK_OVER);
        claim((facts[i] < protocol->fact_count) | (facts[i] >= BLOCK_DOSE));
        if (i == BLOCK_COLUMNS || !place_column(block, facts[i], &open)) {
            return false;
        }
    }
    if (!place_rest(block)) {
        return false;
    }
    choose_written(block);
    return true;
}

/* ---- What was met ---- */

static void forget(struct block *block)
{
    block->met = 0;
    for (uint32_t i = 0; i < 2 * block->memory.capacity; i++) {
        block->memory.places[i] = 0;
    }
}

void block_remember(struct block *block, struct block_memory memory)
{
    claim(memory.capacity > 0);
    claim((memory.capacity & (memory.capacity - 1)) == 0);
    block->memory = memory;
    forget(block);
}

static bool is_same(const struct block *block, const struct block_entry *entry, size_t lane)
{
    uint32_t difference = 0;
    for (int i = 0; i < block->word_count; i++) {
        difference |= entry->words[i] ^ block->words[i][lane];
    }
    return difference == 0;
}

/* The place of that lane's kind, or the empty one where it would stand. Half of the places are always empty. */
static uint32_t *find(struct block *block, size_t lane)
{
    uint32_t mask = 2 * block->memory.capacity - 1;
    uint32_t at = block->hashes[lane] & mask;
    while (block->memory.places[at] != 0 && !is_same(block, &block->memory.entries[block->memory.places[at] - 1], lane)) {
        at = (at + 1) & mask;
    }
    return &block->memory.places[at];
}

/* ---- One patient of a kind, by the engine ---- */

/* What is not ordered is not read. */
static void write_order(ifs_choice *choice, int order, int32_t answer)
{
    bool known = answer != BLOCK_UNKNOWN;
    if (order == BLOCK_DOSE) {
        choice->has_dose = known;
        choice->dose_mcg = (ifs_ratio){answer, 1};
    } else {
        choice->has_over = known;
        choice->over.s = answer;
    }
}

static inline void write_answer(ifs_request *request, int fact, int32_t answer)
{
    uint64_t bit = UINT64_C(1) << fact % 64;
    bool known = answer != BLOCK_UNKNOWN;
    if (fact >= IFS_FACT_MAX) {
        write_order(&request->choices[0], fact, answer);
        return;
    }
    request->answer[fact] = answer; /* which is not read where it is not known */
    request->known.bits[fact / 64] = (request->known.bits[fact / 64] & ~bit) | (known ? bit : 0);
}

static void keep_infusions(const ifs_plan *plan, struct block_outcome *outcome)
{
    outcome->infusion_count = plan->infusion_count;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *infusion = &plan->infusions[i];
        outcome->infusions[i] =
            (struct block_infusion){infusion->rule, infusion->dose, infusion->over, infusion->draw, infusion->flow};
    }
}

static void keep_outcome(const ifs_plan *plan, struct block_outcome *outcome)
{
    *outcome = (struct block_outcome){.verdict = plan->verdict, .contradictions = plan->contradictions};
    for (int i = 0; i < plan->check_count; i++) {
        outcome->tripped[i / 64] |= (uint64_t)(plan->checks[i] == IFS_TRIP) << i % 64;
        outcome->unknown[i / 64] |= (uint64_t)(plan->checks[i] == IFS_UNKNOWN) << i % 64;
    }
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *limit = &plan->limits[i];
        outcome->limits_tripped |= (uint32_t)(limit->result == IFS_TRIP) << limit->limit->kind;
        outcome->limits_unknown |= (uint32_t)(limit->result == IFS_UNKNOWN) << limit->limit->kind;
    }
    keep_infusions(plan, outcome);
}

static void compute(struct block *block, const int32_t *const *columns, size_t patient, struct block_entry *entry)
{
    for (int i = 0; i < block->column_count; i++) {
        write_answer(&block->request, block->columns[i].fact, columns[i][patient]);
    }
    ifs_plan_compute(block->protocol, &block->request, &block->plan);
    keep_outcome(&block->plan, &entry->outcome);
    for (int i = 0; i < block->word_count; i++) {
        entry->words[i] = block->words[i][patient % BLOCK_LANES];
    }
}

/* ---- The key ---- */

struct derived_figure {
    bool known;
    int64_t figure;
};

static struct derived_figure figure_of(const ifs_derived *derived, unsigned slot)
{
    switch (slot) {
    case SLOT_CRCL:
        return (struct derived_figure){derived->crcl_known, derived->crcl};
    case SLOT_EGFR:
        return (struct derived_figure){derived->egfr_known, derived->egfr};
    case SLOT_URINE:
        return (struct derived_figure){derived->urine_known, derived->urine};
    default: /* no enum: the last of the derived slots */
        return (struct derived_figure){derived->urine_per_weight_known, derived->urine_per_weight};
    }
}

static uint64_t one_of(unsigned slot)
{
    return UINT64_C(1) << (slot - SLOT_CRCL) * DERIVED_BITS;
}

/* How many tests on a derived figure it reaches: 16 bits for each figure. One more where a clearance is known, which hangs on the age; whether a urine
 * output is known, and one by weight, the columns tell. */
static uint64_t cut_derived(const struct block *block, const ifs_derived *derived)
{
    uint64_t word = derived->crcl_known * one_of(SLOT_CRCL) + derived->egfr_known * one_of(SLOT_EGFR);
    for (int i = 0; i < block->derived_test_count; i++) {
        const struct test *test = &block->protocol->tests.list[block->derived_tests[i]];
        const struct derived_figure reached = figure_of(derived, test->slot);
        if (reached.known && reached.figure >= test->threshold) {
            word += one_of(test->slot);
        }
    }
    return word;
}

static uint64_t unusual_of(const struct block *block)
{
    uint64_t unusual = 0;
    for (uint64_t asked = block->unusual_asked; asked != 0; asked &= asked - 1) {
        int fact = __builtin_ctzll(asked);
        unusual |= (uint64_t)fact_unusual(&block->request, fact) << fact;
    }
    return unusual;
}

static void put_both(struct block *block, int word, size_t lane, uint64_t bits)
{
    block->words[word][lane] = (uint32_t)bits;
    block->words[word + 1][lane] = (uint32_t)(bits >> WORD_BITS);
}

static void write_lane(struct block *block, const int32_t *const *columns, size_t from, size_t lane)
{
    for (int i = 0; i < block->written_count; i++) {
        int column = block->written[i];
        write_answer(&block->request, block->columns[column].fact, columns[column][from + lane]);
    }
    if (block->derived_word >= 0) {
        ifs_derived derived;
        derive_facts(block->protocol, &block->request, &derived);
        put_both(block, block->derived_word, lane, cut_derived(block, &derived));
    }
    if (block->unusual_word >= 0) {
        put_both(block, block->unusual_word, lane, unusual_of(block));
    }
}

struct lanes {
    int32_t answers[BLOCK_LANES];
};

/* The answers of a column, as many as there are lanes; what is missing is unknown. */
static const int32_t *lanes_of(const int32_t *column, size_t count, struct lanes *room)
{
    if (count == BLOCK_LANES) {
        return column;
    }
    for (size_t i = 0; i < BLOCK_LANES; i++) {
        room->answers[i] = i < count ? column[i] : BLOCK_UNKNOWN;
    }
    return room->answers;
}

static void write_columns(struct block *block, const int32_t *const *columns, size_t from, size_t count)
{
    struct lanes room;
    __builtin_memset(block->words, 0, (size_t)block->word_count * sizeof *block->words);
    for (int i = 0; i < block->column_count; i++) {
        const struct block_column *column = &block->columns[i];
        const int32_t *answers = lanes_of(columns[i] + from, count, &room);
        if (column->whole) {
            __builtin_memcpy(block->words[column->word], answers, sizeof room);
        } else {
            block_key_cut(answers, column, &block->cuts[column->first_cut], block->words[column->word]);
        }
    }
    for (size_t lane = 0; lane < count && block->written_count > 0; lane++) {
        write_lane(block, columns, from, lane);
    }
    block_key_hash(block->words, block->word_count, block->hashes);
}

/* False when there is no room for another kind. `from` is a multiple of BLOCK_LANES. */
static bool decide(struct block *block, const int32_t *const *columns, size_t from, size_t lane, uint32_t *decision)
{
    uint32_t *place = find(block, lane);
    if (*place == 0) {
        if (block->met == block->memory.capacity) {
            return false;
        }
        compute(block, columns, from + lane, &block->memory.entries[block->met]);
        *place = ++block->met;
    }
    *decision = *place - 1;
    return true;
}

size_t block_decide(struct block *block, const int32_t *const *columns, size_t count, uint32_t *decisions)
{
    claim(block->memory.capacity > 0);
    if (block->met == block->memory.capacity) {
        forget(block);
    }
    for (size_t from = 0; from < count; from += BLOCK_LANES) {
        size_t lanes = count - from < BLOCK_LANES ? count - from : BLOCK_LANES;
        write_columns(block, columns, from, lanes);
        /* cppcheck-suppress knownConditionTrueFalse ; there is at least one lane, for from is below count */
        for (size_t lane = 0; lane < lanes; lane++) {
            if (!decide(block, columns, from, lane, &decisions[from + lane])) {
                return from + lane;
            }
        }
    }
    return count;
}
