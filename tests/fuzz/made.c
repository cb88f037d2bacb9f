/*
 * made.c - orders made of bytes, and what is held against each.
 *
 * A patient begins as an example of the protocol's author, for one of random answers is refused at the first check;
 * then facts are answered anew, at the figures where something may change or anywhere in their range, forgotten, doses
 * and times prescribed, checks overridden. What an order must keep is the battery's: this adds that the verdict is the
 * gravest of its parts, and looks into the sheet and its JSON.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "delivered.h"
#include "intake.h"
#include "json_order.h"
#include "nothing.h"
#include "outcome.h"
#include "plain.h"

enum { WORDS_ROOM = 64 * 1024, SHEET_ROOM = 512 * 1024, CHANGES_MOST = 24 };

static const struct example nobody = {.name = "nobody"};

/* What requests point into. */
static char words_room[WORDS_ROOM];
static size_t words_used;

/* ---- Words ------------------------------------------------------------------------------------------------------ */

static char *keep(const char *text)
{
    size_t size = strlen(text) + 1;
    if (size > WORDS_ROOM - words_used) {
        return NULL;
    }
    char *kept = memcpy(words_room + words_used, text, size);
    words_used += size;
    return kept;
}

/* What an example says that is no answer leaves the request as it was. */
static void begin_as_example(struct patient *patient, struct intake *intake)
{
    const struct example *example = patient->example;
    int infusion = -1;
    for (int i = 0; i < example->fact_count; i++) {
        char *assignment = keep(example->facts[i]);
        if (assignment != NULL) {
            intake_assignment(intake, assignment);
        }
    }
    for (int i = 0; i < example->option_count; i++) {
        char *option = keep(example->options[i]);
        char *text = option != NULL ? strchr(option, ' ') : NULL;
        if (text != NULL && strncmp(option, "--dose ", 7) == 0) {
            intake_dose(intake, infusion, text + 1);
        } else if (text != NULL && strncmp(option, "--over ", 7) == 0) {
            intake_over(intake, infusion, text + 1);
        } else if (text != NULL && strncmp(option, "--infusion ", 11) == 0) {
            infusion = intake_infusion(intake, text + 1);
        }
    }
}

/* ---- Changes ---------------------------------------------------------------------------------------------------- */

static void set_answer(ifs_request *request, int fact, struct answer answer)
{
    fact_set_add(&request->known, fact);
    fact_set_add(&request->given, fact);
    request->answer[fact] = answer.base;
    request->unit[fact] = answer.unit;
}

static void answer_where_it_matters(struct patient *patient, struct bytes *bytes)
{
    static struct answer list[REPRESENTATIVES_MAX];
    int fact = take_below(bytes, patient->protocol->fact_count);
    int count = representatives(patient->protocol, fact, list);
    int chosen = take_below(bytes, count);
    if (count > 0) {
        set_answer(&patient->request, fact, list[chosen]);
    }
}

/* Any figure that could have been typed, in any unit of the fact. */
static void answer_anywhere(struct patient *patient, struct bytes *bytes)
{
    const struct fact_rule *rule = &patient->protocol->facts[take_below(bytes, IFS_FACT_BUILTIN)];
    const struct fact_unit *unit = &rule->units[take_below(bytes, rule->unit_count)];
    uint64_t number = take(bytes, 4);
    if (rule->kind != FACT_MEASURE || rule->dimension == IFS_DATE) {
        return;
    }
    int64_t step = step_at(unit, unit->low);
    int64_t base = unit->low + (int64_t)(number % (uint64_t)((unit->high - unit->low) / step + 1)) * step;
    base -= base % step_at(unit, base);
    int index = quantity_unit_index(unit->symbol, unit->dimension);
    if (base >= unit->low && index >= 0) {
        set_answer(&patient->request, (int)(rule - patient->protocol->facts), (struct answer){base, (uint8_t)index});
    }
}

static void forget(struct patient *patient, struct bytes *bytes)
{
    int fact = take_below(bytes, patient->protocol->fact_count);
    fact_set_remove(&patient->request.known, fact);
    patient->request.answer[fact] = 0;
    if (fact < IFS_FACT_BUILTIN) {
        patient->request.words[fact] = NULL;
    }
}

/* In micrograms or milligrams, as a dose or a dose rate. */
static void prescribe_dose(struct patient *patient, struct bytes *bytes)
{
    ifs_choice *choice = &patient->request.choices[take_below(bytes, patient->protocol->infusion_count)];
    uint64_t form = take(bytes, 1);
    int64_t figure = (int64_t)take(bytes, 2 + (int)(form >> 1 & 3U));
    choice->has_dose = (form & 8U) == 0;
    choice->dose_is_rate = (form & 1U) != 0;
    choice->dose_mcg = (ifs_ratio){(form & 16U) != 0 ? figure : figure * 1000, 1};
    if (choice->dose_is_rate && (form & 32U) != 0) {
        choice->dose_mcg.den = 3;
        choice->dose_mcg.num += choice->dose_mcg.num % 3 == 0 ? 1 : 0;
    }
}

