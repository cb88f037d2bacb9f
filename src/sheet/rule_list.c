/*
 * rule_list.c - everything a protocol says, as a list of rules with their figures in words.
 *
 * Who compares two protocols must not miss a thing, so this goes through struct ifs_protocol member by member: a new member of any rule
 * belongs here as well. Invariant: two protocols with the same list order the same for everybody and print the same sheets, but for the
 * places in the files. Conditions are kept as they are; whether two mean the same is decided elsewhere.
 */
#include "rule_list.h"

#include "claim.h"
#include "outcome.h"
#include "ratio.h"

static const struct condition always;

/* ---- Words ------------------------------------------------------------------------------------------------------------ */

static const char *begin(const struct rule_list *list)
{
    return list->text.bytes + list->text.length;
}

static const char *end(struct rule_list *list, const char *words)
{
    text_add_bytes(&list->text, "", 1);
    list->full = list->full || list->text.full;
    return list->text.full ? "" : words;
}

static const char *place_of(struct rule_list *list, const char *name, const char *part)
{
    const char *words = begin(list);
    text_add(&list->text, name);
    text_add(&list->text, ", ");
    text_add(&list->text, part);
    return end(list, words);
}

static struct listed_rule *add_rule(struct rule_list *list, const char *place, const char *key,
                                    const struct condition *when)
{
    if (list->count == RULE_LIST_MAX) { /* in the place of the last: the list is not the whole anyway */
        list->full = true;
        list->count--;
    }
    struct listed_rule *rule = &list->rules[list->count++];
    *rule = (struct listed_rule){.place = place, .key = key != NULL ? key : "", .when = when};
    return rule;
}

static void field(struct listed_rule *rule, const char *label, const char *words)
{
    claim(rule->field_count < RULE_FIELDS);
    rule->fields[rule->field_count++] = (struct rule_field){label, words != NULL ? words : ""};
}

typedef void (*add_figure)(struct text *text, ifs_ratio figure);

/* den 0: none. */
static void figure(struct rule_list *list, struct listed_rule *rule, const char *label, ifs_ratio ratio, add_figure add)
{
    const char *words = begin(list);
    if (ratio.den != 0) {
        add(&list->text, ratio);
    }
    field(rule, label, end(list, words));
}

/* Figures are written by functions of this file: an address of another's would need a table that a pure room has not. */
static void add_mass(struct text *text, ifs_ratio number)
{
    quantity_add_mass(text, number);
}

static void add_rate(struct text *text, ifs_ratio number)
{
    quantity_add_dose_rate(text, number);
}

static void add_per_weight(struct text *text, ifs_ratio number)
{
    quantity_add_per_weight(text, number);
}

static void add_duration(struct text *text, ifs_ratio number)
{
    quantity_add_duration(text, number);
}

static void add_concentration(struct text *text, ifs_ratio number)
{
    quantity_add_concentration(text, number);
}

static void add_volume(struct text *text, ifs_ratio number)
{
    quantity_add_volume(text, number);
}

static void add_speed(struct text *text, ifs_ratio number)
{
    quantity_add_speed(text, number);
}

static void add_plain(struct text *text, ifs_ratio number)
{
    quantity_add_number(text, number, 6);
}

static void add_strength(struct text *text, ifs_ratio strength)
{
    quantity_add_number(text, strength, 9);
}

static void add_per_weight_rate(struct text *text, ifs_ratio rate)
{
    quantity_add_per_weight(text, rate);
    text_add(text, " per hour");
}

static void whole(struct rule_list *list, struct listed_rule *rule, const char *label, int64_t number, add_figure add)
{
    figure(list, rule, label, number == 0 ? (ifs_ratio){0, 0} : ratio_whole(number), add);
}

static void truth(struct listed_rule *rule, const char *label, bool holds)
{
    field(rule, label, holds ? "yes" : "no");
}

static void condition_field(struct listed_rule *rule, const char *label, const struct condition *condition)
{
    field(rule, label, condition->count > 0 ? condition->text : "");
}

