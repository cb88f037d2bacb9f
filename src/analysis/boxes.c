/*
 * boxes.c - kinds of patients to whom the same happens, gathered into the largest intervals.
 *
 * Each place that no box holds yet begins one, which then grows along one axis after another as long as all it takes in has the same mark or
 * is nobody's. So every box is as large as it can be, and they may overlap. Few boxes are aimed at, the fewest are not promised.
 */
#include "boxes.h"

#include "claim.h"

static int64_t index_of(const struct boxes *boxes, const uint16_t *at)
{
    int64_t index = 0;
    for (int i = 0; i < boxes->axis_count; i++) {
        index = index * boxes->length[i] + at[i];
    }
    return index;
}

/* The next place within low and high; false after the last. */
static bool step(const struct box *within, int axis_count, uint16_t *at)
{
    for (int i = axis_count - 1; i >= 0; i--) {
        /* No box has more axes than BOX_AXES. NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
        if (at[i] < within->high[i]) {
            at[i]++;
            return true;
        }
        at[i] = within->low[i];
    }
    return false;
}

static void begin_at(const struct box *box, int axis_count, uint16_t *at)
{
    for (int i = 0; i < axis_count; i++) {
        at[i] = box->low[i];
    }
}

/* Whether the whole slice of the box at one place of an axis has its mark, or is nobody's. */
static bool takes_in(const struct boxes *boxes, const struct box *box, int axis, int place)
{
    uint16_t at[BOX_AXES] = {0};
    struct box slice = *box;
    slice.low[axis] = (uint16_t)place;
    slice.high[axis] = (uint16_t)place;
    begin_at(&slice, boxes->axis_count, at);
    bool more = true;
    while (more) {
        int mark = boxes->mark(boxes->context, at);
        if (mark != box->mark && mark != BOX_NOBODY) {
            return false;
        }
        more = step(&slice, boxes->axis_count, at);
    }
    return true;
}

static void grow(const struct boxes *boxes, struct box *box, int axis)
{
    while (box->high[axis] + 1 < boxes->length[axis] && takes_in(boxes, box, axis, box->high[axis] + 1)) {
        box->high[axis]++;
    }
    while (box->low[axis] > 0 && takes_in(boxes, box, axis, box->low[axis] - 1)) {
        box->low[axis]--;
    }
}

static void cover(struct boxes *boxes, const struct box *box)
{
    uint16_t at[BOX_AXES] = {0};
    begin_at(box, boxes->axis_count, at);
    bool more = true;
    while (more) {
        int64_t index = index_of(boxes, at);
        boxes->covered[index / 8] |= (uint8_t)(1U << index % 8);
        more = step(box, boxes->axis_count, at);
    }
}

static bool is_covered(const struct boxes *boxes, const uint16_t *at)
{
    int64_t index = index_of(boxes, at);
    return ((uint32_t)boxes->covered[index / 8] >> index % 8 & 1U) != 0;
}

/* False: no room. */
static bool add_box(struct boxes *boxes, const uint16_t *at, int mark)
{
    if (boxes->count == BOXES_MAX) {
        return false;
    }
    struct box *box = &boxes->list[boxes->count++];
    box->mark = mark;
    for (int i = 0; i < boxes->axis_count; i++) {
        box->low[i] = at[i];
        box->high[i] = at[i];
    }
    for (int i = boxes->axis_count - 1; i >= 0; i--) {
        grow(boxes, box, i);
    }
    cover(boxes, box);
    return true;
}

static bool begin(struct boxes *boxes, struct box *all)
{
    int64_t places = 1;
    for (int i = 0; i < boxes->axis_count && places <= BOXES_PLACES; i++) {
        claim(boxes->length[i] > 0);
        all->low[i] = 0;
        all->high[i] = (uint16_t)(boxes->length[i] - 1);
        places *= boxes->length[i];
    }
    boxes->count = 0;
    boxes->full = places > BOXES_PLACES;
    for (int64_t i = 0; !boxes->full && i < (places + 7) / 8; i++) {
        boxes->covered[i] = 0;
    }
    return !boxes->full;
}

bool boxes_gather(struct boxes *boxes)
{
    uint16_t at[BOX_AXES] = {0};
    struct box all;
    if (!begin(boxes, &all)) {
        return false;
    }
    bool more = true;
    while (more && !boxes->full) {
        int mark = boxes->mark(boxes->context, at);
        if (mark > BOX_NOTHING && !is_covered(boxes, at)) {
            boxes->full = !add_box(boxes, at, mark);
        }
        more = step(&all, boxes->axis_count, at);
    }
    return !boxes->full;
}
