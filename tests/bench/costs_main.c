/*
 * costs_main.c - what a decision costs against the number of checks, and many decisions against the number of patients.
 *
 * Protocols of 1, 2, 4 ... 64 checks are generated, half of the checks a question, half a condition of three parts; no two of their
 * patients are alike and nobody trips; the figures are the least of several rounds. The many patients are those of the pool under the
 * migraine protocol, gone through once, as busy as the machine is. Invariant: every patient of the generated protocols is ready, and the
 * verdicts of the pool sum up as those of specialised.c do, or the program ends with 1.
 * It writes lines "panel,series,x,seconds"; drawing them is left to plot.py.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "typed.h"
#include "pool.h"
#include "process.h"
#include "protocol_load.h"

enum { MOST_CHECKS = 64, CROWD = 64, ROUNDS = 15, LOADS = 15, PATIENTS = 1000000, BLOCK = 64, PROCESSES = 512 };

struct bench {
    FILE *costs;
    ifs_request requests[CROWD];
    ifs_plan plan;
    struct decision decision;
};

static void note(const struct bench *bench, const char *panel, const char *series, double x, double seconds)
{
    fprintf(bench->costs, "%s,%s,%.0f,%.9g\n", panel, series, x, seconds);
}

static ifs_protocol *load(const char *path, const char *directory)
{
    struct findings findings = {0};
    struct load_places places = {.protocols = directory};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    for (size_t i = 0; protocol == NULL && i < findings.count; i++) {
        fprintf(stderr, "bench: %s:%d: %s\n", path, findings.list[i].line, findings.list[i].message);
    }
    finding_free(&findings);
    return protocol;
}

/* ---- Against the number of checks ---- */

static const char drug[] =
    "schema = 1;\n"
    "drug = { id = \"generated\"; name = \"generated\"; salt = \"generated\"; molar-mass = \"100 g/mol\";\n"
    "  element = \"generated\"; element-molar-mass = \"50 g/mol\"; valence = 1; version = \"0.1.0\"; source = "
    "\"nowhere\"; };\n"
    "sources = ( { id = \"nowhere\"; verified = \"no\"; cite = \"Generated to be timed; figures of nobody, not for "
    "use\"; } );\n"
    "products = ( { id = \"bag\"; name = \"bag\"; kind = \"premix\"; strength = \"1 g/100 mL\"; volume = \"100 mL\";\n"
    "  source = \"nowhere\"; } );\n"
    "limits = ( { limit = \"speed\"; hard-max = \"10 g/h\"; source = \"nowhere\"; } );\n";

static const char head[] =
    "  title = \"Generated\"; version = \"0.1.0\"; population = \"Nobody\"; review-by = \"2099-01-01\";\n"
    "  drug = \"generated\"; settings = [ \"ward\" ]; };\n"
    "indications = ( { id = \"none\"; text = \"None\"; evidence = \"None.\"; source = \"nowhere\"; } );\n"
    "require = [ \"weight\", \"age\", \"sex\", \"crcl\" ];\n"
    "bedside = [ \"systolic\" ];\n";

static const char tail[] =
    "infusions = ( { name = \"infusion\"; route = \"intravenous\"; devices = [ \"pump\" ];\n"
    "  dose = { usual = \"1 g\"; hard = [ \"\", \"2 g\" ]; step = \"500 mg\"; source = \"nowhere\"; };\n"
    "  over = { usual = \"60 min\"; hard = [ \"30 min\", \"2 h\" ]; source = \"nowhere\"; };\n"
    "  bags = ( { product = \"bag\"; additive = \"premixed\"; } ); } );\n"
    "renal = ( { when = \"crcl >= 30 mL/min\"; },\n"
    "  { when = \"crcl < 30 mL/min\"; refuse = \"Below 30 mL per minute.\"; source = \"nowhere\"; } );\n";

