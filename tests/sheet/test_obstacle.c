/*
 * test_obstacle.c - why there is no order, in words that name what the protocol tests.
 */
#include "engine/written.h"

static char *sheet_of(const char *when, const char *words)
{
    char more[200];
    struct order *order = NULL;
    snprintf(more, sizeof more, "renal = ( { when = '%s'; } );", when);
    const struct parts parts = {.more = more};
    const ifs_plan *plan = plan_of(&order, &parts, words);
    assert_int_equal(plan->verdict, IFS_REFUSED);
    char *text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    forget(order);
    return text;
}

static void a_band_of_clearance_names_the_clearance(void **state)
{
    (void)state;
    char *text = sheet_of("crcl > 60 mL/min", "crcl=50 mL/min");
    assert_non_null(strstr(text, "nothing about a creatinine clearance of 50 mL/min"));
    free(text);
}

/* The clearance is known here as well, but no band reads it. */
static void a_band_of_creatinine_does_not(void **state)
{
    (void)state;
    char *text = sheet_of("creatinine < 1.1 mg/dL", "crcl=50 mL/min | creatinine=1.1 mg/dL");
    assert_non_null(strstr(text, "The protocol says nothing about this renal function."));
    assert_null(strstr(text, "nothing about a creatinine clearance"));
    free(text);
}

/* Which of the two doses holds is not known, but 1.005 g is on the step of neither: no step is named. */
static void a_dose_off_every_step(void **state)
{
    (void)state;
    struct order *order = NULL;
    const struct parts parts = {.dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; },"
                                        "  { when = 'not awake'; usual = '2 g'; step = '20 mg'; source = 'trial'; } )"};
    const ifs_plan *plan = plan_of(&order, &parts, "--dose 1.005 g");
    assert_int_equal(plan->verdict, IFS_REFUSED);
    char *text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "The prescribed dose is not a multiple of the protocol's dose step; it"));
    free(text);
    plan = plan_for(order, "awake=no | --dose 1.01 g");
    text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "The prescribed dose of 1,010 mg is not a multiple of 20 mg"));
    free(text);
    plan = plan_for(order, "awake=no | --dose 1000001 mcg"); /* not a thousandth of a milligram is hidden */
    text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "The prescribed dose of 1,000.001 mg is not a multiple of 20 mg"));
    free(text);
    plan = plan_for(order, "awake=no | --dose 1.5 mmol"); /* x 246.47 mg: an odd number of micrograms, and as it was prescribed */
    text = ifs_sheet_text(order->protocol, &order->request, plan);
    assert_non_null(text);
    assert_non_null(strstr(text, "The prescribed dose of 369.705 mg (1.5 mmol) is not a multiple of 20 mg"));
    free(text);
    forget(order);
}

/* What was asked for stands there, and nothing else that was asked for. */
static void what_was_asked_for(void **state)
{
    (void)state;
    static const struct {
        struct parts parts;
        const char *words;
        const char *said;
    } rows[] = {
        {{0}, "--dose 2 g/h", "2 g per hour was prescribed: a dose rate"},
        {{.dose = "{ usual = '0.1 mg/kg'; step = '10 mg'; source = 'trial'; }"}, "weight=50 kg | --over 20 min", "Rounded to 10 mg, the protocol's dose step"},
        {{.bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"}, "product=premix | diluent=saline | device=pump",
         "product that was asked for, premix, is"},
        {{.bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"}, "diluent=dextrose-5 | device=pump",
         "diluent that was asked for, dextrose-5, is"},
        {{0}, "device=gravity", "device that was asked for, gravity, is"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *order = NULL;
        const ifs_plan *plan = plan_of(&order, &rows[i].parts, rows[i].words);
        assert_int_equal(plan->verdict, IFS_REFUSED);
        char *text = ifs_sheet_text(order->protocol, &order->request, plan);
        assert_non_null(text);
        if (strstr(text, rows[i].said) == NULL) {
            fail_msg("\"%s\" is not in\n%s", rows[i].said, text);
        }
        free(text);
        forget(order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_of_clearance_names_the_clearance),
        cmocka_unit_test(a_band_of_creatinine_does_not),
        cmocka_unit_test(a_dose_off_every_step),
        cmocka_unit_test(what_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
