/*
 * test_unknown.c - the theorem of the unknown, on every fact of every example, one at a time and in pairs.
 *
 * With something unknown the verdict is never milder than the mildest completion; and an order is computed only if
 * every completion computes one. Completions are all choices, and of a measure the figures at which a condition may
 * change. Facts measured at the bedside are left out of the second half (they make a start condition), and so are
 * product, diluent and device (the protocol chooses where nobody does). Renal clearance is one fact, known once one
 * estimate is at hand: where it is, completions that would change it are left out of the second half.
 *
 * Where nothing is computed either way, and every answer would refuse, the engine may still ask: it reasons condition
 * by condition and does not try all answers ("sex?" of a pregnant patient). That is counted and printed, not a
 * failure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "delivered.h"

/* One patient with facts unknown, and what its completions came to. */
struct question {
    struct patient patient;
    ifs_derived derived;
    ifs_verdict verdict;
    ifs_verdict mildest;
    bool any;
    bool computed_in_all;
    struct patient worst; /* a completion without an order */
};

static ifs_request settled;
static ifs_plan plan;
static long asked_in_vain;
static struct answer completions[IFS_FACT_MAX][REPRESENTATIVES_MAX + 1];
static int completion_count[IFS_FACT_MAX];

/* The answers of each fact, and the one the example gives. */
static void gather_completions(const struct patient *patient)
{
    for (int i = 0; i < patient->protocol->fact_count; i++) {
        int count = representatives(patient->protocol, i, completions[i]);
        if (count > 0 && patient_knows(patient, i)) {
            completions[i][count++] = (struct answer){patient->request.answer[i], patient->request.unit[i]};
        }
        completion_count[i] = count;
    }
}

static bool chosen_by_protocol(int fact)
{
    return fact == IFS_FACT_PRODUCT || fact == IFS_FACT_DILUENT || fact == IFS_FACT_DEVICE;
}

/* True when an answer of this fact counts in the second half. */
static bool must_compute(const struct patient *patient, int fact)
{
    return !chosen_by_protocol(fact) && !fact_set_has(&patient->protocol->bedside, fact);
}

static bool same_clearance(const ifs_derived *a, const ifs_derived *b)
{
    bool crcl = !a->crcl_known || (b->crcl_known && a->crcl == b->crcl);
    bool egfr = !a->egfr_known || (b->egfr_known && a->egfr == b->egfr);
    return crcl && egfr;
}

/* What a category says of the kidneys is part of the clearance, acute injury too. */
static bool names_injury(const struct patient *patient)
{
    return patient_knows(patient, IFS_FACT_RENAL) && patient->request.answer[IFS_FACT_RENAL] == IFS_RENAL_ACUTE_INJURY;
}

static void complete(struct question *question, const struct patient *completion, bool counts)
{
    if (!patient_plan(completion, &settled, &plan)) {
        return;
    }
    question->mildest = !question->any || plan.verdict > question->mildest ? plan.verdict : question->mildest;
    question->any = true;
    bool one_fact =
        same_clearance(&question->derived, &plan.derived) && !(plan.acute_injury && names_injury(completion));
    if (counts && one_fact && !has_order(&plan) && question->computed_in_all) {
        question->computed_in_all = false;
        question->worst = *completion;
    }
}

/* Nothing more can be learnt: an order that is computed must be computed in all, anything else only needs a milder
 * completion. */
static bool settled_already(const struct question *question)
{
    bool mild = question->any && question->mildest >= question->verdict;
    return mild && (question->verdict < IFS_OVERRIDE_NEEDED || !question->computed_in_all);
}

static bool ask(struct question *question, const struct patient *patient, const int *facts, int count)
{
    question->patient = *patient;
    for (int i = 0; i < count; i++) {
        patient_forget(&question->patient, facts[i]);
    }
    if (!patient_plan(&question->patient, &settled, &plan)) {
        return false;
    }
    hold_plan(&question->patient, &settled, &plan);
    for (int i = 0; i < count; i++) {
        if (fact_set_has(&settled.known, facts[i])) {
            return false; /* an age counted from the date of birth is not unknown */
        }
    }
    question->derived = plan.derived;
    question->verdict = plan.verdict;
    question->any = false;
    question->computed_in_all = true;
    return plan.verdict != IFS_REFUSED; /* the gravest: nothing could be milder */
}

