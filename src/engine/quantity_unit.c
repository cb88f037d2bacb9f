/*
 * quantity_unit.c - the one unit table.
 *
 * Decides which units there are and by what exact factor each becomes the base unit of its dimension. The invariant:
 * symbols are matched byte for byte and case for case; a factor is a fraction, never a rounded number; what depends on
 * the salt is not converted without it.
 *
 * The grammar of a whole quantity is left to quantity.c, other ways of writing a unit to quantity_spelling.c, the
 * salt's constants to the drug library.
 */
#include "quantity_unit.h"

#include "claim.h"
#include "ratio.h"

/* 88.42 umol/L of creatinine per mg/dL, in the base unit 0.0001 umol/L. */
#define CREATININE_MG_PER_DL 884200
/* Serum magnesium, 24.305 g/mol and two charges, in the base unit 0.0000001 mg/dL: 1 mmol/L is
 * 24.305 mg/L, that is 2.4305 mg/dL. */
#define MAGNESIUM_MMOL_PER_L 24305000
#define MAGNESIUM_MEQ_PER_L (MAGNESIUM_MMOL_PER_L / 2)
/* Base units of clearance in 1 mL/min. */
#define CLEARANCE_ML_PER_MIN 2000000
/* Constants of a salt beyond this cannot be meant; below it no factor overflows. */
#define SALT_LIMIT INT64_C(1000000000)

