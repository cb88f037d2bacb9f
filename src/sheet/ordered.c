/*
 * ordered.c - each infusion of the order in words: the dose, how it is made, how it is run; and the antidote.
 *
 * Decides how a computed infusion reads. The invariants: it is called only for a plan that holds an order; every figure
 * is the delivered one unless it says otherwise; a rounding that changed a dose or a time is said.
 *
 * The figures are the engine's; limits in words are checked.c's.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

enum { HOUR_S = 3600, UL_PER_ML = 1000 };

/* One infusion being written: the plan's figures, the protocol's rule, and the row. */
struct writing {
    const ifs_infusion *of;
    const struct infusion_rule *rule;
    const struct container *container;
    const struct product *product;
    const struct dose_rule *dose_rule;
    struct sheet_infusion *row;
};

static ifs_ratio whole(int64_t number)
{
    return ratio_whole(number);
}

static int64_t nearest(ifs_ratio ratio)
{
    return ratio.den > 0 ? ratio_round(ratio, IFS_ROUND_HALF_UP) : 0;
}

/* ---- Dose ----------------------------------------------------------------------------------------------------- */

static const char *decimal(struct build *build, ifs_ratio number)
{
    size_t start = build_begin(build);
    quantity_add_decimal(&build->sheet->text, number, 2);
    return build_end(build, start);
}

static void write_moles(struct build *build, struct sheet_infusion *row)
{
    const ifs_salt *salt = &build->protocol->drug.salt;
    claim(salt->molar_mass_mg_per_mol > 0);
    ifs_ratio mmol = ratio_make(row->dose_mcg, salt->molar_mass_mg_per_mol); /* mcg / (mg/mol) = mmol */
    row->dose_mmol = decimal(build, mmol);
    row->dose_meq = decimal(build, build_times(build, mmol, whole(salt->valence)));
}

static const char *label_figures(struct build *build, const struct product *product)
{
    const char *meq = product->meq_text == NULL ? NULL : build_spelled(build, product->meq_text);
    return product->mmol_text == NULL ? meq : build_join(build, meq, ", ", build_spelled(build, product->mmol_text));
}

static void write_check_values(struct build *build, const struct writing *writing)
{
    struct sheet_infusion *row = writing->row;
    const char *figures = label_figures(build, writing->product);
    row->check_values = build_say(build, words.check_values, (const char *const[]){row->dose_mmol, row->dose_meq});
    if (figures != NULL) {
        row->check_values = build_join(build, row->check_values, "; ", build_say_one(build, words.label_says, figures));
    }
}

static const char *usual_dose(struct build *build, const struct dose_rule *rule)
{
    claim(rule->basis != DOSE_BY_PRESCRIBER); /* there is no usual one */
    switch (rule->basis) {
    case DOSE_PER_WEIGHT:
        return build_per_weight(build, rule->usual);
    case DOSE_RATE:
        return build_dose_rate(build, rule->usual);
    case DOSE_RATE_PER_WEIGHT:
        return build_rate_per_weight(build, rule->usual);
    case DOSE_FIXED:
    case DOSE_BY_PRESCRIBER:
        break;
    }
    return build_say_one(build, words.basis_fixed, build_dose(build, rule->usual));
}

static bool per_weight(const struct dose_rule *rule)
{
    return rule->basis == DOSE_PER_WEIGHT || rule->basis == DOSE_RATE_PER_WEIGHT;
}

static void write_basis(struct build *build, const struct writing *writing)
{
    struct sheet_infusion *row = writing->row;
    const struct dose_rule *rule = writing->dose_rule;
    row->basis_mark = build_mark(build, &rule->origin);
    if (writing->of->prescribed) {
        row->basis = words.id_prescribed;
        row->basis_words = words.basis_prescribed;
        return;
    }
    row->basis = rule->basis == DOSE_FIXED ? words.id_fixed : rule->usual_text;
    row->basis_words = usual_dose(build, rule);
    if (per_weight(rule)) {
        const char *weight = build_weight(build, writing->of->weight_g);
        const char *which = wording_weight(rule->weight);
        row->basis_words = build_say(build, words.basis_weight, (const char *const[]){row->basis_words, weight, which});
    }
}

