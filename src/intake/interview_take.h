/*
 * interview_take.h - what the files that take an answer share.
 */
#ifndef IFS_INTERVIEW_TAKE_H
#define IFS_INTERVIEW_TAKE_H

#include "finding.h"
#include "interview_parts.h"

/* interview_take.c: takes the changed request over when nothing in it contradicts; says what does otherwise. */
bool interview_accept(struct interview *interview, ifs_request *trial);
/* The first of them, or which command was meant instead; freed. */
void interview_say_first(struct interview *interview, struct findings *findings, const char *line);

/* interview_fact.c */
/* A measured figure, as the weight is, typed one question too late or too early. */
bool interview_is_measured(const char *line);
/* What stands between quotes, which the line loses; NULL: it has none. */
const char *interview_quoted(char *line);
enum interview_step interview_take_fact(struct interview *interview, int fact, const char *words);
enum interview_step interview_take_asked(struct interview *interview, const struct ask *ask, const struct question *question, char *line);
enum interview_step interview_take_age(struct interview *interview, const char *line);
enum interview_step interview_take_renal(struct interview *interview, const char *line);
enum interview_step interview_take_again(struct interview *interview, const struct ask *ask, const struct question *question, char *line);

/* interview_order.c: of a dose or a time; of the prescriber; of the reason for an override. */
enum interview_step interview_take_prescribed(struct interview *interview, const struct ask *ask, const char *line);
enum interview_step interview_take_prescriber(struct interview *interview, const struct ask *ask, const char *line);
enum interview_step interview_take_override(struct interview *interview, const struct ask *ask, char *line);

#endif