static const struct unit units[] = {
    {"mg", "mg", IFS_MASS, UNIT_PLAIN, 1000, 1},
    {"g", "g", IFS_MASS, UNIT_PLAIN, 1000000, 1},
    {"mcg", "mcg", IFS_MASS, UNIT_PLAIN, 1, 1},
    {"mmol", "mmol", IFS_MASS, UNIT_MMOL, 1, 1},
    {"mEq", "mEq", IFS_MASS, UNIT_MEQ, 1, 1},
    {"mL", "mL", IFS_VOLUME, UNIT_PLAIN, 1000, 1},
    {"L", "L", IFS_VOLUME, UNIT_PLAIN, 1000000, 1},
    {"min", "min", IFS_DURATION, UNIT_PLAIN, 60, 1},
    {"h", "h", IFS_DURATION, UNIT_PLAIN, 3600, 1},
    {"s", "s", IFS_DURATION, UNIT_PLAIN, 1, 1},
    {"d", "days", IFS_DURATION, UNIT_PLAIN, 86400, 1},
    {"kg", "kg", IFS_WEIGHT, UNIT_PLAIN, 1000, 1},
    {"cm", "cm", IFS_LENGTH, UNIT_PLAIN, 10, 1},
    {"y", "years", IFS_AGE, UNIT_PLAIN, 12, 1},
    {"mo", "months", IFS_AGE, UNIT_PLAIN, 1, 1},
    {"mg/dL", "mg/dL", IFS_CREATININE, UNIT_PLAIN, CREATININE_MG_PER_DL, 1},
    {"umol/L", "umol/L", IFS_CREATININE, UNIT_PLAIN, 10000, 1},
    {"mL/min", "mL/min", IFS_CLEARANCE, UNIT_PLAIN, CLEARANCE_ML_PER_MIN, 1},
    {"mL/min/1.73m2", "mL/min/1.73 m2", IFS_INDEXED_CLEARANCE, UNIT_PLAIN, CLEARANCE_ML_PER_MIN, 1},
    {"mL/h", "mL per hour", IFS_URINE, UNIT_PLAIN, 1000, 1},
    {"mL/kg/h", "mL per kg per hour", IFS_URINE_PER_WEIGHT, UNIT_PLAIN, 1000, 1},
    {"mmol/L", "mmol/L", IFS_SERUM_MAGNESIUM, UNIT_PLAIN, MAGNESIUM_MMOL_PER_L, 1},
    {"mg/dL", "mg/dL", IFS_SERUM_MAGNESIUM, UNIT_PLAIN, 10000000, 1},
    {"mEq/L", "mEq/L", IFS_SERUM_MAGNESIUM, UNIT_PLAIN, MAGNESIUM_MEQ_PER_L, 1},
    {"mmHg", "mmHg", IFS_PRESSURE, UNIT_PLAIN, 1, 1},
    {"/min", "per minute", IFS_FREQUENCY, UNIT_PLAIN, 1, 1},
    {"%", "%", IFS_SATURATION, UNIT_PLAIN, 1, 1},
    {"33w6d", "weeks and days", IFS_GESTATION, UNIT_PLAIN, 1, 1},
    {"mg/mL", "mg per mL", IFS_CONCENTRATION, UNIT_PLAIN, 1, 1},
    {"g/mL", "g per mL", IFS_CONCENTRATION, UNIT_PLAIN, 1000, 1},
    {"%", "%", IFS_CONCENTRATION, UNIT_PLAIN, 10, 1}, /* weight in volume: 1 g in 100 mL */
    {"mmol/mL", "mmol per mL", IFS_CONCENTRATION, UNIT_MMOL, 1, 1000},
    {"mEq/mL", "mEq per mL", IFS_CONCENTRATION, UNIT_MEQ, 1, 1000},
    {"mg/h", "mg per hour", IFS_DOSE_RATE, UNIT_PLAIN, 1000, 1},
    {"g/h", "g per hour", IFS_DOSE_RATE, UNIT_PLAIN, 1000000, 1},
    {"mg/min", "mg per minute", IFS_DOSE_RATE, UNIT_PLAIN, 60000, 1},
    {"g/min", "g per minute", IFS_DOSE_RATE, UNIT_PLAIN, 60000000, 1},
    {"mmol/h", "mmol per hour", IFS_DOSE_RATE, UNIT_MMOL, 1, 1},
    {"mEq/h", "mEq per hour", IFS_DOSE_RATE, UNIT_MEQ, 1, 1},
    {"mg/kg", "mg per kg", IFS_MASS_PER_WEIGHT, UNIT_PLAIN, 1000, 1},
    {"g/kg", "g per kg", IFS_MASS_PER_WEIGHT, UNIT_PLAIN, 1000000, 1},
    {"mcg/kg", "mcg per kg", IFS_MASS_PER_WEIGHT, UNIT_PLAIN, 1, 1},
    {"mmol/kg", "mmol per kg", IFS_MASS_PER_WEIGHT, UNIT_MMOL, 1, 1},
    {"mEq/kg", "mEq per kg", IFS_MASS_PER_WEIGHT, UNIT_MEQ, 1, 1},
    {"mg/kg/h", "mg per kg per hour", IFS_DOSE_RATE_PER_WEIGHT, UNIT_PLAIN, 1000, 1},
    {"g/kg/h", "g per kg per hour", IFS_DOSE_RATE_PER_WEIGHT, UNIT_PLAIN, 1000000, 1},
    {"mg/kg/min", "mg per kg per minute", IFS_DOSE_RATE_PER_WEIGHT, UNIT_PLAIN, 60000, 1},
    {"mmol/kg/h", "mmol per kg per hour", IFS_DOSE_RATE_PER_WEIGHT, UNIT_MMOL, 1, 1},
    {"mEq/kg/h", "mEq per kg per hour", IFS_DOSE_RATE_PER_WEIGHT, UNIT_MEQ, 1, 1},
    {"mL/h", "mL per hour", IFS_FLOW, UNIT_PLAIN, 1000, 1},
    {"mL/min", "mL per minute", IFS_FLOW, UNIT_PLAIN, 60000, 1},
    {"L/h", "L per hour", IFS_FLOW, UNIT_PLAIN, 1000000, 1},
    {"drops/mL", "drops per mL", IFS_DROP_FACTOR, UNIT_PLAIN, 1, 1},
    {"g/mol", "g/mol", IFS_MOLAR_MASS, UNIT_PLAIN, 1000, 1},
    {"mg-elemental", "mg of the element", IFS_ELEMENTAL_MASS, UNIT_PLAIN, 1000, 1},
};

/* ---- Lookup --------------------------------------------------------------------------------------------------- */

static struct span span_of(const char *words)
{
    struct span span = {words, text_length(words)};
    return span;
}