static void joined(struct rule_list *list, struct listed_rule *rule, const char *label, const char *const *words,
                   int count)
{
    const char *text = begin(list);
    for (int i = 0; words != NULL && i < count; i++) {
        text_add(&list->text, i > 0 ? ", " : "");
        text_add(&list->text, words[i]);
    }
    field(rule, label, end(list, text));
}

static void source(struct listed_rule *rule, const struct origin *origin)
{
    field(rule, "source", origin->source);
}

/* ---- Limits -------------------------------------------------------------------------------------------------------------- */

static add_figure figure_of(ifs_limit_kind kind)
{
    switch (kind) {
    case IFS_LIMIT_DOSE:
    case IFS_LIMIT_DOSE_MAX:
    case IFS_LIMIT_IN_24H:
    case IFS_LIMIT_IN_48H:
        return add_mass;
    case IFS_LIMIT_DOSE_RATE:
        return add_rate;
    case IFS_LIMIT_PER_KG:
        return add_per_weight;
    case IFS_LIMIT_OVER:
    case IFS_LIMIT_INTERVAL:
        return add_duration;
    case IFS_LIMIT_SPEED:
        return add_speed;
    case IFS_LIMIT_SPEED_PER_KG:
        return add_per_weight_rate;
    case IFS_LIMIT_CONCENTRATION:
        return add_concentration;
    case IFS_LIMIT_VOLUME:
    case IFS_LIMIT_SITE_VOLUME:
    case IFS_LIMIT_KIND_COUNT: /* no limit */
        break;
    }
    return add_volume;
}

static void add_bounds(struct rule_list *list, struct listed_rule *rule, const struct limit *limit)
{
    add_figure add = figure_of(limit->kind);
    figure(list, rule, "soft minimum", limit->soft_min, add);
    figure(list, rule, "soft maximum", limit->soft_max, add);
    figure(list, rule, "hard minimum", limit->hard_min, add);
    figure(list, rule, "hard maximum", limit->hard_max, add);
}

static void add_limit(struct rule_list *list, const char *place, const struct limit *limit, bool one_applies)
{
    struct listed_rule *rule = add_rule(list, place, NULL, &limit->when);
    add_bounds(list, rule, limit);
    figure(list, rule, "instead of the drug library's", limit->exceeds, figure_of(limit->kind));
    field(rule, "because", limit->because);
    truth(rule, "exactly one applies", one_applies);
    source(rule, &limit->origin);
}

static void add_groups(struct rule_list *list, const char *name, const struct limit_group *groups, int count)
{
    for (int i = 0; i < count; i++) {
        const char *place = place_of(list, name, outcome_word(groups[i].kind));
        for (int j = 0; j < groups[i].count; j++) {
            add_limit(list, place, &groups[i].limits[j], groups[i].alternatives);
        }
    }
}

static void add_lines(struct rule_list *list, const char *place, const struct lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->list[i];
        struct listed_rule *rule = add_rule(list, place, NULL, &line->when);
        field(rule, "sentence", line->say);
        field(rule, "at", line->at);
        source(rule, &line->origin);
    }
}

/* ---- Drug library ---------------------------------------------------------------------------------------------------------- */

static void add_product(struct rule_list *list, const char *place, const struct product *product)
{
    static const char *const kinds[] = {
        [PRODUCT_PREMIX] = "premix", [PRODUCT_VIAL] = "vial", [PRODUCT_AMPOULE] = "ampoule"};
    struct listed_rule *rule = add_rule(list, place, product->id, &always);
    field(rule, "name", product->name);
    field(rule, "kind", kinds[product->kind]);
    field(rule, "strength", product->strength_text);
    figure(list, rule, "strength in mg per mL", product->strength, add_strength);
    whole(list, rule, "content", product->content.mcg, add_mass);
    whole(list, rule, "volume", product->volume.ul, add_volume);
    field(rule, "mEq on the label", product->meq_text);
    field(rule, "mmol on the label", product->mmol_text);
    field(rule, "contains", product->contains);
    joined(list, rule, "labelled for", product->labelled, product->labelled_count);
    truth(rule, "pump required", product->pump_required);
    source(rule, &product->origin);
    add_lines(list, place_of(list, product->id, "note"), &product->notes);
}

