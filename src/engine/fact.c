/*
 * fact.c - what was answered, and whether the answers agree with one another.
 *
 * Decides whether a text is an answer to a fact (unit, step, hard range, choice, date), how it is written back, and
 * which answers contradict each other. The invariant: a request changes only by a whole valid answer; "unknown" leaves
 * nothing behind that could be read as an answer; nothing is corrected or guessed, a near word is only proposed.
 *
 * The rows are in fact_table.c, unusual values in fact_usual.c, sentences in the wording. Bytes (UTF-8, control
 * characters) are checked by whoever reads them.
 */
#include "fact.h"

#include "claim.h"
#include "date.h"
#include "nearest.h"
#include "quantity_unit.h"
#include "ratio.h"

enum { MONTHS_PER_YEAR = 12, ADULT_MONTHS = 18 * MONTHS_PER_YEAR, MOST_MONTHS = 120 * MONTHS_PER_YEAR };
enum { INFANT_MONTHS = 2 * MONTHS_PER_YEAR };

#define DAY_S INT64_C(86400)
#define MOST_URINE_UL_PER_H INT64_C(1000000)

/* ---- Quantities ----------------------------------------------------------------------------------------------- */

static const struct fact_unit *find_unit(const struct fact_rule *rule, ifs_quantity quantity)
{
    for (int i = 0; i < rule->unit_count; i++) {
        const struct fact_unit *unit = &rule->units[i];
        if (unit->dimension == quantity.dimension && text_equal(unit->symbol, quantity_unit(quantity.unit)->symbol)) {
            return unit;
        }
    }
    return NULL;
}

static bool names_unit(const struct fact_rule *rule, const char *symbol)
{
    for (int i = 0; i < rule->unit_count; i++) {
        if (text_equal(rule->units[i].symbol, symbol)) {
            return true;
        }
    }
    return false;
}

/* "72 mg/dL or 72 umol/L": the units of the fact, each after that number; nothing when it does not fit. */
static void suggest_units(const struct fact_rule *rule, const char *number, struct quantity_problem *problem)
{
    struct text suggestion = text_over(problem->suggestion, sizeof problem->suggestion);
    for (int i = 0; i < rule->unit_count; i++) {
        text_add(&suggestion, i > 0 ? " or " : "");
        text_add(&suggestion, number);
        text_add(&suggestion, number[0] != '\0' ? " " : "");
        text_add(&suggestion, rule->units[i].symbol);
    }
    if (suggestion.full) {
        problem->suggestion[0] = '\0';
    }
}

/* A unit proposed must be one the fact is given in; and where the unit is missing, the right form is shown. */
static void improve_suggestion(const struct fact_rule *rule, struct quantity_problem *problem)
{
    bool gestation = rule->dimension == IFS_GESTATION;
    bool misspelt = problem->fault == QUANTITY_UNKNOWN_UNIT || problem->fault == QUANTITY_FORBIDDEN_UNIT;
    if (problem->fault == QUANTITY_NO_UNIT) {
        suggest_units(rule, gestation ? "" : problem->found, problem);
    } else if (problem->fault == QUANTITY_WRONG_DIMENSION || (misspelt && !names_unit(rule, problem->suggestion))) {
        suggest_units(rule, "", problem);
    }
}

/* Tries the dimensions of the fact's units in turn; what is wrong is said of the first. */
static bool parse_in_turn(const struct fact_rule *rule, const struct fact_words *words, ifs_quantity *out,
                          struct quantity_problem *problem)
{
    for (int i = 0; i < rule->unit_count; i++) {
        struct quantity_wanted wanted = {rule->units[i].dimension, words->spacing, words->salt};
        bool same = i > 0 && rule->units[i].dimension == rule->units[i - 1].dimension;
        struct quantity_problem other;
        if (!same && quantity_parse(words->bytes, words->length, &wanted, out, i == 0 ? problem : &other)) {
            return true;
        }
    }
    return false;
}

