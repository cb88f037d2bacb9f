/*
 * propose.c - examples for an author to finish: one at each breakpoint of a protocol, and one step to either side.
 *
 * Mistakes sit at the edges of bands and at bounds, so the patients stand there: each threshold of a condition, each bound of a dose or a time.
 * What must come out is never written here, for an expectation that is copied from the program's own output tests nothing. Invariant: every
 * proposal can be entered as a patient, and loads where it is pasted.
 */
#include "propose.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "examples.h"
#include "quantity.h"
#include "ratio.h"

enum { PROPOSALS_MOST = 600, PROPOSAL_FACTS = 6, PROPOSAL_BYTES = 120, NAME_BYTES = 300, DAY_S = 86400 };

struct proposing {
    FILE *stream;
    const ifs_protocol *protocol;
    const struct example *base;
    struct examples *examples;
    char (*names)[NAME_BYTES];
    int count;
};

/* One example under construction: what differs from the base. */
struct proposal {
    char facts[PROPOSAL_FACTS][PROPOSAL_BYTES];
    int fact_count;
    char options[PROPOSAL_FACTS][PROPOSAL_BYTES];
    int option_count;
};

static const char remark[] =
    "\n  # Proposed by infusheet test --propose: patients at each breakpoint and one step to either side, each like\n"
    "  # \"%s\".\n"
    "  # Paste them behind the last example, before the closing parenthesis of examples. Then write into each expect what\n"
    "  # must come out (verdict, dose, flow, check.ID), from a source or from arithmetic of your own and never from what\n"
    "  # infusheet prints, write that source, and take out what repeats an example you have.\n";

/* ---- What is proposed ---------------------------------------------------------------------------------------------- */

static char *next_fact(struct proposal *proposal)
{
    claim(proposal->fact_count < PROPOSAL_FACTS);
    return proposal->facts[proposal->fact_count++];
}

static char *next_option(struct proposal *proposal)
{
    claim(proposal->option_count < PROPOSAL_FACTS);
    return proposal->options[proposal->option_count++];
}

static void add_fact(const struct proposing *run, struct proposal *proposal, int fact, const char *words)
{
    struct text text = text_over(next_fact(proposal), PROPOSAL_BYTES);
    text_add(&text, run->protocol->facts[fact].name);
    text_add(&text, "=");
    text_add(&text, words);
}

static bool base_names(const struct proposing *run, int fact)
{
    const char *name = run->protocol->facts[fact].name;
    size_t length = strlen(name);
    for (int i = 0; i < run->base->fact_count; i++) {
        const char *words = run->base->facts[i];
        if (strncmp(words, name, length) == 0 && words[length] == '=') {
            return true;
        }
    }
    return false;
}

/* Other estimates would count where they are lower. */
static void forget_kidneys(const struct proposing *run, struct proposal *proposal, int but)
{
    static const int facts[] = {IFS_FACT_CREATININE, IFS_FACT_CRCL, IFS_FACT_EGFR, IFS_FACT_RENAL};
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        if (facts[i] != but && base_names(run, facts[i])) {
            add_fact(run, proposal, facts[i], "unknown");
        }
    }
}

/* What was given and when must agree. */
static void agree(const struct proposing *run, struct proposal *proposal, int fact, int64_t figure)
{
    char given[PROPOSAL_BYTES];
    struct text text = text_over(given, sizeof given);
    fact_add_figure(&text, &fact_builtin(IFS_FACT_GIVEN_24H)->units[0], figure);
    if (fact == IFS_FACT_GIVEN_24H && figure > 0) {
        add_fact(run, proposal, IFS_FACT_GIVEN_48H, given);
        add_fact(run, proposal, IFS_FACT_LAST_DOSE, "20 h");
    } else if (fact == IFS_FACT_GIVEN_48H && figure > 0) {
        add_fact(run, proposal, IFS_FACT_LAST_DOSE, "30 h");
    } else if (fact == IFS_FACT_LAST_DOSE && figure <= INT64_C(2) * DAY_S) {
        add_fact(run, proposal, IFS_FACT_GIVEN_24H, figure <= DAY_S ? "1 g" : "0 g");
        add_fact(run, proposal, IFS_FACT_GIVEN_48H, "1 g");
    }
}

/* ---- Writing --------------------------------------------------------------------------------------------------------- */

static void write_string(FILE *stream, const char *words)
{
    fputc('"', stream);
    for (; *words != '\0'; words++) {
        fputs(*words == '"' || *words == '\\' ? "\\" : "", stream);
        fputc(*words, stream);
    }
    fputc('"', stream);
}

static void write_list(FILE *stream, const char *key, char (*words)[PROPOSAL_BYTES], int count)
{
    fprintf(stream, " %s = [ ", key);
    for (int i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        write_string(stream, words[i]);
    }
    fputs(" ];", stream);
}

