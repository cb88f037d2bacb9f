/*
 * condition_meant.c - what an author who wrote no condition probably meant.
 *
 * Decides, when a condition does not compile, whether the words around the fault are a common way of saying the same
 * ("age over 65 y", "setting is ward or critical-care", "sex is not female"), and how that is written here. Invariant:
 * nothing is proposed but tests of facts, choices and figures that stand in the author's own words; which direction a
 * bare figure was meant in is never guessed. What is wrong stays as the compiler said it.
 */
#include "condition_meant.h"

#include "claim.h"
#include "fact.h"

enum { MOST_WORDS = 96, NONE = -1, PHRASE_WORDS = 5 };

/* A stretch of the text without blanks: letters and figures, signs, or one other character. */
struct word {
    size_t start;
    size_t length;
};

struct sentence {
    const char *text;
    const struct symbols *symbols;
    struct word words[MOST_WORDS];
    int count;
    struct text *meant;
};

/* ---- Words ---------------------------------------------------------------------------------------------------- */

static bool is_sign(char byte)
{
    return byte == '<' || byte == '>' || byte == '=' || byte == '!' || byte == '&' || byte == '|';
}

static bool is_mark(char byte)
{
    return byte == '(' || byte == ')' || byte == ',' || byte == ';' || byte == ':' || byte == '"' || byte == '\'';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    if (is_sign(at[0])) {
        while (is_sign(at[length])) {
            length++;
        }
        return length;
    }
    while (at[length] != '\0' && !text_is_blank(at[length]) && !is_sign(at[length]) && !is_mark(at[length])) {
        length++;
    }
    return length > 0 ? length : 1;
}

static void cut(struct sentence *sentence)
{
    const char *text = sentence->text;
    size_t at = 0;
    while (text[at] != '\0' && sentence->count < MOST_WORDS) {
        if (text_is_blank(text[at])) {
            at++;
            continue;
        }
        struct word word = {at, word_length(text + at)};
        sentence->words[sentence->count] = word;
        sentence->count++;
        at += word.length;
    }
}

/* The word at or after that byte; count when there is none. */
static int word_at(const struct sentence *sentence, size_t offset)
{
    int i = 0;
    while (i < sentence->count && sentence->words[i].start + sentence->words[i].length <= offset) {
        i++;
    }
    return i;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Upper and lower case alike; a word that does not exist is no word. */
static bool is_word(const struct sentence *sentence, int i, const char *words)
{
    if (i >= sentence->count) {
        return false;
    }
    const char *at = sentence->text + sentence->words[i].start;
    size_t j = 0;
    while (j < sentence->words[i].length && words[j] != '\0' && lower(at[j]) == words[j]) {
        j++;
    }
    return j == sentence->words[i].length && words[j] == '\0';
}

static bool is_one_of(const struct sentence *sentence, int i, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (is_word(sentence, i, *words)) {
            return true;
        }
    }
    return false;
}

static bool is_quote(const struct sentence *sentence, int i)
{
    return is_word(sentence, i, "\"") || is_word(sentence, i, "'");
}

static int fact_at(const struct sentence *sentence, int i)
{
    for (int fact = 0; fact < sentence->symbols->count; fact++) {
        const struct fact_rule *rule = &sentence->symbols->facts[fact];
        if (rule->kind != FACT_IDENTITY && is_word(sentence, i, rule->name)) {
            return fact;
        }
    }
    return NONE;
}

static const char *choice_at(const struct sentence *sentence, int fact, int i)
{
    int count;
    const char *const *choices = fact_choices(&sentence->symbols->facts[fact], &count);
    for (int choice = 0; choice < count; choice++) {
        if (is_word(sentence, i, choices[choice])) {
            return choices[choice];
        }
    }
    return NULL;
}

static const struct fact_rule *rule_of(const struct sentence *sentence, int fact)
{
    return &sentence->symbols->facts[fact];
}

static void add_words(const struct sentence *sentence, int from, int to)
{
    const struct word *first = &sentence->words[from];
    const struct word *last = &sentence->words[to];
    text_add_bytes(sentence->meant, sentence->text + first->start, last->start + last->length - first->start);
}

/* ---- Choices and questions ------------------------------------------------------------------------------------ */

static void add_choice(const struct sentence *sentence, int fact, const char *choice, bool negated)
{
    text_add(sentence->meant, negated ? "not " : "");
    text_add(sentence->meant, rule_of(sentence, fact)->name);
    text_add(sentence->meant, " is ");
    text_add(sentence->meant, choice);
}

