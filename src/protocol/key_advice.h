/*
 * key_advice.h - what to write instead of a key or a value that does not stand here.
 */
#ifndef IFS_KEY_ADVICE_H
#define IFS_KEY_ADVICE_H

#include "config.h"
#include "keys.h"
#include "text.h"

/* The row of the group `parent` (NULL: the file) that was probably meant by a name which is none of them: another
 * spelling, another word for it, a slip of the finger. NULL when nothing is near. */
const struct key *key_meant(const struct key_table *table, const struct key *parent, const char *name);

/* Adds what to write instead of the setting `node`, whose key is none of the group's. */
void key_advise_unknown(struct text *out, const struct key_table *table, const struct key *parent,
                        const struct config_node *node);

/* Adds the right form of a setting whose value has another shape than its key asks for. */
void key_advise_shape(struct text *out, const struct key_table *table, const struct key *key,
                      const struct config_node *node);

/* Adds how the setting of that key looks: `step = "1 g";`. */
void key_advise_form(struct text *out, const struct key_table *table, const struct key *key);

#endif
