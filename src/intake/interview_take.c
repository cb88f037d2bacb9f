/*
 * interview_take.c - what becomes of a line that was typed, of unknown and of later.
 *
 * Decides which reader a line goes to (interview_fact.c, interview_order.c), whether the changed request may stand, and what leaving a
 * question open means. The invariants: the request changes only by a whole answer that contradicts no other; what cannot be taken leaves
 * everything as it was, and says what to type.
 */
#include "interview_take.h"

#include "claim.h"
#include "wording_fact.h"
#include "wording_visit.h"

enum { MESSAGE_BYTES = 2048 };

/* ---- The request, changed ---- */

/* The answers a contradiction rests on, as they are typed. */
static void add_answers_behind(struct text *out, const ifs_protocol *protocol, const ifs_request *request,
                               const struct condition *condition)
{
    ifs_fact_set read = {{0}};
    condition_facts(condition, &protocol->tests, &read);
    size_t before = out->length;
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&read, fact) && fact_set_has(&request->known, fact)) {
            text_add(out, out->length > before ? ", " : "");
            text_add(out, protocol->facts[fact].name);
            text_add(out, " ");
            fact_add_answer(out, request, protocol->facts, fact);
        }
    }
}

static void say_contradictions(struct interview *interview, const ifs_request *trial)
{
    const ifs_protocol *protocol = interview->protocol;
    for (int i = 0; i < protocol->contradiction_count; i++) {
        if ((interview->trial->contradictions >> i & 1U) != 0) {
            char bytes[MESSAGE_BYTES];
            struct text answers = text_over(bytes, sizeof bytes);
            const struct contradiction *contradiction = &protocol->contradictions[i];
            add_answers_behind(&answers, protocol, trial, &contradiction->when);
            interview_say(interview, visit_words.not_taken_contradiction, (const char *const[]){contradiction->say, bytes});
        }
    }
}

/* Takes the changed request over when nothing in it contradicts; says what does otherwise. */
bool interview_accept(struct interview *interview, ifs_request *trial)
{
    enum fact_conflict conflict = fact_settle(trial, interview->day);
    if (conflict != FACT_CONFLICT_NONE) {
        interview_say_one(interview, visit_words.not_taken_conflict, wording_fact_conflict(conflict));
        return false;
    }
    ifs_plan_compute(interview->protocol, trial, interview->trial);
    if (interview->trial->contradictions != 0) {
        say_contradictions(interview, trial);
        return false;
    }
    *interview->request = *trial;
    return true;
}

/* ---- What is wrong ---- */

void interview_say_near_command(struct interview *interview, const char *line, bool *said)
{
    const char *near = interview_near_command(line);
    *said = near != NULL;
    if (near != NULL) {
        interview_say(interview, visit_words.near_command, (const char *const[]){near, line});
    }
}

void interview_say_first(struct interview *interview, struct findings *findings, const char *line)
{
    bool said = false;
    interview_say_near_command(interview, line, &said);
    if (!said && findings->count > 0) {
        dialogue_say(interview->dialogue, "", findings->list[0].message);
    }
    finding_free(findings);
}

/* ---- An answer ---- */

enum interview_step interview_take(struct interview *interview, const struct ask *ask, const struct question *question, char *line)
{
    switch (ask->what) {
    case ASK_FACT:
        return interview_take_asked(interview, ask, question, line);
    case ASK_AGE:
        return interview_take_age(interview, line);
    case ASK_RENAL:
        return interview_take_renal(interview, line);
    case ASK_CONFIRM:
        return interview_take_again(interview, ask, question, line);
    case ASK_DOSE:
    case ASK_OVER:
        return interview_take_prescribed(interview, ask, line);
    case ASK_PRESCRIBER:
        return interview_take_prescriber(interview, ask, line);
    case ASK_OVERRIDE:
        break;
    }
    return interview_take_override(interview, ask, line);
}

/* ---- Nobody knows, or later ---- */

