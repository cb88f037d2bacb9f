/*
 * process.h - how long a whole process takes, from its start to its end.
 */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

struct process_cost {
    int64_t ns;
    long most_kib; /* resident at most */
    int status;    /* of its end; -1: it was not started or did not end by itself */
};

/* Runs it with standard input and output from and to /dev/null, quiet also the errors, and waits for its end. */
struct process_cost process_run(char *const *words, bool quiet);

int64_t clock_ns(void);

#endif
