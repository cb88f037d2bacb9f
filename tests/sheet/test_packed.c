/*
 * test_packed.c - what is packed for an order is what its preparation, its running and its antidote take, and for no order nothing.
 *
 * Each order is computed from a protocol written here: 1 g is a bag of 100 mL, or 2 mL of a vial of 500 mg per mL. A container of the
 * antidote holds 1 g (10 mL of 100 mg per mL).
 */
#include "engine/written.h"

#include "claim.h"
#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define SYRINGE "vessel = 'syringe'; diluents = ['saline']; volume = '50 mL';"
#define VIAL(additive, more) "{ product = 'vial'; additive = '" additive "'; " more TRIAL "}"
#define TWICE "repeat = { every = '4 h'; doses = 2;" TRIAL "};"
#define INJECTED(sites, more) \
    "( { name = 'injection'; route = 'intramuscular'; sites = " sites "; devices = ['hand']; dose = { usual = '1 g';" STEP "}; " more \
    " bags = " VIAL("undiluted", "vessel = 'syringe';") "; } )"
#define PHASE(name) PHASE_BY("pump", name)
#define DRIPPED(name) PHASE_BY("gravity", name)
#define PHASE_BY(device, name) \
    "{ name = '" name "'; devices = ['" device "']; dose = { usual = '1 g';" STEP "}; over = { usual = '30 min';" TRIAL "};" \
    " bags = { product = 'premix'; additive = 'premixed'; }; }"

#define BEDSIDE "What the monitoring and the start conditions on the sheet are measured with"
#define PUMP "Infusion pump with its set"
#define SET "Gravity set of 20 drops per mL, and a watch"
#define BAG "1 ready-to-use container: 1 g in 100 mL, bag"
#define ONE_VIAL "1 vial: 500 mg per mL, vial of 2 mL"

enum { LINES = 8 };

static const ifs_site drops = {.present = true, .place = "Nowhere Clinic", .phone = "1", .emergency = "2", .paper = "a4",
                               .source = "trial", .drop_set_count = 1, .drop_sets = {20}};

/* One order, and every line in its order. */
struct packed_case {
    struct parts parts;
    const char *words;
    const ifs_site *site;
    const char *lines[LINES];
};

static void packs(const struct packed_case *one)
{
    static struct ifs_sheet sheet;
    struct order *order = written(&one->parts);
    order->request.site = one->site;
    (void)plan_for(order, one->words);
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    int count = 0;
    while (count < LINES && one->lines[count] != NULL) {
        if (count >= sheet.pack.count) {
            fail_msg("\"%s\" is not packed", one->lines[count]);
        }
        assert_string_equal(sheet.pack.list[count].text, one->lines[count]);
        count++;
    }
    assert_int_equal(sheet.pack.count, count);
    forget(order);
}

static void pack_all(const struct packed_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        packs(&cases[i]);
    }
}

static void test_bags(void **state)
{
    (void)state;
    static const struct packed_case cases[] = {
        {.words = "", .lines = {BAG, PUMP, BEDSIDE}},
        {.parts = {.bags = VIAL("added", "diluents = ['saline']; volume = '100 mL';")},
         .words = "",
         .lines = {ONE_VIAL, "saline: a bag of 100 mL", "A syringe and needle to draw up 2 mL", PUMP, BEDSIDE}},
        {.parts = {.bags = VIAL("made-up", "diluents = ['saline']; volume = '50 mL';")}, /* 48 mL and 2 mL */
         .words = "",
         .lines = {ONE_VIAL, "saline: 48 mL to dilute with", "A syringe and needle to draw up 2 mL", PUMP, BEDSIDE}},
        {.parts = {.devices = "['gravity']"},
         .words = "",
         .site = &drops,
         .lines = {BAG, SET, BEDSIDE}},
    };
    pack_all(cases, COUNT_OF(cases));
}

