/*
 * apart.c - which open answers some rule reads together.
 *
 * Decides which of them must be tried in every combination. Facts that one check reads belong together. All that doses, times, bags, limits,
 * phases, renal bands and antidotes read, or are calculated from, is one group: the dosing. A check that reads a figure of it (a clearance,
 * what is prepared) reads all of it. Invariant: each check, and the dosing as a whole, comes out the same whatever the answers of other groups.
 */
#include "apart.h"

#include "claim.h"

/* What doses and clearances are calculated from, and by what they are given. An override of a limit hangs on the setting. Whether a renal category
 * counts hangs on more questions; but a clearance that is known without them is not lowered by them, and one that is not is open itself. */
static const uint8_t of_dosing[] = {
    IFS_FACT_WEIGHT,    IFS_FACT_HEIGHT,    IFS_FACT_AGE,       IFS_FACT_SEX,     IFS_FACT_CREATININE,   IFS_FACT_CRCL,
    IFS_FACT_EGFR,      IFS_FACT_RENAL,     IFS_FACT_PREGNANT,  IFS_FACT_SETTING, IFS_FACT_URINE_OUTPUT, IFS_FACT_GIVEN_24H,
    IFS_FACT_GIVEN_48H, IFS_FACT_LAST_DOSE, IFS_FACT_PRODUCT,   IFS_FACT_DILUENT, IFS_FACT_DEVICE,
};

/* Facts that are read together, so far. */
struct reading {
    const struct tests *tests;
    ifs_fact_set facts;
    bool figure; /* one of the dosing is among them: a clearance, urine output, what is prepared */
};

static void read(struct reading *reading, const struct condition *condition)
{
    for (int i = 0; i < condition->count; i++) {
        if (condition->ops[i] < CONDITION_TESTS) {
            const struct test *test = &reading->tests->list[condition->ops[i]];
            fact_set_add(&reading->facts, test->fact);
            reading->figure = reading->figure || test->slot >= IFS_FACT_MAX;
        }
    }
}

/* ---- The dosing ---- */

static void read_limits(struct reading *dosing, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            read(dosing, &groups[i].limits[j].when);
        }
    }
}

static void read_infusion(struct reading *dosing, const struct infusion_rule *rule)
{
    read(dosing, &rule->when);
    read_limits(dosing, rule->limits, rule->limit_count);
    for (int i = 0; i < rule->dose_count; i++) {
        read(dosing, &rule->doses[i].when);
    }
    for (int i = 0; i < rule->time_count; i++) {
        read(dosing, &rule->times[i].when);
    }
    for (int i = 0; i < rule->container_count; i++) {
        read(dosing, &rule->containers[i].when);
    }
    for (int i = 0; i < rule->step_count; i++) {
        read(dosing, &rule->steps[i].only);
    }
}

static void read_rescue(struct reading *dosing, const struct rescue_rule *rule)
{
    read(dosing, &rule->when);
    for (int i = 0; i < rule->limit_count; i++) {
        read(dosing, &rule->limits[i].when);
    }
}

static void read_dosing(struct reading *dosing, const ifs_protocol *protocol)
{
    for (size_t i = 0; i < COUNT_OF(of_dosing); i++) {
        fact_set_add(&dosing->facts, of_dosing[i]);
    }
    for (int i = 0; i < protocol->infusion_count; i++) {
        read_infusion(dosing, &protocol->infusions[i]);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        read(dosing, &protocol->renal[i].when);
    }
    for (int i = 0; i < protocol->rescue_count; i++) {
        read_rescue(dosing, &protocol->rescues[i]);
    }
    read_limits(dosing, protocol->totals, protocol->total_count);
}

/* ---- Groups ---- */

struct groups {
    const ifs_fact_set *open;
    uint8_t *group_of;
};

static void rename_group(const struct groups *groups, uint8_t from, uint8_t to)
{
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        groups->group_of[fact] = groups->group_of[fact] == from ? to : groups->group_of[fact];
    }
}

static void join(const struct groups *groups, const ifs_fact_set *together)
{
    int first = -1;
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        if (fact_set_has(groups->open, fact) && fact_set_has(together, fact)) {
            first = first < 0 ? fact : first;
            rename_group(groups, groups->group_of[fact], groups->group_of[first]);
        }
    }
}

static struct reading reading_of(const ifs_protocol *protocol, const struct check *check)
{
    struct reading reading = {.tests = &protocol->tests};
    switch (check->severity) {
    case IFS_OVERRIDE:
        fact_set_add(&reading.facts, IFS_FACT_SETTING); /* not every one allows an override */
        read(&reading, &check->when);
        break;
    case IFS_REFUSE:
        read(&reading, &check->when);
        break;
    case IFS_WARN: /* decides no verdict */
        break;
    }
    return reading;
}

void apart_find(const ifs_protocol *protocol, const ifs_fact_set *open, uint8_t group_of[IFS_FACT_MAX])
{
    struct groups groups = {open, group_of};
    struct reading dosing = {.tests = &protocol->tests};
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        group_of[fact] = (uint8_t)fact;
    }
    read_dosing(&dosing, protocol);
    for (int i = 0; i < protocol->check_count; i++) {
        struct reading reading = reading_of(protocol, &protocol->checks[i]);
        if (reading.figure) {
            fact_set_join(&dosing.facts, &reading.facts);
        } else {
            join(&groups, &reading.facts);
        }
    }
    join(&groups, &dosing.facts);
}
