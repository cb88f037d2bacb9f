/*
 * fact_usual.c - which answers are unusual enough to be confirmed.
 *
 * Decides whether a known answer may be a slip (a digit too many, a weight in pounds, two figures exchanged). The
 * ranges are a project choice (to catch slips), not clinical limits: the value is used all the
 * same. The invariant: an edge is usual. Where the range depends on an age that is not known, no range of weight or
 * height is applied, and for the heart rate only what is usual at every age is.
 *
 * Confirming, and what follows without it, is left to the plan; hard ranges to fact_table.c.
 */
#include "fact.h"

#include "claim.h"

enum { MONTHS_PER_YEAR = 12, ADULT_MONTHS = 18 * MONTHS_PER_YEAR, SCHOOL_CHILD_MONTHS = 12 * MONTHS_PER_YEAR };

/* A range without edges of age, in the base units of its fact; of the body-mass index in kg/m2. */
struct usual_range {
    int64_t low;
    int64_t high;
};

static const struct usual_range adult_weight = {40000, 180000};
static const struct usual_range adult_height = {1400, 2000};
static const struct usual_range adult_body_mass = {14, 50};
static const struct usual_range child_heart_rate = {50, 180};
static const struct usual_range older_heart_rate = {45, 140};

/* Usual weight at a completed year of age. */
struct weight_row {
    int64_t years;
    int64_t low_g;
    int64_t high_g;
};

static const struct weight_row weight_rows[] = {
    {1, 7000, 14000},   {2, 9000, 18000},   {4, 11000, 26000},   {6, 14000, 38000},   {8, 17000, 55000},
    {10, 20000, 75000}, {12, 24000, 95000}, {14, 30000, 120000}, {16, 35000, 140000},
};

static bool knows(const ifs_request *request, ifs_fact fact)
{
    return fact_set_has(&request->known, (int)fact);
}

static bool outside(int64_t figure, int64_t low, int64_t high)
{
    return figure < low || figure > high;
}

static bool is_adult(const ifs_request *request)
{
    return knows(request, IFS_FACT_AGE) && request->answer[IFS_FACT_AGE] >= ADULT_MONTHS;
}

/* By the row of that completed year; between two rows by the wider of both; under one year only its upper bound. */
static bool child_weight_unusual(int64_t years, int64_t weight_g)
{
    if (years < weight_rows[0].years) {
        return weight_g > weight_rows[0].high_g;
    }
    size_t row = 0;
    while (row + 1 < COUNT_OF(weight_rows) && weight_rows[row + 1].years <= years) {
        row++;
    }
    bool between = weight_rows[row].years < years && row + 1 < COUNT_OF(weight_rows);
    /* both bounds rise with age: the wider of two rows is the lower low and the higher high */
    return outside(weight_g, weight_rows[row].low_g, weight_rows[between ? row + 1 : row].high_g);
}

/* Outside 14-50 kg/m2, from weight in g and height in mm: kg/m2 = 1000 g / mm2. At most 300,000 g and 2,500 mm. */
static bool body_mass_unusual(const ifs_request *request)
{
    if (!knows(request, IFS_FACT_HEIGHT)) {
        return false;
    }
    int64_t height_mm = request->answer[IFS_FACT_HEIGHT];
    int64_t square = height_mm * height_mm;
    return outside(request->answer[IFS_FACT_WEIGHT] * 1000, adult_body_mass.low * square,
                   adult_body_mass.high * square);
}

static bool weight_unusual(const ifs_request *request)
{
    int64_t weight_g = request->answer[IFS_FACT_WEIGHT];
    if (is_adult(request)) {
        return outside(weight_g, adult_weight.low, adult_weight.high) || body_mass_unusual(request);
    }
    return knows(request, IFS_FACT_AGE) &&
           child_weight_unusual(request->answer[IFS_FACT_AGE] / MONTHS_PER_YEAR, weight_g);
}

/* Age unknown: what is usual at every age. */
static bool heart_rate_unusual(const ifs_request *request)
{
    bool aged = knows(request, IFS_FACT_AGE);
    bool child = aged && request->answer[IFS_FACT_AGE] < SCHOOL_CHILD_MONTHS;
    bool older = aged && !child;
    return outside(request->answer[IFS_FACT_HEART_RATE], older ? older_heart_rate.low : child_heart_rate.low,
                   child ? child_heart_rate.high : older_heart_rate.high);
}

