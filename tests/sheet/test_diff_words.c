/*
 * test_diff_words.c - what differs between two orders, from orders put together by hand, and whom it concerns.
 *
 * Whether diff finds whom it should is held by tests/analysis/test_diff.c; here only what is said of it, so each figure in a sentence is
 * one that stands in the order beside it.
 */
#include "engine/written.h"

#include "claim.h"
#include "diff_rules.h"
#include "diff_words.h"
#include "renal.h"

#define GRAM INT64_C(1000000)

static char bytes[2000];

static struct text words_of(void)
{
    bytes[0] = '\0';
    return text_over(bytes, sizeof bytes);
}

static void has(const char *words, const char *piece)
{
    if (strstr(words, piece) == NULL) {
        fail_msg("\"%s\" does not hold \"%s\"", words, piece);
    }
}

/* ---- Ranges ---- */

static const char *range(int slot, int64_t low, int64_t high)
{
    struct text text = words_of();
    diff_words_range(&text, fact_builtin((int)space_fact(slot)), slot, (struct space_cell){low, high});
    return bytes;
}

/* Creatinine is kept in 0.1 nmol/L: 1 mg/dL is 884,200, written by 0.01 (8,842); 1 umol/L is 10,000. */
static void a_range_stands_in_the_first_unit_that_writes_both_ends(void **state)
{
    (void)state;
    assert_string_equal(range(IFS_FACT_CREATININE, 120 * 8842, 200 * 8842 - 1), "1.2 to 1.99 mg/dL");
    assert_string_equal(range(IFS_FACT_CREATININE, 100 * 10000, 200 * 10000 - 1), "100 to 199 umol/L");
    /* From 1.2 mg/dL to below 200 umol/L: 2,000,000 / 8,842 = 226.2, so 2.26 mg/dL is the last below. */
    assert_string_equal(range(IFS_FACT_CREATININE, 120 * 8842, 200 * 10000 - 1), "1.2 to 2.26 mg/dL");
}

static void a_range_without_an_end_leaves_it_out(void **state)
{
    (void)state;
    const struct fact_unit *weight = &fact_builtin(IFS_FACT_WEIGHT)->units[0];
    assert_string_equal(range(IFS_FACT_WEIGHT, weight->low, 9999), "up to 9.99 kg");
    assert_string_equal(range(IFS_FACT_WEIGHT, 40001, weight->high), "40.1 kg and over");
    assert_string_equal(range(IFS_FACT_WEIGHT, weight->low, weight->high), "up to 300 kg");
    assert_string_equal(range(IFS_FACT_WEIGHT, 10000, 10099), "10 kg");
    /* Written without a space: 24 weeks are 168 days, 33 weeks and 6 days 237. */
    assert_string_equal(range(IFS_FACT_GESTATION, 168, 237), "24w0d to 33w6d");
}

/* Urine is kept in halves: below 30 mL/h is up to 59,999 halves of a microlitre; the last answer below is 29 mL/h. */
static void urine_is_kept_in_halves(void **state)
{
    (void)state;
    assert_string_equal(range(SLOT_URINE, 0, 59999), "up to 29 mL/h");
    assert_string_equal(range(SLOT_URINE, 60000, 199999), "30 to 99 mL/h");
    /* 0.5 mL/kg/h is 1,000 halves. */
    assert_string_equal(range(SLOT_URINE_PER_WEIGHT, 0, 999), "up to 0.4 mL/kg/h");
}

