/*
 * test_phase.c - how an infusion goes on after its first dose, and what ends it, in the words of whole sheets.
 *
 * Each order is computed from a protocol written here; its figures are worked out beside it.
 */
#include "engine/written.h"

#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define REPEAT(more) "repeat = { every = '4 h'; " more TRIAL "};"
#define PHASE(name, more) \
    "{ name = '" name "'; devices = ['pump']; dose = { usual = '1 g';" STEP "}; over = { usual = '30 min';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; " more " }"
#define INJECTION(more) \
    "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g';" STEP "}; bags = { product = 'vial'; additive = 'undiluted'; vessel = " \
    "'syringe';" TRIAL "}; " more " } )"

struct row {
    struct parts parts;
    const char *words;
    const char *ending;
    const char *goes_on; /* each line ends with a bar, its blanks stand in brackets */
};

#define BLANKS "given at ________  by ________  checked by ________"
#define DOSES_TO_TWO "Dose 2, due 4 h after the start of the first [" BLANKS "] | "
#define DOSES_TO_THREE DOSES_TO_TWO "Dose 3, due 8 h after the start of the first [" BLANKS "] | "
#define AIM "Aim: serum magnesium at least 2 mmol/L [4 h ________] | "

static const struct row rows[] = {
    {{0}, "", "one dose; stops when the volume is complete", ""},
    {{.devices = "['hand']"}, "", "one dose; stops when the volume is complete", ""},
    {{.infusions = INJECTION("")}, "", "one dose, at once", ""},
    {{.limits = REPEAT("up-to = '1 g';")}, "", "one dose; stops when the volume is complete", ""}, /* no second one fits */
    {{.limits = REPEAT("doses = 2;")}, "", "each dose stops when its volume is complete; how often: see repeat",
     "Again every 4 h: 2 doses in all, the first included (2 g altogether) | " DOSES_TO_TWO},
    {{.limits = REPEAT("doses = 3;")}, "", "each dose stops when its volume is complete; how often: see repeat",
     "Again every 4 h: 3 doses in all, the first included (3 g altogether) | " DOSES_TO_THREE},
    {{.infusions = INJECTION(REPEAT("doses = 2;"))}, "", "each dose at once; how often: see repeat",
     "Again every 4 h: 2 doses in all, the first included (2 g altogether) | " DOSES_TO_TWO},
    {{.limits = REPEAT("up-to = '2 g';")}, "", "each dose stops when its volume is complete; how often: see repeat",
     "Again every 4 h: 2 doses in all, the first included (2 g altogether; at most 2 g) | " DOSES_TO_TWO},
    {{.limits = "ends = ( { event = 'birth';" TRIAL "} );"}, "", "at the latest after 30 min; before that: birth (time: ____)", ""},
    {{.limits = "ends = ( { event = 'birth'; after = '1 min';" TRIAL "}, { event = 'waking';" TRIAL "} );"}, "",
     "at the latest after 30 min; before that: 1 min after birth (time of it: ____, so at: ____), or waking (time: ____)", ""},
    {{.limits = "level = ( { target = 'magnesium >= 2 mmol/L'; recheck = ['4 h'];" TRIAL "} );"}, "", "one dose; stops when the volume is complete", AIM},
    {{.limits = "level = ( { when = 'awake'; target = 'magnesium >= 2 mmol/L'; recheck = ['4 h'];" TRIAL "} );"}, "awake=yes",
     "one dose; stops when the volume is complete", AIM},
    {{.limits = "level = ( { when = 'awake'; target = 'magnesium >= 2 mmol/L'; recheck = ['4 h'];" TRIAL "} );"}, "", "one dose; stops when the volume is complete", AIM},
    {{.limits = "level = ( { when = 'awake'; target = 'magnesium >= 2 mmol/L'; recheck = ['4 h'];" TRIAL "} );"}, "awake=no",
     "one dose; stops when the volume is complete", ""},
    {{.limits = REPEAT("doses = 2; until = 'awake';")}, "", "each dose stops when its volume is complete; how often: see repeat",
     "Again every 4 h: 2 doses in all, the first included (2 g altogether) | No further dose once: Awake? yes | Dose 2, due 4 h after the start of the first [conditions met ________  " BLANKS "] | "},
    {{.limits = REPEAT("doses = 2; continue-if = 'awake';")}, "", "each dose stops when its volume is complete; how often: see repeat",
     "Again every 4 h: 2 doses in all, the first included (2 g altogether) | A further dose only if: Awake? yes | Dose 2, due 4 h after the start of the first [conditions met ________  " BLANKS "] | "},
    /* 500 mL of 40 mg per mL: 1 g per hour are 25 mL per hour, which last 20 h. */
    {{.dose = "{ usual = '2 g/h';" STEP "}", .over = "{ usual = '10 h';" TRIAL "}", .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
      .limits = "steps = ( { id = 'less'; dose = '1 g/h'; if = 'awake';" TRIAL "} );"}, "", "one dose; stops when the volume is complete",
     "less: 1 g per hour, keyed as 25 mL per hour (the prepared 500 mL would then last 20 h); only if: Awake? yes | "},
};

