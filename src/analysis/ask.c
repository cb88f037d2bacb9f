/*
 * ask.c - what is still to be asked about a patient, in clinical order.
 *
 * Decides which facts this protocol needs for this patient and which of them comes first: who and where, why, age and sex, weight,
 * allergies, history, kidneys, what was given already, materials, the bedside, the prescriber's signature. A fact is needed when the plan
 * misses it, when it is measured at the bedside, or when a warning or a printed sentence hangs on it; the company of an answer (how a
 * weight is known, when a creatinine was taken) follows the answer. The invariants: whatever the plan misses is asked until it is
 * answered or left; what can change nothing for this patient is not asked; nothing is asked twice unless it was unusual.
 *
 * How a question reads is sheet/question.c's, the talk intake/interview.c's.
 */
#include "ask.h"

#include "choose.h"
#include "claim.h"
#include "offer.h"

struct search {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    const struct ask_left *left;
    struct ask_list *out;
    ifs_fact_set wanted; /* though the order can be computed without */
    uint8_t truths[CONDITION_TESTS];
};

/* ---- What is wanted besides what is missing ---- */

static void want(struct search *search, const struct condition *condition)
{
    if (condition_truth(condition, search->truths) == TRUTH_UNKNOWN) {
        condition_missing(condition, &search->protocol->tests, search->truths, &search->wanted);
    }
}

static void want_lines(struct search *search, const struct lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        want(search, &lines->list[i].when);
    }
}

/* Sentences that are printed only for some. */
static void want_printed(struct search *search)
{
    const ifs_protocol *protocol = search->protocol;
    const struct lines *const printed[] = {&protocol->orders,      &protocol->monitoring, &protocol->stop_rules,
                                           &protocol->follow_up,   &protocol->home_advice, &protocol->drug.notes,
                                           &protocol->drug.incompatible};
    for (size_t i = 0; i < COUNT_OF(printed); i++) {
        want_lines(search, printed[i]);
    }
    for (int i = 0; i < protocol->infusion_count; i++) {
        if (condition_truth(&protocol->infusions[i].when, search->truths) != TRUTH_NO) {
            want_lines(search, &protocol->infusions[i].notes);
        }
    }
}

static bool knows(const struct search *search, int fact)
{
    return fact_set_has(&search->request->known, fact);
}

static bool reads(const ifs_protocol *protocol, int fact)
{
    return fact_set_has(&protocol->read, fact) || fact_set_has(&protocol->required, fact);
}

static void want_if(struct search *search, int fact, bool wanted)
{
    if (wanted) {
        fact_set_add(&search->wanted, fact);
    }
}

/* What an estimate of renal function is made of, once one of its parts is known. */
static void want_for_clearance(struct search *search)
{
    bool read = reads(search->protocol, IFS_FACT_CRCL) || reads(search->protocol, IFS_FACT_EGFR);
    bool creatinine = knows(search, IFS_FACT_CREATININE);
    bool category = read && knows(search, IFS_FACT_RENAL);
    bool estimated = read && !search->plan->derived.pregnancy_blocks && (creatinine || knows(search, IFS_FACT_EGFR));
    want_if(search, IFS_FACT_CREATININE_TAKEN, creatinine);
    want_if(search, IFS_FACT_HEIGHT, estimated);
    want_if(search, IFS_FACT_AGE, estimated || category);
    want_if(search, IFS_FACT_SEX, estimated);
    want_if(search, IFS_FACT_WEIGHT, estimated);
    want_if(search, IFS_FACT_RENAL_BASIS, category);
    bool by_history = category && !(knows(search, IFS_FACT_RENAL_BASIS) &&
                                    search->request->answer[IFS_FACT_RENAL_BASIS] == IFS_RENAL_LABORATORY);
    for (int fact = IFS_FACT_BUILTIN; fact < search->protocol->fact_count; fact++) {
        want_if(search, fact, by_history && search->protocol->facts[fact].renal_risk);
    }
}

static void want_identity(struct search *search)
{
    bool mobile = knows(search, IFS_FACT_SETTING) && search->request->answer[IFS_FACT_SETTING] == IFS_MOBILE;
    want_if(search, IFS_FACT_NAME, true);
    want_if(search, IFS_FACT_ID, true);
    want_if(search, IFS_FACT_ADDRESS, mobile);
    want_if(search, IFS_FACT_PHONE, mobile);
    want_if(search, IFS_FACT_WEIGHT_BASIS, knows(search, IFS_FACT_WEIGHT));
}

