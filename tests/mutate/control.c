/*
 * control.c - switches one mutant on in a program that was compiled with all mutants of a file.
 *
 * Decides which mutant is alive, by the number in $MUTANT (0 or none: the code as it stands), and how long the program may
 * think. The invariant: what a program reaches is marked in the file $MUTANT_SEEN at once, by whatever process, so that it
 * is not lost where a program traps. A check of cmocka that fails ends the program: one is enough.
 *
 * Where the switches stand is decided in points.py, and what a status means in run.py.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST = 65536 };

int mutant_alive;
static unsigned char nowhere[MOST];
unsigned char *mutant_seen = nowhere;

void _fail(const char *file, int line);

void _fail(const char *file, int line)
{
    (void)file;
    (void)line;
    _exit(1);
}

/* The timer counts the milliseconds of this program, the limit the seconds of its children too. */
static void limit_time(long milliseconds)
{
    struct itimerval timer = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
    struct rlimit seconds = {(rlim_t)milliseconds / 1000 + 2, (rlim_t)milliseconds / 1000 + 3};
    struct rlimit bytes = {(rlim_t)2 << 30, (rlim_t)2 << 30};
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &bytes);
}

__attribute__((constructor)) static void begin(void)
{
    const char *mutant = getenv("MUTANT");
    const char *limit = getenv("MUTANT_MILLISECONDS");
    const char *seen = getenv("MUTANT_SEEN");
    mutant_alive = mutant != NULL ? (int)strtol(mutant, NULL, 10) : 0;
    if (limit != NULL) {
        limit_time(strtol(limit, NULL, 10));
    }
    int file = seen != NULL ? open(seen, O_RDWR | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *shared = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        mutant_seen = shared != MAP_FAILED ? shared : nowhere;
        close(file);
    }
}
