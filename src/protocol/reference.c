/*
 * reference.c - the tables of the language reference, written from the table of keys.
 *
 * Decides how a row of the table reads in Markdown. Invariant: the reference says nothing that the loader does not do,
 * for both read the same rows; a changed key changes the reference by running it through reference_update.
 */
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- One row ---------------------------------------------------------------------------------------------------- */

static const char *const type_words[] = {
    [KEY_GROUP] = "group",
    [KEY_LIST] = "list of groups",
    [KEY_TEXT] = "text",
    [KEY_TEXTS] = "array of texts",
    [KEY_VERBATIM] = "text, copied as it is",
    [KEY_ID] = "id",
    [KEY_FILE_ID] = "id in lower case",
    [KEY_IDS] = "array of ids",
    [KEY_SOURCE] = "id of a source, or \"project-choice\"",
    [KEY_FACTS] = "array of facts",
    [KEY_PAIRS] = "array of \"name=value\"",
    [KEY_WORDS] = "array of options",
    [KEY_QUANTITY] = "quantity",
    [KEY_FOREIGN] = "quantity",
    [KEY_QUANTITIES] = "array of quantities",
    [KEY_RANGE] = "[low, high]",
    [KEY_FACTOR] = "\"0.5\"",
    [KEY_CONDITION] = "condition",
    [KEY_DATE] = "date, \"2027-11-30\"",
    [KEY_VERSION] = "version, \"1.0.0\"",
    [KEY_BOOLEAN] = "true or false",
    [KEY_INTEGER] = "whole number",
    [KEY_CHOICE] = "one of",
    [KEY_CHOICES] = "array of",
};

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
    fprintf(out, "| `%s` | %s", keys_name(key), type_words[key->type]);
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
    if (out == NULL) {
        return NULL;
    }
    enum key_file file = KEY_FILE_PROTOCOL;
    size_t length = 0;
    const char *rest = document;
    for (const char *mark = find_mark(rest, &file, &length); mark != NULL;
         mark = rest != NULL ? find_mark(rest, &file, &length) : NULL) {
        fprintf(out, "%.*s\n", (int)(mark + length - rest), rest);
        write_tables(out, file);
        rest = strstr(mark, "<!-- end of keys -->");
        fputs("\n", out);
    }
    fputs(rest != NULL ? rest : "", out);
    return finish(out, &text, rest != NULL);
}
