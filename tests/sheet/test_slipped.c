/*
 * test_slipped.c - what is said to stop a slip: the check by its name, the limit, or that no such order exists.
 *
 * Which slips there are is tests/analysis/test_slips.c; how they read on whole sheets, tests/golden.
 */
#include "engine/written.h"

#include "claim.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_that_stops_is_named),
        cmocka_unit_test(an_order_that_cannot_be_computed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
