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
                 {"2mL", true},     {"408 s", false},     {"0 h", true},    {"1 mcg", true}};
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

static void too_many_sources_are_none(void **state)
{
    struct fixture *of = *state;
    char number[24];
    for (int i = 0; i <= FIGURE_SLOTS / 2; i++) {
        snprintf(number, sizeof number, "%d ", 100000 + i);
        figures_take_words(&of->figures, number);
    }
    assert_true(of->figures.full);
    assert_false(holds(of, ROW_TEXT, NULL, "100001"));
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
        cmocka_unit_test_setup_teardown(hours_minutes_and_seconds_stand_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
