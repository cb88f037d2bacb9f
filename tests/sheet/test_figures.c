/*
 * test_figures.c - printed numbers against the plan and the sources, each by hand.
 *
 * The sample is 1 g from 2 mL of a vial in 102 mL, 408 mL per hour over 15 min, 4 g per hour, for 68 kg.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figures.h"
#include "sample.h"

struct fixture {
    struct sample sample;
    struct layout layout;
    struct figures figures;
    struct figures_stray stray;
};

static int set_up(void **state)
{
    struct fixture *of = calloc(1, sizeof *of);
    *state = of;
    if (of != NULL) {
        sample_begin(&of->sample);
    }
    return of == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static bool holds(struct fixture *of, enum row_kind kind, const char *label, const char *text)
{
    const struct figures_order order = {&of->sample.protocol, &of->sample.plan};
    of->layout.count = 1;
    of->layout.rows[0] = (struct row){.kind = kind, .page = 1, .label = label, .text = text};
    return figures_hold(&of->figures, &order, &of->layout, &of->stray);
}

static void figures_of_the_plan_hold_in_every_unit(void **state)
{
    struct fixture *of = *state;
    static const char *const said[] = {"1 g",
                                       "1,000 mg",
                                       "408 mL per hour",
                                       "15 min",
                                       "0.25 h is no way to say it",
                                       "2 mL in 102 mL",
                                       "100 mL",
                                       "4.06 mmol, 8.11 mEq", /* 1,000 / 246.47 = 4.0573; twice that 8.1146 */
                                       "66.7 mg per minute, 4 g per hour",
                                       "9.8 mg per mL, 9.804 mg per mL", /* 1,000 / 102 = 9.80392 */
                                       "14.7 mg per kg at 68 kg", /* 1,000 / 68 = 14.70588 */
                                       "no number"};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        bool decimal = strstr(said[i], "0.25") != NULL;
        assert_int_equal(holds(of, ROW_FIELD, "Label", said[i]), !decimal);
    }
}

static void others_do_not(void **state)
{
    struct fixture *of = *state;
    static const char *const said[][2] = {{"1.5 g", "1.5"},        {"407 mL per hour", "407"}, {"409 mL per hour", "409"}, {"16 min", "16"},
                                          {"3 mL", "3"},           {"103 mL", "103"},          {"4.05 mmol", "4.05"},      {"8.12 mEq", "8.12"},
                                          {"66.6 mg", "66.6"},     {"10,000 mg", "10000"},     {"4,080 mL", "4080"},       {"40.8 mL", "40.8"},
                                          {"1.2.3", "1.2.3"},      {"9999999999999999999999999999", "99999999999999999999999"},
                                          {"1.0000001 g", "1.0000001"}};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        assert_false(holds(of, ROW_PUMP, "DOSE", said[i][0]));
        assert_string_equal(of->stray.number, said[i][1]);
        assert_int_equal(of->stray.row, 0);
        assert_false(holds(of, ROW_TEXT, NULL, said[i][0]));
        assert_false(holds(of, ROW_BLANK, said[i][0], NULL));
    }
}