static void add_drug(struct rule_list *list, const struct drug *drug)
{
    struct listed_rule *rule = add_rule(list, "drug library", NULL, &always);
    field(rule, "id", drug->id);
    field(rule, "name", drug->name);
    field(rule, "salt", drug->salt_name);
    field(rule, "element", drug->element);
    field(rule, "version", drug->version);
    whole(list, rule, "molar mass in mg per mol", drug->salt.molar_mass_mg_per_mol, add_plain);
    whole(list, rule, "element in mg per mol", drug->salt.element_mg_per_mol, add_plain);
    whole(list, rule, "valence", drug->salt.valence, add_plain);
    for (int i = 0; i < drug->product_count; i++) {
        add_product(list, "product", &drug->products[i]);
    }
    for (int i = 0; i < drug->antidote_count; i++) {
        add_product(list, "antidote", &drug->antidotes[i]);
    }
    for (int i = 0; i < drug->diluent_count; i++) {
        rule = add_rule(list, "diluent", drug->diluents[i].id, &always);
        field(rule, "name", drug->diluents[i].name);
        source(rule, &drug->diluents[i].origin);
    }
    add_lines(list, "incompatible", &drug->incompatible);
    add_lines(list, "note of the drug library", &drug->notes);
}

/* ---- One phase ------------------------------------------------------------------------------------------------------------- */

static const char *weight_words(enum renal_weight weight)
{
    switch (weight) {
    case RENAL_WEIGHT_LOWEST:
        return "whichever gives least";
    case RENAL_WEIGHT_ACTUAL:
        return "actual";
    case RENAL_WEIGHT_IDEAL:
        return "ideal";
    case RENAL_WEIGHT_ADJUSTED:
        return "adjusted";
    case RENAL_WEIGHT_CUSTOMARY:
        break;
    }
    return "customary";
}

static const char *rounding_words(ifs_rounding rounding)
{
    switch (rounding) {
    case IFS_ROUND_DOWN:
        return "down";
    case IFS_ROUND_UP:
        return "up";
    case IFS_ROUND_HALF_UP:
        break;
    }
    return "half up";
}

static void add_doses(struct rule_list *list, const struct infusion_rule *infusion)
{
    static const char *const bases[] = {[DOSE_BY_PRESCRIBER] = "the prescriber's",
                                        [DOSE_FIXED] = "fixed",
                                        [DOSE_PER_WEIGHT] = "per kilogram",
                                        [DOSE_RATE] = "a dose rate",
                                        [DOSE_RATE_PER_WEIGHT] = "a dose rate per kilogram"};
    const char *place = place_of(list, infusion->name, "dose");
    for (int i = 0; i < infusion->dose_count; i++) {
        const struct dose_rule *dose = &infusion->doses[i];
        struct listed_rule *rule = add_rule(list, place, NULL, &dose->when);
        field(rule, "kind", bases[dose->basis]);
        field(rule, "usual", dose->usual_text);
        field(rule, "weight", weight_words(dose->weight));
        figure(list, rule, "maximum", dose->maximum.hard_max, add_mass);
        whole(list, rule, "step", dose->step.mcg, add_mass);
        field(rule, "rounded", rounding_words(dose->rounding));
        add_bounds(list, rule, &dose->limit);
        field(rule, "because", dose->limit.because);
        source(rule, &dose->origin);
        truth(rule, "ordered as a rate", dose->rate);
    }
}

static void add_times(struct rule_list *list, const struct infusion_rule *infusion)
{
    const char *place = place_of(list, infusion->name, "time");
    for (int i = 0; i < infusion->time_count; i++) {
        const struct time_rule *time = &infusion->times[i];
        const char *key = begin(list);
        if (time->dose_to.mcg > 0) {
            text_add(&list->text, "for doses up to ");
            quantity_add_mass(&list->text, ratio_whole(time->dose_to.mcg));
        }
        key = end(list, key);
        struct listed_rule *rule = add_rule(list, place, key, &time->when);
        whole(list, rule, "usual", time->usual.s, add_duration);
        figure(list, rule, "at a speed of", time->at, add_speed);
        add_bounds(list, rule, &time->limit);
        field(rule, "because", time->limit.because);
        source(rule, &time->origin);
    }
}

