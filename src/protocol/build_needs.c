/*
 * build_needs.c - which facts a protocol needs, at the latest when, and which answer trips nothing.
 *
 * A fact is required when the protocol lists it, when it is one of the three that always are, or when a refusal, an
 * override, an alternative or a band hangs on it; bedside when the protocol says so; optional otherwise. Invariant:
 * every fact that some rule reads is marked as read, with the facts it is computed from, so that a visit asks neither
 * too little nor for nothing. protocol->required holds only what is required whatever the other answers are; the rest
 * the engine finds missing by itself.
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "names.h"
#include "value.h"

/* ---- What is read ---------------------------------------------------------------------------------------------- */

/* Facts that stand behind another one, with which they are read. */
struct behind {
    uint8_t fact;
    uint8_t behind;
};

static const struct behind inputs[] = {
    {IFS_FACT_CRCL, IFS_FACT_CREATININE},   {IFS_FACT_CRCL, IFS_FACT_CREATININE_TAKEN},
    {IFS_FACT_CRCL, IFS_FACT_AGE},          {IFS_FACT_CRCL, IFS_FACT_SEX},
    {IFS_FACT_CRCL, IFS_FACT_WEIGHT},       {IFS_FACT_CRCL, IFS_FACT_HEIGHT},
    {IFS_FACT_CRCL, IFS_FACT_EGFR},         {IFS_FACT_CRCL, IFS_FACT_RENAL},
    {IFS_FACT_CRCL, IFS_FACT_RENAL_BASIS},  {IFS_FACT_CRCL, IFS_FACT_PREGNANT},
    {IFS_FACT_EGFR, IFS_FACT_CREATININE},   {IFS_FACT_EGFR, IFS_FACT_CREATININE_TAKEN},
    {IFS_FACT_EGFR, IFS_FACT_AGE},          {IFS_FACT_EGFR, IFS_FACT_SEX},
    {IFS_FACT_EGFR, IFS_FACT_HEIGHT},       {IFS_FACT_EGFR, IFS_FACT_PREGNANT},
    {IFS_FACT_RENAL, IFS_FACT_RENAL_BASIS}, {IFS_FACT_URINE_OUTPUT, IFS_FACT_WEIGHT},
    {IFS_FACT_AGE, IFS_FACT_BORN},          {IFS_FACT_WEIGHT, IFS_FACT_WEIGHT_BASIS},
};

static void add_inputs(ifs_fact_set *read)
{
    for (int pass = 0; pass < 2; pass++) { /* crcl reads age, age reads born */
        for (size_t i = 0; i < COUNT_OF(inputs); i++) {
            if (fact_set_has(read, inputs[i].fact)) {
                fact_set_add(read, inputs[i].behind);
            }
        }
    }
}

static void add_weight(struct loading *loading, enum renal_weight weight)
{
    fact_set_add(&loading->deciding, IFS_FACT_WEIGHT);
    if (weight != RENAL_WEIGHT_ACTUAL) {
        fact_set_add(&loading->protocol->read, IFS_FACT_HEIGHT);
        fact_set_add(&loading->deciding, IFS_FACT_SEX);
    }
}

static bool per_weight(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_PER_KG || kind == IFS_LIMIT_SPEED_PER_KG;
}

static void add_dosing_weights(struct loading *loading)
{
    for (int i = 0; i < loading->protocol->infusion_count; i++) {
        const struct infusion_rule *infusion = &loading->protocol->infusions[i];
        for (int j = 0; j < infusion->dose_count; j++) {
            const struct dose_rule *dose = &infusion->doses[j];
            if (dose->basis == DOSE_PER_WEIGHT || dose->basis == DOSE_RATE_PER_WEIGHT) {
                add_weight(loading, dose->weight);
            }
        }
        for (int j = 0; j < infusion->limit_count; j++) {
            if (per_weight(infusion->limits[j].kind)) {
                add_weight(loading, RENAL_WEIGHT_ACTUAL);
            }
        }
    }
    for (int i = 0; i < loading->protocol->rescue_count; i++) {
        if (loading->protocol->rescues[i].per_weight) {
            add_weight(loading, RENAL_WEIGHT_ACTUAL);
        }
    }
}

