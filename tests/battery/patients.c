/*
 * patients.c - patients for every protocol, and how a fault is told.
 *
 * An example becomes a patient through the same functions as the command line; changes are made on answers that could
 * have been typed: in a unit of the fact, on its step, within its hard range. What contradicts itself is no patient.
 * Every complaint ends with the command that shows it.
 */
#include "patients.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake.h"
#include "protocol_load.h"

enum { PROTOCOLS_MAX = 64, SHOWN_OF_EACH = 4, WORDS_MAX = 4096 };

static ifs_protocol *protocols[PROTOCOLS_MAX];
static int protocol_count;

static char *words[WORDS_MAX]; /* copies that requests point into */
static int word_count;

static long patients_tried;
static battery_watcher watcher;
static const ifs_site *place_of_care;
static bool whole;
static long complaints;
static int shown[PROTOCOLS_MAX];

/* ---- The protocols ---- */

int battery_count(void)
{
    return protocol_count;
}

const ifs_protocol *battery_protocol(int index)
{
    return protocols[index];
}

bool battery_is_whole(void)
{
    return whole;
}

static bool load(const char *path)
{
    static const struct load_places places = {.protocols = "protocols"};
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    if (protocol == NULL || protocol_count == PROTOCOLS_MAX) {
        fprintf(stderr, "%s cannot be loaded; infusheet check %s says why\n", path, path);
    } else {
        protocols[protocol_count++] = protocol;
    }
    finding_free(&findings);
    return protocol != NULL;
}

/* All of protocols/, and what the battery has of its own for phases that no protocol there may have. */
static bool load_all(void)
{
    glob_t files;
    bool loaded = glob("protocols/*.cfg", 0, NULL, &files) == 0 &&
                  glob("tests/battery/*.cfg", GLOB_APPEND, NULL, &files) == 0;
    for (size_t i = 0; loaded && i < files.gl_pathc; i++) {
        const char *name = strrchr(files.gl_pathv[i], '/') + 1;
        loaded = strcmp(name, "site.cfg") == 0 || load(files.gl_pathv[i]);
    }
    globfree(&files);
    return loaded;
}

static void unload(void)
{
    for (int i = 0; i < protocol_count; i++) {
        protocol_free(protocols[i]);
    }
    for (int i = 0; i < word_count; i++) {
        free(words[i]);
    }
}

int battery_run(int argc, char **argv, const struct CMUnitTest *tests, size_t count)
{
    whole = argc == 1;
    bool loaded = argc > 1 || load_all();
    for (int i = 1; loaded && i < argc; i++) {
        loaded = load(argv[i]);
    }
    int failed = loaded && protocol_count > 0 ? _cmocka_run_group_tests("battery", tests, count, NULL, NULL) : 1;
    unload();
    return failed;
}

/* ---- Examples become patients ---- */

/* The copy lives until the program ends: requests keep words by pointer. */
static char *keep(const char *text)
{
    for (int i = 0; i < word_count; i++) {
        if (strcmp(words[i], text) == 0) {
            return words[i];
        }
    }
    assert_true(word_count < WORDS_MAX);
    words[word_count++] = strdup(text);
    return words[word_count - 1];
}

/* The part after the first separator, whose words outlive the request; the part before it in `name`. */
static char *cut(const char *text, const char *separator, char *name, size_t capacity)
{
    const char *at = strstr(text, separator);
    assert_non_null(at);
    assert_true((size_t)(at - text) < capacity);
    memcpy(name, text, (size_t)(at - text));
    name[at - text] = '\0';
    return keep(at + strlen(separator));
}

static void take_override(struct patient *patient, const char *text)
{
    char check[200];
    char *reason = cut(text, "=", check, sizeof check);
    ifs_override *override = &patient->request.overrides[patient->request.override_count++];
    assert_true(patient->request.override_count <= IFS_OVERRIDE_MAX);
    *override = (ifs_override){keep(check), reason};
}

static void take_prescriber(struct patient *patient, const char *text)
{
    char name[200];
    patient->request.prescriber_reference = cut(text, ", ", name, sizeof name);
    patient->request.prescriber = keep(name);
}