static bool on_step(const struct fact_unit *unit, ifs_ratio base)
{
    bool coarse = unit->dimension == IFS_WEIGHT && ratio_compare(base, ratio_whole(FACT_COARSE_WEIGHT_G)) >= 0;
    return ratio_is_multiple(base, coarse ? FACT_COARSE_WEIGHT_STEP_G : unit->step);
}

/* A unit of the right dimension in which this fact is not given ("4000 mg" for g); it stands at the end. */
static void refuse_unit(const struct fact_rule *rule, const struct fact_words *words, const char *symbol,
                        struct quantity_problem *problem)
{
    *problem =
        (struct quantity_problem){.fault = QUANTITY_WRONG_DIMENSION, .offset = words->length - text_length(symbol)};
    struct text found = text_over(problem->found, sizeof problem->found);
    text_add(&found, symbol);
    suggest_units(rule, "", problem);
}

bool fact_read_quantity(const struct fact_rule *rule, const struct fact_words *words, ifs_quantity *out,
                        struct fact_problem *problem)
{
    claim(rule->kind == FACT_MEASURE);
    claim(rule->dimension != IFS_DATE);
    *problem = (struct fact_problem){.fault = FACT_QUANTITY};
    if (!parse_in_turn(rule, words, out, &problem->quantity)) {
        improve_suggestion(rule, &problem->quantity);
        return false;
    }
    problem->unit = find_unit(rule, *out);
    if (problem->unit == NULL) {
        refuse_unit(rule, words, quantity_unit(out->unit)->symbol, &problem->quantity);
        return false;
    }
    if (!on_step(problem->unit, out->base)) {
        problem->fault = FACT_FINER;
        return false;
    }
    out->base = ratio_reduce(out->base);
    problem->fault = FACT_FINE;
    return true;
}

/* ---- Answers -------------------------------------------------------------------------------------------------- */

/* One answer, before it goes into the request. */
struct answer {
    int64_t figure;
    int unit;
    const char *words;
};

static bool in_range(const struct fact_unit *unit, int64_t figure, struct fact_problem *problem)
{
    problem->unit = unit;
    problem->fault = figure < unit->low || figure > unit->high ? FACT_OUT_OF_RANGE : FACT_FINE;
    return problem->fault == FACT_FINE;
}

static bool read_measure(const struct fact_rule *rule, const struct fact_words *words, struct answer *answer,
                         struct fact_problem *problem)
{
    ifs_quantity quantity;
    if (!fact_read_quantity(rule, words, &quantity, problem)) {
        return false;
    }
    answer->figure = quantity.base.num;
    answer->unit = quantity.unit;
    return in_range(problem->unit, answer->figure, problem);
}

static bool read_date(const struct fact_rule *rule, const char *words, struct answer *answer,
                      struct fact_problem *problem)
{
    if (!date_parse(words, &answer->figure)) {
        problem->fault = FACT_NOT_A_DATE;
        return false;
    }
    return in_range(&rule->units[0], answer->figure, problem);
}

static int find_choice(const char *const *choices, int count, const char *words)
{
    for (int i = 0; i < count; i++) {
        if (text_equal(choices[i], words)) {
            return i;
        }
    }
    return -1;
}

static bool begins(const char *choice, const char *words)
{
    size_t i = 0;
    while (words[i] != '\0' && text_lower(choice[i]) == text_lower(words[i])) {
        i++;
    }
    return words[0] != '\0' && words[i] == '\0';
}

/* Words for yes and no that look like neither. */
static const char *near_yes_no(const char *words)
{
    static const struct {
        const char *written;
        const char *meant;
    } spellings[] = {{"true", "yes"}, {"t", "yes"}, {"1", "yes"},  {"false", "no"},
                     {"f", "no"},     {"0", "no"},  {"none", "no"}};
    for (size_t i = 0; i < COUNT_OF(spellings); i++) {
        if (begins(spellings[i].written, words) && begins(words, spellings[i].written)) {
            return spellings[i].meant;
        }
    }
    return NULL;
}