static void write_checks(FILE *file, int count)
{
    fputs("questions = (\n", file);
    for (int i = 1; i <= count; i++) {
        fprintf(file, "  { id = \"question-%d\"; ask = \"Question %d?\"; }%s\n", i, i, i < count ? "," : " );");
    }
    fputs("checks = (\n", file);
    for (int i = 1; i <= count; i++) {
        fprintf(file, "  { id = \"check-%d\"; say = \"Check %d.\"; source = \"nowhere\"; refuse-if = \"question-%d", i,
                i, i);
        if (i % 2 == 0) {
            fprintf(file, " and age >= 65 y or systolic < %d mmHg", 36 + i);
        }
        fprintf(file, "\"; }%s\n", i < count ? "," : " );");
    }
}

static bool write_protocol(const char *path, int count)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return false;
    }
    fprintf(file, "schema = 1;\nprotocol = { id = \"checks-%d\";\n%s", count, head);
    write_checks(file, count);
    fputs(tail, file);
    return fclose(file) == 0;
}

static bool write_drug(void)
{
    mkdir("generated", 0777);
    mkdir("generated/drugs", 0777);
    FILE *file = fopen("generated/drugs/generated.cfg", "w");
    return file != NULL && fputs(drug, file) >= 0 && fclose(file) == 0;
}

static void answer(ifs_request *request, int fact, int64_t figure)
{
    fact_set_add(&request->given, fact);
    fact_set_add(&request->known, fact);
    request->answer[fact] = figure;
}

/* Every question is answered no, and the rest is as it is in a grown person who is well. */
static ifs_request well(const ifs_protocol *protocol, int who)
{
    ifs_request request = {0};
    answer(&request, IFS_FACT_AGE, 12 * (20 + who));
    answer(&request, IFS_FACT_SEX, who % 2 == 0 ? IFS_FEMALE : IFS_MALE);
    answer(&request, IFS_FACT_WEIGHT, 100 * (600 + 7 * who));
    answer(&request, IFS_FACT_CREATININE, 8842 * (60 + who % 16));
    answer(&request, IFS_FACT_SYSTOLIC, 105 + who);
    answer(&request, IFS_FACT_SETTING, IFS_WARD);
    answer(&request, IFS_FACT_INDICATION, 0);
    answer(&request, IFS_FACT_ALLERGIES, 0);
    answer(&request, IFS_FACT_PREGNANT, 0);
    request.words[IFS_FACT_ALLERGIES] = "none known";
    for (int i = IFS_FACT_BUILTIN; i < protocol->fact_count; i++) {
        answer(&request, i, IFS_ANSWER_NO);
    }
    request.confirmed = request.known;
    return request;
}

static bool crowd_is_ready(struct bench *bench, const ifs_protocol *protocol)
{
    for (int i = 0; i < CROWD; i++) {
        bench->requests[i] = well(protocol, i);
        ifs_plan_compute(protocol, &bench->requests[i], &bench->plan);
        if (bench->plan.verdict != IFS_READY) {
            fprintf(stderr, "bench: a patient of %d checks has verdict %d; all should be ready\n",
                    protocol->check_count, (int)bench->plan.verdict);
            return false;
        }
    }
    return true;
}

static double seconds_of_decision(struct bench *bench, const ifs_protocol *protocol)
{
    int64_t least = INT64_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t began = clock_ns();
        for (int i = 0; i < CROWD; i++) {
            ifs_plan_compute(protocol, &bench->requests[i], &bench->plan);
        }
        int64_t took = clock_ns() - began;
        least = took < least ? took : least;
    }
    return (double)least / CROWD / 1e9;
}

static double seconds_of_load(const char *path, const char *directory)
{
    int64_t least = INT64_MAX;
    for (int i = 0; i < LOADS; i++) {
        int64_t began = clock_ns();
        protocol_free(load(path, directory));
        int64_t took = clock_ns() - began;
        least = took < least ? took : least;
    }
    return (double)least / 1e9;
}

static bool against_checks(struct bench *bench)
{
    bool fine = write_drug();
    for (int count = 1; fine && count <= MOST_CHECKS; count *= 2) {
        char path[64];
        snprintf(path, sizeof path, "generated/checks-%d.cfg", count);
        ifs_protocol *protocol = write_protocol(path, count) ? load(path, "generated") : NULL;
        fine = protocol != NULL && crowd_is_ready(bench, protocol);
        if (fine) {
            note(bench, "checks", "reading and checking the protocol", count, seconds_of_load(path, "generated"));
            note(bench, "checks", "one decision", count, seconds_of_decision(bench, protocol));
        }
        protocol_free(protocol);
    }
    return fine;
}

