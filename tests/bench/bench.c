/*
 * bench.c - how fast a decision and a whole order are, beside what they could cost at best.
 *
 * One decision is raced against specialised.c over the same patients, and a whole order against /bin/true, in turns,
 * so that a busy machine slows both. Invariant: no decision is timed before every answer was compared, and a single
 * disagreement ends the program with 1. A slow machine never does: goals that are missed are only printed. Memory is
 * the most that was resident.
 */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "blocks.h"
#include "typed.h"
#include "goal.h"
#include "plain.h"
#include "pool.h"
#include "process.h"
#include "protocol_load.h"
#include "prove.h"
#include "sheet.h"

enum { POOL = 200000, BLOCK = 16, ROUNDS = 11, RUNS = 300, LOADS = 50, TEXT_BYTES = 256 * 1024 };

#define SEED UINT64_C(20260917)

struct race {
    const ifs_protocol *protocol;
    struct pool_names names;
    struct patient *patients;
    size_t count;
    ifs_request requests[BLOCK];
    ifs_plan plan;
    struct decision decision;
};

/* ---- The answers first ---- */

static uint64_t fields_of(const struct pool_names *names, const ifs_fact_set *set, bool *known)
{
    ifs_fact_set rest = *set;
    uint64_t fields = 0;
    for (int i = 0; i < FIELD_COUNT; i++) {
        fields |= (uint64_t)fact_set_has(&rest, names->facts[i]) << i;
        fact_set_remove(&rest, names->facts[i]);
    }
    *known = *known && fact_set_empty(&rest);
    return fields;
}

static uint64_t checks_with(const struct pool_names *names, const ifs_plan *plan, ifs_result result)
{
    uint64_t checks = 0;
    for (int i = 0; i < CHECK_COUNT; i++) {
        checks |= (uint64_t)(plan->checks[names->checks[i]] == result) << i;
    }
    return checks;
}

static uint32_t limits_with(const ifs_plan *plan, ifs_result result)
{
    uint32_t kinds = 0;
    for (int i = 0; i < plan->limit_count; i++) {
        kinds |= (uint32_t)(plan->limits[i].result == result) << plan->limits[i].limit->kind;
    }
    return kinds;
}

/* The engine's plan in the words of the specialised function; false where it has no word for something. */
static bool translate(const struct pool_names *names, const ifs_plan *plan, struct decision *decision)
{
    const ifs_infusion *infusion = &plan->infusions[0];
    bool known = plan->infusion_count <= 1;
    *decision = (struct decision){.verdict = (int)plan->verdict};
    decision->crcl = plan->derived.crcl_known ? plan->derived.crcl : -1;
    decision->tripped = checks_with(names, plan, IFS_TRIP);
    decision->undecided = checks_with(names, plan, IFS_UNKNOWN);
    decision->missing = fields_of(names, &plan->missing, &known);
    decision->start = fields_of(names, &plan->start, &known);
    decision->confirm = fields_of(names, &plan->confirm, &known);
    decision->limits_tripped = limits_with(plan, IFS_TRIP);
    decision->limits_undecided = limits_with(plan, IFS_UNKNOWN);
    if (plan->infusion_count == 1) {
        decision->dose_mcg = infusion->dose.mcg;
        decision->draw_ul = infusion->draw.ul;
        decision->total_ul = infusion->total_ul.num / infusion->total_ul.den;
        decision->flow_ul_per_h = infusion->flow.ul_per_h;
        known = known && infusion->total_ul.num % infusion->total_ul.den == 0;
    }
    return known;
}

static bool same(const struct decision *a, const struct decision *b)
{
    return a->verdict == b->verdict && a->crcl == b->crcl && a->dose_mcg == b->dose_mcg && a->draw_ul == b->draw_ul &&
           a->total_ul == b->total_ul && a->flow_ul_per_h == b->flow_ul_per_h && a->tripped == b->tripped &&
           a->undecided == b->undecided && a->missing == b->missing && a->start == b->start &&
           a->confirm == b->confirm && a->limits_tripped == b->limits_tripped &&
           a->limits_undecided == b->limits_undecided;
}

static void print_decision(const char *who, const struct decision *decision)
{
    fprintf(stderr,
            "  %-12s verdict %d crcl %" PRId64 " dose %" PRId64 " draw %" PRId64 " total %" PRId64 " flow %" PRId64
            "\n",
            who, decision->verdict, decision->crcl, decision->dose_mcg, decision->draw_ul, decision->total_ul,
            decision->flow_ul_per_h);
    fprintf(stderr,
            "               tripped %" PRIx64 " undecided %" PRIx64 " missing %" PRIx64 " start %" PRIx64
            " confirm %" PRIx64 " limits %" PRIx32 " %" PRIx32 "\n",
            decision->tripped, decision->undecided, decision->missing, decision->start, decision->confirm,
            decision->limits_tripped, decision->limits_undecided);
}