static void want_warnings(struct search *search)
{
    for (int i = 0; i < search->protocol->check_count; i++) {
        if (search->protocol->checks[i].severity == IFS_WARN) {
            want(search, &search->protocol->checks[i].when);
        }
    }
}

/* ---- Materials ---- */

/* Whether the container uses that choice of that fact, and the patient may get it. */
static bool container_offers(const struct search *search, const struct container *container, int fact, int choice)
{
    const ifs_derived *derived = &search->plan->derived;
    if (condition_truth(&container->when, search->truths) == TRUTH_NO) {
        return false;
    }
    if (fact == IFS_FACT_PRODUCT) {
        return container->product_index == choice;
    }
    bool other = derived->product_known && derived->product != container->product_index;
    for (int i = 0; i < container->diluent_count && !other; i++) {
        if (container->diluents[i] == choice) {
            return true;
        }
    }
    return false;
}

static bool infusion_offers(const struct search *search, const struct infusion_rule *rule, int fact, int choice)
{
    if (condition_truth(&rule->when, search->truths) == TRUTH_NO) {
        return false;
    }
    if (fact == IFS_FACT_DEVICE) {
        return (rule->devices >> choice & 1U) != 0;
    }
    for (int i = 0; i < rule->container_count; i++) {
        if (container_offers(search, &rule->containers[i], fact, choice)) {
            return true;
        }
    }
    return false;
}

/* Drops are counted with a set whose factor the site file has; without one an order by gravity is refused. */
static bool lacks_drop_set(const struct search *search, int fact, int choice)
{
    const ifs_site *site = search->request->site;
    return fact == IFS_FACT_DEVICE && choice == IFS_GRAVITY && (site == NULL || site->drop_set_count == 0);
}

static bool offers(const struct search *search, int fact, int choice)
{
    bool material = fact == IFS_FACT_PRODUCT || fact == IFS_FACT_DILUENT || fact == IFS_FACT_DEVICE;
    if (!material) {
        return offer_has(search->protocol, fact, choice);
    }
    if (lacks_drop_set(search, fact, choice)) {
        return false;
    }
    for (int i = 0; i < search->protocol->infusion_count; i++) {
        if (infusion_offers(search, &search->protocol->infusions[i], fact, choice)) {
            return true;
        }
    }
    return false;
}

/* There is something to choose from. */
static bool leaves_choice(const struct search *search, int fact)
{
    int count = 0;
    int offered = 0;
    (void)fact_choices(&search->protocol->facts[fact], &count);
    for (int i = 0; i < count; i++) {
        offered += offers(search, fact, i) ? 1 : 0;
    }
    return offered > 1;
}

/* ---- Which facts are open ---- */

static bool is_left(const struct search *search, int fact)
{
    return fact_set_has(&search->left->facts, fact) || (fact_set_has(&search->request->given, fact) && !knows(search, fact));
}

static bool is_open(const struct search *search, int fact)
{
    return !knows(search, fact) && !is_left(search, fact);
}

static bool is_missing(const struct search *search, int fact)
{
    return fact_set_has(&search->plan->missing, fact);
}

static enum fact_need need_of(const struct search *search, int fact)
{
    if (fact_set_has(&search->protocol->bedside, fact)) {
        return FACT_BEDSIDE;
    }
    bool required = is_missing(search, fact) || fact_set_has(&search->protocol->required, fact);
    return required ? FACT_REQUIRED : FACT_OPTIONAL;
}

static bool is_needed(const struct search *search, int fact)
{
    bool material = fact == IFS_FACT_PRODUCT || fact == IFS_FACT_DILUENT || fact == IFS_FACT_DEVICE;
    if (material) {
        return search->plan->verdict != IFS_REFUSED && leaves_choice(search, fact);
    }
    return is_missing(search, fact) || fact_set_has(&search->plan->start, fact) || fact_set_has(&search->wanted, fact);
}

/* ---- The list ---- */

static struct ask ask_of(enum ask_what what, enum ask_stage stage, enum fact_need need)
{
    return (struct ask){.what = what, .stage = stage, .need = need, .fact = -1, .infusion = -1};
}

static void push(struct search *search, struct ask ask)
{
    claim(search->out->count < ASK_MOST);
    search->out->list[search->out->count++] = ask;
}

int ask_renal_facts(const ifs_request *request, int facts[ASK_RENAL_FACTS])
{
    static const int all[ASK_RENAL_FACTS] = {IFS_FACT_CREATININE, IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL};
    int count = 0;
    for (int i = 0; i < ASK_RENAL_FACTS; i++) {
        if (!fact_set_has(&request->given, all[i])) {
            facts[count++] = all[i];
        }
    }
    return count;
}