/* The only choice that begins so ("f": female). */
static const char *only_beginning(const char *const *choices, int count, const char *words)
{
    const char *found = NULL;
    int matches = 0;
    for (int i = 0; i < count; i++) {
        if (begins(choices[i], words)) {
            found = choices[i];
            matches++;
        }
    }
    return matches == 1 ? found : NULL;
}

static const char *near_choice(const struct fact_rule *rule, const char *words)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    const char *near = fact_is_yes_no(rule) ? near_yes_no(words) : NULL;
    if (near == NULL) {
        near = only_beginning(choices, count, words);
    }
    return near != NULL ? near : nearest_word(words, choices, (size_t)count);
}

static bool read_choice(const struct fact_rule *rule, const char *words, struct answer *answer,
                        struct fact_problem *problem)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    int choice = find_choice(choices, count, words);
    if (choice < 0) {
        problem->fault = FACT_NOT_A_CHOICE;
        problem->suggestion = near_choice(rule, words);
        return false;
    }
    answer->figure = choice;
    return true;
}

static bool read_identity(const char *words, struct answer *answer, struct fact_problem *problem)
{
    size_t blanks = 0;
    while (words[blanks] == ' ') {
        blanks++;
    }
    if (words[blanks] == '\0') {
        problem->fault = FACT_EMPTY;
        return false;
    }
    answer->words = words;
    return true;
}

static bool read_answer(const struct fact_rule *rule, const struct fact_words *words, struct answer *answer,
                        struct fact_problem *problem)
{
    switch (rule->kind) {
    case FACT_MEASURE:
        return rule->dimension == IFS_DATE ? read_date(rule, words->bytes, answer, problem)
                                           : read_measure(rule, words, answer, problem);
    case FACT_CHOICE:
    case FACT_QUESTION:
        return read_choice(rule, words->bytes, answer, problem);
    case FACT_IDENTITY:
        break;
    }
    return read_identity(words->bytes, answer, problem);
}

static void keep(ifs_request *request, int fact, const struct answer *answer)
{
    fact_set_add(&request->given, fact);
    request->answer[fact] = answer->figure;
    request->unit[fact] = (uint8_t)answer->unit;
    if (fact < IFS_FACT_BUILTIN) {
        request->words[fact] = answer->words;
    }
}

bool fact_answer(ifs_request *request, const struct fact_rule *facts, int fact, const struct fact_words *words,
                 struct fact_problem *problem)
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_MAX);
    struct answer answer = {0};
    *problem = (struct fact_problem){.fault = FACT_FINE};
    if (text_equal(words->bytes, "unknown")) {
        fact_set_remove(&request->known, fact);
        keep(request, fact, &answer);
        return true;
    }
    if (!read_answer(&facts[fact], words, &answer, problem)) {
        static const char *const unknown[] = {"unknown"};
        problem->suggestion = problem->suggestion != NULL ? problem->suggestion : nearest_word(words->bytes, unknown, 1);
        return false;
    }
    fact_set_add(&request->known, fact);
    keep(request, fact, &answer);
    return true;
}

/* ---- Writing -------------------------------------------------------------------------------------------------- */

void fact_add_figure(struct text *text, const struct fact_unit *unit, int64_t base)
{
    int index = quantity_unit_index(unit->symbol, unit->dimension);
    if (unit->dimension == IFS_DATE) {
        date_add(text, base);
    } else if (quantity_unit_needs_salt(index)) { /* its step is one whole unit */
        quantity_add_decimal(text, ratio_make(base, unit->step), 6);
        text_add(text, " ");
        text_add(text, unit->symbol);
    } else {
        quantity_add(text, quantity_of(base, index), 6);
    }
}