/* Where the renal function allows less than the range, the range alone would read as a permission. */
static const char *with_renal_maximum(struct build *build, const struct writing *writing, const char *range)
{
    for (int i = 0; i < build->plan->limit_count; i++) {
        const ifs_limit_outcome *outcome = &build->plan->limits[i];
        const struct limit *limit = outcome->limit;
        if (outcome->infusion == writing->of->rule && outcome->step == 0 && limit->kind == IFS_LIMIT_DOSE_MAX &&
            limit != &writing->dose_rule->maximum) {
            const char *const pieces[] = {build_dose(build, limit->hard_max), build_mark(build, &limit->origin)};
            range = build_join(build, build_say(build, words.maximum_renal, pieces), "; ", range);
        }
    }
    return range;
}

static void write_dose_range(struct build *build, const struct writing *writing)
{
    const struct dose_rule *rule = writing->dose_rule;
    const char *range = build_limit_range(build, &rule->limit);
    if (rule->basis != DOSE_BY_PRESCRIBER) {
        range = build_say(build, words.usual_and_range, (const char *const[]){usual_dose(build, rule), range});
    }
    if (rule->maximum.hard_max.den > 0) {
        range = build_join(build, range, "; ",
                           build_say_one(build, words.maximum, build_dose(build, rule->maximum.hard_max)));
    }
    writing->row->dose_range = with_renal_maximum(build, writing, range);
    writing->row->dose_range_mark = build_mark(build, &rule->limit.origin);
}

/* The dose, and in mmol or mEq where the protocol orders in them: "1,491 mg (20 mmol)"; after a rate "1,491 mg, 20 mmol". */
static const char *dose_words(struct build *build, const struct writing *writing, const char *sentence)
{
    const struct sheet_infusion *row = writing->row;
    switch (writing->dose_rule->scale) {
    case UNIT_PLAIN:
        return build_dose(build, whole(row->dose_mcg));
    case UNIT_MMOL:
        return build_say(build, sentence, (const char *const[]){row->dose, build_say_one(build, words.in_mmol, row->dose_mmol)});
    case UNIT_MEQ:
        break;
    }
    return build_say(build, sentence, (const char *const[]){row->dose, build_say_one(build, words.in_meq, row->dose_meq)});
}

/* A dose ordered as a rate reads as one, with what it comes to: "1 g per hour for 24 h (24 g)". */
static const char *dose_line(struct build *build, const struct writing *writing)
{
    const ifs_infusion *of = writing->of;
    const struct sheet_infusion *row = writing->row;
    const char *drug = build->protocol->drug.name;
    const char *dose = dose_words(build, writing, words.dose_and_moles);
    if (of->sites > 0) {
        const char *count = build_whole(build, of->sites);
        const char *sites = of->sites == 1 ? words.one_site
                                           : build_say(build, words.sites, (const char *const[]){count, row->site_volume});
        return build_say(build, words.dose_line_injection, (const char *const[]){drug, dose, row->route, sites});
    }
    if (of->device == IFS_HAND) {
        return build_say(build, words.dose_line_hand, (const char *const[]){drug, dose, row->route, row->over});
    }
    if (!writing->dose_rule->rate) {
        return build_say(build, words.dose_line, (const char *const[]){drug, dose, row->route, row->over});
    }
    ifs_ratio product = build_times(build, whole(of->dose.mcg), whole(HOUR_S));
    const char *rate = build_dose_rate(build, build_over(build, product, whole(of->over.s)));
    dose = dose_words(build, writing, words.total_and_moles);
    const char *all = build_say(build, words.rate_for_time, (const char *const[]){rate, row->over, dose});
    return build_say(build, words.dose_line_rate, (const char *const[]){drug, all, row->route});
}

static void write_dose(struct build *build, const struct writing *writing)
{
    const ifs_infusion *of = writing->of;
    struct sheet_infusion *row = writing->row;
    row->dose_mcg = of->dose.mcg;
    row->dose = build_mass(build, whole(of->dose.mcg));
    row->over_s = of->over.s;
    row->over = of->sites > 0 ? NULL : build_duration(build, whole(of->over.s));
    row->route = wording_route(writing->rule->route);
    row->sites = of->sites;
    row->site_ul = nearest(of->site_ul);
    row->site_volume = of->sites > 0 ? build_volume(build, of->site_ul) : NULL;
    row->doses = of->doses;
    row->every_s = of->every.s;
    write_moles(build, row);
    row->dose_line = dose_line(build, writing);
    if (of->doses > 1) {
        const char *const pieces[] = {row->dose_line, build_duration(build, whole(of->every.s)), build_whole(build, of->doses)};
        row->dose_line = build_say(build, words.dose_line_repeated, pieces);
    }
    write_check_values(build, writing);
    write_basis(build, writing);
    row->ordered_dose = of->prescribed ? row->dose : NULL;
    row->ordered_time = of->prescribed_time ? row->over : NULL;
    write_dose_range(build, writing);
}