/* Left aside, of whatever kind. */
static void leave(struct ask_left *left, const struct ask *ask)
{
    switch (ask->what) {
    case ASK_RENAL: /* none of what it can be known from */
        fact_set_add(&left->facts, IFS_FACT_CREATININE);
        fact_set_add(&left->facts, IFS_FACT_CRCL);
        fact_set_add(&left->facts, IFS_FACT_EGFR);
        fact_set_add(&left->facts, IFS_FACT_RENAL);
        break;
    case ASK_FACT:
    case ASK_AGE:
        fact_set_add(&left->facts, ask->fact);
        break;
    case ASK_CONFIRM:
        fact_set_add(&left->confirm, ask->fact);
        break;
    case ASK_DOSE:
        left->dose[ask->infusion] = true;
        break;
    case ASK_OVER:
        left->over[ask->infusion] = true;
        break;
    case ASK_PRESCRIBER:
        left->prescriber = true;
        left->overrides = ask->stage == ASK_SIGNING || left->overrides;
        break;
    case ASK_OVERRIDE:
        left->overrides = true;
        break;
    }
}

static const char *consequence(const struct interview *interview, const struct ask *ask)
{
    bool identity = interview->protocol->facts[ask->fact].kind == FACT_IDENTITY && ask->fact != IFS_FACT_ALLERGIES;
    if (identity) {
        return visit_words.unknown_identity;
    }
    switch (ask->need) {
    case FACT_REQUIRED:
        return visit_words.unknown_required;
    case FACT_BEDSIDE:
        return visit_words.unknown_bedside;
    case FACT_OPTIONAL:
        break;
    }
    return visit_words.unknown_optional;
}

static enum interview_step take_unknown_fact(struct interview *interview, const struct ask *ask)
{
    enum interview_step step = interview_take_fact(interview, ask->fact, "unknown");
    if (step == STEP_TAKEN) {
        leave(&interview->left, ask);
        dialogue_say(interview->dialogue, "", consequence(interview, ask));
    }
    return step;
}

/* The answer to that question that was not taken; NULL: none. */
static const char **find_disputed(struct interview *interview, const struct ask *ask)
{
    static const int kidneys[] = {IFS_FACT_CREATININE, IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL};
    static const int ages[] = {IFS_FACT_AGE, IFS_FACT_BORN};
    const int *facts = ask->what == ASK_RENAL ? kidneys : ask->what == ASK_AGE ? ages : &ask->fact;
    size_t count = ask->what == ASK_RENAL ? COUNT_OF(kidneys) : ask->what == ASK_AGE ? COUNT_OF(ages) : ask->what == ASK_FACT ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        if (interview->disputed[facts[i]] != NULL) {
            return &interview->disputed[facts[i]];
        }
    }
    return NULL;
}

/* Unknown is no way round a contradiction: a figure that was read off is not dropped by a tired hand. True after saying so, once. */
static bool say_disputed(struct interview *interview, const struct ask *ask)
{
    const char **disputed = find_disputed(interview, ask);
    if (disputed != NULL) {
        interview_say_one(interview, visit_words.disputed, *disputed);
        *disputed = NULL;
    }
    return disputed != NULL;
}

enum interview_step interview_take_unknown(struct interview *interview, const struct ask *ask)
{
    const char *said = NULL;
    if (say_disputed(interview, ask)) {
        return STEP_AGAIN;
    }
    switch (ask->what) {
    case ASK_FACT:
    case ASK_AGE:
    case ASK_RENAL:
        return take_unknown_fact(interview, ask);
    case ASK_CONFIRM:
        said = visit_words.unknown_confirm;
        break;
    case ASK_DOSE:
        interview->request->choices[ask->infusion].has_dose = false;
        said = visit_words.unknown_dose;
        break;
    case ASK_OVER:
        interview->request->choices[ask->infusion].has_over = false;
        said = visit_words.unknown_dose;
        break;
    case ASK_PRESCRIBER:
        interview->request->prescriber = NULL;
        interview->request->prescriber_reference = NULL;
        said = ask->stage == ASK_SIGNING ? visit_words.unknown_override : visit_words.unknown_prescriber;
        break;
    case ASK_OVERRIDE:
        said = visit_words.unknown_override;
        break;
    }
    leave(&interview->left, ask);
    interview_note_answered(interview, *ask);
    dialogue_say(interview->dialogue, "", said);
    return STEP_TAKEN;
}

/* What was answered before is not taken back by leaving it for later. */
enum interview_step interview_take_later(struct interview *interview, const struct ask *ask)
{
    bool fact = ask->what == ASK_FACT || ask->what == ASK_AGE || ask->what == ASK_RENAL;
    bool bedside = fact && ask->need == FACT_BEDSIDE;
    leave(&interview->left, ask);
    if (!bedside) {
        leave(&interview->later, ask);
    }
    dialogue_say(interview->dialogue, "", bedside ? visit_words.later_bedside : visit_words.later_other);
    return STEP_TAKEN;
}