/* Answers at the bounds of what can be written: weights by 10 g below 10 kg and by 100 g from there on, ages in months or years. */
static void ranges_begin_and_end_at_answers(void **state)
{
    (void)state;
    static const struct {
        int slot;
        int64_t low, high;
        const char *words;
    } rows_of[] = {
        {IFS_FACT_WEIGHT, 500, 509, "up to 0.5 kg"},
        {IFS_FACT_WEIGHT, 501, 5000, "0.51 to 5 kg"},
        {IFS_FACT_WEIGHT, 9990, 9999, "9.99 kg"},
        {IFS_FACT_WEIGHT, 9990, 10099, "9.99 to 10 kg"},
        {IFS_FACT_WEIGHT, 9991, 10099, "10 kg"},
        {IFS_FACT_WEIGHT, 9991, 10100, "10 to 10.1 kg"},
        {IFS_FACT_WEIGHT, 9999, 299999, "10 to 299.9 kg"},
        {IFS_FACT_WEIGHT, 10000, 20000, "10 to 20 kg"},
        {IFS_FACT_WEIGHT, 10001, 20099, "10.1 to 20 kg"},
        {IFS_FACT_WEIGHT, 300000, 300000, "300 kg and over"},
        {IFS_FACT_AGE, 0, 215, "up to 17 y"},
        {IFS_FACT_AGE, 216, 1440, "18 y and over"},
        {IFS_FACT_AGE, 216, 1427, "18 to 118 y"},
        {IFS_FACT_AGE, 6, 23, "6 to 23 mo"},
        {IFS_FACT_AGE, 12, 22, "12 to 22 mo"},
        {IFS_FACT_AGE, 0, 7, "up to 7 mo"},
        {IFS_FACT_AGE, 8, 1440, "8 mo and over"},
        {IFS_FACT_AGE, 13, 24, "2 y"}, /* above 1 y, to 2 y */
        {IFS_FACT_AGE, 13, 36, "2 to 3 y"},
        {IFS_FACT_SYSTOLIC, 40, 89, "up to 89 mmHg"},
        {IFS_FACT_SYSTOLIC, 41, 90, "41 to 90 mmHg"},
        {IFS_FACT_SYSTOLIC, 90, 299, "90 to 299 mmHg"},
        {IFS_FACT_SYSTOLIC, 90, 300, "90 mmHg and over"},
        {IFS_FACT_CREATININE, 88420, 199 * 10000, "up to 199 umol/L"},
        {IFS_FACT_CREATININE, 200 * 10000, 17684000, "200 umol/L and over"},
        {IFS_FACT_CREATININE, 120 * 8842 + 1, 200 * 8842, "1.21 to 2 mg/dL"},
        {IFS_FACT_CREATININE, 100 * 10000 + 1, 200 * 10000, "101 to 200 umol/L"},
        {IFS_FACT_CREATININE, 11 * 8842, 1999 * 8842 - 1, "0.11 to 19.98 mg/dL"},
        {SLOT_URINE, 1, 59999, "1 to 29 mL/h"},
        {SLOT_URINE, 59999, 199999, "30 to 99 mL/h"},
        {SLOT_URINE, 60000, 60001, "30 mL/h"},
        {SLOT_URINE, 60001, 200000, "31 to 100 mL/h"},
        {SLOT_URINE, 60000, 1999999, "30 to 999 mL/h"},
        {SLOT_URINE, 60000, 2000000, "30 mL/h and over"},
        {SLOT_URINE_PER_WEIGHT, 1000, 1999, "0.5 to 0.9 mL/kg/h"},
    };
    for (size_t i = 0; i < COUNT_OF(rows_of); i++) {
        assert_string_equal(range(rows_of[i].slot, rows_of[i].low, rows_of[i].high), rows_of[i].words);
    }
}

/* ---- Kinds ---- */

static struct space space;
static ifs_protocol asked;

/* One fact with three choices after the built-in ones. */
static void ask_by_name(const char *name)
{
    static const char *const choices[] = {"none", "mild", "severe", "worst"};
    memset(&space, 0, sizeof space);
    asked.fact_count = IFS_FACT_BUILTIN + 1;
    asked.facts[IFS_FACT_BUILTIN] =
        (struct fact_rule){.name = name, .kind = FACT_QUESTION, .choices = choices, .choice_count = 4};
    space.protocol = &asked;
    space.axis_count = 1;
    space.axes[0] = (struct space_axis){.slot = IFS_FACT_BUILTIN, .cell_count = 4};
    for (int i = 0; i < 4; i++) {
        space.cells[i] = (struct space_cell){i, i};
    }
}

