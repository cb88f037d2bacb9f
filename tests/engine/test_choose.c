/*
 * test_choose.c - which alternatives apply: exactly one, or no order; nothing is chosen on an unknown.
 */
#include "one_order.h"

#define PREMIX "{ product = 'premix'; additive = 'premixed'; }"
#define VIAL                                                                                                           \
    "{ product = 'vial'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '100 mL'; source = "        \
    "'trial'; }"
#define USUAL                                                                                                          \
    "dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; }; over = { usual = '30 min'; source = 'trial'; };"

/* ---- Dose ---- */

static const struct parts doses_by_weight = {
    .dose = "( { when = 'weight < 50 kg'; usual = '1 g'; step = '10 mg'; source = 'trial'; },"
            "  { when = 'weight >= 50 kg and weight < 80 kg'; usual = '2 g'; step = '10 mg'; source = 'trial'; },"
            "  { when = 'weight >= 75 kg and weight < 100 kg'; usual = '3 g'; step = '10 mg'; source = 'trial'; },"
            "  { when = 'weight > 100 kg'; usual = '4 g'; step = '10 mg'; source = 'trial'; } )"};

static void dose_by_weight(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int64_t grams;
        int rule;
    } rows[] = {{"weight=49.9 kg", 1, 0}, {"weight=50 kg", 2, 1},   {"weight=74.9 kg", 2, 1},
                {"weight=80 kg", 3, 2},   {"weight=99.9 kg", 3, 2}, {"weight=100.1 kg", 4, 3}};
    struct order *of = take(&doses_by_weight);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->dose.mcg, rows[i].grams * 1000000);
        assert_int_equal(infusion->dose_rule, rows[i].rule);
    }
    assert_true(refused_by(of, "weight=100 kg", IFS_OBSTACLE_NO_DOSE_RULE));
    assert_true(refused_by(of, "weight=75 kg", IFS_OBSTACLE_TWO_DOSE_RULES));
    assert_true(refused_by(of, "weight=79.9 kg", IFS_OBSTACLE_TWO_DOSE_RULES));
    assert_true(incomplete_for(of, "", "weight"));
    assert_true(incomplete_for(of, "weight=unknown", "weight"));
}

/* By serum level, in whichever unit it was given: 2 mg/dL are 0.8229 mmol/L. */
static void dose_by_level(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .dose = "( { when = 'magnesium < 0.82 mmol/L'; usual = '2 g'; step = '10 mg'; source = 'trial'; },"
                "  { when = 'magnesium >= 0.82 mmol/L'; usual = '1 g'; step = '10 mg'; source = 'trial'; } )"});
    assert_int_equal(infusion_of(of, "magnesium=0.81 mmol/L")->dose.mcg, 2000000);
    assert_int_equal(infusion_of(of, "magnesium=0.82 mmol/L")->dose.mcg, 1000000);
    assert_int_equal(infusion_of(of, "magnesium=1.9 mg/dL")->dose.mcg, 2000000); /* 0.7817 mmol/L */
    assert_int_equal(infusion_of(of, "magnesium=2 mg/dL")->dose.mcg, 1000000);
    assert_true(incomplete_for(of, "", "magnesium"));
}

/* One holds, another is unknown: nothing is chosen. Two hold for certain: refused, whatever the third says. */
static void unknown_beside_certain(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; },"
                                "  { when = 'tired'; usual = '2 g'; step = '10 mg'; source = 'trial'; },"
                                "  { when = 'pain is severe'; usual = '3 g'; step = '10 mg'; source = 'trial'; } )"});
    assert_true(incomplete_for(of, "awake=yes | tired=no", "pain"));
    assert_true(incomplete_for(of, "awake=no | tired=no", "pain"));
    assert_false(misses(of, "tired"));
    assert_true(refused_by(of, "awake=yes | tired=yes", IFS_OBSTACLE_TWO_DOSE_RULES));
    assert_int_equal(infusion_of(of, "awake=yes | tired=no | pain=mild")->dose.mcg, 1000000);
    assert_true(refused_by(of, "awake=no | tired=no | pain=none", IFS_OBSTACLE_NO_DOSE_RULE));
}

/* ---- Renal bands ---- */

static void renal_bands(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl >= 60 mL/min'; },"
                "  { when = 'crcl > 30 mL/min and crcl <= 60 mL/min'; factor = '0.5'; source = 'trial'; },"
                "  { when = 'crcl < 30 mL/min'; refuse = 'Too low.'; source = 'trial'; } );"});
    assert_int_equal(infusion_of(of, "crcl=60.1 mL/min")->renal_band, 0);
    assert_int_equal(infusion_of(of, "crcl=59.9 mL/min")->renal_band, 1);
    assert_true(refused_by(of, "crcl=60 mL/min", IFS_OBSTACLE_TWO_RENAL_BANDS));
    assert_true(refused_by(of, "crcl=30 mL/min", IFS_OBSTACLE_NO_RENAL_BAND));
    assert_true(incomplete_for(of, "", "crcl"));
    assert_true(refused_by(of, "crcl=29.9 mL/min", IFS_OBSTACLE_NONE)); /* by the check that stands for the band */
    assert_int_equal(result_of(of, "renal"), IFS_TRIP);
}

/* A clearance just below an edge is not rounded up to it. */
static void renal_edge_is_exact(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.head = "crcl-weight = 'actual';",
                                            .more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 "
                                                    "mL/min'; factor = '0.5'; source = 'trial'; } );"});
    /* (140 - 80) x 72 / (72 x 1) = 60 exactly; at 1.01 mg/dL 59.4; 71.9 kg: 59.9166. CKD-EPI is higher at 80 years: 142 x
     * (1/0.9)^-1.2 x 0.9938^80 = 142 x 0.8812 x 0.6080 = 76, x surface of 180 cm, 72 kg (1.897) / 1.73 = 83 */
    assert_int_equal(
        infusion_of(of, "age=80 y | sex=male | height=180 cm | weight=72 kg | creatinine=1 mg/dL")->renal_band, 0);
    assert_int_equal(
        infusion_of(of, "age=80 y | sex=male | height=180 cm | weight=71.9 kg | creatinine=1 mg/dL")->renal_band, 1);
}

