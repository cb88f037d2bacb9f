/*
 * condition_measure.c - what words about a measured fact mean in a condition.
 *
 * Decides which comparison a phrase, a band or a turned comparison stands for. The invariant: which direction a bare figure was
 * meant in is never guessed, nor a unit: a figure without one gets the word UNIT, but for the first of a band, which has that of
 * the second.
 *
 * Words are left to condition_sentence.c, where a phrase is looked for to condition_meant.c.
 */
#include "condition_measure.h"

#include "claim.h"
#include "fact.h"

struct phrase {
    const char *words[6]; /* the last is NULL */
    const char *sign;
};

/* The longer of two that begin alike stands first. */
static const struct phrase phrases[] = {
    {{"greater", "than", "or", "equal", "to"}, ">="},
    {{"more", "than", "or", "equal", "to"}, ">="},
    {{"less", "than", "or", "equal", "to"}, "<="},
    {{"no", "less", "than"}, ">="},
    {{"not", "less", "than"}, ">="},
    {{"no", "more", "than"}, "<="},
    {{"not", "more", "than"}, "<="},
    {{"greater", "than"}, ">"},
    {{"more", "than"}, ">"},
    {{"older", "than"}, ">"},
    {{"higher", "than"}, ">"},
    {{"heavier", "than"}, ">"},
    {{"less", "than"}, "<"},
    {{"fewer", "than"}, "<"},
    {{"lower", "than"}, "<"},
    {{"younger", "than"}, "<"},
    {{"lighter", "than"}, "<"},
    {{"at", "least"}, ">="},
    {{"at", "most"}, "<="},
    {{"up", "to"}, "<="},
    {{"not", "below"}, ">="},
    {{"not", "under"}, ">="},
    {{"not", "above"}, "<="},
    {{"not", "over"}, "<="},
    {{"over"}, ">"},
    {{"above"}, ">"},
    {{"exceeding"}, ">"},
    {{"exceeds"}, ">"},
    {{"under"}, "<"},
    {{"below"}, "<"},
    {{"minimum"}, ">="},
    {{"min"}, ">="},
    {{"maximum"}, "<="},
    {{"max"}, "<="},
    {{"=>"}, ">="},
    {{"=<"}, "<="},
    {{">"}, ">"},
    {{">="}, ">="},
    {{"<"}, "<"},
    {{"<="}, "<="},
    {{"\xE2\x89\xA5"}, ">="},
    {{"\xE2\x89\xA4"}, "<="},
};

/* The sign a phrase at *i stands for, and *i behind it; NULL when none stands there. */
static const char *take_sign(const struct sentence *sentence, int *i)
{
    for (size_t p = 0; p < COUNT_OF(phrases); p++) {
        int length = 0;
        while (phrases[p].words[length] != NULL && sentence_is(sentence, *i + length, phrases[p].words[length])) {
            length++;
        }
        if (phrases[p].words[length] == NULL) {
            *i += length;
            return phrases[p].sign;
        }
    }
    return NULL;
}

/* ---- Figures -------------------------------------------------------------------------------------------------- */

struct figure {
    struct word number;
    struct word unit; /* of no length: none stands by itself */
    bool bare;        /* nothing that could be a unit stands anywhere */
    int end;          /* the next word */
};

/* Digits and points, of which a digit stands first. */
static size_t number_length(const char *at)
{
    size_t length = 0;
    do {
        length++;
    } while (text_is_digit(at[length]) || at[length] == '.');
    return length;
}

/* "60kg" is cut in two, "33w6d" is written so. */
static void cut_glued(const struct sentence *sentence, struct figure *figure)
{
    const char *at = sentence->text + figure->number.start;
    size_t digits = figure->number.length;
    while (!text_is_digit(at[digits - 1])) {
        digits--;
    }
    figure->bare = digits == figure->number.length;
    if (digits == number_length(at)) {
        figure->unit = (struct word){figure->number.start + digits, figure->number.length - digits};
        figure->number.length = digits;
    }
}

/* That number, with the unit that stands at `next` or that it ends with. */
static struct figure figure_of(const struct sentence *sentence, struct word number, int next)
{
    struct figure figure = {.number = number, .end = next};
    if (sentence_is_unit(sentence, next)) {
        figure.unit = sentence->words[next];
        figure.end = next + 1;
    } else {
        cut_glued(sentence, &figure);
    }
    return figure;
}

static struct figure figure_at(const struct sentence *sentence, int i)
{
    return figure_of(sentence, sentence->words[i], i + 1);
}

static void add_comparison(struct sentence *sentence, int fact, const char *sign, const struct figure *figure)
{
    text_add(sentence->meant, sentence_rule(sentence, fact)->name);
    text_add(sentence->meant, " ");
    text_add(sentence->meant, sign);
    text_add(sentence->meant, " ");
    sentence_add_word(sentence, figure->number);
    text_add(sentence->meant, figure->unit.length > 0 ? " " : "");
    sentence_add_word(sentence, figure->unit);
    if (figure->bare) {
        text_add(sentence->meant, " UNIT");
        sentence->fact = fact;
    }
}