static const char *kinds(int low, int high)
{
    struct text text = words_of();
    struct box box = {.mark = 1};
    box.low[0] = (uint16_t)low;
    box.high[0] = (uint16_t)high;
    diff_words_axes(&text, &space, &box);
    return bytes;
}

static void choices_are_listed(void **state)
{
    (void)state;
    ask_by_name("pain");
    assert_string_equal(kinds(1, 1), "pain mild");
    assert_string_equal(kinds(1, 2), "pain mild or severe");
    assert_string_equal(kinds(1, 3), "pain mild, severe or worst");
    assert_string_equal(kinds(0, 3), "");
    ask_by_name("ECG-seen");
    assert_string_equal(kinds(0, 0), "ECG-seen none");
    ask_by_name("2nd-dose");
    assert_string_equal(kinds(0, 0), "2nd-dose none");
    ask_by_name("Pain");
    assert_string_equal(kinds(0, 0), "pain none");
    ask_by_name("Apnoea");
    assert_string_equal(kinds(0, 0), "apnoea none");
    ask_by_name("Zoster");
    assert_string_equal(kinds(0, 0), "zoster none");
    ask_by_name("[b");
    assert_string_equal(kinds(0, 0), "[b none");
    ask_by_name("@b");
    assert_string_equal(kinds(0, 0), "@b none");
    ask_by_name("A`b");
    assert_string_equal(kinds(0, 0), "A`b none");
}

/* The age in three cells, behind those of the question. */
static void facts_are_told_one_after_another(void **state)
{
    (void)state;
    static const int64_t ends[] = {0, 216, 780, 1441};
    ask_by_name("pain");
    asked.facts[IFS_FACT_AGE] = *fact_builtin(IFS_FACT_AGE);
    space.axis_count = 2;
    space.axes[1] = (struct space_axis){.slot = IFS_FACT_AGE, .first_cell = 4, .cell_count = 3};
    for (int i = 0; i < 3; i++) {
        space.cells[4 + i] = (struct space_cell){ends[i], ends[i + 1] - 1};
    }
    struct box box = {.low = {1, 1}, .high = {1, 1}};
    struct text text = words_of();
    diff_words_axes(&text, &space, &box);
    assert_string_equal(bytes, "pain mild, age 18 to 64 y");
    box = (struct box){.low = {0, 1}, .high = {3, 2}};
    text = words_of();
    diff_words_axes(&text, &space, &box);
    assert_string_equal(bytes, "age 18 y and over");
    box = (struct box){.low = {0, 0}, .high = {2, 1}};
    text = words_of();
    diff_words_axes(&text, &space, &box);
    assert_string_equal(bytes, "pain none, mild or severe, age up to 64 y");
    space.axis_count = 1; /* what stands behind the last is not read */
    text = words_of();
    diff_words_axes(&text, &space, &box);
    assert_string_equal(bytes, "pain none, mild or severe");
}

