/*
 * table.c - what one protocol orders by itself, by weight and renal band.
 *
 * Every kind of patient and every weight is planned by the engine; equal orders get one number, equal columns one class. Invariant: a cell of a
 * table holds for everybody of its group, band and interval of weights, as far as no check refuses that reads other facts.
 */
#include "table.h"

static bool too_many(struct table *table)
{
    return table->family.class_count > TABLE_CLASSES || table->band_count > TABLE_BANDS;
}

/* The facts about the kidneys, of which the first that is read makes the columns. */
static int renal_axis(const struct space *space)
{
    static const int slots[] = {SLOT_CRCL,  SLOT_EGFR,  IFS_FACT_RENAL,
                                SLOT_URINE, SLOT_URINE_PER_WEIGHT, IFS_FACT_CREATININE};
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        if (space->axis_of[slots[i]] >= 0) {
            return space->axis_of[slots[i]];
        }
    }
    return -1;
}

/* The number of that order; -1: no room. */
static int number_of(struct table *table, const struct diff_order *order)
{
    for (int i = table->order_count - 1; i >= 0; i--) {
        const struct diff_order *other = &table->orders[i];
        bool asked = other->outcome == DIFF_DOSE_ASKED && order->outcome == DIFF_DOSE_ASKED;
        if (asked || !diff_orders_differ(other, order)) {
            return i;
        }
    }
    if (table->order_count == TABLE_ORDERS) {
        return -1;
    }
    table->orders[table->order_count] = *order;
    return table->order_count++;
}

static bool plan_class(struct table *table, int class)
{
    struct diff_order order;
    bool fits = true;
    family_take(&table->family, &table->family.classes[class].point);
    for (int i = 0; fits && i < table->weight_count; i++) {
        family_weigh(&table->family, table->weights[i]);
        family_plan(&table->family, &table->plan);
        diff_order_of(&table->family, &table->plan, &order);
        int number = number_of(table, &order);
        table->at[class][i] = (int16_t)number;
        fits = number >= 0;
    }
    return fits;
}

static bool same_column(const struct table *table, int a, int b)
{
    bool same = true;
    for (int i = 0; same && i < table->weight_count; i++) {
        same = table->at[a][i] == table->at[b][i];
    }
    return same;
}

static void find_same(struct table *table, int class)
{
    int first = 0;
    while (!same_column(table, first, class)) {
        first++;
    }
    table->same_as[class] = (int16_t)first;
}

/* ---- Groups --------------------------------------------------------------------------------------------------------- */

static int64_t index_of(const struct table *table, const uint16_t *at, int band)
{
    const struct space *space = &table->family.space;
    int64_t index = 0;
    for (int i = 0; i < space->axis_count; i++) {
        index = index * space->axes[i].cell_count + (i == table->axis ? band : at[i]);
    }
    return index;
}

/* False: nobody is there. */
static bool read_group(const struct table *table, const uint16_t *at, struct table_group *group)
{
    bool any = false;
    const struct space *space = &table->family.space;
    struct space_point point;
    for (int band = 0; band < table->band_count; band++) {
        int class = table->family.class_at[index_of(table, at, band)];
        group->columns[band] = (int16_t)(class < 0 ? TABLE_NOBODY : table->same_as[class]);
        any = any || class >= 0;
    }
    for (int i = 0; i < SPACE_AXES; i++) {
        point.at[i] = (uint8_t)at[i];
    }
    group->adult = diff_is_adult(space, &point);
    return any;
}

static bool same_group(const struct table *table, const struct table_group *a, const struct table_group *b)
{
    bool same = a->adult == b->adult;
    for (int i = 0; same && i < table->band_count; i++) {
        same = a->columns[i] == b->columns[i];
    }
    return same;
}

/* -1: no room. */
static int group_number(struct table *table, const struct table_group *group)
{
    int number = 0;
    while (number < table->group_count && !same_group(table, &table->groups[number], group)) {
        number++;
    }
    if (number == TABLE_GROUPS) {
        return -1;
    }
    table->groups[number] = *group;
    table->group_count += number == table->group_count ? 1 : 0;
    return number;
}

/* The next place, the renal axis staying at its first. */
static bool step(const struct table *table, uint16_t *at)
{
    const struct space *space = &table->family.space;
    for (int i = space->axis_count - 1; i >= 0; i--) {
        if (i != table->axis && at[i] + 1 < space->axes[i].cell_count) {
            at[i]++;
            return true;
        }
        at[i] = 0;
    }
    return false;
}

static bool gather_groups(struct table *table)
{
    uint16_t at[SPACE_AXES] = {0};
    struct table_group group;
    bool fits = true;
    bool more = true;
    while (fits && more) {
        int number = read_group(table, at, &group) ? group_number(table, &group) : TABLE_GROUPS;
        table->group_at[index_of(table, at, 0)] = (int16_t)number;
        fits = number >= 0;
        more = step(table, at);
    }
    return fits;
}

bool table_make(struct table *table, const ifs_protocol *protocol, const ifs_site *site)
{
    struct family *family = &table->family;
    family_begin(family, protocol, site);
    table->by_height = family->by_build;
    table->weight_count = diff_weights(&protocol->tests, family->by_step || family->weighed, table->weights);
    if (!family_gather(family)) {
        return false;
    }
    table->axis = renal_axis(&family->space);
    table->band_count = table->axis < 0 ? 1 : family->space.axes[table->axis].cell_count;
    bool fits = !too_many(table);
    for (int i = 0; fits && i < family->class_count; i++) {
        fits = plan_class(table, i);
    }
    for (int i = 0; fits && i < family->class_count; i++) {
        find_same(table, i);
    }
    return fits && gather_groups(table);
}

/* ---- What is asked of it -------------------------------------------------------------------------------------------- */

static int mark_of(const void *context, const uint16_t *at)
{
    const struct table *table = context;
    int group = table->group_at[index_of(table, at, 0)];
    return group == TABLE_GROUPS ? BOX_NOBODY : group == table->group ? 1 : BOX_NOTHING;
}

bool table_people(struct table *table, int group)
{
    const struct space *space = &table->family.space;
    struct boxes *boxes = &table->boxes;
    table->group = group;
    boxes->axis_count = space->axis_count + 1;
    for (int i = 0; i < space->axis_count; i++) {
        boxes->length[i] = space->axes[i].cell_count;
    }
    boxes->length[space->axis_count] = 1;
    boxes->mark = mark_of;
    boxes->context = table;
    return boxes_gather(boxes);
}

const struct diff_order *table_order(const struct table *table, const struct table_group *group, int band, int weight)
{
    bool light = group->adult && table->weights[weight] < FACT_ADULT_WEIGHT_G;
    int class = group->columns[band];
    return light || class < 0 ? NULL : &table->orders[table->at[class][weight]];
}

bool table_rows_differ(const struct table *table, const struct table_group *group, int weight, int other)
{
    bool differ = false;
    for (int band = 0; !differ && band < table->band_count; band++) {
        differ = table_order(table, group, band, weight) != table_order(table, group, band, other);
    }
    return differ;
}

bool table_bands_differ(const struct table_group *group, int band, int other)
{
    return group->columns[band] != group->columns[other];
}
