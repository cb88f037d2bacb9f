/*
 * scarce.c - one call into the system refused, in a program that was started with this library before its own.
 *
 * SCARCE="CALL N ERRNO" refuses the N-th CALL that comes from infusheet itself or from its drawing module, with that errno: 0 makes
 * allocation fail, and a transfer end early. Calls of other libraries are granted: what they do without memory is theirs. The
 * file $SCARCE_REACHED is made when the refusal took place, so that who asks for the N-th of fewer calls learns it. Signals are
 * imitated the same way: EINTR from a call that then succeeds when it is tried again.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static char refused_call[32];
static long left = -1;
static int refused_with;

__attribute__((constructor)) static void read_wish(void)
{
    const char *wish = getenv("SCARCE");
    if (wish == NULL || sscanf(wish, "%31s %ld %d", refused_call, &left, &refused_with) != 3) {
        left = -1;
    }
}

static bool is_ours(const void *caller)
{
    Dl_info found;
    const char *name = dladdr(caller, &found) != 0 && found.dli_fname != NULL ? strrchr(found.dli_fname, '/') : NULL;
    name = name != NULL ? name + 1 : found.dli_fname;
    return name != NULL && (strcmp(name, "infusheet") == 0 || strcmp(name, "infusheet-pdf.so") == 0);
}

/* What counts how often lines ran asks for memory of its own when the program has ended. */
static void grant_all(void)
{
    left = -1;
}

static bool refuses(const char *call, const void *caller)
{
    static bool registered;
    if (left <= 0 || strcmp(call, refused_call) != 0 || !is_ours(caller)) {
        return false;
    }
    registered = registered || atexit(grant_all) == 0; /* not sooner: handlers run in the other direction */
    if (--left > 0) {
        return false;
    }
    const char *reached = getenv("SCARCE_REACHED");
    int file = reached != NULL ? open(reached, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file >= 0) {
        close(file);
    }
    errno = refused_with != 0 ? refused_with : ENOMEM;
    return true;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
    return refuses("malloc", CALLER) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refuses("malloc", CALLER) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refuses("malloc", CALLER) ? NULL : __libc_realloc(old, size);
}

FILE *open_memstream(char **text, size_t *size)
{
    FILE *(*next)(char **, size_t *) = (FILE * (*)(char **, size_t *)) dlsym(RTLD_NEXT, "open_memstream");
    return refuses("malloc", CALLER) ? NULL : next(text, size);
}

int fstat(int file, struct stat *found)
{
    int (*next)(int, struct stat *) = (int (*)(int, struct stat *))dlsym(RTLD_NEXT, "fstat");
    return refuses("fstat", CALLER) ? -1 : next(file, found);
}

int fsync(int file)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return refuses("fsync", CALLER) ? -1 : next(file);
}

ssize_t read(int file, void *bytes, size_t size)
{
    ssize_t (*next)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    return refuses("read", CALLER) ? -1 : next(file, bytes, size);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    ssize_t (*next)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return refuses("write", CALLER) ? -1 : next(file, bytes, size);
}

int poll(struct pollfd *files, nfds_t count, int milliseconds)
{
    int (*next)(struct pollfd *, nfds_t, int) = (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
    return refuses("poll", CALLER) ? -1 : next(files, count, milliseconds);
}

int pipe2(int files[2], int flags)
{
    int (*next)(int *, int) = (int (*)(int *, int))dlsym(RTLD_NEXT, "pipe2");
    return refuses("pipe2", CALLER) ? -1 : next(files, flags);
}

pid_t waitpid(pid_t child, int *status, int options)
{
    pid_t (*next)(pid_t, int *, int) = (pid_t(*)(pid_t, int *, int))dlsym(RTLD_NEXT, "waitpid");
    return refuses("waitpid", CALLER) ? -1 : next(child, status, options);
}

int flock(int file, int operation)
{
    int (*next)(int, int) = (int (*)(int, int))dlsym(RTLD_NEXT, "flock");
    return refuses("flock", CALLER) ? -1 : next(file, operation);
}

int posix_spawnp(pid_t *child, const char *file, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                 char *const words[], char *const environment[])
{
    typedef int spawn(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[], char *const[]);
    spawn *next = (spawn *)dlsym(RTLD_NEXT, "posix_spawnp");
    return refuses("posix_spawnp", CALLER) ? refused_with : next(child, file, actions, attributes, words, environment);
}

int mkstemp(char *name)
{
    int (*next)(char *) = (int (*)(char *))dlsym(RTLD_NEXT, "mkstemp");
    return refuses("mkstemp", CALLER) ? -1 : next(name);
}

int rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    return refuses("rename", CALLER) ? -1 : next(from, to);
}

int faccessat(int folder, const char *name, int mode, int flags)
{
    int (*next)(int, const char *, int, int) = (int (*)(int, const char *, int, int))dlsym(RTLD_NEXT, "faccessat");
    return refuses("faccessat", CALLER) ? -1 : next(folder, name, mode, flags);
}

int ftruncate(int file, off_t size)
{
    int (*next)(int, off_t) = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate");
    return refuses("ftruncate", CALLER) ? -1 : next(file, size);
}

int unlinkat(int folder, const char *name, int flags)
{
    int (*next)(int, const char *, int) = (int (*)(int, const char *, int))dlsym(RTLD_NEXT, "unlinkat");
    return refuses("unlinkat", CALLER) ? -1 : next(folder, name, flags);
}

int openat(int folder, const char *name, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    int (*next)(int, const char *, int, mode_t) = (int (*)(int, const char *, int, mode_t))dlsym(RTLD_NEXT, "openat");
    return refuses("openat", CALLER) ? -1 : next(folder, name, flags, mode);
}

int fclose(FILE *stream)
{
    int (*next)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
    bool refused = refuses("fclose", CALLER);
    int wanted = errno;
    int result = next(stream);
    errno = refused ? wanted : errno;
    return refused ? EOF : result;
}