/* Three runs of weights: up to 24.9 kg, 25 to 69.9 kg, from 70 kg on. */
static void weights_are_told_last(void **state)
{
    (void)state;
    static struct diff diff;
    static const int64_t weights[] = {500, 600, 25000, 40100, 70000};
    static const int runs[] = {0, 2, 4, 5};
    static const struct {
        uint16_t low, high;
        const char *words;
    } rows_of[] = {{0, 0, "weight up to 24.9 kg"},  {1, 1, "weight 25 to 69.9 kg"}, {0, 1, "weight up to 69.9 kg"},
                   {1, 2, "weight 25 kg and over"}, {2, 2, "weight 70 kg and over"}, {0, 2, "everybody"}};
    memcpy(diff.weights, weights, sizeof weights);
    memcpy(diff.runs, runs, sizeof runs);
    diff.weight_count = 5;
    diff.run_count = 3;
    for (size_t i = 0; i < COUNT_OF(rows_of); i++) {
        struct box box = {.low = {rows_of[i].low}, .high = {rows_of[i].high}};
        struct text text = words_of();
        diff_words_box(&text, &diff, &box);
        assert_string_equal(bytes, rows_of[i].words);
    }
    ask_by_name("pain");
    diff.old.space = space;
    struct text text = words_of();
    diff_words_box(&text, &diff, &(struct box){.low = {1, 2}, .high = {1, 2}});
    assert_string_equal(bytes, "pain mild, weight 70 kg and over");
    diff.space = space;
    text = words_of();
    diff_words_check_box(&text, &diff, &(struct box){.low = {1}, .high = {1}});
    assert_string_equal(bytes, "pain mild");
}

static void who_is_everybody(void **state)
{
    (void)state;
    static struct diff diff;
    struct box box = {.mark = 1};
    struct text text = words_of();
    diff.run_count = 1;
    diff.weight_count = 2;
    diff.runs[1] = 2;
    diff_words_box(&text, &diff, &box);
    assert_string_equal(bytes, "everybody");
    text = words_of();
    diff_words_check_box(&text, &diff, &box);
    assert_string_equal(bytes, "everybody");
}

/* ---- One figure ---- */

static const struct diff_phase infusion = {.name = "loading",
                                           .product = "vial",
                                           .strength = {500, 1},
                                           .diluent = "saline",
                                           .device = IFS_PUMP,
                                           .dose = {GRAM},
                                           .over = {1800},
                                           .draw = {2000},
                                           .total_ul = {102000, 1},
                                           .flow = {204000},
                                           .doses = 1};

static void shows(const struct diff_phase *phase, enum diff_what what, const char *expected)
{
    struct text text = words_of();
    diff_words_figure(&text, phase, what);
    assert_string_equal(bytes, expected);
}

static void each_figure_of_a_phase(void **state)
{
    (void)state;
    shows(&infusion, DIFF_DOSE, "1 g");
    shows(&infusion, DIFF_DOSE_RISES, "");
    shows(&infusion, DIFF_TIME, "30 min");
    shows(&infusion, DIFF_DRAW, "2 mL");
    shows(&infusion, DIFF_TOTAL, "102 mL");
    shows(&infusion, DIFF_FLOW, "204 mL per hour");
    shows(&infusion, DIFF_PRODUCT, "vial of 500 mg per mL");
    shows(&infusion, DIFF_DILUENT, "saline");
    shows(&infusion, DIFF_DEVICE, "pump");
    shows(&infusion, DIFF_REPEAT, "once");
    shows(&infusion, DIFF_WAIT, "none");
    shows(&infusion, DIFF_SITES, "0");
}