static void prescribe_time(struct patient *patient, struct bytes *bytes)
{
    ifs_choice *choice = &patient->request.choices[take_below(bytes, patient->protocol->infusion_count)];
    uint64_t form = take(bytes, 1);
    choice->has_over = (form & 1U) == 0;
    choice->over.s = (int64_t)take(bytes, (form & 4U) != 0 ? 4 : 2) * ((form & 2U) != 0 ? 1 : 60);
}

/* A check of the protocol, or a limit of one of its infusions or of the whole. */
static void override_something(struct patient *patient, struct intake *intake, struct bytes *bytes)
{
    const ifs_protocol *protocol = patient->protocol;
    char text[400];
    int check = take_below(bytes, protocol->check_count + 4 * IFS_LIMIT_KIND_COUNT);
    const char *word = outcome_word((ifs_limit_kind)(check % IFS_LIMIT_KIND_COUNT));
    int owner = take_below(bytes, protocol->infusion_count + 1);
    const char *name = owner < protocol->infusion_count ? protocol->infusions[owner].name : OUTCOME_OF_ORDER;
    if (check < protocol->check_count) {
        snprintf(text, sizeof text, "%s=made up", protocol->checks[check].id);
    } else {
        snprintf(text, sizeof text, "%s.%s=%s", name, word != NULL ? word : "", check % 5 == 0 ? "" : "made up");
    }
    char *kept = keep(text);
    if (kept != NULL) {
        intake_override(intake, kept);
    }
    patient->request.prescriber = check % 7 == 0 ? NULL : "Dr. Example";
    patient->request.prescriber_reference = check % 11 == 0 ? NULL : "1234567";
}

static void confirm(struct patient *patient, struct bytes *bytes)
{
    ifs_request *request = &patient->request;
    uint64_t form = take(bytes, 1);
    request->confirmed.bits[0] = (form & 1U) != 0 ? 0 : request->known.bits[0] & fact_usual_ranges();
}

static void change(struct patient *patient, struct intake *intake, struct bytes *bytes)
{
    switch (take(bytes, 1) % 10) {
    case 0:
    case 1:
    case 2:
        answer_where_it_matters(patient, bytes);
        break;
    case 3:
    case 4:
        answer_anywhere(patient, bytes);
        break;
    case 5:
        forget(patient, bytes);
        break;
    case 6:
        prescribe_dose(patient, bytes);
        break;
    case 7:
        prescribe_time(patient, bytes);
        break;
    case 8:
        override_something(patient, intake, bytes);
        break;
    case 9:
        confirm(patient, bytes);
        break;
    }
}

void make_patient(struct patient *patient, const ifs_protocol *protocol, struct bytes *bytes)
{
    struct findings findings = {0};
    int example = take_below(bytes, protocol->example_count + 1);
    words_used = 0;
    memset(patient, 0, sizeof *patient);
    patient->protocol = protocol;
    patient->example = example < protocol->example_count ? &protocol->examples[example] : &nobody;
    patient->request.at_s = BATTERY_MOMENT;
    struct intake intake = {
        .protocol = protocol, .request = &patient->request, .findings = &findings, .spacing = QUANTITY_SPACE_REQUIRED};
    begin_as_example(patient, &intake);
    patient->request.confirmed.bits[0] = patient->request.known.bits[0] & fact_usual_ranges();
    for (int i = 0; i < CHANGES_MOST && bytes->left > 0; i++) {
        change(patient, &intake, bytes);
    }
    patient->request.confirmed.bits[0] &= patient->request.known.bits[0];
    finding_free(&findings);
}

/* ---- The verdict is the gravest of its parts -------------------------------------------------------------------- */

static bool any_check(const struct patient *patient, const ifs_plan *plan, ifs_check_severity severity)
{
    for (int i = 0; i < plan->check_count; i++) {
        if (plan->checks[i] == IFS_TRIP && patient->protocol->checks[i].severity == severity) {
            return true;
        }
    }
    for (int i = 0; i < plan->limit_count; i++) {
        if (plan->limits[i].result == IFS_TRIP && plan->limits[i].severity == severity) {
            return true;
        }
    }
    return false;
}

static bool any_obstacle(const ifs_plan *plan)
{
    bool any = plan->order_obstacle != IFS_OBSTACLE_NONE || plan->acute_injury || plan->contradictions != 0;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        any = any || plan->obstacle[i] != IFS_OBSTACLE_NONE;
    }
    return any;
}

