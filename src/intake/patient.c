/*
 * patient.c - a patient file: one text setting for each fact, under the names of the command line.
 *
 * The same reader and the same checks as for protocols and for the command line; a setting that is not text is an error,
 * for a number without its unit is not a measurement.
 */
#include <stdlib.h>

#include "config.h"
#include "file.h"
#include "intake.h"

struct patient_file {
    struct file_bytes bytes;
    struct config config;
};

static void take_settings(struct intake *intake, const struct config_node *root)
{
    for (const struct config_node *node = root->first_child; node != NULL; node = node->next) {
        intake->place.line = node->line;
        intake->place.column = node->column;
        if (node->kind == CONFIG_STRING) {
            intake_fact(intake, node->key, node->string);
        } else {
            finding_add(intake->findings, IFS_ERROR, "wrong-type", intake->place,
                        "%s: write the answer as text in quotes, with its unit", node->key);
        }
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
        take_settings(intake, file->config.root);
    }
    intake->place = before;
    intake->spacing = spacing;
}

void intake_free_file(void *storage)
{
    struct patient_file *file = storage;
    if (file != NULL) {
        config_free(&file->config);
        file_free(&file->bytes);
        free(file);
    }
}
