/*
 * quantity.h - the one unit table, and the only place where a number becomes characters or the reverse.
 */
#ifndef IFS_QUANTITY_H
#define IFS_QUANTITY_H

#include "infusheet.h"
#include "text.h"

/* How a number in a unit becomes the base unit of its dimension (see ifs_dimension). */
enum unit_scale {
    UNIT_PLAIN, /* times num/den */
    UNIT_MMOL,  /* times num/den and the salt's mcg in 1 mmol (as many as its molar mass has mg/mol) */
    UNIT_MEQ    /* the same divided by the valence */
};

/* One unit. Within a dimension the plain metric units come first; so do, for the same symbol, the dimensions in the
 * order of ifs_dimension. */
struct unit {
    const char *symbol; /* as written in files and on the command line: "mL/h"; "33w6d" is the form of a gestation */
    const char *words;  /* as printed for people: "mL per hour"; lab values keep the slash */
    ifs_dimension dimension;
    enum unit_scale scale;
    int64_t num;
    int64_t den;
};

/* Why a text is not a quantity. The sentences are the wording's. */
enum quantity_fault {
    QUANTITY_FINE,
    QUANTITY_EMPTY,
    QUANTITY_NOT_A_NUMBER, /* "abc", "30-60 min", "1/2 g", "10^3 mL" */
    QUANTITY_COMMA,        /* "1,5 g", "1,000 mL": any comma; suggestion: the right form, both where it may be either */
    QUANTITY_SIGN,         /* "-3 g", "+3 g" */
    QUANTITY_EXPONENT,     /* "1e3 mL" */
    QUANTITY_BARE_POINT,   /* ".5 g", "5. g": leading and following digit required; suggestion: the number */
    QUANTITY_LEADING_ZERO, /* "007 g"; suggestion: the number */
    QUANTITY_TOO_LARGE,    /* does not fit, e.g. 10^30; at most 12 digits before and 6 after the point */
    QUANTITY_TOO_FINE,     /* more than 6 digits after the point */
    QUANTITY_NO_UNIT,      /* "72" */
    QUANTITY_NO_SPACE,     /* "72kg" where a space is required (files); suggestion: the whole right form */
    QUANTITY_SPACES, /* more than one space, tab, no-break space, leading or trailing space; suggestion: the right form */
    QUANTITY_UNKNOWN_UNIT,    /* suggestion: the unit, or the whole right form of "2 000 mg" */
    QUANTITY_IMPERIAL,        /* lb, pounds, in, inches, st, stone, ft, oz: conversion shown, metric asked for */
    QUANTITY_FORBIDDEN_UNIT,  /* on the do-not-use lists: cc, ug, the micro sign, U, IU, gr, "mg elemental" */
    QUANTITY_NEEDS_SALT,      /* mmol or mEq of drug where no drug library is known */
    QUANTITY_WRONG_DIMENSION, /* a known unit, but of another dimension; also for callers to set */
    QUANTITY_TWO_UNITS,       /* "2 h 30 min"; suggestion: the sum in one unit */
    QUANTITY_NOT_A_GESTATION, /* a gestation that is not completed weeks and 0 to 6 days, "33w6d" */
    QUANTITY_ZERO_VOLUME      /* "20 g/0 mL" */
};

struct quantity_problem {
    enum quantity_fault fault;
    size_t offset;       /* byte in the text where it shows */
    char found[24];      /* the offending piece, printable ASCII only, cut if long */
    char suggestion[48]; /* what to write instead: a unit, a number, a metric quantity; "" if nothing is certain */
};

enum quantity_spacing { QUANTITY_SPACE_REQUIRED, QUANTITY_SPACE_OPTIONAL };

/* What a caller expects of a text. */
struct quantity_wanted {
    ifs_dimension dimension; /* IFS_DIMENSION_NONE: any; "g" is a mass of drug unless IFS_WEIGHT is wanted, and so on */
    enum quantity_spacing spacing;
    const ifs_salt *salt; /* for mmol and mEq of drug; NULL: refused with QUANTITY_NEEDS_SALT */
};

