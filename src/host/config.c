/*
 * config.c - decides whether the bytes of a file are a tree of settings, and says where each of them stands.
 *
 * Invariant: a tree is handed out only if our own reading (scan.c, tree.c) and libconfig's reading of the same bytes
 * agree in every name, kind, number and count; places come from our reading, texts from libconfig's. libconfig never
 * sees bytes that it would cut, truncate, join to another file or follow too deep. Nothing recurses.
 * The only file that names libconfig. Which keys there are and what they mean is left to src/protocol.
 */
#include "config.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "scan.h"
#include "tree.h"
#include "utf8.h"

/* Everything the nodes point to: texts of strings lie in libconfig's own tree, which lives as long as ours. */
struct storage {
    config_t libconfig;
    struct tree tree;
};

/* ---- Bytes ----------------------------------------------------------------------------------------------------- */

static void report_no_memory(const struct source *source)
{
    finding_add(source->findings, IFS_ERROR, "no-memory", (struct place){.file = source->file},
                "not enough memory to read the file");
}

/* Line and column of a byte before which everything is valid UTF-8. */
static struct place place_of_byte(const struct source *source, size_t offset)
{
    struct place place = {.file = source->file, .line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        if (source->bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if ((source->bytes[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* The first two bytes of a file saved as UTF-16. */
static bool is_wide(const struct source *source)
{
    return source->size >= 2 &&
           (memcmp(source->bytes, "\xFF\xFE", 2) == 0 || memcmp(source->bytes, "\xFE\xFF", 2) == 0);
}

static void refuse_fault(const struct source *source, enum utf8_fault fault, struct place place)
{
    struct findings *findings = source->findings;
    switch (fault) {
    case UTF8_INVALID:
        finding_add(findings, IFS_ERROR, "invalid-utf8", place, "not valid UTF-8 from here%s; save the file as UTF-8",
                    is_wide(source) ? " (the file is UTF-16, which some editors call Unicode)"
                                    : " (an accented letter or a sign in an older encoding)");
        return;
    case UTF8_NUL:
        finding_add(findings, IFS_ERROR, "nul-byte", place, "a NUL byte, which no text file holds; remove it");
        return;
    case UTF8_CONTROL:
        finding_add(findings, IFS_ERROR, "control-character", place,
                    "an invisible control character; remove it (newline and tab are the only ones allowed)");
        return;
    case UTF8_DIRECTION:
        finding_add(findings, IFS_ERROR, "control-character", place,
                    "an invisible character that reverses the direction of what is displayed; remove it");
        return;
    case UTF8_FINE:
        break;
    }
    claim(false);
}

/* A carriage return that ends no line: an editor shows a new line where libconfig goes on with a comment. */
static bool has_lone_return(const struct source *source, size_t *offset)
{
    const char *end = source->bytes + source->size;
    const char *at = source->size > 0 ? memchr(source->bytes, '\r', source->size) : NULL;
    while (at != NULL && at + 1 < end && at[1] == '\n') {
        at = memchr(at + 1, '\r', (size_t)(end - at - 1));
    }
    *offset = at != NULL ? (size_t)(at - source->bytes) : 0;
    return at != NULL;
}

static bool has_byte_order_mark(const struct source *source, size_t *offset)
{
    const char *end = source->bytes + source->size;
    const char *at = source->size > 0 ? memchr(source->bytes, 0xEF, source->size) : NULL;
    while (at != NULL && !(at[1] == '\xBB' && at[2] == '\xBF')) { /* the bytes are UTF-8: two more follow */
        at = memchr(at + 1, 0xEF, (size_t)(end - at - 1));
    }
    *offset = at != NULL ? (size_t)(at - source->bytes) : 0;
    return at != NULL;
}

static bool check_bytes(const struct source *source)
{
    if (source->size > CONFIG_MAX_BYTES) {
        finding_add(source->findings, IFS_ERROR, "file-too-large", (struct place){.file = source->file},
                    "the file has more than %d bytes; divide it or shorten it", CONFIG_MAX_BYTES);
        return false;
    }
    size_t offset = 0;
    enum utf8_fault fault = utf8_check(source->bytes, source->size, false, &offset);
    if (fault != UTF8_FINE) {
        refuse_fault(source, fault, place_of_byte(source, offset));
        return false;
    }
    if (has_byte_order_mark(source, &offset)) {
        finding_add(source->findings, IFS_ERROR, "control-character", place_of_byte(source, offset),
                    "an invisible byte-order mark; save the file as UTF-8 without it (some editors offer \"UTF-8\" and "
                    "\"UTF-8 with BOM\": take the first)");
        return false;
    }
    if (has_lone_return(source, &offset)) {
        finding_add(source->findings, IFS_ERROR, "control-character", place_of_byte(source, offset),
                    "a carriage return that ends no line; save the file with ordinary line ends");
        return false;
    }
    return true;
}

/* ---- libconfig's reading ---------------------------------------------------------------------------------------- */

/* A node's counterpart in libconfig's tree, and how many of its children were paired. */
struct pair {
    const config_setting_t *setting;
    unsigned int paired;
};

static bool has_type(const config_setting_t *setting, enum config_kind kind)
{
    int type = config_setting_type(setting);
    switch (kind) {
    case CONFIG_GROUP:
        return type == CONFIG_TYPE_GROUP;
    case CONFIG_LIST:
        return type == CONFIG_TYPE_LIST;
    case CONFIG_ARRAY:
        return type == CONFIG_TYPE_ARRAY;
    case CONFIG_STRING:
        return type == CONFIG_TYPE_STRING;
    case CONFIG_INTEGER:
        return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
    case CONFIG_FLOAT:
        return type == CONFIG_TYPE_FLOAT;
    case CONFIG_BOOLEAN:
        return type == CONFIG_TYPE_BOOL;
    }
    claim(false);
    return false;
}

static long long whole_number(const config_setting_t *setting)
{
    return config_setting_type(setting) == CONFIG_TYPE_INT ? config_setting_get_int(setting)
                                                           : config_setting_get_int64(setting);
}

static bool agrees(const struct config_node *node, const config_setting_t *setting)
{
    const char *name = config_setting_name(setting);
    if (!has_type(setting, node->kind) || (name == NULL) != (node->key == NULL) ||
        (name != NULL && strcmp(name, node->key) != 0)) {
        return false;
    }
    if (config_setting_is_aggregate(setting)) {
        return config_setting_length(setting) == node->child_count;
    }
    if (node->kind == CONFIG_INTEGER) {
        return whole_number(setting) == node->integer;
    }
    return node->kind != CONFIG_BOOLEAN || (config_setting_get_bool(setting) != 0) == node->boolean;
}

/* Escapes may have made what no byte of the file was. */
static bool check_text(const struct source *source, const struct config_node *node)
{
    size_t offset = 0;
    enum utf8_fault fault = utf8_check(node->string, strlen(node->string), false, &offset);
    if (fault != UTF8_FINE) {
        struct place place = {.file = source->file, .line = node->value_line, .column = node->value_column};
        refuse_fault(source, fault, place);
    }
    return fault == UTF8_FINE;
}

/* Cannot happen as long as scan.c knows libconfig well; should it not, there is no tree. */
static bool check_agreement(const struct source *source, const struct config_node *node,
                            const config_setting_t *setting)
{
    if (setting != NULL && agrees(node, setting)) {
        return true;
    }
    struct place place = {.file = source->file, .line = node->line, .column = node->column};
    finding_add(source->findings, IFS_ERROR, "syntax", place,
                "libconfig reads this setting differently from what is written; write it more simply");
    return false;
}

static bool pair_node(const struct source *source, struct config_node *node, struct pair *parent, struct pair *pair)
{
    *pair = (struct pair){.setting = config_setting_get_elem(parent->setting, parent->paired)};
    parent->paired++;
    if (!check_agreement(source, node, pair->setting)) {
        return false;
    }
    if (node->kind == CONFIG_STRING) {
        node->string = config_setting_get_string(pair->setting);
        return check_text(source, node);
    }
    return true;
}

/* Nodes lie in file order, parents first, so one pass in that order pairs both trees. */
static bool pair_all(const struct source *source, struct storage *storage)
{
    size_t count = storage->tree.count;
    struct pair *pairs = calloc(count, sizeof *pairs);
    if (pairs == NULL) {
        report_no_memory(source);
        return false;
    }
    pairs[0] = (struct pair){.setting = config_root_setting(&storage->libconfig)};
    bool fine = check_agreement(source, &storage->tree.nodes[0], pairs[0].setting);
    for (size_t i = 1; i < count && fine; i++) {
        const struct config_node *parent = storage->tree.nodes[i].parent;
        fine = pair_node(source, &storage->tree.nodes[i], &pairs[parent - storage->tree.nodes], &pairs[i]);
    }
    free(pairs);
    return fine;
}

/* libconfig wants a NUL at the end, which the caller's bytes need not have, and before it a newline: without one it
 * takes a comment in the last line for a syntax error. */
static bool read_by_libconfig(const struct source *source, struct storage *storage)
{
    char *copy = malloc(source->size + 2);
    if (copy == NULL) {
        report_no_memory(source);
        return false;
    }
    if (source->size > 0) {
        memcpy(copy, source->bytes, source->size);
    }
    copy[source->size] = '\n';
    copy[source->size + 1] = '\0';
    bool read = config_read_string(&storage->libconfig, copy) == CONFIG_TRUE;
    free(copy);
    if (!read) {
        struct place place = {.file = source->file, .line = config_error_line(&storage->libconfig)};
        finding_add(source->findings, IFS_ERROR, "syntax", place,
                    "cannot be read from about here (%s); look in this line and the one before for a missing ; or , "
                    "a missing closing brace or quote, or values of different kinds inside [ ]",
                    config_error_text(&storage->libconfig));
    }
    return read;
}

/* ---- Parsing ----------------------------------------------------------------------------------------------------- */

static void free_storage(struct storage *storage)
{
    config_destroy(&storage->libconfig);
    tree_free(&storage->tree);
    free(storage);
}

/* The tokens are given back as soon as our own tree stands, so that libconfig's takes their memory. */
static bool parse_tokens(const struct source *source, struct scan *scan, struct config *out)
{
    struct storage *storage = calloc(1, sizeof *storage);
    if (storage == NULL) {
        report_no_memory(source);
        return false;
    }
    config_init(&storage->libconfig);
    bool built = tree_build(source, scan, &storage->tree);
    scan_free(scan);
    if (!built || !read_by_libconfig(source, storage) || !pair_all(source, storage)) {
        free_storage(storage);
        return false;
    }
    *out = (struct config){.root = storage->tree.nodes, .storage = storage};
    return true;
}

bool config_parse(const char *bytes, size_t size, const char *file, struct config *out, struct findings *findings)
{
    *out = (struct config){0};
    struct source source = {.bytes = bytes, .size = size, .file = file, .findings = findings};
    struct scan scan = {0};
    if (!check_bytes(&source) || !scan_read(bytes, size, file, &scan, findings)) {
        return false;
    }
    bool parsed = parse_tokens(&source, &scan, out);
    scan_free(&scan);
    return parsed;
}

void config_free(struct config *config)
{
    if (config->storage != NULL) {
        free_storage(config->storage);
    }
    *config = (struct config){0};
}
