/*
 * peers_main.c - the engine raced against other ways to write the same orders: the same patients, in turns, in one run.
 *
 * Each peer is a process that reads the file of patients, writes its orders, says "ready" and answers each line "go" with
 * "done" and the sum of all figures. Invariant: nothing is timed before its orders were compared with the engine's. A
 * difference ends the program with 1, but for JavaScript, where the orders that doubles get wrong are the finding. A peer
 * that this machine lacks is said in a word.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process.h"
#include "protocol_load.h"
#include "workload.h"

enum { PATIENTS = 20000, BLOCK = 16, ROUNDS = 7 };

struct peer {
    const char *name;
    const char *command; /* of the shell, in the folder of the bench */
    const char *go;
    double goal; /* times the engine's; 0: none */
    bool doubles;
    pid_t process;
    FILE *to;
    FILE *from;
    int64_t sum;
    long wrong;
    long wrong_band;
    long most_kib;
    double ns[ROUNDS];
};

struct race {
    const ifs_protocol *protocol;
    struct pool_names names;
    struct patient *patients;
    struct order *orders;
    ifs_request requests[BLOCK];
    ifs_plan plan;
    struct decision decision;
    double engine[ROUNDS];
    double specialised[ROUNDS];
};

/* ---- Engine and specialised C ---- */

static struct order order_of(const struct race *race)
{
    const ifs_plan *plan = &race->plan;
    struct decision decision = {.verdict = (int)plan->verdict,
                                .crcl = plan->derived.crcl_known ? plan->derived.crcl : -1};
    for (int i = 0; i < CHECK_COUNT; i++) {
        ifs_result result = (ifs_result)plan->checks[race->names.checks[i]];
        decision.tripped |= (uint64_t)(result == IFS_TRIP) << i;
        decision.undecided |= (uint64_t)(result == IFS_UNKNOWN) << i;
    }
    if (plan->infusion_count == 1) {
        decision.dose_mcg = plan->infusions[0].dose.mcg;
        decision.draw_ul = plan->infusions[0].draw.ul;
        decision.flow_ul_per_h = plan->infusions[0].flow.ul_per_h;
    }
    return workload_order(&decision);
}

static bool compare_own(struct race *race)
{
    long differing = 0;
    for (size_t i = 0; i < PATIENTS; i++) {
        pool_request(&race->patients[i], &race->names, &race->requests[0]);
        ifs_plan_compute(race->protocol, &race->requests[0], &race->plan);
        race->orders[i] = order_of(race);
        specialised_decide(&race->patients[i], &race->decision);
        struct order by_hand = workload_order(&race->decision);
        differing += memcmp(&by_hand, &race->orders[i], sizeof by_hand) != 0;
    }
    if (differing > 0) {
        fprintf(stderr, "bench: %ld orders of engine and specialised C differ\n", differing);
    }
    return differing == 0;
}

static void time_own(struct race *race, int round)
{
    int64_t engine = 0;
    int64_t specialised = 0;
    for (size_t from = 0; from < PATIENTS; from += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) {
            pool_request(&race->patients[from + i], &race->names, &race->requests[i]);
        }
        int64_t began = clock_ns();
        for (size_t i = 0; i < BLOCK; i++) {
            ifs_plan_compute(race->protocol, &race->requests[i], &race->plan);
        }
        int64_t middle = clock_ns();
        for (size_t i = 0; i < BLOCK; i++) {
            specialised_decide(&race->patients[from + i], &race->decision);
        }
        specialised += clock_ns() - middle;
        engine += middle - began;
    }
    race->engine[round] = (double)engine / PATIENTS;
    race->specialised[round] = (double)specialised / PATIENTS;
}

/* ---- A peer ---- */

static bool start(struct peer *peer)
{
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        execl("/bin/sh", "sh", "-c", peer->command, (char *)NULL);
        _exit(127);
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
        if (strncmp(line, "missing", 7) == 0) {
            printf("  %-34s %s", peer->name, line);
            return false;
        }
    }
    return false;
}

