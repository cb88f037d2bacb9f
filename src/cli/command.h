/*
 * command.h - what every command shares: options, places, output, exit statuses.
 */
#ifndef IFS_COMMAND_H
#define IFS_COMMAND_H

#include "finding.h"
#include "protocol_load.h"

/* CONTRACT section 1, gravest first. */
enum exit_status {
    EXIT_READY = 0,
    EXIT_OUTPUT_FAILED = 4,
    EXIT_PROTOCOL_INVALID = 3,
    EXIT_USAGE = 2,
    EXIT_REFUSED = 1,
    EXIT_INCOMPLETE = 6,
    EXIT_OVERRIDE = 5,
    EXIT_CONDITIONAL = 7
};

/* One option a command knows. */
struct option {
    const char *name; /* "--dose"; "-o" */
    bool takes;       /* a value follows */
    int id;
};

/* Arguments under way: options and words in any order, "--" ends the options. */
struct arguments {
    int count;
    char **words;
    int at;
    const struct option *options;
    int option_count;
    const char *command;
    char *value; /* of the option just read, or the word itself */
    bool words_only;
};

enum { ARGUMENT_END = -1, ARGUMENT_WORD = -2, ARGUMENT_WRONG = -3 };

/* The id of the next option, or one of the above. ARGUMENT_WRONG: already explained on standard error. */
int argument_next(struct arguments *arguments);

/* Where protocols are: --protocols, INFUSHEET_PROTOCOLS, the source tree beside the program, the installed directory. */
#define PLACE_BYTES 4096
struct places {
    char protocols[PLACE_BYTES];
    char site[PLACE_BYTES]; /* "" : none */
};
/* option and site may be NULL. */
void places_find(const char *protocols, const char *site, struct places *places);

/* All findings, sorted, to standard error; forgotten afterwards. */
void findings_print(struct findings *findings);

/* The exit status findings of a failed load call for: unreadable input, or an invalid protocol. */
int findings_status(const struct findings *findings);

/* A whole output at once, to a file or (NULL or "-") to standard output. EXIT_READY, or EXIT_OUTPUT_FAILED explained. */
int output_write(const char *path, const char *bytes);

/* Prints the command's page of help. */
int command_help(const char *text);

/* Wrong usage: one line on standard error, and how to get help. Always EXIT_USAGE. */
int command_misused(const char *command, const char *what, const char *about);

int command_order(int count, char **words);
int command_calc(int count, char **words);
int command_protocols(int count, char **words);
int command_facts(int count, char **words);
int command_check(int count, char **words);

#endif
