/*
 * joint.c - two protocols spoken of in one language.
 *
 * Decides which fact, choice and test of one protocol is which of the other: by name, and never by place. Invariant: a test of `both` means
 * the same to either protocol that has it. What is found by this language is left to the callers.
 */
#include "joint.h"

#include "claim.h"

/* ---- Facts and choices ---------------------------------------------------------------------------------------------- */

static int choice_named(const char *const *choices, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (text_equal(choices[i], name)) {
            return i;
        }
    }
    return -1;
}

static void add_word(struct joint *joint, const char *word)
{
    if (joint->choice_count == JOINT_WORDS) {
        joint->full = true;
        return;
    }
    joint->choices[joint->choice_count++] = word;
}

/* The choices of both, the old ones first. */
static void join_choices(struct joint *joint, struct fact_rule *rule, const struct fact_rule *other)
{
    int count = 0;
    int other_count = 0;
    const char *const *choices = fact_choices(rule, &count);
    const char *const *others = fact_choices(other, &other_count);
    int first = joint->choice_count;
    bool more = false;
    for (int i = 0; i < count; i++) {
        add_word(joint, choices[i]);
    }
    for (int i = 0; i < other_count; i++) {
        if (choice_named(choices, count, others[i]) < 0) {
            add_word(joint, others[i]);
            more = true;
        }
    }
    if (!more) {
        joint->choice_count = first;
        return;
    }
    rule->choices = &joint->choices[first];
    rule->choice_count = joint->choice_count - first;
}

static void join_fact(struct joint *joint, int fact)
{
    ifs_protocol *both = &joint->both;
    const struct fact_rule *rule = &joint->new->facts[fact];
    int at = fact_index(both->facts, both->fact_count, rule->name);
    joint->fact_of_new[fact] = (int16_t)at;
    if (at < 0 && both->fact_count == IFS_FACT_MAX) {
        joint->full = true;
        joint->fact_of_new[fact] = 0;
        return;
    }
    if (at < 0) {
        at = both->fact_count++;
        both->facts[at] = *rule;
        joint->fact_of_new[fact] = (int16_t)at;
    } else if (rule->kind == FACT_CHOICE || rule->kind == FACT_QUESTION) {
        join_choices(joint, &both->facts[at], rule);
    }
    claim(both->facts[at].kind == rule->kind); /* built-in facts are what they are, all others are questions */
    joint->fact_in_new[at] = (int16_t)fact;
}

/* The choice of one fact of the new protocol among those of both. A test names a choice there is. */
static int64_t choice_of_new(const struct joint *joint, int fact, int64_t choice)
{
    int count = 0;
    int both_count = 0;
    const char *const *choices = fact_choices(&joint->new->facts[fact], &count);
    const char *const *both = fact_choices(&joint->both.facts[joint->fact_of_new[fact]], &both_count);
    claim(choice >= 0);
    claim(choice < count);
    return choice_named(both, both_count, choices[choice]);
}

/* ---- Tests ------------------------------------------------------------------------------------------------------------ */

int joint_slot_of_new(const struct joint *joint, int slot)
{
    return slot < IFS_FACT_MAX ? joint->fact_of_new[slot] : slot;
}

int joint_slot_in_new(const struct joint *joint, int slot)
{
    return slot < IFS_FACT_MAX ? joint->fact_in_new[slot] : slot;
}

static bool same_test(const struct test *a, const struct test *b)
{
    return a->slot == b->slot && a->threshold == b->threshold; /* the slot says whether it is compared or equal */
}

static void join_test(struct joint *joint, int number)
{
    struct tests *tests = &joint->both.tests;
    struct test test = joint->new->tests.list[number];
    if (test.equal) {
        test.threshold = choice_of_new(joint, test.fact, test.threshold);
    }
    test.slot = (uint8_t)joint_slot_of_new(joint, test.slot);
    test.fact = (uint8_t)joint->fact_of_new[test.fact];
    for (int i = 0; i < tests->count; i++) {
        if (same_test(&tests->list[i], &test)) {
            joint->test_of_new[number] = (uint8_t)i;
            return;
        }
    }
    if (tests->count == CONDITION_TESTS) {
        joint->full = true;
        return;
    }
    if (test.slot >= SLOT_PRODUCT) {
        tests->on_materials[tests->on_materials_count++] = (uint8_t)tests->count;
    }
    joint->test_of_new[number] = (uint8_t)tests->count;
    tests->list[tests->count++] = test;
}