/* Of bags of one product, whose names do not tell the order; 0: of that product there is no other. */
static int place_among_its_product(const struct infusion_rule *infusion, int index)
{
    int same = 0;
    int place = 0;
    for (int i = 0; i < infusion->container_count; i++) {
        same += text_equal(infusion->containers[i].product->id, infusion->containers[index].product->id) ? 1 : 0;
        place = i == index ? same : place;
    }
    return same > 1 ? place : 0;
}

static void add_container(struct rule_list *list, const char *place, const ifs_protocol *protocol,
                          const struct infusion_rule *infusion, int index)
{
    const struct container *container = &infusion->containers[index];
    static const char *const additives[] = {[ADDITIVE_PREMIXED] = "premixed",
                                            [ADDITIVE_ADDED] = "added",
                                            [ADDITIVE_REPLACED] = "replaced",
                                            [ADDITIVE_MADE_UP] = "made up",
                                            [ADDITIVE_UNDILUTED] = "undiluted"};
    struct listed_rule *rule = add_rule(list, place, container->product->id, &container->when);
    field(rule, "vessel", container->vessel == VESSEL_BAG ? "bag" : "syringe");
    field(rule, "additive", additives[container->additive]);
    const char *diluents = begin(list);
    for (int i = 0; i < container->diluent_count; i++) {
        text_add(&list->text, i > 0 ? ", " : "");
        text_add(&list->text, protocol->drug.diluents[container->diluents[i]].id);
    }
    field(rule, "diluents", end(list, diluents));
    whole(list, rule, "volume", container->volume.ul, add_volume);
    whole(list, rule, "capacity", container->capacity.ul, add_volume);
    whole(list, rule, "place among bags of this product", place_among_its_product(infusion, index), add_plain);
    source(rule, &container->origin);
}

/* The first that holds is the protocol's choice: their order matters. */
static void add_containers(struct rule_list *list, const ifs_protocol *protocol, const struct infusion_rule *infusion)
{
    const char *place = place_of(list, infusion->name, "bag");
    const char *order = begin(list);
    for (int i = 0; i < infusion->container_count; i++) {
        text_add(&list->text, i > 0 ? ", " : "");
        text_add(&list->text, infusion->containers[i].product->id);
    }
    order = end(list, order);
    struct listed_rule *rule = add_rule(list, place_of(list, infusion->name, "bags"), NULL, &always);
    field(rule, "in this order", order);
    for (int i = 0; i < infusion->container_count; i++) {
        add_container(list, place, protocol, infusion, i);
    }
}

static void add_repeat(struct rule_list *list, const struct infusion_rule *infusion)
{
    const struct repeat *repeat = &infusion->repeat;
    struct listed_rule *rule = add_rule(list, place_of(list, infusion->name, "repeat"), NULL, &always);
    whole(list, rule, "every", repeat->every.s, add_duration);
    whole(list, rule, "doses", repeat->doses, add_plain);
    figure(list, rule, "all doses together", repeat->up_to.hard_max, add_mass);
    condition_field(rule, "until", &repeat->until);
    condition_field(rule, "continued if", &repeat->continue_if);
    field(rule, "rechecked", repeat->recheck);
    source(rule, &repeat->origin);
}

static void add_steps(struct rule_list *list, const struct infusion_rule *infusion)
{
    const char *place = place_of(list, infusion->name, "step");
    for (int i = 0; i < infusion->step_count; i++) {
        const struct step *step = &infusion->steps[i];
        struct listed_rule *rule = add_rule(list, place, step->id, &step->only);
        field(rule, "rate", step->rate_text);
        truth(rule, "per kilogram", step->per_weight);
        condition_field(rule, "taken when", &step->when);
        field(rule, "sentence", step->say);
        source(rule, &step->origin);
    }
    place = place_of(list, infusion->name, "level");
    for (int i = 0; i < infusion->level_count; i++) {
        const struct level *level = &infusion->levels[i];
        struct listed_rule *rule = add_rule(list, place, NULL, &level->when);
        condition_field(rule, "target", &level->target);
        field(rule, "rechecked", level->recheck);
        source(rule, &level->origin);
    }
    place = place_of(list, infusion->name, "ending");
    for (int i = 0; i < infusion->ending_count; i++) {
        struct listed_rule *rule = add_rule(list, place, infusion->endings[i].event, &always);
        whole(list, rule, "after", infusion->endings[i].after.s, add_duration);
        source(rule, &infusion->endings[i].origin);
    }
}

