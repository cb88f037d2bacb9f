/*
 * order_command.c - a request written as the command that orders it.
 *
 * What prove and its like find is worth nothing that cannot be tried: so every patient they speak of comes as a command line for a shell, in
 * the order of the fact table. Invariant: typed as written, it gives the same request, but for the answers nobody gave.
 */
#include "order_command.h"

#include <string.h>

#include "command.h"
#include "ratio.h"

enum { WORD_BYTES = 600 };

void shell_write_word(FILE *stream, const char *word)
{
    static const char bare[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./:,+@%";
    if (*word != '\0' && word[strspn(word, bare)] == '\0') {
        fputs(word, stream);
        return;
    }
    fputc('\'', stream);
    for (; *word != '\0'; word++) {
        if (*word == '\'') {
            fputs("'\\''", stream);
        } else {
            fputc(*word, stream);
        }
    }
    fputc('\'', stream);
}

/* One command under way. */
struct writing {
    FILE *stream;
    const struct order_command *command;
    size_t column;
};

/* An option and what follows it stay on one line. */
static void write_words(struct writing *line, const char *option, const char *word)
{
    size_t length = strlen(word) + (option != NULL ? strlen(option) + 1 : 0) + 2;
    if (line->command->width > 0 && line->column + length + 3 > line->command->width) {
        fprintf(line->stream, " \\\n%s  ", line->command->indent);
        line->column = strlen(line->command->indent) + 2;
    } else {
        fputc(' ', line->stream);
    }
    if (option != NULL) {
        fprintf(line->stream, "%s ", option);
    }
    shell_write_word(line->stream, word);
    line->column += length + 1;
}

static void write_answer(struct writing *line, const ifs_protocol *protocol, const ifs_request *request, int fact)
{
    char words[WORD_BYTES];
    struct text text = text_over(words, sizeof words);
    text_add(&text, protocol->facts[fact].name);
    text_add(&text, "=");
    fact_add_answer(&text, request, protocol->facts, fact);
    write_words(line, NULL, words);
}

static void write_choice(struct writing *line, const ifs_protocol *protocol, const ifs_choice *choice, int infusion)
{
    char words[WORD_BYTES];
    if (!choice->has_dose && !choice->has_over) {
        return;
    }
    if (protocol->infusion_count > 1) {
        write_words(line, "--infusion", protocol->infusions[infusion].name);
    }
    if (choice->has_dose) {
        struct text text = text_over(words, sizeof words);
        quantity_add_decimal(&text, ratio_make(choice->dose_mcg.num, choice->dose_mcg.den * 1000), 6);
        text_add(&text, choice->dose_is_rate ? " mg/h" : " mg");
        write_words(line, "--dose", words);
    }
    if (choice->has_over) {
        bool minutes = choice->over.s % 60 == 0;
        snprintf(words, sizeof words, "%lld %s", (long long)(minutes ? choice->over.s / 60 : choice->over.s),
                 minutes ? "min" : "s");
        write_words(line, "--over", words);
    }
}

void order_command_write(FILE *stream, const struct order_command *command, const ifs_protocol *protocol,
                         const ifs_request *request)
{
    struct writing line = {stream, command, strlen(command->indent) + strlen("infusheet order")};
    fprintf(stream, "%sinfusheet order", command->indent);
    write_words(&line, NULL, command->name);
    if (command->protocols != NULL) {
        write_words(&line, "--protocols", command->protocols);
    }
    if (command->site != NULL) {
        write_words(&line, "--site", command->site);
    }
    write_words(&line, "--at", command->moment);
    for (int i = 0; i < protocol->infusion_count; i++) {
        write_choice(&line, protocol, &request->choices[i], i);
    }
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&request->known, fact)) {
            write_answer(&line, protocol, request, fact);
        }
    }
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&request->confirmed, fact)) {
            write_words(&line, "--confirm", protocol->facts[fact].name);
        }
    }
}
