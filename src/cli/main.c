/*
 * main.c - finds the command.
 *
 * One file for each command; this one only knows their names. English, locale ignored: the same input gives the same
 * bytes everywhere.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "nearest.h"

struct command {
    const char *name;
    int (*run)(int count, char **words);
    const char *purpose;
};

static const struct command commands[] = {
    {"order", command_order, "a checked order sheet from a protocol and a patient"},
    {"visit", command_visit, "the same by questions at a terminal, only what the protocol needs"},
    {"verify", command_verify, "a printed or saved sheet, computed again: SAME, DIFFERENT or CANNOT TELL"},
    {"calc", command_calc, "one piece of arithmetic with its working"},
    {"protocols", command_protocols, "the protocols there are"},
    {"facts", command_facts, "what a protocol asks, with units and ranges"},
    {"new", command_new, "a commented protocol to start from"},
    {"check", command_check, "everything that is wrong with protocol, drug and site files"},
    {"test", command_test, "the examples written in a protocol, and what none of them reaches"},
    {"prove", command_prove, "every patient a protocol admits: a certificate, or a counterexample"},
    {"table", command_table, "dose, volume, flow and time by weight and renal band"},
    {"diff", command_diff, "which patients get another order under a new version of a protocol"},
    {"explain", command_explain, "the long form of a finding, check, verdict, fact, limit or term"},
};

static int write_help(void)
{
    struct output output;
    output_open(&output);
    if (output.stream != NULL) {
        fprintf(output.stream, "infusheet COMMAND [ARGUMENTS]: checked magnesium sulfate infusion orders from protocols kept as "
                               "files\n\n");
        for (size_t i = 0; i < COUNT_OF(commands); i++) {
            fprintf(output.stream, "  %-10s %s\n", commands[i].name, commands[i].purpose);
        }
        fprintf(output.stream, "\ninfusheet COMMAND --help says more. An order for a fictional patient:\n\n"
                               "  infusheet order migraine-acute-adult name=\"Ada Example\" age=\"34 y\" weight=\"72 kg\" "
                               "sex=female\n\n"
                               "infusheet is not a medical device and no substitute for the prescriber.\n");
    }
    return output_close(&output, NULL);
}

static int reject(const char *name)
{
    const char *names[COUNT_OF(commands)];
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        names[i] = commands[i].name;
    }
    const char *near = nearest_word(name, names, COUNT_OF(commands));
    if (near != NULL) {
        fprintf(stderr, "infusheet: unknown command; did you mean %s?\n", near);
    } else {
        fprintf(stderr, "infusheet: unknown command; infusheet --help lists them\n");
    }
    return EXIT_USAGE;
}

int main(int count, char **words)
{
    signal(SIGXFSZ, SIG_IGN); /* a file size limit is then an error of writing, and the half-written file is removed */
    if (count < 2) {
        fputs("infusheet: which command? infusheet --help lists them\n", stderr);
        return EXIT_USAGE;
    }
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0 || strcmp(words[1], "help") == 0) {
        return write_help();
    }
    if (strcmp(words[1], "--version") == 0) {
        return output_write(NULL, "infusheet " IFS_VERSION "\n");
    }
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (strcmp(words[1], commands[i].name) == 0) {
            return commands[i].run(count - 2, words + 2);
        }
    }
    return reject(words[1]);
}