static void add_measure(struct text *text, const struct fact_rule *rule, int64_t figure, int unit)
{
    if (rule->dimension == IFS_DATE) {
        date_add(text, figure);
        return;
    }
    if (quantity_unit_needs_salt(unit)) {
        const struct fact_unit *given = find_unit(rule, quantity_of(figure, unit));
        claim(given != NULL);
        fact_add_figure(text, given, figure);
        return;
    }
    if (rule->dimension == IFS_AGE) {
        figure -= figure % quantity_unit(unit)->num; /* completed years */
    }
    quantity_add(text, quantity_of(figure, unit), 6);
}

void fact_add_answer(struct text *text, const ifs_request *request, const struct fact_rule *facts, int fact)
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_MAX);
    const struct fact_rule *rule = &facts[fact];
    int64_t figure = request->answer[fact];
    if (!fact_set_has(&request->known, fact)) {
        text_add(text, "unknown");
        return;
    }
    if (rule->kind == FACT_MEASURE) {
        add_measure(text, rule, figure, request->unit[fact]);
    } else if (rule->kind == FACT_IDENTITY) {
        text_add(text, request->words[fact]);
    } else {
        int count;
        const char *const *choices = fact_choices(rule, &count);
        claim(figure >= 0);
        claim(figure < count);
        text_add(text, choices[figure]);
    }
}

/* ---- Contradictions ------------------------------------------------------------------------------------------- */

static bool knows(const ifs_request *request, ifs_fact fact)
{
    return fact_set_has(&request->known, (int)fact);
}

static bool is(const ifs_request *request, ifs_fact fact, int64_t answer)
{
    return knows(request, fact) && request->answer[fact] == answer;
}

static bool know_both(const ifs_request *request, ifs_fact a, ifs_fact b)
{
    return knows(request, a) && knows(request, b);
}

/* An age in years agrees with a date of birth that gives any month of that year of life. */
static bool age_agrees(const ifs_request *request, int64_t months)
{
    int64_t unit = quantity_unit(request->unit[IFS_FACT_AGE])->num;
    return request->answer[IFS_FACT_AGE] / unit == months / unit;
}

static void set_age(ifs_request *request, int64_t months)
{
    request->answer[IFS_FACT_AGE] = months;
    if (!fact_set_has(&request->given, IFS_FACT_AGE) || !knows(request, IFS_FACT_AGE)) {
        const char *unit = months < INFANT_MONTHS ? "mo" : "y";
        request->unit[IFS_FACT_AGE] = (uint8_t)quantity_unit_index(unit, IFS_AGE);
    }
    fact_set_add(&request->known, IFS_FACT_AGE);
}

static enum fact_conflict settle_age(ifs_request *request, int64_t day)
{
    if (!knows(request, IFS_FACT_BORN)) {
        return FACT_CONFLICT_NONE;
    }
    int64_t months = date_completed_months(request->answer[IFS_FACT_BORN], day);
    if (months < 0) {
        return FACT_CONFLICT_BORN_LATER;
    }
    bool given = knows(request, IFS_FACT_AGE) && fact_set_has(&request->given, IFS_FACT_AGE);
    if (months > MOST_MONTHS || (given && !age_agrees(request, months))) {
        return FACT_CONFLICT_AGE_BORN;
    }
    set_age(request, months);
    return FACT_CONFLICT_NONE;
}

static bool adult_too_light(const ifs_request *request)
{
    return know_both(request, IFS_FACT_AGE, IFS_FACT_WEIGHT) && request->answer[IFS_FACT_AGE] >= ADULT_MONTHS &&
           request->answer[IFS_FACT_WEIGHT] < FACT_ADULT_WEIGHT_G;
}

static bool male_and_pregnant(const ifs_request *request)
{
    bool bears = is(request, IFS_FACT_PREGNANT, IFS_ANSWER_YES) || is(request, IFS_FACT_POSTPARTUM, IFS_ANSWER_YES) ||
                 is(request, IFS_FACT_BREASTFEEDING, IFS_ANSWER_YES) || knows(request, IFS_FACT_GESTATION);
    return is(request, IFS_FACT_SEX, IFS_MALE) && bears;
}

