/*
 * test_ordered.c - what is said of dose, preparation and running of whole orders: once, at one site, in one container, and more often.
 *
 * Each order is computed from a protocol written here; its figures are worked out beside it.
 */
#include "engine/one_order.h"

#include "sample.h"
#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define VIAL(additive, more) "{ product = 'vial'; additive = '" additive "'; " more TRIAL "}"
#define ADDED VIAL("added", "diluents = ['saline', 'dextrose-5']; volume = '100 mL';")
#define INJECTED(sites) \
    "( { name = 'injection'; route = 'intramuscular'; " sites " devices = ['hand']; dose = { usual = '1 g';" STEP "}; bags = " VIAL("undiluted", "vessel = 'syringe';") "; } )"

static struct ifs_sheet sheet;

static const struct sheet_infusion *sheet_at(const struct parts *parts, const char *words, const ifs_site *site)
{
    (void)take(parts);
    order->request.site = site;
    if (plan_for(order, words)->infusion_count < 1) {
        fail_msg("no order for %s", words);
    }
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_false(sheet.full);
    return &sheet.infusions[0];
}

static const struct sheet_infusion *sheet_of(const struct parts *parts, const char *words)
{
    return sheet_at(parts, words, NULL);
}

static void says(const char *text, const char *piece)
{
    if (text == NULL || strstr(text, piece) == NULL) {
        fail_msg("\"%s\" is not in \"%s\"", piece, text != NULL ? text : "nothing");
    }
}

static void is_silent_of(const char *text, const char *piece)
{
    if (text != NULL && strstr(text, piece) != NULL) {
        fail_msg("\"%s\" is in \"%s\"", piece, text);
    }
}

/* ---- Injections: 1 g of 500 mg per mL are 2 mL ---- */

static void at_one_site(void **state)
{
    (void)state;
    const struct sheet_infusion *row = sheet_of(&(struct parts){.infusions = INJECTED("")}, "weight=50 kg");
    says(row->dose_line, "test drug 1 g, intramuscular injection");
    says(row->dose_line, "injection, one site");
    assert_null(row->over);
    assert_null(row->hand_flow);
    assert_null(row->flow);
    assert_null(row->drops);
    assert_false(row->has_flow);
    assert_string_equal(row->site_volume, "2 mL");
    assert_int_equal(row->site_ul, 2000);
    assert_string_equal(row->preparation, "Draw up 2 mL into a syringe; add nothing.");
    assert_string_equal(row->total_words, "2 mL");
    says(row->device, "Intramuscular injection.");
    says(row->heading_running, "BY HAND");
}

static void at_two_sites(void **state)
{
    (void)state;
    const struct sheet_infusion *row = sheet_of(&(struct parts){.infusions = INJECTED("sites = 2;")}, "weight=50 kg");
    says(row->dose_line, "2 sites of 1 mL each");
    assert_string_equal(row->site_volume, "1 mL");
    says(row->preparation, "Draw up 1 mL into each of 2 syringes");
    assert_string_equal(row->total_words, "2 mL, 2 sites together");
    assert_null(row->hand_flow);
}

/* ---- By hand and by drops ---- */

/* 100 mL in 20 min are 5 mL per minute. */
static void slowly_by_hand(void **state)
{
    (void)state;
    const struct sheet_infusion *row =
        sheet_of(&(struct parts){.devices = "['hand']", .over = "{ usual = '20 min';" TRIAL "}"}, "");
    says(row->hand_flow, "5 mL");
    says(row->device, "Slow injection by hand over 20 min");
    says(row->device, "(The protocol's choice.)");
    says(row->dose_line, "slow injection by hand over 20 min");
    assert_null(row->site_volume);
    row = sheet_of(&(struct parts){.devices = "['pump', 'hand']", .over = "{ usual = '20 min';" TRIAL "}"}, "device=hand");
    is_silent_of(row->device, "choice");
    row = sheet_of(&(struct parts){.devices = "['pump', 'hand']"}, "");
    assert_null(row->hand_flow);
    says(row->device, "(The protocol's choice.)");
    says(row->device, "pump");
    assert_string_equal(row->flow, "200 mL per hour");
    assert_string_equal(row->flow_words, "200 mL per hour");
    assert_null(row->drops);
    says(row->heading_running, "PUMP");
}

