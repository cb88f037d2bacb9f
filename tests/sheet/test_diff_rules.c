/*
 * test_diff_rules.c - which rules of two protocols are one rule, and how a difference between them reads.
 *
 * Protocols are written beside all that is told of them. Whom a change concerns is held by tests/analysis/test_diff.c.
 */
#include "engine/written.h"

#include "claim.h"
#include "diff_rules.h"

#define TRIAL " source = 'trial'; "

static struct joint joint;
static struct diff_rules found;
static struct diff_rules *const rules = &found;
static char told[20000];

static void find(const ifs_protocol *old, const ifs_protocol *new)
{
    memset(&joint, 0, sizeof joint);
    memset(&found, 0xa5, sizeof found);
    found.full = true; /* of the protocols before */
    joint_begin(&joint, old, new);
    diff_rules_find(&found, &joint);
}

/* All that is told, a line each. */
static void tell_rules(const struct parts *old, const struct parts *new)
{
    struct order *orders[2] = {written(old), written(new)};
    find(orders[0]->protocol, orders[1]->protocol);
    assert_false(found.full);
    struct text text = text_over(told, sizeof told);
    for (int i = 0; i < found.count; i++) {
        diff_rules_where(&text, &found.list[i]);
        text_add(&text, ": ");
        diff_rules_what(&text, &found.list[i]);
        text_add(&text, ": ");
        diff_rules_side(&text, &found.list[i], false);
        text_add(&text, " becomes ");
        diff_rules_side(&text, &found.list[i], true);
        text_add(&text, "\n");
    }
    forget(orders[0]);
    forget(orders[1]);
}

static void says(const char *line)
{
    if (strstr(told, line) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", line, told);
    }
}

/* ---- Which rules are one ---- */

#define BEFORE "age < 18 y"
#define FROM "age >= 18 y"
#define DOSE(when, usual) "{ when = '" when "'; usual = '" usual "'; step = '10 mg';" TRIAL "}"
#define SAY(sentence) "{ say = '" sentence "';" TRIAL "}"
#define SAY_WHEN(when, sentence) "{ when = '" when "'; say = '" sentence "';" TRIAL "}"

static void the_order_of_rules_is_no_difference(void **state)
{
    (void)state;
    const struct parts old = {.dose = "(" DOSE(BEFORE, "1 g") "," DOSE(FROM, "2 g") ")", .more = "monitoring = (" SAY("One.") "," SAY("Two.") ");"};
    const struct parts new = {.dose = "(" DOSE(FROM, "2 g") "," DOSE(BEFORE, "1 g") ")", .more = "monitoring = (" SAY("Two.") "," SAY("One.") ");"};
    tell_rules(&old, &new);
    assert_string_equal(told, "");
    assert_int_equal(found.count, 0);
}

/* The rule of the same condition is the same rule, wherever it stands; where that is gone, the rule of the same figures. */
static void rules_are_paired_by_what_they_share(void **state)
{
    (void)state;
    const struct parts old = {.dose = "(" DOSE(BEFORE, "1 g") "," DOSE(FROM, "2 g") ")"};
    const struct parts figures = {.dose = "(" DOSE(FROM, "3 g") "," DOSE(BEFORE, "1 g") ")"};
    const struct parts conditions = {.dose = "(" DOSE("age >= 16 y", "2 g") "," DOSE("age < 16 y", "1 g") ")"};
    tell_rules(&old, &figures);
    assert_string_equal(told, "infusion, dose, when age >= 18 y: usual: 2 g becomes 3 g\n");
    tell_rules(&old, &conditions);
    assert_string_equal(told, "infusion, dose: condition: age < 18 y becomes age < 16 y\n"
                              "infusion, dose: condition: age >= 18 y becomes age >= 16 y\n");
    assert_int_equal(found.list[0].field, -1);
}

/* Two that are written alike are two: of three sentences that are the same one was taken out. */
static void a_rule_is_paired_once(void **state)
{
    (void)state;
    const struct parts old = {.more = "monitoring = (" SAY("One.") "," SAY("One.") "," SAY_WHEN(FROM, "One.") ");"};
    const struct parts new = {.more = "monitoring = (" SAY_WHEN(FROM, "One.") "," SAY("One.") ");"};
    tell_rules(&old, &new);
    assert_string_equal(told, "monitoring: removed: sentence One.; source trial becomes \n");
    assert_int_equal(found.list[0].field, -1);
    tell_rules(&new, &old);
    assert_string_equal(told, "monitoring: added:  becomes sentence One.; source trial\n");
    assert_int_equal(found.list[0].field, -1);
}