static bool read_order(FILE *file, struct order *order)
{
    for (int i = 0; i < ORDER_FIGURES; i++) {
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

/* Every order, before anything is timed. */
static bool compare(struct peer *peer, const struct order *orders)
{
    char path[64];
    snprintf(path, sizeof path, "orders-%.20s", peer->name);
    path[strcspn(path, ",")] = '\0';
    FILE *file = fopen(path, "r");
    bool whole = file != NULL;
    for (size_t i = 0; whole && i < PATIENTS; i++) {
        struct order theirs;
        whole = read_order(file, &theirs);
        for (int j = 0; whole && j < ORDER_FIGURES; j++) {
            peer->sum += theirs.figures[j];
        }
        if (whole && memcmp(&theirs, &orders[i], sizeof theirs) != 0) {
            peer->wrong_band += theirs.figures[ORDER_BAND] != orders[i].figures[ORDER_BAND];
            if (++peer->wrong <= 3 && !peer->doubles) {
                fprintf(stderr, "bench: %s differs for line %zu of the patients\n", peer->name, i + 2);
                print_order("engine", &orders[i]);
                print_order("peer", &theirs);
            }
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return whole && (peer->doubles || peer->wrong == 0);
}

static bool time_peer(struct peer *peer, int round)
{
    int64_t sum = 0;
    int64_t began = clock_ns();
    fprintf(peer->to, "%s\n", peer->go);
    fflush(peer->to);
    bool answered = await(peer, "done", &sum) && sum == peer->sum;
    peer->ns[round] = (double)(clock_ns() - began) / PATIENTS;
    return answered;
}

/* ---- The table ---- */

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double sorted_median(double *figures)
{
    qsort(figures, ROUNDS, sizeof figures[0], ascending);
    return figures[ROUNDS / 2];
}

static void print_row(const struct peer *peer, const double *engine)
{
    double ratios[ROUNDS];
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        ratios[i] = peer->ns[i] / engine[i];
        times[i] = peer->ns[i];
    }
    double ratio = sorted_median(ratios);
    double median = sorted_median(times);
    printf("  %-34s %10.0f %10.0f %9.2f", peer->name, times[0], median, ratio);
    if (peer->most_kib > 0) {
        printf(" %8.1f", (double)peer->most_kib / 1024);
    } else {
        printf(" %8s", "");
    }
    if (peer->goal > 0) {
        printf("   %.0f or more: %s", peer->goal, ratio >= peer->goal ? "met" : "goal not met");
    }
    printf("\n");
    if (peer->doubles) {
        printf("  %-34s %ld of %d orders differ, %ld by a whole renal band\n", "", peer->wrong, PATIENTS,
               peer->wrong_band);
    }
}

/* False where a peer gives other orders or stops in the middle; ready says whether it is there at all. */
static bool prepare(struct peer *peer, const struct order *orders, bool *ready)
{
    int64_t kib = 0;
    *ready = start(peer) && await(peer, "ready", &kib);
    if (!*ready) {
        printf("  %-34s not raced: not installed, or it did not start\n", peer->name);
        return true;
    }
    return compare(peer, orders);
}

/* The last figure a peer is asked for: what was most resident, from outside. */
static void end(struct peer *peer)
{
    struct rusage usage;
    fclose(peer->to);
    if (wait4(peer->process, NULL, 0, &usage) > 0) {
        peer->most_kib = usage.ru_maxrss;
    }
    fclose(peer->from);
}

static bool race_all(struct race *race, struct peer *peers, int count)
{
    bool ready[8] = {false};
    bool fine = compare_own(race);
    for (int i = 0; fine && i < count; i++) {
        fine = prepare(&peers[i], race->orders, &ready[i]);
    }
    for (int round = 0; fine && round < ROUNDS; round++) {
        time_own(race, round);
        for (int i = 0; fine && i < count; i++) {
            struct peer *peer = &peers[(i + round) % count];
            fine = !ready[(i + round) % count] || time_peer(peer, round);
        }
    }
    struct peer own[] = {{.name = "engine, protocol as data"}, {.name = "specialised C, constants inside"}};
    memcpy(own[0].ns, race->engine, sizeof race->engine);
    memcpy(own[1].ns, race->specialised, sizeof race->specialised);
    printf(
        "One order, %d patients, %d rounds in turns; the orders were compared first\n  %-34s %10s %10s %9s %8s   %s\n",
        PATIENTS, ROUNDS, "", "least ns", "median ns", "x engine", "MiB", "goal");
    for (int i = 0; fine && i < 2; i++) {
        print_row(&own[i], race->engine);
    }
    for (int i = 0; fine && i < count; i++) {
        if (ready[i]) {
            end(&peers[i]);
            print_row(&peers[i], race->engine);
        }
    }
    printf("\n");
    return fine;
}

static bool write_patients(const struct race *race)
{
    FILE *csv = fopen("patients.csv", "w");
    FILE *sql = fopen("patients.sql", "w");
    if (csv == NULL || sql == NULL) {
        return false;
    }
    workload_write(csv, race->patients, PATIENTS, false);
    workload_write(sql, race->patients, PATIENTS, true);
    return fclose(csv) == 0 && fclose(sql) == 0;
}

/* In the folder where files may be written, PEERS being that of the peers' programs in $PEERS. */
int main(int count, char **words)
{
    struct peer peers[] = {
        {.name = "JavaScript, doubles",
         .command = "exec node \"$PEERS/order.js\" patients.csv orders-JavaScript",
         .go = "go",
         .goal = 6,
         .doubles = true},
        {.name = "Python, exact integers",
         .command = "exec python3 -B \"$PEERS/order.py\" patients.csv orders-Python",
         .go = "go",
         .goal = 30},
        {.name = "SQLite, one query",
         .command = "exec stdbuf -oL sqlite3 -batch -init \"$PEERS/order.sql\" :memory:",
         .go = "select 'done ' || sum(verdict + tripped + undecided + band + dose + draw + flow) from orders;",
         .goal = 60},
    };
    struct race *race = calloc(1, sizeof *race);
    struct findings findings = {0};
    struct load_places places = {.protocols = count == 2 ? words[1] : "protocols"};
    char path[4096];
    if (race == NULL || !protocol_locate("migraine-acute-adult", &places, path, sizeof path, &findings)) {
        return 2;
    }
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    race->protocol = protocol;
    race->patients = calloc(PATIENTS, sizeof *race->patients);
    race->orders = calloc(PATIENTS, sizeof *race->orders);
    bool fine =
        protocol != NULL && race->patients != NULL && race->orders != NULL && pool_find_names(protocol, &race->names);
    if (fine) {
        workload_fill(race->patients, PATIENTS, UINT64_C(20260917));
        fine = write_patients(race) && race_all(race, peers, (int)(sizeof peers / sizeof peers[0]));
    }
    return fine ? 0 : 1;
}
