/*
 * blocks.c - how fast many patients under one protocol are decided together.
 *
 * Two crowds: the random patients of the pool, of whom hardly two are alike, and a grid of adults as a sweep goes through it,
 * whose clearance is reported or has to be computed. Invariant: decisions (every seventh) are compared with the engine's own before
 * anything is timed, and nothing is remembered from one round to the next.
 */
#include "blocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "goal.h"
#include "process.h"

enum { KINDS = 1 << 14, ROUNDS = 5, GRID = 2000000, STEP = 7, BLOCK = 16 };

/* What varies in the pool, in the order in which a column is filled from a request. */
struct crowd {
    const ifs_protocol *protocol;
    const struct patient *patients; /* of the pool; of the grid the one whom all are like */
    struct patient (*patient)(const struct crowd *crowd, size_t i); /* for the specialised C */
    struct block *block;
    struct block_memory memory;
    int facts[BLOCK_COLUMNS];
    int fact_count;
    int32_t *columns[BLOCK_COLUMNS];
    uint32_t *decisions;
    size_t count;
};

static int32_t column_of(const ifs_request *request, int fact)
{
    const ifs_choice *choice = &request->choices[0];
    if (fact == BLOCK_DOSE) {
        return choice->has_dose ? (int32_t)choice->dose_mcg.num : BLOCK_UNKNOWN;
    }
    if (fact == BLOCK_OVER) {
        return choice->has_over ? (int32_t)choice->over.s : BLOCK_UNKNOWN;
    }
    return fact_set_has(&request->known, fact) ? (int32_t)request->answer[fact] : BLOCK_UNKNOWN;
}

static bool make_room(struct crowd *crowd, size_t count)
{
    bool fits = true;
    crowd->count = count;
    for (int i = 0; i < crowd->fact_count; i++) {
        crowd->columns[i] = malloc(count * sizeof *crowd->columns[i]);
        fits = fits && crowd->columns[i] != NULL;
    }
    crowd->block = malloc(sizeof *crowd->block);
    crowd->decisions = malloc(count * sizeof *crowd->decisions);
    crowd->memory = (struct block_memory){malloc(KINDS * sizeof *crowd->memory.entries),
                                          malloc(2 * KINDS * sizeof *crowd->memory.places), KINDS};
    return fits && crowd->block != NULL && crowd->decisions != NULL && crowd->memory.entries != NULL &&
           crowd->memory.places != NULL;
}

static void give_back(struct crowd *crowd)
{
    for (int i = 0; i < crowd->fact_count; i++) {
        free(crowd->columns[i]);
    }
    free(crowd->block);
    free(crowd->decisions);
    free(crowd->memory.entries);
    free(crowd->memory.places);
}

static bool agrees(const struct block_outcome *outcome, const ifs_plan *plan)
{
    bool same = outcome->verdict == plan->verdict && outcome->infusion_count == plan->infusion_count;
    for (int i = 0; i < plan->check_count; i++) {
        same = same && (outcome->tripped[i / 64] >> i % 64 & 1U) == (plan->checks[i] == IFS_TRIP ? 1U : 0U);
    }
    for (int i = 0; same && i < plan->infusion_count; i++) {
        same = outcome->infusions[i].dose.mcg == plan->infusions[i].dose.mcg &&
               outcome->infusions[i].draw.ul == plan->infusions[i].draw.ul &&
               outcome->infusions[i].flow.ul_per_h == plan->infusions[i].flow.ul_per_h;
    }
    return same;
}

static void take_columns(const struct crowd *crowd, size_t patient, ifs_request *request)
{
    for (int i = 0; i < crowd->fact_count; i++) {
        int32_t answer = crowd->columns[i][patient];
        int fact = crowd->facts[i];
        ifs_choice *choice = &request->choices[0];
        if (fact == BLOCK_DOSE) {
            choice->has_dose = answer != BLOCK_UNKNOWN;
            choice->dose_mcg = (ifs_ratio){choice->has_dose ? answer : 0, choice->has_dose ? 1 : 0};
        } else if (fact == BLOCK_OVER) {
            choice->has_over = answer != BLOCK_UNKNOWN;
            choice->over.s = choice->has_over ? answer : 0;
        } else {
            fact_set_remove(&request->known, fact);
            request->answer[fact] = 0;
            if (answer != BLOCK_UNKNOWN) {
                fact_set_add(&request->known, fact);
                request->answer[fact] = answer;
            }
        }
    }
}

