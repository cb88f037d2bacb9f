/*
 * examples.h - the worked examples of a protocol, run.
 */
#ifndef IFS_EXAMPLES_H
#define IFS_EXAMPLES_H

#include "protocol_load.h"

/* 2026-11-20 12:00 UTC, as written on a command line: examples must not change with the calendar. */
#define EXAMPLES_MOMENT "2026-11-20T12:00Z"

#define EXAMPLE_MISS_MAX 64
#define EXAMPLE_FOUND_BYTES 512

/* What did not come out; expected NULL: the patient or the order could not be entered, and found says why. */
struct example_miss {
    const char *expected;
    char found[EXAMPLE_FOUND_BYTES];
};

struct examples; /* one protocol being tried */

/* NULL without memory. The protocol must outlive it. */
struct examples *examples_open(const ifs_protocol *protocol);
void examples_close(struct examples *examples);

/* Runs one example; what it missed is kept until the next. True when it came out as written. */
bool examples_run(struct examples *examples, const struct example *example);
bool examples_no_memory(const struct examples *examples); /* then it was not run, and nothing is known of it */
int examples_misses(const struct examples *examples, const struct example_miss **misses);

/* Request and plan of the example that was run; NULL where its patient could not be entered. */
const ifs_plan *examples_plan(const struct examples *examples, const ifs_request **request);

/* The site file an example names: beside the protocol unless its path begins with a slash. False when it does not fit. */
bool examples_site_path(const ifs_protocol *protocol, const char *name, char *path, size_t capacity);

/* Runs the examples of a protocol file and adds an error for each that fails. A file that is no valid protocol adds nothing. */
void examples_check(const char *path, const struct load_places *places, struct findings *findings);

#endif
