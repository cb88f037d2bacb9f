/*
 * test_joint.c - two protocols in one language: facts, choices and tests by name; and what has no room in it.
 */
#include "engine/written.h"

#include "claim.h"
#include "joint.h"

static struct joint joint;
static struct order *orders[2];

static void join(const struct parts *old, const struct parts *new)
{
    orders[0] = written(old);
    orders[1] = written(new);
    joint_begin(&joint, orders[0]->protocol, orders[1]->protocol);
}

static void forget_both(void)
{
    forget(orders[0]);
    forget(orders[1]);
}

#define MOOD ", { id = 'mood'; ask = 'Mood?'; choices = "
#define CHECK "checks = ( { id = 'one'; refuse-if = '"
#define END "'; say = 'One.'; source = 'trial'; } );"

static const struct check *own_check(int which)
{
    const ifs_protocol *protocol = orders[which]->protocol;
    for (int i = 0; i < protocol->check_count; i++) {
        if (strcmp(protocol->checks[i].id, "one") == 0) {
            return &protocol->checks[i];
        }
    }
    fail_msg("no check one");
    return NULL;
}

static bool same_meaning(void)
{
    return joint_same_meaning(&joint, &own_check(0)->when, &own_check(1)->when);
}

/* ---- Choices ---- */

/* good, fair and poor; then poor, good and bad: of both good, fair, poor and bad. */
static void choices_are_joined_by_name(void **state)
{
    (void)state;
    static const char *const expected[] = {"good", "fair", "poor", "bad"};
    const struct parts old = {.questions = MOOD "['good', 'fair', 'poor']; }", .more = CHECK "mood is poor" END};
    const struct parts new = {.questions = MOOD "['poor', 'good', 'bad']; }", .more = CHECK "mood is poor" END};
    join(&old, &new);
    int fact = fact_named(orders[0], "mood");
    int count = 0;
    const char *const *choices = fact_choices(&joint.both.facts[fact], &count);
    assert_int_equal(count, 4);
    for (int i = 0; i < count; i++) {
        assert_string_equal(choices[i], expected[i]);
    }
    assert_true(same_meaning());
    /* poor is the new one's first choice; fair it does not know, so the answer is left out. */
    ifs_request request = {.at_s = 0};
    ifs_request out;
    fact_set_add(&request.known, fact);
    request.answer[fact] = 2;
    joint_request_for_new(&joint, &request, &out);
    assert_true(fact_set_has(&out.known, fact_named(orders[1], "mood")));
    assert_int_equal(out.answer[fact_named(orders[1], "mood")], 0);
    request.answer[fact] = 1;
    joint_request_for_new(&joint, &request, &out);
    assert_false(fact_set_has(&out.known, fact_named(orders[1], "mood")));
    forget_both();
}

static void a_fact_of_one_alone(void **state)
{
    (void)state;
    const struct parts old = {.questions = MOOD "['good', 'poor']; }"};
    const struct parts new = {.questions = ", { id = 'hungry'; ask = 'Hungry?'; }"};
    join(&old, &new);
    int mood = fact_named(orders[0], "mood");
    assert_int_equal(joint_slot_in_new(&joint, mood), -1);
    assert_int_equal(joint_slot_of_new(&joint, fact_named(orders[1], "hungry")), orders[0]->protocol->fact_count);
    ifs_request request = {.at_s = 0};
    ifs_request out;
    fact_set_add(&request.known, mood);
    joint_request_for_new(&joint, &request, &out);
    assert_true(fact_set_empty(&out.known));
    forget_both();
}

/* ---- Tests ---- */

static void a_test_on_materials_is_one_of_both(void **state)
{
    (void)state;
    const struct parts old = {.more = CHECK "weight < 40 kg" END};
    const struct parts new = {.more = CHECK "product is premix" END};
    join(&old, &new);
    int before = orders[0]->protocol->tests.on_materials_count;
    assert_int_equal(joint.both.tests.on_materials_count, before + 1);
    int number = joint.both.tests.on_materials[before];
    assert_int_equal(joint.both.tests.list[number].slot, SLOT_PRODUCT);
    assert_false(same_meaning());
    forget_both();
}

static void acute_injury_is_named_by_either(void **state)
{
    (void)state;
    const struct parts none = {0};
    const struct parts names = {.more = CHECK "renal is acute-injury" END};
    join(&none, &names);
    assert_true(joint.both.names_acute_injury);
    forget_both();
    join(&names, &none);
    assert_true(joint.both.names_acute_injury);
    forget_both();
    join(&none, &none);
    assert_false(joint.both.names_acute_injury);
    forget_both();
}

/* ---- No room ---- */

static char words[2][4000];

