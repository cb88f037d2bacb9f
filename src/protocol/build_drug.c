/*
 * build_drug.c - the drug library: salt, products, diluents, antidotes.
 *
 * Decides what a container holds: strength and volume are taken as the label prints them, the content is their exact
 * product and must be whole micrograms. Invariant: nothing about a drug stands in C; the salt is read first, before
 * anything that may be written in mmol or mEq.
 */
#include <string.h>

#include "claim.h"
#include "loading.h"
#include "quantity_unit.h"
#include "ratio.h"
#include "value.h"

enum { VALENCE_MAX = 9 };

/* One constant in mg/mol, read before the walk: what is wrong with it is said after (judge_salt). */
static bool molar_mass(const struct loading *loading, struct group drug, const char *name, int64_t *mg_per_mol)
{
    ifs_quantity quantity;
    if (!read_quantity(loading, drug, name, &quantity) || quantity.base.den != 1) {
        return false;
    }
    *mg_per_mol = quantity.base.num;
    return true;
}

bool build_salt(const struct loading *loading, struct group file, ifs_salt *salt)
{
    struct group drug = read_group(loading, file, "drug");
    const struct config_node *valence = read_node(loading, drug, "valence");
    if (valence == NULL || valence->integer < 1 || valence->integer > VALENCE_MAX) {
        return false;
    }
    salt->valence = valence->integer;
    return molar_mass(loading, drug, "molar-mass", &salt->molar_mass_mg_per_mol) &&
           molar_mass(loading, drug, "element-molar-mass", &salt->element_mg_per_mol);
}

/* What the walk cannot say of the constants: a salt that is not known converts no mmol and no mEq. */
static void judge_salt(const struct loading *loading, struct group drug)
{
    read_count(loading, drug, "valence", (struct counts){1, VALENCE_MAX});
    read_whole(loading, drug, "molar-mass");
    read_whole(loading, drug, "element-molar-mass");
}

static enum product_kind product_kind(int choice)
{
    static const enum product_kind kinds[] = {PRODUCT_PREMIX, PRODUCT_VIAL, PRODUCT_AMPOULE};
    return choice >= 0 ? kinds[choice] : PRODUCT_VIAL;
}

static void fill_container(struct loading *loading, struct group group, struct product *product)
{
    ifs_ratio content;
    product->id = read_text(loading, group, "id");
    product->name = read_text(loading, group, "name");
    product->kind = product_kind(read_choice(loading, group, "kind"));
    product->strength = read_ratio(loading, group, "strength");
    product->strength_text = read_text(loading, group, "strength");
    product->volume.ul = read_whole(loading, group, "volume");
    product->notes = read_lines(loading, group, "notes");
    product->origin = read_origin(loading, group);
    if (product->strength.den == 0 || product->volume.ul == 0) {
        return;
    }
    if (ratio_mul(product->strength, ratio_whole(product->volume.ul), &content) && ratio_reduce(content).den == 1) {
        product->content.mcg = ratio_reduce(content).num;
    } else {
        report_error(&loading->walk.reporter, read_node(loading, group, "volume"), "bad-quantity",
                     "strength times volume is no whole number of micrograms; write both as the label prints them");
    }
}

static void fill_label(struct loading *loading, struct group group, struct product *product)
{
    product->meq_text = read_text(loading, group, "meq");
    product->mmol_text = read_text(loading, group, "mmol");
    product->contains = read_text(loading, group, "contains");
    product->labelled = read_texts(loading, group, "labelled", &product->labelled_count);
    product->pump_required = read_boolean(loading, group, "pump-required");
}

static void build_products(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "products");
    refuse_excess(loading, &list, read_node(loading, file, "products"), CHOICES_MAX);
    struct product *products = arena_take(loading->arena, (size_t)list.count, sizeof *products);
    int count = products != NULL ? list.count : 0;
    refuse_duplicates(loading, list, "id");
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        fill_container(loading, group, &products[i]);
        fill_label(loading, group, &products[i]);
    }
    loading->protocol->drug.products = products;
    loading->protocol->drug.product_count = count;
}

