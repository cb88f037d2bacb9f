/*
 * peers_main.c - the engine raced against other ways to write the same orders: the same patients, in turns, in one run.
 *
 * Invariant: nothing is timed before its orders were compared with the engine's, figure by figure. A difference ends the program
 * with 1, and so does a peer that crashes; but for JavaScript, where the orders that doubles get wrong are the finding. A peer that
 * this machine lacks is said in a word. The engine and the specialised C are called in this process, a peer's time holds
 * one question and one answer through a pipe for all patients. What a peer does not do stands in its own file.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "goal.h"
#include "peer.h"
#include "process.h"
#include "protocol_load.h"

enum { PATIENTS = 20000, BLOCK = 16, WATCHDOG = 600 };

struct race {
    const ifs_protocol *protocol;
    struct pool_names names;
    struct patient *patients;
    struct order *orders;
    ifs_request requests[BLOCK];
    ifs_plan plan;
    struct decision decision;
    double engine[PEER_ROUNDS];
    double specialised[PEER_ROUNDS];
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

static int64_t time_engine(struct race *race)
{
    int64_t began = clock_ns();
    for (size_t i = 0; i < BLOCK; i++) {
        ifs_plan_compute(race->protocol, &race->requests[i], &race->plan);
    }
    return clock_ns() - began;
}

static int64_t time_specialised(struct race *race, const struct patient *patients)
{
    int64_t began = clock_ns();
    for (size_t i = 0; i < BLOCK; i++) {
        specialised_decide(&patients[i], &race->decision);
    }
    return clock_ns() - began;
}

/* Who is first changes from block to block, for the second finds the patients in the cache. */
static void time_own(struct race *race, int round)
{
    int64_t engine = 0;
    int64_t specialised = 0;
    for (size_t from = 0; from < PATIENTS; from += BLOCK) {
        bool first = from / BLOCK % 2 == 0;
        for (size_t i = 0; i < BLOCK; i++) {
            pool_request(&race->patients[from + i], &race->names, &race->requests[i]);
        }
        engine += first ? time_engine(race) : 0;
        specialised += time_specialised(race, &race->patients[from]);
        engine += first ? 0 : time_engine(race);
    }
    race->engine[round] = (double)engine / PATIENTS;
    race->specialised[round] = (double)specialised / PATIENTS;
}

/* ---- The table ---- */

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double sorted_median(double *figures, int count)
{
    qsort(figures, (size_t)count, sizeof figures[0], ascending);
    return figures[count / 2];
}

static void note_goal(const struct peer *peer, double ratio)
{
    char goal[40];
    snprintf(goal, sizeof goal, "at least %.0f x the engine's time", peer->goal);
    if (peer->state == PEER_MISSING) {
        goal_missing(peer->name, goal, peer->why);
    } else {
        goal_note((struct goal){peer->name, goal, ratio >= peer->goal}, "%.1f x", ratio);
    }
}

static double print_row(const struct peer *peer, const double *engine)
{
    double ratios[PEER_ROUNDS];
    double times[PEER_ROUNDS];
    int rounds = peer_rounds(peer);
    for (int i = 0; i < rounds; i++) {
        ratios[i] = peer->ns[i] / engine[i];
        times[i] = peer->ns[i];
    }
    double ratio = sorted_median(ratios, rounds);
    double median = sorted_median(times, rounds);
    printf("  %-34s %10.0f %10.0f %9.2f %7d", peer->name, times[0], median, ratio, rounds);
    if (peer->most_kib > 0) {
        printf(" %8.1f", (double)peer->most_kib / 1024);
    }
    printf("\n");
    if (peer->doubles) {
        printf("  %-34s %ld of %d orders differ, %ld by a whole renal band\n", "", peer->wrong, PATIENTS,
               peer->wrong_band);
    }
    return ratio;
}

static void print_peer(const struct peer *peer, const double *engine)
{
    double ratio = 0;
    if (peer->state == PEER_READY) {
        ratio = print_row(peer, engine);
    } else {
        printf("  %-34s missing: %s\n", peer->name, peer->why);
    }
    if (peer->goal > 0) {
        note_goal(peer, ratio);
    }
}

static void print_own(const struct race *race)
{
    struct peer own[] = {{.name = "engine, protocol as data", .most_kib = peer_most_kib(getpid())},
                         {.name = "specialised C, constants inside"}};
    memcpy(own[0].ns, race->engine, sizeof race->engine);
    memcpy(own[1].ns, race->specialised, sizeof race->specialised);
    printf(
        "One order, %d patients, in turns; every order was compared with the engine's first. Memory: most resident,\n"
        "patients included; engine and specialised C are one process\n",
        PATIENTS);
    printf("  %-34s %10s %10s %9s %7s %8s\n", "", "least ns", "median ns", "x engine", "rounds", "MiB");
    print_row(&own[0], race->engine);
    print_row(&own[1], race->engine);
}

