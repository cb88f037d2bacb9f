/*
 * places.c - where protocols are, and where output goes.
 *
 * The program of a source tree lies in build/ and finds protocols/ beside it from any folder; an installed one uses the
 * directory it was built for. Findings go to standard error, output is written whole or not at all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "nearest.h"
#include "text.h"

static bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* The directory of the running program, without a slash at the end; false when the system does not say. */
static bool program_directory(char *path, size_t capacity)
{
    ssize_t length = readlink("/proc/self/exe", path, capacity - 1);
    if (length <= 0) {
        return false;
    }
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return true;
}

static bool in_source_tree(char *path, size_t capacity)
{
    char directory[PLACE_BYTES];
    if (!program_directory(directory, sizeof directory)) {
        return false;
    }
    char *slash = strrchr(directory, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0'; /* the folder that holds build/ */
    int length = snprintf(path, capacity, "%s/protocols", directory);
    return length > 0 && (size_t)length < capacity && is_directory(path);
}

void places_module(char *path, size_t capacity)
{
    static const char name[] = "infusheet-pdf.so";
    char directory[PLACE_BYTES];
    if (program_directory(directory, sizeof directory)) {
        int length = snprintf(path, capacity, "%s/%s", directory, name);
        if (length > 0 && (size_t)length < capacity && is_there(path)) {
            return;
        }
    }
    snprintf(path, capacity, "%s/%s", IFS_MODULES_DIR, name);
}

void places_find(const char *protocols, const char *site, struct places *places)
{
    const char *environment = getenv("INFUSHEET_PROTOCOLS");
    if (protocols != NULL) {
        snprintf(places->protocols, sizeof places->protocols, "%s", protocols);
    } else if (environment != NULL && environment[0] != '\0') {
        snprintf(places->protocols, sizeof places->protocols, "%s", environment);
    } else if (!in_source_tree(places->protocols, sizeof places->protocols)) {
        snprintf(places->protocols, sizeof places->protocols, "%s", IFS_PROTOCOLS_DIR);
    }
    places->site[0] = '\0';
    if (site != NULL) {
        snprintf(places->site, sizeof places->site, "%s", site);
        return;
    }
    int length = snprintf(places->site, sizeof places->site, "%s/site.cfg", places->protocols);
    if (length < 0 || (size_t)length >= sizeof places->site || !is_there(places->site)) {
        places->site[0] = '\0';
    }
}

#define NAMES_MAX 256

static int is_protocol_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0 && entry->d_name[0] != '.' &&
           strcmp(entry->d_name, "site.cfg") != 0;
}

int places_list(const struct places *places, struct dirent ***entries)
{
    return scandir(places->protocols, entries, is_protocol_file, alphasort);
}

int places_list_drugs(const struct places *places, struct dirent ***entries)
{
    char path[PLACE_BYTES + 8];
    snprintf(path, sizeof path, "%s/drugs", places->protocols);
    return scandir(path, entries, is_protocol_file, alphasort);
}

static void propose_protocol(const char *name, const struct places *places, struct findings *findings)
{
    struct dirent **entries = NULL;
    const char *names[NAMES_MAX];
    size_t known = 0;
    int count = places_list(places, &entries);
    for (int i = 0; i < count && known < NAMES_MAX; i++) {
        entries[i]->d_name[strlen(entries[i]->d_name) - 4] = '\0';
        names[known++] = entries[i]->d_name;
    }
    const char *near = nearest_word(name, names, known);
    char bytes[PLACE_BYTES];
    struct text meant = text_over(bytes, sizeof bytes);
    for (size_t i = 0; i < known && name[0] != '\0'; i++) {
        bool holds = near != NULL ? names[i] == near : strstr(names[i], name) != NULL; /* "migraine": adult, child, prevention */
        text_add(&meant, holds && meant.length > 0 ? " or " : "");
        text_add(&meant, holds ? names[i] : "");
    }
    finding_add(findings, IFS_ERROR, "unreadable-file", (struct place){0}, "no protocol \"%s\" in %s; %s%s%s", name,
                places->protocols, meant.length > 0 ? "did you mean " : "infusheet protocols lists what there is", bytes,
                meant.length > 0 ? "? infusheet protocols lists them all" : "");
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
}

bool places_protocol(const char *name, const struct places *places, char path[PLACE_BYTES], struct findings *findings)
{
    struct load_places load_places = {.protocols = places->protocols};
    if (!protocol_locate(name, &load_places, path, PLACE_BYTES, findings)) {
        return false;
    }
    if (strcmp(path, name) != 0 && !is_there(path)) {
        propose_protocol(name, places, findings);
        return false;
    }
    return true;
}

void findings_print(struct findings *findings)
{
    finding_sort(findings);
    for (size_t i = 0; i < findings->count; i++) {
        char *line = finding_line(&findings->list[i]);
        fputs(line != NULL ? line : "infusheet: out of memory\n", stderr);
        free(line);
    }
    if (findings->lost) {
        fputs("infusheet: out of memory; there are more findings than could be kept. Close other programs and try again.\n", stderr);
    }
    finding_free(findings);
}

int findings_status(const struct findings *findings)
{
    if (finding_no_memory(findings)) {
        return EXIT_OUTPUT_FAILED;
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (strcmp(findings->list[i].code, "unreadable-file") == 0 || strcmp(findings->list[i].code, "bad-protocol-name") == 0) {
            return EXIT_USAGE;
        }
    }
    return EXIT_PROTOCOL_INVALID;
}

void command_no_memory(void)
{
    fputs("infusheet: out of memory; there is no result. Close other programs and try again.\n", stderr);
}

void output_open(struct output *output)
{
    *output = (struct output){0};
    output->stream = open_memstream(&output->bytes, &output->size);
}

void output_abandon(struct output *output)
{
    if (output->stream != NULL) {
        fclose(output->stream);
    } else {
        command_no_memory();
    }
    free(output->bytes);
}

int output_close(struct output *output, const char *path)
{
    bool whole = output->stream != NULL && !ferror(output->stream) && fclose(output->stream) == 0;
    int status = output_write(path, whole ? output->bytes : NULL);
    free(output->bytes);
    return status;
}

int output_write_bytes(const char *path, const char *bytes, size_t size)
{
    bool standard = path == NULL || strcmp(path, "-") == 0;
    enum file_status status = standard ? file_write_stdout(bytes, size) : file_write(path, bytes, size);
    if (status == FILE_FINE) {
        return EXIT_READY;
    }
    fprintf(stderr, "infusheet: %s: %s\n", standard ? "standard output" : path, file_status_words(status));
    return EXIT_OUTPUT_FAILED;
}

int output_write(const char *path, const char *bytes)
{
    if (bytes == NULL) {
        command_no_memory();
        return EXIT_OUTPUT_FAILED;
    }
    return output_write_bytes(path, bytes, strlen(bytes));
}