/* ---- Preparation ---------------------------------------------------------------------------------------------- */

static const char *additive_id(enum additive additive)
{
    switch (additive) {
    case ADDITIVE_PREMIXED:
        return words.id_premixed;
    case ADDITIVE_ADDED:
        return words.id_added;
    case ADDITIVE_REPLACED:
        return words.id_replaced;
    case ADDITIVE_MADE_UP:
        return words.id_made_up;
    case ADDITIVE_UNDILUTED:
        break;
    }
    return words.id_undiluted;
}

static const char *premixed_words(struct build *build, const struct writing *writing)
{
    struct sheet_infusion *row = writing->row;
    ifs_ratio opened = build_times(build, whole(row->containers), whole(writing->product->volume.ul));
    bool rest = ratio_compare(writing->of->total_ul, opened) < 0;
    const char *sentence = rest ? words.make_premixed_part : words.make_premixed;
    return build_say(build, sentence,
                     (const char *const[]){row->containers_words, row->total, build_volume(build, opened)});
}

/* "50 mL syringe"; where its size is not known, what it has to hold. */
static const char *syringe_words(struct build *build, const struct writing *writing)
{
    const ifs_volume capacity = writing->container->capacity;
    if (capacity.ul > 0) {
        return build_say_one(build, words.syringe_of, build_volume(build, whole(capacity.ul)));
    }
    return build_say_one(build, words.syringe_holding, writing->row->total);
}

/* A syringe for each site. */
static const char *undiluted_words(struct build *build, const struct sheet_infusion *row)
{
    if (row->sites > 1) {
        return build_say(build, words.make_for_sites,
                         (const char *const[]){row->site_volume, build_whole(build, row->sites)});
    }
    return build_say_one(build, words.make_undiluted, row->draw);
}

static const char *preparation_words(struct build *build, const struct writing *writing)
{
    const struct sheet_infusion *row = writing->row;
    const char *volume = build_volume(build, whole(writing->container->volume.ul));
    bool bag = writing->container->vessel == VESSEL_BAG;
    const char *vessel = bag ? NULL : syringe_words(build, writing);
    const char *diluent =
        writing->of->diluent < 0 ? NULL : build->protocol->drug.diluents[writing->of->diluent].name;
    switch (writing->container->additive) {
    case ADDITIVE_PREMIXED:
        return premixed_words(build, writing);
    case ADDITIVE_ADDED:
        return bag ? build_say(build, words.make_added, (const char *const[]){row->draw, volume, diluent, row->total})
                   : build_say(build, words.make_added_syringe,
                               (const char *const[]){row->draw, vessel, volume, diluent, row->total});
    case ADDITIVE_REPLACED:
        return build_say(build, words.make_replaced,
                         (const char *const[]){row->draw, volume, diluent, row->draw, row->total});
    case ADDITIVE_MADE_UP:
        volume = build_volume(build, whole(row->diluent_ul));
        return bag ? build_say(build, words.make_up, (const char *const[]){row->draw, volume, diluent, row->total})
                   : build_say(build, words.make_up_syringe,
                               (const char *const[]){row->draw, vessel, volume, diluent, row->total});
    case ADDITIVE_UNDILUTED:
        break;
    }
    return undiluted_words(build, row);
}

static const char *container_word(enum product_kind kind, bool one)
{
    switch (kind) {
    case PRODUCT_PREMIX:
        return one ? words.premix_container : words.premix_containers;
    case PRODUCT_VIAL:
        return one ? words.vial : words.vials;
    case PRODUCT_AMPOULE:
        break;
    }
    return one ? words.ampoule : words.ampoules;
}

