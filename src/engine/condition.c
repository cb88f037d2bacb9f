/*
 * condition.c - the truth of compiled conditions.
 *
 * Decides what a protocol's tests and conditions say of one patient, in Kleene's three values: unknown and no is no,
 * unknown or yes is yes, everything else that touches an unknown stays unknown. With no = 0, unknown = 1, yes = 2 "and"
 * is the smaller, "or" the larger and "not" the distance from 2. The invariant: a fact that was not answered is never
 * read as no. Every test is held against the patient once, however many conditions share it.
 *
 * How text becomes postfix is left to condition_compile.c (which also bounds the stack), what follows from a truth to
 * the plan.
 */
#include "condition.h"

#include "claim.h"
#include "fact.h"

_Static_assert(TRUTH_NO == 0 && TRUTH_UNKNOWN == 1 && TRUTH_YES == 2, "and, or, not are arithmetic on these values");
_Static_assert(IFS_FACT_MAX % 64 == 0, "the derived slots begin a word of their own");

enum { FACT_WORDS = IFS_FACT_MAX / 64, DERIVED_SLOTS = SLOT_COUNT - IFS_FACT_MAX };

/* The patient as tests read it: one bit of known for each slot, and the figures of the derived slots. */
struct view {
    uint64_t known[FACT_WORDS + 1];
    int64_t derived[DERIVED_SLOTS];
};

static uint64_t bit_if(bool known, int slot)
{
    return (uint64_t)known << (slot - IFS_FACT_MAX);
}

static struct view view_of(const ifs_request *request, const ifs_derived *derived)
{
    struct view view;
    for (int i = 0; i < FACT_WORDS; i++) {
        view.known[i] = request->known.bits[i];
    }
    view.known[FACT_WORDS] = bit_if(derived->crcl_known, SLOT_CRCL) | bit_if(derived->egfr_known, SLOT_EGFR) |
                             bit_if(derived->urine_known, SLOT_URINE) |
                             bit_if(derived->urine_per_weight_known, SLOT_URINE_PER_WEIGHT) |
                             bit_if(derived->product_known, SLOT_PRODUCT) |
                             bit_if(derived->diluent_known, SLOT_DILUENT) |
                             bit_if(derived->device_known, SLOT_DEVICE);
    view.derived[SLOT_CRCL - IFS_FACT_MAX] = derived->crcl;
    view.derived[SLOT_EGFR - IFS_FACT_MAX] = derived->egfr;
    view.derived[SLOT_URINE - IFS_FACT_MAX] = derived->urine;
    view.derived[SLOT_URINE_PER_WEIGHT - IFS_FACT_MAX] = derived->urine_per_weight;
    view.derived[SLOT_PRODUCT - IFS_FACT_MAX] = derived->product;
    view.derived[SLOT_DILUENT - IFS_FACT_MAX] = derived->diluent;
    view.derived[SLOT_DEVICE - IFS_FACT_MAX] = derived->device;
    return view;
}

void condition_test_all(const struct tests *tests, const ifs_request *request, const ifs_derived *derived,
                        uint8_t *truths)
{
    struct view view = view_of(request, derived);
    int count = tests->count;
    for (int i = 0; i < count; i++) {
        const struct test *test = &tests->list[i];
        unsigned slot = test->slot;
        int64_t figure = slot < IFS_FACT_MAX ? request->answer[slot] : view.derived[slot - IFS_FACT_MAX];
        bool holds = test->equal ? figure == test->threshold : figure < test->threshold;
        bool known = (view.known[slot / 64] >> (slot % 64) & 1U) != 0;
        truths[i] = (uint8_t)(known ? 2 * holds : TRUTH_UNKNOWN);
    }
}

struct material {
    bool known;
    int64_t index;
};

static struct material material_of(const ifs_derived *derived, uint8_t slot)
{
    if (slot == SLOT_PRODUCT) {
        return (struct material){derived->product_known, derived->product};
    }
    if (slot == SLOT_DILUENT) {
        return (struct material){derived->diluent_known, derived->diluent};
    }
    return (struct material){derived->device_known, derived->device};
}

void condition_test_materials(const struct tests *tests, const ifs_derived *derived, uint8_t *truths)
{
    for (int i = 0; i < tests->on_materials_count; i++) {
        const struct test *test = &tests->list[tests->on_materials[i]];
        struct material material = material_of(derived, test->slot);
        truths[tests->on_materials[i]] = (uint8_t)(material.known ? 2 * (material.index == test->threshold) : TRUTH_UNKNOWN);
    }
}

static uint8_t smaller(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

static uint8_t larger(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

/* A truth takes two bits, so that all of the stack under its top is one number. */
_Static_assert(CONDITION_STACK * 2 <= 64, "no evaluation holds more truths than the number has room for");

enum truth condition_evaluate(const struct condition *condition, const uint8_t *truths)
{
    uint64_t under = 0;
    uint8_t top = TRUTH_YES;
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS) {
            under = under << 2 | top;
            top = truths[op];
        } else if (op == CONDITION_NOT) {
            top = (uint8_t)(TRUTH_YES - top);
        } else {
            top = op == CONDITION_AND ? smaller(under & 3, top) : larger(under & 3, top);
            under >>= 2;
        }
    }
    return (enum truth)top;
}

/* A part of a condition: its truth, and the facts for lack of which it is unknown (none when it is not). */
struct part {
    uint8_t truth;
    ifs_fact_set lacking;
};

static struct part test_part(const struct test *test, uint8_t truth)
{
    struct part part = {.truth = truth};
    if (truth == TRUTH_UNKNOWN) {
        fact_set_add(&part.lacking, test->fact);
    }
    return part;
}

/* Both sides of an unknown whole are unknown or do not matter to it; a decided whole lacks nothing. */
static struct part join_parts(const struct part *a, const struct part *b, uint16_t op)
{
    /* Both stand in the stack of condition_missing, initialised as a whole.
     * NOLINTNEXTLINE(analyzer-use-of-uninitialized-value) */
    struct part whole = {.truth = op == CONDITION_AND ? smaller(a->truth, b->truth) : larger(a->truth, b->truth)};
    if (whole.truth == TRUTH_UNKNOWN) {
        whole.lacking = a->lacking;
        fact_set_join(&whole.lacking, &b->lacking);
    }
    return whole;
}

void condition_missing(const struct condition *condition, const struct tests *tests, const uint8_t *truths,
                       ifs_fact_set *missing)
{
    struct part stack[CONDITION_STACK] = {{.truth = TRUTH_YES}};
    int top = -1;
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS) {
            stack[++top] = test_part(&tests->list[op], truths[op]);
        } else if (op == CONDITION_NOT) {
            /* The stack is initialised as a whole. NOLINTNEXTLINE(analyzer-use-of-uninitialized-value) */
            stack[top].truth = (uint8_t)(TRUTH_YES - stack[top].truth);
        } else {
            top--;
            stack[top] = join_parts(&stack[top], &stack[top + 1], op);
        }
    }
    fact_set_join(missing, &stack[0].lacking);
}

void condition_facts(const struct condition *condition, const struct tests *tests, ifs_fact_set *read)
{
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        if (op < CONDITION_TESTS) {
            claim(op < tests->count);
            fact_set_add(read, tests->list[op].fact);
        }
    }
}
