/*
 * order_command.h - a request written as the command that orders it.
 */
#ifndef IFS_ORDER_COMMAND_H
#define IFS_ORDER_COMMAND_H

#include <stdio.h>

#include "protocol.h"

/* One word for a shell: bare where nothing needs quotes. */
void shell_write_word(FILE *stream, const char *word);

/* Where a command is written, and how wide its lines may be before they go on in the next with a backslash; 0: one line. */
struct order_command {
    const char *name;      /* of the protocol, as typed */
    const char *protocols; /* --protocols, or NULL */
    const char *site;      /* --site, or NULL */
    const char *moment;    /* --at */
    const char *indent;    /* before each line */
    size_t width;
};

/* "infusheet order NAME --at ... weight='72 kg' ...": every known answer, confirmed ones, doses and times. */
void order_command_write(FILE *stream, const struct order_command *command, const ifs_protocol *protocol,
                         const ifs_request *request);

#endif
