/*
 * dosing.h - a protocol by hand, of which a test fills in what it is about: facts, questions q0 to q23, and conditions from words.
 */
#ifndef DOSING_H
#define DOSING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "protocol.h"
#include "ratio.h"

enum { QUESTIONS = 24, CONDITIONS = 48 };

static ifs_protocol dosing;
static char question_names[QUESTIONS][8];
static uint16_t compiled_ops[CONDITIONS][CONDITION_OPS];
static int compiled;

static inline int question(int number)
{
    return (int)IFS_FACT_BUILTIN + number;
}

static inline void begin(void)
{
    static const char *const choices[] = {"premix", "vial", "other"};
    static const int chosen_from[] = {IFS_FACT_INDICATION, IFS_FACT_PRODUCT, IFS_FACT_DILUENT};
    memset(&dosing, 0, sizeof dosing);
    compiled = 0;
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        dosing.facts[i] = *fact_builtin(i);
    }
    for (size_t i = 0; i < COUNT_OF(chosen_from); i++) {
        dosing.facts[chosen_from[i]].choices = choices;
        dosing.facts[chosen_from[i]].choice_count = COUNT_OF(choices);
    }
    for (int i = 0; i < QUESTIONS; i++) {
        snprintf(question_names[i], sizeof question_names[i], "q%d", i);
        dosing.facts[question(i)] = (struct fact_rule){.name = question_names[i], .kind = FACT_QUESTION};
    }
    dosing.fact_count = question(QUESTIONS);
    dosing.settings = 1U << IFS_CLINIC | 1U << IFS_WARD;
}

/* "": no condition. */
static inline struct condition when(const char *text)
{
    static const ifs_salt salt = {246470, 24305, 2};
    struct symbols symbols = {.facts = dosing.facts, .count = dosing.fact_count, .salt = &salt};
    struct condition_code code;
    struct condition_problem problem;
    if (text[0] == '\0') {
        return (struct condition){.text = NULL};
    }
    assert_true(compiled < CONDITIONS);
    assert_true(condition_compile(text, &symbols, &dosing.tests, &code, &problem));
    memcpy(compiled_ops[compiled], code.ops, sizeof code.ops);
    return (struct condition){.ops = compiled_ops[compiled++], .count = code.count, .text = text};
}

#endif
