/*
 * scan.h - bytes of a libconfig file become tokens with lines and columns.
 */
#ifndef IFS_SCAN_H
#define IFS_SCAN_H

#include <stdint.h>

#include "finding.h"

enum scan_kind {
    SCAN_NAME,
    SCAN_STRING, /* with its quotes, on one line */
    SCAN_INTEGER,
    SCAN_FLOAT,
    SCAN_BOOLEAN,
    SCAN_EQUALS, /* = or : */
    SCAN_COMMA,
    SCAN_SEMICOLON,
    SCAN_OPEN_GROUP,
    SCAN_CLOSE_GROUP,
    SCAN_OPEN_LIST,
    SCAN_CLOSE_LIST,
    SCAN_OPEN_ARRAY,
    SCAN_CLOSE_ARRAY,
    SCAN_END /* the last one, beyond the last byte */
};

struct scan_token {
    enum scan_kind kind;
    uint32_t start; /* bytes[start] to bytes[start + length - 1]; a file has at most CONFIG_MAX_BYTES */
    uint32_t length;
    int line; /* both from 1; a column is a character, not a byte */
    int column;
};

struct scan {
    struct scan_token *tokens;
    size_t count; /* at least 1: SCAN_END */
};

/* Cuts the bytes (which must be UTF-8 without NUL) into tokens. Faults are findings: unterminated-string (a string must
 * end on the line where it begins), unterminated-comment, nested-comment (a warning), include-not-allowed,
 * control-character (an escape for one) and syntax; after SCAN_FAULT_MAX errors the rest is not read. True when
 * there was no error; otherwise *out is empty. */
bool scan_read(const char *bytes, size_t size, const char *file, struct scan *out, struct findings *findings);
void scan_free(struct scan *scan);

#define SCAN_FAULT_MAX 20

#endif
