/*
 * intake.c - words of a command line or a patient file become a request.
 *
 * Every word is held against the protocol's own table of facts, checks and infusions. All mistakes are reported, not only
 * the first, each with what to write instead. Nothing is guessed: a near name is only proposed. Text of people (names,
 * addresses, reasons) is taken in any script, but without control characters and direction overrides, which could
 * make a sheet show something else than it says.
 */
#include "intake.h"

#include <string.h>

#include "claim.h"
#include "outcome.h"
#include "nearest.h"
#include "utf8.h"
#include "wording_fact.h"
#include "wording_input.h"

/* Each limit of each infusion, and of the order. */
enum { LIMIT_NAMES = (IFS_INFUSION_MAX + 1) * IFS_LIMIT_KIND_COUNT, LIMIT_NAME_BYTES = 96 };

#define MESSAGE_BYTES 1024

static void say(struct intake *intake, const char *code, const char *about, const char *message)
{
    finding_add(intake->findings, IFS_ERROR, code, intake->place, "%s%s%s", about, about[0] != '\0' ? ": " : "", message);
}

/* An option as it is written where the words stand: "--dose" at the command line, "dose" in a file. */
static const char *option_here(const struct intake *intake, const char *option)
{
    return intake->place.file != NULL ? option + strlen("--") : option;
}

/* False with a finding when the text is not fit to be stored or printed. */
static bool fit_to_print(struct intake *intake, const char *about, const char *text)
{
    size_t offset = 0;
    switch (utf8_check(text, strlen(text), true, &offset)) {
    case UTF8_FINE:
        return true;
    case UTF8_INVALID:
        say(intake, "invalid-utf8", about, "the text is not valid UTF-8; write it again in UTF-8");
        break;
    case UTF8_NUL:
    case UTF8_CONTROL:
        say(intake, "control-character", about, "the text holds a control character or an invisible one; type it again without");
        break;
    case UTF8_DIRECTION:
        say(intake, "direction-override", about,
            "the text holds a hidden direction mark that changes the order of letters; write it without");
        break;
    }
    return false;
}

/* ---- Facts ---- */

/* Everyday names of facts, which no distance of letters would find. */
static const char *everyday_name(const char *name)
{
    static const struct {
        const char *name;
        const char *fact;
    } everyday[] = {{"bp", "systolic"},   {"blood-pressure", "systolic"}, {"pressure", "systolic"}, {"pulse", "heart-rate"},
                    {"hr", "heart-rate"}, {"rr", "resp-rate"},            {"sat", "spo2"},          {"saturation", "spo2"},
                    {"o2", "spo2"},       {"dob", "born"},                {"birthdate", "born"},    {"gender", "sex"},
                    {"allergy", "allergies"}, {"scr", "creatinine"},      {"gfr", "egfr"},          {"place", "setting"},
                    {"birth-date", "born"},     {"birthdate", "born"},          {"date-of-birth", "born"}, {"birthday", "born"}};
    for (size_t i = 0; i < COUNT_OF(everyday); i++) {
        if (strcmp(everyday[i].name, name) == 0) {
            return everyday[i].fact;
        }
    }
    return NULL;
}

/* What the prescriber orders is no fact about the patient; NULL: no such option. */
static const char *option_meant(const char *name)
{
    static const struct {
        const char *name;
        const char *form;
    } options[] = {{"dose", "--dose \"1 g\""},
                   {"over", "--over \"20 min\""},
                   {"time", "--over \"20 min\""},
                   {"duration", "--over \"20 min\""},
                   {"prescriber", "--prescriber \"NAME, reference\""},
                   {"override", "--override CHECK=\"reason\""},
                   {"infusion", "--infusion NAME"},
                   {"confirm", "--confirm FACT"}};
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        if (strcmp(options[i].name, name) == 0) {
            return options[i].form;
        }
    }
    return NULL;
}

