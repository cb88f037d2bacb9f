/*
 * opened.c - a file on its way from bytes to a checked tree.
 *
 * Decides what is said about a file that cannot be read, and what kind of file it is. Invariant: the bytes that are
 * fingerprinted are the bytes that are parsed; the file is never opened twice.
 */
#include "opened.h"

#include <string.h>

#include "claim.h"
#include "file.h"
#include "nearest.h"
#include "value.h"

bool opened_read(struct opened *opened, const char *file, struct findings *findings)
{
    struct file_bytes bytes = {0};
    memset(opened, 0, sizeof *opened);
    opened->walk.reporter = (struct reporter){findings, file, false};
    enum file_status status = file_read(file, CONFIG_MAX_BYTES, &bytes);
    if (status != FILE_FINE) {
        report_file(findings, file, "unreadable-file", "%s", file_status_words(status));
        return false;
    }
    hash_sha256(bytes.bytes, bytes.size, opened->fingerprint);
    bool parsed = config_parse(bytes.bytes, bytes.size, file, &opened->config, findings);
    file_free(&bytes);
    return parsed;
}

void opened_close(struct opened *opened)
{
    config_free(&opened->config);
}

static const struct config_node *top(const struct opened *opened, const char *key)
{
    const struct config_node *node = opened->config.root->first_child;
    while (node != NULL && strcmp(node->key, key) != 0) {
        node = node->next;
    }
    return node;
}

/* A group at the top that was probably meant as one of the three. */
static bool report_near(const struct opened *opened, const char *const groups[3])
{
    const struct config_node *node = opened->config.root->first_child;
    for (; node != NULL; node = node->next) {
        const char *near = node->kind == CONFIG_GROUP ? nearest_word(node->key, groups, 3) : NULL;
        if (near != NULL) {
            report_error(&opened->walk.reporter, node, "unknown-kind", "did you mean \"%s\"? It says what the file is",
                         near);
            return true;
        }
    }
    return false;
}

bool opened_kind(const struct opened *opened, enum key_file *kind)
{
    static const char *const groups[] = {"protocol", "drug", "site"};
    int found = 0;
    for (int i = 0; i < 3; i++) {
        if (top(opened, groups[i]) != NULL) {
            *kind = (enum key_file)i;
            found++;
        }
    }
    if (found == 0 && report_near(opened, groups)) {
        return false;
    }
    if (found != 1) {
        report_file(
            opened->walk.reporter.findings, opened->walk.reporter.file, "unknown-kind",
            "%s group \"protocol\", \"drug\" or \"site\" at the top; write exactly one, it says what the file is",
            found == 0 ? "no" : "more than one");
    }
    return found == 1;
}

static enum origin_file origin_of(enum key_file kind)
{
    switch (kind) {
    case KEY_FILE_PROTOCOL:
        return ORIGIN_PROTOCOL;
    case KEY_FILE_DRUG:
        return ORIGIN_DRUG;
    case KEY_FILE_SITE:
        break;
    }
    return ORIGIN_SITE;
}

void opened_check(struct opened *opened, enum key_file kind, const ifs_salt *salt)
{
    const struct config_node *schema = top(opened, "schema");
    opened->walk.table = keys_of(kind);
    opened->walk.salt = salt;
    opened->origin = origin_of(kind);
    if (schema != NULL && schema->kind == CONFIG_INTEGER && schema->integer != 1) {
        report_error(&opened->walk.reporter, schema, "unknown-schema",
                     "this program reads schema 1; write 1, or use the program the file was written for");
    }
    walk_check(&opened->walk, opened->config.root);
}

struct group opened_turn_to(const struct opened *opened, struct loading *loading)
{
    loading->walk = opened->walk;
    loading->origin = opened->origin;
    return read_root(opened->config.root);
}

void opened_check_name(const struct opened *opened, const char *group, const char *id)
{
    const char *slash = strrchr(opened->walk.reporter.file, '/');
    const char *name = slash != NULL ? slash + 1 : opened->walk.reporter.file;
    size_t length = strlen(name);
    length -= length > 4 && strcmp(name + length - 4, ".cfg") == 0 ? 4 : 0;
    if (id != NULL && value_is_file_id(id) && (strlen(id) != length || strncmp(id, name, length) != 0)) {
        report_error(&opened->walk.reporter, top(opened, group), "id-mismatch",
                     "the id \"%s\" is not the file's name; rename the file to %s.cfg, or write \"%.*s\"", id, id,
                     (int)length, name);
    }
}

bool loading_begin(struct loading *loading)
{
    memset(loading, 0, sizeof *loading);
    loading->arena = arena_new();
    if (loading->arena == NULL) {
        return false;
    }
    loading->protocol = arena_take(loading->arena, 1, sizeof *loading->protocol);
    loading->sources = arena_take(loading->arena, SOURCE_MAX, sizeof *loading->sources);
    loading->source_used = arena_take(loading->arena, SOURCE_MAX, sizeof *loading->source_used);
    loading->checks = arena_take(loading->arena, IFS_CHECK_MAX, sizeof *loading->checks);
    if (arena_failed(loading->arena)) {
        arena_free(loading->arena);
        return false;
    }
    loading->facts = loading->protocol->facts;
    loading->protocol->sources = loading->sources;
    loading->protocol->checks = loading->checks;
    loading->protocol->storage = loading->arena;
    return true;
}

ifs_protocol *loading_end(struct loading *loading, size_t errors)
{
    struct findings *findings = loading->walk.reporter.findings;
    if (arena_failed(loading->arena)) {
        report_file(findings, NULL, "no-memory",
                    "there is not enough memory to read the protocol; close other programs and try again");
    }
    if (findings->lost || finding_count(findings, IFS_ERROR) > errors) {
        arena_free(loading->arena);
        return NULL;
    }
    return loading->protocol;
}