/* Bands of one infusion stand instead of those for all. */
static void renal_bands_of_one_infusion(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl < 60 mL/min'; factor = '0.5'; source = "
                "'trial'; },"
                "  { infusion = 'second'; when = 'crcl >= 20 mL/min'; },"
                "  { infusion = 'second'; when = 'crcl < 20 mL/min'; factor = '0.25'; source = 'trial'; } );",
        .infusions = "( "
                     "{ name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; }"
                     ", "
                     "{ name = 'second'; devices = ['pump']; " USUAL " bags = " PREMIX "; }"
                     " )"});
    const ifs_plan *plan = plan_for(of, "crcl=40 mL/min");
    assert_int_equal(plan->infusion_count, 2);
    assert_int_equal(plan->infusions[0].dose.mcg, 500000);
    assert_int_equal(plan->infusions[0].renal_band, 1);
    assert_int_equal(plan->infusions[1].dose.mcg, 1000000);
    assert_int_equal(plan->infusions[1].renal_band, 2);
    plan = plan_for(of, "crcl=10 mL/min");
    assert_int_equal(plan->infusions[0].dose.mcg, 500000);
    assert_int_equal(plan->infusions[1].dose.mcg, 250000);
    assert_int_equal(plan->infusions[1].renal_band, 3);
}

static void no_bands_at_all(void **state)
{
    (void)state;
    assert_int_equal(infusion_of(take(&(struct parts){0}), "")->renal_band, -1);
}

/* ---- Limits ---- */

static void limits_by_alternatives(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .limits = "volume = ( { when = 'weight < 50 kg'; hard-max = '99 mL'; source = 'trial'; },"
                  "  { when = 'weight >= 40 kg and weight < 90 kg'; hard-max = '100 mL'; source = 'trial'; } );"});
    assert_int_equal(plan_for(of, "weight=50 kg")->verdict, IFS_READY); /* 100 mL is within 100 mL */
    assert_int_equal(plan_for(of, "weight=39.9 kg | age=17 y")->verdict, IFS_REFUSED);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_VOLUME)->result, IFS_TRIP);
    assert_int_equal(of->plan.obstacle[0], IFS_OBSTACLE_NONE);
    assert_true(refused_by(of, "weight=40 kg", IFS_OBSTACLE_TWO_LIMIT_RULES));
    assert_true(refused_by(of, "weight=90 kg", IFS_OBSTACLE_NO_LIMIT_RULE));
    assert_true(incomplete_for(of, "", "weight"));
}

/* ---- Containers ---- */

static const struct parts two_bags = {.bags = "( " PREMIX ", " VIAL " )"};

static void first_container_is_the_choice(void **state)
{
    (void)state;
    struct order *of = take(&two_bags);
    const ifs_infusion *infusion = infusion_of(of, "");
    assert_int_equal(infusion->container, 0);
    assert_false(infusion->product_chosen);
    assert_int_equal(infusion->diluent, -1);
    infusion = infusion_of(of, "product=vial");
    assert_int_equal(infusion->container, 1);
    assert_true(infusion->product_chosen);
    assert_int_equal(infusion->diluent, 0);
    assert_false(infusion->diluent_chosen);
    infusion = infusion_of(of, "product=vial | diluent=dextrose-5");
    assert_int_equal(infusion->diluent, 1);
    assert_true(infusion->diluent_chosen);
    assert_true(refused_by(of, "product=ampoule", IFS_OBSTACLE_NO_CONTAINER)); /* in the library, not in the protocol */
}

/* A diluent given for a premix is ignored, and said. */
static void diluent_of_a_premix(void **state)
{
    (void)state;
    struct order *of = take(&two_bags);
    const ifs_infusion *infusion = infusion_of(of, "diluent=dextrose-5");
    assert_int_equal(infusion->container, 0);
    assert_true(infusion->diluent_ignored);
    assert_int_equal(infusion->diluent, -1);
    assert_int_equal(of->plan.derived.diluent, -1);
    infusion = infusion_of(of, "product=vial | diluent=dextrose-5");
    assert_false(infusion->diluent_ignored);
}

static void diluent_that_is_not_listed(void **state)
{
    (void)state;
    static const struct parts saline_first = {
        .bags =
            "( { product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; },"
            "  { product = 'ampoule'; additive = 'added'; diluents = ['dextrose-5']; volume = '100 mL'; source = "
            "'trial'; } )"};
    struct order *of = take(&saline_first);
    assert_true(refused_by(of, "product=vial | diluent=dextrose-5", IFS_OBSTACLE_NO_DILUENT));
    assert_int_equal(infusion_of(of, "diluent=dextrose-5")->container, 1); /* the first that may be mixed with it */
    assert_int_equal(infusion_of(of, "")->container, 0);
}

/* A bag that cannot be mixed with what was asked for is none, whatever its condition: that is not asked. */
static void diluent_before_the_condition(void **state)
{
    (void)state;
    static const struct parts bags_apart = {
        .bags = "( { when = 'awake'; product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; },"
                "  { when = 'tired'; product = 'ampoule'; additive = 'added'; diluents = ['dextrose-5']; volume = '100 mL'; source = "
                "'trial'; } )"};
    struct order *of = take(&bags_apart);
    assert_int_equal(infusion_of(of, "tired=yes | diluent=dextrose-5")->container, 1);
    assert_true(of->plan.derived.product_known);
    assert_true(incomplete_for(of, "diluent=dextrose-5", "tired"));
    assert_false(misses(of, "awake"));
    assert_true(refused_by(of, "tired=no | diluent=dextrose-5", IFS_OBSTACLE_NO_DILUENT));
    assert_true(refused_by(of, "product=vial | diluent=dextrose-5", IFS_OBSTACLE_NO_DILUENT));
}

static void containers_by_condition(void **state)
{
    (void)state;
    struct order *of = take(
        &(struct parts){.bags = "( { when = 'access is central'; product = 'premix-strong'; additive = 'premixed'; },"
                                "  { when = 'awake'; product = 'premix'; additive = 'premixed'; } )"});
    assert_int_equal(infusion_of(of, "access=central")->container, 0); /* the second need not be decided */
    assert_int_equal(infusion_of(of, "access=peripheral | awake=yes")->container, 1);
    assert_true(refused_by(of, "access=peripheral | awake=no", IFS_OBSTACLE_NO_CONTAINER));
    assert_true(incomplete_for(of, "awake=yes", "access"));
    assert_true(incomplete_for(of, "access=peripheral", "awake"));
    assert_true(refused_by(of, "access=peripheral | awake=yes | product=premix-strong", IFS_OBSTACLE_NO_CONTAINER));
    assert_int_equal(infusion_of(of, "awake=yes | product=premix")->container, 1); /* access does not matter to it */
}

