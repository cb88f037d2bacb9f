/*
 * test_joint.c - two protocols in one language: facts, choices and tests by name; and what has no room in it.
 */
#include "engine/written.h"

#include "analysis/dosing.h"
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

/* Two facts of which each protocol has a choice of its own: the words of the second begin where those of the first end. */
static void choices_of_two_facts(void **state)
{
    (void)state;
    static const char *const expected[] = {"all", "some", "none"};
    const struct parts old = {.questions = MOOD "['good', 'poor']; }, { id = 'food'; ask = 'Food?'; choices = ['all', 'some']; }"};
    const struct parts new = {.questions = MOOD "['good', 'bad']; }, { id = 'food'; ask = 'Food?'; choices = ['some', 'none']; }"};
    join(&old, &new);
    int count = 0;
    const char *const *choices = fact_choices(&joint.both.facts[fact_named(orders[0], "food")], &count);
    assert_int_equal(count, 3);
    for (int i = 0; i < count; i++) {
        assert_string_equal(choices[i], expected[i]);
    }
    assert_int_equal(joint.choice_count, 6);
    forget_both();
    join(&old, &old); /* nothing new: nothing is written down */
    assert_int_equal(joint.choice_count, 0);
    forget_both();
}

/* The very first fact is carried over as any other; derived figures are the same slot in both. */
static void the_first_fact(void **state)
{
    (void)state;
    const struct parts one = {.more = CHECK "weight < 40 kg" END};
    ifs_request request = {.answer = {[IFS_FACT_WEIGHT] = 70000}};
    ifs_request out;
    join(&one, &one);
    fact_set_add(&request.known, IFS_FACT_WEIGHT);
    joint_request_for_new(&joint, &request, &out);
    assert_true(fact_set_has(&out.known, IFS_FACT_WEIGHT));
    assert_int_equal(out.answer[IFS_FACT_WEIGHT], 70000);
    assert_int_equal(joint_slot_of_new(&joint, SLOT_CRCL), SLOT_CRCL);
    assert_int_equal(joint_slot_in_new(&joint, SLOT_CRCL), SLOT_CRCL);
    assert_int_equal(joint_slot_of_new(&joint, IFS_FACT_WEIGHT), IFS_FACT_WEIGHT);
    forget_both();
}

/* ---- Protocols by hand ---- */

static ifs_protocol by_hand[2];

/* The first fact of one is not known to the other; either's settings are of both. */
static void facts_in_another_order(void **state)
{
    (void)state;
    by_hand[0] = (ifs_protocol){.fact_count = 2, .settings = 1U << IFS_WARD};
    by_hand[1] = (ifs_protocol){.fact_count = 2, .settings = 1U << IFS_CLINIC};
    by_hand[0].facts[0] = (struct fact_rule){.name = "a", .kind = FACT_MEASURE};
    by_hand[0].facts[1] = (struct fact_rule){.name = "b", .kind = FACT_MEASURE};
    by_hand[1].facts[0] = (struct fact_rule){.name = "b", .kind = FACT_MEASURE};
    by_hand[1].facts[1] = (struct fact_rule){.name = "c", .kind = FACT_MEASURE};
    memset(&joint, 0x7F, sizeof joint);
    joint_begin(&joint, &by_hand[0], &by_hand[1]);
    assert_int_equal(joint.both.fact_count, 3);
    assert_int_equal(joint_slot_in_new(&joint, 0), -1);
    assert_int_equal(joint_slot_in_new(&joint, 1), 0);
    assert_int_equal(joint_slot_in_new(&joint, 2), 1);
    assert_int_equal(joint_slot_of_new(&joint, 0), 1);
    assert_int_equal(joint_slot_of_new(&joint, 1), 2);
    assert_int_equal(joint.both.settings, 1U << IFS_WARD | 1U << IFS_CLINIC);
}

/* 128 facts of one protocol are the 128 of the other. */
static void as_many_facts_as_there_can_be(void **state)
{
    (void)state;
    static char names[IFS_FACT_MAX][8];
    ifs_request request = {.at_s = 0};
    ifs_request out;
    by_hand[0] = (ifs_protocol){.fact_count = IFS_FACT_MAX};
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        snprintf(names[i], sizeof names[i], "f%d", i);
        by_hand[0].facts[i] = (struct fact_rule){.name = names[i], .kind = FACT_MEASURE};
        request.answer[i] = i;
        fact_set_add(&request.known, i);
    }
    joint_begin(&joint, &by_hand[0], &by_hand[0]);
    assert_false(joint.full);
    joint_request_for_new(&joint, &request, &out);
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        assert_true(fact_set_has(&out.known, i));
        assert_int_equal(out.answer[i], i);
    }
}

