/*
 * test_phase.c - what is repeated, injected, titrated or defined once: doses after the first count, and are checked.
 */
#include "one_order.h"

#include "derive.h"
#include "plan.h"

#define TRIAL "source = 'trial'; "

static const ifs_plan *plan(const struct parts *parts, const char *words)
{
    (void)end(NULL);
    return plan_of(&order, parts, words);
}

static const ifs_infusion *computed(const struct parts *parts, const char *words)
{
    return infusion_of(take(parts), words);
}

/* ---- Definitions and contradictions ---- */

/* "low" is what it stands for, in brackets of its own. */
static void definitions_stand_for_conditions(void **state)
{
    (void)state;
    const struct parts parts = {.more = "definitions = ( { id = 'low'; means = 'systolic < 90 mmHg or tired'; },"
                                        "  { id = 'well'; means = 'not low and awake'; } );"
                                        "checks = ( { id = 'not-low'; refuse-if = 'not low and awake'; say = 'Not low.';" TRIAL
                                        "}, { id = 'unwell'; warn-if = 'not well'; say = 'Unwell.';" TRIAL "} );"};
    (void)plan(&parts, "systolic=120 mmHg | tired=no | awake=yes");
    assert_int_equal(result_of(order, "not-low"), IFS_TRIP);
    assert_int_equal(result_of(order, "unwell"), IFS_PASS);
    (void)plan(&parts, "systolic=89 mmHg | tired=no | awake=yes");
    assert_int_equal(result_of(order, "not-low"), IFS_PASS);
    assert_int_equal(result_of(order, "unwell"), IFS_TRIP);
    (void)plan(&parts, "systolic=120 mmHg | tired=yes | awake=yes");
    assert_int_equal(result_of(order, "not-low"), IFS_PASS);
    (void)plan(&parts, "systolic=120 mmHg | awake=yes");
    assert_int_equal(result_of(order, "not-low"), IFS_UNKNOWN);
}

static void contradictions_refuse_what_is_known(void **state)
{
    (void)state;
    const struct parts parts = {.more = "contradictions = ( { if = 'awake and tired'; say = 'Ask again.';" TRIAL "} );"};
    assert_int_equal(plan(&parts, "awake=yes | tired=yes")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.contradictions, 1);
    assert_true(holds_nothing(&order->plan));
    assert_int_equal(plan(&parts, "awake=yes | tired=no")->verdict, IFS_READY);
    assert_int_equal(plan(&parts, "awake=yes")->verdict, IFS_READY); /* unknown holds nothing up */
    assert_int_equal(order->plan.contradictions, 0);
    const struct parts three = {.more = "contradictions = ( { if = 'awake and tired'; say = 'Ask again.';" TRIAL "},"
                                        "  { if = 'not awake and pain is severe'; say = 'Who said so?';" TRIAL "},"
                                        "  { if = 'not awake and tired'; say = 'Ask again.';" TRIAL "} );"};
    assert_int_equal(plan(&three, "awake=no | tired=yes | pain=severe")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.contradictions, 2 + 4); /* a bit for each, the first is 1 */
}

/* ---- Undiluted, intramuscular ---- */

/* 1 g / 500 mg per mL = 2 mL, nothing added. */
static void undiluted_is_drawn_and_given(void **state)
{
    (void)state;
    const ifs_infusion *of =
        computed(&(struct parts){.devices = "['hand']",
                                 .bags = "{ product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }"},
                 "");
    assert_int_equal(of->draw.ul, 2000);
    assert_true(equals(of->total_ul, 2000, 1));
    assert_int_equal(of->diluent, -1);
    assert_int_equal(of->diluent_volume.ul, 0);
    assert_true(equals(of->concentration_mcg_per_ul, 500, 1));
}

#define INJECTION(sites, more)                                                                                       \
    {.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; sites = " sites               \
                  "; dose = { usual = '10 g'; step = '10 mg';" TRIAL "};" more                                        \
                  "bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )"}

/* 10 g / 500 mg per mL = 20 mL, 10 mL at each of two sites, from 20 / 2 = 10 vials. No time, no flow. */
static void injection_is_divided_among_sites(void **state)
{
    (void)state;
    const struct parts parts = INJECTION("2", "site-volume = { hard-max = '10 mL';" TRIAL "};");
    const ifs_infusion *of = computed(&parts, "");
    assert_int_equal(of->sites, 2);
    assert_true(equals(of->site_ul, 10000, 1));
    assert_int_equal(of->draw.ul, 20000);
    assert_int_equal(of->containers, 10);
    assert_int_equal(of->flow.ul_per_h, 0);
    assert_int_equal(of->over.s, 0);
    assert_true(equals(of->delivered_s, 0, 1));
    assert_int_equal(of->speed_mcg_per_h.den, 0);
    /* 10.2 g = 20.4 mL, 10.2 mL at each site: above 10 mL. */
    assert_int_equal(plan_for(order, "--dose 10.2 g")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_SITE_VOLUME)->result, IFS_TRIP);
    assert_true(holds_nothing(&order->plan));
}

/* 1 g = 2 mL among three sites: 0.667 mL, to the mark 0.7 mL, three times 2.1 mL, which holds 1.05 g. */
static void each_site_to_a_mark(void **state)
{
    (void)state;
    const struct parts parts = INJECTION("3", "");
    const ifs_infusion *of = computed(&parts, "--dose 1 g");
    assert_int_equal(of->draw.ul, 2100);
    assert_true(equals(of->site_ul, 700, 1));
    assert_true(equals(of->delivered_mcg, 1050000, 1));
}

/* The drug library's limit of speed is that of a vein: held against an infusion, not against an injection. */
static void library_of_the_vein_does_not_bind_the_muscle(void **state)
{
    (void)state;
    (void)plan(&(struct parts){.drug = "limited-drug"}, "");
    assert_non_null(limit_of(&order->plan, 0, IFS_LIMIT_SPEED));
    (void)plan(&(struct parts){.drug = "limited-drug",
                               .infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand'];"
                                            "    dose = { usual = '1 g'; step = '10 mg';" TRIAL "};"
                                            "    bags = { product = 'vial'; additive = 'undiluted'; }; } )"},
               "");
    assert_non_null(limit_of(&order->plan, 0, IFS_LIMIT_DOSE));
    assert_null(limit_of(&order->plan, 0, IFS_LIMIT_SPEED));
}

