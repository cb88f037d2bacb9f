/*
 * reference.h - the tables of the language reference, written from the table of keys.
 */
#ifndef IFS_REFERENCE_H
#define IFS_REFERENCE_H

#include "keys.h"

/* The keys of one kind of file as Markdown tables, one for each group; an allocated string the caller frees, NULL
 * without memory. */
char *reference_tables(enum key_file file);

/* The document with fresh tables between "<!-- keys: protocol -->" (drug, site) and the next "<!-- end of keys -->",
 * everything else as it was; a document without marks comes back unchanged. Allocated; NULL without memory or where an
 * end is missing. */
char *reference_update(const char *document);

#endif
