/*
 * protocol_load.h - bytes become a checked protocol, a drug library or a site; all findings with file:line:column.
 */
#ifndef IFS_PROTOCOL_LOAD_H
#define IFS_PROTOCOL_LOAD_H

#include "finding.h"
#include "protocol.h"

/* Where files are looked for. */
struct load_places {
    const char *protocols; /* directory of protocols; drugs/ below it */
};

/* Resolves PROTOCOL as the command line names it (an id, or a path with a slash or ending in .cfg) to a path in `path`.
 * An id holds only lower-case letters, digits, hyphens and points and no ".."; false with a finding otherwise. */
bool protocol_locate(const char *name, const struct load_places *places, char *path, size_t capacity,
                     struct findings *findings);

/* Reads, fingerprints, parses and checks the protocol and its drug library (looked up in drugs/ beside the protocol,
 * then in the protocols directory). NULL when there is any error finding; warnings alone still give a protocol. */
ifs_protocol *protocol_load(const char *path, const struct load_places *places, struct findings *findings);
void protocol_free(ifs_protocol *protocol);

/* A drug library on its own, for calc and check; the result's `drug` is filled, all else is empty. */
ifs_protocol *drug_load(const char *path, struct findings *findings);

/* A site file. Strings live in *storage, to be freed with site_free. */
bool site_load(const char *path, ifs_site *site, void **storage, struct findings *findings);
void site_free(void *storage);

/* Checks a file of any of the three kinds by its top group; all findings. */
void check_file(const char *path, const struct load_places *places, struct findings *findings);

#endif