/* A test both have is one, the first too; one of the new protocol alone comes behind, and what stood there is none. */
static void tests_are_joined(void **state)
{
    (void)state;
    const struct test light = {.threshold = 40000, .slot = IFS_FACT_WEIGHT, .fact = IFS_FACT_WEIGHT};
    const struct test heavy = {.threshold = 90000, .slot = IFS_FACT_WEIGHT, .fact = IFS_FACT_WEIGHT};
    static const uint16_t ops[] = {1, CONDITION_NOT, 0, CONDITION_AND, 1};
    uint16_t joined[CONDITION_OPS] = {[4] = 77};
    for (int i = 0; i < 2; i++) {
        by_hand[i] = (ifs_protocol){.fact_count = 1};
        by_hand[i].facts[0] = *fact_builtin(IFS_FACT_WEIGHT);
    }
    by_hand[0].tests.list[0] = light;
    by_hand[0].tests.list[1] = heavy;
    by_hand[0].tests.count = 1;
    by_hand[1].tests.list[0] = heavy;
    by_hand[1].tests.list[1] = light;
    by_hand[1].tests.count = 2;
    joint_begin(&joint, &by_hand[0], &by_hand[1]);
    assert_int_equal(joint.both.tests.count, 2);
    assert_int_equal(joint.test_of_new[0], 1);
    assert_int_equal(joint.test_of_new[1], 0);
    assert_int_equal(joint.both.tests.list[1].threshold, 90000);
    struct condition condition = joint_condition(&joint, &(struct condition){.ops = ops, .count = 4, .text = "text"}, joined);
    assert_int_equal(condition.count, 4);
    assert_string_equal(condition.text, "text");
    const uint16_t expected[] = {0, CONDITION_NOT, 1, CONDITION_AND, 77};
    assert_memory_equal(condition.ops, expected, sizeof expected);
}

/* ---- Conditions of one meaning ---- */

/* All of one protocol, which is compared with itself. Each pair that differs does so for one answer, or for few. */
static void conditions_of_one_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *old;
        const char *new;
        bool same;
    } rows[] = {
        {"q0 and q1", "q1 and q0", true},
        {"q0 or q1", "q0 and q1", false},
        {"q0", "q1", false},
        {"q0", "q0 and q1", false}, /* the operations begin alike */
        {"q0 and q1", "q0", false},
        {"q1", "q1 and not q0", false},
        {"not q0", "q0 and not q0", false},
        {"q0 and not q1", "q0 and q1 and not q1", false},
        {"q0 or not q0", "not q0 or q0", true},
        {"q0 or not q0", "q1 or not q1", false}, /* one may be unknown alone */
        {"age < 12 y", "age < 18 y", false},
        {"age < 12 y and age < 18 y", "age < 12 y", true},
        {"age < 12 y or age < 18 y", "age < 12 y", false},
        {"age < 1 y or age >= 65 y", "not (age >= 1 y and age < 65 y)", true},
        {"age < 18 y and weight < 40 kg", "weight < 40 kg and age < 18 y", true},
        {"age < 18 y and weight < 40 kg", "weight < 40 kg and age <= 18 y", false},
        {"weight < 40 kg and age < 12 y or age < 18 y and q0", "age < 18 y and q0 or age < 12 y and weight < 40 kg", true},
        {"age < 12 y", "age < 12 y and age >= 18 y", false}, /* after weight and age: what was read before is forgotten */
        {"spo2 >= 90 %", "spo2 >= 90 % and spo2 < 90 %", false},
        {"indication is vial or indication is other", "not indication is premix", true},
        {"sex is male and systolic >= 90 mmHg", "not sex is female and systolic >= 90 mmHg", true},
        {"sex is male and systolic >= 90 mmHg", "sex is female and systolic >= 90 mmHg", false},
        {"setting is clinic", "not setting is ward", true}, /* the protocol has no other setting */
    };
    struct condition conditions[COUNT_OF(rows)][2];
    begin();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        conditions[i][0] = when(rows[i].old);
        conditions[i][1] = when(rows[i].new);
    }
    joint_begin(&joint, &dosing, &dosing);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (joint_same_meaning(&joint, &conditions[i][0], &conditions[i][1]) != rows[i].same) {
            fail_msg("%s / %s", rows[i].old, rows[i].new);
        }
    }
}