static void write_product(struct build *build, const struct writing *writing)
{
    const struct product *product = writing->product;
    struct sheet_infusion *row = writing->row;
    const char *whose = writing->of->product_chosen ? words.chosen : words.protocols_choice;
    row->product = product->id;
    row->product_words = build_say(build, whose, &product->name);
    row->product_mark = build_mark(build, &product->origin);
    row->strength =
        build_say(build, words.strength,
                  (const char *const[]){build_concentration(build, product->strength),
                                        build_dose(build, whole(product->content.mcg)),
                                        build_volume(build, whole(product->volume.ul)), product->strength_text});
    row->contains = product->contains;
    row->containers = writing->of->containers;
    bool one = row->containers == 1;
    const char *kind = container_word(product->kind, one);
    row->containers_words =
        build_say(build, words.count_of, (const char *const[]){build_whole(build, row->containers), kind});
}

static void write_diluent(struct build *build, const struct writing *writing)
{
    struct sheet_infusion *row = writing->row;
    int index = writing->of->diluent;
    if (row->premixed || index < 0) {
        return;
    }
    claim(index < build->protocol->drug.diluent_count);
    const struct diluent *diluent = &build->protocol->drug.diluents[index];
    row->diluent = diluent->id;
    row->diluent_words =
        build_say(build, writing->of->diluent_chosen ? words.chosen : words.protocols_choice, &diluent->name);
    row->diluent_ul = writing->of->diluent_volume.ul;
}

static void write_preparation(struct build *build, const struct writing *writing)
{
    const ifs_infusion *of = writing->of;
    struct sheet_infusion *row = writing->row;
    row->premixed = writing->container->additive == ADDITIVE_PREMIXED;
    row->additive = additive_id(writing->container->additive);
    write_product(build, writing);
    row->draw_ul = of->draw.ul;
    row->draw = row->premixed ? NULL : build_volume(build, whole(of->draw.ul));
    write_diluent(build, writing);
    if (container_is_diluted(writing->container)) {
        claim(row->diluent_words != NULL);
    }
    row->total_ul = nearest(of->total_ul);
    row->total = build_volume(build, of->total_ul);
    row->preparation = preparation_words(build, writing);
    if (of->doses > 1) {
        row->containers_words = build_say_one(build, words.for_each_dose, row->containers_words);
    }
    row->concentration_mcg = nearest(of->delivered_mcg);
    row->concentration = build_concentration(build, of->concentration_mcg_per_ul);
    row->concentration_limit = build_limit_ranges(build, of->rule, IFS_LIMIT_CONCENTRATION);
}

/* ---- Running it ----------------------------------------------------------------------------------------------- */

static const char *device_words(struct build *build, const struct writing *writing)
{
    const char *chosen = writing->of->device_chosen ? "" : words.device_by_protocol;
    claim(writing->of->device < IFS_DEVICE_COUNT);
    switch (writing->of->device) {
    case IFS_GRAVITY:
        return build_say(build, words.device_gravity,
                         (const char *const[]){build_whole(build, writing->of->drop_factor), chosen});
    case IFS_HAND:
        if (writing->of->sites > 0) {
            return build_say_one(build, words.device_injection, chosen);
        }
        return build_say(build, words.device_hand, (const char *const[]){writing->row->over, chosen});
    case IFS_PUMP:
    case IFS_DEVICE_COUNT:
        break;
    }
    return build_say_one(build, words.device_pump, chosen);
}

/* What the syringe's marks and the pump's step make of dose and time, where they change them. */
static const char *delivered_words(struct build *build, const ifs_infusion *of)
{
    const char *said = NULL;
    if (ratio_compare(of->delivered_mcg, whole(of->dose.mcg)) != 0) {
        const char *mass = build_limit_figure(build, IFS_LIMIT_DOSE, of->delivered_mcg, whole(of->dose.mcg));
        said = build_say_one(build, words.delivers_dose, mass);
    }
    if (nearest(of->delivered_s) != of->over.s) { /* less than a second is said in the working */
        const char *time = build_measured_time(build, of->delivered_s);
        said = build_join(build, said, "; ", build_say_one(build, words.delivers_time, time));
    }
    return said;
}

/* The counted drops are what runs: the flow is about that of the order, and the time follows from the count. */
static void write_drops(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    const char *count = build_whole(build, of->drops_per_min);
    const char *set = build_whole(build, of->drop_factor);
    row->drops = build_say(build, words.drops, (const char *const[]){count, set});
    row->flow_words = build_say_one(build, words.about, row->flow);
    /* uL x drops per mL / (1000 uL per mL x drops per minute) = min */
    ifs_ratio drops = build_times(build, of->total_ul, ratio_make(of->drop_factor, UL_PER_ML));
    ifs_ratio seconds = build_over(build, build_times(build, drops, whole(60)), whole(of->drops_per_min));
    const char *time = build_measured_time(build, seconds);
    if (!text_equal(time, row->over)) {
        row->over_words = build_say(build, words.time_at_drops, (const char *const[]){row->over, count, time});
    }
}

