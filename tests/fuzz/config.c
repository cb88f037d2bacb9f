/*
 * config.c - any bytes give a tree that hangs together, or findings with a place in them.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "config.h"

static int count_lines(const uint8_t *bytes, size_t size)
{
    int lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
}

static void hold_findings(const struct findings *findings, int lines)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        char *line = finding_line(finding);
        held(finding->line >= 0 && finding->line <= lines, "the finding is about a line of the file: %s", line);
        held(line != NULL && strchr(line, '\n') == line + strlen(line) - 1, "a finding is one line: %s", line);
        free(line);
    }
}

static bool is_container(enum config_kind kind)
{
    return kind == CONFIG_GROUP || kind == CONFIG_LIST || kind == CONFIG_ARRAY;
}

static void hold_node(const struct config_node *node, int lines)
{
    const struct config_node *parent = node->parent;
    held(node->line >= 1 && node->line <= lines && node->column >= 1, "a node has a place in the file");
    held(parent != NULL && is_container(parent->kind), "a node hangs in a group, a list or an array");
    held((node->key != NULL) == (parent->kind == CONFIG_GROUP), "what hangs in a group has a name, nothing else has");
    held(node->kind != CONFIG_STRING || node->string != NULL, "a text has its text");
    held(is_container(node->kind) || (node->first_child == NULL && node->child_count == 0),
         "nothing hangs in a text or a number");
}

/* Every node once, without recursion: down, along, and up again. */
static void hold_tree(const struct config_node *root, int lines)
{
    const struct config_node *node = root;
    int depth = 0;
    while (node != NULL) {
        int count = 0;
        for (const struct config_node *child = node->first_child; child != NULL; child = child->next) {
            held(child->parent == node, "a child knows its parent");
            hold_node(child, lines);
            count++;
        }
        held(count == node->child_count, "children are counted");
        held(depth <= CONFIG_MAX_DEPTH || node->first_child == NULL, "the tree is not deeper than it may be");
        if (node->first_child != NULL) {
            node = node->first_child;
            depth++;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            depth--;
        }
        node = node != root ? node->next : NULL;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct config config = {0};
    struct findings findings = {0};
    int lines = count_lines(bytes, size);
    bool built = config_parse((const char *)bytes, size, "made-up.cfg", &config, &findings);
    held(built == (config.root != NULL), "there is a tree exactly when it says so");
    held(built || finding_count(&findings, IFS_ERROR) > 0, "where there is no tree something is wrong");
    hold_findings(&findings, lines);
    hold_tree(config.root, lines);
    config_free(&config);
    finding_free(&findings);
    return 0;
}