/* ---- Repeats ---- */

#define EVERY(every, more) "repeat = { every = '" every "'; " more TRIAL "};"
#define IN_24H(most) "totals = { in-24h = '" most "';" TRIAL "};"

/* 1 g every 6 h, four times: 0, 6, 12 and 18 h, all within 24 h. */
static void repeats_count_in_the_totals(void **state)
{
    (void)state;
    const ifs_infusion *of = computed(&(struct parts){.limits = EVERY("6 h", "doses = 4; "), .more = IN_24H("4 g")}, "given-24h=0 g");
    assert_int_equal(of->doses, 4);
    assert_int_equal(of->every.s, 6 * 3600);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 4000000, 1));
    assert_int_equal(plan_for(order, "given-24h=0.01 g")->verdict, IFS_REFUSED);
}

/* A fifth dose at 24 h: no window of 24 h holds more than 4 g, for what enters at its end leaves at its begin. */
static void windows_slide(void **state)
{
    (void)state;
    const struct parts parts = {.limits = EVERY("6 h", "doses = 5; "), .more = IN_24H("4 g")};
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 4000000, 1));
}

/* 1 g over 30 min every 5 h, six times: 0, 5, 10, 15, 20, 25 h. From 0 h to 24 h there are five; so there are from 5 h on. */
static void the_fullest_window_counts(void **state)
{
    (void)state;
    const struct parts parts = {.limits = EVERY("5 h", "doses = 6; "), .more = IN_24H("5 g")};
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 5000000, 1));
}

/* 980 mg / 500 mg per mL = 1.96 mL, to the mark 2 mL, which delivers 1 g: three times that is above 2.95 g, twice is not. */
static void doses_are_counted_as_delivered(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '980 mg'; step = '10 mg'; source = 'trial'; }",
                                .limits = EVERY("6 h", "up-to = '2.95 g'; "),
                                .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; "
                                        "source = 'trial'; }"};
    const ifs_infusion *of = computed(&parts, "");
    assert_true(equals(of->delivered_mcg, 1000000, 1));
    assert_int_equal(of->doses, 2);
}

/* 2.5 g / 1 g, rounded down: two doses; the smaller of count and amount. A dose above the amount is refused. */
static void repeats_up_to_an_amount(void **state)
{
    (void)state;
    assert_int_equal(computed(&(struct parts){.limits = EVERY("6 h", "up-to = '2.5 g'; ")}, "")->doses, 2);
    assert_int_equal(computed(&(struct parts){.limits = EVERY("6 h", "up-to = '2.5 g'; doses = 4; ")}, "")->doses, 2);
    assert_int_equal(computed(&(struct parts){.limits = EVERY("6 h", "up-to = '9 g'; doses = 4; ")}, "")->doses, 4);
    assert_int_equal(infusion_of(order, "--dose 2 g")->doses, 4);
    assert_int_equal(infusion_of(order, "--dose 3 g")->doses, 3);
    const ifs_infusion *once = infusion_of(order, "--dose 5 g");
    assert_int_equal(once->doses, 1);
    assert_int_equal(once->every.s, 0);
    assert_int_equal(plan_for(order, "--dose 9.01 g")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_DOSE_MAX)->result, IFS_TRIP);
}

static void a_repeat_may_follow_at_once(void **state)
{
    (void)state;
    assert_int_equal(computed(&(struct parts){.limits = EVERY("30 min", "doses = 2; ")}, "")->doses, 2);
    assert_true(refused_by(order, "--over 31 min", IFS_OBSTACLE_REPEAT_TOO_SOON));
}

/* Injections at 0 h and 24 h: never both within 24 h. At 0 h and 23 h: both. */
static void what_is_given_at_once(void **state)
{
    (void)state;
    struct parts daily = INJECTION("1", EVERY("24 h", "doses = 2; "));
    daily.more = IN_24H("10 g");
    assert_int_equal(plan(&daily, "given-24h=0 g")->verdict, IFS_READY);
    struct parts sooner = INJECTION("1", EVERY("23 h", "doses = 2; "));
    sooner.more = IN_24H("10 g");
    assert_int_equal(plan(&sooner, "given-24h=0 g")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 20000000, 1));
}

/* 24 g over 24 h, then 10 g at once: a window that begins a second after the start holds all but a second of the 24 g, and the 10 g. With
 * the first injection at 0 h and the second at 48 h, the 20 h of 1 g/h before it count: 20 g + 10 g. */
static void what_is_given_at_once_ends_a_window_too(void **state)
{
    (void)state;
#define HOURLY(hours)                                                                                                \
    "{ name = 'drip'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "}; over = { usual = '" hours "';" TRIAL \
    "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; }"