/* Some of the patients from `first` on, whose decisions are there. */
static bool compare(const struct crowd *crowd, const ifs_request *same, size_t first, size_t count)
{
    static ifs_plan plan;
    ifs_request request = *same;
    for (size_t i = first; i < first + count; i += STEP) {
        take_columns(crowd, i, &request);
        ifs_plan_compute(crowd->protocol, &request, &plan);
        if (!agrees(block_outcome(crowd->block, crowd->decisions[i]), &plan)) {
            fprintf(stderr, "bench: patient %zu is decided otherwise in a block than alone\n", i);
            return false;
        }
    }
    return true;
}

/* From nothing remembered to everything decided, the decisions compared if asked; how many kinds were computed, 0: they differ. */
static uint32_t decide(struct crowd *crowd, const ifs_request *same, bool compared)
{
    const int32_t *rest[BLOCK_COLUMNS];
    uint32_t kinds = 0;
    if (!block_begin(crowd->block, crowd->protocol, same, crowd->facts, crowd->fact_count)) {
        return 0;
    }
    block_remember(crowd->block, crowd->memory);
    for (size_t done = 0; done < crowd->count;) {
        for (int i = 0; i < crowd->fact_count; i++) {
            rest[i] = crowd->columns[i] + done;
        }
        size_t more = block_decide(crowd->block, rest, crowd->count - done, crowd->decisions + done);
        kinds += crowd->block->met;
        if (compared && !compare(crowd, same, done, more)) {
            return 0;
        }
        done += more;
    }
    return kinds;
}

/* The same patients one by one, made outside the time; nanoseconds each. */
static double time_specialised(const struct crowd *crowd)
{
    struct patient patients[BLOCK];
    struct decision decision;
    int64_t ns = 0;
    for (size_t from = 0; from + BLOCK <= crowd->count; from += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) {
            patients[i] = crowd->patient(crowd, from + i);
        }
        int64_t began = clock_ns();
        for (size_t i = 0; i < BLOCK; i++) {
            specialised_decide(&patients[i], &decision);
        }
        ns += clock_ns() - began;
    }
    return (double)ns / (double)(crowd->count / BLOCK * BLOCK);
}

static void note_goals(const char *whom, double each, double specialised)
{
    char what[80];
    snprintf(what, sizeof what, "block, %s", whom);
    goal_note((struct goal){what, "at least 20 million a second", each <= 50}, "%.1f million", 1000.0 / each);
    goal_note((struct goal){what, "faster than specialised C", each < specialised}, "%.1f ns, C %.1f ns", each, specialised);
}

static bool race(struct crowd *crowd, const ifs_request *same, const char *whom)
{
    int64_t least = INT64_MAX;
    double by_hand = 1e9;
    uint32_t kinds = decide(crowd, same, true);
    for (int i = 0; i < ROUNDS && kinds > 0; i++) {
        int64_t began = clock_ns();
        (void)decide(crowd, same, false);
        int64_t took = clock_ns() - began;
        least = took < least ? took : least;
        double specialised = time_specialised(crowd);
        by_hand = specialised < by_hand ? specialised : by_hand;
    }
    double each = (double)least / (double)crowd->count;
    if (kinds > 0) {
        printf("  %-44s %10.1f %10.1f %10.1f %10zu %10u\n", whom, each, 1000.0 / each, by_hand, crowd->count, kinds);
        note_goals(whom, each, by_hand);
    }
    return kinds > 0;
}

/* ---- The pool ---- */

/* Confirmed or not costs it the same. */
static struct patient patient_of_pool(const struct crowd *crowd, size_t i)
{
    return crowd->patients[i];
}

