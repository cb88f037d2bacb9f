/*
 * proving.h - a proof over a protocol written into a test, with a fault seeded into how a plan is made.
 */
#ifndef PROVING_H
#define PROVING_H

#include "engine/written.h"

#include "plan.h"
#include "prove.h"

#define TRIAL " source = 'trial'; "
#define NEEDS(facts) "require = [ 'weight'" facts " ];"
#define ADMIT(when) "admit = ( { id = 'admitted'; when = '" when "'; else = 'No.';" TRIAL "} );"
#define USUAL(when, usual) "{ when = '" when "'; usual = '" usual "'; step = '10 mg';" TRIAL "}"
#define PREMIX_STRONG "{ product = 'premix-strong'; additive = 'premixed'; }"

static struct prove *prove;
static struct order *order;

static inline int make_proof(void **state)
{
    (void)state;
    prove = calloc(1, sizeof *prove);
    return prove != NULL ? 0 : 1;
}

static inline int remove_proof(void **state)
{
    (void)state;
    free(prove);
    return 0;
}

static inline void begin_with(const struct parts *parts, family_examine fault)
{
    order = written(parts);
    memset(prove, 0, sizeof *prove);
    prove->family.examine = fault;
    prove_begin(prove, order->protocol, NULL);
}

static inline void begin(const struct parts *parts)
{
    begin_with(parts, NULL);
}

/* As many questions as there is room for beside what the parts ask, q0 to the last; how many. */
static inline int write_questions(const struct parts *parts, char questions[6000])
{
    begin(parts);
    int left = IFS_FACT_MAX - order->protocol->fact_count;
    forget(order);
    for (int i = 0; i < left; i++) {
        questions += sprintf(questions, ", { id = 'q%d'; ask = 'Q?'; }", i);
    }
    return left;
}

static inline bool of_the_part(const ifs_protocol *of)
{
    return of == &prove->family.part;
}

static inline const struct prove_finding *expect(enum prove_property property, enum prove_result result, enum prove_reason reason)
{
    const struct prove_finding *finding = &prove->findings[property];
    if (finding->result != result || finding->reason != reason) {
        fail_msg("%s is %s, reason %d", prove_word(property), prove_result_word(finding->result), (int)finding->reason);
    }
    return finding;
}

static inline void prove_all(const struct parts *parts, family_examine fault)
{
    begin_with(parts, fault);
    prove_run(prove);
}

static inline int index_of(int64_t weight_g)
{
    for (int i = 0; i < prove->family.weight_count; i++) {
        if (prove->family.weights[i] == weight_g) {
            return i;
        }
    }
    fail_msg("%d g is not tried", (int)weight_g);
    return -1;
}

#endif