#define AT_ONCE(name, begins)                                                                                        \
    "{ name = '" name "'; " begins "route = 'intramuscular'; devices = ['hand']; dose = { usual = '10 g'; step = '10 mg';" TRIAL    \
    "}; bags = { product = 'vial'; additive = 'undiluted'; }; }"
    const struct parts last = {.infusions = "( " HOURLY("24 h") ", " AT_ONCE("last", "") " )", .more = IN_24H("33.99 g")};
    assert_int_equal(plan(&last, "given-24h=0 g")->verdict, IFS_REFUSED);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 34000000, 1));
    const struct parts both = {
        .infusions = "( " AT_ONCE("first", "") ", { name = 'drip'; begins-after = '28 h'; devices = ['pump']; dose = { usual = '1 g/h';"
                     " step = '10 mg';" TRIAL "}; over = { usual = '20 h';" TRIAL
                     "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; }, " AT_ONCE("last", "") " )",
        .more = IN_24H("30 g")};
    assert_int_equal(plan(&both, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 30000000, 1));
    /* What was given before stands beside what is given at once at the beginning: 4 g, 10 g and 24 of the 30 g are 38 g. */
    const struct parts first = {.infusions = "( " AT_ONCE("first", "") ", " HOURLY("30 h") " )", .more = IN_24H("38 g")};
    assert_int_equal(plan(&first, "given-24h=4 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 38000000, 1));
    assert_int_equal(plan(&first, "given-24h=4.01 g")->verdict, IFS_REFUSED);
    /* ... and not beside what is given at once after 30 h: 8 g and 24 g are 32 g; the 24 h before that end with 24 g and 10 g. */
    const struct parts late = {.infusions = "( " HOURLY("30 h") ", " AT_ONCE("last", "") " )", .more = IN_24H("34 g")};
    assert_int_equal(plan(&late, "given-24h=8 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 34000000, 1));
    assert_int_equal(plan(&late, "given-24h=10 g")->verdict, IFS_READY);
    assert_int_equal(plan(&late, "given-24h=10.01 g")->verdict, IFS_REFUSED);
#undef HOURLY
#undef AT_ONCE
}

/* 1 g at 0 h and 12 h; then, from 12 h, 24 g over 24 h: 1 g + 24 g = 25 g from 12 h to 36 h. */
static void the_next_phase_follows_the_last_repeat(void **state)
{
    (void)state;
    struct parts parts = {
        .infusions = "( { name = 'first'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g'; step = '10 mg';" TRIAL
                     "}; " EVERY("12 h", "doses = 2; ") "bags = { product = 'vial'; additive = 'undiluted'; }; },"
                     "{ name = 'second'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL
                     "}; over = { usual = '24 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; } )",
        .more = IN_24H("25 g")};
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 25000000, 1));
}

/* 10 g at once, and 4 h later the first of 6 doses of 5 g, every 4 h: at 0, 4, 8, 12, 16 and 20 h 10 g + 5 x 5 g = 35 g lie in one
 * window of 24 h; begun at once, at 0 h to 20 h, it would be 10 g + 6 x 5 g = 40 g. */
#define INJECTIONS(begins)                                                                                           \
    "( { name = 'first'; when = 'awake'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '10 g'; step = '10 mg';" TRIAL \
    "}; bags = { product = 'vial'; additive = 'undiluted'; }; },"                                                      \
    "{ name = 'second'; " begins "route = 'intramuscular'; devices = ['hand']; dose = { usual = '5 g'; step = '10 mg';" TRIAL    \
    "}; " EVERY("4 h", "doses = 6; ") "bags = { product = 'vial'; additive = 'undiluted'; }; } )"

static void a_phase_may_wait(void **state)
{
    (void)state;
    struct parts parts = {.infusions = INJECTIONS("begins-after = '4 h'; "), .more = IN_24H("35 g")};
    assert_int_equal(plan(&parts, "given-24h=0 g | awake=yes")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 35000000, 1));
    assert_int_equal(order->plan.infusions[0].after.s, 0);
    assert_int_equal(order->plan.infusions[1].after.s, 4 * 3600);
    assert_int_equal(plan_for(order, "given-24h=0 g | awake=no")->verdict, IFS_READY); /* after nothing it does not wait */
    assert_int_equal(order->plan.infusions[0].after.s, 0);
    parts.infusions = INJECTIONS("");
    parts.more = IN_24H("40 g");
    assert_int_equal(plan(&parts, "given-24h=0 g | awake=yes")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 40000000, 1));
}

/* 1 g in 1 h, 24 h of nothing, 2 g in 1 h: in any 24 h 1 g + nothing of the second, or 2 g with nothing of the first. */
static void nothing_is_given_while_it_waits(void **state)
{
    (void)state;
    const struct parts parts = {
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = { usual = '1 h';" TRIAL
                     "}; bags = { product = 'premix'; additive = 'premixed'; }; }, { name = 'second'; begins-after = '24 h'; devices = ['pump'];"
                     " dose = { usual = '2 g'; step = '10 mg';" TRIAL "}; over = { usual = '1 h';" TRIAL
                     "}; bags = { product = 'premix'; additive = 'premixed'; }; } )",
        .more = IN_24H("2 g")};
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 2000000, 1));
}

#define TWO_PHASES                                                                                                   \
    "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = { usual = '1 h';" TRIAL   \
    "}; bags = { product = 'premix'; additive = 'premixed'; }; },"                                                     \
    "{ name = 'second'; when = 'awake'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL              \
    "}; over = { usual = '1 h';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; } )"

/* A band that refuses the second phase says nothing where there is none, and waits for no clearance. */
static void a_band_speaks_for_its_phase(void **state)
{
    (void)state;
    const struct parts parts = {
        .infusions = TWO_PHASES,
        .more = "renal = ( { infusion = 'second'; when = 'crcl < 30 mL/min'; refuse = 'No second.';" TRIAL "},"
                "          { infusion = 'second'; when = 'crcl >= 30 mL/min'; } );"};
    assert_int_equal(plan(&parts, "awake=no | crcl=20 mL/min")->verdict, IFS_READY);
    assert_int_equal(plan(&parts, "awake=no")->verdict, IFS_READY);
    assert_int_equal(plan(&parts, "awake=yes | crcl=20 mL/min")->verdict, IFS_REFUSED);
    assert_int_equal(plan(&parts, "awake=yes")->verdict, IFS_INCOMPLETE);
}

