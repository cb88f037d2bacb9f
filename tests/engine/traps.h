/*
 * traps.h - the edges of what a function claims: at the lowest and highest figure it answers, one beyond it traps.
 */
#ifndef TRAPS_H
#define TRAPS_H

#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

struct edges {
    const char *of;
    void (*act)(int64_t figure);
    int64_t lowest;  /* INT64_MIN: none */
    int64_t highest; /* INT64_MAX: none */
};

/* True when it stops the process by the trap of claim(), and not in another way. */
static inline int traps_at(void (*act)(int64_t figure), int64_t figure)
{
    pid_t child = fork();
    if (child == 0) {
        signal(SIGILL, SIG_DFL);
        signal(SIGTRAP, SIG_DFL);
        act(figure);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGILL || WTERMSIG(status) == SIGTRAP);
}

static inline void expect_edges(const struct edges *edges)
{
    if (edges->lowest > INT64_MIN && (traps_at(edges->act, edges->lowest) || !traps_at(edges->act, edges->lowest - 1))) {
        fail_msg("%s: the lowest is not %lld", edges->of, (long long)edges->lowest);
    }
    if (edges->highest < INT64_MAX && (traps_at(edges->act, edges->highest) || !traps_at(edges->act, edges->highest + 1))) {
        fail_msg("%s: the highest is not %lld", edges->of, (long long)edges->highest);
    }
}

#endif
