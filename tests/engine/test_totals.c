/*
 * test_totals.c - the largest amount in any window of 24 h and 48 h, and the interval since the last dose.
 *
 * All phases run from a bag of 10 mg per mL, with flows that are whole, so that delivered times are the ordered ones.
 */
#include "totals.h"
#include "one_order.h"

#define BAG "bags = { product = 'premix'; additive = 'premixed'; };"
#define STEP "step = '10 mg'; source = 'trial';"
#define SIGNED " | setting=ward | --prescriber Dr Example, 1"

struct expected {
    const char *words;
    ifs_verdict verdict;
    ifs_result result;
    int64_t mcg; /* of the order and before; -1: not shown or not looked at */
};

static void expect(struct order *of, ifs_limit_kind kind, const struct expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        const ifs_limit_outcome *outcome = limit_of(plan, -1, kind);
        if (outcome == NULL || plan->verdict != rows[i].verdict || outcome->result != rows[i].result) {
            fail_msg("%s: verdict %d, result %d", rows[i].words, (int)plan->verdict,
                     outcome != NULL ? (int)outcome->result : -1);
        }
        assert_int_equal(outcome->step, 0); /* of no step: of the whole order */
        if (rows[i].mcg >= 0 && !equals(outcome->delivered, rows[i].mcg, 1)) {
            fail_msg("%s: %lld/%lld mcg", rows[i].words, (long long)outcome->delivered.num,
                     (long long)outcome->delivered.den);
        }
    }
}

/* ---- A single phase, shorter than the window ---- */

