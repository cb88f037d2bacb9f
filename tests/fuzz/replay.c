/*
 * replay.c - a harness without libFuzzer: runs it on every file and every file of every folder named.
 *
 * The kept inputs run in `make check` with any compiler. The last line says how many there were.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "file.h"
#include "fuzz.h"

enum { PATH_ROOM = 4096, INPUT_MOST = 1024 * 1024 };

static bool replay(const char *path)
{
    struct file_bytes input = {0};
    if (file_read(path, INPUT_MOST, &input) != FILE_FINE) {
        fprintf(stderr, "%s cannot be read\n", path);
        return false;
    }
    fprintf(stderr, "%s\n", path); /* the last one named is the one that stopped the program */
    LLVMFuzzerTestOneInput((const uint8_t *)input.bytes, input.size);
    file_free(&input);
    return true;
}

/* How many inputs the folder held; -1 where one could not be read. */
static long replay_folder(const char *folder)
{
    long count = 0;
    DIR *entries = opendir(folder);
    const struct dirent *entry = NULL;
    if (entries == NULL) {
        return -1;
    }
    while (count >= 0 && (entry = readdir(entries)) != NULL) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.') {
            count = replay(path) ? count + 1 : -1;
        }
    }
    closedir(entries);
    return count;
}

int main(int argc, char **argv)
{
    long count = 0;
    for (int i = 1; i < argc; i++) {
        struct stat found;
        bool folder = stat(argv[i], &found) == 0 && S_ISDIR(found.st_mode);
        long more = folder ? replay_folder(argv[i]) : (long)replay(argv[i]);
        if (more <= 0) {
            fprintf(stderr, "%s: nothing could be replayed\n", argv[i]);
            return 1;
        }
        count += more;
    }
    printf("%ld inputs replayed\n", count);
    return count > 0 ? 0 : 1;
}