/* Each limit of the speed; for a child the one for the weight is far tighter than the drug's own and stands first. */
static void write_speed(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    const char *for_weight = build_limit_ranges(build, of->rule, IFS_LIMIT_SPEED_PER_KG);
    const char *rate_limit = build_limit_ranges(build, of->rule, IFS_LIMIT_DOSE_RATE); /* of a dose rate, the tighter one */
    const char *limit = rate_limit != NULL ? rate_limit : build_limit_ranges(build, of->rule, IFS_LIMIT_SPEED);
    row->speed_limit = limit != NULL ? build_join(build, for_weight, "; ", limit) : for_weight; /* a drug may have none of its own */
    if (of->speed_mcg_per_h.den <= 0) {
        return;
    }
    row->speed_mcg_per_min = nearest(build_over(build, of->speed_mcg_per_h, whole(60)));
    const char *rate = build_dose_rate(build, of->speed_mcg_per_h);
    row->speed = build_say(build, words.speed, (const char *const[]){build_speed(build, of->speed_mcg_per_h), rate});
    if (for_weight != NULL) {
        row->speed_per_kg = build_limit_delivered(build, of->rule, IFS_LIMIT_SPEED_PER_KG);
    }
}

/* A hand on the plunger needs mL per minute, and a volume for several sites is not one for each. */
static void write_by_hand(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    row->total_words = row->total;
    if (of->sites > 1) {
        const char *const pieces[] = {row->total, build_whole(build, of->sites)};
        row->total_words = build_say(build, words.sites_together, pieces);
    }
    if (of->device == IFS_HAND && of->sites == 0) {
        row->hand_flow = build_hand_flow(build, of);
    }
}

/* The volume to be infused may be more than one container holds. */
static void write_next_container(struct build *build, const struct writing *writing)
{
    const ifs_infusion *of = writing->of;
    struct sheet_infusion *row = writing->row;
    if (!row->premixed || row->containers < 2 || !row->has_flow) {
        return;
    }
    const ifs_ratio volume = whole(writing->product->volume.ul);
    const ifs_ratio hours = build_over(build, volume, whole(of->flow.ul_per_h));
    const char *time = build_duration(build, build_times(build, hours, whole(HOUR_S)));
    row->next_container =
        build_say(build, words.next_container, (const char *const[]){build_volume(build, volume), time});
}

static void write_running(struct build *build, const struct writing *writing)
{
    const ifs_infusion *of = writing->of;
    struct sheet_infusion *row = writing->row;
    row->device = device_words(build, writing);
    row->has_flow = of->flow.ul_per_h > 0;
    row->flow_ul_per_h = of->flow.ul_per_h;
    row->flow = row->has_flow ? build_flow(build, whole(of->flow.ul_per_h)) : NULL;
    row->flow_words = row->flow;
    row->over_words = row->over;
    if (row->has_flow && nearest(of->delivered_s) != of->over.s) { /* what the pump will count at the flow it can keep */
        const char *time = build_measured_time(build, of->delivered_s);
        row->over_words = build_say(build, words.time_at_flow, (const char *const[]){row->over, row->flow, time});
    }
    row->drops_per_min = of->drops_per_min;
    if (of->drops_per_min > 0) {
        write_drops(build, of, row);
    }
    row->delivered_mcg = nearest(of->delivered_mcg);
    row->delivered_s = nearest(of->delivered_s);
    row->delivered = delivered_words(build, of);
    write_speed(build, of, row);
    write_by_hand(build, of, row);
    write_next_container(build, writing);
    row->has_per_kg = of->per_kg_mcg.den > 0;
    row->per_kg_mcg = nearest(of->per_kg_mcg);
    if (row->has_per_kg) {
        const char *dose = build_per_weight(build, of->per_kg_mcg);
        row->per_kg = build_say(build, words.per_kg, (const char *const[]){dose, build_weight(build, of->weight_g)});
    }
}

