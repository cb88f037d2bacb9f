/*
 * child.c - another program that reads bytes from its standard input and answers on its standard output.
 *
 * Invariants: what is given to it and what it answers stay in memory and pipes, for they may be about a patient; both pipes move at once, so
 * that neither side waits for the other for ever; it is killed and reaped when it is too slow or writes too much.
 *
 * What the answer means is left to others.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { READ_END, WRITE_END, NOT_FOUND = 127, CHUNK = 65536 };

struct talk {
    int to;   /* its standard input, -1 once all is written */
    int from; /* its standard output */
    const struct file_bytes *input;
    size_t written;
    size_t cap;
    size_t room;
    struct file_bytes *out;
    time_t until;
};

static void close_if_open(int *end)
{
    if (*end >= 0) {
        close(*end);
        *end = -1;
    }
}

static time_t seconds_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* The pipe's ends for standard input and output, the rest closed by exec; a closed pipe ends it as usual. */
static int start(const char *const *words, const int to[2], const int from[2], pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(&actions, to[READ_END], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from[WRITE_END], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failure = posix_spawnp(child, words[0], &actions, &attributes, (char *const *)(uintptr_t)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure;
}

/* What it does not want to read is no failure: it may know enough. */
static void give(struct talk *talk)
{
    ssize_t length = write(talk->to, talk->input->bytes + talk->written, talk->input->size - talk->written);
    if (length > 0) {
        talk->written += (size_t)length;
    }
    if ((length < 0 && errno != EAGAIN && errno != EINTR) || talk->written == talk->input->size) {
        close_if_open(&talk->to);
    }
}

static bool make_room(struct talk *talk)
{
    if (talk->out->size + CHUNK < talk->room) {
        return true;
    }
    size_t room = talk->room * 2 + (size_t)2 * CHUNK;
    char *bytes = realloc(talk->out->bytes, room);
    if (bytes == NULL) {
        return false;
    }
    talk->out->bytes = bytes;
    talk->room = room;
    return true;
}

/* True until its output ends or goes wrong, which *status then tells. */
static bool take(struct talk *talk, enum child_status *status)
{
    if (!make_room(talk)) {
        *status = CHILD_FAILED;
        return false;
    }
    ssize_t length = read(talk->from, talk->out->bytes + talk->out->size, CHUNK);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
        return true;
    }
    if (length > 0) {
        talk->out->size += (size_t)length;
    }
    if (talk->out->size > talk->cap) {
        *status = CHILD_TOO_LARGE;
        return false;
    }
    *status = length < 0 ? CHILD_FAILED : CHILD_FINE;
    return length > 0;
}

static enum child_status converse(struct talk *talk)
{
    enum child_status status = CHILD_FINE;
    bool more = true;
    while (more) {
        struct pollfd ends[] = {{.fd = talk->from, .events = POLLIN}, {.fd = talk->to, .events = POLLOUT}};
        if (seconds_now() >= talk->until) {
            return CHILD_SLOW;
        }
        if (poll(ends, 2, 1000) < 0 && errno != EINTR) {
            return CHILD_FAILED;
        }
        if (talk->to >= 0 && ends[1].revents != 0) {
            give(talk);
        }
        if (ends[0].revents != 0) {
            more = take(talk, &status);
        }
    }
    return status;
}

/* Waits no longer than the talk may last: a program can close its output and still not end. */
static pid_t wait_until(pid_t child, time_t until, int *ended)
{
    static const struct timespec pause = {.tv_nsec = 5000000};
    pid_t found = waitpid(child, ended, WNOHANG);
    while (seconds_now() < until && (found == 0 || (found < 0 && errno == EINTR))) {
        (void)nanosleep(&pause, NULL);
        found = waitpid(child, ended, WNOHANG);
    }
    return found;
}

static enum child_status end_it(pid_t child, enum child_status status)
{
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
    return status;
}

static enum child_status reap(pid_t child, enum child_status status, time_t until)
{
    int ended = 0;
    pid_t found = status == CHILD_FINE ? wait_until(child, until, &ended) : 0;
    if (found == 0) {
        return end_it(child, status == CHILD_FINE ? CHILD_SLOW : status);
    }
    if (found < 0) { /* how it ended is not known, so it did not end well */
        return CHILD_FAILED;
    }
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == NOT_FOUND) {
        return CHILD_MISSING;
    }
    return WIFEXITED(ended) && WEXITSTATUS(ended) == 0 ? CHILD_FINE : CHILD_UNHAPPY;
}

static enum child_status run(const char *const *words, struct talk *talk, int to[2], int from[2])
{
    pid_t child = -1;
    int failure = start(words, to, from, &child);
    close_if_open(&to[READ_END]);
    close_if_open(&from[WRITE_END]);
    if (failure != 0) {
        return failure == ENOENT || failure == EACCES ? CHILD_MISSING : CHILD_FAILED;
    }
    fcntl(to[WRITE_END], F_SETFL, O_NONBLOCK);
    talk->to = to[WRITE_END];
    talk->from = from[READ_END];
    talk->until = seconds_now() + CHILD_SECONDS;
    enum child_status status = converse(talk);
    to[WRITE_END] = talk->to;
    close_if_open(&to[WRITE_END]);
    close_if_open(&from[READ_END]);
    return reap(child, status, talk->until);
}

enum child_status child_run(const char *const *words, const struct file_bytes *input, size_t cap, struct file_bytes *out)
{
    int to[2] = {-1, -1};
    int from[2] = {-1, -1};
    *out = (struct file_bytes){0};
    struct talk talk = {.input = input, .cap = cap, .out = out};
    enum child_status status = CHILD_FAILED;
    void (*before)(int) = signal(SIGPIPE, SIG_IGN); /* a program that stops reading is no reason to die */
    void (*before_end)(int) = signal(SIGCHLD, SIG_DFL); /* where it is ignored, nobody is told how the program ended */
    if (pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0) {
        status = run(words, &talk, to, from);
    }
    for (int i = 0; i < 2; i++) {
        close_if_open(&to[i]);
        close_if_open(&from[i]);
    }
    signal(SIGPIPE, before);
    signal(SIGCHLD, before_end);
    if (status == CHILD_FINE && !make_room(&talk)) {
        status = CHILD_FAILED;
    }
    if (status != CHILD_FINE) {
        file_free(out);
        *out = (struct file_bytes){0};
        return status;
    }
    out->bytes[out->size] = '\0';
    return CHILD_FINE;
}
