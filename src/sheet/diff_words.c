/*
 * diff_words.c - which patients a difference concerns, and what it is, in clinical words.
 *
 * Decides how an interval reads: its ends are answers that can be written, an end that is the fact's own is left out, and so is a fact whose
 * every answer is meant. What differs is found in analysis/diff.h.
 */
#include "diff_words.h"

#include "claim.h"
#include "outcome.h"
#include "ratio.h"
#include "wording.h"

/* ---- Intervals --------------------------------------------------------------------------------------------------------- */

static bool is_urine(int slot)
{
    return slot == SLOT_URINE || slot == SLOT_URINE_PER_WEIGHT;
}

static bool on_step(const struct fact_unit *unit, int64_t figure)
{
    return figure % unit->step == 0 || (figure - 1) % unit->step == 0;
}

/* The first unit in which both ends can be written. */
static const struct fact_unit *unit_of(const struct fact_rule *rule, int slot, struct space_cell range)
{
    if (is_urine(slot)) {
        return &rule->units[slot == SLOT_URINE_PER_WEIGHT ? 1 : 0];
    }
    for (int i = 0; i < rule->unit_count; i++) {
        const struct fact_unit *unit = &rule->units[i];
        bool low = range.low <= rule->units[0].low || on_step(unit, range.low);
        bool high = range.high >= rule->units[0].high || on_step(unit, range.high + 1);
        if (low && high) {
            return unit;
        }
    }
    return &rule->units[0];
}

static int64_t up_to_step(int64_t figure, int64_t step)
{
    int64_t over = figure % step;
    return over == 0 ? figure : figure - over + step;
}

/* The number without its unit where the unit follows later. */
static void add_number(struct text *text, const struct fact_unit *unit, int64_t figure)
{
    char written[64];
    struct text number = text_over(written, sizeof written);
    fact_add_figure(&number, unit, figure);
    size_t length = 0;
    while (written[length] != '\0' && written[length] != ' ') {
        length++;
    }
    text_add_bytes(text, written, length);
}

void diff_words_range(struct text *text, const struct fact_rule *rule, int slot, struct space_cell range)
{
    const struct fact_unit *unit = unit_of(rule, slot, range);
    int64_t scale = is_urine(slot) ? 2 : 1;
    bool from_lowest = range.low <= unit->low * scale;
    bool to_highest = range.high >= unit->high * scale;
    int64_t step = unit->dimension == IFS_WEIGHT && range.low >= FACT_COARSE_WEIGHT_G ? FACT_COARSE_WEIGHT_STEP_G : unit->step;
    int64_t low = up_to_step((range.low + scale - 1) / scale, step);
    int64_t high = range.high / scale;
    step = unit->dimension == IFS_WEIGHT && high >= FACT_COARSE_WEIGHT_G ? FACT_COARSE_WEIGHT_STEP_G : unit->step;
    high -= high % step;
    if (from_lowest) {
        text_add(text, "up to ");
        fact_add_figure(text, unit, high);
    } else if (to_highest) {
        fact_add_figure(text, unit, low);
        text_add(text, " and over");
    } else if (low >= high) {
        fact_add_figure(text, unit, low);
    } else {
        add_number(text, unit, low);
        text_add(text, " to ");
        fact_add_figure(text, unit, high);
    }
}

static void add_label(struct text *text, const ifs_protocol *protocol, int fact)
{
    claim(fact < IFS_FACT_MAX);
    /* cppcheck-suppress arrayIndexOutOfBoundsCond ; what is claimed holds, or the program ends */
    const char *label = fact < IFS_FACT_BUILTIN ? wording_fact(fact) : protocol->facts[fact].name;
    bool capital = label[0] >= 'A' && label[0] <= 'Z' && label[1] >= 'a'; /* an abbreviation stays */
    const char first = (char)(capital ? label[0] - 'A' + 'a' : label[0]);
    text_add_bytes(text, &first, 1);
    text_add(text, label + 1);
}

