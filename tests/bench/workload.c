/*
 * workload.c - patients of the pool reduced to the workload that peers share, and written to a file.
 *
 * Invariant: what is written is all a peer needs to give the engine's order: every figure lies on the last digit that is
 * written, and no fact that is left out of the file is known to the engine, but those that decide nothing here.
 */
#include "workload.h"

#include <string.h>

#include "ratio.h"
#include "renal.h"

enum { HUNDREDTH_MG_PER_DL = 8842, HUNDREDTH_MMOL_PER_L = 243050 };

static int32_t at_least(int32_t figure, int32_t least)
{
    return figure < least ? least : figure;
}

static void reduce_body(struct patient *patient)
{
    patient->answers[KIDNEY_RISK] = ANSWER_NO;
    patient->sex = patient->sex < 0 ? IFS_FEMALE : patient->sex;
    patient->age_months = at_least(patient->age_months, 18 * 12) / 12 * 12;
    patient->weight_g = at_least(patient->weight_g, 40000);
    patient->height_mm = patient->crcl = patient->egfr = patient->urine_ul_per_h = -1;
    patient->renal = patient->renal_basis = -1;
    patient->creatinine =
        at_least(patient->creatinine, 40 * HUNDREDTH_MG_PER_DL) / HUNDREDTH_MG_PER_DL * HUNDREDTH_MG_PER_DL;
    if (patient->magnesium >= 0) {
        patient->magnesium =
            (patient->magnesium + HUNDREDTH_MMOL_PER_L - 1) / HUNDREDTH_MMOL_PER_L * HUNDREDTH_MMOL_PER_L;
    }
    patient->allergies_known = patient->confirmed = true;
    patient->indication = patient->indication < 0 ? 0 : patient->indication;
}

static void reduce_order(struct patient *patient)
{
    patient->setting = patient->setting < 0 ? IFS_MOBILE : patient->setting;
    patient->product = patient->product == VIAL ? VIAL : PREMIX;
    patient->diluent = patient->diluent == 1 ? 1 : 0;
    patient->device = -1;
    patient->given_24h_mcg =
        at_least(patient->given_24h_mcg, 0) > 2500000 ? 2500000 : at_least(patient->given_24h_mcg, 0);
    patient->given_48h_mcg = -1;
    patient->last_dose_s = patient->given_24h_mcg == 0 ? -1 : at_least(patient->last_dose_s, 3600) / 3600 * 3600;
    patient->dose_mcg = patient->dose_mcg >= 1000 ? patient->dose_mcg / 1000 * 1000 : -1;
    patient->over_s = patient->over_s >= 60 ? patient->over_s / 60 * 60 : -1;
}

static int band_of(int64_t crcl)
{
    return crcl < 0 ? -1 : (crcl >= 30 * RENAL_PER_ML_PER_MIN) + (crcl >= 60 * RENAL_PER_ML_PER_MIN);
}

static bool same_band(const struct patient *patient)
{
    struct decision decision;
    int64_t years = patient->age_months / 12;
    specialised_decide(patient, &decision);
    return decision.crcl < 0 || band_of(decision.crcl) ==
                                    band_of(renal_cockcroft_gault((ifs_sex)patient->sex, years,
                                                                  ratio_whole(patient->weight_g), patient->creatinine));
}

void workload_fill(struct patient *patients, size_t count, uint64_t seed)
{
    size_t kept = 0;
    for (uint64_t i = 0; kept < count; i++) {
        pool_fill(&patients[kept], 1, seed + 7919 * i);
        reduce_body(&patients[kept]);
        reduce_order(&patients[kept]);
        kept += same_band(&patients[kept]);
    }
}

/* ---- The file ---- */

struct figure {
    const char *name;
    int32_t last_digit;
    int decimals;
    int32_t (*of)(const struct patient *);
};

static int32_t male(const struct patient *p)
{
    return p->sex == IFS_MALE;
}
static int32_t vial(const struct patient *p)
{
    return p->product == VIAL;
}
static int32_t dextrose(const struct patient *p)
{
    return p->diluent;
}
static int32_t setting(const struct patient *p)
{
    return p->setting;
}
static int32_t reflexes_absent(const struct patient *p)
{
    return p->reflexes_absent;
}
static int32_t age(const struct patient *p)
{
    return p->age_months;
}
static int32_t weight(const struct patient *p)
{
    return p->weight_g;
}
static int32_t creatinine(const struct patient *p)
{
    return p->creatinine;
}
static int32_t magnesium(const struct patient *p)
{
    return p->magnesium;
}
static int32_t systolic(const struct patient *p)
{
    return p->systolic;
}
static int32_t heart_rate(const struct patient *p)
{
    return p->heart_rate;
}
static int32_t resp_rate(const struct patient *p)
{
    return p->resp_rate;
}
static int32_t spo2(const struct patient *p)
{
    return p->spo2;
}
static int32_t given(const struct patient *p)
{
    return p->given_24h_mcg;
}
static int32_t last_dose(const struct patient *p)
{
    return p->last_dose_s;
}
static int32_t dose(const struct patient *p)
{
    return p->dose_mcg;
}
static int32_t over(const struct patient *p)
{
    return p->over_s;
}