/* 100 mL in 100 h are 1 mL per hour, 20 drops per mL a third of a drop in a minute; in 33 h 20 min one drop: 3 mL per hour. */
static void one_drop_a_minute(void **state)
{
    (void)state;
    static const ifs_site drops = {.present = true, .place = "Nowhere Clinic", .phone = "1", .emergency = "2", .paper = "a4", .source = "trial", .drop_set_count = 1, .drop_sets = {20}};
    const struct sheet_infusion *row = sheet_at(&(struct parts){.devices = "['gravity']", .over = "{ usual = '2000 min';" TRIAL "}"}, "", &drops);
    assert_int_equal(row->drops_per_min, 1);
    assert_string_equal(row->drops, "1 (set of 20 drops per mL)");
    says(row->flow_words, "about 3 mL per hour");
    assert_string_equal(row->over_words, row->over); /* 2,000 drops, one a minute */
    says(row->heading_running, "GRAVITY");
    /* in 30 min 200 mL per hour are 66.7 drops: 67 take 29 min 51 s, 2,000 / 67 min */
    row = sheet_at(&(struct parts){.devices = "['gravity']"}, "", &drops);
    assert_int_equal(row->drops_per_min, 67);
    says(row->over_words, "30 min (at 67 drops per minute 29 min 51 s)");
}

/* ---- The working, line by line ---- */

static void works(const char *line)
{
    for (int i = 0; i < sheet.working_count; i++) {
        if (strcmp(sheet.working[i], line) == 0) {
            return;
        }
    }
    for (int i = 0; i < sheet.working_count; i++) {
        print_message("    %s\n", sheet.working[i]);
    }
    fail_msg("\"%s\" is not worked", line);
}

static void does_not_work(const char *piece)
{
    for (int i = 0; i < sheet.working_count; i++) {
        is_silent_of(sheet.working[i], piece);
    }
}

/* 100 mL in 33 min are 181.8182 mL per hour, run at 181.8: 33.0033 min, 1,000 / 33.0033 = 30.3 mg per minute. */
static void the_pump_is_worked(void **state)
{
    (void)state;
    static const ifs_site unknown = {.present = true, .place = "Nowhere Clinic", .phone = "1", .emergency = "2", .paper = "a4", .source = "trial"};
    static const ifs_site whole = {.present = true, .place = "Nowhere Clinic", .phone = "1", .emergency = "2", .paper = "a4", .source = "trial", .pump_step = {1000}};
    static const ifs_site *const sites[] = {NULL, &unknown, &whole};
    for (size_t i = 0; i < 3; i++) {
        (void)sheet_at(&(struct parts){.over = "{ usual = '33 min';" TRIAL "}"}, "weight=70 kg", sites[i]);
        works("1 g \xC3\xB7 10 mg per mL = 100 mL");
        works("1 g \xC3\xB7 70 kg = 14.3 mg per kg");
        works("1 g \xC3\xB7 100 mL = 10 mg per mL");
        works("1 g \xC3\xB7 246.47 g/mol = 4.06 mmol");
        if (i < 2) {
            works("100 mL \xC3\xB7 33 min \xC3\x97 60 = 181.818182 mL per hour");
            works("181.818182 mL per hour rounded to the pump step of 0.1 mL per hour = 181.8 mL per hour");
            works("100 mL \xC3\xB7 181.8 mL per hour \xC3\x97 60 = 33.0033 min");
            works("1 g \xC3\xB7 33.0033 min = 30.3 mg per minute");
            assert_int_equal(sheet.infusions[0].delivered_s, 1980); /* 33.0033 min are 1,980.2 s */
        } else {
            works("181.8 mL per hour rounded to the pump step of 1 mL per hour = 182 mL per hour");
            works("100 mL \xC3\xB7 182 mL per hour \xC3\x97 60 = 32.967 min"); /* 6,000 / 182 */
        }
        does_not_work("drops");
        does_not_work("sites");
    }
}

