/*
 * pool.c - fictional patients at random.
 *
 * Three in five could be given an order; in the others answers are left out or trip, each with a chance of its own, so
 * that a fault in any single rule shows. Creatinine and reported clearance often lie on the edge of a renal band or a
 * step beside it, doses and times on the edges of limits. Invariant: everything lies in the hard range of its fact and
 * on its step, for that is all the engine ever sees. Names of facts and checks are looked up, so that the order of a
 * protocol file is free.
 */
#include "pool.h"

#include <stdio.h>
#include <string.h>

static const char *const field_names[FIELD_COUNT] = {
    [MAGNESIUM_ALLERGY] = "magnesium-allergy",
    [HEART_BLOCK] = "heart-block",
    [MYASTHENIA] = "myasthenia",
    [LIVER_FAILURE] = "liver-failure",
    [RED_FLAG_FEVER] = "red-flag-fever",
    [RED_FLAG_CANCER] = "red-flag-cancer",
    [RED_FLAG_NEUROLOGIC_DEFICIT] = "red-flag-neurologic-deficit",
    [RED_FLAG_SUDDEN_ONSET] = "red-flag-sudden-onset",
    [RED_FLAG_LATE_ONSET] = "red-flag-late-onset",
    [RED_FLAG_NEW_PATTERN] = "red-flag-new-pattern",
    [RED_FLAG_POSITIONAL] = "red-flag-positional",
    [RED_FLAG_EXERTION] = "red-flag-exertion",
    [RED_FLAG_PAPILLEDEMA] = "red-flag-papilledema",
    [RED_FLAG_PROGRESSIVE] = "red-flag-progressive",
    [RED_FLAG_PUERPERIUM] = "red-flag-puerperium",
    [RED_FLAG_PAINFUL_EYE] = "red-flag-painful-eye",
    [RED_FLAG_TRAUMA] = "red-flag-trauma",
    [RED_FLAG_IMMUNE] = "red-flag-immune",
    [RED_FLAG_PAINKILLERS] = "red-flag-painkillers",
    [LOW_URINE] = "low-urine",
    [NEUROMUSCULAR_BLOCKER] = "neuromuscular-blocker",
    [DIGOXIN] = "digoxin",
    [AMINOGLYCOSIDE] = "aminoglycoside",
    [CNS_DEPRESSANT] = "cns-depressant",
    [CALCIUM_CHANNEL_BLOCKER] = "calcium-channel-blocker",
    [SLOW_CONDUCTION_MEDICINE] = "slow-conduction-medicine",
    [LOW_CALCIUM] = "low-calcium",
    [BOTULINUM_TOXIN] = "botulinum-toxin",
    [ANTIDOTE_PRESENT] = "antidote-present",
    [MYOCARDIAL_DAMAGE] = "myocardial-damage",
    [DIABETIC_COMA] = "diabetic-coma",
    [HYPERMAGNESEMIA] = "hypermagnesemia",
    [CNS_DEPRESSANT_COMBINATION] = "cns-depressant-combination",
    [OBSTETRIC_ORDER] = "obstetric-order",
    [KIDNEY_RISK] = "kidney-risk",
    [PREGNANT] = "pregnant",
    [BREASTFEEDING] = "breastfeeding",
    [WEIGHT] = "weight",
    [HEIGHT] = "height",
    [AGE] = "age",
    [SEX] = "sex",
    [CREATININE] = "creatinine",
    [CRCL] = "crcl",
    [EGFR] = "egfr",
    [URINE_OUTPUT] = "urine-output",
    [MAGNESIUM] = "magnesium",
    [SYSTOLIC] = "systolic",
    [HEART_RATE] = "heart-rate",
    [RESP_RATE] = "resp-rate",
    [SPO2] = "spo2",
    [REFLEXES] = "reflexes",
    [GIVEN_24H] = "given-24h",
    [GIVEN_48H] = "given-48h",
    [LAST_DOSE] = "last-dose",
    [SETTING] = "setting",
    [INDICATION] = "indication",
    [ALLERGIES] = "allergies",
};

