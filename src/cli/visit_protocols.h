/*
 * visit_protocols.h - which protocol a visit follows, where the command line does not say.
 */
#ifndef IFS_VISIT_PROTOCOLS_H
#define IFS_VISIT_PROTOCOLS_H

#include "command.h"
#include "dialogue.h"

/* Offers the list by indication and asks. EXIT_READY with the name; EXIT_INCOMPLETE when the input ended or nobody wanted one; else the
 * directory cannot be read, and that was said. */
int visit_choose_protocol(struct dialogue *dialogue, const struct places *places, char chosen[PLACE_BYTES]);

#endif