/* Either of the two clearances is asked for by what it can be known from. In pregnancy no estimate holds: then it is asked itself. */
static void push_renal(struct search *search)
{
    static const int lacking[] = {IFS_FACT_CRCL, IFS_FACT_EGFR};
    const ifs_derived *derived = &search->plan->derived;
    const bool known[] = {derived->crcl_known, derived->egfr_known};
    for (size_t i = 0; i < COUNT_OF(lacking); i++) {
        int facts[ASK_RENAL_FACTS];
        int fact = lacking[i];
        if (known[i] || !is_needed(search, fact) || is_left(search, fact) || knows(search, fact)) {
            continue;
        }
        bool menu = !derived->pregnancy_blocks && ask_renal_facts(search->request, facts) > 1;
        struct ask ask = ask_of(menu ? ASK_RENAL : ASK_FACT, ASK_KIDNEYS, need_of(search, fact));
        ask.fact = fact;
        push(search, ask);
        return; /* what is answered may serve both */
    }
}

static void push_fact(struct search *search, int fact, enum ask_stage stage)
{
    if (is_needed(search, fact) && is_open(search, fact)) {
        struct ask ask = ask_of(fact == IFS_FACT_AGE ? ASK_AGE : ASK_FACT, stage, need_of(search, fact));
        ask.fact = fact;
        push(search, ask);
    }
}

/* Built-in facts in clinical order; the clearances stand where the creatinine does. */
static const struct {
    int fact;
    enum ask_stage stage;
} in_order[] = {
    {IFS_FACT_NAME, ASK_WHO},           {IFS_FACT_ID, ASK_WHO},
    {IFS_FACT_SETTING, ASK_WHO},        {IFS_FACT_ADDRESS, ASK_WHO},
    {IFS_FACT_PHONE, ASK_WHO},          {IFS_FACT_INDICATION, ASK_WHY},
    {IFS_FACT_AGE, ASK_PERSON},         {IFS_FACT_BORN, ASK_PERSON},
    {IFS_FACT_SEX, ASK_PERSON},
    {IFS_FACT_PREGNANT, ASK_PERSON},    {IFS_FACT_POSTPARTUM, ASK_PERSON},
    {IFS_FACT_GESTATION, ASK_PERSON},   {IFS_FACT_BREASTFEEDING, ASK_PERSON},
    {IFS_FACT_WEIGHT, ASK_BODY},        {IFS_FACT_WEIGHT_BASIS, ASK_BODY},
    {IFS_FACT_ALLERGIES, ASK_ALLERGY},  {IFS_FACT_CREATININE, ASK_KIDNEYS},
    {IFS_FACT_CREATININE_TAKEN, ASK_KIDNEYS}, {IFS_FACT_HEIGHT, ASK_KIDNEYS},
    {IFS_FACT_RENAL, ASK_KIDNEYS},      {IFS_FACT_RENAL_BASIS, ASK_KIDNEYS},
    {IFS_FACT_URINE_OUTPUT, ASK_KIDNEYS}, {IFS_FACT_MAGNESIUM, ASK_KIDNEYS},
    {IFS_FACT_GIVEN_24H, ASK_GIVEN},    {IFS_FACT_GIVEN_48H, ASK_GIVEN},
    {IFS_FACT_LAST_DOSE, ASK_GIVEN},    {IFS_FACT_ACCESS, ASK_CHOICES},
    {IFS_FACT_DEVICE, ASK_CHOICES},     {IFS_FACT_PRODUCT, ASK_CHOICES},
    {IFS_FACT_DILUENT, ASK_CHOICES},    {IFS_FACT_SYSTOLIC, ASK_BEDSIDE},
    {IFS_FACT_DIASTOLIC, ASK_BEDSIDE},  {IFS_FACT_HEART_RATE, ASK_BEDSIDE},
    {IFS_FACT_RESP_RATE, ASK_BEDSIDE},  {IFS_FACT_SPO2, ASK_BEDSIDE},
    {IFS_FACT_REFLEXES, ASK_BEDSIDE},
};

/* Which course or regimen is wanted decides what else is asked: it stands with the indication. */
static enum ask_stage stage_of_question(const ifs_protocol *protocol, int fact)
{
    if (fact_set_has(&protocol->bedside, fact)) {
        return ASK_BEDSIDE;
    }
    const struct fact_rule *rule = &protocol->facts[fact];
    return rule->choice_count > 0 && rule->pass_word == NULL ? ASK_WHY : ASK_HISTORY;
}