/* ---- The race ---- */

static bool prepare_all(struct race *race, struct peer *peers, int count)
{
    bool fine = compare_own(race);
    for (int i = 0; fine && i < count; i++) {
        peer_prepare(&peers[i], race->orders, PATIENTS);
        fine = peers[i].state != PEER_BROKEN;
    }
    return fine;
}

static bool run_round(struct race *race, struct peer *peers, int count, int round)
{
    bool fine = true;
    time_own(race, round);
    for (int i = 0; fine && i < count; i++) {
        struct peer *peer = &peers[(i + round) % count];
        bool runs = peer->state == PEER_READY && round < peer_rounds(peer);
        fine = !runs || peer_time(peer, round, PATIENTS);
    }
    return fine;
}

static bool race_all(struct race *race, struct peer *peers, int count)
{
    bool fine = prepare_all(race, peers, count);
    for (int round = 0; fine && round < PEER_ROUNDS; round++) {
        fine = run_round(race, peers, count, round);
    }
    for (int i = 0; fine && i < count; i++) {
        fine = peers[i].state != PEER_READY || peer_end(&peers[i]);
    }
    if (fine) {
        print_own(race);
    }
    for (int i = 0; fine && i < count; i++) {
        print_peer(&peers[i], race->engine);
    }
    printf("\n");
    return fine;
}

static bool write_patients(const struct race *race)
{
    static const char *const paths[] = {
        [WORKLOAD_CSV] = "patients.csv", [WORKLOAD_SQL] = "patients.sql", [WORKLOAD_FACTS] = "patients.facts"};
    bool fine = true;
    for (int i = 0; fine && i <= WORKLOAD_FACTS; i++) {
        FILE *file = fopen(paths[i], "w");
        fine = file != NULL;
        if (fine) {
            workload_write(file, race->patients, PATIENTS, (enum workload_form)i);
            fine = fclose(file) == 0;
        }
    }
    return fine;
}

static bool make_room(struct race *race, const char *directory)
{
    struct findings findings = {0};
    struct load_places places = {.protocols = directory};
    char path[4096];
    if (!protocol_locate("migraine-acute-adult", &places, path, sizeof path, &findings)) {
        return false;
    }
    race->protocol = protocol_load(path, &places, &findings);
    race->patients = calloc(PATIENTS, sizeof *race->patients);
    race->orders = calloc(PATIENTS, sizeof *race->orders);
    return race->protocol != NULL && race->patients != NULL && race->orders != NULL &&
           pool_find_names(race->protocol, &race->names);
}

/* $PEERS is the folder of the peers' programs, $ZEN that of zen-engine's package. */
static const struct peer all_peers[] = {
    {.name = "JavaScript by hand, doubles",
     .tool = "node",
     .command = "exec node \"$PEERS/order.js\" patients.csv orders-javascript",
     .orders = "orders-javascript",
     .go = "go",
     .goal = 6,
     .doubles = true},
    {.name = "Python by hand, exact integers",
     .tool = "python3",
     .command = "exec python3 -B \"$PEERS/order.py\" patients.csv orders-python",
     .orders = "orders-python",
     .go = "go",
     .goal = 30},
    {.name = "SQLite, one query",
     .tool = "sqlite3",
     .command = "exec stdbuf -oL sqlite3 -batch -init \"$PEERS/order.sql\" :memory:",
     .orders = "orders-sqlite",
     .go = "select 'done ' || sum(verdict + tripped + undecided + band + dose + draw + flow) from orders;",
     .goal = 60},
    {.name = "CLIPS rules, checks only",
     .tool = "clips",
     .command = "exec stdbuf -oL clips -f2 \"$PEERS/order.clp\"",
     .orders = "orders-clips",
     .go = "(go)",
     .bye = "(exit)",
     .checks_only = true},
    {.name = "zen-engine, expressions",
     .tool = "node",
     .command = "exec node \"$PEERS/order-zen.js\" \"$ZEN\" patients.csv orders-zen",
     .orders = "orders-zen",
     .go = "go",
     .goal = 900,
     .rounds = 3},
};
enum { COUNT_OF_PEERS = sizeof all_peers / sizeof all_peers[0] };

/* In the folder where files may be written. */
int main(int count, char **words)
{
    struct peer peers[COUNT_OF_PEERS];
    memcpy(peers, all_peers, sizeof peers);
    struct race *race = calloc(1, sizeof *race);
    alarm(WATCHDOG); /* a peer that says nothing */
    if (race == NULL || !make_room(race, count == 2 ? words[1] : "protocols")) {
        return 2;
    }
    workload_fill(race->patients, PATIENTS, UINT64_C(20260917));
    bool fine = write_patients(race) && race_all(race, peers, COUNT_OF_PEERS);
    return fine ? 0 : 1;
}
