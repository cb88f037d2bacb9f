/*
 * packed.c - what has to be at hand before the visit.
 *
 * Decides which containers, fluids, syringes, devices and antidotes an order takes, all its doses together. The invariant: nothing is
 * packed for an order that may not be given, and nothing is left out that the preparation, the running or the antidote of the sheet names.
 */
#include "build.h"
#include "claim.h"
#include "ratio.h"
#include "wording.h"

static void add(struct build *build, const char *line)
{
    build_add_line(build, &build->sheet->pack, (struct sheet_line){.text = line});
}

/* The same device serves one phase after another; a container never does. */
static void add_once(struct build *build, const char *line)
{
    const struct sheet_lines *pack = &build->sheet->pack;
    for (int i = 0; i < pack->count; i++) {
        if (text_equal(pack->list[i].text, line)) {
            return;
        }
    }
    add(build, line);
}

/* Of several phases each line says which it is for. */
static void add_for(struct build *build, const ifs_infusion *of, const char *line)
{
    const char *const pieces[] = {build->protocol->infusions[of->rule].name, line};
    add(build, build->plan->infusion_count > 1 ? build_say(build, words.of_infusion, pieces) : line);
}

static const char *times(struct build *build, const ifs_infusion *of, const char *line)
{
    return of->doses > 1 ? build_say(build, words.pack_each, (const char *const[]){line, build_whole(build, of->doses)}) : line;
}

static void pack_product(struct build *build, const ifs_infusion *of, const struct sheet_infusion *row)
{
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    const struct product *product = rule->containers[of->container].product;
    const char *const pieces[] = {row->containers_words, product->name};
    const char *line = build_say(build, words.pack_of, pieces);
    if (of->doses > 1) { /* the containers are counted for each */
        line = build_say(build, words.pack_doses, (const char *const[]){line, build_whole(build, of->doses)});
    }
    add_for(build, of, line);
}

static void pack_diluent(struct build *build, const ifs_infusion *of)
{
    const struct container *container = &build->protocol->infusions[of->rule].containers[of->container];
    if (of->diluent < 0) {
        return;
    }
    const char *name = build->protocol->drug.diluents[of->diluent].name;
    bool bag = container->vessel == VESSEL_BAG && container->additive != ADDITIVE_MADE_UP;
    const char *volume = build_volume(build, ratio_whole(bag ? container->volume.ul : of->diluent_volume.ul));
    const char *sentence = bag ? words.pack_bag : words.pack_fluid;
    add_for(build, of, times(build, of, build_say(build, sentence, (const char *const[]){name, volume})));
}

/* The one it is given from; where its size is not known, what it has to hold. */
static const char *vessel_words(struct build *build, const struct container *container, const struct sheet_infusion *row)
{
    bool sized = container->capacity.ul > 0;
    const char *sentence = sized ? words.syringe_of : words.syringe_holding;
    return build_say_one(build, sentence, sized ? build_volume(build, ratio_whole(container->capacity.ul)) : row->total);
}

/* A syringe for each site; else one to draw up, and one to give from where that is not a bag. */
static void pack_syringes(struct build *build, const ifs_infusion *of, const struct sheet_infusion *row)
{
    const struct container *container = &build->protocol->infusions[of->rule].containers[of->container];
    bool given_from = container->vessel == VESSEL_SYRINGE;
    int64_t for_sites = of->sites * of->doses;
    if (for_sites > 0) {
        const char *const pieces[] = {build_whole(build, for_sites), row->site_volume};
        const char *one = build_say_one(build, words.pack_syringe, row->site_volume);
        add_for(build, of, for_sites > 1 ? build_say(build, words.pack_syringes, pieces) : one);
        return;
    }
    if (row->draw != NULL && !(given_from && container->additive == ADDITIVE_UNDILUTED)) {
        add_for(build, of, times(build, of, build_say_one(build, words.pack_syringe, row->draw)));
    }
    if (given_from) {
        add_for(build, of, times(build, of, build_say_one(build, words.pack_vessel, vessel_words(build, container, row))));
    }
}

/* What is injected is given by hand. */
static void pack_device(struct build *build, const ifs_infusion *of)
{
    switch (of->device) {
    case IFS_PUMP:
        add_once(build, words.pack_pump);
        break;
    case IFS_GRAVITY:
        add_once(build, build_say_one(build, words.pack_drop_set, build_whole(build, of->drop_factor)));
        break;
    case IFS_HAND:
    case IFS_DEVICE_COUNT: /* of no infusion */
        break;
    }
}

/* Whole containers that hold the dose. */
static void pack_antidote(struct build *build, const ifs_rescue *rescue)
{
    const struct product *product = build->protocol->rescues[rescue->rule].product;
    int64_t content = product->content.mcg;
    claim(content > 0);
    int64_t count = (rescue->dose.mcg + content - 1) / content;
    const char *line = build_say(build, words.pack_antidote, (const char *const[]){build_whole(build, count), product->name});
    add(build, line);
}

void build_packed(struct build *build)
{
    bool nobody_may_sign = build->plan->verdict == IFS_OVERRIDE_NEEDED && build_override_allowed(build) == TRUTH_NO;
    if (!build_has_order(build) || nobody_may_sign) {
        return;
    }
    for (int i = 0; i < build->plan->infusion_count; i++) {
        const ifs_infusion *of = &build->plan->infusions[i];
        pack_product(build, of, &build->sheet->infusions[i]);
        pack_diluent(build, of);
        pack_syringes(build, of, &build->sheet->infusions[i]);
        pack_device(build, of);
    }
    for (int i = 0; i < build->plan->rescue_count; i++) {
        pack_antidote(build, &build->plan->rescues[i]);
    }
    add(build, words.pack_bedside);
}
