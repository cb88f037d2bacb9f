/*
 * command.h - what every command shares: options, places, output, exit statuses.
 */
#ifndef IFS_COMMAND_H
#define IFS_COMMAND_H

#include <dirent.h>
#include <stdio.h>

#include "finding.h"
#include "protocol_load.h"

/* Exit statuses, as in README.md, gravest first. */
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

/* Options every command knows. */
struct common_options {
    bool help;
    bool version;
    bool json;
    const char *output;    /* -o FILE, --output FILE; NULL: standard output */
    const char *protocols; /* --protocols DIRECTORY */
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
    struct common_options common;
};

enum { ARGUMENT_END = -1, ARGUMENT_WORD = -2, ARGUMENT_WRONG = -3 };

/* The id of the next option, or one of the above; options that every command knows are kept in `common` and passed over.
 * ARGUMENT_WRONG: already explained on standard error. */
int argument_next(struct arguments *arguments);

/* True when --help or --version was asked for and has been answered; *status is then the exit status. */
bool argument_answered(const struct arguments *arguments, const char *help, int *status);

/* Where protocols are: --protocols, INFUSHEET_PROTOCOLS, the source tree beside the program, the installed directory. */
#define PLACE_BYTES 4096
struct places {
    char protocols[PLACE_BYTES];
    char site[PLACE_BYTES]; /* "" : none */
};
/* option and site may be NULL. */
void places_find(const char *protocols, const char *site, struct places *places);

/* The protocol files of the directory by name (not the site file), as scandir gives them; -1 when it cannot be read. */
int places_list(const struct places *places, struct dirent ***entries);

/* The drug libraries beside them, likewise. */
int places_list_drugs(const struct places *places, struct dirent ***entries);

/* The file of the protocol the command line names; a near name is proposed when there is none. False with a finding. */
bool places_protocol(const char *name, const struct places *places, char path[PLACE_BYTES], struct findings *findings);

/* The module that draws PDF: beside the program, else where it is installed. */
void places_module(char *path, size_t capacity);

/* All findings, sorted, to standard error; forgotten afterwards. */
void findings_print(struct findings *findings);

/* The exit status findings of a failed load call for: no memory, unreadable input, or an invalid protocol. */
int findings_status(const struct findings *findings);

/* A whole output at once, to a file or (NULL or "-") to standard output. EXIT_READY, or EXIT_OUTPUT_FAILED explained. */
int output_write(const char *path, const char *bytes);

/* The same for bytes that are no text. */
int output_write_bytes(const char *path, const char *bytes, size_t size);

/* Text that grows in memory until it is written whole. */
struct output {
    FILE *stream; /* NULL without memory */
    char *bytes;
    size_t size;
};
void output_open(struct output *output);
int output_close(struct output *output, const char *path);
void output_abandon(struct output *output);

/* Says on standard error that memory ran out, and what to do. The status is EXIT_OUTPUT_FAILED then. */
void command_no_memory(void);

/* Wrong usage: one line on standard error, and how to get help. Always EXIT_USAGE. */
int command_misused(const char *command, const char *what, const char *about);

int command_order(int count, char **words);
int command_visit(int count, char **words);
int command_verify(int count, char **words);
int command_calc(int count, char **words);
int command_protocols(int count, char **words);
int command_facts(int count, char **words);
int command_new(int count, char **words);
int command_check(int count, char **words);
int command_test(int count, char **words);
int command_prove(int count, char **words);
int command_table(int count, char **given);
int command_diff(int count, char **given);
int command_explain(int count, char **words);

#endif
