/*
 * written.h - a protocol written into a test, and an order computed from words.
 *
 * A test gives only the parts it is about; the rest is a protocol without limits whose order is 1 g over 30 minutes from
 * a bag of 1 g in 100 mL: 100 mL at 200 mL per hour. Apostrophes stand for the quotes of the protocol language. The drug
 * libraries lie in protocols/drugs/ beside this file.
 */
#ifndef WRITTEN_H
#define WRITTEN_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "choose.h"
#include "intake.h"
#include "protocol_load.h"
#include "ratio.h"

#define DRUGS "tests/engine/protocols"

struct parts {
    const char *drug;    /* default plain-drug */
    const char *head;    /* further keys of the group protocol */
    const char *more;    /* any top-level keys: admit, require, bedside, checks, renal, totals, exceed, rescue */
    const char *devices; /* of the one infusion */
    const char *dose;
    const char *over;
    const char *limits; /* keys per-kg, speed, speed-per-kg, concentration, volume, when */
    const char *bags;
    const char *infusions; /* instead of the one infusion */
    const char *questions; /* further ones, each after a comma */
};

/* One order: what was asked and what came of it. */
struct order {
    ifs_protocol *protocol;
    ifs_request request;
    ifs_plan plan;
    struct findings findings;
    char words[8][160]; /* texts which the request points to */
    int word_count;
    int infusion; /* which the next --dose and --over are for, -1: the only one */
};

static inline const char *part_or(const char *part, const char *usual)
{
    return part != NULL ? part : usual;
}

static inline void write_parts(const struct parts *parts, char *out, size_t capacity)
{
    char infusion[6000];
    int length =
        snprintf(infusion, sizeof infusion, "{ name = 'infusion'; devices = %s; dose = %s; over = %s; %s bags = %s; }",
                 part_or(parts->devices, "['pump']"),
                 part_or(parts->dose, "{ usual = '1 g'; step = '10 mg'; source = 'trial'; }"),
                 part_or(parts->over, "{ usual = '30 min'; source = 'trial'; }"), part_or(parts->limits, ""),
                 part_or(parts->bags, "{ product = 'premix'; additive = 'premixed'; }"));
    assert_true(length > 0 && (size_t)length < sizeof infusion);
    length =
        snprintf(out, capacity,
                 "schema = 1;\n"
                 "protocol = { id = 'written'; title = 'Written by a test'; version = '1.0.0'; population = 'Nobody';\n"
                 "  review-by = '2099-12-31'; drug = '%s'; settings = ['mobile', 'clinic', 'ward'];\n"
                 "  overrides-in = ['ward']; %s };\n"
                 "sources = ( { id = 'trial'; cite = 'A trial'; verified = 'Test Reader, 2026-11-20'; } );\n"
                 "indications = ( { id = 'testing'; text = 'Testing'; evidence = 'None.'; source = 'trial'; } );\n"
                 "questions = ( { id = 'awake'; ask = 'Awake?'; }, { id = 'tired'; ask = 'Tired?'; },\n"
                 "  { id = 'pain'; ask = 'How much pain?'; choices = ['none', 'mild', 'severe']; },\n"
                 "  { id = 'kidneys'; ask = 'Ill kidneys?'; renal-risk = true; } %s );\n"
                 "%s\n"
                 "infusions = %s;\n",
                 part_or(parts->drug, "plain-drug"), part_or(parts->head, ""), part_or(parts->questions, ""),
                 part_or(parts->more, ""), part_or(parts->infusions, infusion));
    assert_true(length > 0 && (size_t)length < capacity);
    for (char *at = out; *at != '\0'; at++) {
        *at = *at == '\'' ? '"' : *at;
    }
}

static inline void show_findings(const struct findings *findings, const char *about)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].severity == IFS_ERROR) {
            print_message("%s: %d: %s\n", about, findings->list[i].line, findings->list[i].message);
        }
    }
}

