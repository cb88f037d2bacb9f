/*
 * test_build.c - what the parts of a sheet are written with: when a figure or a list does not fit there is no sheet, and where a
 * rule comes from is said by its own file.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "build.h"
#include "derive.h"
#include "renal.h"
#include "one_sample.h"

static struct build build;

static void begin(void)
{
    sample_begin(sample);
    sample_build(sample);
    build = (struct build){.protocol = &sample->protocol, .request = &sample->request, .plan = &sample->plan, .sheet = &sample->sheet};
    assert_false(sample->sheet.full);
}

/* 2^63 - 1 times 2 does not fit 63 bits, nor does that divided by a half. */
static void a_figure_that_does_not_fit(void **state)
{
    (void)state;
    begin();
    ifs_ratio none = build_times(&build, ratio_whole(INT64_MAX), ratio_whole(2));
    assert_true(sample->sheet.full);
    assert_true(none.num == 0 && none.den == 1);
    begin();
    none = build_over(&build, ratio_whole(INT64_MAX), ratio_make(1, 2));
    assert_true(sample->sheet.full);
    assert_true(none.num == 0 && none.den == 1);
}

/* By a salt of which 250 mg are a mmol, 9.75 g are 39 mmol and 10 g 40: from there on, in g alone. */
static void a_total_in_grams(void **state)
{
    (void)state;
    begin();
    sample->protocol.drug.salt.molar_mass_mg_per_mol = 250000;
    assert_string_equal(build_total(&build, ratio_whole(9750000)), "9,750 mg (39 mmol)");
    assert_string_equal(build_total(&build, ratio_whole(9999999)), "9,999.999 mg");
    assert_string_equal(build_total(&build, ratio_whole(10000000)), "10 g");
    assert_string_equal(build_total(&build, ratio_whole(27667000)), "27.667 g");
}

/* 60 mL in 60 s; 15,550 mcg are 15.55 mg. */
static void rates_are_exact(void **state)
{
    (void)state;
    begin();
    const ifs_infusion of = {.total_ul = {60000, 1}, .over = {60}};
    assert_string_equal(build_hand_flow(&build, &of), "60 mL per minute");
    assert_string_equal(build_hand_flow(&build, &(ifs_infusion){.total_ul = {1000, 1}, .over = {180}}), "0.33 mL per minute");
    assert_string_equal(build_weight(&build, ratio_make(681254, 10)), "68.125 kg");
    assert_string_equal(build_rate_per_weight(&build, ratio_whole(15550)), "15.55 mg per kg per hour");
}

/* A string ends with one byte, and the next one begins behind it. */
static void strings_stand_beside_each_other(void **state)
{
    (void)state;
    begin();
    const char *first = build_whole(&build, 7);
    assert_string_equal(first, "7");
    assert_ptr_equal(build_plain(&build, "1,234.5"), first + 2);
    assert_string_equal(first + 2, "1234.5");
    sample->sheet.text.length = 131072 - 4; /* 128 KiB: two letters, their end and that of the next have room */
    assert_string_equal(build_plain(&build, "12"), "12");
    assert_false(sample->sheet.full);
    sample->sheet.text.length = 131072 - 3;
    assert_string_equal(build_plain(&build, "12"), "");
    assert_true(sample->sheet.full);
}

/* The day before 1970 begins at -86,400 s; a minute west of Greenwich, and almost an hour east of it. */
static void moments(void **state)
{
    (void)state;
    begin();
    sample->request.at_s = -86400;
    sample->request.at_offset_min = 0;
    assert_int_equal(build_day(&build), -1);
    assert_string_equal(build_moment(&build), "1969-12-31 00:00 +00:00");
    sample->request.at_s = -1;
    assert_int_equal(build_day(&build), -1);
    assert_string_equal(build_moment(&build), "1969-12-31 23:59 +00:00");
    sample->request.at_s = -86400;
    sample->request.at_offset_min = -1;
    assert_string_equal(build_moment(&build), "1969-12-30 23:59 -00:01");
    sample->request.at_offset_min = 59;
    assert_string_equal(build_moment(&build), "1969-12-31 00:59 +00:59");
    sample->request.at_offset_min = 570;
    assert_string_equal(build_moment(&build), "1969-12-31 09:30 +09:30");
    sample->request.at_offset_min = 605;
    assert_string_equal(build_moment(&build), "1969-12-31 10:05 +10:05");
}

