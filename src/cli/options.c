/*
 * options.c - options and words in any order, and how they are refused.
 *
 * Options are never abbreviated: --o must not become --over in an order for a patient. An option that is not known, or
 * lacks its value, is explained with a near name.
 */
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "nearest.h"

#define OPTIONS_MAX 32

/* Words of the command line go to the terminal only without what could drive it. */
static void print_word(const char *word)
{
    fputc('"', stderr);
    for (; *word != '\0'; word++) {
        bool fit = (unsigned char)*word >= 0x20 && (unsigned char)*word < 0x7f;
        fputc(fit ? *word : '?', stderr);
    }
    fputc('"', stderr);
}

int command_misused(const char *command, const char *what, const char *about)
{
    fprintf(stderr, "infusheet %s: %s", command, what);
    if (about != NULL) {
        fputc(' ', stderr);
        print_word(about);
    }
    fprintf(stderr, "; infusheet %s --help says how it is used\n", command);
    return EXIT_USAGE;
}

enum common_option { COMMON_HELP = 1000, COMMON_VERSION, COMMON_JSON, COMMON_OUTPUT, COMMON_PROTOCOLS };

static const struct option common_options[] = {
    {"--help", false, COMMON_HELP},     {"-h", false, COMMON_HELP},         {"--version", false, COMMON_VERSION},
    {"--json", false, COMMON_JSON},     {"-o", true, COMMON_OUTPUT},        {"--output", true, COMMON_OUTPUT},
    {"--protocols", true, COMMON_PROTOCOLS},
};

static const struct option *find_in(const struct option *options, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(options[i].name) == length && strncmp(options[i].name, word, length) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static const struct option *find(const struct arguments *arguments, const char *word, size_t length)
{
    const struct option *own = find_in(arguments->options, (size_t)arguments->option_count, word, length);
    return own != NULL ? own : find_in(common_options, COUNT_OF(common_options), word, length);
}

static int reject(const struct arguments *arguments, const char *word)
{
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (int i = 0; i < arguments->option_count && count < OPTIONS_MAX; i++) {
        names[count++] = arguments->options[i].name;
    }
    for (size_t i = 0; i < COUNT_OF(common_options) && count < OPTIONS_MAX; i++) {
        names[count++] = common_options[i].name;
    }
    const char *near = nearest_word(word, names, count);
    if (near == NULL) {
        command_misused(arguments->command, "unknown option", word);
        return ARGUMENT_WRONG;
    }
    fprintf(stderr, "infusheet %s: unknown option ", arguments->command);
    print_word(word);
    fprintf(stderr, "; did you mean %s?\n", near);
    return ARGUMENT_WRONG;
}

static int take(struct arguments *arguments, const struct option *option, char *value)
{
    if (!option->takes && value != NULL) {
        command_misused(arguments->command, "this option takes no value:", option->name);
        return ARGUMENT_WRONG;
    }
    if (option->takes && value == NULL) {
        if (arguments->at == arguments->count) {
            command_misused(arguments->command, "a value is missing after", option->name);
            return ARGUMENT_WRONG;
        }
        value = arguments->words[arguments->at++];
    }
    arguments->value = value;
    return option->id;
}

/* Keeps an option that every command knows; false for one of the command's own. */
static bool keep_common(struct arguments *arguments, int option)
{
    struct common_options *common = &arguments->common;
    switch (option) {
    case COMMON_HELP:
        common->help = true;
        return true;
    case COMMON_VERSION:
        common->version = true;
        return true;
    case COMMON_JSON:
        common->json = true;
        return true;
    case COMMON_OUTPUT:
        common->output = arguments->value;
        return true;
    case COMMON_PROTOCOLS:
        common->protocols = arguments->value;
        return true;
    default: /* no enum: an option of the command itself */
        return false;
    }
}

bool argument_answered(const struct arguments *arguments, const char *help, int *status)
{
    if (!arguments->common.help && !arguments->common.version) {
        return false;
    }
    *status = output_write(NULL, arguments->common.help ? help : "infusheet " IFS_VERSION "\n");
    return true;
}

static int take_option(struct arguments *arguments, char *word)
{
    size_t length = strcspn(word, "=");
    const struct option *option = find(arguments, word, length);
    if (option == NULL) {
        return reject(arguments, word);
    }
    return take(arguments, option, word[length] == '=' ? word + length + 1 : NULL);
}

int argument_next(struct arguments *arguments)
{
    while (arguments->at < arguments->count) {
        char *word = arguments->words[arguments->at++];
        if (arguments->words_only || word[0] != '-' || word[1] == '\0') {
            arguments->value = word;
            return ARGUMENT_WORD;
        }
        if (strcmp(word, "--") == 0) {
            arguments->words_only = true;
            continue;
        }
        int option = take_option(arguments, word);
        if (!keep_common(arguments, option)) {
            return option;
        }
    }
    return ARGUMENT_END;
}