/* Neither phase uses the vial: that is certain though they use different bags. Which of them is the strong one is not one answer. */
static void what_is_true_of_each_phase(void **state)
{
    (void)state;
    const struct parts parts = {
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL
                     "}; over = { usual = '1 h';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "{ name = 'second'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL
                     "}; over = { usual = '1 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; }; } )",
        .more = "checks = ( { id = 'vial'; refuse-if = 'product is vial'; say = 'No vial.';" TRIAL
                "}, { id = 'strong'; warn-if = 'product is premix-strong'; say = 'Strong.';" TRIAL "} );"};
    assert_int_equal(plan(&parts, "")->verdict, IFS_READY);
    assert_int_equal(result_of(order, "vial"), IFS_PASS);
    assert_int_equal(result_of(order, "strong"), IFS_UNKNOWN);
}

/* 20 mg/kg first; awake a second phase that the prescriber chooses, at least 30 min long, and by tired no faster than 2 or 2.5 g per hour. */
static const struct parts perhaps_two = {
    .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '20 mg/kg'; step = '10 mg';" TRIAL "};"
                 "    over = { usual = '1 h';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; },"
                 "  { name = 'second'; when = 'awake'; devices = ['pump']; dose = { hard = ['', '2 g']; step = '10 mg';" TRIAL "};"
                 "    over = { usual = '1 h'; hard = ['30 min', '2 h'];" TRIAL "};"
                 "    speed = ( { when = 'tired'; hard-max = '2 g/h';" TRIAL "}, { when = 'not tired'; hard-max = '2.5 g/h';" TRIAL "} );"
                 "    bags = { product = 'premix'; additive = 'premixed'; }; } )",
    .more = "totals = { in-24h = '3 g';" TRIAL "};"};

#define SECOND "weight=50 kg | given-24h=0 g | --infusion second | "

static bool trips(int infusion, ifs_limit_kind kind)
{
    const ifs_limit_outcome *outcome = limit_of(&order->plan, infusion, kind);
    return outcome != NULL && outcome->result == IFS_TRIP;
}

/* Whoever is not awake has no second phase, and what is asked of it is refused; whoever is awake has 20 minutes refused for the time. */
static void what_is_refused_as_part_or_not(void **state)
{
    (void)state;
    assert_int_equal(plan(&perhaps_two, SECOND "tired=no | --dose 500 mg | --over 20 min")->verdict, IFS_REFUSED);
    assert_true(trips(1, IFS_LIMIT_OVER) && holds_nothing(&order->plan));
    assert_int_equal(plan_for(order, SECOND "tired=no | --dose 500 mg | --over 59 s")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.obstacle[1], IFS_OBSTACLE_TIME_MEANING);
    assert_int_equal(plan_for(order, SECOND "--over 20 min")->verdict, IFS_INCOMPLETE); /* how fast is not known before the dose */
    assert_int_equal(plan_for(order, SECOND "--dose 2.01 g")->verdict, IFS_REFUSED);
    assert_true(trips(1, IFS_LIMIT_DOSE));
    assert_int_equal(plan_for(order, SECOND "--dose 2 g | --over 40 min")->verdict, IFS_REFUSED); /* 3 g per hour */
    assert_true(trips(1, IFS_LIMIT_SPEED)); /* as for one of the answers */
}

/* What may be given as part of the order is asked for, and nothing of it is left. 1.5 g in 40 min are 2.25 g per hour. */
static void what_may_be_part_is_asked_for(void **state)
{
    (void)state;
    assert_int_equal(plan(&perhaps_two, SECOND "tired=no | --dose 1.5 g | --over 40 min")->verdict, IFS_INCOMPLETE);
    assert_true(misses(order, "awake") && holds_nothing(&order->plan));
    assert_null(limit_of(&order->plan, 1, IFS_LIMIT_DOSE));
    assert_int_equal(plan_for(order, SECOND "--dose 1.5 g | --over 40 min")->verdict, IFS_INCOMPLETE);
    assert_true(misses(order, "awake") && !misses(order, "tired")); /* not before it is known to be part */
    assert_int_equal(plan_for(order, SECOND "awake=yes | tired=no | --dose 1.5 g | --over 40 min")->verdict, IFS_READY);
    assert_int_equal(plan_for(order, SECOND "awake=no | tired=no | --dose 1.5 g | --over 40 min")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.obstacle[1], IFS_OBSTACLE_NOT_IN_ORDER);
    assert_int_equal(plan_for(order, "weight=50 kg | given-24h=0 g | tired=no")->verdict, IFS_INCOMPLETE); /* nothing is asked of it */
}

/* 1 g first and 2 g after it are the 3 g of a day; with 10 mg before they are too much, unless the first is not known. */
static void what_a_total_refuses_as_part_or_not(void **state)
{
    (void)state;
    static const char *const tired[] = {"tired=no | ", "", "tired=yes | "}; /* computed, supposed, computed */
    (void)take(&perhaps_two);
    for (size_t i = 0; i < 3; i++) {
        char words[160];
        snprintf(words, sizeof words, "%s%s", tired[i], "weight=50 kg | given-24h=0.01 g | --infusion second | --dose 2 g | --over 1 h");
        assert_int_equal(plan_for(order, words)->verdict, IFS_REFUSED);
        assert_true(trips(-1, IFS_LIMIT_IN_24H) && holds_nothing(&order->plan));
        assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 3010000, 1));
        snprintf(words, sizeof words, "%s%s", tired[i], SECOND "--dose 2 g | --over 1 h");
        assert_int_equal(plan_for(order, words)->verdict, IFS_INCOMPLETE);
        assert_true(misses(order, "awake"));
        snprintf(words, sizeof words, "%s%s", tired[i], "given-24h=1.01 g | --infusion second | --dose 2 g | --over 1 h");
        assert_int_equal(plan_for(order, words)->verdict, IFS_INCOMPLETE);
    }
}

/* 985.88 mg is no multiple of 10 mg, in whatever time it is given: refused as part or not, also where a renal band refuses the part, which
 * alone stays open until it is known to be one. */
