/*
 * test_rule_list.c - everything a protocol says, of a protocol that has one of each: what is not in the list, no comparison finds.
 *
 * The last of every array is beyond its count, and named BEYOND: it is no rule of the protocol.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "rule_list.h"

static struct rule_list list;
static ifs_protocol protocol;
static char written[64 * 1024];

#define FROM(id) {ORIGIN_PROTOCOL, 1, id}
#define G(grams) {(grams) * INT64_C(1000000), 1}
#define BEYOND_LINE {.say = "BEYOND", .at = "BEYOND"}

static const struct condition until = {.count = 1, .text = "magnesium > 2 mmol/L"};
static const struct condition goes_on = {.count = 1, .text = "reflexes is present"};

static const struct line lines[] = {{.say = "Say", .at = "end", .origin = FROM("s1")}, BEYOND_LINE};
static const struct line order_lines[] = {{.say = "Order"}, BEYOND_LINE};
static const struct line watch_lines[] = {{.say = "Watch"}, BEYOND_LINE};
static const struct line stop_lines[] = {{.say = "Stop"}, BEYOND_LINE};
static const struct line follow_lines[] = {{.say = "Follow"}, BEYOND_LINE};
static const struct line home_lines[] = {{.say = "Home"}, BEYOND_LINE};
static const struct line apart_lines[] = {{.say = "Apart"}, BEYOND_LINE};
static const struct line drug_lines[] = {{.say = "Drug"}, BEYOND_LINE};

static const char *const labelled[] = {"one", "two", "BEYOND"};
static const struct product products[] = {
    {.id = "vial", .name = "Vial", .kind = PRODUCT_VIAL, .strength = {500, 1}, .strength_text = "50 %", .content = {1000000}, .volume = {2000},
     .meq_text = "4 mEq", .mmol_text = "2 mmol", .contains = "water", .labelled = labelled, .labelled_count = 2, .pump_required = true,
     .notes = {lines, 1}, .origin = FROM("s2")},
    {.id = "bag", .name = "Bag", .kind = PRODUCT_PREMIX, .strength = {10, 3}},
    {.id = "BEYOND", .name = "BEYOND"}};
static const struct product antidotes[] = {{.id = "calcium", .name = "Calcium", .kind = PRODUCT_AMPOULE}, {.id = "BEYOND", .name = "BEYOND"}};
static const struct diluent diluents[] = {{"saline", "Saline", FROM("s3")}, {"dextrose", "Dextrose", FROM(NULL)}, {"BEYOND", "BEYOND", FROM(NULL)}};

static const struct limit speeds[] = {
    {.kind = IFS_LIMIT_SPEED, .soft_min = G(1), .soft_max = G(2), .hard_min = {600000, 1}, .hard_max = G(3), .exceeds = G(4),
     .because = "it is so", .when = {.count = 1, .text = "holds"}, .origin = FROM("s4")},
    {.kind = IFS_LIMIT_SPEED, .hard_max = G(9), .because = "BEYOND"}};
static const struct limit volumes[] = {{.kind = IFS_LIMIT_VOLUME, .hard_max = {250000, 1}}, {.because = "BEYOND"}};
static const struct limit_group groups[] = {{.kind = IFS_LIMIT_SPEED, .limits = speeds, .count = 1, .alternatives = true},
                                            {.kind = IFS_LIMIT_VOLUME, .limits = volumes, .count = 1},
                                            {.kind = IFS_LIMIT_DOSE, .limits = speeds + 1, .count = 1}};

static const struct dose_rule doses[] = {
    {.when = {.count = 1, .text = "holds"}, .basis = DOSE_PER_WEIGHT, .usual_text = "20 mg/kg", .weight = RENAL_WEIGHT_IDEAL,
     .maximum = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = G(4)}, .step = {10000}, .rounding = IFS_ROUND_DOWN,
     .limit = {.kind = IFS_LIMIT_DOSE, .soft_min = G(1), .soft_max = G(2), .hard_min = {500000, 1}, .hard_max = G(3), .because = "so"},
     .origin = FROM("s5")},
    {.basis = DOSE_RATE, .usual_text = "2 g/h", .rate = true, .limit = {.kind = IFS_LIMIT_DOSE_RATE, .hard_max = G(3)}},
    {.usual_text = "BEYOND"}};
static const struct time_rule times[] = {
    {.dose_to = {4000000}, .usual = {1200}, .limit = {.kind = IFS_LIMIT_OVER, .hard_min = {600, 1}, .because = "thus"}, .origin = FROM("s6")},
    {.when = {.count = 1, .text = "holds"}, .dose_to = {1}, .at = {60000000, 1}},
    {.at = G(1)},
    {.limit = {.because = "BEYOND"}}};
static const int of_vial[] = {0, 1, 2};
static const struct container containers[] = {
    {.when = {.count = 1, .text = "holds"}, .product = &products[0], .vessel = VESSEL_BAG, .additive = ADDITIVE_ADDED, .diluents = of_vial,
     .diluent_count = 2, .volume = {100000}, .capacity = {150000}, .origin = FROM("s7")},
    {.product = &products[1], .vessel = VESSEL_SYRINGE, .additive = ADDITIVE_PREMIXED},
    {.product = &products[2]}};
static const struct step steps[] = {
    {.id = "more", .rate_text = "2 g/h", .per_weight = true, .only = {.count = 1, .text = "holds"}, .when = {.count = 1, .text = "worse"},
     .say = "Up", .origin = FROM("s8")},
    {.id = "BEYOND"}};
static const struct level levels[] = {
    {.when = {.count = 1, .text = "holds"}, .target = {.count = 1, .text = "magnesium < 3 mmol/L"}, .recheck = "6 h", .origin = FROM("s9")},
    {.recheck = "BEYOND"}};
static const struct ending endings[] = {{.event = "birth", .after = {86400}, .origin = FROM("s10")}, {.event = "BEYOND"}};

static struct infusion_rule infusions[3] = {
    {.when = {.count = 1, .text = "holds"}, .name = "first", .route = ROUTE_INTRAVENOUS, .devices = 1U << IFS_PUMP | 1U << IFS_GRAVITY | 1U << IFS_HAND,
     .first_device = IFS_GRAVITY, .doses = doses, .dose_count = 2, .times = times, .time_count = 3, .limits = groups, .limit_count = 2,
     .containers = containers, .container_count = 2, .begins_after = {300}, .steps = steps, .step_count = 1, .levels = levels, .level_count = 1,
     .endings = endings, .ending_count = 1, .notes = {lines, 1}, .origin = FROM("s11")},
    {.name = "second", .repeat = {.until = {.count = 0, .text = "BEYOND"}}, .route = ROUTE_INTRAMUSCULAR, .sites = 2, .devices = 1U << IFS_HAND, .first_device = IFS_HAND},
    {.name = "BEYOND"}};

static const struct renal_band renal[] = {
    {.when = {.count = 1, .text = "holds"}, .infusion = -1, .factor = {1, 2}, .maximum = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = G(2)},
     .refuses = true, .say = "Less", .origin = FROM("s12")},
    {.infusion = 0, .factor = {1, 3}},
    {.say = "BEYOND"}};
static const struct limit totals_24h[] = {{.kind = IFS_LIMIT_IN_24H, .hard_max = G(40)}, {.because = "BEYOND"}};
static const struct limit_group totals[] = {{.kind = IFS_LIMIT_IN_24H, .limits = totals_24h, .count = 1}, {.kind = IFS_LIMIT_DOSE, .limits = volumes, .count = 1}};
static const struct rescue_rule rescues[] = {
    {.when = {.count = 1, .text = "holds"}, .product = &antidotes[0], .usual_text = "20 mg/kg", .per_weight = true, .maximum = {2000000},
     .step = {10000}, .over = {600}, .limits = speeds, .limit_count = 1, .say = "Slowly", .origin = FROM("s13")},
    {.product = &antidotes[1]}};
static const struct check checks[] = {
    {.when = {.count = 1, .text = "holds"}, .id = "refusing", .severity = IFS_REFUSE, .say = "No", .origin = FROM("s14")},
    {.id = "overriding", .severity = IFS_OVERRIDE, .negated = true},
    {.id = "warning", .severity = IFS_WARN},
    {.id = "BEYOND"}};
static const struct contradiction contradictions[] = {{.when = {.count = 1, .text = "holds"}, .say = "Not both", .origin = FROM("s15")}, {.say = "BEYOND"}};
static const struct source sources[] = {{.id = "s1", .cite = "A book", .verified = "no"}, {.id = "BEYOND", .cite = "BEYOND"}};
static const struct indication indications[] = {{"headache", "Headache", "Weak", "migraine", FROM("s16")}, {.id = "BEYOND"}};
static const char *const choices[] = {"little", "much", "BEYOND"};

static void write_protocol(void)
{
    memset(&protocol, 0, sizeof protocol);
    infusions[0].repeat = (struct repeat){.every = {14400}, .doses = 6, .up_to = {.kind = IFS_LIMIT_DOSE_MAX, .hard_max = G(12)}, .until = until,
                                          .continue_if = goes_on, .recheck = "30 min", .origin = FROM("s17")};
    protocol.id = "example";
    protocol.title = "Example";
    protocol.version = "1.0.0";
    protocol.population = "Nobody";
    protocol.review_by_text = "2099-12-31";
    protocol.settings = 1U << IFS_CLINIC | 1U << IFS_CRITICAL_CARE;
    protocol.overrides_in = 1U << IFS_MOBILE;
    protocol.crcl_weight = RENAL_WEIGHT_ADJUSTED;
    protocol.facts[0] = (struct fact_rule){.name = "weight", .ask = "Weight?"};
    protocol.facts[1] = (struct fact_rule){.name = "pain", .ask = "Pain?", .choices = choices, .choice_count = 2, .pass_word = "little", .renal_risk = true};
    protocol.facts[2] = (struct fact_rule){.name = "awake", .ask = "Awake?", .choice_count = 2};
    protocol.facts[3] = (struct fact_rule){.name = "BEYOND"};
    protocol.fact_count = 3;
    fact_set_add(&protocol.required, 0);
    fact_set_add(&protocol.bedside, 1);
    protocol.sources = sources;
    protocol.indications = indications;
    protocol.source_count = protocol.indication_count = 1;
    protocol.checks = checks;
    protocol.check_count = 3;
    protocol.contradictions = contradictions;
    protocol.contradiction_count = 1;
    protocol.infusions = infusions;
    protocol.infusion_count = 2;
    protocol.renal = renal;
    protocol.renal_count = 2;
    protocol.totals = totals;
    protocol.total_count = 1;
    protocol.rescues = rescues;
    protocol.rescue_count = 1;
    protocol.orders = (struct lines){order_lines, 1};
    protocol.monitoring = (struct lines){watch_lines, 1};
    protocol.stop_rules = (struct lines){stop_lines, 1};
    protocol.follow_up = (struct lines){follow_lines, 1};
    protocol.home_advice = (struct lines){home_lines, 1};
    protocol.drug = (struct drug){.id = "drug", .name = "Drug", .salt_name = "salt", .element = "element", .salt = {246470, 24305, 2}, .version = "2.0.0",
                                  .products = products, .product_count = 2, .antidotes = antidotes, .antidote_count = 1, .diluents = diluents,
                                  .diluent_count = 2, .incompatible = {apart_lines, 1}, .notes = {drug_lines, 1}};
}

/* "place | key | condition | label: words; ...": a field without words is left out. */
static const char *fill(void)
{
    size_t length = 0;
    rule_list_fill(&list, &protocol);
    for (int i = 0; i < list.count; i++) {
        const struct listed_rule *rule = &list.rules[i];
        length += (size_t)snprintf(written + length, sizeof written - length, "%s%s%s%s%s%s |", rule->place, rule->key[0] != '\0' ? " | " : "", rule->key,
                                   rule->when->count > 0 ? " | if " : "", rule->when->count > 0 ? rule->when->text : "", "");
        for (int j = 0; j < rule->field_count; j++) {
            const struct rule_field *field = &rule->fields[j];
            if (field->words[0] != '\0') {
                length += (size_t)snprintf(written + length, sizeof written - length, " %s: %s;", field->label, field->words);
            }
        }
        length += (size_t)snprintf(written + length, sizeof written - length, "\n");
    }
    return written;
}

