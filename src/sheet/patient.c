/*
 * patient.c - who the order is for: every answer in words, and the figures computed from answers.
 *
 * Decides which facts stand on the sheet (each that was given, and each that the protocol asks for), and with how many
 * decimals a derived figure is written. The invariant: a fact without an answer is printed as unknown, never left out
 * where the protocol asks for it; a derived figure stands on its true side of every band.
 *
 * The derived figures themselves are engine/derive's.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

#define URINE_PER_ML 2000 /* doubled uL/h or uL/kg/h */

static bool known(const struct build *build, int fact)
{
    return fact_set_has(&build->request->known, fact);
}

const char *build_fact_label(const struct build *build, int fact)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    return fact < IFS_FACT_BUILTIN ? wording_fact(fact) : rule->ask;
}

const char *build_fact_prompt(struct build *build, int fact)
{
    const char *label = build_fact_label(build, fact);
    char last = '\0';
    for (size_t i = 0; label[i] != '\0'; i++) {
        last = label[i];
    }
    return last == '?' ? label : build_say_one(build, words.prompt, label);
}

static const char *as_given(struct build *build, int fact)
{
    size_t start = build_begin(build);
    fact_add_answer(&build->sheet->text, build->request, build->protocol->facts, fact);
    return build_end(build, start);
}

static const char *measured_words(struct build *build, int fact)
{
    int unit = build->request->unit[fact];
    ifs_ratio base = ratio_whole(build->request->answer[fact]);
    if (quantity_unit(unit)->dimension == IFS_GESTATION) {
        return as_given(build, fact);
    }
    if (quantity_unit(unit)->dimension == IFS_AGE) { /* completed years, also where it was counted from a date */
        base = ratio_whole(build->request->answer[fact] / quantity_unit(unit)->num * quantity_unit(unit)->num);
    }
    return build_in_unit(build, base, unit, 3);
}

const char *build_fact_words(struct build *build, int fact)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    if (!known(build, fact)) {
        return words.unknown;
    }
    bool measured = rule->kind == FACT_MEASURE && fact != IFS_FACT_BORN && fact != IFS_FACT_CREATININE_TAKEN;
    return measured ? measured_words(build, fact) : as_given(build, fact);
}

static const char *fact_note(const struct build *build, int fact)
{
    if (!fact_unusual(build->request, fact)) {
        return NULL;
    }
    return fact_set_has(&build->request->confirmed, fact) ? words.unusual_confirmed : words.unusual;
}

static void add_fact(struct build *build, int fact)
{
    struct ifs_sheet *sheet = build->sheet;
    claim(sheet->fact_count < IFS_FACT_MAX);
    struct sheet_fact *row = &sheet->facts[sheet->fact_count];
    row->fact = fact;
    row->name = build->protocol->facts[fact].name;
    row->label = build_fact_label(build, fact);
    row->words = build_fact_words(build, fact);
    row->answer = as_given(build, fact);
    row->note = fact_note(build, fact);
    row->known = known(build, fact);
    row->required = fact_set_has(&build->protocol->required, fact);
    sheet->fact_count++;
}

static bool asked(const struct build *build, int fact)
{
    const ifs_protocol *protocol = build->protocol;
    const struct fact_rule *rule = &protocol->facts[fact];
    return fact_set_has(&build->request->given, fact) || known(build, fact) ||
           fact_set_has(&protocol->required, fact) || fact_set_has(&protocol->bedside, fact) ||
           rule->need != FACT_OPTIONAL || rule->read;
}

static const char *method_name(ifs_estimate_method method)
{
    static const char *const names[] = {
        [IFS_ESTIMATE_REPORTED_CRCL] = "reported-crcl", [IFS_ESTIMATE_COCKCROFT_GAULT] = "cockcroft-gault",
        [IFS_ESTIMATE_REPORTED_EGFR] = "reported-egfr", [IFS_ESTIMATE_CKD_EPI_2021] = "ckd-epi-2021",
        [IFS_ESTIMATE_SCHWARTZ] = "schwartz",           [IFS_ESTIMATE_CATEGORY] = "category",
    };
    claim((size_t)method < COUNT_OF(names));
    return names[method];
}

static const char *weight_name(ifs_weight_used used)
{
    static const char *const names[] = {
        [IFS_WEIGHT_NONE] = NULL,
        [IFS_WEIGHT_ACTUAL] = "actual",
        [IFS_WEIGHT_IDEAL] = "ideal",
        [IFS_WEIGHT_ADJUSTED] = "adjusted",
    };
    claim((size_t)used < COUNT_OF(names));
    return names[used];
}