/* 2,000 drops of 100 mL: in 30 min 66.7, counted 67, which take 29.8507 min; or one a minute. */
static void drops_are_worked(void **state)
{
    (void)state;
    static const ifs_site drops = {.present = true, .place = "Nowhere Clinic", .phone = "1", .emergency = "2", .paper = "a4", .source = "trial", .drop_set_count = 1, .drop_sets = {20}};
    (void)sheet_at(&(struct parts){.devices = "['gravity']"}, "", &drops);
    works("100 mL \xC3\xB7 30 min \xC3\x97 20 drops per mL = 67 drops per minute");
    works("100 mL \xC3\x97 20 drops per mL \xC3\xB7 67 drops per minute = 29.8507 min");
    (void)sheet_at(&(struct parts){.devices = "['gravity']", .over = "{ usual = '2000 min';" TRIAL "}"}, "", &drops);
    works("100 mL \xC3\x97 20 drops per mL \xC3\xB7 1 drops per minute = 2,000 min");
}

/* By hand mL per minute; at one site all of it. */
static void hands_are_worked(void **state)
{
    (void)state;
    (void)sheet_of(&(struct parts){.devices = "['hand']"}, "");
    works("100 mL \xC3\xB7 30 min = 3.33 mL per minute");
    does_not_work("mL per hour");
    (void)sheet_of(&(struct parts){.infusions = INJECTED("")}, "weight=70 kg");
    works("2 mL \xC3\xB7 1 sites = 2 mL at each");
    does_not_work("per minute");
}

/* ---- Again and again ---- */

static void repeated(void **state)
{
    (void)state;
    static const char *const repeats[] = {"", "repeat = { every = '4 h'; doses = 2;" TRIAL "};", "repeat = { every = '4 h'; doses = 3;" TRIAL "};"};
    for (int doses = 1; doses <= 3; doses++) {
        const struct sheet_infusion *row = sheet_of(&(struct parts){.limits = repeats[doses - 1]}, "");
        assert_int_equal(row->doses, doses);
        assert_int_equal(row->every_s, doses == 1 ? 0 : 4 * 3600);
        if (doses == 1) {
            is_silent_of(row->dose_line, "again");
            assert_string_equal(row->containers_words, "1 ready-to-use container");
        } else {
            says(row->dose_line, "the same dose again every 4 h");
            says(row->dose_line, doses == 2 ? "2 doses in all" : "3 doses in all");
            assert_string_equal(row->containers_words, "1 ready-to-use container for each dose");
        }
    }
}

/* ---- Containers ---- */

/* Of 100 mL with 10 mg per mL: 1 g is all of it, 900 mg are 90 mL; 2 g are two, at 400 mL per hour one of them in 15 min. */
static void bags(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g';" STEP "}"};
    const struct sheet_infusion *row = sheet_of(&parts, "");
    assert_string_equal(row->preparation, "Ready to use: 1 ready-to-use container, 100 mL; add nothing.");
    assert_null(row->next_container);
    assert_null(row->draw);
    row = sheet_of(&parts, "--dose 900 mg");
    says(row->preparation, "infuse only 90 mL of the 100 mL and discard the rest");
    assert_null(row->next_container);
    row = sheet_of(&parts, "--dose 2 g");
    assert_string_equal(row->containers_words, "2 ready-to-use containers");
    says(row->preparation, "200 mL; add nothing");
    says(row->next_container, "One container (100 mL) is empty after 15 min");
    row = sheet_of(&(struct parts){.devices = "['hand']"}, "--dose 2 g");
    assert_null(row->next_container);
}