/* ---- The whole list ---- */

static const char *const expected[] = {
    "protocol | id: example; title: Example; version: 1.0.0; population: Nobody; review by: 2099-12-31; settings: clinic, "
    "critical-care; overrides in: mobile; weight of the clearance: adjusted; phases in this order: first, second;\n",
    "question | weight | asked: Weight?; needed: before the order; counts as a risk for the kidneys: no;\n",
    "question | pain | asked: Pain?; choices: little, much; needed: at the bedside; answer that passes: little; counts as a "
    "risk for the kidneys: yes;\n",
    "question | awake | asked: Awake?; needed: no; counts as a risk for the kidneys: no;\n",
    "check | refusing | if holds | severity: refuses; trips where its condition: holds; sentence: No; source: s14;\n",
    "check | overriding | severity: asks for an override; trips where its condition: fails;\n",
    "check | warning | severity: warns; trips where its condition: holds;\n",
    "contradiction | if holds | sentence: Not both; source: s15;\n",
    "phase | first | if holds | route: intravenous; devices: gravity, pump, hand; begins after: 5 min; source: s11;\n",
    "first, dose | if holds | kind: per kilogram; usual: 20 mg/kg; weight: ideal; maximum: 4 g; step: 10 mg; rounded: down; "
    "soft minimum: 1 g; soft maximum: 2 g; hard minimum: 500 mg; hard maximum: 3 g; because: so; source: s5; ordered as a "
    "rate: no;\n",
    "first, dose | kind: a dose rate; usual: 2 g/h; weight: whichever gives least; rounded: down; hard maximum: 3 g per "
    "hour; ordered as a rate: yes;\n",
    "first, time | for doses up to 4 g | usual: 20 min; hard minimum: 10 min; because: thus; source: s6;\n",
    "first, time | for doses up to 0.001 mg | if holds | at a speed of: 1,000 mg per minute;\n",
    "first, time | at a speed of: 16.7 mg per minute;\n",
    "first, speed | if holds | soft minimum: 16.7 mg per minute; soft maximum: 33.3 mg per minute; hard minimum: 10 mg per "
    "minute; hard maximum: 50 mg per minute; instead of the drug library's: 66.7 mg per minute; because: it is so; exactly "
    "one applies: yes; source: s4;\n",
    "first, volume | hard maximum: 250 mL; exactly one applies: no;\n",
    "first, bags | in this order: vial, bag;\n",
    "first, bag | vial | if holds | vessel: bag; additive: added; diluents: saline, dextrose; volume: 100 mL; capacity: 150 "
    "mL; source: s7;\n",
    "first, bag | bag | vessel: syringe; additive: premixed;\n",
    "first, repeat | every: 4 h; doses: 6; all doses together: 12 g; until: magnesium > 2 mmol/L; continued if: reflexes is "
    "present; rechecked: 30 min; source: s17;\n",
    "first, step | more | if holds | rate: 2 g/h; per kilogram: yes; taken when: worse; sentence: Up; source: s8;\n",
    "first, level | if holds | target: magnesium < 3 mmol/L; rechecked: 6 h; source: s9;\n",
    "first, ending | birth | after: 24 h; source: s10;\n",
    "first, note | sentence: Say; at: end; source: s1;\n",
    "phase | second | route: intramuscular; sites: 2; devices: hand;\n",
    "second, bags |\n",
    "second, repeat |\n",
    "renal band | if holds | factor: 0.5; maximum: 2 g; refuses: yes; sentence: Less; source: s12;\n",
    "first, renal band | factor: 0.333333333; refuses: no;\n",
    "order, in-24h | hard maximum: 40 g; exactly one applies: no;\n",
    "rescue | calcium | if holds | dose: 20 mg/kg; per kilogram: yes; maximum: 2 g; step: 10 mg; over: 10 min; sentence: "
    "Slowly; source: s13;\n",
    "calcium, speed of the rescue | if holds | soft minimum: 16.7 mg per minute; soft maximum: 33.3 mg per minute; hard "
    "minimum: 10 mg per minute; hard maximum: 50 mg per minute; instead of the drug library's: 66.7 mg per minute; because: "
    "it is so; exactly one applies: yes; source: s4;\n",
    "order line | sentence: Order;\n",
    "monitoring | sentence: Watch;\n",
    "stop rule | sentence: Stop;\n",
    "follow-up | sentence: Follow;\n",
    "home advice | sentence: Home;\n",
    "source | s1 | cited: A book; verified: no;\n",
    "indication | headache | words: Headache; evidence: Weak; labelled as: migraine; source: s16;\n",
    "drug library | id: drug; name: Drug; salt: salt; element: element; version: 2.0.0; molar mass in mg per mol: 246,470; "
    "element in mg per mol: 24,305; valence: 2;\n",
    "product | vial | name: Vial; kind: vial; strength: 50 %; strength in mg per mL: 500; content: 1 g; volume: 2 mL; mEq on "
    "the label: 4 mEq; mmol on the label: 2 mmol; contains: water; labelled for: one, two; pump required: yes; source: s2;\n",
    "vial, note | sentence: Say; at: end; source: s1;\n",
    "product | bag | name: Bag; kind: premix; strength in mg per mL: 3.333333333; pump required: no;\n",
    "antidote | calcium | name: Calcium; kind: ampoule; pump required: no;\n",
    "diluent | saline | name: Saline; source: s3;\n",
    "diluent | dextrose | name: Dextrose;\n",
    "incompatible | sentence: Apart;\n",
    "note of the drug library | sentence: Drug;\n",
};

