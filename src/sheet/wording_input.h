/*
 * wording_input.h - what is said about a text that is not a quantity.
 */
#ifndef IFS_WORDING_INPUT_H
#define IFS_WORDING_INPUT_H

#include "quantity.h"
#include "text.h"

/* Adds one sentence, without a full stop, that says what is wrong and what to write instead: `unknown unit "gm";
 * write "g"`. `example` is the right form for what was asked ("72 kg"); NULL where there is none. The text as a
 * whole and where it stands are for the caller to say before it. Claims that there is a fault. A figure converted
 * from pounds, stones, inches or feet is shown, and a measurement in metric units asked for. */
void wording_quantity_problem(struct text *out, const struct quantity_problem *problem, const char *example);

#endif