static void vials(void **state)
{
    (void)state;
    const struct parts parts = {.bags = ADDED};
    const struct sheet_infusion *row = sheet_of(&parts, "");
    assert_string_equal(row->containers_words, "1 vial"); /* of 2 mL */
    assert_string_equal(row->preparation, "Draw up 2 mL and add it to 100 mL of saline; total 102 mL; mix.");
    says(row->product_words, "(the protocol's choice)");
    says(row->diluent_words, "saline (the protocol's choice)");
    assert_null(row->next_container);
    assert_null(row->ordered_dose);
    assert_null(row->ordered_time);
    row = sheet_of(&parts, "--dose 3 g | product=vial | diluent=dextrose-5");
    assert_string_equal(row->containers_words, "3 vials");
    says(row->product_words, "(as ordered)");
    says(row->diluent_words, "dextrose 5 % (as ordered)");
    is_silent_of(row->product_words, "choice");
    is_silent_of(row->diluent_words, "choice");
    assert_string_equal(row->ordered_dose, "3 g");
    assert_null(row->ordered_time);
    row = sheet_of(&parts, "--over 40 min");
    assert_null(row->ordered_dose);
    assert_string_equal(row->ordered_time, "40 min");
}

/* Of 50 mL; of what it has to hold, 2 mL and 48 mL. */
static void syringes(void **state)
{
    (void)state;
    const char *const made_up = "vessel = 'syringe'; diluents = ['saline']; volume = '50 mL';";
    char bags[300];
    snprintf(bags, sizeof bags, "{ product = 'vial'; additive = 'made-up'; %s" TRIAL "}", made_up);
    const struct sheet_infusion *row = sheet_of(&(struct parts){.bags = bags}, "");
    says(row->preparation, "syringe that holds 50 mL");
    says(row->preparation, "2 mL");
    says(row->preparation, "48 mL of saline");
    snprintf(bags, sizeof bags, "{ product = 'vial'; additive = 'made-up'; capacity = '60 mL'; %s" TRIAL "}", made_up);
    row = sheet_of(&(struct parts){.bags = bags}, "");
    says(row->preparation, "60 mL syringe");
}

/* How a dose is made has a name for machines, and another sentence for people. */
static void ways_to_make_it(void **state)
{
    (void)state;
    static const char *const ways[][2] = {{"added", "add it to 100 mL of saline"}, {"replaced", "from 100 mL of saline and discard it"}, {"made-up", "98 mL of saline"}};
    for (size_t i = 0; i < 3; i++) {
        char bags[300];
        snprintf(bags, sizeof bags, "{ product = 'vial'; additive = '%s'; diluents = ['saline']; volume = '100 mL';" TRIAL "}", ways[i][0]);
        const struct sheet_infusion *row = sheet_of(&(struct parts){.bags = bags}, "");
        assert_string_equal(row->additive, ways[i][0]);
        says(row->preparation, ways[i][1]);
        assert_int_equal(row->delivered_mcg, 1000000); /* 2 mL of 500 mg per mL are the dose */
    }
}

/* ---- Dose and limits ---- */

