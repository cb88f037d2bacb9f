/*
 * build_limits.c - limits of a protocol, and those of its drug library which it inherits.
 *
 * Decides what is held against each infusion: its own limits, as alternatives where they have conditions, and every
 * limit of the library, each in force where its own condition holds. Invariant: a library limit reaches every infusion
 * (or the rolling totals) of every protocol; only a matching `exceed` gives it another bound, and carries its reason
 * with it.
 */
#include <string.h>

#include "claim.h"
#include "known.h"
#include "loading.h"

enum { GROUPS_MAX = IFS_LIMIT_KIND_COUNT * 2 };

/* A key of limits and what they are about. */
struct limit_key {
    const char *name;
    ifs_limit_kind kind;
};

static const struct limit_key own_keys[] = {
    {"per-kg", IFS_LIMIT_PER_KG},
    {"speed", IFS_LIMIT_SPEED},
    {"speed-per-kg", IFS_LIMIT_SPEED_PER_KG},
    {"concentration", IFS_LIMIT_CONCENTRATION},
    {"volume", IFS_LIMIT_VOLUME},
    {"site-volume", IFS_LIMIT_SITE_VOLUME},
};

/* In the order of the words of `limit` in drug libraries; `exceed` knows the first five. */
static const ifs_limit_kind library_kinds[] = {IFS_LIMIT_SPEED,  IFS_LIMIT_CONCENTRATION, IFS_LIMIT_IN_24H,
                                               IFS_LIMIT_IN_48H, IFS_LIMIT_VOLUME,        IFS_LIMIT_PER_KG,
                                               IFS_LIMIT_DOSE};

/* Of the figures that bound each kind. */
static const ifs_dimension dimensions[] = {
    [IFS_LIMIT_DOSE] = IFS_MASS,
    [IFS_LIMIT_DOSE_RATE] = IFS_DOSE_RATE,
    [IFS_LIMIT_DOSE_MAX] = IFS_MASS,
    [IFS_LIMIT_PER_KG] = IFS_MASS_PER_WEIGHT,
    [IFS_LIMIT_OVER] = IFS_DURATION,
    [IFS_LIMIT_SPEED] = IFS_DOSE_RATE,
    [IFS_LIMIT_SPEED_PER_KG] = IFS_DOSE_RATE_PER_WEIGHT,
    [IFS_LIMIT_CONCENTRATION] = IFS_CONCENTRATION,
    [IFS_LIMIT_VOLUME] = IFS_VOLUME,
    [IFS_LIMIT_SITE_VOLUME] = IFS_VOLUME,
    [IFS_LIMIT_IN_24H] = IFS_MASS,
    [IFS_LIMIT_IN_48H] = IFS_MASS,
    [IFS_LIMIT_INTERVAL] = IFS_DURATION,
};
_Static_assert(COUNT_OF(dimensions) == IFS_LIMIT_KIND_COUNT, "one for each kind of limit");

/* One bound; of another dimension than the limit's it is a finding, and no bound. */
static ifs_ratio read_bound(const struct loading *loading, struct group group, const char *name, ifs_limit_kind kind)
{
    ifs_quantity quantity;
    if (!read_quantity(loading, group, name, &quantity)) {
        return (ifs_ratio){0, 0};
    }
    if (quantity.dimension != dimensions[kind]) {
        const struct config_node *node = read_node(loading, group, name);
        report_error(&loading->walk.reporter, node, "wrong-dimension",
                     "\"%s\" does not fit this limit; write it like \"%s\"", node->string,
                     keys_example(dimensions[kind]));
        return (ifs_ratio){0, 0};
    }
    return ratio_reduce(quantity.base);
}

struct limit read_limit(struct loading *loading, struct group group, ifs_limit_kind kind, enum condition_use use)
{
    struct limit limit = {.kind = kind};
    limit.when = read_condition(loading, group, "when", use);
    limit.soft_min = read_bound(loading, group, "soft-min", kind);
    limit.soft_max = read_bound(loading, group, "soft-max", kind);
    limit.hard_min = read_bound(loading, group, "hard-min", kind);
    limit.hard_max = read_bound(loading, group, "hard-max", kind);
    limit.origin = read_origin(loading, group);
    if (read_node(loading, group, "soft-min") == NULL && read_node(loading, group, "soft-max") == NULL &&
        read_node(loading, group, "hard-min") == NULL && read_node(loading, group, "hard-max") == NULL) {
        report_error(&loading->walk.reporter, group.node, "missing-key",
                     "limits nothing; write soft-min, soft-max, hard-min or hard-max");
    }
    judge_limit(loading, group.node, &limit);
    return limit;
}