/* The same digits are a figure in one unit and none in another. */
static void a_figure_is_held_in_the_unit_behind_it(void **state)
{
    struct fixture *of = *state;
    static const struct {
        const char *said;
        bool holds;
    } cases[] = {{"68 kg", true},   {"69 kg", false},     {"68 g", false},  {"102 L", false},
                 {"4 mL", false},   {"4 g per hour", true}, {"408 g", false}, {"408 mmol", false},
                 {"900 mg", false}, {"15 mL", false},     {"15 h", false},     {"15 s", false},     {"0 s", true},  {"1 gram", true},
                 {"2mL", true},     {"408 s", false},     {"0 h", true},    {"1 mcg", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (holds(of, ROW_PUMP, "DOSE", cases[i].said) != cases[i].holds) {
            fail_msg("%s", cases[i].said);
        }
    }
}

static void sources_hold_but_not_at_the_pump(void **state)
{
    struct fixture *of = *state;
    assert_false(holds(of, ROW_TEXT, NULL, "up to 1,234.5 mg"));
    figures_take_words(&of->figures, "limit = \"1234.5 mg\"; 0.1.0");
    figures_take_words(&of->figures, NULL);
    assert_true(holds(of, ROW_TEXT, NULL, "up to 1,234.5 mg"));
    assert_true(holds(of, ROW_FIELD, "Program", "infusheet 0.1.0"));
    assert_false(holds(of, ROW_PUMP, "DOSE", "1,234.5 mg"));
    assert_false(holds(of, ROW_DOSE, "DOSE", "1,234.5 mg"));
}

static void marks_slips_and_the_code_are_exempt(void **state)
{
    struct fixture *of = *state;
    assert_true(holds(of, ROW_TEXT, NULL, "as written [12, line 3456]"));
    assert_false(holds(of, ROW_TEXT, NULL, "as written [12, line 3456] 77"));
    assert_true(holds(of, ROW_SLIP, NULL, "77 g"));
    assert_true(holds(of, ROW_CODE, NULL, "77"));
    assert_true(holds(of, ROW_PAGE, "Page 77", "77"));
    of->layout.rows[1] = (struct row){.kind = ROW_HEADING, .text = "77"};
    of->layout.rows[0] = (struct row){.kind = ROW_SLIP, .text = "77"};
    of->layout.count = 2;
    const struct figures_order order = {&of->sample.protocol, &of->sample.plan};
    assert_false(figures_hold(&of->figures, &order, &of->layout, &of->stray));
    assert_int_equal(of->stray.row, 1);
}

static void without_an_order_there_is_no_figure(void **state)
{
    struct fixture *of = *state;
    of->sample.plan.infusion_count = 0;
    assert_false(holds(of, ROW_TEXT, NULL, "1 g"));
    of->sample.plan.infusion_count = 1;
    of->sample.protocol.drug.salt = (ifs_salt){0};
    assert_false(holds(of, ROW_TEXT, NULL, "4.06 mmol"));
    of->sample.plan.infusions[0].delivered_s = (ifs_ratio){0};
    assert_true(holds(of, ROW_TEXT, NULL, "15 min"));
    assert_false(holds(of, ROW_TEXT, NULL, "17 min"));
}

/* 8,192 of them; the same once more is none more. */
static void too_many_sources_are_none(void **state)
{
    struct fixture *of = *state;
    char number[24];
    for (int i = 0; i < 2 * 8192; i++) {
        snprintf(number, sizeof number, "%d ", 100000 + i % 8192);
        figures_take_words(&of->figures, number);
    }
    assert_true(holds(of, ROW_TEXT, NULL, "100000 and 108191"));
    figures_take_words(&of->figures, "108192");
    assert_true(of->figures.full);
    assert_int_equal(of->figures.count, 8192); /* nothing is kept behind the list */
    assert_false(holds(of, ROW_TEXT, NULL, "108192"));
    assert_false(holds(of, ROW_TEXT, NULL, "100000"));
}

/* ---- One figure alone ----------------------------------------------------------------------------------------- */

static bool holds_alone(struct fixture *of, const ifs_infusion *infusion, const char *text)
{
    of->sample.plan.infusions[0] = *infusion;
    of->sample.plan.infusion_count = 1;
    return holds(of, ROW_PUMP, "DOSE", text);
}

/* 7 of the unit behind it, and neither 6 nor 8. */
static void every_figure_of_an_infusion_is_known(void **state)
{
    struct fixture *of = *state;
    static const struct {
        ifs_infusion infusion;
        const char *unit;
    } cases[] = {
        {{.dose = {7000000}}, " g"},
        {{.ideal_dose_mcg = {7000000, 1}}, " g"},
        {{.delivered_mcg = {14000, 2}}, " mg"},
        {{.most_mcg = {7000, 1}}, " mg"},
        {{.per_kg_mcg = {7, 1}}, " mcg per kg"},
        {{.speed_mcg_per_h = {7000000, 1}}, " g per hour"},
        {{.concentration_mcg_per_ul = {7, 1}}, " mg per mL"},
        {{.draw = {7000}}, " mL"},
        {{.exact_draw_ul = {7000, 1}}, " mL"},
        {{.graduation = {7000}}, " mL"},
        {{.diluent_volume = {7000}}, " mL"},
        {{.total_ul = {7000, 1}}, " mL"},
        {{.site_ul = {7000, 1}}, " mL"},
        {{.flow = {7000}}, " mL per hour"},
        {{.total_ul = {1750, 1}, .over = {900}}, " mL per hour by hand"}, /* 1.75 mL in a quarter of an hour */
        {{.weight_g = {7000, 1}}, " kg"},
        {{.containers = 7}, " bags"},
        {{.doses = 7}, " doses"},
        {{.sites = 7}, " sites"},
        {{.drops_per_min = 7}, " drops per minute"},
        {{.drop_factor = 7}, " drops per mL"},
        {{.over = {420}}, " min"},
        {{.delivered_s = {839, 2}}, " min"}, /* 419.5 s, to whole seconds 420 */
        {{.every = {25200}}, " h"},
        {{.after = {7}}, " s"},
        {{.total_ul = {6300000, 1}, .drop_factor = 20, .drops_per_min = 300}, " h 0 min 0 s"}, /* 126,000 drops: 420 min */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int number = 6; number <= 8; number++) {
            char said[64];
            snprintf(said, sizeof said, "%d%s", number, cases[i].unit);
            if (holds_alone(of, &cases[i].infusion, said) != (number == 7)) {
                fail_msg("%s", said);
            }
        }
    }
}

