/*
 * family_classes.c - kinds of patients that no condition of the dosing tells apart.
 *
 * The dosing sees the facts that are only compared through the truths of its conditions. So kinds with the same truths, whatever the weight
 * and the bag, have the same plans, and one of them stands for all. Conditions that weight or bag move are evaluated at each cell of the
 * weight and for each truth the tests on the bag may have together; the others once. Facts that are calculated with and also compared (what was
 * given, the sex of an ideal weight) are written into the signature as they are. Invariant: equal signatures, equal plans.
 */
#include "claim.h"
#include "condition.h"
#include "derive.h"
#include "family.h"

/* Bits written one after another. */
struct writer {
    uint8_t *bytes;
    uint32_t sum;
    int at; /* in truths of two bits */
    bool full;
};

static void write_truth(struct writer *writer, enum truth truth)
{
    if (writer->at == FAMILY_SIGNATURE * 4) {
        writer->full = true;
        return;
    }
    writer->bytes[writer->at / 4] |= (uint8_t)((unsigned)truth << writer->at % 4 * 2);
    writer->sum = writer->sum * 16777619U + truth;
    writer->at++;
}

static void write_byte(struct writer *writer, unsigned byte)
{
    for (int i = 0; i < 4; i++) {
        write_truth(writer, (enum truth)(byte >> i * 2 & 3U));
    }
}

static void set_weight(const struct tests *tests, int64_t weight_g, uint8_t *truths)
{
    for (int i = 0; i < tests->count; i++) {
        if (tests->list[i].slot == IFS_FACT_WEIGHT) {
            truths[i] = (uint8_t)(weight_g < tests->list[i].threshold ? TRUTH_YES : TRUTH_NO);
        }
    }
}

/* What the tests on materials come to when this is in use. Of what was not asked for two things may be: nobody can say (device -1), or
 * the protocol has chosen, a bag without a diluent and one of the devices. */
static void set_material(const struct tests *tests, const struct family_material *material, int device, uint8_t *truths)
{
    bool chosen = device >= 0;
    ifs_derived derived = {.product_known = material->product != FAMILY_NOTHING,
                           .diluent_known = chosen || material->diluent != FAMILY_NOTHING,
                           .device_known = chosen || material->device != FAMILY_NOTHING,
                           .product = material->product,
                           .diluent = material->diluent != FAMILY_NOTHING ? material->diluent : -1,
                           .device = material->device != FAMILY_NOTHING ? material->device : device};
    condition_test_materials(tests, &derived, truths);
}

static void write_conditions(const struct family *family, int from, int to, const uint8_t *truths,
                             struct writer *writer)
{
    for (int i = from; i < to; i++) {
        write_truth(writer, condition_truth(family->conditions[i], truths));
    }
}

static void write_moved(const struct family *family, uint8_t *truths, struct writer *writer)
{
    const struct tests *tests = &family->protocol->tests;
    for (int weight = 0; weight < family->weight_cell_count; weight++) {
        set_weight(tests, family->weight_cells[weight], truths);
        write_conditions(family, family->plain_count, family->weighed_count, truths, writer);
        for (int i = 0; family->condition_count > family->weighed_count && i < family->material_count; i++) {
            for (int device = -1; device < (int)IFS_DEVICE_COUNT; device++) {
                set_material(tests, &family->materials[i], device, truths);
                write_conditions(family, family->weighed_count, family->condition_count, truths, writer);
            }
        }
    }
}

static const int calculated_with[] = {IFS_FACT_SEX, IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H, IFS_FACT_LAST_DOSE,
                                      IFS_FACT_RENAL};

