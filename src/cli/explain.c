/*
 * explain.c - infusheet explain: the long form of a finding, check, verdict, fact, limit or term.
 *
 * Texts are tables of src/sheet; this file finds the word that was meant and sets it in lines. A word is taken as people
 * copy it: [missing-unit], "soft limit", infusion.dose.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "explain.h"
#include "json.h"
#include "nearest.h"

#define LINE_COLUMNS 79
#define CODE_BYTES 64
#define NEAR_MOST 5

static const char help[] =
    "infusheet explain [CODE] [--json] [-o FILE]\n"
    "\n"
    "What a word of the program means: the code in brackets at the end of a finding, a check's severity or result,\n"
    "a verdict, a fact, a limit, a term. Findings in files come with a wrong and a right line.\n"
    "Without CODE: the list of all.\n"
    "\n"
    "Exit status: 2 when nothing bears the name.\n";

/* ---- The word that was meant ---- */

/* Lower case, blanks as hyphens, without brackets. False when it is too long for any code. */
static bool take_word(char code[CODE_BYTES], const char *word)
{
    size_t length = strlen(code);
    if (length > 0 && length + 1 < CODE_BYTES) {
        code[length++] = '-';
    }
    for (; *word != '\0'; word++) {
        if (*word == '[' || *word == ']') {
            continue;
        }
        if (length + 1 >= CODE_BYTES) {
            return false;
        }
        bool capital = *word >= 'A' && *word <= 'Z';
        code[length++] = (char)(capital ? *word - 'A' + 'a' : *word == ' ' ? '-' : *word);
    }
    code[length] = '\0';
    return true;
}

/* The check of a limit is called after infusion and limit: infusion.dose. */
static bool find(const char *code, struct explanation *found)
{
    const char *point = strrchr(code, '.');
    return explain_find(code, found) || (point != NULL && explain_find(point + 1, found));
}

struct near_words {
    const char *list[NEAR_MOST];
    size_t count;
};

static void add_near(struct near_words *near, const char *code)
{
    for (size_t i = 0; i < near->count; i++) {
        if (strcmp(near->list[i], code) == 0) {
            return;
        }
    }
    if (near->count < NEAR_MOST) {
        near->list[near->count++] = code;
    }
}

/* First the nearest spelling, then what holds the word. */
static void find_near(const char *code, struct near_words *near)
{
    enum { CODES_MOST = 512 };
    const char *names[CODES_MOST];
    int count = explain_count();
    claim(count <= CODES_MOST);
    for (int i = 0; i < count; i++) {
        names[i] = explain_at(i).code;
    }
    const char *nearest = nearest_word(code, names, (size_t)count);
    if (nearest != NULL) {
        add_near(near, nearest);
    }
    for (int i = 0; i < count && strlen(code) > 2; i++) {
        if (strstr(names[i], code) != NULL) {
            add_near(near, names[i]);
        }
    }
}

static int reject(const char *code)
{
    struct near_words near = {.count = 0};
    find_near(code, &near);
    if (near.count == 0) {
        return command_misused("explain",
                               "infusheet explain without a word lists all there is, infusheet facts PROTOCOL what one "
                               "protocol asks (its checks stand in its file); nothing is called",
                               code);
    }
    fputs("infusheet explain: nothing bears this name; did you mean ", stderr);
    for (size_t i = 0; i < near.count; i++) {
        fprintf(stderr, "%s%s", i == 0 ? "" : i + 1 == near.count ? " or " : ", ", near.list[i]);
    }
    fputs("?\n", stderr);
    return EXIT_USAGE;
}

/* ---- Text ---- */

/* Where the line that begins at `words` ends: at the last blank that fits, or after the first word. */
static size_t line_length(const char *words, size_t most)
{
    size_t fits = 0;
    for (size_t i = 0; words[i] != '\0'; i++) {
        bool blank = words[i] == ' ';
        if (blank && (i <= most || fits == 0)) {
            fits = i;
        }
        if (i >= most && fits > 0) {
            return fits;
        }
    }
    return strlen(words);
}