static bool pressures_crossed(const ifs_request *request)
{
    return know_both(request, IFS_FACT_SYSTOLIC, IFS_FACT_DIASTOLIC) &&
           request->answer[IFS_FACT_DIASTOLIC] >= request->answer[IFS_FACT_SYSTOLIC];
}

static bool given_decreases(const ifs_request *request)
{
    return know_both(request, IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H) &&
           request->answer[IFS_FACT_GIVEN_24H] > request->answer[IFS_FACT_GIVEN_48H];
}

/* A dose within the window and nothing given in it, or something given in it and the last dose before it. A dose
 * exactly at its edge may be counted either way. */
static bool last_dose_disagrees(const ifs_request *request, ifs_fact given, int64_t window_s)
{
    if (!know_both(request, IFS_FACT_LAST_DOSE, given)) {
        return false;
    }
    int64_t ago = request->answer[IFS_FACT_LAST_DOSE];
    bool nothing = request->answer[given] == 0;
    return nothing ? ago < window_s : ago > window_s;
}

static bool gestation_alone(const ifs_request *request)
{
    return knows(request, IFS_FACT_GESTATION) && is(request, IFS_FACT_PREGNANT, IFS_ANSWER_NO) &&
           !is(request, IFS_FACT_POSTPARTUM, IFS_ANSWER_YES);
}

static bool before_and_after_birth(const ifs_request *request)
{
    return is(request, IFS_FACT_PREGNANT, IFS_ANSWER_YES) && is(request, IFS_FACT_POSTPARTUM, IFS_ANSWER_YES);
}

static bool creatinine_later(const ifs_request *request, int64_t day)
{
    return knows(request, IFS_FACT_CREATININE_TAKEN) && request->answer[IFS_FACT_CREATININE_TAKEN] > day;
}

/* At most 100,000 uL/kg/h times 300,000 g. */
static bool too_much_urine(const ifs_request *request)
{
    if (!know_both(request, IFS_FACT_URINE_OUTPUT, IFS_FACT_WEIGHT)) {
        return false;
    }
    bool per_weight = quantity_unit(request->unit[IFS_FACT_URINE_OUTPUT])->dimension == IFS_URINE_PER_WEIGHT;
    int64_t product = request->answer[IFS_FACT_URINE_OUTPUT] * request->answer[IFS_FACT_WEIGHT];
    return per_weight && product > MOST_URINE_UL_PER_H * 1000;
}

enum fact_conflict fact_settle(ifs_request *request, int64_t day)
{
    enum fact_conflict conflict = settle_age(request, day);
    if (conflict != FACT_CONFLICT_NONE) {
        return conflict;
    }
    const struct {
        enum fact_conflict conflict;
        bool found;
    } conflicts[] = {
        {FACT_CONFLICT_ADULT_WEIGHT, adult_too_light(request)},
        {FACT_CONFLICT_MALE_PREGNANT, male_and_pregnant(request)},
        {FACT_CONFLICT_PRESSURES, pressures_crossed(request)},
        {FACT_CONFLICT_GIVEN, given_decreases(request)},
        {FACT_CONFLICT_LAST_DOSE, last_dose_disagrees(request, IFS_FACT_GIVEN_24H, DAY_S)},
        {FACT_CONFLICT_LAST_DOSE, last_dose_disagrees(request, IFS_FACT_GIVEN_48H, 2 * DAY_S)},
        {FACT_CONFLICT_GESTATION, gestation_alone(request)},
        {FACT_CONFLICT_PREGNANT_POSTPARTUM, before_and_after_birth(request)},
        {FACT_CONFLICT_CREATININE_LATER, creatinine_later(request, day)},
        {FACT_CONFLICT_URINE, too_much_urine(request)},
    };
    for (size_t i = 0; i < COUNT_OF(conflicts); i++) {
        if (conflicts[i].found) {
            return conflicts[i].conflict;
        }
    }
    return FACT_CONFLICT_NONE;
}
