/*
 * verify.h - what a sheet says, held against what its code gives: shared by the files of the command.
 */
#ifndef IFS_VERIFY_H
#define IFS_VERIFY_H

#include "file.h"
#include "payload.h"
#include "recompute.h"

enum { VERIFY_WORDS = 256, VERIFY_ITEMS = 256, VERIFY_HELD = 4 };

/* One thing that differs; `expected` or `said` empty: nothing there. */
struct verify_item {
    char where[VERIFY_WORDS];
    char said[VERIFY_WORDS];
    char expected[VERIFY_WORDS];
};

struct verify {
    struct payload payload;
    struct payload expected; /* of the order computed again */
    struct recomputed recomputed;
    bool computed;
    char missing[RECOMPUTE_WHY]; /* why it cannot be told; "": it can */
    int item_count;              /* there may be more than are kept */
    struct verify_item items[VERIFY_ITEMS];
    int held_count;
    const char *held[VERIFY_HELD]; /* "code", "JSON", "visible text" */
    int status;                    /* EXIT_READY, or why nothing could be read */
};

void verify_differs(struct verify *verify, const char *where, const char *said, const char *expected);
__attribute__((format(printf, 2, 3))) void verify_cannot(struct verify *verify, const char *format, ...);
void verify_holds(struct verify *verify, const char *what);

/* Where protocols and the site file are, as on the command line; either may be NULL. */
struct verify_places {
    const char *protocols;
    const char *site;
};

/* A PDF, the JSON of an order, a text sheet or a code, all of it. *verify is all zero before. */
void verify_sheet(struct verify *verify, const struct verify_places *places, const struct file_bytes *bytes);

/* The number against the rest of the code, then every field against the order computed again. */
void verify_code(struct verify *verify, const char *protocols, const char *site);

/* verify_pages.c: whether the pages of a PDF are all there, once and in order, as far as they say so themselves; false after saying what is
 * wrong. */
bool verify_pages(struct verify *verify, const struct file_bytes *text);

#endif
