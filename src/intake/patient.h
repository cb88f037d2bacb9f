/*
 * patient.h - what a patient file holds: the answers, what was chosen for the order, and the visit it was saved at.
 */
#ifndef IFS_PATIENT_H
#define IFS_PATIENT_H

#include "changed.h"
#include "clock.h"
#include "protocol.h"

/* The visit at which a file was saved; all zero: none. The strings are those of the file, or of whoever writes it. */
struct patient_visit {
    bool present;
    const char *protocol;    /* id */
    const char *version;     /* NULL where it is not known */
    const char *fingerprint; /* NULL likewise */
    struct instant saved;    /* the moment of the order */
    ifs_fact_set timed;      /* facts for which it is known when they were answered */
    struct instant answered[IFS_FACT_MAX];
    const char *sheet;   /* id of the sheet that was printed; NULL: none */
    const char *verdict; /* its name, "conditional"; NULL with `sheet` */
    const char *payload; /* what its code holds, or NULL */
    struct changed_items items; /* of that sheet */
};

/* The protocol that a patient file was saved for; false when it names none, or cannot be read (which intake_file explains). */
bool patient_protocol(const char *path, char *id, size_t capacity);

/* A prescriber's choice in words that intake_dose and intake_over read back exactly: "1.5 g", "20 min". Of a dose false where there are
 * none. */
bool patient_add_dose(struct text *words, const ifs_choice *choice, const ifs_salt *salt);
void patient_add_over(struct text *words, const ifs_choice *choice);

enum patient_status {
    PATIENT_FINE,
    PATIENT_UNFIT, /* a text with a control character, or not UTF-8: nothing may be written */
    PATIENT_TOO_LONG
};

/* Writes the whole file, which intake_file reads back to the same answers and choices. Facts that were never named are left out;
 * unknown ones are written as such. visit NULL: answers and choices alone. *out is only good with PATIENT_FINE. */
enum patient_status patient_write(struct text *out, const ifs_protocol *protocol, const ifs_request *request,
                                  const struct patient_visit *visit);

#endif
