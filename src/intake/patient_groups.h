/*
 * patient_groups.h - the groups of a patient file beside the answers, read.
 */
#ifndef IFS_PATIENT_GROUPS_H
#define IFS_PATIENT_GROUPS_H

#include "config.h"
#include "intake.h"
#include "patient.h"

/* "order": what the prescriber chose. The prescriber's words are copied to *prescriber, which the caller frees; NULL where there are
 * none. */
void patient_read_order(struct intake *intake, const struct config_node *group, char **prescriber);

/* "visit": when the answers were given and what was printed. Everything is checked; kept where intake->visit is not NULL. */
void patient_read_visit(struct intake *intake, const struct config_node *group);

/* The place of findings from here on. */
void patient_stand_at(struct intake *intake, const struct config_node *node);

/* The text of a setting; NULL with a finding when it is none. */
const char *patient_text(struct intake *intake, const struct config_node *node);

/* True when the setting is of that kind; otherwise a finding says what to write. */
bool patient_is(struct intake *intake, const struct config_node *node, enum config_kind kind);

/* A finding that names the keys there are. */
void patient_unknown_key(struct intake *intake, const struct config_node *node, const char *keys);

#endif
