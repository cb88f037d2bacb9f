/*
 * report.c - findings about a place in a file.
 *
 * Decides how a place is named: the path of keys from the top of the file, in which an infusion goes by its own name,
 * so that a finding about a limit and the check of that limit on a sheet are called alike (infusion.dose). Invariant:
 * every finding about a node carries file, line and column, and a finding about the inside of a string the column of
 * the byte it is about. What is wrong and what to write instead is for the callers to say.
 */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "nearest.h"
#include "wording_input.h"

enum { PATH_BYTES = 200, WORDS_BYTES = 640 };

static const struct config_node *name_of(const struct config_node *element)
{
    for (const struct config_node *child = element->first_child; child != NULL; child = child->next) {
        if (child->key != NULL && strcmp(child->key, "name") == 0 && child->kind == CONFIG_STRING) {
            return child;
        }
    }
    return NULL;
}

/* What this node adds to a path; NULL for elements of lists and for the root. */
static const char *step_of(const struct config_node *node, const struct config_node *from)
{
    if (node->key == NULL || strcmp(node->key, "infusions") != 0 || from == NULL) {
        return node->key;
    }
    const struct config_node *name = name_of(node->kind == CONFIG_GROUP ? node : from);
    return name != NULL ? name->string : node->key;
}

/* "infusion.dose.usual"; written from its end. Deeper nodes than CONFIG_MAX_DEPTH do not occur. */
static const char *write_path(const struct config_node *node, char path[PATH_BYTES])
{
    size_t start = PATH_BYTES - 1;
    path[start] = '\0';
    const struct config_node *from = NULL;
    for (; node != NULL; from = node, node = node->parent) {
        const char *step = step_of(node, from);
        size_t length = step != NULL ? strlen(step) : 0;
        if (length == 0 || length + 1 > start) {
            continue;
        }
        if (path[start] != '\0') {
            path[--start] = '.';
        }
        start -= length;
        memcpy(path + start, step, length);
    }
    return path + start;
}

/* ---- What follows from another mistake --------------------------------------------------------------------------- */

static bool is_before(int line, int column, const struct config_node *node)
{
    return line < node->line || (line == node->line && column < node->column);
}

/* The next node that is not inside this one; NULL: the file ends first. */
static const struct config_node *after(const struct config_node *node)
{
    while (node != NULL && node->next == NULL) {
        node = node->parent;
    }
    return node != NULL ? node->next : NULL;
}

/* An error from the node's key up to the next node. */
static bool is_within(const struct reporter *reporter, const struct finding *finding, const struct config_node *node)
{
    const struct config_node *end = after(node);
    return finding->severity == IFS_ERROR && finding->file != NULL && strcmp(finding->file, reporter->file) == 0 &&
           !is_before(finding->line, finding->column, node) &&
           (end == NULL || is_before(finding->line, finding->column, end));
}

static bool has_error(const struct reporter *reporter, const struct config_node *node)
{
    bool plain = node->kind == CONFIG_STRING || node->kind == CONFIG_ARRAY;
    for (size_t i = 0; i < reporter->findings->count; i++) {
        const struct finding *finding = &reporter->findings->list[i];
        bool own = finding->line == node->line && finding->column == node->column;
        if ((own || plain) && is_within(reporter, finding, node)) {
            return true;
        }
    }
    return false;
}

/* Two texts became one, which nobody wrote. */
static bool is_joined(const struct reporter *reporter, const struct config_node *node)
{
    for (size_t i = 0; node->kind == CONFIG_STRING && i < reporter->findings->count; i++) {
        const struct finding *finding = &reporter->findings->list[i];
        if (strcmp(finding->code, "adjacent-strings") == 0 && is_within(reporter, finding, node)) {
            return true;
        }
    }
    return false;
}