void joint_begin(struct joint *joint, const ifs_protocol *old, const ifs_protocol *new)
{
    joint->old = old;
    joint->new = new;
    joint->both = *old;
    joint->full = false;
    joint->choice_count = 0;
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        joint->fact_in_new[i] = -1;
    }
    for (int i = 0; i < new->fact_count; i++) {
        join_fact(joint, i);
    }
    for (int i = 0; i < new->tests.count; i++) {
        join_test(joint, i);
    }
    joint->both.settings |= new->settings;
    joint->both.names_acute_injury = old->names_acute_injury || new->names_acute_injury;
}

struct condition joint_condition(const struct joint *joint, const struct condition *condition, uint16_t *ops)
{
    for (int i = 0; i < condition->count; i++) {
        uint16_t op = condition->ops[i];
        ops[i] = op < CONDITION_TESTS ? joint->test_of_new[op] : op;
    }
    return (struct condition){ops, condition->count, condition->text, condition->first_decides};
}

/* ---- Conditions of one meaning ------------------------------------------------------------------------------------------ */

static bool same_operations(const struct condition *a, const struct condition *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++) {
        same = a->ops[i] == b->ops[i];
    }
    return same;
}

static void set_truths(const struct space *space, int index, int at, uint8_t *truths)
{
    const struct space_axis *axis = &space->axes[index];
    for (int i = 0; i < axis->test_count; i++) {
        int number = space->tests[axis->first_test + i];
        const struct test *test = &space->protocol->tests.list[number];
        if (at == axis->cell_count) {
            truths[number] = TRUTH_UNKNOWN;
            continue;
        }
        int64_t figure = space->cells[axis->first_cell + at].low;
        bool holds = test->equal ? figure == test->threshold : figure < test->threshold;
        truths[number] = (uint8_t)(holds ? TRUTH_YES : TRUTH_NO);
    }
}

/* Every answer to every fact and unknown, in turn; -1 after the last. */
static bool turn(const struct space *space, int *at, uint8_t *truths)
{
    for (int i = space->axis_count - 1; i >= 0; i--) {
        bool more = at[i] < space->axes[i].cell_count;
        at[i] = more ? at[i] + 1 : 0;
        set_truths(space, i, at[i], truths);
        if (more) {
            return true;
        }
    }
    return false;
}

static bool few_enough(const struct space *space)
{
    int64_t kinds = 1;
    for (int i = 0; i < space->axis_count && kinds <= SPACE_KINDS_MAX; i++) {
        kinds *= space->axes[i].cell_count + 1;
    }
    return kinds <= SPACE_KINDS_MAX;
}

bool joint_same_meaning(struct joint *joint, const struct condition *old, const struct condition *new)
{
    uint16_t ops[CONDITION_OPS];
    uint8_t truths[CONDITION_TESTS];
    int at[SPACE_AXES] = {0};
    struct space *space = &joint->space;
    const struct condition other = joint_condition(joint, new, ops);
    if (joint->full || same_operations(old, &other)) {
        return !joint->full;
    }
    space_begin(space, &joint->both);
    space_read(space, old);
    space_read(space, &other);
    if (!space_close(space) || !few_enough(space)) {
        return false;
    }
    for (int i = 0; i < space->axis_count; i++) {
        set_truths(space, i, 0, truths);
    }
    bool same = true;
    bool more = true;
    while (same && more) {
        same = condition_truth(old, truths) == condition_truth(&other, truths);
        more = turn(space, at, truths);
    }
    return same;
}

/* ---- One patient -------------------------------------------------------------------------------------------------------- */

/* -1: the new protocol has no such choice. */
static int64_t choice_in_new(const struct joint *joint, int fact, int64_t choice)
{
    int count = 0;
    int both_count = 0;
    const char *const *choices = fact_choices(&joint->new->facts[joint->fact_in_new[fact]], &count);
    const char *const *both = fact_choices(&joint->both.facts[fact], &both_count);
    claim(choice >= 0);
    claim(choice < both_count);
    return choice_named(choices, count, both[choice]);
}

void joint_request_for_new(const struct joint *joint, const ifs_request *request, ifs_request *out)
{
    *out = (ifs_request){.confirmed = request->confirmed};
    for (int i = 0; i < joint->both.fact_count; i++) {
        int fact = joint->fact_in_new[i];
        if (fact < 0 || !fact_set_has(&request->known, i)) {
            continue;
        }
        int choices = 0;
        fact_choices(&joint->both.facts[i], &choices);
        bool chosen = choices > 0;
        int64_t answer = chosen ? choice_in_new(joint, i, request->answer[i]) : request->answer[i];
        if (!chosen || answer >= 0) {
            out->answer[fact] = answer;
            fact_set_add(&out->known, fact);
        }
    }
}