/* ---- Devices ---- */

static void devices(void **state)
{
    (void)state;
    ifs_site site = {.present = true, .drop_set_count = 1, .drop_sets = {20}};
    struct order *of = take(&(struct parts){.devices = "['hand', 'gravity']"});
    of->request.site = &site;
    assert_int_equal(infusion_of(of, "")->device, IFS_HAND);
    assert_false(of->plan.infusions[0].device_chosen);
    assert_int_equal(infusion_of(of, "device=gravity")->device, IFS_GRAVITY);
    assert_true(of->plan.infusions[0].device_chosen);
    assert_int_equal(infusion_of(of, "device=hand")->device, IFS_HAND);
    assert_true(refused_by(of, "device=pump", IFS_OBSTACLE_NO_DEVICE));
}

/* What is asked for serves the phases that allow it; the others keep their own. */
static void choices_with_several_phases(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.infusions = "( "
                                          "{ name = 'first'; devices = ['hand']; " USUAL " bags = " PREMIX "; }"
                                          ", "
                                          "{ name = 'second'; devices = ['pump', 'hand']; " USUAL " bags = "
                                          "( " VIAL ", " PREMIX " )"
                                          "; }"
                                          " )"});
    const ifs_plan *plan = plan_for(of, "product=vial | device=pump");
    assert_int_equal(plan->infusion_count, 2);
    assert_int_equal(plan->infusions[0].device, IFS_HAND);
    assert_false(plan->infusions[0].device_chosen);
    assert_false(plan->infusions[0].product_chosen);
    assert_int_equal(plan->infusions[1].device, IFS_PUMP);
    assert_true(plan->infusions[1].device_chosen);
    assert_true(plan->infusions[1].product_chosen);
    plan = plan_for(of, "device=gravity");
    assert_int_equal(plan->obstacle[0], IFS_OBSTACLE_NO_DEVICE);
    assert_int_equal(plan->obstacle[1], IFS_OBSTACLE_NO_DEVICE);
    plan = plan_for(of, "product=ampoule");
    assert_int_equal(plan->obstacle[0], IFS_OBSTACLE_NO_CONTAINER);
    assert_int_equal(plan->obstacle[1], IFS_OBSTACLE_NO_CONTAINER);
}

/* ---- Conditions on what will be used ---- */

static void conditions_read_the_choice_of_the_protocol(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'by-pump'; warn-if = 'device is pump'; say = 'By pump.'; source = 'trial'; },"
                "  { id = 'from-vial'; warn-if = 'product is vial'; say = 'Vial.'; source = 'trial'; },"
                "  { id = 'in-saline'; warn-if = 'diluent is saline'; say = 'Saline.'; source = 'trial'; } );",
        .bags = "( { when = 'awake'; product = 'premix'; additive = 'premixed'; }, " VIAL " )"});
    (void)plan_for(of, "awake=yes");
    assert_int_equal(result_of(of, "by-pump"), IFS_TRIP);
    assert_int_equal(result_of(of, "from-vial"), IFS_PASS);
    assert_int_equal(result_of(of, "in-saline"), IFS_PASS);
    (void)plan_for(of, "awake=no");
    assert_int_equal(result_of(of, "from-vial"), IFS_TRIP);
    assert_int_equal(result_of(of, "in-saline"), IFS_TRIP);
    (void)plan_for(of, "awake=no | diluent=dextrose-5");
    assert_int_equal(result_of(of, "in-saline"), IFS_PASS);
    (void)plan_for(of, "");
    assert_int_equal(result_of(of, "from-vial"), IFS_UNKNOWN);
    assert_int_equal(result_of(of, "in-saline"), IFS_UNKNOWN);
    assert_false(of->plan.derived.product_known);
}

/* Where phases use different products or devices, no condition can say which it is. */
static void phases_that_differ(void **state)
{
    (void)state;
    static const struct parts different = {
        .more = "checks = ( { id = 'from-vial'; warn-if = 'product is vial'; say = 'Vial.'; source = 'trial'; },"
                "  { id = 'by-pump'; warn-if = 'device is pump'; say = 'By pump.'; source = 'trial'; } );",
        .infusions = "( "
                     "{ name = 'first'; when = 'awake'; devices = ['pump']; " USUAL " bags = " PREMIX "; }"
                     ", "
                     "{ name = 'second'; when = 'tired'; devices = ['hand']; " USUAL " bags = " VIAL "; }"
                     " )"};
    struct order *of = take(&different);
    const ifs_plan *plan = plan_for(of, "awake=yes | tired=yes");
    assert_int_equal(plan->infusion_count, 2);
    assert_int_equal(result_of(of, "from-vial"), IFS_UNKNOWN);
    assert_int_equal(result_of(of, "by-pump"), IFS_UNKNOWN);
    (void)plan_for(of, "awake=yes | tired=no");
    assert_int_equal(result_of(of, "from-vial"), IFS_PASS); /* the second phase is no part of the order */
    (void)plan_for(of, "awake=no | tired=yes");
    assert_int_equal(result_of(of, "from-vial"), IFS_TRIP);
    (void)plan_for(of, "awake=yes");
    assert_int_equal(result_of(of, "from-vial"), IFS_UNKNOWN); /* it may be */
    (void)plan_for(of, "awake=yes | tired=yes | product=vial");
    assert_false(of->plan.infusions[0].product_chosen);
    assert_true(of->plan.infusions[1].product_chosen);
}

/* One phase by hand, the other by pump: of neither is it true that it runs by gravity. */
static void a_device_that_no_phase_uses(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'by-gravity'; refuse-if = 'device is gravity'; say = 'By gravity.'; source = 'trial'; },"
                "  { id = 'by-pump'; warn-if = 'device is pump'; say = 'By pump.'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['hand']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; devices = ['pump', 'gravity']; " USUAL " bags = " PREMIX "; } )"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "by-gravity"), IFS_PASS);
    assert_int_equal(result_of(of, "by-pump"), IFS_UNKNOWN);
    assert_int_equal(plan_for(of, "device=pump")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "by-gravity"), IFS_PASS);
    (void)plan_for(of, "device=gravity");
    assert_int_equal(result_of(of, "by-gravity"), IFS_UNKNOWN); /* of one of the two */
}