static void say_unknown_fact(struct intake *intake, const char *name)
{
    const char *option = option_meant(name);
    if (option != NULL) {
        finding_add(intake->findings, IFS_ERROR, "unknown-fact", intake->place,
                    "\"%s\" is no fact about the patient; write it as an option of the order, in the form %s", name, option);
        return;
    }
    const char *names[IFS_FACT_MAX];
    for (int i = 0; i < intake->protocol->fact_count; i++) {
        names[i] = intake->protocol->facts[i].name;
    }
    const char *near = everyday_name(name);
    near = near != NULL ? near : nearest_word(name, names, (size_t)intake->protocol->fact_count);
    if (near != NULL) {
        finding_add(intake->findings, IFS_ERROR, "unknown-fact", intake->place,
                    "unknown fact \"%s\"; did you mean %s? (infusheet facts %s lists them all)", name, near,
                    intake->protocol->id);
    } else {
        finding_add(intake->findings, IFS_ERROR, "unknown-fact", intake->place,
                    "unknown fact \"%s\"; infusheet facts %s lists what can be given", name, intake->protocol->id);
    }
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_answer(const ifs_request *a, const ifs_request *b, int fact)
{
    bool same_words_too = fact >= IFS_FACT_BUILTIN || same_words(a->words[fact], b->words[fact]);
    return fact_set_has(&a->known, fact) == fact_set_has(&b->known, fact) && a->answer[fact] == b->answer[fact] &&
           a->unit[fact] == b->unit[fact] && same_words_too;
}

static void say_twice(struct intake *intake, const char *name, int fact, const char *text)
{
    char bytes[MESSAGE_BYTES];
    struct text before = text_over(bytes, sizeof bytes);
    fact_add_answer(&before, intake->request, intake->protocol->facts, fact);
    finding_add(intake->findings, IFS_ERROR, WORDING_CONFLICT_CODE, intake->place,
                "%s: given twice with different answers, \"%s\" and then \"%s\"; keep the right one", name, bytes, text);
}

void intake_fact(struct intake *intake, const char *name, const char *text)
{
    const ifs_protocol *protocol = intake->protocol;
    int fact = fact_index(protocol->facts, protocol->fact_count, name);
    if (!fit_to_print(intake, "a fact", name)) {
        return;
    }
    if (fact < 0) {
        say_unknown_fact(intake, name);
        return;
    }
    if (!fit_to_print(intake, name, text)) {
        return;
    }
    struct fact_problem problem;
    ifs_request changed = *intake->request;
    struct fact_words words = {text, strlen(text), intake->spacing, &protocol->drug.salt};
    if (!fact_answer(&changed, protocol->facts, fact, &words, &problem)) {
        char bytes[MESSAGE_BYTES];
        struct text message = text_over(bytes, sizeof bytes);
        wording_fact_problem(&message, &protocol->facts[fact], &problem, text);
        say(intake, wording_fact_fault_code(problem.fault), name, bytes);
        return;
    }
    if (fact_set_has(&intake->request->given, fact) && !same_answer(intake->request, &changed, fact)) {
        say_twice(intake, name, fact, text);
        return;
    }
    *intake->request = changed;
}

/* Cuts at the first equals sign; NULL with a finding where there is none or nothing before it. */
static char *cut_assignment(struct intake *intake, char *assignment, const char *form)
{
    char *equals = strchr(assignment, '=');
    if (equals == NULL || equals == assignment) {
        finding_add(intake->findings, IFS_ERROR, "not-an-assignment", intake->place, "\"%s\" is not of the form %s", assignment,
                    form);
        return NULL;
    }
    *equals = '\0';
    return equals + 1;
}

void intake_assignment(struct intake *intake, char *assignment)
{
    char *text = cut_assignment(intake, assignment, "FACT=VALUE; write for example weight=\"72 kg\", in quotes where the value has a blank");
    if (text != NULL) {
        intake_fact(intake, assignment, text);
    }
}

void intake_confirm(struct intake *intake, const char *name)
{
    int fact = fact_index(intake->protocol->facts, intake->protocol->fact_count, name);
    if (fact < 0) {
        say_unknown_fact(intake, name);
    } else {
        fact_set_add(&intake->request->confirmed, fact);
    }
}

/* Nothing can be confirmed that was not given. */
static void settle_confirmed(struct intake *intake)
{
    for (int i = 0; i < intake->protocol->fact_count; i++) {
        if (fact_set_has(&intake->request->confirmed, i) && !fact_set_has(&intake->request->known, i)) {
            finding_add(intake->findings, IFS_ERROR, "confirmed-unknown", intake->place,
                        "--confirm: %s is not known, so it cannot be confirmed; give it, or leave --confirm out",
                        intake->protocol->facts[i].name);
        }
    }
}

void intake_settle(struct intake *intake, int64_t day)
{
    enum fact_conflict conflict = fact_settle(intake->request, day);
    if (conflict != FACT_CONFLICT_NONE) {
        say(intake, WORDING_CONFLICT_CODE, "", wording_fact_conflict(conflict));
    }
    settle_confirmed(intake);
}

/* ---- Choices of the prescriber ---- */

static void list_infusions(struct intake *intake, const char *code, const char *what)
{
    char bytes[MESSAGE_BYTES];
    struct text message = text_over(bytes, sizeof bytes);
    text_add(&message, what);
    for (int i = 0; i < intake->protocol->infusion_count; i++) {
        text_add(&message, i == 0 ? " " : ", ");
        text_add(&message, intake->protocol->infusions[i].name);
    }
    say(intake, code, option_here(intake, "--infusion"), bytes);
}

int intake_infusion(struct intake *intake, const char *name)
{
    for (int i = 0; i < intake->protocol->infusion_count; i++) {
        if (strcmp(intake->protocol->infusions[i].name, name) == 0) {
            return i;
        }
    }
    list_infusions(intake, "unknown-infusion", "no infusion of that name; write one of");
    return -1;
}

/* The infusion meant, -1 with a finding when it is not clear. */
static int infusion_meant(struct intake *intake, int infusion)
{
    if (infusion >= 0) {
        return infusion;
    }
    if (intake->protocol->infusion_count == 1) {
        return 0;
    }
    list_infusions(intake, "infusion-not-named", "say before it which infusion is meant; write one of");
    return -1;
}

/* Tries the dimensions in turn; what is wrong is said of the first. */
static bool read_quantity(struct intake *intake, const char *about, const char *text, const ifs_dimension *dimensions,
                          ifs_quantity *out)
{
    struct quantity_problem problem;
    struct quantity_problem first = {.fault = QUANTITY_FINE};
    if (!fit_to_print(intake, about, text)) {
        return false;
    }
    for (int i = 0; dimensions[i] != IFS_DIMENSION_NONE; i++) {
        struct quantity_wanted wanted = {dimensions[i], QUANTITY_SPACE_OPTIONAL, &intake->protocol->drug.salt};
        if (quantity_parse(text, strlen(text), &wanted, out, &problem)) {
            return true;
        }
        if (first.fault == QUANTITY_FINE) {
            first = problem;
        }
    }
    char bytes[MESSAGE_BYTES];
    struct text message = text_over(bytes, sizeof bytes);
    wording_quantity_problem(&message, &first, dimensions[0] == IFS_MASS ? "1 g" : "15 min");
    say(intake, "bad-quantity", about, bytes);
    return false;
}

/* A prescriber's dose per kg: said with the command that works it out, for a product worked out in the head goes wrong. */
static bool is_per_weight(struct intake *intake, const char *text)
{
    struct quantity_problem problem;
    ifs_quantity dose;
    struct quantity_wanted wanted = {IFS_MASS_PER_WEIGHT, QUANTITY_SPACE_OPTIONAL, &intake->protocol->drug.salt};
    char bytes[MESSAGE_BYTES];
    struct text message = text_over(bytes, sizeof bytes);
    if (!quantity_parse(text, strlen(text), &wanted, &dose, &problem)) {
        return false;
    }
    text_add(&message, "\"");
    text_add(&message, text);
    text_add(&message, "\" is a dose per kg; write the dose itself, in g or mg, which this works out: infusheet calc dose basis=\"");
    text_add(&message, text);
    text_add(&message, "\" weight=\"... kg\"");
    say(intake, "bad-quantity", option_here(intake, "--dose"), bytes);
    return true;
}

void intake_dose(struct intake *intake, int infusion, const char *text)
{
    static const ifs_dimension dimensions[] = {IFS_MASS, IFS_DOSE_RATE, IFS_DIMENSION_NONE};
    ifs_quantity dose;
    int meant = infusion_meant(intake, infusion);
    if (is_per_weight(intake, text) || !read_quantity(intake, option_here(intake, "--dose"), text, dimensions, &dose) || meant < 0) {
        return;
    }
    ifs_choice *choice = &intake->request->choices[meant];
    if (choice->has_dose) {
        say(intake, WORDING_CONFLICT_CODE, option_here(intake, "--dose"), "given twice for the same infusion; keep the right one");
        return;
    }
    choice->has_dose = true;
    choice->dose_is_rate = dose.dimension == IFS_DOSE_RATE;
    choice->dose_mcg = dose.base;
}

void intake_over(struct intake *intake, int infusion, const char *text)
{
    static const ifs_dimension dimensions[] = {IFS_DURATION, IFS_DIMENSION_NONE};
    ifs_quantity over;
    int meant = infusion_meant(intake, infusion);
    if (!read_quantity(intake, option_here(intake, "--over"), text, dimensions, &over) || meant < 0) {
        return;
    }
    if (over.base.num % over.base.den != 0) {
        say(intake, "too-fine", option_here(intake, "--over"), "finer than a second; write whole minutes");
        return;
    }
    ifs_choice *choice = &intake->request->choices[meant];
    if (choice->has_over) {
        say(intake, WORDING_CONFLICT_CODE, option_here(intake, "--over"), "given twice for the same infusion; keep the right one");
        return;
    }
    choice->has_over = true;
    choice->over.s = over.base.num / over.base.den;
}

/* ---- Overrides and prescriber ---- */

static bool is_check_name(const ifs_protocol *protocol, const char *id)
{
    for (int i = 0; i < protocol->check_count; i++) {
        if (strcmp(protocol->checks[i].id, id) == 0) {
            return true;
        }
    }
    return outcome_is_limit_name(protocol, id);
}

/* The names of limits are put together here: "infusion.dose". */
struct check_names {
    const char *names[IFS_CHECK_MAX + LIMIT_NAMES];
    size_t count;
    char limits[LIMIT_NAMES][LIMIT_NAME_BYTES];
};

static void add_limit_names(struct check_names *known, const ifs_protocol *protocol)
{
    for (int i = 0; i < LIMIT_NAMES; i++) {
        int infusion = i / IFS_LIMIT_KIND_COUNT;
        const char *owner = infusion < protocol->infusion_count ? protocol->infusions[infusion].name : OUTCOME_OF_ORDER;
        struct text name = text_over(known->limits[i], LIMIT_NAME_BYTES);
        text_add(&name, owner);
        text_add(&name, ".");
        text_add(&name, outcome_word((ifs_limit_kind)(i % IFS_LIMIT_KIND_COUNT)));
        known->names[known->count++] = known->limits[i];
    }
}

static void say_unknown_check(struct intake *intake, const char *id)
{
    struct check_names known = {.count = 0};
    for (int i = 0; i < intake->protocol->check_count; i++) {
        known.names[known.count++] = intake->protocol->checks[i].id;
    }
    add_limit_names(&known, intake->protocol);
    const char *near = nearest_word(id, known.names, known.count);
    finding_add(intake->findings, IFS_ERROR, "unknown-check", intake->place,
                "%s: there is no check \"%s\" in this protocol; %s%s%s", option_here(intake, "--override"), id,
                near != NULL ? "did you mean " : "the order names the checks that need one", near != NULL ? near : "",
                near != NULL ? "?" : "");
}

void intake_override_of(struct intake *intake, const char *check, const char *reason)
{
    const char *option = option_here(intake, "--override");
    if (!fit_to_print(intake, option, check) || !fit_to_print(intake, option, reason)) {
        return;
    }
    if (!is_check_name(intake->protocol, check)) {
        say_unknown_check(intake, check);
        return;
    }
    ifs_request *request = intake->request;
    for (int i = 0; i < request->override_count; i++) {
        if (strcmp(request->overrides[i].check, check) == 0) {
            finding_add(intake->findings, IFS_ERROR, WORDING_CONFLICT_CODE, intake->place,
                        "%s: \"%s\" is given twice; keep the right reason", option, check);
            return;
        }
    }
    if (request->override_count == IFS_OVERRIDE_MAX) {
        say(intake, "too-many-overrides", option, "more than 16 overrides; an order like that is not an order");
        return;
    }
    request->overrides[request->override_count++] = (ifs_override){.check = check, .reason = reason};
}

void intake_override(struct intake *intake, char *assignment)
{
    char *reason = cut_assignment(intake, assignment, "CHECK=\"reason\"; write for example infusion.dose=\"reason\", in quotes");
    if (reason != NULL) {
        intake_override_of(intake, assignment, reason);
    }
}

static char *skip_blanks(char *text)
{
    while (*text == ' ') {
        text++;
    }
    return text;
}

void intake_prescriber(struct intake *intake, char *text)
{
    if (!fit_to_print(intake, option_here(intake, "--prescriber"), text)) {
        return;
    }
    if (intake->request->prescriber != NULL) {
        say(intake, WORDING_CONFLICT_CODE, option_here(intake, "--prescriber"), "given twice; keep the right one");
        return;
    }
    char *comma = strchr(text, ',');
    if (comma == NULL || *skip_blanks(comma + 1) == '\0' || skip_blanks(text) == comma) {
        say(intake, "prescriber-without-reference", option_here(intake, "--prescriber"),
            "write the name, a comma and a reference (licence or order number), as in \"A. Example, EX-77\"");
        return;
    }
    *comma = '\0';
    intake->request->prescriber = skip_blanks(text);
    intake->request->prescriber_reference = skip_blanks(comma + 1);
}

void intake_forget(ifs_request *request, int fact)
{
    fact_set_remove(&request->known, fact);
    fact_set_remove(&request->given, fact);
    fact_set_remove(&request->confirmed, fact);
    request->answer[fact] = 0;
    request->unit[fact] = 0;
    if (fact < IFS_FACT_BUILTIN) {
        request->words[fact] = NULL;
    }
}