static void figures_that_another_way_of_giving_has(void **state)
{
    (void)state;
    const struct diff_phase muscle = {
        .device = IFS_HAND, .total_ul = {0, 0}, .doses = 6, .every = {4 * 3600}, .after = {1800}, .sites = 2};
    shows(&muscle, DIFF_TIME, "none");
    shows(&muscle, DIFF_TOTAL, "none");
    shows(&muscle, DIFF_FLOW, "none");
    shows(&muscle, DIFF_DILUENT, "none");
    shows(&muscle, DIFF_DEVICE, "hand");
    shows(&muscle, DIFF_REPEAT, "6 doses, every 4 h");
    shows(&muscle, DIFF_WAIT, "30 min");
    shows(&muscle, DIFF_SITES, "2");
    const struct diff_phase twice = {.doses = 2, .every = {60}, .flow = {100}, .total_ul = {1000, 1}};
    shows(&twice, DIFF_REPEAT, "2 doses, every 1 min");
    shows(&twice, DIFF_FLOW, "0.1 mL per hour");
    shows(&twice, DIFF_TOTAL, "1 mL");
    shows(&twice, DIFF_DRAW, "none");
    const struct diff_phase one = {.drops_per_min = 1, .total_ul = {0, 1}, .doses = 1};
    shows(&one, DIFF_FLOW, "1 drops per minute");
    shows(&one, DIFF_TOTAL, "none");
    const struct diff_phase least = {.flow = {1}, .total_ul = {7, 0}};
    shows(&least, DIFF_FLOW, "0.001 mL per hour");
    shows(&least, DIFF_TOTAL, "none"); /* no figure: it has no denominator */
    shows(&one, DIFF_REPEAT, "once");
    const struct diff_phase gravity = {.device = IFS_GRAVITY, .drops_per_min = 33, .flow = {100000}};
    shows(&gravity, DIFF_FLOW, "33 drops per minute");
    shows(&gravity, DIFF_DEVICE, "gravity");
}

/* ---- What differs for somebody ---- */

static struct diff_item items[DIFF_ITEMS];
static struct diff_change light;
static struct diff_change heavy;

static void begin_change(void)
{
    memset(&light, 0, sizeof light);
    light.old.outcome = DIFF_ORDERED;
    light.old.phase_count = 1;
    light.old.phases[0] = infusion;
    light.new = light.old;
}

/* Of the light alone where `heavy` was not filled. */
static int differing(bool one)
{
    heavy = one ? light : heavy;
    return diff_words_items(&light, &heavy, items);
}

static void expect_item(int index, const char *what, const char *old, const char *new)
{
    assert_string_equal(items[index].what, what);
    assert_string_equal(items[index].old, old);
    assert_string_equal(items[index].new, new);
}

static void every_difference_of_a_phase_is_an_item(void **state)
{
    (void)state;
    begin_change();
    light.new.phases[0].dose.mcg = 2 * GRAM;
    light.new.phases[0].doses = 3;
    light.new.phases[0].every.s = 7200;
    heavy = light;
    heavy.new.phases[0].dose.mcg = 3 * GRAM;
    assert_int_equal(differing(false), 2);
    expect_item(0, "loading dose", "1 g", "2 g to 3 g");
    expect_item(1, "loading repeat", "once", "3 doses, every 2 h");
    /* The same dose times, another interval. */
    light.old.phases[0].doses = 3;
    light.old.phases[0].every.s = 10800;
    light.new.phases[0].dose = light.old.phases[0].dose;
    assert_int_equal(differing(true), 1);
    expect_item(0, "loading repeat", "3 doses, every 3 h", "3 doses, every 2 h");
}

static void drops_and_strengths_differ(void **state)
{
    (void)state;
    begin_change();
    light.old.phases[0].drops_per_min = 33;
    light.new.phases[0].drops_per_min = 34;
    light.new.phases[0].strength = (ifs_ratio){200, 1};
    light.new.phases[0].total_ul = (ifs_ratio){0, 0};
    assert_int_equal(differing(true), 3);
    expect_item(0, "loading volume", "102 mL", "none");
    expect_item(1, "loading flow", "33 drops per minute", "34 drops per minute");
    expect_item(2, "loading product", "vial of 500 mg per mL", "vial of 200 mg per mL");
    light.old.phases[0].total_ul = (ifs_ratio){0, 0};
    assert_int_equal(differing(true), 2);
}

static const char *of_letters(char letters[1100], size_t count)
{
    memset(letters, 'd', count);
    letters[count] = '\0';
    return letters;
}

