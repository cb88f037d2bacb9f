/*
 * specialised.c - the migraine protocol with every constant compiled in: what a decision costs without protocol files.
 *
 * It decides the same as the engine: every check, every limit on what is delivered, unknown never read as no. The
 * equations of renal function are the engine's, for both must use the same; all else is written again from the
 * protocol's text. Invariant: exact integers only. Products stay below 2^63, for doses are at most a few hundred grams
 * and times below 24 h.
 */
#include "specialised.h"

#include "infusheet.h"
#include "renal.h"

enum { ADULT_MONTHS = 18 * 12, ELDERLY_MONTHS = 65 * 12, DAY_S = 24 * 3600, PUMP_STEP = 100 };
enum { GRAM = 1000000, DOSE_STEP = GRAM / 2, DOSE_MOST = 2 * GRAM, SPEED_MOST = 9 * GRAM /* mcg/h: 150 mg/min */ };
enum { MAGNESIUM_MOST = 25520250 /* 1.05 mmol/L */ };

struct state {
    const struct patient *patient;
    struct decision *decision;
    bool refused;
    bool lacking;
    bool unsigned_override;
    uint32_t held;     /* limits, by ifs_limit_kind */
    uint32_t refusing; /* those beyond a hard bound */
};

static uint64_t bit(int place)
{
    return UINT64_C(1) << place;
}

static uint32_t limit_bit(ifs_limit_kind kind)
{
    return UINT32_C(1) << kind;
}