/* "yes" and "true" are the question alone, "no" and "false" its denial. */
static bool mean_answer(const struct sentence *sentence, int fact, int i, bool negated)
{
    static const char *const yes[] = {"yes", "true", "y", "1", "positive", "present", NULL};
    static const char *const no[] = {"no", "false", "n", "0", "negative", "absent", NULL};
    bool denied = is_one_of(sentence, i, no);
    if (!denied && !is_one_of(sentence, i, yes)) {
        return false;
    }
    text_add(sentence->meant, denied != negated ? "not " : "");
    text_add(sentence->meant, rule_of(sentence, fact)->name);
    return true;
}

/* "sex = female", "sex is not female", "setting in ward", "setting is 'ward'": the fact stands at i. */
static bool mean_choice(const struct sentence *sentence, int fact, int i)
{
    static const char *const links[] = {"is", "=", "==", "===", "in", "are", ":", "equals", "was", NULL};
    static const char *const denials[] = {"not", "!=", "<>", "isnt", "!", NULL};
    bool negated = false;
    int at = i + 1;
    for (; is_one_of(sentence, at, links) || is_one_of(sentence, at, denials) || is_quote(sentence, at); at++) {
        negated = negated != is_one_of(sentence, at, denials);
    }
    if (fact_is_yes_no(rule_of(sentence, fact))) {
        return mean_answer(sentence, fact, at, negated);
    }
    const char *choice = choice_at(sentence, fact, at);
    if (choice == NULL) {
        return false;
    }
    add_choice(sentence, fact, choice, negated);
    return true;
}

/* ---- Measures ------------------------------------------------------------------------------------------------- */

struct phrase {
    const char *words[PHRASE_WORDS + 1];
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
        while (phrases[p].words[length] != NULL && is_word(sentence, *i + length, phrases[p].words[length])) {
            length++;
        }
        if (phrases[p].words[length] == NULL) {
            *i += length;
            return phrases[p].sign;
        }
    }
    return NULL;
}

static bool is_figure(const struct sentence *sentence, int i)
{
    return i < sentence->count && is_digit(sentence->text[sentence->words[i].start]);
}

/* A unit: whatever follows a figure and is no word of the language, no other part of the phrase and no sign. */
static bool is_unit(const struct sentence *sentence, int i)
{
    static const char *const others[] = {"and", "or", "not", "is", "to", "-", "but", NULL};
    if (i >= sentence->count || is_one_of(sentence, i, others) || fact_at(sentence, i) >= 0) {
        return false;
    }
    char first = sentence->text[sentence->words[i].start];
    return !is_sign(first) && !is_mark(first) && !is_digit(first);
}

/* A figure with its unit, or *bare without one. The next word after it. */
static int quantity_end(const struct sentence *sentence, int i, bool *bare)
{
    bool spaced = is_unit(sentence, i + 1);
    const struct word *word = &sentence->words[i];
    bool glued = !is_digit(sentence->text[word->start + word->length - 1]);
    *bare = !spaced && !glued;
    return i + (spaced ? 2 : 1);
}

static void add_comparison(const struct sentence *sentence, int fact, const char *sign, int from, int to)
{
    text_add(sentence->meant, rule_of(sentence, fact)->name);
    text_add(sentence->meant, " ");
    text_add(sentence->meant, sign);
    text_add(sentence->meant, " ");
    add_words(sentence, from, to);
}

static void add_unit(const struct sentence *sentence, bool bare)
{
    text_add(sentence->meant, bare ? " UNIT" : "");
}

