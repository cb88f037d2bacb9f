/*
 * walk.c - one protocol and every patient there may be, for Eva to walk through.
 *
 * The protocol has what the arithmetic of the engine knows: a dose per weight with a maximum, a renal band, a time by a rate and one
 * as it is, limits of each kind, a bag to be diluted and repeats. Every figure is an interval, every answer of the patient known or
 * not. The fractions are walked by their contracts, which WP proves; everything else by its code.
 */
#include "__fc_builtin.h"

#include "infusheet.h"
#include "protocol.h"

enum { FIGURE_MOST = 1000000000 };

static int64_t figure(void)
{
    return Frama_C_long_interval(1, FIGURE_MOST);
}

static ifs_ratio fraction(void)
{
    return (ifs_ratio){figure(), figure()};
}

static ifs_ratio perhaps(void)
{
    return Frama_C_interval(0, 1) != 0 ? fraction() : (ifs_ratio){0, 0};
}

static struct limit limit_of(ifs_limit_kind kind)
{
    return (struct limit){.kind = kind,
                          .soft_min = perhaps(),
                          .soft_max = perhaps(),
                          .hard_min = perhaps(),
                          .hard_max = perhaps()};
}

static ifs_protocol protocol;
static ifs_request request;
static ifs_site site;
static ifs_plan plan;
static struct product product;
static struct dose_rule doses[2];
static struct time_rule times[2];
static struct limit limits[IFS_LIMIT_KIND_COUNT];
static struct limit_group groups[IFS_LIMIT_KIND_COUNT];
static struct limit_group totals[3];
static struct limit totals_limits[3];
static struct container container;
static struct infusion_rule infusion;
static struct renal_band band;
static struct check checks[3];
static const uint16_t first_test[1] = {0};
static const int diluents[1] = {0};
static struct diluent diluent;

static void make_rules(void)
{
    for (int i = 0; i < 1; i++) {
        doses[i].basis = Frama_C_interval(DOSE_BY_PRESCRIBER, DOSE_RATE_PER_WEIGHT);
        doses[i].rate = Frama_C_interval(0, 1);
        doses[i].usual = fraction();
        doses[i].weight = Frama_C_interval(0, 2);
        doses[i].maximum = limit_of(IFS_LIMIT_DOSE_MAX);
        doses[i].step.mcg = figure();
        doses[i].rounding = Frama_C_interval(IFS_ROUND_DOWN, IFS_ROUND_HALF_UP);
        doses[i].limit = limit_of(Frama_C_interval(IFS_LIMIT_DOSE, IFS_LIMIT_DOSE_RATE));
        times[i].usual.s = Frama_C_long_interval(0, FIGURE_MOST);
        times[i].at = perhaps();
        times[i].limit = limit_of(IFS_LIMIT_OVER);
    }
    for (int i = 0; i < IFS_LIMIT_KIND_COUNT; i++) {
        limits[i] = limit_of((ifs_limit_kind)i);
        groups[i] = (struct limit_group){.kind = (ifs_limit_kind)i, .limits = &limits[i], .count = 1};
    }
    for (int i = 0; i < 3; i++) {
        totals_limits[i] = limit_of((ifs_limit_kind)(IFS_LIMIT_IN_24H + i));
        totals[i] = (struct limit_group){.kind = (ifs_limit_kind)(IFS_LIMIT_IN_24H + i), .limits = &totals_limits[i], .count = 1};
    }
    band = (struct renal_band){.infusion = -1, .factor = fraction(), .maximum = limit_of(IFS_LIMIT_DOSE_MAX)};
    for (int i = 0; i < 3; i++) {
        checks[i] = (struct check){.when = {first_test, 1, ""}, .id = "check", .severity = Frama_C_interval(IFS_REFUSE, IFS_WARN)};
    }
}