/* Ten facts of three choices and unknown: 4^10 = 2^20 kinds, as many as are tried. Not one fact more. */
static void as_much_as_is_tried(void **state)
{
    (void)state;
    static const char *const three[] = {"a", "b", "c"};
    static const char ten[] = "q1 is a and q2 is a and q3 is a and q4 is a and q5 is a and q6 is a and q7 is a and q8 is a and "
                              "q9 is a and q10 is a";
    static const char backwards[] = "q10 is a and q9 is a and q8 is a and q7 is a and q6 is a and q5 is a and q4 is a and "
                                    "q3 is a and q2 is a and q1 is a";
    char first[200];
    char last[200];
    begin();
    for (int i = 1; i <= 11; i++) {
        dosing.facts[question(i)].choices = three;
        dosing.facts[question(i)].choice_count = i == 11 ? 1 : 3;
    }
    snprintf(first, sizeof first, "q0 and %s", ten);
    snprintf(last, sizeof last, "%s and q11 is a", ten);
    char first_behind[200];
    char last_before[200];
    snprintf(first_behind, sizeof first_behind, "%s and q0", backwards);
    snprintf(last_before, sizeof last_before, "q11 is a and %s", backwards);
    const struct condition all = when(ten);
    const struct condition other = when(backwards);
    const struct condition and_first = when(first);
    const struct condition and_last = when(last);
    const struct condition other_first = when(first_behind);
    const struct condition other_last = when(last_before);
    joint_begin(&joint, &dosing, &dosing);
    assert_false(joint_same_meaning(&joint, &and_first, &other_first)); /* 3 x 2^20 */
    assert_true(joint_same_meaning(&joint, &all, &other));
    assert_false(joint_same_meaning(&joint, &and_last, &other_last)); /* 2 x 2^20 */
    assert_true(joint_same_meaning(&joint, &and_last, &and_last)); /* word for word: nothing to try */
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
    const struct parts new = {.questions = many_questions(words[1], 'r', 45), .more = CHECK "awake and r44" END};
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

/* A test of the new protocol is one of the joint fact; a question that it alone reads is answered both ways. */
static void what_one_alone_reads(void **state)
{
    (void)state;
    static const struct {
        const char *old;
        const char *new;
        bool same;
    } rows[] = {{"awake", "awake or tired", false},      {"awake", "awake and tired", false},  {"awake", "awake or not tired", false}, {"awake", "awake and not tired", false},
                {"awake or tired", "awake", false},      {"awake and tired", "awake", false},  {"awake", "not (not awake)", true}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[2][200];
        snprintf(more[0], sizeof more[0], CHECK "%s" END, rows[i].old);
        snprintf(more[1], sizeof more[1], CHECK "%s" END, rows[i].new);
        join(&(struct parts){.more = more[0]}, &(struct parts){.more = more[1]});
        assert_int_equal(same_meaning(), rows[i].same);
        forget_both();
    }
    const struct parts old = {.questions = MOOD "['good', 'poor']; }"};
    const struct parts new = {.questions = ", { id = 'hungry'; ask = 'Hungry?'; }", .more = CHECK "hungry" END};
    join(&old, &new);
    const int hungry = joint_slot_of_new(&joint, fact_named(orders[1], "hungry"));
    bool found = false;
    for (int i = 0; i < joint.both.tests.count; i++) {
        const struct test *test = &joint.both.tests.list[i];
        found = found || test->slot == hungry;
        assert_true(test->slot >= IFS_FACT_MAX || test->fact == test->slot);
    }
    assert_true(found && hungry != fact_named(orders[1], "hungry"));
    forget_both();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_are_joined_by_name),
        cmocka_unit_test(what_one_alone_reads),
        cmocka_unit_test(a_fact_of_one_alone),
        cmocka_unit_test(choices_of_two_facts),
        cmocka_unit_test(the_first_fact),
        cmocka_unit_test(facts_in_another_order),
        cmocka_unit_test(as_many_facts_as_there_can_be),
        cmocka_unit_test(tests_are_joined),
        cmocka_unit_test(conditions_of_one_meaning),
        cmocka_unit_test(as_much_as_is_tried),
        cmocka_unit_test(a_test_on_materials_is_one_of_both),
        cmocka_unit_test(acute_injury_is_named_by_either),
        cmocka_unit_test(what_is_too_much_to_try_is_not_the_same),
        cmocka_unit_test(more_facts_than_there_is_room_for),
        cmocka_unit_test(more_choices_than_there_is_room_for),
        cmocka_unit_test(more_tests_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