static void add_axis(struct text *text, const struct space *space, int index, const struct box *box)
{
    const struct space_axis *axis = &space->axes[index];
    const struct fact_rule *rule = &space->protocol->facts[space_fact(axis->slot)];
    const struct space_cell *cells = &space->cells[axis->first_cell];
    if (box->low[index] == 0 && box->high[index] == axis->cell_count - 1) {
        return;
    }
    text_add(text, text->length > 0 ? ", " : "");
    add_label(text, space->protocol, space_fact(axis->slot));
    text_add(text, " ");
    if (rule->kind == FACT_MEASURE) {
        diff_words_range(text, rule, axis->slot, (struct space_cell){cells[box->low[index]].low, cells[box->high[index]].high});
        return;
    }
    int count;
    const char *const *choices = fact_choices(rule, &count);
    for (int i = box->low[index]; i <= box->high[index]; i++) {
        text_add(text, i == box->low[index] ? "" : i == box->high[index] ? " or " : ", ");
        claim(cells[i].low >= 0); /* a diluent, which may be none, is no axis here */
        text_add(text, choices[cells[i].low]);
    }
}

static void add_weight(struct text *text, const struct diff *diff, const struct box *box, int axis)
{
    if (box->low[axis] == 0 && box->high[axis] == diff->run_count - 1) {
        return;
    }
    const struct fact_rule *rule = fact_builtin(IFS_FACT_WEIGHT);
    int end = diff->runs[box->high[axis] + 1];
    int64_t high = end < diff->weight_count ? diff->weights[end] - 1 : rule->units[0].high;
    text_add(text, text->length > 0 ? ", weight " : "weight ");
    diff_words_range(text, rule, IFS_FACT_WEIGHT, (struct space_cell){diff->weights[diff->runs[box->low[axis]]], high});
}

void diff_words_axes(struct text *text, const struct space *space, const struct box *box)
{
    for (int i = 0; i < space->axis_count; i++) {
        add_axis(text, space, i, box);
    }
}

void diff_words_box(struct text *text, const struct diff *diff, const struct box *box)
{
    diff_words_axes(text, &diff->old.space, box);
    add_weight(text, diff, box, diff->old.space.axis_count);
    text_add(text, text->length == 0 ? "everybody" : "");
}

void diff_words_check_box(struct text *text, const struct diff *diff, const struct box *box)
{
    diff_words_axes(text, &diff->space, box);
    text_add(text, text->length == 0 ? "everybody" : "");
}

/* ---- What differs -------------------------------------------------------------------------------------------------------- */

static const char *or_none(const char *name)
{
    return name != NULL ? name : "none";
}

static void add_duration(struct text *text, ifs_duration duration)
{
    if (duration.s == 0) {
        text_add(text, "none");
        return;
    }
    quantity_add_duration(text, ratio_whole(duration.s));
}

static void add_flow(struct text *text, const struct diff_phase *phase)
{
    if (phase->drops_per_min > 0) {
        text_add_whole(text, phase->drops_per_min);
        text_add(text, " drops per minute");
    } else if (phase->flow.ul_per_h > 0) {
        quantity_add_flow(text, ratio_whole(phase->flow.ul_per_h));
    } else {
        text_add(text, "none");
    }
}

static void add_repeat(struct text *text, const struct diff_phase *phase)
{
    if (phase->doses <= 1) {
        text_add(text, "once");
        return;
    }
    text_add_whole(text, phase->doses);
    text_add(text, " doses, every ");
    quantity_add_duration(text, ratio_whole(phase->every.s));
}

static void add_volume(struct text *text, ifs_ratio ul)
{
    if (ul.den == 0 || ul.num == 0) {
        text_add(text, "none");
        return;
    }
    quantity_add_volume(text, ul);
}

static void add_product(struct text *text, const struct diff_phase *phase)
{
    text_add(text, phase->product);
    text_add(text, " of ");
    quantity_add_concentration(text, phase->strength);
}

