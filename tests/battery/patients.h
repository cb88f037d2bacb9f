/*
 * patients.h - patients for every protocol, made from the protocol's own examples and its own structure.
 *
 * No test of the battery names a protocol, a drug, a dose or a question: what lies in protocols/ inherits all of it.
 * A test program takes files as arguments (build/tests/battery/test_limits protocols/mine.cfg), all of protocols/ by
 * default.
 */
#ifndef BATTERY_PATIENTS_H
#define BATTERY_PATIENTS_H

#include "protocol.h"

/* 2026-11-20 12:00 UTC: before every review date, so that the battery does not change with the calendar. */
#define BATTERY_MOMENT INT64_C(1795176000)
#define BATTERY_DAY (BATTERY_MOMENT / 86400)

#define CHANGES_MAX 8
#define REPRESENTATIVES_MAX 128

/* One patient: an example, and what was changed in it. The request is not settled yet. */
struct patient {
    const ifs_protocol *protocol;
    const struct example *example;
    ifs_request request;
    int changed[CHANGES_MAX]; /* facts */
    int changed_count;
};

/* One answer a fact may be given. */
struct answer {
    int64_t base;
    uint8_t unit;
};

/* The protocols under test; loaded by battery_run. */
int battery_count(void);
const ifs_protocol *battery_protocol(int index);

/* True when no file was named: all of protocols/ is under test, the drug libraries with it. */
bool battery_is_whole(void);

/* Runs the tests over the files named on the command line; the exit status. */
struct CMUnitTest;
int battery_run(int argc, char **argv, const struct CMUnitTest *tests, size_t count);

/* The patient of that example as its author wrote it, but that every unusual value is confirmed. */
void patient_of_example(struct patient *patient, const ifs_protocol *protocol, int example);

/* The same without the prescriber's doses and times, where an order is computed without them. True when one is
 * computed. */
bool patient_with_order(struct patient *patient, const ifs_protocol *protocol, int example);

/* Changes one fact. */
void patient_answer(struct patient *patient, int fact, struct answer answer);
void patient_forget(struct patient *patient, int fact);
bool patient_knows(const struct patient *patient, int fact);

/* An answer in the first unit of the fact that can say it; false where none can, or it lies outside the hard range. */
bool answer_of(const struct fact_rule *rule, int64_t base, struct answer *answer);

/* The answers at which something in the protocol may change: every choice; every threshold of a measured fact, one
 * step below it and one above, bounds of totals, and the ends of the hard range. None for dates and identities. */
int representatives(const ifs_protocol *protocol, int fact, struct answer list[REPRESENTATIVES_MAX]);

/* The step of a fact's unit at that figure: a weight is written finer below 10 kg. */
int64_t step_at(const struct fact_unit *unit, int64_t base);

/* Settles a copy of the request and computes its plan. False when the input is refused (answers that contradict each
 * other): such a patient does not exist; plan->contradictions then says whether the protocol itself found the
 * contradiction. */
bool patient_plan(const struct patient *patient, ifs_request *settled, ifs_plan *plan);

/* The place of care from now on; NULL (at first): no site file. */
void battery_site(const ifs_site *site);

/* Called with every plan that patient_plan computes; NULL: nobody. */
typedef void (*battery_watcher)(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan);
void battery_watch(battery_watcher watch);

/* Truths of the protocol's tests for this patient; room for CONDITION_TESTS. */
void patient_truths(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan, uint8_t *truths);

/* Says what is wrong with this patient's order: protocol, example, what was changed and a command to see it. The test
 * fails when it ends; no more than a few are shown of each protocol. */
void complain(const struct patient *patient, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same about a whole protocol. */
void complain_of(const ifs_protocol *protocol, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Complaints since the last call of battery_end. */
long battery_complaints(void);

/* Fails the running test when there was any complaint since the last call, and says how many patients were tried. */
void battery_end(void);

const char *verdict_word(ifs_verdict verdict);

/* True when an order is computed. */
static inline bool has_order(const ifs_plan *plan)
{
    return plan->verdict >= IFS_OVERRIDE_NEEDED;
}

#endif
