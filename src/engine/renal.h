/*
 * renal.h - renal function in integer arithmetic: the same bits on every machine.
 *
 * A clearance is an int64_t in half millionths of a mL/min: twice the whole millionths, plus one when something was cut off. So a value
 * compares exactly against every limit written with up to six decimals: x < T holds for the rounded number exactly when
 * it holds for the true one.
 */
#ifndef IFS_RENAL_H
#define IFS_RENAL_H

#include "infusheet.h"

#define RENAL_PER_ML_PER_MIN INT64_C(2000000)

enum renal_weight { RENAL_WEIGHT_LOWEST, RENAL_WEIGHT_ACTUAL, RENAL_WEIGHT_IDEAL, RENAL_WEIGHT_ADJUSTED, RENAL_WEIGHT_CUSTOMARY };

/* Devine ideal body weight in grams, exactly. False below 152.4 cm (60 in), where it is not defined.
 * M 50 kg + 2.3 kg per inch over 60, F 45.5 kg + 2.3 kg. Source: Devine 1974 as printed by clincalc.com. */
bool renal_ideal_weight(ifs_sex sex, int64_t height_mm, ifs_ratio *g);

/* Adjusted = ideal + 0.4 (actual - ideal), exactly; also below ideal. False where ideal is not defined. */
bool renal_adjusted_weight(ifs_sex sex, int64_t height_mm, int64_t weight_g, ifs_ratio *g);

/* The weight a rule names. Customary: actual below ideal, ideal up to and including 120 % of it, adjusted above. LOWEST: the
 * lowest of actual and ideal. *used says which it was. Falls back to actual (and says so) where no ideal weight exists or
 * height_mm is 0 (unknown). */
struct renal_body {
    ifs_sex sex;
    int64_t height_mm; /* 0: unknown */
    int64_t weight_g;
};
ifs_ratio renal_weight_by(enum renal_weight rule, const struct renal_body *body, enum renal_weight *used);

/* Cockcroft-Gault: (140 - age) * weight / (72 * creatinine in mg/dL), x 0.85 female; age in completed years; 88.42 umol/L per
 * mg/dL. creatinine in 0.0001 umol/L (see IFS_CREATININE), > 0. Age of 140 and over gives 0. Exact, then sticky half millionths. */
int64_t renal_cockcroft_gault(ifs_sex sex, int64_t age_years, ifs_ratio weight_g, int64_t creatinine);

/* CKD-EPI 2021 creatinine, mL/min/1.73 m2, within 0.00001 of the exact value over the whole input grid (age 18-120 by
 * year; 0.1-20 mg/dL by 0.01 and every umol/L; both sexes), never in another band. Half millionths. */
int64_t renal_ckd_epi_2021(ifs_sex sex, int64_t age_years, int64_t creatinine);

/* Bedside Schwartz: 0.413 * height in cm / creatinine in mg/dL. Exact, then sticky. */
int64_t renal_schwartz(int64_t height_mm, int64_t creatinine);

/* Mosteller body surface sqrt(height cm * weight kg / 3600) in millionths of a square metre, rounded down. */
int64_t renal_body_surface(int64_t height_mm, int64_t weight_g);

/* Indexed clearance times body surface over 1.73: the larger error is that of the indexed figure. For a whole reported eGFR the
 * result is exact (sticky): computed from the integer square root of the whole product, not of the rounded surface. */
int64_t renal_deindex(int64_t indexed, int64_t height_mm, int64_t weight_g);

/* Integer square root, rounded down. */
int64_t renal_square_root(int64_t n);

#endif
