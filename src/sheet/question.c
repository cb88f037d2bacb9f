/*
 * question.c - how one question of a visit reads.
 *
 * Decides the words of a question, what may be answered, and why it is asked. The invariants: the name by which an answer is given stands
 * in every question; every unit and bound is printed from the table that reads the answer; no figure of an order stands in one.
 *
 * What is asked, and when, is analysis/ask.c's; how it is shown intake/interview.c's.
 */
#include "question.h"

#include "build.h"
#include "claim.h"
#include "explain.h"
#include "wording.h"
#include "wording_visit.h"

enum { READERS_SHOWN = 4 };

static struct build build_for(const struct question_of *of)
{
    struct build build = {.protocol = of->protocol, .request = of->request, .plan = of->plan, .sheet = of->scratch};
    of->scratch->text = text_over(of->scratch->letters, sizeof of->scratch->letters);
    of->scratch->full = false;
    return build;
}

/* ---- Names ---- */

static void add_of_infusion(struct text *out, const ifs_protocol *protocol, const char *name, int infusion)
{
    text_add(out, name);
    if (protocol->infusion_count > 1) {
        text_add(out, " ");
        text_add(out, protocol->infusions[infusion].name);
    }
}

void question_add_name(struct text *out, const ifs_protocol *protocol, const struct ask *ask)
{
    switch (ask->what) {
    case ASK_FACT:
    case ASK_AGE:
    case ASK_RENAL:
    case ASK_CONFIRM:
        text_add(out, protocol->facts[ask->fact].name);
        break;
    case ASK_DOSE:
        add_of_infusion(out, protocol, visit_words.name_dose, ask->infusion);
        break;
    case ASK_OVER:
        add_of_infusion(out, protocol, visit_words.name_over, ask->infusion);
        break;
    case ASK_PRESCRIBER:
        text_add(out, visit_words.name_prescriber);
        break;
    case ASK_OVERRIDE:
        text_add(out, visit_words.name_override);
        break;
    }
}

static const char *name_of(struct build *build, const struct ask *ask)
{
    size_t start = build_begin(build);
    question_add_name(&build->sheet->text, build->protocol, ask);
    return build_end(build, start);
}

/* Few short choices stand in the prompt, as units do; what has words of its own, or may be left to the protocol, is a list. */
static bool is_short(const struct fact_rule *rule, const struct question *out)
{
    return fact_is_yes_no(rule) || (out->usual == NULL && out->choice_count == 2 && out->choices[0].text == NULL);
}

static const char *short_choices(struct build *build, const struct question *out)
{
    return build_join(build, out->choices[0].name, visit_words.name_between, out->choices[1].name);
}

/* "mg/dL or umol/L"; NULL where the answer has no unit. */
static const char *units_of(struct build *build, const struct fact_rule *rule)
{
    const char *all = NULL;
    bool none = rule->kind != FACT_MEASURE || rule->dimension == IFS_DATE || rule->dimension == IFS_GESTATION;
    for (int i = 0; i < rule->unit_count && !none; i++) {
        all = build_join(build, all, visit_words.name_last, rule->units[i].symbol);
    }
    return all;
}

/* ---- Choices ---- */

static const char *choice_text(const ifs_protocol *protocol, int fact, int choice)
{
    switch (fact) {
    case IFS_FACT_INDICATION:
        return protocol->indications[choice].text;
    case IFS_FACT_PRODUCT:
        return protocol->drug.products[choice].name;
    case IFS_FACT_DILUENT:
        return protocol->drug.diluents[choice].name;
    default: /* no enum: the names of all other choices are words */
        return NULL;
    }
}

static void list_choices(const struct question_of *of, int fact, struct question *out)
{
    int count;
    const char *const *names = fact_choices(&of->protocol->facts[fact], &count);
    for (int i = 0; i < count && out->choice_count < QUESTION_CHOICES; i++) {
        if (ask_offers(of->protocol, of->request, of->plan, fact, i)) {
            out->choices[out->choice_count++] =
                (struct question_choice){.name = names[i], .text = choice_text(of->protocol, fact, i)};
        }
    }
}

