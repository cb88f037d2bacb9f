/*
 * wording_fact.c - the sentences about an answer that cannot be taken.
 *
 * Every sentence says what is wrong and what to write instead. Ranges and steps are printed from the fact table, so
 * that the words cannot drift from the rule. What a quantity's own faults are is said in wording_input.c.
 */
#include "wording_fact.h"

#include "claim.h"
#include "wording_input.h"

static const char *const conflicts[FACT_CONFLICT_COUNT] = {
    [FACT_CONFLICT_NONE] = "",
    [FACT_CONFLICT_AGE_BORN] =
        "age and date of birth do not agree at the time of the order, or make the patient older than "
        "120 years; give only the date of birth, or correct one of them",
    [FACT_CONFLICT_BORN_LATER] = "the date of birth lies after the time of the order; correct born or --at",
    [FACT_CONFLICT_ADULT_WEIGHT] =
        "the weight is impossible for an adult (from 18 years: 25 kg to 300 kg); measure the weight "
        "again and check the age",
    [FACT_CONFLICT_MALE_PREGNANT] =
        "sex is male, but pregnant, postpartum, breastfeeding or a gestation is given; correct one "
        "of them",
    [FACT_CONFLICT_PRESSURES] =
        "the diastolic pressure is not below the systolic pressure; measure again or exchange the two",
    [FACT_CONFLICT_GIVEN] =
        "more is said to be given in 24 hours than in 48 hours; given-48h includes given-24h, correct one "
        "of them",
    [FACT_CONFLICT_LAST_DOSE] =
        "last-dose and what was already given do not agree; correct given-24h, given-48h or last-dose",
    [FACT_CONFLICT_GESTATION] = "a gestation is given, but neither pregnant nor postpartum is yes; correct one of them",
    [FACT_CONFLICT_PREGNANT_POSTPARTUM] = "pregnant and postpartum are both yes; correct one of them",
    [FACT_CONFLICT_CREATININE_LATER] =
        "the creatinine was taken after the time of the order; correct creatinine-taken or --at",
    [FACT_CONFLICT_URINE] =
        "the urine output times the weight is above 1,000 mL per hour; measure again and check the unit",
};

const char *wording_fact_conflict(enum fact_conflict conflict)
{
    claim(conflict < FACT_CONFLICT_COUNT);
    return conflicts[conflict];
}

const char *wording_fact_fault_code(enum fact_fault fault)
{
    static const char *const codes[] = {
        [FACT_QUANTITY] = "bad-quantity",
        [FACT_FINER] = "too-fine",
        [FACT_OUT_OF_RANGE] = "out-of-range",
        [FACT_NOT_A_CHOICE] = "unknown-choice",
        [FACT_NOT_A_DATE] = "bad-date",
        [FACT_EMPTY] = "empty",
    };
    claim(fault != FACT_FINE);
    claim((size_t)fault < COUNT_OF(codes));
    return codes[fault];
}

static void add_choices(struct text *out, const struct fact_rule *rule)
{
    int count;
    const char *const *choices = fact_choices(rule, &count);
    for (int i = 0; i < count; i++) {
        text_add(out, i == 0 ? "" : ", ");
        text_add(out, choices[i]);
    }
    text_add(out, " or unknown");
}

/* A plain example in the middle of everyday life; a gestation writes itself without a space. */
static void add_example_quantity(struct text *out, const struct fact_rule *rule)
{
    static const struct {
        const char *name;
        const char *example;
    } own[] = {{"heart-rate", "72 /min"}, {"given-24h", "0 g"}, {"given-48h", "0 g"}};
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        if (text_equal(rule->name, own[i].name)) {
            text_add(out, own[i].example);
            return;
        }
    }
    static const struct example_of {
        ifs_dimension dimension;
        const char *example;
    } examples[] = {
        {IFS_WEIGHT, "72 kg"},
        {IFS_LENGTH, "168 cm"},
        {IFS_AGE, "34 y"},
        {IFS_CREATININE, "0.8 mg/dL"},
        {IFS_CLEARANCE, "88 mL/min"},
        {IFS_INDEXED_CLEARANCE, "88 mL/min/1.73m2"},
        {IFS_URINE, "60 mL/h"},
        {IFS_SERUM_MAGNESIUM, "0.85 mmol/L"},
        {IFS_PRESSURE, "120 mmHg"},
        {IFS_FREQUENCY, "16 /min"},
        {IFS_SATURATION, "97 %"},
        {IFS_GESTATION, "33w6d"},
        {IFS_MASS, "1 g"},
        {IFS_DURATION, "6 h"},
    };
    const struct example_of *of = examples;
    while (of->dimension != rule->dimension) {
        of++;
        claim(of < examples + COUNT_OF(examples)); /* a date or a choice is no quantity */
    }
    text_add(out, of->example);
}

