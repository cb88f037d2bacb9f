/*
 * derive.c - which estimates of renal function a patient has, and which of them counts.
 *
 * The rule: in conditions `crcl` is the lowest of all estimates at hand. In pregnancy, and where
 * pregnancy is not excluded, no estimate is valid and only a measured clearance counts. Under 18 years the bedside
 * Schwartz equation stands alone. A category of the history supplies a clearance only under 65 years with every
 * renal-risk question answered no; a worse one still lowers what other estimates say, for ignoring it would be the
 * milder error. The equations themselves are in renal.c.
 */
#include "derive.h"

#include "claim.h"

#define MONTHS_PER_YEAR 12
#define ADULT_MONTHS (INT64_C(18) * MONTHS_PER_YEAR)
#define ELDERLY_MONTHS (INT64_C(65) * MONTHS_PER_YEAR)

/* The worst clearance of each KDIGO category in mL/min. Acute injury has no valid estimate: worst. */
static const int64_t category_floor[] = {90, 60, 30, 15, 0, 0, 0};

struct renal_case {
    const ifs_protocol *protocol;
    const ifs_request *request;
    ifs_derived *derived;
};

static int64_t answer(const struct renal_case *of, ifs_fact fact)
{
    return of->request->answer[fact];
}

static bool knows(const struct renal_case *of, ifs_fact fact)
{
    return derive_knows(of->request, fact);
}

static bool is_adult(const struct renal_case *of)
{
    return knows(of, IFS_FACT_AGE) && answer(of, IFS_FACT_AGE) >= ADULT_MONTHS;
}

static bool is_child(const struct renal_case *of)
{
    return knows(of, IFS_FACT_AGE) && answer(of, IFS_FACT_AGE) < ADULT_MONTHS;
}

/* Unknown counts as pregnant here unless the sex is male. */
static bool pregnancy_possible(const struct renal_case *of)
{
    if (knows(of, IFS_FACT_SEX) && answer(of, IFS_FACT_SEX) == IFS_MALE) {
        return false;
    }
    return !knows(of, IFS_FACT_PREGNANT) || answer(of, IFS_FACT_PREGNANT) == IFS_ANSWER_YES;
}

static ifs_estimate *add(const struct renal_case *of, ifs_estimate_method method, int64_t clearance)
{
    ifs_derived *derived = of->derived;
    claim(derived->estimate_count < IFS_ESTIMATE_COUNT);
    ifs_estimate *estimate = &derived->estimates[derived->estimate_count++];
    *estimate = (ifs_estimate){.method = method, .clearance = clearance};
    return estimate;
}

static void note_egfr(const struct renal_case *of, int64_t indexed)
{
    ifs_derived *derived = of->derived;
    if (!derived->egfr_known || indexed < derived->egfr) {
        derived->egfr = indexed;
        derived->egfr_known = true;
    }
}

/* An indexed estimate of an adult is multiplied by body surface where height and weight are known. */
static void add_indexed(const struct renal_case *of, ifs_estimate_method method, int64_t indexed)
{
    note_egfr(of, indexed);
    if (is_adult(of) && knows(of, IFS_FACT_HEIGHT) && knows(of, IFS_FACT_WEIGHT)) {
        int64_t whole = renal_deindex(indexed, answer(of, IFS_FACT_HEIGHT), answer(of, IFS_FACT_WEIGHT));
        add(of, method, whole)->deindexed = true;
    } else {
        add(of, method, indexed);
    }
}

static ifs_weight_used used_of(enum renal_weight used)
{
    switch (used) {
    case RENAL_WEIGHT_IDEAL:
        return IFS_WEIGHT_IDEAL;
    case RENAL_WEIGHT_ADJUSTED:
        return IFS_WEIGHT_ADJUSTED;
    case RENAL_WEIGHT_LOWEST:
    case RENAL_WEIGHT_ACTUAL:
    case RENAL_WEIGHT_CUSTOMARY:
        break;
    }
    return IFS_WEIGHT_ACTUAL;
}

static void add_cockcroft_gault(const struct renal_case *of)
{
    if (!knows(of, IFS_FACT_WEIGHT) || !knows(of, IFS_FACT_SEX)) {
        return;
    }
    ifs_sex sex = (ifs_sex)answer(of, IFS_FACT_SEX);
    struct renal_body body = {
        .sex = sex,
        .height_mm = knows(of, IFS_FACT_HEIGHT) ? answer(of, IFS_FACT_HEIGHT) : 0,
        .weight_g = answer(of, IFS_FACT_WEIGHT),
    };
    enum renal_weight used = RENAL_WEIGHT_ACTUAL;
    ifs_ratio weight = renal_weight_by(of->protocol->crcl_weight, &body, &used);
    int64_t years = answer(of, IFS_FACT_AGE) / MONTHS_PER_YEAR;
    int64_t clearance = renal_cockcroft_gault(sex, years, weight, answer(of, IFS_FACT_CREATININE));
    ifs_estimate *estimate = add(of, IFS_ESTIMATE_COCKCROFT_GAULT, clearance);
    ifs_ratio ideal;
    estimate->weight = used_of(used);
    estimate->weight_g = weight;
    estimate->no_ideal = of->protocol->crcl_weight != RENAL_WEIGHT_ACTUAL && !renal_ideal_weight(sex, body.height_mm, &ideal);
}