static const char *usual_choice(const struct question_of *of, int fact)
{
    const ifs_derived *derived = &of->plan->derived;
    const char *const *names = of->protocol->facts[fact].choices;
    if (fact == IFS_FACT_PRODUCT) {
        return derived->product_known ? names[derived->product] : "";
    }
    if (fact == IFS_FACT_DILUENT) {
        return derived->diluent_known && derived->diluent >= 0 ? names[derived->diluent] : "";
    }
    if (fact == IFS_FACT_DEVICE) {
        return derived->device_known ? names[derived->device] : "";
    }
    return NULL;
}

/* Nobody chose it yet: what is settled is the protocol's. */
static const char *usual_of(const struct question_of *of, int fact)
{
    const char *usual = usual_choice(of, fact);
    return usual != NULL && fact_set_has(&of->request->known, fact) ? "" : usual;
}

/* ---- One question of each kind ---- */

static const char *say_answer(struct build *build, int fact)
{
    return build_say_one(build, visit_words.range, build_expected(build, fact));
}

static void ask_fact(struct build *build, const struct question_of *of, int fact, struct question *out)
{
    const struct fact_rule *rule = &of->protocol->facts[fact];
    out->text = rule->ask;
    out->units = units_of(build, rule);
    out->yes_no = fact_is_yes_no(rule);
    out->usual = usual_of(of, fact);
    if (rule->kind == FACT_IDENTITY) {
        return; /* in words: the question says it */
    }
    if (rule->kind == FACT_MEASURE) {
        out->expected = say_answer(build, fact);
        return;
    }
    list_choices(of, fact, out);
    if (is_short(rule, out)) {
        out->units = out->yes_no ? visit_words.yes_no : short_choices(build, out);
        out->choice_count = 0;
    } else {
        out->expected = visit_words.choices_wanted;
    }
}

static void ask_renal(struct build *build, const struct question_of *of, struct question *out)
{
    int facts[ASK_RENAL_FACTS];
    int count = ask_renal_facts(of->request, facts);
    out->text = visit_words.ask_renal;
    out->expected = visit_words.renal_wanted;
    out->name = NULL;
    for (int i = 0; i < count; i++) {
        const struct fact_rule *rule = &of->protocol->facts[facts[i]];
        bool last = i + 1 == count;
        out->name = build_join(build, out->name, last ? visit_words.name_last : visit_words.name_between, rule->name);
        const char *may = build_join(build, wording_fact(facts[i]), words.colon, build_expected(build, facts[i]));
        out->choices[out->choice_count++] = (struct question_choice){.name = rule->name, .text = may};
    }
}

static void ask_again(struct build *build, int fact, struct question *out)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    const char *answer = build_fact_words(build, fact);
    out->name = build_say_one(build, visit_words.again, rule->name);
    out->units = units_of(build, rule);
    out->expected = visit_words.confirm_wanted;
    if (fact == IFS_FACT_WEIGHT) {
        out->text = build_say_one(build, visit_words.ask_weight_again, answer);
        out->expected = NULL;
    } else if (fact == IFS_FACT_ALLERGIES) {
        out->text = build_say_one(build, visit_words.ask_confirm_allergies, answer);
    } else {
        out->text = build_say(build, visit_words.ask_confirm, (const char *const[]){wording_fact(fact), answer});
    }
}

static void ask_of_infusion(struct build *build, const struct ask *ask, struct question *out)
{
    const char *infusion = build->protocol->infusions[ask->infusion].name;
    bool dose = ask->what == ASK_DOSE;
    out->text = build_say_one(build, dose ? visit_words.ask_dose : visit_words.ask_over, infusion);
    out->expected = dose ? visit_words.dose_wanted : visit_words.over_wanted;
}