static void add_infusion(struct rule_list *list, const ifs_protocol *protocol, const struct infusion_rule *infusion)
{
    static const char *const devices[] = {[IFS_PUMP] = "pump", [IFS_GRAVITY] = "gravity", [IFS_HAND] = "hand"};
    struct listed_rule *rule = add_rule(list, "phase", infusion->name, &infusion->when);
    field(rule, "route", infusion->route == ROUTE_INTRAVENOUS ? "intravenous" : "intramuscular");
    whole(list, rule, "sites", infusion->sites, add_plain);
    const char *words = begin(list);
    text_add(&list->text, devices[infusion->first_device]);
    for (size_t i = 0; i < COUNT_OF(devices); i++) {
        bool listed = (infusion->devices >> i & 1U) != 0 && i != (size_t)infusion->first_device;
        text_add(&list->text, listed ? ", " : "");
        text_add(&list->text, listed ? devices[i] : "");
    }
    field(rule, "devices", end(list, words));
    whole(list, rule, "begins after", infusion->begins_after.s, add_duration);
    source(rule, &infusion->origin);
    add_doses(list, infusion);
    add_times(list, infusion);
    add_groups(list, infusion->name, infusion->limits, infusion->limit_count);
    add_containers(list, protocol, infusion);
    add_repeat(list, infusion);
    add_steps(list, infusion);
    add_lines(list, place_of(list, infusion->name, "note"), &infusion->notes);
}

/* ---- The rest of the protocol ------------------------------------------------------------------------------------------------ */

static void settings_field(struct rule_list *list, struct listed_rule *rule, const char *label, unsigned settings)
{
    int count;
    const char *const *names = fact_choices(fact_builtin(IFS_FACT_SETTING), &count);
    const char *words = begin(list);
    for (int i = 0; i < count; i++) {
        bool listed = (settings >> i & 1U) != 0;
        text_add(&list->text, listed && list->text.bytes + list->text.length > words ? ", " : "");
        text_add(&list->text, listed ? names[i] : "");
    }
    field(rule, label, end(list, words));
}

static void add_head(struct rule_list *list, const ifs_protocol *protocol)
{
    struct listed_rule *rule = add_rule(list, "protocol", NULL, &always);
    field(rule, "id", protocol->id);
    field(rule, "title", protocol->title);
    field(rule, "version", protocol->version);
    field(rule, "population", protocol->population);
    field(rule, "review by", protocol->review_by_text);
    settings_field(list, rule, "settings", protocol->settings);
    settings_field(list, rule, "overrides in", protocol->overrides_in);
    field(rule, "weight of the clearance", weight_words(protocol->crcl_weight));
    const char *phases = begin(list);
    for (int i = 0; i < protocol->infusion_count; i++) {
        text_add(&list->text, i > 0 ? ", " : "");
        text_add(&list->text, protocol->infusions[i].name);
    }
    field(rule, "phases in this order", end(list, phases));
}

static void add_facts(struct rule_list *list, const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->fact_count; i++) {
        const struct fact_rule *fact = &protocol->facts[i];
        struct listed_rule *rule = add_rule(list, "question", fact->name, &always);
        bool required = fact_set_has(&protocol->required, i);
        bool bedside = fact_set_has(&protocol->bedside, i);
        field(rule, "asked", fact->ask);
        joined(list, rule, "choices", fact->choices, fact->choice_count);
        field(rule, "needed", required ? "before the order" : bedside ? "at the bedside" : "no");
        field(rule, "answer that passes", fact->pass_word);
        truth(rule, "counts as a risk for the kidneys", fact->renal_risk);
    }
}