static bool any_missing(const ifs_plan *plan)
{
    bool any = !fact_set_empty(&plan->missing) || !fact_set_empty(&plan->confirm);
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        any = any || plan->missing_dose[i] || plan->missing_over[i];
    }
    return any;
}

static ifs_verdict gravest(const struct patient *patient, const ifs_plan *plan)
{
    if (any_check(patient, plan, IFS_REFUSE) || any_obstacle(plan)) {
        return IFS_REFUSED;
    }
    if (any_missing(plan)) {
        return IFS_INCOMPLETE;
    }
    if (any_check(patient, plan, IFS_OVERRIDE)) {
        return IFS_OVERRIDE_NEEDED;
    }
    return fact_set_empty(&plan->start) ? IFS_READY : IFS_CONDITIONAL;
}

static void hold_verdict(const struct patient *patient, const ifs_plan *plan)
{
    ifs_verdict expected = gravest(patient, plan);
    if (plan->verdict != expected) {
        complain(patient, "the verdict is %s, the gravest of its parts is %s", verdict_word(plan->verdict),
                 verdict_word(expected));
    }
}

/* ---- The order -------------------------------------------------------------------------------------------------- */

/* False where the answers contradict each other: there is no such patient. */
static bool settle(const struct patient *patient, ifs_request *settled)
{
    struct findings findings = {0};
    *settled = patient->request;
    struct intake intake = {.protocol = patient->protocol, .request = settled, .findings = &findings};
    intake_settle(&intake, BATTERY_DAY);
    bool accepted = findings.count == 0;
    finding_free(&findings);
    return accepted;
}

static void hold_sheet(const struct patient *patient, const ifs_request *settled, const ifs_plan *plan)
{
    static struct ifs_sheet sheet;
    static char letters[SHEET_ROOM];
    struct text page = text_over(letters, sizeof letters);
    sheet_build(patient->protocol, settled, plan, &sheet);
    bool whole = plain_text(&sheet, &page);
    char *json = json_order(&sheet);
    if (!has_order(plan)) {
        const char *fault = fault_of_nothing(&sheet, whole ? letters : NULL, json);
        if (fault != NULL) {
            complain(patient, "the verdict is %s, yet there is: %s", verdict_word(plan->verdict), fault);
        }
    } else if (whole && sheet.infusion_count != plan->infusion_count) {
        complain(patient, "the sheet does not hold the infusions of the plan");
    }
    free(json);
}

void hold_order(const struct patient *patient, bool printed)
{
    static ifs_request settled;
    static ifs_plan plan;
    if (!settle(patient, &settled)) {
        return;
    }
    memset(&plan, 0xa5, sizeof plan); /* what lay there before decides nothing */
    ifs_plan_compute(patient->protocol, &settled, &plan);
    hold_verdict(patient, &plan);
    hold_plan(patient, &settled, &plan);
    if (printed) {
        hold_sheet(patient, &settled, &plan);
    }
    held_by_battery();
}

/* ---- Unknown is never milder ------------------------------------------------------------------------------------ */

void hold_question(const struct patient *patient, int fact)
{
    static ifs_request settled;
    static ifs_plan plan;
    const struct fact_rule *rule = &patient->protocol->facts[fact];
    struct patient asked = *patient;
    ifs_verdict mildest = IFS_REFUSED;
    bool computed_in_all = true;
    int count = 0;
    fact_choices(rule, &count);
    fact_set_remove(&asked.request.known, fact);
    if (rule->kind != FACT_QUESTION || rule->renal_risk || !settle(&asked, &settled)) {
        return;
    }
    ifs_plan_compute(asked.protocol, &settled, &plan);
    ifs_verdict verdict = plan.verdict;
    for (int i = 0; i < count; i++) {
        set_answer(&settled, fact, (struct answer){i, 0});
        ifs_plan_compute(asked.protocol, &settled, &plan);
        if (plan.contradictions == 0) { /* otherwise nobody answers so */
            mildest = plan.verdict > mildest ? plan.verdict : mildest;
            computed_in_all = computed_in_all && has_order(&plan);
        }
    }
    bool bedside = fact_set_has(&patient->protocol->bedside, fact);
    if (verdict >= IFS_OVERRIDE_NEEDED && (verdict > mildest || (!computed_in_all && !bedside))) {
        complain(&asked, "with %s unknown the verdict is %s, the mildest answer gives %s%s", rule->name,
                 verdict_word(verdict), verdict_word(mildest), computed_in_all ? "" : ", another refuses");
    }
    held_by_battery();
}
