/*
 * options.c - options and words in any order, and how they are refused.
 *
 * Options are never abbreviated: --o must not become --over in an order for a patient. An option that is not known, or
 * lacks its value, is explained with a near name.
 */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "nearest.h"

#define OPTIONS_MAX 32

int command_help(const char *text)
{
    fputs(text, stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_READY : EXIT_OUTPUT_FAILED;
}

/* Words of the command line go to the terminal only without what could drive it. */
static void print_word(const char *word)
{
    fputc('"', stderr);
    for (; *word != '\0'; word++) {
        fputc((unsigned char)*word < 0x20 || *word == 0x7f ? '?' : *word, stderr);
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

static const struct option *find(const struct arguments *arguments, const char *word, size_t length)
{
    for (int i = 0; i < arguments->option_count; i++) {
        const struct option *option = &arguments->options[i];
        if (strlen(option->name) == length && strncmp(option->name, word, length) == 0) {
            return option;
        }
    }
    return NULL;
}

static int reject(const struct arguments *arguments, const char *word)
{
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (int i = 0; i < arguments->option_count && count < OPTIONS_MAX; i++) {
        names[count++] = arguments->options[i].name;
    }
    const char *near = nearest_word(word, names, count);
    if (near == NULL) {
        command_misused(arguments->command, "unknown option", word);
    } else {
        fprintf(stderr, "infusheet %s: unknown option; did you mean %s?\n", arguments->command, near);
    }
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
        if (strcmp(word, "--") != 0) {
            return take_option(arguments, word);
        }
        arguments->words_only = true;
    }
    return ARGUMENT_END;
}