static void add_checks(struct rule_list *list, const ifs_protocol *protocol)
{
    static const char *const severities[] = {
        [IFS_REFUSE] = "refuses", [IFS_OVERRIDE] = "asks for an override", [IFS_WARN] = "warns"};
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        struct listed_rule *rule = add_rule(list, "check", check->id, &check->when);
        field(rule, "severity", severities[check->severity]);
        field(rule, "trips where its condition", check->negated ? "fails" : "holds");
        field(rule, "sentence", check->say);
        source(rule, &check->origin);
    }
    for (int i = 0; i < protocol->contradiction_count; i++) {
        struct listed_rule *rule = add_rule(list, "contradiction", NULL, &protocol->contradictions[i].when);
        field(rule, "sentence", protocol->contradictions[i].say);
        source(rule, &protocol->contradictions[i].origin);
    }
}

static void add_renal(struct rule_list *list, const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->renal_count; i++) {
        const struct renal_band *band = &protocol->renal[i];
        const char *place =
            band->infusion < 0 ? "renal band" : place_of(list, protocol->infusions[band->infusion].name, "renal band");
        struct listed_rule *rule = add_rule(list, place, NULL, &band->when);
        figure(list, rule, "factor", band->factor, add_strength);
        figure(list, rule, "maximum", band->maximum.hard_max, add_mass);
        truth(rule, "refuses", band->refuses);
        field(rule, "sentence", band->say);
        source(rule, &band->origin);
    }
}

static void add_rescues(struct rule_list *list, const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->rescue_count; i++) {
        const struct rescue_rule *rescue = &protocol->rescues[i];
        struct listed_rule *rule = add_rule(list, "rescue", rescue->product->id, &rescue->when);
        field(rule, "dose", rescue->usual_text);
        truth(rule, "per kilogram", rescue->per_weight);
        whole(list, rule, "maximum", rescue->maximum.mcg, add_mass);
        whole(list, rule, "step", rescue->step.mcg, add_mass);
        whole(list, rule, "over", rescue->over.s, add_duration);
        field(rule, "sentence", rescue->say);
        source(rule, &rescue->origin);
        const char *place = place_of(list, rescue->product->id, "speed of the rescue");
        for (int j = 0; j < rescue->limit_count; j++) {
            add_limit(list, place, &rescue->limits[j], true);
        }
    }
}

static void add_sources(struct rule_list *list, const ifs_protocol *protocol)
{
    for (int i = 0; i < protocol->source_count; i++) {
        const struct source *cited = &protocol->sources[i];
        struct listed_rule *rule = add_rule(list, "source", cited->id, &always);
        field(rule, "cited", cited->cite);
        field(rule, "verified", cited->verified);
    }
    for (int i = 0; i < protocol->indication_count; i++) {
        const struct indication *indication = &protocol->indications[i];
        struct listed_rule *rule = add_rule(list, "indication", indication->id, &always);
        field(rule, "words", indication->text);
        field(rule, "evidence", indication->evidence);
        field(rule, "labelled as", indication->labelled_as);
        source(rule, &indication->origin);
    }
}

void rule_list_fill(struct rule_list *list, const ifs_protocol *protocol)
{
    list->count = 0;
    list->full = false;
    list->text = text_over(list->bytes, sizeof list->bytes);
    add_head(list, protocol);
    add_facts(list, protocol);
    add_checks(list, protocol);
    for (int i = 0; i < protocol->infusion_count; i++) {
        add_infusion(list, protocol, &protocol->infusions[i]);
    }
    add_renal(list, protocol);
    add_groups(list, "order", protocol->totals, protocol->total_count);
    add_rescues(list, protocol);
    add_lines(list, "order line", &protocol->orders);
    add_lines(list, "monitoring", &protocol->monitoring);
    add_lines(list, "stop rule", &protocol->stop_rules);
    add_lines(list, "follow-up", &protocol->follow_up);
    add_lines(list, "home advice", &protocol->home_advice);
    add_sources(list, protocol);
    add_drug(list, &protocol->drug);
}