/* True when every patient has such a total: one of alternatives, or one without a condition. */
static bool for_everyone(const struct limit_group *group)
{
    bool certain = group->alternatives;
    for (int i = 0; i < group->count; i++) {
        certain = certain || group->limits[i].when.count == 0;
    }
    return certain;
}

static void add_totals(struct loading *loading)
{
    for (int i = 0; i < loading->protocol->total_count; i++) {
        const struct limit_group *group = &loading->protocol->totals[i];
        bool day = group->kind == IFS_LIMIT_IN_24H || group->kind == IFS_LIMIT_INTERVAL;
        bool two_days = group->kind == IFS_LIMIT_IN_48H || group->kind == IFS_LIMIT_INTERVAL;
        ifs_fact_set *set =
            group->kind != IFS_LIMIT_INTERVAL && for_everyone(group) ? &loading->deciding : &loading->protocol->read;
        if (day) {
            fact_set_add(set, IFS_FACT_GIVEN_24H);
        }
        if (two_days) {
            fact_set_add(set, IFS_FACT_GIVEN_48H);
        }
        if (group->kind == IFS_LIMIT_INTERVAL) {
            fact_set_add(set, IFS_FACT_LAST_DOSE);
        }
    }
}

/* Who the patient is, and what the user may choose instead of the protocol. */
static void add_always_read(ifs_fact_set *read)
{
    static const uint8_t always[] = {IFS_FACT_SETTING, IFS_FACT_INDICATION, IFS_FACT_PRODUCT, IFS_FACT_DILUENT,
                                     IFS_FACT_DEVICE,  IFS_FACT_NAME,       IFS_FACT_ID,      IFS_FACT_ALLERGIES,
                                     IFS_FACT_ADDRESS, IFS_FACT_PHONE};
    for (size_t i = 0; i < COUNT_OF(always); i++) {
        fact_set_add(read, always[i]);
    }
}

/* ---- What is needed -------------------------------------------------------------------------------------------- */

static void report_fact(const struct loading *loading, const struct config_node *node)
{
    if (!value_is_id(node->string)) {
        return; /* the walk said so */
    }
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    names_advise_fact(&words, node->string, loading->facts, loading->protocol->fact_count);
    report_error(&loading->walk.reporter, node, "unknown-fact", "\"%s\" is no fact; %s", node->string, bytes);
}

static void read_facts(struct loading *loading, struct group file, const char *name, ifs_fact_set *set)
{
    const struct config_node *node = read_node(loading, file, name);
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        int fact =
            at->kind == CONFIG_STRING ? fact_index(loading->facts, loading->protocol->fact_count, at->string) : -1;
        if (fact >= 0) {
            fact_set_add(set, fact);
        } else if (at->kind == CONFIG_STRING) {
            report_fact(loading, at);
        }
    }
}

static void refuse_both(const struct loading *loading, struct group file)
{
    const struct ifs_protocol *protocol = loading->protocol;
    for (int i = 0; i < protocol->fact_count; i++) {
        if (fact_set_has(&protocol->required, i) && fact_set_has(&protocol->bedside, i)) {
            report_error(&loading->walk.reporter, read_node(loading, file, "bedside"), "conflicting-keys",
                         "\"%s\" is required already, before the visit; leave it out in one of the two",
                         loading->facts[i].name);
        }
    }
}

static enum fact_need need_of(const struct loading *loading, int fact)
{
    const struct ifs_protocol *protocol = loading->protocol;
    bool chosen =
        fact == IFS_FACT_PRODUCT || fact == IFS_FACT_DILUENT || fact == IFS_FACT_DEVICE; /* or the protocol's choice */
    if (fact_set_has(&protocol->required, fact)) {
        return FACT_REQUIRED;
    }
    if (fact_set_has(&protocol->bedside, fact)) {
        return FACT_BEDSIDE;
    }
    return fact_set_has(&loading->deciding, fact) && !chosen ? FACT_REQUIRED : FACT_OPTIONAL;
}

