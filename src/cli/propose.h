/*
 * propose.h - examples for an author to finish: one at each breakpoint of a protocol, and one step to either side.
 */
#ifndef IFS_PROPOSE_H
#define IFS_PROPOSE_H

#include <stdio.h>

#include "protocol.h"

/* Writes them in protocol syntax, to be pasted behind the last example; what must come out is left to the author. False without memory. They are built on
 * the first example of the protocol that may be given; without one a remark says what to write first. */
bool propose_write(FILE *stream, const ifs_protocol *protocol);

#endif