static void everything_is_listed(void **state)
{
    (void)state;
    write_protocol();
    const char *at = fill();
    assert_false(list.full);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        size_t length = strlen(expected[i]);
        if (strncmp(at, expected[i], length) != 0) {
            assert_string_equal(at, expected[i]);
        }
        at += length;
    }
    assert_string_equal(at, "");
    for (int i = 0; i < list.count; i++) { /* and written without a gap: the largest figure stands right behind the place */
        if (strcmp(list.rules[i].place, "first, dose") == 0 && strcmp(list.rules[i].fields[3].words, "4 g") == 0) {
            assert_ptr_equal(list.rules[i].fields[3].words, list.rules[i].place + sizeof "first, dose");
        }
    }
}

/* ---- Each word ---- */

static const char *field_of(const char *place, const char *label)
{
    rule_list_fill(&list, &protocol);
    for (int i = 0; i < list.count; i++) {
        for (int j = 0; strcmp(list.rules[i].place, place) == 0 && j < list.rules[i].field_count; j++) {
            if (strcmp(list.rules[i].fields[j].label, label) == 0) {
                return list.rules[i].fields[j].words;
            }
        }
    }
    fail_msg("%s: no %s", place, label);
    return NULL;
}

/* What one choice of the language is called, for each of them. */
static void choices_have_names(void **state)
{
    (void)state;
    static const struct {
        enum dose_basis basis;
        const char *words;
    } bases[] = {{DOSE_BY_PRESCRIBER, "the prescriber's"}, {DOSE_FIXED, "fixed"}, {DOSE_PER_WEIGHT, "per kilogram"}, {DOSE_RATE, "a dose rate"},
                 {DOSE_RATE_PER_WEIGHT, "a dose rate per kilogram"}};
    static const struct {
        enum additive additive;
        const char *words;
    } additives[] = {{ADDITIVE_PREMIXED, "premixed"}, {ADDITIVE_ADDED, "added"}, {ADDITIVE_REPLACED, "replaced"}, {ADDITIVE_MADE_UP, "made up"},
                     {ADDITIVE_UNDILUTED, "undiluted"}};
    write_protocol();
    struct infusion_rule one = infusions[0];
    struct dose_rule dose = doses[0];
    struct container container = containers[0];
    one.doses = &dose;
    one.containers = &container;
    one.dose_count = one.container_count = 1;
    protocol.infusions = &one;
    protocol.infusion_count = 1;
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        dose.basis = bases[i].basis;
        assert_string_equal(field_of("first, dose", "kind"), bases[i].words);
    }
    for (size_t i = 0; i < sizeof additives / sizeof additives[0]; i++) {
        container.additive = additives[i].additive;
        assert_string_equal(field_of("first, bag", "additive"), additives[i].words);
    }
    dose.rounding = IFS_ROUND_UP;
    assert_string_equal(field_of("first, dose", "rounded"), "up");
    dose.rounding = IFS_ROUND_HALF_UP;
    assert_string_equal(field_of("first, dose", "rounded"), "half up");
    dose.weight = RENAL_WEIGHT_ACTUAL;
    assert_string_equal(field_of("first, dose", "weight"), "actual");
    dose.weight = RENAL_WEIGHT_CUSTOMARY;
    assert_string_equal(field_of("first, dose", "weight"), "customary");
    static const char *const devices[] = {"pump", "gravity", "hand"};
    for (int i = 0; i < 3; i++) {
        one.devices = 1U << i;
        one.first_device = (ifs_device)i;
        assert_string_equal(field_of("phase", "devices"), devices[i]);
    }
    one.devices = 1U << IFS_PUMP | 1U << IFS_HAND;
    one.first_device = IFS_HAND;
    assert_string_equal(field_of("phase", "devices"), "hand, pump");
    one.devices |= 1U << 3; /* no device */
    assert_string_equal(field_of("phase", "devices"), "hand, pump");
    static const char *const settings[] = {"mobile", "clinic", "emergency", "ward", "obstetric", "critical-care"};
    for (int i = 0; i < 6; i++) {
        protocol.settings = 1U << i;
        assert_string_equal(field_of("protocol", "settings"), settings[i]);
    }
    protocol.settings = 1U << 6; /* no setting */
    assert_string_equal(field_of("protocol", "settings"), "");
}