/* An indexed figure that height or weight could not make whole says what it is. */
static const char *method_words(struct build *build, const ifs_estimate *estimate)
{
    bool indexed = estimate->method == IFS_ESTIMATE_CKD_EPI_2021 || estimate->method == IFS_ESTIMATE_REPORTED_EGFR ||
                   estimate->method == IFS_ESTIMATE_SCHWARTZ;
    const char *method = wording_method(estimate->method);
    return indexed && !estimate->deindexed ? build_join(build, method, ", ", words.per_surface) : method;
}

static void add_estimate(struct build *build, const ifs_estimate *estimate)
{
    struct ifs_sheet *sheet = build->sheet;
    struct sheet_estimate *row = &sheet->estimates[sheet->estimate_count];
    bool counts = sheet->estimate_count == build->plan->derived.lowest;
    const char *clearance = build_clearance(build, estimate->clearance, SLOT_CRCL);
    row->value = build_plain(build, clearance);
    row->text = build_say_one(build, words.ml_per_min, clearance);
    row->method = method_name(estimate->method);
    row->weight = weight_name(estimate->weight);
    row->words = build_say(build, counts ? words.estimate_counts : words.estimate,
                           (const char *const[]){method_words(build, estimate), row->text});
    if (estimate->weight != IFS_WEIGHT_NONE) {
        const char *weight = build_weight(build, estimate->weight_g);
        const char *used = build_say(build, words.estimate_weight, (const char *const[]){row->weight, weight});
        row->words = build_join(build, row->words, ", ", used);
    }
    row->words = estimate->no_ideal ? build_join(build, row->words, "; ", words.no_ideal_weight) : row->words;
    row->words = estimate->deindexed ? build_join(build, row->words, ", ", words.deindexed) : row->words;
    sheet->estimate_count++;
}

static struct sheet_figure figure(struct build *build, const char *value, const char *sentence)
{
    return (struct sheet_figure){.text = build_say_one(build, sentence, value), .value = build_plain(build, value)};
}

/* Exactly. Only what was given in mL/h and divided by the weight (uL/h by g is mL/h by kg) can have been cut off. */
static ifs_ratio urine_per_weight(const struct build *build)
{
    const int64_t *answer = build->request->answer;
    int64_t compared = build->plan->derived.urine_per_weight;
    return compared % 2 == 0 ? ratio_make(compared, URINE_PER_ML)
                             : ratio_make(answer[IFS_FACT_URINE_OUTPUT], answer[IFS_FACT_WEIGHT]);
}

static void add_derived(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    const ifs_derived *derived = &build->plan->derived;
    for (int i = 0; i < derived->estimate_count; i++) {
        add_estimate(build, &derived->estimates[i]);
    }
    sheet->lowest = derived->lowest;
    if (derived->crcl_known) {
        const char *value = build_clearance(build, derived->crcl, SLOT_CRCL);
        sheet->crcl = figure(build, value, words.ml_per_min);
    }
    if (derived->egfr_known) {
        const char *value = build_clearance(build, derived->egfr, SLOT_EGFR);
        sheet->egfr = figure(build, value, words.ml_per_min_indexed);
    }
    if (derived->urine_known) {
        sheet->urine = figure(build, build_at_edge(build, ratio_make(derived->urine, URINE_PER_ML), URINE_PER_ML, SLOT_URINE), words.ml_per_hour);
    }
    if (derived->urine_per_weight_known) {
        const char *value = build_at_edge(build, urine_per_weight(build), URINE_PER_ML, SLOT_URINE_PER_WEIGHT);
        sheet->urine_per_weight = figure(build, value, words.ml_per_kg_per_hour);
    }
}

bool build_pregnancy_matters(const struct build *build)
{
    static const int values[] = {IFS_FACT_CREATININE, IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL, IFS_FACT_PREGNANT};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        if (known(build, values[i])) {
            return build->plan->derived.pregnancy_blocks;
        }
    }
    return false;
}