static void test_syringes(void **state)
{
    (void)state;
    static const struct packed_case cases[] = {
        {.parts = {.bags = VIAL("made-up", SYRINGE)},
         .words = "",
         .lines = {ONE_VIAL, "saline: 48 mL to dilute with", "A syringe and needle to draw up 2 mL",
                   "To give it from: a syringe that holds 50 mL", PUMP, BEDSIDE}},
        {.parts = {.bags = VIAL("made-up", SYRINGE " capacity = '60 mL';"), .limits = TWICE},
         .words = "",
         .lines = {"1 vial for each dose: 500 mg per mL, vial of 2 mL (2 doses)", "saline: 48 mL to dilute with, for each of 2 doses",
                   "A syringe and needle to draw up 2 mL, for each of 2 doses",
                   "To give it from: a 60 mL syringe, for each of 2 doses", PUMP, BEDSIDE}},
        {.parts = {.bags = VIAL("undiluted", "vessel = 'syringe';"), .devices = "['hand']"}, /* drawn up in the one it is given from */
         .words = "",
         .lines = {ONE_VIAL, "To give it from: a syringe that holds 2 mL", BEDSIDE}},
        {.parts = {.infusions = INJECTED("2", "")}, .words = "", .lines = {ONE_VIAL, "2 syringes and needles for 1 mL each", BEDSIDE}},
        {.parts = {.infusions = INJECTED("2", TWICE)},
         .words = "",
         .lines = {"1 vial for each dose: 500 mg per mL, vial of 2 mL (2 doses)", "4 syringes and needles for 1 mL each", BEDSIDE}},
        {.parts = {.infusions = INJECTED("1", "")}, .words = "", .lines = {ONE_VIAL, "A syringe and needle to draw up 2 mL", BEDSIDE}},
        {.parts = {.infusions = INJECTED("1", TWICE)},
         .words = "",
         .lines = {"1 vial for each dose: 500 mg per mL, vial of 2 mL (2 doses)", "2 syringes and needles for 2 mL each", BEDSIDE}},
    };
    pack_all(cases, COUNT_OF(cases));
}

/* Of two phases each bag is named, and one pump, or one set, serves both. */
static void test_phases(void **state)
{
    (void)state;
    static const struct packed_case cases[] = {
        {.parts = {.infusions = "( " PHASE("loading") ", " PHASE("maintenance") " )"},
         .words = "",
         .lines = {"loading: " BAG, PUMP, "maintenance: " BAG, BEDSIDE}},
        {.parts = {.infusions = "( " DRIPPED("loading") ", " PHASE("maintenance") ", " DRIPPED("more") " )"},
         .words = "",
         .site = &drops,
         .lines = {"loading: " BAG, SET, "maintenance: " BAG, PUMP, "more: " BAG, BEDSIDE}},
    };
    pack_all(cases, COUNT_OF(cases));
}

/* 2.5 g of containers of 1 g each are three; 1 g is one. */
static void test_antidotes(void **state)
{
    (void)state;
    static const struct packed_case cases[] = {
        {.parts = {.more = "rescue = { product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL "};"},
         .words = "age=40 y",
         .lines = {BAG, PUMP, "Antidote, 1 to have ready: antidote 100 mg per mL", BEDSIDE}},
        {.parts = {.more = "rescue = { product = 'antidote'; dose = '1.000001 g'; step = '1 mcg'; over = '10 min';" TRIAL "};"}, /* one microgram more */
         .words = "age=40 y",
         .lines = {BAG, PUMP, "Antidote, 2 to have ready: antidote 100 mg per mL", BEDSIDE}},
        {.parts = {.more = "rescue = { product = 'antidote'; dose = '2.5 g'; over = '30 min';" TRIAL "};"},
         .words = "age=40 y",
         .lines = {BAG, PUMP, "Antidote, 3 to have ready: antidote 100 mg per mL", BEDSIDE}},
    };
    pack_all(cases, COUNT_OF(cases));
}

/* Refused; incomplete; to be overridden in a setting that allows it (the ward), and in one that does not. */
static void test_nothing_for_no_order(void **state)
{
    (void)state;
    static const char *const limits = "volume = { soft-max = '99 mL'; source = 'trial'; };";
    const struct packed_case cases[] = {
        {.parts = {.limits = "volume = { hard-max = '99 mL'; source = 'trial'; };"}, .words = ""},
        {.parts = {.dose = "{ usual = '10 mg/kg'; step = '10 mg'; source = 'trial'; }"}, .words = ""},
        {.parts = {.limits = limits}, .words = "setting=ward", .lines = {BAG, PUMP, BEDSIDE}},
        {.parts = {.limits = limits}, .words = "setting=clinic"},
    };
    pack_all(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bags),   cmocka_unit_test(test_syringes),  cmocka_unit_test(test_phases),
        cmocka_unit_test(test_antidotes), cmocka_unit_test(test_nothing_for_no_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
