/*
 * protocols.c - infusheet protocols: the protocols there are.
 *
 * Every .cfg file of the protocols directory but the site file. One that does not load is listed as invalid, never left
 * out: a nurse must see that it exists and cannot be used.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json.h"

#define PROTOCOLS_MAX 512

static const char help[] = "infusheet protocols [--json] [--protocols DIRECTORY]\n"
                           "\n"
                           "The protocols there are: id, version, title.\n";

enum protocols_option { OPTION_HELP, OPTION_JSON, OPTION_PROTOCOLS };

static const struct option options[] = {
    {"--help", false, OPTION_HELP}, {"--json", false, OPTION_JSON}, {"--protocols", true, OPTION_PROTOCOLS}};

static int is_protocol_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0 && entry->d_name[0] != '.' &&
           strcmp(entry->d_name, "site.cfg") != 0;
}

static void add_json(struct json *list, const ifs_protocol *protocol, const char *id, const char *path)
{
    struct json *entry = json_add_object(list, NULL);
    json_add_string(entry, "id", id);
    json_add_string(entry, "title", protocol != NULL ? protocol->title : NULL);
    json_add_string(entry, "version", protocol != NULL ? protocol->version : NULL);
    json_add_string(entry, "file", path);
}

static void print_line(const ifs_protocol *protocol, const char *id, const char *path)
{
    if (protocol != NULL) {
        printf("%-32s %-8s %s\n", id, protocol->version, protocol->title);
    } else {
        printf("%-32s INVALID  cannot be used: infusheet check %s\n", id, path);
    }
}

static void list_one(const char *name, const struct places *places, struct json *list)
{
    char path[2 * PLACE_BYTES];
    char id[PLACE_BYTES];
    struct findings findings = {0};
    struct load_places load_places = {.protocols = places->protocols};
    snprintf(path, sizeof path, "%s/%s", places->protocols, name);
    snprintf(id, sizeof id, "%.*s", (int)(strlen(name) - 4), name);
    ifs_protocol *protocol = protocol_load(path, &load_places, &findings);
    if (list != NULL) {
        add_json(list, protocol, id, path);
    } else {
        print_line(protocol, id, path);
    }
    protocol_free(protocol);
    finding_free(&findings);
}

static int list_all(const struct places *places, struct json *list)
{
    struct dirent **entries = NULL;
    int count = scandir(places->protocols, &entries, is_protocol_file, alphasort);
    if (count < 0) {
        fprintf(stderr, "infusheet protocols: %s: cannot be read; name the directory with --protocols\n", places->protocols);
        return EXIT_USAGE;
    }
    for (int i = 0; i < count; i++) {
        if (i < PROTOCOLS_MAX) {
            list_one(entries[i]->d_name, places, list);
        }
        free(entries[i]);
    }
    free(entries);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_READY : EXIT_OUTPUT_FAILED;
}

static int list_json(const struct places *places)
{
    struct json *root = json_object();
    int status = list_all(places, json_add_array(root, "protocols"));
    if (status == EXIT_READY) {
        char *text = json_text(root);
        status = output_write(NULL, text);
        free(text);
    }
    json_free(root);
    return status;
}

int command_protocols(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .options = options, .option_count = 3, .command = "protocols"};
    const char *protocols = NULL;
    bool json = false;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == OPTION_HELP) {
            return command_help(help);
        }
        if (option == OPTION_JSON) {
            json = true;
        } else if (option == OPTION_PROTOCOLS) {
            protocols = arguments.value;
        } else {
            return option == ARGUMENT_WRONG ? EXIT_USAGE
                                            : command_misused("protocols", "this command takes no words:", arguments.value);
        }
    }
    struct places places;
    places_find(protocols, NULL, &places);
    return json ? list_json(&places) : list_all(&places, NULL);
}