/* Strict grammar: digits [ "." digits ] [ " " ] unit; for gestation 33w6d. Exact; *out is in lowest terms. True and
 * *out on success; false and *problem otherwise (*out is then all zero). Text need not be NUL-terminated. Only the
 * first fault is reported; a missing space last, so that its suggestion is the whole right form. With
 * IFS_DIMENSION_NONE a symbol of several dimensions is taken in the order of ifs_dimension: mg/dL creatinine, mL/min
 * clearance, mL/h urine, % saturation. Dates are not quantities (a birth before 1970 would be negative): IFS_DATE is
 * never parsed. */
bool quantity_parse(const char *bytes, size_t length, const struct quantity_wanted *wanted, ifs_quantity *out,
                    struct quantity_problem *problem);

/* The strengths and concentrations of labels: "20 g/500 mL", "500 mg/mL", "50 %" (500 mg/mL), "49.3 %", "2 mmol/mL",
 * "4 mEq/mL", "1 g/100 mL". Base: mcg/uL. Same faults. The dimension wanted is not read. A pair is returned in
 * mg/mL: who wants to print the pair keeps the text. */
bool quantity_parse_strength(const char *bytes, size_t length, const struct quantity_wanted *wanted, ifs_quantity *out,
                             struct quantity_problem *problem);

/* The unit of that index in the table; claims the index is valid. */
const struct unit *quantity_unit(int unit);

/* Index of the unit with that symbol in that dimension, -1 if none. IFS_DIMENSION_NONE: in any, the first. */
int quantity_unit_index(const char *symbol, ifs_dimension dimension);

/* The exact number of `unit` in a quantity: 4 g in mmol. The dimensions must agree, but a mass may be asked for in
 * elemental mass and the reverse. False when they do not, when the salt is needed and NULL (or not usable), or when
 * it does not fit. */
bool quantity_in_unit(ifs_quantity quantity, int unit, const ifs_salt *salt, ifs_ratio *number);

/* All functions that add write everything or nothing (see text.h); rounding is exact, half up, on the last digit
 * written. */

/* Decimal digits of an exact fraction: comma from 1,000, leading zero, no trailing zero, at most `decimals` (0 to 9)
 * after the point. */
void quantity_add_number(struct text *text, ifs_ratio number, int decimals);

/* The same without thousands comma: a decimal string for machines ("1234.5"). */
void quantity_add_decimal(struct text *text, ifs_ratio number, int decimals);

/* How many decimals the functions for people below write: as many as make it exact, if three are enough; else one,
 * or more where three significant digits need more (66.7, 6.67, 0.667), at most six. */
int quantity_decimals(ifs_ratio number);

/* For people, by the writing rules in protocols/README.md. */

/* "1 g" (whole grams), else in mg: "1,500 mg", "500 mg", "0.25 mg"; up to 3 decimals, that is to the microgram. */
void quantity_add_mass(struct text *text, ifs_ratio mcg);

/* "100 mL", "0.25 mL"; up to 3 decimals, that is to the microlitre. */
void quantity_add_volume(struct text *text, ifs_ratio ul);

/* Up to 90 min in minutes: "15 min", "13 min 20 s", "20 s", "90 min"; above in hours: "24 h", "1 h 31 min",
 * "2 h 13 min 20 s". Seconds rounded up. */
void quantity_add_duration(struct text *text, ifs_ratio s);

/* By quantity_decimals. A dose rate is in g per hour from 1 g per hour, in mg per hour below. */
void quantity_add_flow(struct text *text, ifs_ratio ul_per_h);            /* "133.3 mL per hour" */
void quantity_add_speed(struct text *text, ifs_ratio mcg_per_h);          /* "66.7 mg per minute" */
void quantity_add_dose_rate(struct text *text, ifs_ratio mcg_per_h);      /* "3.6 g per hour", "41.7 mg per hour" */
void quantity_add_concentration(struct text *text, ifs_ratio mcg_per_ul); /* "16 mg per mL" */
void quantity_add_per_weight(struct text *text, ifs_ratio mcg_per_kg);    /* "13.9 mg per kg" */

/* In its own unit, as files and the command line write it ("72 kg", "0.8 mg/dL", "33w6d", no comma), at most
 * `decimals` digits. A unit that needs the salt (mmol, mEq) is written in the first metric unit of its dimension
 * instead ("985.88 mg"): exact figures in mmol come from quantity_in_unit and quantity_add_number. */
void quantity_add(struct text *text, ifs_quantity quantity, int decimals);

/* An integer (>= 0) in the base unit of a fact's dimension, in the unit with that index. */
ifs_quantity quantity_of(int64_t base, int unit);

#endif
