/*
 * calc.h - one piece of arithmetic with its working: what the calculations share.
 */
#ifndef IFS_CALC_H
#define IFS_CALC_H

#include "protocol_load.h"
#include "quantity.h"

#define CALC_INPUTS 16
#define CALC_STEPS 8
#define CALC_LINE 256

/* NAME=VALUE as typed; the plain quantity of convert has the name "". */
struct calc_input {
    const char *name;
    const char *text;
    bool used;
};

struct calc {
    const char *what;
    struct calc_input inputs[CALC_INPUTS];
    int input_count;
    const char *protocols; /* --protocols */
    ifs_protocol *drug;    /* loaded when a salt is needed */
    bool failed;           /* something was wrong and has been explained */
    char text[CALC_LINE];  /* the answer */
    char figure[CALC_LINE];
    char unit[32];
    char steps[CALC_STEPS][CALC_LINE];
    int step_count;
};

/* The text of an input, NULL when it was not given; marks it used. */
const char *calc_given(struct calc *calc, const char *name);

/* An input as a quantity of that dimension. False when it was not given (with an explanation where it is required) or is wrong. */
bool calc_take(struct calc *calc, const char *name, ifs_dimension dimension, bool required, ifs_quantity *out);
bool calc_take_strength(struct calc *calc, const char *name, bool required, ifs_quantity *out);

/* The first of the dimensions, ended by IFS_DIMENSION_NONE, in which the input is a quantity. */
bool calc_take_one_of(struct calc *calc, const char *name, const ifs_dimension *dimensions, ifs_quantity *out);

/* The salt of the drug library, NULL with an explanation when it cannot be had. */
const ifs_salt *calc_salt(struct calc *calc);

/* Explains what is wrong and marks the calculation failed; always false. */
bool calc_fail(struct calc *calc, const char *about, const char *what);

/* Exact steps; too large a figure is explained. */
bool calc_mul(struct calc *calc, ifs_ratio a, ifs_ratio b, ifs_ratio *out);
bool calc_div(struct calc *calc, ifs_ratio a, ifs_ratio b, ifs_ratio *out);

/* A new line of working to write into. */
struct text calc_step(struct calc *calc);

/* The answer in a unit: text "F words", figure F, unit. */
void calc_answer(struct calc *calc, ifs_ratio figure, int decimals, const char *words, const char *unit);

/* The answer as a mass: whole grams in g, else mg. */
void calc_answer_mass(struct calc *calc, ifs_ratio mcg);

/* The calculations; each returns true with the answer filled. */
bool calc_flow(struct calc *calc);
bool calc_drops(struct calc *calc);
bool calc_draw(struct calc *calc);
bool calc_diluent(struct calc *calc);
bool calc_dose(struct calc *calc);
bool calc_dose_rate(struct calc *calc);
bool calc_concentration(struct calc *calc);
bool calc_time(struct calc *calc);
bool calc_speed(struct calc *calc);
bool calc_convert(struct calc *calc);
bool calc_crcl(struct calc *calc);
bool calc_egfr(struct calc *calc);
bool calc_ibw(struct calc *calc);
bool calc_adjbw(struct calc *calc);
bool calc_bsa(struct calc *calc);

#endif