/* What a figure is held in: its own units, and where no unit stands behind the number. */
static void a_figure_has_the_units_of_its_kind(void **state)
{
    struct fixture *of = *state;
    static const char *const words_behind[] = {" g", " mg", " mcg", " mmol", " mEq", " mL", " L", " h", " min", " s", " kg", " %"};
    static const struct {
        ifs_infusion infusion; /* so many of a unit that the least other divisor would show: 1,234,567 */
        const char *unit;
    } cases[] = {
        {{.dose = {1234567000000}}, " g"},
        {{.dose = {1234567000}}, " mg"},
        {{.dose = {1234567}}, " mcg"},
        {{.speed_mcg_per_h = {1234567000000, 1}}, " g"},
        {{.speed_mcg_per_h = {1234567000, 1}}, " mg"},
        {{.speed_mcg_per_h = {74074020000, 1}}, " mg"},  /* per minute: 60,000 for each */
        {{.draw = {1234567000}}, " mL"},
        {{.flow = {1234567000}}, " mL"},
        {{.flow = {74074020000}}, " mL"},
        {{.weight_g = {1234567000, 1}}, " kg"},
        {{.concentration_mcg_per_ul = {1234567, 1}}, " mg"},
        {{.concentration_mcg_per_ul = {12345670, 1}}, " %"}, /* 1 % is 10 mg per mL */
        {{.containers = 1234567}, " %"},
        {{.over = {4444441200}}, " h"},  /* 3,600 for each */
        {{.over = {74074020}}, " min"},  /* 60 for each */
        {{.dose = {304283728490}}, " mmol"}, /* 246.47 g per mol: 246,470 mcg for each */
        {{.speed_mcg_per_h = {304283728490, 1}}, " mmol"},
        {{.dose = {152141864245}}, " mEq"}, /* two of them in each mmol: 123,235 mcg for each */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t word = 0; word < sizeof words_behind / sizeof words_behind[0]; word++) {
            char said[64];
            snprintf(said, sizeof said, "1,234,567%s", words_behind[word]);
            bool moles = strcmp(cases[i].unit, " mmol") == 0 || strcmp(cases[i].unit, " mEq") == 0;
            bool no_unit = strcmp(words_behind[word], " %") == 0;
            bool own = strcmp(cases[i].unit, words_behind[word]) == 0 || (no_unit && !moles);
            if (holds_alone(of, &cases[i].infusion, said) != own) {
                fail_msg("%zu, %s: %s", i, cases[i].unit, said);
            }
        }
    }
}

