/*
 * record.h - one line of a draft.
 */
#ifndef IFS_RECORD_H
#define IFS_RECORD_H

#include "clock.h"

/* What a line keeps. Answers stand as in a patient file, the others behind a # and their word. */
enum record_kind {
    RECORD_ANSWER,     /* of a fact */
    RECORD_LATER,      /* a fact that is left for the bedside */
    RECORD_DOSE,       /* of the infusion of that name */
    RECORD_OVER,       /* its time */
    RECORD_OVERRIDE,   /* of the check of that name, with the reason */
    RECORD_CONFIRMED,  /* an unusual value */
    RECORD_PRESCRIBER, /* name and reference */
    RECORD_DISPUTED,   /* of a fact: an answer that was not taken, as it contradicts another */
    RECORD_VISIT,      /* what the visit is: "protocol", "version", "fingerprint" ... */
    RECORD_KIND_COUNT
};

/* words "": taken back. */
struct record {
    enum record_kind kind;
    const char *name;
    const char *words;
    struct instant at;
};

/* Each line ends in a check of itself and of all lines before it. */
#define RECORD_CHECK_BYTES 17
#define RECORD_BYTES 8192
struct record_check {
    char hex[RECORD_CHECK_BYTES];
};

/* The check before the first line. */
struct record_check record_first(void);

/* Adds the line, and sets *check to its own. False when a text does not fit or is not fit for one line; *check is then as it was. */
bool record_write(struct text *line, const struct record *record, struct record_check *check);

/* Reads the line at the beginning of `bytes`; its texts go to *letters, NUL-terminated each, and *check becomes that of the line.
 * The bytes it took; 0 when no whole line with the right check stands there: *check is then as it was. */
size_t record_read(const char *bytes, size_t size, struct text *letters, struct record *record, struct record_check *check);

#endif
