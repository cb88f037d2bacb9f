/*
 * choose.h - which of the protocol's alternatives apply to this patient.
 */
#ifndef IFS_CHOOSE_H
#define IFS_CHOOSE_H

#include "course.h"

/* Holds every test against the patient, once product, diluent and device are settled where nobody asked for them. */
void choose_materials(struct work *work);

/* The same truths again, for whoever holds the plan: room for all tests of the protocol. */
void choose_truths(const ifs_protocol *protocol, const ifs_request *request, const ifs_derived *derived, uint8_t *truths);

/* While one phase is computed its own rules read the device, product and diluent that it uses itself, though others use something else.
 * `common` has room for all tests, and holds what is true of all phases until the end. */
void choose_begin_phase(struct work *work, int index, uint8_t *common);
void choose_end_phase(struct work *work, const uint8_t *common);

/* Dose rule, renal band, limits, device and container; what could be decided is marked in the course. */
void choose_rules(struct course *course);

/* The time rule for the dose. */
bool choose_time_rule(struct course *course);

#endif
