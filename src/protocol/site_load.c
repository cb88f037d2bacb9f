/*
 * site_load.c - the site file: the place of care and its devices.
 *
 * Decides what a site file may say: flows and volumes as whole microlitres, syringes from the smallest to the largest.
 * Invariant: a site that is present has a pump step greater than 0 or none at all (0: the program's own, and the sheet
 * says so).
 */
#include <string.h>

#include "opened.h"
#include "protocol_load.h"
#include "value.h"

static void read_pump(struct loading *loading, struct group group, ifs_site *site)
{
    struct group pump = read_group(loading, group, "pump");
    site->pump_step.ul_per_h = read_whole(loading, pump, "step");
    site->pump_low.ul_per_h = read_whole(loading, pump, "low");
    site->pump_high.ul_per_h = read_whole(loading, pump, "high");
    site->source = read_text(loading, pump, "source");
    if (site->pump_high.ul_per_h > 0 && site->pump_low.ul_per_h > site->pump_high.ul_per_h) {
        report_error(&loading->walk.reporter, pump.node, "low-above-high",
                     "the lowest flow is above the highest; exchange them");
    }
}

static void read_syringes(struct loading *loading, struct group group, ifs_site *site)
{
    struct list list = read_list(loading, group, "syringes");
    refuse_excess(loading, &list, read_node(loading, group, "syringes"), IFS_SYRINGE_MAX);
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group syringe = list_next(&list);
        site->syringes[i].size.ul = read_whole(loading, syringe, "size");
        site->syringes[i].graduation.ul = read_whole(loading, syringe, "graduation");
        if (i > 0 && site->syringes[i].size.ul <= site->syringes[i - 1].size.ul) {
            report_error(&loading->walk.reporter, syringe.node, "bands-not-ascending",
                         "not larger than the syringe before; write them from the smallest to the largest");
        }
        if (site->syringes[i].graduation.ul > site->syringes[i].size.ul) {
            report_error(&loading->walk.reporter, syringe.node, "low-above-high",
                         "the graduation is larger than the syringe; write the distance from mark to mark");
        }
    }
    site->syringe_count = count;
}

static void read_drop_sets(struct loading *loading, struct group group, ifs_site *site)
{
    const struct config_node *node = read_node(loading, group, "drop-sets");
    const struct key *key = keys_find(&loading->walk.table, group.key, "drop-sets");
    for (const struct config_node *at = node != NULL ? node->first_child : NULL; at != NULL; at = at->next) {
        ifs_quantity drops;
        struct quantity_problem problem;
        if (site->drop_set_count == IFS_DROP_SET_MAX) {
            report_error(&loading->walk.reporter, node, "too-many", "%d of them; write at most %d", node->child_count,
                         IFS_DROP_SET_MAX);
            return;
        }
        if (at->kind != CONFIG_STRING || !value_quantity(key, at->string, NULL, &drops, &problem)) {
            continue;
        }
        if (drops.base.den != 1) {
            report_error(&loading->walk.reporter, at, "bad-quantity", "\"%s\" is no whole number of drops; write a set with a whole number, such as \"20 drops/mL\"",
                         at->string);
            continue;
        }
        site->drop_sets[site->drop_set_count++] = drops.base.num;
    }
}

static void read_site(struct loading *loading, struct group group, ifs_site *site)
{
    static const char *const papers[] = {"a4", "letter"};
    site->present = true;
    site->place = read_text(loading, group, "place");
    site->phone = read_text(loading, group, "phone");
    site->emergency = read_text(loading, group, "emergency");
    site->paper = papers[read_choice(loading, group, "paper") == 1 ? 1 : 0];
    if (read_node(loading, group, "pump") != NULL) {
        read_pump(loading, group, site);
    }
    read_syringes(loading, group, site);
    read_drop_sets(loading, group, site);
    site->line_volume.ul = read_whole(loading, group, "line-volume");
}

bool site_build(struct opened *opened, ifs_site *site, void **storage, size_t errors)
{
    struct loading loading;
    *storage = NULL;
    if (!loading_begin(&loading)) {
        report_file(opened->walk.reporter.findings, NULL, "no-memory",
                    "there is not enough memory to read the site file");
        return false;
    }
    opened_check(opened, KEY_FILE_SITE, NULL);
    struct group file = opened_turn_to(opened, &loading);
    memset(site, 0, sizeof *site);
    read_site(&loading, read_group(&loading, file, "site"), site);
    site->fingerprint = arena_text(loading.arena, opened->fingerprint, strlen(opened->fingerprint));
    if (loading_end(&loading, errors) == NULL) {
        memset(site, 0, sizeof *site);
        return false;
    }
    *storage = loading.arena;
    return true;
}

bool site_load(const char *path, ifs_site *site, void **storage, struct findings *findings)
{
    struct opened opened;
    enum key_file kind;
    bool built = false;
    size_t errors = finding_count(findings, IFS_ERROR);
    memset(site, 0, sizeof *site);
    *storage = NULL;
    if (opened_read(&opened, path, findings) && opened_kind(&opened, &kind)) {
        if (kind == KEY_FILE_SITE) {
            built = site_build(&opened, site, storage, errors);
        } else {
            report_file(findings, path, "unknown-kind", "this is no site file; name a file with a group \"site\"");
        }
    }
    opened_close(&opened);
    return built;
}

void site_free(void *storage)
{
    arena_free(storage);
}
