/*
 * typed.c - one whole order as it is typed, for the migraine protocol.
 *
 * Invariant: every question of pool.h is answered, so a question that the protocol gets later makes the order incomplete, and
 * the bench says so. What is done with the words is left to the programs.
 */
#include "typed.h"

#include <stdio.h>

#include "pool.h"

void typed_order(struct typed *typed, char *program, char *directory)
{
    *typed = (struct typed){.words = {program,
                                      "order",
                                      "--protocols",
                                      directory,
                                      "--at",
                                      "2026-11-20T14:30+01:00",
                                      "migraine-acute-adult",
                                      "name=Ada Example",
                                      "id=EXAMPLE-1",
                                      "allergies=none known",
                                      "indication=migraine-with-aura",
                                      "setting=clinic",
                                      "age=34 y",
                                      "sex=female",
                                      "weight=72 kg",
                                      "creatinine=0.8 mg/dL",
                                      "given-24h=0 g",
                                      "systolic=118 mmHg",
                                      "heart-rate=72 /min",
                                      "resp-rate=16 /min",
                                      "spo2=98 %",
                                      "reflexes=present"}};
    int count = 0;
    while (typed->words[count] != NULL) {
        count++;
    }
    for (int i = 0; i < QUESTION_COUNT; i++) {
        char *answer = typed->answers[i];
        snprintf(answer, sizeof typed->answers[i], "%s=%s", pool_field_name(i), i == ANTIDOTE_PRESENT ? "yes" : "no");
        typed->words[count++] = answer;
    }
}
