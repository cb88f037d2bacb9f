/*
 * value.c - the string of one key, held against its type.
 *
 * Decides whether a string is the text, id, quantity, date, version, factor or word its key asks for, and says where in
 * the string it is not. Invariant: a string that passes here can be read by the builders without another finding about
 * its form; a quantity that passes is exact, greater than 0 and no larger than LARGEST in its base unit. What strings
 * mean together (a source that is declared, a product there is) is left to the builders.
 */
#include "value.h"

#include <string.h>

#include "claim.h"
#include "date.h"
#include "lint_text.h"
#include "lookalike.h"
#include "nearest.h"
#include "ratio.h"
#include "utf8.h"

/* A bound for arithmetic, not a clinical one: 1 kg of drug, 1,000 L, 31 years. With it the products of the plan fit 63
 * bits. */
#define LARGEST INT64_C(1000000000)

#define MICROLITRES_PER_LITRE 1000000

static struct spot error_at(const struct config_node *node, const char *code, size_t offset)
{
    return (struct spot){IFS_ERROR, code, node, offset};
}

/* ---- Text ----------------------------------------------------------------------------------------------------- */

static void lint(const struct walk *walk, const struct config_node *node, bool verbatim)
{
    size_t from = 0;
    struct lint breach;
    while (verbatim ? lint_verbatim(node->string, &from, &breach) : lint_text(node->string, &from, &breach)) {
        struct spot spot = {breach.severity, breach.code, node, breach.offset};
        report_inside(&walk->reporter, &spot, "\"%.*s\": %s", (int)breach.length, node->string + breach.offset,
                      breach.advice);
    }
}

static void check_text(const struct walk *walk, const struct config_node *node)
{
    size_t offset = strcspn(node->string, "\t");
    if (node->string[offset] == '\t') {
        struct spot spot = error_at(node, "bad-text", offset);
        report_inside(&walk->reporter, &spot, "a tab stands here; type a space");
        return;
    }
    if (node->string[0] == '\0') {
        report_error(&walk->reporter, node, "empty-text", "empty; write what belongs here, or leave the key out");
        return;
    }
    if (utf8_check(node->string, strlen(node->string), true, &offset) != UTF8_FINE) {
        struct spot spot = error_at(node, "bad-text", offset);
        report_inside(&walk->reporter, &spot,
                      "a character that is not printed as it stands (control, or direction of writing); write one line "
                      "of plain text");
    }
}

static bool only(const char *words, const char *allowed)
{
    return words[0] != '\0' && words[0] != '-' && words[0] != '.' && words[strspn(words, allowed)] == '\0' &&
           strstr(words, "..") == NULL;
}

