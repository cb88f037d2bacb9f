/*
 * test_apart.c - which open answers some rule reads together, in protocols small enough to be read by hand.
 */
#include "engine/written.h"

#include "apart.h"

#define TRIAL " source = 'trial'; "
#define CHECK(id, kind, when) "{ id = '" id "'; " kind " = '" when "'; say = 'So.';" TRIAL "}"
#define MORE ", { id = 'fed'; ask = 'Fed?'; }, { id = 'well'; ask = 'Well?'; }"

/* Open facts by name, groups divided by bars, as they are expected. */
struct row {
    const char *of;
    struct parts parts;
    const char *open; /* divided by blanks, in the order of the protocol */
    const char *groups;
};

static const struct row rows[] = {
    {"nothing is read", {0}, "awake tired pain", "awake | tired | pain"},
    {"one check reads both", {.more = "checks = ( " CHECK("a", "refuse-if", "awake and pain is mild") " );"}, "awake tired pain", "awake pain | tired"},
    {"one check reads three", {.more = "checks = ( " CHECK("a", "refuse-if", "awake or tired or not fed") " );"}, "awake tired pain fed well",
     "awake tired fed | pain | well"},
    {"the check must hold", {.more = "admit = { when = 'awake and tired'; else = 'No.';" TRIAL "};"}, "awake tired pain", "awake tired | pain"},
    {"by way of a third", {.more = "checks = ( " CHECK("a", "refuse-if", "tired and fed") ", " CHECK("b", "refuse-if", "pain is mild and well") ", "
     CHECK("c", "refuse-if", "awake and well") ", " CHECK("d", "refuse-if", "well and fed") " );"}, "awake tired pain kidneys fed well",
     "awake tired pain fed well | kidneys"},
    {"by way of one that is known", {.more = "checks = ( " CHECK("a", "refuse-if", "awake and tired") ", " CHECK("b", "refuse-if", "tired and pain is mild") " );"},
     "awake pain", "awake | pain"},
    {"a group that gets another name", {.more = "checks = ( " CHECK("a", "refuse-if", "weight < 50 kg and awake") ", " CHECK("b", "refuse-if", "spo2 < 90 % and awake") " );"},
     "weight spo2 awake tired", "weight spo2 awake | tired"},
    {"two groups", {.more = "checks = ( " CHECK("a", "refuse-if", "awake and well") ", " CHECK("b", "refuse-if", "tired and fed") " );"},
     "awake tired pain fed well", "awake well | tired fed | pain"},
    {"a warning decides nothing", {.more = "checks = ( " CHECK("a", "warn-if", "awake and tired") ", " CHECK("b", "warn-if", "crcl < 30 mL/min and tired") " );"},
     "weight awake tired", "weight | awake | tired"},
    {"an override hangs on the setting", {.more = "checks = ( " CHECK("a", "override-if", "awake") ", " CHECK("b", "override-if", "tired") ", "
     CHECK("c", "refuse-if", "pain is mild") " );"}, "setting awake tired pain", "setting awake tired | pain"},
    {"overrides in a setting that is known", {.more = "checks = ( " CHECK("a", "override-if", "awake") ", " CHECK("b", "override-if", "tired") " );"},
     "awake tired", "awake | tired"},
    {"what is calculated with, or decides how it is given", {0},
     "weight height age sex creatinine crcl egfr renal urine-output pregnant given-24h given-48h last-dose setting product diluent device",
     "weight height age sex creatinine crcl egfr renal urine-output pregnant given-24h given-48h last-dose setting product diluent device"},
    {"what is only compared", {0},
     "weight weight-basis creatinine-taken renal-basis magnesium systolic diastolic heart-rate resp-rate spo2 reflexes gestation postpartum breastfeeding indication",
     "weight | weight-basis | creatinine-taken | renal-basis | magnesium | systolic | diastolic | heart-rate | resp-rate | spo2 | reflexes | gestation | postpartum | "
     "breastfeeding | indication"},
    {"read beside a clearance", {.more = "checks = ( " CHECK("a", "refuse-if", "awake and crcl < 30 mL/min") " );"}, "weight awake tired", "weight awake | tired"},
    {"read beside an indexed clearance", {.more = "checks = ( " CHECK("a", "refuse-if", "awake and egfr < 30 mL/min/1.73m2") " );"}, "sex awake tired",
     "sex awake | tired"},
    {"read beside urine output", {.more = "checks = ( " CHECK("a", "refuse-if", "tired and urine-output < 0.5 mL/kg/h") " );"}, "weight awake tired",
     "weight tired | awake"},
    {"read beside what is prepared", {.more = "checks = ( " CHECK("a", "refuse-if", "product is vial and tired") " );", .limits = "when = 'awake';"},
     "awake tired pain", "awake tired | pain"},
    {"read beside how it runs", {.more = "checks = ( " CHECK("a", "refuse-if", "fed and device is pump") " );", .limits = "when = 'awake';"},
     "awake tired fed", "awake fed | tired"},
    {"whether a phase is given", {.limits = "when = 'tired';"}, "weight awake tired", "weight tired | awake"},
    {"a dose", {.dose = "( { when = 'tired'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not tired and well'; usual = '500 mg'; step = '10 mg';" TRIAL
     "}, { when = 'not tired and not well'; usual = '600 mg'; step = '10 mg';" TRIAL "} )"}, "weight awake tired well", "weight tired well | awake"},
    {"a time", {.over = "( { when = 'tired'; usual = '30 min';" TRIAL "}, { when = 'not tired and well'; usual = '1 h';" TRIAL
     "}, { when = 'not tired and not well'; usual = '2 h';" TRIAL "} )"}, "weight awake tired well", "weight tired well | awake"},
    {"a bag", {.bags = "( { when = 'tired'; product = 'premix'; additive = 'premixed'; }, { when = 'well'; product = 'premix-strong'; additive = 'premixed'; } )"},
     "weight awake tired well", "weight tired well | awake"},
    {"a limit", {.limits = "speed = ( { when = 'tired'; hard-max = '4 g/h';" TRIAL "}, { when = 'not tired and well'; hard-max = '5 g/h';" TRIAL
     "}, { when = 'not tired and not well'; hard-max = '6 g/h';" TRIAL "} ); volume = ( { when = 'fed'; hard-max = '1 L';" TRIAL "}, { when = 'not fed'; hard-max = '2 L';" TRIAL
     "} );"}, "weight awake tired fed well", "weight tired fed well | awake"},
    {"a step", {.dose = "{ usual = '1 g/h'; step = '10 mg';" TRIAL "}", .over = "{ usual = '2 h';" TRIAL "}", .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
     .limits = "steps = ( { id = 'more'; when = 'tired'; dose = '1.5 g/h'; if = 'fed';" TRIAL "}, { id = 'most'; when = 'well'; dose = '2 g/h'; if = 'fed';" TRIAL "} );"}, "weight awake tired well",
     "weight tired well | awake"},
    {"a band", {.more = "renal = ( { when = 'tired'; factor = '0.5';" TRIAL "}, { when = 'not tired and well'; factor = '0.25';" TRIAL
     "}, { when = 'not tired and not well';" TRIAL "} );"}, "weight awake tired well", "weight tired well | awake"},
    {"totals, and the speed of the antidote", {.drug = "watched-drug", .more = "rescue = { product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL "};"},
     "weight magnesium systolic heart-rate resp-rate spo2 awake", "weight systolic heart-rate resp-rate spo2 | magnesium | awake"},
    {"an antidote", {.more = "rescue = ( { when = 'tired'; product = 'antidote'; dose = '1 g'; over = '10 min';" TRIAL
     "}, { when = 'not tired and well'; product = 'antidote'; dose = '2 g'; over = '20 min';" TRIAL
     "}, { when = 'not tired and not well'; product = 'antidote'; dose = '3 g'; over = '30 min';" TRIAL "} );"}, "weight age awake tired well",
     "weight age tired well | awake"},
};