/* What the last phase uses is not what the order uses: which total holds stays open. 1 g and 1 g are more than the one, less than the other. */
static void behind_the_phases_devices_differ_again(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "totals = ( { when = 'device is hand'; in-24h = '1.5 g'; source = 'trial'; },"
                "  { when = 'not device is hand'; in-24h = '9 g'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['hand']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; devices = ['pump']; " USUAL " bags = " PREMIX "; } )"});
    assert_int_equal(plan_for(of, "given-24h=0 g")->verdict, IFS_INCOMPLETE);
    assert_true(misses(of, "device") && !of->plan.derived.device_known);
}

static void the_device_of_the_only_phase(void **state)
{
    (void)state;
    const ifs_plan *plan = plan_for(take(&(struct parts){.devices = "['hand']"}), "");
    assert_true(plan->verdict == IFS_READY && plan->derived.device_known);
    assert_int_equal(plan->derived.device, IFS_HAND);
}

/* The rules of a phase read what that phase uses, though another uses something else. */
static void a_phase_reads_its_own_materials(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .infusions =
            "( { name = 'first'; devices = ['pump', 'hand'];"
            "    dose = ( { when = 'product is vial'; usual = '2 g'; step = '10 mg'; source = 'trial'; },"
            "             { when = 'not product is vial'; usual = '1 g'; step = '10 mg'; source = 'trial'; } );"
            "    over = ( { when = 'device is hand'; usual = '20 min'; source = 'trial'; },"
            "             { when = 'not device is hand'; usual = '40 min'; source = 'trial'; } );"
            "    bags = ( { when = 'not device is hand'; product = 'premix'; additive = 'premixed'; }, " VIAL " ); },"
            "  { name = 'second'; devices = ['pump']; " USUAL " bags = { product = 'premix-strong'; additive = 'premixed'; }; } )"});
    static const struct {
        const char *words;
        int64_t grams;
        int64_t minutes;
    } rows[] = {
        {"", 1, 40},                          /* two products */
        {"device=pump", 1, 40},
        {"device=hand", 2, 20},               /* two devices: the second keeps its own */
        {"device=hand | product=vial", 2, 20},
        {"product=vial", 2, 40},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        const ifs_infusion *first = &plan->infusions[0];
        if (plan->verdict != IFS_READY || first->dose.mcg != rows[i].grams * 1000000 || first->over.s != rows[i].minutes * 60) {
            fail_msg("%s: verdict %d, %lld mcg over %lld s", rows[i].words, (int)plan->verdict, (long long)first->dose.mcg,
                     (long long)first->over.s);
        }
        assert_int_equal(plan->infusions[1].dose.mcg, 1000000);
    }
}

/* What a second phase draws from is open until it is known who is awake: the bag of the first phase is not taken for its. */
static void a_phase_whose_bag_is_open_has_none_of_another(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'strong'; refuse-if = 'product is premix-strong'; say = 'Strong.'; source = 'trial'; },"
                "  { id = 'no-premix'; warn-if = 'not product is premix'; say = 'Other.'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; devices = ['pump']; " USUAL
                     "    bags = ( { when = 'awake'; product = 'premix-strong'; additive = 'premixed'; }, " PREMIX " ); } )"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_int_equal(result_of(of, "strong"), IFS_UNKNOWN);
    assert_int_equal(result_of(of, "no-premix"), IFS_UNKNOWN);
    assert_int_equal(plan_for(of, "awake=no")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "strong"), IFS_PASS);
    assert_int_equal(result_of(of, "no-premix"), IFS_PASS);
}

/* The bag of the second phase hangs on a diluent that nobody has named: which it is stays open, and no check is passed by it. */
static void a_bag_that_hangs_on_an_open_diluent(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'vial'; refuse-if = 'product is vial'; say = 'No vial.'; source = 'trial'; };",
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; devices = ['pump']; " USUAL
                     "    bags = ( { when = 'diluent is saline'; product = 'premix-strong'; additive = 'premixed'; }, " PREMIX " ); } )"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_INCOMPLETE);
    assert_int_equal(result_of(of, "vial"), IFS_UNKNOWN);
    assert_true(misses(of, "diluent"));
}

/* One phase in saline, one of a premix: neither is in dextrose, whatever else differs. */
static void a_diluent_that_no_phase_uses(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'dextrose'; refuse-if = 'diluent is dextrose-5'; say = 'No dextrose.'; source = 'trial'; };",
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " VIAL "; },"
                     "  { name = 'second'; devices = ['pump']; " USUAL " bags = " PREMIX "; } )"});
    assert_int_equal(plan_for(of, "")->verdict, IFS_READY);
    assert_int_equal(result_of(of, "dextrose"), IFS_PASS);
    (void)plan_for(of, "diluent=dextrose-5");
    assert_int_equal(result_of(of, "dextrose"), IFS_UNKNOWN); /* of one of the two */
}

/* Nobody asked for a device: the first of the phase is taken, and with it the bag that hangs on the device. */
static void a_bag_by_the_first_device(void **state)
{
    (void)state;
    const ifs_plan *plan = plan_for(take(&(struct parts){.devices = "['pump', 'hand']",
                                                         .bags = "( { when = 'device is hand'; product = 'vial'; additive = 'undiluted'; }, " PREMIX " )"}),
                                    "");
    assert_int_equal(plan->verdict, IFS_READY);
    assert_true(plan->derived.product_known && plan->derived.diluent_known);
    assert_int_equal(plan->derived.product, order->protocol->infusions[0].containers[1].product_index);
    assert_int_equal(plan->derived.diluent, -1);
}

/* The device of the order is that of its phases; one that is no part of it has none to differ by. */
static void the_device_of_the_phases_that_apply(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; when = 'awake'; devices = ['hand']; " USUAL " bags = " PREMIX "; } )"});
    assert_true(plan_for(of, "awake=no")->derived.device_known);
    assert_int_equal(of->plan.derived.device, IFS_PUMP);
    assert_false(plan_for(of, "awake=yes")->derived.device_known);
    assert_false(plan_for(of, "")->derived.device_known);
}