/* The maximum of the rule belongs to its range, that of the band stands before it; neither is said of another infusion or of a step. */
static void maxima(void **state)
{
    (void)state;
    const char *const band = "renal = ( { when = 'crcl < 30 mL/min'; dose-max = '700 mg'; say = 'Less.';" TRIAL "}, { when = 'crcl >= 30 mL/min'; } );";
    const struct parts parts = {.dose = "{ usual = '20 mg/kg'; max = '1.5 g'; hard = ['', '2 g'];" STEP "}", .more = band};
    const struct sheet_infusion *row = sheet_of(&parts, "weight=30 kg | crcl=90 mL/min");
    says(row->dose_range, "maximum 1,500 mg");
    is_silent_of(row->dose_range, "renal");
    row = sheet_of(&parts, "weight=30 kg | crcl=29 mL/min");
    says(row->dose_range, "maximum 700 mg for this renal function");
    says(row->dose_range, "maximum 1,500 mg");
    assert_string_equal(row->per_kg, "20 mg per kg at 30 kg");
    row = sheet_of(&(struct parts){0}, "");
    is_silent_of(row->dose_range, "maximum");
    assert_null(row->per_kg);
    assert_false(row->has_per_kg);
    const struct parts two = {
        .more = "renal = ( { infusion = 'second'; when = 'crcl < 30 mL/min'; dose-max = '700 mg'; say = 'Less.';" TRIAL
                "}, { infusion = 'second'; when = 'crcl >= 30 mL/min'; } );",
        .infusions = "( { name = 'first'; devices = ['pump']; over = { usual = '30 min';" TRIAL "}; dose = { usual = '1 g';" STEP "};"
                     "    bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "  { name = 'second'; devices = ['pump']; over = { usual = '30 min';" TRIAL "}; dose = { usual = '1 g';" STEP "};"
                     "    bags = { product = 'premix'; additive = 'premixed'; }; } )"};
    row = sheet_of(&two, "crcl=29 mL/min");
    is_silent_of(row[0].dose_range, "renal");
    says(row[1].dose_range, "maximum 700 mg for this renal function");
    assert_int_equal(row[1].dose_mcg, 700000);
    says(row[0].heading, "first");
    says(row[1].heading_preparation, "second");
}

/* 1 g in 30 min, for 50 kg: 33.3 mg per minute, 2 g per hour, 40 mg/kg/h. */
static void limits_of_the_speed(void **state)
{
    (void)state;
    const struct parts both = {.limits = "speed = { hard-max = '60 mg/min';" TRIAL "}; speed-per-kg = { hard-max = '50 mg/kg/h';" TRIAL "};"};
    const struct sheet_infusion *row = sheet_of(&both, "weight=50 kg");
    assert_string_equal(row->speed, "33.3 mg per minute, that is 2 g per hour");
    assert_int_equal(row->speed_mcg_per_min, 33333);
    says(row->speed_limit, "50 mg per kg per hour");
    says(row->speed_limit, "60 mg per minute");
    assert_true(strstr(row->speed_limit, "50 mg per kg") < strstr(row->speed_limit, "60 mg per minute"));
    says(row->speed_per_kg, "40 mg per kg per hour");
    row = sheet_of(&(struct parts){.limits = "speed = { hard-max = '60 mg/min';" TRIAL "};"}, "weight=50 kg");
    is_silent_of(row->speed_limit, "per kg");
    says(row->speed_limit, "60 mg per minute");
    assert_null(row->speed_per_kg);
}

/* 1,000 mg / 246.47 mg per mmol = 4.057, two charges each 8.115: 4.06 and 8.11. */
static void moles(void **state)
{
    (void)state;
    const struct sheet_infusion *row = sheet_of(&(struct parts){0}, "");
    assert_string_equal(row->dose_mmol, "4.06");
    assert_string_equal(row->dose_meq, "8.11");
}

/* A rate in mmol comes to a total with a comma of its own: 4 mmol per hour for 10 h are 40 mmol, 40 x 246.47 = 9,858.8 mg. */
static void a_rate_in_moles(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '4 mmol/h'; step = '1 mmol';" TRIAL "}", .over = "{ usual = '10 h';" TRIAL "}",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    says(sheet_of(&parts, "")->dose_line, " for 10 h (9,858.8 mg, 40 mmol)");
}

