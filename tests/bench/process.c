/*
 * process.c - one process started, waited for and timed.
 *
 * The time runs from before posix_spawn to after the wait, so it holds what a person waits for: start, loading, work,
 * output and end. What is written goes to /dev/null. Invariant: a process that could not be started or was killed has
 * status -1, and its time means nothing. What is compared with what is left to bench.c.
 */
#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool start(char *const *words, bool quiet, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    bool started = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
                   posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                   (!quiet || posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0) &&
                   posix_spawn(child, words[0], &actions, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

struct process_cost process_run(char *const *words, bool quiet)
{
    struct process_cost cost = {.status = -1};
    struct rusage usage;
    pid_t child = 0;
    int ended = 0;
    int64_t began = clock_ns();
    if (!start(words, quiet, &child) || wait4(child, &ended, 0, &usage) != child) {
        return cost;
    }
    cost.ns = clock_ns() - began;
    cost.most_kib = usage.ru_maxrss;
    cost.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    return cost;
}