static const char *renal_status(struct build *build)
{
    const ifs_derived *derived = &build->plan->derived;
    const char *status = NULL;
    if (!derived->crcl_known) {
        status = build_pregnancy_matters(build) ? words.renal_unknown_pregnancy : words.renal_unknown;
    } else {
        claim(derived->lowest >= 0);
        claim(derived->lowest < derived->estimate_count);
        const char *method = method_words(build, &derived->estimates[derived->lowest]);
        status = build_say(build, words.renal_known, (const char *const[]){build->sheet->crcl.text, method});
    }
    if (known(build, IFS_FACT_CREATININE)) {
        const char *creatinine = build_fact_words(build, IFS_FACT_CREATININE);
        const char *taken = build_fact_words(build, IFS_FACT_CREATININE_TAKEN);
        const char *sentence =
            known(build, IFS_FACT_CREATININE_TAKEN) ? words.creatinine_taken : words.creatinine_undated;
        const char *both = build_say(build, sentence, (const char *const[]){creatinine, taken});
        status = build_join(build, status, "; ", both);
    }
    return status;
}

static const char *weight_used(struct build *build)
{
    if (!known(build, IFS_FACT_WEIGHT)) {
        return words.unknown;
    }
    const char *weight = build_fact_words(build, IFS_FACT_WEIGHT);
    const char *basis = known(build, IFS_FACT_WEIGHT_BASIS) ? build_fact_words(build, IFS_FACT_WEIGHT_BASIS)
                                                            : words.weight_basis_unknown;
    return build_say(build, words.weight_used, (const char *const[]){weight, basis});
}

/* "34 years, female", with the date of birth where it was given. */
static const char *age_and_sex(struct build *build)
{
    const char *age = build_fact_words(build, IFS_FACT_AGE);
    const char *sex = build_fact_words(build, IFS_FACT_SEX);
    age = known(build, IFS_FACT_AGE) ? age : build_say_one(build, words.age_unknown, age);
    sex = known(build, IFS_FACT_SEX) ? sex : build_say_one(build, words.sex_unknown, sex);
    const char *both = build_join(build, age, ", ", sex);
    if (!known(build, IFS_FACT_BORN)) {
        return both;
    }
    const char *born = build_say_one(build, words.born, build_fact_words(build, IFS_FACT_BORN));
    return build_join(build, both, ", ", born);
}

/* What the protocol would read and nobody said, in one list. */
static const char *not_answered(struct build *build)
{
    const char *list = NULL;
    for (int i = 0; i < build->sheet->fact_count; i++) {
        const struct sheet_fact *row = &build->sheet->facts[i];
        if (!row->known && row->fact < IFS_FACT_BUILTIN) {
            list = build_join(build, list, ", ", row->label);
        }
    }
    return list;
}

const struct indication *build_indication(const struct build *build)
{
    int64_t index = build->request->answer[IFS_FACT_INDICATION];
    if (!known(build, IFS_FACT_INDICATION)) {
        return NULL;
    }
    claim(index >= 0);
    claim(index < build->protocol->indication_count);
    return &build->protocol->indications[index];
}

static void add_indication(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    const struct indication *indication = build_indication(build);
    sheet->indication = words.unknown;
    sheet->indication_text = words.unknown;
    if (indication != NULL) {
        const char *sentence = build_has_order(build) ? words.off_label_see : words.off_label;
        bool outside = indication->labelled_as == NULL;
        sheet->indication_text = indication->text;
        sheet->indication = outside ? build_say_one(build, sentence, indication->text) : indication->text;
        sheet->indication_evidence = indication->evidence;
        sheet->indication_mark = build_mark(build, &indication->origin);
    }
}

/* Wider than any protocol asks. */
static bool may_be_pregnant(const struct build *build)
{
    enum { YOUNGEST_MONTHS = 10 * 12, OLDEST_MONTHS = 61 * 12 };
    int64_t months = build->request->answer[IFS_FACT_AGE];
    if (known(build, IFS_FACT_AGE) && (months < YOUNGEST_MONTHS || months >= OLDEST_MONTHS)) {
        return false;
    }
    return !known(build, IFS_FACT_SEX) || build->request->answer[IFS_FACT_SEX] != IFS_MALE;
}

void build_patient(struct build *build)
{
    build->sheet->may_be_pregnant = may_be_pregnant(build);
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        bool always = fact == IFS_FACT_NAME || fact == IFS_FACT_ID || fact == IFS_FACT_ALLERGIES;
        bool pregnancy = fact == IFS_FACT_PREGNANT && build->sheet->may_be_pregnant;
        if (asked(build, fact) || always || pregnancy) {
            add_fact(build, fact);
        }
    }
    add_derived(build);
    add_indication(build);
    build->sheet->renal_status = renal_status(build);
    build->sheet->weight_used = weight_used(build);
    build->sheet->age_and_sex = age_and_sex(build);
    build->sheet->not_answered = not_answered(build);
}
