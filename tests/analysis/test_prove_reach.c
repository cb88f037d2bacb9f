/*
 * test_prove_reach.c - a check that is decided though a fact is unknown which decides it otherwise: prove finds it, whichever of its facts that is.
 *
 * No protocol can write such a check. It is made by telling the engine that its first fact decides it alone, which is true of "and", not of "or".
 */
#include "proving.h"

#define QUESTION(id) ", { id = '" id "'; ask = 'Asked?'; }"

static const struct parts asked = {
    .questions = QUESTION("q1") QUESTION("q2") QUESTION("q3") QUESTION("q4") QUESTION("q5") QUESTION("q6") QUESTION("q7") QUESTION("q8") QUESTION("q9")
        QUESTION("q10") QUESTION("q11") QUESTION("q12") QUESTION("q13") QUESTION("q14"),
};

/* "q3 or q1 and q2": one fact, which comes first, or all the others. */
static void write_check(char *out, size_t capacity, int facts, int first, const char *joined_by)
{
    size_t length = (size_t)snprintf(out, capacity, "checks = ( { id = 'made'; refuse-if = 'q%d", first);
    for (int i = 1; i <= facts; i++) {
        if (i != first) {
            length += (size_t)snprintf(out + length, capacity - length, " %s q%d", joined_by, i);
            joined_by = "and";
        }
    }
    snprintf(out + length, capacity - length, "'; say = 'So.'; source = 'trial'; } );");
}

static void prove_check(int facts, int first, const char *joined_by, bool first_decides)
{
    static struct check checks[IFS_CHECK_MAX];
    char more[400];
    struct parts parts = asked;
    write_check(more, sizeof more, facts, first, joined_by);
    parts.more = more;
    begin(&parts);
    ifs_protocol *protocol = order->protocol;
    memcpy(checks, protocol->checks, (size_t)protocol->check_count * sizeof checks[0]);
    for (int i = 0; i < protocol->check_count; i++) {
        if (strcmp(checks[i].id, "made") == 0) {
            checks[protocol->check_count] = checks[i]; /* behind the last: not looked at */
            checks[protocol->check_count].when.first_decides = true;
            checks[i].when.first_decides = first_decides;
        }
    }
    protocol->checks = checks;
    prove_run(prove);
}

static void expect_proved(int facts, int first, const char *joined_by, bool first_decides)
{
    prove_check(facts, first, joined_by, first_decides);
    expect(PROVE_UNKNOWN, PROVE_PROVED, PROVE_NO_REASON);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].tried, 0);
    forget(order);
}

/* Who has all the others is refused once nobody knows the first fact, and not where it is no: that fact alone must be forgotten to see it. */
static void expect_found(int facts, int first)
{
    prove_check(facts, first, "or", true);
    expect(PROVE_UNKNOWN, PROVE_UNDECIDED, PROVE_NO_WITNESS);
    assert_int_equal(prove->findings[PROVE_UNKNOWN].tried, 1); /* the check counts once */
    forget(order);
}

/* Six facts are forgotten in every combination, those behind by themselves. */
static void a_forgotten_fact_that_decides(void **state)
{
    (void)state;
    expect_proved(1, 1, "and", true); /* alone it does decide */
    for (int facts = 2; facts <= 9; facts++) {
        expect_proved(facts, 1, "or", false);
        expect_proved(facts, facts, "and", true);
        expect_found(facts, 1);
        expect_found(facts, facts);
    }
}

/* 16,384 kinds of patients: all combinations of fourteen facts in each are 268 million. */
static void many_facts_are_forgotten_one_by_one(void **state)
{
    (void)state;
    expect_found(14, 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_forgotten_fact_that_decides),
        cmocka_unit_test(many_facts_are_forgotten_one_by_one),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