void diff_words_figure(struct text *text, const struct diff_phase *phase, enum diff_what what)
{
    static const char *const devices[] = {[IFS_PUMP] = "pump", [IFS_GRAVITY] = "gravity", [IFS_HAND] = "hand"};
    switch (what) {
    case DIFF_DOSE:
        quantity_add_mass(text, ratio_whole(phase->dose.mcg));
        break;
    case DIFF_TIME:
        add_duration(text, phase->over);
        break;
    case DIFF_DRAW:
        add_volume(text, ratio_whole(phase->draw.ul));
        break;
    case DIFF_TOTAL:
        add_volume(text, phase->total_ul);
        break;
    case DIFF_FLOW:
        add_flow(text, phase);
        break;
    case DIFF_PRODUCT:
        add_product(text, phase);
        break;
    case DIFF_DILUENT:
        text_add(text, or_none(phase->diluent));
        break;
    case DIFF_DEVICE:
        text_add(text, devices[phase->device]);
        break;
    case DIFF_REPEAT:
        add_repeat(text, phase);
        break;
    case DIFF_WAIT:
        add_duration(text, phase->after);
        break;
    case DIFF_SITES:
        text_add_whole(text, phase->sites);
        break;
    case DIFF_DOSE_RISES:
        break;
    }
}

/* The figure of the lightest and, where it is another, of the heaviest. */
static void add_ends(struct text *text, const char *first, const char *last)
{
    text_add(text, first);
    if (!text_equal(first, last)) {
        text_add(text, " to ");
        text_add(text, last);
    }
}

static void add_figures(struct text *text, const struct diff_phase *light, const struct diff_phase *heavy,
                        enum diff_what what)
{
    char first[DIFF_WORDS];
    char others[DIFF_WORDS];
    struct text one = text_over(first, sizeof first);
    struct text other = text_over(others, sizeof others);
    diff_words_figure(&one, light, what);
    diff_words_figure(&other, heavy != NULL ? heavy : light, what);
    add_ends(text, first, others);
}

static const struct {
    enum diff_what what;
    const char *words;
} figures[] = {{DIFF_DOSE, "dose"},       {DIFF_TIME, "time"},       {DIFF_DRAW, "draw"},
               {DIFF_TOTAL, "volume"},    {DIFF_FLOW, "flow"},       {DIFF_PRODUCT, "product"},
               {DIFF_DILUENT, "diluent"}, {DIFF_DEVICE, "device"},   {DIFF_REPEAT, "repeat"},
               {DIFF_WAIT, "wait"},       {DIFF_SITES, "sites"}};

struct listing {
    struct diff_item *items;
    int count;
};

static struct diff_item *add_item(struct listing *listing, const char *phase, const char *what)
{
    claim(listing->count < DIFF_ITEMS);
    struct diff_item *item = &listing->items[listing->count];
    listing->count++;
    struct text text = text_over(item->what, sizeof item->what);
    text_add(&text, phase);
    text_add(&text, phase[0] != '\0' ? " " : "");
    text_add(&text, what);
    return item;
}

static void list_phase(struct listing *listing, const struct diff_change *light, const struct diff_change *heavy, int at)
{
    const struct diff_phase *old = &light->old.phases[at];
    const struct diff_phase *new = diff_phase_named(&light->new, old->name);
    if (new == NULL) {
        struct diff_item *item = add_item(listing, old->name, "dose");
        struct text text = text_over(item->old, sizeof item->old);
        add_figures(&text, old, diff_phase_named(&heavy->old, old->name), DIFF_DOSE);
        text = text_over(item->new, sizeof item->new);
        text_add(&text, "not given");
        return;
    }
    unsigned differs = diff_phase_differs(old, new);
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        if ((differs & (unsigned)figures[i].what) != 0) {
            struct diff_item *item = add_item(listing, old->name, figures[i].words);
            struct text text = text_over(item->old, sizeof item->old);
            add_figures(&text, old, diff_phase_named(&heavy->old, old->name), figures[i].what);
            text = text_over(item->new, sizeof item->new);
            add_figures(&text, new, diff_phase_named(&heavy->new, old->name), figures[i].what);
        }
    }
}