static void take_option(struct patient *patient, struct intake *intake, const char *option, int *infusion)
{
    char name[40];
    char *text = cut(option, " ", name, sizeof name);
    if (strcmp(name, "--dose") == 0) {
        intake_dose(intake, *infusion, text);
    } else if (strcmp(name, "--over") == 0) {
        intake_over(intake, *infusion, text);
    } else if (strcmp(name, "--infusion") == 0) {
        *infusion = intake_infusion(intake, text);
    } else if (strcmp(name, "--confirm") == 0) {
        intake_confirm(intake, text);
    } else if (strcmp(name, "--override") == 0) {
        take_override(patient, text);
    } else if (strcmp(name, "--prescriber") == 0) {
        take_prescriber(patient, text);
    } else {
        fail_msg("%s: %s: option %s is not known to the battery", patient->protocol->file, patient->example->name,
                 name);
    }
}

void patient_of_example(struct patient *patient, const ifs_protocol *protocol, int example)
{
    static const struct patient nobody;
    struct findings findings = {0};
    *patient = nobody;
    patient->protocol = protocol;
    patient->example = &protocol->examples[example];
    patient->request.at_s = BATTERY_MOMENT;
    struct intake intake = {
        .protocol = protocol, .request = &patient->request, .findings = &findings, .spacing = QUANTITY_SPACE_REQUIRED};
    int infusion = -1;
    for (int i = 0; i < patient->example->fact_count; i++) {
        char name[100];
        char *text = cut(patient->example->facts[i], "=", name, sizeof name);
        intake_fact(&intake, name, text);
    }
    for (int i = 0; i < patient->example->option_count; i++) {
        take_option(patient, &intake, patient->example->options[i], &infusion);
    }
    for (size_t i = 0; i < findings.count; i++) {
        complain(patient, "the example cannot be read: %s", findings.list[i].message);
    }
    finding_free(&findings);
}

bool patient_with_order(struct patient *patient, const ifs_protocol *protocol, int example)
{
    static ifs_request settled;
    static ifs_plan plan;
    patient_of_example(patient, protocol, example);
    struct patient plain = *patient;
    memset(plain.request.choices, 0, sizeof plain.request.choices);
    if (patient_plan(&plain, &settled, &plan) && has_order(&plan)) {
        *patient = plain;
        return true;
    }
    return patient_plan(patient, &settled, &plan) && has_order(&plan);
}

/* ---- Changes ---- */

static void note_change(struct patient *patient, int fact)
{
    for (int i = 0; i < patient->changed_count; i++) {
        if (patient->changed[i] == fact) {
            return;
        }
    }
    assert_true(patient->changed_count < CHANGES_MAX);
    patient->changed[patient->changed_count++] = fact;
}

void patient_answer(struct patient *patient, int fact, struct answer answer)
{
    fact_set_add(&patient->request.known, fact);
    fact_set_add(&patient->request.given, fact);
    patient->request.answer[fact] = answer.base;
    patient->request.unit[fact] = answer.unit;
    note_change(patient, fact);
}

void patient_forget(struct patient *patient, int fact)
{
    fact_set_remove(&patient->request.known, fact);
    fact_set_add(&patient->request.given, fact);
    patient->request.answer[fact] = 0;
    if (fact < IFS_FACT_BUILTIN) {
        patient->request.words[fact] = NULL;
    }
    note_change(patient, fact);
}

bool patient_knows(const struct patient *patient, int fact)
{
    return fact_set_has(&patient->request.known, fact);
}

int64_t step_at(const struct fact_unit *unit, int64_t base)
{
    return unit->dimension == IFS_WEIGHT && base >= 10000 ? 100 : unit->step;
}

bool answer_of(const struct fact_rule *rule, int64_t base, struct answer *answer)
{
    for (int i = 0; i < rule->unit_count; i++) {
        const struct fact_unit *unit = &rule->units[i];
        bool same = unit->dimension == rule->dimension;
        if (same && base >= unit->low && base <= unit->high && base % step_at(unit, base) == 0) {
            *answer = (struct answer){base, (uint8_t)quantity_unit_index(unit->symbol, unit->dimension)};
            return true;
        }
    }
    return false;
}

struct gathering {
    const struct fact_rule *rule;
    struct answer *list;
    int count;
};

static void gather(struct gathering *gathering, const struct fact_unit *unit, int64_t base)
{
    if (base < unit->low || base > unit->high || base % step_at(unit, base) != 0) {
        return;
    }
    struct answer answer = {base, (uint8_t)quantity_unit_index(unit->symbol, unit->dimension)};
    for (int i = 0; i < gathering->count; i++) {
        if (gathering->list[i].base == base && gathering->list[i].unit == answer.unit) {
            return;
        }
    }
    assert_true(gathering->count < REPRESENTATIVES_MAX);
    gathering->list[gathering->count++] = answer;
}