/* A figure has room for 999 letters and what differs for 99; what does not fit is left out whole, and never cut to another name. */
static void the_longest_names(void **state)
{
    (void)state;
    static char letters[1100];
    char what[1110];
    begin_change();
    light.new.phases[0].diluent = of_letters(letters, 999);
    assert_int_equal(differing(true), 1);
    expect_item(0, "loading diluent", infusion.diluent == NULL ? "none" : infusion.diluent, letters);
    light.new.phases[0].diluent = of_letters(letters, 1000);
    assert_int_equal(differing(true), 1);
    assert_string_equal(items[0].new, "");
    begin_change();
    light.old.phases[0].name = of_letters(letters, 94);
    light.new.phases[0].name = letters;
    light.new.phases[0].dose.mcg = 2 * GRAM;
    assert_int_equal(differing(true), 1);
    snprintf(what, sizeof what, "%s dose", letters);
    expect_item(0, what, "1 g", "2 g");
    of_letters(letters, 95);
    assert_int_equal(differing(true), 1);
    snprintf(what, sizeof what, "%s ", letters);
    assert_string_equal(items[0].what, what);
}

/* Sixteen steps, each from one flow to another, are told whole. */
static void as_many_steps_as_there_may_be(void **state)
{
    (void)state;
    static const char step[] = "123,456.7 mL per hour to 234,567.8 mL per hour";
    char steps[IFS_STEP_MAX * (sizeof step + 2)];
    int length = 0;
    begin_change();
    light.new.step_count = IFS_STEP_MAX;
    heavy = light;
    for (int i = 0; i < IFS_STEP_MAX; i++) {
        light.new.steps[i].ul_per_h = 123456700;
        heavy.new.steps[i].ul_per_h = 234567800;
        length += snprintf(steps + length, sizeof steps - (size_t)length, "%s%s", i > 0 ? ", " : "", step);
    }
    assert_int_equal(differing(false), 1);
    expect_item(0, "flows of the steps", "none", steps);
}

static void a_phase_of_one_order_alone(void **state)
{
    (void)state;
    begin_change();
    light.new.phase_count = 0;
    assert_int_equal(differing(true), 1);
    expect_item(0, "loading dose", "1 g", "not given");
    /* Whom nobody heavier shares it with. */
    heavy.old.phase_count = 0;
    assert_int_equal(differing(false), 1);
    expect_item(0, "loading dose", "1 g", "not given");
    begin_change();
    light.new.phase_count = 2;
    light.new.phases[1] = infusion;
    light.new.phases[1].name = "maintenance";
    assert_int_equal(differing(true), 1);
    expect_item(0, "maintenance dose", "not given", "1 g");
    light.new.phases[0].name = "first"; /* and the first of them */
    light.new.phases[1].name = "loading";
    assert_int_equal(differing(true), 1);
    expect_item(0, "first dose", "not given", "1 g");
    light.new.phases[0].name = "loading";
    light.new.phases[1].name = "maintenance";
    /* The two in another order: nothing else differs. */
    light.old.phase_count = 2;
    light.old.phases[1] = light.old.phases[0];
    light.old.phases[0] = light.new.phases[1];
    assert_int_equal(differing(true), 1);
    expect_item(0, "order", "maintenance 1 g over 30 min; loading 1 g over 30 min",
                "loading 1 g over 30 min; maintenance 1 g over 30 min");
}

static void steps_and_rescues(void **state)
{
    (void)state;
    begin_change();
    light.new.step_count = 2;
    light.new.steps[0].ul_per_h = 10000;
    light.new.steps[1].ul_per_h = 12500;
    light.new.rescue_count = 2;
    light.new.rescues[0] = (struct diff_rescue){"calcium", {GRAM}, {10000, 1}, {600}};
    light.new.rescues[1] = (struct diff_rescue){"more-calcium", {2 * GRAM}, {20000, 1}, {0}};
    assert_int_equal(differing(true), 2);
    expect_item(0, "flows of the steps", "none", "10 mL per hour, 12.5 mL per hour");
    expect_item(1, "rescue", "none", "calcium 1 g (10 mL) over 10 min, more-calcium 2 g (20 mL) over none");
    light.old = light.new;
    light.old.steps[1].ul_per_h = 13000;
    assert_int_equal(differing(true), 1);
    expect_item(0, "flows of the steps", "10 mL per hour, 13 mL per hour", "10 mL per hour, 12.5 mL per hour");
}