static void a_dose_off_the_step_of_a_rate_as_part_or_not(void **state)
{
    (void)state;
    const struct parts parts = {
        .infusions = "( { name = 'drip'; when = 'awake'; devices = ['pump']; dose = { usual = '500 mg/h'; step = '10 mg';" TRIAL "};"
                     "    over = { usual = '6 h';" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; } )",
        .more = "renal = ( { infusion = 'drip'; when = 'crcl >= 20 mL/min'; }, { infusion = 'drip'; when = 'crcl < 20 mL/min'; refuse = 'No.';" TRIAL "} );"};
    (void)take(&parts);
    assert_true(refused_by(order, "crcl=19 mL/min | --dose 4 mmol", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(order, "crcl=20 mL/min | --dose 4 mmol", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(order, "--dose 4 mmol", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(incomplete_for(order, "crcl=19 mL/min | --dose 600 mg", "awake"));
    assert_true(incomplete_for(order, "crcl=20 mL/min | --dose 600 mg", "awake"));
}

/* One reason is enough: where the first phase is refused, the second is not tried. */
static void one_refusal_is_enough(void **state)
{
    (void)state;
    assert_int_equal(plan(&perhaps_two, "--infusion first | --over 59 s | " SECOND "tired=no | --dose 500 mg | --over 20 min")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.obstacle[0], IFS_OBSTACLE_TIME_MEANING);
    assert_null(limit_of(&order->plan, 1, IFS_LIMIT_OVER));
}

/* Which rule holds is unknown, but the dose is off the step of both: refused now, not after the answer. */
static void a_dose_off_every_step(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "( { when = 'awake'; usual = '1 g'; step = '100 mg';" TRIAL
                                        "}, { when = 'not awake'; usual = '1 g'; step = '250 mg';" TRIAL "} )"};
    (void)take(&parts);
    assert_true(refused_by(order, "--dose 120 mg", IFS_OBSTACLE_DOSE_OFF_STEP));
    assert_true(refused_by(order, "--dose 1 g/h", IFS_OBSTACLE_DOSE_DIMENSION));
    assert_true(incomplete_for(order, "--dose 250 mg", "awake"));
    assert_true(incomplete_for(order, "--dose 500 mg", "awake"));
}

/* The clearance is asked for, and the dose with it: nobody is asked twice. A usual dose asks for none. */
static void a_dose_is_asked_for_at_once(void **state)
{
    (void)state;
    const char *bands = "renal = ( { when = 'crcl >= 30 mL/min'; }, { when = 'crcl < 30 mL/min'; dose-max = '500 mg';" TRIAL "} );";
    assert_int_equal(plan(&(struct parts){.dose = "{ hard = ['', '2 g']; step = '10 mg';" TRIAL "}", .more = bands}, "")->verdict,
                     IFS_INCOMPLETE);
    assert_true(order->plan.missing_dose[0] && misses(order, "crcl"));
    assert_int_equal(plan_for(order, "--dose 1 g")->verdict, IFS_INCOMPLETE);
    assert_false(order->plan.missing_dose[0]);
    assert_int_equal(plan(&(struct parts){.more = bands}, "")->verdict, IFS_INCOMPLETE);
    assert_false(order->plan.missing_dose[0]);
}

/* An injection is given at once: where its dose is still to be chosen, no time is asked for with it. */
static void an_injection_asks_for_no_time(void **state)
{
    (void)state;
    const struct parts parts = {.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { hard = ['', '2 g'];"
                                             " step = '10 mg';" TRIAL "}; bags = { product = 'vial'; additive = 'undiluted'; }; } )"};
    assert_int_equal(plan(&parts, "")->verdict, IFS_INCOMPLETE);
    assert_true(order->plan.missing_dose[0]);
    assert_false(order->plan.missing_over[0]);
}

/* 1.02 g / 500 mg per mL = 2.04 mL, to the mark 2.0 mL, which holds 1 g: within the limit of 1 g, but 1.02 g may not be ordered. */
static void an_ordered_dose_beyond_its_limit(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g'; hard = ['', '1 g']; step = '10 mg';" TRIAL "}",
                                .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL';" TRIAL "}"};
    assert_int_equal(plan(&parts, "--dose 1.02 g")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_DOSE)->result, IFS_TRIP);
    assert_int_equal(plan_for(order, "--dose 1 g")->verdict, IFS_READY);
}

/* 20 g in 500 mL: 1.01 g/h = 25.25 mL/h; on a pump with steps of 1 mL per hour 25 mL/h, 1 g/h: yet 1.01 g/h may not be ordered. */
static void an_ordered_rate_beyond_its_limit(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .pump_step = {1000}};
    const struct parts parts = {.dose = "{ usual = '1 g/h'; hard = ['', '1 g/h']; step = '10 mg';" TRIAL "}",
                                .over = "{ usual = '10 h';" TRIAL "}",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }"};
    (void)take(&parts);
    order->request.site = &site;
    assert_int_equal(plan_for(order, "--dose 1.01 g/h")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(order, "--dose 1 g/h")->verdict, IFS_READY);
    assert_int_equal(plan_for(order, "")->verdict, IFS_READY);
}

/* ---- What was supposed leaves no trace ---- */

/* Whoever is awake needs a dose, or a time, from the prescriber; the others do not. Before that is known neither is asked for. */
static void what_one_answer_would_lack_is_not_asked_for(void **state)
{
    (void)state;
    (void)plan(&(struct parts){.dose = "( { when = 'awake'; hard = ['', '2 g']; step = '10 mg';" TRIAL
                                       "}, { when = 'not awake'; usual = '1 g'; step = '10 mg';" TRIAL "} )"},
               "");
    assert_true(order->plan.verdict == IFS_INCOMPLETE && misses(order, "awake"));
    assert_false(order->plan.missing_dose[0]);
    assert_true(plan_for(order, "awake=yes")->missing_dose[0]);
    (void)plan(&(struct parts){.over = "( { when = 'awake'; hard = ['10 min', ''];" TRIAL "}, { when = 'not awake'; usual = '30 min';" TRIAL "} )"}, "");
    assert_true(order->plan.verdict == IFS_INCOMPLETE && misses(order, "awake"));
    assert_false(order->plan.missing_over[0]);
    assert_true(plan_for(order, "awake=yes")->missing_over[0]);
}

#define GRAM_IN(name, over)                                                                                          \
    "{ name = '" name "'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = " over             \
    "; bags = { product = 'premix'; additive = 'premixed'; }; }"

/* 100 mL in 19, 28, 35 and 11 minutes, at steps of 0.001 mL per hour, take 120000000/105263, 180000000/107143, 120000000/57143 and 72000000/109091
 * seconds: the first three can be added, all four have no room. For whoever is not awake the last are 30 minutes, which have. */
static void a_total_beyond_arithmetic_for_one_answer(void **state)
{
    (void)state;
    static const ifs_site fine = {.present = true, .pump_step = {1}};
    const struct parts parts = {
        .infusions = "( " GRAM_IN("first", "{ usual = '19 min';" TRIAL "}") ", " GRAM_IN("second", "{ usual = '28 min';" TRIAL "}") ", "
                     GRAM_IN("third", "{ usual = '35 min';" TRIAL "}") ", "
                     GRAM_IN("fourth", "( { when = 'awake'; usual = '11 min';" TRIAL "}, { when = 'not awake'; usual = '30 min';" TRIAL "} )") " )",
        .more = IN_24H("4 g")};
    take(&parts)->request.site = &fine;
    assert_int_equal(plan_for(order, "given-24h=0 g | awake=yes")->verdict, IFS_REFUSED);
    assert_int_equal(order->plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    assert_int_equal(plan_for(order, "given-24h=0 g | awake=no")->verdict, IFS_READY);
    assert_int_equal(plan_for(order, "given-24h=0 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(order->plan.order_obstacle, IFS_OBSTACLE_NONE);
}

/* 2 g in 30 or 40 minutes; of the totals, too, one holds for whoever is awake. That 2 g are more than either is seen when it is known which
 * holds; until then everything that is open is asked for. */
static void a_total_is_not_supposed(void **state)
{
    (void)state;
    const struct parts parts = {
        .dose = "{ usual = '2 g'; step = '10 mg';" TRIAL "}",
        .over = "( { when = 'awake'; usual = '30 min';" TRIAL "}, { when = 'not awake'; usual = '40 min';" TRIAL "} )",
        .limits = "speed = ( { when = 'tired'; hard-max = '5 g/h';" TRIAL "}, { when = 'not tired'; hard-max = '6 g/h';" TRIAL "} );",
        .more = "totals = ( { when = 'awake'; in-24h = '1 g';" TRIAL "}, { when = 'not awake'; in-24h = '1.5 g';" TRIAL "} );"};
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_INCOMPLETE);
    assert_true(misses(order, "awake") && misses(order, "tired"));
    assert_int_equal(plan_for(order, "given-24h=0 g | awake=yes")->verdict, IFS_REFUSED);
}

/* 2 g in 30 or 40 minutes are 4 or 3 g per hour: refused whatever is answered. 40 mg/kg are overridden in either; of what was only supposed no
 * reason stands in the plan, and which total holds is still not known. */
static void of_what_was_supposed_only_the_refusal_is_said(void **state)
{
    (void)state;
    const struct parts parts = {
        .dose = "{ usual = '2 g'; step = '10 mg';" TRIAL "}",
        .over = "( { when = 'awake'; usual = '30 min';" TRIAL "}, { when = 'not awake'; usual = '40 min';" TRIAL "} )",
        .limits = "speed = { hard-max = '2 g/h';" TRIAL "}; per-kg = { soft-max = '30 mg/kg';" TRIAL "};",
        .more = "totals = ( { when = 'awake'; in-24h = '1 g';" TRIAL "}, { when = 'not awake'; in-24h = '1.5 g';" TRIAL "} );"};
    (void)plan(&parts, "given-24h=0 g | weight=50 kg | setting=ward | --prescriber Dr Example, 1 | --override infusion.per-kg=asked for");
    assert_int_equal(order->plan.verdict, IFS_REFUSED);
    assert_true(trips(0, IFS_LIMIT_SPEED));
    assert_int_equal(limit_of(&order->plan, 0, IFS_LIMIT_PER_KG)->result, IFS_UNKNOWN);
    assert_null(limit_of(&order->plan, 0, IFS_LIMIT_PER_KG)->reason);
    assert_null(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H));
}

/* ---- Steps of titration ---- */

/* 20 g in 500 mL = 40 mg per mL. 1 g per hour for 10 h = 25 mL per hour. */
#define TITRATED(dose_more, steps, rest)                                                                             \
    {.dose = "{ usual = '1 g/h'; step = '10 mg'; " dose_more TRIAL "}", .over = "{ usual = '10 h';" TRIAL "}",        \
     .bags = "{ product = 'premix-strong'; additive = 'premixed'; }", .limits = "steps = ( " steps " );" rest}
#define STEP_TO(rate) "{ id = 'up'; dose = '" rate "'; if = 'awake';" TRIAL "}"

/* 1.5 g per hour / 40 mg per mL = 37.5 mL per hour. */
static void a_step_has_a_flow_of_its_own(void **state)
{
    (void)state;
    const struct parts parts = TITRATED("hard = ['', '1.5 g/h'];", STEP_TO("1.5 g/h"), "");
    const ifs_infusion *of = computed(&parts, "");
    assert_int_equal(of->flow.ul_per_h, 25000);
    assert_int_equal(order->plan.step_count, 1);
    assert_int_equal(order->plan.steps[0].flow.ul_per_h, 37500);
    assert_true(equals(order->plan.steps[0].speed_mcg_per_h, 1500000, 1));
    assert_true(equals(order->plan.steps[0].dose_mcg, 15000000, 1));
}

/* 30 mg/kg per hour at 50 kg are 1.5 g per hour, 37.5 mL per hour. */
static void a_step_by_weight(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '20 mg/kg/h'; step = '10 mg';" TRIAL "}", .over = "{ usual = '10 h';" TRIAL "}",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
                                .limits = "steps = ( " STEP_TO("30 mg/kg/h") " );"};
    (void)computed(&parts, "weight=50 kg");
    assert_int_equal(order->plan.steps[0].flow.ul_per_h, 37500);
    assert_true(equals(order->plan.steps[0].exact_flow_ul_per_h, 37500, 1));
    assert_true(equals(order->plan.steps[0].rate_mcg_per_h, 1500000, 1));
}

