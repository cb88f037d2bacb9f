/*
 * missing.c - what has to be asked before there is an order.
 *
 * Decides how each open question reads: what is asked, in which units and between which bounds. The invariant:
 * everything for lack of which the plan is incomplete has one name in the list for machines and one question for
 * people; no figure of an order stands in either.
 */
#include "build.h"

#include "claim.h"
#include "offer.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

static void add(struct build *build, const char *name, const char *question)
{
    struct ifs_sheet *sheet = build->sheet;
    claim(sheet->missing_count < SHEET_MISSING_MAX);
    sheet->missing[sheet->missing_count] = name;
    sheet->missing_count++;
    build_add_line(build, &sheet->questions, (struct sheet_line){.text = question});
}

static const char *bound(struct build *build, const struct fact_unit *unit, int64_t base)
{
    int index = quantity_unit_index(unit->symbol, unit->dimension);
    if (unit->dimension == IFS_GESTATION) {
        size_t start = build_begin(build);
        quantity_add(&build->sheet->text, quantity_of(base, index), 0);
        return build_end(build, start);
    }
    return build_in_unit(build, ratio_whole(base), index, 3);
}

/* The lowest answer that can be given, in whole steps; the unit stands once, after the highest. */
static const char *low_bound(struct build *build, const struct fact_unit *unit)
{
    int64_t beyond = unit->low % unit->step;
    int64_t low = beyond == 0 ? unit->low : unit->low - beyond + unit->step;
    if (unit->dimension == IFS_GESTATION) {
        return bound(build, unit, low);
    }
    ifs_ratio factor = build_unit_factor(build, quantity_unit_index(unit->symbol, unit->dimension));
    ifs_ratio number = build_over(build, ratio_whole(low), factor);
    return build_number(build, number, 3);
}

/* "0.1 to 20 mg/dL, or 9 to 1,768 umol/L" */
static const char *ranges(struct build *build, const struct fact_rule *rule)
{
    const char *all = NULL;
    for (int i = 0; i < rule->unit_count && rule->dimension != IFS_DATE; i++) {
        const struct fact_unit *unit = &rule->units[i];
        const char *low = low_bound(build, unit);
        const char *high = bound(build, unit, unit->high - unit->high % unit->step);
        const char *range = build_say(build, words.from_to, (const char *const[]){low, high});
        all = build_join(build, all, words.or_between, range);
    }
    return all != NULL ? all : words.a_date;
}

static const char *choices(struct build *build, int fact)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    const char *all = NULL;
    int count = 0;
    const char *const *list = fact_choices(rule, &count);
    for (int i = 0; i < count; i++) {
        if (offer_has(build->protocol, fact, i)) {
            all = build_join(build, all, ", ", list[i]);
        }
    }
    return all != NULL ? all : words.yes_or_no;
}

const char *build_expected(struct build *build, int fact)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    switch (rule->kind) {
    case FACT_MEASURE:
        return ranges(build, rule);
    case FACT_CHOICE:
    case FACT_QUESTION:
        return choices(build, fact);
    case FACT_IDENTITY:
        break;
    }
    return words.in_words;
}

static bool known(const struct build *build, int fact)
{
    return fact_set_has(&build->request->known, fact);
}

/* Questions marked renal-risk that are not answered no, by their names. */
static const char *open_risks(struct build *build)
{
    const char *open = NULL;
    for (int fact = IFS_FACT_BUILTIN; fact < build->protocol->fact_count; fact++) {
        bool no = known(build, fact) && build->request->answer[fact] == IFS_ANSWER_NO;
        if (build->protocol->facts[fact].renal_risk && !no) {
            open = build_join(build, open, ", ", build->protocol->facts[fact].name);
        }
    }
    return open;
}

/* What would make the clearance known, and why what was answered does not. */
static const char *renal_wanted(struct build *build)
{
    if (build_pregnancy_matters(build)) {
        bool answered = known(build, IFS_FACT_PREGNANT);
        return answered ? words.renal_wanted_pregnant : words.renal_wanted_pregnancy_open;
    }
    if (!known(build, IFS_FACT_RENAL)) {
        return words.renal_wanted;
    }
    const char *open = open_risks(build);
    return open == NULL ? words.renal_wanted_age : build_say_one(build, words.renal_wanted_risk, open);
}

static const char *question_of(struct build *build, int fact)
{
    const struct fact_rule *rule = &build->protocol->facts[fact];
    const char *prompt = build_fact_prompt(build, fact);
    if (rule->kind == FACT_QUESTION && fact_is_yes_no(rule)) { /* how it is answered is said once for all */
        return build_say(build, words.ask_yes_no, (const char *const[]){prompt, rule->name});
    }
    const char *wanted = fact == IFS_FACT_CRCL ? renal_wanted(build) : build_expected(build, fact);
    return build_say(build, words.ask, (const char *const[]){prompt, wanted, rule->name});
}

static void ask(struct build *build, int fact)
{
    add(build, build->protocol->facts[fact].name, question_of(build, fact));
    bool asked_already = fact_set_has(&build->plan->missing, IFS_FACT_CREATININE);
    if (fact == IFS_FACT_CRCL && !asked_already && !known(build, IFS_FACT_CREATININE) && !build_pregnancy_matters(build)) {
        const char *creatinine = question_of(build, IFS_FACT_CREATININE);
        build_add_line(build, &build->sheet->questions, (struct sheet_line){.text = creatinine});
    }
}

static void ask_again(struct build *build, int fact)
{
    const char *name = build->protocol->facts[fact].name;
    const char *prompt = build_fact_prompt(build, fact);
    const char *question = build_say(build, wording_notice(NOTICE_UNCONFIRMED),
                                     (const char *const[]){prompt, build_fact_words(build, fact), name});
    add(build, build_say_one(build, words.id_confirm, name), question);
}

/* One entry for machines however many infusions lack it, one question for each. */
static void ask_choice(struct build *build, const bool *lacking, const char *name, const char *sentence)
{
    bool named = false;
    for (int i = 0; i < build->protocol->infusion_count; i++) {
        if (lacking[i]) {
            const char *question = build_say_one(build, sentence, build->protocol->infusions[i].name);
            if (named) {
                build_add_line(build, &build->sheet->questions, (struct sheet_line){.text = question});
            } else {
                add(build, name, question);
            }
            named = true;
        }
    }
}

void build_missing(struct build *build)
{
    const ifs_plan *plan = build->plan;
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (fact_set_has(&plan->missing, fact)) {
            ask(build, fact);
        }
    }
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (fact_set_has(&plan->confirm, fact)) {
            ask_again(build, fact);
        }
    }
    ask_choice(build, plan->missing_dose, words.id_dose, words.ask_dose);
    ask_choice(build, plan->missing_over, words.id_over, words.ask_over);
}
