/*
 * build_containers.c - what an infusion may be prepared from.
 *
 * Decides which product, diluents and volume belong to each container of an infusion. Invariant: a premix is given as
 * it is and anything else is diluted in a stated volume; products and diluents are those of the drug library, by index.
 */
#include <stdio.h>
#include <string.h>

#include "loading.h"
#include "names.h"
#include "value.h"

static int product_index(const struct drug *drug, const char *id)
{
    for (int i = 0; i < drug->product_count; i++) {
        if (drug->products[i].id != NULL && strcmp(drug->products[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static int diluent_index(const struct drug *drug, const char *id)
{
    for (int i = 0; i < drug->diluent_count; i++) {
        if (drug->diluents[i].id != NULL && strcmp(drug->diluents[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

static void report_unknown(const struct loading *loading, const struct config_node *node, const char *code, int fact)
{
    const struct fact_rule *rule = &loading->facts[fact];
    if (!value_is_id(node->string)) {
        return; /* the walk said so */
    }
    char place[100];
    char bytes[400];
    struct text words = text_over(bytes, sizeof bytes);
    snprintf(place, sizeof place, "drugs/%s.cfg",
             loading->protocol->drug.id != NULL ? loading->protocol->drug.id : "NAME");
    names_advise(&words, node->string, &(struct names){rule->choices, (size_t)rule->choice_count, place});
    report_error(&loading->walk.reporter, node, code, "\"%s\" is not in the drug library; %s", node->string, bytes);
}

static void find_product(const struct loading *loading, struct group group, struct container *container)
{
    const struct drug *drug = &loading->protocol->drug;
    const struct config_node *node = read_node(loading, group, "product");
    if (node == NULL) {
        return;
    }
    int index = product_index(drug, node->string);
    if (index < 0) {
        report_unknown(loading, node, "unknown-product", IFS_FACT_PRODUCT);
        return;
    }
    container->product_index = index;
    container->product = &drug->products[index];
}

static void find_diluents(struct loading *loading, struct group group, struct container *container)
{
    const struct config_node *node = read_node(loading, group, "diluents");
    int *diluents = arena_take(loading->arena, node != NULL ? (size_t)node->child_count : 0, sizeof *diluents);
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL && diluents != NULL;
         at = at->next) {
        int index = at->kind == CONFIG_STRING ? diluent_index(&loading->protocol->drug, at->string) : -1;
        if (index >= 0) {
            diluents[container->diluent_count++] = index;
        } else if (at->kind == CONFIG_STRING) {
            report_unknown(loading, at, "unknown-diluent", IFS_FACT_DILUENT);
        }
    }
    container->diluents = diluents;
}

static void require_key(const struct loading *loading, struct group group, const char *name, const char *words)
{
    const struct config_node *node = read_node(loading, group, name);
    if (node == NULL || (node->kind != CONFIG_STRING && node->child_count == 0)) {
        report_error(&loading->walk.reporter, group.node, "missing-key", "no \"%s\"; %s", name, words);
    }
}

static void refuse_key(const struct loading *loading, struct group group, const char *name, const char *words)
{
    const struct config_node *node = read_node(loading, group, name);
    if (node != NULL) {
        report_error(&loading->walk.reporter, node, "conflicting-keys", "%s", words);
    }
}

static void judge_additive(const struct loading *loading, struct group group, const struct container *container)
{
    bool premixed = container->additive == ADDITIVE_PREMIXED;
    if (!container_is_diluted(container)) {
        const char *words = premixed ? "a premixed container is given as it is; leave this out"
                                     : "what is undiluted has no diluent; leave this out";
        refuse_key(loading, group, "diluents", words);
        refuse_key(loading, group, "volume", words);
    } else {
        require_key(loading, group, "diluents", "write the diluents it may be mixed with");
        require_key(loading, group, "volume", "write the volume of the bag, or of the whole when made up");
    }
    if (container->product != NULL && premixed != (container->product->kind == PRODUCT_PREMIX)) {
        report_error(&loading->walk.reporter, read_node(loading, group, "additive"), "additive-mismatch",
                     premixed ? "a vial or an ampoule is no premixed container; write added, replaced, made-up or undiluted"
                              : "a premix is given as it is; write premixed");
    }
}

void build_containers(struct loading *loading, struct group group, struct infusion_rule *infusion)
{
    struct list list = read_list(loading, group, "bags");
    refuse_excess(loading, &list, read_node(loading, group, "bags"), ALTERNATIVES_MAX);
    struct container *containers = arena_take(loading->arena, (size_t)list.count, sizeof *containers);
    int count = containers != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group bag = list_next(&list);
        struct container *container = &containers[i];
        int additive = read_choice(loading, bag, "additive");
        container->when = read_condition(loading, bag, "when", CONDITION_DECIDES);
        container->vessel = read_choice(loading, bag, "vessel") == 1 ? VESSEL_SYRINGE : VESSEL_BAG;
        container->volume.ul = read_whole(loading, bag, "volume");
        container->capacity.ul = read_whole(loading, bag, "capacity");
        container->origin = read_origin(loading, bag);
        find_product(loading, bag, container);
        find_diluents(loading, bag, container);
        if (additive >= 0) {
            container->additive = (enum additive)additive;
            judge_additive(loading, bag, container);
        }
    }
    infusion->containers = containers;
    infusion->container_count = count;
}