/* What hangs on the weight is told from the lightest to the heaviest. */
static void steps_and_rescues_by_weight(void **state)
{
    (void)state;
    begin_change();
    light.new.step_count = 2;
    light.new.steps[0].ul_per_h = 10000;
    light.new.steps[1].ul_per_h = 12500;
    light.new.rescue_count = 1;
    light.new.rescues[0] = (struct diff_rescue){"calcium", {GRAM}, {10000, 1}, {600}};
    heavy = light;
    heavy.new.steps[1].ul_per_h = 25000;
    heavy.new.rescues[0].dose.mcg = 2 * GRAM;
    heavy.new.rescues[0].draw_ul.num = 20000;
    assert_int_equal(differing(false), 2);
    expect_item(0, "flows of the steps", "none", "10 mL per hour, 12.5 mL per hour to 25 mL per hour");
    expect_item(1, "rescue", "none", "calcium 1 g (10 mL) to 2 g (20 mL) over 10 min");
    /* The same dose of another strength. */
    light.old = light.new;
    light.old.rescues[0].draw_ul.num = 5000;
    assert_int_equal(differing(true), 1);
    expect_item(0, "rescue", "calcium 1 g (5 mL) over 10 min", "calcium 1 g (10 mL) over 10 min");
}

static void all_that_may_differ_has_room(void **state)
{
    (void)state;
    static const char *const names[IFS_INFUSION_MAX] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    const struct diff_phase other = {.product = "bag",
                                     .strength = {40, 1},
                                     .device = IFS_HAND,
                                     .dose = {2 * GRAM},
                                     .over = {3600},
                                     .draw = {3000},
                                     .total_ul = {50000, 1},
                                     .flow = {100000},
                                     .doses = 2,
                                     .every = {7200},
                                     .after = {60},
                                     .sites = 2};
    begin_change();
    light.old.phase_count = IFS_INFUSION_MAX;
    light.new.phase_count = IFS_INFUSION_MAX;
    light.new.step_count = 1;
    light.new.rescue_count = 1;
    light.new.rescues[0].product = "calcium";
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        light.old.phases[i] = infusion;
        light.new.phases[i] = other;
        light.old.phases[i].name = names[i];
        light.new.phases[i].name = names[i];
    }
    assert_int_equal(differing(true), 8 * 11 + 2);
    expect_item(7 * 11 + 10, "h sites", "0", "2");
    expect_item(8 * 11, "flows of the steps", "none", "0 mL per hour");
    assert_string_equal(items[8 * 11 + 1].what, "rescue");
}

/* Each figure of a rescue is compared by itself. */
static void any_figure_of_a_rescue(void **state)
{
    (void)state;
    const struct diff_rescue others[] = {{"other", {GRAM}, {10000, 1}, {600}},
                                         {"calcium", {2 * GRAM}, {10000, 1}, {600}},
                                         {"calcium", {GRAM}, {20000, 1}, {600}},
                                         {"calcium", {GRAM}, {10000, 1}, {300}}};
    begin_change();
    light.old.rescue_count = 1;
    light.old.rescues[0] = (struct diff_rescue){"calcium", {GRAM}, {10000, 1}, {600}};
    light.new = light.old;
    assert_false(diff_rescues_differ(&light.old, &light.new));
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        light.new.rescues[0] = others[i];
        assert_true(diff_rescues_differ(&light.old, &light.new));
        assert_true(diff_orders_differ(&light.old, &light.new));
    }
}

