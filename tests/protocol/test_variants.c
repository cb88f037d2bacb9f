/*
 * test_variants.c - the rarer keys: tests/protocol/good/variants.cfg, figure by figure.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "protocol_load.h"

static const struct load_places places = {"tests/protocol/good"};
static ifs_protocol *protocol;

static int load(void **state)
{
    (void)state;
    struct findings findings = {0};
    protocol = protocol_load("tests/protocol/good/variants.cfg", &places, &findings);
    finding_free(&findings);
    return protocol == NULL ? -1 : 0;
}

static int unload(void **state)
{
    (void)state;
    protocol_free(protocol);
    return 0;
}

static void assert_ratio(ifs_ratio ratio, int64_t whole)
{
    assert_int_equal(ratio.den, 1);
    assert_int_equal(ratio.num, whole);
}

static const struct limit_group *group_of(const struct limit_group *groups, int count, ifs_limit_kind kind, int index)
{
    for (int i = 0; i < count; i++) {
        if (groups[i].kind == kind && index-- == 0) {
            return &groups[i];
        }
    }
    return NULL;
}

static void test_dose_per_kg(void **state)
{
    (void)state;
    const struct dose_rule *dose = &protocol->infusions[0].doses[0];
    assert_int_equal(dose->basis, DOSE_PER_WEIGHT);
    assert_int_equal(dose->weight, RENAL_WEIGHT_ADJUSTED);
    assert_int_equal(dose->rounding, IFS_ROUND_UP);
    assert_ratio(dose->usual, 40000);
    assert_int_equal(dose->maximum.kind, IFS_LIMIT_DOSE_MAX);
    assert_ratio(dose->maximum.hard_max, 2000000);
    assert_int_equal(dose->step.mcg, 10000);
}

static void test_dose_in_mmol(void **state)
{
    (void)state;
    const struct dose_rule *dose = &protocol->infusions[0].doses[1];
    assert_int_equal(dose->basis, DOSE_FIXED);
    assert_ratio(dose->usual, 985880); /* 4 mmol x 246.47 mg per mmol */
    assert_string_equal(dose->usual_text, "4 mmol");
    assert_int_equal(dose->rounding, IFS_ROUND_DOWN); /* unless named */
}

static void test_dose_rates(void **state)
{
    (void)state;
    const struct dose_rule *by_prescriber = &protocol->infusions[1].doses[0];
    assert_int_equal(by_prescriber->basis, DOSE_BY_PRESCRIBER);
    assert_true(by_prescriber->rate);
    assert_int_equal(by_prescriber->usual.den, 0);
    assert_int_equal(by_prescriber->limit.kind, IFS_LIMIT_DOSE_RATE);
    assert_ratio(by_prescriber->limit.soft_min, 1000000);
    assert_ratio(by_prescriber->limit.hard_max, 2000000);
    const struct dose_rule *per_kg = &protocol->infusions[2].doses[0];
    assert_int_equal(per_kg->basis, DOSE_RATE_PER_WEIGHT);
    assert_true(per_kg->rate);
    assert_int_equal(per_kg->weight, RENAL_WEIGHT_IDEAL);
    assert_ratio(per_kg->usual, 10000);
}

static void test_infusions(void **state)
{
    (void)state;
    const struct infusion_rule *loading = &protocol->infusions[0];
    assert_int_equal(protocol->infusion_count, 3);
    assert_true(loading->when.count > 0);
    assert_int_equal(loading->ending_count, 1);
    assert_string_equal(loading->endings[0].event, "the end of the loading dose");
    assert_int_equal(loading->first_device, IFS_HAND); /* the first as written, not the first there is */
    assert_ratio(loading->times[0].at, 100 * 60 * 1000);
    assert_int_equal(loading->times[0].usual.s, 0);
    assert_int_equal(loading->containers[0].additive, ADDITIVE_MADE_UP);
    assert_int_equal(loading->containers[0].vessel, VESSEL_SYRINGE);
    assert_int_equal(loading->containers[0].capacity.ul, 50000);
    assert_int_equal(loading->containers[0].diluents[0], 1);
    assert_int_equal(protocol->infusions[1].containers[0].additive, ADDITIVE_REPLACED);
    assert_int_equal(protocol->crcl_weight, RENAL_WEIGHT_CUSTOMARY);
    assert_int_equal(protocol->overrides_in, 0); /* nowhere unless named */
    assert_true(protocol->names_acute_injury);
}

/* One limit with a condition must apply to everyone, or nobody may be infused: an alternative. */
static void test_one_conditional_limit_is_an_alternative(void **state)
{
    (void)state;
    const struct infusion_rule *loading = &protocol->infusions[0];
    const struct limit_group *speed = group_of(loading->limits, loading->limit_count, IFS_LIMIT_SPEED, 0);
    assert_int_equal(speed->count, 1);
    assert_true(speed->alternatives);
    const struct limit_group *volume = group_of(loading->limits, loading->limit_count, IFS_LIMIT_VOLUME, 0);
    assert_false(volume->alternatives);
    assert_ratio(volume->limits[0].soft_max, 50000);
}