static void given_before_counts_whole(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-24h=0 g", IFS_READY, IFS_PASS, 1000000},
        {"given-24h=2 g", IFS_READY, IFS_PASS, 3000000},
        {"given-24h=3 g", IFS_READY, IFS_PASS, 4000000},
        {"given-24h=3.01 g", IFS_REFUSED, IFS_TRIP, 4010000},
        {"given-24h=0 g | --dose 4 g", IFS_READY, IFS_PASS, 4000000},
        {"given-24h=0 g | --dose 4.01 g", IFS_REFUSED, IFS_TRIP, 4010000},
        {"", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=unknown", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"--dose 4 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"--dose 4.01 g", IFS_REFUSED, IFS_TRIP, 4010000}, /* at least that much, whatever was given before */
        {"given-24h=3.01 g" SIGNED " | --override total.in-24h=asked for", IFS_REFUSED, IFS_TRIP, 4010000},
    };
    struct order *of = take(&(struct parts){.more = "totals = { in-24h = '4 g'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_IN_24H, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "", "given-24h"));
}

/* What was given in 24 h was given in 48 h: a lower bound, that can refuse but not pass. */
static void two_days(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-48h=3 g", IFS_READY, IFS_PASS, 4000000},
        {"given-48h=3.01 g", IFS_REFUSED, IFS_TRIP, 4010000},
        {"given-24h=0 g | given-48h=3 g", IFS_READY, IFS_PASS, 4000000},
        {"given-24h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=3 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=3.01 g", IFS_REFUSED, IFS_TRIP, 4010000},
        {"", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
    };
    struct order *of = take(&(struct parts){.more = "totals = { in-48h = '4 g'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_IN_48H, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "given-24h=3 g", "given-48h"));
    assert_false(misses(of, "given-24h"));
}

/* What counts is what is drawn: 1.03 g are 2.06 mL, drawn 2.1 mL, 1.05 g. */
static void delivered_amounts_count(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "{ " STEP " }",
        .more = "totals = { in-24h = '4 g'; source = 'trial'; };",
        .bags =
            "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }"});
    static const struct expected rows[] = {{"given-24h=2.95 g | --dose 1.03 g", IFS_READY, IFS_PASS, 4000000}};
    expect(of, IFS_LIMIT_IN_24H, rows, 1);
}

/* ---- Phases ---- */

/* 24 g over 48 h, 0.5 g an hour (50 mL per hour): 12 g in any 24 h, and what was given before on top of the first 12. */
static void one_long_phase(void **state)
{
    (void)state;
    static const struct expected day[] = {
        {"--dose 24 g | given-24h=0 g | given-48h=0 g", IFS_READY, IFS_PASS, 12000000},
        {"--dose 24 g | given-24h=3 g | given-48h=3 g", IFS_READY, IFS_PASS, 15000000},
        {"--dose 24 g | given-24h=3.01 g | given-48h=3.01 g", IFS_REFUSED, IFS_TRIP, 15010000},
    };
    static const struct expected days[] = {
        {"--dose 24 g | given-24h=0 g | given-48h=0 g", IFS_READY, IFS_PASS, 24000000},
        {"--dose 24 g | given-24h=0 g | given-48h=6 g", IFS_READY, IFS_PASS, 30000000},
        {"--dose 24 g | given-24h=0 g | given-48h=6.01 g", IFS_REFUSED, IFS_TRIP, 30010000},
    };
    struct order *of =
        take(&(struct parts){.dose = "{ " STEP " }",
                             .over = "{ usual = '48 h'; source = 'trial'; }",
                             .more = "totals = { in-24h = '15 g'; in-48h = '30 g'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_IN_24H, day, 3);
    expect(of, IFS_LIMIT_IN_48H, days, 3);
}

struct phase {
    const char *grams;
    const char *hours;
};

/* Phases one after another; the total is far above, so that the figure can be seen. */
static int64_t largest_of(const struct phase *phases, int count, ifs_limit_kind kind, const char *words)
{
    char infusions[2000] = "(";
    for (int i = 0; i < count; i++) {
        size_t length = strlen(infusions);
        snprintf(infusions + length, sizeof infusions - length,
                 "%s { name = 'phase-%d'; devices = ['pump']; dose = { usual = '%s g'; " STEP " };"
                 " over = { usual = '%s h'; source = 'trial'; }; " BAG " }",
                 i > 0 ? "," : "", i, phases[i].grams, phases[i].hours);
    }
    assert_true(strlen(infusions) + 1 < sizeof infusions);
    infusions[strlen(infusions) + 1] = '\0';
    infusions[strlen(infusions)] = ')';
    struct order *of = take(&(struct parts){
        .infusions = infusions, .more = "totals = { in-24h = '900 g'; in-48h = '900 g'; source = 'trial'; };"});
    const ifs_plan *plan = plan_for(of, words);
    assert_int_equal(plan->verdict, IFS_READY);
    assert_int_equal(plan->infusion_count, count);
    ifs_ratio most = limit_of(plan, -1, kind)->delivered;
    assert_int_equal(most.num % most.den, 0);
    return most.num / most.den;
}

#define NOTHING_BEFORE "given-24h=0 g | given-48h=0 g"

/* Each figure is found by moving a window of 24 h over the phases by hand. */
static void windows_of_a_day(void **state)
{
    (void)state;
    /* 4 g in 1 h, then 1 g/h for 30 h: the window from the start holds 4 + 23 */
    assert_int_equal(largest_of((struct phase[]){{"4", "1"}, {"30", "30"}}, 2, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
                     27000000);
    /* the other way round: the window that ends at the end: 23 + 4 */
    assert_int_equal(largest_of((struct phase[]){{"30", "30"}, {"4", "1"}}, 2, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
                     27000000);
    /* a peak in the middle: 10 h of 0.1 g/h, 10 g in 1 h, 30 h of 0.2 g/h: the window from the start of the peak: 10 + 23 x 0.2 */
    assert_int_equal(
        largest_of((struct phase[]){{"1", "10"}, {"10", "1"}, {"6", "30"}}, 3, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
        14600000);
    /* and mirrored: the window that ends with the peak: 23 x 0.2 + 10 */
    assert_int_equal(
        largest_of((struct phase[]){{"6", "30"}, {"10", "1"}, {"1", "10"}}, 3, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
        14600000);
    /* two peaks 22 h apart lie in one window: 10 + 22 x 0.1 + 10 */
    assert_int_equal(
        largest_of((struct phase[]){{"10", "1"}, {"2.2", "22"}, {"10", "1"}}, 3, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
        22200000);
    /* 24 h between them: 10 + 23 x 0.1, never both */
    assert_int_equal(
        largest_of((struct phase[]){{"10", "1"}, {"2.4", "24"}, {"10", "1"}}, 3, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
        12300000);
    /* 23 h between them: what a later window gains of the second peak it loses of the first: 10 + 23 x 0.1 */
    assert_int_equal(
        largest_of((struct phase[]){{"10", "1"}, {"2.3", "23"}, {"10", "1"}}, 3, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
        12300000);
}

/* Exactly as long as the window, one hour longer. */
static void edges_of_the_window(void **state)
{
    (void)state;
    assert_int_equal(largest_of((struct phase[]){{"24", "24"}}, 1, IFS_LIMIT_IN_24H, NOTHING_BEFORE), 24000000);
    assert_int_equal(largest_of((struct phase[]){{"25", "25"}}, 1, IFS_LIMIT_IN_24H, NOTHING_BEFORE), 24000000);
    assert_int_equal(largest_of((struct phase[]){{"12", "12"}, {"12", "12"}}, 2, IFS_LIMIT_IN_24H, NOTHING_BEFORE),
                     24000000);
    assert_int_equal(largest_of((struct phase[]){{"48", "48"}}, 1, IFS_LIMIT_IN_48H, NOTHING_BEFORE), 48000000);
    assert_int_equal(largest_of((struct phase[]){{"49", "49"}}, 1, IFS_LIMIT_IN_48H, NOTHING_BEFORE), 48000000);
    assert_int_equal(largest_of((struct phase[]){{"24", "24"}}, 1, IFS_LIMIT_IN_24H, "given-24h=2 g | given-48h=3 g"),
                     26000000);
    assert_int_equal(largest_of((struct phase[]){{"48", "48"}}, 1, IFS_LIMIT_IN_48H, "given-24h=2 g | given-48h=3 g"),
                     51000000);
}

/* What was given before counts in the window from the start alone: 5 + 24 x 0.1 = 7.4; later 20 + 22 x 0.1 without it. */
static void given_before_in_the_first_window_alone(void **state)
{
    (void)state;
    static const struct phase late_peak[] = {{"3", "30"}, {"20", "2"}};
    assert_int_equal(largest_of(late_peak, 2, IFS_LIMIT_IN_24H, "given-24h=5 g | given-48h=5 g"), 22200000);
    assert_int_equal(largest_of(late_peak, 2, IFS_LIMIT_IN_24H, "given-24h=30 g | given-48h=30 g"), 32400000);
    /* 48 h hold all 32 h: 23 + 5 */
    assert_int_equal(largest_of(late_peak, 2, IFS_LIMIT_IN_48H, "given-24h=5 g | given-48h=5 g"), 28000000);
}

/* A phase that is no part of the order takes no time and gives nothing. */
static void phases_that_do_not_apply(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "totals = { in-24h = '4 g'; source = 'trial'; };",
        .infusions = "( { name = 'first'; when = 'awake'; devices = ['pump']; dose = { usual = '2 g'; " STEP " };"
                     "    over = { usual = '1 h'; source = 'trial'; }; " BAG " },"
                     "  { name = 'second'; devices = ['pump']; dose = { usual = '3 g'; " STEP " };"
                     "    over = { usual = '1 h'; source = 'trial'; }; " BAG " } )"});
    static const struct expected rows[] = {
        {"given-24h=0 g | awake=no", IFS_READY, IFS_PASS, 3000000},
        {"given-24h=0 g | awake=yes", IFS_REFUSED, IFS_TRIP, 5000000},
        {"given-24h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=1.01 g", IFS_REFUSED, IFS_TRIP, 4010000}, /* with or without the first */
    };
    expect(of, IFS_LIMIT_IN_24H, rows, sizeof rows / sizeof rows[0]);
}

/* 2 g in the first hour and 3 g in the last: of 24 h they leave 24 h - x, and what is over holds 3 g per hour of the last, 2 g per hour of
 * the first. With x = 22.5 h (1,350 min, 81,000 s) between them that is 3 g and half an hour of 2 g per hour: 4 g, which is allowed. With a
 * minute or a second less it is more. */
static void a_phase_between_that_is_not_known(void **state)
{
    (void)state;
#define HARD(time) "over = { hard = ['', '" time "']; source = 'trial'; };"
#define USUAL(time) "over = { usual = '" time "'; source = 'trial'; };"
#define PERHAPS " when = 'awake';"
#define REPEATED(how) " repeat = { " how " source = 'trial'; };"
    static const struct {
        const char *between;
        const char *last;
        const char *words;
        ifs_verdict verdict;
    } rows[] = {
        {HARD("1350 min"), "", "", IFS_INCOMPLETE},
        {HARD("1349 min"), "", "", IFS_REFUSED},
        {"over = { source = 'trial'; };", "", "", IFS_INCOMPLETE},
        {"over = { at = '10 mg/h'; source = 'trial'; };" PERHAPS, "", "", IFS_INCOMPLETE},
        {USUAL("675 min") PERHAPS, "", "", IFS_INCOMPLETE}, /* twice as long */
        {USUAL("674 min") PERHAPS, "", "", IFS_REFUSED},
        {"over = { usual = '20 h'; hard = ['', '1350 min']; source = 'trial'; };" PERHAPS, "", "", IFS_INCOMPLETE},
        {"over = { usual = '20 h'; hard = ['', '1349 min']; source = 'trial'; };" PERHAPS, "", "", IFS_REFUSED},
        {"over = { usual = '10 min'; hard = ['', '1350 min']; source = 'trial'; };" PERHAPS, "", "", IFS_REFUSED},
        {"dose = { hard = ['', '1 g']; " STEP " };" USUAL("20 h"), "", " | --infusion between | --over 675 min", IFS_INCOMPLETE},
        {"dose = { hard = ['', '1 g']; " STEP " };" USUAL("20 h"), "", " | --infusion between | --over 674 min", IFS_REFUSED},
        {"over = ( { when = 'awake'; hard = ['', '1 h']; source = 'trial'; }, { when = 'not awake'; hard = ['', '1350 min']; source = 'trial'; } );",
         "", "", IFS_INCOMPLETE}, /* the longer one counts */
        {"over = ( { when = 'awake'; hard = ['', '1350 min']; source = 'trial'; }, { when = 'not awake'; hard = ['', '1 h']; source = 'trial'; } );",
         "", "", IFS_INCOMPLETE},
        {"over = ( { when = 'awake'; hard = ['', '1350 min']; source = 'trial'; }, { when = 'not awake'; hard = ['', '1 h']; source = 'trial'; } );",
         "", " | awake=no", IFS_REFUSED}, /* which does not hold */
        {HARD("1 h") "begins-after = '1290 min';", "", "", IFS_INCOMPLETE},
        {HARD("1 h") "begins-after = '1289 min';", "", "", IFS_REFUSED},
        {HARD("1 h"), "begins-after = '1290 min';", "", IFS_INCOMPLETE},
        {HARD("1 h"), "begins-after = '1289 min';", "", IFS_REFUSED},
        {HARD("1 h") REPEATED("every = '430 min'; doses = 4;"), "", "", IFS_INCOMPLETE}, /* 3 x 430 and 60 */
        {HARD("1 h") REPEATED("every = '429 min'; doses = 4;"), "", "", IFS_REFUSED},
        {HARD("1 h") REPEATED("every = '61 min'; up-to = '9 g';"), "", "", IFS_INCOMPLETE}, /* 96 doses at most: 95 x 61 and 60 are 5,855 min */
        {HARD("1 h") REPEATED("every = '80 h'; doses = 96;"), "", "", IFS_INCOMPLETE},
        {HARD("1350 min") PERHAPS, "", " | awake=no", IFS_REFUSED}, /* no part of it */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char infusions[2000];
        bool dosed = strstr(rows[i].between, "dose = ") != NULL;
        snprintf(infusions, sizeof infusions,
                 "( { name = 'first'; devices = ['pump']; dose = { usual = '2 g'; " STEP " };"
                 "    over = { usual = '1 h'; source = 'trial'; }; " BAG " },"
                 "  { name = 'between'; devices = ['pump']; %s %s " BAG " },"
                 "  { name = 'last'; devices = ['pump']; dose = { usual = '3 g'; " STEP " };"
                 "    over = { usual = '1 h'; source = 'trial'; }; %s " BAG " } )",
                 dosed ? "" : "dose = { usual = '10 mg'; " STEP " };", rows[i].between, rows[i].last);
        struct order *of = take(&(struct parts){.more = "totals = { in-24h = '4 g'; source = 'trial'; };", .infusions = infusions});
        char words[200];
        snprintf(words, sizeof words, "given-24h=0 g%s", rows[i].words);
        if (plan_for(of, words)->verdict != rows[i].verdict) {
            fail_msg("%s %s %s: verdict %d", rows[i].between, rows[i].last, rows[i].words, (int)of->plan.verdict);
        }
    }
}

/* An injection into a muscle takes no time: only what is waited before it, and before the next phase, lies between, to the second. */
static void an_injection_between_that_is_not_known(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        const char *after;
        ifs_verdict verdict;
    } rows[] = {
        {"81000 s", "", IFS_INCOMPLETE},
        {"80999 s", "", IFS_REFUSED},
        {"80999 s", "begins-after = '1 s';", IFS_INCOMPLETE},
        {"1 s", "begins-after = '80998 s';", IFS_REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char infusions[2000];
        snprintf(infusions, sizeof infusions,
                 "( { name = 'first'; devices = ['pump']; dose = { usual = '2 g'; " STEP " }; over = { usual = '1 h'; source = 'trial'; }; " BAG " },"
                 "  { name = 'between'; route = 'intramuscular'; devices = ['hand']; dose = { hard = ['', '1 g']; " STEP " };"
                 "    begins-after = '%s'; bags = { product = 'vial'; additive = 'undiluted'; }; },"
                 "  { name = 'last'; devices = ['pump']; dose = { usual = '3 g'; " STEP " };"
                 "    over = { usual = '1 h'; source = 'trial'; }; %s " BAG " } )",
                 rows[i].before, rows[i].after);
        struct order *of = take(&(struct parts){.more = "totals = { in-24h = '4 g'; source = 'trial'; };", .infusions = infusions});
        if (plan_for(of, "given-24h=0 g")->verdict != rows[i].verdict) {
            fail_msg("%s, %s: verdict %d", rows[i].before, rows[i].after, (int)of->plan.verdict);
        }
    }
}

/* What was given before lies in the window from the start: a phase that may come first pushes the other out of it. */
static void a_phase_before_that_is_not_known(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "totals = { in-24h = '4 g'; source = 'trial'; };",
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; " STEP " }; over = { source = 'trial'; }; " BAG " },"
                     "  { name = 'second'; devices = ['pump']; dose = { usual = '3 g'; " STEP " };"
                     "    over = { usual = '1 h'; source = 'trial'; }; " BAG " } )"});
    assert_int_equal(plan_for(of, "given-24h=2 g")->verdict, IFS_INCOMPLETE);
    assert_int_equal(plan_for(of, "given-24h=2 g | --infusion first | --over 30 h")->verdict, IFS_READY); /* 3 + 23/30 g */
    assert_int_equal(plan_for(of, "given-24h=2 g | --infusion first | --over 1 h")->verdict, IFS_REFUSED);
}

/* 4.8 g over 24 h (480 mL at 20 mL per hour) begin at once, whatever follows: with 1 g before 5.8 g in the first 24 h. A second later it
 * would be 4.8 g / 86,400 s = 55.6 mcg less. */
static void a_phase_behind_that_is_not_known(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "totals = { in-24h = '5.79995 g'; source = 'trial'; };",
        .infusions = "( { name = 'first'; devices = ['pump']; dose = { usual = '4.8 g'; " STEP " }; over = { usual = '24 h'; source = 'trial'; }; " BAG " },"
                     "  { name = 'second'; devices = ['pump']; dose = { usual = '10 mg'; " STEP " }; over = { source = 'trial'; }; " BAG " } )"});
    assert_int_equal(plan_for(of, "given-24h=1 g")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "given-24h=0.99 g")->verdict, IFS_INCOMPLETE);
}

/* 2 g before and 3 g over an hour that waits for an injection to be ordered: 4 g where two thirds of it lie behind the 24 h. */
static void an_injection_before_that_is_not_known(void **state)
{
    (void)state;
    static const struct {
        const char *after;
        ifs_verdict verdict;
    } rows[] = {{"1400 min", IFS_INCOMPLETE}, {"1399 min", IFS_REFUSED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char infusions[1000];
        snprintf(infusions, sizeof infusions,
                 "( { name = 'first'; route = 'intramuscular'; devices = ['hand']; dose = { hard = ['', '1 g']; " STEP " };"
                 "    bags = { product = 'vial'; additive = 'undiluted'; }; },"
                 "  { name = 'second'; devices = ['pump']; dose = { usual = '3 g'; " STEP " };"
                 "    over = { usual = '1 h'; source = 'trial'; }; begins-after = '%s'; " BAG " } )",
                 rows[i].after);
        struct order *of = take(&(struct parts){.more = "totals = { in-24h = '4 g'; source = 'trial'; };", .infusions = infusions});
        assert_int_equal(plan_for(of, "given-24h=2 g")->verdict, rows[i].verdict);
    }
}

/* ---- Limits of the library: soft and hard, with a condition ---- */

static void library_totals(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.drug = "limited-drug"});
    static const struct expected rows[] = {
        {"frail=no | given-24h=7 g", IFS_READY, IFS_PASS, 8000000},
        {"frail=no | given-24h=7.01 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, 8010000},
        {"frail=no | given-24h=7.01 g" SIGNED " | --override total.in-24h=asked for", IFS_READY, IFS_OVERRIDDEN,
         8010000},
        {"frail=no | given-24h=7.01 g" SIGNED " | --override infusion.in-24h=asked for", IFS_OVERRIDE_NEEDED, IFS_TRIP,
         8010000},
        {"frail=no | given-24h=9 g", IFS_OVERRIDE_NEEDED, IFS_TRIP, 10000000},
        {"frail=no | given-24h=9.01 g", IFS_REFUSED, IFS_TRIP, 10010000},
    };
    expect(of, IFS_LIMIT_IN_24H, rows, sizeof rows / sizeof rows[0]);
    assert_null(limit_of(&of->plan, -1, IFS_LIMIT_IN_48H)); /* only for the frail */
    static const struct expected frail[] = {
        {"frail=yes | given-24h=0 g | given-48h=4 g", IFS_READY, IFS_PASS, 5000000},
        {"frail=yes | given-24h=0 g | given-48h=4.01 g", IFS_REFUSED, IFS_TRIP, 5010000},
        {"frail=yes | given-24h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=0 g | given-48h=4 g", IFS_READY, IFS_PASS, 5000000}, /* within, frail or not */
        {"given-24h=0 g | given-48h=4.01 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
    };
    expect(of, IFS_LIMIT_IN_48H, frail, sizeof frail / sizeof frail[0]);
    assert_true(misses(of, "frail"));
}

/* ---- Alternatives ---- */

static void totals_by_alternatives(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "totals = ( { when = 'weight < 50 kg'; in-24h = '2 g'; source = 'trial'; },"
                "  { when = 'weight >= 40 kg and weight < 80 kg'; in-24h = '4 g'; source = 'trial'; } );"});
    static const struct expected rows[] = {
        {"weight=39 kg | given-24h=1 g | --confirm weight", IFS_READY, IFS_PASS, 2000000},
        {"weight=39 kg | given-24h=1.01 g | --confirm weight", IFS_REFUSED, IFS_TRIP, 2010000},
        {"weight=50 kg | given-24h=3 g", IFS_READY, IFS_PASS, 4000000},
        {"weight=50 kg | given-24h=3.01 g", IFS_REFUSED, IFS_TRIP, 4010000},
    };
    expect(of, IFS_LIMIT_IN_24H, rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(plan_for(of, "weight=45 kg | given-24h=0 g")->verdict, IFS_REFUSED);
    assert_int_equal(of->plan.order_obstacle, IFS_OBSTACLE_TWO_LIMIT_RULES);
    assert_true(holds_nothing(&of->plan));
    assert_int_equal(plan_for(of, "weight=80 kg | given-24h=0 g")->verdict, IFS_REFUSED);
    assert_int_equal(of->plan.order_obstacle, IFS_OBSTACLE_NO_LIMIT_RULE);
    assert_true(incomplete_for(of, "given-24h=0 g", "weight"));
    assert_null(limit_of(&of->plan, -1, IFS_LIMIT_IN_24H));
}

/* A bound that only the other alternative has is not held, and nothing is asked for it. */
static void interval_of_one_alternative(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.more = "totals = ( { when = 'awake'; in-24h = '4 g'; interval = '24 h'; source = 'trial'; },"
                                "  { when = 'not awake'; in-24h = '2 g'; source = 'trial'; } );"});
    static const struct expected rows[] = {
        {"awake=yes | given-24h=1 g | last-dose=24 h", IFS_READY, IFS_PASS, -1},
        {"awake=yes | given-24h=1 g | last-dose=23.9 h", IFS_REFUSED, IFS_TRIP, -1},
        {"awake=yes | given-24h=1 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
    };
    expect(of, IFS_LIMIT_INTERVAL, rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(plan_for(of, "awake=no | given-24h=1 g")->verdict, IFS_READY); /* 1 + 1 = 2 g, and no interval */
    assert_null(limit_of(&of->plan, -1, IFS_LIMIT_INTERVAL));
    assert_true(fact_set_empty(&of->plan.missing));
    assert_int_equal(plan_for(of, "awake=no | given-24h=1.01 g")->verdict, IFS_REFUSED);
    assert_true(incomplete_for(of, "given-24h=0 g", "awake"));
}

static void total_of_one_alternative(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.more = "totals = ( { when = 'awake'; in-24h = '4 g'; source = 'trial'; },"
                                     "  { when = 'not awake'; interval = '6 h'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "awake=no | last-dose=6 h")->verdict, IFS_READY); /* whatever was given in 24 h */
    assert_null(limit_of(&of->plan, -1, IFS_LIMIT_IN_24H));
    assert_false(misses(of, "given-24h"));
    assert_int_equal(plan_for(of, "awake=no | last-dose=5.9 h")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "awake=yes | given-24h=3 g | last-dose=1 h")->verdict, IFS_READY); /* 3 + 1 = 4 g */
    assert_null(limit_of(&of->plan, -1, IFS_LIMIT_INTERVAL));
    assert_int_equal(plan_for(of, "awake=yes | given-24h=3.01 g")->verdict, IFS_REFUSED);
    assert_true(incomplete_for(of, "awake=yes", "given-24h"));
    of = take(&(struct parts){.more = "totals = ( { when = 'awake'; in-24h = '4 g'; source = 'trial'; },"
                                      "  { when = 'not awake'; in-48h = '4 g'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "awake=no | given-48h=3 g")->verdict, IFS_READY);
    assert_false(misses(of, "given-24h"));
    assert_int_equal(plan_for(of, "awake=yes | given-24h=3 g")->verdict, IFS_READY);
    assert_false(misses(of, "given-48h"));
    assert_true(incomplete_for(of, "awake=no | given-24h=3 g", "given-48h"));
}

/* ---- Interval ---- */

/* Up to 24 h it is met when nothing was given in 24 h; otherwise the time of the last dose decides. */
static void interval_of_a_day(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-24h=0 g", IFS_READY, IFS_PASS, -1},
        {"given-24h=1 g | last-dose=23.9 h", IFS_REFUSED, IFS_TRIP, -1},
        {"given-24h=1 g | last-dose=24 h", IFS_READY, IFS_PASS, -1},
        {"given-24h=1 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"last-dose=30 h", IFS_READY, IFS_PASS, -1},
        {"last-dose=3 h", IFS_REFUSED, IFS_TRIP, -1},
    };
    struct order *of = take(&(struct parts){.more = "totals = { interval = '24 h'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_INTERVAL, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "given-24h=1 g", "last-dose"));
    assert_false(misses(of, "given-24h"));
    assert_true(incomplete_for(of, "", "given-24h"));
}

/* Shorter ones in minutes: 6 h. */
static void interval_of_hours(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-24h=1 g | last-dose=359 min", IFS_REFUSED, IFS_TRIP, -1},
        {"given-24h=1 g | last-dose=360 min", IFS_READY, IFS_PASS, -1},
        {"given-24h=1 g | last-dose=361 min", IFS_READY, IFS_PASS, -1},
    };
    struct order *of = take(&(struct parts){.more = "totals = { interval = '6 h'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_INTERVAL, rows, sizeof rows / sizeof rows[0]);
}

/* Between 24 h and 48 h the amount of 48 h counts; that of 24 h is not enough. */
static void interval_of_two_days(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-48h=0 g", IFS_READY, IFS_PASS, -1},
        {"given-24h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=0 g | given-48h=1 g | last-dose=47.9 h", IFS_REFUSED, IFS_TRIP, -1},
        {"given-24h=0 g | given-48h=1 g | last-dose=48 h", IFS_READY, IFS_PASS, -1},
        {"given-24h=0 g | given-48h=1 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
    };
    struct order *of = take(&(struct parts){.more = "totals = { interval = '48 h'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_INTERVAL, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "given-24h=0 g", "given-48h"));
    assert_true(incomplete_for(of, "given-24h=0 g | given-48h=1 g", "last-dose"));
    of = take(&(struct parts){.more = "totals = { interval = '25 h'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "given-24h=0 g")->verdict, IFS_INCOMPLETE);
    of = take(&(struct parts){.more = "totals = { interval = '72 h'; source = 'trial'; };"});
    assert_int_equal(plan_for(of, "last-dose=72 h")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "last-dose=71.9 h")->verdict, IFS_REFUSED);
}

/* Beyond 48 h no amount says when the last dose was: nothing in 48 h may still be 50 h ago. */
static void interval_of_three_days(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"given-48h=0 g | last-dose=50 h", IFS_REFUSED, IFS_TRIP, -1},
        {"given-48h=0 g | last-dose=71.9 h", IFS_REFUSED, IFS_TRIP, -1},
        {"given-48h=0 g | last-dose=72 h", IFS_READY, IFS_PASS, -1},
        {"given-48h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"given-24h=0 g | given-48h=0 g", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
        {"", IFS_INCOMPLETE, IFS_UNKNOWN, -1},
    };
    struct order *of = take(&(struct parts){.more = "totals = { interval = '72 h'; source = 'trial'; };"});
    expect(of, IFS_LIMIT_INTERVAL, rows, sizeof rows / sizeof rows[0]);
    assert_true(incomplete_for(of, "given-48h=0 g", "last-dose"));
    assert_true(incomplete_for(of, "", "last-dose"));
    assert_false(misses(of, "given-48h") || misses(of, "given-24h")); /* they would not help */
    of = take(&(struct parts){.more = "totals = { interval = '49 h'; source = 'trial'; };"});
    assert_true(incomplete_for(of, "given-48h=0 g", "last-dose"));
}

/* The order's own dose is no part of what was given: a refused total leaves nothing to prepare, but shows itself. */
static void refusal_shows_the_total(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.more = "totals = { in-24h = '4 g'; source = 'trial'; };"});
    const ifs_plan *plan = plan_for(of, "given-24h=4 g");
    assert_true(holds_nothing(plan));
    assert_true(equals(limit_of(plan, -1, IFS_LIMIT_IN_24H)->delivered, 5000000, 1));
}

/* ---- Any order at all, against floating point ---- */

static uint64_t draw_number(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

/* Phases of whole and broken lengths, some beyond what can be added up. */
static ifs_ratio some_figure(uint64_t *random)
{
    static const int64_t nums[] = {1,         7200,       100003,        86400,         172800,   1000003,
                                   900000001, 2147483647, 1000000000039, INT64_MAX / 2, INT64_MAX};
    static const int64_t dens[] = {1, 1, 1, 1, 2, 3, 7, 1009, 1000003, 2147483647, 1000000000037, INT64_MAX};
    return ratio_make(nums[draw_number(random) % COUNT_OF(nums)], dens[draw_number(random) % COUNT_OF(dens)]);
}

static long double number(ifs_ratio figure)
{
    return (long double)figure.num / (long double)figure.den;
}

/* What is given in the window from `from` on. */
static long double given_in(const ifs_plan *plan, long double from, long double window)
{
    long double start = 0;
    long double sum = 0;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *phase = &plan->infusions[i];
        long double length = number(phase->delivered_s);
        for (int64_t dose = 0; dose < phase->doses; dose++) {
            long double begins = start + (long double)(dose * phase->every.s);
            long double low = begins > from ? begins : from;
            long double high = begins + length < from + window ? begins + length : from + window;
            sum += high > low ? number(phase->delivered_mcg) * (high - low) / length : 0;
        }
        start += length + (long double)((phase->doses - 1) * phase->every.s);
    }
    return sum;
}

/* The largest of all windows that begin or end with a dose; what was given before counts in the first. */
static long double most_in(const ifs_plan *plan, long double before, long double window)
{
    long double start = 0;
    long double most = before + given_in(plan, 0, window);
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *phase = &plan->infusions[i];
        for (int64_t dose = 0; dose < phase->doses; dose++) {
            long double begins = start + (long double)(dose * phase->every.s);
            long double ends = begins + number(phase->delivered_s) - window;
            long double early = given_in(plan, begins, window);
            long double late = ends > 0 ? given_in(plan, ends, window) : 0;
            most = early > most ? early : most;
            most = late > most ? late : most;
        }
        start += number(phase->delivered_s) + (long double)((phase->doses - 1) * phase->every.s);
    }
    return most;
}

static void some_plan(uint64_t *random, ifs_plan *plan)
{
    *plan = (ifs_plan){.infusion_count = 1 + (int)(draw_number(random) % 3)};
    for (int i = 0; i < plan->infusion_count; i++) {
        ifs_infusion *phase = &plan->infusions[i];
        phase->delivered_s = some_figure(random);
        if (i == 1 && draw_number(random) % 2 ==
                          0) { /* the first two end on a whole second: the third begins with other fractions */
            ifs_ratio first = plan->infusions[0].delivered_s;
            int64_t more = 1 + (int64_t)(draw_number(random) % 200000);
            bool short_enough = first.num / first.den < INT64_MAX / 2;
            int64_t seconds = short_enough ? first.num / first.den + more : 0;
            bool fits = short_enough && seconds < INT64_MAX / first.den;
            phase->delivered_s = fits ? ratio_make(seconds * first.den - first.num, first.den) : phase->delivered_s;
        }
        phase->delivered_mcg = some_figure(random);
        phase->doses = 1 + (int64_t)(draw_number(random) % 3);
        int64_t length = phase->delivered_s.num / phase->delivered_s.den;
        phase->every.s =
            phase->doses > 1 && length < INT64_C(1) << 60 ? length + 1 + (int64_t)(draw_number(random) % 100000) : 0;
        phase->doses = phase->every.s > 0 ? phase->doses : 1;
    }
}

/* Sixty-four binary places lose phases that are short beside the whole: those are left to the fractions. */
static bool float_can_tell(const ifs_plan *plan)
{
    long double whole = 86400;
    long double shortest = 86400;
    for (int i = 0; i < plan->infusion_count; i++) {
        const ifs_infusion *phase = &plan->infusions[i];
        long double length = number(phase->delivered_s);
        whole += length + (long double)(phase->doses * phase->every.s);
        shortest = length < shortest ? length : shortest;
    }
    return whole * 1e-10L < shortest;
}

static void totals_of_any_plan(void **state)
{
    (void)state;
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {1, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static ifs_request request;
    static ifs_plan plan;
    int fitting = 0;
    int beyond = 0;
    fact_set_add(&request.known, IFS_FACT_GIVEN_24H);
    for (int n = 0; n < 300000; n++) {
        some_plan(&random, &plan);
        request.answer[IFS_FACT_GIVEN_24H] =
            draw_number(&random) % 8 == 0 ? INT64_MAX - 5 : (int64_t)(draw_number(&random) % 9);
        struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
        totals_check(&work, true);
        if (plan.order_obstacle != IFS_OBSTACLE_NONE) {
            assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
            assert_true(work.refused);
            beyond++;
            continue;
        }
        if (!float_can_tell(&plan)) {
            continue;
        }
        assert_true(plan.limits[0].delivered.den > 0);
        long double exact = number(plan.limits[0].delivered);
        long double expected = most_in(&plan, (long double)request.answer[IFS_FACT_GIVEN_24H], 86400);
        long double off = exact > expected ? exact - expected : expected - exact;
        if (off > expected * 1e-7L) {
            fail_msg("plan %d: %Lg mcg, expected %Lg", n, exact, expected);
        }
        fitting++;
    }
    assert_true(fitting > 10000 && beyond > 10000);
}

/* A second phase that begins ten seconds before 2^63 has no window of a day after it. */
static void window_beyond_all_time(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {9, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan = {.infusion_count = 2,
                            .infusions = {{.delivered_s = {INT64_MAX - 10, 1}, .delivered_mcg = {1, 1}, .doses = 1},
                                          {.delivered_s = {5, 1}, .delivered_mcg = {1, 1}, .doses = 1}}};
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    assert_true(work.refused);
    assert_int_equal(plan.limit_count, 0); /* nothing is held that is not known */
}

/* One that has to wait a hundred seconds more has no beginning. */
static void wait_beyond_all_time(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {9, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan = {
        .infusion_count = 2,
        .infusions = {{.delivered_s = {INT64_MAX - 10, 1}, .delivered_mcg = {1, 1}, .doses = 1},
                      {.after = {100}, .delivered_s = {5, 1}, .delivered_mcg = {1, 1}, .doses = 1}}};
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    assert_true(work.refused);
    assert_int_equal(plan.limit_count, 0); /* nothing is held that is not known */
}

/* The first phase lasts 2000000301/20000003 s (100 s and a little), the second until 11000020901/10000019 s (1,100 s and a little):
 * every beginning and end fits. The window of a day that begins with the second ends in twenty millionths of a second, the third
 * begins in ten millionths, and their difference in parts of both is 17300035465014930519, more than 2^63. */
static void difference_beyond_arithmetic(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {9, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan = {
        .infusion_count = 3,
        .infusions = {{.delivered_s = {2000000301, 20000003}, .delivered_mcg = {1, 1}, .doses = 1},
                      {.delivered_s = {200000410010056984, 200000410000057}, .delivered_mcg = {1, 1}, .doses = 1},
                      {.delivered_s = {100000, 1}, .delivered_mcg = {1, 1}, .doses = 1}}};
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    assert_true(work.refused);
    assert_int_equal(plan.limit_count, 0); /* nothing is held that is not known */
}

/* 8.5 10^18 mcg at once, then four doses of 5 10^17 mcg, every 8 h: with the first two of the three that begin within a day they are more than
 * 2^63, with the last alone they would not be. */
static void whole_doses_beyond_arithmetic(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {INT64_MAX, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan = {
        .infusion_count = 2,
        .infusions = {{.delivered_s = {0, 1}, .delivered_mcg = {INT64_C(8500000000000000000), 1}, .doses = 1},
                      {.delivered_s = {60, 1}, .delivered_mcg = {INT64_C(500000000000000000), 1}, .doses = 4, .every = {8 * 3600}}}};
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_BEYOND_ARITHMETIC);
    assert_true(work.refused);
    assert_int_equal(plan.limit_count, 0);
}

/* One microgram a second for 86,399 s, then for ten seconds more: of 86,400 s none is lost where the second phase begins at once, and the one
 * that the first is too short by where it waits. */
static void one_second_of_waiting(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {99999, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    for (int64_t wait = 0; wait <= 3; wait++) {
        static ifs_plan plan;
        plan = (ifs_plan){.infusion_count = 2,
                          .infusions = {{.delivered_s = {86399, 1}, .delivered_mcg = {86399, 1}, .doses = 1},
                                        {.after = {wait}, .delivered_s = {10, 1}, .delivered_mcg = {10, 1}, .doses = 1}}};
        struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
        totals_check(&work, true);
        assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_NONE);
        assert_true(equals(plan.limits[0].delivered, wait == 0 ? 86400 : 86399, 1));
    }
}

/* All that is given within one window is summed without more: 1 + 1 + 2 x 1. The moments are awkward: with q = 1073741827 and r = 1073741831
 * the second phase begins at (q + 1)/q s and the third at (2r + 1)/r s. A window of a day from the second on ends where no difference to the third fits. */
static void sum_of_awkward_moments(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_24H, .hard_max = {9, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    const int64_t q = 1073741827;
    const int64_t r = 1073741831;
    static ifs_plan plan;
    /* (2r + 1)/r - (q + 1)/q = (qr + q - r)/qr = (qr - 4)/qr */
    plan = (ifs_plan){.infusion_count = 3,
                      .infusions = {{.delivered_s = {q + 1, q}, .delivered_mcg = {1, 1}, .doses = 1},
                                    {.delivered_s = {q * r - 4, q * r}, .delivered_mcg = {1, 1}, .doses = 1},
                                    {.delivered_s = {1, 1}, .delivered_mcg = {1, 1}, .doses = 2, .every = {10}}}};
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.order_obstacle, IFS_OBSTACLE_NONE);
    assert_true(equals(plan.limits[0].delivered, 4, 1));
}

/* As many phases as there may be, each of a day and a microgram: two days hold two whole ones, a window across an edge parts of three. */
static void most_phases(void **state)
{
    (void)state;
    static const struct limit limit = {.kind = IFS_LIMIT_IN_48H, .hard_max = {9, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_IN_48H, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan;
    plan = (ifs_plan){.infusion_count = IFS_INFUSION_MAX};
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        plan.infusions[i] = (ifs_infusion){.delivered_s = {86400, 1}, .delivered_mcg = {1, 1}, .doses = 1};
    }
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_true(equals(plan.limits[0].delivered, 2, 1));
}

/* The most alternatives there may be, of which the last applies. */
static void most_alternatives_of_a_total(void **state)
{
    (void)state;
    static struct limit limits[ALTERNATIVES_MAX];
    static const uint16_t tests[] = {0, 1};
    const struct limit_group group = {.kind = IFS_LIMIT_IN_24H, .alternatives = true, .limits = limits, .count = ALTERNATIVES_MAX};
    const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan;
    plan = (ifs_plan){.infusion_count = 1, .infusions = {{.delivered_s = {60, 1}, .delivered_mcg = {7, 1}, .doses = 1}}};
    for (int i = 0; i < ALTERNATIVES_MAX; i++) {
        bool last = i == ALTERNATIVES_MAX - 1;
        limits[i] = (struct limit){.kind = IFS_LIMIT_IN_24H, .hard_max = {6 + last, 1}, .when = {.ops = &tests[last], .count = 1}};
    }
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan, .truths = {TRUTH_NO, TRUTH_YES}};
    totals_check(&work, true);
    assert_int_equal(plan.limit_count, 1);
    assert_ptr_equal(plan.limits[0].limit, &limits[ALTERNATIVES_MAX - 1]);
    assert_false(work.refused);
}

/* Of which nothing is known has no figure, nor is it a pass. */
static void interval_without_a_figure(void **state)
{
    (void)state;
    static const ifs_ratio none;
    static const struct limit limit = {.kind = IFS_LIMIT_INTERVAL, .hard_min = {86400, 1}};
    static const struct limit_group group = {.kind = IFS_LIMIT_INTERVAL, .limits = &limit, .count = 1};
    static const ifs_protocol protocol = {.totals = &group, .total_count = 1};
    static const ifs_request request;
    static ifs_plan plan;
    struct work work = {.protocol = &protocol, .request = &request, .plan = &plan};
    totals_check(&work, true);
    assert_int_equal(plan.limits[0].result, IFS_UNKNOWN);
    assert_memory_equal(&plan.limits[0].delivered, &none, sizeof none);
    assert_true(work.lacking && fact_set_has(&plan.missing, IFS_FACT_GIVEN_24H));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(given_before_counts_whole, end),
        cmocka_unit_test_teardown(two_days, end),
        cmocka_unit_test_teardown(delivered_amounts_count, end),
        cmocka_unit_test_teardown(one_long_phase, end),
        cmocka_unit_test_teardown(windows_of_a_day, end),
        cmocka_unit_test_teardown(edges_of_the_window, end),
        cmocka_unit_test_teardown(given_before_in_the_first_window_alone, end),
        cmocka_unit_test_teardown(phases_that_do_not_apply, end),
        cmocka_unit_test_teardown(a_phase_between_that_is_not_known, end),
        cmocka_unit_test_teardown(an_injection_between_that_is_not_known, end),
        cmocka_unit_test_teardown(a_phase_before_that_is_not_known, end),
        cmocka_unit_test_teardown(a_phase_behind_that_is_not_known, end),
        cmocka_unit_test_teardown(an_injection_before_that_is_not_known, end),
        cmocka_unit_test_teardown(library_totals, end),
        cmocka_unit_test_teardown(totals_by_alternatives, end),
        cmocka_unit_test_teardown(interval_of_one_alternative, end),
        cmocka_unit_test_teardown(total_of_one_alternative, end),
        cmocka_unit_test_teardown(interval_of_a_day, end),
        cmocka_unit_test_teardown(interval_of_hours, end),
        cmocka_unit_test_teardown(interval_of_two_days, end),
        cmocka_unit_test_teardown(interval_of_three_days, end),
        cmocka_unit_test_teardown(refusal_shows_the_total, end),
        cmocka_unit_test(totals_of_any_plan),
        cmocka_unit_test(window_beyond_all_time),
        cmocka_unit_test(wait_beyond_all_time),
        cmocka_unit_test(difference_beyond_arithmetic),
        cmocka_unit_test(one_second_of_waiting),
        cmocka_unit_test(sum_of_awkward_moments),
        cmocka_unit_test(most_phases),
        cmocka_unit_test(most_alternatives_of_a_total),
        cmocka_unit_test(interval_without_a_figure),
        cmocka_unit_test(whole_doses_beyond_arithmetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