static void who_is_refused_or_asked(void **state)
{
    (void)state;
    static const struct limit speed = {.kind = IFS_LIMIT_SPEED};
    begin_change();
    light.new = (struct diff_order){.outcome = DIFF_REFUSED, .check = "low"};
    assert_int_equal(differing(true), 1);
    expect_item(0, "newly refused", "loading 1 g over 30 min", "refused by check low");
    light.new = (struct diff_order){.outcome = DIFF_REFUSED, .limit = &speed};
    differing(true);
    expect_item(0, "newly refused", "loading 1 g over 30 min", "refused by the limit speed");
    light.new = light.old;
    light.old = (struct diff_order){.outcome = DIFF_REFUSED};
    differing(true);
    expect_item(0, "newly admitted", "refused, no order can be made", "loading 1 g over 30 min");
    light.old = (struct diff_order){.outcome = DIFF_DOSE_ASKED};
    differing(true);
    expect_item(0, "order", "the prescriber names the dose", "loading 1 g over 30 min");
}

static void what_a_check_does(void **state)
{
    (void)state;
    static const struct {
        ifs_check_severity severity;
        const char *words;
    } rows[] = {{IFS_REFUSE, "refused: Low."}, {IFS_OVERRIDE, "needs an override: Low."}, {IFS_WARN, "warned: Low."}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct check check = {.id = "low", .severity = rows[i].severity, .say = "Low."};
        struct text text = words_of();
        diff_words_check(&text, &check);
        assert_string_equal(bytes, rows[i].words);
    }
}

static void the_largest_change_of_a_dose(void **state)
{
    (void)state;
    static struct diff diff;
    struct text text = words_of();
    diff_words_largest(&text, &diff);
    assert_string_equal(bytes, "");
    diff.largest = (struct diff_largest){"loading", {3 * GRAM}, {GRAM}, 9990};
    diff_words_largest(&text, &diff); /* a third: 33.33 percent */
    assert_string_equal(bytes, "Largest change of a dose: loading, 3 g becomes 1 g (33.3 percent of it), first at 9.99 kg.");
}

static void why_patients_were_not_compared(void **state)
{
    (void)state;
    assert_string_equal(diff_words_doubt(DIFF_NO_DOUBT), "");
    has(diff_words_doubt(DIFF_TOO_MANY_KINDS), "try single patients with infusheet order");
    has(diff_words_doubt(DIFF_TOO_MANY_CHANGES), "change fewer of them at once");
    has(diff_words_doubt(DIFF_TOO_MANY_FACTS), "more than there is room for");
    has(diff_words_doubt(DIFF_HEIGHT), "hangs on the height");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_stands_in_the_first_unit_that_writes_both_ends),
        cmocka_unit_test(a_range_without_an_end_leaves_it_out),
        cmocka_unit_test(urine_is_kept_in_halves),
        cmocka_unit_test(ranges_begin_and_end_at_answers),
        cmocka_unit_test(choices_are_listed),
        cmocka_unit_test(facts_are_told_one_after_another),
        cmocka_unit_test(who_is_everybody),
        cmocka_unit_test(weights_are_told_last),
        cmocka_unit_test(each_figure_of_a_phase),
        cmocka_unit_test(figures_that_another_way_of_giving_has),
        cmocka_unit_test(every_difference_of_a_phase_is_an_item),
        cmocka_unit_test(drops_and_strengths_differ),
        cmocka_unit_test(the_longest_names),
        cmocka_unit_test(as_many_steps_as_there_may_be),
        cmocka_unit_test(a_phase_of_one_order_alone),
        cmocka_unit_test(steps_and_rescues),
        cmocka_unit_test(steps_and_rescues_by_weight),
        cmocka_unit_test(all_that_may_differ_has_room),
        cmocka_unit_test(any_figure_of_a_rescue),
        cmocka_unit_test(who_is_refused_or_asked),
        cmocka_unit_test(what_a_check_does),
        cmocka_unit_test(the_largest_change_of_a_dose),
        cmocka_unit_test(why_patients_were_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
