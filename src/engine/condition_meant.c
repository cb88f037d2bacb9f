/*
 * condition_meant.c - what an author who wrote no condition probably meant.
 *
 * Decides, when a condition does not compile, whether the words around the fault are a common way of saying the same
 * ("age over 65 y", "setting is ward or critical-care", "sex is not female"), and how that is written here. Invariant:
 * nothing is proposed but tests of facts, choices and figures that stand in the author's own words. What is wrong stays as the
 * compiler said it.
 *
 * Comparisons are left to condition_measure.c, words to condition_sentence.c.
 */
#include "condition_meant.h"

#include "condition_measure.h"
#include "fact.h"

/* ---- Choices and questions ------------------------------------------------------------------------------------ */

/* "yes" and "true" are the question alone, "no" and "false" its denial. */
static bool mean_answer(const struct sentence *sentence, int fact, int i, bool negated)
{
    static const char *const yes[] = {"yes", "true", "y", "1", "positive", "present", NULL};
    static const char *const no[] = {"no", "false", "n", "0", "negative", "absent", NULL};
    bool denied = sentence_is_one_of(sentence, i, no);
    if (!denied && !sentence_is_one_of(sentence, i, yes)) {
        return false;
    }
    text_add(sentence->meant, denied != negated ? "not " : "");
    text_add(sentence->meant, sentence_rule(sentence, fact)->name);
    return true;
}

/* "sex = female", "sex is not female", "setting in ward", "setting is 'ward'": the fact stands at i. */
static bool mean_choice(const struct sentence *sentence, int fact, int i)
{
    static const char *const links[] = {"is", "=", "==", "===", "in", "are", ":", "equals", "was", "\"", "'", NULL};
    static const char *const denials[] = {"not", "!=", "<>", "isnt", "!", NULL};
    bool negated = false;
    int at = i + 1;
    for (; sentence_is_one_of(sentence, at, links) || sentence_is_one_of(sentence, at, denials); at++) {
        negated = negated != sentence_is_one_of(sentence, at, denials);
    }
    if (fact_is_yes_no(sentence_rule(sentence, fact))) {
        return mean_answer(sentence, fact, at, negated);
    }
    const char *choice = sentence_choice(sentence, fact, at);
    if (choice == NULL) {
        return false;
    }
    sentence_add_choice(sentence, fact, choice, negated);
    return true;
}

/* ---- Words that are no fact ------------------------------------------------------------------------------------ */

/* "setting is ward or critical-care": the test right before the choice at i, joined to what it wants. In brackets
 * where the condition goes on, for "not" and "and" bind closer. Two choices of one fact cannot both hold: "and" was
 * meant as "or". */
static bool mean_second_choice(const struct sentence *sentence, int i)
{
    int from = i - 4;
    int fact = sentence_is(sentence, from + 1, "is") ? sentence_fact(sentence, from) : NONE;
    const char *first = sentence_choice(sentence, fact, from + 2);
    const char *second = sentence_choice(sentence, fact, i);
    if (first == NULL || second == NULL || fact_is_yes_no(sentence_rule(sentence, fact))) {
        return false;
    }
    bool part = from > 0 || i + 1 < sentence->count;
    text_add(sentence->meant, part ? "(" : "");
    sentence_add_choice(sentence, fact, first, false);
    text_add(sentence->meant, " or ");
    sentence_add_choice(sentence, fact, second, false);
    text_add(sentence->meant, part ? ")" : "");
    return true;
}

/* The one fact that has this choice ("female"); NONE where there is none, or two: nobody knows which. */
static int owner_of(const struct sentence *sentence, int i)
{
    int owner = NONE;
    for (int fact = 0; fact < sentence->symbols->count; fact++) {
        const struct fact_rule *rule = sentence_rule(sentence, fact);
        bool has = !fact_is_yes_no(rule) && sentence_choice(sentence, fact, i) != NULL;
        if (has && owner >= 0) {
            return NONE;
        }
        owner = has ? fact : owner;
    }
    return owner;
}

