/*
 * condition_sentence.h - the words of a text that is no condition.
 */
#ifndef IFS_CONDITION_SENTENCE_H
#define IFS_CONDITION_SENTENCE_H

#include "condition.h"

enum { SENTENCE_WORDS = 96, NONE = -1 };

/* A stretch of the text without blanks: letters and figures, signs, or one other character. */
struct word {
    size_t start;
    size_t length;
};

struct sentence {
    const char *text;
    const struct symbols *symbols;
    struct word words[SENTENCE_WORDS]; /* those beyond are not looked at */
    int count;
    struct text *meant;
    int fact; /* whose figure lacks its unit, else that of the problem */
};

/* Cuts the text of the sentence into its words. */
void sentence_cut(struct sentence *sentence);

/* The word at or after that byte; count when there is none. */
int sentence_word_at(const struct sentence *sentence, size_t offset);

/* What the word at i is, upper and lower case alike: these letters, one of a list that ends with NULL, a figure (it begins with
 * a digit), a unit (what may follow a figure and is no other part of a phrase). A word that does not exist, before the first or after the last, is nothing. */
bool sentence_is(const struct sentence *sentence, int i, const char *letters);
bool sentence_is_one_of(const struct sentence *sentence, int i, const char *const *words);
bool sentence_is_figure(const struct sentence *sentence, int i);
bool sentence_is_unit(const struct sentence *sentence, int i);

/* True for "heart rate", where the name is "heart-rate". */
bool sentence_is_joined(const struct sentence *sentence, int i, const char *name);

/* The fact that may stand in a condition and has that name, or NONE; the choice of a fact (NONE has none), or NULL. */
int sentence_fact(const struct sentence *sentence, int i);
const char *sentence_choice(const struct sentence *sentence, int fact, int i);
const struct fact_rule *sentence_rule(const struct sentence *sentence, int fact);

/* Adds to what was meant: a word, all from the word at i on, "fact is choice" or its opposite. */
void sentence_add_word(const struct sentence *sentence, struct word word);
void sentence_add_rest(const struct sentence *sentence, int i);
void sentence_add_choice(const struct sentence *sentence, int fact, const char *choice, bool negated);

#endif