/* "40 to 60 kg": the unit is that of both. */
static void add_band(struct sentence *sentence, int fact, struct figure first, const struct figure *last)
{
    if (first.bare && last->unit.length > 0) {
        first.unit = last->unit;
        first.bare = false;
    }
    add_comparison(sentence, fact, ">=", &first);
    text_add(sentence->meant, " and ");
    add_comparison(sentence, fact, "<", last);
}

/* ---- Phrases -------------------------------------------------------------------------------------------------- */

/* "between 40 kg and 60 kg", "40 to 60 kg": at i the first figure stands. */
static bool mean_band(struct sentence *sentence, int fact, int i)
{
    static const char *const joins[] = {"and", "to", "-", "until", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
    struct figure first = figure_at(sentence, i);
    if (!sentence_is_one_of(sentence, first.end, joins) || !sentence_is_figure(sentence, first.end + 1)) {
        return false;
    }
    struct figure last = figure_at(sentence, first.end + 1);
    add_band(sentence, fact, first, &last);
    return true;
}

/* "40-60 kg": both figures in the word at i. */
static bool mean_span(struct sentence *sentence, int fact, int i)
{
    struct word word = sentence->words[i];
    const char *at = sentence->text + word.start;
    size_t dash = number_length(at);
    if (at[dash] != '-' || !text_is_digit(at[dash + 1])) {
        return false;
    }
    struct figure first = {.number = {word.start, dash}, .bare = true};
    struct figure last = figure_of(sentence, (struct word){word.start + dash + 1, word.length - dash - 1}, i + 1);
    add_band(sentence, fact, first, &last);
    return true;
}

/* "18 y or older": after the figure. */
static const char *take_suffix(const struct sentence *sentence, int i)
{
    static const char *const joins[] = {"or", "and", NULL};
    static const char *const more[] = {"older", "more", "above", "over", "higher", "greater", NULL};
    static const char *const less[] = {"younger", "less", "below", "under", "lower", "fewer", NULL};
    bool joined = sentence_is_one_of(sentence, i, joins);
    if (joined && sentence_is_one_of(sentence, i + 1, more)) {
        return ">=";
    }
    return joined && sentence_is_one_of(sentence, i + 1, less) ? "<=" : NULL;
}

bool measure_after_fact(struct sentence *sentence, int fact, int i)
{
    static const char *const links[] = {"is", "of", "between", "from", "=", "within", NULL};
    int at = i + 1;
    while (sentence_is_one_of(sentence, at, links)) {
        at++;
    }
    const char *sign = take_sign(sentence, &at);
    if (!sentence_is_figure(sentence, at) || sentence_rule(sentence, fact)->dimension == IFS_DATE) {
        return false;
    }
    if (sign == NULL && (mean_band(sentence, fact, at) || mean_span(sentence, fact, at))) {
        return true;
    }
    struct figure figure = figure_at(sentence, at);
    sign = sign != NULL ? sign : take_suffix(sentence, figure.end);
    if (sign == NULL) {
        return false;
    }
    add_comparison(sentence, fact, sign, &figure);
    return true;
}

/* ---- Signs without their fact --------------------------------------------------------------------------------- */

/* A sign at i and its figure, after these words. */
static bool mean_sign(struct sentence *sentence, int fact, int i, const char *before)
{
    int at = i;
    const char *sign = take_sign(sentence, &at);
    if (sign == NULL || !sentence_is_figure(sentence, at)) {
        return false;
    }
    struct figure figure = figure_at(sentence, at);
    text_add(sentence->meant, before);
    add_comparison(sentence, fact, sign, &figure);
    return true;
}

bool measure_turned(struct sentence *sentence, int i)
{
    static const char *const signs[][2] = {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
    struct figure figure = figure_at(sentence, i);
    int fact = sentence_fact(sentence, figure.end + 1);
    for (size_t s = 0; fact >= 0 && s < COUNT_OF(signs); s++) {
        if (sentence_is(sentence, figure.end, signs[s][0])) {
            add_comparison(sentence, fact, signs[s][1], &figure);
            mean_sign(sentence, fact, figure.end + 2, " and ");
            return true;
        }
    }
    return false;
}

bool measure_shared(struct sentence *sentence, int i)
{
    enum { REACH = 6 };
    static const char *const joins[] = {"and", "or", NULL};
    int fact = NONE;
    for (int j = i; j >= i - REACH && fact < 0; j--) {
        fact = sentence_fact(sentence, j);
    }
    return fact >= 0 && sentence_is_one_of(sentence, i - 1, joins) && sentence_rule(sentence, fact)->kind == FACT_MEASURE &&
           mean_sign(sentence, fact, i, "");
}