bool value_is_id(const char *words)
{
    return only(words, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
}

bool value_is_file_id(const char *words)
{
    return only(words, "abcdefghijklmnopqrstuvwxyz0123456789-.");
}

/* Names that people type: small letters alone, so that nobody has to remember which one was a capital. */
static bool is_typed(const struct key *key)
{
    static const char *const typed[] = {"questions.id", "checks.id", "admit.id", "indications.id", "infusions.name"};
    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        if (strcmp(key->path, typed[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The id with hyphens for what an id has not: "low pressure" and "low_pressure" become "low-pressure". */
static void respell_id(const char *words, bool file, struct text *respelt)
{
    for (size_t i = 0; words[i] != '\0'; i++) {
        bool blank = words[i] == ' ' || words[i] == '_' || words[i] == '/';
        bool capital = file && words[i] >= 'A' && words[i] <= 'Z';
        char letter = blank ? '-' : capital ? (char)(words[i] - 'A' + 'a') : words[i];
        text_add_bytes(respelt, &letter, 1);
    }
}

static void check_id(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    bool file = key->type == KEY_FILE_ID;
    if (file ? value_is_file_id(node->string) : value_is_id(node->string)) {
        if (is_typed(key) && !value_is_file_id(node->string)) {
            report_warning(&walk->reporter, node, "capital-in-id",
                           "\"%s\" has a capital letter, and it is typed at the command line; write it in small letters",
                           node->string);
        }
        return;
    }
    char bytes[100];
    struct text respelt = text_over(bytes, sizeof bytes);
    respell_id(node->string, file, &respelt);
    bool certain = !respelt.full && (file ? value_is_file_id(bytes) : value_is_id(bytes));
    report_error(&walk->reporter, node, "bad-id",
                 "\"%s\" is not an id; write %sletters, digits, hyphens and points%s%s%s", node->string,
                 file ? "lower-case " : "", certain ? ": \"" : "", certain ? bytes : "", certain ? "\"" : "");
}

/* ---- Figures -------------------------------------------------------------------------------------------------- */

static bool parse_as(ifs_dimension dimension, const char *words, const ifs_salt *salt, ifs_quantity *out,
                     struct quantity_problem *problem)
{
    struct quantity_wanted wanted = {dimension, QUANTITY_SPACE_REQUIRED, salt};
    return dimension == IFS_CONCENTRATION ? quantity_parse_strength(words, strlen(words), &wanted, out, problem)
                                          : quantity_parse(words, strlen(words), &wanted, out, problem);
}

bool value_quantity(const struct key *key, const char *words, const ifs_salt *salt, ifs_quantity *out,
                    struct quantity_problem *problem)
{
    const ifs_salt *own = key->type == KEY_FOREIGN ? NULL : salt;
    bool first = true;
    for (int i = 0; i < IFS_DIMENSION_COUNT; i++) {
        struct quantity_problem here;
        if ((key->dimensions >> i & 1U) == 0) {
            continue;
        }
        if (parse_as((ifs_dimension)i, words, own, out, &here)) {
            return true;
        }
        bool closer = !first && problem->fault == QUANTITY_WRONG_DIMENSION && here.fault != QUANTITY_WRONG_DIMENSION;
        if (first || closer || (problem->suggestion[0] == '\0' && here.suggestion[0] != '\0')) {
            *problem = here; /* the finding speaks of the first dimension, or of one that knows what was meant */
        }
        first = false;
    }
    return false;
}

/* "25-75 mg/kg", "15 to 20 min": two figures where one belongs. */
static bool is_span(const char *words)
{
    size_t first = strspn(words, "0123456789.");
    const char *behind = words + first + strspn(words + first, " ");
    bool joined = behind[0] == '-' || strncmp(behind, "to ", 3) == 0;
    const char *second = joined ? behind + strcspn(behind, "0123456789") : "";
    return first > 0 && second[0] != '\0';
}

static bool is_signed(const char *words)
{
    return words[0] == '+' || words[0] == '-';
}

static bool is_per_time(const char *words)
{
    const char *slash = strrchr(words, '/');
    return slash != NULL && (slash[1] == 'h' || strncmp(slash, "/min", 4) == 0);
}

/* Mistakes of one key whose common correction would be a worse one: dropping the plus of an increment, or half of a range. */
struct misreading {
    const char *path;
    bool (*applies)(const char *words);
    const char *code;
    const char *say;
};

static const struct misreading misreadings[] = {
    {"infusions.dose.usual", is_span, "bad-quantity",
     "is a range; where the prescriber chooses in it leave usual out and write hard = [ \"1 g\", \"2 g\" ], for a dose per kg "
     "per-kg = { hard-min = \"25 mg/kg\"; hard-max = \"75 mg/kg\"; source = ...; }; else write the one usual dose here"},
    {"infusions.over.usual", is_span, "bad-quantity",
     "is a range; write it as hard = [ \"15 min\", \"20 min\" ], and the one usual time here"},
    {"infusions.steps.dose", is_signed, "bad-quantity",
     "is what is added or taken away; write the whole rate of this step, such as \"1.5 g/h\" for 0.5 g/h more than 1 g/h"},
    {"infusions.dose.step", is_per_time, "wrong-dimension",
     "is a rate; also where the dose is a rate write the step of the whole dose, rate times time: \"12 g\" for 0.5 g/h over 24 h"},
    {"infusions.dose.max", is_per_time, "wrong-dimension",
     "is a rate; also where the dose is a rate write the most of the whole dose, rate times time, or bound the rate with hard"},
    {"renal.dose-max", is_per_time, "wrong-dimension",
     "is a rate; write the most of the whole dose, rate times time, or the lower rate as an alternative of dose with when"},
};

static const struct misreading *misread(const struct key *key, const char *words)
{
    for (size_t i = 0; i < COUNT_OF(misreadings); i++) {
        if (strcmp(key->path, misreadings[i].path) == 0 && misreadings[i].applies(words)) {
            return &misreadings[i];
        }
    }
    return NULL;
}

static void check_quantity(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    ifs_quantity quantity;
    struct quantity_problem problem;
    bool fine = value_quantity(key, node->string, walk->salt, &quantity, &problem);
    const struct misreading *misreading = fine ? NULL : misread(key, node->string);
    if (misreading != NULL) {
        struct spot spot = error_at(node, misreading->code, 0);
        report_inside(&walk->reporter, &spot, "\"%s\" %s", node->string, misreading->say);
        return;
    }
    if (!fine) {
        report_quantity(&walk->reporter, node, &problem, keys_example(keys_first_dimension(key->dimensions)));
        return;
    }
    struct spot spot = error_at(node, "bad-quantity", 0);
    if (quantity.base.num == 0) {
        report_inside(&walk->reporter, &spot, "\"%s\" is nothing; write a quantity greater than 0", node->string);
    } else if (ratio_compare(quantity.base, ratio_whole(LARGEST)) > 0 || quantity.base.den > LARGEST) {
        report_inside(&walk->reporter, &spot,
                      "\"%s\" is beyond what can be calculated with; write the quantity that was meant", node->string);
    }
}

static void check_range_bound(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    if (node->string[0] != '\0') {
        check_quantity(walk, key, node);
    }
}

/* The parser of quantities is the only reader of decimals, so the factor is read as a volume in L and divided again. */
bool value_factor(const char *words, ifs_ratio *out)
{
    char litres[40];
    struct text text = text_over(litres, sizeof litres);
    text_add(&text, words);
    text_add(&text, " L");
    ifs_quantity volume;
    struct quantity_problem problem;
    struct quantity_wanted wanted = {IFS_VOLUME, QUANTITY_SPACE_REQUIRED, NULL};
    if (text.full || !quantity_parse(litres, text.length, &wanted, &volume, &problem)) {
        return false;
    }
    volume.base = ratio_reduce(volume.base); /* six digits after the point: whole microlitres */
    *out = ratio_reduce(ratio_make(volume.base.num, volume.base.den * MICROLITRES_PER_LITRE));
    return out->num > 0 && ratio_compare(*out, ratio_whole(1)) < 0;
}

static void check_factor(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    (void)key;
    ifs_ratio factor;
    if (!value_factor(node->string, &factor)) {
        report_error(&walk->reporter, node, "bad-factor",
                     "\"%s\" is not a factor; write a decimal between 0 and 1, such as \"0.5\"", node->string);
    }
}

/* ---- Words ---------------------------------------------------------------------------------------------------- */

/* "diluted" and "undiluted": near in letters, and the very opposite. */
static bool is_denial(const char *near, const char *words)
{
    return strncmp(near, "un", 2) == 0 && words[0] != 'u' && strchr(near, words[0]) == near + 2;
}

static void check_choice(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    if (keys_word(key->words, node->string) >= 0) {
        return;
    }
    char bytes[200];
    struct text list = text_over(bytes, sizeof bytes);
    for (size_t i = 0; key->words[i] != NULL; i++) {
        text_add(&list, i > 0 ? ", " : "");
        text_add(&list, key->words[i]);
    }
    const char *near = nearest_word(node->string, key->words, keys_word_count(key->words));
    near = near != NULL && is_denial(near, node->string) ? NULL : near;
    report_error(&walk->reporter, node, "unknown-choice", "\"%s\" is not one of: %s%s%s%s", node->string, bytes,
                 near != NULL ? "; did you mean \"" : "", near != NULL ? near : "", near != NULL ? "\"?" : "");
}

static void check_date(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    (void)key;
    int64_t day;
    if (!date_parse(node->string, &day)) {
        report_error(&walk->reporter, node, "bad-date",
                     "\"%s\" is not a date; write year-month-day, such as \"2027-11-30\"", node->string);
    }
}

static size_t digits_of(const char *words)
{
    return strspn(words, "0123456789");
}

/* One whole number without a leading zero, ended by that byte. */
static bool version_part(const char **words, char end)
{
    size_t digits = digits_of(*words);
    bool fine = digits > 0 && digits < 7 && ((*words)[0] != '0' || digits == 1) && (*words)[digits] == end;
    *words += fine && end != '\0' ? digits + 1 : digits;
    return fine;
}

static void check_version(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    (void)key;
    const char *words = node->string;
    bool major = version_part(&words, '.');
    bool minor = major && version_part(&words, '.');
    if (!minor || !version_part(&words, '\0')) {
        report_error(&walk->reporter, node, "bad-version",
                     "\"%s\" is not a version; write three numbers, such as \"1.0.0\"", node->string);
    }
}

static void check_pair(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    (void)key;
    check_text(walk, node);
    const char *sign = strchr(node->string, '=');
    if (node->string[0] == '\0') {
        return;
    }
    if (sign == NULL || sign == node->string || sign[1] == '\0') {
        report_error(&walk->reporter, node, "bad-pair", "\"%s\" is not name=value; write it like \"weight=70 kg\"",
                     node->string);
    }
}

/* ---- Every type ------------------------------------------------------------------------------------------------ */

static void check_line(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    (void)key;
    check_text(walk, node);
}

/* How the strings of a type are checked; prose is held against all writing rules, anything else against the formula
 * alone. */
struct rule {
    void (*check)(const struct walk *walk, const struct key *key, const struct config_node *node);
    bool prose;
    const char *strange; /* code of a character beyond ASCII, which the program reads; NULL: people read it */
};

static const struct rule rules[] = {
    [KEY_TEXT] = {check_line, true, NULL},
    [KEY_TEXTS] = {check_line, true, NULL},
    [KEY_VERBATIM] = {check_line, false, NULL},
    [KEY_WORDS] = {check_line, false, NULL},
    [KEY_CONDITION] = {check_line, false, "bad-condition"},
    [KEY_PAIRS] = {check_pair, false, NULL},
    [KEY_ID] = {check_id, false, "bad-id"},
    [KEY_FILE_ID] = {check_id, false, "bad-id"},
    [KEY_IDS] = {check_id, false, "bad-id"},
    [KEY_SOURCE] = {check_id, false, "bad-id"},
    [KEY_FACTS] = {check_id, false, "bad-id"},
    [KEY_QUANTITY] = {check_quantity, false, "bad-quantity"},
    [KEY_FOREIGN] = {check_quantity, false, "bad-quantity"},
    [KEY_QUANTITIES] = {check_quantity, false, "bad-quantity"},
    [KEY_RANGE] = {check_range_bound, false, "bad-quantity"},
    [KEY_FACTOR] = {check_factor, false, "bad-factor"},
    [KEY_DATE] = {check_date, false, "bad-date"},
    [KEY_VERSION] = {check_version, false, "bad-version"},
    [KEY_CHOICE] = {check_choice, false, "unknown-choice"},
    [KEY_CHOICES] = {check_choice, false, "unknown-choice"},
};

/* The first character that only looks like one of the language: no other fault is told before it is mended. */
static bool refuse_strange(const struct walk *walk, const struct config_node *node, const char *code)
{
    size_t offset = lookalike_find(node->string);
    if (node->string[offset] == '\0') {
        return false;
    }
    char bytes[200];
    struct text words = text_over(bytes, sizeof bytes);
    bool micro = lookalike_kind_of(node->string + offset) == LOOKALIKE_MICRO;
    struct spot spot = error_at(node, micro ? "forbidden-unit" : code, offset);
    lookalike_explain(&words, node->string + offset);
    bool id = strcmp(code, "bad-id") == 0 && lookalike_kind_of(node->string + offset) == LOOKALIKE_SPACE;
    report_inside(&walk->reporter, &spot, "\"%s\": %s%s", node->string, bytes,
                  id ? ", or a hyphen: an id has no spaces" : "");
    return true;
}

void value_check(const struct walk *walk, const struct key *key, const struct config_node *node)
{
    claim((size_t)key->type < COUNT_OF(rules));
    claim(rules[key->type].check != NULL);
    if (rules[key->type].strange != NULL && refuse_strange(walk, node, rules[key->type].strange)) {
        return;
    }
    rules[key->type].check(walk, key, node);
    lint(walk, node, !rules[key->type].prose);
}