static uint8_t both(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

static uint8_t either(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

static uint8_t opposite(uint8_t a)
{
    return (uint8_t)(ANSWER_YES - a);
}

static uint8_t when_known(bool known, bool holds)
{
    return (uint8_t)(known ? 2 * holds : ANSWER_UNKNOWN);
}

static bool outside(int64_t figure, int64_t low, int64_t high)
{
    return figure < low || figure > high;
}

static void lack(struct state *state, uint64_t fields)
{
    state->decision->missing |= fields;
    state->lacking = state->lacking || fields != 0;
}

/* ---- Renal function ---- */

static int64_t lower(int64_t lowest, int64_t estimate)
{
    return lowest < 0 || estimate < lowest ? estimate : lowest;
}

static int64_t deindex(const struct patient *patient, int64_t indexed)
{
    bool sized = patient->age_months >= ADULT_MONTHS && patient->height_mm >= 0 && patient->weight_g >= 0;
    return sized ? renal_deindex(indexed, patient->height_mm, patient->weight_g) : indexed;
}

static int64_t from_creatinine(const struct patient *patient, int64_t lowest)
{
    if (patient->age_months < ADULT_MONTHS) {
        bool child = patient->age_months >= 0 && patient->height_mm >= 0;
        return child ? lower(lowest, renal_schwartz(patient->height_mm, patient->creatinine)) : lowest;
    }
    if (patient->sex < 0) {
        return lowest;
    }
    ifs_sex sex = (ifs_sex)patient->sex;
    int64_t years = patient->age_months / 12;
    if (patient->weight_g >= 0) {
        struct renal_body body = {sex, patient->height_mm >= 0 ? patient->height_mm : 0, patient->weight_g};
        enum renal_weight used;
        ifs_ratio weight = renal_weight_by(RENAL_WEIGHT_LOWEST, &body, &used);
        lowest = lower(lowest, renal_cockcroft_gault(sex, years, weight, patient->creatinine));
    }
    return lower(lowest, deindex(patient, renal_ckd_epi_2021(sex, years, patient->creatinine)));
}

static int64_t from_category(const struct patient *patient, int64_t lowest)
{
    static const int64_t floors[] = {90, 60, 30, 15, 0, 0, 0};
    bool healthy = patient->age_months >= 0 && patient->age_months < ELDERLY_MONTHS &&
                   patient->answers[KIDNEY_RISK] == ANSWER_NO && patient->answers[LOW_URINE] == ANSWER_NO;
    if (patient->renal < 0 || (lowest < 0 && patient->renal_basis != IFS_RENAL_LABORATORY && !healthy)) {
        return lowest;
    }
    return lower(lowest, floors[patient->renal] * RENAL_PER_ML_PER_MIN);
}

/* The lowest estimate at hand; in pregnancy, or where it is not excluded, only a measured one. */
static int64_t clearance(const struct patient *patient)
{
    int64_t lowest = patient->crcl;
    if (patient->sex != IFS_MALE && patient->answers[PREGNANT] != ANSWER_NO) {
        return lowest;
    }
    if (patient->creatinine >= 0) {
        lowest = from_creatinine(patient, lowest);
    }
    if (patient->egfr >= 0) {
        lowest = lower(lowest, deindex(patient, patient->egfr));
    }
    return from_category(patient, lowest);
}

/* ---- What must be known, measured and confirmed ---- */

static void ask(struct state *state)
{
    const struct patient *patient = state->patient;
    lack(state, (uint64_t)(patient->weight_g < 0) << WEIGHT | (uint64_t)(patient->age_months < 0) << AGE |
                    (uint64_t)(patient->sex < 0) << SEX | (uint64_t)(state->decision->crcl < 0) << CRCL |
                    (uint64_t)!patient->allergies_known << ALLERGIES |
                    (uint64_t)(patient->given_24h_mcg < 0) << GIVEN_24H | (uint64_t)(patient->setting < 0) << SETTING |
                    (uint64_t)(patient->indication < 0) << INDICATION);
    state->decision->start = (uint64_t)(patient->systolic < 0) << SYSTOLIC |
                             (uint64_t)(patient->heart_rate < 0) << HEART_RATE |
                             (uint64_t)(patient->resp_rate < 0) << RESP_RATE | (uint64_t)(patient->spo2 < 0) << SPO2 |
                             (uint64_t)(patient->reflexes_absent < 0) << REFLEXES;
}

static bool child_weight_unusual(const struct patient *patient)
{
    static const int64_t rows[][3] = {{1, 7000, 14000},   {2, 9000, 18000},    {4, 11000, 26000},
                                      {6, 14000, 38000},  {8, 17000, 55000},   {10, 20000, 75000},
                                      {12, 24000, 95000}, {14, 30000, 120000}, {16, 35000, 140000}};
    int64_t years = patient->age_months / 12;
    int row = 0;
    while (row < 8 && rows[row + 1][0] <= years) {
        row++;
    }
    int upper = row < 8 && rows[row][0] < years ? row + 1 : row;
    return patient->weight_g > rows[upper][2] || (years >= 1 && patient->weight_g < rows[row][1]);
}

static bool weight_unusual(const struct patient *patient)
{
    if (patient->weight_g < 0 || patient->age_months < 0) {
        return false;
    }
    if (patient->age_months < ADULT_MONTHS) {
        return child_weight_unusual(patient);
    }
    int64_t square = (int64_t)patient->height_mm * patient->height_mm;
    return outside(patient->weight_g, 40000, 180000) ||
           (patient->height_mm >= 0 && outside((int64_t)patient->weight_g * 1000, 14 * square, 50 * square));
}

static bool heart_rate_unusual(const struct patient *patient)
{
    bool older = patient->age_months >= 12 * 12;
    bool child = patient->age_months >= 0 && !older;
    return patient->heart_rate >= 0 && outside(patient->heart_rate, older ? 45 : 50, child ? 180 : 140);
}

static bool beyond(int64_t figure, int64_t low, int64_t high)
{
    return figure >= 0 && outside(figure, low, high);
}

static void confirm(struct state *state)
{
    const struct patient *patient = state->patient;
    bool adult = patient->age_months >= ADULT_MONTHS;
    if (patient->confirmed) {
        return;
    }
    uint64_t unusual =
        (uint64_t)weight_unusual(patient) << WEIGHT |
        (uint64_t)(adult && beyond(patient->height_mm, 1400, 2000)) << HEIGHT |
        (uint64_t)beyond(patient->creatinine, 265260, 4421000) << CREATININE |
        (uint64_t)beyond(patient->crcl, 10000000, 360000000) << CRCL |
        (uint64_t)beyond(patient->egfr, 10000000, 360000000) << EGFR |
        (uint64_t)beyond(patient->magnesium, 7291500, 60762500) << MAGNESIUM |
        (uint64_t)beyond(patient->systolic, 80, 200) << SYSTOLIC | (uint64_t)heart_rate_unusual(patient) << HEART_RATE |
        (uint64_t)beyond(patient->resp_rate, 10, 40) << RESP_RATE | (uint64_t)beyond(patient->spo2, 88, 100) << SPO2;
    state->decision->confirm = unusual;
    state->lacking = state->lacking || unusual != 0;
}

/* ---- Checks ---- */

/* The questions that decide alone, a bit each. */
static void hold_questions(struct state *state)
{
    const uint64_t refusing = bit(NEUROMUSCULAR_BLOCKER) - 1;
    const uint64_t deciding = bit(CNS_DEPRESSANT) - 1;
    uint64_t yes = 0;
    uint64_t unknown = 0;
    for (int i = 0; i < ANTIDOTE_PRESENT; i++) {
        yes |= (uint64_t)(state->patient->answers[i] == ANSWER_YES) << i;
        unknown |= (uint64_t)(state->patient->answers[i] == ANSWER_UNKNOWN) << i;
    }
    state->decision->tripped = yes;
    state->decision->undecided = unknown;
    state->refused = state->refused || (yes & refusing) != 0;
    state->unsigned_override = state->unsigned_override || (yes & deciding & ~refusing) != 0;
    lack(state, unknown & deciding);
}

static void note(struct state *state, enum check_place check, uint8_t truth)
{
    state->decision->tripped |= (uint64_t)(truth == ANSWER_YES) << check;
    state->decision->undecided |= (uint64_t)(truth == ANSWER_UNKNOWN) << check;
}

/* `lacking`: what an unknown truth is for lack of; nothing where it is measured at the bedside. */
static void refuse_if(struct state *state, enum check_place check, uint8_t truth, uint64_t lacking)
{
    note(state, check, truth);
    state->refused = state->refused || truth == ANSWER_YES;
    if (truth == ANSWER_UNKNOWN) {
        lack(state, lacking);
    }
}

static void override_if(struct state *state, enum check_place check, uint8_t truth, uint64_t lacking)
{
    note(state, check, truth);
    state->unsigned_override = state->unsigned_override || truth == ANSWER_YES;
    if (truth == ANSWER_UNKNOWN) {
        lack(state, lacking);
    }
}

static uint64_t open_bit(uint8_t truth, int field)
{
    return (uint64_t)(truth == ANSWER_UNKNOWN) << field;
}

static void hold_library(struct state *state, bool premix, int diluent)
{
    const struct patient *patient = state->patient;
    const uint8_t *answers = patient->answers;
    bool placed = patient->setting >= 0;
    uint8_t outside_hospital = when_known(placed, patient->setting == IFS_MOBILE || patient->setting == IFS_CLINIC);
    uint8_t critical = when_known(placed, patient->setting == IFS_OBSTETRIC || patient->setting == IFS_CRITICAL_CARE);
    uint64_t place = placed ? 0 : bit(SETTING);
    uint64_t heart = open_bit(answers[MYOCARDIAL_DAMAGE], MYOCARDIAL_DAMAGE) | place;
    uint64_t serum = open_bit(answers[HYPERMAGNESEMIA], HYPERMAGNESEMIA) | place;
    uint64_t coma = bit(DIABETIC_COMA);
    refuse_if(state, CHECK_ANTIDOTE_PRESENT, opposite(answers[ANTIDOTE_PRESENT]), bit(ANTIDOTE_PRESENT));
    refuse_if(state, CHECK_MYOCARDIAL_DAMAGE, both(answers[MYOCARDIAL_DAMAGE], outside_hospital), heart);
    override_if(state, CHECK_MYOCARDIAL_DAMAGE_IN_HOSPITAL,
                both(answers[MYOCARDIAL_DAMAGE], opposite(outside_hospital)), heart);
    refuse_if(state, CHECK_DIABETIC_COMA, both(answers[DIABETIC_COMA], when_known(true, premix)), coma);
    note(state, CHECK_DIABETIC_COMA_DILUENT, both(answers[DIABETIC_COMA], when_known(true, diluent == 1)));
    refuse_if(state, CHECK_HYPERMAGNESEMIA, both(answers[HYPERMAGNESEMIA], opposite(critical)), serum);
    override_if(state, CHECK_HYPERMAGNESEMIA_IN_HOSPITAL, both(answers[HYPERMAGNESEMIA], critical), serum);
    note(state, CHECK_SERUM_MAGNESIUM, when_known(patient->magnesium >= 0, patient->magnesium > MAGNESIUM_MOST));
    override_if(state, CHECK_CNS_DEPRESSANT_COMBINATION,
                both(answers[CNS_DEPRESSANT], answers[CNS_DEPRESSANT_COMBINATION]),
                open_bit(answers[CNS_DEPRESSANT], CNS_DEPRESSANT) |
                    open_bit(answers[CNS_DEPRESSANT_COMBINATION], CNS_DEPRESSANT_COMBINATION));
}

static void hold_pregnancy(struct state *state)
{
    const struct patient *patient = state->patient;
    const uint8_t *answers = patient->answers;
    uint8_t female = when_known(patient->sex >= 0, patient->sex == IFS_FEMALE);
    uint8_t pregnant = both(female, answers[PREGNANT]);
    uint8_t order = answers[OBSTETRIC_ORDER];
    bool placed = patient->setting >= 0;
    uint8_t outside_hospital = when_known(placed, patient->setting == IFS_MOBILE || patient->setting == IFS_CLINIC);
    uint64_t lacking = pregnant == ANSWER_UNKNOWN ? open_bit(female, SEX) | open_bit(answers[PREGNANT], PREGNANT) : 0;
    refuse_if(state, CHECK_PREGNANCY, both(pregnant, opposite(order)), lacking | open_bit(order, OBSTETRIC_ORDER));
    refuse_if(state, CHECK_PREGNANCY_OUTSIDE_HOSPITAL, both(pregnant, outside_hospital),
              lacking | open_bit(outside_hospital, SETTING));
    note(state, CHECK_PREGNANCY_SECONDARY_HEADACHE, pregnant);
    note(state, CHECK_BREASTFEEDING, both(female, answers[BREASTFEEDING]));
    uint8_t blocker = both(answers[CALCIUM_CHANNEL_BLOCKER], female);
    uint64_t lacking_blocker =
        blocker == ANSWER_UNKNOWN
            ? open_bit(answers[CALCIUM_CHANNEL_BLOCKER], CALCIUM_CHANNEL_BLOCKER) | open_bit(female, SEX)
            : 0;
    override_if(state, CHECK_CALCIUM_CHANNEL_BLOCKER_IN_PREGNANCY, both(blocker, answers[PREGNANT]),
                lacking_blocker | open_bit(answers[PREGNANT], PREGNANT));
}

static void hold_measures(struct state *state)
{
    const struct patient *patient = state->patient;
    int64_t crcl = state->decision->crcl;
    bool aged = patient->age_months >= 0;
    refuse_if(state, CHECK_ADMIT, when_known(aged, patient->age_months < ADULT_MONTHS), bit(AGE));
    refuse_if(state, CHECK_SETTING, when_known(patient->setting >= 0, patient->setting > IFS_EMERGENCY), bit(SETTING));
    note(state, CHECK_RENAL_BAND,
         when_known(crcl >= 0, crcl >= 30 * RENAL_PER_ML_PER_MIN && crcl < 60 * RENAL_PER_ML_PER_MIN));
    note(state, CHECK_ELDERLY, when_known(aged, patient->age_months >= ELDERLY_MONTHS));
    refuse_if(state, CHECK_LOW_PRESSURE, when_known(patient->systolic >= 0, patient->systolic < 100), 0);
    refuse_if(state, CHECK_SLOW_HEART, when_known(patient->heart_rate >= 0, patient->heart_rate < 60), 0);
    refuse_if(state, CHECK_SLOW_BREATHING, when_known(patient->resp_rate >= 0, patient->resp_rate < 12), 0);
    note(state, CHECK_BREATHING_BELOW_LABEL, when_known(patient->resp_rate >= 0, patient->resp_rate < 16));
    refuse_if(state, CHECK_LOW_SATURATION, when_known(patient->spo2 >= 0, patient->spo2 < 94), 0);
    refuse_if(state, CHECK_NO_REFLEXES, when_known(patient->reflexes_absent >= 0, patient->reflexes_absent == 1), 0);
    refuse_if(state, CHECK_RENAL, when_known(crcl >= 0, crcl < 30 * RENAL_PER_ML_PER_MIN), bit(CRCL));
}

/* Answers that cannot both be true; what is unknown contradicts nothing. */
static void refuse_contradictions(struct state *state)
{
    const struct patient *patient = state->patient;
    const uint8_t *answers = patient->answers;
    bool measured = patient->urine_ul_per_h >= 0 && patient->weight_g >= 0;
    bool dry = measured && 2 * (int64_t)patient->urine_ul_per_h < patient->weight_g;
    bool severe = patient->renal >= IFS_RENAL_SEVERE && patient->renal <= IFS_RENAL_DIALYSIS;
    bool differ = (answers[LOW_URINE] == ANSWER_NO && dry) || (answers[KIDNEY_RISK] == ANSWER_NO && severe) ||
                  (answers[HYPERMAGNESEMIA] == ANSWER_NO && patient->magnesium > MAGNESIUM_MOST) ||
                  (answers[CNS_DEPRESSANT] == ANSWER_NO && answers[CNS_DEPRESSANT_COMBINATION] == ANSWER_YES);
    state->refused = state->refused || differ;
}

/* ---- The infusion ---- */

/* The infusion as far as it is known; -1: not. Time as delivered is total * 3600 / flow. */
struct infusion {
    bool vial;
    bool long_dose; /* above 1 g: the times of 2 g */
    int64_t dose_mcg;
    int64_t over_s; /* as asked or ordered; known when the time rule is */
    int64_t draw_ul;
    int64_t total_ul;
    int64_t flow_ul_per_h;
};

/* 2 beyond hard, 1 beyond soft, 0 within. The time is num/den seconds. */
static int time_beyond(bool long_dose, int64_t num, int64_t den)
{
    int64_t hard_low = long_dose ? 14 * 60 : 7 * 60;
    int64_t soft_low = long_dose ? 20 * 60 : 15 * 60;
    if (num < hard_low * den || num > 2 * 3600 * den) {
        return 2;
    }
    return num < soft_low * den || num > 3600 * den ? 1 : 0;
}

static bool too_fast(int64_t dose_mcg, int64_t num, int64_t den)
{
    return dose_mcg * 3600 * den > SPEED_MOST * num;
}

/* A flow breaks a limit that the exact one, total over the ordered time, meets. Speed and time alone depend on it. */
static bool breaks(const struct infusion *infusion, int64_t flow)
{
    int64_t num = infusion->total_ul * 3600;
    return time_beyond(infusion->long_dose, num, flow) > time_beyond(infusion->long_dose, infusion->over_s, 1) ||
           (too_fast(infusion->dose_mcg, num, flow) && !too_fast(infusion->dose_mcg, infusion->over_s, 1));
}

/* Nearest step of the pump, inward where half up would break a limit. */
static void set_flow(struct state *state, struct infusion *infusion)
{
    int64_t num = infusion->total_ul * 3600;
    int64_t below = num / (infusion->over_s * PUMP_STEP) * PUMP_STEP;
    bool up = 2 * (num - below * infusion->over_s) >= PUMP_STEP * infusion->over_s;
    int64_t flow = up ? below + PUMP_STEP : below;
    if (flow == 0) {
        state->refused = true;
        return;
    }
    if (flow * infusion->over_s != num && breaks(infusion, flow)) {
        int64_t inward = up ? below : below + PUMP_STEP;
        flow = inward > 0 && !breaks(infusion, inward) ? inward : flow;
    }
    infusion->flow_ul_per_h = flow;
}

/* The dose of the protocol or of the prescriber; false when there is none to go on with. */
static bool set_dose(struct state *state, struct infusion *infusion)
{
    int64_t dose = state->patient->dose_mcg;
    infusion->dose_mcg = dose >= 0 ? dose : GRAM;
    if (dose >= 0 && (dose % DOSE_STEP != 0 || dose == 0)) {
        state->refused = true;
        return false;
    }
    return true;
}

static bool set_time(struct state *state, struct infusion *infusion)
{
    int64_t over = state->patient->over_s;
    if (infusion->dose_mcg > DOSE_MOST) {
        state->refused = true; /* no time is given for such a dose */
        return false;
    }
    infusion->long_dose = infusion->dose_mcg > GRAM;
    infusion->over_s = infusion->long_dose ? 20 * 60 : 15 * 60;
    if (over >= 0) {
        infusion->over_s = over < 60 ? over : (over + 59) / 60 * 60;
        state->refused = state->refused || over < 60;
        return over >= 60;
    }
    return true;
}

/* Every dose of whole steps is drawn exactly: 500 mg is 1 mL of the vial, 50 mL of the premix. */
static void set_volumes(struct infusion *infusion)
{
    infusion->draw_ul = infusion->vial ? infusion->dose_mcg / 500 : 0;
    infusion->total_ul = infusion->vial ? infusion->draw_ul + 100000 : infusion->dose_mcg / 10;
}

static void hard_limit(struct state *state, ifs_limit_kind kind, bool known, bool broken)
{
    state->held |= limit_bit(kind);
    state->refusing |= known && broken ? limit_bit(kind) : 0;
    state->decision->limits_undecided |= known ? 0 : limit_bit(kind);
    state->decision->limits_tripped |= known && broken ? limit_bit(kind) : 0;
    state->refused = state->refused || (known && broken);
}

static void soft_limit(struct state *state, ifs_limit_kind kind, bool broken)
{
    state->decision->limits_tripped |= broken ? limit_bit(kind) : 0;
    state->unsigned_override = state->unsigned_override || broken;
}

static void hold_infusion_limits(struct state *state, const struct infusion *infusion, bool at_most_one_gram)
{
    bool dosed = infusion->dose_mcg >= 0;
    bool timed = infusion->over_s >= 0;
    bool flowing = infusion->flow_ul_per_h > 0;
    int64_t num = flowing ? infusion->total_ul * 3600 : infusion->over_s;
    int64_t den = flowing ? infusion->flow_ul_per_h : 1;
    bool timed_above_zero = timed && num > 0;
    hard_limit(state, IFS_LIMIT_DOSE, dosed, infusion->dose_mcg > DOSE_MOST);
    soft_limit(state, IFS_LIMIT_DOSE, dosed && infusion->dose_mcg < GRAM);
    if (at_most_one_gram) {
        hard_limit(state, IFS_LIMIT_DOSE_MAX, dosed, infusion->dose_mcg > GRAM);
    }
    hard_limit(state, IFS_LIMIT_SPEED, dosed && timed_above_zero, too_fast(infusion->dose_mcg, num, den));
    hard_limit(state, IFS_LIMIT_CONCENTRATION, infusion->total_ul > 0, infusion->dose_mcg > 200 * infusion->total_ul);
    if (timed) {
        int level = time_beyond(infusion->long_dose, num, den);
        hard_limit(state, IFS_LIMIT_OVER, true, level == 2);
        soft_limit(state, IFS_LIMIT_OVER, level == 1);
    }
}

/* A device or a product that the protocol does not list is no order; gravity needs a site's drop set. */
static bool materials_allowed(struct state *state)
{
    const struct patient *patient = state->patient;
    bool allowed = patient->product != OTHER_PRODUCT && patient->device != IFS_HAND;
    state->refused = state->refused || !allowed;
    return allowed;
}

/* What is ordered and can be given to nobody is refused before the kidneys are known: no dose, one off the step, no time. Of these no limit
 * speaks; of too much its own does. */
static void refuse_ordered(struct state *state, struct infusion *infusion)
{
    int64_t dose = state->patient->dose_mcg;
    int64_t over = state->patient->over_s;
    bool no_dose = dose >= 0 && (dose == 0 || dose % DOSE_STEP != 0);
    bool no_time = over >= 0 && over < 60;
    infusion->dose_mcg = dose > DOSE_MOST ? dose : -1;
    state->refused = state->refused || no_dose || no_time;
}

/* True when the whole infusion was computed. */
static bool infuse(struct state *state, struct infusion *infusion)
{
    const struct patient *patient = state->patient;
    int64_t crcl = state->decision->crcl;
    bool full = crcl >= 60 * RENAL_PER_ML_PER_MIN;
    bool reduced = crcl >= 30 * RENAL_PER_ML_PER_MIN && !full;
    bool allowed = materials_allowed(state);
    if (crcl < 0) {
        lack(state, bit(CRCL));
    }
    if (!full && !reduced) {
        refuse_ordered(state, infusion);
    }
    bool computed = (full || reduced) && set_dose(state, infusion) && set_time(state, infusion) && allowed;
    if (computed) {
        set_volumes(infusion);
        set_flow(state, infusion);
        computed = infusion->flow_ul_per_h > 0;
    }
    hold_infusion_limits(state, infusion, reduced);
    if (computed && patient->device == IFS_GRAVITY) {
        state->refused = true;
        return false;
    }
    return computed;
}

/* ---- The whole order ---- */

/* 20 g in 48 h where clearance or urine is low; nobody is asked for urine but where it is measured. */
static void hold_48h(struct state *state, int64_t given, bool computed)
{
    const struct patient *patient = state->patient;
    int64_t crcl = state->decision->crcl;
    uint8_t low = when_known(crcl >= 0, crcl < 30 * RENAL_PER_ML_PER_MIN);
    bool measured = patient->urine_ul_per_h >= 0 && patient->weight_g >= 0;
    uint8_t dry = when_known(measured, 2 * (int64_t)patient->urine_ul_per_h < patient->weight_g);
    uint8_t ward = when_known(patient->setting >= 0, patient->setting >= IFS_WARD);
    uint8_t dry_on_ward = both(dry, ward);
    uint8_t applies = either(low, dry_on_ward);
    if (applies == ANSWER_NO) {
        return;
    }
    if (patient->given_48h_mcg < 0) {
        lack(state, bit(GIVEN_48H));
    }
    bool beyond_limit = given > 20 * GRAM;
    if (beyond_limit && applies == ANSWER_YES) {
        hard_limit(state, IFS_LIMIT_IN_48H, true, true);
        return;
    }
    if (beyond_limit) {
        int other = patient->urine_ul_per_h >= 0 ? WEIGHT : URINE_OUTPUT; /* urine that is known lacks the weight */
        uint64_t lacking = dry_on_ward == ANSWER_UNKNOWN ? open_bit(dry, other) | open_bit(ward, SETTING) : 0;
        lack(state, open_bit(low, CRCL) | lacking);
    }
    bool whole = !beyond_limit && computed && patient->given_48h_mcg >= 0;
    state->decision->limits_undecided |= whole ? 0 : limit_bit(IFS_LIMIT_IN_48H);
}

/* Rolling totals. An unknown dose before, or no order computed, leaves a lower bound: it can only refuse. */
static void hold_totals(struct state *state, int64_t delivered, bool computed)
{
    const struct patient *patient = state->patient;
    int64_t day = patient->given_24h_mcg >= 0 ? patient->given_24h_mcg : 0;
    bool whole = patient->given_24h_mcg >= 0 && computed;
    if (day + delivered > DOSE_MOST) {
        hard_limit(state, IFS_LIMIT_IN_24H, true, true);
    }
    state->decision->limits_undecided |= whole || day + delivered > 30 * GRAM ? 0 : limit_bit(IFS_LIMIT_IN_24H);
    if (patient->given_24h_mcg != 0) {
        bool known = patient->last_dose_s >= 0;
        if (!known) {
            lack(state, patient->given_24h_mcg < 0 ? bit(GIVEN_24H) : bit(LAST_DOSE));
        }
        hard_limit(state, IFS_LIMIT_INTERVAL, known, patient->last_dose_s < DAY_S);
    }
    if (patient->given_24h_mcg < 0) {
        lack(state, bit(GIVEN_24H));
    }
    hold_48h(state, (patient->given_48h_mcg >= 0 ? patient->given_48h_mcg : day) + delivered, computed);
}

/* ---- What every answer would refuse ---- */

/* Why one supposition is refused; the later, the better as a reason. */
enum refusal { REFUSAL_NONE, REFUSAL_OF_INFUSION, REFUSAL_OF_TOTAL };

struct trial {
    struct decision decision;
    enum refusal refusal;
    uint32_t held;
    uint32_t refusing;
    int64_t dose_mcg;
};

/* The infusion as it would be with that clearance in mL/min. Its total is held with the clearance as unknown as it is. */
static void suppose(const struct state *state, int64_t crcl, struct trial *trial)
{
    struct state supposed = *state;
    struct infusion infusion = {.vial = state->patient->product == VIAL, .dose_mcg = -1, .over_s = -1};
    *trial = (struct trial){.decision = *state->decision};
    trial->decision.crcl = crcl * RENAL_PER_ML_PER_MIN;
    trial->decision.limits_tripped = trial->decision.limits_undecided = 0;
    supposed.decision = &trial->decision;
    supposed.held = supposed.refusing = 0;
    bool computed = infuse(&supposed, &infusion);
    trial->held = supposed.held;
    trial->refusing = supposed.refusing;
    trial->dose_mcg = infusion.dose_mcg;
    trial->refusal = supposed.refused ? REFUSAL_OF_INFUSION : REFUSAL_NONE;
    if (computed && !supposed.refused) {
        struct decision totals = *state->decision;
        supposed.decision = &totals;
        hold_totals(&supposed, infusion.dose_mcg, false);
        trial->refusal = supposed.refused ? REFUSAL_OF_TOTAL : REFUSAL_NONE;
    }
}

/* With the clearance unknown: refused where both reduced and unrestricted function would be, for failing kidneys are refused themselves.
 * Of the limits only what both have in common is said. The dose that counts in the totals. */
static int64_t refuse_anyway(struct state *state)
{
    struct trial reduced;
    struct trial full;
    if (state->refused || state->decision->crcl >= 0) {
        return 0;
    }
    suppose(state, 30, &reduced);
    suppose(state, 60, &full);
    if (reduced.refusal == REFUSAL_NONE || full.refusal == REFUSAL_NONE) {
        return 0;
    }
    const struct trial *chosen = reduced.refusal >= full.refusal ? &reduced : &full;
    uint32_t common = reduced.refusing & full.refusing;
    bool unsaid = chosen->refusal == REFUSAL_OF_TOTAL || common != 0;
    state->decision->limits_tripped = unsaid ? common : chosen->decision.limits_tripped;
    state->decision->limits_undecided = unsaid ? chosen->held & ~common : chosen->decision.limits_undecided;
    state->refused = chosen->refusal == REFUSAL_OF_INFUSION;
    return chosen->refusal == REFUSAL_OF_TOTAL ? chosen->dose_mcg : 0;
}

static ifs_verdict judge(const struct state *state)
{
    if (state->refused) {
        return IFS_REFUSED;
    }
    if (state->lacking) {
        return IFS_INCOMPLETE;
    }
    if (state->unsigned_override) {
        return IFS_OVERRIDE_NEEDED;
    }
    return state->decision->start == 0 ? IFS_READY : IFS_CONDITIONAL;
}

void specialised_decide(const struct patient *patient, struct decision *decision)
{
    *decision = (struct decision){.crcl = clearance(patient)};
    struct state state = {.patient = patient, .decision = decision};
    struct infusion infusion = {.vial = patient->product == VIAL, .dose_mcg = -1, .over_s = -1};
    bool dextrose = patient->diluent == 1 && infusion.vial;
    ask(&state);
    confirm(&state);
    hold_questions(&state);
    hold_library(&state, !infusion.vial, dextrose);
    hold_pregnancy(&state);
    hold_measures(&state);
    state.refused = state.refused || patient->renal == IFS_RENAL_ACUTE_INJURY;
    refuse_contradictions(&state);
    bool computed = infuse(&state, &infusion);
    int64_t refused_mcg = refuse_anyway(&state);
    hold_totals(&state, computed ? infusion.dose_mcg : refused_mcg, computed);
    decision->verdict = (int)judge(&state);
    if (decision->verdict >= IFS_OVERRIDE_NEEDED) {
        decision->dose_mcg = infusion.dose_mcg;
        decision->draw_ul = infusion.draw_ul;
        decision->total_ul = infusion.total_ul;
        decision->flow_ul_per_h = infusion.flow_ul_per_h;
    }
}
