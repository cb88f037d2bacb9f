/*
 * apart.h - which open answers some rule reads together.
 */
#ifndef IFS_APART_H
#define IFS_APART_H

#include "protocol.h"

/* Of open facts with the same group_of some refusal, override or figure may need both, or others between them; with different ones they have
 * nothing to do with one another but for answers that contradict. A group is named after one of its facts; a fact that is not open is its own. */
void apart_find(const ifs_protocol *protocol, const ifs_fact_set *open, uint8_t group_of[IFS_FACT_MAX]);

#endif