static void test_exceed_of_one_infusion(void **state)
{
    (void)state;
    const struct limit_group *library[3];
    for (int i = 0; i < 3; i++) {
        const struct infusion_rule *infusion = &protocol->infusions[i];
        library[i] = group_of(infusion->limits, infusion->limit_count, IFS_LIMIT_SPEED, i == 0 ? 1 : 0);
    }
    assert_ratio(library[0]->limits[0].hard_max, 200 * 60 * 1000);
    assert_non_null(library[0]->limits[0].because);
    assert_ratio(library[1]->limits[0].hard_max, 150 * 60 * 1000);
    assert_null(library[1]->limits[0].because);
    assert_ratio(library[2]->limits[0].hard_max, 150 * 60 * 1000);
}

/* An alternative without a total bounds nothing, but covers its patients. */
static void test_alternatives_of_totals(void **state)
{
    (void)state;
    const struct limit_group *day = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_IN_24H, 0);
    const struct limit_group *two_days = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_IN_48H, 0);
    assert_true(day->alternatives);
    assert_int_equal(day->count, 2);
    assert_ratio(day->limits[1].hard_max, 10000000);
    assert_int_equal(two_days->count, 2);
    assert_ratio(two_days->limits[0].hard_max, 30000000);
    assert_int_equal(two_days->limits[1].hard_max.den, 0);
    assert_true(two_days->limits[1].when.count > 0);
    assert_null(group_of(protocol->totals, protocol->total_count, IFS_LIMIT_INTERVAL, 0));
}

static void test_refusing_bands(void **state)
{
    (void)state;
    const struct check *last = &protocol->checks[protocol->check_count - 1];
    assert_string_equal(last[-1].id, "renal");
    assert_string_equal(last[0].id, "renal-2");
    assert_string_equal(last[0].say, "Below 30.");
    assert_string_equal(protocol->renal[1].say, "Below 60."); /* the refusal, for want of another sentence */
    assert_string_equal(protocol->renal[2].say, "Ask.");
    assert_int_equal(protocol->renal[2].infusion, 1);
}

static void test_rescue_of_its_own_speed(void **state)
{
    (void)state;
    const struct rescue_rule *rescue = &protocol->rescues[0];
    assert_false(rescue->per_weight);
    assert_ratio(rescue->usual, 1000000);
    assert_int_equal(rescue->step.mcg, 100000);
    assert_int_equal(rescue->over.s, 600);
    assert_int_equal(rescue->limit_count, 1);
    assert_ratio(rescue->limits[0].hard_max, 100 * 60 * 1000);
    assert_string_equal(rescue->product->id, "other-antidote");
}

/* What the protocol chooses where the user does not is never required, whatever reads it. */
static void test_needs(void **state)
{
    (void)state;
    assert_int_equal(protocol->facts[IFS_FACT_PRODUCT].need, FACT_OPTIONAL);
    assert_int_equal(protocol->facts[IFS_FACT_DILUENT].need, FACT_OPTIONAL);
    assert_int_equal(protocol->facts[IFS_FACT_DEVICE].need, FACT_OPTIONAL);
    assert_int_equal(protocol->facts[IFS_FACT_RENAL].need, FACT_REQUIRED);
    assert_int_equal(protocol->facts[IFS_FACT_WEIGHT].need, FACT_REQUIRED);
    assert_int_equal(protocol->facts[IFS_FACT_SEX].need, FACT_REQUIRED); /* for an ideal weight */
    assert_true(protocol->facts[IFS_FACT_HEIGHT].read);
    assert_int_equal(protocol->facts[IFS_FACT_GIVEN_48H].need, FACT_REQUIRED);
    assert_string_equal(protocol->checks[2].id, "newborn"); /* after heart-block and other-drug of the library */
}

static void assert_texts(const char *const *texts, int count, const char *joined)
{
    char bytes[400];
    struct text text = text_over(bytes, sizeof bytes);
    for (int i = 0; i < count; i++) {
        text_add(&text, i == 0 ? "" : " | ");
        text_add(&text, texts[i]);
    }
    assert_string_equal(bytes, joined);
}

static void test_examples_like_others(void **state)
{
    (void)state;
    const struct example *examples = protocol->examples;
    assert_int_equal(protocol->example_count, 3);
    assert_texts(examples[0].facts, examples[0].fact_count, "weight=70 kg | age=34 y | sex=male");
    assert_texts(examples[1].facts, examples[1].fact_count, "weight=70 kg | sex=male | age=unknown | height=180 cm");
    assert_texts(examples[1].options, examples[1].option_count, "--infusion loading | --over 30 min");
    assert_texts(examples[2].facts, examples[2].fact_count, "weight=70 kg | sex=male | age=unknown | height=180 cm");
    assert_texts(examples[2].options, examples[2].option_count, "--confirm weight");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dose_per_kg),
        cmocka_unit_test(test_dose_in_mmol),
        cmocka_unit_test(test_dose_rates),
        cmocka_unit_test(test_infusions),
        cmocka_unit_test(test_one_conditional_limit_is_an_alternative),
        cmocka_unit_test(test_exceed_of_one_infusion),
        cmocka_unit_test(test_alternatives_of_totals),
        cmocka_unit_test(test_refusing_bands),
        cmocka_unit_test(test_rescue_of_its_own_speed),
        cmocka_unit_test(test_needs),
        cmocka_unit_test(test_examples_like_others),
    };
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20 */
    return cmocka_run_group_tests(tests, load, unload);
}