/* Loads the protocol as a file of its own in a new folder, which is removed again. */
static inline ifs_protocol *load_written(const struct parts *parts, struct findings *findings)
{
    char text[16000];
    char folder[] = "/tmp/infusheet-test-XXXXXX";
    char path[80];
    write_parts(parts, text, sizeof text);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/written.cfg", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    ifs_protocol *protocol = protocol_load(path, &(struct load_places){DRUGS}, findings);
    assert_int_equal(remove(path), 0);
    assert_int_equal(rmdir(folder), 0);
    return protocol;
}

static inline struct order *written(const struct parts *parts)
{
    struct order *order = calloc(1, sizeof *order);
    assert_non_null(order);
    order->protocol = load_written(parts, &order->findings);
    if (order->protocol == NULL) {
        show_findings(&order->findings, "written protocol");
        fail_msg("the protocol of the test does not load");
    }
    return order;
}

static inline void forget(struct order *order)
{
    protocol_free(order->protocol);
    finding_free(&order->findings);
    free(order);
}

static inline char *keep_words(struct order *order, const char *text)
{
    assert_true(order->word_count < 8 && strlen(text) < sizeof order->words[0]);
    return memcpy(order->words[order->word_count++], text, strlen(text) + 1);
}

/* "--dose 2 g", or "weight=70 kg". */
static inline void take_words(struct order *order, const char *text)
{
    struct intake intake = {order->protocol, &order->request, &order->findings, {NULL, 0, 0}, QUANTITY_SPACE_OPTIONAL, NULL};
    char copy[160];
    char *rest = copy;
    assert_true(strlen(text) < sizeof copy);
    memcpy(copy, text, strlen(text) + 1);
    if (strncmp(copy, "--dose ", 7) == 0) {
        intake_dose(&intake, order->infusion, rest + 7);
    } else if (strncmp(copy, "--over ", 7) == 0) {
        intake_over(&intake, order->infusion, rest + 7);
    } else if (strncmp(copy, "--infusion ", 11) == 0) {
        order->infusion = intake_infusion(&intake, rest + 11);
    } else if (strncmp(copy, "--override ", 11) == 0) {
        intake_override(&intake, keep_words(order, rest + 11));
    } else if (strncmp(copy, "--prescriber ", 13) == 0) {
        intake_prescriber(&intake, keep_words(order, rest + 13));
    } else if (strncmp(copy, "--confirm ", 10) == 0) {
        intake_confirm(&intake, rest + 10);
    } else { /* the request points into the text of people */
        bool people = strncmp(copy, "allergies=", 10) == 0;
        intake_assignment(&intake, people ? keep_words(order, copy) : copy);
    }
}

/* Answers in addition to what the request holds, divided by bars. */
static inline void answer(struct order *order, const char *words)
{
    char copy[1200];
    assert_true(strlen(words) < sizeof copy);
    memcpy(copy, words, strlen(words) + 1);
    for (char *at = copy; at != NULL;) {
        char *bar = strstr(at, " | ");
        if (bar != NULL) {
            *bar = '\0';
        }
        if (*at != '\0') {
            take_words(order, at);
        }
        at = bar != NULL ? bar + 3 : NULL;
    }
    if (finding_count(&order->findings, IFS_ERROR) > 0) {
        show_findings(&order->findings, words);
        fail_msg("the words of the test are not understood");
    }
}

/* A new request of these words; indication, allergies and setting are answered. False when the answers contradict each other. */
static inline bool ask_for(struct order *order, const char *words)
{
    const ifs_site *site = order->request.site;
    memset(&order->request, 0, sizeof order->request);
    order->request.site = site;
    order->word_count = 0;
    order->infusion = -1;
    answer(order, "indication=testing | allergies=none known");
    answer(order, words);
    if (!fact_set_has(&order->request.given, IFS_FACT_SETTING)) {
        answer(order, "setting=clinic");
    }
    return fact_settle(&order->request, 20777) == FACT_CONFLICT_NONE;
}

/* Something of that severity stands against the order. */
static inline bool trips_some(const struct order *order, ifs_check_severity severity)
{
    const ifs_plan *plan = &order->plan;
    bool found = false;
    for (int i = 0; i < plan->check_count; i++) {
        found = found || (plan->checks[i] == IFS_TRIP && order->protocol->checks[i].severity == severity);
    }
    for (int i = 0; i < plan->limit_count; i++) {
        found = found || (plan->limits[i].result == IFS_TRIP && plan->limits[i].severity == severity);
    }
    return found;
}