/* Which of two limits holds is open: neither is held, and what decides is asked for. */
static void an_open_alternative_is_not_held(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .limits = "speed = ( { when = 'tired'; hard-max = '5 g/h'; source = 'trial'; }, { when = 'not tired'; hard-max = '6 g/h'; source = 'trial'; } );"});
    assert_true(incomplete_for(of, "", "tired"));
    assert_null(limit_of(&of->plan, 0, IFS_LIMIT_SPEED));
    assert_int_equal(plan_for(of, "tired=yes")->verdict, IFS_READY);
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->result, IFS_PASS);
}

/* The device of a phase that is no part of the order decides nothing: neither what it is, nor that it is not known. */
static void device_of_a_phase_that_does_not_apply(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'by-pump'; refuse-if = 'device is pump'; say = 'By pump.'; source = 'trial'; };",
        .infusions = "( { name = 'first'; when = 'awake'; devices = ['hand']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; when = 'not tired'; devices = ['pump']; " USUAL " bags = " PREMIX "; } )"});
    static const struct {
        const char *words;
        ifs_verdict verdict;
        ifs_result by_pump;
    } rows[] = {
        {"awake=no | tired=no", IFS_REFUSED, IFS_TRIP},        /* the pump alone */
        {"awake=yes | tired=yes", IFS_READY, IFS_PASS},        /* the hand alone */
        {"awake=yes | tired=no", IFS_INCOMPLETE, IFS_UNKNOWN}, /* both */
        {"tired=no", IFS_INCOMPLETE, IFS_UNKNOWN},             /* the pump, and it may be the hand */
        {"awake=yes", IFS_INCOMPLETE, IFS_UNKNOWN},
        {"tired=yes", IFS_INCOMPLETE, IFS_PASS}, /* if anything the hand */
        {"awake=no", IFS_REFUSED, IFS_TRIP},     /* if anything the pump */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_plan *plan = plan_for(of, rows[i].words);
        if (plan->verdict != rows[i].verdict || result_of(of, "by-pump") != (int)rows[i].by_pump) {
            fail_msg("%s: verdict %d, result %d", rows[i].words, (int)plan->verdict, result_of(of, "by-pump"));
        }
    }
}

/* Phases from the same product in different diluents, and from different products in the same diluent. */
static void phases_that_differ_in_one_thing(void **state)
{
    (void)state;
    static const char *const second[] = {
        "{ product = 'vial'; additive = 'added'; diluents = ['dextrose-5']; volume = '100 mL'; source = 'trial'; }",
        "{ product = 'ampoule'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; source = 'trial'; }",
        VIAL};
    for (size_t i = 0; i < 3; i++) {
        char infusions[1600];
        snprintf(infusions, sizeof infusions,
                 "( { name = 'first'; devices = ['pump']; " USUAL " bags = " VIAL "; },"
                 "  { name = 'second'; devices = ['pump']; " USUAL " bags = %s; } )",
                 second[i]);
        struct order *of = take(&(struct parts){.infusions = infusions});
        assert_int_equal(plan_for(of, "")->infusion_count, 2);
        assert_int_equal(of->plan.derived.product_known, i == 2);
        assert_int_equal(of->plan.derived.diluent_known, i == 2);
        assert_true(of->plan.derived.device_known);
    }
}

/* What was asked for is what will be used, where the protocol lists it. */
static void conditions_read_what_was_asked_for(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'from-vial'; warn-if = 'product is vial'; say = 'Vial.'; source = 'trial'; },"
                "  { id = 'in-saline'; warn-if = 'diluent is saline'; say = 'Saline.'; source = 'trial'; } );",
        .bags = "( " PREMIX ", " VIAL " )"});
    (void)plan_for(of, "product=vial");
    assert_int_equal(result_of(of, "from-vial"), IFS_TRIP);
    assert_int_equal(result_of(of, "in-saline"), IFS_TRIP);
    (void)plan_for(of, "product=vial | diluent=dextrose-5");
    assert_int_equal(result_of(of, "in-saline"), IFS_PASS);
    (void)plan_for(of, "product=premix | diluent=saline");
    assert_int_equal(result_of(of, "from-vial"), IFS_PASS);
    assert_int_equal(result_of(of, "in-saline"), IFS_PASS); /* ignored for a premix */
    (void)plan_for(of, "");
    assert_int_equal(result_of(of, "from-vial"), IFS_PASS);
    of = take(&(struct parts){
        .devices = "['pump', 'hand']",
        .more = "checks = { id = 'by-pump'; warn-if = 'device is pump'; say = 'By pump.'; source = 'trial'; };"});
    (void)plan_for(of, "device=hand");
    assert_int_equal(result_of(of, "by-pump"), IFS_PASS);
    (void)plan_for(of, "device=pump");
    assert_int_equal(result_of(of, "by-pump"), IFS_TRIP);
    (void)plan_for(of, "device=unknown");
    assert_int_equal(result_of(of, "by-pump"), IFS_TRIP);
}

/* No container that fits what was asked for: nothing is known of the product that would be used. */
static void no_material_at_all(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .bags = VIAL,
        .more =
            "checks = ( { id = 'in-saline'; warn-if = 'diluent is saline'; say = 'Saline.'; source = 'trial'; } );"});
    (void)plan_for(of, "");
    assert_true(of->plan.derived.product_known);
    assert_int_equal(of->plan.derived.diluent, 0);
    struct order *none = take(&(struct parts){
        .bags = "{ when = 'awake'; product = 'premix'; additive = 'premixed'; }",
        .more = "checks = ( { id = 'bag'; warn-if = 'product is premix'; say = 'Bag.'; source = 'trial'; } );"});
    (void)plan_for(none, "awake=no");
    assert_false(none->plan.derived.product_known);
    assert_int_equal(result_of(none, "bag"), IFS_UNKNOWN);
}

/* ---- Time ---- */

/* dose-to is inclusive; the first band that holds the dose. */
static void time_by_dose(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ step = '10 mg'; source = 'trial'; }",
                                            .over = "( { dose-to = '1 g'; usual = '15 min'; source = 'trial'; },"
                                                    "  { dose-to = '2 g'; usual = '20 min'; source = 'trial'; } )"});
    static const struct {
        const char *words;
        int64_t minutes;
        int rule;
    } rows[] = {{"--dose 990 mg", 15, 0}, {"--dose 1 g", 15, 0}, {"--dose 1.01 g", 20, 1}, {"--dose 2 g", 20, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ifs_infusion *infusion = infusion_of(of, rows[i].words);
        assert_int_equal(infusion->over.s, rows[i].minutes * 60);
        assert_int_equal(infusion->time_rule, rows[i].rule);
    }
    assert_true(refused_by(of, "--dose 2.01 g", IFS_OBSTACLE_NO_TIME_RULE));
    assert_true(refused_by(of, "--dose 2.01 g | --over 30 min", IFS_OBSTACLE_NO_TIME_RULE));
}

