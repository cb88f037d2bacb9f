/*
 * test_delivered.c - what an order delivers is never beyond a hard limit, for any patient the battery can make.
 *
 * Every example, every answer of every fact in it, and every dose the patient's weight, tenth by tenth, leads to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "delivered.h"

static ifs_request settled;
static ifs_plan plan;

static void hold(const struct patient *patient)
{
    if (patient_plan(patient, &settled, &plan)) {
        hold_plan(patient, &settled, &plan);
    }
}

static void hold_each_answer(const struct patient *patient, int fact)
{
    static struct answer list[REPRESENTATIVES_MAX];
    int count = representatives(patient->protocol, fact, list);
    for (int i = 0; i < count; i++) {
        struct patient changed = *patient;
        patient_answer(&changed, fact, list[i]);
        hold(&changed);
    }
    struct patient changed = *patient;
    patient_forget(&changed, fact);
    hold(&changed);
}

static void each_answer_of_each_example(void **state)
{
    (void)state;
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            struct patient patient;
            patient_of_example(&patient, protocol, j);
            hold(&patient);
            for (int fact = 0; fact < protocol->fact_count; fact++) {
                hold_each_answer(&patient, fact);
            }
        }
    }
    battery_end();
}

/* Every tenth of a kilogram. */
static void hold_each_weight(const struct patient *patient)
{
    const struct fact_rule *rule = &patient->protocol->facts[IFS_FACT_WEIGHT];
    for (int64_t base = rule->units[0].low; base <= rule->units[0].high; base += 100) {
        struct answer answer;
        struct patient changed = *patient;
        if (answer_of(rule, base, &answer)) {
            patient_answer(&changed, IFS_FACT_WEIGHT, answer);
            hold(&changed);
        }
    }
}

static void each_weight_of_each_order(void **state)
{
    (void)state;
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            struct patient patient;
            if (patient_with_order(&patient, protocol, j)) {
                hold_each_weight(&patient);
            }
        }
    }
    battery_end();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_of_each_example),
        cmocka_unit_test(each_weight_of_each_order),
    };
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
