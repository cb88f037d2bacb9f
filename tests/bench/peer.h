/*
 * peer.h - another way to write the same orders, as a process that is asked again and again.
 *
 *   peer_prepare   started, its orders compared
 *   peer_time      asked once more
 *   peer_end       how much memory it took; ended
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <sys/types.h>

#include "workload.h"

#define PEER_ROUNDS 7

enum peer_state { PEER_BROKEN, PEER_MISSING, PEER_READY };

struct peer {
    const char *name;
    const char *tool;    /* without it the peer is missing */
    const char *command; /* of the shell, in the folder of the bench */
    const char *orders;  /* the file that it writes there */
    const char *go;
    const char *bye;  /* NULL: it ends when nobody speaks any more */
    double goal;      /* times the engine's; 0: none */
    int rounds;       /* fewer for the slow; 0: all */
    bool doubles;     /* wrong orders are counted, and fail nothing */
    bool checks_only; /* writes the checks tripped and undecided, and no other figure */
    enum peer_state state;
    char why[120]; /* it is missing */
    pid_t process;
    FILE *to;
    FILE *from;
    int64_t sum;
    long wrong;
    long wrong_band;
    long most_kib;
    double ns[PEER_ROUNDS];
};

/* The first orders are the engine's. Where it is broken or differs, a line on standard error names it. */
void peer_prepare(struct peer *peer, const struct order *orders, size_t count);

/* Nanoseconds for each of so many orders, as that round. False, with a line, when it stopped or summed up otherwise. */
bool peer_time(struct peer *peer, int round, size_t count);

int peer_rounds(const struct peer *peer);

/* False, with a line, when it did not end well. */
bool peer_end(struct peer *peer);

/* Most resident so far, of that process; 0: not known. */
long peer_most_kib(pid_t process);

#endif
