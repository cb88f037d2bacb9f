/*
 * prove_words.h - what a certificate says in words (analysis/prove.h).
 */
#ifndef IFS_PROVE_WORDS_H
#define IFS_PROVE_WORDS_H

#include "brute.h"

enum { PROVE_WORDS = 1200 };

const char *prove_words_result(enum prove_result result); /* "PROVED" */
const char *prove_words_property(enum prove_property property);

/* What was gone through: patients, kinds, weights, orders. */
void prove_words_covered(struct text *text, const struct prove *prove);

/* Why it is undecided, or what is wrong with the patient; nothing where it is proved by something. */
void prove_words_finding(struct text *text, const struct prove *prove, enum prove_property property);

/* The rule number `index` of those that decide for nobody. */
void prove_words_unreached(struct text *text, const struct prove *prove, int index);

/* The jump number `index`; after the last, the speed that rises. Nothing where there is none. */
void prove_words_note(struct text *text, const struct prove *prove, int index);

/* How many patients were tried one by one, and what became of them. */
void prove_words_brute(struct text *text, const struct brute *brute);

#endif