/* A figure in the unit of its kind: by 1 g per hour, 1 g, 1 mL or an hour. */
static void limits_have_units(void **state)
{
    (void)state;
    static const struct {
        ifs_limit_kind kind;
        int64_t figure;
        const char *words;
    } kinds[] = {{IFS_LIMIT_DOSE, 1000000, "1 g"},         {IFS_LIMIT_DOSE_MAX, 1000000, "1 g"},
                 {IFS_LIMIT_IN_24H, 1000000, "1 g"},       {IFS_LIMIT_IN_48H, 1000000, "1 g"},
                 {IFS_LIMIT_DOSE_RATE, 1000000, "1 g per hour"}, {IFS_LIMIT_PER_KG, 1000, "1 mg per kg"},
                 {IFS_LIMIT_OVER, 3600, "60 min"},         {IFS_LIMIT_INTERVAL, 3600, "60 min"},
                 {IFS_LIMIT_SPEED, 60000, "1 mg per minute"}, {IFS_LIMIT_SPEED_PER_KG, 1000, "1 mg per kg per hour"},
                 {IFS_LIMIT_CONCENTRATION, 1, "1 mg per mL"}, {IFS_LIMIT_VOLUME, 1000, "1 mL"},
                 {IFS_LIMIT_SITE_VOLUME, 1000, "1 mL"}};
    write_protocol();
    struct infusion_rule one = infusions[0];
    struct dose_rule dose = doses[0];
    one.doses = &dose;
    one.dose_count = 1;
    protocol.infusions = &one;
    protocol.infusion_count = 1;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        dose.limit = (struct limit){.kind = kinds[i].kind, .hard_max = {kinds[i].figure, 1}};
        assert_string_equal(field_of("first, dose", "hard maximum"), kinds[i].words);
    }
}

