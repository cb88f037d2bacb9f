/*
 * explain_fact.c - a built-in fact in words: question, units, steps, ranges, choices.
 *
 * Decides nothing: every figure is printed from the tables that read the answers (fact_table.c, fact_usual.c), so that
 * the words cannot drift from the rule. What a protocol asks of its own is listed by infusheet facts.
 */
#include "claim.h"
#include "explain.h"
#include "wording_visit.h"

enum { MONTHS_PER_YEAR = 12 };

static void add_range(struct text *out, const struct fact_unit *unit, int64_t low, int64_t high)
{
    fact_add_figure(out, unit, low);
    text_add(out, " to ");
    fact_add_figure(out, unit, high);
}

static void add_step(struct text *out, int fact, const struct fact_unit *unit)
{
    if (unit->dimension == IFS_DATE) {
        return;
    }
    text_add(out, ", in steps of ");
    fact_add_figure(out, unit, unit->step);
    if (fact == IFS_FACT_WEIGHT) {
        text_add(out, " (from ");
        fact_add_figure(out, unit, FACT_COARSE_WEIGHT_G);
        text_add(out, " on, of ");
        fact_add_figure(out, unit, FACT_COARSE_WEIGHT_STEP_G);
        text_add(out, ")");
    }
}

/* Bounds that can be written: 24.305 mg/dL is none where the step is 0.1 mg/dL. */
static void add_allowed(struct text *out, const struct fact_unit *unit)
{
    int64_t beyond = unit->low % unit->step;
    add_range(out, unit, beyond == 0 ? unit->low : unit->low - beyond + unit->step,
              unit->high - unit->high % unit->step);
}

static void add_units(struct text *out, const struct fact_rule *rule, int fact)
{
    text_add(out, " Allowed:");
    for (int i = 0; i < rule->unit_count; i++) {
        text_add(out, i == 0 ? " " : "; or ");
        add_allowed(out, &rule->units[i]);
        add_step(out, fact, &rule->units[i]);
    }
    text_add(out, ".");
    if (fact == IFS_FACT_WEIGHT) {
        text_add(out, " From 18 years on at least ");
        fact_add_figure(out, &rule->units[0], FACT_ADULT_WEIGHT_G);
        text_add(out, ".");
    }
}

static void add_years(struct text *out, int64_t months)
{
    text_add_whole(out, months / MONTHS_PER_YEAR);
    text_add(out, months == MONTHS_PER_YEAR ? " year" : " years");
}

static void add_ages(struct text *out, const struct fact_usual *usual)
{
    if (usual->to_months == 0 && usual->from_months > 0) {
        text_add(out, " from ");
        add_years(out, usual->from_months);
    } else if (usual->from_months > 0) {
        text_add(out, " at ");
        add_years(out, usual->from_months);
    } else if (usual->to_months > 0) {
        text_add(out, " under ");
        add_years(out, usual->to_months);
    }
}

static void add_body_mass(struct text *out)
{
    struct fact_usual range = fact_usual_body_mass();
    text_add(out, "; with a body-mass index of ");
    text_add_whole(out, range.low);
    text_add(out, " to ");
    text_add_whole(out, range.high);
    add_ages(out, &range);
}

static void add_usual_ranges(struct text *out, int fact)
{
    struct fact_usual list[FACT_USUAL_MOST];
    int count = fact_usual_list(fact, list);
    for (int i = 0; i < count; i++) {
        text_add(out, i == 0 ? " Usual, to catch slips: " : "; ");
        add_range(out, &fact_builtin(fact)->units[0], list[i].low, list[i].high);
        add_ages(out, &list[i]);
    }
    if (fact == IFS_FACT_WEIGHT) {
        text_add(out, "; between two of these ages the wider of both, below the first only its upper bound");
        add_body_mass(out);
    }
    text_add(out, count > 0 ? ". Outside this it has to be measured again and, if it is right, confirmed" : "");
}

static void add_choices(struct text *out, int fact)
{
    int count;
    const char *const *choices = fact_choices(fact_builtin(fact), &count);
    text_add(out, count > 0 ? " Answers: " : " Answer: one that infusheet facts lists for the protocol, or unknown.");
    for (int i = 0; i < count; i++) {
        text_add(out, i == 0 ? "" : ", ");
        text_add(out, choices[i]);
    }
    text_add(out, count > 0 ? " or unknown." : "");
}

/* What a reader of the tables would not guess. */
static const char *const remarks[IFS_FACT_BUILTIN] = {
    [IFS_FACT_AGE] = " In completed years or months; or give the date of birth (born).",
    [IFS_FACT_BORN] = " The age is counted at the time of the order.",
    /* One remark in two lines. NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    [IFS_FACT_CRCL] = " In conditions it is the lowest of all estimates at hand, each listed on the sheet with its "
                      "method; in pregnancy only a measured one counts.",
    [IFS_FACT_RENAL] = " Counted at the worst of its band. acute-injury refuses unless the protocol names it.",
    [IFS_FACT_RENAL_BASIS] =
        " A category by history counts only under 65 years and with every question about the kidneys answered no.",
    [IFS_FACT_PREGNANT] = " Unknown counts as pregnant where renal function is estimated, unless the sex is male.",
    [IFS_FACT_GIVEN_24H] = " Counted whole in the 24 hours from the start.",
    [IFS_FACT_GIVEN_48H] = " Counted whole in the 48 hours from the start; it includes that of the last 24 hours.",
};

static void add_confirming(struct text *out, int fact, bool by_option)
{
    struct fact_usual list[FACT_USUAL_MOST];
    if (fact_usual_list(fact, list) > 0) {
        text_add(out, by_option ? ": --confirm " : "");
        text_add(out, by_option ? fact_builtin(fact)->name : "");
        text_add(out, ".");
    }
}

static void add_fact(struct text *out, const struct fact_rule *rule, int fact, bool by_option)
{
    switch (rule->kind) {
    case FACT_MEASURE:
        add_units(out, rule, fact);
        add_usual_ranges(out, fact);
        add_confirming(out, fact, by_option);
        break;
    case FACT_CHOICE:
    case FACT_QUESTION:
        add_choices(out, fact);
        break;
    case FACT_IDENTITY:
        text_add(out, " Plain text, printed as it is given; it stands in no condition.");
        break;
    }
    if (remarks[fact] != NULL) {
        text_add(out, remarks[fact]);
    }
}

void explain_add_fact(struct text *out, int fact)
{
    const char *const name = "of the drug"; /* no protocol is at hand, and so no name of it */
    wording_visit_add(out, fact_builtin(fact)->ask, &name);
    add_fact(out, fact_builtin(fact), fact, true);
}

void explain_add_asked(struct text *out, const struct fact_rule *rule, int fact)
{
    add_fact(out, rule, fact, false);
}
