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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_rule_reads_is_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