static void judge(const struct question *question)
{
    if (question->any && question->verdict == IFS_INCOMPLETE && question->mildest == IFS_REFUSED) {
        asked_in_vain++;
    } else if (question->any && question->verdict > question->mildest) {
        complain(&question->patient, "with this unknown the verdict is %s; the mildest answer gives %s",
                 verdict_word(question->verdict), verdict_word(question->mildest));
    }
    if (question->verdict >= IFS_OVERRIDE_NEEDED && !question->computed_in_all) {
        complain(&question->worst, "without this answer an order is computed (%s), with it none is",
                 verdict_word(question->verdict));
    }
}

static void try_one(const struct patient *patient, int fact)
{
    static struct question question;
    if (completion_count[fact] == 0 || !ask(&question, patient, &fact, 1)) {
        return;
    }
    for (int i = completion_count[fact] - 1; i >= 0 && !settled_already(&question); i--) {
        struct patient completion = question.patient;
        patient_answer(&completion, fact, completions[fact][i]);
        complete(&question, &completion, must_compute(patient, fact));
    }
    judge(&question);
}

static void try_pair(const struct patient *patient, int first, int second)
{
    static struct question question;
    const int facts[] = {first, second};
    if (!ask(&question, patient, facts, 2)) {
        return;
    }
    bool counts = must_compute(patient, first) && must_compute(patient, second);
    for (int i = completion_count[first] - 1; i >= 0 && !settled_already(&question); i--) {
        struct patient half = question.patient;
        patient_answer(&half, first, completions[first][i]);
        for (int j = completion_count[second] - 1; j >= 0 && !settled_already(&question); j--) {
            struct patient completion = half;
            patient_answer(&completion, second, completions[second][j]);
            complete(&question, &completion, counts);
        }
    }
    judge(&question);
}

/* ---- One at a time, and in pairs ---- */

static void each_fact(const struct patient *patient)
{
    for (int fact = 0; fact < patient->protocol->fact_count; fact++) {
        try_one(patient, fact);
    }
}

/* Pairs of facts that the protocol reads and the example knows. */
static void each_pair(const struct patient *patient)
{
    const ifs_protocol *protocol = patient->protocol;
    for (int first = 0; first < protocol->fact_count; first++) {
        for (int second = first + 1; second < protocol->fact_count; second++) {
            bool known = patient_knows(patient, first) && patient_knows(patient, second);
            bool read = protocol->facts[first].read && protocol->facts[second].read;
            if (known && read && completion_count[first] > 0 && completion_count[second] > 0) {
                try_pair(patient, first, second);
            }
        }
    }
}

/* Every other answer of every fact, and then one fact unknown beside it. */
static void each_fact_beside_each_answer(const struct patient *patient)
{
    static ifs_request unused;
    static ifs_plan before;
    for (int changed = 0; changed < patient->protocol->fact_count; changed++) {
        int count =
            patient->protocol->facts[changed].read && patient_knows(patient, changed) ? completion_count[changed] : 0;
        for (int i = 0; i < count; i++) {
            struct patient other = *patient;
            patient_answer(&other, changed, completions[changed][i]);
            if (patient_plan(&other, &unused, &before) && before.verdict != IFS_REFUSED) {
                each_fact(&other);
            }
        }
    }
}

static void for_each_example(void (*try)(const struct patient *))
{
    asked_in_vain = 0;
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            struct patient patient;
            patient_of_example(&patient, protocol, j);
            gather_completions(&patient);
            try(&patient);
        }
    }
    printf("%ld times something is asked although every answer would refuse\n", asked_in_vain);
    battery_end();
}

static void each_fact_unknown(void **state)
{
    (void)state;
    for_each_example(each_fact);
}

static void each_pair_unknown(void **state)
{
    (void)state;
    for_each_example(each_pair);
}

static void each_fact_unknown_beside_each_answer(void **state)
{
    (void)state;
    for_each_example(each_fact_beside_each_answer);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fact_unknown),
        cmocka_unit_test(each_pair_unknown),
        cmocka_unit_test(each_fact_unknown_beside_each_answer),
    };
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