static inline bool some_obstacle(const ifs_plan *plan)
{
    bool found = plan->order_obstacle != IFS_OBSTACLE_NONE;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        found = found || plan->obstacle[i] != IFS_OBSTACLE_NONE;
    }
    return found;
}

static inline bool asks_something(const ifs_plan *plan)
{
    bool found = !fact_set_empty(&plan->missing) || !fact_set_empty(&plan->confirm);
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        found = found || plan->missing_dose[i] || plan->missing_over[i];
    }
    return found;
}

/* What the tests say of the patient, as it is told to others; nothing is written before the first nor behind the last. */
static inline void truths_of(const struct order *order, uint8_t truths[CONDITION_TESTS])
{
    uint8_t room[CONDITION_TESTS + 2];
    int count = order->protocol->tests.count;
    memset(room, 0xa5, sizeof room);
    choose_truths(order->protocol, &order->request, &order->plan.derived, room + 1);
    assert_true(room[0] == 0xa5 && room[count + 1] == 0xa5);
    memcpy(truths, room + 1, CONDITION_TESTS);
}

/* How many phases are part of the order, as far as that is known. */
static inline int phases_of(const struct order *order, const uint8_t *truths)
{
    int count = 0;
    for (int i = 0; i < order->protocol->infusion_count; i++) {
        count += condition_truth(&order->protocol->infusions[i].when, truths) == TRUTH_YES ? 1 : 0;
    }
    return count;
}

/* A check passes, or is unknown, as its condition says. */
static inline bool checks_agree(const struct order *order, const uint8_t *truths)
{
    bool agree = order->plan.check_count == order->protocol->check_count;
    for (int i = 0; agree && i < order->plan.check_count; i++) {
        const struct check *check = &order->protocol->checks[i];
        enum truth truth = condition_truth(&check->when, truths);
        bool passes = truth == (check->negated ? TRUTH_YES : TRUTH_NO);
        agree = (order->plan.checks[i] == IFS_PASS) == passes && (order->plan.checks[i] == IFS_UNKNOWN) == (truth == TRUTH_UNKNOWN);
    }
    return agree;
}

/* What must hold of every plan: its verdict has a reason that is said, and is the gravest; an order has all its phases, nothing else has any. */
static inline bool is_sound(const struct order *order)
{
    const ifs_plan *plan = &order->plan;
    bool refused = trips_some(order, IFS_REFUSE) || some_obstacle(plan) || plan->acute_injury || plan->contradictions != 0;
    bool lacking = asks_something(plan);
    bool unsigned_override = trips_some(order, IFS_OVERRIDE);
    uint8_t truths[CONDITION_TESTS];
    truths_of(order, truths);
    int phases = plan->verdict >= IFS_OVERRIDE_NEEDED ? phases_of(order, truths) : 0;
    if (!checks_agree(order, truths) || plan->infusion_count != phases || (phases == 0 && plan->verdict >= IFS_OVERRIDE_NEEDED)) {
        return false;
    }
    switch (plan->verdict) {
    case IFS_REFUSED:
        return refused;
    case IFS_INCOMPLETE:
        return !refused && lacking;
    case IFS_OVERRIDE_NEEDED:
        return !refused && !lacking && unsigned_override;
    case IFS_CONDITIONAL:
    case IFS_READY:
        break;
    }
    return !refused && !lacking && !unsigned_override && fact_set_empty(&plan->start) == (plan->verdict == IFS_READY);
}

/* What is read before it is written is then no zero. */
__attribute__((noinline, unused)) static void soil_stack(void)
{
    unsigned char soil[65536];
    memset(soil, 0xa5, sizeof soil);
    __asm__ volatile("" : : "r"(soil) : "memory");
}