/* Three significant digits and never fewer than one decimal, as quantity_decimals says, or more; a seventh decimal has no meaning. */
static void a_figure_is_not_cut_shorter_than_it_is_written(void **state)
{
    struct fixture *of = *state;
    static const struct {
        ifs_ratio mcg;
        const char *right[6];
        const char *wrong[10];
    } cases[] = {
        {{1015625, 1},
         {"1.02 g", "1.016 g", "1.0156 g", "1.01563 g", "1.015625 g", NULL},
         {"1 g", "1.0 g", "2 g", "1.1 g", "1.01 g", "1.015 g", "1.0157 g", "1.01562 g", "1.015624 g", "1.0156250 g"}},
        {{1400000, 1}, {"1.4 g", "1,400 mg", NULL}, {"1 g", "2 g", "14 g", "1,000 mg"}},
        {{2999600, 3}, {"1 g", "999.9 mg", "999.87 mg", NULL}, {"0.9 g", "999 mg", "999.8 mg", "1,000 mg", "10 g"}}, /* 0.999867 g */
        {{100040000, 3}, {"33.3 g", "33.35 g", "33,346.7 mg", NULL}, {"33 g", "33.4 g", "33,346 mg", "33,347 mg"}}, /* 33.346667 g */
        {{129970001, 1}, {"130 g", "129.97 g", "129,970.001 mg", NULL}, {"13 g", "129 g", "129.9 g", "129,970 mg"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const ifs_infusion infusion = {.ideal_dose_mcg = cases[i].mcg};
        for (size_t j = 0; j < 6 && cases[i].right[j] != NULL; j++) {
            if (!holds_alone(of, &infusion, cases[i].right[j])) {
                fail_msg("%s", cases[i].right[j]);
            }
        }
        for (size_t j = 0; j < 10 && cases[i].wrong[j] != NULL; j++) {
            if (holds_alone(of, &infusion, cases[i].wrong[j])) {
                fail_msg("%s", cases[i].wrong[j]);
            }
        }
    }
}

/* Sixteen digits and points are a figure, seventeen none; the word behind it ends where no letter follows. */
static void where_a_number_and_its_unit_end(void **state)
{
    struct fixture *of = *state;
    static const struct {
        ifs_infusion infusion;
        const char *said;
        bool holds;
    } cases[] = {
        {{.dose = {1000000000000000}}, "1,000,000,000,000,000 mcg", true},
        {{.dose = {1000000000000000}}, "10,000,000,000,000,000 mcg", false},
        {{.dose = {10000000000000000}}, "10,000,000,000,000,000 mcg", false},
        {{.flow = {408000}}, "408", true},
        {{.flow = {408000}}, "408 mL", true},
        {{.flow = {408000}}, "408mL", true},
        {{.flow = {408000}}, "408g", false},
        {{.flow = {408000}}, "408 g", false},
        {{.flow = {408000}}, "408 g@", false},
        {{.flow = {408000}}, "408 gA", true},
        {{.flow = {408000}}, "408 gZ", true},
        {{.flow = {408000}}, "408 g[", false},
        {{.flow = {408000}}, "408 g`", false},
        {{.flow = {408000}}, "408 ga", true},
        {{.flow = {408000}}, "408 gz", true},
        {{.flow = {408000}}, "408 g{", false},
        {{.flow = {408000}}, "408 m", true},
        {{.flow = {408000}}, "408.", true},
        {{.flow = {408000}}, "408, then", true},
        {{.flow = {408000}}, "408/408:408", true},
        {{.flow = {408000}}, "of .408", true},
        {{.flow = {408000}}, "408..408", true},
        {{.flow = {408000}}, "408-408", true},
        {{.flow = {408000}}, "408.408", false},
        {{.flow = {408000}}, "4,08", true},
        {{.flow = {408000}}, "4.08", false},
        {{.flow = {408000}}, "408 [5] 408", true},
        {{.flow = {408000}}, "408[5]408", true},
        {{.flow = {408000}}, "[5]5", false},
        {{.flow = {408000}}, "5[5]", false},
        {{.dose = {1230000}}, "1.23 g", true},
        {{.dose = {1230000}}, "1.2.3 g", false},
        {{.dose = {1200000}}, "1.2.3 g", false},
        {{.dose = {1000000}}, "0.0000000 g", false},
        {{.containers = 1}, "1 bag", true},
        {{.ideal_dose_mcg = {INT64_MAX, 1}}, "1.000000 mcg", false}, /* too large to be said in millionths */
        {{.delivered_s = {2097, 5}}, "7 min", true},                 /* 419.4 s: rounded up as a time is, or to the nearest */
        {{.delivered_s = {2097, 5}}, "6 min 59 s", true},
        {{.delivered_s = {2097, 5}}, "6 min 58 s", false},
        {{.over = {9000}}, "150 min", true},
        {{.over = {9000}}, "15.0 min", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (holds_alone(of, &cases[i].infusion, cases[i].said) != cases[i].holds) {
            fail_msg("%s", cases[i].said);
        }
    }
}

/* Of the bytes that are handed in, and of no more. */
static void sources_are_read_to_their_end(void **state)
{
    struct fixture *of = *state;
    of->sample.plan.infusion_count = 0;
    figures_take(&of->figures, "x.7712.5", 7); /* 7712 */
    figures_take(&of->figures, "33,445", 2);   /* 33 */
    figures_take(&of->figures, "4499", 2);     /* 44 */
    figures_take(&of->figures, "9", 0);
    figures_take_words(&of->figures, "55-66,77/8 12345678901234567890123 8:8 91. 92");
    assert_true(holds(of, ROW_TEXT, NULL, "7712, 33, 44, 55, 6677, 8, 91, 92 and 12345678901234567890123"));
    assert_int_equal(of->figures.count, 9);
    strcpy(of->figures.list[of->figures.count], "445"); /* behind the last */
    static const char *const others[] = {"7712.5", "12.5", "33445", "445", "9", "12345678901234567890124"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(holds(of, ROW_TEXT, NULL, others[i]));
    }
}

/* Zero is no figure: what an infusion does not have is not printed as one. */
static void nothing_is_no_figure(void **state)
{
    struct fixture *of = *state;
    static const ifs_infusion none = {0};
    static const char *const said[] = {"0 g", "0 mL", "0 mL per hour", "0 min", "0 drops per minute", "0", "0 kg"};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        assert_false(holds_alone(of, &none, said[i]));
    }
}

/* Every row counts, the last one too, and none behind it. */
static void every_row_is_held(void **state)
{
    struct fixture *of = *state;
    const struct figures_order order = {&of->sample.protocol, &of->sample.plan};
    of->sample.plan.infusion_count = 0;
    for (int wrong = 0; wrong < 4; wrong++) {
        for (int i = 0; i < 4; i++) {
            of->layout.rows[i] = (struct row){.kind = ROW_TEXT, .text = i == wrong ? "7" : "seven"};
        }
        of->layout.count = 4;
        assert_false(figures_hold(&of->figures, &order, &of->layout, &of->stray));
        assert_int_equal(of->stray.row, wrong);
        of->layout.count = wrong;
        assert_true(figures_hold(&of->figures, &order, &of->layout, &of->stray));
    }
}

/* The second infusion of a plan is one of it, what stands behind the last is not. */
static void every_infusion_of_the_plan_counts(void **state)
{
    struct fixture *of = *state;
    of->sample.plan.infusions[0] = (ifs_infusion){.dose = {4000000}};
    of->sample.plan.infusions[1] = (ifs_infusion){.dose = {5000000}};
    of->sample.plan.infusions[2] = (ifs_infusion){.dose = {6000000}};
    of->sample.plan.infusion_count = 2;
    assert_true(holds(of, ROW_DOSE, "DOSE", "4 g, then 5 g"));
    assert_false(holds(of, ROW_DOSE, "DOSE", "6 g"));
}

static void hours_minutes_and_seconds_stand_apart(void **state)
{
    struct fixture *of = *state;
    of->sample.plan.infusions[0].over.s = 8000; /* 2 h 13 min 20 s */
    of->sample.plan.infusions[0].delivered_s = (ifs_ratio){24001, 3};
    assert_true(holds(of, ROW_PUMP, "TIME", "2 h 13 min 20 s"));
    assert_true(holds(of, ROW_PUMP, "TIME", "2 h 13 min 21 s")); /* 8,000 1/3 s, rounded up */
    assert_true(holds(of, ROW_PUMP, "TIME", "133 min"));
    assert_false(holds(of, ROW_PUMP, "TIME", "2 h 14 min 20 s"));
    assert_string_equal(of->stray.number, "14");
    static const ifs_infusion nearly = {.over = {7199}}; /* 1 h 59 min 59 s: 119 min and 59 s */
    assert_true(holds_alone(of, &nearly, "1 h 59 min 59 s, 119 min, or 1, 59, 119"));
    static const char *const others[] = {"2 h", "60 min", "120 min", "0 s", "3", "60", "120", "58", "59 h", "1 s"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(holds(of, ROW_PUMP, "TIME", others[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_of_the_plan_hold_in_every_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(others_do_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_figure_is_held_in_the_unit_behind_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sources_hold_but_not_at_the_pump, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_slips_and_the_code_are_exempt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_an_order_there_is_no_figure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many_sources_are_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_figure_of_an_infusion_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_figure_has_the_units_of_its_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_figure_is_not_cut_shorter_than_it_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(where_a_number_and_its_unit_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sources_are_read_to_their_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_no_figure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_row_is_held, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_infusion_of_the_plan_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hours_minutes_and_seconds_stand_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
