/*
 * peer.c - one peer: started, held against the engine's orders, asked, ended.
 *
 * It reads the file of patients, writes its orders, says "ready" and answers each line of ours with "done" and the sum of all
 * figures. A peer whose tool the shell does not find, or which says "missing", is missing; any other end is a fault and named.
 * Invariant: only a peer whose orders were all compared is ready. Memory is the kernel's high-water mark of the peer's own image,
 * for what a child resided with before exec was ours.
 */
#include "peer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process.h"

enum { NOT_FOUND = 127 };

/* ---- The process ---- */

static void become(const struct peer *peer, int in, int out)
{
    char command[1024];
    snprintf(command, sizeof command, "command -v %s >/dev/null || exit %d; %s", peer->tool, NOT_FOUND, peer->command);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* some tools never end on an empty input */
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(NOT_FOUND);
}

static bool start(struct peer *peer)
{
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        become(peer, in[0], out[1]);
    }
    peer->process = child;
    close(in[0]);
    close(out[1]);
    peer->to = fdopen(in[1], "w");
    peer->from = fdopen(out[0], "r");
    return child > 0 && peer->to != NULL && peer->from != NULL;
}

/* The figure behind the word; false when the peer ended or says that something is missing. */
static bool await(struct peer *peer, const char *word, int64_t *figure)
{
    char line[4096];
    *figure = 0;
    while (fgets(line, sizeof line, peer->from) != NULL) {
        const char *found = strstr(line, word);
        if (found != NULL) {
            *figure = strtoll(found + strlen(word), NULL, 10);
            return true;
        }
        if (strncmp(line, "missing: ", 9) == 0) {
            peer->state = PEER_MISSING;
            snprintf(peer->why, sizeof peer->why, "%.*s", (int)strcspn(line + 9, "\n"), line + 9);
            return false;
        }
    }
    return false;
}

long peer_most_kib(pid_t process)
{
    char path[40];
    char line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
    FILE *file = fopen(path, "r");
    while (file != NULL && kib == 0 && fgets(line, sizeof line, file) != NULL) {
        kib = strncmp(line, "VmHWM:", 6) == 0 ? strtol(line + 6, NULL, 10) : 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib;
}

/* The status of its end; 128 and its signal where one ended it. */
static int reap(struct peer *peer)
{
    int ended = 0;
    if (peer->to == NULL || waitpid(peer->process, &ended, 0) != peer->process) {
        return -1;
    }
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
}

/* ---- Its orders ---- */

static bool read_order(const struct peer *peer, FILE *file, struct order *order)
{
    int first = peer->checks_only ? ORDER_TRIPPED : 0;
    int after = peer->checks_only ? ORDER_UNDECIDED + 1 : ORDER_FIGURES;
    for (int i = first; i < after; i++) {
        if (fscanf(file, "%d", &order->figures[i]) != 1) {
            return false;
        }
    }
    return true;
}

static void print_order(const char *who, const struct order *order)
{
    fprintf(stderr, "  %-8s", who);
    for (int i = 0; i < ORDER_FIGURES; i++) {
        fprintf(stderr, " %d", order->figures[i]);
    }
    fputc('\n', stderr);
}

/* The figures that it does not write count as right. */
static void compare_one(struct peer *peer, const struct order *ours, const struct order *theirs, size_t line)
{
    if (memcmp(theirs, ours, sizeof *theirs) == 0) {
        return;
    }
    peer->wrong_band += theirs->figures[ORDER_BAND] != ours->figures[ORDER_BAND];
    if (++peer->wrong <= 3 && !peer->doubles) {
        fprintf(stderr, "bench: %s differs for line %zu of the patients\n", peer->name, line);
        print_order("engine", ours);
        print_order("peer", theirs);
    }
}

static void add_up(struct peer *peer, const struct order *order)
{
    bool all = !peer->checks_only;
    for (int i = 0; i < ORDER_FIGURES; i++) {
        peer->sum += all || i == ORDER_TRIPPED || i == ORDER_UNDECIDED ? order->figures[i] : 0;
    }
}

/* Every order, and not one more. */
static bool compare(struct peer *peer, const struct order *orders, size_t count)
{
    FILE *file = fopen(peer->orders, "r");
    bool whole = file != NULL;
    struct order theirs;
    for (size_t i = 0; whole && i < count; i++) {
        theirs = orders[i];
        whole = read_order(peer, file, &theirs);
        if (whole) {
            add_up(peer, &theirs);
            compare_one(peer, &orders[i], &theirs, i + 2);
        }
    }
    whole = whole && !read_order(peer, file, &theirs);
    if (file != NULL) {
        fclose(file);
    }
    if (!whole) {
        fprintf(stderr, "bench: %s did not write %zu orders to %s\n", peer->name, count, peer->orders);
    }
    return whole && (peer->doubles || peer->wrong == 0);
}

void peer_prepare(struct peer *peer, const struct order *orders, size_t count)
{
    int64_t none = 0;
    unlink(peer->orders);
    if (start(peer) && await(peer, "ready", &none)) {
        peer->state = compare(peer, orders, count) ? PEER_READY : PEER_BROKEN;
        return;
    }
    int status = reap(peer);
    if (status == NOT_FOUND) {
        peer->state = PEER_MISSING;
        snprintf(peer->why, sizeof peer->why, "%s is not installed here", peer->tool);
    } else if (peer->state != PEER_MISSING) {
        fprintf(stderr, "bench: %s ended with status %d before it was ready: %s\n", peer->name, status, peer->command);
    }
}

/* ---- Asked, and ended ---- */

int peer_rounds(const struct peer *peer)
{
    return peer->rounds > 0 ? peer->rounds : PEER_ROUNDS;
}

bool peer_time(struct peer *peer, int round, size_t count)
{
    int64_t sum = 0;
    int64_t began = clock_ns();
    fprintf(peer->to, "%s\n", peer->go);
    fflush(peer->to);
    bool answered = await(peer, "done", &sum);
    peer->ns[round] = (double)(clock_ns() - began) / (double)count;
    if (!answered) {
        fprintf(stderr, "bench: %s ended with status %d while it was timed\n", peer->name, reap(peer));
    } else if (sum != peer->sum) {
        fprintf(stderr, "bench: %s summed up %lld while it was timed, its orders sum up to %lld\n", peer->name,
                (long long)sum, (long long)peer->sum);
    }
    return answered && sum == peer->sum;
}

bool peer_end(struct peer *peer)
{
    peer->most_kib = peer_most_kib(peer->process);
    if (peer->bye != NULL) {
        fprintf(peer->to, "%s\n", peer->bye);
    }
    fclose(peer->to);
    int status = reap(peer);
    fclose(peer->from);
    if (status != 0) {
        fprintf(stderr, "bench: %s ended with status %d\n", peer->name, status);
    }
    return status == 0;
}