static void add_rescue_dose(struct text *text, const struct diff_rescue *rescue)
{
    quantity_add_mass(text, ratio_whole(rescue->dose.mcg));
    text_add(text, " (");
    add_volume(text, rescue->draw_ul);
    text_add(text, ")");
}

/* The heaviest have the rescues of the lightest, at figures of their own. */
static void add_rescues(struct text *text, const struct diff_order *light, const struct diff_order *heavy)
{
    char first[DIFF_WORDS];
    char others[DIFF_WORDS];
    for (int i = 0; i < light->rescue_count; i++) {
        struct text one = text_over(first, sizeof first);
        struct text other = text_over(others, sizeof others);
        add_rescue_dose(&one, &light->rescues[i]);
        add_rescue_dose(&other, &heavy->rescues[i]);
        text_add(text, i > 0 ? ", " : "");
        text_add(text, light->rescues[i].product);
        text_add(text, " ");
        add_ends(text, first, others);
        text_add(text, " over ");
        add_duration(text, light->rescues[i].over);
    }
    text_add(text, light->rescue_count == 0 ? "none" : "");
}

static void add_steps(struct text *text, const struct diff_order *light, const struct diff_order *heavy)
{
    char first[DIFF_WORDS];
    char others[DIFF_WORDS];
    for (int i = 0; i < light->step_count; i++) {
        struct text one = text_over(first, sizeof first);
        struct text other = text_over(others, sizeof others);
        quantity_add_flow(&one, ratio_whole(light->steps[i].ul_per_h));
        quantity_add_flow(&other, ratio_whole(heavy->steps[i].ul_per_h));
        text_add(text, i > 0 ? ", " : "");
        add_ends(text, first, others);
    }
    text_add(text, light->step_count == 0 ? "none" : "");
}

static void add_refusal(struct text *text, const struct diff_order *order)
{
    bool limit = order->check == NULL && order->limit != NULL;
    text_add(text, order->check != NULL ? "refused by check " : limit ? "refused by the limit " : "refused, no order can be made");
    text_add(text, order->check != NULL ? order->check : limit ? outcome_word(order->limit->kind) : "");
}

static void add_order(struct text *text, const struct diff_order *light, const struct diff_order *heavy)
{
    if (light->outcome == DIFF_REFUSED) {
        add_refusal(text, light);
    } else if (light->outcome == DIFF_DOSE_ASKED) {
        text_add(text, "the prescriber names the dose");
    }
    for (int i = 0; i < light->phase_count; i++) { /* none but of an order */
        const struct diff_phase *phase = &light->phases[i];
        const struct diff_phase *other = diff_phase_named(heavy, phase->name);
        text_add(text, i > 0 ? "; " : "");
        text_add(text, phase->name);
        text_add(text, " ");
        add_figures(text, phase, other, DIFF_DOSE);
        text_add(text, " over ");
        add_figures(text, phase, other, DIFF_TIME);
    }
}

static void list_whole(struct listing *listing, const struct diff_change *light, const struct diff_change *heavy)
{
    const char *what = light->new.outcome == DIFF_REFUSED   ? "newly refused"
                       : light->old.outcome == DIFF_REFUSED ? "newly admitted"
                                                            : "order";
    struct diff_item *item = add_item(listing, "", what);
    struct text text = text_over(item->old, sizeof item->old);
    add_order(&text, &light->old, &heavy->old);
    text = text_over(item->new, sizeof item->new);
    add_order(&text, &light->new, &heavy->new);
}