static void make_infusion(void)
{
    product = (struct product){.id = "p", .name = "p", .kind = Frama_C_interval(PRODUCT_PREMIX, PRODUCT_AMPOULE),
                               .strength = fraction(), .content.mcg = figure(), .volume.ul = figure()};
    container = (struct container){.product = &product, .vessel = Frama_C_interval(VESSEL_BAG, VESSEL_SYRINGE),
                                   .additive = Frama_C_interval(ADDITIVE_PREMIXED, ADDITIVE_UNDILUTED), .diluents = diluents,
                                   .diluent_count = 1, .volume.ul = figure(), .capacity.ul = Frama_C_long_interval(0, FIGURE_MOST)};
    infusion = (struct infusion_rule){.name = "i", .route = Frama_C_interval(ROUTE_INTRAVENOUS, ROUTE_INTRAMUSCULAR),
                                      .sites = Frama_C_long_interval(1, 4), .devices = 7, .first_device = Frama_C_interval(0, 2),
                                      .doses = doses, .dose_count = 1, .times = times, .time_count = 1, .limits = groups,
                                      .limit_count = IFS_LIMIT_KIND_COUNT - 3, .containers = &container, .container_count = 1,
                                      .repeat = {.every.s = Frama_C_long_interval(0, 172800), .doses = Frama_C_long_interval(0, REPEAT_MAX),
                                                 .up_to = limit_of(IFS_LIMIT_DOSE_MAX)}};
}

static void make_protocol(void)
{
    protocol.drug = (struct drug){.id = "d", .name = "d", .products = &product, .product_count = 1, .diluents = &diluent, .diluent_count = 1};
    protocol.settings = 63;
    protocol.overrides_in = Frama_C_interval(0, 63);
    protocol.crcl_weight = Frama_C_interval(0, 2);
    protocol.names_acute_injury = Frama_C_interval(0, 1);
    protocol.tests.count = 1;
    protocol.tests.list[0] = (struct test){.threshold = figure(), .slot = SLOT_CRCL, .fact = IFS_FACT_CREATININE};
    protocol.checks = checks;
    protocol.check_count = 3;
    protocol.infusions = &infusion;
    protocol.infusion_count = 1;
    protocol.renal = &band;
    protocol.renal_count = 1;
    protocol.totals = totals;
    protocol.total_count = 3;
    for (int i = 0; i < IFS_FACT_MAX / 64; i++) {
        protocol.required.bits[i] = Frama_C_unsigned_long_interval(0, UINT64_MAX);
        protocol.bedside.bits[i] = Frama_C_unsigned_long_interval(0, UINT64_MAX);
    }
}

static void make_request(void)
{
    for (int i = 0; i < IFS_FACT_MAX / 64; i++) {
        request.known.bits[i] = Frama_C_unsigned_long_interval(0, UINT64_MAX);
        request.confirmed.bits[i] = Frama_C_unsigned_long_interval(0, UINT64_MAX);
    }
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        request.answer[i] = figure();
    }
    request.answer[IFS_FACT_SEX] = Frama_C_interval(IFS_FEMALE, IFS_MALE);
    request.answer[IFS_FACT_RENAL] = Frama_C_interval(IFS_RENAL_NORMAL, IFS_RENAL_ACUTE_INJURY);
    request.answer[IFS_FACT_SETTING] = Frama_C_interval(0, IFS_SETTING_COUNT - 1);
    request.answer[IFS_FACT_PRODUCT] = 0;
    request.answer[IFS_FACT_DILUENT] = 0;
    request.answer[IFS_FACT_DEVICE] = Frama_C_interval(0, IFS_DEVICE_COUNT - 1);
    request.answer[IFS_FACT_AGE] = Frama_C_interval(0, 1440);
    request.answer[IFS_FACT_WEIGHT] = Frama_C_interval(300, 300000);
    request.answer[IFS_FACT_HEIGHT] = Frama_C_interval(200, 2500);
    request.answer[IFS_FACT_CREATININE] = Frama_C_interval(8842, 26526000);
    request.choices[0] = (ifs_choice){.has_dose = Frama_C_interval(0, 1), .dose_is_rate = Frama_C_interval(0, 1), .dose_mcg = fraction(),
                                      .has_over = Frama_C_interval(0, 1), .over.s = figure()};
    site.pump_step.ul_per_h = figure();
    site.pump_high.ul_per_h = Frama_C_long_interval(0, FIGURE_MOST);
    site.syringe_count = 1;
    site.syringes[0] = (ifs_syringe){{figure()}, {figure()}};
    site.drop_set_count = 1;
    site.drop_sets[0] = Frama_C_interval(1, 100);
    request.site = Frama_C_interval(0, 1) != 0 ? &site : 0;
}

void walk(void)
{
    make_rules();
    make_infusion();
    make_protocol();
    make_request();
    ifs_plan_compute(&protocol, &request, &plan);
}