struct limits read_speeds(struct loading *loading, struct group group)
{
    struct list list = read_list(loading, group, "speed");
    refuse_excess(loading, &list, read_node(loading, group, "speed"), ALTERNATIVES_MAX);
    struct limit *limits = arena_take(loading->arena, (size_t)list.count, sizeof *limits);
    int count = limits != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group speed = list_next(&list);
        limits[i].kind = IFS_LIMIT_SPEED;
        limits[i].when = read_condition(loading, speed, "when", CONDITION_DECIDES);
        limits[i].hard_max = read_ratio(loading, speed, "hard-max");
        limits[i].origin = read_origin(loading, speed);
    }
    return (struct limits){limits, count};
}

/* ---- Drug library ---------------------------------------------------------------------------------------------- */

void build_library_limits(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "limits");
    refuse_excess(loading, &list, read_node(loading, file, "limits"), LIBRARY_LIMIT_MAX);
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        int word = read_choice(loading, group, "limit");
        if (word >= 0) {
            struct library_limit *kept = &loading->library[loading->library_count++];
            kept->node = group.node;
            kept->limit = read_limit(loading, group, library_kinds[word], CONDITION_PRINTS);
        }
    }
}

void build_exceeds(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "exceed");
    refuse_excess(loading, &list, read_node(loading, file, "exceed"), EXCEED_MAX);
    int count = list.count;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        int word = read_choice(loading, group, "limit");
        struct exceed exceed = {.node = group.node, .infusion = read_infusion(loading, file, group)};
        exceed.because = read_text(loading, group, "because");
        exceed.origin = read_origin(loading, group);
        if (word >= 0) {
            exceed.kind = library_kinds[word];
            exceed.to = read_bound(loading, group, "to", exceed.kind);
            loading->exceeds[loading->exceed_count++] = exceed;
        }
    }
}

static void apply_exceeds(struct loading *loading, struct limit *limit, int infusion)
{
    for (int i = 0; i < loading->exceed_count; i++) {
        struct exceed *exceed = &loading->exceeds[i];
        bool meant = exceed->kind == limit->kind && (exceed->infusion == -1 || exceed->infusion == infusion);
        if (meant && known_above(exceed->to, limit->hard_max)) {
            limit->exceeds = limit->exceeds.den > 0 ? limit->exceeds : limit->hard_max; /* the library's, not a step */
            limit->hard_max = exceed->to;
            limit->because = exceed->because;
            limit->origin = exceed->origin;
            exceed->used = true;
        }
    }
}

void judge_exceeds(const struct loading *loading)
{
    for (int i = 0; i < loading->exceed_count; i++) {
        if (!loading->exceeds[i].used) {
            report_warning(&loading->walk.reporter, loading->exceeds[i].node, "exceed-unneeded",
                           "loosens nothing: the drug library has no hard limit of this kind below it (a soft one stays, and "
                           "asks for an override); leave it out");
        }
    }
}

/* ---- Groups ---------------------------------------------------------------------------------------------------- */

/* Groups under construction. */
struct groups {
    struct limit_group *list;
    int count;
};

static struct groups take_groups(struct loading *loading)
{
    return (struct groups){arena_take(loading->arena, GROUPS_MAX, sizeof(struct limit_group)), 0};
}

static void add_group(struct groups *groups, struct limit_group group)
{
    if (groups->list != NULL && group.count > 0) {
        claim(groups->count < GROUPS_MAX);
        groups->list[groups->count++] = group;
    }
}

/* Several limits of one kind, or one with a condition, are alternatives. */
static bool alternatives(const struct limit *limits, int count)
{
    return count > 1 || (count == 1 && limits[0].when.count > 0);
}

static void add_library(struct loading *loading, ifs_limit_kind kind, int infusion, struct groups *groups)
{
    struct limit *limits = arena_take(loading->arena, (size_t)loading->library_count, sizeof *limits);
    int count = 0;
    for (int i = 0; limits != NULL && i < loading->library_count; i++) {
        if (loading->library[i].limit.kind == kind) {
            limits[count] = loading->library[i].limit;
            apply_exceeds(loading, &limits[count], infusion);
            count++;
        }
    }
    add_group(groups, (struct limit_group){kind, false, limits, count});
}

static void add_own(struct loading *loading, struct group group, const struct limit_key *key, struct groups *groups)
{
    struct list list = read_list(loading, group, key->name);
    refuse_excess(loading, &list, read_node(loading, group, key->name), ALTERNATIVES_MAX);
    struct limit *limits = arena_take(loading->arena, (size_t)list.count, sizeof *limits);
    int count = limits != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group limit = list_next(&list);
        limits[i] = read_limit(loading, limit, key->kind, CONDITION_DECIDES);
    }
    add_group(groups, (struct limit_group){key->kind, alternatives(limits, count), limits, count});
}

