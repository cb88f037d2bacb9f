/*
 * drug_place.c - where the drug library of a protocol lies.
 *
 * Decides in which folders a library is looked for: drugs/ beside the protocol, then drugs/ of the protocols directory.
 * Invariant: the first file of that name is taken, readable or not, so that a broken library beside the protocol is
 * never silently replaced by another. What is in it is left to the loader.
 */
#include "drug_place.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "file.h"
#include "names.h"

enum { MOST_LIBRARIES = 64, NAME_BYTES = 64 };

/* With no byte allowed: a library that is there is too large, and its bytes are left to be read once, by the loader. */
static bool is_there(const char *path)
{
    struct file_bytes bytes = {0};
    enum file_status status = file_read(path, 0, &bytes);
    file_free(&bytes);
    return status != FILE_MISSING;
}

/* The folder drugs/ beside the protocol (0), or of the protocols directory (1); false where there is none such. */
static bool folder_of(const char *protocol, const struct load_places *places, int which, char path[DRUG_PATH_BYTES])
{
    const char *slash = strrchr(protocol, '/');
    int length = 0;
    if (which == 0) {
        length = slash != NULL ? snprintf(path, DRUG_PATH_BYTES, "%.*s/drugs", (int)(slash - protocol), protocol)
                               : snprintf(path, DRUG_PATH_BYTES, "drugs");
    } else if (places != NULL && places->protocols != NULL) {
        length = snprintf(path, DRUG_PATH_BYTES, "%s/drugs", places->protocols);
    }
    return length > 0 && length < DRUG_PATH_BYTES;
}

bool drug_locate(const char *protocol, const struct load_places *places, const char *name, char path[DRUG_PATH_BYTES])
{
    for (int which = 0; which < 2; which++) {
        if (!folder_of(protocol, places, which, path)) {
            continue;
        }
        size_t used = strlen(path);
        int length = snprintf(path + used, DRUG_PATH_BYTES - used, "/%s.cfg", name);
        if ((size_t)length < DRUG_PATH_BYTES - used && is_there(path)) {
            return true;
        }
    }
    return false;
}

/* ---- Which libraries there are ----------------------------------------------------------------------------------- */

struct libraries {
    char names[MOST_LIBRARIES][NAME_BYTES];
    const char *list[MOST_LIBRARIES];
    size_t count;
};

/* The length of a name without its ending .cfg; 0 when it has another. */
static size_t stem(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".cfg") == 0 ? length - 4 : 0;
}

static bool is_listed(const struct libraries *libraries, const char *name, size_t length)
{
    for (size_t i = 0; i < libraries->count; i++) {
        if (strlen(libraries->names[i]) == length && strncmp(libraries->names[i], name, length) == 0) {
            return true;
        }
    }
    return false;
}

static void add_library(struct libraries *libraries, const char *name)
{
    size_t length = stem(name);
    if (length == 0 || length >= NAME_BYTES || libraries->count == MOST_LIBRARIES ||
        is_listed(libraries, name, length)) {
        return;
    }
    memcpy(libraries->names[libraries->count], name, length);
    libraries->list[libraries->count] = libraries->names[libraries->count];
    libraries->count++;
}

static void list_folder(const char *path, struct libraries *libraries)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        add_library(libraries, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static void say_folders(struct text *out, const char *protocol, const struct load_places *places)
{
    char beside[DRUG_PATH_BYTES] = "";
    char other[DRUG_PATH_BYTES] = "";
    bool first = folder_of(protocol, places, 0, beside);
    bool second = folder_of(protocol, places, 1, other) && strcmp(beside, other) != 0;
    text_add(out, first ? beside : "");
    text_add(out, first && second ? " and " : "");
    text_add(out, second ? other : "");
}

void drug_report_missing(const struct reporter *reporter, const struct config_node *node,
                         const struct load_places *places)
{
    struct libraries libraries = {0};
    char path[DRUG_PATH_BYTES];
    char folders[300];
    char name[NAME_BYTES];
    char bytes[300];
    struct text where = text_over(folders, sizeof folders);
    struct text words = text_over(bytes, sizeof bytes);
    for (int which = 0; which < 2; which++) {
        if (folder_of(reporter->file, places, which, path)) {
            list_folder(path, &libraries);
        }
    }
    size_t length = stem(node->string);
    snprintf(name, sizeof name, "%.*s", (int)(length > 0 ? length : strlen(node->string)), node->string);
    say_folders(&where, reporter->file, places);
    names_advise(&words, name, &(struct names){libraries.list, libraries.count, "drugs/, a file NAME.cfg"});
    report_error(reporter, node, "unknown-drug", "there is no drug library %s.cfg (looked in %s); %s%s", name, folders,
                 length > 0 ? "write the name without .cfg; " : "", bytes);
}