static bool mean_lone_choice(const struct sentence *sentence, int i)
{
    if (mean_second_choice(sentence, i)) {
        return true;
    }
    int owner = owner_of(sentence, i);
    if (owner >= 0) {
        sentence_add_choice(sentence, owner, sentence_choice(sentence, owner, i), false);
    }
    return owner >= 0;
}

/* "heart rate" is heart-rate. */
static bool mean_joined(const struct sentence *sentence, int i)
{
    for (int fact = 0; fact < sentence->symbols->count; fact++) {
        const struct fact_rule *rule = sentence_rule(sentence, fact);
        if (rule->kind != FACT_IDENTITY && sentence_is_joined(sentence, i, rule->name)) {
            text_add(sentence->meant, rule->name);
            return true;
        }
    }
    return false;
}

static bool mean_denial(const struct sentence *sentence, int i)
{
    int fact = sentence_fact(sentence, i + 1);
    text_add(sentence->meant, "not");
    if (fact >= 0 && fact_is_yes_no(sentence_rule(sentence, fact))) {
        text_add(sentence->meant, " ");
        text_add(sentence->meant, sentence_rule(sentence, fact)->name);
    }
    return true;
}

static bool mean_unknown_word(struct sentence *sentence, int i)
{
    static const char *const denials[] = {"no", "without", "unless", "except", "non", "never", NULL};
    static const char *const needless[] = {"if", "when", "where", "patient", "has", "with", "only", "the", "in", "serum", "blood", NULL};
    if (sentence_is_figure(sentence, i)) {
        return measure_turned(sentence, i);
    }
    if (sentence_is_one_of(sentence, i, denials)) {
        return mean_denial(sentence, i);
    }
    if (mean_lone_choice(sentence, i) || mean_joined(sentence, i)) {
        return true;
    }
    bool more = sentence_is_one_of(sentence, i, needless);
    if (more && sentence_fact(sentence, i + 1) >= 0) {
        sentence_add_rest(sentence, i + 1);
        return true;
    }
    return more && mean_lone_choice(sentence, i + 1);
}

/* ---- Entry ---------------------------------------------------------------------------------------------------- */

/* The fact of the test that holds the fault: it stands there, or at most two words before. */
static bool mean_test(struct sentence *sentence, int i)
{
    for (int j = i; j >= i - 2; j--) {
        int fact = sentence_fact(sentence, j);
        if (fact >= 0) {
            return sentence_rule(sentence, fact)->kind == FACT_MEASURE ? measure_after_fact(sentence, fact, j)
                                                                 : mean_choice(sentence, fact, j);
        }
    }
    return false;
}

/* What the words at the fault mean: after a comma they stand, and before a sign the fact does. */
static bool mean(struct sentence *sentence, const struct condition_problem *problem)
{
    int i = sentence_word_at(sentence, problem->offset);
    switch (problem->fault) {
    case CONDITION_UNKNOWN_FACT:
        return mean_unknown_word(sentence, i);
    case CONDITION_FOREIGN:
        return sentence_is(sentence, i, ",") ? mean_lone_choice(sentence, i + 1) : mean_test(sentence, i);
    case CONDITION_BAD_COMPARISON:
    case CONDITION_UNKNOWN_CHOICE:
        return mean_test(sentence, i);
    case CONDITION_EXPECTED_TEST:
        return measure_shared(sentence, i);
    case CONDITION_FINE:
    case CONDITION_EMPTY:
    case CONDITION_IDENTITY:
    case CONDITION_EXPECTED_OPERATOR:
    case CONDITION_QUANTITY:
    case CONDITION_TOO_FINE:
    case CONDITION_OPEN_BRACKET:
    case CONDITION_CLOSE_BRACKET:
    case CONDITION_TOO_LONG:
        break;
    }
    return false;
}

bool condition_meant(const char *words, const struct symbols *symbols, struct condition_problem *problem,
                     struct text *meant)
{
    struct sentence sentence = {.text = words, .symbols = symbols, .meant = meant, .fact = problem->fact};
    sentence_cut(&sentence);
    if (!mean(&sentence, problem) || meant->full) {
        return false;
    }
    problem->fact = sentence.fact;
    return true;
}