static bool race_pool(const ifs_protocol *protocol, const struct pool_names *names, const struct patient *patients,
                      size_t count)
{
    struct crowd crowd = {.protocol = protocol, .patients = patients, .patient = patient_of_pool};
    ifs_request request;
    static const ifs_fact others[] = {IFS_FACT_RENAL, IFS_FACT_RENAL_BASIS, IFS_FACT_DEVICE, IFS_FACT_PRODUCT,
                                      IFS_FACT_DILUENT};
    for (int i = 0; i < FIELD_COUNT; i++) {
        crowd.facts[crowd.fact_count++] = names->facts[i];
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        crowd.facts[crowd.fact_count++] = (int)others[i];
    }
    crowd.facts[crowd.fact_count++] = BLOCK_DOSE;
    crowd.facts[crowd.fact_count++] = BLOCK_OVER;
    bool fine = make_room(&crowd, count);
    size_t kept = 0;
    for (size_t i = 0; fine && i < count; i++) {
        if (patients[i].confirmed) {
            continue; /* one in ten, whose request differs in more than its facts */
        }
        pool_request(&patients[i], names, &request);
        for (int j = 0; j < crowd.fact_count; j++) {
            crowd.columns[j][kept] = column_of(&request, crowd.facts[j]);
        }
        kept++;
    }
    crowd.count = kept;
    request.known = (ifs_fact_set){{0}};
    request.confirmed = (ifs_fact_set){{0}};
    request.words[IFS_FACT_ALLERGIES] = "none known";
    fine = fine && race(&crowd, &request, "random patients, hardly two alike");
    give_back(&crowd);
    return fine;
}

/* ---- The grid ---- */

/* Weight by 0.1 kg, then clearance by 1 mL/min or creatinine by 0.01 mg/dL, age, sex. */
static void fill_grid(struct crowd *crowd, bool reported)
{
    for (size_t i = 0; i < crowd->count; i++) {
        size_t rest = i / 300;
        crowd->columns[0][i] = (int32_t)(45000 + 100 * (i % 300));
        crowd->columns[1][i] = reported ? (int32_t)(2000000 * (5 + rest % 120)) : (int32_t)(8842 * (40 + rest % 120));
        crowd->columns[2][i] = (int32_t)(12 * (18 + rest / 120 % 73));
        crowd->columns[3][i] = (int32_t)(rest / 120 / 73 % 2);
    }
}

static struct patient patient_of_grid(const struct crowd *crowd, size_t i)
{
    struct patient patient = *crowd->patients;
    patient.weight_g = crowd->columns[0][i];
    patient.crcl = crowd->facts[1] == IFS_FACT_CRCL ? crowd->columns[1][i] : -1;
    patient.creatinine = crowd->facts[1] == IFS_FACT_CREATININE ? crowd->columns[1][i] : -1;
    patient.age_months = crowd->columns[2][i];
    patient.sex = (int8_t)crowd->columns[3][i];
    return patient;
}

static bool race_grid(const ifs_protocol *protocol, const struct pool_names *names, bool reported)
{
    struct crowd crowd = {.protocol = protocol,
                          .facts = {IFS_FACT_WEIGHT, reported ? IFS_FACT_CRCL : IFS_FACT_CREATININE, IFS_FACT_AGE, IFS_FACT_SEX},
                          .fact_count = 4};
    struct patient well = {.confirmed = true, .weight_g = 72000};
    memset(well.answers, ANSWER_NO, sizeof well.answers);
    ifs_request request;
    int32_t *const unknown[] = {&well.height_mm, &well.creatinine, &well.crcl,          &well.egfr,        &well.urine_ul_per_h,
                                &well.magnesium, &well.dose_mcg,   &well.given_48h_mcg, &well.last_dose_s, &well.over_s};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        *unknown[i] = -1;
    }
    well.answers[ANTIDOTE_PRESENT] = ANSWER_YES;
    well.renal = well.renal_basis = well.product = well.diluent = well.device = -1;
    well.allergies_known = true;
    well.systolic = 118;
    well.heart_rate = 72;
    well.resp_rate = 16;
    well.spo2 = 98;
    pool_request(&well, names, &request);
    request.confirmed.bits[0] = fact_usual_ranges();
    crowd.patients = &well;
    crowd.patient = patient_of_grid;
    bool fine = make_room(&crowd, GRID);
    if (fine) {
        fill_grid(&crowd, reported);
        fine = race(&crowd, &request, reported ? "grid of adults, clearance reported" : "grid of adults, clearance computed");
    }
    give_back(&crowd);
    return fine;
}

bool race_blocks(const ifs_protocol *protocol, const struct pool_names *names, const struct patient *patients, size_t count)
{
    printf("Many patients at a time, least of %d rounds, nothing remembered between them\n", ROUNDS);
    printf("  %-44s %10s %10s %10s %10s %10s\n", "", "ns", "million/s", "C by hand", "patients", "kinds");
    bool fine = race_grid(protocol, names, true) && race_grid(protocol, names, false) &&
                race_pool(protocol, names, patients, count);
    printf("  goal: at least 20 million a second, and faster than the specialised C on the same patients\n\n");
    return fine;
}
