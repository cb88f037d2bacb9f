/*
 * condition_measure.h - what words about a measured fact mean in a condition.
 */
#ifndef IFS_CONDITION_MEASURE_H
#define IFS_CONDITION_MEASURE_H

#include "condition_sentence.h"

/* Each adds the comparison that the words say to what was meant; false, and nothing added, where they say none. */

/* "age over 65 y", "weight between 40 and 60 kg", "age 18 y or older": the fact stands at i. */
bool measure_after_fact(struct sentence *sentence, int fact, int i);

/* "40 kg < weight < 60 kg": the first figure stands at i. */
bool measure_turned(struct sentence *sentence, int i);

/* "magnesium >= 1 mg/dL and < 1.5 mg/dL": the second sign, without its fact, stands at i. */
bool measure_shared(struct sentence *sentence, int i);

#endif