/* Checks whose name is not that of their question. */
static const char *const check_names[CHECK_COUNT] = {
    [CHECK_ANTIDOTE_PRESENT] = "antidote-present",
    [CHECK_MYOCARDIAL_DAMAGE] = "myocardial-damage",
    [CHECK_MYOCARDIAL_DAMAGE_IN_HOSPITAL] = "myocardial-damage-in-hospital",
    [CHECK_DIABETIC_COMA] = "diabetic-coma",
    [CHECK_DIABETIC_COMA_DILUENT] = "diabetic-coma-diluent",
    [CHECK_HYPERMAGNESEMIA] = "hypermagnesemia",
    [CHECK_HYPERMAGNESEMIA_IN_HOSPITAL] = "hypermagnesemia-in-hospital",
    [CHECK_SERUM_MAGNESIUM] = "serum-magnesium",
    [CHECK_CNS_DEPRESSANT_COMBINATION] = "cns-depressant-combination",
    [CHECK_CALCIUM_CHANNEL_BLOCKER_IN_PREGNANCY] = "calcium-channel-blocker-in-pregnancy",
    [CHECK_ADMIT] = "admit-1",
    [CHECK_SETTING] = "setting",
    [CHECK_PREGNANCY] = "pregnancy",
    [CHECK_PREGNANCY_OUTSIDE_HOSPITAL] = "pregnancy-outside-hospital",
    [CHECK_PREGNANCY_SECONDARY_HEADACHE] = "pregnancy-secondary-headache",
    [CHECK_BREASTFEEDING] = "breastfeeding",
    [CHECK_ELDERLY] = "elderly",
    [CHECK_RENAL_BAND] = "renal-band",
    [CHECK_LOW_PRESSURE] = "low-pressure",
    [CHECK_SLOW_HEART] = "slow-heart",
    [CHECK_SLOW_BREATHING] = "slow-breathing",
    [CHECK_BREATHING_BELOW_LABEL] = "breathing-below-label",
    [CHECK_LOW_SATURATION] = "low-saturation",
    [CHECK_NO_REFLEXES] = "no-reflexes",
    [CHECK_RENAL] = "renal",
};

/* ---- Names ---- */

const char *pool_field_name(int field)
{
    return field_names[field];
}

static bool miss(const char *what, const char *name)
{
    fprintf(stderr, "bench: the protocol has no %s \"%s\" as specialised.c does; bring specialised.c up to date\n",
            what, name);
    return false;
}