static enum ask_stage stage_of(const ifs_protocol *protocol, int fact)
{
    for (size_t i = 0; i < COUNT_OF(in_order); i++) {
        if (in_order[i].fact == fact) {
            return fact_set_has(&protocol->bedside, fact) ? ASK_BEDSIDE : in_order[i].stage;
        }
    }
    return fact < IFS_FACT_BUILTIN ? ASK_KIDNEYS : stage_of_question(protocol, fact);
}

static void push_stage(struct search *search, enum ask_stage stage)
{
    for (size_t i = 0; i < COUNT_OF(in_order); i++) {
        int fact = in_order[i].fact;
        if (stage_of(search->protocol, fact) != stage) {
            continue;
        }
        if (fact == IFS_FACT_CREATININE) {
            push_renal(search);
        }
        push_fact(search, fact, stage);
    }
    for (int fact = IFS_FACT_BUILTIN; fact < search->protocol->fact_count; fact++) {
        if (stage_of_question(search->protocol, fact) == stage) {
            push_fact(search, fact, stage);
        }
    }
}

static void push_confirmations(struct search *search)
{
    for (int fact = 0; fact < IFS_FACT_BUILTIN; fact++) {
        if (fact_set_has(&search->plan->confirm, fact) && !fact_set_has(&search->left->confirm, fact)) {
            struct ask ask = ask_of(ASK_CONFIRM, stage_of(search->protocol, fact), FACT_REQUIRED);
            ask.fact = fact;
            push(search, ask);
        }
    }
}

/* ---- What the prescriber orders ---- */

static void push_choices(struct search *search)
{
    for (int i = 0; i < search->protocol->infusion_count; i++) {
        struct ask ask = ask_of(ASK_DOSE, ASK_CHOICES, FACT_REQUIRED);
        ask.infusion = i;
        if (search->plan->missing_dose[i] && !search->left->dose[i]) {
            push(search, ask);
        }
        ask.what = ASK_OVER;
        if (search->plan->missing_over[i] && !search->left->over[i]) {
            push(search, ask);
        }
    }
}

static void push_prescriber(struct search *search)
{
    bool refused = search->plan->verdict == IFS_REFUSED;
    if (search->request->prescriber == NULL && !search->left->prescriber && !refused) {
        push(search, ask_of(ASK_PRESCRIBER, ASK_CHOICES, FACT_OPTIONAL));
    }
}

static bool setting_allows(const struct search *search)
{
    claim(knows(search, IFS_FACT_SETTING)); /* without it an order is incomplete, and not yet in need of an override */
    return (search->protocol->overrides_in >> search->request->answer[IFS_FACT_SETTING] & 1U) != 0;
}

/* Everything else is answered: nothing is overridden that may still be refused. A reason counts only with the prescriber's name. */
static void push_overrides(struct search *search)
{
    if (search->plan->verdict != IFS_OVERRIDE_NEEDED || search->left->overrides || !setting_allows(search)) {
        return;
    }
    bool nobody = search->request->override_count > 0 && search->request->prescriber == NULL;
    push(search, ask_of(nobody ? ASK_PRESCRIBER : ASK_OVERRIDE, ASK_SIGNING, FACT_REQUIRED));
}

void ask_find(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, const struct ask_left *left,
              struct ask_list *out)
{
    struct search search = {.protocol = protocol, .request = request, .plan = plan, .left = left, .out = out};
    out->count = 0;
    choose_truths(protocol, request, &plan->derived, search.truths);
    want_warnings(&search);
    want_printed(&search);
    want_for_clearance(&search);
    want_identity(&search);
    push_confirmations(&search);
    for (int stage = ASK_WHO; stage < ASK_STAGE_COUNT; stage++) {
        push_stage(&search, (enum ask_stage)stage);
        if (stage == ASK_CHOICES) {
            push_choices(&search);
            push_prescriber(&search);
        }
    }
    push_overrides(&search);
}

struct ask ask_for(const ifs_protocol *protocol, int fact)
{
    bool bedside = fact_set_has(&protocol->bedside, fact);
    enum fact_need need = bedside ? FACT_BEDSIDE : FACT_OPTIONAL;
    need = fact_set_has(&protocol->required, fact) ? FACT_REQUIRED : need;
    struct ask ask = ask_of(fact == IFS_FACT_AGE ? ASK_AGE : ASK_FACT, stage_of(protocol, fact), need);
    ask.fact = fact;
    return ask;
}

bool ask_offers(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan, int fact, int choice)
{
    struct search search = {.protocol = protocol, .request = request, .plan = plan};
    choose_truths(protocol, request, &plan->derived, search.truths);
    return offers(&search, fact, choice);
}
