/*
 * file.c - whole files in, whole files out.
 *
 * Invariant: what is read is a regular file within the cap, or nothing; what stands under a written name is the old
 * file or the whole new one, whatever fails in between (the new bytes are synced before the rename). Interrupted calls
 * and short reads and writes are taken up again. Where the system limits the size of a file by signal (SIGXFSZ) or
 * breaks a pipe (SIGPIPE), the program decides about the signal. What the bytes mean, and who is told about a failure,
 * is left to others.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"
#include "descriptor.h"

/* Linux follows 40 links before it calls them a loop, and gives a link at most 4095 bytes. */
enum { LINKS_FOLLOWED = 40, LINK_SIZE = 4096 };

static enum file_status status_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return FILE_MISSING;
    case EISDIR:
    case ENXIO:
    case ENODEV:
        return FILE_NOT_REGULAR;
    case EACCES:
    case EPERM:
    case EROFS:
        return FILE_FORBIDDEN;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return FILE_NO_SPACE;
    case ENOMEM:
        return FILE_NO_MEMORY;
    default: /* errno is no enum of ours */
        return FILE_FAILED;
    }
}

const char *file_status_words(enum file_status status)
{
    switch (status) {
    case FILE_FINE:
        return "done";
    case FILE_MISSING:
        return "no such file or folder; check the name";
    case FILE_NOT_REGULAR:
        return "not an ordinary file but a folder, a device or a pipe; name a file";
    case FILE_FORBIDDEN:
        return "no permission; choose another place, or ask whoever looks after this computer";
    case FILE_TOO_LARGE:
        return "the file is larger than infusheet accepts; check that it is the right file";
    case FILE_NO_SPACE:
        return "no room left (disk full, quota or size limit); make room or choose another place";
    case FILE_FAILED:
        return "input or output failed; check the disk or choose another place";
    case FILE_NO_MEMORY:
        return "not enough memory; close other programs and try again";
    case FILE_NOT_OURS:
        return "a link, or it belongs to another user; remove it or choose another place";
    case FILE_IN_USE:
        return "another infusheet is using it; finish there first";
    case FILE_NO_HOME:
        return "no home folder is known; set HOME, or XDG_STATE_HOME, to a folder of yours";
    }
    claim(false);
    return "";
}

/* ---- Reading -------------------------------------------------------------------------------------------------- */

/* Reads up to `room` bytes, until the end; errno in *error. */
static bool read_all(int descriptor, char *bytes, size_t room, size_t *size)
{
    *size = 0;
    while (*size < room) {
        ssize_t got = read(descriptor, bytes + *size, room - *size);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            return false;
        }
        *size += got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* Reads one byte more than allowed, so that a file which grew, or does not tell its size, is still noticed. */
static enum file_status read_capped(int descriptor, size_t cap, struct file_bytes *out)
{
    char *bytes = malloc(cap + 2);
    if (bytes == NULL) {
        return FILE_NO_MEMORY;
    }
    size_t size = 0;
    enum file_status status = read_all(descriptor, bytes, cap + 1, &size) ? FILE_FINE : status_of(errno);
    if (status == FILE_FINE && size > cap) {
        status = FILE_TOO_LARGE;
    }
    if (status != FILE_FINE) {
        free(bytes);
        return status;
    }
    bytes[size] = '\0';
    char *shrunk = realloc(bytes, size + 1);
    if (shrunk != NULL) {
        bytes = shrunk;
    }
    *out = (struct file_bytes){.bytes = bytes, .size = size};
    return FILE_FINE;
}

static enum file_status judge_readable(const struct stat *found, size_t cap)
{
    if (!S_ISREG(found->st_mode)) {
        return FILE_NOT_REGULAR;
    }
    return (uintmax_t)found->st_size > cap ? FILE_TOO_LARGE : FILE_FINE;
}

static enum file_status read_open_file(int descriptor, size_t cap, struct file_bytes *out)
{
    struct stat found;
    if (fstat(descriptor, &found) != 0) {
        return status_of(errno);
    }
    enum file_status status = judge_readable(&found, cap);
    return status == FILE_FINE ? read_capped(descriptor, cap, out) : status;
}

enum file_status file_read(const char *path, size_t cap, struct file_bytes *out)
{
    claim(cap < SIZE_MAX - 2);
    *out = (struct file_bytes){0};
    /* Asked before opening too, because opening alone may rewind a tape or wake a writer on a pipe. */
    struct stat found;
    if (stat(path, &found) != 0) {
        return status_of(errno);
    }
    enum file_status status = judge_readable(&found, cap);
    if (status != FILE_FINE) {
        return status;
    }
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return status_of(errno);
    }
    status = read_open_file(descriptor, cap, out);
    close(descriptor); /* nothing was written: nothing to lose */
    return status;
}

enum file_status file_read_stdin(size_t cap, struct file_bytes *out)
{
    return read_capped(STDIN_FILENO, cap, out);
}

void file_free(struct file_bytes *bytes)
{
    free(bytes->bytes);
    *bytes = (struct file_bytes){0};
}

/* ---- Writing -------------------------------------------------------------------------------------------------- */

static char *join(const char *folder, size_t folder_length, const char *name)
{
    size_t name_size = strlen(name) + 1;
    char *path = malloc(folder_length + name_size);
    if (path != NULL) {
        memcpy(path, folder, folder_length);
        memcpy(path + folder_length, name, name_size);
    }
    return path;
}