/* What is said elsewhere, and a check of another name, is another rule. */
static void rules_of_other_places_and_names_are_others(void **state)
{
    (void)state;
    const struct parts here = {.more = "monitoring = (" SAY("One.") ");"};
    const struct parts there = {.more = "stop-rules = (" SAY("One.") ");"};
    tell_rules(&here, &there);
    assert_string_equal(told, "monitoring: removed: sentence One.; source trial becomes \n"
                              "stop rule: added:  becomes sentence One.; source trial\n");
    const struct parts a = {.more = "checks = ( { id = 'a'; refuse-if = 'age < 18 y'; say = 'No.';" TRIAL "} );"};
    const struct parts b = {.more = "checks = ( { id = 'b'; refuse-if = 'age < 18 y'; say = 'No.';" TRIAL "} );"};
    tell_rules(&a, &b);
    assert_string_equal(told, "check a, when age < 18 y: removed: severity refuses; trips where its condition holds; sentence No.; source trial becomes \n"
                              "check b, when age < 18 y: added:  becomes severity refuses; trips where its condition holds; sentence No.; source trial\n");
}

/* A sentence has no name: where condition and words are others it is another sentence, and not a change of the one before. */
static void what_shares_nothing_is_another_rule(void **state)
{
    (void)state;
    const struct parts old = {.more = "monitoring = (" SAY_WHEN(BEFORE, "One.") ");"};
    const struct parts new = {.more = "monitoring = (" SAY_WHEN(FROM, "Two.") ");"};
    tell_rules(&old, &new);
    assert_string_equal(told, "monitoring, when age < 18 y: removed: sentence One.; source trial becomes \n"
                              "monitoring, when age >= 18 y: added:  becomes sentence Two.; source trial\n");
}

/* The first that holds is the protocol's choice. */
static void the_order_of_bags_of_one_product_is_a_difference(void **state)
{
    (void)state;
#define BAG(when, volume) "{ " when " product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '" volume "'; }"
    const struct parts old = {.bags = "(" BAG("when = 'age < 18 y';", "50 mL") "," BAG("", "100 mL") ")"};
    const struct parts new = {.bags = "(" BAG("", "100 mL") "," BAG("when = 'age < 18 y';", "50 mL") ")"};
    tell_rules(&old, &new);
    assert_string_equal(told, "infusion, bag vial, when age < 18 y: place among bags of this product: 1 becomes 2\n"
                              "infusion, bag vial: place among bags of this product: 2 becomes 1\n");
}

static void a_check_of_another_condition_and_sentence_is_the_same_check(void **state)
{
    (void)state;
    const struct parts old = {.more = "checks = ( { id = 'a'; refuse-if = 'systolic < 100 mmHg'; say = 'Low.';" TRIAL "} );"};
    const struct parts new = {.more = "checks = ( { id = 'a'; warn-if = 'systolic < 90 mmHg'; say = 'Too low.';" TRIAL "} );"};
    tell_rules(&old, &new);
    assert_string_equal(told, "check a: condition: systolic < 100 mmHg becomes systolic < 90 mmHg\n"
                              "check a, when systolic < 100 mmHg: severity: refuses becomes warns\n"
                              "check a, when systolic < 100 mmHg: sentence: Low. becomes Too low.\n");
}