static void print_wrapped(FILE *stream, const char *words)
{
    while (*words != '\0') {
        size_t length = line_length(words, LINE_COLUMNS - 2);
        fprintf(stream, "  %.*s\n", (int)length, words);
        words += length;
        words += strspn(words, " ");
    }
}

/* Lines of a protocol are not wrapped: they are there to be compared. */
static void print_example(FILE *stream, const char *title, const char *lines)
{
    while (lines != NULL && *lines != '\0') {
        size_t length = strcspn(lines, "\n");
        fprintf(stream, "  %-6s  %.*s\n", title, (int)length, lines);
        lines += length + (lines[length] == '\n' ? 1 : 0);
        title = "";
    }
}

static void print_one(FILE *stream, const struct explanation *one)
{
    char bytes[EXPLAIN_TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    explain_add_text(&text, one);
    claim(!text.full);
    fprintf(stream, "%s (%s)\n\n", one->code, explain_kind_word(one->kind));
    print_wrapped(stream, bytes);
    if (one->wrong != NULL) {
        fputc('\n', stream);
        print_example(stream, "wrong:", one->wrong);
        print_example(stream, "right:", one->right);
    }
}

/* The codes of one kind, in lines. */
static void print_kind(FILE *stream, enum explain_kind kind)
{
    size_t column = 0;
    fprintf(stream, "%s\n", explain_kind_heading(kind));
    for (int i = 0; i < explain_count(); i++) {
        struct explanation one = explain_at(i);
        if (one.kind != kind) {
            continue;
        }
        bool fits = column + 2 + strlen(one.code) <= LINE_COLUMNS;
        fprintf(stream, "%s  %s", fits ? "" : "\n", one.code);
        column = (fits ? column : 0) + 2 + strlen(one.code);
    }
    fputs("\n\n", stream);
}

static int write_list(const char *path)
{
    struct output output;
    output_open(&output);
    for (int kind = 0; output.stream != NULL && kind < EXPLAIN_KIND_COUNT; kind++) {
        print_kind(output.stream, (enum explain_kind)kind);
    }
    if (output.stream != NULL) {
        fputs("infusheet explain CODE says more about one; infusheet facts PROTOCOL lists what a protocol asks.\n",
              output.stream);
    }
    return output_close(&output, path);
}

static int write_one(const struct explanation *one, const char *path)
{
    struct output output;
    output_open(&output);
    if (output.stream != NULL) {
        print_one(output.stream, one);
    }
    return output_close(&output, path);
}

/* ---- JSON ---- */

static void add_one(struct json *entry, const struct explanation *one)
{
    char bytes[EXPLAIN_TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    explain_add_text(&text, one);
    json_add_string(entry, "code", one->code);
    json_add_string(entry, "kind", explain_kind_word(one->kind));
    json_add_string(entry, "text", bytes);
    json_add_string(entry, "wrong", one->wrong);
    json_add_string(entry, "right", one->right);
}

/* One object, or without a code all of them. */
static int write_json(const struct explanation *one, const char *path)
{
    struct json *root = json_begin();
    if (one != NULL) {
        add_one(root, one);
    } else {
        struct json *list = json_add_array(root, "explanations");
        for (int i = 0; i < explain_count(); i++) {
            struct explanation each = explain_at(i);
            add_one(json_add_object(list, NULL), &each);
        }
    }
    char *text = json_text(root);
    int status = output_write(path, text);
    free(text);
    json_free(root);
    return status;
}

static int answer(const char *code, const struct common_options *common)
{
    struct explanation found;
    if (code[0] == '\0') {
        return common->json ? write_json(NULL, common->output) : write_list(common->output);
    }
    if (!find(code, &found)) {
        return reject(code);
    }
    return common->json ? write_json(&found, common->output) : write_one(&found, common->output);
}

int command_explain(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .command = "explain"};
    char code[CODE_BYTES] = "";
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (!take_word(code, arguments.value)) {
            return command_misused("explain", "one word at a time; nothing bears so long a name as", arguments.value);
        }
    }
    return argument_answered(&arguments, help, &status) ? status : answer(code, &arguments.common);
}