/* The plan is full of rubbish before, and so is the stack. */
static inline const ifs_plan *plan_for(struct order *order, const char *words)
{
    if (!ask_for(order, words)) {
        fail_msg("%s: these answers contradict each other", words);
    }
    memset(&order->plan, 0xa5, sizeof order->plan);
    soil_stack();
    ifs_plan_compute(order->protocol, &order->request, &order->plan);
    if (!is_sound(order)) {
        fail_msg("%s: verdict %d has no reason that is said, or is not the gravest", words, (int)order->plan.verdict);
    }
    return &order->plan;
}

/* For one order: the caller forgets *order. */
static inline const ifs_plan *plan_of(struct order **order, const struct parts *parts, const char *words)
{
    *order = written(parts);
    return plan_for(*order, words);
}

static inline bool equals(ifs_ratio figure, int64_t num, int64_t den)
{
    return figure.den > 0 && ratio_compare(figure, ratio_make(num, den)) == 0;
}

/* The outcome of that limit; NULL when it was not held. infusion -1: of the whole order. */
static inline const ifs_limit_outcome *limit_of(const ifs_plan *plan, int infusion, ifs_limit_kind kind)
{
    for (int i = 0; i < plan->limit_count; i++) {
        if (plan->limits[i].infusion == infusion && plan->limits[i].limit->kind == kind) {
            return &plan->limits[i];
        }
    }
    return NULL;
}

/* -1: there is no such check. */
static inline int result_of(const struct order *order, const char *id)
{
    for (int i = 0; i < order->protocol->check_count; i++) {
        if (strcmp(order->protocol->checks[i].id, id) == 0) {
            return order->plan.checks[i];
        }
    }
    return -1;
}

static inline int fact_named(const struct order *order, const char *name)
{
    int fact = fact_index(order->protocol->facts, order->protocol->fact_count, name);
    assert_true(fact >= 0);
    return fact;
}

static inline bool misses(const struct order *order, const char *name)
{
    return fact_set_has(&order->plan.missing, fact_named(order, name));
}

static inline bool begins_with(const struct order *order, const char *name)
{
    return fact_set_has(&order->plan.start, fact_named(order, name));
}

/* Nothing that could be prepared or keyed into a pump: every byte of the lists is zero, and no limit shows a volume. */
static inline bool holds_nothing(const ifs_plan *plan)
{
    static const ifs_infusion no_infusions[IFS_INFUSION_MAX];
    static const ifs_rescue no_rescues[IFS_RESCUE_MAX];
    static const ifs_step no_steps[IFS_STEP_MAX];
    bool nothing = plan->infusion_count == 0 && plan->rescue_count == 0 &&
                   memcmp(plan->infusions, no_infusions, sizeof no_infusions) == 0 &&
                   memcmp(plan->rescues, no_rescues, sizeof no_rescues) == 0 && plan->step_count == 0 &&
                   memcmp(plan->steps, no_steps, sizeof no_steps) == 0;
    for (int i = 0; i < plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &plan->limits[i];
        bool may_show = outcome->result == IFS_TRIP && outcome->limit->kind != IFS_LIMIT_VOLUME &&
                        outcome->limit->kind != IFS_LIMIT_SITE_VOLUME;
        nothing = nothing && (may_show || (outcome->delivered.num == 0 && outcome->delivered.den == 0));
    }
    return nothing;
}

/* Refused because of that obstacle of the first infusion, and nothing else of it is known. */
static inline bool refused_by(struct order *order, const char *words, ifs_obstacle obstacle)
{
    const ifs_plan *plan = plan_for(order, words);
    return plan->verdict == IFS_REFUSED && plan->obstacle[0] == obstacle && holds_nothing(plan);
}

/* Incomplete, and that fact is among those that are missing. */
static inline bool incomplete_for(struct order *order, const char *words, const char *fact)
{
    const ifs_plan *plan = plan_for(order, words);
    return plan->verdict == IFS_INCOMPLETE && misses(order, fact) && holds_nothing(plan);
}

/* The infusion of an order that was computed whole. */
static inline const ifs_infusion *infusion_of(struct order *order, const char *words)
{
    const ifs_plan *plan = plan_for(order, words);
    if (plan->infusion_count < 1) {
        fail_msg("no order for %s: verdict %d, obstacle %d", words, (int)plan->verdict, (int)plan->obstacle[0]);
    }
    return &plan->infusions[0];
}

#endif