/* Usual ranges that depend on nothing else, in base units; a fact without a row has none. */
static const struct usual_range ranges[IFS_FACT_BUILTIN] = {
    [IFS_FACT_CREATININE] = {265260, 4421000},                                             /* 0.3-5 mg/dL */
    [IFS_FACT_CRCL] = {10000000, 360000000},                                               /* 5-180 mL/min */
    [IFS_FACT_EGFR] = {10000000, 360000000},   [IFS_FACT_MAGNESIUM] = {7291500, 60762500}, /* 0.3-2.5 mmol/L */
    [IFS_FACT_SYSTOLIC] = {80, 200},           [IFS_FACT_DIASTOLIC] = {40, 120},
    [IFS_FACT_RESP_RATE] = {10, 40},           [IFS_FACT_SPO2] = {88, 100},
};

_Static_assert(COUNT_OF(weight_rows) + 1 == FACT_USUAL_MOST, "room for every row and the adult's");
_Static_assert(IFS_FACT_BUILTIN <= 64, "every fact with a usual range lies in the first word of a set");

uint64_t fact_usual_ranges(void)
{
    const uint64_t one = 1;
    return one << IFS_FACT_WEIGHT | one << IFS_FACT_HEIGHT | one << IFS_FACT_CREATININE | one << IFS_FACT_CRCL |
           one << IFS_FACT_EGFR | one << IFS_FACT_MAGNESIUM | one << IFS_FACT_SYSTOLIC | one << IFS_FACT_DIASTOLIC |
           one << IFS_FACT_HEART_RATE | one << IFS_FACT_RESP_RATE | one << IFS_FACT_SPO2;
}

bool fact_unusual(const ifs_request *request, int fact)
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_MAX);
    if (fact >= IFS_FACT_BUILTIN || !fact_set_has(&request->known, fact)) {
        return false;
    }
    if (fact == IFS_FACT_WEIGHT) {
        return weight_unusual(request);
    }
    if (fact == IFS_FACT_HEIGHT) {
        return is_adult(request) && outside(request->answer[fact], adult_height.low, adult_height.high);
    }
    if (fact == IFS_FACT_HEART_RATE) {
        return heart_rate_unusual(request);
    }
    return ranges[fact].high > 0 && outside(request->answer[fact], ranges[fact].low, ranges[fact].high);
}

/* ---- In words ---- */

static int add_usual(struct fact_usual *list, int count, struct usual_range range, struct fact_usual ages)
{
    list[count] = ages;
    list[count].low = range.low;
    list[count].high = range.high;
    return count + 1;
}

static int usual_weights(struct fact_usual *list)
{
    int count = 0;
    for (size_t i = 0; i < COUNT_OF(weight_rows); i++) {
        const struct weight_row *row = &weight_rows[i];
        struct fact_usual at = {.from_months = row->years * MONTHS_PER_YEAR,
                                .to_months = (row->years + 1) * MONTHS_PER_YEAR};
        count = add_usual(list, count, (struct usual_range){row->low_g, row->high_g}, at);
    }
    return add_usual(list, count, adult_weight, (struct fact_usual){.from_months = ADULT_MONTHS});
}

int fact_usual_list(int fact, struct fact_usual list[FACT_USUAL_MOST])
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_BUILTIN);
    if (fact == IFS_FACT_WEIGHT) {
        return usual_weights(list);
    }
    if (fact == IFS_FACT_HEIGHT) {
        return add_usual(list, 0, adult_height, (struct fact_usual){.from_months = ADULT_MONTHS});
    }
    if (fact == IFS_FACT_HEART_RATE) {
        add_usual(list, 0, child_heart_rate, (struct fact_usual){.to_months = SCHOOL_CHILD_MONTHS});
        return add_usual(list, 1, older_heart_rate, (struct fact_usual){.from_months = SCHOOL_CHILD_MONTHS});
    }
    return ranges[fact].high > 0 ? add_usual(list, 0, ranges[fact], (struct fact_usual){0}) : 0;
}

struct fact_usual fact_usual_body_mass(void)
{
    return (struct fact_usual){.from_months = ADULT_MONTHS, .low = adult_body_mass.low, .high = adult_body_mass.high};
}