/* Bytes of the path up to and with the last slash; 0 for a bare name. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Where the link at `path` points to, allocated; NULL with errno set. */
static char *follow_once(const char *path)
{
    char target[LINK_SIZE];
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0) {
        return NULL;
    }
    target[length] = '\0';
    return join(path, target[0] == '/' ? 0 : folder_length(path), target);
}

static bool is_link(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0 && S_ISLNK(found.st_mode);
}

/* The place that `path` stands for once every symbolic link at its end is followed, even to a file that is not there
 * yet; allocated, NULL with errno set. */
static char *follow_links(const char *path)
{
    char *place = join("", 0, path);
    for (int i = 0; place != NULL && is_link(place); i++) {
        char *next = NULL;
        if (i < LINKS_FOLLOWED) {
            next = follow_once(place);
        } else {
            errno = ELOOP;
        }
        free(place);
        place = next;
    }
    return place;
}

/* The new file takes over owner and permissions. Where the owner cannot be kept it stays private (0600), which is the
 * safe side; a file system without permissions is no reason to refuse. */
static void take_over_mode(int descriptor, const struct stat *old)
{
    if (old != NULL && fchown(descriptor, old->st_uid, old->st_gid) == 0) {
        (void)fchmod(descriptor, old->st_mode & 0777);
    }
}

/* Makes the rename last. A folder that may be written but not read cannot be synced; the file in it is whole all the
 * same. */
static bool sync_folder(const char *place)
{
    size_t length = folder_length(place);
    char *folder = join(place, length, length == 0 ? "." : "");
    if (folder == NULL) {
        return false;
    }
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool unreadable = descriptor < 0 && errno == EACCES;
    free(folder);
    if (descriptor < 0) {
        return unreadable;
    }
    bool synced = descriptor_sync(descriptor) || errno == EINVAL;
    int error = errno;
    close(descriptor);
    errno = error;
    return synced;
}

static bool fill(int descriptor, const struct stat *old, const char *bytes, size_t size)
{
    take_over_mode(descriptor, old);
    bool filled = descriptor_write(descriptor, bytes, size) && descriptor_sync(descriptor);
    int error = errno;
    bool closed = close(descriptor) == 0 || errno == EINTR; /* Linux closes even when interrupted */
    if (!filled) {
        errno = error;
    }
    return filled && closed;
}

/* The temporary file: made with mode 0600, filled, and put in place of `place`. */
static enum file_status replace(const char *place, const struct stat *old, const char *bytes, size_t size)
{
    char *temporary = join(place, folder_length(place), ".infusheet-XXXXXX");
    if (temporary == NULL) {
        return FILE_NO_MEMORY;
    }
    int descriptor = mkstemp(temporary);
    if (descriptor < 0) {
        enum file_status status = status_of(errno);
        free(temporary);
        return status;
    }
    (void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    enum file_status status = FILE_FINE;
    if (!fill(descriptor, old, bytes, size) || rename(temporary, place) != 0) {
        status = status_of(errno);
        unlink(temporary);
    } else if (!sync_folder(place)) {
        status = status_of(errno);
    }
    free(temporary);
    return status;
}

/* What stands there now, as far as it may be replaced. */
static enum file_status judge_place(const char *place, struct stat *old, bool *there)
{
    *there = stat(place, old) == 0;
    if (!*there) {
        return errno == ENOENT ? FILE_FINE : status_of(errno);
    }
    if (!S_ISREG(old->st_mode)) {
        return FILE_NOT_REGULAR;
    }
    return faccessat(AT_FDCWD, place, W_OK, AT_EACCESS) == 0 ? FILE_FINE : status_of(errno);
}

static enum file_status write_place(const char *place, bool private, const char *bytes, size_t size)
{
    struct stat old;
    bool there = false;
    enum file_status status = judge_place(place, &old, &there);
    return status == FILE_FINE ? replace(place, there && !private ? &old : NULL, bytes, size) : status;
}

static enum file_status write_followed(const char *path, bool private, const char *bytes, size_t size)
{
    char *place = follow_links(path);
    if (place == NULL) {
        return status_of(errno);
    }
    enum file_status status = write_place(place, private, bytes, size);
    free(place);
    return status;
}

/* Whether a file can be made in the folder of that place. */
static enum file_status judge_folder(const char *place)
{
    size_t length = folder_length(place);
    char *folder = place[length] != '\0' ? join(place, length, length == 0 ? "." : "") : NULL;
    if (folder == NULL) {
        return place[length] == '\0' ? FILE_MISSING : FILE_NO_MEMORY; /* a folder is no name of a file */
    }
    enum file_status status = faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 ? FILE_FINE : status_of(errno);
    free(folder);
    return status;
}

enum file_status file_may_write(const char *path)
{
    struct stat old;
    bool there = false;
    char *place = follow_links(path);
    if (place == NULL) {
        return status_of(errno);
    }
    enum file_status status = judge_place(place, &old, &there);
    status = status == FILE_FINE ? judge_folder(place) : status;
    free(place);
    return status;
}

enum file_status file_write(const char *path, const char *bytes, size_t size)
{
    return write_followed(path, false, bytes, size);
}

enum file_status file_write_private(const char *path, const char *bytes, size_t size)
{
    return write_followed(path, true, bytes, size);
}

enum file_status file_write_stdout(const char *bytes, size_t size)
{
    if (fflush(stdout) != 0 || !descriptor_write(STDOUT_FILENO, bytes, size)) {
        return status_of(errno);
    }
    return FILE_FINE;
}