/* "proposed: crcl=29.9 mL/min"; false where there is one of that name. */
static bool name_it(struct proposing *run, const struct proposal *proposal)
{
    char *name = run->names[run->count];
    size_t length = (size_t)snprintf(name, NAME_BYTES, "proposed: %s", proposal->fact_count > 0 ? proposal->facts[0] : "");
    for (int i = 0; i < proposal->option_count && length < NAME_BYTES; i++) {
        length += (size_t)snprintf(name + length, NAME_BYTES - length, "%s%s", i > 0 ? " " : "", proposal->options[i] + 2);
    }
    for (int i = 0; i < run->count; i++) {
        if (strcmp(run->names[i], name) == 0) {
            return false;
        }
    }
    for (int i = 0; i < run->protocol->example_count; i++) {
        if (strcmp(run->protocol->examples[i].name, name) == 0) {
            return false;
        }
    }
    return true;
}

static bool is_named_in(const struct proposal *proposal, const char *fact)
{
    size_t length = strcspn(fact, "=") + 1;
    for (int i = 0; i < proposal->fact_count; i++) {
        if (strncmp(proposal->facts[i], fact, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the patient can be entered at all: no contradiction, nothing out of range. */
static bool can_enter(const struct proposing *run, const struct proposal *proposal)
{
    const char *facts[IFS_FACT_MAX + PROPOSAL_FACTS];
    const char *options[PROPOSAL_FACTS];
    const ifs_request *request = NULL;
    struct example example = {.name = "proposed", .facts = facts, .options = options};
    for (int i = 0; i < run->base->fact_count && i < IFS_FACT_MAX; i++) {
        if (!is_named_in(proposal, run->base->facts[i])) {
            facts[example.fact_count++] = run->base->facts[i];
        }
    }
    for (int i = 0; i < proposal->fact_count; i++) {
        facts[example.fact_count++] = proposal->facts[i];
    }
    for (int i = 0; i < proposal->option_count; i++) {
        options[example.option_count++] = proposal->options[i];
    }
    examples_run(run->examples, &example);
    return examples_plan(run->examples, &request) != NULL;
}

static void propose(struct proposing *run, struct proposal *proposal)
{
    if (run->count == PROPOSALS_MOST || !name_it(run, proposal) || !can_enter(run, proposal)) {
        return;
    }
    fputs("  , { name = ", run->stream);
    write_string(run->stream, run->names[run->count]);
    fputs("; like = ", run->stream);
    write_string(run->stream, run->base->name);
    fputs(";\n     ", run->stream);
    if (proposal->fact_count > 0) {
        write_list(run->stream, "facts", proposal->facts, proposal->fact_count);
    }
    if (proposal->option_count > 0) {
        write_list(run->stream, "options", proposal->options, proposal->option_count);
    }
    fputs("\n      source = \"project-choice\"; expect = [ ]; } # fill in source and expect\n", run->stream);
    run->count++;
}

/* ---- Thresholds ---------------------------------------------------------------------------------------------------------- */

static int unit_of(const struct fact_rule *rule, const struct test *test, int64_t *figure)
{
    int64_t scale = test->slot == SLOT_URINE || test->slot == SLOT_URINE_PER_WEIGHT ? 2 : 1;
    if (test->slot == SLOT_URINE_PER_WEIGHT) {
        *figure = test->threshold / scale;
        return 1;
    }
    for (int64_t less = 0; less <= 1; less++) { /* "more than" is kept as one more */
        for (int i = 0; i < rule->unit_count; i++) {
            *figure = (test->threshold - less) / scale;
            if (*figure % rule->units[i].step == 0) {
                return i;
            }
        }
    }
    return 0;
}

static void propose_threshold(struct proposing *run, const struct test *test)
{
    const struct fact_rule *rule = &run->protocol->facts[test->fact];
    int64_t at = 0;
    const struct fact_unit *unit = &rule->units[unit_of(rule, test, &at)];
    for (int side = -1; side <= 1; side++) {
        struct proposal proposal = {.fact_count = 0};
        char words[PROPOSAL_BYTES];
        struct text text = text_over(words, sizeof words);
        bool heavy = test->slot == IFS_FACT_WEIGHT && at + side >= FACT_COARSE_WEIGHT_G;
        int64_t figure = at + side * (heavy ? FACT_COARSE_WEIGHT_STEP_G : unit->step);
        if (figure < unit->low || figure > unit->high) {
            continue;
        }
        fact_add_figure(&text, unit, figure);
        add_fact(run, &proposal, test->fact, words);
        if (test->slot == SLOT_CRCL || test->slot == SLOT_EGFR) {
            forget_kidneys(run, &proposal, test->fact);
        }
        agree(run, &proposal, test->fact, figure);
        propose(run, &proposal);
    }
}

static void propose_thresholds(struct proposing *run)
{
    for (int slot = 0; slot < SLOT_PRODUCT; slot++) {
        for (int i = 0; i < run->protocol->tests.count; i++) {
            const struct test *test = &run->protocol->tests.list[i];
            if (test->slot == slot && !test->equal) {
                propose_threshold(run, test);
            }
        }
    }
}

/* ---- Bounds ---------------------------------------------------------------------------------------------------------------- */

static void name_infusion(const struct proposing *run, const struct infusion_rule *infusion, struct proposal *proposal)
{
    if (run->protocol->infusion_count > 1) {
        struct text text = text_over(next_option(proposal), PROPOSAL_BYTES);
        text_add(&text, "--infusion ");
        text_add(&text, infusion->name);
    }
}

static void add_dose(struct proposal *proposal, ifs_ratio mcg, bool rate)
{
    struct text text = text_over(next_option(proposal), PROPOSAL_BYTES);
    text_add(&text, "--dose ");
    quantity_add_decimal(&text, ratio_make(mcg.num, mcg.den * 1000), 6);
    text_add(&text, rate ? " mg/h" : " mg");
}

static void propose_dose(struct proposing *run, const struct infusion_rule *infusion, const struct dose_rule *dose,
                         ifs_ratio bound)
{
    for (int side = -1; bound.den == 1 && side <= 1; side++) {
        struct proposal proposal = {.fact_count = 0};
        int64_t mcg = bound.num + side * dose->step.mcg;
        if (mcg > 0) {
            name_infusion(run, infusion, &proposal);
            add_dose(&proposal, ratio_whole(mcg), dose->rate);
            propose(run, &proposal);
        }
    }
}

static void propose_time(struct proposing *run, const struct infusion_rule *infusion, const struct time_rule *time,
                         ifs_ratio bound)
{
    bool minutes = bound.den == 1 && bound.num % 60 == 0;
    for (int side = -1; minutes && side <= 1; side++) {
        struct proposal proposal = {.fact_count = 0};
        int64_t over = bound.num / 60 + side;
        if (over <= 0) {
            continue;
        }
        name_infusion(run, infusion, &proposal);
        if (time->dose_to.mcg > 0) {
            add_dose(&proposal, ratio_whole(time->dose_to.mcg), false);
        }
        struct text text = text_over(next_option(&proposal), PROPOSAL_BYTES);
        text_add(&text, "--over ");
        text_add_whole(&text, over);
        text_add(&text, " min");
        propose(run, &proposal);
    }
}

static void propose_bounds(struct proposing *run, const struct infusion_rule *infusion)
{
    for (int i = 0; i < infusion->dose_count; i++) {
        const struct limit *limit = &infusion->doses[i].limit;
        const ifs_ratio bounds[] = {limit->hard_min, limit->soft_min, limit->soft_max, limit->hard_max,
                                    infusion->doses[i].maximum.hard_max};
        for (size_t j = 0; j < COUNT_OF(bounds); j++) {
            propose_dose(run, infusion, &infusion->doses[i], bounds[j]);
        }
    }
    for (int i = 0; i < infusion->time_count; i++) {
        const struct limit *limit = &infusion->times[i].limit;
        const ifs_ratio bounds[] = {limit->hard_min, limit->soft_min, limit->soft_max, limit->hard_max};
        for (size_t j = 0; j < COUNT_OF(bounds); j++) {
            propose_time(run, infusion, &infusion->times[i], bounds[j]);
        }
    }
}

/* ---- All of it --------------------------------------------------------------------------------------------------------------- */

/* The first example that asks for nothing and may be given; else the first that can be entered. */
static const struct example *find_base(struct proposing *run)
{
    const struct example *first = NULL;
    for (int i = 0; i < run->protocol->example_count; i++) {
        const struct example *example = &run->protocol->examples[i];
        const ifs_request *request = NULL;
        examples_run(run->examples, example);
        const ifs_plan *plan = examples_plan(run->examples, &request);
        if (plan == NULL || example->option_count > 0) {
            continue;
        }
        if (plan->verdict == IFS_READY || plan->verdict == IFS_CONDITIONAL) {
            return example;
        }
        first = first != NULL ? first : example;
    }
    return first;
}

static void propose_all(struct proposing *run)
{
    run->base = find_base(run);
    if (run->base == NULL) {
        fprintf(run->stream, "# %s: write one example first, of a patient who may be given the infusion and with no options;\n"
                             "# the proposals are built on it.\n",
                run->protocol->id);
        return;
    }
    fprintf(run->stream, remark, run->base->name);
    propose_thresholds(run);
    for (int i = 0; i < run->protocol->infusion_count; i++) {
        propose_bounds(run, &run->protocol->infusions[i]);
    }
}

bool propose_write(FILE *stream, const ifs_protocol *protocol)
{
    struct proposing run = {.stream = stream, .protocol = protocol};
    run.examples = examples_open(protocol);
    run.names = calloc(PROPOSALS_MOST + 1, sizeof *run.names);
    bool room = run.examples != NULL && run.names != NULL;
    if (room) {
        propose_all(&run);
    }
    free(run.names);
    examples_close(run.examples);
    return room;
}