/* Verdicts are counted on the way. */
static bool compare_all(struct race *race, size_t verdicts[IFS_READY + 1])
{
    size_t differing = 0;
    for (size_t i = 0; i < race->count; i++) {
        struct decision theirs;
        pool_request(&race->patients[i], &race->names, &race->requests[0]);
        ifs_plan_compute(race->protocol, &race->requests[0], &race->plan);
        specialised_decide(&race->patients[i], &race->decision);
        bool known = translate(&race->names, &race->plan, &theirs);
        verdicts[race->plan.verdict]++;
        if (known && same(&theirs, &race->decision)) {
            continue;
        }
        if (++differing <= 3) {
            fprintf(stderr, "bench: answers differ for patient %zu%s\n", i,
                    known ? "" : " (something has no counterpart)");
            print_decision("engine", &theirs);
            print_decision("specialised", &race->decision);
        }
    }
    if (differing > 0) {
        fprintf(stderr,
                "bench: %zu of %zu answers differ. Where the protocol was changed, specialised.c must follow.\n",
                differing, race->count);
    }
    return differing == 0;
}

/* ---- One decision ---- */

/* Which patients are timed: all, or those to whom an order can be given. */
static size_t keep_ordered(struct race *race)
{
    size_t kept = 0;
    for (size_t i = 0; i < race->count; i++) {
        specialised_decide(&race->patients[i], &race->decision);
        if (race->decision.verdict >= IFS_OVERRIDE_NEEDED) {
            race->patients[kept++] = race->patients[i];
        }
    }
    return kept;
}

static int64_t time_engine(struct race *race, size_t count)
{
    int64_t began = clock_ns();
    for (size_t i = 0; i < count; i++) {
        ifs_plan_compute(race->protocol, &race->requests[i], &race->plan);
    }
    return clock_ns() - began;
}

static int64_t time_specialised(struct race *race, const struct patient *patients, size_t count)
{
    int64_t began = clock_ns();
    for (size_t i = 0; i < count; i++) {
        specialised_decide(&patients[i], &race->decision);
    }
    return clock_ns() - began;
}

struct lap {
    int64_t engine_ns;
    int64_t specialised_ns;
};

/* Once over all patients, in blocks that stay in the nearest cache, as a request does that was just read. Who is first
 * changes from block to block. Every patient is seen once in a round, or the processor would learn its branches. */
static struct lap run_round(struct race *race)
{
    struct lap lap = {0, 0};
    for (size_t from = 0; from < race->count; from += BLOCK) {
        const struct patient *patients = &race->patients[from];
        size_t count = race->count - from < BLOCK ? race->count - from : BLOCK;
        for (size_t i = 0; i < count; i++) {
            pool_request(&patients[i], &race->names, &race->requests[i]);
        }
        bool first = from / BLOCK % 2 == 0;
        lap.engine_ns += first ? time_engine(race, count) : 0;
        lap.specialised_ns += time_specialised(race, patients, count);
        lap.engine_ns += first ? 0 : time_engine(race, count);
    }
    return lap;
}

/* ---- Figures ---- */

