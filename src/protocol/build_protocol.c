/*
 * build_protocol.c - what stands at the top of a protocol, its indications, its renal bands and its lines.
 *
 * Decides nothing clinical: it copies. Invariant: a renal band with a factor, a maximum or a refusal says where it
 * comes from, and the file's name is the protocol's id, so that what a sheet names can be found.
 */
#include <string.h>

#include "date.h"
#include "loading.h"
#include "nearest.h"
#include "value.h"
#include "value.h"

/* ---- Header ---------------------------------------------------------------------------------------------------- */

void build_header(struct loading *loading, struct group file)
{
    struct ifs_protocol *protocol = loading->protocol;
    struct group group = read_group(loading, file, "protocol");
    int first = -1;
    protocol->id = read_text(loading, group, "id");
    protocol->title = read_text(loading, group, "title");
    protocol->version = read_text(loading, group, "version");
    protocol->population = read_text(loading, group, "population");
    protocol->review_by_text = read_text(loading, group, "review-by");
    protocol->settings = read_choices(loading, group, "settings", &first);
    protocol->overrides_in = read_choices(loading, group, "overrides-in", &first);
    int weight = read_choice(loading, group, "crcl-weight");
    protocol->crcl_weight = weight >= 0 ? (enum renal_weight)(weight + RENAL_WEIGHT_ACTUAL) : RENAL_WEIGHT_LOWEST;
    if (protocol->review_by_text != NULL && !date_parse(protocol->review_by_text, &protocol->review_by)) {
        protocol->review_by = 0; /* the walk said so */
    }
}

/* An override is signed where the order is; elsewhere the order itself is refused. */
static void judge_overrides_in(const struct loading *loading, struct group group)
{
    const struct ifs_protocol *protocol = loading->protocol;
    const struct fact_rule *setting = &loading->facts[IFS_FACT_SETTING];
    const struct config_node *node = read_node(loading, group, "overrides-in");
    for (int i = 0; node != NULL && protocol->settings != 0 && i < setting->choice_count; i++) {
        if (((protocol->overrides_in & ~protocol->settings) >> i & 1U) != 0) {
            report_warning(&loading->walk.reporter, node, "override-outside-settings",
                           "\"%s\" is not one of the settings, where every order is refused; list it there too, or leave it out here",
                           setting->choices[i]);
        }
    }
}

void judge_header(const struct loading *loading, struct group file, int64_t today)
{
    const struct ifs_protocol *protocol = loading->protocol;
    struct group group = read_group(loading, file, "protocol");
    const struct config_node *review = read_node(loading, group, "review-by");
    if (protocol->review_by != 0 && protocol->review_by < today) {
        report_warning(&loading->walk.reporter, review, "review-date-passed",
                       "%s has passed and every sheet is a draft; review the protocol, then write the next date",
                       review->string);
    }
    const struct config_node *settings = read_node(loading, group, "settings");
    if (settings != NULL && settings->child_count == 0) {
        report_error(&loading->walk.reporter, settings, "missing-key", "no setting at all; write where it may be used");
    }
    judge_overrides_in(loading, group);
}

/* ---- Indications ------------------------------------------------------------------------------------------------ */

static bool is_labelled(const struct product *product, const char *label)
{
    for (int i = 0; i < product->labelled_count; i++) {
        if (strcmp(product->labelled[i], label) == 0) {
            return true;
        }
    }
    return false;
}

static void check_label(struct loading *loading, struct group group)
{
    const struct config_node *node = read_node(loading, group, "labelled-as");
    const char *near = NULL;
    for (int i = 0; node != NULL && i < loading->protocol->drug.product_count; i++) {
        const struct product *product = &loading->protocol->drug.products[i];
        if (is_labelled(product, node->string)) {
            return;
        }
        const char *here = nearest_word(node->string, product->labelled, (size_t)product->labelled_count);
        near = near != NULL ? near : here;
    }
    if (node != NULL && value_is_id(node->string)) {
        report_error(&loading->walk.reporter, node, "unknown-label", "no product is labelled for \"%s\"; %s%s%s",
                     node->string, near != NULL ? "did you mean \"" : "",
                     near != NULL ? near : "leave it out: outside any label", near != NULL ? "\"?" : "");
    }
}

void build_indications(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "indications");
    refuse_excess(loading, &list, read_node(loading, file, "indications"), CHOICES_MAX);
    refuse_duplicates(loading, list, "id");
    struct indication *indications = arena_take(loading->arena, (size_t)list.count, sizeof *indications);
    int count = indications != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        indications[i].id = read_text(loading, group, "id");
        indications[i].text = read_text(loading, group, "text");
        indications[i].evidence = read_text(loading, group, "evidence");
        indications[i].labelled_as = read_text(loading, group, "labelled-as");
        indications[i].origin = read_origin(loading, group);
        check_label(loading, group);
    }
    loading->protocol->indications = indications;
    loading->protocol->indication_count = count;
}

/* ---- Renal bands ------------------------------------------------------------------------------------------------ */

static void require_source(const struct loading *loading, struct group group)
{
    static const char *const bounds[] = {"dose-max", "factor", "refuse", NULL};
    for (int i = 0; bounds[i] != NULL && read_node(loading, group, "source") == NULL; i++) {
        const struct config_node *bound = read_node(loading, group, bounds[i]);
        if (bound != NULL) {
            report_error(&loading->walk.reporter, bound, "limit-without-source",
                         "no source; say where this limit comes from");
            return;
        }
    }
}

static void build_band(struct loading *loading, struct group file, struct group group, struct renal_band *band)
{
    const struct config_node *factor = read_node(loading, group, "factor");
    band->factor = (ifs_ratio){1, 1};
    band->when = read_condition(loading, group, "when", CONDITION_DECIDES);
    band->infusion = read_infusion(loading, file, group);
    band->origin = read_origin(loading, group);
    band->refuses = read_node(loading, group, "refuse") != NULL;
    band->say = read_text(loading, group, band->refuses && read_node(loading, group, "say") == NULL ? "refuse" : "say");
    if (factor != NULL && value_factor(factor->string, &band->factor)) {
        band->factor_text = read_text(loading, group, "factor");
    }
    band->maximum = (struct limit){.kind = IFS_LIMIT_DOSE_MAX, .origin = band->origin};
    band->maximum.hard_max = read_ratio(loading, group, "dose-max");
    require_source(loading, group);
    if (band->refuses && (factor != NULL || read_node(loading, group, "dose-max") != NULL)) {
        report_error(&loading->walk.reporter, read_node(loading, group, "refuse"), "conflicting-keys",
                     "a band that refuses has no dose; leave factor and dose-max out");
    }
}

void build_renal(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "renal");
    refuse_excess(loading, &list, read_node(loading, file, "renal"), ALTERNATIVES_MAX);
    struct renal_band *bands = arena_take(loading->arena, (size_t)list.count, sizeof *bands);
    int count = bands != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        build_band(loading, file, list_next(&list), &bands[i]);
    }
    loading->protocol->renal = bands;
    loading->protocol->renal_count = count;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

void build_pages(struct loading *loading, struct group file)
{
    struct ifs_protocol *protocol = loading->protocol;
    protocol->orders = read_lines(loading, file, "orders");
    protocol->monitoring = read_lines(loading, file, "monitoring");
    protocol->stop_rules = read_lines(loading, file, "stop-rules");
    protocol->follow_up = read_lines(loading, file, "follow-up");
    protocol->home_advice = read_lines(loading, file, "home-advice");
}