/* A hundredth of a mmol is 2,464.7 mcg: 246,470 mcg are 1 mmol. Nothing is no round number of mmol. What ten times over fits no longer is
 * written in its own unit alone. */
static void a_dose_in_mmol(void **state)
{
    (void)state;
    begin();
    assert_string_equal(build_dose(&build, ratio_whole(246470)), "246.47 mg (1 mmol)");
    assert_string_equal(build_dose(&build, ratio_whole(1000000)), "1 g");
    assert_null(strstr(build_dose(&build, ratio_whole(0)), "mmol"));
    assert_null(strstr(build_dose(&build, ratio_whole(INT64_MAX - 1)), "mmol"));
    assert_false(sample->sheet.full);
}

/* A urine output and a weight as they are answered, and as they are printed for each weight. */
static void expect_urine(const char *urine, const char *weight, const char *condition, const char *printed)
{
    sample_begin(sample);
    (void)sample_condition(sample, condition);
    sample_answer(sample, "urine-output", urine);
    sample_answer(sample, "weight", weight);
    derive_facts(&sample->protocol, &sample->request, &sample->plan.derived);
    sample_build(sample);
    assert_false(sample->sheet.full);
    assert_string_equal(sample->sheet.urine_per_weight.value, printed);
}

/* 59 / 118.1 = 0.499577 mL/kg/h: with three decimals 0.5, so it takes a fourth to stand below 0.5. 5 / 9.99 = 0.5005005 stands above with
 * three, though no whole microlitre does. 59 / 118 = 0.5 exactly. Where no band ends, one decimal is enough. */
static void a_urine_output_near_an_edge(void **state)
{
    (void)state;
    expect_urine("59 mL/h", "118.1 kg", "urine-output < 0.5 mL/kg/h", "0.4996");
    expect_urine("5 mL/h", "9.99 kg", "urine-output > 0.5 mL/kg/h", "0.501");
    expect_urine("59 mL/h", "118 kg", "urine-output < 0.5 mL/kg/h", "0.5");
    expect_urine("59 mL/h", "118.1 kg", "urine-output < 0.3 mL/kg/h", "0.5");
    expect_urine("0.4 mL/kg/h", "118.1 kg", "urine-output < 0.5 mL/kg/h", "0.4");
}

/* A clearance is kept in half millionths; "a little more than 30" is printed so where that decides. */
static void a_clearance_a_little_above_an_edge(void **state)
{
    (void)state;
    const int64_t edge = 30 * RENAL_PER_ML_PER_MIN;
    begin();
    assert_string_equal(build_clearance(&build, edge + 1, SLOT_CRCL), "30");
    (void)sample_condition(sample, "crcl > 30 mL/min");
    assert_string_equal(build_clearance(&build, edge + 1, SLOT_CRCL), "30.0000003");
    assert_string_equal(build_clearance(&build, edge, SLOT_CRCL), "30");
    assert_string_equal(build_clearance(&build, edge - 1, SLOT_CRCL), "29.999999");
    sample->protocol.tests.count = 0;
    (void)sample_condition(sample, "crcl > 30 mL/min"); /* the first test of all */
    assert_int_equal(sample->protocol.tests.count, 1);
    assert_string_equal(build_clearance(&build, edge + 1, SLOT_CRCL), "30.0000003");
    sample->protocol.tests.count = 0; /* and then none at all */
    assert_string_equal(build_clearance(&build, edge + 1, SLOT_CRCL), "30");
}