/* ---- Against the number of patients ---- */

struct crowd {
    const ifs_protocol *protocol;
    struct pool_names names;
    struct patient *patients;
};

struct sums {
    int64_t engine_ns;
    int64_t specialised_ns;
};

/* At most BLOCK patients. The requests are made outside the time. */
static bool decide_block(struct bench *bench, const struct crowd *crowd, size_t from, size_t to, struct sums *sums)
{
    int engine = 0;
    int specialised = 0;
    for (size_t i = from; i < to; i++) {
        pool_request(&crowd->patients[i], &crowd->names, &bench->requests[i - from]);
    }
    int64_t began = clock_ns();
    for (size_t i = from; i < to; i++) {
        ifs_plan_compute(crowd->protocol, &bench->requests[i - from], &bench->plan);
        engine += (int)bench->plan.verdict;
    }
    int64_t middle = clock_ns();
    for (size_t i = from; i < to; i++) {
        specialised_decide(&crowd->patients[i], &bench->decision);
        specialised += bench->decision.verdict;
    }
    sums->specialised_ns += clock_ns() - middle;
    sums->engine_ns += middle - began;
    if (engine != specialised) {
        fprintf(stderr, "bench: verdicts of engine and specialised C differ between patients %zu and %zu\n", from, to);
    }
    return engine == specialised;
}

/* The first 1, 10 ... of one pass: what a longer run costs is what a shorter one did, and the rest. */
static bool against_patients(struct bench *bench, const struct crowd *crowd, double load_seconds)
{
    struct sums sums = {0, 0};
    bool fine = true;
    size_t done = 0;
    for (size_t next = 1; fine && next <= PATIENTS; next *= 10) {
        while (fine && done < next) {
            size_t to = next - done < BLOCK ? next : done + BLOCK;
            fine = decide_block(bench, crowd, done, to, &sums);
            done = to;
        }
        double engine = load_seconds + (double)sums.engine_ns / 1e9;
        note(bench, "patients", "library, the protocol read once", (double)next, engine);
        note(bench, "patients", "specialised C, nothing to read", (double)next, (double)sums.specialised_ns / 1e9);
    }
    return fine;
}

/* A process for each patient, the same one. */
static bool against_processes(const struct bench *bench, char *program, char *directory)
{
    struct typed typed;
    int64_t ns = 0;
    int next = 1;
    typed_order(&typed, program, directory);
    for (int i = 1; i <= PROCESSES; i++) {
        struct process_cost cost = process_run(typed.words, false);
        ns += cost.ns;
        if (cost.status != 0) {
            fprintf(stderr, "bench: %s order ended with %d; it should end with 0\n", program, cost.status);
            return false;
        }
        if (i == next) {
            note(bench, "patients", "infusheet order, one process each", i, (double)ns / 1e9);
            next = 2 * i;
        }
    }
    return true;
}

static bool many_patients(struct bench *bench, const char *directory)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/migraine-acute-adult.cfg", directory);
    ifs_protocol *protocol = load(path, directory);
    struct crowd crowd = {.protocol = protocol, .patients = calloc(PATIENTS, sizeof *crowd.patients)};
    bool fine = protocol != NULL && crowd.patients != NULL && pool_find_names(protocol, &crowd.names);
    if (fine) {
        pool_fill(crowd.patients, PATIENTS, UINT64_C(20260917));
        fine = against_patients(bench, &crowd, seconds_of_load(path, directory));
    }
    free(crowd.patients);
    protocol_free(protocol);
    return fine;
}

/* In the folder where files may be written. */
int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: %s PROGRAM PROTOCOLS\n", words[0]);
        return 2;
    }
    static struct bench bench;
    bench.costs = fopen("costs.csv", "w");
    if (bench.costs == NULL) {
        return 2;
    }
    bool fine =
        against_processes(&bench, words[1], words[2]) && against_checks(&bench) && many_patients(&bench, words[2]);
    return fclose(bench.costs) == 0 && fine ? 0 : 1;
}
