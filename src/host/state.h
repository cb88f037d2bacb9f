/*
 * state.h - files of the user that grow line by line and that nobody else may read.
 */
#ifndef IFS_STATE_H
#define IFS_STATE_H

#include <stdbool.h>

#include "file.h"

#define STATE_PATH_BYTES 4096

/* $XDG_STATE_HOME/infusheet/NAME, or ~/.local/state/infusheet/NAME: where it would be. FILE_NO_HOME, FILE_TOO_LARGE (the path). */
enum file_status state_path(const char *name, char path[STATE_PATH_BYTES]);

/* Opens that folder, mode 0700, of the user; with `make` it and what is missing above it is made, otherwise FILE_MISSING. A link in
 * the place of either of its last two parts, or another owner, is FILE_NOT_OURS. The caller closes *folder. */
enum file_status state_open(const char *name, bool make, int *folder);

/* A file that grows, held against other programs until it is closed. */
struct state_file {
    int descriptor; /* -1: closed */
    size_t size;    /* of what was added whole */
};

/* A new file, mode 0600. FILE_IN_USE when the name is taken. */
enum file_status state_create(int folder, const char *name, struct state_file *out);

/* An existing one, with its bytes. Links, other owners and names it also has elsewhere are FILE_NOT_OURS. */
enum file_status state_take(int folder, const char *name, size_t cap, struct state_file *out, struct file_bytes *bytes);

/* The bytes alone, without holding it; *in_use: another program holds it. */
enum file_status state_read(int folder, const char *name, size_t cap, struct file_bytes *bytes, bool *in_use);

/* Adds to the end. On failure the file is cut back to what it was. The disk has it after state_sync. */
enum file_status state_add(struct state_file *file, const char *bytes, size_t size);
enum file_status state_sync(struct state_file *file);

/* Cuts the file to that size. */
enum file_status state_cut(struct state_file *file, size_t size);

/* Removes the name; the file stays open until it is closed. */
enum file_status state_remove(int folder, const char *name);

void state_close(struct state_file *file);

#endif