/* False: no room. */
static bool sign(const struct family *family, struct family_class *class)
{
    uint8_t truths[CONDITION_TESTS] = {0};
    const struct space_point *point = &class->point;
    struct writer writer = {.bytes = class->signature};
    for (int i = 0; i < family->protocol->tests.count; i++) {
        truths[i] = point->truths[i];
    }
    for (size_t i = 0; i < COUNT_OF(calculated_with); i++) {
        int axis = family->space.axis_of[calculated_with[i]];
        write_byte(&writer, axis >= 0 ? point->at[axis] : 0);
    }
    int gestation = family->space.axis_of[IFS_FACT_GESTATION]; /* known or not: it may be required */
    write_byte(&writer, gestation >= 0 &&
                            truths[family->space.tests[family->space.axes[gestation].first_test]] == TRUTH_UNKNOWN);
    write_conditions(family, 0, family->plain_count, truths, &writer);
    write_moved(family, truths, &writer);
    class->sum = writer.sum;
    return !writer.full;
}

static bool same(const uint8_t *a, const uint8_t *b)
{
    for (int i = 0; i < FAMILY_SIGNATURE; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

int family_class_of(struct family *family, const struct space_point *point)
{
    if (family->class_count == FAMILY_CLASSES) {
        return -1;
    }
    struct family_class *class = &family->classes[family->class_count];
    *class = (struct family_class){.point = *point};
    if (!sign(family, class)) {
        return -1;
    }
    for (int i = 0; i < family->class_count; i++) {
        const struct family_class *other = &family->classes[i];
        if (other->sum == class->sum && same(other->signature, class->signature)) {
            return i;
        }
    }
    return family->class_count++;
}

/* ---- How many ----------------------------------------------------------------------------------------------------------- */

static int64_t times(int64_t a, int64_t b)
{
    return b > INT64_MAX / a ? INT64_MAX : a * b;
}

static int64_t plus(int64_t a, int64_t b)
{
    return b > INT64_MAX - a ? INT64_MAX : a + b;
}

/* Answers that can be written in a cell, in the first unit of the fact. */
static int64_t answers_in(const struct family *family, const struct space_axis *axis, struct space_cell cell)
{
    bool urine = axis->slot == SLOT_URINE || axis->slot == SLOT_URINE_PER_WEIGHT;
    int fact = axis->slot == SLOT_CRCL ? IFS_FACT_CRCL : axis->slot == SLOT_EGFR ? IFS_FACT_EGFR : axis->slot;
    const struct fact_rule *rule = &family->protocol->facts[urine ? IFS_FACT_URINE_OUTPUT : fact];
    if (rule->kind != FACT_MEASURE) {
        return 1;
    }
    int64_t step = rule->units[axis->slot == SLOT_URINE_PER_WEIGHT ? 1 : 0].step * (urine ? 2 : 1);
    int64_t count = cell.high / step - (cell.low + step - 1) / step + 1;
    return count > 0 ? count : 1; /* a cell of another unit's answers alone */
}

static int64_t patients_of(const struct family *family, const struct space_point *point)
{
    int64_t patients = family->weight_answers;
    for (int i = 0; i < family->space.axis_count; i++) {
        const struct space_axis *axis = &family->space.axes[i];
        patients = times(patients, answers_in(family, axis, space_answers(&family->space, point, axis->slot)));
    }
    return patients;
}

/* ---- Every kind ----------------------------------------------------------------------------------------------------------- */

int64_t family_index(const struct family *family, const struct space_point *point)
{
    int64_t index = 0;
    for (int i = 0; i < family->space.axis_count; i++) {
        index = index * family->space.axes[i].cell_count + point->at[i];
    }
    return index;
}

bool family_gather(struct family *family)
{
    struct space_point point;
    if (!space_close(&family->space)) {
        return false;
    }
    for (int64_t i = 0; i < family->space.kinds; i++) {
        family->class_at[i] = -1;
    }
    for (bool any = space_first(&family->space, &point); any; any = space_next(&family->space, &point)) {
        int class = family_class_of(family, &point);
        if (class < 0) {
            return false;
        }
        int64_t patients = patients_of(family, &point);
        family->class_at[family_index(family, &point)] = (int16_t) class;
        family->classes[class].kinds++;
        family->classes[class].patients = plus(family->classes[class].patients, patients);
        family->kinds++;
        family->patients = plus(family->patients, patients);
    }
    return true;
}