static void time_by_dose_and_condition(void **state)
{
    (void)state;
    struct order *of =
        take(&(struct parts){.dose = "{ step = '10 mg'; source = 'trial'; }",
                             .over = "( { when = 'awake'; dose-to = '1 g'; usual = '15 min'; source = 'trial'; },"
                                     "  { when = 'awake'; usual = '20 min'; source = 'trial'; },"
                                     "  { when = 'not awake'; dose-to = '1 g'; usual = '25 min'; source = 'trial'; },"
                                     "  { when = 'tired'; dose-to = '1 g'; usual = '30 min'; source = 'trial'; } )"});
    assert_int_equal(infusion_of(of, "tired=no | awake=yes | --dose 1 g")->over.s, 900);
    assert_int_equal(infusion_of(of, "tired=no | awake=yes | --dose 3 g")->over.s, 1200);
    assert_int_equal(infusion_of(of, "tired=no | awake=no | --dose 1 g")->over.s, 1500);
    assert_true(refused_by(of, "tired=no | awake=no | --dose 3 g", IFS_OBSTACLE_NO_TIME_RULE));
    assert_true(refused_by(of, "tired=yes | awake=no | --dose 1 g", IFS_OBSTACLE_TWO_TIME_RULES));
    assert_true(incomplete_for(of, "tired=no | --dose 1 g", "awake"));
    assert_true(incomplete_for(of, "awake=yes | --dose 1 g", "tired"));
    assert_int_equal(infusion_of(of, "awake=yes | --dose 3 g")->over.s, 1200); /* tired matters to smaller doses only */
}

/* A dose rate has no dose before its time, so a band of doses never holds it: 2 g/h for 4 h, never for 15 min. */
static void dose_rate_is_in_no_band(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.dose = "{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }",
                                            .over = "( { dose-to = '1 g'; usual = '15 min'; source = 'trial'; },"
                                                    "  { usual = '4 h'; source = 'trial'; } )"});
    const ifs_infusion *infusion = infusion_of(of, "");
    assert_int_equal(infusion->time_rule, 1);
    assert_int_equal(infusion->over.s, 14400);
    assert_int_equal(infusion->dose.mcg, 8000000);
    infusion = infusion_of(of, "--dose 1 g/h | --over 30 min"); /* 500 mg, but only once the time is known */
    assert_int_equal(infusion->time_rule, 1);
    assert_int_equal(infusion->dose.mcg, 500000);
    infusion = infusion_of(of, "--dose 1 g"); /* a dose, not a rate */
    assert_int_equal(infusion->time_rule, 0);
    assert_int_equal(infusion->over.s, 900);
    of = take(&(struct parts){.dose = "{ usual = '2 g/h'; step = '10 mg'; source = 'trial'; }",
                              .over = "{ dose-to = '100 g'; usual = '15 min'; source = 'trial'; }"});
    assert_true(refused_by(of, "", IFS_OBSTACLE_NO_TIME_RULE));
    assert_true(refused_by(of, "--over 30 min", IFS_OBSTACLE_NO_TIME_RULE));
}

/* An undecided time is no time: what the first rule would do refuses nobody. 1 g in 20 min is 50 mg/min, in 60 min 16.7. */
static void time_that_is_not_decided(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){.over = "( { when = 'awake'; usual = '20 min'; source = 'trial'; }, { when "
                                                    "= 'not awake'; usual = '60 min'; source = 'trial'; } )",
                                            .limits = "speed = { hard-max = '40 mg/min'; source = 'trial'; };"});
    assert_true(incomplete_for(of, "", "awake"));
    assert_int_equal(limit_of(&of->plan, 0, IFS_LIMIT_SPEED)->result, IFS_UNKNOWN);
    assert_int_equal(plan_for(of, "awake=yes")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "awake=no")->verdict, IFS_READY);
}

/* One limit that cannot be chosen yet leaves the infusion undecided, whatever the next one says. */
static void undecided_before_decided(void **state)
{
    (void)state;
    struct order *of = written(
        &(struct parts){.limits = "speed = ( { when = 'awake'; hard-max = '20 g/h'; source = 'trial'; },"
                                  "  { when = 'not awake'; hard-max = '10 g/h'; source = 'trial'; } );"
                                  "concentration = ( { when = 'tired'; hard-max = '20 mg/mL'; source = 'trial'; },"
                                  "  { when = 'not tired'; hard-max = '30 mg/mL'; source = 'trial'; } );"});
    assert_true(incomplete_for(of, "tired=no", "awake"));
    assert_int_equal(of->plan.obstacle[0], IFS_OBSTACLE_NONE);
    assert_true(incomplete_for(of, "awake=no", "tired"));
    assert_int_equal(plan_for(of, "awake=no | tired=no")->verdict, IFS_READY);
    forget(of);
}

/* What only a phase allows that is no part of this order is not allowed; what that phase lacks does not matter. */
static void phases_that_do_not_apply(void **state)
{
    (void)state;
    struct order *of = written(&(struct parts){
        .infusions =
            "( { name = 'first'; devices = ['pump']; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
            "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; "
            "}; },"
            "  { name = 'second'; when = 'awake'; devices = ['hand'];"
            "    dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"
            "    over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'vial'; additive = 'undiluted'; }; "
            "} )"});
    assert_int_equal(plan_for(of, "awake=yes | device=hand")->verdict, IFS_READY);
    assert_true(refused_by(of, "awake=no | device=hand", IFS_OBSTACLE_NO_DEVICE));
    assert_int_equal(plan_for(of, "awake=yes | product=vial")->verdict, IFS_READY);
    assert_true(refused_by(of, "awake=no | product=vial", IFS_OBSTACLE_NO_CONTAINER));
    assert_int_equal(plan_for(of, "awake=no | device=pump")->verdict, IFS_READY);
    assert_true(of->plan.derived.device_known && of->plan.derived.device == IFS_PUMP);
    /* a prescriber's time for it is not dropped in silence either */
    const ifs_plan *plan = plan_for(of, "awake=no | --infusion second | --over 1 h");
    assert_int_equal(plan->verdict, IFS_REFUSED);
    assert_int_equal(plan->obstacle[1], IFS_OBSTACLE_NOT_IN_ORDER);
    forget(of);
}