static const struct figure figures[] = {
    {"male", 1, 0, male},
    {"age", 12, 0, age},
    {"weight", 100, 1, weight},
    {"creatinine", HUNDREDTH_MG_PER_DL, 2, creatinine},
    {"magnesium", HUNDREDTH_MMOL_PER_L, 2, magnesium},
    {"systolic", 1, 0, systolic},
    {"heart_rate", 1, 0, heart_rate},
    {"resp_rate", 1, 0, resp_rate},
    {"spo2", 1, 0, spo2},
    {"reflexes_absent", 1, 0, reflexes_absent},
    {"setting", 1, 0, setting},
    {"vial", 1, 0, vial},
    {"dextrose", 1, 0, dextrose},
    {"given_mg", 1000, 0, given},
    {"last_dose_h", 3600, 0, last_dose},
    {"dose_mg", 1000, 0, dose},
    {"over_min", 60, 0, over},
};
enum { FIGURES = sizeof figures / sizeof figures[0] };

enum { COLUMNS = QUESTION_COUNT + FIGURES };

/* As a peer may write it. */
static void write_name(FILE *file, int column)
{
    const char *name = column < QUESTION_COUNT ? pool_field_name(column) : figures[column - QUESTION_COUNT].name;
    for (const char *letter = name; *letter != '\0'; letter++) {
        fputc(*letter == '-' ? '_' : *letter, file);
    }
}

static void write_names(FILE *file)
{
    for (int i = 0; i < COLUMNS; i++) {
        fputs(i == 0 ? "" : ",", file);
        write_name(file, i);
    }
}

static void write_figure(FILE *file, const struct figure *figure, const struct patient *patient, bool decimals)
{
    int32_t number = figure->of(patient);
    if (number < 0) {
        fputs(decimals ? "" : "null", file);
        return;
    }
    number /= figure->last_digit;
    int scale = figure->decimals == 2 ? 100 : 10;
    if (!decimals || figure->decimals == 0) {
        fprintf(file, "%d", number);
        return;
    }
    fprintf(file, "%d.%0*d", number / scale, figure->decimals, number % scale);
}

static void write_column(FILE *file, const struct patient *patient, int column, bool decimals)
{
    const char *const answers[] = {"0", decimals ? "" : "null", "1"};
    if (column < QUESTION_COUNT) {
        fputs(answers[patient->answers[column]], file);
    } else {
        write_figure(file, &figures[column - QUESTION_COUNT], patient, decimals);
    }
}

static void write_row(FILE *file, const struct patient *patient, bool decimals)
{
    for (int i = 0; i < COLUMNS; i++) {
        fputs(i == 0 ? "" : ",", file);
        write_column(file, patient, i, decimals);
    }
}

static void write_fact(FILE *file, const struct patient *patient, size_t line)
{
    fprintf(file, "(patient (round wait) (line %zu)", line);
    for (int i = 0; i < COLUMNS; i++) {
        fputs(" (", file);
        write_name(file, i);
        fputc(' ', file);
        write_column(file, patient, i, false);
        fputc(')', file);
    }
    fputs(")\n", file);
}

static void write_table(FILE *file, const struct patient *patients, size_t count, bool sql)
{
    fputs(sql ? "create table patient(" : "", file);
    write_names(file);
    fputs(sql ? ");\n" : "\n", file);
    for (size_t i = 0; i < count; i++) {
        fputs(sql ? "insert into patient values (" : "", file);
        write_row(file, &patients[i], !sql);
        fputs(sql ? ");\n" : "\n", file);
    }
}

void workload_write(FILE *file, const struct patient *patients, size_t count, enum workload_form form)
{
    if (form != WORKLOAD_FACTS) {
        write_table(file, patients, count, form == WORKLOAD_SQL);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        write_fact(file, &patients[i], i + 1);
    }
}

/* ---- Orders ---- */

struct order workload_order(const struct decision *decision)
{
    return (struct order){{
        [ORDER_VERDICT] = decision->verdict,
        [ORDER_TRIPPED] = __builtin_popcountll(decision->tripped),
        [ORDER_UNDECIDED] = __builtin_popcountll(decision->undecided),
        [ORDER_BAND] = band_of(decision->crcl),
        [ORDER_DOSE] = (int)(decision->dose_mcg / 1000),
        [ORDER_DRAW] = (int)(decision->draw_ul / 1000),
        [ORDER_FLOW] = (int)(decision->flow_ul_per_h / 100),
    }};
}