/* A sheet holds 160 lines of one kind and 192 of the working. */
static void a_list_that_does_not_fit(void **state)
{
    (void)state;
    begin();
    sample->sheet.changes.count = 0;
    for (int i = 0; i < 160; i++) {
        build_add_line(&build, &sample->sheet.changes, (struct sheet_line){.text = "one"});
    }
    assert_false(sample->sheet.full);
    assert_string_equal(sample->sheet.changes.list[0].whole, "one");
    build_add_line(&build, &sample->sheet.questions, (struct sheet_line){.text = "one", .whole = "one and all"});
    assert_string_equal(sample->sheet.questions.list[sample->sheet.questions.count - 1].whole, "one and all");
    build_add_line(&build, &sample->sheet.changes, (struct sheet_line){.text = "one more"});
    assert_true(sample->sheet.full);
    assert_int_equal(sample->sheet.changes.count, 160);
    begin();
    sample->sheet.working_count = 191;
    build_add_working(&build, "{}:", (const char *const[]){"last"});
    assert_false(sample->sheet.full);
    build_add_working(&build, "{}:", (const char *const[]){"one more"});
    assert_true(sample->sheet.full);
}

/* Two files may give one id to two sources: a rule's own file is meant. */
static void a_source_of_two_files(void **state)
{
    (void)state;
    begin();
    const struct source both[] = {{"same", "Of the library.", "no", ORIGIN_DRUG, 5},
                                  {"same", "Of the protocol.", "no", ORIGIN_PROTOCOL, 8},
                                  {"same", "Of the library, again.", "no", ORIGIN_DRUG, 9}};
    sample->protocol.sources = both;
    sample->protocol.source_count = 2;
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_PROTOCOL, 60, "same"}), "[2, line 60]");
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_DRUG, 60, "same"}), "[1, drug library line 60]");
    sample->protocol.sources = both + 1;
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_PROTOCOL, 60, "same"}), "[1, line 60]");
}

static void where_it_stands(void **state)
{
    (void)state;
    begin();
    assert_string_equal(build_where(&build, &(struct origin){ORIGIN_PROTOCOL, 60, NULL}), "example.cfg:60");
    assert_string_equal(build_where(&build, &(struct origin){ORIGIN_PROTOCOL, 1, NULL}), "example.cfg:1");
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_PROTOCOL, 1, "study-example"}), "[2, line 1]");
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_PROTOCOL, 0, "study-example"}), "[2]");
    assert_string_equal(build_mark(&build, &(struct origin){ORIGIN_PROTOCOL, 60, "of-nobody"}), "[of-nobody, line 60]");
    assert_string_equal(build_file_name("/example.cfg"), "example.cfg");
    assert_string_equal(build_file_name("example.cfg"), "example.cfg");
    assert_string_equal(build_where(&build, &(struct origin){ORIGIN_DRUG, 0, NULL}), "magnesium-sulfate.cfg");
}

static void room_beside_each_time(void **state)
{
    (void)state;
    begin();
    assert_string_equal(build_blanks(&build, "baseline, 5 min"), "baseline ________  5 min ________");
    assert_string_equal(build_blanks(&build, "baseline,5 min"), "baseline ________  5 min ________");
}

/* Where the order is for is not known: neither may it be signed for there, nor may it not. */
static void signed_where_nobody_said(void **state)
{
    (void)state;
    begin();
    assert_int_equal(build_override_allowed(&build), TRUTH_YES);
    sample->protocol.overrides_in = 1U << IFS_WARD;
    assert_int_equal(build_override_allowed(&build), TRUTH_NO);
    for (unsigned settings = 0; settings <= 1; settings++) {
        sample->protocol.overrides_in = settings;
        sample_answer(sample, "setting", "unknown");
        assert_int_equal(build_override_allowed(&build), TRUTH_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_that_does_not_fit), cmocka_unit_test(a_dose_in_mmol),
        cmocka_unit_test(a_total_in_grams),           cmocka_unit_test(rates_are_exact),
        cmocka_unit_test(moments),                    cmocka_unit_test(strings_stand_beside_each_other),
        cmocka_unit_test(a_urine_output_near_an_edge),
        cmocka_unit_test(a_clearance_a_little_above_an_edge),
        cmocka_unit_test(a_list_that_does_not_fit),   cmocka_unit_test(a_source_of_two_files),
        cmocka_unit_test(where_it_stands),            cmocka_unit_test(room_beside_each_time),
        cmocka_unit_test(signed_where_nobody_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
