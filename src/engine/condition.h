/*
 * condition.h - "crcl < 30 mL/min and not renal is dialysis": compiled once, evaluated in three values.
 */
#ifndef IFS_CONDITION_H
#define IFS_CONDITION_H

#include "infusheet.h"
#include "quantity.h"

/* Three values, ordered so that "and" is the smaller and "or" the larger. */
enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES };

/* Slots a test reads: a fact of the request, or a derived figure that stands in for one. */
enum derived_slot { SLOT_CRCL = IFS_FACT_MAX, SLOT_EGFR, SLOT_URINE, SLOT_URINE_PER_WEIGHT,
                    SLOT_PRODUCT, SLOT_DILUENT, SLOT_DEVICE, SLOT_COUNT };

/* Thresholds of SLOT_URINE and SLOT_URINE_PER_WEIGHT are doubled, as the figures are (see ifs_derived): plus one
 * then means "a little more than". Clearances are in half millionths already.
 *
 * One test. Every comparison of integers is "below the threshold", negated where the author wrote >= or >; a choice
 * or a question is "equal to". */
struct test {
    int64_t threshold;
    uint8_t slot;
    uint8_t fact; /* the fact to ask for when the slot is unknown */
    bool equal;
};

/* Operations of a compiled condition in postfix order: an index of a test, or one of these. */
enum { CONDITION_NOT = 0xfffd, CONDITION_AND = 0xfffe, CONDITION_OR = 0xffff };

#define CONDITION_STACK 16
#define CONDITION_OPS 64
#define CONDITION_TESTS 256

/* Most names for conditions. */
#define DEFINITION_MAX 32

/* Zero: always true (no condition). */
struct condition {
    const uint16_t *ops;
    int count;
    const char *text; /* as the author wrote it */
    bool first_decides; /* see condition_code; false is always right */
};

/* What the compiler leaves: each operation is there, the first is a test, and a test has its truth. */
/*@ predicate compiled(struct condition *condition, uint8_t *truths) =
      \valid_read(condition) && condition->count >= 0 && \valid_read(condition->ops + (0 .. condition->count - 1)) &&
      (condition->count > 0 ==> condition->ops[0] < CONDITION_TESTS) &&
      \forall integer i; 0 <= i < condition->count && condition->ops[i] < CONDITION_TESTS ==>
        \valid_read(truths + condition->ops[i]) && truths[condition->ops[i]] <= 2;
*/

/* What a condition compiles to. */
struct condition_code {
    uint16_t ops[CONDITION_OPS];
    int count;
    bool first_decides; /* "and" joins the first test to all the rest: where it is no, so is the whole */
};

/* All tests of one protocol, each kept once. */
struct tests {
    struct test list[CONDITION_TESTS];
    int count;
    uint8_t on_materials[CONDITION_TESTS]; /* those that read product, diluent or device */
    int on_materials_count;
};

/* A name for a compiled condition, which may then stand in others as a question does. */
struct definition {
    const char *id;
    struct condition means;
};

/* What a name means in a condition; filled from the protocol's fact table. */
struct symbols {
    const struct fact_rule *facts;
    int count;
    const ifs_salt *salt;
    const struct definition *definitions;
    int definition_count;
};

enum condition_fault {
    CONDITION_FINE,
    CONDITION_EMPTY,
    CONDITION_UNKNOWN_FACT,      /* suggestion: a near name */
    CONDITION_IDENTITY,          /* name, id, allergies ... may not be in a condition */
    CONDITION_EXPECTED_TEST,     /* something else stands where a test must begin */
    CONDITION_EXPECTED_OPERATOR, /* "and", "or" or the end is missing */
    CONDITION_BAD_COMPARISON,    /* a choice or question compared with <, or a measure without comparison, or "=" */
    CONDITION_UNKNOWN_CHOICE,    /* suggestion: a near choice */
    CONDITION_QUANTITY,          /* see quantity */
    CONDITION_TOO_FINE,          /* finer than the fact's step */
    CONDITION_OPEN_BRACKET,
    CONDITION_CLOSE_BRACKET,
    CONDITION_TOO_LONG,
    CONDITION_FOREIGN /* a character that has no place in a condition (&&, ==, !, quotes) */
};

struct condition_problem {
    enum condition_fault fault;
    int fact; /* whose comparison or choice is wrong, or whose unit is missing in the suggestion; -1: none */
    size_t offset; /* byte in the text */
    char found[40];
    char suggestion[160];
    struct quantity_problem quantity;
};

/* Compiles text into ops (room for CONDITION_OPS) and adds its tests to *tests. True on success with *count set;
 * false and *problem otherwise, and *tests is then as before. No evaluation of what is compiled holds more than
 * CONDITION_STACK truths. Thresholds are written as answers are: in a unit of the fact, on its step; its hard range
 * is not looked at (the lint's). Dates (born, creatinine-taken) cannot be compared: CONDITION_BAD_COMPARISON. Faults
 * found in a quantity: CONDITION_QUANTITY, and offset is that of the fault in the whole text. */
bool condition_compile(const char *text, const struct symbols *symbols, struct tests *tests, struct condition_code *code,
                       struct condition_problem *problem);

/* The tests of a protocol held against a patient: one truth each (room for tests->count). Facts are settled before
 * (fact_settle). */
void condition_test_all(const struct tests *tests, const ifs_request *request, const ifs_derived *derived,
                        uint8_t *truths);

/* The same for those on product, diluent or device alone, once these are settled. */
void condition_test_materials(const struct tests *tests, const ifs_derived *derived, uint8_t *truths);

/* The truth of a condition, given the truths of the tests. No condition: yes. */
/*@ requires compiled(condition, truths);
    assigns \nothing;
    ensures TRUTH_NO <= \result <= TRUTH_YES;
    ensures condition->count == 0 ==> \result == TRUTH_YES;
*/
enum truth condition_evaluate(const struct condition *condition, const uint8_t *truths);

/* Most conditions are none at all, or one test, or its opposite, or begin with a question that was answered no: they are decided here,
 * without a call. */
/*@ requires compiled(condition, truths);
    assigns \nothing;
    ensures TRUTH_NO <= \result <= TRUTH_YES;
    ensures condition->count == 0 ==> \result == TRUTH_YES;
*/
static inline enum truth condition_truth(const struct condition *condition, const uint8_t *truths)
{
    if (condition->count == 0) {
        return TRUTH_YES;
    }
    if (condition->count == 1) {
        return (enum truth)truths[condition->ops[0]];
    }
    if (condition->count == 2) { /* two tests would be joined: this is one and "not" */
        return (enum truth)(TRUTH_YES - truths[condition->ops[0]]);
    }
    if (condition->first_decides && truths[condition->ops[0]] == TRUTH_NO) {
        return TRUTH_NO;
    }
    return condition_evaluate(condition, truths);
}

/* Adds to *missing the facts for lack of which the condition is unknown (none when it is not). */
/*@ requires compiled(condition, truths) && \valid_read(tests) && \valid(missing);
    assigns missing->bits[0 .. IFS_FACT_MAX / 64 - 1];
*/
void condition_missing(const struct condition *condition, const struct tests *tests, const uint8_t *truths,
                       ifs_fact_set *missing);

/* Adds to *read every fact the condition reads: crcl, egfr and urine-output themselves, not what they derive from. */
void condition_facts(const struct condition *condition, const struct tests *tests, ifs_fact_set *read);

#endif