static int check_index(const ifs_protocol *protocol, const char *id)
{
    for (int i = 0; i < protocol->check_count; i++) {
        if (strcmp(protocol->checks[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static int64_t product_index(const ifs_protocol *protocol, const char *id)
{
    for (int i = 0; i < protocol->drug.product_count; i++) {
        if (strcmp(protocol->drug.products[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static int64_t diluent_index(const ifs_protocol *protocol, const char *id)
{
    for (int i = 0; i < protocol->drug.diluent_count; i++) {
        if (strcmp(protocol->drug.diluents[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static bool find_materials(const ifs_protocol *protocol, struct pool_names *names)
{
    names->products[PREMIX] = product_index(protocol, "premix-1-g-in-100-mL-dextrose");
    names->products[VIAL] = product_index(protocol, "vial-500-mg-per-mL-2-mL");
    names->other_product = product_index(protocol, "vial-500-mg-per-mL-10-mL");
    names->diluents[0] = diluent_index(protocol, "sodium-chloride-0.9");
    names->diluents[1] = diluent_index(protocol, "dextrose-5");
    bool found = names->products[PREMIX] >= 0 && names->products[VIAL] >= 0 && names->other_product >= 0 &&
                 names->diluents[0] >= 0 && names->diluents[1] >= 0;
    return found || miss("product or diluent", "of the list");
}

bool pool_find_names(const ifs_protocol *protocol, struct pool_names *names)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        names->facts[i] = fact_index(protocol->facts, protocol->fact_count, field_names[i]);
        if (names->facts[i] < 0) {
            return miss("fact", field_names[i]);
        }
    }
    for (int i = 0; i < CHECK_COUNT; i++) {
        const char *id = check_names[i] != NULL ? check_names[i] : field_names[i];
        names->checks[i] = check_index(protocol, id);
        if (names->checks[i] < 0) {
            return miss("check", id);
        }
    }
    if (protocol->check_count != CHECK_COUNT) {
        fprintf(stderr, "bench: the protocol has %d checks, specialised.c %d; bring specialised.c up to date\n",
                protocol->check_count, CHECK_COUNT);
        return false;
    }
    return find_materials(protocol, names);
}

/* ---- Chance ---- */

static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static int32_t between(uint64_t *seed, int32_t low, int32_t high)
{
    return low + (int32_t)((draw(seed) >> 16) % (uint64_t)(high - low + 1));
}

static bool one_in(uint64_t *seed, int32_t n)
{
    return between(seed, 1, n) == 1;
}

static int32_t pick(uint64_t *seed, const int32_t *list, int32_t count)
{
    return list[between(seed, 0, count - 1)];
}

/* ---- A patient to whom an order can be given ---- */

static void fill_body(struct patient *patient, uint64_t *seed)
{
    static const int32_t product[] = {-1, -1, PREMIX, VIAL};
    patient->sex = (int8_t)between(seed, IFS_FEMALE, IFS_MALE);
    patient->age_months = 12 * between(seed, 18, 90) + between(seed, 0, 11);
    patient->weight_g = 100 * between(seed, 450, 1200);
    patient->height_mm = one_in(seed, 3) ? 10 * between(seed, 150, 195) : -1;
    patient->setting = (int8_t)between(seed, IFS_MOBILE, IFS_EMERGENCY);
    patient->indication = (int8_t)between(seed, 0, 2);
    patient->product = (int8_t)pick(seed, product, 4);
    patient->diluent = (int8_t)between(seed, -1, 1);
    patient->device = (int8_t)between(seed, -1, IFS_PUMP);
    patient->allergies_known = true;
}

static void fill_renal(struct patient *patient, uint64_t *seed)
{
    patient->creatinine = 8842 * between(seed, 40, 130);
    patient->crcl = -1;
    patient->egfr = -1;
    patient->renal = -1;
    patient->renal_basis = -1;
    patient->urine_ul_per_h = -1;
    patient->magnesium = -1;
    if (one_in(seed, 8)) {
        patient->renal = (int8_t)between(seed, IFS_RENAL_NORMAL, IFS_RENAL_MILD);
        patient->renal_basis = (int8_t)between(seed, -1, IFS_RENAL_HISTORY);
    }
}

static void fill_bedside(struct patient *patient, uint64_t *seed)
{
    patient->systolic = between(seed, 100, 180);
    patient->heart_rate = between(seed, 60, 120);
    patient->resp_rate = between(seed, 12, 24);
    patient->spo2 = between(seed, 94, 100);
    patient->reflexes_absent = 0;
    patient->given_24h_mcg = 0;
    patient->given_48h_mcg = one_in(seed, 4) ? 0 : -1;
    patient->last_dose_s = -1;
    patient->dose_mcg = one_in(seed, 3) ? 1000000 * between(seed, 1, 2) : -1;
    patient->over_s = one_in(seed, 3) ? 60 * between(seed, 15, 60) : -1;
}

static struct patient suitable(uint64_t *seed)
{
    struct patient patient = {.confirmed = one_in(seed, 10)};
    memset(patient.answers, ANSWER_NO, sizeof patient.answers);
    patient.answers[ANTIDOTE_PRESENT] = ANSWER_YES;
    patient.answers[KIDNEY_RISK] = one_in(seed, 5) ? ANSWER_YES : ANSWER_NO;
    fill_body(&patient, seed);
    fill_renal(&patient, seed);
    fill_bedside(&patient, seed);
    return patient;
}

/* ---- What makes an order conditional, incomplete or refused ---- */

/* Cockcroft-Gault exactly 30 or 60 mL/min in men of these ages: weight in kg = 72 * limit / (140 - age) * mg/dL. */
static void put_on_edge(struct patient *patient, uint64_t *seed)
{
    static const int32_t years[] = {32, 50, 60, 68};
    static const int32_t beside[] = {0, 0, 0, -8842, 8842};
    int32_t age = pick(seed, years, 4);
    int32_t limit = one_in(seed, 2) ? 30 : 60;
    int32_t hundredths = between(seed, 60, 400); /* mg/dL */
    int32_t hectograms = 72 * limit * hundredths / (140 - age) / 10;
    if (hectograms < 400 || hectograms > 1800) {
        return;
    }
    patient->sex = one_in(seed, 5) ? IFS_FEMALE : IFS_MALE;
    patient->age_months = 12 * age;
    patient->weight_g = 100 * hectograms;
    patient->height_mm = one_in(seed, 2) ? 10 * between(seed, 150, 195) : -1;
    patient->creatinine = 8842 * hundredths + pick(seed, beside, 5);
}

static void change_renal(struct patient *patient, uint64_t *seed)
{
    static const int32_t magnesium[] = {-1, 7291499, 7291500, 25520250, 25520251, 60762500, 60762501};
    static const int32_t tenths[] = {-1, 49, 299, 300, 301, 599, 600, 601, 1200, 1801};
    switch (between(seed, 0, 5)) {
    case 0:
        patient->creatinine = one_in(seed, 2) ? 10000 * between(seed, 20, 600) : -1;
        break;
    case 1:
        patient->crcl = 200000 * pick(seed, tenths, 10);
        patient->crcl = patient->crcl < 0 ? -1 : patient->crcl;
        break;
    case 2:
        patient->egfr = 2000000 * between(seed, 20, 110);
        break;
    case 3:
        patient->renal = (int8_t)between(seed, -1, IFS_RENAL_ACUTE_INJURY);
        patient->renal_basis = (int8_t)between(seed, -1, IFS_RENAL_HISTORY);
        patient->creatinine = one_in(seed, 2) ? -1 : patient->creatinine;
        patient->answers[KIDNEY_RISK] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
        patient->answers[LOW_URINE] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
        break;
    case 4:
        patient->urine_ul_per_h = 1000 * between(seed, 10, 60);
        patient->magnesium = pick(seed, magnesium, 7);
        break;
    default:
        put_on_edge(patient, seed);
        break;
    }
}

static void change_order(struct patient *patient, uint64_t *seed)
{
    static const int32_t doses[] = {-1,      0,       400000,  500000,  999999,  1000000, 1000001,
                                    1500000, 1600000, 2000000, 2500000, 4000000, 51000000};
    static const int32_t times[] = {-1,  20,  59,  60,   61,   419,  420,  421,  839,  840,
                                    841, 899, 900, 1199, 1200, 3600, 3601, 7200, 7201, 18000};
    patient->dose_mcg = pick(seed, doses, 13);
    patient->over_s = one_in(seed, 2) ? pick(seed, times, 20) : between(seed, 300, 8000);
    patient->product = (int8_t)between(seed, -1, one_in(seed, 4) ? OTHER_PRODUCT : VIAL);
    patient->device = (int8_t)between(seed, -1, one_in(seed, 4) ? IFS_HAND : IFS_PUMP);
    patient->diluent = (int8_t)between(seed, -1, 1);
}

static void change_before(struct patient *patient, uint64_t *seed)
{
    static const int32_t given[] = {-1, 0, 500000, 1000000, 2000000, 19500000, 20000000, 30500000, 45000000};
    static const int32_t last[] = {-1, 3600, 86399, 86400, 90000};
    patient->given_24h_mcg = pick(seed, given, 9);
    patient->given_48h_mcg = pick(seed, given, 9);
    patient->last_dose_s = pick(seed, last, 5);
    patient->setting = (int8_t)between(seed, -1, IFS_CRITICAL_CARE);
}

static void change_bedside(struct patient *patient, uint64_t *seed)
{
    int32_t *const figures[] = {&patient->systolic, &patient->heart_rate, &patient->resp_rate, &patient->spo2};
    static const int32_t edges[][6] = {
        {-1, 79, 99, 100, 200, 201}, {-1, 44, 59, 60, 140, 181}, {-1, 9, 11, 12, 15, 41}, {-1, 87, 93, 94, 98, 100}};
    for (int i = 0; i < 4; i++) {
        *figures[i] = one_in(seed, 2) ? pick(seed, edges[i], 6) : *figures[i];
    }
    patient->reflexes_absent = (int8_t)between(seed, -1, 1);
}

static void change_body(struct patient *patient, uint64_t *seed)
{
    static const int32_t ages[] = {-1, 6, 14, 60, 143, 144, 190, 215, 216, 217, 779, 780, 1080};
    static const int32_t weights[] = {-1, 39900, 40000, 180000, 180100, 299000};
    static const int32_t heights[] = {-1, 1399, 1400, 1523, 1524, 2000, 2001};
    switch (between(seed, 0, 4)) {
    case 0:
        patient->age_months = pick(seed, ages, 13);
        patient->weight_g = patient->age_months < 216 ? 100 * between(seed, 50, 1500) : patient->weight_g;
        break;
    case 1:
        patient->weight_g = pick(seed, weights, 6);
        break;
    case 2:
        patient->height_mm = pick(seed, heights, 7);
        break;
    case 3:
        patient->sex = (int8_t)between(seed, -1, IFS_MALE);
        patient->answers[PREGNANT] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
        patient->answers[BREASTFEEDING] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
        patient->answers[OBSTETRIC_ORDER] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
        break;
    default:
        patient->allergies_known = one_in(seed, 2);
        patient->indication = (int8_t)between(seed, -1, 2);
        break;
    }
}

static void change_answers(struct patient *patient, uint64_t *seed)
{
    bool many = one_in(seed, 8);
    for (int32_t left = many ? 12 : between(seed, 1, 2); left > 0; left--) {
        patient->answers[between(seed, 0, QUESTION_COUNT - 1)] = (uint8_t)between(seed, ANSWER_NO, ANSWER_YES);
    }
}

static void change(struct patient *patient, uint64_t *seed)
{
    void (*const changes[])(struct patient *, uint64_t *) = {
        change_renal, change_order, change_before, change_bedside, change_body, change_answers, change_answers};
    for (int32_t left = between(seed, 1, 3); left > 0; left--) {
        changes[between(seed, 0, 6)](patient, seed);
    }
}

void pool_fill(struct patient *patients, size_t count, uint64_t seed)
{
    for (size_t i = 0; i < count; i++) {
        patients[i] = suitable(&seed);
        if (one_in(&seed, 5)) {
            put_on_edge(&patients[i], &seed);
        }
        if (between(&seed, 1, 5) > 3) {
            change(&patients[i], &seed);
        }
    }
}

/* ---- The same as a request ---- */

static void answer(ifs_request *request, int fact, int64_t figure)
{
    fact_set_add(&request->given, fact);
    if (figure >= 0) {
        fact_set_add(&request->known, fact);
        request->answer[fact] = figure;
    }
}

static void answer_measures(const struct patient *patient, const struct pool_names *names, ifs_request *request)
{
    const struct {
        enum field field;
        int32_t figure;
    } figures[] = {
        {WEIGHT, patient->weight_g},
        {HEIGHT, patient->height_mm},
        {AGE, patient->age_months},
        {SEX, patient->sex},
        {CREATININE, patient->creatinine},
        {CRCL, patient->crcl},
        {EGFR, patient->egfr},
        {URINE_OUTPUT, patient->urine_ul_per_h},
        {MAGNESIUM, patient->magnesium},
        {SYSTOLIC, patient->systolic},
        {HEART_RATE, patient->heart_rate},
        {RESP_RATE, patient->resp_rate},
        {SPO2, patient->spo2},
        {REFLEXES, patient->reflexes_absent},
        {GIVEN_24H, patient->given_24h_mcg},
        {GIVEN_48H, patient->given_48h_mcg},
        {LAST_DOSE, patient->last_dose_s},
        {SETTING, patient->setting},
        {INDICATION, patient->indication},
        {ALLERGIES, patient->allergies_known ? 0 : -1},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        answer(request, names->facts[figures[i].field], figures[i].figure);
    }
    answer(request, IFS_FACT_RENAL, patient->renal);
    answer(request, IFS_FACT_RENAL_BASIS, patient->renal_basis);
    answer(request, IFS_FACT_DEVICE, patient->device);
}

static void answer_materials(const struct patient *patient, const struct pool_names *names, ifs_request *request)
{
    if (patient->product >= 0) {
        answer(request, IFS_FACT_PRODUCT,
               patient->product == OTHER_PRODUCT ? names->other_product : names->products[patient->product]);
    }
    if (patient->diluent >= 0) {
        answer(request, IFS_FACT_DILUENT, names->diluents[patient->diluent]);
    }
}

void pool_request(const struct patient *patient, const struct pool_names *names, ifs_request *request)
{
    *request = (ifs_request){0};
    for (int i = 0; i < QUESTION_COUNT; i++) {
        answer(request, names->facts[i],
               patient->answers[i] == ANSWER_UNKNOWN ? -1
               : patient->answers[i] == ANSWER_YES   ? IFS_ANSWER_YES
                                                     : IFS_ANSWER_NO);
    }
    answer_measures(patient, names, request);
    answer_materials(patient, names, request);
    request->unit[IFS_FACT_URINE_OUTPUT] = (uint8_t)quantity_unit_index("mL/h", IFS_URINE);
    request->words[IFS_FACT_ALLERGIES] = patient->allergies_known ? "none known" : NULL;
    if (patient->confirmed) {
        request->confirmed = request->known;
    }
    if (patient->dose_mcg >= 0) {
        request->choices[0].has_dose = true;
        request->choices[0].dose_mcg = (ifs_ratio){patient->dose_mcg, 1};
    }
    if (patient->over_s >= 0) {
        request->choices[0].has_over = true;
        request->choices[0].over.s = patient->over_s;
    }
}
