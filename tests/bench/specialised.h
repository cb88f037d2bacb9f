/*
 * specialised.h - protocols/migraine-acute-adult.cfg written out in C by hand: the bar for one decision of the engine.
 *
 * Plain fields in, plain figures out. Nothing of it is part of the program; it is only here to be raced against, and
 * its numbers follow the protocol and its drug library by hand.
 */
#ifndef BENCH_SPECIALISED_H
#define BENCH_SPECIALISED_H

#include <stdbool.h>
#include <stdint.h>

/* "and" is the smaller, "or" the larger, "not" the distance from yes. */
enum answer { ANSWER_NO, ANSWER_UNKNOWN, ANSWER_YES };

/* Every field that can be missing. The questions come first, each with an answer; of these first those that refuse when
 * answered yes, then others that decide alone. */
enum field {
    MAGNESIUM_ALLERGY,
    HEART_BLOCK,
    MYASTHENIA,
    LIVER_FAILURE,
    RED_FLAG_FEVER,
    RED_FLAG_CANCER,
    RED_FLAG_NEUROLOGIC_DEFICIT,
    RED_FLAG_SUDDEN_ONSET,
    RED_FLAG_LATE_ONSET,
    RED_FLAG_NEW_PATTERN,
    RED_FLAG_POSITIONAL,
    RED_FLAG_EXERTION,
    RED_FLAG_PAPILLEDEMA,
    RED_FLAG_PROGRESSIVE,
    RED_FLAG_PUERPERIUM,
    RED_FLAG_PAINFUL_EYE,
    RED_FLAG_TRAUMA,
    RED_FLAG_IMMUNE,
    RED_FLAG_PAINKILLERS,
    LOW_URINE,
    NEUROMUSCULAR_BLOCKER, /* from here on the prescriber may sign */
    DIGOXIN,
    AMINOGLYCOSIDE,
    CNS_DEPRESSANT, /* from here on warnings */
    CALCIUM_CHANNEL_BLOCKER,
    SLOW_CONDUCTION_MEDICINE,
    LOW_CALCIUM,
    BOTULINUM_TOXIN,
    ANTIDOTE_PRESENT, /* from here on read together with something else */
    MYOCARDIAL_DAMAGE,
    DIABETIC_COMA,
    HYPERMAGNESEMIA,
    CNS_DEPRESSANT_COMBINATION,
    OBSTETRIC_ORDER,
    KIDNEY_RISK,
    PREGNANT,
    BREASTFEEDING,
    QUESTION_COUNT,
    WEIGHT = QUESTION_COUNT,
    HEIGHT,
    AGE,
    SEX,
    CREATININE,
    CRCL,
    EGFR,
    URINE_OUTPUT,
    MAGNESIUM,
    SYSTOLIC,
    HEART_RATE,
    RESP_RATE,
    SPO2,
    REFLEXES,
    GIVEN_24H,
    GIVEN_48H,
    LAST_DOSE,
    SETTING,
    INDICATION,
    ALLERGIES,
    FIELD_COUNT
};

/* The questions that decide alone have the bit of their question. */
enum check_place {
    CHECK_ANTIDOTE_PRESENT = ANTIDOTE_PRESENT,
    CHECK_MYOCARDIAL_DAMAGE,
    CHECK_MYOCARDIAL_DAMAGE_IN_HOSPITAL,
    CHECK_DIABETIC_COMA,
    CHECK_DIABETIC_COMA_DILUENT,
    CHECK_HYPERMAGNESEMIA,
    CHECK_HYPERMAGNESEMIA_IN_HOSPITAL,
    CHECK_SERUM_MAGNESIUM,
    CHECK_CNS_DEPRESSANT_COMBINATION,
    CHECK_CALCIUM_CHANNEL_BLOCKER_IN_PREGNANCY,
    CHECK_ADMIT,
    CHECK_SETTING,
    CHECK_PREGNANCY,
    CHECK_PREGNANCY_OUTSIDE_HOSPITAL,
    CHECK_PREGNANCY_SECONDARY_HEADACHE,
    CHECK_BREASTFEEDING,
    CHECK_ELDERLY,
    CHECK_RENAL_BAND,
    CHECK_LOW_PRESSURE,
    CHECK_SLOW_HEART,
    CHECK_SLOW_BREATHING,
    CHECK_BREATHING_BELOW_LABEL,
    CHECK_LOW_SATURATION,
    CHECK_NO_REFLEXES,
    CHECK_RENAL,
    CHECK_COUNT
};

enum bag { PREMIX, VIAL, OTHER_PRODUCT };

/* -1: unknown, not asked for, not chosen. Units are those of infusheet.h. */
struct patient {
    uint8_t answers[QUESTION_COUNT]; /* enum answer */
    int8_t sex;
    int8_t setting;
    int8_t renal;
    int8_t renal_basis;
    int8_t reflexes_absent;
    int8_t indication;
    int8_t product;
    int8_t diluent; /* 0 sodium chloride, 1 dextrose */
    int8_t device;
    bool allergies_known;
    bool confirmed; /* whatever is unusual */
    int32_t weight_g;
    int32_t height_mm;
    int32_t age_months;
    int32_t creatinine;
    int32_t crcl;
    int32_t egfr;
    int32_t urine_ul_per_h;
    int32_t magnesium;
    int32_t systolic;
    int32_t heart_rate;
    int32_t resp_rate;
    int32_t spo2;
    int32_t given_24h_mcg;
    int32_t given_48h_mcg;
    int32_t last_dose_s;
    int32_t dose_mcg; /* the prescriber's */
    int32_t over_s;
};

/* Verdicts, limits and their numbers are those of infusheet.h. */
struct decision {
    int verdict;
    int64_t crcl; /* -1: unknown */
    int64_t dose_mcg;
    int64_t draw_ul;
    int64_t total_ul;
    int64_t flow_ul_per_h;
    uint64_t tripped;        /* bit by check */
    uint64_t undecided;      /* bit by check */
    uint64_t missing;        /* bit by field */
    uint64_t start;          /* bit by field */
    uint64_t confirm;        /* bit by field */
    uint32_t limits_tripped; /* bit by ifs_limit_kind */
    uint32_t limits_undecided;
};

/* Every check and every limit is evaluated, not only the first that fails. No overrides are signed. */
void specialised_decide(const struct patient *patient, struct decision *decision);

#endif
