/*
 * protocols.c - infusheet protocols: the protocols there are.
 *
 * Every .cfg file of the protocols directory but the site file. One that does not load is listed as invalid, never left
 * out: a nurse must see that it exists and cannot be used.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json.h"

static const char help[] = "infusheet protocols [--json] [--protocols DIRECTORY] [-o FILE]\n"
                           "\n"
                           "The protocols there are: id, version, title.\n";

static void add_json(struct json *list, const ifs_protocol *protocol, const char *id, const char *path)
{
    struct json *entry = json_add_object(list, NULL);
    json_add_string(entry, "id", id);
    json_add_string(entry, "title", protocol != NULL ? protocol->title : NULL);
    json_add_string(entry, "version", protocol != NULL ? protocol->version : NULL);
    json_add_string(entry, "file", path);
}

static void print_line(FILE *stream, const ifs_protocol *protocol, const char *id, const char *path)
{
    if (protocol != NULL) {
        fprintf(stream, "%-32s %-8s %s\n", id, protocol->version, protocol->title);
    } else {
        fprintf(stream, "%-32s INVALID  cannot be used: infusheet check %s\n", id, path);
    }
}

/* Where the list goes: text, or (list not NULL) JSON. */
struct listing {
    const struct places *places;
    FILE *stream;
    struct json *list;
};

static void list_one(const char *name, const struct listing *to)
{
    char path[2 * PLACE_BYTES];
    char id[PLACE_BYTES];
    struct findings findings = {0};
    struct load_places load_places = {.protocols = to->places->protocols};
    snprintf(path, sizeof path, "%s/%s", to->places->protocols, name);
    snprintf(id, sizeof id, "%.*s", (int)(strlen(name) - 4), name);
    ifs_protocol *protocol = protocol_load(path, &load_places, &findings);
    if (to->list != NULL) {
        add_json(to->list, protocol, id, path);
    } else if (to->stream != NULL) {
        print_line(to->stream, protocol, id, path);
    }
    protocol_free(protocol);
    finding_free(&findings);
}

static bool list_all(const struct listing *to)
{
    struct dirent **entries = NULL;
    int count = places_list(to->places, &entries);
    if (count < 0) {
        fprintf(stderr, "infusheet protocols: %s: cannot be read; name the directory with --protocols\n", to->places->protocols);
        return false;
    }
    for (int i = 0; i < count; i++) {
        list_one(entries[i]->d_name, to);
        free(entries[i]);
    }
    free(entries);
    return true;
}

static int list_text(const struct places *places, const char *path)
{
    struct output output;
    output_open(&output);
    if (list_all(&(struct listing){.places = places, .stream = output.stream})) {
        return output_close(&output, path);
    }
    output_abandon(&output);
    return EXIT_USAGE;
}

static int list_json(const struct places *places, const char *path)
{
    struct json *root = json_begin();
    int status = EXIT_USAGE;
    if (list_all(&(struct listing){.places = places, .list = json_add_array(root, "protocols")})) {
        char *text = json_text(root);
        status = output_write(path, text);
        free(text);
    }
    json_free(root);
    return status;
}

int command_protocols(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .command = "protocols"};
    int status = EXIT_USAGE;
    int option = argument_next(&arguments);
    if (option == ARGUMENT_WORD) {
        return command_misused("protocols", "this command takes no words:", arguments.value);
    }
    if (option == ARGUMENT_WRONG || argument_answered(&arguments, help, &status)) {
        return status;
    }
    struct places places;
    places_find(arguments.common.protocols, NULL, &places);
    return arguments.common.json ? list_json(&places, arguments.common.output) : list_text(&places, arguments.common.output);
}