void question_build(const struct question_of *of, const struct ask *ask, struct question *out)
{
    struct build build = build_for(of);
    *out = (struct question){.name = name_of(&build, ask)};
    switch (ask->what) {
    case ASK_FACT:
        ask_fact(&build, of, ask->fact, out);
        break;
    case ASK_AGE:
        out->name = visit_words.name_age;
        out->text = visit_words.ask_age;
        out->expected = visit_words.age_wanted;
        break;
    case ASK_RENAL:
        ask_renal(&build, of, out);
        break;
    case ASK_CONFIRM:
        ask_again(&build, ask->fact, out);
        break;
    case ASK_DOSE:
    case ASK_OVER:
        ask_of_infusion(&build, ask, out);
        break;
    case ASK_PRESCRIBER:
        out->text = visit_words.ask_prescriber;
        out->expected = visit_words.prescriber_wanted;
        break;
    case ASK_OVERRIDE:
        break; /* what is to be overridden is said by whoever holds the sheet */
    }
}

/* ---- Why ---- */

static void add(struct question_help *out, const char *line)
{
    claim(out->count < QUESTION_LINES);
    out->lines[out->count++] = line;
}

static bool condition_reads(const ifs_protocol *protocol, const struct condition *condition, int fact)
{
    ifs_fact_set read = {{0}};
    condition_facts(condition, &protocol->tests, &read);
    return fact_set_has(&read, fact);
}

static void add_readers(struct build *build, int fact, struct question_help *out)
{
    int readers = 0;
    for (int i = 0; i < build->protocol->check_count; i++) {
        const struct check *check = &build->protocol->checks[i];
        if (!condition_reads(build->protocol, &check->when, fact)) {
            continue;
        }
        readers++;
        if (readers <= READERS_SHOWN) {
            add(out, build_say(build, visit_words.read_by, (const char *const[]){check->id, check->say}));
        }
    }
    if (readers > READERS_SHOWN) {
        add(out, build_say_one(build, visit_words.read_by_more, build_whole(build, readers - READERS_SHOWN)));
    }
}

static bool infusion_reads(const ifs_protocol *protocol, const struct infusion_rule *rule, int fact)
{
    bool reads = condition_reads(protocol, &rule->when, fact);
    for (int i = 0; i < rule->dose_count; i++) {
        bool by_weight = rule->doses[i].basis == DOSE_PER_WEIGHT || rule->doses[i].basis == DOSE_RATE_PER_WEIGHT;
        reads = reads || (by_weight && fact == IFS_FACT_WEIGHT) || condition_reads(protocol, &rule->doses[i].when, fact);
    }
    for (int i = 0; i < rule->time_count; i++) {
        reads = reads || condition_reads(protocol, &rule->times[i].when, fact);
    }
    for (int i = 0; i < rule->container_count; i++) {
        reads = reads || condition_reads(protocol, &rule->containers[i].when, fact);
    }
    for (int i = 0; i < rule->limit_count; i++) {
        for (int j = 0; j < rule->limits[i].count; j++) {
            reads = reads || condition_reads(protocol, &rule->limits[i].limits[j].when, fact);
        }
    }
    return reads;
}

static bool dosing_reads(const ifs_protocol *protocol, int fact)
{
    bool reads = false;
    for (int i = 0; i < protocol->infusion_count; i++) {
        reads = reads || infusion_reads(protocol, &protocol->infusions[i], fact);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        reads = reads || condition_reads(protocol, &protocol->renal[i].when, fact);
    }
    return reads;
}

static const char *why_needed(const struct question_of *of, const struct ask *ask)
{
    bool material = ask->fact == IFS_FACT_PRODUCT || ask->fact == IFS_FACT_DILUENT || ask->fact == IFS_FACT_DEVICE;
    bool identity = of->protocol->facts[ask->fact].kind == FACT_IDENTITY && ask->fact != IFS_FACT_ALLERGIES;
    if (material || identity) {
        return material ? visit_words.why_choice : visit_words.why_identity;
    }
    switch (ask->need) {
    case FACT_REQUIRED:
        return visit_words.why_required;
    case FACT_BEDSIDE:
        return visit_words.why_bedside;
    case FACT_OPTIONAL:
        break;
    }
    return visit_words.why_optional;
}

