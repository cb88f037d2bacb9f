/*
 * drafts.h - visits that are not finished: listed, chosen, deleted.
 */
#ifndef IFS_DRAFTS_H
#define IFS_DRAFTS_H

#include <stdbool.h>

#include "draft.h"

/* infusheet visit --drafts: to standard output. Names of patients only where that is a terminal. The exit status. */
int drafts_show(bool json);

/* infusheet visit --delete WHICH: asks on standard output, reads yes or no from standard input. The exit status. */
int drafts_delete(const char *which);

/* infusheet visit --resume [WHICH]: the number or id meant, NULL: the only one there is. EXIT_READY, or a status that was explained on standard
 * error. */
int drafts_choose(const char *which, char id[DRAFT_ID_BYTES]);

/* The protocol of a draft into `protocol`: the path of its file, or its id where that is no longer there; false when it does not say. */
bool drafts_protocol(const char *id, char *protocol, size_t capacity);

/* The site file it was begun with into `path`; false when there was none. */
bool drafts_site(const char *id, char *path, size_t capacity);

/* One sentence when visits wait to be finished; "" otherwise. */
void drafts_remind(char *sentence, size_t capacity);

/* "2026-11-20 14:30", as that clock showed it. */
#define DRAFTS_MOMENT_BYTES 40
const char *drafts_moment(struct instant moment, char bytes[DRAFTS_MOMENT_BYTES]);

/* "12 answers", "1 answer". */
const char *drafts_answers(int count, char bytes[DRAFTS_MOMENT_BYTES]);

#endif