/* ---- One among several phases, one among several lists ---- */

#define PHASE(name, devices, bags)                                                                                     \
    "{ name = '" name "'; devices = " devices "; dose = { usual = '1 g'; step = '10 mg'; source = 'trial'; };"          \
    " over = { usual = '30 min'; source = 'trial'; }; bags = " bags "; }"
#define PREMIX_BAG "{ product = 'premix'; additive = 'premixed'; }"
#define STRONG_BAG "{ product = 'premix-strong'; additive = 'premixed'; }"

/* Of the order as a whole the device is known only where every phase runs by it. */
static void device_of_all_phases(void **state)
{
    (void)state;
    static const struct {
        const char *infusions;
        bool known;
    } rows[] = {
        {"( " PHASE("first", "['pump', 'hand']", PREMIX_BAG) ", " PHASE("second", "['pump', 'hand']", PREMIX_BAG) " )", true},
        {"( " PHASE("first", "['pump']", PREMIX_BAG) ", " PHASE("second", "['pump', 'hand']", PREMIX_BAG) " )", false},
        {"( " PHASE("first", "['pump', 'hand']", PREMIX_BAG) ", " PHASE("second", "['pump']", PREMIX_BAG) " )", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *of = take(&(struct parts){.infusions = rows[i].infusions});
        assert_int_equal(plan_for(of, "device=hand")->verdict, IFS_READY);
        assert_int_equal(of->plan.derived.device_known, rows[i].known);
        assert_int_equal(of->plan.infusion_count, 2);
        assert_int_equal(of->plan.infusions[0].device, i == 1 ? IFS_PUMP : IFS_HAND);
        assert_int_equal(of->plan.infusions[1].device, i == 2 ? IFS_PUMP : IFS_HAND);
    }
}

/* A product that one phase alone lists serves that phase. */
static void product_of_one_phase(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .infusions = "( " PHASE("first", "['pump']", STRONG_BAG) ", " PHASE("second", "['pump']", PREMIX_BAG) " )"});
    assert_int_equal(plan_for(of, "product=premix-strong")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "product=premix")->verdict, IFS_READY);
    assert_int_equal(plan_for(of, "product=vial")->verdict, IFS_REFUSED);
}

/* One band of its own stands instead of those for all: 400 mg and not 800; and where it does not hold there is no order. */
static void a_single_band_of_its_own(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "renal = ( { infusion = 'infusion'; when = 'crcl < 60 mL/min'; dose-max = '400 mg'; say = 'Less.'; source = 'trial'; },"
                " { when = 'crcl < 60 mL/min'; dose-max = '800 mg'; say = 'Less.'; source = 'trial'; }, { when = 'crcl >= 60 mL/min'; } );"});
    assert_int_equal(infusion_of(of, "crcl=50 mL/min")->dose.mcg, 400000);
    assert_true(refused_by(of, "crcl=60 mL/min", IFS_OBSTACLE_NO_RENAL_BAND));
}

/* 40 mg/mL are refused, 10 are not: which bag it is, is asked, and nothing is computed of the first meanwhile. */
static void no_bag_is_supposed_while_it_is_open(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .limits = "concentration = { hard-max = '20 mg/mL'; source = 'trial'; };",
        .bags = "( { when = 'awake'; product = 'premix-strong'; additive = 'premixed'; }, { product = 'premix'; additive = 'premixed'; } )"});
    assert_true(incomplete_for(of, "", "awake"));
    assert_int_equal(plan_for(of, "awake=yes")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "awake=no")->verdict, IFS_READY);
}

/* Where no phase is part of the order there is no product, and no check knows it. */
static void no_phase_no_product(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = { id = 'from-vial'; warn-if = 'product is vial'; say = 'Vial.'; source = 'trial'; };", .limits = "when = 'awake';"});
    assert_int_equal(plan_for(of, "awake=no")->order_obstacle, IFS_OBSTACLE_NO_INFUSION);
    assert_int_equal(result_of(of, "from-vial"), IFS_UNKNOWN);
    (void)plan_for(of, "awake=yes");
    assert_int_equal(result_of(of, "from-vial"), IFS_PASS);
}

/* Two phases with different bags, and not one condition on bags: what is asked of the patient is read as it was answered. */
static void different_bags_and_other_conditions(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'asleep'; refuse-if = 'not awake'; say = 'Asleep.'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; }, { name = 'second'; devices = ['pump']; " USUAL " bags = " VIAL
                     "; } )"});
    static const struct {
        const char *words;
        ifs_verdict verdict;
    } rows[] = {{"awake=yes", IFS_READY},
                {"awake=no", IFS_REFUSED},
                {"", IFS_INCOMPLETE},
                {"awake=no", IFS_REFUSED},
                {"awake=yes | setting=mobile", IFS_READY},
                {"awake=yes | setting=ward", IFS_READY},
                {"awake=yes | setting=emergency", IFS_REFUSED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(plan_for(of, rows[i].words)->verdict, rows[i].verdict);
    }
}

/* ---- The most there may be ---- */

#define MOST 32

/* Alternatives by weight, from below 31 kg to 61 kg and more; each with what the format makes of its number. */
static void write_bands(char *out, size_t capacity, const char *before, const char *format, const char *after)
{
    size_t length = (size_t)snprintf(out, capacity, "%s", before);
    for (int i = 0; i < MOST; i++) {
        char when[80];
        snprintf(when, sizeof when, i == 0 ? "weight < 31 kg" : i == MOST - 1 ? "weight >= 61 kg" : "weight >= %d kg and weight < %d kg", 30 + i, 31 + i);
        length += (size_t)snprintf(out + length, capacity - length, "%s { when = '%s'; ", i > 0 ? "," : "", when);
        length += (size_t)snprintf(out + length, capacity - length, format, 100 + 10 * i);
        length += (size_t)snprintf(out + length, capacity - length, " source = 'trial'; }");
    }
    length += (size_t)snprintf(out + length, capacity - length, "%s", after);
    assert_true(length < capacity);
}

