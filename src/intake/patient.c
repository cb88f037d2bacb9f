/*
 * patient.c - a patient file: one text setting for each fact, under the names of the command line, and the groups "order" and
 * "visit" where a visit saved it.
 *
 * The same reader and the same checks as for protocols and for the command line; an answer that is not text is an error,
 * for a number without its unit is not a measurement. No fact can have the name of a group: the loader of protocols refuses it.
 */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "patient_groups.h"

struct patient_file {
    struct file_bytes bytes;
    struct config config;
    char *prescriber;
};

void patient_stand_at(struct intake *intake, const struct config_node *node)
{
    intake->place.line = node->line;
    intake->place.column = node->column;
}

const char *patient_text(struct intake *intake, const struct config_node *node)
{
    patient_stand_at(intake, node);
    if (node->kind == CONFIG_STRING) {
        return node->string;
    }
    finding_add(intake->findings, IFS_ERROR, "wrong-type", intake->place, "%s: write the answer as text in quotes, with its unit",
                node->key != NULL ? node->key : "here");
    return NULL;
}

/* How a setting of that kind is written; only the three that a patient file has. */
static const char *form_of(enum config_kind kind)
{
    switch (kind) {
    case CONFIG_GROUP:
        return "{ ... }";
    case CONFIG_LIST:
        return "( { ... }, { ... } )";
    case CONFIG_ARRAY:
        return "[ \"...\", \"...\" ]";
    case CONFIG_STRING:
    case CONFIG_INTEGER:
    case CONFIG_FLOAT:
    case CONFIG_BOOLEAN:
        break;
    }
    return "\"...\"";
}

bool patient_is(struct intake *intake, const struct config_node *node, enum config_kind kind)
{
    patient_stand_at(intake, node);
    if (node->kind == kind) {
        return true;
    }
    finding_add(intake->findings, IFS_ERROR, "wrong-type", intake->place, "%s: write it in the form %s",
                node->key != NULL ? node->key : "here", form_of(kind));
    return false;
}

void patient_unknown_key(struct intake *intake, const struct config_node *node, const char *keys)
{
    patient_stand_at(intake, node);
    finding_add(intake->findings, IFS_ERROR, "unknown-key", intake->place, "unknown key \"%s\"; write one of %s", node->key, keys);
}

static void take_setting(struct intake *intake, struct patient_file *file, const struct config_node *node)
{
    if (strcmp(node->key, "order") == 0) {
        patient_read_order(intake, node, &file->prescriber);
    } else if (strcmp(node->key, "visit") == 0) {
        patient_read_visit(intake, node);
    } else {
        const char *answer = patient_text(intake, node);
        if (answer != NULL) {
            intake_fact(intake, node->key, answer);
        }
    }
}

static void take_settings(struct intake *intake, struct patient_file *file)
{
    for (const struct config_node *node = file->config.root->first_child; node != NULL; node = node->next) {
        take_setting(intake, file, node);
    }
}

void intake_file(struct intake *intake, const char *path, void **storage)
{
    struct place before = intake->place;
    enum quantity_spacing spacing = intake->spacing;
    struct patient_file *file = calloc(1, sizeof *file);
    intake->place = (struct place){.file = path, .line = 0, .column = 0};
    *storage = file;
    enum file_status status = file == NULL ? FILE_NO_MEMORY : file_read(path, CONFIG_MAX_BYTES, &file->bytes);
    if (status != FILE_FINE) {
        finding_add(intake->findings, IFS_ERROR, "unreadable-file", intake->place, "%s", file_status_words(status));
    } else if (config_parse(file->bytes.bytes, file->bytes.size, path, &file->config, intake->findings)) {
        intake->spacing = QUANTITY_SPACE_REQUIRED;
        take_settings(intake, file);
    }
    intake->place = before;
    intake->spacing = spacing;
}

static const struct config_node *child(const struct config_node *group, const char *key)
{
    const struct config_node *node = group == NULL || group->kind != CONFIG_GROUP ? NULL : group->first_child;
    while (node != NULL && strcmp(node->key, key) != 0) {
        node = node->next;
    }
    return node;
}

bool patient_protocol(const char *path, char *id, size_t capacity)
{
    struct file_bytes bytes;
    struct config config;
    struct findings findings = {0};
    bool found = false;
    if (file_read(path, CONFIG_MAX_BYTES, &bytes) != FILE_FINE) {
        return false;
    }
    if (config_parse(bytes.bytes, bytes.size, path, &config, &findings)) {
        const struct config_node *node = child(child(config.root, "visit"), "protocol");
        found = node != NULL && node->kind == CONFIG_STRING && strlen(node->string) < capacity;
        if (found) {
            memcpy(id, node->string, strlen(node->string) + 1);
        }
    }
    config_free(&config);
    finding_free(&findings);
    file_free(&bytes);
    return found;
}

void intake_free_file(void *storage)
{
    struct patient_file *file = storage;
    if (file != NULL) {
        config_free(&file->config);
        file_free(&file->bytes);
        free(file->prescriber);
        free(file);
    }
}