/* The most of all steps, wherever it stands: 1.5 g per hour for 10 h. */
static void the_most_of_all_steps(void **state)
{
    (void)state;
    static const char *const orders[] = {"'1.2 g/h' '1.5 g/h'", "'1.5 g/h' '1.2 g/h'"};
    for (size_t i = 0; i < 2; i++) {
        char limits[400];
        snprintf(limits, sizeof limits,
                 "steps = ( { id = 'one'; dose = %.9s; if = 'awake';" TRIAL "}, { id = 'two'; dose = %.9s; if = 'tired';" TRIAL "} );",
                 orders[i], orders[i] + 10);
        const struct parts parts = {.dose = "{ usual = '1 g/h'; step = '10 mg';" TRIAL "}", .over = "{ usual = '10 h';" TRIAL "}",
                                    .bags = "{ product = 'premix-strong'; additive = 'premixed'; }", .limits = limits};
        const ifs_infusion *of = computed(&parts, "");
        assert_int_equal(order->plan.step_count, 2);
        assert_true(equals(of->most_mcg, 15000000, 1));
    }
}

/* Of two steps of the second infusion only the second belongs to whoever is not tired: it says whose it is, and which. */
static void a_step_says_which_it_is(void **state)
{
    (void)state;
    const struct parts parts = {
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; over = { usual = '1 h';" TRIAL
                     "}; bags = { product = 'premix'; additive = 'premixed'; }; },"
                     "{ name = 'second'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "}; over = { usual = '10 h';" TRIAL
                     "}; bags = { product = 'premix-strong'; additive = 'premixed'; };"
                     "  steps = ( { id = 'one'; dose = '1.2 g/h'; when = 'tired'; if = 'awake';" TRIAL "}, { id = 'two'; dose = '1.5 g/h'; if = 'awake';" TRIAL
                     "} ); } )"};
    (void)computed(&parts, "tired=no");
    assert_int_equal(order->plan.step_count, 1);
    assert_int_equal(order->plan.steps[0].infusion, 1);
    assert_int_equal(order->plan.steps[0].step, 1);
    (void)computed(&parts, "tired=yes");
    assert_int_equal(order->plan.step_count, 2);
    assert_int_equal(order->plan.steps[0].infusion, 1);
    assert_int_equal(order->plan.steps[0].step, 0);
    assert_int_equal(order->plan.steps[1].step, 1);
}

/* Each step is held against the limits of the dose: 2 g per hour is above 1.5. */
static void a_step_beyond_a_limit_refuses(void **state)
{
    (void)state;
    const struct parts hard = TITRATED("hard = ['', '1.5 g/h'];", STEP_TO("2 g/h"), "");
    assert_int_equal(plan(&hard, "")->verdict, IFS_REFUSED);
    assert_true(holds_nothing(&order->plan));
    const struct parts soft = TITRATED("soft = ['', '1 g/h'];", STEP_TO("2 g/h"), "");
    assert_int_equal(plan(&soft, "setting=ward")->verdict, IFS_OVERRIDE_NEEDED);
    assert_int_equal(plan_for(order, "setting=ward | --override infusion.dose=asked for | --prescriber Dr Example, 1")->verdict,
                     IFS_OVERRIDE_NEEDED);
    assert_int_equal(plan_for(order, "setting=ward | --override infusion.up.dose=asked for | --prescriber Dr Example, 1")->verdict,
                     IFS_READY);
}

/* 2 g per hour is above 1.5 for how long it may ever be, 1 g per hour is not: the step is the reason, and the only one. */
static void a_step_beyond_a_limit_refuses_before_all_is_known(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g/h'; step = '10 mg'; hard = ['', '1.5 g/h'];" TRIAL "}",
                                .over = "( { when = 'tired'; usual = '10 h';" TRIAL "}, { when = 'not tired'; usual = '8 h';" TRIAL "} )",
                                .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
                                .limits = "steps = ( " STEP_TO("2 g/h") " );"};
    assert_int_equal(plan(&parts, "setting=ward")->verdict, IFS_REFUSED);
    int tripped = 0;
    for (int i = 0; i < order->plan.limit_count; i++) {
        const ifs_limit_outcome *outcome = &order->plan.limits[i];
        if (outcome->result == IFS_TRIP) {
            assert_int_equal(outcome->step, 1);
            assert_int_equal(outcome->severity, IFS_REFUSE);
            assert_true(equals(outcome->delivered, 2000000, 1));
            tripped++;
        }
    }
    assert_int_equal(tripped, 1);
    assert_true(holds_nothing(&order->plan));
}

