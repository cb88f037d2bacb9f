/*
 * payload.h - the code of a sheet: everything it was computed from and what came out, in one line of printable ASCII.
 *
 * The grammar stands in protocols/README.md, "The code of a sheet". No blank stands in it, so that it may be broken into lines anywhere.
 */
#ifndef IFS_PAYLOAD_H
#define IFS_PAYLOAD_H

#include "sheet.h"

#define PAYLOAD_BYTES 8192
#define PAYLOAD_FIELD_MAX 192

/* Half of a SHA-256: nobody finds a second file of the same 128 bits, and a QR half as dense is read from a fax. */
#define PAYLOAD_FINGERPRINT 32

struct payload_field {
    const char *key;  /* "AT", "weight" */
    const char *text; /* decoded */
};

/* A code that was read; may not be copied, for its fields point into its bytes. */
struct payload {
    char bytes[PAYLOAD_BYTES]; /* as written, without blanks */
    size_t length;
    char words[PAYLOAD_BYTES]; /* of the fields */
    int count;
    struct payload_field fields[PAYLOAD_FIELD_MAX];
};

enum payload_status {
    PAYLOAD_FINE,
    PAYLOAD_NONE,    /* no code in there */
    PAYLOAD_CUT,     /* its end is missing */
    PAYLOAD_DAMAGED, /* not of the grammar */
    PAYLOAD_NEWER    /* of another version of the grammar */
};

/* The first code in the text, blanks and line breaks in it passed over. On anything but PAYLOAD_FINE no field may be relied upon. */
enum payload_status payload_read(const char *text, size_t length, struct payload *payload);

/* The first field of that key; NULL: none. */
const char *payload_find(const struct payload *payload, const char *key);

/* What the number of the sheet has to be by everything before it. Two codes that differ in one character have different numbers. */
#define PAYLOAD_NUMBER_BYTES 20
void payload_number(const char *body, size_t length, char number[PAYLOAD_NUMBER_BYTES]);

#endif