static int ascending(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

struct figures_of_time {
    double least;
    double median;
};

/* Sorts them; each divided by `parts`. */
static struct figures_of_time summarise(int64_t *times, int count, double parts)
{
    qsort(times, (size_t)count, sizeof times[0], ascending);
    return (struct figures_of_time){(double)times[0] / parts, (double)times[count / 2] / parts};
}

static void print_times(const char *what, struct figures_of_time times)
{
    printf("  %-44s %10.1f %10.1f\n", what, times.least, times.median);
}

static void race_decisions(struct race *race, const char *whom)
{
    int64_t engine[ROUNDS];
    int64_t specialised[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct lap lap = run_round(race);
        engine[i] = lap.engine_ns;
        specialised[i] = lap.specialised_ns;
    }
    struct figures_of_time ours = summarise(engine, ROUNDS, (double)race->count);
    struct figures_of_time bar = summarise(specialised, ROUNDS, (double)race->count);
    double ratio = ours.median / bar.median;
    double millions = 1000.0 / ours.median;
    printf("One decision, %s: %zu patients, %d rounds, ns\n", whom, race->count, ROUNDS);
    printf("  %-44s %10s %10s\n", "", "least", "median");
    print_times("engine, protocol as data", ours);
    print_times("specialised C, constants compiled in", bar);
    printf("  %-44s %10.2f %10.2f   goal at most 2: %s\n", "ratio", ours.least / bar.least, ratio,
           goal_word(ratio <= 2));
    printf("  %-44s %10.2f %10.2f   goal at least 5: %s\n\n", "engine, million decisions a second", 1000.0 / ours.least,
           millions, goal_word(millions >= 5));
    char what[64];
    snprintf(what, sizeof what, "one decision, %s", whom);
    goal_note((struct goal){what, "at most 2 x specialised C", ratio <= 2}, "%.2f x", ratio);
    goal_note((struct goal){what, "at least 5 million a second", millions >= 5}, "%.2f million", millions);
}

/* ---- The whole process ---- */

static void print_memory(const char *what, long kib)
{
    printf("  %-44s %10s %10.1f\n", what, "", (double)kib / 1024);
}

static void print_processes(int64_t *orders, int64_t *nothings, long most_kib)
{
    struct figures_of_time ours = summarise(orders, RUNS, 1e3);
    struct figures_of_time bar = summarise(nothings, RUNS, 1e3);
    double most = 2 * bar.median + 1000;
    printf("One order, process start to end, text: %d runs of each in turns, microseconds\n", RUNS);
    printf("  %-44s %10s %10s\n", "", "least", "median");
    print_times("infusheet order", ours);
    print_times("/bin/true", bar);
    printf("  %-44s %10.1f %10.1f   %s\n", "goal: at most 2 x true + 1 ms", 2 * bar.least + 1000, most,
           goal_word(ours.median <= most));
    print_memory("infusheet order, most resident, MiB", most_kib);
    goal_note((struct goal){"order, process start to text", "at most 2 x true + 1 ms", ours.median <= most},
              "%.2f ms of %.2f ms", ours.median / 1e3, most / 1e3);
    printf("\n");
}

/* In turns, so that both see the same machine. False when the order is not the ready one it should be. */
static bool race_processes(char *const *order)
{
    char *const nothing[] = {"/bin/true", NULL};
    int64_t orders[RUNS];
    int64_t nothings[RUNS];
    struct process_cost whole = {0};
    for (int i = 0; i < RUNS; i++) {
        whole = process_run(order, false);
        struct process_cost bare = process_run(nothing, false);
        orders[i] = whole.ns;
        nothings[i] = bare.ns;
        if (whole.status != 0 || bare.status != 0) {
            fprintf(stderr, "bench: %s ended with %d, /bin/true with %d; both should end with 0\n", order[0],
                    whole.status, bare.status);
            return false;
        }
    }
    print_processes(orders, nothings, whole.most_kib);
    return true;
}

/* Before anything else is loaded, for a process counts as its own memory what its parent held when it was started. */
static bool race_order(char *program, char *directory)
{
    struct typed typed;
    typed_order(&typed, program, directory);
    return race_processes(typed.words);
}

/* ---- What a process does, piece by piece ---- */

struct pieces {
    const ifs_protocol *protocol;
    const ifs_request *request;
    ifs_plan *plan;
    struct ifs_sheet *sheet;
    char *bytes;
};

static ifs_protocol *load(const char *directory)
{
    struct findings findings = {0};
    struct load_places places = {.protocols = directory};
    char path[4096];
    ifs_protocol *protocol = NULL;
    if (protocol_locate("migraine-acute-adult", &places, path, sizeof path, &findings)) {
        protocol = protocol_load(path, &places, &findings);
    }
    for (size_t i = 0; protocol == NULL && i < findings.count; i++) {
        fprintf(stderr, "bench: line %d: %s\n", findings.list[i].line, findings.list[i].message);
    }
    finding_free(&findings);
    return protocol;
}

/* ---- Proofs ---- */

/* The whole of prove for one protocol file, in milliseconds; goal: under a second each. */
static void time_proof(const char *directory, const char *name, struct prove *prove)
{
    char path[4096];
    struct findings findings = {0};
    struct load_places places = {.protocols = directory};
    snprintf(path, sizeof path, "%s/%s", directory, name);
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    finding_free(&findings);
    if (protocol == NULL) {
        return;
    }
    int64_t began = clock_ns();
    memset(prove, 0, sizeof *prove);
    prove_begin(prove, protocol, NULL);
    prove_run(prove);
    double ms = (double)(clock_ns() - began) / 1e6;
    char what[80];
    snprintf(what, sizeof what, "prove %s", protocol->id);
    goal_note((struct goal){what, "under 1000 ms", ms < 1000}, "%.1f ms", ms);
    printf("  %-44s %10.1f %10.1f   %s\n", protocol->id, ms, (double)prove->plans / 1e3, goal_word(ms < 1000));
    protocol_free(protocol);
}

static int is_protocol(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0 && strcmp(entry->d_name, "site.cfg") != 0;
}

static void time_proofs(const char *directory)
{
    struct dirent **entries = NULL;
    struct prove *prove = calloc(1, sizeof *prove);
    int count = prove != NULL ? scandir(directory, &entries, is_protocol, alphasort) : 0;
    printf("Every patient a protocol admits (prove), goal under 1 s each\n");
    printf("  %-44s %10s %10s\n", "", "ms", "1000 plans");
    for (int i = 0; i < count; i++) {
        time_proof(directory, entries[i]->d_name, prove);
        free(entries[i]);
    }
    printf("\n");
    free(entries);
    free(prove);
}

static void time_pieces(struct pieces *pieces, const char *directory)
{
    int64_t loads[LOADS];
    int64_t sheets[LOADS];
    int64_t texts[LOADS];
    for (int i = 0; i < LOADS; i++) {
        int64_t began = clock_ns();
        protocol_free(load(directory));
        int64_t loaded = clock_ns();
        ifs_plan_compute(pieces->protocol, pieces->request, pieces->plan);
        sheet_build(pieces->protocol, pieces->request, pieces->plan, pieces->sheet);
        int64_t built = clock_ns();
        struct text text = text_over(pieces->bytes, TEXT_BYTES);
        plain_text(pieces->sheet, &text);
        texts[i] = clock_ns() - built;
        sheets[i] = built - loaded;
        loads[i] = loaded - began;
    }
    printf("Of that, in this process, warm, microseconds\n");
    print_times("protocol and drug library loaded", summarise(loads, LOADS, 1e3));
    print_times("plan and sheet", summarise(sheets, LOADS, 1e3));
    print_times("text", summarise(texts, LOADS, 1e3));
    printf("\n");
}

static bool time_order(struct race *race, const char *directory)
{
    struct pieces pieces = {.protocol = race->protocol,
                            .request = &race->requests[0],
                            .plan = &race->plan,
                            .sheet = calloc(1, sizeof *pieces.sheet),
                            .bytes = malloc(TEXT_BYTES)};
    pool_request(&race->patients[0], &race->names, &race->requests[0]);
    bool enough = pieces.sheet != NULL && pieces.bytes != NULL;
    if (enough) {
        time_pieces(&pieces, directory);
    }
    free(pieces.sheet);
    free(pieces.bytes);
    return enough;
}

/* ---- All of it ---- */

static bool race_all(struct race *race)
{
    static const char *const words[] = {"refused", "incomplete", "override", "conditional", "ready"};
    size_t verdicts[IFS_READY + 1] = {0};
    struct rusage usage;
    printf("Fictional patients, xorshift seed %" PRIu64 ": %zu", SEED, race->count);
    if (!compare_all(race, verdicts)) {
        return false;
    }
    for (int i = 0; i <= IFS_READY; i++) {
        printf(", %zu %s", verdicts[i], words[i]);
    }
    printf(".\nEvery verdict, figure, check, limit and missing answer is the same in engine and specialised C.\n\n");
    race_decisions(race, "everybody");
    if (!race_blocks(race->protocol, &race->names, race->patients, race->count)) {
        return false;
    }
    race->count = keep_ordered(race);
    race_decisions(race, "orders that can be given");
    getrusage(RUSAGE_SELF, &usage);
    print_memory("this program, all patients included, MiB", usage.ru_maxrss);
    return true;
}

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: %s PROGRAM PROTOCOLS\n", words[0]);
        return 2;
    }
    bool fine = race_order(words[1], words[2]);
    struct race *race = calloc(1, sizeof *race);
    struct patient *patients = calloc(POOL, sizeof *patients);
    ifs_protocol *protocol = load(words[2]);
    bool ready = race != NULL && patients != NULL && protocol != NULL;
    if (ready) {
        race->protocol = protocol;
        race->patients = patients;
        race->count = POOL;
        pool_fill(patients, POOL, SEED);
    }
    fine = ready && pool_find_names(protocol, &race->names) && time_order(race, words[2]) && race_all(race) && fine;
    time_proofs(words[2]);
    protocol_free(protocol);
    free(patients);
    free(race);
    return fine ? 0 : 1;
}