/* 1.51 g per hour / 40 mg per mL = 37.75 mL per hour; 37.8 would be 1.512 g per hour, so 37.7. */
static void a_step_is_rounded_inward(void **state)
{
    (void)state;
    const struct parts parts = TITRATED("hard = ['', '1.51 g/h'];", STEP_TO("1.51 g/h"), "");
    (void)computed(&parts, "");
    assert_int_equal(order->plan.steps[0].flow.ul_per_h, 37700);
    assert_true(order->plan.steps[0].flow_inward);
}

/* It may have run at the highest step all 10 h: 15 g. */
static void totals_count_the_highest_step(void **state)
{
    (void)state;
    struct parts parts = TITRATED("", STEP_TO("1.5 g/h"), "");
    parts.more = IN_24H("15 g");
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_READY);
    assert_true(equals(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->delivered, 15000000, 1));
    parts.more = IN_24H("14.9 g");
    assert_int_equal(plan(&parts, "given-24h=0 g")->verdict, IFS_REFUSED);
}

/* 20 mg/kg/h x 70 kg = 1.4 g per hour / 40 mg per mL = 35 mL per hour. Without a weight nothing is computed. */
static void a_step_per_weight(void **state)
{
    (void)state;
    const struct parts parts = TITRATED("", STEP_TO("20 mg/kg/h"), "");
    (void)computed(&parts, "weight=70 kg");
    assert_int_equal(order->plan.steps[0].flow.ul_per_h, 35000);
    assert_true(incomplete_for(order, "", "weight"));
}