/* ---- Which answer trips nothing --------------------------------------------------------------------------------- */

struct polarity {
    ifs_fact_set positive;
    ifs_fact_set negative;
    uint64_t tripping[IFS_FACT_MAX]; /* the choices that count towards a trip, one bit each */
};

/* Postfix read from its end is prefix: each operation hands its sign to its operands, which come next. */
static void add_polarity(const struct check *check, const struct tests *tests, struct polarity *polarity)
{
    bool signs[CONDITION_OPS + 1] = {check->negated};
    int depth = 1;
    for (int i = check->when.count - 1; i >= 0; i--) {
        claim(depth > 0);
        bool negative = signs[--depth];
        uint16_t op = check->when.ops[i];
        if (op == CONDITION_NOT) {
            signs[depth++] = !negative;
        } else if (op == CONDITION_AND || op == CONDITION_OR) {
            signs[depth++] = negative;
            signs[depth++] = negative;
        } else {
            const struct test *test = &tests->list[op];
            bool no = test->equal && test->threshold == IFS_ANSWER_NO;
            fact_set_add(negative != no ? &polarity->negative : &polarity->positive, test->fact);
            if (test->equal && !negative) {
                claim((uint64_t)test->threshold < CHOICES_MAX);
                polarity->tripping[test->fact] |= UINT64_C(1) << test->threshold;
            }
        }
    }
}

static enum fact_pass pass_from(const struct polarity *polarity, int fact)
{
    bool positive = fact_set_has(&polarity->positive, fact);
    bool negative = fact_set_has(&polarity->negative, fact);
    if (positive == negative) {
        return FACT_PASS_NONE;
    }
    return positive ? FACT_PASS_NO : FACT_PASS_YES;
}

/* Of named choices: the first that counts towards no trip, where some other does. Identifiers of the protocol
 * (indication, product, setting) are decisions, not findings about a patient: no answer of theirs is proposed. */
static const char *pass_choice(const struct fact_rule *rule, const struct polarity *polarity, int fact)
{
    bool finding = fact == IFS_FACT_REFLEXES || fact >= IFS_FACT_BUILTIN;
    int count = 0;
    const char *const *choices = fact_choices(rule, &count);
    if (!finding || polarity->tripping[fact] == 0) {
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        if ((polarity->tripping[fact] >> i & 1U) == 0) {
            return choices[i];
        }
    }
    return NULL;
}

static const char *pass_word(struct fact_rule *rule, const struct polarity *polarity, int fact)
{
    if (rule->kind != FACT_QUESTION && rule->kind != FACT_CHOICE) {
        return NULL;
    }
    if (!fact_is_yes_no(rule)) {
        return pass_choice(rule, polarity, fact);
    }
    if (rule->pass == FACT_PASS_NONE) {
        rule->pass = pass_from(polarity, fact);
    }
    if (rule->pass == FACT_PASS_NONE && rule->renal_risk) {
        rule->pass = FACT_PASS_NO;
    }
    if (rule->pass == FACT_PASS_NONE) {
        return NULL;
    }
    return rule->pass == FACT_PASS_NO ? "no" : "yes";
}

static struct polarity polarity_of(const struct loading *loading, bool warnings)
{
    struct polarity polarity = {0};
    const struct ifs_protocol *protocol = loading->protocol;
    for (int i = 0; i < protocol->check_count; i++) {
        if (warnings || protocol->checks[i].severity != IFS_WARN) {
            add_polarity(&protocol->checks[i], &protocol->tests, &polarity);
        }
    }
    return polarity;
}

/* What refuses or needs an override counts first; what only warns counts where nothing else reads the fact. */
static void set_passes(struct loading *loading)
{
    struct polarity deciding = polarity_of(loading, false);
    struct polarity all = polarity_of(loading, true);
    for (int i = 0; i < loading->protocol->fact_count; i++) {
        struct fact_rule *rule = &loading->facts[i];
        rule->pass_word = pass_word(rule, &deciding, i);
        rule->pass_word = rule->pass_word != NULL ? rule->pass_word : pass_word(rule, &all, i);
    }
}