static void build_antidotes(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "antidotes");
    refuse_excess(loading, &list, read_node(loading, file, "antidotes"), ANTIDOTE_MAX);
    refuse_duplicates(loading, list, "id");
    struct product *antidotes = arena_take(loading->arena, (size_t)list.count, sizeof *antidotes);
    int count = antidotes != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        fill_container(loading, group, &antidotes[i]);
        loading->antidote_speeds[i] = read_speeds(loading, group);
    }
    loading->protocol->drug.antidotes = antidotes;
    loading->protocol->drug.antidote_count = count;
}

static void build_diluents(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "diluents");
    refuse_excess(loading, &list, read_node(loading, file, "diluents"), CHOICES_MAX);
    struct diluent *diluents = arena_take(loading->arena, (size_t)list.count, sizeof *diluents);
    int count = diluents != NULL ? list.count : 0;
    refuse_duplicates(loading, list, "id");
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        diluents[i].id = read_text(loading, group, "id");
        diluents[i].name = read_text(loading, group, "name");
        diluents[i].origin = read_origin(loading, group);
    }
    loading->protocol->drug.diluents = diluents;
    loading->protocol->drug.diluent_count = count;
}

/* The question of a built-in fact with the name of the drug where it has "{}". */
static const char *ask_about(struct loading *loading, const char *ask, const char *name)
{
    char bytes[512];
    struct text text = text_over(bytes, sizeof bytes);
    const char *gap = strstr(ask, "{}");
    if (gap == NULL) {
        return ask;
    }
    text_add_bytes(&text, ask, (size_t)(gap - ask));
    text_add(&text, name);
    text_add(&text, gap + strlen("{}"));
    return arena_text(loading->arena, bytes, text.length);
}

/* What was given before may be answered as it was ordered: in whole mmol or mEq, where these are whole micrograms. */
static void count_in_moles(struct loading *loading, int fact)
{
    static const char *const symbols[] = {"mmol", "mEq"};
    struct fact_rule *rule = &loading->facts[fact];
    for (size_t i = 0; i < COUNT_OF(symbols); i++) {
        ifs_ratio one;
        claim(rule->unit_count < FACT_UNITS);
        int unit = quantity_unit_index(symbols[i], IFS_MASS);
        if (!quantity_unit_factor(unit, &loading->protocol->drug.salt, &one) || ratio_reduce(one).den != 1) {
            continue;
        }
        int64_t step = ratio_reduce(one).num;
        rule->units[rule->unit_count++] =
            (struct fact_unit){symbols[i], IFS_MASS, step, 0, rule->units[0].high / step * step};
    }
}

static void ask_by_name(struct loading *loading, const char *name)
{
    for (int i = 0; name != NULL && i < IFS_FACT_BUILTIN; i++) {
        loading->facts[i].ask = ask_about(loading, loading->facts[i].ask, name);
    }
}

void build_drug(struct loading *loading, struct group file)
{
    struct drug *drug = &loading->protocol->drug;
    struct group group = read_group(loading, file, "drug");
    judge_salt(loading, group);
    drug->id = read_text(loading, group, "id");
    drug->name = read_text(loading, group, "name");
    ask_by_name(loading, drug->name);
    count_in_moles(loading, IFS_FACT_GIVEN_24H);
    count_in_moles(loading, IFS_FACT_GIVEN_48H);
    drug->element = read_text(loading, group, "element");
    drug->salt_name = read_text(loading, group, "salt");
    drug->version = read_text(loading, group, "version");
    read_origin(loading, group);
    build_products(loading, file);
    build_diluents(loading, file);
    build_antidotes(loading, file);
    drug->incompatible = read_lines(loading, file, "incompatible");
    drug->notes = read_lines(loading, file, "notes");
    build_library_limits(loading, file);
}