static void names_of(const struct order *order, const ifs_fact_set *open, const uint8_t *group_of, char *out, size_t capacity)
{
    struct text text = text_over(out, capacity);
    ifs_fact_set left = *open;
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        if (!fact_set_has(&left, fact)) {
            continue;
        }
        text_add(&text, text.length > 0 ? " |" : "");
        for (int other = fact; other < IFS_FACT_MAX; other++) {
            if (fact_set_has(&left, other) && group_of[other] == group_of[fact]) {
                text_add(&text, text.length > 0 ? " " : "");
                text_add(&text, order->protocol->facts[other].name);
                fact_set_remove(&left, other);
            }
        }
    }
}

static ifs_fact_set facts_named(const struct order *order, const char *words)
{
    ifs_fact_set facts = {{0}};
    char copy[400];
    snprintf(copy, sizeof copy, "%s", words);
    for (char *at = copy, *next; at != NULL; at = next) {
        next = strchr(at, ' ');
        if (next != NULL) {
            *next++ = '\0';
        }
        fact_set_add(&facts, fact_named(order, at));
    }
    return facts;
}

/* Each group is named after one of its facts, a fact that is not open after itself. */
static void names_are_of_the_group(const struct row *row, const ifs_fact_set *open, const uint8_t *group_of)
{
    for (int fact = 0; fact < IFS_FACT_MAX; fact++) {
        bool is_open = fact_set_has(open, fact);
        if (is_open ? group_of[group_of[fact]] != group_of[fact] || !fact_set_has(open, group_of[fact]) : group_of[fact] != fact) {
            fail_msg("%s: fact %d is in group %d", row->of, fact, group_of[fact]);
        }
    }
}