/* A heading on the page of several infusions says of which. */
static const char *heading_for(struct build *build, const char *heading, const char *name)
{
    bool several = build->plan->infusion_count > 1;
    return several ? build_say(build, words.of_infusion, (const char *const[]){heading, name}) : heading;
}

static void write_headings(struct build *build, struct sheet_infusion *row)
{
    const char *by_device = row->drops != NULL ? words.heading_gravity : words.heading_pump;
    row->product_label = heading_for(build, words.label_product, row->name);
    row->heading_preparation = heading_for(build, words.heading_preparation, row->name);
    row->heading_blind = heading_for(build, words.heading_blind, row->name);
    row->heading_goes_on = heading_for(build, words.heading_goes_on, row->name);
    row->heading_running = heading_for(build, row->flow == NULL ? words.heading_by_hand : by_device, row->name);
}

static const char *heading_of(struct build *build, int index)
{
    const char *name = build->sheet->infusions[index].name;
    if (build->plan->infusion_count < 2) {
        return build_say_one(build, words.heading_only, name);
    }
    const char *number = build_whole(build, index + 1);
    const char *all = build_whole(build, build->plan->infusion_count);
    return build_say(build, words.heading_numbered, (const char *const[]){number, all, name});
}

static void write_infusion(struct build *build, int index)
{
    const ifs_infusion *of = &build->plan->infusions[index];
    claim(of->rule >= 0);
    claim(of->rule < build->protocol->infusion_count);
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    claim(of->container >= 0);
    claim(of->container < rule->container_count);
    claim(of->dose_rule >= 0);
    claim(of->dose_rule < rule->dose_count);
    struct writing writing = {
        .of = of,
        .rule = rule,
        .container = &rule->containers[of->container],
        .product = rule->containers[of->container].product,
        .dose_rule = &rule->doses[of->dose_rule],
        .row = &build->sheet->infusions[index],
    };
    writing.row->name = rule->name;
    writing.row->heading = heading_of(build, index);
    write_dose(build, &writing);
    write_preparation(build, &writing);
    write_running(build, &writing);
    write_headings(build, writing.row);
    build_phase(build, of, writing.row);
    build_add_authored(build, &writing.row->notes, &rule->notes);
    build_add_authored(build, &writing.row->notes, &writing.product->notes);
}

/* ---- Limits of the whole order, antidote ---------------------------------------------------------------------- */

static void write_totals(struct build *build)
{
    static const ifs_limit_kind kinds[] = {IFS_LIMIT_IN_24H, IFS_LIMIT_IN_48H, IFS_LIMIT_INTERVAL};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const char *ranges = build_limit_ranges(build, -1, kinds[i]);
        if (ranges != NULL) {
            const char *label = wording_limit(kinds[i]);
            build_add_line(build, &build->sheet->totals, (struct sheet_line){.text = label, .blanks = ranges});
        }
    }
}

static void write_rescue(struct build *build, const ifs_rescue *rescue)
{
    claim(rescue->rule >= 0);
    claim(rescue->rule < build->protocol->rescue_count);
    const struct rescue_rule *rule = &build->protocol->rescues[rescue->rule];
    const char *dose = build_mass(build, whole(rescue->dose.mcg));
    const char *draw = build_volume(build, rescue->draw_ul);
    const char *over = build_duration(build, whole(rescue->over.s));
    const char *speed = build_speed(build, rescue->speed_mcg_per_h);
    const char *line =
        build_say(build, words.rescue, (const char *const[]){rule->product->name, dose, draw, over, speed});
    line = rescue->capped ? build_join(build, line, "; ", words.rescue_capped) : line;
    const char *whole_line = rule->say != NULL ? build_join(build, line, "; ", rule->say) : line;
    const char *mark = build_mark(build, &rule->origin);
    build_add_line(build, &build->sheet->rescue,
                   (struct sheet_line){.text = line, .mark = mark, .whole = whole_line, .more = rule->say});
    build_add_authored(build, &build->sheet->rescue, &rule->product->notes);
}

void build_ordered(struct build *build)
{
    if (!build_has_order(build)) {
        return;
    }
    for (int i = 0; i < build->plan->infusion_count; i++) {
        write_infusion(build, i);
        build->sheet->infusion_count++;
    }
    write_totals(build);
    for (int i = 0; i < build->plan->rescue_count; i++) {
        write_rescue(build, &build->plan->rescues[i]);
    }
}
