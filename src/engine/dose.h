/*
 * dose.h - dose and time of one infusion: steps 1 to 4 of the order of calculation.
 */
#ifndef IFS_DOSE_H
#define IFS_DOSE_H

#include "course.h"

/* Each returns true when the next step can be taken; otherwise an obstacle or what is lacking has been noted. */
bool dose_calculate(struct course *course); /* 1 basis x dosing weight, 2 renal factor and maximum, 3 step */
bool dose_take_time(struct course *course); /* 4 */

/* An intramuscular dose takes no time: one that was prescribed is an obstacle, not dropped in silence. */
bool dose_refuse_time(struct course *course);

/* How often what delivers that much is given: as often as the count and the most altogether allow, at least once (the first is held against
 * the latter like any maximum). */
int64_t dose_count(const struct repeat *repeat, ifs_ratio delivered_mcg);

/* How often the whole is given, once its own time is known. */
bool dose_repeat(struct course *course);

/* Where the dose rule, or the time of a dose rate, is undecided: a prescribed dose that every rule in question would refuse is refused
 * now; so is, where no dose is known, a prescribed time that none makes acceptable. */
void dose_refuse_anyway(struct course *course);

/* Where the dose is not known, or its time: a dose, and a time, that every rule in question leaves to the prescriber is asked for now, not
 * after the answer. Not for an order that is refused, as it is where no dose rule is left in question. */
void dose_ask_anyway(struct course *course);

/* A dose rate is multiplied by the time, so its time comes first. */
bool dose_is_rate(const struct course *course);

#endif