static void add_given(struct text *out, const char *given)
{
    text_add(out, "\"");
    text_add(out, given);
    text_add(out, "\"");
}

static void add_finer(struct text *out, const struct fact_rule *rule, const struct fact_problem *problem)
{
    text_add(out, " is finer than this is measured; write it in steps of ");
    if (rule->dimension == IFS_WEIGHT) {
        text_add(out, "0.1 kg (below 10 kg: 0.01 kg)");
    } else {
        fact_add_figure(out, problem->unit, problem->unit->step);
    }
}

static void add_range(struct text *out, const struct fact_problem *problem)
{
    text_add(out, " is outside the possible range of ");
    fact_add_figure(out, problem->unit, problem->unit->low);
    text_add(out, " to ");
    fact_add_figure(out, problem->unit, problem->unit->high);
    text_add(out, "; check number and unit, and measure again");
}

static void add_choice_problem(struct text *out, const struct fact_rule *rule, const struct fact_problem *problem)
{
    int count;
    (void)fact_choices(rule, &count);
    if (count == 0) {
        text_add(out, " is not an answer: this protocol has nothing to choose from here; leave it out");
        return;
    }
    text_add(out, " is not an answer; ");
    if (problem->suggestion != NULL) {
        text_add(out, "did you mean ");
        text_add(out, problem->suggestion);
        text_add(out, "? ");
    }
    text_add(out, "answer with one of: ");
    add_choices(out, rule);
}

static bool holds(const char *words, const char *piece)
{
    for (; *words != '\0'; words++) {
        size_t i = 0;
        while (piece[i] != '\0' && words[i] == piece[i]) {
            i++;
        }
        if (piece[i] == '\0') {
            return true;
        }
    }
    return false;
}

/* "118/76", but not "72 /min". */
static bool holds_two_figures(const char *words)
{
    bool two = false;
    for (; *words != '\0'; words++) {
        two = two || (*words == '/' && (unsigned char)(words[1] - '0') < 10);
    }
    return two;
}

/* Answers that belong to a neighbouring fact: the value must not be relabelled with a unit it does not have. */
static const char *neighbour_of(const struct fact_rule *rule, const char *given)
{
    bool indexed = holds(given, "1.73");
    if (rule->dimension == IFS_PRESSURE && holds_two_figures(given)) {
        return " holds two pressures; write them apart, as 118 mmHg for systolic and 76 mmHg for diastolic";
    }
    if (rule->dimension == IFS_INDEXED_CLEARANCE && !indexed && holds(given, "mL/min")) {
        return " is a clearance, not an eGFR per 1.73 m2; write crcl instead of egfr";
    }
    if (rule->dimension == IFS_CLEARANCE && indexed) {
        return " is an eGFR per 1.73 m2, not a clearance; write egfr instead of crcl";
    }
    return NULL;
}

static void add_quantity_problem(struct text *out, const struct fact_rule *rule, const struct fact_problem *problem)
{
    char bytes[64];
    struct text example = text_over(bytes, sizeof bytes);
    add_example_quantity(&example, rule);
    wording_quantity_problem(out, &problem->quantity, bytes);
}

void wording_fact_problem(struct text *out, const struct fact_rule *rule, const struct fact_problem *problem,
                          const char *given)
{
    claim(problem->fault != FACT_FINE);
    if (problem->fault == FACT_QUANTITY) {
        const char *neighbour = neighbour_of(rule, given);
        if (neighbour != NULL) {
            add_given(out, given);
            text_add(out, neighbour);
            return;
        }
        add_quantity_problem(out, rule, problem);
        text_add(out, problem->suggestion != NULL ? "; did you mean unknown?" : "");
        return;
    }
    add_given(out, given);
    switch (problem->fault) {
    case FACT_FINER:
        add_finer(out, rule, problem);
        break;
    case FACT_OUT_OF_RANGE:
        add_range(out, problem);
        break;
    case FACT_NOT_A_CHOICE:
        add_choice_problem(out, rule, problem);
        break;
    case FACT_NOT_A_DATE:
        text_add(out, " is not a date; write year, month and day as in 1992-03-14");
        break;
    case FACT_EMPTY:
    case FACT_FINE: /* claimed above, */
    case FACT_QUANTITY: /* and told */
        text_add(out, " is empty; write text, or unknown");
        break;
    }
}