/* An antidote without a sentence of its own, and with one. */
static void antidotes(void **state)
{
    (void)state;
    (void)sheet_of(&(struct parts){.more = "rescue = { product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL "};"}, "age=40 y");
    assert_int_equal(sheet.rescue.count, 1);
    assert_string_equal(sheet.rescue.list[0].text, sheet.rescue.list[0].whole);
    assert_null(sheet.rescue.list[0].more);
    (void)sheet_of(&(struct parts){.more = "rescue = { product = 'antidote'; dose = '1 g'; over = '10 min'; say = 'Call for help.';" TRIAL "};"}, "age=40 y");
    says(sheet.rescue.list[0].whole, "; Call for help.");
    is_silent_of(sheet.rescue.list[0].text, "Call for help.");
}

/* What was given before stands as it was told: 4 mmol of 246.47 mg are 985.88 mg. */
static void what_was_given_before(void **state)
{
    (void)state;
    const struct parts parts = {.more = "totals = { in-24h = '9 g';" TRIAL "};"};
    sheet_of(&parts, "given-24h=4 mmol");
    works("Largest total in any 24 h, with 4 mmol given before: 1,985.88 mg");
    sheet_of(&parts, "given-24h=2 g");
    works("Largest total in any 24 h, with 2 g given before: 3 g");
}

/* ---- Orders that are made up, for no protocol needs them ---- */

static struct sample sample;

static const struct sheet_infusion *sample_row(void)
{
    sample_build(&sample);
    return &sample.sheet.infusions[0];
}

static void ampoules(void **state)
{
    (void)state;
    sample_begin(&sample);
    sample.products[0].kind = PRODUCT_AMPOULE;
    assert_string_equal(sample_row()->containers_words, "1 ampoule");
    sample.plan.infusions[0].containers = 2;
    assert_string_equal(sample_row()->containers_words, "2 ampoules");
}

/* However little it is: a flow of 1 uL per hour, for which 100 mL last 100,000 h; 1 mg per kg; a syringe that holds 1 uL. Where nothing is known it is 0. */
static void the_least_there_is(void **state)
{
    (void)state;
    sample_begin(&sample);
    sample.plan.infusions[0].container = 1;
    sample.plan.infusions[0].diluent = -1;
    sample.plan.infusions[0].containers = 2;
    sample.plan.infusions[0].flow.ul_per_h = 1;
    sample.plan.infusions[0].per_kg_mcg = ratio_whole(1000);
    const struct sheet_infusion *row = sample_row();
    assert_true(row->has_flow);
    says(row->flow, "0.001 mL per hour");
    says(row->next_container, "100 mL");
    assert_true(row->has_per_kg);
    says(row->per_kg, "1 mg per kg");
    assert_int_equal(row->site_ul, 0);
    sample.plan.infusions[0].flow.ul_per_h = 0;
    assert_null(sample_row()->next_container);
    sample_begin(&sample);
    sample.containers[0].vessel = VESSEL_SYRINGE;
    sample.containers[0].capacity.ul = 1;
    says(sample_row()->preparation, "0.001 mL syringe");
    sample.containers[0].capacity.ul = 0;
    is_silent_of(sample_row()->preparation, "0.001 mL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(at_one_site, end), cmocka_unit_test_teardown(at_two_sites, end),        cmocka_unit_test_teardown(slowly_by_hand, end),
        cmocka_unit_test_teardown(one_drop_a_minute, end), cmocka_unit_test_teardown(repeated, end),     cmocka_unit_test_teardown(bags, end),
        cmocka_unit_test_teardown(vials, end),       cmocka_unit_test_teardown(syringes, end),            cmocka_unit_test_teardown(maxima, end),
        cmocka_unit_test_teardown(limits_of_the_speed, end), cmocka_unit_test_teardown(moles, end),      cmocka_unit_test_teardown(a_rate_in_moles, end),
        cmocka_unit_test_teardown(ways_to_make_it, end), cmocka_unit_test_teardown(antidotes, end),
        cmocka_unit_test_teardown(what_was_given_before, end), cmocka_unit_test(ampoules), cmocka_unit_test(the_least_there_is),
        cmocka_unit_test_teardown(the_pump_is_worked, end), cmocka_unit_test_teardown(drops_are_worked, end), cmocka_unit_test_teardown(hands_are_worked, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