/* "between 40 kg and 60 kg", "40 to 60 kg", "from 40 kg up to 60 kg": at i the first figure stands. */
static bool mean_band(const struct sentence *sentence, int fact, int i)
{
    static const char *const joins[] = {"and", "to", "-", "until", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
    bool first_bare;
    bool last_bare;
    int end = quantity_end(sentence, i, &first_bare);
    if (!is_one_of(sentence, end, joins) || !is_figure(sentence, end + 1)) {
        return false;
    }
    int last = quantity_end(sentence, end + 1, &last_bare);
    bool shared = first_bare && !last_bare && last - end == 3; /* "40 to 60 kg" */
    add_comparison(sentence, fact, ">=", i, end - 1);
    text_add(sentence->meant, shared ? " " : "");
    if (shared) {
        add_words(sentence, last - 1, last - 1);
    }
    add_unit(sentence, first_bare && !shared);
    text_add(sentence->meant, " and ");
    add_comparison(sentence, fact, "<", end + 1, last - 1);
    add_unit(sentence, last_bare);
    return true;
}

/* "40-60 kg": both figures in the word at i. */
static bool mean_span(const struct sentence *sentence, int fact, int i)
{
    const struct word *word = &sentence->words[i];
    const char *at = sentence->text + word->start;
    size_t dash = 0;
    while (dash < word->length && at[dash] != '-') {
        dash++;
    }
    if (dash + 1 >= word->length || !is_digit(at[dash + 1])) {
        return false;
    }
    bool spaced = is_unit(sentence, i + 1);
    text_add(sentence->meant, rule_of(sentence, fact)->name);
    text_add(sentence->meant, " >= ");
    text_add_bytes(sentence->meant, at, dash);
    text_add(sentence->meant, spaced ? " " : "");
    if (spaced) {
        add_words(sentence, i + 1, i + 1);
    }
    add_unit(sentence, !spaced);
    text_add(sentence->meant, " and ");
    text_add(sentence->meant, rule_of(sentence, fact)->name);
    text_add(sentence->meant, " < ");
    text_add_bytes(sentence->meant, at + dash + 1, word->length - dash - 1);
    text_add(sentence->meant, spaced ? " " : "");
    if (spaced) {
        add_words(sentence, i + 1, i + 1);
    }
    add_unit(sentence, !spaced);
    return true;
}

/* "18 y or older": after the figure. */
static const char *take_suffix(const struct sentence *sentence, int i)
{
    static const char *const more[] = {"older", "more", "above", "over", "higher", "greater", NULL};
    static const char *const less[] = {"younger", "less", "below", "under", "lower", "fewer", NULL};
    bool or = is_word(sentence, i, "or") || is_word(sentence, i, "and");
    if (or &&is_one_of(sentence, i + 1, more)) {
        return ">=";
    }
    return or &&is_one_of(sentence, i + 1, less) ? "<=" : NULL;
}

static bool mean_measure(const struct sentence *sentence, int fact, int i)
{
    static const char *const links[] = {"is", "of", "between", "from", "=", "within", NULL};
    bool bare;
    int at = i + 1;
    while (is_one_of(sentence, at, links)) {
        at++;
    }
    const char *sign = take_sign(sentence, &at);
    if (!is_figure(sentence, at) || rule_of(sentence, fact)->dimension == IFS_DATE) {
        return false;
    }
    if (sign == NULL && (mean_band(sentence, fact, at) || mean_span(sentence, fact, at))) {
        return true;
    }
    int end = quantity_end(sentence, at, &bare);
    sign = sign != NULL ? sign : take_suffix(sentence, end);
    if (sign == NULL) {
        return false;
    }
    add_comparison(sentence, fact, sign, at, end - 1);
    add_unit(sentence, bare);
    return true;
}

/* "40 kg < weight < 60 kg": the first figure stands at i. */
static bool mean_turned(const struct sentence *sentence, int i)
{
    static const char *const signs[][2] = {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
    bool bare;
    int end = quantity_end(sentence, i, &bare);
    int fact = fact_at(sentence, end + 1);
    for (size_t s = 0; fact >= 0 && s < COUNT_OF(signs); s++) {
        if (!is_word(sentence, end, signs[s][0])) {
            continue;
        }
        add_comparison(sentence, fact, signs[s][1], i, end - 1);
        add_unit(sentence, bare);
        size_t before = sentence->meant->length;
        text_add(sentence->meant, " and ");
        if (!mean_measure(sentence, fact, end + 1)) {
            sentence->meant->length = before;
            sentence->meant->bytes[before] = '\0';
        }
        return true;
    }
    return false;
}

/* "magnesium >= 1 mg/dL and < 1.5 mg/dL": the second figure without its fact; the sign stands at i. */
static bool mean_shared(const struct sentence *sentence, int i)
{
    enum { REACH = 6 };
    bool joined = i > 0 && (is_word(sentence, i - 1, "and") || is_word(sentence, i - 1, "or"));
    int fact = NONE;
    for (int j = i - 2; j >= 0 && j >= i - REACH && fact < 0; j--) {
        fact = fact_at(sentence, j);
    }
    int at = i;
    bool bare = false;
    const char *sign = take_sign(sentence, &at);
    if (!joined || fact < 0 || rule_of(sentence, fact)->kind != FACT_MEASURE || sign == NULL || !is_figure(sentence, at)) {
        return false;
    }
    int end = quantity_end(sentence, at, &bare);
    add_comparison(sentence, fact, sign, at, end - 1);
    add_unit(sentence, bare);
    return true;
}

/* ---- Words that are no fact ------------------------------------------------------------------------------------ */

/* "setting is ward or critical-care": the test right before the choice at i, joined to what it wants. In brackets
 * where the condition goes on, for "not" and "and" bind closer. Two choices of one fact cannot both hold: "and" was
 * meant as "or". */
static bool mean_second_choice(const struct sentence *sentence, int i)
{
    int from = i - 4;
    int fact = from >= 0 && is_word(sentence, from + 1, "is") ? fact_at(sentence, from) : NONE;
    const char *first = fact >= 0 ? choice_at(sentence, fact, from + 2) : NULL;
    const char *second = fact >= 0 ? choice_at(sentence, fact, i) : NULL;
    if (first == NULL || second == NULL || fact_is_yes_no(rule_of(sentence, fact))) {
        return false;
    }
    bool part = from > 0 || i + 1 < sentence->count;
    text_add(sentence->meant, part ? "(" : "");
    add_choice(sentence, fact, first, false);
    text_add(sentence->meant, " or ");
    add_choice(sentence, fact, second, false);
    text_add(sentence->meant, part ? ")" : "");
    return true;
}

/* The one fact that has this choice ("female"); NONE where there is none, or two: nobody knows which. */
static int owner_of(const struct sentence *sentence, int i)
{
    int owner = NONE;
    for (int fact = 0; fact < sentence->symbols->count; fact++) {
        const struct fact_rule *rule = rule_of(sentence, fact);
        bool has = rule->kind != FACT_IDENTITY && rule->kind != FACT_MEASURE && !fact_is_yes_no(rule) &&
                   choice_at(sentence, fact, i) != NULL;
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
        add_choice(sentence, owner, choice_at(sentence, owner, i), false);
    }
    return owner >= 0;
}

/* "heart rate" is heart-rate. */
static bool mean_joined(const struct sentence *sentence, int i)
{
    char bytes[64];
    struct text joined = text_over(bytes, sizeof bytes);
    if (i + 1 >= sentence->count) {
        return false;
    }
    const struct word *first = &sentence->words[i];
    const struct word *second = &sentence->words[i + 1];
    text_add_bytes(&joined, sentence->text + first->start, first->length);
    text_add(&joined, "-");
    text_add_bytes(&joined, sentence->text + second->start, second->length);
    int fact = joined.full ? NONE : fact_index(sentence->symbols->facts, sentence->symbols->count, bytes);
    if (fact >= 0) {
        text_add(sentence->meant, bytes);
    }
    return fact >= 0;
}

static bool mean_denial(const struct sentence *sentence, int i)
{
    int fact = fact_at(sentence, i + 1);
    text_add(sentence->meant, "not");
    if (fact >= 0 && fact_is_yes_no(rule_of(sentence, fact))) {
        text_add(sentence->meant, " ");
        text_add(sentence->meant, rule_of(sentence, fact)->name);
    }
    return true;
}

static bool mean_unknown_word(const struct sentence *sentence, int i)
{
    static const char *const denials[] = {"no", "without", "unless", "except", "non", "never", NULL};
    static const char *const needless[] = {"if", "when", "where", "patient", "has", "with", "only", "the", "in", "serum", "blood", NULL};
    if (i >= sentence->count) {
        return false;
    }
    if (is_figure(sentence, i)) {
        return mean_turned(sentence, i);
    }
    if (is_one_of(sentence, i, denials)) {
        return mean_denial(sentence, i);
    }
    if (mean_lone_choice(sentence, i) || mean_joined(sentence, i)) {
        return true;
    }
    bool more = is_one_of(sentence, i, needless) && i + 1 < sentence->count;
    if (more && fact_at(sentence, i + 1) >= 0) {
        add_words(sentence, i + 1, sentence->count - 1);
        return true;
    }
    return more && mean_lone_choice(sentence, i + 1);
}

/* ---- Entry ---------------------------------------------------------------------------------------------------- */

/* The fact of the test that holds the fault: it stands there, or at most three words before. */
static bool mean_test(const struct sentence *sentence, int i)
{
    for (int j = i; j >= 0 && j >= i - 3; j--) {
        int fact = fact_at(sentence, j);
        if (fact >= 0) {
            return rule_of(sentence, fact)->kind == FACT_MEASURE ? mean_measure(sentence, fact, j)
                                                                 : mean_choice(sentence, fact, j);
        }
    }
    return false;
}

/* "setting is ward, critical-care": the comma stands before i. */
static bool mean_listed(const struct sentence *sentence, int i)
{
    return i < sentence->count && mean_lone_choice(sentence, i);
}

bool condition_meant(const char *words, const struct symbols *symbols, const struct condition_problem *problem,
                     struct text *meant)
{
    struct sentence sentence = {.text = words, .symbols = symbols, .meant = meant};
    cut(&sentence);
    int i = word_at(&sentence, problem->offset);
    bool listed = is_word(&sentence, i, ",") && problem->fault == CONDITION_FOREIGN;
    switch (problem->fault) {
    case CONDITION_UNKNOWN_FACT:
        return mean_unknown_word(&sentence, i) && !meant->full;
    case CONDITION_BAD_COMPARISON:
    case CONDITION_UNKNOWN_CHOICE:
    case CONDITION_FOREIGN:
        return (listed ? mean_listed(&sentence, i + 1) : mean_test(&sentence, i)) && !meant->full;
    case CONDITION_EXPECTED_TEST:
        return mean_shared(&sentence, i) && !meant->full;
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