static struct ifs_sheet sheet;

static void lines_of(const struct sheet_lines *lines, char *out, size_t capacity)
{
    struct text text = text_over(out, capacity);
    for (int i = 0; i < lines->count; i++) {
        text_add(&text, lines->list[i].text);
        text_add(&text, lines->list[i].blanks != NULL ? " [" : "");
        text_add(&text, lines->list[i].blanks != NULL ? lines->list[i].blanks : "");
        text_add(&text, lines->list[i].blanks != NULL ? "] | " : " | ");
    }
}

static void what_ends_a_phase_and_how_it_goes_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *order = NULL;
        char goes_on[1000];
        assert_int_equal(plan_of(&order, &rows[i].parts, rows[i].words)->verdict, IFS_READY);
        sheet_build(order->protocol, &order->request, &order->plan, &sheet);
        lines_of(&sheet.infusions[0].goes_on, goes_on, sizeof goes_on);
        if (strcmp(sheet.infusions[0].ending, rows[i].ending) != 0 || strcmp(goes_on, rows[i].goes_on) != 0) {
            fail_msg("row %d: %s\n%s", (int)i, sheet.infusions[0].ending, goes_on);
        }
        forget(order);
    }
}

/* The first begins by itself; each other one says after which, by name, at once or after a time. */
static void what_is_given_in_turn_says_after_what(void **state)
{
    (void)state;
    struct order *order = NULL;
    const struct parts parts = {.infusions = "( " PHASE("first", "") ", " PHASE("second", "") ", " PHASE("third", "begins-after = '1 min';") " )"};
    assert_int_equal(plan_of(&order, &parts, "")->infusion_count, 3);
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_null(sheet.infusions[0].beginning);
    assert_string_equal(sheet.infusions[1].beginning, "when first has ended");
    assert_string_equal(sheet.infusions[2].beginning, "1 min after the end of second, not before");
    assert_int_equal(sheet.infusions[1].after_s, 0);
    assert_int_equal(sheet.infusions[2].after_s, 60);
    forget(order);
}

/* 1 g per hour of 40 mg per mL are 25 mL per hour, 25,000 uL. */
static void a_step_stands_as_figures_too(void **state)
{
    (void)state;
    struct order *order = NULL;
    plan_of(&order, &rows[sizeof rows / sizeof rows[0] - 1].parts, "");
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_int_equal(sheet.infusions[0].step_count, 1);
    assert_string_equal(sheet.infusions[0].steps[0].id, "less");
    assert_string_equal(sheet.infusions[0].steps[0].rate, "1 g per hour");
    assert_string_equal(sheet.infusions[0].steps[0].flow, "25 mL per hour");
    assert_int_equal(sheet.infusions[0].steps[0].flow_ul_per_h, 25000);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_ends_a_phase_and_how_it_goes_on),
        cmocka_unit_test(what_is_given_in_turn_says_after_what),
        cmocka_unit_test(a_step_stands_as_figures_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
