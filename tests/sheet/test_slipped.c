/*
 * test_slipped.c - what is said to stop a slip: the check by its name, the limit, or that no such order exists.
 *
 * Which slips there are is tests/analysis/test_slips.c; how they read on whole sheets, tests/golden.
 */
#include "engine/written.h"

#include "claim.h"
#include "sample.h"
#include "sheet.h"

#define TRIAL " source = 'trial'; "

/* The sheet on one line, each gap one blank. */
static char *line_of(struct order *order, const char *words)
{
    const ifs_plan *plan = plan_for(order, words);
    char *text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    size_t length = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool gap = *at == ' ' || *at == '\n';
        if (!gap || (length > 0 && text[length - 1] != ' ')) {
            text[length++] = gap ? ' ' : *at;
        }
    }
    text[length] = '\0';
    return text;
}

static void has(struct order *order, const char *words, const char *piece)
{
    char *text = line_of(order, words);
    if (strstr(text, piece) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", piece, text);
    }
    free(text);
}

/* 70 kg are 154.3 lb, of which 10 mg/kg would be 1,543 mg: refused by the first check there is. */
static void the_check_that_stops_is_named(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}",
                                .more = "admit = ( { id = 'not-heavy'; when = 'weight < 150 kg'; else = 'Too heavy.';" TRIAL "} );"};
    struct order *order = written(&parts);
    assert_string_equal(order->protocol->checks[0].id, "not-heavy");
    has(order, "weight=70 kg", "The weight in pounds entered as kg, 154.3 kg: 1,543 mg in 30 min, 3.086 g per hour; stopped by this program, which refuses it: not-heavy");
    struct ifs_sheet *sheet = calloc(1, sizeof *sheet);
    assert_non_null(sheet);
    sheet_build(order->protocol, &order->request, &order->plan, sheet);
    bool found = false;
    for (int i = 0; i < sheet->slip_count; i++) {
        found = found || (sheet->slips[i].check != NULL && strcmp(sheet->slips[i].check, "not-heavy") == 0);
    }
    assert_true(found);
    free(sheet);
    forget(order);
}

/* No time is given for doses above 2 g. */
static void an_order_that_cannot_be_computed(void **state)
{
    (void)state;
    const struct parts parts = {.over = "( { dose-to = '2 g'; usual = '30 min';" TRIAL "} )"};
    struct order *order = written(&parts);
    has(order, "weight=70 kg | --dose 1 g", "Ten times the dose prescribed, 10 g: 10 g in 30 min, 20 g per hour; stopped by this program, which refuses it: no such order can be computed");
    forget(order);
}

static const struct sheet_slip *slip_of(const struct ifs_sheet *sheet, const char *id)
{
    for (int i = 0; i < sheet->slip_count; i++) {
        if (strcmp(sheet->slips[i].id, id) == 0) {
            return &sheet->slips[i];
        }
    }
    fail_msg("no slip %s", id);
    return NULL;
}

/* 10 g in 30 min are 20 g per hour, 333 mg per minute: beyond a limit of 60, by which this program refuses it. */
static void a_slip_stands_as_figures_too(void **state)
{
    (void)state;
    static struct ifs_sheet sheet;
    struct order *order = written(&(struct parts){.limits = "speed = { hard-max = '60 mg/min';" TRIAL "};"});
    (void)plan_for(order, "--dose 1 g");
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    const struct sheet_slip *slip = slip_of(&sheet, "dose-tenfold");
    assert_int_equal(slip->dose_mcg, 10000000);
    assert_true(slip->timed);
    assert_int_equal(slip->over_s, 1800);
    assert_int_equal(slip->speed_mcg_per_h, 20000000);
    assert_string_equal(slip->stopped_by, "program");
    assert_string_equal(slip->beyond, "infusion.speed");
    assert_null(slip->check);
    forget(order);
}

/* Without an order there is nothing to slip with, whatever figures the plan still holds. */
static void no_order_has_no_slips(void **state)
{
    (void)state;
    static struct sample sample;
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE, IFS_READY};
    for (size_t i = 0; i < COUNT_OF(verdicts); i++) {
        sample_verdict(&sample, verdicts[i]);
        sample_build(&sample);
        assert_int_equal(sample.sheet.slip_count > 0, verdicts[i] == IFS_READY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_that_stops_is_named),
        cmocka_unit_test(an_order_that_cannot_be_computed),
        cmocka_unit_test(a_slip_stands_as_figures_too),
        cmocka_unit_test(no_order_has_no_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