/* The finest unit of the fact in which that threshold can be written; "at most" is compiled as one base unit above. */
static const struct fact_unit *unit_for(const struct fact_rule *rule, ifs_dimension dimension, int64_t threshold)
{
    const struct fact_unit *best = NULL;
    for (int i = 0; i < rule->unit_count; i++) {
        const struct fact_unit *unit = &rule->units[i];
        bool fits = unit->dimension == dimension && threshold % step_at(unit, threshold) <= 1;
        if (fits && (best == NULL || unit->step < best->step)) {
            best = unit;
        }
    }
    return best != NULL ? best : &rule->units[0];
}

static void gather_around(struct gathering *gathering, const struct fact_unit *unit, int64_t threshold)
{
    int64_t step = step_at(unit, threshold);
    int64_t at = threshold / step * step;
    gather(gathering, unit, at - step_at(unit, at - 1));
    gather(gathering, unit, at);
    gather(gathering, unit, at + step);
}

static void gather_thresholds(struct gathering *gathering, const ifs_protocol *protocol, int fact)
{
    for (int i = 0; i < protocol->tests.count; i++) {
        const struct test *test = &protocol->tests.list[i];
        bool urine = test->slot == SLOT_URINE || test->slot == SLOT_URINE_PER_WEIGHT;
        ifs_dimension dimension =
            test->slot == SLOT_URINE_PER_WEIGHT ? IFS_URINE_PER_WEIGHT : gathering->rule->dimension;
        int64_t threshold = urine ? test->threshold / 2 : test->threshold;
        if (test->fact == fact && !test->equal) {
            gather_around(gathering, unit_for(gathering->rule, dimension, threshold), threshold);
        }
    }
}

static void gather_bounds(struct gathering *gathering, const struct limit *limit)
{
    const ifs_ratio bounds[] = {limit->soft_min, limit->soft_max, limit->hard_min, limit->hard_max};
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (bounds[i].den != 0) {
            gather_around(gathering, &gathering->rule->units[0], bounds[i].num / bounds[i].den);
        }
    }
}

/* What was given before counts in the totals, the last dose in the interval. */
static void gather_totals(struct gathering *gathering, const ifs_protocol *protocol, int fact)
{
    for (int i = 0; i < protocol->total_count; i++) {
        const struct limit_group *group = &protocol->totals[i];
        bool interval = group->kind == IFS_LIMIT_INTERVAL;
        bool given = fact == IFS_FACT_GIVEN_24H || fact == IFS_FACT_GIVEN_48H;
        for (int j = 0; j < group->count && (interval ? fact == IFS_FACT_LAST_DOSE : given); j++) {
            gather_bounds(gathering, &group->limits[j]);
        }
    }
}

int representatives(const ifs_protocol *protocol, int fact, struct answer list[REPRESENTATIVES_MAX])
{
    const struct fact_rule *rule = &protocol->facts[fact];
    struct gathering gathering = {rule, list, 0};
    if (rule->kind == FACT_IDENTITY || (rule->kind == FACT_MEASURE && rule->dimension == IFS_DATE)) {
        return 0;
    }
    if (rule->kind != FACT_MEASURE) {
        int count = 0;
        fact_choices(rule, &count);
        for (int i = 0; i < count; i++) {
            list[i] = (struct answer){i, 0};
        }
        return count;
    }
    gather(&gathering, &rule->units[0], rule->units[0].low);
    gather(&gathering, &rule->units[0], rule->units[0].high);
    gather_thresholds(&gathering, protocol, fact);
    gather_totals(&gathering, protocol, fact);
    return gathering.count;
}

/* ---- Plans ---- */

void battery_site(const ifs_site *site)
{
    place_of_care = site;
}

void battery_watch(battery_watcher watch)
{
    watcher = watch;
}

bool patient_plan(const struct patient *patient, ifs_request *settled, ifs_plan *plan)
{
    struct findings findings = {0};
    *settled = patient->request;
    settled->site = place_of_care;
    settled->confirmed.bits[0] |= settled->known.bits[0] & fact_usual_ranges();
    settled->confirmed.bits[0] &= settled->known.bits[0];
    struct intake intake = {.protocol = patient->protocol, .request = settled, .findings = &findings};
    intake_settle(&intake, BATTERY_DAY);
    bool accepted = findings.count == 0;
    finding_free(&findings);
    plan->contradictions = 0;
    if (accepted) {
        settled->confirmed.bits[0] |= settled->known.bits[0] & fact_usual_ranges(); /* an age counted from the birth */
        ifs_plan_compute(patient->protocol, settled, plan);
        patients_tried++;
        if (watcher != NULL) {
            watcher(patient, settled, plan);
        }
    }
    return accepted && plan->contradictions == 0;
}

