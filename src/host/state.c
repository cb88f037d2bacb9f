/*
 * state.c - files of the user that grow line by line and that nobody else may read.
 *
 * Invariant: what was added and synced is on the disk, what could not be added leaves the file as it was; folders are 0700, files 0600 and of the
 * user, and no link is followed below the user's own state folder, so that nobody leads the words about a patient elsewhere. A lock
 * (flock) keeps two programs from one file and goes with the program, however it ends.
 * What the bytes mean is left to others.
 */
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "claim.h"
#include "descriptor.h"

enum { PRIVATE_FOLDER = 0700, PRIVATE_FILE = 0600, MOMENTS = 5 };

static enum file_status status_of(int error)
{
    switch (error) {
    case ENOENT:
        return FILE_MISSING;
    case ELOOP: /* a link where none may be */
    case ENOTDIR:
        return FILE_NOT_OURS;
    case EACCES:
    case EPERM:
    case EROFS:
        return FILE_FORBIDDEN;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return FILE_NO_SPACE;
    case EWOULDBLOCK:
    case EEXIST:
        return FILE_IN_USE;
    case ENOMEM:
        return FILE_NO_MEMORY;
    default: /* errno is no enum of ours */
        return FILE_FAILED;
    }
}

/* ---- The folder ---- */

static const char *environment_folder(const char *name)
{
    const char *folder = getenv(name);
    return folder != NULL && folder[0] == '/' ? folder : NULL; /* what is relative would be another place every time */
}

static enum file_status base_path(char path[STATE_PATH_BYTES])
{
    const char *state = environment_folder("XDG_STATE_HOME");
    const char *home = environment_folder("HOME");
    if (state == NULL && home == NULL) {
        return FILE_NO_HOME;
    }
    int length = snprintf(path, STATE_PATH_BYTES, "%s%s", state != NULL ? state : home, state != NULL ? "" : "/.local/state");
    return length < 0 || length >= STATE_PATH_BYTES ? FILE_TOO_LARGE : FILE_FINE;
}

enum file_status state_path(const char *name, char path[STATE_PATH_BYTES])
{
    enum file_status status = base_path(path);
    if (status != FILE_FINE) {
        return status;
    }
    size_t used = strlen(path);
    int length = snprintf(path + used, STATE_PATH_BYTES - used, "/infusheet/%s", name);
    return length < 0 || (size_t)length >= STATE_PATH_BYTES - used ? FILE_TOO_LARGE : FILE_FINE;
}

/* Makes every folder of the path that is missing. */
static void make_above(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, PRIVATE_FOLDER); /* what is wrong shows when it is opened */
        *slash = '/';
    }
    (void)mkdir(path, PRIVATE_FOLDER);
}

static enum file_status judge_folder(int descriptor)
{
    struct stat found;
    if (fstat(descriptor, &found) != 0) {
        return status_of(errno);
    }
    if (found.st_uid != geteuid()) {
        return FILE_NOT_OURS;
    }
    bool open_to_others = (found.st_mode & 0077) != 0;
    return open_to_others && fchmod(descriptor, PRIVATE_FOLDER) != 0 ? status_of(errno) : FILE_FINE;
}

/* The folder `name` of `parent`, which is closed in any case. */
static enum file_status step_into(int parent, const char *name, bool make, int *folder)
{
    bool made = !make || mkdirat(parent, name, PRIVATE_FOLDER) == 0 || errno == EEXIST;
    int descriptor = made ? openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    enum file_status status = descriptor < 0 ? status_of(errno) : judge_folder(descriptor);
    close(parent);
    if (status != FILE_FINE && descriptor >= 0) {
        close(descriptor);
    }
    *folder = status == FILE_FINE ? descriptor : -1;
    return status;
}

enum file_status state_open(const char *name, bool make, int *folder)
{
    char path[STATE_PATH_BYTES];
    enum file_status status = base_path(path);
    *folder = -1;
    if (status != FILE_FINE) {
        return status;
    }
    if (make) {
        make_above(path);
    }
    int base = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (base < 0) {
        return errno == ENOTDIR ? FILE_NOT_REGULAR : status_of(errno);
    }
    int own = -1;
    status = step_into(base, "infusheet", make, &own);
    return status == FILE_FINE ? step_into(own, name, make, folder) : status;
}

/* ---- Files ---- */

/* Where the file system has nothing to sync, that is no failure. */
static bool sync_all(int descriptor)
{
    return descriptor_sync(descriptor) || errno == EINVAL;
}

/* Waits for nobody who is at the file, maybe for hours; but whoever lists drafts looks at each for a moment. */
static enum file_status hold(int descriptor)
{
    static const struct timespec moment = {.tv_nsec = 10000000};
    int result = flock(descriptor, LOCK_EX | LOCK_NB);
    for (int i = 0; i < MOMENTS && result != 0 && (errno == EINTR || errno == EWOULDBLOCK); i++) {
        (void)nanosleep(&moment, NULL);
        result = flock(descriptor, LOCK_EX | LOCK_NB);
    }
    return result == 0 ? FILE_FINE : status_of(errno);
}

