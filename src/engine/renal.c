/*
 * renal.c - decides how much kidney function a patient has, by every rule but CKD-EPI (ckd_epi.c), and which body
 * weight a rule means.
 *
 * Invariant: a clearance leaves here in the sticky form of renal.h, twice its whole millionths of a mL/min and one
 * more when something was cut off. It is computed by one division of whole numbers, so that a comparison with any
 * limit of up to six decimals comes out as for the true value. Each product is bounded by the claims in front of it
 * and fits 64 bits.
 *
 * Which estimate counts, what is plausible, and every band are left to the callers and the protocols.
 */
#include "renal.h"

#include "claim.h"
#include "ratio.h"

#define MILLIONTHS 1000000
#define HEIGHT_DEFINED_FROM_MM 1524 /* 60 inches */
#define HEIGHT_MOST_MM 3000         /* beyond the hard ranges of the facts; here only to bound products */
#define WEIGHT_MOST_G 700000
#define CREATININE_MOST 1000000000

/* num/den in millionths of a mL/min, made sticky. */
static int64_t make_sticky(uint64_t num, uint64_t den)
{
    uint64_t whole = num / den;
    return (int64_t)(2 * whole + (whole * den != num));
}

/* Devine 1974 as printed by clincalc.com: 50 kg (M), 45.5 kg (F) and 2.3 kg for each inch over 60. In grams, 50000 +
 * 2300 * (mm / 25.4 - 60) = (11500 * mm - 11176000) / 127; 4500 g less for women. Below 60 inches Devine says
 * nothing; tools that clamp there disagree, so there is none. */
bool renal_ideal_weight(ifs_sex sex, int64_t height_mm, ifs_ratio *g)
{
    static const int64_t less[] = {[IFS_FEMALE] = 11747500, [IFS_MALE] = 11176000};
    claim((unsigned)sex <= IFS_MALE);
    claim(height_mm <= HEIGHT_MOST_MM);
    if (height_mm < HEIGHT_DEFINED_FROM_MM) {
        return false;
    }
    *g = ratio_make(11500 * height_mm - less[sex], 127);
    return true;
}

/* ideal + 0.4 * (actual - ideal), as printed by clincalc.com, is (3 * ideal + 2 * actual) / 5. */
bool renal_adjusted_weight(ifs_sex sex, int64_t height_mm, int64_t weight_g, ifs_ratio *g)
{
    ifs_ratio ideal;
    claim(weight_g > 0);
    claim(weight_g <= WEIGHT_MOST_G);
    if (!renal_ideal_weight(sex, height_mm, &ideal)) {
        return false;
    }
    *g = ratio_make(3 * ideal.num + 2 * weight_g * ideal.den, 5 * ideal.den);
    return true;
}

static enum renal_weight choose_lowest(int64_t weight_g, ifs_ratio ideal)
{
    return ratio_compare(ratio_whole(weight_g), ideal) <= 0 ? RENAL_WEIGHT_ACTUAL : RENAL_WEIGHT_IDEAL;
}

/* Actual below ideal as creatinineclearancecalculator.net and boomer.org have it; adjusted above 120 % of ideal as
 * clincalc.com. */
static enum renal_weight choose_customary(int64_t weight_g, ifs_ratio ideal)
{
    if (ratio_compare(ratio_whole(weight_g), ideal) < 0) {
        return RENAL_WEIGHT_ACTUAL;
    }
    bool within = ratio_compare(ratio_whole(5 * weight_g), ratio_make(6 * ideal.num, ideal.den)) <= 0;
    return within ? RENAL_WEIGHT_IDEAL : RENAL_WEIGHT_ADJUSTED;
}

/* The adjusted weight always lies between the two others, so the lowest is one of these. */
static enum renal_weight choose(enum renal_weight rule, int64_t weight_g, ifs_ratio ideal)
{
    switch (rule) {
    case RENAL_WEIGHT_LOWEST:
        return choose_lowest(weight_g, ideal);
    case RENAL_WEIGHT_ACTUAL:
    case RENAL_WEIGHT_IDEAL:
    case RENAL_WEIGHT_ADJUSTED:
        return rule;
    case RENAL_WEIGHT_CUSTOMARY:
        break;
    }
    return choose_customary(weight_g, ideal);
}

ifs_ratio renal_weight_by(enum renal_weight rule, const struct renal_body *body, enum renal_weight *used)
{
    ifs_ratio weight;
    claim(body->weight_g > 0);
    claim(body->weight_g <= WEIGHT_MOST_G);
    *used = RENAL_WEIGHT_ACTUAL;
    if (renal_ideal_weight(body->sex, body->height_mm, &weight)) {
        *used = choose(rule, body->weight_g, weight);
    }
    if (*used == RENAL_WEIGHT_ACTUAL) {
        return ratio_whole(body->weight_g);
    }
    if (*used == RENAL_WEIGHT_ADJUSTED) {
        claim(renal_adjusted_weight(body->sex, body->height_mm, body->weight_g, &weight));
    }
    return weight;
}

