/*
 * opened.h - a file on its way from bytes to a checked tree.
 */
#ifndef IFS_OPENED_H
#define IFS_OPENED_H

#include "hash.h"
#include "loading.h"

/* A file that was read, fingerprinted and parsed; config.root NULL: it was not, and a finding says why. */
struct opened {
    struct config config;
    struct walk walk;
    enum origin_file origin;
    char fingerprint[HASH_HEX];
};

/* `file` must outlive what is opened. */
bool opened_read(struct opened *opened, const char *file, struct findings *findings);
void opened_close(struct opened *opened);

/* Which of the three kinds a file is, by its top group; false with a finding when it is none. */
bool opened_kind(const struct opened *opened, enum key_file *kind);

/* Takes the file for what it should be: its table, its origin, its schema, and the salt for its quantities. */
void opened_check(struct opened *opened, enum key_file kind, const ifs_salt *salt);

/* What builders read comes from this file from now on. */
struct group opened_turn_to(const struct opened *opened, struct loading *loading);

/* The id of its top group against the file's name. */
void opened_check_name(const struct opened *opened, const char *group, const char *id);

/* A new arena with an empty protocol in it; false without memory. */
bool loading_begin(struct loading *loading);

/* protocol, or NULL and all freed when something was an error since there were `errors` of them. */
ifs_protocol *loading_end(struct loading *loading, size_t errors);

/* A drug library, opened and checked. What the library gives to its protocol comes in two steps, for its conditions may
 * read facts whose choices the protocol gives. */
void drug_read_facts(const struct opened *drug, struct loading *loading);
void drug_read_rules(const struct opened *drug, struct loading *loading);

/* Opens and checks the library at that path. */
bool drug_open(struct opened *drug, const char *path, bool errors_only, struct findings *findings);

/* Every kind of file, open already; what is wrong goes to the reporter's findings. `errors`: how many there were
 * before. */
ifs_protocol *drug_build(struct opened *drug, size_t errors);
bool site_build(struct opened *opened, ifs_site *site, void **storage, size_t errors);

#endif