/* ---- More than there is room for ---- */

static struct check many[2048];

static void as_many_rules_as_there_are(void **state)
{
    (void)state;
    write_protocol();
    rule_list_fill(&list, &protocol);
    int room = 2048 - list.count + protocol.check_count;
    for (int i = 0; i < 2048; i++) {
        many[i] = (struct check){.id = "one", .severity = IFS_WARN};
    }
    protocol.checks = many;
    protocol.check_count = room;
    rule_list_fill(&list, &protocol);
    assert_int_equal(list.count, 2048);
    assert_false(list.full);
    assert_string_equal(list.rules[2048 - 1].place, "note of the drug library");
    protocol.check_count = room + 1;
    rule_list_fill(&list, &protocol);
    assert_int_equal(list.count, 2048);
    assert_true(list.full);
    protocol.check_count = 1; /* and then it is not full any more */
    rule_list_fill(&list, &protocol);
    assert_false(list.full);
}

/* A choice longer than a megabyte: nothing of it is listed, and that is said. */
static void words_that_do_not_fit(void **state)
{
    (void)state;
    static char word[1048576];
    static const char *const long_choices[] = {word};
    write_protocol();
    rule_list_fill(&list, &protocol);
    memset(word, 'w', sizeof word - list.text.length);
    protocol.facts[2].choices = long_choices;
    protocol.facts[2].choice_count = 1;
    rule_list_fill(&list, &protocol);
    assert_true(list.full);
    word[sizeof word - 1 - 20000] = '\0';
    rule_list_fill(&list, &protocol);
    assert_false(list.full);
    assert_int_equal(list.text.capacity, 1048576);
}

/* The first that holds is the protocol's choice: where the names of the products do not tell which that is, the places do. */
static void bags_of_one_product_keep_their_order(void **state)
{
    (void)state;
    static const char *const places[] = {"1", "", "2"};
    write_protocol();
    struct infusion_rule one = infusions[0];
    struct container of[] = {containers[0], containers[1], containers[0], containers[0]};
    one.containers = of;
    one.container_count = 3;
    protocol.infusions = &one;
    protocol.infusion_count = 1;
    rule_list_fill(&list, &protocol);
    int found = 0;
    for (int i = 0; i < list.count; i++) {
        if (strcmp(list.rules[i].place, "first, bag") == 0) {
            assert_string_equal(list.rules[i].fields[5].label, "place among bags of this product");
            assert_string_equal(list.rules[i].fields[5].words, places[found++]);
        }
    }
    assert_int_equal(found, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_listed),
        cmocka_unit_test(choices_have_names),
        cmocka_unit_test(limits_have_units),
        cmocka_unit_test(as_many_rules_as_there_are),
        cmocka_unit_test(words_that_do_not_fit),
        cmocka_unit_test(bags_of_one_product_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