static void judge_own(const struct loading *loading, struct group group, const struct groups *groups, int index)
{
    for (int i = 0; i < groups->count; i++) {
        for (size_t j = 0; j < COUNT_OF(own_keys); j++) {
            struct list list = read_list(loading, group, own_keys[j].name);
            for (int k = 0; groups->list[i].kind == own_keys[j].kind && k < groups->list[i].count; k++) {
                judge_looser(loading, list_next(&list).node, &groups->list[i].limits[k], index);
            }
        }
    }
}

/* Speed and concentration of the library are those of an infusion into a vein. */
static bool of_a_vein(ifs_limit_kind kind)
{
    return kind == IFS_LIMIT_SPEED || kind == IFS_LIMIT_CONCENTRATION;
}

void build_infusion_limits(struct loading *loading, struct group group, struct infusion_rule *infusion, int index)
{
    static const ifs_limit_kind inherited[] = {IFS_LIMIT_DOSE, IFS_LIMIT_PER_KG, IFS_LIMIT_SPEED,
                                               IFS_LIMIT_CONCENTRATION, IFS_LIMIT_VOLUME};
    struct groups groups = take_groups(loading);
    for (size_t i = 0; i < COUNT_OF(own_keys); i++) {
        add_own(loading, group, &own_keys[i], &groups);
    }
    judge_own(loading, group, &groups, index);
    for (size_t i = 0; i < COUNT_OF(inherited); i++) {
        if (infusion->route == ROUTE_INTRAVENOUS || !of_a_vein(inherited[i])) {
            add_library(loading, inherited[i], index, &groups);
        }
    }
    infusion->limits = groups.list;
    infusion->limit_count = groups.count;
}

/* ---- Totals ---------------------------------------------------------------------------------------------------- */

static const struct limit_key total_keys[] = {
    {"in-24h", IFS_LIMIT_IN_24H},
    {"in-48h", IFS_LIMIT_IN_48H},
    {"interval", IFS_LIMIT_INTERVAL},
};

static bool any_has(const struct loading *loading, struct list list, const char *name)
{
    for (int count = list.count; count > 0; count--) {
        if (read_node(loading, list_next(&list), name) != NULL) {
            return true;
        }
    }
    return false;
}

/* Condition and origin of each alternative, read once for all its totals. */
static struct limits read_alternatives(struct loading *loading, struct list list)
{
    struct limit *limits = arena_take(loading->arena, (size_t)list.count, sizeof *limits);
    int count = limits != NULL ? list.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        limits[i].when = read_condition(loading, group, "when", CONDITION_DECIDES);
        limits[i].origin = read_origin(loading, group);
    }
    return (struct limits){limits, count};
}

/* One limit for each alternative; an alternative without this total bounds nothing, but is an alternative all the same.
 */
static struct limits bound_alternatives(struct loading *loading, struct list list, const struct limit_key *key,
                                        struct limits alternatives_read)
{
    struct limit *limits = arena_take(loading->arena, (size_t)alternatives_read.count, sizeof *limits);
    int count = limits != NULL ? alternatives_read.count : 0;
    for (int i = 0; i < count; i++) {
        struct group group = list_next(&list);
        limits[i] = alternatives_read.list[i];
        limits[i].kind = key->kind;
        if (key->kind == IFS_LIMIT_INTERVAL) {
            limits[i].hard_min = read_ratio(loading, group, key->name);
        } else {
            limits[i].hard_max = read_ratio(loading, group, key->name);
            judge_looser(loading, group.node, &limits[i], -1);
        }
    }
    return (struct limits){limits, count};
}

static void refuse_empty_totals(const struct loading *loading, struct list list)
{
    for (int count = list.count; count > 0; count--) {
        struct group group = list_next(&list);
        if (read_node(loading, group, "in-24h") == NULL && read_node(loading, group, "in-48h") == NULL &&
            read_node(loading, group, "interval") == NULL) {
            report_error(&loading->walk.reporter, group.node, "missing-key",
                         "limits nothing; write in-24h, in-48h or interval");
        }
    }
}

void build_totals(struct loading *loading, struct group file)
{
    struct list list = read_list(loading, file, "totals");
    struct groups groups = take_groups(loading);
    refuse_excess(loading, &list, read_node(loading, file, "totals"), ALTERNATIVES_MAX);
    refuse_empty_totals(loading, list);
    struct limits read = read_alternatives(loading, list);
    for (size_t i = 0; i < COUNT_OF(total_keys); i++) {
        if (any_has(loading, list, total_keys[i].name)) {
            struct limits limits = bound_alternatives(loading, list, &total_keys[i], read);
            add_group(&groups, (struct limit_group){total_keys[i].kind, alternatives(limits.list, limits.count),
                                                    limits.list, limits.count});
        }
    }
    add_library(loading, IFS_LIMIT_IN_24H, -1, &groups);
    add_library(loading, IFS_LIMIT_IN_48H, -1, &groups);
    loading->protocol->totals = groups.list;
    loading->protocol->total_count = groups.count;
}