/* A dose has no name: another condition with other figures is another rule. */
static void a_dose_of_another_condition_and_figure_is_another(void **state)
{
    (void)state;
    const struct parts old = {.dose = "( { when = 'weight < 90 kg or weight >= 90 kg'; usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    const struct parts new = {.dose = "{ usual = '2 g'; step = '10 mg'; round = 'up';" TRIAL "}"};
    tell_rules(&old, &new);
    says("infusion, dose, when weight < 90 kg or weight >= 90 kg: removed: kind fixed; usual 1 g; weight ");
    says("infusion, dose: added: ");
    says("rounded up;");
    const struct parts always = {.dose = "( { usual = '1 g'; step = '10 mg';" TRIAL "} )"};
    tell_rules(&always, &old);
    says("infusion, dose: condition: always becomes weight < 90 kg or weight >= 90 kg\n");
}

#define RATE(more)                                                                                                     \
    "( { name = 'rate'; devices = ['pump']; dose = { usual = '1 g/h'; step = '10 mg';" TRIAL "};"                          \
    "over = { usual = '2 h';" TRIAL "}; bags = { product = 'premix-strong'; additive = 'premixed'; };" more " } )"
#define STEP(id, dose, only) "{ id = '" id "'; dose = '" dose "'; if = 'magnesium < 2 mmol/L'; when = '" only "';" TRIAL "}"
static void weights_roundings_and_steps(void **state)
{
    (void)state;
    const struct parts ideal = {.dose = "{ usual = '20 mg/kg'; of = 'ideal'; step = '10 mg'; round = 'nearest';" TRIAL "}"};
    const struct parts adjusted = {.dose = "{ usual = '20 mg/kg'; of = 'adjusted'; step = '10 mg'; round = 'up';" TRIAL "}"};
    const struct parts customary = {.dose = "{ usual = '20 mg/kg'; of = 'customary'; step = '10 mg'; round = 'down';" TRIAL "}"};
    tell_rules(&ideal, &adjusted);
    says("infusion, dose: weight: ideal becomes adjusted\n");
    says("infusion, dose: rounded: half up becomes up\n");
    tell_rules(&adjusted, &customary);
    says("infusion, dose: weight: adjusted becomes customary\n");
    says("infusion, dose: rounded: up becomes down\n");
    const struct parts without = {.infusions = RATE("")};
    const struct parts steps = {.infusions = RATE("steps = (" STEP("more", "2 g/h", "age >= 18 y") ");")};
    tell_rules(&without, &steps);
    says("rate, step more, when age >= 18 y: added:  becomes rate 2 g/h; per kilogram no; taken when magnesium < 2 mmol/L; source trial\n");
}

/* ---- Room ---- */

enum { SENTENCES = 2048 + 20 };
static ifs_protocol long_ones[2];
static struct line sentences[2][SENTENCES];
static char letters[2][SENTENCES][8];

static void write_as_many(const int counts[2], bool same)
{
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < SENTENCES; j++) {
            snprintf(letters[i][j], sizeof letters[i][j], "%c%d", i == 0 || same ? 'a' : 'b', j);
            sentences[i][j].say = letters[i][j];
        }
        memset(&long_ones[i], 0, sizeof long_ones[i]);
        long_ones[i].monitoring = (struct lines){sentences[i], counts[i]};
    }
    find(&long_ones[0], &long_ones[1]);
}

/* Each sentence is another one. */
static void write_sentences(int count)
{
    write_as_many((const int[]){count, count}, false);
}

/* Each sentence became another. */
static void more_changes_than_there_is_room_for(void **state)
{
    (void)state;
    write_sentences(1024);
    assert_false(rules->full);
    assert_int_equal(rules->count, 1024);
    write_sentences(1024 + 1);
    assert_true(rules->full);
}

/* Of the one or the other, though few of them differ. */
static void a_list_that_is_not_whole(void **state)
{
    (void)state;
    write_as_many((const int[]){SENTENCES, 2000}, true);
    assert_true(found.old.full && !found.new.full && found.full);
    assert_true(found.count < 100);
    write_as_many((const int[]){2000, SENTENCES}, true);
    assert_true(!found.old.full && found.new.full && found.full);
    assert_true(found.count < 100);
}

static void more_rules_than_there_is_room_for(void **state)
{
    (void)state;
    write_sentences(SENTENCES);
    assert_true(rules->old.full);
    assert_true(rules->full);
    long_ones[0].monitoring.count = 1;
    find(&long_ones[0], &long_ones[1]);
    assert_false(rules->old.full);
    assert_true(rules->new.full);
    assert_true(rules->full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_rules_is_no_difference),
        cmocka_unit_test(rules_are_paired_by_what_they_share),
        cmocka_unit_test(a_rule_is_paired_once),
        cmocka_unit_test(rules_of_other_places_and_names_are_others),
        cmocka_unit_test(what_shares_nothing_is_another_rule),
        cmocka_unit_test(the_order_of_bags_of_one_product_is_a_difference),
        cmocka_unit_test(a_check_of_another_condition_and_sentence_is_the_same_check),
        cmocka_unit_test(a_dose_of_another_condition_and_figure_is_another),
        cmocka_unit_test(weights_roundings_and_steps),
        cmocka_unit_test(more_changes_than_there_is_room_for),
        cmocka_unit_test(a_list_that_is_not_whole),
        cmocka_unit_test(more_rules_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