static void what_one_rule_reads_is_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct parts parts = rows[i].parts;
        parts.questions = parts.questions != NULL ? parts.questions : MORE;
        struct order *order = written(&parts);
        ifs_fact_set open = facts_named(order, rows[i].open);
        uint8_t group_of[IFS_FACT_MAX];
        char groups[400];
        soil_stack();
        apart_find(order->protocol, &open, group_of);
        names_of(order, &open, group_of, groups, sizeof groups);
        if (strcmp(groups, rows[i].groups) != 0) {
            fail_msg("%s: %s", rows[i].of, groups);
        }
        names_are_of_the_group(&rows[i], &open, group_of);
        forget(order);
    }
}

/* ---- Lists ---- */

/* Every list has two entries, which read two facts; behind them stands a third, which is none. */
enum { FIRST = IFS_FACT_BUILTIN, SECOND, BEHIND, APART };

enum list { LIST_CHECKS, LIST_INFUSIONS, LIST_GROUPS, LIST_LIMITS, LIST_DOSES, LIST_TIMES, LIST_CONTAINERS, LIST_STEPS, LIST_RENAL, LIST_RESCUES, LIST_SPEEDS, LIST_TOTALS, LIST_COUNT };

struct lists {
    uint16_t ops[3];
    struct condition when[3];
    struct check checks[3];
    struct infusion_rule infusions[3];
    struct limit limits[3];
    struct limit_group groups[3];
    struct dose_rule doses[3];
    struct time_rule times[3];
    struct container containers[3];
    struct step steps[3];
    struct renal_band renal[3];
    struct rescue_rule rescues[3];
    ifs_protocol protocol;
};

