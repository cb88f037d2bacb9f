/*
 * again.c - which answers of an earlier visit have to be given again.
 *
 * Decides as a nurse at the bedside would: who the patient is does not change; a pressure, a breath, what was given since and whether the
 * antidote lies there hold for minutes; a weight, a laboratory figure, a medicine, for the day. The language of protocols has no age for
 * answers, so the two times are project choices for every protocol alike. Invariant: what cannot be timed is never taken as fresh
 * where minutes count.
 */
#include "again.h"

#include "claim.h"

/* Whoever it is, they have it for life, or for as long as a visit matters. */
static bool lasts(const struct fact_rule *rule, int fact)
{
    return (rule->kind == FACT_IDENTITY && fact != IFS_FACT_ALLERGIES) || fact == IFS_FACT_BORN || fact == IFS_FACT_SEX ||
           fact == IFS_FACT_CREATININE_TAKEN;
}

/* Measured on the patient, counted back from now, or something that must be in place before the start. */
static bool passes(const ifs_protocol *protocol, int fact)
{
    static const int passing[] = {IFS_FACT_URINE_OUTPUT, IFS_FACT_SYSTOLIC, IFS_FACT_DIASTOLIC, IFS_FACT_HEART_RATE,
                                       IFS_FACT_RESP_RATE,    IFS_FACT_SPO2,     IFS_FACT_REFLEXES,  IFS_FACT_GIVEN_24H,
                                       IFS_FACT_GIVEN_48H,    IFS_FACT_LAST_DOSE};
    for (size_t i = 0; i < COUNT_OF(passing); i++) {
        if (passing[i] == fact) {
            return true;
        }
    }
    return fact_set_has(&protocol->bedside, fact) || protocol->facts[fact].pass == FACT_PASS_YES;
}

enum again again_of(const ifs_protocol *protocol, const ifs_request *request, const struct again_times *times, int fact)
{
    if (!fact_set_has(&request->given, fact)) {
        return AGAIN_NOT;
    }
    if (!fact_set_has(&request->known, fact)) {
        return AGAIN_OPEN;
    }
    if (lasts(&protocol->facts[fact], fact)) {
        return AGAIN_NOT;
    }
    bool passing = passes(protocol, fact);
    if (!fact_set_has(&times->timed, fact)) {
        return passing ? AGAIN_UNTIMED : AGAIN_NOT;
    }
    int64_t age_s = times->now_s - times->at_s[fact];
    if (age_s < 0) {
        return AGAIN_UNTIMED;
    }
    if (age_s > AGAIN_DAY_S) {
        return AGAIN_OLD;
    }
    return passing && age_s > AGAIN_PASSING_S ? AGAIN_PASSING : AGAIN_NOT;
}

ifs_fact_set again_find(const ifs_protocol *protocol, const ifs_request *request, const struct again_times *times)
{
    ifs_fact_set found = {{0}};
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (again_of(protocol, request, times, fact) != AGAIN_NOT) {
            fact_set_add(&found, fact);
        }
    }
    return found;
}