static void list_new_phases(struct listing *listing, const struct diff_change *light, const struct diff_change *heavy)
{
    for (int i = 0; i < light->new.phase_count; i++) {
        const struct diff_phase *phase = &light->new.phases[i];
        if (diff_phase_named(&light->old, phase->name) == NULL) {
            struct diff_item *item = add_item(listing, phase->name, "dose");
            struct text text = text_over(item->old, sizeof item->old);
            text_add(&text, "not given");
            text = text_over(item->new, sizeof item->new);
            add_figures(&text, phase, diff_phase_named(&heavy->new, phase->name), DIFF_DOSE);
        }
    }
}

static void list_others(struct listing *listing, const struct diff_change *light, const struct diff_change *heavy)
{
    if (diff_steps_differ(&light->old, &light->new)) {
        struct diff_item *item = add_item(listing, "", "flows of the steps");
        struct text text = text_over(item->old, sizeof item->old);
        add_steps(&text, &light->old, &heavy->old);
        text = text_over(item->new, sizeof item->new);
        add_steps(&text, &light->new, &heavy->new);
    }
    if (diff_rescues_differ(&light->old, &light->new)) {
        struct diff_item *item = add_item(listing, "", "rescue");
        struct text text = text_over(item->old, sizeof item->old);
        add_rescues(&text, &light->old, &heavy->old);
        text = text_over(item->new, sizeof item->new);
        add_rescues(&text, &light->new, &heavy->new);
    }
}

int diff_words_items(const struct diff_change *light, const struct diff_change *heavy,
                     struct diff_item items[DIFF_ITEMS])
{
    struct listing listing = {items, 0};
    if (light->old.outcome != light->new.outcome) {
        list_whole(&listing, light, heavy);
        return listing.count;
    }
    for (int i = 0; i < light->old.phase_count; i++) {
        list_phase(&listing, light, heavy, i);
    }
    list_new_phases(&listing, light, heavy);
    list_others(&listing, light, heavy);
    if (listing.count == 0) {
        list_whole(&listing, light, heavy); /* the same phases in another order */
    }
    return listing.count;
}

void diff_words_check(struct text *text, const struct check *check)
{
    static const char *const severities[] = {
        [IFS_REFUSE] = "refused: ", [IFS_OVERRIDE] = "needs an override: ", [IFS_WARN] = "warned: "};
    text_add(text, severities[check->severity]);
    text_add(text, check->say);
}

const char *diff_words_doubt(enum diff_doubt doubt)
{
    switch (doubt) {
    case DIFF_NO_DOUBT:
        break;
    case DIFF_TOO_MANY_KINDS:
        return "The rules of the dosing read so many facts together that not all patients were compared; read the changed "
               "rules below, and try single patients with infusheet order.";
    case DIFF_TOO_MANY_CHANGES:
        return "More differs than there is room for; read the changed rules below, or change fewer of them at once.";
    case DIFF_TOO_MANY_FACTS:
        return "Both protocols together ask and compare more than there is room for; read the changed rules below.";
    case DIFF_HEIGHT:
        return "A dosing weight hangs on the height, so patients were not compared; read the changed rules below.";
    }
    return "";
}

void diff_words_largest(struct text *text, const struct diff *diff)
{
    const struct diff_largest *largest = &diff->largest;
    if (largest->phase == NULL) {
        return;
    }
    text_add(text, "Largest change of a dose: ");
    text_add(text, largest->phase);
    text_add(text, ", ");
    quantity_add_mass(text, ratio_whole(largest->old.mcg));
    text_add(text, " becomes ");
    quantity_add_mass(text, ratio_whole(largest->new.mcg));
    text_add(text, " (");
    quantity_add_number(text, ratio_make(largest->new.mcg * 100, largest->old.mcg), 1);
    text_add(text, " percent of it), first at ");
    fact_add_figure(text, &fact_builtin(IFS_FACT_WEIGHT)->units[0], largest->weight_g);
    text_add(text, ".");
}