/* Questions q0, q1 ..., each after a comma. */
static const char *many_questions(char *out, char letter, int count)
{
    char *at = out;
    *at = '\0';
    for (int i = 0; i < count; i++) {
        at += sprintf(at, ", { id = '%c%d'; ask = 'Q?'; }", letter, i);
    }
    return out;
}

/* A check on all of them, from the first or from the last. */
static const char *check_of_all(char *out, int count, bool backwards)
{
    char *at = out + sprintf(out, "%s", CHECK);
    for (int i = 0; i < count; i++) {
        at += sprintf(at, "%sq%d", i > 0 ? " and " : "", backwards ? count - 1 - i : i);
    }
    sprintf(at, "%s", END);
    return out;
}

static void compare_conjunctions(int count, bool expected)
{
    char questions[1000];
    const struct parts old = {.questions = many_questions(questions, 'q', count), .more = check_of_all(words[0], count, false)};
    const struct parts new = {.questions = questions, .more = check_of_all(words[1], count, true)};
    join(&old, &new);
    assert_int_equal(same_meaning(), expected);
    forget_both();
}

/* Yes, no and unknown: 3^12 = 531,441 are below 2^20 kinds, 3^14 above though 2^14 are not; 2^21 kinds are too many at once. */
static void what_is_too_much_to_try_is_not_the_same(void **state)
{
    (void)state;
    compare_conjunctions(8, true);
    compare_conjunctions(14, false);
    compare_conjunctions(21, false);
}

/* 40 built-in facts, 4 questions of every protocol written here, then 45 of each: more than 128. */
static void more_facts_than_there_is_room_for(void **state)
{
    (void)state;
    const struct parts old = {.questions = many_questions(words[0], 'q', 45), .more = CHECK "awake" END};
    const struct parts new = {.questions = many_questions(words[1], 'r', 45), .more = CHECK "awake" END};
    join(&old, &new);
    assert_true(joint.full);
    assert_int_equal(joint.both.fact_count, IFS_FACT_MAX);
    assert_false(same_meaning());
    forget_both();
    join(&old, &old);
    assert_false(joint.full);
    assert_true(same_meaning());
    forget_both();
}

enum { MANY = JOINT_WORDS / 2 + 1 };

/* Two facts of one name with 513 choices each, none of one name: 1,026 in all. */
static void more_choices_than_there_is_room_for(void **state)
{
    (void)state;
    static ifs_protocol protocols[2];
    static char names[2][MANY][8];
    static const char *choices[2][MANY];
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < MANY; j++) {
            snprintf(names[i][j], sizeof names[i][j], "%c%d", i == 0 ? 'a' : 'b', j);
            choices[i][j] = names[i][j];
        }
        protocols[i].fact_count = 1;
        protocols[i].facts[0] =
            (struct fact_rule){.name = "which", .kind = FACT_QUESTION, .choices = choices[i], .choice_count = MANY};
    }
    joint_begin(&joint, &protocols[0], &protocols[1]);
    assert_true(joint.full);
    protocols[1].facts[0].choice_count--;
    protocols[0].facts[0].choice_count--;
    joint_begin(&joint, &protocols[0], &protocols[1]);
    assert_false(joint.full);
    assert_int_equal(joint.both.facts[0].choice_count, JOINT_WORDS);
}

/* Thresholds of 1 to 256 g in one, of 257 g in the other. */
static void more_tests_than_there_is_room_for(void **state)
{
    (void)state;
    static ifs_protocol protocols[2];
    for (int i = 0; i < 2; i++) {
        protocols[i].fact_count = 1;
        protocols[i].facts[0] = *fact_builtin(IFS_FACT_WEIGHT);
    }
    for (int i = 0; i < CONDITION_TESTS; i++) {
        protocols[0].tests.list[i] = (struct test){.threshold = i + 1};
    }
    protocols[1].tests.list[0] = (struct test){.threshold = CONDITION_TESTS + 1};
    protocols[1].tests.count = 1;
    protocols[0].tests.count = CONDITION_TESTS - 1;
    joint_begin(&joint, &protocols[0], &protocols[1]);
    assert_false(joint.full);
    protocols[0].tests.count = CONDITION_TESTS;
    joint_begin(&joint, &protocols[0], &protocols[1]);
    assert_true(joint.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_are_joined_by_name),
        cmocka_unit_test(a_fact_of_one_alone),
        cmocka_unit_test(a_test_on_materials_is_one_of_both),
        cmocka_unit_test(acute_injury_is_named_by_either),
        cmocka_unit_test(what_is_too_much_to_try_is_not_the_same),
        cmocka_unit_test(more_facts_than_there_is_room_for),
        cmocka_unit_test(more_choices_than_there_is_room_for),
        cmocka_unit_test(more_tests_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