void patient_truths(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan, uint8_t *truths)
{
    condition_test_all(&patient->protocol->tests, settled, &plan->derived, truths);
}

const char *verdict_word(ifs_verdict verdict)
{
    static const char *const verdicts[] = {[IFS_REFUSED] = "refused",
                                           [IFS_INCOMPLETE] = "incomplete",
                                           [IFS_OVERRIDE_NEEDED] = "override",
                                           [IFS_CONDITIONAL] = "conditional",
                                           [IFS_READY] = "ready"};
    return verdicts[verdict];
}

/* ---- Complaints ---- */

static void print_answer(const struct patient *patient, int fact)
{
    char bytes[600];
    struct text text = text_over(bytes, sizeof bytes);
    fact_add_answer(&text, &patient->request, patient->protocol->facts, fact);
    printf(" %s=\"%s\"", patient->protocol->facts[fact].name, bytes);
}

static void print_choice(const struct patient *patient, int infusion)
{
    const ifs_choice *choice = &patient->request.choices[infusion];
    char bytes[100];
    struct text text = text_over(bytes, sizeof bytes);
    if (!choice->has_dose && !choice->has_over) {
        return;
    }
    printf(" --infusion %s", patient->protocol->infusions[infusion].name);
    if (choice->has_dose) {
        quantity_add_decimal(&text, (ifs_ratio){choice->dose_mcg.num, choice->dose_mcg.den * 1000}, 6);
        printf(" --dose \"%s %s\"", bytes, choice->dose_is_rate ? "mg/h" : "mg");
    }
    if (choice->has_over) {
        bool minutes = choice->over.s % 60 == 0;
        printf(" --over \"%lld %s\"", (long long)(minutes ? choice->over.s / 60 : choice->over.s),
               minutes ? "min" : "s");
    }
}

static void print_command(const struct patient *patient)
{
    const ifs_request *request = &patient->request;
    printf("  infusheet order %s", patient->protocol->file);
    for (int i = 0; i < patient->protocol->fact_count; i++) {
        if (fact_set_has(&request->known, i)) {
            print_answer(patient, i);
        }
    }
    for (int i = 0; i < patient->protocol->infusion_count; i++) {
        print_choice(patient, i);
    }
    for (int i = 0; i < request->override_count; i++) {
        printf(" --override %s=\"%s\"", request->overrides[i].check, request->overrides[i].reason);
    }
    if (request->prescriber != NULL) {
        printf(" --prescriber \"%s, %s\"", request->prescriber, request->prescriber_reference);
    }
    ifs_request settled = *request;
    fact_settle(&settled, BATTERY_DAY);
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        if (fact_unusual(&settled, i)) {
            printf(" --confirm %s", patient->protocol->facts[i].name);
        }
    }
    printf(" --at 2026-11-20T12:00+00:00\n");
}

/* True when this complaint is to be shown. */
static bool count_complaint(const ifs_protocol *protocol)
{
    complaints++;
    for (int i = 0; i < protocol_count; i++) {
        if (protocols[i] == protocol) {
            return shown[i]++ < SHOWN_OF_EACH;
        }
    }
    return true;
}

void complain(const struct patient *patient, const char *format, ...)
{
    if (!count_complaint(patient->protocol)) {
        return;
    }
    printf("\n%s, example \"%s\"", patient->protocol->file, patient->example->name);
    for (int i = 0; i < patient->changed_count; i++) {
        printf("%s", i == 0 ? ", changed:" : ",");
        print_answer(patient, patient->changed[i]);
    }
    printf("\n  ");
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    print_command(patient);
}

void complain_of(const ifs_protocol *protocol, const char *format, ...)
{
    complaints++; /* each says something else: all are shown */
    printf("\n%s: ", protocol->file);
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
}

long battery_complaints(void)
{
    return complaints;
}

void battery_end(void)
{
    long failed = complaints;
    printf("%ld patients tried, %d protocols, %ld complaints\n", patients_tried, protocol_count, failed);
    bool any = patients_tried > 0;
    patients_tried = 0;
    complaints = 0;
    memset(shown, 0, sizeof shown);
    fflush(stdout);
    assert_true(any);
    assert_int_equal(failed, 0);
}