/* Judged after it is held: the one who held it before may have removed it. */
static enum file_status judge_file(int descriptor, size_t cap, size_t *size)
{
    struct stat found;
    if (fstat(descriptor, &found) != 0) {
        return status_of(errno);
    }
    if (!S_ISREG(found.st_mode)) {
        return FILE_NOT_REGULAR;
    }
    if (found.st_nlink == 0) {
        return FILE_MISSING;
    }
    if (found.st_uid != geteuid() || found.st_nlink != 1) {
        return FILE_NOT_OURS;
    }
    *size = (size_t)found.st_size;
    return (uintmax_t)found.st_size > cap ? FILE_TOO_LARGE : FILE_FINE;
}

enum file_status state_create(int folder, const char *name, struct state_file *out)
{
    *out = (struct state_file){.descriptor = -1};
    int descriptor = openat(folder, name, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, PRIVATE_FILE);
    if (descriptor < 0) {
        return status_of(errno);
    }
    size_t size = 0;
    enum file_status status = hold(descriptor);
    status = status == FILE_FINE ? judge_file(descriptor, 0, &size) : status;
    if (status == FILE_MISSING) { /* taken for what a kill left behind, and removed, before it was held */
        close(descriptor);
        return FILE_IN_USE;
    }
    if (status == FILE_FINE && !sync_all(folder)) {
        status = status_of(errno);
    }
    if (status != FILE_FINE) {
        close(descriptor);
        (void)unlinkat(folder, name, 0);
        return status;
    }
    out->descriptor = descriptor;
    return FILE_FINE;
}

static enum file_status read_whole(int descriptor, size_t size, struct file_bytes *out)
{
    char *bytes = malloc(size + 1);
    size_t got = 0;
    if (bytes == NULL) {
        return FILE_NO_MEMORY;
    }
    while (got < size) {
        ssize_t more = pread(descriptor, bytes + got, size - got, (off_t)got);
        if (more == 0) {
            break; /* cut by another program since: what is left is whole lines and a torn one */
        }
        if (more < 0 && errno != EINTR) {
            free(bytes);
            return status_of(errno);
        }
        got += more > 0 ? (size_t)more : 0;
    }
    bytes[got] = '\0';
    *out = (struct file_bytes){bytes, got};
    return FILE_FINE;
}

enum file_status state_take(int folder, const char *name, size_t cap, struct state_file *out, struct file_bytes *bytes)
{
    size_t size = 0;
    *out = (struct state_file){.descriptor = -1};
    *bytes = (struct file_bytes){0};
    int descriptor = openat(folder, name, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return status_of(errno);
    }
    enum file_status status = hold(descriptor);
    status = status == FILE_FINE ? judge_file(descriptor, cap, &size) : status;
    status = status == FILE_FINE ? read_whole(descriptor, size, bytes) : status;
    if (status != FILE_FINE) {
        close(descriptor);
        return status;
    }
    *out = (struct state_file){descriptor, bytes->size};
    return FILE_FINE;
}

enum file_status state_read(int folder, const char *name, size_t cap, struct file_bytes *bytes, bool *in_use)
{
    size_t size = 0;
    *bytes = (struct file_bytes){0};
    *in_use = false;
    int descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return status_of(errno);
    }
    enum file_status status = judge_file(descriptor, cap, &size);
    status = status == FILE_FINE ? read_whole(descriptor, size, bytes) : status;
    *in_use = flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    close(descriptor);
    return status;
}

enum file_status state_cut(struct state_file *file, size_t size)
{
    claim(size <= file->size);
    if (ftruncate(file->descriptor, (off_t)size) != 0 || !sync_all(file->descriptor)) {
        return status_of(errno);
    }
    file->size = size;
    return FILE_FINE;
}

enum file_status state_add(struct state_file *file, const char *bytes, size_t size)
{
    if (descriptor_write(file->descriptor, bytes, size)) {
        file->size += size;
        return FILE_FINE;
    }
    enum file_status status = status_of(errno);
    (void)state_cut(file, file->size); /* should it fail too, the half line is recognised when it is read */
    return status;
}

enum file_status state_sync(struct state_file *file)
{
    return sync_all(file->descriptor) ? FILE_FINE : status_of(errno);
}

enum file_status state_remove(int folder, const char *name)
{
    if (unlinkat(folder, name, 0) != 0 || !sync_all(folder)) {
        return status_of(errno);
    }
    return FILE_FINE;
}

void state_close(struct state_file *file)
{
    if (file->descriptor >= 0) {
        close(file->descriptor); /* what counts was synced */
    }
    file->descriptor = -1;
}