static void explain_fact(struct build *build, const struct question_of *of, const struct ask *ask, struct question_help *out)
{
    add(out, why_needed(of, ask));
    add_readers(build, ask->fact, out);
    if (dosing_reads(of->protocol, ask->fact)) {
        add(out, visit_words.read_by_dosing);
    }
    if (of->protocol->facts[ask->fact].kind == FACT_MEASURE) {
        size_t start = build_begin(build);
        explain_add_asked(&build->sheet->text, &of->protocol->facts[ask->fact], ask->fact);
        const char *text = build_end(build, start);
        claim(text[0] == ' '); /* it goes on after a question, which was asked already */
        add(out, text + 1);
    }
}

void question_explain(const struct question_of *of, const struct ask *ask, struct question_help *out)
{
    struct build build = build_for(of);
    out->count = 0;
    switch (ask->what) {
    case ASK_FACT:
    case ASK_AGE:
    case ASK_RENAL:
        explain_fact(&build, of, ask, out);
        break;
    case ASK_CONFIRM:
        add(out, visit_words.why_confirm);
        explain_fact(&build, of, ask, out);
        break;
    case ASK_DOSE:
    case ASK_OVER:
        add(out, visit_words.why_dose);
        break;
    case ASK_PRESCRIBER:
        add(out, visit_words.why_prescriber);
        break;
    case ASK_OVERRIDE:
        add(out, visit_words.why_override);
        break;
    }
}

/* ---- Answers ---- */

static void add_prescriber(struct text *out, const ifs_request *request)
{
    text_add(out, request->prescriber != NULL ? request->prescriber : words.unknown);
    if (request->prescriber != NULL) { /* never without a reference, see intake_prescriber */
        text_add(out, ", ");
        text_add(out, request->prescriber_reference);
    }
}

static void add_overrides(struct text *out, const ifs_request *request)
{
    for (int i = 0; i < request->override_count; i++) {
        text_add(out, i > 0 ? "; " : "");
        text_add(out, request->overrides[i].check);
        text_add(out, ": ");
        text_add(out, request->overrides[i].reason);
    }
    text_add(out, request->override_count == 0 ? words.unknown : "");
}

static void add_choice(struct text *out, const ifs_choice *choice, bool dose)
{
    if (dose && choice->has_dose) {
        if (choice->dose_is_rate) {
            quantity_add_dose_rate(out, choice->dose_mcg);
        } else {
            quantity_add_mass(out, choice->dose_mcg);
        }
    } else if (!dose && choice->has_over) {
        quantity_add_duration(out, (ifs_ratio){choice->over.s, 1});
    } else {
        text_add(out, words.unknown);
    }
}

static void add_fact(struct text *out, const struct question_of *of, int fact)
{
    bool usual = usual_choice(of, fact) != NULL && !fact_set_has(&of->request->known, fact);
    bool by_birth = fact == IFS_FACT_AGE && fact_set_has(&of->request->known, IFS_FACT_BORN);
    if (usual) {
        text_add(out, visit_words.usual_taken);
        return;
    }
    fact_add_answer(out, of->request, of->protocol->facts, fact);
    if (by_birth) {
        text_add(out, " (");
        fact_add_answer(out, of->request, of->protocol->facts, IFS_FACT_BORN);
        text_add(out, ")");
    }
}

void question_add_answer(struct text *out, const struct question_of *of, const struct ask *ask)
{
    switch (ask->what) {
    case ASK_FACT:
    case ASK_AGE:
    case ASK_RENAL:
    case ASK_CONFIRM:
        add_fact(out, of, ask->fact);
        break;
    case ASK_DOSE:
    case ASK_OVER:
        add_choice(out, &of->request->choices[ask->infusion], ask->what == ASK_DOSE);
        break;
    case ASK_PRESCRIBER:
        add_prescriber(out, of->request);
        break;
    case ASK_OVERRIDE:
        add_overrides(out, of->request);
        break;
    }
}
