/*
 * intake.h - words of a command line or a patient file become a request.
 */
#ifndef IFS_INTAKE_H
#define IFS_INTAKE_H

#include "finding.h"
#include "protocol.h"

struct patient_visit;

/* Everything that is wrong with the words is a finding; a request is usable only when there is none of severity error.
 * Words are kept by pointer in the request: they must outlive it. */
struct intake {
    const ifs_protocol *protocol;
    ifs_request *request;
    struct findings *findings;
    struct place place; /* where the words stand; the file NULL for the command line */
    enum quantity_spacing spacing;
    struct patient_visit *visit; /* where to keep what a patient file says of its visit (patient.h); NULL: nowhere */
};

/* One fact, by name and text. A fact given twice with different answers is an error. */
void intake_fact(struct intake *intake, const char *name, const char *text);

/* NAME=VALUE of the command line; the text is cut at the equals sign. */
void intake_assignment(struct intake *intake, char *assignment);

/* The index of the infusion with that name, -1 with a finding if there is none. */
int intake_infusion(struct intake *intake, const char *name);

/* The prescriber's dose or time. infusion -1: the only one there is, a finding where there are several. */
void intake_dose(struct intake *intake, int infusion, const char *text);
void intake_over(struct intake *intake, int infusion, const char *text);

/* CHECK=reason; the text is cut at the equals sign. */
void intake_override(struct intake *intake, char *assignment);

/* The same with both at hand; kept by pointer. */
void intake_override_of(struct intake *intake, const char *check, const char *reason);

/* "NAME, reference"; the text is cut at the first comma. */
void intake_prescriber(struct intake *intake, char *text);

void intake_confirm(struct intake *intake, const char *name);

/* A patient file: one text setting for each fact, the same names; a group "order" with the prescriber's choices and a group "visit" where a
 * visit saved it. Its words live in *storage until intake_free_file. */
void intake_file(struct intake *intake, const char *path, void **storage);
void intake_free_file(void *storage);

/* Holds the answers against each other once all are in; `day` is the civil date of the order. */
void intake_settle(struct intake *intake, int64_t day);

/* As if the fact had never been answered. */
void intake_forget(ifs_request *request, int fact);

#endif