static void a_step_beyond_the_pump(void **state)
{
    (void)state;
    static const ifs_site site = {.present = true, .pump_high = {36000}};
    const struct parts parts = TITRATED("", STEP_TO("1.5 g/h"), "");
    order = written(&parts);
    order->request.site = &site;
    assert_true(refused_by(order, "", IFS_OBSTACLE_BEYOND_PUMP));
    order->request.site = NULL;
    const struct parts nothing = TITRATED("", STEP_TO("1 mg/h"), ""); /* 0.025 mL per hour */
    (void)take(&nothing);
    assert_true(refused_by(order, "", IFS_OBSTACLE_NO_FLOW));
}

/* Where a step cannot be computed, or may not belong to the order, the total is a lower bound: it passes nothing, and no step stands in the plan. */
static void a_total_without_a_step_is_a_lower_bound(void **state)
{
    (void)state;
    struct parts lacking = TITRATED("", STEP_TO("20 mg/kg/h"), "");
    struct parts undecided = TITRATED("", "{ id = 'up'; dose = '1.5 g/h'; when = 'awake'; if = 'tired';" TRIAL "}", "");
    struct parts *both[] = {&lacking, &undecided};
    for (size_t i = 0; i < 2; i++) {
        both[i]->more = IN_24H("20 g");
        assert_int_equal(plan(both[i], "given-24h=0 g")->verdict, IFS_INCOMPLETE);
        assert_int_equal(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->result, IFS_UNKNOWN);
        derive_facts(order->protocol, &order->request, &order->plan.derived);
        plan_examine(order->protocol, &order->request, &order->plan);
        assert_int_equal(order->plan.step_count, 0);
        assert_int_equal(plan_for(order, "given-24h=0 g | weight=70 kg | awake=yes")->verdict, IFS_READY);
        assert_int_equal(limit_of(&order->plan, -1, IFS_LIMIT_IN_24H)->result, IFS_PASS);
        assert_int_equal(order->plan.step_count, 1);
    }
    assert_int_equal(plan_for(order, "given-24h=0 g | awake=no")->verdict, IFS_READY);
    assert_int_equal(order->plan.step_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(definitions_stand_for_conditions, end),
        cmocka_unit_test_teardown(contradictions_refuse_what_is_known, end),
        cmocka_unit_test_teardown(undiluted_is_drawn_and_given, end),
        cmocka_unit_test_teardown(injection_is_divided_among_sites, end),
        cmocka_unit_test_teardown(each_site_to_a_mark, end),
        cmocka_unit_test_teardown(library_of_the_vein_does_not_bind_the_muscle, end),
        cmocka_unit_test_teardown(repeats_count_in_the_totals, end),
        cmocka_unit_test_teardown(windows_slide, end),
        cmocka_unit_test_teardown(the_fullest_window_counts, end),
        cmocka_unit_test_teardown(doses_are_counted_as_delivered, end),
        cmocka_unit_test_teardown(repeats_up_to_an_amount, end),
        cmocka_unit_test_teardown(a_repeat_may_follow_at_once, end),
        cmocka_unit_test_teardown(what_is_given_at_once, end),
        cmocka_unit_test_teardown(what_is_given_at_once_ends_a_window_too, end),
        cmocka_unit_test_teardown(the_next_phase_follows_the_last_repeat, end),
        cmocka_unit_test_teardown(a_phase_may_wait, end),
        cmocka_unit_test_teardown(nothing_is_given_while_it_waits, end),
        cmocka_unit_test_teardown(a_band_speaks_for_its_phase, end),
        cmocka_unit_test_teardown(what_is_true_of_each_phase, end),
        cmocka_unit_test_teardown(what_is_refused_as_part_or_not, end),
        cmocka_unit_test_teardown(what_may_be_part_is_asked_for, end),
        cmocka_unit_test_teardown(what_a_total_refuses_as_part_or_not, end),
        cmocka_unit_test_teardown(a_dose_off_the_step_of_a_rate_as_part_or_not, end),
        cmocka_unit_test_teardown(one_refusal_is_enough, end),
        cmocka_unit_test_teardown(a_dose_off_every_step, end),
        cmocka_unit_test_teardown(a_dose_is_asked_for_at_once, end),
        cmocka_unit_test_teardown(an_injection_asks_for_no_time, end),
        cmocka_unit_test_teardown(an_ordered_dose_beyond_its_limit, end),
        cmocka_unit_test_teardown(an_ordered_rate_beyond_its_limit, end),
        cmocka_unit_test_teardown(a_step_has_a_flow_of_its_own, end),
        cmocka_unit_test_teardown(a_step_by_weight, end),
        cmocka_unit_test_teardown(the_most_of_all_steps, end),
        cmocka_unit_test_teardown(a_step_beyond_a_limit_refuses, end),
        cmocka_unit_test_teardown(a_step_beyond_a_limit_refuses_before_all_is_known, end),
        cmocka_unit_test_teardown(a_step_is_rounded_inward, end),
        cmocka_unit_test_teardown(totals_count_the_highest_step, end),
        cmocka_unit_test_teardown(a_step_per_weight, end),
        cmocka_unit_test_teardown(a_step_beyond_the_pump, end),
        cmocka_unit_test_teardown(a_total_without_a_step_is_a_lower_bound, end),
        cmocka_unit_test_teardown(what_one_answer_would_lack_is_not_asked_for, end),
        cmocka_unit_test_teardown(a_total_beyond_arithmetic_for_one_answer, end),
        cmocka_unit_test_teardown(a_total_is_not_supposed, end),
        cmocka_unit_test_teardown(of_what_was_supposed_only_the_refusal_is_said, end),
        cmocka_unit_test_teardown(a_step_says_which_it_is, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
