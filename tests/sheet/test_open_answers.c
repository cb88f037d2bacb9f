/*
 * test_open_answers.c - how it reads what the open answers can still do, for people and for machines.
 */
#include "engine/written.h"

#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define CHECK(id, kind, when) "{ id = '" id "'; " kind " = '" when "'; say = 'So.';" TRIAL "}"

static struct ifs_sheet sheet;

struct row {
    const char *more;
    const char *dose;
    const char *words;
    const char *result;
    const char *text;
    const char *depends_on; /* each with a blank */
    const char *ask_first;
};

static const struct row rows[] = {
    {"require = ['awake']; checks = ( " CHECK("a", "warn-if", "awake") " );", NULL, "", "safe-whatever",
     "SAFE WHATEVER: no answer that is still open can refuse this order.", "", NULL},
    {"checks = ( " CHECK("a", "refuse-if", "awake") ", " CHECK("b", "refuse-if", "not awake") " );", NULL, "", "refused-whatever",
     "REFUSED WHATEVER the open answers are: none of them can make it an order.", "", NULL},
    {"checks = ( " CHECK("a", "override-if", "awake") ", " CHECK("b", "override-if", "not awake") " );", NULL, "", "override-whatever",
     "NEEDS AN OVERRIDE WHATEVER the open answers are.", "", NULL},
    {"checks = ( " CHECK("a", "refuse-if", "awake and tired") ", " CHECK("b", "refuse-if", "kidneys") " );", NULL, "", "depends",
     "DEPENDS ON kidneys. Ask first: kidneys.", "kidneys ", "kidneys"},
    {"checks = ( " CHECK("a", "refuse-if", "tired") ", " CHECK("b", "refuse-if", "awake") " );", NULL, "", "depends",
     "DEPENDS ON awake, tired. Ask first: awake.", "awake tired ", "awake"},
    {"checks = ( " CHECK("a", "override-if", "awake") " );", NULL, "", "depends", "DEPENDS ON awake.", "awake ", NULL},
    {"checks = ( " CHECK("a", "refuse-if", "awake and tired") " );", NULL, "", "depends", "DEPENDS ON several of the open answers together.", "",
     NULL},
    {"bedside = ['weight']; checks = ( " CHECK("a", "refuse-if", "weight < 40 kg") " );", NULL, "", "depends",
     "DEPENDS ON weight. Ask first: weight.", "weight ", "weight"}, /* the first fact of all */
    {"", "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", "", "undecided",
     "NOT DECIDED: the open answers are too many to try, or are calculated with.", "", NULL},
};

static void what_is_open(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct parts parts = {.more = rows[i].more, .dose = rows[i].dose};
        struct order *order = NULL;
        const ifs_plan *plan = plan_of(&order, &parts, rows[i].words);
        sheet_build(order->protocol, &order->request, plan, &sheet);
        assert_string_equal(sheet.unknowns.text, rows[i].text);
        assert_string_equal(sheet.unknowns.result, rows[i].result);
        char bytes[100];
        struct text on = text_over(bytes, sizeof bytes);
        for (int j = 0; j < sheet.unknowns.depends_count; j++) {
            text_add(&on, sheet.unknowns.depends_on[j]);
            text_add(&on, " ");
        }
        assert_string_equal(bytes, rows[i].depends_on);
        if (rows[i].ask_first == NULL) {
            assert_null(sheet.unknowns.ask_first);
        } else {
            assert_string_equal(sheet.unknowns.ask_first, rows[i].ask_first);
        }
        forget(order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