static void mark_renal(struct loading *loading)
{
    struct ifs_protocol *protocol = loading->protocol;
    for (int i = 0; i < protocol->tests.count; i++) {
        const struct test *test = &protocol->tests.list[i];
        protocol->names_acute_injury |= test->slot == IFS_FACT_RENAL && test->threshold == IFS_RENAL_ACUTE_INJURY;
    }
    for (int i = IFS_FACT_BUILTIN; i < protocol->fact_count && fact_set_has(&protocol->read, IFS_FACT_RENAL); i++) {
        if (loading->facts[i].renal_risk) {
            fact_set_add(&protocol->read, i);
        }
    }
}

void build_needs(struct loading *loading, struct group file)
{
    struct ifs_protocol *protocol = loading->protocol;
    read_facts(loading, file, "require", &protocol->required);
    fact_set_add(&protocol->required, IFS_FACT_INDICATION);
    fact_set_add(&protocol->required, IFS_FACT_ALLERGIES);
    fact_set_add(&protocol->required, IFS_FACT_SETTING);
    read_facts(loading, file, "bedside", &protocol->bedside);
    refuse_both(loading, file);
    add_dosing_weights(loading);
    add_totals(loading);
    add_always_read(&protocol->read);
    fact_set_join(&protocol->read, &loading->deciding);
    loading->ruled = protocol->read;
    add_inputs(&loading->ruled);
    fact_set_join(&protocol->read, &protocol->required);
    fact_set_join(&protocol->read, &protocol->bedside);
    add_inputs(&protocol->read);
    mark_renal(loading);
    set_passes(loading);
    for (int i = 0; i < protocol->fact_count; i++) {
        loading->facts[i].need = need_of(loading, i);
        loading->facts[i].read = fact_set_has(&protocol->read, i);
    }
}

/* Printed on every sheet, or what a clearance and a body are described by, whoever reads them. */
static bool is_printed(int fact)
{
    static const uint8_t printed[] = {IFS_FACT_WEIGHT, IFS_FACT_WEIGHT_BASIS, IFS_FACT_HEIGHT, IFS_FACT_AGE,
                                      IFS_FACT_BORN,   IFS_FACT_SEX};
    for (size_t i = 0; i < COUNT_OF(printed); i++) {
        if (printed[i] == fact) {
            return true;
        }
    }
    return false;
}

static void judge_listed(const struct loading *loading, const struct config_node *list)
{
    for (const struct config_node *at = list != NULL ? list->first_child : NULL; at != NULL; at = at->next) {
        int fact = fact_index(loading->facts, loading->protocol->fact_count, at->string);
        if (fact >= 0 && fact < IFS_FACT_BUILTIN && !is_printed(fact) && !fact_set_has(&loading->ruled, fact)) {
            report_warning(&loading->walk.reporter, at, "unused-fact",
                           "nothing reads \"%s\", yet no order starts without it; write the check it is for, or leave it out",
                           at->string);
        }
    }
}

/* What must be answered or measured although no rule reads it. A question of the protocol's own may be asked for its answer alone. */
void judge_needs(const struct loading *loading, struct group file)
{
    judge_listed(loading, read_node(loading, file, "require"));
    judge_listed(loading, read_node(loading, file, "bedside"));
}

/* Questions that no rule reads; listing them in require or bedside is reading them. What the library asks, any protocol
 * may read. */
void judge_questions(const struct loading *loading)
{
    for (int i = loading->library_fact_count; i < loading->protocol->fact_count; i++) {
        const struct fact_rule *rule = &loading->facts[i];
        if (!rule->read) {
            report_warning(&loading->walk.reporter, loading->question_nodes[i], "unused-question",
                           "nothing reads \"%s\"; write the check it is for, or leave it out", rule->name);
        }
    }
}