/* An error that takes from a group what the rest of the file names: its ids, its choices, itself. */
static bool takes_away(const struct finding *finding)
{
    static const char *const codes[] = {"bad-id",           "missing-key",    "unknown-key",  "wrong-type",
                                        "adjacent-strings", "unknown-choice", "bad-quantity", "unknown-unit"};
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (strcmp(finding->code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Such an error in the group of that name at the top of the file, or in one that was meant to be it. What is wrong in
 * that group itself follows from nothing. */
static bool is_faulty(const struct reporter *reporter, const struct config_node *node, const char *name)
{
    const struct config_node *own = node;
    while (own->parent->parent != NULL) {
        own = own->parent;
    }
    for (const struct config_node *top = own->parent->first_child; top != NULL; top = top->next) {
        if (top == own || nearest_word(top->key, &name, 1) == NULL) {
            continue;
        }
        for (size_t i = 0; i < reporter->findings->count; i++) {
            const struct finding *finding = &reporter->findings->list[i];
            if (takes_away(finding) && is_within(reporter, finding, top)) {
                return true;
            }
        }
    }
    return false;
}

/* What a code depends on: a group at the top of the file; or, without a name, the keys of its own group. */
struct dependence {
    const char *code;
    const char *group;
};

static const struct dependence dependences[] = {
    {"missing-key", NULL},           {"conflicting-keys", NULL},    {"limit-without-source", NULL},
    {"unknown-source", "sources"},   {"unknown-fact", "questions"}, {"looser-than-library", "exceed"},
    {"unknown-choice", "questions"}, {"bands-not-ascending", NULL},
};

static const struct dependence *dependence_of(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(dependences); i++) {
        if (strcmp(dependences[i].code, code) == 0) {
            return &dependences[i];
        }
    }
    return NULL;
}

/* The keys of this group, and of the bands beside it where they are compared. */
static bool has_faulty_keys(const struct reporter *reporter, const struct spot *spot)
{
    const struct config_node *group = spot->node->kind == CONFIG_GROUP ? spot->node : spot->node->parent;
    bool bands = strcmp(spot->code, "bands-not-ascending") == 0;
    for (group = bands ? group->parent->first_child : group; group != NULL; group = bands ? group->next : NULL) {
        for (const struct config_node *child = group->first_child; child != NULL; child = child->next) {
            if (has_error(reporter, child)) {
                return true;
            }
        }
    }
    return false;
}

/* What a group lacks, what does not go together in it, or a name that is not declared may follow from a mistake that
 * was found already: then one finding is enough. So it is with a text that was joined to the next one. */
static bool follows(const struct reporter *reporter, const struct spot *spot)
{
    const struct dependence *dependence = dependence_of(spot->code);
    if (is_joined(reporter, spot->node)) {
        return true;
    }
    if (dependence == NULL) {
        return false;
    }
    return dependence->group != NULL ? is_faulty(reporter, spot->node, dependence->group)
                                     : has_faulty_keys(reporter, spot);
}

static void add(const struct reporter *reporter, const struct spot *spot, struct place place, const char *words)
{
    if ((reporter->errors_only && spot->severity != IFS_ERROR) || follows(reporter, spot)) {
        return;
    }
    char bytes[PATH_BYTES];
    const char *path = write_path(spot->node, bytes);
    finding_add(reporter->findings, spot->severity, spot->code, place, "%s%s%s", path, path[0] != '\0' ? ": " : "",
                words);
}

static struct place at_key(const struct reporter *reporter, const struct config_node *node)
{
    return (struct place){reporter->file, node->line, node->column};
}

void report_error(const struct reporter *reporter, const struct config_node *node, const char *code, const char *format,
                  ...)
{
    char words[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    add(reporter, &(struct spot){IFS_ERROR, code, node, 0}, at_key(reporter, node), words);
}

void report_warning(const struct reporter *reporter, const struct config_node *node, const char *code,
                    const char *format, ...)
{
    char words[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    add(reporter, &(struct spot){IFS_WARNING, code, node, 0}, at_key(reporter, node), words);
}

void report_note(const struct reporter *reporter, const struct config_node *node, const char *code, const char *format,
                 ...)
{
    char words[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    add(reporter, &(struct spot){IFS_NOTE, code, node, 0}, at_key(reporter, node), words);
}

void report_inside(const struct reporter *reporter, const struct spot *spot, const char *format, ...)
{
    char words[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    int opening_quote = spot->node->value_column;
    struct place place = {reporter->file, spot->node->value_line, opening_quote + 1 + (int)spot->offset};
    add(reporter, spot, place, words);
}

void report_file(struct findings *findings, const char *file, const char *code, const char *format, ...)
{
    char words[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    finding_add(findings, IFS_ERROR, code, (struct place){file, 0, 0}, "%s", words);
}

const char *report_quantity_code(enum quantity_fault fault)
{
    switch (fault) {
    case QUANTITY_NO_UNIT:
        return "missing-unit";
    case QUANTITY_UNKNOWN_UNIT:
        return "unknown-unit";
    case QUANTITY_IMPERIAL:
        return "imperial-unit";
    case QUANTITY_FORBIDDEN_UNIT:
        return "forbidden-unit";
    case QUANTITY_WRONG_DIMENSION:
        return "wrong-dimension";
    case QUANTITY_FINE:
    case QUANTITY_EMPTY:
    case QUANTITY_NOT_A_NUMBER:
    case QUANTITY_COMMA:
    case QUANTITY_SIGN:
    case QUANTITY_EXPONENT:
    case QUANTITY_BARE_POINT:
    case QUANTITY_LEADING_ZERO:
    case QUANTITY_TOO_LARGE:
    case QUANTITY_TOO_FINE:
    case QUANTITY_NO_SPACE:
    case QUANTITY_SPACES:
    case QUANTITY_NEEDS_SALT:
    case QUANTITY_TWO_UNITS:
    case QUANTITY_NOT_A_GESTATION:
    case QUANTITY_ZERO_VOLUME:
        break;
    }
    return "bad-quantity";
}

void report_quantity(const struct reporter *reporter, const struct config_node *node,
                     const struct quantity_problem *problem, const char *example)
{
    char bytes[300];
    struct text words = text_over(bytes, sizeof bytes);
    wording_quantity_problem(&words, problem, example);
    struct spot spot = {IFS_ERROR, report_quantity_code(problem->fault), node, problem->offset};
    report_inside(reporter, &spot, "\"%s\": %s", node->string, bytes);
}
