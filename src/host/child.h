/*
 * child.h - another program that reads bytes from its standard input and answers on its standard output.
 */
#ifndef IFS_CHILD_H
#define IFS_CHILD_H

#include "file.h"

enum child_status {
    CHILD_FINE,
    CHILD_MISSING,   /* no such program on the path */
    CHILD_UNHAPPY,   /* it ended with a status of its own, or was killed */
    CHILD_TOO_LARGE, /* it wrote more than the cap */
    CHILD_SLOW,      /* it was killed after the time allowed */
    CHILD_FAILED     /* no pipe, no process, no memory */
};

/* Runs the program (looked for on the path, words ended by NULL) with these bytes as its input and keeps what it writes, up to `cap`
 * bytes; no shell, no temporary file. What it says on standard error is dropped. After anything but CHILD_FINE, *out is empty. */
enum child_status child_run(const char *const *words, const struct file_bytes *input, size_t cap, struct file_bytes *out);

/* After so long without an end it is killed. */
#define CHILD_SECONDS 20

#endif