static void add_from_creatinine(const struct renal_case *of)
{
    if (!knows(of, IFS_FACT_CREATININE)) {
        return;
    }
    int64_t creatinine = answer(of, IFS_FACT_CREATININE);
    if (is_child(of)) {
        if (knows(of, IFS_FACT_HEIGHT)) {
            add_indexed(of, IFS_ESTIMATE_SCHWARTZ, renal_schwartz(answer(of, IFS_FACT_HEIGHT), creatinine));
        }
    } else if (is_adult(of)) {
        add_cockcroft_gault(of);
        if (knows(of, IFS_FACT_SEX)) {
            int64_t years = answer(of, IFS_FACT_AGE) / MONTHS_PER_YEAR;
            int64_t indexed = renal_ckd_epi_2021((ifs_sex)answer(of, IFS_FACT_SEX), years, creatinine);
            add_indexed(of, IFS_ESTIMATE_CKD_EPI_2021, indexed);
        }
    }
}

static bool renal_risk_excluded(const struct renal_case *of)
{
    for (int i = IFS_FACT_BUILTIN; i < of->protocol->fact_count; i++) {
        bool no = fact_set_has(&of->request->known, i) && fact_is_yes_no(&of->protocol->facts[i]) &&
                  of->request->answer[i] == IFS_ANSWER_NO;
        if (of->protocol->facts[i].renal_risk && !no) {
            return false;
        }
    }
    return true;
}

/* A category of unknown basis is taken as one of the history. */
static bool category_stands_alone(const struct renal_case *of)
{
    if (knows(of, IFS_FACT_RENAL_BASIS) && answer(of, IFS_FACT_RENAL_BASIS) == IFS_RENAL_LABORATORY) {
        return true;
    }
    bool young = knows(of, IFS_FACT_AGE) && answer(of, IFS_FACT_AGE) < ELDERLY_MONTHS;
    return young && renal_risk_excluded(of);
}

int64_t derive_category_clearance(int64_t category)
{
    claim(category >= 0);
    claim((size_t)category < COUNT_OF(category_floor));
    return category_floor[category] * RENAL_PER_ML_PER_MIN;
}

static void add_category(const struct renal_case *of)
{
    if (knows(of, IFS_FACT_RENAL) && (of->derived->estimate_count > 0 || category_stands_alone(of))) {
        add(of, IFS_ESTIMATE_CATEGORY, derive_category_clearance(answer(of, IFS_FACT_RENAL)));
    }
}

static void find_lowest(ifs_derived *derived)
{
    for (int i = 0; i < derived->estimate_count; i++) {
        if (!derived->crcl_known || derived->estimates[i].clearance < derived->crcl) {
            derived->crcl = derived->estimates[i].clearance;
            derived->lowest = i;
            derived->crcl_known = true;
        }
    }
}

static void derive_renal(const struct renal_case *of)
{
    if (knows(of, IFS_FACT_CRCL)) {
        add(of, IFS_ESTIMATE_REPORTED_CRCL, answer(of, IFS_FACT_CRCL));
    }
    of->derived->pregnancy_blocks = pregnancy_possible(of);
    if (!of->derived->pregnancy_blocks) {
        add_from_creatinine(of);
        if (knows(of, IFS_FACT_EGFR)) {
            add_indexed(of, IFS_ESTIMATE_REPORTED_EGFR, answer(of, IFS_FACT_EGFR));
        }
        add_category(of);
    }
    find_lowest(of->derived);
}

/* Twice the quotient, plus one when something was cut off: compares exactly with doubled whole thresholds. */
static int64_t double_sticky(int64_t num, int64_t den)
{
    return num / den * 2 + (num % den != 0 ? 1 : 0);
}

/* uL/h and uL/kg/h: whichever was given, the other through the weight. Bounds: 1e6 uL/h x 1000 g/kg; 1e5 x 3e5. */
static void derive_urine(const struct renal_case *of)
{
    ifs_derived *derived = of->derived;
    if (!knows(of, IFS_FACT_URINE_OUTPUT)) {
        return;
    }
    int64_t urine = answer(of, IFS_FACT_URINE_OUTPUT);
    bool weighed = knows(of, IFS_FACT_WEIGHT);
    int64_t weight_g = weighed ? answer(of, IFS_FACT_WEIGHT) : 1;
    bool per_weight =
        quantity_unit(of->request->unit[IFS_FACT_URINE_OUTPUT])->dimension == IFS_URINE_PER_WEIGHT;
    derived->urine_known = !per_weight || weighed;
    derived->urine_per_weight_known = per_weight || weighed;
    if (derived->urine_known) {
        derived->urine = per_weight ? double_sticky(urine * weight_g, 1000) : urine * 2;
    }
    if (derived->urine_per_weight_known) {
        derived->urine_per_weight = per_weight ? urine * 2 : double_sticky(urine * 1000, weight_g);
    }
}

void derive_facts(const ifs_protocol *protocol, const ifs_request *request, ifs_derived *derived)
{
    struct renal_case of = {.protocol = protocol, .request = request, .derived = derived};
    derived->crcl_known = false;
    derived->egfr_known = false;
    derived->crcl = 0;
    derived->egfr = 0;
    derived->lowest = 0;
    derived->estimate_count = 0;
    derived->urine_known = false;
    derived->urine_per_weight_known = false;
    derived->urine = 0;
    derived->urine_per_weight = 0;
    derived->product_known = knows(&of, IFS_FACT_PRODUCT);
    derived->diluent_known = knows(&of, IFS_FACT_DILUENT);
    derived->device_known = knows(&of, IFS_FACT_DEVICE);
    derived->product = answer(&of, IFS_FACT_PRODUCT);
    derived->diluent = answer(&of, IFS_FACT_DILUENT);
    derived->device = answer(&of, IFS_FACT_DEVICE);
    derive_renal(&of);
    derive_urine(&of);
}