/* As many alternatives as a list may have, of which each applies to its patient. */
static void most_alternatives(void **state)
{
    (void)state;
    static char text[6000];
    static const char *const words[] = {"age=9 y | weight=30 kg", "age=9 y | weight=45 kg", "age=40 y | weight=61 kg"};
    static const int which[] = {0, 15, 31};
    for (size_t i = 0; i < 3; i++) {
        write_bands(text, sizeof text, "(", "usual = '%d mg'; step = '10 mg';", ")");
        assert_int_equal(infusion_of(take(&(struct parts){.dose = text}), words[i])->dose.mcg, (100 + 10 * which[i]) * 1000);
        write_bands(text, sizeof text, "(", "usual = '%d min';", ")");
        assert_int_equal(infusion_of(take(&(struct parts){.over = text}), words[i])->over.s, (100 + 10 * which[i]) * 60);
        write_bands(text, sizeof text, "renal = (", "dose-max = '%d mg'; say = 'Less.';", ");");
        assert_int_equal(infusion_of(take(&(struct parts){.more = text}), words[i])->dose.mcg, (100 + 10 * which[i]) * 1000);
        write_bands(text, sizeof text, "volume = (", "hard-max = '%d mL';", ");");
        struct order *of = take(&(struct parts){.limits = text});
        (void)plan_for(of, words[i]);
        assert_true(equals(limit_of(&of->plan, 0, IFS_LIMIT_VOLUME)->limit->hard_max, (100 + 10 * which[i]) * 1000, 1));
    }
}

/* A diluent behind the end of a list is none of it: one of one, and a third of two. */
static void diluent_behind_the_list(void **state)
{
    (void)state;
    static const struct parts one = {
        .bags = "{ product = 'vial'; additive = 'added'; diluents = ['dextrose-5']; volume = '100 mL'; source = 'trial'; }"};
    assert_true(refused_by(take(&one), "diluent=saline", IFS_OBSTACLE_NO_DILUENT));
    struct order *of = take(&(struct parts){.bags = VIAL});
    assert_true(ask_for(of, "diluent=saline"));
    of->request.answer[IFS_FACT_DILUENT] = 2;
    ifs_plan_compute(of->protocol, &of->request, &of->plan);
    assert_int_equal(of->plan.obstacle[0], IFS_OBSTACLE_NO_DILUENT);
}

/* What does not hang on a bag stays as it was answered where phases use different bags; an age is the first test there is, that
 * of the limits of the drug. */
static void other_conditions_where_bags_differ(void **state)
{
    (void)state;
    struct order *of = take(&(struct parts){
        .more = "checks = ( { id = 'no'; refuse-if = 'age < 18 y'; say = 'No.'; source = 'trial'; } );",
        .infusions = "( { name = 'first'; devices = ['pump']; " USUAL " bags = " PREMIX "; },"
                     "  { name = 'second'; devices = ['pump']; " USUAL " bags = { product = 'premix-strong'; additive = 'premixed'; }; } )"});
    assert_int_equal(plan_for(of, "age=17 y")->verdict, IFS_REFUSED);
    assert_int_equal(plan_for(of, "age=18 y")->verdict, IFS_READY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(most_alternatives, end),
        cmocka_unit_test_teardown(no_phase_no_product, end),
        cmocka_unit_test_teardown(different_bags_and_other_conditions, end),
        cmocka_unit_test_teardown(diluent_behind_the_list, end),
        cmocka_unit_test(undecided_before_decided),
        cmocka_unit_test(phases_that_do_not_apply),
        cmocka_unit_test_teardown(dose_by_weight, end),
        cmocka_unit_test_teardown(dose_by_level, end),
        cmocka_unit_test_teardown(unknown_beside_certain, end),
        cmocka_unit_test_teardown(renal_bands, end),
        cmocka_unit_test_teardown(renal_edge_is_exact, end),
        cmocka_unit_test_teardown(renal_bands_of_one_infusion, end),
        cmocka_unit_test_teardown(no_bands_at_all, end),
        cmocka_unit_test_teardown(limits_by_alternatives, end),
        cmocka_unit_test_teardown(first_container_is_the_choice, end),
        cmocka_unit_test_teardown(diluent_of_a_premix, end),
        cmocka_unit_test_teardown(diluent_that_is_not_listed, end),
        cmocka_unit_test_teardown(diluent_before_the_condition, end),
        cmocka_unit_test_teardown(containers_by_condition, end),
        cmocka_unit_test_teardown(devices, end),
        cmocka_unit_test_teardown(choices_with_several_phases, end),
        cmocka_unit_test_teardown(conditions_read_the_choice_of_the_protocol, end),
        cmocka_unit_test_teardown(phases_that_differ, end),
        cmocka_unit_test_teardown(a_device_that_no_phase_uses, end),
        cmocka_unit_test_teardown(behind_the_phases_devices_differ_again, end),
        cmocka_unit_test_teardown(the_device_of_the_only_phase, end),
        cmocka_unit_test_teardown(a_phase_reads_its_own_materials, end),
        cmocka_unit_test_teardown(device_of_a_phase_that_does_not_apply, end),
        cmocka_unit_test_teardown(phases_that_differ_in_one_thing, end),
        cmocka_unit_test_teardown(conditions_read_what_was_asked_for, end),
        cmocka_unit_test_teardown(no_material_at_all, end),
        cmocka_unit_test_teardown(time_by_dose, end),
        cmocka_unit_test_teardown(time_by_dose_and_condition, end),
        cmocka_unit_test_teardown(dose_rate_is_in_no_band, end),
        cmocka_unit_test_teardown(time_that_is_not_decided, end),
        cmocka_unit_test_teardown(device_of_all_phases, end),
        cmocka_unit_test_teardown(product_of_one_phase, end),
        cmocka_unit_test_teardown(a_single_band_of_its_own, end),
        cmocka_unit_test_teardown(no_bag_is_supposed_while_it_is_open, end),
        cmocka_unit_test_teardown(other_conditions_where_bags_differ, end),
        cmocka_unit_test_teardown(a_phase_whose_bag_is_open_has_none_of_another, end),
        cmocka_unit_test_teardown(a_diluent_that_no_phase_uses, end),
        cmocka_unit_test_teardown(a_bag_by_the_first_device, end),
        cmocka_unit_test_teardown(the_device_of_the_phases_that_apply, end),
        cmocka_unit_test_teardown(an_open_alternative_is_not_held, end),
        cmocka_unit_test_teardown(a_bag_that_hangs_on_an_open_diluent, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