/* Cockcroft-Gault as printed by Taber's: (140 - age) * kg / (72 * mg/dL), times 0.85 for women; 88.42 umol/L in one
 * mg/dL. With g = num/den and the creatinine in 0.0001 umol/L (884200 in one mg/dL) a millionth of a mL/min is (140
 * - age) * num * 884200 * 1000000 / (1000 * 72 * den * creatinine), and 884200000 / 72 = 110525000 / 9. */
int64_t renal_cockcroft_gault(ifs_sex sex, int64_t age_years, ifs_ratio weight_g, int64_t creatinine)
{
    static const uint64_t ninths[] = {[IFS_FEMALE] = 93946250, [IFS_MALE] = 110525000};
    claim((unsigned)sex <= IFS_MALE);
    claim(age_years >= 0);
    claim(creatinine > 0);
    claim(creatinine <= CREATININE_MOST);
    claim(weight_g.num >= 0);
    claim(weight_g.num <= 500000000);
    claim(weight_g.den > 0);
    claim(weight_g.den <= 1000000000);
    if (age_years > 140) {
        return 0;
    }
    return make_sticky((uint64_t)(140 - age_years) * (uint64_t)weight_g.num * ninths[sex],
                       9 * (uint64_t)weight_g.den * (uint64_t)creatinine);
}

/* Bedside Schwartz as printed by the NKF: 0.413 * cm / (mg/dL), so 0.0413 * mm * 884200 / creatinine. */
int64_t renal_schwartz(int64_t height_mm, int64_t creatinine)
{
    claim(height_mm > 0);
    claim(height_mm <= HEIGHT_MOST_MM);
    claim(creatinine > 0);
    return make_sticky(UINT64_C(413) * 88420000 * (uint64_t)height_mm, (uint64_t)creatinine);
}

static uint64_t multiply_body(int64_t height_mm, int64_t weight_g)
{
    claim(height_mm > 0);
    claim(height_mm <= HEIGHT_MOST_MM);
    claim(weight_g > 0);
    claim(weight_g <= WEIGHT_MOST_G);
    return (uint64_t)(height_mm * weight_g);
}

/* Mosteller: sqrt(cm * kg / 3600) = sqrt(mm * g / 36000000); its millionths are sqrt(mm * g * 250000 / 9). Cutting
 * off below the root does not change its whole part. */
int64_t renal_body_surface(int64_t height_mm, int64_t weight_g)
{
    return renal_square_root((int64_t)(multiply_body(height_mm, weight_g) * 250000 / 9));
}

/* With b = mm * g the result in millionths is indexed * sqrt(b) / (2 * 6000 * 1.73) = indexed * sqrt(b) / 20760.
 *
 * Step one: sqrt(b) to 16 binary places, rounded down, is short by less than 2^-16. With indexed up to 10^9 (500
 * mL/min) the quotient is short by less than 10^9 / 2^16 / 20760 = 0.74, so the whole part is the one found or the
 * next.
 *
 * Step two: r is not above the true value exactly when indexed^2 * b - (20760 * r)^2 is not negative. These squares
 * do not fit 64 bits, but their difference does: the roots lie less than 2 * 20760 apart and add up to less than
 * 10^14, so it is below 4.2 * 10^18 < 2^63. Unsigned arithmetic, which keeps the last 64 bits, therefore gives it
 * exactly, its sign in the top bit. It is zero exactly when nothing is cut off.
 *
 * An odd indexed value stands half a millionth above what is known, and the result stays odd. */
int64_t renal_deindex(int64_t indexed, int64_t height_mm, int64_t weight_g)
{
    const uint64_t divisor = 20760;
    uint64_t body = multiply_body(height_mm, weight_g);
    claim(indexed >= 0);
    claim(indexed <= 500 * RENAL_PER_ML_PER_MIN);
    uint64_t square = (uint64_t)indexed * (uint64_t)indexed * body;
    uint64_t root = (uint64_t)renal_square_root((int64_t)(body << 32));
    uint64_t whole = (uint64_t)indexed * root / (divisor << 16);
    uint64_t next = (whole + 1) * divisor;
    whole += (square - next * next) >> 63 == 0;
    bool cut_off = square != whole * divisor * whole * divisor || indexed % 2 != 0;
    return (int64_t)(2 * whole + cut_off);
}

/* Karatsuba square root of Zimmermann, unrolled for one word: n is shifted by an even number so that one of its top
 * two bits is set; each line doubles the bits of a root that is off by less than one, and the last is corrected
 * downward. */
int64_t renal_square_root(int64_t n)
{
    claim(n >= 0);
    if (n == 0) {
        return 0;
    }
    int shift = __builtin_clzll((unsigned long long)n) & ~1;
    uint64_t scaled = (uint64_t)n << shift;
    uint32_t start = 1 + (uint32_t)(scaled >> 62);
    start = (start << 1) + (uint32_t)(scaled >> 59) / start;
    start = (start << 3) + (uint32_t)(scaled >> 53) / start;
    start = (start << 7) + (uint32_t)(scaled >> 41) / start;
    uint64_t root = ((uint64_t)start << 15) + (scaled >> 17) / start;
    root >>= shift / 2;
    return (int64_t)(root - (root * root > (uint64_t)n));
}