static bool same_bytes(struct span span, const char *words)
{
    size_t i = 0;
    while (i < span.length && words[i] != '\0' && span.bytes[i] == words[i]) {
        i++;
    }
    return i == span.length && words[i] == '\0';
}

const struct unit *quantity_unit(int unit)
{
    claim(unit >= 0);
    claim((size_t)unit < COUNT_OF(units));
    return &units[unit];
}

static int find_symbol(struct span symbol, ifs_dimension wanted)
{
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        bool eligible = wanted == IFS_DIMENSION_NONE || units[i].dimension == wanted;
        if (eligible && same_bytes(symbol, units[i].symbol)) {
            return (int)i;
        }
    }
    return -1;
}

int quantity_unit_index(const char *symbol, ifs_dimension dimension)
{
    return find_symbol(span_of(symbol), dimension);
}

int quantity_unit_find(struct span symbol, ifs_dimension wanted)
{
    int unit = find_symbol(symbol, wanted);
    return unit >= 0 && units[unit].dimension == IFS_GESTATION ? -1 : unit;
}

int quantity_unit_first(ifs_dimension dimension)
{
    int first = 0;
    while (units[first].dimension != dimension) {
        first++;
        claim((size_t)first < COUNT_OF(units));
    }
    return first;
}

void quantity_unit_list(ifs_dimension dimension, struct text *text)
{
    int listed = 0;
    for (size_t i = 0; i < COUNT_OF(units) && listed < 2; i++) {
        if (units[i].dimension == dimension) {
            text_add(text, listed > 0 ? " or " : "");
            text_add(text, units[i].symbol);
            listed++;
        }
    }
}

/* ---- Factors -------------------------------------------------------------------------------------------------- */

bool quantity_unit_needs_salt(int unit)
{
    return quantity_unit(unit)->scale != UNIT_PLAIN;
}

static bool in_bounds(int64_t constant)
{
    return constant > 0 && constant <= SALT_LIMIT;
}

static bool is_usable(const ifs_salt *salt)
{
    return salt != NULL && in_bounds(salt->molar_mass_mg_per_mol) && in_bounds(salt->valence);
}

bool quantity_unit_factor(int unit, const ifs_salt *salt, ifs_ratio *factor)
{
    const struct unit *row = quantity_unit(unit);
    if (row->scale != UNIT_PLAIN && !is_usable(salt)) {
        return false;
    }
    switch (row->scale) {
    case UNIT_PLAIN:
        *factor = ratio_make(row->num, row->den);
        break;
    case UNIT_MMOL:
        *factor = ratio_make(row->num * salt->molar_mass_mg_per_mol, row->den);
        break;
    case UNIT_MEQ:
        *factor = ratio_make(row->num * salt->molar_mass_mg_per_mol, row->den * salt->valence);
        break;
    }
    return true;
}

/* The same quantity in the other dimension of mass: of the salt, or of the element in it. */
static bool cross_element(ifs_quantity quantity, ifs_dimension target, const ifs_salt *salt, ifs_ratio *base)
{
    if (!is_usable(salt) || !in_bounds(salt->element_mg_per_mol)) {
        return false;
    }
    ifs_ratio element_in_salt = {salt->element_mg_per_mol, salt->molar_mass_mg_per_mol};
    if (quantity.dimension == IFS_MASS && target == IFS_ELEMENTAL_MASS) {
        return ratio_mul(quantity.base, element_in_salt, base);
    }
    if (quantity.dimension == IFS_ELEMENTAL_MASS && target == IFS_MASS) {
        return ratio_div(quantity.base, element_in_salt, base);
    }
    return false;
}

bool quantity_in_unit(ifs_quantity quantity, int unit, const ifs_salt *salt, ifs_ratio *number)
{
    ifs_dimension target = quantity_unit(unit)->dimension;
    ifs_ratio base = quantity.base;
    if (quantity.dimension != target && !cross_element(quantity, target, salt, &base)) {
        return false;
    }
    ifs_ratio factor;
    return quantity_unit_factor(unit, salt, &factor) && ratio_div(base, factor, number);
}