static void write_lists(struct lists *of)
{
    memset(of, 0, sizeof *of);
    for (int i = 0; i < 3; i++) {
        of->protocol.tests.list[i] = (struct test){.slot = (uint8_t)(FIRST + i), .fact = (uint8_t)(FIRST + i), .equal = true};
        of->ops[i] = (uint16_t)i;
        of->when[i] = (struct condition){.ops = &of->ops[i], .count = 1};
        of->checks[i] = (struct check){.when = of->when[i], .severity = IFS_OVERRIDE};
        of->infusions[i].when = of->when[i];
        of->limits[i].when = of->when[i];
        of->groups[i] = (struct limit_group){.limits = &of->limits[i], .count = 1};
        of->doses[i].when = of->when[i];
        of->times[i].when = of->when[i];
        of->containers[i].when = of->when[i];
        of->steps[i].only = of->when[i];
        of->renal[i].when = of->when[i];
        of->rescues[i].when = of->when[i];
    }
    of->protocol.checks = of->checks;
    of->protocol.infusions = of->infusions;
    of->protocol.renal = of->renal;
    of->protocol.rescues = of->rescues;
    of->protocol.totals = of->groups;
}

static void put_infusion(struct lists *of, enum list list)
{
    struct infusion_rule *rule = &of->infusions[0];
    *rule = (struct infusion_rule){.doses = of->doses, .times = of->times, .containers = of->containers, .steps = of->steps, .limits = of->groups};
    of->protocol.infusion_count = 1;
    rule->dose_count = list == LIST_DOSES ? 2 : 0;
    rule->time_count = list == LIST_TIMES ? 2 : 0;
    rule->container_count = list == LIST_CONTAINERS ? 2 : 0;
    rule->step_count = list == LIST_STEPS ? 2 : 0;
    rule->limit_count = list == LIST_GROUPS ? 2 : list == LIST_LIMITS ? 1 : 0;
    if (list == LIST_LIMITS) {
        of->groups[0].count = 2;
    }
}

static void put_list(struct lists *of, enum list list)
{
    write_lists(of);
    of->protocol.check_count = list == LIST_CHECKS ? 2 : 0;
    of->protocol.infusion_count = list == LIST_INFUSIONS ? 2 : 0;
    of->protocol.renal_count = list == LIST_RENAL ? 2 : 0;
    of->protocol.rescue_count = list == LIST_RESCUES ? 2 : list == LIST_SPEEDS ? 1 : 0;
    of->protocol.total_count = list == LIST_TOTALS ? 2 : 0;
    if (list >= LIST_GROUPS && list <= LIST_STEPS) {
        put_infusion(of, list);
    }
    if (list == LIST_SPEEDS) {
        of->rescues[0] = (struct rescue_rule){.limits = of->limits, .limit_count = 2};
    }
}

/* From the first to the last, and nothing is written beside the groups. */
static void lists_are_read_from_the_first_to_the_last(void **state)
{
    (void)state;
    static struct lists lists;
    const uint8_t guard = SECOND;
    ifs_fact_set open = {{0}};
    const int facts[] = {IFS_FACT_SETTING, FIRST, SECOND, BEHIND, APART};
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        fact_set_add(&open, facts[i]);
    }
    for (int list = 0; list < LIST_COUNT; list++) {
        uint8_t room[IFS_FACT_MAX + 2];
        const uint8_t *group_of = room + 1;
        memset(room, guard, sizeof room);
        put_list(&lists, (enum list)list);
        apart_find(&lists.protocol, &open, room + 1);
        bool together = group_of[FIRST] == IFS_FACT_SETTING && group_of[SECOND] == IFS_FACT_SETTING && group_of[IFS_FACT_SETTING] == IFS_FACT_SETTING;
        if (!together || group_of[BEHIND] != BEHIND || group_of[APART] != APART || room[0] != guard || room[IFS_FACT_MAX + 1] != guard) {
            fail_msg("list %d: %d %d %d %d", list, group_of[FIRST], group_of[SECOND], group_of[BEHIND], group_of[APART]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_rule_reads_is_together),
        cmocka_unit_test(lists_are_read_from_the_first_to_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
