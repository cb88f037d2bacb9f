/*
 * ask.h - what is still to be asked about a patient, in clinical order.
 */
#ifndef IFS_ASK_H
#define IFS_ASK_H

#include "protocol.h"

enum ask_what {
    ASK_FACT,
    ASK_AGE,        /* age, or the date of birth */
    ASK_RENAL,      /* renal function from any of ASK_RENAL_FACTS; the fact is the one that is lacking */
    ASK_CONFIRM,    /* an unusual answer once more */
    ASK_DOSE,       /* the prescriber's, of an infusion */
    ASK_OVER,       /* the prescriber's time */
    ASK_PRESCRIBER, /* name and reference */
    ASK_OVERRIDE    /* whether the prescriber overrides the checks and soft limits that ask for it */
};

/* In the order in which they are asked. */
enum ask_stage {
    ASK_WHO,
    ASK_WHY,
    ASK_PERSON,
    ASK_BODY,
    ASK_ALLERGY,
    ASK_HISTORY,
    ASK_KIDNEYS,
    ASK_GIVEN,
    ASK_CHOICES,
    ASK_BEDSIDE,
    ASK_SIGNING,
    ASK_STAGE_COUNT
};

/* One question. */
struct ask {
    enum ask_what what;
    enum ask_stage stage;
    enum fact_need need;   /* what follows from "unknown" */
    int fact;              /* of facts and confirmations; else -1 */
    int infusion;          /* of doses and times; else -1 */
};

#define ASK_MOST (2 * IFS_FACT_MAX + 2 * IFS_INFUSION_MAX + 4)

struct ask_list {
    int count;
    struct ask list[ASK_MOST];
};

/* What is not asked again: left for later, or nobody knows. */
struct ask_left {
    ifs_fact_set facts;
    ifs_fact_set confirm;
    bool dose[IFS_INFUSION_MAX];
    bool over[IFS_INFUSION_MAX];
    bool prescriber;
    bool overrides; /* the prescriber has given none */
};

/* Everything this protocol still needs for this patient, the next question first. `plan` is that of the settled request. Of a patient
 * who is refused already no product, device or dose is asked. An answer may make others needed, or not needed any more: call again. */
void ask_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, const struct ask_left *left,
              struct ask_list *out);

/* The question for a fact, whether it is needed or not: to change an answer, or to give one nobody asked for. */
struct ask ask_for(const ifs_protocol *protocol, int fact);

/* The facts renal function can be known from; the first `count` of `facts` have no answer yet. */
#define ASK_RENAL_FACTS 4
int ask_renal_facts(const ifs_request *request, int facts[ASK_RENAL_FACTS]);

/* True when that answer of a choice can be used here: a product, diluent or device of a container and phase that is not ruled out. */
bool ask_offers(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, int fact, int choice);

#endif
