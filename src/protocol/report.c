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

static void add(const struct reporter *reporter, const struct spot *spot, struct place place, const char *words)
{
    if (reporter->errors_only && spot->severity != IFS_ERROR) {
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
