/*
 * reference.c - the tables of the language reference, written from the table of keys.
 *
 * Decides how a row of the table reads in Markdown. Invariant: the reference says nothing that the loader does not do, for both read
 * the same rows; a changed key changes the reference by running it through reference_update.
 */
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


/* ---- One row ---------------------------------------------------------------------------------------------------- */

static const char *type_words(enum key_type type)
{
    switch (type) {
    case KEY_GROUP:
        return "group";
    case KEY_LIST:
        return "list of groups";
    case KEY_TEXT:
        return "text";
    case KEY_TEXTS:
        return "array of texts";
    case KEY_VERBATIM:
        return "text, copied as it is";
    case KEY_ID:
    case KEY_FILE_ID:
        return "id";
    case KEY_IDS:
        return "array of ids";
    case KEY_SOURCE:
        return "id of a source, or \"project-choice\"";
    case KEY_FACTS:
        return "array of facts";
    case KEY_PAIRS:
        return "array of \"name=value\"";
    case KEY_WORDS:
        return "array of texts";
    case KEY_QUANTITY:
    case KEY_FOREIGN:
        return "quantity";
    case KEY_QUANTITIES:
        return "array of quantities";
    case KEY_RANGE:
        return "[low, high]";
    case KEY_FACTOR:
        return "\"0.5\"";
    case KEY_CONDITION:
        return "condition";
    case KEY_DATE:
        return "date, \"2027-11-30\"";
    case KEY_VERSION:
        return "version, \"1.0.0\"";
    case KEY_BOOLEAN:
        return "true or false";
    case KEY_INTEGER:
        return "whole number";
    case KEY_CHOICE:
        return "one of";
    case KEY_CHOICES:
        return "array of";
    }
    return "";
}

static void write_examples(FILE *out, const struct key *key)
{
    const char *before = ", \"";
    for (int i = 0; i < IFS_DIMENSION_COUNT; i++) {
        if ((key->dimensions >> i & 1U) != 0) {
            fprintf(out, "%s%s\"", before, keys_example((ifs_dimension)i));
            before = " or \"";
        }
    }
}

static void write_row(FILE *out, const struct key *key)
{
    fprintf(out, "| `%s` | %s", keys_name(key), type_words(key->type));
    for (size_t i = 0; key->words != NULL && key->words[i] != NULL; i++) {
        fprintf(out, "%s %s", i > 0 ? "," : "", key->words[i]);
    }
    write_examples(out, key);
    fprintf(out, " | %s | %s |\n", key->required ? "yes" : "", key->help);
}

/* ---- Tables ------------------------------------------------------------------------------------------------------ */

static void write_table(FILE *out, const struct key_table *table, const struct key *group)
{
    fprintf(out, "%s%s%s%s\n\n", group != NULL ? "\n**`" : "**Top of the file**", group != NULL ? group->path : "",
            group != NULL ? "`** - " : "", group != NULL ? group->help : "");
    fprintf(out, "| key | written as | required | meaning |\n| --- | --- | --- | --- |\n");
    const struct key *key = NULL;
    while ((key = keys_next(table, group, key)) != NULL) {
        write_row(out, key);
    }
}

static void write_tables(FILE *out, enum key_file file)
{
    struct key_table table = keys_of(file);
    write_table(out, &table, NULL);
    for (size_t i = 0; i < table.count; i++) {
        if (keys_next(&table, &table.list[i], NULL) != NULL) {
            write_table(out, &table, &table.list[i]);
        }
    }
}

/* The finished text, or NULL when something could not be written. */
static char *finish(FILE *out, char **text, bool fine)
{
    if (fclose(out) != 0 || !fine) {
        free(*text);
        return NULL;
    }
    return *text;
}

char *reference_tables(enum key_file file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return NULL;
    }
    write_tables(out, file);
    return finish(out, &text, true);
}

/* ---- Document ---------------------------------------------------------------------------------------------------- */

/* The first mark in the text, and what it asks for; NULL if there is none. */
static const char *find_mark(const char *text, enum key_file *file, size_t *length)
{
    static const char *const marks[] = {"<!-- keys: protocol -->\n", "<!-- keys: drug -->\n", "<!-- keys: site -->\n"};
    const char *first = NULL;
    for (int i = 0; i < 3; i++) {
        const char *mark = strstr(text, marks[i]);
        if (mark != NULL && (first == NULL || mark < first)) {
            first = mark;
            *file = (enum key_file)i;
            *length = strlen(marks[i]);
        }
    }
    return first;
}

char *reference_update(const char *document)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    enum key_file file = KEY_FILE_PROTOCOL;
    size_t length = 0;
    const char *rest = document;
    for (const char *mark = find_mark(rest, &file, &length); out != NULL && mark != NULL && rest != NULL;
         mark = rest != NULL ? find_mark(rest, &file, &length) : NULL) {
        fprintf(out, "%.*s\n", (int)(mark + length - rest), rest);
        write_tables(out, file);
        rest = strstr(mark, "<!-- end of keys -->");
        fputs("\n", out);
    }
    if (out == NULL) {
        return NULL;
    }
    fputs(rest != NULL ? rest : "", out);
    return finish(out, &text, rest != NULL);
}
