/*
 * file.h - capped reading, atomic writing.
 */
#ifndef IFS_FILE_H
#define IFS_FILE_H

#include <stddef.h>

enum file_status {
    FILE_FINE,
    FILE_MISSING,
    FILE_NOT_REGULAR, /* a directory, a device, a pipe */
    FILE_FORBIDDEN,   /* no permission */
    FILE_TOO_LARGE,
    FILE_NO_SPACE, /* disk full, quota or file size limit reached */
    FILE_FAILED,   /* any other input/output failure */
    FILE_NO_MEMORY,
    FILE_NOT_OURS, /* a link, or of another owner, where only one's own file or folder may be */
    FILE_IN_USE,   /* another program holds it */
    FILE_NO_HOME   /* neither XDG_STATE_HOME nor HOME names a folder */
};

struct file_bytes {
    char *bytes; /* owned, NUL-terminated beyond size */
    size_t size;
};

/* The whole of a regular file of at most `cap` bytes; never blocks on a pipe or a device, never reads more than cap
 * + 1. A symbolic link is followed. After anything but FILE_FINE, *out is empty and need not be freed. */
enum file_status file_read(const char *path, size_t cap, struct file_bytes *out);
void file_free(struct file_bytes *bytes);

/* All of standard input, of any kind, up to the same cap. */
enum file_status file_read_stdin(size_t cap, struct file_bytes *out);

/* A temporary file in the same directory, written, synced, renamed over path (the directory synced too): a reader sees
 * the old or the new file, never a part; the temporary file is removed on failure. Mode 0600 for a new file; an
 * existing one keeps its mode where its owner can be kept. A symbolic link is followed to its target's place; an
 * existing non-regular target (such as a device) is refused, and so is an existing file without permission to write. */
enum file_status file_write(const char *path, const char *bytes, size_t size);

/* The same for what only its owner may read: mode 0600 whatever the mode was before. */
enum file_status file_write_private(const char *path, const char *bytes, size_t size);

/* What file_write would most likely come to, so that it can be said before much is asked; touches nothing, and promises nothing. */
enum file_status file_may_write(const char *path);

/* All bytes to standard output, flushed and checked. Bytes that stdio still holds for it go first. */
enum file_status file_write_stdout(const char *bytes, size_t size);

/* One sentence: what happened and what to do, e.g. "no such file; check the name or run infusheet protocols". */
const char *file_status_words(enum file_status status);

#endif
